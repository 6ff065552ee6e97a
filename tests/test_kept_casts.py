"""`make_cast`: the second time writes what the first one made."""

from datetime import datetime

import pytest
import time_machine
from django.db import transaction

from programs.models import Institucion, User
from tests import factories, seed_rows
from tests.factories import PASSWORD, Cast, make_cast
from tests.kept_casts import KeptCasts

pytestmark = pytest.mark.django_db
DAY = datetime.fromisoformat("2026-04-02 18:00:00+00:00")


def made(day: datetime) -> tuple[Cast, list[tuple[str, list[list[str]]]]]:
    """Make the cast on a day, return it with all rows that there are then, and undo it."""
    with time_machine.travel(day, tick=False), transaction.atomic():
        cast = make_cast()
        assert cast.people["enlace"].memberships and cast.people["enlace"].check_password(PASSWORD)
        assert User.objects.get(username="enlace") == cast.people["enlace"]
        tables = [seed_rows._read(model) for model in seed_rows.our_models()]
        transaction.set_rollback(True)
    # In no order of the table's: PostgreSQL gives a row last that was written again.
    return cast, [(each.table, sorted(values(each, row) for row in each.rows)) for each in tables]


def values(table: seed_rows.TableRows, row: tuple[object, ...]) -> list[str]:
    """Return what must be the same each time: no salt of a password."""
    cells = zip(table.columns, row, strict=True)
    return [str(value) for name, value in cells if name != "password"]


def moments(tables: list[tuple[str, list[list[str]]]]) -> list[tuple[str, list[list[str]]]]:
    """Return of all rows only what was written on a day of that April."""
    return [
        (name, [[cell for cell in row if cell.startswith("2026-04-0")] for row in rows])
        for name, rows in tables
    ]


def test_the_rows_are_the_same_when_they_are_written_again(monkeypatch):
    monkeypatch.setattr(factories, "CASTS", KeptCasts())
    _, first = made(DAY)
    monkeypatch.setattr(factories, "_cast_made", None)  # nothing is made any more
    again, second = made(DAY)

    assert second == first
    assert sum(len(rows) for _, rows in first) > 200
    assert again.people.keys() >= {"enlace", "superuser"}


def test_its_moments_are_those_of_the_day_on_which_it_is_written(monkeypatch):
    monkeypatch.setattr(factories, "CASTS", KeptCasts())
    made(DAY)
    later = DAY.replace(day=9)
    _, written = made(later)
    monkeypatch.setattr(factories, "CASTS", KeptCasts())
    _, new = made(later)

    assert moments(written) == moments(new)
    assert "2026-04-09 18:00:00" in str(written)
    assert "2026-04-02 18:00:00" not in str(written)


def test_what_is_numbered_later_comes_after_its_rows():
    make_cast()
    last = Institucion.objects.order_by("pk").last()

    assert Institucion.objects.create(slug="nueva", name="Nueva").pk > last.pk


def test_beside_other_rows_it_is_made_anew():
    first = make_cast()
    second = make_cast(prefix="otra-")

    assert first.institucion != second.institucion
    assert Institucion.objects.count() == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_it_is_written_where_each_statement_is_a_transaction_too(time):
    cast = make_cast()

    assert cast.avance().trimestre.programa == cast.programa
