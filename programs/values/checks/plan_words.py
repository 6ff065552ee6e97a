"""The words of a plan: what was left in them by mistake."""

from collections.abc import Iterator

from programs.values.checks.finding import Code, PlacedFinding, doubted
from programs.values.checks.plan_rows import (
    linea_place,
    linea_subject,
    tarea_place,
    tarea_subject,
)
from programs.values.planned import Planned
from programs.values.wording.placeholders import left_in


def left_in_plan(plan: Planned) -> Iterator[PlacedFinding]:
    """Yield each línea and each tarea with a blank that nobody filled, or a remark left inside."""
    for eje, linea in plan.lineas:
        own = (linea.title, linea.meta.text if linea.meta else "")
        yield from _found(own, linea_subject(linea), linea_place(plan, eje, linea))
    for eje in plan.ejes:
        for tarea in eje.tareas:
            texts = (
                tarea.text,
                tarea.monthly_projection,
                tarea.goal,
                tarea.expected_result,
                tarea.verification,
                tarea.calendar_text,
            )
            yield from _found(texts, tarea_subject(tarea), tarea_place(eje, tarea))


def _found(texts: tuple[str, ...], subject: str, place: str) -> Iterator[PlacedFinding]:
    """Yield one finding with all that was left in the texts of a row, each wording once."""
    words = [
        " ".join(text[each.start : each.end].split()) for text in texts for each in left_in(text)
    ]
    if words:
        told = ", ".join(f"«{each}»" for each in dict.fromkeys(words))
        found = doubted(Code.PLAN_LEFT_IN, f"Quedó algo de trabajo en el texto: {told}", subject)
        yield PlacedFinding(found, subject, place, texts)
