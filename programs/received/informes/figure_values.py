"""What the value of a label counts: "9", "9 talleres", "57%", "20 (100%)"."""

import re
from decimal import Decimal

from programs.received.informes.labels import Label
from programs.values.wording.metas import amounts_of
from programs.values.wording.numbers import folded, number_of


def figure_label(text: str) -> Label | None:
    """Return what "Logro: 57%" and "Resultado: 36" announce, None for words."""
    if _PERCENT_ALONE.fullmatch(text):
        return Label.PROGRESS
    return Label.DONE if number_of(text.rstrip(" .")) is not None else None


# "Logro: 20 (100%)"
DONE_AND_SHARE = re.compile(r"(\d[\d,]{0,9})\s?[(,;/]\s?(\d{1,3}(?:\.\d{1,2})?\s?%)\)?\.?")
# "Eventos que se cuentan" above "Feria del Libro Usado (9 de noviembre de 2024); …"
EVENTS = re.compile(
    r"(?:eventos?|cursos?|taller(?:es)?|platicas?|foros?|jornadas?|ferias?|sesiones|capacitaciones"
    r"|actividades|conferencias?)\b"
)
_PERCENT_ALONE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?%\.?")


def is_figure(text: str) -> bool:
    """Tell whether a text promises a number: "60", "cuatro talleres"; no aim in words."""
    return text[:1].isdigit() or number_of(text.rstrip(" .")) is not None or counts(text)


def quantity_of(text: str) -> Decimal | None:
    """Return how many a figure or the one component of a meta promises: "5", "5 visitas"."""
    if (number := number_of(text.rstrip(" ."))) is not None:
        return number
    told = [each.quantity for each in amounts_of(text) if not each.unit.startswith("%")]
    return told[0] if len(told) == 1 else None


def tells_under(head: str, text: str, progress: str) -> bool:
    """Tell whether a cell is told with the head of its column, of a row that closes so.

    "Cursos impartidos jul-sep" above their names, "Acumulado" above "15" and beside "75%".
    """
    if number_of(text) is None:
        return _GIVEN.match(folded(head)) is not None
    return "%" in progress and _SO_FAR.match(folded(head)) is not None


def counts_named(head: str, text: str) -> bool:
    """Tell whether a cell counts what was done and names it: "2: «Archivo» (4 de mayo) y «Ética»".

    What its column is called says nothing against it, unless that is what is planned.
    """
    plain = folded(text)
    return _NAMED_COUNT.match(plain) is not None and not _TO_DO.search(folded(head))


_NAMED_COUNT = re.compile(
    r"(?:\d{1,3}|una?|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)(?:\s[a-z]{3,20}){0,3}"
    r"\s?[:(,–-]\s?\(?(?:(?:el|la|los|las)\s)?[«“\"]"
)
_TO_DO = re.compile(
    r"\b(?:program|previst|planead|proyect|calendari|metas?\b|por\s\w+[aei]r\b|pendiente|compromet"
    r"|siguiente|proxim|anterior|pasado|previo)"
)
_GIVEN = re.compile(
    r"(?:\w{4,20}\s(?:de\s\w{4,20}\s)?)(?:impartid|celebrad|efectuad|organizad|ofrecid|dad|desarrollad)[oa]s?\b"
)
_SO_FAR = re.compile(r"(?:total\s)?acumulad[oa](?!\s?\(?%)")


def figure_of(text: str) -> Decimal | None:
    """Return the figure that a value is, with or without its unit: "9", "9 talleres"."""
    told = text.strip().rstrip(".")
    if (number := number_of(told)) is not None:
        return number
    return quantity_of(told) if _FIGURE_AND_UNIT.fullmatch(told) else None


_FIGURE_AND_UNIT = re.compile(r"\d[\d,]{0,9}\s[^\W\d]{3,}(?:\s[^\W\d]+){0,3}")


def apart_from_sum(text: str) -> tuple[str, Decimal | None]:
    """Return what a value tells of its quarter, and what it sums: "5 cursos (acumulado: 12)"."""
    found = _WITH_SUM.search(folded(text))
    if found is None:
        return text, None
    return text[: found.start()], number_of(found["number"])


_WITH_SUM = re.compile(
    r"(?<=\w)\s?[(,;/]\s?(?:total\s)?(?:acumulad[oa]|a la fecha|en el ano)\s?(?:anual|total)?"
    r"\s?[:=]?\s?(?:de\s)?(?P<number>\d[\d,.]{0,12}\b)(?:\s\w{3,20})?\)?\.?$"
)


def counts(text: str) -> bool:
    """Tell whether a meta says how many of what."""
    return any(each.quantity is not None and each.unit for each in amounts_of(text))


def sums_year(head: str) -> bool:
    """Tell whether a column or label is of the year so far: "Acumulado", "Hecho a la fecha"."""
    return _OF_YEAR_SO_FAR.search(folded(head)) is not None


_OF_YEAR_SO_FAR = re.compile(
    r"\bmetas? (?:anual|del ano) \w+[ai]d[oa]s?\b|"
    r"\bacum(?:ul\w*)?\b|\ba la fecha\b|\ben (?:el |lo que va del )ano\b|\bde enero a\b"
    r"|\bal (?:segundo|tercer|cuarto) trimestre\b|\b(?:ene|enero) ?[-–] ?(?!mar)[a-z]{3}"
)


def is_in_force(head: str) -> bool:
    """Tell whether a label takes the place of a meta above it: "Meta ajustada: 32 visitas"."""
    return _IN_FORCE.match(folded(head)) is not None


_IN_FORCE = re.compile(r"(?:nueva )?metas? (?:ajustad|modificad|vigente|reprogramad|actualizad)")


def column_tells_done(head: str, text: str) -> bool:
    """Tell whether a column without a known label tells what was done: by its head, in words."""
    return bool(_OF_DONE.search(folded(head))) and number_of(text) is None


# The head of a column of what was done, however it is called: "Acumulado al cierre de diciembre".
_OF_DONE = re.compile(
    r"\b(?:realizad|logr|avance|acumulad|hecho|hizo|hicieron|resultad|alcanzad|cumplid|ejecutad|"
    r"reportad|situacion|descripcion|informad|atendid|narrativ|detalle)"
)


def of_turn(head: str) -> bool:
    """Tell whether a label is of one quarter: "Avance del trimestre", "Avance trimestral"."""
    return _OF_ONE_TURN.search(folded(head)) is not None


_OF_ONE_TURN = re.compile(r"\btrimestral\b|\b(?:del|en el|en este|de este) (?:trimestre|periodo)\b")
