"""What field of work a word is of: whether a title and what its meta counts can be one thing.

Titles and metas often share no word and are right. They are told apart only where both name a known
field, and no work of the one is measured by the other. Source: UT 5 in section 2.2 of the domain
document.
"""

import re
from collections.abc import Mapping

from programs.values.wording.numbers import folded
from programs.values.wording.units import Unit, stems, unit_of

# What is counted in each field, by its stems. Reports and documents are counted in all of them.
_COUNTED: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "training": "curso taller capacitacion diplomado seminario conferencia platica webinar "
        "ponencia charla induccion",
        "meetings": "sesion reunion asamblea",
        "inspection": "auditoria visita inspeccion verificacion supervision arqueo",
        "upkeep": "mantenimiento reparacion",
        "media": "video cartel boletin spot capsula infografia campana transmision folleto "
        "triptico volante podcast banner entrevista comunicado publicacion",
        "law": "dictamen convenio contrato",
        "systems": "respaldo licencia servidor correo",
        "archive": "expediente caja transferencia inventario",
        "streets": "luminaria calle paradero banqueta bache poda parque jardin",
        "forest": "hectarea arbol arbolito planta plantula reforestacion vivero",
        "books": "libro ejemplar titulo",
        "arts": "concierto funcion exposicion presentacion mural pelicula",
        "sports": "torneo partido carrera activacion medalla deportista",
        "police": "patrullaje operativo detencion rondin cateo reten",
        "animals": "esterilizacion mascota perro gato ganado colmena",
        "water": "pozo toma fuga drenaje cisterna pipa tinaco",
        "housing": "vivienda escritura lote predio",
        "field": "semilla fertilizante cosecha tractor parcela",
        "papers": "acta minuta acuerdo convocatoria oficio circular invitacion",
        "complaints": "queja denuncia buzon",
        "bodies": "contraloria dependencia ayuntamiento municipio escuela empresa universidad "
        "hospital biblioteca",
        "health": "vacuna consulta cirugia despensa desayuno comida beca donacion mastografia "
        "tamizaje lente protesis",
        "finance": "conciliacion balanza viatico arqueo",
        "purchases": "licitacion adquisicion compra seguro poliza cotizacion requisicion",
        "staff": "nombramiento plaza vacante finiquito gafete nomina",
        "brigades": "brigada",
        "goods": "cubeta cobija silla uniforme mochila juguete balon lamina herramienta",
        "surveys": "encuesta cuestionario",
    }.items()
}
# Beginnings of words by which a title names its field.
_CUES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})")
    for name, words in {
        "training": r"capaci|formaci|formar\b|profesional|sensibil|taller|curso|conferenc|platic|"
        r"induccion|certific|ensen|educa|diplomad",
        "meetings": r"sesi(?:on|ones)\b|reuni(?:on|ones)\b|comite|consejo|junta|asamblea|"
        r"colegiad|mesas? de|pleno\b|foros?\b",
        "inspection": r"audit|visita|inspecc|verific|supervis|fiscaliz|vigilanc",
        "upkeep": r"mantenimiento|repara|vehicul|soporte tecnico|conservacion de (?:la|los|las) "
        r"(?:inmueble|edificio|equipo)",
        "media": r"difus|difund|comunicaci|audiovisual|redes sociales|prensa|campana|divulg|radio|"
        r"televis|video",
        "law": r"dictam|convenio|contratos?\b|juridic|instrumentos? (?:legal|consensual)",
        "systems": r"sistemas? (?:informatic|electronic|digital)|plataforma|software|respald|"
        r"bases? de datos|informatic|licenciamiento|sitios? (?:web|de internet|electronic)|"
        r"paginas? (?:web|de internet|electronic)|portal(?:es)?\b|\bweb\b|tecnologias? de la info|"
        r"redes? de (?:datos|computo)|computo",
        "archive": r"archiv|expedient|acervo",
        "streets": r"alumbrad|calles?\b|pavimenta|bache|parada|parques y jardines|"
        r"senaliz",
        "forest": r"refores|arbol|bosque|forestal|medio ambiente|ambiental|ecolog|areas verdes|"
        r"vivero|planeta|naturaleza|sustentab|climatic|entorno natural|"
        r"parques y jardines",
        "books": r"bibliotec|lectura|libros?\b|editorial|acervo",
        "arts": r"cultural|artistic|teatr|music|museo|danza|patrimonio",
        "sports": r"deport|recreati|activacion fisica|atlet",
        "police": r"policia|seguridad publica|prevencion del delito|patrull|transito",
        "animals": r"animal|mascota|ganad|zoonosis|apicul",
        "water": r"\bagua\b|hidr[ao]|drenaje|saneamiento|alcantarill",
        "housing": r"vivienda|escritura|tenencia de la tierra|catastr",
        "field": r"agricol|campesin|\bcampo\b|agropecuari|cosecha",
        "complaints": r"queja|denuncia|buzon",
        "registers": r"padron|registro de|catalogo de|directorio de",
        "translation": r"traduc|lenguas? (?:indigena|originari)",
        "health": r"salud|vacunaci|medic[oa]s?\b|alimentari|becas?\b",
        "finance": r"financier|contab|presupuest|cuenta publica|conciliacion|viatic|egresos",
        "purchases": r"adquisici|licitaci|\bcompras?\b|\bseguros? de|arrendamient|"
        r"contratar (?:el|la|los|las) s",
        "staff": r"recursos humanos|reclut|seleccion(?:ar)? (?:de )?personal|servicio social|"
        r"practicas profesionales|nomina\b|plantilla",
        "surveys": r"encuest|percepcion ciudadana",
        "assets": r"inventari|bienes muebles|activo fijo|resguardos",
        "requests": r"transparencia|acceso a la informacion|datos personales",
    }.items()
}
# What fosters a culture is measured by courses and by what is published.
_FOSTERS = re.compile(
    r"\b(?:foment|promov|promoc|impuls|fortalec|preveni|prevenc|cultura|concienti|sensibil|difun|"
    r"difus|divulg|vincula|particip|acercar)"
)
_ANYTHING = frozenset(("training", "media", "meetings"))
# Fields of services to the public: no work of an office is measured by what they count.
_SERVICES = frozenset(
    ("forest", "books", "arts", "sports", "police", "animals", "water", "housing", "field")
)
# Two of them that have work in common.
_NEAR: tuple[frozenset[str], ...] = tuple(
    frozenset(pair.split())
    for pair in (
        "training media", "training meetings", "meetings law", "inspection law",
        "inspection upkeep", "systems upkeep", "archive systems", "registers systems",
        "registers archive", "streets upkeep", "streets inspection", "media meetings",
        "bodies inspection", "bodies training", "bodies law", "bodies systems", "bodies complaints",
        "complaints systems", "complaints archive", "complaints law", "health training",
        "health inspection", "law registers", "archive training", "archive inspection",
        "inspection complaints", "systems training", "archive upkeep", "health meetings",
        "bodies archive", "bodies media", "bodies meetings", "bodies registers", "law training",
        "translation training", "translation media", "translation law", "bodies health",
        "streets meetings", "inspection training", "forest streets", 
        "forest field", "forest upkeep", "forest water", "forest media", "forest inspection",
        "books arts", "books training", "books media", "books archive", "books registers",
        "books bodies", "books translation", "books law", "arts training", "arts media",
        "arts sports", "arts meetings", "arts upkeep", "sports training", "sports health",
        "sports media", "sports upkeep", "sports bodies", "police inspection", "police streets",
        "police complaints", "police media", "animals health", "animals field",
        "animals inspection", "water streets", "water upkeep",
        "water inspection", "water health", "water field", "water housing", "housing law",
        "housing registers", "housing streets", "housing inspection", "housing archive",
        "field water", "field health", "streets police", "housing complaints",
        "water complaints", "streets housing", "police arts", "animals complaints",
    )
)  # fmt: skip
# Fields that have work in common with all others but these.
_FAR: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "finance": "media upkeep complaints requests translation forest sports arts books animals "
        "police health",
        "purchases": "complaints requests staff translation archive sports police animals",
        "staff": "media upkeep streets forest water complaints requests purchases arts sports "
        "animals police housing field",
        "requests": "upkeep purchases staff finance forest sports arts books animals water "
        "housing field streets police health meetings",
        "goods": "training meetings media law systems archive surveys requests complaints "
        "registers inspection finance staff translation",
        "brigades": "finance systems archive registers law purchases staff requests translation "
        "meetings assets surveys",
        "surveys": "health forest upkeep sports arts staff purchases animals water housing field "
        "books finance law assets",
        "assets": "training media meetings complaints requests forest sports arts health water "
        "animals police field",
    }.items()
}
# Work that is done with the hands: no acta of a comité measures it.
_HANDS_ON = _SERVICES | {"upkeep", "streets", "health"}


# A solicitud alone may be of anything.
_OF_TRANSPARENCY = re.compile(
    r"\bavisos? de privacidad|\bacceso a la informacion|\bsolicitud(?:es)? de informacion"
    r"|\brecursos? de revision"
)


def field_of(head: str) -> str:
    """Return the field in which a stem is counted, "" where it is in none or in any."""
    return next((name for name, words in _COUNTED.items() if head in words), "")


def speak_of_two(title: str, unit_words: str) -> bool:
    """Tell whether a title and the unit of its meta are of two fields that have no work in common.

    False where one of them names no field, and where they share a word.
    """
    unit = unit_of(unit_words)
    own = frozenset(stems(folded(title)))
    every = frozenset(stems(folded(unit_words)))
    if not unit.heads or own & every:
        return False
    counted = _counted_in(unit, folded(unit_words), every)
    told = _named_in(folded(title))
    if not counted or not told or counted & told:
        return False
    told = (told - _FAR.keys()) or told  # "sesiones del Comité de Adquisiciones": meetings
    if "papers" in counted:  # an acta or an acuerdo is written of anything but work of the hands
        counted = _named_in(folded(unit_words))
        if not counted or not told <= _HANDS_ON or counted & told:
            return False
    if _FOSTERS.search(folded(title)) and counted & _ANYTHING:
        return False
    return not any(_have_work_in_common(one, other) for one in counted for other in told)


def _counted_in(unit: Unit, words: str, every: frozenset[str]) -> set[str]:
    """Return the fields in which a unit is counted, none where one of its nouns is of no field."""
    if ("programa" in unit.heads and "radio" in every) or "prensa" in every:
        return {"media"}
    if _OF_TRANSPARENCY.search(words):
        return {"requests"}
    if "servicio social" in words or "practicas profesionales" in words:
        return {"staff"}
    counted = {field_of(head) for head in unit.heads}
    return set() if "" in counted else counted


def _named_in(plain: str) -> set[str]:
    return {name for name, cue in _CUES.items() if cue.search(plain)}


def _have_work_in_common(one: str, other: str) -> bool:
    for name, far in ((one, other), (other, one)):
        if name in _FAR:
            return far not in _FAR[name]
    return frozenset((one, other)) in _NEAR
