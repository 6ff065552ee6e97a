"""The product beside the oracle: pages of a quarter and of a línea, tablero, summary, documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from programs.models import Programa, Trimestre, User
from programs.reading.line import Line
from programs.selectors.linea import linea_page, linea_visible
from programs.selectors.programa import programa_page
from programs.selectors.trimestre import trimestre_page
from programs.values.facts import MetaFacts
from programs.values.progress import (
    accumulated_percent,
    annual_percent,
    attention_percent,
    period_percent,
)
from programs.values.readings import ComponentReading, EntryReading
from reports.documents import resumen
from reports.documents.registry import INFORME, PTA
from reports.selectors.tablero import TableroPage, tablero_page
from reports.services import document_html, document_of
from tests.oracle import debts, lineas, months, papers, rows, totals
from tests.oracle.printed import Element, elements_of
from tests.oracle.sentences import Closing, Moment
from tests.oracle.tally import Tally

PERCENTS = {
    "period": period_percent,
    "accumulated": accumulated_percent,
    "annual": annual_percent,
    "attention": attention_percent,
}
HIDDEN = lineas.HIDDEN


@dataclass(frozen=True)
class Stage:
    """A programme on both sides, the day, and the people who look: with drafts and without.

    A `thorough` one asks the tablero for every quarter, cut-off and área, and everybody for every
    page; the quick one asks for one of each, and who reads no drafts for the quarters only.
    """

    tally: Tally
    programa: Programa
    oracle: rows.Programa
    today: date
    whole: User
    reader: User
    thorough: bool

    @property
    def people(self) -> tuple[tuple[User, bool], ...]:
        """Who looks, and whether they read drafts."""
        return (self.whole, True), (self.reader, False)

    @property
    def name(self) -> str:
        """How differences name it."""
        return f"{self.programa.institucion.slug} {self.programa.year}"

    @property
    def address(self) -> dict[str, str]:
        """What the tablero is asked of it at least."""
        return {"programa": f"{self.programa.institucion.slug}-{self.programa.year}"}

    @property
    def trimestres(self) -> list[Trimestre]:
        """Its quarters as the product reads them."""
        found = Trimestre.objects.filter(programa=self.programa)
        return list(found.select_related("programa__institucion").order_by("number"))

    def moment(self, quarter: int) -> Moment:
        """Return a quarter as of today."""
        begun = months.begun(self.oracle, self.today)
        return Moment(self.oracle, quarter, min(begun, 3 * quarter))

    def stored(self, quarter: int) -> tuple[rows.Programa, int]:
        """Return the programme and the months begun as of the closing of a quarter, or today."""
        corte = self.oracle.trimestres[quarter].corte
        if corte is None:
            return self.oracle, months.begun(self.oracle, self.today)
        return rows.as_of(self.oracle, corte.day), months.begun(self.oracle, corte.day)


def compare_programa(stage: Stage) -> None:
    """Compare everything of a programme."""
    for user, full in stage.people:
        for trimestre in stage.trimestres:
            compare_quarter(stage, trimestre, user, full=full)
        compare_calendar(stage, user, full=full)
        compare_board(stage, stage.address, user, full=full)
        if full or stage.thorough:
            compare_pages(stage, user, full=full)
            for asked in asked_of(stage):
                compare_board(stage, asked, user, full=full)
    for trimestre in stage.trimestres:
        compare_informe(stage, trimestre)
    compare_pta(stage)


# The líneas -------------------------------------------------------------------------------------


def compare_quarter(stage: Stage, trimestre: Trimestre, user: User, *, full: bool) -> None:
    """Compare the page of a quarter, and the exact figures behind it."""
    page = trimestre_page(trimestre, user)
    by_pk = {line.linea.pk: line for part in page.areas for line in part.lines}
    moment = stage.moment(trimestre.number)
    found: dict[tuple[str, str], int] = {}
    stages: dict[str, int] = {}
    for eje, linea in stage.oracle.lineas:
        place = f"{stage.name} T{trimestre.number} línea {linea.number} ({linea.pk})"
        read = lineas.read(linea, eje.words, moment, full=full)
        line = by_pk[linea.pk]
        stage.tally.same("línea", f"{place} número", linea.number, line.linea.number)
        compare_reading(stage.tally, "línea", place, read, linea, trimestre.number, line.reading)
        stage.tally.same("línea", f"{place} etapa", read.stage, line.workflow.state)
        if full:
            compare_closing(stage.tally, place, read.closing, linea, trimestre.number, line)
            compare_figures(stage, place, linea, trimestre.number, line)
        verdict = read.verdict.color, read.verdict.word
        found[verdict] = found.get(verdict, 0) + 1
        stages[read.stage] = stages.get(read.stage, 0) + 1
    place = f"{stage.name} T{trimestre.number}"
    told = {(each.color, each.word): each.number for each in page.semaforos}
    stage.tally.same("trimestre", f"{place} semáforos", found, told)
    counts = {each.workflow.state: each.number for each in page.summary.counts}
    stage.tally.same("trimestre", f"{place} etapas", stages, counts)


def compare_reading(
    tally: Tally,
    kind: str,
    place: str,
    read: lineas.LineaRead,
    linea: rows.Linea,
    quarter: int,
    reading: EntryReading,
) -> None:
    """Compare all that a page says of a línea in a quarter."""
    for name in ("quantity", "accumulated", "annual"):
        tally.same(kind, f"{place} {name}", getattr(read, name), getattr(reading, name))
    for name in ("color", "word", "reason"):
        mine, theirs = getattr(read.verdict, name), getattr(reading.semaforo, name)
        tally.same("semáforo", f"{place} {name}", mine, theirs)
    parts = zip(read.componentes, reading.components, strict=True)
    for index, (mine, theirs) in enumerate(parts, start=1):
        compare_componente(tally, f"{place} componente {index}", mine, theirs)
    bar = None
    if read.sums and read.closing.computed is not None:
        bar = min(read.closing.computed, Fraction(100))
    tally.ratio(kind, f"{place} barra", bar, reading.bar)
    told = read.own and read.sums
    avance = linea.avances.get(quarter)
    cause = avance.cause if avance else ""
    if told:
        compare_sentence(tally, f"{place} frase", read.closing, cause, reading.sentence)
        tally.same("frase", f"{place} duda", read.closing.finding, reading.finding)
    else:
        tally.same("frase", f"{place} frase", (HIDDEN, "", ""),
                   (reading.sentence, reading.note, reading.finding))  # fmt: skip


def compare_componente(
    tally: Tally, place: str, mine: lineas.ComponenteRead, theirs: ComponentReading
) -> None:
    """Compare the figures of one component."""
    for each in fields(mine):
        value = getattr(theirs, each.name)
        tally.same("componente", f"{place} {each.name}", getattr(mine, each.name), value)


def compare_sentence(tally: Tally, place: str, closing: Closing, cause: str, sentence: str) -> None:
    """Compare a sentence, and that its cause of variation follows it once."""
    wanted, expected = closing.sentence, spoken(cause) if closing.takes_cause else []
    told, tail = " ".join(sentence.split()), []
    opening = wanted[:-1]
    if expected and told.startswith(opening):
        rest = told[len(opening) :]
        tail = spoken(rest.removeprefix(", lo cual ").removeprefix("."))
        told = wanted if rest[:1] in (",", ".") else told
    tally.same("frase", place, (wanted, expected), (told, tail))


def spoken(text: str) -> list[str]:
    """Return the words of a cause, without the "lo cual" that it may begin with."""
    words = re.findall(r"\w+", text.casefold())
    return words[2:] if words[:2] == ["lo", "cual"] else words


def compare_closing(
    tally: Tally, place: str, closing: Closing, linea: rows.Linea, quarter: int, line: Line
) -> None:
    """Compare how a línea closes a quarter."""
    given = line.linea.closing
    tally.same("cierre", f"{place} código", closing.code, given.code and str(given.code))
    tally.ratio("cierre", f"{place} cifra", closing.percent, given.percent)
    tally.ratio("cierre", f"{place} calculada", closing.computed, given.computed)
    tally.same("cierre", f"{place} ajustes", closing.adjustments, given.adjustments)
    tally.same("cierre", f"{place} observación", closing.remark, given.remark)
    tally.same("cierre", f"{place} duda", closing.finding, given.finding)


def compare_figures(stage: Stage, place: str, linea: rows.Linea, quarter: int, line: Line) -> None:
    """Compare the four percentages, exact, and the text of the meta in force."""
    if linea.meta is None:
        stage.tally.same("porcentaje", f"{place} meta", None, line.linea.meta)
        return
    meta = line.linea.meta
    facts: MetaFacts = meta.facts
    goal = lineas.Goal.of(stage.oracle, linea.meta, quarter)
    for name, percent in PERCENTS.items():
        stage.tally.ratio(
            "porcentaje", f"{place} {name}", goal.percent(name), percent(facts, quarter)
        )
    stage.tally.same("porcentaje", f"{place} meta", linea.meta.text_in_force(quarter), meta.text)


def compare_pages(stage: Stage, user: User, *, full: bool) -> None:
    """Compare the page of each línea: its four quarters, and the months of its tareas."""
    slug, year = stage.programa.institucion.slug, stage.programa.year
    by_pk = {linea.pk: linea for linea in linea_visible(user, slug, year)}
    reader = totals.Reader.of(stage.oracle, full=full)
    cut = totals.Cut(stage.oracle, months.over(stage.oracle, stage.today))
    for eje, linea in stage.oracle.lineas:
        place = f"página de {stage.name} línea {linea.number} ({linea.pk})"
        page = linea_page(by_pk[linea.pk], user, stage.today)
        for entry in page.entries:
            read = lineas.read(linea, eje.words, stage.moment(entry.number), full=full)
            where = f"{place} T{entry.number}"
            compare_reading(stage.tally, "página", where, read, linea, entry.number, entry.reading)
            stage.tally.same("página", f"{where} etapa", read.stage, entry.workflow.state)
        shown = [tarea for tarea in linea.tareas if tarea.in_calendar]
        for tarea, row in zip(shown, page.rows, strict=True):
            found = totals.codes(tarea, cut, reader, ahead=True)
            stage.tally.each("mes", f"{place} meses", found, [cell.code for cell in row.cells])
            total = months.calendar_sum(found) or "Ninguna programada"
            stage.tally.same("mes", f"{place} total", total, row.total)


def compare_calendar(stage: Stage, user: User, *, full: bool) -> None:
    """Compare the calendar on the page of the programme, and its counts."""
    programa = Programa.objects.select_related("institucion").get(pk=stage.programa.pk)
    page = programa_page(programa, user, stage.today)
    reader = totals.Reader.of(stage.oracle, full=full)
    cut = totals.Cut(stage.oracle, months.over(stage.oracle, stage.today))
    place = f"página de {stage.name}"
    shown = [row for eje in page.ejes for row in eje.calendar]
    tareas = [tarea for _, tarea in totals.calendar(stage.oracle)]
    stage.tally.same("mes", f"{place} tareas", len(tareas), len(shown))
    for tarea, row in zip(tareas, shown, strict=False):
        found = totals.codes(tarea, cut, reader, ahead=True)
        stage.tally.each("mes", f"{place} meses", found, [cell.code for cell in row.cells])
        total = months.calendar_sum(found) or "Ninguna programada"
        stage.tally.same("mes", f"{place} total", (tarea.number, total), (row.label, row.total))
    marks = [m.programmed for tarea in tareas for m in tarea.marcas.values()]
    in_table = sum(t.in_table for eje in stage.oracle.ejes for t in eje.tareas)
    wanted = len(stage.oracle.lineas), in_table, sum(marks)
    stage.tally.same("página", f"{place} cuentas", wanted, (page.lineas, page.tareas, page.marks))


# The tablero ------------------------------------------------------------------------------------


def asked_of(stage: Stage) -> Iterator[dict[str, str]]:
    """Yield what the tablero is asked besides its address: quarters, cut-offs and áreas."""
    over = months.over(stage.oracle, stage.today)
    closed = [q for q, t in stage.oracle.trimestres.items() if t.status == "closed"]
    areas = totals.by_area(tarea for _, tarea in totals.calendar(stage.oracle))
    found = (
        [{"corte": f"m{month}"} for month in range(1, over + 1)],
        [{"corte": f"t{quarter}"} for quarter in closed],
        [{"area": area} for area in areas],
        [{"trimestre": str(quarter)} for quarter in rows.QUARTERS],
    )
    for each in found:
        # One from the middle where there is not time for all.
        middle = len(each) // 2
        for asked in each if stage.thorough else each[middle : middle + 1]:
            yield stage.address | asked


def compare_board(stage: Stage, asked: dict[str, str], user: User, *, full: bool) -> None:
    """Compare the tablero and its summary as the address asks for them."""
    page = tablero_page(user, asked, stage.today)
    assert page is not None
    told = " ".join(f"{name}={value}" for name, value in asked.items())
    place = f"tablero {told}{'' if full else ' (consulta)'}"
    cut, quarter, frozen = _cut(stage, asked)
    programa, begun = stage.oracle, months.begun(stage.oracle, stage.today)
    if frozen:
        programa, begun = stage.stored(quarter)
    reader = totals.Reader.of(stage.oracle, full=full)
    area = asked.get("area")
    tareas = [t for _, t in totals.calendar(programa) if area in (None, t.area)]
    board = totals.board_lines(programa, quarter, begun, full=full)
    lines = [line for line in board if area in (None, line.linea.area)]
    tally = stage.tally
    tally.same("tablero", f"{place} corte", (quarter, cut.day), (page.scope.args[2],
                                                                page.scope.cut.day))  # fmt: skip
    compare_curve(tally, place, tareas, cut, reader, page)
    compare_months(tally, place, tareas, cut, reader, page)
    tally.same("tablero", f"{place} semáforos", totals.semaforos(lines),
               [(each.word, each.number) for each in page.semaforo_counts])  # fmt: skip
    stages = {}
    for row in page.stage_rows:
        code = re.search(r"area=([\w-]+)", row.url).group(1)
        stages[code] = {each.code: each.number for each in row.counts if each.number}
    tally.same("tablero", f"{place} etapas", totals.stages(lines), stages)
    compare_lines(tally, place, lines, page)
    compare_summary(tally, place, lines, page)
    if full and page.attention is not None and area is None:
        compare_attention(stage, place, page)


def _cut(stage: Stage, asked: dict[str, str]) -> tuple[totals.Cut, int, bool]:
    """Return the cut-off that the address asks for, its quarter, and whether it is stored."""
    wanted = asked.get("corte", "")
    if wanted:
        number = int(wanted[1:])
        if wanted[0] == "t":
            return totals.Cut(stage.oracle, 3 * number), number, True
        return totals.Cut(stage.oracle, number), (number + 2) // 3, False
    quarter = int(asked.get("trimestre") or totals.shown_first(stage.oracle, stage.today))
    stored = stage.oracle.trimestres[quarter].status == "closed"
    return totals.latest_cut(stage.oracle, quarter, stage.today), quarter, stored


def compare_curve(
    tally: Tally,
    place: str,
    tareas: list[rows.Tarea],
    cut: totals.Cut,
    reader: totals.Reader,
    page: TableroPage,
) -> None:
    """Compare the curve month by month, the áreas, and the totals of both in their sentences."""
    points = totals.curve(tareas, cut, reader) if tareas else []
    expected = [
        (
            point.name,
            f"{point.programmed:,}",
            totals.AFTER if not point.over else "Sin dato" if point.done is None
            else f"{point.done:,}",
            point.figure().removesuffix("%"),
        )
        for point in points
    ]  # fmt: skip
    shown = [tuple(cell.text for cell in row) for row in page.curve.rows]
    tally.each("curva", f"{place} curva", sum(expected, ()), sum(shown, ()))
    whole = totals.to_date(points) if points else totals.Pair(0, None, 0)
    told = totals.opening(whole, cut)
    if told:
        tally.same("curva", f"{place} frase", told, page.curve.sentence)
    areas = totals.by_area(tareas)
    pairs = [totals.to_date(totals.curve(found, cut, reader)) for found in areas.values()]
    limits = cut.programa.institucion
    wanted = []
    for found, pair in zip(areas.values(), pairs, strict=True):
        programmed, done, figure = pair.row()
        full_mark = "100" if pair.percent() is not None else figure
        wanted += [found[0].area_name, programmed, done, figure.removesuffix("%"), full_mark,
                   pair.verdict(limits)]  # fmt: skip
    tally.each("área", f"{place} áreas", wanted,
               [cell.text for row in page.areas.rows for cell in row])  # fmt: skip
    total = totals.opening(totals.together(pairs), cut)
    if total:
        tally.same("área", f"{place} total", total, page.areas.sentence[: len(total)])
        if whole.done is not None:
            tally.same("área", f"{place} un solo total", total, told)


def compare_months(
    tally: Tally,
    place: str,
    tareas: list[rows.Tarea],
    cut: totals.Cut,
    reader: totals.Reader,
    page: TableroPage,
) -> None:
    """Compare the table of tareas by months: its cells, its totals by row, by month and in all."""
    found = [totals.codes(tarea, cut, reader) for tarea in tareas]
    heat = page.heatmap
    tally.each("mes", f"{place} celdas", [code for row in found for code in row],
               [cell.code for row in heat.rows for cell in row.cells])  # fmt: skip
    tally.each("mes", f"{place} por tarea", map(_sum, found), [row.total for row in heat.rows])
    by_month = [_sum(row[index] for row in found) for index in range(12)]
    tally.each("mes", f"{place} por mes", by_month, [month.total for month in heat.months])
    whole = [code for row in found for code in row]
    tally.same("mes", f"{place} total", _sum(whole), heat.total)
    numbers = [" ".join(f"{tarea.number} {tarea.calendar_text}".split()) for tarea in tareas]
    tally.each("mes", f"{place} tareas", numbers, [row.name for row in heat.rows])


def _sum(codes) -> str:
    return months.calendar_sum(codes) or "No programado"


def compare_lines(
    tally: Tally, place: str, lines: list[totals.BoardLine], page: TableroPage
) -> None:
    """Compare the list of líneas: quantities, annual figure, semáforo and stage."""
    by_pk = {line.linea.pk: line for line in page.found.lines}
    tally.same("tablero", f"{place} líneas", {each.linea.pk for each in lines}, set(by_pk))
    shown = {each.line.linea.pk: each for each in page.lines}
    for each in lines:
        line, where = by_pk[each.linea.pk], f"{place} línea {each.linea.number}"
        mine = (each.read.accumulated, each.read.annual, each.verdict.color, each.verdict.word,
                each.verdict.reason, each.read.stage)  # fmt: skip
        theirs = (line.reading.accumulated, line.reading.annual, line.semaforo.color,
                  line.semaforo.word, line.semaforo.reason, line.workflow.state)  # fmt: skip
        tally.each("tablero, línea", where, mine, theirs)
        if each.linea.pk in shown:
            row = shown[each.linea.pk]
            wanted = lineas.programmed_to_date(each.linea, each.read), each.carried
            tally.each("tablero, línea", where, wanted, (row.programmed, row.carried))


def compare_summary(
    tally: Tally, place: str, lines: list[totals.BoardLine], page: TableroPage
) -> None:
    """Compare the figures of the líneas that the summary has room for, and its semáforos."""
    summary = resumen.build(page, _noon(page))
    by_pk = {each.linea.pk: each for each in lines}
    for row in summary.lines:
        each = by_pk[row.line.linea.pk]
        done = each.read.accumulated
        programmed = lineas.programmed_to_date(each.linea, each.read)
        if programmed:
            done = f"{done} {'de' if programmed[:1].isdigit() else '·'} {programmed}"
        where = f"{place} resumen línea {each.linea.number}"
        for mine, theirs in ((done, row.quantity), (each.read.annual, row.annual)):
            if theirs != "Vea el tablero":
                tally.same("resumen", where, mine, theirs)
        tally.same("resumen", where, each.carried, row.carried)
    counts = [number for _, number in totals.semaforos(lines)]
    tally.same("resumen", f"{place} semáforos", counts, [number for _, number in summary.badges])


def _noon(page: TableroPage) -> datetime:
    day = page.scope.cut.day
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def compare_attention(stage: Stage, place: str, page: TableroPage) -> None:
    """Compare who is late with what and how long, who waits for a verdict and who must answer."""
    house = stage.oracle.institucion.pk
    programas = [each for each in rows.programas() if each.institucion.pk == house]
    asking = debts.asking(programas, stage.today)
    late = {area.name: _items(area.items) for area in page.attention.late}
    wanted = {
        name: sorted((owed.days, owed.when, owed.what) for owed in found)
        for name, found in asking.late.items()
    }
    tally = stage.tally
    tally.same("atención", f"{place} áreas", set(wanted), set(late))
    for name in wanted.keys() & late.keys():
        tally.each("atención", f"{place} {name}", wanted[name], late[name])
    days = {name: max(owed.days for owed in found) for name, found in asking.late.items()}
    told = {area.name: area.days for area in page.attention.late}
    tally.same("atención", f"{place} días", days, told)
    review = sorted(
        (row.name.partition(", ")[0] if row.name not in late else row.name, *_pair(row.amount))
        for row in page.attention.review
    )
    tally.same("atención", f"{place} por revisar", [each[1:] for each in asking.review],
               [each[1:] for each in review])  # fmt: skip
    tally.same("atención", f"{place} devueltas", len(asking.returned),
               len(page.attention.returned))  # fmt: skip
    tally.same("atención", f"{place} encabezado", asking.headline(), page.attention.headline)


def _items(items) -> list[tuple[int, str, str]]:
    """Return (days, month or quarter, how much) of what an área owes, in order."""
    found = []
    for item in items:
        when, _, rest = item.text.partition(": ")
        pair = re.search(r"\d+ de \d+", rest)
        what = pair.group() if pair else "devuelto" if "devuelto" in rest else rest
        found.append((item.days, re.sub(r" \d{4}$", "", when), what))
    return sorted(found)


def _pair(text: str) -> tuple[int, int]:
    first, second = re.search(r"(\d+) de (\d+)", text).groups()
    return int(first), int(second)


# The documents ----------------------------------------------------------------------------------


def compare_informe(stage: Stage, trimestre: Trimestre) -> None:
    """Compare the printed informe of a quarter; a closed one prints its stored `Corte`."""
    quarter = trimestre.number
    programa, begun = stage.stored(quarter)
    expected = papers.informe(programa, quarter, begun)
    paper = elements_of(document_html(document_of(INFORME, trimestre)))
    place = f"informe {stage.name} T{quarter}"
    tally = stage.tally
    parts = list(paper.all("section", "report-eje"))
    tally.same("informe", f"{place} ejes", len(expected.parts), len(parts))
    for part, section in zip(expected.parts, parts, strict=False):
        _compare_part(tally, f"{place} {part.name}", part, section, quarter, programa)
    tally.each("pie", f"{place} secciones", expected.section_captions,
               paper.texts("p", "caption", outside="line"))  # fmt: skip
    remarks = paper.texts("p", "remark", outside="line")
    silent = [papers_note(heading) for heading in expected.silent]
    noted = [expected.note] if expected.note else []
    wanted = sorted([*noted, *silent])
    tally.each("informe", f"{place} notas", wanted, sorted(remarks))


def papers_note(heading: str) -> str:
    """Return what is printed under the heading of an área that wrote no presentación."""
    return "Sin reporte de esta área para la presentación." if heading else ""


def _compare_part(
    tally: Tally,
    place: str,
    part: papers.Part,
    section: Element,
    quarter: int,
    programa: rows.Programa,
) -> None:
    tally.same("informe", f"{place} nombre", " ".join(part.name.split()),
               section.texts("h2")[0])  # fmt: skip
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
    heads = [printed.texts("h3")[0], printed.texts("p", "line-title")[0]]
    title = " ".join(article.title.split())
    tally.each("informe", f"{place} título", (article.heading, title), heads)
    box = [text for cell in printed.all("table", "goal") for text in cell.texts("span")]
    tally.each("informe", f"{place} recuadro", article.box, box)
    cells = [text for table in printed.all("table", "month-words") for text in _cells(table)]
    tally.each("informe, mes", f"{place} meses", sum(article.months, ()), cells)
    tally.each("pie", f"{place} pies", article.captions, printed.texts("p", "caption"))
    remark = article.read.closing.remark
    wanted = [remark] if remark else []
    wanted += ["Sin validar al cierre del trimestre."] if article.unvalidated else []
    tally.each("informe", f"{place} observación", wanted, printed.texts("p", "remark"))


def _cells(table: Element) -> list[str]:
    return table.texts("td")


def compare_pta(stage: Stage) -> None:
    """Compare the printed PTA: líneas with their metas and dates, calendars and captions."""
    expected = papers.pta(stage.oracle)
    paper = elements_of(document_html(document_of(PTA, stage.programa)))
    place = f"PTA {stage.name}"
    tally = stage.tally
    lines = [row.texts("td") for table in paper.all("table", "lines")
             for row in table.all("tr") if row.texts("td")]  # fmt: skip
    tally.each("PTA", f"{place} líneas", expected.lineas, map(tuple, lines))
    tasks = [row for table in paper.all("table", "tasks")
             for row in table.all("tr") if row.texts("td")]  # fmt: skip
    tally.same("PTA", f"{place} tareas", expected.tareas, len(tasks))
    tables = list(paper.all("table", "calendar"))
    tally.same("PTA", f"{place} calendarios", len(expected.calendars), len(tables))
    for found, table in zip(expected.calendars, tables, strict=False):
        printed = [row.texts("td") for row in table.all("tr") if row.texts("td")]
        wanted = [
            text
            for row in found
            for text in (row.number, row.text, *("✓" if each else "" for each in row.programmed))
        ]
        tally.each("PTA, mes", f"{place} calendario", wanted, sum(printed, []))
    tally.each("pie", f"{place} pies", expected.captions, paper.texts("p", "caption"))
