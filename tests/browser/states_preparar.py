"""The states of Preparar la institución: the first form, the seven steps, what is refused."""

from playwright.sync_api import expect

from tests.browser.visits import Act, At, State, Visit, at

LONG_NAME = "Secretaría Ejecutiva del Sistema Estatal Anticorrupción " * 4


def step(key: str, slug: str = "propia") -> At:
    """Open the page of a step."""
    return at("preparar_step", slug, key)


def typed(box: str, text: str) -> Act:
    """Write in a box of the page at hand."""

    def act(visit: Visit) -> None:
        visit.page.locator(f"[name={box}]").fill(text)

    return act


def refused(visit: Visit) -> None:
    """Send the form of the page at hand, which is refused."""
    visit.press("Guardar y seguir")
    expect(visit.page.locator("#error-summary")).to_be_focused()


def follows(visit: Visit) -> None:
    """See the printed line follow what is typed, the system's part in its place."""
    visit.page.locator("[name=word_heading]").fill("Rubro")
    visit.page.locator("[name=word_organism]").fill("del {siglas}")
    expect(visit.page.locator("[data-prints=heading]").first).to_have_text("Rubro")
    expect(visit.page.locator("[data-prints=organism]").first).to_have_text("del PROPIA")
    visit.page.locator("[name=word_heading]").fill("")
    expect(visit.page.locator("[data-prints=heading]").first).to_have_text("Eje")
    visit.page.locator("[name=word_heading]").fill("Rubro de trabajo del programa anual")


def pale(visit: Visit) -> None:
    """Choose a colour on which white cannot be read."""
    visit.page.locator("[name=brand_color]").fill("#FFCC00")
    expect(visit.page.locator("[data-contrast]")).to_contain_text("no se lee sobre este color: 1.5")


def moved(visit: Visit) -> None:
    """Move a limit of the semáforo: the picture follows."""
    visit.page.locator("[name=red_below]").fill("40")
    expect(visit.page.locator("[data-reach=red]")).to_have_text("menos de 40%")
    expect(visit.page.locator("[data-band=red]")).to_have_attribute("width", "40")


def proposed(visit: Visit) -> None:
    """Type the siglas: the clave is proposed; send it without a name."""
    visit.page.locator("[name=short_name]").fill("SESEA Nuevo León")
    expect(visit.page.locator("[name=slug]")).to_have_value("sesea-nuevo-leon")
    visit.press("Crear la institución")
    expect(visit.page.locator("#error-summary")).to_be_focused()


PREPARAR = {
    "preparar": (
        State("institución nueva", "superuser", at("institucion_new")),
        State("institución rechazada", "superuser", at("institucion_new").then(proposed), 422),
        State("preparar la institución", "planeacion", at("preparar", "propia")),
        State("preparar sin programa", "new", at("preparar", "nueva")),
        State("nombres", "planeacion", step("nombres")),
        State("nombres con un color pálido", "planeacion", step("nombres").then(pale)),
        State(
            "nombres rechazados",
            "planeacion",
            step("nombres").then(typed("name", LONG_NAME), typed("short_name", ""), refused),
            422,
        ),
        State("palabras", "planeacion", step("palabras").then(follows)),
        State(
            "palabra rechazada",
            "planeacion",
            step("palabras").then(typed("word_organism", "de la SESEA"), refused),
            422,
        ),
        State("áreas", "planeacion", step("areas")),
        State("personas", "planeacion", step("personas")),
        State("días inhábiles", "planeacion", step("dias")),
        State("plazos y semáforo", "planeacion", step("plazos").then(moved)),
        State(
            "semáforo rechazado",
            "planeacion",
            step("plazos").then(typed("red_below", "95"), refused),
            422,
        ),
        State("programa por crear", "new", step("programa", "nueva")),
        State("otro programa", "planeacion", step("programa")),
        State("sin qué imprimir", "new", at("preparar_preview", "nueva")),
        State("preparar sin permiso", "enlace", at("preparar", "propia"), 403),
    ),
}
