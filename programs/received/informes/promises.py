"""The meta of a línea by whatever label an institution gives it: "Por hacer en el año: 12 charlas".

Where an informe has no label that is known for a meta, the one that repeats right below the titles
of several líneas, and has nothing behind it but how many of what, is theirs. One that stands once
is a meta below what is to be done under a label too: "Encargo: Impartir talleres".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from programs.received.informes.blocks import Block
from programs.received.informes.boxes import labels_in
from programs.received.informes.labels import Label, inline_parts, label_of_words, labelled
from programs.received.informes.names import DEED, FINITE
from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded, numbers_of

_FEWEST = 2
METAS = (Label.META, Label.QUARTER_META)
_LONGEST_LABEL, _LONGEST_VALUE = 60, 110
_LABEL = re.compile(r"(?P<head>[A-ZÁÉÍÓÚÑ¿][^:.;|\n]{2,60}):\s?(?P<value>\S[^\n]{0,120})")
# What was done, whom it reached, how long it takes or what it costs: no promise of a number.
_NO_PROMISE = re.compile(
    r"\b(?:hech|hizo|hicim|realizad|realizam|logr|avan|result|alcanz|cumpl|ejecutad|atendid|report"
    r"|acumul|obten|obtuv|llev|total|van\b|suma|asist|particip|benefici|poblac|public|person"
    r"|plazo|durac|tiempo|presup|cost|fecha|periodo|vigencia|pagin|anexo|figura|tabla|imagen|foto)"
)
_OTHER_UNIT = re.compile(
    r"[%$]|\b(?:por ?ciento|pesos|dias?|horas?|meses|mes|anos?(?<!al ano)(?<!el ano)"
    r"|semanas?|minutos?"
    rf"|de (?:{MONTH}))\b"
)
_KNOWN_BY_OTHER_NAME = (None, Label.PROGRAMMED, Label.OBJECTIVE, Label.OTHER)


def with_promises(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks, those that are the meta of a línea by a label of their own marked so."""
    if any(map(has_meta, blocks)):
        return list(blocks)
    heads = {place: key for place, block in enumerate(blocks) if (key := _promised(blocks, place))}
    kept = {key for key, count in Counter(heads.values()).items() if count >= _FEWEST}
    kept |= {key for place, key in heads.items() if _is_to_do(blocks[place - 1])}
    return [
        replace(block, promise=True) if heads.get(place) in kept else block
        for place, block in enumerate(blocks)
    ]


def has_meta(block: Block) -> bool:
    """Tell whether a block has a label that is known for a meta."""
    if block.is_table:
        return Label.META in labels_in(block.rows)
    parts = inline_parts(block.text[:2_000])
    return any((own := labelled(part)) and own.label in METAS for part in parts)


def _promised(blocks: Sequence[Block], place: int) -> str:
    """Return the label of a promise right below a title, in small letters, "" for none."""
    block = blocks[place]
    found = None if block.is_table else _LABEL.match(block.text)
    if not found or not place or label_of_words(found["head"]) not in _KNOWN_BY_OTHER_NAME:
        return ""
    head = " ".join(folded(found["head"]).split())
    if _NO_PROMISE.search(head) or not _counts(found["value"]):
        return ""
    return "" if _is_told(blocks[place - 1]) else head


def _is_to_do(block: Block) -> bool:
    """Tell whether a block is a label and what is to be done: "Encargo: Impartir talleres"."""
    found = None if block.is_table else _LABEL.match(block.text)
    return found is not None and _TO_DO.match(folded(found["value"])) is not None


_TO_DO = re.compile(r"(?:[a-zñ]{2,14}[aei]r(?:se)?\s[a-zñ]|[a-zñ]{3,14}(?:cion|miento)\sdel?\b)")


def _is_told(block: Block) -> bool:
    """Tell whether what stands above is no title: a table, a sentence, or a promise itself."""
    text = block.text
    if block.is_table or text[-1:] in ";:":
        return True
    found = _LABEL.match(text)
    if found and _counts(found["value"]):
        return True
    return text.endswith(".") and bool(DEED.match(folded(text[:60])) or FINITE.search(text))


def _counts(value: str) -> bool:
    """Tell whether a value is how many of what, and nothing else: "12 charlas", "seis visitas"."""
    text = value.strip().rstrip(".")
    first = next(iter(numbers_of(text[:40])), None)
    if first is None or first.start != 0 or len(text) > _LONGEST_VALUE or "." in text:
        return False
    rest = folded(text[first.end :]).strip()
    return (
        bool(rest) and rest[0].isalpha() and not (_OTHER_UNIT.search(rest) or FINITE.search(text))
    )
