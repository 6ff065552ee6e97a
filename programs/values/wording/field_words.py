"""The words by which fields of work are known: what is counted in each, and what names it.

Stems are those of `units.stems`; cues are beginnings of words without accents.
"""

import re
from collections.abc import Mapping

# What is counted in each field, by its stems. Reports and documents are counted in all of them.
COUNTED: Mapping[str, frozenset[str]] = {
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
        "systems": "nodo cableado respaldo licencia servidor correo",
        "archive": "expediente caja transferencia inventario",
        "streets": "lampara reflector poste guarnicion tope semaforo puente camino carretera "
        "luminaria calle paradero banqueta bache poda parque jardin",
        "forest": "hectarea arbol arbolito planta plantula reforestacion vivero",
        "books": "libro ejemplar titulo",
        "arts": "recital ballet coro festival pintura escultura concierto funcion exposicion "
        "presentacion mural pelicula",
        "sports": "torneo partido carrera activacion medalla deportista",
        "police": "alcoholimetro arma patrulla patrullaje operativo detencion rondin cateo reten",
        "animals": "esterilizacion mascota perro gato ganado colmena",
        "water": "medidor alcantarilla manantial pozo toma fuga drenaje cisterna pipa tinaco",
        "housing": "cuarto vivienda escritura lote predio",
        "field": "semilla fertilizante cosecha tractor parcela",
        "papers": "acta minuta acuerdo convocatoria oficio circular invitacion",
        "complaints": "queja denuncia buzon",
        "bodies": "contraloria dependencia ayuntamiento municipio escuela empresa universidad "
        "hospital biblioteca",
        "health": "dosis biologico parto paciente ultrasonido radiografia receta vacuna "
        "consulta cirugia despensa desayuno comida donacion mastografia "
        "tamizaje lente protesis",
        "finance": "conciliacion balanza viatico arqueo",
        "purchases": "licitacion adquisicion compra seguro poliza cotizacion requisicion",
        "staff": "nombramiento plaza vacante finiquito gafete nomina",
        "brigades": "brigada",
        "goods": "cubeta cobija silla uniforme mochila juguete balon lamina herramienta",
        "grants": "beca",
        "safety": "extintor simulacro sirena albergue detector botiquin",
        "waste": "tonelada contenedor residuo basurero",
        "justice": "sentencia audiencia amparo exhorto juicio demanda mediacion laudo",
        "academic": "tutoria tesis posgrado examen revista",
        "tourism": "turista hotel tour",
        "economy": "credito microcredito emprendimiento",
        "civil": "matrimonio divorcio defuncion nacimiento",
        "congress": "iniciativa decreto",
        "taxes": "predial contribuyente",
        "declarations": "declaracion",
        "ids": "credencial cartilla pasaporte placa tarjeton",
        "surveys": "encuesta cuestionario",
    }.items()
}
# Beginnings of words by which a title names its field.
CUES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})")
    for name, words in {
        "training": r"capaci|formaci|formar\b|profesional|sensibil|taller|curso|conferenc|platic|"
        r"induccion|certific|ensen|educa|diplomad",
        "meetings": r"sesi(?:on|ones)\b|reuni(?:on|ones)\b|comite|consejo|junta|asamblea|"
        r"colegiad|mesas? de|pleno\b|foros?\b",
        "inspection": r"audit|visita|inspecc|verific|supervis|fiscaliz|vigilanc",
        "upkeep": r"mantenimiento|repara|vehicul|soporte tecnico|conservacion de (?:la|los|las) "
        r"(?:inmueble|edificio|equipo)",
        "media": r"difus|difund|comunicaci|audiovisual|redes sociales|prensa|campana|divulg|"
        r"radio|"
        r"televis|video",
        "law": r"dictam|convenio|contratos?\b|juridic|instrumentos? (?:legal|consensual)",
        "systems": r"sistemas? (?:informatic|electronic|digital)|plataforma|software|respald|"
        r"bases? de datos|informatic|licenciamiento|sitios? (?:web|de internet|electronic)|"
        r"paginas? (?:web|de internet|electronic)|portal(?:es)?\b|\bweb\b|"
        r"tecnologias? de la info|"
        r"redes? de (?:datos|computo)|computo",
        "archive": r"archiv|expedient|acervo",
        "streets": r"lumin|iluminac|vialidad|carreter|caminos?\b|puentes?\b|infraestructura|"
        r"obras? public|urban|alumbrad|calles?\b|pavimenta|bache|parada|parques y jardines|"
        r"senaliz",
        "forest": r"refores|arbol|bosque|forestal|medio ambiente|ambiental|ecolog|areas verdes|"
        r"vivero|planeta|naturaleza|sustentab|climatic|entorno natural|"
        r"parques y jardines",
        "books": r"bibliotec|lectura|libros?\b|editorial|acervo",
        "arts": r"cultural|artistic|teatr|music|museo|danza|patrimonio",
        "sports": r"deport|recreati|activacion fisica|atlet",
        "police": r"alcohol|accidentes? vial|policia|seguridad publica|prevencion del delito|"
        r"patrull|transito",
        "animals": r"rabia|perros?\b|gatos?\b|canin|felin|esteriliz|bovin|animal|mascota|ganad|"
        r"zoonosis|apicul",
        "water": r"fugas?\b|pozos?\b|potable|tuberia|sequia|tomas? domiciliari|\bagua\b|"
        r"hidr[ao]|drenaje|saneamiento|alcantarill",
        "housing": r"vivienda|escritura|tenencia de la tierra|catastr",
        "field": r"agricol|campesin|\bcampo\b|agropecuari|cosecha",
        "complaints": r"queja|denuncia|buzon",
        "registers": r"padron|registro de|catalogo de|directorio de",
        "translation": r"traduc|lenguas? (?:indigena|originari)",
        "health": r"sangre|vacun|antirrab|hospital|clinic|epidemi|nutric|dental|odontolog|"
        r"psicolog|"
        r"enfermedad|discapacidad|adult[oa]s? mayor|salud|vacunaci|medic[oa]s?\b|alimentari|"
        r"becas?\b",
        "finance": r"financier|contab|presupuest|cuenta publica|conciliacion|viatic|egresos",
        "purchases": r"adquisici|licitaci|\bcompras?\b|\bseguros? de|arrendamient|"
        r"contratar (?:el|la|los|las) s",
        "staff": r"recursos humanos|reclut|seleccion(?:ar)? (?:de )?personal|servicio social|"
        r"practicas profesionales|nomina\b|plantilla",
        "grants": r"becas?\b|apoyos? (?:economic|escolar|financier)|estimulos",
        "safety": r"proteccion civil|emergenc|siniestr|incendi|bomber|desastre|"
        r"seguridad (?:y|en|de) (?:los |las |la )?(?:inmuebl|instalac|trabajo|edific|higiene)|"
        r"inmueble|instalaciones|edificio|extintor|simulacro",
        "waste": r"basura|residuos|limpia\b|recoleccion|relleno sanitario|aseo|recicl|toneladas",
        "justice": r"judicial|justicia|juzgad|sentencia|tribunal|juicio|litig|amparo|penal|"
        r"mediacion|"
        r"defensori|victimas|jurisdiccional|audiencia",
        "academic": r"academ|universi|escolar|docen|estudiant|investigacion|licenciatura|"
        r"posgrado|"
        r"titulacion|alumn|revista|cientif|ciencia",
        "tourism": r"turis|hotel|gastronom",
        "economy": r"econom|emprend|empleo|mipyme|empresari|comerci|artesan|financiamiento|"
        r"inversion",
        "civil": r"registro civil|matrimon|nacimiento|identidad",
        "congress": r"legislat|congreso|parlament|diputad|iniciativas?\b|decretos?\b",
        "taxes": r"recauda|predial|impuest|tribut|contribuy|hacend|ingresos",
        "declarations": r"declaraci|situacion patrimonial|conflictos? de interes",
        "ids": r"credencial|identific|control vehicular|emplac",
        "surveys": r"encuest|percepcion ciudadana",
        "assets": r"inventari|bienes muebles|activo fijo|resguardos",
        "requests": r"transparencia|acceso a la informacion|datos personales",
    }.items()
}
# What fosters a culture is measured by courses and by what is published.
FOSTERS = re.compile(
    r"\b(?:foment|promov|promoc|impuls|fortalec|preveni|prevenc|cultura|concienti|sensibil|difun|"
    r"difus|divulg|vincula|particip|acercar)"
)
ANYTHING = frozenset(("training", "media", "meetings"))
# Fields of services to the public: no work of an office is measured by what they count.
SERVICES = frozenset(
    ("forest", "books", "arts", "sports", "police", "animals", "water", "housing", "field")
)
# Two of them that have work in common.
_PAIRED: tuple[frozenset[str], ...] = tuple(
    frozenset(pair.split())
    for pair in (
        "training media", "training meetings", "meetings law", "inspection law",
        "inspection upkeep", "systems upkeep", "archive systems", "registers systems",
        "registers archive", "streets upkeep", "streets inspection", "media meetings",
        "bodies inspection", "bodies training", "bodies law", "bodies systems", "bodies "
        "complaints",
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
# The same for others, each with those that are near it.
_CLOSE: Mapping[str, str] = {
    "grants": "health academic sports arts bodies economy registers staff training law finance",
    "safety": "upkeep inspection streets health bodies police purchases forest water brigades "
    "assets goods waste",
    "waste": "streets forest water upkeep health inspection goods brigades",
    "justice": "law complaints archive police inspection papers bodies requests registers "
    "systems "
    "housing brigades staff academic civil congress",
    "academic": "books arts sports staff bodies registers ids law systems surveys "
    "archive systems complaints inspection purchases finance economy civil",
    "tourism": "arts streets law economy bodies forest inspection registers surveys brigades",
    "economy": "law registers bodies ids finance purchases surveys arts streets inspection "
    "brigades field housing taxes books translation systems sports health",
    "civil": "ids archive systems registers justice health brigades law bodies papers",
    "congress": "law papers archive requests systems registers bodies staff complaints",
    "taxes": "finance housing inspection registers papers law systems surveys bodies complaints "
    "archive ids water",
    "declarations": "inspection registers systems complaints law requests staff papers bodies "
    "archive assets justice ids surveys",
    "streets": "water police safety forest finance law purchases bodies",
    "health": "bodies brigades goods ids",
    "animals": "bodies brigades inspection",
}
NEAR = frozenset(
    (*_PAIRED, *(frozenset((a, b)) for a, near in _CLOSE.items() for b in near.split()))
)
# What any work may be measured by, and in which fields: not the other way about.
MEASURES: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "media": "health water forest police safety waste tourism economy justice academic civil "
        "congress taxes animals declarations translation",
        "training": "police safety waste tourism economy justice academic congress taxes field "
        "declarations animals forest civil",
        "meetings": "safety justice congress economy tourism academic police water housing "
        "registers declarations taxes",
    }.items()
}
# Fields that have work in common with all others but these.
FAR: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "ids": "streets forest water field arts animals meetings law inspection upkeep finance "
        "purchases media surveys complaints archive safety waste congress housing tourism",
        "finance": "justice safety waste tourism civil congress academic streets media upkeep "
        "complaints requests translation forest sports arts books animals "
        "police health",
        "purchases": "justice waste tourism civil congress complaints requests staff "
        "translation archive sports police animals",
        "staff": "safety waste tourism civil media upkeep streets forest water complaints "
        "requests purchases arts sports "
        "animals police housing field",
        "requests": "safety waste tourism civil ids grants economy upkeep purchases staff "
        "finance forest sports arts books animals water "
        "housing field streets police health meetings",
        "goods": "justice congress civil declarations taxes training meetings media law systems "
        "archive surveys requests complaints "
        "registers inspection finance staff translation",
        "brigades": "congress declarations grants finance systems archive registers law "
        "purchases staff requests translation "
        "meetings assets surveys",
        "surveys": "grants safety waste justice ids civil congress health forest upkeep sports "
        "arts staff purchases animals water housing field "
        "books finance law assets",
        "assets": "waste tourism justice civil congress economy grants ids training media "
        "meetings complaints requests forest sports arts health water "
        "animals police field",
    }.items()
}
# Work that is done with the hands: no acta of a comité measures it.
HANDS_ON = SERVICES | {"upkeep", "streets", "health", "waste", "tourism", "safety", "grants"}
