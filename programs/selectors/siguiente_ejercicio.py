"""Preparing a year from the one before: what would be carried on, and what the year taught."""

from collections import defaultdict
from dataclasses import dataclass, replace

from programs.enums import LessonKind, SeccionKind
from programs.models import Eje, Leccion, LineaDeAccion, MarcaMensual, Programa, Seccion, Tarea
from programs.reading.lessons import learnt_of, previous_of
from programs.reading.planbook import area_choices, plan_book
from programs.selectors.estructura import why_approved
from programs.values.calendar_days import year_later
from programs.values.lessons import Lesson, seen_of
from programs.values.phrases import exercise_name
from programs.values.planbook import PlanBook, PlanEje
from programs.values.plandiff import Comparison, plan_compare

# They say what the institution is for in a year: the next one begins with them and may change them.
OF_THE_YEAR = (SeccionKind.MISSION, SeccionKind.VISION)


@dataclass(frozen=True)
class Carried:
    """How much of a programme the next one starts with."""

    ejes: int
    lineas: int
    tareas: int
    months: int
    secciones: int


@dataclass(frozen=True)
class NextYearPage:
    """The year that follows a programme: `made` is its programme once somebody began it."""

    programa: Programa
    exercise: str
    made: Programa | None
    carried: Carried


@dataclass(frozen=True)
class LessonRow:
    """A lesson of a línea, `decision` the row of what was decided, None while nothing was."""

    kind: LessonKind
    lesson: Lesson
    decision: Leccion | None

    @property
    def seen(self) -> str:
        """The mark of what the page shows of it."""
        return seen_of([self.lesson])


@dataclass(frozen=True)
class LineaLessons:
    """A línea of the new plan with what last year taught of it."""

    pk: int
    clave: str
    number: str
    title: str
    rows: tuple[LessonRow, ...]


@dataclass(frozen=True)
class EjeLessons:
    """An eje of the new plan with those of its líneas that learnt something."""

    order: int
    name: str
    lineas: tuple[LineaLessons, ...]


@dataclass(frozen=True)
class KindCount:
    """How many lessons of a kind wait for a decision; `seen` is the mark of them all."""

    kind: LessonKind
    open: int
    seen: str


@dataclass(frozen=True)
class LessonsPage:
    """What the year before taught; `before` is None where there is no such year.

    `locked` is why nothing of the plan changes any more, "" while it is being prepared.
    """

    programa: Programa
    before: Programa | None
    ejes: tuple[EjeLessons, ...]
    kinds: tuple[KindCount, ...]
    total: int
    locked: str

    @property
    def open(self) -> int:
        """How many lessons wait for a decision."""
        return sum(kind.open for kind in self.kinds)


def next_of(programa: Programa) -> Programa | None:
    """Return the programme of the year after in the same institution, or None."""
    rows = Programa.objects.filter(institucion=programa.institucion_id, year=programa.year + 1)
    return rows.select_related("institucion").first()


def next_year_page(programa: Programa) -> NextYearPage:
    """Return what the next year would start with, in six queries."""
    return NextYearPage(
        programa=programa,
        exercise=exercise_name(programa.year + 1, programa.start_month),
        made=next_of(programa),
        carried=Carried(
            ejes=programa.ejes.count(),
            lineas=LineaDeAccion.objects.filter(eje__programa=programa).count(),
            tareas=Tarea.objects.filter(eje__programa=programa).count(),
            months=MarcaMensual.objects.filter(
                tarea__eje__programa=programa, programmed=True
            ).count(),
            secciones=Seccion.objects.filter(programa=programa).count(),
        ),
    )


def lessons_page(programa: Programa) -> LessonsPage:
    """Return the lessons of the year before, beside the líneas of a programme that carry them on.

    The same number of queries for any number of líneas.
    """
    before = previous_of(programa)
    if before is None:
        return LessonsPage(programa, None, (), (), 0, why_approved(programa))
    learnt = learnt_of(before, LineaDeAccion.objects.filter(eje__programa=before))
    decided = {
        (row.linea_id, row.code): row
        for row in Leccion.objects.filter(linea__eje__programa=programa).select_related(
            "decided_by"
        )
    }
    by_eje: dict[int, list[LineaLessons]] = defaultdict(list)
    waiting: dict[str, list[Lesson]] = defaultdict(list)
    total = 0
    for linea in LineaDeAccion.objects.filter(eje__programa=programa).with_place():
        found = learnt.get(linea.clave)
        rows = tuple(
            LessonRow(lesson.code, lesson, decided.get((linea.pk, lesson.code)))
            for lesson in (found.lessons if found else ())
        )
        total += len(rows)
        for row in rows:
            if row.decision is None:
                waiting[row.kind].append(row.lesson)
        if rows:
            by_eje[linea.eje_id].append(
                LineaLessons(linea.pk, linea.clave, linea.number, linea.title, rows)
            )
    ejes = Eje.objects.filter(programa=programa).order_by("order")
    return LessonsPage(
        programa=programa,
        before=before,
        ejes=tuple(
            EjeLessons(eje.order, eje.name, tuple(by_eje[eje.pk])) for eje in ejes if by_eje[eje.pk]
        ),
        kinds=tuple(
            KindCount(kind, len(waiting[kind]), seen_of(waiting[kind]))
            for kind in LessonKind
            if waiting[kind]
        ),
        total=total,
        locked=why_approved(programa),
    )


def year_differences(programa: Programa, before: Programa) -> Comparison:
    """Return what a plan has that the one of the year before had not, as both were first written.

    What follows from the year alone is no difference: dates a year later, sections that carry the
    year in their clave with blocks that carry that of the section, and the institution's own texts
    that became those of the year.
    """
    choices = area_choices(programa.institucion_id)
    was, has = _yearless(before), _yearless(programa)
    kinds = {seccion.kind for seccion in was.secciones}
    kept = tuple(s for s in has.secciones if s.kind in kinds or s.kind not in OF_THE_YEAR)
    return plan_compare(
        replace(was, ejes=tuple(_a_year_later(eje) for eje in was.ejes)),
        replace(has, secciones=kept),
        choices.name,
    )


def _a_year_later(eje: PlanEje) -> PlanEje:
    """Return an eje whose metas begin and end a year later."""
    return replace(
        eje,
        lineas=tuple(
            linea
            if linea.meta is None
            else replace(
                linea,
                meta=replace(
                    linea.meta,
                    starts_on=year_later(linea.meta.starts_on),
                    ends_on=year_later(linea.meta.ends_on),
                ),
            )
            for linea in eje.lineas
        ),
    )


def _yearless(programa: Programa) -> PlanBook:
    """Return a plan whose sections are named without the year."""
    book = plan_book(programa)
    own = f"{book.institucion}-{book.year}-"
    return replace(
        book,
        secciones=tuple(
            replace(
                seccion,
                clave=seccion.clave.removeprefix(own).removeprefix(f"{book.institucion}-"),
                bloques=tuple(
                    replace(bloque, clave=f"{seccion.clave.removeprefix(own)}-{place}")
                    for place, bloque in enumerate(seccion.bloques)
                ),
            )
            for seccion in book.secciones
        ),
    )
