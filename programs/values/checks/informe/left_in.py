"""What was left in an informe: blanks that nobody filled, remarks between colleagues."""

import re
from collections.abc import Iterable, Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import places_of, texts_of
from programs.values.quoted import quoted
from programs.values.wording.numbers import folded
from programs.values.wording.placeholders import left_in
from programs.values.written import Passage, Period, Written, WrittenLinea

# Between two quotes one "…" is enough.
_HEAD = re.compile(
    r"(?:(?:expedientes|asuntos|casos|solicitudes|quejas|en|por|no|sin)\s)?"
    r"(?:pendientes?|faltantes?|falta|revisar|confirmar|definir|atender|resolver|concluir)"
    r"(?:\s(?:de|por|al|del)\s[a-z ]{3,40})?"
)
_APART = re.compile(r"\s*…(?:\s*…)+\s*")


def left_in_linea(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield what was left in a línea: its title, its meta, its narrative and its closing."""
    yield from left_findings((linea.title,), linea.key)
    yield from left_findings((linea.meta,), linea.key)
    for passage in linea.passages:
        yield from left_findings(_filled(passage), passage.anchor)
    if linea.closing:
        yield from left_findings((linea.closing.text,), linea.closing.anchor)


def left_in_front(written: Written) -> Iterator[PlacedFinding]:
    """Yield what was left in the front matter and before the líneas of an área."""
    for place in places_of(written):
        if not place.of_linea:
            for found in left_findings(_filled(place.passage), place.passage.anchor):
                yield PlacedFinding(found, place.subject, place.name)


def _filled(passage: Passage) -> Iterator[str]:
    """Yield what people fill in: the head of a column ("Pendientes") says what is counted in it."""
    heads = passage.rows[0] if passage.header_rows and len(passage.rows) > 1 else ()
    own = {cell for cell in heads if _HEAD.fullmatch(folded(cell).strip())}
    return (text for text in texts_of(passage) if text not in own)


def left_findings(texts: Iterable[str], anchor: str) -> Iterator[Finding]:
    """Yield what was left in texts of one place: their blanks, and each remark by itself."""
    blanks: list[str] = []
    quotes: list[str] = []
    for text in texts:
        for each in left_in(text):
            words = quoted(text, each.start, each.end)
            around = quoted(text, each.start, each.end, 60, 60)
            if each.blank:
                blanks.append(words)
                quotes.append(around)
            else:
                yield Finding(
                    Code.REMARK_LEFT,
                    Severity.DOUBT,
                    f"Parece una nota de trabajo que quedó dentro: «{words}»",
                    anchor,
                    quote=around,
                )
    if blanks:
        listed = ", ".join(f"«{words}»" for words in list(dict.fromkeys(blanks))[:5])
        yield Finding(
            Code.BLANK_LEFT,
            Severity.ERROR,
            f"Quedó un espacio sin llenar: {listed}",
            anchor,
            quote=_APART.sub(" … ", " … ".join(quotes[:3])),
        )


CHECKS = (LineaCheck((Code.BLANK_LEFT, Code.REMARK_LEFT), left_in_linea),)
WHOLE = (WholeCheck((Code.BLANK_LEFT, Code.REMARK_LEFT), left_in_front),)
