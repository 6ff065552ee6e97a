"""HTML to PDF: the only module that imports WeasyPrint.

It knows nothing of Django, so that it can run in a process of its own (`reports.forking`).
"""

import base64
import ctypes
import gc
import logging
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from reports.finish import OFFICIAL_VARIANT, PLAIN, Finish
from reports.tagging import mend_tags

# Where the renderer speaks of how one sign is drawn: in no font, or in a font that it cannot cut.
DRAWING = ("draw/text.py", "pdf/fonts.py")
OF_DRAWING = "drawing: "
PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow")
LIBRARIES = {
    "libpango-1.0.so.0": "pango_version_string",
    "libharfbuzz.so.0": "hb_version_string",
    "libfontconfig.so.1": "FcGetVersion",
}
# Of the XMP of a file that is PDF/A and PDF/UA at once. PDF/A knows no property `part` of PDF/UA
# and demands that it be described (ISO 19005-3, 6.6.2.3).
UA_XMP = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class RenderError(Exception):
    """The renderer failed, ran out of its limits, or complained."""


class RenderKilled(RenderError):
    """The system ended the renderer, as it does where memory runs out: another try may end well."""


@dataclass(frozen=True)
class Sources:
    """The two folders that a document may read from: `media:` and `static:` addresses."""

    media_root: Path
    static_dir: Path

    def path(self, url: str) -> Path:
        """Return the file of a `media:` or `static:` address.

        Raises ValueError for any other address and for one that leaves its folder.
        """
        scheme, _, name = url.partition(":")
        roots = {"media": self.media_root, "static": self.static_dir}
        if scheme not in roots:
            raise ValueError(f"address not allowed in a document: {scheme}")
        root = roots[scheme].resolve()
        path = (root / unquote(name)).resolve()
        if not path.is_relative_to(root):
            raise ValueError("address outside of its folder")
        return path


class Complaints(logging.Handler):
    """Keeps what the renderer logs as a warning or worse, what is of one sign with its mark."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of a record."""
        mark = OF_DRAWING if record.pathname.endswith(DRAWING) else ""
        self.messages.append(mark + record.getMessage())


def html_to_pdf(html: str, sources: Sources, finish: Finish = PLAIN) -> tuple[bytes, list[str]]:
    """Return the PDF of a document and the renderer's complaints (empty when all is well).

    The document can reach nothing but its own pictures and our static files; anything else is an
    error, not a silent gap: RenderError. It carries the files of `finish` and no other, and its
    bytes are the same wherever and whenever it is made with the same libraries and fonts.
    """
    from PIL import ImageFile
    from weasyprint import HTML, Attachment
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    # WeasyPrint lets damaged pictures pass, and with it whoever reads an upload in this process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class DocumentFetcher(URLFetcher):
        """Serves `media:` and `static:` from two folders and refuses the rest."""

        def __init__(self) -> None:
            super().__init__(
                allowed_protocols={"media", "static"},
                allow_redirects=False,
                fail_on_errors=True,
            )

        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            """Return the file behind an allowed address."""
            path = sources.path(url)
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})

    complaints = Complaints()
    renderer = logging.getLogger("weasyprint")
    renderer.addHandler(complaints)
    collecting = gc.isenabled()
    # One short-lived document makes no cycles worth collecting; the layout is faster without.
    gc.disable()
    try:
        variant = finish.variant or None
        document = HTML(string=html, url_fetcher=DocumentFetcher()).render(pdf_variant=variant)
        metadata = document.metadata
        metadata.created = metadata.modified = finish.dated or None
        metadata.attachments = [
            Attachment(
                string=attached.text.encode(),
                name=attached.name,
                description=attached.description,
                relationship="Data",
                created=attached.moment.astimezone(UTC),
                modified=attached.moment.astimezone(UTC),
            )
            for attached in finish.attachments
        ]
        if finish.variant == OFFICIAL_VARIANT:
            metadata.generate_rdf_metadata = _also_accessible(metadata.generate_rdf_metadata)
        pdf = document.write_pdf(pdf_variant=variant, finisher=_mend if finish.is_tagged else None)
    except FatalURLFetchingError as error:  # no Exception: it would pass by whoever catches those
        raise RenderError(str(error)) from error
    finally:
        renderer.removeHandler(complaints)
        if collecting:
            gc.enable()
    return pdf, complaints.messages


def _mend(document: Any, pdf: Any) -> None:
    """Mend what WeasyPrint wrote of a tagged file, which is not yet closed."""
    mend_tags(document, pdf)
    if "AF" in pdf.catalog:
        # It names each file inside once for the list of files and once more for the file.
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _also_accessible(describe: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return what writes the XMP of a PDF/A file with what says that it is PDF/UA-1 too.

    WeasyPrint writes the one or the other, and takes no second rdf:RDF for an answer.
    """

    def describe_both(*args: object, **kwargs: object) -> bytes:
        end = b"</rdf:RDF>"
        return describe(*args, **kwargs).replace(end, UA_XMP + end)

    return describe_both


def media_addresses(html: str) -> set[str]:
    """Return the `media:` addresses that a document takes its pictures from."""
    return set(re.findall(r'src="(media:[^"]+)"', html))


@cache
def engine_versions() -> tuple[str, ...]:
    """Return the versions of all that turns HTML into a PDF here, without importing it."""
    said = [f"{name} {version(name)}" for name in PACKAGES]
    for library, function in LIBRARIES.items():
        ask = getattr(ctypes.CDLL(library), function)
        ask.restype = ctypes.c_int if function == "FcGetVersion" else ctypes.c_char_p
        said.append(f"{library} {ask()}")
    return tuple(said)


def self_contained(html: str, sources: Sources) -> str:
    """Return the HTML with its pictures inside, so that any browser shows the saved file."""

    def inline(match: re.Match[str]) -> str:
        path = sources.path(match[1])
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return f'src="data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"'

    return re.sub(r'src="((?:media|static):[^"]+)"', inline, html)
