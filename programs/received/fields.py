"""The field of a form that takes a text: clean as it will be kept."""

from typing import Any

from django import forms

from programs.received.signs import clean_text


class TextField(forms.CharField):
    """A text that people write, cleaned by `clean_text` before it is measured and trimmed."""

    def to_python(self, value: Any) -> str | None:
        """Return the clean text, without blanks around it where the field trims."""
        text: str | None = super().to_python(clean_text(value) if isinstance(value, str) else value)
        return text
