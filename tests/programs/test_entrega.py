"""What handing in does: once, with its receipt, taken back until the review begins."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus
from programs.errors import DomainError, Locked
from programs.models import AuditEntry, EntregaDeArea
from programs.services.bloques import block_add, block_save
from programs.services.entrega import STATEMENT, entrega_submit
from programs.services.ledger import ledger_verify
from programs.services.presentacion import section_get
from programs.services.revision import entrega_validate
from tests.factories import YEAR, make_person
from tests.programs.entrega_cast import address, entrega_row, observe, page_of, send
from tests.programs.review_cast import area_of, complete, quarter, statuses, where

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_deadline")]


class TestDeclaration:
    """Nothing is handed in without the titular's word."""

    def test_the_form_asks_for_it_and_sends_nothing(self, cast, sign_in):
        complete(cast)
        response = send(sign_in("titular"), cast, statement="")
        assert response.status_code == 422
        assert "Marque la declaración para enviar." in response.text
        self.nothing_was_handed_in(cast)

    def test_no_other_caller_hands_in_without_it(self, cast):
        complete(cast)
        with pytest.raises(DomainError, match="Marque la declaración para enviar"):
            entrega_submit(
                **where(cast), statement=False, by=cast.people["titular"], now=timezone.now()
            )
        self.nothing_was_handed_in(cast)

    def nothing_was_handed_in(self, cast) -> None:
        """Everything is in the área's hands, and the ledger tells of nothing."""
        assert not EntregaDeArea.objects.exclude(status=AvanceStatus.DRAFT).exists()
        assert statuses(cast) == [AvanceStatus.DRAFT] * 2
        assert not AuditEntry.objects.exists()


class TestSubmit:
    """Once, with its receipt."""

    def test_leads_to_the_receipt_with_folio_act_and_next_steps(self, submitted, sign_in):
        client = sign_in("titular")
        row = entrega_row(submitted)
        act = AuditEntry.objects.get(action="entrega_submit")
        html = client.get(address(submitted, "entrega_receipt")).text
        for text in (row.folio, str(submitted.people["titular"]), STATEMENT, "10 de abril de 2026"):
            assert text in html
        assert f"Acto número {act.number} del libro" in html
        assert act.hash in html.replace("<wbr>", "")
        assert "El Secretario Técnico revisa lo enviado" in html
        assert "2 líneas de acción" in html

    def test_the_printed_anchor_verifies_the_ledger(self, submitted, sign_in):
        html = sign_in("titular").get(address(submitted, "entrega_receipt")).text
        number = re.search(r"Acto número (\d+) del libro", html)[1]
        digest = re.search(r"<code>(.+?)</code>", html)[1].replace("<wbr>", "")
        # Who signed it is no administrator: what it is for is said in words.
        assert "verify_audit" not in html
        assert "Menciónelo cuando pregunte por él." in html
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
        return section_get(quarter(cast).pk, area=area_of(cast), by=cast.people["enlace"])

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
            **where(cast),
            by=cast.people["secretario"],
            now=timezone.now(),
        )
        with pytest.raises(Locked, match="ya está validado"):
            block_save(block.pk, values={"html": "<p>x</p>"}, by=enlace, version=None)

    def test_open_again_once_returned(self, returned):
        self.section(returned)
