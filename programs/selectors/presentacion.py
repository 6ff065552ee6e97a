"""The presentación of a quarter's report: its parts, who writes each, and one of them at a time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from programs import permissions
from programs.enums import SeccionKind
from programs.models import Area, Bloque, LineaDeAccion, Seccion, Trimestre, User
from programs.reading.addresses import section_key
from programs.reading.corte import QuarterRead, quarter_read
from programs.reading.locks import why_area_locked
from programs.selectors.beside import FoundHere
from programs.selectors.bloques import (
    BlockEdit,
    BlockView,
    block_edits,
    block_views,
    blocks_to_write,
    labels_of,
    snapshot_labels,
)
from programs.selectors.cifras import (
    Cifras,
    QuarterFigures,
    cifras_of,
    figures_in,
    said_with,
    section_said,
)
from programs.selectors.congruencia import found_in
from programs.selectors.evidencia import figure_repeats, removed_figures
from programs.selectors.found import Found, sorted_found
from programs.values.checks.beside import field_of
from programs.values.checks.finding import block_anchor
from programs.values.given import given
from programs.values.tied import unlinked

# Printed from the institution's own text unless one report changes it.
INSTITUTIONAL = (
    SeccionKind.MISSION,
    SeccionKind.VISION,
    SeccionKind.PRINCIPLES,
    SeccionKind.STRUCTURE,
)
WRITTEN, BLANK, INHERITED, CHANGED = "written", "blank", "inherited", "changed"
WORDS = {
    WRITTEN: "Escrita",
    BLANK: "Sin escribir",
    INHERITED: "Texto institucional",
    CHANGED: "Cambiada en este informe",
}


# Instead of the word of an inherited text, where the programme of the year has its own.
OF_YEAR = "Texto del programa"


@dataclass(frozen=True)
class Part:
    """One part: `key` names it in the address, `state` is one of `WORDS`."""

    key: str
    heading: str
    kind: str
    area: Area | None
    state: str
    can_write: bool
    section: Seccion | None

    @property
    def word(self) -> str:
        """The state in Spanish."""
        if self.state == INHERITED and self.section and self.section.programa_id:
            return OF_YEAR
        return WORDS[self.state]

    @property
    def can_edit(self) -> bool:
        """Tell whether its blocks are written here: it exists and belongs to this report."""
        return self.can_write and self.state != INHERITED and self.section is not None


@dataclass(frozen=True)
class PartFound(FoundHere):
    """What was found in the blocks of a part, each compared with the whole informe."""

    compares_all = True

    found: tuple[Found, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[Found, ...]:
        """What was found in its blocks, the heaviest first."""
        return tuple(each for each in self.found if field_of(each.anchor, self.fields))

    @property
    def fields(self) -> Collection[str]:
        """Its blocks."""
        return [block_anchor(key) for key in self.keys]


@dataclass(frozen=True)
class PresentacionPage:
    """All that the page prints: the parts, and the one that is open with its blocks."""

    trimestre: Trimestre
    words: dict[str, str]
    closed: str
    parts: tuple[Part, ...]
    part: Part
    edits: tuple[BlockEdit, ...]
    removed: tuple[BlockEdit, ...]
    views: tuple[BlockView, ...]
    repeats: dict[int, str]
    cifras: Cifras
    live: PartFound


def presentacion_page(
    trimestre: Trimestre, user: User, wanted: str, *, closed: str
) -> PresentacionPage:
    """Return the page with the part `wanted` open, or the first that the person writes.

    `closed` is why nobody writes in the quarter now, "" while it is open; a part whose área handed
    it in is closed too. Takes the same number of
    queries for any number of áreas.
    """
    parts = _parts(trimestre, user)
    part = next((part for part in parts if part.key == wanted), None) or next(
        (part for part in parts if part.can_write), parts[0]
    )
    if part.area and part.can_write and not closed:
        closed = why_area_locked(trimestre.pk, part.area.pk)
    blocks, repeats = [], {}
    if part.section:
        blocks = list(blocks_to_write(Bloque.objects.filter(seccion=part.section)))
    kept = [block for block in blocks if block.removed_at is None]
    editing = part.can_edit and not closed
    read = quarter_read(trimestre) if editing else None
    if read:
        labels = snapshot_labels(read.snapshot)
    else:
        labels = labels_of(trimestre.programa)[trimestre.number]
    figures = part_figures(trimestre, part.area, read) if read else None
    # Where it is written, its numbers are of the editor and lead nowhere.
    said, links = (
        (said_with(kept, figures.every), unlinked) if figures else section_said(trimestre, kept)
    )
    if editing:
        hashes = {
            figure.pk: figure.evidencia.sha256
            for block in kept
            for figure in block.figuras.all()
            if figure.evidencia
        }
        repeats = figure_repeats(given(part.section), hashes)
    return PresentacionPage(
        trimestre=trimestre,
        words=trimestre.programa.words(),
        closed=closed,
        parts=tuple(parts),
        part=part,
        edits=block_edits(kept, labels, removed_figures(kept), said) if editing else (),
        removed=block_edits([b for b in blocks if b.removed_at]) if editing else (),
        views=() if editing else block_views(kept, labels, said, links),
        repeats=repeats,
        cifras=cifras_of(trimestre, kept, figures, named=True) if figures else Cifras(),
        live=part_found(trimestre, kept, read) if read else PartFound(),
    )


def part_now(section: Seccion) -> tuple[PartFound, Cifras]:
    """Return what is found in a part of an open quarter now, and what of it may be tied.

    As its page, in as many queries for any number of líneas.
    """
    trimestre = given(section.trimestre)
    read = quarter_read(trimestre)
    blocks = [block for block in read.blocks if block.seccion_id == section.pk]
    figures = part_figures(trimestre, section.area, read)
    return (
        part_found(trimestre, blocks, read),
        cifras_of(trimestre, blocks, figures, named=True),
    )


def part_figures(trimestre: Trimestre, area: Area | None, read: QuarterRead) -> QuarterFigures:
    """Return the figures that a part of a quarter that was read may be tied to, in one query."""
    return figures_in(trimestre, read.lines, area.code if area else "")


def part_found(trimestre: Trimestre, blocks: Iterable[Bloque], read: QuarterRead) -> PartFound:
    """Return what was found in the kept blocks of a part of a quarter that was read."""
    found = found_in(trimestre, read).found
    return PartFound(sorted_found(found), tuple(block.key for block in blocks))


def _parts(trimestre: Trimestre, user: User) -> list[Part]:
    """Return the opening, the áreas with líneas, and what comes from the institution."""
    sections = list(
        Seccion.objects.of_report(trimestre)
        .with_count()
        .select_related("area", "institucion", "trimestre__programa__institucion")
        .order_by("order", "pk")
    )
    own = [section for section in sections if section.trimestre_id]
    presentation = {s.area_id: s for s in own if s.kind == SeccionKind.PRESENTATION}
    reporting = set(
        LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id)
        .order_by()
        .values_list("area", flat=True)
        .distinct()
    ) | {pk for pk in presentation if pk}
    areas = Area.objects.filter(pk__in=reporting).order_by("order", "name")
    parts = []
    for area in [None, *areas]:
        section = presentation.get(area.pk if area else None)
        written = bool(section and section.blocks)
        parts.append(_written_part(trimestre, user, area, section, written=written))
    for kind in INSTITUTIONAL:
        found = [s for s in own if s.kind == kind] or [s for s in sections if s.kind == kind]
        parts += [_institutional_part(trimestre, user, section) for section in found]
    return parts


def _written_part(
    trimestre: Trimestre,
    user: User,
    area: Area | None,
    section: Seccion | None,
    *,
    written: bool,
) -> Part:
    target = section or _unmade(trimestre, area)
    return Part(
        key=section.key if section else section_key(trimestre, area),
        heading=section.heading if section else (area.name if area else "Presentación"),
        kind=SeccionKind.PRESENTATION,
        area=area,
        state=WRITTEN if written else BLANK,
        can_write=permissions.can_edit_section(user, target),
        section=section,
    )


def _institutional_part(trimestre: Trimestre, user: User, section: Seccion) -> Part:
    return Part(
        key=section.key,
        heading=section.heading,
        kind=section.kind,
        area=None,
        state=CHANGED if section.trimestre_id else INHERITED,
        can_write=permissions.can_edit_section(user, _unmade(trimestre, None)),
        section=section,
    )


def _unmade(trimestre: Trimestre, area: Area | None) -> Seccion:
    """Return a part as it would be, to ask who may write it."""
    return Seccion(institucion=trimestre.programa.institucion, trimestre=trimestre, area=area)
