"""What a hidden cell says of the row that the words beside it name.

It holds the clave of that row with a sign of the words. As long as the words are those that were
written, it is that row, also where it was worded anew meanwhile; other words name another row.
"""

from hashlib import sha256

from programs.values.typed import plain


def link_of(clave: str, words: str) -> str:
    """Return what the hidden cell holds, "" for no row."""
    return f"{clave} {_sign(words)}" if clave else ""


def linked(hidden: str, words: str) -> str:
    """Return the clave that a hidden cell holds, "" where the words beside it are others."""
    clave, _, sign = hidden.partition(" ")
    return clave if sign == _sign(words) else ""


def _sign(words: str) -> str:
    return sha256(plain(words).encode()).hexdigest()[:6]
