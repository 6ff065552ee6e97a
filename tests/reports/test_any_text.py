"""Any text of Unicode in any field and cell: it is refused, or pages and both documents answer."""

import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.models import Bloque, Tarea
from programs.models.fields import CharField, TextField
from programs.received.signs import clean_text
from reports.documents.registry import INFORME, PTA
from reports.forking import html_to_pdf_in_child
from reports.rendering import Sources
from reports.services.documents import document_html, document_of, document_sources
from tests.programs.permission_stage import TODAY, Stage, make_stage
from tests.programs.test_received_fields import text_fields
from tests.reports.drawn import no_drawing

pytestmark = pytest.mark.django_db
# Keys that name a row or a file, and what is one of a few codes.
NAMES = {"key", "code", "slug", "path", "due_quarters", "original", "media_type", "sha256"}
NAMES |= {"emblem"}
# Codes of a rule, which its form only lets choose.
NAMES |= {"rule_field", "rule_where", "rule_value"}
# Whole Unicode, halves of pairs too, and what has stopped a program once more often than chance.
SIGNS = st.one_of(
    st.characters(codec=None),
    st.sampled_from(
        "\x00\x0b\x0c\x1c\x1f\x85\u2028\ud83d\ude00\ufffe\ufdd0\ufeff\u202e\u200d\u0301"
    ),
    st.sampled_from("<>&\"'{%}\\|\t\n;=+-@ \u00a0"),
    st.sampled_from(["<p>", "</p>", "<li>", "<ul>", "&#11;", "&#xd800;", "{{ x }}", "]]>", "<!--"]),
)
TEXTS = st.lists(SIGNS, min_size=1, max_size=30).map("".join)


def is_typed(field: models.Field) -> bool:
    """Tell whether people write freely in a field of a model that is no history."""
    return (
        isinstance(field, CharField | TextField)
        and not field.choices
        and field.name not in NAMES
        and not field.model.__name__.startswith("Historical")
    )


TYPED = [field for field in text_fields() if is_typed(field)]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """One stage for the whole module, undone at its end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        made = make_stage()
        Bloque.objects.filter(pk=made.figures.pk).update(kind="table", header_rows=1)
        Tarea.objects.update(in_calendar=True, in_table=True)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def client(stage, db, monkeypatch) -> Iterator[Client]:
    """Somebody who reads everything; documents are drawn by the test itself."""
    no_drawing(monkeypatch)
    found = Client(raise_request_exception=False)
    found.force_login(stage.people["superuser"])
    with time_machine.travel(TODAY, tick=False):
        yield found


def write(text: str) -> int:
    """Write a text in each field of the first row of each model, as a door would.

    Returns in how many fields it stands; the others refuse it.
    """
    written = 0
    for field in TYPED:
        row = field.model.objects.order_by("pk").first()
        if row is None:
            continue
        try:
            value = field.clean(text[: field.max_length], row)
        except ValidationError:
            continue
        field.model.objects.filter(pk=row.pk).update(**{field.name: value})
        written += 1
    cells = [[text, "a"], ["b", text]]
    Bloque.objects.filter(kind="table").update(
        rows=Bloque._meta.get_field("rows").clean(cells, None)
    )
    return written


def addresses(stage: Stage) -> list[str]:
    """Return the pages that show most of what people write."""
    here = stage.programa
    linea = stage.avance.linea_id
    board = f"?programa={here[0]}-{here[1]}"
    return [
        reverse("home"),
        reverse("programa_list"),
        reverse("programa_detail", args=here),
        reverse("linea_detail", args=[*here, linea]),
        reverse("trimestre_detail", args=[*here, 1]),
        reverse("avance_edit", args=[*here, linea, 1]),
        reverse("presentacion_edit", args=[*here, 1]),
        reverse("entrega_review", args=[*here, 1, "juridica"]),
        reverse("historial_linea", args=[*here, linea]),
        reverse("historial_area", args=[*here, 1, "juridica"]),
        reverse("mes") + board + "&area=juridica&mes=1",
        reverse("tablero") + board,
        reverse("tablero_csv", args=["lineas"]) + board,
        reverse("libro", args=[here[0]]),
        reverse("plazos", args=here),
        reverse("evidencia_list"),
        reverse("institution_css", args=[here[0]]),
        reverse("linea_preview", args=[*here, linea, 1]),
        reverse("admin:programs_bloque_change", args=[stage.text.pk]),
        reverse("admin:programs_lineadeaccion_changelist"),
    ]


def try_text(client: Client, stage: Stage, text: str, *, drawn: bool) -> None:
    """Write a text everywhere, and ask for the pages and the documents."""
    with transaction.atomic():
        assert write(text) > 30 or not clean_text(text).strip() or "<" in text
        wrong = [
            (answer.status_code, answer.request["PATH_INFO"])
            for answer in map(client.get, addresses(stage))
            if answer.status_code != 200
        ]
        assert wrong == []
        for entry, row in ((INFORME, stage.trimestre), (PTA, stage.trimestre.programa)):
            row.refresh_from_db()
            html = document_html(document_of(entry, row))
            assert clean_text(html) == html
            if drawn:
                assert html_to_pdf_in_child(html, document_sources()).startswith(b"%PDF")
        transaction.set_rollback(True)


WORST = "uno\x00\x0b\ud83d\x85dos\u2028\uffff < 3 \u0301\u202e\U00017000會&#11;{{ x }}<b>"


def test_the_worst_text_everywhere(client, stage):
    assert len(TYPED) > 45
    try_text(client, stage, WORST, drawn=True)


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_any_text_everywhere(client, stage, text):
    try_text(client, stage, text, drawn=False)


@pytest.mark.long
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_many_texts_everywhere(client, stage, text):
    try_text(client, stage, text, drawn=False)


@pytest.mark.long
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_many_texts_are_drawn(client, stage, text):
    try_text(client, stage, text, drawn=True)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 0x110000, 0x4000))
def test_every_character_is_drawn(start, tmp_path):
    """Private and unassigned codes all draw the same box: one in a hundred of them."""
    signs = [
        chr(code)
        for code in range(start, start + 0x4000)
        if unicodedata.category(chr(code)) not in ("Cn", "Co") or code % 100 == 0
    ]
    text = clean_text(escape(" ".join(f"a{sign}b" for sign in signs)))
    html = f'<html lang="es-MX"><body><p>{text}</p></body></html>'

    assert html_to_pdf_in_child(html, Sources(tmp_path, Path(tmp_path))).startswith(b"%PDF")
