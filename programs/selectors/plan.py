"""What the checks of the plan ask of a programa, before it is approved."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from programs.models import ComponenteDeMeta, LineaDeAccion, Programa
from programs.reading.assembly import promise_of
from programs.values.checks import Finding
from programs.values.checks.plan import plan_findings_of


@dataclass(frozen=True)
class MetaQuestion:
    """A meta that is asked about: its línea, what was found, and the reason written so far.

    `number` is the printed one, with its eje where another línea of the programa has the same.
    """

    meta_pk: int
    linea_pk: int
    number: str
    findings: tuple[Finding, ...]
    reason: str

    @property
    def text(self) -> str:
        """All that was found, in sentences."""
        return " ".join(f"{finding.message}." for finding in self.findings)


def meta_questions(
    programa: Programa, lineas: Iterable[LineaDeAccion] | None = None
) -> tuple[MetaQuestion, ...]:
    """Return the metas of a programa that are asked about, in printed order.

    `lineas` are its líneas read `with_place`, where the caller has them. Two queries, or one.
    """
    if lineas is None:
        lineas = LineaDeAccion.objects.filter(eje__programa=programa).with_place()
    lineas = list(lineas)
    printed = Counter(linea.number for linea in lineas)
    componentes: dict[int, list[ComponenteDeMeta]] = defaultdict(list)
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa)
    for row in rows.order_by("order"):
        componentes[row.meta_id].append(row)
    found = []
    for linea in lineas:
        meta = getattr(linea, "meta", None)
        if meta is None:
            continue
        plan = promise_of(meta, componentes[meta.pk])
        if findings := plan_findings_of(plan):
            number = linea.number
            if printed[number] > 1:
                number = f"{number} ({linea.eje.name})"
            found.append(MetaQuestion(meta.pk, linea.pk, number, findings, plan.reason))
    return tuple(found)
