"""People, and for whom they act."""

from functools import cache

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programs.enums import Role
from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField
from programs.models.institucion import Area, Institucion
from programs.models.notice import Notice

AREA_ROLES = (Role.ENLACE, Role.TITULAR)


class User(AbstractUser):
    """A person who signs in. What they may do stands in their memberships."""

    # Django's own, as fields that clean what is written in them.
    first_name = CharField(_("first name"), max_length=150, blank=True)
    last_name = CharField(_("last name"), max_length=150, blank=True)
    position = CharField("cargo", max_length=150, blank=True)
    extension = CharField("teléfono o extensión", max_length=40, blank=True)
    first_visit_over = models.BooleanField(
        "ya vio los primeros pasos", default=False, editable=False
    )
    must_change_password = models.BooleanField(
        "debe cambiar su contraseña",
        default=False,
        editable=False,
        help_text="Se la puso otra persona: al entrar elige la suya.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "persona"
        verbose_name_plural = "personas"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def memberships(self) -> "list[Membresia]":
        """The person's memberships with institution and área, read once per request.

        Each also carries the person's `unseen` notices, which every page counts in its header.
        """
        found = list(_memberships().filter(user=self))
        for row in found:
            row.user = self
            row.unseen = vars(row)["counted"]
        return found

    @property
    def owes_second_factor(self) -> bool:
        """Whether they have to add a second factor before anything else.

        Read with the person of a session (`programs.backends`); False for a row read otherwise.
        """
        return bool(vars(self).get("owing"))

    def institucion_ids(self) -> set[int]:
        """Return the ids of the institutions for which the person acts."""
        return {membership.institucion_id for membership in self.memberships}


class Membresia(NaturalKeyModel):
    """This person acts for this institution, or this área of it, in this role."""

    natural_lookups = ("user__username", "institucion__slug", "role", "area__code")
    institucion_path = "institucion"

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="membresias", verbose_name="persona"
    )
    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="membresias", verbose_name="institución"
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="membresias",
        verbose_name="área",
    )
    role = CharField("función", max_length=12, choices=Role)

    # The person's notices not seen yet; `User.memberships` counts them.
    unseen: int

    class Meta:
        verbose_name = "membresía"
        verbose_name_plural = "membresías"
        ordering = ["institucion", "role", "area"]
        constraints = [
            models.CheckConstraint(
                name="membresia_area_fits_role",
                condition=Q(role__in=AREA_ROLES, area__isnull=False)
                | (~Q(role__in=AREA_ROLES) & Q(area__isnull=True)),
                violation_error_message="El enlace y el titular actúan por un área; "
                "las demás funciones, por toda la institución.",
            ),
            models.UniqueConstraint(
                fields=["user", "institucion", "area", "role"],
                name="membresia_once",
                violation_error_message="La persona ya tiene esa función.",
            ),
            models.UniqueConstraint(
                fields=["user", "institucion", "role"],
                condition=Q(area__isnull=True),
                name="membresia_institution_role_once",
                violation_error_message="La persona ya tiene esa función.",
            ),
        ]

    def __str__(self) -> str:
        where = self.area.name if self.area else self.institucion.short_name
        return f"{self.get_role_display()}, {where}"

    def clean(self) -> None:
        """Refuse an área of another institution."""
        if self.area and self.area.institucion_id != self.institucion_id:
            raise ValidationError({"area": "El área pertenece a otra institución."})


@cache
def _memberships() -> models.QuerySet[Membresia]:
    """Return memberships as `User.memberships` reads them: built once, as every request does."""
    new = Notice.objects.filter(person=OuterRef("user"), done_at__isnull=True, seen_at__isnull=True)
    counted = new.order_by().values("person").annotate(n=Count("pk")).values("n")
    rows = Membresia.objects.select_related("institucion", "area").order_by("pk")
    return rows.annotate(counted=Coalesce(Subquery(counted), 0))
