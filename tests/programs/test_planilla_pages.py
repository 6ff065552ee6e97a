"""The pages of the workbook: what differs is seen first; exactly that is applied, or nothing."""

import html
import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from programs.models import (
    Area,
    AuditEntry,
    ComponenteDeMeta,
    Encabezado,
    LineaDeAccion,
    Programa,
)
from programs.received.workbooks import workbook_read
from programs.resources.planilla.columns import plan_columns
from programs.resources.planilla.foreign import foreign_book, sheets_named
from programs.resources.planilla.page import NEW_SHOWN
from programs.resources.planilla.writing import HEAD_ROW
from programs.values.headings import guessed
from tests.bad_workbooks import a_book
from tests.factories import Cast, make_cast

pytestmark = pytest.mark.django_db
Change = Callable[[Workbook], None]


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    """A cast that captured nothing yet, and a folder of its own for what is uploaded."""
    settings.MEDIA_ROOT = tmp_path
    cast = make_cast()
    cast.programa.trimestres.all().delete()
    return cast


class Desk:
    """Planeación of the cast at the pages of the workbook."""

    def __init__(self, cast: Cast, who: str = "planeacion") -> None:
        self.cast = cast
        self.client = Client()
        self.client.force_login(cast.people[who])

    def address(self, name: str) -> str:
        """Return the path of a page."""
        return reverse(name, args=[self.cast.institucion.slug, self.cast.programa.year])

    def book(self, name: str = "planilla_download") -> Workbook:
        """Return the workbook that is downloaded."""
        return openpyxl.load_workbook(io.BytesIO(self.client.get(self.address(name)).content))

    def upload(self, data: bytes):
        """Upload a file, and return the page to which it leads."""
        file = SimpleUploadedFile("plan.xlsx", data)
        return self.client.post(self.address("planilla_upload"), {"libro": file}, follow=True)

    def changed(self, change: Change):
        """Upload the downloaded workbook with a change."""
        book = self.book()
        change(book)
        return self.upload(saved(book))

    def apply(self, page):
        """Press the button of the preview."""
        return self.client.post(self.address("planilla_save"), {"libro": ticket_of(page)})


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ticket_of(page) -> str:
    """Return the ticket that a page would send."""
    found = re.search(r'name="libro" value="([^"]*)"', page.text)
    assert found
    return found[1]


def words_of(page) -> str:
    """Return what a page says, as one line."""
    main = page.text[page.text.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def cell(book: Workbook, row: int, heading: str):
    """Return a cell of the sheet Plan, `row` counted from 0 below the headings."""
    sheet = book["Plan"]
    (column,) = (each.column for each in sheet[HEAD_ROW] if each.value == heading)
    return sheet.cell(HEAD_ROW + 1 + row, column)


def another_unit(book: Workbook) -> None:
    """Change the unit of the first quantity."""
    cell(book, 0, "unidad").value = "Expedientes"


def test_a_change_is_seen_and_then_applied(cast):
    desk = Desk(cast)
    page = desk.changed(another_unit)
    said = words_of(page)
    assert "Cantidad de la meta 0 1 0 0" in said
    assert "unidad Documentos Expedientes" in said.replace("documentos", "Documentos")
    assert not AuditEntry.objects.filter(action="rows_import").exists()
    answer = desk.apply(page)
    assert (answer.status_code, answer["Location"]) == (303, cast.programa.get_absolute_url())
    assert ComponenteDeMeta.objects.filter(unit="Expedientes").count() == 1
    assert AuditEntry.objects.get(action="rows_import").actor == "planeacion"
    # Asked again, as by a double click, it is done already.
    again = desk.apply(page)
    assert again.status_code == 303
    assert AuditEntry.objects.filter(action="rows_import").count() == 1


def test_what_was_downloaded_changes_nothing(cast):
    desk = Desk(cast)
    said = words_of(desk.changed(lambda book: None))
    assert "El libro dice lo mismo que el plan No hay nada que aplicar." in said
    assert "Aplicar al plan" not in said
    empty = desk.book("planilla_empty")
    assert empty.sheetnames[0] == "Plan"
    assert cell(empty, 0, "línea de acción").value is None


def test_errors_say_sheet_row_column_and_remedy(cast):
    def wrong(book: Workbook) -> None:
        cell(book, 0, "área").value = "Nadie"
        cell(book, 1, "T1").value = "=1+1"
        cell(book, 1, "cantidad anual").value = "doce"

    desk = Desk(cast)
    page = desk.changed(wrong)
    said = words_of(page)
    assert "El libro tiene 3 datos por corregir" in said
    for words in ("Plan 5 G (área) No hay un área «Nadie».", "La fórmula no tiene resultado.",
                  "«doce» no es una cantidad."):  # fmt: skip
        assert words in said
    assert 'name="libro"' not in page.text


def test_a_file_that_is_no_workbook_is_told_at_its_field(cast):
    desk = Desk(cast)
    for data, words in (
        (b"clave;nombre\n1;Uno\n", "Es un texto o CSV con otro nombre."),
        (a_book(xl__vbaProject_bin="x"), "tiene macros"),
        (b"", "El archivo está vacío. Elija otro."),
        (b"PK\x03\x04" + b"0" * 10 * 1024 * 1024, "El máximo es 10 MB"),
    ):
        page = desk.upload(data)
        assert page.status_code == 422
        assert words in page.text
    assert "Elija el libro" in desk.client.post(desk.address("planilla_upload")).text


def test_nothing_is_applied_to_a_plan_that_changed_or_was_approved(cast):
    desk = Desk(cast)
    page = desk.changed(another_unit)
    LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title="Otra persona lo cambió")
    answer = desk.apply(page)
    assert answer.status_code == 422
    assert "El plan cambió mientras usted revisaba el libro." in answer.text
    page = desk.changed(another_unit)
    Programa.objects.filter(pk=cast.programa.pk).update(
        status="approved",
        approval_agreement="1/2026",
        approval_session="1.ª sesión ordinaria",
        approved_on="2026-01-15",
    )
    answer = desk.apply(page)
    assert "está aprobado (acuerdo 1/2026)" in answer.text
    assert not ComponenteDeMeta.objects.filter(unit="Expedientes").exists()
    # Now it is told before, and there is nothing to press.
    said = words_of(desk.changed(another_unit))
    assert "No se puede aplicar" in said
    assert "Aplicar al plan" not in said
    assert "no se aplicará ningún cambio" in desk.client.get(desk.address("planilla")).text


def test_a_ticket_is_of_its_person_its_programme_and_its_headings(cast):
    desk = Desk(cast)
    page = desk.changed(another_unit)
    other = Desk(cast, "superuser")
    body = {"libro": ticket_of(page)}
    refused = other.client.post(other.address("planilla_save"), body)
    assert "La revisión es de otra persona" in refused.text
    lost = other.client.get(other.address("planilla_review"), {"libro": "x"}, follow=True)
    assert "La revisión venció" in lost.text
    assert not ComponenteDeMeta.objects.filter(unit="Expedientes").exists()


def their_book() -> Workbook:
    """Return the workbook of an institution that never saw ours."""
    book = Workbook()
    sheet = book.active
    sheet.title = "POA 2026"
    for row in (
        ["Programa Operativo Anual"],
        [],
        ["Rubro", "No.", "Actividad", "Unidad responsable", "Metas", "Entregable",
         "Trim. 1", "Trim. 2", "Trim. 3", "Trim. 4", "Notas"],
        ["Rubro nuevo", 1, "Hacer algo", "Dirección juridica", "12 actas", "actas", 3, 3, 3, 3,
         "x"],
        [None, 2, "Hacer más", "Dirección archivo", "8 actas", "actas", 2, 2, 2, 2, None],
    ):  # fmt: skip
        sheet.append(row)
    book.create_sheet("Catálogo").append(["uno", "dos"])
    return book


def sent(page) -> dict[str, str]:
    """Return what a page of headings sends as it stands."""
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page.text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def test_other_headings_are_guessed_said_once_and_remembered(cast):
    desk = Desk(cast)
    page = desk.upload(saved(their_book()))
    assert "¿Qué es cada columna?" in page.text
    fields = sent(page)
    keys = [fields.get(f"titulo-0-{column}") for column in range(11)]
    # The number is ours as it is written, and is not asked.
    assert keys == ["eje", None, "title", "area", "text", "unit", "q1", "q2", "q3", "q4", ""]
    assert (fields["hoja-0"], fields["hoja-1"]) == ("Plan", "")
    assert "Dice: Hacer algo" in page.text
    review = desk.client.post(desk.address("planilla_headings"), fields, follow=True)
    assert "Línea de acción 2 0 0" in words_of(review)
    assert Encabezado.objects.get(heading="rubro").key == "eje"
    assert Encabezado.objects.get(heading="poa 2026").key == "Plan"
    assert AuditEntry.objects.filter(subject="Títulos de otros libros").count() == 1
    # The next time nothing is asked, and what is wrong names their own sheet.
    book = their_book()
    book.active["D5"].value = "Nadie"
    said = words_of(desk.upload(saved(book)))
    assert "POA 2026 5 D (área) No hay un área «Nadie»." in said
    # Said the same again, nothing is written.
    desk.client.post(desk.address("planilla_headings"), fields)
    assert AuditEntry.objects.filter(subject="Títulos de otros libros").count() == 1


def test_a_page_of_headings_refuses_what_cannot_be(cast):
    desk = Desk(cast)
    page = desk.upload(saved(their_book()))
    fields = sent(page)
    answer = desk.client.post(desk.address("planilla_headings"), fields | {"titulo-0-2": "eje"})
    assert answer.status_code == 422
    assert "Es la misma columna que «Rubro», A. Elija otra." in html.unescape(answer.text)
    # Another sheet has other columns: they are shown, and nothing is kept.
    answer = desk.client.post(desk.address("planilla_headings"), fields | {"hoja-0": "Calendario"})
    assert answer.status_code == 200
    assert 'value="month_1"' in answer.text
    answer = desk.client.post(desk.address("planilla_headings"), sent(page) | {"hoja-0": ""})
    answer = desk.client.post(desk.address("planilla_headings"), sent(answer))
    assert "Elija cuál trae las líneas de acción." in answer.text
    assert not Encabezado.objects.exists()


def test_a_preview_of_many_lineas_is_short_and_asks_as_little(cast):
    area = Area.objects.first().name

    def more(count: int) -> Change:
        def change(book: Workbook) -> None:
            for row in range(8, 8 + count):
                cell(book, row, "línea de acción").value = f"Línea añadida {row}"
                cell(book, row, "área").value = area

        return change

    desk = Desk(cast)
    asked = []
    for count in (4, NEW_SHOWN + 40):
        page = desk.changed(more(count))
        with CaptureQueriesContext(connection) as queries:
            page = desk.client.get(page.request["PATH_INFO"], {"libro": sought(page)})
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 22
    assert f"Lo nuevo {count} filas" in words_of(page)
    assert "Y 40 filas más, que están en su libro." in words_of(page)
    assert page.text.count("Línea añadida") == NEW_SHOWN


def sought(page) -> str:
    """Return the ticket of the address of a page."""
    return parse_qs(page.request["QUERY_STRING"])["libro"][0]


GUESSES = [
    ("Eje estratégico", "eje"),
    ("ACCIONES", "title"),
    ("Área responsable", "area"),
    ("Unidad de medida", "unit"),
    ("Fecha de inicio", "starts_on"),
    ("Fecha de conclusión", "ends_on"),
    ("1er. Trimestre", "q1"),
    ("Segundo trimestre", "q2"),
    ("III trimestre", "q3"),
    ("T4", "q4"),
    ("Medios de verificación", "verification"),
    ("Presupuesto", ""),
    ("", ""),
]


def test_guesses_follow_the_words():
    columns = {
        column.key: (column.heading, *column.others)
        for column in plan_columns(1).columns
        if not column.hidden
    }
    found = guessed([written for written, _ in GUESSES], columns)
    assert dict(zip([written for written, _ in GUESSES], found, strict=True)) == dict(GUESSES)
    # Two that look alike are not both the same column.
    assert guessed(["Unidad", "Unidad de medida"], {"unit": ("unidad",)}) == ["unit", ""]


def test_a_quarter_is_guessed_by_its_own_words_or_not_at_all():
    quarters = {f"q{number}": (f"T{number}",) for number in range(1, 5)}
    short = ["1er trim", "2o trim", "3er trim.", "4to trimestre"]
    assert guessed(short, quarters) == list(quarters)
    assert guessed(["5o trim"], quarters) == [""]
    annual = {"text": ("meta",), "quantity": ("cantidad anual",)}
    assert guessed(["Meta anual"], annual) == ["quantity"]


def test_objetivos_may_stand_in_the_place_of_ejes():
    book = Workbook()
    book.active.title = "POA"
    book.active.append(["Objetivo", "Actividad", "Unidad responsable"])
    book.active.append(["Prevenir", "Capacitar", "Jurídica"])
    sheets = workbook_read(saved(book))
    (objetivo, *_), *_ = (sheet.headings for sheet in foreign_book(sheets, 1, {}).sheets)
    assert (objetivo.key, objetivo.sure, objetivo.ours) == ("eje", False, False)
    book.active["D1"] = "Eje"
    (sheet,) = foreign_book(workbook_read(saved(book)), 1, {}).sheets
    assert (sheet.headings[0].key, sheet.headings[0].ours) == ("objective", True)


def test_what_is_left_out_is_not_read_and_keeps_its_place():
    sheets = workbook_read(saved(their_book()))
    kept = {("", "poa 2026"): "Plan", ("Plan", "notas"): ""}
    book = foreign_book(sheets, 1, kept)
    (plan,) = sheets_named(sheets, book, 1)
    assert plan.name == "Plan"
    assert plan.rows[:2] == ((), ())
    assert plan.rows[2][2] == "línea de acción"
    assert (plan.rows[2][10], plan.rows[3][10]) == (None, None)
    assert plan.rows[3][2] == "Hacer algo"
