"""Blanks of a form that a text speaks of: its fields and legends are named, and nothing is missing.

"Los campos «Nombre», «Fecha (dd/mm/aaaa)» y «Folio»", "la casilla que decía «[insertar nombre]»",
"el formato lleva impresos los campos [Nombre] y [Folio]".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

_FORM = r"(?:formato|formulario|ficha|cedula|machote|plantilla|encuesta|cuestionario|solicitud)s?"
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
