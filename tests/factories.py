"""Rows for tests: an institution with its people and a plan of as many líneas as asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from programs.enums import AvanceStatus, BlockKind, Role, TrimestreStatus
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Evidencia,
    Figura,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Meta,
    Programa,
    Responsable,
    Tarea,
    Trimestre,
    User,
)
from programs.services.institucion import kinds_make
from programs.services.ledger import ledger_append
from programs.services.programa import programa_complete
from programs.values.phrases import FINISHED, PROGRESS
from tests.kept_casts import KeptCasts

PASSWORD = "Clave-de-prueba-2026"
YEAR = 2026
AREAS = ("juridica", "archivo")
# The phrase grammar of the domain document, and the heading of its líneas.
WORDS = {"line": "Línea de Acción", "progress": PROGRESS, "finished": FINISHED}
# What a closed quarter holds, for tests that do not need the act of closing.
CLOSED = {"status": TrimestreStatus.CLOSED, "closed_at": datetime(2026, 4, 20, 18, tzinfo=UTC)}


def reopen(trimestre: Trimestre) -> None:
    """Open a closed quarter as the database allows it: after the act that says so."""
    with transaction.atomic():
        Trimestre.objects.select_for_update(of=("self",)).get(pk=trimestre.pk)
        ledger_append(
            trimestre.programa.institucion_id,
            action="trimestre_reopen",
            subject=str(trimestre),
            by=None,
            now=timezone.now(),
            data={"trimestre": trimestre.pk},
        )
        Trimestre.objects.filter(pk=trimestre.pk).update(status=TrimestreStatus.OPEN)


def make_institucion(slug: str, **fields) -> Institucion:
    """Return an institution with two áreas, `juridica` and `archivo`."""
    values = {
        "name": f"Secretaría Ejecutiva {slug}",
        "short_name": slug.upper(),
        "state": "Estado",
        "labels": WORDS,
    }
    institucion = Institucion.objects.create(slug=slug, **(values | fields))
    Area.objects.bulk_create(
        Area(institucion=institucion, code=code, name=f"Dirección {code}", order=order)
        for order, code in enumerate(AREAS, start=1)
    )
    kinds_make(institucion)
    return institucion


def make_person(username: str, institucion=None, role: str = "", area: str = "", **fields) -> User:
    """Return a person, with one membership where a role is given."""
    person = User.objects.create_user(username, password=PASSWORD, **fields)
    if role:
        Membresia.objects.create(
            user=person,
            institucion=institucion,
            role=role,
            area=institucion.areas.get(code=area) if area else None,
        )
    return person


def make_evidence(cast: "Cast") -> Evidencia:
    """Create a file that somebody sent, with its original in the storage."""
    return Evidencia.objects.create(
        institucion=cast.institucion,
        key="ab" * 16,
        original=ContentFile(b"uno", name="uno.pdf"),
        original_name="uno.pdf",
        media_type="application/pdf",
        size=3,
        sha256="0" * 64,
        uploaded_by=cast.people["enlace"],
        uploaded_at="2026-04-10T12:00:00Z",
    )


def make_programa(institucion: Institucion, lineas: int = 4) -> Programa:
    """Return the plan of `YEAR` with two ejes, one for each área, and `lineas` líneas in all.

    Each línea promises 12 documentos, 3 a quarter, and has a tarea of twelve months. The first
    quarter is open and due on 17 April; every línea reports 3 in it and has a text and a picture
    without file.
    """
    programa = Programa.objects.create(institucion=institucion, year=YEAR)
    areas = list(institucion.areas.order_by("order"))
    ejes = [
        Eje.objects.create(programa=programa, order=order, name=f"Eje de {area.name}")
        for order, area in enumerate(areas, start=1)
    ]
    Responsable.objects.bulk_create(
        Responsable(eje=eje, area=area, reports=True) for eje, area in zip(ejes, areas, strict=True)
    )
    rows = LineaDeAccion.objects.bulk_create(
        LineaDeAccion(
            eje=ejes[index % 2],
            area=areas[index % 2],
            order=index // 2 + 1,
            title=f"Línea sobre documentos, la {index + 1}",
        )
        for index in range(lineas)
    )
    _promise(rows)
    programa_complete(programa)
    Trimestre.objects.filter(programa=programa, number=1).update(
        status=TrimestreStatus.OPEN, due_on=date(YEAR, 4, 17)
    )
    _report(programa, rows)
    return programa


def send_to_review(programa: Programa) -> Programa:
    """Put a plan in review, as Planeación leaves it before the approval."""
    Programa.objects.filter(pk=programa.pk).update(status="review")
    return programa


def _promise(lineas: list[LineaDeAccion]) -> None:
    """Give each línea a meta with a component, and a tarea with its months."""
    metas = Meta.objects.bulk_create(Meta(linea=linea, text="12 documentos") for linea in lineas)
    quarters = {f"programmed_q{number}": Decimal(3) for number in (1, 2, 3, 4)}
    ComponenteDeMeta.objects.bulk_create(
        ComponenteDeMeta(meta=meta, quantity=Decimal(12), unit="documentos", **quarters)
        for meta in metas
    )
    tareas = Tarea.objects.bulk_create(
        Tarea(
            eje=linea.eje,
            linea=linea,
            area=linea.area,
            order=linea.order,
            text=f"Elaborar el documento de la línea {linea.pk}",
        )
        for linea in lineas
    )
    MarcaMensual.objects.bulk_create(
        MarcaMensual(tarea=tarea, month=month) for tarea in tareas for month in range(1, 13)
    )


def _report(programa: Programa, lineas: list[LineaDeAccion]) -> None:
    """Report the first quarter: 3 of 12, a text, and a picture that has not arrived."""
    AvanceDeComponente.objects.filter(
        avance__trimestre__programa=programa, avance__trimestre__number=1
    ).update(quantity=3)
    avances = AvanceTrimestral.objects.filter(
        trimestre__programa=programa, trimestre__number=1, linea__in=lineas
    )
    blocks = []
    for avance in avances:
        shared = {"institucion": programa.institucion, "avance": avance}
        html = f"<p>Se elaboraron tres documentos de la línea {avance.linea_id}.</p>"
        key = f"t{avance.pk}"
        blocks += [
            Bloque(key=f"{key}-1", order=1, kind=BlockKind.TEXT, html=html, **shared),
            Bloque(
                key=f"{key}-2",
                order=2,
                kind=BlockKind.FIGURES,
                caption_kind="photo",
                caption="Firma de los documentos.",
                **shared,
            ),
        ]
    Bloque.objects.bulk_create(blocks)
    Figura.objects.bulk_create(
        Figura(bloque=block, order=1, alt="Mesa de firmas")
        for block in blocks
        if block.kind == BlockKind.FIGURES
    )


def validate(avance: AvanceTrimestral) -> None:
    """Set an entry as validated, with its stamp."""
    avance.status, avance.validated_at = AvanceStatus.VALIDATED, timezone.now()
    avance.save(update_fields=["status", "validated_at"])


@dataclass(frozen=True)
class Cast:
    """An institution with its plan and its people, and a person of another institution."""

    institucion: Institucion
    programa: Programa
    people: dict[str, User]

    def linea(self, place: int = 0) -> LineaDeAccion:
        """Return a línea by its printed place, from 0."""
        lineas = LineaDeAccion.objects.filter(eje__programa=self.programa)
        return lineas.order_by("eje__order", "order")[place]

    def avance(self, place: int = 0, quarter: int = 1) -> AvanceTrimestral:
        """Return the entry of a línea in a quarter."""
        return AvanceTrimestral.objects.get(linea=self.linea(place), trimestre__number=quarter)


def make_cast(lineas: int = 4, prefix: str = "") -> Cast:
    """Return the cast of the tests, whose names all begin with `prefix`.

    The plan's first half is of the área `juridica`, whose enlace and titular are in the cast. In
    an empty database it has the rows with which it was made the first time.
    """
    return CASTS.cast((lineas, prefix), lambda: _cast_made(lineas, prefix))


def _cast_made(lineas: int, prefix: str) -> Cast:
    own, other = make_institucion(f"{prefix}propia"), make_institucion(f"{prefix}ajena")
    make_programa(other, lineas=2)
    programa = make_programa(own, lineas=lineas)
    people = {
        "enlace": make_person(f"{prefix}enlace", own, Role.ENLACE, "juridica"),
        "titular": make_person(f"{prefix}titular", own, Role.TITULAR, "juridica"),
        "planeacion": make_person(f"{prefix}planeacion", own, Role.PLANEACION, is_staff=True),
        "secretario": make_person(f"{prefix}secretario", own, Role.SECRETARIO),
        "auditoria": make_person(f"{prefix}auditoria", own, Role.AUDITORIA),
        "consulta": make_person(f"{prefix}consulta", own, Role.CONSULTA),
        "outsider": make_person(f"{prefix}outsider", other, Role.PLANEACION),
        "superuser": make_person(f"{prefix}superuser", is_superuser=True, is_staff=True),
    }
    return Cast(own, programa, people)


CASTS = KeptCasts()


def make_whole_cast() -> Cast:
    """Return a cast whose first área lacks nothing in the first quarter: its months are reported.

    No group of photographs is left, since none of them has its files.
    """
    cast = make_cast()
    Bloque.objects.filter(kind=BlockKind.FIGURES).delete()
    MarcaMensual.objects.filter(month__lte=3).update(status="done", reported_at=timezone.now())
    return cast
