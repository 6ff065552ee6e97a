"""Who is in and who tries to be, where every process of every host sees it: in the database."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from programs.models.fields import CharField


class TryCount(models.Model):
    """How often something was tried in vain under one key, and until when the next try waits.

    `key` is a keyed hash: of an account, of an account and an address, or of an address that asks
    for documents that were not issued. What people type by mistake in place of their account is
    never stored. `signed_in_at` is of an account and an address: from there the account was
    entered, so that what strangers try elsewhere does not hold it up.
    """

    key = models.CharField("clave", max_length=64, unique=True)
    failures = models.PositiveIntegerField("intentos en vano", default=0)
    last_at = models.DateTimeField("último intento", db_index=True)
    wait_until = models.DateTimeField("espera hasta", null=True, blank=True)
    signed_in_at = models.DateTimeField("entró el", null=True, blank=True)

    class Meta:
        verbose_name = "cuenta de intentos"
        verbose_name_plural = "cuentas de intentos"

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failures}"


class Sesion(AbstractBaseSession):
    """A browser that somebody entered with, until it ends; without a person before they enter.

    Where it is used from is of the last time that it was stored, and only its person reads it. It
    goes with the row: nothing of a session outlives it.
    """

    person = models.ForeignKey(
        "programs.User",
        on_delete=models.CASCADE,
        null=True,
        related_name="sesiones",
        verbose_name="persona",
    )
    entered_at = models.DateTimeField("entró el", null=True)
    used_at = models.DateTimeField("último uso")
    address = CharField("dirección", max_length=64)
    browser = CharField("navegador", max_length=60)

    class Meta:
        verbose_name = "sesión"
        verbose_name_plural = "sesiones"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that writes these rows."""
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store
