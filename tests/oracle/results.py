"""The cotejo of a quarter as the informe prints it: under each línea, and in the annex.

Wording and columns: section 1 of the issue of step 7 and `docs/glosario.md` («El cotejo»). Read in
the product, because no document settles it:

- a variation is told only where both sides are known; a level has none without a level to reach;
- a línea whose meta has no quantity adds the months of its tareas;
- what is said of an amount in small (what was received, the original meta, what is declared);
- a total is of rows of one unit, all of which are added up; what one of them lacks it lacks too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.oracle import lineas, months, numerals
from tests.oracle.quantities import Answer, Goal, Why
from tests.oracle.sentences import Moment, goal_of
from tests.oracle.shapes import Componente, Linea, Programa

NOTHING = "—"
WORDS = {
    Why.UNPROGRAMMED: "sin programación",
    Why.BLANK: "sin dato",
    Why.NOTHING: "no programado",
    Why.MIXED: "sin dato",
    Why.APART: NOTHING,
}
WHOLE = {"pooled": " (suma)", "average": " (promedio)", "each": ""}
LINE = ("annual", "programmed", "done", "period", "to_date", "real", "reached", "year")
ANNEX = (
    "annual", "programmed", "done", "variation", "to_date", "real", "to_date_variation", "reached",
    "year",
)  # fmt: skip
# Figures, or the word for why there is none.
Figure = Fraction | str


@dataclass(frozen=True)
class Row:
    """A row: what it counts, its figures by name, and what is said in small of each."""

    unit: str
    note: str
    figures: dict[str, Figure]
    small: dict[str, str]
    added: bool = True
    whole: bool = False
    declared: Fraction | None = None

    def cells(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return what it prints: the unit, then each figure."""
        figures = self.figures
        if self.declared is not None:
            figures = figures | {"year": self.declared}
        told = (f"{_text(name, figures[name])} {self.small.get(name, '')}" for name in names)
        return (f"{self.unit} {self.note}".strip(), *(each.strip() for each in told))


@dataclass(frozen=True)
class Line:
    """A línea: its rows, its semáforo and the cause that it prints.

    The shape of the semáforo says in words what it is and why, for who does not see it.
    """

    pk: int
    title: str
    rows: tuple[Row, ...]
    counted: bool
    verdict: str
    cause: str


@dataclass(frozen=True)
class Part:
    """An eje of the annex, with the row of its total or None."""

    name: str
    lines: tuple[Line, ...]
    total: Row | None


def annex(programa: Programa, quarter: int, begun: int) -> tuple[Part, ...]:
    """Return the cotejo of a quarter of which so many months of the period have begun."""
    moment = Moment(programa, quarter, min(begun, 3 * quarter))
    parts = []
    for eje in programa.ejes:
        found = tuple(_line(linea, eje.words, moment) for linea in eje.lineas)
        if found:
            parts.append(Part(eje.name, found, total(found) if len(found) > 1 else None))
    return tuple(parts)


def _text(name: str, figure: Figure) -> str:
    if isinstance(figure, str):
        return figure
    if name in ("period", "reached", "year"):
        return numerals.shown(figure)
    if "variation" in name and figure:
        return f"{'−' if figure < 0 else '+'}{numerals.number(abs(figure))}"
    return numerals.number(figure)


def _line(linea: Linea, words: dict[str, str], moment: Moment) -> Line:
    read, goal = lineas.read(linea, words, moment, full=True), goal_of(linea, moment)
    avance = linea.avances.get(moment.quarter)
    rows = []
    if goal:
        pairs = zip(goal.meta.componentes, read.componentes, strict=True)
        rows = [_componente(goal, c, texts) for c, texts in pairs]
    if not (goal and goal.counted) and linea.tareas:
        rows.append(_of_months(linea, moment))
    stated = avance.stated if avance and read.closing.code not in (None, "omitted") else None
    whole = None
    if goal and len(goal.counted) > 1 and (goal.meta.rule != "each" or stated is not None):
        whole = _whole(goal)
    counted = bool(rows)
    if not rows:
        nothing = dict.fromkeys(set(LINE) | set(ANNEX), NOTHING)
        rows = [Row("", "", nothing | {"annual": "sin cuantificar"}, {}, added=False)]
    if stated is not None and whole:
        whole = _declared(whole, stated)
    elif stated is not None and counted:
        place = _told(goal, rows)
        rows[place] = _declared(rows[place], stated)
    return Line(
        linea.pk,
        linea.title,
        (*rows, *([whole] if whole else [])),
        counted,
        f"Semáforo: {read.verdict.word} {read.verdict.reason} {read.verdict.word}",
        " ".join(avance.cause.split()) if avance else "",
    )


def _told(goal: Goal | None, rows: list[Row]) -> int:
    """Return the place of the row that a declared percentage is of: the first that counts."""
    kinds = [c.kind for c in goal.meta.componentes] if goal else []
    counting = (p for p in range(len(rows)) if kinds[p : p + 1] != ["unquantified"])
    return next(counting, 0)


def _componente(goal: Goal, c: Componente, texts: lineas.ComponenteRead) -> Row:
    uncounted = c.kind == "unquantified"
    said, answer = c.said[goal.quarter], goal.answer(c, goal.quarter)
    real, part = goal.real(c), goal.accumulated_part(c)
    figures: dict[str, Figure] = {
        "annual": texts.annual,
        "programmed": texts.programmed,
        "done": texts.quantity,
        "to_date": texts.accumulated_programmed,
        "real": texts.accumulated,
        "year": texts.percent,
        "variation": _variation(c, said.actual, answer, goal),
        "to_date_variation": NOTHING,
        "period": _ratio(goal.alone(c), "period"),
        "reached": _ratio(goal.alone(c), "accumulated"),
    }
    level_without_base = c.kind == "percent" and not isinstance(part, Why) and not part[1]
    if real is not None and not isinstance(part, Why) and not level_without_base:
        figures["to_date_variation"] = part[0] - part[1]
    if uncounted:
        # The word stands once a row.
        silent = {n for n, told in figures.items() if told == "sin cuantificar" and n != "annual"}
        figures |= dict.fromkeys(silent | {"period", "reached"}, NOTHING)
    for name, value in _values(goal, c).items():
        if value is not None and not uncounted:
            figures[name] = value
    return Row(c.unit, _note(goal, c), figures, _small(goal, c), added=_is_added(c))


def _values(goal: Goal, c: Componente) -> dict[str, Fraction | None]:
    """Return the figures of which the texts are known, for a total to add them up."""
    answer = goal.answer(c, goal.quarter)
    programmed = c.planned(goal.quarter, goal.quarter) if answer is Answer.AMOUNT else None
    base = goal.base(c)
    return {
        "annual": c.annual(goal.quarter),
        "programmed": programmed,
        "done": c.said[goal.quarter].actual,
        "to_date": base or None,
        "real": goal.real(c),
        "year": goal.alone(c).percent("annual"),
    }


def _is_added(c: Componente) -> bool:
    return c.kind in ("sum", "demand", "milestone")


def _variation(c: Componente, actual: Fraction | None, answer: Answer, goal: Goal) -> Figure:
    if actual is None or c.kind == "unquantified":
        return NOTHING
    if answer is Answer.AMOUNT:
        return actual - c.planned(goal.quarter, goal.quarter)
    return actual if answer is Answer.NOTHING and c.kind != "percent" else NOTHING


def _ratio(goal: Goal, measure: str) -> Figure:
    ratio = goal.ratio(measure)
    return WORDS[ratio] if isinstance(ratio, Why) else ratio * 100


def _note(goal: Goal, c: Componente) -> str:
    if c.kind == "milestone":
        real = goal.real(c)
        if real is None:
            return "hito"
        annual = c.annual(goal.quarter) or 1
        return "hito alcanzado" if real >= annual else "hito por alcanzar"
    return {"percent": "porcentaje", "demand": "atendido, según lo recibido"}.get(c.kind, "")


def _small(goal: Goal, c: Componente) -> dict[str, str]:
    small = {}
    if any(change.quarter <= goal.quarter for change in c.changes) and c.approved is not None:
        small["annual"] = f"original: {numerals.number(c.approved)}"
    if c.kind == "demand":
        now = c.said[goal.quarter].received
        known = [c.said[q].received for q in goal.to_date if c.said[q].received is not None]
        to_date = numerals.number(sum(known, Fraction(0))) if known else "sin dato"
        small["done"] = f"recibido: {'sin dato' if now is None else numerals.number(now)}"
        small["real"] = f"recibido: {to_date}"
        attention = _text("year", _ratio(goal.alone(c), "attention"))
        known_year = c.annual(goal.quarter) is not None
        small["year"] = f"atención: {attention}" if known_year else "de lo recibido"
    return small


def _declared(row: Row, stated: Fraction) -> Row:
    computed = row.figures["year"]
    small = "declarado"
    if not isinstance(computed, str):
        small += f" por cantidades: {numerals.shown(computed)}"
    small = f"{small} {row.small.get('year', '')}".strip()
    return replace(row, small=row.small | {"year": small}, declared=stated)


def _whole(goal: Goal) -> Row:
    figures: dict[str, Figure] = dict.fromkeys(set(LINE) | set(ANNEX), NOTHING)
    figures |= {
        "period": _ratio(goal, "period"),
        "reached": _ratio(goal, "accumulated"),
        "year": _ratio(goal, "annual"),
    }
    return Row(f"Meta en conjunto{WHOLE[goal.meta.rule]}", "", figures, {}, whole=True)


# Months of tareas ---------------------------------------------------------------------------------


def _of_months(linea: Linea, moment: Moment) -> Row:
    now = _sum(linea, moment, moment.months)
    to_date = _sum(linea, moment, range(1, moment.months[-1] + 1))
    programmed = sum(m.programmed for t in linea.tareas for m in t.marcas.values())
    year: months.Sum | str = "no programado"
    if programmed:
        marcas = [m for t in linea.tareas for m in t.marcas.values()]
        found = months.added((m for m in marcas if m.month <= moment.months[-1]), moment.begun)
        year = months.Sum(programmed, found.done, found.blank)
    figures = {
        "annual": year if isinstance(year, str) else Fraction(programmed),
        "programmed": now if isinstance(now, str) else Fraction(now.programmed),
        "done": _done(now),
        "variation": _short(now),
        "period": _share(now),
        "to_date": to_date if isinstance(to_date, str) else Fraction(to_date.programmed),
        "real": _done(to_date),
        "to_date_variation": _short(to_date),
        "reached": _share(to_date),
        "year": _share(year),
    }
    blanks = {"done": now, "real": to_date}
    small = {
        name: f"{each.blank:,} sin reportar"
        for name, each in blanks.items()
        if not isinstance(each, str) and each.blank
    }
    return Row("meses de sus tareas", "", figures, small)


def _sum(linea: Linea, moment: Moment, which: Sequence[int]) -> months.Sum | str:
    marcas = [t.marcas[m] for t in linea.tareas for m in which if m in t.marcas]
    found = months.added(marcas, moment.begun)
    if found.programmed:
        return found
    return "por empezar" if any(m.programmed for m in marcas) else "no programado"


def _done(found: months.Sum | str) -> Figure:
    if isinstance(found, str):
        return found
    return "sin dato" if found.blank == found.programmed else Fraction(found.done)


def _short(found: months.Sum | str) -> Figure:
    if isinstance(found, str) or found.blank:
        return NOTHING
    return Fraction(found.done - found.programmed)


def _share(found: months.Sum | str) -> Figure:
    if isinstance(found, str):
        return found
    return "sin dato" if found.blank else Fraction(100 * found.done, found.programmed)


# Totals -------------------------------------------------------------------------------------------


def total(lines: Sequence[Line]) -> Row | None:
    """Return the sum of some líneas, None where they are not all added up or not of one unit."""
    rows = [row for line in lines for row in line.rows if not row.whole]
    units = {row.unit.strip(" .").casefold() for row in rows}
    if len(rows) < 2 or len(units) > 1 or not all(row.added for row in rows):
        return None
    figures = {name: _added(rows, name) for name in ("annual", "programmed", "done", "to_date",
                                                     "real")}  # fmt: skip
    figures["variation"] = _apart(figures["done"], figures["programmed"], rows, "period")
    figures["to_date_variation"] = _apart(figures["real"], figures["to_date"], rows, "reached")
    figures["reached"] = _divided(figures["real"], figures["to_date"], rows, "reached")
    figures["year"] = _divided(figures["real"], figures["annual"], rows, "year")
    return Row(rows[0].unit, "", figures, _silent(rows))


def _lacking(rows: list[Row], name: str) -> list[str]:
    found = [row.figures[name] for row in rows]
    return [each for each in found if isinstance(each, str) and each != "no programado"]


def _added(rows: list[Row], name: str) -> Figure:
    if lacking := _lacking(rows, name):
        return lacking[0]
    known = [row.figures[name] for row in rows if not isinstance(row.figures[name], str)]
    return sum(known, Fraction(0)) if known else "no programado"


def _apart(real: Figure, base: Figure, rows: list[Row], name: str) -> Figure:
    if isinstance(real, str) or _lacking(rows, name):
        return NOTHING
    return real - (Fraction(0) if isinstance(base, str) else base)


def _divided(real: Figure, base: Figure, rows: list[Row], name: str) -> Figure:
    if lacking := _lacking(rows, name):
        return lacking[0]
    if isinstance(base, str) or not base:
        return base if isinstance(base, str) else "no programado"
    return (Fraction(0) if isinstance(real, str) else real) / base * 100


def _silent(rows: list[Row]) -> dict[str, str]:
    small = {}
    for name in ("done", "real"):
        counts = [int(row.small[name].split()[0].replace(",", "")) for row in rows
                  if row.small.get(name, "").endswith("sin reportar")]  # fmt: skip
        if counts:
            small[name] = f"{sum(counts):,} sin reportar"
    return small


def cells_under(line: Line) -> list[str]:
    """Return what the table under a línea prints, row by row; nothing without anything to count."""
    return [text for row in line.rows for text in row.cells(LINE)] if line.counted else []


def cells_of(part: Part) -> list[str]:
    """Return what the table of an eje prints, row by row: unit, figures and semáforo."""
    told = []
    for line in part.lines:
        for place, row in enumerate(line.rows):
            told += [*row.cells(ANNEX), line.verdict if place == 0 else ""]
    return [*told, *part.total.cells(ANNEX), ""] if part.total else told
