"""How many pictures stand side by side in a document, how large, and in which copy."""

import pytest

from programs.values.snapshot import BlockSnapshot, FigureSnapshot
from reports.documents.base import Figure, print_blocks

COPIES = ((640, 480, "640"), (960, 720, "960"), (1280, 960, "1280"))


def printed(*figures: FigureSnapshot) -> tuple[tuple[Figure, ...], ...]:
    """Return the rows in which the pictures of one block print."""
    block = BlockSnapshot("b", "figures", "", (), 0, "", "", "photo", "Pie", None, figures, "")
    return print_blocks([block])[0].figure_rows


@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (1, [1]),
        (2, [2]),
        (3, [2, 1]),
        (5, [2, 2, 1]),
        (6, [2, 2, 2]),
        (7, [3, 3, 1]),
        (9, [3, 3, 3]),
    ],
)
def test_up_to_six_stand_in_pairs_and_more_in_threes(count, rows):
    found = printed(*[FigureSnapshot(f"Foto {n}", COPIES) for n in range(count)])

    assert [len(row) for row in found] == rows
    assert [figure.alt for row in found for figure in row] == [f"Foto {n}" for n in range(count)]


@pytest.mark.parametrize(
    ("count", "width", "height"), [(1, 82.7, 62), (2, 77.3, 58), (7, 53.3, 40)]
)
def test_a_picture_fills_its_share_of_the_row_and_is_never_higher(count, width, height):
    first = printed(*[FigureSnapshot("Foto", COPIES)] * count)[0][0]

    assert (first.width, first.height) == (width, height)


def test_a_wide_picture_is_as_wide_as_its_share():
    wide = FigureSnapshot("Foto", ((1280, 320, "1280"),))

    assert printed(wide)[0][0].width == 168
    assert printed(wide, wide)[0][0].width == 82
    assert printed(*[wide] * 7)[0][0].width == 53.3


@pytest.mark.parametrize(
    ("widths", "name"),
    [
        # 82.7 mm at 200 dots an inch are 650.9 pixels.
        ((640, 652, 1280), "652"),
        ((651, 1280), "651"),
        ((650, 1280), "1280"),
        ((320, 640), "640"),
    ],
)
def test_the_smallest_copy_that_is_sharp_is_printed(widths, name):
    copies = tuple((width, width * 3 // 4, str(width)) for width in widths)

    assert printed(FigureSnapshot("Foto", copies))[0][0].name == name


def test_a_picture_that_has_not_arrived_keeps_half_the_height():
    (row,) = printed(FigureSnapshot("Foto", ()))

    assert row == (Figure("", "Foto", 168, 31),)
