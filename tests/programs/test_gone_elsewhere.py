"""What another tab took away while somebody wrote in it: the sentence, and the text is kept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import Figura, Hecho
from programs.services import figuras, hechos
from programs.services.hechos import hecho_remove
from tests.factories import YEAR
from tests.programs.hechos_cast import record, words

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
GONE = "Alguien quitó este hecho mientras usted lo veía."


@pytest.fixture
def gone(cast) -> int:
    """A hecho that another tab took away."""
    pk = record(cast.avance(), "Primera").pk
    hecho_remove(pk, by=cast.people["titular"], version=1, now=timezone.now())
    return pk


BODY = {"name": "Primera sesión", "day": "2026-02-03", "dato_sede": "Sala uno", "version": 1}


def test_a_save_says_so_and_keeps_what_was_typed(cast, sign_in, gone):
    url = f"{reverse('hecho_save', args=[gone])}?linea={cast.linea().pk}"
    page = sign_in("enlace").post(url, BODY)
    assert page.status_code == 422
    assert GONE in words(page) and "Sala uno" in page.text and "Primera sesión" in page.text
    back = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])
    assert f'href="{back}' in page.text
    script = sign_in("enlace").post(url, BODY, headers=JSON)
    assert script.status_code == 422 and script.json()["message"].startswith(GONE)
    assert not Hecho.objects.exists()


def test_its_page_leads_to_the_register_with_the_sentence(cast, sign_in, gone):
    page = sign_in("enlace").get(reverse("hecho_edit", args=[gone]), follow=True)
    assert page.redirect_chain[-1][0].startswith(
        reverse("hechos_register", args=[cast.institucion.slug, YEAR, 1])
    )
    assert GONE in words(page)


def test_to_count_it_says_so_too(cast, sign_in, gone):
    url = reverse("hecho_link", args=[cast.avance().pk, gone])
    page = sign_in("enlace").post(url, {"counts": "1"})
    assert page.status_code == 422 and GONE in words(page)
    never = reverse("hecho_link", args=[cast.avance().pk, gone + 999])
    assert "de otra área o de otro trimestre" in words(
        sign_in("enlace").post(never, {"counts": "1"})
    )


@pytest.mark.parametrize("who", ["consulta", "outsider", "auditoria"])
def test_to_others_it_does_not_exist(cast, sign_in, gone, who):
    for name in ("hecho_save", "hecho_edit"):
        url = reverse(name, args=[gone])
        client = sign_in(who)
        answer = client.get(url) if name == "hecho_edit" else client.post(url, BODY)
        assert answer.status_code == 404 and "Primera" not in answer.text


def test_one_that_never_was_is_not_found(cast, sign_in):
    assert sign_in("enlace").post(reverse("hecho_save", args=[999999]), BODY).status_code == 404


def test_one_that_goes_in_between_keeps_the_text_too(cast, sign_in, monkeypatch):
    pk = record(cast.avance(), "Primera").pk
    update = hechos.hecho_update

    def late(*args, **kwargs):
        hecho_remove(pk, by=cast.people["titular"], version=1, now=timezone.now())
        return update(*args, **kwargs)

    monkeypatch.setattr(hechos, "hecho_update", late)
    page = sign_in("enlace").post(reverse("hecho_save", args=[pk]), BODY)
    assert page.status_code == 422 and GONE in words(page) and "Sala uno" in page.text


@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize("name", ["figure_save", "figure_move"])
def test_a_photo_says_so_too(cast, sign_in, name, script):
    row = Figura.objects.filter(bloque__avance=cast.avance()).first()
    figuras.figure_remove(row.pk, by=cast.people["titular"], version=row.version)
    body = {"alt": "La mesa de trabajo", "version": 1, "to": "up"}
    url, headers = reverse(name, args=[row.pk]), JSON if script else {}
    answer = sign_in("enlace").post(url, body, headers=headers)
    assert answer.status_code == 422
    told = answer.json()["message"] if script else words(answer)
    assert "Alguien quitó esta foto" in told and "Fotos quitadas" in told
    assert script or name == "figure_move" or "La mesa de trabajo" in told
    assert sign_in("outsider").post(url, body, headers=headers).status_code == 404
