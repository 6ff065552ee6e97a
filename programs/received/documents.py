"""Documents by content: what a received PDF, DOCX or XLSX really is, and what it may not carry.

The name and the announced type of a file say nothing; its bytes do. Nothing here unpacks a file to
disk or opens it in a program: members are read in pieces, up to fixed limits.
"""

import re

from programs.errors import FileRefused
from programs.received import office, pdf
from programs.received.kinds import DOCX, NOT_DOCUMENT, PDF, XLSX

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MAX_PICTURE_BYTES = 25 * 1024 * 1024

NAMES = {PDF: "PDF", DOCX: "Word", XLSX: "Excel"}
PICTURE = "Imagen"

EMPTY = "El archivo está vacío. Elija otro."
DRAWING = "El archivo es un dibujo SVG. Guárdelo como PNG y vuelva a subirlo."
WEB_PAGE = "El archivo es una página web. Suba una foto JPEG o PNG."
PICTURE_TOO_LARGE = "La imagen pesa más de 25 MB. Redúzcala y vuelva a subirla."
DOCUMENT_TOO_LARGE = "El documento pesa más de 20 MB. Divídalo o redúzcalo y vuelva a subirlo."

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Readers look for the head of a PDF in so many bytes: a byte order mark, the head of a message or
# padding may stand before it (ISO 32000-1, Adobe's implementation note 13).
HEAD_BYTES = 1024
_PDF_HEAD = re.compile(rb"%PDF-|%!PS-Adobe-\d\.\d PDF-\d\.\d")
# What begins as one of these is that, wherever the head of a PDF may stand in it.
_NOT_PDF = re.compile(
    rb"PK\x03\x04|\xd0\xcf\x11\xe0|\xff\xd8\xff|\x89PNG|GIF8|RIFF|II\*\x00|MM\x00\*"
    rb"|MZ|\x7fELF|#!|....ftyp|\s*<",
    re.DOTALL,
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# What is not a picture that we take, by its first bytes: each has its own way out.
IS_PDF = "Es un PDF, no una foto. Guárdelo en «Documentos de evidencia»."
OTHER_KINDS = (
    (
        re.compile(rb"PK\x03\x04"),
        "El archivo es un documento o un ZIP. Suba cada foto por separado.",
    ),
    (re.compile(rb"GIF8"), "El archivo es un GIF. Guárdelo como JPEG o PNG y vuelva a subirlo."),
    (
        re.compile(rb"....ftyp(?:hei|hev|mif|msf)", re.DOTALL),
        "La foto está en formato HEIC. Guárdela como JPEG y vuelva a subirla.",
    ),
    (
        re.compile(rb"....ftypavi[fs]", re.DOTALL),
        "La foto está en formato AVIF. Guárdela como JPEG y vuelva a subirla.",
    ),
    (re.compile(rb"....ftyp", re.DOTALL), "El archivo es un video. Suba una foto JPEG o PNG."),
    (
        re.compile(rb"II\*\x00|MM\x00\*"),
        "La imagen está en formato TIFF. Guárdela como JPEG y vuelva a subirla.",
    ),
    (re.compile(rb"BM.{8}", re.DOTALL), "La imagen es BMP. Guárdela como JPEG o PNG."),
    (
        re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"),
        "El archivo es un dibujo EPS. Guárdelo como PNG y vuelva a subirlo.",
    ),
)


def refuse_other_kinds(data: bytes) -> None:
    """Refuse, as a picture, a file whose first bytes say that it is something else.

    What none of them knows is left to `programs.received.pictures.read_picture`.
    """
    if is_pdf(data):
        raise FileRefused(IS_PDF)
    head = data[:4096]
    for pattern, sentence in OTHER_KINDS:
        if pattern.match(head):
            raise FileRefused(sentence)
    text = head.removeprefix(BYTE_ORDER_MARK).lstrip().lower()
    if text.startswith(b"<"):
        raise FileRefused(DRAWING if b"<svg" in text else WEB_PAGE)


def is_pdf(data: bytes) -> bool:
    """Tell whether a file, by its first `HEAD_BYTES`, is what readers open as a PDF."""
    if _NOT_PDF.match(data.removeprefix(BYTE_ORDER_MARK)):
        return False
    return _PDF_HEAD.search(data, 0, HEAD_BYTES) is not None


def is_document(data: bytes) -> bool:
    """Tell whether a file, by its first `HEAD_BYTES`, may be a document; a picture is not."""
    return data.startswith((ZIP, OLD_OFFICE[:4])) or is_pdf(data)


def kind_word(media_type: str) -> str:
    """Return the kind of a received file in a word: "PDF", "Word", "Excel" or "Imagen"."""
    return NAMES.get(media_type, PICTURE)


def read_document(data: bytes, *, attached: bool = False) -> str:
    """Return the media type of a document by its content: PDF, DOCX or XLSX.

    Raises `FileRefused` with its own sentence for anything else, for what is damaged, protected
    by a password, too large once unpacked, or able to run something when it is opened. A PDF with
    other files in it is refused too, unless such are `attached` by rights.
    """
    if not data:
        raise FileRefused(EMPTY)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise FileRefused(DOCUMENT_TOO_LARGE)
    if is_pdf(data):
        pdf.check(data, attached=attached)
        return PDF
    if data.startswith(ZIP):
        return office.read(data)
    if data.startswith(OLD_OFFICE):
        raise FileRefused(_old_office(data))
    raise FileRefused(NOT_DOCUMENT)


def _old_office(data: bytes) -> str:
    """A modern file with a password is wrapped in the container of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "El documento tiene contraseña. Quítesela y vuelva a subirlo."
    return "El documento está en un formato anterior (.doc, .xls). Guárdelo como .docx o .xlsx."
