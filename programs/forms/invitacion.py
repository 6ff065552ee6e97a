"""Form of an invitation: the first password of an account."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django.contrib.auth.forms import SetPasswordForm, SetPasswordMixin

from programs.models import User

# Tells password managers whose password this is; the view does not read it.
ACCOUNT_NAME = (
    '<input type="text" value="{{ form.user.get_username }}" autocomplete="username" hidden '
    "readonly>"
)


class SaidWhereChosen(SetPasswordMixin):
    """What a new password lacks is said where it is chosen, not where it is repeated."""

    def validate_password_for_user(
        self, user: User, password_field_name: str = "new_password1"
    ) -> None:
        """Check the password of the first field, whichever Django names."""
        super().validate_password_for_user(user, "new_password1")


class FirstPasswordForm(SaidWhereChosen, SetPasswordForm):
    """A password, twice."""

    error_messages = {
        "password_mismatch": "Las dos contraseñas son distintas. Escríbalas iguales.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "new_password1": ("Contraseña", "Escriba su contraseña."),
            "new_password2": ("Contraseña, otra vez", "Escriba otra vez su contraseña."),
        }
        for name, (label, missing) in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = missing
        self.fields[
            "new_password1"
        ].help_text = "Al menos 12 caracteres. No use su nombre, una palabra común ni solo números."
        self.fields["new_password2"].help_text = ""
        self.helper = FormHelper()
        self.helper.form_action = ""
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            HTML(ACCOUNT_NAME),
            *labels,
            Div(Submit("enter", "Guardar y entrar"), css_class="form-actions"),
        )
