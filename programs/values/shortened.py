"""A long text named by its beginning, in lists, notices and the ledger: the one way to cut it."""


def shortened(text: str, longest: int, tail: str = "") -> str:
    """Return a text of at most so many letters, with "…" where it was cut.

    It is cut between words where one ends near, within a word where only a long one stands there,
    so that two texts that differ in it stay two. `tail` is what follows the "…": it must fit.
    """
    if len(text) <= longest:
        return text
    room = longest - len(tail) - 1
    blank = text.rfind(" ", 0, room + 1)
    end = blank if blank > room * 2 // 3 else room
    return f"{text[:end].rstrip(' ,;:.')}…{tail}"
