"""The rows of a plan: what a línea lacks, dates that cannot be, numbers that jump or repeat."""

from collections.abc import Iterable, Iterator

from programs.values.checks.finding import Code, PlacedFinding, doubted
from programs.values.checks.numbering import misnumbered
from programs.values.phrases import long_date
from programs.values.planned import Planned, PlannedEje, PlannedLinea, PlannedMeta
from programs.values.snapshot import TareaSnapshot

# A row that carries a number: its subject, its place, the number, and what else it says.
Numbered = tuple[str, str, str, str]


def linea_subject(linea: PlannedLinea) -> str:
    """Return what names a línea for good."""
    return f"linea-{linea.pk}"


def tarea_subject(tarea: TareaSnapshot) -> str:
    """Return what names a tarea for good."""
    return f"tarea-{tarea.pk}"


def eje_subject(eje: PlannedEje) -> str:
    """Return what names an eje for good."""
    return f"eje-{eje.pk}"


def linea_place(plan: Planned, eje: PlannedEje, linea: PlannedLinea) -> str:
    """Name a línea, with its eje where another línea of the plan has the same number."""
    name = f"{plan.line} {linea.number}" if linea.number else f"{plan.line} sin número"
    same = sum(other.number == linea.number for _, other in plan.lineas)
    return f"{name} ({eje.name})" if same > 1 else name


def tarea_place(eje: PlannedEje, tarea: TareaSnapshot) -> str:
    """Name a tarea by its eje and its words in the calendar."""
    text = " ".join((tarea.calendar_text or tarea.text).split())
    return f"{eje_place(eje)}, «{text if len(text) <= 60 else f'{text[:59]}…'}»"


def eje_place(eje: PlannedEje) -> str:
    """Name an eje by its printed word and its place."""
    return f"{eje.heading} {eje.order}"


def incomplete(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield each línea without tarea or without meta, where the plan is made of them.

    A plan without tareas is followed by its metas, one without metas by its tareas. A tarea that
    stands in the calendar alone is no row of the implementation table.
    """
    ordered = [linea for _, linea in plan.lineas]
    with_metas = any(linea.meta for linea in ordered)
    tasked = {tarea.linea_pk for eje in plan.ejes for tarea in eje.tareas}
    tabled = {tarea.linea_pk for eje in plan.ejes for tarea in eje.in_table}
    with_tareas = bool(tabled - {None})
    for eje, linea in plan.lineas:
        place = linea_place(plan, eje, linea)

        def found(
            code: Code, message: str, linea: PlannedLinea = linea, place: str = place
        ) -> PlacedFinding:
            subject = linea_subject(linea)
            return PlacedFinding(doubted(code, message, subject), subject, place, (linea.title,))

        if with_tareas and linea.pk not in tabled:
            in_calendar = linea.pk in tasked
            yield found(
                Code.NO_TASK,
                "Su tarea está solo en el calendario: no tiene renglón en la tabla de tareas"
                if in_calendar
                else "No tiene ninguna tarea",
            )
        elif not with_tareas and not with_metas:
            yield found(Code.NO_TASK, "No tiene tarea ni meta")
        if with_metas and linea.meta is None:
            yield found(Code.NO_META, "No tiene meta")


def dates(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield each línea whose dates lie outside the ejercicio, or end before they start."""
    for eje, linea in plan.lineas:
        meta = linea.meta
        days = [day for day in (meta.starts_on, meta.ends_on) if day] if meta else []
        if meta is None or not days:
            continue
        subject, place = linea_subject(linea), linea_place(plan, eje, linea)
        if any(not plan.starts_on <= day <= plan.ends_on for day in days):
            text = (
                f"Sus fechas ({dates_text(meta)}) salen del ejercicio, que va "
                f"del {long_date(plan.starts_on)} al {long_date(plan.ends_on)}"
            )
            found = doubted(Code.DATES_OUTSIDE, text, subject)
            yield PlacedFinding(found, subject, place, (linea.title,))
        if meta.starts_on and meta.ends_on and meta.ends_on < meta.starts_on:
            text = f"Termina antes de empezar: {dates_text(meta)}"
            found = doubted(Code.DATES_ORDER, text, subject)
            yield PlacedFinding(found, subject, place, (linea.title,))


def dates_text(meta: PlannedMeta) -> str:
    """Return the dates of a meta as people say them."""
    words = ("desde" if meta.ends_on is None else "del", "al" if meta.starts_on else "hasta")
    parts = zip(words, (meta.starts_on, meta.ends_on), strict=True)
    return " ".join(f"{word} {long_date(day)}" for word, day in parts if day)


def numbering(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield líneas, calendar rows and sections without number, with one used twice, or after a gap.

    Líneas and rows are numbered within their eje. Where nothing of a kind has a number, none is
    missing; what is numbered alone never jumps.
    """
    for eje in plan.ejes:
        yield from _numbers(
            "línea",
            (
                (linea_subject(row), linea_place(plan, eje, row), row.number, row.title)
                for row in eje.lineas
            ),
        )
        yield from _numbers(
            "actividad del calendario",
            (
                (tarea_subject(row), tarea_place(eje, row), row.calendar_number, row.text)
                for row in eje.in_calendar
            ),
        )
    typed = [section for section in plan.sections if section.number and not section.counted]
    yield from _numbers(
        "sección",
        ((f"seccion-{s.pk}", f"Sección «{s.heading}»", s.number, s.heading) for s in typed),
    )


def _numbers(noun: str, rows: Iterable[Numbered]) -> Iterator[PlacedFinding]:
    rows = list(rows)
    for found in misnumbered(noun, [number for _, _, number, _ in rows]):
        subject, place, _, text = rows[found.place]
        yield PlacedFinding(doubted(found.code, found.message, subject), subject, place, (text,))
