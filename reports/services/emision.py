"""Issuing a document: its folio, its payload and its act, in one transaction.

Locks in their order: the quarter or the programa, which keeps every issue of the same document
apart, and last the institution, under which a folio takes the number after the last one. What is
heavy (reading, comparing) is done between both.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from programs.enums import AuditAction, ProgramaStatus, SignerRole, TrimestreStatus
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import Corte, Institucion, Programa, Trimestre, User
from programs.permissions import can_issue
from programs.services.ledger import ledger_append, ledger_lock
from programs.values.frozen import freeze, payload_hash
from programs.values.phrases import quarter_period
from programs.values.signers import signers_of
from programs.values.snapshot import SignerSnapshot
from reports.documents.base import DRAFT
from reports.documents.issued import content_document
from reports.enums import IssuedKind
from reports.models import IssuedReport
from reports.services.documents import issue_of, programa_record, quarter_record
from reports.values.errata import differences
from reports.values.payload import Change, IssueContent, text_hash, write_payload

ONLY_WHO_CLOSES = "Los documentos los emite el Secretario Técnico."
NOT_CLOSED = "El informe se emite de un trimestre cerrado. Cierre antes el trimestre."
NO_CORTE = (
    "El trimestre se cerró sin guardar su corte, así que no hay de qué emitir el informe. "
    "Reábralo y ciérrelo otra vez."
)
NOT_APPROVED = "El programa se emite cuando está aprobado. Planeación registra la aprobación."
CHANGED = (
    "Lo que se va a emitir cambió después de que usted abrió esta página. Revíselo otra vez y "
    "confirme."
)
LAYOUT = Change("Todo el documento", "Presentación", "", "Se imprime de otro modo.")


@dataclass(frozen=True)
class Draft:
    """What would be issued now: its content, its corte, and what it would replace and correct.

    `standing` is the latest document issued of the same, None for the first. `errata` are empty
    with one where nothing changed since: there is nothing to issue.
    """

    content: IssueContent
    corte: Corte | None
    standing: IssuedReport | None
    errata: tuple[Change, ...]

    @property
    def is_new(self) -> bool:
        """Tell whether there is something to issue."""
        return self.standing is None or bool(self.errata)

    @property
    def signers(self) -> list[tuple[str, SignerSnapshot]]:
        """Who signs, each with the words of their role."""
        return [(SignerRole(signer.role).label, signer) for signer in self.content.signers]

    @property
    def fingerprint(self) -> str:
        """The hash of what would be issued: a page that shows it confirms that and no other."""
        replaced = self.standing.folio if self.standing else ""
        said = (payload_hash(self.content.snapshot), self.content.signers, self.content.source)
        return text_hash(repr((said, replaced)))


@transaction.atomic
def document_issue(
    kind: IssuedKind, pk: int, *, by: User, now: datetime, seen: str | None = None
) -> IssuedReport:
    """Issue the informe of a closed quarter or the PTA of an approved programa, and return it.

    `pk` is that of the quarter, or of the programa. What was issued already and did not change is
    returned as it is, so that a form that is sent twice gives one folio; what changed is a new
    folio that replaces the last one. `seen` is the `fingerprint` that the person confirmed, None
    for a caller without a page. Raises `Locked` and `DomainError` with the reason.
    """
    row = _locked(kind, pk)
    draft = draft_of(kind, row, by=by)
    if not draft.is_new and draft.standing:
        return draft.standing
    if seen is not None and seen != draft.fingerprint:
        raise DomainError(CHANGED)
    programa = _programa(row)
    institucion = ledger_lock(programa.institucion_id)
    number = next_number(institucion, kind, programa.year)
    folio = folio_of(institucion, kind, programa.year, number)
    replaces = draft.standing.folio if draft.standing else ""
    payload = write_payload(
        draft.content,
        folio=folio,
        number=number,
        issued_at=timezone.localtime(now),
        issued_by=str(by),
        site=settings.SITE_URL.rstrip("/"),
        replaces=replaces,
        errata=draft.errata,
    )
    sha256 = text_hash(payload)
    act = ledger_append(
        institucion.pk,
        action=AuditAction.DOCUMENT_ISSUE,
        subject=folio,
        by=by,
        now=now,
        data={"folio": folio, "payload_sha256": sha256, "replaces": replaces},
    )
    return IssuedReport.objects.create(
        institucion=institucion,
        kind=kind,
        year=programa.year,
        number=number,
        folio=folio,
        title=draft.content.title,
        period=draft.content.period,
        programa=programa,
        trimestre=row if isinstance(row, Trimestre) else None,
        corte=draft.corte,
        payload=payload,
        payload_sha256=sha256,
        act_number=act.number,
        act_hash=act.hash,
        replaces=draft.standing,
        errata=[vars(change) for change in draft.errata],
        issued_at=now,
        issued_by=by,
        issued_by_name=str(by),
    )


def draft_of(kind: IssuedKind, row: Programa | Trimestre, *, by: User) -> Draft:
    """Return what would be issued of a quarter or a programa, read with its institution.

    Raises `Locked` for who issues nothing, `DomainError` where there is nothing to issue from.
    """
    programa = _programa(row)
    if not can_issue(by, programa.institucion):
        raise Locked(ONLY_WHO_CLOSES)
    corte = _latest_corte(row)
    refusal = why_not(row, corte)
    if refusal:
        raise DomainError(refusal)
    content = content_of(kind, row, corte)
    standing = standing_issue(kind, row)
    errata = changes_since(standing, content) if standing else ()
    return Draft(content, corte, standing, errata)


def why_not(row: Programa | Trimestre, corte: Corte | None) -> str:
    """Return why there is nothing to issue of a quarter with this latest corte, or a programa."""
    if not isinstance(row, Trimestre):
        return "" if row.status == ProgramaStatus.APPROVED else NOT_APPROVED
    if row.status != TrimestreStatus.CLOSED:
        return NOT_CLOSED
    return "" if corte else NO_CORTE


def content_of(
    kind: IssuedKind, row: Programa | Trimestre, corte: Corte | None = None
) -> IssueContent:
    """Return what a document of a quarter or of a programa says as it stands now.

    A closed quarter says what its latest `corte` holds, which is stored in it byte for byte where
    it is given. Raises `UnreadableCorte` where that is not what its closing stored.
    """
    programa = _programa(row)
    if isinstance(row, Trimestre):
        snapshot, standing = quarter_record(row)
        period = quarter_period(row.starts_on, row.ends_on)
    else:
        snapshot, standing = programa_record(row)
        period = programa.exercise
    unnamed = IssueContent(
        kind=kind,
        year=programa.year,
        institution=snapshot.institucion.name,
        short_name=snapshot.institucion.short_name,
        title="",
        period=period,
        source=standing.words,
        source_sha256=standing.sha256,
        snapshot=corte.payload if corte else freeze(snapshot),
        signers=signers_of(programa.institucion.signers),
    )
    return replace(unnamed, title=content_document(unnamed).title)


@dataclass(frozen=True)
class Since:
    """What changed since a document was issued: compared with what, and how it says it now.

    `can_correct` tells whether a correction of it can be issued.
    """

    source: str
    changes: tuple[Change, ...]
    can_correct: bool


def since_issue(issued: IssuedReport) -> Since:
    """Compare an issued document with what stands now, which may be a draft.

    Raises `UnreadableCorte` where one of both cannot be read.
    """
    row = issued.trimestre or issued.programa
    corte = _latest_corte(row)
    content = content_of(IssuedKind(issued.kind), row, corte)
    stands = not hasattr(issued, "replaced_by")
    changes = changes_since(issued, content)
    return Since(content.source, changes, bool(changes) and stands and not why_not(row, corte))


def changes_since(issued: IssuedReport, content: IssueContent) -> tuple[Change, ...]:
    """Return what a content says differently from an issued document, () where it prints alike.

    That it is the copy of another corte is no difference. Other signers alone are none either: who
    signs today did not sign what was issued then. Where something else changed they are rows too.
    """
    before = issue_of(issued).content
    alike = replace(content, signers=before.signers)
    if differences(before, alike):
        return differences(before, content)
    printed = (replace(content_document(said), standing=DRAFT) for said in (before, alike))
    return () if next(printed) == next(printed) else (LAYOUT, *differences(before, content))


def standing_issue(kind: IssuedKind, row: Programa | Trimestre) -> IssuedReport | None:
    """Return the document that was issued last of a quarter or a programa: nothing replaced it."""
    of_quarter = row if isinstance(row, Trimestre) else None
    rows = IssuedReport.objects.filter(kind=kind, programa=_programa(row), trimestre=of_quarter)
    return rows.filter(replaced_by=None).order_by("-number").first()


def next_number(institucion: Institucion, kind: IssuedKind, year: int) -> int:
    """Return the number after the last one issued; it is sure under the lock of the ledger only."""
    rows = IssuedReport.objects.filter(institucion=institucion, kind=kind, year=year)
    last = rows.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def folio_of(institucion: Institucion, kind: IssuedKind, year: int, number: int) -> str:
    """Return a folio: "SESAECH-INF-2024-0001".

    An institution whose key was once that of another, with folios of its own, adds its number.
    """
    key = institucion.slug.upper()
    others = IssuedReport.objects.exclude(institucion=institucion)
    if others.filter(folio__startswith=f"{key}-{kind.mark}-").exists():
        key = f"{key}-{institucion.pk}"
    return f"{key}-{kind.mark}-{year}-{number:04}"


def _locked(kind: IssuedKind, pk: int) -> Programa | Trimestre:
    """Lock and return what is issued, with its institution."""
    if kind == IssuedKind.INFORME:
        return quarter_lock(pk=pk)
    rows = Programa.objects.select_for_update(of=("self",)).select_related("institucion")
    return rows.get(pk=pk)


def _latest_corte(row: Programa | Trimestre) -> Corte | None:
    """Return the corte from which a closed quarter prints, None for all else."""
    if isinstance(row, Trimestre) and row.status == TrimestreStatus.CLOSED:
        return row.cortes.order_by("-number").first()
    return None


def _programa(row: Programa | Trimestre) -> Programa:
    return row.programa if isinstance(row, Trimestre) else row
