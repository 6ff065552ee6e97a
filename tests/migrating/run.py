"""`python -m tests.migrating.run DATABASE`: a host that starts, which migrates one app more."""

import os
import sys


def main() -> None:
    """Prepare Django with the app that waits, and migrate."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.migrating"]
    django.setup()
    call_command("migrate", skip_checks=True)


if __name__ == "__main__":
    main()
