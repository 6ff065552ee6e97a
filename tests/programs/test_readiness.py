"""What a línea still lacks to be *lista*: each thing that can be missing, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks import HOLDS_BACK, Finding, Notes, findings_of, of_severity
from programs.values.checks.quantities import unlikely
from programs.values.progress import ComponentFacts, Kind, MetaFacts
from programs.values.snapshot import (
    AvanceSnapshot,
    BlockSnapshot,
    FigureSnapshot,
    LineaSnapshot,
    MarkSnapshot,
    MetaSnapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)

QUARTER = TrimestreSnapshot(2, date(2026, 4, 1), date(2026, 6, 30), (4, 5, 6), "", 12, 12, "")
NONE4 = (None, None, None, None)


def missing(line, quarter, reasons) -> tuple[Finding, ...]:
    """Return what holds a línea back."""
    return of_severity(findings_of(line, quarter, Notes(tuple(reasons))), *HOLDS_BACK)


def four(*values) -> tuple:
    """Return four quarters of Decimals."""
    return tuple(None if value is None else Decimal(value) for value in values)


def component(actual=(3, 3, None, None), programmed=(3, 3, 3, 3), **changes) -> ComponentFacts:
    """Return a sum of 12 documentos."""
    values = {
        "unit": "documentos",
        "kind": Kind.SUM,
        "annual": Decimal(12),
        "programmed": four(*programmed),
        "actual": four(*actual),
    }
    return ComponentFacts(**(values | changes))


def block(kind="text", **changes) -> BlockSnapshot:
    """Return a complete block of a kind."""
    picture = FigureSnapshot("Mesa de firmas", ((640, 480, "a.jpg"),))
    values = {
        "key": "b1",
        "kind": kind,
        "html": "<p>Se elaboraron.</p>" if kind == "text" else "",
        "rows": (("Mes", "Total"), ("Abril", "3")) if kind == "table" else (),
        "header_rows": 1,
        "title": "",
        "source": "",
        "caption_kind": "none",
        "caption": "" if kind == "text" else "Lo que se ve",
        "first_number": None,
        "figures": (picture,) if kind == "figures" else (),
        "label": "",
    }
    return BlockSnapshot(**(values | changes))


def linea(*components, blocks=None, marks=("done", "done", "done"), due=()) -> LineaSnapshot:
    """Return a línea whose second quarter is complete unless a part says otherwise."""
    facts = MetaFacts(components=components or (component(),), due_quarters=due)
    tarea = TareaSnapshot(
        1,
        1,
        "Área",
        "Elaborar",
        True,
        "",
        "",
        "",
        "",
        True,
        "Elaborar documentos",
        "1",
        tuple(MarkSnapshot(month, True, status, "") for month, status in enumerate(marks, start=4)),
        "a",
        (),
    )
    avance = AvanceSnapshot(
        1, "draft", False, "", "automatic", None, "", (block(),) if blocks is None else blocks, ()
    )
    meta = MetaSnapshot("12 documentos", "12 documentos", None, None, facts, (), (), ())
    return LineaSnapshot(
        1, "1.1", "Elaborar", "Área", "a", "", meta, (tarea,), avance, None, None, None
    )


def codes(line: LineaSnapshot, reasons=("",)) -> list[str]:
    """Return the codes of what is missing."""
    return [item.code for item in missing(line, QUARTER, reasons)]


def test_a_complete_linea_lacks_nothing():
    assert missing(linea(), QUARTER, ("",)) == ()


def test_a_blank_quantity_is_told_once_and_not_as_a_closing_too():
    found = missing(linea(component(actual=(3, None, None, None))), QUARTER, ("",))
    assert [(item.code, item.message, item.anchor) for item in found] == [
        ("quantity", "Falta la cantidad", "cantidad-1-cantidad")
    ]


def test_of_several_components_the_missing_one_is_named():
    line = linea(component(), component(actual=NONE4, unit="acuerdos"))
    found = missing(line, QUARTER, ("", ""))
    assert [(item.message, item.anchor) for item in found] == [
        ("Falta la cantidad de acuerdos", "cantidad-2-cantidad")
    ]


def test_what_is_not_due_needs_neither_quantity_nor_narrative():
    later = component(actual=NONE4, programmed=(0, 0, 6, 6))
    assert codes(linea(later, blocks=(), marks=())) == []


@pytest.mark.parametrize(
    ("actual", "programmed", "asked"),
    [
        (0, 3, True),
        (0, 0, False),
        (0, None, False),
        (1, 0, True),
        (13, 10, False),
        ("13.0001", 10, True),
        (900, None, False),
    ],
)
def test_zero_and_more_than_130_percent_ask_for_a_reason(actual, programmed, asked):
    single = component(actual=(3, actual, None, None), programmed=(3, programmed, 3, 3))
    meta = MetaFacts(components=(single,))
    assert bool(unlikely(meta, single, 2)) is asked


def test_a_written_reason_answers_the_question():
    line = linea(component(actual=(6, 0, None, None)))
    assert codes(line) == ["reason"]
    assert codes(line, ("No hubo sesiones",)) == []
    assert codes(line, ("  ",)) == ["reason"]


def test_a_demand_needs_what_was_received():
    demand = component(kind=Kind.DEMAND, annual=None, programmed=NONE4, received=NONE4)
    assert "received" in codes(linea(demand))


@pytest.mark.parametrize(
    "blocks",
    [(), (block(html=" "),), (block("table", rows=(("", ""), ("", ""))),)],
    ids=["none", "blank text", "blank table"],
)
def test_an_empty_narrative_is_missing(blocks):
    assert "narrative" in codes(linea(blocks=blocks))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": "figures", "figures": ()}, "figures-empty", "fotos"),
        ({"kind": "figures", "caption": ""}, "figures-caption", "pie"),
        ({"kind": "figures", "figures": (FigureSnapshot("Mesa", ()),)}, "figures-file", "fotos"),
        ({"kind": "table", "caption": ""}, "table-caption", "titulo"),
        ({"kind": "table", "rows": ()}, "table-empty", "celdas"),
    ],
)
def test_each_fault_of_a_block_leads_to_its_field(changes, code, field):
    line = linea(blocks=(block(), block(key="b2", **changes)))
    found = missing(line, QUARTER, ("",))
    assert [(item.code, item.anchor) for item in found] == [(code, f"bloque-b2-{field}")]


def test_a_table_with_a_title_needs_no_caption():
    assert codes(linea(blocks=(block(), block("table", caption="", title="Actas")))) == []


def test_pictures_are_told_by_number():
    copies = ((1, 1, "a"),)
    figures = tuple(FigureSnapshot("Mesa", () if n in (1, 3) else copies) for n in range(4))
    found = missing(linea(blocks=(block("figures", figures=figures),)), QUARTER, ("",))
    assert [item.message for item in found] == ["Falta el archivo de las fotos 2 y 4"]


def test_programmed_months_without_report_are_named():
    line = linea(marks=("done", "unreported", "unreported"))
    found = missing(line, QUARTER, ("",))
    assert codes(line) == ["months"]
    assert [(item.message, item.anchor) for item in found] == [
        ("Falta reportar mayo y junio de «Elaborar documentos»", "mes-5")
    ]


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, f"{'x' * 59}…")])
def test_a_long_title_is_cut_where_it_ends_in_a_line(length, shown):
    line = linea(marks=("unreported", "done", "done"))
    long = replace(line, tareas=(replace(line.tareas[0], calendar_text="x" * length),))
    (found,) = missing(long, QUARTER, ("",))

    assert found.message == f"Falta reportar abril de «{shown}»"


def test_a_closing_that_nothing_decides_asks_for_an_explicit_act():
    line = replace(linea(), meta=None, tareas=())
    assert codes(line) == ["closing"]
    omitted = replace(line.avance, closing="omitted", closing_reason="Sin meta")
    assert codes(replace(line, avance=omitted)) == []


def test_an_earlier_blank_asks_nobody_to_declare_that_there_is_no_sentence():
    assert "closing" not in codes(linea(component(actual=(None, 3, None, None))))


def test_a_quarter_outside_the_dates_of_the_meta_needs_nothing():
    outside = linea(component(actual=(3, None, None, None), programmed=(None,) * 4))
    facts = replace(outside.meta.facts, outside=(2,))
    outside = replace(outside, meta=replace(outside.meta, facts=facts))
    assert not {"quantity", "closing"} & set(codes(outside))
