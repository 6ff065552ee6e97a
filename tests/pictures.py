"""Pictures that the tests make: as a phone makes them, and as an attacker does."""

import io

from PIL import Image

ORIENTATION, MAKE, MODEL, GPS_IFD = 0x0112, 0x010F, 0x0110, 0x8825


def jpeg(width: int = 1600, height: int = 1200, *, orientation: int = 1, color="#557799") -> bytes:
    """Return a JPEG with a phone's EXIF: make, model, place and orientation."""
    image = Image.new("RGB", (width, height), color)
    image.paste("#cc3333", (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE], exif[MODEL] = "Telefono", "Modelo-7"
    place = exif.get_ifd(GPS_IFD)
    place[1], place[2] = "N", (16.0, 45.0, 11.0)
    place[3], place[4] = "W", (93.0, 6.0, 56.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, quality=80)
    return buffer.getvalue()
