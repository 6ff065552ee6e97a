"""State the words that institutions printed so far: those of a new one are neutral."""

from django.db import migrations

PRINTED = {
    "heading": "EJE",
    "heading_plural": "Ejes",
    "objective": "OBJETIVO",
    "responsible": "ÁREA RESPONSABLE",
    "lines": "LÍNEAS DE ACCIÓN",
    "line": "Línea de Acción",
    "task": "TAREA",
    "projection": "PROYECCIÓN MENSUAL",
    "goal": "META",
    "expected": "RESULTADOS ESPERADOS",
    "calendar_number": "N°",
    "calendar_activities": "ACTIVIDADES",
    "calendar_month": "MES",
    "contents": "CONTENIDO",
    "organism": "de la {siglas}",
    "report_objective": "Objetivo.",
    "report_strategy": "Estrategia.",
    "report_goal": "Meta",
    "report_start": "Fecha de Inicio",
    "report_end": "Fecha de Término",
    "report_activities": "Actividades Desarrolladas",
    "report_task": "Tarea",
    "own_activities": "Actividades sin línea de acción",
    "source": "Fuente:",
    "progress": "Del 100% de la meta programada, se tiene un avance {avance}.",
    "finished": "Dicha meta para este trimestre se cumplió al 100%.",
}


def state(apps, schema_editor):
    """Write down what each institution printed without saying it; what it says stays."""
    for row in apps.get_model("programs", "Institucion").objects.all():
        row.labels = PRINTED | row.labels
        row.save(update_fields=["labels"])


class Migration(migrations.Migration):
    dependencies = [("programs", "0008_return_deadline_filled")]

    # Back again, what is stated says the same as before.
    operations = [migrations.RunPython(state, migrations.RunPython.noop)]
