"""What a counted thing is, so that two figures of two places can be told to be of one thing.

A figure is known by the words of its noun and their qualifiers, by the thing that it is counted of
("27 personas inhabilitadas de 12 sujetos obligados"), by the label of its system ("S3"), by its
verb and by the time of its sentence. Two that differ in any of these may both be right.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH
from programs.values.wording.figure_verbs import raw_verb_of, verb_of
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.wording.told import Told
from programs.values.written import Period

# "S3", "Sistema IV". The letter before what must not stand before it: a search passes to the next.
_LABEL = re.compile(
    r"s(?<!\ws)(?:\s?(?P<short>[1-6])\b|istemas?\s+(?P<long>[1-6]|iv|v|vi|i{1,3})\b)"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_SMALL = frozenset(
    ("de", "del", "la", "las", "los", "el", "y", "e", "un", "una", "lo", "su", "sus", "total",
     "totales", "dicho", "dicha", "dichos", "dichas", "diversas", "diversos", "nuestro", "nuestra")
)  # fmt: skip
# The noun ends where something is told of it.
_END = re.compile(
    r"(?:con|por|para|en|ante|sobre|durante|mediante|correspond\w*|pertenec\w*|que|relativ\w*|"
    r"entre|hasta|desde|conforme|segun|dirigid\w*|referent\w*|relacionad\w*|derivad\w*|tanto|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"fue|fueron|quedo|son|\w{3,}(?:aron|ieron)|se|han?|estan?|sin|bajo|tras|como|donde|mas|respecto|vinculad\w*)$"
)
# What may follow the end of a noun and tell whose, or which, the things are.
_WHOSE = re.compile(r"(?:con|para|sobre|entre|en|a|al|por|dirigid[oa]s?|relativ[oa]s?)$")
_TIME = re.compile(
    r"(?:trimestre|periodo|semestre|mes|ano|ejercicio|enero|febrero|marzo|abril|mayo|junio|julio|"
    r"agosto|septiembre|octubre|noviembre|diciembre|traves|parte|medio|total|tiempo|forma|\W)"
)
# Participles that only say that it was done.
_DONE = re.compile(
    r"(?:realizad|celebrad|efectuad|impartid|atendid|recibid|respondid|contestad|llevad|otorgad|"
    r"brindad|elaborad|emitid|publicad|ingresad|presentad|registrad|concluid|desarrollad|firmad|"
    r"suscrit|entregad|resuelt|revisad|terminad|inscrit|formalizad|levantad|practicad|dictad|"
    r"aplicad|repartid|distribuid|instalad|reparad|sembrad|plantad|colocad|obtenid|recolectad)[oa]s?$"
)
_SERVANTS = re.compile(
    r"\b(?:(?:personas?\s+)?servidor(?:as?|es)?(?:\s+(?:y|e|o)\s+servidor(?:as?|es)?)?\s+public[oa]s?|"
    r"funcionari[oa]s?(?:\s+(?:y|e)\s+funcionari[oa]s?)?(?:\s+public[oa]s?)?)"
)
# One request has several names.
_REQUESTS = re.compile(
    r"\bsolicitud(?:es)?\s+de\s+(?:acceso\s+a\s+la\s+)?informacion(?:\s+publica)?"
)
_ACCUMULATED = re.compile(
    r"\b(?:acumulad\w*|a\s+la\s+fecha|al\s+corte|historic\w*|desde\s+(?:el\s+ano|20\d\d|su)|"
    r"al\s+cierre|en\s+lo\s+que\s+va|en\s+el\s+ano|anualmente|por\s+(?:cada|mes)|cada\s+"
    r"(?:uno|una|mes))\b"
)
_CUT = re.compile(
    rf"\b(?:al|hasta\s+el|con\s+corte\s+al?)\s+(?:dia\s+)?\d{{1,2}}\s+de\s+(?:{MONTH})\b"
)
# "del 1 de enero al 31 de marzo" is a period, no cut.
_RANGE_BEFORE = re.compile(rf"(?:\d|{MONTH})\s*$")
_MONTH_NAMED = re.compile(rf"\b(?:{MONTH})\b|\b20\d\d\b")
_PERCENT = re.compile(r"\s{0,2}(?:%|por\s?ciento)")
# A rounded figure is no other figure.
_ABOUT = re.compile(
    r"\b(?:mas de|cerca de|casi|alrededor de|aproximadamente|unos|unas|poco mas de|al menos"
    r"|por lo menos|menos de|cuando menos|hasta)\s$"
)
_MEASURES = frozenset(
    ("dia", "hora", "me", "mese", "ano", "minuto", "punto", "peso", "porcentaj", "lugar", "vece",
     "vez", "semana", "trimestre", "articulo", "fraccion", "pagina", "promedio", "millon", "mdp",
     "grado")
)  # fmt: skip
# Parts of every group of persons.
_SEXES = frozenset(("hombr", "mujer"))
# Nouns that say too little alone.
_VAGUE = frozenset(
    ("documento", "accion", "actividad", "persona", "registro", "reunion", "mesa", "tema", "area",
     "evento", "asunto", "tarea", "proyecto", "servicio", "elemento", "hombr", "mujer", "caso",
     "participante", "informe", "integrante", "parte", "proceso", "sistema",
     "direccion", "unidad", "coordinacion", "municipio", "dependencia", "entidad", "institucion")
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A figure of a text: `text[start:end]` is its number with its noun.

    `thing` are the stems of its noun and qualifiers, `owner` those of what it is counted of.
    `whose` are those of whom or what they are for, `raw` the stem of the verb right before it.
    `verb` and `time` are "" where not told.
    """

    value: Decimal
    start: int
    end: int
    thing: frozenset[str]
    owner: frozenset[str] = field(default_factory=frozenset)
    label: str = ""
    verb: str = ""
    time: str = ""
    whose: frozenset[str] = field(default_factory=frozenset)
    raw: str = ""

    @property
    def vague(self) -> bool:
        """Tell whether its noun alone does not say which things they are."""
        return len(self.thing) == 1 and self.thing <= _VAGUE and not self.label

    @property
    def _known_by(self) -> tuple[object, ...]:
        return self.thing, self.owner, self.label, self.time

    def _for_others(self, other: "Figure", *, loose: bool) -> bool:
        """Tell whether two figures may be for different ones; a long noun needs no more."""
        if not (self.whose and other.whose):
            return self.whose != other.whose and not (loose or len(self.thing) >= 3)
        return not self.whose & other.whose

    def of_one_thing(self, other: "Figure", *, loose: bool = False) -> bool:
        """Tell whether two figures are of one thing beyond doubt.

        `loose` tells that the noun is known to be one, so that whose it is may go unsaid.
        """
        if self._known_by != other._known_by or self._for_others(other, loose=loose):
            return False
        if self.verb and other.verb and self.verb != other.verb:
            return False
        if self.raw and other.raw and self.raw != other.raw and not (self.verb or other.verb):
            return False  # "egresaron 95 estudiantes", "se titularon 35 estudiantes"
        if loose and self.vague and "persona" not in self.thing:
            return True
        if self.thing <= _SEXES or not self.vague or self.owner:
            return not self.thing <= _SEXES
        if self.raw and self.raw == other.raw:
            return True  # "alojaba 34 registros", "donaron 69 personas"
        return self.verb == other.verb and self.verb not in ("", "attend")


@lru_cache(maxsize=4096)  # those of the presentación are asked for by each comparison
def figures_of(text: str, period: Period | None = None) -> tuple[Figure, ...]:
    """Return the figures of a passage that are totals of something done, in their order."""
    counted = counted_of(text)
    if not any(map(_is_total, counted)):
        return ()
    plain = folded(text)
    ratios = {
        id(each)
        for one, other in pairwise(counted)
        if plain[one.end : other.start].strip() in ("de", "de las", "de los", "de un total de", "/")
        for each in (one, other)
    }
    labels = [(found.start(), _label(found)) for found in _LABEL.finditer(plain)]
    times = _times(text, plain, counted, period)
    shared = {told.total.start for told in breakdowns_of(text) if told.sum == told.total.value}
    found: list[Figure] = []
    before: tuple[Counted, Figure] | None = None
    for each in counted:
        total = _is_total(each) and id(each) not in ratios
        figure = _figure(plain, each, labels, times, before) if total else None
        if (
            figure
            and each.start in shared
            and not _MONTH_NAMED.search(plain, each.sentence.start, each.start)
        ):
            figure = replace(figure, time="")  # "54 inspecciones: 30 en mayo y 24 en junio"
        if figure:
            found.append(figure)
        before = (each, figure) if figure else None
    return tuple(found)


def _figure(
    plain: str,
    counted: Counted,
    labels: list[tuple[int, str]],
    times: dict[int, str],
    before: tuple[Counted, Figure] | None,
) -> Figure | None:
    """Return the figure of a total, None for a measure, a rounded one or an untold noun."""
    labelled = _is_labelled(plain, counted)
    if counted.elided and not labelled:
        return None
    if _PERCENT.match(plain, counted.end) or _ABOUT.search(
        plain, max(0, counted.start - 30), counted.start
    ):
        return None
    start = plain.rfind(counted.noun, 0, counted.start) if labelled else counted.end
    stems, end = _noun(plain, start, counted.noun if labelled else counted.own)
    if not stems or stems & _MEASURES:
        return None
    owner: frozenset[str] = frozenset()
    if counted.base:
        # "de 12 sujetos": of the figure right before, or of something that is not told.
        if (
            not before
            or before[0].sentence != counted.sentence
            or counted.start - before[0].end > 90
        ):
            return None
        owner = before[1].thing
    label = next((name for start, name in reversed(labels) if start < counted.start), "")
    return Figure(
        counted.value,
        start if labelled else counted.start,
        counted.end if labelled else end,
        stems,
        owner,
        label,
        verb_of(plain, counted),
        times[counted.sentence.start],
        _whose(plain, counted, end),
        raw_verb_of(plain, counted),
    )


def _is_labelled(plain: str, counted: Counted) -> bool:
    """Tell whether a number stands behind what it counts: "Auditorías de desempeño: doce"."""
    behind = plain[max(0, counted.start - 3) : counted.start].strip().endswith(":")
    return behind and not counted.own and bool(counted.noun)


def _is_total(counted: Counted) -> bool:
    """Tell whether a count is of things of its own that were done: no part, plan or article."""
    told = counted.told in (Told.DONE, Told.RECEIVED)
    named = bool(counted.own) and not counted.elided
    labelled = bool(counted.noun) and not counted.own
    return told and (named or labelled) and not (counted.part or counted.article)


def _noun(plain: str, start: int, own: str) -> tuple[frozenset[str], int]:
    """Return the stems of a noun with its qualifiers, and where it ends."""
    place = plain.find(own, start, start + 200) if own else -1
    if place < 0:
        return frozenset(), start
    noun = _SERVANTS.sub(lambda found: "servidor".ljust(len(found.group()), "_"), own)
    noun = _REQUESTS.sub(lambda found: "solicitud-info".ljust(len(found.group()), "_"), noun)
    stems: list[str] = []
    end = place
    words = list(re.finditer(r"\S+", noun))
    for position, found in enumerate(words):
        word = found.group().strip("_")
        if _END.match(word):
            break
        if word in ("a", "al"):
            break
        if word in _SMALL or _DONE.match(word):
            continue
        # The words of a long noun are cut: its last one may be half of a name.
        if position == 7 and len(words) == 8:
            break
        stems.append(_stem(word))
        end = place + found.end()
    return frozenset(stems), end


@lru_cache(maxsize=1024)  # each figure of the presentación is held against each meta
def thing_of(words: str) -> frozenset[str]:
    """Return the stems by which a figure of these words is known: "solicitudes de información"."""
    plain = folded(words).strip()
    return _noun(f" {plain}", 0, plain)[0]


def signs_of(thing: frozenset[str]) -> tuple[str, ...]:
    """Return what a folded text must have to tell a figure of a thing: its stems, as written."""
    return tuple(stem.removesuffix("-info") for stem in thing if stem != "servidor")


def _whose(plain: str, counted: Counted, end: int) -> frozenset[str]:
    """Return the stems of whom the things are for ("con universidades"), none for a time."""
    after = plain[end : min(counted.sentence.end, end + 60)]
    words = re.split(r"[,.;:()\n]", after, maxsplit=1)[0].split()
    if len(words) < 2 or not _WHOSE.match(words[0]) or any(map(_TIME.match, words[1:4])):
        return frozenset()
    ends = next((n for n, word in enumerate(words[1:], 1) if _END.match(word)), len(words))
    heavy = [word for word in words[1:ends] if word not in _SMALL and not word[:1].isdigit()]
    return frozenset(_stem(word) for word in heavy[:2])


def _stem(word: str) -> str:
    return _PLURAL.sub("", word) if word.endswith("s") else word


_PLURAL = re.compile(r"(?<=[aeiou])s$|(?<=[lrndzj])es$")


def _label(found: re.Match[str]) -> str:
    written = found["short"] or found["long"]
    return _ROMAN.get(written, written)


def _times(
    text: str, plain: str, counted: tuple[Counted, ...], period: Period | None
) -> dict[int, str]:
    """Return the time of each sentence that counts: "" for the quarter or none that is told."""
    spans = periods_of(text, period)
    times: dict[int, str] = {}
    place = 0
    for each in counted:
        sentence = each.sentence
        if sentence.start in times:
            continue
        while place < len(spans) and spans[place].end <= sentence.start:
            place += 1
        told = []
        here = place
        while here < len(spans) and spans[here].start < sentence.end:
            span = spans[here]
            if not period or (span.first, span.last) != (period.starts_on, period.ends_on):
                told.append(f"{span.first}/{span.last}")
            here += 1
        accumulated = _ACCUMULATED.search(plain, sentence.start, sentence.end)
        if accumulated:
            told.append(accumulated.group())
        cut = _CUT.search(plain, sentence.start, sentence.end)
        if cut and not _RANGE_BEFORE.search(
            plain, max(sentence.start, cut.start() - 12), cut.start()
        ):
            told.append(cut.group())
        if not told and each.year and period and each.year != period.ends_on.year:
            told.append(str(each.year))
        times[sentence.start] = " ".join(told)
    return times


def total_of(figures: list[Figure]) -> Decimal | None:
    """Return the one value that figures of one thing tell, None where they tell several.

    Where the first is the sum of the others, they are its parts.
    """
    values = [each.value for each in figures]
    if len(set(values)) == 1:
        return values[0]
    return values[0] if values and values[0] == sum(values[1:]) else None


def may_be(value: Decimal, figures: list[Figure]) -> bool:
    """Tell whether figures tell a value: one of them, or all of them together."""
    values = [each.value for each in figures]
    return value in values or value in (sum(values), sum(set(values)))
