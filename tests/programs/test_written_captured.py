"""What is told against what was captured, where the system knows the quantities of the year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_written
from programs.values.checks.informe.named import line_named
from programs.values.written import Period, WrittenLinea, WrittenSection
from tests.programs.written_cases import written_informe, written_linea, written_passages

THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))
EJE, AREA = "Política Estatal Anticorrupción", "Dirección de Vinculación y Políticas Públicas"
METAS = {
    "4.1": ("Dar seguimiento a los indicadores de la política", "4 reportes de seguimiento",
            4, "reportes", 1, 3),
    "4.2": ("Acompañar a los municipios", "11 planes municipales revisados",
            11, "planes revisados", 5, 8),
    "4.3": ("Sensibilizar a la ciudadanía", "2,000 personas", 2000, "personas", 480, 1445),
}  # fmt: skip
TOLD = {
    "4.1": "La Dirección elaboró 1 reporte de seguimiento de indicadores.",
    "4.2": "La Dirección concluyó 5 planes revisados con los ayuntamientos participantes.",
    "4.3": "La Dirección sensibilizó a 480 personas en escuelas, ferias y plazas públicas.",
}


def captured(number: str, text: str) -> WrittenLinea:
    """Return a línea of an eje that is reported by an área of another name."""
    title, meta, annual, unit, done, so_far = METAS[number]
    line = written_linea(
        text,
        title=title,
        meta=meta,
        amounts=[(annual, unit)],
        reported=(done,),
        number=number,
        area=EJE,
        key=f"linea-{number}",
    )
    return replace(line, owner=AREA, so_far=(Decimal(so_far),))


def opening(text: str, told: dict[str, str]) -> list[tuple[str, str]]:
    """Return what is said of the presentación of the área, with its arithmetic."""
    lineas = [captured(number, words) for number, words in told.items()]
    other = replace(
        written_linea("Se dieron 3 cursos.", area="Formación", key="linea-9"), owner="Formación"
    )
    section = WrittenSection("s1", "", "Presentación", AREA, written_passages("s1", [text]))
    found = findings_of_written(written_informe(*lineas, other, sections=[section], period=THIRD))
    return [(each.finding.code, each.finding.arithmetic) for each in found if each.subject == "s1"]


WRONG = "La Dirección elaboró 5 reportes y revisó 9 planes; sensibilizó a 500 personas."
SILENT = dict.fromkeys(TOLD, "Se trabajó conforme a lo previsto.")
FIGURES = ["5 ≠ 1", "9 ≠ 5", "500 ≠ 480"]


def test_an_area_presents_its_lineas_wherever_they_stand():
    told = opening(WRONG, TOLD)
    assert [arithmetic for _, arithmetic in told] == FIGURES
    assert {code for code, _ in told} == {Code.OPENING_FIGURE}
    captured_alone = opening(WRONG, SILENT)
    assert [arithmetic for _, arithmetic in captured_alone] == FIGURES
    assert {code for code, _ in captured_alone} == {Code.NAMED_FIGURE}


@pytest.mark.parametrize(
    "text",
    [
        "La Dirección sensibilizó a 480 personas, revisó 5 planes y elaboró 1 reporte.",
        "La Dirección sensibilizó a 1,445 personas.",
        "Van 8 planes revisados en el año.",
        "Se presentaron 40 informes de gastos.",
    ],
)
@pytest.mark.parametrize("told", [TOLD, SILENT])
def test_what_the_quarter_or_the_year_has_is_right(text, told):
    assert opening(text, told) == []


def test_persons_are_those_of_the_linea_whose_deed_is_told():
    assert opening("Se capacitó a 300 personas.", SILENT) == []
    assert opening("Se sensibilizó a 300 personas.", SILENT) == [(Code.NAMED_FIGURE, "300 ≠ 480")]


MORE = [
    ("4.1", "La Dirección elaboró 3 reportes de seguimiento de indicadores."),
    ("4.1", "Se integraron dos reportes trimestrales."),
    ("4.1", "Se publicaron 4 reportes de indicadores estatales."),
    ("4.1", "Se elaboró el reporte de avance y dos informes de resultados."),
    ("4.2", "Se revisaron 6 planes municipales."),
    ("4.2", "Se revisaron siete planes de trabajo anticorrupción de los municipios."),
    ("4.2", "La Dirección revisó seis nuevos planes municipales."),
    ("4.2", "Se concluyó la revisión de 7 planes municipales anticorrupción."),
    ("4.3", "Se sensibilizó a cuatrocientas noventa personas: 250 mujeres y 240 hombres."),
    ("4.3", "Se sensibilizó a 500 personas en escuelas y plazas: 250 mujeres y 250 hombres."),
    ("4.3", "Participaron 510 personas servidoras públicas."),
    ("4.3", "Se sensibilizó a un total de 1,200 personas adultas en las ferias."),
]
MAY_BE = [
    ("4.1", "Se elaboró 1 reporte de seguimiento."),
    ("4.1", "Se recibieron 12 reportes de las instituciones."),
    ("4.2", "De los 11 planes programados se revisaron 5."),
    ("4.2", "Se revisaron 5 planes; 6 planes municipales quedaron pendientes."),
    ("4.2", "Van 8 planes revisados en el año."),
    ("4.2", "Se solicitaron 9 planes a los municipios."),
    ("4.2", "Se revisaron 3 planes municipales de la región costa."),
    ("4.2", "Se invitó a 30 personas a revisar los planes."),
    ("4.3", "Se sensibilizó a 300 personas en escuelas y 180 personas en plazas."),
    ("4.3", "En junio se atendió a 900 personas."),
    ("4.3", "En redes se expusieron 3,000 personas, y se sensibilizó a 480 personas."),
    ("4.3", "Con los 965 de los trimestres anteriores se acumulan 1,445 personas."),
    ("4.3", "Se programó atender a 700 personas."),
    ("4.3", "Se sensibilizó a 200 personas adultas."),
]


@pytest.mark.parametrize(("number", "text"), MORE)
def test_no_kind_of_a_thing_is_more_than_all_of_it(number, text):
    (found,) = line_named(captured(number, text), THIRD)
    assert found.code == Code.NAMED_FIGURE
    assert found.message.endswith(f"la cantidad capturada es {METAS[number][4]}")


@pytest.mark.parametrize(("number", "text"), MAY_BE)
def test_what_is_of_another_time_or_a_part_is_left_alone(number, text):
    assert list(line_named(captured(number, text), THIRD)) == []


def test_words_of_the_meta_make_no_other_thing():
    (found,) = line_named(captured("4.2", "Se revisaron 3 planes municipales."), THIRD)
    assert found.arithmetic == "3 ≠ 5"
