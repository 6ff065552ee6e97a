"""What the stored fields of a kind of hechos may be."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from programs.values.hechos.kinds import (
    MAX_FIELDS,
    MAX_LABEL,
    MAX_VALUE,
    FieldGroup,
    FieldKind,
)

_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")


def validate_fields(value: object) -> None:
    """Refuse what is no list of fields, each with its own key; `ValidationError` says why."""
    if not isinstance(value, list) or len(value) > MAX_FIELDS:
        raise ValidationError(f"Los campos son una lista de {MAX_FIELDS} a lo más.")
    keys = set()
    for each in value:
        _validate_field(each)
        if each["key"] in keys:
            raise ValidationError(f"La clave «{each['key']}» está dos veces.")
        keys.add(each["key"])


def _validate_field(each: object) -> None:
    """Refuse what is no field."""
    if not isinstance(each, dict) or not {"key", "label", "kind"} <= each.keys():
        raise ValidationError("Cada campo lleva clave, etiqueta y tipo.")
    if not isinstance(each["key"], str) or not _KEY.fullmatch(each["key"]):
        raise ValidationError("La clave de un campo lleva minúsculas sin acento y números.")
    label = each["label"]
    if not isinstance(label, str) or not label.strip() or len(label) > MAX_LABEL:
        raise ValidationError(f"La etiqueta de un campo lleva de 1 a {MAX_LABEL} letras.")
    if each["kind"] not in [kind.value for kind in FieldKind]:
        raise ValidationError("El tipo de un campo es texto, número, fecha u opción.")
    if each.get("group", "") not in [group.value for group in FieldGroup]:
        raise ValidationError(
            "Un número se suma por sexo, por sector, con los demás o queda aparte."
        )
    _validate_choices(each)


def _validate_choices(each: Mapping[str, Any]) -> None:
    """Refuse a choice without words to choose from, and words where nothing is chosen."""
    choices = each.get("choices", [])
    texts = isinstance(choices, list) and all(
        isinstance(text, str) and text.strip() and len(text) <= MAX_VALUE for text in choices
    )
    if not texts or len(set(choices)) < len(choices):
        raise ValidationError("Las opciones son textos, cada uno una vez.")
    if bool(choices) != (each["kind"] == FieldKind.CHOICE):
        raise ValidationError("Las opciones van en los campos de opción, y solo en ellos.")
