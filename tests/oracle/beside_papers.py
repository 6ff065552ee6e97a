"""Both documents, as their HTML prints them, beside the oracle."""

from itertools import pairwise

from programs.enums import InformePart
from programs.models import Trimestre
from reports.documents.registry import INFORME, PTA
from reports.services.documents import document_html, document_of
from tests.oracle import papers, results, shapes
from tests.oracle.beside_lineas import compare_sentence
from tests.oracle.beside_summary import compare_executive
from tests.oracle.printed import Element, elements_of
from tests.oracle.stage import Stage
from tests.oracle.tally import Tally


def compare_informe(stage: Stage, trimestre: Trimestre) -> None:
    """Compare the printed informe of a quarter; a closed one prints its stored `Corte`."""
    quarter = trimestre.number
    programa, begun = stage.stored(quarter)
    expected = papers.informe(programa, quarter, begun)
    document = document_of(INFORME, trimestre)
    paper = elements_of(document_html(document))
    place = f"informe {stage.name} T{quarter}"
    compare_executive(stage, place, quarter, document)
    tally = stage.tally
    tally.same("periodo", f"{place} portada", [expected.period], paper.texts("p", "cover-date"))
    for table in paper.all("table", "month-words"):
        tally.each("periodo", f"{place} meses", expected.heads, _heads(table)[1:])
    parts = list(paper.all("section", "report-eje"))
    tally.same("informe", f"{place} ejes", len(expected.parts), len(parts))
    for part, section in zip(expected.parts, parts, strict=False):
        _compare_part(tally, f"{place} {part.name}", part, section, quarter, programa)
    tally.each("pie", f"{place} secciones", expected.section_captions,
               paper.texts("p", "caption", outside="line"))  # fmt: skip
    (report,) = paper.all("section", "chapter-report")
    noted = [expected.note] if expected.note else []
    tally.each("informe", f"{place} nota", noted, [r.text for r in report.children("p", "remark")])
    tally.each("informe", f"{place} áreas sin texto", expected.silent, _silent_headings(paper))
    if InformePart.RESULTS in trimestre.programa.institucion.informe_parts:
        _compare_results(tally, place, results.annex(programa, quarter, begun), paper)


def _compare_results(
    tally: Tally, place: str, expected: tuple[results.Part, ...], paper: Element
) -> None:
    """Compare the cotejo: the table under each línea, and the annex."""
    articles = list(paper.all("article", "line"))
    lines = [line for part in expected for line in part.lines]
    tally.same("cotejo", f"{place} líneas", len(lines), len(articles))
    for line, article in zip(lines, articles, strict=False):
        printed = [text for table in article.all("table", "figures")
                   for text in _row_texts(table)]  # fmt: skip
        tally.each("cotejo", f"{place} {line.title}", _plain(results.cells_under(line)), printed)
    tables = [list(s.all("table", "results")) for s in paper.all("section", "chapter-results")]
    every = sum(tables, [])
    whole = results.total(lines)
    printed_whole = len(expected) > 1 and whole is not None
    tally.same("cotejo", f"{place} ejes", len(expected) + printed_whole, len(every))
    for part, table in zip(expected, every, strict=False):
        cells = [text for row in table.all("tr") for text in row.texts("td")]
        tally.each("cotejo", f"{place} {part.name}", _plain(results.cells_of(part)), cells)
        causes = [f"Causa: {line.cause}" for line in part.lines if line.cause]
        told = [text for text in table.texts("tr", "remarks") if text.startswith("Causa: ")]
        tally.same("cotejo", f"{place} {part.name} causas", len(causes), len(told))
        for cause, text in zip(causes, told, strict=False):
            tally.same("cotejo", f"{place} {part.name} causa", cause, text[: len(cause)])
    if printed_whole:
        tally.each("cotejo", f"{place} total", _plain([*whole.cells(results.ANNEX), ""]),
                   every[-1].texts("td"))  # fmt: skip


def _row_texts(table: Element) -> list[str]:
    """Return the texts of a table's body, row by row, its row heads included."""
    body = next(table.children("tbody"))
    return [each.text for row in body.children("tr") for each in row.children()]


def _plain(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


def _silent_headings(paper: Element) -> list[str]:
    """Return the headings of the presentación under which there is only a remark."""
    found = []
    for chapter in paper.all("section", "chapter-presentation"):
        inside = list(chapter.children())
        for heading, following in pairwise(inside):
            if "subsection" in heading.classes and "remark" in following.classes:
                found.append(heading.text)
    return found


def _compare_part(
    tally: Tally,
    place: str,
    part: papers.Part,
    section: Element,
    quarter: int,
    programa: shapes.Programa,
) -> None:
    tally.same("informe", f"{place} nombre", " ".join(part.name.split()),
               section.texts("h3")[0])  # fmt: skip
    articles = list(section.all("article", "line"))
    tally.same("informe", f"{place} líneas", len(part.articles), len(articles))
    by_pk = {linea.pk: linea for _, linea in programa.lineas}
    for article, printed in zip(part.articles, articles, strict=False):
        _compare_article(tally, f"{place} {article.heading}", article, printed)
        linea = next(each for each in by_pk.values() if each.title == article.title)
        closing = article.read.closing
        sentences = printed.texts("p", "closing")
        adjustments = len(closing.adjustments)
        first = sentences[: len(sentences) - adjustments]
        compare_sentence(tally, f"{place} {article.heading} frase", closing,
                         linea.avances[quarter].cause, " ".join(first))  # fmt: skip
        tally.each("informe", f"{place} {article.heading} ajustes",
                   (" ".join(each.split()) for each in closing.adjustments),
                   sentences[len(first) :])  # fmt: skip
    own = [_cells(table) for table in section.children("table", "month-words")]
    tally.each("informe, mes", f"{place} sin línea", sum(part.own_months, ()), sum(own, []))
    told = [each.text for each in section.children("p", "closing")]
    wanted = [part.own_sentence] if part.own_months and part.own_sentence else []
    tally.each("informe", f"{place} frase sin línea", wanted, told)


def _compare_article(tally: Tally, place: str, article: papers.Article, printed: Element) -> None:
    heads = [printed.texts("h4")[0], printed.texts("p", "line-title")[0]]
    title = " ".join(article.title.split())
    tally.each("informe", f"{place} título", (article.heading, title), heads)
    box = [text for table in printed.all("div", "goal") for text in _cells(table)]
    tally.each("informe", f"{place} recuadro", article.box, box)
    cells = [text for table in printed.all("table", "month-words") for text in _cells(table)]
    tally.each("informe, mes", f"{place} meses", sum(article.months, ()), cells)
    tally.each("pie", f"{place} pies", article.captions, printed.texts("p", "caption"))
    remark = article.read.closing.remark
    wanted = [remark] if remark else []
    wanted += ["Sin validar al cierre del trimestre."] if article.unvalidated else []
    tally.each("informe", f"{place} observación", wanted, printed.texts("p", "remark"))


def _heads(table: Element) -> list[str]:
    return [text for head in table.all("thead") for text in head.texts("th")]


def _rows(table: Element) -> list[list[str]]:
    """Return the words of each cell of each row of the body, the one that names its row too."""
    rows = [row for body in table.all("tbody") for row in body.all("tr")]
    return [[cell.text for cell in row.children()] for row in rows]


def _cells(table: Element) -> list[str]:
    return sum(_rows(table), [])


def compare_pta(stage: Stage) -> None:
    """Compare the printed PTA: líneas with their metas and dates, calendars and captions."""
    changed = "approval" in stage.programa.institucion.pta_parts
    expected = papers.pta(stage.oracle, changed=changed)
    paper = elements_of(document_html(document_of(PTA, stage.programa)))
    place = f"PTA {stage.name}"
    tally = stage.tally
    lines = [row for table in paper.all("table", "lines") for row in _rows(table)]
    tally.each("PTA", f"{place} líneas", expected.lineas, map(tuple, lines))
    tasks = [row for table in paper.all("table", "tasks") for row in _rows(table)]
    tally.same("PTA", f"{place} tareas", expected.tareas, len(tasks))
    tables = list(paper.all("table", "calendar"))
    tally.same("PTA", f"{place} calendarios", len(expected.calendars), len(tables))
    for found, table in zip(expected.calendars, tables, strict=False):
        tally.each("periodo", f"{place} meses", expected.heads, table.texts("th", "month"))
        wanted = [
            text
            for row in found
            for text in (row.number, row.text, *("✓" if each else "" for each in row.programmed))
        ]
        tally.each("PTA, mes", f"{place} calendario", wanted, _cells(table))
    tally.each("pie", f"{place} pies", expected.captions, paper.texts("p", "caption"))
