"""The tablero's files: each chart as CSV with the filters, and the summary on one page."""

import csv
import io
import re
import subprocess
from collections import defaultdict

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from programs.enums import AvanceStatus
from programs.models import Area, AvanceTrimestral, ComponenteDeMeta, LineaDeAccion, Meta
from reports import rendering
from reports.documents import resumen
from reports.services.documents import document_html, document_sources
from tests.factories import make_cast
from tests.large_cast import TODAY, make_large
from tests.reports.tablero_cast import MAY, board, report

pytestmark = pytest.mark.django_db


class TestFiles:
    """Each chart as CSV with the filters, and the summary on one page."""

    @pytest.mark.parametrize("chart", ["curva", "areas", "semaforos"])
    def test_the_file_holds_the_table_of_the_page(self, cast, sign_in, chart):
        report(cast, 1, 2, 3)
        client = sign_in("secretario")
        page, _ = board(client, area="juridica")
        with time_machine.travel(MAY, tick=False):
            answer = client.get(reverse("tablero_csv", args=[chart]), {"area": "juridica"})
        names = {"curva": "curve"}
        table = getattr(page, names.get(chart, chart))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

        assert rows[0][3:] == list(table.columns)
        assert [row[3:] for row in rows[1:]] == [[cell.value for cell in r] for r in table.rows]
        assert answer["Content-Disposition"].startswith("attachment; ")

    def test_lists_are_whole_in_the_file_and_no_cell_is_a_formula(self, db, client):
        cast = make_cast(lineas=90)
        LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title="=1+1")
        client.force_login(cast.people["secretario"])
        texts = {
            name: client.get(reverse("tablero_csv", args=[name])).content.decode("utf-8-sig")
            for name in ("lineas", "tareas")
        }

        assert len(list(csv.reader(io.StringIO(texts["lineas"])))) == 91
        assert len(list(csv.reader(io.StringIO(texts["tareas"])))) == 92
        assert "'=1+1" in texts["lineas"]

    def test_a_file_says_day_unit_and_meta_in_the_same_columns_for_any_data(self, db, client):
        """Columns once with data of all kinds, once with one área and nothing that matches."""
        cast = make_large(40)
        client.force_login(cast.people["secretario"])

        def read(name: str, **asked: str) -> list[dict[str, str]]:
            with time_machine.travel(TODAY, tick=False):
                answer = client.get(reverse("tablero_csv", args=[name]), asked)
            text = answer.content.decode("utf-8-sig")
            heads[name].add(text.splitlines()[0])
            return list(csv.DictReader(io.StringIO(text)))

        heads: dict[str, set[str]] = defaultdict(set)
        meta = {"documentos": "12", "acciones programadas": "480", "líneas de acción": "40"}
        for name, unit in {
            "curva": "acciones programadas",
            "semaforos": "líneas de acción",
            "avance": "documentos",
            "lineas": "documentos",
        }.items():
            for row in read(name):
                first = {key: row[key] for key in ("Corte", "Unidad", "Meta del año")}
                assert list(first.values()) == ["2026-10-31", unit, meta[unit]], name
        for name, total in {"areas": "12", "tareas": "12", "etapas": "1"}.items():
            row = read(name)[0]
            assert (row["Corte"], row["Meta del año"]) == ("2026-10-31", total), name
        assert {row["Sin iniciar"] for row in read("etapas")} == {"0", "1"}
        assert {row["Validada"] for row in read("etapas")} == {"0"}
        for name in list(heads):
            read(name, area="a7")
            read(name, semaforo="no-hay")
            read(name, eje="1")
            assert len(heads[name]) == 1, name

    def test_an_unknown_chart_is_not_found(self, cast, sign_in):
        client = sign_in("secretario")
        assert client.get(reverse("tablero_csv", args=["otra"])).status_code == 404

    def test_the_summary_of_ugly_data_is_one_letter_page(self, db, client):
        cast = make_cast(lineas=90)
        long = "Coordinación interinstitucional de la elaboración y publicación de documentos "
        areas = [
            Area(
                institucion=cast.institucion,
                code=f"area-{n}",
                name=f"{(long * 3)[:195]} {n}",
                order=n,
            )
            for n in range(3, 13)
        ]
        Area.objects.bulk_create(areas)
        for place, linea in enumerate(LineaDeAccion.objects.filter(eje__programa=cast.programa)):
            linea.title, linea.area = long * 5, areas[place % len(areas)]
            linea.save()
            linea.tareas.update(area=linea.area)
        metas = Meta.objects.filter(linea__eje__programa=cast.programa)
        ComponenteDeMeta.objects.bulk_create(
            ComponenteDeMeta(
                meta=meta,
                order=2,
                unit="acuerdos de coordinación interinstitucional",
                quantity=12000,
                programmed_q1=3000,
            )  # fmt: skip
            for meta in metas
        )
        AvanceTrimestral.objects.filter(trimestre__programa=cast.programa, linea__order=3).update(
            status=AvanceStatus.SUBMITTED, submitted_at=MAY
        )
        client.force_login(cast.people["secretario"])
        page, _ = board(client)
        summary = resumen.build(page, MAY)
        pdf, complaints = rendering.html_to_pdf(document_html(summary), document_sources())

        assert complaints == []
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            (sheet,) = opened.pages
            assert [float(side) for side in sheet.mediabox] == [0, 0, 612, 792]
        assert summary.more_late == len(page.attention.late) - len(summary.late) > 0
        assert summary.more_lines == 90 - len(summary.lines)


def test_the_summary_of_forty_areas_fills_one_page_whose_words_are_those_seen(db, client, tmp_path):
    cast = make_large(80)
    client.force_login(cast.people["secretario"])
    page, _ = board(client, day=TODAY)
    summary = resumen.build(page, TODAY)
    pdf, complaints = rendering.html_to_pdf(document_html(summary), document_sources())
    target = tmp_path / "resumen.pdf"
    target.write_bytes(pdf)
    laid = subprocess.run(
        ["pdftotext", "-layout", target, "-"], capture_output=True, check=True, text=True
    ).stdout

    assert complaints == [] and laid.count("\f") == 1
    words = " ".join(laid.split())
    assert page.key.figure in words
    for owed in summary.late:
        assert owed.name in words and owed.told in words
    for row in (*summary.review, *summary.returned):
        assert row.name in words and row.told in words
    for row in summary.lines:
        assert all(text in words for text in (*row.title, row.area))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", target, "-"], capture_output=True, check=True, text=True
    ).stdout
    bottoms = [float(value) for value in re.findall(r'yMax="([\d.]+)"', boxes)]
    body = max(bottom for bottom in bottoms if bottom < 792 - 37)  # above the foot, 13 mm high
    assert 792 - 37 - body < 72


@pytest.mark.parametrize(("who", "asks"), [("secretario", True), ("consulta", False)])
def test_the_summary_asks_for_attention_of_who_reads_drafts(cast, sign_in, who, asks):
    page, _ = board(sign_in(who))

    assert (page.attention is not None) == asks
    assert resumen.build(page, MAY).has_attention == asks
