"""How an informe heads its líneas: by a word, by numbers or by letters; and items that are heads.

"1) Entrega de estados financieros" above "Meta: 12 estados" is no item of a list but the title of a
línea, "II. Dirección de Prevención" above "Línea 1. …" the name of an área.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.boxes import is_box, labels_in, linea_rows
from programs.received.informes.headings import (
    LONGEST_HEADING,
    is_known_section,
    names_area,
    reads_as_prose,
)
from programs.received.informes.labels import Label, cut_at_labels, is_promise, labelled
from programs.received.informes.marks import (
    LETTERED,
    NUMBERED,
    SECTION,
    Mark,
    lettered_of,
    linea_word,
    mark_of,
    numbered_of,
)
from programs.received.informes.names import DEED, FINITE, title_before
from programs.received.informes.prepared import announces_meta, label_of
from programs.values.checks.numbering import count_of
from programs.values.wording.numbers import folded

_OWN = {Label.META, Label.ACTIVITIES, Label.PROGRESS}
# Marks without a word, which items of a list have too.
_BARE = (LETTERED, NUMBERED, SECTION)
_NARRATED = ("componente", "producto", "entregable", "rubro")
_FEWEST_TOLD, _LONGEST_TOLD = 2, 3_000
# How many blocks a meta may stand below the title of its línea.
AHEAD = 5
# "1)", "IV.", "a)": a bullet has neither number nor letter.
_COUNTED = re.compile(r"\(?(?P<number>\d{1,2}|[IVXLC]{1,6}|[ivx]{1,5}|[A-Za-zñ])[.)\-]")


@dataclass(frozen=True)
class Heads:
    """What heads the líneas of an informe: a word, "" for none.

    Where they are numbered without a word, `styles` tells by what ("1" or "I"), and `above` are the
    texts of those numbered headings below which a línea is headed alike. `deep` are the marks of
    those that one of them divides: "4.1 Cursos" and "4.2 Talleres" between the líneas 3 and 5.
    """

    word: str
    styles: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    deep: frozenset[Mark] = frozenset()

    def mark(self, text: str) -> Mark | None:
        """Return the mark with which a text heads a línea, None for any other."""
        if self.word == LETTERED:
            mark = lettered_of(text)
        elif self.word in (SECTION, NUMBERED):
            mark = numbered_of(text)
        else:
            mark = mark_of(text)
        if mark is None or text in self.above:
            return None
        if mark.word != self.word:
            return mark if mark in self.deep else None
        return mark if not self.styles or _style(mark) in self.styles else None


def heads_of(blocks: Sequence[Block]) -> Heads:
    """Return what heads the líneas of an informe."""
    marks: list[tuple[Mark, bool]] = []
    above: set[str] = set()
    before: Block | None = None
    for place, block in enumerate(blocks):
        mark = _any_mark(block)
        if mark:
            last = marks[-1][0] if marks else None
            counted = last and (last.word == mark.word in _BARE or _divides(last, mark))
            if counted and before and announces_meta(blocks[place + 1 : place + 1 + AHEAD]):
                above.add(before.text)
            marks.append((mark, mark.word in _BARE and _tells_meta(mark.rest)))
        elif marks and not marks[-1][1] and _has_own(block, marks[-1][0]):
            marks[-1] = (marks[-1][0], True)
        before = block if mark and len(block.text) <= LONGEST_HEADING else None
    word = linea_word(marks)
    if not word:
        return Heads(_told_word([mark for mark, _ in marks]) or _narrated_word(blocks))
    styles = {_style(mark) for mark, followed in marks if followed and mark.word == word}
    if word != SECTION:
        return Heads(word, above=frozenset(above))
    deep = frozenset(mark for mark, followed in marks if followed and mark.word == NUMBERED)
    return Heads(word, frozenset(styles), frozenset(above), deep)


def _divides(mark: Mark, below: Mark) -> bool:
    """Tell whether a numbered heading is a part of the one above it: "4.1" of "4"."""
    return mark.word == SECTION and below.number.startswith(f"{mark.number}.")


def _any_mark(block: Block) -> Mark | None:
    if block.kind is not BlockKind.TEXT:
        return None
    mark = mark_of(block.text)
    if mark or len(block.text) > _LONGEST_TOLD:
        return mark
    return numbered_of(block.text) or lettered_of(block.text)


def _tells_meta(text: str) -> bool:
    """Tell whether a title has its meta in the same line: "Colocar lonas. Meta: diez lonas."."""
    found = map(labelled, cut_at_labels(text)[1:])
    return any(each is not None and is_promise(each) and each.rest for each in found)


def _style(mark: Mark) -> str:
    return "1" if mark.number[:1].isdigit() else "I"


def _told_word(marks: Sequence[Mark]) -> str:
    """Return the kind of number before which líneas are named and told in one paragraph.

    "1.1 Solicitudes de acceso. Ingresaron 203, de las que 187 se respondieron." An enumeration of
    what was done names nothing first.
    """
    for word in (NUMBERED, SECTION):
        own = [mark for mark in marks if mark.word == word]
        told = sum(bool(title_before(mark.rest)) for mark in own)
        if told >= _FEWEST_TOLD and told * 3 >= len(own) * 2:
            return word
    return ""


def _narrated_word(blocks: Sequence[Block]) -> str:
    """Return the word of the headings below each of which a narrative begins at once, "" for none.

    "Componente A: Adopciones" above "Se entregaron en adopción 35 animales."
    """
    told: dict[str, list[bool]] = {}
    for block, below in pairwise((*blocks, None)):
        mark = mark_of(block.text) if block and block.kind is BlockKind.TEXT else None
        if mark and mark.rest and mark.word in _NARRATED:
            prose = below is not None and below.kind is BlockKind.TEXT
            narrative = bool(below and prose and below.text.endswith(".") and _told(below.text))
            told.setdefault(mark.word, []).append(narrative)
    words = [word for word, own in told.items() if len(own) >= _FEWEST_TOLD and all(own)]
    return words[0] if len(words) == 1 and len(told) == 1 else ""


def _told(text: str) -> bool:
    return bool(DEED.match(folded(text[:60])) or FINITE.search(text[:400]))


def _has_own(block: Block, mark: Mark) -> bool:
    asked = {Label.META} if mark.word in (SECTION, NUMBERED, LETTERED) else _OWN
    if block.is_table:
        if len(linea_rows(block.rows)) > 1:
            return False  # the líneas stand below it: "Eje 3" above their table
        return is_box(block.rows) and bool(asked & labels_in(block.rows))
    if len(block.text) > 2_000:
        return False
    found = label_of(block)
    if found is None or (block.kind is BlockKind.ITEM and not found.rest):
        return False
    programmed = found.label is Label.PROGRAMMED and Label.PROGRESS in asked
    return found.label in asked or programmed or is_promise(found)


def with_heads(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, each item that heads what stands below it as a heading with its number."""
    word = heads_of(blocks).word
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM and _is_head(blocks, place, word):
            number = block.label.lstrip("(") if _COUNTED.fullmatch(block.label) else ""
            text = f"{number} {block.text}".strip()
            yield replace(block, kind=BlockKind.TEXT, text=text, label="")
        else:
            yield block


def _is_head(blocks: Sequence[Block], place: int, word: str) -> bool:
    block, following = blocks[place], blocks[place + 1 : place + 1 + AHEAD]
    text = block.text
    counted = _COUNTED.fullmatch(block.label)
    if counted and title_before(text) and _tells_meta(text[:_LONGEST_TOLD]):
        return True  # "1) Ferias. Para 2024: quince ferias. Se montaron seis."
    if not following or len(text) > LONGEST_HEADING or text[-1:] in ";,:" or label_of(block):
        return False
    if DEED.match(folded(text[:60])) or FINITE.search(text):
        return False
    if counted and _tells_meta(text):
        return True
    if announces_meta(following):
        return bool(counted) or not reads_as_prose(text)
    if counted and _between_heads(blocks, place, counted["number"]):
        return not reads_as_prose(text)
    if not counted or _in_list(blocks, place, counted["number"]):
        return False
    below = following[0]
    if is_known_section(text):
        return below.kind is BlockKind.TEXT
    if below.is_table:
        return len(linea_rows(below.rows)) > 1 and not reads_as_prose(text)
    heads_one = _COUNTED.fullmatch(below.label) is not None and announces_meta(following[1:])
    mark = mark_of(below.text)
    return (heads_one or bool(mark and mark.word == word)) and not reads_as_prose(text)


def _between_heads(blocks: Sequence[Block], place: int, number: str) -> bool:
    """Tell whether an item stands, with a text of its own, between two that announce their metas.

    "2) Certificación de guías" above "Vamos en 30 % de la meta…", between "1) …" and "3) …".
    """
    own = count_of(number.casefold())
    below = blocks[place + 1]
    if own is None or below.is_table or below.kind is not BlockKind.TEXT:
        return False
    around = (range(max(0, place - AHEAD), place), range(place + 2, place + 2 + AHEAD))
    for step, places in zip((-1, 1), around, strict=True):
        if not any(_is_counted_head(blocks, each, own + step) for each in places):
            return False
    return True


def _is_counted_head(blocks: Sequence[Block], place: int, number: int) -> bool:
    if place >= len(blocks) or blocks[place].kind is not BlockKind.ITEM:
        return False
    counted = _COUNTED.fullmatch(blocks[place].label)
    if counted is None or count_of(counted["number"].casefold()) != number:
        return False
    return announces_meta(blocks[place + 1 : place + 1 + AHEAD])


def _in_list(blocks: Sequence[Block], place: int, number: str) -> bool:
    """Tell whether an item goes on with a list, or is the one that a sentence announces."""
    before = blocks[place - 1] if place else None
    if before is None or before.is_table:
        return False
    if before.kind is BlockKind.TEXT:
        return before.text.endswith(":")
    counted = _COUNTED.fullmatch(before.label)
    if counted is None or number.isdigit() != counted["number"].isdigit():
        return False
    last, own = count_of(counted["number"].casefold()), count_of(number.casefold())
    goes_on = own == last + 1 if last is not None and own is not None else number.islower()
    return goes_on and not (names_area(blocks[place].text) and not names_area(before.text))
