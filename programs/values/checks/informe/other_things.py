"""What a línea counts against what its meta names: a draft of it, its beginning, or another thing.

Source: Archivo 5 in section 2.2 of the domain document.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in, is_bare, told_in, words_told
from programs.values.checks.informe.kinds import sentence_with
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import agrees, statements_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.fields import field_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import Unit, is_persons, speaks_of, stem, stems, unit_of
from programs.values.written import Amount, Passage, PassageKind, Period, WrittenLinea

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
# "Dos cuadernos se encuentran en corrección de estilo"
_UNDER_WAY = re.compile(
    r"[^.;]{0,40}?\b(?:se\s(?:encuentran?|hallan?)|estan?|siguen?|continuan?|permanecen?)\s(?:\w+\s)?(?:en\s(?:correccion"
    r"|revision|imprenta|diseno|captura|elaboracion|proceso|tramite|construccion|analisis|edicion|firma"
    r"|redaccion|espera|curso|licitacion)|por\s\w+[aei]r(?:se)?)\b"
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
    ("evalu", "examen", "examin", "pruebas?", "calific"),
    ("revis", "analiz", "examin", "cotej", "verific"),
    ("digitaliz", "escane"),
    ("vacun", "inmuniz", "dosis"),
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
    ends = [stem for word in unit.complement - _of_nearer(unit) if (stem := _stage(word))]
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
            after = plain[each.end : min(each.sentence.end, each.end + 80)]
            if fits and (_BEGUN.search(before) or _UNDER_WAY.match(after)):
                yield _of_other_kind(amounts[0], each.noun, passage.anchor, passage.text)
                return


def _of_nearer(unit: Unit) -> frozenset[str]:
    """Return the words of a unit that may tell how a nearer thing is, and not what is counted.

    "Dictámenes de inmuebles catalogados", not "expedientes de obras concluidos".
    """
    found = _NEARER.finditer(folded(unit.words))
    pairs = [(each["thing"], each["how"]) for each in found]
    return frozenset(stem(how) for thing, how in pairs if {thing[-2], how[-2]} != {"a", "o"})


_NEARER = re.compile(r"\bde(?: las| los)? (?P<thing>\w{3,}s) (?P<how>\w{3,}s)\b")


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
        (
            "visita",
            "llamada correo videollamada mensaje requerimiento oficio circular cuestionario",
        ),
    )
)


def is_less(head: str, other: str) -> bool:
    """Tell whether one thing is less than another of the same office: a plática than a taller."""
    return any(head in more and other in less for more, less in _LESS)


def other_thing(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a stated percentage is made of another thing than the meta's.

    Only where the narrative never speaks of the meta's unit, and both things are known ones.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    unit = unit_of(amounts[0].unit)
    told = words_told(linea) - _denied_in(linea)
    known = [head for head in unit.heads if field_of(head) or is_persons(head)]
    lesser = any(head in more for head in unit.heads for more, _ in _LESS)
    if not (known or lesser) or (frozenset(unit.heads) & told):
        return
    spoken = speaks_of(unit, told)
    whole = Fraction(amounts[0].quantity)
    for passage in told_in(linea):
        singles = Counter(stems(noun)[0] for noun in _ANOTHER.findall(folded(passage.text)))
        for each in counted_of(passage.text):
            own = stems(each.noun)
            if not own or each.told is not Told.DONE or each.base or own[0] in unit.heads:
                continue
            if (
                own[0] in _ANY_OF_IT or is_bare(each) or is_persons(each.noun)
            ):  # "se comisionó a dos servidores públicos"
                continue
            if own[0] in _worked_on(
                linea, unit.heads
            ):  # "la reparación de fugas", "cerraron 160 fugas"
                continue
            # "Una visita de orientación al Rastro y otra visita a Deportes" are two
            singles[own[0]] += each.value == 1
            fits = any(
                agrees(said[-1].said.mention, Fraction(value) * 100 / whole)
                for value in (each.value, singles[own[0]])
            )
            less = any(is_less(head, own[0]) for head in unit.heads)
            if fits and (less or (known and not spoken and field_of(own[0]))):
                yield _of_other_kind(amounts[0], each.noun, passage.anchor, passage.text)
                return


# Without a sign before it no other thing is counted: "el 6 de marzo otra visita"
_ANOTHER = re.compile(r"(?<![,;])\s(?<!\by\s)otr[oa]\s([a-z\u00f1]{4,})\b")
# "Se plantaron 100 ejemplares de encino": of whatever it is, one
_ANY_OF_IT = frozenset(("ejemplar", "pieza", "unidad", "elemento"))


def _denied_in(linea: WrittenLinea) -> frozenset[str]:
    """Return the stems that a narrative has only to deny them: "sin orden de auditoría"."""
    told = [passage.text for passage in linea.prose]
    to_come = {
        word
        for text in told
        for found in _TO_COME.finditer(text)
        for word in stems(folded(found[1]))
    }
    texts = [folded(_TO_COME.sub(" ", text)) for text in told]
    denied = {
        word for text in texts for found in _WITHOUT.finditer(text) for word in stems(found[1])
    }
    kept = {word for text in texts for word in stems(_WITHOUT.sub(" ", text))}
    return frozenset((denied | to_come) - kept)


_WITHOUT = re.compile(
    r"\b(?:sin|ni|(?:en\s(?:lugar|vez|sustitucion|reemplazo)|a\sfalta)\sde|ningun[oa]?|no\s(?:es|son|fue(?:ron)?|constituyen?|se\strata\sde|tienen?\s(?:el\s)?caracter\sde"
    # "No se programaron cursos en el periodo", "no hubo auditorías"
    r"|hubo|se\s(?:program|impart|realiz|celebr|practic|efectu|inici|organiz|convoc|firm|suscrib|hic|dier"
    r"|dict|emit|concret)\w+))\s((?:\w+\s?){1,4})"
)


# "Las auditorías del programa anual darán inicio en abril"
_TO_COME = re.compile(
    r"(?:^|[.;]\s)((?:[Ll][oa]s?|[Ee]l)\s(?:\w+\s){1,8}?)(?:se\s)?(?:\w{2,14}rán?\b"
    r"|(?:est[áa]n?|quedan?|quedaron|quedó)\s(?:program|previst|calendariz|agend|contempl)\w+)"
)


def _worked_on(linea: WrittenLinea, heads: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of what the meta or its heading does its work on: "reparación de fugas"."""
    texts = (linea.title, *(each.text for each in linea.of_kind(PassageKind.HEADING)))
    found: set[str] = set()
    for text in texts:
        words = stems(folded(text))
        for head, thing in zip(words, words[1:], strict=False):
            if head in heads:
                found.add(thing)
    return frozenset(found)


def lesser_in_rows(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage is made of rows or items of a lesser thing than the meta's.

    Four rows of "Carta de intención" of a meta of convenios, or one beside three convenios.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    heads = unit_of(amounts[0].unit).heads
    alone = not frozenset(heads) & words_told(linea)
    whole = Fraction(amounts[0].quantity)
    for anchor, names in _names_of_rows(linea):
        firsts = [stems(folded(name))[:1] for name in names]
        own = sum(bool(first) and first[0] in heads for first in firsts)
        less = [
            name
            for first, name in zip(firsts, names, strict=True)
            if first and any(is_less(head, first[0]) for head in heads)
        ]
        if len(names) < 2 or not less or own + len(less) < len(names) or not (own or alone):
            continue
        mention = said[-1].said.mention
        fits = agrees(mention, Fraction(len(names) * 100) / whole)
        if fits and not (own and agrees(mention, Fraction(own * 100) / whole)):
            yield _of_other_kind(amounts[0], folded(less[0]), anchor, less[0])
            return


def _names_of_rows(linea: WrittenLinea) -> Iterator[tuple[str, list[str]]]:
    """Yield the anchor and the cells of each column of its tables, and its items."""
    for table in linea.of_kind(PassageKind.TABLE):
        rows = table.rows[max(table.header_rows, 1) :]
        width = min((len(row) for row in rows), default=0)
        for place in range(width):
            yield table.anchor, [row[place] for row in rows]
    items = list(linea.of_kind(PassageKind.ITEM))
    if items:
        yield items[0].anchor, [each.text for each in items]


def lesser_beside(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only where a lesser thing is counted among the meta's.

    "Se dio un taller … Se transmitió una conferencia", told as two of ten talleres.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    heads = unit_of(amounts[0].unit).heads
    whole = Fraction(amounts[0].quantity)
    mine: set[Fraction] = {Fraction(0)}
    less: list[tuple[Passage, Counted]] = []
    for passage in linea.prose:
        several: set[tuple[int, str]] = set()
        for each in counted_of(passage.text):
            own = stems(each.noun)[:1]
            if own and each.elided and each.article and (each.sentence.start, own[0]) in several:
                continue  # "tres cursos, uno de ética, uno de archivo y uno de compras"
            if own and each.value > 1:
                several.add((each.sentence.start, own[0]))
            done = each.told is Told.DONE or (each.told is Told.BEFORE and own and own[0] in heads)
            if not own or not done or each.base:
                continue
            if own[0] in heads and not each.part:
                mine |= {Fraction(each.value), max(mine) + Fraction(each.value)}
            elif any(is_less(head, own[0]) for head in heads):
                less.append((passage, each))
    if len(less) != 1 or max(mine) == 0:
        return
    passage, other = less[0]
    mention = said[-1].said.mention
    alone = any(agrees(mention, each * 100 / whole) for each in mine)
    if not alone and agrees(mention, (max(mine) + Fraction(other.value)) * 100 / whole):
        yield _of_other_kind(amounts[0], other.noun, passage.anchor, passage.text)


_COURSES = frozenset(("curso", "taller", "diplomado", "seminario"))


def other_course(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a meta of talleres, by its title too, is made of cursos, and no taller is told."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    heads = unit_of(amounts[0].unit).heads
    titled = frozenset(stems(folded(linea.title)))
    if len(heads) != 1 or heads[0] not in _COURSES or heads[0] not in titled:
        return
    if titled & (_COURSES - {heads[0]}) or heads[0] in words_told(linea):
        return
    for passage in linea.prose:
        for each in counted_of(passage.text):
            own = stems(each.noun)[:1]
            share = Fraction(each.value) * 100 / Fraction(amounts[0].quantity)
            plain = each.told is Told.DONE and not (each.base or each.article)
            if plain and own and own[0] in _COURSES and agrees(said[-1].said.mention, share):
                yield _of_other_kind(amounts[0], each.noun, passage.anchor, passage.text)
                return


def _of_other_kind(amount: Amount, noun: str, anchor: str, text: str) -> Finding:
    words = noun.split()
    return Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {amount.said}, y la narrativa cuenta otra cosa ({' '.join(words[:3])})",
        anchor,
        quote=sentence_with(text, words[0]),
    )


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), drafts_counted),
    LineaCheck((Code.OTHER_KIND,), begun_counted),
    LineaCheck((Code.OTHER_KIND,), other_thing),
    LineaCheck((Code.OTHER_KIND,), lesser_in_rows),
    LineaCheck((Code.OTHER_KIND,), lesser_beside),
    LineaCheck((Code.OTHER_KIND,), other_course),
)
