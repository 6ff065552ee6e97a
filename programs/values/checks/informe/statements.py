"""The percentages that a línea states of itself, and how a figure is compared with an exact one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.percents import decimal_of
from programs.values.phrases import number_text, shown_percent, with_sign
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import (
    PercentMention,
    StatedPercent,
    is_beyond,
    only_shares,
    percents_of,
    shares_of,
    stated_percents,
)
from programs.values.wording.sentences import Span
from programs.values.written import Passage, Period, WrittenLinea


@dataclass(frozen=True)
class Statement:
    """A percentage that a línea states, and the passage where it does."""

    said: StatedPercent
    passage: Passage

    @property
    def value(self) -> Decimal:
        """The percentage as written."""
        return self.said.mention.value

    @property
    def quote(self) -> str:
        """Its sentence as written."""
        return self.passage.text[self.said.whole.start : self.said.whole.end]

    @property
    def is_of_year(self) -> bool:
        """Whether it is of all that was done in the year."""
        if self.said.scope is Scope.IN_QUARTER:
            return False  # "el trimestre aporta por sí solo 15 % y el acumulado es de 40 %"
        of_year = self.said.scope is Scope.YEAR and self.value == WHOLE
        return of_year or "acumul" in folded(self.quote)


OF_WORDS = "las cantidades del texto"
WHOLE = 100
_MOST_NUMBERS, _MOST_STATEMENTS = 40, 20
# "Veinte por ciento más de lo comprometido": how much more, no progress.
_MORE = re.compile(r"\s?(?:mas|menos|adicional\w*|(?:por\s)?(?:encima|debajo|arriba|abajo))\b")
_SHORT = 120  # signs of a closing that is one share and little more
# What an earlier quarter stated, or what is still to come.
_OTHER_TIME = re.compile(
    r"\b(?:(?<!\blo\s)anterior(?:es|mente)?|previo|pasado|se\s+habia|se\s+tenia|proximo|siguiente)\b"
)


@lru_cache(maxsize=1024)  # a dozen checks ask it of the same línea
def statements_of(linea: WrittenLinea) -> tuple[Statement, ...]:
    """Return what a línea states: its closing sentence first, else its narrative."""
    return _closing_statements(linea) or tuple(told_statements(linea))


def every_statement(linea: WrittenLinea) -> tuple[Statement, ...]:
    """Return all that a línea states, in its narrative and where it closes."""
    return (*told_statements(linea), *_closing_statements(linea))


def _closing_statements(linea: WrittenLinea) -> tuple[Statement, ...]:
    closing = linea.closing
    if not closing:
        return ()
    said = stated_percents(closing.text, closes=True)
    shares = shares_of(closing.text) if not said and len(closing.text) <= _SHORT else ()
    if len(shares) == 1 and not (
        only_shares(closing.text)
        or is_beyond(closing.text, shares[0])
        or _MORE.match(folded(closing.text[shares[0].end :]))
    ):
        # "Valoración: setenta por ciento.": what closes a línea tells its progress in any words.
        said = (StatedPercent(shares[0], Scope.UNSAID, Span(0, len(closing.text)), ""),)
    return tuple(Statement(each, closing) for each in said)


def told_statements(linea: WrittenLinea) -> Iterator[Statement]:
    """Yield what the narrative of a línea states, of no other time."""
    for passage in linea.prose:
        for each in stated_percents(passage.text):
            sentence = folded(passage.text[each.whole.start : each.whole.end])
            if not _OTHER_TIME.search(sentence):
                yield Statement(each, passage)


def each_once(said: list[Statement]) -> list[Statement]:
    """Return statements, one of those that say the same, and no more than anybody reads."""
    once: dict[tuple[Decimal, Scope, str], Statement] = {}
    for each in said:
        once.setdefault((each.value, each.said.scope, each.said.component), each)
    return list(once.values())[:_MOST_STATEMENTS]


def agrees(mention: PercentMention, exact: Fraction) -> bool:
    """Tell whether a stated percentage of a meta is the exact one, as `rounds_to` says.

    100 says that the meta is met exactly, as it does where the system prints it: not 199 of 200.
    """
    if mention.exact and mention.value == _ALL:
        return exact == _ALL
    return rounds_to(mention, exact)


_ALL = 100


def rounds_to(mention: PercentMention, exact: Fraction) -> bool:
    """Tell whether a stated percentage is the exact one, well rounded or cut at its last digit."""
    value = mention.value
    if not mention.exact:
        return abs(Fraction(value) - exact) < Fraction(1, 10)
    if 1000 <= value < 1_000_000 and value % 1 == 0 and _is_near(value.scaleb(-3), exact):
        return True  # "33,333 %" of a third: the comma may be one of decimals
    return _is_near(value, exact) or (value == _TENTH and 0 < exact < Fraction(1, 10))


_TENTH = Decimal("0.1")  # "menos del 0.1"


def _is_near(value: Decimal, exact: Fraction) -> bool:
    # In whole steps of its last digit: a decimal of more digits than its context holds cannot be
    # rounded, and fractions take their time.
    scale: int = 10 ** max(-_exponent(value), 0)
    number, divisor = value.as_integer_ratio()
    over = exact.numerator * scale - exact.denominator * (number * scale // divisor)
    return -exact.denominator <= 2 * over < 2 * exact.denominator


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def fitting(mention: PercentMention, whole: Decimal) -> Decimal | None:
    """Return the whole quantity that a stated percentage of `whole` would be, None for none."""
    near = (Fraction(mention.value) * Fraction(whole) / 100).__round__()
    for number in (near, near + 1, near - 1):
        if number >= 0 and agrees(mention, Fraction(number) * 100 / Fraction(whole)):
            return Decimal(number)
    return None


_SLASHED = re.compile(r"(?<![\d/])(\d{1,6})\s?/\s?(\d{1,6})(?![\d/])")
_OUT_OF = re.compile(r"(?:\s\w{3,}s)?\s?(?:de(?:\s+l[oa]s)?|entre)\s{1,14}")


def shares_told(text: str) -> Iterator[Fraction]:
    """Yield the divisions that a text tells: "1 de 1", "seis de las ocho", "3/4"."""
    plain = folded(text).replace("un total de", " " * 11)
    numbers = list(numbers_of(plain))[:_MOST_NUMBERS]
    for found in _SLASHED.finditer(plain):
        if Fraction(found[2]):
            yield Fraction(found[1]) * 100 / Fraction(found[2])
    for part, whole in pairwise(numbers):
        between = plain[part.end : whole.start]
        if whole.value and _OUT_OF.fullmatch(between):
            yield Fraction(part.value) * 100 / Fraction(whole.value)


def says_so_many_make_it(statement: Statement, count: Decimal) -> bool:
    """Tell whether a sentence says that a count makes its percentage, and adds nothing to it.

    "Con las nueve visitas del periodo se alcanza el 36 por ciento": earlier ones are not in it.
    """
    plain = folded(statement.quote)
    if _ADDED.search(plain):
        return False
    numbers = numbers_of(plain)
    found = _WITH_THOSE.match(plain)
    if found and any(each.start == found.end() and each.value == count for each in numbers):
        return True
    return any(each.value == count and _MAKES.match(plain, each.end) for each in numbers)


# "Las ocho visitas representan el 36 por ciento"
_MAKES = re.compile(
    r"\s[^.;,:%]{3,60}?\s(?:represent|equival|signific|constituy)\w{1,4}\s[^.;,:%]{0,40}?"
    r"(?:%|por\s?ciento)"
)
_WITH_THOSE = re.compile(r"\W*(?:asi,\s)?con\s(?:l[oa]s|est[oa]s|es[oa]s|dich[oa]s|sus)\s")
_ADDED = re.compile(
    r"\b(?:acumul|sum|junto|anterior|previ(?!st)|ya\b|mas\b|ademas|nuev[oa]s\b|hasta\b)"
)


def percent_words(value: Decimal) -> str:
    """A stated percentage as messages write it: "6%"."""
    return with_sign(number_text(value))


def division(part: Decimal, whole: Decimal) -> str:
    """The division of two quantities as it is shown: "6 ÷ 40 = 15%"."""
    exact = decimal_of(Fraction(part) * 100 / Fraction(whole))
    return f"{number_text(part)} ÷ {number_text(whole)} = {shown_percent(exact)}"


def would_be(statement: Statement, whole: Decimal, *, earlier: bool = False) -> str:
    """Return which whole quantity a stated percentage would be: "15% sería 6 de 40".

    `earlier` tells that quarters of which nothing is told may be in it: then it asks to say so.
    """
    fits = fitting(statement.said.mention, whole)
    said = percent_words(statement.value)
    if fits is None:
        return f"Ninguna cantidad entera de {number_text(whole)} da {said}"
    ask = ". Si cuenta trimestres anteriores, dígalo en el texto" if earlier else ""
    return f"{said} sería {number_text(fits)} de {number_text(whole)}{ask}"


def wrong_percent(
    statement: Statement, exact: Fraction, arithmetic: str, severity: Severity, source: str
) -> Finding:
    """Return that a stated percentage is not the exact one that `source` gives.

    One that was rounded to 100 is a doubt at most.
    """
    if severity is Severity.ERROR and rounds_to(statement.said.mention, exact):
        severity = Severity.DOUBT
    said = f"dice {percent_words(statement.value)}"
    if not percents_of(statement.quote):
        said = "da por cumplida su meta"  # "quedó concluida", "en su totalidad"
    found = shown_percent(decimal_of(exact))
    return Finding(
        Code.WRITTEN_PERCENT,
        severity,
        f"La línea {said}, y {source} dan {found}",
        statement.passage.anchor,
        arithmetic=arithmetic,
        quote=statement.quote,
    )


def is_inside(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether the whole meta of a línea belongs to the quarter."""
    if period is None or linea.starts_on is None or linea.ends_on is None:
        return False
    return linea.starts_on >= period.starts_on and linea.ends_on <= period.ends_on
