"""Where else in a programme a picture stands: the same file used twice is pointed out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from programs.enums import BlockKind
from programs.models import AvanceTrimestral, Bloque, Figura, Seccion
from programs.models.programa import printed_number
from programs.selectors.common import quarter_title
from programs.values.phrases import join_list

HERE = "aquí mismo"
# The traces of pictures that were taken out and are not back.
GONE = Figura.history.filter(history_type="-").exclude(
    Exists(Figura.objects.filter(pk=OuterRef("id")))
)
# Whether a block has any.
HAS_REMOVED = Exists(GONE.filter(bloque_id=OuterRef("pk")))


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
    found = list(_in_programa(shown, owner).filter(evidencia__sha256__in=hashes))
    if own is None:
        own = {
            figure.pk: figure.evidencia.sha256
            for figure in found
            if getattr(figure.bloque, f"{field}_id") == owner.pk
        }
    by_hash = defaultdict(list)
    for figure in found:
        by_hash[figure.evidencia.sha256].append(figure)
    sentences = {}
    for pk, sha256 in own.items():
        places = dict.fromkeys(
            _place(figure, owner) for figure in by_hash[sha256] if figure.pk != pk
        )
        if places:
            sentences[pk] = f"La misma imagen está también {join_list(places)}."
    return sentences


def _in_programa(figures, owner: AvanceTrimestral | Seccion):
    """Narrow figures to those of the owner's programme, with what names their place."""
    programa = owner.trimestre.programa_id if owner.trimestre_id else owner.programa_id
    places = (
        Q(bloque__avance__trimestre__programa=programa)
        | Q(bloque__seccion__trimestre__programa=programa)
        | Q(bloque__seccion__programa=programa)
    )
    if programa is None:
        # The institution's own text belongs to no programme: only itself is looked through.
        places = Q(bloque__seccion=owner.pk)
    return (
        figures.filter(places)
        .select_related(
            "evidencia",
            "bloque__avance__trimestre",
            "bloque__seccion__trimestre",
        )
        .annotate(line_number=printed_number("bloque__avance__linea__"))
        .order_by("bloque__avance__trimestre__number", "pk")
    )


def _place(figure: Figura, owner: AvanceTrimestral | Seccion) -> str:
    """Name where a picture stands: "en la línea 1.2 del 1er trimestre"."""
    block = figure.bloque
    if (block.avance or block.seccion) == owner:
        return HERE
    if block.avance:
        quarter = quarter_title(block.avance.trimestre.number)
        return f"en la línea {figure.line_number} del {quarter}"
    section = block.seccion
    if section.trimestre_id:
        return f"en «{section.heading}», {quarter_title(section.trimestre.number)}"
    return f"en «{section.heading}»"
