"""What last year's rows taught of the líneas of a programa, matched by their clave."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from programs.models import ComponenteDeMeta, LineaDeAccion, Programa, Tarea
from programs.models.programa import LineaQuerySet
from programs.reading.line import Line, thresholds_of
from programs.reading.lines import read_lines
from programs.reading.settled import is_settled
from programs.values.lessons import Lesson, LineaYear, lessons_of
from programs.values.progress import Closing


@dataclass(frozen=True)
class Learnt:
    """A línea of last year: its printed number, what it taught, and the claves of its parts.

    `components` and `tareas` are claves in the order in which the proposals count them.
    """

    number: str
    title: str
    lessons: tuple[Lesson, ...]
    components: tuple[str, ...]
    tareas: tuple[str, ...]


def previous_of(programa: Programa) -> Programa | None:
    """Return the programme of the year before in the same institution, or None."""
    rows = Programa.objects.select_related("institucion")
    return rows.filter(institucion=programa.institucion_id, year=programa.year - 1).first()


def learnt_of(before: Programa, lineas: LineaQuerySet) -> Mapping[str, Learnt]:
    """Return {clave: what a línea taught} for these líneas of the programa `before`.

    Who prepares a plan reads drafts; only quarters that were validated or closed teach. The same
    number of queries for any number of líneas.
    """
    trimestres = list(before.trimestres.select_related("programa__institucion").order_by("number"))
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in read_lines(lineas, trimestres):
        rows[line.linea.pk].append(line)
    pks = list(rows)
    components: dict[int, list[str]] = defaultdict(list)
    found = ComponenteDeMeta.objects.filter(meta__linea__in=pks).order_by("order")
    for linea, clave in found.values_list("meta__linea", "clave"):
        components[linea].append(clave)
    tareas = dict(Tarea.objects.filter(linea__in=pks).values_list("pk", "clave"))
    claves = dict(LineaDeAccion.objects.filter(pk__in=pks).values_list("pk", "clave"))
    years = tuple(sorted({before.month_start(month).year for month in (1, 12)}))
    return {
        claves[pk]: Learnt(
            number=lines[0].linea.number,
            title=lines[0].linea.title,
            lessons=lessons_of(_year(lines, years)),
            components=tuple(components[pk]),
            tareas=tuple(tareas[tarea.pk] for tarea in lines[0].linea.tareas),
        )
        for pk, lines in rows.items()
    }


def _year(lines: list[Line], years: tuple[int, ...]) -> LineaYear:
    """Return a línea over its year from what it is in each quarter."""
    judged = [
        line
        for line in lines
        if line.avance and is_settled(line.avance.status, line.trimestre.status)
    ]
    last = judged[-1] if judged else lines[-1]
    linea = last.linea
    return LineaYear(
        meta=linea.meta.facts if linea.meta else None,
        tareas=linea.tareas,
        told=tuple(line.trimestre.number for line in judged),
        stated=tuple(
            line.trimestre.number
            for line in judged
            if line.linea.closing and line.linea.closing.code is Closing.STATED
        ),
        causes=tuple(line.avance.cause for line in judged if line.avance and line.avance.cause),
        texts=(
            linea.title,
            linea.verification,
            *((linea.meta.text,) if linea.meta else ()),
            *(
                text
                for tarea in linea.tareas
                for text in (
                    tarea.text,
                    tarea.calendar_text,
                    tarea.monthly_projection,
                    tarea.goal,
                    tarea.expected_result,
                    tarea.verification,
                )
            ),
        ),
        years=years,
        green_to=int(thresholds_of(last.trimestre.programa.institucion).green_to),
    )
