"""Forms of the second factor: a code of it, and the first one, which turns it on."""

from typing import Any

from allauth.mfa.models import Authenticator
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.backends import TooManyTries
from programs.errors import DomainError
from programs.forms.account import prove_password
from programs.models import User
from programs.received.fields import TextField
from programs.services.account import try_begin, try_won
from programs.services.second_factor import WRONG, code_spend, second_factor_start

LONGEST = 20
BACK = '<a class="btn btn-link" href="{% url \'security\' %}">Regresar</a>'
TYPED = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


def _helper(*fields: str, act: str, back: str) -> FormHelper:
    helper = FormHelper()
    helper.form_action = ""  # the same address, with its `next`
    helper.attrs = {"novalidate": "", "data-every-try-counts": ""}
    helper.layout = Layout(*fields, Div(Submit("enter", act), HTML(back), css_class="form-actions"))
    return helper


def _waited_for(person: User, address: str) -> str:
    """Count a try of a code and return its name; `TooManyTries` within its wait.

    As tries of the password, and apart from them: the right password takes none of these back.
    """
    name = f"{person.get_username()}\0codigo"
    wait = try_begin(name, address, now=timezone.now())
    if wait:
        raise TooManyTries(wait, "un código equivocado")
    return name


class CodeForm(forms.Form):
    """A code of the application, or a recovery code; it is spent once it is right."""

    code = TextField(
        label="Código",
        max_length=LONGEST,
        help_text="Los seis dígitos de su aplicación, o uno de sus códigos de recuperación.",
        widget=forms.TextInput(attrs=TYPED),
        error_messages={"required": "Escriba el código.", "max_length": WRONG},
    )
    spent: Authenticator

    def __init__(
        self, *args: Any, person: User, address: str, act: str, back: str = BACK, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.address = person, address
        self.helper = _helper("code", act=act, back=back)

    def clean_code(self) -> str:
        """Spend it, or refuse it and count the try."""
        code: str = self.cleaned_data["code"]
        name, now = _waited_for(self.person, self.address), timezone.now()
        try:
            spent = code_spend(self.person, code, now=now)
        except DomainError as error:
            raise ValidationError(str(error)) from error
        if spent is None:
            raise ValidationError(WRONG)
        try_won(name, self.address, now=now)
        self.spent = spent
        return code


class FirstCodeForm(forms.Form):
    """What turns the second factor on: the password, where there is one, and a code."""

    password = TextField(
        label="Su contraseña",
        strip=False,
        help_text="Para saber que es usted quien está en este equipo.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Escriba su contraseña."},
    )
    code = TextField(
        label="Código que muestra su aplicación",
        max_length=LONGEST,
        widget=forms.TextInput(attrs=TYPED | {"inputmode": "numeric"}),
        error_messages={
            "required": "Escriba los seis dígitos que muestra su aplicación.",
            "max_length": "El código tiene seis dígitos.",
        },
    )

    def __init__(
        self, *args: Any, person: User, address: str, secret: str, back: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.address, self.secret = person, address, secret
        if not person.has_usable_password():
            del self.fields["password"]
        self.order_fields(["code", "password"])
        self.helper = _helper(*self.fields, act="Activar", back=back)

    def clean_password(self) -> str:
        """Refuse a wrong one, and wait as at the log-in."""
        password: str = self.cleaned_data["password"]
        prove_password(self.person, password, self.address)
        return password

    def clean(self) -> dict[str, Any]:
        """Turn it on, where the password is right and the code is the application's."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        now = timezone.now()
        try:
            name = _waited_for(self.person, self.address)
            second_factor_start(self.person, self.secret, cleaned["code"], now=now)
        except DomainError as error:
            raise ValidationError({"code": str(error)}) from error
        try_won(name, self.address, now=now)
        return cleaned
