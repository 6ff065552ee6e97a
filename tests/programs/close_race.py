"""The race of the closing: savers of five kinds in processes of their own, and the service.

Used by the quick test and by the measurement. A save is late when a row of the quarter changed
after the transaction that closed it: the state read right after the closing must still stand when
all savers had time for many more attempts, and the corte must hold exactly it.
"""

import time
from dataclasses import dataclass

from django.db import connections, transaction
from django.utils import timezone

from programs.enums import AvanceStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Evidencia,
    Figura,
    Hecho,
    HechoEnLinea,
    MarcaMensual,
    Trimestre,
)
from programs.reading.corte import trimestre_snapshot
from programs.services import cierre
from programs.values.frozen import freeze, payload_hash
from tests.factories import Cast
from tests.programs.hechos_cast import make_rule
from tests.programs.race_processes import counts, tell, writers

TRIALS_QUICK = 3
AFTER_CLOSING = 0.15
LONGEST_WAIT = 20


@dataclass(frozen=True)
class Result:
    """What the trials gave: late saves, accepted ones by kind, and those that met a lock."""

    trials: int
    late: int
    accepted: dict[str, int]
    locked: int


def run_trials(cast: Cast, *, trials: int) -> Result:
    """Close and reopen the first quarter so many times while everyone saves in it."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    person, secretario = cast.people["enlace"].pk, cast.people["secretario"]
    linea = cast.linea()
    text = Bloque.objects.get(avance=cast.avance(), kind="text")
    figures = Bloque.objects.get(avance=cast.avance(), kind="figures")
    Figura.objects.filter(bloque=figures).delete()
    # The quantity of another línea follows of its hechos.
    ruled = cast.avance(1)
    make_rule(cast, ruled)
    evidencia = Evidencia.objects.create(
        institucion=cast.institucion, area=linea.area, key="carrera", original="originals/x",
        original_name="foto.jpg", media_type="image/jpeg", size=10, sha256="0" * 64,
    )  # fmt: skip
    pks = {
        "quantity": AvanceDeComponente.objects.get(avance=cast.avance()).pk,
        "block": text.pk,
        "mark": MarcaMensual.objects.get(tarea__linea=linea, month=2).pk,
        "evidence": figures.pk,
        "hecho": ruled.pk,
    }
    orders = [
        {"kind": kind, "pk": pk, "person": person, "evidencia": evidencia.pk}
        for kind, pk in pks.items()
    ]
    late = 0
    with writers("save_until_told", orders) as processes:
        for process in processes:
            tell(process)
        for _ in range(trials):
            _wait_for_a_save(trimestre)
            corte = cierre.trimestre_close(
                trimestre.pk,
                typed=cierre.typed_name(_fresh(trimestre)),
                missing_reason="Se prueba el cierre.",
                by=secretario,
                now=timezone.now(),
            )
            closed = _state(trimestre)
            # What the corte holds is what the quarter says once it is closed.
            live = trimestre_snapshot(_fresh(trimestre), missing_reason=corte.missing_reason)
            late += payload_hash(freeze(live)) != corte.sha256
            time.sleep(AFTER_CLOSING)
            late += _state(trimestre) != closed
            cierre.trimestre_reopen(
                trimestre.pk, reason="Otra vez", by=secretario, now=timezone.now()
            )
        for process in processes:
            tell(process, "stop")
        each = counts(processes)
    accepted = {kind: count["accepted"] for kind, count in zip(pks, each, strict=True)}
    return Result(trials, late, accepted, sum(count["locked"] for count in each))


def _fresh(trimestre: Trimestre) -> Trimestre:
    return Trimestre.objects.select_related("programa__institucion").get(pk=trimestre.pk)


def _state(trimestre: Trimestre) -> tuple:
    """Return every row that a saver can change, as the database has it now."""
    connections["default"].close_if_unusable_or_obsolete()
    own = {"avance__trimestre": trimestre}
    with transaction.atomic():
        return (
            list(AvanceDeComponente.objects.filter(**own).order_by("pk").values_list()),
            list(Bloque.objects.filter(**own).order_by("pk").values_list()),
            list(Figura.objects.filter(bloque__avance__trimestre=trimestre).values_list("pk")),
            list(
                MarcaMensual.objects.filter(tarea__eje__programa=trimestre.programa)
                .order_by("pk")
                .values_list()
            ),
            list(Hecho.objects.filter(trimestre=trimestre).order_by("pk").values_list()),
            list(HechoEnLinea.objects.order_by("pk").values_list()),
            list(
                AvanceTrimestral.objects.filter(trimestre=trimestre, status=AvanceStatus.DRAFT)
                .order_by("pk")
                .values_list()
            ),
        )


def _wait_for_a_save(trimestre: Trimestre) -> None:
    before, end = _state(trimestre), time.monotonic() + LONGEST_WAIT
    while _state(trimestre) == before:
        assert time.monotonic() < end, "Nobody was writing."
        time.sleep(0.01)
