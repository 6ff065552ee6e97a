"""Where the emblem of an institution stands, and the general one in the place of what is missing.

`Institucion.emblem` names one of ours among the statics ("img/emblem-muestra.svg"), or one that
was uploaded, in the private files: its name is the SHA-256 of its bytes, so that another one never
takes its place and a stored quarter keeps the emblem of its day.
"""

import re

from django.conf import settings
from django.core.files.storage import default_storage

GENERAL = "img/emblem.svg"
_OURS = re.compile(r"img/[\w-]+\.(?:svg|png|jpg)")
_UPLOADED = re.compile(r"emblems/[0-9a-f]{64}\.jpg")


def uploaded_name(digest: str) -> str:
    """Return the storage name of the emblem whose bytes have this SHA-256."""
    return f"emblems/{digest}.jpg"


def is_uploaded(name: str) -> bool:
    """Tell whether a name is that of an uploaded emblem."""
    return bool(_UPLOADED.fullmatch(name))


def emblem_there(name: str) -> str:
    """Return the name of an emblem, or the general one's where no such file is there."""
    if is_uploaded(name):
        return name if default_storage.exists(name) else GENERAL
    ours = _OURS.fullmatch(name) and (settings.BASE_DIR / "static" / name).is_file()
    return name if ours else GENERAL
