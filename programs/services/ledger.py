"""The ledger of an institution: appending an act to its chain, and verifying the chain."""

import json
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from programs.models import AuditEntry, Institucion, LedgerHead, User
from programs.reading.paged import rows_paged
from programs.values.chain import START

SYSTEM = "sistema"
# Rows of [field, before, after].
Changes = list[list[str]]


@dataclass(frozen=True)
class Verdict:
    """What a verification found: how many acts, the head of the chain, and what is not right.

    `faults` say, each in a sentence, where and what; `notes` what is odd and proves nothing.
    """

    count: int
    head: str
    faults: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def problem(self) -> str:
        """The first fault, "" where there is none."""
        return self.faults[0] if self.faults else ""


def ledger_append(
    institucion_id: int,
    *,
    action: str,
    subject: str,
    by: User | None,
    now: datetime,
    data: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Append one act to an institution's chain, inside the transaction of the act itself.

    Locks the institution's row, so that two acts at once follow one another instead of forking
    the chain (`reliability` 1.4). The lock leaves the row's key free: rows that only refer to the
    institution are not held up. It is always the last lock that a transaction takes.

    The moment of an act is taken before it waits for the lock, so who is written second may have
    begun first: their act takes the moment of the one before it, and the dates never go back.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("ledger_append needs the transaction of its act.")
    institucion = ledger_lock(institucion_id)
    last = AuditEntry.objects.filter(institucion=institucion).order_by("-number").first()
    entry = AuditEntry(
        institucion=institucion,
        slug=institucion.slug,
        number=last.number + 1 if last else 1,
        at=max(now, last.at) if last else now,
        actor=by.get_username() if by else SYSTEM,
        actor_name=str(by) if by else SYSTEM,
        action=action,
        subject=subject[:300],
        data=dict(data or {}),
        previous=last.hash if last else START,
    )
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    return entry


def ledger_lock(institucion_id: int) -> Institucion:
    """Lock an institution's row as its ledger is locked, for who numbers what the act will name.

    From then nothing but acts and rows that only refer to the institution is written.
    """
    return Institucion.objects.select_for_update(no_key=True).get(pk=institucion_id)


def ledgers_of(institutions: Iterable[int], *, superuser: bool) -> list[int]:
    """Return, in the order of their locks, the institutions whose ledger tells of a person.

    They are those for which the person acts; of a superuser all, since they reach all.
    """
    return sorted(Institucion.objects.values_list("pk", flat=True) if superuser else institutions)


def ledger_verify(
    institucion: Institucion,
    anchors: Iterable[tuple[int, str]] = (),
    *,
    seen: Callable[[AuditEntry], None] | None = None,
) -> Verdict:
    """Walk the whole chain and name every act that is not as it was written.

    The order of the acts is that of their numbers: a date before that of the act before it is a
    note, since the clock of a computer may be put back. `anchors` are (number, hash) pairs taken
    from printed receipts: they show a cut tail, and a chain that someone computed anew. A hash may
    be given by its first 8 characters or more. `seen` is told of each act on the way.
    """
    expected = dict(anchors)
    faults: list[str] = []
    notes: list[str] = []
    before: AuditEntry | None = None
    count = 0
    rows = AuditEntry.objects.filter(institucion=institucion)
    for entry in rows_paged(rows, 2000, by="number"):
        count += 1
        faults += _faults_of(entry, before, expected.get(entry.number, ""))
        expected.pop(entry.number, None)
        if before and entry.at < before.at:
            notes.append(
                f"Acto {entry.number}: su fecha, {timezone.localtime(entry.at):%d/%m/%Y %H:%M}, es "
                "anterior a la del acto que le precede. El reloj estuvo atrasado."
            )
        if seen:
            seen(entry)
        before = entry
    faults += _head_faults(institucion, before)
    faults += [f"Acto {number}: no está en el libro." for number in sorted(expected)]
    return Verdict(count, before.hash if before else START, tuple(faults), tuple(notes))


def _faults_of(entry: AuditEntry, before: AuditEntry | None, anchor: str) -> list[str]:
    """Return what is wrong with an act, in sentences."""
    faults = []
    wanted = before.number + 1 if before else 1
    if entry.number != wanted:
        faults.append(_missing(wanted, entry.number - 1))
    elif entry.previous != (before.hash if before else START):
        faults.append(f"Acto {entry.number}: no sigue al acto anterior.")
    if entry.computed_hash() != entry.hash:
        faults.append(f"Acto {entry.number}: su contenido cambió.")
    if anchor and (len(anchor) < 8 or not entry.hash.startswith(anchor.lower())):
        faults.append(f"Acto {entry.number}: no coincide con la huella impresa.")
    return faults


def _head_faults(institucion: Institucion, last: AuditEntry | None) -> list[str]:
    """Compare the end of the chain with what the database counted while it was written."""
    head = LedgerHead.objects.filter(institucion=institucion).first()
    if head is None:
        return ["Libro: falta la cuenta de sus actos, que lleva la base."] if last else []
    number = last.number if last else 0
    if number < head.number:
        return [_missing(number + 1, head.number)]
    if number > head.number:
        return [f"Actos {head.number + 1} a {number}: la base no los contó al escribirse."]
    if last and last.hash != head.hash:
        return [f"Acto {number}: no es el último que la base contó."]
    return []


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Acto {first}: falta."
    return f"Actos {first} a {last}: faltan."


def field_texts(row: Model, without: Container[str] = ()) -> dict[str, str]:
    """Return {label of a field: its value in words} of a row, but for the fields `without`.

    A link costs a query where its row was not fetched.
    """
    return {
        str(field.verbose_name): _text(row, field.name)
        for field in row._meta.concrete_fields
        if field.name not in without
    }


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return the [label, before, after] of what differs, in the order of the fields."""
    labels = dict.fromkeys([*after, *before])
    return [
        [label, before.get(label, ""), after.get(label, "")]
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]


def _text(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
