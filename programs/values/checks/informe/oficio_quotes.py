"""What pages show of the words around an oficio: up to the next one, which is another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps

from programs.values.checks.finding import PlacedFinding
from programs.values.quoted import CUT
from programs.values.wording.oficios import oficios_of
from programs.values.written import Written

_Find = Callable[[Written], Iterator[PlacedFinding]]

_KIND = 16  # signs before a number: "El memorándum "
# What leads to the next one: "y con el".
_JOINT = re.compile(
    r"(?:[\s,;]{1,3}(?:y|e|con|el|la|los|por|mediante|en|del?|como|así)\b){0,6}[\s,;]*$"
)
_STOP = re.compile(r"[.;,](?=\s)")


def shown_of(quote: str, message: str) -> str:
    """Return a quote up to the oficio behind the one that a message names, "" for none behind.

    What was read stays as it is: a reason that was given for it stands.
    """
    mentions = oficios_of(quote, None)
    for own, after in zip(mentions, mentions[1:], strict=False):
        if own.number not in message[: len(own.number) + _KIND]:
            continue
        between = quote[own.closes : after.opens]
        stops = [found.start() for found in _STOP.finditer(between)]
        end = own.closes + (stops[-1] if stops else len(between))
        ends = quote[end : end + 1] == "."
        return f"{_JOINT.sub('', quote[:end])}{'.' if ends else CUT}"
    return ""


def shown_alone(find: _Find) -> _Find:
    """Return a check of oficios whose findings show the words of their own one alone."""

    @wraps(find)
    def alone(written: Written) -> Iterator[PlacedFinding]:
        for each in find(written):
            yield replace(each, shown=shown_of(each.finding.quote, each.finding.message))

    return alone
