"""The signs of a text that arrives: which stay, which become a line end, and which go.

Word, Excel and web pages bring signs that nobody sees and that stop a renderer, a database or a
sheet. Every text that people give passes `clean_text` before it is kept, and once more where
something kept earlier is read.
"""

import re
from collections.abc import Iterator
from typing import Any

# What stands in place of a half of a pair, or of a code that no character may ever have.
UNREADABLE = "\ufffd"

# Line ends of the programs that people copy from: Word's line break (000B) and page break (000C),
# the separators 001C to 001E, "next line" (0085) of older systems, and those of Unicode itself.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
# The last two codes of each of the 17 planes, and 32 more (Unicode 15, section 23.7).
_LAST_CODES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTER = re.compile(f"[\ufdd0-\ufdef{_LAST_CODES}]")
# Signs that are drawn as nothing: without width, fillers, variants of the sign before them, and
# those that turn the direction of writing (Unicode 15, Default_Ignorable_Code_Point).
_IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_IGNORED}]")
# The blank of Braille is a sign to Unicode, and no ink to who reads.
_NOTHING = re.compile(rf"[\s\u2800{_IGNORED}]+")
_HALF = re.compile("[\ud800-\udfff]")
# What may need cleaning. All beyond the first plane is one range: each code of its own would make
# the search of every text several times slower.
_DOUBTFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U00010000-\U0010ffff]"
)


def clean_text(text: str) -> str:
    """Return a text that both databases keep and that pages, documents and sheets can show.

    Every kind of line end becomes one newline. Control characters go, but for tabulator and
    newline. Half of a surrogate pair and a code that is no character become U+FFFD, so that the
    person sees that something was there; two halves that belong together become their character.
    Of signs that nobody sees, alone, only blanks stay: they are no reason and no name. A clean text
    comes back as it is.
    """
    if _NOTHING.fullmatch(text):
        text = visible(text.replace("\u2800", ""))
    if text.isprintable() or not _DOUBTFUL.search(text):
        return text
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NONCHARACTER.sub(UNREADABLE, text)


def visible(text: str) -> str:
    """Return a text without the signs that are drawn as nothing."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Return what people write in one line, as a name: clean, visible, single blanks in it.

    A title copied from a web page brings signs between its letters, with which it would be another.
    """
    return " ".join(visible(clean_text(text)).split())


def clean_value(value: Any) -> Any:
    """Return a value of JSON with every text in it clean, names of objects included."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return type(value)(clean_value(item) for item in value)
    if isinstance(value, dict):
        return {clean_value(name): clean_value(item) for name, item in value.items()}
    return value


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text of a value of JSON, names of objects included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts_in(name)
            yield from texts_in(item)
