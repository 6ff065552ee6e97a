"""Whether all that an institution closed is still what it was: its ledger, and what the acts say.

The chain shows an act that was changed. What the acts say of the rest (which cortes there are,
which quarters are closed, what a quarter held) is compared with the rows, both ways: a row that no
act explains, and an act whose row is gone. `docs/arquitectura.md` says what none of this can see.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from programs.enums import AuditAction, ProgramaStatus, TrimestreStatus
from programs.models import AuditEntry, Corte, EntregaDeArea, Institucion, Programa, Trimestre
from programs.models.locks import locks_missing
from programs.reading.paged import rows_paged
from programs.reading.sealed import act_of, corte_fault, is_about
from programs.reading.traces import traces_faults
from programs.services.ledger import Verdict, ledger_verify
from programs.values.retention import purged_files

STEPS = (AuditAction.TRIMESTRE_OPEN, AuditAction.TRIMESTRE_CLOSE, AuditAction.TRIMESTRE_REOPEN)


@dataclass(frozen=True)
class Told:
    """The acts that say something of rows, as the walk through the chain meets them."""

    steps: list[AuditEntry] = field(default_factory=list)
    approvals: set[tuple[object, object]] = field(default_factory=set)
    folios: set[object] = field(default_factory=set)
    documents: list[AuditEntry] = field(default_factory=list)
    purged: set[object] = field(default_factory=set)

    def see(self, act: AuditEntry) -> None:
        """Keep what an act says."""
        if act.action in STEPS:
            self.steps.append(act)
        elif act.action == AuditAction.PROGRAMA_APPROVE:
            self.approvals.add((act.data.get("agreement"), act.data.get("on")))
        elif act.action == AuditAction.ENTREGA_SUBMIT:
            self.folios.add(act.data.get("folio"))
        elif act.action in (AuditAction.DOCUMENT_ISSUE, AuditAction.DOCUMENT_FILE):
            self.documents.append(act)
        elif act.action == AuditAction.EVIDENCE_PURGE:
            self.purged.update(key for key, _ in purged_files(act.data))

    @property
    def closings(self) -> list[AuditEntry]:
        """The acts that closed a quarter, in their order."""
        return [act for act in self.steps if act.action == AuditAction.TRIMESTRE_CLOSE]


# What else is looked at, given by the apps that stand on this one.
_MORE: list[Callable[[Institucion, Told], Iterable[str]]] = []


def verify_also(check: Callable[[Institucion, Told], Iterable[str]]) -> None:
    """Have every verification look at something of another app: it yields the faults it finds."""
    if check not in _MORE:
        _MORE.append(check)


def institucion_verify(
    institucion: Institucion, anchors: Iterable[tuple[int, str]] = ()
) -> Verdict:
    """Verify the chain of an institution, its cortes and quarters, and the locks of the database.

    Everything is looked at, whatever is found on the way. Reads every printed file of the closed
    quarters. `anchors` are those of `ledger_verify`.
    """
    told = Told()
    chain = ledger_verify(institucion, anchors, seen=told.see)
    notes: list[str] = []
    faults = [
        *_corte_faults(institucion, told),
        *_quarter_faults(institucion, told, notes),
        *_approval_faults(institucion, told),
        *_folio_faults(institucion, told),
        *(fault for check in _MORE for fault in check(institucion, told)),
        *lock_faults(),
    ]
    return replace(chain, faults=(*chain.faults, *faults), notes=(*chain.notes, *notes))


def lock_faults() -> list[str]:
    """Return, by table, the operations that the database does not refuse as it should."""
    operations: dict[str, list[str]] = defaultdict(list)
    for lock in locks_missing():
        operations[lock.table].append(lock.operation)
    return [
        f"Candado de {table}: falta, está apagado o cambió ({', '.join(found)}). "
        "Ejecute «python manage.py migrate»."
        for table, found in operations.items()
    ]


def _corte_faults(institucion: Institucion, told: Told) -> Iterator[str]:
    """Yield the cortes that are not what an act stored, and the acts whose corte is gone."""
    explained = set()
    cortes = Corte.objects.filter(trimestre__programa__institucion=institucion)
    for corte in rows_paged(cortes.select_related("trimestre__programa"), 20):
        fault = corte_fault(corte, told.closings)
        if fault:
            yield f"Corte {corte.number} del {corte.trimestre}: {fault}."
        act = act_of(corte, told.closings)
        explained.add(act.number if act else None)
    for act in told.closings:
        if act.number not in explained:
            yield (
                f"Corte {act.data.get('corte')} del {act.subject}: no está como lo guardó "
                f"el acto {act.number}."
            )


def _quarter_faults(institucion: Institucion, told: Told, notes: list[str]) -> Iterator[str]:
    """Yield the quarters whose state, rows, history or pictures are not as the ledger has them."""
    rows = Trimestre.objects.filter(programa__institucion=institucion)
    for trimestre in rows.select_related("programa").order_by("programa__year", "number"):
        steps = [act for act in told.steps if is_about(act, trimestre.pk, str(trimestre))]
        yield from _state_faults(trimestre, steps, notes)
        for act in (step for step in steps if step.action == AuditAction.TRIMESTRE_CLOSE):
            kept = act.data.get("traces")
            if kept is None:
                notes.append(
                    f"{trimestre}: su cierre, acto {act.number}, no guardó la cuenta de su "
                    "historial ni de sus archivos. No se comparan."
                )
                continue
            standing = act is steps[-1] and trimestre.status == TrimestreStatus.CLOSED
            for fault in traces_faults(trimestre, kept, standing=standing, purged=told.purged):
                yield f"{trimestre}, {fault} (acto {act.number})."


def _state_faults(trimestre: Trimestre, steps: list[AuditEntry], notes: list[str]) -> Iterator[str]:
    last = steps[-1] if steps else None
    closed = trimestre.status == TrimestreStatus.CLOSED
    if last is None:
        if closed and trimestre.closed_by_id is None:
            notes.append(f"{trimestre}: llegó cerrado, sin acto de cierre.")
        elif closed:
            yield f"{trimestre}: está cerrado y el libro no tiene su cierre."
        elif trimestre.opened_at:
            yield f"{trimestre}: se abrió y el libro no tiene su apertura."
    elif closed and last.action != AuditAction.TRIMESTRE_CLOSE:
        yield (
            f"{trimestre}: está cerrado, y el último acto sobre él es el {last.number}, "
            f"«{last.get_action_display()}»."
        )
    elif not closed and last.action == AuditAction.TRIMESTRE_CLOSE:
        yield (
            f"{trimestre}: no está cerrado, y el libro no dice que se reabriera después del acto "
            f"{last.number}."
        )


def _approval_faults(institucion: Institucion, told: Told) -> Iterator[str]:
    """Yield the approved programmes whose acuerdo or date no act of approval says."""
    approved = Programa.objects.filter(institucion=institucion, status=ProgramaStatus.APPROVED)
    for programa in approved.select_related("institucion"):
        on = programa.approved_on and programa.approved_on.isoformat()
        if (programa.approval_agreement, on) not in told.approvals:
            yield (
                f"{programa}: está aprobado, y ningún acto del libro dice su acuerdo "
                f"«{programa.approval_agreement}» con esa fecha."
            )


def _folio_faults(institucion: Institucion, told: Told) -> Iterator[str]:
    """Yield the submissions with a receipt that the ledger never gave."""
    rows = EntregaDeArea.objects.filter(trimestre__programa__institucion=institucion)
    for folio in rows.exclude(folio="").order_by("folio").values_list("folio", flat=True):
        if folio not in told.folios:
            yield f"Envío {folio}: el libro no tiene su acto."
