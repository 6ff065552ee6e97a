"""The figures of both documents as they print: sentences, months, captions and the calendar.

Order and wording: sections 1.1 and 2.1 of the domain document; captions: its section 2.4 (a caption
groups n files; its number is the first free of its kind unless one was typed; what prints nothing
takes none). The PTA prints what was first approved, the informe the meta in force in its quarter.
A closed quarter prints as of the day of its closing: what was agreed later did not count then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.oracle import months, numerals
from tests.oracle.lineas import LineaRead, read
from tests.oracle.quantities import Goal
from tests.oracle.rows import secciones
from tests.oracle.sentences import Moment, own_sentence, words_of
from tests.oracle.shapes import Bloque, Eje, Linea, Marca, Meta, Programa, Seccion, Tarea

PLAN_ONLY = ("plan", "implementation", "calendar")
NAMES = {
    "image": ("Imagen", "Imágenes"),
    "photo": ("Fotografía", "Fotografías"),
    "table": ("Tabla", "Tablas"),
}
PRINTED = {
    "done": "Realizada",
    "done_unplanned": "Realizada sin programar",
    "not_done": "No realizada",
    "missing": "Sin reporte",
    "planned": "Por empezar",
    "": "—",
}


@dataclass(frozen=True)
class Article:
    """A línea of the informe."""

    heading: str
    title: str
    box: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]
    read: LineaRead
    unvalidated: bool


@dataclass(frozen=True)
class Part:
    """An eje of the informe: its líneas, and the tareas that belong to none."""

    name: str
    articles: tuple[Article, ...]
    own_months: tuple[tuple[str, ...], ...]
    own_sentence: str


@dataclass(frozen=True)
class Informe:
    """The informe of a quarter; `period` is that of its cover, `heads` the names of its months."""

    period: str
    heads: tuple[str, ...]
    parts: tuple[Part, ...]
    section_captions: tuple[str, ...]
    note: str
    silent: tuple[str, ...]


@dataclass(frozen=True)
class CalendarRow:
    """A row of the PTA's calendar."""

    number: str
    text: str
    programmed: tuple[bool, ...]


@dataclass(frozen=True)
class Pta:
    """The PTA: its líneas as (number, title, meta, start, end), calendars, captions.

    `heads` are the calendar months, 1 to 12, in the order of the period.
    """

    heads: tuple[str, ...]
    lineas: tuple[tuple[str, ...], ...]
    tareas: int
    calendars: tuple[tuple[CalendarRow, ...], ...]
    captions: tuple[str, ...]


def captions(groups: Iterable[Iterable[Bloque]]) -> list[list[str]]:
    """Return the printed captions of each narrative of one document, given in printed order."""
    following = dict.fromkeys(NAMES, 1)
    found = []
    for bloques in groups:
        told = []
        for bloque in bloques:
            if not bloque.prints:
                continue
            count = bloque.pictures if bloque.kind == "figures" else 1
            label = ""
            if bloque.word in NAMES and count:
                first = bloque.first or following[bloque.word]
                following[bloque.word] = first + count
                numbers = range(first, first + count)
                label = f"{NAMES[bloque.word][count > 1]} {numerals.listed(numbers)}."
            if bloque.kind == "text":
                continue
            text = " ".join(f"{label} {bloque.caption}".split())
            if text:
                told.append(text)
        found.append(told)
    return found


def informe(programa: Programa, quarter: int, begun: int) -> Informe:
    """Return the informe of a quarter of which so many months of the period have begun."""
    trimestre = programa.trimestres[quarter]
    moment = Moment(programa, quarter, min(begun, 3 * quarter))
    sections = [s for s in secciones(programa, trimestre) if s.kind not in PLAN_ONLY]
    reports = [index for index, s in enumerate(sections) if s.kind == "report"]
    place = reports[0] + 1 if reports else len(sections)
    lineas = [linea for _, linea in programa.lineas]
    of_lineas = [linea.avances[quarter].bloques for linea in lineas]
    blocks = [s.bloques for s in sections]
    told = captions([*blocks[:place], *of_lineas, *blocks[place:]])
    by_linea = {linea.pk: tuple(told[place + index]) for index, linea in enumerate(lineas)}
    of_sections = told[:place] + told[place + len(lineas) :]
    reason = trimestre.corte.reason if trimestre.corte else ""
    unvalidated = {
        linea.pk for linea in lineas if reason and linea.avances[quarter].status != "validated"
    }
    note = ""
    if unvalidated:
        count = len(unvalidated)
        noun = "1 línea" if count == 1 else f"{count:,} líneas"
        note = f"Este trimestre se cerró con {noun} sin validar. Motivo: {reason.rstrip('. ')}."
    return Informe(
        period=months.quarter_words(programa, quarter),
        heads=tuple(months.calendar_month(programa, m).capitalize() for m in moment.months),
        parts=tuple(
            _part(eje, moment, by_linea, unvalidated)
            for eje in programa.ejes
            if eje.lineas or _loose(eje)
        ),
        section_captions=tuple(text for each in of_sections for text in each),
        note=note,
        silent=tuple(_silent(programa, sections, moment)),
    )


def _loose(eje: Eje) -> list[Tarea]:
    return [tarea for tarea in eje.tareas if tarea.linea is None and tarea.in_calendar]


def _part(
    eje: Eje, moment: Moment, by_linea: dict[int, tuple[str, ...]], unvalidated: set[int]
) -> Part:
    return Part(
        name=eje.name,
        articles=tuple(
            Article(
                heading=f"{words_of(eje.words, 'line')} {linea.number}".strip(),
                title=linea.title,
                box=_box(linea, eje.words, moment.quarter),
                months=_month_rows(linea.tareas, moment, eje.words),
                captions=by_linea[linea.pk],
                read=read(linea, eje.words, moment, full=True),
                unvalidated=linea.pk in unvalidated,
            )
            for linea in eje.lineas
        ),
        own_months=_month_rows(_loose(eje), moment, eje.words),
        own_sentence=own_sentence(eje.tareas, moment),
    )


def _box(linea: Linea, words: dict[str, str], quarter: int) -> tuple[str, ...]:
    if linea.meta is None:
        return ()
    told = [words_of(words, "report_goal"), linea.meta.text_in_force(quarter)]
    for key, day in (("report_start", linea.meta.starts_on), ("report_end", linea.meta.ends_on)):
        if day:
            told += [words_of(words, key), day_text(day)]
    return tuple(" ".join(text.split()) for text in told)


def day_text(day: date | None) -> str:
    """Return a day as the documents print it: "31/03/2026", "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def _verified(text: str, row: Linea | Tarea, words: dict[str, str], *, prints: bool) -> str:
    """Return a text with that by which it is verified, where the institution prints it."""
    if not prints or not row.verification:
        return text
    return f"{text} {words_of(words, 'verification')}: {row.verification}"


def _month_rows(
    tareas: list[Tarea], moment: Moment, eje_words: dict[str, str]
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the months of a quarter; none where no tarea has any mark in it."""
    rows = []
    for tarea in tareas:
        marcas = [tarea.marcas.get(month) for month in moment.months]
        if any(marcas):
            words = [
                _word(marca, month <= moment.begun)
                for marca, month in zip(marcas, moment.months, strict=True)
            ]
            prints = moment.programa.institucion.informe_verifies
            text = _verified(tarea.calendar_text, tarea, eje_words, prints=prints)
            rows.append((" ".join(text.split()), *words))
    return tuple(rows)


def _word(marca: Marca | None, owed: bool) -> str:
    code = months.code(marca, owed=owed)
    if code == "not_done" and marca.reason:
        return " ".join(f"{PRINTED[code]}: {marca.reason}".split())
    return PRINTED[code]


def _silent(programa: Programa, sections: list[Seccion], moment: Moment) -> Iterable[str]:
    """Yield the heading of each área that owes something and wrote no presentación."""
    written = {s.area: s for s in sections if s.kind == "presentation" and s.area}
    owing = [linea.area_name for _, linea in programa.lineas if _owes(linea, moment)]
    for area in dict.fromkeys(owing if written else ()):
        section = written.get(area)
        if section is None or not any(bloque.prints for bloque in section.bloques):
            yield section.heading if section else area


def _owes(linea: Linea, moment: Moment) -> bool:
    if linea.meta:
        goal = Goal.of(moment.programa, linea.meta, moment.quarter)
        if goal.counted:
            return any(goal.owes(c, moment.quarter) for c in goal.counted)
    return any(marca.programmed for marca in moment.marcas(linea.tareas))


def _worded(meta: Meta, *, changed: bool) -> str:
    """Return a meta as first approved, or as its last change words it."""
    changes = [change for each in meta.componentes for change in each.changes if change.text]
    if not changed or not changes:
        return meta.text
    return max(changes, key=lambda each: each.place).text


def pta(programa: Programa, *, changed: bool) -> Pta:
    """Return the PTA of a programme; `changed` where it prints its metas as modified."""
    sections = [s for s in secciones(programa, None) if s.kind != "report"]
    lineas = []
    for eje in programa.ejes:
        with_goals = any(linea.meta and linea.meta.text for linea in eje.lineas)
        for linea in eje.lineas:
            prints = programa.institucion.pta_verifies
            row = [linea.number, _verified(linea.title, linea, eje.words, prints=prints)]
            if with_goals:
                meta = linea.meta
                row += (
                    [
                        _worded(meta, changed=changed),
                        day_text(meta.starts_on),
                        day_text(meta.ends_on),
                    ]
                    if meta
                    else [""] * 3
                )
            lineas.append(tuple(" ".join(text.split()) for text in row))
    calendars = (
        tuple(
            CalendarRow(
                tarea.number,
                " ".join(tarea.calendar_text.split()),
                tuple(m in tarea.marcas and tarea.marcas[m].programmed for m in months.YEAR),
            )
            for tarea in eje.tareas
            if tarea.in_calendar
        )
        for eje in programa.ejes
    )
    return Pta(
        heads=tuple(str(months.first_day(programa, month).month) for month in months.YEAR),
        lineas=tuple(lineas),
        tareas=sum(tarea.in_table for eje in programa.ejes for tarea in eje.tareas),
        calendars=tuple(rows for rows in calendars if rows),
        captions=tuple(text for each in captions(s.bloques for s in sections) for text in each),
    )
