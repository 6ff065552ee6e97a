"""The people of the administration's tests, and forms filled in as a browser would."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.admin import site
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.enums import NoticeKind, TrimestreStatus
from programs.models import (
    Area,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    DiaInhabil,
    Eje,
    Evidencia,
    Hecho,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Meta,
    Notice,
    Programa,
    Seccion,
    Tarea,
    TipoDeHecho,
    Trimestre,
    User,
)
from tests.adecuaciones import make_change
from tests.programs.plan_files import loaded_plans

OWN, OTHER = "sesaech", "sesea-slp"
AREA_ROLES = ("enlace", "titular")
# Who is who in the matrix. `outsider` plans for the other institution.
PEOPLE = {
    "enlace": (OWN, "enlace", "uaa"),
    "titular": (OWN, "titular", "uaa"),
    "planeacion": (OWN, "planeacion", None),
    "secretario": (OWN, "secretario", None),
    "consulta": (OWN, "consulta", None),
    "auditoria": (OWN, "auditoria", None),
    "outsider": (OTHER, "planeacion", None),
    "outsider_enlace": (OTHER, "enlace", "das"),
}
MODELS = sorted(
    (model for model in site._registry if model._meta.app_label == "programs"),
    key=lambda model: model.__name__,
)


@contextmanager
def world() -> Iterator[None]:
    """Hold both documents, the cast and a row of every model until the block ends."""
    with loaded_plans():
        make_people()
        make_rows()
        yield


def make_people() -> None:
    """Make the cast; everyone is staff, so that only our own permissions decide."""
    for name, (slug, role, code) in PEOPLE.items():
        institucion = Institucion.objects.get(slug=slug)
        area = Area.objects.get(institucion=institucion, code=code) if code else None
        user = User.objects.create(username=f"prueba.{name}", is_staff=True)
        Membresia.objects.create(user=user, institucion=institucion, role=role, area=area)
    User.objects.create_superuser("prueba.superuser")


def make_rows() -> None:
    """Give both institutions a row of every model that has a screen, in quarters that are open."""
    Trimestre.objects.update(status=TrimestreStatus.OPEN)
    for slug, code in ((OWN, "uaa"), (OTHER, "das")):
        institucion = Institucion.objects.get(slug=slug)
        area = Area.objects.get(institucion=institucion, code=code)
        eje = Eje.objects.get(programa__institucion=institucion, order=1)
        linea = LineaDeAccion.objects.filter(eje=eje, area=area).order_by("order").first()
        DiaInhabil.objects.create(institucion=institucion, day="2024-02-05", name="Constitución")
        Evidencia.objects.create(
            institucion=institucion,
            area=area,
            key=f"prueba-{slug}",
            original="originals/x",
            original_name=f"foto-{slug}.jpg",
            media_type="image/jpeg",
            size=10,
            sha256="0" * 64,
        )
        meta, _ = Meta.objects.get_or_create(linea=linea, defaults={"text": f"Meta de {slug}"})
        componente, _ = ComponenteDeMeta.objects.get_or_create(
            meta=meta, order=1, defaults={"unit": f"unidad de {slug}", "quantity": 4}
        )
        make_change(
            componente, 2, original=4, adjusted=6, adjusted_text="6 documentos", reason="Ajuste",
            agreement="A-1", agreed_on="2024-05-01",
        )  # fmt: skip
        tarea = Tarea.objects.create(
            eje=eje, linea=linea, area=area, order=90, text=f"Tarea de prueba de {slug}"
        )
        for month in (1, 2, 3):
            MarcaMensual.objects.create(tarea=tarea, month=month)
        Notice.objects.create(
            institucion=institucion,
            person=User.objects.get(
                username="prueba.planeacion" if slug == OWN else "prueba.outsider"
            ),
            kind=NoticeKind.OPENED,
            key=f"prueba-{slug}",
            text=f"Se abrió el trimestre de {slug}.",
            path="/",
            created_at=timezone.now(),
        )
        avance = AvanceTrimestral.objects.get(linea=linea, trimestre__number=2)
        kind = TipoDeHecho.objects.create(
            institucion=institucion, key="prueba", name=f"Tipo de {slug}",
            plural=f"Tipos de {slug}", name_label="Nombre", field_rows=[],
        )  # fmt: skip
        Hecho.objects.create(
            institucion=institucion, area=area, trimestre=avance.trimestre, kind=kind,
            key=f"prueba-{slug}", name=f"Hecho de {slug}", day="2024-05-02", values={},
        )  # fmt: skip
        Bloque.objects.create(
            institucion=institucion,
            avance=avance,
            key=f"prueba-{slug}",
            order=1,
            kind="text",
            html=f"<p>Texto de {slug}</p>",
        )


def client_of(name: str, client: Client | None = None) -> Client:
    """Return a browser in which the person is signed in; `client`: which, instead of Django's."""
    client = client or Client()
    client.force_login(User.objects.get(username=f"prueba.{name}"))
    return client


def sample(model, slug: str):
    """Return the row of an institution on which the matrix is tried: its first área's own."""
    code = {OWN: "uaa", OTHER: "das"}[slug]
    rows = {
        Institucion: Institucion.objects.filter(slug=slug),
        User: User.objects.filter(username="prueba.enlace" if slug == OWN else "prueba.outsider"),
        Membresia: Membresia.objects.filter(
            user__username="prueba.enlace" if slug == OWN else "prueba.outsider"
        ),
        Tarea: Tarea.objects.filter(order=90, area__institucion__slug=slug),
        MarcaMensual: MarcaMensual.objects.filter(
            tarea__order=90, tarea__area__institucion__slug=slug
        ),
        AvanceTrimestral: AvanceTrimestral.objects.filter(
            linea__area__code=code, linea__area__institucion__slug=slug, trimestre__number=2
        ),
        Bloque: Bloque.objects.filter(key=f"prueba-{slug}"),
        Evidencia: Evidencia.objects.filter(key=f"prueba-{slug}"),
        Trimestre: Trimestre.objects.filter(programa__institucion__slug=slug),
        Programa: Programa.objects.filter(institucion__slug=slug),
        Seccion: Seccion.objects.filter(institucion__slug=slug),
    }.get(model)
    if rows is None:
        rows = model.objects.filter(**{f"{model.institucion_path}__slug": slug})
    return rows.order_by("pk").first()


def avance_of(code: str, quarter: int = 2) -> AvanceTrimestral:
    """Return the entry of the first línea of an área of the cast's institution."""
    return AvanceTrimestral.objects.filter(
        linea__area__code=code, linea__area__institucion__slug=OWN, trimestre__number=quarter
    ).order_by("linea__order")[0]


def url(model, action: str, *args) -> str:
    """Return the address of a screen."""
    return reverse(f"admin:programs_{model._meta.model_name}_{action}", args=args)


def filled(response, **changes) -> dict[str, object]:
    """Return what a browser would send from a screen, with some fields changed."""
    context = response.context
    forms = [context["adminform"].form]
    data: dict[str, object] = {}
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.initial_forms]
    for form in forms:
        for bound in form:
            shown = bound.value()
            if shown is None or shown is False:
                continue
            data[bound.html_name] = "on" if shown is True else shown
    data.update(changes)
    return {name: value for name, value in data.items() if value is not None}


def errors_of(response) -> str:
    """Return all the sentences of a refused screen."""
    context = response.context
    parts = [str(context["adminform"].form.errors)] if context else []
    for formset in context["inline_admin_formsets"] if context else []:
        parts += [str(formset.formset.errors), str(formset.formset.non_form_errors())]
    return " ".join(parts)


def unchanged(row) -> bool:
    """Tell whether a row is stored as it was read."""
    stored = type(row).objects.get(pk=row.pk)
    return all(
        getattr(stored, field.attname) == getattr(row, field.attname)
        for field in row._meta.concrete_fields
    )
