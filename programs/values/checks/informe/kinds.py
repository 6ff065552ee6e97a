"""What a línea counts against what its meta names: another kind of it, or another thing.

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
    named_of,
    told_in,
    words_told,
)
from programs.values.checks.informe.readings import is_set_aside, told_by_manner, with_manner
from programs.values.checks.informe.statements import Statement, agrees, statements_of
from programs.values.wording.counted import counted_of
from programs.values.wording.fields import field_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import (
    Fit,
    Unit,
    contrast_of,
    fit_of,
    is_persons,
    speaks_of,
    stems,
    unit_of,
)
from programs.values.written import Amount, PassageKind, Period, WrittenLinea


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
            and not any(_is_part_of(each, other, unit) for other in others)
        ]
        if told_by_manner(evidence.pieces, unit):
            continue
        right = bool(own) or evidence.named > 0
        if right and not _only_with_others(said, amount, own, others, evidence.named):
            continue
        if not right and _right_kind_told(linea, amount.unit):
            continue
        place = others[0].passage if others else named[0][1]
        word = _printed_kind(place.text, unit)
        yield Finding(
            Code.OTHER_KIND,
            Severity.DOUBT,
            f"La meta es de {amount.unit}, y la narrativa cuenta también otras ({word})"
            if right
            else f"La meta es de {amount.unit}, y la narrativa solo cuenta otras ({word})",
            place.anchor,
            quote=_sentence_with(place.text, word),
        )
        return


def other_kind_in_rows(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only where rows of another kind of a table are counted.

    "Primera Sesión Ordinaria", "Primera Sesión Extraordinaria" of a meta of sesiones ordinarias.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    for table in linea.of_kind(PassageKind.TABLE) if unit.kinds else ():
        cells = [folded(cell) for row in table.rows[table.header_rows :] for cell in row[:2]]
        named = [cell for cell in cells if set(unit.heads) & set(stems(cell))]
        others = [cell for cell in named if contrast_of(unit, cell)]
        own = len(named) - len(others)
        shares = [Fraction(n * 100) / Fraction(amounts[0].quantity) for n in (own, len(named))]
        own_alone, with_others = (agrees(said[-1].said.mention, share) for share in shares)
        if others and with_others and not own_alone:
            word = _printed_kind(others[0], unit)
            yield Finding(
                Code.OTHER_KIND,
                Severity.DOUBT,
                f"La meta es de {amounts[0].unit}, y la tabla cuenta también otras ({word})",
                table.anchor,
                quote=amounts[0].unit,
            )
            return


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
            f"La meta es de {amounts[0].unit}, y la narrativa cuenta también otras ({word})",
            passage.anchor,
            quote=_sentence_with(passage.text, word),
        )


_BY_ORDINAL = re.compile(
    r"\b(?:primera?|segund[oa]|tercera?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]"
    r"|decim[oa])\s(?:sesion(?:es)?\s)?[a-z]{4,16}\b"
)


def given_remotely(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that what the meta promises "presencial" was all given from afar.

    "Doce talleres presenciales" and three "por videoconferencia", with no word of another place.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or "presencial" not in unit_of(amounts[0].unit).kinds:
        return
    told = [passage for passage in linea.prose if _FROM_AFAR.search(folded(passage.text))]
    every = folded(" ".join(passage.text for passage in linea.prose))
    if told and not _ON_THE_SPOT.search(every) and not any(other_kind(linea, period)):
        word = _FROM_AFAR.search(folded(told[0].text))
        yield Finding(
            Code.OTHER_KIND,
            Severity.DOUBT,
            f"La meta es de {amounts[0].unit}, y lo que se cuenta se dio a distancia",
            told[0].anchor,
            quote=_sentence_with(told[0].text, word[0] if word else ""),
        )


_FROM_AFAR = re.compile(
    r"\bvideo(?:conferencia|llamada)s?\b|\ben linea\b|\bvirtual(?:es)?\b|\bweb\b"
    r"|\bwebinar|\btelefonic[oa]s?\b|\bpor telefono\b|\ba distancia\b"
)
_ON_THE_SPOT = re.compile(
    r"\bpresencial|\baulas?\b|\bauditorio|\bsalon|\bsala\b|\ben persona\b|\bhibrid"
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


_DRAFTS = frozenset(("proyecto", "borrador", "propuesta", "anteproyecto"))
_FINISHED = frozenset(
    ("suscrito", "firmado", "celebrado", "publicado", "aprobado", "formalizado", "emitido")
)


def drafts_counted(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a línea counts drafts of what its meta names finished: "convenios suscritos"."""
    for amount in amounts_in(linea):
        unit = unit_of(amount.unit)
        if not unit.complement & _FINISHED or not unit.heads:
            continue
        counts = [
            (each, passage)
            for passage in linea.prose
            for each in counted_of(passage.text)
            if each.told in (Told.DONE, Told.RECEIVED)
        ]
        finished = any(stems(each.noun)[:1] == unit.heads[:1] for each, _ in counts)
        for each, passage in counts:
            own = stems(each.noun)
            if finished or not own or own[0] not in _DRAFTS or unit.heads[0] not in own[1:3]:
                continue
            yield _of_other_kind(amount, each.noun, passage.anchor, passage.text)
            return


# What a thing is before it is finished: "se iniciaron 2 obras" of "obras concluidas".
_BEGUN = re.compile(
    r"\b(?:se\s+)?(?:inici|comenz|arranc|emprend|solicit|recib|ingres|gestion|proyect|propus|"
    r"propon|identific|convoc|licit|turn|tramit|present|integr|plane|vincul|canaliz|registr|"
    r"inscrib|invit|program|detect|localiz|entrevist|postul|levant|adquir|compr|elabor|redact|prepar)"
    r"(?:o|io|aron|ieron|ado|ido|ando)\b"
    r"|\b(?:dio|dieron)\s+inicio\b|\b(?:en|quedaron\s+en)\s+(?:proceso|tramite|construccion|revision|elaboracion|analisis|gestion|espera)\b"
)
# What else tells that a thing has come so far, by the stem of its participle.
_ALSO = (
    ("at[ei]n", "respond", "respuest", "contest", "resol", "resuel", "desahog", "conclu"),
    ("suscri", "firm", "celebr", "formaliz", "concret", "signad"),
    ("conclu", "termin", "entreg", "inaugur", "finaliz", "acab"),
    ("capacit", "form", "curs", "taller", "profesionaliz"),
    ("public", "difund", "subi", "carg"),
    ("imp[ri]", "edit"),
    ("expi?d", "emit", "otorg", "entreg"),
)
_OF_STAGE = {"resuelto": "resuel", "suscrito": "suscri", "atendido": "at[ei]n",
             "impreso": "imp[ri]", "inscrito": "inscri", "expedido": "expi?d"}  # fmt: skip
# "solicitud de titulación" is none yet.
_ASKED_FOR = re.compile(
    r"\b(?:solicitud(?:es)?|tramites?|procesos?|gestion(?:es)?|espera|vias|curso)\s+de\s+(?:su\s+|la\s+)?\w+"
)
_PARTICIPLE = re.compile(r"\w{3,}(?:ad|id)[oa]$")
# Which tell no more than that it is done, or of whom it is.
_NO_STAGE = re.compile(
    r"(?:realiz|efectu|llev|program|recib|inici|solicit|ingres|present|oblig|privad|emplead"
    r"|gestion|tramit|promov|impuls)"
)


def begun_counted(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a línea counts what was only begun of what its meta names finished."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    ends = [stem for word in unit.complement if (stem := _stage(word))]
    if not ends or not unit.heads:
        return
    for also in _ALSO:
        ends += also if set(ends) & set(also) else ()
    done = re.compile(rf"\b(?:{'|'.join(ends)})")
    if any(done.search(_ASKED_FOR.sub(" ", folded(passage.text))) for passage in linea.prose):
        return
    whole = Fraction(amounts[0].quantity)
    for passage in linea.prose:
        plain = folded(passage.text)
        for each in counted_of(passage.text):
            if stems(each.noun)[:1] != unit.heads[:1] or each.base:
                continue
            before = plain[max(each.sentence.start, each.start - 40) : each.start]
            fits = agrees(said[-1].said.mention, Fraction(each.value) * 100 / whole)
            if fits and _BEGUN.search(before):
                yield _of_other_kind(amounts[0], each.noun, passage.anchor, passage.text)
                return


def _stage(word: str) -> str:
    """Return the stem of the verb whose participle a word is, "" for any other word."""
    known = _OF_STAGE.get(f"{word[:-1]}o" if word.endswith("a") else word)
    if known or not _PARTICIPLE.fullmatch(word) or _NO_STAGE.match(word):
        return known or ""
    return word[:-3]


# Of what is of the same office, and less.
_LESS = tuple(
    (frozenset(more.split()), frozenset(less.split()))
    for more, less in (
        ("resolucion sentencia laudo", "acuerdo auto proveido oficio"),
        ("auditoria fiscalizacion", "arqueo revision visita recorrido"),
        ("licitacion", "invitacion adjudicacion"),
        ("curso taller diplomado seminario", "video platica charla triptico conferencia ponencia"),
        ("convenio contrato", "carta minuta reunion"),
        ("libro", "folleto triptico cuadernillo"),
        ("vivienda", "cuarto techo piso"),
        ("obra", "proyecto estudio licitacion"),
        ("certificacion certificado", "constancia reconocimiento"),
        ("dictamen", "opinion oficio"),
        ("cirugia", "consulta valoracion"),
        ("visita", "llamada correo videollamada mensaje"),
    )
)


def _is_less(head: str, other: str) -> bool:
    return any(head in more and other in less for more, less in _LESS)


def other_thing(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a stated percentage is made of another thing than the meta's.

    Only where the narrative never speaks of the meta's unit, and both things are known ones.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    told = words_told(linea)
    known = [head for head in unit.heads if field_of(head) or is_persons(head)]
    lesser = any(head in more for head in unit.heads for more, _ in _LESS)
    if not (known or lesser) or (frozenset(unit.heads) & told):
        return
    spoken = speaks_of(unit, told)
    whole = Fraction(amounts[0].quantity)
    for passage in told_in(linea):
        for each in counted_of(passage.text):
            own = stems(each.noun)
            if not own or each.told is not Told.DONE or each.base or own[0] in unit.heads:
                continue
            if is_persons(each.noun):  # "se comisionó a dos servidores públicos"
                continue
            fits = agrees(said[-1].said.mention, Fraction(each.value) * 100 / whole)
            less = any(_is_less(head, own[0]) for head in unit.heads)
            if fits and (less or (known and not spoken and field_of(own[0]))):
                yield _of_other_kind(amounts[0], each.noun, passage.anchor, passage.text)
                return


def _of_other_kind(amount: Amount, noun: str, anchor: str, text: str) -> Finding:
    words = noun.split()
    return Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {amount.unit}, y la narrativa cuenta otra cosa ({' '.join(words[:3])})",
        anchor,
        quote=_sentence_with(text, words[0]),
    )


def _is_same_thing(unit: Unit, noun: str) -> bool:
    """Tell whether a noun is that of the unit, or of its other kind ("hombres", "mujeres")."""
    head = stems(noun)[:1]
    if head == unit.heads[:1] or head[0] == contrast_of(unit, noun):
        return True
    if head[0] in ("ocasion", "vez"):  # "sesionó en dos ocasiones de manera extraordinaria"
        return True
    bare = replace(unit, kinds=frozenset())  # "seminarios virtuales" of "talleres presenciales"
    return fit_of(bare, noun) >= Fit.SOFT


def _only_with_others(
    said: list[Statement], amount: Amount, own: list[Piece], others: list[Piece], named: int
) -> bool:
    """Tell whether a stated percentage comes out only where the other kind is counted too."""
    if not said or not others or not amount.quantity:
        return False
    mention = said[-1].said.mention
    right = {each.counted.value for each in own}
    right.add(sum(right, Decimal(0)))
    right |= {each + named for each in right}  # "la Primera Sesión Ordinaria"
    more = {mine + each.counted.value for mine in right for each in others}

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


def _sentence_with(text: str, word: str) -> str:
    place = folded(text).find(folded(word)) if word else 0
    start = max(text.rfind(".", 0, place) + 1, place - 160)
    return text[start : place + 80].strip()


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), other_kind),
    LineaCheck((Code.OTHER_KIND,), other_kind_in_rows),
    LineaCheck((Code.OTHER_KIND,), drafts_counted),
    LineaCheck((Code.OTHER_KIND,), begun_counted),
    LineaCheck((Code.OTHER_KIND,), other_thing),
    LineaCheck((Code.OTHER_KIND,), other_kind_by_ordinal),
    LineaCheck((Code.OTHER_KIND,), given_remotely),
)
