"""Whether two mentions of a course or event are of one: by its words, days, organiser, edition."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from programs.values.wording.courses import CourseMention
from programs.values.wording.numbers import folded
from programs.values.wording.organos import same_organo


def same_course(one: CourseMention, other: CourseMention) -> bool:
    """Tell whether two mentions are of one event beyond chance.

    The names agree word by word, up to a slip or a word more, and nothing told of them differs:
    edition, days, organiser. A description needs the same organiser or the same day besides.
    """
    if one.edition != other.edition and one.edition and other.edition:
        return False
    if bool(one.edition) != bool(other.edition) and _later(one.edition or other.edition):
        return False
    if one.days and other.days and (one.days[0] > other.days[1] or other.days[0] > one.days[1]):
        return False
    if one.organiser and other.organiser and not same_organo(one.organiser, other.organiser):
        return False
    if not _same_words(one.words, other.words):
        return _shortened(one, other)
    if one.proper and other.proper and min(len(one.words), len(other.words)) >= 2:
        return True
    if (one.proper or other.proper) and len(one.words) >= 3 and one.words == other.words:
        return True
    if one.days and one.days == other.days and folded(one.name) == folded(other.name):
        return True
    told = bool(one.organiser and other.organiser) or (one.days == other.days and _one_day(one))
    return told and one.words == other.words


def _shortened(one: CourseMention, other: CourseMention) -> bool:
    """Tell whether one name is the other, shortened: of the same kind, on the same day."""
    least, most = sorted((one, other), key=lambda each: len(each.words))
    extra = set(most.words) - set(least.words)
    return (
        one.kind == other.kind
        and one.proper
        and other.proper
        and one.days == other.days
        and _one_day(one)
        and len(least.words) >= 2
        and set(least.words) < set(most.words)
        and not any(_distinguishes(word) for word in extra)
    )


def _later(edition: str) -> bool:
    # A town alone is no edition that comes after another.
    return " " in edition and not re.match(r"(?:primer|1|i\b)", edition)


def _one_day(mention: CourseMention) -> bool:
    return mention.days is not None and (mention.days[1] - mention.days[0]).days < 8


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    first, second = set(one), set(other)
    only_first, only_second = first - second, second - first
    if abs(len(only_first) - len(only_second)) > 1:
        return False  # a slip is a word of each, and one word more may be left
    for word in sorted(only_first):
        near = next((each for each in sorted(only_second) if _slip(word, each)), None)
        if near:
            only_first.discard(word)
            only_second.discard(near)
    extra = only_first | only_second
    if any(_distinguishes(word) for word in extra):
        return False
    common = max(len(first) - len(only_first), 0)
    return common >= 1 and (not extra or (common >= 3 and len(extra) == 1))


@lru_cache(maxsize=4096)  # each course is compared with many
def _slip(one: str, other: str) -> bool:
    """Tell whether two words are one but for a slip of the keyboard."""
    if abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < 6:
        return False
    return SequenceMatcher(None, one, other).ratio() >= 0.88


def _distinguishes(word: str) -> bool:
    """Tell whether a word makes another course of it: a number, a level."""
    return bool(
        re.fullmatch(
            r"\d+|[ivx]+|basic[oa]|intermedi[oa]|avanzad[oa]|inicial|segund[oa]|primer[oa]?|"
            r"tercer[oa]?|[a-z]",
            word,
        )
    )
