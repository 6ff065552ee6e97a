"""When a day before the quarter stands rightly: what is told of the year, or of an earlier part.

"En lo que va del año se impartieron 4 cursos: Archivo (12 de febrero), Ética (14 de mayo)", "en el
primer semestre", "no hubo actividad en el trimestre: se publicó el 12 de mayo". The days are of the
year of the report; one of the year before is a year written wrong. Source: section 4 of the domain
document.
"""

import re
from collections.abc import Iterator
from datetime import date

from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.written import Period

THIS_QUARTER = re.compile(
    r"\b(?:este|presente|actual) (?:trimestre|periodo)\b"
    r"|\b(?:en el (?:curso|transcurso) del|a lo largo del|durante el) (?:trimestre|periodo)\b"
    r"|(?:^|[.;] )en el (?:trimestre|periodo),? (?:se|fueron) "
    r"|\b(?:trimestre|periodo) que se (?:informa|reporta)"
    # "En el primer trimestre se dieron tres y, en el que se informa, otras tres"
    r"|\b(?:en|durante) el que (?:se|hoy se|ahora se|aqui se|nos) (?:informa|reporta|rinde|presenta"
    r"|ocupa|refiere)\b"
    r"|\bprimer trimestre\b[^.]{0,160}[,;y] (?:ahora|en esta ocasion|esta vez),? "
    # "En el primer trimestre se calibraron cuatro y en éste los seis restantes."
    r"|\ben (?:este|el presente),? (?:l[oa]s|otr[oa]s?|se)\b"
    # "En el primer semestre se impartieron 6; con las 3 del trimestre suman 9"
    r"|\bl[oa]s (?:[a-z0-9]{1,12} )?del (?:trimestre|periodo)\b(?! (?:anterior|previo|pasado))"
    # "En el segundo trimestre se capacitó a 40 personas y en este a 60"
    r"|\ben (?:este|el presente|el actual)(?:,? (?:a )?(?:\d|fueron\b|hubo\b|solo\b"
    r"|(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta"
    r"|cincuenta|sesenta|setenta|ochenta|noventa|cien)\b)|\s?[.;,]|$)"
    # "En el primer trimestre se realizaron 4. En el segundo se realizaron otras 4"
    r"|\b(?:primer|segundo|tercer) trimestre\b[^;]{0,160}\ben el (?:segundo|tercero?|cuarto),? "
    r"(?:se|otr[oa]s|fueron|hubo|l[oa]s)\b"
)
# What is of the quarter in a heading or above a table: "Eventos realizados en el trimestre".
_OF_QUARTER = re.compile(
    r"\b(?:del|en el|al) (?:trimestre|periodo)\b(?! (?:anterior|previo|pasado))"
)
_OF_YEAR = re.compile(
    r"\ben lo que va\b|\ba la fecha\b|\bacumul\w+|\ba lo largo del (?:ano|ejercicio)\b"
    r"|\b(?:en|durante) (?:el|todo el|este|el presente) (?:ano|ejercicio)\b"
    r"|\bdel ano\b(?! (?:anterior|pasado|previo|en curso))|\b(?:al|con) (?:corte|cierre)\b"
    r"|\bdesde (?:enero|el (?:inicio|primer|comienzo)|(?:inicios|principios|comienzos))\b"
    r"|\bhasta (?:la fecha|el momento|ahora|hoy|(?:marzo|junio|septiembre|diciembre))\b"
    r"|\bse (?:han|tienen|llevan|lleva)\b|\b(?:hemos|llevamos|suman|completan|con est[oa]s?)\b"
    r"|\bya (?:informad|reportad|cumplid|concluid)[oa]s?\b|\binform(?:e|es) anterior(?:es)?\b"
    # "Sin actividad en el trimestre: los lineamientos se publicaron el 12 de mayo"
    r"|\b(?:sin|no (?:se|hubo|tuvo|tiene|registra|presenta))\b[^.:;]{0,60}\b(?:trimestre|periodo)\b"
)


# "En el primer trimestre hubo cinco; en el segundo, seis": with its noun the period is read.
_ELIDED = re.compile(
    r"\b(?:en|durante|del|al) (?:el )?(?P<which>segundo|tercero?|cuarto)"
    r"(?=[,;:.]| (?:a|se|hubo|fueron|otr[oa]s?|l[oa]s|y|\d{1,4}|[a-z]{2,14}(?:o|ron|mos))\b)"
)
_NUMBERS = {"segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4}


def names_elided_quarter(text: str, period: Period) -> bool:
    """Tell whether a text that names a quarter calls the reported one by its ordinal alone."""
    plain = folded(text)
    if "trimestre" not in plain:
        return False
    months = (period.starts_on.year - period.year_starts_on.year) * 12
    months += period.starts_on.month - period.year_starts_on.month
    opens = plain.index("trimestre")
    return any(
        _NUMBERS[each["which"]] == months // 3 + 1 for each in _ELIDED.finditer(plain, opens)
    )


_SOME = r"(?:\d{1,6}|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|tant[oa]s)"
# "Ahora se sumaron dos más", "a partir de abril, otros cuatro": what came after was added.
_ADDS = re.compile(
    rf"\b(?:ahora|otr[oa]s? {_SOME}|{_SOME} (?:[a-z]{{3,20}} )?(?:mas|adicional(?:es)?)\b"
    r"|se (?:sum|agreg|anad|adicion)[a-z]{1,6}|sumad[oa]s? a|en lo que va|acumul|a partir de"
    r"|en adelante|(?:meses|trimestre|periodo) (?:siguientes?|posterior(?:es)?)|posteriormente)"
)


def adds_to(after: str) -> bool:
    """Tell whether what stands behind a deed of an earlier quarter tells what was added to it."""
    return _ADDS.search(folded(after)) is not None


def is_of_the_year(day: date, text: str, period: Period, own: int) -> bool:
    """Tell whether a text, up to the sentence of a day before the quarter, tells it of the year.

    What stands last rules: "Del año van cinco. En el trimestre se hicieron dos, el 9 de marzo…".
    `own` is the place of the day, which as a period of its own says nothing of others.
    """
    if not period.year_starts_on <= day < period.starts_on:
        return False
    return max(_of_year(day, text, period, own), default=-1) > max(
        _of_quarter(text, period), default=-1
    )


def claims_quarter(text: str, period: Period | None = None) -> bool:
    """Tell whether a text says of what it tells that it is of the quarter, and not of the year.

    A heading, read without the `period`, may name it as that of the report.
    """
    plain = folded(text)
    last = [found.start() for found in _OF_QUARTER.finditer(plain)]
    claimed = max((*_of_quarter(text, period), *last), default=-1)
    return claimed > max((found.start() for found in _OF_YEAR.finditer(plain)), default=-1)


def _of_year(day: date, text: str, period: Period, own: int) -> Iterator[int]:
    """Yield the places of what tells of the year, or of a part of it with this day."""
    for found in _OF_YEAR.finditer(folded(text)):
        yield found.start()
    for told in periods_of(text, period):
        apart = not told.start <= own < told.end
        # A month by itself is the day of one thing: "en marzo".
        if apart and told.first <= day <= told.last and (told.last - told.first).days > 40:
            yield told.start


def _of_quarter(text: str, period: Period | None) -> Iterator[int]:
    """Yield the places of what tells of the quarter alone."""
    for found in THIS_QUARTER.finditer(folded(text)):
        yield found.start()
    if period is None:
        return
    for told in periods_of(text, period):
        if (told.first, told.last) == (period.starts_on, period.ends_on):
            yield told.start
