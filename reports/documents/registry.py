"""Every document that the project prints, each with all that telling it from the others takes.

A new document is one module of this package and one entry of `DOCUMENTS`. One of a programa or of
a quarter then has its address and its name in `build_document` by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reports.documents import (
    acuse,
    area,
    corte,
    diferencias,
    informe,
    issued,
    linea,
    pta,
    resumen,
)
from reports.documents.acuse import Acuse
from reports.documents.base import Document
from reports.documents.diferencias import Diferencias
from reports.documents.resumen import Resumen

# What a document is once it is built.
Built = Document | Resumen | Acuse | Diferencias


class Subject(StrEnum):
    """What a document is about; `reports.services.documents` reads it and names its file."""

    PROGRAMA = "programa"
    TRIMESTRE = "trimestre"
    CORTE = "corte"
    LINEA = "linea"
    AREA = "area"
    ACUSE = "acuse"
    TABLERO = "tablero"
    ISSUED = "issued"
    YEARS = "years"


@dataclass(frozen=True)
class DocumentEntry:
    """One document: its name in addresses and orders (`kind`), and how it is made.

    `title` is what people call it. `build` takes what its subject gives, plain values only, and
    returns values whose `kind` is the entry's; or None where they do not hold it. `template` is a
    template's name, `stylesheet` a file of static/print, and `file_name` a format with the names of
    its subject in it. `official` tells that it is tagged once an act fixed it; the
    others are looked at and not kept.
    """

    kind: str
    title: str
    subject: Subject
    build: Callable[..., Built | None]
    template: str
    file_name: str
    stylesheet: str = "document.css"
    official: bool = False


PTA = DocumentEntry(
    kind=pta.KIND,
    title="PTA",
    subject=Subject.PROGRAMA,
    build=pta.build,
    template="reports/print/pta.html",
    file_name="pta-{slug}-{year}.pdf",
    official=True,
)
INFORME = DocumentEntry(
    kind=informe.KIND,
    title="informe de un trimestre",
    subject=Subject.TRIMESTRE,
    build=informe.build,
    template="reports/print/informe.html",
    file_name="informe-{slug}-{year}-t{number}.pdf",
    official=True,
)
CORTE = DocumentEntry(
    kind=corte.KIND,
    title="informe de un cierre",
    subject=Subject.CORTE,
    build=corte.build,
    template="reports/print/informe.html",
    file_name="informe-{slug}-{year}-t{number}-corte-{corte}.pdf",
    official=True,
)
LINEA = DocumentEntry(
    kind=linea.KIND,
    title="vista previa de una línea",
    subject=Subject.LINEA,
    build=linea.build,
    template="reports/print/linea.html",
    file_name="vista-previa-{slug}-{year}-t{number}-linea-{linea}.pdf",
)
AREA = DocumentEntry(
    kind=area.KIND,
    title="informe de un área",
    subject=Subject.AREA,
    build=area.build,
    template="reports/print/area.html",
    file_name="informe-{slug}-{year}-t{number}-{area}.pdf",
)
ACUSE = DocumentEntry(
    kind=acuse.KIND,
    title="acuse de un envío",
    subject=Subject.ACUSE,
    build=acuse.build,
    template="reports/print/acuse.html",
    file_name="acuse-{folio}.pdf",
    official=True,
)
DIFERENCIAS = DocumentEntry(
    kind=diferencias.KIND,
    title="diferencias con el año anterior",
    subject=Subject.YEARS,
    build=diferencias.build,
    template="reports/print/diferencias.html",
    file_name="diferencias-{slug}-{year}.pdf",
)
RESUMEN = DocumentEntry(
    kind=resumen.KIND,
    title="resumen del tablero",
    subject=Subject.TABLERO,
    build=resumen.build,
    template="reports/print/resumen.html",
    file_name="resumen-{slug}-{year}-t{number}.pdf",
    stylesheet="resumen.css",
)
ISSUED = DocumentEntry(
    kind=issued.KIND,
    title="documento emitido",
    subject=Subject.ISSUED,
    build=issued.build,
    template="reports/print/issued.html",
    file_name="{folio}.pdf",
)

DOCUMENTS = {
    entry.kind: entry
    for entry in (PTA, INFORME, CORTE, LINEA, AREA, ACUSE, DIFERENCIAS, RESUMEN, ISSUED)
}


def about(subject: Subject) -> tuple[DocumentEntry, ...]:
    """Return the documents of a subject, in the order of the registry."""
    return tuple(entry for entry in DOCUMENTS.values() if entry.subject == subject)


def entry_of(document: Built) -> DocumentEntry:
    """Return the entry of a document that was built; KeyError for one in no registry."""
    return DOCUMENTS[document.kind]
