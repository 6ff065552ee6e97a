"""The months and quarters that a text lists, as turns of something that comes round.

"los informes de enero y marzo" lists months 1 and 3; "primer, segundo y cuarto trimestre" quarters
1, 2 and 4. The month of a day is no turn: "el 5 de marzo" says when, not for which month.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded, without
from programs.values.wording.ordinals import of_word

_NAME = rf"(?:{MONTH}|(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\b\.?)"
_SHORT = {
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9,
    "sept": 9, "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip
_YEAR = r"(?:\s+(?:de\s+|del\s+)?20\d\d)?"
_OF = r"(?:(?:en\s+)?(?:el\s+|los\s+)?)(?:mes(?:es)?\s+)?(?:(?:del?|al?)\s+)?(?:mes\s+de\s+)?"
_AND = r"(?:\s*,\s*(?:[ye]\s+|asi\s+como\s+)?|\s+[ye]\s+|\s+asi\s+como\s+)"
_MONTH_LIST = re.compile(rf"\b{_NAME}{_YEAR}(?:{_AND}{_OF}{_NAME}{_YEAR}){{1,12}}(?!\w)")
_MONTH_RANGE = re.compile(
    rf"\b(?P<first>{_NAME}){_YEAR}(?:\s*[-–—]\s*|\s+al?\s+|\s+hasta\s+){_OF}(?P<last>{_NAME})\b"
)
_PAPER_OF_MONTH = re.compile(
    r"\b(?:informe|reporte|estado|conciliacion|balanza|boletin|nomina|bitacora|corte|arqueo|"
    r"declaracion|actualizacion|entrega|sesion|reunion|respaldo|minuta|numero|edicion|gaceta|revista)(?:e?s)?\s+"
    rf"(?:\w{{2,16}}\s+){{0,4}}?(?:de|del\s+mes\s+de|al?\s+mes\s+de|a)\s+(?P<month>{_NAME})\b"
)
# "El de marzo salió el 15": what was named in the sentence before.
_ELIDED = re.compile(
    rf"(?:(?:^|[.;,]\s|\sy\s)(?:el|la)\s(?:de|del mes de)\s)(?P<month>{_NAME})"
    r"(?=\s(?:se|fue|salio|no)\b|\s\w+o\b)"
)
_ANY_MONTH = re.compile(rf"\b{_NAME}(?!\w)")
QUARTERS = {
    "primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4,
    "1er": 1, "1ro": 1, "2do": 2, "3er": 3, "3ro": 3, "4to": 4, "1o": 1, "2o": 2, "3o": 3, "4o": 4,
    "1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_QUARTER = "|".join(sorted(QUARTERS, key=len, reverse=True))
_ORDINAL = rf"(?:{_QUARTER})\.?[°º]?"
_QUARTER_LIST = re.compile(
    rf"\b(?P<before>{_ORDINAL}(?:\s+trimestres?{_YEAR})?"
    rf"(?:{_AND}(?:(?:el|la|lo|en|por|para)\s+)?(?:el\s+|del\s+|al\s+)?{_ORDINAL}"
    rf"(?:\s+trimestres?{_YEAR})?){{1,3}})\b|"
    rf"\btrimestres\s+(?P<after>{_ORDINAL}(?:{_AND}{_ORDINAL}){{1,3}})\b"
)
_ENDS_LIST = re.compile(rf"trimestres?{_YEAR}$")
_ASIDE = re.compile(r"\([^()\n]{1,40}\)")
_QUARTER_OF_YEAR = re.compile(
    rf"\b({_QUARTER})\b(?:\.?[°º]?\s+trimestres?\s+(?:de\s+|del\s+)?(?P<year>20\d\d)\b)?"
)
_HEADER_QUARTER = re.compile(
    rf"(?:t(?P<t>[1-4])|(?P<own>{_QUARTER})\.?[°º]?(?:\s*trim(?:estre|\.)?)?|"
    rf"trim(?:estre|\.)?\s*(?P<after>{_QUARTER}))"
)


_SAYS_WHEN = (
    r"(?:en|el|los|la|del?|periodo|trimestre|meses|mes|que|se|informa|reporta|comprende|durante"
    r"|primer|segundo|tercer|cuarto|calendario|vigencia|ejecucion|duracion|plazo|fechas?)"
)
_ONLY_PERIOD = re.compile(
    rf"\W*(?:\d{{1,2}}(?:\.\d{{1,2}})*\W+)?(?:{_SAYS_WHEN}\W+){{0,6}}{_NAME}{_YEAR}"
    rf"(?:\s*[-–—/]\s*|\s+al?\s+|\s+hasta\s+){_OF}{_NAME}{_YEAR}\W*"
)


@dataclass(frozen=True)
class Turns:
    """Turns that a text lists: `text[start:end]`. Months run on over the end of the year (13)."""

    turns: tuple[int, ...]
    start: int
    end: int


def without_work_span(text: str) -> str:
    """Return a text without the months in which its lists were given, blanks in their place.

    "De abril a junio se entregaron los informes de abril y de junio": when, and no turn.
    """
    if " a " not in text:
        return text
    return _WORK_SPAN.sub(lambda found: " " * len(found.group()), folded(text))


_WORK_SPAN = re.compile(
    rf"(?:(?<=[.;:]\s)|(?<![\s\S]))(?:(?:en|durante)\s(?:el\s(?:periodo|trimestre|lapso)\s)?)?"
    rf"(?:(?:comprendido\s)?de\s|que\sva\sde\s)?(?:{MONTH})\sa\s(?:{MONTH})(?:\sde\s20\d\d)?,?"
    # "se entregaron los tres informes" gives one for each
    r"(?=\sse\s[a-zñ]{4,14}\s(?:los|las)\s(?!(?:tres|3|cuatro|4|seis|6)\b)[^.;:,]{4,80}?"
    rf"\b(?:de|al?|mes(?:es)?)\s(?:{MONTH})(?:{_AND}{_OF}(?:{MONTH})){{1,5}})"
)


def listed_months(text: str) -> Iterator[Turns]:
    """Yield the lists and ranges of months of a text, and the papers of one month."""
    plain = _without_days(text)
    done: list[tuple[int, int]] = []
    for found in _MONTH_RANGE.finditer(plain):
        first, last = _number(found["first"]), _number(found["last"])
        last += 12 if last < first else 0
        done.append(found.span())
        yield Turns(tuple(range(first, last + 1)), found.start(), found.end())
    plain = without(plain, done)
    lists = list(_MONTH_LIST.finditer(plain))
    for found in lists:
        months = [_number(each) for each in _ANY_MONTH.findall(found.group())]
        yield Turns(_running(months), found.start(), found.end())
    plain = without(plain, [found.span() for found in lists])
    for found in _PAPER_OF_MONTH.finditer(plain):
        yield Turns((_number(found["month"]),), found.start("month"), found.end())
    for found in _ELIDED.finditer(plain):
        yield Turns((_number(found["month"]),), found.start("month"), found.end())


def is_only_period(text: str) -> bool:
    """Tell whether a text is a period and nothing else: "Calendario: enero-diciembre de 2024"."""
    return len(text) < _LINE and _ONLY_PERIOD.fullmatch(folded(text)) is not None


_LINE = 90


def months_named(text: str) -> frozenset[int]:
    """Return every month that a text names, those of its days left out."""
    found = {_number(each) for each in _ANY_MONTH.findall(_without_days(text))}
    for each in listed_months(text):
        found |= {(month - 1) % 12 + 1 for month in each.turns}
    ordinals = (of_word(each[1]) for each in _ORDINAL_MONTH.finditer(folded(text)))
    return frozenset(found | {turn for turn in ordinals if turn and turn <= 12})


# "El del quinto mes, el 30 de mayo"
_ORDINAL_MONTH = re.compile(
    r"\b([a-z]{5,14})\smes\b(?!\sdel?\s(?:trimestre|semestre|periodo|bimestre))"
)


def listed_quarters(text: str) -> Iterator[Turns]:
    """Yield the lists of quarters of a text: "primer y tercer trimestre"."""
    # "del primer trimestre (30), del segundo (30) y del cuarto (30)": how many of each.
    plain = _ASIDE.sub(lambda found: " " * len(found.group()), folded(text))
    for found in _QUARTER_LIST.finditer(plain):
        written = found["before"] or found["after"]
        if found["before"] and not _ENDS_LIST.search(written):
            continue
        yield Turns(_of_years(written), found.start(), found.end())


def _of_years(written: str) -> tuple[int, ...]:
    """Return the quarters of a list, those of a later year counted on: (4, 5) of two years."""
    told = [(QUARTERS[each[1]], each["year"]) for each in _QUARTER_OF_YEAR.finditer(written)]
    years = [int(year) for _, year in told if year]
    if len(years) != len(told):
        return tuple(turn for turn, _ in told)
    return tuple(turn + 4 * (int(year) - min(years)) for turn, year in told)


def month_of_cell(cell: str) -> int | None:
    """Return the month that a cell names alone ("Enero", "FEB.", "marzo 2024"), None for none."""
    word = re.sub(r"\s+(?:de\s+)?20\d\d$", "", folded(cell).strip()).strip(" .*")
    return MONTHS.get(word) or _SHORT.get(word)


def quarter_of_cell(cell: str) -> int | None:
    """Return the quarter that a cell names alone ("I", "1er trimestre", "T2"), None for none."""
    found = _HEADER_QUARTER.fullmatch(folded(cell).strip(" .*"))
    if not found:
        return None
    return int(found["t"]) if found["t"] else QUARTERS[found["own"] or found["after"]]


def gaps(turns: frozenset[int]) -> tuple[int, ...]:
    """Return the turns that are missing between the first and the last."""
    if not turns:
        return ()
    return tuple(turn for turn in range(min(turns), max(turns)) if turn not in turns)


def _number(written: str) -> int:
    """Return the number of a month by its name or its first letters."""
    word = written.rstrip(".")
    return MONTHS[word] if word in MONTHS else _SHORT[word]


def _running(months: list[int]) -> tuple[int, ...]:
    """Return months in their order, those after the end of a year counted on: 11, 12, 13."""
    running: list[int] = []
    for month in months:
        while running and month < running[-1] and running[-1] - month > 5:
            month += 12
        running.append(month)
    return tuple(running)


def _without_days(text: str) -> str:
    spans = [(each.start, each.end) for each in dates_of(text)]
    return without(folded(text), spans)
