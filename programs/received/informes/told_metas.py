"""Metas that a sentence tells: "Para el año, la Dirección se propuso brindar veinte asesorías."

Where an informe labels none, the sentence below a title that promises how many of what, and by
when, tells the meta of a línea. What was done is told in the sentences around it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.closings import closes, split_by_shape
from programs.received.informes.headings import (
    LONGEST_HEADING,
    is_known_section,
    names_period,
    run_in,
    tells_of_the_report,
)
from programs.received.informes.labels import cut_at_labels, labelled
from programs.received.informes.marks import begins_mark
from programs.received.informes.names import DEED, FINITE
from programs.received.informes.promises import METAS, has_meta
from programs.values.wording.dates import MONTH
from programs.values.wording.metas import counts_in
from programs.values.wording.numbers import NumberMention, folded
from programs.values.wording.percents import percents_of
from programs.values.wording.sentences import sentences_of

_AHEAD, _SENTENCES, _LONGEST = 8, 3, 3_000
_NAMED = (
    r"(?:metas?|compromisos?|objetivos?|propositos?|obligacion(?:es)?|encargos?|prevision(?:es)?"
    r"|deber(?:es)?|encomiendas?|cuota|aspiracion|cifra (?:a la que se aspira|que se busca)"
    r"|lo (?:pactado|previsto|programado|prometido|comprometido|acordado|planeado|ofrecido"
    r"|convenido))"
)
_BOUND = (
    r"(?:se |nos )?(?:habian? )?(?:comprometi|propus|prometi|ofreci|ofrec(?=e)|acord|pact|fij|preve"
    r"|previ(?!o\b a)|program(?!as?\b)|contempl|plane(?!a[cs])|establec|asumi|contraj|convin"
    r"|proyect(?!os?\b)|oblig(?!aci)|compromete|propon)\w*"
)
_DUE = (
    r"(?:hay|habia|hubo) que|(?:se )?(?:deben?|debian?)(?: de)? \w+[aei]r(?:se)?"
    r"|(?:le|les|nos) (?:toca|tocaba|corresponden?|correspondian?)"
    r"|(?:ha|han|habian?|habran?) de \w+[aei]r(?:se)?"
    r"|consist(?:e|en|ia|io) en|que pide"
)
_CUE = re.compile(rf"\b(?:{_NAMED}|{_BOUND}|{_DUE})\b")
# By when: what is promised of a session or in a letter has no such time.
_TIME = re.compile(
    r"\b(?:anual(?:es|mente)?|(?:el|este|del|al|un) (?:ano|ejercicio|semestre|trimestre|periodo)"
    rf"|20\d\d|(?:doce|seis|tres) meses|lapso|(?:{MONTH}) (?:a|y) (?:{MONTH})"
    rf"|(?:desde|partir de|contar de) (?:{MONTH})|mitad del ano|linea|renglon|compromiso anual)\b"
)
_OF_TIME = re.compile(
    rf"\s*(?:de (?:{MONTH})|dias?|horas?|meses|mes|anos?|semanas?|minutos?|%|por ?ciento|pesos"
    r"|mill[a-z]+|mil|veces|vez)\b"
)
# "de las veinte asesorías comprometidas", "De las ocho ferias del año"
_OUT_OF = re.compile(
    r"\bde l[oa]s (?P<number>[\w ,]{2,40}?) (?P<things>[a-z]{4,}(?: (?:de )?[a-z]{4,}){0,3}?)"
    r" (?:del ano|anuales|(?:comprometid|programad|prometid|pactad|previst|planead|convenid|ofrecid"
    r"|acordad|contemplad|propuest)[oa]s|que se (?:propus|compromet|program|ofrec|fij|prev)\w+)\b"
)
# "Trescientas personas habrán de firmar su carta en el año."
_FIRST = re.compile(
    r"(?P<number>[\w ,]{2,40}?) (?P<things>[a-z]{4,}(?: (?:de )?[a-z]{4,}){0,3}?)"
    r" (?:habran de|deberan|deben|han de|tendran que|tienen que|debian) \w+"
)
# "Son diez las cápsulas del año"
_THOSE = re.compile(
    r"\b(?:son|eran|seran) (?P<number>\w+) l[oa]s (?P<things>[a-z]{4,}(?: (?:de )?[a-z]{4,}){0,3}?)"
    r" (?:del (?:ano|ejercicio|trimestre)|que (?:deben|habra|habian?|hay|se))\b"
)
# "en la meta de 12 sesiones ordinarias se celebraron la décima y la undécima"
_META_OF = re.compile(
    r"\b(?:la|su|una)? ?(?:meta|compromiso) (?:anual |trimestral )?(?:es )?de"
    r" (?P<number>\d[\d,]{0,8}|[a-z]{3,12})"
    r" (?P<things>[a-z]{4,}(?: (?:de )?(?!se\b|que\b)[a-z]{4,}){0,3}?)"
    r"(?=[,;.:]| (?:se|y|en|del|que|al)\b|$)"
)
# "Las sesiones ordinarias del año han de ser seis."
_LAST = re.compile(
    r"\bl[oa]s (?P<things>[a-z]{4,}(?: (?:de )?[a-z]{4,}){0,3}?)"
    r"(?: del (?:ano|ejercicio|trimestre))?"
    r" (?:han de ser|deben ser|seran?|son|fueron) (?P<number>\w+)\W*$"
)
_ENDS = re.compile(
    r"[.;:,()]|\s(?:que|para|en|durante|entre|desde|de (?:enero|abril|julio|octubre)"
    r"|a (?:los|las|lo|contar|partir|mas)|por|cuy[oa]s?|repartid[oa]s|y|e)\s|$"
)
_ARTICLE = re.compile(r"\s*(?:de )?(?:l[oa]s )")


def with_told_metas(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks, the sentence that tells a meta in one of its own, before its paragraph."""
    if any(has_meta(block) or _labels_meta(block) for block in blocks):
        return list(blocks)
    return list(_with_metas(blocks))


def _with_metas(blocks: Sequence[Block]) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        above = blocks[place - 1] if place else block
        titled = place > 0 and _is_title(above)
        titled = titled and (begins_mark(above.text) or _closed(blocks, place))
        told = told_in(block.text) if titled and block.kind is BlockKind.TEXT else None
        if not told:
            yield block
            continue
        yield replace(block, text=told.said, promised=told.meta)
        if told.rest:
            yield replace(block, text=told.rest)


def _labels_meta(block: Block) -> bool:
    """Tell whether a meta is labelled within a line: "Acción 1. Renovar permisos. Meta: 60"."""
    parts = () if block.is_table or ":" not in block.text else cut_at_labels(block.text[:_LONGEST])
    return any((found := labelled(part)) is not None and found.label in METAS for part in parts)


# "Asunto: lo hecho en el 2do. trim. 2025": the time of the whole informe.
_OF_PERIOD = re.compile(r"\btrim|\b20\d\d\b")


def _is_title(block: Block) -> bool:
    """Tell whether a block may be the title of a línea."""
    text = block.text
    return (
        block.kind is BlockKind.TEXT
        and 3 < len(text) <= LONGEST_HEADING
        and text[-1] not in ".;,:"
        and not (is_known_section(text) or names_period(text) or tells_of_the_report(text))
        and not _OF_PERIOD.search(folded(text))
        and not (DEED.match(folded(text[:60])) or FINITE.search(text))
    )


def _closed(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a paragraph, or one before the next title, states how far its línea is."""
    for block in blocks[place : place + _AHEAD]:
        if block.kind is not BlockKind.TEXT:
            continue
        if _is_title(block):
            return False
        if len(block.text) > _LONGEST:
            continue
        last = [block.text[each.start : each.end] for each in sentences_of(block.text)][-1:]
        if any(map(closes, last)) or split_by_shape(block.text):
            return True
    return False


# "Sobre murales, la meta es de 12 en el año"
_OF_TOPIC = re.compile(
    r"(?:sobre|en|de|respecto (?:a|de)|en (?:cuanto a|materia de)) (?:l[oa]s )?"
    r"(?P<things>[a-z]{4,}(?: (?:de )?[a-z]{4,}){0,2}), (?:la|el|su) (?:meta|compromiso|objetivo)"
    r"[^.;,]{0,30}? (?:es|fue|era|son|consiste en) (?:de )?(?P<number>\d[\d,]{0,8}|[a-z]{3,12})\b"
    r"(?! [a-z]{3,}s\b)"
)


@dataclass(frozen=True)
class ToldMeta:
    """How many of what a paragraph promises: the sentence that says so, and the others.

    `said` is "" where that sentence goes on with what was done: then `rest` is all of it.
    """

    meta: str
    said: str
    rest: str


def told_in(text: str) -> ToldMeta | None:
    """Return the meta that the first sentences of a paragraph tell, None for none."""
    if len(text) > _LONGEST or begins_mark(text) or run_in(text)[0]:
        return None  # "Resumen. De las cinco actividades programadas…"
    for order, span in enumerate(islice(sentences_of(text), _SENTENCES)):
        said = text[span.start : span.end]
        if meta := _meta_of(said, opens=not order):
            if _tells_more(said, meta):
                return ToldMeta(meta, "", text)
            rest = f"{text[: span.start].strip()} {text[span.end :].strip()}"
            return ToldMeta(meta, said, rest.strip())
    return None


def _meta_of(sentence: str, *, opens: bool) -> str:
    """Return how many of what a sentence promises, "" for nothing; `opens` its paragraph."""
    plain = folded(sentence)
    timed = _TIME.search(plain) is not None
    shapes = [shape.search(plain) for shape in (_LAST, _OUT_OF, _THOSE, _META_OF)]
    for found in (*shapes, _OF_TOPIC.match(plain), _FIRST.match(plain) if timed else None):
        if found and counts_in(found["number"]) and not _OF_PLAN.match(found["things"]):
            parts = (sentence[slice(*found.span(name))] for name in ("number", "things"))
            return " ".join(parts)
    cue = _CUE.search(plain)
    if not cue or not (timed or (opens and cue.start() < _OPENING)):
        return ""
    return _promised(sentence, plain, cue.start())


_OPENING = 4  # signs: it begins with its promise
_END = 20  # signs of a promise, behind which its sentence may go on


# What a whole plan has, and no línea counts; "objetivo 4 del programa" counts nothing.
_OF_PLAN = re.compile(
    r"(?:[a-z]+(?:aron|ieron|yeron)|del?|en|al?|por|actividades|acciones|lineas|metas|compromisos"
    r"|proyectos|tareas)\b"
)


def _tells_more(sentence: str, meta: str) -> bool:
    """Tell whether a sentence tells beside its promise what was done: "Se dieron 5 de las 20"."""
    before, _, rest = sentence.rpartition(meta[-_END:])
    for found in FINITE.finditer(before):
        done = next(iter(counts_in(before[found.end() :])), None)
        if done and done.start <= 1 and not _CUE.search(folded(found[0])):
            return True
    return bool(FINITE.search(rest) or percents_of(rest) or _STANDS.search(folded(rest)))


# "y una ya está impresa", "se llevan diez"
_STANDS = re.compile(r"\b(?:esta|estan|se llevan?|van?|quedan?)\b")


def _promised(sentence: str, plain: str, start: int) -> str:
    """Return the first count of things in a sentence that promises: "veinte asesorías"."""
    counts = counts_in(sentence)
    ranges = [
        end
        for one, other in pairwise(counts)
        if _RANGE.fullmatch(plain, one.end, other.start)
        for end in (one, other)
    ]
    for mention in counts:
        if mention in ranges or not _is_count(plain, mention):
            continue
        rest = sentence[mention.end :]
        article = _ARTICLE.match(folded(rest))
        rest = rest[article.end() :] if article else rest.lstrip()
        end = _ENDS.search(folded(rest))
        things = rest[: end.start()] if end else rest
        if both := _BOTH.match(folded(rest[len(things) :])):
            things = f"{things}{rest[len(things) :][: both.end(1)]}"
        if turn := _EACH_TURN.match(folded(rest[len(things) :])):
            things = f"{things}{rest[len(things) :][: turn.end()]}"
        if (
            len(things) > 3
            and not _OF_PLAN.match(folded(things))
            and (mention.start > start or article)
        ):
            return f"{sentence[mention.start : mention.end].strip()} {things.strip()}"
    return ""


# "900 encinos y fresnos." promises both together.
_BOTH = re.compile(r"(\s[ye]\s[a-z\u00f1]{4,}s)\W*$")
# "dos asesorías por mes": how many of them make its quarter.
_EACH_TURN = re.compile(r"\s(?:por|cada|al) (?:mes|trimestre|bimestre|semestre|semana)\b")
# "de dos a tres asesorías": no number is promised.
_RANGE = re.compile(r"\s(?:al?|o)\s")


# "Se contempla entregar un informe": one thing, right behind what is done with it.
_TO_DO = re.compile(r"(?:[a-z]{3,}[aei]r(?:se)?|previsto|comprometido|programado)\s+$")


def _is_count(plain: str, mention: NumberMention) -> bool:
    year = (
        mention.value >= 2000
        and mention.value < 2100
        and "20" in plain[mention.start : mention.end]
    )
    alone = mention.value == 1 and not _TO_DO.search(plain[: mention.start])
    return mention.value >= 1 and not (year or alone or _OF_TIME.match(plain, mention.end))
