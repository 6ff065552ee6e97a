"""How the commands name things: rows, with a sentence for what does not exist, and amounts."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from programs.models import Programa
from programs.received.storage import StoreRefused
from programs.values.shortened import shortened

LONGEST_YEAR = 4


@contextmanager
def asking_store() -> Iterator[None]:
    """End a command with a sentence where the storage of the received files does not answer."""
    try:
        yield
    except StoreRefused as error:
        raise CommandError(
            f"El almacén de los archivos no responde, y no se terminó de revisar. {error}",
            returncode=1,
        ) from error


def programa_named(slug: str, year: str) -> Programa:
    """Return the programa of an institution and a year, with its institution.

    Raises CommandError with a sentence and exit code 2 for what does not exist.
    """
    programas = Programa.objects.select_related("institucion").filter(institucion__slug=slug)
    years = list(programas.values_list("year", flat=True))
    if not years:
        raise CommandError(f"No hay programas de la institución «{slug}».", returncode=2)
    # Of thousands of digits `int` would make an error.
    is_year = year.isdecimal() and len(year) <= LONGEST_YEAR
    programa = programas.filter(year=int(year)).first() if is_year else None
    if programa is None:
        known = ", ".join(map(str, sorted(years)))
        told = shortened(year, 40)
        raise CommandError(
            f"«{slug}» no tiene programa del ejercicio «{told}». Tiene: {known}.", returncode=2
        )
    return programa


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def in_megabytes(size: int) -> str:
    """Return bytes in MB, with one decimal."""
    return f"{size / 1_000_000:,.1f} MB"
