"""The words by which boxes, cards and tables name their parts: Meta, Fecha de Inicio, Avance.

A label stands alone ("Actividades Desarrolladas"), before a colon ("Meta: 20 talleres"), before its
number ("Meta anual 20 talleres") or in the head of a column.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from programs.received.informes.spoken_labels import SPOKEN
from programs.values.wording.numbers import folded, numbers_of


class Label(StrEnum):
    """What a label announces."""

    META = "meta"
    QUARTER_META = "quarter-meta"
    PROGRAMMED = "programmed"
    UNIT = "unit"
    START = "start"
    END = "end"
    SPAN = "span"
    PROGRESS = "progress"
    DONE = "done"
    ACTIVITIES = "activities"
    CAUSE = "cause"
    OBJECTIVE = "objective"
    STRATEGY = "strategy"
    AREA = "area"
    LINEA = "linea"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True)
class Labelled:
    """A label at the start of a text: its words as printed, and what follows them."""

    label: Label
    words: str
    rest: str


_MONTH_CUT = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic)[a-z]{0,7}\.?"
# "3T", "T3", "4.º trim.", "oct-dic"
_TURN = (
    r"(?:\(?(?:[1-4] ?(?:er|o|do|to|[°º])?\.?[°º]? ?t(?:rim(?:estre)?)?\.?"
    r"|t(?:rim(?:estre)?)?\.? ?[1-4]"
    rf"|{_MONTH_CUT}(?: ?[-–/] ?| a ){_MONTH_CUT})\)?)"
)
_PERIODS = rf"(?:trimestre|trim\.?|periodo|semestre|bimestre|mes|{_TURN})"
_ORDINAL = r"(?:\w{2,12}\s)?"
_IN_YEAR = (
    r"(?:(?:en|al|del?|para|durante)(?: todo)?(?: el)? (?:ano|ejercicio)(?: fiscal)?(?: 20\d\d)?"
    r"|(?:en|para|de) 20\d\d)"
)
_PROMISED = r"(?:programad|planead|comprometid|previst|propuest)[oa]s?"
_LABELS: tuple[tuple[Label, str], ...] = (
    (
        Label.QUARTER_META,
        rf"metas? (?:programada )?(?:trimestral(?:es)?(?: {_PROMISED})?|mensual|semestral"
        rf"|acumulada|al {_PERIODS}"
        rf"|(?:del|para el|en el) {_ORDINAL}{_PERIODS}(?: (?:de|del) 20\d\d)?"
        r"|(?:ajustad|modificad|reprogramad|actualizad)as?(?: en su caso)?|vigente)"
        rf"|(?:lo )?{_PROMISED}(?: (?:al|en el|para el|del|en|de))? {_ORDINAL}{_PERIODS}"
        r"|(?:objetivo|compromiso)s? (?:trimestral(?:es)?"
        rf"|(?:del|para el|en el) {_ORDINAL}{_PERIODS})",
    ),
    (
        Label.META,
        r"metas?(?: (?:anual(?:es)?|institucional(?:es)?|programadas?|comprometida|total|original"
        r"|conjunta|compartida|comun|global"
        r"|establecida|del (?:ano|ejercicio|indicador)|\(?20\d\d\)?|anual programada"
        r"|a(?:l 31 de)? diciembre(?: de 20\d\d)?|al cierre del (?:ano|ejercicio)"
        r"|y unidad de medida|/ ?unidad de medida|\(?anual\)?"
        rf"|{_IN_YEAR}|(?:del|en el|segun el) (?:programa|plan|poa|pat)\b[^:]{{0,50}})){{0,3}}"
        r"|(?:magnitud|volumen|cuota)(?: (?:anual|comprometid[oa]|del? (?:la meta|ano)))?"
        r"|unidad de medida y metas?(?: (?:anual|(?:del|para el|en el) (?:ano|ejercicio)))?"
        rf"|para (?:todo )?(?:el )?(?:ano|ejercicio)(?: 20\d\d)?|para (?:todo )?20\d\d",
    ),
    (
        Label.PROGRAMMED,
        r"(?:lo )?(?:programad[oa]|planead[oa]|comprometid[oa]|previst[oa]|propuest[oa]|cantidad"
        r"|valor|cuant[oa]s?(?: (?:se (?:comprometio|programo|propuso|prometio|fijo)|es la meta))?"
        r"|(?:cifra|numero|total|objetivo|monto) (?:programad|previst|comprometid|fijad"
        r"|pactad|planead|propuest)[oa]|por [a-z]{2,}[aei]r)s?"
        r"(?: (?:anual|\(?20\d\d\)?|programad[oa]|previst[oa]|comprometid[oa]|de la meta|total"
        rf"|{_IN_YEAR}))*"
        rf"|total anual|(?:compromiso|objetivo)s? (?:anual(?:es)?|{_IN_YEAR})",
    ),
    (Label.UNIT, r"unidad(?:es)? de medida|unidad|u\. ?(?:de )?m\.?|um|medida"),
    (
        Label.START,
        r"(?:fecha )?(?:del? )?(?:inicio|arranque)(?: programado)?|fecha inicial|inicia|comienza"
        r"|empieza|arranca|desde|fecha inicio",
    ),
    (
        Label.END,
        r"(?:fecha )?(?:del? )?(?:termino|terminacion|conclusion|fin|cierre)(?: programado)?"
        r"|fecha (?:final|limite|compromiso|termino)|termina|concluye|finaliza|acaba|hasta",
    ),
    (
        Label.SPAN,
        r"periodo(?: de (?:ejecucion|realizacion|cumplimiento))?|vigencia"
        r"(?: de la (?:linea|accion|meta))?|plazo(?: de ejecucion)?"
        r"|ejecucion(?: prevista| programada)?"
        r"|calendario|calendarizacion|cronograma|fechas(?: de ejecucion)?"
        r"|fecha de (?:ejecucion|realizacion)|temporalidad|duracion"
        r"|inicio y (?:fin|termino|conclusion)",
    ),
    (
        Label.PROGRESS,
        r"porcentaje (?:acumulado|alcanzado|anual|realizado|logrado)"
        r"|(?:porcentaje|por ciento|%|nivel|grado)"
        r" ?de (?:avance|cumplimiento|atencion|respuesta)(?: [^:]{1,40})?"
        r"|(?:porcentaje|por ciento|%) ?de la meta(?: anual)?"
        r"|% ?(?:de )?(?:avance|cumplimiento|cumplido|logrado|alcanzado|realizado)?"
        r"|% (?:de meta(?: anual)?|anual|del ano|acumulado)"
        r"|% (?:de la meta|respecto de la meta)[^:\d]{0,60}"
        rf"|(?:avance|%|cumplimiento) {_TURN}"
        r"|avance(?: (?:fisico|porcentual|acumulado|anual|trimestral"
        r"|%|\(%\)|de la meta|en la meta|(?:del|al|en el) [^:]{3,30}))*"
        r"|cumplimiento(?: de (?:la )?meta)?"
        r"|(?:estado|situacion|estatus) al"
        r" (?:\d{1,2} de [a-z]+|(?:cierre|corte|termino)\b[^:\d]{0,30})"
        r"|cierre del avance|estatus|semaforo|medicion|balance|computo|marcador|desempeno"
        r"|(?:posicion|estado|situacion|balance) (?:de la|del)"
        r" (?:meta|compromiso|linea|accion|anual)|nivel alcanzado"
        r"|progreso|cumplimiento (?:anual|acumulado)"
        r"|(?:parte|proporcion|fraccion) (?:cubierta|alcanzada|cumplida|hecha)",
    ),
    (
        Label.DONE,
        r"(?:meta (?:(?:trimestral|anual|del (?:trimestre|periodo|ano)) )?)?(?:realizad|alcanzad"
        r"|lograd|ejecutad|cumplid|atendid|hech)[oa]s?"
        rf"(?: (?:(?:(?:al|en el|del|en|de) )?{_ORDINAL}{_PERIODS}|{_IN_YEAR}|acumulad[oa]"
        r"|a la fecha|total"
        r"|(?:de |entre )?[a-z]{3}[a-z]{0,7}\.?(?: ?[-–] ?| a | al | y )[a-z]{3}[a-z]{0,7}\.?))?"
        r"|(?:cantidad|valor|total) (?:realizad|alcanzad|lograd)[oa]|avance (?:num|cuant)\w{4,7}o",
    ),
    (
        Label.ACTIVITIES,
        r"(?:principales )?(?:actividades|acciones|tareas|gestiones)(?: (?:relevantes|principales"
        r"|sustantivas))?(?: (?:y (?:resultados|logros)|realizadas|desarrolladas|efectuadas"
        r"|ejecutadas|llevadas a cabo|emprendidas|reportadas|implementadas))"
        rf"(?: (?:y|en|durante|del|en el|durante el) [^:]{{3,40}})?"
        r"|actividades|(?:avance (?:cualitativo|narrativo)|avances(?: y resultados)?"
        r"|descripcion (?:del? (?:las? |los )?(?:avances?|actividades|acciones|resultados|logros))"
        rf"|logros?|resultados?)(?: (?:obtenidos|alcanzados|relevantes|(?:del|en el|al) {_ORDINAL}"
        rf"{_PERIODS}))*"
        r"|(?:desarrollo|labor|trabajo|exposicion|narracion|relato|resena|cronica|recuento|relacion"
        r" de (?:los )?hechos)"
        r"(?: (?:de (?:la )?actividad(?:es)?|(?:del|en el) (?:trimestre|periodo)))?"
        r"|informe de actividades|reporte de avance"
        r"|narrativa|situacion actual",
    ),
    (
        Label.CAUSE,
        r"observaciones|justificacion|comentarios|notas?|causas? de (?:la )?variacion"
        r"|motivos?|evidencias?|medios? de verificacion|anexos?|soporte documental",
    ),
    (Label.OBJECTIVE, r"objetivos?(?: (?:general(?:es)?|especificos?|estrategicos?|del area))?"),
    (Label.STRATEGY, r"estrategias?(?: general(?:es)?)?"),
    (
        Label.AREA,
        r"area(?:s)?(?: (?:responsables?|ejecutoras?|administrativas?))?|(?:unidad|organo)"
        r" (?:administrativ[ao]|responsable|ejecutora?)|responsables?(?: de .{3,30})?|direccion",
    ),
    (
        Label.LINEA,
        r"linea y (?:titulo|nombre)|numero y nombre"
        r"|(?:nombre|descripcion|denominacion|titulo)(?: (?:del?|de la) (?:proyecto|actividad"
        r"|accion|linea(?: de accion)?|meta|compromiso))?|lineas? de accion|linea|accion(?:es)?"
        r"|(?:actividad|proyecto|accion|compromiso|componente)"
        r"(?: (?:programad[oa]|sustantiv[oa]|institucional|unic[oa]|del \w{2,12}))?|proceso|tarea"
        r"|concepto|servicio|asunto|denominacion|obligacion"
        r"|accion estrategica|objeto|proposito|encargo|tema|materia|(?:en )?que consiste"
        r"|(?:lo )?que (?:se (?:propuso|propone|hara|busca)|nos propusimos)",
    ),
    (
        Label.NUMBER,
        r"(?:n[o°ºu](?:[.°º]|m\.?)?|numero|#|clave|id|consecutivo|folio|n\.[°º]?)"
        r"(?: (?:de )?(?:la |el )?(?:linea|accion|actividad|meta|proyecto|compromiso|tarea|proceso"
        r"|indicador)(?: de accion)?)?"
        r"|(?:linea|accion|actividad|meta|proyecto|compromiso) (?:n[o°ºu][.°ºm]?\.?|numero|#)",
    ),
    (
        Label.OTHER,
        r"(?:nombre del )?indicador(?:es)?|formula|metodo de calculo|frecuencia(?: de medicion)?"
        r"|linea base|dimension|tipo(?: de indicador)?|ponderacion|presupuesto(?: .{3,20})?"
        r"|(?:base|fundamento|marco|sustento) (?:legal|juridico|normativo)|fundamento|normativa"
        r"|periodo que (?:se )?(?:informa|reporta|comprende)"
        r"|programa(?: presupuestario)?|eje|vertiente|alineacion|entregables?"
        r"|productos?(?: comprometidos?)?"
        r"|poblacion .{3,20}",
    ),
)
# All of them at once, in their order: the name of the group that matched is that of the label.
_WHOLE = re.compile("|".join(f"(?P<{label.name}>{words})" for label, words in _LABELS))
_SPOKEN = re.compile("|".join(f"(?P<{name}>{words})" for name, words in SPOKEN.items()))
_CUT_WORDS = {
    "prog.": "programado", "real.": "realizado", "trim.": "trimestre", "acum.": "acumulado",
    "cumpl.": "cumplimiento", "act.": "actividad", "resp.": "responsable", "tri.": "trimestre",
}  # fmt: skip
# "Programado en el trimestre según el Programa Operativo Anual 2025"
_BY_PLAN = re.compile(r"(?<=\w),? (?:segun|conforme al?|de acuerdo (?:con|a)) (?:el|la) .+$")
_LONGEST = 90
_TRIM = " \t.:*_-–—•¿?"
# "Avance del 25 por ciento de la meta anual." is no label: it has its value.
_HAS_VALUE = re.compile(r"\d\s?%|\w\s(?:%|por\s?ciento\b)(?! de\b(?!\s(?:la|su|dicha)\b))")
# "Avance %", "Avance anual en %"
_SIGN_LAST = re.compile(
    r"(?:avance|cumplimiento)(?: (?:anual|acumulado|fisico|trimestral|del (?:trimestre|ano)))?"
    r" (?:en )?(?:%|por ?ciento)"
)
# What promises how many where how many stand behind it: "Compromiso: 18 fugas reparadas".
PROMISED = re.compile(
    r"compromisos?(?: anual(?:es)?)?|entregables?|productos?(?: comprometidos?)?|objetivos?"
    r"|(?:lo )?que nos propusimos"
)
_AMOUNT = re.compile(r"\s*(?:\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?!por\s?ciento)[a-z]{3}")
_META_AMOUNT = re.compile(
    r"metas?(?: (?:anual(?:es)?|institucional|programada|comprometida|total|20\d\d"
    r"|(?:del|para el|en el) (?:ano|ejercicio)(?: 20\d\d)?)){0,2}"
    r"\s{0,2}[-–—=.,]?\s{0,2}(?=\S)"
)
# "Avance de la meta anual: 25 %" holds no label "Meta anual": only what begins a part is one.
_INLINE = re.compile(
    r"(?:(?<=[;,.|)])\s{1,3}|(?<=[;|]))(?:avance|resultados?|meta(?: anual)?|responsable"
    r"|programad[oa]s?|planead[oa]s?|logros?|(?:realizad|alcanzad|ejecutad)[oa]s?)\s{0,2}:"
    r"|(?<=[\s;,.|])(?<!de )(?<!del )(?<!fecha )(?<!fechas )(?:fechas? (?:del? )?(?:inicio|termino"
    r"|conclusion|fin)|inicio|termino|periodo"
    r"|porcentaje de avance|(?:actividades|acciones) (?:realizadas|desarrolladas)"
    r"|unidad de medida|area responsable)\s{0,2}:"
)


# "Programado: 20 visitas / Realizado: 22 visitas / Avance: 110 %"
_DIVIDED = re.compile(r"\s+(?:[·•|]\s+|[/—–]\s+(?=[A-ZÁÉÍÓÚÑ][^:./—–]{2,40}:))")
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d"
_TWO_DAYS = re.compile(rf"(?:[Dd]el? )?{_DAY}(?: al? | ?[-–—] ?){_DAY}\.?")
# "Unidad de medida: aparato. Programado: 30. Logro: 30 aparatos."
_BEHIND_STOP = re.compile(r"(?<=[.;|)])\s{1,3}([A-ZÁÉÍÓÚÑ][^:.;|\n]{1,45}):")
# "Meta 2: abrir veinte centros. Abiertos: quince.": a figure of the promise's own verb.
_DONE_FIGURE = r"[A-ZÁÉÍÓÚÑ]\w{2,14}(?:[ai]d|rt|st|ch)[oa]s?: (?=\d|\w{2,20}[.,;])"
_TOLD_BEHIND = re.compile(rf"(?<=[.;]\s)({_DONE_FIGURE})")
_INLINE_LABELS = (
    Label.META,
    Label.QUARTER_META,
    Label.PROGRAMMED,
    Label.UNIT,
    Label.PROGRESS,
    Label.DONE,
    Label.ACTIVITIES,
)


def label_of_words(text: str) -> Label | None:
    """Return what a cell or a line that is a label and nothing else announces."""
    return _label_of_short(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=8192)  # heads, boxes and paragraphs ask it of the same lines and cells
def _label_of_short(text: str) -> Label | None:
    plain = " ".join(_CUT_WORDS.get(word, word) for word in folded(text).split()).strip(_TRIM)
    plain = _BY_PLAN.sub("", plain)
    if _SIGN_LAST.fullmatch(plain):
        return Label.PROGRESS
    if not plain or _HAS_VALUE.search(plain):
        return None
    found = _WHOLE.fullmatch(plain) or _SPOKEN.fullmatch(plain)
    return Label[found.lastgroup] if found and found.lastgroup else None


def labelled(text: str) -> Labelled | None:
    """Return the label with which a text begins, None where it begins otherwise.

    Without a colon a label must be all of the text, but for a meta followed by its number.
    """
    return _labelled_short(text) if len(text) <= _KEPT else _labelled(text)


_KEPT = 400


@lru_cache(maxsize=8192)  # asked of each line, of its paragraph and of its block
def _labelled_short(text: str) -> Labelled | None:
    return _labelled(text)


def _labelled(text: str) -> Labelled | None:
    label = label_of_words(text)
    if label and not (label is Label.QUARTER_META and text.endswith(".")):
        return Labelled(label, text.strip(), "")  # no "Prevista para el cuarto trimestre."
    head, colon, rest = text[: _LONGEST + 1].partition(":")
    if text[:1] == "¿" and "?" in text[:_LONGEST]:  # "¿Cuánto? 18 talleres"
        asked, _, answer = text[: _LONGEST + 1].partition("?")
        if answer.strip(" :") and (label := label_of_words(asked)):
            rest = text[len(asked) + 1 :].lstrip(" :")
            if label is Label.PROGRESS and begins_done(rest):
                label = Label.DONE
            return Labelled(label, f"{asked}?", rest)
    if colon and (label := label_of_words(head)):
        if PROMISED.fullmatch(folded(head).strip(_TRIM)) and begins_with_amount(
            text[len(head) + 1 :][:60]
        ):
            label = Label.META  # "Compromiso: 18 fugas reparadas"
        return Labelled(label, head.strip(), text[len(head) + 1 :].strip())
    if colon and folded(head).strip() == "porcentaje" and "%" in rest:
        return Labelled(Label.PROGRESS, head.strip(), rest.strip())
    head, stop, rest = text[: _LONGEST + 1].partition(". ")
    stopped = label_of_words(head) if stop and rest[:1].isupper() else None
    if stopped is Label.ACTIVITIES or (stopped in _STOPPED and _TO_DO.match(folded(rest))):
        return Labelled(stopped, head.strip(), text[len(head) + 2 :].strip())
    if folded(text[:4]) != "meta":
        return None
    plain = folded(text[:200])
    if found := _META_AMOUNT.match(plain):
        first = next(iter(numbers_of(text[found.end() : found.end() + 60])), None)
        after = plain[found.end() + first.end :].lstrip() if first else ""
        if first and first.start == 0 and after[:1].isalpha() and not _OF_WHAT.match(after):
            return Labelled(Label.META, text[: found.end()].strip(_TRIM), text[found.end() :])
    return None


# "Actividad. Tramitar las quejas", "Meta. Tramitar todas las que se reciban"
_STOPPED = (Label.LINEA, Label.META)
_TO_DO = re.compile(r"[a-z]{3,}[aei]r(?:se)?\s[a-z]")
# "Lo programado para el año: hacer 360 recorridos"
_TO_DO_FIRST = re.compile(r"[A-ZÁÉÍÓÚÑa-záéíóúñ]{2,}[aeií]r(?:se)?\s(?=\S)")
# "Meta 1 del PAAI": the number of a meta, and no meta.
_OF_WHAT = re.compile(r"del?\s")


def is_promise(found: Labelled) -> bool:
    """Tell whether a label promises how many of what: "Objetivo anual: 60 visitas", or a meta."""
    if found.label in (Label.PROGRAMMED, Label.QUARTER_META):
        return begins_with_amount(_TO_DO_FIRST.sub("", found.rest[:60]))
    return found.label is Label.META


def begins_done(text: str) -> bool:
    """Tell whether an answer to how far something is counts things: "Van 12 talleres"."""
    first = _HAS_VALUE.search(folded(text[:200]))
    return first is None and any(numbers_of(text[:200]))


def begins_with_amount(text: str) -> bool:
    """Tell whether a text begins with how many of what: "18 fugas", "doce manuales"."""
    if _AMOUNT.match(folded(text)):
        return True
    first = next(iter(numbers_of(text)), None)
    if first is None or text[: first.start].strip() or text.strip()[0].isdigit():
        return False
    several = first.value > 1 or _IN_ITS_TIME.search(folded(text)) is not None
    return several and text[first.end :][1:2].isalpha()


# "una sesión ordinaria en el trimestre": one is counted where its time is told.
_IN_ITS_TIME = re.compile(
    r"\b(?:en|por|cada|al|durante)(?: el)? (?:trimestre|ano|semestre|ejercicio)\b"
)


def inline_parts(text: str) -> list[str]:
    """Return a text cut before each label that has a colon, where it begins with one itself.

    "Meta: 4 cursos. Inicio: 01/01/2024" gives two.
    """
    return cut_at_labels(text) if ":" in text and labelled(text) else [text]


def cut_at_labels(text: str) -> list[str]:
    """Return a text cut before each label that has a colon, whatever it begins with.

    Where dots or bars stand between its parts they cut it too, and a part of two days is a period.
    """
    if len(parts := _DIVIDED.split(text)) > 1:
        return [
            f"Periodo: {own}" if _TWO_DAYS.fullmatch(own) else own
            for part in parts
            for own in (cut_at_labels(part) or [""])
        ]
    cuts = [found.start() for found in _INLINE.finditer(folded(text))]
    cuts += [
        found.start(1)
        for found in _BEHIND_STOP.finditer(text)
        if label_of_words(found[1]) in _INLINE_LABELS
    ]
    cuts += [found.start(1) for found in _TOLD_BEHIND.finditer(text)]
    edges = [0, *sorted(set(cuts)), len(text)]
    return [
        part for a, b in zip(edges, edges[1:], strict=False) if (part := text[a:b].strip(" ;,|"))
    ]
