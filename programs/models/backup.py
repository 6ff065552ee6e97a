"""Backups as they were made or failed: what the health of the system is told from."""

from django.db import models

from programs.models.fields import CharField


class BackupRun(models.Model):
    """One run of `manage.py backup`, whichever host it ran on.

    `problem` is why it failed, "" for a backup that is whole; then `manifest_sha256` is the hash
    that it printed, and `files` and `size` (bytes) are what it holds.
    """

    started_at = models.DateTimeField("empezó", db_index=True)
    ended_at = models.DateTimeField("terminó")
    problem = CharField("por qué falló", max_length=500, blank=True)
    files = models.PositiveIntegerField("archivos", default=0)
    size = models.PositiveBigIntegerField("bytes", default=0)
    manifest_sha256 = CharField("SHA-256 del manifiesto", max_length=64, blank=True)

    class Meta:
        verbose_name = "respaldo del sistema"
        verbose_name_plural = "respaldos del sistema"
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}: {self.problem or 'completo'}"
