"""The annex of the files that back each línea: what was received, and how to know it again.

The files stay in the system. Their SHA-256 is printed whole, so that anyone who is given one can
tell whether it is the one that was reported.
"""

from dataclasses import dataclass

from programs.received.documents import kind_word
from programs.values.snapshot import FileSnapshot, LineaSnapshot, Snapshot
from programs.values.table_layout import PORTRAIT, is_tall

# The head of a línea in the table of static/print/document.css: its type, in points.
HEAD_SIZE = 8.8


@dataclass(frozen=True)
class FileRow:
    """A file as it was received: its name, its kind in a word, its bytes and its SHA-256."""

    name: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True)
class LineFiles:
    """A línea with the files that back it, in the order in which they were received."""

    number: str
    title: str
    area: str
    files: tuple[FileRow, ...]

    @property
    def is_tall(self) -> bool:
        """Whether its heading is divided between pages."""
        texts = (f"{self.number} {self.title} {self.area}",)
        return is_tall(texts, (PORTRAIT.width,), PORTRAIT, HEAD_SIZE)


@dataclass(frozen=True)
class Files:
    """The annex: the líneas that have files. Those without any are not listed."""

    lines: tuple[LineFiles, ...]

    @property
    def count(self) -> int:
        """How many files there are."""
        return sum(len(line.files) for line in self.lines)

    @property
    def size(self) -> int:
        """How many bytes they add up to."""
        return sum(file.size for line in self.lines for file in line.files)


def files_parts(snapshot: Snapshot) -> tuple[Files, ...]:
    """Return the annex of a quarter's snapshot; nothing where no línea has a file."""
    lines = tuple(
        LineFiles(
            number=linea.number,
            title=linea.title,
            area=linea.area,
            files=tuple(map(_row, files)),
        )
        for linea in snapshot.lineas
        if (files := _files(linea))
    )
    return (Files(lines),) if lines else ()


def _files(linea: LineaSnapshot) -> tuple[FileSnapshot, ...]:
    return linea.avance.files if linea.avance else ()


def _row(file: FileSnapshot) -> FileRow:
    return FileRow(file.name, kind_word(file.media_type), file.size, file.sha256)
