"""What a meta promises, read from its printed text.

"16 actas y 12 acuerdos en el año." gives 16 actas and 12 acuerdos; "04 Documentos." four of them;
"Realizar doce sesiones ordinarias" twelve. Source: the metas of section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from programs.values.wording.dates import MONTH
from programs.values.wording.groups import groups_in
from programs.values.wording.numbers import (
    NumberMention,
    folded,
    number_of,
    numbers_of,
    without,
)
from programs.values.wording.units import share_root, stems
from programs.values.written import Amount

_LABEL = re.compile(
    r"^\s*(?:metas?)(?:\s+(?:anual|programada|institucional|del ano|total))*\s*[:.\-–—]?\s*"
)
# What is between brackets explains: "(treinta y nueve)", "(uno por trimestre)".
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_ONLY_NUMBER_IN_BRACKETS = re.compile(
    r"^(?P<unit>[^()\d]{2,120}?)\s*\(\s*(?P<number>[\w ,.]{1,40})\)\s*\.?$"
)
_AFTER_COLON = re.compile(r"^(?P<unit>[^:\d]{2,120}?)\s*[:=]\s*(?P<number>[\w ,.%]{1,40}?)\s*\.?$")
# No promise of things: years, dates, articles, names that hold a number.
_OTHER = re.compile(
    r"\b\d{1,2}\s+de\s+(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)\w*(?:\s+del?\s+\d{4})?|"
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:19|20)\d{2}(?:\s*-\s*(?:19|20)?\d{2})?\b(?!\s*%)|"
    r"\b(?:articulos?|arts?\.?|fraccion(?:es)?|numeral(?:es)?|anexos?|no\.|num\.|numero|inciso|"
    r"sistemas?|fases?|etapas?|ejes?|lineas?|tablas?|version)\s+\d+(?:\s*(?:,|y|a|al)\s*\d+)*|"
    r"\b(?:cada\s+(?:uno|una)|uno?a?\s+(?:por|de\s+l[oa]s)\b|tod[oa]s\s+y\s+cada\s+un[oa])|"
    r"\b(?:una?|el\s+uno)\s+vez\b"
)
# Where the thing that is promised ends: when, how often, whose.
_UNIT_END = re.compile(
    r"\s+(?:en|de|durante)(?:\s+el)?\s+\0|[.;:\0]|\s+(?:en|durante|al|por)\s+(?:el|la|este|cada|ano|mes|trimestre|semestre|ejercicio)"
    r"(?:\s+(?:ano|ejercicio|periodo|trimestre|semestre|presente))?\b|"
    rf",?\s+(?:de|entre|a\s+partir\s+de)\s+(?:{MONTH})\b|,\s+(?:de|del|durante|entre)\s|\s+del\s+\0|"
    # "5 talleres — inicio 01/10/2025", "3 foros, vigencia: 2025", "3 reportes, que se entregan"
    r"(?:,|\s+[-–—])\s*(?:que\s|(?:(?:con|fecha|periodo|plazo)\s+(?:de\s+)?)?(?:inici|termin|conclu|"
    r"vigencia|ejecucion|periodo|plazo|fecha|vence)\w*|(?:del?\s+)?\0)|"
    rf"\s+[-–—]\s*(?:de\s+)?(?:{MONTH})\b|"
    r"\s+anual(?:es|mente)?\b|\s+a\s+lo\s+largo\b|\s+como\s+minimo\b|\s+programad[oa]s?\b"
)
# A number is promised where it opens the text, or where it is added to what stands before.
_ADDED = re.compile(r"(?:[,;/+]|\b[ye]|\basi como|\bademas de|\bmas)\s*(?:\w+(?:ar|er|ir)\s+)?$")
_JOINT = re.compile(r"[\s,;/+]+(?:(?:y|e|asi como|ademas de|mas)(?:\s+\w+(?:ar|er|ir))?)?\s*$")
_PERCENT = re.compile(r"\s*(?:%|por\s*ciento|por\s+cien)")
# The same thing again and again: how many it makes in the year is not said.
_REPEATED = re.compile(
    r"\b(?:(?:por|cada|al)\s+(?:mes|trimestre|bimestre|semestre|semana|dia)|mensualmente|"
    r"trimestralmente|semestralmente|bimestralmente)\b"
)
_PERIODIC = re.compile(r"\b(?:mensual|trimestral|bimestral|semestral|semanal)\b")
# "Fumigar el rastro una vez al mes (12 fumigaciones)": how many it makes is told after all.
_OFTEN = re.compile(
    r"\b(?:una|dos) ve(?:z|ces) (?:al|por) (?:ano|mes|bimestre|trimestre|semestre|semana)\b"
    r"|\bcada (?:mes|bimestre|trimestre|semestre|semana)\b"
)
_IN_BRACKETS = re.compile(
    r"\((?P<total>(?:es decir|o sea|esto es|en total|total(?: de)?),?\s)?(?P<made>"
    r"(?P<number>\d{1,4}|[a-z]{3,12})\s"
    r"(?!de\s|por\s|al?\s|en\s|vez\b|veces\b|mes(?:es)?\b|(?:bi|tri|cuatri|se)mestres?\b|anos?\b"
    r"|semanas?\b|dias?\b|horas?\b)"
    r"(?P<things>[a-z]{4,})(?:\s[a-z]{2,}){0,3}(?:\s(?:al|en el) ano)?)\)"
)
_ROOT = 4  # letters that "lavar" and "lavados" have in common
_MAXIMUM = 4000  # signs: a longer text is no meta


def amounts_of(meta_text: str) -> tuple[Amount, ...]:
    """Return what a meta promises, in its printed order.

    A meta of a percentage has a unit that begins with the sign: 100, "% de las solicitudes". One
    without any number, or of something repeated whose total is not said, has an amount of quantity
    None with its words; a text without words has none.
    """
    text = re.sub(r"\s+", " ", meta_text[:_MAXIMUM]).strip()
    label = _LABEL.match(folded(text))
    text = text[label.end() :] if label else text
    if not text.strip():
        return ()
    reversed_ = _unit_first(text)
    if reversed_:
        return (reversed_,)
    told, text = text, re.sub(r"\s+", " ", _BRACKETS.sub(" ", text)).strip()
    plain = folded(text)
    bare = without(plain, [found.span() for found in _OTHER.finditer(plain)])
    promised = list(_promised(bare))
    if not promised or _is_range(bare):
        return _made(told) or (Amount(None, text.strip().rstrip(".")),)
    ends = [mention.start for mention in promised[1:]] + [len(text)]
    amounts = tuple(
        _amount(text, bare, mention, end) for mention, end in zip(promised, ends, strict=True)
    )
    if any(each.quantity is not None for each in amounts):
        return tuple(each for each in amounts if each.quantity is not None or each.unit)
    return _made(told) or amounts


def _made(text: str) -> tuple[Amount, ...]:
    """Return what a meta that tells how often makes in the year, told between brackets."""
    plain = folded(text)
    found = _IN_BRACKETS.search(plain) if _OFTEN.search(plain) else None
    if found is None or number_of(found["number"]) is None:
        return ()
    before = stems(plain[: found.start()])
    if not (found["total"] or share_root(frozenset(stems(found["things"])), before, _ROOT)):
        return ()  # "una vez al mes (dos inspectores)"
    start, end = found.span("made")
    return amounts_of(text[start:end])


def of_each_quarter(meta_text: str) -> Decimal | None:
    """Return how many of its one thing a meta promises in each quarter, None where none is told.

    "3 boletines por trimestre" promises 3, "dos visitas al mes" 6.
    """
    plain = folded(meta_text[:_LONGEST_TITLE])
    turn = _EACH_TURN.search(plain)
    told = counts_in(plain) if turn else []
    if turn is None or len(told) != 1 or told[0].start > turn.start():
        return None
    return told[0].value * (1 if turn["quarter"] or turn["own"] else 3)


_EACH_TURN = re.compile(
    r"\b(?:(?:por|cada|al)\s(?:mes|(?P<quarter>trimestre))|mensualmente|(?P<own>trimestralmente))\b"
)


def quarter_beside(meta_text: str, quarter: int = 0) -> Decimal | None:
    """Return how many a quarter has of what a meta promises for the year, None if untold.

    "40 visitas en el año, 10 por trimestre" gives 10; so does "de las cuales 10 corresponden al
    segundo trimestre" where `quarter` is 2, the one that is reported.
    """
    plain = folded(meta_text[:_LONGEST_TITLE])
    turn = _EACH_QUARTER.search(plain) or _own_quarter(plain, quarter)
    if turn is None:
        return None
    told = [
        each
        for each in counts_in(plain)
        if each.start < turn.start() and not _IN_YEAR.match(plain, each.start)
    ]
    if len(told) != 2 or not 1 < told[1].value < told[0].value:
        return None
    return told[1].value if turn.start() - told[1].end <= _NEXT else None


def _own_quarter(plain: str, quarter: int) -> re.Match[str] | None:
    """Return where a meta names the reported quarter as that of a part of it."""
    return next(
        (
            found
            for found in _ONE_QUARTER.finditer(plain)
            if found["own"] is None or _TURNS[found["own"]] == quarter
        ),
        None,
    )


_TURNS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_ONE_QUARTER = re.compile(
    r"(?<=[\s(])(?:al|en\sel|en|para\sel|para|del|durante\sel)\s(?:(?P<own>primer|segundo|tercer|cuarto)"
    r"\strimestre|este\strimestre|(?:presente\s)?trimestre\sque\sse\s(?:informa|reporta))\b"
)
_IN_YEAR = re.compile(r"(?<=\s)20\d\d\b(?!\s[a-z]{3})")  # "durante 2025 (5 en el…"
_EACH_QUARTER = re.compile(r"\b(?:(?:por|cada|al|en cada)\strimestre|trimestral(?:es|mente)?)\b")
_NEXT = 30  # signs


def _is_range(bare: str) -> bool:
    """Tell whether a meta opens with two numbers between which it is: "de 40 a 50 visitas"."""
    if not _RANGE.match(bare):
        return False
    ends = counts_in(bare)[:2]
    return len(ends) > 1 and _TO.fullmatch(bare, ends[0].end, ends[1].start) is not None


def ends_promised(meta_text: str) -> tuple[Amount, ...]:
    """Return the least and the most that a meta promises: "entre ocho y diez visitas".

    None where it promises one number.
    """
    text = re.sub(r"\s+", " ", _BRACKETS.sub(" ", meta_text[:_MAXIMUM])).strip()
    plain = folded(text)
    bare = without(plain, [found.span() for found in _OTHER.finditer(plain)])
    if not _is_range(bare):
        return ()
    least, most = counts_in(bare)[:2]
    if not 0 < least.value < most.value:
        return ()
    unit = _amount(text, bare, most, len(text)).unit
    return Amount(least.value, unit), Amount(most.value, unit)


_RANGE = re.compile(r"\W*(?:\w+(?:ar|er|ir)\s)?(?:de|entre)\s")
_TO = re.compile(r"\s(?:al?|y)\s")


def counted_by_title(amounts: tuple[Amount, ...], title: str) -> tuple[Amount, ...]:
    """Return amounts, the one that is a bare number as of the things that the title names.

    "Publicar cápsulas informativas. Meta: 12." promises 12 cápsulas informativas.
    """
    if len(amounts) != 1 or amounts[0].quantity is None or amounts[0].unit.strip():
        return amounts
    found = _THINGS.match(folded(title).strip())
    if not found or found["head"] in _NO_PLURALS:
        return amounts
    start = len(title) - len(title.lstrip()) + found.start("things")
    return (replace(amounts[0], unit=title[start : start + len(found["things"])]),)


# "Brindar 240 orientaciones jurídicas en el trimestre"
_TITLE_PROMISES = re.compile(
    r"[a-z]{3,}[aei]r(?:se)?\s(?P<promise>(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}|[a-z]{3,}(?:\sy\s[a-z]+)?)"
    r"\s[a-z]{4,}.*)",
    re.DOTALL,
)


def promised_by_title(title: str) -> str:
    """Return how many of what a title promises, which then is the meta too; "" for nothing."""
    found = _TITLE_PROMISES.fullmatch(folded(title).strip())
    if not found or len(title) > _LONGEST_TITLE or number_of(found["number"]) in (None, 1):
        return ""
    start = len(title) - len(title.lstrip()) + found.start("promise")
    return title[start:].strip()


_LONGEST_TITLE = 200
# What the work of a title is done on: a plural behind its verb, or with which it begins.
_THINGS = re.compile(
    r"(?:(?:[a-z]{3,}[aei]r(?:se)?|[a-z]{4,}(?:cion|miento|dura|aje|ura|ega|ision))\s"
    r"(?:(?:de|a|y|e|al|con|en)\s)?(?:[a-z]{3,}[aei]r\s)?)?(?:(?:de|a|l[oa]s|su|sus)\s){0,2}"
    r"(?P<things>(?P<head>[a-z]{3,}s)(?!\w)(?:\s(?:de\s)?[a-z]{4,}){0,2})"
)
_NO_PLURALS = frozenset(("las", "los", "sus", "mes", "tres", "seis", "ademas", "menos", "analisis"))


def _unit_first(text: str) -> Amount | None:
    """Read "Sesiones ordinarias: 12" and "Documentos (4)"."""
    for shape in (_AFTER_COLON, _ONLY_NUMBER_IN_BRACKETS):
        found = shape.match(text)
        if not found:
            continue
        written = found["number"].strip().rstrip("%").strip()
        mentions = list(numbers_of(written))
        whole = len(mentions) == 1 and mentions[0].end - mentions[0].start == len(written)
        if whole and not list(numbers_of(found["unit"])):
            percent = "% " if "%" in found["number"] else ""
            return Amount(mentions[0].value, percent + found["unit"].strip())
    return None


def counts_in(text: str) -> list[NumberMention]:
    """Return the numbers of a text in their order, those told by groups of things too."""
    groups = list(groups_in(folded(text)))
    alone = (
        each
        for each in numbers_of(text)
        if not any(group.start <= each.start < group.end for group in groups)
    )
    return sorted((*groups, *alone), key=lambda each: each.start)


def _promised(bare: str) -> Iterator[NumberMention]:
    """Yield the numbers that count something promised: the first, and those added to it."""
    first = True
    for mention in counts_in(bare):
        if first or _ADDED.search(bare, max(0, mention.start - 60), mention.start):
            yield mention
            first = False


def _amount(text: str, bare: str, mention: NumberMention, end: int) -> Amount:
    percent = _PERCENT.match(bare, mention.end)
    start = percent.end() if percent else mention.end
    stop = _UNIT_END.search(bare, start, end)
    last = stop.start() if stop else end
    own = bare[start:last]
    if end < len(bare) and not stop:
        joint = _JOINT.search(own)
        last = start + joint.start() if joint else last
    unit = text[start:last].strip().rstrip(".,;:")
    if percent:
        return Amount(mention.value, f"% {unit}".strip())
    told = bare[mention.start : end]
    again = _REPEATED.search(told)
    if again and len(counts_in(told[: again.start()])) > 1:
        again = None  # "40 visitas en el año, a razón de 10 por trimestre"
    repeated = again or (mention.value == Decimal(1) and _PERIODIC.search(told))
    return Amount(None if repeated else mention.value, unit)
