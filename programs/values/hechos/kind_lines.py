"""The fields of a kind as people type them: one in each line, its parts divided by bars."""

from collections.abc import Sequence
from typing import Any

from programs.values.hechos.kinds import FIELD_WORDS, FieldGroup, FieldKind, KindField
from programs.values.typed import plain

HOW = "Escriba: clave | etiqueta | texto, número, fecha u opción | opciones, separadas por «;»."
_KINDS = {plain(word): kind for kind, word in FIELD_WORDS.items()}
_GROUPS = {plain(group.value): group for group in FieldGroup if group}


class NotAField(ValueError):
    """A line that is no field; the message is the sentence for the person."""


def lines_of(fields: Sequence[KindField]) -> list[str]:
    """Return fields as lines."""
    return [
        " | ".join(
            [
                field.key,
                field.label,
                FIELD_WORDS[field.kind],
                *(["; ".join(field.choices)] if field.choices else []),
                *([field.group.value] if field.group else []),
            ]
        )
        for field in fields
    ]


def fields_in(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return the stored list of the fields that lines say; raises `NotAField`.

    What a field holds is judged by `programs.values.hechos.kind_checks`.
    """
    return [_field(number, line).stored for number, line in enumerate(lines, start=1)]


def _field(number: int, line: str) -> KindField:
    parts = [part.strip() for part in line.split("|")]
    if not 3 <= len(parts) <= 4:
        raise NotAField(f"Renglón {number}: faltan o sobran partes. {HOW}")
    key, label, word, *more = parts
    kind = _KINDS.get(plain(word))
    if kind is None:
        raise NotAField(f"Renglón {number}: «{word}» no es un tipo de campo. {HOW}")
    if kind is FieldKind.CHOICE:
        choices = tuple(text.strip() for text in "".join(more).split(";") if text.strip())
        return KindField(key, label, kind, choices)
    group = _GROUPS.get(plain(more[0])) if more else FieldGroup.NONE
    if group is None:
        raise NotAField(f"Renglón {number}: un número lleva sexo, sector, aparte o nada.")
    return KindField(key, label, kind, group=group)
