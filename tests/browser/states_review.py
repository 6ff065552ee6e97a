"""The states of what follows the capture: notices, deadlines, handing in, review, tablero."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Bloque, EntregaDeArea, LineaDeAccion, Tarea
from tests.browser.stage import WRITTEN, Stage
from tests.browser.visits import Act, At, State, Visit, at, linea, press, unfold
from tests.factories import YEAR

OWN = ("propia", YEAR)
REVIEWED = ("revisada", YEAR)
CLOSED = ("cortada", YEAR)
BOARD = "?programa=propia-2026"

# How to get there ---------------------------------------------------------------------------------


def written_tarea(stage: Stage) -> int:
    """Return the key of the tarea whose February has a history."""
    return Tarea.objects.get(linea=stage.linea(WRITTEN)).pk


def refused(name: str) -> Act:
    """Press a button whose answer is the page again, with the focus on its errors."""

    def act(visit: Visit) -> None:
        press(name)(visit)
        expect(visit.page.locator("#error-summary")).to_be_focused()

    return act


def reminder_to_nobody(visit: Visit) -> None:
    """Send a reminder without any área."""
    for box in visit.page.locator("main [type=checkbox]:checked").all():
        box.uncheck()
    refused("Enviar recordatorio")(visit)


def extension_refused(visit: Visit) -> None:
    """Give more days without saying to whom."""
    unfold(visit)
    refused("Dar la prórroga")(visit)


def date_refused(visit: Visit) -> None:
    """Move a deadline to what is no date."""
    visit.page.get_by_label("Fecha límite").first.fill("mañana")
    refused("Mover la fecha límite")(visit)


def approval_refused(visit: Visit) -> None:
    """Record an approval without its act."""
    refused("Registrar la aprobación")(visit)


def adapted(stage: Stage) -> str:
    """Return what chooses a línea to adapt, and a new one."""
    linea = LineaDeAccion.objects.filter(eje__programa__institucion__slug=CLOSED[0]).first()
    return f"?nuevas=1&linea={linea.pk if linea else 0}"


def wrong_name(visit: Visit) -> None:
    """Close a quarter by another name and without a reason."""
    visit.page.get_by_label("Para confirmar, escriba T1 2026").fill("T2 2026")
    refused("Cerrar el 1er trimestre 2026")(visit)


def receipt(code: str) -> At:
    """Open the receipt of an área of the institution under review."""
    return at("entrega_receipt", *REVIEWED, 1, code)


def review(code: str, query: str | Callable[[Stage], str] = "") -> At:
    """Open the review of an área of the institution under review."""
    return at("revision_detail", *REVIEWED, 1, code, query=query)


def observing(stage: Stage) -> str:
    """Return the query that opens the form of an observation on the text of the first línea."""
    key = stage.linea(0, "revisada")
    block = Bloque.objects.get(avance__linea=key, avance__trimestre__number=1, kind="text")
    return f"?linea={key}&observar=bloque-{block.pk}"


def editing(stage: Stage) -> str:
    """Return the query that opens the form of an observation that nobody sent."""
    key = stage.linea(0, "revisada")
    entrega = EntregaDeArea.objects.get(area__code="juridica", status="submitted", round=1)
    row = entrega.observaciones.filter(avance__linea=key, bloque__isnull=False).get()
    return f"?linea={key}&editar={row.pk}"


def own_validated(visit: Visit) -> None:
    """Validate what one handed in oneself, as a form from before would."""
    args = [*REVIEWED, 1, "firmada"]
    version = EntregaDeArea.objects.get(area__code="firmada").version
    visit.post(reverse("entrega_validate", args=args), version=version, verdict="validate")


def pasted(text: str) -> Act:
    """Paste rows in the box of a step, and send them."""

    def act(visit: Visit) -> None:
        visit.page.locator("[name=rows]").fill(text)
        with visit.page.expect_navigation():
            visit.page.locator("form:has([name=rows]) [type=submit]").last.click()

    return act


# The list -----------------------------------------------------------------------------------------

REMINDER = at("recordar", *OWN, 1)
DATES = at("plazos", *OWN)
PLAN, OBSERVING = at("revision_plan", *OWN), "?observar=plan"
CLOSING, CUT_OFF = (at("trimestre_closing", *place, 1) for place in (OWN, CLOSED))
SENDING = at("entrega_review", *OWN, 1, "juridica")
DAYS, AREAS, PEOPLE = (at("preparar_step", OWN[0], step) for step in ("dias", "areas", "personas"))
BAD_DAY = "18/05/2026 Fiesta del estado\n31/02/2026 No existe"
SOME_AREAS = "Secretaría Técnica\n  Unidad de Archivo\tuar\tSubárea\nSecretaría técnica"
SOME_PEOPLE = "Ana Ruiz\tana@x.mx\tConsulta\nEva Cruz\teva@x.mx\tSecretario Técnico"
ADAPTING = at("programa_adapt", *CLOSED, query=adapted)
COMPARE = refused("Comparar antes de confirmar")
EMPTY, UNCHOSEN = refused("Guardar la observación"), refused("Enviar veredicto")
NOTHING = f"{BOARD}&area=archivo&eje=1&etapa=closed"

REVIEW: dict[str, tuple[State, ...]] = {
    "avisos": (
        State("avisos", "enlace", at("avisos")),
        State("ningún aviso", "nobody", at("avisos")),
        State("recordar", "secretario", REMINDER),
        State("recordar sin elegir", "secretario", REMINDER.then(reminder_to_nobody), 422),
        State("recordar donde no hay personas", "superuser", at("recordar", "corriente", YEAR, 1)),
        State("recordar sin atrasos", "empty", at("recordar", "vacia", YEAR, 1)),
        State("historial de la línea", "enlace", at("historial_linea", *OWN, linea(WRITTEN))),
        State("historial vacío", "auditoria", at("historial_linea", *OWN, linea(9))),
        State("historial del mes", "enlace", at("historial_marca", written_tarea, 2)),
        State("historial del área", "secretario", at("historial_area", *OWN, 1, "juridica")),
        State("libro", "reviewer", at("libro", "revisada")),
        State("libro vacío", "empty", at("libro", "vacia")),
        State("cambios de personas y ajustes", "reviewer", at("cambios", "revisada")),
        State("ningún cambio", "empty", at("cambios", "vacia")),
    ),
    "lo que se pega": (
        State("días inhábiles", "planeacion", DAYS),
        State("un día que no se entiende", "planeacion", DAYS.then(pasted(BAD_DAY)), 422),
        State("áreas por pegar", "planeacion", AREAS),
        State("áreas como quedarían", "planeacion", AREAS.then(pasted(SOME_AREAS))),
        State("personas por pegar", "planeacion", PEOPLE),
        State("personas como quedarían", "planeacion", PEOPLE.then(pasted(SOME_PEOPLE))),
        State("una invitación que no sirve", None, at("invitation", "x", "x"), 404),
    ),
    "siguiente ejercicio": (
        State("preparar el año siguiente", "planeacion", at("next_year", *OWN)),
        State("año siguiente preparado", "superuser", at("next_year", *CLOSED)),
        State("lecciones", "superuser", at("lessons", CLOSED[0], YEAR + 1)),
        State("lecciones sin año anterior", "planeacion", at("lessons", *OWN)),
    ),
    "revisión del plan": (
        State("revisión del plan", "planeacion", PLAN),
        State("observar el plan", "enlace", PLAN),
        State("observar en general", "secretario", at("revision_plan", *OWN, query=OBSERVING)),
        State("revisión de un plan aprobado", "superuser", at("revision_plan", *CLOSED)),
    ),
    "periodos": (
        State("plazos", "planeacion", DATES),
        State("plazos para leer, con una prórroga", "reviewer", at("plazos", *REVIEWED)),
        State("plazos con un trimestre cerrado", "superuser", at("plazos", *CLOSED)),
        State("plazos con error", "planeacion", DATES.then(date_refused), 422),
        State("prórroga con errores", "planeacion", DATES.then(extension_refused), 422),
        State("aprobación con errores", "planeacion", DATES.then(approval_refused), 422),
        State("adecuación por empezar", "superuser", at("programa_adapt", *CLOSED)),
        State("adecuación", "superuser", ADAPTING),
        State("adecuación con errores", "superuser", ADAPTING.then(COMPARE), 422),
        State("cierre con faltantes", "secretario", CLOSING),
        State("cierre para leer", "auditoria", CLOSING),
        State("cierre con otro nombre", "secretario", CLOSING.then(wrong_name), 422),
        State("cierre por abrir", "secretario", at("trimestre_closing", *OWN, 3)),
        State("cierre sin líneas", "empty", at("trimestre_closing", "vacia", YEAR, 1)),
        State("trimestre con dos cortes", "closer", CUT_OFF),
        State("cerrado sin corte", "superuser", at("trimestre_closing", "cerrada", YEAR, 1)),
        State("reapertura sin motivo", "closer", CUT_OFF.then(refused("Reabrir")), 422),
    ),
    "entrega": (
        State("por enviar, con faltantes", "enlace", SENDING),
        State("envío rechazado", "titular", SENDING.then(refused("Enviar el 1er")), 422),
        State("por enviar, completo", "boss", at("entrega_review", *REVIEWED, 1, "abierta")),
        State("por enviar otra vez", "boss", at("entrega_review", *REVIEWED, 1, "archivo")),
        State("por enviar, cerrado", "adjuster", at("entrega_review", *CLOSED, 1, "juridica")),
        State("acuse", "boss", receipt("juridica")),
        State("acuse que se puede retirar", "boss", receipt("corregida").then(unfold)),
        State("acuse de lo devuelto", "boss", receipt("archivo")),
        State("acuse de lo validado", "boss", receipt("validada")),
    ),
    "revisión": (
        State("áreas por revisar", "reviewer", at("revision_list")),
        State("ninguna área por revisar", "closer", at("revision_list")),
        State("observaciones sin enviar", "reviewer", review("juridica").then(unfold)),
        State("por observar", "reviewer", review("juridica", observing)),
        State("observación por cambiar", "reviewer", review("juridica", editing)),
        State("observación vacía", "reviewer", review("juridica", observing).then(EMPTY), 422),
        State("veredicto sin elegir", "reviewer", review("juridica").then(UNCHOSEN), 422),
        State("observaciones enviadas", "reviewer", review("archivo").then(unfold)),
        State("observaciones atendidas", "reviewer", review("corregida").then(unfold)),
        State("lo que cambió", "reviewer", review("corregida", "?cambios=1")),
        State("revisión de lo propio", "reviewer", review("firmada")),
        State("validación de lo propio", "reviewer", review("firmada").then(own_validated), 403),
        State("revisión sin envío", "reviewer", review("abierta")),
        State("revisión de lo validado", "reviewer", review("validada")),
    ),
    "tablero": (
        State("tablero del secretario", "secretario", at("tablero")),
        State("tablero con sus tablas", "titular", at("tablero").then(unfold)),
        State("tablero de consulta", "consulta", at("tablero")),
        State("tablero en revisión", "reviewer", at("tablero")),
        State("tablero sin resultados", "secretario", at("tablero", query=NOTHING)),
        State("tablero de una fecha pasada", "reviewer", at("tablero", query="?corte=m1")),
        State("tablero de una fecha que no existe", "reviewer", at("tablero", query="?corte=m14")),
        State("tablero de un programa vacío", "empty", at("tablero")),
        State("tablero sin programas", "nobody", at("tablero")),
    ),
}
