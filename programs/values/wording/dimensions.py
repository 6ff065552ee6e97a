"""By what the parts of a total are told apart: sex, age, place, way, result, month, condition.

Parts of one total are told apart by one thing: "14 mujeres, 11 hombres". Groups told apart by
several may overlap ("40 son de mujeres, 35 de la capital y 20 en línea"), and need not make it.
Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Sequence

from programs.values.wording.counted import Counted
from programs.values.wording.dates import MONTH

_SEXES = re.compile(
    r"\b(?P<women>mujer(?:es)?|femenin[oa]s?|ninas?)|\b(?:hombres?|masculin|ninos?)"
)
_SIGNS = {
    "age": re.compile(
        r"\b(?:menor(?:es)?(?:\sde\s(?:edad|\w+\sanos)|\b(?!\s(?:a|que)\b))|adult[oa]s?|jovenes"
        r"|adolescentes?|infantes?|infancias?|ninas?|ninos?|juventud(?:es)?"
        r"|(?:tercera|mayor(?:es)?\sde)\sedad|adultos?\smayores|personas\smayores)\b"
    ),
    "place": re.compile(
        r"\b(?:capital(?:in[oa]s)?|municipios?|ayuntamientos|foran[eo]?[oa]s?|interior\sdel|regiones"
        r"|(?:zonas?|areas?|comunidad(?:es)?)\s(?:rural|urban|indigena|metropolitan|costera|serrana)\w*"
        r"|rural(?:es)?|urban[oa]s?|comunidades|colonias|cabeceras?|fuera\sde(?:l|\sla)\s\w+)\b"
    ),
    "way": re.compile(
        r"\b(?:en\slinea|por\sinternet|virtual(?:es|mente)?|presencial(?:es|mente)?|a\sdistancia"
        r"|hibrid[oa]s?|(?:por|via|mediante|a\straves\sde)\s(?:(?:el|la|su|llamada)\s)?"
        r"(?:telefon\w+|correo|escrito|plataforma|buzon|oficio|comparecencia|mensaj\w+)"
        r"|telefonic[oa]s?|electronic[oa]s?|ventanillas?|por\scomparecencia|por\sescrito)\b"
    ),
    "result": re.compile(
        r"\b(?:se\s|fueron\s|fue\s|estan\s|quedaron\s)?(?:archiv|turn|desech|conclu|resolv|resuelt|sancion|sobrese"
        r"|canaliz|desestim|acumul|remit|(?:im)?proced|admit|rechaz|conciliad|desist|investig)"
        r"(?:o|aron|ieron|yo|yeron|io|ad[oa]s?|id[oa]s?|uid[oa]s?|[oa]s?|ion|edieron|entes?|an)\b"
    ),
    "month": re.compile(rf"\ben\s(?:el\smes\sde\s)?(?:{MONTH})\b"),
    "condition": re.compile(
        r"\b(?:discapacidad|indigenas?|(?:con|sin)\s(?:traduct\w+|interpret\w+|subtitul\w+)"
        r"|lenguas?\s(?:indigenas?|materna|de\ssenas)|hablantes|migrantes?|afro\w+|anonim[oa]s?"
        r"|primera\svez|reincidentes?|beneficiari[oa]s?)\b"
    ),
}  # fmt: skip
_BARE = re.compile(r"\s?(?:[;,.)]|[ye]\s|$)")
_PART_END = re.compile(r"[.;()\n]")
_LONGEST = 160  # signs of what is told of a part


def may_overlap(plain: str, parts: Sequence[Counted]) -> bool:
    """Tell whether parts of a folded text are told apart by several things, none of all of them."""
    words = _words_of(plain, parts)
    named = [{name for name, sign in _SIGNS.items() if sign.search(each)} for each in words]
    sexes = [{bool(found["women"]) for found in _SEXES.finditer(each)} for each in words]
    # "20 mujeres, 15 hombres y 10 menores": each person is one of the three.
    both = len(set().union(*sexes)) > 1
    for own, told in zip(named, sexes, strict=True):
        if told:
            own.add("sex")
        if both and "age" in own:
            own.add("sex")
    known = [each for each in named if each]
    return len(known) > 1 and not set.intersection(*known)


def _words_of(plain: str, parts: Sequence[Counted]) -> list[str]:
    """Return what is told of each part: before its number ("mujeres, 14"), or behind it."""
    if all(_BARE.match(plain, each.end) for each in parts):
        starts = [max(0, parts[0].sentence.start, parts[0].start - 60), *(e.end for e in parts)]
        own = [plain[start : each.start] for start, each in zip(starts, parts, strict=False)]
        own[0] = re.split(r"[:.;(]", own[0].rstrip(" :"))[-1]
        return own
    ends = [*(each.start for each in parts[1:]), parts[-1].sentence.end]
    own = [
        plain[each.end : min(end, each.end + _LONGEST)]
        for each, end in zip(parts, ends, strict=True)
    ]
    return [_PART_END.split(each, maxsplit=1)[0] for each in own]
