"""The verdict on an área's quarter: returned or validated, once, and never by who sent it."""

import pytest

from programs.enums import AvanceStatus, ObservacionStatus, Role
from programs.errors import Conflict, DomainError, Locked
from programs.models import AuditEntry, Notice, Observacion
from programs.services import revision
from programs.workflow import refusal
from tests.factories import make_person
from tests.programs.review_cast import (
    Review,
    entries,
    name_second_validator,
    secretario_as_titular,
    statuses,
)

pytestmark = pytest.mark.django_db


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


def test_a_returned_linea_is_no_longer_lista_and_its_siblings_are(cast, review):
    assert [entry.ready for entry in entries(cast)] == [True, True]
    review.observe(entries(cast)[0])
    review.give_back()

    assert [entry.ready for entry in entries(cast)] == [False, True]


def test_what_came_back_can_be_observed_and_returned_once_more(cast, review):
    first = entries(cast)[0]
    review.observe(first)
    before = review.give_back().returned_at
    review.observe(first, text="Y falta el lugar.")
    after = review.give_back()

    assert (after.status, after.returned_at) == (AvanceStatus.RETURNED, review.now)
    assert after.returned_at > before
    assert statuses(cast) == [AvanceStatus.RETURNED, AvanceStatus.SUBMITTED]
    assert {row.status for row in Observacion.objects.all()} == {ObservacionStatus.SENT}


def test_a_verdict_of_somebody_else_is_not_a_second_click(cast, review):
    second = make_person("segunda", cast.institucion, Role.CONSULTA)
    name_second_validator(cast, second)
    review.observe(entries(cast)[0])
    review.give_back()
    with pytest.raises(DomainError, match="al menos una"):
        review.give_back(by=second)

    row = Observacion.objects.get()
    review.submit()
    review.act(revision.observacion_resolve, row.pk)
    review.act(revision.avance_validate, entries(cast)[0].pk)
    with pytest.raises(Locked, match="Solo se valida una línea enviada"):
        review.act(revision.avance_validate, entries(cast)[0].pk, by=second)
    review.validate()
    with pytest.raises(Locked, match="Solo se valida lo que el área envió"):
        review.validate(by=second)
    assert review.entrega.validated_by == cast.people["secretario"]


def test_the_act_names_the_lineas_that_were_sent(cast, review):
    first, second = entries(cast)
    review.act(revision.avance_validate, second.pk)
    review.observe(first)
    review.give_back()
    review.submit()
    act = AuditEntry.objects.filter(action="entrega_submit").first()

    assert [pk for pk, _ in act.data["lineas"]] == [first.pk]


def test_who_may_not_take_a_step_reads_so_whatever_the_state(cast, review):
    entrega = review.entrega
    entrega.status = AvanceStatus.DRAFT

    assert refusal("entrega_validate", entrega, cast.people["enlace"]) == (
        "Este paso le corresponde a otra persona: Secretario Técnico."
    )
    assert refusal("entrega_validate", entrega, cast.people["secretario"]) == (
        "Solo se valida lo que el área envió."
    )


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
    name_second_validator(cast, titular)
    for act in (
        lambda: review.act(revision.avance_validate, entries(cast)[0].pk, by=titular),
        lambda: review.validate(by=titular),
    ):
        with pytest.raises(Locked, match="Usted envió esto"):
            act()
    assert review.validate().validated_by == cast.people["secretario"]


def test_the_second_validator_takes_the_place_of_who_submitted(cast):
    secretario_as_titular(cast)
    second = make_person("segunda", cast.institucion, Role.CONSULTA)
    name_second_validator(cast, second)
    review = Review(cast)
    review.submit("secretario")
    with pytest.raises(Locked, match="Usted envió esto"):
        review.validate()
    assert review.validate(by=second).validated_by == second
