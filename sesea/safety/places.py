"""Folders, sessions and caches where data would be lost, or would be seen by who should not."""

import os
import stat
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS

from sesea.safety.findings import refusal

SQLITE = "django.db.backends.sqlite3"
# Each process has its own, or none: what one keeps there no other one sees.
OWN_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")


def _media() -> Path | None:
    """Return the folder of the received files; None where they are kept elsewhere."""
    storage = default_storage
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def _sqlite_file() -> Path | None:
    database = connections[DEFAULT_DB_ALIAS].settings_dict
    if database["ENGINE"] != SQLITE:
        return None
    path = Path(str(database["NAME"]))
    return path if path.is_file() else None


def database_there() -> Iterator[CheckMessage]:
    """Yield a refusal where there is no database yet: one made by itself would hide a lost disk."""
    database = connections[DEFAULT_DB_ALIAS].settings_dict
    if settings.DEBUG or database["ENGINE"] != SQLITE:
        return
    file = _sqlite_file()
    # SQLite makes the file when it is first asked: an empty one was never migrated.
    if file is None or not file.stat().st_size:
        yield refusal(
            18,
            "No hay base de datos en DATA_DIR.",
            "Vea si su disco está montado; si es la primera vez, corra manage.py migrate.",
        )


def writable_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse folders that take no file: what people send would be refused, one by one."""
    database = _sqlite_file()
    places = {
        "de los archivos recibidos": _media(),
        # SQLite writes its journal beside the file.
        "de la base": database.parent if database else None,
    }
    found: list[CheckMessage] = [
        refusal(
            14,
            f"No se puede escribir en la carpeta {name}.",
            "Dé la carpeta DATA_DIR a la cuenta del servicio, y vea si su disco está montado.",
        )
        for name, place in places.items()
        if place is not None and not _takes_files(place)
    ]
    if database is not None and not os.access(database, os.R_OK | os.W_OK):
        found.append(
            refusal(
                14,
                "La base de SQLite no se puede leer o escribir.",
                "Dé el archivo a la cuenta del servicio.",
            )
        )
    return found


def _takes_files(folder: Path) -> bool:
    """Tell whether a file can be written in a folder, or in the nearest one above that exists."""
    while not folder.exists():
        folder = folder.parent
    try:
        TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def private_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse received files and a database that other accounts of the host can open."""
    if settings.DEBUG:
        return []
    open_ones = [
        path
        for path in (_media(), _sqlite_file())
        if path is not None and path.exists() and _is_open(path)
    ]
    return [
        refusal(
            15,
            f"Otras cuentas del equipo pueden leer «{path.name}», que guarda datos de personas.",
            f"Ciérrela con: chmod o-rwx {path}",
        )
        for path in open_ones
    ]


def _is_open(path: Path) -> bool:
    """Tell whether any account reads a file or folder, through all the folders above it."""
    entered = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
    return bool(path.stat().st_mode & entered) and _is_entered(path.resolve().parent)


def _is_entered(folder: Path) -> bool:
    """Tell whether any account can go through a folder, and through all above it."""
    return all(above.stat().st_mode & stat.S_IXOTH for above in (folder, *folder.parents))


def published_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse a folder of data inside one whose files are served to everybody."""
    served = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    kept = [Path(settings.DATA_DIR), _media(), _sqlite_file()]
    inside = any(
        place is not None and place.resolve().is_relative_to(folder.resolve())
        for place in kept
        for folder in served
    )
    if not inside:
        return []
    return [
        refusal(
            16,
            "DATA_DIR está dentro de una carpeta de estáticos, que se sirve a cualquiera.",
            "Elija para DATA_DIR una carpeta fuera del programa, como /srv/sesea.",
        )
    ]


def sessions_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse sessions that only one process knows, or that nobody can end."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    cache = settings.CACHES[settings.SESSION_CACHE_ALIAS]["BACKEND"]
    cached_apart = issubclass(store, CachedStore) and cache.endswith(OWN_CACHES)
    if issubclass(store, DatabaseStore) and not cached_apart:
        return []
    return [
        refusal(
            17,
            "Las sesiones no quedan en la base: otro proceso no las conoce o no se pueden cerrar.",
            "Deje SESSION_ENGINE como está, en la base de datos.",
        )
    ]
