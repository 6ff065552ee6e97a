"""The blocks of a narrative by their endpoints: add, write, move, remove and put back."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.errors import DomainError
from programs.forms.bloques import new_key
from programs.models import AvanceTrimestral, Bloque, Seccion
from programs.received.text import paragraphs, plain_text
from programs.services.bloques import TAKEN_OUT, block_add, block_remove, block_restore
from programs.values.tables import rows_from_text, rows_to_text
from tests.factories import YEAR

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"Accept": "application/json"}}


def page_of(cast) -> str:
    """Return the address of the capture page of the first línea."""
    return reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])


def block(cast, kind: str = "text") -> Bloque:
    """Return a block of the first línea in the first quarter."""
    return Bloque.objects.get(avance=cast.avance(), kind=kind)


@pytest.mark.parametrize("kind", ["", "video", "TEXT"])
def test_no_caller_adds_a_block_of_an_unknown_kind(cast, kind):
    with pytest.raises(DomainError, match="Texto, Tabla o Figuras"):
        block_add(
            avance_pk=cast.avance().pk, kind=kind, key=new_key(), by=cast.people["enlace"]
        )  # fmt: skip


def test_a_new_block_stands_after_those_of_its_own_narrative(cast):
    avance, other = cast.avance(), cast.avance(1)
    enlace = cast.people["enlace"]
    for _ in range(3):
        block_add(avance_pk=other.pk, kind="text", key=new_key(), by=cast.people["superuser"])

    assert block_add(avance_pk=avance.pk, kind="table", key=new_key(), by=enlace).order == 3


def test_a_new_block_stands_below_the_one_it_was_asked_under(cast, sign_in):
    first = block(cast)
    address = reverse("block_add", args=[cast.avance().pk])
    before = list(cast.avance().bloques.order_by("order").values_list("pk", flat=True))
    key = new_key()
    for _ in range(2):  # the same press twice is one block
        body = {"kind": "table", "key": key}
        answer = sign_in("enlace").post(f"{address}?debajo={first.pk}", body, **SCRIPT)
        assert f"debajo={Bloque.objects.get(key=key).pk}" in answer.json()["html"]
    elsewhere = {"kind": "text", "key": new_key()}
    sign_in("enlace").post(f"{address}?debajo={first.pk + 9_999}", elsewhere, **SCRIPT)

    after = list(cast.avance().bloques.order_by("order").values_list("pk", flat=True))
    assert len(set(after)) == len(before) + 2
    assert after[: after.index(first.pk) + 2] == [first.pk, Bloque.objects.get(key=key).pk]
    assert after[-1] == Bloque.objects.get(key=elsewhere["key"]).pk
    orders = list(cast.avance().bloques.order_by("order").values_list("order", flat=True))
    assert len(set(orders)) == len(orders)


def test_a_key_of_another_narrative_is_refused(cast):
    taken = block(cast).key
    with pytest.raises(DomainError, match="formulario caducó"):
        block_add(
            avance_pk=cast.avance(1).pk, kind="text", key=taken, by=cast.people["superuser"]
        )  # fmt: skip
    again = block_add(avance_pk=cast.avance().pk, kind="text", key=taken, by=cast.people["enlace"])

    assert again == block(cast)
    assert Bloque.objects.filter(key=taken).count() == 1


class TestTexts:
    """What a page without script shows is what it saves."""

    @pytest.mark.parametrize(
        "rows",
        [
            [["Mes", "Total"], ["Abril", "3"]],
            [["a|b", "c"], ["", "d"]],
            [["", "solo", ""], ["x", "", "y"]],
        ],
    )
    def test_a_table_comes_back(self, rows):
        assert rows_from_text(rows_to_text(rows)) == rows

    def test_bars_around_and_short_rows(self):
        assert rows_from_text("| a | b |\n\n| c |") == [["a", "b"], ["c", ""]]

    @pytest.mark.parametrize("html", ["<p>Uno &amp; dos</p><p>tres<br>cuatro</p>", ""])
    def test_paragraphs_come_back(self, html):
        text = plain_text(html)
        assert "<" not in text
        assert paragraphs(text) == html

    @pytest.mark.parametrize("html", ["<p>Con <strong>fuerza</strong></p>", "<p>a &lt;b&gt; c</p>"])
    def test_more_than_paragraphs_keeps_its_markup(self, html):
        assert plain_text(html) == html


class TestBlocks:
    """Add, write, move, remove and put back."""

    def add(self, client, cast, kind="text", key=None):
        address = reverse("block_add", args=[cast.avance().pk])
        return client.post(address, {"kind": kind, "key": key or new_key()}, **SCRIPT)

    def test_a_double_submit_makes_one(self, cast, sign_in):
        key = new_key()
        first, second = (self.add(sign_in("enlace"), cast, key=key).json() for _ in range(2))
        assert first["anchor"] == second["anchor"]
        assert Bloque.objects.filter(key=key).count() == 1

    def test_a_key_that_is_not_ours_is_refused(self, cast, sign_in):
        assert self.add(sign_in("enlace"), cast, key="x").status_code == 422

    def test_plain_text_becomes_paragraphs_and_markup_is_cleaned(self, cast, sign_in):
        client, row = sign_in("enlace"), block(cast)
        address = reverse("block_save", args=[row.pk])
        client.post(address, {"html": "Uno\n\nDos & tres", "version": 1})
        assert block(cast).html == "<p>Uno</p><p>Dos &amp; tres</p>"
        dirty = '<p onclick="x()">Hola<script>x()</script></p>'
        client.post(address, {"html": dirty, "version": 2})
        assert block(cast).html == "<p>Hola</p>"

    @pytest.mark.parametrize(
        "cells", [{"rows": json.dumps([["a", "b"]])}, {"rows_text": "a | b"}], ids=["grid", "text"]
    )
    def test_a_table_arrives_from_the_grid_and_from_text(self, cast, sign_in, cells):
        client = sign_in("enlace")
        self.add(client, cast, kind="table")
        row = block(cast, "table")
        data = {"caption_kind": "table", "header_rows": "1", "title": "T", "version": 1, **cells}
        response = client.post(reverse("block_save", args=[row.pk]), data, **SCRIPT)
        assert response.status_code == 200
        assert block(cast, "table").rows == [["a", "b"]]

    @pytest.mark.parametrize("cells", ["{", '{"a": 1}', '[["a"], ["b", "c"]]', "[[1]]"])
    def test_a_broken_table_changes_nothing(self, cast, sign_in, cells):
        client = sign_in("enlace")
        self.add(client, cast, kind="table")
        data = {"caption_kind": "table", "rows": cells, "version": 1}
        address = reverse("block_save", args=[block(cast, "table").pk])
        assert client.post(address, data, **SCRIPT).status_code == 422
        assert block(cast, "table").rows == []

    def test_a_refused_text_stays_typed(self, cast, sign_in):
        row = block(cast)
        data = {"html": "y" * 60_001, "version": 1}
        response = sign_in("enlace").post(reverse("block_save", args=[row.pk]), data)
        assert response.status_code == 422
        assert "y" * 60_001 in response.content.decode()

    def test_moves_removes_and_puts_back(self, cast, sign_in):
        client, text = sign_in("enlace"), block(cast)
        client.post(reverse("block_move", args=[text.pk]), {"to": "down"}, **SCRIPT)
        kinds = cast.avance().bloques.order_by("order").values_list("kind", flat=True)
        assert list(kinds) == ["figures", "text"]
        removed = client.post(
            reverse("block_remove", args=[text.pk]), {"version": text.version}, **SCRIPT
        )
        assert "Deshacer" in removed.json()["html"]
        assert "Bloques quitados (1)" in client.get(page_of(cast)).content.decode()
        client.post(reverse("block_restore", args=[text.pk]), **SCRIPT)
        assert block(cast).removed_at is None

    def test_a_block_goes_up_to_the_first_place_and_no_further(self, cast, sign_in):
        client, figures = sign_in("enlace"), block(cast, "figures")
        for _ in range(2):
            client.post(reverse("block_move", args=[figures.pk]), {"to": "up"}, **SCRIPT)
            kinds = cast.avance().bloques.order_by("order").values_list("kind", flat=True)
            assert list(kinds) == ["figures", "text"]

    def test_a_move_tells_what_follows_and_asks_nothing_of_a_block_that_was_taken_out(
        self, cast, sign_in
    ):
        client, text, figures = sign_in("enlace"), block(cast), block(cast, "figures")
        address = reverse("block_move", args=[figures.pk])
        up = client.post(address, {"to": "up"}, **SCRIPT).json()
        down = client.post(address, {"to": "down"}, **SCRIPT).json()
        assert (up["before"], down["before"]) == (f"bloque-{text.key}", "")
        block_remove(figures.pk, by=cast.people["enlace"], now=timezone.now())
        gone = client.post(address, {"to": "up"}, **SCRIPT)
        assert gone.status_code == 422 and gone.json()["message"] == TAKEN_OUT

    def test_to_remove_twice_is_to_remove_once(self, cast):
        row, now = block(cast), timezone.now()
        for moment in (now, now + timedelta(hours=1)):
            block_remove(row.pk, by=cast.people["enlace"], now=moment)

        row.refresh_from_db()
        assert (row.removed_at, row.version) == (now, 2)

    def test_to_put_back_takes_the_mark_of_lista_away(self, cast):
        row = block(cast)
        block_remove(row.pk, by=cast.people["enlace"], now=timezone.now())
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(ready=True)
        block_restore(row.pk, by=cast.people["enlace"])

        assert cast.avance().ready is False

    def test_a_change_takes_the_mark_of_lista_away(self, cast, sign_in):
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(ready=True)
        data = {"html": "<p>Otro.</p>", "version": 1}
        address = reverse("block_save", args=[block(cast).pk])
        answer = sign_in("enlace").post(address, data, **SCRIPT).json()
        assert cast.avance().ready is False
        assert "En captura" in answer["fragments"]["tramite"]
        assert answer["avance_version"] == cast.avance().version

    def test_a_section_has_the_same_blocks(self, cast, sign_in):
        seccion = Seccion.objects.create(
            institucion=cast.institucion,
            trimestre=cast.avance().trimestre,
            area=cast.linea().area,
            kind="presentation",
            heading="Presentación",
            order=1,
        )
        address = reverse("section_block_add", args=[seccion.pk])
        data = {"kind": "text", "key": new_key()}
        assert sign_in("consulta").post(address, data, **SCRIPT).status_code == 423
        assert sign_in("outsider").post(address, data, **SCRIPT).status_code == 404
        assert sign_in("enlace").post(address, data, **SCRIPT).status_code == 200
        row = seccion.bloques.get()
        saved = sign_in("enlace").post(
            reverse("block_save", args=[row.pk]), {"html": "<p>Hola</p>", "version": 1}, **SCRIPT
        )
        assert saved.status_code == 200
