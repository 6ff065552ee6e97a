"""The fe de erratas: what one document says differently from another, in printed order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.models import Trimestre
from programs.reading.corte import programa_snapshot, trimestre_snapshot
from programs.values.facts import ComponentFacts
from programs.values.frozen import freeze
from programs.values.snapshot import ApprovalSnapshot, SignerSnapshot, Snapshot
from reports.values.errata import differences
from reports.values.passages import passages
from reports.values.payload import IssueContent

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def quarter(module_cast) -> Snapshot:
    """The first quarter of the cast."""
    return trimestre_snapshot(Trimestre.objects.get(programa=module_cast.programa, number=1))


def content(snapshot: Snapshot, signers: tuple[SignerSnapshot, ...] = ()) -> IssueContent:
    """Return a snapshot as it would be issued."""
    kind = "informe" if snapshot.trimestre else "pta"
    return IssueContent(
        kind, 2026, "I", "I", "Título", "Periodo", "Corte", "", freeze(snapshot), signers
    )


def rows(before: Snapshot, after: Snapshot) -> list[tuple[str, str, str, str]]:
    """Return what one snapshot says differently from another."""
    found = differences(content(before), content(after))
    return [(row.place, row.what, row.before, row.after) for row in found]


def with_linea(snapshot: Snapshot, place: int, **fields) -> Snapshot:
    """Return a snapshot whose línea at a place of its first eje has other values."""
    eje = snapshot.ejes[0]
    lineas = list(eje.lineas)
    lineas[place] = replace(lineas[place], **fields)
    return replace(snapshot, ejes=(replace(eje, lineas=tuple(lineas)), *snapshot.ejes[1:]))


def with_done(snapshot: Snapshot, amount: int) -> Snapshot:
    """Return a snapshot whose first línea reports another amount in the first quarter."""
    meta = snapshot.ejes[0].lineas[0].meta
    (component, *rest) = meta.facts.components
    done = replace(component, actual=(Decimal(amount), *component.actual[1:]))
    facts = replace(meta.facts, components=(done, *rest))
    return with_linea(snapshot, 0, meta=replace(meta, facts=facts))


def with_block(snapshot: Snapshot, kind: str, **fields) -> Snapshot:
    """Return a snapshot whose first block of a kind, in its first línea, has other values."""
    avance = snapshot.ejes[0].lineas[0].avance
    blocks = list(avance.blocks)
    place = next(n for n, block in enumerate(blocks) if block.kind == kind)
    blocks[place] = replace(blocks[place], **fields)
    return with_linea(snapshot, 0, avance=replace(avance, blocks=tuple(blocks)))


def test_what_is_equal_gives_no_row(quarter):
    assert rows(quarter, quarter) == []


def test_a_name_a_quantity_and_a_sentence_each_give_a_row(quarter):
    quarter = replace(quarter, parts=())
    linea = quarter.ejes[0].lineas[0]
    component = linea.meta.facts.components[0]
    after = with_linea(
        with_done(quarter, 7),
        0,
        title="Otro nombre",
        closing=replace(linea.closing, sentence="Avance del 50%."),
    )
    place = f"Línea {linea.number}"
    unit = component.unit

    assert rows(quarter, after) == [
        (place, "Línea", linea.title, "Otro nombre"),
        (place, "Realizado, 1er trimestre", f"{component.actual[0]:.0f} {unit}", f"7 {unit}"),
        (place, "Frase de cierre", linea.closing.sentence, "Avance del 50%."),
    ]


def test_what_later_quarters_hold_is_no_part_of_a_quarter(quarter):
    linea = quarter.ejes[0].lineas[0]
    (component, *rest) = linea.meta.facts.components
    later = replace(component, actual=(*component.actual[:3], Decimal(3)))
    facts = replace(linea.meta.facts, components=(later, *rest))

    assert rows(quarter, with_linea(quarter, 0, meta=replace(linea.meta, facts=facts))) == []


def test_a_linea_that_went_or_came_is_one_row_in_its_place(quarter):
    eje = quarter.ejes[0]
    gone = replace(quarter, ejes=(replace(eje, lineas=eje.lineas[1:]), *quarter.ejes[1:]))
    first, second = eje.lineas[0], with_linea(gone, 0, title="Otro nombre")
    place = f"Línea {first.number}"

    found = rows(quarter, second)
    assert found[0] == (place, "Línea", first.title, "")
    assert [(row[1], row[3]) for row in found[1:]] == [("Tarea", ""), ("Línea", "Otro nombre")]
    assert rows(gone, quarter)[0] == (place, "Línea", "", first.title)


def test_blocks_tell_the_words_the_cell_the_format_and_the_picture(quarter):
    block = next(b for b in quarter.ejes[0].lineas[0].avance.blocks if b.kind == "text")
    bold = with_block(quarter, "text", html=f"<p><strong>{block.html[3:-4]}</strong></p>")
    picture = next(b for b in quarter.ejes[0].lineas[0].avance.blocks if b.kind == "figures")
    other = replace(picture.figures[0], renditions=((640, 480, "renditions/otra.jpg"),))

    (formatted,) = rows(quarter, bold)
    assert formatted[3] == f"{formatted[2]} (con otro formato)"
    (changed,) = rows(quarter, with_block(quarter, "figures", figures=(other,)))
    assert changed[1] == "Figuras 1, imagen 1"
    assert changed[3].endswith("(otra imagen)")


def test_a_pta_tells_the_months_and_not_what_was_done(module_cast):
    plan = programa_snapshot(module_cast.programa)
    tarea = plan.ejes[0].tareas[0]
    (*marks,) = tarea.marks
    other = replace(tarea, marks=tuple(replace(m, programmed=False) for m in marks[:1]))
    eje = replace(plan.ejes[0], tareas=(other, *plan.ejes[0].tareas[1:]))

    found = rows(plan, replace(plan, ejes=(eje, *plan.ejes[1:])))
    assert [row[1] for row in found] == ["Meses programados"]


def test_who_signs_is_told_by_role(quarter):
    one, two = (SignerSnapshot("authorised", name, "Secretario") for name in ("Ana", "Luis"))
    (row,) = differences(content(quarter, (one,)), content(quarter, (two,)))

    assert (row.place, row.what) == ("Firmas", "Autorizó")
    assert (row.before, row.after) == ("Ana, Secretario", "Luis, Secretario")


LONG = " ".join(f"palabra{n}" for n in range(60))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("18", "22", ("18", "22")),
        ("", "22", ("", "22")),
        (
            LONG,
            LONG.replace("palabra30", "otra"),
            (
                "… palabra24 palabra25 palabra26 palabra27 palabra28 palabra29 palabra30 palabra31 "
                "palabra32 palabra33 palabra34 palabra35 palabra36 …",
                "… palabra24 palabra25 palabra26 palabra27 palabra28 palabra29 otra palabra31 "
                "palabra32 palabra33 palabra34 palabra35 palabra36 …",
            ),
        ),
        (LONG, f"{LONG} fin", (f"… {LONG[-59:]}", f"… {LONG[-59:]} fin")),
        ("x" * 300, "", (f"{'x' * 300}", "")),
        ("x" * 900, "y", ("x" * 499 + "…", "y")),
    ],
)
def test_a_long_text_is_cut_to_what_changed(before, after, found):
    assert passages(before, after) == found


def test_blocks_of_two_kinds_that_changed_places_are_told_by_their_order(quarter):
    linea = quarter.ejes[0].lineas[0]
    names = [block.kind for block in linea.avance.blocks]
    turned = replace(linea.avance, blocks=tuple(reversed(linea.avance.blocks)))
    after = with_linea(quarter, 0, title="Otro nombre", avance=turned)
    section = replace(quarter.sections[0], blocks=linea.avance.blocks)
    swapped = replace(section, blocks=turned.blocks)

    assert len(set(names)) == len(names) > 1
    _, order = rows(quarter, after)
    assert order[:2] == (f"Línea {linea.number}", "Orden de los bloques")
    assert order[2].split(", ") == order[3].split(", ")[::-1]
    (of_section,) = rows(
        replace(quarter, sections=(section,)), replace(quarter, sections=(swapped,))
    )
    assert of_section == (f"Apartado «{section.heading}»", "Orden de los bloques", *order[2:])


def test_a_block_that_came_or_went_is_no_other_order(quarter):
    avance = quarter.ejes[0].lineas[0].avance
    fewer = with_linea(quarter, 0, avance=replace(avance, blocks=avance.blocks[1:]))

    for found in (rows(quarter, fewer), rows(fewer, quarter)):
        assert found and "Orden de los bloques" not in {row[1] for row in found}


def test_the_parts_switched_on_and_off_are_told(quarter):
    place = ("Todo el documento", "Partes del documento")
    before, after = (replace(quarter, parts=parts) for parts in (("summary",), ("files",)))

    assert rows(before, after) == [(*place, "Resumen ejecutivo", "Anexo de archivos de respaldo")]
    assert rows(before, replace(quarter, parts=())) == [(*place, "Resumen ejecutivo", "")]


def test_another_session_of_approval_is_told_whole(module_cast):
    first, second = (
        replace(
            programa_snapshot(module_cast.programa),
            approval=ApprovalSnapshot("A/1/2026", session, date(2026, 1, 15)),
        )
        for session in ("Primera sesión", "Segunda sesión")
    )

    assert rows(first, second) == [
        (
            "Portada",
            "Aprobación",
            "A/1/2026, Primera sesión, 15/01/2026",
            "A/1/2026, Segunda sesión, 15/01/2026",
        )
    ]


FIGURES = [
    ((), []),
    (
        ("figures",),
        [
            ("Acumulado al trimestre", "3", "7"),
            (
                "Avance",
                "trimestre 100%; acumulado 100%; anual 25%",
                "trimestre 233%; acumulado 233%; anual 58%",
            ),
        ],
    ),
    (
        ("results",),
        [
            ("Acumulado al trimestre", "3", "7"),
            ("Avance", "acumulado 100%; anual 25%", "acumulado 233%; anual 58%"),
            ("Semáforo", "En tiempo", "Rebasó la meta"),
        ],
    ),
]


@pytest.mark.parametrize(("parts", "figures"), FIGURES)
def test_what_follows_from_a_quantity_is_told_where_it_prints(quarter, parts, figures):
    before = replace(quarter, parts=parts)
    place = f"Línea {quarter.ejes[0].lineas[0].number}"
    done = ("Realizado, 1er trimestre", "3 documentos", "7 documentos")

    found = rows(before, with_done(before, 7))

    assert found == [(place, *row) for row in (done, *figures)]


def test_figures_that_one_of_both_does_not_print_are_told_by_the_part(quarter):
    before, after = (replace(quarter, parts=parts) for parts in ((), ("figures", "results")))

    assert [row[1] for row in rows(before, after)] == ["Partes del documento"]


@pytest.mark.parametrize("several", [False, True])
def test_a_unit_with_another_name_is_one_row_and_its_quantities_none(quarter, several):
    quarter = replace(quarter, parts=("figures", "results"))
    linea = quarter.ejes[0].lineas[0]
    component = linea.meta.facts.components[0]
    other = replace(component, unit="talleres")

    def with_components(*components: ComponentFacts) -> Snapshot:
        facts = replace(linea.meta.facts, components=components)
        return with_linea(quarter, 0, meta=replace(linea.meta, facts=facts))

    more = (other,) if several else ()
    before = with_components(component, *more)
    renamed = replace(component, unit="cursos")
    done = replace(renamed, actual=(Decimal(7), *component.actual[1:]))
    which = " (1: cursos)" if several else ""
    unit = (f"Línea {linea.number}", f"Unidad{which}", "documentos", "cursos")

    assert rows(before, with_components(renamed, *more)) == [unit]
    first, second, *_ = rows(before, with_components(done, *more))
    assert first == unit
    assert second[1:] == (f"Realizado, 1er trimestre{which}", "3 documentos", "7 cursos")
