"""What a paste brings to a narrative: blocks of any kind, each read by the form of its kind."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from programs.enums import BlockKind
from programs.forms.bloques import FIELDS, FORMS, KEY
from programs.received.fields import TextField
from programs.received.sent_json import json_read
from programs.services.bloques import DEFAULT_CAPTION, NewBlock

MAX_BLOCKS = 60
BROKEN = "Lo pegado no llegó completo. Péguelo otra vez."


class PasteForm(forms.Form):
    """`blocks` is JSON: [{kind, key, values}], with the values as the form of the kind has them.

    `after` is the key of the block before them, "" for the beginning. Cleaned, `blocks` is a list
    of `NewBlock`; each refusal names the block by its kind and number.
    """

    after = TextField(required=False, max_length=100)
    # Read as JSON first: each text in it is cleaned and measured by the form of its kind.
    blocks = forms.Field()

    def clean_blocks(self) -> list[NewBlock]:
        """Read each block with the form of its kind."""
        try:
            given = json_read(self.cleaned_data["blocks"])
            entries = [(entry["kind"], entry["key"], dict(entry["values"])) for entry in given]
        except (ValueError, TypeError, KeyError):
            raise forms.ValidationError(BROKEN) from None
        if len(entries) > MAX_BLOCKS:
            raise forms.ValidationError(f"Lo pegado son más de {MAX_BLOCKS} partes. Pegue menos.")
        keys = [key for _, key, _ in entries]
        if len(set(map(str, keys))) < len(keys):
            raise forms.ValidationError(BROKEN)
        return [_pasted(number, *entry) for number, entry in enumerate(entries, start=1)]


def _pasted(number: int, kind: object, key: object, values: dict[str, Any]) -> NewBlock:
    if not isinstance(kind, str) or kind not in FORMS:
        raise forms.ValidationError(BROKEN)
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise forms.ValidationError(BROKEN)
    form = FORMS[kind]({"caption_kind": DEFAULT_CAPTION[kind], **values, "version": 1})
    if not form.is_valid():
        errors = form.errors.get(NON_FIELD_ERRORS) or next(iter(form.errors.values()))
        raise forms.ValidationError(f"{BlockKind(kind).label} {number}: {errors[0]}")
    return NewBlock(kind, key, {name: form.cleaned_data[name] for name in FIELDS[kind]})
