"""The verb of a figure: by which of two figures of one noun can be told apart.

"Se recibieron 30 solicitudes" and "se respondieron 28" count the same things of two moments.
"""

import re
from collections.abc import Iterable

from programs.values.wording.counted import Counted
from programs.values.wording.numbers import folded

_VERBS = (
    ("receive", r"recib|ingres"),
    ("answer", r"atend|atiend|respond|contest|resolv|desahog"),
    ("do", r"realiz|celebr|efectu|llev|coordin|organiz|desarroll|impart|brind|otorg|proporcion|"
           r"ejecut"),
    ("train", r"capacit|acredit|form"),
    ("attend", r"particip|asist|benefici|acud|concurr"),
    ("publish", r"(?<!\w)public(?!o\b|a\b|as\b|os\b)|(?<=se\s)public|difund|carg|actualiz"),
    ("make", r"elabor|emit|suscrib|firm|proyect|revis|dictamin|redact|integr"),
    ("send", r"envi|remit|entreg|notific"),
    ("print", r"imprim|reprodu"),
    ("buy", r"compr|adquir|contrat"),
    ("turn", r"turn|canaliz|deriv"),
    ("approve", r"aprob|autoriz|valid"),
    ("ask", r"solicit|requir|gestion|tramit"),
    ("call", r"convoc|invit"),
    ("visit", r"visit|inspeccion|verific|supervis"),
    ("archive", r"archiv|desech|cancel|conclu"),
    ("analyse", r"evalu|analiz|seleccion"),
    ("", r"inscrib|registr|conect|interconect|incorpor|cont|ten|acumul|sum"),
)  # fmt: skip
_VERB = re.compile(
    "|".join(
        rf"\b(?P<{name or 'other'}>(?:{stems})"
        rf"(?:o|io|amos|imos|aron|ieron|eron|ando|iendo|ad[oa]s?|id[oa]s?|uvo|a\s+cabo)\b)"
        for name, stems in _VERBS
    )
)
_BACK = 90


def verb_of(plain: str, counted: Counted) -> str:
    """Return which kind of verb stands nearest before a figure, or right after its noun."""
    start = max(counted.sentence.start, counted.start - _BACK)
    if _BY_MEANS.search(plain, start, counted.start):
        return ""  # "se benefició a 410 personas mediante 16 cursos"
    if light := _LIGHT.search(plain, start, counted.start):
        return {"at": "answer", "ca": "train", "fo": "train"}[light[1][:2]]
    found = None
    for each in _VERB.finditer(plain, start, counted.start):
        found = each
    found = found or _VERB.search(plain, counted.end, min(counted.sentence.end, counted.end + 60))
    if found is None:
        return ""
    name = found.lastgroup or ""
    return "" if name == "other" else name


# "Se brindó atención a 85 víctimas" is "se atendió a 85 víctimas".
_LIGHT = re.compile(
    r"\b(?:brind|otorg|prest|proporcion|di)\w{1,6}\s+(atencion|capacitacion|formacion)\s+a\s+(?:l[oa]s\s+)?$"
)
_BY_MEANS = re.compile(
    r"\b(?:mediante|a\s+traves\s+de|por\s+medio\s+de|gracias\s+a)\s+(?:l[oa]s\s+)?$"
)


def raw_verb_of(plain: str, counted: Counted) -> str:
    """Return the stem of the verb right before a figure, "" where none stands there."""
    start = max(counted.sentence.start, counted.start - 40)
    found = _PRETERITE.search(plain, start, counted.start)
    if not found:  # "96 personas donaron de manera altruista"
        found = _PRETERITE_BEHIND.match(plain, counted.end)
    return found[1][:6] if found else ""


_PRETERITE_BEHIND = re.compile(r"\s\w{4,}\s(\w{3,}?)(?:aron|ieron|yeron)\b")
_PRETERITE = re.compile(r"\b(\w{3,}?)(?:aron|ieron|yeron|aban?|ian?)\s+(?:a\s+)?(?:l[oa]s\s+)?$")


def deeds_in(plain: str) -> frozenset[str]:
    """Return the kinds of all verbs of a folded text: of "planes revisados", that of revisar."""
    return frozenset(each.lastgroup or "" for each in _VERB.finditer(plain)) - {"", "other"}


def has_deed(text: str, start: int, own: Iterable[str]) -> bool:
    """Tell whether the last deed before a number is one of the stems of a meta.

    "Sensibilizó a 600 personas", "la revisión de 9 planes": of who is to sensibilizar, of planes
    that are to be "revisados".
    """
    before = text[max(0, start - 60) : start].lower()
    deeds = _A_DEED.findall(_CLAUSE_ENDS.split(before)[-1])
    root = folded(next(filter(None, deeds[-1])))[:_ROOT] if deeds else ""
    return bool(root) and any(word.startswith(root) for word in own)


_ROOT = 7
_CLAUSE_ENDS = re.compile(r"[.;:]\s")
_A_DEED = re.compile(
    r"\blogr(?:ó|aron|ando)\s(\w{4,}?)[aei]r\b"
    r"|\b(\w{4,}?)(?:ió|ó|[ai]eron|aron|[ai]d[oa]s?|ando|iendo|[ai]mos|[as]?[cs]ión\sde|miento\sde)\b"
)
