"""Documents by content: what a received PDF, DOCX or XLSX really is, and what it may not carry.

The name and the announced type of a file say nothing; its bytes do. Nothing here unpacks a file to
disk or opens it in a program: members are read in pieces, up to fixed limits.
"""

import io
import re
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterator

from programs.errors import FileRefused

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MAX_PICTURE_BYTES = 25 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 5000
# A PDF of 20 MB packs its objects in some hundreds of streams.
MAX_OBJECT_STREAMS = 20_000
# A ratio says nothing of a file that stays small even unpacked.
SMALL_BYTES = 1024 * 1024
PIECE = 256 * 1024

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {PDF: "PDF", DOCX: "Word", XLSX: "Excel"}
PICTURE = "Imagen"
MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}

EMPTY = "El archivo está vacío. Elija otro."
NOT_DOCUMENT = "El archivo no es PDF, Word ni Excel. Guárdelo en uno de esos formatos."
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
        _check_pdf(data, attached)
        return PDF
    if data.startswith(ZIP):
        return _read_office(data)
    if data.startswith(OLD_OFFICE):
        raise FileRefused(_old_office(data))
    raise FileRefused(NOT_DOCUMENT)


def _old_office(data: bytes) -> str:
    """A modern file with a password is wrapped in the container of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "El documento tiene contraseña. Quítesela y vuelva a subirlo."
    return "El documento está en un formato anterior (.doc, .xls). Guárdelo como .docx o .xlsx."


# PDF --------------------------------------------------------------------------------------------

PDF_DAMAGED = "El PDF está dañado o incompleto. Vuelva a generarlo y súbalo otra vez."
PDF_LOCKED = "El PDF tiene contraseña o está protegido. Guárdelo sin protección y súbalo otra vez."
PDF_ACTIVE = (
    "El PDF contiene instrucciones que se ejecutan al abrirlo. "
    "Imprímalo de nuevo como PDF y suba esa copia."
)
PDF_ATTACHED = "El PDF trae otros archivos dentro. Suba cada documento por separado."
PDF_TOO_DEEP = "El PDF ocupa demasiado al abrirse. Vuelva a generarlo y súbalo otra vez."

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def _name(*words: str) -> re.Pattern[bytes]:
    """Return what finds one of these names of a PDF, whichever of its signs are escapes.

    /J#61vaScript is /JavaScript. To write a file without escapes first takes many times its size,
    in memory and in time, where it holds millions of them.
    """
    either = "|".join("".join(map(_sign, word)) for word in words)
    # A letter, a digit or "_" behind it, plain or escaped, makes it another name.
    longer = r"\w|#(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff])"
    return re.compile(f"{_sign('/')}(?:{either})(?!{longer})".encode())


def _sign(sign: str) -> str:
    digits = "".join(f"[{each}{each.lower()}]" for each in f"{ord(sign):02X}")
    return f"(?:{sign}|#{digits})"


_LOCKED = _name("Encrypt")
_ACTIVE = _name("JavaScript", "Launch", "RichMedia", "ImportData", "SubmitForm")
_OBJECTS_WITHIN = _name("ObjStm")
_ATTACHED = _name("EmbeddedFile", "EmbeddedFiles", "FileAttachment")
_END = re.compile(rb"startxref\s*\d+")
_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_FLATE_ONLY = re.compile(rb"\[?\s*/(?:FlateDecode|Fl)\s*\]?")
_DICT_BYTES = 2048


def _check_pdf(data: bytes, attached: bool) -> None:
    """Refuse what a reader would run or ask a password for, and other files if not `attached`."""
    end = data.rfind(b"startxref")
    # What follows the end, padding or a mail's foot, is nobody's; objects there are of a file cut
    # in two, whose first half has an end of its own (linearised, or signed later).
    if not _END.match(data, max(end, 0)) or _OBJECT.search(data, end):
        raise FileRefused(PDF_DAMAGED)
    _refuse_names(data, attached)
    budget = MAX_UNPACKED_BYTES
    for start, head in _object_streams(data):
        budget -= _check_object_stream(data, start, head, budget, attached)


def _object_streams(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (where it begins, its dictionary) of each stream that may hold objects.

    Raises `FileRefused` for more of them than any program writes: each takes its time.
    """
    named = [found.start() for found in _OBJECTS_WITHIN.finditer(data)]
    count = 0
    for found in _STREAM.finditer(data) if named else ():
        nearest = bisect_left(named, found.start()) - 1
        if nearest < 0 or named[nearest] < found.start() - _DICT_BYTES:
            continue
        count += 1
        if count > MAX_OBJECT_STREAMS:
            raise FileRefused(PDF_TOO_DEEP)
        head = _unescaped(data[max(0, found.start() - _DICT_BYTES) : found.start()])
        head = head[head.rfind(b" obj") + 1 :]
        if b"/ObjStm" in head:
            yield found.end(), head


def _refuse_names(text: bytes, attached: bool) -> None:
    """Look for names that must not stand in the file, however they are written."""
    if _LOCKED.search(text):
        raise FileRefused(PDF_LOCKED)
    if _ACTIVE.search(text):
        raise FileRefused(PDF_ACTIVE)
    if not attached and _ATTACHED.search(text):
        raise FileRefused(PDF_ATTACHED)


def _unescaped(text: bytes) -> bytes:
    """Write a short piece of a PDF without the escapes of its names."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _check_object_stream(data: bytes, start: int, head: bytes, budget: int, attached: bool) -> int:
    """Look into objects that are kept compressed; return how many bytes they took."""
    filters = _FILTER.search(head)
    if filters is None:
        return 0  # not compressed: it was looked at with the rest of the file
    if not _FLATE_ONLY.fullmatch(filters[1].strip()) or b"/DecodeParms" in head:
        # No usual program writes objects this way; what cannot be looked into is not taken.
        raise FileRefused(PDF_ACTIVE)
    text = _unpacked(data, start, budget)
    _refuse_names(text, attached)
    return len(text)


def _unpacked(data: bytes, start: int, budget: int) -> bytes:
    """Unpack the stream that begins at `start`; refuse what takes more than `budget` bytes.

    It is read in pieces, because the length that it announces may be false.
    """
    opener = zlib.decompressobj()
    pieces: list[bytes] = []
    try:
        while not opener.eof and start < len(data):
            # One byte beyond the budget tells what fits from what does not.
            pieces.append(opener.decompress(data[start : start + PIECE], budget + 1))
            budget -= len(pieces[-1])
            if budget < 0:
                raise FileRefused(PDF_TOO_DEEP)
            start += PIECE
    except zlib.error as error:
        raise FileRefused(PDF_DAMAGED) from error
    return b"".join(pieces)


# Word and Excel ---------------------------------------------------------------------------------

OFFICE_DAMAGED = "El documento está dañado o incompleto. Ábralo, guárdelo de nuevo y súbalo."
OFFICE_LOCKED = "El documento tiene contraseña. Quítesela y vuelva a subirlo."
OFFICE_MACROS = "El documento tiene macros. Guárdelo como .docx o .xlsx, sin macros, y súbalo."
OFFICE_REMOTE = "El documento abre una plantilla de otro sitio. Desvincúlela y vuelva a subirlo."
OFFICE_BOMB = "El documento ocupa demasiado al abrirse. Guárdelo de nuevo y vuelva a subirlo."
OFFICE_NAMES = "El documento trae nombres de archivo que no se admiten. Guárdelo de nuevo y súbalo."

_MACRO_PART = re.compile(r"vbaProject|/macrosheets/|/activeX/", re.IGNORECASE)
_REMOTE_TEMPLATE = re.compile(
    rb"<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*TargetMode=[\"']External)", re.IGNORECASE
)


def _read_office(data: bytes) -> str:
    """Return which of the two formats a ZIP holds, after looking at every member."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            media_type = _office_type(members)
            _check_members(members)
            _check_sizes(members, len(data))
            texts = _read_members(package, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise FileRefused(OFFICE_DAMAGED) from error
    if b"macroEnabled" in texts.get("[Content_Types].xml", b""):
        raise FileRefused(OFFICE_MACROS)
    for name, text in texts.items():
        if name.endswith(".rels") and _REMOTE_TEMPLATE.search(text):
            raise FileRefused(OFFICE_REMOTE)
    return media_type


def _office_type(members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    found = [media_type for part, media_type in MAIN_PARTS.items() if part in names]
    if "[Content_Types].xml" not in names or len(found) != 1:
        raise FileRefused(NOT_DOCUMENT)
    return found[0]


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse names that would leave a folder, repeated ones, passwords and macros."""
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(OFFICE_LOCKED)
    names = [member.orig_filename for member in members]
    strange = any(
        name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/")
        for name in names
    )
    if strange or len(set(names)) != len(names):
        raise FileRefused(OFFICE_NAMES)
    if any(_MACRO_PART.search(name) for name in names):
        raise FileRefused(OFFICE_MACROS)


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse, before unpacking anything, what says itself that it is too large."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise FileRefused(OFFICE_BOMB)
    if unpacked > SMALL_BYTES and unpacked > MAX_RATIO * packed:
        raise FileRefused(OFFICE_BOMB)


def _read_members(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Read every member in pieces, so that sizes and checksums hold; keep the few that matter."""
    kept: dict[str, bytes] = {}
    budget = MAX_UNPACKED_BYTES
    for member in members:
        keep = member.filename == "[Content_Types].xml" or member.filename.endswith(".rels")
        pieces = []
        with package.open(member) as stream:
            while piece := stream.read(PIECE):
                budget -= len(piece)
                if budget < 0:
                    raise FileRefused(OFFICE_BOMB)
                if keep:
                    pieces.append(piece)
        if keep:
            kept[member.filename] = b"".join(pieces)
    return kept
