"""Things of another kind among those that a stated percentage counts.

"9 inspecciones a pozos, 6 a pozos… y 5 visitas a domicilios" are 15 inspecciones of 20; two
ordinary sessions and an extraordinary one, told by their days, are two.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, groupby, islice

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.kinds import only_with_others, other_kind
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import Statement, agrees, division, statements_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH
from programs.values.wording.fields import field_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, Unit, contrast_of, fit_of, is_persons, stems, unit_of
from programs.values.written import Amount, Passage, PassageKind, Period, WrittenLinea

# "de manera ordinaria", "en forma extraordinaria", "con carácter de urgente"
_MANNER = re.compile(
    r"\b(?:(?:de|en)\s+(?:manera|forma)|con\s+(?:el\s+)?caracter(?:\s+de)?|en\s+modalidad)\s+(\w+)"
)


# Each of "el 7 y el 21 de marzo".
_DAY = re.compile(
    rf"\b\d{{1,2}}\b(?=(?:\s?(?:,|y|e)\s(?:el\s|del\s)?\d{{1,2}}){{0,6}}\s+de\s+(?:{MONTH})\b)"
)


def mixed_in(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a stated percentage comes out only with things that the meta does not count."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or is_left_out(linea):
        return
    unit = unit_of(amounts[0].unit)
    for passage in linea.prose:
        found = _among(said[-1], amounts[0], unit, passage) or _by_day(
            said[-1], amounts[0], unit, passage
        )
        if found:
            yield found
            return
    if any(other_kind(linea, period)):
        return
    if found := _by_name(said[-1], amounts[0], unit, linea):
        yield found
        return
    if found := _among_items(said[-1], amounts[0], unit, linea):
        yield found


def _among(said: Statement, amount: Amount, unit: Unit, passage: Passage) -> Finding | None:
    """Return what is counted among the things of the meta in one list, and is none of them."""
    counts = [each for each in counted_of(passage.text) if not (each.base or each.part)]
    # "Tres cursos y dos conferencias. En marzo se dieron dos cursos más."
    own = [each for each in counts if each.told is Told.DONE and _is_of(unit, each)]
    for _, group in groupby(counts, key=lambda each: each.sentence):
        listed = [each for each in group if each.told is Told.DONE]
        if len(listed) < 2:
            continue
        other = [each for each in listed if _is_another(unit, each) and not _is_time(each)]
        right = [each for each in listed if each not in other and not contrast_of(unit, each.noun)]
        if not right or len(other) != 1 or other[0] is listed[0] or not _is_of(unit, right[0]):
            continue
        if _is_in_clause(folded(passage.text), other[0], listed):
            continue
        mine = sum((each.value for each in right), Decimal(0))
        if not _fits(said, amount, mine + other[0].value):
            continue
        more = (each.value for each in own if each.sentence != right[0].sentence)
        sums = accumulate(islice(more, _MOST_MORE), initial=mine)
        if not any(_fits(said, amount, each) for each in sums):
            words = " ".join(other[0].noun.split()[:3])
            return _finding(amount, passage, words, division(mine, amount.quantity or mine))
    return None


def _is_in_clause(plain: str, other: Counted, listed: list[Counted]) -> bool:
    """Tell whether a count is what one before it was for: "una sesión para elegir a dos"."""
    before = max((each.end for each in listed if each.end <= other.start), default=other.start)
    return _CLAUSE.search(plain[before : other.start]) is not None


# Where a join follows, the list goes on: "3 cursos en los que hubo foro, y 2 visitas".
_CLAUSE = re.compile(
    r"\b(?:para|que|donde|quien(?:es)?|cual(?:es)?|cuy[oa]s?|a\sfin\sde"
    r"|con\s(?:el\s|la\s)?(?:objet\w+|fin|proposito|finalidad|presencia|asistencia|participacion))\b"
    r"(?![^.]{0,200}(?:[,;]|\b[ye]\b))"
)
_MOST_MORE = 12  # counts of other sentences


def _is_time(each: Counted) -> bool:
    """Tell whether a count is of time: "los diecinueve de los tres trimestres anteriores"."""
    return stems(each.noun)[:1] in (("trimestre",), ("mes",), ("ano",), ("semestre",), ("dia",))


def _by_name(said: Statement, amount: Amount, unit: Unit, linea: WrittenLinea) -> Finding | None:
    """Return that all it names is of another kind: "se reunió en sesión extraordinaria"."""
    if not unit.kinds or not unit.heads:
        return None
    named: list[tuple[str, Passage]] = []
    for passage in linea.prose:
        counts = counted_of(passage.text)
        if any(each.base and each.value == amount.quantity for each in counts[1:2]):
            continue  # "Una sesión de cuatro;": what it states, told of no kind
        if any(_is_of(unit, each) for each in counts):
            return None
        words = re.findall(r"[a-zñ]+", folded(passage.text))
        for noun, kind in zip(words, words[1:], strict=False):
            if stems(noun)[:1] != unit.heads[:1]:
                continue
            if {*stems(kind)} & unit.kinds:
                return None
            if contrast_of(unit, kind):
                named.append((kind, passage))
    if len(named) != 1 or not _fits(said, amount, Decimal(1)):
        return None
    return _finding(amount, named[0][1], named[0][0], f"0 de {amount.quantity:f}")


def _among_items(
    said: Statement, amount: Amount, unit: Unit, linea: WrittenLinea
) -> Finding | None:
    """Return what a list holds beside things of the unit's kind: "Taller presencial", "Seminario".

    Only where the meta names a kind, and each item of its noun says that kind.
    """
    items = [passage for passage in linea.passages if passage.kind is PassageKind.ITEM]
    firsts = [stems(folded(passage.text[:60]))[:3] for passage in items]
    if not unit.kinds or not unit.heads or not all(firsts):
        return None
    right = [own for own in firsts if own[0] == unit.heads[0] and unit.kinds & {*own}]
    other = [place for place, own in enumerate(firsts) if own[0] != unit.heads[0]]
    alike = {firsts[place][0] for place in other}
    if len(alike) != 1 or not right or len(right) + len(other) != len(items):
        return None
    if _fits(said, amount, Decimal(len(right))) or not _fits(said, amount, Decimal(len(items))):
        return None
    words = " ".join(items[other[0]].text.split()[:2]).strip(" ,.;:")
    return _finding(
        amount, items[other[0]], words, division(Decimal(len(right)), amount.quantity or Decimal(1))
    )


def _is_of(unit: Unit, each: Counted) -> bool:
    return stems(each.noun)[:1] == unit.heads[:1]


def _is_another(unit: Unit, each: Counted) -> bool:
    """Tell whether a count has a noun of its own that is not the unit's, nor its complement."""
    own = stems(each.own)
    if each.elided or not own or own[0] in unit.heads or is_persons(each.noun):
        return False
    if unit.complement & set(own) or each.article:
        return False
    if own[0] in _HANDED:
        return False  # "cuatro cursos y se entregaron seis constancias"
    if not _HAS_SPECIES.isdisjoint(unit.heads) and not field_of(own[0]):
        return False  # "300 árboles y 100 ahuehuetes"
    return bool(unit.complement) or fit_of(unit, each.noun) is Fit.NONE


_HANDED = frozenset(("constancia", "reconocimiento", "diploma"))
_HAS_SPECIES = frozenset(("arbol", "arbolito", "planta", "animal", "ave", "pez", "cria"))


def _by_day(said: Statement, amount: Amount, unit: Unit, passage: Passage) -> Finding | None:
    """Return that days of another manner are counted: "en forma extraordinaria el 22 de agosto"."""
    if not unit.kinds:
        return None
    plain = folded(passage.text)
    marks = list(_MANNER.finditer(plain))
    if not marks:
        return None
    right = other = 0
    word = ""
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        days = len(_DAY.findall(plain, mark.end(), after.start() if after else len(plain)))
        if contrast_of(unit, mark[1]):
            other, word = other + days, passage.text[mark.start(1) : mark.end(1)]
        elif unit.kinds & set(stems(mark[1])):
            right += days
    if not (right and other and _fits(said, amount, Decimal(right + other))):
        return None
    if _fits(said, amount, Decimal(right)):
        return None
    return _finding(amount, passage, word, division(Decimal(right), amount.quantity or Decimal(1)))


def _fits(said: Statement, amount: Amount, value: Decimal) -> bool:
    whole = Fraction(amount.quantity or 1)
    return agrees(said.said.mention, Fraction(value) * 100 / whole)


def _finding(amount: Amount, passage: Passage, words: str, shown: str) -> Finding:
    place = folded(passage.text).find(folded(words).split()[0])
    quote = passage.text[max(0, place - 120) : place + 80].strip()
    return only_with_others(amount, passage, words, quote, shown)


# "cuyos proyectos se encuentran en revisión", of a meta of signed ones.
_ENDS = frozenset(("firmado", "suscrito", "celebrado", "publicado", "aprobado", "formalizado"))
_UNDER_WAY = re.compile(
    r"\b(?:(?:se\s+encuentran?|estan?|siguen?|continuan?|permanecen?|quedaron|aun|todavia)\s+"
    r"(?:\w+\s+)?(?:en\s+(?:revision|proceso|tramite|elaboracion|negociacion|borrador)|por\s+"
    r"(?:firmar|publicar|aprobar|suscribir)\w*|pendientes?\s+de\s+(?:firma|publicacion|aprobacion))|"
    r"siguen?\s+como\s+(?:proyectos?|borrador\w*|anteproyectos?)|(?:aun|todavia)\s+no\s+se\s+\w+n\b|"
    r"en\s+(?:proceso|espera|vias)\s+de\s+(?:firma|publicacion|aprobacion))\b"
)
_BESIDES = re.compile(
    r"\b(?:otr[oa]s?|ademas|adicional\w*|aparte|tambien|no\s+se\s+cuent\w+|sin\s+contar)\b"
)
_MET = re.compile(r"\b(?:cumplid|alcanzad|cubiert|concluid)[oa]\b|\b100\s?%|\bcien\s+por")


def under_way(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a meta of finished things is told as met, with some of them still under way."""
    closing = folded(linea.closing.text) if linea.closing else ""
    amounts = amounts_in(linea)
    if len(amounts) != 1:
        return
    unit = unit_of(amounts[0].unit)
    if not unit.complement & _ENDS:
        return
    for passage in linea.prose:
        if drafts := _drafts_among(linea, amounts[0], unit, passage):
            yield drafts
            return
    if not _MET.search(closing) or re.search(r"\bno\b", closing):
        return
    for passage in linea.prose:
        counts = [each for each in counted_of(passage.text) if _is_of(unit, each)]
        more = any(not each.elided for each in counts[1:])
        if not counts or more or counts[0].value != amounts[0].quantity:
            continue
        start = counts[0].end
        stop = re.compile(r"\.(?=\s|$)").search(passage.text, start)
        told = folded(passage.text[start : stop.start() if stop else len(passage.text)])
        found = _UNDER_WAY.search(told)
        if found and not _BESIDES.search(told):
            yield Finding(
                Code.OTHER_KIND,
                Severity.DOUBT,
                f"La meta es de {amounts[0].said}, y se cuentan algunos que aún no lo están",
                passage.anchor,
                quote=passage.text[start + found.start() : start + found.end()],
            )
            return


def _drafts_among(
    linea: WrittenLinea, amount: Amount, unit: Unit, passage: Passage
) -> Finding | None:
    """Return things told as not finished yet without which the stated percentage is not made.

    "Se firmaron tres convenios. Se redactaron otros dos, que aún no se firman."
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    if not said:
        return None
    done = drafts = Decimal(0)
    words = ""
    for each in counted_of(passage.text):
        own = _is_of(unit, each) or (done and each.elided and not each.noun)
        if not own or each.base or each.told is Told.PLANNED or each.value == done + drafts:
            continue
        told = folded(passage.text[each.end : each.sentence.end])
        if _UNDER_WAY.search(told):
            drafts, words = drafts + each.value, passage.text[each.start :].split()[0]
        else:
            done += each.value
    if not (done and drafts) or _fits(said[-1], amount, done):
        return None
    if not _fits(said[-1], amount, done + drafts):
        return None
    return Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {amount.said}, y se cuentan algunos que aún no lo están ({words})",
        passage.anchor,
        arithmetic=division(done, amount.quantity or done),
        quote=passage.text[:200],
    )


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), mixed_in),
    LineaCheck((Code.OTHER_KIND,), under_way),
)
