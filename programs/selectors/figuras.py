"""Where else in a programme a picture stands: the same file used twice is pointed out."""

from collections import defaultdict

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from programs import corte
from programs.enums import LineNumbering
from programs.models import AvanceTrimestral, Figura, LineaDeAccion, Seccion
from programs.phrases import join_list
from programs.selectors.common import quarter_title

HERE = "aquí mismo"


def figure_repeats(
    owner: AvanceTrimestral | Seccion, own: dict[int, str] | None = None
) -> dict[int, str]:
    """Return {figure: sentence} of the pictures of a narrative that stand elsewhere too.

    Two files are the same when their bytes are. Looks through the líneas of the whole programme
    and the sections of its documents, in two queries; in one when the caller has read `own`, the
    narrative's {figure: SHA-256}, and in none when that is empty.
    """
    is_avance = isinstance(owner, AvanceTrimestral)
    shown = Figura.objects.filter(bloque__removed_at__isnull=True, evidencia__isnull=False)
    if own is None:
        own = dict(
            shown.filter(**{"bloque__avance" if is_avance else "bloque__seccion": owner.pk})
            .order_by()
            .values_list("pk", "evidencia__sha256")
        )
    if not own:
        return {}
    by_hash = defaultdict(list)
    for figure in _in_programa(shown, owner).filter(evidencia__sha256__in=set(own.values())):
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
    before = (
        LineaDeAccion.objects.filter(
            eje=OuterRef("bloque__avance__linea__eje"),
            order__lte=OuterRef("bloque__avance__linea__order"),
        )
        .order_by()
        .values("eje")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        figures.filter(places)
        .select_related(
            "evidencia",
            "bloque__avance__linea__eje",
            "bloque__avance__trimestre",
            "bloque__seccion__trimestre",
        )
        .annotate(
            place=Coalesce(Subquery(before, output_field=IntegerField()), 0),
            numbering=F("bloque__institucion__line_numbering"),
        )
        .order_by("bloque__avance__trimestre__number", "pk")
    )


def _place(figure: Figura, owner: AvanceTrimestral | Seccion) -> str:
    """Name where a picture stands: "en la línea 1.2 del 1er trimestre"."""
    block = figure.bloque
    if (block.avance or block.seccion) == owner:
        return HERE
    if block.avance:
        nested = figure.numbering == LineNumbering.NESTED
        linea = block.avance.linea
        number = corte.line_number(linea.eje.order, figure.place, linea, nested=nested)
        return f"en la línea {number} del {quarter_title(block.avance.trimestre.number)}"
    section = block.seccion
    if section.trimestre_id:
        return f"en «{section.heading}», {quarter_title(section.trimestre.number)}"
    return f"en «{section.heading}»"
