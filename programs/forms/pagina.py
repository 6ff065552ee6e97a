"""What a page without script sends at once: each of its forms under a prefix of its own.

Beside them travels the mark of each, which tells the ones that the person did not touch: they are
not saved, and what somebody else wrote in them meanwhile stays.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.http import QueryDict

from programs.enums import BlockKind
from programs.forms.ajustes import AdjustmentForm
from programs.forms.bloques import FORMS
from programs.forms.captura import CauseForm, ClosingForm, QuantityForm, VersionedForm
from programs.received.sent_json import json_read
from programs.received.signs import clean_text
from programs.selectors.bloques import BlockEdit
from programs.selectors.captura import CapturePage
from programs.values.phrases import number_text

MARKS = "marks"
# Of a part that was typed in and could not be saved: nothing that comes back is as it was drawn.
TOUCHED = ""
# A field of a part, as "bloque-12-html"; of an entry there is one cause and one declaration.
FIELD = re.compile(
    r"(?:(causa|declaracion)-(0)|(cantidad|ajuste|bloque)-([1-9][0-9]{0,14}))-[a-z_]+"
)
ONCE: dict[str, type[VersionedForm]] = {
    "causa": CauseForm,
    "declaracion": ClosingForm,
    "cantidad": QuantityForm,
    "ajuste": AdjustmentForm,
}


def mark_of(values: Mapping[str, object]) -> str:
    """Return the mark of what stands in the fields of a form, by their names."""
    plain = {name: clean_text(str(value)).strip() for name, value in values.items()}
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def changed_parts(data: QueryDict) -> list[tuple[str, int]]:
    """Return (kind, pk) of the parts of a sent page that are not as they were drawn.

    A part without its mark counts as changed: what was typed in it is never passed over.
    """
    marks = _marks(data.get(MARKS, ""))
    return [
        (kind, pk)
        for kind, pk in sent_parts(data)
        if mark_of(sent_values(data, f"{kind}-{pk}")) != marks.get(f"{kind}-{pk}")
    ]


def sent_parts(data: QueryDict) -> list[tuple[str, int]]:
    """Return (kind, pk) of the parts of a page of which something was sent, each once."""
    found = filter(None, map(FIELD.fullmatch, data))
    return list(dict.fromkeys((part[1] or part[3], int(part[2] or part[4])) for part in found))


def _marks(sent: str) -> Mapping[str, object]:
    try:
        marks = json_read(sent)
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def sent_values(data: QueryDict, prefix: str) -> dict[str, str]:
    """Return what a part of a sent page holds, by the names of its fields."""
    start = f"{prefix}-"
    return {
        name.removeprefix(start): str(data[name])
        for name in data
        if name.startswith(start) and name != f"{start}version"
    }


def part_forms(
    data: QueryDict, parts: Iterable[tuple[str, int]], kinds: Mapping[int, str]
) -> dict[tuple[str, int], VersionedForm]:
    """Return the bound forms of parts; `kinds` are those of the blocks, without which none is."""
    forms: dict[tuple[str, int], VersionedForm] = {}
    for kind, pk in parts:
        form = FORMS.get(kinds.get(pk, "")) if kind == "bloque" else ONCE[kind]
        if form is None:
            continue
        prefix = f"{kind}-{pk}"
        values = {**sent_values(data, prefix), "version": data.get(f"{prefix}-version", "")}
        forms[kind, pk] = form(values)
    return forms


def page_marks(page: CapturePage) -> dict[str, str]:
    """Return the marks of an entry's page as it stands: {"cantidad-12": mark}."""
    marks = {
        "causa-0": mark_of({"cause": page.avance.cause}),
        "declaracion-0": mark_of(
            {
                "closing": page.avance.closing,
                "stated_percent": _text(page.avance.stated_percent),
                "closing_reason": page.avance.closing_reason,
            }
        ),
    }
    for part in page.live.quantities:
        values = {"quantity": part.quantity_text, "reason": part.reason}
        if part.demand:
            values["received"] = part.received_text
        marks[f"cantidad-{part.pk}"] = mark_of(values)
        if part.adjustable:
            adjusted = {
                "adjustment": part.adjustment_text,
                "adjustment_reason": part.adjustment_reason,
            }
            marks[f"ajuste-{part.pk}"] = mark_of(adjusted)
    return marks | block_marks(page.blocks)


def _text(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)


def block_marks(blocks: Iterable[BlockEdit]) -> dict[str, str]:
    """Return the marks of blocks as they stand."""
    return {f"bloque-{block.row.pk}": mark_of(_fields_of(block)) for block in blocks}


def _fields_of(block: BlockEdit) -> dict[str, object]:
    """Return what the fields of a block show to a page without script."""
    if block.row.kind == BlockKind.TEXT:
        return {"html": block.plain}
    caption: dict[str, object] = {"caption_kind": block.caption_kind, "caption": block.caption}
    if block.row.kind == BlockKind.FIGURES:
        return caption
    return caption | {
        "title": block.title,
        "source": block.source,
        "header_rows": block.header_rows,
        "rows_text": block.cells_text,
    }


def typed_block(data: Mapping[str, str], errors: Mapping[str, list[str]]) -> dict[str, object]:
    """Return what was typed in a block, for its page to show it again with its errors."""
    names = ("html", "title", "source", "caption_kind", "caption", "rows_text")
    typed: dict[str, object] = {name: data[name] for name in names if name in data}
    if data.get("header_rows") in ("0", "1", "2"):
        typed["header_rows"] = int(data["header_rows"])
    return {**typed, "errors": dict(errors)}


def typed_blocks(
    blocks: Sequence[BlockEdit],
    typed: Mapping[int, Mapping[str, Any]],
    marks: dict[str, str],
) -> tuple[BlockEdit, ...]:
    """Return blocks with what was typed in some, whose marks then say that they were touched."""
    marks |= {f"bloque-{pk}": TOUCHED for pk in typed}
    return tuple(replace(block, **typed.get(block.row.pk, {})) for block in blocks)
