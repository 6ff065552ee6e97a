"""The tablero: what asks for attention, who reads what, and how many queries it takes."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from programs.models import Area, EntregaDeArea, MarcaMensual, Programa, Seccion, Trimestre
from programs.selectors.inicio import inicio_page
from programs.selectors.vencimientos import late_areas
from tests.factories import YEAR, make_cast, make_institucion, make_programa, validate
from tests.programs.review_cast import Review, area_of, quarter
from tests.queries import queries_of
from tests.reports.tablero_cast import MAY, ask, board, report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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

    def test_a_quarter_returned_for_its_presentation_only_is_late_too(self, cast, sign_in):
        """The same areas are late here, on Inicio and in the notices."""
        MarcaMensual.objects.filter(tarea__area__code="juridica").delete()
        review = Review(cast)
        review.submit()
        section = Seccion.objects.create(
            institucion=cast.institucion,
            trimestre=quarter(cast),
            area=area_of(cast),
            key="presentacion-juridica",
            kind="presentation",
            heading="Dirección jurídica",
        )
        review.observe(section)
        review.give_back()
        page, html = board(sign_in("secretario"))
        late = {area.code: area for area in page.attention.late}["juridica"]

        assert [(item.text, item.days) for item in late.items] == [
            ("1er trimestre: devuelto, falta enviarlo de nuevo", 17)
        ]
        with time_machine.travel(MAY, tick=False):
            home = inicio_page(cast.people["secretario"], MAY.date())
            owed = late_areas(cast.institucion, MAY.date())
        (board_of_home,) = home.boards
        assert {a.code: a.quarter_words for a in board_of_home.areas}["juridica"] == (
            "Devuelto, falta enviarlo de nuevo"
        )
        assert "juridica" in {area.code for area in owed}

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


class TestQueries:
    """The same few queries for any size, and for any number of other rows."""

    @staticmethod
    def count(client, **asked) -> int:
        """Return the queries of the second of two requests: the first fills the caches."""
        board(client, **asked)
        return queries_of(lambda: ask(client, **asked))

    @pytest.mark.parametrize("who", ["secretario", "titular", "consulta", "superuser"])
    def test_four_and_four_hundred_lineas_ask_the_same(self, db, client, who):
        counts = []
        for lineas, prefix in ((4, "chica-"), (400, "grande-")):
            cast = make_cast(lineas=lineas, prefix=prefix)
            client.force_login(cast.people[who])
            counts.append(self.count(client, programa=f"{prefix}propia-{YEAR}"))

        assert counts[0] == counts[1] <= 20

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
    assert not re.search(r"(?<!\d)0%", text_of(html[html.index("Filtros") :]))
