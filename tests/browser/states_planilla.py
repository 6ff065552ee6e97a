"""The states of the pages of the workbook: the start, a refusal, its headings, and what changes."""

import io
from collections.abc import Callable

import openpyxl

from programs.models import Programa
from programs.resources.planilla.exchange import planilla_of
from programs.resources.planilla.writing import HEAD_ROW
from tests.browser.visits import Act, State, Visit, at
from tests.factories import YEAR

OWN = ("propia", YEAR)
START = at("planilla", *OWN)
LONG = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def own_book() -> openpyxl.Workbook:
    """Return the workbook of the plan."""
    programa = Programa.objects.select_related("institucion").get(
        institucion__slug=OWN[0], year=YEAR
    )
    return openpyxl.load_workbook(io.BytesIO(planilla_of(programa)))


def with_changes() -> bytes:
    """Return the plan with a very long título, another unit, and many new líneas."""
    book = own_book()
    sheet = book["Plan"]
    place = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
    first, last = HEAD_ROW + 1, HEAD_ROW + 1
    while sheet.cell(last, place["línea de acción"]).value:
        last += 1
    sheet.cell(first, place["línea de acción"]).value = LONG
    sheet.cell(first, place["unidad"]).value = "Expedientes"
    for row in range(last, last + 20):
        sheet.cell(row, place["línea de acción"]).value = f"{row}. {LONG}"
        sheet.cell(row, place["área"]).value = sheet.cell(first, place["área"]).value
    return saved(book)


def with_errors() -> bytes:
    """Return the plan with an área that is not there and a quantity in words."""
    book = own_book()
    sheet = book["Plan"]
    place = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
    sheet.cell(HEAD_ROW + 1, place["área"]).value = LONG
    sheet.cell(HEAD_ROW + 2, place["cantidad anual"]).value = "doce"
    return saved(book)


def with_other_headings() -> bytes:
    """Return somebody else's workbook."""
    book = openpyxl.Workbook()
    book.active.title = "POA 2026"
    book.active.append(["Rubro", "Actividad", "Unidad responsable", LONG[:180]])
    book.active.append(["Uno", LONG, "Dirección juridica", 1])
    book.create_sheet("Catálogo").append(["uno", "dos"])
    return saved(book)


def uploaded(made: Callable[[], bytes]) -> Act:
    """Choose a file and press the button."""

    def act(visit: Visit) -> None:
        page = visit.page
        page.set_input_files(
            "input[type=file]",
            {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": made()},
        )
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Ver qué cambia").click()
        page.wait_for_function(
            "before => document.querySelector('h1')?.innerText !== before"
            " || document.querySelector('#error-summary')",
            arg=before,
        )

    return act


PLANILLA: dict[str, tuple[State, ...]] = {
    "planilla": (
        State("el plan en Excel", "planeacion", START),
        State(
            "un archivo que no es libro", "planeacion", START.then(uploaded(lambda: b"a;b")), 422
        ),
        State("títulos de otro libro", "planeacion", START.then(uploaded(with_other_headings))),
        State("libro con errores", "planeacion", START.then(uploaded(with_errors))),
        State("qué cambia en el plan", "planeacion", START.then(uploaded(with_changes))),
        State("libro sin cambios", "planeacion", START.then(uploaded(lambda: saved(own_book())))),
    ),
}
