"""Revisar y enviar: what is missing, the receipt, taking it back, answering observations."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, ObservacionStatus
from programs.errors import Locked
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    MarcaMensual,
    Observacion,
    Trimestre,
)
from programs.services.bloques import block_add, block_save
from programs.services.entrega import STATEMENT
from programs.services.ledger import ledger_verify
from programs.services.revision import (
    entrega_return,
    entrega_validate,
    observacion_add,
    observacion_resolve,
)
from programs.services.secciones import section_get
from tests.factories import YEAR, make_cast, make_person

pytestmark = pytest.mark.django_db
NOW = "2026-04-10 18:00:00+00:00"


@pytest.fixture(autouse=True)
def today():
    """The quarter is over and its deadline is not."""
    with time_machine.travel(NOW, tick=True):
        yield


def trimestre_of(cast) -> Trimestre:
    """Return the open quarter."""
    return Trimestre.objects.get(programa=cast.programa, number=1)


def area_of(cast):
    """Return the área of the enlace and the titular."""
    return cast.institucion.areas.get(code="juridica")


def address(cast, name: str = "entrega_review", code: str = "juridica") -> str:
    """Return the address of one of the three pages."""
    return reverse(name, args=[cast.institucion.slug, YEAR, 1, code])


def complete(cast) -> None:
    """Leave the área with nothing missing."""
    entries = AvanceTrimestral.objects.filter(
        trimestre=trimestre_of(cast), linea__area__code="juridica"
    )
    Bloque.objects.filter(avance__in=entries, kind="figures").delete()
    MarcaMensual.objects.filter(tarea__linea__area__code="juridica", month__lte=3).update(
        status="done", reported_at=timezone.now()
    )


def entrega_row(cast) -> EntregaDeArea:
    """Return what the área handed in."""
    return EntregaDeArea.objects.get(trimestre=trimestre_of(cast), area=area_of(cast))


def send(client, cast, **typed):
    """Hand the quarter in as the form does."""
    row = EntregaDeArea.objects.filter(trimestre=trimestre_of(cast), area=area_of(cast)).first()
    data = {"statement": "on", "version": row.version if row else ""} | typed
    return client.post(address(cast), data)


@pytest.fixture
def submitted(cast, sign_in):
    """The cast whose área handed its quarter in."""
    complete(cast)
    assert send(sign_in("titular"), cast).status_code == 303
    return cast


def text_block(cast) -> Bloque:
    """Return the text of the first línea."""
    return Bloque.objects.get(avance=cast.avance(), kind="text")


def observe(
    cast, part=None, *, target=None, text="Diga cuántas actas.", proposed=""
) -> Observacion:
    """Write an observation as the Secretario Técnico, not sent yet."""
    return observacion_add(
        trimestre_pk=trimestre_of(cast).pk,
        area_pk=area_of(cast).pk,
        target=target or cast.avance(),
        part=part,
        text=text,
        proposed=proposed,
        key=f"obs-{Observacion.objects.count()}",
        by=cast.people["secretario"],
        now=timezone.now(),
    )


def give_back(cast) -> None:
    """Return the quarter with what was observed."""
    entrega_return(
        trimestre_pk=trimestre_of(cast).pk,
        area_pk=area_of(cast).pk,
        by=cast.people["secretario"],
        now=timezone.now(),
    )


@pytest.fixture
def returned(submitted):
    """The quarter came back with an observation on the text, with a proposed one."""
    observe(submitted, text_block(submitted), proposed="<p>Se firmaron 3 actas.</p>")
    give_back(submitted)
    return submitted


def page_of(cast, place: int = 0) -> str:
    """Return the address of the capture page of a línea."""
    args = [cast.institucion.slug, YEAR, cast.linea(place).pk, 1]
    return reverse("avance_edit", args=args)


class TestReview:
    """The last look."""

    def test_names_each_missing_thing_with_a_link_to_its_place(self, cast, sign_in):
        block = Bloque.objects.get(avance=cast.avance(), kind="figures")
        html = sign_in("titular").get(address(cast)).text
        assert "Faltan 4 datos para enviar" in html
        for anchor in ("meses", f"bloque-{block.key}"):
            assert html.count(f'href="{page_of(cast)}#{anchor}"') == 2
        assert html.count(f'<a href="{page_of(cast, place=3)}') == 0

    def test_the_places_exist_on_the_capture_page(self, cast, sign_in):
        client = sign_in("titular")
        html = client.get(page_of(cast)).text
        block = Bloque.objects.get(avance=cast.avance(), kind="figures")
        for anchor in ("meses", f"bloque-{block.key}"):
            assert f'id="{anchor}"' in html

    def test_an_unlikely_quantity_with_its_reason_is_pointed_out_and_does_not_block(
        self, cast, sign_in
    ):
        complete(cast)
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(
            quantity=12, reason="Se adelantó el año."
        )
        client = sign_in("titular")
        html = client.get(address(cast)).text
        assert "se habían programado 3 en este trimestre. Motivo: Se adelantó el año" in html
        assert f'href="{page_of(cast)}#cantidad-1"' in html
        assert send(client, cast).status_code == 303

    def test_a_stated_percentage_that_differs_is_pointed_out(self, cast, sign_in):
        complete(cast)
        AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
            closing="stated", stated_percent=90, closing_reason="Acta 3"
        )
        html = sign_in("titular").get(address(cast)).text
        assert "Se declara un avance de 90% y las cantidades dan 25%" in html
        assert f'href="{page_of(cast)}#cierre"' in html

    def test_a_table_without_caption_in_the_presentacion_is_missing(self, cast, sign_in):
        complete(cast)
        trimestre, enlace = trimestre_of(cast), cast.people["enlace"]
        section = section_get(trimestre.pk, area=area_of(cast), by=enlace)
        block = block_add(seccion_pk=section.pk, kind="table", key="t-1", by=enlace)
        block_save(block.pk, values={"rows": [["a"], ["1"]]}, by=enlace, version=None)
        response = send(sign_in("titular"), cast)
        assert response.status_code == 422
        assert "Presentación: A la tabla le falta el pie o el título" in response.text
        assert f"?parte={section.key}#bloque-{block.key}" in response.text

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
        assert f'{page_of(cast)}#cantidad-1">Línea de Acción 1.1: Falta la cantidad</a>' in summary
        assert '<a href="#id_statement">Marque la declaración para enviar.</a>' in summary
        assert not EntregaDeArea.objects.filter(trimestre=trimestre_of(cast), round__gt=0).exists()

    def test_the_service_refuses_what_the_page_shows_as_missing(self, cast, sign_in):
        response = send(sign_in("titular"), cast)
        assert response.status_code == 422
        assert response.text.count("Línea de Acción 1.1: ") == 2 * 2
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
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address(cast)).status_code == 200
            counts.append(sum(query["sql"].startswith("SELECT") for query in queries))
        assert counts[0] == counts[1]
        assert counts[0] <= 15


class TestSubmit:
    """Once, with its receipt."""

    def test_leads_to_the_receipt_with_folio_act_and_next_steps(self, submitted, sign_in):
        client = sign_in("titular")
        row = entrega_row(submitted)
        act = AuditEntry.objects.get(action="entrega_submit")
        html = client.get(address(submitted, "entrega_receipt")).text
        for text in (row.folio, str(submitted.people["titular"]), STATEMENT, "10 de abril de 2026"):
            assert text in html
        assert f"Número {act.number} del libro" in html
        assert act.hash in html.replace("<wbr>", "")
        assert "El Secretario Técnico revisa lo enviado" in html
        assert "2 líneas de acción" in html

    def test_the_printed_anchor_verifies_the_ledger(self, submitted, sign_in):
        html = sign_in("titular").get(address(submitted, "entrega_receipt")).text
        anchor = html.split("--anchor ")[1].split("<")[0]
        number, digest = anchor.split(":")
        verdict = ledger_verify(submitted.institucion, [(int(number), digest)])
        assert verdict.problem == ""
        wrong = "0" * len(digest)
        assert ledger_verify(submitted.institucion, [(int(number), wrong)]).problem

    def test_a_second_tab_gets_the_same_receipt_and_no_second_act(self, submitted, sign_in):
        client = sign_in("titular")
        before = entrega_row(submitted)
        response = client.post(address(submitted), {"statement": "on", "version": ""})
        assert (response.status_code, response["Location"]) == (
            303,
            address(submitted, "entrega_receipt"),
        )
        after = entrega_row(submitted)
        assert (after.folio, after.round, after.version) == (before.folio, 1, before.version)
        assert AuditEntry.objects.filter(action="entrega_submit").count() == 1

    def test_another_titular_gets_the_receipt_too(self, submitted, client):
        other = make_person("otro-titular", submitted.institucion, "titular", "juridica")
        client.force_login(other)
        response = client.post(address(submitted), {"statement": "on", "version": "1"}, follow=True)
        assert "ya estaba enviado" in response.text
        assert entrega_row(submitted).submitted_by == submitted.people["titular"]

    def test_back_shows_the_receipt(self, submitted, sign_in):
        response = sign_in("titular").get(address(submitted))
        assert response["Location"] == address(submitted, "entrega_receipt")
        complete(submitted)

    def test_the_page_is_never_shown_from_a_cache(self, cast, sign_in):
        assert "no-store" in sign_in("titular").get(address(cast))["Cache-Control"]

    def test_a_stale_page_sends_nothing(self, submitted, sign_in):
        client = sign_in("titular")
        row = entrega_row(submitted)
        withdraw = client.post(address(submitted, "entrega_withdraw"), {"version": row.version})
        assert withdraw.status_code == 303
        response = client.post(address(submitted), {"statement": "on", "version": row.version})
        assert response.status_code == 422
        assert "cambió mientras usted lo revisaba" in response.text
        assert entrega_row(submitted).status == AvanceStatus.DRAFT

    def test_the_area_is_read_only_and_says_until_when(self, submitted, sign_in):
        html = sign_in("enlace").get(page_of(submitted)).text
        assert "solo lectura hasta que el Secretario Técnico la devuelva o la valide" in html
        assert address(submitted, "entrega_receipt") in html
        assert "data-autosave" not in html

    @pytest.mark.parametrize("name", ["secretario", "planeacion", "auditoria"])
    def test_the_receipt_is_read_by_who_reviews_or_audits(self, submitted, sign_in, name):
        response = sign_in(name).get(address(submitted, "entrega_receipt"))
        assert response.status_code == 200
        assert "Retirar el envío" not in response.text

    def test_without_submission_there_is_no_receipt(self, cast, sign_in):
        receipt = address(cast, "entrega_receipt")
        assert sign_in("titular").get(receipt)["Location"] == address(cast)
        assert sign_in("secretario").get(receipt).status_code == 404
        assert sign_in("consulta").get(receipt).status_code == 403


class TestWithdraw:
    """Until the review begins."""

    def test_gives_the_lineas_back(self, submitted, sign_in):
        client = sign_in("titular")
        assert (
            "Confirmar: retirar el envío" in client.get(address(submitted, "entrega_receipt")).text
        )
        version = entrega_row(submitted).version
        response = client.post(address(submitted, "entrega_withdraw"), {"version": version})
        assert response["Location"] == address(submitted)
        assert submitted.avance().status == AvanceStatus.DRAFT
        html = client.get(address(submitted, "entrega_receipt")).text
        assert "Envío retirado" in html
        assert "Confirmar: retirar" not in html

    def test_not_once_the_review_began(self, submitted, sign_in):
        observe(submitted)
        client = sign_in("titular")
        html = client.get(address(submitted, "entrega_receipt")).text
        assert "Confirmar: retirar" not in html
        assert "La revisión empezó el 10 de abril de 2026" in html
        version = entrega_row(submitted).version
        response = client.post(address(submitted, "entrega_withdraw"), {"version": version})
        assert response.status_code == 403
        assert "La revisión ya empezó" in response.text
        assert entrega_row(submitted).status == AvanceStatus.SUBMITTED

    @pytest.mark.parametrize("name", ["enlace", "secretario", "superuser"])
    def test_only_the_titular(self, submitted, sign_in, name):
        version = entrega_row(submitted).version
        response = sign_in(name).post(address(submitted, "entrega_withdraw"), {"version": version})
        assert response.status_code == 403
        assert entrega_row(submitted).status == AvanceStatus.SUBMITTED


class TestSectionLock:
    """The área's part of the presentación is in the same hands as its líneas."""

    def section(self, cast):
        return section_get(trimestre_of(cast).pk, area=area_of(cast), by=cast.people["enlace"])

    def test_locked_while_submitted_and_validated(self, cast, sign_in):
        section = self.section(cast)
        enlace = cast.people["enlace"]
        block = block_add(seccion_pk=section.pk, kind="text", key="p-1", by=enlace)
        complete(cast)
        send(sign_in("titular"), cast)
        with pytest.raises(Locked, match="ya envió"):
            block_save(block.pk, values={"html": "<p>x</p>"}, by=enlace, version=None)
        with pytest.raises(Locked, match="ya envió"):
            self.section(cast)
        html = sign_in("enlace").get(reverse("presentacion_edit", args=["propia", YEAR, 1])).text
        assert "Su área ya envió este trimestre" in html
        assert "data-autosave" not in html
        entrega_validate(
            trimestre_pk=trimestre_of(cast).pk,
            area_pk=area_of(cast).pk,
            by=cast.people["secretario"],
            now=timezone.now(),
        )
        with pytest.raises(Locked, match="ya está validado"):
            block_save(block.pk, values={"html": "<p>x</p>"}, by=enlace, version=None)

    def test_open_again_once_returned(self, returned):
        self.section(returned)


class TestObservations:
    """At their exact place, answered by the área."""

    def test_nothing_is_shown_before_the_verdict(self, submitted, sign_in):
        row = observe(submitted, text_block(submitted), text="Secreto del revisor")
        client = sign_in("enlace")
        for url in (page_of(submitted), reverse("home"), address(submitted, "entrega_receipt")):
            assert "Secreto del revisor" not in client.get(url).text
        for name in ("observacion_answer", "observacion_accept"):
            response = client.post(reverse(name, args=[row.pk]), {"version": 1, "answer": "x"})
            assert response.status_code == 404

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
            trimestre=trimestre_of(cast), area=area_of(cast), status="submitted", folio="F",
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
        url, data = reverse("observacion_accept", args=[row.pk]), {"version": row.version}
        assert sign_in("enlace").post(url, data).status_code == 303
        assert sign_in("enlace").post(url, data).status_code == 303
        assert text_block(returned).html == "<p>Se firmaron 3 actas.</p>"
        row.refresh_from_db()
        assert row.accepted_at and row.status == ObservacionStatus.ANSWERED
        assert AuditEntry.objects.filter(action="observacion_answer").count() == 1
        html = sign_in("enlace").get(page_of(returned)).text
        assert "Usar el texto propuesto" not in html

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
        section = section_get(trimestre_of(submitted).pk, area=area_of(submitted), by=enlace)
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
        assert sign_in("enlace").post(url, {"version": row.version}).status_code == 422
