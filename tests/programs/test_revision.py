"""The pages of who reviews: the list, the línea as it prints, and the whole review by forms."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from programs.enums import Role
from programs.models import (
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Observacion,
    Seccion,
    Trimestre,
)
from programs.services import observaciones as of_area
from tests.factories import YEAR, make_person
from tests.markup import folded
from tests.programs.review_cast import (
    DETAIL,
    HERE,
    KEY,
    LIST,
    START,
    Review,
    area_of,
    entries,
    name_second_validator,
    observe_by_form,
    quarter,
    review_of_archivo,
    secretario_as_titular,
    statuses,
    text_of,
)

pytestmark = pytest.mark.django_db


# The list ---------------------------------------------------------------------------------------


def test_the_list_is_oldest_first(cast, review, reviewer):
    other = review_of_archivo(cast)
    other.now = START - timedelta(days=3)
    other.submit("titular2")
    with time_machine.travel(START + timedelta(days=1), tick=False):
        page = reviewer.get(LIST).context["page"]
    rows = [(row.entrega.area.code, row.days, row.validated, row.lines) for row in page.waiting]
    assert rows == [("archivo", 4, 0, 2), ("juridica", 1, 0, 2)]


def test_the_list_tells_what_came_back_and_what_was_answered(cast, review, reviewer):
    row = review.observe(cast.avance())
    review.observe(cast.avance(), text="Otra.")
    assert reviewer.get(LIST).context["page"].waiting[0].pending == 2
    review.give_back()
    review.act(of_area.observacion_answer, row.pk, answer="Ya.", by=cast.people["enlace"])
    page = reviewer.get(LIST).context["page"]
    assert page.waiting == ()
    assert [(row.answered, row.sent, row.pending) for row in page.returned] == [(1, 2, 0)]
    assert "1 de 2 atendidas" in reviewer.get(LIST).text


@pytest.mark.parametrize(
    ("general", "day", "late", "words"),
    [
        ("2026-04-17", "2026-06-02", False, "Vence el 8 de junio de 2026 (en 6 días), con plazo "),
        ("2026-04-17", "2026-06-10", True, "Venció el 8 de junio de 2026 (hace 2 días), con plazo"),
        ("2026-06-12", "2026-06-10", False, "Vence el 12 de junio de 2026 (en 2 días)"),
    ],
)
def test_the_list_tells_until_when_the_area_corrects(
    cast, review, reviewer, general, day, late, words
):
    review.now = datetime(2026, 6, 1, 16, tzinfo=UTC)
    review.observe(cast.avance())
    review.give_back()
    Trimestre.objects.filter(pk=quarter(cast).pk).update(due_on=date.fromisoformat(general))
    with time_machine.travel(f"{day} 18:00:00+00:00", tick=False):
        html = folded(reviewer.get(LIST).text)

    cell = html.partition('<td data-label="Para corregir">')[2].partition("</td>")[0]
    assert words in cell
    assert ("<strong>Atrasada.</strong>" in cell) is late


def test_an_empty_list_says_what_comes_next(cast, reviewer):
    assert "Cuando un área envíe su trimestre" in reviewer.get(LIST).text


def test_who_reviews_elsewhere_sees_nothing_of_here(cast, review, client):
    other = cast.people["outsider"].memberships[0].institucion
    client.force_login(make_person("ajeno", other, Role.SECRETARIO))
    assert client.get(LIST).context["page"].waiting == ()
    assert client.get(DETAIL).status_code == 404


def test_the_second_validator_has_the_list(cast, review, client):
    second = make_person("segunda", cast.institucion, Role.CONSULTA)
    client.force_login(second)
    assert client.get(LIST).status_code == 403
    name_second_validator(cast, second)
    assert len(client.get(LIST).context["page"].waiting) == 1
    assert client.get(DETAIL).status_code == 200
    assert "Revisión</a>" in client.get(LIST).text


# The page ---------------------------------------------------------------------------------------


def test_the_page_shows_the_linea_as_it_prints(cast, review, reviewer):
    avance = cast.avance()
    text = reviewer.get(DETAIL).text
    assert "Línea de Acción 1.1" in text
    assert "Se elaboraron tres documentos" in text
    assert "se tiene un avance del 25%." in text
    for key in (f"bloque-{text_of(avance).pk}", f"cantidad-{avance.cantidades.get().pk}", "todo"):
        assert f"observar={key}#id_text" in text
    tarea = avance.linea.tareas.get()
    assert all(f"observar=mes-{tarea.pk}-{month}#id_text" in text for month in (1, 2, 3))


def test_findings_stand_beside_the_linea(cast, review, reviewer):
    avance = cast.avance()
    avance.cantidades.update(quantity=9, reason="Se adelantó.")
    AvanceTrimestral.objects.filter(pk=avance.pk).update(
        closing="stated", stated_percent=30, closing_reason="Acuerdo."
    )
    page = reviewer.get(DETAIL).context["page"]
    (explained,) = (each for each in page.found_explained if each.placed.typed)
    assert "Escribió 9 y se habían programado 3" in explained.finding.message
    assert explained.reason == "Se adelantó."
    assert "La línea dice 30%, y las cantidades capturadas dan 75%" in [
        each.finding.message for each in page.found
    ]


def test_an_observation_is_written_with_the_form(cast, review, reviewer):
    avance = cast.avance()
    block = text_of(avance)
    query = f"?linea={avance.linea_id}&observar=bloque-{block.pk}"
    form = reviewer.get(DETAIL + query).context["observation_form"]
    assert form.initial["proposed"] in block.html
    data = {"key": form.initial["key"], "text": "Falta.", "proposed": form.initial["proposed"]}
    response = observe_by_form(reviewer, query, data)
    assert response.status_code == 303
    assert response.url == f"{DETAIL}?linea={avance.linea_id}#parte-bloque-{block.pk}"
    row = Observacion.objects.get()
    assert (row.bloque, row.text, row.proposed) == (block, "Falta.", "")
    assert "Falta." in reviewer.get(DETAIL).text


def test_a_section_is_observed_too(cast, reviewer):
    seccion = Seccion.objects.create(
        institucion=cast.institucion, trimestre=quarter(cast), area=area_of(cast), key="parte",
        kind="presentation", heading="Lo jurídico",
    )  # fmt: skip
    block = Bloque.objects.create(
        institucion=cast.institucion, seccion=seccion, key="b", order=1, kind="text",
        html="<p>Firmamos.</p>",
    )  # fmt: skip
    review = Review(cast)
    review.submit()
    text = reviewer.get(f"{DETAIL}?seccion=1").text
    assert "Firmamos." in text and "Presentación: Lo jurídico" in text
    for query in ("seccion=1", f"linea={cast.linea().pk}"):  # it is no third línea
        place = reviewer.get(f"{DETAIL}?{query}").text.partition('review-place">')[2]
        assert re.match(r"Parte [13] de 3<", place)
    query = f"?seccion=1&observar=bloque-{block.pk}"
    assert observe_by_form(reviewer, query, {"key": KEY, "text": "Diga cuándo."}).status_code == 303
    assert Observacion.objects.get().seccion == seccion
    assert "Diga cuándo." in reviewer.get(f"{DETAIL}?seccion=1").text
    assert "Diga cuándo." not in reviewer.get(f"{DETAIL}?linea={cast.linea().pk}").text


def test_an_empty_observation_keeps_the_form(cast, review, reviewer):
    query = f"?linea={cast.linea().pk}&observar=todo"
    response = observe_by_form(reviewer, query, {"key": KEY, "text": " "})
    assert response.status_code == 422
    assert "<title>Error: " in response.text
    assert 'href="#id_text"' in response.text
    assert response.text.count("Escriba qué hay que corregir.") == 2


@pytest.mark.parametrize(
    "query",
    ["linea={linea}&observar=otra-1", "linea={linea}&observar=bloque-{outside}", "observar=todo"],
)
def test_a_forged_address_is_not_found(cast, review, reviewer, query):
    outside = Bloque.objects.filter(institucion__slug="ajena")[0].pk
    address = query.format(linea=cast.linea().pk, outside=outside)
    assert observe_by_form(reviewer, address, {"key": KEY, "text": "x"}).status_code == 404


def test_a_forged_part_of_a_sibling_is_refused_with_its_text_kept(cast, review, reviewer):
    sibling = entries(cast)[1]
    query = f"?linea={cast.linea().pk}&observar=bloque-{text_of(sibling).pk}"
    response = observe_by_form(reviewer, query, {"key": KEY, "text": "Falta."})
    assert response.status_code == 422
    assert "Esa parte no es de esta línea." in response.text
    assert not Observacion.objects.exists()


def test_the_whole_review_by_plain_forms(cast, review, reviewer):
    first, second = entries(cast)
    row = review.observe(first)
    edit = reverse("observacion_edit", args=[row.pk])
    shown = reviewer.get(f"{DETAIL}?linea={first.linea_id}&editar={row.pk}")
    assert f'action="{edit}"' in shown.text
    assert reviewer.post(edit, {"text": "Diga la fecha.", "version": 1}).status_code == 303
    validate = reverse("avance_validate", args=[second.pk])
    assert reviewer.post(validate, {"version": second.version}).status_code == 303
    verdict = {"version": review.entrega.version, "verdict": "return"}
    response = reviewer.post(reverse("entrega_return", args=HERE), verdict)
    assert (response.status_code, response.url) == (303, LIST)
    assert statuses(cast) == ["returned", "validated"]
    assert "Validar el área" not in reviewer.get(DETAIL).text
    review.now = EntregaDeArea.objects.get().returned_at
    review.submit()
    row.refresh_from_db()
    resolve = reverse("observacion_resolve", args=[row.pk])
    assert reviewer.post(resolve, {"version": row.version}).status_code == 303
    verdict = {"version": review.entrega.version, "verdict": "validate"}
    assert reviewer.post(reverse("entrega_validate", args=HERE), verdict).status_code == 303
    assert statuses(cast) == ["validated", "validated"]


def test_a_verdict_must_be_chosen(cast, review, reviewer):
    response = reviewer.post(
        reverse("entrega_validate", args=HERE), {"version": review.entrega.version}
    )
    assert response.status_code == 422
    assert "Elija el veredicto" in response.text
    assert review.entrega.status == "submitted"


def test_a_removed_observation_leaves_and_a_plain_conflict_keeps_the_text(cast, review, reviewer):
    row = review.observe(cast.avance())
    edit = reverse("observacion_edit", args=[row.pk])
    reviewer.post(edit, {"text": "Uno.", "version": 1})
    response = reviewer.post(edit, {"text": "Dos.", "version": 1})
    assert response.status_code == 409 and "Dos." in response.text and "Uno." in response.text
    remove = reverse("observacion_remove", args=[row.pk])
    assert reviewer.post(remove, {"version": 1}).status_code == 409
    assert reviewer.post(remove, {"version": 2}).status_code == 303
    assert not Observacion.objects.exists()


def test_who_submitted_reads_why_and_who_validates(cast, client):
    secretario = secretario_as_titular(cast)
    Review(cast).submit("secretario")
    client.force_login(secretario)
    assert "El Secretario Técnico nombra en Plazos a la segunda persona" in client.get(DETAIL).text
    second = make_person("segunda", cast.institucion, Role.CONSULTA, first_name="Rosa Díaz")
    name_second_validator(cast, second)
    text = client.get(DETAIL).text
    assert "lo valida otra persona: Rosa Díaz." in text
    assert "Enviar veredicto" not in text and "Validar la línea" not in text
    assert "La envió usted" in client.get(LIST).text


# What only reviewers see ------------------------------------------------------------------------


SECRET = "observación-todavía-secreta"


@pytest.mark.parametrize("who", ["enlace", "titular", "planeacion", "auditoria", "superuser"])
def test_a_pending_observation_is_nowhere_for_the_others(cast, review, client, who):
    avance = cast.avance()
    row = review.observe(avance, text_of(avance), text=SECRET, proposed=f"<p>{SECRET}</p>")
    client.force_login(cast.people[who])
    place = ["propia", YEAR, avance.linea_id]
    pages = [
        reverse("home"),
        LIST,
        DETAIL,
        reverse("trimestre_detail", args=["propia", YEAR, 1]),
        reverse("linea_detail", args=place),
        reverse("avance_edit", args=[*place, 1]),
        reverse("presentacion_edit", args=["propia", YEAR, 1]),
        reverse("entrega_review", args=HERE),
        reverse("entrega_receipt", args=HERE),
    ]
    for address in pages:
        assert SECRET not in client.get(address, follow=True).text, address
    acts = ("edit", "remove", "resolve", "answer", "accept")
    typed = {"text": "x", "answer": "x", "version": 1}
    for name in (f"observacion_{act}" for act in acts):
        for pk in (row.pk, 999_999):
            response = client.post(reverse(name, args=[pk]), typed)
            assert response.status_code == 404, (name, pk)
    assert Observacion.objects.get().text == SECRET
