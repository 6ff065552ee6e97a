"""What was observed of a row that leaves the plan stays."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0037_monthly_quantities"),
    ]

    operations = [
        migrations.AlterField(
            model_name="observacion",
            name="linea",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="observaciones",
                to="programs.lineadeaccion",
                verbose_name="línea de acción",
            ),
        ),
        migrations.AlterField(
            model_name="observacion",
            name="tarea",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="observaciones",
                to="programs.tarea",
                verbose_name="tarea",
            ),
        ),
    ]
