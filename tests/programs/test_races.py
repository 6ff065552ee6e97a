"""Several processes write the same rows at once: nothing lost, nothing doubled, nothing late.

Each race runs on the engine of the tests, with processes of their own, as in production. The long
forms are run by `make test-long`. Every race also asserts that the processes did meet.
"""

import pytest

from programs.models import AvanceDeComponente, Bloque, MarcaMensual
from tests.programs.race_processes import close_under_fire, double_submits, race, versions

SHORT_OR_LONG = [2, pytest.param(30, marks=pytest.mark.long)]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("seconds", SHORT_OR_LONG)
def test_no_save_of_a_text_is_lost(cast, seconds):
    block = Bloque.objects.filter(avance=cast.avance(), kind="text").get()
    total = race("write_block", pk=block.pk, person=cast.people["enlace"].pk, seconds=seconds)

    block.refresh_from_db()
    assert block.version - 1 == total["accepted"]
    texts = list(block.history.values_list("html", flat=True))
    assert len(set(texts)) == len(texts) == total["accepted"]


@pytest.mark.parametrize("seconds", SHORT_OR_LONG)
def test_no_mark_of_a_month_is_lost(cast, seconds):
    marca = MarcaMensual.objects.get(tarea__linea=cast.linea(), month=2)
    total = race("write_mark", pk=marca.pk, person=cast.people["enlace"].pk, seconds=seconds)

    marca.refresh_from_db()
    assert marca.version - 1 == total["accepted"]


@pytest.mark.parametrize("trials", [40, pytest.param(200, marks=pytest.mark.long)])
def test_a_double_submit_adds_one_block(cast, trials):
    avance = cast.avance()
    keys = [f"form-{trial}" for trial in range(trials)]
    first, second = double_submits(avance.pk, cast.people["enlace"].pk, keys)

    assert first == second, "The two answers lead to different blocks."
    added = Bloque.objects.filter(key__in=keys)
    assert added.count() == trials == len(set(first))
    assert len(set(added.values_list("order", flat=True))) == trials
    assert Bloque.history.filter(key__in=keys).count() == trials


@pytest.mark.parametrize("closings", [5, pytest.param(100, marks=pytest.mark.long)])
def test_nothing_is_saved_after_a_quarter_is_closed(cast, closings):
    rows = list(
        AvanceDeComponente.objects.filter(
            avance__trimestre__number=1, avance__linea__in=[cast.linea(0), cast.linea(1)]
        )
    )
    person = cast.people["enlace"].pk
    late, total = close_under_fire(cast.avance().trimestre, rows, person, closings)

    assert late == 0
    assert total["locked"] >= closings
    assert sum(versions(rows)) - len(rows) == total["accepted"]
