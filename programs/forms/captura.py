"""Forms of a línea's quarter: quantities, cause, and the explicit closing."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from programs.enums import ExplicitClosing
from programs.errors import EXPIRED
from programs.received.fields import TextField
from programs.received.limits import MAX_PROSE, MAX_REASON
from programs.values.phrases import number_text
from programs.values.typed import (
    NUMBERS_ONLY,
    NotANumber,
    bare,
    read_number,
    thousands_doubt,
    without_zeros,
)

MAX_DIGITS = 10
MAX_DECIMALS = 4
MAX_PERCENT = 100_000
HUNDREDTH = Decimal("0.01")


class QuantityField(forms.Field):
    """A quantity as people write it in Mexico: "1,234.5", with or without spaces.

    Gives a Decimal, or None for an empty one, which means "not said" and never zero.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "30"}
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Decimal | None:
        """Read the text; ValidationError says how to write it."""
        text = bare("" if value is None else str(value)).removesuffix("%")
        if not text:
            return None
        if text.startswith(("-", "−")):
            raise forms.ValidationError("La cantidad no puede ser negativa.")
        try:
            amount = read_number(text)
        except NotANumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        digits, _, decimals = text.replace(",", "").partition(".")
        if len(digits) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
            raise forms.ValidationError(
                f"La cantidad lleva hasta {MAX_DIGITS} cifras y {MAX_DECIMALS} decimales."
            )
        return amount

    def prepare_value(self, value: object) -> str:
        """Print a stored quantity as documents do; leave a typed text alone."""
        return number_text(value) if isinstance(value, Decimal) else str(value or "")


class PercentField(QuantityField):
    """A percentage as it is kept: below `MAX_PERCENT`, with two decimals at most."""

    def to_python(self, value: object) -> Decimal | None:
        """Read the text; ValidationError says how to write it."""
        text = bare("" if value is None else str(value)).removesuffix("%")
        if not text:
            return None
        if text.startswith(("-", "−")):
            raise forms.ValidationError("El porcentaje no puede ser negativo.")
        try:
            percent = read_number(text)
        except NotANumber as refusal:
            why = str(refusal).replace(NUMBERS_ONLY, "Escriba el porcentaje con números: 45.")
            raise forms.ValidationError(why) from refusal
        if percent >= MAX_PERCENT:
            raise forms.ValidationError("El porcentaje es demasiado grande. Revíselo.")
        kept = percent.quantize(HUNDREDTH, ROUND_HALF_UP)
        if kept == percent:
            return percent
        if not kept:
            raise forms.ValidationError(
                "El porcentaje lleva hasta 2 decimales. El menor que se guarda es 0.01."
            )
        meant = f"{without_zeros(kept):f}"
        raise forms.ValidationError(f"El porcentaje lleva hasta 2 decimales. Escriba {meant}.")


def quantity_doubts(form: forms.Form, unit: str) -> Mapping[str, str]:
    """Return {field: question} of the quantities of a sent form that may have been meant otherwise.

    A point may be of thousands, and "3%" of `unit`, what they count, a share of the meta.
    """
    typed = {
        name: _doubt(str(form.data.get(name, "")), unit)
        for name, field in form.fields.items()
        if isinstance(field, QuantityField) and name not in form.errors
    }
    return {name: question for name, question in typed.items() if question}


def _doubt(text: str, unit: str) -> str:
    if question := thousands_doubt(text):
        return question
    typed = bare(text)
    if not typed.endswith("%") or unit.startswith("%"):
        return ""
    return f"Escribió {typed}: se guardó {typed[:-1]}. Aquí va cuántos fueron, no un porcentaje."


class VersionedForm(forms.Form):
    """A form that names the version of the row that the person read."""

    version = forms.IntegerField(
        min_value=1,
        widget=forms.HiddenInput,
        error_messages={"required": EXPIRED, "invalid": EXPIRED},
    )


class QuantityForm(VersionedForm):
    """What was done of one component in the quarter, and why an unlikely quantity is right."""

    quantity = QuantityField(label="Cantidad del trimestre")
    received = QuantityField(label="Recibidas en el trimestre")
    reason = TextField(label="¿Por qué es correcto?", required=False, max_length=300)


class CauseForm(VersionedForm):
    """The cause of variation, which the closing sentence prints after «lo cual»."""

    cause = TextField(label="Causa de variación", required=False, max_length=MAX_PROSE)


class ClosingForm(VersionedForm):
    """Another percentage, or no sentence, by an explicit choice with a reason."""

    closing = forms.ChoiceField(label="Quién escribe la frase", choices=ExplicitClosing)
    stated_percent = PercentField(label="Porcentaje que se declara")
    closing_reason = TextField(label="Motivo", required=False, max_length=MAX_REASON)

    def clean(self) -> dict[str, Any]:
        """A stated percentage has a figure and a reason; no sentence has a reason."""
        super().clean()
        data = self.cleaned_data
        closing = data.get("closing")
        percent = data.get("stated_percent")
        stated = closing == ExplicitClosing.STATED
        if stated and percent is None and "stated_percent" not in self.errors:
            self.add_error("stated_percent", "Escriba el porcentaje, por ejemplo 45.")
        explicit = stated or closing == ExplicitClosing.OMITTED
        if explicit and not data.get("closing_reason", "").strip():
            self.add_error("closing_reason", "Escriba el motivo: queda en el historial.")
        return data


class ReadyForm(VersionedForm):
    """The explicit word of the área that the línea is complete."""
