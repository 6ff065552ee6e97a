"""How long ago something was, and how many days: the one wording of pages, e-mails and the tablero.

A sentence says it once: beside it, a second thing is told by its date.
"""


def days_words(days: int) -> str:
    """So many days: "1 día", "4 días"."""
    return f"{days} {'día' if days == 1 else 'días'}"


def ago_words(days: int) -> str:
    """How long ago a day was: "hoy" (also of a day to come), "ayer", "hace 4 días"."""
    if days < 1:
        return "hoy"
    return "ayer" if days == 1 else f"hace {days_words(days)}"
