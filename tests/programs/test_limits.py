"""What the renderer cannot finish is refused when it is saved, with a sentence, at every door."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.admin.forms import TableField
from programs.models import AvanceTrimestral, Bloque, LineaDeAccion
from programs.models.room import block_weight
from programs.received import limits
from programs.received.limits import markup_problem, table_problem, text_problem
from programs.services import bloques, captura
from tests.programs.test_captura import SCRIPT, block

WORDS = "Se realizaron las actividades programadas del trimestre con las áreas. "
URL = "https://ejemplo.gob.mx/" + "a1-b2_c3/" * 31
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def filled(length: int) -> str:
    """Return words of a length."""
    return (WORDS * (length // len(WORDS) + 1))[:length]


REFUSED = [
    ("letras sin un espacio; caben 500", f"Uno {'a' * 200_000} dos"),
    ("letras sin un espacio", f"<p>Uno <em>{'a' * 300}</em><strong>{'b' * 300}</strong></p>"),
    ("300 listas o marcas", "<ul><li>" * 300 + "x" + "</li></ul>" * 300),
    ("300 listas o marcas", "<p>" + "<em>" * 300 + "x" + "</em>" * 300 + "</p>"),
    ("300 listas o marcas", "<strong>" * 300 + "sin cerrar"),
    ("300 listas o marcas", "<p>x</p>" + "<div>" * 300),
    ("14,001 renglones", "<p>" + "<br>" * 14_000 + "x</p>"),
]
ALLOWED = [
    f"Liga: {URL}",
    f"<p>Huella {HASH}</p>",
    f'<p><a href="{URL}?{"x" * 600}">Liga</a></p>',
    "<p>" + "<em>uno</em> " * 4_000 + "</p>",
    "<ul><li>uno</li></ul>" * 300,
    "<ul><li>" * 12 + "x" + "</li></ul>" * 12,
    "<p>sin cerrar" * 1_000,
    f"<p>{filled(59_000)}</p>",
    "",
]
TABLES_REFUSED = [
    ("356,400 letras en 180 filas y 11 columnas", [[filled(180)] * 11] * 180),
    ("fila 1, columna 1: .* 200,000 letras", [["a" * 200_000]]),
    ("fila 2, columna 1: .* 501 letras", [["x"], ["b" * 501]]),
    ("fila 1, columna 2, ocuparía unos .* renglones; caben 150", [["x", filled(20_000)]]),
    ("renglones; caben 150", [["x\n" * 200]]),
    ("más de lo que se puede imprimir", [["a" * 500] * 12] * 30),
]
TABLES_ALLOWED = [
    [["$1,234,567.89"] * 12] * 200,
    [[filled(20)] * 12] * 200,
    [[filled(400)] * 4] * 60,
    [["Tema", filled(2_000)]] * 30,
    [[HASH, URL, "12/03/2024"]] * 20,
    [],
    [[""]],
]


@pytest.mark.parametrize(("sentence", "text"), REFUSED)
def test_a_text_that_cannot_print_is_refused_at_once(sentence, text):
    began = time.process_time()
    assert sentence in text_problem(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("text", ALLOWED)
def test_what_people_write_is_allowed(text):
    assert text_problem(text) == ""


@pytest.mark.parametrize(("sentence", "rows"), TABLES_REFUSED)
def test_a_table_that_cannot_print_is_refused(sentence, rows):
    with pytest.raises(ValidationError, match=sentence):
        Bloque._meta.get_field("rows").clean(rows, None)


@pytest.mark.parametrize("rows", TABLES_ALLOWED)
def test_the_tables_of_people_are_allowed(rows):
    assert table_problem(rows) == ""


def test_a_letter_more_than_the_longest_word_is_refused():
    assert not text_problem("a" * limits.LONGEST_WORD)
    assert text_problem("a" * (limits.LONGEST_WORD + 1))
    assert not markup_problem("<em>" * limits.DEEPEST)
    assert markup_problem("<em>" * (limits.DEEPEST + 1))


# At the doors ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_says_why_and_keeps_what_there_was(cast, sign_in):
    row = block(cast)
    client, address = sign_in("enlace"), reverse("block_save", args=[row.pk])
    for sentence, html in REFUSED:
        answer = client.post(address, {"html": html[:60_000], "version": row.version}, **SCRIPT)
        assert answer.status_code == 422, html[:40]
        (told,) = answer.json()["errors"]["html"]
        assert sentence in told or "500" in told
    plain = client.post(address, {"html": REFUSED[2][1], "version": row.version})

    assert plain.status_code == 422 and "300 listas o marcas" in plain.content.decode()
    assert block(cast).html == row.html


@pytest.mark.django_db
def test_a_table_of_the_page(cast, sign_in):
    row = block(cast)
    Bloque.objects.filter(pk=row.pk).update(kind="table", rows=[["a"]])
    address = reverse("block_save", args=[row.pk])
    data = {
        "rows_text": "\n".join(["\t".join([filled(180).strip()] * 11)] * 180),
        "caption_kind": "table",
        "version": row.version,
    }
    answer = sign_in("enlace").post(address, data, **SCRIPT)

    assert answer.status_code == 422
    assert "más de lo que se puede imprimir" in answer.json()["errors"]["rows_text"][0]
    assert Bloque.objects.get(pk=row.pk).rows == [["a"]]


def test_a_table_of_the_administration():
    typed = "\n".join(["\t".join([filled(180).strip()] * 11)] * 180)
    with pytest.raises(ValidationError, match="más de lo que se puede imprimir"):
        TableField().clean(typed)


@pytest.mark.django_db
def test_a_program_and_an_import_meet_the_same_limits(cast):
    row = block(cast)
    row.html = REFUSED[2][1]
    with pytest.raises(ValidationError, match="300 listas o marcas"):
        row.full_clean()
    linea = cast.linea()
    for title, sentence in (("a" * 501, "501 letras"), ("x " * 2_001, "4000")):
        linea.title = title
        with pytest.raises(ValidationError, match=sentence):
            linea.full_clean()
    with pytest.raises(ValidationError, match="501 letras"):
        area = cast.institucion.areas.first()
        area.aliases = ["a" * 501]
        area.full_clean()
    assert LineaDeAccion.objects.get(pk=linea.pk).title != title


@pytest.mark.django_db
def test_what_was_stored_before_stops_no_other_save(cast):
    row = block(cast)
    Bloque.objects.filter(pk=row.pk).update(html=f"<p>{'a' * 700}</p>")
    avance = cast.avance()
    AvanceTrimestral.objects.filter(pk=avance.pk).update(cause="a" * 700)

    enlace = cast.people["enlace"]
    AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
    saved = captura.ready_mark(
        avance.pk, ready=False, missing=list, by=enlace, version=avance.version
    )
    removed = bloques.block_remove(row.pk, by=enlace, now=timezone.now())

    assert (saved.cause, saved.ready) == ("a" * 700, False)
    assert removed.removed_at


# Heavy blocks together ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_heavy_blocks_of_a_report_have_room_together(cast, monkeypatch):
    monkeypatch.setattr("programs.models.room.HEAVIEST_TOGETHER", 3_000)
    heavy = [["abc"] * 10] * 120
    first, second, third = (block(cast, place=place) for place in range(3))
    assert 1_000 < block_weight(Bloque(html="", rows=heavy)) < 1_500
    for row in (first, second):
        row.kind, row.rows = "table", heavy
        row.full_clean()
        row.save()
    third.kind, third.rows = "table", heavy
    with pytest.raises(ValidationError, match="Este bloque no cabe"):
        third.full_clean()

    second.rows = heavy[:-1]
    second.full_clean()  # a full report can always be made shorter
    Bloque.objects.filter(pk=first.pk).update(removed_at="2026-01-01T00:00:00Z")
    third.full_clean()
    third.save()
    with pytest.raises(ValidationError, match="Este bloque no cabe"):
        bloques.block_restore(first.pk, by=cast.people["enlace"])


@pytest.mark.django_db
def test_a_block_of_the_usual_size_asks_nothing(cast):
    row = block(cast)
    row.html, row.rows = f"<p>{filled(4_000)}</p>", [["abc"] * 5] * 40
    with CaptureQueriesContext(connection) as queries:
        row.clean_fields(exclude=["institucion", "avance", "seccion"])

    assert not queries.captured_queries
