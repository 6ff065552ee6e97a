"""The review of a plan: sent, observed, answered, explained, and approved."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from programs.errors import Conflict, DomainError, Locked
from programs.models import (
    AuditEntry,
    HallazgoAceptado,
    LineaDeAccion,
    MarcaMensual,
    Notice,
    Observacion,
    Seccion,
    Tarea,
)
from programs.selectors.plan import plan_questions
from programs.selectors.revision_plan import plans_waiting, revision_plan_page
from programs.services import observaciones, revision
from programs.services import revision_plan as services
from tests.factories import YEAR, make_cast
from tests.markup import folded

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def cast(db):
    return make_cast(lineas=4)


def people(cast, name):
    return cast.people[name]


def sent_to_review(cast):
    """Return the programa, sent to review by Planeación."""
    services.programa_review(cast.programa.pk, by=people(cast, "planeacion"), now=NOW, version=1)
    cast.programa.refresh_from_db()
    return cast.programa


def observe(cast, who="enlace", target=None, text="Falta la meta.", key="plan-1"):
    """Write an observation of the plan."""
    return services.plan_observe(
        cast.programa.pk, target=target, text=text, key=key, by=people(cast, who), now=NOW
    )


def send(cast, who="enlace"):
    return services.plan_observations_send(cast.programa.pk, by=people(cast, who), now=NOW)


def approve(cast):
    return services.programa_approve(
        cast.programa.pk, agreement="OG/1", session="Primera", approved_on=timezone.localdate(NOW),
        by=people(cast, "planeacion"), now=NOW,
    )  # fmt: skip


def skip_a_quarter(cast) -> Tarea:
    """Make a quarterly tarea that leaves out the first quarter."""
    tarea = Tarea.objects.filter(eje__programa=cast.programa).order_by("pk").first()
    Tarea.objects.filter(pk=tarea.pk).update(text="Carga trimestral de datos")
    MarcaMensual.objects.filter(tarea=tarea, month__lte=3).delete()
    return tarea


def accept(cast, found, reason="Se carga al cierre.", **values):
    asked = {"code": found.finding.code, "subject": found.subject} | values
    return services.finding_accept(
        cast.programa.pk, **({"fingerprint": found.fingerprint} | asked), reason=reason,
        by=people(cast, "planeacion"), now=NOW,
    )  # fmt: skip


def test_the_whole_way_from_draft_to_approved(cast):
    programa = sent_to_review(cast)
    assert programa.status == "review"
    told = Notice.objects.filter(programa=programa, kind="plan_review")
    assert people(cast, "enlace").pk in told.values_list("person", flat=True)

    row = observe(cast, target=cast.linea())
    assert (row.status, row.seen) == ("pending", cast.linea().title)
    assert observe(cast, target=cast.linea()).pk == row.pk
    assert [each.pk for each in send(cast)] == [row.pk]
    assert send(cast) == []
    with pytest.raises(DomainError, match="Hay 1 observación sin resolver del plan"):
        approve(cast)

    keeper, enlace = people(cast, "planeacion"), people(cast, "enlace")
    row = observaciones.observacion_answer(row.pk, answer="Se agregó.", by=keeper, now=NOW)
    assert row.status == "answered"
    assert Notice.objects.filter(kind="plan_answer", person=enlace).count() == 1
    with pytest.raises(DomainError, match="sin resolver"):
        approve(cast)
    assert revision.observacion_resolve(row.pk, by=enlace, now=NOW).status == "resolved"
    assert approve(cast).status == "approved"
    assert not Notice.objects.filter(programa=programa, done_at=None).exists()
    acts = AuditEntry.objects.filter(institucion=cast.institucion).order_by("number")
    assert list(acts.values_list("action", flat=True)) == [
        "programa_review",
        "observacion_send",
        "observacion_answer",
        "observacion_resolve",
        "programa_approve",
    ]
    with pytest.raises(Locked, match="ya no se observa"):
        observe(cast, key="plan-2")


def test_who_observes_what(cast):
    with pytest.raises(Locked, match="no está en revisión"):
        observe(cast)
    sent_to_review(cast)
    own = cast.linea()
    other = LineaDeAccion.objects.filter(eje__programa=cast.programa).exclude(area=own.area)[0]
    observe(cast, "enlace", own, key="a")
    observe(cast, "enlace", None, key="b")
    observe(cast, "secretario", other, key="c")
    for who, target in (("enlace", other), ("consulta", None), ("planeacion", own)):
        with pytest.raises(Locked, match="Usted observa"):
            observe(cast, who, target, key="d")
    with pytest.raises(DomainError, match="Escriba la observación"):
        observe(cast, text="  ", key="e")


def test_what_was_not_sent_is_of_its_author_alone(cast, client):
    sent_to_review(cast)
    row = observe(cast)
    keeper, enlace = people(cast, "planeacion"), people(cast, "enlace")
    assert revision_plan_page(cast.programa, keeper).whole.observations == ()
    assert len(revision_plan_page(cast.programa, enlace).whole.observations) == 1
    with pytest.raises(Locked, match="Solo quien escribió"):
        revision.observacion_edit(row.pk, text="x", proposed="", by=keeper, now=NOW)
    revision.observacion_edit(row.pk, text="Otra", proposed="", by=enlace, now=NOW, version=1)
    with pytest.raises(Conflict):
        revision.observacion_edit(row.pk, text="Vieja", proposed="", by=enlace, now=NOW, version=1)
    revision.observacion_remove(row.pk, by=enlace, now=NOW, version=2)
    assert not Observacion.objects.exists()


def test_back_to_draft_keeps_what_was_observed_and_stops_it(cast):
    programa = sent_to_review(cast)
    row = observe(cast)
    send(cast)
    keeper = people(cast, "planeacion")
    services.programa_draft(programa.pk, by=keeper, now=NOW, version=programa.version)
    for act in (
        lambda: observe(cast, key="x"),
        lambda: observaciones.observacion_answer(row.pk, answer="Sí.", by=keeper, now=NOW),
        lambda: revision.observacion_resolve(row.pk, by=people(cast, "enlace"), now=NOW),
    ):
        with pytest.raises(Locked, match="no está en revisión"):
            act()
    with pytest.raises(Locked, match="Solo se aprueba un plan que está en revisión"):
        approve(cast)
    assert Observacion.objects.get().status == "sent"


def test_what_was_observed_of_a_row_that_goes_stays_with_its_text(cast):
    programa = sent_to_review(cast)
    linea = cast.linea()
    observe(cast, target=linea)
    send(cast)
    observe(cast, key="plan-2", target=linea.tareas.first())

    linea.delete()

    first, second = Observacion.objects.order_by("pk")
    assert (first.linea, first.seen, first.status) == (None, linea.title, "sent")
    assert (second.tarea, second.status) == (None, "pending") and second.seen
    page = revision_plan_page(programa, people(cast, "enlace"))
    assert [(each.row, each.changed) for each in page.whole.observations] == [
        (first, True),
        (second, True),
    ]
    with pytest.raises(DomainError, match="Hay 1 observación sin resolver del plan"):
        approve(cast)


def test_a_finding_holds_the_approval_until_it_is_explained(cast):
    sent_to_review(cast)
    tarea = skip_a_quarter(cast)
    (found,) = plan_questions(cast.programa).open
    with pytest.raises(DomainError, match="no está programada en T1"):
        approve(cast)
    for reason, values, words in (
        ("  ", {}, "Escriba por qué"),
        ("Sí.", {"fingerprint": "otra"}, "El plan cambió"),
        ("Sí.", {"subject": "tarea-0"}, "ya no se encuentra"),
    ):
        with pytest.raises(DomainError, match=words):
            accept(cast, found, reason, **values)
    accept(cast, found)
    accept(cast, found)
    assert HallazgoAceptado.objects.count() == 1
    assert AuditEntry.objects.filter(action="finding_accept").count() == 1
    assert plan_questions(cast.programa).open == ()

    MarcaMensual.objects.filter(tarea=tarea, month=12).delete()
    (changed,) = plan_questions(cast.programa).open
    assert changed.key == found.key
    accept(cast, changed, "Sigue al cierre.")
    approve(cast)
    told = AuditEntry.objects.get(action="programa_approve").data["explained"]
    assert [text.rpartition("Motivo: ")[2] for text in told] == ["Sigue al cierre."]


def test_only_planeacion_sends_and_explains(cast):
    for who in ("enlace", "secretario", "consulta"):
        with pytest.raises(Locked):
            services.programa_review(cast.programa.pk, by=people(cast, who), now=NOW)
    skip_a_quarter(cast)
    (found,) = plan_questions(cast.programa).open
    with pytest.raises(Locked, match="lo explica Planeación"):
        services.finding_accept(
            cast.programa.pk, code=found.finding.code, subject=found.subject,
            fingerprint=found.fingerprint, reason="Sí.", by=people(cast, "enlace"), now=NOW,
        )  # fmt: skip


def test_the_database_wants_exactly_one_review(cast):
    row = {"key": "k", "text": "x", "created_at": NOW, "created_by": people(cast, "enlace")}
    for owner in ({}, {"programa": cast.programa, "avance": cast.avance()}):
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            Observacion.objects.create(**row, **owner)
    made = Observacion.objects.create(**row, programa=cast.programa)
    assert Observacion.objects.visible_to(people(cast, "enlace")).get() == made
    assert not Observacion.objects.visible_to(people(cast, "outsider")).exists()


def test_inicio_lists_what_waits_for_each(cast):
    def waits(who):
        return [step.text for step in plans_waiting(people(cast, who), [cast.programa])]

    assert waits("enlace") == []
    sent_to_review(cast)
    assert waits("enlace") == [f"El plan {YEAR} está en revisión: observe sus líneas."]
    assert waits("consulta") == waits("planeacion") == []
    observe(cast)
    send(cast)
    assert waits("planeacion") == [f"El plan {YEAR} está en revisión: 1 observación por atender."]


def test_what_is_found_of_a_section_has_its_place_on_the_page(cast, sign_in):
    for order, label in enumerate(("I.", "II.", "II."), start=1):
        Seccion.objects.create(
            institucion=cast.institucion,
            programa=cast.programa,
            key=f"parte-{order}",
            kind="other",
            order=order,
            heading=f"Parte {order}",
            number_label=label,
            auto_number=False,
        )
    found = [each for each in plan_questions(cast.programa).open if "seccion" in each.subject]
    page = sign_in("planeacion").get(reverse("revision_plan", args=[cast.institucion.slug, YEAR]))
    assert found
    for each in found:
        assert page.text.count(f'id="{each.subject}"') == 1


def test_the_pages_take_each_step_without_script(cast, sign_in):
    place = [cast.institucion.slug, YEAR]
    page = reverse("revision_plan", args=place)
    tarea = skip_a_quarter(cast)

    def post(who, name, **values):
        return sign_in(who).post(reverse(name, args=place), values).status_code

    assert (
        sign_in("planeacion")
        .post(reverse("programa_review", args=place), {"version": 1})
        .status_code
        == 303
    )
    opened = sign_in("enlace").get(f"{page}?observar=linea-{cast.linea().pk}").content.decode()
    assert opened.count('name="part"') == 1
    sent = {"part": f"linea-{cast.linea().pk}", "key": "plan-9", "text": "Falta <b>todo</b>."}
    assert post("enlace", "plan_observe", **sent) == 303
    assert (
        sign_in("enlace")
        .post(reverse("plan_observe", args=place), sent | {"part": "x"})
        .status_code
        == 422
    )
    assert post("enlace", "plan_observations_send") == 303
    row = Observacion.objects.get()
    read = folded(sign_in("planeacion").get(page).content.decode())
    assert "Falta &lt;b&gt;todo&lt;/b&gt;." in read
    assert "1 observación por atender" in folded(sign_in("planeacion").get("/").content.decode())
    (found,) = plan_questions(cast.programa).open
    assert found.subject == f"tarea-{tarea.pk}"
    values = {
        "code": found.finding.code,
        "subject": found.subject,
        "fingerprint": found.fingerprint,
        "reason": "Al cierre.",
    }
    assert post("planeacion", "finding_accept", **values) == 303

    def act(who, name, **values):
        address = reverse("plan_observation_act", args=[*place, row.pk, name])
        row.refresh_from_db()
        return sign_in(who).post(address, {"version": row.version, **values}).status_code

    assert act("planeacion", "atender", text="Se agregó.") == 303
    assert act("planeacion", "borrar") == 404
    assert act("enlace", "resolver") == 303
    ready = folded(sign_in("planeacion").get(page).content.decode())
    assert "Registrar la aprobación" in ready
    assert f"{reverse('plazos', args=place)}#aprobacion" in ready
    assert sign_in("consulta").get(page).status_code == 403
