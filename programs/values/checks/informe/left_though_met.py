"""A closing that tells a meta as wholly met, over a narrative that says how many are left.

"Fueron tres evaluaciones; las otras dos se recorrieron a enero. Lo programado se cumplió por
completo." Also "la meta anual quedó concluida", where nine of twelve are summed up. Source: the
closings of section 2.3 of the domain document.
"""

import re
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Finding, Severity
from programs.values.checks.informe.backing import backing_of
from programs.values.checks.informe.listed_left import UNDONE, done_beside_left, none_done
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import (
    OF_WORDS,
    Statement,
    agrees,
    division,
    shares_told,
    wrong_percent,
)
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, holds_any, numbers_of
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import PercentMention, StatedPercent, percents_of
from programs.values.wording.sentences import Span
from programs.values.wording.settled import reached
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, fit_of, unit_of
from programs.values.written import Amount, Passage, WrittenLinea

_WHOLE = 100
_META = (
    r"(?:metas?|compromisos?|encargos?|lineas?|tareas?|lo\s(?:programado|comprometido|previsto))"
)
_DONE = (
    r"(?:cumplid|concluid|satisfech|cubiert|alcanzad|terminad|lograd|saldad|agotad|completad)[oa]s?"
)
# "La meta anual quedó concluida", "se dio por cumplida íntegramente", "se cumplió la meta"
_MET = re.compile(
    rf"\b{_META}\b[^.;:,]{{0,40}}\b(?:(?:se\s)?(?:da|dan|dio|dieron|tiene|tuvo|puede\sdar)(?:se)?\spor"
    rf"|qued[oa]n?|quedaron|esta|fue|ha\squedado|ha\ssido|se\sencuentra)\s(?:\w+\s)?{_DONE}\b"
    rf"|\b(?:se\s(?:da|dio|tiene|tuvo)\spor|qued[oa]|ha\squedado)\s(?:\w+mente\s)?{_DONE}\s"
    rf"(?:\w+\s){{0,3}}{_META}\b"
    rf"|\bse\s(?:cumplio|concluyo|alcanzo|cubrio|satisfizo|completo)\s(?:\w+mente\s)?"
    rf"(?:con\s)?(?:la|el)?\s?{_META}\b"
    rf"|\bse\sdio\s(?:\w+\s)?cumplimiento\s(?:\w+\s){{0,2}}?a\s(?:la|el|los)?\s?{_META}\b"
    rf"|\b{_META}\s(?:\w+\s){{0,3}}?(?:se\s(?:rebaso|supero|excedio)|(?:fue\s)?(?:rebas|super|exced)[ai]d[oa])\b"
    rf"|\bse\s(?:rebaso|supero|excedio)\s(?:la|el)?\s?{_META}\b"
    rf"|\b{_META}\s(?:anual\s)?(?:se\s(?:cumplio|concluyo|alcanzo|cubrio)|{_DONE})\b"
)
_NOT_WHOLLY = re.compile(
    r"\b(?:no|sin|nunca|casi|apenas|parcial\w*|parte|mitad|tercio|falt\w+|pendient\w+|rest\w+"
    r"|etapa|fase|primer[ao]?|segund[ao]|avance|en\s(?:proceso|curso|tramite)|cuando|si)\b|\d"
)
# "Los nueve del interior no se han inspeccionado": of what was counted, none was done.
_NOT_DONE = re.compile(
    r"\b(?:(?:aun|todavia)\s)?no\s(?:se\s|fueron\s|fue\s)?(?:han?\s|pud\w+\s|logr\w+\s|lleg\w+\sa\s)?"
    r"(?:sido\s)?\w{4,}"
)
_SUMMED = re.compile(
    r"\b(?:acumulan?|acumulamos|sumamos|suman|llevamos|se\sllevan|reunimos|se\sreunen|totalizan"
    r"|(?:se\s)?llega(?:mos)?\sa)\s(?:ya\s)?(?:un\stotal\sde\s)?$"
)


# "Con las seis, la meta de 2025 queda concluida"
_WITH_THESE = re.compile(
    r"\b(?:con|mediante)\s(?:l[oa]s|est[oa]s|dich[oa]s)\s(?:\w+\s){0,3}?\w+,|\sdel?\s(?:ano\s|ejercicio\s)?20\d\d\b"
)


def met_in_words(linea: WrittenLinea) -> Statement | None:
    """Return a closing that tells its meta as met without a percentage, as the whole of it."""
    closing = linea.closing
    if closing is None or percents_of(closing.text):
        return None
    plain = _WITH_THESE.sub("", folded(closing.text))
    found = _MET.search(plain) or reached(plain)
    if not found or _NOT_WHOLLY.search(plain) or any(numbers_of(plain)):
        return None
    whole = Span(0, len(closing.text))
    mention = PercentMention(Decimal(_WHOLE), found.start(), found.end())
    return Statement(StatedPercent(mention, Scope.UNSAID, whole), closing)


def left_though_met(linea: WrittenLinea, statement: Statement, amount: Amount) -> Finding | None:
    """Return that a meta is told as wholly met, and its narrative tells how many it lacks."""
    whole = amount.quantity
    if statement.value != _WHOLE or not whole:
        return None
    told = [
        (each, passage)
        for passage in linea.prose
        for each in counted_of(passage.text)
        if not each.article
    ]
    if none_done(linea, unit_of(amount.unit)):
        return wrong_percent(
            statement, Fraction(0), division(Decimal(0), whole), Severity.ERROR, OF_WORDS
        )
    if _came_to(linea, whole):
        return None  # "A los tres restantes se les recordó… Se reunieron los cinco."
    came = _counts_what_came(linea, statement, told)
    rest = None if came else _but_the_rest(told, amount, whole)
    counted = rest or _summed_up(told, amount, whole)
    reached = counted or done_beside_left(linea, unit_of(amount.unit), whole)
    if not reached:
        return None
    exact = Fraction(reached) * 100 / Fraction(whole)
    severity = Severity.ERROR if counted else Severity.DOUBT  # a list is no number
    return wrong_percent(statement, exact, division(reached, whole), severity, OF_WORDS)


def rest_of_whole(linea: WrittenLinea, statement: Statement, amount: Amount) -> Finding | None:
    """Return that a percentage is not that of all but "los cinco restantes".

    Only where so many as are done are told too, by a number or a list.
    """
    whole = amount.quantity
    alone = (Scope.QUARTER, Scope.IN_QUARTER)
    if (
        not whole
        or statement.value == _WHOLE
        or statement.said.scope in alone
        or is_left_out(linea)
    ):
        return None
    if not any(holds_any(passage.text, _REST) for passage in linea.prose):
        return None
    unit = unit_of(amount.unit)
    told = [
        (each, passage)
        for passage in linea.prose
        for each in counted_of(passage.text)
        if not (each.base or each.article)
    ]
    left = [
        each
        for each, passage in told
        if each.told is Told.LEFT
        and (each.elided or fit_of(unit, each.noun) >= Fit.SOFT)
        and _THE_REST.match(after := folded(passage.text[each.end : each.sentence.end]))
        and UNDONE.search(after)
    ]
    if len(left) != 1 or not 0 < left[0].value < whole:
        return None
    done = whole - left[0].value
    if done not in backing_of(linea, (amount,)) | {
        each.value for each, _ in told if each not in left
    }:
        return None
    exact = Fraction(done) * 100 / Fraction(whole)
    said = (exact, *shares_told(statement.quote))
    if any(agrees(statement.said.mention, each) for each in said):
        return None
    return wrong_percent(statement, exact, division(done, whole), Severity.DOUBT, OF_WORDS)


_REST = ("restante", "faltante", "que faltan", "pendientes")
_THE_REST = re.compile(r"\W*(?:\w+\s)?(?:restantes?|faltantes?|que\sfaltan|pendientes)\b")


def reaches(linea: WrittenLinea, whole: Decimal) -> bool:
    """Tell whether a narrative says that it came to the whole: "con lo que se llegó a las 24".

    Or tells what was left of it as done too: "se calibraron cuatro, y en éste los seis restantes".
    """
    for passage in linea.prose:
        told = [each for each in counted_of(passage.text) if not each.article]
        rest = any(
            _REST_TOLD.match(folded(passage.text[each.end : each.end + 40])) for each in told
        )
        if rest and sum(each.value for each in told) == whole:
            return True
    return _came_to(linea, whole)


def _came_to(linea: WrittenLinea, whole: Decimal) -> bool:
    return any(
        each.value == whole
        and _CAME_TO.search(folded(passage.text[max(0, each.start - _NEAR) : each.start]))
        for passage in linea.passages  # a heading too may be read of a sentence
        for each in numbers_of(passage.text)
    )


# "Los seis restantes quedan pendientes" were not done.
_REST_TOLD = re.compile(
    r"\s(?:[a-z]+\s)?(?:restantes|faltantes|que\sfaltaban)\b(?!\s(?:qued|se\s\w+ran?\b|est))"
)
_NEAR = 50  # signs
_CAME_TO = re.compile(
    r"(?<!no\s)(?<!no\sse\s)\b(?:lleg(?:o|a|amos|aron|an|ando)\sa|alcanz(?:o|a|an|aron|amos|ando)(?:\sa)?"
    r"|complet(?:o|a|an|aron|amos|ando)|cubr(?:e|en|io|ieron|imos|iendo)|reun(?:io|en|ieron|imos)"
    r"|redonde\w+)\s(?:ya\s)?(?:l[oa]s\s|un\stotal\sde\s|el\stotal\sde\s)?$"
)


def _counts_what_came(
    linea: WrittenLinea, statement: Statement, told: list[tuple[Counted, Passage]]
) -> bool:
    """Tell whether all that was promised came in, and nothing says that it was to be ended.

    "Se recibieron 37 quejas. Concluidas, 14; en investigación, 11…" of a meta of 37 quejas.
    """
    whole = linea.amounts[0].quantity if linea.amounts else None
    unit = unit_of(linea.amounts[0].unit) if linea.amounts else None
    came = any(
        each.told is Told.RECEIVED
        and each.value == whole
        and unit is not None
        and fit_of(unit, each.noun) is Fit.STRONG
        for each, _ in told
    )
    words = folded(f"{linea.title} {linea.meta} {linea.amounts[0].unit}" if came else "")
    if not came or _TO_END.search(words) or _ENDED.search(folded(statement.quote)):
        return False
    left = [
        folded(passage.text[max(each.sentence.start, each.start - 60) : each.sentence.end])
        for each, passage in told
        if each.told is Told.LEFT
    ]
    return not _TO_ATTEND.search(words) or all(_UNDER_WAY.search(each) for each in left)


_TO_END = re.compile(
    r"\b(?:resolv|resuel|resoluc|conclu|desahog|solvent|contest|respond|respuesta|dictamin|determin"
    r"|termin|finaliz|entreg|investigar)\w*"
)
_ENDED = re.compile(r"\b(?:resolv|resuel|resolvi|contest|respond|respuesta|solvent|dictamin)\w*")
_TO_ATTEND = re.compile(r"\b(?:atend|atenc|atiend)\w*")
_UNDER_WAY = re.compile(
    r"\ben\s(?:tramite|proceso|investigacion|curso|analisis|revision|estudio|integracion)\b"
    r"|\b(?:sigue|continua)n?\b|\bacumulad[oa]s?\b"
)


def _but_the_rest(
    told: list[tuple[Counted, Passage]], amount: Amount, whole: Decimal
) -> Decimal | None:
    """Return what was done, where that and what is told as left make the whole."""
    unit = unit_of(amount.unit)
    left = done = Decimal(0)
    values: set[Decimal] = set()
    for each, passage in told:
        # By its noun, or by none: "los tres restantes".
        own = each.elided or fit_of(unit, each.noun) >= Fit.SOFT
        if not own and each.told is Told.LEFT:
            continue
        after = folded(passage.text[each.end : min(each.sentence.end, each.end + 120)])
        if each.base:
            continue
        undone = each.told is Told.LEFT or (own and _NOT_DONE.search(re.split("[,;:]", after)[0]))
        if undone and not each.part:  # "de ellos, tres no se publicaron"
            left += each.value
        elif each.told is Told.DONE and not undone:
            values.add(each.value)
            if own:
                done += each.value
    values.add(done)
    return whole - left if 0 < left < whole and whole - left in values else None


def _summed_up(
    told: list[tuple[Counted, Passage]], amount: Amount, whole: Decimal
) -> Decimal | None:
    """Return what a narrative sums up last, where that is less than the whole: "suman nueve"."""
    unit = unit_of(amount.unit)
    sums = [
        each.value
        for each, passage in told
        if (each.elided or fit_of(unit, each.noun) >= Fit.SOFT)
        and not (each.base or each.part)
        and _SUMMED.search(
            folded(passage.text[max(each.sentence.start, each.start - 40) : each.start])
        )
        # "Suman ya cinco de ocho, 62.5 por ciento" has a percentage of its own.
        and not percents_of(passage.text[each.end : each.sentence.end])
    ]
    return sums[-1] if sums and max(sums) == sums[-1] < whole else None
