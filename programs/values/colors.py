"""The institution's own colour, only where white text on it can be read: pages and documents.

Contrast is the ratio of WCAG 2.2 (relative luminance, success criterion 1.4.3): 4.5 for text.
"""

READABLE = 4.5
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
CREAM = (230, 209, 148)  # the accent of tokens.css
DEFAULT_BRAND = "#6b1d3a"  # that of tokens.css too

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


def readable_brand(text: str) -> Color | None:
    """Return a brand colour, or None where the default must stay.

    It stays when the text is not a colour or white on it has less than 4.5.
    """
    try:
        brand = read_hex(text)
    except ValueError:
        return None
    return brand if contrast(brand, WHITE) >= READABLE else None


def contrast_words(text: str) -> str:
    """Say whether white can be read on a brand colour, with the ratio; how to write it if not."""
    try:
        ratio = contrast(read_hex(text), WHITE)
    except ValueError:
        return "Escriba un color como #6B1D3A."
    told = f"{ratio:.1f} a 1"
    if ratio >= READABLE:
        return f"El texto blanco se lee sobre este color: {told}."
    return (
        f"El texto blanco no se lee sobre este color: {told}, y hacen falta {READABLE} a 1. "
        "Páginas y documentos usarán el guinda general."
    )


def printed_brand(text: str) -> str:
    """Return the brand colour as documents and charts write it: its own, or the default."""
    brand = readable_brand(text)
    return write_hex(brand) if brand else DEFAULT_BRAND


def brand_stylesheet(text: str) -> str:
    """Return the custom properties of a brand colour, or "" where the defaults must stay.

    The accent of the header turns white where the usual cream cannot be read on the colour.
    """
    brand = readable_brand(text)
    if brand is None:
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
