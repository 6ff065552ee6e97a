"""How a person comes in: the link by which they choose a password, and functions that wait."""

import secrets

from django.db import models
from django.db.models import Q

from programs.enums import Role
from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField
from programs.models.institucion import Area, Institucion
from programs.models.user import User


def new_secret() -> str:
    """Return what makes the links of one invitation its own."""
    return secrets.token_hex(16)


class Invitacion(NaturalKeyModel):
    """A person was sent a link to choose a password, and has not used it yet.

    The link itself is never stored: it is signed over `secret`, so a new secret ends every earlier
    link. `made_at` is when it was made, from which it expires.
    """

    natural_lookups = ("person__username",)
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="+", verbose_name="institución"
    )
    person = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="invitacion", verbose_name="persona"
    )
    secret = CharField("secreto", max_length=32, default=new_secret, editable=False)
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="la hizo"
    )
    made_at = models.DateTimeField("hecha el")
    mailed_at = models.DateTimeField("enviada por correo el", null=True, blank=True)

    class Meta:
        verbose_name = "invitación"
        verbose_name_plural = "invitaciones"
        ordering = ["institucion", "person"]

    def __str__(self) -> str:
        return f"Invitación de {self.person}"


class FuncionPedida(NaturalKeyModel):
    """A function that somebody asked for and that only a superuser gives.

    The person is named by e-mail: they may have no account until it is given.
    """

    natural_lookups = ("institucion__slug", "email", "role", "area__code")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="+", verbose_name="institución"
    )
    first_name = CharField("nombre", max_length=150)
    last_name = CharField("apellidos", max_length=150, blank=True)
    email = CharField("correo", max_length=254)
    role = CharField("función", max_length=12, choices=Role)
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="área"
    )
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="la pidió"
    )
    asked_at = models.DateTimeField("pedida el")

    class Meta:
        verbose_name = "función pedida"
        verbose_name_plural = "funciones pedidas"
        ordering = ["institucion", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "email", "role", "area"],
                name="funcion_pedida_once",
                violation_error_message="Esa función ya se pidió.",
            ),
            models.UniqueConstraint(
                fields=["institucion", "email", "role"],
                condition=Q(area__isnull=True),
                name="funcion_pedida_institution_once",
                violation_error_message="Esa función ya se pidió.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function}: {self.full_name} ({self.email})"

    @property
    def full_name(self) -> str:
        """Name and surnames."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def function(self) -> str:
        """The function and where, as a membership says it."""
        where = self.area.name if self.area else self.institucion.short_name
        return f"{self.get_role_display()}, {where}"
