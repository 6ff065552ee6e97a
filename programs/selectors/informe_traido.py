"""An informe that somebody brings to a quarter: what was understood, beside the líneas it is for.

What was read is kept nowhere: `informe_carried` puts it together once, and `draft_page` shows it
again from what travels with the page.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from django.urls import reverse

from programs.enums import TrimestreStatus
from programs.models import (
    Trimestre,
    User,
)
from programs.permissions import area_ids
from programs.reading.line import quarter_snapshot
from programs.reading.written import period_of
from programs.received.informes.reading import InformeReading
from programs.received.text import clean_html
from programs.selectors.bloques import BlockView
from programs.selectors.quarter_entries import QuarterEntries
from programs.values.brought.amounts import Offer, offers_of
from programs.values.brought.blocks import BroughtBlock, blocks_of, described
from programs.values.brought.carried import Carried, CarriedLinea, Chosen
from programs.values.brought.pairs import Near, pairs_of
from programs.values.checks.informe.base import linea_place
from programs.values.phrases import number_text, quantity_text, quarter_period_words
from programs.values.shortened import shortened
from programs.values.tables import table_parts
from programs.values.written import Period, Written, WrittenLinea

# Of one page: líneas and parts of them, and líneas of the quarter to choose from for each.
MOST_LINEAS, MOST_PARTS, MOST_CHOICES = 480, 2500, 40
# Letters of a text and rows of a table that are shown; all of them are brought.
MOST_LETTERS, MOST_ROWS = 6000, 12
TOLD_LETTERS = 90
OTHER_PERIOD = "El informe es de otro periodo"


@dataclass(frozen=True)
class Choice:
    """A línea of the quarter that may take one of the informe."""

    pk: int
    label: str
    started: bool


@dataclass(frozen=True)
class Part:
    """A block that would be written.

    `excerpt` are its first words, `more` what opens the rest, "" for none. `cut` tells that it goes
    on beyond what is shown, `checked` that it is marked.
    """

    value: str
    view: BlockView
    words: str
    excerpt: str
    more: str
    problem: str
    cut: bool
    checked: bool


@dataclass(frozen=True)
class OfferView:
    """A quantity that would be written, with why it is doubtful, "" for what is sure."""

    value: str
    text: str
    doubt: str
    checked: bool


@dataclass(frozen=True)
class DraftRow:
    """A línea of the informe, what it would bring and to which línea of the quarter.

    `own` is the línea that it was recognised as, None for none; `chosen` the one that takes it, 0
    for "No traer". `error` is why it could not be brought, "" for none.
    """

    name: str
    place: str
    title: str
    own: Choice | None
    chosen: int
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...]
    offers: tuple[OfferView, ...]
    error: str

    @property
    def brings(self) -> bool:
        """Tell whether it is marked to be brought as it stands."""
        return bool(self.chosen)


@dataclass(frozen=True)
class DraftPage:
    """All that the page of what was understood prints."""

    carried: Carried
    rows: tuple[DraftRow, ...]

    @property
    def recognised(self) -> int:
        """How many líneas of the informe are líneas of the quarter that the person writes."""
        return sum(row.own is not None for row in self.rows)

    @property
    def marked(self) -> int:
        """How many would be brought as the page stands."""
        return sum(row.brings for row in self.rows)


def may_bring(user: User, trimestre: Trimestre) -> bool:
    """Tell whether there may be líneas of the quarter that the person writes; no query."""
    areas = {
        membership.area_id
        for membership in user.memberships
        if membership.institucion_id == trimestre.programa.institucion_id
    }
    return user.is_superuser or bool(area_ids(user) & areas)


def bring_url(trimestre: Trimestre, user: User) -> str:
    """Return where the person brings an informe to a quarter, "" where they cannot; no query."""
    if trimestre.status != TrimestreStatus.OPEN or not may_bring(user, trimestre):
        return ""
    return reverse("informe_bring", args=trimestre.place)


def quarters_to_bring(user: User) -> list[tuple[str, str]]:
    """Return the (name, address) of the open quarters to which the person may bring an informe.

    None for who captures nowhere, in no query; otherwise one query.
    """
    if not area_ids(user):
        return []
    rows = (
        Trimestre.objects.visible_to(user)
        .filter(status=TrimestreStatus.OPEN, avances__linea__area__in=area_ids(user))
        .select_related("programa__institucion")
        .order_by("programa__institucion__name", "programa__year", "number")
        .distinct()
    )
    return [(row.full_name, reverse("informe_bring", args=row.place)) for row in rows]


def informe_carried(
    quarter: QuarterEntries, reading: InformeReading, *, source: str, sha256: str
) -> Carried:
    """Return what was understood of an informe, put beside the líneas of a quarter."""
    written = reading.written
    found = list(written.lineas)
    pairs = pairs_of(found, quarter.lines())
    lineas: list[CarriedLinea] = []
    others: list[str] = []
    nothing: list[str] = []
    parts = beyond = 0
    empty = quarter.empty
    # Of an informe that does not say when it is of, the months are held against the quarter's.
    period = written.period or period_of(quarter_snapshot(quarter.trimestre))
    for linea in found:
        near = pairs.get(linea.key, ())
        if near and near[0].pk not in quarter.writable:
            others.append(_told(linea))
            continue
        made = _carried(quarter, linea, near, period)
        if not made.blocks and not made.offers:
            nothing.append(_told(linea))
        elif len(lineas) < MOST_LINEAS and parts + len(made.blocks) <= MOST_PARTS:
            parts += len(made.blocks) + len(made.offers)
            lineas.append(made)
        else:
            beyond += 1
    return Carried(
        nonce=secrets.token_hex(12),
        source=source[:200],
        sha256=sha256,
        lineas=tuple(lineas),
        empty=empty,
        others=tuple(others[:MOST_LINEAS]),
        nothing=tuple(nothing[:MOST_LINEAS]),
        beyond=beyond,
        period=_other_period(quarter.trimestre, written),
        understood=floor(100 * reading.understood),
    )


def _carried(
    quarter: QuarterEntries, linea: WrittenLinea, near: Sequence[Near], period: Period
) -> CarriedLinea:
    own = near[0].pk if near else 0
    offers: tuple[Offer, ...] = ()
    if own and not quarter.started(own):
        offers = offers_of(linea, quarter.components(own), period)
    return CarriedLinea(
        place=linea_place(linea)[:300],
        title=linea.title[:600],
        blocks=blocks_of(linea),
        offers=offers,
        own=own,
        near=tuple(each.pk for each in near),
    )


def _told(linea: WrittenLinea) -> str:
    """Return how a línea is named in a list: where it stands and the first words of its title."""
    short = shortened(linea.title, TOLD_LETTERS)
    place = linea_place(linea)
    return f"{place}: {short}" if linea.number and short else place


def _other_period(trimestre: Trimestre, written: Written) -> str:
    period = written.period
    if not period or (period.starts_on, period.ends_on) == (trimestre.starts_on, trimestre.ends_on):
        return ""
    return quarter_period_words(period.starts_on, period.ends_on)


def draft_page(
    quarter: QuarterEntries,
    carried: Carried,
    chosen: Sequence[Chosen] | None = None,
    refusals: Mapping[int, str] | None = None,
    only: Sequence[int] | None = None,
) -> DraftPage:
    """Return the page of what was understood, in no query.

    `chosen` is what was marked on it, None for a page that is shown first; `refusals` are why
    líneas could not be brought, by their place. `only` are the places of those that are shown, None
    for all.
    """
    marked = None if chosen is None else {each.linea: each for each in chosen}
    claimed = {linea.own for linea in carried.lineas}
    units = {row.pk: row.componente.unit for rows in quarter.quantities.values() for row in rows}
    rows = []
    for place, linea in enumerate(carried.lineas):
        if only is not None and place not in only:
            continue
        said = None if marked is None else marked.get(place, Chosen(place, 0, (), ()))
        own = _choice(quarter, linea.own) if linea.own in quarter.entries else None
        default = own.pk if own and not own.started and linea.own in quarter.writable else 0
        rows.append(
            DraftRow(
                name=f"linea-{place}",
                place=linea.place,
                title=linea.title,
                own=own,
                chosen=default if said is None else said.avance_pk,
                choices=tuple(_choices(quarter, linea, claimed)),
                parts=tuple(
                    _part(f"{place}-{number}", block, said is None or number in said.parts)
                    for number, block in enumerate(linea.blocks)
                ),
                offers=tuple(
                    _offer(f"{place}-{number}", offer, units, carried, said, number)
                    for number, offer in enumerate(linea.offers)
                ),
                error=(refusals or {}).get(place, ""),
            )
        )
    return DraftPage(carried, tuple(rows))


def _choice(quarter: QuarterEntries, pk: int) -> Choice:
    entry = quarter.entries[pk]
    short = shortened(entry.linea.title, TOLD_LETTERS)
    # What tells them apart comes first: a narrow screen shows no more.
    label = f"{entry.number.rstrip('.')}. {short} ({entry.linea.eje.name})"
    return Choice(pk, label, quarter.started(pk))


def _choices(quarter: QuarterEntries, linea: CarriedLinea, claimed: set[int]) -> Iterator[Choice]:
    """Yield the líneas that may take one of the informe: all of them, or those most alike.

    Where there are many, first those that no other línea of the informe was recognised as.
    """
    pks = [pk for pk in quarter.entries if pk in quarter.writable]
    if len(pks) > MOST_CHOICES:
        near = [pk for pk in linea.near if pk in quarter.writable]
        free = [pk for pk in pks if pk not in claimed and pk not in near]
        kept = {*near, *free[: MOST_CHOICES - len(near)]}
        pks = [pk for pk in pks if pk in kept]
    return (_choice(quarter, pk) for pk in pks)


def _part(value: str, block: BroughtBlock, checked: bool) -> Part:
    html = block.html
    cut = len(html) > MOST_LETTERS or len(block.rows) > MOST_ROWS
    if len(html) > MOST_LETTERS:
        html = html[: html.rfind("</", 0, MOST_LETTERS)]
    head, body = table_parts(block.rows[:MOST_ROWS], block.header_rows)
    view = BlockView(
        kind=block.kind,
        html=clean_html(html),
        title="",
        source="",
        label="",
        caption=block.caption,
        head=head,
        body=body,
        images=(),
    )
    words, excerpt, more = described(block)
    shown = checked and not block.problem
    return Part(value, view, words, excerpt, more, block.problem, cut, shown)


def _offer(
    value: str,
    offer: Offer,
    units: Mapping[int, str],
    carried: Carried,
    said: Chosen | None,
    number: int,
) -> OfferView:
    doubt = offer.doubt or (OTHER_PERIOD if carried.period else "")
    text = _of_unit(offer.quantity, units.get(offer.pk, "").strip())
    checked = not doubt if said is None else number in said.offers
    return OfferView(value, text, doubt, checked)


def _of_unit(quantity: Decimal, unit: str) -> str:
    """Return a quantity behind its unit as typed: of one thing the plural would be wrong before it.

    "Reportes de seguimiento: 1".
    """
    if not unit or unit.startswith("%"):
        return quantity_text(quantity, unit)
    return f"{unit[:1].upper()}{unit[1:]}: {number_text(quantity)}"
