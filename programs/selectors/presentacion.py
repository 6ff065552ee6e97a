"""The presentación of a quarter's report: its parts, who writes each, and one of them at a time."""

from dataclasses import dataclass

from programs import permissions
from programs.enums import SeccionKind
from programs.models import Area, Bloque, LineaDeAccion, Seccion, Trimestre, User
from programs.reading.locks import why_area_locked
from programs.selectors.bloques import (
    BlockEdit,
    BlockView,
    block_edits,
    block_views,
    blocks_to_write,
    labels_of,
)
from programs.selectors.cifras import (
    Cifras,
    cifras_of,
    quarter_figures,
    said_with,
    section_said,
)
from programs.selectors.evidencia import figure_repeats, removed_figures
from programs.values.given import given

# Printed from the institution's own text unless one report changes it.
INSTITUTIONAL = (
    SeccionKind.MISSION,
    SeccionKind.VISION,
    SeccionKind.PRINCIPLES,
    SeccionKind.STRUCTURE,
)
MAX_KEY = 80
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


def section_key(trimestre: Trimestre, area: Area | None) -> str:
    """Return the key of an área's part of the presentación, or of the opening."""
    programa = trimestre.programa
    key = f"{programa.institucion.slug}-{programa.year}-t{trimestre.number}-presentacion"
    key = f"{key}-{area.code}" if area else key
    return key if len(key) <= MAX_KEY else f"t{trimestre.pk}-presentacion-{area.pk if area else 0}"


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
    labels = labels_of(trimestre.programa)[trimestre.number]
    editing = part.can_edit and not closed
    figures = quarter_figures(trimestre, part.area.code if part.area else "") if editing else None
    said = said_with(kept, figures.every) if figures else section_said(trimestre, kept)
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
        views=() if editing else block_views(kept, labels, said),
        repeats=repeats,
        cifras=cifras_of(trimestre, kept, figures, named=True) if figures else Cifras(),
    )


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
