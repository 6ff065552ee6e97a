"""What the documents of an institution print and who signs them, as boxes of its screen."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin import display
from django.db.models import TextChoices

from programs.enums import InformePart, PtaPart, SignerRole
from programs.models import Institucion
from programs.models.institucion import parts_text
from programs.received.fields import TextField
from programs.values.signers import MOST_LETTERS

PREFIX = "signer_"
NAME, POST = "name", "post"
PLACES = {NAME: "nombre", POST: "cargo"}
# {box: (field of the row, what may be chosen)}
PARTS: dict[str, tuple[str, type[TextChoices]]] = {
    "parts_of_pta": ("pta_parts", PtaPart),
    "parts_of_informe": ("informe_parts", InformePart),
}
NO_NAME = "Escriba también el nombre, o deje vacío el cargo."


def signer_rows() -> list[Any]:
    """Return the names of the boxes, a row for each signature, for a fieldset."""
    return [tuple(_box_name(role, place) for place in PLACES) for role in SignerRole]


def _box_name(role: SignerRole, place: str) -> str:
    return f"{PREFIX}{role}_{place}"


def _parts_box(label: str, parts: type[TextChoices]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=parts.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class PartsForm(forms.ModelForm):
    """Boxes for the parts of both documents, and for who signs them (`Institucion.signers`)."""

    parts_of_pta = _parts_box("Partes del PTA", PtaPart)
    parts_of_informe = _parts_box("Partes del informe", InformePart)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for box, (field, _) in PARTS.items():
            self.initial[box] = getattr(self.instance, field)
        for role, (name, post) in self.instance.signers.items():
            self.initial[_box_name(role, NAME)] = name
            self.initial[_box_name(role, POST)] = post

    def clean(self) -> dict[str, Any]:
        """Put the boxes in the row; a post without a name is refused beside its own."""
        super().clean()
        for box, (field, _) in PARTS.items():
            if box in self.fields:
                setattr(self.instance, field, self.cleaned_data.get(box, []))
        signers = {}
        for role in SignerRole:
            name, post = (
                self.cleaned_data.get(_box_name(role, place), "").strip() for place in PLACES
            )
            if name:
                signers[role.value] = [name, post]
            elif post:
                self.add_error(_box_name(role, NAME), NO_NAME)
        if _box_name(SignerRole.PREPARED, NAME) in self.fields:
            self.instance.signers = signers
        return self.cleaned_data


def _boxes() -> dict[str, TextField]:
    return {
        _box_name(role, place): TextField(
            label=f"{role.label}: {word}",
            required=False,
            max_length=MOST_LETTERS,
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )
        for role in SignerRole
        for place, word in PLACES.items()
    }


def _shown_parts(box: str) -> Callable[[object, Institucion], str]:
    """Return what shows the chosen parts to who may only read the row."""
    field, parts = PARTS[box]

    @display(description=str(PartsForm.base_fields[box].label))
    def show(admin: object, row: Institucion) -> str:
        return parts_text(getattr(row, field), parts)

    return show


def _shown(role: SignerRole, place: str) -> Callable[[object, Institucion], str]:
    """Return what shows a box to who may only read the row."""

    @display(description=f"{role.label}: {PLACES[place]}")
    def show(admin: object, row: Institucion) -> str:
        return row.signers.get(role, ["", ""])[list(PLACES).index(place)]

    return show


def shows_parts(form: type[forms.ModelForm]) -> type:
    """Return what the screen of an institution inherits for these boxes, on top of a form."""
    whole = type("InstitucionParts", (PartsForm, form), {"__module__": __name__, **_boxes()})
    shown = {_box_name(role, place): _shown(role, place) for role in SignerRole for place in PLACES}
    shown_parts = {box: _shown_parts(box) for box in PARTS}
    return type("ShowsParts", (), {"form": whole, **shown, **shown_parts})
