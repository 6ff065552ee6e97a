"""The presentación: each área its part, made once; institutional texts changed for one report."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import BlockKind, SeccionKind, TrimestreStatus
from programs.errors import DomainError
from programs.models import Area, Bloque, Evidencia, Figura, LineaDeAccion, Seccion, Trimestre
from programs.services.presentacion import section_customize, section_get, section_reset
from tests.factories import CLOSED, YEAR

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def trimestre(cast) -> Trimestre:
    """The first quarter, which is open, of an institution with a misión and an organigrama."""
    for order, kind, name in (
        (20, SeccionKind.MISSION, "mision"),
        (50, SeccionKind.STRUCTURE, "estructura"),
        (51, SeccionKind.STRUCTURE, "estructura-2"),
    ):
        section = Seccion.objects.create(
            institucion=cast.institucion, key=f"propia-{name}", kind=kind, heading=name, order=order
        )
        Bloque.objects.create(
            institucion=cast.institucion,
            seccion=section,
            key=f"propia-{name}-b1",
            order=1,
            kind=BlockKind.FIGURES if kind == SeccionKind.STRUCTURE else BlockKind.TEXT,
            html="" if kind == SeccionKind.STRUCTURE else "<p>Prevenir la corrupción.</p>",
        )
    evidencia = Evidencia.objects.create(
        institucion=cast.institucion,
        key="organigrama",
        original="originals/x",
        original_name="o.png",
        media_type="image/png",
        size=1,
        sha256="0" * 64,
    )
    for block in Bloque.objects.filter(seccion__kind=SeccionKind.STRUCTURE):
        Figura.objects.create(bloque=block, order=1, alt="Organigrama", evidencia=evidencia)
    return Trimestre.objects.get(programa=cast.programa, number=1)


def address(part: str = "", slug: str = "propia") -> str:
    """Return the page of the first quarter, with a part open."""
    page = reverse("presentacion_edit", args=[slug, YEAR, 1])
    return f"{page}?parte={part}" if part else page


def start(client, trimestre, area: str = "", **extra):
    """Ask for a part to be made."""
    return client.post(reverse("section_start", args=[trimestre.pk]), {"area": area}, **extra)


def institutional(client, name: str, trimestre, kind: str, **extra):
    """Ask to change an institutional text, or to go back to it as it stands."""
    data = {"kind": kind}
    if name == "section_reset":
        data |= {f"version-{pk}": version for pk, version in shown(trimestre, kind).items()}
    return client.post(reverse(name, args=[trimestre.pk]), data, **extra)


def shown(trimestre, kind: str) -> dict[int, int]:
    """Return {block pk: version} of the section of a kind that its page shows."""
    section = Seccion.objects.filter(trimestre=trimestre, kind=kind).order_by("order").first()
    blocks = Bloque.objects.kept().filter(seccion=section) if section else Bloque.objects.none()
    return dict(blocks.values_list("pk", "version"))


def test_looking_makes_nothing_and_the_own_part_is_open(cast, trimestre, sign_in):
    sections = Seccion.objects.count()
    page = sign_in("enlace").get(address()).context["page"]

    assert Seccion.objects.count() == sections
    assert page.part.area.code == "juridica"
    assert [part.word for part in page.parts] == [
        "Sin escribir",
        "Sin escribir",
        "Sin escribir",
        "Texto institucional",
        "Texto institucional",
        "Texto institucional",
    ]
    assert [part.can_write for part in page.parts] == [False, True, False, False, False, False]
    opening = sign_in("secretario").get(address()).context["page"]
    assert opening.part.area is None
    assert [part.can_write for part in opening.parts] == [True, False, False, True, True, True]


def test_a_part_is_made_once_and_written(cast, trimestre, sign_in):
    client = sign_in("enlace")
    first = start(client, trimestre, "juridica")
    again = start(client, trimestre, "juridica")
    section = Seccion.objects.get(trimestre=trimestre)

    assert first.status_code == 303
    assert first.url == again.url == address("propia-2026-t1-presentacion-juridica")
    assert (section.heading, section.order, section.area.code) == (
        "Dirección juridica",
        11,
        "juridica",
    )
    added = client.post(
        reverse("section_block_add", args=[section.pk]),
        {"kind": "text", "key": client.get(first.url).context["new_key"]},
    )
    assert added.status_code == 303
    page = client.get(first.url).context["page"]
    assert page.part.word == "Escrita"
    assert len(page.edits) == 1


def test_the_style_follows_the_report_before(cast, trimestre, sign_in):
    later = Trimestre.objects.get(programa=cast.programa, number=2)
    Trimestre.objects.filter(pk=later.pk).update(status=TrimestreStatus.OPEN)
    area = cast.institucion.areas.get(code="juridica")
    Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=trimestre,
        area=area,
        key="otra",
        kind=SeccionKind.PRESENTATION,
        heading="JURÍDICA.",
        order=14,
    )
    start(sign_in("enlace"), later, "juridica")
    made = Seccion.objects.get(trimestre=later)

    assert (made.heading, made.order) == ("JURÍDICA.", 14)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one(cast):
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)

    def tab(_):
        client = Client()
        client.force_login(cast.people["enlace"])
        try:
            return start(client, trimestre, "juridica", **JSON).json()["key"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(tab, range(8)))

    assert keys == {"propia-2026-t1-presentacion-juridica"}
    assert Seccion.objects.filter(trimestre=trimestre).count() == 1


@pytest.mark.parametrize(
    ("who", "area", "code"),
    [
        ("enlace", "juridica", 200),
        ("titular", "juridica", 200),
        ("superuser", "juridica", 200),
        ("enlace", "archivo", 423),
        ("secretario", "juridica", 423),
        ("enlace", "", 423),
        ("secretario", "", 200),
        ("planeacion", "", 200),
        ("consulta", "", 423),
        ("auditoria", "", 423),
        ("outsider", "", 404),
        ("secretario", "nadie", 404),
    ],
)
def test_who_starts_which_part(cast, trimestre, sign_in, who, area, code):
    assert start(sign_in(who), trimestre, area, **JSON).status_code == code
    assert Seccion.objects.filter(trimestre=trimestre).exists() == (code == 200)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("secretario", 200),
        ("planeacion", 200),
        ("superuser", 200),
        ("enlace", 423),
        ("consulta", 423),
        ("outsider", 404),
    ],
)
def test_who_changes_an_institutional_text(cast, trimestre, sign_in, who, code):
    client = sign_in(who)
    assert (
        institutional(client, "section_customize", trimestre, "mission", **JSON).status_code == code
    )
    assert institutional(client, "section_reset", trimestre, "mission", **JSON).status_code == code


def test_an_institutional_text_is_changed_in_one_report_and_given_back(cast, trimestre, sign_in):
    client = sign_in("secretario")
    answer = institutional(client, "section_customize", trimestre, "structure")
    institutional(client, "section_customize", trimestre, "structure")
    copies = list(Seccion.objects.filter(trimestre=trimestre).order_by("order"))

    assert answer.url == address("propia-2026-t1-estructura")
    assert [copy.key for copy in copies] == [
        "propia-2026-t1-estructura",
        "propia-2026-t1-estructura-2",
    ]
    figure = Figura.objects.get(bloque__seccion=copies[0])
    assert (figure.alt, figure.evidencia.key) == ("Organigrama", "organigrama")
    page = client.get(answer.url).context["page"]
    assert page.part.word == "Cambiada en este informe"
    assert len(page.edits) == 1

    institutional(client, "section_reset", trimestre, "structure")
    assert not Seccion.objects.filter(trimestre=trimestre).exists()
    assert Seccion.objects.filter(kind=SeccionKind.STRUCTURE).count() == 2
    gone = Bloque.history.filter(key__startswith="propia-2026-t1-estructura", history_type="-")
    assert {row.history_user for row in gone} == {cast.people["secretario"]}
    assert institutional(client, "section_customize", trimestre, "structure").status_code == 303


def test_a_text_that_changed_meanwhile_is_not_taken_away_unread(cast, trimestre, sign_in):
    client = sign_in("secretario")
    institutional(client, "section_customize", trimestre, "structure")
    read = {f"version-{pk}": 1 for pk in shown(trimestre, "structure")}
    Bloque.objects.filter(seccion__trimestre=trimestre).update(version=2)
    reset = reverse("section_reset", args=[trimestre.pk])

    answer = client.post(reset, {"kind": "structure", **read}, **JSON)
    assert answer.status_code == 422
    assert "cambió mientras usted lo leía" in answer.json()["message"]
    assert client.post(reset, {"kind": "structure"}, **JSON).status_code == 422
    assert Seccion.objects.filter(trimestre=trimestre).exists()


def test_without_an_institutional_text_there_is_no_way_back(cast, trimestre, sign_in):
    client = sign_in("secretario")
    answer = institutional(client, "section_reset", trimestre, "vision", **JSON)
    assert answer.status_code == 422
    assert "no tiene un texto propio" in answer.json()["message"]
    assert (
        institutional(client, "section_customize", trimestre, "vision", **JSON).status_code == 422
    )
    assert (
        institutional(client, "section_customize", trimestre, "report", **JSON).status_code == 422
    )


def test_an_areas_part_brings_the_opening_of_the_institution(cast, trimestre, sign_in):
    default = Seccion.objects.create(
        institucion=cast.institucion,
        key="propia-presentacion",
        heading="Presentación",
        kind=SeccionKind.PRESENTATION,
        order=10,
    )
    start(sign_in("enlace"), trimestre, "juridica")
    kinds = Seccion.objects.filter(trimestre=trimestre).order_by("order")

    assert [section.key for section in kinds] == [
        "propia-2026-t1-presentacion",
        "propia-2026-t1-presentacion-juridica",
    ]
    assert default.heading == kinds[0].heading


def test_a_closed_quarter_is_read_only_and_says_why(cast, trimestre, sign_in):
    client = sign_in("enlace")
    start(client, trimestre, "juridica")
    Trimestre.objects.filter(pk=trimestre.pk).update(**CLOSED)
    html = client.get(address()).content.decode()

    assert "está cerrado" in html
    assert "data-add-block" not in html
    assert start(client, trimestre, "juridica", **JSON).status_code == 423
    assert start(client, trimestre, "juridica").status_code == 403


@pytest.mark.parametrize(
    ("who", "code"),
    [("enlace", 200), ("auditoria", 200), ("consulta", 403), ("outsider", 404), (None, 302)],
)
def test_who_may_look(cast, trimestre, sign_in, who, code):
    assert sign_in(who).get(address()).status_code == code


def test_an_unknown_part_opens_the_own_one(cast, trimestre, sign_in):
    page = sign_in("enlace").get(address("otra")).context["page"]
    assert page.part.area.code == "juridica"


def test_more_areas_run_no_more_queries(cast, trimestre, sign_in):
    client = sign_in("secretario")
    start(client, trimestre, "")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address()).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)

    client.get(address())
    few = count()
    areas = Area.objects.bulk_create(
        Area(institucion=cast.institucion, code=f"a{n}", name=f"Área {n}", order=n + 3)
        for n in range(20)
    )
    LineaDeAccion.objects.bulk_create(
        LineaDeAccion(eje=cast.linea().eje, order=50 + n, title="Línea", area=area)
        for n, area in enumerate(areas)
    )

    assert few == count()
    # What the findings and the list of figures read of the quarter is seventeen of them.
    assert few <= 24


# The edges ----------------------------------------------------------------------------------------


def test_no_part_is_made_for_an_area_of_another_institution(cast, trimestre):
    foreign = Area.objects.get(institucion__slug="ajena", code="juridica")
    with pytest.raises(DomainError, match="pertenece a otra institución"):
        section_get(trimestre.pk, area=foreign, by=cast.people["superuser"])

    assert not Seccion.objects.filter(trimestre=trimestre).exists()


def test_many_areas_stay_between_the_opening_and_what_the_institution_prints(cast, trimestre):
    areas = Area.objects.bulk_create(
        Area(institucion=cast.institucion, code=f"a{n}", name=f"Dirección {n}", order=10 + n)
        for n in range(9)
    )
    orders = [
        section_get(trimestre.pk, area=area, by=cast.people["superuser"]).order for area in areas
    ]

    assert orders == [13, 14, 15, 16, 17, 18, 19, 19, 19]


def test_a_removed_block_is_not_copied_into_a_report(cast, trimestre):
    source = Seccion.objects.get(key="propia-mision")
    Bloque.objects.create(
        institucion=cast.institucion, seccion=source, key="propia-mision-b2", order=2,
        kind=BlockKind.TEXT, html="<p>Se quitó.</p>", removed_at=timezone.now(),
    )  # fmt: skip
    (copy,) = section_customize(
        trimestre.pk, kind=SeccionKind.MISSION, by=cast.people["secretario"]
    )

    assert [block.html for block in copy.bloques.all()] == ["<p>Prevenir la corrupción.</p>"]


@pytest.mark.parametrize(("length", "keeps"), [(80, True), (81, False)])
def test_a_copy_keeps_the_name_of_its_source_while_it_fits(cast, trimestre, length, keeps):
    whole = f"propia-{YEAR}-t1-"
    own = "x" * (length - len(whole))
    Seccion.objects.filter(key="propia-mision").update(key=f"propia-{own}")
    source = Seccion.objects.get(kind=SeccionKind.MISSION)
    (copy,) = section_customize(
        trimestre.pk, kind=SeccionKind.MISSION, by=cast.people["secretario"]
    )

    assert copy.key == (f"{whole}{own}" if keeps else f"t{trimestre.pk}-seccion-{source.pk}")


def test_a_copy_prints_as_its_source(cast, trimestre):
    style = {
        "heading": "MISIÓN.",
        "auto_number": True,
        "number_label": "II.",
        "contents_number": "2",
        "contents_heading": "Misión",
        "order": 33,
    }
    source = Seccion.objects.get(key="propia-mision")
    Seccion.objects.filter(pk=source.pk).update(**style)
    table = {
        "kind": BlockKind.TABLE,
        "rows": [["Valor", "Qué pide"], ["Legalidad", "Cumplir"]],
        "header_rows": 1,
        "title": "Valores",
        "source": "Código de ética",
        "caption_kind": "table",
        "caption": "Los valores",
        "first_number": 4,
    }
    Bloque.objects.create(
        institucion=cast.institucion, seccion=source, key="propia-mision-b2", order=7, **table
    )
    (copy,) = section_customize(
        trimestre.pk, kind=SeccionKind.MISSION, by=cast.people["secretario"]
    )
    text, copied = copy.bloques.order_by("order")

    assert {name: getattr(copy, name) for name in style} == style
    assert {name: getattr(copied, name) for name in table} == table
    assert (text.html, text.kind) == ("<p>Prevenir la corrupción.</p>", BlockKind.TEXT)
    assert [block.order for block in (text, copied)] == [1, 2]
    assert {block.institucion_id for block in (text, copied)} == {cast.institucion.pk}


def test_to_change_a_text_twice_gives_the_same_copies(cast, trimestre):
    def customize() -> list[Seccion]:
        return section_customize(
            trimestre.pk, kind=SeccionKind.STRUCTURE, by=cast.people["secretario"]
        )

    first = customize()

    assert len(first) == 2
    assert customize() == first


def test_the_style_follows_the_latest_report_before_in_all_it_has(cast, trimestre):
    area = cast.institucion.areas.get(code="juridica")
    later = Trimestre.objects.get(programa=cast.programa, number=3)
    Trimestre.objects.filter(pk=later.pk).update(status=TrimestreStatus.OPEN)
    style = {
        "heading": "JURÍDICA.",
        "auto_number": True,
        "number_label": "A)",
        "contents_number": "1.1",
        "contents_heading": "Jurídica",
        "order": 14,
    }
    for number, values in ((1, {"heading": "Vieja", "order": 12}), (2, style)):
        Seccion.objects.create(
            institucion=cast.institucion,
            trimestre=Trimestre.objects.get(programa=cast.programa, number=number),
            area=area,
            key=f"antes-{number}",
            kind=SeccionKind.PRESENTATION,
            **values,
        )
    made = section_get(later.pk, area=area, by=cast.people["enlace"])

    assert {name: getattr(made, name) for name in style} == style


def test_the_opening_has_its_own_place_and_name(cast, trimestre):
    made = section_get(trimestre.pk, area=None, by=cast.people["secretario"])

    assert (made.heading, made.order, made.area) == ("Presentación", 10, None)


def test_to_go_back_leaves_other_reports_and_other_kinds_as_they_are(cast, trimestre):
    secretario = cast.people["secretario"]
    section_customize(trimestre.pk, kind=SeccionKind.MISSION, by=secretario)
    section_customize(trimestre.pk, kind=SeccionKind.STRUCTURE, by=secretario)
    versions = shown(trimestre, SeccionKind.STRUCTURE)
    section_reset(trimestre.pk, kind=SeccionKind.STRUCTURE, by=secretario, versions=versions)

    assert [row.kind for row in Seccion.objects.filter(trimestre=trimestre)] == ["mission"]
    assert Seccion.objects.filter(trimestre=None, institucion=cast.institucion).count() == 3
    figures = Figura.history.filter(history_type="-")
    assert {row.history_user for row in figures} == {secretario}
