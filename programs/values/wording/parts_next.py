"""Parts told in a sentence of their own, behind the total of what the sentences before it count.

"Se recibieron 46 reportes y se atendieron 44. Por sistema: S1, 20; S2, 11; S3, 9, y S6, 7", "…315
expedientes en 63 cajas. Fueron 110 en octubre, 115 en noviembre y 100 en diciembre", "tres grupos:
el primero, de 52 personas; el segundo, de 61, y el tercero, de 60. De las 163 personas…". Several
numbers may be the total: one that the parts make is enough. Source: section 2.5 of the domain
document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from programs.values.wording.breakdown_parts import same_head
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded, number_of
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.told import Told

# A total, the parts, and where the first of these begins and the last ends.
Parts = tuple[Decimal, list[Decimal], int, int]

_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once"
    r"|doce|trece|catorce|quince|veinte)"
)
_KIND = (
    r"(?:sistemas?|areas?|mes(?:es)?|tipos?|materias?|municipios?|regiones|region|sedes?|sectores"
    r"|sector|modalidad(?:es)?|temas?|rubros?|medios?|vias?|estatus|estado|sexo|genero|edad|nivel"
    r"|origen|motivos?|dependencias?|direccion(?:es)?|unidad(?:es)?|oficinas?|grupos?)"
)
# "Por sistema: S1, 20; S2, 11; S3, 9, y S6, 7"
_BY = re.compile(
    rf"\W{{0,3}}(?:por|segun(?:\sel|\sla|\ssu)?)\s{_KIND}(?:\s\w{{2,14}}){{0,2}}\s?[:,]\s"
)
_LABELLED = re.compile(
    rf"\s?(?:[;,]\s)?(?:[ye]\s)?(?:en\s|la\s|el\s|los\s|las\s)?"
    rf"(?P<label>[a-z\u00f1][\w\u00f1 ]{{0,40}}?)"
    rf"(?:,\s|:\s|\s\()(?:con\s)?(?P<number>{_NUMBER})(?![\w%]|[.,]\d)\)?"
)
# "Fueron 110 en octubre, 115 en noviembre y 100 en diciembre"
_OPENS = re.compile(
    r"\W{0,3}(?:fueron|son|se\s\w{3,14}(?:aron|ieron)|(?:lleg|ingres|present)aron|correspondieron)\s$"
)
_IN_MONTH = re.compile(
    rf"(?:\s?(?:,\s|;\s|\s[ye]\s|,\s[ye]\s))?(?P<number>{_NUMBER})\s(?:en|de|durante)\s(?P<month>{MONTH})\b"
)
_HEDGED = re.compile(
    r"\b(?:entre\s(?:otr|ell)[oa]s|al\smenos|mas\sde|cerca\sde|aproximad\w+|ademas|tambien|principal\w*"
    r"|rest\w+|demas|otr[oa]s|vari[oa]s|anterior(?:es)?|previ[oa]s?|acumul\w+|meta|program\w+|amb[oa]s"
    r"|pendientes?|falt\w+|etc)\b|%|\bpor\sciento\b"
)
_LEAST, _MOST = 3, 12  # parts


def parts_next(text: str) -> Iterator[Parts]:
    """Yield each sentence of parts whose sum is no number of the sentences before it, but near."""
    plain = folded(text)
    spans = _sentences(text)
    if len(spans) < 2:
        return
    counted: tuple[Counted, ...] | None = None
    for place, span in enumerate(spans[1:], 1):
        parts = _by_kind(plain, span) or _by_month(plain, span)
        if not parts or _HEDGED.search(plain, span.start, span.end):
            continue
        counted = counted_of(text) if counted is None else counted
        before = [
            each
            for each in counted
            if spans[max(0, place - 2)].start <= each.start < span.start and not each.article
        ]
        values, start, end = parts
        total = _nearest(before, values)
        if total is not None:
            yield total, values, start, end


def _sentences(text: str) -> list[Span]:
    """Return the sentences of a text, those that a ";" joins as one."""
    spans: list[Span] = []
    for each in sentences_of(text):
        joined = spans and text[max(0, spans[-1].end - 3) : spans[-1].end].rstrip().endswith(";")
        start = spans.pop().start if joined else each.start
        spans.append(Span(start, each.end))
    return spans


def _nearest(before: Sequence[Counted], values: Sequence[Decimal]) -> Decimal | None:
    """Return the number that parts should make, None where they make one or none is near."""
    added = sum(values, Decimal(0))
    totals = [each for each in before if each.told is not Told.PLANNED and not each.base]
    if not totals or any(each.value == added for each in before):
        return None
    near = [each.value for each in totals if abs(each.value - added) * 10 <= each.value]
    if not near or max(values) >= min(near):
        return None
    return min(near, key=lambda each: abs(each - added))


def _by_kind(plain: str, span: Span) -> tuple[list[Decimal], int, int] | None:
    opener = _BY.match(plain, span.start, span.end)
    return _run(plain, opener.end(), span.end, _LABELLED, "label") if opener else None


def _by_month(plain: str, span: Span) -> tuple[list[Decimal], int, int] | None:
    first = _IN_MONTH.search(plain, span.start, span.end)
    if not first or not _OPENS.fullmatch(plain, span.start, first.start()):
        return None
    told = _run(plain, first.start(), span.end, _IN_MONTH, "month")
    return told if told and len(told[0]) == _LEAST else None


def _run(
    plain: str, start: int, end: int, shape: re.Pattern[str], name: str
) -> tuple[list[Decimal], int, int] | None:
    """Return the parts of one shape that follow each other up to the end of a sentence."""
    values: list[Decimal] = []
    names: list[str] = []
    place = start
    while len(values) < _MOST and (found := shape.match(plain, place, end)):
        value = number_of(found["number"])
        if value is None:
            return None
        values.append(value)
        names.append(found[name])
        place = found.end()
    ends = plain[place:end].strip(" .;") == ""
    apart = len(set(names)) == len(names)
    if name == "month":
        ends = ends or plain[place : place + 1] in ".;,"
        months = [MONTHS[each] for each in names]
        apart = apart and months == sorted(months)
    return (values, start, place) if len(values) >= _LEAST and ends and apart else None


_TURNS = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav")
_ORDINAL = re.compile(
    r"\b(?:el|la|al|del|(?:a|de|en|con|para)\s(?:el|la))\s"
    r"(primer|segund|tercer|cuart|quint|sext|septim|octav)[oa]\b(?!\s(?:trimestre|semestre))"
)
_OF_ALL = re.compile(
    r"\W{0,3}(?:(?:de|a|con|entre|para)\s(?:l|est|es)[oa]s|l[oa]s|en\s(?:total|suma|conjunto),?"
    r"(?:\s(?:fueron|son|asistieron|participaron))?(?:\sl[oa]s)?|fueron|son|suman|sumaron)\s$"
)


def turns_behind(text: str) -> Iterator[Parts]:
    """Yield the total that opens a sentence behind the turns that it adds up, told by ordinals."""
    plain = folded(text)
    found = list(_ORDINAL.finditer(plain))
    if len(found) < 2:
        return
    counted = counted_of(text)
    runs: list[list[re.Match[str]]] = []
    for each in found:
        turn = _TURNS.index(each[1])
        if turn == 0:
            runs.append([each])
        elif runs and len(runs[-1]) == turn:
            runs[-1].append(each)
    for run in runs:
        if len(run) > 1 and (told := _turns(plain, counted, run)):
            yield told


def _turns(plain: str, counted: Sequence[Counted], run: list[re.Match[str]]) -> Parts | None:
    last = next((e for e in counted if e.start >= run[-1].end()), None)
    if last is None:
        return None
    ends = [*(each.start() for each in run[1:]), last.end]
    own: list[Counted] = []
    for each, end in zip(run, ends, strict=True):
        inside = [e for e in counted if each.end() <= e.start < end]
        if len(inside) != 1 or inside[0].article:
            return None
        own.append(inside[0])
    total = next((e for e in counted if e.start > last.start), None)
    if total is None or total.sentence.start <= last.start or total.elided:
        return None
    apart = total.sentence.start - last.sentence.end > 2
    opener = plain[total.sentence.start : total.start]
    if apart or not _OF_ALL.fullmatch(opener) or not same_head(own[0], total):
        return None
    if not all(each.elided or same_head(own[0], each) for each in own[1:]):
        return None
    if _HEDGED.search(plain, run[0].start(), total.start):
        return None
    values = [each.value for each in own]
    gap = abs(sum(values, Decimal(0)) - total.value)
    near = 0 < gap * 10 <= total.value and max(values) < total.value
    return (total.value, values, run[0].start(), total.end) if near else None
