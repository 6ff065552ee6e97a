"""The key of a document: the fingerprint of what is printed and of all that prints it.

The same key is the same PDF, byte for byte, so that it is made once. What was issued is made once
whatever prints it: its key names only the document.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings

from programs.models import Corte
from programs.reading.sealed import moment_text
from reports.documents.registry import DocumentEntry
from reports.finish import Finish
from reports.models import IssuedReport
from reports.rendering import engine_versions

# Where fonts of the system and of its administrator stand; both of Debian.
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
RENDERER = tuple(f"reports/{name}.py" for name in ("finish", "forking", "rendering", "tagging"))
# All that makes HTML of a corte.
CODE = ("programs/**/*.py", "reports/**/*.py", "templates/reports/print/**/*.html")
PRINTED_STATICS = ("static/print/**/*", "static/img/**/*")


def key_of_html(entry: DocumentEntry, file_name: str, html: str, finish: Finish) -> str:
    """Return the key of a document whose HTML is at hand."""
    finished = json.dumps(finish.as_json(), sort_keys=True)
    return _digest((entry.kind, file_name, engine(), html, finished))


def key_of_corte(entry: DocumentEntry, file_name: str, corte: Corte) -> str:
    """Return the key of a document of a corte, which is not read: its own hash stands for it."""
    moment = moment_text(corte.made_at)
    return _digest((entry.kind, file_name, revision(), corte.sha256, str(corte.number), moment))


def key_of_issued(entry: DocumentEntry, issued: IssuedReport) -> str:
    """Return the key of an issued document, the same whatever prints it and whenever."""
    return _digest((entry.kind, issued.folio, issued.payload_sha256))


@cache
def engine() -> str:
    """Return the fingerprint of what prints HTML: versions, fonts, and the files it shows."""
    fonts = [
        f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for folder in FONTS
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return _digest((*engine_versions(), *fonts, *_files((*RENDERER, *PRINTED_STATICS))))


@cache
def revision() -> str:
    """Return the fingerprint of what prints a corte: the engine and all our code and templates."""
    return _digest((engine(), settings.TIME_ZONE, *_files(CODE)))


def _files(patterns: Iterable[str]) -> Iterable[str]:
    """Yield the name and the fingerprint of each of our files."""
    for pattern in patterns:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            if path.is_file():
                name = path.relative_to(settings.BASE_DIR).as_posix()
                yield f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _digest(parts: Iterable[str]) -> str:
    """Return the SHA-256 of texts, each with its length before it: none runs into the next."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode()
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()
