"""Markup nested at random: no visible character of it is lost or doubled, and all stay in order."""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.browser.paste_page import open_module, read_pastes

pytestmark = pytest.mark.browser
CHEAP = {HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GAP = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
# What looks like a marker, a tag or an entity is content like any other.
SIGNS = "oO·-–§1.)a Ññé<&>\"'|\t½🎉"


class Piece(NamedTuple):
    """Markup and what a person sees of it."""

    markup: str
    seen: str


def joined(pieces: list[Piece]) -> Piece:
    return Piece("".join(one.markup for one in pieces), "".join(one.seen for one in pieces))


def around(opening: str, closing: str) -> Callable[[Piece], Piece]:
    return lambda inner: Piece(opening + inner.markup + closing, inner.seen)


texts = st.text(SIGNS, min_size=1, max_size=8).map(lambda text: Piece(escape(text), text))
raised = st.integers(0, 999).map(lambda number: Piece(f"<sup>{number}</sup>", str(number)))
unseen = st.sampled_from(
    [
        Piece("<br>", ""),
        Piece("<!--[if gte mso 9]><xml>no</xml><![endif]-->", ""),
        Piece("<o:p>&nbsp;</o:p>", ""),
        Piece("<wbr>&shy;", ""),
        Piece("<del>no</del>", ""),
        Piece("<span style='text-decoration: line-through'>no <b>no</b></span>", ""),
        Piece("<span style='mso-hide:all'>no</span>", ""),
        Piece("<style>.no{color:red}</style>", ""),
        Piece("<img src='file:///no.png' alt='no'>", ""),
        Piece("<span style='mso-element:field-begin'></span>no"
              "<span style='mso-element:field-separator'></span>", ""),
    ]
)  # fmt: skip
MARKS = [
    ("<b>", "</b>"),
    ("<b style='font-weight:normal'>", "</b>"),
    ("<i>", "</i>"),
    ("<span style='font-weight:700;font-style:italic'>", "</span>"),
    ("<font face=Arial>", "</font>"),
    ("<a href='https://x.mx/?a=1&amp;b=2'>", "</a>"),
    ("<a href='#inicio'>", "</a>"),
    ("<ins cite='mailto:x'>", "</ins>"),
    ("<st1:place w:st='on'>", "</st1:place>"),
    ("<code>", "</code>"),
]


def lifted(piece: Piece) -> Piece:
    return Piece(piece.markup, piece.seen.translate(RAISED))


inlines = st.recursive(
    texts | raised.map(lifted) | unseen,
    lambda inner: (
        st.lists(inner, max_size=4).map(joined)
        | st.tuples(st.sampled_from(MARKS), inner).map(lambda one: around(*one[0])(one[1]))
    ),
    max_leaves=6,
)
BLOCKS = [
    ("<p>", "</p>"),
    ("<p class=MsoNormal style='margin:0cm'>", "</p>"),
    ("<div>", "</div>"),
    ("<h2>", "</h2>"),
    ("<blockquote>", "</blockquote>"),
    ("<span style='display:block'>", "</span>"),
    ("<pre>", "</pre>"),
]


def word_item(level: int, marker: str, inner: Piece) -> Piece:
    return Piece(
        f"<p class=MsoNormal style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span>"
        f"<span style='mso-list:Ignore'>{marker}{GAP}</span></span><![endif]>{inner.markup}</p>",
        inner.seen,
    )


def items(name: str, nested: bool, inner: list[Piece]) -> Piece:
    """Write a list; `nested` puts the last item's list beside it, as Google Docs does."""
    parts = [f"<li>{one.markup}</li>" for one in inner]
    if nested and len(parts) > 1:
        parts[-1] = f"<{name}>{parts[-1]}</{name}>"
    return Piece(f"<{name}>{''.join(parts)}</{name}>", "".join(one.seen for one in inner))


def table(rows: list[list[Piece]], spans: list[tuple[int, int]]) -> Piece:
    """Write a table whose body has merged cells; its first row, which may be a head, has none."""
    markup = ""
    for r, cells in enumerate(rows):
        markup += "<tr>"
        for cell, (wide, high) in zip(cells, spans, strict=False):
            span = f" colspan={wide} rowspan={high}" if r else ""
            markup += f"<td{span}>{cell.markup}</td>"
        markup += "</tr>"
    seen = "".join(cell.seen for cells in rows for cell in cells[: len(spans)])
    return Piece(f"<table>{markup}</table>", seen)


def blocks(in_cell: bool) -> st.SearchStrategy[Piece]:
    """Return blocks of every kind. The items of a cell are bullets: their numbers are written."""
    simple = st.tuples(st.sampled_from(BLOCKS), inlines).map(lambda one: around(*one[0])(one[1]))
    markers = st.sampled_from(["·", "o", "§"] if in_cell else ["·", "o", "1.", "b)", "iv."])
    word = st.builds(word_item, st.integers(1, 4), markers, inlines)
    names = st.just("ul") if in_cell else st.sampled_from(["ul", "ol"])

    def deeper(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
        several = st.lists(inner, min_size=1, max_size=4)
        cell = inner if in_cell else cells
        rows = st.lists(st.lists(cell, min_size=2, max_size=3), min_size=1, max_size=3)
        spans = st.lists(st.tuples(st.integers(1, 2), st.integers(1, 2)), min_size=3, max_size=3)
        return (
            several.map(joined)
            | several.map(joined).map(around("<div>", "</div>"))
            | st.builds(items, names, st.booleans(), several)
            | st.builds(table, rows, spans)
        )

    return st.recursive(simple | word | inlines, deeper, max_leaves=6)


cells = st.deferred(lambda: blocks(in_cell=True))
documents = st.lists(blocks(in_cell=False), min_size=1, max_size=4).map(joined)


def solid(text: str) -> str:
    """Return a text without its spaces, nor the bullets that a cell writes."""
    return re.sub(r"[\s\xa0\xad•]+", "", text)


def seen_in(read: dict[str, Any]) -> str:
    """Return all that the blocks of a paste show."""
    parts = []
    for block in read["blocks"]:
        if block["kind"] == "texto":
            parts.append(unescape(re.sub(r"<[^>]*>", "", block["html"])))
        else:
            parts.extend(cell for row in block["rows"] for cell in row)
    return solid("".join(parts))


def hold(page: Page, document: Piece) -> None:
    (read,) = read_pastes(page, [{"html": document.markup, "plain": ""}])
    assert seen_in(read) == solid(document.seen), document.markup


def test_no_character_is_lost_doubled_or_moved(page):
    open_module(page)

    @settings(max_examples=60, deadline=None, suppress_health_check=CHEAP)
    @given(documents)
    def holds(document: Piece) -> None:
        hold(page, document)

    holds()


Spans = list[list[tuple[int, int]]]
rows_of_spans: st.SearchStrategy[Spans] = st.lists(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=4),
    min_size=1,
    max_size=5,
)


def unfolded(spans: Spans) -> tuple[str, list[list[str]]]:
    """Write a table of numbered cells with these spans, and where each of its values stands.

    The first row has four plain cells. A cell takes the first free place of its row, and ends with
    the table; the rows and columns in which none begins are not there.
    """
    markup, texts, taken = "", {}, set()
    table = [[(1, 1)] * 4, *spans]
    for r, cells in enumerate(table):
        markup += "<tr>"
        c = 0
        for number, (wide, high) in enumerate(cells):
            while (r, c) in taken:
                c += 1
            text = f"celda {r}.{number}."
            markup += f"<td colspan={wide} rowspan={high}>{text}</td>"
            texts[r, c] = text
            taken |= {(r + dr, c + dc) for dr in range(high) for dc in range(wide)}
            c += wide
        markup += "</tr>"
    columns = sorted({c for _, c in texts})
    rows = [[texts.get((r, c), "") for c in columns] for r in range(len(table))]
    return f"<table>{markup}</table>", rows


def test_every_value_of_a_merged_table_stands_where_it_stood(page):
    open_module(page)

    @settings(max_examples=60, deadline=None, suppress_health_check=CHEAP)
    @given(rows_of_spans)
    def holds(spans: Spans) -> None:
        markup, rows = unfolded(spans)
        (read,) = read_pastes(page, [{"html": markup, "plain": ""}])
        (block,) = read["blocks"]
        assert block["rows"] == [cells[:12] for cells in rows], markup

    holds()


@pytest.mark.long
def test_no_character_is_lost_doubled_or_moved_in_many(page):
    open_module(page)

    @settings(max_examples=3_000, deadline=None, suppress_health_check=CHEAP)
    @given(documents)
    def holds(document: Piece) -> None:
        hold(page, document)

    holds()
