"""Rows of a plan put in their places, which are unique: each kind in few statements.

Every row that leaves its place first steps far away, and comes back to its new one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Model

from programs.models.base import new_clave
from programs.values.planbook import is_provisional

# Where rows wait; the column holds up to 32,767.
AWAY = 15_000
BATCH = 100
# {name of a row in its plan: (id of what it hangs from, place)}
Stands = Mapping[str, tuple[int, int]]


class Placed:
    """A row as it will be: `name` in its plan, `parent` the id of what it hangs from.

    `row` is None for a new one; `values` are its fields. `clave` is its own, or provisional.
    """

    def __init__(
        self, name: str, clave: str, parent: int, row: Any, values: dict[str, object]
    ) -> None:
        self.name = name
        self.clave = clave
        self.parent = parent
        self.row = row
        self.values = values
        self.order = 0


def rows_place(
    model: type[Model], link: str, placed: Sequence[Placed], stands: Stands, gone: Sequence[Model]
) -> dict[str, Any]:
    """Write rows in the order given, those of each parent from 1; return them by name.

    `link` is the column of the parent. A parent whose rows only grow at the end keeps its numbers.
    Rows of `gone` are out of the way then, and still there.
    """
    _number(placed, stands)
    moving = [one for one in placed if one.row and stands[one.name] != (one.parent, one.order)]
    away = [*(one.row.pk for one in moving), *(row.pk for row in gone)]
    if away:
        rows = model._default_manager.filter(pk__in=away)
        rows.update(order=F("order") + AWAY)
    changed: list[Model] = []
    fields: set[str] = set()
    for one in placed:
        if one.row is None:
            continue
        values = {**one.values, link: one.parent, "order": one.order}
        new = {n: v for n, v in values.items() if one in moving or differs(one.row, n, v)}
        for name, value in new.items():
            setattr(one.row, name, value)
        if new:
            changed.append(one.row)
            fields |= new.keys()
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=BATCH)
    made = [one for one in placed if one.row is None]
    for one in made:
        clave = new_clave() if is_provisional(one.clave) else one.clave
        one.row = model(**{**one.values, link: one.parent, "order": one.order, "clave": clave})
    model._default_manager.bulk_create([one.row for one in made])
    return {one.name: one.row for one in placed}


def differs(row: Model, name: str, value: object) -> bool:
    """Tell whether a field says something else; blanks around a text say nothing."""
    stored = getattr(row, name)
    if isinstance(stored, str) and isinstance(value, str):
        return stored.strip() != value
    return bool(stored != value)


def _number(placed: Sequence[Placed], stands: Stands) -> None:
    """Give each row its place among those of its parent."""
    groups: dict[int, list[Placed]] = defaultdict(list)
    had: dict[int, int] = defaultdict(int)
    for one in placed:
        groups[one.parent].append(one)
    for parent, _ in stands.values():
        had[parent] += 1
    for parent, group in groups.items():
        staying = [one for one in group if one.row and stands[one.name][0] == parent]
        orders = [stands[one.name][1] for one in staying]
        grows = group[: len(staying)] == staying and len(staying) == had[parent]
        if grows and orders == sorted(orders):
            after = max(orders, default=0)
            orders += range(after + 1, after + 1 + len(group) - len(staying))
        else:
            orders = list(range(1, len(group) + 1))
        for one, order in zip(group, orders, strict=True):
            one.order = order
