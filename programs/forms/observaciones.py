"""Forms with which an área attends what was observed."""

from django import forms

from programs.errors import EXPIRED
from programs.forms.captura import VersionedForm
from programs.received.fields import TextField
from programs.received.limits import MAX_PROSE


class AnswerForm(VersionedForm):
    """How an observation was attended. Empty where what was observed did change since."""

    answer = TextField(label="¿Cómo la atendió?", required=False, max_length=MAX_PROSE)


class AcceptForm(VersionedForm):
    """The explicit word that the proposed text takes the place of the área's, as it was read."""

    block_version = forms.IntegerField(
        min_value=1,
        widget=forms.HiddenInput,
        error_messages={"required": EXPIRED, "invalid": EXPIRED},
    )
