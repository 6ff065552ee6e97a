"""The halves of months that a text names: "primera de julio", "ambas quincenas de abril y de mayo".

Source: section 4 of the domain document.
"""

import re
from collections.abc import Iterator

from programs.values.wording.dates import MONTH, MONTHS

_FIRST = r"(?:primera|1(?:\.?[aª]|ra\.?|era\.?)|1|i)"
_SECOND = r"(?:segunda|2(?:\.?[aª]|da\.?)|2|ii)"
_QUINCENA = r"(?:quincenas?\s|q(?:na)?\.?\s)"
_BOTH = rf"(?:ambas|las\sdos|{_FIRST}\s(?:{_QUINCENA})?y\s(?:la\s)?{_SECOND})"
# "Ambas quincenas de abril, de mayo y de junio"
_MORE = rf"(?P<more>(?:(?:,|,?\s[ye])\s(?:del?\s)?(?:{MONTH})\b){{0,11}})"
_HALF = re.compile(
    rf"\b(?:(?P<both>{_BOTH})\s(?:{_QUINCENA})?|(?P<first>{_FIRST})\s{_QUINCENA}?"
    rf"|(?P<second>{_SECOND})\s{_QUINCENA}?|quincena\s(?P<after>[12])\s)"
    rf"(?:del?\s)(?:mes\sde\s|los\smeses\sde\s)?(?P<month>{MONTH})\b{_MORE}"
    rf"|\b(?P<half>0?1|16)\s?(?:al?|[-–—])\s?(?P<end>15|28|29|30|31)\sde\s(?P<own>{MONTH})\b"
)
_ANY_MONTH = re.compile(rf"\b(?:{MONTH})\b")
# "Ambas quincenas de cada mes", "todas las quincenas del trimestre", "las seis quincenas".
_EVERY = re.compile(
    r"\b(?:(?:ambas|las\sdos)\squincenas\sde\s(?:cada\s(?:mes|uno\sde\slos)|los\s(?:tres\s)?meses)"
    r"|(?:todas\slas|cada\suna\sde\slas)\s(?:seis\s)?quincenas|en\scada\squincena|cada\squincena)\b"
)
OF_QUARTER = 6


def halves_in(plain: str) -> Iterator[int]:
    """Yield the halves of months that a folded text names, 1 to 24."""
    for found in _HALF.finditer(plain):
        if found["own"]:
            if (found["half"] == "16") is (found["end"] == "15"):
                continue  # "del 1 al 30 de julio" is a month
            yield MONTHS[found["own"]] * 2 - (found["end"] == "15")
            continue
        for name in (found["month"], *_ANY_MONTH.findall(found["more"])):
            month = MONTHS[name]
            if found["both"]:
                yield from (month * 2 - 1, month * 2)
            else:
                yield month * 2 - bool(found["first"] or found["after"] == "1")


def tells_every_half(plain: str) -> bool:
    """Tell whether a folded text speaks of each half of a month of the quarter."""
    return _EVERY.search(plain) is not None
