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

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Evidencia,
    Figura,
    MarcaMensual,
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
EDITORS = "secretario planeacion superuser"
READERS = f"{WRITERS} other planeacion secretario auditoria"
MEMBERS = f"{READERS} consulta"
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
    AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
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
    )


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


def a_mark(stage: Stage) -> dict[str, object]:
    slug, year = stage.programa
    tarea = stage.marca.tarea_id
    change = f'[{{"t": {tarea}, "m": 2, "s": "done", "r": "", "n": "", "v": 1}}]'
    return {"programa": f"{slug}-{year}", "changes": change}


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


def of_entry(stage: Stage) -> list:
    return [*stage.programa, stage.avance.linea_id, 1]


CASES: dict[str, Case] = {
    # One's own account.
    "home": read(everyone(200)),
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
    "cause_save": capture(of_avance, version=1, cause="Otra causa."),
    "closing_declare": capture(
        of_avance, version=1, closing="stated", stated_percent="40", closing_reason="Acuerdo 3."
    ),
    "ready_mark": capture(of_avance, version=1, ready="0"),
    "block_add": capture(of_avance, kind="text", key="captura-0123456789abcdef01234567"),
    "section_block_add": capture(
        lambda stage: [stage.seccion.pk], kind="text", key="captura-0123456789abcdef01234567"
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
    # What backs the entry.
    "respaldo_add": capture(of_avance, token="una", files=a_file),
    "respaldo_attach": capture(of_avance, key=lambda stage: stage.document.key),
    "respaldo_detach": capture(lambda stage: [stage.avance.pk, stage.backing.key]),
}
