"""Exchange with Excel: what goes out comes back the same, and wrong rows are told apart.

The plans are the two real documents. Row numbers are those of the file: the headings are row 1.
"""

import io
from datetime import date

import openpyxl
import pytest
from tablib import Dataset

from programs.enums import MarkStatus
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Responsable,
    Tarea,
    User,
)
from programs.resources import (
    AreaResource,
    ComponenteDeMetaResource,
    EjeResource,
    LineaDeAccionResource,
    MetaResource,
    TareaResource,
)
from programs.resources.files import XlsxFile
from tests.programs.plan_files import (
    changed,
    load,
    loaded_plans,
    planner,
    sentences,
    sheet,
    through_file,
)

pytestmark = pytest.mark.django_db

# The order in which a plan is imported: each sheet names rows of the ones before.
RESOURCES = [
    AreaResource,
    EjeResource,
    LineaDeAccionResource,
    MetaResource,
    ComponenteDeMetaResource,
    TareaResource,
]
ROWS = {
    "sesea-slp": [7, 5, 30, 0, 0, 36],
    "sesaech": [7, 6, 26, 26, 27, 0],
}
SLP, CHIAPAS = "sesea-slp", "sesaech"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both documents, read once for all the tests of this module."""
    with django_db_blocker.unblock(), loaded_plans():
        yield


@pytest.fixture
def plans(loaded, db):
    """Both documents, with the rows that the system makes."""


@pytest.fixture
def slp(plans) -> User:
    """Planeación of San Luis Potosí."""
    return planner(SLP)


@pytest.fixture
def chiapas(plans) -> User:
    """Planeación of Chiapas."""
    return planner(CHIAPAS)


def fields_of(model, **filters) -> list[tuple]:
    """Return every stored value of the rows, without the number of the row."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return list(model.objects.filter(**filters).order_by("pk").values_list(*names))


# --- round trip --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("slug", [SLP, CHIAPAS])
def test_what_is_exported_comes_back_without_a_change(plans, slug, kind):
    user = planner(slug)
    models = (Area, Eje, Responsable, LineaDeAccion, Meta, ComponenteDeMeta, Tarea, MarcaMensual)
    before = {model: fields_of(model) for model in models}
    sizes = []
    for resource in RESOURCES:
        exported = sheet(resource, user)
        sizes.append(len(exported))
        if not len(exported):
            continue
        result = load(resource, user, through_file(exported, kind))
        assert sentences(result) == {}
        assert result.totals["skip"] == len(exported)
        assert result.totals["new"] == result.totals["update"] == 0
    assert sizes == ROWS[slug]
    assert {model: fields_of(model) for model in models} == before


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("slug", [SLP, CHIAPAS])
def test_an_exported_plan_makes_the_same_plan_in_another_year(plans, slug, kind):
    user = planner(slug)
    old = Programa.objects.get(institucion__slug=slug)
    new = Programa.objects.create(institucion=old.institucion, year=old.year + 5)
    for resource in RESOURCES[1:]:
        exported = through_file(sheet(resource, user), kind) if sheet(resource, user) else None
        if exported is None:
            continue
        place = exported.headers.index("ejercicio")
        copy = Dataset(headers=exported.headers)
        for row in exported:
            copy.append([*row[:place], new.year, *row[place + 1 :]])
        result = load(resource, user, copy)
        assert sentences(result) == {}
        assert result.totals["new"] == len(exported)
    for resource in RESOURCES[1:]:
        rows = [list(row) for row in sheet(resource, user)]
        if not rows:
            continue
        place = sheet(resource, user).headers.index("ejercicio")
        by_year = {
            year: [row[:place] + row[place + 1 :] for row in rows if row[place] == year]
            for year in (old.year, new.year)
        }
        assert by_year[old.year] == by_year[new.year]
    # The system's own rows came with the import, in the same transaction.
    assert new.trimestres.count() == 4
    lineas = LineaDeAccion.objects.filter(eje__programa=new).count()
    assert AvanceTrimestral.objects.filter(trimestre__programa=new).count() == 4 * lineas
    componentes = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=new).count()
    quantities = AvanceDeComponente.objects.filter(avance__trimestre__programa=new).count()
    assert quantities == 4 * componentes


def test_the_exported_months_are_those_of_the_printed_calendar(slp):
    data = sheet(TareaResource, slp)
    names = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
    assert data.headers[-12:] == names
    checks = [sum(cell == "✓" for cell in data[name]) for name in names]
    assert checks == [16, 18, 16, 21, 17, 13, 17, 16, 12, 15, 11, 14]


def test_months_are_those_of_the_calendar_when_the_period_starts_in_april(slp):
    programa = Programa.objects.get(institucion__slug=SLP)
    Programa.objects.filter(pk=programa.pk).update(start_month=4)
    tarea = Tarea.objects.get(eje__programa=programa, eje__order=1, order=4)
    assert set(tarea.marcas.values_list("month", flat=True)) == {10, 11, 12}
    data = sheet(TareaResource, slp)
    row = data.dict[3]
    assert [name for name in data.headers[-12:] if row[name]] == ["ene", "feb", "mar"]
    result = load(TareaResource, slp, changed(data, 3, ene="", abr="x"))
    assert sentences(result) == {}
    assert set(tarea.marcas.values_list("month", flat=True)) == {1, 11, 12}


# --- months --------------------------------------------------------------------------------


def test_a_check_adds_a_mark_and_a_blank_takes_it_away(slp):
    tarea = Tarea.objects.get(eje__programa__institucion__slug=SLP, eje__order=1, order=4)
    result = load(TareaResource, slp, changed(sheet(TareaResource, slp), 3, oct="", ene="✓"))
    assert sentences(result) == {}
    assert result.totals["update"] == 1
    assert set(tarea.marcas.values_list("month", flat=True)) == {1, 11, 12}


def test_a_reported_month_keeps_what_the_area_said(slp):
    tarea = Tarea.objects.get(eje__programa__institucion__slug=SLP, eje__order=1, order=4)
    stamp = {"reported_by": slp, "reported_at": "2023-11-01T00:00:00Z"}
    tarea.marcas.filter(month=10).update(status=MarkStatus.DONE, **stamp)
    tarea.marcas.filter(month=11).update(status=MarkStatus.NOT_DONE, reason="Sin quórum", **stamp)
    data = sheet(TareaResource, slp)
    refused = load(TareaResource, slp, changed(data, 3, oct="", nov=""))
    assert "no realizado" in str(sentences(refused))
    assert tarea.marcas.filter(programmed=True).count() == 3
    accepted = load(TareaResource, slp, changed(data, 3, oct=""))
    assert sentences(accepted) == {}
    done = tarea.marcas.get(month=10)
    assert (done.programmed, done.status) == (False, MarkStatus.DONE)


# --- rows that cannot be imported ------------------------------------------------------------

BAD_LINEAS = [
    ({"institución": "no-existe"}, "institución", "no existe o no está a su cargo"),
    ({"institución": CHIAPAS}, "institución", "no existe o no está a su cargo"),
    ({"institución": ""}, "institución", "Falta este dato"),
    ({"ejercicio": 1999}, "ejercicio", "no tiene programa del ejercicio 1999"),
    ({"ejercicio": "dos mil"}, "ejercicio", "no es un número entero"),
    ({"eje": 9}, "eje", "no tiene un eje 9"),
    ({"orden": "12,5"}, "orden", "no es un número entero"),
    ({"orden": -1}, "orden", "no es un número entero"),
    ({"orden": 40000}, "orden", "El máximo es 32,767"),
    ({"texto": ""}, "texto", "Falta este dato"),
    ({"área": "zz"}, "área", "No hay un área con la clave «zz»"),
    ({"numerar_sola": "quizá"}, "numerar sola", "Escriba sí o no"),
    ({"número_impreso": "1" * 21}, "número impreso", "como máximo 20 caracteres"),
    ({"número_impreso": date(2023, 2, 1)}, "número impreso", "convirtió este texto en una fecha"),
]


@pytest.mark.parametrize(("cells", "heading", "sentence"), BAD_LINEAS)
def test_a_wrong_cell_is_named_and_nothing_is_applied(slp, cells, heading, sentence):
    data = changed(changed(sheet(LineaDeAccionResource, slp), 0, texto="Otro texto"), 1, **cells)
    before = fields_of(LineaDeAccion)
    result = load(LineaDeAccionResource, slp, data)
    found = sentences(result)
    assert sentence in " ".join(found[(3, heading)])
    assert {row for row, _ in found} == {3}
    assert fields_of(LineaDeAccion) == before


BAD_COMPONENTES = [
    ({"cantidad_anual": "12,5"}, "cantidad anual", "por ejemplo 12.5"),
    ({"cantidad_anual": "doce"}, "cantidad anual", "«doce» no es una cantidad"),
    ({"cantidad_anual": "100%"}, "cantidad anual", "signo de porcentaje"),
    ({"cantidad_anual": "1.23456"}, "cantidad anual", "no haya más de 4"),
    ({"cantidad_anual": -4}, "cantidad anual", "no puede ser negativa"),
    ({"cantidad_anual": "1.000.000"}, "cantidad anual", "1,000,000 o 1000000"),
    ({"tipo": "promesa"}, "tipo", "Escriba una de estas: Suma"),
    ({"unidad": "x" * 161}, "unidad", "como máximo 160 caracteres"),
    ({"línea": 99}, "línea", "no tiene una línea 99"),
]


@pytest.mark.parametrize(("cells", "heading", "sentence"), BAD_COMPONENTES)
def test_a_wrong_quantity_is_named_and_nothing_is_applied(chiapas, cells, heading, sentence):
    data = changed(sheet(ComponenteDeMetaResource, chiapas), 0, **cells)
    before = fields_of(ComponenteDeMeta)
    found = sentences(load(ComponenteDeMetaResource, chiapas, data))
    assert sentence in " ".join(found[(2, heading)])
    assert fields_of(ComponenteDeMeta) == before


BAD_METAS = [
    ({"inicio": "31/02/2024"}, "inicio", "«31/02/2024» no es una fecha"),
    ({"inicio": "enero"}, "inicio", "como 31/12/2026"),
    ({"término": 45000}, "término", "no es una fecha"),
    ({"programada_en": "T5"}, "programada en", "Escriba, por ejemplo, T1 y T3"),
    ({"regla": "media"}, "regla", "Escriba una de estas"),
    ({"texto": "m" * 401}, "texto", "como máximo 400 caracteres (tiene 401)"),
]


@pytest.mark.parametrize(("cells", "heading", "sentence"), BAD_METAS)
def test_a_wrong_date_is_named_and_nothing_is_applied(chiapas, cells, heading, sentence):
    data = changed(sheet(MetaResource, chiapas), 4, **cells)
    before = fields_of(Meta)
    found = sentences(load(MetaResource, chiapas, data))
    assert sentence in " ".join(found[(6, heading)])
    assert fields_of(Meta) == before


def test_a_month_with_something_else_is_named(slp):
    data = changed(sheet(TareaResource, slp), 0, mar="tal vez")
    found = sentences(load(TareaResource, slp, data))
    assert found == {(2, "mar"): ["«tal vez» no se entiende. Escriba ✓ o deje la celda vacía."]}
    assert MarcaMensual.objects.filter(tarea__eje__programa__institucion__slug=SLP).count() == 186


def test_the_same_place_twice_is_refused(slp):
    data = sheet(LineaDeAccionResource, slp)
    data = changed(data, 1, orden=data["orden"][0])
    found = sentences(load(LineaDeAccionResource, slp, data))
    assert found[(3, "__all__")] == [
        "Esta fila repite la fila 2: coinciden institución, ejercicio, eje, orden. Deje una sola."
    ]


def test_several_errors_of_several_rows_are_told_at_once(slp):
    data = changed(sheet(LineaDeAccionResource, slp), 0, área="zz", orden="x")
    data = changed(data, 5, texto="")
    assert set(sentences(load(LineaDeAccionResource, slp, data))) == {
        (2, "área"),
        (2, "orden"),
        (7, "texto"),
    }


def test_headings_are_recognised_without_accents_and_refused_when_unknown(slp):
    data = sheet(LineaDeAccionResource, slp)
    data.headers = [name.upper().replace("Ó", "O").replace("Á", "A") for name in data.headers]
    assert load(LineaDeAccionResource, slp, data).totals["skip"] == 30
    wrong = sheet(LineaDeAccionResource, slp)
    wrong.headers = ["Texo" if name == "texto" else name for name in wrong.headers]
    found = sentences(load(LineaDeAccionResource, slp, wrong))
    assert "No se reconocen estas columnas: Texo" in found[(1, "archivo")][0]
    missing = sheet(LineaDeAccionResource, slp)
    del missing["eje"]
    found = sentences(load(LineaDeAccionResource, slp, missing))
    assert found[(1, "archivo")] == ["Faltan estas columnas: eje. Agréguelas."]


def test_a_column_that_is_not_brought_stays_as_it_is(slp):
    data = sheet(LineaDeAccionResource, slp)
    del data["número impreso"]
    LineaDeAccion.objects.filter(pk__in=LineaDeAccion.objects.values("pk")[:3]).update(label="9.z")
    labels = fields_of(LineaDeAccion)
    assert load(LineaDeAccionResource, slp, data).totals["skip"] == 30
    assert fields_of(LineaDeAccion) == labels


def test_blank_rows_between_groups_are_left_out(slp):
    data = sheet(LineaDeAccionResource, slp)
    data.insert(2, [None] * data.width)
    data = changed(data, 3, área="zz")
    found = sentences(load(LineaDeAccionResource, slp, through_file(data, "xlsx")))
    assert set(found) == {(5, "área")}


def test_an_area_cannot_depend_on_itself(slp):
    data = changed(sheet(AreaResource, slp), 0, depende_de=sheet(AreaResource, slp)["clave"][0])
    assert "no puede depender de sí misma" in str(sentences(load(AreaResource, slp, data)))


def test_responsables_follow_the_order_of_the_cell(slp):
    eje = Eje.objects.get(programa__institucion__slug=SLP, order=1)
    data = changed(
        sheet(EjeResource, slp), 0, áreas_responsables="dj, das, ut", área_que_captura="dj"
    )
    assert sentences(load(EjeResource, slp, data)) == {}
    rows = [(row.area.code, row.order, row.reports) for row in eje.responsables.order_by("order")]
    assert rows == [("dj", 1, True), ("das", 2, False), ("ut", 3, False)]
    wrong = changed(sheet(EjeResource, slp), 0, área_que_captura="ssis")
    assert "no está entre las responsables" in str(sentences(load(EjeResource, slp, wrong)))


# --- scope -----------------------------------------------------------------------------------


def test_an_export_gives_the_rows_of_the_person_only(slp, chiapas):
    for resource in RESOURCES:
        for user, slug in ((slp, SLP), (chiapas, CHIAPAS)):
            data = sheet(resource, user)
            assert not len(data) or set(data["institución"]) == {slug}


def test_a_row_of_another_institution_is_refused_as_if_it_did_not_exist(slp, chiapas):
    before = fields_of(Area)
    for resource in RESOURCES:
        foreign = sheet(resource, chiapas)
        if not len(foreign):
            continue
        found = sentences(load(resource, slp, foreign))
        assert {row for row, _ in found} == set(range(2, len(foreign) + 2))
        for (_, heading), texts in found.items():
            if heading == "institución":
                assert texts == [
                    "La institución «sesaech» no existe o no está a su cargo. "
                    "Escriba su clave, por ejemplo sesea-slp."
                ]
    assert fields_of(Area) == before


def test_a_dry_run_changes_nothing(slp):
    before = fields_of(LineaDeAccion)
    data = changed(sheet(LineaDeAccionResource, slp), 0, texto="Otro", orden=77)
    result = load(LineaDeAccionResource, slp, data, dry_run=True)
    assert result.totals["new"] == 1
    assert fields_of(LineaDeAccion) == before
    assert AvanceTrimestral.objects.filter(linea__order=77).count() == 0


def test_quantities_are_written_as_numbers_and_dates_as_dates(chiapas):
    book = openpyxl.load_workbook(
        io.BytesIO(XlsxFile().export_data(sheet(ComponenteDeMetaResource, chiapas)))
    )
    heads = [cell.value for cell in book.active[1]]
    assert book.active.cell(2, heads.index("cantidad anual") + 1).value == 4
    book = openpyxl.load_workbook(io.BytesIO(XlsxFile().export_data(sheet(MetaResource, chiapas))))
    heads = [cell.value for cell in book.active[1]]
    cell = book.active.cell(2, heads.index("inicio") + 1)
    assert (cell.value.date(), cell.number_format) == (date(2024, 1, 1), "dd/mm/yyyy")


def test_a_code_without_its_zero_is_never_a_new_area(chiapas):
    area = Area.objects.filter(institucion__slug="sesaech").first()
    Area.objects.filter(pk=area.pk).update(code="01")
    areas = sheet(AreaResource, chiapas)
    places = areas["clave"]
    alone = areas.subset(rows=[places.index("01")])
    alone.append(
        tuple(
            1 if name == "clave" else value
            for name, value in zip(alone.headers, alone[0], strict=True)
        )
    )
    del alone[0]
    found = sentences(load(AreaResource, chiapas, alone))
    assert found == {
        (2, "clave"): ["Existe la clave «01». Dé formato de texto a la columna y escriba 01."]
    }
    lineas = sheet(LineaDeAccionResource, chiapas)
    column = lineas.headers.index("área")
    row = [*lineas[0]]
    row[column] = 1
    lineas.wipe()
    lineas.headers = sheet(LineaDeAccionResource, chiapas).headers
    lineas.append(row)
    (told,) = sentences(load(LineaDeAccionResource, chiapas, lineas)).values()
    assert "Existe la clave «01»." in told[0]
