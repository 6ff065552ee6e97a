"""The registry of documents: each builds, prints and has its names, and none is left out of it."""

import pkgutil
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from programs.enums import TrimestreStatus
from programs.models import AuditEntry, AvanceTrimestral, EntregaDeArea, Programa, Trimestre
from programs.selectors.acuse import submission_act
from programs.services import cierre
from programs.services.ledger import ledger_append
from programs.values.acuse import hash_groups
from programs.values.phrases import short_date
from reports import documents
from reports.documents.registry import DOCUMENTS, DocumentEntry, Subject, about
from reports.finish import TAGGED
from reports.management.commands.build_document import OFFERED
from reports.selectors.tablero import tablero_page
from reports.services.documents import document_html, document_of, file_name_of, finish_of
from tests.factories import Cast, reopen
from tests.reports.issue_cast import close, issue_informe
from tests.reports.tablero_cast import MAY

# What documents share, and the list of them.
SHARED = {
    "annexes", "base", "figures", "files", "hechos", "modifications", "numbering", "organigrama",
    "places", "programming", "registry", "results", "results_xlsx", "signatures", "summary",
}  # fmt: skip
ENTRIES = pytest.mark.parametrize("entry", DOCUMENTS.values(), ids=DOCUMENTS)


def subject_of(entry: DocumentEntry, cast: Cast) -> tuple:
    """Return what a document of the entry is asked about."""
    person = cast.people["secretario"]
    if entry.subject == Subject.PROGRAMA:
        return (cast.programa,)
    if entry.subject == Subject.YEARS:
        year = cast.programa.year - 1
        return cast.programa, Programa.objects.create(institucion=cast.institucion, year=year)
    if entry.subject == Subject.TABLERO:
        return tablero_page(person, {}, MAY.date()), MAY
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    if trimestre.status == TrimestreStatus.CLOSED:
        reopen(trimestre)
        trimestre.refresh_from_db()
    if entry.subject == Subject.LINEA:
        return (AvanceTrimestral.objects.filter(trimestre=trimestre).first(),)
    if entry.subject == Subject.AREA:
        return trimestre, cast.linea().area
    if entry.subject == Subject.ACUSE:
        return submission(trimestre, cast)
    if entry.subject == Subject.CORTE:
        reason, now = "Falta reunir datos.", timezone.now()
        cierre.trimestre_close(
            trimestre.pk, typed="T1 2026", missing_reason=reason, by=person, now=now
        )
        return (trimestre.cortes.get(),)
    if entry.subject == Subject.ISSUED:
        close(cast)
        return (issue_informe(cast),)
    return (trimestre,)


def submission(trimestre: Trimestre, cast: Cast) -> tuple[EntregaDeArea, AuditEntry]:
    """Return what an área handed in and its act."""
    area = cast.linea().area
    now, by = timezone.now(), cast.people["titular"]
    folio = f"{cast.institucion.slug.upper()}-{cast.programa.year}-T1-JURIDICA-01"
    entrega = EntregaDeArea.objects.create(trimestre=trimestre, area=area, folio=folio, round=1)
    data = {"folio": folio, "statement": "Confirmo.", "lineas": [[1, 1], [2, 1]]}
    act = ledger_append(
        cast.institucion.pk, action="entrega_submit", subject=str(entrega), by=by, now=now,
        data=data,
    )  # fmt: skip
    return entrega, act


def test_every_module_of_a_document_has_one_entry():
    modules = {module.name for module in pkgutil.iter_modules(documents.__path__)} - SHARED
    entries = [entry.build.__module__.rpartition(".")[2] for entry in DOCUMENTS.values()]

    assert sorted(entries) == sorted(modules)
    assert {kind: entry.kind for kind, entry in DOCUMENTS.items()} == {k: k for k in DOCUMENTS}


def test_kinds_are_the_words_of_the_command_and_of_what_is_stored():
    assert set(DOCUMENTS) == {
        "pta", "informe", "corte", "linea", "area", "acuse", "diferencias", "resumen", "emitido",
    }  # fmt: skip


@ENTRIES
def test_every_document_builds_and_prints(cast, entry):
    subject = subject_of(entry, cast)
    document = document_of(entry, *subject)

    assert document.kind == entry.kind
    html = document_html(document)
    assert f"<title>{document.title}</title>" in html
    assert get_template(entry.template).template.name == entry.template
    name = file_name_of(entry, *subject)
    assert name.endswith(".pdf")
    assert {cast.institucion.slug, str(cast.programa.year)} <= set(re.split(r"[-.]", name.lower()))


def test_no_two_documents_of_one_subject_have_one_file_name():
    assert len({entry.file_name for entry in DOCUMENTS.values()}) == len(DOCUMENTS)


def test_a_document_in_no_registry_is_not_printed(cast):
    (entry, *_) = about(Subject.PROGRAMA)
    document = replace(document_of(entry, cast.programa), kind="otro")

    with pytest.raises(KeyError, match="otro"):
        document_html(document)


def test_documents_of_a_programa_and_of_a_quarter_have_address_and_order():
    for entry in about(Subject.PROGRAMA):
        assert reverse(f"{entry.kind}_document", args=["a", 2026]).endswith(f"/{entry.kind}.pdf")
    for entry in about(Subject.TRIMESTRE):
        address = reverse(f"{entry.kind}_document", args=["a", 2026, 1])
        assert address.endswith(f"/1/{entry.kind}.pdf")
    assert {entry.kind for entry in OFFERED} == {"pta", "informe"}


def test_the_foot_says_draft_until_an_act_fixed_the_document(cast):
    assert cast.programa.status == "planning"
    assert "Borrador" in document_html(document_of(DOCUMENTS["pta"], cast.programa))
    cast.programa.status = "approved"
    cast.programa.approval_agreement = "Acuerdo OG/2026/07"
    cast.programa.approved_on = date(2025, 12, 10)
    approved = document_html(document_of(DOCUMENTS["pta"], cast.programa))
    assert "Aprobado: Acuerdo OG/2026/07, 10/12/2025" in approved
    assert "Borrador" not in approved

    (corte,) = subject_of(DOCUMENTS["corte"], cast)
    made_on = short_date(timezone.localtime(corte.made_at).date())
    corte.trimestre.refresh_from_db()
    closed = [(DOCUMENTS["corte"], corte), (DOCUMENTS["informe"], corte.trimestre)]
    for entry, subject in closed:
        html = document_html(document_of(entry, subject))
        assert f"Corte 1 del {made_on}" in html
        assert f"SHA-256 {corte.sha256}" in html
        assert "Borrador" not in html
    reopen(corte.trimestre)
    corte.trimestre.refresh_from_db()
    assert "Borrador" in document_html(document_of(DOCUMENTS["informe"], corte.trimestre))


def test_the_receipt_says_what_its_act_says_whatever_happens_later(cast):
    entry, rows = DOCUMENTS["acuse"], subject_of(DOCUMENTS["acuse"], cast)
    entrega, act = rows
    before = document_html(document_of(entry, *rows))
    for text in (entrega.folio, act.actor_name, "2 líneas de acción", *hash_groups(act.hash)):
        assert text in before
    assert "verify_audit" not in before
    assert finish_of(document_of(entry, *rows), entrega) == TAGGED

    later = timezone.now() + timedelta(days=9)
    EntregaDeArea.objects.filter(pk=entrega.pk).update(folio="OTRO", round=2, submitted_at=later)
    cast.people["titular"].__class__.objects.update(first_name="Otra", last_name="Persona")
    entrega.refresh_from_db()
    assert submission_act(entrega, act.data["folio"]) == act
    assert document_html(document_of(entry, entrega, act)) == before


def test_a_receipt_is_of_its_own_area_and_quarter(cast):
    entrega, act = subject_of(DOCUMENTS["acuse"], cast)
    entrega.folio = "OTRO"
    other = cast.linea(3).area
    assert other != entrega.area
    entrega.area = other
    assert submission_act(entrega, act.data["folio"]) is None


def test_the_area_prints_its_lineas_and_no_other_with_the_numbers_of_the_informe(cast):
    rows = trimestre, area = subject_of(DOCUMENTS["area"], cast)
    html = document_html(document_of(DOCUMENTS["area"], *rows))
    whole = document_of(DOCUMENTS["informe"], trimestre)
    printed = [
        line
        for chapter in whole.chapters
        for eje in chapter.parts
        for line in getattr(eje, "lines", ())
    ]
    own = set(area.lineas.values_list("pk", flat=True))
    assert {line.pk for line in printed} > own
    for line in printed:
        assert (f'id="{line.anchor}"' in html) == (line.pk in own)
        for block in line.blocks:
            if line.pk in own and block.label:
                assert block.label in html
    assert '<body class="draft">' in html
