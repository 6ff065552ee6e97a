"""What came back observed: at its exact place, and answered by the área."""

from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, ObservacionStatus
from programs.errors import Conflict
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    MarcaMensual,
    Observacion,
)
from programs.services.bloques import block_add, block_save
from programs.services.observaciones import observacion_accept
from programs.services.presentacion import section_get
from programs.services.revision import observacion_resolve
from tests.factories import YEAR
from tests.programs.entrega_cast import (
    address,
    entrega_row,
    give_back,
    observe,
    page_of,
    send,
    text_block,
)
from tests.programs.review_cast import area_of, complete, quarter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_deadline")]


def seen(row: Observacion) -> dict[str, int]:
    """Return what the form of a proposed text names: the versions that its page showed."""
    bloque = Bloque.objects.get(pk=row.bloque_id)
    return {"version": row.version, "block_version": bloque.version}


class TestObservations:
    """At their exact place, answered by the área."""

    def test_stands_inside_its_block_with_its_proposal(self, returned, sign_in):
        row = Observacion.objects.get()
        html = sign_in("enlace").get(page_of(returned)).text
        block = html.index(f'id="bloque-{text_block(returned).key}"')
        place = html.index(f'id="observacion-{row.pk}"')
        assert block < place < html.index("</article>", block)
        assert "Diga cuántas actas." in html
        assert "Se firmaron 3 actas." in html
        assert "Lo observado sigue igual." in html

    def test_says_that_the_text_changed(self, returned, sign_in):
        enlace = returned.people["enlace"]
        block_save(
            text_block(returned).pk, values={"html": "<p>Son 3.</p>"}, by=enlace, version=None
        )
        html = sign_in("enlace").get(page_of(returned)).text
        assert "El texto cambió." in html
        assert "Se elaboraron tres documentos" in html

    @pytest.mark.parametrize("kind", ["quantity", "month", "figure", "whole", "gone"])
    def test_each_part_has_its_place(self, cast, sign_in, kind):
        complete(cast)
        block = Bloque.objects.create(
            institucion=cast.institucion, avance=cast.avance(), key="fotos", order=5,
            kind="figures", caption="Firma.",
        )  # fmt: skip
        figure = Figura.objects.create(bloque=block, order=1, alt="Mesa")
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(status="draft")
        EntregaDeArea.objects.create(
            trimestre=quarter(cast), area=area_of(cast), status="submitted", folio="F",
            submitted_at=timezone.now(), submitted_by=cast.people["titular"], round=1,
        )  # fmt: skip
        AvanceTrimestral.objects.filter(linea__area=area_of(cast), trimestre__number=1).update(
            status="submitted", submitted_at=timezone.now()
        )
        mark = MarcaMensual.objects.get(tarea__linea=cast.linea(), month=3)
        quantity = AvanceDeComponente.objects.get(avance=cast.avance())
        part = {"quantity": quantity, "month": mark, "figure": figure, "gone": figure}.get(kind)
        row = observe(cast, part)
        give_back(cast)
        if kind == "gone":
            figure.delete()
        html = sign_in("enlace").get(page_of(cast)).text
        place = html.index(f'id="observacion-{row.pk}"')
        inside = {
            "quantity": ('id="cantidad-1"', 'id="causa"'),
            "month": ('id="meses"', "</section>"),
            "figure": (f'id="figura-{figure.pk}"', "</li>"),
            "whole": ("capture-state", "capture-grid"),
            "gone": ("capture-state", "capture-grid"),
        }[kind]
        start = html.index(inside[0])
        assert start < place
        assert html.count(f'id="observacion-{row.pk}"') == 1
        if kind in ("whole", "gone", "quantity"):
            assert place < html.index(inside[1], start)
        assert {"month": "Marzo: ", "gone": "ya no está", "whole": "Toda la línea"}.get(
            kind, ""
        ) in html

    def test_inicio_leads_to_the_first_in_one_click(self, returned, sign_in):
        html = sign_in("titular").get(reverse("home")).text
        row = Observacion.objects.get()
        assert "El Secretario Técnico dejó 1 observación" in html
        assert f'href="{page_of(returned)}#observacion-{row.pk}"' in html

    def test_answered_in_words(self, returned, sign_in):
        row = Observacion.objects.get()
        data = {"version": row.version, "answer": "Son tres, como dice el acta."}
        response = sign_in("enlace").post(reverse("observacion_answer", args=[row.pk]), data)
        assert response["Location"] == f"{page_of(returned)}#observacion-{row.pk}"
        row.refresh_from_db()
        assert (row.status, row.answer) == (ObservacionStatus.ANSWERED, data["answer"])
        assert row.answered_by == returned.people["enlace"]
        again = sign_in("enlace").post(reverse("observacion_answer", args=[row.pk]), data)
        assert again.status_code == 303
        assert AuditEntry.objects.filter(action="observacion_answer").count() == 1

    def test_without_words_only_where_something_changed(self, returned, sign_in):
        row = Observacion.objects.get()
        url, data = reverse("observacion_answer", args=[row.pk]), {"version": row.version}
        response = sign_in("enlace").post(url, data)
        assert response.status_code == 422
        assert "<title>Error:" in response.text
        assert "lo que se observó sigue igual" in response.text
        enlace = returned.people["enlace"]
        block_save(
            text_block(returned).pk, values={"html": "<p>Son 3.</p>"}, by=enlace, version=None
        )
        assert sign_in("enlace").post(url, data).status_code == 303
        row.refresh_from_db()
        assert row.answer == "Se corrigió lo observado."

    def test_a_stale_answer_keeps_what_was_typed(self, returned, sign_in):
        row = Observacion.objects.get()
        url = reverse("observacion_answer", args=[row.pk])
        sign_in("titular").post(url, {"version": row.version, "answer": "Una"})
        response = sign_in("enlace").post(url, {"version": row.version, "answer": "Otra cosa"})
        assert response.status_code == 422
        assert "Otra cosa</textarea>" in response.text
        assert Observacion.objects.get().answer == "Una"

    def test_the_proposed_text_is_taken_once(self, returned, sign_in):
        row = Observacion.objects.get()
        url, data = reverse("observacion_accept", args=[row.pk]), seen(row)
        assert sign_in("enlace").post(url, data).status_code == 303
        assert sign_in("enlace").post(url, data).status_code == 303
        assert text_block(returned).html == "<p>Se firmaron 3 actas.</p>"
        row.refresh_from_db()
        assert row.accepted_at and row.status == ObservacionStatus.ANSWERED
        assert AuditEntry.objects.filter(action="observacion_answer").count() == 1
        html = sign_in("enlace").get(page_of(returned)).text
        assert "Usar el texto propuesto" not in html

    def test_the_proposed_text_taken_by_another_is_no_second_click(self, returned):
        row = Observacion.objects.get()
        accept = partial(observacion_accept, row.pk, now=timezone.now(), version=row.version)
        accept(by=returned.people["enlace"])
        with pytest.raises(Conflict):
            accept(by=returned.people["titular"])
        assert Observacion.objects.get().answered_by == returned.people["enlace"]

    @pytest.mark.parametrize("name", ["secretario", "planeacion", "superuser", "consulta"])
    def test_nobody_else_answers(self, returned, sign_in, name):
        row = Observacion.objects.get()
        for view in ("observacion_answer", "observacion_accept"):
            url = reverse(view, args=[row.pk])
            response = sign_in(name).post(url, {"version": row.version, "answer": "x"})
            assert response.status_code == 403
        assert Observacion.objects.get().status == ObservacionStatus.SENT

    def test_of_the_presentacion_stands_there_and_is_answered_there(self, submitted, sign_in):
        client = sign_in("titular")
        version = entrega_row(submitted).version
        client.post(address(submitted, "entrega_withdraw"), {"version": version})
        enlace = submitted.people["enlace"]
        section = section_get(quarter(submitted).pk, area=area_of(submitted), by=enlace)
        block = block_add(seccion_pk=section.pk, kind="text", key="p-1", by=enlace)
        block_save(block.pk, values={"html": "<p>Uno.</p>"}, by=enlace, version=None)
        block.refresh_from_db()
        assert send(client, submitted).status_code == 303
        row = observe(submitted, block, target=section)
        give_back(submitted)
        row.refresh_from_db()
        client = sign_in("enlace")
        home = client.get(reverse("home")).text
        place = f"{reverse('presentacion_edit', args=['propia', YEAR, 1])}?parte={section.key}"
        assert f'href="{place}#observacion-{row.pk}"' in home
        assert "falta enviarlo de nuevo" in home
        html = client.get(place).text
        assert html.index(f'id="bloque-{block.key}"') < html.index(f'id="observacion-{row.pk}"')
        url = reverse("observacion_answer", args=[row.pk])
        assert client.post(url, {"version": row.version}).status_code == 422
        response = client.post(url, {"version": row.version, "answer": "Así se queda."})
        assert response["Location"] == f"{place}#observacion-{row.pk}"

    def test_sent_again_after_the_answer(self, returned, sign_in):
        row = Observacion.objects.get()
        client = sign_in("titular")
        assert "Observación sin atender: Diga cuántas actas." in client.get(address(returned)).text
        client.post(
            reverse("observacion_answer", args=[row.pk]), {"version": row.version, "answer": "Ya."}
        )
        assert send(client, returned).status_code == 303
        sent = entrega_row(returned)
        assert (sent.status, sent.round) == (AvanceStatus.SUBMITTED, 2)
        assert sent.folio.endswith("-02")
        observacion_resolve(row.pk, by=returned.people["secretario"], now=timezone.now())
        html = sign_in("enlace").get(page_of(returned)).text
        assert "Resuelta" in html
        assert "Marcar como atendida" not in html

    def test_a_removed_block_cannot_take_the_proposal(self, returned, sign_in):
        row = Observacion.objects.get()
        Bloque.objects.filter(pk=text_block(returned).pk).update(removed_at=timezone.now())
        html = sign_in("enlace").get(page_of(returned)).text
        assert "Lo que se observó se quitó." in html
        assert "Usar el texto propuesto" not in html
        url = reverse("observacion_accept", args=[row.pk])
        assert sign_in("enlace").post(url, seen(row)).status_code == 422

    def test_a_newer_text_is_not_replaced_by_the_proposed_one_without_a_word(
        self, returned, sign_in
    ):
        row = Observacion.objects.get()
        read, titular = seen(row), returned.people["titular"]
        newer = {"html": "<p>Se firmaron 4 actas.</p>"}
        block_save(row.bloque_id, values=newer, by=titular, version=read["block_version"])
        answer = sign_in("enlace").post(reverse("observacion_accept", args=[row.pk]), read)

        assert answer.status_code == 422
        assert "El texto cambió mientras usted leía la propuesta: titular lo guardó" in answer.text
        assert text_block(returned).html == newer["html"]
        row.refresh_from_db()
        assert row.status == ObservacionStatus.SENT
