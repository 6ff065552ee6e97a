"""A PDF by its bytes: what a reader would run, fetch or ask for when it is opened.

Nothing is built of the file. It is searched as it stands, and so are the objects that it keeps
compressed, within a limit. What this cannot see is told in `docs/arquitectura.md`.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator

from programs.errors import FileRefused
from programs.received.kinds import MAX_UNPACKED_BYTES, PIECE

# A PDF of 20 MB packs its objects in some hundreds of streams.
MAX_OBJECT_STREAMS = 20_000

PDF_DAMAGED = "El PDF está dañado o incompleto. Vuelva a generarlo y súbalo otra vez."
PDF_LOCKED = "El PDF tiene contraseña o está protegido. Guárdelo sin protección y súbalo otra vez."
PDF_ACTIVE = (
    "El PDF contiene instrucciones que se ejecutan al abrirlo. "
    "Imprímalo de nuevo como PDF y suba esa copia."
)
PDF_ELSEWHERE = (
    "El PDF abre otros archivos o equipos. Imprímalo de nuevo como PDF y suba esa copia."
)
PDF_FORM = (
    "El PDF es un formulario que se arma al abrirlo (XFA). "
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
_ACTIVE = _name("JavaScript", "Launch", "RichMedia", "ImportData", "SubmitForm", "Rendition")
# A place in another file, which may be on another host: who is led there tells it who they are.
_ELSEWHERE = _name("GoToR", "GoToE")
_FORM = _name("XFA")
_OBJECTS_WITHIN = _name("ObjStm")
# Only objects that are kept compressed say where the first one is; some readers ask no more.
_UNNAMED_OBJECTS = _name("First")
_ATTACHED = _name("EmbeddedFile", "EmbeddedFiles", "FileAttachment")
_END = re.compile(rb"startxref\s*\d+")
_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n?|\n)")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_FLATE_ONLY = re.compile(rb"\[?\s*/(?:FlateDecode|Fl)\s*\]?")
# How far before its word a dictionary may have begun.
_HEAD = 64 * 1024
_FLATE = b"/Filter /FlateDecode"
# Such objects begin with the numbers and places of all of them.
_PLACES = re.compile(rb"[\s\0]*(?:\d|%)")


def check(data: bytes, *, attached: bool) -> None:
    """Refuse what a reader would run or ask a password for, and other files if not `attached`.

    Raises `FileRefused` with a sentence.
    """
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
    """Yield (where it begins, what stands before it) of each stream that may hold objects.

    What stands before it is all since the stream before: its dictionary may hold words that look
    like the beginning of another one. Raises `FileRefused` for more of them than any program
    writes, each of which takes its time, and for named ones that are not where they should be.
    """
    named = [found.start() for found in _OBJECTS_WITHIN.finditer(data)]
    unnamed = [found.start() for found in _UNNAMED_OBJECTS.finditer(data)]
    count = previous = 0
    for found in _STREAM.finditer(data) if named or unnamed else ():
        start, before = found.end(), slice(previous, found.start())
        previous = start
        is_named = _one_within(named, before)
        if not (is_named or _one_within(unnamed, before)):
            continue
        count += 1
        if count > MAX_OBJECT_STREAMS:
            raise FileRefused(PDF_TOO_DEEP)
        if is_named:
            yield start, _unescaped(data[max(before.start, before.stop - _HEAD) : before.stop])
        elif _looks_like_objects(data, start):
            yield start, _FLATE
    if named and named[-1] >= previous:
        raise FileRefused(PDF_ACTIVE)


def _one_within(places: list[int], part: slice) -> bool:
    """Tell whether one of these places, which ascend, lies within a part."""
    nearest = bisect_left(places, part.stop) - 1
    return nearest >= 0 and places[nearest] >= part.start


def _looks_like_objects(data: bytes, start: int) -> bool:
    """Tell whether a stream that is not named so unpacks to what readers would take for objects."""
    try:
        text = zlib.decompressobj().decompress(data[start : start + PIECE], 64)
    except zlib.error:
        return False
    return _PLACES.match(text) is not None


def _refuse_names(text: bytes, attached: bool) -> None:
    """Look for names that must not stand in the file, however they are written."""
    if _LOCKED.search(text):
        raise FileRefused(PDF_LOCKED)
    if _ACTIVE.search(text):
        raise FileRefused(PDF_ACTIVE)
    if _ELSEWHERE.search(text):
        raise FileRefused(PDF_ELSEWHERE)
    if _FORM.search(text):
        raise FileRefused(PDF_FORM)
    if not attached and _ATTACHED.search(text):
        raise FileRefused(PDF_ATTACHED)


def _unescaped(text: bytes) -> bytes:
    """Write a short piece of a PDF without the escapes of its names."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _check_object_stream(data: bytes, start: int, head: bytes, budget: int, attached: bool) -> int:
    """Look into objects that are kept compressed; return how many bytes they took."""
    filters = _FILTER.findall(head)
    # No usual program writes such objects in another way, writes their filter somewhere else, or
    # has a dictionary so long: what cannot be looked into is not taken.
    usual = all(map(_FLATE_ONLY.fullmatch, map(bytes.strip, filters)))
    whole = head.count(b"/Filter") == len(filters) and _OBJECTS_WITHIN.search(head)
    if not usual or b"/DecodeParms" in head or not (whole or head is _FLATE):
        raise FileRefused(PDF_ACTIVE)
    if not filters:
        return 0  # not compressed: it was looked at with the rest of the file
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
