"""What comes next for who keeps the dates of an institution: approve, open, close, prepare."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from programs.enums import ProgramaStatus, TrimestreStatus
from programs.models import Institucion, Programa, Trimestre
from programs.selectors.debts import Debts, OpenQuarters
from programs.values.phrases import exercise_name, long_date


@dataclass(frozen=True)
class NextStep:
    """One thing that can be done next: why, where, and the words of its link."""

    institucion: Institucion
    text: str
    url: str
    action: str


def next_steps(
    rows: OpenQuarters, debts: Iterable[Debts], institutions: Iterable[Institucion], today: date
) -> tuple[NextStep, ...]:
    """Return what can be done next in each institution, in the order of a year; no query."""
    by_programa = {debt.programa.pk: debt for debt in debts}
    found: list[NextStep] = []
    for institucion in institutions:
        own = [p for p in rows.programas if p.institucion_id == institucion.pk]
        own.sort(key=lambda programa: programa.year)
        for text, url, action in _steps(institucion, own, rows, by_programa, today):
            found.append(NextStep(institucion, text, url, action))
    return tuple(found)


def _steps(
    institucion: Institucion,
    programas: list[Programa],
    rows: OpenQuarters,
    debts: Mapping[int, Debts],
    today: date,
) -> Iterator[tuple[str, str, str]]:
    quarters = [trimestre for p in programas for trimestre in rows.trimestres[p.pk]]
    for trimestre in quarters:
        if trimestre.status == TrimestreStatus.OPEN and _is_validated(trimestre, debts):
            title = _title(trimestre)
            url = reverse("trimestre_closing", args=trimestre.place)
            text = f"Todo está validado en el {title}. Falta que el Secretario Técnico lo cierre."
            yield text, url, f"Ver el cierre del {title}"
    for programa in programas:
        if programa.status == ProgramaStatus.APPROVED:
            continue
        url = reverse("revision_plan", args=programa.place)
        if programa.status == ProgramaStatus.PLANNING:
            text = f"El programa {programa.exercise} está en planeación."
            yield text, url, f"Revisar y enviar el plan {programa.exercise}"
        else:
            text = f"El plan {programa.exercise} está en revisión."
            yield text, url, f"Ver lo que falta para aprobar {programa.exercise}"
    upcoming = [t for t in quarters if t.status == TrimestreStatus.UPCOMING]
    if upcoming:
        yield _to_open(min(upcoming, key=lambda trimestre: trimestre.starts_on), today)
    # While its last quarter runs, the programme that follows is prepared.
    if not programas:
        yield (
            "Todavía no hay programas.",
            _to_prepare(institucion),
            "Preparar el primer programa",
        )
    elif programas[-1].month_start(10) <= today:
        last = programas[-1]
        following = exercise_name(last.year + 1, last.start_month)
        text = f"Todavía no hay programa de {following}."
        yield text, _to_prepare(institucion), f"Preparar el programa {following}"


def _to_prepare(institucion: Institucion) -> str:
    """Return where a programme is created."""
    return reverse("preparar_step", args=[institucion.slug, "programa"])


def _to_open(trimestre: Trimestre, today: date) -> tuple[str, str, str]:
    title, day = _title(trimestre), long_date(trimestre.starts_on)
    url = f"{reverse('plazos', args=trimestre.programa.place)}#trimestre-{trimestre.number}"
    if trimestre.starts_on <= today:
        text = f"El {title} empezó el {day} y no está abierto."
    else:
        text = f"El {title} empieza el {day}."
    return text, url, f"Abrir el {title}"


def _is_validated(trimestre: Trimestre, debts: Mapping[int, Debts]) -> bool:
    debt = debts.get(trimestre.programa_id)
    own = [q for q in debt.quarters if q.trimestre.pk == trimestre.pk] if debt else []
    return bool(own) and all(quarter.is_validated for quarter in own)


def _title(trimestre: Trimestre) -> str:
    return trimestre.full_name
