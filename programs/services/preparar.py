"""What people set while they prepare an institution: each save is one act of its ledger."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from programs.errors import DomainError, Locked
from programs.models import Institucion, Programa, User
from programs.services.institucion import (
    emblem_store,
    institucion_kept_lock,
    kinds_make,
    settings_changed,
    settings_state,
)
from programs.services.programa import programa_complete
from programs.services.rows import row_changed, row_states
from programs.values.preparing import BY_KEY

SUPERUSERS_ONLY = "Una institución nueva la crea un superusuario."
CHANGED_MEANWHILE = (
    "Otra persona guardó este paso mientras usted escribía. Lo suyo sigue aquí, y junto a cada "
    "dato distinto está lo guardado. Revise y guarde de nuevo."
)
YEAR_TAKEN = "Ya hay un programa de ese ejercicio. Ábralo arriba o escriba otro año."
SLUG_TAKEN = "Ya hay una institución con esa clave. Escriba otra."
NOT_BY_SIGHT = "Este paso queda hecho cuando tiene sus datos."


def mark_of(row: Institucion, fields: Collection[str]) -> str:
    """Return the mark of what a row says in these fields: a form carries the one that it read."""
    values = {name: getattr(row, name) for name in sorted(fields)}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def institucion_create(
    *, slug: str, name: str, short_name: str, state: str, by: User, now: datetime
) -> Institucion:
    """Create an institution with its names, and return it; asked again, the one that is there.

    Raises `Locked` for who is no superuser, and `ValidationError` by field.
    """
    if not by.is_superuser:
        raise Locked(SUPERUSERS_ONLY)
    asked = {"slug": slug, "name": name, "short_name": short_name, "state": state}
    if found := Institucion.objects.filter(**asked).first():
        return found
    if Institucion.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": SLUG_TAKEN})
    row = Institucion(**asked)
    row.full_clean()
    row.save()
    kinds_make(row)
    settings_changed(row.pk, before={}, by=by, now=now)
    return row


@transaction.atomic
def step_save(
    pk: int,
    *,
    key: str,
    values: Mapping[str, object],
    read: str,
    by: User,
    now: datetime,
    emblem: bytes | None = None,
) -> Institucion:
    """Give the settings of one step these values, take the step for seen, and return the row.

    `read` is the `mark_of` these fields that the page showed; `emblem` the copy of an uploaded
    one. Raises `Locked` for who does not keep the institution, `DomainError` where somebody else
    saved these fields meanwhile, and `ValidationError` by field.
    """
    row = institucion_kept_lock(pk, by)
    stands = all(getattr(row, name) == value for name, value in values.items())
    if stands and emblem is None and _is_seen(row, key):
        return row
    if not stands and read != mark_of(row, values):
        raise DomainError(CHANGED_MEANWHILE)
    before = settings_state(pk)
    for name, value in values.items():
        setattr(row, name, value)
    others = {field.name for field in row._meta.fields} - values.keys()
    row.full_clean(exclude=others, validate_unique=False)
    if emblem is not None:
        row.emblem = emblem_store(emblem)
    _see(row, key)
    row.save(update_fields=[*values, "emblem", "prepared"])
    settings_changed(pk, before=before, by=by, now=now)
    return row


@transaction.atomic
def step_see(pk: int, *, key: str, by: User, now: datetime) -> Institucion:
    """Record that a step is right as it stands, and return the row; a second time does nothing.

    Raises `Locked` for who does not keep the institution, and `DomainError` for a step that only
    its data can finish.
    """
    row = institucion_kept_lock(pk, by)
    if not BY_KEY[key].by_sight:
        raise DomainError(NOT_BY_SIGHT)
    if _is_seen(row, key):
        return row
    before = settings_state(pk)
    _see(row, key)
    row.save(update_fields=["prepared"])
    settings_changed(pk, before=before, by=by, now=now)
    return row


@transaction.atomic
def programa_create(
    pk: int, *, year: int, start_month: int, title: str, by: User, now: datetime
) -> Programa:
    """Create the programme of a year with its four quarters, and return it.

    Asked again with the same, it returns the one that is there. Raises `Locked` for who does not
    keep the institution, and `ValidationError` by field, also where the year has its programme.
    """
    institucion = institucion_kept_lock(pk, by)
    found = Programa.objects.filter(institucion=institucion, year=year).first()
    if found and (found.start_month, found.title) == (start_month, title):
        return found
    if found:
        raise ValidationError({"year": YEAR_TAKEN})
    row = Programa(institucion=institucion, year=year, start_month=start_month, title=title)
    row.full_clean()
    row.save()
    programa_complete(row)
    row_changed({}, row_states(row), by=by, now=now)
    return row


def _is_seen(row: Institucion, key: str) -> bool:
    """Tell whether there is nothing to note of a step: it was seen, or sight does not finish it."""
    return key in row.prepared or not BY_KEY[key].by_sight


def _see(row: Institucion, key: str) -> None:
    """Note the key of a step in the row, in the order of their names, if it may be so done."""
    if BY_KEY[key].by_sight:
        row.prepared = sorted({*row.prepared, key})
