"""The filters of the page Mes: which área and which eje."""

from collections.abc import Sequence

from programs.models import Area
from programs.selectors.common import Choice
from programs.selectors.month_numbers import Item

ALL_AREAS = "todas"


def area_choices(areas: dict[str, Area], own: set[int], wanted: str) -> tuple[Choice, ...]:
    """Return the filter of áreas: the own ones first; none where there is only one."""
    if len(areas) < 2:
        return ()
    ordered = sorted(areas.values(), key=lambda area: (area.order, area.name))
    choices = [Choice(area.code, area.name, area.code == wanted) for area in ordered]
    whole = Choice(ALL_AREAS, "Todas las áreas", wanted == ALL_AREAS or (not wanted and not own))
    if not own:
        return (whole, *choices)
    mine = [area.name for area in ordered if area.pk in own]
    first = Choice("", mine[0] if len(mine) == 1 else "Mis áreas", not wanted)
    rest = [c for c in choices if not (len(mine) == 1 and c.label == mine[0])]
    return (first, *rest, whole)


def eje_choices(items: Sequence[Item], wanted: int | None) -> tuple[Choice, ...]:
    """Return the filter of ejes, none where there is only one."""
    ejes = {item.eje.order: item.eje.name for item in items}
    if len(ejes) < 2:
        return ()
    found = [Choice(str(n), f"{n}. {name}", n == wanted) for n, name in sorted(ejes.items())]
    return (Choice("", "Todos los ejes", wanted is None), *found)
