"""The pages of what is issued: two clicks to issue, where its PDF stands, and reading it."""

import hashlib
import json
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from programs.models import Institucion, LineaDeAccion, Trimestre
from programs.reading.emblems import GENERAL
from programs.services.institucion import emblem_copy, emblem_store
from reports import tasks
from reports.documents.registry import PTA
from reports.models import DocumentJob, IssuedFile, IssuedReport
from reports.services import emision, keys, leases, stored
from reports.services.documents import document_html, document_of, issued_workbook
from reports.services.issued_files import read_whole, rendition_add
from tests.factories import Cast, make_cast
from tests.pictures import jpeg
from tests.reports.drawn import DATA, failing, no_drawing
from tests.reports.issue_cast import approve, close, issue_informe, issue_pta, reopen
from tests.reports.store import path_of
from tests.reports.test_issued_kept import scan

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def address(name: str, cast: Cast, *more: object) -> str:
    """Return an address of the programa of the cast, or of a quarter of it."""
    return reverse(name, args=[*cast.programa.place, *more])


def of(issued: IssuedReport, name: str = "issued_detail", *more: object) -> str:
    """Return an address of an issued document."""
    return reverse(name, args=[issued.folio, *more])


@pytest.fixture
def queue(settings):
    """The queue of production, with nobody who works at it."""
    backend = {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": backend}


# Issuing -----------------------------------------------------------------------------------------


def test_two_clicks_issue_the_informe_and_its_pdf_is_kept(cast, sign_in, monkeypatch):
    no_drawing(monkeypatch)
    close(cast)
    client = sign_in("secretario")
    confirm = address("informe_issue", cast, 1)
    assert confirm in client.get(address("trimestre_closing", cast, 1)).text

    page = client.get(confirm)
    assert f"{cast.institucion.slug.upper()}-INF-2026-0001" in page.text
    form = {"seen": page.context["form"]["seen"].value()}
    first, again = (client.post(confirm, form) for _ in range(2))

    issued = IssuedReport.objects.get()
    assert (first.status_code, first.url) == (303, issued.get_absolute_url())
    assert (again.status_code, again.url) == (303, issued.get_absolute_url())
    assert client.get(confirm).url == issued.get_absolute_url()
    file, workbook = IssuedFile.objects.order_by("form")
    assert read_whole(file) == DATA
    kept = client.get(of(issued, "issued_results"))
    assert kept.content == read_whole(workbook) == issued_workbook(issued)
    assert load_workbook(BytesIO(kept.content)).sheetnames == ["Metas y resultados", "Lectura"]
    assert {"python", "django", "engine", "fonts", "code"} == set(file.versions)
    detail = client.get(first.url).text
    told = (issued.payload_sha256, issued.act_hash, file.sha256, workbook.sha256)
    for value in (*told, issued.corte.number):
        assert str(value) in detail
    assert client.get(of(issued, "issued_pdf")).content == DATA


def test_two_clicks_issue_the_pta_of_an_approved_programa(cast, sign_in, monkeypatch):
    no_drawing(monkeypatch)
    client = sign_in("secretario")
    confirm = address("pta_issue", cast)
    assert confirm not in client.get(address("programa_detail", cast)).text
    approve(cast)
    assert confirm in client.get(address("programa_detail", cast)).text

    form = {"seen": client.get(confirm).context["form"]["seen"].value()}
    assert client.post(confirm, form).status_code == 303
    assert IssuedReport.objects.get().kind == "pta"


def test_what_changed_while_the_page_was_open_is_asked_again(cast, sign_in):
    approve(cast)
    client = sign_in("secretario")
    confirm = address("pta_issue", cast)
    form = {"seen": client.get(confirm).context["form"]["seen"].value()}
    LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title="Otro nombre")

    answer = client.post(confirm, form)

    assert answer.status_code == 422
    assert "cambió después" in answer.text
    assert not IssuedReport.objects.exists()


def test_to_issue_takes_as_many_queries_for_a_small_plan_as_for_a_large_one(
    cast, client, monkeypatch
):
    no_drawing(monkeypatch)
    counts = []
    for each in (cast, make_cast(lineas=12, prefix="grande-")):
        close(each)
        client.force_login(each.people["secretario"])
        confirm = address("informe_issue", each, 1)
        form = {"seen": client.get(confirm).context["form"]["seen"].value()}
        with CaptureQueriesContext(connection) as shown:
            client.get(confirm)
        with CaptureQueriesContext(connection) as issued:
            client.post(confirm, form)
        counts.append((len(shown), len(issued)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 25


@pytest.mark.parametrize("form", [{}, {"seen": ""}, {"seen": "x" * 65}, {"seen": "otra"}])
def test_a_form_that_says_nothing_issues_nothing(cast, sign_in, form):
    approve(cast)
    assert sign_in("secretario").post(address("pta_issue", cast), form).status_code == 422
    assert not IssuedReport.objects.exists()


def test_what_cannot_be_issued_says_why(cast, sign_in):
    client = sign_in("secretario")
    for confirm, reason in (
        (address("informe_issue", cast, 1), "trimestre cerrado"),
        (address("pta_issue", cast), "cuando está aprobado"),
    ):
        page = client.get(confirm)
        assert page.status_code == 422
        assert reason in page.text and "Todavía no se puede emitir" in page.text
        assert "No se guardó" not in page.text


def test_what_did_not_change_leads_to_its_folio_and_says_so(cast, sign_in):
    approve(cast)
    issued = issue_pta(cast)

    page = sign_in("secretario").get(address("pta_issue", cast), follow=True)

    assert page.redirect_chain[-1][0] == issued.get_absolute_url()
    assert f"Ya se emitió: folio {issued.folio}. Nada cambió desde entonces." in page.text


# Where the PDF stands ----------------------------------------------------------------------------


def test_while_the_pdf_waits_the_page_says_so_and_a_script_is_told(
    cast, sign_in, queue, monkeypatch
):
    approve(cast)
    client = sign_in("secretario")
    confirm = address("pta_issue", cast)
    client.post(confirm, {"seen": client.get(confirm).context["form"]["seen"].value()})
    issued = IssuedReport.objects.get()

    page = client.get(of(issued)).text
    assert "En preparación" in page and "es el siguiente" in page
    assert client.get(of(issued), headers=JSON).json()["state"] == "waiting"
    assert client.get(of(issued, "issued_pdf")).status_code == 303
    assert DocumentJob.objects.count() == 1


def test_a_failed_pdf_says_what_to_do_and_trying_again_keeps_the_folio(cast, sign_in, monkeypatch):
    failing(monkeypatch, "Failed to load image at 'media:x.jpg'")
    approve(cast)
    client = sign_in("secretario")
    confirm = address("pta_issue", cast)
    client.post(confirm, {"seen": client.get(confirm).context["form"]["seen"].value()})
    issued = IssuedReport.objects.get()
    page = client.get(of(issued)).text
    assert "El PDF no se pudo hacer" in page and "Volver a intentar" in page
    assert not IssuedFile.objects.exists()

    no_drawing(monkeypatch)
    client.get(of(issued, "issued_pdf"))

    assert IssuedReport.objects.get() == issued
    assert client.get(of(issued, "issued_pdf")).content == DATA


def test_an_issued_document_waits_for_its_emblem_and_takes_no_other(cast, sign_in):
    emblem = emblem_store(emblem_copy(SimpleUploadedFile("logo.jpg", jpeg(900, 300))))
    Institucion.objects.filter(pk=cast.institucion.pk).update(emblem=emblem)
    approve(cast)
    issued = issue_pta(cast)
    with default_storage.open(emblem, "rb") as file:
        data = file.read()
    default_storage.delete(emblem)
    client = sign_in("secretario")

    failed = client.get(of(issued, "issued_pdf"))
    place = "Emblema: no se encontró el archivo de una imagen."
    assert failed.status_code == 503 and place in failed.text
    assert place in client.get(of(issued)).text
    assert not IssuedFile.objects.exists()
    # What is no official file takes the general one.
    assert f"static:{GENERAL}" in document_html(document_of(PTA, issued.programa))

    default_storage.save(emblem, ContentFile(data))
    assert client.get(of(issued, "issued_pdf")).status_code == 200
    assert IssuedFile.objects.get().issued == IssuedReport.objects.get() == issued


def test_one_that_nobody_asked_for_is_asked_for_from_its_page(cast, sign_in, monkeypatch):
    no_drawing(monkeypatch)
    approve(cast)
    issued = issue_pta(cast)
    client = sign_in("consulta")
    assert "Hacer el PDF" in client.get(of(issued)).text

    client.get(of(issued, "issued_pdf"))

    assert IssuedFile.objects.get(form="pdf").issued == issued


def test_whatever_prints_it_there_is_one_pdf_of_a_folio(cast, sign_in, queue, monkeypatch):
    """Two jobs of one folio, one of an earlier key: both open what was kept of it."""
    approve(cast)
    issued = issue_pta(cast)
    client = sign_in("secretario")
    client.get(of(issued, "issued_pdf"))
    job = DocumentJob.objects.get()
    monkeypatch.setattr(keys, "engine", lambda: "other fonts")
    monkeypatch.setattr(keys, "revision", lambda: "other code")
    client.get(of(issued, "issued_pdf"))
    assert DocumentJob.objects.get() == job

    DocumentJob.objects.filter(pk=job.pk).update(key="earlier")
    client.get(of(issued, "issued_pdf"))
    printed = iter([b"%PDF-1.7 uno", b"%PDF-1.7 dos"])
    no_drawing(monkeypatch, lambda html: next(printed))
    assert tasks.make_documents.call() == 2
    assert read_whole(IssuedFile.objects.get()) == b"%PDF-1.7 uno"
    rows = list(DocumentJob.objects.all())
    assert [row.state for row in rows] == ["done", "done"]
    assert [stored.read(row) for row in rows] == [b"%PDF-1.7 uno"] * 2
    # What an earlier version stored of a second one is not opened, nor is its failure told.
    path_of(rows[1].key).write_bytes(b"%PDF-1.7 dos")
    for changes in ({"sha256": hashlib.sha256(b"%PDF-1.7 dos").hexdigest()}, {"state": "failed"}):
        DocumentJob.objects.filter(pk=rows[1].pk).update(**changes)
        for row in rows:
            answer = client.get(leases.address_of(row))
            assert (answer.status_code, answer.content) == (200, b"%PDF-1.7 uno")
    assert client.get(of(issued, "issued_pdf")).content == b"%PDF-1.7 uno"


# Reading -----------------------------------------------------------------------------------------


def test_the_old_one_is_shown_as_replaced_in_every_view(cast, sign_in):
    close(cast)
    first = issue_informe(cast)
    rendition_add(first, DATA, versions={}, now=timezone.now())
    reopen(cast)
    LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title="Otro nombre")
    client = sign_in("secretario")
    assert "Otro nombre" in client.get(of(first, "issued_changes")).text
    close(cast)
    confirm = client.get(address("informe_issue", cast, 1)).text
    assert first.folio in confirm
    # One reads what it corrects before one confirms.
    assert confirm.index("Fe de erratas") < confirm.index("Confirmar emisión")
    second = issue_informe(cast)

    for page in (of(first), reverse("issued_list"), address("programa_issued", cast)):
        assert f"Reemplazado por {second.folio}" in " ".join(
            client.get(page).text.replace("\n", " ").split()
        ).replace(f'<a href="{second.get_absolute_url()}">', "")
    detail = client.get(of(second)).text
    assert "Fe de erratas" in detail and "Otro nombre" in detail and first.folio in detail
    assert "Otro nombre" not in client.get(of(first)).text
    assert client.get(of(first, "issued_pdf")).content == DATA
    assert "Nada cambió" in client.get(of(second, "issued_changes")).text


def test_other_signers_alone_are_nothing_to_correct(cast, sign_in):
    approve(cast)
    issued = issue_pta(cast)
    institucion = cast.institucion
    signers = {"authorised": ["Mtro. Luis Gil", "Secretario Técnico"]}
    type(institucion).objects.filter(pk=institucion.pk).update(signers=signers)
    client = sign_in("secretario")

    page = client.get(of(issued, "issued_changes")).text
    assert "Nada cambió" in page and "Emitir la corrección" not in page
    assert client.get(address("pta_issue", cast)).url == issued.get_absolute_url()
    # A part of the document that was switched on is a change, and who signs goes with it.
    type(institucion).objects.filter(pk=institucion.pk).update(pta_parts=["signatures"])
    page = client.get(of(issued, "issued_changes")).text
    assert "Partes del documento" in page and "Mtro. Luis Gil" in page


def test_consulta_reads_what_was_issued_after_a_reopening_and_outsiders_nothing(cast, sign_in):
    close(cast)
    issued = issue_informe(cast)
    rendition_add(issued, DATA, versions={}, now=timezone.now())
    reopen(cast)
    pages = [of(issued), of(issued, "issued_pdf"), of(issued, "issued_data")]

    client = sign_in("consulta")
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    assert client.get(of(issued, "issued_changes")).status_code == 403
    client = sign_in("outsider")
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    assert issued.folio not in client.get(reverse("issued_list")).text


def test_the_data_are_the_very_bytes_of_their_hash(cast, sign_in):
    approve(cast)
    issued = issue_pta(cast)

    data = sign_in("consulta").get(of(issued, "issued_data")).content

    assert hashlib.sha256(data).hexdigest() == issued.payload_sha256
    assert json.loads(data)["folio"] == issued.folio


def test_a_signed_copy_is_filed_and_handed_out_and_another_file_refused(cast, sign_in):
    approve(cast)
    issued = issue_pta(cast)
    rendition_add(issued, DATA, versions={}, now=timezone.now())
    client = sign_in("secretario")
    add = of(issued, "issued_signed_add")
    signed = scan()

    refused = client.post(add, {"scan": SimpleUploadedFile("x.pdf", b"nada")})
    assert refused.status_code == 422 and "va en PDF" in refused.text
    assert client.post(add, {}).status_code == 422
    assert client.post(add, {"scan": signed}).status_code == 303
    assert "Copia firmada 1" in client.get(of(issued)).text
    signed.seek(0)
    assert client.get(of(issued, "issued_signed", 1)).content == signed.read()
    assert client.get(of(issued, "issued_signed", 2)).status_code == 404
    assert sign_in("planeacion").post(add, {"scan": scan()}).status_code == 403


def test_a_lost_file_is_told_and_not_handed_out(cast, sign_in):
    approve(cast)
    issued = issue_pta(cast)
    file = rendition_add(issued, DATA, versions={}, now=timezone.now())
    file.file.storage.delete(file.file.name)

    answer = sign_in("secretario").get(of(issued, "issued_pdf"))

    assert answer.status_code == 503
    assert "no está en el almacén" in answer.text


def test_the_order_builds_an_issued_document_again(cast, tmp_path):
    approve(cast)
    issued = issue_pta(cast)
    target = tmp_path / "emitido.html"

    call_command("build_document", "emitido", issued.folio, output=str(target), html=True)

    assert issued.payload_sha256 in target.read_text()
    with pytest.raises(CommandError, match="con el folio «NADA»") as error:
        call_command("build_document", "emitido", "NADA", output=str(target), html=True)
    assert error.value.returncode == 2


def test_nobody_needs_the_rows_to_print_what_was_issued(cast, sign_in, monkeypatch):
    """Not even what it was issued from is read: neither quarter, nor corte, nor plan."""
    no_drawing(monkeypatch)
    close(cast)
    issued = issue_informe(cast)

    def refuse(*args: object) -> None:
        raise AssertionError("live rows were read")

    for name in ("quarter_record", "programa_record"):
        monkeypatch.setattr(emision, name, refuse)
        monkeypatch.setattr(f"reports.services.documents.{name}", refuse)
    assert sign_in("consulta").get(of(issued, "issued_pdf")).status_code in (200, 303)
    assert IssuedFile.objects.get(form="pdf").issued == issued
    assert Trimestre.objects.filter(issued=issued).exists()
