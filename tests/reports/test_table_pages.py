"""Tables, long words and meta boxes on real pages: one PDF of many cases, read with poppler."""

import re
import subprocess
from dataclasses import dataclass, replace

import pytest

from programs.values.cells import tokens
from programs.values.frozen import thaw
from programs.values.snapshot import BlockSnapshot, Snapshot
from reports.documents import informe, pta
from reports.documents.base import Chapter, with_remarks
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.cortes import stored_payload

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')
MM = 72 / 25.4
MARGIN = 18 * MM
AMOUNTS = ["$1,234,567.89", "12/03/2024", "Comprometido"]
KEPT = ["12/03/2024", "Comprometido", "$ 9,876,543.21", "-12.5 %", "2024-03-12", "1 234 567,89"]
PARTED = [f"{'ola ' * count}$ 1,500,321.00 y {'ola ' * count}20–25 %" for count in range(24)]
LETTERS, HASH = "x" * 130, "0f" * 32
SENTENCE = "Se entregaron los expedientes de cada sesión. "


@dataclass(frozen=True)
class Printed:
    """A page: its text in reading order, and how far its words reach, in points."""

    width: float
    text: str
    words: tuple[str, ...]
    left: float
    right: float
    smallest: float

    @property
    def is_wide(self) -> bool:
        """Whether it lies on its side."""
        return self.width > 700


def table(*rows: list[str], title: str = "") -> BlockSnapshot:
    """Return a table with one row of head."""
    cells = tuple(map(tuple, rows))
    return BlockSnapshot("b", "table", "", cells, 1, title, "", "none", "", None, (), "")


def prose(html: str) -> BlockSnapshot:
    """Return a text block."""
    return BlockSnapshot("b", "text", html, (), 0, "", "", "none", "", None, (), "")


CASES = {
    "Once": [table(AMOUNTS * 3 + AMOUNTS[:2], *[AMOUNTS * 3 + AMOUNTS[:2]] * 4)],
    "Mezcla": [
        prose("<p>Entrada breve.</p>"),
        table([f"Rubro {number}" for number in range(8)], [*KEPT, SENTENCE * 4, "fin"]),
    ],
    "Larga": [
        table(["Clave", "Liga"], [HASH, LETTERS], ["a", "https://sesea.gob.mx/" + "ruta/" * 20]),
        prose(f"<p>{LETTERS} y {HASH}</p><ul><li>{HASH}{HASH}</li></ul>"),
        prose(f"<p>{'nube&nbsp;clara&nbsp;' * 60}12&nbsp;%</p>"),
    ],
    "Alta": [table(["CABEZA", "MONTO"], ["corto", "$5.00"], [SENTENCE * 260, "$6.00"], ["z", "1"])],
    "Primera": [table(["CABEZA", "MONTO"], [SENTENCE * 200, "$6.00"])],
    "Guardada": [table(["Interinstitucional"] * 12, ["administrativamente"] * 12)],
    "Cabezota": [table([f"Cabezota {SENTENCE * 120}Fincabeza", "B"], ["abajo", "b"])],
    "Partes": [table(["Concepto", "Otro"], *[[text, "x " * 40] for text in PARTED])],
}


def with_cases(snapshot: Snapshot, filler: int) -> Snapshot:
    """Return a quarter whose líneas hold the cases; `filler` lines of prose push the meta boxes."""
    models = [line for line in snapshot.lineas if line.avance and line.meta]
    lines = []
    for place, (name, blocks) in enumerate(CASES.items()):
        model = models[place % len(models)]
        avance = replace(model.avance, blocks=tuple(blocks))
        lines.append(replace(model, pk=1000 + place, title=name, avance=avance, tareas=()))
    for place in range(filler):
        model = models[place % len(models)]
        text = prose("<p>Línea de relleno.</p>" * (21 + place % 9))
        avance = replace(model.avance, blocks=(text,))
        lines.append(replace(model, pk=2000 + place, title="Caja", avance=avance, tareas=()))
    eje = replace(snapshot.ejes[0], lineas=tuple(lines), tareas=(), objective="", strategy="")
    return replace(snapshot, ejes=(eje,), sections=())


def printed_pages(html: str, folder) -> list[Printed]:
    """Render a document and read its pages back."""
    pdf, complaints = html_to_pdf(html, document_sources())
    assert complaints == []
    path = folder / "tablas.pdf"
    path.write_bytes(pdf)

    def poppler(*options: str) -> str:
        command = ["pdftotext", *options, str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    boxes = poppler("-bbox").split("<page ")[1:]
    texts = poppler("-layout").split("\f")
    pages = []
    for box, text in zip(boxes, texts, strict=False):
        words = WORD.findall(box)
        pages.append(
            Printed(
                width=float(re.search(r'width="([\d.]+)"', box)[1]),
                text=text,
                words=tuple(word[4] for word in words),
                left=min(float(word[0]) for word in words),
                right=max(float(word[2]) for word in words),
                smallest=min(float(word[3]) - float(word[1]) for word in words),
            )
        )
    return pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Printed]:
    """The pages of all the cases."""
    snapshot = with_cases(thaw(stored_payload(3, "muestra-2026-t2")), filler=24)
    return printed_pages(document_html(informe.build(snapshot)), tmp_path_factory.mktemp("pdf"))


def page_of(pages: list[Printed], title: str) -> Printed:
    """Return the page on which a línea begins."""
    return next(page for page in pages if re.search(rf"^\s*{title}$", page.text, re.MULTILINE))


def test_nothing_runs_off_the_paper(pages):
    for page in pages[1:]:
        assert page.left >= MARGIN - 1
        assert page.right <= page.width - MARGIN + 1


def test_no_amount_no_date_and_no_word_of_a_table_is_broken(pages):
    words = [word for page in pages for word in page.words]

    assert words.count("$1,234,567.89") == 20
    assert words.count("12/03/2024") == 21
    assert words.count("Comprometido") == 16
    text = "\n".join(page.text for page in pages)
    for amount in KEPT:
        assert amount in text
    assert text.count("$ 1,500,321.00") == text.count("20–25 %") == len(PARTED)


def test_a_wide_table_takes_its_meta_box_and_its_sentence_to_the_wide_page(pages):
    for title in ("Once", "Mezcla", "Guardada"):
        page = page_of(pages, title)
        assert page.is_wide
        assert "Fecha de Inicio" in page.text
        assert "de la meta programada" in page.text
    assert not any(page_of(pages, title).is_wide for title in ("Larga", "Alta", "Cabezota", "Caja"))


def test_a_chapter_goes_to_the_wide_page_with_its_heading_and_its_motto(tmp_path):
    wide = (table(AMOUNTS * 3, AMOUNTS * 3),)
    snapshot = thaw(stored_payload(3, "muestra-2026-t2"))
    opening = next(s for s in snapshot.sections if s.kind == informe.OPENING and not s.area)
    own = replace(opening, heading="Ancha", area="Archivo", blocks=wide)
    sections = (replace(opening, blocks=()), own)
    document = informe.build(replace(snapshot, ejes=(), sections=sections))
    pages = printed_pages(document_html(document), tmp_path)

    page = next(page for page in pages[2:] if opening.heading in page.text)
    assert page.is_wide
    assert "Ancha" in page.text and page.words.count("$1,234,567.89") == 6
    assert snapshot.institucion.motto in page.text


def test_type_is_smaller_on_wide_pages_only_and_never_below_its_floor(pages):
    # A line of Noto Sans is 1.362 of its size.
    for page in pages[1:]:
        assert page.smallest / 1.362 >= 7 - 0.05


def test_a_row_taller_than_a_page_keeps_its_head_on_each(pages):
    start = pages.index(page_of(pages, "Alta"))
    end = pages.index(page_of(pages, "Primera"))
    covered = [page for page in pages[start : end + 3] if "expedientes" in page.text]

    assert len(covered) >= 5
    assert all("CABEZA" in page.text for page in covered)
    assert "corto" in covered[0].text and SENTENCE.strip() in " ".join(covered[0].text.split())


def test_a_head_taller_than_a_page_is_printed_all_the_same(pages):
    words = [word for page in pages for word in page.words]

    assert words.count("Cabezota") == 2 and words.count("Fincabeza") == 1


def test_a_meta_box_is_never_parted_from_what_follows(pages):
    boxes = 0
    for page in pages:
        for after in page.text.split("Fecha de Inicio")[1:]:
            boxes += 1
            told = after.split("Actividades Desarrolladas")
            assert len(told) > 1, "the heading follows the box"
            assert len(re.findall(r"\w{3,}", told[1].split("Segundo Informe")[0])) > 2

    assert boxes == len(CASES) + 24


def test_words_between_no_break_spaces_are_words_again(pages):
    words = [word for page in pages for word in page.words]

    assert words.count("nube") == words.count("clara") == 60
    assert "12 %" in "".join(page.text for page in pages)


def test_the_tables_of_the_pta_break_no_number_and_keep_their_head(tmp_path):
    snapshot = thaw(stored_payload(3, "muestra-2026-t2"))
    eje = next(eje for eje in snapshot.ejes if len(eje.tareas) > 1)
    spent = "Ejercer $123,456,789,012,345.67 en la obra"
    lines = [
        replace(line, number=f"10.11.{place}12", meta=replace(line.meta, text=spent))
        for place, line in enumerate(eje.lineas)
    ]
    written = {"in_table": True, "in_calendar": True}
    tasks = [
        replace(
            eje.tareas[0], calendar_number=f"10.1{place}.12", monthly_projection=text, **written
        )
        for place, text in enumerate(PARTED)
    ]
    tasks[0] = replace(tasks[0], expected_result=SENTENCE * 120)
    eje = replace(eje, lineas=tuple(lines), tareas=tuple(tasks))
    document = pta.build(replace(snapshot, ejes=(eje,), sections=()))
    pages = printed_pages(document_html(document), tmp_path)
    words = [word for page in pages for word in page.words]

    assert words.count("$123,456,789,012,345.67") == len(lines)
    assert all(f"10.11.{place}12" in words for place in range(len(lines)))
    assert all(f"10.1{place}.12" in words for place in range(len(tasks)))
    text = "\n".join(page.text for page in pages)
    assert text.count("$ 1,500,321.00") == text.count("20–25 %") == len(PARTED)
    covered = [page for page in pages if "expedientes" in page.text]
    head = next(iter(tokens(eje.words["expected"]))).text
    assert len(covered) >= 3
    assert all(head in page.text for page in covered)


def test_a_remark_before_a_wide_eje_leaves_no_page_blank(tmp_path):
    snapshot = with_cases(thaw(stored_payload(3, "muestra-2026-t2")), filler=0)
    quarter = replace(snapshot.trimestre, missing_reason="Faltó tiempo.")
    (eje,) = snapshot.ejes
    brief = replace(eje, objective="Objetivo breve.", lineas=eje.lineas[:1])
    document = informe.build(replace(snapshot, trimestre=quarter, ejes=(brief,)))
    remark = Chapter("aviso", "presentation", "", "Presentación", (), note="Sin reporte.")
    document = replace(document, chapters=with_remarks((remark, *document.chapters)))
    pages = printed_pages(document_html(document), tmp_path)

    (page,) = [page for page in pages if "Sin reporte." in page.text]
    assert page.is_wide
    for words in ("INFORME DEL", "Faltó tiempo.", "Objetivo breve.", "Once"):
        assert words in page.text


def test_a_cell_keeps_its_lines_and_its_lists():
    listed = "Incluye:\n- Curso\n• Taller"
    snapshot = with_cases(thaw(stored_payload(3, "muestra-2026-t2")), filler=0)
    (eje,) = snapshot.ejes
    blocks = (table(["A", "B"], [listed, "- 5"]),)
    line = replace(eje.lineas[0], avance=replace(eje.lineas[0].avance, blocks=blocks))
    html = document_html(informe.build(replace(snapshot, ejes=(replace(eje, lineas=(line,)),))))

    cells = re.findall(
        r"<t[dh][^>]*>(.*?)</t[dh]>", html[html.index('<table class="grid') :], re.DOTALL
    )
    assert cells[2:4] == [
        '<span class="text-line">Incluye:</span>'
        '<ul class="text-list"><li>Curso</li><li>Taller</li></ul>',
        '<span class="unbroken">- 5</span>',
    ]
