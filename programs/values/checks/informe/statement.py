"""A línea that is due and closes with no sentence, in an informe that writes them.

Source: Archivo 4 and Sistemas Electrónicos 1 and 2 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.evidence import amounts_in, evidence_of
from programs.values.checks.informe.statements import every_statement
from programs.values.checks.informe.tabled_statements import closed_in_tables
from programs.values.wording.counted import counted_of
from programs.values.wording.deeds import deeds_of
from programs.values.wording.not_due import says_not_due
from programs.values.wording.numbers import folded
from programs.values.wording.percents import percents_of, shares_of, stated_percents
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit
from programs.values.written import Passage, Period, Written, WrittenLinea

# An institution uses closing sentences where this share of its líneas has one.
_USED = 3
# One of so many that does not close as the others do owes it, whether or not its meta is told.
_ODD = 3
# "Concluida", "Se cumple lo previsto": a state needs no more words.
_SHORT = 8
# "Realizado: 5. Concluida."
_DONE = re.compile(
    r"\b(?:realizad|alcanzad|lograd|ejecutad|cumplid)[oa]s?\s?:\s?\d"
    r"|(?:^|[.;]\s)(?:concluid|cumplid|terminad|finalizad)[oa]s?\s?[.;]"
)
# Of so few líneas none shows what the others do: one that counts what was done owes its progress.
_FEW = 2
# A statement without a figure: "meta cumplida", "sin avance en el periodo".
_IN_WORDS = re.compile(
    r"\b(?:metas?|actividad(?:es)?|accion(?:es)?|compromisos?|objetivos?|lo\s+(?:programado|"
    r"comprometido|previsto|planeado|esperado|pactado))\s+(?:\w+\s+){0,5}?(?:cumplid|concluid|"
    r"alcanzad|cumplio|cumplieron|concluyo|alcanzo|rebaso|rebasad|superad|supero|excedi|cubiert|"
    r"cubrio|cancelad|realizo|ejecuto|efectuo|no\s+se\s+(?:cumpl|alcanz))\w*|"
    # "dos más de lo comprometido", "se cumplió el compromiso"
    r"\b(?:mas|menos|debajo|encima|arriba|abajo|conforme\s+a|rebas\w+|super[oa]\w*|cumpl\w+|"
    r"cubri\w+|alcanz\w+|exced\w+)\s+(?:\w+\s+){0,4}?(?:compromisos?|metas?|objetivos?|"
    r"lo\s+(?:programado|comprometido|previsto|planeado|esperado|pactado))\b|"
    # "La cuenta de esta línea quedó saldada"
    r"\b(?:cuentas?|deuda|lineas?|tareas?|encargos?|obligacion(?:es)?|accion(?:es)?|actividad(?:es)?)\b"
    r"[^.;:]{0,50}\b(?:qued[oa]|quedaron|esta|estan)\s+(?:\w+mente\s+)?(?:saldad|cubiert|pagad|cumplid|"
    r"concluid|satisfech|cerrad|agotad|terminad)\w*|"
    # "No resta nada por hacer de lo prometido", "faltó un tercio", "tres de cada cuatro"
    r"\bno\s+(?:resta|falta|queda)\s+(?:nada|ningun\w*|cosa\s+alguna)\b|"
    r"\b(?:falt(?:a|o|an)|restan?|quedan?)\s+(?:por\s+\w+\s+)?(?:la\s+mitad|dos\s+tercios|un\s+"
    r"(?:tercio|cuarto|quinto)|una\s+(?:tercera|cuarta|quinta|sexta)\s+parte)\b|"
    r"\b(?:un[oa]|dos|tres|cuatro|siete|nueve|\d{1,2})\s+de\s+cada\s+(?:dos|tres|cuatro|cinco|diez"
    r"|\d{1,3})\b|"
    r"\b(?:metas?|accion|linea|tarea|actividad)\s+(?:llego|llega|va|quedo|alcanzo)\s+"
    r"(?:al?|en|por|hasta)?\s?(?:la\s+)?(?:mitad|(?:tercera|cuarta|quinta)\s+parte)\b|"
    r"\bse\s+lleg(?:o|aron)\s+a\s+(?:\w+\s+){1,2}(?:comprometid|programad|previst|planead)|"
    r"\b(?:sin|no\s+(?:se\s+)?(?:registr\w+|report\w+|present\w+|tuvo|hubo|tiene))\s+"
    r"(?:\w+\s+){0,2}?avances?\b"
)


# "(80 de 80, 100 %)"
_OUT_OF = re.compile(r"\b\d[\d,]{0,9}\s+de\s+\d[\d,]{0,9}\b[^.;%]{0,20}\d\s?%")
# "La meta va a la mitad: 6 de 12."
_META_OUT_OF = re.compile(
    r"\b(?:metas?|avance|cumplimiento)\b[^.;]{0,60}\b\d[\d,]{0,9}\s+de\s+(?:l[oa]s\s+)?\d"
)
# "75 % de lo trimestral." in a paragraph of its own
_SHARE_ALONE = re.compile(r"^\W*\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|por\sciento)[^.;]{0,50}\W*$")
# "8 cartas transcritas, 40 %; la del señor Lira dice…"
_COUNT_SHARE = re.compile(
    r"^\W*\d[\d,]{0,9}\s[^.;%\d]{3,60}[,:(]\s?\d{1,3}(?:\.\d{1,2})?\s?(?:%|por\sciento)(?=\s?[.;)]|$)"
)
# "El avance es de XX%": what is missing is told as a blank, once.
_BLANK_SHARE = re.compile(
    r"\b(?:avance|cumplimiento|porcentaje|meta)s?\b[^.;%]{0,60}(?:x{2,}|_{2,}|\.{3,}|\?{2,})\s?(?:%|por\s?ciento)"
)
# Its turn comes later, or it was given up: "comenzará en julio", "se acordó cancelar esta línea".
_AFTERWARDS = re.compile(
    r"\b(?:comenzara|iniciara|inicia\s+en|comienza\s+en|arranca\s+en|arrancara|concluira|tendra|se\s+\w{3,}ran?|se\s+haran?|dara\s+inicio|"
    r"calendarizad[oa]s?|programad[oa]s?|previst[oa]s?)\b"
)
_GIVEN_UP = re.compile(
    r"\b(?:cancel\w+|suspend\w+|elimin\w+|dar\s+de\s+baja|sin\s+efectos?)\s+(?:\w+\s+){0,2}?"
    r"(?:linea|accion|actividad|meta|proyecto)|\bse\s+(?:traslad|difi\w+|pospon|pospus|reprogram|cancel)\w*|"
    r"\b(?:fue|fueron|qued[oa]|quedaron|se\s+encuentra|esta)\s+(?:\w+mente\s+)?"
    r"(?:cancelad|suspendid|pospuest|diferid|aplazad|sin\s+efecto)\w*|"
    r"\bno\s+hay\s+(?:cumplimiento|avance)\b"
)


def no_statement(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea that is due and closes with no sentence; none where nobody writes them."""
    lineas = list(written.lineas)
    closed = sum(_states(linea) for linea in lineas)
    alone = not closed and len(lineas) <= _FEW
    if not alone and (not closed or closed * _USED < len(lineas)):
        return
    told = any(linea.meta.strip() for linea in lineas)
    others = not told and closed >= 2 and (len(lineas) - closed) * _ODD <= len(lineas)
    tabled = closed_in_tables(written)
    together: dict[str, frozenset[str]] = {}
    for linea in lineas:
        if alone and not _tells_done(linea):
            continue
        if linea.closing or not (others or (linea.meta.strip() and amounts_in(linea))):
            continue
        if not linea.meta.strip() and not _only_narrates(linea):
            continue
        if _is_outside(linea, written.period) or _tells_it(linea):
            continue
        if linea.key in tabled:
            continue
        if linea.area not in together:
            together[linea.area] = _closed_together(lineas, linea.area)
        if linea.number in together[linea.area]:
            continue
        anchor = linea.passages[-1].anchor if linea.passages else linea.key
        finding = Finding(
            Code.NO_STATEMENT,
            Severity.DOUBT,
            _message(alone=alone, has_meta=bool(linea.meta.strip())),
            anchor,
            quote=linea.meta.strip() or linea.title,
        )
        yield PlacedFinding(finding, linea.key, linea_place(linea))


# "Las líneas 1 y 2 registran, cada una, 25%", "Ambas actividades quedaron concluidas".
_THINGS = r"(?:lineas?(?:\s+de\s+accion)?|actividades|acciones|metas|proyectos|compromisos|tareas)"
_NUMBERED = re.compile(
    rf"\b{_THINGS}\s+(?P<numbers>\d{{1,2}}(?:\s?(?:,|y|e|a|al)\s?\d{{1,2}}){{1,12}})\b"
)
_ALL_OF_THEM = re.compile(
    rf"\b(?:ambas|ambos|las\s+(?:dos|tres|cuatro|cinco|seis)|cada\s+una\s+de\s+las)\s+(?:\w+\s+)?"
    rf"{_THINGS}\b|\btodas\s+las\s+(?:lineas|metas)\b"
)


def _closed_together(lineas: Sequence[WrittenLinea], area: str) -> frozenset[str]:
    """Return the numbers of the líneas of an área of which one closing tells at once."""
    own = [linea for linea in lineas if linea.area == area]
    told: set[str] = set()
    for linea in own:
        plain = folded(linea.closing.text) if linea.closing else ""
        if not percents_of(plain) and not _IN_WORDS.search(plain):
            continue
        if _ALL_OF_THEM.search(plain):
            told |= {each.number for each in own}
        for found in _NUMBERED.finditer(plain):
            numbers = [int(each) for each in re.findall(r"\d+", found["numbers"])]
            whole = range(numbers[0], numbers[-1] + 1)
            spanned = len(numbers) == 2 and re.search(r"\d\s?al?\s?\d", found["numbers"])
            told |= {str(each) for each in (whole if spanned else numbers)}
    return frozenset(told)


def _states(linea: WrittenLinea) -> bool:
    """Tell whether a línea closes with its progress: "se hará en noviembre" shows no custom."""
    if linea.closing is None:
        return False
    text = linea.closing.text
    plain = folded(text)
    progress = percents_of(text) or _IN_WORDS.search(plain) or _OUT_OF.search(plain)
    short = len(plain.split()) <= _SHORT and not _AFTERWARDS.search(plain)
    return bool(progress) or short


def _only_narrates(linea: WrittenLinea) -> bool:
    """Tell whether a línea without a meta has a narrative, and no percentage at all in it."""
    prose = list(linea.prose)
    return bool(prose) and not any(percents_of(passage.text) for passage in prose)


def _message(*, alone: bool, has_meta: bool) -> str:
    told = (
        "La línea no dice cuánto avanzó su meta" if has_meta else "La línea no dice cuánto avanzó"
    )
    return told if alone else f"{told}, y las demás sí"


def _tells_done(linea: WrittenLinea) -> bool:
    """Tell whether a narrative counts things of its meta as done, and nothing tells how far."""
    if linea.numbers_typed or len(amounts_in(linea)) != 1:
        return False
    amount = amounts_in(linea)[0]
    evidence = evidence_of(linea, amount.unit, None)
    done = [each for each in evidence.of(Fit.STRONG) if each.counted.told is Told.DONE]
    return any(each.counted.value < (amount.quantity or 0) for each in done)


def left_blank(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea that is due whose narrative is a dash or nothing, where others write one."""
    lineas = list(written.lineas)
    blank = [linea for linea in lineas if _is_blank(linea)]
    # A closing sentence may tell what was done too: "Se examinaron 3 de los 4, por lo que…".
    silent = [each for each in lineas if not any(each.prose) and not _closes_with_deed(each)]
    if not blank and len(silent) == 1 and not any(linea.meta for linea in lineas):
        blank = silent  # "Descripción de lo realizado:" with nothing behind it
    if not blank or len(blank) * _ODD > len(lineas):
        return
    for linea in blank:
        if _is_outside(linea, written.period) or not _is_due(linea, written.period):
            continue
        finding = Finding(
            Code.NO_STATEMENT,
            Severity.DOUBT,
            "La línea no dice qué se hizo, y las demás sí",
            linea.passages[-1].anchor if linea.passages else linea.key,
            quote=linea.title,
        )
        yield PlacedFinding(finding, linea.key, linea_place(linea))


def _closes_with_deed(linea: WrittenLinea) -> bool:
    return linea.closing is not None and deeds_of(linea.closing.text).sentences > 0


# "Descripción de lo realizado:", "—", "N/D"
_LABEL = re.compile(r"[^.:]{3,60}:\s*")
_DASH = re.compile(r"[\W_]*|(?:s/?d|n/?d|sin\s+(?:dato|informacion)s?)\W*")
_OF_TURN = re.compile(r"[^:]*\b(?:trimestres?|calendari\w+)\b[^:]*:\s*(?P<turns>[\d\s,yea-]{1,20})")
_BEGUN = re.compile(
    r"\b(?:en\s+(?:proceso|ejecucion|curso|desarrollo|tiempo)|(?:concluid|cumplid|terminad|realizad|"
    r"finalizad|atendid|alcanzad)[oa]s?)\b"
)


def _is_blank(linea: WrittenLinea) -> bool:
    """Tell whether a línea has a place for its narrative, and nothing but a dash in it."""
    if linea.numbers_typed or any(each.rows or each.files for each in linea.passages):
        return False
    texts = [folded(passage.text) for passage in linea.prose]
    empty = all(_LABEL.fullmatch(text) or _DASH.fullmatch(text) for text in texts)
    return bool(texts) and empty


def _is_due(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether a línea says that it was begun, or its calendar has it in the quarter."""
    closing = folded(linea.closing.text) if linea.closing else ""
    if closing:
        begun = _BEGUN.search(closing) or any(each.value > 0 for each in percents_of(closing))
        return bool(begun) and " no " not in f" {closing} "
    for passage in linea.passages:
        found = _OF_TURN.fullmatch(folded(passage.text))
        if found and period is not None:
            return (period.starts_on.month + 2) // 3 in _turns_of(found["turns"])
    return False


def _turns_of(text: str) -> set[int]:
    """Return the quarters that a calendar names: "3 y 4", "1 a 4", "2"."""
    numbers = [int(each) for each in re.findall(r"\d", text)]
    if len(numbers) == 2 and re.search(r"\d\s*(?:a|-)\s*\d", text):
        return set(range(numbers[0], numbers[1] + 1))
    return set(numbers)


def _is_outside(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether a meta begins after the quarter or ended before it."""
    if period is None:
        return False
    later = linea.starts_on is not None and linea.starts_on > period.ends_on
    ended = linea.ends_on is not None and linea.ends_on < period.starts_on
    return later or ended


def _tells_it(linea: WrittenLinea) -> bool:
    """Tell whether the narrative itself states a progress, or that it is for another time."""
    if every_statement(linea):
        return True
    prose = list(linea.prose)
    if prose and stated_percents(prose[-1].text, closes=True):
        return True
    telling = (
        _OUT_OF, _META_OUT_OF, _DONE, _SHARE_ALONE, _COUNT_SHARE, _NOTHING_LEFT, _ALL_OF_ALL,
        _BLANK_SHARE,
    )  # fmt: skip
    if any(shape.search(folded(each.text)) for each in prose for shape in telling):
        return True
    if any(map(_ends_in_fraction, prose)) or _counts_out_of_meta(linea):
        return True
    if _comes_later(linea):
        return True
    return any(
        says_not_due(passage.text, alone=len(prose) == 1) or _IN_WORDS.search(folded(passage.text))
        for passage in prose
    )


# "No resta nada por hacer de lo prometido", "nada queda a deber", "la meta completa"
_NOTHING_LEFT = re.compile(
    r"\b(?:nada|ningun[oa]?)\s(?:\w+\s){0,2}?(?:qued|rest|falt|pend)\w+|\bno\s(?:qued|rest|falt)\w+\s"
    r"(?:nada|ningun[oa]?)\b|\b(?:meta|compromiso)\s(?:complet|enter|integr)[oa]\b"
    r"|\b(?:toda|complet[oa])\s(?:la|el)\s(?:meta|compromiso)\b"
)
# "cinco de cinco"
_ALL_OF_ALL = re.compile(r"\b(\d{1,6}|[a-z]{3,})\sde\s(?:l[oa]s\s)?\1\b")
_OF_PEOPLE = re.compile(r"\b(?:mujeres|hombres|asist|particip|personas|poblacion|encuest|satisf)")


def _ends_in_fraction(passage: Passage) -> bool:
    """Tell whether a paragraph ends by a fraction: "se instalaron 30; queda la cuarta parte"."""
    last = list(sentences_of(passage.text))[-1:]
    said = passage.text[last[0].start : last[0].end] if last else ""
    return bool(said and shares_of(said)) and not _OF_PEOPLE.search(folded(said))


def _counts_out_of_meta(linea: WrittenLinea) -> bool:
    """Tell whether a narrative counts out of all that is promised: "dos de los tres manuales"."""
    wholes = {each.quantity for each in amounts_in(linea)}
    return any(
        each.base and each.value in wholes and each.value > 1
        for passage in linea.prose
        for each in counted_of(passage.text)
    )


def _comes_later(linea: WrittenLinea) -> bool:
    """Tell whether a narrative that counts nothing done tells of later, or that it was given up."""
    plain = [folded(passage.text) for passage in linea.prose]
    if any(_GIVEN_UP.search(text) for text in plain):
        return True
    done = any(
        each.told is Told.DONE for passage in linea.prose for each in counted_of(passage.text)
    )
    return not done and any(_AFTERWARDS.search(text) for text in plain)


CHECKS = (
    WholeCheck((Code.NO_STATEMENT,), no_statement),
    WholeCheck((Code.NO_STATEMENT,), left_blank),
)
