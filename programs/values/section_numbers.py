"""The printed numbers of the parts of a document, on their page and in the contents."""

from collections.abc import Iterable

from programs.values.snapshot import SectionSnapshot


def section_numbers(sections: Iterable[SectionSnapshot]) -> list[str]:
    """Return the printed number of each section: typed, none, or the one after the last number."""
    numbers = []
    last = 0
    for section in sections:
        number = section.number_label
        if section.auto_number:
            number = f"{last + 1}."
        digits = number.strip().rstrip(".")
        if digits.isdecimal():
            last = int(digits)
        numbers.append(number)
    return numbers


def contents_numbers(sections: Iterable[SectionSnapshot], numbers: Iterable[str]) -> list[str]:
    """Return the number of each section in the contents: typed, or the printed one.

    Once a document types one that differs, as S2 counts its presentación there, those that follow
    count on from it.
    """
    found = []
    last: int | None = None
    for section, printed in zip(sections, numbers, strict=True):
        number = section.contents_number or printed
        if not section.contents_number and printed and last is not None:
            number = f"{last + 1}."
        digits = number.strip().rstrip(".")
        if digits.isdecimal() and (last is not None or number != printed):
            last = int(digits)
        found.append(number)
    return found
