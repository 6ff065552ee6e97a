"""Whether a picture prints is said of its place in a block; what was marked so far is kept."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q
from django.utils import timezone

REASON = "«Se puede publicar» no estaba marcado"


def keep_unmarked(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave out the pictures of which somebody took the mark away, with a trace of it.

    What a closed quarter printed with it stays as it is.
    """
    Figura = apps.get_model("programs", "Figura")
    Trace = apps.get_model("programs", "HistoricalFigura")
    closed = Q(bloque__avance__trimestre__status="closed")
    closed |= Q(bloque__seccion__trimestre__status="closed")
    rows = list(Figura.objects.filter(evidencia__publishable=False).exclude(closed))
    Figura.objects.filter(pk__in=[row.pk for row in rows]).update(
        in_informe=False, version=F("version") + 1
    )
    Trace.objects.bulk_create(
        Trace(
            id=row.pk,
            bloque_id=row.bloque_id,
            order=row.order,
            evidencia_id=row.evidencia_id,
            alt=row.alt,
            in_informe=False,
            version=row.version + 1,
            history_date=timezone.now(),
            history_type="~",
            history_change_reason=REASON,
        )
        for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0015_emblem"),
    ]

    operations = [
        migrations.AddField(
            "figura",
            "in_informe",
            models.BooleanField(default=True, verbose_name="sale en el informe"),
        ),
        migrations.AddField(
            "historicalfigura",
            "in_informe",
            models.BooleanField(default=True, verbose_name="sale en el informe"),
        ),
        migrations.AddField(
            "figura",
            "informe_reason",
            models.CharField(
                blank=True, max_length=300, verbose_name="por qué puede salir en el informe"
            ),
        ),
        migrations.AddField(
            "historicalfigura",
            "informe_reason",
            models.CharField(
                blank=True, max_length=300, verbose_name="por qué puede salir en el informe"
            ),
        ),
        migrations.RunPython(keep_unmarked, migrations.RunPython.noop),
        migrations.RemoveField("evidencia", "publishable"),
        migrations.RemoveField("historicalevidencia", "publishable"),
    ]
