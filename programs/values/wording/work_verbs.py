"""The verb of the work that a meta counts: "se supervisaron tres farmacias" are supervisiones.

Source: the narratives of section 2.2 of the domain document.
"""

import re
from collections.abc import Iterable

# What is checked is checked once each: 22 fracciones that are brought up to date are no 22 updates.
_CHECKS = ("superv", "inspec", "verific", "audit", "revis", "evalu", "fiscal")
_VERB = re.compile(
    r"\b(?:se\s|fueron\s|hemos\s|han?\s)"
    r"(?P<verb>[a-z\u00f1]{6,}(?:aron|ieron|o|ad[oa]s?|id[oa]s?))\b"
)


def does_work(heads: Iterable[str], before: str) -> bool:
    """Tell whether the last verb before a count is that of what is counted.

    `heads` are the stems of a unit, `before` the folded words of the sentence up to the count.
    """
    verbs = [found["verb"] for found in _VERB.finditer(before)]
    return bool(verbs) and any(
        verbs[-1].startswith(root) and any(head.startswith(root) for head in heads)
        for root in _CHECKS
    )
