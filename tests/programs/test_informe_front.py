"""Which quarter an informe says that it is of."""

from datetime import date

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.quarter import period_of
from programs.received.informes.structure import read_blocks
from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_written
from tests.programs.test_written_variety import codes_in


@pytest.mark.parametrize(
    "text",
    [
        "Abril-mayo-junio 2023",
        "ABR-MAY-JUN 2023",
        "Abr/May/Jun 2023",
        "Informe de abril, mayo, junio de 2023",
        "Informe (abril, mayo y junio) 2023",
        "ABR MAY JUN 2023",
        "Abril-junio 2023",
    ],
)
def test_a_quarter_may_be_named_by_its_months(text):
    found = period_of([text], [])
    assert found
    assert (found.starts_on, found.ends_on) == (date(2023, 4, 1), date(2023, 6, 30))


@pytest.mark.parametrize("text", ["julio y octubre 2023", "enero, marzo y junio 2023"])
def test_some_months_are_no_quarter(text):
    assert period_of([text], []) is None


def test_an_entry_with_leaders_is_a_paragraph_of_its_own():
    lines = (
        "Sesiones del ejercicio:\n   Bimestre enero-febrero ....... 16 de febrero\n"
        "   Bimestre marzo-abril ......... 20 de abril\n   Bimestre mayo-junio .. 22 de junio\n"
    )
    assert len(blocks_of_text(lines)) == 4


@pytest.mark.parametrize(
    "listed",
    ["Contenido                    Página\n1 Mensaje ......... 2\n2 Cierre ......... 5\n\n",
     "Índice    Pág.\n1. Mensaje    2\n2. Cierre    5\n\n",
     "Sumario\n1. Mensaje\n2. Cierre\nAnexo estadístico (se entrega en tomo separado)\n\n",
     "Sumario\n1. Mensaje\n2. Cierre\nAnexo (en archivo aparte): contratos\n\n"],
)  # fmt: skip
def test_a_contents_page_leads_to_pages_and_to_what_stands_elsewhere(listed):
    text = f"Informe T1 2025\n\n{listed}1. Mensaje\nSe trabajó bien.\n\n2. Cierre\nSe cerró.\n"
    written = read_blocks(blocks_of_text(text)).written
    assert [(each.number, each.heading) for each in written.contents] == [
        ("1", "Mensaje"), ("2", "Cierre"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("contents", "body"),
    [("Contenido\n1. Mensaje\n2. Quejas\n3. Cursos\n",
      "1. Mensaje\nSe informa lo hecho.\n\n2. Cursos\nMeta: 5 cursos. Se dio uno. Avance: 20%.\n\n"
      "3. Quejas\nMeta: 90 quejas. Se concluyeron 18. Avance: 20%.\n"),
     ("CONTENIDO\n1 Mensaje / 2 Quejas / 3 Cursos\n",
      "1 Mensaje: este es el informe.\n2 Cursos: se dio un curso.\n3 Quejas: hubo seis quejas.\n"),
     ("Sumario: Mensaje · Quejas · Cursos · Obras\n",
      "Mensaje\nSe informa lo hecho.\n\nQuejas\nLínea 1. Oír. Meta: 9 quejas.\nSe oyeron 9.\n\n"
      "Cursos\nLínea 2. Enseñar. Meta: 4 cursos.\nSe dieron 4.\n")],
)  # fmt: skip
def test_lineas_and_offices_are_headings_of_the_contents_page_too(contents, body):
    written = read_blocks(blocks_of_text(f"Informe T1 2025\n\n{contents}\n{body}")).written
    codes = [placed.finding.code for placed in findings_of_written(written)]
    assert codes.count(Code.CONTENTS) == 1


def test_the_name_of_a_second_office_is_its_own():
    card = (
        "Línea 1. {0}\nMeta del trimestre: doce {1}\nSe hicieron doce {1}.\nCumplimiento: 100%.\n"
    )
    written = read_blocks(
        blocks_of_text(
            f"Informe T4 2025\n\nÁREA: OFICINA DE AYUDA\n\n{card.format('Orientar', 'asesorías')}"
            f"\nÁREA: OFICINA DE ACCESO\n\n{card.format('Responder', 'respuestas')}"
        )
    ).written
    assert [(area.name, len(area.lineas)) for area in written.areas] == [
        ("OFICINA DE AYUDA", 1), ("OFICINA DE ACCESO", 1),
    ]  # fmt: skip


LISTED = """CONTENIDO
| Núm. | Apartado | Página |
| 1 | Sesiones del Comité | 2 |
| 2 | {second} | 4 |

Comité de Ética, cuarto trimestre de 2024

1. SESIONES DEL COMITÉ
Meta: 4 sesiones. Se celebraron las 4 sesiones: 100%.

2. CAPACITACIÓN
Meta: 10 cursos. Se impartieron 10 cursos: 100%.
"""


@pytest.mark.parametrize(("second", "apart"), [("Capacitación", False), ("Difusión", True)])
def test_a_line_below_a_table_of_contents_is_no_entry_of_it(second, apart):
    assert (Code.CONTENTS in codes_in(LISTED.format(second=second))) is apart
