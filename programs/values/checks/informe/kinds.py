"""What a línea counts against what its meta names: another kind of it.

Source: Archivo 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import (
    Piece,
    amounts_in,
    evidence_of,
    is_bare,
    named_of,
)
from programs.values.checks.informe.set_aside import is_set_aside
from programs.values.checks.informe.statements import Statement, agrees, statements_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import (
    Fit,
    Unit,
    contrast_of,
    fit_of,
    stems,
    unit_of,
)
from programs.values.written import Amount, Passage, PassageKind, Period, WrittenLinea


def other_kind(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a línea counts things of a kind that its meta does not name."""
    year = period.year_starts_on.year if period else None
    said = [each for each in statements_of(linea) if each.value > 0]
    typed = any(linea.reported)
    if not said and not typed:
        return
    for amount in amounts_in(linea):
        unit = unit_of(amount.unit)
        if not unit.kinds:
            continue
        evidence = evidence_of(linea, amount.unit, year)
        others = [
            each
            for each in evidence.pieces
            if contrast_of(unit, with_manner(each))
            and each.counted.told in (Told.DONE, Told.RECEIVED)
            and _is_same_thing(unit, each.counted.noun)
            and not is_set_aside(each)
        ]
        named = named_of(linea, unit, year)
        if not others and not named:
            continue
        counted_apart = {*(each.counted.value for each in others), amount.quantity}
        own = [
            each
            for each in evidence.of(Fit.STRONG)
            if each.counted.told is Told.DONE
            # "Tres cursos en línea …: 3 de 12 cursos": the closing counts the same once more.
            and not (each.passage == linea.closing and each.counted.value in counted_apart)
            and not (named and _is_sum_of_all(linea, each, unit))
            and not any(_is_part_of(each, other, unit) for other in others)
        ]
        own = _without_sum_of_both(own, others)
        if told_by_manner(evidence.pieces, unit):
            continue
        by_name = 0 if evidence.named else len({name for name, _ in named})
        own = _without_sums(own, others, unit, by_name)
        right = bool(own) or evidence.named > 0
        if right and not _only_with_others(
            said, amount, own, others, (evidence.named, len({name for name, _ in named}))
        ):
            continue
        if not right and _right_kind_told(linea, amount.unit):
            continue
        place = others[0].passage if others else named[0][1]
        word = _printed_kind(place.text, unit)
        yield Finding(
            Code.OTHER_KIND,
            Severity.DOUBT,
            f"La meta es de {amount.said}, y la narrativa cuenta también otras ({word})"
            if right
            else f"La meta es de {amount.said}, y la narrativa solo cuenta otras ({word})",
            place.anchor,
            quote=sentence_with(place.text, word),
        )
        return


def other_kind_in_rows(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only where rows or items of another kind are counted.

    "Primera Sesión Ordinaria", "Primera Sesión Extraordinaria" of a meta of sesiones ordinarias.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    for anchor, names, where in _lists_of(linea) if unit.kinds else ():
        named = [name for name in names if set(unit.heads) & set(stems(name))]
        others = [name for name in named if contrast_of(unit, name)]
        own = len(named) - len(others)
        shares = [Fraction(n * 100) / Fraction(amounts[0].quantity) for n in (own, len(named))]
        own_alone, with_others = (agrees(said[-1].said.mention, share) for share in shares)
        if others and with_others and not own_alone:
            word = _printed_kind(others[0], unit)
            yield Finding(
                Code.OTHER_KIND,
                Severity.DOUBT,
                f"La meta es de {amounts[0].said}, y la {where} cuenta también otras ({word})"
                if own
                else f"La meta es de {amounts[0].said}, y la {where} solo cuenta otras ({word})",
                anchor,
                quote=amounts[0].unit,
            )
            return


def _lists_of(linea: WrittenLinea) -> Iterator[tuple[str, list[str], str]]:
    """Yield the anchor of each table and of its list, the folded names of its rows, and its word.

    Of an item its first words are its name: "Auditoría financiera al patronato".
    """
    for table in linea.of_kind(PassageKind.TABLE):
        rows = table.rows[table.header_rows :]
        yield table.anchor, [folded(cell) for row in rows for cell in row[:2]], "tabla"
    items = list(linea.of_kind(PassageKind.ITEM))
    if len(items) > 1:
        names = [" ".join(folded(each.text).split()[:_NAME_WORDS]) for each in items]
        yield items[0].anchor, names, "lista"


_NAME_WORDS = 4


def other_kind_by_ordinal(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only where ordinals of another kind are counted.

    "La primera ordinaria, la segunda ordinaria y la primera extraordinaria" are two ordinarias.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    told = [
        (found[0], passage)
        for passage in linea.prose
        for found in _BY_ORDINAL.finditer(folded(passage.text))
    ]
    others = [(words, passage) for words, passage in told if contrast_of(unit, words)]
    own = [words for words, _ in told if unit.kinds & set(stems(words))]
    shares = [
        Fraction(n * 100) / Fraction(amounts[0].quantity)
        for n in (len(own), len(own) + len(others))
    ]
    own_alone, with_others = (agrees(said[-1].said.mention, share) for share in shares)
    if own and others and with_others and not own_alone and not any(other_kind(linea, period)):
        words, passage = others[0]
        word = _printed_kind(words, unit)
        yield Finding(
            Code.OTHER_KIND,
            Severity.DOUBT,
            f"La meta es de {amounts[0].said}, y la narrativa cuenta también otras ({word})",
            passage.anchor,
            quote=sentence_with(passage.text, word),
        )


_BY_ORDINAL = re.compile(
    r"\b(?:primera?|segund[oa]|tercera?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]"
    r"|decim[oa])\s(?:sesion(?:es)?\s)?[a-z]{4,16}\b"
)


def with_manner(piece: Piece) -> str:
    """Return a noun; of times, with the words before: "de manera extraordinaria en 6 ocasiones"."""
    counted = piece.counted
    if stems(counted.noun)[:1] not in (("ocasion",), ("vez",)):
        return counted.noun
    text = piece.passage.text
    before = folded(text[max(counted.sentence.start, counted.start - 60) : counted.start])
    return f"{counted.noun} {before}"


def told_by_manner(pieces: tuple[Piece, ...], unit: Unit) -> bool:
    """Tell whether things of the right kind are counted by their times."""
    return any(
        stems(each.counted.noun)[:1] in (("ocasion",), ("vez",))
        and unit.kinds & frozenset(stems(with_manner(each)))
        for each in pieces
    )


def _is_part_of(piece: Piece, other: Piece, unit: Unit) -> bool:
    """Tell whether a piece without a noun of its own divides another: "una al patronato".

    "Dos auditorías financieras: una al patronato y otra al museo" are two financial ones.
    """
    part, whole = piece.counted, other.counted
    if piece.passage != other.passage or part.sentence != whole.sentence or not part.elided:
        return False
    own = unit.kinds & frozenset(stems(part.own))
    return not own and part.start > whole.start and part.value < whole.value


def _is_same_thing(unit: Unit, noun: str) -> bool:
    """Tell whether a noun is that of the unit, or of its other kind ("hombres", "mujeres")."""
    head = stems(noun)[:1]
    if head == unit.heads[:1] or head[0] == contrast_of(unit, noun):
        return True
    if head[0] in ("ocasion", "vez"):  # "sesionó en dos ocasiones de manera extraordinaria"
        return True
    bare = replace(unit, kinds=frozenset())  # "seminarios virtuales" of "talleres presenciales"
    return fit_of(bare, noun) >= Fit.SOFT


def _without_sum_of_both(own: list[Piece], others: list[Piece]) -> list[Piece]:
    """Return pieces but for a number without a noun that sums both kinds: "Suman 400 en el año"."""
    if not others:
        return own
    told = sum((each.counted.value for each in own), Decimal(0))
    apart = sum((each.counted.value for each in others), Decimal(0))
    return [
        each
        for each in own
        if not (
            (each.counted.elided or is_bare(each.counted))
            and told > each.counted.value == told - each.counted.value + apart
        )
    ]


def _is_sum_of_all(linea: WrittenLinea, piece: Piece, unit: Unit) -> bool:
    """Tell whether a closing counts things without their kind: "con 6 sesiones celebradas"."""
    return piece.passage == linea.closing and not unit.kinds & {*stems(piece.counted.noun)}


def _without_sums(
    own: list[Piece], others: list[Piece], unit: Unit, by_name: int = 0
) -> list[Piece]:
    """Leave out what counts both kinds together: "dos ordinarias y una extraordinaria, tres".

    `by_name` are those of another kind that are called by their ordinals, where those of the meta
    are not: "dos sesiones ordinarias… la primera extraordinaria. Suman 3 sesiones".
    """
    mine = [each for each in own if unit.kinds & {*stems(each.counted.noun)}]
    if not mine or not (others or by_name):
        return own
    every = sum(
        (each.counted.value for each in (*mine, *others)), Decimal(0 if others else by_name)
    )
    return [each for each in own if each in mine or each.counted.value != every]


def _only_with_others(
    said: list[Statement],
    amount: Amount,
    own: list[Piece],
    others: list[Piece],
    named: tuple[int, int],
) -> bool:
    """Tell whether a stated percentage comes out only where the other kind is counted too.

    `named` are how many are called by their ordinals, of the meta's kind and of another.
    """
    apart = {each.counted.value for each in others} | ({Decimal(named[1])} if named[1] else set())
    if not said or not apart or not amount.quantity:
        return False
    mention = said[-1].said.mention
    right = {each.counted.value for each in own}
    right.add(sum(right, Decimal(0)))
    right |= {each + named[0] for each in right}  # "la Primera Sesión Ordinaria"
    more = {mine + each for mine in right for each in apart}

    def fits(values: set[Decimal]) -> bool:
        whole = Fraction(amount.quantity or 1)
        return any(agrees(mention, Fraction(value) * 100 / whole) for value in values)

    return not fits(right) and fits(more)


def _right_kind_told(linea: WrittenLinea, unit_words: str) -> bool:
    """Tell whether the narrative names the right kind without a count: "la sesión ordinaria"."""
    unit = unit_of(unit_words)
    shape = re.compile(r"\bse\s+\w+\s+(?:la|el|las|los|una?)\s+(?:\w+\s+){0,3}?(\w+\s+\w+)")
    for passage in linea.prose:
        for found in shape.finditer(folded(passage.text)):
            words = stems(found[1])
            if words[:1] == unit.heads[:1] and unit.kinds & set(words):
                return True
    return False


def _printed_kind(text: str, unit: Unit) -> str:
    """Return the word of the other kind as it is printed."""
    words: list[str] = re.findall(r"\w+", text)
    for word in words:
        if contrast_of(unit, folded(word)):
            return word.lower()
    return "a distancia" if "presencial" in unit.kinds else "de otro tipo"


def needs_others(said: Statement, amount: Amount, own: Decimal, every: Decimal) -> bool:
    """Tell whether a percentage is that of `every` thing told, and not of the meta's own."""
    whole = Fraction(amount.quantity or 1)
    alone, together = (
        agrees(said.said.mention, Fraction(value) * 100 / whole) for value in (own, every)
    )
    return together and not alone


def only_with_others(
    amount: Amount, passage: Passage, words: str, quote: str, arithmetic: str = ""
) -> Finding:
    """Return that a percentage is that of the things of a meta and of others together."""
    return Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {amount.said}, y su avance solo resulta si se cuentan otras ({words})",
        passage.anchor,
        arithmetic=arithmetic,
        quote=quote,
    )


def sentence_with(text: str, word: str) -> str:
    """Return what stands around a word in its sentence, as much as a finding quotes."""
    place = folded(text).find(folded(word)) if word else 0
    start = max(text.rfind(".", 0, place) + 1, place - 160)
    return text[start : place + 80].strip()


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), other_kind),
    LineaCheck((Code.OTHER_KIND,), other_kind_in_rows),
    LineaCheck((Code.OTHER_KIND,), other_kind_by_ordinal),
)
