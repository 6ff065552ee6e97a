"""Word documents made part by part, with what a library would never write."""

import io
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_document(body: str, *, styles: str = "", numbering: str = "", prolog: str = "") -> bytes:
    """Return a document with this body; styles and numbering as the inside of their parts."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'{prolog}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body>'
        "</w:document>",
    }
    own = []
    for kind, inside in (("styles", styles), ("numbering", numbering)):
        if inside:
            own.append((kind, f"{kind}.xml"))
            parts[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{NAMESPACE}">{inside}</w:{kind}>'
    parts["word/_rels/document.xml.rels"] = _relations(*own)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return held.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inside}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of these texts."""
    made = ""
    for row in rows:
        made += "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"
