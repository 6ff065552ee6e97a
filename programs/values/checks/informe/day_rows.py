"""The rows of a table of deeds whose day lies outside the quarter. Source: section 4 of the domain.

A calendar of the year is no table of deeds, and one of what was done in the year has rows of
earlier quarters.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.earlier_days import claims_quarter
from programs.values.phrases import long_date, short_date
from programs.values.quoted import quoted
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.written import Passage, Period

_DAY_HEAD = re.compile(
    r"(?:fechas?|dia|dias)(?: (?:de|del|de la|en que se) (?:realizacion|celebracion|imparticion"
    r"|sesion|evento|envio|oficio|curso|taller|capacitacion|entrega|reunion|recepcion|realizo"
    r"|actividad|visita|asesoria|mantenimiento|ejecucion|aplicacion|actualizacion|firma|suscripcion"
    r"|inauguracion|presentacion|atencion|respuesta|notificacion|carga|difusion))?"
    r"|(?:entregad|realizad|celebrad|impartid|enviad|firmad|suscrit|concluid|publicad|difundid)[oa]s?"
    r" (?:el|en)"
    r"|(?:firma|suscripcion|celebracion|realizacion|entrega|recepcion|imparticion|se firmo|cuando)"
    r"|(?:se )?(?:firmo|celebro|realizo|entrego|impartio|llevo a cabo)(?: el)?"
)
_IN_BRACKETS = re.compile(r"\s?\([^()]{1,30}\)$")
_CALENDAR = re.compile(r"\b(?:calendario|programacion|programad[oa]s?|previst[oa]s?|cronograma)\b")


def rows_outside(
    passage: Passage, period: Period, previous: str, beside: Sequence[str]
) -> Iterator[Finding]:
    """Yield a table of deeds with some of them dated outside the quarter.

    The days stand in one column that says so; a calendar of the year is no table of deeds. The
    earlier ones of the year are rightly told, unless what stands `beside` says that all are of the
    quarter.
    """
    heads = [folded(cell).strip() for cell in passage.rows[0]] if passage.rows else []
    columns = [
        n
        for n, head in enumerate(heads)
        if _DAY_HEAD.fullmatch(_IN_BRACKETS.sub("", head)) and _holds_days(passage, n, period)
    ]
    if sum("fecha" in head for head in heads) > 1:
        return  # the record of one thing, with the days of its own history
    if len(columns) != 1 or _CALENDAR.search(folded(previous)) or _CALENDAR.search(" ".join(heads)):
        return
    dated = [
        (day, row)
        for row in passage.rows[1:]
        if columns[0] < len(row)
        for day in dates_of(row[columns[0]], period)[:1]
        if day.first and day.last
    ]
    outside = [(day, row) for day, row in dated if not day.within(period.starts_on, period.ends_on)]
    if not outside or (len(outside) * 2 > len(dated) and len(dated) > 1):
        return
    heads = [*heads, *beside[:1]]
    claimed = any(map(claims_quarter, heads))
    if not claimed and not any(claims_quarter(each, period) for each in beside[1:]):
        outside = [
            (day, row)
            for day, row in outside
            if not (day.first and period.year_starts_on <= day.first < period.starts_on)
        ]
    for day, row in outside[:10]:
        assert day.first is not None
        said = f"Un renglón de la tabla es del {long_date(day.first)}"
        quote = quoted(" | ".join(row), 0, 2000)
        yield day_outside(said, day.first, period, passage.anchor, quote)


def _holds_days(passage: Passage, column: int, period: Period) -> bool:
    """Tell whether a column holds some day at all: "Entrega" may head the turns of deliveries."""
    cells = (row[column] for row in passage.rows[1:] if column < len(row))
    return any(dates_of(cell, period) for cell in cells)


def day_outside(said: str, day: date, period: Period, anchor: str, quote: str) -> Finding:
    """Return that a day lies before or after the quarter; `said` says whose it is."""
    late = day > period.ends_on
    signs = (period.ends_on, day) if late else (day, period.starts_on)
    return Finding(
        Code.DEED_DAY,
        Severity.DOUBT,
        f"{said}, {'después' if late else 'antes'} del trimestre. El trimestre va "
        f"del {long_date(period.starts_on)} al {long_date(period.ends_on)}",
        anchor,
        arithmetic=f"El {short_date(signs[0])} es anterior al {short_date(signs[1])}",
        quote=quote,
    )
