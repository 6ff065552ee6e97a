"""What a duty is that comes round: how often, which turns a year has, and what is told of a gap.

Source: section 4 of the domain document, "a quarterly duty whose months skip a quarter".
"""

import re
from dataclasses import dataclass

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.phrases import month_name
from programs.values.quoted import LONGEST
from programs.values.shortened import shortened
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.written import Passage

# How many months each turn of a duty lasts, by the words that say how often it comes round.
_TURNS = {
    1: r"mensual(?:es|mente)?|cada\s+mes|mes\s+(?:con|a|por|tras)\s+mes|por\s+mes"
       r"|(?:todos\s+los|una\s+vez\s+al)\s+mes(?:es)?",
    2: r"bimestral(?:es|mente)?|cada\s+(?:bimestre|(?:dos|2)\s+meses)|bimestre\s+(?:con|a|por)\s+"
       r"bimestre|por\s+bimestre",
    3: r"trimestral(?:es|mente)?|cada\s+(?:trimestre|(?:tres|3)\s+meses)|por\s+trimestre"
       r"|trimestre\s+(?:con|a|por)\s+trimestre|todos\s+los\s+trimestres"
       r"|(?:cuatro|4)\s+veces\s+al\s+ano",
    4: r"cuatrimestral(?:es|mente)?|cada\s+(?:cuatrimestre|(?:cuatro|4)\s+meses)"
       r"|por\s+cuatrimestre",
    6: r"semestral(?:es|mente)?|cada\s+(?:semestre|(?:seis|6)\s+meses)|por\s+semestre"
       r"|(?:dos|2)\s+veces\s+al\s+ano",
}  # fmt: skip
_HOW_OFTEN = {
    1: "mensual", 2: "bimestral", 3: "trimestral", 4: "cuatrimestral", 6: "semestral",
}  # fmt: skip
_EACH = {months: re.compile(rf"\b(?:{words})\b") for months, words in _TURNS.items()}
_ANY_TURN = re.compile(rf"\b(?:{'|'.join(_TURNS.values())})\b")
QUARTER = 3
# The informe itself is quarterly, and so is a form that shows quarters.
_NOT_THE_DUTY = re.compile(
    r"\b(?:informe|reporte|programacion|avance|meta)\s+trimestral(?:es)?\s+(?:del?\s+desempeno"
    r"|de\s+"
    r"actividades|de\s+metas)\b|\b(?:programacion|calendario|calendarizacion|cronograma|proyeccion"
    r"|distribucion|desglose)\s+(?:mensual|bimestral|trimestral|semestral)\b"
)
EXPLAINED = re.compile(
    r"\b(?:(?<!de\sla\smeta\s)(?<!fechas\s)(?<!meses\s)(?<!dias\s)(?<!periodos\s)programad\w*"
    r"|calendarizad\w*|salvo|except\w+|a\s+excepcion|"
    r"no\s+(?:se\s+)?(?:aplic|gener|hubo(?!\s(?:quejas|observaciones|incidencias|comentarios"
    r"|reclamos|inconformidades|contratiempos|diferencias|errores)\b)|present|requir|celebr|realiz|llev|tuv|sesion)\w*|"
    r"sin\s+(?:movimientos?|actividad|quorum)|pendientes?|vacacion\w*|inhabil(?:es)?|suspend\w+|"
    r"omiti\w*|(?:se|fue)\s(?:difiri|diferid|aplaz|pospus|pospuest)\w*|impares|nones|pares|(?<!no\sadmite\s)(?<!sin\s)prorrog\w+|extempor\w+)\b"
)
# One that begins or ends within the year has fewer turns.
PART_OF_YEAR = re.compile(
    rf"\b(?:a\s+partir\s+del?|desde|hasta|inicia\w*\s+en|comienza\s+en|concluye\s+en)"
    rf"\s+(?:el\s+|los\s+)?(?:mes\s+de\s+)?(?:{MONTH}|\d{{1,2}}\b|(?:primer|segund|tercer|cuart"
    r"|ultim)o?\s+\w+mestre|su\s+(?:creacion|instalacion|publicacion))|\b(?:se|fue)\s+cre(?:a|o"
    r"|ada)\b"
    r"|\bnueva\s+creacion\b|\bextin(?:gu|ci)\w*"
    r"|\bentr\w{1,5}\s+en\s+(?:operacion|vigor|funciones)"
)
# That of a tool: of what is told before it as well, it says no beginning.
BEGAN = re.compile(r"\bentr\w{1,5}\s+en\s+(?:operacion|vigor|funciones)")
# "Hasta junio se habían remitido los seis del primer semestre."
# "Adelantado por el periodo vacacional": why it was early, and no turn without it.
SO_FAR = re.compile(
    r"\bhasta\s\w+,?\s(?:ya\s)?(?:se\s)?hab\w+"
    r"|\b(?:adelant|anticip|antes\sdel?\b)\w{0,8}[^.;]{0,60}?\b(?:vacacion\w*|inhabil(?:es)?\b)"
)
EMPTY = frozenset(("", "0", "-", "–", "—", "no", "n/a", "na", "no aplica", "0.0", "0%"))
_NAMES = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto")
CALLED = {2: "bimestre", 3: "trimestre", 4: "cuatrimestre", 6: "semestre"}
ORDINALS = {
    "primer": 1, "primero": 1, "primera": 1, "1": 1, "1er": 1, "1o": 1, "i": 1, "segundo": 2,
    "segunda": 2, "2": 2, "2do": 2, "2o": 2, "ii": 2, "tercer": 3, "tercero": 3, "tercera": 3,
    "3": 3, "3er": 3, "3o": 3, "iii": 3, "cuarto": 4, "cuarta": 4, "4": 4, "4to": 4, "4o": 4,
    "iv": 4, "quinto": 5, "quinta": 5, "5": 5, "5to": 5, "5o": 5, "v": 5, "sexto": 6, "sexta": 6,
    "6": 6, "6to": 6, "6o": 6, "vi": 6,
}  # fmt: skip


@dataclass(frozen=True)
class Duty:
    """How often something comes round: `months` is how many each of its turns lasts."""

    months: int

    @property
    def turns(self) -> int:
        """How many turns a year has."""
        return 12 // self.months

    def named(self, turn: int) -> str:
        """Name a turn as people do: "febrero", "segundo trimestre"."""
        place = (turn - 1) % self.turns
        if self.months == 1:
            return month_name(place + 1).lower()
        return f"{_NAMES[place]} {CALLED[self.months]}"


def tells_turns(plain: str) -> bool:
    """Tell whether a folded text says how often something comes round."""
    named = "mes" in plain or "mens" in plain or "veces" in plain
    return named and _ANY_TURN.search(plain) is not None


def duty_of(text: str) -> Duty | None:
    """Return the duty that a text tells, None for none and for one that tells several."""
    plain = folded(text)
    if not tells_turns(plain):
        return None
    plain = _NOT_THE_DUTY.sub(" ", plain)
    told = [months for months, words in _EACH.items() if words.search(plain)]
    return Duty(told[0]) if len(told) == 1 else None


def turns_of(months: tuple[int, ...], duty: Duty) -> tuple[int, ...]:
    """Return the turns of months that stand for one turn each, none for a run of months."""
    turns = tuple((month - 1) // duty.months + 1 for month in months)
    return turns if len(set(turns)) == len(months) > 1 else ()


def gap_finding(
    duty: Duty, told: tuple[int, ...], missing: tuple[int, ...], passage: Passage, quote: str
) -> Finding:
    """Return that a duty skips turns, beside those that are told."""
    names = ", ".join(duty.named(turn) for turn in missing)
    each = _HOW_OFTEN[duty.months]
    lacks = "faltan" if len(missing) > 1 else "falta"
    return Finding(
        Code.DUTY_GAP,
        Severity.DOUBT,
        f"Es una obligación {each}, y en lo que se informa {lacks} {names}",
        passage.anchor,
        arithmetic=f"Se informa: {', '.join(duty.named(turn) for turn in told)}",
        quote=shortened(quote, LONGEST),
    )


def naming(duty: Duty, turn: int) -> re.Pattern[str]:
    """Return what finds a turn by its months or its ordinal."""
    names = [name for name, number in MONTHS.items() if number == (turn - 1) * duty.months + 1]
    ends = [name for name, number in MONTHS.items() if number == turn * duty.months]
    ordinals = "|".join(word for word, number in ORDINALS.items() if number == turn)
    return re.compile(
        rf"\b(?:{'|'.join(names)})\s?(?:[-–—/]|\bal?\b|\by\b)\s?(?:{'|'.join(ends)})\b"
        rf"|\b(?:{ordinals})[.°º]{{0,2}}\s{CALLED[duty.months]}\b"
    )
