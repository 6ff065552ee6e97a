"""A hecho as a plain value, what was typed in it read, and its words."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import Generic, TypeVar

from programs.received.signs import one_line
from programs.values.calendar_days import WEEKDAYS, why_other_weekday
from programs.values.hechos.kinds import (
    MAX_VALUE,
    OFICIO,
    FieldGroup,
    FieldKind,
    HechoKind,
    KindField,
)
from programs.values.phrases import long_date, number_text
from programs.values.typed import (
    DECIMAL_COMMA,
    NotANumber,
    bare,
    plain,
    read_number,
    thousands_doubt,
)
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded

MAX_DIGITS, MAX_DECIMALS = 10, 4
# What a hecho may be dated: an act of long ago that is cited, or one of years to come.
FIRST_YEAR, LAST_YEAR = 1900, 2100
Known = TypeVar("Known")
# Numbers of these groups count people.
PEOPLE = (FieldGroup.SEX, FieldGroup.SECTOR)
# The key of those whose sexo nobody noted, of the kinds with which an institution begins.
NO_SEX = "sin_dato"
# What there is whole or not at all, by the keys of the kinds with which an institution begins.
# Days may be a fraction: "se atendió en 1.5 días".
WHOLE_THINGS = frozenset(
    (
        *("ordinal", "convocatorias", "invitaciones", "actas", "acuerdos", "por_publicar"),
        *("recibidas", "atendidas", "registros", "sujetos"),
    )
)
NO_DAY = "«{}» no es una fecha. Escriba día, mes y año: 18/03/2026."
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
# How a sheet keeps a day, from 1954 on, and pastes it where its column has no format.
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?", re.ASCII)
SERIAL = (
    "«{}» es una fecha que Excel guardó como número. Dé formato de fecha a su columna y péguela."
)
_LONGEST_DAY = 60
_WEEKDAY = re.compile(rf"[ ,]*(?:({'|'.join(map(plain, WEEKDAYS))})[ ,]*)?\.?")
_RUNS = re.compile(r"\d+|[^\W\d_]+")


class NotAValue(ValueError):
    """What was typed is no value of its field; the message is the sentence for the person."""


@dataclass(frozen=True)
class HechoValue:
    """A hecho. `counts` tells whether it counts in the línea that is looked at."""

    pk: int
    kind: HechoKind
    name: str
    day: date
    values: Mapping[str, str]
    counts: bool = True

    def number(self, key: str) -> Decimal | None:
        """Return what a field of numbers says, None where nothing was typed or it is of words."""
        field = self.kind.field(key)
        text = self.values.get(key, "")
        return Decimal(text) if text and field and field.kind is FieldKind.NUMBER else None

    @property
    def people(self) -> Decimal | None:
        """How many took part, over every sexo; None while fewer than two of them were said.

        One alone tells no whole, where the kind has two: but for those whose sexo nobody noted.
        """
        fields = self.kind.of_group(FieldGroup.SEX)
        numbers = {field.key: self.number(field.key) for field in fields}
        said = {key: number for key, number in numbers.items() if number is not None}
        whole = len(said) >= min(2, len(fields)) or said.keys() == {NO_SEX}
        return sum(said.values(), Decimal(0)) if said and whole else None

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """Its fields as (label, words), without those that say nothing."""
        return tuple(
            (field.label, value_words(field, self.values[field.key]))
            for field in self.kind.fields
            if self.values.get(field.key)
        )


def value_words(field: KindField, value: str) -> str:
    """Return a stored value as people read it."""
    if field.kind is FieldKind.NUMBER:
        return number_text(Decimal(value))
    if field.kind is FieldKind.DATE:
        return long_date(date.fromisoformat(value))
    return value


def read_value(field: KindField, text: str) -> str:
    """Return what is stored of what was typed in a field, "" for nothing; raises `NotAValue`."""
    text = one_line(text)
    return _READERS[field.kind](field, text) if text else ""


def read_name(text: str, label: str) -> str:
    """Return the name of a hecho; raises `NotAValue` for one that no other name differs from."""
    text = one_line(text)
    if not normal_name(text):
        raise NotAValue(f"«{label}» lleva letras o números que lo distingan.")
    return text


def read_day(text: str) -> date:
    """Return the day of a date as a browser, a sheet or a person writes it; raises `NotAValue`.

    In words it is read as the narrative is, and says its year: "15 de febrero de 2024".
    """
    text = one_line(text)
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return _day_in_words(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAValue(f"El año {year} no puede ser el de un hecho.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotAValue(NO_DAY.format(text[:40])) from None


def _day_in_words(text: str) -> date:
    """Return the one day that a whole text says, its weekday aside; raises `NotAValue`."""
    if _SERIAL.fullmatch(text):
        raise NotAValue(SERIAL.format(text))
    in_words = len(text) <= _LONGEST_DAY and re.search("[A-Za-z]", text)
    said = dates_of(text) if in_words else ()
    if len(said) != 1 or len(said[0].days) != 1 or not said[0].year_written:
        raise NotAValue(NO_DAY.format(text[:40]))
    around = text[: said[0].start] + text[said[0].end :]
    weekday = _WEEKDAY.fullmatch(folded(around))
    if not weekday:
        raise NotAValue(NO_DAY.format(text[:40]))
    day = said[0].days[0]
    if why := why_other_weekday(text, weekday[1] or "", day):
        raise NotAValue(why)
    return day


@lru_cache(maxsize=4096)  # a page compares each of its hechos with all that its text names
def normal_name(name: str) -> str:
    """Return a name by which two writings of one are the same: "SE/UAA/0030/24", "se uaa 30-24".

    Letters without accent and case, numbers without the zeros before them, signs not at all. What
    stands before the number ("Oficio No.") does not count either.
    """
    words = [str(int(run)) if run.isdecimal() else run for run in _RUNS.findall(plain(name))]
    while words and words[0] in LEADS:
        words.pop(0)
    return " ".join(words)


# The words of each paper that a number may follow, by its name among the options of an oficio.
PAPERS = {
    "oficio": ("oficio", "oficios", "of"),
    "memorándum": ("memorandum", "memorandums", "memorando", "memorandos", "memo"),
    "circular": ("circular", "circulares"),
}
_PAPER_WORDS = {word: paper for paper, words in PAPERS.items() for word in words}
LEADS = {*_PAPER_WORDS, "no", "num", "numero", "n"}


@dataclass(frozen=True)
class HechoName:
    """What a hecho is told by beside others of its kind: its normal name, its day and its sort.

    The sort is the paper of an oficio ("circular"), as its name or its field says it; "" where
    neither does, and in any other kind.
    """

    name: str
    day: date
    sort: str = ""

    @property
    def place(self) -> tuple[str, date]:
        """The name and the day, under which those that may be the same are looked for."""
        return self.name, self.day

    def may_be(self, other: "HechoName") -> bool:
        """Tell whether both are one: "Circular 5" is not "Oficio 5", "5" may be either."""
        return self.place == other.place and not (
            self.sort and other.sort and self.sort != other.sort
        )


class KnownNames(Generic[Known]):
    """Hechos by what they are told by: `find` gives the first that may be the same as another."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date], list[tuple[HechoName, Known]]] = defaultdict(list)

    def add(self, name: HechoName, known: Known) -> None:
        """Keep one more."""
        self._known[name.place].append((name, known))

    def find(self, name: HechoName) -> Known | None:
        """Return what was kept of one that may be the same, None without any."""
        kept = self._known.get(name.place, ())
        return next((known for each, known in kept if each.may_be(name)), None)


def told_by(kind: str, name: str, day: date, values: Mapping[str, str]) -> HechoName:
    """Return what a hecho of the kind of this key is told by."""
    return HechoName(normal_name(name), day, paper_of(name, values) if kind == OFICIO else "")


def paper_of(name: str, values: Mapping[str, str]) -> str:
    """Return which paper an oficio is, by its own name or by its field; "" where neither says.

    "Oficio circular 5" is a circular.
    """
    words = takewhile(_PAPER_WORDS.__contains__, _RUNS.findall(plain(name)))
    return (
        next((_PAPER_WORDS[word] for word in reversed(list(words))), "")
        or values.get("tipo", "").lower()
    )


def _number(field: KindField, text: str) -> str:
    typed = bare(text)
    if typed.startswith(("-", "−")):
        raise NotAValue(f"«{field.label}» no puede ser negativo.")
    try:
        amount = read_number(typed)
    except NotANumber as refusal:
        if _is_whole(field) and DECIMAL_COMMA.fullmatch(typed):
            raise NotAValue(_not_whole(field, typed)) from refusal
        raise NotAValue(f"«{field.label}» dice «{text[:40]}». {refusal}") from refusal
    whole, _, decimals = format(amount, "f").partition(".")
    if _is_whole(field) and (amount != amount.to_integral_value() or thousands_doubt(typed)):
        raise NotAValue(_not_whole(field, typed))
    if typed != " ".join(text.split()) and thousands_doubt(text):
        # What is stored does not say that it was asked about, so it is asked here.
        raise NotAValue(
            f"«{field.label}» dice «{text}». Si son {number_text(amount)}, escriba {typed}."
        )
    if len(whole) > MAX_DIGITS or len(decimals.rstrip("0")) > MAX_DECIMALS:
        raise NotAValue(
            f"«{field.label}» lleva hasta {MAX_DIGITS} cifras y {MAX_DECIMALS} decimales."
        )
    return format(amount, "f")


def _is_whole(field: KindField) -> bool:
    """Tell whether a number counts what there is whole only: people, actas."""
    return field.group in PEOPLE or field.key in WHOLE_THINGS


def _not_whole(field: KindField, typed: str) -> str:
    """Return why a number of people is refused: "1.250" may have been meant for 1,250."""
    counts = "cuenta personas, que van" if field.group in PEOPLE else "va"
    text = f"«{field.label}» {counts} en enteros: escribió {typed}."
    if not thousands_doubt(typed):
        return text
    digits = typed.replace(".", "")
    return f"{text} Si son {number_text(Decimal(digits))}, escriba {digits}."


def _choice(field: KindField, text: str) -> str:
    known = {plain(choice): choice for choice in field.choices}
    if plain(text) not in known:
        raise NotAValue(f"«{field.label}»: elija {_one_of(field.choices)}.")
    return known[plain(text)]


def _date(field: KindField, text: str) -> str:
    try:
        return read_day(text).isoformat()
    except NotAValue as refusal:
        raise NotAValue(f"«{field.label}»: {refusal}") from refusal


def _text(field: KindField, text: str) -> str:
    if len(text) > MAX_VALUE:
        raise NotAValue(f"«{field.label}» lleva hasta {MAX_VALUE} letras, y tiene {len(text)}.")
    return text


_READERS: Mapping[FieldKind, Callable[[KindField, str], str]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
}


def _one_of(choices: tuple[str, ...]) -> str:
    *first, last = choices
    return f"{', '.join(first)} o {last}" if first else last
