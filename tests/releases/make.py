"""Store what a release leaves behind: `python -m tests.releases.make 1.0`, once on each engine.

It makes the demonstration in the database of the environment, issues one document in it, and writes
the folder of that engine, which must be new.
"""

import json
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import time_machine
from django.test import override_settings

from tests.releases import engines
from tests.releases.printing import TODAY, printed

RELEASES = Path(__file__).parent.parent / "data" / "releases"


def main(version: str) -> None:
    """Write the folder of a version."""
    url = os.environ.get("DATABASE_URL", "")
    target = RELEASES / version / ("postgresql" if url else "sqlite")
    target.mkdir(parents=True)
    with TemporaryDirectory() as scratch:
        os.environ |= {"DATA_DIR": scratch, "DEBUG": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "sesea.settings"
        django.setup()
        with time_machine.travel(TODAY, tick=False):
            file = make_demonstration(Path(scratch))
            # As the test finds it: without the photographs, with what was issued.
            kept = target / "media" / file
            kept.parent.mkdir(parents=True)
            shutil.move(Path(scratch) / "media" / file, kept)
            with override_settings(MEDIA_ROOT=target / "media"):
                found = printed()
        packed = (
            engines.postgresql_dump(url)
            if url
            else engines.sqlite_dump(Path(scratch) / "db.sqlite3")
        )
    (target / "database.sql.gz").write_bytes(packed)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (target / "printed.json").write_text(text + "\n", encoding="utf-8")


def make_demonstration(data_dir: Path) -> str:
    """Load the demonstration, issue one document with its PDF, and return the name of its file."""
    from django.core.management import call_command
    from django.utils import timezone

    from programs.models import Programa, User
    from reports.enums import IssuedKind
    from reports.services.emision import document_issue
    from reports.services.issued_files import rendition_add, versions_here

    call_command("migrate", verbosity=0)
    call_command("load_demo", today=str(date(TODAY.year, TODAY.month, TODAY.day)))
    programa = Programa.objects.get(institucion__slug="muestra", year=2026)
    secretario = User.objects.get(username="secretario.muestra")
    issued = document_issue(IssuedKind.PTA, programa.pk, by=secretario, now=timezone.now())
    pdf = data_dir / "emitido.pdf"
    call_command("build_document", "emitido", issued.folio, output=str(pdf))
    file = rendition_add(issued, pdf.read_bytes(), versions=versions_here(), now=timezone.now())
    return file.file.name


if __name__ == "__main__":
    main(*sys.argv[1:])
