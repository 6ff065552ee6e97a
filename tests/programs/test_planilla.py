"""The workbook of a plan: out and in again, its mistakes, its comparison, and its act."""

import io
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.enums import BlockKind, MarkStatus, ProgramaStatus, SeccionKind
from programs.errors import DomainError, Locked
from programs.models import (
    Area,
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.reading.planbook import area_choices, plan_book
from programs.received.sheet_values import Unread
from programs.resources.planilla.exchange import planilla_of, planilla_preview
from programs.services.planilla import planilla_apply
from programs.values.month_quantities import programmed_by_quarter
from programs.values.planbook import (
    PlanBloque,
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanMeta,
    PlanSeccion,
    PlanTarea,
)
from programs.values.plandiff import Act, Of, plan_compare
from tests.factories import CLOSED, make_institucion
from tests.programs.monthly_cast import monthly
from tests.programs.planilla_books import (
    FIRST,
    book_of,
    place_of,
    read,
    sheets_of,
    with_rows,
    written,
)
from tests.queries import queries_made
from tests.seed_rows import load_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_cast")]
NOW = datetime(2026, 1, 10, 18, tzinfo=UTC)
APPROVED = {
    "status": ProgramaStatus.APPROVED,
    "approval_agreement": "OG-1/2026",
    "approval_session": "Primera",
    "approved_on": date(2026, 1, 9),
}


def compared(programa, reading):
    """Return what a reading would change."""
    names = area_choices(programa.institucion_id).name
    return plan_compare(plan_book(programa), reading.plan, names)


def applied(programa, plan, *, by=None, base=None):
    """Apply a plan as a command does."""
    base = base or plan_book(programa).fingerprint
    return planilla_apply(programa.pk, plan, base=base, by=by, now=NOW)


def empty_programa(institucion, year=2027, **fields) -> Programa:
    return Programa.objects.create(institucion=institucion, year=year, **fields)


# Out and in again -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fixture, slug, year", [("sesaech", "sesaech", 2024), ("sesea_slp", "sesea-slp", 2023)]
)
def test_both_documents_come_back_the_same(fixture, slug, year):
    load_rows(fixture)
    programa = Programa.objects.get(institucion__slug=slug, year=year)
    Programa.objects.filter(pk=programa.pk).update(**APPROVED)
    data = planilla_of(programa)

    preview = planilla_preview(programa, data)

    assert preview.problems == preview.refusals == preview.notes == ()
    assert preview.plan == plan_book(programa)
    assert preview.comparison.identical
    assert data == planilla_of(programa)
    # Nothing to write is no change of an approved programa.
    acts = AuditEntry.objects.count()
    assert applied(programa, preview.plan).identical
    assert AuditEntry.objects.count() == acts


def test_the_plan_is_read_in_as_many_queries_however_large(cast):
    Seccion.objects.create(
        institucion=cast.institucion, programa=cast.programa, key="s", kind="other", heading="S"
    )

    assert queries_made(lambda: plan_book(cast.programa)) == 9


text = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40)
said = text.map(str.strip).filter(bool)
number = st.none() | st.just("") | st.from_regex(r"[0-9]{1,2}\.?[a-z]?", fullmatch=True)
amount = st.none() | st.decimals(0, 9_999_999_999, places=4).map(
    lambda value: Decimal(f"{value:f}".rstrip("0").rstrip("."))
)
day = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))
area = st.sampled_from(["juridica", "archivo"])


def by_quarter(clave):
    kind = st.sampled_from(["sum", "percent", "demand"])
    four = st.tuples(amount, amount, amount, amount)
    return st.builds(PlanComponente, st.just(clave), kind, amount, said, four)


@st.composite
def by_month(draw, clave):
    few = st.none() | st.decimals(0, 9_999, places=1).map(lambda n: Decimal(f"{n.normalize():f}"))
    months = draw(st.tuples(*[few] * 12).filter(any_said))
    kind = draw(st.sampled_from(["sum", "demand"]))
    sums = programmed_by_quarter(months)
    return PlanComponente(clave, kind, draw(amount), draw(said), sums, months)


def any_said(amounts) -> bool:
    return any(amount is not None for amount in amounts)


@st.composite
def metas(draw, clave):
    componentes = draw(st.integers(0, 3))
    return PlanMeta(
        text=draw(said),
        starts_on=draw(day),
        ends_on=draw(day),
        rule="pooled" if componentes < 2 else draw(st.sampled_from(["pooled", "each"])),
        due_quarters=draw(st.sampled_from(["", "1,3", "4"])),
        programming_reason=draw(text.map(str.strip)),
        componentes=tuple(
            draw(st.one_of(by_quarter(f"{clave}c{place}"), by_month(f"{clave}c{place}")))
            for place in range(componentes)
        ),
    )


@st.composite
def plans(draw):
    """Plans with what people write: signs of formulas, equal texts, gaps and empty ejes."""
    ejes = []
    for place in range(draw(st.integers(0, 3))):
        lineas = tuple(
            PlanLinea(
                f"l{place}{n}",
                draw(number),
                draw(st.sampled_from(["=1+1", "-igual", "igual"]) | said),
                draw(area),
                draw(text.map(str.strip)),
                draw(st.none() | metas(f"l{place}{n}")),
            )
            for n in range(draw(st.integers(0, 3)))
        )
        tareas = tuple(
            PlanTarea(
                f"t{place}{n}",
                draw(st.sampled_from(["", *(linea.clave for linea in lineas)])),
                draw(area),
                draw(said),
                *draw(st.sampled_from([(True, True), (True, False), (False, True)])),
                draw(text.map(str.strip)),
                draw(number),
                tuple(sorted(draw(st.sets(st.integers(1, 12))))),
                draw(st.booleans()),
                *(draw(text.map(str.strip)) for _ in range(4)),
            )
            for n in range(draw(st.integers(0, 3)))
        )
        responsables = draw(st.sampled_from([(), ("archivo",), ("archivo", "juridica")]))
        ejes.append(
            PlanEje(
                f"e{place}",
                draw(st.sampled_from(["+ Eje", "Eje"]) | said),
                *(draw(text.map(str.strip)) for _ in range(3)),
                responsables,
                draw(st.sampled_from(["", *responsables])),
                draw(st.sampled_from([(), (("heading", "RUBRO"), ("source", "Fuente: DGA"))])),
                lineas,
                tareas,
            )
        )
    return tuple(ejes)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(ejes=plans(), start=st.sampled_from([1, 10]))
def test_any_plan_survives_rows_and_workbook(cast, ejes, start):
    programa = empty_programa(cast.institucion, 2040, start_month=start)
    plan = replace(plan_book(programa), ejes=ejes)
    try:
        applied(programa, plan)

        assert plan_book(programa) == plan
        reading = read(programa, book_of(programa))
        assert reading.problems == ()
        assert reading.plan == plan
    finally:
        applied(programa, replace(plan, ejes=()))
        Programa.objects.filter(pk=programa.pk).delete()


def test_cells_are_texts_numbers_and_days_and_never_formulas(cast):
    linea = cast.linea()
    LineaDeAccion.objects.filter(pk=linea.pk).update(title="=HYPERLINK(1)", label="01")
    LineaDeAccion.objects.filter(pk=linea.pk).update(auto_number=False)
    Meta.objects.filter(linea=linea).update(starts_on=date(2026, 3, 1), text="@meta")
    ComponenteDeMeta.objects.filter(meta__linea=linea).update(
        quantity=Decimal("3.3"), programmed_q1=0, programmed_q2=None
    )

    book = openpyxl.load_workbook(io.BytesIO(planilla_of(cast.programa)))

    sheet = book["Plan"]
    row = {
        key: sheet.cell(FIRST, place_of("Plan", key) + 1)
        for key in ("title", "number", "text", "starts_on", "quantity", "q1", "q2", "q3")
    }
    assert [row[key].data_type for key in ("title", "text", "number")] == ["s", "s", "s"]
    assert row["title"].quotePrefix and row["text"].quotePrefix
    assert row["number"].value == "01"
    assert row["starts_on"].value == datetime(2026, 3, 1) and row["starts_on"].is_date
    assert [row[key].value for key in ("quantity", "q1", "q2", "q3")] == [3.3, 0, None, 3]
    assert sheet.freeze_panes and book["Listas"].sheet_state == "hidden"
    hidden = [d for d in sheet.column_dimensions.values() if d.hidden]
    assert hidden and {v.type for v in sheet.data_validations.dataValidation} == {"list"}
    assert book.sheetnames == ["Plan", "Calendario", "Textos", "Instrucciones", "Listas"]


def test_what_fits_no_cell_is_refused_and_not_cut(cast):
    seccion = Seccion.objects.create(
        institucion=cast.institucion, programa=cast.programa, key="s", kind="other", heading="S"
    )
    Bloque.objects.create(
        institucion=cast.institucion, seccion=seccion, key="b", order=1, kind="text",
        html=f"<p>{'palabra ' * 5_000}</p>",
    )  # fmt: skip

    with pytest.raises(DomainError, match="hoja Textos, columna «texto»"):
        planilla_of(cast.programa)


# Fields of the plan by another name in the workbook, and those that place a row in it.
SAID = {
    PlanEje: (Eje, {"programa", "order", "responsibles"}, {}),
    PlanLinea: (
        LineaDeAccion,
        {"eje", "order", "added_by", "cancelled_by"},
        {"auto_number": "number", "label": "number"},
    ),
    PlanMeta: (Meta, {"linea"}, {}),
    PlanComponente: (
        ComponenteDeMeta,
        {"meta", "order"},
        {"monthly": "months"} | {f"programmed_q{number}": "programmed" for number in (1, 2, 3, 4)},
    ),
    PlanTarea: (
        Tarea, {"eje", "order"}, {"auto_number": "number", "calendar_label": "number"},
    ),
    PlanSeccion: (
        Seccion,
        {"institucion", "programa", "trimestre", "version"},
        {"key": "clave", "auto_number": "number", "number_label": "number"},
    ),
}  # fmt: skip


def test_no_field_of_the_plan_is_forgotten_by_the_workbook():
    forgotten = {
        model.__name__: left
        for plan, (model, placing, names) in SAID.items()
        if (
            left := {names.get(f.name, f.name) for f in model._meta.concrete_fields}
            - {"id", *placing}
            - {f.name for f in fields(plan)}
        )
    }

    assert not forgotten, "Add it to programs/values/planbook.py, or say here what it is."


# What is wrong ----------------------------------------------------------------------------------


def problems_of(programa, sheets, cells) -> list[str]:
    return [str(one) for one in read(programa, written(sheets, cells)).problems]


WRONG = {
    "área": (
        {("Plan", FIRST, "area"): "Direccion juridca"},
        "Hoja Plan, fila 5, columna G (área): No hay un área «Direccion juridca». "
        "¿Es «Dirección juridica»; «Dirección archivo»?",
    ),
    "cantidad": (
        {("Plan", FIRST, "quantity"): "1.000.000"},
        "Hoja Plan, fila 5, columna L (cantidad anual): «1.000.000» no es una cantidad. El punto "
        "separa decimales. Escriba los miles con coma o sin separar: 1,000,000 o 1000000.",
    ),
    "fecha": (
        {("Plan", FIRST, "starts_on"): "31/02/2026"},
        "Hoja Plan, fila 5, columna I (inicio): «31/02/2026» no es una fecha. Escríbala con día, "
        "mes y año, como 31/12/2026.",
    ),
    "mes": (
        {("Calendario", FIRST, "month_2"): "quizá"},
        "Hoja Calendario, fila 5, columna J (feb): «quizá» no se entiende. Escriba ✓ o deje la "
        "celda vacía.",
    ),
    "unidad": (
        {("Plan", FIRST, "unit"): None},
        "Hoja Plan, fila 5, columna M (unidad): Falta la unidad, por ejemplo «actas». Escríbala.",
    ),
    "eje": (
        {("Plan", FIRST, "eje"): None, ("Plan", FIRST, "clave_eje"): None},
        "Hoja Plan, fila 5, columna D (eje): La línea no tiene eje. Escríbalo aquí o en una fila "
        "de arriba.",
    ),
    "línea": (
        {("Plan", FIRST, "title"): None},
        "Hoja Plan, fila 5, columna F (línea de acción): Falta el texto de la línea de acción. "
        "Escríbalo en esta fila.",
    ),
    "meta": (
        {("Plan", FIRST, "text"): None},
        "Hoja Plan, fila 5, columna H (meta): Falta el texto de la meta, por ejemplo «12 actas». "
        "Escríbalo.",
    ),
    "largo": (
        {("Plan", FIRST, "text"): "a " * 300},
        "Hoja Plan, fila 5, columna H (meta): Asegúrese de que este valor tenga como máximo 400 "
        "caracteres (tiene 599).",
    ),
    "fórmula": (
        {("Plan", FIRST, "quantity"): Unread("La fórmula no tiene resultado.")},
        "Hoja Plan, fila 5, columna L (cantidad anual): La fórmula no tiene resultado.",
    ),
    "línea de la tarea": (
        {("Calendario", FIRST, "linea"): "Línea sobre cosas"},
        "Hoja Calendario, fila 5, columna E (línea de acción): No hay una línea «Línea sobre "
        "cosas» en la hoja Plan.",
    ),
    "captura": (
        {("Plan", FIRST, "reporting"): "Dirección archivo"},
        "Hoja Plan, fila 5, columna AL (área que captura): El área que captura no está entre las "
        "responsables.",
    ),
    "meses": (
        {("Plan", FIRST, "amount_1"): 5},
        "Hoja Plan, fila 5, columna N (T1): El trimestre dice 3 y sus meses suman 5. Deje vacío el "
        "trimestre o corrija los meses.",
    ),
    "tipo": (
        {("Plan", FIRST, "amount_1"): 3, ("Plan", FIRST, "kind"): "Hito"},
        "Hoja Plan, fila 5, columna K (tipo): «Hito» no se programa por mes: solo Suma y Demanda.",
    ),
    "palabra": (
        {("Plan", FIRST, "labels"): "Fuentes: DGA"},
        "Hoja Plan, fila 5, columna AM (palabras impresas): «Fuentes» no es una palabra impresa. "
        "¿Es «Fuente»?",
    ),
    "sin título": (
        {("Plan", FIRST + 1, "labels"): None, ("Plan", 4, "labels"): None,
         ("Plan", FIRST, "labels"): "suelto"},
        "Hoja Plan, fila 5, columna AM: La celda tiene un dato y su columna no tiene título. "
        "Muévalo o bórrelo.",
    ),
}  # fmt: skip


def test_each_mistake_is_told_by_its_cell_with_the_remedy(cast):
    sheets = book_of(cast.programa)
    told = {name: problems_of(cast.programa, sheets, cells) for name, (cells, _) in WRONG.items()}

    for name, (_, sentence) in WRONG.items():
        assert any(each.startswith(sentence) for each in told[name]), told[name]


def test_all_mistakes_are_told_at_once_and_nothing_is_read(cast):
    cells = {}
    for place in (0, 1, 2):
        cells["Plan", FIRST + place, "quantity"] = "x"
        cells["Calendario", FIRST + place, "area"] = "zzz"
    reading = read(cast.programa, written(book_of(cast.programa), cells))

    assert len(reading.problems) == 6 and reading.plan is None


def test_headings_sheets_and_merged_cells(cast):
    sheets = book_of(cast.programa)
    unknown = read(cast.programa, written(sheets, {("Plan", 4, "unit"): "unidá"}))
    lost = read(cast.programa, [sheet for sheet in sheets if sheet.name != "Calendario"])
    no_heads = read(cast.programa, with_rows(sheets, "Textos", lambda rows: rows[:2]))
    sideways = tuple(replace(s, merged=((FIRST, 6, FIRST, 7),)) for s in sheets[:1]) + sheets[1:]
    down = tuple(replace(s, merged=((FIRST, 4, FIRST + 1, 4),)) for s in sheets[:1]) + sheets[1:]
    hidden = tuple(replace(s, hidden_rows=frozenset({FIRST})) for s in sheets[:1]) + sheets[1:]
    left = read(cast.programa, written(sheets, {("Plan", 4, "objective"): None}))
    lacking = read(cast.programa, written(sheets, {("Plan", 4, "eje"): "objetivo del sexenio"}))

    assert "¿Es «unidad»?" in unknown.problems[0].message
    # A column that is not there is told once, and not again by each row.
    assert [one.row for one in lacking.problems] == [4, 0]
    assert "Falta la columna «eje»" in lacking.problems[1].message
    assert [str(one) for one in lost.problems] == [
        "Falta la hoja «Calendario». Descargue de nuevo el libro, o póngale ese nombre a la que "
        "la lleva."
    ]
    assert "No se encontró la fila de títulos" in no_heads.problems[0].message
    assert "F5:G5" in read(cast.programa, sideways).problems[0].message
    assert read(cast.programa, down).problems == ()
    assert "filas ocultas" in read(cast.programa, hidden).notes[0]
    assert left.problems == () and "«objetivo»" in left.notes[0]


def test_a_workbook_of_another_programme_is_refused(cast):
    other = empty_programa(cast.institucion)

    problems = read(other, book_of(cast.programa)).problems

    assert [str(one) for one in problems] == [
        "El libro es de propia, ejercicio 2026, y este programa es de propia, ejercicio 2027. "
        "Descargue el libro de este programa."
    ]


def test_a_workbook_of_somebody_else_keeps_what_it_does_not_say(cast):
    plan_only = [
        replace(sheet, rows=tuple(row[3:7] for row in sheet.rows))
        for sheet in book_of(cast.programa)
        if sheet.name == "Plan"
    ]

    reading = read(cast.programa, plan_only, partial=True)

    assert reading.problems == ()
    assert compared(cast.programa, reading).identical


# The comparison ---------------------------------------------------------------------------------


def test_rows_are_known_by_clave_or_by_what_they_say(cast):
    sheets = book_of(cast.programa)
    title = cast.linea().title
    reworded = read(cast.programa, written(sheets, {("Plan", FIRST, "title"): "Otra cosa"}))
    keyless = written(
        sheets,
        {
            (name, row, key): None
            for name, keys in (
                ("Plan", ("clave_eje", "clave", "clave_componente")),
                ("Calendario", ("clave_eje", "clave_linea", "clave")),
            )
            for row in range(FIRST, FIRST + 4)
            for key in keys
        },
    )
    # As people do: copy a row with its hidden clave, and write another text in one of both.
    copied = with_rows(sheets, "Plan", lambda rows: [*rows[:5], rows[5 - 1], *rows[5:]])
    twice = read(cast.programa, copied)
    fresh = read(cast.programa, written(copied, {("Plan", FIRST, "title"): "Una nueva"}))

    [change] = compared(cast.programa, reworded).changes
    assert (change.act, change.of, change.place) == (
        Act.CHANGED, Of.LINEA, "Eje de Dirección juridica",
    )  # fmt: skip
    assert [(f.label, f.before, f.after) for f in change.fields] == [
        ("línea de acción", title, "Otra cosa")
    ]
    assert compared(cast.programa, read(cast.programa, keyless)).identical
    assert "repite la fila 5" in str(twice.problems[0])
    acts = [(c.act, c.of, c.name) for c in compared(cast.programa, fresh).changes]
    assert (Act.NEW, Of.LINEA, "Una nueva") in acts
    assert not [act for act, *_ in acts if act is not Act.NEW]


def test_the_fewest_moves_explain_an_order(cast):
    sheets = book_of(cast.programa)
    plan = plan_book(cast.programa)
    first, second = plan.ejes
    # The last row of the first eje goes to the second one, and its tarea goes with it.
    last = first.lineas[-1]

    def moved(rows):
        row = rows.pop(FIRST)
        return [*rows[: FIRST + 1], row, *rows[FIRST + 1 :]]

    reading = read(cast.programa, with_rows(sheets, "Plan", moved))

    assert reading.problems == ()
    changes = compared(cast.programa, reading).changes
    assert {(c.act, c.of) for c in changes} == {(Act.MOVED, Of.LINEA), (Act.MOVED, Of.TAREA)}
    assert changes[0].moved == f"Pasa de «{first.name}» a «{second.name}»."
    assert [linea.clave for linea in reading.plan.ejes[1].lineas][1] == last.clave
    turned = replace(plan, ejes=(replace(first, lineas=first.lineas[::-1]), second))
    assert len(plan_compare(plan, turned, str).of(Act.MOVED)) == 1


# The act ----------------------------------------------------------------------------------------


def new_plan(year: int) -> PlanBook:
    """Return a plan as people type it: no clave anywhere."""
    meta = PlanMeta(
        "16 actas y 3.5 horas", date(year, 1, 1), None, "each", "1,3", "Así se acordó",
        (
            PlanComponente("+1", "sum", Decimal(16), "actas", (Decimal(4), Decimal(0), None, None)),
            PlanComponente("+2", "sum", Decimal("3.5"), "horas", (None, None, None, None)),
        ),
    )  # fmt: skip
    lineas = (
        PlanLinea("+1", None, "Sesionar", "juridica", "Acta firmada", meta),
        PlanLinea("+2", "7 bis", "Archivar", "archivo", "", None),
    )
    tarea = PlanTarea(
        "+1", "+2", "archivo", "Ordenar", True, True, "", None, (1, 6, 12), True,
        "Una al mes", "12", "Orden", "Inventario",
    )  # fmt: skip
    eje = PlanEje(
        "+1", "Eje uno", "", "Objetivo", "", ("archivo", "juridica"), "juridica",
        (("heading", "RUBRO"),), lineas, (tarea,),
    )  # fmt: skip
    seccion = PlanSeccion(
        "+1", SeccionKind.BACKGROUND, "Antecedentes", None, "", "", "", 10,
        (PlanBloque("+1", BlockKind.TEXT, "Primero.\n\nSegundo."),),
    )  # fmt: skip
    return PlanBook("propia", year, 1, (eje, replace(eje, clave="+2", name="Eje dos",
                    lineas=(), tareas=(), labels=())), (seccion,))  # fmt: skip


def unnamed(plan: PlanBook) -> PlanBook:
    """Return a plan without the claves, to compare what it says."""
    ejes = []
    for eje in plan.ejes:
        places = {linea.clave: str(place) for place, linea in enumerate(eje.lineas)}
        lineas = [
            replace(linea, clave="", meta=linea.meta and replace(linea.meta, componentes=tuple(
                replace(row, clave="") for row in linea.meta.componentes)))
            for linea in eje.lineas
        ]  # fmt: skip
        tareas = [replace(t, clave="", linea=places.get(t.linea, "")) for t in eje.tareas]
        ejes.append(replace(eje, clave="", lineas=tuple(lineas), tareas=tuple(tareas)))
    secciones = [
        replace(s, clave="", bloques=tuple(replace(b, clave="") for b in s.bloques))
        for s in plan.secciones
    ]
    return replace(plan, ejes=tuple(ejes), secciones=tuple(secciones))


def test_a_new_plan_is_one_act_and_a_complete_programme(cast):
    programa = empty_programa(cast.institucion)
    plan = new_plan(2027)

    applied(programa, plan, by=cast.people["planeacion"])

    assert unnamed(plan_book(programa)) == unnamed(plan)
    assert AvanceTrimestral.objects.filter(trimestre__programa=programa).count() == 8
    assert AvanceDeComponente.objects.filter(avance__trimestre__programa=programa).count() == 8
    entry = AuditEntry.objects.filter(institucion=cast.institucion).latest("number")
    assert (entry.action, entry.actor) == ("rows_import", "planeacion")
    assert "Línea de acción: Archivar" in entry.data["added"]
    version = Programa.objects.get(pk=programa.pk).version
    assert version == programa.version + 1


def test_rows_change_move_and_go_and_keep_who_they_are(cast):
    programa = empty_programa(cast.institucion)
    applied(programa, new_plan(2027))
    before = plan_book(programa)
    one, two = before.ejes
    first, second = one.lineas
    rows = {row.clave: row.pk for row in LineaDeAccion.objects.filter(eje__programa=programa)}
    bloque = before.secciones[0].bloques[0]
    after = replace(
        before,
        ejes=(
            replace(two, lineas=(replace(second, title="Archivar todo", number=None),),
                    tareas=(replace(one.tareas[0], months=(2, 6)),)),
            replace(one, lineas=(first, replace(second, clave="+9", title="Nueva"),), tareas=(),
                    responsables=("archivo",), reporting="archivo"),
        ),
        secciones=(replace(before.secciones[0], heading="Antes", bloques=(
            replace(bloque, text="Tercero."), PlanBloque("+5", BlockKind.TEXT, "Cuarto."))),),
    )  # fmt: skip

    comparison = applied(programa, after)

    found = plan_book(programa)
    assert unnamed(found) == unnamed(after)
    assert found.ejes[0].lineas[0].clave == second.clave
    assert (
        LineaDeAccion.objects.get(clave=second.clave, eje__programa=programa).pk
        == (rows[second.clave])
    )
    assert comparison.count(Act.NEW, Of.LINEA) == 1
    assert comparison.count(Act.GONE, Of.LINEA) == 0
    assert Bloque.objects.get(key=bloque.clave).version == 2
    gone = replace(found, ejes=found.ejes[1:], secciones=())
    applied(programa, gone)
    assert plan_book(programa) == gone
    assert not Seccion.objects.filter(programa=programa).exists()
    told = AuditEntry.objects.filter(institucion=cast.institucion).latest("number").data
    assert "Eje: Eje dos" in told["removed"]


def test_only_the_end_grows_without_new_numbers(cast):
    plan = plan_book(cast.programa)
    Eje.objects.filter(programa=cast.programa, order=2).update(order=5)
    eje = replace(plan.ejes[0], clave="+9", name="Otro", lineas=(), tareas=())

    applied(cast.programa, replace(plan, ejes=(*plan.ejes, eje)))

    orders = Eje.objects.filter(programa=cast.programa).order_by("order")
    assert list(orders.values_list("order", flat=True)) == [1, 5, 6]


def refusal_of(cast, plan, **options) -> str:
    acts = AuditEntry.objects.count()
    before = plan_book(cast.programa)
    with pytest.raises(DomainError) as refusal:
        applied(cast.programa, plan, **options)
    assert plan_book(cast.programa) == before
    assert AuditEntry.objects.count() == acts
    return str(refusal.value)


def with_lineas(plan: PlanBook, change) -> PlanBook:
    """Return a plan; `change` gives the líneas of its first eje anew."""
    first = plan.ejes[0]
    lineas = change(first.lineas)
    kept = {linea.clave for linea in lineas}
    tareas = tuple(tarea for tarea in first.tareas if tarea.linea in kept)
    return replace(plan, ejes=(replace(first, lineas=lineas, tareas=tareas), *plan.ejes[1:]))


def test_what_was_captured_is_not_taken_away(cast):
    plan = plan_book(cast.programa)
    MarcaMensual.objects.filter(tarea__linea=cast.linea(), month=2).update(
        status=MarkStatus.NOT_DONE, reason="Sin quórum", reported_at=NOW
    )
    tarea = replace(plan.ejes[0].tareas[0], months=(1,))
    months = replace(
        plan, ejes=(replace(plan.ejes[0], tareas=(tarea, *plan.ejes[0].tareas[1:])), plan.ejes[1])
    )

    gone = refusal_of(cast, with_lineas(plan, lambda lineas: lineas[1:]))
    less = refusal_of(
        cast,
        with_lineas(
            plan,
            lambda lineas: (
                replace(lineas[0], meta=replace(lineas[0].meta, componentes=())),
                *lineas[1:],
            ),
        ),
    )

    assert "no se puede quitar, porque ya tiene datos (Avance capturado:" in gone
    assert "Cantidad de la meta «12 documentos»: no se puede quitar" in less
    assert "febrero ya se reportó como no realizada" in refusal_of(cast, months)


def with_amount(plan, **values):
    """Return a plan whose second línea has other values in its quantity."""

    def other(lineas):
        meta = lineas[1].meta
        changed = replace(meta.componentes[0], **values)
        return (
            lineas[0],
            replace(lineas[1], meta=replace(meta, componentes=(changed,))),
            *lineas[2:],
        )

    return with_lineas(plan, other)


@pytest.mark.parametrize("values", [{"kind": "percent"}, {"programmed": (9, 9, 9, 9)}])
def test_a_quantity_by_month_keeps_its_quarters(cast, values):
    monthly(cast, place=1)
    plan = plan_book(cast.programa)

    assert "se programa por mes" in refusal_of(cast, with_amount(plan, **values))
    # Other words of its línea change nothing of them.
    said = with_lineas(plan, lambda rows: (rows[0], replace(rows[1], title="Otra"), *rows[2:]))
    applied(cast.programa, said)
    assert ComponenteDeMeta.objects.get(monthly=True).meta.linea.title == "Otra"


def amounts_of(componente: ComponenteDeMeta) -> list:
    """Return what the months of a quantity program, and its quarters."""
    componente.refresh_from_db()
    months = componente.meses.order_by("month").values_list("programmed", flat=True)
    return [*months, *componente.programmed]


def test_months_of_a_quantity_go_out_and_come_in_again(cast):
    componente = monthly(cast, place=1)
    plan = plan_book(cast.programa)
    assert planilla_preview(cast.programa, planilla_of(cast.programa)).comparison.identical

    other = (Decimal(5), *plan.ejes[0].lineas[1].meta.componentes[0].months[1:])
    applied(cast.programa, with_amount(plan, months=other, programmed=(8, 3, 3, 3)))
    assert amounts_of(componente) == [5, 2, 1, *[1] * 9, 8, 3, 3, 3]

    applied(cast.programa, with_amount(plan, months=None, programmed=(2, 2, 2, 2)))
    assert amounts_of(componente) == [2, 2, 2, 2]
    assert not ComponenteDeMeta.objects.filter(monthly=True).exists()

    applied(cast.programa, plan)
    assert amounts_of(componente) == [None, 2, 1, *[1] * 9, 3, 3, 3, 3]
    assert plan_book(cast.programa) == plan


def test_a_reported_month_is_not_lost_to_the_quarters(cast):
    componente = monthly(cast, place=1)
    componente.meses.filter(month=2).update(done=2, reported_at=NOW)
    plan = plan_book(cast.programa)

    less = with_amount(plan, months=None, programmed=(2, 2, 2, 2))
    assert "ya tiene meses reportados" in refusal_of(cast, less)


def test_an_approved_programme_and_a_closed_quarter_stay(cast):
    plan = plan_book(cast.programa)
    reworded = with_lineas(plan, lambda ls: (replace(ls[0], title="Otra"), *ls[1:]))
    meta = replace(plan.ejes[0].lineas[0].meta, text="13 documentos")
    promised = with_lineas(plan, lambda ls: (replace(ls[0], meta=meta), *ls[1:]))
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)

    assert "El trimestre" in refusal_of(cast, promised) or "cerr" in refusal_of(cast, promised)
    assert not applied(cast.programa, reworded).identical
    Programa.objects.filter(pk=cast.programa.pk).update(**APPROVED)
    assert "está aprobado (acuerdo OG-1/2026)" in refusal_of(cast, plan)
    Programa.objects.filter(pk=cast.programa.pk).update(status=ProgramaStatus.REVIEW)
    assert "El plan está en revisión" in refusal_of(cast, plan)


def test_of_two_people_the_second_compares_again(cast):
    base = plan_book(cast.programa)
    mine = with_lineas(base, lambda ls: (replace(ls[0], title="La mía"), *ls[1:]))
    theirs = with_lineas(base, lambda ls: (replace(ls[0], title="La de otra"), *ls[1:]))
    applied(cast.programa, theirs, base=base.fingerprint)

    assert "El plan cambió mientras" in refusal_of(cast, mine, base=base.fingerprint)


def test_only_planeacion_changes_the_plan(cast):
    plan = with_lineas(plan_book(cast.programa), lambda ls: ls[::-1])
    for name in ("enlace", "secretario", "outsider"):
        with pytest.raises(Locked):
            applied(cast.programa, plan, by=cast.people[name])
    Area.objects.filter(code="archivo", institucion=cast.institucion).update(code="otra")
    assert "ya no existe" in refusal_of(cast, plan, by=cast.people["superuser"])


# The commands -----------------------------------------------------------------------------------


def test_the_commands_say_what_changes_and_end_with_their_codes(cast, tmp_path, capsys):
    path = tmp_path / "plan.xlsx"
    names = ("propia", "2026", str(path))
    call_command("export_programa", *names)
    book = openpyxl.load_workbook(path)
    sheet = book["Plan"]
    sheet.cell(FIRST, place_of("Plan", "title") + 1).value = "Revisar convenios"
    book.save(path)
    capsys.readouterr()

    call_command("import_programa", *names, "--dry-run")
    told = capsys.readouterr().out
    assert "~ Línea de acción: Revisar convenios (Eje de Dirección juridica)" in told
    assert "línea de acción: «Línea sobre documentos, la 1» → «Revisar convenios»" in told
    assert told.endswith("Línea de acción: 1 cambian.\n")
    assert cast.linea().title != "Revisar convenios"
    call_command("import_programa", *names)
    assert capsys.readouterr().out.endswith("Se aplicó.\n")
    assert cast.linea().title == "Revisar convenios"
    sheet.cell(FIRST, place_of("Plan", "area") + 1).value = "x"
    sheet.cell(FIRST, place_of("Plan", "starts_on") + 1).value = "ayer"
    book.save(path)
    with pytest.raises(CommandError) as wrong:
        call_command("import_programa", *names)
    assert wrong.value.returncode == 1
    assert len(str(wrong.value).splitlines()) == 3
    for bad in (("nadie", "2026", str(path)), ("propia", "2020", str(path)),
                ("propia", "2026", str(tmp_path / "no.xlsx"))):  # fmt: skip
        with pytest.raises(CommandError) as usage:
            call_command("import_programa", *bad)
        assert usage.value.returncode == 2


def test_an_empty_programme_gives_a_template_that_takes_a_plan(cast):
    institucion = make_institucion("nueva")
    programa = empty_programa(institucion, start_month=10)
    sheets = book_of(programa)
    assert read(programa, sheets).plan == plan_book(programa)
    head = next(s for s in sheets if s.name == "Calendario").rows[3]
    assert [head[place_of("Calendario", f"month_{n}")] for n in (1, 4)] == ["oct", "ene"]

    reading = read(
        programa,
        written(
            sheets,
            {
                ("Plan", FIRST, "eje"): "Rubro 1",
                ("Plan", FIRST, "title"): "Capacitar",
                ("Plan", FIRST, "area"): "juridica",
                ("Plan", FIRST, "text"): "2 cursos y 3 guías",
                ("Plan", FIRST, "quantity"): 2,
                ("Plan", FIRST, "unit"): "cursos",
                ("Plan", FIRST + 1, "quantity"): Decimal("3.5"),
                ("Plan", FIRST + 1, "unit"): "guías",
                ("Plan", FIRST + 1, "q1"): 0,
                ("Plan", FIRST + 2, "eje"): "Rubro sin líneas",
                ("Calendario", FIRST, "eje"): "rubro 1",
                ("Calendario", FIRST, "linea"): "CAPACITAR",
                ("Calendario", FIRST, "text"): "Convocar",
                ("Calendario", FIRST, "area"): "Dirección archivo",
                ("Calendario", FIRST, "month_1"): "x",
                ("Calendario", FIRST, "month_12"): "✓",
                ("Textos", FIRST, "kind"): "Antecedentes",
                ("Textos", FIRST, "heading"): "ANTECEDENTES",
                ("Textos", FIRST, "text"): "Uno.",
                ("Textos", FIRST + 1, "text"): "Dos.",
            },
        ),
    )
    assert [str(one) for one in reading.problems] == []
    applied(programa, reading.plan)

    found = plan_book(programa)
    assert unnamed(found) == unnamed(reading.plan)
    amounts = found.ejes[0].lineas[0].meta.componentes
    assert [(row.quantity, row.programmed[:2]) for row in amounts] == [
        (Decimal(2), (None, None)), (Decimal("3.5"), (Decimal(0), None)),
    ]  # fmt: skip
    assert found.ejes[0].tareas[0].months == (1, 12)
    assert found.ejes[0].tareas[0].linea == found.ejes[0].lineas[0].clave
    assert [eje.name for eje in found.ejes] == ["Rubro 1", "Rubro sin líneas"]
    assert [bloque.text for bloque in found.secciones[0].bloques] == ["Uno.", "Dos."]
    assert Tarea.objects.get(eje__programa=programa).marcas.count() == 2
    assert read(programa, sheets_of(planilla_of(programa))).plan == found
