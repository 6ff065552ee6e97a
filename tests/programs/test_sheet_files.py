"""The files of an exchange: nothing in them runs, and what was written is what is read."""

import csv
import io
import re
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tablib import Dataset

from programs.errors import FileRefused
from programs.resources import files
from programs.resources.cells import CellError, DateCell, QuantityCell, QuartersCell
from programs.resources.files import CsvFile, XlsxFile, escape_formula, unescape_formula
from programs.values.spreadsheet import csv_text
from tests.programs.plan_files import through_file

DANGEROUS = [
    "=1+1",
    "+52 614",
    "-Elaboración",
    "@SUM(A1)",
    "\tx",
    "＝1+1",
    " ＠a",
    "\ufeff=1",
    "'=1+1",
    "''-x",
    "'x",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_a_formula_and_each_comes_back_exact(text):
    data = Dataset(headers=["texto", "cifra"])
    data.append([text, Decimal("-2.5")])
    book = openpyxl.load_workbook(io.BytesIO(XlsxFile().export_data(data)))
    assert book.active["A2"].data_type == "s"
    assert book.active["B2"].data_type == "n"
    raw = CsvFile().export_data(data).decode("utf-8-sig").splitlines()[1].lstrip('"')
    assert raw[0] == "'" or raw[0] not in "=+-@\t＝"
    assert raw.endswith("-2.5")
    for kind in ("xlsx", "csv"):
        assert through_file(data, kind)["texto"] == [text]


SIGNS = "=+-@＝＋－＠"
UNSEEN = " \x00\t\r\n\x0b\xa0\xad\u200b\u200e\u2028\u202e\u2060\u3000\ufeff"


@given(st.text(UNSEEN, max_size=4), st.sampled_from(SIGNS), st.text(max_size=6))
def test_no_sign_hides_behind_what_nobody_sees(before, sign, after):
    text = before + sign + after
    for cell in (escape_formula(text), *csv_cells([text])):
        assert cell.startswith("'") or re.fullmatch(r"-\d+(\.\d+)?", text), repr(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_a_negative_number_stays_a_number(number):
    assert csv_cells([f"{number:f}"]) == [f"{number:f}"]


def csv_cells(row: list[str]) -> list[str]:
    """Return the cells of a row as a spreadsheet finds them in the file."""
    return next(csv.reader(io.StringIO(csv_text([row]), newline="")))


@given(st.text(alphabet=f"'ab{SIGNS}{UNSEEN}", max_size=8))
def test_escaping_is_undone_exactly(text):
    assert unescape_formula(escape_formula(text)) == text


def test_a_csv_of_windows_with_semicolons_is_read():
    data = CsvFile().create_dataset("institución;texto\nslp;Ñandú\n".encode("cp1252"))
    assert data.headers == ["institución", "texto"]
    assert data[0] == ("slp", "Ñandú")


def test_a_percent_of_excel_is_not_taken_for_a_fraction():
    book = openpyxl.Workbook()
    book.active.append(["cantidad"])
    book.active.append([0.25])
    book.active["A2"].number_format = "0%"
    buffer = io.BytesIO()
    book.save(buffer)
    assert XlsxFile().create_dataset(buffer.getvalue())["cantidad"] == ["25%"]


def workbook(*rows) -> bytes:
    """Return a workbook of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_too_many_rows_or_columns_are_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_ROWS", 3)
    assert len(XlsxFile().create_dataset(workbook(["a"], *[[1]] * 3))) == 3
    with pytest.raises(FileRefused, match="pasa de 3 filas"):
        XlsxFile().create_dataset(workbook(["a"], *[[1]] * 4))
    with pytest.raises(FileRefused, match="columnas"):
        XlsxFile().create_dataset(workbook(["a"] * 61, [1]))


def test_a_text_that_does_not_fit_a_cell_is_told_and_not_cut():
    data = Dataset(headers=["texto"])
    data.append(["x" * 32_768])
    with pytest.raises(ValueError, match="Exporte como CSV"):
        XlsxFile().export_data(data)
    assert len(through_file(data, "csv")["texto"][0]) == 32_768


def test_a_control_character_does_not_stop_an_export():
    data = Dataset(headers=["texto"])
    data.append(["a\x0bb"])
    assert through_file(data, "xlsx")["texto"] == ["a\ufffdb"]


@pytest.mark.parametrize(
    ("written", "value"),
    [("1,234.50", "1234.50"), ("4,000", "4000"), (12.1, "12.1"), (7, "7"), (" 3 ", "3")],
)
def test_quantities_follow_the_mexican_usage(written, value):
    assert QuantityCell().clean(written) == Decimal(value)


@pytest.mark.parametrize("written", ["12,5", "1.234,5", "1,23", "tres", "12,5 %", True])
def test_what_is_not_a_quantity_is_refused(written):
    with pytest.raises(CellError):
        QuantityCell().clean(written)


def test_an_empty_quantity_is_not_zero():
    assert QuantityCell().clean("") is None
    assert QuantityCell().clean(0) == 0
    assert QuantityCell().render(None) == ""
    assert QuantityCell().render(Decimal("0.0000")) == 0


@given(st.dates())
def test_a_date_comes_back_from_its_written_form(day):
    assert DateCell().clean(f"{day.day:02}/{day.month:02}/{day.year:04}") == day


@pytest.mark.parametrize("written", ["T1 y T3", "1,3", "t3, t1", "T1; T3"])
def test_quarters_are_understood_as_people_write_them(written):
    assert QuartersCell().clean(written) == "1,3"
