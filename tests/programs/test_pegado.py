"""What a paste brings to a narrative: its blocks after the one that received it, all or none."""

import json

import pytest
from django.urls import reverse

from programs.forms.bloques import new_key
from programs.models import Bloque, Seccion
from tests.factories import YEAR

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"Accept": "application/json"}}
ROWS = [["Mes", "Total"], ["Abril", "10⁶"]]


def entry(kind: str, **values: object) -> dict:
    """Return a block as the page sends it."""
    return {"kind": kind, "key": new_key(), "values": values}


TEXT = entry("text", html="<p>Abajo<script>x()</script></p>")
TABLE = entry("table", rows=json.dumps(ROWS), header_rows=1)
PICTURES = entry("figures")


@pytest.fixture
def send(cast, sign_in):
    """Return a function that pastes into the first línea and returns the answer."""

    def sent(blocks: object, *, after: str = "", who: str = "enlace"):
        text = blocks if isinstance(blocks, str) else json.dumps(blocks)
        address = reverse("blocks_paste", args=[cast.avance().pk])
        return sign_in(who).post(address, {"after": after, "blocks": text}, **SCRIPT)

    return sent


def shown(cast) -> list[tuple[str, str]]:
    rows = Bloque.objects.kept().filter(avance=cast.avance()).order_by("order", "pk")
    return [(row.kind, row.html) for row in rows]


def key_of(cast, kind: str) -> str:
    return Bloque.objects.get(avance=cast.avance(), kind=kind).key


def test_blocks_stand_after_the_one_that_received_them(cast, send):
    (text, figures) = shown(cast)
    answer = send([TABLE, TEXT, PICTURES], after=key_of(cast, "text")).json()
    new = [("table", ""), ("text", "<p>Abajo</p>"), ("figures", "")]
    assert shown(cast) == [text, *new, figures]
    assert Bloque.objects.get(key=TABLE["key"]).rows == ROWS
    assert [one["key"] for one in answer["blocks"]] == [TABLE["key"], TEXT["key"], PICTURES["key"]]
    assert 'data-kind="table"' in answer["blocks"][0]["html"]
    assert answer["avance_version"] == cast.avance().version and "tramite" in answer["fragments"]
    assert "fragments" not in answer["blocks"][-1]


@pytest.mark.parametrize(("after", "place"), [("", 0), ("captura-gone", 2)])
def test_before_the_first_and_where_the_place_is_gone(cast, send, after, place):
    send([TABLE], after=after)
    assert shown(cast)[place] == ("table", "")


def test_a_lost_answer_adds_nothing_twice(cast, send):
    after = key_of(cast, "text")
    send([TABLE], after=after)
    again = send([TEXT, TABLE], after=after).json()
    assert [kind for kind, _ in shown(cast)] == ["text", "text", "table", "figures"]
    assert [one["key"] for one in again["blocks"]] == [TEXT["key"], TABLE["key"]]


def test_an_empty_paste_changes_nothing(cast, send):
    before = shown(cast)
    assert send([]).json()["blocks"] == []
    assert shown(cast) == before


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ("[", "no llegó completo"),
        ("3", "no llegó completo"),
        ([{"kind": "text"}], "no llegó completo"),
        ([TEXT, TEXT], "no llegó completo"),
        ([{**TEXT, "kind": "video"}], "no llegó completo"),
        ([{**TEXT, "kind": ["text"]}], "no llegó completo"),
        ([{**TEXT, "key": "x"}], "no llegó completo"),
        ([entry("figures") for _ in range(61)], "más de 60 partes"),
        ([TEXT, entry("table", rows='[["a"], ["b", "c"]]')], "Tabla 2: Todas las filas"),
        ([entry("table", rows="[[")], "Tabla 1: La tabla no llegó completa"),
        ([entry("text", html="x" * 60_001)], "Texto 1: "),
    ],
)
def test_what_cannot_be_read_is_refused_whole(cast, send, blocks, words):
    before = shown(cast)
    answer = send(blocks)
    assert answer.status_code == 422
    assert words in str(answer.json()["errors"])
    assert shown(cast) == before


def test_a_key_of_another_narrative_is_refused(cast, send):
    Bloque.objects.filter(avance=cast.avance(1), kind="text").update(key=TEXT["key"])
    assert send([TABLE, TEXT]).status_code == 422
    assert not Bloque.objects.filter(key=TABLE["key"]).exists()


def test_a_section_takes_pastes_as_well(cast, sign_in):
    client = sign_in("secretario")
    trimestre = cast.avance().trimestre
    client.post(reverse("section_start", args=[trimestre.pk]), {"area": ""})
    seccion = Seccion.objects.get(trimestre=trimestre)
    data = {"after": "", "blocks": json.dumps([TABLE])}
    answer = client.post(reverse("section_blocks_paste", args=[seccion.pk]), data, **SCRIPT)
    assert answer.status_code == 200
    assert seccion.bloques.order_by("order").first().rows == ROWS
    assert "fragments" not in answer.json()


def test_who_cannot_write_cannot_paste(send):
    assert send([TEXT], who="consulta").status_code == 423


def test_the_page_says_where_to_paste(cast, sign_in):
    page = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])
    address = reverse("blocks_paste", args=[cast.avance().pk])
    assert f'data-paste="{address}"' in sign_in("enlace").get(page).content.decode()
