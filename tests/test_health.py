"""`/healthz` tells whether the system serves, part by part, soon, to whoever asks."""

import threading
from collections import namedtuple
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from programs.models import BackupRun, Institucion
from programs.models.locks import locks_lift
from reports.health import documents_part
from reports.models import DocumentAsk, DocumentJob, JobState
from sesea.watch import health
from sesea.watch.health import Finding, Report, State, Watcher, look
from tests.factories import Cast, make_evidence

NOW = timezone.now()
Usage = namedtuple("Usage", "total used free")
GB = 1024**3


@pytest.fixture(autouse=True)
def fresh(monkeypatch) -> None:
    """No report of another test; a disk with room; a database that keeps what it says."""
    monkeypatch.setattr("sesea.watch.answers.WATCHER", Watcher())
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(100 * GB, 0, 50 * GB))
    monkeypatch.setattr(health, "forgetful", list)


def parts() -> dict[str, tuple[str, str]]:
    """Return what is not as it should be: {part: (state, note)}."""
    found = look(timezone.now()).parts
    return {name: (f.state.value, f.note) for name, f in found.items() if f.state != State.OK}


@pytest.mark.django_db
class TestParts:
    """What each part finds."""

    @pytest.fixture(autouse=True)
    def backed_up(self, db) -> BackupRun:
        """A good backup of today."""
        now = timezone.now()
        return BackupRun.objects.create(started_at=now, ended_at=now)

    def test_a_backup_that_is_missing_old_or_failed(self, backed_up):
        now = timezone.now()
        failed = BackupRun(started_at=now, ended_at=now, problem="/srv/respaldos: sin lugar")
        failed.save()
        assert parts() == {"respaldo": ("aviso", "el último falló")}
        failed.delete()
        backed_up.started_at = now - timedelta(hours=27)
        backed_up.save()
        assert parts() == {"respaldo": ("aviso", "es viejo")}
        backed_up.delete()
        assert parts() == {"respaldo": ("aviso", "sin respaldo")}

    def test_all_is_well(self, cast):
        assert parts() == {}
        assert {"base de datos", "migraciones", "candados", "archivos", "documentos", "disco"} <= (
            look(NOW).parts.keys()
        )

    def test_a_migration_that_was_not_applied(self, db):
        last = sorted(health._last_migrations())[-1]
        MigrationRecorder(connection).record_unapplied(*last)
        assert parts() == {"migraciones": ("falla", "faltan migraciones")}

    def test_locks_that_somebody_lifted(self, db):
        locks_lift()
        assert parts() == {"candados": ("falla", "faltan candados")}

    def test_files_that_are_gone(self, cast: Cast, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        evidence = make_evidence(cast)
        assert parts() == {}
        default_storage.delete(evidence.original.name)
        assert parts() == {"archivos": ("falla", "no están")}
        default_storage.save(evidence.original.name, ContentFile(b"otra vez"))

    @pytest.mark.parametrize(
        ("total", "free", "enough"),
        [(100, 11, True), (100, 9, False), (10, 2.1, True), (10, 1.9, False), (30, 2.5, False)],
    )
    def test_a_disk_that_fills_up(self, db, monkeypatch, total, free, enough):
        usage = Usage(total * GB, 0, int(free * GB))
        monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage)
        assert parts() == ({} if enough else {"disco": ("aviso", "queda poco lugar")})

    def test_a_server_that_forgets(self, db, monkeypatch):
        monkeypatch.setattr(health, "forgetful", lambda: ["fsync"])
        expected = (
            {} if connection.vendor == "sqlite" else ("aviso", "puede perder lo que se guarda")
        )
        assert parts().get("base de datos", {}) == expected

    def test_documents_that_nobody_makes(self, cast: Cast):
        def job(state: JobState, age: timedelta, **fields: object) -> DocumentJob:
            return DocumentJob.objects.create(
                institucion=cast.institucion,
                kind="pta",
                title="PTA",
                key=f"{state}-{age}",
                state=state,
                created_at=NOW - age,
                **fields,
            )

        def told() -> str:
            return documents_part(NOW).note

        assert told() == ""
        waiting = job(JobState.WAITING, timedelta(seconds=50))
        assert told() == ""
        waiting.created_at = NOW - timedelta(seconds=70)
        waiting.save()
        assert told() == "nadie los hace"
        running = job(JobState.RUNNING, timedelta(minutes=2), lease=NOW + timedelta(seconds=9))
        assert told() == ""
        waiting.created_at = NOW - timedelta(minutes=11)
        waiting.save()
        assert told() == "esperan mucho"
        # Who asked for one that is being made waits for their other one, as long as that takes.
        person = cast.people["enlace"]
        for each in (waiting, running):
            DocumentAsk.objects.create(job=each, person=person, asked_at=NOW)
        assert told() == ""


def test_where_the_database_is_away_the_rest_is_not_asked(monkeypatch):
    def away(now):
        raise OperationalError("connection to 10.0.0.7 refused")

    monkeypatch.setitem(health._PARTS, "base de datos", away)
    report = look(NOW)
    assert report.state == State.FAULT
    assert report.parts["base de datos"] == Finding(State.FAULT, "no responde")
    others = {name: f for name, f in report.parts.items() if name not in ("base de datos", "disco")}
    assert set(others.values()) == {Finding(State.WARNING, "no se sabe")}
    assert report.parts["disco"].state == State.OK
    assert "10.0.0.7" not in str(report.as_json())


class TestAnswer:
    """Who asks, and what they get."""

    def found(self, monkeypatch, **parts: Finding) -> None:
        """Have the probes find this."""
        monkeypatch.setattr(health, "look", lambda now: Report(parts))

    @pytest.mark.parametrize(
        ("state", "status"), [(State.OK, 200), (State.WARNING, 200), (State.FAULT, 503)]
    )
    def test_200_where_it_serves_and_503_where_not(self, monkeypatch, state, status):
        self.found(monkeypatch, uno=Finding(State.OK), dos=Finding(state, "algo"))
        answer = Client().get("/healthz")
        assert answer.status_code == status
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
        uno, dos = {"estado": "ok"}, {"estado": state.value, "nota": "algo"}
        assert answer.json() == {"estado": state.value, "partes": {"uno": uno, "dos": dos}}

    def test_a_load_balancer_asks_by_address_and_without_https(self, monkeypatch, settings):
        settings.SECURE_SSL_REDIRECT = True
        settings.ALLOWED_HOSTS = ["pta.test"]
        self.found(monkeypatch, uno=Finding(State.OK))
        assert Client().get("/healthz", headers={"Host": "10.0.0.5"}).status_code == 200
        assert Client().head("/healthz").status_code == 200

    def test_the_probes_run_once_in_a_while(self, monkeypatch):
        asked = []
        monkeypatch.setattr(health, "look", lambda now: asked.append(now) or Report())
        watcher = Watcher()
        for _ in range(3):
            watcher.report()
        assert len(asked) == 1
        monkeypatch.setattr(health, "FRESH", 0.0)
        watcher._until = 0.0
        watcher.report()
        watcher.report()
        assert len(asked) == 3

    def test_a_probe_that_hangs_does_not_hang_the_answer(self, monkeypatch):
        let_go, begun = threading.Event(), []

        def hang(now):
            begun.append(now)
            let_go.wait(10)
            return Report()

        monkeypatch.setattr(health, "look", hang)
        monkeypatch.setattr(health, "LONGEST", 0.05)
        answers = [Client().get("/healthz") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [HTTPStatus.SERVICE_UNAVAILABLE] * 3
        assert answers[0].json()["partes"] == {
            "sistema": {"estado": "falla", "nota": "no responde"}
        }
        assert len(begun) == 1, "One thread waits, however many ask."
        let_go.set()

    def test_a_probe_that_breaks_is_a_fault(self, monkeypatch):
        def broken(now):
            raise LookupError("un defecto")

        monkeypatch.setattr(health, "look", broken)
        monkeypatch.setattr(threading, "excepthook", lambda args: None)
        assert Client().get("/healthz").status_code == HTTPStatus.SERVICE_UNAVAILABLE


@pytest.mark.django_db(transaction=True)
def test_the_real_one_by_its_own_connection(db):
    Institucion.objects.create(slug="una", name="Una", short_name="Una")
    answer = Client().get("/healthz")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["partes"]["base de datos"] == {"estado": "ok"}
