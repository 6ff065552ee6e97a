"""The stage of the permissions: one row of everything that an address names."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from programs.enums import Role
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Eje,
    EntregaDeArea,
    Evidencia,
    Figura,
    FuncionPedida,
    Hecho,
    Invitacion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Notice,
    Observacion,
    Programa,
    Seccion,
    Trimestre,
    User,
)
from programs.reading.corte import trimestre_snapshot
from programs.resources.planilla.exchange import planilla_of
from programs.services.evidencia import documents_receive, picture_store, respaldos_receive
from programs.services.figuras import figure_remove, figures_add
from programs.services.hechos import HechoData, hecho_add
from programs.services.institucion import emblem_copy, emblem_store
from programs.services.ledger import ledger_append
from programs.services.programa import programa_complete
from programs.values.frozen import freeze
from reports.enums import FileForm
from reports.models import IssuedReport
from reports.services.issued_files import rendition_add, signed_add
from tests.cortes import store_corte
from tests.factories import Cast, make_cast, make_person
from tests.files import pdf
from tests.pictures import jpeg
from tests.reports.issue_cast import issue_pta

TODAY = date(2026, 4, 10)
CANARY = "canario-del-borrador"


@dataclass(frozen=True)
class Stage:
    """The cast with one row of everything that an address names, all of the área `juridica`."""

    cast: Cast
    people: dict[str, User]
    avance: AvanceTrimestral
    quantity: AvanceDeComponente
    text: Bloque
    removed: Bloque
    figures: Bloque
    figure: Figura
    gone: Figura
    document: Evidencia
    backing: Evidencia
    evidencia: Evidencia
    marca: MarcaMensual
    seccion: Seccion
    trimestre: Trimestre
    observacion: Observacion
    pending: Observacion
    submitted: AvanceTrimestral
    issued: IssuedReport
    invited: User
    asked: FuncionPedida
    hecho: Hecho

    @property
    def programa(self) -> list:
        """The arguments of a programme's addresses."""
        return [self.cast.institucion.slug, self.cast.programa.year]

    @cached_property
    def workbook(self) -> bytes:
        """The plan as the workbook that people fill in, written once: no test changes the plan."""
        return planilla_of(self.cast.programa)


def invite(cast: Cast) -> User:
    """Return somebody of the institution who has not chosen a password yet."""
    person = User.objects.create(username="invitada", password="!")
    Membresia.objects.create(user=person, institucion=cast.institucion, role=Role.CONSULTA)
    Invitacion.objects.create(
        institucion=cast.institucion, person=person, secret="x", made_at=timezone.now()
    )
    return person


def ask_function(cast: Cast) -> FuncionPedida:
    """Return a function that waits for a superuser."""
    return FuncionPedida.objects.create(
        institucion=cast.institucion,
        first_name="Eva",
        email="eva@x.mx",
        role=Role.SECRETARIO,
        asked_at=timezone.now(),
    )


def issue(cast: Cast) -> IssuedReport:
    """Issue the PTA with its PDF and a signed copy; the plan is in review again."""
    rows = type(cast.programa).objects.filter(pk=cast.programa.pk)
    act = {"approval_agreement": "A/1", "approval_session": "Primera", "approved_on": TODAY}
    rows.update(status="approved", **act)
    issued = issue_pta(cast)
    rows.update(status="review", approval_agreement="", approval_session="", approved_on=None)
    for form in (FileForm.PDF, FileForm.XLSX):
        rendition_add(issued, pdf(), form=form, versions={}, now=timezone.now())
    scan = SimpleUploadedFile("firmado.pdf", pdf(b"% firmado\n"))
    signed_add(issued, scan, by=cast.people["secretario"], now=timezone.now())
    return issued


def make_stage(lineas: int = 4) -> Stage:
    """Make the cast with a plan of so many líneas, pictures and sections.

    Drafts hold `CANARY` in every text.
    """
    cast = make_cast(lineas=lineas)
    own = cast.institucion
    other = cast.people["outsider"].memberships[0].institucion
    people = dict(cast.people)
    people["other"] = make_person("otra", own, "enlace", "archivo")
    people["outsider_enlace"] = make_person("ajena", other, "enlace", "juridica")
    Notice.objects.bulk_create(
        Notice(
            institucion=own, person=person, kind="opened", key="opened:t0:1", text="Se abrió.",
            path="/", created_at=timezone.now(),
        )
        for person in people.values()
    )  # fmt: skip
    now = timezone.now()
    Observacion.objects.create(
        key="plan", programa=cast.programa, text="Otra.", created_at=now,
        created_by=people["enlace"],
    )  # fmt: skip
    avance = cast.avance()
    text, figures = Bloque.objects.filter(avance=avance).order_by("order")
    Bloque.objects.filter(pk=text.pk).update(html=f"<p>{CANARY}, 7 veces.</p>")
    Bloque.objects.filter(pk=figures.pk).update(caption=CANARY)
    AvanceTrimestral.objects.filter(pk=avance.pk).update(cause=CANARY)
    removed = Bloque.objects.create(
        institucion=own, avance=avance, key="quitado", order=3, kind="text",
        html=f"<p>{CANARY}</p>", removed_at=timezone.now(),
    )  # fmt: skip
    own.emblem = emblem_store(emblem_copy(ContentFile(jpeg(80, 60))))
    own.save(update_fields=["emblem"])
    evidencia = picture_store(
        jpeg(320, 240), name="foto.jpg", institucion=own, by=people["enlace"],
        area=avance.linea.area,
    )  # fmt: skip
    (figure,) = figures_add(figures.pk, evidencias=[evidencia], by=people["enlace"])
    gone = Figura.objects.create(bloque=figures, order=9, alt=CANARY)
    figure_remove(gone.pk, by=people["enlace"])
    given = {"token": "previa", "by": people["enlace"]}
    (document,) = documents_receive(
        avance.linea.area, files=[SimpleUploadedFile("acta.pdf", pdf())], **given
    )
    (backing,) = respaldos_receive(
        avance.pk, files=[SimpleUploadedFile("lista.pdf", pdf())], **given
    )
    MarcaMensual.objects.filter(tarea__area=avance.linea.area, month=1).update(
        status="done", reported_by=people["enlace"], reported_at=timezone.now()
    )
    seccion = Seccion.objects.create(
        institucion=own,
        trimestre=avance.trimestre,
        area=avance.linea.area,
        key="otra-juridica",
        kind="other",
        order=1,
        heading="Otra parte",
    )
    Bloque.objects.create(
        institucion=own, seccion=seccion, key="bloque-otra-juridica", order=1, kind="text"
    )
    for kind in ("mission", "vision"):
        texts = [Seccion(institucion=own, key=kind, kind=kind, order=2, heading=kind)]
        if kind == "vision":
            texts.append(Seccion(institucion=own, key="t1", kind=kind, order=2, heading=kind))
            texts[-1].trimestre = avance.trimestre
        for section in texts:
            section.save()
            key = f"bloque-{section.key}"
            Bloque.objects.create(institucion=own, seccion=section, key=key, order=1, kind="text")
    # One that says something, so that taking it back changes a row.
    AvanceDeComponente.objects.filter(avance=avance).update(
        adjustment=1, adjustment_reason="Faltó uno."
    )
    payload = freeze(trimestre_snapshot(avance.trimestre))
    store_corte(avance.trimestre, payload, by=people["secretario"], at=timezone.now())
    AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
    # A year before, whose first línea names it: what it taught waits for a decision.
    before = Programa.objects.create(institucion=own, year=cast.programa.year - 1)
    eje = Eje.objects.create(programa=before, order=1, name="Eje")
    LineaDeAccion.objects.create(
        eje=eje, order=1, area=avance.linea.area, clave=avance.linea.clave,
        title=f"Plan {before.year}",
    )  # fmt: skip
    programa_complete(before)
    # Handed in, returned, handed in again and withdrawn: the área has it, with a receipt.
    entrega = EntregaDeArea.objects.create(
        trimestre=avance.trimestre, area=avance.linea.area, round=2, folio="FOLIO-2",
        submitted_at=timezone.now(), submitted_by=people["titular"],
    )  # fmt: skip
    ledger_append(
        own.pk, action="entrega_submit", subject=str(entrega), by=people["titular"],
        now=timezone.now(), data={"folio": "FOLIO-2", "statement": "Confirmo.", "lineas": []},
    )  # fmt: skip
    observacion = Observacion.objects.create(
        entrega=entrega, key="observada", avance=avance, bloque_id=text.pk, text=CANARY,
        proposed="<p>Se firmaron tres.</p>", status="sent", created_at=timezone.now(),
        created_by=people["secretario"], sent_at=timezone.now(),
    )  # fmt: skip
    pending, submitted = _handed_in(cast)
    return Stage(
        cast=cast,
        people=people,
        avance=AvanceTrimestral.objects.get(pk=avance.pk),
        quantity=avance.cantidades.get(),
        text=Bloque.objects.get(pk=text.pk),
        removed=removed,
        figures=Bloque.objects.get(pk=figures.pk),
        figure=figure,
        gone=gone,
        document=document.evidencia,
        backing=backing.evidencia,
        evidencia=evidencia,
        marca=MarcaMensual.objects.get(tarea__linea=avance.linea, month=2),
        seccion=seccion,
        trimestre=avance.trimestre,
        observacion=observacion,
        pending=pending,
        submitted=submitted,
        issued=issue(cast),
        invited=invite(cast),
        asked=ask_function(cast),
        hecho=a_hecho(avance, people["enlace"]),
    )


def a_hecho(avance: AvanceTrimestral, by: User) -> Hecho:
    """Return a session that counts in an entry, which is lista as before."""
    hecho = hecho_add(
        avance.pk,
        key="hecho-000000000000000000000000",
        data=HechoData("sesion", CANARY, date(2026, 2, 3), {"tipo": "Ordinaria"}),
        counts=True,
        by=by,
        now=timezone.now(),
    )
    AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True, version=1)
    return hecho


def _handed_in(cast: Cast) -> tuple[Observacion, AvanceTrimestral]:
    """Hand in two áreas, one of them without líneas, which nothing keeps from being validated.

    Returns an observation of `archivo` that was not sent, and a línea of it without any.
    """
    now, by = timezone.now(), cast.people["superuser"]
    rows = AvanceTrimestral.objects.filter(
        trimestre__programa=cast.programa, trimestre__number=1, linea__area__code="archivo"
    )
    rows.update(status="submitted", submitted_at=now, submitted_by=by)
    first, second = rows.order_by("linea__order")[:2]
    bare = Area.objects.create(
        institucion=cast.institucion, code="tercera", name="Tercera", order=3
    )
    sent = {"status": "submitted", "submitted_at": now, "submitted_by": by, "round": 1}
    sent |= {"trimestre": first.trimestre, "folio": "FOLIO-1"}
    EntregaDeArea.objects.create(area=bare, **sent)
    entrega = EntregaDeArea.objects.create(area=first.linea.area, **sent)
    pending = Observacion.objects.create(
        entrega=entrega, avance=first, key="pendiente", text=CANARY, created_at=now, created_by=by
    )
    return pending, second
