"""The copies of a picture look like the original: by pixels, against arithmetic of ours."""

import io
import struct
import zlib

import pytest
from PIL import Image

from programs.errors import FileRefused
from programs.received.pictures import Rendition, read_picture
from tests.files import memory_of
from tests.pictures import ADOBE, P3, profile

# XYZ (D50) to linear sRGB: the inverse of the matrix of IEC 61966-2-1, adapted by Bradford.
TO_SRGB = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))
# JPEG of quality 82 and the rounding of two tables.
NEAR = 5


def encoded(light: float) -> int:
    """Return the sRGB value, 0 to 255, of an amount of light."""
    light = min(max(light, 0), 1)
    return round(
        255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)
    )


def shown(color: tuple, primaries: tuple, gamma: float = 2.2) -> tuple[int, ...]:
    """Return how a screen of sRGB shows a colour of another space."""
    light = [(value / 255) ** gamma for value in color]
    xyz = [sum(c * p[axis] for c, p in zip(light, primaries, strict=True)) for axis in range(3)]
    return tuple(encoded(sum(m * v for m, v in zip(row, xyz, strict=True))) for row in TO_SRGB)


def saved(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    """Return an image in a format."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png(rows: list[bytes], width: int, *, bits: int, kind: int, **chunks: bytes) -> bytes:
    """Return a PNG written by hand: what Pillow cannot write is read all the same."""

    def chunk(name: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + crc

    head = struct.pack(">IIBBBBB", width, len(rows), bits, kind, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows))
    extra = b"".join(chunk(name.encode(), data) for name, data in chunks.items())
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            extra,
            chunk(b"IDAT", packed),
            chunk(b"IEND", b""),
        ]
    )


def copy_of(data: bytes) -> Image.Image:
    """Return the largest copy, as anybody opens it."""
    copy: Rendition = read_picture(data).renditions[-1]
    image = Image.open(io.BytesIO(copy.data))
    assert (image.mode, image.format, image.size) == ("RGB", "JPEG", (copy.width, copy.height))
    assert "icc_profile" not in image.info and not image.getexif()
    return image


def assert_near(image: Image.Image, color: tuple[int, ...], at: tuple[int, int] = (8, 8)) -> None:
    """Compare one pixel."""
    found = image.getpixel(at)
    assert max(abs(a - b) for a, b in zip(found, color, strict=True)) <= NEAR, (found, color)


def plain(mode: str, color) -> Image.Image:
    """Return a picture of one colour."""
    return Image.new(mode, (32, 32), color)


GREY_16 = b"".join(struct.pack(">H", 0x8000) for _ in range(32))
RGB_16 = struct.pack(">HHH", 0xC000, 0x8000, 0x4000) * 32
RGBA_16 = struct.pack(">HHHH", 0xC000, 0x8000, 0x4000, 0x8000) * 32
LA_16 = struct.pack(">HH", 0, 0x8000) * 32
ORANGE, HALF_ORANGE = (192, 128, 64), (224, 192, 160)
P3_ORANGE, ADOBE_ORANGE = shown(ORANGE, P3), shown(ORANGE, ADOBE)
P3_ICC, ADOBE_ICC = profile(primaries=P3), profile(primaries=ADOBE)
LINEAR_GREY = profile(space=b"GRAY", gamma=1.0)
MIDDLE = tuple([encoded(128 / 255)] * 3)

CASES = {
    "grey of 16 bits": (png([GREY_16] * 32, 32, bits=16, kind=0), (128,) * 3),
    "grey of 16 bits, as Pillow writes": (saved(plain("I;16", 0x4000)), (64,) * 3),
    "grey of 16 bits, one transparent": (
        png([GREY_16] * 32, 32, bits=16, kind=0, tRNS=struct.pack(">H", 0x8000)),
        (255,) * 3,
    ),
    "grey of 16 bits, another transparent": (
        png([GREY_16] * 32, 32, bits=16, kind=0, tRNS=struct.pack(">H", 0x8001)),
        (128,) * 3,
    ),
    "colour of 16 bits": (png([RGB_16] * 32, 32, bits=16, kind=2), ORANGE),
    "colour of 16 bits, one transparent": (
        png([RGB_16] * 32, 32, bits=16, kind=2, tRNS=struct.pack(">HHH", 0xC000, 0x8000, 0x4000)),
        (255,) * 3,
    ),
    "colour of 16 bits, half there": (png([RGBA_16] * 32, 32, bits=16, kind=6), HALF_ORANGE),
    "grey of 16 bits, half there": (png([LA_16] * 32, 32, bits=16, kind=4), (127,) * 3),
    "grey of 16 bits, linear": (
        png([GREY_16] * 32, 32, bits=16, kind=0, gAMA=struct.pack(">I", 100_000)),
        MIDDLE,
    ),
    "one bit": (png([b"\xff" * 4] * 32, 32, bits=1, kind=0), (255,) * 3),
    "one bit, white transparent on black": (
        png([b"\x00" * 4] * 32, 32, bits=1, kind=0, tRNS=b"\0\1"),
        (0,) * 3,
    ),
    "two bits": (png([b"\x55" * 8] * 32, 32, bits=2, kind=0), (85,) * 3),
    "two bits, that grey transparent": (
        png([b"\x55" * 8] * 32, 32, bits=2, kind=0, tRNS=b"\0\1"),
        (255,) * 3,
    ),
    "grey, that grey transparent": (saved(plain("L", 90), transparency=90), (255,) * 3),
    "half grey": (saved(plain("LA", (0, 128))), (127,) * 3),
    "half colour": (saved(plain("RGBA", (*ORANGE, 128))), HALF_ORANGE),
    "colour, that colour transparent": (
        saved(plain("RGB", ORANGE), transparency=ORANGE),
        (255,) * 3,
    ),
    "palette": (saved(plain("RGB", ORANGE).quantize(4)), ORANGE),
    "palette, transparent": (saved(plain("RGB", ORANGE).quantize(4), transparency=0), (255,) * 3),
    "palette of P3": (saved(plain("RGB", ORANGE).quantize(4), icc_profile=P3_ICC), P3_ORANGE),
    "P3 in PNG": (saved(plain("RGB", ORANGE), icc_profile=P3_ICC), P3_ORANGE),
    "P3 in JPEG": (saved(plain("RGB", ORANGE), "JPEG", icc_profile=P3_ICC), P3_ORANGE),
    "P3 in WEBP": (saved(plain("RGB", ORANGE), "WEBP", icc_profile=P3_ICC), P3_ORANGE),
    "Adobe RGB in JPEG": (saved(plain("RGB", ORANGE), "JPEG", icc_profile=ADOBE_ICC), ADOBE_ORANGE),
    "P3 half there": (
        saved(plain("RGBA", (*ORANGE, 128)), icc_profile=P3_ICC),
        tuple((value + 255) // 2 for value in P3_ORANGE),
    ),
    "grey with a profile of greys": (saved(plain("L", 128), icc_profile=LINEAR_GREY), MIDDLE),
    "grey of 16 bits with one": (
        saved(plain("I;16", 0x8000), icc_profile=LINEAR_GREY),
        MIDDLE,
    ),
    "grey JPEG with one": (saved(plain("L", 128), "JPEG", icc_profile=LINEAR_GREY), MIDDLE),
    "grey with a profile of colours": (
        saved(plain("L", 128), icc_profile=profile(primaries=P3, gamma=1.0)),
        MIDDLE,
    ),
    "linear by its gamma": (
        png([bytes(ORANGE) * 32] * 32, 32, bits=8, kind=2, gAMA=struct.pack(">I", 100_000)),
        tuple(encoded(value / 255) for value in ORANGE),
    ),
    "gamma of a screen": (
        png([bytes(ORANGE) * 32] * 32, 32, bits=8, kind=2, gAMA=struct.pack(">I", 45_455)),
        ORANGE,
    ),
    "gamma that is none": (
        png([bytes(ORANGE) * 32] * 32, 32, bits=8, kind=2, gAMA=struct.pack(">I", 0)),
        ORANGE,
    ),
    "inks without profile": (saved(plain("CMYK", (0, 128, 255, 0)), "JPEG"), (255, 127, 0)),
    "inks with a profile of colours": (
        saved(plain("CMYK", (0, 128, 255, 0)), "JPEG", icc_profile=P3_ICC),
        (255, 127, 0),
    ),
    "colours with a profile of greys": (
        saved(plain("RGB", ORANGE), icc_profile=LINEAR_GREY),
        ORANGE,
    ),
    "profile that is none": (saved(plain("RGB", ORANGE), icc_profile=b"perfil"), ORANGE),
    "profile cut": (saved(plain("RGB", ORANGE), icc_profile=P3_ICC[:200]), ORANGE),
    "profile without curves": (saved(plain("RGB", ORANGE), icc_profile=profile()), ORANGE),
    "profile of zeros": (saved(plain("RGB", ORANGE), icc_profile=bytes(600)), ORANGE),
    "profile that links two": (
        saved(plain("RGB", ORANGE), icc_profile=profile(primaries=P3, kind=b"link")),
        ORANGE,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_copy_has_the_colours_of_its_original(name):
    data, color = CASES[name]
    assert_near(copy_of(data), color)


def test_the_cases_tell_a_profile_from_none():
    """A profile that were dropped would pass where it changes next to nothing."""
    for color in (P3_ORANGE, ADOBE_ORANGE, MIDDLE):
        grey_or_orange = ORANGE if len(set(color)) > 1 else (128,) * 3
        assert max(abs(a - b) for a, b in zip(color, grey_or_orange, strict=True)) > 2 * NEAR


def test_a_large_picture_keeps_its_colours_and_places_in_bands():
    """Four corners of four colours, larger than a band and than a copy, odd in both sides."""
    width, height = 4001, 2003
    corners = {(0, 0): ORANGE, (1, 0): (0, 90, 200), (0, 1): (20, 160, 60), (1, 1): (250, 250, 10)}
    image = Image.new("RGB", (width, height))
    for (x, y), color in corners.items():
        image.paste(color, (x * width // 2, y * height // 2, width, height))
    for kind in ("PNG", "JPEG"):
        copy = copy_of(saved(image, kind, icc_profile=P3_ICC))
        assert copy.width == 1920
        for (x, y), color in corners.items():
            at = (copy.width // 4 + x * copy.width // 2, copy.height // 4 + y * copy.height // 2)
            assert_near(copy, shown(color, P3), at)
        for at in ((0, 0), (copy.width - 1, copy.height - 1)):
            corner = corners[(int(at != (0, 0)),) * 2]
            assert_near(copy, shown(corner, P3), at)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(kind, orientation):
    """The mark is stored where the camera of that orientation would put the upper left corner."""
    # Where row 0 and column 0 of the stored picture are seen (EXIF 2.3, tag 0x0112).
    corner = {1: "tl", 2: "tr", 3: "br", 4: "bl", 5: "tl", 6: "tr", 7: "br", 8: "bl"}[orientation]
    image = Image.new("RGB", (64, 32), "white")
    image.paste("black", (0, 0, 16, 8))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read_picture(saved(image, kind, exif=exif))
    copy = Image.open(io.BytesIO(picture.renditions[-1].data))

    assert copy.size == (picture.width, picture.height)
    assert copy.size == ((32, 64) if orientation > 4 else (64, 32))
    for name in ("tl", "tr", "bl", "br"):
        at = (3 if name[1] == "l" else copy.width - 4, 3 if name[0] == "t" else copy.height - 4)
        assert (copy.getpixel(at)[0] < 60) == (name == corner), name


def largest_png(*, bits: int, kind: int, **chunks: bytes) -> bytes:
    """Return a PNG of 50 megapixels of a depth and a colour type (2 RGB, 3 palette, 6 RGBA)."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    return png([bytes(7071 * bits * samples // 8)] * 7071, 7071, bits=bits, kind=kind, **chunks)


def packed_texts() -> dict[str, bytes]:
    """Return a chunk that unpacks to what one text of a PNG may have at most."""
    return {"zTXt": b"k\0\0" + zlib.compress(bytes(1_000_000))}


# name: what makes the largest picture of its kind that is taken, with the most to hold at once.
# The RGBA PNG weighs 186 KB and took 812 MB before its colours were read by bands.
LARGEST = {
    "rgba.png": lambda: largest_png(bits=8, kind=6),
    "deep rgba.png": lambda: largest_png(bits=16, kind=6),
    "palette.png": lambda: largest_png(
        bits=8, kind=3, PLTE=bytes(768), tRNS=bytes(256), **packed_texts()
    ),
    "wide.png": lambda: saved(Image.new("RGBA", (65_535, 762)), compress_level=1),
    "tall.png": lambda: saved(Image.new("RGBA", (762, 65_535)), compress_level=1),
    "rgba.webp": lambda: saved(Image.new("RGBA", (4898, 4898)), "WEBP", method=0),
    "moving.webp": lambda: saved(
        Image.new("RGB", (4898, 4898)),
        "WEBP",
        method=0,
        save_all=True,
        append_images=[Image.new("RGB", (4898, 4898), "#fff")],
    ),
    "cmyk progressive.jpg": lambda: saved(
        Image.new("CMYK", (6320, 6320)), "JPEG", progressive=True, subsampling=0
    ),
    "rgb progressive.jpg": lambda: saved(
        Image.new("RGB", (7070, 7070)), "JPEG", progressive=True, subsampling=0
    ),
    "metadata.jpg": lambda: saved(
        Image.new("RGB", (80, 60)), "JPEG", comment=b"c" * 60_000, icc_profile=bytes(3_000_000)
    ),
}


# The two nearest to the limit; the others of their kinds take less, and time.
NEAREST = ("rgba.webp", "cmyk progressive.jpg")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in NEAREST else pytest.mark.long) for name in LARGEST],
)
def test_the_largest_pictures_take_less_than_400_mb(name):
    assert memory_of("pictures.read_picture", LARGEST[name]()) < 400


@pytest.mark.slow
def test_two_of_the_largest_at_once_take_no_more_than_one():
    data = LARGEST["rgba.png"]()

    assert memory_of("pictures.read_picture", data, at_once=2) < 400


@pytest.mark.parametrize("size", [(65_536, 1), (1, 65_536), (714_285, 70)])
def test_a_strip_is_refused_before_it_is_read(size):
    with pytest.raises(FileRefused, match="más de 65,535 pixeles por lado"):
        read_picture(saved(Image.new("RGBA", size), "PNG"))


@pytest.mark.parametrize(
    ("kind", "mode", "side", "most"), [("WEBP", "RGB", 4902, 24), ("JPEG", "CMYK", 6330, 40)]
)
def test_what_would_take_more_is_refused_with_its_own_limit(kind, mode, side, most):
    options = {"method": 0} if kind == "WEBP" else {}
    with pytest.raises(FileRefused, match=f"más de {most} megapixeles"):
        read_picture(saved(Image.new(mode, (side, side)), kind, **options))
