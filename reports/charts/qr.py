"""The square code that leads from a paper to the page that verifies it."""

from functools import lru_cache

import segno

from reports.charts.svg import PAPER, Markup, tag

# Of ISO 18004: blank modules around the code. 15 % of it may be stained and it is still read.
QUIET = 4
CORRECTION = "m"
MM_TO_PX = 96 / 25.4
# A quarter has some hundreds of figures, and prints the code of most of them more than once.
KEPT = 2048


def qr_code(address: str, *, side: float, title: str) -> Markup:
    """Return the code of an address as SVG, `side` millimetres wide with its blank border.

    `title` is read aloud in its place.
    """
    width, path = _drawn(address)
    pixels = side * MM_TO_PX
    return tag(
        "svg",
        tag("title", title),
        tag("rect", width=width, height=width, fill=PAPER),
        tag("path", d=path, fill="#000000"),
        xmlns="http://www.w3.org/2000/svg",
        width=pixels,
        height=pixels,
        viewBox=f"0 0 {width} {width}",
        role="img",
        shape_rendering="crispEdges",
    )


@lru_cache(maxsize=KEPT)
def _drawn(address: str) -> tuple[int, str]:
    """Return how many modules wide a code is with its border, and the path of the dark ones.

    To choose the best of the eight masks takes some hundredth of a second of processor.
    """
    code = segno.make_qr(address, error=CORRECTION)
    return len(code.matrix) + 2 * QUIET, _dark(code.matrix)


def _dark(matrix: tuple[bytearray, ...]) -> str:
    """Return the path of the dark modules, a rectangle for each run of a row."""
    path = []
    for y, row in enumerate(matrix, start=QUIET):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                path.append(f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return "".join(path)
