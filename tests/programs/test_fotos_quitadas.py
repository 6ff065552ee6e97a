"""Pictures that were taken out of a block, and put back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import Bloque, Figura
from programs.reading.assembly import block_snapshots
from programs.selectors.bloques import proposed_alts
from programs.services.evidencia import picture_store
from programs.services.figuras import (
    MAX_FIGURES,
    FigureFlags,
    figure_move,
    figure_remove,
    figure_restore,
    figure_save,
    figures_add,
)
from tests.factories import YEAR
from tests.pictures import jpeg

JSON = {"HTTP_ACCEPT": "application/json"}
MARKS = ("SAVEPOINT", "RELEASE")


@pytest.fixture
def block(cast) -> Bloque:
    """A block with three pictures, described A, B and C."""
    block = Bloque.objects.get(avance=cast.avance(), kind="figures")
    Bloque.objects.filter(pk=block.pk).update(caption="Sesión")
    block.figuras.all()._raw_delete("default")
    Figura.history.all().delete()
    rows = [
        picture_store(
            jpeg(30 + n, 20), name=f"{n}.jpg", institucion=cast.institucion,
            by=cast.people["enlace"],
        )
        for n in range(3)
    ]  # fmt: skip
    for figure, alt in zip(
        figures_add(block.pk, evidencias=rows, by=cast.people["enlace"]), "ABC", strict=True
    ):
        Figura.objects.filter(pk=figure.pk).update(alt=alt)
    return block


def alts(block) -> str:
    """Return the descriptions of a block's pictures in their order."""
    return "".join(block.figuras.order_by("order").values_list("alt", flat=True))


def one(block, alt: str) -> Figura:
    return block.figuras.get(alt=alt)


@pytest.mark.parametrize("alt", "ABC")
def test_a_picture_comes_back_to_its_place_with_its_history(cast, block, alt):
    enlace, titular = cast.people["enlace"], cast.people["titular"]
    figure = one(block, alt)
    figure_remove(figure.pk, by=enlace)
    assert alts(block) == "ABC".replace(alt, "")
    back = figure_restore(figure.pk, by=titular).figure

    assert alts(block) == "ABC"
    assert (back.pk, back.evidencia, back.version) == (figure.pk, figure.evidencia, 2)
    traces = list(back.history.values_list("history_type", "history_user__username")[:2])
    assert traces == [("+", "titular"), ("-", "enlace")]
    assert figure_restore(figure.pk, by=titular).figure.version == 2, "Twice is once."
    assert back.history.filter(history_type="+").count() == 2


def test_a_place_that_was_taken_since_moves_the_others(cast, block):
    enlace = cast.people["enlace"]
    figure = one(block, "C")
    figure_remove(figure.pk, by=enlace)
    row = picture_store(jpeg(90, 20), name="d.jpg", institucion=cast.institucion, by=enlace)
    (new,) = figures_add(block.pk, evidencias=[row], by=enlace)
    Figura.objects.filter(pk=new.pk).update(alt="D")
    assert new.order == figure.order
    back = figure_restore(figure.pk, by=enlace)

    assert alts(block) == "ABCD"
    assert back.following_pk == new.pk


def test_a_full_block_takes_none_back(cast, sign_in, block):
    figure = one(block, "A")
    figure_remove(figure.pk, by=cast.people["enlace"])
    Figura.objects.bulk_create(
        Figura(bloque=block, order=n) for n in range(10, 10 + MAX_FIGURES - 2)
    )
    answer = sign_in("enlace").post(reverse("figure_restore", args=[figure.pk]), **JSON)

    assert answer.status_code == 422
    assert "Quite una antes" in answer.json()["message"]


def test_the_last_free_place_takes_one_back(cast, sign_in, block):
    figure = one(block, "A")
    figure_remove(figure.pk, by=cast.people["enlace"])
    Figura.objects.bulk_create(
        Figura(bloque=block, order=n) for n in range(10, 10 + MAX_FIGURES - 3)
    )
    answer = sign_in("enlace").post(reverse("figure_restore", args=[figure.pk]), **JSON)

    assert answer.status_code == 200
    assert block.figuras.count() == 60


def test_the_page_offers_what_was_taken_out_and_a_script_gets_the_rows(cast, sign_in, block):
    client, figure = sign_in("enlace"), one(block, "B")
    page = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])
    restore = reverse("figure_restore", args=[figure.pk])
    removed = client.post(reverse("figure_remove", args=[figure.pk]), {"version": 1}, **JSON)
    assert f'action="{restore}"' in removed.json()["html"]
    shown = client.get(page).content.decode()
    assert "Fotos quitadas (1)" in shown and f'action="{restore}"' in shown

    back = client.post(restore, **JSON).json()
    assert f'id="figura-{figure.pk}"' in back["html"]
    assert back["before"] == one(block, "C").pk
    assert "Fotos quitadas" not in client.get(page).content.decode()
    assert client.post(reverse("figure_restore", args=[0])).status_code == 404


def test_the_mark_of_lista_goes_and_the_script_learns_the_version(cast, sign_in, block):
    avance, figure, client = cast.avance(), one(block, "B"), sign_in("enlace")
    urls = {name: reverse(name, args=[figure.pk]) for name in ("figure_remove", "figure_restore")}
    for name, values in (("figure_remove", {"version": 1}), ("figure_restore", {})):
        type(avance).objects.filter(pk=avance.pk).update(ready=True)
        answer = client.post(urls[name], values, **JSON)
        avance.refresh_from_db()
        assert not avance.ready
        assert answer.json()["avance_version"] == avance.version


def test_what_must_be_known_of_a_picture_is_no_change_of_the_linea(cast, block):
    avance, figure = cast.avance(), one(block, "B")
    type(avance).objects.filter(pk=avance.pk).update(ready=True)
    flags = FigureFlags(True, shows_minors=False, in_informe=True, informe_reason="Firmaron.")
    saved = figure_save(
        figure.pk, alt="B", by=cast.people["enlace"], version=figure.version, flags=flags
    )

    assert saved.evidencia.shows_people and saved.version == figure.version + 1
    assert cast.avance().ready is True


def test_queries_do_not_grow_with_what_was_taken_out(cast, sign_in, block):
    client, counts = sign_in("enlace"), []
    page = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])
    for alt in "AB":
        figure = one(block, alt)
        with CaptureQueriesContext(connection) as queries:
            figure_remove(figure.pk, by=cast.people["enlace"])
        assert sum(not query["sql"].startswith(MARKS) for query in queries) <= 14
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(sum(not query["sql"].startswith(MARKS) for query in queries))
    figure = Figura.history.filter(history_type="-").first()
    with CaptureQueriesContext(connection) as queries:
        figure_restore(figure.id, by=cast.people["enlace"])

    assert sum(not query["sql"].startswith(MARKS) for query in queries) <= 14
    assert counts[0] == counts[1] <= 18


def test_a_picture_changes_places_with_its_neighbour(cast, block, client):
    enlace = cast.people["enlace"]
    first, last = one(block, "A"), one(block, "C")
    assert figure_move(first.pk, up=True, by=enlace).following_pk == one(block, "B").pk
    assert alts(block) == "ABC", "At an end nothing happens."
    assert figure_move(first.pk, up=False, by=enlace).following_pk == last.pk
    assert alts(block) == "BAC"
    client.force_login(enlace)
    answer = client.post(reverse("figure_move", args=[last.pk]), {"to": "up"}, **JSON).json()

    assert alts(block) == "BCA"
    assert answer["before"] == first.pk
    assert client.post(reverse("figure_move", args=[first.pk]), {}, **JSON).json()["before"] is None
    assert {row.version for row in block.figuras.all()} == {1}, "A place takes no version."


def test_what_nobody_wrote_is_taken_from_the_caption_and_follows_it(cast, block, client):
    enlace = cast.people["enlace"]
    figure = one(block, "B")
    client.force_login(enlace)
    address = reverse("figure_save", args=[figure.pk])
    client.post(address, {"version": 1, "alt": "", "in_informe": "on"}, **JSON)
    figure.refresh_from_db()
    assert (figure.alt, figure.said_alt) == ("", "Foto 2: Sesión")
    # The form sends what it shows: sent back as it was proposed, it goes on following the caption.
    body = {"version": 2, "alt": "Foto 2: Sesión", "in_informe": "on"}
    assert client.post(address, body, **JSON).status_code == 200
    figure.refresh_from_db()
    assert figure.alt == ""
    caption = {"version": block.version, "caption_kind": "photo", "caption": "Firma del convenio"}
    answer = client.post(reverse("block_save", args=[block.pk]), caption, **JSON).json()

    assert answer["proposed"][str(figure.pk)] == "Foto 2: Firma del convenio"
    block.refresh_from_db()
    (printed,) = block_snapshots([block])
    assert [row.alt for row in printed.figures] == ["A", "Foto 2: Firma del convenio", "C"]
    # One before it is taken out: the proposal tells the place that it has now.
    figure_remove(one(block, "A").pk, by=enlace)
    (printed,) = block_snapshots(Bloque.objects.filter(pk=block.pk).with_pictures())
    assert [row.alt for row in printed.figures] == ["Foto 1: Firma del convenio", "C"]
    body = {"version": 2, "alt": "Foto 1: Firma del convenio", "in_informe": "on"}
    assert client.post(address, body, **JSON).status_code == 200
    figure.refresh_from_db()
    assert figure.alt == ""
    assert proposed_alts(block)[figure.pk] == "Foto 1: Firma del convenio"
    Bloque.objects.filter(pk=block.pk).update(caption="")
    assert Figura.objects.get(pk=figure.pk).said_alt == ""
