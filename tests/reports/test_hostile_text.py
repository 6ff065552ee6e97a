"""What a text may try in a document: 40 payloads in every free text reach and attach nothing."""

import io
import json
import select
import socket
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest

from programs.values.frozen import thaw
from reports.documents import informe, pta
from reports.documents.base import Document
from reports.finish import PLAIN, TAGGED, official
from reports.rendering import Sources, html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.cortes import stored_payload
from tests.reports.test_finish import MADE_AT

# What our templates and the texts that may have tags are made of.
TAGS = {
    "html", "head", "meta", "title", "style", "body", "section", "article", "nav", "div", "span",
    "p", "b", "strong", "em", "i", "a", "br", "h1", "h2", "h3", "h4", "h5", "ul", "ol", "li",
    "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "img", "wbr",
}  # fmt: skip
ATTRIBUTES = {"id", "class", "style", "scope", "colspan", "href", "src", "alt", "lang", "rel"}
# CANARY is a server that nobody may ask, SECRET a file that nobody may read.
PAYLOADS = (
    "<img src='CANARY/1'>", "<img src=x onerror=fetch('CANARY/2')>", "<img srcset='CANARY/3 2x'>",
    "<link rel=stylesheet href='CANARY/4'>", "<link rel=attachment href='SECRET'>",
    "<link rel='attachment' href='CANARY/5' title='a'>", "<a rel=attachment href='SECRET'>a</a>",
    "<style>@import url(CANARY/6);</style>", "<style>body{background:url(CANARY/7)}</style>",
    "<style>@font-face{font-family:x;src:url(CANARY/8)}*{font-family:x}</style>",
    "<style>@page{background:url(SECRET)}</style>", "<style>li{list-style:url(CANARY/9)}</style>",
    "<style>@color-profile --x{src:url(CANARY/10)}</style>", "<p style='background:url(CANARY/1)'>",
    "<p style='content:url(SECRET)'>a</p>", "<object data='CANARY/12'></object>",
    "<object data='SECRET' type='text/html'></object>", "<embed src='CANARY/13'>",
    "<iframe src='CANARY/14'></iframe>", "<iframe srcdoc='<img src=CANARY/15>'></iframe>",
    "<svg><image href='CANARY/16'/></svg>", "<svg><use href='CANARY/17#a'/></svg>",
    "<svg><style>@import url(CANARY/18);</style></svg>", "<svg onload=alert(1)></svg>",
    "<base href='CANARY/19/'>", "<meta http-equiv=refresh content='0;url=CANARY/20'>",
    "<meta name=dcterms.created content='1999-01-01'>", "<title>otro</title>",
    "<script src='CANARY/21'></script>", "<video poster='CANARY/22'></video>",
    "<input type=image src='CANARY/23'>", "<table background='CANARY/24'>",
    "</style><link rel=attachment href='SECRET'>", "</title><img src='CANARY/25'>",
    "--></p><img src='CANARY/26'><!--", "]]><img src='CANARY/27'>", "\"><img src='CANARY/28'>",
    "{% include 'CANARY/29' %}{{ document }}", "{{ settings.SECRET_KEY }}{% debug %}",
    "&lt;img src='CANARY/30'&gt;&#60;img src='SECRET'&#62;",
)  # fmt: skip
# Of a snapshot: the fields that hold words of people. The others hold codes, dates and names.
TEXTS = {
    "title", "text", "html", "heading", "caption", "source", "alt", "objective", "strategy",
    "name", "short_name", "governing_body", "motto", "sentence", "remark", "cause", "reason",
    "closing_reason", "goal", "expected_result", "monthly_projection", "own_sentence",
    "calendar_text", "missing_reason", "cover_title", "cover_date", "contents_heading", "area",
}  # fmt: skip


@pytest.fixture(scope="module")
def canary() -> Iterator[socket.socket]:
    """A server that answers nobody and knows whether anybody came."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def payloads_for(server: socket.socket, secret: Path) -> list[str]:
    """Return the payloads with the address of the server and of the file."""
    address = f"http://127.0.0.1:{server.getsockname()[1]}"
    return [text.replace("CANARY", address).replace("SECRET", secret.as_uri()) for text in PAYLOADS]


def poisoned(value, payloads: list[str], used: list[str]):
    """Return plain values of a snapshot with a payload after each text, each in its turn."""
    if isinstance(value, dict):
        return {
            key: poison(each, payloads, used)
            if isinstance(each, str) and each and key in TEXTS
            else {word: poison(said, payloads, used) for word, said in each.items()}
            if key == "words"
            else poisoned(each, payloads, used)
            for key, each in value.items()
        }
    if isinstance(value, list):
        # Cells of a table and lines of a text are lists of words.
        return [
            poison(each, payloads, used)
            if isinstance(each, str) and " " in each
            else poisoned(each, payloads, used)
            for each in value
        ]
    return value


def poison(text: str, payloads: list[str], used: list[str]) -> str:
    """Return a text with the next payload."""
    used.append(payloads[len(used) % len(payloads)])
    return f"{text} {used[-1]}"


def documents_of(payloads: list[str]) -> tuple[list[Document], list[str]]:
    """Return both documents of a quarter whose every text is poisoned, and what was used."""
    used: list[str] = []
    content = stored_payload(3, "muestra-2026-t2")
    ejes = content["snapshot"]["ejes"] = content["snapshot"]["ejes"][:1]
    ejes[0] |= {"lineas": ejes[0]["lineas"][:2], "tareas": ejes[0]["tareas"][:2]}
    without_pictures(content)
    snapshot = thaw(poisoned(content, payloads, used))
    return [informe.build(snapshot), pta.build(snapshot)], used


def without_pictures(value) -> None:
    """Take the files of the pictures out of plain values of a snapshot, which tests do not have."""
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            without_pictures(each)
    if isinstance(value, dict) and "renditions" in value:
        value["renditions"] = []


def test_texts_reach_nothing_attach_nothing_and_are_read_as_they_were_typed(canary, tmp_path):
    secret = tmp_path / "secreto.txt"
    secret.write_text("no se lee")
    payloads = payloads_for(canary, secret)
    assert len(payloads) == 40
    documents, used = documents_of(payloads)
    assert set(used) == set(payloads)
    asked: list[str] = []

    class Watched(Sources):
        """Notes each address that a document asks for."""

        def path(self, url: str) -> Path:
            asked.append(url)
            return super().path(url)

    real = document_sources()
    finish = official(json.dumps(stored_payload(3, "muestra-2026-t2")), MADE_AT)
    for document in documents:
        html = document_html(document)
        pdf, complaints = html_to_pdf(html, Watched(real.media_root, real.static_dir), finish)
        assert complaints == []
        assert_only_ours(html)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert list(opened.attachments) == ["datos.json"]
            assert kinds_of_annotations(opened) <= {"/Link"}
            assert str(opened.docinfo.CreationDate) == "D:20260715183000Z"
            assert str(opened.docinfo.Title) == document.title
            assert not {"/OpenAction", "/AA", "/AcroForm"} & set(opened.Root.keys())
    assert set(asked) == {f"static:{documents[0].emblem}"}
    assert not select.select([canary], [], [], 0)[0]
    # As they were typed: what looks like a tag stands there letter by letter.
    assert "&lt;link rel=attachment href=" in html
    assert "{% include &#x27;http" in html


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, dict(attrs)))


def assert_only_ours(html: str) -> None:
    """Hold a page against what our templates write: nothing of a text has become an element."""
    found = Elements(html).found
    assert {tag for tag, _ in found} <= TAGS
    counts = Counter(tag for tag, _ in found)
    assert (counts["title"], counts["style"], counts["meta"]) == (1, 1, 4)
    for tag, attributes in found:
        assert tag == "meta" or set(attributes) <= ATTRIBUTES
        assert tag == "a" or "rel" not in attributes
        assert tag != "img" or (attributes["src"] or "").startswith("static:img/")
        assert "url" not in (attributes.get("style") or "")
        if tag == "a":
            assert (attributes.get("href") or "#").startswith(("#", "http"))
            assert "attachment" not in (attributes.get("rel") or "")


def kinds_of_annotations(pdf: pikepdf.Pdf) -> set[str]:
    """Return the kinds of what lies on the pages: links, files, forms."""
    return {str(item.Subtype) for page in pdf.pages for item in page.obj.get("/Annots", [])}


@pytest.mark.parametrize("finish", [PLAIN, TAGGED, official("{}", MADE_AT)], ids=["", "ua", "a"])
def test_even_a_page_that_was_not_escaped_attaches_no_file(finish, canary, tmp_path):
    secret = tmp_path / "secreto.txt"
    secret.write_text("no se lee")
    address = f"http://127.0.0.1:{canary.getsockname()[1]}"
    html = (
        f'<html lang="es-MX"><head><title>a</title><link rel=attachment href="{secret.as_uri()}">'
        f'<link rel=attachment href="{address}"></head><body><h1>a</h1></body></html>'
    )
    pdf, _ = html_to_pdf(html, Sources(tmp_path, tmp_path), finish)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.attachments) == [each.name for each in finish.attachments]
        assert not select.select([canary], [], [], 0)[0]
