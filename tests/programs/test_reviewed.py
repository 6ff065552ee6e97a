"""Where each finding of an informe stands on the page, and what is marked of it. Values only."""

import pytest

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.quoted import marked, quote_span
from programs.values.reviewed import (
    MOST_FINDINGS,
    MOST_ROWS,
    MOST_TABLE_ROWS,
    RowKind,
    Understood,
    reviewed,
)
from programs.values.written import WrittenSection
from tests.programs.written_cases import written_informe, written_linea, written_passages

LINEA = written_linea(
    "Se celebraron 3 sesiones y 2 talleres.",
    (("Mes", "Sesiones"), ("Enero", "31/12/2023")),
    "Imagen 1. Sesión del Comité.",
    meta="12 Sesiones",
    closing="Se tiene un avance del 6%.",
    title="Celebrar sesiones",
)


def found(message="No coincide", *, anchor="", quote="", doubt=False, subject="linea-1"):
    """Return a finding of a línea."""
    severity = Severity.DOUBT if doubt else Severity.ERROR
    finding = Finding(Code.STATED, severity, message, anchor, arithmetic="1 + 1 = 2", quote=quote)
    return PlacedFinding(finding, subject, "Línea 1")


def page_of(*findings, lineas=(LINEA,), words=90, of_words=100, **kwargs):
    """Return what the page shows of some findings."""
    written = written_informe(*lineas, **kwargs)
    return reviewed(written, findings, Understood(words, of_words), 4)


def row_of(page, message):
    """Return the row beside which a message stands."""
    (row,) = [row for row in page.rows if message in [each.message for each in row.findings]]
    return row


def marks_of(pieces):
    """Return the marked pieces of a text."""
    return [(piece.text, piece.numbers) for piece in pieces if piece.is_marked]


def test_the_document_stands_in_its_order_under_its_headings():
    page = page_of()
    assert [(row.kind, "".join(piece.text for piece in row.pieces)) for row in page.rows] == [
        (RowKind.WHOLE, "Informe trimestral"),
        (RowKind.AREA, "Dirección de Pruebas"),
        (RowKind.LINEA, "Línea 1. Celebrar sesiones"),
        (RowKind.META, "12 Sesiones"),
        (RowKind.TEXT, "Se celebraron 3 sesiones y 2 talleres."),
        (RowKind.TABLE, ""),
        (RowKind.CAPTION, "Imagen 1. Sesión del Comité."),
        (RowKind.CLOSING, "Se tiene un avance del 6%."),
    ]
    assert page.headline == "Sin hallazgos en su informe"


@pytest.mark.parametrize(
    ("anchor", "quote", "kind"),
    [
        ("linea-1-1", "", RowKind.TEXT),
        ("linea-1-2", "", RowKind.TABLE),
        # The closing's anchor is the same in every línea of the system: the subject tells.
        ("cierre", "", RowKind.CLOSING),
        ("cantidad-1", "", RowKind.LINEA),
        ("cantidad-1", "12 Sesiones", RowKind.META),
        ("cantidad-1", "2 talleres", RowKind.TEXT),
        ("cantidad-1", "no está", RowKind.LINEA),
    ],
)
def test_a_finding_stands_beside_what_it_speaks_of(anchor, quote, kind):
    other = written_linea(
        "Otra cosa.", closing="Otro cierre.", number="2", key="linea-2", title="Otra"
    )
    page = page_of(found("Aquí", anchor=anchor, quote=quote), lineas=(other, LINEA))
    row = row_of(page, "Aquí")
    assert row.kind is kind
    assert row.key.startswith("linea-1")


def test_a_finding_of_the_whole_stands_first_and_one_of_a_section_at_its_head():
    section = WrittenSection("s-1", "1", "Presentación", "", written_passages("s-1", ["Dice."]))
    page = page_of(
        found("De todo", subject="informe", anchor="informe"),
        found("De otra cosa", subject="nadie", anchor="nada"),
        found("De la sección", subject="s-1", anchor="s-1"),
        found("Del área", subject="area-1", anchor="area-1"),
        sections=(section,),
    )
    assert row_of(page, "De todo").kind is RowKind.WHOLE
    assert row_of(page, "De otra cosa").kind is RowKind.WHOLE
    assert row_of(page, "De la sección").kind is RowKind.SECTION
    assert row_of(page, "Del área").kind is RowKind.AREA


def test_findings_are_numbered_as_they_are_read_errors_first():
    page = page_of(
        found("Al final", anchor="cierre"),
        found("Duda", anchor="linea-1-1", doubt=True),
        found("Error", anchor="linea-1-1"),
    )
    told = [(each.number, each.message, each.before, each.after) for each in page.findings]
    assert told == [(1, "Error", 0, 2), (2, "Duda", 1, 3), (3, "Al final", 2, 0)]
    assert (page.errors, page.doubts) == (2, 1)
    assert page.headline == "2 errores y 1 aviso en su informe"


def test_the_quote_is_marked_and_two_may_overlap():
    page = page_of(
        found("Uno", anchor="linea-1-1", quote="celebraron 3 sesiones"),
        found("Dos", anchor="linea-1-1", quote="3 sesiones y 2 talleres", doubt=True),
        found("Tres", anchor="linea-1-1", quote="que no dice"),
    )
    row = row_of(page, "Uno")
    # Numbers: 1 is "Uno", 2 "Tres", both errors, and 3 the aviso.
    assert [(p.text, p.is_marked, p.is_error, p.numbers) for p in row.pieces] == [
        ("Se ", False, False, ()),
        ("celebraron ", True, True, ()),
        ("3 sesiones", True, True, (1,)),
        (" y 2 talleres", True, False, (3,)),
        (".", False, False, ()),
    ]
    assert [each.is_marked for each in row.findings] == [True, False, True]


def test_a_quote_of_a_table_is_marked_in_its_cell():
    row = row_of(page_of(found("Celda", anchor="linea-1-2", quote="31/12/2023")), "Celda")
    assert marks_of(row.cells[1][1]) == [("31/12/2023", (1,))]
    assert not any(marks_of(cell) for cell in (*row.cells[0], row.cells[1][0]))


@pytest.mark.parametrize(
    ("text", "quote", "there"),
    [
        ("un avance del 6%", "avance del 6%", "avance del 6%"),
        ("Un  Avance\ndel 6%.", "un avance del 6%", "Un  Avance\ndel 6%"),
        ("la sesión cuarta", "SESION CUARTA", "sesión cuarta"),
        ("el curso de archivo", "…curso de archivo…", "curso de archivo"),
        ("nada", "otra cosa", None),
        ("nada", "", None),
        ("nada", " … ", None),
        ("", "algo", None),
    ],
)
def test_a_quote_is_found_as_people_write(text, quote, there):
    span = quote_span(text, quote)
    assert (text[slice(*span)] if span else None) == there


def test_a_text_is_cut_in_pieces_that_make_it_whole_again():
    text = "abcdefghij"
    pieces = marked(text, [(2, 5, 1, False), (4, 8, 2, True), (4, 8, 3, False)])
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.numbers for piece in pieces if piece.numbers] == [(1,), (2, 3)]
    assert marked("", []) == ()


@pytest.mark.parametrize(
    ("words", "of_words", "percent", "is_little"),
    [
        (0, 0, 0, False),
        (1, 3, 33, True),
        (999, 1000, 99, False),
        (5, 10, 50, False),
        (4, 10, 40, True),
    ],
)
def test_how_much_was_understood_is_never_rounded_up(words, of_words, percent, is_little):
    understood = Understood(words, of_words)
    assert (understood.percent, understood.is_little) == (percent, is_little)


def test_what_was_read_is_counted():
    counted = page_of().counted
    assert (counted.areas, counted.lineas, counted.metas, counted.oficios) == (1, 1, 1, 4)
    assert (counted.captions, counted.tables) == (1, 1)


def test_of_a_very_long_text_what_has_findings_is_shown():
    long = written_linea(*["Párrafo."] * (MOST_ROWS + 10), closing="Cierre.", key="linea-1")
    page = page_of(found("Aquí", anchor=f"linea-1-{MOST_ROWS}"), lineas=(long,))
    assert page.is_shortened
    assert [row.kind for row in page.rows] == [
        RowKind.WHOLE,
        RowKind.AREA,
        RowKind.LINEA,
        RowKind.TEXT,
    ]


def test_of_very_many_findings_the_first_are_shown_and_the_others_counted():
    many = [found(anchor="linea-1-1", quote="sesiones") for _ in range(MOST_FINDINGS + 5)]
    page = page_of(*many)
    assert len(list(page.findings)) == MOST_FINDINGS
    assert (page.errors, page.left_out) == (MOST_FINDINGS + 5, 5)
    assert list(page.findings)[-1].after == 0


def test_a_very_long_table_is_cut_and_says_by_how_much():
    rows = tuple(("a", str(number)) for number in range(MOST_TABLE_ROWS + 3))
    page = page_of(found("Tabla", anchor="linea-1-1"), lineas=(written_linea(rows),))
    row = row_of(page, "Tabla")
    assert (len(row.cells), row.cut) == (MOST_TABLE_ROWS, 3)
