"""Hechos on the page of a línea, and on the page of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from django.db.models import Q

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Hecho,
    HechoEnLinea,
)
from programs.models.meta import MONTHLY_KINDS
from programs.reading.addresses import capture_url
from programs.reading.hechos import counted_hechos, kinds_of, known_names, rule_of
from programs.reading.line import quarter_snapshot
from programs.reading.written import period_of, written_line
from programs.received.hecho_rows import HechoRow, PastedHechos, read_hechos
from programs.selectors.avance import Live, QuantityPart, RuleView
from programs.selectors.found import Found, placed_found
from programs.selectors.hecho_pages import OTHERS, OWN, Fold, hechos_fold
from programs.values.checks.congruence import hecho_findings
from programs.values.checks.hechos import hecho_anchor, said_alone
from programs.values.hechos.doubts import doubts_of
from programs.values.hechos.found import Found as Proposed
from programs.values.hechos.found import is_recorded, named_in, new_of
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.moves import Moving, Ruled, moves_code, moves_of, ruled_of
from programs.values.hechos.openers import is_in_words, opener_of
from programs.values.hechos.room import MOST_OF_AREA, SHOWN_WHOLE
from programs.values.hechos.rules import (
    BARE,
    Rule,
    outcome_of,
    outcome_words,
    rule_code,
    rule_groups,
    rule_values,
    rules_for,
)
from programs.values.phrases import join_list

# What a narrative is asked for of the hechos that it names: a bound for a text of names alone.
MAX_NAMED = 300


@dataclass(frozen=True)
class HechoLine:
    """A hecho as the page of a línea lists it; `key` names the form that recorded it.

    `counts` tells whether it counts in this línea, `elsewhere` names the others in which it does;
    `area` is the área that recorded it, "" for the one that captures the línea.
    `opener` is the sentence with which the narrative may begin of it, "" for none and for one that
    the narrative names already; `doubts` are what does not agree in it with the others, `found`
    what the checks say of it. `moves` are what becomes of the quantities of the línea where it
    counts in it, or does not any more: the other of what it does now.
    """

    value: HechoValue
    key: str
    version: int
    area: str
    counts: bool
    elsewhere: str
    opener: str
    doubts: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    moves: tuple[Moving, ...] = ()

    @property
    def to_revise(self) -> bool:
        """Tell whether something does not agree with it."""
        return bool(self.doubts or self.found)

    @property
    def told(self) -> tuple[str, ...]:
        """The same in sentences, before it is done."""
        return tuple(each.sentence for each in self.moves)

    @property
    def choice(self) -> str:
        """What its button sends: the other of what it does now, and the change that it told."""
        return f"{int(not self.counts)}:{moves_code(self.moves)}"


@dataclass(frozen=True)
class LineHechos:
    """All that the capture page shows of hechos.

    `own` serve the línea, `others` are the área's that do not; `proposed` are named by its text.
    """

    own: tuple[HechoLine, ...]
    others: tuple[HechoLine, ...]
    proposed: tuple[Proposed, ...]
    kinds: tuple[HechoKind, ...]
    rules: Mapping[int, RuleView]
    ruled: tuple[Ruled, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """What the checks say of those that serve the línea; of another page, without a place."""
        here = {line.value.pk for line in (*self.shown, *self.own_fold.page)}
        return tuple(
            each if line.value.pk in here else replace(each, anchor="")
            for line in self.own
            for each in line.found
        )

    def taking(self, proposed: Proposed) -> tuple[str, ...]:
        """Return what becomes of the quantities where a proposed hecho is taken, and counts."""
        day = proposed.day or date.min
        value = HechoValue(0, proposed.kind, proposed.name, day, proposed.values)
        return tuple(each.sentence for each in moves_of(self.ruled, come=[value]))

    def recording(self, kind: HechoKind) -> tuple[str, ...]:
        """Return the same where one of a kind is recorded, of which nothing is said yet."""
        return tuple(filter(None, (each.with_one_of(kind) for each in self.ruled)))

    @property
    def most(self) -> int:
        """How many an área records in a quarter."""
        return MOST_OF_AREA

    @cached_property
    def _whole(self) -> frozenset[int]:
        """The places of those shown whole: the first, and as many of what does not agree."""
        doubtful = (place for place, line in enumerate(self.own) if line.to_revise)
        later = (place for place in doubtful if place >= SHOWN_WHOLE)
        return frozenset((*range(SHOWN_WHOLE), *islice(later, SHOWN_WHOLE)))

    @property
    def shown(self) -> tuple[HechoLine, ...]:
        """Those of the línea that its page shows whole."""
        return tuple(line for place, line in enumerate(self.own) if place in self._whole)

    @cached_property
    def folded(self) -> tuple[HechoLine, ...]:
        """The others of the línea, which open, a row each."""
        return tuple(line for place, line in enumerate(self.own) if place not in self._whole)

    @cached_property
    def own_fold(self) -> Fold:
        """The page of these that is shown."""
        return _fold(OWN, self.folded, self.asked)

    @cached_property
    def others_fold(self) -> Fold:
        """The page of the área's others that is shown."""
        return _fold(OTHERS, self.others, self.asked)

    @property
    def folded_to_revise(self) -> int:
        """How many of those something does not agree with."""
        return sum(line.to_revise for line in self.folded)

    @property
    def counted(self) -> tuple[HechoValue, ...]:
        """Those that count in the línea."""
        return tuple(line.value for line in self.own if line.counts)


def _fold(name: str, lines: Sequence[HechoLine], asked: Mapping[str, str]) -> Fold:
    return hechos_fold(name, lines, [line.value.pk for line in lines], asked)


def line_hechos(
    avance: AvanceTrimestral, live: Live, asked: Mapping[str, str] = MappingProxyType({})
) -> LineHechos:
    """Return the hechos of a línea's quarter, in four queries; `asked` names pages or a hecho."""
    kinds = kinds_of(avance.trimestre.programa.institucion_id)
    area = avance.linea.area_id
    here_too = HechoEnLinea.objects.filter(linea=avance.linea_id, counts=True).values("hecho")
    rows = Hecho.objects.filter(Q(area=area) | Q(pk__in=here_too), trimestre=avance.trimestre_id)
    own: list[HechoLine] = []
    others: list[HechoLine] = []
    for row in rows.with_lines().select_related("area", "kind"):
        links = {link.linea_id: link for link in row.enlaces.all()}
        here = links.get(avance.linea_id)
        counted = [link.number for link in links.values() if link.counts and link is not here]
        counts = bool(here and here.counts)
        value = row.value(counts=counts)
        line = HechoLine(
            value=value,
            key=row.key,
            version=row.version,
            area=row.area.name if row.area_id != area else "",
            counts=counts,
            elsewhere=join_list(counted),
            opener=opener_of(value),
        )
        (own if here else others).append(line)
    recorded = [line.value for line in (*own, *others)]
    doubts = doubts_of(recorded)
    hechos = [line.value for line in own]
    quantities, before = _quantities(avance)
    ruled, values = _ruled(quantities, hechos), rule_values(kinds, hechos)
    written = written_line(live.line.linea, live.line.eje.name, live.line.quarter, {})
    period = period_of(live.line.quarter)
    placed = hecho_findings(written, hechos, period, told=live.line.told)
    of_hecho: dict[str, list[Found]] = defaultdict(list)
    for each in placed_found(live.line, placed, live.accepted):
        of_hecho[each.anchor].append(each)
    named = list(islice(named_in(written.passages, period, kinds), MAX_NAMED))
    texts = [each.words for each in written.passages]

    def is_told(hecho: HechoValue) -> bool:
        return any(is_recorded(each, hecho) for each in named) or is_in_words(hecho, texts, hechos)

    return LineHechos(
        own=tuple(
            replace(
                line,
                opener="" if is_told(line.value) else line.opener,
                doubts=doubts.get(line.value.pk, ()),
                found=tuple(of_hecho[hecho_anchor(line.value.pk)]),
                moves=_moves(ruled, line),
            )
            for line in own
        ),
        others=tuple(replace(line, moves=_moves(ruled, line)) for line in others),
        proposed=new_of(named, recorded),
        kinds=kinds,
        rules={
            row.pk: _rule(row, before.get(row.componente_id, BARE), kinds, hechos, values)
            for row in quantities
        },
        ruled=ruled,
        asked=asked,
    )


def _quantities(
    avance: AvanceTrimestral,
) -> tuple[list[AvanceDeComponente], dict[int, Rule]]:
    """Return the quantities of an entry, and {component: its rule of the quarter before}.

    In one query.
    """
    number = avance.trimestre.number
    rows = AvanceDeComponente.objects.filter(
        avance__linea=avance.linea_id, avance__trimestre__number__in=(number - 1, number)
    ).select_related("rule_kind", "componente")
    before: dict[int, Rule] = {}
    now: list[AvanceDeComponente] = []
    for row in rows.order_by("pk"):
        if row.avance_id == avance.pk:
            now.append(row)
        else:
            before[row.componente_id] = rule_of(row)
    return now, before


def _ruled(rows: Iterable[AvanceDeComponente], hechos: Sequence[HechoValue]) -> tuple[Ruled, ...]:
    """Return the quantities that follow of hechos, by their number, as a save of these tells."""
    return tuple(
        ruled_of(row.pk, row.componente.unit, rule_of(row), row.quantity, hechos)
        for row in rows
        if row.rule_kind
    )


def _moves(ruled: Sequence[Ruled], line: HechoLine) -> tuple[Moving, ...]:
    if line.counts:
        return moves_of(ruled, go=[line.value])
    return moves_of(ruled, come=[line.value])


def _rule(
    row: AvanceDeComponente,
    before: Rule,
    kinds: Sequence[HechoKind],
    hechos: Sequence[HechoValue],
    values: Mapping[str, Decimal | None],
) -> RuleView:
    rule = rule_of(row)
    componente = row.componente
    code = rule_code(rule)
    return RuleView(
        code=code,
        groups=rule_groups(kinds, {hecho.kind.key for hecho in hechos}, code, values),
        words=rule.words,
        note=outcome_words(rule, outcome_of(rule, hechos)),
        computed=rule.kind is not None,
        offered=componente.kind in MONTHLY_KINDS and not componente.monthly,
        earlier=(rule_code(before), before.words) if before.kind and not rule.kind else None,
    )


def with_rules(live: Live, hechos: LineHechos) -> Live:
    """Return what an entry gives with how each figure follows of hechos, and what these lack."""

    def ruled(part: QuantityPart) -> QuantityPart:
        return replace(part, rule=hechos.rules.get(part.pk))

    quantities = tuple(ruled(part) for part in live.quantities)
    return replace(live, quantities=quantities, of_hechos=hechos.found)


def rule_named(code: str, institucion_pk: int) -> Rule | None:
    """Return the rule of a code that a form sent, None for one that is offered no more."""
    return dict(rules_for(kinds_of(institucion_pk))).get(code)


def pasted_hechos(avance: AvanceTrimestral, text: str, kind: HechoKind) -> PastedHechos:
    """Return the hechos of a paste with what the checks will say of each, in one query."""
    known = known_names(avance.trimestre_id, avance.linea.area_id, kind.key)
    read = read_hechos(text, kind, known)
    period = period_of(quarter_snapshot(avance.trimestre))
    rows = (replace(row, doubts=said_alone(row.value, period)) for row in read.rows)
    return replace(read, rows=tuple(rows))


def pasted_moves(avance: AvanceTrimestral, rows: Iterable[HechoRow]) -> list[str]:
    """Return what becomes of the quantities where pasted rows are recorded, in two queries."""
    quantities, _ = _quantities(avance)
    linea = avance.linea_id
    ruled = _ruled(quantities, counted_hechos(avance.trimestre, [linea]).get(linea, ()))
    come = [row.value for row in rows]
    return [each.sentence for each in moves_of(ruled, come=come)]


@dataclass(frozen=True)
class HechoPage:
    """One hecho: what it says, and the (number, title, counts, address) of its líneas.

    `moves` are what becomes of their quantities where it is taken away, (number, sentence) of each;
    `doubts` are what the checks say of it by itself.
    """

    value: HechoValue
    lines: tuple[tuple[str, str, bool, str], ...]
    first: int | None
    moves: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]


def hecho_page(hecho: Hecho) -> HechoPage:
    """Return a hecho with its líneas, in one query; two more where it counts in any."""
    links = list(hecho.lines())
    counting = {link.linea_id: link.number for link in links if link.counts}
    value = hecho.value()
    return HechoPage(
        value=value,
        lines=tuple(
            (link.number, link.linea.title, link.counts, _capture_place(hecho, link.linea_id))
            for link in links
        ),
        first=links[0].linea_id if links else None,
        moves=tuple(_taking_away(hecho, counting)) if counting else (),
        doubts=said_alone(value, period_of(quarter_snapshot(hecho.trimestre))),
    )


def _capture_place(hecho: Hecho, linea: int) -> str:
    """Return where a línea lists a hecho."""
    return capture_url(hecho.trimestre, linea, hecho_anchor(hecho.pk))


def _taking_away(hecho: Hecho, counting: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield (number of its línea, what becomes of it) of each quantity that a hecho moves."""
    rows = (
        AvanceDeComponente.objects.filter(
            avance__trimestre=hecho.trimestre_id, avance__linea__in=list(counting)
        )
        .select_related("rule_kind", "componente", "avance")
        .order_by("pk")
    )
    counted = counted_hechos(hecho.trimestre, list(counting))
    for linea, number in counting.items():
        own = [row for row in rows if row.avance.linea_id == linea]
        for move in moves_of(_ruled(own, counted.get(linea, ())), go=[hecho.value()]):
            yield number, move.sentence
