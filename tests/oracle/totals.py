"""The tablero: curve, áreas, months, semáforos and stages, as of a cut-off.

Section 1 of the issue of step 5: one total, and the silent área in it ("9 de 16, 4 sin reportar");
what an área did not report may not improve its figure. Section 4: until the running quarter is
reported, its semáforo is that of the last closed one. Tareas of the calendar count, those of the
table only do not (read in the product; S0's two tables tell the same work twice). A month of which
a part may not be read has no figure for what was done.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle import months, numerals
from tests.oracle.lineas import LineaRead, read, settled
from tests.oracle.rows import select
from tests.oracle.sentences import Moment
from tests.oracle.shapes import QUARTERS, Eje, Institucion, Linea, Programa, Tarea
from tests.oracle.verdicts import WORDS, Verdict, color_of

ORDER = ("red", "amber", "green", "blue", "grey")
AFTER = "Después del corte"


@dataclass(frozen=True)
class Cut:
    """A cut-off: the last month of the period that counts, 0 for none."""

    programa: Programa
    month: int

    @property
    def day(self) -> date:
        """Its day."""
        return months.last_day(self.programa, self.month)


def shown_first(programa: Programa, today: date) -> int:
    """Return the quarter that the tablero opens with: the one in capture, or the last begun."""
    running = [q for q in QUARTERS if programa.trimestres[q].status == "open"]
    begun = [q for q in QUARTERS if months.quarter_days(programa, q)[0] <= today]
    return running[0] if running else (begun or [1])[-1]


def latest_cut(programa: Programa, quarter: int, today: date) -> Cut:
    """Return the cut-off of a quarter of which none was asked for.

    A closed quarter is cut at its end, the one that the tablero opens with at the last month that
    ended, another one at the last of its own that did.
    """
    if programa.trimestres[quarter].status == "closed":
        return Cut(programa, 3 * quarter)
    over = months.over(programa, today)
    first = quarter == shown_first(programa, today)
    return Cut(programa, over if first else min(over, 3 * quarter))


@dataclass(frozen=True)
class Reader:
    """Who reads: `full` with drafts; else what is settled."""

    programa: Programa
    full: bool
    areas: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(cls, programa: Programa, *, full: bool) -> "Reader":
        """Return a reader, with the quarters that áreas have validated whole."""
        found = select(
            "SELECT t.number, a.code FROM programs_entregadearea e"
            " JOIN programs_trimestre t ON t.id = e.trimestre_id"
            " JOIN programs_area a ON a.id = e.area_id"
            " WHERE t.programa_id = %s AND e.status = 'validated'",
            programa.pk,
        )
        return cls(programa, full, frozenset((row.number, row.code) for row in found))

    def reads(self, tarea: Tarea, month: int) -> bool:
        """Tell whether what was said of a tarea in a month may be read."""
        quarter = (month + 2) // 3
        trimestre = self.programa.trimestres[quarter]
        if self.full or trimestre.status == "closed":
            return True
        if tarea.linea is None:
            return (quarter, tarea.area) in self.areas
        (linea,) = (each for _, each in self.programa.lineas if each.pk == tarea.linea)
        return settled(linea, trimestre)


@dataclass(frozen=True)
class Point:
    """The end of a month: both sums to date, and what is without report."""

    name: str
    programmed: int
    done: int | None
    blank: int
    over: bool

    def figure(self) -> str:
        """Return the percentage, or the word in its place."""
        if not self.over:
            return AFTER
        return Pair(self.programmed, self.done, self.blank).figure()


@dataclass(frozen=True)
class Pair:
    """Programmed and done to date; `done` None is not known."""

    programmed: int
    done: int | None
    blank: int

    def percent(self) -> Fraction | None:
        """Return the percentage; none while anything is blank."""
        if self.done is None or self.blank or not self.programmed:
            return None
        return Fraction(100 * self.done, self.programmed)

    def figure(self) -> str:
        """Return the percentage, or the word in its place."""
        percent = self.percent()
        if percent is not None:
            return numerals.shown(percent)
        if self.done is not None and self.blank:
            return f"{self.blank:,} sin reportar"
        return "Sin dato" if self.programmed else "No programado"

    def verdict(self, limits: Institucion) -> str:
        """Return the word of the semáforo."""
        percent = self.percent()
        if percent is not None:
            return WORDS[color_of(percent, limits)]
        return "Sin dato" if self.programmed else "No programado"

    def row(self) -> tuple[str, str, str]:
        """Return programmed, done and the figure as the tables print them."""
        return (
            f"{self.programmed:,}" if self.programmed else "No programado",
            "Sin dato" if self.done is None else f"{self.done:,}",
            self.figure(),
        )


def curve(tareas: Iterable[Tarea], cut: Cut, reader: Reader) -> list[Point]:
    """Return the accumulated months of some tareas, up to the cut-off."""
    known, points = list(tareas), []
    programmed, done, blank = 0, 0, 0
    for month in months.YEAR:
        found = [t for t in known if month in t.marcas and t.marcas[month].programmed]
        total = months.added((t.marcas[month] for t in found), month)
        over = month <= cut.month
        programmed += len(found)
        readable = all(reader.reads(tarea, month) for tarea in found)
        if done is not None:
            done = done + total.done if over and readable else None
        blank += total.blank if over and readable else 0
        day = months.last_day(cut.programa, month)
        name = f"{months.calendar_month(cut.programa, month).capitalize()} de {day.year}"
        points.append(Point(name, programmed, done, blank, over))
    return points


def to_date(points: list[Point]) -> Pair:
    """Return what an área had at the cut-off; before its first month ended, nothing was due."""
    over = [point for point in points if point.over]
    if not over:
        return Pair(0, None, 0)
    return Pair(over[-1].programmed, over[-1].done, over[-1].blank)


def opening(pair: Pair, cut: Cut) -> str | None:
    """Return how a sentence of the charts tells a total; None where there is nothing to tell."""
    if pair.done is None or not pair.programmed:
        return None
    day = f"{cut.day.day} de {numerals.MONTHS[cut.day.month - 1]}"
    verb = "realizó" if pair.done == 1 else "realizaron"
    noun = "acción programada" if pair.programmed == 1 else "acciones programadas"
    percent = pair.percent()
    rest = f", {pair.blank:,} sin reportar" if percent is None else f" ({numerals.shown(percent)})"
    return f"Al {day} se {verb} {pair.done:,} de {pair.programmed:,} {noun}{rest}."


def together(pairs: Iterable[Pair]) -> Pair:
    """Return the sum of the áreas whose both quantities are known."""
    whole = [pair for pair in pairs if pair.programmed and pair.done is not None]
    return Pair(
        sum(pair.programmed for pair in whole),
        sum(pair.done for pair in whole) if whole else None,
        sum(pair.blank for pair in whole),
    )


def codes(tarea: Tarea, cut: Cut, reader: Reader, *, ahead: bool = False) -> list[str]:
    """Return what each of the twelve months of a tarea is.

    What may not be read is only programmed, and so is what lies after the cut-off, unless what was
    reported `ahead` shows: on pages that have no cut-off.
    """
    found = []
    for month in months.YEAR:
        marca = tarea.marcas.get(month)
        over = month <= cut.month
        if (over or ahead) and reader.reads(tarea, month):
            found.append(months.code(marca, owed=over))
        else:
            found.append("planned" if marca and marca.programmed else "")
    return found


def by_area(tareas: Iterable[Tarea]) -> dict[str, list[Tarea]]:
    """Return {área code: its tareas}, in the order in which the programme names them."""
    found: dict[str, list[Tarea]] = {}
    for tarea in tareas:
        found.setdefault(tarea.area, []).append(tarea)
    return found


def calendar(programa: Programa) -> list[tuple[Eje, Tarea]]:
    """Return the tareas of the calendar with their eje, in printed order."""
    return [(eje, t) for eje in programa.ejes for t in eje.tareas if t.in_calendar]


@dataclass(frozen=True)
class BoardLine:
    """A línea on the tablero: as read, and the semáforo that it shows."""

    eje: Eje
    linea: Linea
    read: LineaRead
    verdict: Verdict
    carried: str


def board_lines(programa: Programa, quarter: int, begun: int, *, full: bool) -> list[BoardLine]:
    """Return the líneas of a quarter; `begun` months of the period have begun."""
    earlier = [q for q in QUARTERS if q < quarter and programa.trimestres[q].status == "closed"]
    running = programa.trimestres[quarter].status != "closed"
    last = earlier[-1] if running and earlier else None
    found = []
    for eje, linea in programa.lineas:
        now = read(linea, eje.words, _moment(programa, quarter, begun), full=full)
        verdict, carried = now.verdict, ""
        if last and linea.meta and now.verdict.color == "grey" and not (now.sums and now.reported):
            before = read(linea, eje.words, _moment(programa, last, begun), full=full).verdict
            if before.color != "grey":
                verdict, carried = before, f"Al {numerals.SHORT[last]} trimestre."
        found.append(BoardLine(eje, linea, now, verdict, carried))
    return found


def _moment(programa: Programa, quarter: int, begun: int) -> Moment:
    return Moment(programa, quarter, min(begun, 3 * quarter))


def semaforos(lines: Iterable[BoardLine]) -> list[tuple[str, int]]:
    """Return (word, líneas) from the most urgent to the grey ones."""
    count = Counter((line.verdict.color, line.verdict.word) for line in lines)
    ordered = sorted(count, key=lambda pair: (ORDER.index(pair[0]), pair[1]))
    return [(pair[1], count[pair]) for pair in ordered]


def stages(lines: Iterable[BoardLine]) -> dict[str, Counter[str]]:
    """Return {área code: how many of its líneas are at each stage}."""
    found: dict[str, Counter[str]] = {}
    for line in lines:
        found.setdefault(line.linea.area, Counter())[line.read.stage] += 1
    return found
