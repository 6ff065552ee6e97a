"""What the narrative of a línea tells of the things that its meta counts.

The checks of percentages and of kinds read it. Source: the counts of section 2.2 of the domain
document, which are all taken from prose, tables and lists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from programs.values.checks.informe.grids import done_totals, rows_of
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.deeds import (
    NO_DEEDS,
    Deeds,
    deeds_of,
    inline_items,
    is_deed_of,
    is_list_item,
    without_mark,
)
from programs.values.wording.each_share import falls_to_each
from programs.values.wording.metas import amounts_of
from programs.values.wording.numbers import folded
from programs.values.wording.ordinals import of_word
from programs.values.wording.percents import percents_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import (
    Fit,
    Unit,
    contrast_of,
    fit_of,
    is_people,
    speaks_of,
    stems,
    unit_of,
)
from programs.values.wording.work_verbs import does_work
from programs.values.written import Amount, Passage, PassageKind, WrittenLinea


@dataclass(frozen=True)
class Piece:
    """A counted thing of a passage, and how surely it is what the meta counts."""

    counted: Counted
    fit: Fit
    passage: Passage
    refers: bool  # "los 3 talleres": told before, not once more
    added: bool = False  # "dos proyectos más": others were told without a number
    sums_up: bool = False  # "en lo que va del año suman 9": earlier quarters are in it


@dataclass(frozen=True)
class Evidence:
    """All that a narrative tells of one unit.

    `totals` are those of its tables, `listed` how many things of the unit a list names (of which
    `listed_own` are of no other kind), `named` how many a text calls by their ordinal ("la Segunda
    Sesión Ordinaria") and `latest` the highest of those, 0 for none: the third one may close a
    count of three.
    """

    unit: Unit
    pieces: tuple[Piece, ...]
    totals: tuple[Decimal, ...]
    listed: int
    named: int
    latest: int
    listed_own: int = 0

    def of(self, fit: Fit) -> tuple[Piece, ...]:
        """Return the pieces that fit so surely."""
        return tuple(piece for piece in self.pieces if piece.fit is fit)


_ORDINAL = (
    r"(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|"
    r"noven[oa]|decim[oa](?:\s+(?:primera?|segunda|tercera|cuarta|quinta|sexta|septima|octava|novena))?|"
    r"vigesim[oa](?:\s+\w+a)?|undecima|duodecima|\d{1,2}(?:a|ª|°|º|ra|da|ta|va|ma|na))"
)
_NAMED = re.compile(
    rf"\b({_ORDINAL})((?:\s*(?:,|y|e|,\s*asi\s+como)\s+(?:la\s+|el\s+)?{_ORDINAL}){{0,8}})\s+([a-z\u00f1]+(?:\s+[a-z\u00f1]+){{0,2}})"
)
_MINUTES_OF = re.compile(
    r"\b(?:actas?|minutas?|acuerdos?)\s+(?:de|del|de\s+la|de\s+las)\s*(?:la|las)?\s*$"
)
_REFERS = re.compile(r"\b(?:l[oa]s|dich[oa]s|est[oa]s|es[oa]s|citad[oa]s|mencionad[oa]s|ambos)\s+$")
_APPLIED = re.compile(
    r"\b([a-z\u00f1]+)(?:\s+[a-z\u00f1]+){0,4}?\s+(?:a|de|en|para)(?:\s+(?:l[oa]s|un\s+total\s+de))?\s+$"
)
_ADDED = re.compile(r"\b(?:mas|adicional(?:es)?)\b")
_SUMS_UP = re.compile(
    r"\b(?:en\s+lo\s+que\s+va|a\s+la\s+fecha|acumul\w+|desde\s+(?:enero|el\s+inicio))\b[^.;]{0,70}$|"
    r"\b(?:se\s+(?:llevan?|llevaban?|tienen|tenian)|llevamos|van|iban|ya\s+son|son\s+ya)\s+(?:ya\s+)?(?:\w+[aeio]d[oa]s\s+)?$|"
    r"\bde\s+enero\s+a\s+(?:junio|septiembre|diciembre)\b[^.;]{0,90}$|"
    r"\b(?:suman?|sumamos|sumando|se\s+llega\s+a|llegando\s+a|dan|reunen?|junta[n]?|completan?)\s+"
    r"(?:ya\s+)?(?:un\s+)?(?:total\s+de\s+)?$|"
    r"\b(?:previ[oa]s|anteriores)\s+(?:son|hacen|dan|resultan|quedan)\s+(?:ya\s+)?$"
)
# "Las 900 personas capacitadas a la fecha", "las 30 visitas acumuladas"; of no earlier month
_SUMMED_BEHIND = re.compile(
    r"(?:\s\w{2,}){1,5}?\s(?:acumulad[oa]s(?!\s(?:al?|hasta|en|del?)\s)|a\s(?:la\sfecha|este\scorte)"
    r"|al\scorte(?!\sde)|en\slo\sque\sva|hasta\s(?:la\sfecha|ahora|hoy|el\smomento))\b"
)
_EACH = re.compile(r"\b(?:a|en|con|para)\scada\sun[oa]\b")
_ACCUMULATED_TO = re.compile(r"\b(?:el|un)\sacumulado\s(?:\w+\s){0,2}de\s$")
_GOES = re.compile(r"\b(?:van|llevamos|se\sllevan|suman|ya\sson)\s$")
_EACH_LAST = re.compile(r"[^,.;:]{0,40}\scada\sun[oa]\b")
_PREPOSITION = re.compile(r"(?:ya|en|entre|durante|desde|hasta|a|al|de|del|para|con|por)(?:\s|$)")
_LEADS = re.compile(r":\s*$")


def amounts_in(linea: WrittenLinea) -> tuple[Amount, ...]:
    """Return what the meta of a línea promises in numbers above zero."""
    amounts = linea.amounts or amounts_of(linea.meta)
    return tuple(each for each in amounts if each.quantity)


def vaguely_told(linea: WrittenLinea, amounts: tuple[Amount, ...]) -> bool:
    """Tell whether a narrative tells the meta's things in the plural and never how many.

    "Se brindaron diversas asesorías": several, of which no list follows.
    """
    heads = {head for amount in amounts for head in unit_of(amount.unit).heads}
    for passage in linea.prose:
        for found in _VAGUE.finditer(folded(passage.text)):
            if heads & set(stems(found[1])[:2]) and not found[2]:
                return True
        for found in _BARE.finditer(folded(passage.text)):
            if heads & set(stems(found[1])) and not found[2]:
                return True
    return False


_VAGUE = re.compile(
    r"\b(?:divers[oa]s|vari[oa]s|algun[oa]s|multiples|distint[oa]s|diferentes|numeros[oa]s)\s+"
    r"((?:\w+\s+){0,1}\w+)\b[^.;:()]{0,200}([:(])?"
)
# "Difundimos campañas en escuelas": in the plural, without article or number.
_BARE = re.compile(
    r"\b(?:se\s+\w{3,}(?:aron|ieron)|\w{3,}[ai]mos)\s+(\w{4,}s)\b[^.;:()]{0,200}([:(])?"
)


@lru_cache(maxsize=1024)  # asked of each línea by itself, and where the whole is compared
def evidence_of(linea: WrittenLinea, unit_words: str, year: int | None) -> Evidence:
    """Return what the narrative tells of a unit; `year` is that of the informe, None unknown."""
    unit = unit_of(unit_words)
    pieces: list[Piece] = []
    named: set[tuple[str, str]] = set()
    for passage in told_in(linea):
        deed = _deed_told(linea, passage)
        pieces.extend((deed,) if deed else _pieces(unit, passage, year))
        named.update(_named(unit, passage, year))
    totals = tuple(
        total for table in linea.of_kind(PassageKind.TABLE) for total in done_totals(unit, table)
    )
    tables = list(linea.of_kind(PassageKind.TABLE))
    listed = _listed(unit, linea) or max((rows_of(unit, table) for table in tables), default=0)
    latest = max((sum(of_word(word) or 0 for word in said.split()) for said, _ in named), default=0)
    own = listed - _of_other_kind(unit, linea) if listed else 0
    return Evidence(unit, tuple(pieces), totals, listed, len(named), latest, max(own, 0))


def _deed_told(linea: WrittenLinea, passage: Passage) -> Piece | None:
    """Return the one count of a passage that is labelled by the deed of its meta, None for none.

    "Programados: 20", of "programar 40 espectáculos": of what, the meta alone says.
    """
    label, colon, _ = passage.text[:_LABEL].partition(":")
    counts = counted_of(passage.text) if colon and is_deed_of(label, linea.meta) else ()
    if len(counts) != 1 or counts[0].own or counts[0].told is not Told.PLANNED:
        return None
    return Piece(replace(counts[0], told=Told.DONE, noun=""), Fit.SOFT, passage, refers=False)


_LABEL = 24  # signs
# "Calendario: I trimestre, 5; II trimestre, 5": nothing of it was done.
_PROGRAMME = re.compile(
    r"\W*(?:calendari\w+|programacion|cronograma|distribucion)(?:\s\w+){0,3}\s?:"
)


def told_in(linea: WrittenLinea) -> Iterator[Passage]:
    """Yield what tells of a línea: its prose, and the sentence that closes it, which may count."""
    yield from (each for each in linea.prose if not _PROGRAMME.match(folded(each.text[:60])))
    if linea.closing:
        yield linea.closing


@lru_cache(maxsize=64)
def words_told(linea: WrittenLinea) -> frozenset[str]:
    """Return the stems of all words of a narrative."""
    return frozenset(word for passage in linea.prose for word in stems(folded(passage.text)))


def deeds_in(linea: WrittenLinea, *, firm: bool = False) -> Deeds:
    """Return how many deeds the narrative of a línea tells; an item of a list is one at least.

    Where `firm`, what only goes on ("se ha trabajado en", "se continuó con") is none.
    """
    told = NO_DEEDS
    for passage in linea.prose:
        own = deeds_of(without_mark(passage.text), firm=firm)
        if own == NO_DEEDS and (passage.kind is PassageKind.ITEM or is_list_item(passage.text)):
            own = Deeds(1, 1)
        told += own
    return told + _closing_deeds(linea.closing.text) if linea.closing else told


def _closing_deeds(text: str) -> Deeds:
    """Return the deeds of a closing: "se cumplió" of the statement itself is none."""
    told = NO_DEEDS
    for span in sentences_of(text):
        sentence = text[span.start : span.end]
        own = deeds_of(sentence)
        if own.sentences and percents_of(sentence):
            own = Deeds(1, own.most - 1) if own.most > 1 else NO_DEEDS
        told += own
    return told


def _pieces(unit: Unit, passage: Passage, year: int | None) -> Iterator[Piece]:
    counts = counted_of(passage.text)
    if not counts:
        return
    plain = folded(passage.text)
    sure = {each.sentence for each in counts if fit_of(unit, each.noun) is Fit.STRONG}
    parts = {part.start for told in breakdowns_of(passage.text) for part in told.parts}
    for place, each in enumerate(counts):
        if plain[each.start - 1 : each.start] == "+":
            continue  # "del km 3+000"
        if each.start in parts or (place and falls_to_each(plain, counts[place - 1], each)):
            each = replace(each, part=True)
        before = plain[max(each.sentence.start, each.start - 80) : each.start]
        each_one = _EACH.search(before) or _EACH_LAST.match(plain, each.end)
        if each.article and place and each_one and _is_all_of(plain, counts[place - 1], each):
            # "nueve ayuntamientos… A cada uno se le hizo una visita": nine of them
            each = replace(each, value=counts[place - 1].value, article=False)
        fit = fit_of(unit, each.noun)
        bare = is_bare(each)
        if bare and each.elided and not each.base and len(unit.heads) == 1:
            fit = Fit.SOFT  # "hasta marzo se habían depurado 150": of what, the meta alone says
            if _GOES.search(before) or _ACCUMULATED_TO.search(before):
                fit = Fit.STRONG  # "van cinco en lo que corre", "el acumulado es de 21"
        before = plain[max(each.sentence.start, each.start - 80) : each.start]
        if fit < Fit.SOFT and each.sentence not in sure:
            fit = max(fit, _applied(unit, each, before), Fit(2 * does_work(unit.heads, before)))
        if fit is Fit.NONE:
            continue
        if each.article and fit is Fit.SOFT:
            fit = Fit.FAINT
        elsewhere = year is not None and each.year is not None and each.year != year
        if elsewhere or each.told is Told.BEFORE:
            fit = Fit.FAINT
        yield Piece(
            each,
            fit,
            passage,
            bool(_REFERS.search(before)) and not each.part,
            bool(_ADDED.search(each.tail)),
            bool(_SUMS_UP.search(before) or _SUMMED_BEHIND.match(plain, each.end)),
        )


def is_bare(each: Counted) -> bool:
    """Tell whether a count has no noun of its own: "se verificaron tres, los tres en escuelas"."""
    return not each.noun or _PREPOSITION.match(each.noun) is not None


def _is_all_of(plain: str, whole: Counted, each: Counted) -> bool:
    """Tell whether "a cada uno" is each of a count: no "dos de cada cinco" is told of it."""
    if whole.base or _RANGE_END.search(plain, max(0, whole.start - 8), whole.start):
        return False  # "los vales 15 al 22"
    return " de cada " not in plain[whole.end : each.start]


_RANGE_END = re.compile(r"\d\sal?\s$")


def _applied(unit: Unit, each: Counted, before: str) -> Fit:
    """Read "se dio mantenimiento a 39 equipos": each thing takes one of what the meta counts."""
    if stems(each.noun)[:1] in (("ocasion",), ("vez",)):  # "sesionó en tres ocasiones"
        return Fit.SOFT if speaks_of(unit, frozenset(stems(before))) else Fit.NONE
    found = _APPLIED.search(before)
    if not found:
        return Fit.NONE
    words = stems(found.group())
    if not any(head in words for head in unit.heads):
        return Fit.NONE
    return Fit.FAINT if is_people(each.noun) else Fit.SOFT


def named_of(
    linea: WrittenLinea, unit: Unit, year: int | None
) -> tuple[tuple[tuple[str, str], Passage], ...]:
    """Return what a narrative calls by its ordinal of another kind than the unit, and where."""
    return tuple(
        (name, passage)
        for passage in linea.prose
        for name in _named(unit, passage, year, contrasting=True)
    )


def _named(
    unit: Unit, passage: Passage, year: int | None, *, contrasting: bool = False
) -> Iterator[tuple[str, str]]:
    plain = folded(passage.text)
    for found in _NAMED.finditer(plain):
        own = stems(found[3])
        if own[:1] != unit.heads[:1] and fit_of(unit, found[3]) is not Fit.STRONG:
            continue
        if bool(contrast_of(unit, found[3])) is not contrasting:
            continue
        if _MINUTES_OF.search(plain[max(0, found.start() - 30) : found.start()]):
            continue
        after = re.search(r"\b(20\d\d)\b", plain[found.end() : found.end() + 120])
        if year is not None and after and int(after[1]) != year:
            continue
        if _TO_COME.match(passage.text, found.start(3)):
            continue
        for ordinal in (found[1], *re.findall(_ORDINAL, found[2])):
            yield ordinal, " ".join(found[3].split()[:2])


# "El segundo proyecto versará sobre suplencias"
_TO_COME = re.compile(
    r"(?:\w+\s){1,5}?(?:(?:se\s)?\w{2,}rán?\b"
    r"|(?:est[aá]n?|qued[oó]|quedaron|(?:se\s)?(?:tienen?|encuentran?))\s"
    r"(?:previst|programad|agendad|contemplad|planead|calendarizad)[oa]s?\b)"
)


def _listed(unit: Unit, linea: WrittenLinea) -> int:
    """Return how many things of the unit a list names, 0 for no such list."""
    items: list[str] = []
    lead = ""
    last = ""
    for passage in linea.passages:
        if _is_item(passage):
            if not items:
                lead = last
            items.append(passage.text)
        elif passage.kind is PassageKind.TEXT:
            last = passage.text
    if len(items) < 2:
        return max((_listed_inline(unit, passage.text) for passage in linea.prose), default=0)
    if _LEADS.search(lead) and set(unit.heads) & set(stems(folded(lead))):
        return len(items)
    own = all(_names(unit, without_mark(item)) for item in items)
    return len(items) if own else 0


def _of_other_kind(unit: Unit, linea: WrittenLinea) -> int:
    """Return how many items are of another kind than the unit: "10 de marzo, extraordinaria"."""
    if not unit.kinds:
        return 0
    items = (each.text for each in linea.passages if not each.rows and _is_item(each))
    return sum(bool(contrast_of(unit, folded(item[:90]))) for item in items)


def _is_item(passage: Passage) -> bool:
    plain = passage.kind is PassageKind.TEXT and is_list_item(passage.text)
    return plain or passage.kind is PassageKind.ITEM


def _listed_inline(unit: Unit, text: str) -> int:
    number = inline_items(text)
    lead = re.split(r"(?<!\w)[a1][).]\s", folded(text), maxsplit=1)[0] if number else ""
    return number if set(unit.heads) & set(stems(lead)) else 0


def _names(unit: Unit, item: str) -> bool:
    """Tell whether the first words of an item name something of the unit."""
    words = folded(item[:90]).split()[:7]
    return any(fit_of(unit, word.strip(".,:;()")) >= Fit.SOFT for word in words if len(word) > 3)
