"""What was left in an informe: blanks that nobody filled, remarks between colleagues."""

import re
from collections.abc import Iterable, Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import places_of, texts_of
from programs.values.quoted import quoted
from programs.values.wording.cited_forms import announces_fields, is_field_alone
from programs.values.wording.numbers import folded
from programs.values.wording.placeholders import left_in
from programs.values.wording.tick_boxes import ticked_columns
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

# Between two quotes one "…" is enough.
_APART = re.compile(r"\s*…(?:\s*…)+\s*")


def left_in_linea(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield what was left in a línea: its title, its meta, its narrative and its closing."""
    yield from left_findings((linea.title,), linea.key)
    yield from left_findings((linea.meta,), linea.key)
    for passage in _without_fields(linea.passages):
        yield from left_findings(_told(passage), passage.anchor)
    if linea.closing:
        yield from left_findings((linea.closing.text,), linea.closing.anchor)


def left_in_front(written: Written) -> Iterator[PlacedFinding]:
    """Yield what was left in the front matter and before the líneas of an área."""
    front = [place for place in places_of(written) if not place.of_linea]
    shown = {passage.key for passage in _without_fields(place.passage for place in front)}
    for place in front:
        if place.passage.key in shown:
            for found in left_findings(_told(place.passage), place.passage.anchor):
                yield PlacedFinding(found, place.subject, place.name)


def _without_fields(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages, without the fields of a form that one above them announces.

    "Campos que trae el formato:" above "[Nombre completo]", "[Puesto]" and "[Firma]".
    """
    announced = False
    for passage in passages:
        if announced and is_field_alone(passage.text):
            continue
        announced = announces_fields(passage.text)
        yield passage


def _told(passage: Passage) -> Iterator[str]:
    """Yield what a passage says, without the cells of a table that tell how far something is."""
    if passage.kind is not PassageKind.TABLE:
        yield from texts_of(passage)
        return
    head = passage.rows[0] if passage.rows else ()
    of_state = {at for at, cell in enumerate(head) if _STATE_HEAD.match(folded(cell).strip())}
    of_state |= {
        at
        for row in passage.rows[1:]
        for at, cell in enumerate(row)
        if _STATE.fullmatch(folded(cell[:60]).strip(" ."))
    }
    fields = _fields_described(passage)
    ticked = ticked_columns(passage.rows)
    for n, row in enumerate(passage.rows):
        labels = {0} if len([cell for cell in row if cell.strip()]) > 1 else set()
        for at, cell in enumerate(row):
            named = not n or at in labels or at in of_state
            if at == fields and _IN_BRACKETS.fullmatch(cell.strip()):
                continue
            if at in ticked and n:
                continue
            if cell.strip() and not (named and _PENDING.fullmatch(folded(cell[:60]).strip(" ."))):
                yield cell


def _fields_described(passage: Passage) -> int | None:
    """Return the column with the fields of a form that a table describes, None for no such table.

    "Campo del formato | Qué se escribe" above "[Folio] | Número del recibo de pago".
    """
    heads = [folded(cell).strip() for cell in passage.rows[0]] if passage.rows else []
    for at, head in enumerate(heads[:_MOST_COLUMNS]):
        told = _FIELD_HEAD.match(head) or any(map(_MEANING_HEAD.match, heads[at + 1 :]))
        cells = [row[at].strip() for row in passage.rows[1:] if at < len(row)]
        if told and len(cells) > 1 and all(map(_IN_BRACKETS.fullmatch, cells)):
            return at
    return None


_MOST_COLUMNS = 3
_FIELD_HEAD = re.compile(
    r"(?:nombre del? )?(?:campos?|casillas?|etiquetas?|marcador(?:es)?|variables?|espacios?"
    r"|recuadros?|leyendas?)\b"
)
_MEANING_HEAD = re.compile(
    r"(?:que (?:se )?(?:escribe|anota|captura|pone|pide|significa|contiene|va)|significado"
    r"|descripcion|instruccion(?:es)?|como se (?:llena|escribe|captura)|contenido|dato que)\b"
)
_IN_BRACKETS = re.compile(
    r"\[[^\[\]]{1,60}\]|<[^<>]{1,60}>|\{{1,2}[^{}]{1,60}\}{1,2}|«[^«»]{1,60}»"
)
_PENDING = re.compile(
    r"pendientes?(?: (?:de|por|al) [a-z ]{3,40})?|por (?:definir|concluir|iniciar|resolver|atender)"
)
_STATE_HEAD = re.compile(
    r"(?:estatus|status|estado|situacion|etapa|fase|condicion|resultado|cumplimiento|semaforo)\b"
)
_STATE = re.compile(
    r"(?:conclui|cumpli|termina|atendi|realiza|entrega|firma|resuel|publica|aproba|ejecuta"
    r"|finaliza|inicia|turna)\w{1,4}|en (?:proceso|tramite|curso|revision)|no inicia\w+"
)


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
