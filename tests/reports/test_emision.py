"""Issuing: one folio for each thing issued, its payload, its act; a correction is another folio."""

import json

import pytest

from programs.enums import AuditAction
from programs.models import AuditEntry, AvanceDeComponente, Corte
from programs.values.frozen import payload_hash, thaw
from reports.models import IssuedReport
from reports.services.documents import issue_of
from reports.values.payload import text_hash
from tests.reports.issue_cast import approve, close, issue_informe, issue_pta, reopen

pytestmark = pytest.mark.django_db


def test_issuing_keeps_the_corte_byte_for_byte_with_its_folio_and_its_act(cast):
    corte = close(cast)
    issued = issue_informe(cast)

    act = AuditEntry.objects.get(action=AuditAction.DOCUMENT_ISSUE)
    content = json.loads(issued.payload)
    assert issued.folio == f"{cast.institucion.slug.upper()}-INF-2026-0001" == content["folio"]
    assert content["snapshot"] == Corte.objects.get().payload
    assert payload_hash(content["snapshot"]) == corte.sha256 == content["source_sha256"]
    assert text_hash(issued.payload) == issued.payload_sha256 == act.data["payload_sha256"]
    assert (issued.act_number, issued.act_hash) == (act.number, act.hash)
    assert act.data["folio"] == act.subject == issued.folio
    assert (issued.corte, issued.trimestre) == (corte, corte.trimestre)
    assert issued.issued_by_name == str(cast.people["secretario"])
    assert thaw(issue_of(issued).content.snapshot) == thaw(corte.payload)


def test_issuing_twice_gives_one_folio(cast):
    close(cast)
    approve(cast)

    assert issue_informe(cast) == issue_informe(cast)
    assert issue_pta(cast) == issue_pta(cast)
    assert IssuedReport.objects.count() == 2
    assert AuditEntry.objects.filter(action=AuditAction.DOCUMENT_ISSUE).count() == 2


def test_a_correction_is_a_new_folio_that_names_the_old_and_says_what_changed(cast):
    close(cast)
    first = issue_informe(cast)
    reopen(cast)
    quantity = AvanceDeComponente.objects.get(avance=cast.avance())
    before = quantity.quantity
    AvanceDeComponente.objects.filter(pk=quantity.pk).update(quantity=7)
    close(cast)
    second = issue_informe(cast)

    first.refresh_from_db()
    assert (second.number, second.replaces, first.replaced_by) == (2, first, second)
    rows = [(row["place"], row["what"], row["before"], row["after"]) for row in second.errata]
    done = [row for row in rows if row[1].startswith("Realizado, 1er trimestre")]
    assert done and done[0][2].startswith(f"{before:.0f} ") and done[0][3].startswith("7 ")
    assert {row[0] for row in rows} == {"Línea 1.1"}
    assert second.errata == json.loads(second.payload)["errata"]
