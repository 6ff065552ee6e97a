"""What may be empty in general and cannot be here: for the reader of the types, and for the rest.

A column is empty until its step is taken; a condition of the table ties it to the state. Where the
state is known, so is the value.
"""

from typing import TypeVar

Value = TypeVar("Value")


def given(value: Value | None) -> Value:
    """Return the value itself; raise ValueError where it is None all the same."""
    if value is None:
        raise ValueError("a value that its state promises is missing")
    return value
