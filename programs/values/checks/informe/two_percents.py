"""A línea that states two progresses of one meta: one of them is left over from a draft.

Source: section 2.2 of the domain document.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.readings import may_accumulate
from programs.values.checks.informe.statements import (
    Statement,
    agrees,
    division,
    every_statement,
    percent_words,
    told_statements,
)
from programs.values.phrases import shown_percent
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import stated_percents
from programs.values.wording.units import stem, unit_of
from programs.values.written import Period, WrittenLinea

T = TypeVar("T")


def two_percents(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a línea states two progresses of one meta that are not one rounded."""
    if linea.shares:
        yield from _against_shares(linea, period)
        return
    said = [
        each
        for each in every_statement(linea)
        if not (each.said.component or _is_of_another_meta(each, linea))
    ]
    if len(said) < 2:
        return
    if any(_OF_SEVERAL.search(folded(each.quote)) for each in said):
        return  # "Líneas 5 y 6. … Avance de 70 % en cada línea", below línea 4
    last = said[-1]
    alike = (Scope.UNSAID, Scope.YEAR)
    for each in said[:-1]:
        same = each.said.scope is last.said.scope or {each.said.scope, last.said.scope} <= {*alike}
        if not same or each.value == last.value or each.quote == last.quote:
            continue
        earlier = each.value < last.value and may_accumulate(linea, period, last.said.scope)
        if earlier and (not linea.numbers_typed or _is_earlier(each, linea, period)):
            continue
        bases = _bases(each), _bases(last)
        if linea.numbers_typed:
            bases = bases[0], bases[1] | {"year", "programmed", "all so far"}
        if all(bases) and not bases[0] & bases[1]:
            continue  # "de lo programado: 100 %", "anual: 40 %"
        if any(agrees(a.said.mention, Fraction(b.value)) for a, b in ((each, last), (last, each))):
            continue
        yield Finding(
            Code.TWO_PERCENTS,
            Severity.DOUBT if earlier else Severity.ERROR,
            _message(each, last, linea),
            each.passage.anchor,
            quote=each.quote,
        )
        return


def _message(each: Statement, last: Statement, linea: WrittenLinea) -> str:
    """Say which two progresses are stated; the closing sentence of the system nobody typed."""
    one, other = percent_words(each.value), percent_words(last.value)
    if linea.numbers_typed and last.passage == linea.closing:
        return f"El texto dice {one} y la frase de cierre dice {other}"
    return f"La línea afirma dos avances distintos: {one} y {other}"


def _against_shares(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that the text states a percentage which no quantity gives, of quarter or year.

    Without a percentage in the closing sentence the quantities are compared (`percent`).
    """
    closing = [each for each in every_statement(linea) if each.passage == linea.closing]
    if not closing:
        return
    whole = _only(linea.amounts, lambda amount: amount.quantity)
    so_far = _only(linea.so_far, lambda value: value)
    for each in (*told_statements(linea), *_thus_stated(linea)):
        if may_be_given(each, linea) or _is_before(each, period):
            continue
        if any(agrees(each.said.mention, Fraction(last.value)) for last in closing):
            continue
        of_quarter = each.said.scope in _OF_PART
        last = closing[-1]
        message = _message(each, last, linea)
        if of_quarter:
            given = shown_percent(linea.quarter_shares[0])
            message = f"El texto dice {percent_words(each.value)} y el trimestre lleva {given}"
        shown = division(so_far, whole) if so_far and whole and not of_quarter else ""
        yield Finding(
            Code.TWO_PERCENTS,
            Severity.DOUBT if each.value < last.value and not of_quarter else Severity.ERROR,
            message,
            each.passage.anchor,
            arithmetic=shown,
            quote=each.quote,
        )
        return


_OF_PART = (Scope.QUARTER, Scope.IN_QUARTER, Scope.SPAN)


def _only(values: Sequence[T], quantity: Callable[[T], Decimal | None]) -> Decimal | None:
    return quantity(values[0]) if len(values) == 1 else None


def _thus_stated(linea: WrittenLinea) -> Iterator[Statement]:
    """Yield what a text says that was reached with what it told, where it names no meta.

    "Con estas acciones se alcanza el 80%", "esto equivale al 80% de los 4 reportes".
    """
    heads = frozenset(head for amount in linea.amounts for head in unit_of(amount.unit).heads)
    for passage in linea.prose:
        named = {each.mention for each in stated_percents(passage.text)}
        plain = folded(passage.text)
        for each in stated_percents(passage.text, closes=True):
            mention = each.mention
            before = plain[max(each.whole.start, mention.start - 80) : mention.start]
            behind = _BEHIND.match(plain, mention.end)
            if mention in named or not behind or not _THUS.search(before):
                continue
            if not behind["noun"] or stem(behind["noun"]) in heads:
                yield Statement(each, passage)


_THUS = re.compile(
    r"\b(?:(?:con|por)\s(?:ell[oa]s?|eso|est[oa]s?|dich[oa]s)(?:\s\w+)?|con\slo\santerior|"
    r"lo\santerior|esto|ello|(?:con\s)?lo\s(?:que|cual)),?\s(?:\w+\s){0,3}?"
    r"(?:alcanz|lleg|logr|avanz|cumpl|represent|equival|signific|cubr|acumul|llev)\w*\s"
    r"(?:\w+\s){0,3}?$"
)
_BEHIND = re.compile(r"\s?(?:[.;,)]|$|de\sl[oa]s\s(?:\w+\s)?(?P<noun>\w{4,}s)\b)")


def may_be_given(statement: Statement, linea: WrittenLinea) -> bool:
    """Tell whether quantities of a línea give what a text states, or none tells it."""
    bases = _bases(statement)
    if statement.said.scope in _OF_PART and not linea.quarter_shares:
        return True
    if bases and bases <= {"received", "alone"}:
        return True
    quantities = (*linea.reported, *linea.so_far, *(each.quantity for each in linea.amounts))
    known = {*linea.shares, *linea.quarter_shares, *(each for each in quantities if each)}
    return any(agrees(statement.said.mention, Fraction(each)) for each in known)


_OF_SEVERAL = re.compile(
    r"\b(?:en|de|para)\s(?:cada\s(?:una\sde\s(?:las\s|ambas\s|estas\s)(?:\w+\s)?)?"
    r"|ambas\s|las\sdos\s)"
    r"(?:lineas?|metas?|acciones|accion|actividad(?:es)?|compromisos?|proyectos?)\b"
)


def _is_of_another_meta(each: Statement, linea: WrittenLinea) -> bool:
    """Tell whether a sentence names its meta by a quantity that is not of this línea.

    "En conjunto, la meta de 400 expedientes va en 52.5%", below a table of several metas.
    """
    named = _META_OF.search(folded(each.quote))
    own = {amount.quantity for amount in linea.amounts if amount.quantity}
    return bool(own) and named is not None and Decimal(named[1].replace(",", "")) not in own


_META_OF = re.compile(
    r"\b(?:en\s(?:su\s)?(?:conjunto|total|suma)|global\w*|sumad[oa]s|junt[oa]s)\b[^.;]{0,40}?\bmetas?\s"
    r"(?:\w+\s)?de\s(?:l[oa]s\s)?(?!20\d\d\b)(\d{1,3}(?:,\d{3})*|\d{1,6})\b(?!\s?%|[.,]\d)"
)


def _is_earlier(each: Statement, linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether a lower progress may be that of before, or what the quarter alone added."""
    if len(linea.amounts) == 1 and linea.amounts[0].quantity:
        done = linea.reported[0] or 0
        if agrees(each.said.mention, Fraction(done) * 100 / Fraction(linea.amounts[0].quantity)):
            return True
    return _is_before(each, period)


def _is_before(each: Statement, period: Period | None) -> bool:
    """Tell whether the sentence of a progress is of an earlier quarter or month."""
    said = each.said
    plain = folded(each.passage.text[said.whole.start : said.whole.end])
    number = (period.starts_on.month + 2) // 3 if period else 0
    quarters = [_QUARTERS[found[1]] for found in _OF_QUARTER.finditer(plain)]
    if _BEFORE.search(plain) or any(each < number for each in quarters):
        return True
    months = [MONTHS[found[1]] for found in _A_MONTH.finditer(plain)]
    return bool(months and period and max(months) < period.starts_on.month)


# "Al primer semestre se llevaba 52 %", "en el segundo trimestre se alcanzó 40 %"
_BEFORE = re.compile(
    r"\b(?:era|llevaba|tenia|habia|quedo|cerro|venia|(?:el|al|del) (?:\w+ )?semestre)\b"
)
_QUARTERS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_OF_QUARTER = re.compile(rf"\b({'|'.join(_QUARTERS)}) trimestre\b")
_A_MONTH = re.compile(rf"\b({MONTH})\b")
_BASES = {
    # "el índice de atención fue del 100 % de lo recibido"
    "received": re.compile(r"\b(?:recibid|ingresad|presentad|turnad)[oa]s?\b|\bindice de\b"),
    "all so far": re.compile(r"\bacumulad[oa]s?\b|\ba la fecha\b|\ben lo que va\b"),
    "alone": re.compile(r"\bpor si sol[oa]\b|\btrimestre que se (?:informa|reporta)\b"),
    "programmed": re.compile(r"\b(?:programad|planead|previst|calendarizad)[oa]s?\b"),
    "year": re.compile(r"\b(?:anual|del? (?:ano|ejercicio)|en el (?:ano|ejercicio))\b"),
    "quarter": re.compile(r"\b(?:trimestral|del? (?:trimestre|periodo)|en el trimestre)\b"),
}


def _bases(statement: Statement) -> frozenset[str]:
    """Return of what a statement says that it is a share."""
    said = statement.said
    text = folded(statement.passage.text[said.whole.start : said.whole.end])
    return frozenset(name for name, shape in _BASES.items() if shape.search(text))
