"""A quarter of the system as the plain text that the revisor reads (`programs.values.written`).

It is filled from the snapshot of the quarter, open or stored, and asks nothing more than the files
of its pictures. The capture page reads one línea from what it has already.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from programs.enums import BlockKind, SeccionKind
from programs.models import Bloque, Figura, Trimestre
from programs.received.text import SUBTITLE, text_parts
from programs.values.checks.finding import block_anchor
from programs.values.facts import (
    ComponentFacts,
    MetaFacts,
    accumulated_actual,
    unreported_quarters,
)
from programs.values.informe_parts import (
    OPENING,
    has_area_texts,
    informe_sections,
    informe_title,
    quarter_of,
)
from programs.values.percents import percents_of_quarter, percents_of_year
from programs.values.prose import prose_groups
from programs.values.section_numbers import contents_numbers, section_numbers
from programs.values.snapshot import (
    BlockSnapshot,
    EjeSnapshot,
    LineaSnapshot,
    SectionSnapshot,
    Snapshot,
    TrimestreSnapshot,
)
from programs.values.tied import TiedNumber
from programs.values.written import (
    Amount,
    ContentsEntry,
    Passage,
    PassageKind,
    Period,
    PictureFile,
    Written,
    WrittenArea,
    WrittenLinea,
    WrittenSection,
)

# {key of a block: the files of its pictures that print, in their order}
Pictures = Mapping[str, tuple[PictureFile, ...]]
KINDS = {"p": PassageKind.TEXT, "li": PassageKind.ITEM, SUBTITLE: PassageKind.HEADING}
Part = tuple[PassageKind, str, tuple[tuple[str, ...], ...], tuple[TiedNumber, ...]]
GENERATED = (SeccionKind.REPORT, SeccionKind.STRUCTURE)


def linea_key(pk: int) -> str:
    """Return how a línea is named among the findings, for good."""
    return f"linea-{pk}"


def written_of(snapshot: Snapshot, pictures: Pictures | None = None) -> Written:
    """Return the informe of a quarter's snapshot as its words.

    `pictures` are the files of its blocks (`pictures_of`), which the snapshot does not hold.
    """
    quarter = quarter_of(snapshot)
    files = pictures or {}
    chapters = [s for s in informe_sections(snapshot) if not _is_area_part(s)]
    printed = [section for section in chapters if _prints(section, snapshot)]
    numbers = section_numbers(printed)
    headings = zip(numbers, printed, strict=True)
    contents = zip(contents_numbers(printed, numbers), printed, strict=True)
    return Written(
        title=informe_title(snapshot),
        period=period_of(quarter),
        contents=tuple(
            ContentsEntry(number, section.contents_heading or section.heading)
            for number, section in contents
        ),
        sections=tuple(_sections(informe_sections(snapshot), printed, numbers, files)),
        areas=tuple(_area(eje, quarter, files) for eje in snapshot.ejes),
        headings=tuple(ContentsEntry(number, section.heading) for number, section in headings),
    )


def written_line(
    linea: LineaSnapshot, eje: str, quarter: TrimestreSnapshot, pictures: Pictures
) -> WrittenLinea:
    """Return one línea as its words, under the name of its eje, in no query."""
    return _linea(linea, eje, quarter, pictures)


def pictures_of(trimestre: Trimestre) -> Pictures:
    """Return the files of the pictures that print in a quarter, in one query.

    Those that stand for a picture which nobody received are no files.
    """
    rows = Figura.objects.filter(
        bloque__removed_at__isnull=True,
        in_informe=True,
        evidencia__sample=False,
    )
    of_quarter = rows.filter(bloque__avance__trimestre=trimestre) | rows.filter(
        bloque__seccion__trimestre=trimestre
    )
    columns = of_quarter.order_by("bloque", "order").values_list(
        "bloque__key", "evidencia__sha256", "evidencia__taken_at"
    )
    found: dict[str, list[PictureFile]] = defaultdict(list)
    for key, sha256, taken_at in columns:
        found[key].append(_file(sha256, taken_at))
    return {key: tuple(files) for key, files in found.items()}


def pictures_in(blocks: Iterable[Bloque]) -> Pictures:
    """Return the files of blocks that were read `with_pictures`, in no query."""
    return {
        block.key: tuple(
            _file(figure.evidencia.sha256, figure.evidencia.taken_at)
            for figure in block.printed_figures
            if figure.evidencia and not figure.evidencia.sample
        )
        for block in blocks
    }


def _file(sha256: str, taken_at: datetime | None) -> PictureFile:
    return PictureFile(sha256, timezone.localdate(taken_at) if taken_at else None)


def period_of(quarter: TrimestreSnapshot) -> Period:
    """Return the days of a quarter and of its exercise of twelve months."""
    before = quarter.months[0] - 1
    first = _months_later(quarter.starts_on, -before)
    return Period(
        quarter.starts_on,
        quarter.ends_on,
        first,
        _months_later(first, 12) - timedelta(days=1),
    )


def _months_later(day: date, months: int) -> date:
    """Return the first day of a month, so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _is_area_part(section: SectionSnapshot) -> bool:
    return section.kind == OPENING and bool(section.area)


def _prints(section: SectionSnapshot, snapshot: Snapshot) -> bool:
    """Tell whether a chapter prints: what is empty leaves neither heading nor contents."""
    if any(block.has_content for block in section.blocks) or section.kind in GENERATED:
        return True
    return section.kind == OPENING and has_area_texts(snapshot)


def _sections(
    sections: Iterable[SectionSnapshot],
    printed: list[SectionSnapshot],
    numbers: list[str],
    files: Pictures,
) -> Iterator[WrittenSection]:
    """Yield the parts of the front matter with their printed numbers, those of áreas among them."""
    for place, section in enumerate(sections, start=1):
        key = f"seccion-{place}"
        passages = tuple(_passages(section.blocks, key, files))
        chapter = next((n for n, each in enumerate(printed) if each is section), None)
        if chapter is None and not passages:
            continue
        number = "" if chapter is None else numbers[chapter]
        yield WrittenSection(key, number, section.heading, section.area or "", passages)


def _area(eje: EjeSnapshot, quarter: TrimestreSnapshot, files: Pictures) -> WrittenArea:
    key = f"eje-{eje.order}"
    return WrittenArea(
        key=key,
        name=eje.name,
        opening=tuple(_prose(key, "objetivo", eje.objective))
        + tuple(_prose(key, "estrategia", eje.strategy)),
        lineas=tuple(_linea(linea, eje.name, quarter, files) for linea in eje.lineas),
    )


def _prose(key: str, part: str, text: str) -> Iterator[Passage]:
    """Yield typed prose with its lists, as the informe prints objective and strategy."""
    place = 0
    for kind, lines in prose_groups(text):
        for line in lines:
            place += 1
            whole = PassageKind.ITEM if kind == "ul" else PassageKind.TEXT
            yield Passage(f"{key}-{part}-{place}", key, whole, line)


def _linea(
    linea: LineaSnapshot, area: str, quarter: TrimestreSnapshot, files: Pictures
) -> WrittenLinea:
    key = linea_key(linea.pk)
    meta = linea.meta
    components = meta.facts.components if meta else ()
    sentence = linea.closing.sentence if linea.closing else ""
    blocks = linea.avance.blocks if linea.avance else ()
    return WrittenLinea(
        key=key,
        area=area,
        number=linea.number,
        title=linea.title,
        meta=meta.text if meta else "",
        amounts=tuple(Amount(each.annual, each.unit) for each in components),
        starts_on=meta.starts_on if meta else None,
        ends_on=meta.ends_on if meta else None,
        passages=tuple(_passages(blocks, key, files)),
        closing=Passage(f"{key}-cierre", "cierre", PassageKind.TEXT, sentence)
        if sentence
        else None,
        reported=tuple(each.actual[quarter.number - 1] for each in components),
        owner=linea.area,
        so_far=tuple(_so_far(meta.facts, each, quarter.number) for each in components)
        if meta
        else (),
        shares=percents_of_year(meta.facts, quarter.number) if meta else (),
        quarter_shares=percents_of_quarter(meta.facts, quarter.number) if meta else (),
    )


def _so_far(meta: MetaFacts, component: ComponentFacts, number: int) -> Decimal | None:
    """Return what was reported of a component up to the quarter, None where some quarter lacks."""
    if unreported_quarters(meta, component, number):
        return None
    return accumulated_actual(component, number)


def _passages(blocks: Iterable[BlockSnapshot], owner: str, files: Pictures) -> Iterator[Passage]:
    """Yield what blocks say in printed order; one without content says nothing."""
    place = 0
    for block in blocks:
        if not block.has_content:
            continue
        anchor = block_anchor(block.key)
        for kind, text, rows, ties in _parts(block):
            place += 1
            yield Passage(
                key=f"{owner}-{place}",
                anchor=anchor,
                kind=kind,
                text=text,
                rows=rows,
                header_rows=block.header_rows if rows else 0,
                files=files.get(block.key, ()) if kind is PassageKind.PICTURES else (),
                ties=ties,
            )


def _parts(block: BlockSnapshot) -> Iterator[Part]:
    """Yield (kind, text, rows, tied numbers) of what a block prints, its caption last."""
    if block.kind == BlockKind.TEXT:
        for part in text_parts(block.html):
            yield KINDS[part.tag], part.words, (), part.ties
        return
    if block.kind == BlockKind.TABLE:
        if block.title:
            yield PassageKind.HEADING, block.title, (), ()
        yield PassageKind.TABLE, "", block.rows, ()
    else:
        yield PassageKind.PICTURES, "", (), ()
    caption = ". ".join(filter(None, (block.label, block.caption)))
    if caption:
        yield PassageKind.CAPTION, caption, (), ()
