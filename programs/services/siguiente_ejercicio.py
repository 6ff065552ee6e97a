"""Beginning a year from the one before, and deciding what that year taught."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from programs.enums import QUARTERS, AuditAction, LessonKind, ProgramaStatus
from programs.errors import DomainError, Locked
from programs.models import (
    CantidadMensual,
    ComponenteDeMeta,
    Eje,
    Leccion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    User,
)
from programs.models.meta import MONTHLY_KINDS
from programs.permissions import can_keep_structure
from programs.reading.addresses import MAX_KEY
from programs.reading.lessons import Learnt, learnt_of, previous_of
from programs.reading.terms import changes_of, terms_of
from programs.selectors.estructura import captured_under, why_structure_locked
from programs.selectors.siguiente_ejercicio import OF_THE_YEAR, next_of
from programs.services.cantidades import componente_by_quarter, componente_program_months
from programs.services.ledger import ledger_append
from programs.services.presentacion import section_copy
from programs.services.programa import programa_complete, tarea_program_months
from programs.values.calendar_days import year_later
from programs.values.lessons import (
    ComponentChange,
    Lesson,
    Proposal,
    in_next_year,
    seen_of,
)
from programs.values.lessons.quantities import shared
from programs.values.shortened import shortened

NOT_YOURS = "El programa del año siguiente lo prepara Planeación."
NOT_KEPT = "Las lecciones las decide Planeación."
CHANGED = "Las lecciones cambiaron mientras usted las leía. Léalas antes de decidir."
CAPTURED = "La línea «{}» ya tiene avances de este año. Deje la lección como está."
LAST_QUARTER = 4
SHORT = 90
TAREA_TEXTS = (
    "text",
    "calendar_text",
    "monthly_projection",
    "goal",
    "expected_result",
    "verification",
)
Row = TypeVar("Row", bound=Model)


@transaction.atomic
def programa_continue(pk: int, *, by: User, now: datetime) -> Programa:
    """Begin the year after a programme with its structure, responsables, metas, months and texts.

    Metas come as they are in force at the end of the year, with their dates a year later; a línea
    that was cancelled and what was captured stay behind. Each row keeps its clave. Where the next
    year exists it is returned as it is. Raises `Locked` for who does not plan.
    """
    before = Programa.objects.select_for_update(of=("self",)).get(pk=pk)
    if not can_keep_structure(by, before.institucion):
        raise Locked(NOT_YOURS)
    if made := next_of(before):
        return made
    years = tuple((str(n), str(n + 1)) for n in (before.year, before.month_start(12).year))
    programa = Programa.objects.create(
        institucion_id=before.institucion_id,
        year=before.year + 1,
        start_month=before.start_month,
        title=in_next_year(before.title, years),
        cover_date=in_next_year(before.cover_date, years),
        labels=before.labels,
        status=ProgramaStatus.PLANNING,
    )
    ejes = _copied(Eje.objects.filter(programa=before), lambda row: {"programa_id": programa.pk})
    _copied(
        Responsable.objects.filter(eje__programa=before),
        lambda row: {"eje_id": ejes[row.eje_id].pk},
    )
    lineas = _copied(
        LineaDeAccion.objects.filter(eje__programa=before, cancelled_by__isnull=True),
        lambda row: {"eje_id": ejes[row.eje_id].pk, "added_by_id": None},
    )
    _copy_metas(lineas)
    tareas = _copied(
        Tarea.objects.filter(eje__programa=before, linea__cancelled_by__isnull=True),
        lambda row: {
            "eje_id": ejes[row.eje_id].pk,
            "linea_id": lineas[row.linea_id].pk if row.linea_id else None,
        },
    )
    marcas = MarcaMensual.objects.filter(tarea__in=list(tareas), programmed=True)
    MarcaMensual.objects.bulk_create(
        MarcaMensual(tarea=tareas[tarea], month=month)
        for tarea, month in marcas.order_by("pk").values_list("tarea", "month")
    )
    _copy_sections(before, programa)
    programa_complete(programa)
    ledger_append(
        programa.institucion_id,
        action=AuditAction.PROGRAMA_CONTINUE,
        subject=str(programa),
        by=by,
        now=now,
        data={
            "from": before.exercise,
            "copied": f"ejes {len(ejes)}, líneas {len(lineas)}, tareas {len(tareas)}",
        },
    )
    return programa


@transaction.atomic
def lessons_decide(
    pk: int, *, kind: str, accepted: bool, seen: str, clave: str = "", by: User, now: datetime
) -> int:
    """Take or leave what last year taught: the lesson of one línea, or all that wait of a kind.

    `seen` is the mark of the lessons as the person read them (`programs.values.lessons.seen_of`).
    What is taken is written in the plan, in the same act. Returns how many were decided: what was
    decided alike before, and a línea that is not in the plan any more, stay as they are. Raises
    `Locked` for who does not plan or once the programme is approved, `DomainError` where what a
    lesson speaks of is not there any more.
    """
    programa = (
        Programa.objects.select_for_update(of=("self",)).select_related("institucion").get(pk=pk)
    )
    if not can_keep_structure(by, programa.institucion):
        raise Locked(NOT_KEPT)
    rows = LineaDeAccion.objects.filter(eje__programa=programa)
    if clave:
        rows = rows.filter(clave=clave)
    lineas = {linea.clave: linea for linea in rows.with_place()}
    known = dict(
        Leccion.objects.filter(linea__in=[row.pk for row in lineas.values()], code=kind)
        .order_by()
        .values_list("linea", "accepted")
    )
    # A proposal that was taken is in the plan; one that was left can still be taken by itself.
    waiting = [
        (learnt, lesson, linea)
        for learnt, lesson, linea in _lessons(programa, lineas, kind)
        if linea.pk not in known or (clave and accepted and not known[linea.pk])
    ]
    if waiting and seen != seen_of(lesson for _, lesson, _ in waiting):
        raise DomainError(CHANGED)
    told = []
    for learnt, lesson, linea in waiting:
        if locked := why_structure_locked(linea):
            raise Locked(locked)
        if accepted:
            _apply(linea, learnt, lesson.proposal, by=by)
        if not (accepted and lesson.proposal.leaves_out):
            Leccion.objects.update_or_create(
                linea=linea,
                code=kind,
                defaults={"accepted": accepted, "decided_by": by, "decided_at": now},
            )
        told.append(
            f"Línea {learnt.number}, «{shortened(learnt.title, SHORT)}»: {lesson.sentence} "
            f"{lesson.proposal.words}"
        )
    if told:
        ledger_append(
            programa.institucion_id,
            action=AuditAction.LESSON_DECIDE,
            subject=f"{programa}. {LessonKind(kind).label}: "
            f"{'aceptada' if accepted else 'sin cambio'}",
            by=by,
            now=now,
            data={"lessons": told},
        )
    return len(told)


def _copied(rows: Iterable[Row], changed: Callable[[Row], dict[str, object]]) -> dict[int, Row]:
    """Return {pk of a row: its copy}, stored, with other links; all else is as in the row."""
    found = list(rows)
    copies = [
        type(row)(
            **{
                field.attname: getattr(row, field.attname)
                for field in row._meta.concrete_fields
                if not field.primary_key
            }
            | changed(row)
        )
        for row in found
    ]
    if copies:
        type(copies[0])._default_manager.bulk_create(copies)
    return {row.pk: copy for row, copy in zip(found, copies, strict=True)}


def _copy_metas(lineas: dict[int, LineaDeAccion]) -> None:
    """Copy metas and their quantities as they are in force in the last quarter."""
    metas = list(Meta.objects.filter(linea__in=list(lineas)))
    componentes: dict[int, list[ComponenteDeMeta]] = defaultdict(list)
    for row in ComponenteDeMeta.objects.filter(meta__linea__in=list(lineas)).order_by("order"):
        componentes[row.meta_id].append(row)
    changes = changes_of(list(lineas))
    terms = {
        meta.pk: terms_of(meta, componentes[meta.pk], changes.get(meta.pk, ()), LAST_QUARTER)
        for meta in metas
    }
    copies = _copied(
        metas,
        lambda row: {
            "linea_id": lineas[row.linea_id].pk,
            "text": terms[row.pk].text,
            "due_quarters": ",".join(str(number) for number in terms[row.pk].due),
            "starts_on": year_later(row.starts_on),
            "ends_on": year_later(row.ends_on),
        },
    )
    amounts = _copied(
        [row for rows in componentes.values() for row in rows],
        lambda row: {
            "meta_id": copies[row.meta_id].pk,
            "quantity": terms[row.meta_id].annual[row.pk],
            **{
                f"programmed_q{number}": amount
                for number, amount in enumerate(
                    row.programmed if row.monthly else terms[row.meta_id].programmed[row.pk],
                    start=1,
                )
            },
        },
    )
    # The quarters of a quantity by month are the sum of these.
    months = CantidadMensual.objects.filter(
        componente__meta__linea__in=list(lineas), componente__monthly=True
    )
    CantidadMensual.objects.bulk_create(
        CantidadMensual(
            componente=amounts[row.componente_id], month=row.month, programmed=row.programmed
        )
        for row in months
    )


def _copy_sections(before: Programa, programa: Programa) -> None:
    """Copy the programme's own sections, and what the institution is for where it has no own."""
    own = list(Seccion.objects.filter(programa=before).order_by("order", "pk"))
    kinds = {section.kind for section in own}
    general = Seccion.objects.filter(
        institucion=before.institucion_id,
        programa__isnull=True,
        trimestre__isnull=True,
        kind__in=[kind for kind in OF_THE_YEAR if kind not in kinds],
    )
    for section in [*own, *general.order_by("order", "pk")]:
        section_copy(section, key=_section_key(section, before, programa), programa=programa)


def _section_key(section: Seccion, before: Programa, programa: Programa) -> str:
    slug = before.institucion.slug
    own = section.key.removeprefix(f"{slug}-").removeprefix(f"{before.year}-")
    key = f"{slug}-{programa.year}-{own}"
    taken = len(key) > MAX_KEY or Seccion.objects.filter(key=key).exists()
    return f"p{programa.pk}-seccion-{section.pk}" if taken else key


def _lessons(
    programa: Programa, lineas: dict[str, LineaDeAccion], kind: str
) -> list[tuple[Learnt, Lesson, LineaDeAccion]]:
    """Return the lessons of a kind that last year gives for these líneas, by clave."""
    before = previous_of(programa)
    if before is None or kind not in LessonKind.values:
        return []
    rows = LineaDeAccion.objects.filter(eje__programa=before, clave__in=list(lineas))
    learnt = learnt_of(before, rows)
    return [
        (learnt[clave], lesson, linea)
        for clave, linea in lineas.items()
        if clave in learnt
        for lesson in learnt[clave].lessons
        if lesson.code == kind
    ]


def _apply(linea: LineaDeAccion, learnt: Learnt, proposal: Proposal, *, by: User) -> None:
    """Write in a línea of the new plan what a lesson proposes."""
    if proposal.leaves_out:
        if captured_under(linea):
            raise DomainError(CAPTURED.format(linea))
        linea.delete()
    for change in proposal.components:
        _write_amount(linea, learnt.components[change.place], change, by=by)
    for place, months in proposal.months:
        tarea = Tarea.objects.filter(linea=linea, clave=learnt.tareas[place]).first()
        if tarea:
            tarea_program_months(tarea, months)
    if proposal.years:
        _write_years(linea, proposal)


def _write_amount(linea: LineaDeAccion, clave: str, change: ComponentChange, *, by: User) -> None:
    """Write what is proposed in a quantity; by month, each quarter is shared by its months."""
    rows = ComponenteDeMeta.objects.select_related("meta__linea__eje__programa__institucion")
    row = rows.filter(meta__linea=linea, clave=clave).first()
    if row is None:
        raise DomainError(
            f"La meta de la línea «{linea}» ya no tiene esa cantidad. Deje la lección."
        )
    row.quantity, row.kind, row.unit = change.annual, change.kind.value, change.unit
    if row.monthly and row.kind not in MONTHLY_KINDS:
        row.monthly = False
        componente_by_quarter(row)
    for number, amount in zip(QUARTERS, change.programmed, strict=True):
        setattr(row, f"programmed_q{number}", amount)
    row.save()
    if row.monthly:
        months = [
            month
            for amount in change.programmed
            for month in ([None] * 3 if amount is None else shared(amount, 3))
        ]
        componente_program_months(row, months, by=by)


def _write_years(linea: LineaDeAccion, proposal: Proposal) -> None:
    """Replace the years in every text of a línea, its meta and its tareas."""
    rows: list[tuple[Model, tuple[str, ...]]] = [(linea, ("title", "verification"))]
    meta = Meta.objects.filter(linea=linea).first()
    if meta:
        rows.append((meta, ("text",)))
    rows += [(tarea, TAREA_TEXTS) for tarea in Tarea.objects.filter(linea=linea)]
    for row, names in rows:
        for name in names:
            setattr(row, name, in_next_year(getattr(row, name), proposal.years))
        row.save(update_fields=names)
