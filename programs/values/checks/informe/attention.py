"""A share of what came in: "se atendió el 100%" against the requests received and answered.

Source: Unidad de Transparencia in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Finding, Severity
from programs.values.checks.informe.evidence import Piece, evidence_of
from programs.values.checks.informe.readings import sums_of
from programs.values.checks.informe.statements import (
    OF_WORDS,
    Statement,
    agrees,
    division,
    wrong_percent,
)
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded, number_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, stems, unit_of
from programs.values.written import Amount, Period, WrittenLinea

_SHARES = (25, 50, 75, 100)  # what a quarter is of a yearly percentage
# "Solicitudes recibidas: 14"
_LABELLED = re.compile(r"\W*(?P<what>[^\W\d][^:\d]{3,80}):\s*(?P<count>\d[\d,]{0,9})\W*")


def against_attention(
    linea: WrittenLinea, period: Period | None, statement: Statement, amount: Amount
) -> Iterator[Finding]:
    """Compare "se cumplió al 100%" of a meta in percent with what came in and what was answered."""
    evidence = evidence_of(linea, amount.unit, period.year_starts_on.year if period else None)
    strong = [each for each in evidence.pieces if each.fit is Fit.STRONG]
    received = [each for each in strong if each.counted.told is Told.RECEIVED]
    done = [each for each in strong if each.counted.told is Told.DONE and not each.counted.base]
    if not done:  # "ingresaron cincuenta quejas; se atendieron cuarenta y seis"
        soft = evidence.of(Fit.SOFT)
        done = [each for each in soft if each.counted.elided and each.counted.told is Told.DONE]
    if len(received) == 1 and done:
        base = received[0].counted.value
        about = _of_subjects(linea)
        done = [
            each
            for each in done
            if (each.passage.key, each.counted.start) not in about and not _is_of_subject(each)
        ]
        sums = sums_of(done) | {each.counted.value for each in done}
        if not done and any(_ALL_DONE.search(folded(each.text)) for each in linea.prose):
            sums = {base}  # of "se contestaron 16, todas en plazo" all are the 16
    else:
        base, sums = _labelled(linea)
        if not base and not unit_of(amount.unit).heads:
            base, sums = _in_turn(linea)
    if not base or not sums:
        return
    shares = [Fraction(each) * 100 / Fraction(base) for each in sums if each <= base]
    agreeing = any(
        agrees(statement.said.mention, share * portion / 100)
        for share in [*shares, Fraction(100)][: len(shares) + (statement.value < 100)]
        for portion in _SHARES
    )
    if shares and not agreeing:
        best = max(each for each in sums if each <= base)
        exact = Fraction(best) * 100 / Fraction(base)
        yield wrong_percent(statement, exact, division(best, base), Severity.DOUBT, OF_WORDS)


def _of_subjects(linea: WrittenLinea) -> set[tuple[str, int]]:
    """Return the parts of what came in that tell what it was about: none counts answers.

    "19 solicitudes, de las cuales cuatro se refirieron a sueldos y quince a contratos".
    """
    return {
        (passage.key, part.start)
        for passage in linea.prose
        for each in breakdowns_of(passage.text)
        if each.total.told is Told.RECEIVED
        and _tells_subject(passage.text, each.total.end, each.end, each.total.sentence.end)
        for part in each.parts
    }


def _is_of_subject(piece: Piece) -> bool:
    """Tell whether a part stands in a sentence of what came in: "doce trataron de nómina"."""
    counted = piece.counted
    inside = counted.part or counted.elided
    own = counted.sentence
    return inside and _tells_subject(piece.passage.text, own.start, counted.end, own.end)


def _tells_subject(text: str, start: int, end: int, last: int) -> bool:
    """Tell whether words tell what something was about, and nothing that became of it."""
    clause = re.split(r"[,.;]", text[end : min(last, end + _TAIL)], maxsplit=1)[0]
    plain = folded(text[start:end] + clause)
    return bool(_ABOUT.search(plain)) and not _ANSWERED.search(plain)


_TAIL = 40  # signs of what the last part is told of
_ABOUT = re.compile(
    r"\b(?:se\s(?:refir|relacion|vincul)|vers|trat(?:aron|aban|o\b)|correspond|concern|preguntaron"
    r"|pidieron|solicitaron|fueron\s(?:de|sobre|por)\b|eran\b)"
)
_ANSWERED = re.compile(
    r"\b(?:respond|contest|atend|resolv|resuelt|concluy|conclui|despach|desahog|desech|turn(?:o|aron|ad)"
    r"|tramit|pendient|respuesta)"
)
# "Todas fueron respondidas dentro del plazo": as many as came in.
_ALL_DONE = re.compile(
    r"(?<!no )(?<!casi )\b(?:tod[oa]s(?:\sell[oa]s)?|la\stotalidad(?:\sde\sell[oa]s)?|cada\suna?"
    r"|sin\sexcepcion)\s(?:ya\s)?(?:(?:se|fue(?:ron)?|quedaron|quedo|han\ssido|estan)\s)?"
    r"(?:respond|contest|atend|resolv|resuelt|desahog|despach)\w*"
    r"|\bse\s(?:dio\srespuesta|respondi\w*|contest\w*|atendi\w*)\s(?:a\s)?(?:tod[oa]s|la\stotalidad)\b"
    r"(?!,?\s(?:menos|salvo|excepto|a\sexcepcion))"
)


def _in_turn(linea: WrittenLinea) -> tuple[Decimal, set[Decimal]]:
    """Return what came in and what was done of it: "Ingresaron 18 denuncias. Quince se enviaron…".

    Only where one thing came in, and all that was done is counted without a noun of its own.
    """
    counts = [each for passage in linea.prose for each in counted_of(passage.text)]
    received = [each for each in counts if each.told is Told.RECEIVED and not each.base]
    done = [each for each in counts if each.told is Told.DONE]
    if len(received) != 1 or not done or not all(each.elided for each in done):
        return Decimal(0), set()
    if any(each.value > received[0].value for each in done):
        return Decimal(0), set()
    values = {each.value for each in done}
    return received[0].value, values | {sum(values, Decimal(0))}


def _labelled(linea: WrittenLinea) -> tuple[Decimal, set[Decimal]]:
    """Return what came in and what was done where each has its own label; 0 and none elsewhere."""
    received: list[tuple[str, Decimal]] = []
    done: list[tuple[str, Decimal]] = []
    for passage in linea.prose:
        found = _LABELLED.fullmatch(folded(passage.text))
        counts = counted_of(passage.text) if found else ()
        number = number_of(found["count"]) if found else None
        if not found or number is None or len(counts) != 1:
            continue
        what = stems(found["what"])[:1]
        told = {Told.RECEIVED: received, Told.DONE: done}.get(counts[0].told)
        if told is not None and what:
            told.append((what[0], number))
    if len(received) != 1 or any(what != received[0][0] for what, _ in done):
        return Decimal(0), set()
    return received[0][1], {number for _, number in done}
