"""Documents that act by themselves: each is refused with its own sentence, usual ones are taken."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf

from programs.errors import FileRefused
from programs.received.documents import read_document
from tests.files import docx, object_stream, pdf, xlsx

ACTION = b"8 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"
ACTIVE = "se ejecutan al abrirlo"
ELSEWHERE = "abre otros archivos o equipos"
MACROS = "tiene macros"
OFFICE_DAMAGED = "está dañado o incompleto"
DDE = "(DDE)"
OBJECTS = "objetos de otros programas"
LINKED = "toma partes de otro archivo"


def made(change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    """Return a PDF that a library wrote, its objects compressed as today's programs do."""
    buffer = io.BytesIO()
    with pikepdf.new() as book:
        book.add_blank_page()
        change(book)
        modes = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, **options}
        book.save(buffer, **modes)
    return buffer.getvalue()


def opening(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    """Return what makes a PDF act when it is opened."""

    def change(book: pikepdf.Pdf) -> None:
        named = pikepdf.Dictionary(**{key: value for key, value in action.items()})
        book.Root.OpenAction = book.make_indirect(named)

    return change


def with_form(book: pikepdf.Pdf) -> None:
    """Make a PDF a form of XFA, whose scripts stand in a compressed stream."""
    form = pikepdf.Stream(book, b"<xdp:xdp><script>app.alert(1)</script></xdp:xdp>")
    book.Root.AcroForm = book.make_indirect(pikepdf.Dictionary(XFA=form))


def with_outline(book: pikepdf.Pdf) -> None:
    """Give a PDF bookmarks, a link to a page of the web and one to a page of its own."""
    with book.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Uno", 0))
    web = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://ejemplo.gob.mx")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=web
    )
    book.pages[0].Annots = book.make_indirect(pikepdf.Array([note]))


def attaching(book: pikepdf.Pdf) -> None:
    """Put a file into a PDF."""
    book.attachments["a.exe"] = b"MZ"


def unnamed(text: bytes) -> bytes:
    """Return an object stream that does not say what it is, as some readers accept."""
    return object_stream(text).replace(b"/Type /ObjStm ", b"")


def padded(text: bytes) -> bytes:
    """Return an object stream whose dictionary is longer than anybody writes."""
    return object_stream(text).replace(b"/N 1", b"/N 1 " + b"/A 1 " * 20_000)


FILTERED = b"/Filter /LZWDecode /P << /A 1 >> /X (7 0 obj) "
GO_TO = pikepdf.Name.GoToR
MADE_PDFS = {
    "made.pdf": (lambda: made(with_outline), ""),
    "made plainly.pdf": (lambda: made(with_outline, linearize=True), ""),
    "made, script.pdf": (
        lambda: made(opening(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
        ACTIVE,
    ),
    "made, launch.pdf": (lambda: made(opening(S=pikepdf.Name.Launch, F="cmd.exe")), ACTIVE),
    "made, form sent.pdf": (lambda: made(opening(S=pikepdf.Name.SubmitForm, F="//a/b")), ACTIVE),
    "made, another file.pdf": (
        lambda: made(opening(S=GO_TO, F="\\\\10.0.0.1\\c\\a.pdf", D=[0])),
        ELSEWHERE,
    ),
    "made, within.pdf": (lambda: made(opening(S=pikepdf.Name.GoToE, F="a.pdf")), ELSEWHERE),
    "made, xfa.pdf": (lambda: made(with_form), "(XFA)"),
    "made, file.pdf": (lambda: made(attaching), "trae otros"),
    "made, locked.pdf": (
        lambda: made(with_outline, encryption=pikepdf.Encryption(owner="a", user="")),
        "tiene contraseña",
    ),
    "go to escaped.pdf": (lambda: pdf(b"8 0 obj << /S /Go#54o#52 >> endobj\n"), ELSEWHERE),
    "unnamed objects.pdf": (lambda: pdf(unnamed(b"5 0 " + ACTION)), ACTIVE),
    "padded objects.pdf": (lambda: pdf(padded(b"5 0 " + ACTION)), ACTIVE),
    "filter elsewhere.pdf": (lambda: pdf(object_stream(ACTION, b"/Filter 5 0 R")), ACTIVE),
    "filter before.pdf": (
        lambda: pdf(object_stream(ACTION).replace(b"<< /Type", b"<< " + FILTERED + b"/Type")),
        ACTIVE,
    ),
    "objects nowhere.pdf": (lambda: pdf(b"8 0 obj\n/ObjStm\nendobj\n"), ACTIVE),
}


def field(*runs: str, tag: str = "w:instrText") -> dict[str, bytes]:
    """Return the text of a Word file with a field of these runs."""
    words = "".join(f"<w:r><{tag}>{run}</{tag}></w:r>" for run in runs)
    return {"word/header1.xml": f'<w:p w:x="1">{words}</w:p>'.encode()}


def links(kind: str, where: str = "word/_rels/document.xml.rels", outside: bool = True) -> dict:
    """Return the relations of a part with one of a kind."""
    mode = ' TargetMode="External"' if outside else ""
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="//a/b"{mode}/>'
        "</Relationships>"
    )
    return {where: text.encode()}


def formula(text: str) -> dict[str, bytes]:
    """Return a sheet with a formula."""
    return {"xl/worksheets/sheet1.xml": f"<worksheet><c><f>{text}</f></c></worksheet>".encode()}


ESCAPED_LINK = {
    name: text.replace(b'"External"', b'"&#x45;xternal"') for name, text in links("frame").items()
}
UTF16_LINK = {name: text.decode().encode("utf-16") for name, text in links("image").items()}
OTHER_BOOK = {"xl/externalLinks/externalLink1.xml": b"<externalLink><externalBook/></externalLink>"}
OFFICE = {
    "hyperlink.docx": (lambda: docx(links("hyperlink")), ""),
    "fields.docx": (lambda: docx(field(" PAGE ", " TOC \\o ", " REF ADDED ")), ""),
    "chart.docx": (lambda: docx({"word/embeddings/Libro1.xlsx": xlsx()}), ""),
    "other book.xlsx": (lambda: xlsx(OTHER_BOOK | links("externalLinkPath", "xl/a.rels")), ""),
    "formulas.xlsx": (lambda: xlsx(formula("SUM(A1:A9)&amp;&quot;|&quot;")), ""),
    "dde.docx": (lambda: docx(field('DDEAUTO c:\\\\cmd.exe "/k calc"')), DDE),
    "dde in runs.docx": (lambda: docx(field("D", "DE", "AUTO", " c:\\\\cmd.exe")), DDE),
    "dde in signs.docx": (lambda: docx(field("&#68;&#x44;E c:\\\\cmd.exe")), DDE),
    "dde with notes.docx": (lambda: docx(field("DD<!-- a -->E c:")), DDE),
    "dde simple.docx": (
        lambda: docx({"word/footer1.xml": b'<w:fldSimple w:instr="DDE excel a b"/>'}),
        DDE,
    ),
    "dde, other prefix.docx": (lambda: docx(field("DDE a", tag="z:instrText")), DDE),
    "dde in wide signs.docx": (
        lambda: docx({k: v.decode().encode("utf-16") for k, v in field("DDE a").items()}),
        OFFICE_DAMAGED,
    ),
    "entities.docx": (
        lambda: docx({"word/footer1.xml": b'<!DOCTYPE a [<!ENTITY d "DDE">]><a>&d;</a>'}),
        OFFICE_DAMAGED,
    ),
    "dde.xlsx": (
        lambda: xlsx({"xl/externalLinks/externalLink1.xml": b'<x><ddeLink ddeService="cmd"/></x>'}),
        DDE,
    ),
    "dde formula.xlsx": (lambda: xlsx(formula("cmd|'/c calc'!A0")), DDE),
    "web formula.xlsx": (lambda: xlsx(formula("_xlfn.WEBSERVICE(&quot;http://a&quot;)")), DDE),
    "ole.docx": (lambda: docx({"word/embeddings/oleObject1.bin": b"x"}), OBJECTS),
    "ole elsewhere.docx": (lambda: docx(links("oleObject")), OBJECTS),
    "ole renamed.xlsx": (lambda: xlsx(links("oleObject", "xl/a.rels", outside=False)), OBJECTS),
    "package in a package.docx": (
        lambda: docx({"word/embeddings/a.docx": docx({"word/embeddings/b.docx": docx()})}),
        OBJECTS,
    ),
    "macros within.docx": (
        lambda: docx({"word/embeddings/a.xlsx": xlsx({"xl/vbaProject.bin": b"x"})}),
        MACROS,
    ),
    "macros linked.docx": (lambda: docx(links("vbaProject", outside=False)), MACROS),
    "picture elsewhere.docx": (lambda: docx(links("image")), "toma imágenes de otro sitio"),
    "frame.docx": (lambda: docx(links("frame")), LINKED),
    "frame escaped.docx": (lambda: docx(ESCAPED_LINK), LINKED),
    "wide signs.docx": (lambda: docx(UTF16_LINK), "toma imágenes"),
    "part of a page.docx": (lambda: docx(links("aFChunk", outside=False)), LINKED),
    "capitals.docx": (lambda: docx({"Word/document.xml": b"<a/>"}), "nombres de archivo"),
}


def sentence_of(data: bytes) -> str:
    """Return why a document is refused, "" where it is taken."""
    try:
        read_document(data)
    except FileRefused as refusal:
        return str(refusal)
    return ""


def test_what_acts_by_itself_is_refused_and_what_is_usual_is_taken():
    cases = MADE_PDFS | OFFICE
    told = {name: sentence_of(make()) for name, (make, _) in cases.items()}
    wrong = {
        name: told[name]
        for name, (_, sentence) in cases.items()
        if sentence not in told[name] or bool(sentence) != bool(told[name])
    }

    assert len(cases) > 40
    assert wrong == {}
