"""A línea told as wholly met whose narrative tells its things as aimed at, put off or left alone.

"Se cancelaron 5 cursos. Meta cumplida al 100%." Any other word of what was done is enough to say
nothing. Source: the closings of section 2.3 of the domain document.
"""

import re

from programs.values.checks.informe.evidence import Evidence, Piece
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit
from programs.values.written import PassageKind, WrittenLinea

_UNDONE = (Told.PLANNED, Told.LEFT)
# What tells that things are aimed at or left; a meta may be to do just that: "Cancelar 5 permisos".
_CUE = re.compile(
    r"\b(?:cancel|suspen|aplaz|difir|difie|pospu|repro|progr|proye|plane|pendi|acord|propu|busca|prete"
    r"|inten|solic|previ|compr|agend|conte|calen|queda|falt|iba|dej|omit)"
)
# "…, lo que se logró", "en su totalidad", "mismos que se impartieron"
_BUT_DONE = re.compile(
    r"\b(?:se\s(?!cancel|suspend|aplaz|difiri|pospus|reprogram|program|proyect|plane|qued|acord|propus"
    r"|busc|pretend|intent|solicit)\w+(?:o|aron|ieron|eron)|(?<!sin\s)(?:logr|cumpl|conclu|cubr|alcanz|realiz|imparti|ejecut|entreg|celebr"
    r"|llev)\w*|totalidad|complet\w+|tod[oa]s|amb[oa]s|ya\b|fueron)\b"
)
_MOST = 6  # passages of a short narrative


def only_aimed(linea: WrittenLinea, evidence: list[Evidence]) -> bool:
    """Tell whether all that a narrative tells is that things of its meta were aimed at, or left."""
    pieces = [each for one in evidence for each in one.pieces if each.fit >= Fit.SOFT]
    prose = [each for each in linea.prose if each.kind is PassageKind.TEXT]
    if not pieces or len(prose) != len(linea.passages) or len(prose) > _MOST:
        return False
    if any(one.named or one.listed or one.totals for one in evidence):
        return False
    undone = all(each.counted.told in _UNDONE and not each.counted.base for each in pieces)
    return undone and all(_is_undone(each, linea) for each in pieces) and _is_all(linea, pieces)


def _is_undone(piece: Piece, linea: WrittenLinea) -> bool:
    """Tell whether nothing in the sentence of a count says that it was done after all."""
    opens, ends = piece.counted.sentence
    plain = folded(piece.passage.text)
    if _BUT_DONE.search(plain, piece.counted.end, ends):
        return False
    cues = {found.group() for found in _CUE.finditer(plain, opens, ends)}
    return not any(cue in folded(f"{linea.title} {linea.meta}") for cue in cues)


def _is_all(linea: WrittenLinea, pieces: list[Piece]) -> bool:
    """Tell whether a narrative has no other sentence and no other count."""
    own = {(each.passage.key, each.counted.sentence.start) for each in pieces}
    told = {
        (passage.key, sentence.start)
        for passage in linea.prose
        for sentence in sentences_of(passage.text)
        if passage.text[sentence.start : sentence.end].strip()
    }
    counted = sum(len(counted_of(passage.text)) for passage in linea.prose)
    return told == own and counted == len(pieces)
