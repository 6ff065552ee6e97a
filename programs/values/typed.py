"""What people write, read: numbers as in Mexico, where commas group thousands; words by the word.

The one reader of typed and imported numbers: capture, Administración and sheets ask here, so that
the same text is the same quantity everywhere. Plain values in, plain values out.
"""

import re
import unicodedata
from decimal import Decimal

from programs.received.signs import visible
from programs.values.phrases import number_text

BLANKS = "Hay espacios entre las cifras. Escriba un solo número, por ejemplo 1,250."
NUMBERS_ONLY = "Escriba la cantidad con números, por ejemplo 12."
_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)?(?:\.\d+)?")
# "12,5", and "0,500" too: no group of thousands follows a zero.
DECIMAL_COMMA = re.compile(r"\d*,(?:\d{1,2}|\d{4,})|0\d*,\d{3}")
# A single group of thousands looks the same as three decimals; two or more are no decimal.
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}")
# Groups of thousands with a blank between them, as the official norm of Mexico has them.
_SPACED = re.compile(r"[+−-]?[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?%?")
_DIGITS_AND_BLANKS = re.compile(r"[\d.,% ]+")
_SIGN_APART = re.compile(r"(?<=^[+−-]) | (?=%$)")
_THOUSAND = Decimal(1000)


class NotANumber(ValueError):
    """A text that is no quantity. The message is the sentence that says how to write it."""


def plain(value: object) -> str:
    """Return a text for comparing: without accents, capitals, spare spaces or signs unseen."""
    text = visible(str(value if value is not None else ""))
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(text.casefold().split())


def without_zeros(value: Decimal) -> Decimal:
    """Return the same quantity without the zeros that a column adds: 4, not 4.0000."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def bare(text: str) -> str:
    """Return a typed number without spaces, which some write between groups of three digits.

    Any other stays: "1 2 3" is three numbers, or one that was mistyped.
    """
    text = _SIGN_APART.sub("", " ".join(visible(text).split()))
    return text.replace(" ", "") if _SPACED.fullmatch(text) else text


def read_number(text: str) -> Decimal:
    """Return the quantity of a text such as "1,234.5", not negative.

    Raises `NotANumber` for anything else: "1.000.000" has no reading as a decimal and is refused,
    rather than guessed.
    """
    text = bare(text)
    if " " in text and _DIGITS_AND_BLANKS.fullmatch(text):
        raise NotANumber(BLANKS)
    if DECIMAL_COMMA.fullmatch(text):
        raise NotANumber(
            "Escriba los decimales con punto, por ejemplo 12.5, o los miles como 1,250."
        )
    if _GROUPS.fullmatch(text):
        digits = text.replace(".", "")
        raise NotANumber(
            f"El punto separa decimales. Escriba los miles con coma o sin separar: "
            f"{number_text(Decimal(digits))} o {digits}."
        )
    if not text or not _NUMBER.fullmatch(text):
        raise NotANumber(NUMBERS_ONLY)
    return Decimal(text.replace(",", ""))


def thousands_doubt(text: str, kept: str = "se guardó") -> str:
    """Return the question of a number whose point may have been meant for thousands, or "".

    "1.000" is read as 1 and could be one thousand; "84 177" is one number and could be two, and
    "84 177 261" three: the official norm groups with blanks, and so does who types in a hurry.
    `kept` says what happens with what was read.
    """
    typed = _SIGN_APART.sub("", " ".join(text.split()))
    text = bare(text).removesuffix("%").lstrip("+-−")
    if " " in typed and _SPACED.fullmatch(typed):
        amount = number_text(Decimal(text))
        several = "dos" if typed.count(" ") == 1 else "varios"
        return f"Escribió {typed}: {kept} {amount}. Si son {several} números, escriba solo uno."
    if not _ONE_GROUP.fullmatch(text):
        return ""
    meant = Decimal(text.replace(".", ""))
    word = "mil" if meant == _THOUSAND else number_text(meant)
    return (
        f"Escribió {text}: {kept} {number_text(Decimal(text))}. "
        f"Si quiso decir {word}, escriba {meant}."
    )
