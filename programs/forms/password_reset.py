"""Form of a forgotten password: whose it is."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.http import QueryDict

from programs.received.fields import TextField

BACK = '<a class="btn btn-link" href="{% url \'account_login\' %}">Regresar</a>'


class ForgottenForm(forms.Form):
    """The name of an account, or the e-mail that planeación wrote in it."""

    account = TextField(
        label="Su cuenta o su correo",
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Escriba su cuenta o su correo."},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.form_action = ""
        self.helper.attrs = {"novalidate": "", "data-every-try-counts": ""}
        act = Submit("send", "Enviarme un enlace")
        self.helper.layout = Layout("account", Div(act, HTML(BACK), css_class="form-actions"))
