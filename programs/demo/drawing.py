"""Sample pictures: sober drawn scenes, without people or names, each marked MUESTRA.

A scene is drawn upright on a canvas of any size; coordinates are shares of its width and height.
"""

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from programs.values.colors import read_hex

Color = tuple[int, int, int]

INK = (58, 62, 68)
PAPER = (252, 252, 250)
LINE = (198, 202, 207)
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
WALLS = ((232, 229, 222), (224, 229, 232), (229, 232, 225), (235, 230, 228))
WOODS = ((150, 118, 88), (132, 104, 82), (166, 137, 106))


@dataclass(frozen=True)
class Canvas:
    """A picture being drawn: `accent` is the institution's colour, `number` makes it differ."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    accent: Color
    number: int

    def at(self, *shares: float) -> list[int]:
        """Return pixels from shares: x, y, x, y..."""
        sizes = self.image.size
        return [round(share * sizes[index % 2]) for index, share in enumerate(shares)]

    def box(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        fill: Color,
        outline: Color | None = None,
    ) -> None:
        """Draw a filled rectangle."""
        self.draw.rectangle(self.at(x0, y0, x1, y1), fill=fill, outline=outline, width=2)

    def line(self, *shares: float, fill: Color = LINE, width: float = 0.003) -> None:
        """Draw a line; its width is a share of the picture's shorter side."""
        pixels = max(1, round(width * min(self.image.size)))
        self.draw.line(self.at(*shares), fill=fill, width=pixels, joint="curve")

    def polygon(self, *shares: float, fill: Color) -> None:
        """Draw a filled polygon."""
        self.draw.polygon(self.at(*shares), fill=fill)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        fill: Color = INK,
        anchor: str = "mm",
    ) -> None:
        """Write words at a point; the size is a share of the shorter side."""
        font, words = font_for(round(size * min(self.image.size)), words)
        left, top = self.at(x, y)
        self.draw.text((left, top), words, font=font, fill=fill, anchor=anchor)


def font_for(pixels: int, words: str) -> tuple[Font, str]:
    """Return a font and the words that it can write.

    The set-up installs DejaVu Sans; Pillow's own font, the other choice, has no accented letters.
    """
    try:
        return ImageFont.truetype("DejaVuSans-Bold.ttf", pixels), words
    except OSError:
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
        return ImageFont.load_default(pixels), plain


def shade(color: Color, share: float) -> Color:
    """Return a colour mixed with white (share above 0) or black (below 0)."""
    target = 255 if share > 0 else 0
    red, green, blue = (round(part + (target - part) * abs(share)) for part in color)
    return red, green, blue


def meeting_room(canvas: Canvas) -> None:
    """A room with a window, a screen, a long table and empty chairs."""
    n = canvas.number
    wall, wood = WALLS[n % len(WALLS)], WOODS[n % len(WOODS)]
    canvas.box(0, 0, 1, 0.62, wall)
    canvas.box(0, 0.62, 1, 1, shade(wood, 0.55))
    canvas.box(0, 0.6, 1, 0.625, shade(wall, -0.12))
    window, screen = (0.06, 0.42) if n % 2 else (0.68, 0.18)
    for pane in range(2):
        x = window + 0.13 * pane
        canvas.box(x, 0.1, x + 0.12, 0.46, (206, 222, 231), shade(wall, -0.25))
        canvas.box(x, 0.36, x + 0.12, 0.46, (187, 203, 190))
    canvas.box(screen, 0.12, screen + 0.4, 0.46, PAPER, shade(INK, 0.3))
    canvas.box(screen + 0.02, 0.15, screen + 0.38, 0.2, canvas.accent)
    for bar in range(5):
        height = 0.05 + 0.03 * ((bar * bar + n * bar + n) % 5)
        x = screen + 0.05 + 0.066 * bar
        canvas.box(x, 0.42 - height, x + 0.04, 0.42, shade(canvas.accent, 0.25 + 0.1 * (bar % 3)))
    chairs = 4 + n % 3
    for chair in range(chairs):
        x = 0.2 + 0.6 * chair / (chairs - 1)
        canvas.box(x - 0.035, 0.52, x + 0.035, 0.66, shade(INK, 0.15), shade(INK, -0.2))
    canvas.polygon(0.16, 0.64, 0.84, 0.64, 0.98, 0.86, 0.02, 0.86, fill=wood)
    canvas.polygon(0.02, 0.86, 0.98, 0.86, 0.97, 0.9, 0.03, 0.9, fill=shade(wood, -0.25))
    for sheet in range(chairs):
        x = 0.14 + 0.68 * sheet / (chairs - 1)
        canvas.polygon(x, 0.7, x + 0.05, 0.7, x + 0.055, 0.755, x - 0.005, 0.755, fill=PAPER)


def document_page(canvas: Canvas) -> None:
    """A printed page on a desk: heading, paragraphs, a small table and a round seal."""
    n = canvas.number
    canvas.box(0, 0, 1, 1, shade(WOODS[n % len(WOODS)], 0.35))
    wide = canvas.image.width > canvas.image.height
    left, right = (0.27, 0.73) if wide else (0.1, 0.9)
    canvas.box(left + 0.012, 0.062, right + 0.012, 0.972, shade(INK, 0.45))
    canvas.box(left, 0.05, right, 0.96, PAPER)
    width = right - left
    canvas.box(left + 0.08 * width, 0.1, left + 0.2 * width, 0.15, canvas.accent)
    canvas.box(left + 0.26 * width, 0.105, left + 0.8 * width, 0.12, INK)
    canvas.box(left + 0.26 * width, 0.132, left + 0.64 * width, 0.142, shade(INK, 0.4))
    y = 0.21
    for paragraph in range(3):
        for row in range(3 + (n + paragraph) % 3):
            last = row == 2 + (n + paragraph) % 3
            end = 0.5 + 0.1 * ((n + paragraph) % 4) if last else 0.92
            canvas.line(left + 0.08 * width, y, left + end * width, y, fill=shade(INK, 0.55))
            y += 0.021
        y += 0.024
    bottom = y + 0.15
    columns, rows = 3 + n % 2, 4
    canvas.box(left + 0.08 * width, y, left + 0.92 * width, y + 0.0375, shade(canvas.accent, 0.75))
    for row in range(rows + 1):
        at = y + 0.0375 * row
        canvas.line(left + 0.08 * width, at, left + 0.92 * width, at)
    for column in range(columns + 1):
        x = left + width * (0.08 + 0.84 * column / columns)
        canvas.line(x, y, x, bottom)
    radius = round(0.05 * min(canvas.image.size))
    x, y = canvas.at(left + 0.76 * width, 0.8)
    for inset in (0, round(radius * 0.25)):
        reach = radius - inset
        canvas.draw.ellipse(
            (x - reach, y - reach, x + reach, y + reach), outline=canvas.accent, width=3
        )
    canvas.line(left + 0.12 * width, 0.82, left + 0.5 * width, 0.82, fill=shade(INK, 0.3))


def chart_screen(canvas: Canvas) -> None:
    """A screen with a chart of bars and a line, as of a monitoring system."""
    n = canvas.number
    canvas.box(0, 0, 1, 1, shade(INK, 0.86))
    canvas.box(0.07, 0.08, 0.93, 0.86, PAPER, LINE)
    canvas.box(0.07, 0.08, 0.93, 0.15, canvas.accent)
    canvas.box(0.1, 0.105, 0.34, 0.125, shade(canvas.accent, 0.8))
    canvas.box(0.1, 0.19, 0.5, 0.205, INK)
    for step in range(5):
        y = 0.76 - 0.11 * step
        canvas.line(0.13, y, 0.89, y, fill=shade(LINE, 0.4))
    points = []
    bars = 6 + n % 4
    for bar in range(bars):
        x = 0.15 + 0.7 * bar / (bars - 1)
        height = 0.12 + 0.3 * abs(math.sin(1.3 * bar + n))
        canvas.box(x - 0.022, 0.76 - height, x + 0.022, 0.76, shade(canvas.accent, 0.45))
        points += [x, 0.72 - height * 0.8]
    canvas.line(*points, fill=shade(canvas.accent, -0.3), width=0.007)
    canvas.line(0.13, 0.76, 0.89, 0.76, fill=INK, width=0.004)


def slide(canvas: Canvas) -> None:
    """The first slide of a presentation: a title, a subtitle and a band."""
    n = canvas.number
    canvas.box(0, 0, 1, 1, shade(INK, 0.2))
    canvas.box(0.04, 0.1, 0.96, 0.84, PAPER)
    band = 0.04 + 0.06 * (n % 3)
    canvas.box(0.04, 0.1, 0.04 + band + 0.08, 0.84, canvas.accent)
    x = band + 0.2
    canvas.box(x, 0.3, 0.88, 0.345, INK)
    canvas.box(x, 0.375, 0.88 - 0.08 * (n % 4), 0.42, INK)
    canvas.box(x, 0.49, 0.7, 0.51, shade(INK, 0.5))
    for point in range(2 + n % 2):
        y = 0.58 + 0.06 * point
        canvas.box(x, y, x + 0.014, y + 0.019, canvas.accent)
        canvas.box(x + 0.035, y + 0.003, 0.72 - 0.06 * point, y + 0.016, shade(INK, 0.55))


def organigrama(canvas: Canvas) -> None:
    """An organigrama of empty boxes: one above, one aside, and a row of three to five below."""
    n = canvas.number
    canvas.box(0, 0, 1, 1, PAPER)
    columns = 3 + n % 3
    centers = [0.5 + (column - (columns - 1) / 2) * 0.9 / columns for column in range(columns)]
    half = 0.36 / columns
    canvas.line(0.5, 0.24, 0.5, 0.45, fill=INK)
    canvas.line(0.5, 0.34, 0.66, 0.34, fill=INK)
    canvas.line(centers[0], 0.45, centers[-1], 0.45, fill=INK)
    boxes = [(0.36, 0.12, 0.64, 0.24), (0.66, 0.29, 0.86, 0.39)]
    for column, center in enumerate(centers):
        canvas.line(center, 0.45, center, 0.52, fill=INK)
        boxes.append((center - half, 0.52, center + half, 0.63))
        if (column + n) % 2 == 0:
            canvas.line(center, 0.63, center, 0.7, fill=INK)
            boxes.append((center - half * 0.85, 0.7, center + half * 0.85, 0.79))
    for order, (x0, y0, x1, y1) in enumerate(boxes):
        top = order == 0
        fill = canvas.accent if top else shade(canvas.accent, 0.85)
        canvas.box(x0, y0, x1, y1, fill, canvas.accent)
        color = PAPER if top else shade(canvas.accent, -0.2)
        canvas.text((x0 + x1) / 2, (y0 + y1) / 2, "MUESTRA", 0.024, fill=color)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "room": meeting_room,
    "page": document_page,
    "chart": chart_screen,
    "slide": slide,
    "organigrama": organigrama,
}


def draw_scene(
    scene: str, size: tuple[int, int], label: str, number: int, accent: str
) -> Image.Image:
    """Return an upright RGB picture of `size` pixels with the scene, MUESTRA and the label.

    `accent` is a colour as #RRGGBB. Raises KeyError for an unknown scene.
    """
    image = Image.new("RGB", size, "white")
    canvas = Canvas(image, ImageDraw.Draw(image), read_hex(accent), number)
    SCENES[scene](canvas)
    _mark(canvas, label)
    return image


def _mark(canvas: Canvas, label: str) -> None:
    """Write MUESTRA and the label on a band that no crop of a page hides."""
    canvas.box(0, 0.9, 1, 1, (38, 41, 46))
    canvas.text(0.03, 0.95, "MUESTRA", 0.052, fill=(255, 255, 255), anchor="lm")
    canvas.text(0.97, 0.95, label, 0.042, fill=(226, 228, 231), anchor="rm")
