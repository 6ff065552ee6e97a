"""The page of an adecuación: the plan to choose from, and what is in force of what was chosen."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from programs.enums import QUARTERS, ProgramaStatus, TrimestreStatus
from programs.models import Area, ComponenteDeMeta, Eje, LineaDeAccion, Programa, Tarea
from programs.reading.terms import changes_of, terms_of
from programs.values.months import Month, period_months
from programs.values.phrases import quarter_name


@dataclass(frozen=True)
class ComponentInForce:
    """A quantity of a meta as it stands: annual and in each quarter, in its unit."""

    pk: int
    unit: str
    annual: Decimal | None
    programmed: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class TareaInForce:
    """A tarea with its programmed months of the period (1 to 12)."""

    pk: int
    text: str
    months: frozenset[int]


@dataclass(frozen=True)
class LineaInForce:
    """A línea that may be adapted; `meta` is the text of its meta, None without one."""

    pk: int
    number: str
    title: str
    area: str
    meta: str | None
    components: tuple[ComponentInForce, ...]
    tareas: tuple[TareaInForce, ...]


@dataclass(frozen=True)
class EjeToChoose:
    """An eje with what may be chosen of it: (pk, number, title), and its own tareas (pk, text)."""

    pk: int
    name: str
    lineas: tuple[tuple[int, str, str], ...]
    tareas: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class AdecuacionPage:
    """All that the page needs of the plan; `quarters` are those that may be the first one."""

    programa: Programa
    ejes: tuple[EjeToChoose, ...]
    areas: tuple[tuple[int, str], ...]
    quarters: tuple[tuple[int, str], ...]
    months: tuple[Month, ...]
    lineas: tuple[LineaInForce, ...]
    tareas: tuple[TareaInForce, ...]

    @property
    def is_approved(self) -> bool:
        """Tell whether there is anything approved to adapt."""
        return self.programa.status == ProgramaStatus.APPROVED


def adecuacion_page(
    programa: Programa, lineas: Collection[int], tareas: Collection[int]
) -> AdecuacionPage:
    """Return the page with these líneas and tareas of ejes (pk) chosen, in ten queries."""
    rows = list(
        LineaDeAccion.objects.filter(eje__programa=programa, cancelled_by=None).with_place()
    )
    loose: dict[int, list[tuple[int, str]]] = defaultdict(list)
    own = Tarea.objects.filter(eje__programa=programa, linea=None).order_by("order")
    for pk, eje, text in own.values_list("pk", "eje", "text"):
        loose[eje].append((pk, text))
    by_eje: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for row in rows:
        by_eje[row.eje_id].append((row.pk, row.number, row.title))
    return AdecuacionPage(
        programa=programa,
        ejes=tuple(
            EjeToChoose(pk, name, tuple(by_eje[pk]), tuple(loose[pk]))
            for pk, name in Eje.objects.filter(programa=programa)
            .order_by("order")
            .values_list("pk", "name")
        ),
        areas=tuple(
            Area.objects.filter(institucion=programa.institucion_id, active=True)
            .order_by("order", "name")
            .values_list("pk", "name")
        ),
        quarters=_quarters(programa),
        months=period_months(programa.start_month),
        lineas=_in_force([row for row in rows if row.pk in lineas]),
        tareas=tuple(_tareas(pk__in=tareas, linea=None, eje__programa=programa).get(None, ())),
    )


def _quarters(programa: Programa) -> tuple[tuple[int, str], ...]:
    """Return the quarters after the last closed one, by number and name."""
    rows = dict(programa.trimestres.values_list("number", "status"))
    closed = max((n for n, status in rows.items() if status == TrimestreStatus.CLOSED), default=0)
    return tuple((n, quarter_name(n).capitalize()) for n in QUARTERS if n > closed)


def _in_force(lineas: list[LineaDeAccion]) -> tuple[LineaInForce, ...]:
    pks = [linea.pk for linea in lineas]
    changes = changes_of(pks)
    componentes: dict[int, list[ComponenteDeMeta]] = defaultdict(list)
    for row in ComponenteDeMeta.objects.filter(meta__linea__in=pks).order_by("order"):
        componentes[row.meta_id].append(row)
    tareas = _tareas(linea__in=pks)
    found = []
    for linea in lineas:
        meta = getattr(linea, "meta", None)
        parts = componentes[meta.pk] if meta else []
        terms = terms_of(meta, parts, changes.get(meta.pk, ()), QUARTERS[-1]) if meta else None
        found.append(
            LineaInForce(
                pk=linea.pk,
                number=linea.number,
                title=linea.title,
                area=linea.area.name,
                meta=terms.text if terms else None,
                components=tuple(
                    ComponentInForce(
                        row.pk, row.unit, terms.annual[row.pk], terms.programmed[row.pk]
                    )
                    for row in parts
                    if terms
                ),
                tareas=tuple(tareas.get(linea.pk, ())),
            )
        )
    return tuple(found)


def _tareas(**which: object) -> dict[int | None, list[TareaInForce]]:
    """Return {línea pk, None for the eje alone: its tareas with their months}, in two queries."""
    found: dict[int | None, list[TareaInForce]] = defaultdict(list)
    rows = Tarea.objects.filter(**which).order_by("eje__order", "order").prefetch_related("marcas")
    for row in rows:
        months = frozenset(mark.month for mark in row.marcas.all() if mark.programmed)
        found[row.linea_id].append(TareaInForce(row.pk, row.calendar_text or row.text, months))
    return found
