"""What a number in a cell means: a figure, a day, a time, a percentage or a code with zeros before.

A workbook keeps all of them as binary fractions; only the format of the cell tells them apart.
ISO/IEC 29500-1, 18.8.30 and 18.17.4.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from programs.errors import FileRefused
from programs.received.sheet_values import DAMAGED, Cell, Unread

_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*", re.ASCII)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY = re.compile(r"[dmyhsaegr]|\[[hms]+\]", re.IGNORECASE)
_OF_DAYS = re.compile(r"[dyegr]|mmm", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}")
# Formats that Excel gives by number alone; 27 to 36 and 50 to 58 are days in other languages.
_DAYS_BY_NUMBER = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)}
_TIMES_BY_NUMBER = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47}
_PERCENTS_BY_NUMBER = {9, 10}
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_REAL_DAY = 61  # before it Excel counts 29 February 1900, which never was
_TOO_LARGE = Decimal(10) ** 15  # Excel keeps 15 digits: beyond, the figure is not what was typed


NOT_A_NUMBER = "La celda trae «{}», que no es un número. Escríbalo de nuevo."
TOO_LARGE = "La cifra es demasiado grande. Escriba una de 15 dígitos a lo más."
NOT_A_DAY = "La celda tiene formato de fecha y no trae una fecha. Escríbala otra vez."


DAY, TIME, PERCENT, PLAIN = "day", "time", "percent", "plain"


def numbered_kind(number: int) -> str:
    """Return what a format that has only a number makes of a cell."""
    if number in _DAYS_BY_NUMBER:
        return DAY
    if number in _TIMES_BY_NUMBER:
        return TIME
    return PERCENT if number in _PERCENTS_BY_NUMBER else PLAIN


def format_kind(code: str) -> str:
    """Return what a written format makes of a number; "00" itself for codes with zeros before.

    Raises `FileRefused` for one that Excel cannot have written.
    """
    if len(code) > 255:  # the longest that Excel takes
        raise FileRefused(DAMAGED)
    if _ZEROS.fullmatch(code):
        return code
    shown = _NOT_SHOWN.sub("", code.partition(";")[0])
    if "%" in shown:
        return PERCENT
    if "general" in shown.lower() or not _DAY.search(shown):
        return PLAIN
    return DAY if _OF_DAYS.search(shown) else TIME


def number_value(text: str, kind: str, epoch_1904: bool) -> Cell:
    """Return the value of a number as a part writes it, in a cell of this kind of format."""
    if not _NUMBER.fullmatch(text):
        return Unread(NOT_A_NUMBER.format(text[:20]))
    # The figure that Excel shows: of 3.3000000000000003 it keeps 15 digits.
    number = Decimal(f"{float(text):.15g}")
    if not number.is_finite() or abs(number) >= _TOO_LARGE:
        return Unread(TOO_LARGE)
    if kind == DAY:
        return _day(number, epoch_1904)
    if kind == TIME:
        return _clock(number)
    if kind == PERCENT:
        # Excel keeps 25 % as 0.25: taken for a quantity it would be a hundred times too small.
        return _short(number * 100) + "%"
    if number == number.to_integral_value():
        whole = int(number)
        return f"{whole:0{len(kind)}d}" if _ZEROS.fullmatch(kind) and whole >= 0 else whole
    return Decimal(_short(number))


def _short(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(number: Decimal, epoch_1904: bool) -> Cell:
    days = int(number)
    if not epoch_1904 and 0 < days < _FIRST_REAL_DAY:
        days += 1
    try:
        # Day 0 of 1900 is how Excel keeps a time without a day.
        if number < 1 and not epoch_1904:
            return _clock(number)
        return (_EPOCH_1904 if epoch_1904 else _EPOCH) + timedelta(days=days)
    except OverflowError:
        return Unread(NOT_A_DAY)


def _clock(number: Decimal) -> Cell:
    if number < 0:
        return Unread(NOT_A_DAY)
    minutes = round(number * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def iso_day(text: str) -> Cell:
    """Return the day of a cell that writes it out."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return Unread(NOT_A_DAY)
