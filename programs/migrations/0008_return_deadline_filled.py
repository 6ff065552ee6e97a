from django.db import migrations
from django.utils import timezone

from programs.values.calendar_days import add_working_days


def fill_deadlines(apps, schema_editor):
    """Give what is with its área again the deadline of its return; closed quarters stay as are."""
    entrega_model = apps.get_model("programs", "EntregaDeArea")
    day_model = apps.get_model("programs", "DiaInhabil")
    days_off = {}
    for institucion, day in day_model.objects.values_list("institucion", "day"):
        days_off.setdefault(institucion, set()).add(day)
    rows = entrega_model.objects.filter(status="returned").exclude(trimestre__status="closed")
    for entrega in rows.select_related("trimestre__programa__institucion"):
        institucion = entrega.trimestre.programa.institucion
        entrega.return_due_on = add_working_days(
            timezone.localdate(entrega.returned_at),
            institucion.return_due_days,
            days_off.get(institucion.pk, set()),
        )
        entrega.save(update_fields=["return_due_on"])


class Migration(migrations.Migration):
    # By itself: PostgreSQL changes no table whose rows the same transaction changed.
    dependencies = [
        ("programs", "0007_return_deadline"),
    ]

    operations = [
        migrations.RunPython(fill_deadlines, migrations.RunPython.noop),
    ]
