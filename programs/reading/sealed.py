"""A corte as its closing stored it: compared with its hash and with its act before it is read.

Whoever prints or shows what a `Corte` holds asks here, so that one changed behind everybody's back
is never taken for the record of the quarter.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from django.db.models import Q

from programs.enums import AuditAction, TrimestreStatus
from programs.errors import AlteredCorte
from programs.models import AuditEntry, Corte, Trimestre
from programs.values.frozen import block_texts, payload_hash, stored_thresholds, thaw
from programs.values.progress import Thresholds
from programs.values.snapshot import Snapshot

WHOM_TO_TELL = "Avise a quien administra el sistema, para que lo compare con un respaldo."


def sealed_snapshot(corte: Corte) -> Snapshot:
    """Return what a corte holds, in one query.

    Raises `AlteredCorte`, with the sentence that a person reads, where its data are not those of
    its hash or no act of the ledger closed the quarter with that hash; and what `thaw` raises.
    """
    refusal = corte_refusal(corte, quarter_closings(corte.trimestre))
    if refusal:
        raise AlteredCorte(refusal)
    return thaw(corte.payload)


def sealed_quarter(trimestre: Trimestre) -> tuple[Corte, Snapshot] | None:
    """Return the latest corte of a closed quarter and what it holds, in two queries.

    None where it has none and no act says that it had: it came in closed. Raises as
    `sealed_snapshot`, and `AlteredCorte` too where the corte of its last closing is gone.
    """
    corte = _sealed(trimestre)
    return (corte, thaw(corte.payload)) if corte else None


def sealed_blocks(trimestre: Trimestre) -> Iterator[tuple[str, str]]:
    """Return (key, markup) of the blocks of the latest corte of a closed quarter, in two queries.

    None where it has none. Raises as `sealed_quarter`.
    """
    corte = _sealed(trimestre)
    return block_texts(corte.payload) if corte else iter(())


def sealed_thresholds(trimestres: Iterable[Trimestre], today: Thresholds) -> dict[int, Thresholds]:
    """Return {key of a quarter: thresholds with which it closed}, where these are not `today`'s.

    Of closed quarters, by their latest corte; one that is neither printed nor shown has none. One
    query where some is closed, two more for each that has others.
    """
    closed = {each.pk: each for each in trimestres if each.status == TrimestreStatus.CLOSED}
    if not closed:
        return {}
    rows = Corte.objects.filter(trimestre__in=closed).order_by("number")
    # Without the rest of each payload, which is large and seldom says others.
    latest = dict(rows.values_list("trimestre", "payload__snapshot__institucion__thresholds"))
    own = [today.red_below, today.amber_below, today.green_to]
    found = {}
    for pk, stored in latest.items():
        if stored != own:
            try:
                corte = _sealed(closed[pk])
            except AlteredCorte:
                continue
            if corte:
                found[pk] = Thresholds(*stored_thresholds(corte.payload))
    return found


def _sealed(trimestre: Trimestre) -> Corte | None:
    """Return the latest corte of a closed quarter, in two queries; raises as `sealed_quarter`."""
    corte = trimestre.cortes.order_by("-number").first()
    refusal = quarter_refusal(trimestre, corte, quarter_closings(trimestre))
    if refusal:
        raise AlteredCorte(refusal)
    return corte


def sealed_corte(trimestre: Trimestre) -> Corte | None:
    """Return the latest corte of a closed quarter without reading what it holds, in two queries.

    For what was printed of it before. None and `AlteredCorte` as for `sealed_quarter`, but for the
    data: only the acts tell.
    """
    corte = trimestre.cortes.defer("payload").order_by("-number").first()
    refusal = quarter_refusal(trimestre, corte, quarter_closings(trimestre), with_data=False)
    if refusal:
        raise AlteredCorte(refusal)
    return corte


def seal_check(corte: Corte) -> None:
    """Raise `AlteredCorte` where the acts deny a corte, without reading what it holds."""
    refusal = corte_refusal(corte, quarter_closings(corte.trimestre), with_data=False)
    if refusal:
        raise AlteredCorte(refusal)


def quarter_refusal(
    trimestre: Trimestre,
    corte: Corte | None,
    closings: Sequence[AuditEntry],
    *,
    with_data: bool = True,
) -> str:
    """Return why a closed quarter is neither printed nor shown from its latest corte, or ""."""
    if corte and (refusal := corte_refusal(corte, closings, with_data=with_data)):
        return refusal
    if not closings:
        # One that came in closed has nobody who closed it.
        fault = "lo cerró una persona y el libro no lo dice" if trimestre.closed_by_id else ""
    else:
        last, number = closings[-1], closings[-1].data.get("corte")
        lost = corte is None or corte.number != number
        fault = f"falta su corte {number}, que guardó el acto {last.number}" if lost else ""
    return fault and f"El {trimestre} no se imprime ni se muestra: {fault}. {WHOM_TO_TELL}"


def corte_refusal(corte: Corte, closings: Iterable[AuditEntry], *, with_data: bool = True) -> str:
    """Return why a corte is neither printed nor shown, as a person reads it, or ""."""
    fault = corte_fault(corte, closings, with_data=with_data)
    return fault and (
        f"El corte {corte.number} del {corte.trimestre} no se imprime ni se muestra: {fault}. "
        f"{WHOM_TO_TELL}"
    )


def quarter_closings(trimestre: Trimestre) -> list[AuditEntry]:
    """Return the acts that closed a quarter, in their order, in one query."""
    acts = AuditEntry.objects.filter(
        Q(data__trimestre=trimestre.pk) | Q(subject=str(trimestre)),
        institucion=trimestre.programa.institucion_id,
        action=AuditAction.TRIMESTRE_CLOSE,
    )
    name = str(trimestre)
    return [act for act in acts.order_by("number") if is_about(act, trimestre.pk, name)]


def corte_fault(corte: Corte, closings: Iterable[AuditEntry], *, with_data: bool = True) -> str:
    """Return what is wrong with a corte, or ""; `closings` may be those of other quarters too."""
    if with_data and payload_hash(corte.payload) != corte.sha256:
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
