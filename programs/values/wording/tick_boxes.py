"""Boxes of a form that somebody ticked, or left: "( ) Sí (X) No", "[x] Concluido", "Sí _X_ No __".

A cross within its box is an answer; "Asistieron (X) personas" is a gap that nobody filled.
"""

import re
from collections.abc import Sequence

from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded

_OPEN = re.compile(r"\([\s_]{0,6}\)|\[[\s_]{0,6}\]|[☐□]")
_TICKED = re.compile(r"\(\s?x\s?\)|\[\s?x\s?\]")
_CHOICE = r"(?:si|no|n/?a|no aplica)"
# "¿Hubo desviaciones? Sí (X)", "[x] No"
_OF_CHOICE = re.compile(
    rf"(?:^|[^\w]){_CHOICE}\s?:?\s{{0,4}}(?:\(\s?x\s?\)|\[\s?x\s?\])"
    rf"\s{{0,6}}(?:$|[.,;/|(\[]|{_CHOICE}(?!\w))"
    rf"|(?:\(\s?x\s?\)|\[\s?x\s?\])\s{{0,4}}{_CHOICE}\s{{0,2}}(?:$|[.,;/|(\[])"
)
# "(X) Presencial" on a line of its own; "(X) personas acudieron" lacks its number.
_LEADS = re.compile(r"\W{0,4}[(\[]\s?[xX]\s?[)\]]\s{0,4}[A-ZÁÉÍÓÚÑ][^.;:]{1,60}\.?\s{0,2}")
# "Presencial __X__ Virtual ____"; "el __X__ de mayo" lacks its day.
_LINED = re.compile(rf"_{{1,12}}\s?x\s?_{{1,12}}(?!_)(?!\s?de (?:{MONTH}))")
_BOX = re.compile(r"\(\s{0,4}x?\s{0,4}\)|\[\s{0,4}x?\s{0,4}\]|[☐□☑☒✓✔x–—-]?")
_HEAD = re.compile(rf"¿?{_CHOICE}\??")
_LONGEST = 400  # signs


def has_ticks(text: str) -> bool:
    """Tell whether a text shows the choices of a form, and which of them is ticked."""
    if len(text) > _LONGEST:
        return False
    plain = folded(text)
    if _LINED.search(plain):
        return True
    if not _TICKED.search(plain):
        return False
    return bool(_OPEN.search(plain) or _OF_CHOICE.search(plain) or _LEADS.fullmatch(text))


def is_box(words: str) -> bool:
    """Tell whether words are a box or a line alone, with a cross on it or none."""
    return folded(words).strip("()[]_ ") in ("", "x")


def ticked_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the columns of a table that hold nothing but boxes: "Sí" and "No", one ticked.

    Where every one of them is ticked in each row, they are gaps: "Hombres" and "Mujeres".
    """
    if len(rows) < 2:
        return frozenset()
    columns = [
        at
        for at in range(len(rows[0]))
        if all(at >= len(row) or _BOX.fullmatch(folded(row[at]).strip()) for row in rows[1:])
    ]
    marked = [[_is_ticked(row, at) for at in columns] for row in rows[1:]]
    chosen = any(_HEAD.fullmatch(folded(rows[0][at]).strip(" .:")) for at in columns)
    apart = len(columns) > 1 and not any(all(row) for row in marked)
    return frozenset(columns) if chosen or apart else frozenset()


def _is_ticked(row: Sequence[str], at: int) -> bool:
    return at < len(row) and "x" in folded(row[at])
