"""The markup that people may write in a narrative, and nothing else."""

import re
from dataclasses import dataclass
from html import unescape

import nh3
from django.utils.html import escape

from programs.received.signs import clean_text
from programs.values.tied import TIE, TiedNumber, has_ties, is_source, only_ties

# `SUBTITLE` is the one heading inside a text; what prints it gives it the level of its place.
SUBTITLE = "h3"
ALLOWED_TAGS = {"p", "br", "strong", "em", "b", "i", "ul", "ol", "li", "a", "data", SUBTITLE}
URL_SCHEMES = {"http", "https", "mailto"}
SYNONYMS = {"b": "strong", "i": "em"}
# What makes a text markup: "en < 3 días" and "<otro>" are plain.
_MARK = re.compile(rf"</?(?:{'|'.join(sorted(ALLOWED_TAGS))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SYNONYM = re.compile(r"<(/?)(b|i)>")
_TAG = re.compile(r"<[^>]*>")
_PLAIN_TAG = re.compile(r"</?p>|<br>")
_PARAGRAPH_END = re.compile(r"</p>\s*")
_LINE_END = re.compile(rf"</(?:p|li|{SUBTITLE})>|<br>")
# Clean markup has it without attributes.
_SUBTITLE = re.compile(rf"<(/?){SUBTITLE}>")
_EMPTY_SUBTITLE = re.compile(rf"<{SUBTITLE}>(?:\s|&nbsp;|<br>)*</{SUBTITLE}>")
# What ends the words before it; emphasis and links stand within them.
_PARTING = {"p", "br", "li", "ul", "ol", SUBTITLE}
_BREAK = re.compile(r"<br>")
_ABSOLUTE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Return the value to keep. A relative address would mean another page in each place."""
    if tag == "data":
        return value if is_source(value) else None
    return value if _ABSOLUTE.match(value.strip()) else None


def clean_html(text: str) -> str:
    """Return the text with p, br, strong, em, ul, ol, li, subtitles, absolute links and ties only.

    `b` and `i` become `strong` and `em`. Scripts and styles go with their content; of any other
    element only its text remains. Cleaning a clean text changes nothing. The signs are those of
    `clean_text`, also where they were written as entities ("&#11;").
    """
    cleaned = nh3.clean(
        clean_text(text),  # half of a pair would stop the cleaner itself
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}, "data": {"value"}},
        attribute_filter=_keep_attribute,
        url_schemes=URL_SCHEMES,
        link_rel=None,
    )
    # Only links and ties keep an attribute, so that these tags are always bare here.
    named = _SYNONYM.sub(lambda match: f"<{match[1]}{SYNONYMS[match[2]]}>", cleaned)
    return only_ties(clean_text(named))


def at_level(html: str, level: int) -> str:
    """Return clean markup with its subtitles as headings of a level, from 1 to 6; no empty one."""
    return _SUBTITLE.sub(rf"<\1h{level}>", _EMPTY_SUBTITLE.sub("", html))


def is_markup(text: str) -> bool:
    """Tell whether a text is markup: it holds a whole tag of those that a text may have."""
    return bool(_MARK.search(text))


def paragraphs(text: str) -> str:
    """Return plain text as HTML paragraphs, one for each group of lines; markup stays as it is."""
    if is_markup(text):
        return text
    groups = re.split(r"\n\s*\n", clean_text(text).strip())
    return "".join(f"<p>{_broken_lines(group)}</p>" for group in groups if group.strip())


def _broken_lines(group: str) -> str:
    return "<br>".join(escape(line.strip()) for line in group.split("\n"))


def plain_text(html: str) -> str:
    """Return markup of bare paragraphs as plain text that `paragraphs` reads again.

    Anything more than paragraphs and line breaks is returned as it is, and so are words that tell
    of a tag ("&lt;p&gt;"), which would be read as markup.
    """
    if _TAG.sub("", _PLAIN_TAG.sub("", html)) != _PLAIN_TAG.sub("", html):
        return html
    text = _PARAGRAPH_END.sub("\n\n", html)
    words = unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()
    return html if is_markup(words) else words


def text_lines(text: str) -> tuple[str, ...]:
    """Return the words of a text, or of clean markup, a line for each paragraph, item, subtitle."""
    if is_markup(text):
        text = unescape(_TAG.sub("", _LINE_END.sub("\n", text)))
    return tuple(line.strip() for line in clean_text(text).split("\n") if line.strip())


@dataclass(frozen=True)
class TextPart:
    """The words of one paragraph, item of a list or subtitle; `tag` is "p", "li" or `SUBTITLE`.

    `ties` are its tied numbers, in their order.
    """

    tag: str
    words: str
    ties: tuple[TiedNumber, ...] = ()


def text_parts(text: str) -> tuple[TextPart, ...]:
    """Return what a text or clean markup says, a part for each of its printed paragraphs and lines.

    An item that holds another list ends where that list begins. The spaces of a part are single.
    """
    found: list[TextPart] = []
    depth, tag = 0, "p"

    def keep(words: str) -> None:
        whole = " ".join(unescape(words).split())
        if whole:
            kind = "li" if depth and tag == "p" else tag
            found.append(_with_ties(kind, whole, ties) if ties else TextPart(kind, whole))

    held: list[str] = []
    at = 0
    markup, ties = _marked(paragraphs(text))
    for mark in _TAG.finditer(markup):
        held.append(markup[at : mark.start()])
        at = mark.end()
        name = mark[0].strip("</>").split(" ", 1)[0].lower()
        if name not in _PARTING:
            continue
        keep("".join(held))
        held = []
        closes = mark[0].startswith("</")
        if name == "li":
            depth += -1 if closes else 1
        elif name == SUBTITLE:
            tag = "p" if closes else SUBTITLE
    keep("".join([*held, markup[at:]]))
    return tuple(found)


# Around a tied number while its place among the words is not known; nobody types them.
_OPENS, _CLOSES = "\ue000", "\ue001"
_BOUNDS = re.compile(f"{_OPENS}([^{_CLOSES}]*){_CLOSES}")


def _marked(markup: str) -> tuple[str, list[tuple[str, str]]]:
    """Return markup with its tied numbers between two signs, and (source, name) of each."""
    if not has_ties(markup):
        return markup, []
    ties: list[tuple[str, str]] = []

    def mark(found: re.Match[str]) -> str:
        ties.append((found["source"], unescape(found["name"] or "")))
        return f"{_OPENS}{found['text']}{_CLOSES}"

    bare = markup.replace(_OPENS, "").replace(_CLOSES, "")
    return TIE.sub(mark, bare), ties


def _with_ties(tag: str, marked: str, ties: list[tuple[str, str]]) -> TextPart:
    """Return a part of marked words; its ties are taken from the front of the list."""
    words, spans, at = "", [], 0
    for found in _BOUNDS.finditer(marked):
        words += marked[at : found.start()]
        source, name = ties.pop(0) if ties else ("", "")
        spans.append(TiedNumber(len(words), len(words) + len(found[1]), source, name))
        words += found[1]
        at = found.end()
    return TextPart(tag, words + marked[at:], tuple(spans))
