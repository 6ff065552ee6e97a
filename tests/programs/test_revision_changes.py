"""What the reviewer reads of a quarter that came back: only what changed since the return."""

import pytest

from programs.models import Bloque, MarcaMensual
from programs.services import bloques
from programs.services import entrega as of_area
from tests.programs.review_cast import DETAIL, entries, text_of, where

pytestmark = pytest.mark.django_db


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
    with review.later():
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
    with review.later():
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
    review.act(
        of_area.entrega_submit,
        **where(cast),
        statement=True,
        unanswered=True,
        by=cast.people["titular"],
    )
    assert changed(reviewer).steps == ()
