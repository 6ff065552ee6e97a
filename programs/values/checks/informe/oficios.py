"""Oficios that are cited in several ways, with several days, or for several líneas."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations

from programs.values.checks.finding import Code, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.informe.oficio_copies import listed_twice, padded_codes
from programs.values.checks.informe.oficio_quotes import shown_alone
from programs.values.checks.informe.places import Place, placed, places_of
from programs.values.checks.side import Side
from programs.values.phrases import long_date
from programs.values.quoted import quoted
from programs.values.wording.numbers import folded
from programs.values.wording.oficio_tables import (
    begins_with_number,
    oficio_of_item,
    oficios_of_table,
)
from programs.values.wording.oficios import (
    CIRCULAR,
    NOTE,
    OficioMention,
    oficios_of,
    same_but_for_padding_or_prefix,
    taken_apart,
)
from programs.values.wording.receivers import receiver_of
from programs.values.written import Passage, PassageKind, Written

# Whoever cites an oficio again, or answers it, does nothing by it.
_AGAIN = re.compile(
    r"\b(?:referid|citad|mencionad|aludid|señalad|senalad|mism|antes descrit|multicitad"
    r"|propi)[oa]s?\b"
    r"|\bcopias? (?:simple |certificada )?del? (?:los? )?(?:oficio|memorandum|circular)?"
    r"\s*(?:no\.? )?$"
    r"|\b(?:en (?:atencion|respuesta|cumplimiento|seguimiento|alcance|relacion|contestacion|virtud)"
    r"|derivad[oa]|conforme|de acuerdo|con base|con fundamento|con motivo|segun|atendiendo"
    r"|(?:dio|dar) seguimiento al?)\b"
    r"[^.;]{0,160}$"
)
# A number alone is cited so often, by so many, that it is compared within its área.
_MOST = 40
# The kinds with a feminine article.
_SHE = (CIRCULAR, NOTE)


@dataclass(frozen=True)
class Cited:
    """An oficio where it is cited; `own` tells that something is done by it there.

    `part` is the línea that counts it or, in a paste without líneas, its numbered paragraph. `deed`
    is the verb of what is done by it, "" where it is told otherwise; `acknowledged` tells that the
    day is that of its receipt. `to` is whom it goes to, "" where it is told of none or as a copy.
    """

    mention: OficioMention
    place: Place
    quote: str
    own: bool
    part: str = ""
    foreign: bool = False
    deed: str = ""
    acknowledged: bool = False
    to: str = ""

    @property
    def side(self) -> Side:
        """It as what another one is compared with."""
        return Side(self.place.subject, self.place.name, (self.place.passage,), self.quote)


@shown_alone
def oficios(written: Written) -> Iterator[PlacedFinding]:
    """Yield oficios that differ in padding or prefix only, that have two days, or two líneas.

    What each sender numbers is his own: the same number of another sender is another oficio, and a
    number without sender belongs to its área.
    """
    cited, places = list(_cited(written)), list(places_of(written))
    by_number: dict[tuple[str, str, str], list[Cited]] = defaultdict(list)
    by_serial: dict[tuple[str, int, int | None], list[Cited]] = defaultdict(list)
    senders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for each in cited:
        apart = taken_apart(each.mention.number)
        normal = taken_apart(each.mention.normalised)
        whose = "" if normal.parts else each.place.area
        by_number[each.mention.kind, each.mention.normalised, whose].append(each)
        if apart.serial is not None:
            by_serial[each.mention.kind, apart.serial, normal.year].append(each)
            senders[normal.parts].add(apart.serial)
    found = [each for alike in by_serial.values() for each in _alike(alike, senders)]
    yield from found
    known = {each.finding.anchor for each in found}
    for same in by_number.values():
        # One finding of an oficio is enough: its days, or that two líneas count it.
        every = (_two_days, _two_lineas, _two_deeds, _two_receivers)
        again = next(filter(None, (list(check(same)) for check in every)), [])
        known |= {each.finding.anchor for each in again}
        yield from again
    for copy in chain(padded_codes(places), listed_twice(places, written.period)):
        if copy.finding.anchor not in known:
            yield copy


def _cited(written: Written) -> Iterator[Cited]:
    """Yield each oficio of an informe in printed order."""
    alone = not any(written.lineas)
    announced = False
    # The parts that speak of oficios: there "se giraron:" announces some.
    speak = {each.key for each in written.lineas if "oficio" in folded(f"{each.title} {each.meta}")}
    for place in places_of(written):
        passage = place.passage
        part = place.subject if place.of_linea else ""
        if passage.kind is PassageKind.TABLE:
            for row, mention in oficios_of_table(passage.rows, written.period, announced=announced):
                told = quoted(" | ".join(passage.rows[row]), 0, 2000)
                yield Cited(mention, place, told, True, part)
            continue
        if passage.kind is PassageKind.HEADING:
            continue
        plain = folded(passage.text)
        coded = announced and begins_with_number(passage.text)
        if passage.kind is not PassageKind.ITEM and not coded:
            if "oficio" in plain:
                speak.add(place.subject)
            announced = _announces(passage.text, spoken=place.subject in speak)
        found = oficios_of(passage.text, written.period)
        if not found and announced:
            found = oficio_of_item(passage.text, written.period)
        closes = 0
        for mention in found:
            one = len(found) < 2 or mention.kind == CIRCULAR
            to = "" if one else receiver_of(passage.text, closes, mention.opens, mention.closes)
            closes = mention.closes
            before = plain[max(0, mention.opens - 200) : mention.start]
            quote = quoted(passage.text, mention.opens, mention.closes, 30, 120)
            own = not _AGAIN.search(before) and not _TOLD_ALREADY.match(plain, mention.closes)
            if alone and own and _by_it(plain, mention) and _is_numbered(passage):
                part = passage.key
                named = quoted(passage.text, 0, 0, 0, 40).partition(".  ")[0].rstrip(" .")
                place = place._replace(name=f"«{named}»")
            foreign = bool(_RECEIVED.search(before) or _SENT_BY.match(plain, mention.closes))
            deed = _deed_by(plain, mention) if own else ""
            receipt = bool(_RECEIPT.search(before))
            yield Cited(mention, place, quote, own, part, foreign, deed, receipt, to)


def _announces(text: str, *, spoken: bool) -> bool:
    """Tell whether a text says that oficios follow: "Se giraron tres oficios:".

    Where they are `spoken` of already, it may leave their noun out: "Se giraron:".
    """
    plain = folded(text).rstrip()
    sent = len(plain) < _SHORT and _SENT.search(plain) and (spoken or _IN_WRITING.search(plain))
    return plain.endswith(":") and ("oficio" in plain or bool(sent))


_SHORT = 80  # signs
# What is sent by an oficio, whatever it is called: "Se giraron tres requerimientos:".
_IN_WRITING = re.compile(
    r"\b(?:requerimiento|solicitud|invitacion|exhorto|recordatorio|citatorio|comunicacion|comunicado"
    r"|notificacion|escrito|peticion|circular|memorand(?:um|o)|prevencion|apercibimiento)(?:e?s)?\b"
)
_SENT = re.compile(
    r"\b(?:gir|libr|emit|expid|remit|envi|notific|suscrib)\w*(?:o|aron|ieron|[oa]s)\b"
)


# "… ya reportado en la línea anterior, el cual aquí no vuelve a contarse"
_TOLD_ALREADY = re.compile(
    r"[^.;]{0,40}?\b(?:ya (?:\w+mente )?(?:reportad|informad|contad|contabilizad|citad|referid"
    r"|descrit|mencionad|relacionad)[oa]"
    r"|no (?:se )?(?:vuelve|cuenta|suma|contabiliza|considera)\b"
    r"|sin (?:volver|que se|contar|contabilizar))"
    # "El padrón pedido con el oficio … llegó en mayo": what became of it.
    r"|[^.;]{0,30}? (?:llego|llegaron|(?:tuvo|obtuvo|tuvieron) respuesta"
    r"|(?:(?:ya )?fue(?:ron)?|no ha(?:n)? sido|quedo|quedaron) "
    r"(?:atendid|contestad|respondid|recibid|desahogad)[oa]s?)\b"
)
# "Acusó de recibido el oficio … el 7 de agosto": the day of the receipt.
_RECEIPT = re.compile(
    r"\b(?:acus(?:o|aron|e|ando)|se dio por recibido|sello de recibido)\b[^.;]{0,70}$"
)
# What somebody else sent has the numbers of somebody else.
_RECEIVED = re.compile(
    r"\b(?:recib\w+|lleg\w+|notific\w+|requer\w+|solicitud|peticion|contest\w+|respond\w+"
    r"|respuesta|atencion|atendi\w+|turnad[oa])\b[^.;]{0,80}$"
)
_SENT_BY = re.compile(
    r"[^.;]{0,60}?\b(?:(?:girad|emitid|suscrit|firmad|enviad|remitid|signad|recibid)[oa] (?:por|de)"
    r"|procedente|de la (?:secretaria|direccion|contraloria|fiscalia)|del (?:instituto|tribunal))\b"
)
_MARK = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[IVX]{1,5})[.)\-]{0,2}\s")
_OPENS_BY = re.compile(r"(?:^|[.;:)]\s{1,3})(?:por|mediante|con|a traves del?)(?: (?:el|la))? $")
_DONE_BY_IT = re.compile(r"[^.;]{0,60}?,? se \w{4,}")


def _by_it(plain: str, mention: OficioMention) -> bool:
    """Tell whether a sentence opens with an oficio by which something was done."""
    before = max(0, mention.opens - 40)
    opens = _OPENS_BY.search(plain[before : mention.opens])
    return bool(opens) and _DONE_BY_IT.match(plain, mention.closes) is not None


_DEED = re.compile(r"[^.;]{0,60}?,?\s(?:se|le|les)\s(?:le\s|les\s)?(?P<verb>[a-z]{3,})")
_ANY_BY_IT = re.compile(
    r"(?:\b(?:por|mediante|con|a traves del?|segun)(?: (?:el|la|un|una|medio del?))?) $"
)


def _deed_by(plain: str, mention: OficioMention) -> str:
    """Return the verb of what is done by an oficio: "por oficio 44 se pidió…"."""
    before = max(0, mention.opens - 40)
    done = _DEED.match(plain, mention.closes)
    opens = _ANY_BY_IT.search(plain[before : mention.opens])
    return done["verb"] if done and opens else ""


def _is_numbered(passage: Passage) -> bool:
    return bool(passage.mark or _MARK.match(passage.text))


def _alike(
    cited: Sequence[Cited], senders: Mapping[tuple[str, ...], set[int]]
) -> Iterator[PlacedFinding]:
    """Yield the numbers of one serial number and year that are written in two ways.

    `senders` has the serial numbers that the informe cites of each.
    """
    written: dict[str, Cited] = {}
    for each in cited:
        written.setdefault(_spelled(each.mention.number), each)
    for one, other in combinations(list(written.values())[:_MOST], 2):
        first, second = one.mention, other.mention
        if not same_but_for_padding_or_prefix(
            _spelled(first.number),
            _spelled(second.number),
            same_day=bool(first.day and first.day == second.day),
        ):
            continue
        parts = [sorted(taken_apart(each.normalised).parts) for each in (first, second)]
        if not parts[0] and one.place.area != other.place.area:
            continue
        day = ""
        if first.day and second.day:
            if first.day == second.day:
                day = f"Los dos son del {long_date(first.day)}. "
            elif not (one.foreign or other.foreign) and _one_sender(
                first.normalised, second.normalised, senders
            ):
                day = f"Aquí es del {long_date(second.day)}, y allá del {long_date(first.day)}. "
            else:
                continue  # another one, or told with its two days
        yield placed(
            Code.OFICIO_ALIKE,
            Severity.DOUBT,
            other.place,
            f"{_the(second)} puede ser {_same(second)} que {first.number}, "
            f"de {(beside := _beside(one, other)).name}. {day}"
            "Sus números solo difieren en ceros, en signos o en el prefijo",
            sides=(beside,),
            quote=other.quote,
        )


def _beside(one: Cited, other: Cited) -> Side:
    """Return an oficio as what another one is compared with: its own part is no other."""
    same = one.place.subject == other.place.subject and one.place.name == other.place.name
    here = "esta misma línea" if one.place.of_linea else "esta misma parte"
    return replace(one.side, name=here) if same else one.side


def _one_sender(one: str, other: str, senders: Mapping[tuple[str, ...], set[int]]) -> bool:
    """Tell whether two numbers are of one sender, once with the institution before its area.

    Where each way of writing has numbers of its own they are two series: "SSP/DA" and "DA".
    """
    short, full = sorted((taken_apart(each).parts for each in (one, other)), key=len)
    if not short or len(full) != len(short) + 1 or full[1:] != short:
        return False
    return min(len(senders[short]), len(senders[full])) < 2


def _two_days(cited: Sequence[Cited]) -> Iterator[PlacedFinding]:
    """Yield an oficio that has a day here and another there."""
    dated: dict[date, Cited] = {}
    for each in cited:
        if each.mention.day and not each.acknowledged:
            dated.setdefault(each.mention.day, each)
    if len(dated) < 2:
        return
    (first, one), *others = dated.items()
    for day, other in others[:_MOST]:
        yield placed(
            Code.OFICIO_DAYS,
            Severity.ERROR if taken_apart(other.mention.normalised).parts else Severity.DOUBT,
            other.place,
            f"{_the(other.mention)} es aquí del {long_date(day)}. "
            f"En {(beside := _beside(one, other)).name} es del {long_date(first)}",
            sides=(beside,),
            arithmetic=f"{long_date(first)} ≠ {long_date(day)}",
            quote=other.quote,
        )


def _two_lineas(cited: Sequence[Cited]) -> Iterator[PlacedFinding]:
    """Yield an oficio by which something is done in two líneas."""
    by_linea: dict[str, Cited] = {}
    for each in cited:
        if each.own and each.part:
            by_linea.setdefault(each.part, each)
    if len(by_linea) < 2:
        return
    first, *others = by_linea.values()
    for other in others[:_MOST]:
        if _spelled(other.mention.number) != _spelled(first.mention.number):
            continue  # told as alike
        yield placed(
            Code.OFICIO_TWICE,
            Severity.DOUBT,
            other.place,
            f"{_the(other.mention)} se cita también "
            f"en {first.place.name}: un mismo documento cuenta una sola vez",
            sides=(first.side,),
            quote=other.quote,
        )


_STEM = 5  # letters of a verb


def _two_deeds(cited: Sequence[Cited]) -> Iterator[PlacedFinding]:
    """Yield an oficio by which two things are done: one "se pidió", and another one "se citó".

    One that tells the same deed once more has the same verb.
    """
    by_deed: dict[str, Cited] = {}
    for each in cited:
        spelled = _spelled(each.mention.number) == _spelled(cited[0].mention.number)
        if each.deed and spelled and not each.foreign:  # else it is told as alike
            by_deed.setdefault(each.deed[:_STEM], each)
    if len(by_deed) < 2:
        return
    first, other, *_ = by_deed.values()
    yield _cited_again(first, other, "otro acto")


def _cited_again(first: Cited, other: Cited, reason: str) -> PlacedFinding:
    """Return that an oficio is cited a second time for something else: it counts once."""
    where = "más arriba" if first.place.name == other.place.name else f"en {first.place.name}"
    return placed(
        Code.OFICIO_TWICE,
        Severity.DOUBT,
        other.place,
        f"{_the(other.mention)} se cita también {where} para {reason}: "
        "un mismo documento cuenta una sola vez",
        sides=(first.side,),
        quote=other.quote,
    )


def _two_receivers(cited: Sequence[Cited]) -> Iterator[PlacedFinding]:
    """Yield an oficio that one passage tells as gone to two: "a Salud con el 101 y a Obras con"."""
    told = [
        each
        for each in cited
        if each.to
        and each.own
        and not each.foreign
        and _spelled(each.mention.number) == _spelled(cited[0].mention.number)
    ]
    for one, other in combinations(told[:_MOST], 2):
        first, second = folded(one.to), folded(other.to)
        alike = first in second or second in first
        if one.place.passage is not other.place.passage or alike:
            continue
        yield _cited_again(one, other, "otro destinatario")
        return


def _the(mention: OficioMention) -> str:
    """Name an oficio with its article: "El oficio 12", "La circular 3"."""
    return f"{'La' if mention.kind in _SHE else 'El'} {mention.kind} {mention.number}"


def _same(mention: OficioMention) -> str:
    return "la misma" if mention.kind in _SHE else "el mismo"


def _spelled(number: str) -> str:
    """Return a number as written but for small letters and spaces, which make no other number."""
    return "".join(number.split()).upper()


WHOLE = (WholeCheck((Code.OFICIO_ALIKE, Code.OFICIO_DAYS, Code.OFICIO_TWICE), oficios),)
