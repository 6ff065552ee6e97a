"""Families of work: how their titles open, what measures none of it, and what always tells it.

A narrative of another work has no word of the family: "Conservar los vehículos" beside convenios
that are signed. Source: the activities of sections 2.2 and 2.3 of the domain document, by kind.
"""

import re
from typing import NamedTuple

from programs.values.wording.units import stem

PAPERS = frozenset(("oficio", "circular", "memorandum", "memorando"))
MEETINGS = frozenset(("sesion", "reunion", "asamblea", "minuta", "acta", "acuerdo"))
TAUGHT = frozenset(("curso", "taller", "platica", "conferencia", "diplomado", "capacitacion"))
TOLD = frozenset(
    ("boletin", "campana", "spot", "capsula", "cartel", "entrevista", "feria", "folleto")
)
LAW = frozenset(("convenio", "contrato", "dictamen", "opinion"))
UPKEEP = frozenset(
    ("mantenimiento", "servicio", "licencia", "equipo", "reparacion", "luminaria", "bache")
)
_AUDITS = frozenset((stem("auditorias"), "arqueo"))
_CHECKED = _AUDITS | {"inspeccion", "visita", "verificacion", "recorrido"}
_COUNTS = frozenset(("arqueo", "conciliacion", "inventario", "baja", "resguardo"))
_HEARD = frozenset(("queja", "denuncia", "amparo", "sentencia", "audiencia", "juicio"))
# By which nobody measures teaching, whoever was taught: what is asked of others, ruled or checked.
NEVER_TAUGHT = _CHECKED - {"visita", "recorrido"} | _COUNTS | frozenset(
    ("requerimiento", "lineamiento", "notificacion", "multa", "sancion", "licitacion", "reglamento")
)  # fmt: skip


class Family(NamedTuple):
    """A family: how a title opens, stems of what is counted in others, words that tell of it."""

    opening: re.Pattern[str]
    foreign: frozenset[str]
    own: re.Pattern[str]


def _family(opening: str, foreign: frozenset[str], own: str) -> Family:
    return Family(re.compile(rf"\W*{opening}"), foreign, re.compile(rf"\b(?:{own})"))


FAMILIES = (
    _family(
        r"(?:(?:firma|suscripcion)\sde|firmar|suscribir|celebrar|celebracion\sde)\s"
        r"(?:\w{1,12}\s){0,2}?(?:convenio|contrato)",
        UPKEEP | TAUGHT | TOLD | {"inspeccion", "visita"},
        r"conveni|contrat|firm|suscri|acuerd|adhesi|adher|celebr",
    ),
    _family(
        r"(?:comparecer|defender|defensa|representar|representacion|litigar|atender"
        r"|atencion|contestar)\b[^.;]{0,40}\b(?:juicio|amparo|demanda|litigio)s?\b",
        UPKEEP | TAUGHT | TOLD,
        r"juicio|ampar|demand|audienc|tribunal|juzgad|litig|sentenci|expedient",
    ),
    _family(
        r"(?:(?:realizar|hacer|efectuar|elaborar|integrar|organizar|ordenar)\s(?:\w{1,4}\s)?)?"
        r"(?:transferencias?\s(?:primaria|secundaria|documental)|inventarios?\s(?:de\sarchivo"
        r"|documental|general)|archivos?\s(?:de\stramite|de\sconcentracion|institucional))",
        UPKEEP | TAUGHT | TOLD | {"convenio", "sesion"},
        r"archiv|transfer|expedient|cajas?\b|inventari|document|acervo|foja",
    ),
    # Vehicles and buildings
    _family(
        r"(?:conserva[r]?|conservacion|mantener|mantenimiento|cuidar|cuidado|dar\smantenimiento)\b"
        r"[^.;]{0,50}\b(?:vehic|inmueb|edifici|instalacion|flotilla|mobiliario|maquinaria)",
        PAPERS | MEETINGS - {"acta"} | TAUGHT | TOLD | _COUNTS | {"actualizacion", "convenio"},
        r"vehic|mantenimient|manten[ig]|servicio|repara|taller|flotill|unidad|conserv|refacci"
        r"|afinaci|automo|camione|inmueb|edifici|instalacion|mobiliari|maquinari|pint|imperm|plom",
    ),
    # Machines and their network
    _family(
        r"(?:(?:dar\s)?mantenimiento|mantener|conserva[r]?|conservacion|soporte|dar\ssoporte)\b[^.;]{0,40}"
        r"\b(?:computo|computadora|impresora|informatic|servidores|red(?:es)?\s(?:interna|de\sdatos))",
        PAPERS | MEETINGS | TAUGHT | TOLD | LAW | _COUNTS | _HEARD | {"visita"},
        r"comput|red\b|redes\b|equipo|servidor|impresor|mantenimient|manten[ig]|soporte|respald|tecnic"
        r"|informatic|cable|virus|software|licenci|limpieza|repara",
    ),
    # What is published of oneself
    _family(
        r"(?:actualiza[r]?|actualizacion|mantener|alimentar|cargar?|carga|publicar|publicacion)\b"
        r"[^.;]{0,60}\b(?:portal|pagina|sitio|micrositio|plataforma|transparencia)",
        UPKEEP | TAUGHT | LAW | _CHECKED | _COUNTS | _HEARD | MEETINGS,
        r"portal|pagina|sitio|web|plataforma|public|carg|actualiz|ficha|transparen|enlace|fraccion"
        r"|formato|sipot|obligaci",
    ),
    # What is complained of
    _family(
        r"(?:atender|atencion|recibir|recepcion|tramitar|tramite|investigar|investigacion|resolver)"
        r"\b[^.;]{0,30}\b(?:queja|denuncia)s?\b",
        UPKEEP | TAUGHT | TOLD | LAW | _COUNTS | {"feria"},
        r"quej|denunc|investig|radic|expedient|buzon|folio|present|presunt",
    ),
    # What is bought
    _family(
        r"(?:contratar|contratacion|adquirir|adquisicion(?:es)?|licitar|licitacion(?:es)?|comprar"
        r"|compras?)\s(?:de\s|el\s|la\s|l[oa]s\s){0,2}(?!personal|prestador|servidor)\w",
        TAUGHT | TOLD | _HEARD | _AUDITS | {"transferencia", "visita"},
        r"compr|adqui|licit|contrat|proveed|cotiz|fallo|invita|pedido|factur|surti|suminist|entreg"
        r"|adjudic|bienes|insumo|equipo",
    ),
    # What is checked
    _family(
        r"(?:(?:practicar|realizar|efectuar|ejecutar|hacer)\s(?:\w{1,4}\s)?)?"
        r"(?:auditorias?|auditar|fiscalizar|fiscalizacion)\b",
        UPKEEP | TAUGHT | TOLD | LAW - {"dictamen", "opinion"} | {"feria"},
        r"audit|fiscal|revis|observac|hallazg|cedula|verific|inspec|examin|muestra",
    ),
    # What is owned
    _family(
        r"(?:levantar|levantamiento|actualizar|actualizacion|conciliar|conciliacion|integrar|controlar"
        r"|control|inventariar)\b[^.;]{0,30}\b(?:inventarios?|bienes|activos?\sfijos?|resguardos?)\b",
        TAUGHT | TOLD | LAW | _HEARD | MEETINGS - {"acta"},
        r"inventari|bien(?:es)?\b|resguard|mobiliar|etiquet|concili|activo|almac|existenc|equipo",
    ),
    # What rules
    _family(
        r"(?:elaborar|elaboracion|actualizar|actualizacion|expedir|expedicion|emitir|emision|redactar"
        r"|formular)\b[^.;]{0,20}\b(?:manual(?:es)?|reglamentos?|lineamientos?|normas?|normatividad)\b",
        UPKEEP | TAUGHT | TOLD | _CHECKED | _COUNTS | _HEARD | {"convenio"},
        r"manual|reglament|lineam|norm|codig|politic|document|proyect|texto|articul|version|procedim",
    ),
    # What is met for
    _family(
        r"(?:(?:celebrar|celebracion\sde|convocar|asistir\sa|preparar|organizar|organizacion\sde|realizar)"
        r"\s(?:\w{1,4}\s)?)?(?:sesiones|reuniones)\b",
        UPKEEP | TOLD | _CHECKED | _COUNTS | _HEARD,
        r"sesion|reun|comite|consej|actas?\b|acuerd|quorum|convoc|asamble|integrant|junta|cabildo",
    ),
    # What is spread
    _family(
        r"(?:difundir|difusion|divulgar|divulgacion|campanas?)\b",
        UPKEEP | _COUNTS | _HEARD | _AUDITS | {"inspeccion", "licitacion", "contrato"},
        r"difu|divulg|campan|public|boletin|cartel|medios?\b|mensaj|spot|redes|video|infograf|prensa"
        r"|radio|folleto|triptico|informativ|promo|transmi|comunic",
    ),
)  # fmt: skip
