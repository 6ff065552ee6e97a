"""Fields of the settings of an institution, alike on every page that has them."""

from typing import Any

from django import forms

from programs.errors import FileRefused
from programs.services.institucion import emblem_copy


class EmblemField(forms.FileField):
    """A place to upload an emblem; it gives the copy that will be shown, None without a file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Emblema nuevo",
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
            help_text="PNG o JPEG. Los documentos ya cerrados conservan el emblema anterior.",
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the bytes of the copy; ValidationError says why a file is no emblem."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return emblem_copy(file)
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
