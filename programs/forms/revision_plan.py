"""Forms of a plan's review: an observation and its answer."""

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
