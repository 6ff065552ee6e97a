"""The parts of a quarter's report that people write: the presentación, and what one report changes.

Each part has a key that follows from what it is, so that two tabs, or two people, make one.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet

from programs.enums import SeccionKind
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import Area, Bloque, Figura, Programa, Seccion, Trimestre, User
from programs.permissions import can_edit_section
from programs.reading.addresses import MAX_KEY, section_key
from programs.reading.locks import why_area_locked
from programs.selectors.presentacion import INSTITUTIONAL
from programs.values.given import given
from programs.values.tied import untied
from programs.values.windows import why_closed

NOT_YOURS = "Esta parte la escribe otra área."
OPENING_ORDER = 10
# The áreas follow the opening, before what the institution prints from order 20 on.
LAST_AREA_ORDER = 19
COPIED = (
    "kind",
    "html",
    "rows",
    "header_rows",
    "title",
    "source",
    "caption_kind",
    "caption",
    "first_number",
)
COPIED_OF_SECTION = (
    "kind",
    "heading",
    "auto_number",
    "number_label",
    "contents_number",
    "contents_heading",
    "order",
)
COPIED_OF_FIGURE = ("alt", "in_informe", "informe_reason")


def seccion_lock(pk: int, *, by: User) -> Seccion:
    """Lock and return a section that the person may write now; `Locked` says why not."""
    trimestre_pk = Seccion.objects.values_list("trimestre", flat=True).get(pk=pk)
    return seccion_in_quarter_lock(pk, trimestre_pk, by=by)


def seccion_in_quarter_lock(pk: int, trimestre_pk: int | None, *, by: User) -> Seccion:
    """Lock and return the same section, of whose quarter is known which it is, None for none."""
    if trimestre_pk:
        closed = why_closed(quarter_lock(pk=trimestre_pk))
        if closed:
            raise Locked(closed)
    seccion = (
        Seccion.objects.select_for_update(of=("self",)).select_related("institucion").get(pk=pk)
    )
    if not can_edit_section(by, seccion):
        raise Locked(NOT_YOURS)
    # The submission takes the same lock of the quarter, so that its status cannot change now.
    sent = why_area_locked(trimestre_pk, seccion.area_id) if trimestre_pk else ""
    if sent:
        raise Locked(sent)
    return seccion


def copy_key(trimestre: Trimestre, default: Seccion) -> str:
    """Return the key of the copy of an institution's section in one report."""
    programa = trimestre.programa
    slug = programa.institucion.slug
    own = default.key.removeprefix(f"{slug}-")
    key = f"{slug}-{programa.year}-t{trimestre.number}-{own}"
    return key if len(key) <= MAX_KEY else f"t{trimestre.pk}-seccion-{default.pk}"


@transaction.atomic
def section_get(trimestre_pk: int, *, area: Area | None, by: User) -> Seccion:
    """Return an área's part of the presentación (None: the opening), made when missing.

    Raises `Locked` when the quarter is not open or the part is somebody else's, `DomainError` for
    an área of another institution.
    """
    trimestre = _lock(trimestre_pk)
    institucion = trimestre.programa.institucion
    if area and area.institucion_id != institucion.pk:
        raise DomainError("El área pertenece a otra institución.")
    wanted = Seccion(
        institucion=institucion, trimestre=trimestre, area=area, kind=SeccionKind.PRESENTATION
    )
    _require(wanted, by)
    written = list(
        Seccion.objects.filter(
            institucion=institucion,
            trimestre__isnull=False,
            area=area,
            kind=SeccionKind.PRESENTATION,
        ).order_by("-trimestre__programa__year", "-trimestre__number", "order", "pk")
    )
    existing = next((row for row in written if row.trimestre_id == trimestre.pk), None)
    if existing:
        return existing
    if area:
        # An own part takes the place of the institution's of that kind, so the opening comes too.
        _copy_defaults(trimestre, SeccionKind.PRESENTATION)
    before = written[0] if written else None
    wanted.key = section_key(trimestre, area)
    wanted.order = _area_order(area) if area else OPENING_ORDER
    wanted.heading = area.name if area else "Presentación"
    if before:
        # Printed as in the report before: the institution chose that style once.
        for field in (
            "heading",
            "auto_number",
            "number_label",
            "contents_number",
            "contents_heading",
            "order",
        ):
            setattr(wanted, field, getattr(before, field))
    wanted.full_clean(exclude=["institucion", "trimestre", "area"])
    wanted.save(force_insert=True)
    return wanted


@transaction.atomic
def section_customize(trimestre_pk: int, *, kind: str, by: User) -> list[Seccion]:
    """Copy the institution's sections of a kind, with blocks and pictures, into one report.

    A second time returns what is there. Raises `Locked` or `DomainError` with the reason.
    """
    trimestre = _lock(trimestre_pk)
    _require_institutional(trimestre, kind, by)
    own = list(Seccion.objects.filter(trimestre=trimestre, kind=kind).order_by("order", "pk"))
    return own or _copy_defaults(trimestre, kind)


@transaction.atomic
def section_reset(trimestre_pk: int, *, kind: str, by: User, versions: Mapping[int, int]) -> None:
    """Print the institution's text again: the report's own sections of a kind go.

    What they said stays in the history of their blocks. `versions` are {block pk: the version that
    the person read}. Raises `DomainError` when a block is another now, and when the
    institution has no text of that kind, because the report would be left without it.
    """
    trimestre = _lock(trimestre_pk)
    _require_institutional(trimestre, kind, by)
    rows = Seccion.objects.of_report(trimestre).filter(kind=kind)
    sections = list(rows.order_by("order", "pk"))
    own = [section for section in sections if section.trimestre_id]
    if sections and not own:
        return  # a second click on the same page
    if len(own) == len(sections):
        raise DomainError("La institución no tiene un texto propio al cual volver.")
    blocks = Bloque.objects.filter(seccion__in=own).prefetch_related("figuras")
    _require_read(own, blocks, versions)
    for block in blocks:
        for figure in block.figuras.all():
            figure._history_user = by
            figure.delete()
        block._history_user = by
        block.delete()
    for section in own:
        section.delete()


def _require_read(
    sections: Sequence[Seccion], blocks: Iterable[Bloque], versions: Mapping[int, int]
) -> None:
    """Refuse to take away a text that is not the one that the person read.

    A page shows one section of its kind: the blocks of that one must all be as it showed them.
    """
    kept = [block for block in blocks if block.removed_at is None]
    shown = {block.seccion_id for block in kept if block.pk in versions}
    if len(sections) == 1:
        shown = {sections[0].pk}
    read = {block.pk: block.version for block in kept if block.seccion_id in shown}
    if read != dict(versions) or (kept and not versions):
        raise DomainError("El texto cambió mientras usted lo leía. Léalo antes de quitarlo.")


def _lock(pk: int) -> Trimestre:
    """Lock a quarter that is being captured."""
    trimestre = quarter_lock(pk=pk)
    if closed := why_closed(trimestre):
        raise Locked(closed)
    return trimestre


def _require(section: Seccion, by: User) -> None:
    if not can_edit_section(by, section):
        raise Locked(
            f"Esta parte la escribe {section.area.name}."
            if section.area
            else "Esta parte la escriben el Secretario Técnico y el área de planeación."
        )
    sent = why_area_locked(given(section.trimestre).pk, section.area.pk) if section.area else ""
    if sent:
        raise Locked(sent)


def _require_institutional(trimestre: Trimestre, kind: str, by: User) -> None:
    if kind not in INSTITUTIONAL:
        raise DomainError("Elija misión, visión, principios o estructura.")
    _require(Seccion(institucion=trimestre.programa.institucion, trimestre=trimestre), by)


def _defaults(trimestre: Trimestre, kind: str) -> QuerySet[Seccion]:
    rows = Seccion.objects.of_report(trimestre).filter(kind=kind, trimestre__isnull=True)
    return rows.order_by("order", "pk")


def _copy_defaults(trimestre: Trimestre, kind: str) -> list[Seccion]:
    """Copy the institution's sections of a kind into a report that has none without área."""
    if Seccion.objects.filter(trimestre=trimestre, kind=kind, area__isnull=True).exists():
        return []
    copies = []
    for default in _defaults(trimestre, kind):
        copy = section_copy(default, key=copy_key(trimestre, default), trimestre=trimestre)
        if default.programa_id:
            # A number typed for the PTA is of the PTA: the report counts its own.
            copy.auto_number = copy.auto_number or bool(copy.number_label)
            copy.number_label = copy.contents_number = ""
            copy.save(update_fields=["auto_number", "number_label", "contents_number"])
        copies.append(copy)
    return copies


def section_copy(
    source: Seccion,
    *,
    key: str,
    programa: Programa | None = None,
    trimestre: Trimestre | None = None,
) -> Seccion:
    """Return a section of another document with what this one says, its blocks and pictures."""
    copy = Seccion.objects.create(
        institucion_id=source.institucion_id,
        programa=programa,
        trimestre=trimestre,
        area_id=source.area_id,
        key=key,
        **{field: getattr(source, field) for field in COPIED_OF_SECTION},
    )
    _copy_blocks(source, copy)
    return copy


def _copy_blocks(source: Seccion, target: Seccion) -> None:
    """Copy blocks and their pictures; both sections show the same files.

    What is tied to data stays as the number that was saved: the other document tells another time.
    """
    blocks = source.bloques.kept().order_by("order", "pk")
    for order, block in enumerate(blocks.prefetch_related("figuras"), start=1):
        values = {field: getattr(block, field) for field in COPIED}
        copy = Bloque.objects.create(
            institucion_id=target.institucion_id,
            seccion=target,
            key=f"{target.key}-b{order}",
            order=order,
            **{**values, "html": untied(block.html)},
        )
        for figure in block.figuras.all():
            Figura.objects.create(
                bloque=copy,
                order=figure.order,
                evidencia_id=figure.evidencia_id,
                **{field: getattr(figure, field) for field in COPIED_OF_FIGURE},
            )


def _area_order(area: Area) -> int:
    """Place the áreas after the opening, in the institution's own order."""
    codes = list(
        Area.objects.filter(institucion=area.institucion_id)
        .order_by("order", "name")
        .values_list("pk", flat=True)
    )
    return min(OPENING_ORDER + 1 + codes.index(area.pk), LAST_AREA_ORDER)
