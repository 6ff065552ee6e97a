"""The acts of Revisar y enviar as its pages and the Secretario Técnico take them, for tests."""

from django.urls import reverse
from django.utils import timezone

from programs.models import Bloque, EntregaDeArea, Observacion
from programs.services.revision import entrega_return, observacion_add
from tests.factories import YEAR
from tests.programs.review_cast import area_of, quarter, where


def address(cast, name: str = "entrega_review", code: str = "juridica") -> str:
    """Return the address of one of the three pages."""
    return reverse(name, args=[cast.institucion.slug, YEAR, 1, code])


def entrega_row(cast) -> EntregaDeArea:
    """Return what the área handed in."""
    return EntregaDeArea.objects.get(trimestre=quarter(cast), area=area_of(cast))


def send(client, cast, **typed):
    """Hand the quarter in as the form does."""
    row = EntregaDeArea.objects.filter(trimestre=quarter(cast), area=area_of(cast)).first()
    data = {"statement": "on", "version": row.version if row else ""} | typed
    return client.post(address(cast), data)


def text_block(cast) -> Bloque:
    """Return the text of the first línea."""
    return Bloque.objects.get(avance=cast.avance(), kind="text")


def observe(
    cast, part=None, *, target=None, text="Diga cuántas actas.", proposed=""
) -> Observacion:
    """Write an observation as the Secretario Técnico, not sent yet."""
    return observacion_add(
        **where(cast),
        target=target or cast.avance(),
        part=part,
        text=text,
        proposed=proposed,
        key=f"obs-{Observacion.objects.count()}",
        by=cast.people["secretario"],
        now=timezone.now(),
    )


def give_back(cast) -> None:
    """Return the quarter with what was observed."""
    entrega_return(**where(cast), by=cast.people["secretario"], now=timezone.now())


def page_of(cast, place: int = 0) -> str:
    """Return the address of the capture page of a línea."""
    args = [cast.institucion.slug, YEAR, cast.linea(place).pk, 1]
    return reverse("avance_edit", args=args)
