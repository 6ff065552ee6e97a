"""The states of the capture of a línea, of the presentación and of the documents."""

from django.urls import reverse
from playwright.sync_api import expect

from programs.models import AvanceDeComponente, Bloque, Hecho
from tests.browser.stage import LONG, LONG_WORD, Stage
from tests.browser.visits import At, State, Visit, at, linea, press, unfold
from tests.browser.writing import go_into
from tests.factories import YEAR

OWN = ("propia", YEAR)
PART = "?parte=propia-2026-t1-presentacion-juridica"

# How to get there ---------------------------------------------------------------------------------


def writing(visit: Visit) -> None:
    """Wait for the editor of the capture at hand."""
    if visit.page.locator("[data-prose]").count():
        # The editor comes when its text does; playwright scrolls a tall block to its middle.
        visit.page.locator("[data-prose]").first.evaluate("e => e.form.scrollIntoView()")
        expect(visit.page.locator(".ProseMirror").first).to_be_visible()


def capture(place: int) -> At:
    """Open the capture of a línea and wait for its editor."""
    return at("avance_edit", *OWN, linea(place), 1).then(writing)


def presentacion(query: str) -> At:
    """Open a part of the presentación."""
    return at("presentacion_edit", *OWN, 1, query=query)


def elsewhere(slug: str, place: int = 0, quarter: int = 1) -> At:
    """Open the capture of a línea of another institution, by its printed place."""
    return at("avance_edit", slug, YEAR, lambda stage: stage.linea(place, slug), quarter)


def unfolded(visit: Visit) -> None:
    """Open all that folds in a capture, the question of an odd quantity and the link's field."""
    unfold(visit)
    visit.page.get_by_label("Documentos", exact=True).fill("doce")
    expect(visit.page.get_by_text("Escriba la cantidad con números")).to_be_visible()
    go_into(visit.page.locator(".ProseMirror").first)
    visit.page.keyboard.press("Control+k")
    expect(visit.page.get_by_label("Dirección del enlace")).to_be_focused()


def refused(visit: Visit) -> None:
    """Say that a línea is complete when it is not."""
    visit.press("Guardar como lista")
    expect(visit.page.locator("#error-summary")).to_be_focused()


def quantity_of(visit: Visit, place: int) -> AvanceDeComponente:
    """Return the quantity of a línea in the first quarter."""
    return AvanceDeComponente.objects.get(
        avance__linea=visit.stage.linea(place), avance__trimestre__number=1
    )


def plain_refused(visit: Visit) -> None:
    """Send a quantity in words, without script."""
    row = quantity_of(visit, 4)
    visit.post(reverse("quantity_save", args=[row.pk]), quantity="doce", version=row.version)


def plain_conflict(visit: Visit) -> None:
    """Send, without script, over what somebody else saved."""
    block = Bloque.objects.get(avance__linea=visit.stage.linea(4), kind="text")
    visit.post(reverse("block_save", args=[block.pk]), html=LONG, version=1)


def plain_locked(visit: Visit) -> None:
    """Send to a quarter that closed meanwhile, without script."""
    row = AvanceDeComponente.objects.get(
        avance__trimestre__programa__institucion__slug="cerrada",
        avance__trimestre__number=1,
        avance__linea__area__code="juridica",
    )
    visit.post(reverse("quantity_save", args=[row.pk]), quantity=4, version=row.version)


def photo_refused(visit: Visit) -> None:
    """Choose a PDF where photographs go."""
    wrong = {"name": f"{LONG_WORD[:90]}.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 x"}
    visit.page.locator("[id^=fotos-]").first.set_input_files([wrong])
    expect(visit.page.locator(".is-refused .upload-words")).to_be_visible()


def document_refused(visit: Visit) -> None:
    """Add a document that is none."""
    wrong = {"name": f"{LONG_WORD[:90]}.pdf", "mimeType": "application/pdf", "buffer": b"no"}
    visit.page.locator("input[type=file]").first.set_input_files([wrong])
    visit.press("Guardar los documentos")
    expect(visit.page.locator(".messages .callout")).to_be_visible()


def adjusted(visit: Visit) -> None:
    """Write an adjustment in words and without a reason."""
    visit.page.get_by_label("Ajuste en documentos").fill("doce")
    press("Guardar el ajuste")(visit)


def unanswered(visit: Visit) -> None:
    """Say that an observation is attended before anything was changed."""
    press("Marcar como atendida")(visit)
    expect(visit.page.locator("#error-summary")).to_be_focused()


# The list -----------------------------------------------------------------------------------------


def pasted(visit: Visit) -> None:
    """Paste two rows of hechos, to see them before they are kept."""
    visit.page.get_by_text("Pegar varios desde Excel").click()
    visit.page.get_by_label("Renglones de Excel").fill(
        f"{LONG[:290]}\t3/2/2026\nSE/1/2026\t4/2/2026"
    )
    press("Ver cómo quedarían")(visit)


def pasted_wrong(visit: Visit) -> None:
    """Paste a row without a date."""
    visit.page.get_by_text("Pegar varios desde Excel").click()
    visit.page.get_by_label("Renglones de Excel").fill(f"{LONG_WORD}\tayer")
    press("Ver cómo quedarían")(visit)


def pasted_twice(visit: Visit) -> None:
    """Paste a row twice, which its tick leaves out."""
    visit.page.get_by_text("Pegar varios desde Excel").click()
    visit.page.get_by_label("Renglones de Excel").fill(f"{LONG_WORD[:290]}\t3/2/2026\n" * 2)
    press("Ver cómo quedarían")(visit)
    expect(visit.page.get_by_label("Dejar fuera los renglones repetidos")).to_be_visible()


def ruled(visit: Visit) -> None:
    """Choose a rule that gives another quantity than the one that stands."""
    fold = visit.page.locator("details.rule")
    fold.locator("summary").click()
    fold.get_by_label("La cantidad es").select_option("sum:sesion:actas")
    press("Guardar el desglose")(visit)


def nameless(visit: Visit) -> None:
    """Record a document without its name."""
    visit.page.locator(".hecho-fold summary").get_by_text("Documento", exact=True).click()
    press("Registrar")(visit)


def list_of_figures(visit: Visit) -> None:
    """Open the list of figures in the toolbar of a text, and the tied ones."""
    visit.page.locator("#narrativa").scroll_into_view_if_needed()
    visit.page.get_by_role("button", name="Insertar cifra").first.click()
    expect(visit.page.locator(".prose-figures select").first).to_be_focused()


def a_hecho(stage: Stage) -> int:
    """Return the key of the hecho with the longest name of the área jurídica."""
    return Hecho.objects.get(kind__key="sesion", institucion=stage.cast.institucion).pk


REGISTER = at("hechos_register", *OWN, 1)
ADJUSTED = elsewhere("cortada", quarter=2).then(unfold)

CAPTURE: dict[str, tuple[State, ...]] = {
    "captura": (
        State("captura con tabla ancha", "enlace", capture(0)),
        State("captura con todo abierto", "enlace", capture(0).then(unfolded), 422),
        State("captura con 60 fotos", "enlace", capture(1)),
        State("captura en blanco", "enlace", capture(2)),
        State("captura rechazada", "enlace", capture(2).then(refused), 422),
        State("cantidad rechazada", "enlace", capture(4).then(plain_refused), 422),
        State("captura en conflicto", "enlace", capture(4).then(plain_conflict), 409),
        State("captura cerrada", "closed", elsewhere("cerrada")),
        State("captura que cerró mientras tanto", "closed", at("home").then(plain_locked), 403),
        State("captura enviada", "boss", elsewhere("revisada")),
        State("captura devuelta", "boss", elsewhere("revisada", 6).then(writing)),
        State("observación sin atender", "boss", elsewhere("revisada", 6).then(unanswered), 422),
        State("captura con lista de cifras", "enlace", capture(4).then(list_of_figures)),
        State("ajuste", "adjuster", ADJUSTED.then(writing)),
        State("ajuste rechazado", "adjuster", ADJUSTED.then(adjusted), 422),
        State("foto rechazada", "enlace", capture(0).then(photo_refused), 422),
    ),
    "hechos": (
        State("captura con hechos", "enlace", capture(4).then(unfold)),
        State("hecho sin nombre", "enlace", capture(4).then(nameless), 422),
        State("hechos pegados", "enlace", capture(4).then(pasted)),
        State("hechos mal pegados", "enlace", capture(4).then(pasted_wrong), 422),
        State("hechos pegados dos veces", "enlace", capture(4).then(pasted_twice), 422),
        State("cantidad que cambiaría", "enlace", capture(4).then(ruled)),
        State("hecho", "enlace", at("hecho_edit", a_hecho)),
        State("registro de hechos", "secretario", REGISTER),
        State("registro sin hechos", "secretario", at("hechos_register", *OWN, 2)),
        State("origen de una cifra", "enlace", at("figure_origin", *OWN, linea(4), 1, 1)),
    ),
    "documentos": (
        State("presentación sin empezar", "secretario", at("presentacion_edit", *OWN, 1)),
        State("presentación propia", "enlace", presentacion(PART)),
        State("presentación de otra área", "secretario", presentacion(PART)),
        State("presentación heredada", "secretario", presentacion("?parte=propia-mision")),
        State("presentación cerrada", "closed", at("presentacion_edit", "cerrada", YEAR, 1)),
        State("documentos", "enlace", at("evidencia_list")),
        State("ningún documento", "current", at("evidencia_list")),
        State("documento rechazado", "enlace", at("evidencia_list").then(document_refused)),
    ),
}
