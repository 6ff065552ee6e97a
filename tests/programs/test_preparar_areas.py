"""Áreas that are pasted: what each row means, what is asked, and that all or nothing is saved."""

import pytest

from programs.enums import Role
from programs.models import Area, AuditEntry
from programs.received.area_rows import read_areas
from programs.values.area_changes import area_plan
from programs.values.area_codes import proposed_code
from programs.values.area_questions import KnownArea
from tests.factories import make_institucion, make_person

KNOWN = (
    KnownArea(1, "01", "Dirección Jurídica", ("DJ",), "area", None),
    KnownArea(2, "02", "Archivo", (), "area", 1),
)
ADDRESS = "/institucion/{}/preparar/areas/pegar/"


def planned(text, answers=None, known=KNOWN):
    rows, problems = read_areas(text)
    plan = area_plan(rows, known, answers or {})
    return plan, [sentence for _, sentence in [*problems, *plan.problems]]


def told(text, answers=None, known=KNOWN):
    """Return a plan as (state, clave, name, parent) of each row."""
    plan, problems = planned(text, answers, known)
    assert not problems
    return [(row.state.name, row.code, row.name, row.parent_name) for row in plan.rows]


def test_a_column_of_names_gets_claves_and_its_indentation_the_parents():
    text = "Secretaría Técnica\n  Unidad de lo Jurídico\n  Archivo General\nContraloría"
    assert told(text) == [
        ("NEW", "secretaria-tecnica", "Secretaría Técnica", ""),
        ("NEW", "unidad-juridico", "Unidad de lo Jurídico", "Secretaría Técnica"),
        ("NEW", "archivo-general", "Archivo General", "Secretaría Técnica"),
        ("NEW", "contraloria", "Contraloría", ""),
    ]
    assert told(text.replace("  ", "\t")) == told(text)


def test_a_sheet_gives_clave_kind_and_parent_in_any_order_of_its_heading():
    text = "Clave\tÁrea\tDepende de\tTipo\n07\tUnidad\tdj\tSUBAREA\n08\tOficina\tUnidad\t"
    plan, problems = planned(text)
    assert not problems
    assert [(row.code, row.kind, row.parent, row.parent_row) for row in plan.rows] == [
        ("07", "subarea", 1, None),
        ("08", "area", None, 2),
    ]
    assert told("03\tUnidad\n04\tOficina\tPuesto") == [
        ("NEW", "03", "Unidad", ""),
        ("NEW", "04", "Oficina", ""),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dirección  JURIDICA", ("SAME", "01", "Dirección Jurídica", "")),
        ("dj", ("SAME", "01", "Dirección Jurídica", "")),
        ("Archivo", ("SAME", "02", "Archivo", "Dirección Jurídica")),
        ("01\tJurídico", ("CHANGED", "01", "Jurídico", "")),
        ("Archivo\t\tsubárea", ("CHANGED", "02", "Archivo", "Dirección Jurídica")),
        ("\u200bx\x00", ("NEW", "x", "x", "")),
    ],
)
def test_a_stored_area_is_found_by_clave_or_name(text, wanted):
    assert told(text) == [wanted]


def test_a_one_beside_01_and_a_name_with_another_clave_are_asked():
    assert told("Jurídico\t1") == [("ASKED", "1", "Jurídico", "")]
    assert told("Jurídico\t1", {1: "is:1"}) == [("CHANGED", "01", "Jurídico", "")]
    assert told("Dirección Jurídica\t1", {1: "is:1"}) == [("SAME", "01", "Dirección Jurídica", "")]
    assert told("Jurídico\t1", {1: "new"}) == [("NEW", "1", "Jurídico", "")]
    assert told("Jurídico\t1", {1: "is:2"}) == told("Jurídico\t1", {1: "x"}) == told("Jurídico\t1")
    assert told("Archivo\t9") == [("ASKED", "9", "Archivo", "")]
    assert told("Archivo\t9", {1: "is:2"}) == [("CHANGED", "9", "Archivo", "Dirección Jurídica")]


def test_a_repeated_name_is_asked():
    assert [row[0] for row in told("Uno\nDos\nUNO")] == ["NEW", "NEW", "ASKED"]
    assert [row[0] for row in told("Uno\nUno\n  Tres", {2: "twin"})] == ["NEW", "TWIN", "NEW"]
    assert told("Uno\nUno\n  Tres", {2: "twin"})[2][3] == "Uno"
    assert [row[1] for row in told("Uno\nUno", {2: "new"})] == ["uno", "uno-2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Uno\tx1\nDos\tX1", "La clave «X1» ya viene en el renglón 1"),
        ("Uno\tU.A.", "La clave «U.A.» no sirve"),
        ("Uno\t\tOficialía", "no es un tipo"),
        ("Uno\t\t\tZeta", "no está en lo pegado ni en la institución"),
        ("Uno\t\t\tUno", "no puede depender de sí misma"),
        ("Uno\t\t\tDos\nDos\t\t\tUno", "a través de otras"),
        ("Dirección Jurídica\t\t\tArchivo", "a través de otras"),
        ("Uno\t0 1", "no sirve"),
        ("Nombre\tClave\nUno\t01\nDJ", "«Dirección Jurídica» ya viene en el renglón 2"),
        ("=HYPERLINK(A1)", "empieza como una fórmula"),
        ("#¡REF!", "es un error de Excel"),
        ("x" * 201, "hasta 200 letras"),
        ("Nombre\tClave\n\t01", "Falta el nombre"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_remedy(text, said):
    assert any(said in sentence for sentence in planned(text)[1])


def test_a_clave_fits_and_is_nobody_elses():
    assert proposed_code("Coordinación de Planeación y Evaluación", set()) == "coordinacion"
    assert proposed_code("漢字", set()) == "area"
    assert proposed_code("x" * 90, {"x" * 20}) == f"{'x' * 18}-2"
    assert all(len(proposed_code(f"Unidad {n}", set())) <= 20 for n in range(3))


@pytest.fixture
def institucion(db):
    return make_institucion("prueba")


@pytest.fixture
def planner(client, institucion):
    person = make_person("plan", institucion, Role.PLANEACION)
    client.force_login(person)
    return person


def test_the_preview_saves_nothing_and_its_button_saves_exactly_it(client, institucion, planner):
    url = ADDRESS.format("prueba")
    text = "Dirección juridica\nSecretaría\n  Oficina\tofi\tPuesto\n  Dirección archivo\n"
    shown = client.post(url, {"rows": text})
    assert shown.status_code == 200 and Area.objects.count() == 2
    seen = shown.context["plan"].mark
    page = shown.content.decode()
    assert "Se guardan 3 áreas" in page and "Depende de: de nada a <strong>Secretaría" in page

    Area.objects.create(institucion=institucion, code="secretaria", name="Otra", order=3)
    moved = client.post(url, {"rows": text, "seen": seen, "save": "1"})
    assert moved.status_code == 422 and "ya no es lo que usted revisó" in moved.content.decode()
    assert Area.objects.count() == 3

    seen = moved.context["plan"].mark
    saved = client.post(url, {"rows": text, "seen": seen, "save": "1"}, follow=True)
    assert "Se agregaron 2 áreas y cambió una." in saved.content.decode()
    rows = Area.objects.filter(institucion=institucion).order_by("order")
    assert [(r.code, r.order, r.parent.code if r.parent else "") for r in rows] == [
        ("juridica", 1, ""),
        ("archivo", 2, "secretaria-2"),
        ("secretaria", 3, ""),
        ("secretaria-2", 4, ""),
        ("ofi", 5, "secretaria-2"),
    ]
    act = AuditEntry.objects.get()
    assert (act.action, act.subject, act.actor) == ("rows_import", "Áreas", "plan")
    assert act.data["added"] == ["Área: Secretaría", "Área: Oficina"]
    assert act.data["changes"] == [["Área: Dirección archivo, depende de", "", "Secretaría"]]

    again = client.post(url, {"rows": text})
    assert "ya las tiene así" in again.content.decode()


def test_a_question_without_answer_or_a_bad_row_saves_nothing(client, institucion, planner):
    url = ADDRESS.format("prueba")
    asked = client.post(url, {"rows": "Uno\nUno"})
    seen = asked.context["plan"].mark
    refused = client.post(url, {"rows": "Uno\nUno", "seen": seen, "save": "1"})
    assert refused.status_code == 422 and "Falta responder" in refused.content.decode()
    for text in ("Uno\n=1+1", "Uno\n" * 4000, "", "\x00"):
        refused = client.post(url, {"rows": text, "seen": seen, "save": "1"})
        assert refused.status_code == 422
    assert Area.objects.count() == 2 and not AuditEntry.objects.exists()


def test_three_hundred_areas_take_as_many_queries_as_three(
    client, institucion, planner, django_assert_max_num_queries
):
    url = ADDRESS.format("prueba")
    text = "\n".join(f"{'  ' * (n % 3)}Oficina {n}" for n in range(300))
    seen = client.post(url, {"rows": text}).context["plan"].mark
    with django_assert_max_num_queries(24):
        assert client.post(url, {"rows": text, "seen": seen, "save": "1"}).status_code == 303
    assert Area.objects.filter(parent__isnull=False).count() == 200
