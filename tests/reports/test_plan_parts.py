"""What the PTA prints beyond the order of S0: its approval, its versions, its programming."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.enums import PtaPart
from programs.values.changes import ChangeSnapshot
from programs.values.facts import ComponentFacts, Kind, MetaFacts
from programs.values.snapshot import ApprovalSnapshot
from reports.documents import pta
from reports.documents.modifications import VersionTable
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.reports.documents import pdf_pages
from tests.reports.printed_values import first_meta, plan_values, printed, with_meta

BLANK = (None, None, None, None)


def change(adjusted: int, **values: object) -> ChangeSnapshot:
    """Return a change of 24 solicitudes, from the third quarter on."""
    given = {
        "component": 0,
        "unit": "solicitudes",
        "from_quarter": 3,
        "original": Decimal(24),
        "adjusted": Decimal(adjusted),
        "original_text": "24 solicitudes",
        "adjusted_text": f"{adjusted} solicitudes",
        "original_programmed": BLANK,
        "adjusted_programmed": BLANK,
        "original_due": (),
        "adjusted_due": (),
        "number": 1,
        "reason": "Creció la demanda.",
        "agreement": "OG/2026/06",
        "agreed_on": date(2026, 8, 15),
    }
    return ChangeSnapshot(**{**given, **values})


def four(*amounts: int | None) -> tuple[Decimal | None, ...]:
    """Return the quantities of the four quarters."""
    return tuple(None if amount is None else Decimal(amount) for amount in amounts)


def component(unit: str, kind: Kind, annual: int | None, programmed: tuple) -> ComponentFacts:
    """Return a component of which nothing was reported."""
    quantity = None if annual is None else Decimal(annual)
    return ComponentFacts(unit, kind, quantity, programmed=programmed, actual=BLANK)


def programming_rows(facts: MetaFacts, **values: object) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (unit, annual, quarters) of the first línea with these facts."""
    plan = with_meta(plan_values(PtaPart.PROGRAMMING), facts=facts, **values)
    (chapter,) = [c for c in pta.build(plan).chapters if c.kind == "plan"]
    table = chapter.parts[0].programming
    return [(r.unit, r.annual, r.quarters) for r in table.rows if r.number == table.rows[0].number]


def test_switched_off_the_plan_prints_none_of_them():
    off = with_meta(plan_values(), changes=(change(30),))
    document = pta.build(off)
    text = printed(document)

    assert (document.cover.version, document.cover.approval) == ("", ())
    assert "modificada" not in text.lower()
    assert "Programación por trimestre" not in text
    assert "24 solicitudes" in text
    assert "30 solicitudes" not in text


def test_the_cover_says_what_approved_the_plan():
    approval = ApprovalSnapshot("Acuerdo OG/2025/12", "Cuarta sesión", date(2025, 12, 10))
    approved = pta.build(plan_values(PtaPart.APPROVAL, approval=approval))
    draft = pta.build(plan_values(PtaPart.APPROVAL, approval=None))

    lines = "Aprobado el 10 de diciembre de 2025 Cuarta sesión Acuerdo OG/2025/12"
    assert lines in printed(approved)
    assert draft.cover.approval == ()


def test_each_agreement_makes_one_version():
    second = {"agreement": "OG/2026/09", "agreed_on": date(2026, 11, 5), "from_quarter": 4,
              "number": 2}  # fmt: skip
    plan = plan_values(PtaPart.APPROVAL)
    once = with_meta(plan, changes=(change(30),))
    ejes = (
        once.ejes[0],
        with_meta(replace(plan, ejes=plan.ejes[1:]), changes=(change(9),)).ejes[0],
    )
    same_day = replace(once, ejes=ejes)
    twice = with_meta(plan, changes=(change(30), change(36, original=Decimal(30), **second)))

    assert pta.build(plan).cover.version == ""
    assert pta.build(once).cover.version == "Versión modificada 1"
    assert pta.build(same_day).cover.version == "Versión modificada 1"
    assert pta.build(twice).cover.version == "Versión modificada 2"
    assert pta.build(twice).running_title.endswith(" 2026, versión modificada 2")


def test_the_annex_lists_every_change_below_its_agreement():
    second = {"agreement": "OG/2026/09", "agreed_on": date(2026, 11, 5), "from_quarter": 4,
              "number": 2}  # fmt: skip
    plan = with_meta(
        plan_values(PtaPart.APPROVAL),
        changes=(
            change(30),
            change(36, original=Decimal(30), adjusted_text="", reason="Otra vez.", **second),
        ),
    )
    document = pta.build(plan)
    annex = document.chapters[-1]
    tables = [part for part in annex.parts if isinstance(part, VersionTable)]

    assert document.contents[-1].text == annex.heading == "Modificaciones del programa"
    assert [(t.heading, t.agreement) for t in tables] == [
        ("Versión modificada 1", "OG/2026/06, 15 de agosto de 2026"),
        ("Versión modificada 2", "OG/2026/09, 5 de noviembre de 2026"),
    ]
    rows = [(r.number, r.before, r.after, r.since, r.reason) for t in tables for r in t.rows]
    assert rows == [
        ("1.1", "24 solicitudes", "30 solicitudes", "3er trimestre", "Creció la demanda."),
        ("1.1", "30 solicitudes", "36 solicitudes", "4to trimestre", "Otra vez."),
    ]
    assert "Anexo 1. Modificaciones del programa" in printed(document)


def test_a_percentage_is_changed_with_its_sign():
    facts = MetaFacts((component("los bienes", Kind.PERCENT, 95, BLANK),))
    changed = change(90, unit="los bienes", original=Decimal(95), adjusted_text="")
    plan = with_meta(plan_values(PtaPart.APPROVAL), facts=facts, changes=(changed,))
    (table,) = pta.build(plan).chapters[-1].parts

    assert (table.rows[0].before, table.rows[0].after) == ("95% de los bienes", "90% de los bienes")


def test_the_plan_prints_the_meta_in_force_beside_its_list_of_changes():
    plan = with_meta(plan_values(PtaPart.APPROVAL, PtaPart.PROGRAMMING), changes=(change(30),))
    chapter = next(c for c in pta.build(plan).chapters if c.kind == "plan")
    card = chapter.parts[0]

    assert card.lines[0].goal == "30 solicitudes"
    assert card.programming.rows[0].annual == "30\n(antes 24)"


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        (
            MetaFacts((component("cursos", Kind.SUM, 1200, four(1000, 0, None, 200)),)),
            ("cursos", "1,200", ("1,000", "0", "", "200")),
        ),
        (
            MetaFacts((component("los bienes", Kind.PERCENT, 95, four(80, 85, 90, 95)),)),
            ("los bienes", "95%", ("80%", "85%", "90%", "95%")),
        ),
        (
            MetaFacts((component("solicitudes", Kind.DEMAND, None, BLANK),), due_quarters=(4,)),
            ("solicitudes", "Según la demanda", ("0", "0", "0", "Sí")),
        ),
        (
            MetaFacts((component("soporte", Kind.UNQUANTIFIED, None, BLANK),)),
            ("soporte", "Sin cuantificar", ("", "", "", "")),
        ),
        (MetaFacts((), due_quarters=(3, 4)), ("Sin cuantificar", "", ("0", "0", "Sí", "Sí"))),
    ],
    ids=["sum", "percent", "demand", "unquantified", "no component"],
)
def test_what_nobody_said_is_blank_and_zero_is_a_zero(facts, row):
    assert programming_rows(facts) == [row]


def test_each_quantity_of_a_meta_has_its_row():
    both = MetaFacts(
        (
            component("talleres", Kind.SUM, 8, four(2, 2, 2, 2)),
            component("boletines", Kind.SUM, 4, four(1, 1, 1, 1)),
        )
    )

    assert [unit for unit, _, _ in programming_rows(both)] == ["talleres", "boletines"]


def test_an_eje_without_any_programming_has_no_table():
    plan = plan_values(PtaPart.PROGRAMMING)
    unsaid = MetaFacts((component("cursos", Kind.SUM, 4, BLANK),))
    first = replace(plan.ejes[0], lineas=plan.ejes[0].lineas[:1])
    plan = with_meta(replace(plan, ejes=(first,)), facts=unsaid)
    chapter = next(c for c in pta.build(plan).chapters if c.kind == "plan")

    assert first_meta(plan).facts == unsaid
    assert chapter.parts[0].programming is None


def test_the_table_explains_its_answers_that_are_no_quantity():
    text = printed(pta.build(plan_values(PtaPart.PROGRAMMING)))

    assert "En blanco: el programa no dice cuánto." in text
    assert "Sí: toca en ese trimestre, sin cantidad." in text


@pytest.mark.slow
def test_the_longest_cover_takes_one_page(tmp_path):
    words = "Programa de Trabajo Anual de la Secretaría Ejecutiva " * 6
    approval = ApprovalSnapshot(words[:120], words[:200], date(2025, 12, 10))
    plan = with_meta(
        plan_values(PtaPart.APPROVAL, approval=approval, title=words[:250]), changes=(change(30),)
    )
    institucion = replace(plan.institucion, name=words[:250])
    document = pta.build(replace(plan, institucion=institucion, sections=(), ejes=plan.ejes[:1]))
    pdf, complaints = html_to_pdf(document_html(document), document_sources())
    path = tmp_path / "portada.pdf"
    path.write_bytes(pdf)
    first, second, *_ = pdf_pages(path)

    assert complaints == []
    assert "MUESTRA: institución" in " ".join(first.split())
    assert "CONTENIDO" in second.upper()
    assert not pta.build(plan_values()).cover.is_full
