"""What the person may write now: where "Capturar" stands on every page, and where it leads.

The services refuse what these functions deny, by the same rules (`programs.services.captura`): a
page never offers what would be refused, nor hides what would be taken.
"""

from django.db.models import QuerySet

from programs import permissions
from programs.enums import TrimestreStatus
from programs.models import AvanceTrimestral, User
from programs.reading.addresses import capture_url
from programs.values.windows import why_closed


def is_writable(user: User, avance: AvanceTrimestral) -> bool:
    """Tell whether the person may write an entry now; no query.

    Its quarter and its línea come with it, as `with_place` and `programs.reading.lines` read them.
    """
    return not why_closed(avance.trimestre) and permissions.can_edit_avance(user, avance)


def writable_avances(user: User) -> QuerySet[AvanceTrimestral]:
    """Return the quarter entries for which `is_writable` holds."""
    return permissions.capturable_avances(user).filter(trimestre__status=TrimestreStatus.OPEN)


def capture_way(user: User, avance: AvanceTrimestral | None) -> str:
    """Return the address where the person writes an entry now, "" where they do not; no query."""
    if avance is None or not is_writable(user, avance):
        return ""
    return capture_url(avance.trimestre, avance.linea_id)
