"""One function for each row that a person asks for by its address, and the lock of a quarter.

Every getter begins at `visible_to`: to an outsider the row does not exist (`Http404`). What a
member may do with it is asked of `programs.permissions`, whose refusal is a 403. `rows`, where a
getter takes them, are the same rows with what a page reads besides, or fewer of them.

The quarter is locked here only: whoever writes in it locks it first, and what hangs from it
afterwards, so that two writers of a quarter wait for each other and never in a circle.
"""

from collections.abc import Iterable
from functools import cache

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Corte,
    EntregaDeArea,
    Evidencia,
    Figura,
    FuncionPedida,
    Hecho,
    Institucion,
    Invitacion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Observacion,
    Programa,
    Seccion,
    Trimestre,
    User,
)
from programs.models.avance import AvanceQuerySet
from programs.models.base import NaturalKeyQuerySet
from programs.permissions import can_capture_for
from programs.staff import can_manage_person

# The owner of a block, with all that locks, permissions and addresses ask of it.
OWNERS = (
    "avance__linea__area",
    "avance__trimestre__programa__institucion",
    "seccion__trimestre__programa__institucion",
)


def person_managed(user: User, pk: int) -> User:
    """Return somebody else, whose account the person changes."""
    person = get_object_or_404(User, pk=pk)
    if person.pk == user.pk or not can_manage_person(user, person):
        raise Http404
    return person


# The plan ---------------------------------------------------------------------------------------


def institucion_get(user: User, slug: str) -> Institucion:
    """Return an institution for which the person acts."""
    return get_object_or_404(Institucion.objects.visible_to(user), slug=slug)


def institucion_brand(slug: str) -> Institucion:
    """Return an institution with its colour only, to anybody: the page of the log-in shows it."""
    return get_object_or_404(Institucion.objects.only("brand_color"), slug=slug)


def area_get(user: User, institucion: Institucion, code: str) -> Area:
    """Return an área of an institution."""
    return get_object_or_404(Area.objects.visible_to(user), institucion=institucion, code=code)


def member_get(user: User, institucion: Institucion, pk: int) -> User:
    """Return a person who acts for an institution of the person who asks."""
    members = Membresia.objects.visible_to(user).filter(institucion=institucion)
    return get_object_or_404(User, pk=pk, pk__in=members.values("user"))


def requested_find(institucion: Institucion, pk: int) -> FuncionPedida | None:
    """Return a function that waits in an institution got by `institucion_get`.

    None for one that was decided, or was never asked for: a superuser may come second.
    """
    rows = FuncionPedida.objects.select_related("institucion", "area")
    return rows.filter(institucion=institucion, pk=pk).first()


def invited_get(institucion: Institucion, people: Iterable[int]) -> list[Invitacion]:
    """Return the invitations of these people in an institution got by `institucion_get`."""
    rows = Invitacion.objects.filter(institucion=institucion, person__in=list(people))
    rows = rows.select_related("person").order_by("person__first_name", "person__last_name", "pk")
    found = list(rows)
    for row in found:
        row.person.invitacion = row
    return found


def area_by_pk(user: User, pk: int) -> Area:
    """Return an área of any institution of the person."""
    return get_object_or_404(Area.objects.visible_to(user), pk=pk)


def programa_get(user: User, slug: str, year: int) -> Programa:
    """Return a programa with its institution."""
    rows = Programa.objects.visible_to(user).select_related("institucion")
    return get_object_or_404(rows, institucion__slug=slug, year=year)


def linea_get(
    user: User, slug: str, year: int, pk: int, rows: NaturalKeyQuerySet[LineaDeAccion] | None = None
) -> LineaDeAccion:
    """Return a línea with its programa and institution."""
    rows = LineaDeAccion.objects.all() if rows is None else rows
    return get_object_or_404(
        rows.visible_to(user).select_related("eje__programa__institucion"),
        pk=pk,
        eje__programa__year=year,
        eje__programa__institucion__slug=slug,
    )


# The quarter ------------------------------------------------------------------------------------


def _trimestres(user: User) -> QuerySet[Trimestre]:
    return Trimestre.objects.visible_to(user).select_related(
        "programa__institucion", "closed_by", "reopened_by"
    )


def trimestre_get(user: User, slug: str, year: int, number: int) -> Trimestre:
    """Return a quarter with its institution and who closed and reopened it."""
    return get_object_or_404(
        _trimestres(user), programa__institucion__slug=slug, programa__year=year, number=number
    )


def trimestre_by_pk(user: User, pk: int) -> Trimestre:
    """Return a quarter as `trimestre_get` does."""
    return get_object_or_404(_trimestres(user), pk=pk)


def corte_get(trimestre: Trimestre, number: int) -> Corte:
    """Return one closing of a quarter that was got before; what it holds is read when asked."""
    return get_object_or_404(trimestre.cortes.defer("payload"), number=number)


def entregas_visible(user: User) -> QuerySet[EntregaDeArea]:
    """Return the submissions that the person may reach, with all that a review asks of them."""
    return EntregaDeArea.objects.visible_to(user).select_related(
        "trimestre__programa__institucion__second_validator",
        "trimestre__closed_by",
        "area",
        "submitted_by",
        "returned_by",
        "validated_by",
    )


def entrega_get(user: User, slug: str, year: int, number: int, code: str) -> EntregaDeArea:
    """Return what an área handed in of a quarter; `Http404` also while it handed in nothing."""
    return get_object_or_404(
        entregas_visible(user),
        trimestre__programa__institucion__slug=slug,
        trimestre__programa__year=year,
        trimestre__number=number,
        area__code=code,
    )


def entrega_holding(user: User, trimestre_pk: int, area_pk: int) -> EntregaDeArea:
    """Return the submission in which an área handed in a línea of a quarter."""
    return get_object_or_404(entregas_visible(user), trimestre=trimestre_pk, area=area_pk)


def entrega_by_pk(user: User, pk: int) -> EntregaDeArea:
    """Return a submission as `entrega_get` does."""
    return get_object_or_404(entregas_visible(user), pk=pk)


# What is told of what an área handed in: whose it is, and who did what with it.
ENTREGA_PLACE = ("area", "submitted_by", "review_started_by", "returned_by", "validated_by")


def area_entrega(trimestre: Trimestre, code: str) -> tuple[Area, EntregaDeArea | None]:
    """Return an área of a quarter that was got before, and what it handed in, if anything."""
    institucion = trimestre.programa.institucion
    entrega = (
        EntregaDeArea.objects.filter(
            trimestre=trimestre, area__code=code, area__institucion=institucion
        )
        .select_related(*ENTREGA_PLACE)
        .first()
    )
    if entrega:
        entrega.trimestre = trimestre
        area = entrega.area
    else:
        area = get_object_or_404(Area, institucion=institucion, code=code)
    area.institucion = institucion
    return area, entrega


# What is written in it --------------------------------------------------------------------------


def avances_visible(user: User) -> AvanceQuerySet:
    """Return the entries that the person may reach, with all that locks and permissions ask.

    In printed order, each with what the reader of líneas asks (`programs.reading.lines`).
    """
    return _entries().all().visible_to(user)  # a copy: the shared one never holds rows


@cache
def _entries() -> AvanceQuerySet:
    """Return entries with all of that, before anybody asks: built once, as it takes long."""
    rows = AvanceTrimestral.objects.with_place().with_contents()
    return rows.select_related("trimestre__programa__institucion")


def avance_get(user: User, pk: int) -> AvanceTrimestral:
    """Return a quarter entry with its línea and quarter."""
    return get_object_or_404(avances_visible(user), pk=pk)


def avance_of(
    user: User, slug: str, year: int, number: int, linea_pk: int | None
) -> AvanceTrimestral:
    """Return the entry of a línea in a quarter, as `avance_get` does."""
    return get_object_or_404(
        avances_visible(user),
        trimestre__programa__institucion__slug=slug,
        trimestre__programa__year=year,
        trimestre__number=number,
        linea=linea_pk,
    )


def avance_at(user: User, slug: str, year: int, linea: int, number: int) -> AvanceTrimestral:
    """Return the entry of a línea in a quarter as `avance_get` does, by its address."""
    rows = avances_visible(user).filter(
        trimestre__programa__institucion__slug=slug, trimestre__programa__year=year
    )
    return get_object_or_404(rows, linea=linea, trimestre__number=number)


def avance_holding(user: User, cantidad_pk: int) -> AvanceTrimestral:
    """Return the entry of a quantity as `avance_get` does; `component_kind` is what it counts."""
    return get_object_or_404(avances_visible(user).with_component(cantidad_pk))


def cantidad_get(user: User, pk: int) -> AvanceDeComponente:
    """Return the quantity of one component in a quarter, with its entry as `avance_get` does."""
    avance = ("trimestre__programa__institucion", "linea__area", "linea__eje", "linea__meta")
    rows = AvanceDeComponente.objects.visible_to(user).select_related(
        "componente", *(f"avance__{path}" for path in avance)
    )
    return get_object_or_404(rows, pk=pk)


def seccion_get(user: User, pk: int) -> Seccion:
    """Return a section with its quarter, if it is of one."""
    rows = Seccion.objects.visible_to(user).select_related("trimestre__programa__institucion")
    return get_object_or_404(rows, pk=pk)


def seccion_of(user: User, entrega: EntregaDeArea, kind: str) -> Seccion:
    """Return the first section of a kind that an área wrote for its quarter."""
    rows = Seccion.objects.visible_to(user).order_by("order", "pk")
    found = rows.filter(trimestre=entrega.trimestre_id, area=entrega.area_id, kind=kind).first()
    if found is None:
        raise Http404
    return found


def bloque_get(user: User, pk: int) -> Bloque:
    """Return a block with its entry or section."""
    return get_object_or_404(Bloque.objects.visible_to(user).select_related(*OWNERS), pk=pk)


def figura_get(user: User, pk: int) -> Figura:
    """Return a picture with its block and the entry or section of this."""
    owners = (f"bloque__{path}" for path in OWNERS)
    return get_object_or_404(Figura.objects.visible_to(user).select_related(*owners), pk=pk)


def evidencia_get(
    user: User, key: str, rows: NaturalKeyQuerySet[Evidencia] | None = None
) -> Evidencia:
    """Return a received file, of any institution of the person or among `rows`."""
    rows = Evidencia.objects.all() if rows is None else rows
    return get_object_or_404(rows.visible_to(user).select_related("institucion"), key=key)


def hecho_get(user: User, pk: int) -> Hecho:
    """Return a hecho with its kind, its área and its quarter."""
    rows = Hecho.objects.visible_to(user).select_related(
        "kind", "area", "trimestre__programa__institucion"
    )
    return get_object_or_404(rows, pk=pk)


def hecho_gone(user: User, pk: int) -> tuple[Trimestre, str] | None:
    """Return the quarter and the name of a hecho that was taken away, None for any other.

    Only to who could have taken it away: to others it does not exist, whose name they may not read.
    """
    if Hecho.objects.filter(pk=pk).exists():
        return None
    last = Hecho.history.filter(id=pk).select_related("area").first()
    if last is None or not (user.is_superuser or can_capture_for(user, last.area)):
        return None
    return trimestre_by_pk(user, last.trimestre_id), last.name


def marca_get(user: User, tarea_pk: int, month: int) -> MarcaMensual:
    """Return the mark of a tarea in a month of the period (1 to 12)."""
    rows = MarcaMensual.objects.visible_to(user).select_related("tarea__eje__programa__institucion")
    return get_object_or_404(rows, tarea=tarea_pk, month=month)


def observacion_get(user: User, pk: int, rows: NaturalKeyQuerySet[Observacion]) -> Observacion:
    """Return one of the observations `rows`, with its submission and what it is about.

    Who asks says which ones: to an área one that was not sent does not exist.
    """
    rows = rows.visible_to(user).select_related(
        "entrega__area",
        "entrega__trimestre__programa__institucion",
        "avance__trimestre__programa__institucion",
        "seccion",
        "programa__institucion",
    )
    return get_object_or_404(rows, pk=pk)


# The lock ---------------------------------------------------------------------------------------


def quarter_lock(**which: object) -> Trimestre:
    """Lock and return the one quarter of `which`: from then nobody else saves in it.

    `which` are lookups of the quarter, as `pk=3` or `avances=7`; inside a transaction only. Raises
    `Trimestre.DoesNotExist` when there is none.
    """
    return _to_lock().get(**which)


def programa_lock(pk: int) -> Programa:
    """Lock and return a programa, whose plan nobody else then sends, observes or approves.

    Inside a transaction only; it comes before any quarter of it.
    """
    rows = Programa.objects.select_for_update(of=("self",)).select_related("institucion")
    return rows.get(pk=pk)


def quarters_lock(programa: Programa, numbers: Iterable[int]) -> dict[int, Trimestre]:
    """Lock quarters of a programa, in their order, and return them by number."""
    rows = _to_lock().filter(programa=programa, number__in=set(numbers)).order_by("number")
    found = {row.number: row for row in rows}
    for row in found.values():
        row.programa = programa
    return found


@cache
def _to_lock() -> QuerySet[Trimestre]:
    # Only the quarter: PostgreSQL would lock the programa and the institution along with it.
    return Trimestre.objects.select_for_update(of=("self",)).select_related("programa__institucion")
