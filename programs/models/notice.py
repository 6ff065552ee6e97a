"""The outbox: what each person is told, in the application and once by e-mail."""

from django.db import models
from django.db.models import Q

from programs.enums import NoticeKind
from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField
from programs.models.institucion import Area, Institucion


class Notice(NaturalKeyModel):
    """One thing that one person owes or should know, until it is done.

    It is about a quarter, or about the plan of a `programa`; with `area`, about what that área
    hands in of the quarter; with `month` too, about that month of it. `key` keeps the same thing
    from being told to a person twice, and is compared, never read. An e-mail that failed is tried
    again at `next_try_at`; the action that wrote the notice never waits for it.
    """

    natural_lookups = ("person__username", "key")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="+", verbose_name="institución"
    )
    person = models.ForeignKey(
        "programs.User", on_delete=models.CASCADE, related_name="notices", verbose_name="para"
    )
    kind = CharField("tipo", max_length=12, choices=NoticeKind)
    trimestre = models.ForeignKey(
        "programs.Trimestre",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trimestre",
    )
    programa = models.ForeignKey(
        "programs.Programa",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="programa",
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="área",
    )
    month = models.PositiveSmallIntegerField("mes del periodo", null=True, blank=True)
    key = CharField("clave", max_length=120)
    text = CharField("aviso", max_length=400)
    path = CharField("dirección", max_length=300)
    created_at = models.DateTimeField("creado el")
    seen_at = models.DateTimeField("visto el", null=True, blank=True)
    done_at = models.DateTimeField("cumplido el", null=True, blank=True)
    emailed_at = models.DateTimeField("enviado por correo el", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("intentos", default=0)
    next_try_at = models.DateTimeField("siguiente intento", null=True, blank=True)
    error = CharField("última falla", max_length=300, blank=True)

    class Meta:
        verbose_name = "aviso"
        verbose_name_plural = "avisos"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"],
                name="notice_once",
                violation_error_message="Ese aviso ya se dio a esa persona.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                name="notice_open",
                condition=Q(done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text
