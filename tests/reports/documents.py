"""What the document tests share: both seeds in the database, HTML words, PDF pages."""

import hashlib
import pickle
import re
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from programs.models import Corte, Programa, Trimestre
from reports.documents.base import Document
from reports.documents.registry import CORTE, INFORME, PTA
from reports.rendering import html_to_pdf
from reports.services.documents import document_of, document_sources
from tests.database import alone
from tests.seed_rows import SEEDS, load_rows

VOID = {"meta", "img", "col", "br", "link", "hr"}


def load_seeds() -> None:
    """Load S0 and S2 and the rows that exist because they exist."""
    load_rows(*SEEDS, complete=True)


def pta_document(programa: Programa) -> Document:
    """Return the PTA of a programa as plain values."""
    return document_of(PTA, programa)


def informe_document(trimestre: Trimestre) -> Document:
    """Return the informe of a quarter as plain values."""
    return document_of(INFORME, trimestre)


def corte_document(corte: Corte) -> Document:
    """Return the informe of one closing as plain values."""
    return document_of(CORTE, corte)


def printed_once(html: str, run_folder: Path) -> tuple[bytes, list[str]]:
    """Return what `html_to_pdf` does of a document without pictures, made once for a whole run.

    Several files of tests print the seeds as they are: to draw them takes seconds.
    """
    assert "media:" not in html, "Its pictures may be others elsewhere."
    with alone(run_folder, hashlib.sha256(html.encode()).hexdigest()) as made:
        if not made.exists():
            made.write_bytes(pickle.dumps(html_to_pdf(html, document_sources())))
        pdf, complaints = pickle.loads(made.read_bytes())
    return pdf, complaints


class PrintedText(HTMLParser):
    """The text of a document's HTML without what the source does not print (class "added")."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.stack: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a void one has no text."""
        if tag in VOID:
            self.parts.append(" ")
            return
        classes = (dict(attrs).get("class") or "").split()
        hidden = "added" in classes or tag in {"style", "title", "head"}
        self.stack.append(hidden or (bool(self.stack) and self.stack[-1]))
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if tag not in VOID:
            self.stack.pop()
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the text outside of added elements."""
        if not (self.stack and self.stack[-1]):
            self.parts.append(data)


def html_text(html: str) -> str:
    """Return the text of a document's HTML in reading order, added words left out."""
    parser = PrintedText()
    parser.feed(html)
    return re.sub(r"[ \t]+", " ", "".join(parser.parts))


def pdf_text(path: Path, *, mode: str = "-raw", page: int | None = None) -> str:
    """Return the text of a PDF, or of one page of it, as poppler reads it."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(
        ["pdftotext", mode, *pages, str(path), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout


def pdf_pages(path: Path, *, mode: str = "-raw") -> list[str]:
    """Return the text of each page."""
    return pdf_text(path, mode=mode).split("\f")[:-1]


@dataclass(frozen=True)
class Made:
    """A document as HTML and as a PDF file."""

    html: str
    pdf: Path


def without_frame(page: str, institution: str) -> str:
    """Return a page's raw text without its list bullets, running head and foot.

    poppler gives these three after the body.
    """
    head = r"\s+".join(map(re.escape, institution.split()))
    return re.sub(rf"{head}(?:(?!{head})[\s\S]){{0,300}}Página \d+ de \d+\s*$", "", page).strip(
        "• \n"
    )
