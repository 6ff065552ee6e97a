"""Cards of one línea in any words: what promises a number is its meta, whatever it is called."""

from datetime import date

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

HEAD = "Contraloría de Valderán\nSegundo trimestre de 2025\n\n"


def written_of(text):
    return read_blocks(blocks_of_text(text)).written


def lineas_of(text):
    return list(written_of(text).lineas)


@pytest.mark.parametrize(
    "label",
    ["Objetivo anual", "Comprometido en el año", "Lo previsto para el trimestre",
     "Compromiso del trimestre", "Lo programado para el año", "Programado en 2025",
     "Meta para 2025", "Previsto en el ejercicio 2025", "Programado en el trimestre",
     "Meta del Programa Institucional 2025"],
)  # fmt: skip
@pytest.mark.parametrize("word", ["Actividad", "Proyecto único", "Compromiso", "Componente"])
def test_a_single_card_is_a_linea(label, word):
    (linea,) = lineas_of(
        f"{HEAD}{word}: Visitas a los buzones de denuncia\nUnidad responsable: Vigilancia\n"
        f"{label}: 60 visitas\nInicio: abril de 2025\n\nResultado:\nSe hicieron 21 visitas.\n\n"
        "Avance respecto del año: 35 por ciento.\n"
    )
    assert (linea.title, linea.area) == ("Visitas a los buzones de denuncia", "Vigilancia")
    (amount,) = linea.amounts
    assert (amount.quantity, amount.unit, linea.starts_on) == (60, "visitas", date(2025, 4, 1))
    assert linea.closing and linea.closing.text == "Avance respecto del año: 35 por ciento."


def test_numbered_titles_over_what_a_quarter_programs_are_lineas():
    lineas = lineas_of(
        f"{HEAD}I. Acción: pláticas de prevención\n   Programado en el trimestre: 6 pláticas.\n"
        "   Se dieron seis pláticas.\n   Cumplimiento: 100 por ciento de lo programado.\n\n"
        "II. Acción: carteles informativos\n   Programado en el trimestre: 18 carteles.\n"
        "   Se colocaron 18 carteles.\n   Cumplimiento: 100 por ciento de lo programado.\n"
    )
    assert [(each.number, each.title, each.meta) for each in lineas] == [
        ("I", "pláticas de prevención", "6 pláticas."),
        ("II", "carteles informativos", "18 carteles."),
    ]
    assert all(each.closing for each in lineas)


def test_the_period_in_a_card_is_that_of_the_informe():
    written = written_of(
        "Actividad: Mesas de trabajo\nPeriodo: primer trimestre de 2025\n"
        "Objetivo anual: 8 mesas de trabajo\n\nResultado: dos mesas realizadas.\n"
    )
    (linea,) = written.lineas
    assert written.period and written.period.starts_on == date(2025, 1, 1)
    assert (linea.starts_on, linea.ends_on) == (None, None)


def test_an_aim_or_a_turn_in_words_is_no_meta():
    (linea,) = lineas_of(
        f"{HEAD}Línea 1. Reporte de riesgos\nObjetivo anual: cuidar los bienes públicos.\n"
        "Meta: 1 reporte\nPrevista para el cuarto trimestre.\n"
    )
    assert linea.meta == "1 reporte"
    assert linea.closing and linea.closing.text == "Prevista para el cuarto trimestre."


def test_a_quarter_beside_its_year_stays_in_sight():
    (linea,) = lineas_of(
        f"{HEAD}Línea 1. Evaluaciones\n"
        "Meta anual: 10 evaluaciones. Programado al segundo trimestre: 4 evaluaciones.\n"
        "Se entregaron cuatro.\nCumplimiento de lo programado: cien por ciento.\n"
    )
    assert linea.meta == "10 evaluaciones."
    assert any("4 evaluaciones" in each.text for each in linea.passages)


@pytest.mark.parametrize("head", ["Ficha | Segundo trimestre de 2025\n|---|---|\n", ""])
def test_a_form_of_labels_and_values_is_one_linea(head):
    written = written_of(
        f"{head}Institución | Instituto de Mezquitán\nPeriodo | Segundo trimestre de 2025\n"
        "Área | Subdirección de Control\nProyecto | Arqueos al fondo\n"
        "Objetivo anual | 20 arqueos\nRealizado en el trimestre | 5 arqueos\nAvance | 25 %\n\n"
        "Se practicaron cinco arqueos sin previo aviso.\n"
    )
    (linea,) = written.lineas
    assert (linea.title, linea.meta, linea.area) == (
        "Arqueos al fondo",
        "20 arqueos",
        "Subdirección de Control",
    )
    assert linea.closing and linea.closing.text == "Avance: 25 %"
    assert written.period and written.period.starts_on == date(2025, 4, 1)


@pytest.mark.parametrize("frame", ["--- {} ---", "=== {} ===", "*** {} ***"])
def test_areas_may_stand_between_dashes(frame):
    written = written_of(
        HEAD
        + "\n".join(
            f"{frame.format(name)}\nCompromiso: formar al personal\n"
            f"Comprometido en el año: 4 cursos\nSe dio un curso.\nAvance: 1 de 4, 25 por ciento.\n"
            for name in ("Jefatura de Personal", "Unidad de Transparencia")
        )
    )
    assert [(each.name, len(each.lineas)) for each in written.areas] == [
        ("Jefatura de Personal", 1),
        ("Unidad de Transparencia", 1),
    ]
