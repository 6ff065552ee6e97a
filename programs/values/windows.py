"""Whether a quarter or a month may be written now, and why not: the sentence that people read.

Plain values: a quarter with its `status`, `number` and `programa`, and a day. No database.
"""

from datetime import date

from django.utils import timezone

from programs.enums import TrimestreStatus
from programs.values.phrases import long_date, quarter_name


def why_closed(trimestre) -> str:
    """Return why nobody captures in this quarter now, or "" while its window is open."""
    name = quarter_name(trimestre.number, trimestre.programa.year)
    if trimestre.status == TrimestreStatus.CLOSED:
        who = f" Lo cerró {trimestre.closed_by}." if trimestre.closed_by_id else ""
        when = long_date(timezone.localdate(trimestre.closed_at))
        return (
            f"El {name} está cerrado "
            f"desde el {when}.{who} El Secretario Técnico puede reabrirlo con un motivo."
        )
    if trimestre.status == TrimestreStatus.UPCOMING:
        return f"El {name} aún no se abre. Planeación abre la captura."
    return ""


def why_month_locked(trimestre, month: int, today: date) -> str:
    """Return why a month (1 to 12 of the period) cannot be reported on that day, or "".

    A quarter that planeación has not opened yet does not lock its past months: months are marked
    as they pass, the quarter is written when its window opens.
    """
    if trimestre.status == TrimestreStatus.CLOSED:
        return why_closed(trimestre)
    if trimestre.programa.month_start(month) > today:
        return "Este mes aún no empieza. Podrá reportarlo cuando llegue."
    return ""
