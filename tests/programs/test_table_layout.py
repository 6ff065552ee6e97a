"""What of a table may be broken, and what page it asks for: the same at capture and in print."""

import unicodedata
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.urls import reverse
from django.utils import timezone
from fontTools.ttLib import TTFont

from programs.admin.blocks import BloqueForm
from programs.forms.bloques import TableBlockForm
from programs.models import Bloque
from programs.services.bloques import block_remove, block_save
from programs.values.cells import plain_spaces, tokens
from programs.values.letters import ADVANCES, OTHER, text_width
from programs.values.table_layout import (
    FLOOR,
    LANDSCAPE,
    MM_PER_POINT,
    PORTRAIT,
    SIZE,
    column_width,
    table_layout,
    why_too_wide,
)

FONTS = Path("/usr/share/fonts/truetype")
NB, THIN = "\u00a0", "\u202f"
TOO_WIDE = [["administrativamente"] * 12] * 2


def advances(name: str) -> dict[str, float]:
    """Return {letter: its width in thousandths of the type size} of an installed font."""
    font = TTFont(FONTS / name)
    unit, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): metrics[name][0] * 1000 / unit for code, name in font.getBestCmap().items()}


def test_no_letter_is_wider_than_we_think():
    bold, regular = advances("noto/NotoSans-Bold.ttf"), advances("noto/NotoSans-Regular.ttf")
    other = advances("dejavu/DejaVuSans.ttf")
    latin = [chr(code) for code in range(0x20, 0x180) if unicodedata.category(chr(code)) != "Cc"]
    known = [letter for letter in {*latin, *ADVANCES} if letter != "\u00ad"]

    def thinks_less(font: dict[str, float], most: float) -> list[str]:
        return [
            letter
            for letter in known
            if letter in font and font[letter] > 1000 * text_width(letter) + most
        ]

    assert thinks_less(bold, 15) == []
    assert [letter for letter in thinks_less(regular, 10) if letter.isalnum()] == []
    missing = {letter for letter in ADVANCES if letter not in bold}
    assert all(other[letter] <= ADVANCES[letter] + 1 for letter in missing)
    assert text_width("0" * 1000) == pytest.approx(bold["0"])
    assert text_width("会") * 1000 == OTHER
    assert text_width("ÁÑÜ") == text_width("ANU")
    assert text_width("a\u0301") == text_width("á") == text_width("a")


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("$ 1,234,567.89", ["$ 1,234,567.89"]),
        ("Total: $ 1,234.00 en 12/03/2024", ["Total:", "$ 1,234.00", "en", "12/03/2024"]),
        ("un -12.5 % menos", ["un", "-12.5 %", "menos"]),
        ("1 234 567,89", ["1 234 567,89"]),
        (f"suma 1{THIN}234{THIN}567,89 pesos", ["suma", f"1{THIN}234{THIN}567,89", "pesos"]),
        (f"5{NB}km y{NB}uno{NB}dos", [f"5{NB}km", "y", "uno", "dos"]),
        ("2024-03-12 10:30", ["2024-03-12", "10:30"]),
        ("Comprometido/Devengado", ["Comprometido/Devengado"]),
        ("SESEA-SLP/UT/0123/2024", ["SESEA-SLP/UT/0123/2024"]),
        ("ana@sesea.gob.mx", ["ana@", "sesea.", "gob.", "mx"]),
        ("https://sesea.mx/a-b?c=1", ["https://", "sesea.", "mx/", "a-", "b?", "c=", "1"]),
        ("x" * 31, ["x" * 31]),
        ("", []),
        (" \n ", []),
    ],
)
def test_what_a_cell_may_be_broken_into(cell, pieces):
    found = list(tokens(plain_spaces(cell)))

    assert [piece for token in found for piece in token.pieces] == pieces
    assert "".join(token.text for token in found) == "".join(pieces)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("12/03/2024", True),
        ("MX$1,234.00", True),
        ("9" * 40, True),
        ("9" * 41, False),
        ("f" * 31, False),
        ("1er", True),
        ("Comprometido", False),
        ("ana2@sesea.mx", False),
        ("a1" * 15, True),
        ("a1" * 16, False),
    ],
)
def test_what_holds_a_digit_is_a_number_up_to_a_length(text, whole):
    (token,) = tokens(text)

    assert token.is_number == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"uno{NB}dos", "uno dos"),
        ("uno&nbsp;<b>dos</b>&nbsp;tres&#160;&#xA0;x&#8239;y", "uno <b>dos</b> tres  x y"),
        (f"12{NB}%, $&nbsp;5, 3{THIN}km", f"12{NB}%, $&nbsp;5, 3{THIN}km"),
        (f"1{THIN}234{NB}567", f"1{THIN}234{NB}567"),
        (f"5{NB}de{NB}marzo, 5{NB}kmdos", "5 de marzo, 5 kmdos"),
        (f"art.{NB}5, fin{NB}", "art. 5, fin "),
    ],
)
def test_no_break_spaces_between_words_are_spaces(text, expected):
    assert plain_spaces(text) == expected


@pytest.mark.parametrize(
    ("columns", "text", "wide", "size"),
    [
        (3, "$1,234,567.89", False, SIZE),
        (6, "$1,234,567.89", False, SIZE),
        (7, "$1,234,567.89", True, SIZE),
        (11, "$1,234,567.89", True, 8.0),
        (11, "Comprometido", True, FLOOR),
        (12, "12/03/2024", True, 8.5),
        (1, "x" * 130, False, SIZE),
        (2, "f" * 64, False, SIZE),
        (12, "f" * 64, True, 8.0),
    ],
)
def test_the_page_that_a_table_asks_for(columns, text, wide, size):
    layout = table_layout([["Mes"] * columns, [text] * columns], 1)

    assert (layout.wide, layout.size, layout.fits) == (wide, size, True)
    assert sum(layout.columns) == pytest.approx(100, abs=1)


def test_smaller_type_is_for_wide_pages_and_has_a_floor():
    texts = ["x" * length for length in range(1, 30)]
    layouts = [table_layout([[text] * columns], 0) for text in texts for columns in range(1, 13)]

    assert all(layout.size >= FLOOR and (layout.wide or layout.size == SIZE) for layout in layouts)
    assert {layout.size for layout in layouts} == {9.0, 8.5, 8.0, 7.5, 7.0}
    assert {layout.fits for layout in layouts} == {True, False}


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b", "c"], ["$1,234,567.89", "x", "palabra " * 400]],
        [["Responsabilidades", "b", "c"], ["1", "2", "x" * 200]],
        [["Importe ejercido", "", "Mes"], ["$1,234,567.89", "$1,234,567.89", "enero"]],
    ],
)
def test_no_column_is_narrower_than_the_widest_thing_in_it(rows):
    layout = table_layout(rows, 1)

    for share, column in zip(layout.columns, zip(*rows, strict=True), strict=True):
        room = (share / 100 * PORTRAIT.width - 2 * PORTRAIT.padding) / (SIZE * MM_PER_POINT)
        words = [piece for text in column for token in tokens(text) for piece in token.pieces]
        assert all(text_width(word) <= room for word in words if len(word) <= 30)


def test_a_head_over_two_columns_is_held_by_both_together():
    dates = ["12/03/2024"] * 11
    spanning = table_layout([["Interinstitucional", "", *["x"] * 9], dates], 1)
    assert spanning.size == table_layout([["x"] * 11, dates], 1).size == SIZE
    assert table_layout([["Interinstitucional", *["x"] * 10], dates], 1).size < SIZE


def test_sentences_get_a_wide_page_before_they_are_squeezed():
    dates = ["12/03/2024", "Comprometido", "12/03/2024", "$1,234,567.89", "12.5 %", "2024-03-12"]
    assert not table_layout([[*dates, "corto", "x"]], 0).wide
    assert table_layout([[*dates, "uno dos tres " * 10, "x"]], 0).wide


def test_rows_that_fill_a_page_are_divided_and_a_head_that_does_is_a_row():
    layout = table_layout([["A", "B"], ["corto", "x"], ["palabra " * 600, "x"]], 1)
    assert (layout.tall, layout.head_repeats) == ((False, True), True)
    assert not table_layout([["Cabeza " * 400, "B"], ["a", "b"]], 1).head_repeats


def test_numbers_of_lineas_get_a_column_that_holds_them():
    assert column_width(["1.1", "2"], PORTRAIT, 10, least=14) == 14
    assert column_width(["10.11.12"], PORTRAIT, 10, least=14) > 18
    assert column_width([], PORTRAIT, 10, least=14) == 14
    assert column_width(["W" * 30], LANDSCAPE, 10, least=14) == pytest.approx(
        LANDSCAPE.width / 4, abs=0.1
    )


# Capture ------------------------------------------------------------------------------------------

WHY = (
    "La tabla no cabe a lo ancho de una hoja. Quite columnas o divídala en dos tablas. "
    "Lo más ancho es «administrativamente», en la columna 1."
)


def test_a_table_that_no_page_holds_is_refused_with_what_to_do():
    assert why_too_wide(TOO_WIDE, 1) == WHY
    assert why_too_wide([row[:8] for row in TOO_WIDE], 1) == ""
    assert why_too_wide([], 1) == ""
    text = "\n".join("\t".join(row) for row in TOO_WIDE)
    form = TableBlockForm({"rows_text": text, "caption_kind": "none", "version": "1"})
    assert form.errors["rows_text"] == [WHY]


@pytest.mark.django_db
def test_every_door_refuses_it_and_what_was_stored_can_still_be_written(cast, sign_in):
    avance = cast.avance()
    row = Bloque.objects.create(
        institucion=cast.institucion, avance=avance, key="tabla", order=1, kind="table"
    )
    client = sign_in("enlace")
    data = {"rows_text": "\n".join(" | ".join(cells) for cells in TOO_WIDE), "version": row.version}
    data |= {"caption_kind": "table", "header_rows": "1", "title": "Mía"}

    saved = client.post(
        reverse("block_save", args=[row.pk]), data, headers={"accept": "application/json"}
    )
    assert (saved.status_code, saved.json()["errors"]["rows_text"]) == (422, [WHY])
    plain = client.post(reverse("block_save", args=[row.pk]), data)
    assert WHY in plain.content.decode() and "administrativamente | " in plain.content.decode()
    with pytest.raises(ValidationError, match="no cabe a lo ancho"):
        block_save(
            row.pk,
            values={"rows": TOO_WIDE, "header_rows": 1},
            by=cast.people["enlace"],
            version=row.version,
        )
    fields = ["order", "kind", "html", "rows", "header_rows", "caption_kind"]
    desk = modelform_factory(Bloque, form=BloqueForm, fields=fields)
    sheet = "\n".join("\t".join(cells) for cells in TOO_WIDE)
    typed = {"order": 1, "kind": "table", "rows": sheet, "header_rows": 1, "caption_kind": "none"}
    assert desk({**typed, "read_version": row.version}, instance=row).errors == {"rows": [WHY]}
    row.refresh_from_db()
    assert row.rows == []

    Bloque.objects.filter(pk=row.pk).update(rows=TOO_WIDE)
    block_save(row.pk, values={"caption": "Pie"}, by=cast.people["enlace"], version=row.version)
    block_remove(row.pk, by=cast.people["enlace"], now=timezone.now())
