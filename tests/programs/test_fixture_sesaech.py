"""The S2 fixture against the oracle of `domain.md` 5: the plan, the quantities, the closings."""

import re
from collections import Counter
from datetime import date

from django.apps import apps
from django.core.management import call_command

from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Figura,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from tests.programs.sesaech_oracle import LINEAS, PLACES, REASON, FixtureCase, plain, seed

CLOSING = re.compile(r"^(?:Del 100% de la meta|Dicha meta|Meta programada en el) .*$", re.M)


class PlanTests(FixtureCase):
    """Institution, áreas, ejes, líneas and metas."""

    def test_it_loads_a_second_time_without_a_second_row(self):
        models = list(apps.get_app_config("programs").get_models())
        before = {model.__name__: model.objects.count() for model in models}
        call_command("loaddata", "sesaech", verbosity=0)
        after = {model.__name__: model.objects.count() for model in models}
        self.assertEqual(before, after)
        self.assertEqual(after["LineaDeAccion"], 26)

    def test_every_row_is_valid_as_its_forms_see_it(self):
        models = (
            *(Institucion, Area, Programa, Trimestre, Seccion, Eje, Responsable, LineaDeAccion),
            *(Meta, ComponenteDeMeta, AvanceTrimestral, AvanceDeComponente, Bloque, Figura),
        )
        for model in models:
            rows = model.objects.all()
            self.assertTrue(rows, model)
            for row in rows:
                row.full_clean()

    def test_institution_prints_its_own_words(self):
        institucion = Institucion.objects.get(slug="sesaech")
        self.assertEqual(institucion.line_numbering, "plain")
        self.assertEqual(institucion.labels["heading"], "Órgano administrativo")
        for text in (institucion.name, institucion.short_name, f"“{institucion.motto}”"):
            self.assertIn(text, seed())

    def test_six_areas_report_and_the_comisaria_does_not(self):
        self.assertEqual(
            list(Area.objects.order_by("order").values_list("code", flat=True)),
            [*LINEAS, "comisaria"],
        )
        self.assertEqual(
            list(
                Responsable.objects.filter(reports=True)
                .order_by("eje__order")
                .values_list("area__code", flat=True)
            ),
            list(LINEAS),
        )

    def test_area_name_and_printed_heading_differ_in_one_eje(self):
        names = {
            eje.responsibles.get().name: eje.name for eje in Eje.objects.all().order_by("order")
        }
        self.assertEqual(
            {area: name for area, name in names.items() if area != name},
            {
                "Dirección de Vinculación y Políticas Públicas": (
                    "Dirección Vinculación y Políticas Públicas"
                )
            },
        )

    def test_only_archivo_has_its_strategy_as_a_list(self):
        bullets = {
            eje.responsibles.get().code: eje.strategy.count("- ") for eje in Eje.objects.all()
        }
        self.assertEqual({code: n for code, n in bullets.items() if n}, {"ca": 4})

    def test_the_lineas_of_each_area_and_their_printed_numbers(self):
        self.assertEqual([len(lineas) for lineas in LINEAS.values()], [5, 4, 5, 6, 3, 3])
        self.assertEqual([(li.area_code, li.number) for li in self.lineas()], PLACES)
        self.assertEqual(LineaDeAccion.objects.filter(auto_number=False).count(), 1)

    def test_metas_read_as_printed_with_the_dates_as_printed(self):
        wanted = [(meta, dates) for rows in LINEAS.values() for _, meta, dates, *_ in rows]
        found = [
            (li.meta.text, tuple(f"{d:%d/%m/%Y}" for d in (li.meta.starts_on, li.meta.ends_on)))
            for li in self.lineas()
        ]
        self.assertEqual(found, wanted)

    def test_archivo_5_keeps_its_wrong_year(self):
        meta = Meta.objects.get(text="4 Sesiones ordinarias")
        self.assertEqual((meta.starts_on, meta.ends_on), (date(2023, 1, 1), date(2023, 12, 31)))

    def test_annual_quantities_are_those_of_the_texts(self):
        wanted = [rows[3].split() for area in LINEAS.values() for rows in area]
        found = [
            [f"{componente.annual.normalize():f}" for componente in li.meta.facts.components]
            for li in self.lineas()
        ]
        self.assertEqual(found, wanted)

    def test_nobody_said_how_much_for_any_quarter(self):
        programmed = [componente.programmed for componente in ComponenteDeMeta.objects.all()]
        self.assertEqual(set(programmed), {(None, None, None, None)})

    def test_no_tareas_and_no_marks(self):
        self.assertFalse(Tarea.objects.exists())
        self.assertFalse(MarcaMensual.objects.exists())


class QuarterTests(FixtureCase):
    """Quantities, closings and narrative of the first quarter."""

    def test_only_the_first_quarter_is_there_open_and_titled(self):
        self.assertEqual(list(Trimestre.objects.values_list("number", "status")), [(1, "open")])
        self.assertEqual(
            self.trimestre.cover_title,
            "Primer Informe Trimestral del Desempeño de las Actividades de la SESAECH",
        )
        self.assertIn(self.trimestre.cover_title, seed())

    def test_every_linea_has_a_draft_without_stamps(self):
        avances = AvanceTrimestral.objects.all()
        self.assertEqual(len(avances), 26)
        for avance in avances:
            self.assertEqual(avance.status, "draft")
            stamps = (avance.submitted_at, avance.returned_at, avance.validated_at)
            self.assertEqual(stamps, (None, None, None))

    def test_quantities_are_those_of_the_text_and_empty_is_not_zero(self):
        wanted = [rows[4].split() for area in LINEAS.values() for rows in area]
        found = [
            [
                "-" if c.actual[0] is None else f"{c.actual[0].normalize():f}"
                for c in li.meta.facts.components
            ]
            for li in self.lineas()
        ]
        self.assertEqual(found, wanted)
        self.assertEqual(AvanceDeComponente.objects.count(), 20)
        self.assertFalse(AvanceDeComponente.objects.filter(quantity__isnull=True).exists())

    def test_exactly_seven_stated_three_omitted_each_with_its_reason(self):
        by_closing = Counter(AvanceTrimestral.objects.values_list("closing", flat=True))
        self.assertEqual(by_closing, {"stated": 7, "omitted": 3, "automatic": 16})
        stated = {
            (li.area_code, li.number): li.avance.stated_percent
            for li in self.lineas()
            if li.avance.closing == "stated"
        }
        self.assertEqual(
            stated,
            {
                **{("ut", "1"): 6, ("ut", "5"): 25, ("ca", "1"): 25, ("ca", "3"): 100},
                **{("ca", "5"): 25, ("dj", "1"): 64, ("dj", "2"): 25},
            },
        )
        for avance in AvanceTrimestral.objects.all():
            wanted = "" if avance.closing == "automatic" else REASON
            self.assertEqual(avance.closing_reason, wanted)

    def test_only_transparencia_1_gives_a_cause(self):
        causes = {
            (li.area_code, li.number): li.avance.cause for li in self.lineas() if li.avance.cause
        }
        self.assertEqual(list(causes), [("ut", "1")])
        self.assertIn(f", lo cual {causes['ut', '1']}", seed())

    def test_closings_are_17_1_5_and_3_and_read_as_in_the_document(self):
        wanted = [rows[5].split() for area in LINEAS.values() for rows in area]
        sentences, codes = [], Counter()
        for li, (code, *figure) in zip(self.lineas(), wanted, strict=True):
            closing, sentence = self.closing(li)
            self.assertEqual(closing, code, (li.area_code, li.number))
            codes[code] += 1
            if code in ("computed", "stated", "finished"):
                self.assertIn(f" {figure[0]}%", sentence)
            elif code == "not_due":
                self.assertEqual(Meta.objects.get(linea=li.pk).due_quarters, figure[0])
            if sentence:
                sentences.append(sentence)
        self.assertEqual(
            codes, {"computed": 11, "stated": 6, "finished": 1, "not_due": 5, "omitted": 3}
        )
        self.assertEqual(sentences, CLOSING.findall(seed()))

    def test_no_block_holds_a_closing_sentence(self):
        for bloque in Bloque.objects.all():
            for line in plain(bloque.html).splitlines():
                self.assertIsNone(CLOSING.match(line.strip()), bloque.key)

    def test_what_is_not_due_has_no_narrative_and_the_rest_has(self):
        without = [(li.area_code, li.number) for li in self.lineas() if not li.avance.blocks]
        self.assertEqual(without, [("dvpp", number) for number in "12346"])

    def test_activities_have_their_two_headings(self):
        headings = Counter(
            eje.words["report_activities"] for eje in self.snapshot.ejes for _ in eje.lineas
        )
        self.assertEqual(
            headings,
            {"Actividades Desarrolladas": 20, "Actividades Relevantes Desarrolladas": 6},
        )
        for heading, times in headings.items():
            self.assertEqual(seed().splitlines().count(heading), times)
