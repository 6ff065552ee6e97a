"""The form of an adjustment: a quantity with its sign, and why."""

from decimal import Decimal
from typing import Any

from programs.forms.captura import QuantityField, VersionedForm
from programs.received.fields import TextField
from programs.values.phrases import signed_text

SIGNS = {"-": -1, "−": -1, "+": 1}


class SignedQuantityField(QuantityField):
    """A quantity with its sign: "-1", "+2". Gives a Decimal, or None for an empty one."""

    def to_python(self, value: object) -> Decimal | None:
        """Read the sign, then the rest as any quantity; ValidationError says how to write it."""
        text = str(value or "").strip()
        sign = SIGNS.get(text[:1])
        amount = super().to_python(text[1:] if sign else text)
        return amount if amount is None else amount * (sign or 1)

    def prepare_value(self, value: object) -> str:
        """Print a stored adjustment with its sign; leave a typed text alone."""
        return signed_text(value) if isinstance(value, Decimal) else str(value or "")


class AdjustmentForm(VersionedForm):
    """How much earlier quarters are corrected by, and why. Empty takes the adjustment back."""

    adjustment = SignedQuantityField(label="Ajuste")
    adjustment_reason = TextField(
        label="Motivo del ajuste",
        required=False,
        max_length=300,
        error_messages={"max_length": "Escriba el motivo en 300 caracteres o menos."},
    )

    def clean(self) -> dict[str, Any]:
        """An adjustment has a reason and is not zero."""
        super().clean()
        data = self.cleaned_data
        amount = data.get("adjustment")
        if amount is not None and amount == 0:
            self.add_error("adjustment", "Escriba cuánto suma o quita, por ejemplo -1.")
        elif amount is not None and not data.get("adjustment_reason", "").strip():
            self.add_error("adjustment_reason", "Escriba el motivo: se imprime en el informe.")
        return data
