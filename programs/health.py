"""What the health of the system tells of the work: its locks, its files and its backups."""

from datetime import datetime

from programs.checks import files_there
from programs.keeping.records import last_backup
from programs.models.locks import locks_missing
from sesea.watch.health import FINE, Finding, State


def locks_part(now: datetime) -> Finding:
    """Tell whether the database itself refuses to change what was closed."""
    return Finding(State.FAULT, "faltan candados") if locks_missing() else FINE


def files_part(now: datetime) -> Finding:
    """Tell whether the files that were received last are where the rows say."""
    return Finding(State.FAULT, "no están") if list(files_there()) else FINE


def backups_part(now: datetime) -> Finding:
    """Tell whether there is a good backup of late; why one failed may name folders: not here."""
    last = last_backup()
    if not last.fault(now):
        return FINE
    if last.problem:
        return Finding(State.WARNING, "el último falló")
    return Finding(State.WARNING, "es viejo" if last.good_at else "sin respaldo")
