"""Spreadsheets that arrive: what is no workbook is told with a sentence, and values are exact."""

import io
import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from programs.errors import FileRefused
from programs.received import limited, sheet_child, workbooks
from programs.received.informes import kinds
from programs.received.sheet_child import CSV, as_json, book_sheets, csv_sheets
from programs.received.workbooks import Unread, csv_read, sheets_of, workbook_read
from tests.bad_workbooks import (
    STYLES,
    TEXTS,
    a_book,
    bad_workbooks,
    cell,
    many_cells,
    sheet_of,
)
from tests.test_architecture import ROOT


@pytest.fixture
def in_here(monkeypatch):
    """Read in this process, for tables of many files; what the child says is still as JSON."""

    def read(data: bytes, kind: str):
        sheets = csv_sheets(data) if kind == CSV else book_sheets(data)
        return sheets_of(json.loads("".join(as_json(sheets))))

    monkeypatch.setattr(workbooks, "_read", read)


def test_each_file_that_is_no_workbook_gets_its_sentence(in_here):
    seen = 0
    for name, data, words in bad_workbooks():
        with pytest.raises(FileRefused) as refused:
            workbook_read(data)
        assert words in str(refused.value), name
        assert all(len(part.split()) <= 25 for part in str(refused.value).split(". ")), name
        seen += 1
    assert seen >= 40


def read(*cells: str, **parts: str):
    """Return the first row of a workbook with these cells."""
    return workbook_read(a_book(sheet_of(*cells), **parts))[0].rows[0]


FORMATS = (
    "0", "00", "000", "0%", "0.0%", "dd/mm/yyyy", "[$-80A]dddd d \\de mmmm \\de yyyy;@",
    "[$-404]e/m/d", "h:mm", "[h]:mm:ss", '"E"0', "#,##0.00 [$MXN]", "yyyy-mm-dd hh:mm",
    '0 "días"', "General", "[Red]0.0", "mmm-yy",
)  # fmt: skip
STYLED = STYLES.format(
    "<numFmts>"
    + "".join(
        f"<numFmt numFmtId='{164 + n}' formatCode='{code.replace(chr(39), '')}'/>"
        for n, code in enumerate(FORMATS)
    )
    + "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
    + "".join(f"<xf numFmtId='{164 + n}'/>" for n in range(len(FORMATS)))
    + "<xf numFmtId='14'/><xf numFmtId='30'/><xf numFmtId='9'/><xf numFmtId='49'/></cellXfs>"
)

DAY = date(2026, 3, 1)
NUMBERS = [
    ("1", "0", 1),
    ("1", "00", "01"),
    ("7", "000", "007"),
    ("120", "00", "120"),
    ("1.5", "00", Decimal("1.5")),
    ("3.3000000000000003", "General", Decimal("3.3")),
    ("0.1", "General", Decimal("0.1")),
    ("4.0", "General", 4),
    ("1E+3", "General", 1000),
    ("-2.50", "General", Decimal("-2.5")),
    ("0.25", "0%", "25%"),
    ("0.07", "0.0%", "7%"),
    ("46082", "dd/mm/yyyy", DAY),
    ("46082", "[$-80A]dddd d \\de mmmm \\de yyyy;@", DAY),
    ("46082", "[$-404]e/m/d", DAY),
    ("46082", "mmm-yy", DAY),
    ("46082.6", "yyyy-mm-dd hh:mm", DAY),
    ("59", "dd/mm/yyyy", date(1900, 2, 28)),
    ("61", "dd/mm/yyyy", date(1900, 3, 1)),
    ("0.5", "h:mm", "12:00"),
    ("1.5", "[h]:mm:ss", "36:00"),
    ("5", '"E"0', 5),
    ("5", '0 "días"', 5),
    ("5", "#,##0.00 [$MXN]", 5),
    ("5", "[Red]0.0", 5),
]


def test_a_number_is_what_excel_shows(in_here):
    for written, code, value in NUMBERS:
        (found,) = read(cell(f"<v>{written}</v>", style=str(FORMATS.index(code))), styles=STYLED)
        assert (found, type(found)) == (value, type(value)), (written, code)
    for place, value in enumerate((DAY, DAY, "25%", 46082), len(FORMATS)):
        number = "0.25" if value == "25%" else "46082"
        assert read(cell(f"<v>{number}</v>", style=str(place)), styles=STYLED) == (value,)


def test_days_count_from_1904_where_the_workbook_says_so(in_here):
    day = cell("<v>44620</v>", style=str(FORMATS.index("dd/mm/yyyy")))
    data = a_book(sheet_of(day), styles=STYLED, head='<workbookPr date1904="1"/>')
    assert workbook_read(data)[0].rows == ((DAY,),)


UNREAD = [
    (cell("<f>1+1</f>"), "no tiene resultado"),
    (cell("<f>1+1</f><v></v>"), "no tiene resultado"),
    (cell("<v>#N/A</v>", kind="e"), "error de fórmula: #N/A"),
    (cell("<v>NaN</v>"), "no es un número"),
    (cell("<v>INF</v>"), "no es un número"),
    (cell("<v>1e308</v>"), "15 dígitos"),
    (cell("<v>1e999</v>"), "15 dígitos"),
    (cell("<v>1_0</v>"), "no es un número"),
    (cell("<v>9999999999</v>", style=str(FORMATS.index("dd/mm/yyyy"))), "no trae una fecha"),
    (cell("<v>-3</v>", style=str(FORMATS.index("h:mm"))), "no trae una fecha"),
    (cell("<v>mañana</v>", kind="d"), "no trae una fecha"),
]


def test_a_cell_that_cannot_be_known_is_not_an_empty_one(in_here):
    for written, words in UNREAD:
        (found,) = read(written, styles=STYLED)
        assert isinstance(found, Unread)
        assert words in found.sentence, written


def test_texts_come_whole_and_as_they_were_written(in_here):
    texts = TEXTS.format(
        "<si><t>Uno</t></si><si><r><t>Dos </t></r><r><t>partes</t></r><rPh><t>no</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x_xD800_</t></si>"
    )
    cells = (
        cell("<v>0</v>", "A1", kind="s"),
        cell("<v>1</v>", "C1", kind="s"),
        cell("<v>2</v>", "D1", kind="s"),
        cell("<is><r><t>en </t></r><r><t>línea</t></r></is>", "E1", kind="inlineStr"),
        cell("<f>A1</f><v></v>", "F1", kind="str"),
        cell("<f>A1</f><v>=1</v>", "G1", kind="str"),
        cell("<v>1</v>", "H1", kind="b"),
        cell("<v>2026-03-01T00:00:00</v>", "I1", kind="d"),
        cell("", "J1"),
    )
    assert read(*cells, texts=texts) == (
        "Uno", None, "Dos partes", "a\rb_x_xD800_", "en línea", None, "=1", True, DAY,
    )  # fmt: skip


def test_what_openpyxl_writes_is_read_in_a_process_of_its_own():
    book = openpyxl.Workbook()
    plan = book.active
    plan.title = "Plan"
    written = [("clave", "día", None, "sí"), ("01", datetime(2026, 3, 1), 2.5, True), (), (7,)]
    for row in written:
        plan.append(row)
    plan.merge_cells("A5:B6")
    plan.row_dimensions[4].hidden = True
    plan.column_dimensions["C"].hidden = True
    book.create_sheet("Listas").sheet_state = "veryHidden"
    buffer = io.BytesIO()
    book.save(buffer)
    sheets = workbook_read(buffer.getvalue())
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Plan", False), ("Listas", True)]
    assert sheets[0].rows == (
        ("clave", "día", None, "sí"),
        ("01", DAY, Decimal("2.5"), True),
        (),
        (7,),
    )
    assert sheets[0].merged == ((5, 1, 6, 2),)
    assert sheets[0].hidden_rows == {4}
    assert sheets[0].hidden_columns == {3}
    assert sheets[1].rows == ()


def test_the_process_ends_within_its_limits(monkeypatch):
    slow = subprocess.TimeoutExpired("x", 1)
    for outcome, words in (
        (subprocess.CompletedProcess([], -14, b"", b""), "muy ocupado"),
        (subprocess.CompletedProcess([], -9, b"", b""), "tarda demasiado"),
        (subprocess.CompletedProcess([], -24, b"", b""), "tarda demasiado"),
        (subprocess.CompletedProcess([], 1, b"", b"KeyError: dato"), "dañado"),
        (subprocess.CompletedProcess([], 0, b'{"sheets": [', b""), "ocupa demasiado"),
    ):
        monkeypatch.setattr(limited.subprocess, "run", lambda *a, outcome=outcome, **k: outcome)
        with pytest.raises(FileRefused, match=words):
            workbook_read(b"PK\x03\x04")

    def never(*args, **kwargs):
        raise slow

    monkeypatch.setattr(limited.subprocess, "run", never)
    with pytest.raises(FileRefused, match="muy ocupado"):
        workbook_read(b"PK\x03\x04")


def test_a_process_may_wait_for_as_long_as_it_works():
    for limits in (sheet_child.LIMITS, kinds.LIMITS):
        assert limits.wall_seconds == 2 * limits.cpu_seconds


def test_the_process_of_a_spreadsheet_gets_no_more_memory_and_time():
    code = (
        "import resource; from programs.received import limited, sheet_child as child;"
        "limited.limit_self(child.LIMITS);"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], flush=True);"
        "bytearray(child.LIMITS.memory + 2**24)"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.stdout == f"{sheet_child.LIMITS.cpu_seconds}\n"
    assert ended.stderr.endswith("MemoryError\n")


def test_texts_that_do_not_fit_in_memory_end_with_a_sentence():
    # Each reading of it takes four bytes for a letter: what is read twice is over the limit.
    data = ("\N{GRINNING FACE}" * 100 + "\n").encode() * 25_000
    with pytest.raises(FileRefused, match="ocupa demasiado|10,000 filas"):
        csv_read(data[: workbooks.MAX_BYTES])


def test_there_is_an_end_to_cells_rows_and_columns(in_here, monkeypatch):
    monkeypatch.setattr(sheet_child, "MAX_CELLS", 300)
    with pytest.raises(FileRefused, match="celdas con datos"):
        workbook_read(many_cells())
    with pytest.raises(FileRefused, match="celdas con datos"):
        csv_read(b"1,2,3\n" * 101)
    with pytest.raises(FileRefused, match="10,000 filas"):
        csv_read(b"\n" * 10_000 + b"1")
    with pytest.raises(FileRefused, match="200 columnas"):
        csv_read(b",".join([b"1"] * 201))
    with pytest.raises(FileRefused, match="no se pudo leer como CSV"):
        csv_read(b'"' + b"x" * 140_000)
    with pytest.raises(FileRefused, match="no es un CSV"):
        csv_read(b"a\x00b")
    # Blank lines at the end, as spreadsheets leave them, are none.
    assert csv_read(b"a;b\n1;\xf1;\n" + b";;\n" * 20_000).rows == (("a", "b"), ("1", "ñ"))
