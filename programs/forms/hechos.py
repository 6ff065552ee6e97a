"""Forms of hechos: one made of the fields of a kind, and a box to paste several."""

import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from programs.errors import EXPIRED
from programs.forms.captura import VersionedForm
from programs.forms.renglones import RowsForm
from programs.received.fields import LineField, TextField
from programs.received.hecho_rows import MAX_NAME, columns_in_order
from programs.services.hechos import HechoData
from programs.values.hechos.hecho import (
    HechoValue,
    NotAValue,
    read_day,
    read_name,
    read_value,
    value_words,
)
from programs.values.hechos.kinds import MAX_VALUE, FieldKind, HechoKind, KindField

FIELD = "dato_"
PASTED_ROWS = 12


class DayField(forms.Field):
    """A day, as a browser gives it or as people type it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: object) -> date | None:
        """Read the text; ValidationError says how to write it."""
        try:
            return read_day(str(value)) if value else None
        except NotAValue as problem:
            raise forms.ValidationError(str(problem)) from problem


class DataField(LineField):
    """A field of a kind: what was typed, as it is stored."""

    def __init__(self, field: KindField) -> None:
        too_long = f"«{field.label}» lleva hasta {MAX_VALUE} letras. Abrévielo."
        super().__init__(
            label=field.label,
            required=False,
            max_length=MAX_VALUE,
            widget=_widget(field),
            error_messages={"max_length": too_long},
        )
        self.field = field

    def clean(self, value: Any) -> str:
        """Return what is stored; ValidationError says what the field takes."""
        try:
            return read_value(self.field, super().clean(value))
        except NotAValue as problem:
            raise forms.ValidationError(str(problem)) from problem

    def words(self, value: str) -> str:
        """Return what is stored as people read it."""
        return value_words(self.field, value)


def _widget(field: KindField) -> forms.Widget:
    if field.kind is FieldKind.CHOICE:
        return forms.Select(choices=[("", "Sin dato"), *((text, text) for text in field.choices)])
    if field.kind is FieldKind.DATE:
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    attrs = {"autocomplete": "off"}
    if field.kind is FieldKind.NUMBER:
        attrs |= {"inputmode": "decimal", "class": "numbers"}
    return forms.TextInput(attrs=attrs)


class HechoForm(forms.Form):
    """A hecho of one kind. `initial` are its name, its day and what its fields say."""

    def __init__(self, kind: HechoKind, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"hecho-{kind.key}-%s")
        super().__init__(*args, **kwargs)
        self.kind = kind
        messages = {
            "required": f"Escriba «{kind.name_label}».",
            "max_length": f"«{kind.name_label}» lleva hasta {MAX_NAME} letras. Abrévielo.",
        }
        self.fields["name"] = LineField(
            label=kind.name_label,
            max_length=MAX_NAME,
            error_messages=messages,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["day"] = DayField(label="Fecha", error_messages={"required": "Falta la fecha."})
        self.fields |= {f"{FIELD}{field.key}": DataField(field) for field in kind.fields}
        for field in self.fields.values():
            # A browser cuts what is longer without a word; the refusal says how long it may be.
            field.widget.attrs.pop("maxlength", None)

    def clean_name(self) -> str:
        """Refuse a name that tells nothing apart: signs that nobody sees, a word as "Oficio"."""
        try:
            return read_name(self.cleaned_data["name"], self.kind.name_label)
        except NotAValue as problem:
            raise forms.ValidationError(str(problem)) from problem

    def data_of(self) -> HechoData:
        """Return what a valid form says."""
        said = self.cleaned_data
        values = {field.key: said[f"{FIELD}{field.key}"] for field in self.kind.fields}
        kept = {key: value for key, value in values.items() if value}
        return HechoData(self.kind.key, said["name"], said["day"], kept)


class NewHechoForm(HechoForm):
    """A hecho to record, with the key that its page gave it."""

    key = forms.RegexField(
        r"hecho-[0-9a-f]{24}",
        widget=forms.HiddenInput,
        error_messages={"invalid": EXPIRED, "required": EXPIRED},
    )


def new_forms(kinds: Sequence[HechoKind], sent: NewHechoForm | None = None) -> list[NewHechoForm]:
    """Return an empty form for each kind, but for the one that was sent and refused."""
    return [
        sent
        if sent and sent.kind.key == kind.key
        else NewHechoForm(kind, initial={"key": new_key()})
        for kind in kinds
    ]


def new_key() -> str:
    """Return the key of the next hecho: it travels with the form, so that one is made of it."""
    return f"hecho-{secrets.token_hex(12)}"


class HechoEditForm(VersionedForm, HechoForm):
    """A hecho that was recorded, with the version that the person read."""


def initial_of(value: HechoValue, version: int) -> Mapping[str, object]:
    """Return what the form of a recorded hecho shows."""
    said = {f"{FIELD}{key}": text for key, text in value.values.items()}
    return {"name": value.name, "day": value.day, "version": version, **said}


class RuleForm(VersionedForm):
    """How a quantity follows of hechos: the code of a rule.

    `agreed` is the change of a figure that the person was asked about, and agreed to.
    """

    rule = TextField(max_length=400)
    agreed = TextField(max_length=80, required=False)


def token_of(sent: str) -> str:
    """Return the token that the page of a paste gave it, "" for what is none of ours."""
    return sent if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", sent) else ""


def new_token() -> str:
    """Return the token of the next page of a paste."""
    return secrets.token_urlsafe(16)


def paste_form(kind: HechoKind, data: Mapping[str, Any] | None = None) -> RowsForm:
    """Return the box in which hechos of a kind are pasted."""
    form = RowsForm(
        data,
        label="Lo pegado",
        help_text=f"Columnas, en este orden o con estos encabezados: "
        f"{'; '.join(columns_in_order(kind))}.",
    )
    form.fields["rows"].widget.attrs["rows"] = PASTED_ROWS  # what was pasted is already there
    return form
