"""A stated percentage whose narrative counts nothing.

Source: Archivo 1 and 3 in section 2.2 of the domain document.
"""

import re
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.backing import backing_of, named_ones, ordinals_of
from programs.values.checks.informe.evidence import (
    Evidence,
    deeds_in,
    named_of,
    told_in,
    vaguely_told,
    words_told,
)
from programs.values.checks.informe.only_aimed import only_aimed
from programs.values.checks.informe.readings import may_accumulate, pairs_told, sums_of
from programs.values.checks.informe.statements import (
    OF_WORDS,
    Statement,
    agrees,
    division,
    fitting,
    percent_words,
    shares_told,
    would_be,
    wrong_percent,
)
from programs.values.checks.informe.title_meta import strays_of
from programs.values.one_thing import within_sentence
from programs.values.phrases import number_text, quantity_text
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.percents import percents_of
from programs.values.wording.told import Told
from programs.values.wording.units import speaks_of, stems, unit_of
from programs.values.written import Amount, PassageKind, Period, WrittenLinea


def tells_nothing(linea: WrittenLinea, evidence: Evidence) -> bool:
    """Tell whether a narrative counts nothing, lists nothing and never names the meta's unit."""
    counted = any(not each.article for passage in linea.prose for each in counted_of(passage.text))
    return not counted and _never_names(linea, evidence)


def _lists(linea: WrittenLinea) -> bool:
    """Tell whether a narrative has a list, a table or a picture; a heading lists nothing."""
    plain = (PassageKind.TEXT, PassageKind.HEADING)
    return any(passage.kind not in plain for passage in linea.passages)


def _never_names(linea: WrittenLinea, evidence: Evidence) -> bool:
    """Tell whether a narrative has no list and never names the meta's unit."""
    items = _lists(linea)
    return not (items or evidence.listed or speaks_of(evidence.unit, words_told(linea)))


def _names_nothing(linea: WrittenLinea, evidence: Evidence) -> bool:
    """Tell whether a narrative never names the unit, and lists nothing by its name."""
    named = any(
        _QUOTED.search(passage.text) or len(_BY_NAME.findall(passage.text)) >= _SEVERAL
        for passage in linea.prose
    )
    return not named and _never_names(linea, evidence)


# "los planteles de Tula, Apan y Huasca"
_QUOTED = re.compile(r"[«“\"]")
# "La Coordinación de Escucha Ciudadana" is one.
_BY_NAME = re.compile(
    r"(?<=[a-záéíóúñ,]\s)[A-ZÁÉÍÓÚÑ]\w+(?:\s(?:(?:del?|la|las|los|el|para|al?)\s){0,2}[A-ZÁÉÍÓÚÑ]\w+)*"
)
_SEVERAL = 3


def _has_no_number(linea: WrittenLinea) -> bool:
    """Tell whether a narrative has neither number, list nor table, whatever it names."""
    return not _lists(linea) and not any(
        _ARTICLE.fullmatch(folded(passage.text[each.start : each.end])) is None
        for passage in linea.prose
        for each in numbers_of(passage.text)
    )


_ARTICLE = re.compile(r"una?")  # "se dio un impulso" counts nothing


def is_cell(linea: WrittenLinea) -> bool:
    """Tell whether a línea has nothing but a percentage: a row, whose other cells are not known."""
    closing = linea.closing.text if linea.closing else ""
    return not linea.passages and _BARE_PERCENT.fullmatch(closing) is not None


_BARE_PERCENT = re.compile(r"\W*(?:Avance\W{1,3})?\d{1,3}(?:[.,]\d{1,2})?\s?%\W*")


# What an earlier quarter did, and this one did not change.
_KEPT = re.compile(
    r"\b(?:se\s(?:mantiene|conserva)|sin\s(?:cambios?|avance)|no\s(?:hubo|se)|igual)\b"
)


def _keeps(linea: WrittenLinea) -> bool:
    return any(_KEPT.search(folded(passage.text)) for passage in told_in(linea))


def uncounted(
    linea: WrittenLinea,
    period: Period | None,
    statement: Statement,
    amounts: tuple[Amount, ...],
    evidence: list[Evidence],
) -> Finding | None:
    """Return that a percentage has no quantity behind it, unless what is told may be as many."""
    whole = sum((amount.quantity or Decimal(0) for amount in amounts), Decimal(0))
    mention = statement.said.mention
    if not any(linea.prose) and (whole == 1 or is_cell(linea)):
        return None  # a row of a table, and one thing that is done
    if whole == 2 and any(_BOTH.search(folded(each.text)) for each in linea.prose):
        return None  # "Ambas bases quedaron depuradas"
    strays = tuple(e for e in strays_of(linea) if e.counted.told is not Told.BEFORE)
    if strays and len(amounts) == 1:
        sums = sums_of(strays) | {each.counted.value for each in strays}
        if any(agrees(mention, Fraction(each) * 100 / Fraction(whole)) for each in sums):
            return None
        values = [each.counted.value for each in strays if not each.counted.part]
        shown = "; ".join(division(value, whole) for value in dict.fromkeys(values))
        told = f"{shown}. {would_be(statement, whole)}"
        exact = Fraction(values[0]) * 100 / Fraction(whole)
        return wrong_percent(statement, exact, told, Severity.DOUBT, OF_WORDS)
    untold = len(evidence) == 1 and (tells_nothing(linea, evidence[0]) or _has_no_number(linea))
    if may_accumulate(linea, period, statement.said.scope) and not (
        untold and whole >= _MANY and not _keeps(linea)
    ):
        return None
    if statement.value == _ALL and only_aimed(linea, evidence):
        return _no_number(statement, amounts, whole)
    if any(agrees(mention, share) for share in shares_told(statement.quote)):
        return None  # the sentence has the division: "100 % (1 de 1 revisado)"
    if len(amounts) > 1 and _counts_component(statement, amounts, evidence):
        return None
    year = period.year_starts_on.year if period else None
    if any(named_of(linea, unit_of(each.unit), year) for each in amounts):
        return None  # told as of another kind
    faint = [each for one in evidence for each in one.pieces]
    if any(each.refers and each.counted.value == whole for each in faint):
        return None  # "los 25 compromisos" are all followed: how far is told by no count
    readings = {each.counted.value for each in faint} | sums_of(faint)
    measured = all(map(_is_measured, amounts))
    if measured and _tells_measure(linea):
        return None
    if not measured:  # "las colonias Centro, Obrera y Del Carmen" are no kilometres
        readings |= backing_of(linea, amounts)
    if any(agrees(mention, Fraction(each) * 100 / Fraction(whole)) for each in readings):
        return None
    counts = _other_counts(linea) | _told_beside(linea, whole)
    others = [Fraction(each) * 100 / Fraction(whole) for each in counts]
    if any(agrees(mention, each) for each in (*others, *pairs_told(linea))):
        return None
    implied = Fraction(statement.value) * Fraction(whole) / 100
    deeds = deeds_in(linea, firm=implied > Fraction(3, 2))
    if (
        deeds.sentences
        and not measured
        and not vaguely_told(linea, amounts)
        and not (implied >= 2 and all(_names_nothing(linea, each) for each in evidence))
        and implied - Fraction(1, 2) <= deeds.most
    ):
        return None
    return _no_number(statement, amounts, whole)


_ALL = 100


def _no_number(statement: Statement, amounts: tuple[Amount, ...], whole: Decimal) -> Finding:
    """Return that a percentage has no quantity behind it, and which it would be."""
    fits = fitting(statement.said.mention, whole)
    unit = within_sentence(amounts[0].unit) if len(amounts) == 1 else ""
    shown = f"{percent_words(statement.value)} de {quantity_text(whole, unit)}"
    if fits is not None:
        shown = f"{shown} sería {number_text(fits)}"
    return no_count(statement, amounts, shown)


def _is_measured(amount: Amount) -> bool:
    """Tell whether a meta is a measure, which no list of names or deeds tells: "10 kilómetros"."""
    heads = unit_of(amount.unit).heads
    return bool(heads) and all(head in _MEASURES for head in heads)


def _tells_measure(linea: WrittenLinea) -> bool:
    """Tell whether a narrative measures in another unit: "3,000 metros", "del km 3+000"."""
    return any(
        _CHAINAGE.search(passage.text)
        or any(stems(each.noun)[:1] and stems(each.noun)[0] in _MEASURES for each in counted)
        for passage in linea.prose
        for counted in (counted_of(passage.text),)
    )


_CHAINAGE = re.compile(r"\b\d{1,4}\+\d{3}\b")
_MEASURES = frozenset(
    stems("m metros kilometros km ha hectareas ton toneladas litros kilogramos kilos kg")
)


def _counts_component(
    statement: Statement, amounts: tuple[Amount, ...], evidence: list[Evidence]
) -> bool:
    """Tell whether a sentence counts one component: "los ocho talleres representan el 50%"."""
    mention = statement.said.mention
    return any(
        each.passage == statement.passage
        and amount.quantity
        and agrees(mention, Fraction(each.counted.value) * 100 / Fraction(amount.quantity))
        for amount, own in zip(amounts, evidence, strict=True)
        for each in own.pieces
    )


def met_uncounted(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> Finding | None:
    """Return that a meta is told as met, by a narrative without any number, list or name.

    "Se cumplió la meta del trimestre", of a meta of 60 expedientes. Of a few things each may be
    told by its own sentence.
    """
    whole = sum((amount.quantity or Decimal(0) for amount in amounts), Decimal(0))
    closing = linea.closing
    if closing is None or linea.numbers_typed or not any(linea.prose):
        return None
    if percents_of(closing.text) or not _MET.search(folded(closing.text)):
        return None
    if whole < _FEW or any(each.unit.startswith("%") for each in amounts):
        return None
    if any(each.kind in (PassageKind.ITEM, PassageKind.TABLE) for each in linea.passages):
        return None
    counted = any(not each.article for own in linea.prose for each in counted_of(own.text))
    heads = frozenset(head for each in amounts for head in unit_of(each.unit).heads)
    named = [*named_ones(linea, heads), *ordinals_of(linea), *pairs_told(linea)]
    if counted or named or any(_one_of(linea, each) for each in amounts):
        return None
    if whole in backing_of(linea, amounts):
        return None
    if whole < _MANY and not (heads.isdisjoint(words_told(linea)) and _has_no_number(linea)):
        return None
    if whole < _MANY and deeds_in(linea, firm=True).sentences > _WITH_CLOSING:
        return None
    return Finding(
        Code.UNCOUNTED,
        Severity.DOUBT,
        "La línea da por cumplida su meta, y su narrativa no cuantifica lo hecho",
        closing.anchor,
        quote=closing.text,
    )


_FEW = 3
_WITH_CLOSING = 2  # deeds: one of the narrative, and "se cumplió" of the closing
_MANY = 5  # things, which no narrative tells one by one
_MET = re.compile(
    r"(?<!no\s)(?<!no\sse\s)\b(?:se\s)?(?:cumpli|alcanz|cubri|logr|satisfi|atendi|conclu)(?:o|eron|aron|imos|amos|yo|zo)\b"
    r"[^.;]{0,40}\b(?:metas?|lo\s(?:previsto|programado|comprometido|planeado)|compromisos?|objetivos?)\b"
    r"|\bse\sdio\s(?:\w+\s)?cumplimiento\s(?:\w+\s){0,2}?(?:al?|con)\s(?:la\s|l[oa]s\s)?(?:metas?|compromisos?"
    r"|objetivos?|(?:lo\s)?(?:previsto|programado|comprometido|planeado))\b"
    r"|\b(?:metas?|lo\s(?:previsto|programado|comprometido|planeado)|compromisos?|objetivos?)\b[^.;]{0,60}"
    r"(?<!no\s)(?<!no\sse\s)\b(?:cumpli|alcanz|cubr|cubiert|conclu|satisf|logra)\w*"
)


def _one_of(linea: WrittenLinea, amount: Amount) -> bool:
    """Tell whether a narrative speaks of one thing of the meta: "el informe se entregó"."""
    heads = unit_of(amount.unit).heads
    for passage in linea.prose:
        for found in _ONE.finditer(folded(passage.text)):
            if set(stems(found[1])) & {*heads} and not found[1].endswith("s"):
                return True
    return False


_ONE = re.compile(r"\b(?:el|la|un|una|dich[oa]|est[ea]|cada)\s(\w{3,})")
_BOTH = re.compile(r"\b(?:amb[oa]s|(?:l[oa]s)\sdos)\b")


def _other_counts(linea: WrittenLinea) -> set[Decimal]:
    """Return what the narrative counts of whatever was done: it may be the same by another name."""
    found: set[Decimal] = set()
    for passage in told_in(linea):
        own = [
            each
            for each in counted_of(passage.text)
            if each.told is Told.DONE
            and not each.article
            and not _SENT.search(folded(passage.text[max(0, each.start - 60) : each.start]))
        ]
        found |= {each.value for each in own}
        if len({stems(each.noun)[:1] for each in own if not each.elided}) == 1:
            # "Un par de aspirantes se entrevistó en octubre, media docena en noviembre…"
            found.add(sum((each.value for each in own if not each.base), Decimal(0)))
    return found


def _told_beside(linea: WrittenLinea, whole: Decimal) -> set[Decimal]:
    """Return what stands behind the meta itself: "cuarenta bitácoras; se revisaron diez"."""
    if ";" not in linea.meta and "," not in linea.meta:
        return set()
    return {
        each.value
        for each in counted_of(linea.meta)
        if each.told is Told.DONE and each.start and each.value < whole
    }


# Who was sent is nothing that was done: "se comisionó a dos servidores públicos".
_SENT = re.compile(
    r"\b(?:comision|design|asign|nombr|contrat|trabaj|interv|particip)\w+\s+(?:con\s+|a\s+)?(?:l[oa]s\s+)?$"
)


def no_count(statement: Statement, amounts: tuple[Amount, ...], arithmetic: str) -> Finding:
    """Return that a percentage has no quantity behind it."""
    return Finding(
        Code.UNCOUNTED,
        Severity.DOUBT,
        f"La línea dice {percent_words(statement.value)}, y su narrativa no cuantifica lo hecho",
        statement.passage.anchor,
        arithmetic=arithmetic,
        quote=statement.quote,
    )
