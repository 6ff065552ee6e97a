"""The tablero's cut-off dates and filters: each number leads to exactly its rows."""

from datetime import date

import pytest
import time_machine

from programs.enums import MarkStatus
from programs.models import AvanceDeComponente, AvanceTrimestral, LineaDeAccion, Trimestre
from programs.models.locks import locks_lifted
from programs.services.cierre import trimestre_close
from reports.documents import resumen
from tests.factories import YEAR, make_cast
from tests.reports.tablero_cast import MAY, board, report

pytestmark = pytest.mark.django_db


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
        assert now.curve.sentence.endswith("10 de 12 acciones programadas, 2 sin reportar.")
        assert now.heatmap.sentence == now.curve.sentence

    def test_who_did_not_report_stays_in_every_total(self, cast, sign_in):
        """A silent área must not improve the figure of its institution."""
        report(cast, 1, 2, 3)
        page, html = board(sign_in("secretario"))

        total = "6 de 16 acciones programadas, 10 sin reportar."
        for sentence in (page.curve.sentence, page.heatmap.sentence, page.areas.sentence):
            assert sentence.startswith(f"Al 30 de abril se realizaron {total}")
        assert "Dirección archivo: 0 de 8, 8 sin reportar." in page.areas.sentence
        assert page.curve.rows[3][3].text == "10 sin reportar"
        assert [row[3].text for row in page.areas.rows] == ["2 sin reportar", "8 sin reportar"]
        assert "6 de 8, 2 sin reportar" in html
        shown = resumen.build(page, MAY).areas
        assert [row[1].text for row in shown.rows] == [
            "6 de 8, 2 sin reportar",
            "0 de 8, 8 sin reportar",
        ]

    def test_a_month_without_any_report_is_never_zero(self, cast, sign_in):
        report(cast, 1)
        report(cast, 1, area="archivo")
        page, _ = board(sign_in("secretario"))

        assert [row[2].text for row in page.curve.rows[:3]] == ["4", "4", "4"]
        gaps = [row[3].text for row in page.curve.rows[:3]]
        assert gaps == ["100", "4 sin reportar", "8 sin reportar"]

    def test_a_closed_quarter_is_read_from_its_corte(self, cast, sign_in):
        report(cast, 1, 2, 3)
        trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
        before, _ = board(sign_in("secretario"), trimestre="1")
        trimestre_close(
            trimestre.pk, typed=f"T1 {YEAR}", missing_reason="Así quedó.",
            by=cast.people["secretario"], now=MAY,
        )  # fmt: skip
        # Past the locks of the database, which keep the rows of a closed quarter.
        with locks_lifted():
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
        page, html = board(client, pagina_lineas="8")

        shown = page.lines_page.page
        assert (shown.start_index(), shown.end_index(), len(page.lines)) == (85, 90, 6)
        assert page.heatmap_page.next and not page.heatmap_page.previous
        assert page.heatmap.total == "0 de 1,080, 360 sin reportar"
        assert "85 a 90 de 90 líneas" in html
        for wrong, nearest in {"0": 8, "-1": 8, "99999999": 8, "x": 1, "²": 1, "": 1}.items():
            page, _ = board(client, pagina_lineas=wrong)
            assert page.lines_page.page.number == nearest, wrong

    @pytest.mark.parametrize("wrong", ["0", "-1", "99999999", "x", "²"])
    def test_a_wrong_address_still_shows_a_page(self, cast, sign_in, wrong):
        page, _ = board(sign_in("secretario"), pagina_lineas=wrong, trimestre=wrong, eje=wrong)
        assert page.lines_page.page.number == 1
