"""How a línea closes a quarter: the sentence, or the remark of what is without report.

Grammar: sections 2.3 and 3 of the domain document and `docs/glosario.md` («Las seis frases de
cierre»). Rule: section 1 of the issue of step 5. Read in the product, since no document has it:

- the neutral words of an institution that states none (`NEUTRAL`);
- the sentences of a calendar with one month, none or all done;
- that an omitted sentence comes before all, and *not due* before a figure;
- that a cause of variation follows every sentence but *not due*. How a cause joins its sentence is
  prose, not a figure: here the sentence has none, and the comparison looks that the cause follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import months, numerals
from tests.oracle.quantities import Answer, Goal
from tests.oracle.shapes import Linea, Marca, Programa, Tarea
from tests.oracle.verdicts import silence

NEUTRAL = {
    "line": "Línea de acción",
    "verification": "Medio de verificación",
    "report_goal": "Meta",
    "report_start": "Fecha de inicio",
    "report_end": "Fecha de término",
    "report_activities": "Actividades desarrolladas",
    "own_activities": "Otras actividades",
    "progress": "Se tiene un avance {avance} de la meta anual.",
    "finished": "La meta se cumplió al 100% en este trimestre.",
}
NOTHING_REPORTED = "Sin avance reportado en el trimestre."
NO_FIGURE = "Con las cantidades de la meta no se calcula un porcentaje."


@dataclass(frozen=True)
class Closing:
    """A closing without its cause: its code, its sentence and what stands in its place."""

    code: str | None
    percent: Fraction | None
    computed: Fraction | None
    sentence: str
    takes_cause: bool
    finding: str
    adjustments: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class Moment:
    """A quarter as of a day: `begun` months of the period, none after the quarter's own."""

    programa: Programa
    quarter: int
    begun: int

    @property
    def months(self) -> tuple[int, int, int]:
        """The months of the quarter."""
        return months.of_quarter(self.quarter)

    @property
    def has_begun(self) -> bool:
        """Whether its first month has begun."""
        return self.begun >= self.months[0]

    def counted(self) -> str:
        """Return which of its months count, in words."""
        if not self.has_begun or self.begun >= self.months[-1]:
            return "en el trimestre"
        return f"hasta {months.calendar_month(self.programa, self.begun)}"

    def marcas(self, tareas: Iterable[Tarea]) -> list[Marca]:
        """Return the months of some tareas that lie in the quarter."""
        return [tarea.marcas[m] for tarea in tareas for m in self.months if m in tarea.marcas]


def words_of(words: dict[str, str], key: str) -> str:
    """Return a printed word: that of the narrowest place, or the neutral one."""
    return words.get(key) or NEUTRAL[key]


def goal_of(linea: Linea, moment: Moment) -> Goal | None:
    """Return the meta of a línea in a quarter; None without one, or without what is counted."""
    if linea.meta is None:
        return None
    return Goal.of(moment.programa, linea.meta, moment.quarter)


def closing_of(linea: Linea, words: dict[str, str], moment: Moment) -> Closing:
    """Return how a línea closes a quarter."""
    goal = goal_of(linea, moment)
    avance = linea.avances.get(moment.quarter)
    stated = avance.stated if avance else None
    code, percent, sentence = _said(linea, goal, words, moment)
    changes = []
    for componente in linea.meta.componentes if linea.meta else ():
        said = componente.said[moment.quarter]
        if said.adjustment:
            sign = "−" if said.adjustment < 0 else "+"
            changes.append(
                f"Incluye un ajuste de {sign}{numerals.number(abs(said.adjustment))} en "
                f"{componente.unit.strip()}: {said.adjustment_reason.strip().rstrip('.')}."
            )
    return Closing(
        code=code,
        percent=percent,
        computed=goal.percent("annual") if goal else None,
        sentence=sentence,
        takes_cause=bool(sentence) and code != "not_due",
        finding=_finding(stated, goal) if goal and stated is not None else "",
        adjustments=tuple(changes),
        remark="" if code else _remark(linea, goal, moment),
    )


def _said(
    linea: Linea, goal: Goal | None, words: dict[str, str], moment: Moment
) -> tuple[str | None, Fraction | None, str]:
    """Return the code, the printed percentage and the sentence without any cause."""
    avance = linea.avances.get(moment.quarter)
    total = months.added(moment.marcas(linea.tareas), moment.begun)
    if avance and avance.closing == "omitted":
        return "omitted", None, ""
    stated = avance.stated if avance else None
    if goal and stated is None and not total.done and _not_due(goal):
        return "not_due", None, f"Meta programada en el {numerals.ordinals(goal.due)} trimestre."
    progress, finished = words_of(words, "progress"), words_of(words, "finished")
    if stated is not None:
        if stated == 100 and _ends_inside(goal):
            return "finished", stated, finished
        return "stated", stated, progress.replace("{avance}", of_percent(stated))
    if goal is None or not goal.counted:
        has_calendar = any(m.programmed for t in linea.tareas for m in t.marcas.values())
        if total.blank or not has_calendar or not moment.has_begun:
            return None, None, ""
        return "calendar", None, calendar_sentence(total, moment)
    if not goal.told():
        return None, None, ""
    annual = goal.percent("annual")
    if annual is not None:
        if annual == 100 and _ends_inside(goal):
            return "finished", annual, finished
        return "computed", annual, progress.replace("{avance}", of_percent(annual))
    parts = goal.apart()
    if not parts:
        return None, None, ""
    if all(figure == 100 for _, figure in parts) and _ends_inside(goal):
        return "finished", Fraction(100), finished
    told = " y ".join(filter(None, (", ".join(_each(p) for p in parts[:-1]), _each(parts[-1]))))
    return "computed", None, progress.replace("{avance}", told)


def _each(part: tuple[str, Fraction]) -> str:
    return f"{of_percent(part[1])} en {part[0]}"


def of_percent(percent: Fraction) -> str:
    """Return a percentage behind "avance": "del 25%", "de menos del 0.1%"."""
    text = numerals.percent(percent)
    return f"{'de' if text == numerals.TINY else 'del'} {text}%"


def _not_due(goal: Goal) -> bool:
    """Tell whether nothing was programmed to date, something is later, and nothing was done."""
    before = all(goal.answers(q) == {Answer.NOTHING} for q in goal.to_date)
    return before and bool(goal.due) and not any(goal.real(c) for c in goal.meta.componentes)


def _ends_inside(goal: Goal | None) -> bool:
    if goal is None or goal.meta.ends_on is None:
        return False
    first, last = goal.days[goal.quarter]
    return first <= goal.meta.ends_on <= last


def calendar_sentence(total: months.Sum, moment: Moment) -> str:
    """Return how many of the programmed months of the quarter were done."""
    when, programmed, done = moment.counted(), total.programmed, total.done
    if not programmed:
        when = "en este trimestre" if when == "en el trimestre" else when
        return f"No hay meses programados {when}."
    if programmed == 1:
        return f"El mes programado {when} {'se' if done else 'no se'} realizó."
    if done == programmed:
        return f"Se realizaron los {done} meses programados {when}."
    verb = {0: "no se realizó ninguno", 1: "se realizó 1"}.get(done, f"se realizaron {done}")
    return f"De los {programmed} meses programados {when}, {verb}."


def months_silence(tareas: list[Tarea], moment: Moment) -> str:
    """Return which programmed months of the quarter are without report, or ""."""
    silent = [
        [marca.month for marca in moment.marcas([tarea]) if months.is_blank(marca, moment.begun)]
        for tarea in tareas
    ]
    which = sorted({month for each in silent for month in each})
    if not which:
        return ""
    names = numerals.listed(months.calendar_month(moment.programa, month) for month in which)
    count = sum(map(bool, silent))
    where = f" en {count} {'tarea' if count == 1 else 'tareas'}" if len(tareas) > 1 else ""
    return f"Sin reporte de {names}{where}."


def own_sentence(tareas: list[Tarea], moment: Moment) -> str:
    """Return how the tareas of the calendar that belong to no línea close the quarter."""
    own = [tarea for tarea in tareas if tarea.linea is None and tarea.in_calendar]
    has_calendar = any(m.programmed for t in own for m in t.marcas.values())
    if not has_calendar or not moment.has_begun:
        return ""
    total = months.added(moment.marcas(own), moment.begun)
    return months_silence(own, moment) or calendar_sentence(total, moment)


def _silence(linea: Linea, goal: Goal | None, moment: Moment) -> str:
    if goal is None or not goal.counted:
        return months_silence(linea.tareas, moment)
    if goal.silent_outside():
        return ""
    # A quarter that has not begun owes nothing.
    until = min(goal.quarter, (moment.begun + 2) // 3)
    if not until:
        return ""
    known = Goal(goal.meta, until, goal.days)
    return silence([(c, known.unsaid(c)) for c in known.counted])


def _remark(linea: Linea, goal: Goal | None, moment: Moment) -> str:
    """Return what stands where there is no sentence."""
    told = _silence(linea, goal, moment)
    if told:
        return told
    if goal and goal.has_quantity():
        return NO_FIGURE
    avance = linea.avances.get(moment.quarter)
    blocks = any(bloque.prints for bloque in avance.bloques) if avance else False
    return "" if blocks or moment.marcas(linea.tareas) else NOTHING_REPORTED


def _finding(stated: Fraction, goal: Goal) -> str:
    """Return why a stated percentage is not the one that the quantities give, or ""."""
    opening = f"Se declara un avance de {numerals.shown(stated)}"
    lacking = (c for c in goal.counted if c.said[goal.quarter].actual is None)
    blank = [c.unit for c in lacking if goal.owes(c, goal.quarter)]
    if blank and goal.has_quantity():
        lacks = "falta la cantidad de" if len(blank) == 1 else "faltan cantidades de"
        mend = "Captúrela" if len(blank) == 1 else "Captúrelas"
        return f"{opening} y {lacks} {numerals.listed(blank)}. {mend} o revise el porcentaje."
    has = goal.reported() and any(goal.real(c) is not None for c in goal.counted)
    if not has:
        return (
            f"{opening} sin ninguna cantidad realizada en el trimestre. "
            "Capture la cantidad o revise el porcentaje."
        )
    annual = goal.percent("annual")
    figures = [annual]
    if annual is None:
        figures = [goal.alone(c).percent("annual") for c in goal.meta.componentes]
    told = [numerals.shown(figure) for figure in figures if figure is not None]
    if not told:
        return (
            f"{opening} y las cantidades no bastan para calcularlo. "
            "Revise la cantidad anual y la regla de la meta."
        )
    if set(told) == {numerals.shown(stated)}:
        return ""
    given = numerals.listed(told)
    return f"{opening} y las cantidades dan {given}. Corrija el que no sea o explique el motivo."
