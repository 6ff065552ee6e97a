"""Purging evidence whose term is over, by an act of the ledger that names every file.

The file goes; its row stays, with its name and its hash, and the act tells that it was purged and
not lost. The act is written first: one that is killed before the files went is finished by the next
run.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from programs.enums import AuditAction
from programs.keeping.named import names_in_text, purged_names, texts_of
from programs.models import Corte, Evidencia, Institucion
from programs.services.ledger import ledger_append, ledger_lock
from programs.values.retention import Kept, may_go

# Of one act.
MOST_FILES = 500
# A key or a hash, wherever it stands in a text.
_HEX = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True)
class Purgeable:
    """A received file that may go: its row, and the names of its files in the storage."""

    row: Evidencia
    names: tuple[str, ...]


# What other apps issued of an institution, as texts that cite files by key or by hash.
_CITING: list[Callable[[Institucion], Iterable[str]]] = []


def cited_also(texts: Callable[[Institucion], Iterable[str]]) -> None:
    """Have every purge keep what the documents of another app cite."""
    if texts not in _CITING:
        _CITING.append(texts)


def purgeable(institucion: Institucion, now: datetime) -> list[Purgeable]:
    """Return what may be purged of an institution today, in the order in which it came."""
    years, hold = institucion.evidence_years, institucion.legal_hold
    if years is None or hold.strip():
        return []
    cited = {
        word for texts in _CITING for text in texts(institucion) for word in _HEX.findall(text)
    }
    printed = {name for _, text in texts_of(Corte, "payload") for name in names_in_text(text)}
    gone = purged_names()
    rows = Evidencia.objects.filter(institucion=institucion).order_by("uploaded_at", "pk")
    found = []
    for row in rows.select_related("avance__trimestre__programa").prefetch_related("figuras"):
        names = (row.original.name or "", *(copy["name"] for copy in row.renditions))
        if gone.issuperset(names):
            continue
        kept = Kept(
            since=_last_use(row),
            cited=not cited.isdisjoint((row.key, row.sha256)),
            printed=bool(row.figuras.all()) or not printed.isdisjoint(names),
        )
        if may_go(kept, years=years, hold=hold, today=timezone.localdate(now)):
            found.append(Purgeable(row, names))
    return found


def purge(institucion: Institucion, now: datetime) -> list[Purgeable]:
    """Purge what may go, and return it: an act of the ledger, then the files.

    Looks again under the lock of the ledger, so that what was issued meanwhile stays. Raises
    OSError where the storage refuses; the next run finishes.
    """
    with transaction.atomic():
        found = purgeable(ledger_lock(institucion.pk), now)
        for start in range(0, len(found), MOST_FILES):
            ledger_append(
                institucion.pk,
                action=AuditAction.EVIDENCE_PURGE,
                subject=f"{institucion}: serie {institucion.evidence_series or 'sin clave'}",
                by=None,
                now=now,
                data={
                    "years": institucion.evidence_years,
                    "files": [_told(each) for each in found[start : start + MOST_FILES]],
                },
            )
    for name in purged_names():
        if default_storage.exists(name):
            default_storage.delete(name)
    return found


def _told(each: Purgeable) -> dict[str, object]:
    """Return what an act says of a file."""
    row = each.row
    return {
        "key": row.key,
        "name": row.original_name,
        "size": row.size,
        "sha256": row.sha256,
        "stored": list(each.names),
    }


def _last_use(row: Evidencia) -> date:
    """Return the last day of the exercise that a file backs, or the one on which it came."""
    came = timezone.localdate(row.uploaded_at)
    if row.avance is None:
        return came
    return max(came, row.avance.trimestre.programa.month_start(13) - timedelta(days=1))
