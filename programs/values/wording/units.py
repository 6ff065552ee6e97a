"""Whether a counted thing is what a meta counts: its unit by stem, and words that go with it.

"capacitaciones" and "capacitación" are one, "acta" and "acto" are two. A unit that names courses is
met by talleres and diplomados too, a documento by an oficio, a convenio or a dictamen: those are
softer evidence, good to find agreement and too weak to deny it alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from programs.values.wording.numbers import folded


class Fit(IntEnum):
    """How surely a counted thing is what a meta counts."""

    NONE = 0
    FAINT = 1  # may explain a figure, and denies none
    SOFT = 2
    STRONG = 3


@dataclass(frozen=True)
class Unit:
    """The unit of a meta: the stems of its nouns, and of the words that say which kind.

    `words` are its printed ones, `complement` the stems of all that follows its nouns.
    """

    words: str
    heads: tuple[str, ...]
    kinds: frozenset[str]
    complement: frozenset[str]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"[a-z\u00f1]+")
# Not in "cápsulas sobre el ahorro de luz y de papel": they count no papel.
_JOINT = re.compile(r"\s*(?:,|;|/|\by/o\b|\b[yeou]\b)(?!\s*(?:del?|al?|en|con|para|sobre)\s)\s*")
_LEADING = re.compile(
    r"^(?:(?:el|la|los|las|un|una|de|del|al|nuev[oa]s?|divers[oa]s|mas|a|en|con|para|por|ya|sean?|tanto|bien)\s+)+"
)
_SMALL = _words("de del la las los el en y e o u a al con para por sobre que se su sus un una cada")

# Words that name one thing: the first fits any of the others as surely as itself.
_SAME: tuple[frozenset[str], ...] = tuple(
    _words(words)
    for words in (
        "persona participante asistente servidor funcionario capacitado ciudadano",
        "informe reporte",
        "sesion reunion",
        "solicitud peticion requerimiento",
        "visita inspeccion",
        "asesoria consulta orientacion",
        "convenio",
        "publicacion difusion",
        "platica charla",
        "luminaria lampara",
        "kilogramo kilo kg",
        "kilometro km",
        "tonelada ton",
    )
)
# What a wide unit takes in: softer.
_TRAINING = _words(
    "curso taller capacitacion diplomado seminario conferencia platica webinar webinario ponencia "
    "foro charla induccion jornada adiestramiento certificacion evento simposio"
)
# What takes an hour or two: a diplomado is more.
_TALKS = _words(
    "platica charla conferencia webinar webinario ponencia foro evento induccion simposio"
)
_DOCUMENTS = _words(
    "informe reporte convenio contrato dictamen opinion proyecto acuerdo acta manual lineamiento "
    "reglamento diagnostico guia estudio programa plan minuta protocolo modificacion reforma "
    "instrumento inventario catalogo cuadro expediente analisis propuesta iniciativa metodologia "
    "memoria anexo resolucion documento ficha formato estatuto politica codigo norma base "
    "principio mecanismo regla dictaminacion anteproyecto evaluacion balance cuadernillo"
)
_PAPERS = _words("oficio memorandum memorando circular correo nota escrito tarjeta volante")
_WIDE: dict[str, frozenset[str]] = {
    **dict.fromkeys(("curso", "taller", "capacitacion", "evento"), _TRAINING),
    "diplomado": _TRAINING - _TALKS,
    "documento": _DOCUMENTS,
    "instrumento": _DOCUMENTS,
    "proyecto": _DOCUMENTS,
    "publicacion": _words("boletin infografia comunicado nota post contenido video"),
    "difusion": _words("boletin infografia publicacion video campana"),
    "material": _words("boletin infografia video cartel triptico folleto"),
    "equipo": frozenset(("bien", "computadora", "impresora", "servidor")),
    "bien": frozenset(("equipo", "computadora", "impresora", "vehiculo")),
    "persona": _words("mujer hombre alumno estudiante docente empresario nino"),
}
# Whatever is done is one of these.
_ANY = frozenset(("accion", "actividad", "asunto", "gestion", "tramite", "servicio", "apoyo"))
_PERSONS = _SAME[0] | _words(
    "mujer hombre alumno estudiante docente responsable titular integrante enlace personal "
    "usuario empresario nino nina adulto joven trabajador empleado visitante beneficiario "
    "egresado invitado representante director publico ponente asesorado regidor sindico alcalde "
    "presidente diputado magistrado juez policia contralor auditor maestro profesor abogado "
    "medico ingeniero madre padre productor comerciante artesano deportista vecino habitante "
    "paciente adolescente niñez"
)
_PEOPLE = _PERSONS | _words("area organizacion institucion municipio dependencia sujeto ente")
_GENERAL = (
    _ANY
    | _DOCUMENTS
    | _PAPERS
    | _PEOPLE
    | _words(
        "evento registro ficha tramite mesa feria proceso procedimiento etapa equipo producto "
        "modulo punto espacio unidad porcentaje elemento caso tema solicitud recurso material bien "
        "premio reconocimiento estimulo convocatoria constancia certificado"
    )
) - _words("analisis estudio evaluacion")
# Words that say which of two kinds a thing is: one of a pair is not the other.
KINDS: tuple[frozenset[str], ...] = tuple(
    _words(words)
    for words in (
        "ordinario extraordinario solemne",
        "virtual presencial hibrido",
        "interno externo",
        "preventivo correctivo",
        "estatal municipal federal nacional",
        "mujer hombre",
        "publico privado",
        "suscrito rescindido",
        "favorable desfavorable",
    )
)
# Others that tell one thing from another, though both may be told of one total.
_OTHER_KINDS: tuple[frozenset[str], ...] = tuple(
    _words(words)
    for words in (
        "preescolar primaria secundaria preparatoria bachillerato",
        "urbano rural",
        "entregado recibido",
        "iniciado terminado",
        "iniciado concluido",
        "aprobado rechazado",
        "impreso fisico digital electronico",
        "perro gato",
        "femenino masculino",
        "nina nino adulto",
        "vehicular peatonal",
        "diurno nocturno",
        "teorico practico",
        "desempeno financiero cumplimiento",
        "municipio universidad empresa escuela camara sindicato",
        "licitacion adjudicacion",
        "inspeccion guiado domiciliario",
        "sitio gabinete",
        "campo gabinete",
        "docente alumno estudiante",
        "presencial telefonico",
        "frutal forestal ornamental ornato",
        "domestico comercial industrial",
        "directo indirecto",
        "lineal cuadrado",
    )
)
# Dimensions of which a thing has one: how often, where, how far, of what rank.
_DIMENSIONS: tuple[frozenset[str], ...] = tuple(
    _words(words)
    for words in (
        "diario semanal quincenal mensual bimestral trimestral cuatrimestral semestral",
        "estatal municipal federal nacional regional internacional distrital comunitario",
        "general sectorial seccional especialidad especializado urgencia",
        "individual grupal colectivo familiar",
        "definitivo interlocutorio provisional",
        "completo medio parcial",
        "basico intermedio avanzado",
        "licenciatura maestria doctorado",
        "base confianza eventual",
        "escrito verbal telefonico",
        "menor mayor",
        "temporal permanente",
        "adulto infantil juvenil",
        "nuevo usado",
        "potable residual",
        "masivo focalizado",
        "primario secundario",
        "original copia",
        "efectivo especie",
        "favorable negativo",
        "total parcial",
        "abierto cerrado",
        "canino felino",
        "horizontal vertical",
        "civil penal mercantil laboral administrativo",
        "adjudicado convocado",
    )
)
_EVERY_PAIR = (*KINDS, *_OTHER_KINDS, *_DIMENSIONS)
_ALL_KINDS = frozenset(word for pair in _EVERY_PAIR for word in pair)
_REMOTE = re.compile(r"\b(?:en\s+linea(?!\s+(?:con|de)\b)|a\s+distancia|por\s+videoconferencia)\b")
# The deed that a noun names: "se capacitó", "se asesoró".
_DEEDS = {"capacitacion": "capacit", "asesoria": "asesor", "mantenimiento": "manten",
          "actualizacion": "actualiz", "publicacion": "public", "evaluacion": "evalu"}  # fmt: skip


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a folded noun or adjective in the singular; of persons and adjectives, masculine."""
    one = _singular(word)
    if one in _FEMININE:
        return _FEMININE[one]
    if one.endswith("a") and one not in _ALL_KINDS and one[:-1] + "o" in _ALL_KINDS:
        return one[:-1] + "o"
    if one.endswith("a") and len(one) > 4 and re.search(r"(?:dor|tor|sor|cion)a$", one):
        return one[:-1]
    if one.endswith("a") and len(one) > 5 and re.search(r"(?:ari|ad|id|iv|ern|ic|id|en)a$", one):
        masculine = one[:-1] + "o"
        return (
            masculine if masculine in _ADJECTIVES or masculine.endswith(_ADJECTIVE_ENDINGS) else one
        )
    return one


_ADJECTIVES = frozenset((*_ALL_KINDS, "ciudadano", "funcionario", "publico"))
_ADJECTIVE_ENDINGS = ("dinario", "ntivo", "ctivo", "terno", "blico", "ivado", "brido")
_FEMININE = {"ciudadana": "ciudadano", "alumna": "alumno", "publica": "publico",
             "capacitada": "capacitado", "programada": "programado", "suscrita": "suscrito",
             "financiera": "financiero",
             "guiada": "guiado", "hibrida": "hibrido", "privada": "privado"}  # fmt: skip


# "hombres", "solemnes", "calles", "cruces", "enlaces", "índices": their singular ends in "e".
_ENDS_IN_E = re.compile(r"(?:[bcdfgpt]r|ll|nd|rd|bl|mn)es$")
_ENDS_IN_CE = re.compile(r"(?:cru|la|[nl]|au|indi|verti|codi|heli|compli)ces$")


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("sis", "tis", "gis", "is")):
        return word
    if word.endswith("ces") and not _ENDS_IN_CE.search(word):
        return word[:-3] + "z"
    if word.endswith("es") and word[-3] in "rlnd" and not _ENDS_IN_E.search(word):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=8192)  # each check asks it of the same nouns and passages
def stems(words: str) -> tuple[str, ...]:
    """Return the stems of the words of a folded text that say something."""
    if "linea" in words or "distancia" in words or "videoconf" in words:
        words = _REMOTE.sub("virtual", words)
    return tuple([stem(word) for word in _WORD.findall(words) if word not in _SMALL])


@lru_cache(maxsize=1024)
def unit_of(words: str) -> Unit:
    """Return the unit of a meta from its printed words ("cursos o talleres")."""
    plain = _LEADING.sub("", folded(words).lstrip("% ").strip())
    plain = _REMOTE.sub("virtual", plain)  # before "presenciales o a distancia" is divided
    heads: list[str] = []
    every: list[str] = []
    for place, part in enumerate(_JOINT.split(plain)):
        own = stems(_LEADING.sub("", part.strip()))
        if not own:
            continue
        if place == 0 or own[0] not in _ALL_KINDS or (heads[0] in _ALL_KINDS and not every):
            heads.append(own[0])
            every.extend(own[1:])
        else:
            every.extend(own)
    kinds = frozenset((*every, *heads)) & _ALL_KINDS
    return Unit(words, tuple(dict.fromkeys(heads)), kinds, frozenset(every))


def fit_of(unit: Unit, noun: str) -> Fit:
    """Return how surely the folded words after a number are what a unit counts.

    One of a contrasting kind (a sesión extraordinaria of a meta of ordinarias) is faint.
    """
    own = stems(noun)
    if not own or not unit.heads:
        return Fit.NONE
    if contrast_of(unit, noun):
        return Fit.FAINT
    if own[0] in unit.complement and own[0].endswith("cion") and set(unit.heads) <= _CARRIERS:
        return Fit.STRONG  # "visitas de verificación", told as verificaciones
    best = max(_fit(head, own, unit) for head in unit.heads)
    if best is Fit.NONE and any(head in own[1:4] for head in unit.heads):
        return Fit.SOFT if _introduces(own[0]) else Fit.FAINT
    return best


_CARRIERS = frozenset(("visita", "servicio", "accion", "labor", "trabajo", "jornada", "diligencia"))


def _fit(head: str, own: tuple[str, ...], unit: Unit) -> Fit:
    first = own[0]
    if first == head:
        return Fit.STRONG
    if any(head in same and first in same for same in _SAME):
        # A generic noun of persons with its own complement ("sujetos obligados") is no synonym.
        return Fit.STRONG if head not in ("solicitud", "sesion", "visita") else Fit.SOFT
    if first in _WIDE.get(head, ()):
        return Fit.SOFT
    if head == "documento" and first in _PAPERS:
        return Fit.FAINT
    if head in _ANY:
        return Fit.FAINT
    if head in own[1:3] and first in ("total", "numero"):
        return Fit.STRONG
    return Fit.NONE


def _introduces(word: str) -> bool:
    """Tell whether a noun only introduces the next: "proyectos de acta", "eventos de…"."""
    return word in ("proyecto", "evento", "accion", "actividad", "servicio", "ejemplar", "total")


def contrast_of(unit: Unit, noun: str) -> str:
    """Return the stem by which a counted thing is of another kind than the unit names, "" for none.

    "extraordinario" for "sesiones extraordinarias" where the unit is "sesiones ordinarias".
    """
    if not unit.kinds:
        return ""
    own = frozenset(stems(noun))
    for pair in _EVERY_PAIR:
        named = unit.kinds & pair
        if named and not named & own and (others := pair & own):
            return min(others)
    return ""


def is_same(one: str, other: str) -> bool:
    """Tell whether two stems name one thing: pláticas and charlas."""
    return one == other or any(one in same and other in same for same in _SAME)


def is_people(noun: str) -> bool:
    """Tell whether a noun names persons, or bodies that stand for them."""
    return not _PEOPLE.isdisjoint(stems(noun)[:1])


def is_wide(unit: Unit) -> bool:
    """Tell whether a unit takes in whatever is done: acciones, actividades, asuntos."""
    return any(head in _ANY for head in unit.heads)


def is_general(head: str) -> bool:
    """Tell whether a noun is counted in any field: documents, papers, persons, what is done."""
    return head in _GENERAL


def is_anything(head: str) -> bool:
    """Tell whether a noun is whatever is done: acciones, servicios."""
    return head in _ANY


def is_persons(noun: str) -> bool:
    """Tell whether a noun names persons and no body."""
    return not _PERSONS.isdisjoint(stems(noun)[:1])


def speaks_of(unit: Unit, words: frozenset[str]) -> bool:
    """Tell whether a text of these stems names a noun of a unit, or a word that goes with it."""
    for head in unit.heads:
        near = {head}.union(_WIDE.get(head, ()), *(same for same in _SAME if head in same))
        if head in _ANY or near & words:
            return True
        deeds = {_DEEDS.get(each) or _deed_stem(each) for each in near} - {""}
        if any(word.startswith(tuple(deeds)) for word in words if len(word) > 4):
            return True
    return False


def _deed_stem(head: str) -> str:
    """Return the stem that a noun shares with its verb: "interconexion" and "interconectar"."""
    if len(head) < 6:
        return head if len(head) > 4 else ""
    for ending in ("aciones", "acion", "icion", "ucion", "cion", "sion", "miento", "ia", "o", "a"):
        if head.endswith(ending) and len(head) - len(ending) >= 4:
            return head[: len(head) - len(ending)]
    return head[:-1]


def share_root(some: Iterable[str], others: Iterable[str], letters: int) -> bool:
    """Tell whether a stem of each begins with the same letters, and is no shorter."""
    roots = {word[:letters] for word in some if len(word) >= letters}
    return any(len(word) >= letters and word[:letters] in roots for word in others)


_ROOT = 7  # letters


def of_one_root(head: str, word: str) -> bool:
    """Tell whether a noun is a word of the title, or of its root: estudiantes, estudiantil."""
    return head == word or (len(head) > _ROOT and head[:_ROOT] == word[:_ROOT])
