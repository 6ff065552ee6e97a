"""The colours of a received picture, turned into those that every screen and print shows.

A copy is eight bits deep, in sRGB, on white. What a file says of its own colours (depth, profile,
gamma, transparency) is applied; what it says wrongly is ignored, because the picture can be seen
all the same.
"""

import io
from collections.abc import Callable

from PIL import Image, ImageCms

from programs.values.given import given

DEEP = {"I;16", "I;16B", "I;16L", "I"}
GREY = {"1", "L", "LA", *DEEP}
# The mode in which littlecms reads the colours of a profile.
MODE_OF_SPACE = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
# From 16 bits to 8, exact at both ends.
TO_EIGHT_BITS = [(value * 255 + 32767) // 65535 for value in range(65536)]
# A PNG of this gamma is one of the usual screen: sRGB, near enough.
SCREEN_GAMMA, SAME_GAMMA = 1 / 2.2, 0.02
GAMMAS = (0.1, 4)
# What littlecms and its reader raise for a profile that makes no sense.
BAD_PROFILE = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def srgb_converter(image: Image.Image, *, bits: int) -> Callable[[Image.Image], Image.Image]:
    """Return what turns a part of a picture into RGB in sRGB, without transparency, on white.

    `bits` is the depth of one channel in the file; the part has the picture's own mode.
    """
    transparent = _transparent(image, bits)
    profile = _profile_transform(image)
    gamma = None if profile else _gamma_table(image)

    def convert(part: Image.Image) -> Image.Image:
        colors, alpha = _split(part, transparent)
        if profile:
            mode, transform = profile
            colors = given(ImageCms.applyTransform(colors.convert(mode), transform))
        elif gamma:
            colors = colors.point(gamma * len(colors.getbands()))
        colors = colors.convert("RGB")
        if alpha is None:
            return colors
        ground = Image.new("RGB", colors.size, "white")
        ground.paste(colors, mask=alpha)
        return ground

    return convert


def _profile_transform(
    image: Image.Image,
) -> tuple[str, ImageCms.ImageCmsTransform] | None:
    """Return (mode, transform) of the embedded profile to sRGB; None without a usable one."""
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        mode = MODE_OF_SPACE.get(profile.profile.xcolor_space.strip())
        if mode is None or not _fits(image, mode):
            return None
        transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
    except BAD_PROFILE:
        return None
    return mode, transform


def _fits(image: Image.Image, mode: str) -> bool:
    """Tell whether a profile of this mode can speak of the picture: greys have RGB ones too."""
    if image.mode == "CMYK" or mode == "CMYK":
        return image.mode == mode
    return mode == "RGB" or image.mode in GREY


def _gamma_table(image: Image.Image) -> list[int] | None:
    """Return the 256 values in sRGB of a PNG that says only its gamma; None for the usual one."""
    gamma = image.info.get("gamma")
    if gamma is None or "srgb" in image.info or not GAMMAS[0] <= gamma <= GAMMAS[1]:
        return None
    if abs(gamma - SCREEN_GAMMA) < SAME_GAMMA:
        return None
    return [round(255 * _srgb_encoded((value / 255) ** (1 / gamma))) for value in range(256)]


def _srgb_encoded(light: float) -> float:
    """Return the sRGB value, 0 to 1, of an amount of light, 0 to 1 (IEC 61966-2-1)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _transparent(image: Image.Image, bits: int) -> int | tuple[int, ...] | None:
    """Return the one colour that a PNG leaves transparent, in the depth of the opened picture."""
    color: int | tuple[int, ...] | bytes | None = image.info.get("transparency")
    if isinstance(color, int) and image.mode in {"1", "L"}:
        return color * 255 // ((1 << bits) - 1)
    if isinstance(color, tuple) and bits == 16:
        # Pillow keeps the high byte of a deep colour.
        return tuple(value >> 8 for value in color)
    return color if isinstance(color, (int, tuple)) else None


def _split(
    part: Image.Image, transparent: int | tuple[int, ...] | None
) -> tuple[Image.Image, Image.Image | None]:
    """Return the colours (L, RGB or CMYK, eight bits) and the opacity, None where all is opaque."""
    if part.mode in DEEP:
        whole = part.convert("I")
        alpha = None
        if isinstance(transparent, int):
            alpha = whole.point([255 * (value != transparent) for value in range(65536)], "L")
        return whole.point(TO_EIGHT_BITS, "L"), alpha
    if part.mode in {"1", "L"}:
        grey = part.convert("L")
        if not isinstance(transparent, int):
            return grey, None
        return grey, grey.point([255 * (value != transparent) for value in range(256)])
    if part.mode == "LA":
        return part.getchannel("L"), part.getchannel("A")
    if part.mode == "RGB" and isinstance(transparent, tuple):
        part.info["transparency"] = transparent
    if part.mode in {"RGBA", "PA"} or "transparency" in part.info:
        whole = part.convert("RGBA")
        return whole.convert("RGB"), whole.getchannel("A")
    return (part if part.mode == "CMYK" else part.convert("RGB")), None
