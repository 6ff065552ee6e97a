"""What field of work a word is of: whether a title and what its meta counts can be one thing.

Titles and metas often share no word and are right. They are told apart only where both name a known
field, and no work of the one is measured by the other. Source: UT 5 in section 2.2 of the domain
document.
"""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from programs.values.wording.field_words import (
    ANYTHING,
    COUNTED,
    CUES,
    FAR,
    FOSTERS,
    HANDS_ON,
    MEASURES,
    NEAR,
    SPECIFIC,
)
from programs.values.wording.numbers import folded
from programs.values.wording.units import Unit, is_anything, is_general, share_root, stems, unit_of
from programs.values.wording.work_kinds import works_counted

_BY_HAND = re.compile(r"(?:mantenimiento|reparacion|conservacion)\b")
# A solicitud alone may be of anything.
_OF_TRANSPARENCY = re.compile(
    r"\bavisos? de privacidad|\bacceso a la informacion|\bsolicitud(?:es)? de informacion"
    r"|\brecursos? de revision"
)


_OF_PEOPLE = re.compile(
    r"\b(?:grupos?|circulos?|clubes|club|red|redes|mesas?|comites?|consejos?|colectivos?|equipos?|"
    r"escuelas?|encuentros?|comunidad(?:es)?|patronatos?|asambleas?|juntas?|foros?|apoyo\s+(?:a|entre)\s+"
    r"(?:l[ao]s\s+)?(?:familias|madres|padres|pares|mujeres|jovenes|victimas|cuidador\w*))\b"
)


# The name of an office, which says nothing of its work: "Almacén", "(B) Servicios Generales".
_OFFICE = re.compile(
    r"\W*(?:\w{1,3}[.)]\s+)?(?:almacen(?:es)?(?:\s\w+)?|archivo|tesoreria|contabilidad|informatica|juridico"
    r"|intendencia|biblioteca|oficialia\s\w+|(?:recursos|bienes)\s(?:humanos|materiales|financieros)"
    r"|servicios\s(?:generales|administrativos|escolares)|control\sinterno"
    r"|comunicacion(?:\ssocial)?|transparencia(?:\sy\sacceso\sa\sla\sinformacion)?|asuntos\sjuridicos"
    r"|plataforma\sdigital(?:\s(?:estatal|nacional))?|(?:administracion|planeacion|finanzas)"
    r"(?:\sy\s(?:administracion|finanzas|evaluacion|presupuesto))?|archivos(?:\sinstitucional(?:es)?)?"
    r"|vinculacion(?:\sinstitucional)?"
    r"|(?:departamento|direccion|subdireccion|area|unidad|coordinacion|oficina|jefatura|gerencia"
    r"|secretaria|contraloria|subsecretaria)(?:\s\w+){0,6})\W*"
)


def is_office(title: str) -> bool:
    """Tell whether a title is the name of an office alone, so that its meta may be any."""
    return _OFFICE.fullmatch(folded(title)) is not None


def field_of(head: str) -> str:
    """Return the field in which a stem is counted, "" where it is in none or in any."""
    return next((name for name, words in COUNTED.items() if head in words), "")


def speak_of_two(title: str, unit_words: str) -> bool:
    """Tell whether a title and the unit of its meta are of two fields that have no work in common.

    False where one of them names no field, and where they share a word.
    """
    unit = unit_of(unit_words)
    own = frozenset(stems(folded(title)))
    every = frozenset(stems(folded(unit_words)))
    if not unit.heads or own & every or share_root(own, every, _ROOT):
        return False
    if "permits" in works_counted(unit_words):
        return False  # a "licencia de funcionamiento" is no driver's: `work_kinds` tells it apart
    words = folded(unit_words)
    if unit.heads and all(_fields_of(head) and _fields_of(head) <= ANYTHING for head in unit.heads):
        words = _WHERE.sub("", words)  # "pláticas en secundarias" are of no school
    counted = _counted_in(unit, words, every)
    told = _named_in(folded(title))
    if not counted or not told or counted & told:
        return False
    told = (told - FAR.keys()) or told  # "sesiones del Comité de Adquisiciones": meetings
    if counted <= ANYTHING and _BY_HAND.match(folded(title).lstrip(" .-")):
        told &= {"upkeep"}  # "Mantenimiento de la sala de audiencias"
    if told & SPECIFIC:  # "Supervisión de obra" is of obras
        told = told - {"inspection"}
    if "papers" in counted:  # an acta or an acuerdo is written of anything but work of the hands
        counted = _named_in(folded(unit_words))
        if not counted or not told <= HANDS_ON or counted & told:
            return False
    if FOSTERS.search(folded(title)) and counted & ANYTHING:
        return False
    if counted <= ANYTHING and _OF_PEOPLE.search(folded(title)):
        return False  # people who come together are counted by their meetings, whatever for
    if unit.heads == ("sesion",) and len(every) == 1 and told & _IN_SESSIONS:
        return False
    if unit.heads == ("sesion",) and every <= _SESSIONS and told <= _BY_COMITE:
        return False
    heads = set().union(*(_fields_of(head) for head in unit.heads))
    which = (counted - heads - ANYTHING) or (counted - heads)
    # "campañas de donación de sangre" are far from amparos by their blood alone
    return (bool(heads) and _are_far(heads, told)) or (bool(which) and _are_far(which, told))


_ROOT = 5  # letters
_WHERE = re.compile(r"\sen\s(?!materia\b|temas?\b|linea\b).*$")
# "Activación física en plazas", "120 sesiones": no comité holds them.
_IN_SESSIONS = frozenset(("sports", "health", "arts", "books"))

# "Transparencia", "Archivo": a comité or a grupo of its own meets for it, by law.
_BY_COMITE = frozenset(("requests", "archive"))
_SESSIONS = frozenset(("sesion", "ordinario", "extraordinario"))


def differ(title: str, unit_words: str) -> bool:
    """Tell whether a title and a unit name fields, and none of them is of both."""
    plain = folded(unit_words)
    told = _named_in(folded(title))
    counted = _named_in(plain).union(*(_fields_of(stem) for stem in stems(plain)))
    return bool(told and counted) and not told & counted


def share_fields(title: str, unit_words: str) -> bool:
    """Tell whether a title and a unit name some field of work together."""
    plain = folded(unit_words)
    counted = _named_in(plain).union(*(_fields_of(stem) for stem in stems(plain)))
    return bool(_named_in(folded(title)) & counted)


# "Firma de convenios", "Practicar auditorías": what the work itself brings forth.
_MAKES = re.compile(
    r"\W*(?:firma[r]?|suscripcion|suscribir|celebracion|celebrar|imparticion|impartir|practica[r]?"
    r"|realizacion|realizar|organizacion|organizar|ejecucion|ejecutar|levantamiento|levantar"
    r"|elaboracion|elaborar|edicion|editar|produccion|producir|aplicacion|aplicar)\s+"
    r"(?:del?\s+)?(?:(?:los|las|el|la)\s+)?(?P<made>\w+)"
)


def made_by(title: str) -> str:
    """Return the stem of what the work of a title brings forth, "" where it is of no one field.

    "Firma de convenios con universidades" brings forth convenios.
    """
    found = _MAKES.match(folded(title))
    made = next(iter(stems(found["made"])), "") if found else ""
    return made if len(_fields_of(made)) == 1 and field_of(made) != "papers" else ""


def is_of_another(made: str, unit_words: str) -> bool:
    """Tell whether all that a unit counts is of known fields, none of them that of `made`."""
    heads = unit_of(unit_words).heads
    fields = [_fields_of(head) - {"papers"} for head in heads]
    return bool(heads) and all(each and not each & _fields_of(made) for each in fields)


def _are_far(counted: AbstractSet[str], told: AbstractSet[str]) -> bool:
    """Tell whether no work of some fields is measured by what is counted in others."""
    return not any(
        other in MEASURES.get(one, ()) or _have_work_in_common(one, other)
        for one in counted
        for other in told
    )


def _counted_in(unit: Unit, words: str, every: frozenset[str]) -> AbstractSet[str]:
    """Return the fields in which a unit is counted, none where one of its nouns is of no field."""
    if ("programa" in unit.heads and "radio" in every) or "prensa" in every:
        return {"media"}
    if _OF_TRANSPARENCY.search(words):
        return {"requests"}
    if "servicio social" in words or "practicas profesionales" in words:
        return {"staff"}
    cued = _named_in(words)
    which = cued - {"training"}  # "certificados de estudios"
    general = any(is_general(head) for head in unit.heads) and not (which and which <= SPECIFIC)
    if any(map(is_anything, unit.heads)):
        return set()
    if any(not _fields_of(head) and (not cued or general) for head in unit.heads):
        return set()
    return cued.union(*(_fields_of(head) for head in unit.heads))


def _fields_of(head: str) -> set[str]:
    return {name for name, words in COUNTED.items() if head in words}


@lru_cache(maxsize=1024)  # a title is compared with each unit of its meta, and by two checks
def _named_in(plain: str) -> frozenset[str]:
    """Return the fields of which a title or a unit has a cue."""
    return frozenset(name for name, cue in CUES.items() if cue.search(plain))


def _have_work_in_common(one: str, other: str) -> bool:
    for name, far in ((one, other), (other, one)):
        if name in FAR:
            return far not in FAR[name]
    return frozenset((one, other)) in NEAR
