"""`loaddata`: the same rows as Django's own, with fewer questions."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from programs.models import Area, Institucion
from programs.models.named import named_rows

pytestmark = pytest.mark.django_db


def written(row: Model, **options: bool) -> dict:
    """Return a row as a fixture writes it; its clave is another one each time."""
    [found] = serializers.serialize("python", [row], **options)
    found["fields"].pop("clave", None)
    return found


def loaded(command, times: int = 1) -> tuple[list[dict], int]:
    """Return all rows that a command makes of a fixture, without numbers, and its statements."""
    models = [m for m in apps.get_app_config("programs").get_models() if hasattr(m, "natural_key")]
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            for _ in range(times):
                call_command(command, "sesea_slp", verbosity=0)
        rows = [
            written(row, use_natural_foreign_keys=True, use_natural_primary_keys=True)
            for model in models
            for row in model.objects.order_by("pk")
        ]
        transaction.set_rollback(True)
    return rows, len(queries)


def test_the_rows_are_those_of_django_with_less_than_half_of_the_questions():
    rows, asked = loaded("loaddata")
    theirs, asked_by_django = loaded(loaddata.Command())

    assert rows == theirs and len(rows) > 200
    assert asked < asked_by_django / 2


def test_a_fixture_over_its_own_rows_adds_none():
    assert loaded("loaddata", times=2)[0] == loaded("loaddata")[0]


def test_nothing_is_remembered_afterwards():
    assert named_rows() is None
    with pytest.raises(Institucion.DoesNotExist):
        Institucion.objects.get_by_natural_key("nueva")
    call_command("loaddata", "sesea_slp", verbosity=0)

    assert named_rows() is None


def area_of(slug: str, code: str) -> dict[str, object]:
    """Return an área as a fixture writes it, which names its institution by its slug."""
    fields = {"institucion": [slug], "code": code, "name": f"Área {code}", "order": int(code)}
    return {"model": "programs.area", "fields": fields}


def test_a_row_that_is_renamed_is_found_by_its_new_name_alone(tmp_path):
    row = Institucion.objects.create(slug="vieja", name="Vieja", short_name="V", state="Estado")
    renamed = written(row)
    renamed["fields"]["slug"] = "nueva"
    path = tmp_path / "areas.json"
    path.write_text(json.dumps([area_of("vieja", "1"), renamed, area_of("nueva", "2")]))
    call_command("loaddata", path, verbosity=0)
    assert set(Area.objects.values_list("institucion", "code")) == {(row.pk, "1"), (row.pk, "2")}

    renamed["fields"]["slug"] = "otra"
    path.write_text(json.dumps([area_of("nueva", "3"), renamed, area_of("nueva", "4")]))
    with pytest.raises(DeserializationError), transaction.atomic():
        call_command("loaddata", path, verbosity=0)
