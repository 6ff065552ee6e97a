"""A part of an office package as a stream: elements pass once, nothing is built of them.

A library that opens a whole document makes an object of every style, name and link in it, and a
file of 89 KB can carry 12 million of them. ISO/IEC 29500-2.
"""

from typing import IO
from xml.parsers import expat

from programs.errors import FileRefused

PIECE = 64 * 1024
# No program nests so many; a part that does is made to harm.
DEEPEST = 2_000

Attributes = dict[str, str]


class XmlPart:
    """A part of the package as it passes: `starts` and `ends` are called by local names.

    A document type is refused whatever stands in it: no office document has one, and entities live
    there. Raises `FileRefused` with `damaged`, `entities` or `crowded`, the sentences of the kind
    of file; it may have `most_elements`, 0 where its size alone bounds it.
    """

    damaged = ""
    entities = ""
    crowded = ""
    most_elements = 0

    def __init__(self, stream: IO[bytes]) -> None:
        self.path: list[str] = []
        self.text: list[str] | None = None
        self._elements = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.StartDoctypeDeclHandler = self._doctype
        given = 0
        try:
            # A tag that is not over is looked at anew with each piece: as much again is read of it,
            # or one of 60 MB, which a file of 60 KB can hold, would take a minute.
            while piece := stream.read(max(PIECE, given - parser.CurrentByteIndex)):
                parser.Parse(piece, False)
                given += len(piece)
            parser.Parse(b"", True)
        # A coding that nobody knows is a `LookupError`.
        except (expat.ExpatError, LookupError) as error:
            raise FileRefused(self.damaged) from error

    def _doctype(self, *declared: object) -> None:
        raise FileRefused(self.entities)

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        self.path.append(local)
        if len(self.path) > DEEPEST:
            raise FileRefused(self.damaged)
        self._elements += 1
        if self._elements > self.most_elements > 0:
            raise FileRefused(self.crowded)
        self.starts(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.path.pop()
        self.ends(name.rpartition(" ")[2])

    def _letters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def taken(self) -> str:
        """Return the letters since `self.text` was opened, and close it."""
        text, self.text = "".join(self.text or ()), None
        return text

    def starts(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def ends(self, name: str) -> None:
        """An element is over."""
