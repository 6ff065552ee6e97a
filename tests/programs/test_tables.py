"""Which rows of a table are its head, the same on the page and in print; a component in words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programs.models import Bloque, ComponenteDeMeta
from programs.selectors.bloques import block_views
from programs.values.snapshot import BlockSnapshot
from programs.values.tables import HeadCell, rows_from_text, table_parts, validate_rows
from reports.documents.base import print_blocks

ROWS = [["Eventos", "Trimestre", "", "Meta"], ["", "I", "II", ""], ["Cursos", "1", "2", "12"]]
HEAD = (
    (HeadCell("Eventos", 1), HeadCell("Trimestre", 2), HeadCell("Meta", 1)),
    (HeadCell("", 1), HeadCell("I", 1), HeadCell("II", 1), HeadCell("", 1)),
)


def test_a_filled_cell_spans_the_empty_ones_beside_it_unless_they_are_below_a_filled_one():
    assert table_parts(ROWS, 2) == (HEAD, (("Cursos", "1", "2", "12"),))


def test_a_cell_in_any_column_spans_all_the_empty_ones_to_its_right():
    rows = [["Mes", "", "", "Actas", "Sedes", ""]]

    assert table_parts(rows, 1)[0] == (
        (HeadCell("Mes", 3), HeadCell("Actas", 1), HeadCell("Sedes", 2)),
    )


def test_a_table_may_have_no_head_or_nothing_else():
    assert table_parts(ROWS, 0) == ((), tuple(map(tuple, ROWS)))
    assert table_parts(ROWS[:2], 2) == (HEAD, ())


@pytest.mark.django_db
def test_the_page_and_the_document_print_the_same_table(cast):
    values = {
        "key": "tabla",
        "kind": "table",
        "html": "",
        "title": "",
        "source": "",
        "caption_kind": "none",
        "caption": "",
        "first_number": None,
        "header_rows": 2,
    }
    row = Bloque.objects.create(
        institucion=cast.institucion, avance=cast.avance(), order=9, rows=ROWS, **values
    )
    (page,) = block_views([row], {})
    snapshot = BlockSnapshot(rows=tuple(map(tuple, ROWS)), figures=(), label="", **values)
    (printed,) = print_blocks([snapshot], level=2)

    assert page.head == printed.head == HEAD
    assert page.body == tuple(tuple(cell.text for cell in cells) for cells in printed.rows)
    assert [cell.is_number for cell in printed.rows[0]] == [False, True, True, True]


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("4.0000", "Documentos", "4 Documentos"),
        ("4000.5000", "personas", "4,000.5 personas"),
        ("80.0000", "% de avance", "80% de avance"),
        (None, "solicitudes", "solicitudes"),
    ],
)
def test_a_component_is_named_by_its_quantity_as_the_documents_print_it(quantity, unit, words):
    assert str(ComponenteDeMeta(quantity=quantity and Decimal(quantity), unit=unit)) == words


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b |", ["a", "b", ""]),
        ("| a | b", ["", "a", "b"]),
        ("|", ["", ""]),
        ("||", [""]),
        ("a\tb|\t", ["a", "b|", ""]),
    ],
)
def test_only_bars_at_both_ends_are_a_frame(text, cells):
    assert rows_from_text(text) == [cells]


@pytest.mark.parametrize(("rows", "columns"), [(200, 1), (1, 12), (200, 12), (0, 0)])
def test_a_table_may_be_as_large_as_a_document_prints(rows, columns):
    validate_rows([["x"] * columns] * rows)


@pytest.mark.parametrize(
    ("rows", "columns", "sentence"),
    [
        (201, 1, "La tabla tiene 201 filas. Caben 200."),
        (1, 13, "La tabla lleva de 1 a 12 columnas."),
        (1, 0, "La tabla lleva de 1 a 12 columnas."),
    ],
)
def test_one_row_or_column_more_is_refused(rows, columns, sentence):
    with pytest.raises(ValidationError, match=sentence):
        validate_rows([["x"] * columns] * rows)
