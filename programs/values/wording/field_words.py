"""The words by which fields of work are known: what is counted in each, and what names it.

Stems are those of `units.stems`; cues are beginnings of words without accents.
"""

import re
from collections.abc import Mapping

# What is counted in each field, by its stems. Reports and documents are counted in all of them.
COUNTED: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "training": "webinario aula-virtual clase curso taller capacitacion diplomado seminario "
        "conferencia platica webinar ponencia charla induccion",
        "meetings": "sesion reunion asamblea",
        "inspection": "operativo-de-inspeccion revision auditoria visita inspeccion "
        "verificacion supervision arqueo",
        "upkeep": "mantenimiento reparacion",
        "media": "boletin noticia nota publicidad perifoneo espectacular video cartel boletin "
        "spot capsula infografia campana transmision folleto triptico volante podcast banner "
        "entrevista comunicado publicacion",
        "law": "contrato dictaminacion asesoria-juridica dictamen convenio contrato",
        "systems": "nodo cableado respaldo licencia servidor correo",
        "archive": "expediente caja transferencia inventario",
        "streets": "baldosa adoquin senalamiento pavimento ciclovia lampara reflector poste "
        "guarnicion tope semaforo puente camino carretera luminaria calle paradero banqueta "
        "bache poda parque jardin",
        "forest": "compostaje sembradio brecha hectarea arbol arbolito planta plantula "
        "reforestacion vivero",
        "books": "cuento poemario libro ejemplar titulo",
        "arts": "danza taller-artistico orquesta artista museo recital ballet coro "
        "festival pintura escultura concierto funcion exposicion presentacion mural pelicula",
        "sports": "futbol ajedrez maraton cancha gimnasio zumba atleta torneo partido carrera "
        "activacion medalla deportista",
        "police": "camara policia cadete elemento-policial indicio alcoholimetro arma patrulla "
        "patrullaje operativo detencion rondin cateo reten",
        "animals": "vaca borrego becerro ave granja perrera esterilizacion mascota perro gato "
        "ganado colmena",
        "water": "tuberia acueducto litro toma-domiciliaria cloracion micromedidor medidor "
        "alcantarilla manantial pozo toma fuga drenaje cisterna pipa tinaco",
        "housing": "piso techo terreno casa cuarto vivienda escritura predio",
        "field": "maiz frijol ganadero cafetal hortaliza productor invernadero semilla "
        "fertilizante cosecha tractor parcela",
        "papers": "acta minuta acuerdo convocatoria oficio circular invitacion",
        "complaints": "queja denuncia buzon",
        "bodies": "contraloria dependencia ayuntamiento municipio escuela empresa universidad "
        "hospital biblioteca",
        "health": "mastografia sutura internamiento vasectomia endodoncia detecion raccion "
        "paciente medicamento ambulancia traslado silla-de-ruedas ultrasonografia odontograma "
        "hemodialisis dosis biologico parto paciente ultrasonido radiografia receta vacuna "
        "consulta cirugia despensa desayuno comida donacion mastografia tamizaje lente protesis",
        "finance": "poliza-contable factura cierre cheque estado-financiero conciliacion "
        "balanza viatico arqueo",
        "purchases": "licitacion adquisicion compra seguro poliza cotizacion requisicion",
        "staff": "contratacion jubilacion pension vacacion nombramiento plaza vacante finiquito "
        "gafete nomina",
        "brigades": "brigada",
        "goods": "pintura-de-aceite estufa tinaco colchon cubeta cobija silla uniforme mochila "
        "juguete balon lamina herramienta",
        "grants": "beca",
        "safety": "hidrante bombero alarma extintor simulacro sirena albergue detector botiquin",
        "waste": "basura desecho papelera relleno tonelada contenedor residuo basurero",
        "justice": "laudo careo diligencia notificacion-judicial peritaje querella custodia "
        "sentencia audiencia amparo exhorto juicio demanda mediacion laudo",
        "academic": "catedra asignatura laboratorio bachillerato profesor tutoria tesis "
        "posgrado revista",
        "tourism": "recorrido-turistico hospedaje turista hotel tour",
        "economy": "franquicia tianguis mercado artesania credito microcredito emprendimiento",
        "civil": "matrimonio divorcio defuncion nacimiento",
        "congress": "iniciativa decreto",
        "taxes": "multa cobro recibo impuesto predial contribuyente",
        "declarations": "declaracion",
        "ids": "tarjeta identificacion credencial cartilla pasaporte placa tarjeton",
        "surveys": "encuesta cuestionario",
    }.items()
}
# Beginnings of words by which a title names its field.
CUES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})")
    for name, words in {
        "training": r"capaci|formaci|formar\b|formad[oa]s?\b|instrui|adiestr|entrena|profesionaliz|"
        r"sensibil|taller|curso|conferenc|"
        r"platic|induccion|certific|ensen|educa|diplomad",
        "meetings": r"sesiona|cabildo|parlamento abierto|sesi(?:on|ones)\b|reuni(?:on|ones)\b|"
        r"comite|consejo|junta|asamblea|colegiad|mesas? de|pleno\b|foros?\b",
        "inspection": r"arqueo|revision (?:de|a) (?:obra|cuenta|establecimiento)|audit|visita|"
        r"inspecc|verific|supervis|fiscaliz|vigilanc",
        "upkeep": r"patrullas\b|conservacion de (?:la |los |las )?(?:flotilla|maquinaria)|"
        r"flotilla|taller mecanico|mantenimiento|repara|vehicul|soporte tecnico|"
        r"conservacion de (?:la|los|las) (?:inmueble|edificio|equipo)",
        "media": r"gaceta|publicacion de la|publicacion del period|boletin|spot|anuncio|"
        r"propaganda|periodic|revista institucional|imagen institucional|difus|difund|"
        r"comunicaci|audiovisual|redes sociales|prensa|campana|divulg|radio|televis|video|"
        r"dar a conocer",
        "law": r"contractual|normativ|legalidad de los|asesoria legal|dictam|convenio|"
        r"contratos?\b|juridic|instrumentos? (?:legal|consensual)",
        "systems": r"sistemas? (?:informatic|electronic|digital)|plataforma|software|respald|"
        r"bases? de datos|informatic|licenciamiento|sitios? (?:web|de internet|electronic)|"
        r"paginas? (?:web|de internet|electronic)|portal(?:es)?\b|\bweb\b|"
        r"tecnologias? de la info|redes? de (?:datos|computo)|computo",
        "archive": r"documental|digitaliza|archiv|expedient|acervo",
        "streets": r"bache|transporte|movilidad|semafor|ciclov|panteon|mercados public|banqueta|"
        r"rutas? de|lumin|iluminac|vialidad|carreter|caminos?\b|puentes?\b|infraestructura|"
        r"obras? public|urban|alumbrad|calles?\b|pavimenta|bache|parada|parques y jardines|"
        r"senaliz",
        "forest": r"incendios? forestal|flora|fauna|biodivers|suelos|cuenca|poda|jardin|"
        r"huella de carbono|energia|refores|arbol|bosque|forestal|medio ambiente|ambiental|"
        r"ecolog|areas verdes|vivero|planeta|naturaleza|sustentab|climatic|entorno natural|"
        r"parques y jardines",
        "books": r"lector|bibliotec|lectura|libros?\b|editorial|acervo",
        "arts": r"\barte\b|artes\b|orquesta|cine\b|teatral|folclor|escena|cultura popular|"
        r"artesania|cultural|artistic|teatr|music|museo|danza|patrimonio",
        "sports": r"cultura fisica|futbol|beisbol|natacion|gimnas|maraton|juventud activa|"
        r"deport|recreati|activacion fisica|atlet",
        "police": r"delincuen|delict|delitos?|policial|vigilancia (?:del|de la|en) (?:barri|"
        r"coloni|call)|patrulla|robo|violencia|custodia|pericial|forense|"
        r"carpetas? de investigacion|alcohol|accidentes? vial|policia|seguridad publica|"
        r"prevencion del delito|patrull|transito",
        "animals": r"rastros?\b|rabia|perros?\b|gatos?\b|canin|felin|esteriliz|bovin|animal|"
        r"mascota|ganad|zoonosis|apicul",
        "water": r"pozo|acueducto|medidor|micromedic|cloracion|tanques?\b|plantas? tratadora|"
        r"plantas? de tratamiento|lineas? de conduccion|pluvial|desazolve|fugas?\b|pozos?\b|"
        r"potable|tuberia|sequia|tomas? domiciliari|\bagua\b|hidr[ao]|drenaje|saneamiento|"
        r"alcantarill",
        "housing": r"casas?\b|predios?\b|regularizacion de (?:lotes|predios|asent)|"
        r"asentamientos|vivienda|escritura|tenencia de la tierra|catastr",
        "field": r"rural\b|maiz|cafe\b|siembra|productores|pesca|acuicol|riego|agricol|campesin|"
        r"\bcampo\b|agropecuari|cosecha",
        "complaints": r"queja|denuncia|buzon",
        "registers": r"actualizacion del (?:padron|registro|catalogo)|padron|registro de|"
        r"catalogo de|directorio de",
        "translation": r"traduc|lenguas? (?:indigena|originari)",
        "health": r"de la vista|oftalm|toxicolog|pacientes?\b|cirug|vectores|dengue|cancer|"
        r"materno|lactancia|embaraz|sanitari|comedor|desayuno|nutri|rehabilitacion (?:fisica|"
        r"de personas)|adiccion|bucal|visual|farmac|laboratorio clinic|sangre|vacun|antirrab|"
        r"hospital|clinic|epidemi|nutric|dental|odontolog|psicolog|enfermedad|discapacidad|"
        r"adult[oa]s? mayor|salud|vacunaci|medic[oa]s?\b|alimentari",
        "finance": r"tesorer|deuda|estados? financier|gasto\b|conta|egreso|balance (?:general|"
        r"financ)|financier|contab|presupuest|cuenta publica|conciliacion|viatic|egresos",
        "purchases": r"contratacion de (?:los |el )?(?:servicio|segur|arrend|bien)|proveedor|"
        r"contratist|suministro|almacen|abastecimiento de (?:materiales|insumos)|adquisici|"
        r"licitaci|\bcompras?\b|\bseguros? de|arrendamient|contratar (?:el|la|los|las) s",
        "staff": r"psicometr|aspirante|servidores publicos de nuevo|personal de nuevo ingreso|"
        r"escalafon|jubila|pension|clima laboral|capital humano|relaciones laborales|"
        r"control de asistencia|puestos|recursos humanos|reclut|"
        r"seleccion(?:ar)? (?:de )?personal|servicio social|practicas profesionales|nomina\b|"
        r"plantilla",
        "grants": r"estimulo|subsidio|apoyo a (?:la economia|familias)|becas?\b|"
        r"apoyos? (?:economic|escolar|financier)|estimulos",
        "safety": r"riesgos?\b|atlas de|evacuacion|rescate|primeros auxilios|"
        r"seguridad e higiene|sismo|inundacion|proteccion civil|emergenc|siniestr|incendi|"
        r"bomber|desastre|seguridad (?:y|en|de) (?:los |las |la )?(?:inmuebl|instalac|trabajo|"
        r"edific|higiene)|inmueble|instalaciones|edificio|extintor|simulacro|"
        r"brigadist",
        "waste": r"desech|tiradero|descacharr|compost|basura|residuos|limpia\b|recoleccion|"
        r"relleno sanitario|aseo|recicl|toneladas",
        "justice": r"juridiccion|conflictos? laboral|laboral|arbitra|conciliacion laboral|"
        r"proces(?:al|os judiciales)|juez|magistrad|ministerio publico|fiscalia|"
        r"expedientes judiciales|derechos humanos|litigi|judicial|justicia|juzgad|sentencia|"
        r"tribunal|juicio|litig|amparo|penal|mediacion|defensori|victimas|jurisdiccional|"
        r"audiencia",
        "academic": r"catedra|bachiller|egresad|becari|matricula|ensenanza|educativ|estudios\b|"
        r"tesis|tutori|secundaria|preparatoria|escuela|academ|universi|escolar|docen|estudiant|"
        r"investigacion|licenciatura|posgrado|titulacion|alumn|revista|cientif|ciencia",
        "tourism": r"visitantes|pueblos? magic|ecoturis|turis|hotel|gastronom",
        "economy": r"mercado|negocio|productiv|ventas|exporta|industri|autoempleo|vacantes|"
        r"credito|econom|emprend|empleo|mipyme|empresari|comerci|artesan|financiamiento|"
        r"inversion",
        "civil": r"registro civil|matrimon|nacimiento|identidad",
        "congress": r"comision(?:es)? legislativ|ley(?:es)?\b|legislat|congreso|parlament|"
        r"diputad|iniciativas?\b|decretos?\b",
        "taxes": r"cobranza|cobro|multas|fiscales\b|recauda|predial|impuest|tribut|contribuy|"
        r"hacend|ingresos",
        "declarations": r"declaraci|situacion patrimonial|conflictos? de interes",
        "ids": r"licencias? de conducir|pasaporte|cedulas? de identidad|credencial|identific|"
        r"control vehicular|emplac",
        "surveys": r"encuest|percepcion ciudadana",
        "assets": r"inventari|bienes muebles|activo fijo|resguardos",
        "requests": r"transparencia|acceso a la informacion|datos personales",
    }.items()
}
# What fosters a culture is measured by courses and by what is published.
FOSTERS = re.compile(
    r"\b(?:foment|promov|promoc|impuls|fortalec|preveni|prevenc|cultura|concienti|sensibil|difun|"
    r"difus|divulg|vincula|particip|acercar|distribu|repart|"
    r"(?:cuida|ahorr|uso\s)\w*\s(?:\w+\s)?(?:del|el)\s(?:agua|ambiente|medio|entorno)|"
    r"material(?:es)?\s(?:impres|informat|grafic))"
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
        "bodies inspection", "bodies training", "bodies law", "bodies systems",
        "bodies complaints", "complaints systems", "complaints archive", "complaints law",
        "health training", "health inspection", "law registers", "archive training",
        "archive inspection", "inspection complaints", "systems training", "archive upkeep",
        "bodies archive", "bodies media", "bodies meetings", "bodies registers", "law training",
        "translation training", "translation media", "translation law", "bodies health",
        "streets meetings", "inspection training", "forest streets", "forest field",
        "forest upkeep", "forest water", "forest media", "forest inspection", "books arts",
        "books training", "books media", "books archive", "books registers", "books bodies",
        "books translation", "books law", "arts training", "arts media", "arts sports",
        "arts meetings", "arts upkeep", "sports training", "sports health", "sports media",
        "sports upkeep", "sports bodies", "police inspection", "police streets",
        "police complaints", "police media", "animals health", "animals field",
        "animals inspection", "water streets", "water upkeep", "water inspection",
        "water health", "water field", "water housing", "housing law", "housing registers",
        "housing streets", "housing inspection", "housing archive", "field water",
        "field health", "streets police", "housing complaints", "water complaints",
        "streets housing", "police arts", "animals complaints",
    )
)  # fmt: skip
# The same for others, each with those that are near it.
_CLOSE: Mapping[str, str] = {
    "grants": "health academic sports arts bodies economy registers staff training law finance",
    "safety": "upkeep inspection streets health bodies police purchases forest water brigades "
    "assets goods waste",
    "waste": "streets forest water upkeep health inspection goods brigades",
    "justice": "law complaints archive police inspection papers bodies requests registers "
    "systems housing brigades staff academic civil congress",
    "academic": "books arts sports staff bodies registers ids law systems surveys archive "
    "systems complaints inspection purchases finance economy civil",
    "tourism": "arts streets law economy bodies forest inspection registers surveys brigades",
    "economy": "law registers bodies ids finance purchases surveys arts streets inspection "
    "brigades field housing taxes books translation systems sports health",
    "civil": "ids archive systems registers justice health brigades law bodies papers",
    "congress": "law papers archive requests systems registers bodies staff complaints",
    "taxes": "finance housing inspection registers papers law systems surveys bodies complaints "
    "archive ids water declarations staff",
    "declarations": "inspection registers systems complaints law requests staff papers bodies "
    "archive assets justice ids surveys",
    "streets": "water police safety forest finance law purchases bodies",
    "police": "health staff",
    "law": "media",
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
        "media": "health water forest police safety waste tourism economy justice academic "
        "civil congress taxes animals declarations translation",
        "training": "police safety waste tourism economy justice academic congress taxes field "
        "declarations animals forest civil",
        "meetings": "health safety justice congress economy tourism academic police water "
        "housing registers declarations taxes",
    }.items()
}
# Fields that have work in common with all others but these.
FAR: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "ids": "streets forest water field arts animals meetings law inspection upkeep finance "
        "purchases media surveys complaints archive safety waste congress housing tourism",
        "finance": "justice safety waste tourism civil congress academic streets media upkeep "
        "complaints requests translation forest sports arts books animals police health",
        "purchases": "training media arts books justice waste tourism civil congress complaints "
        "requests staff translation archive sports police animals",
        "staff": "safety waste tourism civil media upkeep streets forest water complaints "
        "requests purchases arts sports animals police housing field",
        "requests": "safety waste tourism civil ids grants economy upkeep purchases staff "
        "finance forest sports arts books animals water housing field streets police health "
        "meetings",
        "goods": "justice congress civil declarations taxes training meetings media law systems "
        "archive surveys requests complaints registers inspection finance staff translation",
        "brigades": "congress declarations grants finance systems archive registers law "
        "purchases staff requests translation meetings assets surveys",
        "surveys": "grants safety waste justice ids civil congress forest upkeep sports "
        "arts staff purchases animals water housing field books finance law assets",
        "assets": "waste tourism justice civil congress economy grants ids training media "
        "meetings complaints requests forest sports arts health water animals police field",
    }.items()
}
# Work that is done with the hands: no acta of a comité measures it.
HANDS_ON = SERVICES | {"upkeep", "streets", "health", "waste", "tourism", "safety", "grants"}
# Of which even a document, a certificado or a person is one thing and no other.
SPECIFIC = SERVICES | frozenset(
    ("safety", "waste", "justice", "academic", "tourism", "civil", "health", "ids", "streets")
)
