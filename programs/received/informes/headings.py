"""Which blocks are headings: of a part of the document, or of an área above its líneas."""

import re

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.lines import is_led
from programs.received.informes.marks import (
    LETTERED,
    SECTION,
    Mark,
    lettered_of,
    mark_of,
    numbered_of,
)
from programs.values.wording.captions import caption_of
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded

LONGEST_HEADING = 140
_AREA = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)\-]{0,2}|[\divx]{1,4}[.)\-]{0,2}|[a-z][.)\-]{1,2})\s{1,3})?(?:(?:sub)?direccion|(?:sub)?secretaria|unidad"
    r"|coordinacion|(?:(?:sub)?dir|coord|depto|dpto|subdir|jef|ofna)(?=\.)"
    r"|departamento|jefatura|gerencia|oficina|area|organo interno|comisaria|titular|secretariado"
    r"|delegacion|comision ejecutiva|contraloria|oficialia|enlace|subcoordinacion|vocalia|division"
    r"|tesoreria|sindicatura|regiduria)\b(?!\s*:)"
)
_KNOWN = re.compile(
    r"(?:(?:(?:a|en) (?:manera|modo|forma|guisa) de |breve |nota de |palabras de )?"
    r"(?:presentacion|introduccion|resumen|sintesis|panorama|bienvenida)(?: del informe)?"
    r"|mensaje(?: (?:del?|de la) .{3,60})?"
    r"|palabras (?:del?|de la) .{3,60}|carta (?:del?|de la) .{3,60}|panorama(?: general)?"
    r"|sintesis(?: ejecutiva)?|balance(?: general| del (?:trimestre|periodo))?"
    r"|(?:lo|los datos) (?:mas )?(?:importantes?|relevantes?|destacad[oa]s?|sobresalientes?"
    r"|esencial)(?: (?:en|del?) .{3,40})?|en (?:breve|pocas palabras|resumen|sintesis)"
    r"|(?:de|en) un vistazo|puntos clave|destacados?(?: del trimestre)?"
    r"|mision(?: y vision)?|vision|valores"
    r"|principios(?: rectores)?"
    r"|estructura(?: .{3,40})?|organigrama|marco (?:juridico|normativo|legal)(?: .{3,40})?"
    r"|fundamento (?:juridico|legal)|antecedentes|conclusion(?:es)?|consideraciones(?: finales)?"
    r"|anexos?|glosario(?: .{3,30})?|resumen(?: ejecutivo)?|justificacion|metodologia|directorio"
    r"|siglas(?: .{3,30})?|bibliografia|firmas|resultados generales|avances generales"
    r"|desarrollo|cierre|diagnostico|alineacion(?: .{3,40})?)[\s.:]{0,2}"
)
_PROSE = re.compile(
    r"\b(?:se|que|fue|fueron|ha|han|esta|este|mediante|durante|realizo|realizaron|cuenta|tiene)\b"
)
# A short sentence that tells how far something is, or what was done.
_TOLD = re.compile(
    r"\d\s?%|por\s?ciento\b|^se (?:\w+ )?\w+|^(?:fue|fueron|hubo|van|suman|quedo|quedaron)\b"
)
_REPORT = re.compile(r"\b(?:informes?|avances?|resultados|trimestre|reportes?|seguimiento)\b")

_INSTITUTION = re.compile(
    r"\bsecretaria ejecutiva\b|\bsistema (?:\w+ ){0,4}(?:anti|de integridad)"
    r"|^(?:h\. )?(?:ayto\.|ayuntamiento|congreso|cabildo)|^municipio de"
)
_LONGEST_RUN_IN, _SHORTEST_PROSE = 90, 20

# "Julio a septiembre de 2026", "3er. trimestre (julio-septiembre) 2026", "Corte al 30 de junio".
_OF_PERIOD = re.compile(
    r"periodo|lapso|(?:bi|tri|cuatri|se)mest(?:re|ral)|meses|mes|ano|anual|ejercicio|fiscal"
    r"|primero?|segundo|tercero?|cuarto|ultimo|er|[rdt]o|i{1,3}|iv|del?|al?|el|la|los|y|e|que|se"
    r"|informad?[oa]|reportad?[oa]|comprendid?[oe]|corresponde|correspondiente|entre|desde|hasta"
    r"|corte|fecha|dias?|ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic|\d+"
)
_SPAN = re.compile(r"(?:bi|tri|cuatri|se)mest(?:re|ral)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
LONGEST_PERIOD = 110
# "San Luis Potosí, S.L.P., a 5 de octubre de 2026"
_DATELINE = re.compile(rf", (?:a )?\d{{1,2}} de (?:{MONTH}) (?:de|del) (?:19|20)\d\d\.?$")


# "Clausuras impuestas: 8"
_FIGURE = re.compile(r"[a-zñáéíóú]{3}\s?:\s{0,3}\d[\d,]{0,11}\.?$")
# "Resumen ejecutivo: en el trimestre se firmaron siete convenios"
_PRESENTING = re.compile(
    r"(?P<head>presentacion|introduccion|resumen(?: ejecutivo| general)?|sintesis(?: ejecutiva)?"
    r"|panorama(?: general)?|en resumen|en sintesis)\s?:\s"
)


def is_heading_like(block: Block) -> bool:
    """Tell whether a block may be a heading by its look: short, and no sentence."""
    text = block.text
    if block.kind is not BlockKind.TEXT or not text or len(text) > LONGEST_HEADING:
        return False
    if (
        _TOLD.search(folded(text)) or text[0] in "[(<{" or caption_of(text)
    ):  # "[insertar foto aquí]"
        return False
    if is_led(text) or _FIGURE.search(text):
        return False
    if block.level:
        return True
    ended = text[-1] in ";,:!?" or (text[-1] == "." and text.count(" ") > 9)
    return not ended and any(letter.isalpha() for letter in text)


def names_area(text: str) -> bool:
    """Tell whether a short text is the name of an área as institutions call theirs."""
    plain = folded(text[: LONGEST_HEADING + 1])
    if len(text) > 110 or text.endswith((":", ";", ",")) or not _AREA.match(plain):
        return False
    return not _PROSE.search(plain) and text[:1].isupper() | text[:1].isdigit()


def names_institution(text: str) -> bool:
    """Tell whether a line names the whole institution, and no office of it."""
    return _INSTITUTION.search(folded(text[:LONGEST_HEADING])) is not None


def run_in(text: str) -> tuple[str, str]:
    """Return the heading of a section and the prose that follows it in one paragraph, or ""s.

    "Presentación. Este documento resume lo hecho de enero a marzo."
    """
    if found := _PRESENTING.match(folded(text[:LONGEST_HEADING])):
        head, rest = text[: found.end("head")], text[found.end() :].strip()
        return (head, rest) if len(rest) > _SHORTEST_PROSE else ("", "")
    head, stop, rest = text[:LONGEST_HEADING].partition(". ")
    if not stop:
        return "", ""
    rest = text[len(head) + 2 :].strip()
    named = len(head) <= _LONGEST_RUN_IN and (is_known_section(head) or names_area(head))
    return (head, rest) if named and len(rest) > _SHORTEST_PROSE else ("", "")


def reads_as_prose(text: str) -> bool:
    """Tell whether a short text is a sentence, or the end of one that a page cut."""
    return text[-1:] == "." or text[:1].islower() or _PROSE.search(folded(text)) is not None


def leads_in(text: str) -> bool:
    """Tell whether a sentence only announces what is reported, and so names nothing.

    "Con fundamento en los Lineamientos publicados el 4 de mayo, se da cuenta de lo siguiente."
    """
    return text[-1:] in ".:" and _LEADS_IN.search(folded(text[:400])) is not None


_LEADS_IN = re.compile(
    r"\b(?:lo|como)\ssiguiente[.:]?$|\ba\scontinuacion[.:]?$"
    r"|\bse\s(?:da\scuenta|rinde|presenta|informa|reporta|emite|hace\sconstar|expone|detalla|remite)n?\b"
    r"(?=[^.;]{0,80}\b(?:informes?|reportes?|resultados|avances?|actividades|metas?)\b)"
)


def names_period(text: str) -> bool:
    """Tell whether a text says nothing but the time that it is of, or where and when it is dated.

    A month alone is none: "Mayo" may be the name of a municipality.
    """
    if len(text) > LONGEST_PERIOD:
        return False
    plain = folded(text)
    if _DATELINE.search(plain):
        return True
    tokens = _TOKENS.findall(plain)
    if not all(token in MONTHS or _OF_PERIOD.fullmatch(token) for token in tokens):
        return False
    months = sum(token in MONTHS for token in tokens)
    year = any(_YEAR.fullmatch(token) for token in tokens)
    return any(map(_SPAN.fullmatch, tokens)) or (months > 0 and year) or months > 1


def area_name(text: str) -> str:
    """Return the name of an área without the number before it and the period behind it."""
    mark = numbered_of(text) or lettered_of(text)
    if mark and mark.word == LETTERED and not names_area(mark.rest):
        mark = None  # "H. Ayuntamiento de Comondú"
    return (mark.rest if mark else text).rstrip(" .:")


def is_known_section(text: str) -> bool:
    """Tell whether a heading is one that most informes have: Presentación, Misión, Anexos."""
    mark = numbered_of(text)
    return _KNOWN.fullmatch(folded((mark.rest if mark else text)[:80])) is not None


def is_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals, and is more than initials."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 4 and text.upper() == text


def tells_of_the_report(text: str) -> bool:
    """Tell whether a heading announces the report itself, and no área or línea of it."""
    return _REPORT.search(folded(text[:LONGEST_HEADING])) is not None


def section_mark(block: Block, *, listed: bool = False) -> Mark | None:
    """Return the number and heading of a numbered part ("II. PROGRAMA", "3 Misión").

    `listed` tells that the informe has a contents page: then "II. Marco legal" may be one too.
    """
    text = f"{block.label} {block.text}" if block.label else block.text
    if len(text) > LONGEST_HEADING or (
        block.kind is BlockKind.ITEM and not is_capitals(text) and not listed
    ):
        return None
    mark = numbered_of(text)
    return (
        mark if mark and mark.word == SECTION and not mark.rest.endswith((".", ";", ",")) else None
    )


def stands_out(block: Block) -> bool:
    """Tell whether a heading is one by more than being short."""
    return bool(block.level) or block.bold or is_capitals(block.text)


def other_mark(block: Block, linea_word: str) -> Mark | None:
    """Return the mark of what stands above the líneas: "Eje 2. …", "Objetivo 1.1"."""
    if block.kind is not BlockKind.TEXT or len(block.text) > 2 * LONGEST_HEADING:
        return None
    mark = mark_of(block.text)
    return mark if mark and mark.word != linea_word else None
