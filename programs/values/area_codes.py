"""The clave of an área: one proposed from its name, and how a sheet may change one."""

import re

from programs.received.area_rows import MAX_CODE
from programs.values.typed import plain

# Words that a proposed clave leaves out.
_SMALL = {
    "a",
    "al",
    "con",
    "de",
    "del",
    "e",
    "el",
    "en",
    "la",
    "las",
    "lo",
    "los",
    "para",
    "por",
    "y",
}
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def proposed_code(name: str, taken: set[str]) -> str:
    """Return a clave for a name that nobody of `taken` has: whole words, up to 20 signs."""
    words = re.findall(r"[a-z0-9]+", plain(name))
    words = [word for word in words if word not in _SMALL] or words or ["area"]
    code = words[0][:MAX_CODE]
    for word in words[1:]:
        if len(code) + len(word) + 1 > MAX_CODE:
            break
        code = f"{code}-{word}"
    unique: str = code
    number = 2
    while unique in taken:
        tail = f"-{number}"
        unique, number = f"{code[: MAX_CODE - len(tail)].rstrip('-')}{tail}", number + 1
    return unique


def bare_code(code: str) -> str:
    """Return a clave as a sheet may change it: without the zeros before its figures."""
    return _ZEROS.sub("", code.casefold())
