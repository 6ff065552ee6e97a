"""The reading pages: who reaches which, how many queries each takes, and the words they print."""

import re
from html import unescape

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from programs.enums import TrimestreStatus
from programs.models import (
    AvanceDeComponente,
    Bloque,
    Evidencia,
    Figura,
    MarcaMensual,
    Meta,
    Tarea,
    Trimestre,
    User,
)
from tests.factories import PASSWORD, YEAR, validate

pytestmark = pytest.mark.django_db
MEMBERS = ("enlace", "titular", "planeacion", "secretario", "auditoria", "consulta")
WIDTH = 640


def addresses(cast) -> dict[str, str]:
    """Return every address of the pages of an institution, by URL name."""
    place = [cast.institucion.slug, YEAR]
    return {
        "programa_detail": reverse("programa_detail", args=place),
        "linea_detail": reverse("linea_detail", args=[*place, cast.linea().pk]),
        "trimestre_detail": reverse("trimestre_detail", args=[*place, 1]),
        "figure_image": reverse("figure_image", args=[picture(cast).key, WIDTH]),
    }


def picture(cast) -> Evidencia:
    """Return the file of the first línea's picture, made if missing."""
    figura = Figura.objects.get(bloque__avance=cast.avance())
    if figura.evidencia is None:
        name = default_storage.save("renditions/prueba.jpg", ContentFile(b"\xff\xd8picture"))
        figura.evidencia = Evidencia.objects.create(
            institucion=cast.institucion,
            key=f"clave-{cast.institucion.slug}",
            original_name="foto.jpg",
            media_type="image/jpeg",
            size=9,
            sha256="0" * 64,
            renditions=[{"width": WIDTH, "height": 480, "name": name}],
        )
        figura.save()
    return figura.evidencia


def text_of(response) -> str:
    """Return the visible text of the page's content, in one line."""
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


class TestPermissions:
    """Each URL for each role; an outsider cannot tell another's row from none."""

    @pytest.mark.parametrize("who", [*MEMBERS, "superuser"])
    @pytest.mark.parametrize("name", ["programa_detail", "linea_detail", "trimestre_detail"])
    def test_members_read_the_pages_of_their_institution(self, cast, sign_in, who, name):
        assert sign_in(who).get(addresses(cast)[name]).status_code == 200

    @pytest.mark.parametrize("who", [*MEMBERS, "superuser", "outsider"])
    @pytest.mark.parametrize("name", ["home", "programa_list", "password_change"])
    def test_everyone_has_the_pages_of_their_own(self, sign_in, who, name):
        assert sign_in(who).get(reverse(name), follow=True).status_code == 200

    @pytest.mark.parametrize(
        "name", ["programa_detail", "linea_detail", "trimestre_detail", "figure_image"]
    )
    def test_an_outsider_gets_the_page_of_what_does_not_exist(self, cast, sign_in, name):
        validate(cast.avance())  # what their own consulta reads, an outsider still does not
        client = sign_in("outsider")
        theirs = client.get(addresses(cast)[name])
        missing = {
            "programa_detail": reverse("programa_detail", args=["ninguna", YEAR]),
            "linea_detail": reverse("linea_detail", args=["ninguna", YEAR, 1]),
            "trimestre_detail": reverse("trimestre_detail", args=["ninguna", YEAR, 1]),
            "figure_image": reverse("figure_image", args=["ninguna", WIDTH]),
        }[name]
        nothing = client.get(missing)
        assert (theirs.status_code, nothing.status_code) == (404, 404)
        assert _without_tokens(theirs) == _without_tokens(nothing)

    @pytest.mark.parametrize(
        "name",
        ["home", "programa_list", "password_change", "programa_detail", "linea_detail"]
        + ["trimestre_detail", "figure_image"],
    )
    def test_who_has_not_signed_in_goes_to_the_log_in(self, cast, sign_in, name):
        address = addresses(cast).get(name) or reverse(name)
        response = sign_in(None).get(address)
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={address}"

    def test_a_linea_is_not_found_under_another_programme(self, cast, sign_in):
        wrong = reverse("linea_detail", args=[cast.institucion.slug, 2020, cast.linea().pk])
        assert sign_in("enlace").get(wrong).status_code == 404

    @pytest.mark.parametrize("number", [0, 5])
    def test_there_is_no_other_quarter(self, cast, sign_in, number):
        address = reverse("trimestre_detail", args=[cast.institucion.slug, YEAR, number])
        assert sign_in("enlace").get(address).status_code == 404

    @pytest.mark.parametrize("name", ["programa_detail", "linea_detail", "trimestre_detail"])
    def test_the_pages_only_read(self, cast, sign_in, name):
        assert sign_in("enlace").post(addresses(cast)[name]).status_code == 405

    def test_home_and_list_hold_only_the_persons_institutions(self, cast, sign_in):
        for name in ("home", "programa_list"):
            assert "Secretaría Ejecutiva ajena" not in text_of(
                sign_in("planeacion").get(reverse(name))
            )
            both = text_of(sign_in("superuser").get(reverse(name)))
            assert "Secretaría Ejecutiva ajena" in both
            assert "Secretaría Ejecutiva propia" in both

    def test_administration_is_offered_to_who_may_enter(self, cast, sign_in):
        link = f'href="{reverse("admin:index")}"'
        assert link in sign_in("planeacion").get("/").content.decode()
        assert link not in sign_in("secretario").get("/programas/").content.decode()


def _without_tokens(response) -> str:
    """The page without what differs from one request to the next."""
    return re.sub(r'"[A-Za-z0-9]{64}"', "", response.content.decode())


class TestFigures:
    """Pictures reach people only through their permission."""

    def test_the_copy_is_streamed_with_private_headers(self, cast, sign_in):
        response = sign_in("enlace").get(addresses(cast)["figure_image"])
        assert b"".join(response.streaming_content) == b"\xff\xd8picture"
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"].startswith("private")

    def test_a_width_that_was_not_made_is_not_found(self, cast, sign_in):
        address = reverse("figure_image", args=[picture(cast).key, WIDTH + 1])
        assert sign_in("enlace").get(address).status_code == 404

    def test_a_copy_that_is_gone_is_not_found(self, cast, sign_in):
        address = addresses(cast)["figure_image"]
        default_storage.delete(picture(cast).renditions[0]["name"])
        assert sign_in("enlace").get(address).status_code == 404

    def test_consulta_sees_it_once_its_entry_is_validated(self, cast, sign_in):
        address = addresses(cast)["figure_image"]
        assert sign_in("consulta").get(address).status_code == 404
        validate(cast.avance())
        assert sign_in("consulta").get(address).status_code == 200
        Bloque.objects.filter(avance=cast.avance()).update(removed_at="2026-04-01T00:00:00Z")
        assert sign_in("consulta").get(address).status_code == 404


class TestConsulta:
    """Who may not read drafts reads validated figures, narrative and sentences only."""

    DRAFT_TEXT = "Se elaboraron tres documentos"
    SENTENCE = "Del 100% de la meta programada, se tiene un avance del 25%."

    def test_a_draft_is_only_its_words(self, cast, sign_in):
        text = text_of(sign_in("consulta").get(addresses(cast)["linea_detail"]))
        assert self.DRAFT_TEXT not in text
        assert self.SENTENCE not in text
        assert "25%" not in text
        assert "Sin validar" in text

    def test_a_validated_entry_is_read_whole(self, cast, sign_in):
        validate(cast.avance())
        text = text_of(sign_in("consulta").get(addresses(cast)["linea_detail"]))
        assert self.DRAFT_TEXT in text
        assert self.SENTENCE in text

    def test_a_quarter_shows_figures_of_validated_lineas_only(self, cast, sign_in):
        validate(cast.avance())
        text = text_of(sign_in("consulta").get(addresses(cast)["trimestre_detail"]))
        assert text.count(self.SENTENCE) == 1
        full = text_of(sign_in("secretario").get(addresses(cast)["trimestre_detail"]))
        assert full.count(self.SENTENCE) == 4

    def test_a_sum_does_not_tell_an_earlier_draft(self, cast, sign_in):
        second = cast.avance(quarter=2)
        AvanceDeComponente.objects.filter(avance=second).update(quantity=2)
        Trimestre.objects.filter(number=2).update(status="open")
        validate(second)
        address = reverse("trimestre_detail", args=[cast.institucion.slug, YEAR, 2])
        sentence = "se tiene un avance del 42%"
        assert sentence not in text_of(sign_in("consulta").get(address))
        validate(cast.avance())
        assert sentence in text_of(sign_in("consulta").get(address))

    def test_months_of_what_is_not_validated_are_only_programmed(self, cast, sign_in):
        tarea = cast.linea().tareas.get()
        tarea.marcas.filter(month=1).update(status="done", reported_at="2026-02-01T00:00:00Z")
        for name in ("linea_detail", "programa_detail"):
            assert "1 de 12" in text_of(sign_in("enlace").get(addresses(cast)[name]))
            assert "1 de 12" not in text_of(sign_in("consulta").get(addresses(cast)[name]))


class TestWords:
    """What the pages say, word for word."""

    def test_a_quarter_tells_figures_dates_and_totals(self, cast, sign_in):
        validate(cast.avance())
        client, address = sign_in("enlace"), addresses(cast)["trimestre_detail"]
        with time_machine.travel("2026-04-18 18:00:00+00:00", tick=False):
            assert "venció el 17 de abril de 2026" in text_of(client.get(address))
        with time_machine.travel("2026-04-17 18:00:00+00:00", tick=False):
            text = text_of(client.get(address))
        assert "Del 1 de enero de 2026 al 31 de marzo de 2026" in text
        assert "4 líneas de acción. Trimestre abierto; vence el 17 de abril de 2026." in text
        assert "Trámite 4 líneas" in text
        assert "3 En captura 1 Validada" in text
        assert "4 En tiempo" in text
        assert "Meta: 12 documentos 3 3 25%" in text

    def test_the_own_area_comes_first(self, cast, sign_in):
        cast.people["enlace"].membresias.update(area=cast.institucion.areas.get(code="archivo"))
        text = text_of(sign_in("enlace").get(addresses(cast)["trimestre_detail"]))
        assert "Dirección archivo Su área" in text
        assert text.index("Dirección archivo") < text.index("Dirección juridica")

    def test_a_removed_block_is_not_shown_and_gives_its_number_back(self, cast, sign_in):
        address = reverse("linea_detail", args=[cast.institucion.slug, YEAR, cast.linea(1).pk])
        assert "Fotografía 2. Firma de los documentos." in text_of(sign_in("enlace").get(address))
        Bloque.objects.filter(avance=cast.avance(0)).update(removed_at="2026-04-01T00:00:00Z")
        assert "Fotografía 1. Firma de los documentos." in text_of(sign_in("enlace").get(address))
        first = text_of(sign_in("enlace").get(addresses(cast)["linea_detail"]))
        assert "Se elaboraron tres documentos" not in first

    def test_a_linea_tells_programming_and_missing_figures_in_words(self, cast, sign_in):
        componente = cast.linea().meta.componentes.get()
        componente.programmed_q2, componente.programmed_q3 = 0, None
        componente.save()
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
        text = text_of(sign_in("enlace").get(addresses(cast)["linea_detail"]))
        assert "documentos 3 no programado sin programación 3 12" in text
        assert "Sin dato" in text
        assert "Sin cantidad reportada en el 1er trimestre." in text
        assert "0%" not in text.replace("100%", "")

    def test_months_that_ended_are_without_report_before_their_quarter_is_opened(
        self, cast, sign_in
    ):
        MarcaMensual.objects.filter(tarea__linea=cast.linea(), month=1).update(
            status="done", reported_at="2026-02-02T18:00:00Z"
        )
        Trimestre.objects.filter(programa=cast.programa).update(status=TrimestreStatus.UPCOMING)
        with time_machine.travel("2026-04-18 18:00:00+00:00", tick=False):
            for name in ("linea_detail", "programa_detail"):
                text = text_of(sign_in("planeacion").get(addresses(cast)[name]))
                assert "1 de 12, 2 sin reportar" in text, name

    def test_a_narrative_without_figures_is_something_reported(self, cast, sign_in):
        linea = cast.linea()
        Meta.objects.filter(linea=linea).delete()
        Tarea.objects.filter(linea=linea).delete()
        address, told = addresses(cast)["trimestre_detail"], "Sin avance reportado en el trimestre."
        assert told not in text_of(sign_in("enlace").get(address))
        blocks = Bloque.objects.filter(avance=cast.avance())
        blocks.filter(kind="text").update(html="  ")
        assert told not in text_of(sign_in("enlace").get(address)), "There is a picture."
        Figura.objects.filter(bloque__in=blocks).delete()
        assert told in text_of(sign_in("enlace").get(address)), "Nothing of it prints."
        blocks.filter(kind="text").update(kind="table", rows=[["Actas", "3"]])
        assert told not in text_of(sign_in("enlace").get(address))

    def test_markup_that_arrived_another_way_is_cleaned(self, cast, sign_in):
        Bloque.objects.filter(avance=cast.avance(), kind="text").update(
            html="<p>Sí<script>alert(1)</script></p><img src=x onerror=alert(1)>"
        )
        page = sign_in("enlace").get(addresses(cast)["linea_detail"]).content.decode()
        assert "<p>Sí</p>" in page
        assert "alert" not in page

    @pytest.mark.parametrize(
        "name", ["home", "programa_list", "programa_detail", "linea_detail", "trimestre_detail"]
    )
    def test_no_page_prints_what_python_calls_nothing(self, cast, sign_in, name):
        address = addresses(cast).get(name) or reverse(name)
        text = text_of(sign_in("superuser").get(address))
        assert not re.search(r"None|nan|{{|{%|\(\)", text)

    def test_home_of_who_has_no_function_says_whom_to_ask(self, cast, client):
        person = User.objects.create_user("sola", password=PASSWORD)
        client.force_login(person)
        text = text_of(client.get(reverse("home")))
        assert "Pida al área de planeación que le dé una función en su institución." in text


class TestAccount:
    """To sign in and out."""

    def test_a_wrong_password_has_one_sentence_and_says_nothing_of_the_account(self, cast, client):
        answers = set()
        for name in ("enlace", "nadie"):
            response = client.post(reverse("account_login"), {"username": name, "password": "otra"})
            assert response.status_code == 422
            text = text_of(response).replace(name, "")
            assert "La cuenta y la contraseña no coinciden." in text
            answers.add(text)
        assert len(answers) == 1

    def test_log_in_leads_to_where_the_person_was_going(self, cast, client):
        address = f"{reverse('account_login')}?next=/programas/"
        data = {"username": "enlace", "password": PASSWORD}
        assert client.post(address, data)["Location"] == "/programas/"
        elsewhere = client.post(f"{reverse('account_login')}?next=//example.org/", data)
        assert elsewhere["Location"] == "/"

    def test_log_out_needs_a_post_and_says_so(self, sign_in):
        client = sign_in("enlace")
        opened = client.get(reverse("logout"))
        assert (opened.status_code, opened.url) == (302, reverse("home"))
        assert client.get(reverse("home")).status_code == 200
        response = client.post(reverse("logout"), follow=True)
        assert "Cerró su sesión." in response.content.decode()
        assert client.get(reverse("home")).status_code == 302

    def test_the_password_changes_with_sentences(self, cast, sign_in):
        client = sign_in("enlace")
        new = "Otra-clave-larga-2026"
        data = {"old_password": "no es", "new_password1": new, "new_password2": new}
        response = client.post(reverse("password_change"), data)
        assert response.status_code == 422
        assert "La contraseña actual no es esa." in text_of(response)
        response = client.post(reverse("password_change"), data | {"old_password": PASSWORD})
        assert response["Location"] == reverse("password_change_done")
        assert client.get(response["Location"]).status_code == 200

    def test_a_form_without_its_token_is_told_in_spanish(self, cast):
        from django.test import Client

        response = Client(enforce_csrf_checks=True).post(
            reverse("account_login"), {"username": "enlace"}
        )
        assert response.status_code == 403
        assert "Esta página venció antes de enviarse" in response.content.decode()


class TestInstitutionStyle:
    """The institution's colour reaches its pages, and nobody else's."""

    def test_the_page_links_the_colour_and_anyone_may_read_it(self, cast, sign_in, client):
        cast.institucion.brand_color = "#1E5B4F"
        cast.institucion.save()
        page = sign_in("superuser").get(addresses(cast)["programa_detail"]).content.decode()
        href = re.search(r'href="(/institucion/[^"]+)"', page)[1]
        assert href == "/institucion/propia.css?color=1e5b4f"
        client.logout()
        response = client.get(href)
        assert response["Content-Type"] == "text/css"
        assert "--brand: #1e5b4f;" in response.content.decode()

    def test_a_colour_that_cannot_be_read_leaves_the_default(self, cast, client):
        cast.institucion.brand_color = "#E6D194"
        cast.institucion.save()
        assert client.get("/institucion/propia.css").content == b""

    def test_an_unknown_institution_has_none(self, db, client):
        assert client.get("/institucion/ninguna.css").status_code == 404
