"""What every model shares: natural keys, visibility by institution, a version."""

from typing import ClassVar, Self

from django.db import models


class NaturalKeyQuerySet(models.QuerySet):
    """QuerySet whose chains begin at `visible_to` and whose rows have a natural key."""

    def get_by_natural_key(self, *values: object) -> models.Model:
        """Return the row whose natural key has these values, in the order of the model."""
        return self.get(**dict(zip(self.model.natural_lookups, values, strict=True)))

    def visible_to(self, user) -> Self:
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

    def natural_key(self) -> tuple:
        """Return the values of `natural_lookups` of this row."""
        values = []
        for lookup in self.natural_lookups:
            value = self
            for part in lookup.split("__"):
                value = getattr(value, part)
            values.append(value)
        return tuple(values)
