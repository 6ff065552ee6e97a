"""The hash that links an act of the ledger to the one before it. No database."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

# What the first act of a chain names as the hash before it.
START = "0" * 64


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

    `institucion` is the slug that the institution had when the act was written. The values are
    written as JSON with sorted keys, the moment in UTC to the microsecond, so that both databases
    and any later version give the same bytes.
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
