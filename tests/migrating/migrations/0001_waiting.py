"""A table that is made, a wait in the midst of it, and a row."""

import os
import time
from pathlib import Path

from django.db import migrations, models


def wait(apps, schema_editor):
    """Tell that this process is at it, and take until it may go on."""
    folder = Path(os.environ["MIGRATING_FOLDER"])
    with (folder / "begun").open("a") as begun:
        begun.write(f"{os.getpid()}\n")
    while not (folder / "go").exists():
        time.sleep(0.05)
    apps.get_model("migrating", "Waiting").objects.create()


class Migration(migrations.Migration):
    dependencies = [("programs", "__first__")]
    operations = [
        migrations.CreateModel("Waiting", [("id", models.BigAutoField(primary_key=True))]),
        migrations.RunPython(wait, migrations.RunPython.noop),
    ]
