"""The register of a quarter's hechos: page by page, and whole as a workbook."""

import io
import re
from datetime import date
from functools import partial
from html import unescape

import openpyxl
import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from programs.models import Hecho, HechoEnLinea, TipoDeHecho, Trimestre
from programs.received.workbooks import workbook_read
from programs.resources.registro import registro_xlsx
from programs.selectors import registro
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.register import in_register_order, register_of, register_page
from tests.factories import CLOSED, YEAR
from tests.programs.hechos_cast import record
from tests.queries import queries_of

KINDS = {kind.key: kind for kind in DEFAULT_KINDS}


def address(cast, name: str = "hechos_register") -> str:
    return reverse(name, args=[cast.institucion.slug, YEAR, 1])


def words(response) -> str:
    return " ".join(unescape(strip_tags(response.text)).split())


def many(cast, count: int, kind: str = "oficio") -> list[Hecho]:
    """Record so many hechos in few statements, each counting in the first línea."""
    avance = cast.avance()
    hechos = Hecho.objects.bulk_create(
        Hecho(
            institucion=cast.institucion,
            area_id=avance.linea.area_id,
            trimestre_id=avance.trimestre_id,
            kind=TipoDeHecho.objects.get(institucion=cast.institucion, key=kind),
            key=f"muchos-{kind}-{place}",
            name=f"SE/{place:04}/2026" if kind == "oficio" else f"{kind} {place}",
            day=date(2026, 2, 3),
            values={"mujeres": "2", "hombres": "1"} if kind == "curso" else {},
        )
        for place in range(count)
    )
    links = [HechoEnLinea(hecho=each, linea_id=avance.linea_id, counts=True) for each in hechos]
    HechoEnLinea.objects.bulk_create(links)
    return hechos


def test_a_page_has_its_part_of_each_kind_and_the_totals_of_all():
    values = [
        HechoValue(pk, KINDS[key], f"Hecho {pk}", date(2026, 2, 3), said)
        for pk, key, said in (
            (1, "curso", {"mujeres": "3"}),
            (2, "oficio", {}),
            (3, "curso", {"mujeres": "4"}),
            (4, "oficio", {}),
            (5, "sesion", {"actas": "2"}),
        )
    ]
    ordered = in_register_order(values, DEFAULT_KINDS)
    recorded = {value.pk: ("UAA", ()) for value in values}
    assert [value.pk for value in ordered] == [2, 4, 5, 1, 3]
    whole = register_of([(value, "UAA", ()) for value in values], DEFAULT_KINDS)
    assert register_page(ordered, range(5), recorded) == whole

    page = register_page(ordered, range(1, 4), recorded)
    shown = [
        (part.kind.key, [row.value.pk for row in part.rows], part.count, part.place, part.begins)
        for part in page.parts
    ]
    assert shown == [
        ("oficio", [4], 2, "el 2", False),
        ("sesion", [5], 1, "", True),
        ("curso", [1], 2, "el 1", True),
    ]
    assert page.parts[2].groups[0].words == "Por sexo, 7 en total: Mujeres 7"
    assert page.kinds == whole.kinds and page.count == 5
    assert [place.start for place in page.kinds] == [0, 2, 3]


@pytest.mark.django_db
def test_a_long_register_has_pages_and_an_index_that_opens_the_right_one(cast, sign_in):
    client = sign_in("secretario")
    oficios, cursos = many(cast, 150), many(cast, 3, "curso")
    first = client.get(address(cast))
    text = words(first)
    assert "153 hechos registrados" in text and "Página 1 de 4" in text
    assert "Oficios y memorándums (150), del 1 al 50" in text
    assert len(re.findall(r'<tr id="hecho-', first.text)) == 50
    assert 'href="#tipo-oficio"' in first.text and 'href="?page=4#tipo-curso"' in first.text
    third, last = (client.get(address(cast), {"page": page}) for page in "34")
    assert "Oficios y memorándums (150), del 101 al 150" in words(third)
    assert "Por sexo: 9" in words(last) and f'id="hecho-{cursos[0].pk}"' in last.text
    # The address of one hecho opens its page, and the pages go on from there.
    there = client.get(address(cast), {"hecho": oficios[120].pk})
    assert f'id="hecho-{oficios[120].pk}"' in there.text and "Página 3 de 4" in words(there)
    back = client.get(address(cast), {"hecho": oficios[120].pk, "page": "1"})
    assert "Página 1 de 4" in words(back)
    for odd in ("x", "0", "99", "-1"):
        assert client.get(address(cast), {"page": odd, "hecho": odd}).status_code == 200


@pytest.mark.django_db
def test_a_page_and_the_workbook_ask_the_same_for_a_few_hechos_and_for_many(cast, sign_in):
    client = sign_in("secretario")
    names = ("hechos_register", "registro_workbook")

    def asked() -> list[int]:
        return [queries_of(partial(client.get, address(cast, name))) for name in names]

    many(cast, 2)
    few = asked()
    many(cast, 240, "sesion")
    assert asked() == few


def opened(answer) -> openpyxl.Workbook:
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'-{YEAR}-t1.xlsx"')
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.mark.django_db
def test_a_name_leads_to_its_page_only_where_the_person_writes_it(cast, sign_in):
    hecho = record(cast.avance(), "Primera")
    page = reverse("hecho_edit", args=[hecho.pk])
    for who, leads in (("enlace", True), ("superuser", True), ("secretario", False)):
        text = sign_in(who).get(address(cast)).text
        assert (f'href="{page}"' in text) is leads and "Primera" in text
    Trimestre.objects.filter(pk=hecho.trimestre_id).update(**CLOSED)
    assert f'href="{page}"' not in sign_in("enlace").get(address(cast)).text


@pytest.mark.django_db
def test_what_a_field_says_gets_no_stop_beside_its_own(cast, sign_in):
    record(cast.avance(), "SE/1/2026", kind="oficio", asunto="Se remite el oficio.")
    text = sign_in("secretario").get(address(cast)).text
    assert '<span class="hecho-datum">Asunto: Se remite el oficio.</span>' in text


@pytest.mark.django_db
def test_the_workbook_has_a_sheet_for_each_kind_in_typed_cells(cast, sign_in, monkeypatch):
    monkeypatch.setattr(registro, "PER_PAGE", 1)
    avance = cast.avance()
    record(avance, "=1+1", kind="oficio", destinatario="la SFP")
    record(avance, "SE/02/2026", kind="oficio", counts=False)
    record(avance, "Curso uno", kind="curso", mujeres="84", hombres="177")
    page = sign_in("secretario").get(address(cast))
    assert f'href="{address(cast, "registro_workbook")}?area="' in page.text
    book = opened(sign_in("secretario").get(address(cast, "registro_workbook")))
    assert book.sheetnames == ["Oficios y memorándums", "Cursos y eventos", "Lectura"]
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    said = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [row["Número, como está escrito"] for row in said] == ["=1+1", "SE/02/2026"]
    assert book.worksheets[0]["A2"].data_type == "s" and book.worksheets[0]["A2"].quotePrefix
    assert said[0]["Destinatario"] == "la SFP" and said[1]["Destinatario"] is None
    assert said[0]["Fecha"].date() == date(2026, 2, 3)
    number = HechoEnLinea.objects.numbered().first().number
    assert [row["Cuenta en la línea"] for row in said] == [number, "Ninguna"]
    assert said[1]["Número normalizado"] == "SE/2/2026"
    heads, row = book.worksheets[1].iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert (told["Mujeres"], told["Hombres"], told["Área"]) == (84, 177, "Dirección juridica")
    reading = dict(book["Lectura"].iter_rows(values_only=True))
    assert reading["Áreas"] == "Todas" and reading["Hechos registrados"] == "3"
    assert reading["Cursos y eventos"].startswith("1. Por sexo, 261 en total")


@pytest.mark.django_db
def test_no_name_of_the_workbook_is_a_formula_or_a_sign_of_its_own(cast, sign_in):
    TipoDeHecho.objects.filter(key="sesion").update(
        name_label="+1", plural='=HYPERLINK("https://mal.test";"Ver")'
    )
    long = "=" + "a" * 299
    for name in (long, "a_x000D_b", "_x003D_1+1", "_x003D_x003D_", "@uno", "\u200b-2"):
        record(cast.avance(), name, organo="\t=1")
    answer = sign_in("secretario").get(address(cast, "registro_workbook"))
    cells = [cell for sheet in opened(answer) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    # As Excel, and as our own reader, decode it.
    names = [row[0] for row in workbook_read(answer.content)[0].rows[1:]]
    assert names == [long, "a_x000D_b", "_x003D_1+1", "_x003D_x003D_", "@uno", "\u200b-2"]
    first = next(iter(opened(answer)))
    assert [cell.quotePrefix for cell in first["A"]] == [1, 1, 0, 0, 0, 1, 1]


@pytest.mark.django_db
def test_an_area_downloads_its_own_and_who_reads_nothing_nothing(cast, sign_in):
    record(cast.avance(), "Primera")
    other = record(cast.avance(), "Segunda")
    area = cast.institucion.areas.get(code="archivo")
    Hecho.objects.filter(pk=other.pk).update(area=area)
    url = address(cast, "registro_workbook")
    own = opened(sign_in("enlace").get(url)).worksheets[0]
    assert [cell.value for cell in own["A"]][1:] == ["Primera"]
    assert dict(opened(sign_in("enlace").get(url))["Lectura"].iter_rows(values_only=True))[
        "Áreas"
    ] == ("Dirección juridica")
    chosen = opened(sign_in("secretario").get(url, {"area": "archivo"})).worksheets[0]
    assert [cell.value for cell in chosen["A"]][1:] == ["Segunda"]
    page = sign_in("secretario").get(address(cast), {"area": "archivo"})
    assert f'href="{url}?area=archivo"' in page.text
    assert sign_in("consulta").get(url).status_code == 403
    assert sign_in("outsider").get(url).status_code == 404


@pytest.mark.django_db
def test_a_register_without_hechos_offers_no_workbook_and_makes_a_valid_one(cast, sign_in):
    url = address(cast, "registro_workbook")
    assert url not in sign_in("secretario").get(address(cast)).text
    assert opened(sign_in("secretario").get(url)).sheetnames == ["Lectura"]


@pytest.mark.django_db
def test_the_same_rows_give_the_same_bytes_and_kinds_of_one_name_their_own_sheet(cast):
    many(cast, 2), many(cast, 1, "curso")
    TipoDeHecho.objects.update(plural="Lectura/de un nombre que es muy largo, demasiado largo")
    cast.avance().refresh_from_db()
    scope = registro.register_scope(cast.people["secretario"], cast.avance().trimestre, "")
    first, second = (registro_xlsx(scope, registro.register_whole(scope)) for _ in range(2))
    assert first == second
    names = openpyxl.load_workbook(io.BytesIO(first)).sheetnames
    assert names == [
        "Lectura de un nombre que es muy",
        "Lectura de un nombre que es m 2",
        "Lectura",
    ]


@pytest.mark.django_db
def test_the_register_says_what_a_hecho_says_wrong_by_itself(cast, sign_in):
    late = record(cast.avance(), "SE/UT/0030/2026", kind="oficio")
    Hecho.objects.filter(pk=late.pk).update(day="2026-04-14")
    record(cast.avance(), "Curso", kind="curso", mujeres="10", hombres="5", publico="20")
    record(cast.avance(), "SE/UT/0029/2026", kind="oficio")
    told = (
        "Lleva la fecha 14 de abril de 2026, fuera del trimestre.",
        "Suma 15 por sexo y 20 por sector.",
    )
    page = words(sign_in("secretario").get(address(cast)))
    assert all(f"Revise: {each}" in page for each in told) and page.count("Revise:") == 2
    book = opened(sign_in("secretario").get(address(cast, "registro_workbook")))
    for sheet, expected in zip(book.worksheets, ((None, told[0]), (told[1],)), strict=False):
        heads, *rows = sheet.iter_rows(values_only=True)
        said = [dict(zip(heads, row, strict=True))["Revise"] or None for row in rows]
        assert sorted(said, key=str) == sorted(expected, key=str)
