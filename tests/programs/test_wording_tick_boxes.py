"""Boxes of forms that are ticked, and gaps that look like them."""

import pytest

from programs.values.checks.informe.left_in import left_in_linea
from programs.values.wording.placeholders import left_in
from tests.programs.written_cases import written_linea


@pytest.mark.parametrize(
    "text",
    [
        "Trimestre: ( ) 1 ( ) 2 (X) 3 ( ) 4 Año: 2025",
        "¿Hubo desviaciones? ( ) Sí (X) No",
        "¿Hubo desviaciones? Sí (x)",
        "Modalidad: [X] presencial [ ] virtual [ ] mixta",
        "(X) Presencial",
        "Estado: Concluida (X) En proceso (  ) Cancelada (__)",
        "Se anexa evidencia: Sí _X_ No ___",
        "Modalidad: Presencial __X__ Virtual ____",
        "[x] No aplica",
    ],
)
def test_a_ticked_box_is_no_blank(text):
    assert left_in(text) == ()


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Asistieron (X) personas a la plática.", "(X)"),
        ("(X) personas acudieron al taller", "(X)"),
        ("Se firmaron [x] convenios en el año", "[x]"),
        ("Oficios enviados: (X)", "(X)"),
        ("Se informa que no (X) acudieron", "(X)"),
        ("el día ____ de mayo", "____"),
        ("el día __X__ de mayo de 2025", "__"),
        ("Trimestre: ( ) 1 (X) 2. Asistieron XX personas", "XX"),
        ("¿Hubo cambios? (X) No ( ) Sí, el día [fecha]", "[fecha]"),
    ],
)
def test_a_cross_where_something_should_stand_is_a_blank(text, blank):
    assert blank in [text[each.start : each.end] for each in left_in(text)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Requisito", "Sí", "No"), ("Padrón", "(X)", ""), ("Acta", "", "(X)")], 0),
        ([("Requisito", "Cumple", "Pendiente"), ("Padrón", "(X)", "( )")], 0),
        ([("Requisito", "Sí"), ("Padrón", "[X]"), ("Acta", "[X]")], 0),
        ([("Curso", "Asistentes"), ("Ética", "(X)"), ("Archivo", "(X)")], 1),
        ([("Curso", "Hombres", "Mujeres"), ("Ética", "(X)", "(X)")], 1),
    ],
)
def test_columns_of_boxes_are_ticked(rows, found):
    assert len(list(left_in_linea(written_linea(rows), None))) == found
