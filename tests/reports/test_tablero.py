"""The tablero: what asks for attention, cut-off dates, filters, who reads what, files, queries."""

import csv
import io
import re
from datetime import date, datetime
from html import unescape

import pikepdf
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, MarkStatus
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Trimestre,
)
from programs.services.cierre import trimestre_close
from reports import rendering
from reports.selectors.resumen import resumen_of
from reports.services import document_html, document_sources
from tests.factories import YEAR, make_cast, make_institucion, make_programa, validate
from tests.programs.review_cast import Review

pytestmark = pytest.mark.django_db
# After the first quarter's deadline, 17 April, and before April's months are due.
MAY = datetime(2026, 5, 4, 18, tzinfo=timezone.get_default_timezone())


def board(client, day=MAY, **asked):
    """Return the page of the tablero and its HTML on a day."""
    with time_machine.travel(day, tick=False):
        answer = client.get(reverse("tablero"), asked)
    assert answer.status_code == 200
    return answer.context["page"], unescape(answer.content.decode())


def report(cast, *months: int, area: str = "juridica", status: str = MarkStatus.DONE) -> None:
    """Report months of an área's tareas."""
    MarcaMensual.objects.filter(
        tarea__area__code=area, tarea__eje__programa=cast.programa, month__in=months
    ).update(status=status, reported_at=MAY, reason="Faltó quórum" if status == "not_done" else "")


def text_of(html: str) -> str:
    """Return the words of a piece of HTML on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class TestAttention:
    """The first block: late áreas by days, what waits for a verdict, what for answers."""

    def test_the_latest_comes_first_with_what_is_missing_and_its_place(self, cast, sign_in):
        report(cast, 1, 2, 3)
        page, html = board(sign_in("secretario"))
        late = page.attention.late

        assert [(area.code, area.days) for area in late] == [("archivo", 87), ("juridica", 87)]
        assert [(item.text, item.days) for item in late[0].items] == [
            ("enero: faltan 2 de 2 tareas", 87),
            ("febrero: faltan 2 de 2 tareas", 59),
            ("marzo: faltan 2 de 2 tareas", 27),
            ("1er trimestre: 2 de 2 líneas sin enviar", 17),
        ]
        assert late[1].items[0].text == "enero: sin confirmar"
        assert late[0].items[0].url == f"/mes/?programa=propia-{YEAR}&area=archivo&mes=1#mes-1"
        assert late[0].items[3].url == f"/programas/propia/{YEAR}/trimestres/1/#area-archivo"
        assert "1er trimestre 2026: 2 áreas atrasadas" in html
        assert html.index("Atrasadas") < html.index("Filtros del tablero")

    def test_who_sent_later_is_less_late(self, cast, sign_in):
        MarcaMensual.objects.filter(tarea__area__code="juridica").delete()
        page, _ = board(sign_in("secretario"))

        assert [(area.code, area.days) for area in page.attention.late] == [
            ("archivo", 87),
            ("juridica", 17),
        ]

    def test_an_extension_moves_the_deadline_of_its_area_only(self, cast, sign_in):
        MarcaMensual.objects.all().delete()
        EntregaDeArea.objects.create(
            trimestre=Trimestre.objects.get(programa=cast.programa, number=1),
            area=Area.objects.get(institucion=cast.institucion, code="archivo"),
            extended_to=date(2026, 5, 10),
            extension_reason="Mudanza de archivo.",
        )
        page, _ = board(sign_in("secretario"))

        assert [area.code for area in page.attention.late] == ["juridica"]

    def test_what_was_sent_and_what_was_returned_say_since_when(self, cast, sign_in):
        review = Review(cast)
        review.submit()
        page, html = board(sign_in("secretario"), day=review.now)
        (waiting,) = page.attention.review
        place = ["propia", YEAR, 1, "juridica"]

        assert (waiting.when, waiting.amount) == ("enviada hoy", "2 de 2 líneas por revisar")
        assert waiting.url == reverse("revision_detail", args=place)
        assert "1 por revisar" in html

        avance = cast.avance()
        review.observe(avance)
        review.give_back()
        page, html = board(sign_in("secretario"), day=review.now)
        (returned,) = page.attention.returned

        assert page.attention.review == ()
        assert (returned.when, returned.amount) == ("devuelta hoy", "1 observación sin atender")
        assert "1 con observaciones" in html
        page, _ = board(sign_in("titular"), day=review.now)
        assert page.attention.returned[0].url == reverse("entrega_review", args=place)

    def test_nobody_late_is_said_in_words(self, cast, sign_in):
        MarcaMensual.objects.all().delete()
        _, html = board(sign_in("secretario"), day=date(2026, 4, 2))

        assert "ninguna área atrasada" in html
        assert "Nadie está atrasado" in html


class TestWhoReadsWhat:
    """The área what is theirs, consulta validated figures only, an outsider nothing."""

    @pytest.mark.parametrize("who", ["enlace", "titular"])
    def test_the_area_sees_the_same_parts_of_what_is_theirs(self, cast, sign_in, who):
        page, html = board(sign_in(who))

        assert {area.code for area in page.attention.late} == {"juridica"}
        assert {line.linea.area_code for line in page.found.lines} == {"juridica"}
        assert {row.tarea.area_code for row in page.found.tareas} == {"juridica"}
        assert "Dirección archivo" not in html
        other, _ = board(sign_in(who), area="archivo")
        assert (other.found.lines, other.attention.late) == ((), ())

    def test_consulta_reads_validated_figures_only(self, cast, sign_in):
        report(cast, 1, 2, 3)
        validate(cast.avance())
        page, html = board(sign_in("consulta"))
        shown = {line.linea.pk: line.reading for line in page.found.lines}

        assert page.attention is None
        assert shown[cast.linea().pk].annual == "25%"
        assert {reading.annual for pk, reading in shown.items() if pk != cast.linea().pk} == {
            "Sin validar"
        }
        assert "1er trimestre 2026: 1 de 4 líneas validadas" in html
        assert "Atrasadas" not in html
        # Only part of each month may be read: a sum of it would tell the rest.
        assert all(row[2].text == "Sin dato" for row in page.curve.rows[:4])
        assert page.heatmap.rows[1].total == "0 de 12"

    def test_an_outsider_sees_neither_the_programme_nor_that_it_exists(self, cast, sign_in):
        client = sign_in("outsider")
        for name, args in (("tablero", []), ("tablero_csv", ["curva"]), ("tablero_resumen", [])):
            answer = client.get(reverse(name, args=args), {"programa": f"propia-{YEAR}"})
            assert answer.status_code == 404
        page, html = board(client)
        assert page.scope.slug == f"ajena-{YEAR}"
        assert "Secretaría Ejecutiva propia" not in html


class TestCutOff:
    """Months up to the end of one, and closed quarters from their `Corte`."""

    def test_the_curve_stops_at_the_cut_off(self, cast, sign_in):
        report(cast, 1, 2, 3, area="juridica")
        report(cast, 1, 2, area="archivo")
        page, html = board(sign_in("secretario"), corte="m2")

        assert "Al 28 de febrero se realizaron 8 de 8 acciones programadas" in page.curve.sentence
        assert page.heatmap.sentence == page.curve.sentence
        assert page.curve.rows[2][2].text == "Después del corte"
        assert page.attention is None
        assert "Ver lo de hoy" in html
        now, _ = board(sign_in("secretario"), day=date(2026, 4, 2))
        assert "Al 31 de marzo se realizaron 10 de 12" in now.curve.sentence
        assert "Faltan 2 acciones por reportar" in now.heatmap.sentence

    def test_a_month_without_any_report_is_no_data_and_never_zero(self, cast, sign_in):
        report(cast, 1)
        report(cast, 1, area="archivo")
        page, _ = board(sign_in("secretario"))

        assert [row[2].text for row in page.curve.rows[:3]] == ["4", "Sin dato", "Sin dato"]

    def test_a_closed_quarter_is_read_from_its_corte(self, cast, sign_in):
        report(cast, 1, 2, 3)
        trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
        before, _ = board(sign_in("secretario"), trimestre="1")
        trimestre_close(
            trimestre.pk, typed=f"T1 {YEAR}", missing_reason="Así quedó.",
            by=cast.people["secretario"], now=MAY,
        )  # fmt: skip
        report(cast, 1, 2, 3, status=MarkStatus.NOT_DONE)
        AvanceDeComponente.objects.filter(avance__trimestre=trimestre).update(quantity=12)
        LineaDeAccion.objects.update(title="Otro título")
        page, html = board(sign_in("secretario"), trimestre="1")

        assert page.rows.made_at is not None
        assert [line.reading for line in page.found.lines] == [
            line.reading for line in before.found.lines
        ]
        assert page.curve.rows[2] == before.curve.rows[2]
        assert "Otro título" not in html
        live, _ = board(sign_in("secretario"), corte="m3")
        assert live.rows.made_at is None
        assert live.found.lines[0].reading.annual == "100%"

    def test_a_quarter_and_a_date_of_another_cannot_both_be_shown(self, cast, sign_in):
        page, html = board(sign_in("secretario"), trimestre="2", corte="m1")

        assert page.scope.trimestre.number == 2
        assert "La fecha de corte no es del 2do trimestre" in html
        assert "corte=m1" not in html
        assert "Esa fecha de corte no existe" in board(sign_in("secretario"), corte="m12")[1]


class TestFilters:
    """They live in the address, and every number leads to exactly its rows."""

    def test_each_number_leads_to_its_rows(self, cast, sign_in):
        AvanceDeComponente.objects.filter(avance=cast.avance(0)).update(quantity=0)
        AvanceTrimestral.objects.filter(pk=cast.avance(1).pk).update(ready=True)
        client = sign_in("secretario")
        page, _ = board(client)

        assert [(count.word, count.number) for count in page.semaforo_counts] == [
            ("Atrasada", 1),
            ("En tiempo", 3),
        ]
        cells = [cell for row in page.stage_rows for cell in row.counts]
        assert {cell.number for cell in cells} == {0, 1, 2}
        for count in (*page.semaforo_counts, *cells):
            with time_machine.travel(MAY, tick=False):
                shown = client.get(count.url.partition("#")[0]).context["page"]
            assert len(shown.found.lines) == count.number, count

    def test_filters_narrow_lineas_tareas_and_charts_alike(self, cast, sign_in):
        page, html = board(sign_in("secretario"), eje="2", area="archivo")

        assert {line.eje.order for line in page.found.lines} == {2}
        assert [row[0].text for row in page.areas.rows] == ["Dirección archivo"]
        assert len(page.heatmap.rows) == 2
        assert "Se muestra solo: Eje: 2. Eje de Dirección archivo; Área: Dirección archivo" in html
        assert "?eje=2&area=archivo" in html.replace("trimestre=1&", "")
        nothing, words = board(sign_in("secretario"), semaforo="rebaso-la-meta")
        assert nothing.found.lines == nothing.found.tareas == ()
        assert "Con estos filtros no hay tareas" in words

    def test_a_long_list_has_pages_and_keeps_its_totals(self, db, client):
        cast = make_cast(lineas=90)
        client.force_login(cast.people["secretario"])
        page, html = board(client, pagina_lineas="3")

        assert (page.lines_sheet.first, page.lines_sheet.last, len(page.lines)) == (81, 90, 10)
        assert page.heatmap_sheet.next and not page.heatmap_sheet.previous
        assert page.heatmap.total == "0 de 1080"
        assert "81 a 90 de 90 líneas" in html

    @pytest.mark.parametrize("wrong", ["0", "-1", "99999999", "x", "²"])
    def test_a_wrong_page_is_the_nearest(self, cast, sign_in, wrong):
        page, _ = board(sign_in("secretario"), pagina_lineas=wrong, trimestre=wrong, eje=wrong)
        assert page.lines_sheet.first == 1


class TestFiles:
    """Each chart as CSV with the filters, and the summary on one page."""

    @pytest.mark.parametrize("chart", ["curva", "areas", "semaforos", "etapas"])
    def test_the_file_holds_the_table_of_the_page(self, cast, sign_in, chart):
        report(cast, 1, 2, 3)
        client = sign_in("secretario")
        page, _ = board(client, area="juridica")
        with time_machine.travel(MAY, tick=False):
            answer = client.get(reverse("tablero_csv", args=[chart]), {"area": "juridica"})
        names = {"curva": "curve", "semaforos": "semaforos", "etapas": "stages"}
        table = getattr(page, names.get(chart, chart))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

        assert rows[0] == list(table.columns)
        assert rows[1:] == [[cell.value for cell in row] for row in table.rows]
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
        summary = resumen_of(page, MAY)
        pdf, complaints = rendering.html_to_pdf(document_html(summary), document_sources())

        assert complaints == []
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            (sheet,) = opened.pages
            assert [float(side) for side in sheet.mediabox] == [0, 0, 612, 792]
        assert summary.more_late == len(page.attention.late) - len(summary.late) > 0
        assert summary.more_lines == 90 - len(summary.lines)


class TestQueries:
    """The same few queries for any size, and for any number of other rows."""

    @staticmethod
    def count(client, **asked) -> int:
        """Return the queries of one request, without those that hold the test's transaction."""
        board(client, **asked)
        with CaptureQueriesContext(connection) as queries:
            board(client, **asked)
        marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
        return sum(not query["sql"].startswith(marks) for query in queries)

    @pytest.mark.parametrize("who", ["secretario", "titular", "consulta", "superuser"])
    def test_four_and_four_hundred_lineas_ask_the_same(self, db, client, who):
        counts = []
        for lineas, prefix in ((4, "chica-"), (400, "grande-")):
            cast = make_cast(lineas=lineas, prefix=prefix)
            client.force_login(cast.people[who])
            counts.append(self.count(client, programa=f"{prefix}propia-{YEAR}"))

        assert counts[0] == counts[1] <= 15

    def test_other_years_and_institutions_ask_nothing_more(self, cast, sign_in):
        alone = self.count(sign_in("secretario"))
        for year in range(YEAR - 3, YEAR):
            other = make_programa(make_institucion(f"otra-{year}"))
            Programa.objects.filter(pk=other.pk).update(year=year)
        for year in (YEAR - 2, YEAR - 1):
            programa = make_programa(make_institucion(f"propia-{year}"))
            Programa.objects.filter(pk=programa.pk).update(institucion=cast.institucion, year=year)

        assert self.count(sign_in("secretario"), programa=f"propia-{YEAR}") == alone


def test_the_navigation_starts_at_the_tablero(cast, sign_in):
    _, html = board(sign_in("secretario"))
    entries = re.findall(r'<nav class="site-nav".*?</nav>', html, re.DOTALL)[0]

    assert text_of(entries).startswith("Tablero Revisión")
    assert "Inicio" not in entries


def test_a_plan_without_calendar_says_so_and_invents_no_figure(cast, sign_in):
    MarcaMensual.objects.all().delete()
    cast.programa.ejes.first().tareas.model.objects.all().delete()
    page, html = board(sign_in("secretario"))

    assert "El programa no tiene tareas con calendario" in html
    assert page.area_panels == ()
    assert "0 %" not in text_of(html[html.index("Filtros") :])
