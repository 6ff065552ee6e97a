"""What the tablero is about, as its address says: programme, quarter, cut-off date and filters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from programs import permissions
from programs.enums import TrimestreStatus
from programs.models import Programa, Trimestre, User
from programs.reading.areas import area_names
from programs.selectors.common import (
    Choice,
    own_areas,
    programa_in_force,
    quarter_in_force,
)
from programs.values.area_names import AreaNames
from programs.values.months import month_end, months_over
from programs.values.phrases import long_date, quarter_name

FILTERS = ("programa", "trimestre", "corte", "eje", "area", "semaforo", "etapa")


@dataclass(frozen=True)
class Cut:
    """The cut-off date.

    `month` is the last month of the period that counts (0 before the first one ended), `day` its
    last day. `value` is its name in the address, "" for the latest; `is_now` tells that what is
    owed today belongs beside the figures; `frozen` that they come from a closed quarter's `Corte`.
    """

    value: str
    month: int
    day: date
    is_now: bool
    frozen: bool


@dataclass(frozen=True)
class Scope:
    """A programme, one of its quarters, a cut-off date, and who asks.

    `areas` are the codes of the person's áreas, empty for who reads the whole institution; `full`
    tells whether drafts may be read; `asked` are the filters of the address; `note` says what of it
    could not be followed. `area_names` are those of the institution's áreas.
    """

    programa: Programa
    programas: tuple[Programa, ...]
    trimestres: tuple[Trimestre, ...]
    trimestre: Trimestre
    cut: Cut
    cuts: tuple[Choice, ...]
    area_names: AreaNames
    areas: tuple[str, ...]
    full: bool
    reviews: bool
    follows: bool
    asked: Mapping[str, str]
    note: str

    @property
    def slug(self) -> str:
        """The programme's name in addresses: "muestra-2026"."""
        return f"{self.programa.institucion.slug}-{self.programa.year}"

    @property
    def is_past(self) -> bool:
        """Tell whether the cut-off is a past day that no closing stored."""
        return not (self.cut.is_now or self.cut.frozen)

    @property
    def title(self) -> str:
        """ "3er trimestre 2026"."""
        return quarter_name(self.trimestre.number, self.programa.exercise)

    @property
    def args(self) -> list:
        """The arguments of the addresses of the quarter."""
        return [self.programa.institucion.slug, self.programa.year, self.trimestre.number]

    @property
    def now_url(self) -> str:
        """The address of the same tablero as of today."""
        return self.url(trimestre="", corte="")

    @property
    def clear_url(self) -> str:
        """The address of the same date without filters of rows."""
        return self.url(eje="", area="", semaforo="", etapa="")

    def shows_area(self, code: str) -> bool:
        """Tell whether an área is among the person's own, if any, and is the one asked for."""
        wanted = self.asked.get("area", "")
        return (not self.areas or code in self.areas) and (not wanted or code == wanted)

    def query(self, **changes: object) -> str:
        """Return the address's question with some filters changed; an empty one is left out.

        The pages of the lists start anew: another filter has other rows.
        """
        kept = {name: self.asked.get(name, "") for name in FILTERS} | changes
        told = {name: value for name, value in kept.items() if value not in ("", None)}
        return f"?{urlencode(told)}" if told else "?"

    def url(self, anchor: str = "", **changes: object) -> str:
        """Return the address of the tablero with some filters changed."""
        return f"{reverse('tablero')}{self.query(**changes)}{anchor and f'#{anchor}'}"


def tablero_scope(user: User, asked: Mapping[str, str], today: date) -> Scope | None:
    """Return what the address asks for, in two queries; None when the person cannot reach it.

    Without a programme in the address it is the newest one with an open quarter.
    """
    by_programa: dict[Programa, list[Trimestre]] = {}
    rows = Trimestre.objects.visible_to(user).select_related("programa__institucion")
    for row in rows.order_by("programa__institucion__name", "-programa__year", "number"):
        by_programa.setdefault(row.programa, []).append(row)
    programa = _programa(user, by_programa, asked.get("programa", ""), today)
    if programa is None:
        return None
    trimestres = tuple(by_programa[programa])
    institucion = programa.institucion
    trimestre, cut, note = _cut(trimestres, asked, today)
    own = own_areas(user, institucion.pk)
    codes = tuple(m.area.code for m in user.memberships if m.area and m.area_id in own)
    return Scope(
        programa=programa,
        programas=tuple(by_programa),
        trimestres=trimestres,
        trimestre=trimestre,
        cut=cut,
        cuts=tuple(_choices(trimestres, cut, today)),
        area_names=area_names([institucion.pk])[institucion.pk],
        areas=codes,
        full=permissions.can_read_drafts(user, institucion),
        reviews=permissions.can_review(user, institucion),
        follows=user.is_superuser or institucion.pk in permissions.followed_institucion_ids(user),
        asked={**asked, "corte": cut.value},
        note=note,
    )


def _programa(
    user: User, by_programa: Mapping[Programa, list[Trimestre]], wanted: str, today: date
) -> Programa | None:
    """Return the programme of the address, or the one that matters most now."""
    if wanted:
        names = {f"{p.institucion.slug}-{p.year}": p for p in by_programa}
        return names.get(wanted)
    return programa_in_force(user, by_programa, today)


def _cut(
    trimestres: Sequence[Trimestre], asked: Mapping[str, str], today: date
) -> tuple[Trimestre, Cut, str]:
    """Return the quarter, the cut-off date and what of the address could not be followed.

    A quarter and a cut-off date of another one cannot both be shown: the quarter wins.
    """
    programa = trimestres[0].programa
    over = months_over(today, programa.starts_on)
    usual = quarter_in_force(trimestres, today)
    by_number = {str(t.number): t for t in trimestres}
    number = asked.get("trimestre", "")
    chosen = by_number.get(number)
    wanted = asked.get("corte", "")
    offered = _offered(trimestres, over)
    note = ""
    if number and chosen is None:
        title = quarter_name(usual.number)
        note = f"El trimestre «{number}» no existe en el programa: se muestra el {title}."
    if wanted and wanted not in offered:
        note, wanted = "Esa fecha de corte no existe en el programa.", ""
    elif wanted and chosen and offered[wanted] is not chosen:
        title = quarter_name(chosen.number)
        note, wanted = f"La fecha de corte no es del {title}: se muestra el trimestre.", ""
    if wanted:
        trimestre = offered[wanted]
        month = trimestre.months[-1] if wanted[0] == "t" else int(wanted[1:])
        frozen = wanted[0] == "t"
        return (
            trimestre,
            Cut(wanted, month, month_end(programa.starts_on, month), False, frozen),
            note,
        )
    trimestre = chosen or usual
    if trimestre.status == TrimestreStatus.CLOSED:
        month = trimestre.months[-1]
        # The last quarter of a programme without an open one: what is owed today still matters.
        is_now = trimestre is usual
        return trimestre, Cut("", month, month_end(programa.starts_on, month), is_now, True), note
    month = over if trimestre is usual else min(over, trimestre.months[-1])
    return trimestre, Cut("", month, month_end(programa.starts_on, month), True, False), note


def _offered(trimestres: Sequence[Trimestre], over: int) -> dict[str, Trimestre]:
    """Return {name of a cut-off date: its quarter}: closed quarters, and months that ended."""
    found = {f"t{t.number}": t for t in trimestres if t.status == TrimestreStatus.CLOSED}
    found |= {f"m{month}": t for t in trimestres for month in t.months if month <= over}
    return found


def _choices(trimestres: Sequence[Trimestre], cut: Cut, today: date) -> Iterator[Choice]:
    """Yield the cut-off dates, the latest quarter first."""
    programa = trimestres[0].programa
    yield Choice("", "Lo último", not cut.value)
    names = _offered(trimestres, months_over(today, programa.starts_on))
    for trimestre in reversed(trimestres):
        group = trimestre.full_name.capitalize()
        closing = f"t{trimestre.number}"
        if closing in names:
            yield Choice(closing, "Cierre del trimestre", cut.value == closing, group)
        for month in reversed(trimestre.months):
            if f"m{month}" in names:
                day = long_date(month_end(programa.starts_on, month))
                yield Choice(f"m{month}", f"Al {day}", cut.value == f"m{month}", group)
