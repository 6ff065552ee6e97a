"""Forms of one línea, whose rows are a label and its value: "Actividad | Campañas", "Meta | 12"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from programs.received.informes.blocks import Rows
from programs.received.informes.columns import is_card_head
from programs.received.informes.labels import Label, is_promise, labelled
from programs.received.informes.names import tells_done
from programs.values.wording.numbers import folded

MOST_ROWS = 40


def form_lines(rows: Rows) -> list[str]:
    """Return the lines of a form, whose rows are labels and values of one línea, none elsewhere.

    It names its línea and what it promises; other rows say the institution, the period and so on.
    """
    if not 3 <= len(rows) <= MOST_ROWS or any(len(row) != 2 for row in rows):
        return []
    lines = [f"{name.strip().rstrip(' :')}: {said.strip()}" for name, said in rows if name.strip()]
    if is_card_head(rows[0]):
        lines = lines[1:]
    told = [found for line in lines if (found := labelled(line)) and found.rest]
    linea = sum(found.label is Label.LINEA and not tells_done(found.rest) for found in told)
    if not linea and (above := _named_above(lines)):
        lines[lines.index(above)] = f"Actividad: {above.partition(':')[2].strip()}"
        linea = 1
    return lines if linea == 1 and len(told) > 2 and any(map(is_promise, told)) else []


def _named_above(lines: Sequence[str]) -> str:
    """Return the line of a form right above its meta that names its work by what it is of.

    "Eje: Acompañamiento a municipios" above "Meta anual: 60 visitas"; "" where there is none.
    """
    for line, below in pairwise(lines):
        found, meta = labelled(line), labelled(below)
        if found and _NAMING.fullmatch(folded(found.words)) and meta and is_promise(meta):
            return line
    return ""


_NAMING = re.compile(r"(?:eje|programa(?: presupuestario)?|producto|vertiente|rubro)")
