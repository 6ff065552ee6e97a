"""A year begun from the one before: what it carries on, what it learnt, and who decides."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.enums import ExplicitClosing, LessonKind, ProgramaStatus
from programs.errors import DomainError, Locked
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Leccion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeta,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.selectors.siguiente_ejercicio import lessons_page
from programs.services.cantidades import componente_program_months
from programs.services.siguiente_ejercicio import lessons_decide, programa_continue
from programs.values.facts import ComponentFacts, Kind, MetaFacts
from programs.values.lessons import LineaYear, in_next_year, lessons_of
from programs.values.snapshot import MarkSnapshot, TareaSnapshot
from reports.documents.registry import DIFERENCIAS
from reports.services.documents import document_html, document_of
from tests.adecuaciones import make_adecuacion, make_change
from tests.factories import CLOSED, PASSWORD, YEAR

D = Decimal
pytestmark = pytest.mark.django_db


# What a year teaches: plain values ----------------------------------------------------------------


def four(*values: int | None) -> tuple:
    return tuple(None if value is None else D(value) for value in values)


def component(annual: int | None = 12, done=(), programmed=(3, 3, 3, 3), **fields):
    actual = four(*done, *[None] * (4 - len(done)))
    values = {"unit": "informes", "kind": Kind.SUM, "programmed": four(*programmed)} | fields
    return ComponentFacts(annual=None if annual is None else D(annual), actual=actual, **values)


def a_year(*parts, told=(1, 2, 3), **fields) -> LineaYear:
    values = {
        "meta": MetaFacts(parts) if parts else None,
        "tareas": (),
        "told": told,
        "stated": (),
        "causes": (),
        "texts": ("Informes",),
        "years": (2026,),
        "green_to": 110,
    }
    return LineaYear(**(values | fields))


def tarea(done=(), not_done=(), planned=()) -> TareaSnapshot:
    marks = [
        *(MarkSnapshot(month, True, "done", "") for month in done),
        *(MarkSnapshot(month, True, "not_done", "No hubo") for month in not_done),
        *(MarkSnapshot(month, True, "unreported", "") for month in planned),
    ]
    return TareaSnapshot(
        pk=1,
        linea_pk=1,
        area="",
        text="",
        in_table=True,
        monthly_projection="",
        goal="",
        expected_result="",
        in_calendar=True,
        calendar_text="",
        calendar_number="",
        marks=tuple(marks),
        area_code="",
        verification="",
        moves=(),
    )


TAUGHT = {
    "met in the first quarter": (
        a_year(component(done=(12, 0, 0))),
        {LessonKind.EARLY: (D(12), four(12, 0, 0, 0))},
    ),
    "met in the first quarter and surpassed": (
        a_year(component(done=(12, 6, 0))),
        {LessonKind.EARLY: (D(18), four(12, 6, 0, 0))},
    ),
    "one short of it": (a_year(component(done=(11, 1, 0))), {}),
    "surpassed by a fifth": (
        a_year(component(done=(5, 5, 5))),
        {LessonKind.OVER: (D(15), four(5, 5, 5, 0))},
    ),
    "surpassed by a tenth is normal": (
        a_year(component(annual=10, done=(4, 4, 3), programmed=(3, 3, 3, 1))),
        {},
    ),
    "behind in every quarter": (
        a_year(component(done=(1, 2, 3))),
        {LessonKind.LATE: (D(12), four(1, 2, 3, 6))},
    ),
    "behind in two, what is left shared": (
        a_year(component(done=(1, 2)), told=(1, 2)),
        {LessonKind.LATE: (D(12), four(1, 2, 4, 5))},
    ),
    "behind the whole year": (
        a_year(component(done=(1, 2, 3, 1)), told=(1, 2, 3, 4)),
        {LessonKind.LATE: (D(7), four(1, 2, 3, 1))},
    ),
    "caught up once": (a_year(component(done=(1, 5, 3))), {}),
    "behind in the only quarter": (a_year(component(done=(1,)), told=(1,)), {}),
    "no programming says nothing": (
        a_year(component(done=(1, 2, 3), programmed=(None, None, None, None))),
        {},
    ),
    "never begun": (a_year(component(done=(0, 0, 0))), {LessonKind.NEVER: None}),
    "two quarters are too few": (a_year(component(done=(0, 0)), told=(1, 2)), {}),
    "not due yet": (a_year(component(done=(0, 0, 0), programmed=(0, 0, 0, 12))), {}),
    "nothing but a tarea that was done": (a_year(tareas=(tarea(done=(2,)),)), {}),
    "nothing of its tareas": (
        a_year(tareas=(tarea(not_done=(2, 5)),)),
        {LessonKind.NEVER: None},
    ),
    "depended on demand": (
        a_year(component(done=(3, 3, 3)), causes=("Depende de las solicitudes recibidas.",)),
        {LessonKind.DEMAND: (None, four(None, None, None, None))},
    ),
    "another cause": (a_year(component(done=(3, 3, 3)), causes=("Faltó personal.",)), {}),
    "attended as received": (
        a_year(
            component(
                annual=20, done=(3, 4, 5), kind=Kind.DEMAND, received=four(4, 5, 5, None),
                programmed=(None,) * 4,
            )
        ),
        {LessonKind.DEMAND: (None, four(None, None, None, None))},
    ),
    "declared by hand": (
        a_year(component(done=(3, 3, 3)), stated=(1, 3)),
        {LessonKind.STATED: (D(100), four(None, None, None, None))},
    ),
    "names the year": (a_year(texts=("Plan 2026",)), {LessonKind.YEAR: None}),
    "a number that is no year": (a_year(texts=("Expediente 120263",)), {}),
    "nothing to judge": (a_year(component(done=(0, 0, 0)), told=()), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", TAUGHT)
def test_what_a_year_teaches_and_proposes(name):
    year, expected = TAUGHT[name]
    lessons = {lesson.code: lesson for lesson in lessons_of(year)}
    assert lessons.keys() == expected.keys()
    for code, values in expected.items():
        assert lessons[code].sentence.endswith((".", "»."))
        if values:
            change = lessons[code].proposal.components[0]
            assert (change.annual, change.programmed) == values


def test_months_that_were_never_done_leave_the_programming():
    late = a_year(tareas=(tarea(done=(2, 5, 8), not_done=(1, 4, 7), planned=(11,)),))
    (lesson,) = lessons_of(late)
    assert lesson.code == LessonKind.LATE
    assert lesson.proposal.months == ((0, frozenset({2, 5, 8, 11})),)


def test_years_are_replaced_at_once():
    pairs = (("2025", "2026"), ("2026", "2027"))
    assert in_next_year("Ejercicio 2025-2026, oficio 20261", pairs) == (
        "Ejercicio 2026-2027, oficio 20261"
    )


# The year that follows ----------------------------------------------------------------------------


def begin(cast) -> Programa:
    return programa_continue(cast.programa.pk, by=cast.people["planeacion"], now=timezone.now())


def plan_of(programa: Programa) -> list[tuple]:
    """Return all of a plan that is carried on, without what names the rows."""
    return [
        list(Eje.objects.filter(programa=programa).values_list("clave", "order", "name")),
        list(
            LineaDeAccion.objects.filter(eje__programa=programa)
            .order_by("eje__order", "order")
            .values_list("clave", "eje__order", "order", "title", "area__code", "meta__text")
        ),
        list(
            ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa)
            .order_by("clave")
            .values_list("clave", "quantity", "unit", "kind", "programmed_q1", "programmed_q4")
        ),
        list(
            MarcaMensual.objects.filter(tarea__eje__programa=programa, programmed=True)
            .order_by("tarea__clave", "month")
            .values_list("tarea__clave", "tarea__text", "tarea__linea__clave", "month")
        ),
    ]


def test_the_next_year_starts_with_the_plan_and_nothing_that_was_captured(cast):
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa, month=1).update(
        status="done", reported_at=timezone.now()
    )
    made = begin(cast)
    assert (made.year, made.status) == (YEAR + 1, ProgramaStatus.PLANNING)
    assert plan_of(made) == plan_of(cast.programa)
    assert not MarcaMensual.objects.filter(tarea__eje__programa=made).exclude(status="unreported")
    quantities = AvanceDeComponente.objects.filter(avance__trimestre__programa=made)
    assert quantities.count() == 16 and not quantities.exclude(quantity=None)
    assert Trimestre.objects.filter(programa=made, status="upcoming").count() == 4
    act = AuditEntry.objects.get(action="programa_continue")
    assert act.data["copied"] == "ejes 2, líneas 4, tareas 4"


def test_a_meta_comes_as_it_is_in_force_with_its_dates_a_year_later(cast):
    linea = cast.linea()
    Meta.objects.filter(linea=linea).update(starts_on=date(2024, 2, 29), ends_on=date(YEAR, 12, 31))
    (componente,) = ComponenteDeMeta.objects.filter(meta__linea=linea)
    make_change(componente, 3, adjusted=18, adjusted_text="18 documentos", programmed={3: 6, 4: 6})
    gone = cast.linea(3)
    LineaDeAccion.objects.filter(pk=gone.pk).update(cancelled_by=make_adecuacion(cast.programa))
    begin(cast)
    meta = Meta.objects.get(linea__clave=linea.clave, linea__eje__programa__year=YEAR + 1)
    assert (meta.text, meta.componentes.get().quantity) == ("18 documentos", 18)
    assert (meta.starts_on, meta.ends_on) == (date(2025, 2, 28), date(YEAR + 1, 12, 31))
    assert meta.componentes.get().programmed == (3, 3, 6, 6)
    assert not ModificacionDeMeta.objects.filter(componente__meta=meta)
    kept = LineaDeAccion.objects.filter(
        eje__programa__year=YEAR + 1, eje__programa__institucion=cast.institucion
    )
    assert set(kept.values_list("clave", flat=True)) == {cast.linea(n).clave for n in (0, 1, 2)}
    assert not Tarea.objects.filter(eje__programa__year=YEAR + 1, clave=gone.tareas.get().clave)


def test_own_sections_come_along_and_mision_belongs_to_the_year(cast):
    kept = {"institucion": cast.institucion, "heading": "Título"}
    own = Seccion.objects.create(
        key="propia-2026-antecedentes", kind="background", programa=cast.programa, **kept
    )
    Bloque.objects.create(
        institucion=cast.institucion, seccion=own, key="b1", order=1, kind="text", html="<p>A</p>"
    )
    Seccion.objects.create(key="propia-mision", kind="mission", **kept)
    Seccion.objects.create(key="propia-principios", kind="principles", **kept)
    made = begin(cast)
    keys = set(Seccion.objects.filter(programa=made).values_list("key", flat=True))
    assert keys == {"propia-2027-antecedentes", "propia-2027-mision"}
    assert Bloque.objects.get(seccion__key="propia-2027-antecedentes").html == "<p>A</p>"


def test_a_second_time_gives_the_same_programme(cast):
    made = begin(cast)
    assert begin(cast) == made
    assert AuditEntry.objects.filter(action="programa_continue").count() == 1


def test_only_who_plans_begins_a_year(cast):
    for role in ("titular", "secretario", "outsider"):
        with pytest.raises(Locked):
            programa_continue(cast.programa.pk, by=cast.people[role], now=timezone.now())


# What is decided ----------------------------------------------------------------------------------


@pytest.fixture
def surpassed(cast):
    """Two líneas that reached 15 of 12 in the first two quarters, which are closed."""
    Trimestre.objects.filter(programa=cast.programa, number__lte=2).update(**CLOSED)
    for quarter, quantity in ((1, 5), (2, 10)):
        AvanceDeComponente.objects.filter(
            avance__linea__in=[cast.linea(0), cast.linea(2)], avance__trimestre__number=quarter
        ).update(quantity=quantity)
    return begin(cast)


@pytest.fixture
def open_locks(request, db):
    """Write in closed quarters as if they had been captured before."""
    from programs.models.locks import locks_lift

    locks_lift()


def decide(cast, programa: Programa, accepted: bool = True, **fields) -> int:
    page = lessons_page(programa)
    rows = {
        (linea.clave, row.kind): row for eje in page.ejes for linea in eje.lineas
        for row in linea.rows
    }  # fmt: skip
    kind = fields.pop("kind", LessonKind.OVER)
    clave = fields.pop("clave", "")
    if clave:
        seen = rows[clave, kind].seen
    else:
        seen = next((count.seen for count in page.kinds if count.kind == kind), "")
    values = {"seen": seen, "by": cast.people["planeacion"]} | fields
    return lessons_decide(
        programa.pk, kind=kind, accepted=accepted, clave=clave, now=timezone.now(), **values
    )


def promised(programa: Programa, clave: str) -> list:
    row = ComponenteDeMeta.objects.get(
        meta__linea__clave=clave, meta__linea__eje__programa=programa
    )
    return [row.quantity, *row.programmed]


def test_a_proposal_is_written_only_when_it_is_taken(cast, open_locks, surpassed):
    first, second = cast.linea(0).clave, cast.linea(2).clave
    assert [count.open for count in lessons_page(surpassed).kinds] == [2]
    assert decide(cast, surpassed, accepted=False, clave=first) == 1
    assert promised(surpassed, first) == [12, 3, 3, 3, 3]
    assert decide(cast, surpassed, clave=second) == 1
    assert promised(surpassed, second) == [15, 5, 10, 0, 0]
    assert lessons_page(surpassed).open == 0
    told = AuditEntry.objects.filter(action="lesson_decide").order_by("-number")[0]
    assert "15 de 12 documentos" in told.data["lessons"][0]
    # What was left can still be taken; what was taken stays, however often it is asked.
    assert decide(cast, surpassed, clave=first) == 1
    assert decide(cast, surpassed, clave=first, accepted=False) == 0
    assert promised(surpassed, first) == [15, 5, 10, 0, 0]
    assert Leccion.objects.filter(accepted=True).count() == 2


def test_a_quantity_by_month_takes_a_proposal_in_its_months(cast, open_locks, surpassed):
    first, second = cast.linea(0).clave, cast.linea(2).clave
    AvanceTrimestral.objects.filter(linea=cast.linea(2), trimestre__number=1).update(
        closing=ExplicitClosing.STATED, stated_percent=50, closing_reason="A mano."
    )
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=surpassed)
    rows.update(monthly=True)
    for row in rows:
        componente_program_months(row, [D(1)] * 12, by=cast.people["planeacion"])

    assert decide(cast, surpassed, clave=first) == 1
    assert decide(cast, surpassed, clave=second, kind=LessonKind.STATED) == 1

    assert promised(surpassed, first) == [15, 5, 10, 0, 0]
    months = rows.get(meta__linea__clave=first).meses.values_list("programmed", flat=True)
    assert list(months) == [1, 2, 2, 3, 3, 4, *[0] * 6]
    measured = rows.get(meta__linea__clave=second)
    assert (measured.kind, measured.monthly, measured.meses.count()) == ("percent", False, 0)


def test_all_of_a_kind_are_decided_in_one_act(cast, open_locks, surpassed):
    assert decide(cast, surpassed) == 2
    assert AuditEntry.objects.filter(action="lesson_decide").count() == 1
    assert decide(cast, surpassed, seen="") == 0


def test_what_changed_while_it_was_read_is_not_decided(cast, open_locks, surpassed):
    with pytest.raises(DomainError, match="cambiaron"):
        decide(cast, surpassed, seen="0" * 16)
    assert not Leccion.objects.exists()


def test_an_approved_plan_takes_no_lesson(cast, open_locks, surpassed):
    stamp = {"approval_agreement": "OG/1", "approval_session": "1", "approved_on": date(2027, 1, 5)}
    Programa.objects.filter(pk=surpassed.pk).update(status=ProgramaStatus.APPROVED, **stamp)
    with pytest.raises(Locked):
        decide(cast, surpassed)


def test_a_component_that_is_gone_refuses_the_whole_act(cast, open_locks, surpassed):
    ComponenteDeMeta.objects.filter(
        meta__linea__clave=cast.linea(2).clave, meta__linea__eje__programa=surpassed
    ).delete()
    with pytest.raises(DomainError, match="ya no tiene"):
        decide(cast, surpassed)
    assert promised(surpassed, cast.linea(0).clave) == [12, 3, 3, 3, 3]


def test_a_linea_that_never_began_is_left_out_and_asked_again_does_nothing(cast, open_locks):
    clave = cast.linea(0).clave
    Trimestre.objects.filter(programa=cast.programa, number__lte=3).update(**CLOSED)
    AvanceDeComponente.objects.filter(avance__linea=cast.linea(0)).update(quantity=0)
    MarcaMensual.objects.filter(tarea__linea=cast.linea(0)).delete()
    made = begin(cast)
    page = lessons_page(made)
    assert [row.kind for row in page.ejes[0].lineas[0].rows] == [LessonKind.NEVER]
    assert decide(cast, made, kind=LessonKind.NEVER, clave=clave) == 1
    assert not LineaDeAccion.objects.filter(eje__programa=made, clave=clave).exists()
    assert not AvanceTrimestral.objects.filter(trimestre__programa=made, linea__clave=clave)
    again = {"seen": "0" * 16, "by": cast.people["planeacion"], "now": timezone.now()}
    assert lessons_decide(made.pk, kind="never", accepted=True, clave=clave, **again) == 0


def test_a_linea_of_which_something_was_captured_is_not_left_out(cast, open_locks):
    clave = cast.linea(0).clave
    Trimestre.objects.filter(programa=cast.programa, number__lte=3).update(**CLOSED)
    AvanceDeComponente.objects.filter(avance__linea=cast.linea(0)).update(quantity=0)
    MarcaMensual.objects.filter(tarea__linea=cast.linea(0)).delete()
    made = begin(cast)
    AvanceTrimestral.objects.filter(trimestre__programa=made, linea__clave=clave).update(
        cause="Sí."
    )
    with pytest.raises(DomainError, match="ya tiene avances"):
        decide(cast, made, kind=LessonKind.NEVER, clave=clave)
    assert LineaDeAccion.objects.filter(eje__programa=made, clave=clave).exists()


def test_the_years_in_its_texts_are_written_anew(cast):
    linea = cast.linea(0)
    LineaDeAccion.objects.filter(pk=linea.pk).update(title="Plan 2026")
    Tarea.objects.filter(linea=linea).update(goal="Listo en 2026")
    made = begin(cast)
    assert decide(cast, made, kind=LessonKind.YEAR, clave=linea.clave) == 1
    kept = LineaDeAccion.objects.get(eje__programa=made, clave=linea.clave)
    assert (kept.title, kept.tareas.get().goal) == ("Plan 2027", "Listo en 2027")


def test_the_differences_of_two_years_are_printed(cast):
    Meta.objects.filter(linea=cast.linea(0)).update(starts_on=date(YEAR, 2, 1))
    kept = {"institucion": cast.institucion, "heading": "Título"}
    Seccion.objects.create(key="propia-mision", kind="mission", **kept)
    made = begin(cast)
    meta = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=made).order_by("pk")[0]
    ComponenteDeMeta.objects.filter(pk=meta.pk).update(quantity=18)
    LineaDeAccion.objects.filter(eje__programa=made, clave=cast.linea(3).clave).delete()
    document = document_of(DIFERENCIAS, made, cast.programa)
    assert dict(document.counts) == {
        "Lo nuevo": 0,
        "Lo que cambia": 1,
        "Lo que cambia de lugar": 0,
        "Lo que ya no está": 3,
    }
    (changed, gone) = document.parts
    assert ("cantidad anual", "12", "18") in changed.rows[0].fields
    assert {row.what for row in gone.rows} == {
        "Línea de acción",
        "Cantidad de la meta",
        "Tarea",
    }
    html = document_html(document)
    assert "Diferencias entre 2026 y 2027" in html


# The pages ----------------------------------------------------------------------------------------


def test_planeacion_begins_a_year_and_decides_on_its_pages(client, cast, open_locks, surpassed):
    surpassed.delete()
    client.login(username="planeacion", password=PASSWORD)
    page = client.get(reverse("next_year", args=cast.programa.place))
    assert "Iniciar el programa 2027" in page.text
    answer = client.post(reverse("next_year_begin", args=cast.programa.place), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("lessons", args=["propia", YEAR + 1])
    assert "Faltan 2 lecciones por decidir" in answer.text
    made = Programa.objects.get(institucion=cast.institucion, year=YEAR + 1)
    (count,) = lessons_page(made).kinds
    body = {"leccion": count.kind, "seen": count.seen, "decision": "aceptar"}
    answer = client.post(reverse("lessons_decide", args=made.place), body, follow=True)
    assert "Todas las lecciones de 2026 están decididas." in answer.text
    assert "Se aceptó: 2 lecciones." in answer.text
    assert "Ver las lecciones" in client.get(reverse("next_year", args=cast.programa.place)).text
