"""Which typed numbers of a text may be tied to a known figure, and how a tie goes in or out.

A number is proposed where it is that of one figure alone and its sentence names what the figure
counts; of one línea also where the number is so large that chance does not explain it. Dates,
years, oficios, articles, money and the marks of lists count nothing (`wording.counted`), numbers in
words are never tied. Strings in, strings out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from programs.values.tied import TIE, has_ties, tie, untied
from programs.values.ties import Figures, KnownFigure
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, number_of
from programs.values.wording.oficios import oficios_of
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import stated_percents
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, fit_of, unit_of
from programs.values.wording.year_figures import OfYear, year_figures
from programs.values.written import Period

# How many are proposed at once.
MOST = 5
# A larger one is no day, and seldom the same by chance.
TELLING = Decimal(31)
# How much of a sentence is shown around a number.
AROUND = 60
_TOKEN = re.compile(
    r"(?P<tag><[^<>]*>)|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,31});)|.", re.S
)
_PARTING = re.compile(r"</?(?:p|br|li|ul|ol|h[1-6])\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d[\d,.]*(?:\s?%)?")
_LIST_MARK = re.compile(r"\s*(?:\d{1,3}|[ivxIVX]{1,5})[.)°º-]")
_ACCUMULATED = re.compile(r"\bacumul\w+|\ba\s+la\s+fecha\b|\ben\s+lo\s+que\s+va\b|\bdel\s+ano\b")
_ANNUAL = re.compile(r"\banual(?:es|mente)?\b|\bmetas?\b|\bdel\s+(?:ano|ejercicio)\b")
# What is told of a counted thing, and the measures that tell the same.
_TELLS: dict[Told, tuple[str, ...]] = {
    Told.DONE: ("done", "hechos", "accumulated"),
    Told.RECEIVED: ("received", "hechos"),
    Told.PLANNED: ("programmed", "annual"),
}
# Of figures of one componente with one number, the plainest.
_PLAINEST = ("done", "hechos", "received", "programmed", "accumulated", "annual")


@dataclass(frozen=True)
class Proposal:
    """A typed number that may be tied: `html[at:at + len(number)]` is it.

    `before` and `after` are the words around it.
    """

    at: int
    number: str
    figure: KnownFigure
    before: str
    after: str


@dataclass(frozen=True)
class _Line:
    """The words of a paragraph or item, and where each of its signs stands in the markup.

    `taken` are the spans of its tied numbers.
    """

    words: str
    places: tuple[int, ...]
    taken: tuple[tuple[int, int], ...]


def proposals(
    html: str, figures: Figures, period: Period | None = None, *, named: bool = False
) -> tuple[Proposal, ...]:
    """Return the numbers of a text that may be tied, in their order, `MOST` at most.

    `named` asks that the sentence always names what is counted: where many líneas are known.
    """
    known = _Known(figures)
    found: list[Proposal] = []
    for line in _lines(html, figures):
        if not any(sign.isdigit() for sign in line.words):
            continue
        told = [*_counts(line.words, known, period, named=named), *_percents(line.words, known)]
        taken = {start for start, _, _ in told}
        of_year = _of_year(line.words, known, period, named=named)
        told += [each for each in of_year if each[0] not in taken]
        for start, end, figure in sorted(told, key=lambda each: each[0]):
            proposal = _proposal(html, line, start, end, figure)
            if proposal:
                found.append(proposal)
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)


class _Known:
    """The figures that are offered, by their number and by the units that they count."""

    def __init__(self, figures: Figures) -> None:
        offered = [figure for figure in figures.offered if not figure.hidden]
        self.percents = [figure for figure in offered if figure.is_percent]
        self.by_value: dict[Decimal, list[KnownFigure]] = defaultdict(list)
        for figure in offered:
            if not figure.is_percent and figure.amount.value is not None:
                self.by_value[figure.amount.value].append(figure)
        self.units = [unit_of(unit) for unit in {figure.unit for figure in offered if figure.unit}]


def _proposal(html: str, line: _Line, start: int, end: int, figure: KnownFigure) -> Proposal | None:
    """Return a proposal, None where the number is tied already or tags stand inside it."""
    if any(first < end and start < last for first, last in line.taken):
        return None
    at, number = line.places[start], line.words[start:end]
    if html[at : at + len(number)] != number:
        return None
    return Proposal(
        at,
        number,
        figure,
        before=_whole_words(line.words[:start][::-1])[::-1],
        after=_whole_words(line.words[end:]),
    )


def _whole_words(words: str) -> str:
    """Return the first words of a text, as many as are shown beside a number."""
    return words if len(words) <= AROUND else words[:AROUND].rpartition(" ")[0]


def _counts(
    words: str, known: _Known, period: Period | None, *, named: bool
) -> Iterator[tuple[int, int, KnownFigure]]:
    oficios = [(each.opens, each.closes) for each in oficios_of(words, period)]
    mark = _LIST_MARK.match(words)
    for counted in counted_of(words):
        if not words[counted.start].isdigit() or counted.told not in _TELLS:
            continue
        if (
            counted.part
            or counted.article
            or any(a < counted.end and counted.start < b for a, b in oficios)
        ):
            continue
        if mark and counted.start < mark.end():
            continue
        figure = _figure_of(words, counted, known, named=named)
        if figure:
            yield counted.start, counted.end, figure


# What of the year a text names, and the measure that gives it.
_OF_YEAR = {OfYear.SO_FAR: "accumulated", OfYear.META: "annual"}


def _of_year(
    words: str, known: _Known, period: Period | None, *, named: bool
) -> Iterator[tuple[int, int, KnownFigure]]:
    """Yield what a text names as the accumulated of the year or as its meta."""
    for told in year_figures(words, period):
        if not words[told.start].isdigit() or told.of not in _OF_YEAR or told.thing:
            continue
        equal = [
            figure
            for figure in known.by_value.get(told.value, [])
            if figure.measure == _OF_YEAR[told.of] and figure.linea
        ]
        own = [each for each in equal if fit_of(unit_of(each.unit), told.behind) is Fit.STRONG]
        bare = told.strict and not named and not _NOUN.match(told.behind)
        found = own or (equal if bare else [])
        if len({(each.linea, each.place) for each in found}) == 1:
            yield told.start, told.end, found[0]


# What stands behind a number that leaves its noun unsaid: "la meta anual es de 2,000 y…"
_NOUN = re.compile(r"(?!(?:y|e|de|en|a|con|contra|frente|respecto|lo|que|se|pero|por|para)\b)[a-z]")


def _figure_of(words: str, counted: Counted, known: _Known, *, named: bool) -> KnownFigure | None:
    """Return the one figure that a count tells, None where it cannot be told."""
    equal = known.by_value.get(counted.value, [])
    strong = [
        figure for figure in equal if fit_of(unit_of(figure.unit), counted.noun) is Fit.STRONG
    ]
    told = [figure for figure in strong if _tells(words, counted, figure)]
    if strong:
        return _plainest(told)
    if named or counted.value <= TELLING or _names_another(counted, known):
        return None
    return _plainest([figure for figure in equal if _tells(words, counted, figure)])


def _tells(words: str, counted: Counted, figure: KnownFigure) -> bool:
    """Tell whether what is told of a count is what a figure measures."""
    if figure.linea is None:
        return counted.told is Told.DONE and figure.measure == "lineas"
    sentence = folded(words[counted.sentence.start : counted.sentence.end])
    if figure.measure == "accumulated" and not _ACCUMULATED.search(sentence):
        return False
    if figure.measure == "annual" and not _ANNUAL.search(sentence):
        return False
    return figure.measure in _TELLS[counted.told]


def _names_another(counted: Counted, known: _Known) -> bool:
    """Tell whether a count names what another known figure counts: then it is that one or none."""
    return any(fit_of(unit, counted.noun) is Fit.STRONG for unit in known.units)


def _plainest(found: Iterable[KnownFigure]) -> KnownFigure | None:
    """Return the plainest of figures of one componente, None for none or for those of several."""
    kept = sorted(found, key=lambda figure: _PLAINEST.index(figure.measure) if figure.linea else 0)
    if not kept or len({(each.linea, each.place) for each in kept}) > 1:
        return None
    return kept[0]


def _percents(words: str, known: _Known) -> Iterator[tuple[int, int, KnownFigure]]:
    """Yield the percentages that a sentence states as the progress of the meta."""
    for stated in stated_percents(words, closes=False):
        mention = stated.mention
        measure = "percent" if stated.scope is Scope.QUARTER else "annual_percent"
        number = _FIGURES.match(words, mention.start)
        if not number or not number[0].endswith("%") or stated.scope is Scope.SPAN:
            continue
        equal = [
            figure
            for figure in known.percents
            if figure.measure == measure and figure.text == number[0].replace(" ", "")
        ]
        if len(equal) == 1:
            yield number.start(), number.end(), equal[0]


def _lines(html: str, figures: Figures) -> Iterator[_Line]:
    """Yield the paragraphs and items of clean markup with the place of each of their signs.

    A tied number says what it is now.
    """
    words: list[str] = []
    places: list[int] = []
    taken: list[tuple[int, int]] = []
    ties = {found.start(): found for found in TIE.finditer(html)} if has_ties(html) else {}
    inside = 0
    for token in _TOKEN.finditer(html):
        if token.start() < inside:
            continue
        if token["tag"]:
            if found := ties.get(token.start()):
                printed = figures.printed(found["source"])
                text = printed.text if printed else unescape(found["text"])
                taken.append((len(words), len(words) + len(text)))
                words.extend(text)
                places.extend([token.start()] * len(text))
                inside = found.end()
            elif _PARTING.match(token["tag"]):
                yield _Line("".join(words), tuple(places), tuple(taken))
                words, places, taken = [], [], []
            continue
        sign = unescape(token[0]) if token["entity"] else token[0]
        words.append(sign[:1])
        places.append(token.start())
    yield _Line("".join(words), tuple(places), tuple(taken))


def with_tie(html: str, at: int, number: str, figure: KnownFigure) -> str | None:
    """Return markup with one of its numbers tied; None where it does not stand there any more."""
    end = at + len(number)
    whole = at >= 0 and html[at:end] == number and number[:1].isdigit()
    beside = html[max(0, at - 1) : at] + html[end : end + 1]
    if not whole or any(sign.isalnum() for sign in beside) or _is_inside(html, at):
        return None
    if not _FIGURES.fullmatch(number) and number_of(number) is None:
        return None
    return f"{html[:at]}{tie(figure.source, figure.text)}{html[end:]}"


def _is_inside(html: str, at: int) -> bool:
    """Tell whether a place of markup is within a tag or a tied number."""
    if html.rfind("<", 0, at) > html.rfind(">", 0, at):
        return True
    return any(found.start() <= at < found.end() for found in TIE.finditer(html))


def without_tie(html: str, at: int) -> str | None:
    """Return markup in which the tie that begins there is plain text, None where there is none."""
    found = TIE.match(html, at)
    return f"{html[:at]}{untied(found[0])}{html[found.end() :]}" if found else None


def is_done(html: str, at: int, number: str, source: str) -> bool:
    """Tell whether what is asked of a number stands already: tied to the source, or plain text."""
    found = TIE.match(html, at)
    if source:
        return found is not None and found["source"] == source
    return not found and bool(number) and html[at : at + len(number)] == number


def appended(html: str, figure: KnownFigure) -> str:
    """Return markup with a tied number at the end of its last paragraph, or in one of its own.

    A text that ends with that very figure stays: the request came twice.
    """
    number = tie(figure.source, figure.text)
    text = html.rstrip()
    last = text.rfind("<data ")
    end = TIE.match(text, last) if last >= 0 else None
    if end and end["source"] == figure.source and text[end.end() :] in ("", "</p>"):
        return html
    if text.endswith("</p>"):
        space = "" if text.endswith("<p></p>") or text[-5:-4].isspace() else " "
        return f"{text[:-4]}{space}{number}</p>"
    return f"{text}<p>{number}</p>"
