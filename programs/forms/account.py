"""Forms of one's own account: to sign in and to change the password."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, LayoutObject, Submit
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.backends import INACTIVE, TooManyTries
from programs.forms.invitacion import SaidWhereChosen
from programs.models import User
from programs.services.account import try_begin, try_won

# Tells password managers whose password this is; the view does not read it.
ACCOUNT_NAME = (
    '<input type="text" value="{{ user.get_username }}" autocomplete="username" hidden readonly>'
)
BACK = (
    "{% if not user.must_change_password %}"
    '<a class="btn btn-link" href="{% url \'home\' %}">Regresar sin cambiarla</a>'
    "{% endif %}"
)


def _helper(*layout: LayoutObject | str) -> FormHelper:
    helper = FormHelper()
    helper.form_action = ""  # the same address, with its `next`
    helper.attrs = {"novalidate": "", "data-every-try-counts": ""}
    helper.layout = Layout(*layout)
    return helper


def prove_password(
    person: User,
    password: str,
    address: str,
    wrong: str = "La contraseña no es esa. Escríbala otra vez.",
) -> None:
    """Refuse a password that is not the person's, and wait as at the log-in.

    Whoever finds an open page guesses too. `address` is that of the browser; raises
    `ValidationError`.
    """
    name = person.get_username()
    wait = try_begin(name, address, now=timezone.now())
    if wait:
        raise TooManyTries(wait)
    if not person.check_password(password):
        raise ValidationError(wrong, code="password_incorrect")
    try_won(name, address, now=timezone.now())


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


class OwnPasswordForm(SaidWhereChosen, PasswordChangeForm):
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
        """Refuse a wrong one, and wait as at the log-in."""
        password: str = self.cleaned_data["old_password"]
        wrong = str(self.error_messages["password_incorrect"])
        prove_password(self.user, password, self.address, wrong)
        return password

    def clean_new_password1(self) -> str:
        """Refuse the present one: who has to change it would keep what somebody else knows."""
        password: str = self.cleaned_data["new_password1"]
        if password and password == self.data.get("old_password"):
            raise ValidationError("La contraseña nueva es la actual. Elija otra.")
        return password
