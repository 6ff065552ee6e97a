"""The written list of page states that every look-and-read check opens.

Each state says who looks, how to get there, and the status of the answer. Nothing here changes
what another state shows: a refused form saves nothing, and what is sent belongs to its state.
Here: the account, Inicio, what is read, the months. The rest: `states_capture`, `states_review`,
`states_documents`,
`states_issued`, `states_preparar`, `states_revisar`.
"""

import re

from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Tarea
from tests.browser.states_capture import CAPTURE
from tests.browser.states_documents import DOCUMENTS
from tests.browser.states_issued import ISSUED
from tests.browser.states_planilla import PLANILLA
from tests.browser.states_preparar import PREPARAR
from tests.browser.states_review import REVIEW
from tests.browser.states_revisar import REVISAR
from tests.browser.visits import Act, State, Visit, at, drawn, linea
from tests.factories import PASSWORD, YEAR

OWN = ("propia", YEAR)
ANOTHERS = at("second_factor_reset", lambda stage: stage.people["consulta"].pk)
MARCH = "?programa=propia-2026&mes=3"

# How to get there ---------------------------------------------------------------------------------


def refused_sign_in(visit: Visit) -> None:
    """Sign in with a wrong password."""
    visit.go("account_login")
    visit.page.locator("#id_username").fill("enlace")
    visit.page.locator("#id_password").fill("no es esta")
    visit.press("Entrar")
    expect(visit.page.locator("#error-summary")).to_be_focused()


def signed_out(visit: Visit) -> None:
    """Sign in and out."""
    visit.go("account_login")
    visit.page.locator("#id_username").fill("consulta")
    visit.page.locator("#id_password").fill(PASSWORD)
    visit.press("Entrar")
    visit.page.wait_for_url(f"{visit.base}/")
    visit.page.locator(".site-header summary:visible").click()
    visit.page.get_by_role("button", name="Cerrar sesión").locator("visible=true").click()
    expect(visit.page.locator(".messages")).to_contain_text("Cerró su sesión.")


def expired_form(visit: Visit) -> None:
    """Send a form whose key is not the browser's."""
    visit.go("account_login")
    visit.page.wait_for_load_state("networkidle")
    visit.post(reverse("account_login"), csrfmiddlewaretoken="x")
    visit.page.wait_for_load_state("networkidle")


def form_without_session(visit: Visit) -> None:
    """Send a form to a page of people, without having signed in."""
    visit.go("account_login")
    token = visit.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    visit.post(reverse("notices_see"), aviso="1", texto="Lo escrito", csrfmiddlewaretoken=token)


def sent_to(name: str) -> Act:
    """Say that the person was sent to another address."""

    def act(visit: Visit) -> None:
        expect(visit.page).to_have_url(re.compile(re.escape(reverse(name))))

    return act


def open_menu(visit: Visit) -> None:
    """Open the menu of the header."""
    visit.go("programa_list")
    visit.page.locator(".site-header summary:visible").click()


def first_steps_put_away(visit: Visit) -> None:
    """Put away the first steps on Inicio, if they are still there."""
    visit.go("home")
    again = visit.page.get_by_role("button", name="No mostrar más")
    if again.count():
        again.click()
    expect(visit.page.locator(".first-visit")).to_have_count(0)


def refused_password(visit: Visit) -> None:
    """Change the password for one that is too short."""
    visit.go("password_change")
    visit.page.locator("#id_old_password").fill("otra")
    visit.page.locator("#id_new_password1").fill("corta")
    visit.page.locator("#id_new_password2").fill("cortas")
    visit.page.locator("main [type=submit]").click()
    expect(visit.page.locator("#error-summary")).to_be_focused()


def refused_first_code(visit: Visit) -> None:
    """Turn the second factor on without a code."""
    visit.go("second_factor_on")
    visit.press("Activar")
    expect(visit.page.locator("#error-summary")).to_be_focused()


def month_cell_open(visit: Visit) -> None:
    """Ask why a cell was not done, in the grid or in the list."""
    visit.go("mes", query=MARCH)
    cell = visit.page.locator("table[role=grid] input[tabindex='0']")
    if cell.is_visible():
        cell.focus()
        visit.page.keyboard.press("n")
        visit.press("Guardar")
        expect(visit.page.locator("#d-error")).to_be_visible()
    else:
        visit.page.locator(".mes-more summary:visible").first.click()


def month_refused(visit: Visit) -> None:
    """Say both that a tarea was done and that it was not."""
    visit.go("mes", query=f"{MARCH}&vista=lista")
    place = f"{Tarea.objects.get(linea=visit.stage.linea(3)).pk}-3"
    seen = visit.page.locator(f"[name=w-{place}]").input_value()
    fields = {f"w-{place}": seen, f"m-{place}": "on", f"x-{place}": "on", f"r-{place}": ""}
    where = {"programa": "propia-2026", "en-mes": "3", "en-vista": "lista"}
    visit.post(reverse("marks_save"), **where, **fields)


def month_confirm(*, answered: bool) -> Act:
    """Ask to confirm March with tareas that nobody reported; `answered`: and answer none."""

    def opened(visit: Visit) -> None:
        visit.go("mes", query=MARCH)
        again = {"answering": "1"} if answered else {}
        where = {"programa": "propia-2026", "area": "juridica", "mes": "3", "en-mes": "3"}
        visit.post(reverse("month_confirm"), **where, **again)

    return opened


# The list -----------------------------------------------------------------------------------------

NOWHERE = at("programa_detail", "ninguna", YEAR)

STATES: dict[str, tuple[State, ...]] = {
    "cuenta": (
        State("entrada", None, at("account_login")),
        State("entrada rechazada", None, refused_sign_in, 422),
        State("sesión cerrada", None, signed_out),
        State("formulario vencido", None, expired_form, 403),
        State("sin sesión, página que no existe", None, NOWHERE.then(sent_to("account_login"))),
        State("formulario sin sesión", None, form_without_session, 401),
        State("sesiones abiertas", "titular", at("sessions")),
        State("solicitud incompleta", None, drawn("400.html")),
        State("error del sistema", None, drawn("500.html", folio="E-7F3A")),
        State("contraseña olvidada", None, at("password_forgotten")),
        State("enlace de contraseña que no sirve", None, at("password_reset", "x", "x"), 404),
        State("mi cuenta", "titular", at("security")),
        State("dos pasos, activar", "titular", at("second_factor_on")),
        State("dos pasos, rechazado", "titular", refused_first_code, 422),
        State("quitar los dos pasos de otra persona", "planeacion", ANOTHERS),
        State("contraseña", "titular", at("password_change")),
        State("contraseña rechazada", "titular", refused_password, 422),
        State("contraseña cambiada", "titular", at("password_change_done")),
        State("menú abierto", "titular", open_menu),
    ),
    "verificar": (
        State("verificar", None, at("verificar")),
        State("verificar, con la sesión abierta", "consulta", at("verificar")),
        State("folio sin emitir", None, at("verificar_folio", "X-INF-2026-0001", "0" * 10), 404),
        State("folio sin código", None, at("verificar_asked", "X-INF-2026-0001")),
        State("folio incompleto", None, at("verificar", query="?folio=&codigo="), 422),
    ),
    "inicio": (
        State("inicio del enlace", "enlace", at("home")),
        State("inicio del titular", "titular", at("home")),
        State("inicio sin los primeros pasos", "titular", first_steps_put_away),
        State("inicio de planeación", "planeacion", at("home")),
        State("inicio de auditoría", "auditoria", at("home")),
        State("inicio de consulta", "consulta", at("home")),
        State("inicio del superusuario", "superuser", at("home")),
        State("inicio al corriente", "current", at("home")),
        State("inicio con el trimestre cerrado", "closed", at("home")),
        State("inicio con un programa vacío", "empty", at("home")),
        State("inicio sin función", "nobody", at("home")),
    ),
    "lectura": (
        State("programas", "enlace", at("programa_list")),
        State("programas de todos", "superuser", at("programa_list")),
        State("ningún programa", "nobody", at("programa_list")),
        State("programa", "consulta", at("programa_detail", *OWN)),
        State("programa vacío", "empty", at("programa_detail", "vacia", YEAR)),
        State("línea con título de 400 letras", "enlace", at("linea_detail", *OWN, linea(0))),
        State("línea con 60 fotos", "secretario", at("linea_detail", *OWN, linea(1))),
        State("línea en blanco, para consulta", "consulta", at("linea_detail", *OWN, linea(2))),
        State("trimestre abierto", "enlace", at("trimestre_detail", *OWN, 1)),
        State("congruencia del trimestre", "secretario", at("congruencia", *OWN, 1)),
        State("trimestre por iniciar", "consulta", at("trimestre_detail", *OWN, 3)),
        State("trimestre cerrado", "closed", at("trimestre_detail", "cerrada", YEAR, 1)),
        State("trimestre vacío", "empty", at("trimestre_detail", "vacia", YEAR, 1)),
        State("página que no existe", "outsider", at("programa_detail", *OWN), 404),
        State("sin permiso", "consulta", at("presentacion_edit", *OWN, 1), 403),
    ),
    "meses": (
        State("mes", "enlace", at("mes", query=MARCH)),
        State("mes de todas las áreas", "secretario", at("mes", query=f"{MARCH}&area=todas")),
        State("mes como lista", "enlace", at("mes", query=f"{MARCH}&vista=lista")),
        State("mes con una celda sin motivo", "enlace", month_cell_open),
        State("mes rechazado", "enlace", month_refused, 422),
        State("mes por confirmar", "enlace", month_confirm(answered=False), 422),
        State("mes sin confirmar", "enlace", month_confirm(answered=True), 422),
        State("mes confirmado", "current", at("mes", query="?mes=3")),
        State("mes cerrado", "closed", at("mes", query="?mes=3")),
        State("mes sin tareas", "empty", at("mes")),
        State("mes sin permiso", "consulta", at("mes"), 403),
    ),
    **PREPARAR,
    **CAPTURE,
    **REVIEW,
    **REVISAR,
    **PLANILLA,
    **DOCUMENTS,
    **ISSUED,
}
