"""The fixture of the San Luis Potosí PTA 2023 holds what the document prints, and only that.

The expected figures come from reading the printed document, not from the fixture. Months are
numbers of the period (1 = January).
"""

from collections import Counter
from itertools import chain

from django.apps import apps
from django.core.management import call_command
from django.test import TestCase
from django.utils.html import strip_tags

from programs.enums import MarkStatus, SeccionKind
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Evidencia,
    Figura,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.models.base import NaturalKeyModel
from tests.seedtext import expected_tokens, first_difference, tokens

SLUG = "sesea-slp"
YEAR = 2023
ALL_YEAR = range(1, 13)

# One list per eje, one entry per calendar row in printed order: the months with a ✓.
MONTHS_OF_ROWS = [
    [ALL_YEAR, ALL_YEAR, ALL_YEAR, [10, 11, 12]],
    [ALL_YEAR, ALL_YEAR, range(4, 10)],
    [
        [1, 8],
        [2, 4, 6, 8, 10],
        [2, 9],
        range(1, 5),
        [4, 7, 10],
        ALL_YEAR,
        range(1, 6),
        [2, 4],
        range(3, 13),
    ],
    [
        [1, 4, 7, 10, 12],
        ALL_YEAR,
        [2, 4, 8, 12],
        [1, 4, 7, 10],
        [2, 5, 8, 12],
        ALL_YEAR,
        [3, 5, 7],
        [3, 5, 7],
    ],
    [ALL_YEAR, range(1, 6), range(1, 9)],
]
MARKS_OF_MONTHS = [16, 18, 16, 21, 17, 13, 17, 16, 12, 15, 11, 14]
MARKS_OF_QUARTERS = [50, 51, 45, 40]
MARKS_OF_EJES_BY_QUARTER = [
    [9, 9, 9, 12],
    [6, 9, 9, 6],
    [14, 13, 10, 8],
    [12, 12, 12, 11],
    [9, 8, 5, 3],
]


def calendar_rows(eje: Eje) -> list[tuple[str, Tarea]]:
    """Return (printed number, tarea) of the eje's calendar; automatic rows count by themselves."""
    rows = []
    count = 0
    for tarea in eje.tareas.filter(in_calendar=True):
        count += tarea.auto_number
        rows.append((str(count) if tarea.auto_number else tarea.calendar_label, tarea))
    return rows


def programmed_months(tarea: Tarea) -> list[int]:
    """Return the programmed months of a tarea, in order."""
    return list(tarea.marcas.filter(programmed=True).values_list("month", flat=True))


def counts_by_quarter(months: list[int]) -> list[int]:
    """Return how many of the months fall in each quarter."""
    counter = Counter((month - 1) // 3 for month in months)
    return [counter[quarter] for quarter in range(4)]


def printed_words(programa: Programa) -> list[str]:
    """Return the tokens of the PTA in the order of the printed document, from the rows alone."""
    out = [programa.title, programa.institucion.name, programa.cover_date]
    parts = {
        SeccionKind.PLAN: cards_text,
        SeccionKind.IMPLEMENTATION: tables_text,
        SeccionKind.CALENDAR: calendar_text,
    }
    for section in programa.secciones.order_by("order"):
        out += [section.number_label, section.heading]
        out += [strip_tags(b.html.replace("</p>", "\n")) for b in section.bloques.all()]
        write_part = parts.get(section.kind)
        if write_part:
            out += chain.from_iterable(
                write_part(eje, programa.words(eje.labels)) for eje in programa.ejes.all()
            )
    return tokens("\n".join(out))


def cards_text(eje: Eje, words: dict[str, str]) -> list[str]:
    """Return the texts of an eje's card."""
    out = [words["heading"], eje.name, words["objective"], eje.objective, words["responsible"]]
    out += [responsable.area.name for responsable in eje.responsables.all()]
    out.append(words["lines"])
    for number, linea in enumerate(eje.lineas.all(), 1):
        out += [f"{eje.order}.{number}\t{linea.title}"]
    return out


def tables_text(eje: Eje, words: dict[str, str]) -> list[str]:
    """Return the texts of an eje's implementation table."""
    out = [words["heading"], eje.table_name or eje.name]
    out += [words[key] for key in ("task", "projection", "goal", "expected")]
    for tarea in eje.tareas.filter(in_table=True):
        out += [tarea.text, tarea.monthly_projection, tarea.goal, tarea.expected_result]
    return out


def calendar_text(eje: Eje, words: dict[str, str]) -> list[str]:
    """Return the texts of an eje's calendar, a ✓ for each programmed month."""
    out = [words["heading"], eje.table_name or eje.name]
    out += [words[key] for key in ("calendar_number", "calendar_activities", "calendar_month")]
    out.append("\t" + "\t".join(str(month) for month in ALL_YEAR))
    for number, tarea in calendar_rows(eje):
        marks = ["✓"] * len(programmed_months(tarea))
        out.append("\t".join([number, tarea.calendar_text or tarea.text, *marks]))
    return out


class SlpFixtureTests(TestCase):
    """What the rows of the fixture say, loaded once for all the tests of the class."""

    programa: Programa

    @classmethod
    def setUpTestData(cls) -> None:
        """Load the fixture into an empty database."""
        call_command("loaddata", "sesea_slp", verbosity=0)
        cls.programa = Programa.objects.get(institucion__slug=SLUG, year=YEAR)

    def test_ejes_lineas_tareas_and_calendar_rows_are_counted(self):
        ejes = list(self.programa.ejes.all())
        assert [eje.order for eje in ejes] == [1, 2, 3, 4, 5]
        assert [eje.lineas.count() for eje in ejes] == [4, 4, 11, 8, 3]
        assert [eje.tareas.filter(in_table=True).count() for eje in ejes] == [4, 3, 9, 8, 3]
        assert [eje.tareas.filter(in_calendar=True).count() for eje in ejes] == [4, 3, 9, 8, 3]
        assert LineaDeAccion.objects.count() == 30
        # Eje 3 counts twice: its calendar rows are other tareas than those of its table.
        assert Tarea.objects.count() == 27 + 9

    def test_one_calendar_row_has_no_number_and_the_next_one_goes_on(self):
        numbers = [[number for number, _ in calendar_rows(eje)] for eje in self.programa.ejes.all()]
        assert numbers[2] == ["1", "2", "3", "4", "", "5", "6", "7", "8"]
        assert numbers[0] == ["1", "2", "3", "4"]
        assert numbers[3] == [str(n) for n in range(1, 9)]
        assert sum(row.count("") for row in numbers) == 1
        unnumbered = calendar_rows(self.programa.ejes.get(order=3))[4][1]
        assert unnumbered.text.startswith("Revisar la subida trimestral")
        assert not unnumbered.auto_number

    def test_each_calendar_row_has_the_printed_marks(self):
        for eje, expected in zip(self.programa.ejes.all(), MONTHS_OF_ROWS, strict=True):
            found = [programmed_months(tarea) for _, tarea in calendar_rows(eje)]
            assert found == [list(months) for months in expected], f"eje {eje.order}"

    def test_marks_add_up_by_month_quarter_and_eje(self):
        months = list(MarcaMensual.objects.values_list("month", flat=True))
        assert len(months) == 186
        assert [months.count(month) for month in ALL_YEAR] == MARKS_OF_MONTHS
        assert counts_by_quarter(months) == MARKS_OF_QUARTERS
        by_eje = [
            counts_by_quarter(
                list(MarcaMensual.objects.filter(tarea__eje=eje).values_list("month", flat=True))
            )
            for eje in self.programa.ejes.all()
        ]
        assert by_eje == MARKS_OF_EJES_BY_QUARTER

    def test_responsables_are_ordered_and_one_reports(self):
        found = [
            [(r.area.code, r.reports) for r in eje.responsables.order_by("order")]
            for eje in self.programa.ejes.all()
        ]
        assert found == [
            [("das", True)],
            [("dj", True)],
            [("ut", True)],
            [("das", True), ("ss", False)],
            [("st", False), ("spa", True), ("dj", False)],
        ]

    def test_lineas_and_tareas_belong_to_the_area_that_reports(self):
        for reporting in Responsable.objects.filter(reports=True):
            assert set(reporting.eje.lineas.values_list("area", flat=True)) == {reporting.area_id}
            assert set(reporting.eje.tareas.values_list("area", flat=True)) == {reporting.area_id}

    def test_areas_posts_and_aliases(self):
        areas = {area.code: area for area in Area.objects.filter(institucion__slug=SLUG)}
        assert {code: area.kind for code, area in areas.items()} == {
            "dvpp": "area",
            "das": "area",
            "dj": "area",
            "ut": "area",
            "ss": "subarea",
            "st": "post",
            "spa": "post",
        }
        assert areas["ss"].parent == areas["das"]
        assert areas["ut"].aliases == ["Unidad de Transparencia", "UTAI"]
        # Described in the background, but it answers for no eje.
        assert not areas["dvpp"].responsabilidades.exists()

    def test_tareas_are_linked_to_the_lineas_they_repeat(self):
        without_tarea = LineaDeAccion.objects.filter(tareas__isnull=True).values_list(
            "eje__order", "order"
        )
        assert list(without_tarea) == [(2, 4), (3, 10)]
        in_no_table = LineaDeAccion.objects.exclude(tareas__in_table=True)
        assert list(in_no_table.values_list("eje__order", "order")) == [(2, 4), (3, 10), (3, 11)]
        for eje_order in (1, 2, 4, 5):
            for tarea in Tarea.objects.filter(eje__order=eje_order):
                assert tarea.linea.order == tarea.order
        linked = [
            (number, tarea.linea and tarea.linea.order)
            for number, tarea in calendar_rows(self.programa.ejes.get(order=3))
        ]
        assert [pair for pair in linked if pair[1]] == [("3", 11)]
        table = Tarea.objects.filter(eje__order=3, in_table=True)
        assert [tarea.linea.order for tarea in table] == list(range(1, 10))

    def test_eje_3_has_other_tareas_in_its_table_and_in_its_calendar(self):
        tareas = list(self.programa.ejes.get(order=3).tareas.all())
        places = [(tarea.in_table, tarea.in_calendar) for tarea in tareas]
        assert places == [(True, False)] * 9 + [(False, True)] * 9
        assert "(ya se habían entregado, hace falta aplicarlos)" in tareas[9].text

    def test_broken_and_merged_rows_are_repaired(self):
        def cells(eje: int, order: int) -> tuple[str, str, str, str]:
            tarea = Tarea.objects.get(eje__order=eje, order=order)
            return (tarea.text, tarea.monthly_projection, tarea.goal, tarea.expected_result)

        assert cells(1, 3)[1:3] == (
            "Entregar las solicitudes de los diversos órganos fiscalizadores "
            "ante la Secretaría ejecutiva.",
            "Completar al 100% la rendición de cuentas de las diversas solicitudes "
            "ante la Secretaría ejecutiva",
        )
        assert cells(1, 4)[1].startswith("Identificar las necesidades")
        assert cells(3, 4)[3] == "CONTESTACIONES RECIBIDAS."
        assert cells(3, 5) == (
            "Efectuar las notificaciones a los solicitantes",
            "No hay cantidad definida de personas que solicitan información.",
            "Que los ciudadanos se encuentren satisfechos con la información proporcionada.",
            "SE EVITA RECURSOS DE QUEJA.",
        )
        assert cells(4, 4)[0].endswith("y sus sistemas en funcionamiento.")
        assert cells(4, 4)[3].endswith(
            "A LA MAYORÍA DE LOS ENTES PÚBLICOS E INSTITUCIONES INVOLUCRADOS AL S3."
        )

    def test_second_wordings_are_kept_where_they_differ(self):
        differing = Tarea.objects.exclude(calendar_text="").values_list("eje__order", "order")
        assert list(differing) == [(1, 2), (2, 2), (5, 1)]
        assert "ÉL SEA" in Tarea.objects.get(eje__order=2, order=2).calendar_text
        assert "Política ESTATAL" in Tarea.objects.get(eje__order=5, order=1).calendar_text
        for tarea in Tarea.objects.exclude(calendar_text=""):
            assert tarea.calendar_text != tarea.text
        fifth = self.programa.ejes.get(order=5)
        assert fifth.name == "DESARROLLO POLÍTICA ESTATAL ANTICORRUPCIÓN"
        assert fifth.table_name == "DESARROLLO DE LA POLÍTICA ESTATAL ANTICORRUPCIÓN"
        assert not self.programa.ejes.exclude(order=5).exclude(table_name="").exists()

    def test_printed_words_that_differ_belong_to_their_eje(self):
        words = [self.programa.words(eje.labels) for eje in self.programa.ejes.all()]
        assert [w["responsible"] for w in words] == ["ÁREA RESPONSABLE"] * 3 + [
            "AREA RESPONSABLE",
            "ÁREA RESPONSABLE",
        ]
        assert [w["calendar_number"] for w in words] == ["Nº", "N°", "N°", "N°", "N°"]
        assert [w["calendar_month"] for w in words] == ["M E S", "MES", "MES", "MES", "MES"]

    def test_demand_driven_tareas_are_the_two_without_a_fixed_quantity(self):
        demand = Tarea.objects.filter(demand_driven=True).values_list("eje__order", "order")
        assert list(demand) == [(3, 2), (3, 5)]

    def test_sections_print_their_numbers_and_headings_in_order(self):
        sections = self.programa.secciones.order_by("order")
        assert [(s.kind, s.number_label, s.heading, s.auto_number) for s in sections] == [
            ("background", "", "ANTECEDENTES", False),
            ("plan", "II.", "PROGRAMA DE TRABAJO", False),
            ("implementation", "II.", "IMPLEMENTACIÓN Y SEGUIMIENTO", False),
            ("calendar", "", "CALENDARIZACIÓN DE IMPLEMENTACIÓN", False),
        ]
        assert Seccion.objects.count() == 4

    def test_two_samples_stand_for_the_missing_organigramas(self):
        blocks = list(Bloque.objects.filter(seccion__kind=SeccionKind.BACKGROUND))
        assert [b.kind for b in blocks] == ["text", "figures", "text", "figures", "text"]
        assert blocks[0].html.endswith("es la que se muestra a continuación:</p>")
        assert blocks[2].html.endswith("la estructura que se encuentra operando:</p>")
        assert Figura.objects.count() == 2
        for figura in Figura.objects.select_related("bloque"):
            assert figura.alt.startswith("Imagen de muestra")
            assert "organigrama" in figura.alt
            assert figura.bloque.caption_kind == "none"
            assert figura.bloque.caption == ""

    def test_alignment_is_three_lines_of_the_whole_plan(self):
        block = Bloque.objects.get(seccion__kind=SeccionKind.PLAN)
        paragraphs = block.html.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
        assert len(paragraphs) == 5
        assert paragraphs[1] == "EJE 4. Gobierno responsable para San Luis"
        assert paragraphs[2] == "VERTIENTE 4.2 Anticorrupción y combate a la impunidad"
        assert paragraphs[3].startswith("OBJETIVO ESTRATÉGICO Objetivo 1. ")
        assert "fortaleciendo o la prevención" in paragraphs[3]

    def test_nothing_is_invented(self):
        for model in (
            Meta,
            ComponenteDeMeta,
            Trimestre,
            AvanceTrimestral,
            AvanceDeComponente,
            Evidencia,
        ):
            assert not model.objects.exists(), model.__name__
        assert not MarcaMensual.objects.exclude(
            programmed=True, status=MarkStatus.UNREPORTED, reason="", note="", reported_by=None
        ).exists()
        assert self.programa.approved_on is None
        assert self.programa.approval_agreement == self.programa.approval_session == ""
        assert self.programa.institucion.governing_body == self.programa.institucion.motto == ""
        assert not self.programa.ejes.exclude(strategy="").exists()

    def test_every_row_is_valid_and_a_second_load_adds_none(self):
        models = [
            m
            for m in apps.get_app_config("programs").get_models()
            if issubclass(m, NaturalKeyModel)
        ]
        before = {model: model.objects.count() for model in models}
        call_command("loaddata", "sesea_slp", verbosity=0)
        assert {model: model.objects.count() for model in models} == before
        assert before[Tarea] == 36
        for model in models:
            for row in model.objects.all():
                row.full_clean()

    def test_rows_hold_every_word_of_the_document_in_its_order(self):
        expected = expected_tokens(SLUG, markers=True)
        assert len(expected) > 3000
        assert first_difference(expected, printed_words(self.programa), allow_extra=False) is None
