"""The línea that is being read: its title, its box and its narrative as they come."""

import re
from dataclasses import replace

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.boxes import LineaRow
from programs.received.informes.builder import OpenLinea
from programs.received.informes.closings import closes, closes_by_shape, says_state
from programs.received.informes.columns import is_span, tells_turn
from programs.received.informes.figure_values import (
    DONE_AND_SHARE,
    EVENTS,
    apart_from_sum,
    column_tells_done,
    counts,
    counts_named,
    figure_label,
    figure_of,
    is_figure,
    is_in_force,
    of_turn,
    quantity_of,
    sums_year,
    tells_under,
)
from programs.received.informes.labels import Label, Labelled, label_of_words, labelled
from programs.received.informes.marks import SECTION, numbered_of
from programs.received.informes.names import is_description, names_nothing, tells_done, title_before
from programs.received.informes.spans import day_of, span_of, told_span, told_within
from programs.values.phrases import with_sign
from programs.values.wording.dates import dates_of
from programs.values.wording.deeds import is_deed_of
from programs.values.wording.numbers import folded, number_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.year_labels import is_year_label
from programs.values.written import PassageKind

_LONGEST_TITLE, _LONGEST_META, _LONGEST_PROGRESS, _LONGEST_UNIT = 600, 400, 160, 120
_VALUED = (Label.META, Label.START, Label.END, Label.SPAN, Label.UNIT, Label.PROGRESS, Label.DONE,
           Label.PROGRAMMED, Label.QUARTER_META, Label.NUMBER)  # fmt: skip

_ANYWHERE = (Label.META, Label.PROGRESS)


class LineaDesk:
    """Where a línea lies open: `waits` is the label whose value has not come yet."""

    def __init__(self) -> None:
        self.linea: OpenLinea | None = None
        self.waits: Labelled | None = None
        self.of_table = False
        self.expects_title = False
        self.unit = ""

    def seat(self, linea: OpenLinea, title: str) -> None:
        """Take up a new línea."""
        self.linea, self.waits, self.of_table, self.unit = linea, None, False, ""
        named = labelled(title) if title else None
        if named and named.label is Label.LINEA and named.rest:
            title = named.rest  # "1. Acción: talleres para personal de ventanilla"
        self.expects_title = not title
        if title:
            self._title(title)

    def reseat(self, linea: OpenLinea) -> None:
        """Take up a línea that a table named before: its narrative comes now."""
        self.linea, self.waits, self.of_table, self.unit = linea, None, False, ""
        self.expects_title, linea.narrative = False, True

    def _title(self, text: str, *, alone: bool = False) -> None:
        """Take a title, maybe `alone` on its line; behind its first sentences is narrative."""
        linea = self._open
        self.expects_title = False
        if head := title_before(text):
            linea.title, text = head, text[len(head) :].strip()
            linea.title = linea.title.rstrip(" .")
            linea.narrative = True
            linea.put_text(text)
        elif names_nothing(text, alone=alone):
            linea.narrative = True
            linea.put_text(text)
        elif len(text) > _LONGEST_TITLE:
            first = next(iter(sentences_of(text)))
            linea.title = text[first.start : first.end]
            linea.put_text(text[first.end :].strip())
        else:
            linea.title = text

    @property
    def _open(self) -> OpenLinea:
        assert self.linea is not None
        return self.linea

    def fill(self, row: LineaRow) -> None:
        """Take all of a línea from the row of a table."""
        linea = self._open
        linea.number = row.get(Label.NUMBER).strip(". ") or linea.number
        linea.meta, linea.progress, linea.boxed = row.meta, row.progress, bool(row.meta)
        linea.starts_on, linea.ends_on = day_of(row.get(Label.START)), day_of(row.get(Label.END))
        for label in (Label.START, Label.END):
            if text := row.get(label):
                self._keep_impossible(row.heads[label], text)
        if span := span_of(row.get(Label.SPAN)):
            linea.starts_on, linea.ends_on = span
        done = number_of(row.get(Label.DONE))
        linea.reported = (done,) if done is not None else ()
        if sums_year(row.heads.get(Label.DONE, "")):
            linea.so_far, linea.reported = linea.reported, ()
        linea.reported_as = row.get(Label.DONE)
        if row.get(Label.META):
            due = row.get(Label.QUARTER_META) or row.get(Label.PROGRAMMED)
            linea.programmed = quantity_of(due)
        linea.box = [(row.heads[label], row.get(label)) for label in row.cells if row.get(label)]
        linea.narrative, self.expects_title, self.of_table = True, False, True
        linea.of_table = True
        if row.get(Label.DONE) and done is None:  # "45 fotografías"
            linea.put_text(f"{row.heads[Label.DONE]}: {row.get(Label.DONE)}")
        for label in (Label.ACTIVITIES, Label.CAUSE):
            for text in row.get(label).split("\n"):
                linea.put_text(text.strip())
        for head, text in row.others:
            told = column_tells_done(head, text) or counts_named(head, text)
            if told or (row.tells_kinds and is_span(head)):
                linea.put_text(" ".join(text.split()))
            elif tells_under(head, text, row.progress):
                linea.put_text(f"{' '.join(head.split())}: {' '.join(text.split())}")
            elif tells_turn(head, text):
                linea.put(PassageKind.HEADING, f"{head}: {text}")
            elif EVENTS.match(folded(head)) and any(each.first for each in dates_of(text)):
                linea.put(PassageKind.HEADING, f"{head}: {' '.join(text.split())}")
            else:
                linea.box.append((head, text))

    def give(self, block: Block) -> bool:
        """Give a block to the label that waits; tell whether it took it."""
        if block.kind is BlockKind.TABLE:
            self.waits = None
            return False
        return self.give_text(block.text)

    def give_text(self, text: str) -> bool:
        """Give a text to the label that waits; tell whether it took it."""
        waited, self.waits = self.waits, None
        if waited is None or label_of_words(text):
            return False
        return self._value(waited, text) or self._planned_cell(waited, text)

    def _planned_cell(self, found: Labelled, text: str) -> bool:
        """Take the figure under "Programado", beside what was done: it tells nothing done."""
        planned = found.label in (Label.PROGRAMMED, Label.QUARTER_META) and self._open.boxed
        if self._open.narrative or not planned or figure_of(text) is None:
            return False
        self._open.box.append((found.words, text))
        return True

    def label(self, found: Labelled) -> bool:
        """Take a label of the open línea; tell whether it was one of its own."""
        linea = self._open
        if found.label is Label.LINEA and found.rest and self.expects_title:
            self._title(found.rest)
            return True
        if found.label in (Label.META, Label.QUARTER_META) and says_state(found.rest):
            return self._progress(found, found.rest)  # "Meta del trimestre: cumplida."
        if found.label is Label.ACTIVITIES and (both := DONE_AND_SHARE.fullmatch(found.rest)):
            self._value(Labelled(Label.DONE, found.words, both[1]), both[1])
            return self._progress(found, both[2])
        if found.label is Label.ACTIVITIES and (figure := figure_label(found.rest)):
            return self._value(Labelled(figure, found.words, found.rest), found.rest)
        if found.label is Label.ACTIVITIES:
            if linea.narrative and found.rest:
                return False
            if linea.narrative:
                linea.put(PassageKind.HEADING, found.words)
            else:
                linea.activities = found.words
                linea.narrative, self.expects_title = True, False
            linea.put_text(found.rest)
            return True
        if found.label in _VALUED:
            if not found.rest and linea.narrative and found.label not in _ANYWHERE:
                return False
            if not found.rest:
                self.waits = found
                return True
            return self._value(found, found.rest)
        if linea.narrative and found.label is Label.OTHER and _OF_LAW.match(folded(found.words)):
            linea.put(PassageKind.HEADING, f"{found.words}: {found.rest}")
            return True  # it tells nothing done
        if linea.narrative or found.label is Label.CAUSE:
            return False
        tells = linea.boxed and tells_done(found.rest)
        named = found.label is Label.LINEA and not (tells and is_description(found))
        if named and found.rest.endswith("."):
            return False  # "Obligación: presentar cada mes el informe del mes anterior."
        if tells:  # "Descripción: Se aplicaron 50 pruebas…"
            linea.narrative, self.expects_title = True, False
            linea.put_text(found.rest)
            return True
        linea.put(
            PassageKind.HEADING, f"{found.words}: {found.rest}" if found.rest else found.words
        )
        return True

    def _value(self, found: Labelled, text: str) -> bool:
        linea = self._open
        taken = False
        if found.label is Label.PROGRAMMED and is_deed_of(found.words, linea.meta):
            found = replace(found, label=Label.DONE)
        if found.label in (Label.QUARTER_META, Label.PROGRAMMED) and linea.meta and linea.boxed:
            linea.programmed = linea.programmed or quantity_of(text)
        if linea.boxed and not linea.narrative and is_in_force(found.words):
            if not counts(text):
                return False
            linea.boxed = False
            return self._meta(found, text)
        # "Programado: 3 jornadas" above "Realizado: 3 jornadas"
        own_box = found.label is Label.PROGRAMMED and linea.boxed and not linea.narrative
        own = found.label in (Label.PROGRAMMED, Label.QUARTER_META) and self.unit
        if own and not linea.meta and number_of(text.rstrip(" .")) is not None:
            return self._meta(found, text.rstrip(" ."))
        first = found.label is Label.META and not linea.boxed and len(text) <= 4 * _LONGEST_META
        if first or (found.label is Label.PROGRAMMED and not linea.meta and is_figure(text)):
            taken = self._meta(found, text)
        elif found.label is Label.UNIT and linea.meta and number_of(linea.meta) is not None:
            linea.meta = f"{linea.meta} {text}"
            taken = True
        elif found.label is Label.UNIT and not (linea.boxed or counts(text)):
            self.unit = text.rstrip(" .") if len(text) <= _LONGEST_UNIT else ""
            taken = bool(self.unit)
        elif found.label is Label.UNIT and counts(text) and not counts(linea.meta):
            linea.meta, linea.boxed, taken = text, True, True  # "Unidad: 20 pláticas"
        elif found.label in (Label.START, Label.END, Label.SPAN) and (
            not linea.narrative or (len(text) <= 30 and not (linea.starts_on and linea.ends_on))
        ):
            taken = self._days(found, text)
        elif found.label is Label.PROGRESS:
            return self._progress(found, text)
        elif found.label is Label.DONE and not linea.narrative:
            text, summed = apart_from_sum(text)
            linea.so_far = (summed,) if summed is not None else linea.so_far
            if done := linea.figure_done(text):
                if sums_year(found.words):
                    linea.so_far = (done,)  # beside it may stand what the quarter alone has
                else:
                    linea.reported = (done,)
                if linea.reported in ((), (done,)):
                    linea.reported_as = text.rstrip(" .")
                taken = True
            elif linea.reported and counts(text):
                self._tell_done()
        elif (
            found.label is Label.QUARTER_META
            and not linea.meta
            and (counts(text) or (self.unit and number_of(text) is not None))
        ):
            taken = self._meta(found, text)
            linea.boxed = False  # until that of the year is told
        elif (
            (found.label is Label.QUARTER_META or own_box) and linea.programmed and figure_of(text)
        ):
            linea.put(PassageKind.HEADING, f"{found.words}: {text}")  # it tells nothing done
            return True
        elif found.label is Label.QUARTER_META and counts(text):
            return False  # the share of a quarter is taken of it: it is told
        elif found.label in (Label.UNIT, Label.QUARTER_META, Label.NUMBER) and not linea.narrative:
            taken = len(text) <= _LONGEST_META
        if taken and found.label not in (Label.META, Label.QUARTER_META):
            linea.box.append((found.words, text))
        return taken

    def _tell_done(self) -> None:
        """Take what was read as the figure of the línea for a part of what was done.

        "Realizado en el primer trimestre: 4 cursos", above what the second did of two kinds.
        """
        linea = self._open
        for words, text in linea.box:
            if label_of_words(words) is Label.DONE:
                linea.put_text(f"{words}: {text}")
        linea.reported, linea.reported_as = (), ""

    def _meta(self, found: Labelled, text: str) -> bool:
        """Take the meta; what follows its sentence on the same line is narrative."""
        linea = self._open
        spans = list(sentences_of(text))
        if not spans:
            return False
        ends = spans[0].end if len(spans) > 1 and text[spans[0].end - 1] == "." else len(text)
        if ends > _LONGEST_META:
            return False
        if linea.meta and linea.of_quarter:
            linea.programmed = quantity_of(linea.meta)  # told before that of the year
        linea.meta, linea.boxed = text[:ends].strip(), True
        linea.of_quarter = found.label is Label.QUARTER_META
        linea.promised_by = found.label
        if self.unit and number_of(linea.meta) is not None:  # told before its number
            linea.meta, self.unit = f"{linea.meta} {self.unit}", ""
        linea.box.append((found.words, linea.meta))
        self.expects_title = False
        rest = text[ends:].strip()
        span = told_span(rest) or told_within(linea.meta)
        if span and not (linea.starts_on or linea.ends_on):
            linea.starts_on, linea.ends_on = span
        if rest and not told_span(rest):
            linea.narrative = True
            linea.put_text(rest)
        return True

    def takes_span(self, text: str) -> bool:
        """Take a line that tells the days of the línea and nothing else; tell whether it did."""
        linea = self._open
        span = None if linea.starts_on or linea.ends_on else told_span(text)
        if span is None:
            return False
        linea.starts_on, linea.ends_on = span
        head, colon, rest = text.partition(":")
        linea.box.append((head, rest.strip()) if colon else ("Periodo", text))
        return True

    def _days(self, found: Labelled, text: str) -> bool:
        linea = self._open
        if found.label is Label.SPAN:
            span = span_of(text)
            if span:
                linea.starts_on, linea.ends_on = span
            return span is not None
        if self._keep_impossible(found.words, text):
            return True
        day = day_of(text, last=found.label is Label.END)
        if day is None or len(text) > 60:
            return False
        if found.label is Label.START:
            linea.starts_on = linea.starts_on or day
        else:
            linea.ends_on = linea.ends_on or day
        return True

    def _keep_impossible(self, words: str, text: str) -> bool:
        """Keep a day that no calendar has where it can be seen; tell whether it was such a day."""
        if len(text) > 60 or not any(each.impossible for each in dates_of(text)):
            return False
        self._open.put(PassageKind.HEADING, f"{words.rstrip(' :')}: {text}")
        return True

    def _progress(self, found: Labelled, text: str) -> bool:
        """Take "Avance: 40%" for the closing; a heading before prose begins the narrative."""
        linea = self._open
        if of_turn(found.words) and self._turn_done(found, text):
            return True
        words = f"{found.words.rstrip(':')}: {text}"
        bare = number_of(text.rstrip(" .")) is not None
        if bare and _IN_PERCENT.search(folded(found.words)):
            words = with_sign(words.rstrip(" ."))
        if len(text) <= _LONGEST_PROGRESS and (closes(words) or closes_by_shape(text)):
            linea.progress, linea.narrative = words, True
            linea.closed_at = len(linea.passages)
            return True
        if is_year_label(words):
            linea.put_text(words)  # "Avance acumulado: 9 jornadas": beside those of the quarter
            return True
        linea.narrative, self.expects_title = True, False
        linea.put(PassageKind.HEADING, found.words)
        linea.put_text(text)
        return True

    def _turn_done(self, found: Labelled, text: str) -> bool:
        """Take "Avance del trimestre: 9 cursos" for what was done; tell whether it was that."""
        linea = self._open
        alone = number_of(text.rstrip(" .")) is not None or linea.narrative or linea.reported
        if alone or not (done := linea.figure_done(text)):
            return False
        linea.reported, linea.reported_as = (done,), text.rstrip(" .")
        linea.box.append((found.words, text))
        return True

    def put(self, block: Block) -> None:
        """Put a block into the línea: its title first, its narrative then."""
        linea = self._open
        if self.waits and not block.is_table:
            self.waits = None
        if self.expects_title and block.kind is BlockKind.TEXT and not linea.boxed:
            self._title(block.text, alone=True)
            return
        boxed = block.kind is BlockKind.TEXT and (linea.boxed or linea.meta)
        if boxed and not is_year_label(block.text):
            linea.narrative, self.expects_title = True, False
        item = numbered_of(block.text) if block.kind is BlockKind.TEXT and linea.narrative else None
        if item and item.word == SECTION:
            linea.put(PassageKind.ITEM, item.rest, mark=f"{item.number}.")
        elif block.kind is BlockKind.TEXT and block.level:
            linea.put(PassageKind.HEADING, block.text)
        else:
            linea.put_block(block)


_IN_PERCENT = re.compile(r"%|porcent")
_OF_LAW = re.compile(r"(?:base|fundamento|marco|sustento|normativa)\b")
