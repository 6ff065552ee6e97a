"""A session that ended on the server while somebody typed: the texts arrive all the same."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from programs.models import Sesion
from tests.browser.test_captura import quantity, stage, text, visit
from tests.factories import PASSWORD

__all__ = ["stage", "visit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Primero.\n\nSegundo, con «comillas» y <ángulos>."


def sign_in(page: Page) -> None:
    """Fill the form of the log-in."""
    page.get_by_label("Cuenta").fill("enlace")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Iniciar sesión")


def test_a_form_without_script_is_sent_again(stage, browser, visit):
    context = browser.new_context(java_script_enabled=False)
    page = visit(context.new_page())
    page.get_by_role("textbox", name="Texto", exact=True).fill(TYPED)
    page.get_by_label("Documentos", exact=True).fill("5")
    Sesion.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    page.get_by_role("button", name="Guardar lo escrito").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Su sesión terminó")
    expect(page.locator(".typed-text", has_text="Segundo, con «comillas»")).to_be_visible()
    with context.expect_page() as other:
        page.get_by_role("link", name="Iniciar sesión").click()
    sign_in(other.value)
    # The key of the form is of before the log-in: the page comes back with it renewed.
    page.get_by_role("button", name="Enviar otra vez").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Esta página venció antes de enviarse"
    )
    page.get_by_role("button", name="Enviar otra vez").click()
    expect(page.get_by_text("Guardado a las")).to_be_visible()
    assert quantity(stage).quantity == 5
    assert text(stage).html.startswith("<p>Primero.</p><p>Segundo, con «comillas»")
    context.close()
