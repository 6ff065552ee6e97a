"""Texts as they are compared: what people mean by them, however they wrote it."""

import unicodedata


def plain(value: object) -> str:
    """Return a text for comparing: without accents, capitals or spare spaces."""
    text = unicodedata.normalize("NFKD", str(value if value is not None else ""))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(text.casefold().split())
