"""What names a row of the plan in a workbook, wherever it is moved."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import programs.models.base
import programs.models.fields
from programs.models.base import new_clave

# Each with the row in which a clave stands once, the name of the rule and its sentence.
MODELS = (
    ("eje", "programa", "eje_clave_once", "Ya hay un eje con esa clave en el programa."),
    ("lineadeaccion", "eje", "linea_clave_once", "Ya hay una línea con esa clave en el eje."),
    ("tarea", "eje", "tarea_clave_once", "Ya hay una tarea con esa clave en el eje."),
    (
        "componentedemeta",
        "meta",
        "componente_clave_once",
        "Ya hay un componente con esa clave en la meta.",
    ),
)


def fill_claves(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every row of the plan a clave of its own."""
    for name, *_ in MODELS:
        model = apps.get_model("programs", name)
        rows = list(model.objects.only("pk"))
        for row in rows:
            row.clave = new_clave()
        model.objects.bulk_update(rows, ["clave"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("programs", "0023_first_visit")]

    operations = [
        *(
            migrations.AddField(
                name,
                "clave",
                programs.models.fields.CharField(
                    default="", editable=False, max_length=20, verbose_name="clave de la fila"
                ),
            )
            for name, *_ in MODELS
        ),
        migrations.RunPython(fill_claves, migrations.RunPython.noop),
        *(
            migrations.AlterField(
                name,
                "clave",
                programs.models.fields.CharField(
                    default=programs.models.base.new_clave,
                    editable=False,
                    max_length=20,
                    verbose_name="clave de la fila",
                ),
            )
            for name, *_ in MODELS
        ),
        *(
            migrations.AddConstraint(
                name,
                models.UniqueConstraint(
                    fields=(owner, "clave"), name=rule, violation_error_message=sentence
                ),
            )
            for name, owner, rule, sentence in MODELS
        ),
    ]
