"""Forms of what is known about a picture."""

from dataclasses import fields

from django import forms

from programs.received.fields import TextField
from programs.services.figuras import FigureFlags

ANSWERS = fields(FigureFlags)


class FigureForm(forms.Form):
    """What a picture shows, who is seen in it, and whether and why it prints."""

    alt = TextField(label="¿Qué se ve?", required=False, max_length=300)
    shows_people = forms.BooleanField(label="Se ve a personas identificables", required=False)
    shows_minors = forms.BooleanField(label="Se ve a menores de edad", required=False)
    in_informe = forms.BooleanField(label="Sale en el informe", required=False)
    informe_reason = TextField(
        label="Por qué puede salir en el informe", required=False, max_length=300
    )
    version = forms.IntegerField(required=True, min_value=0)

    @property
    def flags(self) -> FigureFlags:
        """What was answered, of a form that is valid."""
        return FigureFlags(**{field.name: self.cleaned_data[field.name] for field in ANSWERS})
