"""An informe that somebody brings: a DOCX, a PDF with text, or a paste, read and checked.

The layers, from the file up: `kinds` tells what it is, `from_text`, `from_docx` and `from_pdf` make
blocks of it, `structure` makes an informe of the blocks. All of it, and the checks, run in a child
with limits (`child`); here is only the door.
"""

from programs.errors import FileRefused
from programs.received.informes.crossing import from_json
from programs.received.informes.from_text import EMPTY, MAX_LETTERS, TOO_LONG
from programs.received.informes.kinds import DAMAGED, FILE, LIMITS, SENTENCES, TEXT, check_size
from programs.received.informes.reading import InformeReading, ReadInforme, Shown
from programs.received.limited import answer_of

__all__ = ["InformeReading", "ReadInforme", "Shown", "informe_read"]

_CHILD = "programs.received.informes.child"


def informe_read(data: bytes | None, text: str = "") -> InformeReading:
    """Return what is understood of an informe, and what the checks say of it.

    `data` is a file, None for a paste. Raises `FileRefused` with a sentence for what is empty, too
    large, damaged, protected, without text or of another kind, and for what takes more than 60 s
    of processor or 300 MB.
    """
    if data is None:
        if not text.strip():
            raise FileRefused(EMPTY)
        if len(text) > MAX_LETTERS:
            raise FileRefused(TOO_LONG)
        said = answer_of(_CHILD, TEXT, text.encode("utf-8", "replace"), LIMITS, SENTENCES)
    else:
        check_size(len(data))
        said = answer_of(_CHILD, FILE, data, LIMITS, SENTENCES)
    try:
        reading: InformeReading = from_json(InformeReading, said.get("reading"))
    except (ValueError, TypeError) as error:
        raise FileRefused(DAMAGED) from error
    return reading
