"""Hechos on the page of a línea, on the page of one, and in the register of a quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from programs.models import Area, AvanceDeComponente, AvanceTrimestral, Hecho, Trimestre
from programs.models.meta import MONTHLY_KINDS
from programs.reading.hechos import kinds_of, rule_of
from programs.reading.written import period_of, written_line
from programs.received.hecho_rows import HechoRow, read_hechos
from programs.received.pasted import PasteProblem, told
from programs.selectors.avance import Live, QuantityPart, RuleView
from programs.values.hechos.found import Found, found_in
from programs.values.hechos.hecho import HechoValue, normal_name
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.openers import opener_of
from programs.values.hechos.register import Register, register_of
from programs.values.hechos.rules import (
    BARE,
    Rule,
    outcome_of,
    outcome_words,
    rule_code,
    rule_groups,
    rules_for,
)
from programs.values.phrases import join_list


@dataclass(frozen=True)
class HechoLine:
    """A hecho as the page of a línea lists it.

    `counts` tells whether it counts in this línea, `elsewhere` names the others in which it does.
    `opener` is the sentence with which the narrative may begin of it, "" for none.
    """

    value: HechoValue
    version: int
    counts: bool
    elsewhere: str
    opener: str


@dataclass(frozen=True)
class LineHechos:
    """All that the capture page shows of hechos.

    `own` serve the línea, `others` are the área's that do not; `found` are proposed of its text.
    """

    own: tuple[HechoLine, ...]
    others: tuple[HechoLine, ...]
    found: tuple[Found, ...]
    kinds: tuple[HechoKind, ...]
    rules: Mapping[int, RuleView]

    @property
    def counted(self) -> tuple[HechoValue, ...]:
        """Those that count in the línea."""
        return tuple(line.value for line in self.own if line.counts)


def line_hechos(avance: AvanceTrimestral, live: Live) -> LineHechos:
    """Return the hechos of a línea's quarter, in four queries."""
    kinds = kinds_of(avance.trimestre.programa.institucion_id)
    rows = Hecho.objects.filter(trimestre=avance.trimestre_id, area=avance.linea.area_id)
    own: list[HechoLine] = []
    others: list[HechoLine] = []
    for row in rows.with_lines():
        links = {link.linea_id: link for link in row.enlaces.all()}
        here = links.get(avance.linea_id)
        counted = [link.number for link in links.values() if link.counts and link is not here]
        counts = bool(here and here.counts)
        value = row.value(counts=counts)
        line = HechoLine(value, row.version, counts, join_list(counted), opener_of(value))
        (own if here else others).append(line)
    recorded = [line.value for line in (*own, *others)]
    passages = written_line(live.line.linea, "", live.line.quarter, {}).passages
    return LineHechos(
        own=tuple(own),
        others=tuple(others),
        found=found_in(passages, period_of(live.line.quarter), kinds, recorded),
        kinds=kinds,
        rules=_rules(avance, kinds, [line.value for line in own]),
    )


def _rules(
    avance: AvanceTrimestral, kinds: Sequence[HechoKind], hechos: Sequence[HechoValue]
) -> dict[int, RuleView]:
    """Return {quantity: how it follows of hechos} of an entry, in one query."""
    number = avance.trimestre.number
    rows = AvanceDeComponente.objects.filter(
        avance__linea=avance.linea_id, avance__trimestre__number__in=(number - 1, number)
    ).select_related("rule_kind", "componente")
    before: dict[int, Rule] = {}
    now: list[AvanceDeComponente] = []
    for row in rows:
        if row.avance_id == avance.pk:
            now.append(row)
        else:
            before[row.componente_id] = rule_of(row)
    return {row.pk: _rule(row, kinds, hechos, before.get(row.componente_id, BARE)) for row in now}


def _rule(
    row: AvanceDeComponente,
    kinds: Sequence[HechoKind],
    hechos: Sequence[HechoValue],
    before: Rule,
) -> RuleView:
    rule = rule_of(row)
    componente = row.componente
    code = rule_code(rule)
    return RuleView(
        code=code,
        groups=rule_groups(kinds, {hecho.kind.key for hecho in hechos}, code),
        words=rule.words,
        note=outcome_words(rule, outcome_of(rule, hechos)),
        computed=rule.kind is not None,
        offered=componente.kind in MONTHLY_KINDS and not componente.monthly,
        earlier=(rule_code(before), before.words) if before.kind and not rule.kind else None,
    )


def with_rules(live: Live, hechos: LineHechos) -> Live:
    """Return the figures of an entry with how each follows of hechos."""

    def ruled(part: QuantityPart) -> QuantityPart:
        return replace(part, rule=hechos.rules.get(part.pk))

    return replace(live, quantities=tuple(ruled(part) for part in live.quantities))


def rule_named(code: str, institucion_pk: int) -> Rule | None:
    """Return the rule of a code that a form sent, None for one that is offered no more."""
    return dict(rules_for(kinds_of(institucion_pk))).get(code)


def pasted_hechos(avance: AvanceTrimestral, text: str, kind: HechoKind) -> list[HechoRow]:
    """Return the hechos of a paste, in one query; `PasteProblem` tells each row of no use."""
    rows = Hecho.objects.filter(
        trimestre=avance.trimestre_id, area=avance.linea.area_id, kind__key=kind.key
    )
    known = {(normal_name(name), day) for name, day in rows.values_list("name", "day")}
    found, problems = read_hechos(text, kind, known)
    if problems:
        raise PasteProblem("\n".join(told(problems)))
    return found


@dataclass(frozen=True)
class HechoPage:
    """One hecho: what it says, and the (number, title, counts) of the líneas that it serves."""

    value: HechoValue
    lines: tuple[tuple[str, str, bool], ...]
    first: int | None


def hecho_page(hecho: Hecho) -> HechoPage:
    """Return a hecho with its líneas, in one query."""
    links = list(hecho.lines())
    return HechoPage(
        value=hecho.value(),
        lines=tuple((link.number, link.linea.title, link.counts) for link in links),
        first=links[0].linea_id if links else None,
    )


@dataclass(frozen=True)
class RegisterPage:
    """The register of a quarter: of one área or of all, and of which it can be asked."""

    register: Register
    areas: tuple[Area, ...]
    chosen: Area | None


def register_page(
    trimestre: Trimestre, areas: Sequence[Area], chosen: Area | None = None
) -> RegisterPage:
    """Return the register of these áreas of a quarter, or of the chosen one, in three queries."""
    asked = [chosen] if chosen else areas
    names = {area.pk: area.name for area in areas}
    rows = Hecho.objects.filter(trimestre=trimestre, area__in=[area.pk for area in asked])
    entries = [
        (row.value(), names[row.area_id], join_list(_counted(row))) for row in rows.with_lines()
    ]
    kinds = kinds_of(trimestre.programa.institucion_id)
    return RegisterPage(register_of(entries, kinds), tuple(areas), chosen)


def _counted(row: Hecho) -> list[str]:
    return [link.number for link in row.enlaces.all() if link.counts]
