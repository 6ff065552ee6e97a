"""Where each finding of an informe stands on the page, and what is marked of it. Values only."""

import pytest

from programs.received.informes.reading import InformeReading, ReadInforme, Shown
from programs.values import quoted
from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.quoted import marked, quote_span
from programs.values.reviewed import MOST_FINDINGS, MOST_ROWS, reviewed
from programs.values.reviewed_rows import (
    DEEPEST,
    MOST_TABLE_CELLS,
    MOST_TABLE_ROWS,
    TOP,
    RowKind,
)
from tests.programs.written_cases import written_informe, written_linea

TEXT = "Se celebraron 3 sesiones y 2 talleres, por oficio No. SE/001/2024."
ROWS = (("Mes", "Sesiones"), ("Enero", "31/12/2023"))
LINEA = (
    Shown("area-1", "heading", "Dirección de Pruebas", level=2),
    Shown("linea-1", "heading", "Línea 1", level=3, subject="linea-1"),
    Shown("caja", "box", "", (("Meta", "12 Sesiones"),), subject="linea-1"),
    Shown("p-1", "text", TEXT, subject="linea-1"),
    Shown("p-2", "table", "", ROWS, subject="linea-1"),
    Shown("p-3", "caption", "Imagen 1. Sesión del Comité.", subject="linea-1"),
    Shown("p-4", "text", "Se tiene un avance del 6%.", subject="linea-1"),
    Shown("linea-2", "heading", "Línea 2", level=3, subject="linea-2"),
    Shown("p-5", "item", "Otro avance del 6%.", subject="linea-2"),
)


def found(message="No coincide", *, anchor="", quote="", doubt=False, subject="linea-1"):
    """Return a finding of a línea."""
    severity = Severity.DOUBT if doubt else Severity.ERROR
    finding = Finding(Code.STATED, severity, message, anchor, arithmetic="1 + 1 = 2", quote=quote)
    return PlacedFinding(finding, subject, "Línea 1")


def page_of(*findings, shown=LINEA, understood=0.9, unplaced=()):
    """Return what the page shows of some findings."""
    written = written_informe(written_linea(meta="12 Sesiones"), written_linea(key="linea-2"))
    read = ReadInforme(written, understood, tuple(shown), unplaced)
    return reviewed(InformeReading(read, findings))


def row_of(page, message):
    """Return the row beside which a message stands."""
    (row,) = [row for row in page.rows if message in [each.message for each in row.findings]]
    return row


def marks_of(pieces):
    """Return the marked pieces of a text."""
    return [(piece.text, piece.numbers) for piece in pieces if piece.is_marked]


def test_the_document_stands_in_its_order():
    page = page_of(unplaced=("p-3",))
    assert [row.key for row in page.rows] == [shown.key for shown in LINEA]
    assert [row.kind for row in page.rows] == [RowKind(shown.kind) for shown in LINEA]
    assert [row.key for row in page.rows if row.table_number] == ["p-2"]
    assert [row.key for row in page.rows if not row.is_placed] == ["p-3"]
    assert page.headline == "Sin hallazgos en su informe"


@pytest.mark.parametrize(
    ("levels", "on_page"),
    [
        ((1, 2, 3), (3, 4, 5)),
        ((3, 3, 2), (3, 4, 4)),
        ((1, 4, 9), (3, 4, 5)),
        ((1, 2, 3, 4, 5, 6), (3, 4, 5, 6, 6, 6)),
        ((0, 2), (3, 4)),
    ],
)
def test_no_heading_is_deeper_by_two_than_the_one_before(levels, on_page):
    shown = [Shown(f"h-{n}", "heading", "Título", level=level) for n, level in enumerate(levels)]
    found_levels = tuple(row.level for row in page_of(shown=shown).rows)
    assert found_levels == on_page
    assert min(found_levels) == TOP and max(found_levels) <= DEEPEST


@pytest.mark.parametrize(
    ("anchor", "quote", "key"),
    [
        ("p-1", "", "p-1"),
        ("p-2", "", "p-2"),
        ("linea-1", "", "linea-1"),
        # A place of the system, where no passage is named: its words, in its own línea.
        ("cantidad-1", "", "linea-1"),
        ("cantidad-1", "12 Sesiones", "caja"),
        ("cantidad-1", "2 talleres", "p-1"),
        ("cantidad-1", "avance del 6%", "p-4"),
        ("cantidad-1", "no está", "linea-1"),
    ],
)
def test_a_finding_stands_beside_what_it_speaks_of(anchor, quote, key):
    assert row_of(page_of(found("Aquí", anchor=anchor, quote=quote)), "Aquí").key == key


def test_a_finding_of_the_whole_stands_first_and_one_of_a_part_under_its_heading():
    page = page_of(
        found("Del área", subject="area-1"),
        found("De todo", subject="informe"),
        found("De nadie", subject="nadie", anchor="nada"),
    )
    assert page.rows[0].kind is RowKind.WHOLE
    assert [each.message for each in page.rows[0].findings] == ["De todo", "De nadie"]
    assert row_of(page, "Del área").key == "area-1"


def test_findings_are_numbered_as_they_are_listed():
    page = page_of(
        found("Al final", anchor="p-4"),
        found("Duda", anchor="p-1", doubt=True),
        found("Error", anchor="p-1"),
    )
    told = [(each.number, each.message, each.before, each.after) for each in page.findings]
    assert told == [(1, "Error", 0, 2), (3, "Duda", 2, 0), (2, "Al final", 1, 3)]
    assert (page.errors, page.doubts) == (2, 1)
    assert [(word, [each.number for each in group]) for word, group in page.by_weight] == [
        ("Errores", [1, 2]),
        ("Avisos", [3]),
    ]
    assert page.headline == "2 errores y 1 aviso en su informe"


def test_the_quote_is_marked_and_two_may_overlap():
    page = page_of(
        found("Uno", anchor="p-1", quote="celebraron 3 sesiones"),
        found("Dos", anchor="p-1", quote="3 sesiones y 2 talleres", doubt=True),
        found("Tres", anchor="p-1", quote="que no dice"),
    )
    row = row_of(page, "Uno")
    # Numbers: 1 is "Uno", 2 "Tres", both errors, and 3 the aviso.
    assert [(p.text, p.is_marked, p.is_error, p.numbers) for p in row.pieces] == [
        ("Se ", False, False, ()),
        ("celebraron ", True, True, ()),
        ("3 sesiones", True, True, (1,)),
        (" y 2 talleres", True, False, (3,)),
        (", por oficio No. SE/001/2024.", False, False, ()),
    ]
    assert [each.is_marked for each in row.findings] == [True, False, True]


def test_a_quote_of_a_table_is_marked_in_its_cell():
    row = row_of(page_of(found("Celda", anchor="p-2", quote="31/12/2023")), "Celda")
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
    ("share", "percent", "is_little"),
    [(0, 0, True), (1 / 3, 33, True), (0.999, 99, False), (0.5, 50, False), (1.0, 100, False)],
)
def test_how_much_was_understood_is_never_rounded_up(share, percent, is_little):
    page = page_of(understood=share)
    assert (page.understood, page.is_little) == (percent, is_little)


def test_what_was_read_is_counted():
    assert page_of().counted.told == (
        ("Áreas", 1),
        ("Líneas de acción", 2),
        ("Metas", 1),
        ("Oficios", 1),
        ("Pies de figura o tabla", 1),
        ("Tablas", 1),
    )


def test_of_a_very_long_text_what_has_findings_is_shown_under_its_heading():
    long = [Shown(f"x-{n}", "text", "Párrafo.", subject="linea-2") for n in range(MOST_ROWS)]
    page = page_of(found("Aquí", anchor="x-700"), shown=[*LINEA, *long])
    assert page.is_shortened
    assert [row.key for row in page.rows] == ["linea-2", "x-700"]


def test_of_very_many_findings_the_first_are_shown_and_the_others_counted():
    page = page_of(*[found(anchor="p-1", quote="sesiones") for _ in range(MOST_FINDINGS + 5)])
    assert len(list(page.findings)) == MOST_FINDINGS
    assert (page.errors, page.left_out) == (MOST_FINDINGS + 5, 5)
    assert list(page.findings)[-1].after == 0


def test_a_very_long_table_is_cut_and_says_by_how_much():
    rows = tuple(("a", str(number)) for number in range(MOST_TABLE_ROWS + 3))
    row = row_of(page_of(found("T", anchor="t"), shown=[Shown("t", "table", "", rows)]), "T")
    assert (len(row.cells), row.cut) == (MOST_TABLE_ROWS, 3)


def test_a_wide_table_shows_fewer_rows():
    rows = tuple(tuple(str(number) for number in range(500)) for _ in range(100))
    row = row_of(page_of(found("T", anchor="t"), shown=[Shown("t", "table", "", rows)]), "T")
    assert (len(row.cells), row.cut) == (MOST_TABLE_CELLS // 500, 92)


def test_tables_with_findings_share_the_rows_of_a_page():
    rows = tuple((str(number), "a") for number in range(150))
    tables = [Shown(f"t-{n}", "table", "", rows) for n in range(400)]
    page = page_of(*[found(anchor=table.key) for table in tables], shown=tables)
    assert page.is_shortened and page.left_out == 400 - MOST_FINDINGS
    # What is not listed keeps no table on the page.
    assert len(page.rows) == MOST_FINDINGS
    assert sum(len(row.cells) for row in page.rows) <= MOST_ROWS
    assert {row.cut for row in page.rows} == {145}


def test_a_table_is_read_once_however_often_it_is_quoted(monkeypatch):
    read = []
    fold = quoted.folded

    def counted(text: str) -> str:
        read.append(len(text))
        return fold(text)

    monkeypatch.setattr(quoted, "folded", counted)
    rows = tuple(tuple("Sesión" for _ in range(20)) for _ in range(200))
    findings = [found(anchor="t", quote=f"{n} | {n + 1}") for n in range(MOST_FINDINGS)]
    page = page_of(*findings, shown=[Shown("t", "table", "", rows)])
    assert len(list(page.findings)) == MOST_FINDINGS
    assert sum(read) < 2 * sum(len(cell) + 1 for cells in rows for cell in cells)


def test_of_more_findings_than_are_shown_nobody_looks_for_the_words():
    part = [Shown(f"x-{n}", "text", f"Párrafo {n}.", subject="linea-2") for n in range(20)]
    told = [found(quote="Párrafo 19.", subject="linea-2") for _ in range(MOST_FINDINGS + 3)]
    page = page_of(*told, shown=part)
    assert {row.key: len(row.findings) for row in page.rows if row.findings} == {
        "x-0": 3,
        "x-19": MOST_FINDINGS - 3,
    }


def test_where_little_was_understood_the_title_claims_nothing():
    assert page_of(understood=0.2).headline == "No pudimos revisar este informe"
