"""Quantities by month: the quarter is what its three months give, and never a blank as zero."""

from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.errors import Conflict, DomainError, Locked
from programs.models import AvanceTrimestral, CantidadMensual, ComponenteDeMeta, User
from programs.selectors.estructura import captured_under, touched
from programs.services.cantidades import QuantityChange, componente_program_months, month_save
from programs.services.captura import quantity_save
from programs.services.siguiente_ejercicio import programa_continue
from programs.values.month_quantities import (
    MonthQuantity,
    programmed_by_quarter,
    quarter_done,
)
from tests.factories import CLOSED
from tests.programs.meses_cast import NOON
from tests.programs.monthly_cast import month_of, monthly, quarter_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june():
    """It is 15 June 2026 in Mexico City."""
    with time_machine.travel(NOON, tick=False):
        yield


def save(cast, componente, month, done, *, version=1, reason="", who="enlace", unread=""):
    """Save one month as a person; return its result."""
    amount = None if done is None else Decimal(done)
    change = QuantityChange(componente.pk, month, amount, reason, version, unread)
    by = User.objects.get(username=who)
    now = timezone.now()
    _, (result,) = month_save(
        cast.programa, [], [change], by=by, today=timezone.localdate(now), now=now
    )
    return result


@pytest.mark.parametrize(
    ("months", "total"),
    [
        ([(1, 1), (1, 2), (1, 3)], 6),
        ([(1, 1), (1, None), (1, 3)], None),
        ([(None, None), (0, None), (1, 3)], 3),
        ([(None, 2), (None, None), (None, None)], 2),
        ([(None, None)] * 3, None),
        ([(1, 0), (1, 0), (1, 0)], 0),
    ],
)
def test_a_quarter_has_a_quantity_once_every_programmed_month_has(months, total):
    rows = [
        MonthQuantity(
            number,
            None if programmed is None else Decimal(programmed),
            None if done is None else Decimal(done),
            "",
        )
        for number, (programmed, done) in enumerate(months, start=1)
    ]
    assert quarter_done(rows) == total


def test_a_quarter_programs_what_its_months_do_and_blank_is_not_zero():
    one = Decimal(1)
    twelve = (None, None, None, one, None, one, Decimal(0), None, None, one, one, one)
    assert programmed_by_quarter(twelve) == (None, Decimal(2), Decimal(0), Decimal(3))


def test_the_months_make_the_quarter(cast):
    componente = monthly(cast)
    componente.refresh_from_db()
    assert componente.programmed == (3, 3, 3, 3)
    assert quarter_of(componente, 1).quantity is None, "nobody said what each month did"

    assert save(cast, componente, 2, 2).refusal is None
    assert quarter_of(componente, 1).quantity is None
    row = save(cast, componente, 3, "0.5").row
    stored = quarter_of(componente, 1)

    assert (row.reported_by.username, row.version) == ("enlace", 2)
    assert stored.quantity == Decimal("2.5")
    assert stored.history.first().history_user.username == "enlace"
    assert save(cast, componente, 3, None, version=2).row.reported_at is None
    assert quarter_of(componente, 1).quantity is None


def test_a_quarter_follows_when_the_months_are_programmed_anew(cast):
    componente = monthly(cast)
    save(cast, componente, 2, 2)
    by = User.objects.get(username="planeacion")
    componente_program_months(componente, [None, 2, None, *[Decimal(1)] * 9], by=by)

    componente.refresh_from_db()
    assert componente.programmed_q1 == 2
    assert quarter_of(componente, 1).quantity == 2


def test_one_month_of_an_open_quarter_keeps_what_it_hangs_from(cast):
    componente = monthly(cast)
    entries = AvanceTrimestral.objects.filter(linea=cast.linea(0), trimestre__number__gte=2)
    assert not captured_under(componente) and not touched(entries).exists()

    assert save(cast, componente, 4, 2).refusal is None

    assert quarter_of(componente, 2).quantity is None
    assert captured_under(componente) and captured_under(componente.meta)
    assert [entry.trimestre.number for entry in touched(entries)] == [2]


def test_what_changes_takes_lista_away(cast):
    componente = monthly(cast)
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(ready=True)
    save(cast, componente, 2, 2)
    assert not cast.avance().ready


def test_each_refusal_is_of_its_month(cast):
    componente = monthly(cast)
    save(cast, componente, 2, 2)

    stale = save(cast, componente, 2, 1, version=1).refusal
    assert isinstance(stale, Conflict) and stale.theirs["done"] == "2.0000"
    assert save(cast, componente, 2, 2, version=1).refusal is None, "sent twice"
    ahead = save(cast, componente, 8, 1).refusal
    assert isinstance(ahead, Locked) and "aún no empieza" in str(ahead)
    other = save(cast, componente, 3, 1, who="planeacion").refusal
    assert str(other) == f"Esta cantidad la reporta {cast.linea().area.name}."
    assert str(save(cast, componente, 3, None, unread="No es.").refusal) == "No es."
    assert "300 letras" in str(save(cast, componente, 3, 1, reason="a" * 301).refusal)
    assert month_of(componente, 3).version == 1
    not_monthly = ComponenteDeMeta.objects.get(meta__linea=cast.linea(2))
    assert "ya no se lleva por mes" in str(save(cast, not_monthly, 2, 1).refusal)
    assert save(cast, not_monthly, 2, 1).row is None


def test_a_sent_or_closed_quarter_stays(cast):
    componente = monthly(cast)
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
        status="submitted", submitted_at=timezone.now()
    )
    assert "ya se envió" in str(save(cast, componente, 2, 2).refusal)
    cast.programa.trimestres.filter(number=1).update(**CLOSED)
    assert isinstance(save(cast, componente, 2, 2).refusal, Locked)
    by = User.objects.get(username="planeacion")
    with pytest.raises(Locked, match="cerr"):
        componente_program_months(componente, [Decimal(1)] * 12, by=by)
    assert month_of(componente, 1).programmed is None
    with pytest.raises(Exception, match="cerrado"):
        CantidadMensual.objects.filter(componente=componente, month=2).update(done=9)


def test_the_quarter_of_a_monthly_quantity_is_not_typed(cast):
    componente = monthly(cast)
    row = quarter_of(componente, 1)
    values = {"avance_pk": row.avance_id, "received": None, "reason": "", "version": row.version}
    by = User.objects.get(username="enlace")

    with pytest.raises(DomainError, match="suma de sus meses"):
        quantity_save(row.pk, quantity=Decimal(7), by=by, **values)
    kept = quantity_save(row.pk, quantity=None, by=by, **values | {"reason": "Se explica"})
    assert kept.reason == "Se explica"


def test_the_plan_refuses_what_does_not_add_up(cast):
    componente = monthly(cast)
    componente.refresh_from_db()
    componente.full_clean()
    componente.programmed_q2 = Decimal(9)
    with pytest.raises(ValidationError, match="son la suma de sus meses"):
        componente.full_clean()
    componente.refresh_from_db()
    componente.kind = "percent"
    with pytest.raises(ValidationError, match="que se suman"):
        componente.full_clean()
    save(cast, componente, 2, 2)
    componente.refresh_from_db()
    componente.monthly = False
    with pytest.raises(ValidationError, match="Ya hay meses reportados"):
        componente.full_clean()


def test_the_next_year_starts_with_the_same_months(cast):
    componente = monthly(cast)
    save(cast, componente, 2, 2)
    after = programa_continue(
        cast.programa.pk, by=User.objects.get(username="planeacion"), now=timezone.now()
    )
    copy = ComponenteDeMeta.objects.get(
        meta__linea__eje__programa=after, clave=componente.clave, monthly=True
    )
    rows = list(copy.meses.order_by("month").values_list("programmed", "done"))

    assert rows == [(None, None), (2, None), *[(1, None)] * 10]
    copy.full_clean()
