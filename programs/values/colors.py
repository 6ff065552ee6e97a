"""The institution's own colour as a stylesheet, only where white text on it can be read.

Contrast is the ratio of WCAG 2.2 (relative luminance, success criterion 1.4.3): 4.5 for text.
"""

READABLE = 4.5
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
CREAM = (230, 209, 148)  # the accent of tokens.css

Color = tuple[int, int, int]


def read_hex(text: str) -> Color:
    """Return the channels (0 to 255) of a colour as "#6B1D3A"; ValueError for another form."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"not a colour: {text!r}")
    red, green, blue = bytes.fromhex(text[1:])
    return red, green, blue


def write_hex(color: Color) -> str:
    """Return a colour as "#6b1d3a"."""
    return f"#{bytes(color).hex()}"


def luminance(color: Color) -> float:
    """Return the relative luminance, 0 (black) to 1 (white)."""
    parts = (channel / 255 for channel in color)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(color: Color, other: Color, share: float) -> Color:
    """Return the colour with `share` (0 to 1) of another one in it."""
    pairs = zip(color, other, strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return red, green, blue


def brand_stylesheet(text: str) -> str:
    """Return the custom properties of a brand colour, or "" where the defaults must stay.

    The defaults stay when the text is not a colour or white on it has less than 4.5. The accent
    of the header turns white where the usual cream cannot be read on the colour.
    """
    try:
        brand = read_hex(text)
    except ValueError:
        return ""
    if contrast(brand, WHITE) < READABLE:
        return ""
    dark = mixed(brand, BLACK, 0.3)
    properties = {
        "--brand": write_hex(brand),
        "--brand-dark": write_hex(dark),
        "--brand-soft": write_hex(mixed(brand, WHITE, 0.91)),
        "--cream": write_hex(CREAM if contrast(brand, CREAM) >= READABLE else WHITE),
        "--bs-link-color-rgb": _channels(brand),
        "--bs-link-hover-color-rgb": _channels(dark),
        "--bs-primary-rgb": _channels(brand),
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    # Bootstrap names both selectors, and so does tokens.css: both are needed to win.
    return f':root,\n[data-bs-theme="light"] {{\n{lines}}}\n'


def _channels(color: Color) -> str:
    return ", ".join(str(channel) for channel in color)
