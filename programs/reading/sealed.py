"""A corte as its closing stored it: compared with its hash and with its act before it is read.

Whoever prints or shows what a `Corte` holds asks here, so that one changed behind everybody's back
is never taken for the record of the quarter.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from programs.enums import AuditAction
from programs.errors import AlteredCorte
from programs.models import AuditEntry, Corte
from programs.values.frozen import payload_hash, thaw
from programs.values.snapshot import Snapshot


def sealed_snapshot(corte: Corte) -> Snapshot:
    """Return what a corte holds, in one query.

    Raises `AlteredCorte`, with the sentence that a person reads, where its data are not those of
    its hash or no act of the ledger closed the quarter with that hash; and what `thaw` raises.
    """
    acts = closing_acts(corte.trimestre.programa.institucion_id, [corte])
    refusal = corte_refusal(corte, acts)
    if refusal:
        raise AlteredCorte(refusal)
    return thaw(corte.payload)


def corte_refusal(corte: Corte, closings: Iterable[AuditEntry]) -> str:
    """Return why a corte is neither printed nor shown, as a person reads it, or ""."""
    fault = corte_fault(corte, closings)
    return fault and (
        f"El corte {corte.number} del {corte.trimestre} no se imprime ni se muestra: {fault}. "
        "Avise a quien administra el sistema, para que lo compare con un respaldo."
    )


def closing_acts(institucion_pk: int, cortes: Iterable[Corte]) -> list[AuditEntry]:
    """Return the acts that closed a quarter of an institution with the hash of these cortes.

    One query; none without cortes.
    """
    hashes = [corte.sha256 for corte in cortes]
    acts = AuditEntry.objects.filter(
        institucion=institucion_pk,
        action=AuditAction.TRIMESTRE_CLOSE,
        data__sha256__in=hashes,
    )
    return list(acts.order_by("number")) if hashes else []


def corte_fault(corte: Corte, closings: Iterable[AuditEntry]) -> str:
    """Return what is wrong with a corte, "" for nothing; `closings` are of its institution."""
    if payload_hash(corte.payload) != corte.sha256:
        return "sus datos no son los que se guardaron al cerrar"
    act = act_of(corte, closings)
    if act is None:
        return "ningún acto de cierre del libro lleva su huella"
    if act.computed_hash() != act.hash:
        return f"el acto {act.number}, que lo guardó, cambió"
    # Acts of before do not say it.
    if act.data.get("made_at", moment_text(corte.made_at)) != moment_text(corte.made_at):
        return f"su fecha no es la del acto {act.number}, que lo guardó"
    return ""


def act_of(corte: Corte, closings: Iterable[AuditEntry]) -> AuditEntry | None:
    """Return the act that stored a corte, None where none did."""
    return next(
        (
            act
            for act in closings
            if act.data.get("sha256") == corte.sha256
            and act.data.get("corte") == corte.number
            and is_about(act, corte.trimestre_id, str(corte.trimestre))
        ),
        None,
    )


def is_about(act: AuditEntry, trimestre_pk: int, name: str) -> bool:
    """Tell whether an act is about a quarter. Those of before name it only, as "T2 2026"."""
    named = act.data.get("trimestre")
    return named == trimestre_pk if named is not None else act.subject == name


def moment_text(moment: datetime) -> str:
    """Return a moment as an act keeps it: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
