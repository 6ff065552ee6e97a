"""Tries in vain, counted where every process of every host sees them: in the database."""

from django.db import models


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
