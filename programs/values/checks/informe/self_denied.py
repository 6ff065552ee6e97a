"""A closing whose own words deny each other.

"El objetivo se tiene por cumplido en su totalidad, con un avance del 75%", "totalmente cumplida,
aunque no ha iniciado", "no cumplida, al alcanzarse el 100%", "no presenta avance alguno y va al
50%" where something was done now. Source: the closings of section 2.3 of the domain document.
"""

import re
from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.denied import OTHER_TIME, tells_nothing
from programs.values.checks.informe.statements import percent_words
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.percents import PercentMention, percents_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea

_WHOLE = 100
_PROMISE = (
    r"(?:metas?|compromisos?|objetivos?|encargos?|lineas?|tareas?|actividad(?:es)?|accion(?:es)?"
    r"|proyectos?|obligacion(?:es)?)"
)
_DONE = r"(?:cumplid|concluid|satisfech|cubiert|alcanzad|terminad|lograd|saldad|completad)[oa]s?"
_WHOLLY = (
    r"(?:en\ssu\stotalidad|totalmente|por\scompleto|por\sentero|completamente|integramente|plenamente"
    r"|cabalmente|(?:al\s)?(?:100\s?%|cien\spor\s?ciento|100\spor\s?ciento))"
)
_WORDS = r"(?:[^.;:,]|(?<=\d)[.,](?=\d))"  # and the point of "66.7 %"
# "La meta quedó totalmente cumplida", "el compromiso se encuentra cumplido en su totalidad"
_CLAIMED = re.compile(
    rf"\b{_PROMISE}\b(?P<of>{_WORDS}{{0,60}}?(?:,\s(?:por|con)\slo\s(?:que|cual)\s{_WORDS}{{0,30}}?)?)"
    rf"\s(?:{_WHOLLY}\s{_DONE}|{_DONE}\s(?:ya\s)?{_WHOLLY}"
    rf"|se\s(?:ha\s)?(?:cumpl|conclu|alcanz|cubr|satisf|logr|complet|termin)\w+\s(?:ya\s)?{_WHOLLY})"
    rf"(?:\b|(?<=%))"
    rf"|\b(?:se\s(?:ha\s|da\spor\s|dio\spor\s|tiene\spor\s)?)(?:cumpl|conclu|alcanz|cubr|satisf|logr"
    rf"|complet|termin)\w+\s{_WHOLLY}\s(?:con\s)?(?:la|el|los|las|su)\s{_PROMISE}\b(?P<which>[^.;:,]{{0,30}})"
    # "Se tiene por cumplida la meta en cien por ciento"
    rf"|\bse\s(?:da|dio|tiene|tuvo)\spor\s{_DONE}\s(?:la|el|su)\s{_PROMISE}(?P<whose>[^.;:,]{{0,30}}?)"
    rf"\s(?:en\s)?{_WHOLLY}"
    # "Queda, pues, concluida en su totalidad la meta del año"
    rf"|\b(?:qued[oa]n?|quedaron|esta|ha\squedado|se\sencuentra)(?:,?\s(?:pues|asi|ya|entonces"
    rf"|con\sell[oa]|por\s(?:lo\s)?tanto),?)?\s(?:{_WHOLLY}\s{_DONE}|{_DONE}\s(?:ya\s)?{_WHOLLY})\s"
    rf"(?:la|el|los|las|su)\s{_PROMISE}\b(?P<what>[^.;:,]{{0,30}})"
)
# "La meta del año queda concluida, faltando dos de las cuatro jornadas": met, with no word of all.
_ENDED = re.compile(
    rf"\b{_PROMISE}\b(?P<of>[^.;:,]{{0,40}}?),?\s(?:(?:pues|asi|entonces|ya),?\s)?"
    rf"(?:qued[oa]n?|quedaron|esta|ha\squedado|se\sencuentra|se\s(?:da|dio|tiene)\spor)\s(?:ya\s)?{_DONE}"
    rf"(?=,|\sy\s|\saunque\s)"
    rf"|\b(?:qued[oa]|ha\squedado|se\s(?:da|dio|tiene)\spor)(?:,?\s(?:pues|asi|ya),?)?\s{_DONE}\s"
    rf"(?:la|el|su)\s{_PROMISE}\b(?P<which>[^.;:,]{{0,30}})(?=,|\sy\s|\saunque\s)"
)
# "Estado que guarda la meta: totalmente cumplida (100%)", "Cumplimiento: 100%"
_LABELLED = re.compile(
    rf"\W*(?:[^.;:,]{{3,60}}:\s)?(?:{_WHOLLY}\s{_DONE}|{_DONE}\s(?:ya\s)?{_WHOLLY})"
)
_ALL_OF_IT = re.compile(rf"\W*[^.;:,]{{3,60}}:\s(?:{_WHOLLY}|{_DONE}\b)")
_IN_PART = re.compile(r"\b(?:parte|etapa|fase|mitad|tercio|primer[ao]?|parcial\w*|avance)\b")
_DENIED = re.compile(r"\b(?:no|sin|nunca|casi|cuando|si|para\sque|falta\w*|aun)\s(?:\w+\s){0,5}$")
# "Con un avance del 75%", "y alcanza el 75%": how far the same is.
_PROGRESS = re.compile(
    r"\b(?:avances?|cumplimiento|se\sencuentra|se\sencuentran|va|lleva|alcanz\w+|lleg\w+|esta|registra\w*"
    r"|presenta\w*|reporta\w*|logra\w*|grado|progreso|queda\w*)\b[^.;%]{0,40}$"
)
# What is a share of another thing, or of another time.
_OF_ANOTHER = re.compile(
    r"\b(?:trimestr|bimestr|semestr|period|mensual|acumul|anual|ano\b|ejercicio|presupuest|program"
    r"|global|general|institucional|gasto|asisten|satisfacc|aprob|anterior|previ|pasad|ahora|plan\b"
    r"|total\sde\s|conjunto|mientras|frente|respecto|super|meta\ssexenal|sexen|multianual|hist[oó]ric)"
)
_YEAR = re.compile(r"\b(?:anual(?:es)?|del?\s(?:ano|ejercicio)|20\d\d)\b")
_LEFT = re.compile(
    r"\b(?:quedando|quedan?|faltando|faltan?|restando|restan?|resta|pendientes?\sde"
    # "aunque siguen sin practicarse dos de las auditorías", "y aún no se entregan tres guías"
    r"|(?:siguen?|continuan?|permanecen?|estan?)\s(?:(?:aun|todavia)\s)?(?:sin|por|pendientes?)"
    r"|(?:aun|todavia)\sno\sse\s(?:han?\s)?\w{4,}|(?:aun|todavia)\sestan?\spor"
    r"|sin\sque\sse\sha(?:ya|yan)\s\w{4,})\s(?:\w+\s){0,4}?"
    r"(?=\d|un[oa]?\b|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)"
)
_TO_DO = re.compile(
    r"[^.;,]{0,60}?\b(?:por\s\w{3,}[aei]r(?:se)?|pendientes?|que\sfaltan|faltantes?|restantes?"
    r"|sin\s(?:realizar|iniciar|elaborar|entregar|concluir|hacer|practicar|celebrar|impartir))\b"
)
_CLAUSE = re.compile(r"[,;:]|\s[ye]\s")
_OUT_OF = re.compile(r"\sde\s(?:l[oa]s\s)?$")


def self_denied(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a closing tells its meta as wholly met, and in the same words that it is not."""
    closing = linea.closing
    if closing is None:
        return
    heads = {head for each in linea.amounts for head in unit_of(each.unit).heads}
    for span in sentences_of(closing.text):
        text = closing.text[span.start : span.end]
        plain = folded(text)
        claim = _CLAIMED.search(plain) or _LABELLED.match(plain)
        ended = None if claim else _ENDED.search(plain)
        if ended and not _IN_PART.search(plain[: ended.end()]):
            claim = ended
        if claim is None:
            whole = _ALL_OF_IT.match(plain)
            if whole and _is_unbegun(plain, whole.span(), heads):
                yield _finding(closing, text, "que no ha comenzado")
            continue
        if _DENIED.search(plain[: claim.start()]):
            continue
        of = "".join(word or "" for word in claim.groupdict().values())
        yearly = _YEAR.search(of) is not None
        if _DENIED.search(f"{of} ") or (_OF_ANOTHER.search(of) and not yearly):
            continue
        rest = plain[claim.end() :]
        share = _lesser_share(rest, yearly=yearly) or _share_before(plain[: claim.end()])
        share = "" if claim is ended else share
        if share:
            yield _finding(closing, text, f"que va en {share}")
        elif _is_undone(rest, heads) or _leaves_some(text, claim.end(), heads, yearly=yearly):
            yield _finding(closing, text, "que falta algo de ella")
        elif _is_unbegun(plain, claim.span(), heads):
            yield _finding(closing, text, "que no ha comenzado")


def unmet_denied(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a closing tells its meta as not met, and that all of it was done.

    "La meta no fue cumplida, al haberse realizado las seis jornadas, equivalentes al 100%".
    """
    closing = linea.closing
    if closing is None or len(closing.text) > _LONGEST:
        return
    plain = folded(closing.text)
    told = percents_of(closing.text)
    if not told or any(each.value != _WHOLE for each in told):
        return
    unmet = _UNMET.search(plain)
    if unmet is None:
        return
    if _TURNS.search(plain) or any(_is_other_share(plain, each, unmet.end()) for each in told):
        return
    yield Finding(
        Code.NO_STATEMENT,
        Severity.DOUBT,
        "El cierre dice que su meta no se cumplió, y le da 100% de cumplimiento",
        closing.anchor,
        quote=closing.text,
    )


def _is_other_share(plain: str, told: PercentMention, denied: int) -> bool:
    """Tell whether all of something is denied, or is of another thing: "no llegó al 100%"."""
    between = plain[denied : told.start]
    if told.start > denied and not _CUT.search(between):
        return True
    own = _CUT.split(between if told.start > denied else plain[: told.start])[-1]
    after = _CLAUSE.split(plain[told.end :])[0]
    short = _SHORT_OF.search(own)  # "al no alcanzarse el 100%"
    if short or _OF_ANOTHER.search(_YEAR.sub(" ", own)) or not _OF_IT.fullmatch(after):
        return True
    return not (_PROGRESS.search(own) or _GIVES.search(own))


_LONGEST = 300  # signs of a closing whose sentences are of one thing
# "La meta no fue cumplida", "no se alcanzó el compromiso anual", "meta incumplida", "no cumplida"
_MEET = r"(?:cumpl|alcanz|logr|satisf|satisfiz|conclu|cubr|cubiert|complet|consig)\w+"
_UNMET = re.compile(
    rf"\b{_PROMISE}\b(?:\s(?:anual|del\s(?:ano|ejercicio)))?,?\s(?:se\s(?:(?:reporta|tiene|da|dio)\s(?:como|por)"
    rf"|considera)\s|(?:quedo|queda|esta|resulto|resulta)\s(?:como\s)?)?"
    rf"(?:no\s(?:se\s|fue\s|ha\ssido\s|se\sha\s|quedo\s|queda\s|esta\s|pudo\s(?:ser\s)?)?{_MEET}|incumplid[oa]s?\b"
    rf"|se\sincumplio)"
    rf"|\bno\s(?:se\s|fue\s|ha\ssido\s|se\sha\s|quedo\s|se\sdio\s|se\sda\s)?{_MEET}\s(?:con\s)?(?:la|el|su)\s"
    rf"{_PROMISE}\b(?:\s(?:anual|del\s(?:ano|ejercicio)))?|^\W*(?:incumplida|no\scumplida)\b"
)
# What was not met at one time and was at another, or was hoped for.
_TURNS = re.compile(
    r"\b(?:pero|sino|sin\sembargo|no\sobstante|aunque|si\sbien|(?:a|en)\s(?:su\s)?tiempo|plazo|fecha|despues"
    r"|posterior\w*|hasta|mientras|antes|todavia|aun|faltar?\w*|rest[ao]\w*|esper\w+|pretend\w+|deb\w+"
    r"|solo|unicamente|salvo|excepto|impid\w+|para\s(?:llegar|alcanzar|cumplir|lograr)|contra|frente)\b"
)
# What ends the denial, with a comma or without: "por no cumplida al alcanzarse el 100%".
_CUT = re.compile(
    r"[,;:.(]\s?|\s(?=(?:(?:al|por|tras|pese\sa)\s\w{2,14}[aei]r(?:se)?|pues|porque|habiendo\w*|y"
    r"|(?:ya|toda\svez|dado|puesto|pese\sa|a\spesar\sde)\sque)\b)"
)
_SHORT_OF = re.compile(r"\b(?:no|ni|sin|nunca|lejos|menos|cerca|casi)\b")
_GIVES = re.compile(
    r"\b(?:equival\w+|represent\w+|igual|signific\w+|es\sdecir|corresp\w+|un)\b[^.;%]{0,40}$|^\W*$"
    r"|(?<!no\s)\b(?:son|es|hacen|dan|suman)\s(?:ya\s)?(?:el|al?)\s(?:total\sdel\s)?$"
)
_OF_IT = re.compile(
    r"\W*(?:de\s(?:(?:la|su|el)\s(?:meta|compromiso|objetivo)|avance|cumplimiento"
    r"|lo\s\w+(?:ad|id|ist)o)(?:\sanual)?\W*)?"
)


def _is_unbegun(plain: str, claim: tuple[int, int], heads: set[str]) -> bool:
    """Tell whether a sentence says around its claim that nothing of the meta was begun.

    "Toda vez que su ejecución no ha comenzado", "sin que se haya practicado ninguna visita".
    """
    start, end = claim
    for part in (plain[:start], plain[end:]):
        for found in _UNBEGUN.finditer(part):
            noun = next(filter(None, found.groupdict().values()), "")
            other = _OF_ANOTHER.search(_AT_CLOSE.sub(" ", part))
            if not other and (not noun or heads & {*stems(noun)[:1]}):
                return True
    return False


_BEGUN = (
    r"(?:(?:comenz|inici|empez|arranc|emprend|pued?\sen\smarcha)\w+"
    r"|(?:dado|dio|da)\s(?:inicio|comienzo))"
)
_NONE = r"ningun[oa]?(?:\sde\s(?:l[oa]s|sus|est[oa]s)(?:\s\w{1,6})?)?"
_AT_CLOSE = re.compile(
    r"\b(?:al|hasta\sel)\s(?:cierre|corte|fin|final)\sdel?\s(?:trimestre|periodo)\b"
)
_BY_NOW = r"(?:(?:a|al|hasta)\s(?:la\s)?(?:fecha|corte|cierre|momento|hoy)(?:\s\w+){0,4}?\s)?"
_MADE = r"\w{2,}(?:ad|id|st|rt|ch)[oa]s?"
_HAS = r"(?:(?:aun|todavia)\s)?no\s(?:se\s)?(?:ha(?:n|ya|yan)?\s(?:sido\s)?|fue\s|esta\s)?"
_UNBEGUN = re.compile(
    r"(?:\b(?:que|pues|porque|aunque|bien|embargo|pero|y|ya|vez|cuando|[,;:])\s|[,;:]\s?|^)"
    rf"{_BY_NOW}(?:(?:todavia|aun)\s)?"
    r"(?:(?:(?:su|sus|la|el|los|las|dicha|esta)\s(?:(?:ejecucion|realizacion|trabajos?|actividad(?:es)?"
    r"|accion(?:es)?|tareas?|obra|elaboracion|implementacion|desarrollo|labores|misma|meta)"
    r"|(?P<what>\w{4,}))|esta|ella)\s)?"
    rf"(?:{_HAS}{_BEGUN}\b(?!\s(?:la|el|los|las|su|a|con)\s)"
    rf"|sin\s(?:haber(?:se)?\s|que\s(?:se\s)?ha(?:ya|yan)\s)?{_BEGUN}(?=\W*$|,)"
    rf"|(?:{_HAS}|sin\sque\s(?:se\s)?ha(?:ya|yan)\s){_MADE}\s(?:nada|ningun[oa]?|avance\salguno)"
    r"(?:\sde\s(?:l[oa]s|sus)(?:\s\w+)?)?(?:\s(?P<which>\w{4,}))?(?=\W|$)"
    # "no ha dado inicio la difusión de ninguna de las dos campañas", "ninguna campaña ha iniciado"
    rf"|{_HAS}{_BEGUN}\s(?:la|el|l[oa]s)\s\w{{4,}}\sde\s{_NONE}\s(?P<none>\w{{4,}})"
    rf"|{_NONE}\s(?P<first>\w{{4,}})\s(?:se\s)?(?:ha\s)?(?:sido\s)?(?:{_BEGUN}|{_MADE})"
    r"|no\shay\s(?:ningun\s)?avances?\b|sin\s(?:ningun\s)?avances?(?:\salgunos?)?(?=\W*$|,)"
    r"|nada\sse\sha\s(?:hecho|realizado)\b)"
)


def nothing_denied(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a closing tells of no advance and of a share, and something was done now.

    "Sin avance en el periodo, la meta se mantiene en 50%" is of what was done before.
    """
    closing = linea.closing
    told = percents_of(closing.text) if closing else ()
    if closing is None or len(told) != 1 or not told[0].value:
        return
    plain = folded(closing.text)
    rest, before = f"{plain[: told[0].start]}{plain[told[0].end :]}", plain[: told[0].start]
    if not (tells_nothing(rest) and _PROGRESS.search(before)) or _STAYS.search(rest):
        return
    if any(_done_now(passage.text, period) for passage in linea.prose):
        yield Finding(
            Code.NO_STATEMENT,
            Severity.DOUBT,
            "El cierre dice que no hubo avance, y da a la meta "
            f"{percent_words(told[0].value)} de cumplimiento",
            closing.anchor,
            quote=closing.text,
        )


_STAYS = re.compile(
    r"\b(?:mant[iu]\w+|manten\w+|permanec\w+|continu\w+|sig(?:ue|uen|uio|uiendo)|conserv\w+|persist\w+|ya\b"
    r"|(?<!lo\s)anterior\w*|acumul\w+|previ[oa]\w*|semestr\w+|desde|hasta|adicional\w*|nuev[oa]s?|mas\b|mayor"
    r"|respecto|excepto|salvo|primer|segund\w+|tercer|fisic\w+|financier\w+|presupuest\w+|restante|demas"
    r"|pero|aunque|habia|tenia|llevaba|traia)\b"
)
_QUARTERS = ("primer", "segundo", "tercer", "cuarto")
_EARLIER = re.compile(
    r"\bsemestre\b|\ben lo que va\b|\ba la fecha\b|\bacumul|\b(?:de|desde) enero a\b|\bvan\b"
    r"|\bno\b|\bningun"
)


def _done_now(text: str, period: Period | None) -> bool:
    """Tell whether a text counts something as done, and of no earlier time."""
    own = (period.starts_on.month - 1) // 3 if period else 0
    for each in counted_of(text):
        sentence = folded(text[each.sentence.start : each.sentence.end])
        earlier = any(re.search(rf"\b{word}\b", sentence) for word in _QUARTERS[:own])
        plain = each.told is Told.DONE and not (each.base or each.article or each.part)
        other = OTHER_TIME.search(sentence) or _EARLIER.search(sentence)
        if plain and each.value > 0 and not (earlier or other):
            return True
        told = each.told in (Told.DONE, Told.BEFORE) and each.value > 0 and not each.base
        if told and _IN_QUARTER.match(folded(text[each.end : each.sentence.end])):
            return True
    return False


# "Emitidas: 5, de las cuales 3 en el trimestre y 2 en el anterior"
_IN_QUARTER = re.compile(
    r"(?:\s\w+){0,3}?\s(?:en|durante|del?)\s?(?:el\s|este\s|l\s)(?:presente\s|actual\s)?"
    r"(?:trimestre|periodo)\b(?!\s(?:anterior|pasado|previo|siguiente))"
)


def _lesser_share(rest: str, *, yearly: bool) -> str:
    """Return the share below the whole that follows of the same meta, "" for none."""
    told = percents_of(rest)
    if len(told) != 1 or not 0 < told[0].value < _WHOLE:
        return ""
    before, after = rest[: told[0].start], _CLAUSE.split(rest[told[0].end :])[0]
    around = f"{before}{after}"
    if yearly:
        around = _YEAR.sub(" ", around)
    if _OF_ANOTHER.search(around) or not _PROGRESS.search(before):
        return ""
    return percent_words(told[0].value)


def _share_before(told: str) -> str:
    """Return the share below the whole that a meta has where it is claimed, "" for none.

    "La meta tiene un avance de 75 por ciento y se da por concluida en su totalidad".
    """
    found = _LINK.sub(" ", told)
    shares = percents_of(found)
    if len(shares) != 2 if _WHOLE_TOLD.search(found) else len(shares) != 1:
        return ""
    return "" if _ONCE.search(found) else _lesser_share(_YEAR.sub(" ", found), yearly=False)


_LINK = re.compile(r"\b(?:por|con|de|dado)\s(?:todo\s)?lo\santerior\b")
_WHOLE_TOLD = re.compile(r"\b(?:100|cien)\s?(?:%|por\s?ciento)")
# What it had before: "del 75 % que llevaba pasó a quedar cumplida en su totalidad".
_ONCE = re.compile(
    r"\b(?:llevaba|tenia|habia|traia|venia|iba|estaba|era|fue\sde|quedo\sen|paso|pasa|pasar|tras|luego|despues"
    r"|antes|entonces|cuando|desde|hasta|primero|inicial\w*|sum\w+|adicional\w*|restante|faltante|mas|financiero"
    r"|(?:alcanz|logr|lleg|registr|manten|obten|report|present)[ae]r)\b"
    r"|\b(?:metas?|compromisos?|objetivos?)\s(?:\w+\s)?de\s(?:\w+\s){0,2}?(?:avance|cumplimiento)\b"
    r"|\b(?:marzo|junio|septiembre)\b"
)


def _is_undone(rest: str, heads: set[str]) -> bool:
    """Tell whether a sentence says behind its claim that what the meta counts is not done.

    "Si bien el manual no se ha concluido", "y resta una cuarta parte de los manuales".
    """
    if _OF_ANOTHER.search(rest):
        return False
    told = (found for shape in (_NOT_YET, _A_PART) for found in shape.finditer(rest))
    return any(heads & {*stems(found["what"])} for found in told)


_NOT_YET = re.compile(
    r"\b(?:el|la|los|las)\s(?P<what>\w{4,})\s(?:aun\s|todavia\s)?no\s(?:se\s)?(?:ha|han|fue|fueron|esta"
    r"|estan|queda|quedo|quedaron)\s(?:sido\s)?(?:conclu|termin|elabor|cumpl|realiz|celebr|entreg|practic"
    r"|hech|impart|complet)\w+"
)
_A_PART = re.compile(
    r"\b(?:restan?|faltan?|quedan?|faltando|quedando|restando)\s(?:por\s\w+\s)?(?:la\smitad|dos\stercios"
    r"|un\s(?:tercio|cuarto|quinto)|una\s(?:tercera|cuarta|quinta|sexta|decima)\sparte)\sde\s"
    r"(?:l[oa]s\s)?(?P<what>\w{4,})"
)


def _leaves_some(text: str, start: int, heads: set[str], *, yearly: bool) -> bool:
    """Tell whether a sentence says behind its claim that so many things of the meta are left."""
    plain = folded(text)
    numbers = [each for each in numbers_of(plain) if each.start >= start]
    nouns = {each.start: stems(each.noun)[:1] for each in counted_of(text)}
    for place, number in enumerate(numbers):
        if not number.value:
            continue
        before = plain[max(start, number.start - 40) : number.start]
        left = _LEFT.search(f"{before}{number.value:f}")
        after = plain[number.end : number.end + 90]
        if not (left or _TO_DO.match(after)):
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        out_of = following and _OUT_OF.fullmatch(plain[number.end : following.start])
        own = heads & {*nouns.get(number.start, ())}
        if (out_of or own) and (yearly or not _OF_ANOTHER.search(plain[start : number.end])):
            return True
    return False


def _finding(closing: Passage, text: str, what: str) -> Finding:
    return Finding(
        Code.NO_STATEMENT,
        Severity.DOUBT,
        f"El cierre da su meta por cumplida en su totalidad, y dice {what}",
        closing.anchor,
        quote=text,
    )


CHECKS = (
    LineaCheck((Code.NO_STATEMENT,), self_denied),
    LineaCheck((Code.NO_STATEMENT,), unmet_denied),
    LineaCheck((Code.NO_STATEMENT,), nothing_denied),
)
