"""Forms of a plan's review: an observation, its answer, and the reason of what was found."""

from typing import Any

from django import forms

from programs.errors import EXPIRED
from programs.forms.captura import VersionedForm
from programs.received.fields import TextField

TARGETS = ("plan", "linea", "tarea")


class PlanObservationForm(forms.Form):
    """What a person observes in a part of the plan; `key` was made with the page."""

    part = TextField(max_length=40, error_messages={"required": EXPIRED})
    key = TextField(max_length=60, error_messages={"required": EXPIRED})
    text = TextField(
        label="Observación", error_messages={"required": "Escriba la observación."}
    )  # fmt: skip

    def clean_part(self) -> tuple[str, int]:
        """Return the kind of part and its id, 0 for the plan as a whole."""
        kind, _, number = self.cleaned_data["part"].partition("-")
        whole = kind == "plan" and not number
        if not whole and (kind not in TARGETS[1:] or not number.isascii() or not number.isdigit()):
            raise forms.ValidationError(EXPIRED)
        return kind, int(number or 0)


class PlanTextForm(VersionedForm):
    """The words of an observation that was not sent, or of its answer."""

    text = TextField(error_messages={"required": "Escriba unas palabras."})


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
