"""The names by which a text calls its plan: "Programa Anual de Trabajo", "Plan de Trabajo", "PTA".

The programme of somebody else (of the Comité Coordinador, of archives, of a course) is another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from programs.values.wording.numbers import PASSAGES, folded, holds_any

# {abbreviation: where "anual" stands in the names of its letters}
SHORTS = {"PTA": ("after",), "PAT": ("before",)}
_ADJECTIVE = r"(?:institucional |general )?"
_NAME = re.compile(
    rf"\b(?P<noun>programa|plan) (?P<kind>institucional |general )?(?P<before>anual )?{_ADJECTIVE}"
    r"de (?P<of>trabajo|actividades|acciones|labores)\b(?P<last> institucional\b)?"
    r"(?P<after> anual\b)?"
)
_OPERATIVE = re.compile(
    r"\b(?P<noun>programa|plan) (?:(?P<after>operativo anual)|(?P<before>anual operativo))\b"
)
_INSTITUTIONAL = re.compile(
    r"\b(?P<noun>programa|plan) (?P<of>institucional|de desarrollo institucional"
    r"|institucional de desarrollo)\b(?= (?P<years>20\d\d ?[-–] ?20\d\d))"
)
_SHORTS_WRITTEN = ("PTA", "PAT", "P.T.A.", "P.A.T.")
_SHORT = re.compile(r"(?<![\w/.\-])(?:PTA|PAT|P\.T\.A\.|P\.A\.T\.)(?![\w/\-])")
# What may stand between the name and whose it is.
_YEARS = (
    r"(?: (?:19|20)\d\d(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d))?| \([^()]{1,40}\)| ?[«»\"“”]"
    r"|,? (?:del|para el|correspondiente al) (?:ano|ejercicio|periodo)(?: fiscal)?"
    r"(?: (?:19|20)\d\d)?){0,4}"
)
_OWN = re.compile(
    rf"{_YEARS},? (?:de|del) (?:est[ea]|nuestr[oa]|la presente|la propia) \w+\b"
    rf"|{_YEARS},? (?:de|del) (?:la |este |esta |nuestra )?(?:propia |misma )?"
    r"(?:secretaria (?:ejecutiva|tecnica)|sese[a-z]*|sesa[a-z]*|organismo|institucion|entidad"
    r"|dependencia)\b"
)
_OTHERS = re.compile(
    rf"{_YEARS},? (?P<whose>(?:de|del|para|en|sobre)(?: (?:la|el|los|las))? "
    r"(?!que\b|cual(?:es)?\b)(?=\w)|sistema\b"
    r"|comite\b|consejo\b|comision\b|cpc\b|interinstitucional\b|conjunto\b|de los\b)"
)
# Whose a plan is: a name in capitals behind it. One word of it alone ("del Instituto") is us.
_OWNER = re.compile(
    rf"{_YEARS},? (?:de la|del|de los|de las) (?P<owner>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+"
    r"(?: (?:(?:de|del|la|las|los|el|y|para|en) ){0,3}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+){0,7})"
)
_YEAR_AFTER = re.compile(
    r"(?:de|del) (?:(?:19|20)\d\d|ano|ejercicio|periodo|presente)"
    r"|para (?:el |este |su )?(?:\d|ano|ejercicio|periodo|presente|cumplimiento|seguimiento"
    r"|(?:primer|segundo|tercer|cuarto)?\s?(?:bi|cuatri|se|tri)mestre)|en (?:el|la|este|su)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:comite|consejo|cpc|comision ejecutiva|organo interno|contraloria|auditoria"
    r"|ayuntamientos?|municipios?|implementador(?:es)?|entes? publicos?|instituto|tribunal|fiscalia"
    r"|(?<!ejecutiva del )sistema (?:nacional |estatal |local )?anticorrupcion)\b"
)
# "rinde el presente informe del Programa…": whoever reports it has it.
_REPORTED = re.compile(
    r"\b(?:el|presente|este|su) (?:\w+ )?(?:informe|avance|reporte|seguimiento)(?: \w+){0,3} (?:al"
    r"|del?|de su) $"
)
_VAGUE = re.compile(
    r"\b(?:un|una|unos|su|sus|dicho|dichos|cada|cualquier|otro|otros|mismo|los|varios|nuevo) $"
)
_DATED = re.compile(r" 20\d\d\b")
_NEAR = 60  # signs between a body and its own plan: "el Comité aprobó su Programa…"
_DEFINED = re.compile(
    r"(?: (?:19|20)\d\d)? ?\((?:en (?:adelante|lo sucesivo),? ?)?(?:el )?[«\"“]?"
    r"(?P<short>PTA|PAT|P\.T\.A\.|P\.A\.T\.)"
)


@dataclass(frozen=True)
class PlanName:
    """A name of the plan in a text: `text[start:end]`, and `key`, the same for names that agree.

    `key` is the noun and where "anual" stands ("programa|before", "programa|after", "plan|"), or
    the abbreviation (of `SHORTS`). `introduced` is the abbreviation that the text gives it there.
    `family` tells which plan it is: the own one, an operative or an institutional one; `owner` is
    whose it is where that is somebody named, "" for the institution or nobody.
    """

    key: str
    written: str
    start: int
    end: int
    introduced: str = ""
    family: str = "trabajo"
    owner: str = ""


@lru_cache(maxsize=PASSAGES)  # several checks ask it of the same passage
def plan_names(text: str) -> tuple[PlanName, ...]:
    """Return the names by which a text calls its own plan, those in full first.

    Whose it is stands behind it, or a body of somebody else before it; what any text may be ("un
    plan de trabajo") and what is plural is no name.
    """
    plain = folded(text)
    in_full = _in_full(text, plain) if holds_any(plain, ("plan", "programa")) else ()
    short = _shortened(text) if holds_any(text, _SHORTS_WRITTEN) else ()
    return (*in_full, *short)


def _in_full(text: str, plain: str) -> Iterator[PlanName]:
    """Yield the names of nouns: "Programa Anual de Trabajo", "Plan Operativo Anual"."""
    plain = plain.replace("\n", " ").replace("\xa0", " ")
    for found in _NAME.finditer(plain):
        start, end = found.span()
        owner = _owner_of(text, end)
        if not owner and not _is_own(plain, text, start, end, _is_annual(found)):
            continue
        introduced = _DEFINED.match(text, end)
        short = introduced["short"].replace(".", "") if introduced else ""
        noun = found["noun"] if found["of"] == "trabajo" else f"{found['noun']} {found['of']}"
        written = " ".join(text[start:end].split())
        yield PlanName(f"{noun}|{_order(found)}", written, start, end, short, owner=owner)
    for found in _OPERATIVE.finditer(plain):
        start, end = found.span()
        written = " ".join(text[start:end].split())
        key = f"{found['noun']}|{_order(found)}"
        owner = _owner_of(text, end)
        yield PlanName(key, written, start, end, family="operativo", owner=owner)
    for found in _INSTITUTIONAL.finditer(plain):
        start, end = found.span()
        if text[start].isupper():
            written = " ".join(text[start:end].split())
            key = f"{found['noun']} {found['of']}|"
            years = found["years"].replace(" ", "")
            yield PlanName(key, written, start, end, family=f"institucional {years}")


def _shortened(text: str) -> Iterator[PlanName]:
    for found in _SHORT.finditer(text):
        key = found[0].replace(".", "")
        yield PlanName(key, found[0], found.start(), found.end())


def _is_annual(found: re.Match[str]) -> bool:
    return bool(found["before"] or found["after"])


def _order(found: re.Match[str]) -> str:
    if found["before"] or found["after"]:
        return "before" if found["before"] else "after"
    kind = found.groupdict().get("kind")
    if found.groupdict().get("last"):
        return "institutional last"
    return "institutional" if kind and kind.startswith("institucional") else ""


def _owner_of(text: str, end: int) -> str:
    """Return whose a plan is where several words in capitals name him, "" for us or nobody."""
    found = _OWNER.match(text[: end + 200], end)
    plain = folded(found["owner"]) if found else ""
    named = found is not None and (
        " " in plain or found["owner"].isupper() or plain in ("comite", "consejo", "sistema")
    )
    return plain if named and not _OWN_BODY.match(plain) else ""


_OWN_BODY = re.compile(r"secretaria (?:ejecutiva|tecnica)\b|sese\w*|sesa\w*")


def _is_own(plain: str, text: str, start: int, end: int, annual: bool) -> bool:
    """Tell whether a name is that of the institution's own plan."""
    vague = _VAGUE.search(plain, max(0, start - 12), start)
    if vague and not (vague[0] == "su " and text[start].isupper() and _DATED.match(plain, end)):
        return False  # "su Programa Anual de Trabajo 2025" is one, and whose is told before it
    if not annual and not text[start].isupper():
        return False
    if _OWN.match(plain, end) or _OWNER.match(text[: end + 200], end):
        return True
    others = _OTHERS.match(plain, end)
    if others and not _YEAR_AFTER.match(plain, others.start("whose")):
        return False
    if _REPORTED.search(plain, max(0, start - 60), start):
        return True
    sentence = max(plain.rfind(sign, max(0, start - 200), start) for sign in (". ", ";", "|"))
    reach = _NEAR if vague else 200
    return not _SOMEBODY_ELSE.search(plain, max(0, start - reach, sentence), start)
