"""Photographs in a real browser: as they came, one by one, each with its own retry and way back."""

import hashlib
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from PIL import Image
from playwright.sync_api import APIResponse, Route, expect

from programs.models import Bloque, Evidencia, Figura
from tests.browser.conftest import SIZES
from tests.browser.queue_page.steps import until
from tests.factories import YEAR, make_cast
from tests.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHOTO = {"name": "evento.jpg", "mimeType": "image/jpeg"}


@pytest.fixture
def stage(transactional_db):
    """A cast whose first línea has an empty block of figures."""
    with transaction.atomic():
        cast = make_cast()
        Figura.objects.all().delete()
        Figura.history.all().delete()
    return cast


def open_linea(page, live_server, enter, cast, size: str = "laptop") -> Bloque:
    """Open the first línea as its enlace; return its block of figures."""
    page.set_viewport_size(SIZES[size])
    enter(page.context, cast.people["enlace"])
    avance = cast.avance()
    args = [cast.institucion.slug, YEAR, avance.linea_id, 1]
    page.goto(live_server.url + reverse("avance_edit", args=args))
    page.wait_for_load_state("networkidle")
    return Bloque.objects.get(avance=avance, kind="figures")


def choose(page, block: Bloque, *files: dict | Path) -> None:
    """Choose files as a person does."""
    page.set_input_files(f"#fotos-{block.pk}", list(files))


@pytest.mark.parametrize("size", SIZES)
def test_a_photograph_is_kept_as_it_came_and_shown_upright_without_its_place(
    stage, page, live_server, enter, size
):
    block = open_linea(page, live_server, enter, stage, size)
    # 12 megapixels, on its side, with place and device; the tail makes it as heavy as a phone's.
    data = jpeg(4000, 3000, orientation=6) + os.urandom(3_000_000)
    choose(page, block, {**PHOTO, "buffer": data})
    expect(page.locator(f"#figuras-{block.pk} .figura-row")).to_have_count(1)

    row = Evidencia.objects.get()
    assert default_storage.open(row.original.name).read() == data
    assert (row.sha256, row.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert [copy["width"] for copy in row.renditions][:3] == [640, 960, 1280]
    for copy in row.renditions:
        with Image.open(default_storage.open(copy["name"])) as image:
            assert image.width < image.height <= 2000 and not image.getexif()
    shown = page.locator(f"#figuras-{block.pk} img").get_attribute("src")
    assert shown == reverse("figure_image", args=[row.key, 640])
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= room


def test_each_photograph_shows_how_much_of_it_has_left(stage, page, live_server, enter):
    block = open_linea(page, live_server, enter, stage)
    held: list[Route] = []
    page.route("**/figuras/", lambda route: held.append(route))
    page.evaluate(
        """() => { window.seen = []; new MutationObserver(() => document
        .querySelectorAll("[data-progress] progress").forEach((bar) => seen.push(bar.value)))
        .observe(document.body, {subtree: true, childList: true, attributes: true}); }"""
    )
    choose(page, block, {**PHOTO, "buffer": jpeg(1600, 1200)}, {**PHOTO, "name": "dos.jpg",
           "buffer": jpeg(300, 200)})  # fmt: skip
    expect(page.locator("[data-progress] progress")).to_have_count(2)
    expect(page.locator("[data-progress] .upload-words").first).to_have_text("Subiendo…")
    expect(page.locator("[data-progress] .upload-words").last).to_have_text("En espera…")
    expect(page.get_by_role("progressbar", name="Avance de evento.jpg")).to_be_visible()
    assert len(held) == 1, "One at a time."
    held.pop().continue_()
    page.unroute("**/figuras/")
    expect(page.locator(f"#figuras-{block.pk} .figura-row")).to_have_count(2)

    assert 1 in page.evaluate("seen")


def test_one_of_four_fails_and_is_tried_alone(stage, page, live_server, enter):
    block = open_linea(page, live_server, enter, stage)
    tries = []

    def third_fails(route):
        tries.append(route.request.url)
        if len(tries) == 3:
            route.abort()
        else:
            route.continue_()

    page.route("**/figuras/", third_fails)
    files = [
        {"name": f"f{n}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(300 + n, 200)}
        for n in range(4)
    ]
    choose(page, block, *files)
    rows = page.locator(f"#figuras-{block.pk} .figura-row")
    expect(rows).to_have_count(3)
    expect(page.get_by_text("Sin conexión. La foto sigue en este equipo.")).to_be_visible()
    page.get_by_role("button", name="Reintentar: f2.jpg").click()
    expect(rows).to_have_count(4)
    expect(page.locator("[data-progress] li")).to_have_count(0)

    assert len(tries) == 5
    assert block.figuras.count() == 4


def test_a_wrong_file_gets_its_sentence_and_a_heavy_one_does_not_travel(
    stage, page, live_server, enter, tmp_path
):
    block = open_linea(page, live_server, enter, stage)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "figuras" in request.url else 0)
    choose(page, block, {"name": "acta.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 x"})
    expect(page.locator(".is-refused .upload-words")).to_have_text(
        "Es un PDF, no una foto. Guárdelo en «Documentos de evidencia»."
    )
    page.get_by_role("button", name="Cerrar aviso: acta.jpg").click()
    before = len(sent)
    heavy = tmp_path / "evento.jpg"
    heavy.write_bytes(jpeg(30, 20) + b"\0" * 26 * 1024 * 1024)
    choose(page, block, heavy)
    expect(page.locator(".is-refused .upload-words")).to_have_text(
        "La imagen pesa más de 25 MB. Redúzcala y vuelva a subirla."
    )

    assert len(sent) == before
    assert not Evidencia.objects.exists()


def test_what_is_seen_is_saved_by_itself_and_a_picture_is_removed(stage, page, live_server, enter):
    block = open_linea(page, live_server, enter, stage)
    choose(page, block, {**PHOTO, "buffer": jpeg(300, 200)})
    row = page.locator(f"#figuras-{block.pk} .figura-row")
    expect(row).to_have_count(1)
    row.get_by_label("¿Qué se ve?").fill("Mesa de firmas")
    row.get_by_label("Menores de edad").check()
    expect(row.get_by_label("Personas identificables")).to_be_checked()
    expect(page.locator("#save-state")).to_contain_text("Guardado", timeout=10_000)

    figure = block.figuras.select_related("evidencia").get()
    assert figure.alt == "Mesa de firmas"
    assert figure.evidencia.shows_minors and figure.evidencia.shows_people
    # Minors took it out of the informe, and only a reason puts it in again.
    head = page.locator(f"#titulo-{block.pk}")
    printed, why = row.get_by_label("Sale en el informe"), row.get_by_label("Por qué puede salir")
    note = row.get_by_text("No sale en el informe: no lleva número.")
    expect(note).to_be_visible()
    expect(head).not_to_contain_text("Se imprimirá")
    assert not printed.is_checked() and not figure.in_informe
    printed.check()
    expect(row.locator("[data-error-for]")).to_contain_text("Se ve a menores", timeout=10_000)
    assert not block.figuras.get().in_informe
    why.fill("Autorización firmada")
    expect(head).to_contain_text("Se imprimirá como Fotografía 1", timeout=10_000)
    expect(row.locator("[data-error-for]")).to_be_hidden()
    expect(note).to_be_hidden()
    assert block.figuras.get().in_informe
    row.get_by_role("button", name="Quitar la foto").click()
    expect(row).to_have_count(0)
    expect(page.get_by_role("button", name="Deshacer")).to_be_focused()
    assert block.figuras.count() == 0
    page.keyboard.press("Enter")
    expect(row).to_be_focused()
    expect(row.get_by_label("¿Qué se ve?")).to_have_value("Mesa de firmas")
    assert block.figuras.get().pk == figure.pk
    # What comes back is saved by itself as before.
    row.get_by_label("¿Qué se ve?").fill("Mesa de acuerdos")
    until(page, lambda: block.figuras.get().alt == "Mesa de acuerdos")


def test_a_caption_saved_while_a_photograph_arrives_stays_proposed(stage, page, live_server, enter):
    block = open_linea(page, live_server, enter, stage)
    held: list[tuple[Route, APIResponse]] = []

    def old_answer(route: Route) -> None:
        """Keep back the page as it is before the caption."""
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route(page.url, old_answer)
    choose(page, block, {**PHOTO, "buffer": jpeg(300, 200)})
    until(page, lambda: held)
    page.locator(f"#pie-{block.pk}").fill("Firma del convenio")
    seen = page.locator(f"#figuras-{block.pk} .figura-row").get_by_label("¿Qué se ve?")
    expect(seen).to_have_value("Foto 1: Firma del convenio", timeout=10_000)
    [(route, answer)] = held
    with page.expect_response(page.url):
        route.fulfill(response=answer)
    page.wait_for_load_state("networkidle")

    assert seen.input_value() == "Foto 1: Firma del convenio"


@pytest.mark.parametrize("size", SIZES)
def test_four_photographs_with_one_caption_are_one_choice_and_one_text(
    stage, page, live_server, enter, size
):
    block = open_linea(page, live_server, enter, stage, size)
    Bloque.objects.filter(pk=block.pk).update(caption="")
    page.reload()
    page.wait_for_load_state("networkidle")
    names = [f"{n}.jpg" for n in range(4)]
    choose(page, block, *[{**PHOTO, "name": name, "buffer": jpeg(300 + n, 200)}
                          for n, name in enumerate(names)])  # fmt: skip
    rows = page.locator(f"#figuras-{block.pk} .figura-row")
    expect(rows).to_have_count(4)
    page.locator(f"#pie-{block.pk}").fill("Firma del convenio")
    seen = rows.nth(3).get_by_label("¿Qué se ve?")
    expect(seen).to_have_value("Foto 4: Firma del convenio", timeout=10_000)
    expect(rows.nth(3).get_by_text("Se tomó del pie.")).to_be_visible()
    seen.fill("El público")
    expect(rows.nth(3).get_by_text("Se tomó del pie.")).to_be_hidden()
    until(page, lambda: block.figuras.order_by("order").last().alt == "El público")
    # In order by buttons: what is being written of others stays, and the focus goes along.
    up = rows.nth(3).get_by_role("button", name="Subir la foto 4")
    up.dblclick()  # the second press of an act that is under way is the same one
    expect(rows.nth(2).get_by_label("¿Qué se ve?")).to_have_value("El público")
    expect(rows.nth(2).get_by_role("button", name="Subir la foto 3")).to_be_focused()
    expect(rows.nth(3).get_by_label("¿Qué se ve?")).to_have_value("Foto 4: Firma del convenio")
    expect(rows.nth(0).get_by_role("button", name="Subir")).to_be_disabled()
    expect(rows.nth(3).get_by_role("button", name="Bajar")).to_be_disabled()
    block.refresh_from_db()
    alts = [figure.said_alt for figure in block.figuras.order_by("order")]
    assert alts[2:] == ["El público", "Foto 4: Firma del convenio"]


def test_a_photograph_taken_out_earlier_comes_back_to_its_place(stage, page, live_server, enter):
    block = open_linea(page, live_server, enter, stage)
    choose(page, block, *[{**PHOTO, "name": f"{n}.jpg", "buffer": jpeg(300 + n, 200)}
                          for n in range(3)])  # fmt: skip
    rows = page.locator(f"#figuras-{block.pk} .figura-row")
    expect(rows).to_have_count(3)
    before = [row.get_attribute("id") for row in rows.all()]
    rows.nth(1).get_by_role("button", name="Quitar la foto 2").click()
    expect(rows).to_have_count(2)
    page.reload()
    page.get_by_text("Fotos quitadas (1)").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Deshacer").click()
    trouble = page.get_by_text("No se pudo hacer. Revise su conexión e intente otra vez.")
    expect(trouble.locator("visible=true").first).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Deshacer").click()
    expect(rows).to_have_count(3)

    assert [row.get_attribute("id") for row in rows.all()] == before
    expect(page.get_by_text("Fotos quitadas")).to_have_count(0)


def test_without_script_a_form_uploads_describes_and_removes(stage, browser, live_server, enter):
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    block = open_linea(page, live_server, enter, stage)
    choose(
        page,
        block,
        *[{**PHOTO, "name": f"{n}.jpg", "buffer": jpeg(300 + n, 200)} for n in range(2)],
    )
    page.get_by_role("button", name="Subir las fotos").click()
    expect(page.get_by_text("Se agregaron 2 fotos.")).to_be_visible()
    first = page.locator(".figura-row").first
    first.get_by_label("¿Qué se ve?").fill("Mesa")
    first.get_by_role("button", name="Guardar la foto 1").click()
    assert block.figuras.order_by("order").first().alt == "Mesa"
    page.locator(".figura-row").first.get_by_role("button", name="Quitar la foto 1").click()
    expect(page.locator(".figura-row")).to_have_count(1)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator(".figura-row")).to_have_count(2)
    context.close()
