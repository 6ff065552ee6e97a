"""Codes that differ in zeros alone, whatever they are called, and one number for two of a list."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

ALIKE = [
    "Se formularon tres: DR/SP/034/2025 del 7 de abril, DR/SP/41/2025 del 12 de mayo y "
    "DR/SP/041/2025 del 12 de mayo.",
    "Se giraron requerimientos, a saber: CT/DG/0061/2025, de 5 de mayo, a la Junta; "
    "CT/DG/061/2025, de 5 de mayo, a la Junta; y CT/DG/0070/2025, de 17 de junio, a otra.",
    "Primero se notificó con el documento DO-0118/2025, y después con el DO-118/2025.",
    "Salieron tres oficios de remisión:\nNúmero | Fecha\n071/2025 | 15 de abril de 2025\n"
    "088/2025 | 10 de mayo de 2025\n0088/2025 | 10 de mayo de 2025",
]
APART = [
    "Se formularon dos: DR/SP/041/2025 del 12 de mayo y DR/SP/0410/2025 del 13 de mayo.",
    "Se notificaron con los oficios CPA/012/2025 y CPA/013/2025 las resoluciones de los "
    "expedientes CPA/0012/2025 y CPA/0013/2025.",
]
LISTED = (
    "{}\n- Agua Clara, oficio CE/210/2025.\n- Dos Montes, oficio CE/211/2025.\n"
    "- El Rincón, oficio CE/212/2025.\n- La Presa, oficio CE/{}/2025.\n"
)


def told(text):
    line = "Línea de acción 1. Requerir informes\nMeta: 12 requerimientos\n{}\nAvance: 25 %\n"
    return codes_in(HEAD.format(quarter="segundo") + line.format(text))


@pytest.mark.parametrize("text", ALIKE)
def test_numbers_that_differ_in_zeros_are_of_one(text):
    assert Code.OFICIO_ALIKE in told(text)


@pytest.mark.parametrize("text", APART)
def test_other_numbers_and_other_papers_are_others(text):
    assert Code.OFICIO_ALIKE not in told(text)


@pytest.mark.parametrize(
    ("opening", "number", "doubted"),
    [
        ("Se invitó a cuatro ayuntamientos:", 211, True),
        ("Se invitó a cuatro ayuntamientos:", 213, False),
        ("Con tres oficios se invitó a cuatro ayuntamientos:", 211, False),
        ("Se invitó a cuatro ayuntamientos, uno de los oficios va dirigido a dos:", 211, False),
    ],
)
def test_one_number_for_two_of_a_list_is_doubted(opening, number, doubted):
    assert (Code.OFICIO_TWICE in told(LISTED.format(opening, number))) is doubted


NUMBERED = (
    "Departamento de Recursos Materiales\nSegundo trimestre de 2025\n\nRelación de gestiones\n\n"
    "{0[0]} El 8 de mayo se pidieron cotizaciones a cinco proveedores, {1} DRM/0187/2025.\n"
    "{0[1]} El 21 de mayo se avisó a la Administración del faltante, con oficio DRM/0203/2025.\n"
    "{0[2]} El 17 de junio se {2} a la Contraloría el inventario, {1} DRM/{3}/2025.\n"
    "{0[3]} El 25 de junio se solicitó la revisión de la cámara fría, por oficio DRM/0251/2025.\n\n"
    "Todas las gestiones cuentan con acuse.\n"
)
MARKS = (("1.", "2.", "3.", "4."), ("a)", "b)", "c)", "d)"), ("I.", "II.", "III.", "IV."))


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize(
    "by", ["mediante el oficio", "a través del oficio", "con el oficio", "por oficio", "vía oficio",
           "por conducto del oficio"],
)  # fmt: skip
@pytest.mark.parametrize(("number", "doubted"), [("0187", True), ("0188", False)])
def test_two_numbered_paragraphs_have_each_its_oficio(marks, by, number, doubted):
    codes = codes_in(NUMBERED.format(marks, by, "hizo llegar", number))
    assert codes == ({Code.OFICIO_TWICE} if doubted else set())


@pytest.mark.parametrize(
    "deed",
    ["contestó, en atención al oficio DRM/0187/2025, y se envió", "recordó el citado acto y envió",
     "envió, en alcance al pedido y con copia,"],
)  # fmt: skip
def test_a_numbered_paragraph_may_cite_another_one(deed):
    assert codes_in(NUMBERED.format(MARKS[0], "mediante el oficio", deed, "0187")) == set()
