"""Sample pictures as a phone would send them: JPEG, turned, with place, camera and thumbnail.

They go through the same door as a real photograph, so they must carry what that door removes.
"""

import io
import struct
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image

from programs.demo.drawing import draw_scene

LONGEST = 1280  # pixels of the longer side; the other has three quarters of them
QUALITY = 80
# EXIF orientation, and how the stored picture lies when that orientation makes it upright.
TURNS = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
# One in three was held in another way.
ORIENTATIONS = (1, 6, 1, 1, 8, 1, 1, 1, 3)
# The middle of the country, a place that says nothing of anybody: degrees, minutes, seconds.
LATITUDE, LONGITUDE = (23.0, 38.0, 4.0), (102.0, 33.0, 9.0)


@dataclass(frozen=True)
class Sample:
    """One sample picture: its scene, the printed label and number, colour and moment."""

    scene: str
    label: str
    number: int
    accent: str
    taken_at: datetime


def photo_bytes(sample: Sample) -> bytes:
    """Return the JPEG of a sample picture; the same sample always gives the same bytes."""
    orientation = ORIENTATIONS[sample.number % len(ORIENTATIONS)]
    portrait = sample.scene in {"room", "page"} and sample.number % 4 == 3
    shorter = LONGEST * 3 // 4
    size = (shorter, LONGEST) if portrait else (LONGEST, shorter)
    upright = draw_scene(sample.scene, size, sample.label, sample.number, sample.accent)
    turn = TURNS[orientation]
    stored = upright if turn is None else upright.transpose(turn)
    buffer = io.BytesIO()
    stored.save(
        buffer, "JPEG", quality=QUALITY, exif=_exif_bytes(stored, orientation, sample.taken_at)
    )
    return buffer.getvalue()


def _exif_bytes(image: Image.Image, orientation: int, taken_at: datetime) -> bytes:
    """Return the EXIF block: camera, orientation, moment, place and thumbnail."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Muestra"
    exif[ExifTags.Base.Model] = "Telefono de muestra"
    exif[ExifTags.Base.Orientation] = orientation
    moment = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    exif[ExifTags.Base.DateTime] = moment
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = moment
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: LATITUDE,
            ExifTags.GPS.GPSLongitudeRef: "W",
            ExifTags.GPS.GPSLongitude: LONGITUDE,
        }
    )
    small = image.copy()
    small.thumbnail((160, 160))
    thumbnail = io.BytesIO()
    small.save(thumbnail, "JPEG", quality=60)
    return _with_thumbnail(exif.tobytes(), thumbnail.getvalue())


def _with_thumbnail(exif: bytes, thumbnail: bytes) -> bytes:
    """Add the second directory, which holds the thumbnail; Pillow writes only the first.

    Layout: the CIPA DC-008 standard (Exif), section 4.5. After the entries of a directory stands
    the offset of the next one, counted from the TIFF header that follows the six letters "Exif".
    """
    prefix, tiff = exif[:6], bytearray(exif[6:])
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    tiff += b"\0" * (len(tiff) % 2)
    second = len(tiff)
    struct.pack_into(f"{order}I", tiff, first + 2 + 12 * entries, second)
    data_at = second + 2 + 3 * 12 + 4
    tiff += struct.pack(f"{order}H", 3)
    tiff += struct.pack(f"{order}HHIHH", ExifTags.Base.Compression, 3, 1, 6, 0)
    for tag, value in ((0x0201, data_at), (0x0202, len(thumbnail))):
        tiff += struct.pack(f"{order}HHII", tag, 4, 1, value)
    tiff += struct.pack(f"{order}I", 0)
    return prefix + bytes(tiff) + thumbnail
