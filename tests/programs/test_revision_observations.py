"""What who reviews observes: each part of a línea, never a forged one, until it is sent."""

import pytest

from programs.enums import ObservacionStatus
from programs.errors import Conflict, DomainError, Locked
from programs.models import (
    AvanceTrimestral,
    Bloque,
    Figura,
    MarcaMensual,
    Observacion,
    Seccion,
    Trimestre,
)
from programs.services import entrega as of_area
from programs.services import observaciones, revision
from tests.programs.review_cast import (
    KEY,
    START,
    Review,
    area_of,
    entries,
    quarter,
    review_of_archivo,
    text_of,
    where,
)

pytestmark = pytest.mark.django_db


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


def test_the_review_began_with_the_first_act(cast, review):
    review.observe(cast.avance())
    began = review.now
    review.observe(cast.avance())

    assert review.entrega.review_started_at == began < review.now


def test_to_resolve_begins_the_review_of_what_was_sent_again(cast, review):
    row = review.observe(cast.avance())
    review.give_back()
    review.act(
        observaciones.observacion_answer, row.pk, answer="Se puso.", by=cast.people["titular"]
    )
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(ready=True)
    review.submit()
    assert review.entrega.review_started_at is None
    review.act(revision.observacion_resolve, row.pk)
    assert review.entrega.review_started_at == review.now
    with pytest.raises(Locked, match="revisión ya empezó"):
        review.act(of_area.entrega_withdraw, **where(cast), by=cast.people["titular"])


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
    assert review.observe(avance, key=KEY).pk == first.pk
    assert Observacion.objects.count() == 1


def test_the_same_form_with_something_else_in_it_is_refused(cast, review):
    avance, other = entries(cast)[:2]
    block = Bloque.objects.filter(avance=avance, kind="text").first()
    said = {"part": block, "proposed": "<p>Otro texto.</p>"}
    first = review.observe(avance, key=KEY, **said)
    assert review.observe(avance, key=KEY, **said).pk == first.pk
    for target, more in (
        (avance, said | {"text": "Otra"}),
        (avance, said | {"proposed": "<p>Distinto.</p>"}),
        (avance, {}),
        (other, {}),
    ):
        with pytest.raises(DomainError, match="caducó"):
            review.observe(target, key=KEY, **more)
    assert Observacion.objects.get().text == first.text


def test_a_key_of_another_area_is_refused(cast, review):
    other = review_of_archivo(cast)
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
        area=area_of(cast, "archivo"),
        key="otra",
        kind="presentation",
        heading="Otra",
    )
    later_section = Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=Trimestre.objects.get(programa=cast.programa, number=2),
        area=area_of(cast),
        key="posterior",
        kind="presentation",
        heading="Posterior",
    )
    late = AvanceTrimestral.objects.select_related("linea", "trimestre").get(
        linea=mine.linea, trimestre__number=2
    )
    return {
        "an área": (foreign, None),
        "an institution": (outside, None),
        "a section": (section, None),
        "a quarter": (late, None),
        "a section of a quarter": (later_section, None),
        "a block of a sibling": (mine, text_of(sibling)),
        "a block of an institution": (mine, text_of(outside)),
        "a quantity of a sibling": (mine, sibling.cantidades.get()),
        "a month of a sibling": (
            mine,
            MarcaMensual.objects.get(tarea__linea=sibling.linea, month=2),
        ),
        "a month of a quarter": (mine, MarcaMensual.objects.get(tarea__linea=mine.linea, month=7)),
    }


@pytest.mark.parametrize("what", range(10))
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
