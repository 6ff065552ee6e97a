"""Stored quarters of each format, and what was printed of them on the day they were stored."""

import json
import re
from datetime import datetime
from html import unescape
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from programs.enums import Role, TrimestreStatus
from programs.models import Corte, Programa, Trimestre, User
from programs.services.ledger import ledger_append
from programs.services.programa import programa_complete
from programs.values.frozen import payload_hash
from tests.factories import make_institucion, make_person

FOLDER = Path(__file__).parent / "data" / "cortes"
# A quarter of each institution: the three write their líneas, metas and months differently.
NAMES = ("sesea-slp-2023-t1", "sesaech-2024-t1", "muestra-2026-t2")


def stored_payload(number: int, name: str) -> dict:
    """Return what a `Corte` of a format held."""
    return json.loads((FOLDER / str(number) / f"{name}.json").read_text(encoding="utf-8"))


def stored_words(number: int, name: str) -> str:
    """Return the words that the code of a format printed from its payload."""
    return (FOLDER / str(number) / f"{name}.txt").read_text(encoding="utf-8")


def printed_words(html: str) -> str:
    """Return all that a document's HTML says, a line for each element, pictures by their words."""
    body = html[html.index("<body") :]
    pictures = re.sub(r'<img [^>]*?src="([^"]*)"[^>]*?alt="([^"]*)"[^>]*>', r"[\1: \2]", body)
    lines = (" ".join(line.split()) for line in _one_element_a_line(pictures))
    return "".join(f"{line}\n" for line in lines if line)


def _one_element_a_line(html: str) -> list[str]:
    return unescape(strip_tags(html.replace("\n", " ").replace("<", "\n<"))).split("\n")


def make_corte(payload: dict) -> Corte:
    """Return the `Corte` of a closed quarter whose rows hold nothing: all comes from the payload.

    `made_by` is the secretario of the institution.
    """
    snapshot = payload["snapshot"]
    values = snapshot["institucion"]
    institucion = make_institucion(values["slug"], name=values["name"])
    programa = Programa.objects.create(institucion=institucion, year=snapshot["year"])
    programa_complete(programa)
    return keep_corte(programa.trimestres.get(number=snapshot["trimestre"]["number"]), payload)


def keep_corte(trimestre: Trimestre, payload: dict) -> Corte:
    """Close a quarter that has rows of its own and give it a payload."""
    institucion = trimestre.programa.institucion
    Trimestre.objects.filter(pk=trimestre.pk).update(
        status=TrimestreStatus.CLOSED, closed_at=timezone.now()
    )
    person = make_person(f"cierra.{institucion.slug}", institucion, Role.SECRETARIO)
    return store_corte(trimestre, payload, by=person, at=timezone.now())


def store_corte(
    trimestre: Trimestre, payload: dict, *, by: User, at: datetime, missing_reason: str = ""
) -> Corte:
    """Store the first corte of a quarter with the act without which nothing of it is read."""
    corte = Corte.objects.create(
        trimestre=trimestre,
        number=1,
        payload=payload,
        sha256=payload_hash(payload),
        made_at=at,
        made_by=by,
        missing_reason=missing_reason,
    )
    with transaction.atomic():
        ledger_append(
            trimestre.programa.institucion_id,
            action="trimestre_close",
            subject=str(trimestre),
            by=by,
            now=at,
            data={"trimestre": trimestre.pk, "corte": 1, "sha256": corte.sha256},
        )
    return corte
