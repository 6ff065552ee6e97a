"""What pages say of a línea in a quarter: its quantities, figures and stage, in words.

The words are those of `docs/glosario.md` («Las tres respuestas de la programación», «Sin iniciar»,
«Lista»). Who reads no drafts sees an entry once it is validated or its quarter is closed, and a sum
once all its parts are (`docs/estados.md`, «Lo que lee Consulta»). *Cerrada* is said of a validated
entry of a closed quarter: one that was closed without a verdict keeps its own stage, as the issue
of step 5 asks of the paper ("what was not validated is marked").
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import months, numerals
from tests.oracle.quantities import Answer, Goal
from tests.oracle.sentences import Closing, Moment, closing_of, goal_of
from tests.oracle.shapes import Avance, Componente, Linea, Trimestre
from tests.oracle.verdicts import Verdict, verdict_of

HIDDEN = "Sin validar"
STAGES = {
    "not_started": "Sin iniciar",
    "draft": "En captura",
    "ready": "Lista",
    "submitted": "Enviada",
    "returned": "Con observaciones",
    "validated": "Validada",
    "closed": "Cerrada",
    "hidden": HIDDEN,
}
PROGRAMMED = {
    Answer.WHEN: "programado, sin cantidad",
    Answer.NOTHING: "no programado",
    Answer.SILENCE: "sin programación",
}


@dataclass(frozen=True)
class ComponenteRead:
    """One component in a quarter, each figure as printed."""

    programmed: str
    quantity: str
    received: str
    accumulated: str
    accumulated_programmed: str
    annual: str
    percent: str


@dataclass(frozen=True)
class LineaRead:
    """A línea in a quarter."""

    componentes: tuple[ComponenteRead, ...]
    quantity: str
    accumulated: str
    annual: str
    verdict: Verdict
    closing: Closing
    stage: str
    own: bool
    sums: bool
    reported: bool


def settled(linea: Linea, trimestre: Trimestre) -> bool:
    """Tell whether an entry may be read by who reads no drafts."""
    avance = linea.avances.get(trimestre.number)
    return trimestre.status == "closed" or (avance is not None and avance.status == "validated")


def read(linea: Linea, words: dict[str, str], moment: Moment, *, full: bool) -> LineaRead:
    """Return what is said of a línea in a quarter to who reads all, or only what is settled."""
    goal = goal_of(linea, moment)
    trimestres = moment.programa.trimestres
    avance = linea.avances.get(moment.quarter)
    own = full or settled(linea, trimestres[moment.quarter])
    sums = own and (full or all(settled(linea, trimestres[q]) for q in _parts(goal)))
    componentes = tuple(
        _componente(goal, c, own=own, sums=sums) for c in (goal.meta.componentes if goal else ())
    )
    units = [c.unit for c in goal.meta.componentes] if goal else []
    to_date = range(1, moment.months[-1] + 1)
    return LineaRead(
        componentes=componentes,
        quantity=_in_one_line([c.quantity for c in componentes], units, readable=own)
        or _months(linea, moment, moment.months),
        accumulated=_in_one_line([c.accumulated for c in componentes], units, readable=sums)
        or _months(linea, moment, to_date),
        annual=_annual(linea, goal, moment) if sums else HIDDEN,
        verdict=_verdict(goal, moment, sums=sums),
        closing=closing_of(linea, words, moment),
        stage=stage_of(avance, goal, trimestres[moment.quarter], full=full),
        own=own,
        sums=sums,
        reported=goal.reported() if goal else True,
    )


def _parts(goal: Goal | None) -> list[int]:
    """Return the earlier quarters that take part in the sums of this one."""
    if goal is None:
        return []
    return [q for q in goal.to_date[:-1] if Goal(goal.meta, q, goal.days).has_quantity()]


def stage_of(avance: Avance | None, goal: Goal | None, trimestre: Trimestre, *, full: bool) -> str:
    """Return the code of the stage of an entry."""
    status = avance.status if avance else "draft"
    if status == "validated":
        return "closed" if trimestre.status == "closed" else "validated"
    if not full:
        return "hidden"
    if status == "draft" and avance and avance.ready:
        return "ready"
    return "not_started" if status == "draft" and not _started(avance, goal) else status


def _started(avance: Avance | None, goal: Goal | None) -> bool:
    """Tell whether anything was written: a quantity, a block, a cause or a decided sentence."""
    if avance is None:
        return False
    said = [c.said[goal.quarter] for c in goal.meta.componentes] if goal else []
    amounts = [amount for s in said for amount in (s.actual, s.received, s.adjustment)]
    return (
        any(amount is not None for amount in amounts)
        or bool(avance.bloques or avance.cause)
        or avance.closing != "automatic"
    )


def _componente(goal: Goal, c: Componente, *, own: bool, sums: bool) -> ComponenteRead:
    said, answer, idle = c.said[goal.quarter], goal.answer(c, goal.quarter), goal.idle(c)
    annual, figure = c.annual(goal.quarter), goal.alone(c).percent("annual")
    uncounted = c.kind == "unquantified"
    base = goal.base(c)

    def word(
        value: Fraction | None,
        none: bool,
        readable: bool,
        text: Callable[[Fraction], str] = numerals.number,
    ) -> str:
        if not readable:
            return HIDDEN
        if value is not None:
            return text(value)
        if uncounted:
            return "sin cuantificar"
        return "no programado" if none else "sin dato"

    if uncounted:
        base_text = "sin cuantificar"
    elif base is None:
        base_text = "sin programación"
    else:
        base_text = numerals.number(base) if base else "no programado"
    by_demand = "según la demanda" if c.kind == "demand" else "sin cuantificar"
    return ComponenteRead(
        programmed=PROGRAMMED.get(answer) or numerals.number(c.planned(goal.quarter, goal.quarter)),
        quantity=word(said.actual, answer is Answer.NOTHING, own),
        received=word(said.received, False, own) if c.kind == "demand" else "",
        accumulated=word(goal.real(c), idle, sums),
        accumulated_programmed=base_text,
        annual=by_demand if annual is None else numerals.number(annual),
        percent=word(figure, idle, sums, numerals.shown),
    )


def _in_one_line(values: list[str], units: list[str], *, readable: bool) -> str:
    """Return the components in one line, each with its unit where there are several."""
    if not readable:
        return HIDDEN
    if len(values) == 1:
        return values[0]
    for word in ("sin dato", "no programado", "sin cuantificar"):
        if values and set(values) == {word}:
            return word
    return numerals.listed(f"{v} {u}" for v, u in zip(values, units, strict=True))


def programmed_to_date(linea: Linea, read: LineaRead) -> str:
    """Return what the lists of líneas say of the programmed to date."""
    found = [c.accumulated_programmed for c in read.componentes]
    if len(found) == 1:
        return found[0]
    units = [c.unit for c in linea.meta.componentes] if linea.meta else []
    return numerals.listed(f"{v} {u}" for v, u in zip(found, units, strict=True))


def _months(linea: Linea, moment: Moment, which: range | tuple[int, ...]) -> str:
    """Return the months done of a línea without quantities."""
    if not linea.tareas:
        return "sin tareas"
    marcas = [t.marcas[m] for t in linea.tareas for m in which if m in t.marcas]
    total = months.added(marcas, moment.begun)
    if not total.programmed:
        return "por empezar" if any(m.programmed for m in marcas) else "no programado"
    return total.words("mes" if total.programmed == 1 else "meses")


def _annual(linea: Linea, goal: Goal | None, moment: Moment) -> str:
    if goal and goal.meta.componentes:
        figure = goal.percent("annual")
        if figure is not None:
            return numerals.shown(figure)
        if not goal.counted:
            return "sin cuantificar"
        parts = goal.apart()
        if parts:
            return numerals.listed(f"{numerals.shown(figure)} en {unit}" for unit, figure in parts)
        idle = all(goal.idle(c) and goal.real(c) is None for c in goal.counted)
        return "no programado" if idle else "sin dato"
    if not linea.tareas:
        return "sin tareas"
    year = [m for tarea in linea.tareas for m in tarea.marcas.values()]
    total = months.added((m for m in year if m.month <= moment.months[-1]), moment.begun)
    programmed = sum(m.programmed for m in year)
    if not programmed:
        return "no programado"
    whole = months.Sum(programmed, total.done, total.blank)
    return whole.words("mes" if programmed == 1 else "meses")


def _verdict(goal: Goal | None, moment: Moment, *, sums: bool) -> Verdict:
    if not sums:
        reason = "La información de este trimestre todavía no está validada."
        return Verdict("grey", HIDDEN, reason)
    if goal is None:
        reason = "La línea no tiene meta. Su avance se sigue por los meses de sus tareas."
        return Verdict("grey", "Sin meta", reason)
    return verdict_of(goal, moment.programa.institucion)
