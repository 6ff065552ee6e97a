"""The states of `/revisar/`: how an informe is brought, a refusal, and what is found in one."""

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
}
