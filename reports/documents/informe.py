"""The informe trimestral in the order and wording of S2 (`domain.md` 2.1).

It prints the sentences and the numbers that the snapshot holds and writes none itself, so that a
stored quarter keeps its own whatever rule changes later. The cotejo counts the stored quantities
again, as the tablero of a closed quarter does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from programs.enums import InformePart, SeccionKind
from programs.values import phrases
from programs.values.closing import calendar_tareas, has_begun, owes_report
from programs.values.cotejo import is_unvalidated
from programs.values.informe_parts import (
    OPENING,
    area_parts,
    has_area_texts,
    informe_sections,
    informe_title,
    period_words,
    quarter_of,
    quarter_ordinal,
)
from programs.values.line_sheet import LineSheet, line_sheet
from programs.values.modified import gone_sentence
from programs.values.month_table import MonthTable, month_table
from programs.values.prose import prose_groups
from programs.values.snapshot import (
    EjeSnapshot,
    LineaSnapshot,
    SectionSnapshot,
    Snapshot,
    TrimestreSnapshot,
)
from programs.values.words import complete
from reports.documents.annexes import Annex, with_annexes
from reports.documents.base import (
    Block,
    Chapter,
    Cover,
    Document,
    document_frame,
    opens_wide,
    print_blocks,
    with_remarks,
)
from reports.documents.files import files_parts
from reports.documents.hechos import hechos_parts
from reports.documents.numbering import numbered
from reports.documents.organigrama import Organigrama, organigrama_parts
from reports.documents.results import (
    NO_ADDRESSES,
    NOT_VALIDATED,
    Addresses,
    LineFigures,
    addresses_of,
    line_figures,
    results_parts,
)
from reports.documents.signatures import with_signatures
from reports.documents.summary import with_summary

KIND = "informe"
# Objective and strategy of so many letters take about a quarter of a page.
WHOLE_PROSE = 1000
SILENT_AREA = "Sin reporte de esta área para la presentación."
SILENT_AREAS = "Sin reporte para la presentación de: {names}."
# In the order in which they print.
ANNEXES = (
    Annex(InformePart.RESULTS, "Metas y resultados", results_parts),
    Annex(InformePart.HECHOS, "Hechos y de dónde sale cada cifra", hechos_parts),
    Annex(InformePart.FILES, "Archivos de respaldo", files_parts),
)


@dataclass(frozen=True)
class ReportLine(LineSheet):
    """A línea of the informe; `unvalidated` says that the quarter closed without its verdict."""

    anchor: str
    blocks: tuple[Block, ...]
    unvalidated: str
    adjustments: tuple[str, ...] = ()
    figures: LineFigures | None = None

    @property
    def pk(self) -> int:
        """The key of the línea, the end of its anchor."""
        return int(self.anchor.rpartition("-")[2])

    @property
    def is_short(self) -> bool:
        """A línea of a sentence or two, which is not divided between pages."""
        return not (self.blocks or self.months)

    @property
    def opens_wide(self) -> bool:
        """Whether what follows its box is on a wide page, where its heading and its box go too."""
        return not self.months and opens_wide(self.blocks)

    @property
    def closes_wide(self) -> bool:
        """Whether what stands before its closing sentence is on a wide page."""
        return bool(self.blocks) and self.blocks[-1].wide


@dataclass(frozen=True)
class ReportEje:
    """An eje of the informe with its líneas, and the tareas that belong to no línea.

    `cancelled` tell its líneas that count no more in the quarter.
    """

    anchor: str
    name: str
    words: dict[str, str]
    objective: tuple[tuple[str, tuple[str, ...]], ...]
    strategy: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[ReportLine, ...]
    own_months: MonthTable | None
    own_sentence: str
    cancelled: tuple[str, ...]

    @property
    def is_brief(self) -> bool:
        """Whether objective and strategy are so short that they are not divided between pages."""
        groups = (*self.objective, *self.strategy)
        return sum(len(line) for _, lines in groups for line in lines) <= WHOLE_PROSE

    @property
    def opens_wide(self) -> bool:
        """Whether what follows its name is on a wide page, where the name goes too.

        So do a brief objective and strategy: a page of their own would be left blank below them.
        """
        return self.is_brief and opens_wide(self.lines)


def build(snapshot: Snapshot) -> Document:
    """Return the informe of a quarter's snapshot."""
    chapters: list[Chapter] = []
    sections: list[SectionSnapshot] = []
    for section in informe_sections(snapshot):
        anchor = f"capitulo-{len(chapters) + 1}"
        if section.kind == OPENING and section.area:
            blocks = print_blocks(section.blocks, level=4)
            if blocks:
                part = Chapter(anchor, section.kind, "", section.heading, blocks)
                _add_to_presentation(chapters, part)
            continue
        blocks = print_blocks(section.blocks, level=3)
        parts: tuple[ReportEje | Organigrama, ...] = organigrama_parts(section, snapshot)
        if section.kind == SeccionKind.REPORT:
            ejes = (
                eje for eje in snapshot.ejes if eje.lineas or eje.cancelled or calendar_tareas(eje)
            )
            parts = tuple(_eje(eje, snapshot) for eje in ejes)
        note = _note(section.kind, snapshot)
        opens = section.kind == OPENING and has_area_texts(snapshot)
        if not (blocks or parts or opens or note):
            continue
        chapters.append(
            Chapter(anchor, section.kind, "", section.heading, blocks, parts, note=note)
        )
        sections.append(section)
    if has_area_texts(snapshot):
        for heading in _silent_areas(snapshot):
            part = Chapter("", OPENING, "", heading, (), note=SILENT_AREA)
            _add_to_presentation(chapters, part)
    printed, contents = numbered(chapters, sections, ReportEje)
    document = Document(
        kind=KIND,
        title=informe_title(snapshot),
        subject=f"{informe_title(snapshot)}. {snapshot.institucion.name}.",
        running_title=_running_title(snapshot),
        cover=Cover(
            title=informe_title(snapshot),
            institution=snapshot.institucion.name,
            date=period_words(snapshot),
            addressee=snapshot.institucion.governing_body,
        ),
        contents=contents,
        chapters=with_remarks(_signed_off(printed, snapshot)),
        **document_frame(snapshot),
    )
    whole = with_annexes(with_summary(document, snapshot), snapshot, ANNEXES)
    return with_signatures(whole, snapshot)


def _running_title(snapshot: Snapshot) -> str:
    """Return the foot of the pages: S2's words, with the months where its year would mislead."""
    name = f"{quarter_ordinal(snapshot)} Informe Trimestral"
    if snapshot.start_month == 1:
        return f"{name} {snapshot.year}"
    return f"{name}, {period_words(snapshot)}"


def _note(kind: str, snapshot: Snapshot) -> str:
    """Return the remark of the system before the prose of a section, "" for none."""
    if kind == SeccionKind.REPORT:
        return _closing_note(snapshot)
    if kind == OPENING and not has_area_texts(snapshot):
        # Names have commas and "y" of their own.
        names = "; ".join(_silent_areas(snapshot))
        return SILENT_AREAS.format(names=names) if names else ""
    return ""


def _silent_areas(snapshot: Snapshot) -> Iterator[str]:
    """Yield the heading of each área that owes líneas in the quarter and wrote no presentación.

    In printed order, each once. A quarter that has not begun owes nothing.
    """
    quarter = quarter_of(snapshot)
    if not has_begun(quarter):
        return
    written = area_parts(snapshot)
    due = (linea.area for linea in snapshot.lineas if owes_report(linea, quarter))
    for area in dict.fromkeys(due):
        heading, has_text = written.get(area, (area, False))
        if not has_text:
            yield heading


def _closing_note(snapshot: Snapshot) -> str:
    """Return why the quarter was closed with líneas that nobody validated, "" when it was not."""
    trimestre = quarter_of(snapshot)
    missing = sum(is_unvalidated(linea, trimestre) for linea in snapshot.lineas)
    if not missing:
        return ""
    return phrases.closed_unvalidated_sentence(missing, trimestre.missing_reason)


def _add_to_presentation(chapters: list[Chapter], subsection: Chapter) -> None:
    """Put an área's text under the presentación, which stands before it."""
    for index in range(len(chapters) - 1, -1, -1):
        if chapters[index].kind == OPENING:
            subsections = (*chapters[index].subsections, subsection)
            chapters[index] = replace(chapters[index], subsections=subsections)
            return


def _signed_off(chapters: Iterable[Chapter], snapshot: Snapshot) -> list[Chapter]:
    """Close the presentación with the institution's motto, in quotes as S2 prints it.

    It signs what was written; a remark of the system alone is not signed.
    """
    motto = snapshot.institucion.motto
    return [
        replace(chapter, motto=f"“{motto}”")
        if motto and chapter.kind == OPENING and (chapter.blocks or chapter.subsections)
        else chapter
        for chapter in chapters
    ]


def _eje(eje: EjeSnapshot, snapshot: Snapshot) -> ReportEje:
    words = complete(eje.words)
    with_verification = InformePart.VERIFICATION in snapshot.parts
    addresses = addresses_of(snapshot)
    return ReportEje(
        anchor=f"eje-{eje.order}",
        name=eje.name,
        words=words,
        objective=prose_groups(eje.objective),
        strategy=prose_groups(eje.strategy),
        lines=tuple(
            report_line(
                linea,
                eje_order=eje.order,
                words=words,
                trimestre=quarter_of(snapshot),
                start_month=snapshot.start_month,
                with_figures=InformePart.FIGURES in snapshot.parts,
                addresses=addresses,
                with_verification=with_verification,
            )
            for linea in eje.lineas
        ),
        own_months=month_table(
            calendar_tareas(eje),
            quarter_of(snapshot),
            snapshot.start_month,
            verification=words["verification"] if with_verification else "",
        ),
        own_sentence=eje.own_sentence,
        cancelled=tuple(map(gone_sentence, eje.cancelled)),
    )


def report_line(
    linea: LineaSnapshot,
    *,
    eje_order: int,
    words: dict[str, str],
    trimestre: TrimestreSnapshot,
    start_month: int,
    with_verification: bool,
    with_figures: bool = False,
    addresses: Addresses = NO_ADDRESSES,
) -> ReportLine:
    """Return a línea as the informe prints it, with its figures and means of verification if asked.

    Its figures open the `addresses` that explain them.

    Raises `ValueError` for a línea that carries no closing, as in a snapshot without a quarter.
    """
    closing = linea.closing
    if closing is None:
        raise ValueError(f"línea {linea.pk} carries no closing")
    sheet = line_sheet(
        linea,
        words=words,
        trimestre=trimestre,
        start_month=start_month,
        with_verification=with_verification,
    )
    return ReportLine(
        **vars(sheet),
        anchor=f"linea-{eje_order}-{linea.pk}",
        blocks=print_blocks(linea.avance.blocks if linea.avance else (), level=6),
        unvalidated=NOT_VALIDATED if is_unvalidated(linea, trimestre) else "",
        adjustments=closing.adjustments,
        figures=line_figures(linea, trimestre, addresses) if with_figures else None,
    )
