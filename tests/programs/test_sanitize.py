"""The markup of a narrative: what is kept, what is not, and that cleaning is stable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.received.text import clean_html, paragraphs

CASES = [
    ("<p>a<br>b</p>", "<p>a<br>b</p>"),
    ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
    ('<b class="x">a</b>', "<strong>a</strong>"),
    ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    ('<a href="https://a.mx" target="_blank" onclick="x()">a</a>', '<a href="https://a.mx">a</a>'),
    ('<a href="mailto:a@b.mx">a</a>', '<a href="mailto:a@b.mx">a</a>'),
    ('<a href="javascript:x()">a</a>', "<a>a</a>"),
    ('<a href="/interno">a</a>', "<a>a</a>"),
    ('<a href="//otro.mx">a</a>', "<a>a</a>"),
    ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
    ('<img src="http://interno/x"><p style="position:fixed">a</p>', "<p>a</p>"),
    ("<script>x()</script><style>p{}</style>a", "a"),
    ("<h1>a</h1><table><tr><td>b</td></tr></table>", "ab"),
    ("3 < 4 & 5", "3 &lt; 4 &amp; 5"),
]


@pytest.mark.parametrize(("text", "cleaned"), CASES)
def test_only_the_listed_markup_remains(text, cleaned):
    assert clean_html(text) == cleaned


@given(st.text(alphabet="<>/ab=\"'&;:ilpu hrefscript", max_size=60))
def test_cleaning_twice_changes_nothing(text):
    once = clean_html(text)
    assert clean_html(once) == once


def test_plain_text_becomes_paragraphs():
    assert paragraphs("Uno\r\ndos\n\n tres & cuatro \n") == (
        "<p>Uno<br>dos</p><p>tres &amp; cuatro</p>"
    )
    assert paragraphs("") == ""
    assert paragraphs("<p>ya</p>") == "<p>ya</p>"
