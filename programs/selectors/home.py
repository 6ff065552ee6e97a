"""Inicio and the list of programmes: what is open, for whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import OuterRef, QuerySet, Subquery

from programs import permissions
from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import (
    AvanceTrimestral,
    Eje,
    EntregaDeArea,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.selectors.common import QuarterSummary, entry_workflow, summary_of, with_started
from programs.values.phrases import join_list


@dataclass(frozen=True)
class ProgramaCard:
    """A programme on Inicio: its open quarters, and the quarter that the date is in."""

    programa: Programa
    whose: str
    open_quarters: tuple[QuarterSummary, ...]
    current: QuarterSummary | None


@dataclass(frozen=True)
class InstitucionCard:
    """An institution on Inicio: what is open first, the other programmes after it."""

    institucion: Institucion
    whose: str
    open_programas: tuple[ProgramaCard, ...]
    other_programas: tuple[ProgramaCard, ...]


@dataclass(frozen=True)
class ProgramaRow:
    """A programme in the list, with the size of its plan."""

    programa: Programa
    ejes: int
    lineas: int
    tareas: int
    marks: int


def programas_of(user: User) -> tuple[ProgramaRow, ...]:
    """Return the programmes that the person may reach, newest first within each institution."""
    programas = list(_programas(user))
    sizes = {
        "ejes": _sizes(Eje, "programa", programas),
        "lineas": _sizes(LineaDeAccion, "eje__programa", programas),
        "tareas": _sizes(Tarea, "eje__programa", programas),
        "marks": _sizes(MarcaMensual, "tarea__eje__programa", programas, programmed=True),
    }
    return tuple(
        ProgramaRow(programa, **{name: found.get(programa.pk, 0) for name, found in sizes.items()})
        for programa in programas
    )


def _programas(user: User) -> QuerySet:
    return (
        Programa.objects.visible_to(user)
        .select_related("institucion")
        .order_by("institucion__name", "institucion__pk", "-year")
    )


def _sizes(model, path: str, programas: list[Programa], **filters) -> dict[int, int]:
    """Return {programa: number of rows} of a model, in one query."""
    rows = model.objects.filter(**{f"{path}__in": programas}, **filters).order_by()
    return dict(rows.values_list(path).annotate(CountOf("pk")))


@dataclass(frozen=True)
class HomeRows:
    """What Inicio starts from: programmes, their quarters, and the entries of the open ones.

    `extensions` are the later deadlines that an área was given, by (trimestre, área), `returned`
    the quarters that came back to an área with observations.
    """

    programas: tuple[Programa, ...]
    trimestres: dict[int, list[Trimestre]]
    avances: dict[int, list[AvanceTrimestral]]
    extensions: Mapping[tuple[int, int], date] = field(default_factory=dict)
    returned: frozenset[tuple[int, int]] = frozenset()

    def open_trimestres(self, programa: Programa) -> list[Trimestre]:
        """Return the quarters of a programme that are being captured, in order."""
        return [t for t in self.trimestres[programa.pk] if t.status == TrimestreStatus.OPEN]


def home_rows(user: User) -> HomeRows:
    """Read the programmes that the person may reach, in three queries."""
    return rows_of(_programas(user))


def rows_of(found: QuerySet[Programa]) -> HomeRows:
    """Read these programmes, which come with their institution, in three queries."""
    programas = tuple(found)
    by_pk = {programa.pk: programa for programa in programas}
    trimestres = defaultdict(list)
    for trimestre in Trimestre.objects.filter(programa__in=programas).order_by("number"):
        trimestre.programa = by_pk[trimestre.programa_id]  # spares a query for each quarter
        trimestres[trimestre.programa_id].append(trimestre)
    avances = defaultdict(list)
    rows = with_started(
        AvanceTrimestral.objects.filter(
            trimestre__programa__in=programas, trimestre__status=TrimestreStatus.OPEN
        ).select_related("linea__area", "linea__eje")
    )
    extensions, returned = {}, set()
    for avance in _with_entrega(rows).order_by("linea__eje__order", "linea__order"):
        avances[avance.trimestre_id].append(avance)
        key = (avance.trimestre_id, avance.linea.area_id)
        if avance.area_until:
            extensions[key] = avance.area_until
        if avance.area_status == AvanceStatus.RETURNED:
            returned.add(key)
    return HomeRows(programas, trimestres, avances, extensions, frozenset(returned))


def _with_entrega(avances: QuerySet) -> QuerySet:
    """Annotate where the área's submission stands and until when it was extended."""
    entrega = EntregaDeArea.objects.filter(
        trimestre=OuterRef("trimestre"), area=OuterRef("linea__area")
    )
    return avances.annotate(
        area_status=Subquery(entrega.values("status")[:1]),
        area_until=Subquery(entrega.values("extended_to")[:1]),
    )


def home_cards(user: User, today: date, rows: HomeRows) -> tuple[InstitucionCard, ...]:
    """Return what is open in each institution of the person.

    Área staff count the líneas of their áreas; everyone else counts those of the institution.
    """
    cards = defaultdict(list)
    for programa in rows.programas:
        quarters = rows.trimestres[programa.pk]
        cards[programa.institucion].append(_card(user, programa, quarters, rows.avances, today))
    return tuple(
        InstitucionCard(
            institucion=institucion,
            whose=found[0].whose,
            open_programas=tuple(card for card in found if card.open_quarters),
            other_programas=tuple(card for card in found if not card.open_quarters),
        )
        for institucion, found in cards.items()
    )


def _card(user: User, programa: Programa, trimestres, avances, today: date) -> ProgramaCard:
    full = permissions.can_read_drafts(user, programa.institucion)
    areas = own_areas(user, programa.institucion_id)
    summaries = {}
    for trimestre in trimestres:
        entries = [
            avance for avance in avances[trimestre.pk] if not areas or avance.linea.area_id in areas
        ]
        workflows = [entry_workflow(entry, trimestre.status, full=full) for entry in entries]
        summaries[trimestre.number] = summary_of(trimestre, workflows)
    return ProgramaCard(
        programa=programa,
        whose=join_list(areas.values()),
        open_quarters=tuple(summary for summary in summaries.values() if summary.is_open),
        current=next(
            (
                quarter
                for quarter in summaries.values()
                if quarter.starts_on <= today <= quarter.ends_on
            ),
            None,
        ),
    )


def own_areas(user: User, institucion_id: int) -> dict[int, str]:
    """Return {id: name} of the áreas for which the person captures in an institution.

    Empty for who also acts for the whole institution, and for a superuser.
    """
    roles = permissions.roles_in(user, institucion_id)
    if user.is_superuser or roles - set(permissions.CAPTURE_ROLES):
        return {}
    mine = permissions.area_ids(user)
    return {
        membership.area_id: membership.area.name
        for membership in user.memberships
        if membership.institucion_id == institucion_id and membership.area_id in mine
    }
