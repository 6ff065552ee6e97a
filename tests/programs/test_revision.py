"""The review of an área's quarter: the services, and the pages of who reviews."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.enums import AvanceStatus, ObservacionStatus, Role
from programs.errors import Conflict, DomainError, Locked
from programs.models import (
    AuditEntry,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    Institucion,
    MarcaMensual,
    Membresia,
    Notice,
    Observacion,
    Seccion,
    Trimestre,
)
from programs.services import bloques, revision
from programs.services import entrega as of_area
from tests.factories import YEAR, make_cast, make_person
from tests.programs.review_cast import START, Review, entries, quarter

pytestmark = pytest.mark.django_db
LIST = reverse("revision_list")
HERE = ["propia", YEAR, 1, "juridica"]
DETAIL = reverse("revision_detail", args=HERE)
ADD = reverse("observacion_add", args=HERE)
KEY = "revision-" + "a" * 24
MARKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@pytest.fixture
def review(cast) -> Review:
    """The área `juridica`, which handed its quarter in."""
    found = Review(cast)
    found.submit()
    return found


@pytest.fixture
def reviewer(cast, client):
    """The client of who reviews."""
    client.force_login(cast.people["secretario"])
    return client


def statuses(cast, code: str = "juridica") -> list[str]:
    return [entry.status for entry in entries(cast, code)]


def add(client, query: str, data: dict):
    """Send the form of an observation that is open at an address."""
    return client.post(ADD, dict(parse_qsl(query.removeprefix("?"))) | data)


def text_of(avance: AvanceTrimestral) -> Bloque:
    return avance.bloques.get(kind="text")


# Observations -----------------------------------------------------------------------------------


def test_an_observation_waits_and_begins_the_review(cast, review):
    avance = cast.avance()
    row = review.observe(avance, text_of(avance), proposed="Otro texto.\n\nY más.")
    assert row.status == ObservacionStatus.PENDING
    assert row.proposed == "<p>Otro texto.</p><p>Y más.</p>"
    assert row.seen == text_of(avance).html
    assert review.entrega.review_started_by == cast.people["secretario"]
    with pytest.raises(Locked, match="revisión ya empezó"):
        review.act(
            of_area.entrega_withdraw,
            trimestre_pk=quarter(cast).pk,
            area_pk=review.entrega.area_id,
            by=cast.people["titular"],
        )


def test_every_kind_of_part_can_be_observed(cast, review):
    avance = cast.avance()
    block = Bloque.objects.create(
        institucion=cast.institucion, avance=avance, key="fotos", order=9, kind="figures"
    )
    figure = Figura.objects.create(bloque=block, order=1, alt="Firma")
    mark = MarcaMensual.objects.get(tarea__linea=avance.linea, month=2)
    rows = [
        review.observe(avance),
        review.observe(avance, block),
        review.observe(avance, figure),
        review.observe(avance, avance.cantidades.get()),
        review.observe(avance, mark),
    ]
    assert [row.seen for row in rows] == ["", "", "Firma", "3", "Realizada"]
    links = ("bloque_id", "figura_id", "cantidad_id", "marca_id")
    named = [[name for name in links if getattr(row, name)] for row in rows]
    assert named == [[], ["bloque_id"], ["figura_id"], ["cantidad_id"], ["marca_id"]]


def test_the_same_form_sent_twice_adds_one(cast, review):
    avance = cast.avance()
    first = review.observe(avance, key=KEY)
    assert review.observe(avance, key=KEY, text="Otra").pk == first.pk
    assert Observacion.objects.count() == 1


def test_a_key_of_another_area_is_refused(cast, review):
    other = Review(cast, "archivo")
    cast.people["titular2"] = make_person("titular2", cast.institucion, Role.TITULAR, "archivo")
    other.submit("titular2")
    review.observe(cast.avance(), key=KEY)
    with pytest.raises(DomainError, match="caducó"):
        other.observe(entries(cast, "archivo")[0], key=KEY)


def forged_targets(cast) -> dict:
    """Return what a forged form of the área `juridica` may name: {what: (target, part)}."""
    mine, sibling = entries(cast)
    foreign = entries(cast, "archivo")[0]
    outside = AvanceTrimestral.objects.filter(
        trimestre__programa__institucion__slug="ajena", trimestre__number=1
    ).select_related("linea", "trimestre")[0]
    section = Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=quarter(cast),
        area=cast.institucion.areas.get(code="archivo"),
        key="otra",
        kind="presentation",
        heading="Otra",
    )
    late = AvanceTrimestral.objects.select_related("linea", "trimestre").get(
        linea=mine.linea, trimestre__number=2
    )
    return {
        "an área": (foreign, None),
        "an institution": (outside, None),
        "a section": (section, None),
        "a quarter": (late, None),
        "a block of a sibling": (mine, text_of(sibling)),
        "a block of an institution": (mine, text_of(outside)),
        "a quantity of a sibling": (mine, sibling.cantidades.get()),
        "a month of a sibling": (
            mine,
            MarcaMensual.objects.get(tarea__linea=sibling.linea, month=2),
        ),
        "a month of a quarter": (mine, MarcaMensual.objects.get(tarea__linea=mine.linea, month=7)),
    }


@pytest.mark.parametrize("what", range(9))
def test_a_forged_target_is_refused(cast, review, what):
    name, (target, part) = list(forged_targets(cast).items())[what]
    with pytest.raises(DomainError, match="no es de esta"):
        review.observe(target, part)
    assert not Observacion.objects.exists(), name
    assert review.entrega.review_started_at is None


def test_only_the_reviewer_observes(cast, review):
    for name in ("titular", "enlace", "planeacion", "auditoria", "outsider", "superuser"):
        with pytest.raises(Locked):
            review.observe(cast.avance(), by=cast.people[name])


def test_a_draft_and_a_closed_quarter_are_not_reviewed(cast):
    review = Review(cast)
    with pytest.raises(Locked, match="todavía no envía"):
        review.observe(cast.avance())
    review.submit()
    Trimestre.objects.filter(pk=quarter(cast).pk).update(status="closed", closed_at=START)
    with pytest.raises(Locked, match="está cerrado"):
        review.observe(cast.avance())


def test_a_proposal_needs_a_text_and_a_change(cast, review):
    avance = cast.avance()
    same = text_of(avance).html
    assert review.observe(avance, text_of(avance), proposed=same).proposed == ""
    assert review.observe(avance, avance.cantidades.get(), proposed="7").proposed == ""
    evil = "<p>Bien<script>alert(1)</script></p>"
    assert "script" not in review.observe(avance, text_of(avance), proposed=evil).proposed


def test_a_pending_observation_is_edited_and_removed(cast, review):
    row = review.observe(cast.avance(), text_of(cast.avance()))
    review.act(revision.observacion_edit, row.pk, text="Otra", proposed="Así.", version=1)
    row.refresh_from_db()
    assert (row.text, row.proposed, row.version) == ("Otra", "<p>Así.</p>", 2)
    with pytest.raises(Conflict):
        review.act(revision.observacion_edit, row.pk, text="Vieja", proposed="", version=1)
    with pytest.raises(DomainError, match="Escriba la observación"):
        review.act(revision.observacion_edit, row.pk, text="  ", proposed="", version=2)
    review.act(revision.observacion_remove, row.pk)
    assert not Observacion.objects.exists()


def test_a_sent_observation_is_neither_edited_nor_removed(cast, review):
    row = review.observe(cast.avance())
    review.give_back()
    for service, values in (
        (revision.observacion_edit, {"text": "Otra", "proposed": ""}),
        (revision.observacion_remove, {}),
    ):
        with pytest.raises(Locked, match="ya se envió"):
            review.act(service, row.pk, **values)


# The verdict ------------------------------------------------------------------------------------


def test_a_return_sends_all_and_leaves_the_siblings(cast, review):
    first, second = entries(cast)
    review.act(revision.avance_validate, second.pk)
    review.observe(first)
    review.observe(first, first.cantidades.get())
    before = AuditEntry.objects.count()
    entrega = review.give_back(version=review.entrega.version)
    assert entrega.status == AvanceStatus.RETURNED
    assert statuses(cast) == [AvanceStatus.RETURNED, AvanceStatus.VALIDATED]
    assert {row.status for row in Observacion.objects.all()} == {ObservacionStatus.SENT}
    assert AuditEntry.objects.count() == before + 1
    told = Notice.objects.filter(kind="returned", done_at=None)
    assert {notice.person.username for notice in told} == {"enlace", "titular"}


def test_nothing_is_returned_without_an_observation(cast, review):
    with pytest.raises(DomainError, match="al menos una"):
        review.give_back()
    assert review.entrega.status == AvanceStatus.SUBMITTED


def test_a_verdict_sent_twice_counts_once(cast, review):
    review.observe(cast.avance())
    version = review.entrega.version
    review.give_back(version=version)
    acts = AuditEntry.objects.count()
    review.give_back(version=version)
    review.submit()
    row = Observacion.objects.get()
    review.act(revision.observacion_resolve, row.pk)
    version = review.entrega.version
    review.validate(version=version)
    review.validate(version=version)
    assert AuditEntry.objects.count() == acts + 3  # sent again, resolved, validated


def test_a_stale_verdict_is_a_conflict(cast, review):
    version = review.entrega.version
    review.observe(cast.avance())  # begins the review: another version
    with pytest.raises(Conflict):
        review.give_back(version=version)
    with pytest.raises(Conflict):
        review.act(revision.avance_validate, entries(cast)[1].pk, version=1)


def test_the_first_act_may_be_the_verdict(cast, review):
    assert review.entrega.review_started_at is None
    assert review.validate(version=review.entrega.version).status == AvanceStatus.VALIDATED
    assert set(statuses(cast)) == {AvanceStatus.VALIDATED}


def test_nothing_is_validated_over_an_open_observation(cast, review):
    first, second = entries(cast)
    row = review.observe(first)
    for act in (review.validate, lambda: review.act(revision.avance_validate, first.pk)):
        with pytest.raises(DomainError, match="sin enviar"):
            act()
    review.act(revision.avance_validate, second.pk)
    review.give_back()
    review.submit()
    for act in (review.validate, lambda: review.act(revision.avance_validate, first.pk)):
        with pytest.raises(DomainError, match="1 observación sin resolver"):
            act()
    review.act(revision.observacion_resolve, row.pk, version=Observacion.objects.get().version)
    assert review.validate().status == AvanceStatus.VALIDATED


def test_nobody_validates_what_they_submitted(cast, review):
    titular = cast.people["titular"]
    Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=titular)
    for act in (
        lambda: review.act(revision.avance_validate, entries(cast)[0].pk, by=titular),
        lambda: review.validate(by=titular),
    ):
        with pytest.raises(Locked, match="Usted envió esto"):
            act()
    assert review.validate().validated_by == cast.people["secretario"]


def test_the_second_validator_takes_the_place_of_who_submitted(cast):
    secretario = cast.people["secretario"]
    area = cast.institucion.areas.get(code="juridica")
    Membresia.objects.create(
        user=secretario, institucion=cast.institucion, role=Role.TITULAR, area=area
    )
    second = make_person("segunda", cast.institucion, Role.CONSULTA)
    Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=second)
    review = Review(cast)
    review.submit("secretario")
    with pytest.raises(Locked, match="Usted envió esto"):
        review.validate()
    assert review.validate(by=second).validated_by == second


# The list ---------------------------------------------------------------------------------------


def test_the_list_is_oldest_first(cast, review, reviewer):
    other = Review(cast, "archivo")
    cast.people["titular2"] = make_person("titular2", cast.institucion, Role.TITULAR, "archivo")
    other.now = START - timedelta(days=3)
    other.submit("titular2")
    with time_machine.travel(START + timedelta(days=1), tick=False):
        page = reviewer.get(LIST).context["page"]
    rows = [(row.entrega.area.code, row.days, row.validated, row.lines) for row in page.waiting]
    assert rows == [("archivo", 4, 0, 2), ("juridica", 1, 0, 2)]


def test_the_list_tells_what_came_back_and_what_was_answered(cast, review, reviewer):
    row = review.observe(cast.avance())
    review.observe(cast.avance(), text="Otra.")
    assert reviewer.get(LIST).context["page"].waiting[0].pending == 2
    review.give_back()
    review.act(of_area.observacion_answer, row.pk, answer="Ya.", by=cast.people["enlace"])
    page = reviewer.get(LIST).context["page"]
    assert page.waiting == ()
    assert [(row.answered, row.sent, row.pending) for row in page.returned] == [(1, 2, 0)]
    assert "1 de 2 atendidas" in reviewer.get(LIST).text


def test_an_empty_list_says_what_comes_next(cast, reviewer):
    assert "Cuando un área envíe su trimestre" in reviewer.get(LIST).text


def test_who_reviews_elsewhere_sees_nothing_of_here(cast, review, client):
    other = cast.people["outsider"].memberships[0].institucion
    client.force_login(make_person("ajeno", other, Role.SECRETARIO))
    assert client.get(LIST).context["page"].waiting == ()
    assert client.get(DETAIL).status_code == 404


def test_the_second_validator_has_the_list(cast, review, client):
    second = make_person("segunda", cast.institucion, Role.CONSULTA)
    client.force_login(second)
    assert client.get(LIST).status_code == 403
    Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=second)
    assert len(client.get(LIST).context["page"].waiting) == 1
    assert client.get(DETAIL).status_code == 200
    assert "Revisión</a>" in client.get(LIST).text


# The page ---------------------------------------------------------------------------------------


def test_the_page_shows_the_linea_as_it_prints(cast, review, reviewer):
    avance = cast.avance()
    text = reviewer.get(DETAIL).text
    assert "Línea de Acción 1.1" in text
    assert "Se elaboraron tres documentos" in text
    assert "se tiene un avance del 25%." in text
    for key in (f"bloque-{text_of(avance).pk}", f"cantidad-{avance.cantidades.get().pk}", "todo"):
        assert f"observar={key}#id_text" in text
    tarea = avance.linea.tareas.get()
    assert all(f"observar=mes-{tarea.pk}-{month}#id_text" in text for month in (1, 2, 3))


def test_findings_stand_beside_the_linea(cast, review, reviewer):
    avance = cast.avance()
    avance.cantidades.update(quantity=9, reason="Se adelantó.")
    AvanceTrimestral.objects.filter(pk=avance.pk).update(
        closing="stated", stated_percent=30, closing_reason="Acuerdo."
    )
    found = reviewer.get(DETAIL).context["page"].findings
    assert "Escribió 9 y se habían programado 3" in found[0] and "Se adelantó." in found[0]
    assert "Se declara un avance de 30%" in found[1]


def test_an_observation_is_written_with_the_form(cast, review, reviewer):
    avance = cast.avance()
    block = text_of(avance)
    query = f"?linea={avance.linea_id}&observar=bloque-{block.pk}"
    form = reviewer.get(DETAIL + query).context["observation_form"]
    assert form.initial["proposed"] in block.html
    data = {"key": form.initial["key"], "text": "Falta.", "proposed": form.initial["proposed"]}
    response = add(reviewer, query, data)
    assert response.status_code == 303
    assert response.url == f"{DETAIL}?linea={avance.linea_id}#parte-bloque-{block.pk}"
    row = Observacion.objects.get()
    assert (row.bloque, row.text, row.proposed) == (block, "Falta.", "")
    assert "Falta." in reviewer.get(DETAIL).text


def test_a_section_is_observed_too(cast, reviewer):
    area = cast.institucion.areas.get(code="juridica")
    seccion = Seccion.objects.create(
        institucion=cast.institucion, trimestre=quarter(cast), area=area, key="parte",
        kind="presentation", heading="Lo jurídico",
    )  # fmt: skip
    block = Bloque.objects.create(
        institucion=cast.institucion, seccion=seccion, key="b", order=1, kind="text",
        html="<p>Firmamos.</p>",
    )  # fmt: skip
    review = Review(cast)
    review.submit()
    text = reviewer.get(f"{DETAIL}?seccion=1").text
    assert "Firmamos." in text and "Presentación: Lo jurídico" in text
    query = f"?seccion=1&observar=bloque-{block.pk}"
    assert add(reviewer, query, {"key": KEY, "text": "Diga cuándo."}).status_code == 303
    assert Observacion.objects.get().seccion == seccion
    assert "Diga cuándo." in reviewer.get(f"{DETAIL}?seccion=1").text
    assert "Diga cuándo." not in reviewer.get(f"{DETAIL}?linea={cast.linea().pk}").text


def test_an_empty_observation_keeps_the_form(cast, review, reviewer):
    query = f"?linea={cast.linea().pk}&observar=todo"
    response = add(reviewer, query, {"key": KEY, "text": " "})
    assert response.status_code == 422
    assert "<title>Error: " in response.text
    assert 'href="#id_text"' in response.text
    assert response.text.count("Escriba qué hay que corregir.") == 2


@pytest.mark.parametrize(
    "query",
    ["linea={linea}&observar=otra-1", "linea={linea}&observar=bloque-{outside}", "observar=todo"],
)
def test_a_forged_address_is_not_found(cast, review, reviewer, query):
    outside = Bloque.objects.filter(institucion__slug="ajena")[0].pk
    address = query.format(linea=cast.linea().pk, outside=outside)
    assert add(reviewer, address, {"key": KEY, "text": "x"}).status_code == 404


def test_a_forged_part_of_a_sibling_is_refused_with_its_text_kept(cast, review, reviewer):
    sibling = entries(cast)[1]
    query = f"?linea={cast.linea().pk}&observar=bloque-{text_of(sibling).pk}"
    response = add(reviewer, query, {"key": KEY, "text": "Falta."})
    assert response.status_code == 422
    assert "Esa parte no es de esta línea." in response.text
    assert not Observacion.objects.exists()


def test_the_whole_review_by_plain_forms(cast, review, reviewer):
    first, second = entries(cast)
    row = review.observe(first)
    edit = reverse("observacion_edit", args=[row.pk])
    shown = reviewer.get(f"{DETAIL}?linea={first.linea_id}&editar={row.pk}")
    assert f'action="{edit}"' in shown.text
    assert reviewer.post(edit, {"text": "Diga la fecha.", "version": 1}).status_code == 303
    validate = reverse("avance_validate", args=[second.pk])
    assert reviewer.post(validate, {"version": second.version}).status_code == 303
    verdict = {"version": review.entrega.version, "verdict": "return"}
    response = reviewer.post(reverse("entrega_return", args=HERE), verdict)
    assert (response.status_code, response.url) == (303, LIST)
    assert statuses(cast) == ["returned", "validated"]
    assert "Validar el área" not in reviewer.get(DETAIL).text
    review.now = EntregaDeArea.objects.get().returned_at
    review.submit()
    row.refresh_from_db()
    resolve = reverse("observacion_resolve", args=[row.pk])
    assert reviewer.post(resolve, {"version": row.version}).status_code == 303
    verdict = {"version": review.entrega.version, "verdict": "validate"}
    assert reviewer.post(reverse("entrega_validate", args=HERE), verdict).status_code == 303
    assert statuses(cast) == ["validated", "validated"]


def test_a_verdict_must_be_chosen(cast, review, reviewer):
    response = reviewer.post(
        reverse("entrega_validate", args=HERE), {"version": review.entrega.version}
    )
    assert response.status_code == 422
    assert "Elija el veredicto" in response.text
    assert review.entrega.status == "submitted"


def test_a_removed_observation_leaves_and_a_plain_conflict_keeps_the_text(cast, review, reviewer):
    row = review.observe(cast.avance())
    edit = reverse("observacion_edit", args=[row.pk])
    reviewer.post(edit, {"text": "Uno.", "version": 1})
    response = reviewer.post(edit, {"text": "Dos.", "version": 1})
    assert response.status_code == 409 and "Dos." in response.text and "Uno." in response.text
    assert reviewer.post(reverse("observacion_remove", args=[row.pk])).status_code == 303
    assert not Observacion.objects.exists()


def test_who_submitted_reads_why_and_who_validates(cast, client):
    secretario = cast.people["secretario"]
    area = cast.institucion.areas.get(code="juridica")
    Membresia.objects.create(
        user=secretario, institucion=cast.institucion, role=Role.TITULAR, area=area
    )
    Review(cast).submit("secretario")
    client.force_login(secretario)
    assert "Pida a Planeación que nombre" in client.get(DETAIL).text
    second = make_person("segunda", cast.institucion, Role.CONSULTA, first_name="Rosa Díaz")
    Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=second)
    text = client.get(DETAIL).text
    assert "lo valida otra persona: Rosa Díaz." in text
    assert "Enviar veredicto" not in text and "Validar la línea" not in text
    assert "La envió usted" in client.get(LIST).text


# What only reviewers see ------------------------------------------------------------------------


SECRET = "observación-todavía-secreta"


@pytest.mark.parametrize("who", ["enlace", "titular", "planeacion", "auditoria", "superuser"])
def test_a_pending_observation_is_nowhere_for_the_others(cast, review, client, who):
    avance = cast.avance()
    row = review.observe(avance, text_of(avance), text=SECRET, proposed=f"<p>{SECRET}</p>")
    client.force_login(cast.people[who])
    place = ["propia", YEAR, avance.linea_id]
    pages = [
        reverse("home"),
        LIST,
        DETAIL,
        reverse("trimestre_detail", args=["propia", YEAR, 1]),
        reverse("linea_detail", args=place),
        reverse("avance_edit", args=[*place, 1]),
        reverse("presentacion_edit", args=["propia", YEAR, 1]),
        reverse("entrega_review", args=HERE),
    ]
    for address in pages:
        assert SECRET not in client.get(address, follow=True).text, address
    for name in ("observacion_edit", "observacion_remove", "observacion_resolve"):
        for pk in (row.pk, 999_999):
            response = client.post(reverse(name, args=[pk]), {"text": "x", "version": 1})
            assert response.status_code == 404, (name, pk)
    assert Observacion.objects.get().text == SECRET


# Only what changed ------------------------------------------------------------------------------


def changed(reviewer, query: str = "?cambios=1"):
    return reviewer.get(DETAIL + query).context["page"]


def test_only_what_changed_since_the_return_is_shown(cast, review, reviewer):
    first, second = entries(cast)
    review.observe(first)
    review.observe(second)
    review.give_back()
    assert changed(reviewer).steps == ()
    assert "Nada cambió" in reviewer.get(f"{DETAIL}?cambios=1").text
    review.rewrite(second, 4)
    page = changed(reviewer)
    assert [step.linea_pk for step in page.steps] == [second.linea_id]
    assert page.step.linea_pk == second.linea_id
    assert page.changes.quantities == {second.cantidades.get().pk}
    assert not page.changes.blocks
    assert len(changed(reviewer, "").steps) == 2


def test_a_changed_text_shows_what_it_said(cast, review, reviewer):
    first = entries(cast)[0]
    block = text_of(first)
    # A block has a history from its first save; this one was made in bulk.
    with review._at():
        block.save()
    review.observe(first)
    review.give_back()
    review.act(
        lambda pk, by, now: bloques.block_save(
            pk, values={"html": "<p>Cuatro.</p>"}, by=by, version=None
        ),
        block.pk,
        by=cast.people["enlace"],
    )
    text = reviewer.get(f"{DETAIL}?cambios=1").text
    assert "Ver lo que decía antes" in text and "Se elaboraron tres" in text and "Cuatro." in text


def test_a_month_and_a_cause_count_as_changes(cast, review, reviewer):
    first, second = entries(cast)
    review.observe(first)
    review.observe(second)
    review.give_back()
    mark = MarcaMensual.objects.get(tarea__linea=first.linea, month=3)
    with review._at():
        mark.status, mark.reason = "not_done", "Se pospuso."
        mark.save()
        second.refresh_from_db()
        second.cause = "se debió al cambio."
        second.save()
    page = changed(reviewer)
    assert {step.linea_pk for step in page.steps} == {first.linea_id, second.linea_id}
    assert page.changes.marks == {(mark.tarea_id, 3)}
    assert page.changes.closings == {second.linea_id}


def test_sending_again_is_no_change(cast, review, reviewer):
    first, second = entries(cast)
    review.observe(first)
    review.give_back()
    Bloque.history.all().delete()
    MarcaMensual.history.all().delete()
    with time_machine.travel(review.now + timedelta(minutes=1), tick=False):
        of_area.entrega_submit(
            trimestre_pk=quarter(cast).pk,
            area_pk=review.entrega.area_id,
            statement=True,
            by=cast.people["titular"],
            now=review.now + timedelta(minutes=1),
        )
    assert changed(reviewer).steps == ()


# Cost -------------------------------------------------------------------------------------------


def queries_of(ask, status: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == status
    return sum(not query["sql"].startswith(MARKS) for query in queries)


def test_forty_lineas_cost_what_four_cost(db, client):
    counts = []
    for lineas, prefix in ((4, "chica-"), (40, "grande-")):
        cast = make_cast(lineas=lineas, prefix=prefix)
        review = Review(cast)
        review.submit()
        client.force_login(cast.people["secretario"])
        args = [f"{prefix}propia", YEAR, 1, "juridica"]
        address = reverse("revision_detail", args=args)
        row = [queries_of(lambda url=url: client.get(url), 200) for url in (LIST, address)]
        for avance in entries(cast):
            review.observe(avance, text_of(avance))
        review.give_back()
        for avance in entries(cast):
            review.rewrite(avance, 4)
        row.append(queries_of(lambda url=address: client.get(f"{url}?cambios=1"), 200))
        counts.append(row)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_saves_stay_within_their_budget(cast, review, reviewer):
    first, second = entries(cast)
    block = text_of(first)
    query = f"?linea={first.linea_id}&observar=bloque-{block.pk}"
    costs = {
        "add": queries_of(lambda: add(reviewer, query, {"key": KEY, "text": "x"}), 303),
        "line": queries_of(
            lambda: reviewer.post(
                reverse("avance_validate", args=[second.pk]), {"version": second.version}
            ),
            303,
        ),
    }
    assert max(costs.values()) <= 17, costs
