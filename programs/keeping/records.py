"""What is remembered of backups, for who asks whether there is a good one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from programs.keeping.manifest import Manifest
from programs.models import BackupRun

# A daily backup, and two hours for it to be made.
TOO_OLD = timedelta(hours=26)


@dataclass(frozen=True)
class LastBackup:
    """The moment of the last good backup, None for none, and why those since then failed."""

    good_at: datetime | None
    problem: str = ""

    def fault(self, now: datetime) -> str:
        """Return what is wrong with the backups, in a sentence; "" where nothing is."""
        if self.problem:
            return f"El último respaldo falló: {self.problem}"
        if self.good_at is None:
            return "No se ha hecho ningún respaldo."
        if now - self.good_at > TOO_OLD:
            return f"El último respaldo es del {timezone.localtime(self.good_at):%d/%m/%Y %H:%M}."
        return ""


def last_backup() -> LastBackup:
    """Return the last good backup of any host, in two queries."""
    good = BackupRun.objects.filter(problem="").first()
    later = BackupRun.objects.exclude(problem="")
    if good:
        later = later.filter(started_at__gt=good.started_at)
    failed = later.first()
    return LastBackup(good.started_at if good else None, failed.problem if failed else "")


def backup_made(started_at: datetime, manifest: Manifest, sha256: str) -> None:
    """Remember a backup that is whole."""
    BackupRun.objects.create(
        started_at=started_at,
        ended_at=timezone.now(),
        files=len(manifest.files),
        size=manifest.size,
        manifest_sha256=sha256,
    )


def backup_failed(started_at: datetime, problem: str) -> None:
    """Remember a backup that failed, and why."""
    BackupRun.objects.create(started_at=started_at, ended_at=timezone.now(), problem=problem[:500])
