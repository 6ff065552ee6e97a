"""An informe as it is put together: which part of it is open, and what comes of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from programs.received.informes.blocks import Block, BlockKind, letters_of
from programs.received.informes.builder import OpenArea, OpenLinea, OpenSection
from programs.received.informes.closings import closes
from programs.received.informes.front import (
    Contents,
    contents_of,
    heading_key,
    title_of,
)
from programs.received.informes.gathered import shares_by_number
from programs.received.informes.headings import is_heading_like
from programs.received.informes.marks import Mark
from programs.received.informes.names import title_before
from programs.received.informes.open_linea import LineaDesk
from programs.received.informes.prepared import may_be_cover
from programs.received.informes.quarter import (
    only_quarter,
    period_of,
    quarter_in_head,
    told_period,
)
from programs.received.informes.reading import ReadInforme, Shown
from programs.values.checks.informe.year_told import with_labelled_year
from programs.values.wording.dates import MONTHS
from programs.values.wording.numbers import folded
from programs.values.written import ContentsEntry, PassageKind, Period, Written, WrittenArea

_OF_LINEA = re.compile(
    r"[^:\n]{3,60}\s(?:de\s+la|del)\s+(?:línea(?:\s+de\s+acción)?|actividad|acción|proyecto|tarea|meta"
    r"|compromiso)\s+(?P<number>\d{1,3}(?:\.\d{1,3})*|[A-Z])\s?:\s"
)


_BY_NUMBER = re.compile(
    r"(?:Línea(?: de acción)?|Actividad|Acción|Proyecto|Tarea|Compromiso|Componente)"
    r"\s(?P<number>\d{1,3}(?:\.\d{1,3})*|[A-Z])\s?:\s(?P<said>[a-z].{3,160})"
)
_MOST_TOLD = 40
_OF_SEVERAL = re.compile(
    r"(?:(?:Ambas|Ambos|Todas las|Todos los|(?:Las|Los) (?:dos|tres|cuatro|cinco|seis)|Las|Los) )"
    r"(?:líneas(?: de acción)?|acciones|actividades|proyectos|metas|componentes|compromisos|tareas)"
    r"(?: (?P<numbers>\d[\d., ]{0,30}(?:y|e) \d[\d.]{0,6}))?\b"
)


_SHORT_LINE = 90
_FEW_PARTS, _SIGNS = 20, 1_000
_OF_TIME = re.compile(r"\btrim(?:estre)?\b.*\b20\d\d\b")


def _with_years(area: WrittenArea, period: Period | None) -> WrittenArea:
    """Return an área whose líneas have what a label of theirs tells of the year so far."""
    return replace(area, lineas=tuple(with_labelled_year(each, period) for each in area.lineas))


class Draft:
    """The parts of an informe so far."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.contents: Contents | None = contents_of(blocks)
        self.entries = {
            heading_key(entry.heading) for entry in (self.contents.entries if self.contents else ())
        }
        if self.entries:
            self.blocks = [self._listed(block) for block in blocks]
        self.cover: list[str] = []
        self.dated: list[str] = []  # what tells the period apart from the cover
        self.parts: list[OpenSection | OpenArea] = []
        self.headings: list[ContentsEntry] = []
        self.desk = LineaDesk()
        self.aside: OpenArea | None = None
        self.lineas = self.areas = self.sections = 0

    def _listed(self, block: Block) -> Block:
        """Return a block, an item that is a heading of the contents page as that heading."""
        whole = f"{block.label} {block.text}"
        listed = block.kind is BlockKind.ITEM and heading_key(whole) in self.entries
        return replace(block, kind=BlockKind.TEXT, text=whole, label="") if listed else block

    @property
    def section(self) -> OpenSection | None:
        """The section that is open, None within an área."""
        last = self.parts[-1] if self.parts else None
        return last if isinstance(last, OpenSection) else None

    @property
    def area(self) -> OpenArea | None:
        """The área that is open, None within a section."""
        last = self.parts[-1] if self.parts else None
        return last if isinstance(last, OpenArea) else None

    @property
    def linea(self) -> OpenLinea | None:
        """The línea that is open."""
        return self.area.lineas[-1] if self.area and self.area.lineas else None

    def open_section(self, number: str, heading: str, *, area: str = "", level: int = 1) -> None:
        """Open a section."""
        self.sections += 1
        key = f"seccion-{self.sections}"
        self.parts.append(OpenSection(key, number=number, heading=heading, area=area, level=level))

    def open_area(self, name: str, *, institutional: bool) -> OpenArea:
        """Open an área."""
        self.areas += 1
        key = f"area-{self.areas}"
        area = OpenArea(key, name=name, institutional=institutional)
        self.aside = None
        self.parts.append(area)
        return area

    def open_linea(self, mark: Mark | None, title: str = "") -> OpenLinea:
        """Open a línea by its mark, or by its title alone."""
        area = self.area or self._taken_up() or self.open_area("", institutional=False)
        self.lineas += 1
        linea = OpenLinea(f"linea-{self.lineas}", area=area.name)
        if mark:
            linea.printed, linea.number, title = mark.printed, mark.number, mark.rest
            if mark.word == "meta" and title:
                linea.meta = title_before(title) or title
        area.lineas.append(linea)
        self.desk.seat(linea, title)
        return linea

    def set_aside(self) -> str:
        """Set the open área aside where a section of its own stands before its líneas.

        Returns its name, "" where none is open.
        """
        area = self.area
        if area is None or area.lineas or not area.name:
            return ""
        self.parts.pop()
        self.aside = area
        return area.name

    def _taken_up(self) -> OpenArea | None:
        """Take up the área that was set aside, None for none."""
        area, self.aside = self.aside, None
        if area:
            self.parts.append(area)
        return area

    def reopened(self, mark: Mark) -> bool:
        """Take up the línea that a table of the área named before; tell whether there was one.

        "Actividad 2. En junio se aprobó…", below the table of all actividades with their metas.
        """
        for linea in self.area.lineas if self.area else ():
            told = any(each.kind is not PassageKind.HEADING for each in linea.passages)
            listed = linea.of_table and not told and linea.number == mark.number
            if listed and self.area:
                self.area.lineas.remove(linea)
                self.area.lineas.append(linea)
                linea.of_table, linea.boxed = False, False
                self.desk.reseat(linea)
                if heading_key(mark.rest) != heading_key(linea.title):
                    linea.put_text(mark.rest)
                return True
        return False

    def spoken_of(self, text: str) -> OpenLinea | None:
        """Return the línea of the open área of which a line behind them all tells the progress.

        "Grado de avance de la actividad 1: cien por ciento."; None for the one that is open.
        """
        found = _OF_LINEA.match(text)
        lineas = self.area.lineas[:-1] if found and self.area else []
        if found is None and (found := _BY_NUMBER.fullmatch(text)) and closes(found["said"]):
            lineas = self.area.lineas if self.area else []  # "Actividad 1: avance del 25 %"
        return next((each for each in lineas if found and each.number == found["number"]), None)

    def share(self, text: str) -> None:
        """Keep a sentence that states the progress of several líneas for each that it names.

        "Las líneas 1 y 2 registran, cada una, un avance de 25 por ciento."
        """
        found = _OF_SEVERAL.match(text) if self.area and len(self.area.lineas) > 1 else None
        if not found or not self.area or not closes(text):
            return
        named = set(re.findall(r"\d{1,3}(?:\.\d{1,3})*", found["numbers"] or ""))
        for linea in self.area.lineas[-_MOST_TOLD:-1]:
            if not named or linea.number in named:
                linea.shared = text

    def share_each(self, text: str) -> bool:
        """Keep what a sentence states of each línea by its number; tell whether it was taken.

        "La línea 1 lleva 25%, la línea 2 lleva 20% y la línea 3 lleva 50%.", behind them all.
        """
        shares = shares_by_number(text) if self.lineas > 1 else {}
        if not shares:
            return False
        lineas = [
            linea
            for part in self.parts
            if isinstance(part, OpenArea)
            for linea in part.lineas[-_MOST_TOLD:]
        ]
        numbers = Counter(linea.number for linea in lineas)
        if any(numbers[number] != 1 for number in shares):
            return False
        for linea in lineas:
            linea.shared = shares.get(linea.number, linea.shared)
        if self.linea is None:
            return False
        self.linea.put(PassageKind.HEADING, text)  # it tells nothing done
        return True

    def put_heading(self, text: str) -> bool:
        """Put a heading into the área that is open; always tell that it was taken."""
        if self.area:
            self.area.put(PassageKind.HEADING, text)
        return True

    def put(self, block: Block) -> None:
        """Put a block into the part that is open."""
        if self.linea:
            self.desk.put(block)
        elif self.area:
            self.area.put_block(block)
        elif self.section:
            self.section.put_block(block)
        elif not block.is_table and block.kind is BlockKind.TEXT and self.is_cover(block):
            self.cover.append(block.text)
        else:
            self.open_section("", "", level=0)
            self.put(block)

    def is_cover(self, block: Block) -> bool:
        """Tell whether a block may stand on the cover, which has room for it."""
        room = len(self.cover) < 12 and len(self.blocks) > 2 and folded(block.text) not in MONTHS
        return room and may_be_cover(block) and is_heading_like(block)

    def uncovered(self) -> list[OpenSection | OpenArea]:
        """Return the parts; what looks like a cover is the narrative where nothing is below it."""
        self._taken_up()
        if not self.parts and len(self.cover) > 1:
            self.open_section("", "", level=0)
            for text in self.cover[1:]:
                self.parts[0].put_block(Block(BlockKind.TEXT, text))
            del self.cover[1:]
        return self.parts

    def done(self) -> ReadInforme:
        """Return all of it as read."""
        sections = [part for part in self.parts if isinstance(part, OpenSection)]
        areas = [part for part in self.parts if isinstance(part, OpenArea)]
        for linea in [each for area in areas for each in area.lineas][-1:]:
            linea.ends_informe = True
        written_areas = tuple(area.done() for area in areas)
        entries = self.contents.entries if self.contents else ()
        lineas = [linea for area in areas for linea in area.lineas]
        days = [day for each in lineas for day in (each.starts_on, each.ends_on) if day]
        texts = [
            *self.cover,
            *(entry.heading for entry in entries),
            *self.dated[:4],
            *(part.heading for part in sections),
            *(area.name for area in areas),
            *(each.words[:2000] for area in areas[:2] for each in area.passages[:3]),
            *(each.words[:2000] for part in sections[:3] for each in part.passages[:3]),
        ]
        period = (
            period_of(texts, days)
            or period_of(self._lines_of_time(lineas), days)
            or told_period(self._narratives(lineas))
            or only_quarter(self._all_told(lineas))
        )
        written = Written(
            title=title_of(self.cover),
            period=period,
            contents=entries,
            sections=tuple(section.done() for section in sections),
            areas=tuple(_with_years(each, period) for each in written_areas),
            headings=tuple(self.headings),
            cover=tuple(self.cover),
        )
        nowhere = [part for part in sections if not part.heading]
        unplaced = [each for part in nowhere for each in part.passages if not each.rows]
        total = sum(block.letters for block in self.blocks) or 1
        lost = sum(letters_of(each.text) for each in unplaced)
        return ReadInforme(
            written=written,
            understood=max(0.0, 1 - lost / total),
            passages=tuple(self._shown()),
            unplaced=tuple(each.key for each in unplaced),
        )

    def _lines_of_time(self, lineas: Sequence[OpenLinea]) -> Iterator[str]:
        """Yield short lines of líneas that name their quarter: "Tercer trimestre de 2024"."""
        if lineas and (told := quarter_in_head(lineas[0].title)):
            yield told
        for linea in lineas[:12]:
            for passage in linea.passages[:4]:
                text = passage.text
                if len(text) <= _SHORT_LINE and text[-1:] != "." and _OF_TIME.search(folded(text)):
                    yield text

    def _narratives(self, lineas: Sequence[OpenLinea]) -> Iterator[str]:
        """Yield the first words of the narrative, where neither cover nor headings date it."""
        for part in (*self.parts[:3], *lineas[:12]):
            for passage in part.passages[:4]:
                yield passage.text[:400]

    def _all_told(self, lineas: Sequence[OpenLinea]) -> Iterator[str]:
        """Yield what a short informe says, titles and metas with it."""
        for part in (*self.parts[:_FEW_PARTS], *lineas[:_FEW_PARTS]):
            for passage in part.passages[:_FEW_PARTS]:
                yield passage.words[:_SIGNS]
        for linea in lineas[:_FEW_PARTS]:
            yield f"{linea.title}. {linea.meta}. {linea.progress}"

    def _shown(self) -> list[Shown]:
        made = [
            Shown(
                f"portada-{place}", "heading" if place == 1 else "text", text, level=int(place == 1)
            )
            for place, text in enumerate(self.cover, start=1)
        ]
        if self.contents:
            rows = tuple((each.number, each.heading) for each in self.contents.entries)
            made.append(Shown("contenido", "contents", "", rows))
        return list(chain(made, *(part.shown() for part in self.parts)))
