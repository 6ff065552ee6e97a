"""The number of a session and the days that a request took are never added up.

The first kinds of hechos let both into totals and rules; kinds that institutions keep since then
are told so here. A kind whose planeación said something else of the field stays as it is.
"""

from django.db import migrations

APART = {("sesion", "ordinal"), ("solicitud", "dias")}


def set_apart(apps, schema_editor):
    kinds = apps.get_model("programs", "TipoDeHecho")
    for kind in kinds.objects.filter(key__in={key for key, _ in APART}):
        fields = [
            {**field, "group": "aparte"}
            if (kind.key, field["key"]) in APART
            and field["kind"] == "number"
            and not field.get("group")
            else field
            for field in kind.field_rows
        ]
        if fields != kind.field_rows:
            kind.field_rows = fields
            kind.save(update_fields=["field_rows"])


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0003_hallazgo_trimestre"),
    ]

    operations = [migrations.RunPython(set_apart, migrations.RunPython.noop, elidable=True)]
