"""Blocks as an informe: sections, áreas and líneas told apart by the shape of the document.

A línea is a heading with its number, or whatever stands before a box with a meta; the word by which
an institution calls it is found, never given. What belongs nowhere stays in a section without a
heading, and counts as not understood.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.boxes import (
    LineaRow,
    is_box,
    is_card,
    linea_rows,
    named,
    unrolled,
)
from programs.received.informes.builder import OpenLinea
from programs.received.informes.closings import closes, says_state
from programs.received.informes.front import heading_key
from programs.received.informes.headings import (
    area_name,
    is_heading_like,
    is_known_section,
    leads_in,
    names_area,
    other_mark,
    run_in,
    section_mark,
    stands_out,
    tells_of_the_report,
)
from programs.received.informes.heads import with_heads
from programs.received.informes.labels import (
    Label,
    Labelled,
    cut_at_labels,
    inline_parts,
    is_promise,
    labelled,
)
from programs.received.informes.loose import with_loose_lineas
from programs.received.informes.marks import (
    mark_of,
    numbered_of,
)
from programs.received.informes.names import DEED, is_description, tells_done
from programs.received.informes.outline import MOST_LINEAS, Outline
from programs.received.informes.prepared import (
    label_of,
    meta_ahead,
    shortened,
    with_metas_apart,
    without_cards,
)
from programs.received.informes.promises import with_promises
from programs.received.informes.reading import ReadInforme
from programs.received.informes.told_metas import with_told_metas
from programs.received.informes.undressed import undressed
from programs.received.informes.unseen import with_unseen
from programs.values.wording.metas import promised_by_title
from programs.values.wording.numbers import folded
from programs.values.written import ContentsEntry, PassageKind

_AHEAD = 8
# "Periodo: segundo trimestre de 2025" in the card of a línea: the time of the whole informe.
_OF_REPORT = re.compile(r"periodo ?: .{0,40}trimestre")


def read_blocks(blocks: Sequence[Block]) -> ReadInforme:
    """Return what is understood of an informe from its blocks."""
    read_ones, lost = shortened(blocks)
    told = list(with_metas_apart(without_cards(undressed(read_ones))))
    read = _Reader(list(with_heads(with_told_metas(with_promises(told))))).read()
    read = replace(read, passages=with_unseen(read_ones, read.passages))
    if not lost:
        return read
    letters = sum(block.letters for block in read_ones)
    return replace(read, understood=read.understood * letters / (letters + lost))


class _Reader(Outline):
    """Walks the blocks once; knows which part is open."""

    def read(self) -> ReadInforme:
        """Walk the blocks and return what they say."""
        skip = range(self.contents.start, self.contents.end) if self.contents else range(0)
        for place, block in enumerate(self.blocks):
            if place not in skip:
                self._take(place, block)
        self.parts = with_loose_lineas(self.uncovered())
        return self.done()

    # One block.

    def _take(self, place: int, block: Block) -> None:
        if block.is_table:
            self._take_table(block)
            return
        if self.desk.waits and self.linea and self.desk.give(block):
            return
        if self.share_each(block.text):
            return
        if told_of := self.spoken_of(block.text):
            told_of.put_text(block.text)
            return
        self.share(block.text)
        if self._is_heading(place, block):
            return
        if self._runs_in(block):
            return
        if block.promised and (found := label_of(block)):
            self._take_found(place, found, block.promised)
            if self.linea and block.text:
                self.linea.put(PassageKind.HEADING, block.text)  # it tells nothing done
            return
        if block.promise and (found := label_of(block)):
            head, *rest = cut_at_labels(found.rest) or [""]
            self._take_found(place, Labelled(Label.META, found.words, head), block.text)
            for part in rest:
                if not self._take_label(place, part):
                    self.put(Block(BlockKind.TEXT, part))
            return
        for part in self._parts_of(block):
            if not self._take_label(place, part):
                self.put(Block(block.kind, part, label=block.label, level=block.level))

    def _parts_of(self, block: Block) -> list[str]:
        """Return a paragraph cut at its labels; that of a title at those behind it too.

        "Elaborar proyectos. Meta anual: 36 proyectos.", below "Línea de Acción 1".
        """
        if block.kind is not BlockKind.TEXT:
            return [block.text]
        titled = self.linea is not None and self.desk.expects_title
        return cut_at_labels(block.text) if titled else inline_parts(block.text)

    def _runs_in(self, block: Block) -> bool:
        """Open the section whose heading and prose are one paragraph; tell whether it was one."""
        if self.linea or block.kind is not BlockKind.TEXT:
            return False
        mark = numbered_of(block.text)
        text = mark.rest if mark else block.text
        head, rest = run_in(text)
        if not head:
            head, rest = self._listed_in(text)
        if not head:
            return False
        if is_known_section(head) or heading_key(head) in self.entries:
            number = mark.number if mark else ""
            self.open_section(number, head, area=self.set_aside())
            self.headings.append(ContentsEntry(number, head))
        elif self.section and self.section.heading:
            self.open_section("", head, area=area_name(head), level=2)
        else:
            return False
        self.put(Block(BlockKind.TEXT, rest))
        return True

    def _listed_in(self, text: str) -> tuple[str, str]:
        """Return the heading of the contents page with which a paragraph begins, and the rest."""
        for sign in (": ", ". ") if self.entries else ():
            head, found, rest = text.partition(sign)
            if found and heading_key(head) in self.entries:
                return head, rest
        return "", ""

    def _take_table(self, block: Block) -> None:
        linea = self.linea
        fresh = linea is None or not linea.boxed
        rows = linea_rows(block.rows)
        own = len(rows) == 1 and linea is not None and fresh
        if rows and not own and self.sums_up(rows):
            self.put(block)
            return
        if rows and (linea is None or self.desk.of_table) and self._take_lineas(rows, block):
            return
        if linea is not None and len(block.rows) > 2 and linea_rows(block.rows):
            self.put(block)  # a table of the narrative, each row with its own meta
            return
        if is_card(block.rows) or (is_box(block.rows) and (fresh or self._next_begins())):
            for text in named(unrolled(block.rows)):
                if not (self.desk.waits and self.linea and self.desk.give_text(text)):
                    for part in inline_parts(text):
                        if not self._take_label(None, part):
                            self.put(Block(BlockKind.TEXT, part))
            return
        self.put(block)

    def _take_lineas(self, rows: Sequence[LineaRow], block: Block) -> bool:
        """Open the líneas of a table that has one in each row; tell whether there was room.

        One with a row of totals stays a table too, above them: its sums are looked at.
        """
        if self.lineas + len(rows) > MOST_LINEAS:
            return False
        own = [row for row in rows if not row.is_total]
        if 1 < len(own) < len(rows):
            rows = own
            if self.area:
                self.area.put_block(block)  # not into the línea of another table
            else:
                self.put(block)
        for row in rows:
            if (name := row.get(Label.AREA)) and (not self.area or self.area.name != name):
                self.open_area(name, institutional=True)
            title = row.get(Label.LINEA)
            mark = mark_of(title) or numbered_of(title)
            self.open_linea(mark, title)
            self.desk.fill(row)
        return True

    def _is_heading(self, place: int, block: Block) -> bool:
        """Open what a heading opens; tell whether the block was one."""
        if mark := self.linea_mark(block):
            head, *rest = cut_at_labels(mark.rest) or [""]
            if (own := labelled(head)) and is_promise(own):
                head, rest = "", [head, *rest]  # "Línea 1. Meta: un curso. Se dictó…"
            mark = replace(mark, rest=head.rstrip(" .;,") if rest else head)
            if heading_key(mark.rest) in self.entries:
                self.headings.append(ContentsEntry(mark.number, mark.rest))
            elif self.entries:
                # "Capítulo 1. Control interno", on one line or on two
                below = self.blocks[place + 1].text if place + 1 < len(self.blocks) else ""
                whole = f"{mark.printed}. {mark.rest or below}"
                if heading_key(whole) in self.entries:
                    self.headings.append(ContentsEntry("", whole))
            if not self.reopened(mark):
                self.open_linea(mark)
            for part in rest:
                if not self._take_label(None, part):
                    self.put(Block(BlockKind.TEXT, part))
            return True
        listed = heading_key(block.text) in self.entries
        label = label_of(block) if block.kind is BlockKind.TEXT and not listed else None
        # "Desarrollo" heads what follows a presentación, and is a label within a línea.
        heads = self.linea is None and self.area is None and is_known_section(block.text)
        if label and not heads and not self.is_bare_area(place, block):
            return False
        if (mark := section_mark(block, listed=bool(self.entries))) and self.opens_section(
            place, block, mark
        ):
            if self.is_area(place, block, mark.rest) and not tells_of_the_report(mark.rest):
                self.open_named_area(block)
            else:
                self.open_section(mark.number, mark.rest)
                self.headings.append(ContentsEntry(mark.number, mark.rest))
            return True
        if (above := other_mark(block, self.word)) and self.leads_to_linea(place):
            self.above(block, above)
            return True
        if not is_heading_like(block):
            return False
        if self.is_area(place, block, block.text):
            self.open_named_area(block)
            return True
        if self.on_cover(place):
            return False
        if names_area(block.text) and not self.linea and self.section:
            mark = numbered_of(block.text)
            number, name = (mark.number, mark.rest) if mark else ("", block.text)
            self.open_section(number, name, area=area_name(block.text), level=2)
            if number and heading_key(name) in self.entries:
                self.headings.append(ContentsEntry(number, name))
            return True
        if self.is_plain_section(block):
            mark = numbered_of(block.text)
            if mark is None or heading_key(mark.rest) not in self.entries:
                mark = None
            number, name = (mark.number, mark.rest) if mark else ("", block.text)
            self.open_section(number, name, area=self.set_aside())
            self.headings.append(ContentsEntry(number, name))
            return True
        quoted = block.text[0] in "«“\"'" or len(block.text) <= 3
        if stands_out(block) and not quoted and not self.area and self.section:
            self.section.put(PassageKind.HEADING, block.text)
            return True
        return False

    # Labels, and everything else.

    def _take_label(self, place: int | None, text: str) -> bool:
        """Put what a label announces into its place; tell whether the text had one."""
        found = labelled(text)
        if found is None and (linea := self.linea) and linea.boxed and not linea.narrative:
            return self.desk.takes_span(text)
        return found is not None and self._take_found(place, found, text)

    def _take_found(self, place: int | None, found: Labelled, text: str) -> bool:
        linea = self.linea
        # "Programado: 20 visitas" begins each línea where it began the first.
        again = linea is not None and found.label is linea.promised_by and is_promise(found)
        opens = (found.label is Label.META or again) and self._begins_linea(linea, found.rest)
        if opens or (linea is None and is_promise(found)):
            linea = self.open_linea(None, self._title_taken())
        elif found.label is Label.LINEA and self._names_linea(place, found):
            linea = self.open_linea(mark_of(found.rest) or numbered_of(found.rest), found.rest)
            return True
        elif found.label is Label.AREA and found.rest and self._names_area(place, linea):
            return self._name_area(found.rest)
        elif linea and place is not None and self._begins_area(place, linea, found):
            self.open_area("", institutional=False)
            linea = None
        if linea is None:
            return False if found.rest or not self.area else self.put_heading(text)
        if found.label is Label.SPAN and _OF_REPORT.match(folded(text[:120])):
            self.dated.append(text)
            linea.box.append((found.words, found.rest))
            return True
        return self.desk.label(found)

    def _names_linea(self, place: int | None, found: Labelled) -> bool:
        """Tell whether what stands behind "Acción:" names a línea: its meta follows, or is in it.

        "Descripción: se dieron dos cursos" tells what was done.
        """
        rest = found.rest
        if not rest or DEED.match(folded(rest[:60])):
            return False
        if self.linea and is_description(found) and tells_done(rest):
            return False  # "Descripción: El 15 de marzo se llevó a cabo la ceremonia."
        if place is None or (not self.word and promised_by_title(rest)):
            return True
        return not self.word and meta_ahead(self.blocks[place : place + _AHEAD])

    def _begins_area(self, place: int, linea: OpenLinea, found: Labelled) -> bool:
        """Tell whether an objective behind a narrative is that of an área without a name."""
        objective = found.label in (Label.OBJECTIVE, Label.STRATEGY) and not found.rest
        return objective and linea.narrative and self.leads_to_linea(place)

    def _begins_linea(self, linea: OpenLinea | None, rest: str) -> bool:
        if linea is None:
            return True
        if not linea.boxed or says_state(rest):
            return False
        return not rest or any(sign.isdigit() for sign in rest) or self._title_before()

    def _next_begins(self) -> bool:
        """Tell whether a box may begin the next línea: no word heads them, and a title is there."""
        return not self.word and self._title_before()

    def _title_before(self) -> bool:
        """Tell whether the open línea ends in what may be the title of the next one."""
        linea = self.linea
        if linea is None or not linea.passages or not linea.narrative:
            return False
        last = linea.passages[-1]
        return last.kind in (PassageKind.TEXT, PassageKind.HEADING) and len(last.text) <= 400

    def _title_taken(self) -> str:
        """Take the title of a línea that only its meta announces from what stands before."""
        part = self.linea or self.area or self.section
        if part is None:
            return self.cover.pop() if len(self.cover) > 1 else ""
        last = part.passages[-1] if part.passages else None
        if last is None and part is self.section and not is_known_section(part.heading):
            return part.heading  # in capitals above "Lo que nos comprometimos a hacer: …"
        if last and leads_in(last.text):
            return ""
        if last and last.kind in (PassageKind.TEXT, PassageKind.HEADING) and len(last.text) <= 400:
            closed = self.linea is not None and bool(self.linea.progress)
            alone = len(part.passages) == 1 and not closed
            if self.linea and (alone or closes(last.text)):
                return ""
            part.passages.pop()
            return last.text
        return ""

    def _names_area(self, place: int | None, linea: OpenLinea | None) -> bool:
        """Tell whether a label names the área: above its líneas, or in the box of one."""
        if not (linea and linea.narrative):
            return True
        if place == len(self.blocks) - 1 and self.area and not self.area.name:
            return True  # whose líneas stand above it
        if place is None or not self.leads_to_linea(place):
            return False
        self.open_area("", institutional=False)
        return True

    def _name_area(self, name: str) -> bool:
        area, linea = self.area, self.linea
        if area and linea and area.name and not area.institutional:
            return self.desk.label(Labelled(Label.OTHER, "Responsable", name))
        if area and not area.name:
            area.name, area.institutional = name, True
            for each in area.lineas:
                each.area = name
        elif area and linea and area.name != name:
            area.lineas.pop()
            moved = self.open_area(name, institutional=True)
            linea.area = name
            moved.lineas.append(linea)
        elif area is None:
            self.open_area(name, institutional=True)
        return True
