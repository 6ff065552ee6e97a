"""What somebody brings to `/revisar/`: a file or the text of an informe, one of the two."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from programs.received.informes.from_text import MAX_LETTERS
from programs.received.signs import clean_text

MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
# What a request holds besides its file.
MAX_TEXT = MAX_LETTERS
TOO_LARGE = (
    f"El archivo pasa de {MAX_MEGABYTES} MB. Quítele las fotografías, o copie su texto y péguelo."
)
TOO_LONG = "El texto pasa de un millón de letras. Péguelo y revíselo por partes."
NOTHING = "Elija el archivo del informe, o pegue su texto."
BOTH = "Hay un archivo y un texto. Deje solo uno de los dos."
EMPTY = "El archivo está vacío. Ábralo en su equipo, guárdelo otra vez y elíjalo."


class RevisarForm(forms.Form):
    """A DOCX or a PDF with text, or a paste. What they are is judged by who reads them."""

    archivo = forms.FileField(
        label="Archivo del informe",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}),
    )
    # Read and never printed in a document: it may hold words that no document could print.
    texto = forms.Field(
        label="Texto del informe",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_archivo(self) -> UploadedFile | None:
        """Return the file; refuse one without bytes or with too many."""
        file: UploadedFile | None = self.cleaned_data["archivo"]
        if file is None:
            return None
        if not file.size:
            raise forms.ValidationError(EMPTY)
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean_texto(self) -> str:
        """Return the clean text; refuse one that is too long."""
        text = clean_text(self.cleaned_data["texto"] or "")
        if len(text) > MAX_TEXT:
            raise forms.ValidationError(TOO_LONG)
        return text.strip()

    def clean(self) -> None:
        """Refuse both and neither."""
        if self.errors:
            return
        file, text = self.cleaned_data["archivo"], self.cleaned_data["texto"]
        if file and text:
            self.add_error("texto", BOTH)
        elif not file and not text:
            self.add_error("archivo", NOTHING)
