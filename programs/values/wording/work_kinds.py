"""Kinds of office work: how a title names one, what counts it, what tells of it.

A title of one kind whose meta counts another is right as long as something joins the two: a word of
both, the narrative, or a custom ("by": what courses may be measured by). Where nothing does, they
speak of different things. Source: UT 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from programs.values.wording.numbers import folded
from programs.values.wording.units import share_root, stems


class Work(NamedTuple):
    """A kind: words of its titles, of units that count it and of its telling; what else counts."""

    titled: re.Pattern[str]
    counted: re.Pattern[str]
    told: re.Pattern[str]
    by: frozenset[str]


def _work(titled: str, counted: str, told: str, by: str) -> Work:
    return Work(
        re.compile(rf"\b(?:{titled})"),
        re.compile(rf"\W*(?:{counted})"),
        re.compile(rf"\b(?:{told})"),
        frozenset(by.split()),
    )


_TAUGHT = r"(?:capacit|formaci|formativ|formad|adiestr|sensibili|certificad|instrui|profesionali)"
_PEOPLE = (
    r"(?:personas?|servidor(?:es|as?)?|funcionari[oa]s?|trabajador(?:es|as)?|emplead[oa]s?|elementos?"
    r"|policias?|docentes?|enlaces?|alumn[oa]s?|participantes?|ciudadan[oa]s?|usuari[oa]s?|mujeres"
    r"|mandos?)\b"
)
_CHECKED = r"(?:auditori|arqueo|inspecc|fiscaliz|verificac|supervis|cotejo)"
_RULES = (
    r"(?:manual(?:es)?|reglamentos?|lineamientos?|normas?|normativ\w+|protocolos?|politicas?|codigos?"
    r"|procedimientos?)\b"
)
_DRAFTS = (
    r"(?:elabora|actualiza|expedi|emi[ts]i|redacta|formula|reforma|public|revis|armoniz|disen)"
)

_PERMITS = r"(?:permisos?|licencias?)\b"
_TRADE = (
    r"(?:comerci\w+|ambulantes?|mercantil(?:es)?|funcionamiento|construccion|alcohol\w*|anuncios?"
    r"|uso\sde\ssuelo|vendedor\w*|giros?)\b"
)

WORKS: Mapping[str, Work] = {
    "training": _work(
        r"capacita|sensibiliza|adiestra|profesionaliza|entrena|alfabetiza|cursos?\b|talleres\b"
        r"|diplomado|seminario|webinar|platicas?\b|conferencias?\b|ensena|instruir\b"
        r"|formar\b(?!\s(?:(?:el|un|los|las?|una)\s)?(?:comite|grupo|brigada|red|consej|expedient|parte|mesa|equipo|public|audienc))"
        r"|formacion\s(?:(?!de\b|del\b|y\b)\w{4,}|y\scapacit|de\s(?:personas|servidor|personal|mandos))",
        rf"curso|taller(?:es)?\b(?!\smecan)|capacitaci|diplomado|seminario|conferencia|platica|charla"
        rf"|webinar|ponencia|inducci|(?:sesion(?:es)?|jornadas?|eventos?)\s(?:de\s)?{_TAUGHT}"
        rf"|{_PEOPLE}(?:\s\w+){{0,3}}?\s{_TAUGHT}",
        r"capaci|adiestr|instru[icy]|entrena|profesional|ensen|formaci|formad|formar\b|formativ|alfabet"
        r"|curs|taller|diplomad|seminari|platic|charla|confer|ponenc|induc|sensibil|educ|aprend|aula"
        r"|clase|alumn|docente|didactic|temari|inscri|jornada|tutorial|asistente|participante|facilitad"
        r"|webinar|constancia|modulo",
        "meetings media stats advice visits",
    ),
    "meetings": _work(
        r"sesiones\b|sesionar|reuniones\b|asambleas\b",
        r"sesion(?:es)?\b(?!\s(?:de\s)?(?:capac|form|induc|sensib|informat|terap|fotog|asesor))"
        r"|reunion|asamblea|minutas?\b"
        r"|actas?\b(?!\s(?:de\s(?:arque|entreg|inspec|verif|visit|hecho|fall|naci|baja|audit|recep"
        r"|superv|revis|matri|defunc)|circunst|administr))",
        r"sesion|reun|comite|consej|actas?\b|acuerd|quorum|convoc|asamble|integrant|junta|cabildo|pleno"
        r"|orden\sdel\sdia|minuta|mesas?\b",
        "advice",
    ),
    "audit": _work(
        r"auditorias?\b|auditar|fiscaliza|arqueos?\b|inspeccion",
        rf"(?:(?:informe|acta|cedula|orden|programa|expediente)(?:e?s)?\sde\s(?:la\s)?)?{_CHECKED}"
        r"|observacion(?:es)?\s(?:de\saudit|solventad)",
        r"audit|fiscal|revis|observac|hallazg|cedula|verific|inspec|examin|muestra|arque|visit|superv"
        r"|recorr|cotej|irregular",
        "stats visits finance permits",
    ),
    "norms": _work(
        rf"{_DRAFTS}\w*\s(?:(?:y|o|e|u)\s\w+\s)?(?:(?:de|del|el|la|los|las|un|una|sus|proyectos?)\s){{0,3}}"
        rf"{_RULES}",
        r"(?:(?:proyecto|propuesta|iniciativa)s?\sde\s)?(?:manual(?:es)?\b|reglament|lineamient|protocolo"
        r"|normas?\b|politicas?\b|codigos?\sde\s(?:etica|conducta))",
        r"manual|reglament|lineam|norm|codig|politic|document|proyect|texto|articul|version|procedim"
        r"|protocol|disposic",
        "meetings stats permits",
    ),
    "agreements": _work(
        r"convenios?\b",
        r"convenio",
        r"conveni|contrat|firm|suscri|acuerd|adhesi|adher|celebr|alianza",
        "meetings procurement",
    ),
    "upkeep": _work(
        r"(?:mantenimiento|manten(?:er|ga)|conserva|repara|cuida)\w*\b[^.;]{0,50}\b(?:vehic|flotill|inmueb|edifici"
        r"|instalacion|mobiliario|maquinaria|automotor|camione|planta\svehic|elevador|aires?\sacond)"
        r"|(?:parque|flota|flotilla|padron)\svehicul",
        r"(?:servicios?\sde\s)?(?:mantenimiento|reparacion|afinacion)|(?:vehiculos?|unidades?|inmuebles?)\s"
        r"(?:\w+\s)?(?:atendid|repara|revisad|manten|afinad|verificad)",
        r"vehic|mantenimient|manten[ig]|servicio|repara|taller|flotill|unidades|conserv|refacci|afinaci"
        r"|automo|camione|inmueb|edifici|instalacion|mobiliari|maquinari|pint|imperm|plom|llant|patrull",
        "procurement finance assets audit",
    ),
    "systems": _work(
        r"software|licenciamiento|antivirus|ciberseguridad|respaldos?\b|soporte\stecnico|informatic"
        r"|equipos?\sde\scomputo|redes?\sde\sdatos|correos?\s(?:electronicos?\s)?institucional",
        r"licencias?\s(?:\w+\s)?(?:de\s(?:software|antivirus|uso|computo)|informat|renovad)|respaldo"
        r"|equipos?\sde\scomputo|computador|software|antivirus|nodos?\b|cuentas?\sde\scorreo"
        r"|tickets?\b|soportes?\stecnic|reportes?\sde\sfalla",
        r"comput|red\b|redes\b|equipo|servidor(?:es)?\b(?!\spublic)|impresor|mantenimient|manten[ig]|soporte"
        r"|respald|tecnic|informatic|cable|virus|software|licenci|sistema|correo|aplicaci|usuari|digital",
        "upkeep training procurement audit stats assets norms permits",
    ),
    "web": _work(
        r"portal(?:es)?\b|micrositios?\b|(?:pagina|sitio)s?\s(?:web|de\sinternet|electronic|institucional|oficial)",
        r"(?:publicacion|actualizacion)(?:es)?\s(?:en|de|del)\s(?:la\s|el\s)?(?:portal|pagina|sitio|micrositio)"
        r"|micrositio|pagina|banner",
        r"portal|pagina|sitio|web|internet|plataforma|public|carg|actualiz|ficha|transparen|enlace"
        r"|fraccion|formato|sipot|seccion|micrositio|digital",
        "systems media press requests norms stats meetings procurement upkeep training permits",
    ),
    # Services to the public
    "streets": _work(
        r"alumbrado|luminarias|fugas\b|bache[or]?|paviment|banquetas|drenaje|alcantarill|agua\spotable|pozos\b|semaforos"
        r"|saneamiento\s(?:de|del)\s(?:\w+\s){0,2}?(?:arroy|rios?\b|canal|barranc|agua|predio|lote)"
        r"|desazolv|parques\b|jardines|areas\sverdes|(?:recoleccion|recolecta)\w*\sde\s(?:basura|residuos)|panteones|calles\b"
        r"|caminos\b|vialidades",
        r"luminaria|bache|poste|semaforo|banqueta|fugas?\b|tomas?\sdomic|pozos?\b|topes?\b"
        r"|toneladas?\b|arboles\b|calles\b|lamparas?\b|(?:metros?|m2|kilometros?|km)\s(?:\w+\s){0,2}?de\s"
        r"(?:calle|banqueta|paviment|bache|carpeta|asfalt|tuberia|drenaje|guarnicion|camino)",
        r"alumbr|lumin|lampar|poste|bache|pavim|banquet|drenaj|alcant|agua|pozo|semafor|parque|jardin|basura"
        r"|residu|desech|arroy|saneam|desazolv|limpi|panteon|calle|camino|vialid|cuadrilla|coloni|obra|avenida|asfalt|arbol|poda",
        "upkeep complaints visits audit procurement stats permits",
    ),
    # What grows, and what harms it: a title that begins so is of nothing else
    "greens": _work(
        r"(?:control|combate|manejo|erradicacion)\sde\s(?:\w+\s)?plagas|fumiga|nebuliza|podas?\b|podar\b"
        r"|riego\sde\s(?:parq|jard|camell|area|arbol)|reforesta|arborizaci|deshierb",
        r"arboles\b",
        r"plaga|fumig|nebuli|insect|roedor|mosquit|dengue|poda|arbol|arbor|riego|riega|plant|parque|jardin"
        r"|verde|forest|vivero|camellon|tratamient|jornada|brigada|hectarea|hierba",
        "training media press meetings agreements advice visits stats norms upkeep complaints"
        " streets requests registers audit procurement health finance",
    ),
    "health": _work(
        r"vacunacion|vacunar|consultas\smedicas|atencion\s(?:medica|dental|psicologica|hospitalaria)"
        r"|pacientes|tamizajes?\b|esterilizacion",
        r"vacunas?\b|dosis|consultas?\s(?:medic|dental|psicol)|tamizaje|cirugia|pacientes?\b|esterilizacion",
        r"vacun|dosis|consult|medic|pacient|salud|dental|psicol|hospital|clinic|enferm|tamiz|cirug|esteril"
        r"|brigada|jornada",
        "training media meetings advice visits stats procurement",
    ),
    # Persons who are cared for
    "care": _work(
        r"(?:atencion|atender|apoyo|apoyar|asistencia|cuidado|proteccion)\b[^.;]{0,40}\b(?:ninas|ninos|ninez"
        r"|adult[oa]s\smayores|victimas?\b|migrantes|discapacidad|familias|vulnerable|adolescentes)"
        r"|becas\b|desayunos\b",
        r"terapias?\b|raciones\b|desayunos?\b|despensas?\b|becas?\b",
        r"atencion|atendi|apoy|asist|ninas|ninos|ninez|mayores|victima|migrant|discapac|famili|vulnerab"
        r"|adolescen|beca|desayun|terapi|psicol|canaliz|acompan|benefici|estudiant|alumn|albergue",
        "training media press meetings agreements advice visits stats norms registers complaints"
        " requests litigation health sports archive web procurement audit permits",
    ),
    "tourism": _work(
        r"turis|pueblos\smagicos",
        r"turistas?\b|visitantes\b",
        r"turis|visitant|hotel|feria|destino|promo|stand|atractiv|gastronom|pueblo|viaj|recorrid",
        "training media press meetings agreements advice visits stats norms upkeep streets"
        " registers audit procurement sports web permits",
    ),
    "culture": _work(
        r"orquesta|coro\b|museos?\b|teatr|danza|festival|actividades\s(?:cultural|artistic)|ensayos\sde",
        r"conciertos?\b|recital|exposicion(?:es)?\b|obras?\sde\steatro",
        r"music|concier|ensay|orquest|arte\b|artist|cultur|museo|exposic|danza|teatr|funcion|festival|coro"
        r"|recital|present|publico|patrimoni|edific|sala",
        "training media press meetings agreements advice visits stats norms registers procurement"
        " assets archive web sports permits",
    ),
    "sports": _work(
        r"torneos?\b|deportiv|activacion\sfisica|ligas?\b|atletas|competencias\sdeport",
        r"torneo|partidos?\b|carreras?\satlet|activacion|medalla|entrenamiento",
        r"deport|torneo|liga|atlet|partido|carrera|jugador|equipo|cancha|entren|medalla|activaci|fisic",
        "training media meetings agreements upkeep visits stats",
    ),
    "archive": _work(
        r"archivistic|archivos?\s(?:de\s(?:tramite|concentracion)|historico|institucional|general)"
        r"|transferencias?\s(?:primaria|secundaria|documental)|digitaliza\w*\b[^.;]{0,30}\b(?:archivo|expedient"
        r"|documento|acervo)|(?:depura|restaura|encuaderna|expurg|baja\sdocumental|clasifica)\w*\b[^.;]{0,30}\b(?:archivo|expedient"
        r"|documento|acervo|libros)",
        r"cajas?\b|transferencias?\s(?:primari|secundari|document)|inventarios?\s(?:document|de\sarchivo)"
        r"|(?:expedientes?|documentos?|imagenes|legajos?|fojas?)\s(?:\w+\s)?(?:transfer|expurg|digitali|clasific"
        r"|depurad|archivad|escanead)|fojas?\b|legajos?\b",
        r"archiv|transfer|expedient|cajas?\b|inventari|documento|documentac|document\w+\s(?:histor|dan|antig)"
        r"|acervo|foja|legajo|digitali|escane|imagen|restaur",
        "systems norms permits",
    ),
    "procurement": _work(
        r"(?:proceso|procedimiento)s?\sde\s(?:contratacion|licitacion|adquisicion|compra)|licitaciones\b"
        r"|licitar|adquisicion|adquirir|compras\b|comprar\b|padron\sde\sproveedores",
        r"licitacion|adquisicion|compras?\b|requisicion|pedidos?\b|cotizacion|contratos?\b|fallos?\b"
        r"|invitacion(?:es)?\s(?:restr|a\scuando)|adjudicacion|orden(?:es)?\sde\scompra",
        r"compr|adqui|licit|contrat|proveed|cotiz|fallo|invita|pedido|factur|surti|suminist|entreg"
        r"|adjudic|bienes|insumo|equipo|requisi",
        "agreements finance systems upkeep assets permits",
    ),
    "assets": _work(
        r"inventarios?\s(?:de\s(?:los\s|sus\s)?(?:bienes|activo|mobiliario|muebles|equipo|vehiculos|almacen)|fisico|patrimonial)"
        r"|bienes\smuebles"
        r"|activos?\sfijos?|resguardos\b|resguardo\sde\s(?:bienes|mobil|activ)|bajas?\sde\s(?:bienes|mobiliario)",
        r"inventarios?\b(?!\s(?:document|de\sarch))|resguardo|bien(?:es)?\b|bajas?\b|activos?\sfij|etiquetas?\b",
        r"inventari|bien(?:es)?\b|resguard|mobiliar|etiquet|concili|activo|almac|existenc|equipo|mueble",
        "finance audit upkeep procurement visits",
    ),
    "media": _work(
        r"difundir|difusion|divulga|dar\sa\sconocer|redes\ssociales|spots?\b|comunicacion\ssocial"
        r"|campanas?\s(?:de\s(?:difus|comunic|public)|informativ|public)",
        r"(?:numeros?|ediciones)\sde\s(?:la\s|el\s|una?\s)?(?:gaceta|revista|boletin)|capsula|cartel|campana|spot|infograf|gaceta|volante|folleto|triptico"
        r"|podcast|videos?\b|anuncio|inserci|banner|publicacion(?:es)?\sen\sredes",
        r"difu|divulg|campan|public|boletin|cartel|medios?\b|mensaj|spot|redes|video|infograf|prensa"
        r"|radio|folleto|triptico|informativ|promo|transmi|comunic|volante|capsula|entrevist",
        "training press meetings agreements advice visits stats norms",
    ),
    # What is told to the press teaches nobody.
    "press": _work(
        r"comunicacion\ssocial|boletin(?:es)?\b|prensa\b|medios\sde\scomunicacion",
        r"boletin|comunicados?\b|entrevista|ruedas?\sde\sprensa",
        r"public|boletin|medios?\b|mensaj|prensa|radio|informativ|comunic|entrevist|period|difu|nota",
        "media meetings",
    ),
    "stats": _work(
        r"encuestas?\b|estadistic|indicadores\b",
        r"encuesta|indicador|cuestionario|estadistic",
        r"encuest|estadist|indicador|cuestionar|medici|medir|datos|percepc|result|levanta|muestra|monitor",
        "meetings training media",
    ),
    "complaints": _work(
        r"quejas?\b|denuncias?\b",
        r"quejas?\b|denuncias?\b",
        r"quej|denunc|investig|radic|expedient|buzon|folio|present|presunt",
        "advice meetings requests litigation media press audit permits",
    ),
    "requests": _work(
        r"solicitudes\sde\s(?:acceso|informacion)|acceso\sa\sla\sinformacion|avisos?\sde\sprivacidad"
        r"|datos\spersonales|obligaciones\sde\stransparencia",
        r"solicitud(?:es)?\sde\s(?:acceso|informacion)|avisos?\sde\sprivac|recursos?\sde\srevision"
        r"|versiones\spublicas|version\spublica",
        r"transparen|solicitud|acceso|informaci|privacidad|datos|plataforma|respuest|sipot|obligaci",
        "meetings training advice complaints media norms permits",
    ),
    "litigation": _work(
        r"juicios?\b|amparos?\b|litigi|demandas\b|defensa\s(?:legal|juridica)|representacion\s(?:legal|juridica)",
        r"juicio|amparo|demandas?\b|sentencia|audiencia|contestacion(?:es)?\sde\sdemanda",
        r"juicio|ampar|demand|audienc|tribunal|juzgad|litig|sentenci|expedient|judicial|laudo|recurso",
        "advice",
    ),
    "finance": _work(
        r"conciliaciones\sbancarias|estados?\sfinancieros?|cuenta\spublica|contabilidad|registros?\scontable"
        r"|presupuest|fondos?\s(?:fijo|revolvente)|viaticos",
        r"conciliacion(?:es)?\b(?!\slaboral)|estados?\sfinancier|polizas?\b|cheque|facturas?\b"
        r"|transferencias?\s(?:banc|electr)|balanza|cierres?\s(?:contab|mensual|presup)|arqueo",
        r"concili|financ|contab|banc|presup|poliz|pago|cheque|factur|cuenta|fondo|gasto|recurso|egres"
        r"|ingres|ejerc|arque|viatic",
        "audit procurement stats meetings declarations permits",
    ),
    "staff": _work(
        r"nominas?\b|reclutamiento|seleccion\sde\spersonal|plazas\b(?!\spublica)|plantilla|nombramientos"
        r"|control\sde\sasistencia|evaluacion(?:es)?\sdel?\sdesempeno\s(?:del?\spersonal|laboral)",
        r"nombramiento|plazas?\b|nominas?\b|finiquito|gafete|credencial|vacantes?\b|contratacion(?:es)?\sde\spersonal"
        r"|dictamen(?:es)?\s(?:de\s)?(?:estructura|plaza|puesto)|estructuras?\sorganic",
        r"personal|nomina|plaza|recluta|vacante|nombra|plantilla|puesto|emple|asistenc|trabajador|laboral",
        "finance systems stats declarations",
    ),
    "declarations": _work(
        r"declaracion(?:es)?\s(?:de\s(?:situacion\s)?(?:patrimonial|intereses|inicio|modific)|patrimonial)",
        r"declaracion(?:es)?\b",
        r"declara|patrimon|interes|fiscal|evoluci|obligad",
        "training advice media audit requests meetings systems stats",
    ),
    "registers": _work(
        r"(?:depura|actualiza|integra|puesta\sal\sdia|poner\sal\sdia|conforma)\w*\b[^.;]{0,40}\b"
        r"(?:padron(?:es)?|directorios?|catalogos?|registros?\s(?:de|estatal))\b",
        r"padron(?:es)?\b|directorios?\b|catalogos?\b",
        r"padron|directori|catalog|regist|alta|baja|depur|inscri|actuali|proveed|datos|fichas?\b",
        "visits systems stats advice media procurement permits",
    ),
    "advice": _work(
        r"asesoria|asesorar|orienta(?:r|cion)\b|consultoria",
        rf"asesoria|orientacion|consultas?\b|{_PEOPLE}(?:\s\w+){{0,2}}?\s(?:atendid|asesorad|orientad)",
        r"ases|orient|consult|acompan|dudas?\b|apoy|atend|atencion|respond|respuest|resolv",
        "training meetings visits complaints requests litigation norms media permits",
    ),
    # What one asks for to sell, to build or to open
    "permits": _work(
        rf"{_PERMITS}(?:\s\w+){{0,3}}?\s{_TRADE}",
        rf"(?:(?:refrendo|renovacion|expedicion)(?:es|s)?\sde\s)?{_PERMITS}(?:\s\w+){{0,3}}?\s{_TRADE}",
        r"permis|licenci|comerci|mercad|tianguis|ambulant|establec|negocio|giros?\b|refrend|autoriza|construc"
        r"|anunci|alcohol|vendedor|locatari|puestos?\b|funcionamiento|ventanilla",
        "training media press meetings advice visits stats norms registers audit complaints"
        " requests finance systems web streets culture tourism care staff procurement archive"
        " agreements litigation",
    ),
    "visits": _work(
        r"(?:realizar|practicar|efectuar|hacer)\s(?:\w+\s)?(?:visitas|recorridos)\b",
        r"visita|recorrido",
        r"visit|recorr|acud|traslad|gira|inspec|superv|constit|presenci",
        "audit advice training meetings permits",
    ),
}  # fmt: skip

# What follows is what for, and no work of its own.
_PURPOSE = re.compile(
    r",?\s(?:para|a\sfin\sde|con\s(?:el|la|los)\s(?:fin|objeto|objetivo|proposito|finalidad)|con\sobjeto"
    r"|que\s(?:permita|contribuya)\w*)\s"
)
# "Promover la cultura…": any way of reaching people may measure it.
_GENERAL = re.compile(
    r"\W*(?:promo[vc]|foment|fortalec|impuls|consolid|contribu|garanti|coadyuv|propici|favorec|increment"
    r"|mejor|asegur|coordin|apoy|gestion|implement|implant|instrument|oper|administr|particip|colabor"
    r"|(?:dar\s|brindar\s)?(?:seguimiento|atencion|atender|acompana|cumpli|vigila|vincula))"
)
# What is made of persons is told by its meetings, whatever its matter is.
_MEETS = re.compile(
    r"\b(?:(?:sub)?comites?|consejos?|juntas?|comision(?:es)?|organos?|pleno|cabildo|patronatos?|asambleas?"
    r"|mesas?\s(?:de|tecnica|interinst)|grupos?\s(?:de\strabajo|interdisc|interinst)|colegiad[oa]s?)\b"
)
_SOFT = frozenset(
    ("training", "media", "press", "meetings", "agreements", "stats", "norms", "advice", "visits",
     "audit")
)  # fmt: skip
_ROOT = 6  # letters
_MARKS = ' .-:•«"('
_SUBJECT = re.compile(r"\s(?:en|sobre|para|acerca\sde|respecto\sde|llenar|usar|manejar)\s")


@lru_cache(maxsize=1024)
def works_titled(title: str) -> frozenset[str]:
    """Return the kinds of work that a title names, what it is for left out."""
    plain = _PURPOSE.split(folded(title), maxsplit=1)[0]
    if WORKS["training"].titled.match(plain.lstrip(_MARKS)):
        return frozenset(("training",))  # what is taught is no work of the title
    if WORKS["greens"].titled.match(plain.lstrip(_MARKS)):
        return frozenset(("greens",))  # "en parques" says where
    return frozenset(name for name, work in WORKS.items() if work.titled.search(plain))


@lru_cache(maxsize=1024)
def works_counted(unit_words: str) -> frozenset[str]:
    """Return the kinds of work that the unit of a meta counts, none where it may be of any."""
    plain = folded(unit_words)
    return frozenset(name for name, work in WORKS.items() if work.counted.match(plain))


def are_apart(title: str, unit_words: str) -> bool:
    """Tell whether a title and a unit are each of one known kind, which no custom or word joins."""
    counted = works_counted(unit_words)  # the unit first: many may be of any work
    titled = works_titled(title) if counted else counted
    if not titled or titled & counted:
        return False
    if any(counted & WORKS[name].by for name in titled):
        return False
    named, unit = folded(title), folded(unit_words)
    if "meetings" in counted and _MEETS.search(named):
        return False  # "Comité de Adquisiciones" and its sesiones
    if _GENERAL.match(named) and counted & _SOFT:
        return False
    if any(WORKS[name].told.search(unit) for name in titled):
        return False  # "auditorías archivísticas" of an archive
    if any(WORKS[name].titled.search(named) for name in counted):
        return False  # "promover la denuncia mediante actividades de difusión"
    subject = " ".join(_SUBJECT.split(named)[1:])
    if "training" in titled and any(WORKS[name].told.search(subject) for name in counted):
        return False  # "Capacitar en materia de archivo" and transferencias
    own, every = stems(named), stems(unit)
    return not ({*own} & {*every} or share_root(own, every, _ROOT))


def tells_of_title(title: str, told: str) -> bool:
    """Tell whether a text has a word of the work that a title names."""
    said = folded(told)
    return any(WORKS[name].told.search(said) for name in works_titled(title))
