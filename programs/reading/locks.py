"""Whether what an área handed in may be written now, and why not: the sentence people read."""

from programs.enums import AvanceStatus
from programs.models import EntregaDeArea, Programa

WHY_SENT: dict[str, str] = {
    AvanceStatus.SUBMITTED: (
        "Su área ya envió este trimestre. Es de solo lectura hasta que el Secretario Técnico lo "
        "devuelva o lo valide. Su titular puede retirarlo mientras no empiece la revisión."
    ),
    AvanceStatus.VALIDATED: (
        "El trimestre de esta área ya está validado. El Secretario Técnico puede devolverlo."
    ),
}


def why_sent(status: str | None) -> str:
    """Return why nobody writes in an área's quarter of that status, or ""."""
    return WHY_SENT.get(status or "", "")


def sent_areas(programa: Programa) -> dict[tuple[int, int], str]:
    """Return {(quarter, área pk): status} of what was handed in, of a whole programme."""
    rows = EntregaDeArea.objects.filter(trimestre__programa=programa, status__in=WHY_SENT)
    return {
        (number, area): status
        for number, area, status in rows.values_list("trimestre__number", "area", "status")
    }


def why_area_locked(trimestre_pk: int, area_pk: int | None) -> str:
    """Return why nobody writes what an área handed in, or "" while it is in the área's hands."""
    if area_pk is None:
        return ""
    rows = EntregaDeArea.objects.filter(trimestre=trimestre_pk, area=area_pk)
    return why_sent(rows.values_list("status", flat=True).first())
