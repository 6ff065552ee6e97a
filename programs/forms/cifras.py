"""Forms of the numbers of a text that are tied to data."""

from django import forms

from programs.forms.captura import VersionedForm
from programs.received.fields import TextField
from programs.values.tied import is_source

NO_FIGURE = "Elija una cifra de la lista."
NO_TEXT = "Elija en qué texto va la cifra."
MAX_SOURCE = 120
MAX_NUMBER = 40


class InsertForm(forms.Form):
    """The figure to insert, and the text that gets it."""

    source = TextField(label="Cifra", max_length=MAX_SOURCE, error_messages={"required": NO_FIGURE})
    text = forms.IntegerField(
        label="Texto",
        min_value=1,
        max_value=10**15,
        error_messages={"required": NO_TEXT, "invalid": NO_TEXT},
    )

    def clean_source(self) -> str:
        """Refuse what is the name of no source."""
        return _source(self.cleaned_data["source"])


class TieForm(VersionedForm):
    """A number of a text: where it stands, and the figure to tie it to, "" to leave it as text."""

    at = forms.IntegerField(min_value=0, max_value=10**6)
    number = TextField(max_length=MAX_NUMBER, required=False)
    source = TextField(max_length=MAX_SOURCE, required=False)

    def clean_source(self) -> str:
        """Refuse what is the name of no source."""
        source = self.cleaned_data["source"]
        return _source(source) if source else ""


def _source(text: str) -> str:
    if not is_source(text):
        raise forms.ValidationError(NO_FIGURE)
    return text
