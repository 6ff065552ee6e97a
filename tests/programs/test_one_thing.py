"""A unit behind one: in the singular on pages, as it was typed behind any other number."""

from decimal import Decimal

import pytest

from programs.templatetags.cifras import ones
from programs.values.one_thing import counted, counted_quantity, of_one, with_ones, within_sentence
from programs.values.phrases import quantity_text
from programs.values.readings import ComponentReading


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("boletines", "boletín"),
        ("talleres", "taller"),
        ("respaldos", "respaldo"),
        ("planes revisados", "plan revisado"),
        ("sesiones ordinarias", "sesión ordinaria"),
        ("reportes de seguimiento", "reporte de seguimiento"),
        ("asesorías técnicas", "asesoría técnica"),
        ("personas servidoras públicas capacitadas", "persona servidora pública capacitada"),
        ("exámenes", "examen"),
        ("informes trimestrales", "informe trimestral"),
        ("expedientes", "expediente"),
        ("dictámenes", "dictamen"),
        ("actas", "acta"),
        ("avances", "avance"),
        ("matrices de riesgo", "matriz de riesgo"),
        ("cursos o talleres", "curso o taller"),
        ("solicitudes", "solicitud"),
        ("actividades en escuelas", "actividad en escuelas"),
        ("clases", "clase"),
        ("hombres", "hombre"),
        ("carteles", "cartel"),
        ("análisis", "análisis"),
        ("leyes", "ley"),
        ("espacio para el archivo", "espacio para el archivo"),
        ("% de avance", "% de avance"),
        ("", ""),
    ],
)
def test_a_unit_behind_one(unit, one):
    assert of_one(unit) == one
    assert counted("1", unit) == f"1 {one}"
    assert counted_quantity(Decimal(1), unit) == quantity_text(Decimal(1), one)
    assert counted("2", unit) == f"2 {unit}" and counted("0.5", unit) == f"0.5 {unit}"


@pytest.mark.parametrize(
    ("typed", "said"), [("Documentos", "documentos"), ("PTA publicado", "PTA publicado"), ("", "")]
)
def test_a_unit_typed_as_a_title_stands_small_within_a_sentence(typed, said):
    assert within_sentence(typed) == said


def test_a_line_of_several_amounts():
    parts = [("2", "talleres"), ("1", "boletines")]
    assert with_ones("2 talleres y 1 boletines", parts) == "2 talleres y 1 boletín"
    assert with_ones("Sin dato", parts) == "Sin dato"
    assert with_ones("1", [("1", "boletines")]) == "1"
    silent = [("1", "mantenimientos"), ("sin dato", "respaldos")]
    assert with_ones("1 mantenimientos y sin dato respaldos", silent) == (
        "1 mantenimiento y sin dato respaldos"
    )


def test_a_page_prints_what_was_read_so():
    def read(quantity: str, programmed: str, unit: str) -> ComponentReading:
        return ComponentReading(
            unit=unit,
            programmed=programmed,
            quantity=quantity,
            received="",
            accumulated="9",
            accumulated_programmed=programmed,
            annual="12",
            percent="75%",
        )

    parts = (read("2", "1", "talleres"), read("1", "3", "boletines"))
    assert ones("2 talleres y 1 boletines", parts) == "2 talleres y 1 boletín"
    assert ones("1 talleres y 3 boletines", parts) == "1 taller y 3 boletines"
    assert ones("9 talleres y 9 boletines", parts) == "9 talleres y 9 boletines"
    assert ones("2 de 3 meses (67%)", ()) == "2 de 3 meses (67%)"
