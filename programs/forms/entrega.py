"""Forms of an área's submission: the declaration, taking it back, and answering observations."""

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


class AnswerForm(VersionedForm):
    """How an observation was attended. Empty where what was observed did change since."""

    answer = forms.CharField(label="¿Cómo la atendió?", required=False, max_length=4000)


class AcceptForm(VersionedForm):
    """The explicit word that the proposed text takes the place of the área's."""
