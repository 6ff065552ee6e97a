"""The field of a form that takes a text: clean as it will be kept, and no more than can print."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from programs.received.limits import text_problem
from programs.received.signs import clean_text, one_line


def validate_printable(text: str) -> None:
    """Raise `ValidationError` with the sentence of what no document could print."""
    if problem := text_problem(text):
        raise ValidationError(problem, code="unprintable")


class TextField(forms.CharField):
    """A text that people write, cleaned by `clean_text` before it is measured and trimmed."""

    default_validators = [validate_printable]

    def to_python(self, value: Any) -> str | None:
        """Return the clean text, without blanks around it where the field trims."""
        text: str | None = super().to_python(clean_text(value) if isinstance(value, str) else value)
        return text


class LineField(TextField):
    """A text of one line that names something, cleaned by `one_line`."""

    def to_python(self, value: Any) -> str | None:
        """Return the clean line."""
        return super().to_python(one_line(value) if isinstance(value, str) else value)
