"""Hechos of a línea's quarter: to add, change, paste and take away, and in which líneas they count.

Every save locks the quarter and then the entries of the líneas in which the hecho counts, and the
quantities that follow of it are written in the same transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from programs.errors import EXPIRED, Conflict, DomainError, Locked
from programs.getters import quarter_lock
from programs.models import AvanceTrimestral, Hecho, HechoEnLinea, TipoDeHecho, Trimestre, User
from programs.models.versions import require_version, save_version
from programs.permissions import can_capture_for
from programs.reading.hechos import known_names
from programs.reading.locks import why_area_locked
from programs.received.hecho_rows import read_hechos
from programs.services.captura import WHY_NOT, avance_lock, capturable, ready_undo
from programs.services.desglose import hechos_changed
from programs.services.rows import States, row_changed, rows_imported, rows_read
from programs.values.hechos.hecho import KnownNames, told_by
from programs.values.hechos.moves import Moved, moves_code
from programs.values.hechos.room import why_no_room
from programs.values.quoted import in_quotes
from programs.values.windows import why_closed

FIELDS = ("name", "day", "values")
# What the texts of a row name.
PLACE = ("institucion", "area", "trimestre__programa__institucion", "kind")
LINK_PLACE = ("hecho", "linea__eje__programa__institucion")
NO_KIND = "Ese tipo de hecho ya no está en uso. Elija otro."
GONE = "Alguien quitó este hecho mientras usted lo veía. Su historial se conserva."
SENT_BEFORE = (
    "Lo de este formulario ya se registró, y ahora dice otra cosa. No se guardó este envío. "
    "Pulse «Revisar de nuevo» para ver qué falta. Lo ya registrado se corrige en cada hecho."
)
ELSEWHERE = "Ese hecho es de otra área o de otro trimestre."
MOVED_MEANWHILE = (
    "La cantidad cambió mientras usted elegía. Revise a cuánto pasaría y elija otra vez."
)
TWICE = "{name} ya está registrado con esa fecha. Si también sirve a esta línea, cuéntelo aquí."


class SentBefore(DomainError):
    """The form of a paste was used, and what comes with it now is something else."""


@dataclass(frozen=True)
class HechoData:
    """What a form says of a hecho: the key of its kind, its name, its day and its fields' texts."""

    kind: str
    name: str
    day: date
    values: Mapping[str, str]


@transaction.atomic
def hecho_add(
    avance_pk: int, *, key: str, data: HechoData, counts: bool, by: User, now: datetime
) -> Hecho:
    """Record a hecho of a línea's quarter, and whether it counts in the línea.

    `key` comes with the form: a second send adds no other. Raises `DomainError` for a hecho that
    the área recorded before.
    """
    avance = avance_lock(avance_pk, by=by)
    found = Hecho.objects.filter(key=key).select_related("kind").first()
    if found:
        place = (found.trimestre_id, found.area_id)
        same = place == (avance.trimestre_id, avance.linea.area_id) and _says(found) == data
        here = found.enlaces.filter(linea=avance.linea_id, counts=counts)
        if not (same and here.exists()):
            raise DomainError(EXPIRED)  # the same form, with something else said in it
        return found
    kind = _kind(avance.trimestre, data.kind)
    _require_alone(data, known_names(avance.trimestre_id, avance.linea.area_id, kind.key))
    room_check(avance, 1)
    hecho = _new(avance, kind, key, data)
    hecho.full_clean(exclude=_links(), validate_unique=False, validate_constraints=False)
    hecho._history_user = by
    hecho.save(force_insert=True)
    link = HechoEnLinea(hecho=hecho, linea_id=avance.linea_id, counts=counts)
    link._history_user = by
    link.save(force_insert=True)
    _counted_again(avance.trimestre, [avance], by=by)
    row_changed({}, _told(hecho.pk), by=by, now=now)
    return hecho


@transaction.atomic
def hecho_update(
    pk: int, *, data: HechoData, by: User, version: int | None, now: datetime
) -> Hecho:
    """Change what a hecho says; its kind stays. Every línea in which it counts follows."""
    hecho, entries = hecho_lock(pk, by=by)
    wanted: dict[str, Any] = {"name": data.name, "day": data.day, "values": dict(data.values)}
    if all(getattr(hecho, name) == value for name, value in wanted.items()):
        return hecho  # sent twice, or nothing changed
    _require_version(hecho, version)
    known = known_names(hecho.trimestre_id, hecho.area_id, hecho.kind.key, without=[hecho.pk])
    _require_alone(data, known)
    before = _told(hecho.pk)
    for name, value in wanted.items():
        setattr(hecho, name, value)
    save_version(hecho, by=by, fields=list(FIELDS))
    _counted_again(hecho.trimestre, entries, by=by)
    row_changed(before, _told(hecho.pk), by=by, now=now)
    return hecho


@transaction.atomic
def hecho_remove(pk: int, *, by: User, version: int | None, now: datetime) -> None:
    """Take a hecho away from every línea; its history and the ledger keep what it said."""
    hecho, entries = hecho_lock(pk, by=by)
    _require_version(hecho, version)
    before = _told(hecho.pk)
    for link in hecho.enlaces.all():
        link._history_user = by
        link.delete()
    hecho._history_user = by
    trimestre = hecho.trimestre
    hecho.delete()
    _counted_again(trimestre, entries, by=by)
    row_changed(before, {}, by=by, now=now)


@transaction.atomic
def hecho_link(
    avance_pk: int,
    hecho_pk: int,
    *,
    counts: bool,
    by: User,
    now: datetime,
    agreed: str | None = None,
) -> tuple[Moved, ...]:
    """Say whether a hecho of the área counts in a línea of the quarter; tell what moved with it.

    `agreed` is the code of the change of quantities that the person was told before (`moves_code`):
    nothing is saved where it would be another one. None is a caller that told nobody.

    A línea may pass to another área with hechos of the one before: whoever captures it now may say
    that they do not count, and their own área then changes them. Raises `DomainError` for any
    other hecho of another área, and for one of another quarter.
    """
    avance = avance_lock(avance_pk, by=by)
    hecho = Hecho.objects.select_for_update(of=("self",)).filter(pk=hecho_pk).first()
    if hecho is None:
        traces = Hecho.history.filter(id=hecho_pk, area=avance.linea.area_id)
        here = traces.filter(trimestre=avance.trimestre_id).exists()
        raise DomainError(GONE if here else ELSEWHERE)
    if hecho.trimestre_id != avance.trimestre_id:
        raise DomainError(ELSEWHERE)
    link = hecho.enlaces.filter(linea=avance.linea_id).first()
    if hecho.area_id != avance.linea.area_id and (counts or link is None):
        raise DomainError(ELSEWHERE)
    if link and link.counts == counts:
        return ()  # sent twice
    before = _told(hecho.pk)
    link = link or HechoEnLinea(hecho=hecho, linea_id=avance.linea_id)
    link.counts = counts
    link._history_user = by
    link.save()
    moved = _counted_again(avance.trimestre, [avance], by=by)
    if agreed is not None and agreed != moves_code(moved):
        raise DomainError(MOVED_MEANWHILE)
    row_changed(before, _told(hecho.pk), by=by, now=now)
    return moved


@transaction.atomic
def hechos_paste(
    avance_pk: int,
    text: str,
    *,
    kind_key: str,
    token: str,
    by: User,
    now: datetime,
    leave_out: bool = False,
) -> list[Hecho]:
    """Record every hecho of a paste, all counting in the línea, or none of them.

    `token` comes with the form: a second send adds nothing, and raises `SentBefore` where its rows
    say something else than those recorded. With `leave_out` rows of hechos that are there already
    are passed over. Raises `PasteProblem` with a sentence for each row that cannot be used, one
    below the other.
    """
    avance = avance_lock(avance_pk, by=by)
    if not token:
        raise DomainError(EXPIRED)
    start = f"pegado-{avance_pk}-{token}-"
    sent = list(Hecho.objects.filter(key__startswith=start).select_related("kind").order_by("pk"))
    kind = _kind(avance.trimestre, kind_key)
    # A second send is read as the first one was: what it recorded was not there yet.
    known = known_names(
        avance.trimestre_id, avance.linea.area_id, kind.key, without=[hecho.pk for hecho in sent]
    )
    rows = read_hechos(text, kind.value, known).usable(leave_out=leave_out)
    said = [HechoData(kind.key, row.name, row.day, row.values) for row in rows]
    if sent:
        if [_says(hecho) for hecho in sent] != said:
            raise SentBefore(SENT_BEFORE)
        return sent
    room_check(avance, len(rows))
    new = [
        _new(avance, kind, f"{start}{row.number}", data)
        for row, data in zip(rows, said, strict=True)
    ]
    for hecho in new:
        hecho.full_clean(exclude=_links(), validate_unique=False, validate_constraints=False)
    made = bulk_create_with_history(new, Hecho, default_user=by)
    bulk_create_with_history(
        [HechoEnLinea(hecho=hecho, linea_id=avance.linea_id, counts=True) for hecho in made],
        HechoEnLinea,
        default_user=by,
    )
    _counted_again(avance.trimestre, [avance], by=by)
    stored = Hecho.objects.filter(key__startswith=start).select_related(*PLACE)
    states = rows_read(stored.order_by("pk"))
    rows_imported(
        f"Hechos: {kind.plural}", [({}, each) for each in states.values()], by=by, now=now
    )
    return made


def room_check(avance: AvanceTrimestral, more: int) -> None:
    """Refuse more hechos than the área of an entry records in its quarter; in one query."""
    there = Hecho.objects.filter(trimestre=avance.trimestre_id, area=avance.linea.area_id)
    if why := why_no_room(there.count(), more):
        raise DomainError(why)


def hecho_lock(pk: int, *, by: User) -> tuple[Hecho, list[AvanceTrimestral]]:
    """Lock and return a hecho that the person may change, and the entries in which it counts.

    Raises `Locked` where the área or one of those entries is not in the person's hands, and
    `DomainError` where somebody took it away meanwhile.
    """
    rows = Hecho.objects.select_for_update(of=("self",)).select_related("area", "kind")
    try:
        trimestre = quarter_lock(hechos=pk)
        hecho = rows.get(pk=pk)  # somebody may take it away while its quarter is waited for
    except (Trimestre.DoesNotExist, Hecho.DoesNotExist):
        raise DomainError(GONE) from None
    hecho.trimestre = trimestre
    hecho_check(hecho, by=by)
    entries = (
        AvanceTrimestral.objects.select_for_update(of=("self",))
        .select_related("linea__area", "linea__eje")
        .filter(trimestre=trimestre, linea__hechos__hecho=hecho, linea__hechos__counts=True)
        .order_by("pk")
    )
    return hecho, [capturable(row, trimestre, by=by) for row in entries]


def _require_version(hecho: Hecho, version: int | None) -> None:
    """Refuse a save that did not read the hecho as it stands; what it says is told in words."""
    try:
        require_version(hecho, version, ("name", "day"))
    except Conflict as conflict:
        conflict.theirs["values"] = hecho.get_values_display()
        raise


def hecho_check(hecho: Hecho, *, by: User) -> None:
    """Refuse, before anything that was sent is looked at, who may not change a hecho."""
    if not (by.is_superuser or can_capture_for(by, hecho.area)):
        raise Locked(f"Este hecho lo registra {hecho.area.name}.")
    trimestre = hecho.trimestre
    if locked := why_closed(trimestre) or why_area_locked(trimestre.pk, hecho.area_id):
        raise Locked(locked)


def why_hecho_locked(hecho: Hecho) -> str:
    """Return why nobody changes a hecho now, "" while it may be: one that counts is held by each
    línea in which it does. In two queries.
    """
    trimestre = hecho.trimestre
    if locked := why_closed(trimestre) or why_area_locked(trimestre.pk, hecho.area_id):
        return locked
    rows = AvanceTrimestral.objects.filter(
        trimestre=trimestre, linea__hechos__hecho=hecho, linea__hechos__counts=True
    )
    statuses = rows.order_by("pk").values_list("status", flat=True)
    return next((WHY_NOT[status] for status in statuses if status in WHY_NOT), "")


def _says(hecho: Hecho) -> HechoData:
    """Return what a hecho says, as the form that recorded it said it."""
    return HechoData(hecho.kind.key, hecho.name, hecho.day, hecho.values)


def _require_alone(data: HechoData, known: KnownNames[str]) -> None:
    """Refuse a hecho that its área recorded before."""
    if known.find(told_by(data.kind, data.name, data.day, data.values)):
        raise ValidationError({"name": TWICE.format(name=in_quotes(data.name))})


def _kind(trimestre: Trimestre, key: str) -> TipoDeHecho:
    kinds = TipoDeHecho.objects.filter(institucion=trimestre.programa.institucion_id, active=True)
    kind = kinds.filter(key=key).first()
    if kind is None:
        raise DomainError(NO_KIND)
    return kind


def _new(avance: AvanceTrimestral, kind: TipoDeHecho, key: str, data: HechoData) -> Hecho:
    return Hecho(
        institucion_id=avance.trimestre.programa.institucion_id,
        area_id=avance.linea.area_id,
        trimestre_id=avance.trimestre_id,
        kind=kind,
        key=key,
        name=data.name,
        day=data.day,
        values=dict(data.values),
    )


def _told(pk: int) -> States:
    """Return a hecho and its líneas as the ledger tells them, in two queries."""
    rows = Hecho.objects.filter(pk=pk).select_related(*PLACE)
    links = HechoEnLinea.objects.filter(hecho=pk).order_by("pk").select_related(*LINK_PLACE)
    found: States = {}
    for states in (*rows_read(rows).values(), *rows_read(links).values()):
        found |= states
    return found


def _links() -> list[str]:
    return [field.name for field in Hecho._meta.fields if field.is_relation]


def _counted_again(
    trimestre: Trimestre, entries: Sequence[AvanceTrimestral], *, by: User
) -> tuple[Moved, ...]:
    """Write the quantities that follow of hechos in these entries, which are lista no more."""
    moved = hechos_changed(trimestre, [entry.linea_id for entry in entries], by=by)
    for entry in entries:
        ready_undo(entry, by=by)
    return moved
