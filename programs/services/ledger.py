"""The ledger of an institution: appending an act to its chain, and verifying the chain."""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Model

from programs.models import AuditEntry, Institucion, User

START = "0" * 64
SYSTEM = "sistema"
# Rows of [field, before, after].
Changes = list[list[str]]


@dataclass(frozen=True)
class Verdict:
    """What a verification found: how many acts, the head, and the first bad one ("" if none)."""

    count: int
    head: str
    number: int | None
    problem: str


def entry_hash(
    *,
    institucion: str,
    number: int,
    at: datetime,
    actor: str,
    actor_name: str,
    action: str,
    subject: str,
    data: Mapping[str, object],
    previous: str,
) -> str:
    """Return the SHA-256, in hexadecimal, of an act and of the hash before it.

    The values are written as JSON with sorted keys, the moment in UTC to the microsecond, so that
    both databases and any later version give the same bytes.
    """
    values = {
        "institucion": institucion,
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "actor_name": actor_name,
        "action": action,
        "subject": subject,
        "data": data,
        "previous": previous,
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


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
    institucion = Institucion.objects.select_for_update(no_key=True).get(pk=institucion_id)
    last = AuditEntry.objects.filter(institucion=institucion).order_by("-number").first()
    entry = AuditEntry(
        institucion=institucion,
        number=last.number + 1 if last else 1,
        at=max(now, last.at) if last else now,
        actor=by.get_username() if by else SYSTEM,
        actor_name=str(by) if by else SYSTEM,
        action=action,
        subject=subject[:300],
        data=dict(data or {}),
        previous=last.hash if last else START,
    )
    entry.hash = _hash_of(institucion, entry)
    entry.save(force_insert=True)
    return entry


def _hash_of(institucion: Institucion, entry: AuditEntry) -> str:
    return entry_hash(
        institucion=institucion.slug,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        actor_name=entry.actor_name,
        action=entry.action,
        subject=entry.subject,
        data=entry.data,
        previous=entry.previous,
    )


def ledger_verify(institucion: Institucion, anchors: Iterable[tuple[int, str]] = ()) -> Verdict:
    """Walk the whole chain and name the first act that is not as it was written.

    `anchors` are (number, hash) pairs taken from printed receipts: they show a cut tail, and a
    chain that someone computed anew. A hash may be given by its first 8 characters or more.
    """
    expected = dict(anchors)
    previous, number = START, 0
    at: datetime | None = None
    rows = AuditEntry.objects.filter(institucion=institucion).order_by("number")
    for entry in rows.iterator(chunk_size=2000):
        number += 1
        problem = _problem(institucion, entry, number, previous, at, expected)
        if problem:
            return Verdict(number - 1, previous, number, problem)
        previous, at = entry.hash, entry.at
    beyond = sorted(wanted for wanted in expected if wanted > number or wanted < 1)
    if beyond:
        return Verdict(number, previous, beyond[0], "falta: el libro termina antes")
    return Verdict(number, previous, None, "")


def _problem(
    institucion: Institucion,
    entry: AuditEntry,
    number: int,
    previous: str,
    at: datetime | None,
    anchors: Mapping[int, str],
) -> str:
    """Return what is wrong with an act, or ""."""
    if entry.number != number:
        return "falta"
    if entry.previous != previous:
        return "no sigue al acto anterior"
    digest = _hash_of(institucion, entry)
    if digest != entry.hash:
        return "su contenido cambió"
    if at is not None and entry.at < at:
        return "su fecha es anterior a la del acto que le precede"
    anchor = anchors.get(number)
    if anchor is not None and (len(anchor) < 8 or not digest.startswith(anchor.lower())):
        return "no coincide con la huella impresa"
    return ""


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
