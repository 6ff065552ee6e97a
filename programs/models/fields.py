"""Fields of what people write: clean by `clean_text` whatever the door, alike on both engines.

A form, the administration, an import, a command and a test all reach the database through the
field, so the field is where a text is cleaned and where its length is kept: SQLite stores any
length and a NUL, PostgreSQL refuses both with an error that nobody understands. What was stored
before is cleaned as it is read.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from programs.received.fields import TextField as TextFormField
from programs.received.fields import validate_printable
from programs.received.limits import MAX_PROSE
from programs.received.signs import clean_text, clean_value, texts_in

DJANGO_FIELDS = "django.db.models"


class _Received(models.Field):
    """What the fields share: they migrate as the field of Django that they stand for."""

    def deconstruct(self) -> Any:
        """Name Django's own field: to the database they are the same, and no table is rebuilt."""
        name, _, args, kwargs = super().deconstruct()
        return name, f"{DJANGO_FIELDS}.{type(self).__name__}", args, kwargs


class _Text(_Received):
    """A text: clean when it is given, kept, searched for and read."""

    def to_python(self, value: Any) -> Any:
        """Return the clean text of what a person, a file or a program gave."""
        value = super().to_python(value)
        return clean_text(value) if isinstance(value, str) else value

    def from_db_value(
        self, value: Any, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Any:
        """Return the clean text of what was stored, perhaps before there was this field."""
        return clean_text(value) if isinstance(value, str) else value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return what is stored. `ValidationError` beyond the length, which SQLite ignores."""
        kept = super().get_db_prep_save(value, connection)
        limit = getattr(self, "max_length", None)
        if limit is not None and isinstance(kept, str) and len(kept) > limit:
            raise ValidationError(
                f"«{self.verbose_name}» lleva hasta {limit} letras, y se escribieron {len(kept)}."
            )
        return kept


class _Typed(_Text):
    """A text whose field of a form cleans too: it measures and shows what will be kept."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return the field of a form."""
        return super().formfield(**{"form_class": TextFormField, **kwargs})

    def run_validators(self, value: Any) -> None:
        """Raise `ValidationError` for what no document could print, too."""
        super().run_validators(value)
        if isinstance(value, str):
            validate_printable(value)


class CharField(_Typed, models.CharField):
    """A text of up to `max_length` letters."""


class TextField(_Typed, models.TextField):
    """A text of up to `letters` letters, which the database does not know; None for any length."""

    def __init__(self, *args: Any, letters: int | None = MAX_PROSE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters = letters

    def run_validators(self, value: Any) -> None:
        """Raise `ValidationError` beyond the letters, before anything looks closer."""
        if self.letters is not None:
            MaxLengthValidator(self.letters)(value or "")
        super().run_validators(value)

    def formfield(self, **kwargs: Any) -> Any:
        """Return the field of a form, which says the length to the browser."""
        return super().formfield(**{"max_length": self.letters, **kwargs})


class SlugField(_Text, models.SlugField):
    """A key of plain letters, whose own form refuses the rest."""


class JSONField(_Received, models.JSONField):
    """Lists and objects of JSON, clean in every text that they hold."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Return the clean value of what was given; raises `ValidationError`."""
        # Its validators say first whether it has the shape of what is kept here.
        cleaned = clean_value(super().clean(value, model_instance))
        for text in texts_in(cleaned):
            validate_printable(text)
        return cleaned

    def from_db_value(
        self, value: Any, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Any:
        """Return the clean value of what was stored."""
        return clean_value(super().from_db_value(value, expression, connection))

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return what is stored."""
        return super().get_db_prep_save(clean_value(value), connection)
