"""What became of a counted thing: done, received, planned, left, or of another time.

Told by the words before its number, behind it, or of the count before.
"""

import re
from collections import deque
from enum import StrEnum

from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import NumberMention
from programs.values.wording.sentences import Span


class Told(StrEnum):
    """What a text tells of a counted thing."""

    DONE = "done"
    RECEIVED = "received"
    PLANNED = "planned"
    LEFT = "left"  # not done, or not done yet
    BEFORE = "before"  # of another time


_DONE = re.compile(
    # "Las 30 visitas representan el 75 % de la meta"; percentages are left out of what is read
    r"\b(?:represent\w+|equival\w+|signific\w+|constituy\w+|hacen|dan|son|aportan"
    r"|(?:se|nos)\s(?:lleg|alcanz|avanz|cubr|cumpl|complet|logr|sit|ubic|coloc|lleva)\w*)"
    r"\s(?:ya\s)?(?:(?:en|con|a)\s)?(?:al\s|el\s|una?\s|l[oa]s?\s)?\0"
    r"|\b(?:se\s+(?:le\s+|les\s+|nos\s+)?(?!qued|program|plane|prev)\w+(?:o|aron|ieron|eron|jo)|(?:se\s+)?(?:ha|han|haber|haberse)\s+\w+[dt]o|"
    r"fue(?:ron)?\s+\w+[dt][oa]s?|"
    r"(?!ultimos|proximos|mismos|minimos|maximos|optimos|legitimos|ramos|tramos|reclamos|prestamos|"
    r"extremos|organismos|mecanismos)\w{3,}[ai]mos|(?!qued|falt|rest|program|plane)\w+(?:aron|ieron|yeron)|(?:realiz|imparti|llev|emiti|celebr|elabor|atendi|"
    r"efectu|brind|otorg|capacit|asesor|public|suscribi|firm|concluy|coordin|integr|desarroll|"
    r"expidi|entreg|envi|remiti|particip|gestion|actualiz|revis|aprob|instal|organiz|dio)o?|"
    r"realizad[oa]s?|ejecutad[oa]s?|atendid[oa]s?|impartid[oa]s?|concluid[oa]s?|efectuad[oa]s?|"
    r"celebrad[oa]s?|elaborad[oa]s?|emitid[oa]s?|cuenta\s+con|contando\s+con|suman?|total\s+de|"
    r"respondid[oa]s?|contestad[oa]s?|acumulan?|llevan?|aprobad[oa]s?|entregad[oa]s?)\b"
)
_RECEIVED = re.compile(
    # "Recibieron mantenimiento seis fuentes" tells what was done to them.
    r"\b(?:se\s+)?(?!recibi\w*\s+(?:\w+\s+)?(?:mantenimiento|capacitacion|atencion|asesoria|apoyo"
    r"|orientacion|formacion|terapia|tratamiento))(?:recibi|ingres|recepcion)\w*|\bse\s+(?:presentaron|registraron)\b|\brecibid[oa]s?\b"
    # "Entraron 64 solicitudes", "llegaron 40 quejas"; "llegaron a 12" counts what was done
    r"|\b(?:entraron(?!\s(?:al?|en\s(?:vigor|operacion|funcion|servicio))\b)|(?:nos\s)?llegaron(?!\s(?:a|hasta)\b)|arribaron|tocaron\s(?:a\s)?(?:la|nuestra)\spuerta"
    r"|se\sinterpusieron|(?:nos|les?)\sturnaron)\b"
)
_PLANNED = re.compile(
    r"\b(?:compromisos?\s+(?:\w+\s+){0,4}?(?:es|son|fue|era)\b|se\s+(?:ofreci|propus|prometi|pact|acord|fij"
    r"|oblig|comprometi)\w*\s+(?:a\s+|tambien\s+)?\w+[aei]r\b|program(?!as?\b)|calendariz|previst|planead|planear|contempl|compromet|proyectad|meta\s+"
    r"(?:anual\s+)?(?:de|es|del)|(?<!efectos\sde\sla\s)(?<!para\sla\s)metas?\b"
    # "Con las 22 visitas hechas la meta va en 75 %": how far it is, and not what was planned
    r"(?!\s(?:anual\s|del\sano\s)?(?:ya\s)?(?:va|llega|alcanza|avanza|queda|lleva|registra|esta|sube"
    r"|se\s(?:halla|encuentra|ubica|situa|coloca|cumpl\w+))\s(?:\w+\s){0,3}?\0)|se\s+preven?\b|se\s+espera|pretend|agendad|"
    r"se\s+(?!encuentra|muestra|demuestra|integra|registra|administra|suministra|concentra|logra|"
    r"celebra|genera|elabora|considera|incorpora|mejora|opera|colabora|espera|compra)\w{3,}ran?\b)\w*"
)
_LEFT = re.compile(
    r"\b(?:pendient|falt(?!as\b|a\s(?:administrativ|grave|no\sgrave|disciplin))"
    r"|restan|continuan?(?!\w)|sigue|en\s+(?:tramite|proceso|investigacion|curso|analisis|revision|estudio)|por\s+(?:realizar|atender|concluir|impartir|entregar|"
    r"publicar)|(?:se\s+)?(?:recorri(?:o|eron)\s+(?:a|al|para)\b|pas(?:aron|an|o)\s+(?:al|para|a(?!\s*$))\b|aplaz|"
    r"cancel|suspend|difiri|difier|pospu|reprogram))\w*|"
    r"\b(?:no|sin|tampoco)\s+(?:se\s+)?(?:\w+\s+)?(?:realiz|llev|imparti|atendi|celebr|pudo|pudieron|logr|conclu)\w*"
)
_BEFORE = re.compile(
    r"\b(?:(?:trimestre|ano|ejercicio|periodo|semestre|mese)s?\s+(?:anterior|pasado|previo|inmediato)|"
    r"anteriormente|\w{3,}[ai]d[oa]s?\s+(?:antes|previamente|con\s+anterioridad)\b(?!\s+de)|(?:primer|segundo|tercer)\s+trimestre\s+se\s+(?:habia|reporto))\w*"
)
# "En los primeros seis meses fueron cuatro y en este trimestre tres": what a now is held against.
_SPAN = re.compile(r"\b(?:trimestres?|semestre|bimestre|meses|enero|abril|julio)\b")
_NOW = re.compile(
    r"(?:\by|[;,]|\bmientras\s+que|\bcontra|\bfrente\s+a|\bque)\s+(?:(?:\w+\s+){0,2}(?:en|durante)\s+)?"
    r"(?:est[ae](?=,?\s+(?:trimestre|periodo|ocasion|vez|a|se|fueron|hubo|otr[oa]s|l[oa]s|\d|tres|dos|cuatro"
    r"|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|sesenta)\b"
    r"|\s?[.;,]|$)"
    r"|el\s+(?:presente|actual|(?:trimestre\s+|periodo\s+)?que\s+(?:se|hoy\s+se)\s+(?:informa|reporta))|ahora)\b"
)
# "… se agregaron tres": what is told behind it is of now.
_ADDS = re.compile(r"\bse\s+(?:agreg|sum|anad|adicion|incorpor)\w+\s+(?:\w+\s+)?$")
# "Con los del trimestre previo van cinco": what is summed up is of now.
_SUMS = re.compile(
    r"\b(?:van|llevamos|suman?|sumamos|reunen?|acumulan?|completan?|son\s+ya|ya\s+son|se\s+llega\s+a"
    r"|(?:dan|hacen)\s+(?:un\s+)?total\s+de"
    r"|(?:previ[oa]s|anteriores)\s+(?:son|hacen|dan|resultan|quedan))\s+(?:ya\s+)?$"
)
# "Los sesenta restantes se contestaron de enero a septiembre"
_REST_DONE = re.compile(
    r"\s{1,2}(?:restantes?|otr[oa]s|demas),?\s(?:ya\s)?(?:se\s(?!qued|aplaz|difi|pospu|reprogr|cancel|suspend"
    r"|recorr|dej|pas)\w+(?:aron|ieron)|fueron\s(?!aplaz|difer|pospu|reprogr|cancel|suspend)\w+[dt][oa]s"
    # "Los dos restantes salieron en diciembre"
    r"|(?:salieron|aparecieron|concluyeron|circularon|terminaron|ocurrieron|tuvieron\slugar|tocaron)"
    r")\b"
)
# "Se calibraron cuatro y en éste los seis restantes": the rest was done as the others were.
_REST_TOO = re.compile(
    r"\b(?:[ye]|mas|asi\scomo|seguid[oa]s\sde)\s"
    r"(?:(?:en|durante|de|al?|entre|desde|hacia|con|por)\s(?:\w+\s){1,4}?)?l[oa]s\s$"
)
_ENDS_SO = re.compile(
    r"\s{1,2}(?:\w+\s)?(?:restantes|faltantes|que\sfaltaban)"
    r"(?:\s{0,2}(?:[.;:]|,\s(?!pendient|se\s)|$)"
    # "y los dos restantes entre octubre y diciembre"
    rf"|\s(?:en|entre|durante|de|hacia|hasta|al?)\s"
    rf"(?:(?:el|los|mes|meses|del?|finales|fines|principios|mediados|cierre)\s){{0,4}}(?:{MONTH})\b"
    r"|\s(?:en|durante)\s(?:el|este)\s(?:\w+\s)?(?:trimestre|periodo)\b)"
)
_CUES = (
    (Told.LEFT, _LEFT),
    (Told.BEFORE, _BEFORE),
    (Told.PLANNED, _PLANNED),
    (Told.RECEIVED, _RECEIVED),
    (Told.DONE, _DONE),
)
# "Como la programación comenzó en julio, los ocho talleres representan el 50 %"
_MAKES_SHARE = re.compile(
    r"\s[^,;.\0]{2,50}?\s(?:represent|equival|signific|constituy)\w+\s(?:ya\s)?(?:a\s)?"
    r"(?:al\s|el\s|una?\s|l[oa]s?\s)?\0"
)
_AIM = (
    r"(?:proyect(?:o|aron|aban?|abamos|amos)|busc(?:o|a|an|aron|aban?|abamos|amos)|quis(?:o|ieron|imos)"
    r"|qu(?:iere|ieren|eria|erian|eriamos)|dese(?:o|a|an|aron|aban?)|intent(?:o|a|an|aron|aban?|amos)"
    r"|trat(?:o|a|an|aron|aban?)\sde|plante(?:o|aron|aban?)|plane(?:o|aron|aban?)|ib(?:a|an|amos)\sa|va(?:n|mos)?\sa"
    r"|solicit(?:o|aron)|pid(?:io|ieron)|recomend(?:o|aron)|sugir(?:io|ieron)"
    r"|(?:intencion|idea|expectativa)\sde)"
)
_DENIED = (
    r"(?:no\s(?:se\s|nos\s)?(?:fue\sposible|hubo\s\w+\spara|pud\w+|logr\w+|alcanz\w+(?:\sa)?|consig\w+|llego\sa)"
    r"|sin\s(?:poder|lograr)|(?:dej(?:o|aron|amos)|omit(?:io|ieron))\s(?:de\s)?|impos\w+|faltando|falto)"
)
_DEED = r"(?:\w+mente\s|tambien\s|ademas\s){0,2}[a-z]{2,}[aei]r(?:se)?\s"
_AS_MANY = r"(?:(?:a\s)?(?:l[oa]s|otr[oa]s|(?:un|\0\0)\stotal\sde|hasta|al\smenos|sus)\s){0,2}$"
# "Se buscaba impartir 5 cursos", "se iban a abrir 3": what is aimed at is not done by it. In
# "se buscó mejorar la atención con 5 cursos" the five are no object of the aim.
_AIMED = re.compile(rf"\b{_AIM}\s{_DEED}{_AS_MANY}")
_NOT_DONE = re.compile(rf"\b{_DENIED}\s?{_DEED}{_AS_MANY}")
# "5 cursos, no 6", "5 cursos en lugar de 6"
_INSTEAD = re.compile(r"(?:[,;(]\s?(?:y\s)?no\s|\b(?:en\s(?:lugar|vez)\sde)\s)(?:l[oa]s\s)?$")
# "Se impartirían 5 cursos", "impartiríamos"; "se adquirían" tells what was done.
_WOULD = re.compile(
    r"\b(?:se\s(?!adquir|refer|transfer|confer|difer|prefer|suger)\w{3,}[aei]rian?|habrian?\s(?:de|que)\s\w+"
    r"|(?!adquir|refer|transfer|confer|difer|prefer|suger)\w{4,}[aei]riamos)\s" + _AS_MANY
)
_AFTER_NOUN = 60  # signs after a number where its own words tell what became of it


BASE = re.compile(r"\bdel?\s+(?:l[oa]s|un\s+total\s+de|total\s+de|un\s+universo\s+de)?\s*$")


def told_of(
    bare: str, around: Span, mention: NumberMention, earlier: Told | None, *, elided: bool
) -> Told:
    """Return what is told of a count: by the words before it, after it, or of the count before."""
    before = bare[around.start : mention.start]
    if aimed := _aimed(before[-_REACH:]):
        return aimed
    after = bare[mention.end : min(around.end, mention.end + _AFTER_NOUN)]
    follows = _first_cue(re.split(r"[,;]\s", after, maxsplit=1)[0])
    made = _MAKES_SHARE.match(after)
    if made and not any(shape.search(made[0]) for shape in (_PLANNED, _LEFT)):
        return Told.LEFT if _LEFT.search(before) else Told.DONE
    if elided and _REST_DONE.match(after):
        return Told.DONE
    joined = earlier is Told.DONE and elided and _REST_TOO.search(before)
    if joined and _ENDS_SO.match(after) and not _LEFT.search(before):
        return Told.DONE
    if _SUMS.search(before[-40:]):
        return Told.DONE
    if elided and follows:
        return follows
    if now := _last(_NOW, before) or _ADDS.search(before):
        return _last_cue(before[now.start() :]) or _last_cue(before) or follows or Told.DONE
    if _SPAN.search(before) and _NOW.search(bare, mention.end, around.end):
        return Told.BEFORE
    precedes = Told.BEFORE if _BEFORE.search(before) else _last_cue(before)
    out_of = BASE.search(before)
    if out_of and follows is Told.RECEIVED:
        return follows
    if follows in (Told.PLANNED, Told.LEFT, Told.BEFORE) and (out_of or precedes is not Told.DONE):
        return follows
    if follows is Told.LEFT and earlier is not None:
        return follows
    return precedes or earlier or follows or Told.DONE


def _last(shape: re.Pattern[str], words: str) -> re.Match[str] | None:
    return next(iter(deque(shape.finditer(words), maxlen=1)), None)


def _aimed(before: str) -> Told | None:
    """Return that a count is the object of an aim, or of what was not possible, None for none."""
    if _NOT_DONE.search(before):
        return Told.LEFT
    aimed = _AIMED.search(before) or _WOULD.search(before) or _INSTEAD.search(before)
    return Told.PLANNED if aimed else None


_REACH = 120  # signs


def _last_cue(words: str) -> Told | None:
    ends = [
        (found.end(), -place, told)
        for place, (told, shape) in enumerate(_CUES)
        if told is not Told.BEFORE  # looked for already
        for found in shape.finditer(words)
    ]
    return max(ends)[2] if ends else None


def _first_cue(words: str) -> Told | None:
    starts = [
        (found.start(), place, told)
        for place, (told, shape) in enumerate(_CUES)
        for found in (shape.search(words),)
        if found
    ]
    return min(starts)[2] if starts else None
