"""Líneas whose progress a closing table tells, and blocks of áreas of which one tells none."""

from dataclasses import replace

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.checks.informe.statement import no_statement
from programs.values.wording.metas import amounts_of
from tests.programs.written_cases import written_informe, written_linea

HEADS = (
    ("Meta", "Programado", "Logrado", "%"),
    ("No.", "Programado", "Realizado", "Avance"),
    ("Línea", "Prog.", "Real.", "% de avance"),
    ("Actividad", "Programado", "Logrado", "Porcentaje de cumplimiento"),
    ("Núm.", "Meta", "Hecho", "Cumplimiento (%)"),
)


def linea_of(*texts, number, meta, title="Actividades"):
    linea = written_linea(*texts, number=number, key=f"l{number}", meta=meta, title=title)
    return replace(linea, amounts=amounts_of(meta))


def unclosed(*rows):
    one = linea_of("Se entregaron 45 despulpadoras.", number="1", meta="60 despulpadoras")
    two = linea_of("Se capacitó a 14 grupos.", rows, number="2", meta="20 grupos",
                   title="Capacitación de grupos de productores")  # fmt: skip
    return [each.subject for each in no_statement(written_informe(one, two))]


@pytest.mark.parametrize("head", HEADS)
def test_a_table_closes_the_lineas_of_its_rows(head):
    assert unclosed(head, ("1", "60", "45", "75"), ("2", "20", "14", "70%")) == []
    assert unclosed(head, ("Meta 1", "60", "45", "75"),
                    ("Capacitación de grupos de productores", "20", "14", "70")) == []  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (("Meta", "Programado", "Logrado"), ("1", "60", "45"), ("2", "20", "14")),
        (("Grupo", "Mujeres", "Hombres", "%"), ("A", "60", "45", "75")),
        (("Meta", "Programado", "Logrado", "%"), ("1", "60", "45", ""), ("2", "20", "14", "-")),
    ],
)
def test_a_table_without_shares_of_them_closes_none(rows):
    assert unclosed(*rows) == ["l1", "l2"]


def found_in(*blocks):
    text = "Fiscalía – Informe de las unidades, segundo trimestre de 2024\n\n" + "\n\n".join(blocks)
    findings = reading_of(TEXT, text.encode()).findings
    return [each for each in findings if each.finding.code is Code.NO_STATEMENT]


BLOCKS = (
    "UNIDAD DE DENUNCIAS. Meta anual: resolver 200 denuncias. Al semestre se han resuelto 110 "
    "denuncias. Grado de avance: 55 por ciento.",
    "UNIDAD DE INSPECCIÓN. Meta anual: 60 inspecciones a talleres. Al semestre se han practicado "
    "30 inspecciones. Grado de avance: 50 por ciento.",
    "DIRECCIÓN DE PERITAJES. Meta anual: emitir ochenta dictámenes periciales. Al semestre se han "
    "emitido 36 dictámenes periciales.",
)


def test_a_block_of_an_area_says_how_far_it_is():
    (told,) = found_in(*BLOCKS)
    assert told.finding.quote.startswith("emitir ochenta dictámenes")
    assert found_in(*BLOCKS[:2], f"{BLOCKS[2]} Grado de avance: 45 por ciento.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Lo programado para el año: hacer 360 recorridos de vigilancia. Lo hecho: de enero a "
        "junio, 180 recorridos; de julio a septiembre, 90 recorridos más. El total es de 270, con "
        "lo que se ha cumplido el 75% de lo programado.",
    ],
)
def test_what_was_programmed_closes_no_linea(text):
    findings = reading_of(TEXT, f"Parte trimestral\nJulio-septiembre 2024\n\n{text}".encode())
    assert [each.finding.code for each in findings.findings] == []
