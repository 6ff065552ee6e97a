"""The written list of page states that every look-and-read check opens.

Each state says who looks, how to get there, and the status of the answer. Nothing here changes
what another state shows: a refused form saves nothing, and what is sent belongs to its state.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page, expect

from programs.models import AvanceDeComponente, Bloque, LineaDeAccion, Tarea
from tests.browser.stage import LONG, LONG_WORD, Stage
from tests.factories import PASSWORD, YEAR


@dataclass(frozen=True)
class Visit:
    """A page on the stage."""

    page: Page
    stage: Stage
    base: str

    def go(self, name: str, *args, query: str = "") -> None:
        """Open the page of an address by its name."""
        self.page.goto(f"{self.base}{reverse(name, args=args)}{query}")

    def post(self, address: str, **fields: str | int) -> None:
        """Send a plain form from the page at hand, as without script."""
        with self.page.expect_navigation():
            self.page.evaluate(
                """([address, fields]) => {
                    const form = document.createElement("form");
                    form.method = "post";
                    form.action = address;
                    const token = document.querySelector("meta[name=csrf-token]");
                    fields.csrfmiddlewaretoken ??= token ? token.content : "";
                    for (const [name, value] of Object.entries(fields)) {
                        const input = document.createElement("input");
                        [input.type, input.name, input.value] = ["hidden", name, value];
                        form.append(input);
                    }
                    document.body.append(form);
                    form.submit();
                }""",
                [address, fields],
            )

    def press(self, name: str) -> None:
        """Press the first visible button of a name."""
        self.page.get_by_role("button", name=name).first.click()


@dataclass(frozen=True)
class State:
    """One state of a page: its name, who looks (None: nobody signed in), how to get there."""

    name: str
    who: str | None
    open: Callable[[Visit], None]
    status: int = 200


# How to get there ---------------------------------------------------------------------------------


def at(name: str, *args, query: str = "") -> Callable[[Visit], None]:
    """Open an address by its name."""
    return lambda visit: visit.go(name, *args, query=query)


def capture(place: int) -> Callable[[Visit], None]:
    """Open the capture of a línea and wait for its editor."""

    def opened(visit: Visit) -> None:
        visit.go("avance_edit", "propia", YEAR, visit.stage.linea(place), 1)
        if visit.page.locator("[data-prose]").count():
            # The editor comes when its text does; playwright scrolls a tall block to its middle.
            visit.page.locator("[data-prose]").first.evaluate("e => e.form.scrollIntoView()")
            expect(visit.page.locator(".ProseMirror").first).to_be_visible()

    return opened


def drawn(template: str, **context: str) -> Callable[[Visit], None]:
    """Put what the server draws when it cannot answer in place of an address."""

    def opened(visit: Visit) -> None:
        body = render_to_string(template, context)
        visit.page.route("**/caida/", lambda route: route.fulfill(body=body, content_type=HTML))
        visit.page.goto(f"{visit.base}/caida/")

    return opened


HTML = "text/html; charset=utf-8"


def refused_sign_in(visit: Visit) -> None:
    """Sign in with a wrong password."""
    visit.go("login")
    visit.page.locator("#id_username").fill("enlace")
    visit.page.locator("#id_password").fill("no es esta")
    visit.press("Entrar")
    expect(visit.page.locator("#error-summary")).to_be_focused()


def signed_out(visit: Visit) -> None:
    """Sign in and out."""
    visit.go("login")
    visit.page.locator("#id_username").fill("consulta")
    visit.page.locator("#id_password").fill(PASSWORD)
    visit.press("Entrar")
    visit.page.wait_for_url(f"{visit.base}/")
    visit.page.locator(".site-header summary:visible").click()
    visit.page.get_by_role("button", name="Cerrar sesión").locator("visible=true").click()
    expect(visit.page.locator(".messages")).to_contain_text("Cerró su sesión.")


def expired_form(visit: Visit) -> None:
    """Send a form whose key is not the browser's."""
    visit.go("login")
    visit.page.wait_for_load_state("networkidle")
    visit.post(reverse("login"), csrfmiddlewaretoken="x")
    visit.page.wait_for_load_state("networkidle")


def open_menu(visit: Visit) -> None:
    """Open the menu of the header."""
    visit.go("programa_list")
    visit.page.locator(".site-header summary:visible").click()


def refused_password(visit: Visit) -> None:
    """Change the password for one that is too short."""
    visit.go("password_change")
    visit.page.locator("#id_old_password").fill("otra")
    visit.page.locator("#id_new_password1").fill("corta")
    visit.page.locator("#id_new_password2").fill("cortas")
    visit.page.locator("main [type=submit]").click()
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


def month_confirm(*, answered: bool) -> Callable[[Visit], None]:
    """Ask to confirm March with tareas that nobody reported; `answered`: and answer none."""

    def opened(visit: Visit) -> None:
        visit.go("mes", query=MARCH)
        again = {"answering": "1"} if answered else {}
        where = {"programa": "propia-2026", "area": "juridica", "mes": "3", "en-mes": "3"}
        visit.post(reverse("month_confirm"), **where, **again)

    return opened


def capture_unfolded(visit: Visit) -> None:
    """Open all that folds in a capture, the question of an odd quantity and the link's field."""
    capture(0)(visit)
    for summary in visit.page.locator("main summary:visible").all():
        summary.click()
    visit.page.get_by_label("Documentos").fill("doce")
    expect(visit.page.get_by_text("Escriba la cantidad con números")).to_be_visible()
    visit.page.locator(".ProseMirror").first.click()
    visit.page.keyboard.press("Control+k")
    expect(visit.page.get_by_label("Dirección del enlace")).to_be_focused()


def capture_refused(visit: Visit) -> None:
    """Say that a línea is complete when it is not."""
    capture(2)(visit)
    visit.press("Guardar como lista")
    expect(visit.page.locator("#error-summary")).to_be_focused()


def quantity_of(visit: Visit, place: int) -> AvanceDeComponente:
    """Return the quantity of a línea in the first quarter."""
    return AvanceDeComponente.objects.get(
        avance__linea=visit.stage.linea(place), avance__trimestre__number=1
    )


def plain_refused(visit: Visit) -> None:
    """Send a quantity in words, without script."""
    capture(4)(visit)
    row = quantity_of(visit, 4)
    visit.post(reverse("quantity_save", args=[row.pk]), quantity="doce", version=row.version)


def plain_conflict(visit: Visit) -> None:
    """Send, without script, over what somebody else saved."""
    capture(4)(visit)
    block = Bloque.objects.get(avance__linea=visit.stage.linea(4), kind="text")
    visit.post(reverse("block_save", args=[block.pk]), html=LONG, version=1)


def plain_locked(visit: Visit) -> None:
    """Send to a quarter that closed meanwhile, without script."""
    visit.go("home")
    row = AvanceDeComponente.objects.get(
        avance__trimestre__programa__institucion__slug="cerrada",
        avance__trimestre__number=1,
        avance__linea__area__code="juridica",
    )
    visit.post(reverse("quantity_save", args=[row.pk]), quantity=4, version=row.version)


def photo_refused(visit: Visit) -> None:
    """Choose a PDF where photographs go."""
    capture(0)(visit)
    wrong = {"name": f"{LONG_WORD[:90]}.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 x"}
    visit.page.locator("[id^=fotos-]").first.set_input_files([wrong])
    expect(visit.page.locator(".is-refused .upload-words")).to_be_visible()


def document_refused(visit: Visit) -> None:
    """Add a document that is none."""
    visit.go("evidencia_list")
    wrong = {"name": f"{LONG_WORD[:90]}.pdf", "mimeType": "application/pdf", "buffer": b"no"}
    visit.page.locator("input[type=file]").first.set_input_files([wrong])
    visit.press("Guardar los documentos")
    expect(visit.page.locator(".messages .callout")).to_be_visible()


def linea_of(place: int) -> Callable[[Visit], None]:
    """Open a línea to read it."""
    return lambda visit: visit.go("linea_detail", "propia", YEAR, visit.stage.linea(place))


def closed_linea(visit: Visit) -> None:
    """Open the capture of a línea whose quarter is closed."""
    linea = LineaDeAccion.objects.get(
        eje__programa__institucion__slug="cerrada", area__code="juridica"
    )
    visit.go("avance_edit", "cerrada", YEAR, linea.pk, 1)


def presentacion(query: str) -> Callable[[Visit], None]:
    """Open a part of the presentación."""
    return at("presentacion_edit", "propia", YEAR, 1, query=query)


# The list -----------------------------------------------------------------------------------------

OWN = ("propia", YEAR)
MARCH = "?programa=propia-2026&mes=3"
PART = "?parte=propia-2026-t1-presentacion-juridica"

STATES: dict[str, tuple[State, ...]] = {
    "cuenta": (
        State("entrada", None, at("login")),
        State("entrada rechazada", None, refused_sign_in, 422),
        State("sesión cerrada", None, signed_out),
        State("formulario vencido", None, expired_form, 403),
        State("sin sesión, página que no existe", None, at("programa_detail", "ninguna", YEAR)),
        State("solicitud incompleta", None, drawn("400.html")),
        State("error del sistema", None, drawn("500.html", folio="E-7F3A")),
        State("contraseña", "titular", at("password_change")),
        State("contraseña rechazada", "titular", refused_password, 422),
        State("contraseña cambiada", "titular", at("password_change_done")),
        State("menú abierto", "titular", open_menu),
    ),
    "inicio": (
        State("inicio del enlace", "enlace", at("home")),
        State("inicio del titular", "titular", at("home")),
        State("inicio de planeación", "planeacion", at("home")),
        State("tablero del secretario", "secretario", at("tablero")),
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
        State("línea con título de 400 letras", "enlace", linea_of(0)),
        State("línea con 60 fotos", "secretario", linea_of(1)),
        State("línea en blanco, para consulta", "consulta", linea_of(2)),
        State("trimestre abierto", "enlace", at("trimestre_detail", *OWN, 1)),
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
    "captura": (
        State("captura con tabla ancha", "enlace", capture(0)),
        State("captura con todo abierto", "enlace", capture_unfolded, 422),
        State("captura con 60 fotos", "enlace", capture(1)),
        State("captura en blanco", "enlace", capture(2)),
        State("captura rechazada", "enlace", capture_refused, 422),
        State("cantidad rechazada", "enlace", plain_refused, 422),
        State("captura en conflicto", "enlace", plain_conflict, 409),
        State("captura cerrada", "closed", closed_linea),
        State("captura que cerró mientras tanto", "closed", plain_locked, 403),
        State("foto rechazada", "enlace", photo_refused, 422),
    ),
    "documentos": (
        State("presentación sin empezar", "secretario", at("presentacion_edit", *OWN, 1)),
        State("presentación propia", "enlace", presentacion(PART)),
        State("presentación de otra área", "secretario", presentacion(PART)),
        State("presentación heredada", "secretario", presentacion("?parte=propia-mision")),
        State("presentación cerrada", "closed", at("presentacion_edit", "cerrada", YEAR, 1)),
        State("documentos", "enlace", at("evidencia_list")),
        State("ningún documento", "current", at("evidencia_list")),
        State("documento rechazado", "enlace", document_refused),
    ),
}
