"""Cells that name áreas: by name, by clave, or by another of their names."""

import re

from programs.resources.planilla.grid import SheetLine
from programs.values.area_choices import AreaChoices


def area_of(line: SheetLine, key: str, areas: AreaChoices, *, required: bool = False) -> str:
    """Return the clave of the área of a cell, "" for none and for one that is refused."""
    if not line.has(key):
        if required:
            line.refuse(key, "Falta el área. Elíjala de la lista.")
        return ""
    written = line.value(key)
    return _found(line, key, written, areas) if written else ""


def areas_of(line: SheetLine, key: str, areas: AreaChoices) -> tuple[str, ...]:
    """Return the claves of the áreas of a cell, one in each of its lines, in their order."""
    found: list[str] = []
    for written in (part for said in line.value(key) for part in _parts(said, areas)):
        code = _found(line, key, written, areas) if written else ""
        if code in found:
            line.refuse(key, f"El área «{written}» está dos veces. Déjela una.")
        elif code:
            found.append(code)
    return tuple(found)


def _parts(said: str, areas: AreaChoices) -> list[str]:
    return [said] if areas.find(said) else re.split(r"\s*;\s*", said)


def _found(line: SheetLine, key: str, written: str, areas: AreaChoices) -> str:
    codes = areas.find(written)
    if len(codes) == 1:
        return codes[0]
    if codes:
        named = "; ".join(f"«{areas.name(code)}»" for code in codes)
        line.refuse(key, f"Hay varias áreas «{written}». Escriba una de estas: {named}.")
        return ""
    near = "; ".join(f"«{name}»" for name in areas.near(written))
    remedy = f"¿Es {near}?" if near else "Elíjala de la lista, o agréguela antes a las áreas."
    line.refuse(key, f"No hay un área «{written}». {remedy}")
    return ""
