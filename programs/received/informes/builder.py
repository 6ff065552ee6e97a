"""An informe as it grows: the part that is open, and what was put into each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from programs.received.informes.blocks import Block, BlockKind, Rows
from programs.received.informes.closings import split_by_shape, split_closing, states_share
from programs.received.informes.figure_values import figure_of
from programs.received.informes.labels import Label
from programs.received.informes.reading import Shown
from programs.values.wording.captions import caption_of
from programs.values.wording.metas import (
    amounts_of,
    counted_by_title,
    of_each_quarter,
    promised_by_title,
)
from programs.values.wording.numbers import folded, number_of, numbers_of
from programs.values.wording.percents import shares_of
from programs.values.wording.units import stems
from programs.values.written import (
    Amount,
    Passage,
    PassageKind,
    WrittenArea,
    WrittenLinea,
    WrittenSection,
)

_NEVER_LAST = (PassageKind.CAPTION, PassageKind.TABLE, PassageKind.HEADING)


# Annexes and signatures below the last línea.
_MOST_BEHIND = 5
_QUARTERLY = re.compile(r"trimest|periodo|acumulad")
_PROMISED = re.compile(r"meta|program|compromet|planead")


@dataclass
class Open:
    """What every part has while it is written: its key, and its passages so far."""

    key: str
    passages: list[Passage] = field(default_factory=list)
    count: int = 0

    def put(
        self,
        kind: PassageKind,
        text: str,
        rows: Rows = (),
        header_rows: int = 0,
        *,
        mark: str = "",
    ) -> None:
        """Add a passage."""
        self.count += 1
        key = f"{self.key}-{self.count}"
        self.passages.append(Passage(key, key, kind, text, rows, header_rows, mark=mark))

    def put_block(self, block: Block) -> None:
        """Add a block as what it looks like."""
        if block.is_table:
            self.put(PassageKind.TABLE, "", block.rows, header_rows_of(block.rows))
        elif block.kind is BlockKind.ITEM:
            self.put(PassageKind.ITEM, block.text, mark=block.label)
        else:
            self.put_text(block.text)

    def put_text(self, text: str) -> None:
        """Add a paragraph or a caption; nothing for an empty text."""
        if text:
            caption = len(text) <= 900 and caption_of(text) is not None
            self.put(PassageKind.CAPTION if caption else PassageKind.TEXT, text)


@dataclass
class OpenSection(Open):
    """A part of the front matter or behind the líneas."""

    number: str = ""
    heading: str = ""
    area: str = ""
    level: int = 1

    def done(self) -> WrittenSection:
        """Return it as written."""
        return WrittenSection(self.key, self.number, self.heading, self.area, tuple(self.passages))

    def shown(self) -> list[Shown]:
        """Return it as it is looked at."""
        head = f"{self.number} {self.heading}".strip()
        made = [Shown(self.key, "heading", head, level=self.level)] if head else []
        return made + [shown(each, "") for each in self.passages]


@dataclass
class OpenLinea(Open):
    """A línea while it is read. `narrative` tells that what follows is what was done.

    `ends_informe` tells that no other línea follows it.
    """

    area: str = ""
    printed: str = ""
    number: str = ""
    title: str = ""
    meta: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    progress: str = ""
    reported: tuple[Decimal | None, ...] = ()
    so_far: tuple[Decimal | None, ...] = ()  # of the year, where a label says so
    reported_as: str = ""  # its words
    programmed: Decimal | None = None  # of the quarter
    narrative: bool = False
    boxed: bool = False
    of_table: bool = False
    of_quarter: bool = False
    promised_by: Label | None = None  # the label of its meta
    box: list[tuple[str, str]] = field(default_factory=list)
    activities: str = ""
    ends_informe: bool = False
    shared: str = ""  # what a sentence behind other líneas states of this one too
    closed_at: int | None = None  # how many passages stand before its closing, None for all

    def figure_done(self, text: str) -> Decimal | None:
        """Return the figure of what was done; with a unit only of those of a meta of the year."""
        alone = number_of(text.rstrip(" ."))
        if alone is not None or self.of_quarter:
            return alone
        own = set(stems(folded(text.strip(" .")))) - set(stems(folded(self.meta)))
        return figure_of(text) if all(word.isdigit() for word in own) else None

    def done(self) -> WrittenLinea:
        """Return it as written, its closing sentence taken from its last paragraph."""
        return self._written

    @cached_property  # asked of what is written, and again of what is shown
    def _written(self) -> WrittenLinea:
        passages, closing = self._closed()
        meta = self.meta or promised_by_title(self.title)
        amounts = counted_by_title(amounts_of(meta) if meta else (), self.title)
        beside = bool(self.progress) and self._of_one_time
        reported = self.reported or self.so_far
        return WrittenLinea(
            key=self.key,
            area=self.area,
            number=self.number,
            title=self.title,
            meta=meta,
            amounts=amounts,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            passages=tuple(passages),
            closing=closing,
            reported=reported if len(reported) == len(amounts) else (),
            so_far=self.so_far if len(self.so_far) == len(amounts) else (),
            stated_beside=beside,
            meta_of_quarter=self.of_quarter,
            programmed=self._programmed(amounts, meta),
            reported_as=self.reported_as,
            reported_so_far=bool(self.so_far and not self.reported),
        )

    def _programmed(self, amounts: Sequence[Amount], meta: str) -> Decimal | None:
        if len(amounts) != 1:
            return None
        repeated = amounts[0].quantity is None
        return self.programmed or (of_each_quarter(meta) if repeated else None)

    @property
    def _of_one_time(self) -> bool:
        """Tell whether the words of its box or columns are all of the year, or all of a quarter."""
        heads = [folded(words) for words in (self.progress, *(words for words, _ in self.box))]
        told = [words for words in heads if _QUARTERLY.search(words)]
        if not told:
            # "Programado: 10" and "Realizado: 9" are of a quarter, "Avance anual: 66%" is not.
            return not (self.programmed and _YEARLY.search(heads[0]))
        if all("acumul" in words for words in told):
            return True  # done and share both from January on
        of_year = any("acumul" in words or "anual" in words for words in heads)
        return not of_year and any(_PROMISED.match(words) for words in told)

    def _closed(self) -> tuple[list[Passage], Passage | None]:
        key = f"{self.key}-cierre"
        behind = 0
        if self.progress:
            return self.passages, Passage(key, key, PassageKind.TEXT, self.progress)
        for place in range(len(self.passages) - 1, -1, -1):
            last = self.passages[place]
            if last.kind in _NEVER_LAST:
                continue
            split = split_closing(last.text) if last.kind is PassageKind.TEXT else None
            if last.kind is PassageKind.ITEM and states_share(last.text):
                split = ("", last.text)  # "- Aportación del trimestre: 25 por ciento"
            if split is None and behind == 0:
                behind += 1  # what follows the last línea is often of the whole informe
                continue
            if split is None or (behind and split[0]):
                break
            before, closing = split
            kept = [replace(last, text=before)] if before else []
            passages = [*self.passages[:place], *kept, *self.passages[place + 1 :]]
            self.closed_at = place + len(kept)
            return passages, Passage(key, key, PassageKind.TEXT, closing)
        return self._closed_by_shape(key)

    def _closed_by_shape(self, key: str) -> tuple[list[Passage], Passage | None]:
        """Take the last short sentence with a share where none is known for a closing.

        What stands behind the last línea of an informe, annexes and who signs, is none of it.
        """
        behind = 0
        for place in range(len(self.passages) - 1, -1, -1):
            last = self.passages[place]
            if last.kind in _NEVER_LAST:
                continue
            told = last.kind is PassageKind.TEXT
            split = split_by_shape(last.text) if told else None
            split = split or (split_closing(last.text) if told and behind else None)
            if split and shares_of(split[1]):
                kept = [replace(last, text=split[0])] if split[0] else []
                passages = [*self.passages[:place], *kept, *self.passages[place + 1 :]]
                self.closed_at = place + len(kept)
                return passages, Passage(key, key, PassageKind.TEXT, split[1])
            behind += 1
            if behind > (_MOST_BEHIND if self.ends_informe else 0):
                break
        stated = Passage(key, key, PassageKind.TEXT, self.shared) if self.shared else None
        return self.passages, stated

    def shown(self) -> list[Shown]:
        """Return it as it is looked at: heading, title, box, narrative, closing."""
        done = self.done()
        head = self.printed or self.title or "Línea sin nombre"
        made = [Shown(self.key, "heading", head, level=3, subject=self.key)]
        if self.printed and self.title:
            made.append(Shown(f"{self.key}-titulo", "text", self.title, subject=self.key))
        if self.box:
            rows = tuple(self.box)
            made.append(Shown(f"{self.key}-meta", "box", "", rows, subject=self.key))
        if self.activities:
            key = f"{self.key}-actividades"
            made.append(Shown(key, "heading", self.activities, level=4, subject=self.key))
        told = [shown(each, self.key) for each in done.passages]
        if done.closing:
            # Where it stands: photographs and annexes may come behind it.
            place = len(told) if self.closed_at is None else self.closed_at
            told.insert(place, shown(done.closing, self.key))
        return made + told


@dataclass
class OpenArea(Open):
    """An área while it is read; `institutional` tells that its name is that of an office."""

    name: str = ""
    institutional: bool = False
    lineas: list[OpenLinea] = field(default_factory=list)

    def done(self) -> WrittenArea:
        """Return it as written."""
        lineas = tuple(linea.done() for linea in self.lineas)
        return WrittenArea(self.key, self.name, tuple(self.passages), lineas)

    def shown(self) -> list[Shown]:
        """Return it as it is looked at."""
        made = [Shown(self.key, "heading", self.name, level=2)] if self.name else []
        made += [shown(each, "") for each in self.passages]
        return made + [each for linea in self.lineas for each in linea.shown()]


_YEARLY = re.compile(r"\b(?:anual|acumulad[oa]|del ano)\b")


def shown(passage: Passage, subject: str) -> Shown:
    """Return a passage as it is looked at."""
    kind = passage.kind
    if kind is PassageKind.HEADING and passage.text[-1:] in ".;":
        kind = PassageKind.TEXT  # a sentence that tells the meta, the label of an office
    level = 4 if kind is PassageKind.HEADING else 0
    return Shown(passage.key, kind, passage.text, passage.rows, level, subject)


def header_rows_of(rows: Rows) -> int:
    """Return how many rows at the top of a table are its heads: those before the first number."""
    for place, row in enumerate(rows[:3]):
        if place and any(_is_number(cell) for cell in row[1:]):
            return place
    return 1 if len(rows) > 1 else 0


def _is_number(cell: str) -> bool:
    first = next(iter(numbers_of(cell[:40])), None) if cell else None
    return first is not None and first.start == 0 and cell[:1].isdigit()
