"""What an institution's people said is right as it stands while they prepared it.

An institution that has a programme already works with its names, words, days and deadlines:
nobody is asked again about them.
"""

from django.db import migrations, models

import programs.values.preparing

IN_USE = ["nombres", "palabras", "dias", "plazos"]


def mark_those_that_work(apps, schema_editor):
    institucion = apps.get_model("programs", "Institucion")
    institucion.objects.filter(programas__isnull=False).update(prepared=IN_USE)


class Migration(migrations.Migration):
    dependencies = [("programs", "0025_verification")]

    operations = [
        migrations.AddField(
            "institucion",
            "prepared",
            models.JSONField(
                blank=True,
                default=list,
                editable=False,
                validators=[programs.values.preparing.validate_seen],
                verbose_name="pasos de la preparación dados por buenos",
            ),
        ),
        migrations.RunPython(mark_those_that_work, migrations.RunPython.noop),
    ]
