"""Word and Excel files by their parts: what they run, fetch or hide when they are opened.

Members are read in pieces, up to fixed limits, and nothing is unpacked to disk. Links that a person
follows by hand and links of Excel to other workbooks, which it asks about, are the usual ones and
are taken; what acts by itself is refused. ISO/IEC 29500-1 and -2.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from xml.parsers import expat

from programs.errors import FileRefused
from programs.received.kinds import DOCX, MAX_UNPACKED_BYTES, NOT_DOCUMENT, PIECE, XLSX

MAX_RATIO = 100
MAX_MEMBERS = 5000
# A ratio says nothing of a file that stays small even unpacked.
SMALL_BYTES = 1024 * 1024
# Texts of a document and links of a part are held whole while they are looked at.
MAX_TEXT, MAX_LINKS = 30 * 1024 * 1024, 5 * 1024 * 1024
MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
TYPES = "[Content_Types].xml"

OFFICE_DAMAGED = "El documento está dañado o incompleto. Ábralo, guárdelo de nuevo y súbalo."
OFFICE_LOCKED = "El documento tiene contraseña. Quítesela y vuelva a subirlo."
OFFICE_MACROS = "El documento tiene macros. Guárdelo como .docx o .xlsx, sin macros, y súbalo."
OFFICE_REMOTE = "El documento abre una plantilla de otro sitio. Desvincúlela y vuelva a subirlo."
OFFICE_LINKED = (
    "El documento toma partes de otro archivo o sitio al abrirse. Péguelas en él y súbalo."
)
OFFICE_PICTURES = "El documento toma imágenes de otro sitio. Péguelas como imagen y súbalo."
OFFICE_OBJECTS = "El documento trae objetos de otros programas. Péguelos como imagen y súbalo."
OFFICE_DDE = "El documento toma datos de otro programa (DDE). Deje solo los valores y súbalo."
OFFICE_BOMB = "El documento ocupa demasiado al abrirse. Guárdelo de nuevo y vuelva a subirlo."
OFFICE_NAMES = "El documento trae nombres de archivo que no se admiten. Guárdelo de nuevo y súbalo."

_MACRO_PART = re.compile(
    r"vbaProject|vbaData|/macrosheets/|/activeX/|\.(?:docm|dotm|xlsm|xltm|xlam|pptm)$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"/embeddings/[^/]+$", re.IGNORECASE)
# The data of a chart, which every chart of Word has: a workbook as any other.
_EMBEDDED_OFFICE = re.compile(r"\.(?:docx|xlsx|pptx)$", re.IGNORECASE)
_TEXTS = re.compile(r"word/[^/]+\.xml$", re.IGNORECASE)
_SHEETS = re.compile(r"xl/(?:worksheets|externalLinks)/[^/]+\.xml$", re.IGNORECASE)
_LINKS = re.compile(r"\.rels$", re.IGNORECASE)

# What a part may name outside of the package, by the last word of the relation's type.
ASKED_FIRST = {
    "hyperlink", "externallinkpath", "xlpathmissing", "xlstartup", "xlalternatestartup",
    "xllibrary",
}  # fmt: skip
_PICTURES = {"image", "video", "audio", "media"}
_MACRO_LINKS = {
    "vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "control", "activexcontrol",
    "activexcontrolbinary",
}  # fmt: skip

_CODING = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_UNREAD = re.compile(rb"<!DOCTYPE|<!ENTITY|<!\[CDATA\[", re.IGNORECASE)
_NOTES = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
# The words of a field may be cut into many runs; another field begins with a mark of its own.
_FIELD = re.compile(
    rb"<(?:\w+:)?(?:instrText|delInstrText)\b[^>]*>([^<]*)"
    rb"|\b(?:\w+:)?instr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
    rb"|fldCharType\s*=\s*[\"'](begin)"
)
_DDE_FIELD = re.compile(r"(?:^|\s)DDE(?:AUTO)?(?:\s|$)", re.IGNORECASE)
_DDE_SHEET = re.compile(
    rb"<(?:\w+:)?(?:ddeLink|oleLink)\b"
    rb"|<(?:\w+:)?f\b[^>]*>[^<]{0,8192}?(?:\b(?:DDE|WEBSERVICE)\s*\(|\|\s*(?:'|&apos;))",
    re.IGNORECASE,
)
_OVERLAP = 16 * 1024


def read(data: bytes) -> str:
    """Return which of the two formats a ZIP holds, after looking at every member.

    Raises `FileRefused` with a sentence.
    """
    return _read(data, _Room(), nested=False)


class _Room:
    """How many bytes more may be unpacked, of a file and of those within it together."""

    def __init__(self) -> None:
        self._left = MAX_UNPACKED_BYTES

    def take(self, size: int) -> None:
        """Take the room of so many bytes; `FileRefused` where there is none."""
        self._left -= size
        if self._left < 0:
            raise FileRefused(OFFICE_BOMB)


def _read(data: bytes, room: _Room, *, nested: bool) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            media_type = "" if nested else _office_type(members)
            _check_members(members)
            _check_sizes(members, len(data))
            _Parts(package, room, nested=nested).check(members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise FileRefused(OFFICE_DAMAGED) from error
    return media_type


def _office_type(members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    found = [media_type for part, media_type in MAIN_PARTS.items() if part in names]
    if TYPES not in names or len(found) != 1:
        raise FileRefused(NOT_DOCUMENT)
    return found[0]


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse names that would leave a folder, repeated ones, passwords, macros and objects."""
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(OFFICE_LOCKED)
    names = [member.orig_filename for member in members]
    strange = any(
        name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/")
        for name in names
    )
    # Programs do not tell parts apart by capitals.
    if strange or len({name.lower() for name in names}) != len(names):
        raise FileRefused(OFFICE_NAMES)
    if any(_MACRO_PART.search(name) for name in names):
        raise FileRefused(OFFICE_MACROS)
    if any(_EMBEDDED.search(name) and not _EMBEDDED_OFFICE.search(name) for name in names):
        raise FileRefused(OFFICE_OBJECTS)


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse, before unpacking anything, what says itself that it is too large."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise FileRefused(OFFICE_BOMB)
    if unpacked > SMALL_BYTES and unpacked > MAX_RATIO * packed:
        raise FileRefused(OFFICE_BOMB)


class _Parts:
    """The members of a package as they pass, within one budget of unpacked bytes."""

    def __init__(self, package: zipfile.ZipFile, room: _Room, *, nested: bool) -> None:
        self._package, self._room, self._nested = package, room, nested

    def check(self, members: list[zipfile.ZipInfo]) -> None:
        """Read every member, so that sizes and checksums hold; look into those that matter."""
        for member in members:
            name = member.filename
            if name == TYPES:
                if b"macroEnabled" in self._whole(member, MAX_LINKS):
                    raise FileRefused(OFFICE_MACROS)
            elif _LINKS.search(name):
                _check_links(self._whole(member, MAX_LINKS))
            elif _TEXTS.match(name):
                _check_fields(self._whole(member, MAX_TEXT))
            elif _SHEETS.match(name):
                self._check_sheet(member)
            elif _EMBEDDED.search(name):
                if self._nested:
                    raise FileRefused(OFFICE_OBJECTS)
                _read(self._whole(member, MAX_TEXT), self._room, nested=True)
            else:
                for _ in self._pieces(member):
                    pass

    def _pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._package.open(member) as stream:
            while piece := stream.read(PIECE):
                self._room.take(len(piece))
                yield piece

    def _whole(self, member: zipfile.ZipInfo, most: int) -> bytes:
        if member.file_size > most:
            raise FileRefused(OFFICE_BOMB)
        return b"".join(self._pieces(member))

    def _check_sheet(self, member: zipfile.ZipInfo) -> None:
        """Refuse what asks another program; a sheet may be long, so it is looked at in pieces."""
        kept = b""
        for piece in self._pieces(member):
            if not kept:
                _check_coding(piece)
            kept = kept[-_OVERLAP:] + piece
            if _DDE_SHEET.search(kept):
                raise FileRefused(OFFICE_DDE)


def _check_coding(text: bytes) -> None:
    """Refuse a part in another coding than that of both programs, which is looked at as bytes."""
    named = _CODING.match(text.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in text[:4] or (named and named[1].lower() not in (b"utf-8", b"us-ascii")):
        raise FileRefused(OFFICE_DAMAGED)


def _check_fields(text: bytes) -> None:
    """Refuse a field of Word that takes what it shows from another program."""
    _check_coding(text)
    if _UNREAD.search(text):
        raise FileRefused(OFFICE_DAMAGED)
    if b"instr" not in text.lower():
        return
    words: list[bytes] = []
    for run, double, single, begin in _FIELD.findall(_NOTES.sub(b"", text)):
        whole = double or single or begin
        words.append(run if not whole else b" " if begin else b" " + whole + b" ")
    if _DDE_FIELD.search(unescape(b"".join(words).decode("utf-8", "replace"))):
        raise FileRefused(OFFICE_DDE)


def _check_links(text: bytes) -> None:
    """Refuse what a part of a document fetches from elsewhere, or runs."""

    def starts(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            outside = attributes.get("TargetMode", "").strip().lower() == "external"
            _check_link(attributes.get("Type", "").rpartition("/")[2].lower(), outside)

    def doctype(*declared: object) -> None:
        raise FileRefused(OFFICE_DAMAGED)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = starts
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise FileRefused(OFFICE_DAMAGED) from error


def _check_link(kind: str, outside: bool) -> None:
    if kind in _MACRO_LINKS:
        raise FileRefused(OFFICE_MACROS)
    if kind == "oleobject":
        raise FileRefused(OFFICE_OBJECTS)
    # Another format that is read into the document as it opens, with whatever it brings.
    if kind == "afchunk":
        raise FileRefused(OFFICE_LINKED)
    if not outside or kind in ASKED_FIRST:
        return
    if kind == "attachedtemplate":
        raise FileRefused(OFFICE_REMOTE)
    raise FileRefused(OFFICE_PICTURES if kind in _PICTURES else OFFICE_LINKED)
