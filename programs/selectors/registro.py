"""The register of a quarter's hechos: of which áreas it is read, a page of it, and all of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Exists, OuterRef

from programs import permissions
from programs.models import Area, Hecho, HechoEnLinea, Trimestre, User
from programs.models.hecho import HechoQuerySet
from programs.reading.addresses import linea_url
from programs.reading.hechos import as_closed, kinds_in
from programs.reading.line import quarter_snapshot
from programs.reading.written import period_of
from programs.selectors.hecho_pages import hechos_page
from programs.values.checks.hechos import said_alone
from programs.values.hechos.doubts import doubts_of
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.register import (
    LinePlace,
    Recorded,
    Register,
    in_register_order,
    register_page,
)
from programs.values.hechos.room import PER_PAGE
from programs.values.windows import why_closed


@dataclass(frozen=True)
class RegisterScope:
    """Whose hechos a person reads in a quarter: of these áreas, or of the `chosen` one.

    `own` tells that nobody chose it: it is the área of the person. `written` are the names of those
    that the person may change now.
    """

    trimestre: Trimestre
    areas: tuple[Area, ...]
    chosen: Area | None
    own: bool = False
    written: frozenset[str] = frozenset()

    @property
    def asked(self) -> tuple[Area, ...]:
        """The áreas whose hechos are shown."""
        return (self.chosen,) if self.chosen else self.areas

    @property
    def of_one(self) -> str:
        """The one área whose hechos are shown, "" for several."""
        return self.asked[0].name if len(self.asked) == 1 else ""


@dataclass(frozen=True)
class KindLink:
    """A kind in the index of the register: its plural, how many there are, and where it begins.

    `page` is 0 where that is on this page.
    """

    key: str
    plural: str
    count: int
    page: int


@dataclass(frozen=True)
class RegisterPage:
    """A page of the register; `uncounted` are the hechos of all of it that count in no línea."""

    scope: RegisterScope
    register: Register
    page: Page
    index: tuple[KindLink, ...]
    uncounted: int


def register_scope(user: User, trimestre: Trimestre, code: str | None) -> RegisterScope:
    """Return whose hechos a person reads in a quarter; `code` is that of an área, "" for all.

    Who reads a quarter reads the hechos of all its áreas, here as on the page of each figure. None
    is no choice: then an área reads its own first, and who follows them all, all.
    """
    institucion = trimestre.programa.institucion
    areas = list(institucion.areas.order_by("order", "name"))
    chosen = next((area for area in areas if area.code == code), None)
    own = code is None and not permissions.reads_every_area(user, institucion)
    if own:
        mine = [area for area in areas if permissions.can_capture_for(user, area)]
        chosen = mine[0] if len(mine) == 1 else None
    written = frozenset(
        area.name
        for area in areas
        if not why_closed(trimestre)
        and (user.is_superuser or permissions.can_capture_for(user, area))
    )
    return RegisterScope(trimestre, tuple(areas), chosen, own and chosen is not None, written)


def register_shown(scope: RegisterScope, asked: Mapping[str, str]) -> RegisterPage:
    """Return a page of the register, in five queries whatever it holds.

    `asked` names the `page`, or a `hecho` whose page is shown; the nearest there is answers.
    """
    hechos = _ordered(scope)
    page = hechos_page(range(len(hechos)), [each.pk for each in hechos], asked)
    shown = range(page.start_index() - 1, page.end_index()) if hechos else range(0)
    here = [hechos[place].pk for place in shown]
    register = register_page(
        hechos, shown, _recorded(scope, _rows(scope).filter(pk__in=here)), _doubts(scope, hechos)
    )
    index = []
    for place in register.kinds:
        begins = place.start // PER_PAGE + 1
        other = 0 if begins == page.number else begins
        index.append(KindLink(place.kind.key, place.kind.plural, place.count, other))
    counted = HechoEnLinea.objects.filter(hecho=OuterRef("pk"), counts=True)
    uncounted = _rows(scope).exclude(Exists(counted)).count()
    return RegisterPage(scope, register, page, tuple(index), uncounted)


def register_whole(scope: RegisterScope) -> Register:
    """Return all of the register, in four queries."""
    hechos = _ordered(scope)
    recorded = _recorded(scope, _rows(scope))
    return register_page(hechos, range(len(hechos)), recorded, _doubts(scope, hechos))


def _doubts(scope: RegisterScope, hechos: tuple[HechoValue, ...]) -> Mapping[int, tuple[str, ...]]:
    """Return {hecho: what does not agree in it}, by itself and among the others, in no query."""
    period = period_of(quarter_snapshot(scope.trimestre))
    among = doubts_of(hechos)
    told = {hecho.pk: (*said_alone(hecho, period), *among.get(hecho.pk, ())) for hecho in hechos}
    return {pk: sentences for pk, sentences in told.items() if sentences}


def _rows(scope: RegisterScope) -> HechoQuerySet:
    rows: HechoQuerySet = Hecho.objects.filter(trimestre=scope.trimestre, area__in=scope.asked)
    return rows


def _ordered(scope: RegisterScope) -> tuple[HechoValue, ...]:
    """Return the hechos of the register in its order, in two queries.

    Of all of them are the totals and what does not agree; the líneas are read for a page. A closed
    quarter names its kinds as it closed with them.
    """
    kinds, closed = kinds_in(scope.trimestre)
    rows = _rows(scope).select_related("kind").order_by("day", "pk")
    return in_register_order((as_closed(row.value(), closed) for row in rows), kinds)


def _recorded(scope: RegisterScope, rows: HechoQuerySet) -> dict[int, Recorded]:
    """Return {hecho: its área, and the líneas in which it counts with their addresses}."""
    names = {area.pk: area.name for area in scope.areas}
    return {row.pk: (names[row.area_id], _counted(row, scope)) for row in rows.with_lines()}


def _counted(row: Hecho, scope: RegisterScope) -> tuple[LinePlace, ...]:
    return tuple(
        (link.number, linea_url(scope.trimestre, link.linea_id))
        for link in row.enlaces.all()
        if link.counts
    )
