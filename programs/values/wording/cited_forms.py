"""Blanks of a form that a text speaks of: its fields and legends are named, and nothing is missing.

"Los campos «Nombre», «Fecha (dd/mm/aaaa)» y «Folio»", "la casilla que decía «[insertar nombre]»",
"el formato lleva impresos los campos [Nombre] y [Folio]".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from programs.values.wording.numbers import folded

_FORM = r"(?:formato|formulario|ficha|cedula|machote|plantilla|encuesta|cuestionario|solicitud)s?"
_PAPER = (
    r"(?:formatos?|formularios?|fichas?|cedulas?|machotes?|plantillas?|encuestas?|cuestionarios?"
    r"|solicitud(?:es)?|cartas?|constancias?|oficio\s(?:modelo|tipo)|modelos?|credencial(?:es)?"
    r"|recibos?|bitacoras?|registros?)"
)
_FIELDS = re.compile(
    r"\b(?:impres[oa]s|(?:los|sus|l[oa]s \w+) (?:campos|casillas)) [^.;:]{0,70}$"
    r"|\b(?:campos|casillas|recuadros|rubros)\b[^.;:\[\]]{0,60}(?:(?<=como)|(?<=son)|:)"
    r"(?: ?\[[^\[\]]{1,60}\],?(?: (?:y|e|o))?){0,12} ?$"
    rf"|\b{_FORM}\b[^.;:\[\]]{{0,60}}\b(?:pide|consta de|contiene|incluye|solicita|lleva|trae):"
    r"(?: ?\[[^\[\]]{1,60}\],?(?: (?:y|e|o))?){0,12} ?$"
)
_CITING = re.compile(
    r"\b(?:decian?|dicen?|leian?|rezaba|pedian?|casillas?|leyendas?|plantilla|machote|marcador"
    r"|huecos?|recuadros?|campos?|renglon(?:es)?|espacios?|columnas?|rubros?|apartados?)\b"
    r"[^.;«“\"]{0,50}"
    r"(?:[«“\"][^«»“”\"]{1,60}[»”\"],?(?: (?:y|e|o|u|asi como|ademas de))? ?"
    r"(?:(?:el|la|los|las) )?){0,12}$"
)
# "las columnas Nombre, Fecha (dd/mm/aaaa)", "se captura como dd/mm/aaaa": how a day is written.
_WRITING = re.compile(
    r"\b(?:campos?|casillas?|columnas?|recuadros?|rubros?)\b[^.;]{0,120}$"
    rf"|\b{_FORM}\b[^.;]{{0,30}}\b(?:pide|consta|contiene|incluye|solicita|lleva|trae)\b[^.;]{{0,90}}$"
    r"|\b(?:formatos?|orden|estructura|patron|mascara|forma|tipo|como|notacion):? [«“\"(]?$"
)
# "Campos que trae el formato:", "El machote lleva estos espacios:", "La ficha pide:"
_FIELD = (
    r"(?:campos?|casillas?|espacios|huecos|recuadros|renglones|variables|marcadores|etiquetas|rubros"
    r"|columnas|encabezados?|estructura|contenido)"
)
_BEARS = r"(?:pide|consta\sde|contiene|incluye|solicita|lleva|trae|tiene|comprende|presenta)n?"
_ANNOUNCES = re.compile(
    rf"\b{_FIELD}\b[^.;]{{0,60}}\b{_PAPER}\b|\b{_PAPER}\b[^.;]{{0,60}}\b(?:{_FIELD}|{_BEARS})\b"
    rf"|\b(?:{_FIELD}|datos)\sque\s(?:se\s)?{_BEARS}\b"
)
# "Campos por llenar del formato:": nobody filled them.
_TO_FILL = re.compile(
    r"\bpendient|\bfalta|\bpor\s(?:llenar|definir|complet|captur|confirm)|\bsin\s(?:llenar|captur)"
)
_ALONE = re.compile(
    r"(?:\W{0,3}\w{1,3}[.)]\s)?(?:[a-z][^.:;\[\]<>{}]{1,60}:\s)?"
    r"(?:\[[^\[\]]{1,60}\]|<[^<>]{1,60}>|\{{1,2}[^{}]{1,60}\}{1,2})"
    r"(?:\s?(?:[,;/|]|y)?\s?(?:\[[^\[\]]{1,60}\]|<[^<>]{1,60}>)){0,12}[.,;]?(?:\sy)?"
)
_LONGEST = 200  # signs of a line that announces fields, or of one of them
_A_DAY = re.compile(r"dd ?[/\-] ?mm")
_REACH = 400  # signs


def is_cited(plain: str, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a blank, within one of these spans of quotation, is of another paper."""
    opens = spans[bisect_right(spans, start, key=lambda span: span[0]) - 1][0]
    return _CITING.search(plain, max(0, opens - _REACH), opens) is not None


def is_field(plain: str, start: int) -> bool:
    """Tell whether what begins there, in brackets, is a field of a form that is described."""
    return _FIELDS.search(plain, max(0, start - _REACH), start) is not None


def tells_how_to_write(plain: str, start: int) -> bool:
    """Tell whether the "dd/mm/aaaa" that begins there says how a day is written somewhere."""
    return _A_DAY.match(plain, start) is not None and (
        _WRITING.search(plain, max(0, start - 160), start) is not None
    )


def announces_fields(text: str) -> bool:
    """Tell whether a line says that the fields of some form stand below it."""
    if len(text) > _LONGEST or text.rstrip()[-1:] != ":":
        return False
    plain = folded(text)
    return _ANNOUNCES.search(plain) is not None and _TO_FILL.search(plain) is None


def is_field_alone(text: str) -> bool:
    """Tell whether a line is a field in brackets and no more: "[Puesto]", "Fecha: [dd/mm/aaaa]"."""
    return len(text) <= _LONGEST and _ALONE.fullmatch(folded(text).strip()) is not None
