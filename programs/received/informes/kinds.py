"""What a brought file is, by its content, and the sentence for each that is not read."""

import re

from programs.errors import FileRefused
from programs.received.documents import BYTE_ORDER_MARK, EMPTY, OLD_OFFICE, ZIP, is_pdf
from programs.received.limited import Limits, Sentences

MAX_BYTES = 20 * 1024 * 1024
LIMITS = Limits(memory=300 * 1024 * 1024, cpu_seconds=60)
TEXT, FILE = "text", "file"

TOO_LARGE = "El archivo pesa más de 20 MB. Quite sus imágenes o divídalo y revíselo por partes."
OLD_WORD = "Es un documento de un Word anterior (.doc). Ábralo en Word y guárdelo como .docx."
LOCKED = "El documento tiene contraseña. Quítesela y elíjalo otra vez."
PDF_LOCKED = "El PDF tiene contraseña. Guárdelo sin ella y elíjalo otra vez."
DAMAGED = "El archivo está dañado o incompleto. Ábralo, guárdelo de nuevo y elíjalo otra vez."
SCANNED = (
    "El PDF no trae texto: son imágenes de las páginas. Use el archivo de Word del que salió, "
    "o pegue el texto."
)
NO_WORDS = "El documento no trae texto que se pueda leer. Elija otro o pegue el texto."
UNKNOWN = "El archivo no es Word (.docx) ni PDF. Guárdelo en uno de ellos o pegue el texto."
NO_WORD = (
    "El archivo termina en .docx, pero no es un documento de Word. Ábralo, guárdelo como .docx y "
    "elíjalo otra vez, o pegue su texto."
)
NO_PDF = (
    "El archivo termina en .pdf, pero no es un PDF. Elija el documento de Word del que salió, o "
    "pegue su texto."
)
A_BOOK = "Es un libro de Excel. Elija el informe en Word o PDF, o pegue sus celdas."
A_SLIDE = "Es una presentación. Elija el informe en Word o PDF, o pegue su texto."
OPEN_DOCUMENT = "Es un documento de LibreOffice (.odt). Guárdelo como .docx y elíjalo otra vez."
A_PICTURE = "Es una imagen. Elija el informe en Word o PDF, o pegue su texto."
RICH_TEXT = "Es un documento RTF. Ábralo en Word y guárdelo como .docx."
TOO_HEAVY = (
    "El archivo ocupa demasiado al abrirse. Guárdelo de nuevo, sin imágenes, o pegue el texto."
)
TOO_SLOW = "El archivo tarda demasiado en leerse. Divídalo o pegue el texto por partes."
ENTITIES = "El documento trae definiciones que no se admiten. Guárdelo de nuevo desde Word."
TOO_LONG = "El documento tiene demasiado texto. Divídalo y revíselo por partes."
SENTENCES = Sentences(TOO_SLOW, TOO_HEAVY, DAMAGED)

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PLAIN = re.compile(rb"[^\x00-\x08\x0e-\x1f]*")


def check_size(size: int) -> None:
    """Refuse a file for its size alone. Raises `FileRefused`."""
    if not size:
        raise FileRefused(EMPTY)
    if size > MAX_BYTES:
        raise FileRefused(TOO_LARGE)


def refuse_by_head(data: bytes) -> None:
    """Refuse what the first bytes show to be of another kind. Raises `FileRefused`."""
    if data.startswith(OLD_OFFICE):
        packed = "EncryptedPackage".encode("utf-16-le") in data
        raise FileRefused(LOCKED if packed else OLD_WORD)
    if data.startswith(_PICTURES):
        raise FileRefused(A_PICTURE)
    if data.startswith(b"{\\rtf"):
        raise FileRefused(RICH_TEXT)
    if not (data.startswith(ZIP) or is_pdf(data) or plain_text_of(data)):
        raise FileRefused(UNKNOWN)


def refuse_by_name(name: str, data: bytes) -> None:
    """Refuse a plain text that is called a Word or a PDF: its informe is elsewhere.

    Raises `FileRefused`. What it is called decides nothing else.
    """
    said = {".docx": NO_WORD, ".pdf": NO_PDF}.get(name[name.rfind(".") :].lower())
    if said and not data.startswith(ZIP[:2]) and not is_pdf(data) and plain_text_of(data):
        raise FileRefused(said)


def plain_text_of(data: bytes) -> str:
    """Return a file of plain text as such, "" for any other."""
    if not _PLAIN.fullmatch(data) or data.lstrip()[:1] in (b"<", b""):
        return ""
    try:
        return data.removeprefix(BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
