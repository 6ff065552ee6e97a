"""The printed words in the administration: a named box for each, with what it prints."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.admin import display

from programs.admin.forms import ScopedForm
from programs.models import Eje, Institucion, Programa
from programs.received.fields import TextField
from programs.values.words import DEFAULTS, WORDS, Word, why_not

PREFIX = "word_"
IN_EJES = tuple(key for key, word in WORDS.items() if not word.of_document)


def word_fields(keys: tuple[str, ...] = tuple(WORDS)) -> list[Any]:
    """Return the names of the boxes of these words, for a fieldset."""
    return [f"{PREFIX}{key}" for key in keys]


def _box(word: Word) -> TextField:
    return TextField(
        label=word.name,
        required=False,
        max_length=300,
        help_text=word.prints,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class WordsForm(ScopedForm):
    """Boxes that are stored together in `labels`; an empty one prints what is broader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        printed = _broader(self.instance)
        for key, text in self.instance.labels.items():
            if f"{PREFIX}{key}" in self.fields:
                self.initial[f"{PREFIX}{key}"] = text
        for key in self._keys():
            field = self.fields[f"{PREFIX}{key}"]
            field.widget.attrs["placeholder"] = printed[key]
            field.help_text = f"{WORDS[key].prints} Vacío se imprime: {printed[key]}"

    def _keys(self) -> list[str]:
        return [key for key in WORDS if f"{PREFIX}{key}" in self.fields]

    def clean(self) -> dict[str, Any]:
        """Say beside its box why a text cannot be its word, and put the words in the row.

        The row is checked as a whole afterwards.
        """
        super().clean()
        cleaned = self.cleaned_data
        for key in self._keys():
            text = cleaned.get(f"{PREFIX}{key}") or ""
            if text and (reason := why_not(key, text)):
                self.add_error(f"{PREFIX}{key}", reason)
        kept = {key: text for key, text in self.instance.labels.items() if key not in self._keys()}
        typed = {key: cleaned.get(f"{PREFIX}{key}") for key in self._keys()}
        self.instance.labels = kept | {key: text for key, text in typed.items() if text}
        return cleaned


def _broader(row: object) -> Mapping[str, str]:
    """Return what prints where the row itself says nothing."""
    if isinstance(row, Eje) and row.programa_id:
        return row.programa.words()
    if isinstance(row, Programa) and row.institucion_id:
        return row.institucion.words()
    return DEFAULTS


def _shown(key: str) -> Callable[[object, Any], str]:
    """Return what shows a word to who may only read the row: what prints, stated or not."""

    @display(description=WORDS[key].name)
    def show(admin: object, row: Institucion | Programa | Eje) -> str:
        return row.labels.get(key) or _broader(row)[key]

    return show


def shows_words(name: str, keys: tuple[str, ...]) -> type:
    """Return what a screen inherits to have the boxes of these words, or to show what prints.

    The boxes come from the table of words: a new word has its own without a line here.
    """
    boxes = {f"{PREFIX}{key}": _box(WORDS[key]) for key in keys}
    form = type(f"{name}Form", (WordsForm,), {"__module__": __name__, **boxes})
    return type(name, (), {"form": form} | {f"{PREFIX}{key}": _shown(key) for key in keys})


ShowsWords: Any = shows_words("ShowsWords", tuple(WORDS))
ShowsWordsOfEje: Any = shows_words("ShowsWordsOfEje", IN_EJES)
