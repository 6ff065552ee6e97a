"""An issued document: the PTA or the informe of its payload, with its folio, hash and act."""

from dataclasses import replace

from programs.values.frozen import thaw
from programs.values.phrases import long_date
from reports.charts.qr import qr_code
from reports.documents import informe, pta
from reports.documents.base import Document, Seal, Standing
from reports.values.payload import SHORT_HASH, Issue, IssueContent

KIND = "emitido"
# So wide that each module of an address of 110 letters is over half a millimetre, and is read.
CODE_MM = 28
CODE_TITLE = "Código QR que lleva a la página que verifica este documento"
_BUILDS = {pta.KIND: pta.build, informe.KIND: informe.build}


def content_document(content: IssueContent) -> Document:
    """Return what would be issued as it prints, without a folio."""
    snapshot = thaw(content.snapshot)
    institucion = replace(snapshot.institucion, signers=content.signers)
    document = _BUILDS[content.kind](replace(snapshot, institucion=institucion))
    return replace(document, kind=KIND, standing=Standing(content.source, content.source_sha256))


def build(issue: Issue, path: str) -> Document:
    """Return an issued document, from its payload and its act only.

    `path` is where the installation that issued it verifies it.
    """
    seal = Seal(
        kind=issue.content.kind,
        folio=issue.folio,
        issued_on=long_date(issue.issued_at.date()),
        issued_at=f"{issue.issued_at:%H:%M}",
        issued_by=issue.issued_by,
        source=issue.content.source,
        source_sha256=issue.content.source_sha256,
        sha256=issue.sha256,
        short_sha256=issue.sha256[:SHORT_HASH],
        act_number=issue.act_number,
        act_hash=issue.act_hash,
        replaces=issue.replaces,
        errata=issue.errata,
        site=issue.site.partition("://")[2] or issue.site,
        code=qr_code(f"{issue.site}{path}", side=CODE_MM, title=CODE_TITLE),
    )
    standing = Standing(f"Folio {issue.folio}", issue.sha256)
    document = content_document(issue.content)
    contents = (*document.contents, *seal.contents)
    return replace(document, standing=standing, seal=seal, contents=contents)
