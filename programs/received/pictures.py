"""Pictures by content: what a received file is, and the copies that people see.

Everything that is shown or printed is a rendition: upright, RGB, JPEG, without location, serial
numbers or embedded thumbnail. The original is kept as it was received and never rendered, because
decoding a phone's photograph at every print costs more than anything else in the document.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from programs.errors import FileRefused

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
# Phones append a second picture (depth, thumbnail) to a JPEG, which Pillow then calls MPO.
JPEGS = {"JPEG", "MPO"}
# What the readers of damaged files raise.
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
MAX_PIXELS = 50_000_000
WIDTHS = (640, 960, 1280, 1920)
QUALITY = 82


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
    damaged, moves, or has more than 50 megapixels.
    """
    with warnings.catch_warnings():
        # Our own limit answers for size; broken metadata is left behind anyway.
        warnings.simplefilter("ignore")
        image = _open(data)
        try:
            return _read(image)
        except DAMAGED as error:
            raise FileRefused(
                "La imagen está dañada o incompleta. Ábrala, guárdela de nuevo y vuelva a subirla."
            ) from error


def _read(image: Image.Image) -> Picture:
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
    if _is_turned(image):
        width, height = height, width
    flat = _flatten(ImageOps.exif_transpose(image))
    media_type = FORMATS["JPEG" if is_jpeg else str(image.format)]
    return Picture(media_type, width, height, tuple(_ladder(flat)))


def _open(data: bytes) -> Image.Image:
    """Open the bytes with the allowed formats only, refusing what is too large."""
    if not data:
        raise FileRefused("El archivo está vacío. Elija otra imagen.")
    try:
        image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    except Image.DecompressionBombError as error:
        raise FileRefused(
            "La imagen tiene más de 50 megapixeles. Redúzcala y vuelva a subirla."
        ) from error
    except (UnidentifiedImageError, *DAMAGED) as error:
        raise FileRefused(
            "El archivo no es una imagen JPEG, PNG o WEBP. Elija una foto en uno de esos formatos."
        ) from error
    if image.width * image.height > MAX_PIXELS:
        raise FileRefused("La imagen tiene más de 50 megapixeles. Redúzcala y vuelva a subirla.")
    return image


def _is_turned(image: Image.Image) -> bool:
    """Tell whether the EXIF orientation swaps width and height."""
    return image.getexif().get(0x0112, 1) in {5, 6, 7, 8}


def _flatten(image: Image.Image) -> Image.Image:
    """Return the picture in RGB on white, without transparency or palette."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGB", rgba.size, "white")
        ground.paste(rgba, mask=rgba.getchannel("A"))
        return ground
    return image.convert("RGB")


def _ladder(image: Image.Image) -> list[Rendition]:
    """Return the renditions, smallest first; a small picture keeps its own width as the last."""
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
        # A fresh image without `info` carries no EXIF, ICC profile or comment.
        Image.frombytes("RGB", copy.size, copy.tobytes()).save(
            buffer, "JPEG", quality=QUALITY, optimize=True
        )
        renditions.append(Rendition(width, height, buffer.getvalue()))
    return renditions
