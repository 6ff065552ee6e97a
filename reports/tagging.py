"""Mends the tree of tags that WeasyPrint 70.0 writes, before the file is closed.

What it writes passes the checks of a machine and still misleads who listens to the document:

- a table is one `Table` per page, its head read again on each: here it is one, with one head;
- heads that span columns count for the first alone, and no head says what it heads: here each cell
  names all of its heads, and each head has its `Scope`;
- running heads and feet hang outside of the tree: here they are artifacts, as ISO 14289-1 7.8 asks;
- a link is described by its anchor ("eje-2"), and holds another link around its page number.

It works on the objects of the file (`pydyf`) and the boxes of the pages, and imports neither.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Without content these say nothing to anybody.
HOLLOW = {
    "/Art", "/BlockQuote", "/Div", "/LBody", "/L", "/LI", "/Lbl", "/NonStruct", "/P", "/Part",
    "/Sect", "/Span", "/THead", "/TBody",
}  # fmt: skip
# What the renderer puts inside of another of its own where it makes a box without an element.
SINGLE = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5"}
POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True)
class Row:
    """A row of a table on one page: its box, its cells and the element of its section."""

    box: Any
    section: Any
    cells: tuple[Any, ...]

    @property
    def is_head(self) -> bool:
        """Tell whether it stands in the head that is repeated on each page."""
        return bool(self.section is not None and self.section.tag == "thead")


def mend_tags(document: Any, pdf: Any) -> None:
    """Mend the tags of a rendered document in the objects of its file, which is not yet written.

    The finisher of `weasyprint.Document.write_pdf`.
    """
    tree = Tree(pdf)
    tables: dict[int, list[Row]] = defaultdict(list)
    for page in document.pages:
        for box, table, section in _boxes(page._page_box, None, None):
            if box.link_annotation:
                # The file is read aloud link by link: its words, not its address.
                box.link_annotation["Contents"].string = _words(box.element)
            if box.element_tag == "tr" and table is not None:
                cells = tuple(cell for cell in box.descendants() if hasattr(cell, "mark"))
                if cells:
                    tables[id(table)].append(Row(box, section, cells))
    for rows in tables.values():
        _mend_heads(tree, _joined(tree, rows))
    tree.prune()
    tree.join_links()
    tree.turn_boxes()
    tree.write_ids()
    tree.set_artifacts()


class Tree:
    """The structure tree of a file: what its objects refer to, and where they hang."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])

    def at(self, reference: bytes | str) -> Any:
        """Return the object of a reference."""
        return self.pdf.objects[int(reference.split()[0])]

    def is_element(self, kid: Any) -> bool:
        """Tell whether a kid is an element: not marked content, and not a link's own object."""
        return not isinstance(kid, int) and self.at(kid).get("Type") == "/StructElem"

    def is_object(self, kid: Any) -> bool:
        """Tell whether a kid is the annotation of a link."""
        return not isinstance(kid, int) and self.at(kid).get("Type") == "/OBJR"

    def parent(self, element: Any, kind: str) -> Any:
        """Return the nearest element of a kind around one."""
        while element["S"] != kind:
            element = self.at(element["P"])
        return element

    def move(self, element: Any, new_parent: Any) -> None:
        """Hang an element at the end of another one."""
        self.take_out(element)
        element["P"] = new_parent.reference
        new_parent["K"].append(element.reference)

    def take_out(self, element: Any) -> None:
        """Take an element out of the tree; its content becomes an artifact."""
        kids = self.at(element["P"])["K"]
        if element.reference in kids:
            kids.remove(element.reference)

    def has_content(self, element: Any) -> bool:
        """Tell whether any marked content or link hangs under an element."""
        return any(
            not self.is_element(kid) or self.has_content(self.at(kid)) for kid in element["K"]
        )

    def elements(self) -> Iterator[Any]:
        """Yield each element of the tree, in reading order."""
        return self.below(self.root)

    def below(self, element: Any) -> Iterator[Any]:
        """Yield each element under one, in reading order."""
        for kid in list(element["K"]):
            if self.is_element(kid):
                yield self.at(kid)
                yield from self.below(self.at(kid))

    def prune(self) -> None:
        """Take out what has no content, and let no paragraph or heading stand in itself."""
        for element in reversed(list(self.elements())):
            if element["S"] in HOLLOW and not element["K"]:
                self.take_out(element)
            elif element["S"] in SINGLE and self.at(element["P"]).get("S") == element["S"]:
                element["S"] = "/NonStruct"

    def join_links(self) -> None:
        """Leave one annotation to each link: WeasyPrint gives one to whatever is inside of it too.

        A list of nothing but links to places of the document is its table of contents.
        """
        dropped = set()
        for link in self.elements():
            if link["S"] != "/Link":
                continue
            for inner in self.below(link):
                inner["S"] = "/Span" if inner["S"] == "/Link" else inner["S"]
                for kid in [kid for kid in inner["K"] if self.is_object(kid)]:
                    inner["K"].remove(kid)
                    annotation = self.at(self.at(kid)["Obj"])
                    self.at(self.at(kid)["Pg"])["Annots"].remove(annotation.reference)
                    dropped.add(annotation["StructParent"])
        numbers = self.at(self.root["ParentTree"])["Nums"]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        numbers[:] = [part for pair in pairs if pair[0] not in dropped for part in pair]
        for item in self.elements():
            if item["S"] == "/L" and all(self.leads_on(self.at(kid)) for kid in item["K"]):
                item["S"] = "/TOC"
                for entry in map(self.at, item["K"]):
                    entry["S"] = "/TOCI"
                    for body in map(self.at, entry["K"]):
                        body["S"] = "/Reference"

    def leads_on(self, item: Any) -> bool:
        """Tell whether an item of a list is a link to a place of the document, and nothing else."""
        below = [self.at(kid) for body in map(self.at, item["K"]) for kid in body["K"]]
        return bool(below) and all(
            link["S"] == "/Link"
            and any(
                "Dest" in self.at(self.at(kid)["Obj"]) for kid in link["K"] if self.is_object(kid)
            )
            for link in below
        )

    def turn_boxes(self) -> None:
        """Give the place of each picture in points from the foot of its page, not from the head."""
        for element in self.elements():
            box = element.get("A", {}).get("BBox")
            if box:
                height = self.at(element["Pg"])["MediaBox"][3]
                left, top, right, bottom = (POINTS_PER_PIXEL * value for value in box)
                box[:] = [left, height - bottom, right, height - top]

    def write_ids(self) -> None:
        """Write the index by which a reader finds the heads that the cells name."""
        found = {element["ID"].string: element for element in self.elements() if "ID" in element}
        if found:
            array, dictionary = type(self.root["K"]), type(self.root)
            names = array()
            for key in sorted(found):
                names += [found[key]["ID"], found[key].reference]
            self.root["IDTree"] = dictionary({"Names": names})

    def set_artifacts(self) -> None:
        """Mark as artifact whatever is drawn on a page and belongs to no element of the tree."""
        inside = {element.reference for element in self.elements()}
        # The lists of the pages come first, in their order, before those of the links.
        owners_of_pages = self.at(self.root["ParentTree"])["Nums"][1::2]
        for page, owners in zip(self.pdf.page_references, owners_of_pages, strict=False):
            outside = {mcid for mcid, owner in enumerate(owners) if owner not in inside}
            for mcid in outside:
                owners[mcid] = "null"
            stream = self.at(self.at(page)["Contents"]).stream
            for place, item in enumerate(stream):
                if isinstance(item, dict) and item.get("MCID") in outside:
                    item.clear()
                    item["Type"] = "/Pagination"
                    stream[place - 1] = "/Artifact"


def _boxes(box: Any, table: Any, section: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield (box, HTML element of the table around it, of the section around it) of a page."""
    box = getattr(box, "_box", box)
    if box.element_tag == "table":
        table = box.element
    elif box.element_tag in ("thead", "tbody"):
        section = box.element
    yield box, table, section
    for child in box.children:
        yield from _boxes(child, table, section)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _joined(tree: Tree, rows: list[Row]) -> list[Row]:
    """Return the rows of a table once each, hung under its `Table` of the first page.

    A row that goes on over the page goes on in the cells that it began in.
    """
    first = tree.parent(rows[0].cells[0].mark, "/Table")
    sections: dict[int, Any] = {}
    begun: dict[int, Row] = {}
    cells: dict[int, Any] = {}
    for row in rows:
        line = tree.parent(row.cells[0].mark, "/TR")
        own = tree.parent(line, "/Table")
        if own is not first:
            tree.take_out(own)
        if id(row.box.element) not in begun:
            begun[id(row.box.element)] = row
            cells |= {id(cell.element): cell.mark for cell in row.cells}
            section = tree.at(line["P"])
            if own is not first and id(row.section) not in sections:
                # It takes its rows one by one, as the rows of the same section on later pages.
                section["K"].clear()
                tree.move(section, first)
            section = sections.setdefault(id(row.section), section)
            if line.reference not in section["K"]:
                tree.move(line, section)
        elif not row.is_head:
            for cell in row.cells:
                for kid in list(cell.mark["K"]):
                    tree.move(tree.at(kid), cells[id(cell.element)])
    return list(begun.values())


def _grid(tree: Tree, rows: list[Row]) -> dict[tuple[int, int], Any]:
    """Return {(row, column): cell}; a cell stands at each place that it covers.

    An empty head below another one is part of it, as `programs.values.tables` reads them.
    """
    grid: dict[tuple[int, int], Any] = {}
    for height, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (height, column) in grid:
                column += 1
            above, depth = grid.get((height - 1, column)), cell.rowspan
            if above is not None and _continues(tree, cell, above):
                tree.take_out(cell.mark)
                above.mark["A"]["RowSpan"] = above.mark["A"].get("RowSpan", 1) + 1
                cell, depth = above, 1
            for across in range(cell.colspan):
                for down in range(depth):
                    grid[height + down, column + across] = cell
    return grid


def _mend_heads(tree: Tree, rows: list[Row]) -> None:
    """Give each head of a table its scope, and each cell the heads of its columns and its row."""
    by_row: dict[int, list[Any]] = defaultdict(list)
    by_column: dict[int, list[Any]] = defaultdict(list)
    heads_of: dict[int, list[Any]] = {}
    grid = sorted(_grid(tree, rows).items(), key=lambda item: item[0])
    for (height, column), cell in grid:
        if cell.element_tag == "th":
            is_row = cell.element.get("scope") == "row"
            cell.mark["A"]["Scope"] = "/Row" if is_row else "/Column"
            if tree.has_content(cell.mark):
                (by_row[height] if is_row else by_column[column]).append(cell.mark["ID"])
        else:
            heads_of[id(cell)] = cell.mark["A"]["Headers"]
            heads_of[id(cell)].clear()
    for (height, column), cell in grid:
        if cell.element_tag == "td":
            found = heads_of[id(cell)]
            # A head that covers several places is one head.
            found[:] = dict.fromkeys([*found, *by_row[height], *by_column[column]])


def _continues(tree: Tree, cell: Any, above: Any) -> bool:
    """Tell whether a cell of the head is empty and below another one just as wide."""
    return bool(
        above is not None
        and cell.element_tag == above.element_tag == "th"
        and cell.element.get("scope") != "row"
        and cell.colspan == above.colspan
        and not tree.has_content(cell.mark)
    )
