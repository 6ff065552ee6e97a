"""What may not happen on a printed page, read back with poppler."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.reports.documents import html_text

DPI = 40
MM = DPI / 25.4
# The body of a page in millimetres from its top and bottom edge (static/print/document.css).
BODY_TOP, BODY_BOTTOM = 34, 25
MAX_BLANK = 0.40
LAST_LINES = 3
CAPTION = re.compile(r"(Imagen|Imágenes|Fotografía|Fotografías) \d")
HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page: its lines without head and foot, the blank share at its end.

    `ink_above` tells that something stands above the first line of text, `wide` that the page lies
    on its side.
    """

    number: int
    lines: tuple[str, ...]
    blank: float
    ink_above: bool
    wide: bool


def read_pages(path: Path, tmp_path: Path) -> list[Page]:
    """Return the pages of a PDF."""
    prefix = tmp_path / "page"
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", str(path), str(prefix)], check=True)
    images = sorted(tmp_path.glob("page-*.pgm"))
    tops = _first_line_tops(path)
    bodies: dict[float, list[tuple[str, ...]]] = {}
    pages = []
    for place, image in enumerate(images):
        with Image.open(image) as shot:
            height, wide = shot.height / MM, shot.width > shot.height
        if height not in bodies:
            bodies[height] = _body_lines(path, height)
        ink_above = _ink_between(image, BODY_TOP, tops[place])
        pages.append(Page(place + 1, bodies[height][place], _blank(image), ink_above, wide))
        image.unlink()
    return pages


def _blank(path: Path) -> float:
    """Return the share of the body below its last ink."""
    with Image.open(path) as image:
        top, bottom = int(BODY_TOP * MM), image.height - int(BODY_BOTTOM * MM)
        body = image.crop((int(12 * MM), top, image.width - int(12 * MM), bottom))
        ink = body.point(lambda value: 255 if value < 235 else 0).getbbox()
    return 1 - (ink[3] if ink else 0) / (bottom - top)


def _ink_between(path: Path, top: float, bottom: float) -> bool:
    """Tell whether anything is printed between two heights of a page, in millimetres."""
    if bottom - top < 2:
        return False
    with Image.open(path) as image:
        band = image.crop((int(12 * MM), int(top * MM), image.width, int((bottom - 1) * MM)))
        return band.point(lambda value: 255 if value < 235 else 0).getbbox() is not None


def _first_line_tops(path: Path) -> list[float]:
    """Return where the first word of each page's body stands, in millimetres from the top."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    )
    found = []
    for page in done.stdout.split("<page ")[1:]:
        tops = [float(value) * 25.4 / 72 for value in re.findall(r'yMin="([\d.]+)"', page)]
        found.append(min((top for top in tops if top >= BODY_TOP - 1), default=BODY_TOP))
    return found


def headings_of(html: str) -> list[tuple[int, str]]:
    """Return (level, text) of each heading of the document."""
    return [
        (int(level), " ".join(html_text(f"<p>{inner}</p>").split()))
        for level, inner in HEADING.findall(html)
    ]


def _body_lines(path: Path, height: float) -> list[tuple[str, ...]]:
    """Return the lines of each page between its running head and foot.

    `height`, in millimetres, is that of the pages for which the lines are right.
    """
    points = 72 / 25.4
    crop = {"-y": BODY_TOP - 1, "-H": height - BODY_TOP + 1 - BODY_BOTTOM + 4}
    options = [part for key, mm in crop.items() for part in (key, str(round(mm * points)))]
    done = subprocess.run(
        ["pdftotext", "-layout", "-r", "72", "-x", "0", "-W", "1000", *options, str(path), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    return [
        tuple(line.strip() for line in page.splitlines() if line.strip())
        for page in done.stdout.split("\f")[:-1]
    ]


def problems_of(pages: list[Page], html: str) -> list[str]:
    """Return what is wrong with the pages, in words."""
    headings = headings_of(html)
    texts = {text.casefold() for _, text in headings}
    chapter_starts = {text.casefold() for level, text in headings if level <= 2}
    found = []
    for page, following in zip(pages[1:], [*pages[2:], None], strict=True):
        body = page.lines
        # A section that ends with the page is whole, however short its last lines are.
        section_ends = following is None or _begins_heading(following.lines, texts)
        for line in body[-LAST_LINES:]:
            if line.casefold() in texts and (line == body[-1] or not section_ends):
                found.append(f"page {page.number}: heading in the last lines: {line}")
        if body and CAPTION.match(body[0]) and not page.ink_above:
            found.append(f"page {page.number}: caption parted from its figure: {body[0]}")
        # A wide page takes what stands on it from the page before, and begins the one after it.
        if page.blank > MAX_BLANK and following is not None and page.wide == following.wide:
            first = following.lines[0].casefold() if following.lines else ""
            if not any(
                start.startswith(first) or first.startswith(start) for start in chapter_starts
            ):
                found.append(f"page {page.number}: {page.blank:.0%} blank before: {first}")
    return found


def _begins_heading(lines: tuple[str, ...], texts: set[str]) -> bool:
    """Tell whether a page begins with a heading."""
    return bool(lines) and any(_same_start(lines[0].casefold(), text) for text in texts)


def _same_start(line: str, heading: str) -> bool:
    """Tell whether a line begins a heading that may run over several lines."""
    return bool(line) and (heading.startswith(line) or line.startswith(heading))
