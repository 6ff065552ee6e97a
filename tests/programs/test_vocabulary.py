"""One vocabulary: a thing is said in one wording, and once in a sentence and on a page."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from tests.factories import YEAR
from tests.programs.review_cast import HERE, Review

ROOT = Path(settings.BASE_DIR)
LATE = "2026-06-20 18:00:00+00:00"
AGO = re.compile(r"\bhace (?:\d+|un) días?\b|\bayer\b")
APART = re.compile(r"\d(?:[ \u00a0\u202f]|&nbsp;|&#160;)%")
TWO_OF_A_WORD = re.compile(r"\b(\w{3,}:?) \1(?!\w)", re.IGNORECASE)
# Where a tag ends a sentence, and what nobody reads.
BREAKS = re.compile(
    r"</?(?:p|li|t[dhr]|div|h\d|d[dt]|section|article|option|label|summary|title)\b"
)
UNREAD = re.compile(r"(?s)<(script|style|template|svg)\b.*?</\1>")


def sources() -> dict[str, str]:
    """Return what pages, e-mails and documents are made of, by path."""
    found = {}
    for folder, kind in (
        ("programs", "py"),
        ("reports", "py"),
        ("templates", "html"),
        ("static/js", "js"),
    ):
        for path in (ROOT / folder).rglob(f"*.{kind}"):
            if "migrations" not in path.parts and "demo" not in path.parts:
                found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
    return found


def test_one_place_says_how_long_ago_and_one_that_a_page_has_errors():
    found = sources()
    ago = {name for name, text in found.items() if re.search(r"hace (?:\{|\$\{|<)", text)}
    titles = {name for name, text in found.items() if re.search(r"block title %}[^\n]*Error", text)}
    assert ago == {"programs/values/ago.py"}
    assert not titles
    # Of a quantity and a mark too: «este texto» was said of both.
    assert "este texto" not in found["static/js/save-pill.js"]


def test_no_percentage_stands_apart_from_its_sign():
    printed = re.compile(r"""(?:\}\}|[\w)]\})[ \u00a0]%(?!\})|&nbsp;%|["'][ \u00a0]%["']""")
    assert not [name for name, text in sources().items() if printed.search(text)]


def sentences(html: str) -> list[str]:
    """Return the lines of a page as they are read."""
    text = re.sub(r"<[^>]*>", "", BREAKS.sub("\n<x", UNREAD.sub("", html)))
    return [" ".join(line.split()) for line in unescape(text).split("\n") if line.strip()]


def faults_of(html: str) -> list[str]:
    """Return the lines of a page that say something twice."""
    faults = []
    for line in sentences(html):
        twice = len(AGO.findall(line)) > 1 or TWO_OF_A_WORD.search(line)
        if twice or APART.search(line):
            faults.append(line)
    return faults


def repeated(html: str) -> list[str]:
    """Return what a quarter's entry, or the top of a page, says in two paragraphs."""
    found = []
    for part in re.split(r"<(?:article|section|details|li|tr|h\d)\b", html.partition("<main")[2]):
        paragraphs = re.findall(r"(?s)<p\b[^>]*>(.*?)</p>", part)
        told = [" ".join(re.sub(r"<[^>]*>", " ", text).split()) for text in paragraphs]
        found += [text for text, n in Counter(told).items() if n > 1 and len(text) > 30]
    return found


@pytest.mark.parametrize(
    "line",
    ["Error: Error: Enviar", "Atrasado: hace 51 días; venció el 14 (hace 44 días)", "Va en 71 %"],
)
def test_the_reader_of_the_pages_sees_what_it_looks_for(line):
    assert faults_of(f"<p>{line}</p>") == [line]
    assert repeated(f"<main>{f'<p>{line}, y la frase sigue de largo.</p>' * 2}") != []


@pytest.mark.django_db
def test_no_page_says_the_same_twice(cast, sign_in):
    review = Review(cast)
    review.submit()
    review.observe(cast.avance())
    review.give_back()
    linea = [*cast.programa.place, cast.linea().pk]
    pages = {
        "enlace": [
            ("home", []),
            ("mes", []),
            ("linea_detail", linea),
            ("trimestre_detail", HERE[:3]),
            ("avance_edit", [*linea, 1]),
            ("entrega_review", HERE),
        ],
        "secretario": [
            ("tablero", []),
            ("revision_list", []),
            ("trimestre_closing", HERE[:3]),
            ("plazos", HERE[:2]),
        ],
    }
    with time_machine.travel(LATE):
        for who, names in pages.items():
            client = sign_in(who)
            for name, args in names:
                response = client.get(reverse(name, args=args))
                assert response.status_code == 200, name
                assert (faults_of(response.text), repeated(response.text)) == ([], []), name
        titular = sign_in("titular")
        refused = titular.post(reverse("entrega_review", args=HERE), {"version": 1})
        assert refused.status_code == 422
        assert (faults_of(refused.text), refused.text.count("Error:")) == ([], 1)
        assert str(YEAR) in refused.text
