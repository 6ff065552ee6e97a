"""Figures of the presentación against the totals of tables, and líneas told by questions."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

HEAD = (
    "Resumen ejecutivo. En el tercer trimestre de 2025 la Comisión {}.\n\nDirección de Control\n\n"
)
MONTHS = (
    "Concepto | Julio | Agosto | Septiembre | {}\n"
    "Establecimientos verificados | 128 | 141 | 134 | 403\n"
    "Muestras de agua tomadas | 20 | 17 | 21 | 58\n"
)
COLUMNS = (
    "Mes | Talleres | Exposiciones\nJulio | 2 | 1\nAgosto | 3 | 0\nSeptiembre | 3 | 1\n"
    "Total | 8 | 2\n"
)
TOLD = [
    ("verificó {} establecimientos", 430, 403, MONTHS.format("Tercer trimestre de 2025")),
    ("tomó {} muestras de agua", 85, 58, MONTHS.format("Total")),
    ("verificó {} establecimientos y tomó 58 muestras de agua", 340, 403, MONTHS.format("Total")),
    ("impartió {} talleres artísticos", 9, 8, COLUMNS),
    ("realizó {} talleres y 2 exposiciones", 18, 8, COLUMNS),
    ("montó {} exposiciones", 4, 2, COLUMNS),
]


@pytest.mark.parametrize("is_wrong", [True, False])
@pytest.mark.parametrize(("told", "wrong", "right", "table"), TOLD)
def test_a_figure_of_the_summary_is_held_against_the_total_of_a_table(
    told, wrong, right, table, is_wrong
):
    said = told.format(wrong if is_wrong else right)
    assert (Code.OPENING_FIGURE in codes_in(HEAD.format(said) + table)) is is_wrong


@pytest.mark.parametrize(
    "told",
    [
        "impartió 3 talleres de danza",  # a part of the eight
        "impartió, con los del semestre anterior, 20 talleres en el año",
        "ha impartido 20 talleres en lo que va del año",
    ],
)
def test_a_part_or_another_time_is_no_total_of_a_table(told):
    assert Code.OPENING_FIGURE not in codes_in(HEAD.format(told) + COLUMNS)


def test_what_a_table_tells_twice_is_compared_with_nothing():
    table = MONTHS.format("Total") + "Establecimientos sancionados | 1 | 2 | 3 | 6\n"
    said = HEAD.format("atendió 430 establecimientos")
    assert Code.OPENING_FIGURE not in codes_in(said + table)


@pytest.mark.parametrize(("told", "doubted"), [("350", True), ("530", False)])
@pytest.mark.parametrize(
    ("many", "going", "share"),
    [
        ("¿Cuánto?", "¿Cuánto va?", "¿Qué porcentaje?"),
        ("¿Cuántas?", "¿Cuánto se lleva?", "¿Cuál es el porcentaje?"),
        ("¿Cuánto se comprometió?", "¿Qué se hizo?", "¿Cuánto va?"),
    ],
)
def test_a_linea_may_be_told_by_questions(many, going, share, told, doubted):
    text = (
        f"MENSAJE DE LA DIRECTORA\n\nDe octubre a diciembre de 2025, {told} familias recibieron "
        "material para techar su vivienda.\n\nÁrea: Subdirección de Apoyos\n"
        f"Compromiso 1: Techo digno\n{many} 1,060 familias con material entregado\n"
        f"{going} En el trimestre octubre-diciembre de 2025, 530 familias\n{share} 50%\n"
    )
    assert (Code.OPENING_FIGURE in codes_in(text)) is doubted
