"""Whether what was issued is still what was issued: rows, payloads, files, acts and numbers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict

from programs.enums import AuditAction
from programs.models import AuditEntry, Institucion
from programs.reading.paged import rows_paged
from programs.services.verification import Told
from reports.models import IssuedFile, IssuedReport
from reports.services.documents import issue_of
from reports.services.issued_files import read_whole
from reports.values.payload import IssueContent, UnreadableIssue


def issued_faults(institucion: Institucion, told: Told) -> Iterator[str]:
    """Yield what is wrong with the issued documents of an institution, in sentences.

    Reads every payload and every file. A document without a PDF is being prepared: no fault.
    """
    issues = {act.number: act for act in told.documents if act.action == AuditAction.DOCUMENT_ISSUE}
    rows = IssuedReport.objects.filter(institucion=institucion)
    rows = rows.select_related("replaces", "programa", "trimestre", "corte")
    rows = rows.defer("replaces__payload", "corte__payload")
    numbers: dict[tuple[str, int], list[int]] = defaultdict(list)
    for issued in rows_paged(rows, 20):
        numbers[issued.kind, issued.year].append(issued.number)
        act = issues.get(issued.act_number)
        for fault in _row_faults(issued, act):
            yield f"Documento {issued.folio}: {fault}."
        if act and act.data.get("folio") == issued.folio:
            del issues[issued.act_number]
    for act in issues.values():
        yield f"Documento {act.data.get('folio')}: lo emitió el acto {act.number} y no está."
    for (kind, year), found in numbers.items():
        gone = sorted(set(range(1, max(found) + 1)) - set(found))
        for number in gone:
            yield f"Documentos «{kind}» de {year}: falta el número {number}."
    yield from _file_faults(institucion, told)


def _row_faults(issued: IssuedReport, act: AuditEntry | None) -> Iterator[str]:
    """Yield what of a row is not as its act and its payload say."""
    if act is None or act.data.get("folio") != issued.folio:
        yield "ningún acto del libro lo emitió"
    elif (act.hash, act.data.get("payload_sha256")) != (issued.act_hash, issued.payload_sha256):
        yield f"su huella no es la del acto {act.number}, que lo emitió"
    try:
        issue = issue_of(issued)
    except UnreadableIssue:
        yield "sus datos no son los que se emitieron"
        return
    content = issue.content
    said = (issue.folio, issue.number, content.kind, content.year, content.title, content.period)
    row = (issued.folio, issued.number, issued.kind, issued.year, issued.title, issued.period)
    when_and_who = (issue.issued_at, issue.issued_by)
    if said != row or when_and_who != (issued.issued_at, issued.issued_by_name):
        yield "su registro no dice lo mismo que sus datos"
    if not _is_of_its_rows(issued, content):
        yield "su registro apunta a otro programa, trimestre o corte"
    if issue.replaces != (issued.replaces.folio if issued.replaces else ""):
        yield "no reemplaza al que dicen sus datos"
    if [asdict(change) for change in issue.errata] != issued.errata:
        yield "su fe de erratas no es la de sus datos"


def _is_of_its_rows(issued: IssuedReport, content: IssueContent) -> bool:
    """Tell whether the programa, the quarter and the corte of a row are those it was issued of."""
    programa, trimestre, corte = issued.programa, issued.trimestre, issued.corte
    if (programa.institucion_id, programa.year) != (issued.institucion_id, content.year):
        return False
    if trimestre is None or corte is None:
        return not content.source_sha256
    of_programa = trimestre.programa_id == programa.pk and corte.trimestre_id == trimestre.pk
    return of_programa and corte.sha256 == content.source_sha256


def _file_faults(institucion: Institucion, told: Told) -> Iterator[str]:
    """Yield the files that no act explains, that are not as kept, and the acts without a file."""
    kept = {
        tuple(act.data.get(name) for name in ("folio", "form", "number", "sha256")): act.number
        for act in told.documents
        if act.action == AuditAction.DOCUMENT_FILE
    }
    rows = IssuedFile.objects.filter(issued__institucion=institucion).select_related("issued")
    for file in rows.defer("issued__payload").order_by("issued", "form", "number"):
        name = f"Documento {file.issued.folio}, {file.get_form_display().lower()} {file.number}"
        key = (file.issued.folio, file.form, file.number, file.sha256)
        if kept.pop(key, None) is None:
            yield f"{name}: ningún acto del libro guardó ese archivo."
        try:
            read_whole(file)
        except UnreadableIssue:
            yield f"{name}: su archivo falta o cambió."
    for (folio, *_), number in kept.items():
        yield f"Documento {folio}: falta el archivo que guardó el acto {number}."
