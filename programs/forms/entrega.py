"""Forms of an área's submission: the declaration, and taking it back."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from programs.forms.captura import VersionedForm
from programs.services.entrega import STATEMENT


class SubmitForm(forms.Form):
    """The declaration of who answers for the área; nothing is handed in without it.

    `version` is that of the área's earlier submission, empty before the first one.
    """

    statement = forms.BooleanField(
        label=STATEMENT,
        error_messages={"required": "Marque la declaración para enviar."},
    )
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("version", "statement")


class WithdrawForm(VersionedForm):
    """The explicit word that a submission is taken back."""
