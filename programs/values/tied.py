"""Numbers in prose that are tied to their source (*cifras ligadas*), as markup holds them.

A tied number is HTML's own element for one: `<data value="SOURCE">261</data>`. The source is the
clave of a componente or of a línea with a measure, which stays when rows are moved or worded anew,
or a total of the quarter. What stands inside is the last number that was printed: `filled` puts the
one of now in its place, with the name of the figure, where blocks are read. Strings in, strings
out: no database.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from programs.values.shortened import shortened

# What a tied number says while nobody said its source: never 0.
SILENT = "sin dato"
# The heading of what gives no number, after all others of a list.
SILENT_GROUP = "Sin dato todavía"
MEASURES = (
    "done",
    "programmed",
    "received",
    "accumulated",
    "annual",
    "percent",
    "annual_percent",
)
# What begins the source of a total of the quarter, in the place of a clave.
OF_TOTALS = "trimestre"
TOTALS = ("lineas", "red", "amber", "green", "blue", "grey")
# A clave as a workbook may bring it (`programs.resources.planilla.claves`), and a kind of hechos
# with one of its fields.
_CLAVE = r"[0-9A-Za-z_-]{1,20}"
_HECHOS = r"hechos\.[0-9A-Za-z_-]{1,30}(?:\.[a-z][a-z0-9_]{0,29})?"
_OF_ROW = rf"{_CLAVE}\.(?:{'|'.join(MEASURES)}|{_HECHOS})"
_SOURCE = rf"(?:{OF_TOTALS}\.(?:{'|'.join(TOTALS)})|{_OF_ROW})"
SOURCE = re.compile(_SOURCE)
# The name is of what was read, never stored; without a source it is a number that lost its own.
_NAME_LETTERS = 400
# A sign of a name takes up to six: "&quot;".
_TIE = (
    rf'<data value="(?P<source>{_SOURCE}|)"(?: title="(?P<name>[^"<>]{{0,{6 * _NAME_LETTERS}}})")?>'
    r"(?P<text>[^<>]{1,80})</data>"
)
TIE = re.compile(_TIE)
_SPELLED = re.compile(rf"\[cifra (?P<source>{_SOURCE}): (?P<text>[^\[\]<>\n]{{1,80}})\]")
# A link that a person wrote keeps its words: no link stands within another.
_LINK_OR_TIE = re.compile(rf"(?P<link><a\b[^<>]*>.*?</a>)|{_TIE}", re.DOTALL)
_TIE_OR_TAG = re.compile(rf"(?P<tie>{_TIE})|</?data\b[^<>]*>", re.IGNORECASE)

# What a tie may print, where a text is compared without them.
_SAID = re.compile(r"sin dato|Sin validar|menos del 0\.1%|\d+(?:,\d{3})*(?:\.\d+)?%?")


# Gives the link of a tied number of its source, "" for one that leads nowhere.
LinkOf = Callable[[str, str], str]


@dataclass(frozen=True)
class Printed:
    """What a source gives now: its name in words, and its number as printed or `SILENT`."""

    name: str
    text: str


@dataclass(frozen=True)
class TiedNumber:
    """A tied number of plain words: `words[start:end]` is what prints.

    `source` is "" where the one that it had is no more; `name` says what it is in words.
    """

    start: int
    end: int
    source: str
    name: str


def is_source(text: str) -> bool:
    """Tell whether a text is the name of a source."""
    return SOURCE.fullmatch(text) is not None


def is_total(source: str) -> bool:
    """Tell whether a source is a total of the quarter, which is of no línea."""
    own, _, measure = source.partition(".")
    return own == OF_TOTALS and measure in TOTALS


def has_ties(html: str) -> bool:
    """Tell whether markup may hold tied numbers, at no cost where it holds none."""
    return "<data " in html


def only_ties(html: str) -> str:
    """Return cleaned markup whose only `data` elements are tied numbers, their names left out.

    Any other falls and its words stay: one without a source of the grammar, one in another, one
    that holds more than a few words, which would be lost when its number is filled in.
    """
    if "<data" not in html and "</data" not in html:
        return html
    return _TIE_OR_TAG.sub(_kept, html)


def _kept(found: re.Match[str]) -> str:
    if not found["tie"]:
        return ""
    if not found["source"]:
        return found["text"]
    return f'<data value="{found["source"]}">{found["text"]}</data>'


def filled(html: str, figure_of: Callable[[str], Printed | None]) -> str:
    """Return markup with the numbers of now in its ties, each with the name of its figure.

    `figure_of` gives what a source prints, None for one that is no more: its last number stays, in
    an element without source that `only_ties` drops. The check of ties tells of it.
    """
    if not has_ties(html):
        return html

    def fill(found: re.Match[str]) -> str:
        figure = figure_of(found["source"]) if found["source"] else None
        if figure is None:
            return f'<data value="">{found["text"]}</data>'
        return tie(found["source"], figure.text, figure.name)

    return TIE.sub(fill, html)


def tie(source: str, text: str, name: str = "") -> str:
    """Return the element of a tied number."""
    title = f' title="{escape(shortened(name, _NAME_LETTERS))}"' if name else ""
    return f'<data value="{source}"{title}>{escape(text, quote=False)}</data>'


def untied(html: str) -> str:
    """Return markup with every tied number as plain text."""
    return TIE.sub(lambda found: found["text"], html) if has_ties(html) else html


def unlinked(source: str, text: str) -> str:
    """Return no link, for texts in which no number is tied."""
    return ""


def linked(html: str, link_of: LinkOf) -> str:
    """Return cleaned markup for who only reads it: its tied numbers are links, as `link_of` says.

    One that leads nowhere, or stands in a link of the text, is left as it is.
    """
    if not has_ties(html):
        return html

    def link(found: re.Match[str]) -> str:
        return (not found["link"] and link_of(found["source"], found["text"])) or found[0]

    return _LINK_OR_TIE.sub(link, html)


def ties_in(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield (source, name, text) of the tied numbers of markup, in their order."""
    for found in TIE.finditer(html) if has_ties(html) else ():
        yield found["source"], unescape(found["name"] or ""), unescape(found["text"])


def spelled(html: str) -> str:
    """Return markup whose tied numbers are words that a person may keep or move.

    A page without script shows them so, "[cifra ab12.done: 261]"; `respelled` reads them. They name
    their source: a place among those of the text would be another figure's once somebody else
    changed the text, or in another text.
    """
    return TIE.sub(
        lambda found: (
            f"[cifra {found['source']}: {found['text']}]" if found["source"] else found["text"]
        ),
        html,
    )


def respelled(html: str) -> str:
    """Return markup in which the words of `spelled` are tied numbers again.

    The number typed in them says nothing: it is filled in where the text is read.
    """
    if "[cifra " not in html:
        return html
    return _SPELLED.sub(
        lambda found: f'<data value="{found["source"]}">{found["text"]}</data>', html
    )


def says_the_same(html: str, stored: str) -> bool:
    """Tell whether a text says what stored markup says, whatever number stands in its ties.

    The stored number is the last one that was saved, the text has the one that was shown.
    """
    if html == stored or not has_ties(stored):
        return html == stored
    first, *rest = TIE.sub("\0", stored).split("\0")
    said = untied(html)
    at = len(first) if said.startswith(first) else -1
    for piece in rest:  # sign by sign and never back: a text of many ties takes no longer
        number = _SAID.match(said, at) if at >= 0 else None
        at = number.end() if number else -1
        at = at + len(piece) if at >= 0 and said.startswith(piece, at) else -1
    return at == len(said)
