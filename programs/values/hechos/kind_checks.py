"""What the stored fields of a kind of hechos may be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from programs.values.hechos.kinds import (
    MAX_FIELDS,
    MAX_LABEL,
    MAX_VALUE,
    FieldGroup,
    FieldKind,
    HechoKind,
    KindField,
)
from programs.values.hechos.rules import PEOPLE

FIELDS_STAY = "Ya hay hechos de este tipo. Sus campos pueden cambiar de nombre, no quitarse."
KEY_STAYS = "La clave ya no cambia: por ella se encuentran sus hechos. Cree otro tipo."
_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")


@dataclass(frozen=True)
class KindUse:
    """What hechos and rules hold of a kind.

    `recorded` tells that there are hechos of it; `fields` are the keys of the fields that rules
    name, `added` those that they add up, and `options` the (key, words) that hechos or rules say.
    """

    recorded: bool
    fields: frozenset[str]
    added: frozenset[str]
    options: frozenset[tuple[str, str]]


def why_fields_stay(before: HechoKind, now: HechoKind, use: KindUse) -> Iterator[str]:
    """Yield why the fields of a kind may not be those of `now`, a sentence for each reason.

    A rule compares the words of an option: one that is renamed would leave its hechos out.
    """
    kept = {field.key: field for field in now.fields}
    lost = [
        field
        for field in before.fields
        if field.key not in kept or kept[field.key].kind is not field.kind
    ]
    if use.recorded and lost:
        yield FIELDS_STAY
        return
    for field in before.fields:
        here = kept.get(field.key)
        if field.key in use.fields and (here is None or here.kind is not field.kind):
            yield f"Un desglose usa «{field.label}»: puede cambiar de nombre, no quitarse."
        elif field.group is FieldGroup.SEX and PEOPLE in use.added and _regrouped(field, here):
            yield f"Un desglose suma «{field.label}» con los demás participantes: déjelo por sexo."
        elif here and field.key in use.added and here.group is FieldGroup.APART:
            yield f"Un desglose suma «{field.label}»: no puede quedar aparte."
        for option in field.choices:
            if here and (field.key, option) in use.options and option not in here.choices:
                yield (
                    f"La opción «{option}» de «{field.label}» está en uso. "
                    "Déjela como está; puede agregar otras."
                )


def _regrouped(field: KindField, here: KindField | None) -> bool:
    return here is None or (here.group, here.kind) != (field.group, field.kind)


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
