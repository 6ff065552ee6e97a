"""The queries of the review: few, and the same for any size of the plan."""

import pytest
from django.urls import reverse

from programs.enums import AvanceStatus
from programs.models import AvanceTrimestral
from programs.services import entrega, observaciones, revision
from tests.factories import YEAR, make_cast
from tests.programs.review_cast import (
    KEY,
    LIST,
    Review,
    complete,
    entries,
    observe_by_form,
    statuses,
    text_of,
    where,
)
from tests.queries import queries_made, queries_of

pytestmark = pytest.mark.django_db


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
    assert max(counts[0]) <= 27


def test_saves_stay_within_their_budget(cast, review, reviewer):
    first, second = entries(cast)
    block = text_of(first)
    query = f"?linea={first.linea_id}&observar=bloque-{block.pk}"
    costs = {
        "add": queries_of(lambda: observe_by_form(reviewer, query, {"key": KEY, "text": "x"}), 303),
        "line": queries_of(
            lambda: reviewer.post(
                reverse("avance_validate", args=[second.pk]), {"version": second.version}
            ),
            303,
        ),
    }
    assert max(costs.values()) <= 17, costs


def costs(lineas: int) -> dict[str, int]:
    """Return {act: statements} of one quarter's way, in a plan of so many líneas."""
    cast = make_cast(lineas=lineas, prefix=f"p{lineas}-")
    complete(cast)
    review = Review(cast)
    found = {}

    def measure(name: str, act) -> None:
        found[name] = queries_made(act)

    measure("submit", review.submit)
    titular = cast.people["titular"]
    measure("withdraw", lambda: review.act(entrega.entrega_withdraw, **where(cast), by=titular))
    review.submit()
    for entry in entries(cast):
        review.observe(entry)
    measure("return", review.give_back)
    for observacion in review.entrega.observaciones.all():
        review.act(
            observaciones.observacion_answer, observacion.pk, answer="Se corrigió.", by=titular
        )
    AvanceTrimestral.objects.filter(pk__in=[row.pk for row in entries(cast)]).update(ready=True)
    measure("submit again", review.submit)
    for observacion in review.entrega.observaciones.all():
        review.act(revision.observacion_resolve, observacion.pk)
    measure("validate", review.validate)
    assert set(statuses(cast)) == {AvanceStatus.VALIDATED}
    return found


def test_an_act_costs_the_same_for_few_and_many_lineas():
    few, many = costs(4), costs(40)

    assert few == many
    assert max(many.values()) <= 32


def test_every_linea_keeps_its_own_history(cast):
    complete(cast)
    review = Review(cast)
    review.submit()
    review.validate()

    for entry in entries(cast):
        entry.refresh_from_db()
        last, before = entry.history.all()[:2]
        assert (last.status, last.history_user, last.history_change_reason) == (
            AvanceStatus.VALIDATED, cast.people["secretario"], "Validar la línea",
        )  # fmt: skip
        assert (before.status, before.history_user) == (
            AvanceStatus.SUBMITTED, cast.people["titular"],
        )  # fmt: skip
        assert (last.version, before.version) == (entry.version, entry.version - 1)
