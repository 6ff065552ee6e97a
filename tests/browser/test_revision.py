"""The review in a real browser: by keyboard alone, and without script."""

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from programs.models import Area, AvanceDeComponente, LineaDeAccion, Observacion
from programs.values.checks import Finding, Severity, informe
from programs.values.checks.informe.base import LineaCheck
from tests.factories import YEAR, make_cast
from tests.programs.review_cast import Review, entries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]
HERE = ["propia", YEAR, 1, "juridica"]
SECRET = "La fecha no coincide con el acta"
SECOND = "La suma no coincide con el acumulado"


@pytest.fixture
def review(transactional_db):
    """The área `juridica` handed in twelve líneas; one has a long title and an odd quantity."""
    with transaction.atomic():
        cast = make_cast(lineas=24)
        LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title=LONG)
        Area.objects.filter(institucion=cast.institucion, code="juridica").update(name=LONG[:180])
        found = Review(cast)
        found.submit()
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(
            quantity=9, reason="Se adelantaron los convenios del semestre."
        )
    with time_machine.travel("2026-04-13 18:00:00+00:00", tick=True):
        yield found


def tab_to(page: Page, name: str, limit: int = 150) -> None:
    """Press Tab until what has the focus begins with this name."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        text = page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.labels?.[0]?.textContent || e.textContent || '').trim() }"
        )
        if " ".join(text.split()).startswith(name):
            return
    raise AssertionError(f"{name} was never reached by Tab.")


def test_two_observations_and_the_return_by_keyboard_alone(review, page, live_server, enter):
    cast = review.cast
    first = entries(cast)[0]
    enter(page.context, cast.people["secretario"])
    page.goto(live_server.url + reverse("revision_list"))
    tab_to(page, LONG[:40])
    page.keyboard.press("Enter")
    page.wait_for_url("**/juridica/")

    tab_to(page, "Observar la cantidad de documentos")
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type(SECOND)
    tab_to(page, "Guardar la observación")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#parte-cantidad-{first.cantidades.get().pk}")

    tab_to(page, "Observar texto 1")
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type(SECRET)
    tab_to(page, "Proponer otro texto")
    page.keyboard.press("Enter")
    tab_to(page, "Texto que propone")
    page.keyboard.press("Control+A")
    page.keyboard.type("Se elaboraron tres documentos el 3 de marzo.")
    tab_to(page, "Guardar la observación")
    page.keyboard.press("Enter")
    page.wait_for_url("**#parte-bloque-*")
    expect(page.locator(".observation-pending")).to_have_count(2)

    # Until the verdict is sent the área's pages hold nothing of it.
    with page.context.browser.new_context() as context:
        enter(context, cast.people["enlace"])
        theirs = context.new_page()
        for name, args in (
            ("home", []),
            ("avance_edit", ["propia", YEAR, first.linea_id, 1]),
            ("trimestre_detail", ["propia", YEAR, 1]),
        ):
            theirs.goto(live_server.url + reverse(name, args=args))
            for text in (SECRET, SECOND, "3 de marzo"):
                assert text not in theirs.content(), name

    page.locator("#veredicto").focus()
    tab_to(page, "Devolver con 2 observaciones")
    page.keyboard.press("Space")
    tab_to(page, "Enviar veredicto")
    page.keyboard.press("Enter")
    page.wait_for_url("**/revision/")
    expect(page.get_by_role("status")).to_contain_text("Devuelto a")
    expect(page.locator(".review-returned")).to_contain_text("0 de 2 atendidas")
    sent = Observacion.objects.order_by("pk")
    assert [(row.status, row.text) for row in sent] == [("sent", SECOND), ("sent", SECRET)]
    assert sent[1].proposed == "<p>Se elaboraron tres documentos el 3 de marzo.</p>"
    first.refresh_from_db()
    assert first.status == "returned"


def test_an_area_is_validated_in_two_clicks(review, page, live_server, enter):
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    page.get_by_label("Validar el área").check()
    page.get_by_role("button", name="Enviar veredicto").click()
    expect(page.get_by_role("status")).to_contain_text("Se validó el trimestre")
    assert review.entrega.status == "validated"


@pytest.mark.parametrize("size", [(768, 768), (390, 844)])
def test_the_verdict_is_in_reach_from_the_top_of_a_narrow_page(
    review, page, live_server, enter, size
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    way = page.get_by_role("link", name="Ir al veredicto")
    expect(page.get_by_role("button", name="Enviar veredicto")).not_to_be_in_viewport()
    expect(way).to_be_in_viewport()
    way.click()
    expect(page.get_by_role("button", name="Enviar veredicto")).to_be_in_viewport()


@pytest.fixture
def many_findings(monkeypatch):
    """Nine things found of every línea."""

    def find(linea, period):
        for number in range(9):
            yield Finding("trial", Severity.ERROR, f"La prueba encontró algo {number}", "cierre")

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))


def test_the_verdict_is_in_sight_and_covers_no_finding(
    review, page, live_server, enter, many_findings
):
    page.set_viewport_size({"width": 1366, "height": 768})
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    expect(page.get_by_role("button", name="Enviar veredicto")).to_be_in_viewport(ratio=1)
    for target in (
        page.locator("#hallazgos .found-item:visible").last,
        page.get_by_role("button", name="Validar la línea"),
    ):
        target.scroll_into_view_if_needed()
        expect(target).to_be_in_viewport()
        assert target.evaluate(
            "own => { const box = own.getBoundingClientRect();"
            " const at = document.elementFromPoint(box.left + 20, box.bottom - 4);"
            " return own.contains(at); }"
        )
    expect(page.get_by_role("button", name="Enviar veredicto")).to_be_in_viewport(ratio=1)


def test_what_waits_below_is_said_and_the_linea_is_validated_without_scrolling(
    review, page, live_server, enter, many_findings
):
    page.set_viewport_size({"width": 1366, "height": 768})
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    expect(page.get_by_role("heading", name="Revise: 9 errores")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Validar la línea")).to_be_in_viewport(ratio=1)
    more = page.get_by_text("Hay más abajo")
    expect(more).to_be_in_viewport(ratio=1)
    page.locator("[data-said]").evaluate("own => own.scrollTo(0, own.scrollHeight)")
    expect(more).to_be_hidden()


def test_a_sign_of_mathematics_is_of_a_font_that_has_it(review, page, live_server, enter):
    """Noto Sans builds "≠" of two pieces, and the stroke falls beside the equals sign."""
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    for sign in "≠≤≥≈−":
        page.locator("h1").evaluate("(own, sign) => { own.textContent = sign; }", sign)
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert [each["glyphCount"] for each in fonts] == [1], (sign, fonts)
        assert fonts[0]["familyName"] != "Noto Sans", sign


def test_a_phone_has_a_way_to_the_findings(review, page, live_server, enter, many_findings):
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    first = page.locator("#hallazgos .found-item").first
    expect(first).not_to_be_in_viewport()
    page.get_by_role("link", name="Ver 9 hallazgos").click()
    expect(first).to_be_in_viewport()


def test_a_linea_is_validated_and_the_next_one_opens(review, page, live_server, enter):
    enter(page.context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    expect(page.locator("h1")).to_contain_text("0 de 12 líneas validadas")
    page.get_by_role("button", name="Validar la línea").click()
    expect(page.locator("h1")).to_contain_text("1 de 12 líneas validadas")
    expect(page.locator(".review-place")).to_have_text("Línea 2 de 12")


def test_the_review_works_without_script(review, browser, live_server, enter):
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    enter(context, review.secretario)
    page.goto(live_server.url + reverse("revision_detail", args=HERE))
    page.get_by_role("link", name="Observar toda la línea").click()
    page.get_by_role("button", name="Guardar la observación").click()
    expect(page).to_have_title("Error: Revisión de " + LONG[:180].strip() + ", 1er trimestre 2026"
                               " · Seguimiento del PTA")  # fmt: skip
    page.get_by_label("¿Qué hay que corregir?").fill("Falta contar los convenios.")
    page.get_by_role("button", name="Guardar la observación").click()
    page.get_by_role("link", name="Editar").click()
    page.get_by_label("¿Qué hay que corregir?").fill("Cuente los convenios.")
    page.get_by_role("button", name="Guardar los cambios").click()
    page.get_by_label("Devolver con 1 observación").check()
    page.get_by_role("button", name="Enviar veredicto").click()
    assert Observacion.objects.get().text == "Cuente los convenios."
    assert review.entrega.status == "returned"
    context.close()
