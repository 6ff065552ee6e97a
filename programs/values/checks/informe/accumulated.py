"""Whether earlier quarters may be in what a línea states now, and whether it says so."""

import re
from itertools import chain

from programs.values.checks.informe.evidence import told_in
from programs.values.wording.first_ones import is_first_of_year
from programs.values.wording.numbers import folded
from programs.values.written import Period, WrittenLinea


def accumulates(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether earlier quarters may count in what a línea states now."""
    if period is None:
        words = folded(" ".join(passage.text for passage in linea.passages)[:4000])
        closing = folded(linea.closing.text) if linea.closing else ""
        return bool(_LATER_QUARTER.search(words) or _LATER_QUARTER.search(closing))
    if linea.starts_on and linea.starts_on >= period.starts_on:
        return False
    for passage in (*linea.prose, *((linea.closing,) if linea.closing else ())):
        plain = folded(passage.text)
        if is_first_of_year(plain, period.starts_on.month):
            return False
    return period.starts_on > period.year_starts_on


def says_accumulated(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether a línea says that its percentage takes in earlier quarters, or a table does.

    The reported quarter itself ("en el tercer trimestre se publicaron") is no earlier one.
    """
    number = (period.starts_on.month - 1) // 3 if period else 0
    heads = (
        cell for each in linea.passages for row in each.rows[: each.header_rows] for cell in row
    )
    told = chain((passage.text for passage in told_in(linea)), heads)
    plain = (_OWN_QUARTER[number].sub("", _OF_THE_YEAR.sub("", folded(text))) for text in told)
    return any(map(_ACCUMULATED.search, plain))


# "Sobre el total programado en el año": what it is a share of.
_OF_THE_YEAR = re.compile(
    r"\b(?:programad|previst|planead|comprometid|fijad|establecid|proyectad)[oa]s?\s"
    r"(?:en|para|durante)\s(?:el|este|todo\sel)\s(?:ano|ejercicio)\b"
)
# The reported quarter by its name, the first to the last: a report of the first sums up nothing.
_OWN_QUARTER = tuple(
    re.compile(rf"\b(?:{names})\s+trimestre\b(?!\s+y\b)")
    for names in ("primer|1er", "segundo|2do", "tercer|3er", "cuarto|4to|ultimo")
)
_ACCUMULATED = re.compile(
    r"\bacumul\w+|\ba\s+la\s+fecha\b|\ben\s+lo\s+que\s+va\b|\bal\s+corte\b|\bhasta\s+(?:la\s+fecha|el\s+"
    r"momento|ahora|hoy|este|marzo|junio|septiembre)\b|\ben\s+(?:el|lo\s+que\s+va\s+del)\s+ano\b|"
    r"\b(?:suma\w*|sumando|adicion\w+|junto|aunad\w+|mas\s+l[oa]s|considera\w*|incluy\w+|tomando)\b"
    r"[^.]{0,90}\b(?:trimestres?|periodos?|semestre|meses|reportad\w+|previ[oa]s?|ya)\b|"
    r"\b(?:trimestres?|periodos?|semestres?|informes?|meses|bimestres?)\s+(?:anterior|previ|pasad|"
    r"preceden)\w*|\banterior(?:es|mente)\b|\bprevi(?:os|as|amente)\b|"
    r"\b(?:primer(?:o|\s+y\s+segundo|os\s+\w+)?|1er|segundo|tercer)\s+(?:trimestre|semestre|informe)s?\b"
    r"[^.]{0,60}\b(?:habia|reporto|reportaron|realizo|realizaron|se\s+\w+aron|\w+ieron)|"
    r"\bya\s+se\s+(?:habia|tenia|contaba)\w*|\bse\s+(?:habia|tenia|llevaba|contaba)\w*|\bllevamos\b|"
    r"\bvan\b|\b(?:\w+[ao]|\d+[ao°ª.]*)\s+(?:\w+\s+){0,2}?del\s+(?:ano|ejercicio)\b|\bdesde\s+(?:enero|el\s+inicio|el\s+primer)|\bde\s+enero\s+a\b|\bse\s+sum\w+|"
    r"\ben\s+total\b|\bse\s+llega\b|\bcon\s+l[oa]s\s+(?:\w+\s+){0,3}(?:que\s+(?:ya|se)|del?\s+(?:\w+\s+)?"
    r"(?:trimestre|semestre|periodo|informe|mes|enero|febrero|marzo|abril|mayo|junio|julio|agosto))\b|"
    r"\b(?:restantes?|faltantes?|complet\w+|ultim[oa]s?|conclu\w+\s+la\s+meta)\b"
)
_LATER_QUARTER = re.compile(
    r"\b(?:durante|en)\s+(?:el|este)\s+(?:segundo|tercer|cuarto|2do|3er|4to)\s+trimestre|"
    r"\b(?:segundo|tercer|cuarto)\s+trimestre\s+(?:del|de)\s+(?:presente|20\d\d|ejercicio)"
)
