"""What does not agree in a quarter, with who answers for each thing and what was accepted.

The capture page, Revisar y enviar, Revisión and Cierre show the same findings; the page of the
quarter's findings explains them, and tells whoever audits what was accepted and why.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from programs import permissions
from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import Area, EntregaDeArea, HallazgoAceptado, Trimestre, User
from programs.reading.addresses import capture_url, part_url, section_key
from programs.reading.assembly import quarter_notes
from programs.reading.corte import QuarterRead, quarter_read
from programs.reading.hechos import hechos_by_linea
from programs.reading.sealed import sealed_quarter
from programs.reading.written import Pictures, linea_key, pictures_of, written_of
from programs.selectors.found import Accepted, Found, accepted_in, counted_words, sorted_found
from programs.values.checks import Notes
from programs.values.checks.congruence import quarter_findings
from programs.values.checks.finding import PlacedFinding, block_anchor
from programs.values.checks.hechos import HECHO_CHECKS, hecho_anchor, is_alone
from programs.values.checks.informe import findings_of_linea, findings_within
from programs.values.given import given
from programs.values.informe_parts import informe_sections
from programs.values.progress import Thresholds
from programs.values.snapshot import LineaSnapshot, Snapshot
from programs.values.written import PictureFile, Written

WHOLE = "El informe entero"
WRITABLE = (AvanceStatus.DRAFT, AvanceStatus.RETURNED)


@dataclass(frozen=True)
class FoundGroup:
    """The findings of an área or of the whole informe."""

    code: str
    name: str
    found: tuple[Found, ...]

    @property
    def words(self) -> str:
        """How many there are, by weight."""
        return counted_words(self.found)

    @property
    def has_errors(self) -> bool:
        """Tell whether any of them is an error, or holds back what it is of."""
        return any(each.kind == "error" for each in self.found)


@dataclass(frozen=True)
class QuarterFound:
    """All that does not agree in a quarter.

    `areas` are {code: name} of those that report in it, in printed order; `fallen` the reasons
    that answer nothing any more, because what they spoke of changed or was mended. `written` is the
    informe as it was read, `hechos` the places of the hechos that serve each línea.
    """

    trimestre: Trimestre
    found: tuple[Found, ...]
    fallen: tuple[HallazgoAceptado, ...]
    areas: Mapping[str, str]
    written: Written
    hechos: Mapping[int, frozenset[str]]

    @cached_property
    def open(self) -> tuple[Found, ...]:
        """What nobody mended or explained."""
        return tuple(each for each in self.found if not each.explained)

    @cached_property
    def accepted(self) -> tuple[Found, ...]:
        """What somebody accepted with a reason."""
        return tuple(each for each in self.found if each.row)

    @cached_property
    def declared(self) -> tuple[Found, ...]:
        """What its área explained beside the figure itself, and nobody accepted here."""
        return tuple(each for each in self.found if each.explained and not each.row)

    @property
    def words(self) -> str:
        """How many things are open, by weight."""
        return counted_words(self.open)

    @property
    def held(self) -> int:
        """How many of them hold back what they are of."""
        return sum(each.holds_back for each in self.open)

    @property
    def is_closed(self) -> bool:
        """Tell whether nobody mends anything in it any more."""
        return self.trimestre.status == TrimestreStatus.CLOSED

    def of_linea(self, pk: int) -> tuple[Found, ...]:
        """Return what was found of a línea, the heaviest first and the explained last."""
        return sorted_found(each for each in self.found if self._is_of(each, pk))

    def _is_of(self, each: Found, pk: int) -> bool:
        if each.linea_pk == pk:
            return True
        return is_alone(each.finding) and each.anchor in self.hechos.get(pk, ())

    def about(self, pk: int) -> "QuarterFound":
        """Return only what speaks of a línea: its own, and what compares another one with it."""
        key = linea_key(pk)
        own = {key, *self.hechos.get(pk, ())}

        def speaks(each: Found) -> bool:
            return self._is_of(each, pk) or key in each.placed.also

        return replace(
            self,
            found=tuple(each for each in self.found if speaks(each)),
            fallen=tuple(row for row in self.fallen if row.subject in own),
        )

    def compared(self, pk: int) -> tuple[Found, ...]:
        """Return what is open of a línea only because the rest of the informe was read with it.

        Its own page reads it alone, and says the others.
        """
        own = next((each for each in self.written.lineas if each.key == linea_key(pk)), None)
        if own is None:
            return ()
        period = self.written.period
        placed = (*findings_of_linea(own, period), *findings_within(own, period))
        alone = {_said(each) for each in placed}
        apart = {check.code for check in HECHO_CHECKS}
        return tuple(
            each
            for each in self.open
            if not (each.placed.typed or each.finding.code in apart)
            and _said(each.placed) not in alone
        )

    def of_part(self, code: str) -> tuple[Found, ...]:
        """Return what was found of an área outside its líneas."""
        own = (each for each in self.found if each.area_code == code and each.linea_pk is None)
        return sorted_found(own)

    @property
    def groups(self) -> tuple[FoundGroup, ...]:
        """What is open, by the área that answers for it: where there are errors first."""
        of_area: dict[str, list[Found]] = defaultdict(list)
        for each in self.open:
            of_area[each.area_code].append(each)
        named = (*self.areas.items(), ("", WHOLE))
        groups = (
            FoundGroup(code, name, sorted_found(of_area[code]))
            for code, name in named
            if of_area[code]
        )
        return tuple(sorted(groups, key=lambda group: not group.has_errors))


def _said(placed: PlacedFinding) -> tuple[str, ...]:
    finding = placed.finding
    return placed.subject, finding.code, finding.message, finding.quote


def quarter_found(trimestre: Trimestre, today: date | None = None) -> QuarterFound:
    """Return what does not agree in a quarter, in thirteen queries or so for any number of líneas.

    A closed one is read from its corte, and raises as `sealed_quarter`.
    """
    closed = trimestre.status == TrimestreStatus.CLOSED
    sealed = sealed_quarter(trimestre) if closed else None
    if sealed is None:
        return found_in(trimestre, quarter_read(trimestre, today=today))
    # The copy has no reasons; the rows of a closed quarter are those that it was made of.
    lineas = [linea.pk for linea in sealed[1].lineas]
    thresholds = Thresholds(*sealed[1].institucion.thresholds)
    hechos = sealed[1].hechos
    kinds = {kind.key: kind for kind in hechos.kinds} if hechos else {}
    reasons = quarter_notes(trimestre, lineas, kinds)
    notes = {pk: replace(reasons.get(pk, Notes()), thresholds=thresholds) for pk in lineas}
    return _found(trimestre, sealed[1], pictures_of(trimestre), notes, {})


def found_in(trimestre: Trimestre, read: QuarterRead) -> QuarterFound:
    """Return what does not agree in a quarter that was read, in two queries."""
    pictures: dict[str, tuple[PictureFile, ...]] = {}
    for line in read.lines:
        pictures.update(line.pictures)
    notes = {line.linea.pk: line.notes for line in read.lines}
    keys = {block.key: block.seccion.key for block in read.blocks if block.seccion}
    return _found(trimestre, read.snapshot, pictures, notes, keys)


def _found(
    trimestre: Trimestre,
    snapshot: Snapshot,
    pictures: Pictures,
    notes: Mapping[int, Notes],
    keys: Mapping[str, str],
) -> QuarterFound:
    written = written_of(snapshot, pictures)
    hechos = hechos_by_linea(trimestre)
    placed = quarter_findings(written, snapshot.lineas, given(snapshot.trimestre), notes, hechos)
    rows = accepted_in(trimestre)
    places = _Places(trimestre, snapshot, keys)
    found = tuple(places.found(each, rows) for each in placed)
    standing = {each.row.pk for each in found if each.row}
    return QuarterFound(
        trimestre,
        found,
        tuple(row for row in rows.values() if row.pk not in standing),
        {linea.area_code: linea.area for linea in snapshot.lineas},
        written,
        {pk: frozenset(hecho_anchor(each.pk) for each in own) for pk, own in hechos.items()},
    )


def explainable(page: QuarterFound, user: User) -> frozenset[str]:
    """Return the keys of the findings that a person may explain now, in two queries at most.

    Who reviews explains any while the quarter is open, an área its own while it may write. What
    holds a línea back is explained beside its figure, where sending asks for it.
    """
    trimestre = page.trimestre
    if trimestre.status != TrimestreStatus.OPEN:
        return frozenset()
    if permissions.can_accept_any(user, trimestre.programa.institucion):
        return frozenset(each.key for each in page.found if not each.holds_back)
    mine = permissions.area_ids(user)
    if not mine:
        return frozenset()
    own = set(Area.objects.filter(pk__in=mine).values_list("code", flat=True))
    sent = EntregaDeArea.objects.filter(trimestre=trimestre, area__in=mine).exclude(
        status__in=WRITABLE
    )
    own -= set(sent.values_list("area__code", flat=True))
    return frozenset(
        each.key
        for each in page.found
        if each.area_code in own and each.writable and not each.holds_back
    )


class _Places:
    """Says of each finding who answers for it and where it is mended.

    `keys` are {key of a block: key of its section}, where rows were read.
    """

    def __init__(self, trimestre: Trimestre, snapshot: Snapshot, keys: Mapping[str, str]) -> None:
        self.trimestre = trimestre
        self.lineas = {linea_key(linea.pk): linea for linea in snapshot.lineas}
        self.codes = {area.name: area.code for area in snapshot.institucion.areas}
        self.owners: dict[str, str] = dict(_owners(snapshot))
        # An eje is of the área that reports its first línea.
        self.ejes = {
            f"eje-{eje.order}": eje.lineas[0].area_code for eje in snapshot.ejes if eje.lineas
        }
        self.keys = keys
        self.sections = {
            f"seccion-{place}": section
            for place, section in enumerate(informe_sections(snapshot), start=1)
        }

    def found(self, placed: PlacedFinding, rows: Accepted) -> Found:
        """Return a finding with its place, and with the reason that stands for it."""
        anchor = placed.finding.anchor
        linea = self._linea(placed)
        row = rows.get((*placed.key, placed.fingerprint))
        if linea:
            url = capture_url(self.trimestre, linea.pk, anchor)
            writable = linea.avance is None or linea.avance.status in WRITABLE
            return Found(placed, linea.area_code, linea.pk, url, anchor, row, writable)
        section = self.sections.get(placed.subject)
        area = self.codes.get(section.area or "", "") if section else ""
        key = self.keys.get(anchor.removeprefix("bloque-"), "")
        if not key and section and area:
            key = section_key(self.trimestre, Area(code=area))
        if key or section:
            return Found(placed, area, None, part_url(self.trimestre, key, anchor), anchor, row)
        area = self.ejes.get(placed.subject, "")
        return Found(placed, area, None, self.trimestre.get_absolute_url(), "", row)

    def _linea(self, placed: PlacedFinding) -> LineaSnapshot | None:
        """Return the línea of a finding: its subject, or the one that holds its block."""
        if placed.subject in self.lineas:
            return self.lineas[placed.subject]
        owner = self.owners.get(placed.finding.anchor) if placed.finding.anchor else None
        return self.lineas.get(owner or "")


def _owners(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield (anchor of a block, subject of its línea)."""
    for linea in snapshot.lineas:
        for block in linea.avance.blocks if linea.avance else ():
            yield block_anchor(block.key), linea_key(linea.pk)
