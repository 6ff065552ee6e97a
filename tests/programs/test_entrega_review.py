"""Revisar y enviar, the last look: what is missing, what is pointed out, and who sends."""

import pytest

from programs.enums import AvanceStatus
from programs.models import AvanceDeComponente, AvanceTrimestral, Bloque, EntregaDeArea
from programs.services.bloques import block_add, block_save
from programs.services.presentacion import section_get
from tests.factories import make_cast
from tests.markup import folded
from tests.programs.entrega_cast import address, page_of, send
from tests.programs.review_cast import area_of, complete, quarter
from tests.queries import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_deadline")]


class TestReview:
    """The last look."""

    def test_names_each_missing_thing_with_a_link_to_its_place(self, cast, sign_in):
        block = Bloque.objects.get(avance=cast.avance(), kind="figures")
        html = sign_in("titular").get(address(cast)).text
        assert "Faltan 4 datos para enviar" in html
        assert html.count(f'href="{page_of(cast)}#bloque-{block.key}-fotos"') == 2
        assert html.count("#mes-") == 4
        assert html.count(f'<a href="{page_of(cast, place=3)}') == 0

    def test_the_places_exist_on_the_capture_page(self, cast, sign_in):
        client = sign_in("titular")
        html = client.get(page_of(cast)).text
        block = Bloque.objects.get(avance=cast.avance(), kind="figures")
        assert f'id="bloque-{block.key}-pie"' in html

    def test_an_unlikely_quantity_with_its_reason_is_pointed_out_and_does_not_block(
        self, cast, sign_in
    ):
        complete(cast)
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(
            quantity=12, reason="Se adelantó el año."
        )
        client = sign_in("titular")
        html = client.get(address(cast)).text
        assert "se habían programado 3 en este trimestre.</a>" in html
        assert "El área explica: Se adelantó el año." in html
        assert f'href="{page_of(cast)}#cantidad-1"' in html
        assert send(client, cast).status_code == 303

    def test_a_stated_percentage_that_differs_is_pointed_out(self, cast, sign_in):
        complete(cast)
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
            closing="stated", stated_percent=90, closing_reason="Acta 3"
        )
        html = sign_in("titular").get(address(cast)).text
        assert "La línea dice 90%, y las cantidades capturadas dan 25%" in html
        assert f'href="{page_of(cast)}#cierre"' in html

    def test_a_table_without_caption_in_the_presentacion_is_missing(self, cast, sign_in):
        complete(cast)
        trimestre, enlace = quarter(cast), cast.people["enlace"]
        section = section_get(trimestre.pk, area=area_of(cast), by=enlace)
        block = block_add(seccion_pk=section.pk, kind="table", key="t-1", by=enlace)
        block_save(block.pk, values={"rows": [["a"], ["1"]]}, by=enlace, version=None)
        response = send(sign_in("titular"), cast)
        assert response.status_code == 422
        assert "Presentación: A la tabla le falta el pie o el título" in response.text
        assert f"?parte={section.key}#bloque-{block.key}-titulo" in response.text

    def test_two_faults_give_two_links_and_an_error_in_the_title(self, cast, sign_in):
        complete(cast)
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
        response = send(sign_in("titular"), cast, statement="")
        assert response.status_code == 422
        html = response.text
        assert "<title>Error:" in html
        summary = html[
            html.index('id="error-summary"') : html.index("</ul>", html.index('id="error-summary"'))
        ]
        assert summary.count("<li>") == 2
        assert (
            f'{page_of(cast)}#cantidad-1-cantidad">Línea de Acción 1.1: Falta la cantidad</a>'
            in summary
        )
        assert '<a href="#id_statement">Marque la declaración para enviar.</a>' in summary
        assert not EntregaDeArea.objects.filter(trimestre=quarter(cast), round__gt=0).exists()

    def test_the_service_refuses_what_the_page_shows_as_missing(self, cast, sign_in):
        response = send(sign_in("titular"), cast)
        assert response.status_code == 422
        assert folded(response.text).count("Línea de Acción 1.1: ") == 2 * 2
        assert cast.avance().status == AvanceStatus.DRAFT

    def test_the_enlace_sees_it_and_who_sends(self, cast, sign_in):
        html = sign_in("enlace").get(address(cast)).text
        assert "lo envía el titular del área" in html
        assert "Enviar el 1er trimestre" not in html
        assert send(sign_in("enlace"), cast).status_code == 403

    def test_forty_lineas_cost_what_four_cost(self, db, client):
        counts = []
        for lineas, prefix in ((4, "chica-"), (40, "grande-")):
            cast = make_cast(lineas=lineas, prefix=prefix)
            client.force_login(cast.people["enlace"])
            place = address(cast)
            counts.append(queries_of(lambda url=place: client.get(url)))
        assert counts[0] == counts[1]
        assert counts[0] <= 22
