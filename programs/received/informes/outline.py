"""The outline of an informe: which blocks head its sections, its áreas and its líneas.

What a heading opens is told by what stands below it, more than by its own words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.boxes import LineaRow, is_box, linea_rows, tells_how_many
from programs.received.informes.builder import OpenArea
from programs.received.informes.draft import Draft
from programs.received.informes.front import heading_key
from programs.received.informes.headings import (
    area_name,
    is_capitals,
    is_heading_like,
    is_known_section,
    names_area,
    names_institution,
    names_period,
    reads_as_prose,
    section_mark,
    stands_out,
    tells_of_the_report,
)
from programs.received.informes.heads import heads_of
from programs.received.informes.labels import Label, cut_at_labels, labelled
from programs.received.informes.marks import LETTERED, NUMBERED, SECTION, Mark
from programs.received.informes.names import title_before
from programs.received.informes.prepared import (
    LONGEST_NUMBERED,
    begins_box,
    follows,
    label_of,
    meta_ahead,
    title_key,
)
from programs.values.wording.dates import MONTHS
from programs.values.wording.numbers import folded, holds_any
from programs.values.written import ContentsEntry, PassageKind

_AHEAD = 8
MOST_LINEAS = 2_000
# "PROGRAMA ANUAL 2025": the name of the document.
_DATED = re.compile(r"\b20\d\d\b")


# "Líneas 3 y 4. Encuestar a usuarios", told together below the one before them.
_SEVERAL = re.compile(
    r"(?:L[ií]neas|Acciones|Actividades|Metas|Proyectos|Compromisos|Tareas)(?: de acci[oó]n)? \d"
)


class Outline(Draft):
    """The parts so far, and what the blocks ahead say of the next heading."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__(blocks)
        self.heads = heads_of(blocks)
        self.word = self.heads.word
        self.told: set[str] = set()
        self.known = 0

    @cached_property
    def promises(self) -> bool:
        """Tell whether some block outside of the tables announces a meta by its label."""
        return any(
            (own := labelled(part)) is not None and own.label is Label.META and own.rest
            for block in self.blocks
            if not block.is_table and holds_any(block.text, ("Meta", "META", "meta"))
            for part in cut_at_labels(block.text)
        )

    def linea_mark(self, block: Block) -> Mark | None:
        """Return the mark with which a block heads a línea, None for any other."""
        if block.kind is not BlockKind.TEXT or not self.word or self.lineas >= MOST_LINEAS:
            return None
        mark = self.heads.mark(block.text)
        if mark is None or self.word not in (SECTION, NUMBERED, LETTERED):
            return mark
        if is_known_section(mark.rest):
            return None  # "1. Presentación", where the líneas are "2. …" and "3. …"
        return mark if len(mark.rest) <= LONGEST_NUMBERED or title_before(mark.rest) else None

    def opens_section(self, place: int, block: Block, mark: Mark) -> bool:
        """Tell whether a numbered heading is one of the document, not an item of a narrative."""
        if heading_key(mark.rest) in self.entries:
            return True
        if self._goes_on_with_list(mark):
            return False  # "4. Carta de intención con la Refinería" below "3. Convenio con…"
        if is_known_section(mark.rest):
            return True
        if is_capitals(mark.rest) or block.level or block.bold:
            return True
        if (
            self.entries
            and self.section
            and follows(self.headings, mark.number)
            and is_heading_like(replace(block, kind=BlockKind.TEXT))
        ):
            return True  # one that the contents page leaves out
        return not self.linea and len(mark.rest) < 90 and self.leads_to_linea(place)

    def _goes_on_with_list(self, mark: Mark) -> bool:
        """Tell whether a number follows that of the item with which the open línea ends."""
        last = self.linea.passages[-1] if self.linea and self.linea.passages else None
        if last is None or not mark.number.isdigit():
            return False
        return last.mark == f"{int(mark.number) - 1}."

    def is_area(self, place: int, block: Block, text: str) -> bool:
        """Tell whether a heading is the name of an área: its líneas stand below it."""
        if self.linea and self.desk.expects_title:
            return False
        if names_period(text) or self.names_institution(place, text) or _SEVERAL.match(text):
            return False
        office = self.area if self.area and not self.area.lineas else None
        if office and names_institution(text) and not names_area(text):
            return False  # "H. AYTO. DE SAN LUCAS" below its office
        below = self.blocks[place + 1 : place + 2]
        rows = linea_rows(below[0].rows) if below and below[0].is_table else []
        if rows and (self.sums_up(rows) or (_DATED.search(text) and not names_area(text))):
            return False
        told = names_area(text) or stands_out(block)
        if not told and (not is_heading_like(block) or reads_as_prose(text)):
            return False
        if (tells_of_the_report(text) or is_known_section(text)) and not names_area(text):
            return False
        if not names_area(text) and any(map(begins_box, below)):
            return False  # it is the title of its línea
        return self.leads_to_linea(place, near=not told)

    def names_institution(self, place: int, text: str) -> bool:
        """Tell whether a line of the cover names the institution: no línea stands right below."""
        if self.parts or not names_institution(text):
            return False
        last = place  # of its line and those of the period below it
        while last + 1 < len(self.blocks) and names_period(self.blocks[last + 1].text or "."):
            last += 1
        return not self.leads_to_linea(last, near=True)

    def is_bare_area(self, place: int, block: Block) -> bool:
        """Tell whether "Unidad Administrativa" names an área, as a label without a value."""
        found = label_of(block)
        bare = found is not None and found.label is Label.AREA and not found.rest
        return bare and names_area(block.text) and self.leads_to_linea(place, near=True)

    def sums_up(self, rows: Sequence[LineaRow]) -> bool:
        """Tell whether most líneas of a table were told before: it sums them up, in an annex.

        So does one of things and how many of each, above the líneas that promise them.
        """
        if self.promises and all(map(tells_how_many, rows)):
            return True
        for part in self.parts[self.known :]:
            if isinstance(part, OpenArea):
                names = (name for linea in part.lineas for name in (linea.title, linea.number))
                self.told |= {heading_key(name) for name in names if name}
        self.known = max(self.known, len(self.parts) - 1)
        again = [row for row in rows if title_key(row.get(Label.LINEA)) in self.told]
        return len(again) * 2 > len(rows)

    def open_named_area(self, block: Block) -> None:
        """Open the área that a heading names; a numbered one is a numbered part of the document."""
        name = area_name(block.text)
        self.open_area(name, institutional=names_area(name))
        mark = section_mark(replace(block, kind=BlockKind.TEXT))
        if mark and all(each.number != mark.number for each in self.headings):
            self.headings.append(ContentsEntry(mark.number, name))
        elif not mark and heading_key(block.text) in self.entries:
            self.headings.append(ContentsEntry("", block.text))  # "B. Coordinación de Difusión"

    def is_plain_section(self, block: Block) -> bool:
        """Tell whether a heading without a number opens a section."""
        text = block.text
        if heading_key(text) in self.entries:
            return True
        if text[0] in "«“\"'":
            return False
        if folded(text) in MONTHS and not self.linea and not self.area:
            return True  # a chronicle
        if self.area and not self.linea and is_known_section(text):
            return True  # the área says something before its líneas
        if self.linea or self.area:
            return is_known_section(text) and stands_out(block)
        return is_known_section(text) or (stands_out(block) and bool(self.parts or self.entries))

    def on_cover(self, place: int) -> bool:
        """Tell whether a heading stands before all else: on the cover, or with no text below it."""
        if self.parts or folded(self.blocks[place].text) in MONTHS:
            return False
        if self.contents:
            return place < self.contents.start
        if is_known_section(self.blocks[place].text):
            return False
        following = self.blocks[place + 1 : place + 2]
        return not self.cover or any(is_heading_like(each) for each in following)

    def leads_to_linea(self, place: int, *, near: bool = False) -> bool:
        """Tell whether the líneas of an área follow: its objective, a mark or a table of them.

        An área may say a few words before them.
        """
        office = names_area(self.blocks[place].text)
        told = False
        ahead = self.blocks[place + 1 : place + 1 + _AHEAD]
        for following in ahead[:1] if near else ahead:
            if following.is_table:
                return bool(linea_rows(following.rows)) or is_box(following.rows)
            if self.linea_mark(following):
                return True
            found = label_of(following)
            opens = (Label.OBJECTIVE, Label.STRATEGY, Label.META)
            if found and (found.label in opens or meta_ahead([following])):
                return True
            if names_period(following.text):
                continue
            prose = office and following.text.endswith(".") and reads_as_prose(following.text)
            if found or (is_heading_like(following) and not prose):
                area = names_area(following.text)
                if told or area or tells_of_the_report(following.text):
                    return False
                continue
            if not office or following.kind is not BlockKind.TEXT:
                return False
            told = True
        return False

    def above(self, block: Block, mark: Mark) -> None:
        """Open the part that a mark above the líneas opens, within its office if it has one."""
        area = self.area
        name = block.text.rstrip(" .")
        if area is None or area.lineas:
            kept = area.name if area and area.institutional else name
            area = self.open_area(kept, institutional=bool(area and area.institutional))
        elif not area.institutional:
            if area.name:
                area.put(PassageKind.HEADING, area.name)
            area.name = name
        if area.name != name:
            area.put(PassageKind.HEADING, block.text)
