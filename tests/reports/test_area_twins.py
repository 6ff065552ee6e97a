"""Two áreas of one name on the tablero, in its files and in the list of the review."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse

from programs.models import Area
from reports.charts.svg import fit
from reports.documents import resumen
from tests.programs.review_cast import Review
from tests.reports.tablero_cast import MAY, board

pytestmark = pytest.mark.django_db
NAME = "Coordinación de Archivos"


def test_each_place_tells_which_of_the_two_is_meant(cast, sign_in):
    parents = [
        Area.objects.create(institucion=cast.institucion, code=code, name=name, order=9)
        for code, name in (("t", "Técnica"), ("g", "Gestión"))
    ]
    for code, parent in zip(("juridica", "archivo"), parents, strict=True):
        Area.objects.filter(code=code, institucion=cast.institucion).update(
            name=NAME, parent=parent
        )
    both = {f"{NAME} (Técnica)", f"{NAME} (Gestión)"}
    client = sign_in("secretario")
    page, html = board(client)

    assert {area.name for area in page.attention.late} == both
    assert {panel.name for panel in page.area_panels} == both
    assert {choice.label for choice in page.filters.areas} == both
    assert {row.name for row in page.stage_rows} == both
    assert {row.line.linea.area for row in page.lines} == both
    assert html.count(NAME) == sum(html.count(name) for name in both)
    summary = resumen.build(page, MAY)
    assert {area.name for area in summary.late} == both
    assert {row[0].text for row in summary.areas.rows} == both
    with time_machine.travel(MAY, tick=False):
        for chart in ("areas", "etapas", "lineas"):
            answer = client.get(reverse("tablero_csv", args=[chart]))
            rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
            assert {row["Área"] for row in rows} == both, chart
    review = Review(cast)
    review.submit()
    page, _ = board(client, day=review.now)
    assert page.attention.review[0].name == f"{NAME} (Técnica)"
    with time_machine.travel(review.now, tick=False):
        text = sign_in("secretario").get(reverse("revision_list")).content.decode()
    assert f"{NAME} (Técnica)</a>" in text


def test_a_drawing_cuts_the_name_and_not_what_follows_it():
    label = fit(f"{NAME} de todas las oficinas del estado (Gestión)", 200, lines=2)

    assert len(label.lines) == 2
    assert " ".join(label.lines).endswith("… (Gestión)")
