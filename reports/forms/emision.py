"""Forms of issuing: the confirmation, and the scan of the signed copy."""

from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from programs.errors import EXPIRED
from programs.received.fields import TextField


class _OneButton(forms.Form):
    """A form of its own address, whose one button says what happens."""

    def __init__(self, *args: Any, action: str, button: str, style: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            *self.fields,
            Div(StrictButton(button, type="submit", css_class=style), css_class="form-actions"),
        )


class IssueForm(_OneButton):
    """The confirmation of what the page showed, by its fingerprint."""

    seen = TextField(max_length=64, widget=forms.HiddenInput, error_messages={"required": EXPIRED})


class SignedForm(_OneButton):
    """The scan of a signed copy; its content is judged by who keeps it."""

    scan = forms.FileField(
        label="Copia firmada, escaneada",
        help_text="PDF de hasta 20 MB, sin contraseña.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={
            "required": "Elija el archivo de la copia firmada.",
            "empty": "El archivo está vacío. Elija otro.",
        },
    )
