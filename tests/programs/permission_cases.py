"""The table of the permissions: every address, who gets which status, and what its form sends.

`who` reads as "these get this status, the other members 403, outsiders 404, nobody signed in is
sent to the log-in". A case has a column for GET and one for POST while the quarter is open; `shut`
is POST once it is closed. A script's POST follows from the plain one: 303 is 200, 403 is 423,
except for the roles of `json_403`, who are refused before any lock is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from programs.corte import trimestre_snapshot
from programs.frozen import freeze, payload_hash
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Corte,
    EntregaDeArea,
    Evidencia,
    Figura,
    MarcaMensual,
    Notice,
    Observacion,
    Seccion,
    Trimestre,
    User,
)
from programs.services.bloques import figure_remove, figures_add
from programs.services.evidencia import documents_receive, picture_store, respaldos_receive
from tests.factories import Cast, make_cast, make_person
from tests.files import pdf
from tests.pictures import jpeg

TODAY = date(2026, 4, 10)
CANARY = "canario-del-borrador"
WRITERS = "enlace titular superuser"
KEEPERS = "planeacion superuser"
EDITORS = "secretario planeacion superuser"
READERS = f"{WRITERS} other planeacion secretario auditoria"
MEMBERS = f"{READERS} consulta"
NOT_REVIEWERS = " ".join(role for role in MEMBERS.split() if role != "secretario")
OUTSIDERS = "outsider outsider_enlace"
ROLES = ["anonymous", *MEMBERS.split(), *OUTSIDERS.split()]
Statuses = dict[str, int]


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

    @property
    def programa(self) -> list:
        """The arguments of a programme's addresses."""
        return [self.cast.institucion.slug, self.cast.programa.year]


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
    avance = cast.avance()
    text, figures = Bloque.objects.filter(avance=avance).order_by("order")
    Bloque.objects.filter(pk=text.pk).update(html=f"<p>{CANARY}</p>")
    Bloque.objects.filter(pk=figures.pk).update(caption=CANARY)
    AvanceTrimestral.objects.filter(pk=avance.pk).update(cause=CANARY)
    removed = Bloque.objects.create(
        institucion=own, avance=avance, key="quitado", order=3, kind="text",
        html=f"<p>{CANARY}</p>", removed_at=timezone.now(),
    )  # fmt: skip
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
    Corte.objects.create(
        trimestre=avance.trimestre, number=1, payload=payload, sha256=payload_hash(payload),
        made_at=timezone.now(), made_by=people["secretario"],
    )  # fmt: skip
    AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
    # Handed in, returned, handed in again and withdrawn: the área has it, with a receipt.
    entrega = EntregaDeArea.objects.create(
        trimestre=avance.trimestre, area=avance.linea.area, round=2, folio="FOLIO-2",
        submitted_at=timezone.now(), submitted_by=people["titular"],
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
    )


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


def who(status: int, roles: str, *, rest: int = 403, outside: int = 404) -> Statuses:
    """Return {role: status}; see the head of this file."""
    statuses = dict.fromkeys(ROLES, rest)
    statuses |= dict.fromkeys(OUTSIDERS.split(), outside) | {"anonymous": 302}
    return statuses | dict.fromkeys(roles.split(), status)


def everyone(status: int, anonymous: int = 302) -> Statuses:
    """Return the same status for every person who signed in."""
    return dict.fromkeys(ROLES, status) | {"anonymous": anonymous}


NO_METHOD = everyone(405)
CAPTURE = who(303, WRITERS)
SHUT = who(403, "")


@dataclass(frozen=True)
class Case:
    """One address; `args` and `body` are made from the stage."""

    get: Statuses = field(default_factory=lambda: NO_METHOD)
    post: Statuses = field(default_factory=lambda: NO_METHOD)
    shut: Statuses | None = None
    args: Callable[[Stage], list] = lambda stage: []
    query: Callable[[Stage], Mapping[str, object]] = lambda stage: {}
    body: Callable[[Stage], Mapping[str, object]] = lambda stage: {}
    json_403: str = ""

    def expected(self, method: str, closed: bool) -> Statuses:
        """Return {role: status} of GET, POST or JSON (a script's POST)."""
        if method == "GET":
            return self.get
        plain = self.shut if closed and self.shut is not None else self.post
        if method == "POST" or plain is NO_METHOD:
            return plain
        as_json = {303: 200, 403: 423}
        return {
            role: status if role in self.json_403.split() else as_json.get(status, status)
            for role, status in plain.items()
        }


def capture(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an endpoint that only the área may use, and only while it is open."""
    return Case(post=CAPTURE, shut=SHUT, args=args, body=lambda stage: called(body, stage))


def edition(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an endpoint of who puts the informe together."""
    return replace(capture(args, **body), post=who(303, EDITORS))


def called(body: Mapping[str, object], stage: Stage) -> dict[str, object]:
    """Return a body whose functions were given the stage."""
    return {name: value(stage) if callable(value) else value for name, value in body.items()}


def read(statuses: Statuses, args: Callable[[Stage], list] = lambda stage: []) -> Case:
    """Return the case of a page that is only read."""
    return Case(get=statuses, args=args)


def a_picture(stage: Stage) -> SimpleUploadedFile:
    return SimpleUploadedFile("otra.jpg", jpeg(200, 150, color="#118833"), "image/jpeg")


def the_month(stage: Stage) -> dict[str, object]:
    slug, year = stage.programa
    return {"programa": f"{slug}-{year}", "area": "juridica", "mes": "1"}


def the_board(stage: Stage) -> dict[str, object]:
    slug, year = stage.programa
    return {"programa": f"{slug}-{year}"}


def a_mark(stage: Stage) -> dict[str, object]:
    slug, year = stage.programa
    tarea = stage.marca.tarea_id
    change = f'[{{"t": {tarea}, "m": 2, "s": "done", "r": "", "n": "", "v": 1}}]'
    return {"programa": f"{slug}-{year}", "changes": change}


def every_notice(stage: Stage) -> dict[str, object]:
    """Name the notices of everyone: each marks their own."""
    rows = Notice.objects.filter(institucion=stage.cast.institucion)
    return {"aviso": list(rows.values_list("pk", flat=True))}


def a_file(stage: Stage) -> SimpleUploadedFile:
    return SimpleUploadedFile("oficio.pdf", pdf(), "application/pdf")


def a_document(stage: Stage) -> dict[str, object]:
    return {
        "area": stage.avance.linea.area_id,
        "token": "una",
        "files": a_file(stage),
    }


def of_avance(stage: Stage) -> list:
    return [stage.avance.pk]


def of_trimestre(stage: Stage) -> list:
    return [stage.trimestre.pk]


def of_text(stage: Stage) -> list:
    return [stage.text.pk]


def of_figure(stage: Stage) -> list:
    return [stage.figure.pk]


def of_area(stage: Stage) -> list:
    return [*stage.programa, 1, "juridica"]


def of_observacion(stage: Stage) -> list:
    return [stage.observacion.pk]


def of_entry(stage: Stage) -> list:
    return [*stage.programa, stage.avance.linea_id, 1]


def reviewed(stage: Stage) -> list:
    return [*stage.programa, 1, "archivo"]


def review(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an act of who reviews; a member who does not is refused with 403."""
    return Case(
        post=who(303, "secretario"),
        shut=SHUT,
        args=args,
        body=lambda stage: called(body, stage),
        json_403=NOT_REVIEWERS,
    )


def unseen(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an act on an observation, which nobody but its reviewers may know of."""
    hidden = replace(review(args, **body), post=who(303, "secretario", rest=404), json_403="")
    return replace(hidden, shut=who(403, "secretario", rest=404))


CASES: dict[str, Case] = {
    # One's own account.
    "home": read(everyone(200) | {"secretario": 302}),  # to the tablero, where they start
    "login": Case(get=everyone(200, 200), post=everyone(422, 422)),
    "logout": Case(post=everyone(302)),
    "password_change": Case(get=everyone(200), post=everyone(422)),
    "password_change_done": read(everyone(200)),
    # Reading.
    "programa_list": read(everyone(200)),
    "programa_detail": read(who(200, MEMBERS), lambda stage: stage.programa),
    "linea_detail": read(who(200, MEMBERS), lambda stage: [*stage.programa, stage.avance.linea_id]),
    "trimestre_detail": read(who(200, MEMBERS), lambda stage: [*stage.programa, 1]),
    "pta_document": read(who(200, MEMBERS), lambda stage: stage.programa),
    "informe_document": read(who(200, READERS), lambda stage: [*stage.programa, 1]),
    "linea_preview": read(who(200, READERS), of_entry),
    # Who changed what.
    "historial_linea": read(
        who(200, READERS), lambda stage: [*stage.programa, stage.avance.linea_id]
    ),
    "historial_area": read(who(200, READERS), lambda stage: [*stage.programa, 1, "juridica"]),
    "historial_marca": read(who(200, READERS), lambda stage: [stage.marca.tarea_id, 2]),
    "libro": read(
        who(200, "planeacion secretario auditoria superuser"),
        lambda stage: [stage.programa[0]],
    ),
    # The periods.
    "plazos": read(who(200, KEEPERS + " secretario"), lambda stage: stage.programa),
    "programa_approve": Case(
        post=who(303, KEEPERS),
        args=lambda stage: stage.programa,
        body=lambda stage: {
            "version": 1,
            "agreement": "OG/1",
            "session": "Primera",
            "approved_on": "2026-01-15",
        },  # fmt: skip
    ),
    "window_open": Case(
        post=who(303, KEEPERS),
        args=lambda stage: [*stage.programa, 2],
        body=lambda stage: {"version": 1, "due_on": "2026-07-14"},
    ),
    "window_move": Case(
        post=who(303, KEEPERS),
        shut=SHUT,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"version": 1, "due_on": "2026-04-21"},
    ),
    "window_extend": Case(
        post=who(303, KEEPERS),
        shut=SHUT,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {
            "version": 1,
            "area": stage.avance.linea.area_id,
            "until": "2026-04-24",
            "reason": "Mudanza.",
        },  # fmt: skip
    ),
    "trimestre_closing": read(
        who(200, KEEPERS + " secretario auditoria"), lambda stage: [*stage.programa, 1]
    ),
    "trimestre_close": Case(
        post=who(303, "secretario"),
        shut=SHUT,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"version": 1, "typed": "T1 2026", "missing_reason": "No hubo tiempo."},
    ),
    "trimestre_reopen": Case(
        post=SHUT,
        shut=who(303, "secretario"),
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"version": 1, "reason": "Un error de captura."},
    ),
    "corte_document": read(who(200, READERS), lambda stage: [*stage.programa, 1, 1]),
    # The tablero: validated figures only for who reads no drafts.
    "tablero": Case(get=who(200, MEMBERS), query=the_board),
    "tablero_csv": Case(get=who(200, MEMBERS), args=lambda stage: ["lineas"], query=the_board),
    "tablero_resumen": Case(get=who(200, MEMBERS), query=the_board),
    # The notices.
    "avisos": read(everyone(200)),
    "notices_see": Case(post=everyone(303), body=every_notice),
    "recordar": Case(
        get=who(200, "secretario planeacion superuser"),
        post=who(303, "secretario planeacion superuser"),
        shut=who(422, "secretario planeacion superuser"),
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"area": "juridica"},
        json_403="enlace titular other auditoria consulta",
    ),
    # Files.
    "institution_css": Case(
        get=everyone(200, 200),
        post=everyone(405, 405),
        args=lambda stage: [stage.cast.institucion.slug],
    ),
    "figure_image": read(
        who(200, READERS, rest=404),
        lambda stage: [stage.evidencia.key, stage.evidencia.renditions[0]["width"]],
    ),
    "evidencia_original": read(
        who(200, f"{WRITERS} planeacion secretario auditoria"),
        lambda stage: [stage.evidencia.key],
    ),
    "evidencia_list": read(who(200, f"{READERS} {OUTSIDERS}")),
    "evidencia_add": Case(post=who(303, WRITERS), body=a_document),
    # The months.
    "mes": Case(get=who(200, READERS), query=lambda stage: the_month(stage)),
    "marks_save": Case(post=CAPTURE, shut=SHUT, body=a_mark, json_403="consulta"),
    "month_confirm": Case(post=CAPTURE, shut=SHUT, body=the_month, json_403="consulta"),
    # The quarter of a línea.
    "avance_edit": read(who(200, WRITERS, rest=302), of_entry),
    "quantity_save": capture(
        lambda stage: [stage.quantity.pk], version=1, quantity="7", received="", reason="Sí."
    ),
    "adjustment_save": capture(
        lambda stage: [stage.quantity.pk],
        version=1,
        adjustment="",
        adjustment_reason="",
    ),
    "cause_save": capture(of_avance, version=1, cause="Otra causa."),
    "closing_declare": capture(
        of_avance, version=1, closing="stated", stated_percent="40", closing_reason="Acuerdo 3."
    ),
    "ready_mark": capture(of_avance, version=1, ready="0"),
    "block_add": capture(of_avance, kind="text", key="captura-0123456789abcdef01234567"),
    "section_block_add": capture(
        lambda stage: [stage.seccion.pk], kind="text", key="captura-0123456789abcdef01234567"
    ),
    # What the área hands in: something is missing, so that nobody's submission is taken.
    "entrega_review": Case(
        get=who(200, WRITERS),
        post=who(422, "titular"),
        shut=SHUT,
        args=of_area,
        body=lambda stage: {"statement": "on", "version": 1},
    ),
    "entrega_receipt": read(who(200, f"{WRITERS} planeacion secretario auditoria"), of_area),
    "entrega_withdraw": Case(post=SHUT, args=of_area, body=lambda stage: {"version": 1}),
    "observacion_answer": Case(
        post=who(303, "enlace titular"),
        shut=SHUT,
        args=of_observacion,
        body=lambda stage: {"version": 1, "answer": "Ya."},
    ),
    "observacion_accept": Case(
        post=who(303, "enlace titular"),
        shut=SHUT,
        args=of_observacion,
        body=lambda stage: {"version": 1},
    ),
    # The presentación of the informe.
    "presentacion_edit": read(who(200, READERS), lambda stage: [*stage.programa, 1]),
    "section_start": capture(of_trimestre, area="juridica"),
    "section_customize": edition(of_trimestre, kind="mission"),
    "section_reset": edition(of_trimestre, kind="vision"),
    # Blocks and pictures, of a línea or of the presentación.
    "block_save": capture(of_text, version=1, html="<p>Otro texto.</p>"),
    "block_move": capture(of_text, to="down"),
    "block_remove": capture(of_text),
    "block_restore": capture(lambda stage: [stage.removed.pk]),
    "figures_upload": capture(lambda stage: [stage.figures.pk], token="una", files=a_picture),
    "figure_save": capture(
        of_figure, version=1, alt="Tres personas firman.", shows_people="on", publishable="on"
    ),
    "figure_remove": capture(of_figure, version=1),
    "figure_restore": capture(lambda stage: [stage.gone.pk]),
    # The review.
    "revision_list": read(who(200, "secretario", outside=403)),
    "revision_detail": read(who(200, "secretario"), reviewed),
    "observacion_add": review(
        reviewed,
        linea=lambda stage: stage.submitted.linea_id,
        observar="todo",
        key="revision-0123456789abcdef01234567",
        text="Falta la fecha.",
    ),
    "observacion_edit": unseen(lambda stage: [stage.pending.pk], version=1, text="Otra."),
    "observacion_remove": unseen(lambda stage: [stage.pending.pk]),
    "observacion_resolve": unseen(of_observacion, version=1),
    "avance_validate": review(lambda stage: [stage.submitted.pk], version=1),
    "entrega_return": review(reviewed, version=1, verdict="return"),
    "entrega_validate": review(
        lambda stage: [*stage.programa, 1, "tercera"], version=1, verdict="validate"
    ),
    # What backs the entry.
    "respaldo_add": capture(of_avance, token="una", files=a_file),
    "respaldo_attach": capture(of_avance, key=lambda stage: stage.document.key),
    "respaldo_detach": capture(lambda stage: [stage.avance.pk, stage.backing.key]),
}
