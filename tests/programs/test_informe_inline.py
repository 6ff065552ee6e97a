"""Líneas whose box stands in bullets, in one paragraph, or divided by other signs."""

from decimal import Decimal

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

HEAD = "Informe del primer trimestre de 2026 (enero - marzo)\n"


def lineas_of(text):
    return list(read_blocks(blocks_of_text(HEAD + text)).written.lineas)


def test_a_box_in_bullets_is_one_whatever_comes_first():
    (linea,) = lineas_of(
        "Proyecto 3. Regularización de predios\n• Unidad de medida: predio\n"
        "• Programado en el año: 150\n• Alcanzado en el año: 90\n• Logro: 65%\n"
    )
    assert [(each.quantity, each.unit) for each in linea.amounts] == [(Decimal(150), "predio")]
    assert linea.reported == (Decimal(90),) and linea.stated_beside
    assert linea.closing.text == "Logro: 65%"


def test_a_quantity_and_its_share_stand_together():
    (linea,) = lineas_of("Tarea 3. Pozos\nMeta: 20 pozos\nLogro: 15 (75%)\n")
    assert linea.reported == (Decimal(15),) and linea.closing.text == "Logro: 75%"


def test_a_meta_of_the_quarter_ends_with_its_sentence():
    (linea,) = lineas_of(
        "Línea 1. Empleo\nMeta trimestral: 12 ferias. Se organizaron 12 ferias. Avance: 100%.\n"
    )
    assert linea.meta.startswith("12 ferias")
    assert [each.text for each in linea.passages] == ["Se organizaron 12 ferias."]


def test_a_title_and_its_narrative_share_a_paragraph():
    first, second = lineas_of(
        "Tarea 1. Inspección de comercios. Se inspeccionaron 34 comercios. Concluida.\n"
        "Tarea 2. Simulacros en escuelas. Se dio uno en febrero.\n"
    )
    assert (first.title, second.title) == ("Inspección de comercios", "Simulacros en escuelas")
    assert first.closing.text == "Concluida." and second.closing is None


@pytest.mark.parametrize("promise", ["Compromiso: 18 fugas reparadas", "Producto: 18 fugas"])
def test_what_promises_a_number_is_a_meta(promise):
    (linea,) = lineas_of(f"Acción 4. Reparación de fugas\n{promise}\nAvance: 50%\n")
    assert [each.quantity for each in linea.amounts] == [Decimal(18)]


def test_a_table_may_be_divided_by_slashes_and_end_in_a_total():
    written = read_blocks(
        blocks_of_text("Concepto / Importe\nPintura / $85.00\nHerramienta / $15.00\n")
    ).written
    (table,) = [each for section in written.sections for each in section.passages]
    assert table.rows[-1] == ("Herramienta", "$15.00")


def test_a_column_of_another_name_keeps_what_it_tells():
    first, second = lineas_of(
        "# | Acción | Meta anual | Trimestre | Acumulado al cierre de marzo\n"
        "1 | Expedientes de personal | 140 expedientes | 1 | 140 expedientes integrados\n"
        "2 | Igualdad | 3 talleres | 1 y 2 | 2 talleres con 58 participantes\n"
    )
    assert [each.text for each in first.prose] == ["140 expedientes integrados"]
    assert [each.text for each in second.passages] == [
        "Trimestre: 1 y 2",
        "2 talleres con 58 participantes",
    ]


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        ("Meta 1 del PEVE: abrir veinte centros. Abiertos: quince. Avance: 75%.", "veinte centros"),
        ("Meta 2 del plan: retirar 80 vehículos. Retirados: 40. Avance: la mitad.", "80 vehículos"),
    ],
)
def test_a_figure_of_the_verb_of_a_promise_is_no_part_of_it(text, meta):
    head = "Instituto\nInforme del tercer trimestre de 2024\n\n"
    (linea,) = read_blocks(blocks_of_text(head + text)).written.lineas
    assert linea.meta.rstrip(".").endswith(meta)
    assert any("bierto" in each.text or "etirado" in each.text for each in linea.passages)
