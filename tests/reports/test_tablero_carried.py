"""Until a línea is reported the tablero shows the semáforo of the last closed quarter, dated."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.text import slugify

from programs.models import AvanceDeComponente, Trimestre
from tests.factories import CLOSED
from tests.reports.tablero_cast import MAY, board

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(cast) -> None:
    """The first quarter is closed with its figures; the second runs without any."""
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    Trimestre.objects.filter(programa=cast.programa, number=2).update(status="open")


@pytest.mark.parametrize("who", ["secretario", "consulta"])
def test_the_last_closed_one_is_shown_dated(cast, running, sign_in, who):
    page, html = board(sign_in(who))

    assert page.scope.trimestre.number == 2
    assert {line.reading.semaforo.color for line in page.found.lines} == {"grey"}
    assert {line.semaforo.color for line in page.found.lines} == {"green"}
    assert page.carried == 4
    assert html.count("Al 1er trimestre.") == 4
    assert "4 líneas no se han reportado en este trimestre" in html
    assert [count.number for count in page.semaforo_counts] == [4]


def test_a_linea_that_is_reported_shows_its_own(cast, running, sign_in):
    AvanceDeComponente.objects.filter(avance=cast.avance(0, quarter=2)).update(quantity=0)

    page, html = board(sign_in("secretario"))

    assert page.carried == 3
    (own,) = (line for line in page.found.lines if not line.is_carried)
    assert own.linea.pk == cast.linea().pk
    assert own.semaforo == own.reading.semaforo
    assert own.semaforo.color == "red"


def test_the_file_and_the_filter_follow(cast, running, sign_in):
    client = sign_in("secretario")
    (count,) = board(client)[0].semaforo_counts
    page, _ = board(client, semaforo=slugify(count.word))

    assert len(page.found.lines) == 4
    with time_machine.travel(MAY, tick=False):
        file = client.get(reverse("tablero_csv", args=["lineas"]))
    assert "Al 1er trimestre." in file.content.decode("utf-8-sig")


def test_without_a_closed_quarter_nothing_is_carried(cast, sign_in):
    Trimestre.objects.filter(programa=cast.programa, number=2).update(status="open")
    page, html = board(sign_in("secretario"), trimestre="2")

    assert page.carried == 0
    assert "Al 1er trimestre." not in html


class TestAnnual:
    """The advance of the year stands beside the dated semáforo."""

    def test_each_linea_against_what_was_programmed_to_the_last_closing(
        self, cast, running, sign_in
    ):
        page, html = board(sign_in("secretario"))

        assert [cell.text for cell in page.annual.rows[0]][1:] == ["25", "25", "En tiempo"]
        assert len(page.annual.rows) == 4
        assert "Programado al 1er trimestre (%)" in html
        assert html.index('id="avance"') < html.index('id="semaforos"') < html.index('id="curva"')

    def test_what_is_reported_since_counts(self, cast, running, sign_in):
        AvanceDeComponente.objects.filter(avance=cast.avance(0, quarter=2)).update(quantity=5)
        page, _ = board(sign_in("consulta"))
        assert {row[1].text for row in page.annual.rows} == {"25"}  # not validated

        page, _ = board(sign_in("secretario"))
        assert sorted(row[1].text for row in page.annual.rows) == ["25", "25", "25", "67"]
        assert {row[2].text for row in page.annual.rows} == {"25"}

    def test_the_filters_and_the_file_follow(self, cast, running, sign_in):
        client = sign_in("secretario")
        page, _ = board(client, area="archivo")
        assert len(page.annual.rows) == 2
        with time_machine.travel(MAY, tick=False):
            file = client.get(reverse("tablero_csv", args=["avance"]), {"area": "archivo"})
        assert file.content.decode("utf-8-sig").count("\r\n") == 3

    def test_long_plans_have_pages_and_one_sentence(self, running, cast, sign_in, monkeypatch):
        monkeypatch.setattr("reports.selectors.tablero.ANNUAL_A_PAGE", 3)
        client = sign_in("secretario")
        first, html = board(client)
        second, _ = board(client, pagina_avance="2")

        assert (len(first.annual.rows), len(second.annual.rows)) == (3, 1)
        assert first.annual.sentence == second.annual.sentence
        assert "1 a 3 de 4 líneas del avance" in html
        with time_machine.travel(MAY, tick=False):
            file = client.get(reverse("tablero_csv", args=["avance"]))
        assert file.content.decode("utf-8-sig").count("\r\n") == 5

    @pytest.mark.parametrize("quarter", ["1", "3"])
    def test_a_closed_quarter_has_none_and_one_to_come_has(self, cast, running, sign_in, quarter):
        page, html = board(sign_in("secretario"), trimestre=quarter)
        assert (page.annual is None) is (quarter == "1")

    def test_before_the_first_closing_there_is_none(self, cast, sign_in):
        client = sign_in("secretario")
        page, html = board(client)
        assert page.annual is None
        assert 'id="avance"' not in html
        with time_machine.travel(MAY, tick=False):
            assert client.get(reverse("tablero_csv", args=["avance"])).status_code == 404


FIRST = "Todavía no se cierra ningún trimestre anterior de este programa"


@pytest.mark.parametrize("who", ["secretario", "consulta"])
def test_before_the_first_closing_it_is_said_that_there_is_none(cast, sign_in, who):
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
    page, html = board(sign_in(who))

    assert page.is_first
    assert FIRST in html


def test_it_is_not_said_once_all_is_reported(cast, sign_in):
    page, html = board(sign_in("secretario"))

    assert {line.semaforo.color for line in page.found.lines} == {"green"}
    assert FIRST not in html


@pytest.mark.parametrize("quarter", ["1", "2"])
def test_it_is_not_said_after_a_closing(cast, sign_in, quarter):
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    Trimestre.objects.filter(programa=cast.programa, number=2).update(status="open")
    _, html = board(sign_in("secretario"), trimestre=quarter)

    assert FIRST not in html


def test_a_closed_quarter_shows_itself(cast, running, sign_in):
    page, _ = board(sign_in("secretario"), trimestre="1")

    assert page.carried == 0
