"""Marks on paper: SVG elements, the colours of the charts, and how wide a text will be.

Only presentation attributes and classes: the pages forbid inline style, and WeasyPrint reads the
attributes. The classes let `static/css/pages/tablero.css` recolour a chart for the institution and
for forced colours; without a stylesheet the attributes are enough.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

from programs.values.area_names import name_tail

TEXT = "#1B1B1D"
TEXT_2 = "#544F4A"
RULE = "#D8D2CA"
PAPER = "#FFFFFF"
BRAND = "#6B1D3A"
# Bands of a bullet, the furthest behind first: one hue, and the value reads on all three.
BANDS = ("#C9C2B8", "#DDD7CF", "#EEEBE6")

FONT = "Noto Sans,Segoe UI,system-ui,sans-serif"
SIZE = 14  # px; the floor of the visual language
LINE = 18

_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TITLE = re.compile(r"(<title[^>]*>)[^<]*")
_KEY = re.compile(r"[a-z][a-z0-9-]*")
# What XML 1.0 cannot hold, and what would turn a line around. Typed or pasted by accident.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)

# Advance of Noto Sans Regular in hundredths of the size; an accented letter is its base letter.
_ADVANCES = {
    "'": 23, " ": 26, "!": 27, "`": 28, "(": 30, ")": 30, "-": 32, "[": 33, "]": 33, "I": 34,
    "f": 34, "t": 36, "/": 37, "\\": 37, "{": 38, "}": 38, "º": 38, '"': 41, "r": 41, "?": 43,
    "°": 43, "_": 44, "z": 47, "c": 48, "s": 48, "–": 50, "F": 52, "L": 52, "k": 53, "x": 53,
    "*": 55, "S": 55, "|": 55, "E": 56, "T": 56, "a": 56, "e": 56, "X": 59, "P": 60, "V": 60,
    "o": 60, "R": 62, "K": 62, "h": 62, "n": 62, "u": 62, "C": 63, "A": 64, "#": 65, "B": 65,
    "&": 73, "D": 73, "G": 73, "U": 73, "H": 74, "N": 76, "O": 78, "Q": 78, "w": 79, "…": 82,
    "%": 83, "@": 90, "M": 91, "W": 93, "m": 94, "—": 100,
    **dict.fromkeys("ijl", 26), **dict.fromkeys(",.:;·J¡", 27), **dict.fromkeys("“”", 38),
    **dict.fromkeys("vy«»", 51), **dict.fromkeys("$+0123456789<=>YZ^~", 57),
    **dict.fromkeys("bdgpq", 62), "¿": 43,
}  # fmt: skip
_UNKNOWN = 75
_WIDE = 105
_BOLD = 1.09


class Markup(str):
    """SVG already made, which `tag` puts in as it is. Plain text is escaped."""


def clean(text: str) -> str:
    """Return a name on one line, without characters that XML forbids or nobody sees."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def tag(name: str, *content: str, **attributes: object) -> Markup:
    """Return an element; text and attribute values are escaped, None leaves an attribute out.

    Attribute names have "_" where SVG has "-"; "class_" is class.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(
        part if isinstance(part, Markup) else html.escape(_FORBIDDEN.sub("", part))
        for part in content
    )
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def _value(value: object) -> str:
    """Coordinates to a hundredth of a pixel; the rest as it is written."""
    if isinstance(value, float):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return _FORBIDDEN.sub("", str(value))


def drawing(
    key: str, title: str, description: str, width: float, height: float, *content: str
) -> str:
    """Return a whole SVG, named by its title and described by the sentence of its chart.

    `key` begins every id, so that two charts of a page never share one. Raises ValueError when it
    is not a lower-case word with hyphens.
    """
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a key for ids: {key!r}")
    return tag(
        "svg",
        tag("title", clean(title), id=f"{key}-title"),
        tag("desc", clean(description), id=f"{key}-desc"),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-svg",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        viewBox=f"0 0 {_value(float(width))} {_value(float(height))}",
        width=float(width),
        height=float(height),
        font_family=FONT,
        font_size=SIZE,
        fill=TEXT,
    )


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height of a drawing in px, zeros for none."""
    found = _VIEW_BOX.search(svg)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def with_title(svg: str, title: str) -> str:
    """Return a drawing under another title, which is the first one in it."""
    return _TITLE.sub(lambda found: f"{found[1]}{html.escape(clean(title))}", svg, count=1)


def advance(text: str, *, size: float = SIZE, bold: bool = False) -> float:
    """Return how wide a text will be in px, rather more than less.

    It is an estimate: the page may draw with another font than the one that was measured.
    """
    total = sum(map(_advance, text)) / 100 * size
    return total * 1.04 * (_BOLD if bold else 1)


def _advance(char: str) -> int:
    if char in _ADVANCES:
        return _ADVANCES[char]
    if unicodedata.combining(char):
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if base in _ADVANCES:
        return _ADVANCES[base]
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _UNKNOWN


@dataclass(frozen=True)
class Label:
    """A text broken into lines that fit; `whole` is all of it where something was cut."""

    lines: tuple[str, ...]
    whole: str = ""

    @property
    def height(self) -> float:
        """Height of the lines in px."""
        return len(self.lines) * LINE


def fit(text: str, width: float, *, lines: int = 1, bold: bool = False) -> Label:
    """Break a text into at most `lines` lines of `width` px; it ends in "…" if cut, between words.

    A word that is wider than a line is broken where the line ends. Parentheses at the end of a
    name tell it from another one: they stay, and words before them give way.
    """
    text = clean(text)
    broken = _broken(text, width, bold)
    if len(broken) <= lines:
        return Label(tuple(broken))
    tail = name_tail(text)
    words = text.removesuffix(tail).split(" ")
    for end in range(len(words) - 1, 0, -1):
        kept = _broken(f"{' '.join(words[:end])}…{tail}", width, bold)
        if len(kept) <= lines:
            return Label(tuple(kept), text)
    last = broken[lines - 1]
    while last and advance(f"{last}…", bold=bold) > width:
        last = last[:-1].rstrip()
    return Label((*broken[: lines - 1], f"{last}…"), text)


def _broken(text: str, width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if advance(longer, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while advance(word, bold=bold) > width and len(word) > 1:
            end = next(n for n in range(len(word), 0, -1) if n == 1 or _fits(word[:n], width, bold))
            lines.append(word[:end])
            word = word[end:]
        line = word
    return [*lines, line] if line or not lines else lines


def _fits(text: str, width: float, bold: bool) -> bool:
    return advance(text, bold=bold) <= width


def write(
    label: Label | str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    fill: str = TEXT,
    class_: str = "chart-text",
    **attributes: object,
) -> Markup:
    """Return a text whose first baseline is at `y`; a cut one carries the whole as its title."""
    label = Label((label,)) if isinstance(label, str) else label
    elements = [
        tag(
            "text",
            line,
            class_=class_,
            x=float(x),
            y=float(y + index * LINE),
            text_anchor=None if anchor == "start" else anchor,
            font_weight=600 if bold else None,
            fill=None if fill == TEXT else fill,
            **(attributes if index == 0 else {}),
        )
        for index, line in enumerate(label.lines)
    ]
    if len(elements) == 1 and not label.whole:
        return elements[0]
    return tag("g", *([tag("title", label.whole)] if label.whole else []), *elements)


def middle(label: Label, center: float) -> float:
    """Return the first baseline of a label whose lines stand around `center`."""
    return center - label.height / 2 + LINE * 0.74


def segment(
    x1: float, y1: float, x2: float, y2: float, *, class_: str, **attributes: object
) -> Markup:
    """Return a straight line."""
    points = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return tag("line", class_=class_, **points, **attributes)


def box(
    x: float, y: float, width: float, height: float, *, class_: str, **attributes: object
) -> Markup:
    """Return a rectangle."""
    sides = {"x": float(x), "y": float(y), "width": float(width), "height": float(height)}
    return tag("rect", class_=class_, **sides, **attributes)
