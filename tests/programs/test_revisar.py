"""`/revisar/`: who may bring an informe, what is refused, how often, and that nothing is kept."""

import html
import logging
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Timer

import pytest
import time_machine
from django.apps import apps
from django.conf import settings as given
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.errors import FileRefused
from programs.forms.revisar import BOTH, EMPTY, MAX_BYTES, MAX_TEXT, NOTHING, TOO_LARGE, TOO_LONG
from programs.models import TryCount
from programs.received.informes.kinds import NO_PDF, NO_WORD
from programs.received.informes.reading import InformeReading, ReadInforme, Shown
from programs.services import revisar as services
from programs.services.revisar import AT_A_TIME, FREE_PER_HOUR
from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.reviewed import Reviewed, reviewed
from programs.views import revisar as views
from sesea.slots import Busy, slot_of
from sesea.watch import measures
from tests.programs.brought import BROUGHT, brought_docx, brought_pdf
from tests.programs.written_cases import written_informe, written_linea

pytestmark = pytest.mark.django_db
SECRET = "Palabras que nadie más debe leer"
HOSTILE = "<script>alert(1)</script> & \"comillas\" <img src=x onerror='y'>"
TEXT = "Línea de Acción 1\nCelebrar sesiones\nMeta\n40 sesiones\nSe celebraron 6 sesiones."


def shown(
    *, share: float = 0.95, findings: bool = True, text: str = "Se celebraron 6 de 40."
) -> Reviewed:
    """Return what the page says of a short informe."""
    passages = (
        Shown("linea-1", "heading", f"Línea 1. {text}", level=1, subject="linea-1"),
        Shown("caja", "box", "", (("Meta", text),), subject="linea-1"),
        Shown("p-1", "text", text, subject="linea-1"),
        Shown("p-2", "table", "", (("Mes", text), ("Enero", "3")), subject="linea-1"),
        Shown("p-3", "text", "Se tiene un avance del 6%.", subject="linea-1"),
    )
    error = Finding(
        Code.STATED,
        Severity.ERROR,
        f"El porcentaje no sale de {text}",
        "p-3",
        arithmetic="6 ÷ 40 = 15 %",
        quote="avance del 6%",
    )
    doubt = Finding(Code.STATED, Severity.DOUBT, "Mire esto", "p-1", quote=text)
    placed = [PlacedFinding(each, "linea-1", f"Área, {text}") for each in (error, doubt)]
    return page_of(passages, placed if findings else (), share=share)


def page_of(
    passages: Iterable[Shown],
    found: Iterable[PlacedFinding] = (),
    *,
    share: float = 1.0,
    lineas: int = 1,
) -> Reviewed:
    """Return the page of an informe as its reader tells it."""
    written = written_informe(*[written_linea(key=f"linea-{n}") for n in range(1, lineas + 1)])
    return reviewed(InformeReading(ReadInforme(written, share, tuple(passages), ()), tuple(found)))


@pytest.fixture
def read(monkeypatch) -> list[tuple[bytes | None, str]]:
    """What the reader was given; it finds the same in everything."""
    got: list[tuple[bytes | None, str]] = []

    def review(data: bytes | None, text: str) -> Reviewed:
        got.append((data, text))
        return shown()

    monkeypatch.setattr(views, "informe_review", review)
    return got


def answers(monkeypatch, found: Reviewed | Exception) -> None:
    """Have the reader find this."""

    def review(data: bytes | None, text: str) -> Reviewed:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(views, "informe_review", review)


def bring(client=None, *, file: bytes | None = None, text: str = "", address="192.0.2.7", **extra):
    """Bring a file or a text, as a browser without scripts."""
    client = client or Client(REMOTE_ADDR=address)
    body: dict[str, object] = {"texto": text}
    if file is not None:
        body["archivo"] = SimpleUploadedFile("informe.docx", file)
    return client.post(reverse("revisar"), body, **extra)


# Who may ----------------------------------------------------------------------------------------


def test_where_the_host_allows_it_anybody_asks_and_a_door_leads_there(client, settings):
    settings.PUBLIC_REVISAR = True
    page = client.get(reverse("revisar"))
    assert page.status_code == 200
    assert "Revise su informe antes de entregarlo" in page.text
    assert "No se guarda nada" in page.text
    assert f'href="{reverse("revisar")}"' in client.get(reverse("account_login")).text


def test_elsewhere_who_has_no_account_is_led_to_sign_in(client, settings, read):
    settings.PUBLIC_REVISAR = False
    led = client.get(reverse("revisar"))
    assert led.status_code == 302
    assert led["Location"] == f"{reverse('account_login')}?next={reverse('revisar')}"
    assert f'href="{reverse("revisar")}"' not in client.get(reverse("account_login")).text
    refused = bring(client, text=TEXT)
    assert refused.status_code == 401
    assert "6 sesiones" in refused.text, "What was pasted comes back."
    assert bring(client, file=b"PK").status_code == 401
    assert not read


def test_who_has_an_account_may_always(cast, sign_in, settings, read):
    settings.PUBLIC_REVISAR = False
    client = sign_in("consulta")
    page = client.get(reverse("revisar"))
    assert page.status_code == 200
    assert f'href="{reverse("revisar")}"' in page.text, "The foot of every page leads there."
    assert bring(client, text=TEXT).status_code == 200


def test_a_form_of_another_site_is_refused(read):
    strict = Client(enforce_csrf_checks=True)
    refused = bring(strict, text=TEXT)
    assert refused.status_code == 403
    token = strict.get(reverse("revisar")).cookies["csrftoken"].value
    sent = {"texto": TEXT, "csrfmiddlewaretoken": token}
    assert strict.post(reverse("revisar"), sent).status_code == 200
    assert len(read) == 1


# What is sent -----------------------------------------------------------------------------------


def test_a_file_arrives_whole_and_a_paste_clean(read):
    data = b"PK\x03\x04" + bytes(range(256)) * 8192  # beyond what stays in memory
    assert bring(file=data).status_code == 200
    assert bring(text=" uno\r\ndos\x00\x0btres ").status_code == 200
    assert read == [(data, ""), (None, "uno\ndos\ntres")]


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (None, "", NOTHING),
        (None, " \n ", NOTHING),
        (b"", "", EMPTY),
        (b"PK", "algo", BOTH),
        (None, "x" * (MAX_TEXT + 1), TOO_LONG),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_counts_for_nothing(
    read, file, text, sentence
):
    answer = bring(file=file, text=text)
    assert answer.status_code == 422
    assert html.escape(sentence) in answer.text
    assert "<title>Error: " in answer.text
    assert not read
    assert not TryCount.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_read(client, read):
    def sent(length: str):
        kind = "multipart/form-data; boundary=x"
        return client.generic(
            "POST", reverse("revisar"), b"--x", content_type=kind, CONTENT_LENGTH=length
        )

    assert sent("abc").status_code == 400
    refused = sent(str(MAX_BYTES * 2))
    assert refused.status_code == 413
    assert TOO_LARGE in refused.text
    assert not read


def test_a_file_that_passes_20_mb_by_little_is_refused_too(read):
    refused = bring(file=b"PK" + b"\0" * MAX_BYTES)
    assert refused.status_code == 413
    assert TOO_LARGE in refused.text
    assert not read


def test_a_paste_beyond_what_django_reads_is_told_so(read):
    refused = bring(text="á" * 1_500_000)  # in UTF-8 beyond the 2.5 MB of a form
    assert refused.status_code == 413
    assert TOO_LONG in refused.text
    assert not read


@pytest.mark.parametrize("file", [b"PK", None])
def test_why_it_was_not_read_stands_by_its_field_and_the_paste_stays(monkeypatch, file):
    answers(monkeypatch, FileRefused("El PDF no trae texto. Pegue el texto."))
    answer = bring(file=file, text="" if file else TEXT)
    assert answer.status_code == 422
    name = "archivo" if file else "texto"
    assert answer.context["form"].errors[name] == ["El PDF no trae texto. Pegue el texto."]
    assert ("6 sesiones" in answer.text) is (file is None)


# What is answered -------------------------------------------------------------------------------


def test_the_answer_counts_lists_and_marks(read):
    answer = bring(text=TEXT)
    assert "1 error y 1 aviso en su informe" in answer.text
    assert "95%" in answer.text
    assert "6 ÷ 40 = 15 %" in answer.text
    assert '<mark class="mark-error">avance del 6%</mark>' in answer.text
    for number in (1, 2):
        assert f'href="#hallazgo-{number}"' in answer.text
        assert f'id="hallazgo-{number}"' in answer.text
    assert answer["Cache-Control"] == "private, no-store"
    assert "No se guardó nada" in answer.text
    assert "Entendimos menos" not in answer.text


def test_where_nothing_was_found_it_does_not_say_that_all_is_well(monkeypatch):
    answers(monkeypatch, shown(findings=False))
    answer = bring(text=TEXT)
    assert "Esto no prueba que todo esté bien" in answer.text
    assert "Lista de hallazgos" not in answer.text


def test_where_little_was_understood_it_is_said_first(monkeypatch):
    answers(monkeypatch, shown(share=0.31))
    text = bring(text=TEXT).text
    assert text.index("Entendimos menos de la mitad") < text.index("Lista de hallazgos")
    answers(monkeypatch, page_of([Shown("p-1", "text", "Nada.")], share=0, lineas=0))
    text = bring(text=TEXT).text
    assert "No reconocimos líneas de acción" in text
    assert "traiga el archivo de Word o péguelo completo" in text
    # What was not understood agrees with nothing, and nothing found is lost with the page.
    assert "nada que no coincida" not in text
    assert "lo encontrado se pierde" not in text


def test_what_people_wrote_is_never_markup(monkeypatch):
    answers(monkeypatch, shown(text=HOSTILE))
    file = SimpleUploadedFile(f"{HOSTILE}.docx", b"PK")
    answer = Client().post(reverse("revisar"), {"archivo": file, "texto": ""})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img" not in answer.text.split("<main")[1]
    assert html.escape(HOSTILE) in answer.text
    answers(monkeypatch, FileRefused("No."))
    back = bring(text=f"</textarea>{HOSTILE}").text
    assert "<script>alert" not in back and "</textarea>&lt;" not in back


def test_the_queries_are_those_of_the_try_whatever_the_text(monkeypatch):
    def asked(found: Reviewed) -> int:
        answers(monkeypatch, found)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert bring(text=TEXT).status_code == 200
        return len(queries)

    bring(text=TEXT)
    few, many = (
        page_of([Shown(f"p-{n}", "text", "Hecho.") for n in range(size)], lineas=size)
        for size in (4, 400)
    )
    assert asked(few) == asked(many) <= 8


@pytest.mark.parametrize("kind", ["paste", "docx", "pdf"])
def test_what_its_reader_and_the_checks_say_stands_on_the_page(kind):
    files = {"paste": None, "docx": brought_docx, "pdf": brought_pdf}
    make = files[kind]
    answer = bring(file=make(), text="") if make else bring(text=BROUGHT)
    assert answer.status_code == 200
    assert "70 + 40 = 110" in answer.text
    assert '<mark class="mark-error">120 participantes' in answer.text
    found = answer.context["found"]
    assert found.errors >= 1
    assert found.counted.lineas == found.counted.metas == 2
    if kind == "pdf":
        return  # where a paragraph ends there is only a guess
    assert "La línea dice 35%" in answer.text
    assert "5 ÷ 20 = 25%" in answer.text


def test_who_has_none_at_hand_tries_an_example_in_which_things_are_found():
    start = Client().get(reverse("revisar"))
    assert 'href="?ejemplo=1"' in start.text and "Secretaría de Muestra" not in start.text
    page = Client().get(reverse("revisar"), {"ejemplo": "1"})
    assert "Este texto es inventado" in page.text
    found = bring(text=page.context["form"].initial["texto"]).context["found"]
    assert found.errors >= 2 and found.understood == 100


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 nothing", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n", b"\0" * 5000]
)
def test_what_is_no_informe_is_refused_with_a_sentence(data):
    answer = bring(file=data)
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["archivo"]
    assert sentence.endswith(".") and html.escape(sentence) in answer.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("malo.docx", NO_WORD), ("MALO.DOCX", NO_WORD), ("malo.pdf", NO_PDF), ("malo.txt", "")],
)
def test_a_text_that_is_called_a_word_is_told_so_and_not_read(read, name, sentence):
    body = {"archivo": SimpleUploadedFile(name, b"hola"), "texto": ""}

    answer = Client().post(reverse("revisar"), body)

    assert answer.status_code == (422 if sentence else 200)
    assert bool(read) is not bool(sentence)
    if sentence:
        assert answer.context["form"].errors["archivo"] == [sentence]


# Nothing is kept --------------------------------------------------------------------------------


def rows() -> dict[str, int]:
    """Return how many rows each table of the project has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model is not TryCount
    }


def files() -> set[Path]:
    """Return the files of the folders of data, without the empty ones that are the turns.

    Nor the one of the measures, which is written every so often: it counts seconds of addresses.
    """
    folders = (given.DATA_DIR, given.MEDIA_ROOT, given.RENDER_DRAFTS_DIR, given.RENDER_SLOTS_DIR)
    return {
        path
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file() and path.stat().st_size and path.name != measures.FILE
    }


@pytest.mark.parametrize("outcome", ["found", "refused", "broken"])
def test_no_row_no_file_and_no_line_of_the_log_keeps_it(monkeypatch, caplog, tmp_path, outcome):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = rows(), files()
    found = {
        "found": shown(text=SECRET),
        "refused": FileRefused("No se pudo leer."),
        "broken": RuntimeError("the reader broke"),
    }[outcome]
    answers(monkeypatch, found)
    answer, meanwhile = views.informe_review, []

    def review(data: bytes | None, text: str) -> Reviewed:
        meanwhile.extend(tmp_path.rglob("*"))
        return answer(data, text)

    monkeypatch.setattr(views, "informe_review", review)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG):
        bring(client, text=SECRET)
        bring(client, file=b"PK" + SECRET.encode() * 120_000)
    assert (rows(), files()) == before
    assert not meanwhile, "What arrives has no name on the disk."
    assert not list(tmp_path.rglob("*"))
    assert SECRET not in caplog.text
    (row,) = TryCount.objects.all()
    assert len(row.key) == 64 and row.failures == 2


# How often --------------------------------------------------------------------------------------


def test_who_asks_too_often_waits_longer_each_time_and_begins_each_hour_anew(read, settings):
    with time_machine.travel("2026-05-04T15:10:00Z", tick=False) as clock:
        for _ in range(FREE_PER_HOUR):
            assert bring(text=TEXT).status_code == 200
        refused = bring(text=TEXT)
        assert (refused.status_code, refused["Retry-After"]) == (429, "60")
        assert "Intente otra vez dentro de 1 minuto." in refused.text
        assert "6 sesiones" in refused.text, "The paste stays in the form."
        assert bring(text=TEXT, address="192.0.2.8").status_code == 200
        clock.shift(timedelta(seconds=61))
        assert bring(text=TEXT).status_code == 200
        assert bring(text=TEXT)["Retry-After"] == "120"
        clock.move_to("2026-05-04T16:00:01Z")
        assert [bring(text=TEXT).status_code for _ in range(3)] == [200] * 3
    assert len(read) == FREE_PER_HOUR + 5


def test_who_has_an_account_is_counted_apart_from_their_office(cast, sign_in, read):
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(FREE_PER_HOUR):
            bring(text=TEXT, address="127.0.0.1")
        assert bring(text=TEXT, address="127.0.0.1").status_code == 429
        assert bring(sign_in("enlace"), text=TEXT).status_code == 200


def test_two_are_read_at_a_time_and_the_next_is_asked_to_come_back(monkeypatch, settings):
    monkeypatch.setattr(services, "SECONDS_FOR_A_TURN", 0)
    read = ReadInforme(written_informe(), 1.0, (), ())
    monkeypatch.setattr(services, "informe_read", lambda data, text: InformeReading(read, ()))
    folder = settings.RENDER_SLOTS_DIR
    with slot_of(folder, "revisar", AT_A_TIME):
        assert bring(text=TEXT).status_code == 200
        with slot_of(folder, "revisar", AT_A_TIME):
            busy = bring(text=TEXT)
    assert (busy.status_code, busy["Retry-After"]) == (503, "30")
    assert "se revisan otros informes" in busy.text
    assert "6 sesiones" in busy.text
    assert bring(text=TEXT).status_code == 200


def test_a_turn_that_is_about_to_be_free_is_waited_for(tmp_path):
    taken = ExitStack()
    for _ in range(AT_A_TIME):
        taken.enter_context(slot_of(tmp_path, "revisar", AT_A_TIME))
    Timer(0.3, taken.close).start()
    with pytest.raises(Busy), slot_of(tmp_path, "revisar", AT_A_TIME):
        pass
    with slot_of(tmp_path, "revisar", AT_A_TIME, seconds=30):
        pass
