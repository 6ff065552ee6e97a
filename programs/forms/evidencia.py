"""Forms of what is known about a picture."""

from django import forms

from programs.received.fields import TextField
from programs.services.bloques import FigureFlags


class FigureForm(forms.Form):
    """What a picture shows, and what must be known before anyone publishes it."""

    alt = TextField(label="¿Qué se ve?", required=False, max_length=300)
    shows_people = forms.BooleanField(label="Se ve a personas identificables", required=False)
    shows_minors = forms.BooleanField(label="Se ve a menores de edad", required=False)
    publishable = forms.BooleanField(label="Se puede publicar", required=False)
    version = forms.IntegerField(required=True, min_value=0)

    @property
    def flags(self) -> FigureFlags:
        """The three answers, of a form that is valid."""
        values = self.cleaned_data
        return FigureFlags(values["shows_people"], values["shows_minors"], values["publishable"])
