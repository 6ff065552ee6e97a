"""Rows as the commands name them, with a sentence and exit code 2 for what does not exist."""

from django.core.management.base import CommandError

from programs.models import Programa


def programa_named(slug: str, year: str) -> Programa:
    """Return the programa of an institution and a year, with its institution."""
    programas = Programa.objects.select_related("institucion").filter(institucion__slug=slug)
    years = list(programas.values_list("year", flat=True))
    if not years:
        raise CommandError(f"No hay programas de la institución «{slug}».", returncode=2)
    programa = programas.filter(year=int(year)).first() if year.isdecimal() else None
    if programa is None:
        known = ", ".join(map(str, sorted(years)))
        raise CommandError(
            f"«{slug}» no tiene programa del ejercicio «{year}». Tiene: {known}.", returncode=2
        )
    return programa
