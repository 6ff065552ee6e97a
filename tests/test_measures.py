"""The measures: counted in every process, kept in one file, shown to who may see them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import DocumentJob, JobState
from sesea.watch import measures
from sesea.watch.health import look
from sesea.watch.measures import ENDS, FILE, NO_ROUTE, Gauge, Measured, exposition
from tests.test_health import NOW, timedelta

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "una-senal-de-mas-de-24-signos"


@pytest.fixture
def kept(settings, tmp_path, monkeypatch) -> Measured:
    """Measures of a process with a folder of its own, which hands over at once when asked."""
    measures.MEASURED.hand_over()  # what other tests asked for
    settings.DATA_DIR = tmp_path
    mine = Measured()
    monkeypatch.setattr("sesea.watch.middleware.MEASURED", mine)
    monkeypatch.setattr("sesea.watch.answers.MEASURED", mine)
    return mine


def test_processes_add_to_one_file(kept, tmp_path):
    kept.add("home", "GET", 200, 0.0625)
    kept.add("home", "GET", 204, 2.0)
    kept.add(None, "PROPFIND", 404, 99)
    other = Measured()
    other.add("home", "GET", 200, 0.25)
    other.hand_over()
    assert kept.all_rows() == {
        "home GET 2xx": [1, 1, 0, 1, 0, 0, 2.3125],
        f"{NO_ROUTE} otro 4xx": [0, 0, 0, 0, 0, 1, 99],
    }
    assert other.all_rows() == kept.all_rows(), "Nothing is added twice."
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


CROWD = """
import django
django.setup()
from sesea.watch.measures import Measured
for _ in range(100):
    mine = Measured()
    mine.add("home", "GET", 200, 0.01)
    mine.hand_over()
"""


def test_processes_at_once_lose_no_request(kept, tmp_path):
    order = [sys.executable, "-c", CROWD]
    variables = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sesea.settings"}
    crowd = [subprocess.Popen(order, env=variables, cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in crowd] == [0, 0]
    assert kept.all_rows()["home GET 2xx"][0] == 200


@pytest.mark.parametrize("content", ["", "{", '{"home GET 2xx": [1]}'])
def test_a_file_that_is_cut_begins_anew(kept, tmp_path, content):
    (tmp_path / FILE).write_text(content)
    kept.add("home", "GET", 200, 0.05)
    assert kept.all_rows() == {"home GET 2xx": [1, 0, 0, 0, 0, 0, 0.05]}


def test_where_the_disk_takes_nothing_they_wait(kept, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "no-hay"
    kept.add("home", "GET", 200, 0.05)
    assert kept.all_rows() == {}
    settings.DATA_DIR.mkdir()
    assert kept.all_rows() == {"home GET 2xx": [1, 0, 0, 0, 0, 0, 0.05]}


def test_they_are_handed_over_without_another_request(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(measures, "PAUSE", 0.01)
    kept.add("home", "GET", 200, 0.05)
    kept._timer.join(5)
    assert "home GET 2xx" in (tmp_path / FILE).read_text()


def test_the_text_is_that_of_prometheus():
    rows = {"home GET 2xx": [3.0, 1.0, 0.0, 0.0, 0.0, 1.0, 12.5]}
    gauges = [Gauge("sesea_b", {"part": 'a"\\\n'}, 2), Gauge("sesea_a", {}, 0.5)]
    lines = exposition(rows, gauges).splitlines()
    labels = 'route="home",method="GET",status="2xx"'
    bucket = f"sesea_request_seconds_bucket{{{labels},le="
    counts = [line.rpartition(" ")[2] for line in lines if line.startswith(bucket)]
    assert counts == ["3", "4", "4", "4", "4", "5"] and len(counts) == len(ENDS) + 1
    assert f"sesea_request_seconds_sum{{{labels}}} 12.5" in lines
    assert f"sesea_request_seconds_count{{{labels}}} 5" in lines
    assert lines[-4:] == [
        "# TYPE sesea_a gauge",
        "sesea_a 0.5",
        "# TYPE sesea_b gauge",
        r'sesea_b{part="a\"\\\n"} 2',
    ]


@pytest.mark.django_db
class TestDocuments:
    """The numbers of the documents."""

    def gauges(self) -> dict[tuple[str, ...], float]:
        """Return {(name, labels): value}."""
        return {(g.name, *g.labels.values()): g.value for g in look(NOW).gauges}

    def test_states_waits_and_seconds(self, cast):
        nothing = self.gauges()
        assert nothing["sesea_documents", "waiting"] == 0
        assert nothing["sesea_documents_oldest_waiting_seconds",] == 0
        assert nothing["sesea_health", "base de datos"] in (0, 1)
        minute = timedelta(minutes=1)
        for number, (state, asked, took) in enumerate(
            [
                (JobState.WAITING, 2, None),
                (JobState.WAITING, 5, None),
                (JobState.DONE, 9, 2),
                (JobState.DONE, 9, 4),
                (JobState.DONE, 200, 60),
            ]
        ):
            begun = NOW - asked * minute
            DocumentJob.objects.create(
                institucion=cast.institucion,
                kind="pta",
                title="PTA",
                key=str(number),
                state=state,
                created_at=begun,
                started_at=begun if took else None,
                ended_at=begun + timedelta(seconds=took) if took else None,
            )
        found = self.gauges()
        assert found["sesea_documents", "waiting"] == 2
        assert found["sesea_documents", "done"] == 3
        assert found["sesea_documents_oldest_waiting_seconds",] == 300
        assert found["sesea_documents_last_hour_seconds", "mean"] == 3
        assert found["sesea_documents_last_hour_seconds", "max"] == 4

    def test_the_page_tells_routes_and_no_paths(self, kept, cast, sign_in):
        sign_in("enlace").get(reverse("programa_detail", args=cast.programa.place))
        Client().get("/wp-login.php")
        client = sign_in("superuser")
        answer = client.get("/metricas/")
        assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
        for route, status in (("programa_detail", "2xx"), (NO_ROUTE, "4xx")):
            count = rf'_count\{{route="{route}",method="GET",status="{status}"\}} 1$'
            assert re.search(count, answer.text, re.MULTILINE), route
        assert "propia" not in answer.text and "wp-login" not in answer.text
        assert "sesea_health" in answer.text


@pytest.mark.django_db
def test_a_program_reads_them_with_the_token_only(kept, settings):
    settings.ALLOWED_HOSTS = ["pta.test"]

    def status(**headers: str) -> int:
        return Client().get("/metricas/", headers=headers).status_code

    right = f"Bearer {TOKEN}"
    # Without a token in the settings none is the right one: not even none.
    settings.METRICS_TOKEN = ""
    assert status(Host="pta.test", Authorization="Bearer ") == 404
    settings.METRICS_TOKEN = TOKEN
    assert status(Authorization=right) == 200, "It asks by address, as a load balancer."
    for wrong in ("", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer ñ"):
        assert status(Host="pta.test", Authorization=wrong) == 404, wrong
    assert status(Host="pta.test") == 404
