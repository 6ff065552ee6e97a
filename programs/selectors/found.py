"""One thing that does not agree, as every page shows it: its word, its place, its reason.

One function counts what was found, and one table names how much each thing weighs: the page of a
línea, Congruencia, Revisar y enviar and the order that looks at a quarter say the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programs.models import HallazgoAceptado, Trimestre
from programs.reading.addresses import capture_url
from programs.reading.line import Line
from programs.reading.written import linea_key
from programs.values.checks import HOLDS_BACK, Finding, Severity
from programs.values.checks.congruence import incongruent
from programs.values.checks.finding import PlacedFinding, told_apart
from programs.values.phrases import join_list

TO_EXPLAIN = "Por explicar"  # what holds its línea back
WORDS = {
    Severity.BLOCKS: TO_EXPLAIN,
    Severity.ASKS: TO_EXPLAIN,
    Severity.ERROR: "Error",
    Severity.DOUBT: "Aviso",
    Severity.INFO: "Explicado",
}
# How many a list of a page shows: more than that is read when these are mended.
MOST_SHOWN = 100
# What holds back first, then errors, then what deserves a second look.
WEIGHT = (Severity.BLOCKS, Severity.ASKS, Severity.ERROR, Severity.DOUBT, Severity.INFO)
# {what a reason answers and the fingerprint of what it spoke of: the reason}
Accepted = Mapping[tuple[str, str, str], HallazgoAceptado]


@dataclass(frozen=True)
class Found:
    """One thing that does not agree, as every page shows it.

    `url` opens the one place where it is mended, `anchor` is that place on its page. `area_code` is
    the área that answers for it, "" for who reviews; `linea_pk` its línea, None for none. `row` is
    the reason that stands for it, None while it is open. `writable` tells that its área has it.
    """

    placed: PlacedFinding
    area_code: str
    linea_pk: int | None
    url: str
    anchor: str
    row: HallazgoAceptado | None
    writable: bool = True

    @property
    def finding(self) -> Finding:
        """What was found."""
        return self.placed.finding

    @property
    def word(self) -> str:
        """How much it weighs, in a word."""
        return WORDS[Severity.INFO if self.explained else self.finding.severity]

    @property
    def kind(self) -> str:
        """The same for the style sheet: "error", "warning" or "info"."""
        kinds = {TO_EXPLAIN: "error", "Error": "error", "Aviso": "warning"}
        return kinds.get(self.word, "info")

    @property
    def key(self) -> str:
        """What names it on a page."""
        return found_key(*self.placed.key, self.placed.fingerprint)

    @property
    def explained(self) -> bool:
        """Tell whether a reason stands for it: accepted here, or written beside the figure."""
        return self.row is not None or bool(self.finding.reason)

    @property
    def holds_back(self) -> bool:
        """Tell whether its línea is not sent before it is mended or explained beside its figure."""
        return not self.explained and self.finding.severity in HOLDS_BACK

    @property
    def reason(self) -> str:
        """The reason that stands for it, "" while it is open."""
        return self.row.reason if self.row else self.finding.reason


def found_key(code: str, subject: str, fingerprint: str) -> str:
    """Return what names a finding on a page: what it found, of what, and what it read there."""
    return f"hallazgo-{code}-{subject}-{fingerprint}"


def accepted_in(trimestre: Trimestre) -> Accepted:
    """Return the reasons that were written in a quarter, in one query."""
    rows = HallazgoAceptado.objects.filter(trimestre=trimestre).select_related("accepted_by")
    return {(row.code, row.subject, row.fingerprint): row for row in rows.order_by("accepted_at")}


def found_of_line(line: Line, rows: Accepted) -> tuple[Found, ...]:
    """Return what the words of one línea of the reader say, the heaviest first; no query."""
    return sorted_found(placed_found(line, line.told, rows))


def placed_found(line: Line, placed: Iterable[PlacedFinding], rows: Accepted) -> tuple[Found, ...]:
    """Return findings of one línea of the reader with their place and their reason; no query."""
    pk = line.linea.pk
    return tuple(
        Found(
            each,
            line.linea.area_code,
            pk,
            capture_url(line.trimestre, pk, each.finding.anchor),
            each.finding.anchor,
            rows.get((*each.key, each.fingerprint)),
        )
        for each in told_apart(placed)
    )


def typed_found(line: Line, rows: Accepted) -> tuple[Found, ...]:
    """Return what does not agree of what CHECKS find of one línea; no query."""
    key = linea_key(line.linea.pk)
    placed = (PlacedFinding(each, key, "", typed=True) for each in incongruent(line.findings))
    return placed_found(line, placed, rows)


def sorted_found(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return findings by weight, the explained last; those of one weight keep their order."""
    return tuple(
        sorted(found, key=lambda each: (each.explained, WEIGHT.index(each.finding.severity)))
    )


@dataclass(frozen=True)
class FoundList:
    """What a list of a page shows of what was found, and how many more there are."""

    found: tuple[Found, ...]
    more: int


def found_list(found: Iterable[Found], opened: str = "") -> FoundList:
    """Return the first of what was found, and the one whose key is `opened` wherever it stands."""
    rows = tuple(found)
    shown = rows[:MOST_SHOWN]
    if opened:
        shown += tuple(each for each in rows[MOST_SHOWN:] if each.key == opened)[:1]
    return FoundList(shown, len(rows) - len(shown))


def counted_words(found: Iterable[Found]) -> str:
    """Return "1 por explicar, 2 errores y 1 aviso", "" for nothing."""
    rows = list(found)
    held = sum(each.word == TO_EXPLAIN for each in rows)
    errors = sum(each.word == "Error" for each in rows)
    doubts = sum(each.word == "Aviso" for each in rows)
    parts = []
    if held:
        parts.append(f"{held} por explicar")
    if errors:
        parts.append(f"{errors} {'error' if errors == 1 else 'errores'}")
    if doubts:
        parts.append(f"{doubts} {'aviso' if doubts == 1 else 'avisos'}")
    return join_list(parts)
