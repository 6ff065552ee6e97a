"""An empty place that a backup is brought back to: `python -m tests.reports.restored_place`.

Takes one line of JSON: "backup", "database" (the name of an empty one), "media" (a folder that is
not there), "person", and "pages" to open as that person. Brings the backup back by its command,
opens the pages, and prints as JSON what the command said, and of each page (status, SHA-256).
"""

import hashlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Prepare Django on the place, fill it and open its pages."""
    order = json.loads(sys.stdin.readline())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = order["database"]
    settings.MEDIA_ROOT = Path(order["media"])
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from programs.models import User

    out = StringIO()
    call_command("restore", order["backup"], dry_run=True, stdout=out)
    call_command("restore", order["backup"], stdout=out)
    call_command("verify_files", stdout=out)
    client = Client()
    client.force_login(User.objects.get(username=order["person"]))
    pages = []
    for address in order["pages"]:
        answer = client.get(address)
        content = answer.getvalue() if answer.streaming else answer.content
        pages.append((answer.status_code, hashlib.sha256(content).hexdigest(), len(content)))
    print(json.dumps({"said": out.getvalue(), "pages": pages}))


def brought_back(**order: object) -> dict[str, Any]:
    """Run `main` in a process of its own and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.reports.restored_place"],
        input=json.dumps(order),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
