"""Pictures that the tests make: as a phone makes them, and as an attacker does."""

import io
import struct

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


def profile(
    *, space: bytes = b"RGB ", primaries: tuple = (), gamma: float = 2.2, kind: bytes = b"mntr"
) -> bytes:
    """Return an ICC profile (version 2) of a screen: one gamma and, in colour, its primaries.

    `primaries` are the XYZ of red, green and blue, adapted to D50, as `P3` and `ADOBE` below.
    """

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def place(xyz: tuple[float, float, float]) -> bytes:
        return b"XYZ " + bytes(4) + b"".join(number(value) for value in xyz)

    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    tags = {b"wtpt": place((0.9642, 1.0, 0.8249)), b"desc": b"desc" + bytes(86)}
    if space == b"GRAY":
        tags[b"kTRC"] = curve
    for letter, xyz in zip((b"r", b"g", b"b"), primaries, strict=False):
        tags |= {letter + b"XYZ": place(xyz), letter + b"TRC": curve}
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", 128 + 4 + 12 * len(tags) + len(body), len(data))
        body += data
    head = bytes(4) + b"lcms\x02\x10\x00\x00" + kind + space + b"XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + number(0.9642) + number(1.0) + number(0.8249)
    whole = head.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


# Display P3 and Adobe RGB (1998): the XYZ of their primaries adapted to D50.
P3 = ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))
ADOBE = ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))
