"""A field of a línea reaches every place that tells of it: forgetting one is named here.

A field is one of the model; each place either has it or says in `LEFT_OUT` why not. There is no
registry of fields: the places are compared with the model.
"""

import dataclasses
from datetime import date

import pytest
from django.contrib import admin
from django.db import models

from programs.demo.dates import DemoCalendar
from programs.demo.muestra import make_muestra
from programs.models import LineaDeAccion
from programs.resources import LineaDeAccionResource
from programs.values.snapshot import LineaSnapshot
from reports.services.documents import document_html
from tests.markup import folded
from tests.programs.review_cast import quarter
from tests.reports.documents import informe_document, pta_document

# What nobody writes, as the clave, is told nowhere.
TOLD = [field for field in LineaDeAccion._meta.concrete_fields if field.editable]
OWN = {field.name for field in TOLD} - {"id"}
TEXTS = {field.name for field in TOLD if isinstance(field, models.CharField | models.TextField)}
# What a place does not have, with the reason.
LEFT_OUT = {
    "snapshot": {
        "eje": "the eje holds its líneas",
        "order": "the líneas stand in their order",
        "auto_number": "`number` is what it gives",
        "label": "`number` is what it gives",
    },
    "columns": {},
    "screen": {},
    # Fields whose value is no text: a new one says here where a test looks for it.
    "printed": {
        "eje": "tests/reports/test_word_for_word.py reads it as a heading",
        "order": "it is seen in the order only",
        "area": "who reports stands on the page; the documents name the responsables of the eje",
        "auto_number": "`label` is printed where it is off",
    },
    "demo": {"label": "the invented plan is numbered by itself"},
}
MARK = "Marca de %s"


def on_screen() -> set[str]:
    """Return the fields that the screen of Administración shows."""
    sets = admin.site.get_model_admin(LineaDeAccion).fieldsets
    return {name for _, options in sets for name in options["fields"]}


@pytest.mark.parametrize(
    ("place", "has"),
    [
        ("snapshot", {field.name for field in dataclasses.fields(LineaSnapshot)}),
        ("columns", set(LineaDeAccionResource.fields)),
        ("screen", on_screen()),
        ("printed", TEXTS),
    ],
)
def test_every_field_of_a_linea_is_there_or_says_why_not(place, has):
    forgotten = OWN - has - LEFT_OUT[place].keys()

    assert not forgotten, f"{place}: add it, or say in LEFT_OUT why it is not there."
    assert not LEFT_OUT[place].keys() & has, "It is there: take it out of LEFT_OUT."


@pytest.fixture
def marked(cast) -> LineaDeAccion:
    """A línea of the cast whose every text says its own name."""
    linea = cast.linea()
    values = {name: (MARK % name)[:20] for name in TEXTS}
    LineaDeAccion.objects.filter(pk=linea.pk).update(auto_number=False, **values)
    linea.refresh_from_db()
    return linea


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(TEXTS))
@pytest.mark.parametrize("place", ["PTA", "informe", "page"])
def test_every_text_of_a_linea_is_shown(cast, marked, sign_in, place, name):
    if place == "PTA":
        shown = document_html(pta_document(cast.programa))
    elif place == "informe":
        shown = document_html(informe_document(quarter(cast)))
    else:
        shown = sign_in("planeacion").get(marked.get_absolute_url()).content.decode()

    assert getattr(marked, name) in folded(shown), f"{place} forgets {name}."


@pytest.mark.django_db
def test_the_invented_plan_fills_every_text_of_a_linea():
    make_muestra(DemoCalendar(date(2026, 4, 1)), "!")
    blank = {
        name
        for name in TEXTS - LEFT_OUT["demo"].keys()
        if not LineaDeAccion.objects.exclude(**{name: ""}).exists()
    }

    assert not blank, "Fill it in programs/demo/."
