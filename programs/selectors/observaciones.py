"""What reviewers observed and sent, as the área reads it at the exact place it concerns.

What waits for the verdict is never here: only reviewers read it (`interface.md` S6).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from programs import permissions
from programs.enums import AvanceStatus, BlockKind, ObservacionStatus, TrimestreStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    MarcaMensual,
    Observacion,
    Seccion,
    User,
)
from programs.models.base import NaturalKeyQuerySet
from programs.reading.addresses import capture_url, part_url, submission_url
from programs.received.text import text_lines
from programs.selectors.debts import Debts
from programs.selectors.pendientes import Pending, due_words
from programs.values.given import given
from programs.values.phrases import long_date, month_name, quantity_text, quarter_name
from programs.values.windows import days_late

Part = Bloque | Figura | AvanceDeComponente | MarcaMensual
# Answers that could not be saved: {observation: (text, why)}.
Typed = Mapping[int, tuple[str, str]]
PARTS = ("bloque", "figura", "cantidad", "marca")
OPEN = (ObservacionStatus.SENT, ObservacionStatus.ANSWERED)
# What an área reports by month without any línea, as its submission and its review call it.
MONTHS_OUTSIDE = "Actividades sin línea"
CORRECTED = "Se corrigió lo observado."


@dataclass(frozen=True)
class ObservationView:
    """One observation that was sent.

    `place` is the part it stands at ("bloque-12"), "" where it concerns the whole or a part that
    is gone; `seen` what was observed then, in lines; `changed` says in words what happened to it
    since, "" while it is the same. `typed` is an answer that could not be saved.
    """

    row: Observacion
    place: str
    where: str
    seen: tuple[str, ...]
    changed: str
    proposed: tuple[str, ...]
    can_answer: bool
    can_accept: bool
    typed: str = ""
    error: str = ""

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return observation_anchor(self.row)

    @property
    def settled(self) -> bool:
        """Tell whether nothing is asked any more."""
        return self.row.status == ObservacionStatus.RESOLVED

    @property
    def waiting(self) -> bool:
        """Tell whether the área still owes an answer."""
        return self.row.status == ObservacionStatus.SENT


@dataclass(frozen=True)
class Observations:
    """The observations of one línea or section, by place."""

    items: tuple[ObservationView, ...] = ()
    places: Mapping[str, tuple[ObservationView, ...]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many the área still has to answer."""
        return sum(item.waiting for item in self.items)

    def at(self, place: str) -> tuple[ObservationView, ...]:
        """Return those of a place; of "" those that no part of the page takes."""
        return self.places.get(place, ())


def observation_anchor(row: Observacion) -> str:
    """Return the id of an observation's place on the page."""
    return f"observacion-{row.pk}"


def observation_url(row: Observacion) -> str:
    """Return where its área reads and answers an observation."""
    entrega, anchor = given(row.entrega), observation_anchor(row)
    if row.avance:
        return capture_url(entrega.trimestre, row.avance.linea_id, anchor)
    if row.seccion:
        return part_url(entrega.trimestre, row.seccion.key, anchor)
    return submission_url(entrega.trimestre, entrega.area.code, anchor)


def part_text(part: Part | None) -> str:
    """Return a part as the text that an observation remembers of it."""
    if isinstance(part, Bloque):
        if part.kind == BlockKind.TEXT:
            return part.html
        rows = "\n".join("\t".join(row) for row in part.rows)
        return "\n".join(text for text in (part.title, part.caption, rows, part.source) if text)
    if isinstance(part, Figura):
        return part.alt
    if isinstance(part, AvanceDeComponente):
        amount = "sin dato" if part.quantity is None else quantity_text(part.quantity)
        return amount if part.received is None else f"{amount} de {quantity_text(part.received)}"
    if isinstance(part, MarcaMensual):
        return f"{part.get_status_display()} {part.reason}".strip()
    return ""


def part_of(row: Observacion) -> Part | None:
    """Return the part that an observation names, None for the whole or for one that is gone."""
    return next((getattr(row, name) for name in PARTS if getattr(row, f"{name}_id")), None)


def changed_words(row: Observacion) -> str:
    """Say what happened since to what was observed; "" while it is as it was."""
    part = part_of(row)
    if part is None:
        return "Lo que se observó ya no está." if row.seen else ""
    block = part.bloque if isinstance(part, Figura) else part
    if isinstance(block, Bloque) and block.removed_at is not None:
        return "Lo que se observó se quitó."
    if part_text(part) == row.seen:
        return ""
    words = {Bloque: "El texto cambió", AvanceDeComponente: "La cantidad cambió"}
    if isinstance(part, Bloque) and part.kind != BlockKind.TEXT:
        return f"{'La tabla cambió' if part.kind == BlockKind.TABLE else 'El pie cambió'}."
    return f"{words.get(type(part), 'El dato cambió')}."


def observations_waiting(entrega: EntregaDeArea) -> NaturalKeyQuerySet[Observacion]:
    """Return the observations of a submission that its área did not answer."""
    return Observacion.objects.filter(entrega=entrega, status=ObservacionStatus.SENT)


def sent_observations() -> NaturalKeyQuerySet[Observacion]:
    """Return the observations of quarters that their área may read, with the part of each."""
    return (
        Observacion.objects.filter(programa=None)
        .exclude(status=ObservacionStatus.PENDING)
        .select_related(
            "bloque",
            "figura__bloque",
            "cantidad__componente",
            "marca__tarea",
            "created_by",
            "answered_by",
        )
        .order_by("sent_at", "pk")
    )


def observations_of(
    owner: AvanceTrimestral | Seccion | EntregaDeArea,
    *,
    can_answer: bool,
    can_edit: bool,
    typed: Typed | None = None,
) -> Observations:
    """Return what was observed in a línea's quarter or a section, in one query at most.

    Of a submission itself: what was observed in the months that its área reports outside its
    líneas.
    `can_answer` and `can_edit` tell what the person may do with it now. `typed` are answers that
    could not be saved.
    """
    if not isinstance(owner, Seccion) and owner.submitted_at is None:
        return Observations()  # nobody reviews what was never handed in
    if isinstance(owner, EntregaDeArea):
        rows = sent_observations().filter(entrega=owner, avance=None, seccion=None)
    else:
        name = "avance" if isinstance(owner, AvanceTrimestral) else "seccion"
        rows = sent_observations().filter(**{name: owner})
    start_month = given(owner.trimestre).programa.start_month
    return _grouped(
        _view(row, start_month, can_answer, can_edit, (typed or {}).get(row.pk, ("", "")))
        for row in rows
    )


def _grouped(views: Iterable[ObservationView]) -> Observations:
    """Return observations by place, those that wait for an answer first."""
    items = tuple(sorted(views, key=lambda view: (view.settled, not view.waiting)))
    places: dict[str, tuple[ObservationView, ...]] = {}
    for view in items:
        places[view.place] = (*places.get(view.place, ()), view)
    return Observations(items, places)


def _view(
    row: Observacion, start_month: int, can_answer: bool, can_edit: bool, typed: tuple[str, str]
) -> ObservationView:
    part = part_of(row)
    replaces = isinstance(part, Bloque) and part.kind == BlockKind.TEXT and not part.removed_at
    is_open = row.status in OPEN
    return ObservationView(
        row=row,
        place=_place(part),
        where=where_words(row, part, start_month),
        seen=text_lines(row.seen),
        changed=changed_words(row),
        proposed=text_lines(row.proposed),
        can_answer=can_answer and is_open,
        can_accept=can_answer
        and can_edit
        and is_open
        and replaces
        and bool(row.proposed)
        and not row.accepted_at,
        typed=typed[0],
        error=typed[1],
    )


def default_answer(row: Observacion) -> str:
    """Return what is answered without a word: that it was corrected, where it did change."""
    return CORRECTED if changed_words(row) else ""


def _place(part: Part | None) -> str:
    """Return the part's place on the capture page, "" where the page does not show it."""
    if part is None:
        return ""
    if isinstance(part, MarcaMensual):
        return "meses"
    block = part.bloque if isinstance(part, Figura) else part
    if isinstance(block, Bloque) and block.removed_at is not None:
        return ""
    if isinstance(part, Figura):
        return f"figura-{part.pk}"
    return f"{'bloque' if isinstance(part, Bloque) else 'cantidad'}-{part.pk}"


def where_words(row: Observacion, part: Part | None, start_month: int) -> str:
    """Return the words that name the part of an observation."""
    if isinstance(part, Bloque):
        return BlockKind(part.kind).label
    if isinstance(part, Figura):
        return f"Foto {part.order}"
    if isinstance(part, AvanceDeComponente):
        return f"Cantidad de {part.componente.unit}"
    if isinstance(part, MarcaMensual):
        month = month_name((start_month + part.month - 2) % 12 + 1)
        return f"{month}: {part.tarea.calendar_text or part.tarea.text}"
    if row.seen:
        return "Una parte que ya no está"
    if row.is_of_months:
        return MONTHS_OUTSIDE
    return "Toda la línea" if row.avance_id else "Toda la parte"


def observations_owed(user: User, debts: Iterable[Debts], today: date) -> tuple[Pending, ...]:
    """Return the observations that the person's áreas have not answered, by quarter; one query."""
    rows = (
        Observacion.objects.filter(
            status=ObservacionStatus.SENT,
            entrega__status=AvanceStatus.RETURNED,
            entrega__area__in=permissions.area_ids(user),
            entrega__trimestre__programa__in=[debt.programa.pk for debt in debts],
            entrega__trimestre__status=TrimestreStatus.OPEN,
        )
        .select_related(
            "entrega__area",
            "entrega__trimestre__programa__institucion",
            "seccion",
            "avance__linea__eje",
        )
        .order_by("avance__linea__eje__order", "avance__linea__order", "sent_at", "pk")
    )
    waiting: dict[int, list[Observacion]] = defaultdict(list)
    for row in rows:
        waiting[given(row.entrega_id)].append(row)
    return tuple(_pending(given(found[0].entrega), found, today) for found in waiting.values())


def _pending(row: EntregaDeArea, waiting: list[Observacion], today: date) -> Pending:
    """Return one thing to do: the observations of a quarter, the first of which it leads to."""
    count, first = len(waiting), waiting[0]
    noun = "observación" if count == 1 else "observaciones"
    quarter = quarter_name(row.trimestre.number)
    returned = long_date(timezone.localdate(row.returned_at))
    return Pending(
        kind="observations",
        number=row.trimestre.number,
        text=f"El Secretario Técnico dejó {count} {noun} en el {quarter}",
        url=observation_url(first),
        due_on=row.due_on,
        due_words=f"{due_words(row.due_on, today, row.due.note)}; devuelto el {returned}",
        late=days_late(row.due_on, today) > 0,
        action="Ver la observación" if count == 1 else "Ver la primera",
    )
