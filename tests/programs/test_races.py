"""Several processes write the same rows at once: nothing lost, nothing doubled, nothing late.

Each race runs on the engine of the tests, with processes of their own, as in production. The long
forms are run by `make test-long`. Every race also asserts that the processes did meet.
"""

from collections import Counter

import pytest
from django.utils import timezone

from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    Bloque,
    HechoEnLinea,
    MarcaMensual,
    Notice,
)
from programs.services.ledger import ledger_verify
from tests.factories import make_person
from tests.programs.hechos_cast import make_rule
from tests.programs.race_processes import (
    at_once,
    close_under_fire,
    double_submits,
    race,
    versions,
)

SHORT_OR_LONG = [2, pytest.param(30, marks=pytest.mark.long)]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


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


@pytest.mark.postgres_only  # SQLite lets one transaction write at a time
@pytest.mark.parametrize("turns", [25, pytest.param(300, marks=pytest.mark.long)])
def test_a_quantity_is_what_its_hechos_give_whoever_changes_them_at_once(cast, turns):
    first, second = cast.avance(0), cast.avance(1)
    make_rule(cast, first)
    order = {"person": cast.people["enlace"].pk, "turns": turns}
    order |= {"avance": first.pk, "other": second.pk}
    each = at_once("mix_hechos", order, times=4)

    assert [count["failed"] for count in each] == [[]] * 4
    assert all(count["accepted"] for count in each)
    for avance in (first, second):
        row = AvanceDeComponente.objects.get(avance=avance)
        if row.rule == "none":
            row = make_rule(cast, avance)
        counted = HechoEnLinea.objects.filter(linea=avance.linea_id, counts=True).count()
        assert row.quantity == (counted or None)
        text = Bloque.objects.get(avance=avance, kind="text").html
        assert text.count("<data") <= 1, "A figure was put in twice."
    assert ledger_verify(cast.institucion).problem == ""


@pytest.mark.postgres_only  # SQLite lets one transaction write at a time
@pytest.mark.parametrize("acts", [40, pytest.param(500, marks=pytest.mark.long)])
def test_acts_at_once_follow_one_another_in_one_chain(cast, acts):
    each = at_once("append_acts", {"institucion": cast.institucion.pk, "acts": acts}, times=4)

    verdict = ledger_verify(cast.institucion)
    assert verdict.problem == ""
    assert verdict.count == sum(count["accepted"] for count in each) == 4 * acts
    authors = [
        subject.split()[0]
        for subject in AuditEntry.objects.order_by("number").values_list("subject", flat=True)
    ]
    turns = sum(one != other for one, other in zip(authors, authors[1:], strict=False))
    assert turns > 4, "They never met."


@pytest.mark.postgres_only  # SQLite lets one transaction write at a time
@pytest.mark.parametrize("people", [60, pytest.param(600, marks=pytest.mark.long)])
def test_senders_at_once_send_each_mail_once(cast, people):
    persons = [make_person(f"p{n}", email=f"p{n}@bien.test") for n in range(people)]
    Notice.objects.bulk_create(
        Notice(
            institucion=cast.institucion, person=person, kind="reminded", key="x", text="Falta.",
            path="/avisos/", created_at=timezone.now(),
        )
        for person in persons
    )  # fmt: skip
    each = at_once("send_mails", {}, times=4)

    sent = Counter(address for count in each for address in count["sent"])
    assert sent == {person.email: 1 for person in persons}
    assert sum(bool(count["sent"]) for count in each) > 1, "They never met."
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}
