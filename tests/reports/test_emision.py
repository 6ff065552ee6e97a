"""Issuing: one folio for each thing issued, its payload, its act; a correction is another folio."""

import json
import random

import pytest
from django.db import transaction
from django.utils import timezone

from programs.enums import AuditAction
from programs.errors import DomainError, Locked
from programs.models import AuditEntry, AvanceDeComponente, Bloque, Corte, Trimestre
from programs.services.ledger import ledger_verify
from programs.values.frozen import payload_hash, thaw
from reports.documents.registry import ISSUED
from reports.enums import IssuedKind
from reports.models import IssuedReport
from reports.services.documents import document_html, document_of, issue_of
from reports.services.emision import document_issue, draft_of, folio_of
from reports.values.payload import UnreadableIssue, text_hash
from tests.factories import CLOSED, make_institucion
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


def test_the_pta_after_a_change_is_a_new_folio_and_before_it_the_same(cast):
    approve(cast)
    first = issue_pta(cast)
    # What was done is no part of the PTA.
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=9)
    assert issue_pta(cast) == first

    type(cast.linea()).objects.filter(pk=cast.linea().pk).update(title="Otro nombre")
    second = issue_pta(cast)

    assert (first.number, second.number, second.replaces) == (1, 2, first)
    assert [row["what"] for row in second.errata] == ["Línea"]
    assert second.corte is None and second.trimestre is None


def test_a_change_that_no_row_of_errata_tells_is_still_issued(cast):
    approve(cast)
    issue_pta(cast)
    type(cast.institucion).objects.filter(pk=cast.institucion.pk).update(brand_color="#003366")

    second = issue_pta(cast)

    assert second.number == 2
    assert [row["what"] for row in second.errata] == ["Presentación"]


def test_closing_again_without_a_change_is_nothing_to_issue(cast):
    close(cast)
    first = issue_informe(cast)
    reopen(cast)
    close(cast)

    assert issue_informe(cast) == first


def test_each_kind_and_year_counts_its_own(cast):
    close(cast, 1)
    close(cast, 2)
    approve(cast)

    folios = [issue_informe(cast, 1).folio, issue_informe(cast, 2).folio, issue_pta(cast).folio]

    key = cast.institucion.slug.upper()
    assert folios == [f"{key}-INF-2026-0001", f"{key}-INF-2026-0002", f"{key}-PTA-2026-0001"]


def test_a_key_that_was_of_another_institution_gives_no_folio_of_its(cast):
    close(cast)
    issued = issue_informe(cast)
    other = make_institucion("heredera")
    type(other).objects.filter(pk=cast.institucion.pk).update(slug="antes")
    other.slug = cast.institucion.slug

    assert folio_of(other, IssuedKind.INFORME, 2026, 1) != issued.folio


REFUSED = {
    "planeacion": (Locked, "Secretario Técnico"),
    "superuser": (Locked, "Secretario Técnico"),
    "consulta": (Locked, "Secretario Técnico"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_only_who_closes_issues(cast, name):
    corte = close(cast)
    error, words = REFUSED[name]

    with pytest.raises(error, match=words):
        document_issue(
            IssuedKind.INFORME, corte.trimestre_id, by=cast.people[name], now=timezone.now()
        )
    assert not IssuedReport.objects.exists()


def test_nothing_is_issued_of_what_is_not_closed_or_approved(cast):
    with pytest.raises(DomainError, match="trimestre cerrado"):
        issue_informe(cast)
    with pytest.raises(DomainError, match="aprobado"):
        issue_pta(cast)
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    with pytest.raises(DomainError, match="sin guardar su corte"):
        issue_informe(cast)
    assert not IssuedReport.objects.exists()


def test_who_confirms_what_changed_meanwhile_is_asked_again(cast):
    approve(cast)
    secretario = cast.people["secretario"]
    cast.programa.refresh_from_db()
    seen = draft_of(IssuedKind.PTA, cast.programa, by=secretario).fingerprint
    type(cast.linea()).objects.filter(pk=cast.linea().pk).update(title="Otro nombre")

    with pytest.raises(DomainError, match="cambió después"):
        document_issue(
            IssuedKind.PTA, cast.programa.pk, by=secretario, now=timezone.now(), seen=seen
        )
    assert not IssuedReport.objects.exists()


def test_who_signs_is_who_signed_on_the_day_of_issue(cast):
    close(cast)
    institucion = cast.institucion
    institucion.signers = {"authorised": ["Lic. Ana Ruiz", "Secretaria Técnica"]}
    institucion.save(update_fields=["signers"])
    issued = issue_informe(cast)
    institucion.signers = {"authorised": ["Mtro. Luis Gil", "Secretario Técnico"]}
    institucion.save(update_fields=["signers"])

    assert [s.name for s in issue_of(issued).content.signers] == ["Lic. Ana Ruiz"]
    assert issue_informe(cast) == issued
    reopen(cast)
    type(cast.linea()).objects.filter(pk=cast.linea().pk).update(title="Otro nombre")
    close(cast)
    again = issue_informe(cast)
    assert again.replaces == issued
    assert [row["what"] for row in again.errata] == ["Línea", "Autorizó"]
    assert again.errata[1:] == [
        {
            "place": "Firmas",
            "what": "Autorizó",
            "before": "Lic. Ana Ruiz, Secretaria Técnica",
            "after": "Mtro. Luis Gil, Secretario Técnico",
        }
    ]


def test_what_fails_after_its_number_gives_the_number_back(cast):
    close(cast, 1)
    close(cast, 2)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue_informe(cast, 1)
        raise ZeroDivisionError

    assert issue_informe(cast, 2).number == 1
    assert ledger_verify(cast.institucion).problem == ""


def test_a_thousand_edits_and_a_reopening_change_nothing_of_what_was_issued(cast):
    close(cast)
    issued = issue_informe(cast)
    entry = ISSUED
    printed = document_html(document_of(entry, issued))
    reopen(cast)
    chance = random.Random(7)
    targets = [
        (type(cast.institucion), ("name", "short_name", "motto", "governing_body", "brand_color")),
        (type(cast.programa), ("title", "cover_date")),
        (type(cast.linea()), ("title",)),
        (Bloque, ("html", "caption")),
    ]
    for turn in range(1000):
        model, names = chance.choice(targets)
        name = chance.choice(names)
        value = f"#{turn:06x}" if name == "brand_color" else f"Cambio {turn}"
        model.objects.update(**{name: value})

    kept = IssuedReport.objects.get()
    assert (kept.payload, kept.folio, kept.title) == (issued.payload, issued.folio, issued.title)
    assert document_html(document_of(entry, kept)) == printed


def test_data_that_are_not_those_of_their_hash_are_neither_shown_nor_printed(cast):
    close(cast)
    issued = issue_informe(cast)
    issued.payload = issued.payload.replace("Línea", "Linea", 1)

    with pytest.raises(UnreadableIssue, match="no son los que se emitieron"):
        issue_of(issued)
