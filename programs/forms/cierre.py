"""Forms of the closing of a quarter, and of its reopening."""

from typing import Any

from django import forms

from programs.forms.plazos import PeriodForm, reason_field
from programs.models import Trimestre
from programs.received.fields import TextField
from programs.received.limits import MAX_REASON
from programs.services.cierre import typed_name


class CloseForm(PeriodForm):
    """The typed confirmation of a closing, and why it is closed with something missing."""

    missing_reason = reason_field("¿Por qué se cierra?", "", MAX_REASON)
    typed = TextField(
        max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "typed-name"})
    )

    def __init__(self, *args: Any, trimestre: Trimestre, missing: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = typed_name(trimestre)
        field = self.fields["typed"]
        field.label = f"Para confirmar, escriba {self.name}"
        field.error_messages["required"] = f"Para cerrar escriba {self.name}."
        field.error_messages["max_length"] = field.error_messages["required"]
        if not missing:
            del self.fields["missing_reason"]
            self.helper.layout.fields.remove("missing_reason")
        if missing:
            which = "la línea que falta" if missing == 1 else f"las {missing} líneas que faltan"
            self.fields["missing_reason"].label = f"¿Por qué se cierra sin validar {which}?"
            required = f"Escriba por qué se cierra sin validar {which}."
            self.fields["missing_reason"].error_messages["required"] = required

    def clean_typed(self) -> str:
        """Refuse any other text, capitals and blanks apart."""
        typed = " ".join(self.cleaned_data["typed"].split()).upper()
        if typed != self.name:
            raise forms.ValidationError(f"Para cerrar escriba {self.name}.")
        return typed


class ReopenForm(PeriodForm):
    """Why a closed quarter is opened again."""

    reason = reason_field(
        "Motivo de la reapertura",
        "Escriba por qué se reabre el trimestre.",
        MAX_REASON,
        help_text="Queda en el libro de actos.",
    )
