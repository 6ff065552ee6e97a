"""Whether a person put away the first steps that Inicio shows until their first act."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0022_try_count")]

    operations = [
        migrations.AddField(
            "user",
            "first_visit_over",
            models.BooleanField(
                default=False, editable=False, verbose_name="ya vio los primeros pasos"
            ),
        )
    ]
