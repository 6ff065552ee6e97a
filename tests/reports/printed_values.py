"""Stored values for the tests of a document's parts: no database, one quarter of muestra."""

from dataclasses import replace

from programs.enums import PtaPart
from programs.values.changes import AdecuacionSnapshot
from programs.values.frozen import FORMAT, thaw
from programs.values.snapshot import LineaSnapshot, MetaSnapshot, SignerSnapshot, Snapshot
from reports.documents.base import Document
from reports.services.documents import document_html
from tests.cortes import stored_payload
from tests.reports.documents import html_text


def informe_values(**values: object) -> Snapshot:
    """Return a quarter of muestra with other values of its own."""
    return replace(thaw(stored_payload(FORMAT, "muestra-2026-t2")), **values)


def plan_values(*parts: PtaPart, **values: object) -> Snapshot:
    """Return the plan of muestra as it prints with these parts only."""
    return informe_values(trimestre=None, parts=tuple(parts), **values)


def with_meta(snapshot: Snapshot, **values: object) -> Snapshot:
    """Return a plan whose first línea has a meta with these values, and its adecuaciones."""
    first, *ejes = snapshot.ejes
    linea, *others = first.lineas
    assert linea.meta
    changed = replace(linea, meta=replace(linea.meta, **values))
    made = replace(snapshot, ejes=(replace(first, lineas=(changed, *others)), *ejes))
    return with_adecuaciones(made)


def with_adecuaciones(snapshot: Snapshot) -> Snapshot:
    """Return a plan with the adecuaciones that made the changes of its metas."""
    changes = [change for linea in snapshot.lineas if linea.meta for change in linea.meta.changes]
    made = {
        change.number: AdecuacionSnapshot(
            number=change.number,
            agreement=change.agreement,
            session="",
            agreed_on=change.agreed_on,
            from_quarter=change.from_quarter,
            reason=change.reason,
        )
        for change in changes
    }
    return replace(snapshot, adecuaciones=tuple(made[number] for number in sorted(made)))


def first_linea(snapshot: Snapshot) -> LineaSnapshot:
    """Return the first línea of a plan."""
    return snapshot.lineas[0]


def first_meta(snapshot: Snapshot) -> MetaSnapshot:
    """Return the meta of the first línea of a plan."""
    meta = first_linea(snapshot).meta
    assert meta
    return meta


def signed_by(snapshot: Snapshot, *signers: SignerSnapshot) -> Snapshot:
    """Return a snapshot that these people sign."""
    return replace(snapshot, institucion=replace(snapshot.institucion, signers=signers))


def printed(document: Document) -> str:
    """Return the words of a document, a space between any two."""
    return " ".join(html_text(document_html(document)).split())
