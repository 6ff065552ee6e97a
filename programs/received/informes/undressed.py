"""Labels as institutions dress them, undressed: "3.2 Magnitud: 4 sesiones" loses its number.

A number of a house form may stand before a label, a leader of dots between it and its value, and a
promise may stand alone above how many it promises.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from programs.received.informes.blocks import Block, BlockKind, Rows
from programs.received.informes.boxes import labels_in
from programs.received.informes.columns import is_card_head
from programs.received.informes.headings import is_capitals, names_area
from programs.received.informes.labels import (
    PROMISED,
    Label,
    begins_with_amount,
    cut_at_labels,
    is_promise,
    label_of_words,
    labelled,
)
from programs.received.informes.marks import (
    begins_mark,
    lettered_of,
    mark_of,
    numbered_of,
)
from programs.received.informes.names import DEED, FINITE, title_before
from programs.received.informes.spans import span_of
from programs.values.checks.numbering import count_of
from programs.values.wording.metas import promised_by_title
from programs.values.wording.numbers import folded, holds_any, number_of
from programs.values.wording.ordinals import of_word

# "Meta anual . . . . . 8 boletines", "Plazo ........ de marzo a noviembre"
_DOTTED = re.compile(r"\.\s?\.|…")
_LEADER = re.compile(
    r"(?P<mark>(?:\w{1,4}\.)?\d{1,2}[.)\-]{0,2}\s|[a-zA-Z][.)]\s)?(?P<head>[A-ZÁÉÍÓÚÑ¿][^.…:\n]{2,58}?)"
    r"(?:\s?(?:(?:\.\s?){4,}|…[.…\s]*)|\s\.{2,3}\s)"
    r"(?P<value>[^\s.…].{0,300})",
    re.DOTALL,
)
# An entry of a contents page leads to its page.
_PAGE = re.compile(r"(?:p[aá]g\.?\s)?(?:\d{1,4}|[ivxlc]{1,6})", re.IGNORECASE)
_FIELD = re.compile(r"(?P<head>[A-ZÁÉÍÓÚÑ¿][^:.;|\n]{1,60}):\s?(?P<value>\S.*)", re.DOTALL)
# "a.1 Qué se propuso: …", "3.2.- Magnitud: …"
_DEEP = re.compile(
    r"(?:[a-zA-Z]|[IVX]{1,4}|\d{1,2})(?:\.\d{1,2}){1,3}[.)\-]{0,2}\s{1,3}(?P<rest>\S.*)", re.DOTALL
)
_LAST_NUMBER = re.compile(r"\(?(?:\w{1,4}\.)*(?P<number>\w{1,4})[.)\-\s]")
# So many numbered labels make a form, with so many paragraphs of what was done between two.
_FEWEST, _BETWEEN = 3, 3
# "(i) Meta. Celebrar 4 sesiones", where the label is one that is known.
_STOPPED = re.compile(
    r"(?P<head>[A-ZÁÉÍÓÚÑ][^:.;|\n]{2,40})\.\s(?P<value>[A-ZÁÉÍÓÚÑ\d].*)", re.DOTALL
)
_MARKED_LABELS = (Label.META, Label.QUARTER_META, Label.PROGRAMMED, Label.PROGRESS, Label.DONE,
                  Label.ACTIVITIES)  # fmt: skip
# "Inicia 02/01/2024"
_DAY_LABEL = re.compile(
    r"(?P<head>[A-ZÁÉÍÓÚÑ][^:.;|\n\d]{2,30}?)\s(?P<value>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
)


def undressed(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks whose labels stand before a colon, with nothing else before them."""
    blocks = (own for block in blocks for own in _unruled(block))
    blocks = map(_out_of_list, map(_without_sign, map(_without_head, blocks)))
    blocks = [own for block in blocks for own in _titled(block)]
    plain = [
        _without_leader(own) for block in blocks for own in _unbarred(_with_promise_head(block))
    ]
    return list(_joined(_without_numbers(plain)))


def _unruled(block: Block) -> list[Block]:
    """Return a line that only rules part as paragraphs: "Dirección de Obras | Avance 2023"."""
    cells = [cell.strip() for cell in block.rows[0]] if len(block.rows) == 1 else []
    dated = any(_DATED.search(folded(cell)) for cell in cells)
    if not dated or any(label_of_words(cell) or number_of(cell) is not None for cell in cells):
        return [block]
    return [Block(BlockKind.TEXT, cell, page=block.page) for cell in cells if cell]


_DATED = re.compile(r"\b(?:trimestre|trim\.?|informe|reporte|avances?)\b.{0,40}\b20\d\d\b")


def _without_head(block: Block) -> Block:
    """Return a card without the row that says "Concepto | Dato" above its labels and values."""
    rows = block.rows
    if len(rows) < 2 or not is_card_head(rows[0]) or Label.META not in labels_in(rows[1:]):
        return block
    return replace(block, rows=rows[1:])


def _without_sign(block: Block) -> Block:
    """Return "§ 1. Dictaminar riesgos" as "1. Dictaminar riesgos", and ordinals as numbers."""
    text = block.text
    if _QUOTED.fullmatch(text) and holds_any(text, ("Meta", "meta")):
        text = text[1:-1]  # what somebody copied into a message
    elif _BRACKETED.fullmatch(text) and labelled(text[1:-1]):
        text = text[1:-1]  # "[Avance: 25 %]"
    text = _OF_MANY.sub(r"\g<label>: ", text) if "Meta" in text else text
    if found := _PARAGRAPH_SIGN.match(text):
        text = text[found.end() :]
    elif found := _IN_BRACKETS.match(text):
        text = f"{found['mark'].capitalize()}. {text[found.end() :]}"
    elif found := _ORDINAL_FIRST.match(text):
        number = of_word(folded(found["ordinal"]))
        text = f"{found['word'].capitalize()} {number}. {text[found.end() :]}"
    elif found := _OF_PLAN.match(text):
        text = f"{found['mark']}. {text[found.end() :]}"
    elif (found := _DASHED.match(text)) and label_of_words(found["head"]) in _DASHED_LABELS:
        text = f"{found['head']}: {text[found.end() :]}"
    return replace(block, text=text) if text is not block.text else block


# "[Archivo, línea 1] Transferencias primarias: se llevaron…"
_IN_BRACKETS = re.compile(
    r"\[(?:[^\[\]]{1,60}, )?"
    r"(?P<mark>(?:l[ií]nea(?: de acci[oó]n)?|meta|acci[oó]n|actividad) \d{1,2})\]\s",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[[^\[\]]{3,300}\]")
# "Encuadernar tomos. Meta anual de 20 tomos. Se encuadernaron cinco."
_OF_MANY = re.compile(
    r"(?<=[.;] )(?P<label>Meta(?: anual| trimestral| del (?:año|trimestre))?) (?:es )?de (?=\d)"
)
_QUOTED = re.compile(r"[\"“«][^\"“”«»]{3,2000}[\"”»]")
# "Primer compromiso: recibir visitantes"
_ORDINAL_FIRST = re.compile(
    r"(?P<ordinal>(?:Primer|Segund|Tercer|Cuart|Quint|Sext|S[eé]ptim|Octav|Noven|D[eé]cim)[oa]?)\s"
    r"(?P<word>compromiso|meta|acci[oó]n|l[ií]nea|actividad|proyecto|tarea)\s?[:.]\s"
)
# "Meta 1 del PAAI: abrir 8 ludotecas"
_OF_PLAN = re.compile(
    r"(?P<mark>(?:Meta|Compromiso|Acci[oó]n|Actividad|L[ií]nea|Proyecto)\s\d{1,2})\sdel?\s"
    r"[A-ZÁÉÍÓÚÑ][^:]{1,60}:\s"
)
# "Meta anual – Plantar 900 encinos"
_DASHED = re.compile(r"(?P<head>[A-ZÁÉÍÓÚÑ¿][^:.;|\n\d–—-]{2,50}?)\s[–—-]\s(?=\S)")
_DASHED_LABELS = (*_MARKED_LABELS, Label.CAUSE, Label.START, Label.END, Label.SPAN, Label.UNIT)
_PARAGRAPH_SIGN = re.compile(r"§{1,2}\s{0,2}(?=\w)")


def _out_of_list(block: Block) -> Block:
    """Return an item that is a whole línea as a paragraph: "• Línea 2. Foros. Meta: 1 foro. …"."""
    mark = mark_of(block.text) if block.kind is BlockKind.ITEM else None
    if mark is None:
        return replace(_as_linea(block), label="") if _is_numbered_linea(block) else block
    told = [own for part in cut_at_labels(block.text) if (own := labelled(part))]
    if not (any(map(is_promise, told)) or promised_by_title(title_before(mark.rest))):
        return block
    return replace(block, kind=BlockKind.TEXT, label="")


def _is_numbered_linea(block: Block) -> bool:
    """Tell whether a numbered item is a title, its meta and more: "3) Foros. Meta: 2 foros. …"."""
    if block.kind is not BlockKind.ITEM or not _NUMBER.fullmatch(block.label):
        return False
    parts = cut_at_labels(block.text) if holds_any(block.text, ("Meta",)) else []
    found = labelled(parts[1]) if len(parts) > 1 and _is_name(parts[0]) else None
    return found is not None and is_promise(found)


def _as_linea(block: Block) -> Block:
    return replace(block, kind=BlockKind.TEXT, text=f"Línea {block.label[:-1]}. {block.text}")


_NUMBER = re.compile(r"\d{1,2}[.)]")


def _titled(block: Block) -> Iterator[Block]:
    """Yield a paragraph whose title stands before its meta as two: "Cursos. Meta: 20 cursos."."""
    parts = cut_at_labels(block.text) if _may_hold_title(block) else []
    if len(parts) < 2 or not _is_name(parts[0]):
        yield block
        return
    found = labelled(parts[1])
    if found is None or not (is_promise(found) and _promises_one(parts[0], found.rest[:60])):
        yield block
        return
    yield replace(block, text=parts[0].rstrip(" ."))
    yield replace(block, text=block.text[block.text.index(parts[1], len(parts[0])) :])


def _promises_one(name: str, rest: str) -> bool:
    """Tell whether what stands behind "Meta:" promises how many; below an área a verb may open it.

    "UNIDAD DE PERITAJES. Meta anual: emitir 80 dictámenes."
    """
    office = is_capitals(name.rstrip(" .")) and names_area(name.rstrip(" ."))
    return begins_with_amount(rest) or (office and _TO_DO.match(folded(rest)) is not None)


_TO_DO = re.compile(r"[a-z]{3,}[aei]r\s(?:\w{1,6}\s){0,2}?(?:\d|\w+\s\w{4,}s\b)")


def _may_hold_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind is BlockKind.TEXT
        and holds_any(text, ("Meta", "meta:"))
        and not begins_mark(text)
    )


def _is_name(text: str) -> bool:
    """Tell whether a text names a work, and tells nothing done."""
    told = DEED.match(folded(text[:60])) or FINITE.search(text)
    return 3 < len(text) <= _LONGEST_NAME and not (told or labelled(text) or numbered_of(text))


_LONGEST_NAME = 160


def _unbarred(block: Block) -> Iterator[Block]:
    """Yield a table of one row that is labels and their values as its cells, others as they are."""
    cells = block.rows[0] if len(block.rows) == 1 else ()
    if len(cells) > 1 and label_of_words(cells[0]) in _PROMISING and begins_with_amount(cells[1]):
        yield replace(block, kind=BlockKind.TEXT, text=f"{cells[0]}: {cells[1]}", rows=())
        for cell in filter(None, cells[2:]):
            text = f"Periodo: {cell}" if span_of(cell) and ":" not in cell else cell
            yield replace(block, kind=BlockKind.TEXT, text=text, rows=())
        return
    lines = [_DAY_LABEL.sub(r"\g<head>: \g<value>", cell.strip()) for cell in cells if cell.strip()]
    if len(lines) > 1 and all(map(_is_labelled, lines)):
        yield from (replace(block, kind=BlockKind.TEXT, text=line, rows=()) for line in lines)
    else:
        yield block


_PROMISING = (Label.META, Label.PROGRAMMED, Label.QUARTER_META)


def _is_labelled(line: str) -> bool:
    found = labelled(line) if ":" in line and "\n" not in line else None
    return found is not None and bool(found.rest)


def _without_leader(block: Block) -> Block:
    text = block.kind is BlockKind.TEXT and _DOTTED.search(block.text)
    found = _LEADER.fullmatch(block.text) if text else None
    if not found or _PAGE.fullmatch(found["value"].strip()):
        return block
    head = found["head"].strip()
    if not (label_of_words(head) or found["mark"] or begins_with_amount(found["value"])):
        return block  # "BIMESTRE ENERO-FEBRERO ....... 16 DE FEBRERO"
    return replace(block, text=f"{found['mark'] or ''}{head}: {found['value'].strip()}")


def _with_promise_head(block: Block) -> Block:
    """Return a table whose "Compromiso" stands above "6 manuales" with the head "Meta"."""
    if not block.is_table or len(block.rows) < 2:
        return block
    head, *below = block.rows
    if any(label_of_words(cell) is Label.META for cell in head):
        return block
    promised = [place for place, cell in enumerate(head) if _promises(cell, below, place)]
    if len(promised) != 1:
        return block
    cells = tuple("Meta" if place in promised else cell for place, cell in enumerate(head))
    return replace(block, rows=(cells, *below))


def _promises(cell: str, below: Rows | Sequence[tuple[str, ...]], place: int) -> bool:
    told = [row[place] for row in below if place < len(row) and row[place].strip()]
    return bool(told and PROMISED.fullmatch(folded(cell).strip())) and all(
        begins_with_amount(each[:60]) for each in told
    )


def _without_numbers(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, the labels of a numbered form without their numbers."""
    fields = [_field_of(block) for block in blocks]
    form: set[int] = set()
    run: list[int] = []
    for place in range(len(blocks) + 1):
        if place < len(blocks) and fields[place]:
            run.append(place)
        if run and (place == len(blocks) or place - run[-1] > _BETWEEN):
            counted = any(_counts(fields[each]) for each in run)
            if len(run) >= _FEWEST and counted and not _jumps(blocks, run):
                form |= set(run)
            run = []
    for place, block in enumerate(blocks):
        yield (
            replace(block, kind=BlockKind.TEXT, text=fields[place], label="")
            if place in form
            else block
        )


def _jumps(blocks: Sequence[Block], run: Sequence[int]) -> bool:
    """Tell whether the numbers of a form leave one out: then they are what there is to see."""
    told = [_LAST_NUMBER.match(f"{blocks[each].label} {blocks[each].text}".strip()) for each in run]
    numbers = [count_of(found["number"]) for found in told if found]
    pairs = zip(numbers, numbers[1:], strict=False)
    return any(a is not None and b is not None and 1 < b - a <= _BETWEEN for a, b in pairs)


def _field_of(block: Block) -> str:
    """Return the label and value of a numbered line of a form, "" for any other block."""
    if block.is_table or len(block.text) > 2_000:
        return ""
    text = block.text
    if block.kind is BlockKind.ITEM:
        rest = text if block.label[-1:] in (".", ")") else ""
    elif found := _DEEP.fullmatch(text):
        rest = found["rest"]
    else:
        mark = numbered_of(text) or lettered_of(text)
        rest = mark.rest if mark else ""
    if label_of_words(rest) in _MARKED_LABELS:
        return rest
    found = _STOPPED.fullmatch(rest)
    if found and label_of_words(found["head"]) in _MARKED_LABELS:
        return f"{found['head']}: {found['value']}"
    return rest if rest and _FIELD.fullmatch(rest) else ""


def _counts(field: str) -> bool:
    """Tell whether a field of a form is what it promises: how many of what, or its meta."""
    found = labelled(field)
    if found and found.label in (Label.META, Label.PROGRAMMED, Label.QUARTER_META):
        return True
    own = _FIELD.fullmatch(field)
    if own and PROMISED.fullmatch(folded(own["head"])) and _TO_DO.match(folded(own["value"][:60])):
        return True  # "Compromiso: firmar ocho convenios"
    unknown = own is not None and label_of_words(own["head"]) is None
    return bool(
        own and unknown and begins_with_amount(own["value"][:60]) and len(own["value"]) < 120
    )


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, a promise that stands alone joined with how many stand below it."""
    held: Block | None = None
    for block in blocks:
        if held is not None:
            if block.kind is not BlockKind.TABLE and begins_with_amount(block.text[:60]):
                yield replace(block, kind=BlockKind.TEXT, text=f"Meta: {block.text}", label="")
                held = None
                continue
            yield held
        alone = block.kind is BlockKind.TEXT and PROMISED.fullmatch(
            folded(block.text[:60]).strip(" :.")
        )
        held = block if alone else None
        if held is None:
            yield block
    if held is not None:
        yield held
