"""The calendar of a plan against its tareas, the dates of its líneas, and its own words."""

import re
from collections.abc import Iterable, Iterator

from programs.values.checks.finding import Code, PlacedFinding, doubted
from programs.values.checks.plan_rows import (
    dates_text,
    eje_place,
    eje_subject,
    tarea_place,
    tarea_subject,
)
from programs.values.facts import QUARTERS
from programs.values.phrases import join_list
from programs.values.planned import MONTHS, Planned, PlannedEje, PlannedLinea
from programs.values.snapshot import TareaSnapshot

# A duty of every quarter or month. "Primer trimestre" says when, and "bimestral" is another word.
_QUARTERLY = re.compile(
    r"\b(trimestral(es|mente)?|(cada|por|al) trimestre|(los )?cuatro trimestres)\b", re.IGNORECASE
)
_MONTHLY = re.compile(
    r"\b(mensual(es|mente)?|cada mes|mes (con|a) mes|por mes|todos los meses)\b", re.IGNORECASE
)
# Words that take months out of such a duty.
_EXCEPT = re.compile(
    r"\b(excepto|salvo|a partir de(l)?|desde|hasta|de (enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|sept?iembre|octubre|noviembre|diciembre) a)\b",
    re.IGNORECASE,
)


def calendar_rows(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield each eje whose calendar rows are not the tareas of its table.

    An eje with a table only, or with a calendar only, has nothing to compare.
    """
    for eje in plan.ejes:
        table, calendar = eje.in_table, eje.in_calendar
        outside = [tarea for tarea in calendar if not tarea.in_table]
        unplaced = [tarea for tarea in table if not tarea.in_calendar]
        if not table or not calendar or not (outside or unplaced):
            continue
        parts = []
        if outside:
            parts.append(
                f"{_counted(len(outside), 'renglón', 'renglones')} del calendario no "
                f"{'está' if len(outside) == 1 else 'están'} en la tabla de tareas"
            )
        if unplaced:
            parts.append(
                f"{_counted(len(unplaced), 'tarea', 'tareas')} de la tabla no "
                f"{'está' if len(unplaced) == 1 else 'están'} en el calendario"
            )
        subject = eje_subject(eje)
        found = doubted(Code.CALENDAR_ROWS, " y ".join(parts), subject)
        spoken = tuple(tarea.text for tarea in (*outside, *unplaced))
        yield PlacedFinding(found, subject, eje_place(eje), spoken)


def calendar_dates(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield each tarea that is programmed in months outside the dates of its línea.

    Dates that cannot be are found by themselves, and not compared here.
    """
    for eje, tarea, linea in _of_lineas(plan):
        allowed = _months_within(plan, linea)
        if allowed is None or linea is None or linea.meta is None:
            continue
        outside = sorted(tarea.programmed_months - set(allowed))
        if outside:
            text = (
                f"Está programada en {_months_text(plan, outside)}, y su línea {linea.number} "
                f"va {dates_text(linea.meta)}"
            )
            subject = tarea_subject(tarea)
            found = doubted(Code.CALENDAR_DATES, text, subject)
            yield PlacedFinding(found, subject, tarea_place(eje, tarea), (tarea.text,))


def recurring(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield each tarea that says every quarter, or every month, and skips one.

    Only where it has months at all, and within the dates of its línea: of a quarter that these cut,
    nothing is asked.
    """
    for eje, tarea, linea in _of_lineas(plan):
        if not tarea.programmed_months:
            continue
        texts = (tarea.text, tarea.calendar_text, tarea.monthly_projection, tarea.goal)
        allowed = _months_within(plan, linea) or MONTHS
        months = tarea.programmed_months
        if any(_says(_QUARTERLY, text) for text in texts):
            skipped = [
                number
                for number, own in ((n, range(3 * n - 2, 3 * n + 1)) for n in QUARTERS)
                if months.isdisjoint(own) and all(month in allowed for month in own)
            ]
            code, word = Code.QUARTERLY, "cada trimestre"
            told = join_list(f"T{number}" for number in skipped)
        elif any(_says(_MONTHLY, text) for text in texts):
            skipped = [month for month in allowed if month not in months]
            code, word, told = Code.MONTHLY, "cada mes", _months_text(plan, skipped)
        else:
            continue
        if skipped:
            text = f"Es de {word} y no está programada en {told}"
            subject = tarea_subject(tarea)
            spoken = (*texts, *map(str, sorted(months)))
            found = doubted(code, text, subject)
            yield PlacedFinding(found, subject, tarea_place(eje, tarea), spoken)


def _says(duty: re.Pattern[str], text: str) -> bool:
    """Tell whether one sentence of a text names the duty and takes no months out of it."""
    return any(
        duty.search(sentence) and not _EXCEPT.search(sentence)
        for sentence in re.split(r"[.;\n]", text)
    )


def _of_lineas(plan: Planned) -> Iterator[tuple[PlannedEje, TareaSnapshot, PlannedLinea | None]]:
    """Yield each tarea of the plan with its eje and its línea, None for one of the eje alone."""
    by_pk = {linea.pk: linea for _, linea in plan.lineas}
    for eje in plan.ejes:
        for tarea in eje.tareas:
            yield eje, tarea, by_pk.get(tarea.linea_pk) if tarea.linea_pk else None


def _months_within(plan: Planned, linea: PlannedLinea | None) -> list[int] | None:
    """Return the months that the dates of a línea reach, None where no dates can be compared."""
    meta = linea.meta if linea else None
    if meta is None or (meta.starts_on is None and meta.ends_on is None):
        return None
    first, last = meta.starts_on or plan.starts_on, meta.ends_on or plan.ends_on
    if not plan.starts_on <= first <= last <= plan.ends_on:
        return None
    days = {month: plan.month_days(month) for month in MONTHS}
    return [month for month, (start, end) in days.items() if start <= last and end >= first]


def _months_text(plan: Planned, months: Iterable[int]) -> str:
    return join_list(plan.month_word(month).lower() for month in months)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
