"""`load_rows`: the second time writes what the first one loaded."""

import pytest
from django.db import transaction

from programs.models import Institucion
from tests import seed_rows
from tests.seed_rows import load_rows

pytestmark = pytest.mark.django_db


def loaded() -> list[tuple[str, list[str]]]:
    """Load a fixture, return all rows that there are then, and undo it."""
    with transaction.atomic():
        load_rows("sesaech", complete=True)
        tables = [seed_rows._read(model) for model in seed_rows.our_models()]
        transaction.set_rollback(True)
    return [(each.table, sorted(map(repr, each.rows))) for each in tables]


def test_the_rows_are_the_same_when_they_are_written_again(monkeypatch):
    monkeypatch.setattr(seed_rows, "KEPT", {})
    first = loaded()
    monkeypatch.setattr(seed_rows, "call_command", None)  # nothing is loaded any more

    assert loaded() == first
    assert sum(len(rows) for _, rows in first) > 400


def test_rows_that_are_there_already_are_not_taken_for_the_fixture():
    Institucion.objects.create(slug="sesaech", name="Otra")

    load_rows("sesaech", complete=True)
    assert Institucion.objects.get(slug="sesaech").name != "Otra"
