"""What an informe calls itself and which parts it has, in their order: plain values, no database.

The document prints it, and the revisor that reads words takes the informe from here too.
"""

from programs.enums import PLAN_ONLY, SeccionKind
from programs.values import phrases
from programs.values.given import given
from programs.values.opening import with_opening
from programs.values.snapshot import SectionSnapshot, Snapshot, TrimestreSnapshot
from programs.values.words import ORGANISM, QUARTER, complete

OPENING = SeccionKind.PRESENTATION


def quarter_of(snapshot: Snapshot) -> TrimestreSnapshot:
    """Return the quarter that the informe tells; a snapshot without one has no informe."""
    return given(snapshot.trimestre)


def quarter_ordinal(snapshot: Snapshot) -> str:
    """Return which quarter it is, as a word: "Primer"."""
    return phrases.ordinal(quarter_of(snapshot).number, "word")


def period_words(snapshot: Snapshot, *, years: bool = True) -> str:
    """Return the months of the quarter as the cover says them, with their years or without."""
    trimestre = quarter_of(snapshot)
    return phrases.quarter_period(trimestre.starts_on, trimestre.ends_on, years=years)


def informe_title(snapshot: Snapshot) -> str:
    """Return the typed cover title, or the one that the printed words give."""
    words = complete(snapshot.words)
    organism = words["organism"].replace(ORGANISM, snapshot.institucion.short_name)
    title = f"{_with_ordinal(words['report_title'], snapshot)} {organism}"
    return quarter_of(snapshot).cover_title or title


def _report_heading(snapshot: Snapshot) -> str:
    """Return the heading of the generated part, whose year is that of its months."""
    name = _with_ordinal(complete(snapshot.words)["report_heading"], snapshot)
    months = period_words(snapshot, years=snapshot.start_month != 1)
    months = months.upper() if name.isupper() else months.lower()
    if snapshot.start_month == 1:
        return f"{name} {snapshot.year} ({months})"
    return f"{name} ({months})"


def _with_ordinal(text: str, snapshot: Snapshot) -> str:
    """Write which quarter it is into a printed word, in the case of the words around it."""
    ordinal = quarter_ordinal(snapshot)
    if text.replace(QUARTER, "").isupper():
        ordinal = ordinal.upper()
    elif not text.startswith(QUARTER):
        ordinal = ordinal.lower()
    return text.replace(QUARTER, ordinal)


def informe_sections(snapshot: Snapshot) -> list[SectionSnapshot]:
    """Leave out the plan's own parts, and add the headings that generated parts need."""
    sections = [s for s in snapshot.sections if s.kind not in PLAN_ONLY]
    if has_area_texts(snapshot):
        # What was stored before a quarter brought its presentación with it.
        sections = list(with_opening(sections, snapshot.words))
    kinds = {s.kind for s in sections}
    if SeccionKind.REPORT not in kinds:
        heading = _report_heading(snapshot)
        sections.append(
            SectionSnapshot(
                SeccionKind.REPORT, None, heading, True, "", "", heading.capitalize(), ()
            )
        )
    return sections


def has_area_texts(snapshot: Snapshot) -> bool:
    """Tell whether any área wrote its part of the presentación."""
    return any(has_text for _, has_text in area_parts(snapshot).values())


def area_parts(snapshot: Snapshot) -> dict[str, tuple[str, bool]]:
    """Return {área: the heading of its part of the presentación, whether anything prints}."""
    return {
        section.area: (section.heading, any(block.has_content for block in section.blocks))
        for section in snapshot.sections
        if section.kind == OPENING and section.area
    }
