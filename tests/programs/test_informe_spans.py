"""The days of a línea wherever they stand: in a line, behind any label, in its meta."""

from datetime import date

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.spans import told_span
from programs.received.informes.structure import read_blocks

APRIL, LAST = date(2025, 4, 1), date(2025, 12, 31)


def linea_of(between, meta="Meta: 8 talleres"):
    (linea,) = read_blocks(
        blocks_of_text(
            f"Informe T2 2025\nUnidad de Datos\n\nLínea 1\nDar talleres.\n{meta}\n{between}\n"
            "Se dieron dos talleres.\nAvance: 25%.\n"
        )
    ).written.lineas
    return linea


@pytest.mark.parametrize(
    "line",
    ["Calendario: abril a diciembre de 2025", "Vigencia de la tarea: abril-diciembre de 2025",
     "Inicio 01/04/2025, conclusión 31/12/2025", "Del 1 de abril al 31 de diciembre de 2025",
     "Inicia el 1 de abril y termina el 31 de diciembre de 2025",
     "Calendario\nDel 1 de abril de 2025 al 31 de diciembre de 2025",
     "Tiempo programado: desde el 01/04/2025 hasta el 31/12/2025."],
)  # fmt: skip
def test_a_line_of_days_is_the_span_of_its_linea(line):
    linea = linea_of(line)
    assert (linea.starts_on, linea.ends_on) == (APRIL, LAST)
    assert [each.text for each in linea.passages] == ["Se dieron dos talleres."]


@pytest.mark.parametrize(
    "meta",
    ["Meta: 8 talleres. Inicio 01/04/2025, término 31/12/2025.",
     "Meta: 8 talleres, del 1 de abril al 31 de diciembre de 2025."],
)  # fmt: skip
def test_days_may_stand_behind_the_meta(meta):
    linea = linea_of("", meta)
    assert (linea.starts_on, linea.ends_on) == (APRIL, LAST)
    assert [each.quantity for each in linea.amounts] == [8]


@pytest.mark.parametrize(
    "text",
    ["Trimestre: abril-junio de 2025", "Periodo que se informa: abril a junio de 2025",
     "Se trabajó de abril a junio de 2025", "Fecha: 17 de abril de 2025", "12 de abril",
     "Talleres de abril a junio de 2025"],
)  # fmt: skip
def test_the_time_of_the_informe_or_of_a_deed_is_no_span(text):
    assert told_span(text) is None
