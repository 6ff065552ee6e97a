"""A count against the quantity that its sentence names: both ways, of líneas and presentación."""

from dataclasses import replace
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.named import line_named
from programs.values.checks.informe.named_opening import opening_named
from programs.values.tied import TiedNumber
from programs.values.written import Written, WrittenArea, WrittenSection
from tests.programs.written_cases import FIRST, written_linea, written_passages

SECOND = replace(
    FIRST,
    starts_on=FIRST.starts_on.replace(month=4),
    ends_on=FIRST.ends_on.replace(month=6, day=30),
)


def linea(text, *more, unit="capacitaciones", done="12", **fields):
    return written_linea(text, *more, amounts=((40, unit),), reported=(Decimal(done),), **fields)


DIFFER = [
    ("Se impartieron 14 capacitaciones.", "capacitaciones"),
    ("Durante el primer trimestre se realizaron 14 auditorías.", "auditorías"),
    ("Se llevaron a cabo catorce talleres.", "talleres"),
    ("En el periodo que se informa se celebraron 9 sesiones.", "sesiones"),
    ("La Unidad atendió 15 solicitudes.", "solicitudes atendidas"),
    ("Se emitieron 11 boletines, que se publicaron en el portal.", "boletines"),
    ("Se elaboraron 13 dictámenes.", "dictámenes"),
    ("Se firmaron 3 convenios.", "convenios"),
    ("Del 1 de enero al 31 de marzo de 2024 se efectuaron 20 inspecciones.", "inspecciones"),
    ("Fueron publicadas 10 convocatorias.", "convocatorias"),
    ("El área entregó 8 reconocimientos.", "reconocimientos"),
]
AGREE = [
    ("Se impartieron 12 capacitaciones.", "capacitaciones"),
    ("Se impartieron doce capacitaciones.", "capacitaciones"),
    ("Se impartieron 5 capacitaciones en enero y 7 capacitaciones en marzo.", "capacitaciones"),
    ("Se impartieron 14 capacitaciones virtuales a municipios.", "capacitaciones presenciales"),
    ("De las 40 capacitaciones programadas, el avance es bueno.", "capacitaciones"),
    ("Se impartieron más de 10 capacitaciones.", "capacitaciones"),
    ("En enero se impartieron 4 capacitaciones.", "capacitaciones"),
    ("Se impartieron 3 capacitaciones sobre ética pública.", "capacitaciones"),
    ("Asistieron 261 personas a las capacitaciones.", "capacitaciones"),
    ("Se recibieron 14 solicitudes.", "solicitudes atendidas"),
    ("En 2023 se impartieron 9 capacitaciones.", "capacitaciones"),
    ("Se programaron 15 capacitaciones para el segundo trimestre.", "capacitaciones"),
    ("Se impartieron 6 capacitaciones y diversas asesorías; además, otras capacitaciones.", "x"),
    ("A la fecha se han impartido 30 capacitaciones.", "capacitaciones"),
    ("Se impartió una capacitación a 14 enlaces.", "capacitaciones"),
    ("Quedaron pendientes 2 capacitaciones.", "capacitaciones"),
]


@pytest.mark.parametrize(("text", "unit"), DIFFER)
def test_another_number_of_what_the_meta_counts_is_an_aviso(text, unit):
    (found,) = line_named(linea(text, unit=unit), FIRST)
    assert (found.code, found.severity) == (Code.NAMED_FIGURE, Severity.DOUBT)
    assert found.message.endswith("la cantidad de la línea es 12")
    assert found.arithmetic.endswith("≠ 12")


@pytest.mark.parametrize(("text", "unit"), AGREE)
def test_what_may_be_right_is_left_alone(text, unit):
    assert list(line_named(linea(text, unit=unit), FIRST)) == []


def test_a_count_said_to_be_of_the_quarter_is_compared_whatever_stands_beside_it():
    course = "Al curso asistieron 261 personas, de las cuales 177 fueron mujeres y 84 hombres."
    total = "Con ello fueron 520 personas sensibilizadas en el trimestre."
    line = linea(course, total, unit="personas sensibilizadas", done="495")
    (found,) = line_named(line, FIRST)
    assert found.arithmetic == "520 ≠ 495"
    assert (
        list(line_named(linea(course, total, unit="personas sensibilizadas", done="520"), FIRST))
        == []
    )
    one = "El 3 de marzo se elaboró 1 reporte. En el trimestre se elaboraron 14 reportes."
    (found,) = line_named(linea(one, unit="reportes", done="1"), FIRST)
    assert found.arithmetic == "14 ≠ 1"
    more = "En el trimestre se impartieron 10 talleres. Después se sumaron 2 talleres más."
    assert list(line_named(linea(more, unit="talleres", done="12"), FIRST)) == []
    parts = "En el trimestre se sensibilizó a 90 personas en escuelas y a 70 personas en plazas."
    assert list(line_named(linea(parts, unit="personas sensibilizadas", done="495"), FIRST)) == []


def test_a_tied_number_and_a_quarter_without_quantity_are_left_alone():
    line = linea("Se impartieron 14 capacitaciones.")
    (passage,) = line.passages
    tied = replace(passage, ties=(TiedNumber(15, 17, "a.annual", "meta"),))
    assert list(line_named(replace(line, passages=(tied,)), FIRST)) == []
    silent = replace(line, reported=(None,))
    assert list(line_named(silent, FIRST)) == []


def opening(text, *lineas, area="Dirección de Pruebas", heading="Presentación", period=FIRST):
    section = WrittenSection("s1", "", heading, area, written_passages("s1", [text]))
    written = Written("", period, (), (section,), (WrittenArea("a", area, (), lineas),))
    return list(opening_named(written))


@pytest.mark.parametrize(("text", "unit"), DIFFER)
def test_the_presentacion_is_compared_with_the_linea_that_it_names(text, unit):
    (placed,) = opening(text, linea("Se cumplió lo previsto.", unit=unit))
    assert placed.finding.code == Code.NAMED_FIGURE
    assert placed.place == "Presentación, Dirección de Pruebas"
    assert "línea 1 tiene 12" in placed.finding.message


@pytest.mark.parametrize(("text", "unit"), AGREE[:1] + AGREE[3:])
def test_the_presentacion_may_be_right_too(text, unit):
    assert opening(text, linea("Se cumplió lo previsto.", unit=unit)) == []


def test_the_presentacion_may_tell_more_than_one_linea_counts():
    assert opening("Se entregaron 58 documentos.", linea("x", unit="documentos", done="1")) == []
    ethics = linea("x", unit="capacitaciones en ética")
    assert opening("Se impartieron 58 capacitaciones.", ethics) == []


def test_the_presentacion_names_one_linea_or_none():
    text = "Se impartieron 14 capacitaciones."
    two = (linea("x"), linea("y", key="linea-2", number="2"))
    assert opening(text, *two) == []
    # The narrative tells it too: the other check compares both texts.
    assert opening(text, linea("Se impartieron 12 capacitaciones.")) == []
    # Earlier quarters may be in it.
    assert opening(text, linea("x"), period=SECOND) == []
    assert len(opening("Se impartieron 9 capacitaciones.", linea("x"), period=SECOND)) == 1
