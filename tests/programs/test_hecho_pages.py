"""The hechos of a línea by pages: true totals, few queries, and one stays where one is."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import AvanceTrimestral, Hecho, HechoEnLinea, TipoDeHecho
from programs.selectors.hecho_pages import hechos_page
from programs.values.hechos.room import PER_PAGE, SHOWN_WHOLE
from tests.programs.hechos_cast import capture, record, register, words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def many(cast, count: int, place: int = 0, begins: int = 0) -> list[Hecho]:
    """Record so many hechos of a línea, half of them courses and half oficios, by their order."""
    avance = cast.avance(place)
    kinds = {row.key: row for row in TipoDeHecho.objects.filter(institucion=cast.institucion)}
    rows = Hecho.objects.bulk_create(
        Hecho(
            institucion=cast.institucion, trimestre=avance.trimestre, area=avance.linea.area,
            kind=kinds["curso" if each % 2 else "oficio"], key=f"muchos-{place}-{begins + each}",
            name=f"Hecho {begins + each:03d} de {place}",
            day=date(2026, 1, 2) + timedelta(days=(begins + each) // 10),
            values={"mujeres": "1"} if each % 2 else {"tipo": "Oficio"},
        )
        for each in range(count)
    )  # fmt: skip
    HechoEnLinea.objects.bulk_create(
        HechoEnLinea(hecho=row, linea=avance.linea, counts=True) for row in rows
    )
    return rows


def listed(page: str, name: str = "hechos") -> list[str]:
    """Return the names of the hechos that a fold of the page shows."""
    fold = page.partition(f'id="lista-{name}"')[2].partition("</details>")[0]
    return re.findall(r">(Hecho \d+ de \d)</a>", fold)


def is_open(page: str, name: str = "hechos") -> bool:
    return f'id="lista-{name}" open>' in page


def test_eight_hundred_hechos_are_a_page_like_any_other(cast, sign_in):
    rows = many(cast, 400)
    many(cast, 400, place=1)
    client = sign_in("enlace")
    page = client.get(capture(cast))
    folded = rows[SHOWN_WHOLE:]
    assert len(page.content) < 250_000
    assert listed(page.text) == [row.name for row in folded[:PER_PAGE]]
    assert len(listed(page.text, "otros")) == PER_PAGE
    told = words(page)
    assert "Hechos que la sostienen (400)" in told and "Los demás de esta línea (388)" in told
    assert "Contar uno que su área registró en otra línea (400)" in told
    assert told.count("Página 1 de 8") == 2
    assert not is_open(page.text) and not is_open(page.text, "otros")


def test_its_pages_are_links_that_leave_the_other_list_where_it_is(cast, sign_in):
    rows = many(cast, 130)[SHOWN_WHOLE:]
    many(cast, 130, place=1)
    client, seen = sign_in("enlace"), []
    page = client.get(f"{capture(cast)}?otros=2").text
    assert is_open(page, "otros") and not is_open(page)
    for number in (1, 2, 3):
        assert len(listed(page, "otros")) == PER_PAGE
        seen += listed(page)
        assert is_open(page) is (number > 1)
        following = f'href="?hechos={number + 1}&amp;otros=2#lista-hechos"'
        assert (following in page) is (number < 3)
        page = client.get(f"{capture(cast)}?hechos={number + 1}&otros=2").text
    assert seen == [row.name for row in rows]


@pytest.mark.parametrize("asked", ["hechos=99", "hechos=x", "hechos=-1", "hechos=" + "9" * 30])
def test_an_address_of_no_page_shows_the_nearest(cast, sign_in, asked):
    many(cast, 80)
    page = sign_in("enlace").get(f"{capture(cast)}?{asked}")
    assert page.status_code == 200 and listed(page.text)


def test_the_page_of_a_linea_takes_as_many_queries_for_four_and_for_four_hundred(cast, sign_in):
    client = sign_in("enlace")
    many(cast, 4)
    many(cast, 4, place=1)
    few = queries_of(lambda: client.get(capture(cast)))
    many(cast, 396, begins=4)
    many(cast, 396, place=1, begins=4)
    for asked in ("", "?hechos=5&otros=3", f"?hecho={Hecho.objects.last().pk}"):
        assert queries_of(lambda asked=asked: client.get(f"{capture(cast)}{asked}")) == few


def test_a_recorded_hecho_is_shown_on_the_page_where_it_stands(cast, sign_in):
    many(cast, 130)
    client = sign_in("enlace")
    body = {"kind": "oficio", "key": f"hecho-{1:024x}", "name": "SE/1/2026", "day": "2026-03-30"}
    there = client.post(reverse("hecho_add", args=[cast.avance().pk]), body)["Location"]
    hecho = Hecho.objects.get(name="SE/1/2026")
    assert there == f"{capture(cast)}?hecho={hecho.pk}#hecho-{hecho.pk}"
    page = client.get(there).text
    assert is_open(page) and f'id="hecho-{hecho.pk}"' in page and "Página 3 de 3" in page

    rows = "\n".join(f"SE/{each}/2026\t29/03/2026" for each in (7, 8))
    paste = {"kind": "oficio", "rows": rows, "token": "abc", "save": "1"}
    there = client.post(reverse("hechos_paste", args=[cast.avance().pk]), paste)["Location"]
    assert (
        'data-recorded="' in client.get(there).text and ">SE/7/2026</a>" in client.get(there).text
    )


def test_a_hecho_that_stops_or_starts_counting_stays_in_sight(cast, sign_in):
    own, others = many(cast, 130), many(cast, 130, place=1)
    client = sign_in("enlace")
    for hecho, sent, place in (
        (own[100], {"hechos": "2", "counts": "0"}, "hechos=2"),
        (others[70], {"otros": "2", "counts": "1"}, "otros=2"),
    ):
        address = reverse("hecho_link", args=[cast.avance().pk, hecho.pk])
        there = client.post(address, sent)["Location"]
        assert there == f"{capture(cast)}?{place}&hecho={hecho.pk}#hecho-{hecho.pk}"
        page = client.get(there).text
        assert is_open(page) and hecho.name in listed(page)
    assert is_open(page, "otros") and "Página 2 de 3" in words(client.get(there))


def test_a_hecho_that_is_taken_away_leaves_one_on_its_page(cast, sign_in):
    rows, client = many(cast, 130), sign_in("enlace")
    at = f"{capture(cast)}?hechos=2"
    hecho = rows[SHOWN_WHOLE + PER_PAGE]
    edit = f"{reverse('hecho_edit', args=[hecho.pk])}?linea={cast.linea().pk}&amp;hechos=2"
    assert f'href="{edit}"' in client.get(at).text
    page = client.get(edit.replace("&amp;", "&")).text
    assert f'href="{capture(cast)}?hecho={hecho.pk}#hecho-{hecho.pk}"' in page
    (action,) = re.findall(r'action="([^"]*/quitar/[^"]*)"', page)
    answer = client.post(action.replace("&amp;", "&"), {"version": hecho.version})
    assert answer["Location"] == f"{at}#lista-hechos"
    page = client.get(answer["Location"])
    assert listed(page.text)[0] == rows[SHOWN_WHOLE + PER_PAGE + 1].name
    assert "(129)" in words(page)


def test_from_the_register_one_returns_to_the_register(cast, sign_in):
    hecho = record(cast.avance(), "Primera")
    answer = sign_in("enlace").post(
        reverse("hecho_remove", args=[hecho.pk]), {"version": hecho.version}
    )
    assert answer["Location"] == register(cast)


def test_what_is_found_of_a_hecho_of_another_page_leads_to_that_page(cast, sign_in):
    rows = many(cast, 130)
    Hecho.objects.filter(pk__in=[row.pk for row in rows]).update(day="2025-02-03")
    client = sign_in("enlace")
    page = client.get(capture(cast)).text
    first, last = rows[0].pk, rows[-1].pk
    assert f'href="#hecho-{first}"' in page
    for each in re.findall(r'href="#hecho-(\d+)"', page):
        assert f'id="hecho-{each}"' in page
    assert f'href="#hecho-{last}"' in client.get(f"{capture(cast)}?hecho={last}").text


def test_a_locked_linea_is_read_by_pages_too(cast, sign_in):
    rows = many(cast, 130)
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
        status="submitted", submitted_at=timezone.now()
    )
    client = sign_in("enlace")
    page = client.get(f"{capture(cast)}?hechos=2")
    assert is_open(page.text) and "Página 2 de 3" in words(page)
    assert listed(page.text)[0] == rows[SHOWN_WHOLE + PER_PAGE].name


@pytest.mark.parametrize(("asked", "page"), [("0", 1), ("-1", 1), ("abc", 1), ("2", 2), ("99", 2)])
def test_a_number_that_no_page_has_opens_the_nearest(asked, page):
    shown = hechos_page(range(PER_PAGE + 1), (), {"hechos": asked}, "hechos")
    assert shown.number == page
