"""The table of the permissions: every address, who gets which status, and what its form sends."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from programs.models import Bloque, ComponenteDeMeta, Notice, Observacion, Seccion, Trimestre
from programs.received.documents import XLSX
from programs.selectors.personas import invitation_mark
from programs.selectors.siguiente_ejercicio import lessons_page
from programs.services.invitacion import invitation_link
from programs.services.password_reset import reset_link
from programs.services.preparar import mark_of
from reports.enums import IssuedKind
from reports.models import DocumentAsk, DocumentJob
from reports.services.emision import draft_of
from reports.services.leases import packed
from tests.files import pdf
from tests.pictures import jpeg
from tests.programs.permission_rules import (
    CAPTURE,
    EDITORS,
    KEEPERS,
    MEMBERS,
    NOT_KEEPERS,
    NOT_REVIEWERS,
    OUTSIDERS,
    READERS,
    SHUT,
    TO_OWN_PAGE,
    TO_PAGE,
    WRITERS,
    Case,
    capture,
    edition,
    everyone,
    read,
    report,
    review,
    unseen,
    who,
)
from tests.programs.permission_stage import Stage

PASTED = json.dumps(
    [{"kind": "text", "key": "captura-abcdef0123456789abcdef01", "values": {"html": "<p>Uno</p>"}}]
)


def observed_in_plan(stage: Stage) -> list:
    """Return the arguments of the change of the enlace's own observation."""
    return [*stage.programa, Observacion.objects.get(key="plan").pk, "cambiar"]


def plan_step(
    post: dict[str, int], args: Callable[[Stage], list] | None = None, **body: object
) -> Case:
    """A step of the review of the plan, which who reads no draft never reaches."""
    return Case(
        get=who(302, READERS),
        post=post,
        args=args or (lambda stage: stage.programa),
        body=lambda stage: body,
        json_403="consulta",
    )


WRITERS_AT_HOME = f"{WRITERS} other"


def brings(roles: str, *, get: int) -> Case:
    """A page of who brings an informe to líneas of their own: nothing is brought."""
    return Case(
        get=who(get, roles),
        post=who(422, roles),
        shut=SHUT,
        get_shut=who(get, roles),
        args=lambda stage: [*stage.programa, 1],
        json_403="planeacion secretario auditoria consulta",
    )


def a_picture(stage: Stage) -> SimpleUploadedFile:
    return SimpleUploadedFile("otra.jpg", jpeg(200, 150, color="#118833"), "image/jpeg")


def the_month(stage: Stage) -> dict[str, object]:
    slug, year = stage.programa
    return {"programa": f"{slug}-{year}", "area": "juridica", "mes": "1"}


def the_lesson(stage: Stage) -> str:
    (count,) = lessons_page(stage.cast.programa).kinds
    return count.seen


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


def of_institution(stage: Stage) -> list:
    """Return the arguments of an institution's addresses."""
    return stage.programa[:1]


def the_link_of_an_invitation(stage: Stage) -> list:
    """Return the arguments of the address by which somebody chooses a password."""
    return invitation_link(stage.invited.invitacion).rstrip("/").split("/")[-2:]


def an_asked_document(stage: Stage) -> list:
    """Return the number of a PTA that waits, which all members of the institution asked for."""
    DocumentJob.objects.filter(key="of-the-table").delete()
    now = timezone.now()
    job = DocumentJob.objects.create(
        institucion=stage.cast.institucion,
        kind="pta",
        about=dict(zip(("slug", "year"), stage.programa, strict=True)),
        title="Programa de Trabajo Anual",
        file_name="pta.pdf",
        key="of-the-table",
        source=packed("<p>Uno</p>"),
        created_at=now,
    )
    people = [stage.people[role] for role in MEMBERS.split()]
    DocumentAsk.objects.bulk_create(
        DocumentAsk(job=job, person=person, asked_at=now) for person in people
    )
    return [job.pk]


def of_hecho(stage: Stage) -> list:
    """Return the argument of the addresses of a hecho."""
    return [stage.hecho.pk]


def a_file(stage: Stage) -> SimpleUploadedFile:
    return SimpleUploadedFile("oficio.pdf", pdf(), "application/pdf")


def a_workbook(stage: Stage) -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.xlsx", stage.workbook, XLSX)


# Of a workbook that is nobody's any more.
KEPT_BOOK = Case(
    get=who(302, KEEPERS),
    post=who(422, KEEPERS),
    args=lambda stage: stage.programa,
    body=lambda stage: {"libro": "vencido"},
    json_403=" ".join(role for role in MEMBERS.split() if role not in KEEPERS.split()),
)


def a_document(stage: Stage) -> dict[str, object]:
    return {
        "area": stage.avance.linea.area_id,
        "token": "una",
        "files": a_file(stage),
    }


def of_issued(stage: Stage) -> list:
    return [stage.issued.folio]


def what_would_be_issued(stage: Stage) -> dict[str, object]:
    """Confirm what the page shows of the quarter, if it is closed."""
    trimestre = Trimestre.objects.select_related("programa__institucion").get(pk=stage.trimestre.pk)
    if trimestre.status != "closed":
        return {"seen": "x"}
    draft = draft_of(IssuedKind.INFORME, trimestre, by=stage.people["secretario"])
    return {"seen": draft.fingerprint}


def part_of(seccion: Seccion) -> dict[str, object]:
    """Return what a page without script sends of a section whose text was changed."""
    name = f"bloque-{seccion.bloques.get().pk}"
    return {"marks": f'{{"{name}": ""}}', f"{name}-html": "Otro texto.", f"{name}-version": 1}


def of_avance(stage: Stage) -> list:
    return [stage.avance.pk]


def of_trimestre(stage: Stage) -> list:
    return [stage.trimestre.pk]


def of_text(stage: Stage) -> list:
    return [stage.text.pk]


def a_figure(stage: Stage, text: int) -> dict:
    """Return what inserts the first quantity of the stage's línea in a text."""
    clave = ComponenteDeMeta.objects.filter(meta__linea=stage.avance.linea).first().clave
    return {"source": f"{clave}.done", "text": text}


def a_number(stage: Stage) -> dict:
    """Return what ties the number that the stage's text holds."""
    at = Bloque.objects.get(pk=stage.text.pk).html.index("7 veces")
    source = a_figure(stage, stage.text.pk)["source"]
    return {"version": stage.text.version, "at": at, "number": "7", "source": source}


def of_figure(stage: Stage) -> list:
    return [stage.figure.pk]


def the_vision(stage: Stage) -> dict[str, object]:
    """Return the form that takes the report's own vision back, with its block as it was read."""
    block = Bloque.objects.get(seccion__trimestre=stage.trimestre, seccion__kind="vision")
    return {"kind": "vision", f"version-{block.pk}": block.version}


def of_area(stage: Stage) -> list:
    return [*stage.programa, 1, "juridica"]


def of_observacion(stage: Stage) -> list:
    return [stage.observacion.pk]


def where_it_was(stage: Stage) -> str:
    """Return what the form of a pending observation says of its place."""
    review = reverse("revision_detail", args=reviewed(stage))
    return f"{review}?linea={stage.pending.avance.linea_id}#parte-todo"


def of_entry(stage: Stage) -> list:
    return [*stage.programa, stage.avance.linea_id, 1]


def reviewed(stage: Stage) -> list:
    return [*stage.programa, 1, "archivo"]


def asked_by_anybody(args: Callable[[Stage], list]) -> Case:
    """Return the case of a page that anybody reads, with or without an account."""
    return Case(get=everyone(200, 200), post=everyone(405, 405), args=args)


CASES: dict[str, Case] = {
    # What anybody may ask, with or without an account.
    "verificar": Case(get=everyone(200, 200), post=everyone(422, 422)),
    "revisar": Case(get=everyone(200, 200), post=everyone(422, 422)),
    "verificar_asked": asked_by_anybody(lambda stage: [stage.issued.folio]),
    "verificar_folio": asked_by_anybody(
        lambda stage: [stage.issued.folio, stage.issued.payload_sha256[:10]]
    ),
    # For who watches the system, who tells nobody else that it is there.
    "metrics": Case(
        get=everyone(404, 404) | {"superuser": 200},
        post=everyone(404, 404),
    ),
    # One's own account.
    "home": read(everyone(200) | {"secretario": 302}),  # to the tablero, where they start
    "account_login": Case(get=everyone(200, 200), post=everyone(422, 422)),
    # Nothing is there while no provider is in the settings.
    "openid_connect_login": Case(
        get=everyone(404, 404), post=everyone(404, 404), args=lambda stage: ["institucional"]
    ),
    "openid_connect_callback": Case(
        get=everyone(404, 404), post=everyone(404, 404), args=lambda stage: ["institucional"]
    ),
    "logout": Case(get=TO_PAGE, post=everyone(302), is_open=True),
    # The administration's own doors, which lead to ours.
    "admin_login": Case(get=everyone(302), post=everyone(302), is_open=True),
    "admin_logout": Case(get=TO_PAGE, post=everyone(302), is_open=True),
    "admin_password_change": Case(get=everyone(302), post=everyone(302)),
    "password_change": Case(get=everyone(200), post=everyone(422)),
    "password_change_done": read(everyone(200)),
    # The second factor: nobody of the stage has one, nor began to sign in with one.
    "mfa_authenticate": Case(get=everyone(302), post=everyone(302), is_open=True),
    "password_forgotten": Case(get=everyone(200, 200), post=everyone(422, 422)),
    "password_reset": Case(
        get=everyone(200, 200),
        post=everyone(422, 422),
        args=lambda stage: reset_link(stage.people["consulta"]).rstrip("/").split("/")[-2:],
    ),
    "security": read(everyone(200)),
    "second_factor_on": Case(get=everyone(200), post=everyone(422)),
    "second_factor_off": Case(get=everyone(302), post=everyone(302)),
    "second_factor_reset": Case(
        get=who(200, KEEPERS, rest=404),
        post=who(302, KEEPERS, rest=404),
        args=lambda stage: [stage.people["consulta"].pk],
    ),
    "recovery_codes": Case(get=everyone(302), post=everyone(302)),
    "recovery_codes_new": Case(get=everyone(302), post=everyone(302)),
    "sessions": read(everyone(200)),
    "sessions_close": Case(get=TO_PAGE, post=everyone(303), body=lambda stage: {"demas": "1"}),
    # Reading.
    "programa_list": read(everyone(200)),
    "trimestre_now": read(everyone(302)),
    "programa_detail": read(who(200, MEMBERS), lambda stage: stage.programa),
    "linea_detail": read(who(200, MEMBERS), lambda stage: [*stage.programa, stage.avance.linea_id]),
    "trimestre_detail": read(who(200, MEMBERS), lambda stage: [*stage.programa, 1]),
    "pta_document": read(who(200, MEMBERS), lambda stage: stage.programa),
    "diferencias_document": read(who(200, MEMBERS), lambda stage: stage.programa),
    "informe_document": report(lambda stage: [*stage.programa, 1]),
    "results_workbook": report(lambda stage: [*stage.programa, 1]),
    "area_document": report(of_area),
    "acuse_document": read(
        who(200, f"{WRITERS} planeacion secretario auditoria"),
        lambda stage: [*of_area(stage), "FOLIO-2"],
    ),
    "linea_preview": read(who(200, READERS), of_entry),
    "document_job": read(who(200, MEMBERS), an_asked_document),
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
    "cambios": read(
        who(200, "planeacion secretario auditoria superuser"),
        lambda stage: [stage.programa[0]],
    ),
    "libro_csv": read(
        who(200, "planeacion secretario auditoria superuser"),
        lambda stage: [stage.programa[0]],
    ),
    # Preparing the institution.
    "institucion_new": read(who(200, "superuser", outside=403)),
    "institucion_add": Case(
        get=TO_PAGE,
        post=who(303, "superuser", outside=403),
        body=lambda stage: {"name": "Nueva", "short_name": "NVA", "state": "Colima", "slug": ""},
    ),
    "preparar": read(who(200, KEEPERS), lambda stage: [stage.programa[0]]),
    "preparar_preview": read(who(200, KEEPERS), lambda stage: [stage.programa[0]]),
    "preparar_step": read(who(200, KEEPERS), lambda stage: [stage.programa[0], "palabras"]),
    "preparar_save": Case(
        get=who(302, KEEPERS),
        post=who(303, KEEPERS),
        json_403=NOT_KEEPERS,
        args=lambda stage: [stage.programa[0], "palabras"],
        body=lambda stage: {
            "read": mark_of(stage.cast.institucion, ["labels"]),
            "word_line": "Acción",
        },
    ),
    "preparar_see": Case(
        get=who(302, KEEPERS),
        post=who(303, KEEPERS),
        json_403=NOT_KEEPERS,
        args=lambda stage: [stage.programa[0], "plazos"],
    ),
    # The preparation of an institution: what is pasted, and who comes in by it.
    "days_keep": Case(
        get=who(302, KEEPERS),
        post=who(303, KEEPERS),
        args=of_institution,
        json_403=NOT_KEEPERS,
        body=lambda stage: {"shown": "2026-01-01", "day": "2026-01-01"},
    ),
    "days_paste": Case(
        get=who(302, KEEPERS),
        post=who(303, KEEPERS),
        args=of_institution,
        json_403=NOT_KEEPERS,
        body=lambda stage: {"rows": "18/05/2026 Fiesta"},
    ),
    "areas_paste": Case(
        get=who(302, KEEPERS),
        post=who(200, KEEPERS),
        args=of_institution,
        json_403=NOT_KEEPERS,
        body=lambda stage: {"rows": "Oficina nueva"},
    ),
    "people_paste": Case(
        get=who(302, KEEPERS),
        post=who(200, KEEPERS),
        args=of_institution,
        json_403=NOT_KEEPERS,
        body=lambda stage: {"rows": "Ana\tana.nueva@x.mx\tConsulta"},
    ),
    # It shows links once, to who just made them; anybody else is led to the step.
    "invitation_links": read(who(303, KEEPERS), of_institution),
    "invitation_new": Case(
        get=who(302, KEEPERS),
        post=who(303, KEEPERS),
        args=lambda stage: [*of_institution(stage), stage.invited.pk],
        json_403=NOT_KEEPERS,
        body=lambda stage: {"seen": invitation_mark(stage.invited.invitacion)},
    ),
    "request_decide": Case(
        get=who(302, KEEPERS),
        post=who(303, "superuser"),
        args=lambda stage: [*of_institution(stage), stage.asked.pk],
        json_403=NOT_KEEPERS,
        body=lambda stage: {"decision": "refuse", "reason": "Falta el nombramiento."},
    ),
    "invitation": Case(
        get=everyone(200, 200), post=everyone(422, 422), args=the_link_of_an_invitation
    ),
    # The periods.
    "next_year": read(who(200, KEEPERS), lambda stage: stage.programa),
    "next_year_begin": Case(
        get=TO_OWN_PAGE,
        post=who(303, KEEPERS),
        args=lambda stage: stage.programa,
        body=lambda stage: {},
    ),
    "lessons": read(who(200, KEEPERS), lambda stage: stage.programa),
    "lessons_decide": Case(
        get=TO_OWN_PAGE,
        post=who(303, KEEPERS),
        args=lambda stage: stage.programa,
        body=lambda stage: {"leccion": "year", "decision": "dejar", "seen": the_lesson(stage)},
    ),
    "planilla": read(who(200, KEEPERS), lambda stage: stage.programa),
    "planilla_download": read(who(200, KEEPERS), lambda stage: stage.programa),
    "planilla_empty": read(who(200, KEEPERS), lambda stage: stage.programa),
    # Without the ticket of a workbook: to the page where it is uploaded.
    "planilla_review": read(who(302, KEEPERS), lambda stage: stage.programa),
    "planilla_upload": replace(
        KEPT_BOOK, post=who(303, KEEPERS), body=lambda stage: {"libro": a_workbook(stage)}
    ),
    "planilla_headings": KEPT_BOOK,
    "planilla_save": KEPT_BOOK,
    "plazos": read(who(200, KEEPERS + " secretario"), lambda stage: stage.programa),
    "programa_adapt": Case(
        get=who(200, KEEPERS),
        post=who(200, KEEPERS),
        args=lambda stage: stage.programa,
        body=lambda stage: {"step": "show"},
    ),
    "second_name": Case(
        get=TO_OWN_PAGE,
        post=who(303, "secretario superuser"),
        args=lambda stage: stage.programa,
        body=lambda stage: {
            "person": stage.cast.people["auditoria"].pk,
            "seen": stage.cast.institucion.second_validator_id or "",
        },
    ),
    # The review of the plan, which is in review.
    "revision_plan": read(who(200, READERS), lambda stage: stage.programa),
    "programa_review": plan_step(who(403, ""), version=1),
    "programa_draft": plan_step(who(303, KEEPERS), version=1),
    "finding_accept": plan_step(
        who(422, KEEPERS), code="no-task", subject="linea-0", fingerprint="0", reason="Así consta."
    ),
    "plan_observe": plan_step(
        who(303, "enlace titular secretario other"), part="plan", key="otra", text="Falta."
    ),
    "plan_observations_send": plan_step(who(422, READERS) | {"enlace": 303}),
    "plan_observation_act": plan_step(
        who(303, "enlace", rest=404) | dict.fromkeys([*KEEPERS.split(), "consulta"], 403),
        observed_in_plan,
        version=1,
        text="Otra más.",
    ),
    "programa_approve": Case(
        get=TO_OWN_PAGE,
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
        get=TO_OWN_PAGE,
        post=who(303, KEEPERS),
        args=lambda stage: [*stage.programa, 2],
        body=lambda stage: {"version": 1, "due_on": "2026-07-14"},
    ),
    "window_move": Case(
        get=TO_OWN_PAGE,
        post=who(303, KEEPERS),
        shut=SHUT,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"version": 1, "due_on": "2026-04-21"},
    ),
    "window_extend": Case(
        get=TO_OWN_PAGE,
        post=who(303, KEEPERS),
        shut=SHUT,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {
            "version": 1,
            "area": stage.avance.linea.area_id,
            "read": f"{stage.avance.linea.area_id}:1",
            "until": "2026-04-24",
            "reason": "Mudanza.",
        },  # fmt: skip
    ),
    # What does not agree is read with the informe, and explained by who answers for it.
    "informe_bring": brings(WRITERS_AT_HOME, get=200),
    # What was read is signed for its reader: nobody's is in the stage.
    "informe_bring_save": brings(WRITERS_AT_HOME, get=302),
    "congruencia": report(lambda stage: [*stage.programa, 1]),
    "hallazgo_accept": Case(
        get=who(302, READERS),
        post=who(422, READERS),
        shut=who(403, ""),
        get_shut=TO_OWN_PAGE,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {
            "code": "stated",
            "subject": "linea-0",
            "fingerprint": "0",
            "reason": "Así consta.",
        },
        json_403="consulta",
    ),
    "trimestre_closing": read(
        who(200, KEEPERS + " secretario auditoria"), lambda stage: [*stage.programa, 1]
    ),
    "trimestre_close": Case(
        get=TO_OWN_PAGE,
        post=who(303, "secretario"),
        shut=SHUT,
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"version": 1, "typed": "T1 2026", "missing_reason": "No hubo tiempo."},
    ),
    "trimestre_reopen": Case(
        get=TO_OWN_PAGE,
        post=SHUT,
        shut=who(303, "secretario"),
        args=lambda stage: [*stage.programa, 1],
        body=lambda stage: {"version": 1, "reason": "Un error de captura."},
    ),
    "corte_document": report(lambda stage: [*stage.programa, 1, 1]),
    # What is issued: from a closed quarter, or an approved programa, which the stage's is not.
    "informe_issue": Case(
        get=who(422, "secretario"),
        get_shut=who(200, "secretario"),
        post=who(422, "secretario"),
        shut=who(303, "secretario"),
        args=lambda stage: [*stage.programa, 1],
        body=what_would_be_issued,
        json_403=NOT_REVIEWERS,
    ),
    "pta_issue": Case(
        get=who(422, "secretario"),
        post=who(422, "secretario"),
        args=lambda stage: stage.programa,
        body=lambda stage: {"seen": "x"},
        json_403=NOT_REVIEWERS,
    ),
    "issued_list": read(everyone(200)),
    "programa_issued": read(who(200, MEMBERS), lambda stage: stage.programa),
    "issued_detail": read(who(200, MEMBERS), of_issued),
    "issued_changes": read(who(200, "secretario"), of_issued),
    "issued_pdf": read(who(200, MEMBERS), of_issued),
    "issued_results": read(who(200, MEMBERS), of_issued),
    "issued_data": read(who(200, MEMBERS), of_issued),
    "issued_signed": read(who(200, MEMBERS), lambda stage: [stage.issued.folio, 1]),
    "issued_signed_add": Case(
        get=TO_OWN_PAGE,
        post=who(303, "secretario"),
        args=of_issued,
        body=lambda stage: {"scan": a_file(stage)},
        json_403=NOT_REVIEWERS,
    ),
    # The tablero: validated figures only for who reads no drafts.
    "tablero": Case(get=who(200, MEMBERS), query=the_board),
    "tablero_csv": Case(get=who(200, MEMBERS), args=lambda stage: ["lineas"], query=the_board),
    "tablero_resumen": Case(get=who(200, MEMBERS), query=the_board),
    # The notices.
    "avisos": read(everyone(200)),
    "first_visit_end": Case(get=TO_PAGE, post=everyone(303)),
    "notices_see": Case(get=TO_PAGE, post=everyone(303), body=every_notice),
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
    "institution_emblem": Case(
        get=who(200, MEMBERS, rest=404),
        get_shut=who(200, MEMBERS, rest=404),
        args=lambda stage: [
            stage.cast.institucion.slug,
            PurePosixPath(stage.cast.institucion.emblem).stem,
        ],
    ),
    "figure_image": Case(
        get=who(200, READERS, rest=404),
        get_shut=who(200, MEMBERS, rest=404),
        args=lambda stage: [stage.evidencia.key, stage.evidencia.renditions[0]["width"]],
    ),
    "evidencia_original": read(
        who(200, f"{WRITERS} planeacion secretario auditoria"),
        lambda stage: [stage.evidencia.key],
    ),
    "evidencia_list": read(who(200, f"{READERS} {OUTSIDERS}")),
    "evidencia_add": Case(get=TO_PAGE, post=who(303, WRITERS), body=a_document),
    # The months.
    "mes": Case(get=who(200, READERS), query=lambda stage: the_month(stage)),
    "marks_save": Case(get=TO_PAGE, post=CAPTURE, shut=SHUT, body=a_mark, json_403="consulta"),
    "month_confirm": Case(
        get=TO_PAGE, post=CAPTURE, shut=SHUT, body=the_month, json_403="consulta"
    ),
    # The quarter of a línea.
    "avance_edit": read(who(200, WRITERS, rest=302), of_entry),
    "avance_findings": read(who(200, WRITERS), lambda stage: [stage.avance.pk]),
    "section_findings": read(who(200, WRITERS), lambda stage: [stage.seccion.pk]),
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
    "page_save": capture(
        of_avance, **{"marks": '{"causa-0": ""}', "causa-0-cause": "Otra.", "causa-0-version": 1}
    ),
    "section_page_save": replace(
        capture(lambda stage: [stage.seccion.pk]), body=lambda stage: part_of(stage.seccion)
    ),
    "ready_mark": capture(of_avance, version=1, ready="0"),
    "block_add": capture(of_avance, kind="text", key="captura-0123456789abcdef01234567"),
    "section_block_add": capture(
        lambda stage: [stage.seccion.pk], kind="text", key="captura-0123456789abcdef01234567"
    ),
    "blocks_paste": capture(of_avance, after="bloque-final", blocks=PASTED),
    "section_blocks_paste": capture(
        lambda stage: [stage.seccion.pk], after="bloque-final", blocks=PASTED
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
    "entrega_withdraw": Case(
        get=TO_OWN_PAGE, post=SHUT, args=of_area, body=lambda stage: {"version": 1}
    ),
    "observacion_answer": Case(
        get=TO_OWN_PAGE,
        post=who(303, "enlace titular"),
        shut=SHUT,
        args=of_observacion,
        body=lambda stage: {"version": 1, "answer": "Ya."},
    ),
    "observacion_accept": Case(
        get=TO_OWN_PAGE,
        post=who(303, "enlace titular"),
        shut=SHUT,
        args=of_observacion,
        body=lambda stage: {"version": 1, "block_version": stage.text.version},
    ),
    # The presentación of the informe.
    "presentacion_edit": read(who(200, READERS), lambda stage: [*stage.programa, 1]),
    "section_start": capture(of_trimestre, area="juridica"),
    "section_customize": edition(of_trimestre, kind="mission"),
    "section_reset": Case(
        get=TO_OWN_PAGE, post=who(303, EDITORS), shut=SHUT, args=of_trimestre, body=the_vision
    ),
    # Blocks and pictures, of a línea or of the presentación.
    "block_save": capture(of_text, version=1, html="<p>Otro texto.</p>"),
    "block_move": capture(of_text, to="down"),
    "block_remove": capture(of_text, version=1),
    "block_restore": capture(lambda stage: [stage.removed.pk]),
    "figure_insert": replace(capture(of_avance), body=lambda stage: a_figure(stage, stage.text.pk)),
    "section_figure_insert": replace(
        capture(lambda stage: [stage.seccion.pk]),
        body=lambda stage: a_figure(stage, stage.seccion.bloques.get().pk),
    ),
    "figure_tie": replace(capture(of_text), body=lambda stage: a_number(stage)),
    "figures_upload": capture(lambda stage: [stage.figures.pk], token="una", files=a_picture),
    "figure_save": capture(
        of_figure, version=1, alt="Tres personas firman.", shows_people="on", in_informe="on"
    ),
    "figure_move": capture(of_figure, to="up"),
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
    "observacion_remove": unseen(lambda stage: [stage.pending.pk], version=1, en=where_it_was),
    "observacion_resolve": unseen(of_observacion, version=1),
    "observaciones_resolve": review(
        lambda stage: [*stage.programa, 1, "juridica"],
        observacion=lambda stage: f"{stage.observacion.pk}:{stage.observacion.version}",
    ),
    "avance_validate": review(lambda stage: [stage.submitted.pk], version=1),
    "entrega_return": review(reviewed, version=1, verdict="return"),
    "entrega_validate": review(
        lambda stage: [*stage.programa, 1, "tercera"], version=1, verdict="validate"
    ),
    # What backs the entry.
    "respaldo_add": capture(of_avance, token="una", files=a_file),
    "respaldo_attach": capture(of_avance, key=lambda stage: stage.document.key),
    "respaldo_detach": capture(lambda stage: [stage.avance.pk, stage.backing.key]),
    # The hechos of the entry.
    "hecho_add": capture(
        of_avance,
        kind="oficio",
        key="hecho-0123456789abcdef01234567",
        name="SE/1/2026",
        day="2026-02-04",
        counts="on",
    ),
    "hechos_paste": capture(
        of_avance, kind="oficio", token="una", rows="SE/2/2026\t2026-02-05", save="1"
    ),
    "hecho_link": capture(lambda stage: [stage.avance.pk, stage.hecho.pk], counts="0"),
    # The stage says 3, and one hecho counts: who chooses agreed to that change.
    "rule_save": capture(
        lambda stage: [stage.quantity.pk], version=1, rule="count:sesion", agreed="3>1"
    ),
    "hecho_edit": Case(get=who(200, WRITERS, rest=302), get_shut=who(302, MEMBERS), args=of_hecho),
    "hecho_save": capture(of_hecho, version=1, name="Primera sesión", day="2026-02-03"),
    "hecho_remove": capture(of_hecho, version=1),
    "figure_origin": report(lambda stage: [*of_entry(stage), 1]),
    "hechos_register": report(lambda stage: [*stage.programa, 1]),
    "registro_workbook": report(lambda stage: [*stage.programa, 1]),
}
