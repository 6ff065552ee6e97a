"""What people paste from a sheet or a list, as one text of rows."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from programs.received.fields import TextField
from programs.received.pasted import EMPTY, MAX_LETTERS, PasteProblem

Read = TypeVar("Read")


class RowsForm(forms.Form):
    """A box for rows. `rows` keeps its blanks: the first ones are the indentation."""

    rows = TextField(
        max_length=MAX_LETTERS,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off", "class": "pasted-rows"}
        ),
        error_messages={
            "required": EMPTY,
            "max_length": f"Lo pegado pasa de {MAX_LETTERS:,} letras. Péguelo en partes.",
        },
    )

    def __init__(self, *args: Any, label: str, help_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].label = label
        self.fields["rows"].help_text = help_text

    def read(self, reader: Callable[[str], Read]) -> Read:
        """Return what `reader` makes of the rows.

        Raises `ValidationError` by field, which stays in the form, also for a `PasteProblem`.
        """
        if self.is_valid():
            try:
                return reader(self.cleaned_data["rows"])
            except PasteProblem as problem:
                self.add_error("rows", ValidationError(str(problem).split("\n")))
        raise ValidationError(self.errors.as_data())
