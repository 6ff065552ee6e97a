"""Who may do what: the only place that names roles.

`visible_to` on the QuerySets decides which institution's rows a person can reach at all; the
functions here decide what they may do with a row that they reach.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from programs.enums import AvanceStatus, Role, TrimestreStatus
from programs.models import (
    Area,
    AvanceTrimestral,
    Bloque,
    Evidencia,
    Institucion,
    LineaDeAccion,
    Seccion,
    Tarea,
    Trimestre,
    User,
)
from programs.models.base import Keyed, NaturalKeyModel, NaturalKeyQuerySet

CAPTURE_ROLES = (Role.ENLACE, Role.TITULAR)
# Functions that an institution never goes without.
NEEDED_ROLES = (Role.SECRETARIO, Role.PLANEACION)
LEDGER_READERS = (Role.PLANEACION, Role.SECRETARIO, Role.AUDITORIA)
FULL_READERS = (
    Role.ENLACE,
    Role.TITULAR,
    Role.PLANEACION,
    Role.SECRETARIO,
    Role.AUDITORIA,
)


def role_words(role: str) -> str:
    """Return a function as people call it."""
    return Role(role).label


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


def can_read_informe(user: User, trimestre: Trimestre) -> bool:
    """Of a closed quarter every member reads the informe; of any other, who reads drafts.

    Ask it of a quarter got by `programs.getters`: an outsider reaches none.
    """
    closed = trimestre.status == TrimestreStatus.CLOSED
    return closed or can_read_drafts(user, trimestre.programa.institucion)


def can_write_some(user: User, institucion: Institucion) -> bool:
    """Tell whether a person writes anything there: consulta and auditoría only read."""
    writing = roles_in(user, institucion.pk) - {Role.CONSULTA, Role.AUDITORIA}
    return user.is_superuser or bool(writing) or can_review(user, institucion)


def can_capture_for(user: User, area: Area) -> bool:
    """The enlace and the titular of an área capture what is theirs, and nobody else's."""
    return area.pk in area_ids(user)


def can_capture_avance(user: User, avance: AvanceTrimestral) -> bool:
    """An entry is captured by its línea's área while it is a draft or was returned."""
    return avance.status in (AvanceStatus.DRAFT, AvanceStatus.RETURNED) and can_capture_for(
        user, avance.linea.area
    )


def can_report_months(user: User, tarea: Tarea) -> bool:
    """The área that reports a tarea marks its months, or a superuser in its place."""
    return user.is_superuser or can_capture_for(user, tarea.area)


def can_report_quantities(user: User, linea: LineaDeAccion) -> bool:
    """The área that reports a línea types its quantities by month, or a superuser in its place."""
    return user.is_superuser or can_capture_for(user, linea.area)


def can_confirm_month(user: User, area: Area) -> bool:
    """The área gives its word that its month is complete, or a superuser in its place."""
    return user.is_superuser or can_capture_for(user, area)


def may_enter_admin(user: User) -> bool:
    """Área staff and planeación have a second door to the same rooms; the rest only read."""
    return user.is_active and (
        user.is_superuser or bool(area_ids(user)) or bool(planned_institucion_ids(user))
    )


def institucion_of(row: NaturalKeyModel) -> Institucion | None:
    """Return the institution that owns a row, or None while a link on the way is missing."""
    value: object = row
    if row.institucion_path is not None:
        for part in row.institucion_path.split("__"):
            value = getattr(value, part, None)
    return value if isinstance(value, Institucion) else None


def desk_institucion_ids(user: User) -> set[int]:
    """Return the ids of the institutions in which the person plans or captures.

    Narrower than `visible_to`: a member who only reads elsewhere must not read the drafts of that
    other institution through the administration.
    """
    return planned_institucion_ids(user) | {
        m.institucion_id for m in user.memberships if m.role in CAPTURE_ROLES
    }


def desk_rows(user: User, rows: QuerySet[Keyed]) -> QuerySet[Keyed]:
    """Narrow visible rows to the institutions in which the person plans or captures."""
    return rows_within(user, rows, desk_institucion_ids(user))


def draft_rows(user: User, rows: QuerySet[Keyed]) -> QuerySet[Keyed]:
    """Narrow visible rows to the institutions whose drafts the person reads."""
    return rows_within(user, rows, institucion_ids_as(user, *FULL_READERS))


def reads_some_drafts(user: User) -> bool:
    """Tell whether there is an institution whose drafts the person reads."""
    return user.is_superuser or bool(institucion_ids_as(user, *FULL_READERS))


def kept_rows(user: User, rows: QuerySet[Keyed]) -> QuerySet[Keyed]:
    """Narrow visible rows to the institutions whose structure the person keeps."""
    return rows_within(user, rows, planned_institucion_ids(user))


def rows_within(user: User, rows: QuerySet[Keyed], ids: set[int]) -> QuerySet[Keyed]:
    """Narrow visible rows to these institutions; a superuser keeps them all."""
    if not isinstance(rows, NaturalKeyQuerySet):
        raise TypeError(f"rows of {rows.model.__name__} have no visible_to")
    visible = rows.visible_to(user)
    if user.is_superuser:
        return visible
    return visible.filter(**{f"{rows.model.institucion_path or 'pk'}__in": ids})


def may_keep_structure(user: User) -> bool:
    """Tell whether the person keeps the structure of any institution."""
    return user.is_active and (user.is_superuser or bool(planned_institucion_ids(user)))


def can_edit_avance(user: User, avance: AvanceTrimestral) -> bool:
    """The capturing área, or a superuser in its place, while nobody is reviewing the entry.

    Nobody edits what was submitted or validated, nor an entry of a closed quarter.
    """
    if avance.trimestre.status == TrimestreStatus.CLOSED:
        return False
    if user.is_superuser:
        return avance.status in (AvanceStatus.DRAFT, AvanceStatus.RETURNED)
    return can_capture_avance(user, avance)


def capturable_avances(user: User) -> QuerySet[AvanceTrimestral]:
    """Return the quarter entries for which `can_edit_avance` holds."""
    rows = AvanceTrimestral.objects.visible_to(user).filter(
        status__in=(AvanceStatus.DRAFT, AvanceStatus.RETURNED)
    )
    rows = rows.exclude(trimestre__status=TrimestreStatus.CLOSED)
    return rows if user.is_superuser else rows.filter(linea__area__in=area_ids(user))


def can_edit_bloque(user: User, bloque: Bloque) -> bool:
    """The narrative is of who captures the entry; a section, of who keeps the structure."""
    if bloque.avance is not None:
        return can_edit_avance(user, bloque.avance)
    return can_keep_structure(user, bloque.institucion)


def can_edit_section(user: User, seccion: Seccion) -> bool:
    """An área writes its part of the presentación, the Secretario Técnico the rest of the quarter.

    What belongs to the institution or the programa is kept by planeación.
    """
    if user.is_superuser:
        return True
    roles = roles_in(user, seccion.institucion_id)
    if seccion.trimestre_id is None:
        return Role.PLANEACION in roles
    if seccion.area_id:
        return seccion.area_id in area_ids(user)
    return Role.SECRETARIO in roles or Role.PLANEACION in roles


def can_see_originals(user: User, evidencia: Evidencia) -> bool:
    """Who answers for a file, plans, heads or audits may have it as it was received.

    An original carries place and device; everyone else sees the copies without them.
    """
    if user.is_superuser:
        return True
    if evidencia.institucion_id in original_institucion_ids(user):
        return True
    if evidencia.avance_id and evidencia.institucion_id in reviewed_institucion_ids(user):
        return True  # who judges an entry in the Secretario's place opens what backs it
    return evidencia.area_id is not None and evidencia.area_id in area_ids(user)


def original_institucion_ids(user: User) -> set[int]:
    """Return the ids of the institutions of which the person may have every original."""
    return institucion_ids_as(user, Role.PLANEACION, Role.SECRETARIO, Role.AUDITORIA)


def followed_institucion_ids(user: User) -> set[int]:
    """Return the ids of the institutions whose áreas the person follows and hurries."""
    return institucion_ids_as(user, Role.PLANEACION, Role.SECRETARIO)


def reads_every_area(user: User, institucion: Institucion) -> bool:
    """Tell whether the register of hechos opens for a person with every área, or with theirs."""
    roles = roles_in(user, institucion.pk)
    return user.is_superuser or can_review(user, institucion) or bool(roles - set(CAPTURE_ROLES))


def can_submit_area(user: User, area: Area) -> bool:
    """The titular answers for an área's quarter with a declaration; nobody signs in their place."""
    return sends_area(user, area.pk)


def sends_area(user: User, area_pk: int) -> bool:
    """Tell whether the person answers for an área's quarter; `can_submit_area` by its id."""
    return area_pk in area_ids(user, (Role.TITULAR,))


def can_answer_area(user: User, area: Area) -> bool:
    """Who captures for the área answers what was observed in it."""
    return can_capture_for(user, area)


def can_review(user: User, institucion: Institucion) -> bool:
    """The Secretario Técnico reviews; the second person reviews in their place."""
    return (
        Role.SECRETARIO in roles_in(user, institucion.pk)
        or institucion.second_validator_id == user.pk
    )


def can_accept_any(user: User, institucion: Institucion) -> bool:
    """Who reviews says why anything found in an informe is right; an área does of what it wrote."""
    return user.is_superuser or can_review(user, institucion)


def may_review_somewhere(user: User) -> bool:
    """Tell whether there is an institution that the person reviews."""
    return bool(reviewed_institucion_ids(user))


def reviewed_institucion_ids(user: User) -> set[int]:
    """Return the ids of the institutions that the person reviews."""
    return {m.institucion_id for m in user.memberships if can_review(user, m.institucion)}


def starts_at_tablero(user: User) -> bool:
    """Who reviews and captures nothing starts at the tablero, everyone else at Inicio."""
    heads = institucion_ids_as(user, Role.SECRETARIO)
    return bool(heads) and not area_ids(user) and not user.is_superuser


def is_own_submission(user: User, submitted_by_id: int | None) -> bool:
    """Four eyes: nobody validates what they submitted."""
    return submitted_by_id == user.pk


def can_close_quarter(user: User, institucion: Institucion) -> bool:
    """Only the Secretario Técnico closes a quarter, and only they reopen it."""
    return Role.SECRETARIO in roles_in(user, institucion.pk)


def can_issue(user: User, institucion: Institucion) -> bool:
    """Only who closes a quarter issues its informe, and the PTA too."""
    return can_close_quarter(user, institucion)


def can_keep_windows(user: User, institucion: Institucion) -> bool:
    """Planeación opens quarters, moves their dates, extends them and records the approval."""
    return can_keep_structure(user, institucion)


def can_read_windows(user: User, institucion: Institucion) -> bool:
    """Who keeps the dates, and the Secretario Técnico whom they bind, read them on one page."""
    return can_keep_windows(user, institucion) or can_close_quarter(user, institucion)


def can_remind(user: User, institucion: Institucion) -> bool:
    """Who follows the áreas of an institution hurries those that are late."""
    return user.is_superuser or institucion.pk in followed_institucion_ids(user)


def can_read_ledger(user: User, institucion: Institucion) -> bool:
    """Who plans, heads or audits reads the ledger of the institution."""
    return user.is_superuser or bool(roles_in(user, institucion.pk) & set(LEDGER_READERS))


def ledger_institutions(user: User) -> list[Institucion]:
    """Return the institutions of the person whose ledger they read; no query more."""
    found = {m.institucion_id: m.institucion for m in user.memberships if m.role in LEDGER_READERS}
    return list(found.values())


def can_observe_plan(user: User, institucion: Institucion, area_pk: int | None) -> bool:
    """An área observes its own líneas and the plan as a whole, who reviews, all of it.

    `area_pk` is the área of a línea or tarea, None for the plan as a whole.
    """
    if can_review(user, institucion):
        return True
    if area_pk is not None:
        return area_pk in area_ids(user)
    return bool(roles_in(user, institucion.pk) & set(CAPTURE_ROLES))


def can_read_observations(user: User, institucion: Institucion, area: Area) -> bool:
    """Sent observations are read by the área, by who reviews or plans, and by the auditor."""
    return (
        user.is_superuser
        or can_capture_for(user, area)
        or can_review(user, institucion)
        or bool(roles_in(user, institucion.pk) & {Role.PLANEACION, Role.AUDITORIA})
    )
