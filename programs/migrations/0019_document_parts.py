"""The parts of the documents, and who signs them.

An institution that prints already goes on as it did; only the one of the demonstration, and those
that come, begin with all parts.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import programs.models.institucion
import programs.values.signers
from programs.enums import InformePart, PtaPart


def switch_on_in_samples(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the institution of the demonstration all parts."""
    samples = apps.get_model("programs", "Institucion").objects.filter(sample=True)
    samples.update(pta_parts=list(PtaPart.values), informe_parts=list(InformePart.values))


class Migration(migrations.Migration):
    dependencies = [("programs", "0018_doors")]

    operations = [
        migrations.AddField(
            model_name="institucion",
            name="informe_parts",
            field=models.JSONField(blank=True, default=list, verbose_name="partes del informe"),
        ),
        migrations.AddField(
            model_name="institucion",
            name="pta_parts",
            field=models.JSONField(blank=True, default=list, verbose_name="partes del PTA"),
        ),
        migrations.RunPython(switch_on_in_samples, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="institucion",
            name="informe_parts",
            field=models.JSONField(
                blank=True,
                default=programs.models.institucion.every_informe_part,
                validators=[programs.models.institucion.validate_informe_parts],
                verbose_name="partes del informe",
            ),
        ),
        migrations.AlterField(
            model_name="institucion",
            name="pta_parts",
            field=models.JSONField(
                blank=True,
                default=programs.models.institucion.every_pta_part,
                validators=[programs.models.institucion.validate_pta_parts],
                verbose_name="partes del PTA",
            ),
        ),
        migrations.AddField(
            model_name="institucion",
            name="signers",
            field=models.JSONField(
                blank=True,
                default=dict,
                validators=[programs.values.signers.validate_signers],
                verbose_name="firmas",
            ),
        ),
    ]
