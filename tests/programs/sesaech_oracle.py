"""What S2 says of each línea, and the loaded fixture to compare with it (`domain.md` 2.2, 3, 5)."""

import re
from html import unescape

from django.test import TestCase

from programs.models import Trimestre
from programs.reading.corte import trimestre_snapshot
from programs.values.phrases import closing_sentence
from programs.values.progress import ClosingFacts, resolve_closing
from tests.seed_rows import load_rows
from tests.seedtext import SEEDS

YEAR = ("01/01/2024", "31/12/2024")
REASON = "Así consta en el documento de origen"

# Printed number, meta, dates, annual quantities, quantities of the first quarter ("-" is empty) and
# the code of the closing sentence with its figure, in printed order (`domain.md` 2.2 and 3).
LINEAS = {
    "uaa": [
        ("1", "4 Documentos", YEAR, "4", "1", "computed 25"),
        ("2", "24 Asuntos", YEAR, "24", "3", "computed 12.5"),
        ("3", "12 Solicitudes", YEAR, "12", "3", "computed 25"),
        ("4", "15 Reportes", YEAR, "15", "3", "computed 20"),
        ("5", "4 Cursos", YEAR, "4", "1", "computed 25"),
    ],
    "ut": [
        ("1", "40 Solicitudes", YEAR, "40", "6", "stated 6"),
        ("2", "4 Actualizaciones", YEAR, "4", "1", "computed 25"),
        ("3", "4 cursos o talleres", YEAR, "4", "2", "computed 50"),
        (
            "5",
            "4 mecanismos de avisos de privacidad, evaluaciones de impacto y/o documento de "
            "seguridad",
            YEAR,
            "4",
            "3",
            "stated 25",
        ),
    ],
    "ca": [
        ("1", "4 Documentos", YEAR, "4", "-", "stated 25"),
        ("2", "7 Asesorías", ("01/03/2024", "31/12/2024"), "7", "2", "computed 29"),
        ("3", "15 Capacitaciones", ("01/01/2024", "31/03/2024"), "15", "-", "finished 100"),
        ("4", "1 Espacio para el archivo de concentración", YEAR, "1", "0", "omitted"),
        ("5", "4 Sesiones ordinarias", ("01/01/2023", "31/12/2023"), "4", "0", "stated 25"),
    ],
    "dvpp": [
        ("1", "2 Reportes.", ("01/01/2024", "30/11/2024"), "2", "-", "not_due 3,4"),
        ("2", "1 Documento", ("01/04/2024", "30/08/2024"), "1", "-", "not_due 3"),
        ("3", "1 Reporte", YEAR, "1", "-", "not_due 4"),
        ("4", "1 Documento", ("01/07/2024", "31/10/2024"), "1", "-", "not_due 4"),
        ("5", "4 Reportes", ("01/03/2024", "31/12/2024"), "4", "1", "computed 25"),
        ("6", "1 Documento", ("01/08/2024", "30/09/2024"), "1", "-", "not_due 3"),
    ],
    "dsepd": [
        ("1", "50 Sujetos obligados", YEAR, "50", "0", "omitted"),
        ("2", "4,000 personas", YEAR, "4000", "25", "omitted"),
        ("3", "242 Mantenimientos", YEAR, "242", "39", "computed 16"),
    ],
    "dj": [
        ("1", "16 actas y 12 acuerdos en el año.", YEAR, "16 12", "9 12", "stated 64"),
        ("2", "04 Documentos.", YEAR, "4", "3", "stated 25"),
        ("3", "10 Documentos.", YEAR, "10", "3", "computed 30"),
    ],
}
PLACES = [(code, number) for code, lineas in LINEAS.items() for number, *_ in lineas]


def seed() -> str:
    """Return S2 as extracted."""
    return SEEDS["sesaech"].read_text(encoding="utf-8")


def plain(html: str) -> str:
    """Return the text of a block's HTML."""
    return unescape(re.sub(r"<[^>]+>", " ", html))


class FixtureCase(TestCase):
    """Loads the fixture once for each class."""

    @classmethod
    def setUpTestData(cls):
        load_rows("sesaech")
        cls.trimestre = Trimestre.objects.get(number=1)
        cls.snapshot = trimestre_snapshot(cls.trimestre)

    def lineas(self):
        """Return the líneas of the quarter in printed order, as plain values."""
        return self.snapshot.lineas

    def closing(self, linea) -> tuple[str | None, str]:
        """Return the closing of one línea, as the documents resolve it, and its sentence."""
        facts = ClosingFacts(
            meta=linea.meta.facts,
            quarter=1,
            quarter_start=self.trimestre.starts_on,
            quarter_end=self.trimestre.ends_on,
            stated_percent=linea.avance.stated_percent,
            omitted=linea.avance.closing == "omitted",
        )
        code, percent = resolve_closing(facts)
        due = linea.meta.facts.due_quarters
        sentence = closing_sentence(code, percent, cause=linea.avance.cause, due_quarters=due)
        return code, sentence
