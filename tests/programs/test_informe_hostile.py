"""Whatever a stranger brings, the child ends within its limits and the person reads a sentence."""

import io
import subprocess
import sys
import zipfile

import pikepdf
import pytest

from programs.errors import FileRefused
from programs.received import limited, xml_part
from programs.received.informes import crossing, docx_parts, from_docx, informe_read, kinds
from programs.received.informes.crossing import from_json, to_json
from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.reading import InformeReading
from programs.received.informes.structure import read_blocks
from programs.values.checks.informe import findings_of_written
from tests.programs import informe_shapes as shapes
from tests.programs.word_files import paragraph, word_document


def _locked_pdf() -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def _blank_pdf() -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(held)
    return held.getvalue()


def _book() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vacío"),
        (OLE, "anterior"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
        (b"\x89PNG\r\n", "imagen"),
        (b"{\\rtf1 hola}", "RTF"),
        (b"\x00\x01\x02\x03 nada", "no es Word"),
        (_book(), "Excel"),
        (_locked_pdf(), "contraseña"),
        (_blank_pdf(), "no trae texto"),
        (b"%PDF-1.4 roto", "dañado"),
    ],
)
def test_each_kind_that_is_not_read_has_its_sentence(data, words):
    with pytest.raises(FileRefused, match=words):
        informe_read(data)


def test_too_large_is_told_before_anything_is_read():
    with pytest.raises(FileRefused, match="20 MB"):
        informe_read(b"x" * (kinds.MAX_BYTES + 1))


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_paste_is_told(text):
    with pytest.raises(FileRefused, match="Pegue su informe"):
        informe_read(None, text)


def test_a_document_that_grows_without_end_is_refused():
    data = word_document(paragraph("a" * (from_docx.MAX_PART + 10)))

    assert len(data) < 1024 * 1024
    with pytest.raises(FileRefused, match="demasiado"):
        informe_read(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    ["<w:p/>" * 2_000_000 + "x", "<w:tbl><w:tr><w:tc>" * 5_000, "<w:p>" * 5_000],
)
def test_a_document_of_nothing_and_one_too_deep_are_refused(body):
    with pytest.raises(FileRefused):
        informe_read(word_document(body))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "Meta: " * 300_000,
        "1 2 3 4 5 " * 200_000,
        "Línea de Acción 1\nMeta\n20 talleres\n" * 5_000,
        "a\t" * 500_000,
        "  x  y" * 300_000,
        "<p>" * 600_000,
        "\u202e\u0000\ufeff" * 500_000 + "Meta: 2 cursos",
        "Del 100% " * 200_000,
        ("- " * 50 + "\n") * 15_000,
    ],
    ids=range(10),
)
def test_hostile_pastes_come_to_an_end(text):
    try:
        reading = informe_read(None, text)
    except FileRefused as refusal:
        assert str(refusal)
    else:
        assert 0 <= reading.understood <= 1


def test_what_the_system_ends_has_its_sentence(monkeypatch):
    for code, words in (
        (-14, "muy ocupado"),
        (-24, "tarda demasiado"),
        (-6, "ocupa demasiado"),
        (1, "dañado"),
    ):
        outcome = subprocess.CompletedProcess([], code, b"", b"KeyError: dato")
        monkeypatch.setattr(limited.subprocess, "run", lambda *a, outcome=outcome, **k: outcome)
        with pytest.raises(FileRefused, match=words):
            informe_read(None, "Meta: 2 cursos")


def test_what_crosses_from_the_child_is_what_it_was():
    reading = InformeReading(read_blocks(blocks_of_text(shapes.TABLE)), ())

    assert from_json(InformeReading, to_json(reading)) == reading
    for broken in (None, [], {"a": 1}, [[1, 2, 3, 4], []]):
        with pytest.raises((ValueError, TypeError)):
            from_json(InformeReading, broken)


def test_what_makes_a_value_is_found_once_for_each_type_and_not_for_each_value():
    def found_for(text: str) -> int:
        said = to_json(InformeReading(read_blocks(blocks_of_text(text)), ()))
        crossing._maker.cache_clear(), crossing._parts.cache_clear()
        from_json(InformeReading, said)
        asked = crossing._maker.cache_info()
        return asked.hits + asked.misses

    assert found_for(shapes.TABLE) == found_for(shapes.TABLE * 20)


def test_many_tables_that_grow_are_refused_together():
    table = "\t".join(["XX"] * 490) + "\n" + "XX\tb\n" * 199
    with pytest.raises(FileRefused, match="100,000 celdas"):
        informe_read(None, f"Línea de Acción 1\n\n{table}\n\n{table}")


class _Counting(io.BytesIO):
    """A stream that counts how often it is read."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        self.reads += 1
        return super().read(size)


def test_a_tag_without_end_is_not_looked_at_anew_with_each_piece():
    stream = _Counting(b'<a b="' + b"a" * (256 * xml_part.PIECE) + b'"/>')
    xml_part.XmlPart(stream)
    assert stream.reads < 20
    # What is over piece by piece is held in pieces.
    stream = _Counting(b"<a>" + b"<b/>" * (xml_part.PIECE * 2) + b"</a>")
    xml_part.XmlPart(stream)
    assert stream.reads > 8


def test_a_coding_that_nobody_knows_is_told_and_no_failure_of_ours(caplog):
    data = word_document(paragraph("Meta: 2 cursos"), prolog='<?xml version="1.0" encoding="x-1"?>')
    with pytest.raises(FileRefused, match="dañado"):
        informe_read(data)
    assert not caplog.records


@pytest.mark.parametrize("inside", ["<w:tab/>", "<w:br/>", '<w:sym w:char="F0FC"/>'])
def test_signs_that_are_no_letters_count_as_letters(inside, monkeypatch):
    monkeypatch.setattr(from_docx, "MAX_LETTERS", 100)
    with pytest.raises(FileRefused, match="demasiado texto"):
        from_docx.blocks_of_docx(word_document(f"<w:p><w:r>{inside * 101}</w:r></w:p>"))


def test_what_prints_nothing_is_counted_too(monkeypatch):
    monkeypatch.setattr(from_docx, "MAX_LINES", 100)
    monkeypatch.setattr(from_docx, "_MOST_CELLS", 100)
    with pytest.raises(FileRefused, match="demasiado texto"):
        from_docx.blocks_of_docx(word_document("<w:p/>" * 201 + paragraph("Meta: 2 cursos")))
    assert from_docx.blocks_of_docx(word_document("<w:p/>" * 99 + paragraph("Meta: 2 cursos")))
    monkeypatch.setattr(docx_parts.WordPart, "most_elements", 100)
    with pytest.raises(FileRefused, match="ocupa demasiado"):
        from_docx.blocks_of_docx(word_document("<w:r/>" * 100 + paragraph("Meta: 2 cursos")))


def test_the_number_of_an_item_counts_among_the_letters(monkeypatch):
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{"x" * 80}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    item = paragraph("a", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    monkeypatch.setattr(from_docx, "MAX_LETTERS", 500)
    assert len(from_docx.blocks_of_docx(word_document(item * 6, numbering=numbering))) == 6
    with pytest.raises(FileRefused, match="demasiado texto"):
        from_docx.blocks_of_docx(word_document(item * 7, numbering=numbering))


def test_a_table_that_grows_when_its_rows_are_made_equal_is_refused():
    wide = "\t".join("x" * 1 for _ in range(100))
    text = "\n".join([wide, *("a\tb" for _ in range(30_000))])
    with pytest.raises(FileRefused, match="100,000 celdas"):
        informe_read(None, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "ab-\n" * 39_000,
        "Línea de Acción 1\nDar cursos\nMeta: 20 cursos\nSe dieron " + "." * 90_000 + "x.",
    ],
    ids=["words cut line after line", "points without end"],
)
def test_a_paste_of_one_sign_is_read_and_not_refused_for_its_time(text):
    assert informe_read(None, text).passages


def calls_of(text: str) -> int:
    """How many calls it takes to read and check a paste: what does not depend on the machine."""
    calls = 0

    def count(frame, event, value):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        findings_of_written(read_blocks(blocks_of_text(text)).written)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "line",
    ["- Del 100% de la meta programada, se tiene un avance del {n}%", "- asunto {n}",
     "Se atendieron 1{n} personas: {n} mujeres y 5 hombres el 31 de febrero de 2025, XX.",
     "Se dio el taller {n} el 3 de mayo de 2025.", "- Se dieron {n} talleres en el trimestre"],
)  # fmt: skip
def test_a_linea_of_many_lines_is_read_in_a_time_that_grows_with_them(line):
    head = "Informe T2 2025\n\nLínea 1. Talleres\nMeta: 20 talleres\n"
    few, many = (
        calls_of(head + "\n".join(line.format(n=number) for number in range(count)))
        for count in (50, 200)
    )
    assert many < 6 * few


@pytest.mark.parametrize("text", ["1", "0", "Página 3", "1/2", "- 7 -"])
def test_a_paste_of_a_page_number_alone_is_an_informe_of_nothing(text):
    assert informe_read(None, text).findings == ()


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_broken_member_has_its_sentence_however_it_is_packed(way):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", way) as package:
        package.writestr("word/document.xml", "<w:document/>" * 500)
    data = bytearray(held.getvalue())
    body = data.index(b"word/document.xml") + len("word/document.xml")
    data[body + 9 : body + 30] = b"\xff" * 21
    with pytest.raises(FileRefused, match="dañado"):
        from_docx.blocks_of_docx(bytes(data))
