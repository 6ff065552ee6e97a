"""The invented institution, for days of every kind: complete, coherent, and never in the future."""

from collections import Counter
from datetime import date, datetime, time

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from programs.demo.dates import DemoCalendar, month_distance
from programs.demo.front_matter import BUSY_AREA, LATE_AREA
from programs.demo.hechos import record_hechos
from programs.demo.muestra import make_muestra
from programs.demo.people import PASSWORD
from programs.demo.plan import months_of
from programs.demo.review import EXTENDED_AREA, make_review
from programs.enums import AvanceStatus, ComponentKind, ExplicitClosing, MarkStatus, MetaRule
from programs.models import (
    Adecuacion,
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    ConfirmacionMensual,
    Corte,
    EntregaDeArea,
    Figura,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeta,
    Notice,
    Observacion,
    Programa,
    Tarea,
    Trimestre,
)
from programs.reading.corte import trimestre_snapshot
from programs.reading.hechos import counted_hechos, rule_of
from programs.reading.lines import lines_of
from programs.selectors.historial import PAUSE, area_sessions, linea_sessions, mark_sessions
from programs.services.entrega import folio_of
from programs.services.institucion import kinds_make
from programs.services.verification import institucion_verify
from programs.values.calendar_days import add_working_days
from programs.values.checks import Code
from programs.values.frozen import freeze, payload_hash, thaw
from programs.values.hechos.rules import outcome_of
from programs.values.progress import semaforo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAYS = [
    date(2026, 1, 1),
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 7, 8),
    date(2026, 12, 31),
    date(2028, 2, 29),
]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def made(request, django_db_setup, django_db_blocker):
    """The institution made as of one of the days, once for all the tests of that day."""
    calendar = DemoCalendar(request.param)
    with django_db_blocker.unblock(), transaction.atomic():
        institucion = make_muestra(calendar, make_password(PASSWORD))
        kinds_make(institucion)
        record_hechos(institucion, calendar)
        make_review(institucion, calendar)
        yield calendar
        transaction.set_rollback(True)


@pytest.fixture
def calendar(made, db) -> DemoCalendar:
    """The calendar of the day; what a test changes is rolled back."""
    return made


def work_of(calendar: DemoCalendar) -> Trimestre:
    """Return the quarter in capture."""
    return Trimestre.objects.get(programa__year=calendar.work_year, number=calendar.work_quarter)


def test_every_row_is_valid_and_every_kind_occurs(calendar):
    models = apps.get_app_config("programs").get_models()
    for model in [model for model in models if hasattr(model, "institucion_path")]:
        links = [field.name for field in model._meta.fields if field.is_relation]
        paths = [*links, *(["eje__programa"] if "eje" in links else [])]
        for row in model.objects.select_related(*paths):
            html = getattr(row, "html", "")
            # The database checked unique values and conditions; asking again costs a query each.
            row.clean_fields(exclude=links)
            row.clean()
            assert getattr(row, "html", "") == html
    connection.check_constraints()  # links are checked at the end of a transaction
    kinds = set(ComponenteDeMeta.objects.values_list("kind", flat=True))
    assert kinds == set(ComponentKind.values)
    assert set(Meta.objects.values_list("rule", flat=True)) == set(MetaRule.values)
    assert set(MarcaMensual.objects.values_list("status", flat=True)) == set(MarkStatus.values)
    assert MarcaMensual.objects.filter(programmed=False, status=MarkStatus.DONE).exists()
    closings = set(AvanceTrimestral.objects.values_list("closing", flat=True))
    assert closings == set(ExplicitClosing.values)
    programmed = ComponenteDeMeta.objects.values_list("programmed_q1", flat=True)
    assert {None, 0} < set(programmed)
    assert ModificacionDeMeta.objects.exists()


def test_a_quantity_with_a_desglose_is_what_its_hechos_give(calendar):
    rows = AvanceDeComponente.objects.filter(rule_kind__isnull=False)
    found = list(rows.select_related("avance__trimestre", "rule_kind"))
    work = work_of(calendar)
    hechos = counted_hechos(work, [row.avance.linea_id for row in found])
    assert {row.rule for row in found} == {"count", "sum"}
    for row in found:
        assert row.avance.trimestre == work
        assert outcome_of(rule_of(row), hechos[row.avance.linea_id]).quantity == row.quantity


def test_quarter_in_capture_holds_every_state(calendar):
    work = work_of(calendar)
    states = Counter(work.avances.values_list("status", "ready"))
    assert states == {
        ("draft", False): 6,
        ("draft", True): 4,
        ("submitted", True): 3,
        ("returned", False): 2,
        ("validated", True): 5,
    }
    drafts = work.avances.filter(status="draft", ready=False)
    written = {
        (bool(avance.bloques.count()), avance.cantidades.exclude(quantity=None).exists())
        for avance in drafts
    }
    assert written == {(False, False), (True, False), (False, True)}


def test_windows_and_deadlines(calendar):
    for trimestre in Trimestre.objects.select_related("programa__institucion"):
        key = (trimestre.programa.year, trimestre.number)
        work = (calendar.work_year, calendar.work_quarter)
        if key < work:
            assert trimestre.status == "closed"
            assert set(trimestre.avances.values_list("status", flat=True)) == {"validated"}
        elif trimestre.starts_on <= calendar.today:
            assert trimestre.status == "open"
        else:
            assert trimestre.status == "upcoming"
            assert set(trimestre.avances.values_list("status", flat=True)) == {"draft"}
        days_off = trimestre.programa.institucion.days_off.values_list("day", flat=True)
        assert trimestre.due_on == add_working_days(trimestre.ends_on, 10, set(days_off))


def test_nothing_is_stamped_today_or_later_and_steps_follow_each_other(calendar):
    midnight = timezone.make_aware(datetime.combine(calendar.today, time.min))
    for avance in AvanceTrimestral.objects.select_related("trimestre__programa"):
        steps = [avance.submitted_at, avance.returned_at, avance.validated_at]
        steps = [step for step in steps if step]
        assert steps == sorted(steps)
        assert all(step < midnight for step in steps)
        assert all(timezone.localtime(step).date() >= avance.trimestre.ends_on for step in steps)
        assert bool(avance.submitted_by) == bool(avance.submitted_at)
    for mark in MarcaMensual.objects.exclude(reported_at=None):
        year = mark.tarea.eje.programa.year
        assert mark.reported_at < midnight
        assert month_distance(calendar.today, year, mark.month) >= 1
    assert not Adecuacion.objects.filter(agreed_on__gte=calendar.today).exists()


def test_one_area_is_late(calendar):
    work = work_of(calendar)
    late = work.avances.filter(linea__area__code=LATE_AREA)
    assert set(late.values_list("status", "ready", "bloques")) == {("draft", False, None)}
    last_month = MarcaMensual.objects.filter(
        tarea__area__code=LATE_AREA,
        tarea__eje__programa__year=calendar.work_year,
        month=work.months[2],
        programmed=True,
    )
    assert set(last_month.values_list("status", flat=True)) == {"unreported"}
    assert not work.secciones.filter(area__code=LATE_AREA).exists()
    assert work.secciones.filter(area__code="dj").exists()


def test_a_month_is_confirmed_only_when_nothing_is_left_to_report(calendar):
    confirmed = set(
        ConfirmacionMensual.objects.values_list("programa__year", "area__code", "month")
    )
    marks = MarcaMensual.objects.filter(programmed=True)
    blank = set(
        marks.filter(status="unreported").values_list(
            "tarea__eje__programa__year", "tarea__area__code", "month"
        )
    )
    assert confirmed
    assert not confirmed & blank
    for confirmation in ConfirmacionMensual.objects.all():
        its_marks = marks.filter(
            tarea__area=confirmation.area,
            tarea__eje__programa=confirmation.programa,
            month=confirmation.month,
        )
        assert its_marks.exists()
        assert all(mark.reported_at <= confirmation.confirmed_at for mark in its_marks)
        assert timezone.localtime(confirmation.confirmed_at).date() < calendar.today


def test_quantities_that_look_mistaken_say_why(calendar):
    for row in AvanceDeComponente.objects.select_related("componente", "avance__trimestre"):
        programmed = row.componente.programmed[row.avance.trimestre.number - 1]
        high = row.quantity and programmed and 10 * row.quantity > 13 * programmed
        assert bool(row.reason) == bool(row.quantity == 0 or high)


def test_one_area_has_eight_tareas_to_report_this_month(calendar):
    marks = MarcaMensual.objects.filter(
        tarea__area__code=BUSY_AREA,
        tarea__eje__programa__year=calendar.today.year,
        month=calendar.today.month,
        programmed=True,
        status="unreported",
    )
    assert marks.count() == 8


def test_plan_has_what_pages_must_carry(calendar):
    for programa in Programa.objects.all():
        lineas = LineaDeAccion.objects.filter(eje__programa=programa)
        assert lineas.count() == 20
        assert max(len(title) for title in lineas.values_list("title", flat=True)) == 400
        assert lineas.filter(tareas=None).count() == 1
        tareas = Tarea.objects.filter(eje__programa=programa)
        assert tareas.count() == 27
        assert tareas.filter(demand_driven=True).count() == 2
        assert tareas.filter(linea=None).count() == 1


def test_semaforo_shows_an_over_fulfilled_meta_with_its_cause(calendar):
    work = work_of(calendar)
    colors = {}
    for linea in trimestre_snapshot(work).lineas:
        colors[linea.number] = semaforo(linea.meta.facts, work.number).color
    assert colors["1.3"] == "blue"
    assert colors["5.1"] in {"amber", "green"}
    causes = dict(work.avances.values_list("linea__title", "cause"))
    for linea in trimestre_snapshot(work).lineas:
        told = linea.avance.ready and linea.meta.facts.quantified
        if told and colors[linea.number] in {"red", "amber", "blue"}:
            assert causes[linea.title]
    assert colors["3.2"] == "grey"  # the late área: sin dato


def test_tables_add_up_to_the_quantities(calendar):
    seen = 0
    for avance in AvanceTrimestral.objects.prefetch_related("bloques", "cantidades"):
        for bloque in avance.bloques.all():
            if bloque.kind != "table":
                continue
            seen += 1
            quantities = avance.cantidades.order_by("componente__order")
            stated = [f"{row.quantity:,.0f}" for row in quantities]
            assert bloque.rows[-1] == ["Total", *stated]
            for column in range(1, len(bloque.rows[0])):
                values = [int(row[column].replace(",", "")) for row in bloque.rows[1:]]
                assert sum(values[:-1]) == values[-1]
    assert seen >= 16  # four líneas with a table, four quarters at least


def test_months_are_read_or_refused():
    assert months_of("1-3,7") == (1, 2, 3, 7)
    assert months_of("12") == (12,)
    for wrong in ("0", "13", "", "enero"):
        with pytest.raises(ValueError):
            months_of(wrong)


def test_the_day_after_a_quarter_is_already_the_next_one():
    calendar = DemoCalendar(date(2026, 4, 1))
    assert calendar.after(date(2026, 3, 31), 3) == date(2026, 3, 31)


def test_submissions_stand_as_their_entries_do(calendar):
    entregas = EntregaDeArea.objects.select_related("trimestre__programa__institucion", "area")
    work = entregas.filter(trimestre=work_of(calendar))
    assert dict(work.values_list("area__code", "status")) == {
        "da": "returned",
        "ut": "submitted",
        EXTENDED_AREA: "draft",
        "dj": "validated",
    }
    closed = Trimestre.objects.filter(status="closed")
    assert entregas.filter(trimestre__in=closed, status="validated").count() == 6 * len(closed)
    for entrega in entregas.exclude(status="draft"):
        assert entrega.folio == folio_of(entrega, 1)
        assert entrega.submitted_at < entrega.review_started_at
        avances = entrega.trimestre.avances.filter(linea__area=entrega.area)
        steps = {"submitted": {"submitted_at"}, "returned": {"submitted_at", "returned_at"}}
        for step in steps.get(entrega.status, {"submitted_at", "validated_at"}):
            stamps = set(avances.values_list(step, flat=True)) - {None}
            assert stamps == {getattr(entrega, step)}


def test_one_area_has_more_days_which_are_not_over(calendar):
    entrega = EntregaDeArea.objects.get(extended_to__isnull=False)
    assert entrega.area.code == EXTENDED_AREA
    assert entrega.extended_to > max(work_of(calendar).due_on, calendar.today)
    assert entrega.extended_by.username == "planeacion.muestra"


def test_observations_wait_at_their_place(calendar):
    rows = Observacion.objects.select_related("bloque", "avance")
    seen = Counter((row.avance.status, row.status, bool(row.proposed)) for row in rows)
    assert seen == {
        ("returned", "sent", True): 1,
        ("returned", "sent", False): 1,
        ("returned", "answered", False): 1,
        ("submitted", "pending", False): 1,
    }
    for row in rows:
        assert row.seen
        assert bool(row.bloque) + bool(row.figura) + bool(row.cantidad) == 1
        steps = [row.created_at, row.sent_at, row.answered_at]
        assert [step for step in steps if step] == sorted(step for step in steps if step)
    proposal = rows.exclude(proposed="").get()
    first = proposal.bloque.html.partition("</p>")[0]
    assert proposal.proposed.startswith(first)
    assert proposal.proposed != proposal.bloque.html
    returned = work_of(calendar).avances.filter(status="returned")
    assert all(avance.observaciones.exists() for avance in returned)


def test_ledger_verifies_and_tells_every_step_in_order(calendar):
    institucion = Institucion.objects.get()
    verdict = institucion_verify(institucion)
    assert verdict.faults == verdict.notes == ()
    acts = Counter(AuditEntry.objects.values_list("action", flat=True))
    closed = Trimestre.objects.filter(status="closed").count()
    assert acts == {
        "programa_approve": 2,
        "trimestre_open": Trimestre.objects.exclude(status="upcoming").count(),
        "entrega_submit": 6 * closed + 3,
        "entrega_validate": 6 * closed + 1,
        "entrega_return": 1,
        "avance_validate": 2,
        "observacion_answer": 1,
        "entrega_extend": 1,
        "trimestre_close": closed,
    }
    midnight = timezone.make_aware(datetime.combine(calendar.today, time.min))
    moments = list(AuditEntry.objects.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] < midnight
    for trimestre in Trimestre.objects.exclude(opened_at=None):
        entregas = trimestre.entregas.exclude(submitted_at=None)
        assert all(trimestre.opened_at < entrega.submitted_at for entrega in entregas)
        if trimestre.closed_at:
            assert all(entrega.validated_at < trimestre.closed_at for entrega in entregas)
    assert {trimestre.status for trimestre in Trimestre.objects.filter(opened_at=None)} <= {
        "upcoming"
    }


def test_closed_quarters_thaw_as_they_are(calendar):
    closed = Trimestre.objects.filter(status="closed")
    cortes = Corte.objects.select_related("trimestre__programa__institucion")
    assert {corte.trimestre_id for corte in cortes} == {trimestre.pk for trimestre in closed}
    for corte in cortes:
        live = trimestre_snapshot(corte.trimestre, today=timezone.localdate(corte.made_at))
        assert thaw(corte.payload) == thaw(freeze(live))
        assert corte.sha256 == payload_hash(corte.payload) == payload_hash(freeze(live))
        assert (corte.made_at, corte.made_by) == (
            corte.trimestre.closed_at,
            corte.trimestre.closed_by,
        )


def test_people_are_told_of_what_they_have_open(calendar):
    told = set(Notice.objects.values_list("kind", "person__username"))
    assert {
        ("returned", "enlace.da.muestra"),
        ("returned", "titular.da.muestra"),
        ("submitted", "secretario.muestra"),
        ("submitted", "planeacion.muestra"),
    } <= told
    assert not Notice.objects.filter(emailed_at=None).exists()


# The histories ----------------------------------------------------------------------------------

# What somebody wrote or stepped, by model: exactly these rows have a history.
WRITTEN = {
    AvanceTrimestral: ~Q(status="draft") | Q(ready=True) | ~Q(cause=""),
    AvanceDeComponente: Q(quantity__isnull=False) | Q(received__isnull=False),
    Bloque: Q(avance__isnull=False) | Q(seccion__trimestre__isnull=False, seccion__area__gt=0),
    Figura: Q(bloque__avance__isnull=False),
    MarcaMensual: Q(reported_at__isnull=False),
    EntregaDeArea: Q(),
}
# What people do after the enlaces wrote.
STEPS = {"submitted", "returned", "validated"}


def chains(model) -> dict[int, list]:
    """Return the traces of every row of a model, oldest first."""
    found: dict[int, list] = {}
    for trace in model.history.order_by("history_date", "history_id"):
        found.setdefault(trace.id, []).append(trace)
    return found


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_a_history_ends_with_its_row(calendar, model):
    rows = model.objects.filter(WRITTEN[model]).in_bulk()
    found = chains(model)

    assert rows and found.keys() == rows.keys()
    fields = [field.attname for field in model.history.model.tracked_fields]
    for pk, chain in found.items():
        assert chain[0].history_type == "+"
        assert {name: getattr(chain[-1], name) for name in fields} == {
            name: getattr(rows[pk], name) for name in fields
        }


def test_what_is_written_precedes_the_submission_and_nothing_is_of_today(calendar):
    midnight = timezone.make_aware(datetime.combine(calendar.today, time.min))
    sent = {
        (row.trimestre_id, row.area_id): row.submitted_at for row in EntregaDeArea.objects.all()
    }
    for model in WRITTEN:
        assert not model.history.filter(history_date__gte=midnight).exists()
        assert not model.history.filter(history_user=None).exists()

    def precedes(trace, trimestre: Trimestre, area: int) -> None:
        assert trimestre.opened_at < trace.history_date
        limit = sent.get((trimestre.pk, area))
        assert limit is None or trace.history_date < limit
        assert trace.history_user.username.startswith("enlace.")

    of_avance = ("history_user", "avance__trimestre", "avance__linea")
    blocks = Bloque.history.select_related(*of_avance, "seccion__trimestre")
    for trace in [*AvanceDeComponente.history.select_related(*of_avance), *blocks]:
        if trace.avance:
            precedes(trace, trace.avance.trimestre, trace.avance.linea.area_id)
        else:
            precedes(trace, trace.seccion.trimestre, trace.seccion.area_id)
    for trace in AvanceTrimestral.history.filter(status="draft").select_related(
        "history_user", "trimestre", "linea"
    ):
        precedes(trace, trace.trimestre, trace.linea.area_id)
    trimestres = {(t.programa_id, t.number): t for t in Trimestre.objects.all()}
    marks = MarcaMensual.history.exclude(reported_at=None)
    for trace in marks.select_related("history_user", "tarea__eje"):
        quarter = trimestres[trace.tarea.eje.programa_id, (trace.month + 2) // 3]
        precedes(trace, quarter, trace.tarea.area_id)


@pytest.mark.parametrize("model", [AvanceTrimestral, EntregaDeArea])
def test_each_step_has_its_trace_at_its_stamp_by_its_person(calendar, model):
    told = {
        (trace.id, trace.status, trace.history_date, trace.history_user_id)
        for trace in model.history.filter(status__in=STEPS)
    }
    stamps = {
        (row.pk, step, getattr(row, f"{step}_at"), getattr(row, f"{step}_by_id"))
        for row in model.objects.all()
        for step in STEPS
        if getattr(row, f"{step}_at")
    }

    assert stamps <= told
    if model is AvanceTrimestral:
        assert stamps == told
    else:
        extended = model.history.get(extended_to__isnull=False)
        assert extended.history_date == AuditEntry.objects.get(action="entrega_extend").at
        assert extended.history_user.username == "planeacion.muestra"


def test_the_history_pages_show_several_sessions(calendar):
    work, areas = work_of(calendar), Institucion.objects.get().areas
    closed = Trimestre.objects.filter(status="closed").order_by("pk").last()
    for trimestre, code in ((work, "da"), (work, "ut"), (closed, "dj"), (closed, LATE_AREA)):
        sessions = area_sessions(trimestre, areas.get(code=code))
        whats = {change.where.split()[0] for each in sessions for change in each.changes}
        assert {"Línea", "Presentación", "Entrega"} < whats
        assert len({each.author for each in sessions}) == 3
    # Far from the day from which all is dated, a línea takes half an hour on each of two days.
    sessions = area_sessions(closed, areas.get(code="da"))
    enlace = [each for each in sessions if each.author == sessions[-1].author]
    assert len({timezone.localdate(each.starts_at) for each in enlace}) >= 4
    linea = LineaDeAccion.objects.filter(avances__trimestre=closed, area__code="da")[0]
    written = [
        each
        for each in linea_sessions(linea, quarter=closed.number)
        if any("Texto" in change.what for change in each.changes)
    ]
    assert len({timezone.localdate(each.starts_at) for each in written}) == len(written) == 2
    assert all(each.ends_at - each.starts_at <= PAUSE for each in written)
    marca = MarcaMensual.objects.filter(status=MarkStatus.NOT_DONE, programmed=True).first()
    (session,) = mark_sessions(marca)
    assert {(c.what, c.before, c.after) for c in session.changes} == {
        ("Avance", "Falta reportar", "No realizada"),
        ("Motivo", "vacío", marca.reason),
    }


def test_what_was_handed_in_answers_every_question_and_the_plans_agree(calendar):
    asked = {
        f"{line.linea.number} T{trimestre.number} {trimestre.programa.year}": debts
        for trimestre in Trimestre.objects.select_related("programa__institucion")
        for line in lines_of(
            AvanceTrimestral.objects.filter(trimestre=trimestre)
            .exclude(status=AvanceStatus.DRAFT)
            .with_place()
            .with_contents()
            .select_related("trimestre__programa__institucion")
        )
        if (
            debts := [
                found.message
                for found in line.findings
                if found.code in (Code.CAUSE, Code.REASON, Code.ANNUAL, Code.PROGRAMMED)
            ]
        )
    }

    assert asked == {}
