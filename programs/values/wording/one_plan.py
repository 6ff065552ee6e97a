"""Whether two printed names of plans are of one plan, by their words alone.

"Programa Anual de Integridad 2024" and "Plan Anual de Integridad Institucional 2024", "Plan Rector
de Combate a la Corrupción" and "Plan Director de …". Of two governments are "Estatal" and
"Municipal", and a policy or an agenda is another document than the programme of the same words.
"""

import re

from programs.values.wording.numbers import folded
from programs.values.wording.titled_plans import TitledPlan
from programs.values.wording.units import stem

_PROGRAMMES = frozenset(("plan", "programa"))
# What governments are called by: the plans of two of them are two.
_GOVERNMENTS = re.compile(r"(?:estatal|municipal|nacional|federal|region|metropolit|institucional)")
# Of one that stands above the others, and is called by any of these.
_ABOVE_ALL = re.compile(r"(?:rector|director|maestr|integral|general)")
# What any plan may have in its name, and says neither what it is about nor whose it is.
_LIGHT = re.compile(
    r"(?:anual|institucion|integral|general|especial|estrateg|operativ|public|interno|intern"
    r"|permanent|continu|desarroll|gestion|administr|combat|luch|fortalec|foment|promoc|impuls|estatal|municipal|sector)"
)


# What any plan may have in its name.
GENERAL = re.compile(
    r"(?:anual|estatal|municipal|nacional|institucion|integral|general|sector|especial|estrateg"
    r"|operativ|trimestr|public|ciudadan|social|local|region|interno|intern|permanent|desarroll)"
)
# Words that two long names share, so that one more is no other plan.
LONG = 4


def document_of(plan: TitledPlan) -> str:
    """Return what a plan is: a plan is a programme too, a policy or an agenda is neither."""
    return "programa" if plan.noun in _PROGRAMMES else plan.noun


# Of the development of each of these a government has a plan.
_SECTORS = re.compile(
    r"(?:social|economic|urban|rural|agropecuari|turistic|ambiental|industrial|human|forestal"
    r"|metropolitan|energetic|cultural|deportiv|educativ)"
)


def of_two_sectors(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names are of two sectors: "Desarrollo Social", "Desarrollo Económico"."""
    pairs = zip(one.words, other.words, strict=False)
    apart = [pair for pair in pairs if pair[0] != pair[1]]
    return bool(apart) and all(_SECTORS.match(word) for pair in apart for word in pair)


def of_two_governments(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names are of two governments, as "Estatal" and "Municipal" are.

    So are those of two sectors of one government.
    """
    if of_two_sectors(one, other):
        return True
    own, others = (
        {word[:6] for word in (*plan.words, plan.behind) if _GOVERNMENTS.match(word)}
        for plan in (one, other)
    )
    return bool(own and others) and not own & others


def alike_but_general(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names of one year say the same but for words that any plan may have.

    Where one has only more words than the other it is its long form, and agrees, unless the noun
    is another too.
    """
    if not one.years or one.years != other.years or of_two_governments(one, other):
        return False
    own, others = (frozenset(map(_root, plan.words)) for plan in (one, other))
    nested = own <= others or others <= own
    mine, theirs = ({word for word in words if not _LIGHT.match(word)} for words in (own, others))
    more = mine ^ theirs
    if not mine or not theirs or not (mine <= theirs or theirs <= mine):
        return False
    if nested:
        fought = "combate" in own ^ others and "contra" in folded(f"{one.written} {other.written}")
        return (one.noun != other.noun or fought) and len(own ^ others) == 1 and not more
    return len(more) <= 1


def above_all_alike(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names differ in the word for the plan above the others: "Rector"."""
    mine, theirs = ([*map(_root, plan.words)] for plan in (one, other))
    ours = _ABOVE_ALL.match(mine[0]) and _ABOVE_ALL.match(theirs[0])
    return bool(ours) and mine[0] != theirs[0] and mine[1:] == theirs[1:] and len(mine) > 1


# Of the words for what such plans are about, those that say one thing.
_SYNONYMS = {
    "cohech": "soborn", "probidad": "integridad", "honestidad": "integridad",
    "honradez": "integridad", "etic": "integridad", "anticorrupcion": "corrupcion",
}  # fmt: skip


def same_by_synonyms(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names say one thing by other words: "Soborno" and "Cohecho"."""
    mine, theirs = ([*map(_root, plan.words)] for plan in (one, other))
    years = {one.years, other.years} - {""}
    return len(years) < 2 and mine == theirs and len(mine) > 1 and one.words != other.words


def _root(word: str) -> str:
    root = re.sub(r"(?:es|[oa]s?|s)$", "", word)
    return _SYNONYMS.get(root, root)


def one_word_replaced(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names differ in one word within: "Barrios", "Pueblos".

    In the last one only where both are of the same years ("Integridad Pública 2023-2027") or long.
    """
    if one.noun != other.noun or one.years != other.years or len(one.words) != len(other.words):
        return False
    if of_two_sectors(one, other):
        return False
    apart = [
        n for n, pair in enumerate(zip(one.words, other.words, strict=True)) if len({*pair}) > 1
    ]
    shared = {*one.words} & {*other.words}
    weighty = any(not GENERAL.match(word) for word in shared) or "-" in one.years
    known = "-" in one.years or len(shared) >= LONG
    # "Plan Anual de Trabajo y Evaluación 2024": of a year an institution has one
    known = known or (bool(one.years) and len(one.words) > 2 and one.words[-2] in _OF_WORK)
    within = known or (len(apart) == 1 and apart[0] < len(one.words) - 1)
    return len(apart) == 1 and within and weighty and len(one.words) > 2


_OF_WORK = frozenset(stem(word) for word in ("trabajo", "labores", "actividades", "acciones"))


def word_apart(one: TitledPlan, other: TitledPlan) -> int | None:
    """Return the place of the one word in which two names of one noun differ, None for others.

    Names of other years are of other plans.
    """
    if one.noun != other.noun or len(one.words) != len(other.words):
        return None
    if one.years and other.years and one.years != other.years:
        return None
    places = [n for n, word in enumerate(one.words) if word != other.words[n]]
    return places[0] if len(places) == 1 else None


# What a plan does with what it is about, by words that say one thing.
_DEEDS = (
    r"implement|instrument|ejecuci|aplicaci|operaci|puest|operativ",
    r"foment|promoci|impuls|fortalec|estimul",
    r"combat|luch|erradic",
    r"mejor|moderniz",
    r"capacit|formaci|profesionaliz|adiestr",
    r"vigil|supervisi|monitore",
    r"rescat|recuper|rehabilit|restaur|remoz",
    r"difusi|divulg",
    r"atenci|apoy|asistenci|auxili",
    r"manej|gestion|administr",
    r"conserv|preserv|protecci|cuidad",
    r"reduc|disminu|abat",
)
_SAME_DEED = tuple(re.compile(rf"(?:{words})") for words in _DEEDS)


def same_deed(one: str, other: str) -> bool:
    """Tell whether two words of plans say one thing to do: "Implementación", "Ejecución"."""
    return any(words.match(one) and words.match(other) for words in _SAME_DEED)


# "Por su parte, el Programa …", "un segundo instrumento, el Programa …".
_ASIDE = re.compile(
    r"\b(?:por su parte|en cuanto|por lo que (?:hace|toca|respecta|se refiere)|respecto del?"
    r"|asimismo|igualmente|a la par|paralel|a su vez|mientras que|del mismo modo|ademas|tambien"
    r"|distint|independient|aparte|complement|vincula|sustituy|abrog"
    r"|(?:otr|segund|nuev|tercer)[oa] (?:programa|plan|instrumento|documento|proyecto))\b[^.;\n]*$"
)
_OF_OTHERS = re.compile(
    r"[^.;\n]{0,60}\b(?:(?:a cargo )?de (?:otr[oa]|la federacion|esa)\b|tambien\b|por su parte"
    r"|es otro|federal\b|cuy[oa]\b)"
)
_CLAUSE = 90  # signs


def told_aside(plan: TitledPlan, text: str) -> bool:
    """Tell whether a sentence brings in a plan as another one: "por su parte, el Programa …"."""
    plain = folded(text)
    before = plain[max(0, plan.start - _CLAUSE) : plan.start]
    return bool(_ASIDE.search(before)) or _OF_OTHERS.match(plain, plan.end) is not None


# "aprobado por el cabildo en 2023", "que aprobó el Pleno en 2023".
_APPROVED = re.compile(
    r"(?:aprob|autoriz|expid|expedi|emiti|adopt|public)\w{1,8} (?:por )?(?:el|la|los|las) "
    r"(?P<body>(?:\w+ ){1,6}?)(?:el|en|del|de)(?: \w+){0,4}? (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:el|la) (?P<who>\w+) (?:lo |la )?(?:aprob|autoriz|expid|emiti|adopt)\w{1,8} en "
    r"(?P<when>(?:19|20)\d\d)\b"
)
_APPROVED_BEFORE = re.compile(
    r"\b(?:aprob|autoriz|expid|expedi|emiti|adopt)\w{1,8}[^.;]{0,40}? (?P<year>(?:19|20)\d\d),?"
    r" (?:el|la) [«\"“]?$"
)
_REACH = 120  # signs


def approved_alike(one: tuple[TitledPlan, str], other: tuple[TitledPlan, str]) -> bool:
    """Tell whether the text about both names says that one body approved each in one year."""
    own, others = approved(*one), approved(*other)
    return own is not None and bool(own[0]) and own == others


def approved_apart(one: tuple[TitledPlan, str], other: tuple[TitledPlan, str]) -> bool:
    """Tell whether the text about both names says that each was approved in another year."""
    own, others = approved(*one), approved(*other)
    return own is not None and others is not None and own[1] != others[1]


def approved(plan: TitledPlan, text: str) -> tuple[str, str] | None:
    """Return who approved a plan, "" where that is not told behind it, and the year of it."""
    plain = folded(text)
    behind = re.split(r"(?<=[a-z])\.\s", plain[plan.end : plan.end + _REACH])[0]
    if found := _APPROVED.search(behind):
        return (found["body"] or found["who"]).split()[0], found["year"] or found["when"]
    before = _APPROVED_BEFORE.search(plain[max(0, plan.start - _REACH) : plan.start])
    return ("", before["year"]) if before else None


# "Con ello, el Programa … alcanza un avance": what was told before is of the plan that closes it.
_CLOSED = re.compile(
    r"(?:^|[.;:\n]\s*)(?:con|tras|de este modo|de esa manera|de esta forma|asi"
    r"|por (?:ello|esto|eso))"
    r"(?: (?:ell[oa]s?|esto|eso|lo \w+"
    r"|(?:es[eao]s?|est[eao]s?|l[oa]s|dich[oa]s|un[oa]?)\b[^.;]{0,60}?)"
    r")?"
    r",? (?:el|la) [«\"“]?$"
)
_CLOSES = re.compile(
    r"[»”\"]?(?:,? (?:19|20)\d\d(?:\s?[-–/]\s?20\d\d)?)?,?[^.;]{0,60}?"
    r"\b(?:alcanz|registr|entra|llega|lleg|suma|sum|qued|avanz|cumpl|concluy|cierr|cerro|report"
    r"|present|logr|lleva|acumul)"
)


def closes_what_was_told(plan: TitledPlan, text: str) -> bool:
    """Tell whether a sentence closes with a plan what was told: "Con ello, el Plan … suma"."""
    plain = folded(text)
    before = plain[max(0, plan.start - _REACH) : plan.start]
    return bool(_CLOSED.search(before) and _CLOSES.match(plain, plan.end))


# "la versión ciudadana del mismo documento, el Plan …": the one that was named before.
_SAME = re.compile(
    r"\b(?:mism[oa]|cita(?:do|da)|referid[oa]|mencionad[oa]) (?:documento|plan|programa|instrumento"
    r"|politica|estrategia)(?: rector)?, (?:el|la) [«\"“]?$"
)


def is_said_the_same(plan: TitledPlan, text: str) -> bool:
    """Tell whether a text says that a plan is the one before: "del mismo documento, el Plan …"."""
    return _SAME.search(folded(text[max(0, plan.start - _REACH) : plan.start])) is not None


# "del referido Plan …", "el Plan … antes citado": one that was named before.
_NAMED = r"(?:(?:multi)?citad|referid|mencionad|aludid|senalad|invocad)[oa]"
_AGAIN = re.compile(rf"\b(?:{_NAMED}|dich[oa]|mism[oa]|susodich[oa]) [«\"“]?$")
_AGAIN_BEHIND = re.compile(
    r"[»”\"]?(?:,? (?:19|20)\d\d(?:\s?[-–/]\s?20\d\d)?)?,?"
    rf" (?:ya|antes|arriba|previamente|anteriormente) {_NAMED}\b"
)


def is_named_again(plan: TitledPlan, text: str) -> bool:
    """Tell whether a text says that a plan was named before: "del referido Plan …"."""
    plain = folded(text)
    before = plain[max(0, plan.start - _CLAUSE) : plan.start]
    return bool(_AGAIN.search(before) or _AGAIN_BEHIND.match(plain, plan.end))


def of_crossed_years(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two plans of one name have terms that run at once: 2022-2027 and 2022-2028.

    What ends where the other begins comes before it.
    """
    if one.key != other.key or one.years == other.years:
        return False
    terms = [sorted(map(int, re.findall(r"\d{4}", plan.years))) for plan in (one, other)]
    if not all(len(term) == 2 for term in terms):
        return False
    return min(terms[0][1], terms[1][1]) - max(terms[0][0], terms[1][0]) > 0
