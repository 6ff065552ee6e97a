"""The adecuación of an approved programa: each change, what it leaves alone, and its refusals."""

import copy
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programs.enums import AvanceStatus
from programs.errors import DomainError, Locked
from programs.models import (
    Adecuacion,
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    ConfirmacionMensual,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeses,
    ModificacionDeMeta,
    Programa,
    Trimestre,
)
from programs.reading.corte import programa_snapshot, trimestre_snapshot
from programs.services.adecuacion import adjustment_preview, programa_adjust
from programs.services.programa import programa_complete
from programs.values.adjusting import Adjustment, MetaChange, NewLinea
from programs.values.frozen import freeze
from programs.values.modified import linea_sentences
from programs.values.snapshot import Snapshot
from tests.adecuaciones import approved, grounds
from tests.factories import CLOSED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_cast")]
NOW = datetime(2026, 7, 10, 18, tzinfo=UTC)


@pytest.fixture
def adjust(cast):
    """Return a function that adapts the approved programa, as Planeación unless said."""
    programa = approved(cast.programa)

    def act(*metas, cancelled=(), months=None, added=(), by="planeacion", version=None, **values):
        adjustment = Adjustment(grounds(**values), metas, cancelled, months or {}, added)
        return programa_adjust(
            programa.pk, adjustment, by=cast.people[by], now=NOW, version=version
        )

    return act


def quarter(cast, number: int) -> Snapshot:
    """Return a quarter as a document would print it."""
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=number
    )
    return trimestre_snapshot(trimestre, today=date(2026, 7, 10))


def refused(act, *args, **values) -> dict[str, list[str]]:
    """Return the sentences by field of a refused act, which left nothing behind."""
    before = Adecuacion.objects.count(), AuditEntry.objects.count()
    with pytest.raises(ValidationError) as error:
        act(*args, **values)
    assert (Adecuacion.objects.count(), AuditEntry.objects.count()) == before
    return error.value.message_dict


# Cancelling -------------------------------------------------------------------------------------


def test_a_cancelled_linea_counts_until_its_quarter(cast, adjust):
    first, second = cast.linea(0), cast.linea(1)
    earlier = [freeze(quarter(cast, number)) for number in (1, 2)]
    numbers = [linea.number for linea in quarter(cast, 3).lineas]

    made = adjust(cancelled=(first.pk,))
    programa_complete(cast.programa)

    assert [freeze(quarter(cast, number)) for number in (1, 2)] == earlier
    third = quarter(cast, 3)
    assert [linea.number for linea in third.lineas] == numbers[1:]
    assert third.lineas[0].pk == second.pk
    (gone,) = third.ejes[0].cancelled
    assert (gone.pk, gone.number, gone.adecuacion.agreement) == (first.pk, "1.1", "OG/2026/07")
    entries = AvanceTrimestral.objects.filter(linea=first).order_by("trimestre__number")
    assert list(entries.values_list("trimestre__number", flat=True)) == [1, 2]
    months = MarcaMensual.objects.filter(tarea__linea=first, programmed=True)
    assert sorted(months.values_list("month", flat=True)) == [1, 2, 3, 4, 5, 6]
    (planned,) = [each for each in programa_snapshot(made.programa).lineas if each.pk == first.pk]
    assert "Línea cancelada desde el 3er trimestre. OG/2026/07, 02/07/2026." in linea_sentences(
        planned, 1
    )


def test_what_was_captured_is_never_cancelled_away(cast, adjust):
    linea = cast.linea(0)
    MarcaMensual.objects.filter(tarea__linea=linea, month=7).update(status="done", reported_at=NOW)
    told = refused(adjust, cancelled=(linea.pk,))
    assert "ya tiene avance capturado desde el 3er trimestre" in told[f"linea-{linea.pk}"][0]

    MarcaMensual.objects.filter(tarea__linea=linea, month=7).update(
        status="unreported", reported_at=None
    )
    AvanceDeComponente.objects.filter(avance=cast.avance(0, 4)).update(quantity=1)
    assert f"linea-{linea.pk}" in refused(adjust, cancelled=(linea.pk,))


def test_a_cancelled_linea_changes_no_more(cast, adjust):
    linea = cast.linea(0)
    adjust(cancelled=(linea.pk,))
    change = MetaChange(linea.pk, text="10 documentos")
    told = refused(adjust, change, from_quarter=4)
    assert told[f"linea-{linea.pk}"] == ["La línea ya está cancelada desde el 3er trimestre."]
    assert refused(adjust, cancelled=(linea.pk,), from_quarter=4) == told


# Metas ------------------------------------------------------------------------------------------


def test_the_quarters_of_a_monthly_quantity_stay_the_sum_of_their_months(cast, adjust):
    linea = cast.linea(0)
    rows = ComponenteDeMeta.objects.filter(meta__linea=linea)
    rows.update(monthly=True)
    componente = rows.get()
    other = (componente.programmed[3] or Decimal(0)) + 1
    change = MetaChange(linea.pk, text="Otra", programmed={componente.pk: {4: other}})

    told = refused(adjust, change)

    assert "se programa por mes" in told[f"linea-{linea.pk}"][0]


def test_a_meta_changes_its_quantity_and_its_quarters_from_then_on(cast, adjust):
    linea = cast.linea(0)
    componente = linea.meta.componentes.get()
    earlier = [freeze(quarter(cast, number)) for number in (1, 2)]
    adjust(
        MetaChange(
            linea.pk,
            text="16 documentos",
            quantities={componente.pk: Decimal(16)},
            programmed={componente.pk: {3: Decimal(5), 4: Decimal(5)}},
        )
    )

    assert [freeze(quarter(cast, number)) for number in (1, 2)] == earlier
    meta = quarter(cast, 3).lineas[0].meta
    (part,) = meta.facts.components
    assert (meta.text, meta.original_text, part.annual) == ("16 documentos", "12 documentos", 16)
    assert part.programmed == (3, 3, 5, 5)
    assert quarter(cast, 2).lineas[0].meta.facts.components[0].programmed == (3, 3, 3, 3)
    (change,) = meta.changes
    assert (change.original, change.number, change.reason) == (12, 1, "Cambió el presupuesto.")
    assert change.original_programmed == (3, 3, 3, 3)


def test_a_second_change_goes_on_from_the_first(cast, adjust):
    linea = cast.linea(0)
    pk = linea.meta.componentes.get().pk
    adjust(MetaChange(linea.pk, quantities={pk: Decimal(16)}))
    adjust(MetaChange(linea.pk, quantities={pk: Decimal(20)}), agreement="OG/2026/08")

    changes = ModificacionDeMeta.objects.in_order()
    assert [(c.original, c.adjusted) for c in changes] == [(12, 16), (16, 20)]
    assert quarter(cast, 3).lineas[0].meta.facts.components[0].annual == 20
    assert quarter(cast, 3).lineas[0].meta.text == "20 documentos"
    late = MetaChange(linea.pk, quantities={pk: Decimal(24)})
    told = refused(adjust, late, from_quarter=2, agreement="OG/2026/09")
    assert "ya cambió esta meta desde el 3er trimestre" in told[f"linea-{linea.pk}"][0]


def test_a_meta_in_words_is_worded_anew(cast, adjust):
    linea = cast.linea(0)
    linea.meta.componentes.all().delete()
    adjust(MetaChange(linea.pk, text="Un reglamento", due=(4,)))

    assert [quarter(cast, n).lineas[0].meta.text for n in (2, 3)] == [
        "12 documentos",
        "Un reglamento",
    ]
    assert quarter(cast, 3).lineas[0].meta.facts.due_quarters == (4,)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "Escriba qué cambia de la meta"),
        ({"text": "12 documentos"}, "Escriba qué cambia de la meta"),
        ({"annual": 0}, "mayor que cero"),
        ({"annual": 20, "first_text": "Los de siempre"}, "cómo se lee la meta"),
        ({"programmed": {2: Decimal(4)}}, "Lo programado del 2do trimestre ya no cambia."),
    ],
)
def test_what_changes_nothing_or_what_was_is_refused(cast, adjust, change, sentence):
    linea = cast.linea(0)
    if "first_text" in change:
        Meta.objects.filter(linea=linea).update(text=change["first_text"])
    pk = linea.meta.componentes.get().pk
    asked = MetaChange(
        linea.pk,
        text=change.get("text", ""),
        quantities={pk: Decimal(change["annual"])} if "annual" in change else {},
        programmed={pk: change.get("programmed", {})},
    )
    told = refused(adjust, asked)
    assert sentence in " ".join(told[f"linea-{linea.pk}"])


# Months -----------------------------------------------------------------------------------------


def test_months_move_from_the_quarter_on_and_are_remembered(cast, adjust):
    tarea = cast.linea(0).tareas.get()
    earlier = [freeze(quarter(cast, number)) for number in (1, 2)]
    adjust(months={tarea.pk: frozenset({1, 8, 12})})

    assert [freeze(quarter(cast, number)) for number in (1, 2)] == earlier
    assert quarter(cast, 3).ejes[0].tareas[0].programmed_months == {1, 2, 3, 4, 5, 6, 8, 12}
    assert quarter(cast, 2).ejes[0].tareas[0].programmed_months == set(range(1, 13))
    move = ModificacionDeMeses.objects.get()
    assert (move.original, move.adjusted) == (list(range(1, 13)), [1, 2, 3, 4, 5, 6, 8, 12])


def test_months_that_were_said_are_kept(cast, adjust):
    tarea = cast.linea(0).tareas.get()
    MarcaMensual.objects.filter(tarea=tarea, month=7).update(
        status="not_done", reason="Sin quórum", reported_at=NOW
    )
    told = refused(adjust, months={tarea.pk: frozenset({8})})
    assert "ya se reportó como no realizado" in told[f"tarea-{tarea.pk}"][0]

    MarcaMensual.objects.filter(tarea=tarea, month=9).delete()
    ConfirmacionMensual.objects.create(
        programa=cast.programa, area=tarea.area, month=9,
        confirmed_by=cast.people["enlace"], confirmed_at=NOW,
    )  # fmt: skip
    told = refused(adjust, months={tarea.pk: frozenset(range(7, 13))})
    assert "El área ya confirmó septiembre" in told[f"tarea-{tarea.pk}"][0]


# Adding -----------------------------------------------------------------------------------------


def new(cast, **values) -> NewLinea:
    linea = cast.linea(0)
    given = {
        "eje": linea.eje_id, "area": linea.area_id, "title": "Publicar el padrón",
        "meta": "2 padrones", "unit": "padrones", "quantity": Decimal(2),
        "programmed": {3: Decimal(1), 4: Decimal(1)}, "tarea": "Integrar el padrón",
        "months": frozenset({2, 8, 11}),
    }  # fmt: skip
    return NewLinea(**{**given, **values})


def test_an_added_linea_stands_last_and_only_from_its_quarter(cast, adjust):
    earlier = [freeze(quarter(cast, number)) for number in (1, 2)]
    numbers = {linea.pk: linea.number for linea in quarter(cast, 3).lineas}
    made = adjust(added=(new(cast),))

    assert [freeze(quarter(cast, number)) for number in (1, 2)] == earlier
    third = quarter(cast, 3)
    found = {linea.pk: linea.number for linea in third.lineas}
    linea = LineaDeAccion.objects.get(added_by=made)
    assert found == numbers | {linea.pk: "1.3"}
    read = next(each for each in third.lineas if each.pk == linea.pk)
    assert (read.added.number, read.meta.facts.components[0].programmed) == (1, (0, 0, 1, 1))
    assert read.tareas[0].programmed_months == {8, 11}
    entries = AvanceTrimestral.objects.filter(linea=linea)
    assert sorted(entries.values_list("trimestre__number", flat=True)) == [3, 4]
    assert AvanceDeComponente.objects.filter(avance__linea=linea).count() == 2


def test_what_was_handed_in_gets_nothing_new(cast, adjust):
    area = cast.linea(0).area
    EntregaDeArea.objects.create(
        trimestre=Trimestre.objects.get(programa=cast.programa, number=3), area=area,
        status=AvanceStatus.SUBMITTED, submitted_at=NOW, submitted_by=cast.people["titular"],
        folio="X-1", round=1, statement="Declaro.",
    )  # fmt: skip
    told = refused(adjust, added=(new(cast),))
    assert told["nueva-1"][0].startswith(f"{area.name} ya envió el 3er trimestre.")


# The act ----------------------------------------------------------------------------------------


def test_one_act_tells_all_of_it_and_the_preview_leaves_nothing(cast, adjust):
    linea, other = cast.linea(0), cast.linea(2)
    pk = linea.meta.componentes.get().pk
    asked = Adjustment(
        grounds(),
        (MetaChange(linea.pk, quantities={pk: Decimal(16)}),),
        (other.pk,),
        {linea.tareas.get().pk: frozenset({8})},
        (new(cast),),
    )
    before = copy.deepcopy(freeze(quarter(cast, 3)))
    by = cast.people["planeacion"]
    version = Programa.objects.get(pk=cast.programa.pk).version
    shown = adjustment_preview(cast.programa.pk, asked, by=by, now=NOW, version=version)
    assert freeze(quarter(cast, 3)) == before
    assert not Adecuacion.objects.exists() and not AuditEntry.objects.exists()

    made = programa_adjust(cast.programa.pk, asked, by=by, now=NOW, version=version)
    again = programa_adjust(cast.programa.pk, asked, by=by, now=NOW, version=version)
    assert again == made
    act = AuditEntry.objects.get()
    assert (act.action, act.data["from_quarter"]) == ("programa_adjust", 3)
    assert [row[1:] for row in act.data["changes"]] == [
        [each.before, each.after] for each in shown.alterations
    ]
    assert ("12 documentos", "16 documentos") in [
        (each.before, each.after) for each in shown.alterations
    ]
    with pytest.raises(DomainError, match="cambió mientras usted escribía"):
        programa_adjust(
            cast.programa.pk, Adjustment(grounds(agreement="X")), by=by, now=NOW, version=version
        )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"agreement": " "}, "agreement"),
        ({"session": ""}, "session"),
        ({"reason": "\n"}, "reason"),
        ({"agreed_on": None}, "agreed_on"),
        ({"agreed_on": date(2026, 7, 11)}, "agreed_on"),
        ({}, "changes"),
    ],
)
def test_an_act_without_its_grounds_or_changes_is_refused(adjust, values, field):
    assert list(refused(adjust, **values)) == [field]


def test_a_closed_quarter_stays_as_it_is(cast, adjust):
    Trimestre.objects.filter(programa=cast.programa, number=3).update(**CLOSED)
    linea = cast.linea(0)
    for number in (1, 2, 3):
        told = refused(adjust, cancelled=(linea.pk,), from_quarter=number)
        assert "El 3er trimestre 2026 está cerrado" in told["from_quarter"][0]
    # The locks of the database let the act pass: nothing of the closed quarter is touched.
    adjust(cancelled=(linea.pk,), added=(new(cast),), from_quarter=4)
    assert AvanceTrimestral.objects.filter(linea=linea).count() == 3


def test_only_planeacion_adapts_and_only_what_was_approved(cast, adjust):
    for name in ("titular", "secretario", "consulta", "outsider"):
        with pytest.raises(Locked, match="Planeación"):
            adjust(cancelled=(cast.linea(0).pk,), by=name)
    Programa.objects.filter(pk=cast.programa.pk).update(status="planning")
    with pytest.raises(DomainError, match="todavía no se aprueba"):
        adjust(cancelled=(cast.linea(0).pk,))


def test_what_is_of_another_programa_is_refused(cast, adjust):
    other = LineaDeAccion.objects.exclude(eje__programa=cast.programa).first()
    told = refused(
        adjust, MetaChange(other.pk, text="x"), cancelled=(), added=(new(cast, eje=other.eje_id),),
        months={other.tareas.get().pk: frozenset({8})},
    )  # fmt: skip
    assert set(told) == {f"linea-{other.pk}", f"tarea-{other.tareas.get().pk}", "nueva-1"}
