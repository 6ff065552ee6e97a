"""What must be in its place before pages are served."""

from collections.abc import Iterator

from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError

from programs.models import Evidencia
from sesea.safety.findings import refusal

# Of so many that were received last, one at least must be there.
LOOKED_AT = 5


def files_there() -> Iterator[CheckMessage]:
    """Yield a refusal where the rows know files and none of the last ones is in its folder."""
    if not isinstance(default_storage, FileSystemStorage):
        return
    try:
        rows = Evidencia.objects.order_by("-pk").values_list("original", flat=True)
        names = list(rows[:LOOKED_AT])
    except DatabaseError:
        return  # away, or still to be made: pages say so
    if names and not any(map(default_storage.exists, names)):
        yield refusal(
            19,
            "Faltan los archivos recibidos: la base los nombra y su carpeta no los tiene.",
            "Vea si su disco está montado, o recupere la carpeta media de un respaldo.",
        )
