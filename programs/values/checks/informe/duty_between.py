"""A duty of every month, of whose quarter the month between is told nowhere.

"La actualización de julio se subió el 31; la de septiembre, el 30" of what is owed "mes con mes":
the first and the last month of the quarter are told of what is owed, by its words, and nothing
speaks of August. What is done more often than once a month may leave a month unsaid. Source:
section 4 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Finding
from programs.values.checks.informe.duty import QUARTER, Duty, duty_of, gap_finding
from programs.values.wording.counted import counted_of
from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.elided_turns import months_of_days
from programs.values.wording.numbers import folded
from programs.values.wording.percents import percents_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.turns import gaps, months_named, without_work_span
from programs.values.written import Passage, PassageKind, Period, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
_LONGEST = 2000  # signs of what speaks of one duty alone
_ROOT = 5  # letters that a noun and its verb have in common: "actualización", "actualizarse"
_WORD = re.compile(r"\b[a-zñ]{5,}\b")
# Words of how a duty is told, which are not what is owed.
_NOT_OWED = re.compile(
    rf"(?:{MONTH}|(?:bi|tri|cuatri|se)?mes\w*|mensual\w*|trimestr\w*|oblig\w+|compromis\w*|deb\w+"
    r"|tarea\w*|activid\w+|accion\w*|linea\w*|meta\w*|todos|todas|entreg\w*|realiz\w*|cumpl\w*"
    r"|period\w*|frecuenc\w*|primer\w*|segund\w*|tercer\w*|municip\w*|direcci\w*|secretar\w*"
    r"|durante|mediante|programa\w*|informacion|informar|general\w*|numero|hacer\w*|segun|sobre)"
)
# "debe publicarse cada mes", "Obligación: …", "El boletín sale una vez al mes"
_OWED = re.compile(
    r"\b(?:deb(?:e|en|era|eran|emos)|obliga\w*|compromiso|tene(?:r|mos)\sque|tienen?\sque|hay\sque"
    r"|ha\sde|han\sde|toca|corresponde|periodicidad|frecuencia|tarea|encargo|manda|ordena|exige"
    r"|(?:se|nos)\s[a-zñ]{4,14}[ae]n?|sale|sesion(?:a|an)|(?:es|son)\s(?:mensual|trimestral)(?:es)?|cada\s(?:mes|trimestre))\b"
)
_BOTH = re.compile(
    r"\b(?:amb[oa]s|(?:en|l[oa]s)\s(?:las\s)?dos)\s(?:numeros|ediciones|entregas|envios|casos|cargas"
    r"|ocasiones|publicaciones|documentos|veces|sesiones|papeles|archivos|boletines)\b"
)
_ELIDED = re.compile(rf"\b(?:el|l[oa]s?|al?|del?)\s(?:de|del\smes\sde)\s(?:{MONTH})\b")
# What leaves a month unsaid without skipping it.
_SAID_OTHERWISE = re.compile(
    r"\b(?:l[oa]s?\sotr[oa]s?|el\sotro|otr[oa]s?|restantes?|uno\spor\smes|una\spor\smes|cada\smes\sse"
    r"|(?:mes|numero|edicion)\s(?:intermedi|de\sen\smedio|siguiente|anterior|previ)\w*|tambien|ademas"
    r"|destac\w+|por\sejemplo|sobre\stodo|con\smas|mayor(?:es)?|menor(?:es)?|maxim[oa]s?|minim[oa]s?|picos?"
    r"|al\smenos|doble|conjunt[oa]|acumulad[oa]|l[oa]s\stres|tod[oa]s\sl[oa]s|salvo|except\w+)\b"
)
_TOLD_MONTHS = 2


def month_between(linea: WrittenLinea, duty: Duty | None, period: Period | None) -> Finding | None:
    """Return the month of the quarter, between two that are told, of which nothing is said."""
    if period is None or (period.ends_on.month - period.starts_on.month) != _TOLD_MONTHS:
        return None
    first = period.starts_on.month
    closing = (linea.closing,) if linea.closing else ()
    told = [each.words for each in (*linea.passages, *closing)]
    prose = [each for each in linea.passages if each.kind in _NARRATIVE]
    tables = [each for each in linea.of_kind(PassageKind.TABLE) if _is_of_two(each)]
    if first % 3 != 1 or not (prose or tables) or sum(map(len, told)) > _LONGEST:
        return None
    whole = without_work_span("\n".join(told))
    quarter = {first, first + 1, first + 2}
    named = quarter & _months(whole)
    if named == quarter and _is_of_month_before("\n".join(told), first, period):
        named -= {first + 1}
    if named != {first, first + 2} or _SAID_OTHERWISE.search(folded(whole)):
        return None
    owed = [linea.title, linea.meta] if duty and duty.months == 1 else list(_owed_in(prose))
    roots = frozenset(root for each in owed for root in _roots(each))
    if not roots or not _is_monthly(linea):
        return None
    counts = list(_counts(prose, roots))
    if any(value > _TOLD_MONTHS for value in counts):
        return None
    two = Decimal(2) in counts or any(_BOTH.search(folded(each.text)) for each in prose)
    weak = tables or _told_of_it(prose, roots) >= named
    if not two and (not weak or _is_whole(linea, first + 2)):
        return None
    passage = next(each for each in (*tables, *prose) if _months(each.words))
    return gap_finding(Duty(1), (first, first + 2), (first + 1,), passage, passage.words)


def _is_of_two(table: Passage) -> bool:
    """Tell whether a table has two rows below its heads, each with a day of another month."""
    if table.rows and _INCIDENTS.search(folded(" ".join(table.rows[0]))):
        return False
    months = [_months(" ".join(row)) for row in table.rows[1:]]
    return len(months) == _TOLD_MONTHS and all(months) and not months[0] & months[1]


_INCIDENTS = re.compile(r"\b(?:incidenci|falla|incident|queja|observacion|hallazgo|reporte de)")


def _is_of_month_before(text: str, first: int, period: Period) -> bool:
    """Tell whether each day of the month between is of what is told of the first one.

    "Cierre de abril: 2 de mayo", and no month is named but as what is closed.
    """
    if months_named(without_work_span(text)) & {first, first + 1, first + 2} != {first, first + 2}:
        return False
    plain = folded(text)
    name = next(name for name, number in MONTHS.items() if number == first)
    days = [each for each in dates_of(text, period) if each.first and each.first.month == first + 1]
    return all(name in plain[max(0, each.start - _NEAR) : each.start] for each in days)


_NEAR = 70  # signs


def quarter_between(
    linea: WrittenLinea, duty: Duty | None, period: Period | None
) -> Finding | None:
    """Return the quarter of a whole year that none of three days of a quarterly duty is of.

    "Simulacros del año: 15 de febrero, 16 de mayo y 21 de noviembre."
    """
    if period is None or period.ends_on.month != 12:
        return None
    closing = (linea.closing,) if linea.closing else ()
    told = [each.words for each in (*linea.passages, *closing)]
    prose = [each for each in linea.passages if each.kind in _NARRATIVE]
    whole = folded("\n".join(told))
    if len(whole) > _LONGEST or _SAID_OTHERWISE.search(whole):
        return None
    own = duty and duty.months == QUARTER
    owed = [linea.title, linea.meta] if own else list(_owed_in(prose, QUARTER))
    roots = frozenset(root for each in owed for root in _roots(each))
    dated = [each for each in linea.passages if months_of_days(each.words)]
    days = [each for passage in dated for each in dates_of(passage.words, period)]
    months = [each.first.month for each in days if each.first and each.first == each.last]
    # What is done in the first month of a quarter may be of the one before.
    if len(months) != len(days) or len(months) != 3 or any(month % 3 == 1 for month in months):
        return None
    turns = tuple(sorted({(month - 1) // QUARTER + 1 for month in months}))
    missing = gaps(frozenset(turns))
    if len(turns) != 3 or len(missing) != 1 or _months(whole) - set(months):
        return None
    if not all(roots & set(_roots(f"{linea.title} {each.words}")) for each in dated):
        return None
    if _NAMES_QUARTER.search(whole):
        return None
    if not all(each.quantity in (1, 4, 100) for each in linea.amounts):
        return None
    if any(value > len(turns) for value in _counts(prose, roots)):
        return None
    return gap_finding(Duty(QUARTER), turns, missing, dated[0], dated[0].words)


_NAMES_QUARTER = re.compile(r"\b(?:primer|segundo|tercer)\s(?:trimestre|semestre)\b")


def _months(text: str) -> set[int]:
    return set(months_named(text)) | months_of_days(text)


def _owed_in(prose: list[Passage], months: int = 1) -> Iterator[str]:
    """Yield the sentences that say that something is owed every month, or every so many."""
    for passage in prose:
        for span in sentences_of(passage.text):
            sentence = passage.text[span.start : span.end]
            own = duty_of(sentence)
            if own and own.months == months and _OWED.search(folded(sentence)):
                yield sentence


def _roots(text: str) -> Iterator[str]:
    """Yield the first letters of what a text says to be owed."""
    for word in _WORD.findall(folded(text)):
        if not _NOT_OWED.fullmatch(word):
            yield word[:_ROOT]


_THREE = re.compile(
    r"\b(?:l[oa]s\stres|se\s\w{3,}(?:aron|ieron)\s(?:tres|3)|(?:el|la)\s(?:otr[oa]|restante|intermedi[oa]))\b"
)
# "Con los tres entregados en el primer trimestre, suman cinco de doce."
_EARLIER = re.compile(r"\b(?:primer|segundo|tercer|anterior(?:es)?|previ[oa]s?)\b")
_EACH = re.compile(r"\b(?:tod[oa]s|cada\suno|cada\suna)\b[^.;]{0,40}\b(?:se|fueron|quedaron)\b")


def tells_all(linea: WrittenLinea) -> bool:
    """Tell whether a línea says that what is due each month was done, naming some months for more.

    "Los tres del trimestre se mandaron a tiempo; los de abril y junio llevaron anexos."
    """
    closing = (linea.closing,) if linea.closing else ()
    named = False
    for passage in (*linea.passages, *closing):
        if passage.kind not in _NARRATIVE:
            continue
        for span in sentences_of(passage.text):
            sentence = passage.text[span.start : span.end]
            plain, months = folded(sentence), months_named(sentence)
            said = _THREE.search(plain) or (not named and _EACH.search(plain))
            if said and not months and not _EARLIER.search(plain):
                return True
            named = named or bool(months)
    return False


def _is_monthly(linea: WrittenLinea) -> bool:
    """Tell whether a meta is of one thing a month: "36 visitas" may leave out a month."""
    return all(each.quantity in _EACH_MONTH for each in linea.amounts)


_EACH_MONTH = frozenset(map(Decimal, (1, 3, 12, 100)))


def _counts(prose: list[Passage], roots: frozenset[str]) -> Iterator[Decimal]:
    """Yield how many of what is owed were done, by each count of the text."""
    for passage in prose:
        plain = folded(passage.text)
        for each in counted_of(passage.text):
            own = roots & set(_roots(each.noun))
            # "Se entregaron tres", and not "(acta 7)"
            # nor "con nueve consejeros", of the Consejo that met
            if _WITH.search(plain, max(0, each.start - 8), each.start):
                continue
            bare = _VERB_BEFORE.search(plain, max(0, each.start - 24), each.start)
            mine = own or (each.elided and not each.noun and bare)
            if mine and each.told is Told.DONE and not (each.base or each.article):
                yield each.value


_WITH = re.compile(r"\bcon\s(?:l[oa]s\s)?$")
_VERB_BEFORE = re.compile(r"(?:aron|ieron|eron|\b(?:son|van|fue|hubo|l[oa]s))\s$")


def _told_of_it(prose: list[Passage], roots: frozenset[str]) -> set[int]:
    """Return the months that are told in sentences with the words of what is owed."""
    months: set[int] = set()
    for passage in prose:
        for span in sentences_of(passage.text):
            sentence = passage.text[span.start : span.end]
            if duty_of(sentence):  # "Reporte de quejas (mensual): abril, 14 quejas"
                sentence = sentence.partition(":")[2]
            elif len(_months(passage.text)) == 1:
                sentence = passage.text  # "Mes: abril. Inventario levantado el día 30."
            plain = folded(sentence)
            if roots & set(_roots(plain)) or _ELIDED.search(plain):
                months |= _months(sentence)
    return months


def _is_whole(linea: WrittenLinea, month: int) -> bool:
    """Tell whether the closing says that no month of the year so far is missing: 75 % of 12."""
    closing = linea.closing.text if linea.closing else ""
    whole = {Decimal(month * 100) / 12, Decimal(100)}
    return any(each.value in whole for each in percents_of(closing))
