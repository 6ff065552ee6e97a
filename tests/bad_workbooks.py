"""Files that are no workbook, or one that nobody should open: each with the words of its refusal.

They are written member by member, as no spreadsheet would write them.
"""

import io
import zipfile
from collections.abc import Iterator
from random import Random

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f'<Types xmlns="{PACKAGE}/content-types"></Types>'
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
RELATION = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{{}}<sheets>{{}}</sheets>{{}}</workbook>'
SHEET_NAMED = '<sheet name="Plan" sheetId="1" r:id="rId1"/>'
SHEET = f'<worksheet xmlns="{MAIN}">{{}}</worksheet>'
STYLES = f'<styleSheet xmlns="{MAIN}">{{}}</styleSheet>'
TEXTS = f'<sst xmlns="{MAIN}">{{}}</sst>'
ENTITY = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LATIN = '<?xml version="1.0" encoding="utf-16"?>'


def cell(written: str, place: str = "A1", *, kind: str = "", style: str = "") -> str:
    """Return a cell as its part writes it."""
    said = (f' t="{kind}"' if kind else "") + (f' s="{style}"' if style else "")
    return f'<c r="{place}"{said}>{written}</c>'


def sheet_of(*cells: str, before: str = "", after: str = "") -> str:
    """Return a sheet of one row with these cells."""
    return SHEET.format(f'{before}<sheetData><row r="1">{"".join(cells)}</row></sheetData>{after}')


def a_book(sheet: str = "", *, head: str = "", names: str = "", **parts: str | bytes) -> bytes:
    """Return a workbook of one sheet; `styles` and `texts` are parts, and so is any `more`.

    A part of `more` is named by its key, in which "__" is a folder and "_" before the end a point.
    """
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": BOOK.format(head, SHEET_NAMED, names),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            RELATION.format("rId1", "worksheet", "worksheets/sheet1.xml")
            + RELATION.format("rId2", "styles", "styles.xml")
            + RELATION.format("rId3", "sharedStrings", "/xl/sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet or sheet_of(cell("<v>1</v>")),
        "xl/styles.xml": STYLES.format(""),
        "xl/sharedStrings.xml": TEXTS.format(""),
    }
    short = {"styles": "xl/styles.xml", "texts": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    for key, part in parts.items():
        members[short.get(key) or key.replace("__", "/").replace("_", ".")] = part
    return zipped({name: part for name, part in members.items() if part != b""})


def zipped(members: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing, compresslevel=1) as package:
        for name, part in members.items():
            package.writestr(name, part)
    return buffer.getvalue()


def encrypted() -> bytes:
    """Return a workbook whose members say that they have a password."""
    data = bytearray(a_book())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def lying_size() -> bytes:
    """Return a workbook whose sheet says that it unpacks to 10 bytes."""
    data = bytearray(a_book(sheet_of(*(cell("<v>1</v>", f"A{n}") for n in range(1, 500)))))
    at = data.rfind(b"PK\x01\x02", 0, data.find(b"sheet1.xml", data.find(b"PK\x01\x02")))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def old_office(stream: str) -> bytes:
    """Return the container of the old formats with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le")


# (what it is, the file, words of the sentence). Built when they are asked for: some take 20 MB.
def bad_workbooks() -> Iterator[tuple[str, bytes, str]]:
    """Yield each of them."""
    yield "empty", b"", "está vacío"
    yield "40 MB", b"PK\x03\x04" + b"\0" * (40 * 1024 * 1024), "pesa 40.0 MB. El máximo es 10 MB"
    yield "protected", old_office("EncryptedPackage"), "tiene contraseña"
    yield "old Excel", old_office("Workbook"), "(.xls)"
    yield "old Word", old_office("WordDocument"), "documento de Word (.doc)"
    yield "PDF", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "Es un PDF"
    yield "web page", b"<html><table><tr><td>1", "página web o XML"
    yield "old XML", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "página web o XML"
    yield "CSV", b"clave;nombre\n01;Uno\n", "texto o CSV con otro nombre"
    yield "picture", b"\x89PNG\r\n\x1a\n\0\0", "Es una imagen"
    yield "photo", b"\xff\xd8\xff\xe0\0", "Es una imagen"
    yield "noise", b"\x00\x01\x02\x03" * 9, "no es un libro de Excel"
    yield "cut", a_book()[:-40], "dañado"
    yield "head only", b"PK\x03\x04 nothing", "dañado"
    yield "other ZIP", zipped({"leame.txt": "x"}), "es un ZIP"
    yield "Word", zipped({"word/document.xml": "<w/>"}), "documento de Word"
    yield "slides", zipped({"ppt/presentation.xml": "<p/>"}), "presentación"
    yield "LibreOffice", zipped({"mimetype": "x", "content.xml": "<o/>"}), ".ods"
    yield "binary", zipped({"xl/workbook.bin": b"\0"}), ".xlsb"
    yield "no types", zipped({"xl/workbook.xml": "<w/>"}), "no es PDF, Word ni Excel"
    yield "password of ZIP", encrypted(), "contraseña"
    yield "macros", a_book(xl__vbaProject_bin="x"), "macros"
    types = TYPES.replace("></", '><Override ContentType="x.macroEnabled.main+xml"/></')
    types = TYPES.replace("></", '><Override ContentType="x.macroEnabled.main+xml"/></')
    macro = zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<w/>"})
    yield "macros announced", macro, "macros"
    yield "linked", a_book(xl__externalLinks__externalLink1_xml="<x/>"), "vínculos a otros libros"
    yield "leaves its folder", a_book(**{"..__..__etc__passwd": "x"}), "nombres de archivo"
    yield "lying size", lying_size(), "dañado"
    yield (
        "many members",
        zipped(
            {"xl/workbook.xml": "", "[Content_Types].xml": ""} | {f"m{n}": "" for n in range(5001)},
            zipfile.ZIP_STORED,
        ),
        "ocupa demasiado",
    )
    yield "ratio", a_book(texts=TEXTS.format(" " * 3_000_000)), "ocupa demasiado"
    noise = bytes(byte & 7 for byte in Random(1).randbytes(250_000)) * 85
    yield "20 MB", a_book(xl__media__noise_bin=noise), "ocupa demasiado"
    many = "<xf/>" * 2_000_000
    yield "styles", a_book(styles=STYLES.format(f"<cellXfs>{many}</cellXfs>")), "ocupa demasiado"
    spread = "".join(f'<xf a="{n * 7919 % 99991}"/>' for n in range(70_000))
    yield "more styles", a_book(styles=STYLES.format(f"<cellXfs>{spread}</cellXfs>")), "estilos"
    long = f'<numFmts><numFmt numFmtId="170" formatCode="{"0" * 300}"/></numFmts>'
    yield "format without end", a_book(styles=STYLES.format(long)), "dañado"
    named = '<definedName name="n">Plan!$A$1</definedName>' * 300_000
    yield "names", a_book(names=f"<definedNames>{named}</definedNames>"), "ocupa demasiado"
    yield "entities", a_book(ENTITY + sheet_of(cell("<v>&b;</v>"))), "definiciones"
    yield "entity of book", a_book(book=ENTITY + BOOK.format("", SHEET_NAMED, "")), "definiciones"
    yield (
        "entities hidden",
        a_book((LATIN + ENTITY + sheet_of(cell("<v>1</v>"))).encode("utf-16")),
        "dañado",
    )
    yield "half a sheet", a_book(sheet_of(cell("<v>1</v>"))[:-30]), "dañado"
    yield "not XML", a_book("plan de trabajo"), "dañado"
    yield "no sheet", a_book(**{"xl__worksheets__sheet1_xml": b""}), "dañado"
    yield (
        "no list",
        a_book(**{"xl___rels__workbook_xml_rels": b"", "book": "<w/>"}),
        "no trae hojas",
    )
    yield "row far away", a_book(sheet_of(cell("<v>1</v>", "A10001"))), "pasa de 10,000 filas"
    yield "column far away", a_book(sheet_of(cell("<v>1</v>", "XFD1"))), "pasa de 200 columnas"
    yield "place that is none", a_book(sheet_of(cell("<v>1</v>", "A0"))), "dañado"
    yield "place without end", a_book(sheet_of(cell("<v>1</v>", "ABCDE1"))), "dañado"
    yield "cell twice", a_book(sheet_of(cell("<v>1</v>"), cell("<v>2</v>"))), "dañado"
    yield "text that is not", a_book(sheet_of(cell("<v>7</v>", kind="s"))), "dañado"
    merged = '<mergeCells><mergeCell ref="{}"/></mergeCells>'
    yield "merge that is none", a_book(sheet_of(after=merged.format("A1:B"))), "dañado"
    many = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 10_002))
    yield "merges", a_book(sheet_of(after=f"<mergeCells>{many}</mergeCells>")), "combinadas"
    sheets = SHEET_NAMED * 101
    yield "sheets", a_book(book=BOOK.format("", sheets, "")), "pasa de 100 hojas"


def many_cells() -> bytes:
    """Return a workbook of more cells than are taken, each of them small."""
    rows = "".join(
        f"<row>{''.join(f'<c><v>{row * column % 97}</v></c>' for column in range(100))}</row>"
        for row in range(3_001)
    )
    return a_book(SHEET.format(f"<sheetData>{rows}</sheetData>"))
