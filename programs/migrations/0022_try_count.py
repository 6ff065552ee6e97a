"""One table of tries for passwords and for what is asked of `/verificar/`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0021_document_acts")]

    operations = [migrations.RenameModel("SignInCount", "TryCount")]
