"""State the headings and titles that institutions printed so far, as 0009 did with other words."""

from django.db import migrations

PRINTED = {
    "line_number": "N.º",
    "plan_heading": "PROGRAMA DE TRABAJO",
    "tasks_heading": "IMPLEMENTACIÓN Y SEGUIMIENTO",
    "calendar_heading": "CALENDARIZACIÓN DE IMPLEMENTACIÓN",
    "opening_heading": "PRESENTACIÓN",
    "report_heading": "INFORME DEL {trimestre} TRIMESTRE",
    "report_title": "{trimestre} Informe Trimestral del Desempeño de las Actividades",
}


def state(apps, schema_editor):
    """Write down what each institution printed without saying it; what it says stays."""
    for row in apps.get_model("programs", "Institucion").objects.all():
        row.labels = PRINTED | row.labels
        row.save(update_fields=["labels"])


class Migration(migrations.Migration):
    dependencies = [("programs", "0012_audit_rows")]

    # Back again, the code of then prints the same and does not ask for these.
    operations = [migrations.RunPython(state, migrations.RunPython.noop)]
