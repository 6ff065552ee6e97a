"""The áreas of institutions as names that can be told apart."""

from collections import defaultdict
from collections.abc import Iterable

from programs.models import Area
from programs.values.area_names import AreaNames, NamedArea


def area_names(instituciones: Iterable[int]) -> dict[int, AreaNames]:
    """Return {institution: the names of its áreas}, active or not, in one query."""
    found: dict[int, list[NamedArea]] = defaultdict(list)
    rows = Area.objects.filter(institucion__in=instituciones).order_by("order", "pk")
    columns = "institucion", "code", "name", "parent__name"
    for institucion, code, name, parent in rows.values_list(*columns):
        found[institucion].append(NamedArea(code, name, parent or ""))
    return {pk: AreaNames(found[pk]) for pk in instituciones}
