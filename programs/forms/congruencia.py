"""The form of why something that was found is right: in a plan or in a quarter."""

from typing import Any

from django import forms

from programs.errors import EXPIRED
from programs.received.fields import TextField
from programs.received.signs import visible

# Signs of the shortest sentence that tells why, and different letters in it: "12345678" and
# "xxxxxxxx" tell nothing to who audits it years later.
FEWEST_SIGNS, FEWEST_LETTERS = 8, 4
TOO_SHORT = "Explique con una frase por qué es correcto."


class FindingForm(forms.Form):
    """Why something that a check found is right; the fingerprint is of what the person read."""

    code = TextField(max_length=20, error_messages={"required": EXPIRED})
    subject = TextField(max_length=40, error_messages={"required": EXPIRED})
    fingerprint = TextField(max_length=16, error_messages={"required": EXPIRED})
    reason = TextField(
        label="Por qué es correcto",
        max_length=300,
        error_messages={
            "required": "Escriba por qué es correcto.",
            "max_length": "Escriba el motivo en 300 caracteres o menos.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean_reason(self) -> str:
        """Refuse what explains nothing: a letter, or signs that nobody sees."""
        reason: str = self.cleaned_data["reason"]
        seen = visible(reason)
        letters = {sign for sign in seen.casefold() if sign.isalpha()}
        if sum(map(str.isalnum, seen)) < FEWEST_SIGNS or len(letters) < FEWEST_LETTERS:
            raise forms.ValidationError(TOO_SHORT)
        return reason
