"""Writing the invented institution: its structure, its two programmes and their sections."""

from datetime import date, datetime, time

from django.utils import timezone

from programs.demo.dates import DemoCalendar, month_end
from programs.demo.front_matter import (
    AREAS,
    BUSY_AREA,
    EJES,
    INSTITUCION,
    LATE_AREA,
    SLUG,
    SeccionText,
    default_sections,
    programa_sections,
    trimestre_sections,
)
from programs.demo.history import fill_quarters
from programs.demo.monthly import confirm_months, fill_marks
from programs.demo.people import make_people
from programs.demo.plan import EjePlan, Linea, months_of
from programs.enums import BlockKind, ProgramaStatus
from programs.models import (
    Adecuacion,
    Area,
    Bloque,
    ComponenteDeMeta,
    DiaInhabil,
    Eje,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.services.programa import programa_complete
from programs.values.given import given


def make_muestra(calendar: DemoCalendar, password: str) -> Institucion:
    """Make the invented institution with last year's and this year's programme.

    Every date depends on the calendar's `today` only. `password` is the people's hashed password.
    """
    institucion = Institucion.objects.create(**INSTITUCION)
    DiaInhabil.objects.bulk_create(
        DiaInhabil(institucion=institucion, day=day, name=name)
        for day, name in calendar.days_off.items()
    )
    areas = {
        code: Area.objects.create(
            institucion=institucion, code=code, name=name, aliases=aliases, order=order
        )
        for order, (code, name, aliases, _text) in enumerate(AREAS, start=1)
    }
    people = make_people(institucion, areas.values(), password)
    _make_sections(institucion, default_sections(), areas)
    for year in (calendar.today.year - 1, calendar.today.year):
        programa = make_programa(institucion, year)
        for order, plan in enumerate(EJES, start=1):
            make_eje(programa, order, plan, areas, calendar)
        programa_complete(programa)
        _make_sections(institucion, programa_sections(year), areas, programa=programa)
        for trimestre in programa.trimestres.order_by("number"):
            _make_quarter_sections(trimestre, areas, calendar)
        _change_a_meta(programa, calendar)
        fill_quarters(programa, calendar, people)
        fill_marks(programa, calendar, people)
        confirm_months(programa, calendar, people)
    return institucion


def make_programa(institucion: Institucion, year: int) -> Programa:
    """Make an approved programme, still without its plan."""
    return Programa.objects.create(
        institucion=institucion,
        year=year,
        cover_date=f"Enero de {year}",
        status=ProgramaStatus.APPROVED,
        approval_agreement=f"Acuerdo de muestra OG/{year - 1}/12",
        approval_session=f"Cuarta sesión ordinaria de {year - 1} (muestra)",
        approved_on=date(year - 1, 12, 10),
    )


def make_eje(
    programa: Programa, order: int, plan: EjePlan, areas: dict[str, Area], calendar: DemoCalendar
) -> None:
    """Make an eje with its responsables, líneas, metas, tareas and programmed months."""
    eje = Eje.objects.create(
        programa=programa,
        order=order,
        name=plan.name,
        objective=plan.objective,
        strategy=plan.strategy,
    )
    Responsable.objects.bulk_create(
        Responsable(eje=eje, area=areas[code], order=place, reports=place == 1)
        for place, code in enumerate(plan.areas, start=1)
    )
    area = areas[plan.areas[0]]
    lineas = {
        place: _make_linea(eje, place, linea, area)
        for place, linea in enumerate(plan.lineas, start=1)
    }
    tareas = Tarea.objects.bulk_create(
        Tarea(
            eje=eje,
            linea=lineas.get(tarea.linea) if tarea.linea else None,
            area=area,
            order=place,
            text=tarea.text,
            monthly_projection=tarea.projection,
            goal=tarea.goal,
            expected_result=tarea.expected,
            verification=tarea.verification,
            calendar_text=tarea.calendar_text,
            in_table=tarea.in_table,
            demand_driven=tarea.demand_driven,
        )
        for place, tarea in enumerate(plan.tareas, start=1)
    )
    current = programa.year == calendar.today.year
    # The month's job of the interface: eight tareas to report, whatever the month.
    always = {calendar.today.month} if current and area.code == BUSY_AREA else set()
    MarcaMensual.objects.bulk_create(
        MarcaMensual(tarea=tarea, month=month)
        for tarea, text in zip(tareas, plan.tareas, strict=True)
        for month in sorted({*months_of(text.months), *always})
    )


def _make_linea(eje: Eje, order: int, plan: Linea, area: Area) -> LineaDeAccion:
    """Make a línea with its meta and the components of it."""
    linea = LineaDeAccion.objects.create(
        eje=eje, order=order, title=plan.title, area=area, verification=plan.verification
    )
    first, last = plan.months
    year = eje.programa.year
    meta = Meta.objects.create(
        linea=linea,
        text=plan.meta,
        starts_on=date(year, first, 1),
        ends_on=month_end(year, last),
        rule=plan.rule,
        due_quarters=plan.due_quarters,
    )
    ComponenteDeMeta.objects.bulk_create(
        ComponenteDeMeta(
            meta=meta,
            order=place,
            kind=componente.kind,
            quantity=componente.quantity,
            unit=componente.unit,
            **{f"programmed_q{q}": value for q, value in enumerate(componente.programmed, start=1)},
        )
        for place, componente in enumerate(plan.componentes, start=1)
    )
    return linea


def _make_sections(
    institucion: Institucion,
    texts: "tuple[SeccionText, ...]",
    areas: dict[str, Area],
    programa: Programa | None = None,
    trimestre: Trimestre | None = None,
) -> None:
    """Make sections of the institution, of a programme or of a quarter, each with its text."""
    prefix = SLUG
    if programa:
        prefix = f"{SLUG}-{programa.year}"
    if trimestre:
        prefix = f"{SLUG}-{trimestre.programa.year}-t{trimestre.number}"
    secciones = Seccion.objects.bulk_create(
        Seccion(
            institucion=institucion,
            programa=programa,
            trimestre=trimestre,
            area=areas[text.area] if text.area else None,
            key=f"{prefix}-{text.name}",
            kind=text.kind,
            heading=text.heading,
            auto_number=text.auto_number,
            order=text.order,
        )
        for text in texts
    )
    Bloque.objects.bulk_create(
        Bloque(
            institucion=institucion,
            seccion=seccion,
            key=f"{seccion.key}-b1",
            order=1,
            kind=BlockKind.TEXT,
            html=text.html,
        )
        for seccion, text in zip(secciones, texts, strict=True)
        if text.html
    )


def _make_quarter_sections(
    trimestre: Trimestre, areas: dict[str, Area], calendar: DemoCalendar
) -> None:
    """Make the sections of a quarter that is over; the late área has not written its own."""
    year, quarter = trimestre.programa.year, trimestre.number
    work = calendar.is_work(year, quarter)
    if not (work or calendar.is_closed(year, quarter)):
        return
    wrote = {code for code in areas if not (work and code == LATE_AREA)}
    texts = tuple(trimestre_sections(year, quarter, wrote))
    _make_sections(trimestre.programa.institucion, texts, areas, trimestre=trimestre)


def _change_a_meta(programa: Programa, calendar: DemoCalendar) -> None:
    """Change one meta: since the quarter in capture in its year, since T3 in the year before."""
    componentes = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa)
    year = programa.year
    if year < calendar.work_year:
        componente = componentes.get(meta__linea__eje__order=6, meta__linea__order=3)
        quarter, adjusted, text = 3, 12, "12 instrumentos jurídicos"
        reason = "Las áreas solicitaron más convenios que los previstos."
    elif year == calendar.work_year:
        componente = componentes.get(meta__linea__eje__order=1, meta__linea__order=1)
        quarter, adjusted, text = calendar.work_quarter, 30, "30 solicitudes"
        reason = "La demanda de las áreas creció por la mudanza de oficinas."
    else:
        return
    agreed_on = date(year, 3 * quarter - 1, 15)
    adecuacion = Adecuacion.objects.create(
        programa=componente.meta.linea.eje.programa,
        number=1,
        agreement=f"Acuerdo de muestra OG/{year}/0{quarter + 3}",
        agreed_on=agreed_on,
        from_quarter=quarter,
        reason=reason,
        made_at=timezone.make_aware(datetime.combine(agreed_on, time(12))),
    )
    ModificacionDeMeta.objects.create(
        adecuacion=adecuacion,
        meta=componente.meta,
        componente=componente,
        original=given(componente.quantity),
        adjusted=adjusted,
        adjusted_text=text,
    )
