"""How many pictures stand side by side in a document, how large, and in which copy."""

import pytest

from programs.values.phrases import figure_label
from programs.values.snapshot import BlockSnapshot, FigureSnapshot
from reports.documents.base import print_blocks
from reports.documents.figures import Figure, FigureSet

COPIES = ((640, 480, "640"), (960, 720, "960"), (1280, 960, "1280"))


def sets_of(*figures: FigureSnapshot, label: str = "") -> tuple[FigureSet, ...]:
    """Return the sets in which the pictures of one block print."""
    block = BlockSnapshot("b", "figures", "", (), 0, "", "", "photo", "Pie", None, figures, label)
    return print_blocks([block], level=2)[0].figure_sets


def printed(*figures: FigureSnapshot) -> tuple[tuple[Figure, ...], ...]:
    """Return the rows in which the pictures of one block print."""
    return tuple(row for one in sets_of(*figures) for row in one.rows)


@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (1, [1]),
        (2, [2]),
        (3, [3]),
        (4, [2, 2]),
        (5, [3, 2]),
        (6, [2, 2, 2]),
        (7, [3, 2, 2]),
        (9, [3, 3, 3]),
        (10, [3, 3, 2, 2]),
        (60, [3] * 20),
    ],
)
def test_rows_are_even_and_no_picture_stands_alone(count, rows):
    found = printed(*[FigureSnapshot(f"Foto {n}", COPIES) for n in range(count)])

    assert [len(row) for row in found] == rows
    assert [figure.alt for row in found for figure in row] == [f"Foto {n}" for n in range(count)]


@pytest.mark.parametrize(
    ("count", "width", "height"), [(1, 82.7, 62), (2, 77.3, 58), (7, 53.3, 40)]
)
def test_a_picture_fills_its_share_of_the_row_and_is_never_higher(count, width, height):
    first = printed(*[FigureSnapshot("Foto", COPIES)] * count)[0][0]

    assert (first.width, first.height) == (width, height)


def test_all_of_a_row_are_equally_high_and_fill_the_page():
    upright, lying = FigureSnapshot("", ((960, 1280, "a"),)), FigureSnapshot("", COPIES)
    rows = printed(lying, upright, lying, lying, upright)

    assert [{figure.height for figure in row} for row in rows] == [{46.0}, {46.0}]
    assert [figure.width for figure in rows[0]] == [61.3, 34.5, 61.3]
    assert sum(figure.width for figure in rows[0]) <= 160


def test_a_panorama_does_not_make_its_neighbour_a_stamp():
    ((wide, tall),) = printed(
        FigureSnapshot("", ((2000, 200, "a"),)), FigureSnapshot("", ((300, 400, "b"),))
    )

    assert (wide.width, wide.height) == (82, 8.2)
    assert (tall.width, tall.height) == (43.5, 58)


@pytest.mark.parametrize(
    ("count", "labels"),
    [
        (1, ["Fotografía 1"]),
        (6, ["Fotografías 1, 2, 3, 4, 5 y 6"]),
        (7, ["Fotografías 1, 2, 3, 4 y 5", "Fotografías 6 y 7"]),
        (9, ["Fotografías 1, 2, 3, 4, 5 y 6", "Fotografías 7, 8 y 9"]),
    ],
)
def test_a_caption_names_at_most_six_numbers(count, labels):
    label = figure_label("Fotografía", "Fotografías", 1, count)
    sets = sets_of(*[FigureSnapshot("Foto", COPIES)] * count, label=label)

    assert [one.label for one in sets] == labels


def test_sixty_pictures_make_ten_sets_and_without_numbers_one():
    sixty = [FigureSnapshot("Foto", COPIES)] * 60
    label = figure_label("Imagen", "Imágenes", 41, 60)

    sets = sets_of(*sixty, label=label)
    assert [len(one.rows) for one in sets] == [2] * 10
    assert sets[-1].label == "Imágenes 95, 96, 97, 98, 99 y 100"
    assert [len(one.rows) for one in sets_of(*sixty)] == [20]


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
