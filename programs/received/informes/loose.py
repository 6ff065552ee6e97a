"""A paste without any línea: a paragraph that states its own progress is one."""

from collections.abc import Sequence

from programs.received.informes.builder import OpenArea, OpenLinea, OpenSection
from programs.received.informes.closings import split_closing
from programs.values.written import Passage, PassageKind

Part = OpenSection | OpenArea


def with_loose_lineas(parts: Sequence[Part]) -> list[Part]:
    """Return the parts; where no línea was found, the text up to each closing sentence is one."""
    if any(isinstance(part, OpenArea) and part.lineas for part in parts):
        return list(parts)
    made: list[Part] = []
    for part in parts:
        if isinstance(part, OpenSection) and not part.heading:
            made += _loose(part)
        else:
            made.append(part)
    return made


def _loose(section: OpenSection) -> list[Part]:
    area = OpenArea("area-1", name="")
    held: list[Passage] = []
    for passage in section.passages:
        held.append(passage)
        if passage.kind is PassageKind.TEXT and split_closing(passage.text):
            linea = OpenLinea(f"linea-{len(area.lineas) + 1}", passages=held, narrative=True)
            linea.count = len(held)
            area.lineas.append(linea)
            held = []
    if not area.lineas:
        return [section]
    section.passages = held
    return [area, section] if held else [area]
