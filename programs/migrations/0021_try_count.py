"""One table of tries for passwords and for what is asked of `/verificar/`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0019_document_acts"),
        ("programs", "0019_document_parts"),
    ]

    operations = [migrations.RenameModel("SignInCount", "TryCount")]
