"""The quantities of a línea that follow of its hechos: how each does, and what that makes of it.

A figure that a person typed is never lost to a rule: what a rule would make of it is asked first,
its history keeps it, and it returns when the quantity is typed again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from programs.enums import HechoRule
from programs.errors import DomainError
from programs.getters import quarter_lock
from programs.models import AvanceDeComponente, TipoDeHecho, Trimestre, User
from programs.models.meta import MONTHLY_KINDS
from programs.models.versions import save_version
from programs.reading.hechos import counted_hechos, rule_of
from programs.services.cantidades import quantities_write
from programs.services.captura import capturable, ready_undo
from programs.values.hechos.moves import Move, Moved
from programs.values.hechos.rules import Outcome, Rule, outcome_of, why_no_rule

NOT_BY_HECHOS = (
    "Esta cantidad no se forma con hechos: se lleva por mes, o no es una suma. Escríbala."
)
NO_KIND = "Ese tipo de hecho ya no está en uso. Elija otro."
CHANGED = "Otra persona cambió esta cantidad mientras usted elegía. Revise y elija otra vez."
TOO_MUCH = "La suma de los hechos es demasiado grande. Revise sus números."
LARGEST = Decimal(10) ** 10
# What the history says of the version that still holds what was typed, and of its return.
RULED, RESTORED = "Se eligió un desglose", "Vuelve la cantidad escrita"


class QuantityMoves(DomainError):
    """A rule that changes a quantity which stands, and nobody agreed to that change.

    `typed` tells that what stands follows of no hechos: a person wrote it.
    """

    def __init__(self, move: Move, unit: str, *, typed: bool) -> None:
        super().__init__(move.sentence)
        self.move, self.unit, self.typed = move, unit, typed


@dataclass(frozen=True)
class RuleSaved:
    """The quantity as it stands; `outcome` is what its rule gives, None for a bare one.

    `restored` tells that it says again what was typed before the rule.
    """

    row: AvanceDeComponente
    outcome: Outcome | None = None
    restored: bool = False


@transaction.atomic
def rule_save(
    pk: int,
    *,
    avance_pk: int,
    rule: Rule,
    by: User,
    version: int | None,
    agreed: str | None = None,
) -> RuleSaved:
    """Say how a quantity follows of the hechos of its línea, and make it what they give.

    A quantity that becomes bare says again what was typed last, or stays as it stands where nobody
    typed any. Raises `QuantityMoves` where a figure that stands would change, unless `agreed` is
    the code of that very change; None is a caller that asks nobody. Raises `DomainError` for a rule
    that cannot be, for a quantity that somebody changed since it was read, and for one that is
    reported by month or does not add up.
    """
    trimestre = quarter_lock(avances=avance_pk)
    row = (
        AvanceDeComponente.objects.select_for_update(of=("avance",))
        .select_related("componente", "avance__linea__area", "avance__linea__eje")
        .get(pk=pk, avance=avance_pk)
    )
    avance = capturable(row.avance, trimestre, by=by)
    if why := why_no_rule(rule):
        raise DomainError(why)
    wanted = _rule_fields(rule, trimestre.programa.institucion_id)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return RuleSaved(row)  # sent twice, or nothing changed
    if rule.kind and (row.componente.monthly or row.componente.kind not in MONTHLY_KINDS):
        raise DomainError(NOT_BY_HECHOS)
    if version not in (None, row.version):
        raise DomainError(CHANGED)
    outcome = None
    if rule.kind:
        hechos = counted_hechos(trimestre, [avance.linea_id]).get(avance.linea_id, ())
        outcome = outcome_of(rule, hechos)
        move = Move(row.quantity, rule, outcome)
        if agreed is not None and move.loses and agreed != move.code:
            typed = row.rule == HechoRule.NONE
            raise QuantityMoves(move, row.componente.unit, typed=typed)
    saved = RuleSaved(row, outcome, _rule_write(row, wanted, by=by))
    hechos_changed(trimestre, [avance.linea_id], by=by)
    ready_undo(avance, by=by)
    row.refresh_from_db(fields=["quantity", "version"])
    return saved


def _rule_write(row: AvanceDeComponente, wanted: dict[str, object], *, by: User) -> bool:
    """Write the rule of a quantity; tell whether what was typed before returned with it."""
    typed = None
    if wanted["rule"] == HechoRule.NONE:
        typed, reason = _last_typed(row), RESTORED
    else:
        reason = RULED if row.rule == HechoRule.NONE else ""
    for name, value in wanted.items():
        setattr(row, name, value)
    fields = [name.removesuffix("_id") for name in wanted]
    if typed is None:
        reason = "" if reason == RESTORED else reason
    else:
        row.quantity = typed
        fields.append("quantity")
    save_version(row, by=by, fields=fields, reason=reason)
    return typed is not None


def _last_typed(row: AvanceDeComponente) -> Decimal | None:
    """Return the figure that a quantity had when its rule was chosen, None for a blank; one query.

    What was blanked before the rule does not return, and a figure that only hechos gave is none
    that somebody typed.
    """
    rows = row.history.filter(Q(rule=HechoRule.NONE) | Q(history_change_reason=RULED))
    return rows.values_list("quantity", flat=True).first()


def _rule_fields(rule: Rule, institucion: int) -> dict[str, object]:
    """Return what a row holds of a rule; `DomainError` for a kind that nobody uses any more."""
    kind = None
    if rule.kind:
        kinds = TipoDeHecho.objects.filter(institucion=institucion, active=True)
        kind = kinds.filter(key=rule.kind.key).values_list("pk", flat=True).first()
        if kind is None:
            raise DomainError(NO_KIND)
    return {
        "rule": rule.how.value,
        "rule_kind_id": kind,
        "rule_field": rule.field,
        "rule_where": rule.where,
        "rule_value": rule.value,
    }


def hechos_changed(trimestre: Trimestre, lineas: Collection[int], *, by: User) -> tuple[Moved, ...]:
    """Give the quantities of these líneas that follow of hechos what these give now; tell which.

    The only writer of them; called inside the transaction of what changed, with the quarter locked.
    Three queries, and two more where a quantity changes.
    """
    rows = list(
        AvanceDeComponente.objects.select_for_update(of=("self",))
        .select_related("rule_kind", "avance", "componente")
        .filter(avance__trimestre=trimestre, avance__linea__in=lineas)
        .exclude(rule=HechoRule.NONE)
        .order_by("pk")
    )
    if not rows:
        return ()
    counted = counted_hechos(trimestre, lineas)
    moved, told = [], []
    for row in rows:
        outcome = outcome_of(rule_of(row), counted.get(row.avance.linea_id, ()))
        if outcome.quantity is not None and outcome.quantity >= LARGEST:
            raise DomainError(TOO_MUCH)
        if row.quantity != outcome.quantity:
            told.append(Moved(row.pk, row.componente.unit, row.quantity, outcome.quantity))
            row.quantity = outcome.quantity
            moved.append(row)
    quantities_write(moved, ["quantity"], by=by, reason="Sale de sus hechos")
    return tuple(told)
