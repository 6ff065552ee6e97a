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
