"""The narrative of an entry: a text, and a table or pictures where its plan has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.demo.plan import Linea
from programs.enums import BlockKind, CaptionKind
from programs.models import AvanceTrimestral, Bloque, Figura, Institucion
from programs.values.given import given
from programs.values.phrases import join_list, month_name, ordinal

TABLE_CAPTION = "Elaboración propia con los registros del área."
NOTHING = "<p>Durante el {quarter} trimestre de {year} no se registraron cantidades.</p>"


@dataclass(frozen=True)
class Narrative:
    """What an área wrote of a línea in a quarter.

    `quantities` is one number for each component, None while they are not captured. `draft` leaves
    the captions for later.
    """

    avance: AvanceTrimestral
    plan: Linea
    quantities: tuple[int | None, ...] | None
    pictures: bool
    draft: bool


def write_blocks(institucion: Institucion, narratives: Iterable[Narrative]) -> None:
    """Write the blocks of the entries and the figures of their groups, without pictures yet."""
    bloques: list[Bloque] = []
    groups: list[tuple[Bloque, tuple[str, ...]]] = []
    for each in narratives:
        parts = [{"kind": BlockKind.TEXT, "html": text_of(each)}]
        if each.plan.table_title and each.quantities:
            parts.append(_table(each))
        fotos = each.plan.fotos if each.pictures else None
        if fotos:
            caption = "" if each.draft else fotos.caption
            parts.append(
                {"kind": BlockKind.FIGURES, "caption_kind": fotos.kind, "caption": caption}
            )
        prefix = _key(institucion, each.avance)
        made = [
            Bloque(
                institucion=institucion,
                avance=each.avance,
                key=f"{prefix}-b{order}",
                order=order,
                **part,
            )
            for order, part in enumerate(parts, start=1)
        ]
        bloques += made
        if fotos:
            groups.append((made[-1], fotos.alts))
    Bloque.objects.bulk_create(bloques)
    Figura.objects.bulk_create(
        Figura(bloque=bloque, order=order, alt=alt)
        for bloque, alts in groups
        for order, alt in enumerate(alts, start=1)
    )


def text_of(each: Narrative) -> str:
    """Return the paragraphs; the amounts are those of the quarter, never typed apart."""
    quarter = each.avance.trimestre.number
    year = each.avance.trimestre.programa.year
    word = ordinal(quarter, "word").lower()
    detail = f"<p>{each.plan.details[quarter % len(each.plan.details)]}</p>"
    if each.quantities is None:
        return detail
    amounts = [
        componente.amount(value)
        for componente, value in zip(each.plan.componentes, each.quantities, strict=True)
        if value
    ]
    if not amounts and any(value == 0 for value in each.quantities):
        return NOTHING.format(quarter=word, year=year)
    done = each.plan.done.format(quarter=word, year=year, amounts=join_list(amounts))
    return f"<p>{done}</p>{detail}"


def _table(each: Narrative) -> dict:
    """Return a table of the quarter's months whose last row is the quantity reported."""
    columns = [_split(value or 0) for value in given(each.quantities)]
    units = [componente.unit.capitalize() for componente in each.plan.componentes]
    rows = [["Mes", *units]]
    for index, month in enumerate(each.avance.trimestre.months):
        rows.append([month_name(month), *(f"{column[index]:,}" for column in columns)])
    rows.append(["Total", *(f"{sum(column):,}" for column in columns)])
    return {
        "kind": BlockKind.TABLE,
        "rows": rows,
        "title": each.plan.table_title,
        "caption_kind": CaptionKind.TABLE,
        "caption": TABLE_CAPTION,
    }


def _split(value: int) -> tuple[int, int, int]:
    """Return three months that add up to the quantity."""
    share, rest = divmod(value, 3)
    return (share + (rest > 0), share, share + (rest > 1))


def _key(institucion: Institucion, avance: AvanceTrimestral) -> str:
    """Return the beginning of the keys of an entry's blocks."""
    linea, trimestre = avance.linea, avance.trimestre
    place = f"e{linea.eje.order}-l{linea.order}"
    return f"{institucion.slug}-{trimestre.programa.year}-t{trimestre.number}-{place}"
