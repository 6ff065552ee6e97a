"""Pictures by content: what a received file is, and the copies that people see.

Everything that is shown or printed is a rendition: upright, sRGB, JPEG, without location, serial
numbers or embedded thumbnail. The original is kept as it was received and never rendered, because
decoding a phone's photograph at every print costs more than anything else in the document.
"""

import io
import struct
import threading
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageFile, UnidentifiedImageError

from programs.errors import FileRefused
from programs.received.colors import srgb_converter

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
# Phones append a second picture (depth, thumbnail) to a JPEG, which Pillow then calls MPO.
JPEGS = {"JPEG", "MPO"}
# What the readers of damaged files raise.
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
MAX_PIXELS = 50_000_000
# Readers of these hold the picture several times over: so many pixels take 400 MB of memory.
FEWER_PIXELS = {"WEBP": 24_000_000, "CMYK": 40_000_000}
TOO_MANY_PIXELS = "La imagen tiene más de {} megapixeles. Redúzcala y vuelva a subirla."
# A strip of more is no picture that anybody could see, and takes many times its size to reduce; no
# JPEG can be longer.
MAX_SIDE = 65_535
TOO_LONG = f"La imagen mide más de {MAX_SIDE:,} pixeles por lado. Recórtela y vuelva a subirla."
WIDTHS = (640, 960, 1280, 1920)
QUALITY = 82
# Colours are converted by bands of about so many pixels: a whole second copy would not fit.
BAND_PIXELS = 1_000_000
ORIENTATION = 0x0112
# How to turn a picture upright, by its EXIF orientation.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {TURNS[orientation] for orientation in (5, 6, 7, 8)}

# Two of the largest at once would take twice the memory; whoever sends the second waits a second.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Rendition:
    """An upright JPEG copy: its size in pixels and its bytes."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Picture:
    """A received picture: its type by content, its upright size, its renditions by width."""

    media_type: str
    width: int
    height: int
    renditions: tuple[Rendition, ...]


def read_picture(data: bytes) -> Picture:
    """Return what the bytes show, with the ladder of renditions up to the picture's own width.

    Raises `FileRefused` with a sentence for a file that is not a JPEG, PNG or WEBP picture, is
    damaged, moves, has more than 50 megapixels (see `FEWER_PIXELS`), or a side beyond `MAX_SIDE`.
    Nothing that is taken or refused takes 400 MB: the pictures of a process are read in turn.
    """
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        # Our own limit answers for size; broken metadata is left behind anyway.
        warnings.simplefilter("ignore")
        image = _open(data)
        try:
            return _read(image, bits=_bits(data))
        except DAMAGED as error:
            raise FileRefused(
                "La imagen está dañada o incompleta. Ábrala, guárdela de nuevo y vuelva a subirla."
            ) from error


def _read(image: Image.Image, *, bits: int) -> Picture:
    """Decode an opened picture, upright, and make its renditions."""
    width, height = image.size
    is_jpeg = image.format in JPEGS
    if not is_jpeg and getattr(image, "n_frames", 1) > 1:
        raise FileRefused("La imagen tiene movimiento. Suba una imagen fija en JPEG o PNG.")
    longest = WIDTHS[-1]
    scale = longest / max(image.size)
    if is_jpeg and scale < 1:
        # Decoding at a reduced scale must keep the picture's own ratio, or it does nothing.
        image.draft("RGB", (round(width * scale), round(height * scale)))
    media_type = FORMATS["JPEG" if is_jpeg else str(image.format)]
    # Whoever loaded a library that lets damaged pictures pass changed this for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    image.load()
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    flat = _flatten(image, bits=bits)
    if turn is not None:
        flat = flat.transpose(turn)
        width, height = (height, width) if turn in SIDEWAYS else (width, height)
    return Picture(media_type, width, height, tuple(_ladder(flat)))


def _bits(data: bytes) -> int:
    """Return the depth of a channel: a PNG says it in its first chunk, the others have 8 bits."""
    return data[24] if data.startswith(b"\x89PNG") and len(data) > 24 else 8


def _open(data: bytes) -> Image.Image:
    """Open the bytes with the allowed formats only, refusing what is too large."""
    if not data:
        raise FileRefused("El archivo está vacío. Elija otra imagen.")
    try:
        image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    except Image.DecompressionBombError as error:
        raise FileRefused(TOO_MANY_PIXELS.format(MAX_PIXELS // 1_000_000)) from error
    except (UnidentifiedImageError, *DAMAGED) as error:
        raise FileRefused(
            "El archivo no es una imagen JPEG, PNG o WEBP. Elija una foto en uno de esos formatos."
        ) from error
    limits = (FEWER_PIXELS.get(str(name), MAX_PIXELS) for name in (image.format, image.mode))
    most = min(limits)
    if image.width * image.height > most:
        raise FileRefused(TOO_MANY_PIXELS.format(most // 1_000_000))
    if max(image.size) > MAX_SIDE:
        raise FileRefused(TOO_LONG)
    return image


def _flatten(image: Image.Image, *, bits: int) -> Image.Image:
    """Return the picture in sRGB on white, reduced to no less than the longest side of a copy."""
    convert = srgb_converter(image, bits=bits)
    factor = max(1, max(image.size) // WIDTHS[-1])
    flat = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)))
    rows = factor * max(1, BAND_PIXELS // (image.width * factor))
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(top + rows, image.height)))
        flat.paste(convert(band).reduce(factor), (0, top // factor))
    return flat


def _ladder(image: Image.Image) -> list[Rendition]:
    """Return the renditions, smallest first; a small picture keeps its own width as the last.

    The image is one of ours, without `info`: no copy carries EXIF, a profile or a comment.
    """
    widths = [width for width in WIDTHS if width < image.width]
    widths.append(min(image.width, WIDTHS[-1]))
    renditions = []
    for width in dict.fromkeys(widths):
        height = max(1, round(image.height * width / image.width))
        copy = (
            image
            if width == image.width
            else image.resize((width, height), Image.Resampling.LANCZOS)
        )
        buffer = io.BytesIO()
        copy.save(buffer, "JPEG", quality=QUALITY, optimize=True)
        renditions.append(Rendition(width, height, buffer.getvalue()))
    return renditions
