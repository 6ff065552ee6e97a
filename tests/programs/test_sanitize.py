"""The markup of a narrative: what is kept, what is not, and that cleaning is stable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.received.text import at_level, clean_html, paragraphs, text_lines

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
    ('<h3 class="x">a</h3><p>b</p><h2>c</h2>', "<h3>a</h3><p>b</p>c"),
    ("3 < 4 & 5", "3 &lt; 4 &amp; 5"),
]


@pytest.mark.parametrize(("text", "cleaned"), CASES)
def test_only_the_listed_markup_remains(text, cleaned):
    assert clean_html(text) == cleaned


@given(st.text(alphabet="<>/ab=\"'&;:ilpu hrefscript3", max_size=60))
def test_cleaning_twice_changes_nothing(text):
    once = clean_html(text)
    assert clean_html(once) == once


def test_plain_text_becomes_paragraphs():
    assert paragraphs("Uno\r\ndos\n\n tres & cuatro \n") == (
        "<p>Uno<br>dos</p><p>tres &amp; cuatro</p>"
    )
    assert paragraphs("") == ""
    assert paragraphs("<p>ya</p>") == "<p>ya</p>"


def test_a_subtitle_takes_the_level_of_its_place_and_an_empty_one_goes():
    text = "<h3>Uno <em>dos</em></h3><p>h3</p><h3> <br></h3><p>fin</p>"

    assert at_level(text, 5) == "<h5>Uno <em>dos</em></h5><p>h3</p><p>fin</p>"
    assert text_lines("<h3>Uno</h3><p>dos</p>") == ("Uno", "dos")
    assert paragraphs("<h3>Uno</h3>") == "<h3>Uno</h3>"
