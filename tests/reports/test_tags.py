"""The official file, walked element by element: both documents, and one of ugly data.

One render each; the snapshots are stored ones, so that nothing asks the database.
"""

import io
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from programs.enums import InformePart
from programs.values.frozen import freeze, thaw
from programs.values.snapshot import BlockSnapshot, FigureSnapshot, Snapshot
from reports.documents import informe, issued, pta
from reports.documents.base import Document, Standing
from reports.finish import PAYLOAD_NAME, official
from reports.rendering import Sources, html_to_pdf
from reports.services.documents import document_html, document_sources
from reports.values.payload import Change, Issue, IssueContent
from tests.cortes import stored_payload
from tests.reports.tags import Tag, grid_of, problems_of_tags, read_tags, words_of_marks

FIXED = Standing("Corte 1 del 15/07/2026", "0" * 64)
MADE_AT = datetime(2026, 7, 15, 18, 30, tzinfo=UTC)
LONG_TITLE = "Fortalecer de manera integral y permanente las capacidades institucionales " * 6
SENTENCE = "Se entregaron los expedientes de cada sesión. "


def table(rows: list[list[str]], header_rows: int = 1) -> BlockSnapshot:
    """Return a table block."""
    cells = tuple(map(tuple, rows))
    return BlockSnapshot("b", "table", "", cells, header_rows, "", "", "none", "", None, (), "")


def prose(html: str) -> BlockSnapshot:
    """Return a text block."""
    return BlockSnapshot("b", "text", html, (), 0, "", "", "none", "", None, (), "")


def photos(count: int) -> BlockSnapshot:
    """Return a block of so many photographs."""
    figures = (FigureSnapshot("Asistentes al curso", ((80, 60, "foto.jpg"),)),) * count
    return BlockSnapshot(
        "b", "photos", "", (), 0, "", "", "none", "Curso", None, figures, "Fotografía 1"
    )


TWO_HEADS = [["Rubro", "Primer semestre", "", "Total"], ["", "Meta", "Avance", ""]]
UGLY = {
    "Dos cabezas": [table([*TWO_HEADS, *[[f"Curso {n}", "4", "3", "7"] for n in range(70)]], 2)],
    "Sin cabeza": [table([["Sede", "Tuxtla"], ["Fecha", "12/03/2024"]], 0)],
    "Ancha": [
        table([[f"Columna {n}" for n in range(12)], *[["Comprometido", *["1,500"] * 11]] * 40])
    ],
    "Alta": [table([["CABEZA", "MONTO"], ["corto", "$5.00"], [SENTENCE * 200, "$6.00"]])],
    "Cabezota": [table([[f"Cabezota {SENTENCE * 120}", "B"], *[["abajo", "b"]] * 3])],
    "Una columna": [table([["Nombre"], ["Ana"], ["Luz"]])],
    "Números": [table([["No.", "Meta", "Avance"], ["1", "4", "3"], ["2", "5", ""]])],
    "Fotografías": [photos(60)],
    LONG_TITLE: [
        prose(
            "<p>Vea <a href='https://sesea.gob.mx/informe'>el informe</a>.</p>"
            "<ul><li>Uno<ol><li>Dentro</li><li>Otro</li></ol></li><li>Dos</li></ul>" * 12
        )
    ],
}


def with_photo(value):
    """Return plain values of a snapshot with the same small picture for every picture."""
    if isinstance(value, dict):
        if "renditions" in value:
            return value | {"renditions": [[80, 60, "foto.jpg"]]}
        return {key: with_photo(inside) for key, inside in value.items()}
    return [with_photo(each) for each in value] if isinstance(value, list) else value


def stored(name: str) -> Snapshot:
    """Return a stored quarter with pictures that are there."""
    return thaw(with_photo(stored_payload(3, name)))


def ugly() -> Document:
    """Return an informe whose líneas hold what is hardest to tag."""
    snapshot = replace(stored("muestra-2026-t2"), parts=tuple(InformePart))
    models = [line for line in snapshot.lineas if line.avance and line.meta]
    lines = []
    for place, (title, blocks) in enumerate(UGLY.items()):
        avance = replace(models[place % len(models)].avance, blocks=tuple(blocks))
        lines.append(replace(models[place % len(models)], pk=place, title=title, avance=avance))
    eje = replace(snapshot.ejes[0], name=LONG_TITLE, lineas=tuple(lines))
    return informe.build(replace(snapshot, ejes=(eje,)))


def emitted() -> Document:
    """Return an informe as it is issued, with a seal and what it corrects of another."""
    content = IssueContent(
        kind=informe.KIND, year=2024, institution="Secretaría", short_name="SESAECH",
        title="Primer Informe", period="Enero - Marzo 2024", source="Corte 1 del 15/07/2026",
        source_sha256="0" * 64, snapshot=with_photo(stored_payload(3, "sesaech-2024-t1")),
        signers=(),
    )  # fmt: skip
    issue = Issue(
        content=content, folio="SESAECH-INF-2024-2", number=2, issued_at=MADE_AT, issued_by="Ana",
        site="https://sesea.gob.mx", replaces="SESAECH-INF-2024-1",
        errata=(Change("Línea 1", "Meta", "4", "5"),) * 60, sha256="1" * 64, act_number=9,
        act_hash="2" * 64,
    )  # fmt: skip
    return issued.build(issue, "/verificar/SESAECH-INF-2024-2-1111111111/")


DOCUMENTS = {
    "pta": lambda: pta.build(stored("sesea-slp-2023-t1")),
    "informe": emitted,
    "feo": ugly,
}
PAYLOAD = json.dumps(freeze(thaw(stored_payload(3, "sesaech-2024-t1"))), ensure_ascii=False)


def sources_with_photo(folder: Path) -> Sources:
    """Return the folders of documents whose only picture is in `folder`."""
    Image.new("RGB", (80, 60), "#557799").save(folder / "foto.jpg")
    return replace(document_sources(), media_root=folder)


@dataclass(frozen=True)
class Made:
    """A document fixed by a closing, its HTML and its official file."""

    name: str
    document: Document
    html: str
    path: Path


@pytest.fixture(scope="module", params=DOCUMENTS)
def made(request, tmp_path_factory) -> Made:
    """Each document, made once."""
    folder = tmp_path_factory.mktemp("media")
    document = replace(DOCUMENTS[request.param](), standing=FIXED)
    html = document_html(document)
    pdf, complaints = html_to_pdf(html, sources_with_photo(folder), official(PAYLOAD, MADE_AT))
    assert complaints == []
    path = folder / f"{request.param}.pdf"
    path.write_bytes(pdf)
    return Made(request.param, document, html, path)


def test_every_element_is_right(made):
    document, html = made.document, made.html
    with pikepdf.open(made.path) as pdf:
        assert problems_of_tags(pdf) == []
        root = read_tags(pdf)
        # The emblem of the running head is an artifact; the cover's and all others are tagged.
        pictures = html.count("<img ") + html.count("<svg ")
        assert len(list(root.all("Figure"))) == pictures - 1
        assert len(list(root.all("Table"))) == html.count("<table")
        assert len(list(root.all("TR"))) == html.count("<tr")
        items = len(re.findall(r"<li\b", html))
        # An item that goes on over the page is two.
        assert len(list(root.all("LI"))) >= items - len(document.contents)
        assert len(list(root.all("TOCI"))) == len(document.contents)
        assert str(pdf.docinfo.Title) == document.title
        _assert_is_official(pdf)
    assert "draft" not in html[html.index("<body") :][:40]


def _assert_is_official(pdf: pikepdf.Pdf) -> None:
    """Hold a file against what makes it PDF/A-3a and PDF/UA-1, our payload and no other in it."""
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert re.search(r'pdfaid:part="3"[^>]*pdfaid:conformance="A"', xmp)
    assert xmp.count('pdfuaid:part="1"') == 1
    assert xmp.count("<rdf:RDF") == xmp.count("</rdf:RDF>") == 1
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in xmp
    assert "<xmp:CreateDate>2026-07-15T18:30:00Z</xmp:CreateDate>" in xmp
    assert str(pdf.docinfo.CreationDate) == "D:20260715183000Z"
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert pdf.trailer.ID
    (attached,) = pdf.Root.AF
    assert attached.AFRelationship == "/Data"
    assert str(attached.UF) == str(attached.F) == PAYLOAD_NAME
    assert [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]] == [PAYLOAD_NAME]
    file = attached.EF.F
    assert file.Subtype == "/application/json"
    assert file.read_bytes() == PAYLOAD.encode()
    assert str(file.Params.ModDate) == str(file.Params.CreationDate) == "D:20260715183000Z"


def heads_of(table: Tag, row: int, column: int, words: dict[str, str]) -> list[str]:
    """Return the words that a cell of a table is announced with."""
    grid, _ = grid_of(table)
    return [words[str(key)] for key in grid[row, column].attribute("/Headers")]


def test_cells_are_announced_with_the_words_of_their_heads(made):
    with pikepdf.open(made.path) as pdf:
        root, written = read_tags(pdf), words_of_marks(pdf)
        words = {str(head.element.ID): head.words(written) for head in root.all("TH")}
        tables = list(root.all("Table"))
        if made.name == "pta":
            months = next(t for t in tables if any(cell.span == (12, 1) for cell in t.all("TH")))
            calendar = made.document.chapters[-1].parts[0]
            row, month = calendar.rows[0], calendar.words["calendar_month"]
            assert heads_of(months, 2, 4, words) == [" ".join(row[1].split()), month, "3"]
            assert heads_of(months, 2, 13, words)[1:] == [month, "12"]
            assert heads_of(months, 2, 0, words)[1:] == [calendar.words["calendar_number"]]
        elif made.name == "informe":
            box = next(table for table in tables if "Meta" in _named(table, words))
            assert [heads_of(box, place, 1, words) for place in range(3)] == [
                ["Meta"], ["Fecha de Inicio"], ["Fecha de Término"],
            ]  # fmt: skip
        else:
            _assert_ugly_heads(tables, words)


def _assert_ugly_heads(tables: list[Tag], words: dict[str, str]) -> None:
    both = next(t for t in tables if "Primer semestre" in _named(t, words))
    grid, _ = grid_of(both)
    # 72 rows over several pages are one table with one head.
    assert max(row for row, _ in grid) == 71
    assert [grid[0, column].span for column in (0, 1, 3)] == [(1, 2), (2, 1), (1, 2)]
    assert heads_of(both, 71, 2, words) == ["Curso 69", "Primer semestre", "Avance"]
    assert heads_of(both, 71, 3, words) == ["Curso 69", "Total"]
    bare = next(t for t in tables if "Sede" in _named(t, words))
    assert heads_of(bare, 0, 1, words) == ["Sede"]
    numbers = next(t for t in tables if _named(t, words) == ["No.", "Meta", "Avance"])
    assert heads_of(numbers, 2, 1, words) == ["Meta"]


def _named(table: Tag, words: dict[str, str]) -> list[str]:
    return [words[str(head.element.ID)] for head in table.all("TH")]


@pytest.mark.parametrize("made", ["pta"], indirect=True)
def test_the_walk_finds_what_is_wrong(made):
    seen = set()
    for spoil in (_without_alt, _with_another_head, _with_a_jump, _without_a_cell, _with_a_mark):
        with pikepdf.open(io.BytesIO(made.path.read_bytes())) as pdf:
            spoil(read_tags(pdf))
            found = problems_of_tags(pdf)
            assert found, spoil.__name__
            seen.add(found[0])
    assert len(seen) == 5


def _without_alt(root: Tag) -> None:
    del next(root.all("Figure")).element["/Alt"]


def _with_another_head(root: Tag) -> None:
    cell = next(cell for cell in root.all("TD") if len(cell.attribute("/Headers")) > 0)
    cell.element.A.Headers = pikepdf.Array([])


def _with_a_jump(root: Tag) -> None:
    next(root.all("H2")).element.S = pikepdf.Name("/H3")


def _without_a_cell(root: Tag) -> None:
    row = next(row for row in root.all("TR") if len(row.kids) > 2 or row.kids[0].kind == "TH")
    del row.element.K[0]


def _with_a_mark(root: Tag) -> None:
    next(root.all("P")).element.K = pikepdf.Array([])
