"""The days off of an institution: those that are ticked on its page, and those that are pasted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from programs.errors import EXPIRED, DomainError
from programs.models import DiaInhabil, User
from programs.services.institucion import institucion_kept_lock
from programs.services.rows import States, rows_imported, rows_read
from programs.values.federal_days import federal_days

WHAT = "Días inhábiles"


@dataclass(frozen=True)
class DaysTally:
    """How many days off were added, got another reason, were there already, and were removed."""

    added: int = 0
    renamed: int = 0
    same: int = 0
    removed: int = 0

    @property
    def words(self) -> str:
        """What happened, in a sentence."""
        counted = (
            (self.added, "se agregó 1 día", "se agregaron {} días"),
            (self.renamed, "1 cambió de motivo", "{} cambiaron de motivo"),
            (self.removed, "se quitó 1 día", "se quitaron {} días"),
            (self.same, "1 ya estaba", "{} ya estaban"),
        )
        parts = [one if n == 1 else many.format(n) for n, one, many in counted if n]
        text = ", ".join(parts) or "no cambió nada"
        return f"{text[:1].upper()}{text[1:]}."


@transaction.atomic
def days_off_keep(
    pk: int, *, shown: Collection[date], kept: Collection[date], by: User, now: datetime
) -> DaysTally:
    """Store the ticked days of those that the page showed, and remove the others of them.

    A day that was not shown stays as it is. A new one is a day of the labour law, with its name.
    Raises `Locked` for who does not keep the institution, and `DomainError` for a day to add that
    is none of the law.
    """
    institucion_kept_lock(pk, by)
    stored = set(
        DiaInhabil.objects.filter(institucion=pk, day__in=shown).values_list("day", flat=True)
    )
    law = {
        each.day: each.name for year in {day.year for day in kept} for each in federal_days(year)
    }
    new = {day for day in kept if day in shown} - stored
    if not new <= law.keys():
        raise DomainError(EXPIRED)
    return _save(
        pk,
        names={day: law[day] for day in sorted(new)},
        removed=stored - set(kept),
        by=by,
        now=now,
    )


@transaction.atomic
def days_off_paste(pk: int, *, days: Mapping[date, str], by: User, now: datetime) -> DaysTally:
    """Store pasted days with their reasons; a day that is stored takes the pasted reason.

    Raises `Locked` for who does not keep the institution.
    """
    institucion_kept_lock(pk, by)
    return _save(pk, names=days, removed=(), by=by, now=now)


def _save(
    pk: int, *, names: Mapping[date, str], removed: Collection[date], by: User, now: datetime
) -> DaysTally:
    """Save days and record them in one act; the institution is locked."""
    mine = DiaInhabil.objects.filter(institucion=pk).select_related("institucion")
    rows = {row.day: row for row in mine.filter(day__in=[*names, *removed])}
    before = rows_read(mine.filter(day__in=[*names, *removed]))
    new = [
        DiaInhabil(institucion_id=pk, day=day, name=name)
        for day, name in names.items()
        if day not in rows
    ]
    changed = [rows[day] for day, name in names.items() if day in rows and rows[day].name != name]
    for row in changed:
        row.name = names[row.day]
    DiaInhabil.objects.bulk_create(new)
    DiaInhabil.objects.bulk_update(changed, ["name"])
    mine.filter(day__in=removed).delete()
    after = rows_read(mine.filter(day__in=[*names, *removed]))
    nothing: States = {}
    rows_imported(
        WHAT,
        [(before.get(key, nothing), after.get(key, nothing)) for key in {**before, **after}],
        by=by,
        now=now,
    )
    return DaysTally(
        added=len(new),
        renamed=len(changed),
        same=len(names) - len(new) - len(changed),
        removed=len(removed),
    )
