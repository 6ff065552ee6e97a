"""The signs of a text that arrives: what stays, what becomes a line end, what goes."""

import json
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from programs.models import Bloque
from programs.received.signs import UNREADABLE, clean_text, clean_value, one_line, visible
from programs.received.text import clean_html, is_markup, paragraphs, plain_text, text_lines
from programs.values.prose import prose_groups, with_cause
from programs.values.tables import rows_from_text

# Every code there is, halves of pairs included, the strange ones much more often than by chance.
CODES = st.one_of(
    st.characters(codec=None),
    st.sampled_from("\x00\x07\x0b\x0c\r\n\t\x1c\x1d\x1e\x1f\x7f\x85\x93\u2028\u2029\ud83d\ude00"),
    st.sampled_from("\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\ufeff\u200b\u202e\u00ad <>&;ab"),
)
TEXTS = st.text(CODES, max_size=40)

CLEAN = [
    ("uno\x0bdos", "uno\ndos"),
    ("uno\x0cdos", "uno\ndos"),
    ("uno\x1cdos\x1dtres\x1ecuatro", "uno\ndos\ntres\ncuatro"),
    ("uno\x85dos\u2028tres\u2029cuatro", "uno\ndos\ntres\ncuatro"),
    ("uno\r\ndos\rtres\ncuatro", "uno\ndos\ntres\ncuatro"),
    ("uno\r\x0bdos", "uno\n\ndos"),
    ("u\x00n\x07o\x1f\x7f\x93", "uno"),
    ("uno\tdos", "uno\tdos"),
    ("mitad \ud83d aquí", f"mitad {UNREADABLE} aquí"),
    ("\ude00\ud83d", UNREADABLE * 2),
    ("par \ud83d\ude00", "par 😀"),
    ("\ufdd0\uffff\U0010fffe", UNREADABLE * 3),
    # Signs that stop nothing stay: joined emojis, other directions, soft hyphens, no-break spaces.
    ("👩\u200d🔧 \u202bعربى\u202c co\u00adoperar 3\u00a0%\ufeff", None),
    ("", None),
    # Alone, what nobody sees is no text: neither a name nor a reason.
    ("\u3164" * 20, ""),
    ("\u200b\u2060\ufe0f", ""),
    (" \uffa0 \u115f\u202e\n\u2800", "  \n"),
    (" \n ", None),
    ("\u3164a", None),
]

LINES = [
    ("Ze\u200bro", "Zero"),
    ("Ze\u2060ro\ufe0f \u00adUno", "Zero Uno"),
    ("\u202eevil\u202c", "evil"),
    ("  Taller\u3164 de\n archivo\u00a0 ", "Taller de archivo"),
    ("A\u0301rea\U000e0041", "A\u0301rea"),
    ("\uffa0\u1160", ""),
]


@pytest.mark.parametrize(("text", "clean"), CLEAN)
def test_signs(text, clean):
    assert clean_text(text) == (text if clean is None else clean)


@pytest.mark.parametrize(("text", "line"), LINES)
def test_a_line(text, line):
    assert one_line(text) == line


@given(TEXTS)
def test_a_clean_text_can_go_anywhere_and_stays(text):
    clean = clean_text(text)

    assert clean_text(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert not any(
        unicodedata.category(sign) in ("Cc", "Cs") for sign in clean if sign not in "\t\n"
    )
    assert len(clean.splitlines()) == len([*clean.removesuffix("\n").split("\n")]) or not clean
    assert json.loads(json.dumps(clean)) == clean


@given(TEXTS.filter(lambda text: clean_text(text) != text))
def test_what_people_see_is_not_lost(text):
    def seen(value: str) -> list[str]:
        whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return [sign for sign in visible(whole) if unicodedata.category(sign)[0] in "LNPS"]

    found = iter(seen(clean_text(text)))
    assert all(sign in found for sign in seen(text))


def test_cells_and_names_of_json_are_clean():
    dirty = {"a\x00": ["uno\x0bdos", 3, None, {"x": "\ud83d"}], "b": True}

    clean = {"a": ["uno\ndos", 3, None, {"x": UNREADABLE}], "b": True}
    assert clean_value(dirty) == clean


@given(TEXTS)
def test_markup_keeps_no_sign_either(text):
    for html in (clean_html(text), clean_html(f"<p>{text}</p>"), paragraphs(text)):
        assert clean_text(html) == html


def test_a_sign_written_as_an_entity_goes_too():
    assert clean_html("<p>u\ud83dno</p>") == f"<p>u{UNREADABLE}no</p>"
    assert clean_html("<p>uno&#11;dos&#0;&#x1c;tres</p>") == f"<p>uno\ndos{UNREADABLE}\ntres</p>"


# What is markup ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["<p>uno</p>", "uno<br>dos", "a < b y <strong>c", "x</li>", "<BR/>", '<a href="https://x.mx">y']
    + ["<ul\n>", "<p class='x'>uno"],
)
def test_a_whole_tag_of_ours_makes_markup(text):
    assert is_markup(text)
    assert paragraphs(text) == text


@pytest.mark.parametrize(
    "text",
    ["en < 3 días", "3<5>2", "<", "<p", "a<b", "<article>uno</article>", "<otro>", "< p>", "<pre>"]
    + ["de <5 a >10", "<a", "x <- y", "uno <3 dos", "<brasil>"],
)
def test_anything_else_is_words(text):
    assert not is_markup(text)
    assert unescaped(paragraphs(f"{text}\n\ndos")) == f"{text}\n\ndos"


def unescaped(html: str) -> str:
    """Return the words of paragraphs, a blank line between them."""
    return (
        html.removeprefix("<p>")
        .removesuffix("</p>")
        .replace("</p><p>", "\n\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
    )


def test_paragraphs_survive_a_lesser_sign():
    text = "Se atendió en < 3 días.\n\nSegundo\r\nrenglón\x0bpartido"

    expected = "<p>Se atendió en &lt; 3 días.</p><p>Segundo<br>renglón<br>partido</p>"
    assert paragraphs(text) == expected
    assert plain_text(expected) == "Se atendió en < 3 días.\n\nSegundo\nrenglón\npartido"


def test_lines_of_words_and_of_markup():
    assert text_lines("<p>Uno &lt; dos</p><ul><li>tres</li></ul>") == ("Uno < dos", "tres")
    assert text_lines("<5 días\nuno\u2028dos") == ("<5 días", "uno", "dos")
    assert text_lines("Antes <strong>negritas</strong>") == ("Antes negritas",)


@given(TEXTS)
def test_a_text_without_script_comes_back(text):
    html = clean_html(paragraphs(text))
    assert clean_html(paragraphs(plain_text(html))) == html


# Where texts were cut ----------------------------------------------------------------------------


def test_a_line_end_of_word_stays_in_its_cell():
    assert rows_from_text("a\tuno\x0bdos\u2028tres\r\nc\td\x85e") == [
        ["a", "uno\ndos\ntres"],
        ["c", "d\ne"],
    ]


def test_causes_and_lists_break_at_newlines_only():
    assert with_cause("Se cumplió.", "uno\n\n dos ") == "Se cumplió. Uno\ndos."
    assert prose_groups("- uno\n- dos\ntres") == (("ul", ("uno", "dos")), ("p", ("tres",)))


def test_a_table_is_refused_before_it_is_cleaned():
    with pytest.raises(ValidationError, match="Cada celda"):
        Bloque._meta.get_field("rows").clean([["a", 3]], None)
