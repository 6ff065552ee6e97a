"""The small parts of a page: caption numbers, months, colours."""

from datetime import date

import pytest

from programs.models import Trimestre
from programs.selectors.bloques import labels_of, rendition_for
from programs.services.programa import programa_complete
from programs.values.captions import Captioned, caption_labels
from programs.values.colors import (
    DEFAULT_BRAND,
    READABLE,
    WHITE,
    brand_stylesheet,
    contrast,
    printed_brand,
    read_hex,
)
from programs.values.months import calendar_rows, months_over, period_month_of, period_months
from programs.values.snapshot import MarkSnapshot, TareaSnapshot
from tests.programs.sesaech_oracle import FixtureCase


class TestCaptions:
    """Each printed word counts for itself."""

    def test_words_count_apart_and_groups_take_several(self):
        labels = caption_labels(
            [
                Captioned("a", "image", None, 1),
                Captioned("b", "photo", None, 2),
                Captioned("c", "image", None, 3),
                Captioned("d", "none", None, 2),
                Captioned("e", "table", None, 1),
                Captioned("f", "image", None, 1),
            ]
        )
        assert labels == {
            "a": "Imagen 1",
            "b": "Fotografías 1 y 2",
            "c": "Imágenes 2, 3 y 4",
            "e": "Tabla 1",
            "f": "Imagen 5",
        }

    def test_a_typed_number_is_followed(self):
        blocks = [Captioned("a", "image", 13, 1), Captioned("b", "image", None, 1)]
        assert caption_labels(blocks) == {"a": "Imagen 13", "b": "Imagen 14"}

    def test_a_group_without_pictures_takes_no_number(self):
        blocks = [Captioned("a", "photo", None, 0), Captioned("b", "photo", None, 1)]
        assert caption_labels(blocks) == {"b": "Fotografía 1"}


class ChiapasCaptionTests(FixtureCase):
    """The pages number the captions of the printed report as it does."""

    def test_the_numbers_are_those_of_the_printed_report(self):
        programa = Trimestre.objects.get(number=1).programa
        programa_complete(programa)
        labels = labels_of(programa)
        self.assertEqual(labels[1]["sesaech-estructura-b2"], "Imagen 1")
        self.assertEqual(labels[1]["sesaech-2024-t1-e2-l2-b2"], "Imagen 3")
        self.assertEqual(labels[1]["sesaech-2024-t1-e2-l4-b2"], "Imagen 13")
        self.assertEqual(labels[1]["sesaech-2024-t1-e5-l2-b4"], "Imagen 14")
        self.assertEqual(labels[1]["sesaech-2024-t1-e6-l1-b10"], "Fotografías 18, 19, 20 y 21")
        self.assertEqual(labels[1]["sesaech-2024-t1-e5-l3-b2"], "Tabla 2")
        # Each report counts from one, and the institution's own section is in all four.
        self.assertEqual(labels[2], {"sesaech-estructura-b2": "Imagen 1"})


def _tarea(*marks: MarkSnapshot) -> TareaSnapshot:
    texts = ("Texto", True, "", "", "", "", True, "Otro texto")
    return TareaSnapshot(1, 1, "Área", *texts, "4", marks, "area", ())


class TestMonths:
    """A blank month that was programmed is owed or to come, never zero."""

    MARKS = (
        MarkSnapshot(1, True, "done", ""),
        MarkSnapshot(2, True, "not_done", "Sin quórum"),
        MarkSnapshot(3, True, "unreported", ""),
        MarkSnapshot(4, False, "done", ""),
        MarkSnapshot(5, True, "unreported", ""),
    )

    def _cells(self, *, known: bool) -> list[tuple[str, str]]:
        rows = calendar_rows(
            [_tarea(*self.MARKS)], due={1, 2, 3, 4}, readable=lambda tarea, month: known
        )
        self.total = rows[0].total
        return [(cell.code, cell.title) for cell in rows[0].cells[:6]]

    def test_each_month_has_its_mark(self):
        assert self._cells(known=True) == [
            ("done", "Hecha"),
            ("not_done", "No realizada: Sin quórum"),
            ("missing", "Falta reportar"),
            ("done_unplanned", "Hecha sin programar"),
            ("planned", "Programada"),
            ("", ""),
        ]
        assert self.total == "1 de 4, 1 sin reportar"

    def test_who_may_not_know_sees_what_was_programmed(self):
        codes = [code for code, _ in self._cells(known=False)]
        assert codes == ["planned", "planned", "planned", "", "planned", ""]
        assert self.total == "0 de 4"

    def test_the_period_begins_in_any_month(self):
        months = period_months(10)
        assert [month.short for month in months[:4]] == ["Oct", "Nov", "Dic", "Ene"]
        assert months[11].name == "Septiembre"

    @pytest.mark.parametrize(
        ("day", "month", "over"),
        [
            (date(2025, 9, 30), None, 0),
            (date(2025, 10, 1), 1, 0),
            (date(2026, 1, 31), 4, 3),
            (date(2026, 9, 30), 12, 11),
            (date(2026, 10, 1), None, 12),
        ],
    )
    def test_a_day_lies_in_a_month_of_the_period(self, day, month, over):
        start = date(2025, 10, 1)
        assert period_month_of(day, start) == month
        assert months_over(day, start) == over


class TestColors:
    """A colour is used only where white on it can be read."""

    @pytest.mark.parametrize(
        ("color", "ratio"), [("#FFFFFF", 1.0), ("#000000", 21.0), ("#6B1D3A", 11.3)]
    )
    def test_contrast_on_white(self, color, ratio):
        assert round(contrast(read_hex(color), WHITE), 1) == ratio

    @pytest.mark.parametrize(
        "color", ["#777777", "#E6D194", "#FFFFFF", "rojo", "#12345", "", "#GGGGGG"]
    )
    def test_the_default_stays_where_white_cannot_be_read(self, color):
        assert brand_stylesheet(color) == ""
        assert printed_brand(color) == DEFAULT_BRAND

    @pytest.mark.parametrize("color", ["#767676", "#1E5B4F", "#9B2247", "#000000"])
    def test_every_text_on_the_brand_can_be_read(self, color):
        found = dict(
            line.strip(" ;").split(": ", 1)
            for line in brand_stylesheet(color).splitlines()
            if line.startswith("  --")
        )
        assert found["--brand"] == printed_brand(color) == color.lower()
        brand, dark = read_hex(found["--brand"]), read_hex(found["--brand-dark"])
        assert contrast(brand, WHITE) >= READABLE
        assert contrast(brand, read_hex(found["--cream"])) >= READABLE
        assert contrast(dark, read_hex(found["--brand-soft"])) >= READABLE
        assert found["--bs-primary-rgb"] == ", ".join(str(channel) for channel in brand)


class TestRenditions:
    """The smallest copy that is wide enough."""

    class Evidence:
        """Stands for a row: only its copies matter here."""

        renditions = [{"width": 640}, {"width": 960}, {"width": 1280}]

    @pytest.mark.parametrize(("wanted", "given"), [(640, 640), (700, 960), (5000, 1280)])
    def test_it_is_wide_enough_or_the_widest(self, wanted, given):
        assert rendition_for(self.Evidence, wanted)["width"] == given

    def test_without_a_file_there_is_none(self):
        assert rendition_for(None, 640) is None
