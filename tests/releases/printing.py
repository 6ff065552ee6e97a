"""What a database prints, as plain values that two versions and two engines can be compared by.

`python -m tests.releases.printing` writes it as JSON, from the database of the environment.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

import django
import time_machine
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

# The day of the demonstration: drafts print it, and what is late depends on it.
TODAY = datetime(2026, 11, 27, 18, tzinfo=UTC)
APPS = ("programs", "reports")
# Tables whose rows never change, whatever a later version makes of the others.
KEPT = {"programs.corte", "programs.auditentry", "reports.issuedreport", "reports.issuedfile"}


def printed(columns: Mapping[str, list[str]] | None = None) -> dict[str, Any]:
    """Return rows by table, what is kept for ever, each document as text, and each ledger.

    `columns` are those of the kept tables that are compared, by table: what an earlier version
    had. None are all.
    """
    from programs.models import Institucion
    from programs.services.verification import institucion_verify

    models = dict(_models())
    columns = columns or {
        name: [field.attname for field in models[name]._meta.concrete_fields] for name in KEPT
    }
    verdicts = {row.slug: institucion_verify(row) for row in Institucion.objects.order_by("slug")}
    return {
        "rows": {name: model._base_manager.count() for name, model in models.items()},
        "columns": dict(sorted(columns.items())),
        "kept": {name: _fingerprint(models[name], columns[name]) for name in sorted(KEPT)},
        "documents": dict(_documents()),
        # Photographs are not stored beside the database: what is missing is missing alike.
        "ledgers": {slug: [*verdict.faults, *verdict.notes] for slug, verdict in verdicts.items()},
    }


def _models() -> Iterator[tuple[str, type[Model]]]:
    from django.apps import apps

    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            yield model._meta.label_lower, model


def _fingerprint(model: type[Model], columns: list[str]) -> str:
    rows = list(model._base_manager.order_by("pk").values(*columns))
    return hashlib.sha256(json.dumps(rows, cls=DjangoJSONEncoder).encode()).hexdigest()


def _documents() -> Iterator[tuple[str, str]]:
    """Yield the text of each PTA, of each informe that was closed, and of what was issued."""
    from programs.enums import TrimestreStatus
    from programs.models import Programa, Trimestre
    from reports.documents.registry import DOCUMENTS, ISSUED
    from reports.models import IssuedReport
    from reports.services.documents import document_html, document_of

    closed = Trimestre.objects.filter(status=TrimestreStatus.CLOSED)
    rows = [
        *(("pta", row) for row in Programa.objects.order_by("institucion__slug", "year")),
        *(("informe", row) for row in closed.order_by("programa__institucion__slug", "pk")),
        *((ISSUED.kind, row) for row in IssuedReport.objects.order_by("folio")),
    ]
    for kind, row in rows:
        document = document_of(DOCUMENTS[kind], row)
        assert document is not None, (kind, row)
        yield f"{kind}: {row}", text_of(document_html(document))


def text_of(html: str) -> str:
    """Return what HTML says, one line for each piece of text."""
    seen = re.sub(r"<style.*?</style>|<title.*?</title>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    pieces = (" ".join(piece.split()) for piece in re.split(r"<[^>]+>", seen))
    return unescape("\n".join(piece for piece in pieces if piece))


def main() -> None:
    """Write what the database of the environment prints; the columns come from standard input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    django.setup()
    asked = sys.stdin.read()
    with time_machine.travel(TODAY, tick=False):
        found = printed(json.loads(asked) if asked else None)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
