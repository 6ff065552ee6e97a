"""Forms of one's own account: to sign in and to change the password."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, LayoutObject, Submit
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils import timezone

from programs.backends import INACTIVE, TooManyTries
from programs.services.account import try_begin, try_won

# Tells password managers whose password this is; the view does not read it.
ACCOUNT_NAME = (
    '<input type="text" value="{{ user.get_username }}" autocomplete="username" hidden readonly>'
)
BACK = '<a class="btn btn-link" href="{% url \'home\' %}">Regresar sin cambiarla</a>'


def _helper(*layout: LayoutObject | str) -> FormHelper:
    helper = FormHelper()
    helper.form_action = ""  # the same address, with its `next`
    helper.attrs = {"novalidate": "", "data-every-try-counts": ""}
    helper.layout = Layout(*layout)
    return helper


class SignInForm(AuthenticationForm):
    """Name of the account and password. One sentence for all that does not match."""

    error_messages = {
        "invalid_login": "La cuenta y la contraseña no coinciden. Revise las mayúsculas "
        "e intente otra vez.",
        "inactive": INACTIVE,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label = "Cuenta"
        name.error_messages["required"] = "Escriba el nombre de su cuenta."
        name.widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})
        password.label = "Contraseña"
        password.error_messages["required"] = "Escriba su contraseña."
        self.helper = _helper("username", "password", Submit("enter", "Entrar"))


class OwnPasswordForm(PasswordChangeForm):
    """Change of one's own password."""

    error_messages = {
        "password_incorrect": "La contraseña actual no es esa. Escríbala otra vez.",
        "password_mismatch": "Las dos contraseñas nuevas son distintas. Escríbalas iguales.",
    }

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        labels = {
            "old_password": ("Contraseña actual", "Escriba su contraseña actual."),
            "new_password1": ("Contraseña nueva", "Escriba la contraseña nueva."),
            "new_password2": ("Contraseña nueva, otra vez", "Escriba otra vez la nueva."),
        }
        for name, (label, missing) in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = missing
        self.fields[
            "new_password1"
        ].help_text = "Al menos 12 caracteres. No use su nombre, una palabra común ni solo números."
        self.fields["new_password2"].help_text = ""
        self.helper = _helper(
            HTML(ACCOUNT_NAME),
            *labels,
            Div(Submit("enter", "Cambiar contraseña"), HTML(BACK), css_class="form-actions"),
        )

    def clean_old_password(self) -> str:
        """Refuse a wrong one, and wait as at the log-in: whoever finds an open page guesses too."""
        name = self.user.get_username()
        wait = try_begin(name, self.address, now=timezone.now())
        if wait:
            raise TooManyTries(wait)
        password = super().clean_old_password()
        try_won(name, self.address, now=timezone.now())
        return password
