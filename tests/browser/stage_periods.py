"""Two institutions of the stage: one whose áreas are all under review, one with closed quarters."""

from datetime import UTC, date, datetime, timedelta

from programs.enums import Role
from programs.models import (
    Area,
    Bloque,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Responsable,
    Trimestre,
    User,
)
from programs.services import cierre, revision_plan
from programs.services.observaciones import observacion_answer
from programs.services.siguiente_ejercicio import programa_continue
from tests.factories import YEAR, Cast, make_institucion, make_person, make_programa, send_to_review
from tests.programs.review_cast import Review, complete, entries, quarter

# The day before the one on which the stage stops the calendar.
MORNING = datetime(YEAR, 4, 1, 14, tzinfo=UTC)
# In the order of the printed plan, two líneas each.
SITUATIONS = ("juridica", "corregida", "firmada", "archivo", "abierta", "validada")


def reviewed(long: str, word: str) -> dict[str, User]:
    """Build the institution `revisada`; return who reviews it and the titular of its áreas.

    `juridica` was handed in and has observations that nobody sent; `corregida` answered its own
    and was handed in again; `firmada` was handed in by its reviewer; `archivo` was returned;
    `abierta` is complete and was never handed in; `validada` is validated.
    """
    institucion = make_institucion("revisada")
    programa = make_programa(institucion, lineas=2 * len(SITUATIONS))
    _divide(institucion, programa, long)
    boss = make_person("jefa", institucion, Role.TITULAR, "juridica")
    reviewer = make_person("revisora", institucion, Role.SECRETARIO)
    for area in institucion.areas.exclude(code="juridica"):
        signer = reviewer if area.code == "firmada" else boss
        Membresia.objects.create(user=signer, institucion=institucion, area=area, role=Role.TITULAR)
    cast = Cast(institucion, programa, {"titular": boss, "enlace": boss, "secretario": reviewer})

    _odd(cast, long)

    def begin(place: int, who: str = "titular") -> Review:
        review = Review(cast, SITUATIONS[place])
        review.now = MORNING + timedelta(hours=place)
        review.submit(who)
        return review

    pending = begin(0)
    _observe(pending, long, word)
    answered = begin(1)
    _observe(answered, long, word)
    answered.give_back()
    answered.rewrite(entries(cast, "corregida")[0], 5)
    for row in answered.entrega.observaciones.all():
        answered.act(observacion_answer, row.pk, answer=long[:200], by=boss)
    answered.submit()
    begin(2, "secretario")
    returned = begin(3)
    _observe(returned, long, word)
    returned.give_back()
    begin(5).validate()

    complete(cast, "abierta")
    area = institucion.areas.get(code="abierta")
    EntregaDeArea.objects.create(
        trimestre=quarter(cast), area=area, extended_to=date(YEAR, 4, 24),
        extension_reason=long[:300], extended_by=reviewer,
    )  # fmt: skip
    MarcaMensual.objects.filter(tarea__eje__programa=programa, month__lte=3).update(
        reported_at=MORNING
    )
    return {"boss": boss, "reviewer": reviewer}


def _odd(cast: Cast, long: str) -> None:
    """Give the first línea a table, and a quantity beyond what was programmed."""
    first = entries(cast)[0]
    Bloque.objects.create(
        institucion=cast.institucion, avance=first, key="tabla", order=3, kind="table",
        rows=[["Mes", "Documentos"], ["Enero", "9"]], title=long[:120], caption_kind="table",
        caption="Documentos por mes.",
    )  # fmt: skip
    first.cantidades.update(quantity=9, reason="Se adelantaron los convenios del semestre.")


def _divide(institucion, programa, long: str) -> None:
    """Give every two líneas of the plan to another área."""
    made = Area.objects.bulk_create(
        Area(institucion=institucion, code=code, name=f"Dirección {code}", order=order)
        for order, code in enumerate(SITUATIONS, start=1)
        if code not in ("juridica", "archivo")
    )
    institucion.areas.filter(code="juridica").update(name=long[:180])
    areas = {area.code: area for area in [*institucion.areas.filter(code="archivo"), *made]}
    areas["juridica"] = institucion.areas.get(code="juridica")
    lineas = LineaDeAccion.objects.filter(eje__programa=programa)
    for place, linea in enumerate(lineas.order_by("eje__order", "order")):
        linea.area = areas[SITUATIONS[place // 2]]
        linea.save()
        linea.tareas.update(area=linea.area)
        Responsable.objects.get_or_create(
            eje=linea.eje, area=linea.area, defaults={"reports": False}
        )


def _observe(review: Review, long: str, word: str) -> None:
    """Observe the text, the quantity and the whole of the first línea of the área."""
    first = entries(review.cast, review.code)[0]
    block = first.bloques.get(kind="text")
    review.observe(first, block, text=long, proposed=f"<p>{long[:200]}</p>")
    review.observe(first, first.cantidades.get(), text=word)
    review.observe(first, text="¿Se publicó?")


def closed_twice(long: str) -> dict[str, User]:
    """Build the institution `cortada`; return who closes its quarters, and an enlace of it.

    Its programme is approved; the first quarter was closed, reopened and closed again with
    something missing, and the second one is open. The next year is begun, and a línea names this.
    """
    institucion = make_institucion("cortada")
    programa = make_programa(institucion, lineas=2)
    LineaDeAccion.objects.filter(eje__programa=programa, eje__order=1).update(
        title=f"{long[:380]} {YEAR}"
    )
    closer = make_person("cierra", institucion, Role.SECRETARIO)
    keeper = make_person("planea", institucion, Role.PLANEACION)
    adjuster = make_person("ajusta", institucion, Role.ENLACE, "juridica")
    first, second = Trimestre.objects.filter(programa=programa, number__lte=2).order_by("number")
    send_to_review(programa)
    revision_plan.programa_approve(
        programa.pk, agreement="OG/2025/12", session=long[:200], approved_on=date(YEAR, 1, 15),
        by=keeper, now=MORNING,
    )  # fmt: skip
    close = {"typed": "T1 2026", "missing_reason": long, "by": closer}
    cierre.trimestre_close(first.pk, now=MORNING + timedelta(hours=1), **close)
    cierre.trimestre_reopen(
        first.pk, reason="Faltó una cantidad.", by=closer, now=MORNING + timedelta(hours=2)
    )
    cierre.trimestre_close(first.pk, now=MORNING + timedelta(hours=3), **close)
    cierre.trimestre_open(second.pk, due_on=date(YEAR, 7, 14), by=keeper, now=MORNING)
    programa_continue(programa.pk, by=keeper, now=MORNING + timedelta(hours=4))
    return {"closer": closer, "adjuster": adjuster}
