"""The policy of the pages in a real browser: the administration breaks none of its own."""

import pytest
from django.contrib.admin import site
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page

from programs.models import Bloque, Institucion, LineaDeAccion, Programa, User
from programs.resources import LineaDeAccionResource
from programs.resources.files import XlsxFile
from tests.factories import Cast, make_cast, make_person
from tests.programs.plan_files import sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIOLATIONS = """
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A cast with a superuser."""
    with transaction.atomic():
        made = make_cast()
        made.people["superuser"] = make_person("super", is_superuser=True, is_staff=True)
        return made


def addresses(cast: Cast) -> list[str]:
    """Return the addresses of the administration: lists, forms, history, import, export, help."""
    models = [model for model in site._registry if model._meta.app_label == "programs"]
    names = [f"admin:programs_{model._meta.model_name}_changelist" for model in models]
    found = [reverse("admin:index"), *map(reverse, names)]
    for model in (Bloque, Institucion, LineaDeAccion, Programa, User):
        label, row = f"admin:programs_{model._meta.model_name}", model.objects.first()
        acts = ("change", "history", "delete")
        found += [reverse(f"{label}_{act}", args=[row.pk]) for act in acts]
    found += [reverse("admin:programs_programa_add"), reverse("admin:programs_lineadeaccion_add")]
    return found


def refused(page: Page) -> list[str]:
    """Return what the policy refused on the page at hand."""
    return page.evaluate("window.refused")


def test_the_administration_keeps_to_the_policy(cast, page, live_server, enter, watch):
    enter(page.context, cast.people["superuser"])
    page.add_init_script(VIOLATIONS)
    watched, found = watch(page), []
    all_addresses = addresses(cast)
    assert len(all_addresses) > 30
    for address in all_addresses:
        page.goto(live_server.url + address)
        found += [f"{address}: {each}" for each in refused(page)]

    page.goto(live_server.url + reverse("admin:programs_lineadeaccion_import"))
    book = XlsxFile().export_data(sheet(LineaDeAccionResource, cast.people["superuser"]))
    page.set_input_files("input[type=file]", {"name": "l.xlsx", "mimeType": "", "buffer": book})
    found += refused(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Revisar el archivo").click()
    assert page.get_by_text("Vista previa").count()
    found += refused(page)
    page.goto(live_server.url + reverse("admin:programs_lineadeaccion_export"))
    found += refused(page)

    assert (found, watched.faults) == ([], [])
    with page.expect_download() as download:
        page.get_by_role("button", name="Exportar").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_no_page_shows_another_one_of_ours_inside(cast, page, live_server, enter):
    enter(page.context, cast.people["planeacion"])
    page.goto(live_server.url + reverse("programa_list"))
    page.evaluate(
        """(address) => {
            const frame = document.createElement("iframe");
            frame.src = address;
            document.body.append(frame);
            return new Promise((done) => frame.addEventListener("load", done));
        }""",
        live_server.url + reverse("home"),
    )

    assert page.frames[-1].url.startswith("chrome-error:")
