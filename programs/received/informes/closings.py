"""The sentence that closes a línea: how far it is, or that its turn comes in another quarter."""

import re
from decimal import Decimal

from programs.values.phrases import with_sign
from programs.values.wording.not_due import says_not_due
from programs.values.wording.numbers import folded
from programs.values.wording.percents import (
    ends_in_share,
    only_shares,
    percents_of,
    shares_of,
    stated_percents,
)
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.settled import says_settled

_PERCENT = re.compile(r"\d\s{0,2}%|por\s?ciento\b")
_PROGRESS = re.compile(
    r"\bavanc\w*|\bcumpl\w+|\bprogreso\b|\bmetas?\b|\balcanz\w+|\blogr\w+|\bequival\w+"
    r"|\brepresent\w+"
    r"|\bresolv\w+|\bresuelt\w+|\bdesahog\w+|\bcubiert\w+|\bcubr\w+|\bcomprometid\w+|\bprevist\w+"
    r"|\bnivel de\b"
    r"|\bva(?:mos)? (?:en|al|por)\b"
    # "El objetivo está a medio camino: 50 %"
    r"|\b(?:objetivo|compromiso|encargo|tarea|linea|actividad|programa|proyecto)"
    r" (?:del (?:ano|ejercicio) |anual )?(?:esta|va|anda|marcha|queda|quedo|cierra|cerro|termina"
    r"|termino|concluye|concluyo|llega|llego|sube|asciende|se (?:halla|ubica|situa|encuentra"
    r"|coloca))\b"
    r"|\bllevamos\b|\bse (?:lleva|ha ejecutado|tiene realizado)\b|\bde lo programado\b"
)
_STATED_FIRST = re.compile(
    r"(?:del 100 ?%|avance|porcentaje|cumplimiento|progreso|dicha meta|meta|la meta"
    r"|con (?:lo|esto|ello)|al (?:cierre|periodo|trimestre)|lo (?:anterior|cual|que)"
    r"|se (?:tiene|alcanz|cumpli|report|logr)|en este (?:periodo|trimestre)|a la fecha"
    r"|por lo (?:anterior|tanto))"
)
_MET = re.compile(
    r"\bmetas?\b.{0,60}\b(?:cumpl|alcanz|conclu|super|rebas|satisf|cubiert|agot)\w+"
    r"|\b(?:cumpl|alcanz|conclu)\w+.{0,40}\bmeta\b"
)
_NOT_DUE = re.compile(
    r"\b(?:programad[oa]s?|se program(?:o|aron)) (?:para|en|a partir)\b"
    r"|\bno (?:se )?(?:program|contempl|correspond|aplica)\w*"
    r"|\bse (?:reportara|realizara|informara|iniciara|ejecutara|atendera|llevara)\b"
    r"|\bsin (?:programacion|meta programada)\b|\b(?:iniciara|dara inicio|por iniciar)\b"
)
_PERIOD = re.compile(r"\b(?:trimestre|semestre|periodo|mes|ano|ejercicio|siguiente)\b")
# "Concluida.", "Meta alcanzada.", "EN PROCESO.", "Con ello, el proyecto quedó terminado."
_DONE = (
    r"(?:(?:parcial|total)mente )?(?:concluid|cumplid|atendid|alcanzad|terminad|realizad|"
    r"finalizad|superad|rebasad|cancelad|suspendid|diferid|cerrad)[oa]s?"
)
_STANDS = (
    rf"(?:{_DONE}|en (?:proceso|ejecucion|tramite|curso|tiempo(?: y forma)?|desarrollo)|parcial"
    r"|sin avances?|pendientes?|no iniciad[oa]|no aplica|al (?:corriente|dia)|a tiempo"
    r"|con avances?(?: \w+){0,8}"
    r"|(?:conforme|segun|de acuerdo con) (?:al? |lo |el |la )?(?:calendario|programa\w*|previst[oa]"
    r"|planead[oa]|cronograma)(?: \w+){0,2})"
)
_STATUS = re.compile(
    r"(?:con (?:esto|ello|eso|lo anterior),? )?"
    r"(?:(?:la |el |esta |este )?(?:metas?|actividad|tarea|accion|obra|proyecto|compromiso"
    r"|linea(?: de accion)?|apartado|seccion|rubro|objetivo|indicador|servicio),? )?"
    r"(?:(?:se dan? por|se encuentra|esta|fue|quedo|queda|sigue|continua|va|avanza|cierra"
    r"|termina|concluye) )?"
    rf"{_STANDS}\W{{0,2}}"
)
# "Realizado: 7 kilómetros de ciclovía (la mitad)"
_SHARE_ASIDE = re.compile(
    r"\((?:la mitad|(?:una?|la|las? \w+) (?:tercera|cuarta|quinta|decima|\w+) partes?"
    r"|\d{1,3}(?:\.\d{1,2})? ?(?:%|por ?ciento))\)\W{0,2}$"
)
# "En este trimestre la línea no presenta ningún avance."
_NONE = re.compile(
    r"\bno (?:se )?(?:presenta|registra|reporta|muestra|tiene|tuvo|hay|hubo)n?"
    r" (?:\w+ ){0,2}avances?\b|^sin avances? (?:en|durante) (?:el|este) (?:trimestre|periodo)\b"
)
_STATE = re.compile(
    r"(?:conclusion|estado|estatus|status|situacion|cierre|balance"
    r"|declaracion(?= de(?:l)? (?:cierre|avance|cumplimiento)))"
    r"(?: (?:al|del|de la|de) (?:cierre|trimestre|periodo|actividad|meta|accion|avance"
    r"|cumplimiento))?"
)
# "Resultado del indicador en el trimestre: 92.9 %."
_RESULT = re.compile(
    r"(?:resultado|valor|logro|alcance|nivel|porcentaje)(?: (?:del?|de la|de cumplimiento|obtenido"
    r"|alcanzado|al|en el|indicador|trimestre|periodo|cierre|meta|anual|trimestral)){0,8}"
)
_LONGEST, _SHORT = 350, 120
_MOST_SHARE = 1_000
# "Porcentaje de la línea: 25."
_BARE_SHARE = re.compile(
    r"(?:porcentaje|por ?ciento)\b[^:\d]{0,50}: ?(?P<share>\d{1,3}(?:\.\d{1,2})?)\.?"
)
# A share of those who came, of what was paid or answered: of something else than the línea.
_OF_OTHERS = re.compile(
    r"\b(?:mujeres|hombres|asistent|participant|personas|poblacion|asistencia|satisfaccion|aprob"
    r"|encuest|respondi|calific|presupuest|gasto|ejercid|pago|iva|descuent|increment|disminu|aument"
    r"|reduj|reduc|falt|rest|pendient|rezag|de l[oa]s cuales|de l[oa]s que|de ell[oa]s"
    r"|program|previst)"
)


# What may follow the share: "de la meta", "al terminar marzo"; no other figure.
_TAIL = re.compile(
    r"[ .)]*(?:\s?(?:de|del|al?|en|para|sobre|respecto)\s[^\d,;:]{1,60})?"
    r"(?:,?\s(?:(?:en|por)\s)?(?:si\sse\sredondea|redondead[oa]|redonde[oa]"
    r"|(?:numeros|cifras)\s(?:redond|cerrad)[oa]s))?"
    r"(?:\s?\((?:\d{1,6}|[a-z]{2,}(?:\sy\s[a-z]{3,6})?)\s(?:de|/|sobre|entre)\s[\w ]{1,30}\))?"
    r"[ .)]*"
)
# What makes a fraction that of the meta.
_SO_FAR = re.compile(
    r"\b(?:avanz|avance|cumpl|alcanz|logr|cubr|cubiert|adelant|anual|compromi|compromet|metas?\b"
    r"|ano\b|ya\b|hech|van?\b|vamos\b|llev)|^(?:\d{1,4}|[a-z]{3,}) (?:de|sobre|entre) (?:l[oa]s )?"
    r"(?:\d{1,4}|[a-z]{3,})[:,;]"
)


# "300 metros cuadrados, la cuarta parte."
_SUMMED_UP = re.compile(r"[,:;(]\s(?:(?:es decir|o sea|esto es|lo que es)[,:]?\s)?$")
# "De ellas, la mitad": a part of something else; "queda la cuarta parte": what is left.
_NOT_DONE = re.compile(
    r"\b(?:de (?:ell|est|l)[oa]s(?: cuales| que)?|qued\w+|falt\w+|rest\w+|pendientes?|asist\w+"
    r"|participa\w+),? (?:\w+ ){0,5}\W*(?:o sea,? |es decir,? )?$"
)


def says_state(text: str) -> bool:
    """Tell whether a text is nothing but how something stands: "cumplida.", "en proceso"."""
    return 0 < len(text) <= _SHORT and _STATUS.fullmatch(folded(text)) is not None


def closes(sentence: str) -> bool:
    """Tell whether a sentence states the progress of its línea, or that it is not due."""
    if len(sentence) > _LONGEST:
        return False
    plain = folded(sentence)
    if _STATUS.fullmatch(plain) or _SHARE_ASIDE.search(plain) or says_settled(plain):
        return True
    if len(plain) <= _SHORT and _NONE.search(plain):
        return True
    head, colon, said = plain.partition(": ")
    if colon and (_STATE.fullmatch(head) or _STATUS.fullmatch(said)) and len(plain) <= _SHORT:
        return True  # "Situación al cierre: en proceso.", "Conclusión: avance satisfactorio."
    if colon and _RESULT.fullmatch(head) and _PERCENT.search(said) and len(plain) <= _SHORT:
        return True
    if _PERCENT.search(plain) and _PROGRESS.search(plain) and not only_shares(sentence):
        return True
    if ends_in_share(sentence) and not only_shares(sentence):
        return True
    if stated_percents(sentence, closes=True) or says_not_due(sentence, alone=True):
        return True
    if _NOT_DUE.search(plain) and (_PERIOD.search(plain) or len(plain) < 80):
        return True
    return bool(_MET.search(plain)) and len(plain) < 200


def closes_by_shape(text: str) -> bool:
    """Tell whether a short paragraph says how far its línea is by its shape: one share.

    "Línea al 50%.", "Actividad terminada al ciento por ciento.", "El periodo contribuye con 25 por
    ciento del compromiso anual."
    """
    if len(text) > _SHORT or len(list(sentences_of(text))) != 1 or only_shares(text):
        return False
    shares = shares_of(text)
    if shares and not percents_of(text) and not _SO_FAR.search(folded(text)):
        # "La mitad de las sesiones fue virtual." is of them, "12 faenas, o sea la mitad." of it all
        before = folded(text[: shares[-1].start])
        apposed = len(shares) == 1 and _SUMMED_UP.search(before) and not _NOT_DONE.search(before)
        return bool(apposed) and not text[shares[-1].end :].strip(" .)")
    if len(shares) == 1:
        tail = text[shares[0].end :]
        return bool(_TAIL.fullmatch(folded(tail))) and not _OF_OTHERS.search(folded(text))
    if shares or not (found := _BARE_SHARE.fullmatch(folded(text).strip())):
        return False
    return Decimal(found["share"]) <= _MOST_SHARE


_STATED = re.compile(
    r"[a-z][^:\d]{3,60}: ?(?:\d[\d,]{0,6} de \d[\d,]{0,6}[,;]? ?(?:\w+ )?)?\(?\d{1,3}(?:\.\d{1,2})?"
    r" ?(?:%|por ?ciento)\)?"
    r"(?: de(?: la| lo|l)? (?:metas?|programad|compromis|previst|ano)[^\d,;:]{0,40})?\.?"
)


def states_share(item: str) -> bool:
    """Tell whether an item is a label and its share, and nothing else: "Avance: 25 por ciento"."""
    plain = folded(item)
    return _STATED.fullmatch(plain) is not None and not _OF_OTHERS.search(plain.partition(":")[0])


# "Ferias de derechos (avance de la meta al cierre de junio: 50%)", "Ferias — avance: la mitad"
_ASIDE = re.compile(
    r"(?P<head>.{3,300}?)(?:\s?[(\[](?P<told>[^()\[\]]{3,120})[)\]]"
    r"|\s[-–—|/]\s(?P<dashed>[^()\[\]|–—]{3,120}))\s?[.:]?"
)
_ASIDE_TELLS = re.compile(
    r"\b(?:avance|avanzad[oa]|cumplimiento|cumplid[oa]|alcanzad[oa]|lograd[oa]|logro|llevamos"
    r"|se lleva|realizad[oa]|va(?:mos)?|progreso)\b"
)
# What it should reach, or what it weighs among the others: "(avance esperado: 50%)".
_ASIDE_AIMS = re.compile(
    r"\b(?:esperad|programad|previst|planead|ponderac|peso\b|valor\b|vale\b|minim|por alcanzar"
    r"|anterior|pasado)"
)


def split_aside(title: str) -> tuple[str, str] | None:
    """Return (what is titled, the progress beside it) of a title or a meta, or None."""
    found = _ASIDE.fullmatch(title)
    told = (found["told"] or found["dashed"]).strip() if found else ""
    if not found or not (told and len(shares_of(told)) == 1) or only_shares(told):
        return None
    plain = folded(told)
    if not _ASIDE_TELLS.search(plain) or _ASIDE_AIMS.search(plain) or _OF_OTHERS.search(plain):
        return None
    return found["head"].rstrip(" .,:"), told


def split_by_shape(text: str) -> tuple[str, str] | None:
    """Return (what stands before, the closing) of a paragraph that closes by its shape, or None."""
    if closes_by_shape(text):
        return "", text if shares_of(text) else with_sign(text.rstrip(" ."))
    spans = list(sentences_of(text))
    last = _of(text, spans[-1]) if len(spans) > 1 else ""
    return (text[: spans[-1].start].rstrip(), last) if last and closes_by_shape(last) else None


def split_closing(text: str) -> tuple[str, str] | None:
    """Return (what stands before, the closing) of the last paragraph of a línea, or None.

    A paragraph that begins with the statement is all closing: what follows gives its cause.
    """
    spans = list(sentences_of(text))
    if not spans:
        return None
    head = folded(_of(text, spans[0])).rstrip(" .")
    if len(spans) == 2 and _STATE.fullmatch(head) and closes(_of(text, spans[1])):
        return "", text  # "Cierre. Avance del 25% de la meta anual."
    if closes(_of(text, spans[0])) and (
        len(spans) == 1 or _STATED_FIRST.match(folded(_of(text, spans[0])[:60]))
    ):
        return "", text
    last = _of(text, spans[-1])
    if len(spans) > 1 and closes(last):
        return text[: spans[-1].start].rstrip(), last
    return None


def _of(text: str, span: Span) -> str:
    return text[span.start : span.end]
