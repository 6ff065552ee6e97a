"""Reads what the forms of the months send of quantities, whose rows are named "q12".

`w-q12-6` holds what the page showed, as a JSON list [version, done, reason]; `d-q12-6` is the
quantity; only the list and the confirmation send `c-q12-6` (a common reason) and `r-q12-6` (its
own words).
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from programs.errors import DomainError
from programs.forms.captura import QuantityField
from programs.forms.meses import UNREADABLE, reason_of, text_of, typed_of, whole
from programs.received.sent_json import json_read
from programs.selectors.month_numbers import QUANTITY_KEY
from programs.services.cantidades import QuantityChange

FIELD = QuantityField()


def quantity_changes_of(post: QueryDict) -> list[QuantityChange]:
    """Return the months of quantities that a person changed.

    What cannot be read as a quantity is a change with its sentence. Raises `DomainError` for what
    no page of ours sends.
    """
    try:
        if "changes" in post:
            rows = json_read(post.get("changes", ""))
            return [
                _change(row["t"], whole(row["m"]), row["s"], row.get("r", ""), whole(row["v"]))
                for row in rows
                if str(row["t"]).startswith(QUANTITY_KEY)
            ]
        found = (
            _plain(post, name.removeprefix("w-"), post.get(name, ""))
            for name in post
            if name.startswith(f"w-{QUANTITY_KEY}")
        )
        return [change for change in found if change]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DomainError(UNREADABLE) from error


def quantity_answers_of(post: QueryDict, month: int) -> list[QuantityChange]:
    """Return what the confirmation says of each blank quantity."""
    answers = []
    for name in post:
        row = name.removeprefix("d-")
        if name == row or not _is_key(row):
            continue
        done, reason = typed_of(post, name), reason_of(post, row)
        version = post.get(f"v-{row}", "")
        if done or reason:
            seen = int(version) if version.isdecimal() and len(version) < 9 else 0
            answers.append(_change(row, month, done, reason, seen))
    return answers


def _is_key(row: str) -> bool:
    number = row.removeprefix(QUANTITY_KEY)
    return number != row and number.isascii() and number.isdecimal() and len(number) < 19


def _plain(post: QueryDict, place: str, raw: str) -> QuantityChange | None:
    """Return what a plain form changed in one month, or None where it left it as it was."""
    row, month = place.split("-")
    version, done, reason = json_read(raw)
    typed = typed_of(post, f"d-{place}")
    words = reason_of(post, place) if f"r-{place}" in post else text_of(reason)
    if (typed, words) == (text_of(done), text_of(reason)):
        return None
    return _change(row, whole(int(month)), typed, words, whole(version))


def _change(row: object, month: int, typed: object, reason: object, version: int) -> QuantityChange:
    key = text_of(row)
    if not _is_key(key):
        raise ValueError(key)
    done: Decimal | None = None
    unread = ""
    try:
        done = FIELD.clean(text_of(typed))
    except ValidationError as wrong:
        unread = " ".join(wrong.messages)
    pk = whole(int(key.removeprefix(QUANTITY_KEY)))
    return QuantityChange(pk, month, done, text_of(reason), version, unread)
