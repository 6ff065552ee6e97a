"""Adecuación: one act of Planeación that changes an approved programa from a quarter on."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from programs import permissions
from programs.enums import AuditAction, ProgramaStatus
from programs.errors import DomainError, Locked
from programs.getters import quarters_lock
from programs.models import Adecuacion, Programa, User
from programs.models.versions import save_version
from programs.reading.corte import programa_snapshot
from programs.received.signs import clean_text
from programs.selectors.estructura import why_quarter_closed
from programs.services.changing import Writer
from programs.services.ledger import ledger_append
from programs.services.programa import programa_complete
from programs.values.adjusting import Adjustment, Grounds
from programs.values.given import given
from programs.values.modified import Version, versions

CHANGED_MEANWHILE = (
    "El programa cambió mientras usted escribía. Compare de nuevo lo que va a cambiar y confirme."
)
NOTHING = "Escriba al menos un cambio: una meta, una línea o los meses de una tarea."
NOT_APPROVED = (
    "El programa todavía no se aprueba: cambie su estructura directamente. "
    "La adecuación es para lo aprobado."
)


@transaction.atomic
def programa_adjust(
    pk: int, adjustment: Adjustment, *, by: User, now: datetime, version: int | None = None
) -> Adecuacion:
    """Change an approved programa from a quarter on, all of it or nothing.

    `version` is that of the programa which the person compared. Raises `Locked` for who does not
    keep the structure and for a quarter that is closed, `DomainError` for a programa that is not
    approved or changed meanwhile, and `ValidationError` with the sentences of what cannot be, by
    field: those of `Grounds`, and `linea-3`, `tarea-5` or `nueva-1` for a change.
    """
    programa = (
        Programa.objects.select_for_update(of=("self",)).select_related("institucion").get(pk=pk)
    )
    if not permissions.can_keep_structure(by, programa.institucion):
        raise Locked("Las adecuaciones las registra Planeación.")
    if programa.status != ProgramaStatus.APPROVED:
        raise DomainError(NOT_APPROVED)
    grounds = adjustment.grounds
    if version is not None and version != programa.version:
        if made := _already_made(programa, grounds, version, by):
            return made
        raise DomainError(CHANGED_MEANWHILE)
    quarters = quarters_lock(programa, range(1, 5))
    _require_grounds(grounds, now)
    closed = (row for number, row in quarters.items() if number >= grounds.from_quarter)
    if why := why_quarter_closed(closed):
        raise ValidationError({"from_quarter": [why]})
    adecuacion = Adecuacion.objects.create(
        programa=programa,
        number=programa.adecuaciones.count() + 1,
        agreement=clean_text(grounds.agreement).strip(),
        session=clean_text(grounds.session).strip(),
        agreed_on=given(grounds.agreed_on),
        from_quarter=grounds.from_quarter,
        reason=clean_text(grounds.reason).strip(),
        made_by=by,
        made_at=now,
    )
    writer = Writer(adecuacion, quarters)
    writer.write(adjustment)
    if writer.errors:
        raise ValidationError(writer.errors)
    if not writer.changes:
        raise ValidationError({"changes": [NOTHING]})
    programa_complete(programa)
    save_version(programa, by=by, fields=[])
    _record(adecuacion, by=by, now=now)
    return adecuacion


def adjustment_preview(
    pk: int, adjustment: Adjustment, *, by: User, now: datetime, version: int | None = None
) -> Version:
    """Return what an adecuación would make of a programa, and leave everything as it is.

    It is the act itself, taken back before anybody can see it: what the person compares is what
    the confirmation writes. Raises as `programa_adjust`.
    """
    with transaction.atomic():
        made = programa_adjust(pk, adjustment, by=by, now=now, version=version)
        found = version_of(made)
        transaction.set_rollback(True)
    return found


def version_of(adecuacion: Adecuacion) -> Version:
    """Return all that an adecuación changed, as every page and document words it."""
    snapshot = programa_snapshot(adecuacion.programa)
    return next(each for each in versions(snapshot) if each.adecuacion.number == adecuacion.number)


def _already_made(
    programa: Programa, grounds: Grounds, version: int, by: User
) -> Adecuacion | None:
    """Return the adecuación that a second click asks for again, None for another."""
    if programa.version != version + 1 or grounds.agreed_on is None:
        return None
    return (
        programa.adecuaciones.filter(
            number=programa.adecuaciones.count(),
            agreement=clean_text(grounds.agreement).strip(),
            agreed_on=grounds.agreed_on,
            from_quarter=grounds.from_quarter,
            made_by=by,
        )
        .select_related("programa__institucion")
        .first()
    )


def _require_grounds(grounds: Grounds, now: datetime) -> None:
    errors: dict[str, list[str]] = {}
    wanted = {
        "agreement": (grounds.agreement, "Escriba el número del acuerdo."),
        "session": (grounds.session, "Escriba la sesión en que se acordó."),
        "reason": (grounds.reason, "Escriba por qué se adecua el programa."),
    }
    for name, (text, sentence) in wanted.items():
        if not clean_text(text).strip():
            errors[name] = [sentence]
    if grounds.agreed_on is None:
        errors["agreed_on"] = ["Escriba la fecha del acuerdo."]
    elif grounds.agreed_on > timezone.localdate(now):
        errors["agreed_on"] = ["La fecha del acuerdo no puede ser futura."]
    if errors:
        raise ValidationError(errors)


def _record(adecuacion: Adecuacion, *, by: User, now: datetime) -> None:
    told = version_of(adecuacion)
    ledger_append(
        adecuacion.programa.institucion_id,
        action=AuditAction.PROGRAMA_ADJUST,
        subject=f"{adecuacion.programa}, adecuación {adecuacion.number}",
        by=by,
        now=now,
        data={
            "agreement": adecuacion.agreement,
            "session": adecuacion.session,
            "on": adecuacion.agreed_on.isoformat(),
            "from_quarter": adecuacion.from_quarter,
            "reason": adecuacion.reason,
            "changes": [
                [_named(each.number, each.title), each.before, each.after]
                for each in told.alterations
            ],
        },
    )


def _named(number: str, title: str) -> str:
    return " ".join(_parts(number, title))


def _parts(number: str, title: str) -> Iterable[str]:
    return filter(None, [f"Línea {number}:" if number else "Tarea:", title])
