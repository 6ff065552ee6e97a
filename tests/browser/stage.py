"""The stage of the page states: long titles and names, wide tables, every situation at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from programs.enums import AvanceStatus, MarkStatus, NoticeKind, Role
from programs.models import (
    Area,
    AvanceTrimestral,
    Bloque,
    ConfirmacionMensual,
    Evidencia,
    Figura,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Notice,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
    User,
)
from programs.services import revision_plan
from programs.services.bloques import block_save
from programs.services.captura import quantity_save
from programs.services.evidencia import picture_store
from programs.services.meses import mark_save
from programs.services.presentacion import section_get
from programs.services.programa import programa_complete
from programs.services.vencimientos import institucion_notify
from tests.browser.stage_periods import closed_twice, reviewed
from tests.factories import (
    CLOSED,
    YEAR,
    Cast,
    make_cast,
    make_institucion,
    make_person,
    make_programa,
    send_to_review,
)
from tests.pictures import jpeg
from tests.programs.hechos_cast import make_rule, record

NOON = "2026-04-02 18:00:00+00:00"
# When the tests look at it: the calendar runs while it is built.
AFTER = "2026-04-02 18:05:00+00:00"
LONG = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]
LONG_WORD = "Anticonstitucional" * 22
# What the stage holds for people's own words: no rule of writing applies to it.
TYPED = (LONG[:40], LONG_WORD[:40], "https")
LONG_NAME = ("María de los Ángeles Guadalupe", "Hernández Gutiérrez de Velasco")
PHOTOS = 60
# The línea of the área jurídica that has a history, by its printed place.
WRITTEN = 5


@dataclass(frozen=True)
class Stage:
    """The cast, and a person of each institution that is in another situation."""

    cast: Cast
    people: dict[str, User]

    def linea(self, place: int, slug: str = "propia") -> int:
        """Return the key of a línea of an institution by its printed place, from 0.

        In the cast's own institution the first half is of the área jurídica.
        """
        lineas = LineaDeAccion.objects.filter(eje__programa__institucion__slug=slug)
        return lineas.order_by("eje__order", "order")[place].pk


def make_stage() -> Stage:
    """Build the stage as of noon of 2 April 2026, after the first quarter."""
    with time_machine.travel(NOON, tick=True), transaction.atomic():
        cast = make_cast(lineas=40)
        people = {
            **cast.people,
            **reviewed(LONG, LONG_WORD),
            **closed_twice(LONG),
            "closed": _closed(),
            "current": _current(),
            "empty": _empty(),
            "new": make_person("nueva", make_institucion("nueva"), Role.PLANEACION),
            "nobody": make_person("sin-funcion"),
        }
        _make_ugly(cast)
        _make_history(cast)
        _record_hechos(cast)
        _observe_plan(cast)
        return Stage(cast, people)


class KeptStage:
    """The stage, built once: each test that asks for it finds its rows again in the database.

    To build it takes seconds, to copy the file of the database a few hundredths of one. The browser
    tests run on SQLite alone. Its pictures stay in the storage from the first time on.
    """

    def __init__(self, path: Path):
        self.path = path
        self.stage: Stage | None = None

    @contextmanager
    def staged(self) -> Iterator[Stage]:
        """Put the rows into an empty database, and stop the calendar after they were written."""
        connection.ensure_connection()
        if self.stage is None:
            self.stage = make_stage()
            with closing(sqlite3.connect(self.path)) as kept:
                connection.connection.backup(kept)
        else:
            with closing(sqlite3.connect(self.path)) as kept:
                kept.backup(connection.connection)
            # Each flush numbers them anew; those of the copy are the first ones.
            ContentType.objects.clear_cache()
        with time_machine.travel(AFTER, tick=True):
            yield deepcopy(self.stage)


def _record_hechos(cast: Cast) -> None:
    """Record hechos with long names, of which the quantity of a línea is the count."""
    record(cast.avance(4), LONG[:300], sede=LONG_WORD[:300], actas="1250")
    record(cast.avance(4), LONG_WORD[:300], kind="oficio", destinatario=LONG[:300])
    record(cast.avance(4), "Curso de integridad", kind="curso", mujeres="84", hombres="177")
    make_rule(cast, cast.avance(4))


def _observe_plan(cast: Cast) -> None:
    """Put the plan in review, with something found in it and long observations."""
    send_to_review(cast.programa)
    targets = {"enlace": cast.linea(0), "secretario": None}
    for (who, target), text in zip(targets.items(), (LONG, LONG_WORD), strict=True):
        revision_plan.plan_observe(
            cast.programa.pk, target=target, text=text, key=f"plan-{who}",
            by=cast.people[who], now=timezone.now(),
        )  # fmt: skip
    revision_plan.plan_observations_send(
        cast.programa.pk, by=cast.people["enlace"], now=timezone.now()
    )


def _make_ugly(cast: Cast) -> None:
    """Give the cast long titles and names, wide tables, sixty photographs and blank líneas."""
    Institucion.objects.filter(pk=cast.institucion.pk).update(brand_color="#1E5B4F")
    for place, title in enumerate((LONG, LONG_WORD)):
        LineaDeAccion.objects.filter(pk=cast.linea(place).pk).update(title=title)
        Tarea.objects.filter(linea=cast.linea(place)).update(text=title)
    User.objects.filter(pk=cast.people["titular"].pk).update(
        first_name=LONG_NAME[0], last_name=LONG_NAME[1]
    )
    Area.objects.filter(institucion=cast.institucion, code="archivo").update(name=LONG[:200])
    Bloque.objects.filter(avance=cast.avance(2)).delete()
    MarcaMensual.objects.filter(tarea__linea=cast.linea(2)).delete()
    photos = Figura.objects.get(bloque__avance=cast.avance(1))
    evidencia = picture_store(
        jpeg(), name=f"{LONG_WORD[:90]}.jpg", institucion=cast.institucion, by=None, sample=True
    )
    Figura.objects.filter(bloque__avance=cast.avance(0)).update(evidencia=evidencia)
    Figura.objects.bulk_create(
        Figura(bloque=photos.bloque, order=order, alt="Mesa de firmas", evidencia=evidencia)
        for order in range(2, PHOTOS + 1)
    )
    head = [f"Columna {number}" for number in range(1, 13)]
    Bloque.objects.create(
        institucion=cast.institucion,
        avance=cast.avance(0),
        key="tabla-ancha",
        order=3,
        kind="table",
        title=LONG[:200],
        rows=[head, *([f"{row},{n}00" for n in range(12)] for row in range(1, 9))],
        caption_kind="table",
        caption="Sesiones por municipio.",
    )
    # Somebody saved this text since the page that sends version 1 was opened.
    Bloque.objects.filter(avance=cast.avance(4), kind="text").update(version=2)
    MarcaMensual.objects.filter(tarea__linea=cast.linea(0), month=1).update(
        status=MarkStatus.DONE, reported_at=timezone.now()
    )
    MarcaMensual.objects.filter(tarea__linea=cast.linea(1), month=1).update(
        status=MarkStatus.NOT_DONE, reason="Faltó quórum", reported_at=timezone.now()
    )
    area = cast.institucion.areas.get(code="juridica")
    Seccion.objects.create(
        institucion=cast.institucion, key="propia-mision", kind="mission", heading="Misión"
    )
    section_get(
        Trimestre.objects.get(programa=cast.programa, number=1).pk,
        area=area,
        by=cast.people["titular"],
    )
    Evidencia.objects.bulk_create(
        Evidencia(
            institucion=cast.institucion,
            area=area,
            key=f"documento-{number}",
            original_name=name,
            media_type="application/pdf",
            size=1_400_000,
            sha256="0" * 64,
            uploaded_by=cast.people["titular"],
        )
        for number, name in enumerate(("Acta de la 1.ª sesión.pdf", f"{LONG_WORD[:200]}.pdf"))
    )


def _make_history(cast: Cast) -> None:
    """Let the enlace write in a línea and mark a month of it; tell everyone what they owe."""
    enlace, now = cast.people["enlace"], timezone.now()
    avance = cast.avance(WRITTEN)
    block = Bloque.objects.get(avance=avance, kind="text")
    for text in (LONG, LONG_WORD):
        values = {"html": f"<p>{text}</p>"}
        block = block_save(block.pk, values=values, by=enlace, version=block.version)
    quantity = avance.cantidades.get()
    quantity_save(
        quantity.pk, avance_pk=avance.pk, quantity=5, received=None, reason=LONG[:200], by=enlace,
        version=quantity.version,
    )  # fmt: skip
    marca = MarcaMensual.objects.get(tarea__linea=cast.linea(WRITTEN), month=2)
    mark_save(
        marca, status=MarkStatus.NOT_DONE, reason="Faltó quórum", note=LONG[:200], by=enlace,
        today=now.date(), now=now, version=marca.version,
    )  # fmt: skip
    institucion_notify(cast.institucion, now.date(), now)
    mine = Notice.objects.filter(person=enlace).order_by("pk")
    Notice.objects.filter(pk=mine.first().pk).update(seen_at=now)
    Notice.objects.create(
        institucion=cast.institucion, person=enlace, kind=NoticeKind.RETURNED, key="returned:0",
        text=LONG_WORD[:390], path="/", created_at=now,
    )  # fmt: skip


def _closed() -> User:
    """Return the enlace of an institution whose first quarter is closed."""
    institucion = make_institucion("cerrada")
    programa = make_programa(institucion, lineas=2)
    AvanceTrimestral.objects.filter(trimestre__programa=programa, trimestre__number=1).update(
        status=AvanceStatus.VALIDATED, validated_at=timezone.now()
    )
    Trimestre.objects.filter(programa=programa, number=1).update(**CLOSED)
    return make_person("cerrada", institucion, Role.ENLACE, "juridica")


def _current() -> User:
    """Return the enlace of an área that owes nothing today."""
    institucion = make_institucion("corriente")
    programa = make_programa(institucion, lineas=2)
    person = make_person("corriente", institucion, Role.ENLACE, "juridica")
    area = institucion.areas.get(code="juridica")
    MarcaMensual.objects.filter(tarea__area=area, month__in=(1, 2, 3)).update(
        status=MarkStatus.DONE, reported_at=timezone.now()
    )
    ConfirmacionMensual.objects.bulk_create(
        ConfirmacionMensual(
            programa=programa,
            area=area,
            month=month,
            confirmed_by=person,
            confirmed_at=timezone.now(),
        )
        for month in (1, 2, 3)
    )
    AvanceTrimestral.objects.filter(trimestre__programa=programa, linea__area=area).filter(
        trimestre__number=1
    ).update(status=AvanceStatus.SUBMITTED, submitted_at=timezone.now())
    return person


def _empty() -> User:
    """Return the planeación of an institution whose programme has nothing in it yet."""
    institucion = make_institucion("vacia")
    programa = Programa.objects.create(institucion=institucion, year=YEAR)
    programa_complete(programa)
    Trimestre.objects.filter(programa=programa, number=1).update(
        status="open", due_on=date(YEAR, 4, 17)
    )
    return make_person("vacia", institucion, Role.PLANEACION)
