"""The form of an observation: what is asked, and for a text the words that are proposed."""

import re
import secrets
from typing import Any, TypeGuard

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

from programs.enums import BlockKind
from programs.errors import EXPIRED
from programs.models import Bloque
from programs.received.fields import TextField
from programs.received.limits import MAX_MARKUP, MAX_PROSE
from programs.received.text import plain_text
from programs.values.tied import untied
from reports.review.address import revision_url
from reports.review.observed import Observed
from reports.review.page import EntregaUnderReview
from reports.review.parts import BLOCK, part_anchor, row_key
from reports.review.sheet import SheetPart

KEY = re.compile(r"revision-[0-9a-f]{24}")


def new_observation_key() -> str:
    """Return the key of the next observation: of a form sent twice, one is made."""
    return f"revision-{secrets.token_hex(12)}"


class ObservacionForm(forms.Form):
    """An observation, `new` or not sent yet.

    `proposes` adds the field in which a text block is written anew; `cancel` is the address of
    the page without the form.
    """

    key = TextField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    text = TextField(
        label="¿Qué hay que corregir?",
        max_length=MAX_PROSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escriba qué hay que corregir."},
    )
    proposed = TextField(
        label="Texto que propone",
        required=False,
        max_length=MAX_MARKUP,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="El área puede aceptarlo con un clic. Si no lo cambia, no se propone nada.",
    )

    def __init__(self, *args: Any, new: bool, proposes: bool, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cancel = cancel
        self.submit = "Guardar la observación" if new else "Guardar los cambios"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        # A new one has a key and no version, one that is changed the reverse.
        fields = ["key" if new else "version", "text"]
        del self.fields["version" if new else "key"]
        if proposes:
            is_open = " open" if self.is_bound or self.initial.get("proposes") else ""
            fields += [
                HTML(f'<details class="help"{is_open}><summary>Proponer otro texto</summary>'),
                "proposed",
                HTML("</details>"),
            ]
        else:
            del self.fields["proposed"]
        self.helper.layout = Layout(*fields)

    def clean_key(self) -> str:
        """Refuse a key that is not one of ours."""
        key = self.cleaned_data["key"]
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(EXPIRED)
        return key


def proposes_text(block: Bloque | None) -> TypeGuard[Bloque]:
    """Tell whether the reviewer may write what is observed anew: only a text block."""
    return block is not None and block.kind == BlockKind.TEXT


def _said(review: EntregaUnderReview, block: Bloque | None) -> str:
    """Return the text of a block with its tied numbers of now as plain words, "" for no text."""
    if not proposes_text(block):
        return ""
    return plain_text(untied(review.said.get(block.key, block.html)))


def form_at_part(review: EntregaUnderReview, part: SheetPart) -> ObservacionForm:
    """Return the form of a new observation at a part of what is open."""
    block = next((row for row in review.rows if part.key == row_key(BLOCK, row.pk)), None)
    return ObservacionForm(
        initial={
            "key": new_observation_key(),
            "proposed": _said(review, block),
        },
        proposes=proposes_text(block),
        new=True,
        cancel=revision_url(review.entrega, review.query, part_anchor(part.key)),
    )


def form_of_observed(review: EntregaUnderReview, observed: Observed) -> ObservacionForm:
    """Return the form of an observation that was not sent, as it was written."""
    row, block = observed.row, observed.row.bloque
    return ObservacionForm(
        initial={
            "version": row.version,
            "text": row.text,
            "proposed": plain_text(row.proposed) or _said(review, block),
            "proposes": bool(row.proposed),
        },
        proposes=proposes_text(block),
        new=False,
        cancel=revision_url(review.entrega, review.query, f"observacion-{row.pk}"),
    )
