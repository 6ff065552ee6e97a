"""Documents that the tests make: plain ones, and what an attacker would send in their place."""

import io
import subprocess
import sys
import zipfile
import zlib

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/{part}" ContentType="application/vnd.{kind}+xml"/></Types>'
)
REMOTE = (
    '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/attachedTemplate" Target="http://ejemplo.invalid/a.dotm" '
    'TargetMode="External"/></Relationships>'
)


def pdf(extra: bytes = b"", *, head: bytes = b"", tail: bytes = b"") -> bytes:
    """Return a PDF of one empty page; `extra` are more objects."""
    body = (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>\nendobj\n" + extra
    )
    place = str(len(body)).encode()
    xref = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n"
    return head + body + xref + place + b"\n%%EOF\n" + tail


def object_stream(text: bytes, extra: bytes = b"/Filter /FlateDecode") -> bytes:
    """Return objects kept compressed inside a PDF."""
    data = zlib.compress(text) if b"Flate" in extra else text
    return (
        b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 "
        + extra
        + b" /Length "
        + str(len(data)).encode()
        + b" >>\nstream\n"
        + data
        + b"\nendstream\nendobj\n"
    )


def office(part: str, kind: str, members: dict[str, bytes] | None = None) -> bytes:
    """Return a Word or Excel file with some members more: the same bytes at whatever hour."""
    parts = {"[Content_Types].xml": TYPES.format(part=part, kind=kind), part: "<document/>"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in (parts | (members or {})).items():
            # A member without its own date is given 1980's, never the one of the clock.
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(members: dict[str, bytes] | None = None, kind: str = "word.document.main") -> bytes:
    """Return a Word file."""
    return office("word/document.xml", kind, members)


def xlsx(members: dict[str, bytes] | None = None, kind: str = "sheet.main") -> bytes:
    """Return an Excel file."""
    return office("xl/workbook.xml", kind, members)


def locked_zip(data: bytes) -> bytes:
    """Return a ZIP whose members say that they need a password."""
    changed = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


MEASURE = """
import importlib, re, sys, threading
from contextlib import suppress
from pathlib import Path
from programs.errors import FileRefused
room, _, name = sys.argv[1].partition(".")
read = getattr(importlib.import_module(f"programs.received.{room}"), name)
data = sys.stdin.buffer.read()
def peak():
    # Not `ru_maxrss`, which a process takes over from the one that started it.
    said = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s*(\\d+) kB", said)[1]) // 1024
def answer():
    with suppress(FileRefused):
        read(data)
asked = [threading.Thread(target=answer) for _ in range(int(sys.argv[2]))]
before = peak()
for each in asked:
    each.start()
for each in asked:
    each.join()
print(peak() - before)
"""


def memory_of(reader: str, data: bytes, *, at_once: int = 1) -> int:
    """Return how many MB a reader takes for a file beyond the file itself, in a process alone.

    `reader` is "pictures.read_picture" of `programs.received`; `at_once` threads read the file.
    """
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, reader, str(at_once)],
        input=data,
        capture_output=True,
        check=True,
    )
    return int(told.stdout)
