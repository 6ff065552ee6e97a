"""The tags of a PDF read back with pikepdf, and what is wrong with them in words.

The rules are those of PDF/UA-1 (ISO 14289-1) that a program can tell, and those of documents.md 8.
Nothing here is taken from what writes the tags: heads are counted again from the cells.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

HEADING = re.compile(r"H([1-6])$")
FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}
MCID = re.compile(rb"/MCID (\d+)")
# What may stand directly in what; a kind that is not named may hold anything.
KIDS = {
    "Document": {"Sect", "NonStruct", "Div", "H1", "H2", "H3", "P", "Table", "L", "Art"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "TOCI": {"Reference", "Lbl", "P", "NonStruct"},
}
HOMES = {
    "THead": {"Table"}, "TBody": {"Table"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"},
    "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI", "TOCI"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}  # fmt: skip


@dataclass
class Tag:
    """An element of the tree; `marks` are its own (page number, MCID)."""

    kind: str
    element: pikepdf.Object
    kids: list["Tag"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    objects: list[pikepdf.Object] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator["Tag"]:
        """Yield the elements of some kinds below this one, in reading order; all without any."""
        for kid in self.kids:
            if not kinds or kid.kind in kinds:
                yield kid
            yield from kid.all(*kinds)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is printed in it."""
        return not (self.marks or any(kid.marks for kid in self.all()))

    def words(self, written: dict[tuple[int, int], str]) -> str:
        """Return what it says, each line after the other; `written` is of `words_of_marks`."""
        lines = [written.get(mark, "") for mark in self.marks]
        lines += [kid.words(written) for kid in self.kids]
        return " ".join(" ".join(lines).replace("‐ ", "").split())

    def attribute(self, name: str, default: object = None) -> object:
        """Return an attribute of its table or layout."""
        return self.element.get("/A", {}).get(name, default)

    @property
    def span(self) -> tuple[int, int]:
        """Return (columns, rows) that a cell covers."""
        return int(self.attribute("/ColSpan", 1)), int(self.attribute("/RowSpan", 1))


def read_tags(pdf: pikepdf.Pdf) -> Tag:
    """Return the root of the tree of tags."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def read(element: pikepdf.Object) -> Tag:
        tag = Tag(str(element.S)[1:], element)
        for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
            if isinstance(kid, int):
                tag.marks.append((pages[element.Pg.objgen], int(kid)))
            elif kid.Type == "/OBJR":
                tag.objects.append(kid.Obj)
            else:
                assert kid.P.objgen == element.objgen, "an element that hangs elsewhere"
                tag.kids.append(read(kid))
        return tag

    root = pdf.Root.StructTreeRoot
    return Tag("Root", root, [read(kid) for kid in root.K])


def words_of_marks(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return what is written in each (page number, MCID), by the maps of the fonts."""
    maps: dict[tuple[int, int], dict[bytes, str]] = {}
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages):
        mark, letters, width = -1, {}, 2
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                mark = int(operands[1].get("/MCID", -1))
            elif str(operator) == "Tf":
                font = page.Resources.Font[operands[0]]
                if font.objgen not in maps:
                    maps[font.objgen] = _letters(font)
                letters = maps[font.objgen]
            elif str(operator) in ("TJ", "Tj") and mark >= 0:
                parts = operands[0] if str(operator) == "TJ" else operands
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                pairs = (codes[at : at + width] for at in range(0, len(codes), width))
                said = "".join(letters.get(pair, "") for pair in pairs)
                found[number, mark] = found.get((number, mark), "") + said
    return found


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """Return {glyph: its letters} of a font."""
    text = font.ToUnicode.read_bytes().decode()
    return {
        bytes.fromhex(glyph): bytes.fromhex(letters).decode("utf-16-be")
        for glyph, letters in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", text)
    }


def grid_of(table: Tag) -> tuple[dict[tuple[int, int], Tag], list[str]]:
    """Return {(row, column): cell} of a table, and what is wrong with its shape."""
    rows = list(table.all("TR"))
    grid: dict[tuple[int, int], Tag] = {}
    wrong = []
    for height, row in enumerate(rows):
        column = 0
        for cell in row.kids:
            while (height, column) in grid:
                column += 1
            across, down = cell.span
            for place in ((height + y, column + x) for y in range(down) for x in range(across)):
                if place in grid:
                    wrong.append(f"two cells at {place}")
                grid[place] = cell
    if not rows:
        wrong.append("table without rows")
    width = max((column for _, column in grid), default=-1) + 1
    if set(grid) != {(y, x) for y in range(len(rows)) for x in range(width)}:
        wrong.append(f"rows of unequal width, the widest of {width}")
    return grid, wrong


def problems_of_tags(pdf: pikepdf.Pdf) -> list[str]:
    """Return what is wrong with a tagged PDF, in words."""
    root = read_tags(pdf)
    return [
        *_problems_of_catalog(pdf),
        *_problems_of_shape(root),
        *_problems_of_headings(root),
        *_problems_of_pictures(root, pdf),
        *_problems_of_tables(root),
        *_problems_of_links(root, pdf),
        *_problems_of_marks(root, pdf),
        *_problems_of_resources(pdf),
    ]


def _problems_of_catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if str(root.get("/Lang", "")) != "es-MX":
        yield "no language"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "not marked"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the window shows the name of the file"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "no title"
    if "/Outlines" not in root:
        yield "no bookmarks"
    yield from (
        f"page {number}: tabs are not in the order of the tags"
        for number, page in enumerate(pdf.pages, 1)
        if page.obj.get("/Tabs") != "/S"
    )


def _problems_of_shape(root: Tag) -> Iterator[str]:
    for tag in [root, *root.all()]:
        for kid in tag.kids:
            if kid.kind not in KIDS.get(tag.kind, {kid.kind}):
                yield f"{kid.kind} in {tag.kind}"
            if tag.kind not in HOMES.get(kid.kind, {tag.kind}):
                yield f"{kid.kind} out of place in {tag.kind}"
    if [kid.kind for kid in root.kids] != ["Document"]:
        yield "not one document"


def _problems_of_headings(root: Tag) -> Iterator[str]:
    levels = [int(found[1]) for tag in root.all() if (found := HEADING.match(tag.kind))]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"{levels.count(1)} H1, the first heading is H{levels[:1]}"
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield f"H{after} after H{before}"
    yield from (f"{tag.kind} without words" for tag in root.all() if _is_hollow_heading(tag))


def _is_hollow_heading(tag: Tag) -> bool:
    return bool(HEADING.match(tag.kind)) and tag.is_empty


def _problems_of_pictures(root: Tag, pdf: pikepdf.Pdf) -> Iterator[str]:
    for figure in root.all("Figure"):
        if not str(figure.element.get("/Alt", "")).strip():
            yield "picture without words"
        left, bottom, right, top = (float(side) for side in figure.attribute("/BBox"))
        page = pdf.pages[figure.marks[0][0]]
        if not (0 <= left < right <= page.mediabox[2] and 0 <= bottom < top <= page.mediabox[3]):
            yield f"picture out of its page: {left} {bottom} {right} {top}"


def _problems_of_tables(root: Tag) -> Iterator[str]:
    ids = Counter(str(tag.element.ID) for tag in root.all() if "/ID" in tag.element)
    yield from (f"{key} names {count} elements" for key, count in ids.items() if count > 1)
    names = list(root.element.get("/IDTree", {}).get("/Names", []))
    if [str(key) for key in names[::2]] != sorted(ids):
        yield "the index of heads is not the heads"
    for table in root.all("Table"):
        grid, wrong = grid_of(table)
        yield from wrong
        heads = {place: cell for place, cell in grid.items() if cell.kind == "TH"}
        if not heads:
            yield "table without heads"
        for cell in heads.values():
            if cell.attribute("/Scope") not in ("/Column", "/Row"):
                yield f"head without scope: {cell.element.get('/ID')}"
        cells = {cell.element.objgen: cell for cell in grid.values() if cell.kind == "TD"}
        for key, cell in cells.items():
            places = [place for place, at in grid.items() if at.element.objgen == key]
            expected = {
                str(head.element.ID)
                for (row, column), head in heads.items()
                if not head.is_empty
                if (head.attribute("/Scope") == "/Row" and row in {y for y, _ in places})
                or (head.attribute("/Scope") == "/Column" and column in {x for _, x in places})
            }
            found = [str(head) for head in cell.attribute("/Headers", [])]
            if sorted(found) != sorted(expected):
                yield f"cell at {places} names {found} and not {sorted(expected)}"


def _problems_of_links(root: Tag, pdf: pikepdf.Pdf) -> Iterator[str]:
    linked = [annotation.objgen for link in root.all("Link") for annotation in link.objects]
    drawn = [
        annotation.objgen
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", [])
        if annotation.Subtype == "/Link"
    ]
    if sorted(linked) != sorted(drawn) or len(set(linked)) != len(linked):
        yield f"{len(drawn)} links on the pages, {len(linked)} in the tree"
    for link in root.all("Link"):
        if len(link.objects) != 1 or link.is_empty:
            yield "a link without its annotation or without words"
        if any(not str(item.get("/Contents", "")).strip() for item in link.objects):
            yield "a link that does not say where it leads"
        if list(link.all("Link")):
            yield "a link in a link"


def _problems_of_marks(root: Tag, pdf: pikepdf.Pdf) -> Iterator[str]:
    numbers = list(root.element.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    held: dict[tuple[int, int], Tag] = {}
    for tag in root.all():
        for mark in tag.marks:
            if mark in held:
                yield f"{mark} is held twice"
            held[mark] = tag
    for number, page in enumerate(pdf.pages):
        drawn = [int(mcid) for mcid in MCID.findall(page.Contents.read_bytes())]
        if sorted(drawn) != sorted(mcid for at, mcid in held if at == number):
            yield f"page {number + 1}: what is drawn is not what is in the tree"
        for mcid in drawn:
            owner = owners[int(page.obj.StructParents)][mcid]
            holder = held.get((number, mcid))
            if holder and (owner is None or owner.objgen != holder.element.objgen):
                yield f"page {number + 1}: {mcid} belongs to another element"
    for link in root.all("Link"):
        for annotation in link.objects:
            if owners[int(annotation.StructParent)].objgen != link.element.objgen:
                yield "a link belongs to another element"


def _problems_of_resources(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            if item.get("/Interpolate") is True:
                yield "a picture is blurred by who shows it"
            if item.get("/Subtype") == "/Image" and b"Exif\0\0" in item.read_raw_bytes():
                yield "a picture holds what its camera wrote"
        elif (
            isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/FontDescriptor"
            and not FONT_FILES & set(item.keys())
        ):
            yield f"font {item.FontName} is not inside"
