"""From a row to its document, and from a document to its HTML: what the registry leaves to do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from programs.enums import InformePart, ProgramaStatus, TrimestreStatus
from programs.models import (
    Area,
    AuditEntry,
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    LineaDeAccion,
    Programa,
    Trimestre,
)
from programs.reading.corte import programa_snapshot, trimestre_snapshot
from programs.reading.emblems import emblem_there, is_uploaded
from programs.reading.sealed import sealed_quarter, sealed_snapshot
from programs.received.signs import clean_text
from programs.selectors.siguiente_ejercicio import year_differences
from programs.values.cells import plain_spaces
from programs.values.colors import printed_brand
from programs.values.frozen import thaw
from programs.values.phrases import short_date
from programs.values.snapshot import Snapshot
from reports.documents.acuse import Submission
from reports.documents.base import DRAFT, Document, Standing
from reports.documents.diferencias import YearsCompared
from reports.documents.registry import Built, DocumentEntry, Subject, entry_of
from reports.documents.results_xlsx import results_xlsx
from reports.finish import PLAIN, TAGGED, Finish, official
from reports.models import IssuedReport
from reports.rendering import Sources
from reports.selectors.tablero import TableroPage
from reports.selectors.verificar import verify_path
from reports.values.payload import Issue, read_payload


def quarter_record(trimestre: Trimestre) -> tuple[Snapshot, Standing]:
    """Return the values that the documents of a quarter print, and what such a copy is worth.

    A closed quarter prints its latest `Corte`, so that nothing that changes later shows in it.
    """
    if trimestre.status != TrimestreStatus.CLOSED:
        return trimestre_snapshot(trimestre), DRAFT
    sealed = sealed_quarter(trimestre)
    if sealed is None:
        # Only a quarter that came in closed, by fixture or import, has none.
        return trimestre_snapshot(trimestre), Standing("Trimestre cerrado, sin corte guardado", "")
    corte, snapshot = sealed
    return snapshot, _standing(corte)


def corte_record(corte: Corte) -> tuple[Snapshot, Standing]:
    """Return what a closing stored, and its number, date and fingerprint."""
    return sealed_snapshot(corte), _standing(corte)


def _standing(corte: Corte) -> Standing:
    made_on = short_date(timezone.localtime(corte.made_at).date())
    return Standing(f"Corte {corte.number} del {made_on}", corte.sha256)


def programa_record(programa: Programa) -> tuple[Snapshot, Standing]:
    """Return the values that the PTA prints, and the acuerdo that approved it, if any did."""
    standing = DRAFT
    if programa.status == ProgramaStatus.APPROVED and programa.approved_on:
        agreed_on = short_date(programa.approved_on)
        standing = Standing(f"Aprobado: {programa.approval_agreement}, {agreed_on}", "")
    return programa_snapshot(programa), standing


def issue_of(issued: IssuedReport) -> Issue:
    """Return an issued document as plain values, from its payload and its act; no query."""
    return read_payload(
        issued.payload,
        sha256=issued.payload_sha256,
        act_number=issued.act_number,
        act_hash=issued.act_hash,
    )


def issued_workbook(issued: IssuedReport) -> bytes | None:
    """Return the annex of metas and results of an issued informe as a workbook.

    None where the document does not print that annex.
    """
    issue = issue_of(issued)
    snapshot = thaw(issue.content.snapshot)
    if InformePart.RESULTS not in snapshot.parts:
        return None
    return results_xlsx(snapshot, Standing(f"Folio {issue.folio}", issue.sha256))


def submission_record(entrega: EntregaDeArea, act: AuditEntry) -> Submission:
    """Return a submission as its receipt prints it: what its act says, and whose it is."""
    institucion = entrega.trimestre.programa.institucion
    return Submission(
        institution=institucion.name,
        short_name=institucion.short_name,
        emblem=institucion.emblem,
        brand_color=printed_brand(institucion.brand_color),
        sample=institucion.sample,
        about=act.subject,
        folio=act.data["folio"],
        sent_at=timezone.localtime(act.at),
        sent_by=act.actor_name,
        statement=act.data["statement"],
        lineas=len(act.data["lineas"]),
        act_number=act.number,
        digest=act.hash,
    )


def years_record(programa: Programa, before: Programa) -> YearsCompared:
    """Return what two years of an institution differ in, as it prints."""
    institucion = programa.institucion
    return YearsCompared(
        institution=institucion.name,
        short_name=institucion.short_name,
        emblem=institucion.emblem,
        brand_color=printed_brand(institucion.brand_color),
        sample=institucion.sample,
        before=before.exercise,
        after=programa.exercise,
        comparison=year_differences(programa, before),
    )


def _linea_pks(trimestre: Trimestre, area: Area) -> frozenset[int]:
    """Return the líneas of an área in the programa of a quarter."""
    own = LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id, area=area)
    return frozenset(own.values_list("pk", flat=True))


def _programa_names(programa: Programa) -> dict[str, object]:
    return {"slug": programa.institucion.slug, "year": programa.year}


def _trimestre_names(trimestre: Trimestre) -> dict[str, object]:
    return {**_programa_names(trimestre.programa), "number": trimestre.number}


def _corte_names(corte: Corte) -> dict[str, object]:
    return {**_trimestre_names(corte.trimestre), "corte": corte.number}


def _linea_names(avance: AvanceTrimestral) -> dict[str, object]:
    return {**_trimestre_names(avance.trimestre), "linea": avance.linea_id}


@dataclass(frozen=True)
class Source:
    """How a subject is read: `record` gives its values and its standing, None for no standing.

    `more` are the values that `build` takes beside the first; `names` what a file name holds.
    """

    record: Callable[..., tuple[object, Standing | None]]
    names: Callable[..., dict[str, object]]
    more: Callable[..., tuple] = lambda *_: ()


SOURCES: dict[Subject, Source] = {
    Subject.PROGRAMA: Source(programa_record, _programa_names),
    Subject.TRIMESTRE: Source(quarter_record, _trimestre_names),
    Subject.CORTE: Source(corte_record, _corte_names),
    Subject.ISSUED: Source(
        lambda issued: (issue_of(issued), None),
        lambda issued: {"folio": issued.folio},
        lambda issued: (verify_path(issued),),
    ),
    Subject.LINEA: Source(
        lambda avance: quarter_record(avance.trimestre),
        _linea_names,
        lambda avance: (avance.linea_id,),
    ),
    Subject.AREA: Source(
        lambda trimestre, _: quarter_record(trimestre),
        lambda trimestre, area: {**_trimestre_names(trimestre), "area": area.code},
        lambda trimestre, area: (area.name, _linea_pks(trimestre, area)),
    ),
    Subject.ACUSE: Source(
        lambda entrega, act: (submission_record(entrega, act), None),
        lambda _, act: {"folio": act.data["folio"]},
    ),
    Subject.YEARS: Source(
        lambda programa, before: (years_record(programa, before), None),
        lambda programa, _: _programa_names(programa),
    ),
    Subject.TABLERO: Source(
        lambda page, _: (page, None),
        lambda page, _: _trimestre_names(page.scope.trimestre),
        lambda _, now: (now,),
    ),
}

# What a document may be asked about: a row, or the tablero with the moment of asking.
About = Programa | Trimestre | Corte | AvanceTrimestral | EntregaDeArea | TableroPage | IssuedReport


def document_of(entry: DocumentEntry, row: About, *more: object) -> Built | None:
    """Return a document of its subject as plain values; None where the subject does not hold it.

    The subject is a `Programa`, a `Programa` followed by that of the year before, a `Trimestre`, a
    `Corte`, an `AvanceTrimestral` for one línea, a `Trimestre` followed by an `Area`, an
    `EntregaDeArea` followed by the act of its submission, an `IssuedReport`, or a `TableroPage`
    followed by the moment of asking.
    """
    source = SOURCES[entry.subject]
    values, standing = source.record(row, *more)
    document = entry.build(values, *source.more(row, *more))
    if isinstance(document, Document) and standing:
        return replace(document, standing=standing)
    return document


def file_name_of(entry: DocumentEntry, row: About, *more: object) -> str:
    """Return the file name of a document of its subject: "informe-sesaech-2024-t1.pdf"."""
    return entry.file_name.format(**SOURCES[entry.subject].names(row, *more))


def results_file_name(trimestre: Trimestre) -> str:
    """Return the file name of a quarter's workbook."""
    return "metas-y-resultados-{slug}-{year}-t{number}.xlsx".format(**_trimestre_names(trimestre))


def document_html(document: Built) -> str:
    """Return the printable HTML of a document, without asking the database anything.

    Whatever text it holds, no sign leaves here that the renderer complains about, and only the
    no-break spaces that belong in a number are left in it. The emblem of what was issued has no
    substitute: its only PDF is kept for ever, so that one without its emblem must not be made.
    """
    entry = entry_of(document)
    issued = isinstance(document, Document) and document.seal is not None
    emblem = document.emblem if issued else emblem_there(document.emblem)
    stylesheet = settings.BASE_DIR / "static" / "print" / entry.stylesheet
    html = render_to_string(
        entry.template,
        {
            "document": document,
            "emblem": emblem_address(emblem),
            "stylesheet": stylesheet.read_text(encoding="utf-8"),
        },
    )
    return plain_spaces(clean_text(html))


def finish_of(document: Built, row: About) -> Finish:
    """Return how a document of its subject is finished.

    What was issued is the official file with its payload in it; what an act fixed is tagged; what
    may change is plain.
    """
    if isinstance(row, IssuedReport):
        return official(row.payload, row.issued_at)
    may_change = isinstance(document, Document) and document.is_draft
    return TAGGED if entry_of(document).official and not may_change else PLAIN


def emblem_address(name: str) -> str:
    """Return where a document finds the emblem of this name, be it there or not."""
    return f"{'media' if is_uploaded(name) else 'static'}:{name}"


def document_sources() -> Sources:
    """Return the folders from which documents take their pictures, where those are in a folder."""
    return Sources(Path(settings.MEDIA_ROOT), settings.BASE_DIR / "static")
