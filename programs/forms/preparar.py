"""Forms of Preparar la institución: the first one, and one for each step that is a form."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify

from programs.forms.institucion import EmblemField
from programs.models import Institucion, Programa
from programs.received.fields import TextField
from programs.selectors.preparar import DEADLINES, NAMES, THRESHOLDS
from programs.services.preparar import mark_of
from programs.values.months import MONTHS
from programs.values.phrases import month_name
from programs.values.word_samples import GROUPS
from programs.values.words import WORDS, why_not

# The thirty-two, as the Constitution calls them (article 43).
ENTIDADES = (
    "Aguascalientes", "Baja California", "Baja California Sur", "Campeche", "Chiapas", "Chihuahua",
    "Ciudad de México", "Coahuila de Zaragoza", "Colima", "Durango", "Guanajuato", "Guerrero",
    "Hidalgo", "Jalisco", "México", "Michoacán", "Morelos", "Nayarit", "Nuevo León", "Oaxaca",
    "Puebla", "Querétaro", "Quintana Roo", "San Luis Potosí", "Sinaloa", "Sonora", "Tabasco",
    "Tamaulipas", "Tlaxcala", "Veracruz", "Yucatán", "Zacatecas",
)  # fmt: skip
# Before the key of a word, in the name of its box.
PREFIX = "word_"
MISSING = {
    "name": "Escriba el nombre completo de la institución.",
    "short_name": "Escriba las siglas.",
    "state": "Escriba la entidad federativa.",
    "slug": "Escriba la clave: no se pudo formar con las siglas.",
    "title": "Escriba el título del programa.",
    "year": "Escriba el año del ejercicio, por ejemplo 2026.",
}


def whole_number(**kwargs: Any) -> forms.TextInput:
    """Return the box of a whole number: digits on a phone, and no wheel that changes it."""
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **kwargs})


class InstitucionForm(forms.ModelForm):
    """A new institution; its clave may be left to be formed from the siglas."""

    class Meta:
        model = Institucion
        fields: ClassVar = ["name", "short_name", "state", "slug"]
        error_messages: ClassVar = {
            "slug": {"invalid": "La clave lleva letras sin acento, números y guiones."}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_missing(self)
        self.fields["name"].help_text = "Como se imprime en las portadas."
        self.fields["state"].widget.attrs |= {"list": "entidades", "autocomplete": "off"}
        slug = self.fields["slug"]
        slug.required = False
        slug.help_text = (
            "Va en las direcciones y ya no cambia. Si la deja vacía, se forma con las siglas."
        )
        slug.widget.attrs |= {"data-from": "short_name", "autocomplete": "off"}

    def validate_unique(self) -> None:
        """Leave it to the service: what is sent twice is the same institution."""

    def clean_slug(self) -> str:
        """Return the typed clave, or the one that the siglas give."""
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("short_name", ""))[:50]
        if not slug:
            raise ValidationError(MISSING["slug"])
        return str(slug)


class StepForm(forms.ModelForm):
    """Settings of an institution that one step keeps; `read` is the mark of those it read.

    `stored` tells, after somebody else saved meanwhile, what stands now where it differs.
    """

    read = TextField(widget=forms.HiddenInput, required=False)
    # What of the row the step keeps, for its mark.
    row_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["read"] = mark_of(self.instance, self.row_fields)
        self.stored: dict[str, str] = {}
        _say_missing(self)

    def values(self) -> dict[str, object]:
        """Return the values of a valid form, by field of the row."""
        return {name: self.cleaned_data[name] for name in self.row_fields}

    def read_again(self, row: Institucion) -> None:
        """Take the row as it stands now for read, and say beside each box what differs in it."""
        typed = cast(QueryDict, self.data).dict()
        self.data = {**typed, "read": mark_of(row, self.row_fields)}
        self.stored = {
            name: text for name, text in self.stored_texts(row).items() if self[name].data != text
        }
        for name, text in self.stored.items():
            self[name].help_text = f"Guardado ahora: {text or 'vacío'}"

    def stored_texts(self, row: Institucion) -> dict[str, str]:
        """Return what stands in a row, by box, as the box would show it."""
        return {name: str(getattr(row, name)) for name in self.row_fields}


class NombresForm(StepForm):
    """Names, órgano, motto, contact, colour, and a place to upload the emblem."""

    row_fields: ClassVar = NAMES
    emblem_file = EmblemField()

    class Meta:
        model = Institucion
        fields: ClassVar = NAMES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].widget.attrs |= {"list": "entidades", "autocomplete": "off"}
        self.fields["contact"].help_text = "A quién se pide ayuda. Va al pie de cada página."
        self.fields["brand_color"].widget.attrs |= {"autocomplete": "off", "data-color": ""}


class PalabrasForm(StepForm):
    """A box for each printed word; an empty one prints the neutral word."""

    row_fields: ClassVar = ("labels",)

    class Meta:
        model = Institucion
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, word in WORDS.items():
            self.fields[PREFIX + key] = TextField(
                label=word.name,
                required=False,
                max_length=300,
                help_text=f"{word.prints} Vacío se imprime: {word.default}",
                widget=forms.TextInput(
                    attrs={
                        "autocomplete": "off",
                        "data-word": key,
                        "data-neutral": word.default,
                    }
                ),
            )
            self.initial[PREFIX + key] = self.instance.labels.get(key, "")

    def clean(self) -> dict[str, Any]:
        """Say beside its box why a text cannot be its word."""
        cleaned = super().clean() or self.cleaned_data
        for key in WORDS:
            text = cleaned.get(PREFIX + key) or ""
            if text and (reason := why_not(key, text)):
                self.add_error(PREFIX + key, reason)
        return cleaned

    def values(self) -> dict[str, object]:
        """Return the stated words as the row keeps them."""
        typed = {key: self.cleaned_data[PREFIX + key] for key in WORDS}
        return {"labels": {key: text for key, text in typed.items() if text}}

    def stored_texts(self, row: Institucion) -> dict[str, str]:
        """Return the stated words of a row, "" for those that it leaves neutral."""
        return {PREFIX + key: row.labels.get(key, "") for key in WORDS}

    def printed(self) -> Mapping[str, str]:
        """Return every word as the boxes would print it now."""
        return {key: str(self[PREFIX + key].value() or "") or WORDS[key].default for key in WORDS}

    def grouped(self) -> list[tuple[str, tuple[str, ...], list[forms.BoundField]]]:
        """Return (title, lines, boxes) of the words that print together."""
        return [
            (group.title, group.lines, [self[PREFIX + key] for key in group.keys])
            for group in GROUPS
        ]


class PlazosForm(StepForm):
    """Days of each deadline, whom to tell and when, and the limits of the semáforo."""

    row_fields: ClassVar = (*DEADLINES, *THRESHOLDS)

    class Meta:
        model = Institucion
        fields: ClassVar = [*DEADLINES, *THRESHOLDS]
        widgets: ClassVar = {name: whole_number() for name in (*DEADLINES, *THRESHOLDS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.row_fields:
            self.fields[name].error_messages |= {
                "required": "Escriba un número de días."
                if name in DEADLINES
                else "Escriba un porcentaje.",
                "invalid": "Escriba un número entero, sin signos.",
            }
        for name in THRESHOLDS:
            self.fields[name].widget.attrs["data-threshold"] = name


class ProgramaForm(forms.ModelForm):
    """The programme of a year, from any month."""

    start_month = forms.TypedChoiceField(
        label="Mes de inicio",
        coerce=int,
        choices=[(month, month_name(month)) for month in MONTHS],
        help_text="Casi siempre enero. Los trimestres se cuentan desde ese mes.",
    )

    class Meta:
        model = Programa
        fields: ClassVar = ["year", "start_month", "title"]
        widgets: ClassVar = {"year": whole_number(maxlength="4")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_missing(self)
        self.fields["year"].error_messages["invalid"] = MISSING["year"]
        self.fields["title"].help_text = "Se imprime en la portada, antes del año."


def _say_missing(form: forms.BaseForm) -> None:
    for name, sentence in MISSING.items():
        if name in form.fields:
            form.fields[name].error_messages["required"] = sentence
