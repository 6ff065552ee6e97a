"""Numbers that say when, and count nothing: "en los dos trimestres anteriores se dieron…"."""

import re

_SPANS = re.compile(
    r"(?:ultim[oa]s\s|primer[oa]s\s|otr[oa]s\s)?(?:dias|semanas|quincenas|meses|bimestres|trimestres"
    r"|cuatrimestres|semestres|anos|ejercicios|periodos)\b(?!\s(?:de\s(?!ano\b)|para\s))"
)
_WHEN = re.compile(
    r"\b(?:en|durante|desde|hace|tras|por|entre|del?|al\scabo\sde|a\slo\slargo\sde|dentro\sde)\s"
    r"(?:(?:l[oa]s|est[oa]s|es[oa]s|dich[oa]s|tod[oa]s|sus|otr[oa]s|ultim[oa]s|primer[oa]s)\s){0,3}$"
)


def tells_when(noun: str, before: str) -> bool:
    """Tell whether a number with this noun says when, by the folded words before it."""
    return _SPANS.match(noun) is not None and _WHEN.search(before[-60:]) is not None
