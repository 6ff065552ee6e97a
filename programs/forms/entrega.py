"""Forms of an área's submission: the declaration, and taking it back."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from programs.forms.captura import VersionedForm
from programs.services.entrega import STATEMENT, UNANSWERED


class SubmitForm(forms.Form):
    """The declaration of who answers for the área; nothing is handed in without it.

    `version` is that of the área's earlier submission, empty before the first one. With `waiting`
    observations that nobody answered, it also asks for the word that they are left so.
    """

    statement = forms.BooleanField(
        label=STATEMENT,
        error_messages={"required": "Marque la declaración para enviar."},
    )
    unanswered = forms.BooleanField(
        label=UNANSWERED,
        error_messages={"required": "Conteste las observaciones, o marque que envía sin hacerlo."},
    )
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, waiting: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not waiting:
            del self.fields["unanswered"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("version", *(["unanswered"] if waiting else []), "statement")


class WithdrawForm(VersionedForm):
    """The explicit word that a submission is taken back."""
