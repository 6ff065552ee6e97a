"""Tables that are no tables of the narrative: the box of a línea, its card, or líneas in rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from programs.received.informes.blocks import Rows
from programs.received.informes.columns import (
    by_their_cells,
    heads_offices,
    is_turn,
    named_first,
)
from programs.received.informes.forms import MOST_ROWS, form_lines
from programs.received.informes.labels import (
    Label,
    begins_with_amount,
    label_of_words,
    labelled,
)
from programs.received.informes.marks import mark_of
from programs.received.informes.spans import day_of
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded, number_of

_BOX = (Label.META, Label.START, Label.END, Label.SPAN)
_TOTAL = re.compile(r"total(?: (?:del )?(?:trimestre|periodo)| trimestral)?")
_TOTAL_ROW = re.compile(r"\W*(?:gran\s+)?(?:total(?:es)?|suma)\b")
_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6})\.?\s*")
# "Por realizar | Se alcanzó"
_DUE_HEAD = re.compile(r"(?:por|a) (?:realizar|hacer|cumplir|entregar|ejecutar)(?: en \w+ \w+)?")
_DONE_HEAD = re.compile(
    r"(?:se|lo que se) (?:alcanz|logr|realiz|hizo|hici|cumpl|ejecut|entreg)\w*(?: en \w+ \w+)?"
)
# "% de la meta anual": what was done from January on stands in the column that sums.
_OF_YEAR = re.compile(r"\b(?:anual|ano|meta|acumulad\w*)\b")
_SUMMED = re.compile(r"acum(?:ulad[oa]s?)?\b(?!.{0,30}(?:%|por ?ciento))")
# "Porcentaje": of a meta where one stands in the same row.
_SHARE_HEAD = re.compile(r"(?:porcentaje|por ?ciento|pct|proporcion)(?: del? \w+)?")
# "Avance del trimestre": of what the share is taken.
_OF_TIME = re.compile(
    r"(?:avance|cumplimiento)\b.{0,20}\b(?:trimestr\w+|periodo|anual|acumulad\w+|ano)\b"
)


@lru_cache(maxsize=1024)  # each step of the reading asks it of the same tables
def labels_in(rows: Rows) -> frozenset[Label]:
    """Return what the cells of a table announce, those of several lines by each of them."""
    found: set[Label] = set()
    for row in rows[:MOST_ROWS]:
        for line in _lines_of(row):
            if label := label_of_words(line):
                found.add(label)
            elif ":" in line[:70] and (own := labelled(line)):
                found.add(own.label)
    return frozenset(found)


@lru_cache(maxsize=1024)
def is_box(rows: Rows) -> bool:
    """Tell whether a table is the box of a línea: its meta and something else of it."""
    if any(sum(map(is_turn, row)) > 2 for row in rows[:2]):
        return False  # a schedule: what each quarter or month is to do
    if _are_figures(rows[1:]):
        return False  # "Área | Meta | Avance" above the figures of several
    found = labels_in(rows)
    if len(rows) == 1 and len(rows[0]) == 2 and _is_pair(rows[0]) and all(rows[0]):
        return found == {Label.META} and Label.META in labels_in((rows[0][:1],))
    others = (*_BOX, Label.LINEA, Label.PROGRESS, Label.ACTIVITIES, Label.AREA, Label.UNIT,
              Label.QUARTER_META, Label.PROGRAMMED, Label.DONE)  # fmt: skip
    promises = found & {Label.META, Label.QUARTER_META}
    return bool(promises) and len(found & {*others}) > 1 and len(rows) <= MOST_ROWS


def _are_figures(rows: Rows) -> bool:
    """Tell whether rows, two or more, are each a name and two figures or more."""
    return len(rows) > 1 and all(
        len(row) > 2 and all(number_of(cell.rstrip("% ")) is not None for cell in row[1:])
        for row in rows
    )


def card_lines(rows: Rows) -> list[str]:
    """Return the lines of a card whose rows are a label and its value, a línea's mark among them.

    "Línea de Acción 2 | Atención de quejas" above "Meta | 500 árboles"; none for any other table.
    """
    if lines := form_lines(rows):
        return lines
    marked, lines = False, []
    if len(rows) > MOST_ROWS or Label.META not in labels_in(rows):
        return []
    if _is_above_card(rows):
        lines, rows = [cell.strip() for cell in rows[0] if cell.strip()], rows[1:]
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if not 1 <= len(cells) <= 2:
            return []
        mark = mark_of(cells[0])
        if mark and not mark.rest and len(cells) == 2:
            marked = True
            lines.append(f"{cells[0].rstrip(' .:')}. {cells[1]}")
        elif _SHARE_HEAD.fullmatch(folded(cells[0]).strip()) and len(cells) == 2:
            lines.append(f"Avance: {cells[1]}")
        elif label_of_words(cells[0]):
            lines.append(f"{cells[0].rstrip(' :')}: {cells[1]}" if len(cells) == 2 else cells[0])
        elif marked and len(cells) == 1:
            lines.append(cells[0])
        else:
            return []
    return lines if marked else []


def _is_above_card(rows: Rows) -> bool:
    """Tell whether the institution and the period stand in a row above the mark of a línea."""
    if len(rows) < 3 or not rows[0][0].strip():
        return False
    mark = mark_of(rows[1][0].strip())
    return mark is not None and label_of_words(rows[0][0]) is None and not mark_of(rows[0][0])


def is_card(rows: Rows) -> bool:
    """Tell whether a table also names the línea of the box."""
    return is_box(rows) and Label.LINEA in labels_in(rows)


def unrolled(rows: Rows) -> Iterator[str]:
    """Yield the lines of a box in an order in which each value follows its label.

    By rows where each row begins with a label and goes on with a value, else by columns: Word lays
    the meta at the left and both dates at the right, one below the other, or each behind its label.
    """
    if all(_is_pair(row) for row in rows if any(row)):
        for row in rows:
            yield from _lines_of(row)
        return
    width = max(map(len, rows))
    column = 0
    while column < width:
        taken = 2 if _are_pairs([row[column : column + 2] for row in rows]) else 1
        for row in rows:
            yield from _lines_of(row[column : column + taken])
        column += taken


def named(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a card, the name of its línea or área on one line with its label."""
    held = ""
    for line in lines:
        label = label_of_words(line)
        if not held and label in (Label.LINEA, Label.AREA):
            held = line
            continue
        yield f"{held}: {line}" if held and label is None else line
        held = ""


def _is_pair(row: tuple[str, ...]) -> bool:
    cells = [cell for cell in row if cell]
    if len(cells) == 1:
        return labelled(cells[0]) is not None
    return all(
        label_of_words(cell) is not None and label_of_words(value) is None
        for cell, value in zip(cells[::2], cells[1::2], strict=False)
    )


def _are_pairs(rows: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether two columns are of labels and of what follows each of them."""
    told = [row for row in rows if any(row)]
    return len(told) > 1 and all(len(row) == 2 and all(row) and _is_pair(row) for row in told)


def _lines_of(cells: tuple[str, ...]) -> Iterator[str]:
    return (line.strip() for cell in cells for line in cell.split("\n") if line.strip())


@dataclass(frozen=True)
class LineaRow:
    """A row of a table that is a línea: its cells by what their columns announce."""

    cells: dict[Label, str]
    heads: dict[Label, str]
    # Head and cell of each column that announces nothing known.
    others: tuple[tuple[str, str], ...] = ()

    def get(self, label: Label) -> str:
        """Return the cell of a column, "" for none."""
        return self.cells.get(label, "")

    @property
    def meta(self) -> str:
        """What it promises, with the unit of its own column."""
        meta = self.get(Label.META) or self.get(Label.PROGRAMMED)
        unit = self.get(Label.UNIT)
        return f"{meta} {unit}".strip() if meta and meta[-1].isdigit() else meta

    @property
    def is_total(self) -> bool:
        """Tell whether it sums the other rows up: "Total | 160 | 40 | 42"."""
        return _TOTAL_ROW.match(folded(self.get(Label.LINEA))) is not None

    @property
    def tells_kinds(self) -> bool:
        """Tell whether a cell counts several things: "una auditoría y dos visitas"."""
        return any(sum(1 for each in counted_of(cell) if each.noun) > 1 for _, cell in self.others)

    @property
    def progress(self) -> str:
        """Its progress as a sentence: the head of the column and what it says."""
        said, head = self.get(Label.PROGRESS), self.heads.get(Label.PROGRESS, "")
        if not said:
            return ""
        sign = "%" if said[-1].isdigit() and "%" in head else ""
        if len(said) > 20:
            return f"{said}{sign}"
        of_what = head if _OF_TIME.match(folded(head).strip()) and len(head) <= 60 else "Avance"
        return f"{' '.join(of_what.split()).rstrip(' :')}: {said}{sign}"


def tells_how_many(row: LineaRow) -> bool:
    """Tell whether a row is a thing and how many of it: "Concepto | Cantidad" promise nothing."""
    bare = _HOW_MANY.fullmatch(folded(row.heads.get(Label.PROGRAMMED, "")).strip())
    return bool(bare) and row.cells.keys() <= {Label.LINEA, Label.PROGRAMMED, Label.NUMBER}


_HOW_MANY = re.compile(r"cantidad(?:es)?|valor(?:es)?|cantidad total")


@lru_cache(maxsize=1024)  # each step of the reading asks it of the same tables
def linea_rows(rows: Rows) -> tuple[LineaRow, ...]:
    """Return the líneas of a table whose columns say what they are, none for any other table."""
    for place, row in enumerate(rows[:MOST_ROWS]):
        columns = _columns(row) or _metas_first(row, rows[place + 1 :])
        if not columns:
            continue
        columns = named_first(by_their_cells(columns, row, rows[place + 1 :]), rows[place + 1 :])
        ends = columns.get(Label.END)
        if ends is not None and Label.PROGRESS not in columns and Label.START not in columns:
            told = [each[ends] for each in rows[place + 1 :] if each[ends].strip()]
            if told and not any(day_of(cell) for cell in told):
                columns[Label.PROGRESS] = columns.pop(Label.END)  # "Cierre" above statements
        below = (
            [each[columns[Label.ACTIVITIES]] for each in rows[place + 1 :]]
            if (Label.ACTIVITIES in columns and Label.DONE not in columns)
            else []
        )
        if any(below) and all(number_of(cell) is not None or len(cell) < 2 for cell in below):
            columns[Label.DONE] = columns.pop(Label.ACTIVITIES)  # "Logro" above figures
        if Label.LINEA not in columns:
            # "Meta | 1T | 2T | 3T | Total | Avance" above "240 escrituras entregadas | …"
            metas = [each[columns[Label.META]] for each in rows[place + 1 :]]
            if not metas or not all(map(begins_with_amount, metas)):
                continue
            columns[Label.LINEA] = columns[Label.META]
        names = [each[columns[Label.LINEA]] for each in rows[place + 1 :]]
        titles = next((o for o in (Label.OBJECTIVE, Label.OTHER, Label.META) if o in columns), None)
        if titles and Label.NUMBER not in columns and all(map(_NUMBER.fullmatch, names)):
            # "Línea | Objetivo | Meta" above "1 | Emitir estados de cuenta | 12 estados"
            beside = _title_beside(rows[place + 1 :], columns)
            columns[Label.NUMBER] = columns[Label.LINEA]
            columns[Label.LINEA] = columns[titles] if beside is None else beside
            if beside is not None and columns.get(Label.ACTIVITIES) == beside:
                del columns[Label.ACTIVITIES]
        heads = {label: row[column] for label, column in columns.items()}
        # Each page of a long table has its head again.
        below_it = [each for each in rows[place + 1 :] if each != row]
        made = [_row(each, row, columns, heads) for each in below_it]
        if columns.keys() <= {Label.LINEA, Label.PROGRAMMED, Label.NUMBER} and any(
            each.is_total for each in made
        ):
            return ()  # "Concepto | Cantidad" down to a total: a table of the narrative
        kept = [each for each in made if each.get(Label.LINEA) and (each.meta or each.progress)]
        return tuple(kept) if len(kept) * 2 >= len(made) else ()
    return ()


def _metas_first(row: tuple[str, ...], below: Rows) -> dict[Label, int]:
    """Return which column announces what where the metas alone name the líneas.

    "Meta anual | Acumulado | Avance" above "8 auditorías | 6 | 75%" and others of as many things.
    """
    if len(below) < _FEWEST_ROWS or label_of_words(row[0]) is not Label.META:
        return {}
    if not all(begins_with_amount(each[0][:60]) for each in below):
        return {}
    columns = _columns(("Actividad", *row[1:]))
    return columns | {Label.META: 0} if Label.PROGRESS in columns else {}


_FEWEST_ROWS = 2


def _title_beside(rows: Rows, columns: dict[Label, int]) -> int | None:
    """Return the column right of the numbers where it holds words: "Acción | Descripción"."""
    place = columns[Label.LINEA] + 1
    known = {column for label, column in columns.items() if label is not Label.ACTIVITIES}
    worded = all(place < len(row) and len(row[place].split()) > 1 for row in rows)
    counted = all(number_of(row[place].split()[0]) is not None for row in rows) if worded else True
    return None if place in known or not worded or counted else place


def _row(
    row: tuple[str, ...], head: tuple[str, ...], columns: dict[Label, int], heads: dict[Label, str]
) -> LineaRow:
    known = set(columns.values())
    others = tuple(
        (head[place], cell)
        for place, cell in enumerate(row)
        if place not in known and place < len(head) and cell.strip()
    )
    return LineaRow({label: row[column] for label, column in columns.items()}, heads, others)


def _columns(row: tuple[str, ...]) -> dict[Label, int]:
    """Return which column announces what, empty where the row is no head of líneas."""
    columns: dict[Label, int] = {}
    for place, cell in enumerate(row):
        label = label_of_words(" ".join(cell.split()))
        above = label is Label.LINEA and label in columns and _is_above(row[columns[label]])
        if label and (label not in columns or above):
            columns[label] = place
        elif label is Label.PROGRESS and _is_percent(cell) and not _is_percent(row[columns[label]]):
            # "Avance al trimestre" and "% Avance": the first of them is a quantity.
            columns.setdefault(Label.DONE, columns[label])
            columns[label] = place
    if not columns:
        return {}
    if not {Label.AREA, Label.LINEA} & columns.keys() and heads_offices(row[0]):
        columns[Label.AREA] = 0
    for label, shape in ((Label.PROGRAMMED, _DUE_HEAD), (Label.DONE, _DONE_HEAD)):
        if Label.LINEA in columns and label not in columns:
            told = [n for n, cell in enumerate(row) if shape.fullmatch(folded(cell).strip())]
            columns |= {label: told[0]} if told else {}
    if Label.PROGRESS not in columns and (
        Label.META in columns or {Label.PROGRAMMED, Label.DONE} <= columns.keys()
    ):
        shares = [n for n, cell in enumerate(row) if _SHARE_HEAD.fullmatch(folded(cell).strip())]
        columns |= {Label.PROGRESS: shares[-1]} if shares else {}
    if Label.PROGRESS in columns and _OF_YEAR.search(folded(row[columns[Label.PROGRESS]])):
        summed = [n for n, cell in enumerate(row) if _SUMMED.match(folded(cell).strip())]
        columns |= {Label.DONE: summed[-1]} if summed else {}
    if Label.DONE not in columns and Label.META in columns:
        # "Indicador | Meta anual | 1er. trim. | 2o. trim. | Acumulado"
        summed = [n for n, cell in enumerate(row) if _SUMMED.fullmatch(folded(cell).strip())]
        columns |= {Label.DONE: summed[0]} if len(summed) == 1 else {}
    if Label.DONE not in columns:
        totals = [n for n, cell in enumerate(row) if _TOTAL.fullmatch(folded(cell).strip())]
        before = columns.get(Label.PROGRESS, 0) - 1
        if len(totals) == 1:
            columns[Label.DONE] = totals[0]
        elif before > 0 and before not in columns.values():
            columns[Label.DONE] = before  # whatever its head is: what the share is taken of
    if (
        Label.LINEA not in columns
        and columns.get(Label.OTHER) in (0, columns.get(Label.NUMBER, -1) + 1)
        and Label.DONE in columns
        and {Label.META, Label.PROGRAMMED} & columns.keys()
    ):
        columns[Label.LINEA] = columns.pop(
            Label.OTHER
        )  # "Producto | Meta | …", "No. | Programa | Meta | …"
    reports = {Label.PROGRESS, Label.DONE, Label.ACTIVITIES} & columns.keys()
    promised = {Label.META, Label.PROGRAMMED} & columns.keys()
    if Label.LINEA not in columns and columns.get(Label.OBJECTIVE) == 0 and reports and promised:
        columns[Label.LINEA] = columns.pop(Label.OBJECTIVE)  # "Objetivo | Meta anual | …"
    if Label.LINEA not in columns and Label.META in columns and Label.PROGRAMMED in columns:
        columns[Label.LINEA] = columns.pop(Label.META)
    if Label.LINEA not in columns and Label.NUMBER in columns and Label.META in columns:
        columns[Label.LINEA] = columns[Label.META]
    alone = Label.QUARTER_META in columns and Label.PROGRAMMED not in columns
    if Label.META not in columns and alone and Label.LINEA in columns:
        columns[Label.META] = columns.pop(Label.QUARTER_META)
    telling = {Label.META, Label.PROGRAMMED, Label.PROGRESS} & columns.keys()
    if columns.get(Label.META) == 0 and {Label.DONE, Label.PROGRESS} <= columns.keys():
        return columns
    if columns.get(Label.AREA) == 0 and {Label.META, Label.PROGRESS} <= columns.keys():
        return columns  # "Área | Meta anual | Cursos impartidos | Avance"
    return columns if Label.LINEA in columns and telling else {}


def _is_above(head: str) -> bool:
    """Tell whether a column names what stands above the líneas: "Componente | Actividad"."""
    return folded(head).strip().startswith("componente")


def _is_percent(head: str) -> bool:
    return "%" in head or "orcent" in head or "ciento" in head
