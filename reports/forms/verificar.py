"""The folio of an issued document and the letters that stand with it on paper."""

import re

from django import forms

from programs.received.fields import TextField
from reports.values.payload import SHORT_HASH

FOLIO = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)+")
CODE = re.compile(rf"[0-9a-f]{{{SHORT_HASH}}}")


class FolioForm(forms.Form):
    """What who holds the paper types; spaces and capital letters do not matter."""

    folio = TextField(
        label="Folio",
        max_length=80,
        help_text="Está en la portada y en la última página; por ejemplo, SEM-INF-2026-0001.",
        error_messages={"required": "Escriba el folio."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    codigo = TextField(
        label="Código de verificación",
        max_length=40,
        help_text=f"Las {SHORT_HASH} letras y cifras que están junto al folio.",
        error_messages={"required": "Escriba el código que está junto al folio."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_folio(self) -> str:
        """Return the folio in capital letters; refuse what cannot be one."""
        folio = "".join(self.cleaned_data["folio"].split()).upper()
        if not FOLIO.fullmatch(folio):
            raise forms.ValidationError("Copie el folio completo: letras, cifras y guiones.")
        return folio

    def clean_codigo(self) -> str:
        """Return the code in small letters; refuse what cannot be one."""
        code = "".join(self.cleaned_data["codigo"].split()).lower()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(
                f"El código tiene {SHORT_HASH} signos: cifras, y letras de la a a la f."
            )
        return code
