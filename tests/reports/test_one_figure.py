"""One figure, one function: tablero, línea, quarter, informe, PTA, files and summary agree.

For quantities whose percentage is easily printed in two ways: 0/4, 3/24, 2/7, 25/4000, 241/242,
5/4, a composite 16 + 12, and a línea without meta.
"""

import csv
import io
import re
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    MarcaMensual,
    Meta,
    Trimestre,
)
from programs.services.programa import programa_complete
from reports.documents import resumen
from reports.services.documents import document_html
from tests.factories import YEAR, make_cast
from tests.reports.documents import informe_document, pta_document

pytestmark = pytest.mark.django_db
MAY = datetime(YEAR, 5, 4, 18, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Case:
    """A línea: its (done, annual) quantities, its meta as written, and the figure of every page."""

    title: str
    quantities: tuple[tuple[int, int], ...]
    text: str
    annual: str
    accumulated: str

    @property
    def sentence(self) -> str:
        """How the documents say it."""
        if not self.quantities:
            return "Sin reporte de marzo."
        told = f"un avance del {self.annual}"
        return f"Del 100% de la meta programada, se tiene {told}."


CASES = (
    Case("cero de cuatro", ((0, 4),), "4 documentos", "0%", "0"),
    Case("tres de veinticuatro", ((3, 24),), "24 asuntos", "12.5%", "3"),
    Case("dos de siete", ((2, 7),), "7 asesorías", "29%", "2"),
    Case("veinticinco de cuatro mil", ((25, 4000),), "4,000 personas", "0.6%", "25"),
    Case("casi todo", ((241, 242),), "242 mantenimientos", "99.6%", "241"),
    Case("cinco de cuatro", ((5, 4),), "4 cursos", "125%", "5"),
    Case(
        "actas y acuerdos",
        ((9, 16), (9, 12)),
        "16 actas y 12 acuerdos en el año.",
        "64%",
        "9 unidad 1 y 9 unidad 2",
    ),
    Case("sin meta", (), "", "2 de 12 meses, 1 sin reportar", "2 de 3 meses, 1 sin reportar"),
)


@pytest.fixture
def stage(db):
    """A plan of eight líneas, one for each case, with January and February of all tareas done."""
    cast = make_cast(lineas=len(CASES))
    Meta.objects.filter(linea__eje__programa=cast.programa).delete()
    for place, case in enumerate(CASES):
        linea = cast.linea(place)
        linea.title = f"Línea de {case.title}"
        linea.save()
        if case.quantities:
            meta = Meta.objects.create(linea=linea, text=case.text)
            for order, (_, annual) in enumerate(case.quantities, start=1):
                ComponenteDeMeta.objects.create(
                    meta=meta, order=order, unit=f"unidad {order}",
                    quantity=annual, programmed_q1=annual,
                )  # fmt: skip
    programa_complete(cast.programa)
    for place, case in enumerate(CASES):
        for order, (done, _) in enumerate(case.quantities, start=1):
            AvanceDeComponente.objects.filter(
                avance=cast.avance(place), componente__order=order
            ).update(quantity=Decimal(done))
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa, month__lte=2).update(
        status="done", reported_at=MAY
    )
    AvanceTrimestral.objects.filter(trimestre__programa=cast.programa).update(cause="")
    with time_machine.travel(MAY, tick=False):
        yield cast


def words(html: str) -> str:
    """Return the text of HTML on one line, without its head and its drawings."""
    html = re.sub(r"<(style|title|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def piece(text: str, case: Case) -> str:
    """Return the words from a línea's title up to the title of another one."""
    others = [f"Línea de {other.title}" for other in CASES if other is not case]
    start = text.index(f"Línea de {case.title}")
    ends = [at for other in others if (at := text.find(other, start)) > 0]
    return text[start : min(ends, default=len(text))]


def holds(text: str, figure: str) -> bool:
    """Tell whether a text holds a figure whole: "5%" is not in "12.5%"."""
    return re.search(rf"(?<![\d.,]){re.escape(figure)}", text) is not None


@pytest.fixture
def pages(stage, client):
    """The words of every place that prints a línea's figure of the first quarter."""
    client.force_login(stage.people["secretario"])
    board = client.get(reverse("tablero"))
    quarter = client.get(reverse("trimestre_detail", args=["propia", YEAR, 1]))
    summary = resumen.build(board.context["page"], MAY)
    return {
        "tablero": words(board.content.decode()),
        "trimestre": words(quarter.content.decode()),
        "resumen": words(document_html(summary)),
        "shown in resumen": [row.line.linea.title for row in summary.lines],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_every_place_prints_the_same_figure(stage, pages, client, case):
    linea = stage.linea(CASES.index(case))
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=stage.programa, number=1
    )
    detail = words(
        client.get(reverse("linea_detail", args=["propia", YEAR, linea.pk])).content.decode()
    )
    document = informe_document(trimestre)
    executive, *_, report = (
        chapter for chapter in document.chapters if chapter.kind in ("summary", "report")
    )
    informe = words(document_html(replace(document, chapters=(report,))))
    answer = client.get(reverse("tablero_csv", args=["lineas"]))
    table = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    row = next(row for row in table if row["Texto"] == linea.title)

    assert row["Avance anual"] == case.annual
    assert row["Realizado a la fecha"] == case.accumulated
    for place in ("tablero", "trimestre"):
        assert holds(piece(pages[place], case), case.annual), place
        assert holds(piece(pages[place], case).lower(), case.accumulated), place
    if case.quantities:  # without a meta the page of the línea counts no quantity
        assert holds(detail, case.annual)
        assert case.sentence in detail
    assert case.sentence in piece(pages["trimestre"], case)
    assert case.sentence in piece(informe, case)
    for late in executive.parts[0].late:
        if late.title.endswith(f"Línea de {case.title}"):
            assert holds(late.quantity.replace("\n", " "), case.accumulated)
    if linea.title in pages["shown in resumen"]:
        assert holds(piece(pages["resumen"], case), case.annual)
        assert row["Por qué"] in piece(pages["resumen"], case)
    assert row["Por qué"] in piece(pages["tablero"], case)


def test_the_summary_shows_some_of_each_kind(pages):
    assert len(pages["shown in resumen"]) >= 6


def test_the_plan_prints_the_meta_and_the_months_that_the_tablero_counts(stage, client):
    client.force_login(stage.people["secretario"])
    page = client.get(reverse("tablero")).context["page"]
    pta = document_html(pta_document(stage.programa))
    plan = words(pta)

    for case in CASES[:-1]:
        assert case.text in plan
        assert holds(case.text, str(case.quantities[0][1]) if "," not in case.text else "4,000")
    programmed = MarcaMensual.objects.filter(
        tarea__eje__programa=stage.programa, programmed=True
    ).count()
    assert page.curve.rows[-1][1].value == str(programmed)
    assert page.heatmap.total == f"16 de {programmed}, 16 sin reportar"
    assert pta.count("✓") == programmed


def test_curve_areas_heatmap_and_files_give_the_same_sum(stage, client):
    client.force_login(stage.people["secretario"])
    page = client.get(reverse("tablero"), {"corte": "m2"}).context["page"]
    done = [int(row[2].value) for row in page.areas.rows]
    sheet = list(
        csv.reader(
            io.StringIO(
                client.get(reverse("tablero_csv", args=["tareas"]), {"corte": "m2"})
                .content.decode("utf-8-sig")
            )
        )
    )  # fmt: skip

    assert sum(done) == int(page.curve.rows[1][2].value) == 16
    assert sheet[-1][-1] == page.heatmap.total == "16 de 96"
    assert page.curve.sentence == page.heatmap.sentence
    assert page.areas.sentence.startswith(page.curve.sentence)
    summary = resumen.build(page, MAY)
    assert summary.curve.rows == page.curve.rows
    assert [row[1].text for row in summary.areas.rows] == [row[3].text for row in page.areas.rows]
