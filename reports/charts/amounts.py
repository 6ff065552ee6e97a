"""Programmed and done: the one pair that most charts draw, and how their sentences say it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values import phrases
from programs.values.area_names import shortened_name
from programs.values.facts import ComponentFacts, Kind, MetaFacts
from programs.values.given import given
from programs.values.percents import accumulated_percent
from programs.values.phrases import unreported_words
from programs.values.progress import DEFAULT_THRESHOLDS, Semaforo, Thresholds, semaforo
from reports.charts.svg import clean
from reports.charts.table import ChartCell, number, percent, word

NAMES_IN_A_SENTENCE = 2
NAME_LENGTH = 60


@dataclass(frozen=True)
class Words:
    """The nouns of a chart: what a row is, and what is counted, in singular and plural."""

    row: tuple[str, str] = ("área", "áreas")
    unit: tuple[str, str] = ("acción programada", "acciones programadas")

    @property
    def heading(self) -> str:
        """The heading of the first column."""
        return self.row[0][:1].upper() + self.row[0][1:]


DEFAULT_WORDS = Words()
LINEAS = Words(row=("línea de acción", "líneas de acción"))


@dataclass(frozen=True)
class Progress:
    """What was programmed and done to date under one name.

    `programmed`: None is *sin programación*, 0 *no programado*. `done`: None is *sin dato*, never
    zero. `unreported` is how much of the programmed nobody reported: with any of it there is no
    percentage. Raises ValueError for a quantity that is negative or not finite.
    """

    name: str
    programmed: Decimal | None
    done: Decimal | None
    unreported: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", name_of(self.name))
        for side in ("programmed", "done"):
            value = getattr(self, side)
            object.__setattr__(self, side, None if value is None else Decimal(value))
        self._meta()  # its checks are the ones of every quantity

    def _meta(self) -> MetaFacts:
        """The pair as a meta of one quarter, so that percentages and verdicts have one source."""
        said = None if self.unreported else self.done
        programmed, done = (self.programmed, None, None, None), (said, None, None, None)
        return MetaFacts((ComponentFacts("", Kind.SUM, None, programmed, done),))

    @property
    def percent(self) -> Decimal | None:
        """Done of programmed times 100, exact as `percents` gives it; None when there is none."""
        return accumulated_percent(self._meta(), 1)

    @property
    def gap(self) -> str:
        """What stands for a missing percentage: "4 sin reportar", "Sin dato", "No programado"."""
        if self.percent is not None:
            return ""
        known = self.done is not None
        return (unreported_words(self.unreported) if known else "") or self.verdict().word

    @property
    def counts(self) -> bool:
        """Whether it takes part in a total: both quantities are known and something was due."""
        return bool(self.programmed) and self.done is not None

    def verdict(self, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Semaforo:
        """The colour and the word of the pair.

        The reason speaks of the first quarter, whatever the date: only colour and word hold here.
        """
        return semaforo(self._meta(), 1, thresholds)

    @property
    def programmed_word(self) -> str:
        """The word in place of a programmed quantity, or ""."""
        if self.programmed is None:
            return "Sin programación"
        return "" if self.programmed else "No programado"

    @property
    def pair_text(self) -> str:
        """ "18 de 22", with a dash for what is not known and what is without report beside it.

        "" without a programmed one and a done one.
        """
        done, programmed = (
            None if value is None else phrases.number_text(value)
            for value in (self.done, self.programmed)
        )
        if self.programmed:
            pair = f"{'—' if done is None else done} de {programmed}"
            silent = unreported_words(self.unreported) if done else ""
            return ", ".join(filter(None, (pair, silent)))
        return done or ""


def progress_row(item: Progress) -> tuple[ChartCell, ...]:
    """Return the row of a pair: name, programmed, done, percentage or the word for it."""
    return (
        word(item.name),
        number(item.programmed) if item.programmed else word(item.programmed_word),
        word("Sin dato") if item.done is None else number(item.done),
        word(item.gap) if item.percent is None else percent(item.percent),
    )


def day_text(day: date) -> str:
    """A day of the year in words: "30 de junio"."""
    return f"{day.day} de {phrases.month_name(day.month).lower()}"


def name_of(text: str) -> str:
    """A name on one line, or the words for a missing one: a row without a name says nothing."""
    return clean(text) or "Sin nombre"


def short_name(name: str) -> str:
    """A name that a sentence can hold; the whole one is in the table."""
    return shortened_name(name_of(name), NAME_LENGTH)


def count_text(count: int, noun: tuple[str, str]) -> str:
    """A number with its noun: "1 área", "3 áreas"."""
    return f"{phrases.number_text(Decimal(count))} {noun[count != 1]}"


def total_of(items: Sequence[Progress]) -> Progress | None:
    """The sum of the pairs that are known; None without any.

    Who did not report stays in it, and what is without report is counted apart: silence improves
    no figure. One that may not be known at all is left out on both sides.
    """
    whole = [item for item in items if item.counts]
    if not whole:
        return None
    return Progress(
        "",
        sum((given(item.programmed) for item in whole), Decimal(0)),
        sum((given(item.done) for item in whole), Decimal(0)),
        sum(item.unreported for item in whole),
    )


def done_sentence(total: Progress, cut_off: date, words: Words = DEFAULT_WORDS) -> str:
    """ "Al 30 de junio se realizaron 143 de 168 acciones programadas (85%)."

    With a part that nobody reported: "… 143 de 168 acciones programadas, 9 sin reportar."
    """
    verb = "realizó" if total.done == 1 else "realizaron"
    done, programmed = (phrases.number_text(given(n)) for n in (total.done, total.programmed))
    opening = (
        f"Al {day_text(cut_off)} se {verb} {done} de {programmed} "
        f"{words.unit[total.programmed != 1]}"
    )
    if total.unreported:
        return f"{opening}, {unreported_words(total.unreported)}."
    return f"{opening} ({phrases.shown_percent(given(total.percent))})."


def progress_sentence(
    items: Sequence[Progress], cut_off: date, words: Words = DEFAULT_WORDS
) -> str:
    """What was done of what was programmed, who is furthest behind, and who is left out."""
    total = total_of(items)
    if total is None:
        opening = f"Al {day_text(cut_off)} no hay avance que comparar."
        return f"{opening} {left_out(items, words)}".strip()
    parts = [done_sentence(total, cut_off, words), _furthest_behind(items, words)]
    parts += [_silent(items, words), left_out(items, words)]
    return " ".join(filter(None, parts))


def _furthest_behind(items: Sequence[Progress], words: Words) -> str:
    told = [(item, item.percent) for item in items if item.percent is not None]
    if not told:
        return ""
    lowest = min(percent for _, percent in told)
    behind = [item for item, percent in told if percent == lowest]
    if lowest >= 100 or len(behind) == len(told):
        return ""
    figure = phrases.shown_percent(lowest)
    if len(behind) > NAMES_IN_A_SENTENCE:
        return f"El menor avance es de {count_text(len(behind), words.row)}: {figure}."
    names = phrases.join_list(short_name(item.name) for item in behind)
    if len(behind) == 1:
        figure = f"{behind[0].pair_text} ({figure})"
    return f"El menor avance es de {names}: {figure}."


def _silent(items: Sequence[Progress], words: Words) -> str:
    """Whose part is without report, by name where they are few; "" for one alone or nobody."""
    silent = [item for item in items if item.counts and item.unreported]
    if len(items) < 2 or not silent:
        return ""
    if len(silent) > NAMES_IN_A_SENTENCE:
        return f"{count_text(len(silent), words.row)} tienen una parte sin reportar."
    return " ".join(f"{short_name(item.name)}: {item.pair_text}." for item in silent)


def left_out(items: Sequence[Progress], words: Words = DEFAULT_WORDS) -> str:
    """Who is not in the total, by name where they are few; "" when all are."""
    outside = [item for item in items if not item.counts]
    if not outside:
        return ""
    if len(outside) <= NAMES_IN_A_SENTENCE:
        named = [f"{short_name(item.name)} ({item.gap.lower()})" for item in outside]
        return f"{'No se cuentan' if len(named) > 1 else 'No se cuenta'}: {', '.join(named)}."
    counts = Counter(item.gap.lower() for item in outside)
    told = phrases.join_list(f"{count} «{gap}»" for gap, count in counts.items())
    return f"No se cuentan {count_text(len(outside), words.row)}: {told}."


def empty_sentence(words: Words = DEFAULT_WORDS) -> str:
    """What stands in place of a chart without rows."""
    return f"Todavía no hay {words.row[1]} que mostrar."
