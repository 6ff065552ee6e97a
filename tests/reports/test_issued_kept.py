"""What was issued is kept: by model, by the database itself, on disk, and told by verify_audit."""

import hashlib
import json
import re
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from programs.demo.removal import remove_institucion
from programs.errors import FileRefused, Locked
from programs.models import AuditEntry
from programs.models.locks import locks_lifted
from programs.received.storage import WholeFileStorage
from programs.services.verification import institucion_verify
from reports.documents.registry import ISSUED
from reports.models import IssuedFile, IssuedReport
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_of, document_sources, finish_of
from reports.services.issued_files import read_whole, rendition_add, signed_add
from reports.values.payload import UnreadableIssue
from tests.reports.documents import pdf_pages
from tests.reports.issue_cast import close, issue_informe
from tests.reports.tags import problems_of_tags

pytestmark = pytest.mark.django_db
RENDERED = b"%PDF-1.7 emitido"
# What no other test has written under the same folio.
OTHER = b"%PDF-1.7 de disco lleno"


@pytest.fixture(scope="module")
def waiting(module_cast) -> IssuedReport:
    """The informe of the first quarter, issued and without its PDF."""
    close(module_cast)
    return issue_informe(module_cast)


@pytest.fixture
def issued(db, waiting) -> IssuedReport:
    """The informe of the first quarter, issued, with its PDF."""
    rendition_add(waiting, RENDERED, versions={"django": "5.2"}, now=timezone.now())
    return waiting


def scan(pages: int = 1) -> SimpleUploadedFile:
    """Return a PDF of empty pages, as somebody scans it."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    buffer = BytesIO()
    pdf.save(buffer)
    return SimpleUploadedFile("firmado.pdf", buffer.getvalue())


def run(sql: str, *values: object) -> None:
    """Run raw SQL with the locks in place, and take it back if it was let through."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def forge(sql: str, *values: object) -> None:
    """Run raw SQL past the locks, which stand again afterwards."""
    with locks_lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def found(issued: IssuedReport) -> str:
    """Return what a verification finds."""
    return " ".join(institucion_verify(issued.institucion).faults)


# The database ------------------------------------------------------------------------------------

COPY = (
    "INSERT INTO reports_issuedreport (institucion_id, kind, year, number, folio, title, period,"
    " programa_id, trimestre_id, corte_id, payload, payload_sha256, act_number, act_hash,"
    " replaces_id, errata, issued_at, issued_by_id, issued_by_name)"
    " SELECT institucion_id, kind, year, {number}, {folio}, title, period, programa_id,"
    " trimestre_id, corte_id, payload, payload_sha256, act_number, act_hash, replaces_id, errata,"
    " issued_at, issued_by_id, issued_by_name FROM reports_issuedreport"
)
SENTENCES = r"no se cambia|sin huecos"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reports_issuedreport SET title = 'Otro'",
        "UPDATE reports_issuedreport SET payload = payload",
        "DELETE FROM reports_issuedreport",
        "UPDATE reports_issuedfile SET sha256 = 'x'",
        "DELETE FROM reports_issuedfile",
        COPY.format(number=1, folio="'OTRO'"),
        COPY.format(number=3, folio="'OTRO'"),
        COPY.format(number=2, folio="folio"),
    ],
)
def test_the_database_refuses_to_change_what_was_issued(issued, sql):
    with pytest.raises(IntegrityError, match=SENTENCES):
        run(sql)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("number", [1, 2])
def test_sqlite_does_not_replace_what_was_issued(issued, number):
    replacing = COPY.replace("INSERT", "INSERT OR REPLACE").format(number=number, folio="folio")
    with pytest.raises(IntegrityError, match=SENTENCES):
        run(replacing)


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", ["reports_issuedreport", "reports_issuedfile"])
def test_postgresql_does_not_empty_what_was_issued(issued, table):
    # What the transaction wrote has checks of its links to come, which hold on to its tables.
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match=SENTENCES):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("model", [IssuedReport, IssuedFile])
def test_the_models_refuse_to_change_what_was_issued(issued, model: type[Model]):
    row = model.objects.get()
    with pytest.raises(Locked, match="no se cambia"):
        model.objects.update(pk=row.pk)
    with pytest.raises(Locked, match="no se borra"):
        model.objects.all().delete()
    for act in (row.save, row.delete):
        with pytest.raises((IntegrityError, Locked)), transaction.atomic():
            act()
    assert model.objects.count() == 1


# Its files ---------------------------------------------------------------------------------------


def test_the_pdf_is_kept_once_with_its_hash_and_its_act(issued):
    again = rendition_add(issued, b"%PDF-1.7 otro", versions={}, now=timezone.now())

    file = IssuedFile.objects.get()
    act = AuditEntry.objects.get(action="document_file")
    assert again == file
    assert read_whole(file) == RENDERED
    assert file.sha256 == hashlib.sha256(RENDERED).hexdigest() == act.data["sha256"]
    assert (act.subject, act.actor) == (issued.folio, "sistema")


def test_scans_of_the_signed_copy_are_numbered_and_each_kept_once(issued, cast):
    secretario = cast.people["secretario"]
    first, other = scan(), scan(pages=2)
    same = SimpleUploadedFile("copia.pdf", first.read())
    first.seek(0)
    rows = [
        signed_add(issued, each, by=secretario, now=timezone.now()) for each in (first, same, other)
    ]

    assert [row.number for row in rows] == [1, 1, 2]
    assert rows[0].original_name == "firmado.pdf"
    assert issued.files.count() == 3


@pytest.mark.parametrize(
    ("name", "data", "error", "sentence"),
    [
        ("secretario", b"PK\x03\x04 no es nada", FileRefused, "La copia firmada va en PDF"),
        ("secretario", b"nada", FileRefused, "La copia firmada va en PDF"),
        ("secretario", b"\xff\xd8\xff foto", FileRefused, "La copia firmada va en PDF"),
        ("secretario", b"%PDF-1.7 roto", FileRefused, "dañado"),
        pytest.param(
            *("secretario", scan().read().replace(b"/Pages", b"/Launch")),
            *(FileRefused, "se ejecutan"),
            id="runs",
        ),
        ("secretario", b"", FileRefused, "vacío"),
        ("consulta", b"%PDF-1.7", Locked, "."),
    ],
)
def test_no_other_file_and_no_other_person_files_a_signed_copy(
    issued, cast, name, data, error, sentence
):
    with pytest.raises(error, match=sentence):
        signed_add(
            issued,
            SimpleUploadedFile("firmado.pdf", data),
            by=cast.people[name],
            now=timezone.now(),
        )
    assert issued.files.count() == 1


def test_a_full_disk_keeps_neither_row_nor_act_and_the_folio_stays(waiting, monkeypatch):
    def full(*args: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(WholeFileStorage, "_save", full)
        with pytest.raises(OSError, match="No space left"):
            rendition_add(waiting, OTHER, versions={}, now=timezone.now())
    assert not IssuedFile.objects.exists()
    assert not AuditEntry.objects.filter(action="document_file").exists()

    rendition_add(waiting, OTHER, versions={}, now=timezone.now())
    assert IssuedFile.objects.get().issued.folio == waiting.folio


def test_a_file_that_a_killed_try_left_is_found_again(waiting, settings):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        first = rendition_add(waiting, OTHER + b"2", versions={}, now=timezone.now()).file.name
        raise ZeroDivisionError
    assert not IssuedFile.objects.exists()

    again = rendition_add(waiting, OTHER + b"2", versions={}, now=timezone.now())

    assert again.file.name == first
    assert read_whole(again) == OTHER + b"2"


def test_a_file_whose_row_is_refused_leaves_nothing_on_the_disk(waiting, monkeypatch, settings):
    folder = settings.MEDIA_ROOT / "issued"
    before = set(folder.rglob("*.pdf"))

    def refuse(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("reports.services.issued_files.ledger_append", refuse)
    with pytest.raises(IntegrityError):
        rendition_add(waiting, OTHER, versions={}, now=timezone.now())

    assert set(folder.rglob("*.pdf")) == before


def test_a_file_that_is_not_as_it_was_kept_is_not_handed_out(issued):
    file = issued.files.get()
    with file.file.storage.open(file.file.name, "wb") as stream:
        stream.write(b"%PDF-1.7 otro")
    with pytest.raises(UnreadableIssue, match="no es el que se guard"):
        read_whole(file)
    file.file.storage.delete(file.file.name)
    with pytest.raises(UnreadableIssue, match="no est"):
        read_whole(file)


# The print ---------------------------------------------------------------------------------------


def test_the_same_payload_prints_the_same_bytes_with_its_hash_on_them_and_itself_inside(
    waiting, cast, tmp_path
):
    row = waiting
    document = document_of(ISSUED, row)
    html, finish = document_html(document), finish_of(document, row)
    files = set()
    for _ in range(2):
        data, complaints = html_to_pdf(html, document_sources(), finish)
        assert complaints == []
        files.add(data)
    path = tmp_path / "emitido.pdf"
    path.write_bytes(data)
    # Signed electronically it is its own signed copy, and carries its data.
    secretario = cast.people["secretario"]
    file = SimpleUploadedFile("firmado.pdf", data)
    assert signed_add(row, file, by=secretario, now=timezone.now()).size == len(data)
    pages = pdf_pages(path)

    assert len(files) == 1
    cover, last = pages[0], pages[-1]
    assert row.folio in cover and row.payload_sha256[:10] in cover
    assert row.act_hash in re.sub(r"\s", "", cover)
    assert "Emisión del documento" in last
    assert row.payload_sha256 in re.sub(r"\s", "", last)
    assert row.act_hash in re.sub(r"\s", "", last)
    assert all(row.folio in page for page in pages)
    with pikepdf.open(path) as pdf:
        inside = pdf.attachments["datos.json"].get_file().read_bytes()
        assert hashlib.sha256(inside).hexdigest() == row.payload_sha256
        assert problems_of_tags(pdf) == []


# verify_audit ------------------------------------------------------------------------------------


def test_what_was_issued_in_order_has_no_fault(issued):
    call_command("verify_audit", issued.institucion.slug, stdout=StringIO())


def test_forged_rows_are_named(issued):
    folio = issued.folio
    with transaction.atomic():
        forge(COPY.format(number=2, folio="'FALSO-0002'"))
        assert "Documento FALSO-0002: ningún acto del libro lo emitió." in found(issued)
        with pytest.raises(CommandError, match="FALSO-0002"):
            call_command("verify_audit", issued.institucion.slug, stdout=StringIO())
        transaction.set_rollback(True)
    payload = json.dumps({**json.loads(issued.payload), "title": "Otro"})
    another = issued.programa.trimestres.exclude(pk=issued.trimestre_id).first()
    sha256 = hashlib.sha256(payload.encode()).hexdigest()
    for sql, values, fault in (
        ("title = 'Otro'", (), "su registro no dice lo mismo que sus datos"),
        ("issued_by_name = 'Otra'", (), "su registro no dice lo mismo que sus datos"),
        ("trimestre_id = %s", (another.pk,), "apunta a otro programa, trimestre o corte"),
        ("payload = replace(payload, 'a', 'b')", (), "sus datos no son los que se emitieron"),
        ("payload = %s, payload_sha256 = %s", (payload, sha256), "su huella no es la del acto"),
        ("errata = '[1]'", (), "su fe de erratas no es la de sus datos"),
        ("number = 2", (), "falta el número 1"),
    ):
        with transaction.atomic():
            forge(f"UPDATE reports_issuedreport SET {sql}", *values)
            assert fault in found(issued), sql
            assert folio in found(issued)
            transaction.set_rollback(True)


def test_forged_files_are_named(issued):
    for sql, fault in (
        ("UPDATE reports_issuedfile SET sha256 = 'x'", "ningún acto del libro guardó ese archivo"),
        ("UPDATE reports_issuedfile SET sha256 = 'x'", "su archivo falta o cambió"),
        ("DELETE FROM reports_issuedfile", "falta el archivo que guardó el acto"),
    ):
        with transaction.atomic():
            forge(sql)
            assert fault in found(issued), sql
            transaction.set_rollback(True)


def test_a_demonstration_goes_with_what_it_issued(issued, django_capture_on_commit_callbacks):
    file = issued.files.get().file

    with django_capture_on_commit_callbacks(execute=True):
        remove_institucion(issued.institucion)

    assert not IssuedReport.objects.exists()
    assert not file.storage.exists(file.name)
