"""The letters of a PDF as segments: words that stand beside each other on one line of one style.

pypdfium2 is asked for each letter where it is; pdfminer took five times as long for the same pages.
A page is closed as soon as it was read: its pictures would stay in memory.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from programs.errors import FileRefused
from programs.received.informes.from_text import MAX_LETTERS
from programs.received.informes.kinds import DAMAGED, PDF_LOCKED, TOO_LONG

MAX_PAGES = 1_500
# A gap that no blank of a justified line has, as a share of the height of its letters.
_COLUMN_GAP, _GAP_AFTER_BLANK, _WORD_GAP, _SAME_LINE = 0.65, 0.95, 0.14, 0.35
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
_BOLD_WEIGHT = 600
_FLAG_BOLD = 1 << 18


@dataclass(frozen=True)
class Segment:
    """Words of one line: from `left` to `right`, on a base line, with the height of its letters.

    `starts` are where each word after the first begins, and how far from the word before it.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    bold: bool
    starts: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, its size, and its segments in the order of the file."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]


def pages_of(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF. Raises `FileRefused` for one that cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise FileRefused(PDF_LOCKED if locked else DAMAGED) from error
    if len(document) > MAX_PAGES:
        raise FileRefused(TOO_LONG)
    left = MAX_LETTERS
    for place in range(len(document)):
        try:
            page = document[place]
        except pypdfium2.PdfiumError:
            continue  # one damaged page does not take the others with it
        width, height = page.get_size()
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise FileRefused(TOO_LONG)
        segments = tuple(_Letters(text).segments())
        text.close()
        page.close()
        yield Page(place + 1, width, height, segments)


class _Letters:
    """The letters of a page, one after another."""

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self._text = text
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._words: list[str] = []
        self._starts: list[tuple[float, float]] = []
        self._edge = 0.0
        self._left = self._right = self._base = self._height = 0.0
        self._bold = False
        self._last = 0

    def segments(self) -> Iterator[Segment]:
        """Yield the segments in the order of the file."""
        raw = self._text.raw
        for place in range(self._text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(raw, place)
            sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            sign = _HYPHENS.get(sign, _LIGATURES.get(sign, sign))
            if not sign or pdfium.FPDFText_IsGenerated(raw, place) == 1:
                continue
            pdfium.FPDFText_GetLooseCharBox(raw, place, self._box)
            pdfium.FPDFText_GetCharOrigin(raw, place, self._x, self._y)
            left, right = self._box.left, self._box.right
            if sign.isspace():
                # Only where it lies within the line: it may be wider than a gap.
                if self._words and self._same_line() and left - self._right < self._height:
                    self._words.append(" ")
                    self._right = max(self._right, min(right, left + self._height))
                continue
            if not self._words or not self._goes_on(left):
                yield from self._close()
                self._begin(place, left)
            elif left - self._right > _WORD_GAP * self._height and self._words[-1] != " ":
                self._words.append(" ")
            if self._words and self._words[-1] == " ":
                self._starts.append((left, left - self._edge))
            self._words.append(sign)
            self._edge = right
            self._last = place
            self._right = max(self._right, right)
        yield from self._close()

    def _begin(self, place: int, left: float) -> None:
        self._words, self._starts = [], []
        self._left = self._right = left
        self._base = self._y.value
        self._height = max(self._box.top - self._box.bottom, 1.0)
        self._bold = self._is_bold(place)

    def _same_line(self) -> bool:
        return abs(self._y.value - self._base) < _SAME_LINE * self._height

    def _goes_on(self, left: float) -> bool:
        gap = left - self._right
        most = _GAP_AFTER_BLANK if self._words[-1] == " " else _COLUMN_GAP
        return self._same_line() and -self._height < gap < most * self._height

    def _is_bold(self, place: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text.raw, place) >= _BOLD_WEIGHT:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text.raw, place, name, 128, flags)
        return b"bold" in name.value.lower() or bool(flags.value & _FLAG_BOLD)

    def _close(self) -> Iterator[Segment]:
        text = " ".join("".join(self._words).split())
        if text:
            # A word that stands out at the beginning makes no heading of its line.
            bold = self._bold and self._is_bold(self._last)
            starts = tuple(self._starts)
            yield Segment(text, self._left, self._right, self._base, self._height, bold, starts)
        self._words = []
