"""The process that reads one informe and checks it: limits first, then the file, then JSON.

It is started by `programs.received.informes` as `python -m programs.received.informes.child KIND`.
The checks run here too, so that no text can hold whoever serves the page.
"""

import gc
import json
import resource
import sys
from collections.abc import Iterator

from programs.errors import FileRefused
from programs.received.documents import ZIP, is_pdf
from programs.received.informes import kinds
from programs.received.informes.blocks import Block
from programs.received.informes.crossing import to_json
from programs.received.informes.from_docx import blocks_of_docx
from programs.received.informes.from_pdf import blocks_of_pdf
from programs.received.informes.from_text import blocks_of_text, cells_counted
from programs.received.informes.reading import InformeReading
from programs.received.informes.structure import read_blocks
from programs.received.limited import limit_self, write_answer
from programs.values.checks.informe import findings_of_written


def blocks_of(kind: str, data: bytes) -> list[Block]:
    """Return the blocks of a paste or of a file, whose content says what it is.

    Raises `FileRefused` with a sentence.
    """
    if kind == kinds.TEXT:
        return blocks_of_text(data.decode("utf-8", "replace"))
    kinds.refuse_by_head(data)
    if data.startswith(ZIP):
        return blocks_of_docx(data)
    if is_pdf(data):
        return blocks_of_pdf(data)
    return blocks_of_text(kinds.plain_text_of(data))


def reading_of(kind: str, data: bytes) -> InformeReading:
    """Return what is understood of an informe and what the checks say of it."""
    try:
        read = read_blocks(cells_counted(blocks_of(kind, data)))
    except RecursionError as error:
        raise FileRefused(kinds.DAMAGED) from error
    return InformeReading(read, findings_of_written(read.written))


def _answer(kind: str, data: bytes) -> Iterator[str]:
    yield json.dumps({"reading": to_json(reading_of(kind, data))})


def seldom_collect() -> None:
    """Look for garbage seldom: the process ends soon, and what it begins with never is any."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def main(kind: str) -> None:
    """Read the informe of the input and write what it says."""
    seldom_collect()
    data = sys.stdin.buffer.read()
    limit_self(kinds.LIMITS)
    # Nothing of a file is ever written.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    write_answer(lambda: _answer(kind, data), kinds.SENTENCES)


if __name__ == "__main__":
    main(sys.argv[1])
