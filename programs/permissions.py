"""Who may do what: the only place that names roles.

`visible_to` on the QuerySets decides which institution's rows a person can reach at all; the
functions here decide what they may do with a row that they reach.
"""

from collections.abc import Iterable

from programs.enums import AvanceStatus, Role
from programs.models import Area, AvanceTrimestral, Institucion, LineaDeAccion, Tarea, User

CAPTURE_ROLES = (Role.ENLACE, Role.TITULAR)
FULL_READERS = (
    Role.ENLACE,
    Role.TITULAR,
    Role.PLANEACION,
    Role.SECRETARIO,
    Role.AUDITORIA,
)


def roles_in(user: User, institucion_id: int) -> set[str]:
    """Return the role codes that the person holds in an institution."""
    return {m.role for m in user.memberships if m.institucion_id == institucion_id}


def area_ids(user: User, roles: Iterable[str] = CAPTURE_ROLES) -> set[int]:
    """Return the ids of the áreas for which the person acts in one of these roles."""
    return {m.area_id for m in user.memberships if m.role in set(roles) and m.area_id}


def institucion_ids_as(user: User, *roles: str) -> set[int]:
    """Return the ids of the institutions in which the person holds one of these roles."""
    return {m.institucion_id for m in user.memberships if m.role in roles}


def planned_institucion_ids(user: User) -> set[int]:
    """Return the ids of the institutions whose structure the person keeps."""
    return institucion_ids_as(user, Role.PLANEACION)


def can_keep_structure(user: User, institucion: Institucion) -> bool:
    """Planeación keeps the plan, the people and the settings of its institution."""
    return user.is_superuser or Role.PLANEACION in roles_in(user, institucion.pk)


def can_read_drafts(user: User, institucion: Institucion) -> bool:
    """Everyone but consulta reads what is not validated yet."""
    return user.is_superuser or bool(roles_in(user, institucion.pk) & set(FULL_READERS))


def can_capture_for(user: User, area: Area) -> bool:
    """The enlace and the titular of an área capture what is theirs, and nobody else's."""
    return area.pk in area_ids(user)


def can_capture_avance(user: User, avance: AvanceTrimestral) -> bool:
    """An entry is captured by its línea's área while it is a draft or was returned."""
    return avance.status in (AvanceStatus.DRAFT, AvanceStatus.RETURNED) and can_capture_for(
        user, avance.linea.area
    )


def can_capture_months(user: User, tarea: Tarea) -> bool:
    """A tarea's months are marked by the área that reports it."""
    return can_capture_for(user, tarea.area)


def is_own_linea(user: User, linea: LineaDeAccion) -> bool:
    """Tell whether the línea is reported by one of the person's áreas."""
    return linea.area_id in area_ids(user)


def may_enter_admin(user: User) -> bool:
    """Área staff and planeación have a second door to the same rooms; the rest only read."""
    return user.is_active and (
        user.is_superuser or bool(area_ids(user)) or bool(planned_institucion_ids(user))
    )
