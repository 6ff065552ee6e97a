"""The states of `/revisar/`: how an informe is brought, a refusal, and what is found in one."""

from tests.browser.states_capture import OWN
from tests.browser.visits import Act, State, Visit, at
from tests.programs.brought import BROUGHT


def brought(text: str) -> Act:
    """Paste a text and have it judged."""

    def act(visit: Visit) -> None:
        visit.go("revisar")
        visit.page.locator("textarea").fill(text)
        with visit.page.expect_navigation():
            visit.press("Revisar el informe")

    return act


def brought_home(text: str) -> Act:
    """Paste a text to bring it to the first quarter of the person's programme."""

    def act(visit: Visit) -> None:
        visit.go("informe_bring", *OWN, 1)
        visit.page.locator("textarea").fill(text)
        with visit.page.expect_navigation():
            visit.press("Leer el informe")

    return act


REVISAR: dict[str, tuple[State, ...]] = {
    "revisar": (
        State("revisar", None, at("revisar")),
        State("revisar, con la sesión abierta", "consulta", at("revisar")),
        State("revisar un ejemplo", None, at("revisar", query="?ejemplo=1")),
        State("revisar sin informe", None, brought(""), 422),
        State("informe revisado", None, brought(BROUGHT)),
        State("informe revisado, con la sesión abierta", "enlace", brought(BROUGHT)),
        State("texto que no es un informe", None, brought("Una carta.\nA quien corresponda.")),
    ),
    "informe_bring": (
        State("traer un informe", "enlace", at("informe_bring", *OWN, 1)),
        State("traer un informe, sin nada", "enlace", brought_home(""), 422),
        State("lo que se entendió", "enlace", brought_home(BROUGHT)),
        State("lo que se entendió, sin líneas", "enlace", brought_home("Una carta.\nA quien.")),
    ),
}
