"""Spanish text of the documents: numbers, dates, ordinals, lists and closing sentences.

Strings in, strings out: no database and no clock. The closing sentences are the phrase grammar of
the domain document, section 2.3, word for word; the print rule of percentages is its section 3.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from programs.values.prose import with_cause

LESS_THAN_A_TENTH = "menos del 0.1"

_MONTHS = (
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
)
# Short form, word before a masculine noun, word that stands alone.
_ORDINALS = {
    1: ("1er", "Primer", "primero"),
    2: ("2do", "Segundo", "segundo"),
    3: ("3er", "Tercer", "tercero"),
    4: ("4to", "Cuarto", "cuarto"),
    5: ("5to", "Quinto", "quinto"),
    6: ("6to", "Sexto", "sexto"),
    7: ("7mo", "Séptimo", "séptimo"),
    8: ("8vo", "Octavo", "octavo"),
    9: ("9no", "Noveno", "noveno"),
    10: ("10mo", "Décimo", "décimo"),
}
_ORDINAL_STYLES = ("short", "word", "alone")
# "y" turns into "e" before the vowel sound i; not before a diphthong (hierro, hiato) and not
# before a Roman number (I y II), which is read as another word.
_SOUNDS_LIKE_I = re.compile(r"\W*h?(í|i(?![aeouáéó]))", re.IGNORECASE)
_ROMAN_NUMBER = re.compile(r"\W*[IVXLCDM]+\b")
# What a page calls a month by its code (`templates/components/_mark.html`), and what a document
# prints of it: there a month that has begun and one that is late are the same blank.
MONTH_SHOWN = {
    "done": "Hecha",
    "done_unplanned": "Hecha sin programar",
    "not_done": "No realizada",
    "missing": "Falta reportar",
    "planned": "Programada",
    "": "No programada",
}
MONTH_PRINTED = {
    "done": "Realizada",
    "done_unplanned": "Realizada sin programar",
    "not_done": "No realizada",
    "missing": "Sin reporte",
    "planned": "Por empezar",
    "": "—",
}

# P1 and P2 as S2 prints them. An institution may word them otherwise; where the percentage goes,
# "del 25%" is written.
PERCENT = "{avance}"
PROGRESS = f"Del 100% de la meta programada, se tiene un avance {PERCENT}."
FINISHED = "Dicha meta para este trimestre se cumplió al 100%."


def ordinal(n: int, style: str = "short") -> str:
    """Masculine ordinal of 1 to 10.

    `short` gives "1er", `word` gives "Primer" (before a noun), `alone` gives "primero".
    Raises ValueError for another number or style.
    """
    if n not in _ORDINALS or style not in _ORDINAL_STYLES:
        raise ValueError(f"no ordinal for {n!r} in style {style!r}")
    return _ORDINALS[n][_ORDINAL_STYLES.index(style)]


def join_list(items: Iterable[str]) -> str:
    """Spanish enumeration: "a", "a y b", "a, b y c"; "e" before the sound i; "" when empty."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    last = words[-1]
    sounds_like_i = _SOUNDS_LIKE_I.match(last) and not _ROMAN_NUMBER.match(last)
    return f"{', '.join(words[:-1])} {'e' if sounds_like_i else 'y'} {last}"


def quarter_list(quarters: Iterable[int]) -> str:
    """Short ordinals of the quarters in order, each once: (3, 4) gives "3er y 4to"."""
    return join_list(ordinal(quarter) for quarter in sorted(set(quarters)))


def figure_label(kind_singular: str, kind_plural: str, first: int, count: int) -> str:
    """Printed label of a group of figures: "Fotografía 9", "Imágenes 4 y 5".

    Raises ValueError for a group without figures or a first number below 1.
    """
    if first < 1 or count < 1:
        raise ValueError("a figure group has a first number and a count of at least 1")
    numbers = join_list(str(number) for number in range(first, first + count))
    return f"{kind_singular if count == 1 else kind_plural} {numbers}"


def month_name(n: int) -> str:
    """Name of month 1 to 12 with a capital, as headings print it; raises ValueError outside."""
    if not 1 <= n <= 12:
        raise ValueError(f"a month is 1 to 12, not {n!r}")
    return _MONTHS[n - 1]


def month_short(n: int) -> str:
    """First three letters of a month: "Ene"."""
    return month_name(n)[:3]


def exercise_name(year: int, start_month: int) -> str:
    """How an exercise of twelve months is named: "2026", or "2025-2026" where it spans two years.

    `year` is that of its first month, `start_month` (1 to 12).
    """
    return str(year) if start_month == 1 else f"{year}-{year + 1}"


def quarter_name(n: int, exercise: int | str | None = None) -> str:
    """A quarter (1 to 4) by its place in the programme: "3er trimestre", "3er trimestre 2026".

    `exercise` is that of the programme (`exercise_name`), given where several could be meant.
    """
    name = f"{ordinal(n)} trimestre"
    return name if exercise is None else f"{name} {exercise}"


def dated_month(day: date, today: date) -> str:
    """The month of a day in running text: "octubre", or "octubre de 2025" of another year."""
    name = month_name(day.month).lower()
    return name if day.year == today.year else f"{name} de {day.year}"


def quarter_period(first_day: date, last_day: date, *, years: bool = True) -> str:
    """The months and years of a quarter, as covers print them.

    "Enero - Marzo 2022"; both years where it spans two: "Noviembre 2025 - Enero 2026". Without
    `years`, for where the year of all its months stands beside: "Enero - Marzo".
    """
    return _span(first_day, last_day, join=" - ", of=" ", years=years)


def quarter_period_words(first_day: date, last_day: date, *, years: bool = True) -> str:
    """The same in running text: "enero a marzo de 2022", "enero a marzo" without `years`."""
    return _span(first_day, last_day, join=" a ", of=" de ", years=years).lower()


def _span(first_day: date, last_day: date, *, join: str, of: str, years: bool) -> str:
    first, last = month_name(first_day.month), month_name(last_day.month)
    if not years:
        return f"{first}{join}{last}"
    opening = first if first_day.year == last_day.year else f"{first}{of}{first_day.year}"
    return f"{opening}{join}{last}{of}{last_day.year}"


def long_date(day: date) -> str:
    """A day in words: "31 de marzo de 2026"."""
    return f"{day.day} de {month_name(day.month).lower()} de {day.year}"


def short_date(day: date) -> str:
    """A day in figures: "31/03/2026"."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def number_text(value: Decimal) -> str:
    """A quantity with commas at thousands and no trailing zeros: "4,000", "12.5".

    Raises ValueError when the value is not finite.
    """
    value = Decimal(value)
    if not value.is_finite():
        raise ValueError("a printed number must be finite")
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def quantity_text(value: Decimal, unit: str = "") -> str:
    """A quantity with its unit as typed: "4,000 personas"; a percent sign is not set apart."""
    unit = unit.strip()
    return f"{number_text(value)}{'' if unit.startswith('%') else ' '}{unit}".strip()


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), rounding=ROUND_HALF_UP)


def percent_text(value: Decimal) -> str:
    """A percentage as the documents print it, without the sign.

    `value` is the ratio times 100, exact or cut as `progress` cuts it. In order:

    - exact at one decimal, it is printed so: 25, 12.5;
    - under 0.1 it is "menos del 0.1"; from there to 1, and where the whole number would be 100,
      one decimal, half up: 25/4000 is 0.6, 241/242 is 99.6;
    - where that one decimal would again be 100.0, the nearest that is not: 99.96 is 99.9 and
      100.04 is 100.1, so that 100 says that the meta is met exactly, neither less nor more;
    - else the nearest whole number, half up: 2/7 is 29, 39/242 is 16.

    Raises ValueError for a negative or not finite value.
    """
    value = Decimal(value)
    if not value.is_finite() or value < 0:
        raise ValueError("a percentage must be finite and not negative")
    tenths = _rounded(value, "0.1")
    if tenths == value:
        return number_text(tenths)
    if value < Decimal("0.1"):
        return LESS_THAN_A_TENTH
    if tenths == 100:
        return "99.9" if value < 100 else "100.1"
    whole = _rounded(value, "1")
    return number_text(tenths if value < 1 or whole == 100 else whole)


def month_words(code: str, reason: str = "", words: Mapping[str, str] = MONTH_SHOWN) -> str:
    """Return the words of a month by its code: "No realizada: sin quórum"."""
    return f"{words[code]}: {reason}" if code == "not_done" and reason else words[code]


def shown_percent(value: Decimal) -> str:
    """A percentage as people read it, on pages, in documents and in charts: "25%"."""
    return with_sign(percent_text(value))


def with_sign(figure: str) -> str:
    """The figure of a percentage with its sign, which is never set apart."""
    return f"{figure}%"


def _percent_with_article(value: Decimal) -> str:
    """A percentage after "avance": "del 25%", but "de menos del 0.1%"."""
    article = "de" if percent_text(value) == LESS_THAN_A_TENTH else "del"
    return f"{article} {shown_percent(value)}"


IN_THE_QUARTER = "en el trimestre"


def until_month(month: int) -> str:
    """How far the months of a quarter that still runs are counted: "hasta febrero"."""
    return f"hasta {month_name(month).lower()}"


def calendar_sentence(months_done: int, months_programmed: int, when: str = IN_THE_QUARTER) -> str:
    """How many of the programmed months of the tareas were done in the quarter.

    `months_done` counts programmed months only; `when` says which months are counted. Raises
    ValueError when done exceeds programmed.
    """
    if not 0 <= months_done <= months_programmed:
        raise ValueError("months done are between 0 and the months programmed")
    if months_programmed == 0:
        whole = when == IN_THE_QUARTER
        return f"No hay meses programados {'en este trimestre' if whole else when}."
    if months_programmed == 1:
        return f"El mes programado {when} {'' if months_done else 'no '}se realizó."
    if months_done == months_programmed:
        return f"Se realizaron los {months_done} meses programados {when}."
    opening = f"De los {months_programmed} meses programados {when},"
    if months_done == 0:
        return f"{opening} no se realizó ninguno."
    return f"{opening} {'se realizó' if months_done == 1 else 'se realizaron'} {months_done}."


def unreported_quarters_sentence(silences: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Which quarters are without a reported quantity: (unit, quarters), "" for all the units.

    "Sin cantidad reportada en el 2do y 3er trimestre." It says what is missing and blames nobody.
    Raises ValueError without quarters.
    """
    if not silences or not all(quarters for _, quarters in silences):
        raise ValueError("at least one quarter is needed")
    told = (
        f"{f'de {unit} ' if unit else ''}en el {quarter_list(quarters)} trimestre"
        for unit, quarters in silences
    )
    return f"Sin cantidad reportada {'; '.join(told)}."


def unreported_months_sentence(months: Sequence[int], tareas: int, of: int) -> str:
    """Which calendar months (1 to 12, in order) are without report, and in how many tareas.

    `tareas` of the `of` that are told together: "Sin reporte de febrero y marzo en 2 tareas."
    Raises ValueError without months.
    """
    if not months:
        raise ValueError("at least one month is needed")
    where = "" if of == 1 else f" en {tareas} {'tarea' if tareas == 1 else 'tareas'}"
    return f"Sin reporte de {join_list(month_name(month).lower() for month in months)}{where}."


def closed_unvalidated_sentence(lineas: int, reason: str) -> str:
    """What an informe says of a quarter that was closed with líneas that nobody validated."""
    counted = "1 línea" if lineas == 1 else f"{number_text(Decimal(lineas))} líneas"
    return f"Este trimestre se cerró con {counted} sin validar. Motivo: {reason.rstrip('. ')}."


def unreported_words(unreported: int) -> str:
    """How much of a total is without report: "4 sin reportar"; "" for nothing."""
    return f"{number_text(Decimal(unreported))} sin reportar" if unreported else ""


def each_sentence(
    parts: Sequence[tuple[str, Decimal]], cause: str = "", progress: str = PROGRESS
) -> str:
    """P1 of a meta whose components are told one by one: (unit, percent) in order.

    "Del 100% de la meta programada, se tiene un avance del 56% en actas y del 100% en acuerdos."
    Raises ValueError without parts.
    """
    if not parts:
        raise ValueError("at least one component is needed")
    # A percentage begins with "de", so the conjunction is always "y".
    told = join_list(f"{_percent_with_article(percent)} en {unit}" for unit, percent in parts)
    return with_cause(progress.replace(PERCENT, told), cause)


def adjustment_sentence(amount: Decimal, unit: str, reason: str) -> str:
    """What follows the closing sentence where a quarter corrects earlier ones.

    "Incluye un ajuste de −1 en documentos: se contó dos veces." The unit stays as typed, which is
    a plural. Raises ValueError for an adjustment of zero, which corrects nothing.
    """
    if not amount:
        raise ValueError("an adjustment of zero corrects nothing")
    return (
        f"Incluye un ajuste de {signed_text(amount)} en {unit.strip()}: "
        f"{reason.strip().rstrip('.')}."
    )


def signed_text(amount: Decimal) -> str:
    """A quantity with its sign: "+2", "−1"; the minus is the typographic one."""
    return f"{'−' if amount < 0 else '+'}{number_text(abs(amount))}"


def closing_sentence(
    closing: str,
    percent: Decimal | None = None,
    cause: str = "",
    due_quarters: Sequence[int] = (),
    months_done: int = 0,
    months_programmed: int = 0,
    months_counted: str = IN_THE_QUARTER,
    quarter: int = 1,
    progress: str = PROGRESS,
    finished: str = FINISHED,
) -> str:
    """The sentence that closes a línea; "" for an omitted one.

    `closing` is a code of `progress.Closing`. The cause follows every sentence but P3: what is not
    due has no variation. P3 without named quarters says that this `quarter` has nothing
    programmed. `progress` and `finished` are the institution's own P1 and P2. Raises
    ValueError for an unknown code, or a P1 without its percentage.
    """
    match str(closing):
        case "computed" | "stated":
            if percent is None:
                raise ValueError(f"a {closing} closing needs its percentage")
            told = _percent_with_article(percent)
            return with_cause(progress.replace(PERCENT, told), cause)
        case "finished":
            return with_cause(finished, cause)
        case "not_due" if due_quarters:
            return f"Meta programada en el {quarter_list(due_quarters)} trimestre."
        case "not_due":
            return f"Meta no programada en el {ordinal(quarter)} trimestre."
        case "calendar":
            told = calendar_sentence(months_done, months_programmed, months_counted)
            return with_cause(told, cause)
        case "omitted":
            return ""
        case _:
            raise ValueError(f"unknown closing {closing!r}")


def with_verification(text: str, label: str, verification: str) -> str:
    """Return a text with its means of verification in a line below; `label` "" prints none."""
    return f"{text}\n{label}: {verification}" if label and verification else text


def first_sentence(text: str) -> str:
    """Return what stands before the first stop of a text: its fact, without what to do about it."""
    return text.partition(". ")[0]
