"""Rows of text as CSV, for people who open it in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from programs.values.workbook import FORMULA

_NEGATIVE = re.compile(r"-\d+(\.\d+)?")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return CSV in which no cell can run as a formula; encode it as utf-8-sig for Excel."""
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet takes as text, unless it is a real negative number."""
    if FORMULA.match(text) and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text
