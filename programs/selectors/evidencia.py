"""The files that áreas keep: documents and what they back, and the pictures of narratives.

Who added each, when, who may download it; which pictures were taken out, and where else a picture
stands: the same file used twice is pointed out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from programs import permissions
from programs.enums import BlockKind
from programs.models import Area, AvanceTrimestral, Bloque, Evidencia, Figura, Seccion, User
from programs.models.programa import printed_number
from programs.received.documents import NAMES, kind_word
from programs.values.given import given
from programs.values.phrases import join_list, quarter_name

SHOWN = 200
PER_PAGE = 100
# Pictures of a narrative are shown there; the rest are kept here.
NOT_A_FIGURE = Q(media_type__in=NAMES) | Q(figuras__isnull=True)
HERE = "aquí mismo"
# The traces of pictures that were taken out and are not back.
GONE = Figura.history.filter(history_type="-").exclude(
    Exists(Figura.objects.filter(pk=OuterRef("id")))
)
# Whether a block has any.
HAS_REMOVED = Exists(GONE.filter(bloque_id=OuterRef("pk")))


@dataclass(frozen=True)
class DocumentRow:
    """A file with its kind in a word; `can_open` tells whether the person may download it."""

    evidencia: Evidencia
    kind: str
    can_open: bool


@dataclass(frozen=True)
class AreaDocuments:
    """Documents of an área on one page of the list, the latest first.

    `can_add` tells whether the person keeps them, `elsewhere` whether other pages have the área's.
    """

    area: Area
    can_add: bool
    rows: tuple[DocumentRow, ...]
    elsewhere: bool


@dataclass(frozen=True)
class Respaldos:
    """What backs a quarter entry, and what else its área keeps that could."""

    rows: tuple[DocumentRow, ...]
    others: tuple[Evidencia, ...]


@dataclass(frozen=True)
class EvidenciasPage:
    """The documents of every área whose originals the person may see, and the page of them."""

    groups: tuple[AreaDocuments, ...]
    page: Page


def evidencias_of(user: User, number: str | None = None) -> EvidenciasPage:
    """Return a page of the documents by área, the person's own áreas first, in four queries.

    `number` is the page that the address asks for; the nearest there is answers. What has no
    document yet, and where the person adds them, stands on the first.
    """
    own = permissions.area_ids(user)
    whole = permissions.original_institucion_ids(user)
    areas = Area.objects.visible_to(user).select_related("institucion")
    if not user.is_superuser:
        areas = areas.filter(pk__in=own) | areas.filter(institucion__in=whole)
    ordered = sorted(
        areas, key=lambda area: (area.pk not in own, area.institucion.name, area.order, area.name)
    )
    places = [When(area=area.pk, then=place) for place, area in enumerate(ordered)]
    rows = defaultdict(list)
    found = (
        Evidencia.objects.visible_to(user)
        .filter(NOT_A_FIGURE, area__in=areas)
        .select_related("uploaded_by", "avance__trimestre__programa__institucion", "avance__linea")
        .order_by(Case(*places, default=len(places)), "-uploaded_at", "-pk")
    )
    page = Paginator(found, PER_PAGE).get_page(number)
    with_rows = set(found.order_by().values_list("area", flat=True).distinct())
    for evidencia in page:
        can_open = permissions.can_see_originals(user, evidencia)
        row = DocumentRow(evidencia, kind_word(evidencia.media_type), can_open)
        rows[evidencia.area_id].append(row)
    groups = []
    for area in ordered:
        can_add, elsewhere = user.is_superuser or area.pk in own, area.pk in with_rows
        waits = page.number == 1 and area.active and (can_add or not elsewhere)
        if rows[area.pk] or waits:
            groups.append(AreaDocuments(area, can_add, tuple(rows[area.pk]), elsewhere))
    return EvidenciasPage(tuple(groups), page)


def respaldos_of(avance: AvanceTrimestral) -> Respaldos:
    """Return what backs an entry to who captures it, and may thus download it, in one query."""
    found = (
        Evidencia.objects.filter(
            Q(avance=avance.pk) | Q(NOT_A_FIGURE, area=avance.linea.area_id, avance__isnull=True)
        )
        .select_related("uploaded_by")
        .order_by(F("avance").asc(nulls_last=True), "-uploaded_at", "-pk")
    )[:SHOWN]
    return Respaldos(
        rows=tuple(
            DocumentRow(row, kind_word(row.media_type), True) for row in found if row.avance_id
        ),
        others=tuple(row for row in found if not row.avance_id),
    )


def respaldos_read(avance: AvanceTrimestral, user: User) -> tuple[DocumentRow, ...]:
    """Return what backs an entry, as a person who does not capture it reads it, in one query."""
    rows = Evidencia.objects.filter(avance=avance.pk).select_related("uploaded_by", "institucion")
    return tuple(
        DocumentRow(row, kind_word(row.media_type), permissions.can_see_originals(user, row))
        for row in rows.order_by("-uploaded_at", "-pk")[:SHOWN]
    )


@dataclass(frozen=True)
class RemovedFigure:
    """A picture that was taken out of a block: `pk` was its own, `words` tell it apart."""

    pk: int
    block_pk: int
    removed_at: datetime
    words: str


def removed_figures(blocks: Iterable[Bloque]) -> dict[int, tuple[RemovedFigure, ...]]:
    """Return {block: its pictures that can be put back, the latest first}.

    In one query, or in none where the blocks, read with `HAS_REMOVED` as `has_removed`, have none.
    """
    pks = [
        block.pk
        for block in blocks
        if block.kind == BlockKind.FIGURES and getattr(block, "has_removed", True)
    ]
    if not pks:
        return {}
    rows = (
        GONE.filter(bloque_id__in=pks)
        .select_related("evidencia")
        .order_by("-history_date", "-history_id")
    )
    found: dict[int, dict[int, RemovedFigure]] = defaultdict(dict)
    for row in rows:
        name = row.evidencia.original_name if row.evidencia else ""
        gone = RemovedFigure(row.id, row.bloque_id, row.history_date, row.alt or name)
        found[row.bloque_id].setdefault(row.id, gone)
    return {pk: tuple(gone.values()) for pk, gone in found.items()}


def figure_repeats(
    owner: AvanceTrimestral | Seccion, own: dict[int, str] | None = None
) -> dict[int, str]:
    """Return {figure: sentence} of the pictures of a narrative that stand elsewhere too.

    Two files are the same when their bytes are. Looks through the líneas of the whole programme
    and the sections of its documents, in one query; in none when the caller has read `own`, the
    narrative's {figure: SHA-256}, and that is empty.
    """
    if own is not None and not own:
        return {}
    field = "avance" if isinstance(owner, AvanceTrimestral) else "seccion"
    shown = Figura.objects.filter(bloque__removed_at__isnull=True, evidencia__isnull=False)
    here = shown.filter(**{f"bloque__{field}": owner.pk}).order_by()
    hashes = here.values("evidencia__sha256") if own is None else set(own.values())
    found = _in_programa(shown.filter(evidencia__sha256__in=hashes), owner)
    if own is None:
        own = {
            figure.pk: given(figure.evidencia).sha256
            for figure, _ in found
            if getattr(figure.bloque, f"{field}_id") == owner.pk
        }
    by_hash: dict[str, list[tuple[Figura, str]]] = defaultdict(list)
    for figure, number in found:
        by_hash[given(figure.evidencia).sha256].append((figure, number))
    sentences = {}
    for pk, sha256 in own.items():
        places = dict.fromkeys(
            _place(figure, number, owner) for figure, number in by_hash[sha256] if figure.pk != pk
        )
        if places:
            sentences[pk] = f"La misma imagen está también {join_list(places)}."
    return sentences


def _in_programa(
    figures: QuerySet[Figura], owner: AvanceTrimestral | Seccion
) -> list[tuple[Figura, str]]:
    """Return those of the owner's programme, each with the printed number of its línea."""
    if isinstance(owner, Seccion) and owner.trimestre is None:
        programa = owner.programa_id
    else:
        programa = given(owner.trimestre).programa_id
    places = (
        Q(bloque__avance__trimestre__programa=programa)
        | Q(bloque__seccion__trimestre__programa=programa)
        | Q(bloque__seccion__programa=programa)
    )
    if programa is None:
        # The institution's own text belongs to no programme: only itself is looked through.
        places = Q(bloque__seccion=owner.pk)
    rows = (
        figures.filter(places)
        .select_related(
            "evidencia",
            "bloque__avance__trimestre",
            "bloque__seccion__trimestre",
        )
        .annotate(line_number=printed_number("bloque__avance__linea__"))
        .order_by("bloque__avance__trimestre__number", "pk")
    )
    return [(figure, figure.line_number) for figure in rows]


def _place(figure: Figura, number: str, owner: AvanceTrimestral | Seccion) -> str:
    """Name where a picture stands: "en la línea 1.2 del 1er trimestre"."""
    block = figure.bloque
    if block.narrative == owner:
        return HERE
    if block.avance:
        quarter = quarter_name(block.avance.trimestre.number)
        return f"en la línea {number} del {quarter}"
    section = given(block.seccion)
    if section.trimestre:
        return f"en «{section.heading}», {quarter_name(section.trimestre.number)}"
    return f"en «{section.heading}»"
