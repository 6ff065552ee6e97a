"""Ordinal numbers as they are written before a noun: "Décima Segunda", "11a.", "12.ª", "III".

Words come folded (`numbers.folded`).
"""

import re
from collections.abc import Iterator, Sequence

from programs.values.wording.captions import roman

_UNITS = {
    "primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "sext": 6, "septim": 7,
    "setim": 7, "octav": 8, "noven": 9,
}  # fmt: skip
_TENS = {
    "decim": 10, "vigesim": 20, "trigesim": 30, "cuadragesim": 40, "quincuagesim": 50,
    "sexagesim": 60, "septuagesim": 70, "octogesim": 80, "nonagesim": 90, "centesim": 100,
}  # fmt: skip
_IRREGULAR = {"undecim": 11, "duodecim": 12}
# No list of sessions is longer.
_MOST = 40
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TEN = "|".join(sorted(_TENS, key=len, reverse=True))
_WORD = re.compile(
    rf"(?:(?P<ten>{_TEN})(?:[oa]s?)?(?P<joined>{_UNIT})?|(?P<unit>{_UNIT})|"
    rf"(?P<other>undecim|duodecim))(?:[oa]s?)?"
)
_FIGURES = re.compile(
    r"(\d{1,3})(?P<suffix>\.?(?:ª|º|°|er|era|ero|a|o|da|do|ra|ro|ta|to|ma|mo|va|vo|na|no|as|os))?"
)

_SPELLED = {
    1: "Primera", 2: "Segunda", 3: "Tercera", 4: "Cuarta", 5: "Quinta", 6: "Sexta", 7: "Séptima",
    8: "Octava", 9: "Novena", 10: "Décima", 20: "Vigésima", 30: "Trigésima", 40: "Cuadragésima",
    50: "Quincuagésima",
}  # fmt: skip


def feminine(number: int) -> str:
    """Return an ordinal in words, as of a session: "Décima Segunda"; "" for one past 59."""
    if not 1 <= number <= 59:
        return ""
    unit = number % 10
    parts = [_SPELLED[number - unit]] if number >= 10 else []
    return " ".join([*parts, *([_SPELLED[unit]] if unit else [])])


def of_word(word: str) -> int | None:
    """Return the value of one word, folded: "decima", "decimosegunda"; None for another word."""
    found = _WORD.fullmatch(word)
    if not found:
        return None
    if found["ten"]:
        return _TENS[found["ten"]] + (_UNITS[found["joined"]] if found["joined"] else 0)
    return _UNITS[found["unit"]] if found["unit"] else _IRREGULAR[found["other"]]


def of_sign(word: str) -> tuple[int, bool] | None:
    """Return the value of "11a.", "3.ª", "III" or "4", and whether it can only be an ordinal.

    "9." and "III." number what follows them.
    """
    found = _FIGURES.fullmatch(word.rstrip("."))
    if found and (found["suffix"] or not word.endswith(".")):
        return int(found[1]), bool(found["suffix"])
    value = roman(word) if re.fullmatch(r"[ivxlc]{1,8}", word) else None
    return (value, True) if value else None


_ALONE = re.compile(
    r"\b(?:la|las|el)\s(?P<told>[a-z]{5,14})(?=\s?(?:[,;(.]|$|se\b|fue\b|tuvo\b|salio\b|el\b|en\b))"
    r"|\((?P<aside>[a-z]{5,14})\)"
)


def ordinals_alone(plain: str) -> Iterator[tuple[int, int, int]]:
    """Yield the ordinals of a folded text that stand for their noun, and where each stands.

    "La segunda se celebró", "el primero fue el 17 de junio", "(tercera)".
    """
    for found in _ALONE.finditer(plain):
        value = of_word(found["told"] or found["aside"])
        if value is not None:
            yield value, found.start(), found.end()


def ordinals_before(words: Sequence[str], *, counted: bool) -> tuple[tuple[int, ...], int]:
    """Return the ordinals that end a run of words, and how many of its last words they take.

    "la decima primera y decima segunda" gives (11, 12) and 5. `counted` tells that a bare number
    there is a count ("9 sesiones") and no ordinal. (), 0 for none.
    """
    found: list[int] = []
    taken = place = 0
    ranged = False
    while place < len(words):
        value, used = _one_before(words, len(words) - place, counted=counted and not found)
        if value is None:
            break
        if ranged and value < found[-1] <= value + _MOST:
            found.extend(range(found[-1] - 1, value, -1))
        found.append(value)
        taken = place = place + used
        joined = _joint(words, len(words) - place)
        if joined is None or len(found) > _MOST:
            break
        place += joined[0]
        ranged = joined[1]
    return tuple(found[::-1]), taken


def _one_before(words: Sequence[str], end: int, *, counted: bool) -> tuple[int | None, int]:
    """Return the ordinal whose last word is before `end`, and how many words it takes."""
    word = words[end - 1].strip(',;("“«')
    unit = of_word(word)
    if unit is None:
        sign = of_sign(word)
        bare = sign is not None and not sign[1]
        return (None, 0) if sign is None or (bare and counted) else (sign[0], 1)
    ten = of_word(words[end - 2].strip('("“«')) if end > 1 and unit < 10 else None
    if ten is not None and ten >= 10 and ten % 10 == 0:
        return ten + unit, 2
    return unit, 1


def _joint(words: Sequence[str], end: int) -> tuple[int, bool] | None:
    """Return how the ordinal before `end` is joined to the one after, None for no joint.

    The number of words between them, and whether they are the ends of a range ("primera a la
    quinta").
    """
    articles = 1 if end and words[end - 1] in ("la", "las", "el", "los") else 0
    place = end - articles
    if place < 1:
        return None
    before = words[place - 1]
    if before in ("y", "e"):
        return articles + 1, False
    if before in ("a", "al", "hasta") and place > 1 and is_ordinal(words[place - 2]):
        return articles + 1, True
    return (articles, False) if before.endswith(",") and is_ordinal(before) else None


def is_ordinal(word: str) -> bool:
    """Tell whether a word is an ordinal, or a number that may be one."""
    word = word.strip(",")
    return of_word(word) is not None or of_sign(word) is not None
