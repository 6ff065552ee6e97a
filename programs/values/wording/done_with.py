"""What is told as done once something ended: "una vez acabado ese trabajo, el 7 de febrero…"."""

import re

_WORK = (
    r"(?:ello|eso|esto|lo\santerior|todo\s(?:ello|eso|esto|lo\santerior)"
    r"|(?:est[ea]|es[ea]|dich[oa])s?\s(?P<that>[a-z]{4,})|(?:la|el|l[oa]s)\s(?P<named>[a-z]{4,}))"
)
_ENDED = r"(?:termin|conclu|acab|finaliz|hech|cerrad|agotad|cumplid|culmin)"
_ONCE_DONE = re.compile(
    rf"(?:^|[.;]\s)(?:y\s)?(?:una\svez\s{_ENDED}[a-z]{{0,3}}[oa]s?"
    rf"|(?:al|tras|luego\sde|despues\sde)\s{_ENDED}[a-z]{{0,2}}r(?:l[oa]s?)?|{_ENDED}[a-z]{{0,3}}[oa]s?)"
    rf"(?:\s{_WORK})?,\s(?:el|con\sfecha|el\sdia)\s$"
)
# What goes on with the same work behind a full stop
_GOES_ON = re.compile(
    r"(?:y\s)?(?:(?:despues|luego|posteriormente|enseguida|en\sseguida|a\scontinuacion|para\sello"
    r"|con\sello|ahi|alli|en\sella|en\sel)\b(?!\sde),?\s)?(?:se|nos|les?|\w{3,}[ai]mos)\b"
)
_ROOT = 5  # letters


def follows_the_end(lead: str, between: str) -> bool:
    """Tell whether what leads to a day tells it as behind the end of the work of the day before.

    "La revisión empezó el 21 de febrero… Una vez acabado ese trabajo, el 7 entregamos el informe."
    """
    once = _ONCE_DONE.search(between)
    if not once or not (once["named"] is None or once["named"][:_ROOT] in lead):
        return False
    return all(_GOES_ON.match(each) for each in between[: once.start()].split(". ")[1:] if each)
