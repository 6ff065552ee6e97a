"""The pages of a quarter, of a línea and of a programme beside the oracle."""

import re
from dataclasses import fields
from fractions import Fraction

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
from tests.oracle import lineas, months, shapes, totals
from tests.oracle.sentences import Closing
from tests.oracle.stage import Stage
from tests.oracle.tally import Tally

PERCENTS = {
    "period": period_percent,
    "accumulated": accumulated_percent,
    "annual": annual_percent,
    "attention": attention_percent,
}
HIDDEN = lineas.HIDDEN


def compare_quarter(stage: Stage, trimestre: Trimestre, user: User, *, full: bool) -> None:
    """Compare the page of a quarter, and the exact figures behind it."""
    page = trimestre_page(trimestre, user, stage.today)
    by_pk = {row.line.linea.pk: row.line for part in page.areas for row in part.lines}
    moment = stage.moment(trimestre.number)
    found: dict[tuple[str, str], int] = {}
    stages: dict[str, int] = {}
    for eje, linea in stage.oracle.lineas:
        place = f"{stage.name} T{trimestre.number} línea {linea.number} ({linea.pk})"
        read = lineas.read(linea, eje.words, moment, full=full)
        line = by_pk[linea.pk]
        stage.tally.same("línea", f"{place} número", linea.number, line.linea.number)
        compare_reading(stage.tally, "línea", place, read, linea, trimestre.number, line.reading)
        stage.tally.same("línea", f"{place} etapa", (read.stage, lineas.STAGES[read.stage]),
                         (line.workflow.state, line.workflow.word))  # fmt: skip
        if full:
            compare_closing(stage.tally, place, read.closing, linea, trimestre.number, line)
            compare_figures(stage, place, linea, trimestre.number, line)
        verdict = read.verdict.color, read.verdict.word
        found[verdict] = found.get(verdict, 0) + 1
        stages[read.stage] = stages.get(read.stage, 0) + 1
    place = f"{stage.name} T{trimestre.number}"
    days = months.quarter_days(stage.oracle, trimestre.number)
    stage.tally.same("periodo", place, days, (page.summary.starts_on, page.summary.ends_on))
    told = {(each.color, each.word): each.number for each in page.semaforos}
    stage.tally.same("trimestre", f"{place} semáforos", found, told)
    counts = {each.workflow.state: each.number for each in page.summary.counts}
    stage.tally.same("trimestre", f"{place} etapas", stages, counts)


def compare_reading(
    tally: Tally,
    kind: str,
    place: str,
    read: lineas.LineaRead,
    linea: shapes.Linea,
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
    tally: Tally, place: str, closing: Closing, linea: shapes.Linea, quarter: int, line: Line
) -> None:
    """Compare how a línea closes a quarter."""
    given = line.linea.closing
    tally.same("cierre", f"{place} código", closing.code, given.code and str(given.code))
    tally.ratio("cierre", f"{place} cifra", closing.percent, given.percent)
    tally.ratio("cierre", f"{place} calculada", closing.computed, given.computed)
    tally.same("cierre", f"{place} ajustes", closing.adjustments, given.adjustments)
    tally.same("cierre", f"{place} observación", closing.remark, given.remark)
    tally.same("cierre", f"{place} duda", closing.finding, given.finding)


def compare_figures(
    stage: Stage, place: str, linea: shapes.Linea, quarter: int, line: Line
) -> None:
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
