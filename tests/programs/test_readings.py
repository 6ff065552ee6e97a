"""What a page says of a línea in a quarter, without a database: figures, words, access."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.facts import has_quantity
from programs.values.progress import ComponentFacts, Kind, MetaFacts, Rule
from programs.values.readings import (
    Access,
    annual_words,
    read_component,
    read_entry,
    says_quantities,
    workflow_of,
)
from programs.values.snapshot import (
    AvanceSnapshot,
    LineaSnapshot,
    MarkSnapshot,
    MetaSnapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)

T1 = TrimestreSnapshot(1, date(2026, 1, 1), date(2026, 3, 31), (1, 2, 3), "", 12, 12, "")
T2 = TrimestreSnapshot(2, date(2026, 4, 1), date(2026, 6, 30), (4, 5, 6), "", 12, 12, "")
ENTRY = AvanceSnapshot(1, "draft", False, "", "automatic", None, "", (), ())


def four(*values) -> tuple:
    """Return four quantities; a missing one is None."""
    known = [None if value is None else Decimal(value) for value in values]
    return tuple(known + [None] * (4 - len(known)))


def component(annual="12", programmed=(3, 3, 3, 3), actual=(), **values) -> ComponentFacts:
    """Return a component of 12 documentos, 3 a quarter, unless told otherwise."""
    return ComponentFacts(
        unit=values.pop("unit", "documentos"),
        kind=values.pop("kind", Kind.SUM),
        annual=None if annual is None else Decimal(annual),
        programmed=four(*programmed),
        actual=four(*actual),
        **values,
    )


def linea(*components: ComponentFacts, entry=ENTRY, tareas=(), **facts) -> LineaSnapshot:
    """Return a línea with a meta of these components; without any it has no meta."""
    meta = None
    if components:
        meta = MetaSnapshot("meta", "meta", None, None, MetaFacts(components, **facts), (), (), ())
    return LineaSnapshot(
        1, "1", "Título", "Área", "area", "", meta, tareas, entry, None, None, None
    )


def tarea(*marks: tuple[int, str]) -> TareaSnapshot:
    """Return a tarea with these (month, status), all programmed."""
    months = tuple(MarkSnapshot(month, True, status, "") for month, status in marks)
    texts = ("Texto", True, "", "", "", "", True, "Texto")
    return TareaSnapshot(1, 1, "Área", *texts, "1", months, "area", ())


def test_a_single_component_is_told_by_its_number():
    reading = read_entry(linea(component(actual=(2, 4))), T2)
    assert (reading.quantity, reading.accumulated, reading.annual) == ("4", "6", "50%")
    assert reading.bar == 50
    assert reading.sentence == "Del 100% de la meta programada, se tiene un avance del 50%."


def test_the_bar_ends_at_the_meta_and_the_figure_does_not():
    reading = read_entry(linea(component(actual=(18,))), T1)
    assert (reading.annual, reading.bar) == ("150%", 100)


def test_several_components_are_told_with_their_units():
    two = (component("16", unit="actas", actual=(9,)), component(unit="acuerdos", actual=(12,)))
    reading = read_entry(linea(*two), T1)
    assert reading.quantity == "9 actas y 12 acuerdos"
    assert reading.annual == "75%"
    apart = read_entry(linea(*two, rule=Rule.EACH), T1)
    assert apart.annual == "56% en actas y 100% en acuerdos"
    assert apart.bar is None
    assert apart.sentence.endswith("un avance del 56% en actas y del 100% en acuerdos.")


def test_what_nobody_said_is_never_zero():
    unknown = read_entry(linea(component()), T1)
    assert (unknown.quantity, unknown.accumulated, unknown.annual) == ("sin dato",) * 3
    assert unknown.bar is None
    assert unknown.note == "Sin cantidad reportada en el 1er trimestre."
    later = read_entry(linea(component(programmed=(0, 0, 6, 6))), T1)
    assert (later.quantity, later.accumulated, later.annual) == ("no programado",) * 3
    assert later.sentence == "Meta programada en el 3er y 4to trimestre."
    zero = read_entry(linea(component(actual=(0,))), T1)
    assert (zero.quantity, zero.annual, zero.bar) == ("0", "0%", 0)


def test_what_cannot_be_counted_says_so():
    reading = read_entry(linea(component(None, (), kind=Kind.UNQUANTIFIED)), T1)
    assert (reading.quantity, reading.annual) == ("sin cuantificar",) * 2
    assert annual_words(MetaFacts(()), 1) == "sin cuantificar"


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"annual": None, "programmed": (), "kind": Kind.UNQUANTIFIED}, "sin cuantificar"),
        ({"programmed": (0, 0, 6, 6)}, "no programado"),
        ({}, "sin dato"),
    ],
)
def test_what_all_components_lack_is_said_once(parts, word):
    two = component(unit="actas", **parts), component(unit="acuerdos", **parts)

    assert read_entry(linea(*two), T1).quantity == word


def test_what_one_component_lacks_goes_with_its_unit():
    two = component(unit="actas"), component(unit="acuerdos", actual=(2,))

    assert read_entry(linea(*two), T1).quantity == "sin dato actas y 2 acuerdos"


def test_a_quarter_without_programmed_months_says_so():
    reading = read_entry(linea(tareas=(tarea((1, "done")),)), T2)

    assert reading.quantity == "no programado"
    assert reading.accumulated == "1 de 1 mes (100%)"


def test_the_four_answers_of_the_programming():
    parts = component(programmed=(4000, 0))
    meta = MetaFacts((parts,), due_quarters=(3,))
    told = [read_component(meta, parts, number).programmed for number in (1, 2, 3)]
    assert told == ["4,000", "no programado", "programado, sin cantidad"]
    silent = component(programmed=())
    assert read_component(MetaFacts((silent,)), silent, 1).programmed == "sin programación"


def test_demand_tells_what_was_received():
    asked = component(None, (), actual=(5,), kind=Kind.DEMAND, received=four(6))
    reading = read_component(MetaFacts((asked,)), asked, 1)
    assert (reading.quantity, reading.received, reading.annual) == ("5", "6", "según la demanda")
    assert reading.percent == "83%"


def test_a_linea_without_quantities_counts_the_months_of_its_tareas():
    done = tarea((1, "done"), (2, "not_done"), (4, "done"), (9, "unreported"))
    reading = read_entry(linea(tareas=(done,)), T2)
    assert reading.quantity == "1 de 1 mes (100%)"
    assert reading.accumulated == "2 de 3 meses (67%)"
    assert reading.annual == "2 de 4 meses (50%)"
    assert reading.semaforo.word == "Sin meta"
    alone = read_entry(linea(), T1)
    assert alone.quantity == "sin tareas"
    assert alone.note == "Sin avance reportado en el trimestre."


def test_months_without_report_are_counted_apart_and_give_no_percentage():
    owed = tarea((1, "done"), (2, "unreported"), (4, "unreported"), (5, "unreported"))
    reading = read_entry(linea(tareas=(owed,)), T2)
    assert reading.quantity == "0 de 2 meses, 2 sin reportar"
    assert reading.accumulated == "1 de 4 meses, 3 sin reportar"
    assert reading.annual == "1 de 4 meses, 3 sin reportar"
    assert (reading.sentence, reading.note) == ("", "Sin reporte de abril y mayo.")


def test_what_has_not_begun_is_not_owed():
    running = replace(T2, begun=4)
    owed = tarea((1, "done"), (4, "done"), (5, "unreported"), (6, "unreported"))
    reading = read_entry(linea(tareas=(owed,)), running)
    assert (reading.quantity, reading.accumulated) == ("1 de 1 mes (100%)", "2 de 2 meses (100%)")
    assert reading.annual == "2 de 4 meses (50%)"
    assert reading.sentence == "El mes programado hasta abril se realizó."
    assert read_entry(linea(tareas=(owed,)), replace(T2, begun=5)).note == "Sin reporte de mayo."
    before = read_entry(linea(tareas=(owed,)), replace(T2, begun=3))
    assert (before.quantity, before.sentence) == ("1 de 1 mes (100%)", "")
    later = read_entry(linea(tareas=(tarea((5, "unreported")),)), replace(T2, begun=3))
    assert later.quantity == "por empezar"
    quarter = read_entry(linea(component(actual=(3,))), replace(T2, begun=3))
    assert (quarter.sentence, quarter.note) == ("", "Sin avance reportado en el trimestre.")


def test_the_silent_tareas_are_counted():
    two = tarea((4, "unreported"), (5, "done")), tarea((5, "unreported"))
    assert read_entry(linea(tareas=two), T2).note == "Sin reporte de abril y mayo en 2 tareas."
    one = tarea((4, "done")), tarea((5, "unreported"))
    assert read_entry(linea(tareas=one), T2).note == "Sin reporte de mayo en 1 tarea."


def test_tareas_without_calendar_are_not_told_by_one():
    reading = read_entry(linea(tareas=(tarea(),)), T1)
    assert (reading.sentence, reading.note) == ("", "Sin avance reportado en el trimestre.")


def test_quarters_without_report_are_named_once_or_by_component():
    whole = read_entry(linea(component(actual=(None, 3))), T2)
    assert (whole.annual, whole.bar, whole.sentence) == ("sin dato", None, "")
    assert whole.note == "Sin cantidad reportada en el 1er trimestre."
    assert whole.semaforo.reason == whole.note
    two = component(unit="actas", actual=(1,)), component(unit="acuerdos", actual=(None, 1))
    told = "Sin cantidad reportada de actas en el 2do trimestre; de acuerdos en el 1er trimestre."
    assert read_entry(linea(*two), T2).note == told
    both = component(unit="actas"), component(unit="acuerdos")
    assert read_entry(linea(*both), T2).note.endswith("reportada en el 1er y 2do trimestre.")


def test_a_component_that_owes_nothing_yet_does_not_silence_the_others():
    two = component("16", unit="actas", actual=(4,)), component(programmed=(0, 4, 4, 4))
    reading = read_entry(linea(*two, rule=Rule.EACH), T1)
    assert reading.annual == "25% en actas"
    assert reading.sentence.endswith("se tiene un avance del 25% en actas.")


def test_a_meta_without_figure_says_so_once_it_is_reported():
    reading = read_entry(linea(component(None, actual=(3,))), T1)
    assert reading.note == "Con las cantidades de la meta no se calcula un porcentaje."


def test_a_stated_figure_shows_its_reason_and_the_difference():
    entry = replace(
        ENTRY, closing="stated", stated_percent=Decimal(6), closing_reason="Así consta."
    )
    reading = read_entry(linea(component("40", (), actual=(6,)), entry=entry), T1)
    assert reading.annual == "15%"
    assert "un avance del 6%" in reading.sentence
    assert reading.note == "Porcentaje declarado. Motivo: Así consta."
    assert "las cantidades dan 15%" in reading.finding


def test_an_omitted_sentence_shows_its_reason():
    entry = replace(ENTRY, closing="omitted", closing_reason="No aplica")
    reading = read_entry(linea(component(actual=(1,)), entry=entry), T1)
    assert reading.sentence == ""
    assert reading.note == "Sin frase de cierre. Motivo: No aplica."


@pytest.mark.parametrize("access", [Access(own=False, sums=False), Access(own=True, sums=False)])
def test_what_may_not_be_read_leaves_no_figure(access):
    entry = replace(ENTRY, cause="una causa interna")
    reading = read_entry(linea(component(actual=(2, 4)), entry=entry), T2, access=access)
    words = (reading.accumulated, reading.annual, reading.sentence, reading.semaforo.word)
    assert words == ("Sin validar",) * 4
    assert reading.quantity == ("4" if access.own else "Sin validar")
    assert reading.bar is None
    assert (reading.note, reading.finding) == ("", "")
    row = reading.components[0]
    assert (row.accumulated, row.percent) == ("Sin validar",) * 2


@pytest.mark.parametrize(
    ("status", "values", "word"),
    [
        ("draft", {"started": False}, "Sin iniciar"),
        ("draft", {}, "En captura"),
        ("draft", {"ready": True}, "Lista"),
        ("submitted", {}, "Enviada"),
        ("returned", {}, "Con observaciones"),
        ("validated", {}, "Validada"),
        ("validated", {"closed": True}, "Cerrada"),
        ("draft", {"full": False, "ready": True}, "Sin validar"),
        ("returned", {"full": False}, "Sin validar"),
        ("validated", {"full": False}, "Validada"),
    ],
)
def test_each_status_has_its_word(status, values, word):
    assert workflow_of(status, **({"full": True} | values)).word == word


def test_a_quarter_says_something_once_one_of_its_three_figures_is_there():
    nothing = MetaFacts((component(), component(unit="actas")))
    done = MetaFacts((component(), component(actual=(0,))))
    asked = MetaFacts((component(received=four(6)),))
    changed = MetaFacts((component(adjustments=four(None, 1)),))

    assert not says_quantities(None, 1)
    for meta, told in ((nothing, ()), (done, (1,)), (asked, (1,)), (changed, (2,))):
        assert tuple(n for n in (1, 2, 3, 4) if says_quantities(meta, n)) == told


def test_a_quarter_holds_a_quantity_or_does_not():
    meta = MetaFacts((component(actual=(None, 0)),))
    assert [has_quantity(meta, number) for number in (1, 2, 3)] == [False, True, False]
    assert not has_quantity(None, 1)


@pytest.mark.parametrize(
    ("finding", "doubt"),
    [
        ("", ""),
        (
            "Se declara un avance de 62.5% y las cantidades dan 15%. Corrija el que no sea.",
            "Se declara un avance de 62.5% y las cantidades dan 15%.",
        ),
    ],
)
def test_who_reads_is_told_the_doubt_and_not_what_its_area_does(finding, doubt):
    reading = replace(read_entry(linea(component()), T1), finding=finding)
    assert reading.doubt == doubt
