"""Form of a function that was asked for and is not given."""

from django import forms

from programs.received.fields import TextField
from programs.services.personas import WHY_NOT

LONGEST = 200


class RefusalForm(forms.Form):
    """Why a function is not given, for who asked for it."""

    reason = TextField(
        max_length=LONGEST,
        error_messages={
            "required": WHY_NOT,
            "max_length": f"Escriba el motivo en {LONGEST} letras o menos.",
        },
    )
