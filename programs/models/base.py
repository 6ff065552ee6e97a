"""What every model shares: natural keys, visibility by institution, a version."""

import secrets
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from programs.models.fields import CharField
from programs.models.named import named_rows

Keyed = TypeVar("Keyed", bound="NaturalKeyModel", covariant=True)


class Person(Protocol):
    """Who asks for rows: a user, signed in or not."""

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody signed in."""

    @property
    def is_active(self) -> bool:
        """Whether they may still do so."""

    @property
    def is_superuser(self) -> bool:
        """Whether every institution is open to them."""

    def institucion_ids(self) -> set[int]:
        """Return the ids of the institutions for which they act; asked only of who signed in."""


class NaturalKeyQuerySet(models.QuerySet[Keyed]):
    """QuerySet whose chains begin at `visible_to` and whose rows have a natural key."""

    def get_by_natural_key(self, *values: object) -> Keyed:
        """Return the row whose natural key has these values, in the order of the model."""
        named = named_rows()
        key = (self.model, values)
        if named is not None and key in named.rows:
            return named.rows[key]
        found = self.get(**dict(zip(self.model.natural_lookups, values, strict=True)))
        if named is not None:
            named.rows[key] = found
        return found

    def visible_to(self, user: Person) -> Self:
        """Return the rows of the institutions for which the person acts.

        A superuser sees every institution. Nobody else sees a row of another institution.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        path = self.model.institucion_path
        if path is None:
            return self.filter(pk__in=user.institucion_ids())
        return self.filter(**{f"{path}__in": user.institucion_ids()})


class AdecuacionPartQuerySet(NaturalKeyQuerySet[Keyed]):
    """Rows that hang from an adecuación, by their link `adecuacion`."""

    def in_order(self) -> Self:
        """Fetch the adecuación too; in the order in which the changes come into force.

        From the same quarter, in the order in which they were agreed.
        """
        rows = self.select_related("adecuacion")
        return rows.order_by(
            "adecuacion__from_quarter", "adecuacion__agreed_on", "adecuacion__number", "order"
        )


class NaturalKeyModel(models.Model):
    """A row that fixtures name by what it is, not by its number.

    `natural_lookups` are the lookups that identify it, `institucion_path` the lookup to the
    institution that owns it (None on the institution itself).
    """

    natural_lookups: ClassVar[tuple[str, ...]]
    institucion_path: ClassVar[str | None]

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[object, ...]:
        """Return the values of `natural_lookups` of this row."""
        named = named_rows()
        part_of = getattr if named is None else named.part
        values = []
        for lookup in self.natural_lookups:
            value: Any = self
            for part in lookup.split("__"):
                value = part_of(value, part)
            values.append(value)
        return tuple(values)


class VersionedModel(NaturalKeyModel):
    """A row that people save from a page: its version tells what the page had read.

    `versions.save_version` gives the next version, with the person and the reason in the history.
    """

    version = models.PositiveIntegerField("versión", default=1, editable=False)

    # What django-simple-history reads of a row when it is saved.
    _history_user: AbstractUser | None
    _change_reason: str

    class Meta:
        abstract = True


def new_clave() -> str:
    """Return ten signs that name a row of the plan wherever it is moved, and in the next year."""
    return secrets.token_hex(5)


def clave_field() -> CharField:
    """Return what names a row of the plan in a workbook: hidden there, never typed.

    It stays when the row is moved or worded anew, and a programme that starts from another one
    carries it on, so that both years can be compared.
    """
    return CharField("clave de la fila", max_length=20, default=new_clave, editable=False)


def person_link(label: str) -> models.ForeignKey:
    """Return a link to the person who gave a step, who cannot be deleted afterwards."""
    return models.ForeignKey(
        "programs.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )
