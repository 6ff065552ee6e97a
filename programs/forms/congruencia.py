"""The form of why something that was found is right: in a plan or in a quarter."""

from typing import Any

from django import forms

from programs.errors import EXPIRED
from programs.received.fields import TextField

# Letters of the shortest sentence that tells why: who audits reads it years later.
FEWEST_LETTERS = 8
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
        if sum(sign.isalnum() for sign in reason) < FEWEST_LETTERS:
            raise forms.ValidationError(TOO_SHORT)
        return reason
