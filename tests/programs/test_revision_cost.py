"""The queries of the review: few, and the same for any size of the plan."""

import pytest
from django.urls import reverse

from tests.factories import YEAR, make_cast
from tests.programs.review_cast import KEY, LIST, Review, entries, observe_by_form, text_of
from tests.queries import queries_of

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
    assert max(counts[0]) <= 15


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
