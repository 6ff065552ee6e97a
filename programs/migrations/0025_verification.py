"""What a línea or a tarea is verified with."""

from django.db import migrations, models

FIELD = models.TextField(
    blank=True,
    help_text="Con qué se comprueba: acta, acuse, listas de asistencia, informe.",
    verbose_name="medio de verificación",
)


class Migration(migrations.Migration):
    dependencies = [("programs", "0024_claves")]

    operations = [
        migrations.AddField("lineadeaccion", "verification", FIELD),
        migrations.AddField("tarea", "verification", FIELD.clone()),
    ]
