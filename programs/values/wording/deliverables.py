"""What a title promises by its own first words, where neither meta nor narrative ever names it.

Whoever titles a línea "Exposiciones temporales" or "Impartir charlas sobre acoso" and did so says
so somewhere. Where the meta counts another thing and no word of the title stands in meta or
narrative, they are of two líneas. Source: UT 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from programs.values.wording.field_words import FOSTERS
from programs.values.wording.fields import field_of, is_office, share_fields
from programs.values.wording.numbers import folded
from programs.values.wording.units import (
    is_anything,
    is_general,
    is_people,
    is_wide,
    stems,
    unit_of,
)
from programs.values.wording.works import TOLD_OF_TRAINING

# Things that are counted for one another.
KINDS: Mapping[str, frozenset[str]] = {
    name: frozenset(stems(words))
    for name, words in {
        "taught": "cursos talleres capacitaciones diplomados seminarios conferencias platicas "
        "webinarios charlas inducciones ponencias clases jornadas foros encuentros congresos "
        "coloquios conversatorios paneles ferias brigadas campanas certificaciones entrenamientos",
        "checked": "visitas inspecciones verificaciones supervisiones recorridos operativos "
        "auditorias revisiones arqueos rondines patrullajes monitoreos muestreos evaluaciones "
        "diagnosticos pruebas",
        "met": "sesiones reuniones asambleas mesas foros encuentros actas minutas acuerdos "
        "audiencias comites entrevistas convocatorias",
        "told": "boletines comunicados capsulas spots carteles infografias campanas videos "
        "publicaciones folletos tripticos transmisiones gacetas entrevistas volantes podcasts "
        "programas conferencias",
        "agreed": "convenios contratos alianzas cartas",
        "advised": "asesorias orientaciones consultas opiniones dictamenes acompanamientos mesas",
        "asked": "encuestas cuestionarios sondeos entrevistas censos",
        "upkept": "mantenimientos reparaciones servicios",
        "shown": "exposiciones conciertos funciones presentaciones festivales recitales obras",
        "treated": "cirugias vacunas esterilizaciones consultas tamizajes mastografias dosis",
        "given": "becas despensas uniformes apoyos estimulos",
        "heard": "quejas denuncias amparos juicios sentencias resoluciones",
        "archived": "transferencias expedientes cajas inventarios",
        "bought": "licitaciones compras adquisiciones contratos pedidos cotizaciones",
        "played": "torneos partidos carreras competencias ligas",
        "planted": "arboles plantas reforestaciones",
        "built": "luminarias baches pozos viviendas tomas fugas banquetas",
        "booked": "conciliaciones balanzas cheques arqueos polizas",
        "printed": "libros titulos ejemplares manuales reglamentos lineamientos guias",
    }.items()
}
_START = 5  # letters
_STARTS = {name: frozenset(word[:_START] for word in things) for name, things in KINDS.items()}
_GIVING = (
    r"(?:realiza[r]?|realizacion de|organiza[r]?|organizacion de|impartir|imparticion de|celebrar"
    r"|celebracion de|practicar|practica de|efectuar|ofrecer|brindar|dar|llevar a cabo|emitir"
    r"|emision de|otorgar|entregar|entrega de|firmar|firma de|suscribir|suscripcion de|aplicar"
    r"|aplicacion de|montar|hacer|publicar|editar|levantar|producir|elaborar|elaboracion de"
    r"|programa de|programacion de|ciclo de|jornadas? de)"
)
# "Exposiciones temporales", "Impartir charlas sobre acoso": in the plural, what it brings forth.
_BRINGS = re.compile(
    rf"\W*(?:{_GIVING}\s)?(?:(?:los|las|unos|unas|de|\d{{1,4}})\s){{0,2}}(?P<things>[a-z\u00f1]+s)\b"
)
# "Profesionalización del personal docente": the work itself, by how its title opens.
_WORKS = re.compile(
    r"\W*(?:(?P<taught>profesionaliza|capacita|formacion\b|formar\b|adiestra|entrena|alfabetiza)"
    r"|(?P<checked>inspeccion|supervis|verifica|vigila|audit|fiscaliza)"
    r"|(?P<advised>asesora|orienta[rc])|(?P<archived>digitaliza|transferi)"
    r"|(?P<upkept>repara|mantenimiento|mantener)|(?P<treated>vacuna|esteriliza)"
    r"|(?P<built>construi|construccion|pavimenta|bache|alumbra)"
    r"|(?P<asked>encuesta|medicion|sonde)|(?P<heard>resolver|litig|defensa))"
)
# By which no office measures such work, unlike visitas, consultas or obras.
_HARD = frozenset(
    ("checked", "upkept", "treated", "given", "heard", "archived", "bought", "played", "planted",
     "built", "booked")
)  # fmt: skip
_LOOSE = frozenset(
    stems(
        "visitas evaluaciones examenes diagnosticos pruebas servicios consultas expedientes "
        "contratos pedidos obras monitoreos recorridos revisiones"
    )
)
# What an office counts of its own goods and money: "bienes muebles", "arqueos".
_OF_ITS_OWN = re.compile(
    r"(?:bienes\s(?:muebles|inventariad|patrimonial)|mobiliario|inventarios?\b|resguardos?\b"
    r"|conciliaciones\b(?!\slabor)|licitaciones|arqueos|balanzas|requisiciones|viaticos|facturas\b"
    r"|estados\sfinancieros)"
)
# What is done for the public, whoever does it.
_FOR_OTHERS = re.compile(
    r"\b(?:adiccion|embarazo|vacuna|cancer|dengue|violencia|delito|lectura|deport|cultur(?:a|al)\b|arte\b"
    r"|artistic|turis|artesan|emple[oa]|emprend|vivienda|agricol|ganad|forestal|arbolado|reforest|migrant"
    r"|discapacidad|adult[oa]s\smayores|ninez|juventud|juvenil|mujeres|victimas|alfabetiz|rezago|nutri"
    r"|salud\s(?:mental|publica|bucal|sexual)|areas\sverdes|agua\spotable|bacheo|alumbrado)"
)
# The papers and goods of an office itself, which it reviews, files or pays.
_OWN_PAPERS = re.compile(
    r"\b(?:declaracion(?:es)?\s(?:patrimonial|de\ssituacion|de\sinteres|fiscal)|entrega[-\s]recepcion"
    r"|nominas?\b|arqueos?\b|conciliacion(?:es)?\s(?:bancari|contabl)|polizas?\b|estados\sfinancieros"
    r"|inventarios?\b|resguardos?\b|parque\svehicular|almacen\b|archivos?\sde\s(?:tramite|concentracion)"
    r"|transferencias\s(?:primaria|secundaria|documental)|licitacion|adquisicion|requisicion|viaticos"
    r"|bienes\smuebles|cuenta\spublica|facturas|fondos?\s(?:fijo|revolvente)|auditorias?\sinterna"
    r"|expedientes\sde\spersonal|plantilla\sde\spersonal|cuentas\spor\spagar|ejercicio\sdel\sgasto)"
)
_PUBLIC = re.compile(
    rf"{_FOR_OTHERS.pattern}|\b(?:ninas\b|ninos\b|infanc|infantil|adolescen|jovenes|pueblos\s(?:indigena"
    r"|originari)|derechos\shumanos|migra|medio\sambiente|reciclaj|primeros\sauxilios|personas\smayores)"
)
_OF_STAFF = re.compile(
    r"\b(?:laboral|personal\b|emplead|trabajador|servidor|funcionari|hij[oa]s\sde|interno)"
)
_COMMON = frozenset(
    stems(
        "area persona servidor publico ano trimestre mes dia hora vez parte secretaria institucion "
        "organo responsable integrante ente municipio dependencia accion actividad objetivo "
        "estrategia linea meta programa fortalecimiento promover realizar elaborar atencion "
        "atender seguimiento impulsar impulso fomento fomentar mejorar desarrollo operacion "
        "gestion apoyo servicio general nuevo"
    )
)
_ROOT = 4  # letters: what shares so many may be one word
_LEAST = 8  # words of a narrative that would name what it tells of


def is_of_another(title: str, units: Sequence[str], told: str) -> bool:
    """Tell whether a title's own work is in none of the words of its meta and its narrative.

    `units` are those of the meta, `told` all that meta and narrative say.
    """
    plain = folded(title)
    if not units or is_office(title):
        return False
    heads = {head for unit in units for head in unit_of(unit).heads}
    if not heads:
        return False
    # Of all that is told the stems are asked only where the title may be of another work.
    words = cache(lambda: frozenset(stems(folded(told))))
    if len(told.split()) < _LEAST:
        apart = _is_of_its_own(plain, units)
    else:
        apart = (
            _brings_another(plain, units, heads, words)
            or _works_on_another(plain, heads, words)
            or _teaches_nobody(plain, units, told)
            or _is_of_its_own(plain, units)
            or _tells_the_public(plain, units)
        )
    if not apart:
        return False
    return not _roots(stems(plain)) & _roots(words())


def _brings_another(
    title: str, units: Iterable[str], heads: set[str], words: Callable[[], frozenset[str]]
) -> bool:
    """Tell whether a title opens with things in the plural, and the meta counts no such ones."""
    found = _BRINGS.match(title)
    named = stems(found["things"]) if found else ()
    kinds = _kinds_of(named[0]) if named else frozenset()
    if not kinds or any(is_wide(unit_of(unit)) for unit in units):
        return False
    if any(
        _kinds_of(head) & kinds or is_anything(head) or is_general(head) or is_people(head)
        for head in heads
    ):
        return False
    if any(share_fields(title, unit) for unit in units):
        return False  # "Sesiones del comité de adquisiciones", licitaciones
    if not all(_kinds_of(head) or field_of(head) for head in heads):
        return False  # "muestras" may be exposiciones
    return not any(_tells_of(kind, words()) for kind in kinds)


def _works_on_another(title: str, heads: set[str], words: Callable[[], frozenset[str]]) -> bool:
    """Tell whether a title opens with a work, and the meta counts what never measures it."""
    found = _WORKS.match(title)
    kind = found.lastgroup if found else None
    if kind is None or _tells_of(kind, words()):
        return False
    return all(
        _kinds_of(head) & _HARD and kind not in _kinds_of(head) and head not in _LOOSE
        for head in heads
    )


def _teaches_nobody(title: str, units: Iterable[str], told: str) -> bool:
    """Tell whether a title opens with teaching, and nothing told is of teaching anybody.

    "Profesionalización del personal policial" beside casetas that were repaired.
    """
    found = _WORKS.match(title)
    subject = re.search(r"\s(?:en|sobre|para|acerca)\s", title)  # may be told by any paper
    if not found or found.lastgroup != "taught" or subject:
        return False
    if TOLD_OF_TRAINING.search(folded(told)):
        return False
    for unit in map(unit_of, units):
        if is_wide(unit) or any(map(_may_teach, unit.heads)):
            return False
    return True


def _may_teach(head: str) -> bool:
    general = is_anything(head) or is_general(head) or is_people(head)
    return general or bool(_kinds_of(head) & _TEACHING) or head in _LOOSE


_TEACHING = frozenset(("taught", "met", "told", "advised", "shown"))


def _is_of_its_own(title: str, units: Iterable[str]) -> bool:
    """Tell whether a title is of a work for the public, and the meta of the office's own goods."""
    return _FOR_OTHERS.search(title) is not None and all(
        _OF_ITS_OWN.match(folded(unit)) for unit in units
    )


def _tells_the_public(title: str, units: Sequence[str]) -> bool:
    """Tell whether a title is of the office's own papers, and the meta tells others of their life.

    "Revisión de declaraciones patrimoniales" beside "20 cápsulas sobre los derechos de la niñez".
    """
    if not _OWN_PAPERS.search(title) or FOSTERS.search(title):
        return False
    return all(
        all(_kinds_of(head) & _SPOKEN for head in unit_of(unit).heads)
        and (subject := _SUBJECT.search(plain)) is not None
        and _PUBLIC.search(plain, subject.start()) is not None
        and not _OF_STAFF.search(plain)
        for unit in units
        for plain in (folded(unit),)
    )


_SPOKEN = frozenset(("taught", "told", "shown"))
_SUBJECT = re.compile(r"\s(?:sobre|acerca|contra|en|de|del|para|relativ\w+|alusiv\w+|a favor)\s")


def _tells_of(kind: str, words: frozenset[str]) -> bool:
    """Tell whether words name a kind of things, or the work of it: "orientar", orientaciones."""
    return not _STARTS[kind].isdisjoint(word[:_START] for word in words)


@lru_cache(maxsize=1024)
def _kinds_of(stem: str) -> frozenset[str]:
    return frozenset(name for name, things in KINDS.items() if stem in things)


def _roots(words: Iterable[str]) -> set[str]:
    return {word[:_ROOT] for word in words if len(word) >= _ROOT and word not in _COMMON}
