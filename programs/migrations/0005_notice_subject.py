import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0004_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="trimestre",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="programs.trimestre",
                verbose_name="trimestre",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="programs.area",
                verbose_name="área",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="month",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="mes del periodo"
            ),
        ),
    ]
