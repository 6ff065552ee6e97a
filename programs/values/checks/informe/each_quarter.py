"""Whether a narrative counts what each quarter of the year did: then no earlier one is left out.

Source: the accumulated figures of section 2.2 of the domain document.
"""

import re

from programs.values.wording.counted import counted_of
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.wording.turns import listed_months
from programs.values.written import Period, WrittenLinea


def tells_each_quarter(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether a narrative counts what each quarter of the year did, up to the reported one.

    "Entre enero y marzo se hicieron seis visitas. De abril a junio, otras diez."
    """
    number = (period.starts_on.month + 2) // 3 if period else 0
    if number < 2 or (period and period.starts_on.year != period.ends_on.year):
        return False
    months: set[int] = set()
    for passage in linea.prose:
        counted = {each.sentence for each in counted_of(passage.text) if not each.article}
        by_quarter = _OF_QUARTER.search(folded(passage.text)) is not None
        for sentence in counted:
            text = passage.text[sentence.start : sentence.end]
            plain = folded(text)
            for listed in listed_months(text):
                months.update(listed.turns)
            for between in _BETWEEN.finditer(plain):
                months.update(range(MONTHS[between[1]], MONTHS[between[2]] + 1))
            for named in _FIRST_MONTHS.finditer(plain):
                months.update(range(1, _UP_TO[named[1]] + 1))
            for named in _OF_QUARTER.finditer(plain):
                first = _FIRST_MONTH[named[1]] if named[2] == "tri" else 1
                months.update(range(first, first + (3 if named[2] == "tri" else 6)))
            for elided in _ELIDED.finditer(plain) if by_quarter else ():
                first = _FIRST_MONTH.get(elided[1] or "", 3 * number - 2)
                months.update(range(first, first + 3))
    return months >= set(range(1, 3 * number + 1))


_BETWEEN = re.compile(rf"\bentre\s({MONTH})\sy\s({MONTH})\b")
# "Tres durante el primer trimestre, tres en el segundo y cuatro en el que se informa"
_ELIDED = re.compile(
    r"\b(?:(?:en|durante)\s(?:el\s)?|del\s)(?:(segundo|tercer|cuarto)o?\b(?!\s\w*(?:mestre|mes|ano)\b)"
    r"|(?:(?:trimestre\s)?que\s(?:ahora\s|hoy\s)?se\s(?:informa|reporta)|este|actual|presente)\b)"
)
_OF_QUARTER = re.compile(r"\b(primer|segundo|tercer|cuarto)\s(tri|se)mestre\b")
_FIRST_MONTHS = re.compile(r"\bprimeros\s(tres|seis|nueve)\smeses\b")
_UP_TO = {"tres": 3, "seis": 6, "nueve": 9}
_FIRST_MONTH = {"primer": 1, "segundo": 4, "tercer": 7, "cuarto": 10}
