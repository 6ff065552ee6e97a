"""The windows of a programa: opening, deadlines, extensions, closing, reopening."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from programs.enums import AvanceStatus, NoticeKind, TrimestreStatus
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import (
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    Trimestre,
    User,
)
from programs.models.versions import came_before, require_version, save_version
from programs.permissions import can_keep_windows
from programs.reading.corte import trimestre_snapshot
from programs.reading.sealed import moment_text
from programs.reading.traces import quarter_traces
from programs.services.avisos import notices_close, notify
from programs.services.entrega import entrega_lock
from programs.services.ledger import ledger_append
from programs.transitions import CLOSED, OPEN
from programs.values.frozen import freeze, payload_hash
from programs.values.given import given
from programs.values.phrases import long_date
from programs.values.windows import why_closed
from programs.workflow import advance, require_text


def typed_name(trimestre: Trimestre) -> str:
    """Return what a person types to close a quarter, as "T2 2026"."""
    return str(trimestre)


def _record(
    action: str, trimestre: Trimestre, *, by: User, now: datetime, data: Mapping[str, object]
) -> None:
    ledger_append(
        trimestre.programa.institucion_id,
        action=action,
        subject=str(trimestre),
        by=by,
        now=now,
        data={"trimestre": trimestre.pk, **data},
    )


@transaction.atomic
def trimestre_open(
    pk: int, *, due_on: date | None, by: User, now: datetime, version: int | None = None
) -> Trimestre:
    """Open the capture of a quarter with its deadline, and tell those who capture."""
    trimestre = quarter_lock(pk=pk)
    if came_before(trimestre, version, status=OPEN, due_on=due_on):
        return trimestre
    if due_on is None:
        raise DomainError("Escriba la fecha límite.")
    _require_later(due_on, trimestre)
    advance("trimestre_open", trimestre, by=by, now=now, version=version, due_on=due_on)
    _record("trimestre_open", trimestre, by=by, now=now, data={"due_on": due_on.isoformat()})
    notify(NoticeKind.OPENED, trimestre, now=now, due=long_date(due_on))
    return trimestre


@transaction.atomic
def trimestre_move(
    pk: int, *, due_on: date | None, by: User, now: datetime, version: int | None = None
) -> Trimestre:
    """Move the deadline of a quarter that is not closed; while it is open, tell who captures."""
    trimestre = quarter_lock(pk=pk)
    _require_windows(trimestre, by)
    if came_before(trimestre, version, due_on=due_on):
        return trimestre
    require_version(trimestre, version, ("due_on",))
    if trimestre.status == TrimestreStatus.CLOSED:
        raise Locked(why_closed(trimestre))
    if due_on is None:
        raise DomainError("Escriba la fecha límite.")
    _require_later(due_on, trimestre)
    before = trimestre.due_on
    trimestre.due_on = due_on
    save_version(trimestre, by=by, fields=["due_on"])
    _record(
        "trimestre_move",
        trimestre,
        by=by,
        now=now,
        data={"before": before and before.isoformat(), "after": due_on.isoformat()},
    )
    if trimestre.status == TrimestreStatus.OPEN and due_on != before:
        notices_close("trimestre_move", pk, now=now, with_months=False)
        notify(NoticeKind.MOVED, trimestre, now=now, due=long_date(due_on))
    return trimestre


@transaction.atomic
def entrega_extend(
    *,
    trimestre_pk: int,
    area_pk: int,
    until: date | None,
    reason: str,
    by: User,
    now: datetime,
    version: int | None = None,
) -> EntregaDeArea:
    """Give one área more days, with a reason and an end, and tell its people.

    `version` is that of the área's submission, `FIRST_VERSION` where there was none.
    """
    entrega = entrega_lock(trimestre_pk, area_pk)
    trimestre = entrega.trimestre
    _require_windows(trimestre, by)
    same = {"extended_to": until, "extended_by": by, "extension_reason": reason.strip()}
    if came_before(entrega, version, **same):
        return entrega
    require_version(entrega, version, ("extended_to",))
    if why_closed(trimestre):
        raise Locked(why_closed(trimestre))
    if until is None:
        raise DomainError("Escriba hasta qué día es la prórroga.")
    if trimestre.due_on and until <= trimestre.due_on:
        raise DomainError(f"La prórroga va después del {long_date(trimestre.due_on)}.")
    entrega.extended_to, entrega.extended_by = until, by
    entrega.extension_reason = require_text(reason, "el motivo de la prórroga")
    fields = ["extended_to", "extended_by", "extension_reason"]
    save_version(entrega, by=by, fields=fields, reason="Prórroga")
    data = {"area": entrega.area.code, "until": until.isoformat(), "reason": reason.strip()}
    _record("entrega_extend", trimestre, by=by, now=now, data=data)
    notices_close("entrega_extend", trimestre_pk, area_pk=area_pk, now=now)
    notify(NoticeKind.EXTENDED, entrega, now=now, due=long_date(given(entrega.due_on)))
    return entrega


@transaction.atomic
def trimestre_close(
    pk: int,
    *,
    typed: str,
    missing_reason: str,
    by: User,
    now: datetime,
    version: int | None = None,
) -> Corte:
    """Close a quarter and store its `Corte`: from then every write path refuses.

    `typed` is the quarter's name, since closing locks it. What is not validated needs a reason.
    """
    trimestre = quarter_lock(pk=pk)
    if came_before(trimestre, version, status=CLOSED, closed_by=by):
        return trimestre.cortes.latest("number")
    require_version(trimestre, version, ("status",))
    if " ".join(typed.split()).upper() != typed_name(trimestre):
        raise DomainError(f"Para cerrar escriba {typed_name(trimestre)}.")
    missing = not_validated(trimestre)
    reason = missing_reason.strip()
    if missing and not reason:
        raise DomainError(
            f"Faltan {missing} líneas por validar. Escriba por qué se cierra sin ellas."
            if missing > 1
            else "Falta una línea por validar. Escriba por qué se cierra sin ella."
        )
    advance("trimestre_close", trimestre, by=by, now=now)
    kept_reason = reason if missing else ""
    payload = freeze(
        trimestre_snapshot(trimestre, today=timezone.localdate(now), missing_reason=kept_reason)
    )
    corte = Corte.objects.create(
        trimestre=trimestre,
        number=trimestre.cortes.count() + 1,
        payload=payload,
        sha256=payload_hash(payload),
        made_at=now,
        made_by=by,
        missing_reason=kept_reason,
    )
    notices_close("trimestre_close", pk, now=now)
    data = closing_data(corte, missing=missing, reason=reason)
    _record("trimestre_close", trimestre, by=by, now=now, data=data)
    notify(NoticeKind.CLOSED, trimestre, now=now)
    return corte


def closing_data(corte: Corte, *, missing: int, reason: str) -> dict[str, object]:
    """Return what the act of a closing keeps, beside its quarter, once its corte is stored."""
    return {
        "corte": corte.number,
        "sha256": corte.sha256,
        "made_at": moment_text(corte.made_at),
        "missing": missing,
        "reason": reason,
        "traces": quarter_traces(corte.trimestre),
    }


def not_validated(trimestre: Trimestre) -> int:
    """Return how many quarter entries are not validated."""
    rows = AvanceTrimestral.objects.filter(trimestre=trimestre)
    return rows.exclude(status=AvanceStatus.VALIDATED).count()


@transaction.atomic
def trimestre_reopen(
    pk: int, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Trimestre:
    """Open a closed quarter again, with a reason, and tell who captures.

    Its earlier cortes stay as they are; what was said of the closing is said no more.
    """
    trimestre = quarter_lock(pk=pk)
    reason = require_text(reason, "por qué se reabre el trimestre")
    if came_before(trimestre, version, status=OPEN, reopened_by=by, reopen_reason=reason):
        return trimestre
    # Said first in the ledger: the database lets a closed quarter open only after its act.
    _record("trimestre_reopen", trimestre, by=by, now=now, data={"reason": reason})
    advance("trimestre_reopen", trimestre, by=by, now=now, version=version, reopen_reason=reason)
    notices_close("trimestre_reopen", pk, now=now)
    notify(NoticeKind.REOPENED, trimestre, now=now, reason=" ".join(reason.split()))
    return trimestre


def _require_windows(trimestre: Trimestre, by: User) -> None:
    if not can_keep_windows(by, trimestre.programa.institucion):
        raise Locked("Las fechas las mueve Planeación.")


def _require_later(due_on: date, trimestre: Trimestre) -> None:
    if due_on <= trimestre.ends_on:
        raise DomainError(f"La fecha límite va después del {long_date(trimestre.ends_on)}.")
