"""From a row to its document, and from a document to its HTML: what the registry leaves to do."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from programs.enums import TrimestreStatus
from programs.models import AvanceTrimestral, Corte, Programa, Trimestre
from programs.reading.corte import programa_snapshot, trimestre_snapshot
from programs.values.cells import plain_spaces
from programs.values.frozen import thaw
from programs.values.snapshot import Snapshot
from reports.documents.base import Document
from reports.documents.registry import DocumentEntry, Subject, entry_of
from reports.documents.resumen import Resumen
from reports.rendering import Sources
from reports.selectors.tablero import TableroPage


def quarter_snapshot(trimestre: Trimestre) -> Snapshot:
    """Return the values that the documents of a quarter print.

    A closed quarter prints its latest `Corte`, so that nothing that changes later shows in it.
    """
    closed = trimestre.status == TrimestreStatus.CLOSED
    corte = trimestre.cortes.order_by("-number").first() if closed else None
    return thaw(corte.payload) if corte else trimestre_snapshot(trimestre)


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
    """How a subject is read: `values` gives what `build` takes, `names` what a file name holds."""

    values: Callable[..., tuple]
    names: Callable[..., dict[str, object]]


SOURCES: dict[Subject, Source] = {
    Subject.PROGRAMA: Source(lambda programa: (programa_snapshot(programa),), _programa_names),
    Subject.TRIMESTRE: Source(lambda trimestre: (quarter_snapshot(trimestre),), _trimestre_names),
    Subject.CORTE: Source(lambda corte: (thaw(corte.payload),), _corte_names),
    Subject.LINEA: Source(
        lambda avance: (quarter_snapshot(avance.trimestre), avance.linea_id), _linea_names
    ),
    Subject.TABLERO: Source(
        lambda page, now: (page, now), lambda page, _: _trimestre_names(page.scope.trimestre)
    ),
}

# What a document may be asked about: a row, or the tablero with the moment of asking.
About = Programa | Trimestre | Corte | AvanceTrimestral | TableroPage


def document_of(entry: DocumentEntry, row: About, *more: object) -> Document | Resumen | None:
    """Return a document of its subject as plain values; None where the subject does not hold it.

    The subject is a `Programa`, a `Trimestre`, a `Corte`, an `AvanceTrimestral` for one línea, or
    a `TableroPage` followed by the moment of asking.
    """
    return entry.build(*SOURCES[entry.subject].values(row, *more))


def file_name_of(entry: DocumentEntry, row: About, *more: object) -> str:
    """Return the file name of a document of its subject: "informe-sesaech-2024-t1.pdf"."""
    return entry.file_name.format(**SOURCES[entry.subject].names(row, *more))


def document_html(document: Document | Resumen) -> str:
    """Return the printable HTML of a document, without asking the database anything.

    Whatever text it holds, only the no-break spaces that belong in a number are left in it.
    """
    entry = entry_of(document)
    stylesheet = settings.BASE_DIR / "static" / "print" / entry.stylesheet
    html = render_to_string(
        entry.template,
        {"document": document, "stylesheet": stylesheet.read_text(encoding="utf-8")},
    )
    return plain_spaces(html)


def document_sources() -> Sources:
    """Return the folders from which documents take their pictures."""
    return Sources(Path(settings.MEDIA_ROOT), settings.BASE_DIR / "static")
