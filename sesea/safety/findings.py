"""The form of what the checks of the start find."""

from django.core.checks import Error

# One tag for all, by which who serves asks for them and for no other check.
SAFETY = "safety"


def refusal(number: int, sentence: str, hint: str) -> Error:
    """Return a finding that no command passes over: what is wrong, and what to do."""
    return Error(sentence, hint=hint, id=f"sesea.E{number:03}")
