"""Sample pictures for the figures that have no file, numbered as the documents print them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from programs.demo.photos import Sample, photo_bytes
from programs.enums import BlockKind, CaptionKind, Role
from programs.models import Bloque, Evidencia, Figura, Institucion, Membresia, Seccion
from programs.services.evidencia import picture_store
from programs.values.given import given


@dataclass(frozen=True)
class Numbered:
    """A figure with the word and number that its document prints, and a day of its period."""

    figura: Figura
    bloque: Bloque
    label: str
    number: int
    day: date


def fill_figures(institucion: Institucion, written: list[str]) -> int:
    """Give every figure of an institution without a file a sample picture; return how many.

    The names of the files go to `written` as they are stored, so that the caller can remove them
    if what it is doing fails. Where the institution itself is invented, the enlace of the área is
    who uploaded and the day is that of the picture; elsewhere nobody did.
    """
    enlaces = {}
    if institucion.sample:
        enlaces = {
            membresia.area_id: membresia.user
            for membresia in Membresia.objects.filter(institucion=institucion, role=Role.ENLACE)
        }
    count = 0
    for each in numbered_figures(institucion):
        area = each.bloque.avance.linea.area if each.bloque.avance else None
        taken_at = _moment(each)
        sample = Sample(
            scene=scene_of(each),
            label=each.label,
            number=each.number,
            accent=institucion.brand_color,
            taken_at=taken_at,
        )
        evidencia = picture_store(
            photo_bytes(sample),
            name=f"muestra-{each.label.lower().replace(' ', '-')}.jpg",
            institucion=institucion,
            by=enlaces.get(area.pk) if area else None,
            area=area,
            sample=True,
        )
        written += names_of(evidencia)
        if institucion.sample:
            Evidencia.objects.filter(pk=evidencia.pk).update(uploaded_at=taken_at)
        Figura.objects.filter(pk=each.figura.pk).update(evidencia=evidencia)
        count += 1
    return count


def names_of(evidencia: Evidencia) -> list[str]:
    """Return the storage names of a file: its original and its renditions."""
    return [evidencia.original.name, *(each["name"] for each in evidencia.renditions)]


def delete_files(names: list[str]) -> None:
    """Delete stored files; one that is already gone is passed over."""
    for name in names:
        default_storage.delete(name)


def numbered_figures(institucion: Institucion) -> Iterator[Numbered]:
    """Yield the figures without a file with their printed word and number.

    Each sequence runs over a whole document: the institution's sections, the document's own, then
    the líneas. A block's typed number begins anew, as the documents print it.
    """
    defaults, documents, periods = _documents(institucion)
    for document in [None, *documents]:
        bloques = documents.get(document, [])
        last: dict[str, int] = defaultdict(int)
        for bloque in sorted([*defaults, *bloques], key=_place):
            figuras = list(bloque.figuras.all())
            first = bloque.first_number or last[bloque.caption_kind] + 1
            size = len(figuras) if bloque.kind == BlockKind.FIGURES else 1
            last[bloque.caption_kind] = first + size - 1
            if document is not None and bloque in defaults:
                continue
            word = CaptionKind(bloque.caption_kind).words[0] or "Organigrama"
            for number, figura in enumerate(figuras, start=first):
                if figura.evidencia_id is None:
                    day = periods[document]
                    yield Numbered(figura, bloque, f"{word} {number}", number, day)


def _documents(institucion: Institucion) -> tuple[list[Bloque], dict, dict]:
    """Return the institution's blocks, those of each document, and each document's first day."""
    bloques = (
        Bloque.objects.filter(institucion=institucion)
        .exclude(kind=BlockKind.TEXT)
        .select_related(
            "seccion__programa",
            "seccion__trimestre__programa",
            "avance__trimestre__programa",
            "avance__linea__eje",
            "avance__linea__area",
        )
        .prefetch_related("figuras")
        .order_by("key")
    )
    programas = list(institucion.programas.order_by("year"))
    periods: dict[tuple | None, date] = {None: programas[0].starts_on}
    defaults: list[Bloque] = []
    documents: dict[tuple, list[Bloque]] = {}
    for bloque in bloques:
        owner = bloque.avance or given(bloque.seccion)
        if owner.trimestre:
            document, starts_on = ("t", owner.trimestre.pk), owner.trimestre.starts_on
        elif isinstance(owner, Seccion) and owner.programa:
            document, starts_on = ("p", owner.programa.pk), owner.programa.starts_on
        else:
            defaults.append(bloque)
            continue
        documents.setdefault(document, []).append(bloque)
        periods[document] = starts_on
    return defaults, documents, periods


def _place(bloque: Bloque) -> tuple[int, ...]:
    """Return where a block stands in its document: sections first, then the líneas."""
    if bloque.avance:
        linea = bloque.avance.linea
        return (1, linea.eje.order, linea.order, bloque.order)
    seccion = given(bloque.seccion)
    return (0, seccion.order, seccion.pk, bloque.order)


def scene_of(each: Numbered) -> str:
    """Return the scene that fits: an organigrama in a section, otherwise by word and caption."""
    if each.bloque.seccion_id:
        return "organigrama"
    if each.bloque.caption_kind == CaptionKind.PHOTO:
        return "page" if each.number % 4 == 0 else "room"
    said = f"{each.bloque.caption} {each.figura.alt}".lower()
    if "diapositiva" in said:
        return "slide"
    return "chart" if "reporte" in said or "gráfica" in said else "page"


def _moment(each: Numbered) -> datetime:
    """Return a moment of the document's period that differs by figure."""
    day = each.day + timedelta(days=4 + 5 * each.number % 80)
    return timezone.make_aware(datetime.combine(day, time(10 + each.number % 7, 15)))
