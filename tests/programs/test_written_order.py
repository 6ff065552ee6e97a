"""Numbers that jump or stand twice, and a contents page that says otherwise than the headings."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import contents, order
from programs.values.written import ContentsEntry
from tests.programs.test_written_variety import codes_in
from tests.programs.written_cases import written_informe, written_linea


def found(written):
    """Return code and message of what is said of the order of an informe."""
    placed = [each for check in (*contents.WHOLE, *order.CHECKS) for each in check.find(written)]
    return [(each.finding.code, each.finding.message) for each in placed]


def lineas(numbers, areas=""):
    """Return an informe of líneas with these numbers, in áreas of one letter each."""
    return written_informe(
        *(
            written_linea(key=f"linea-{place}", number=number, area=area)
            for place, (number, area) in enumerate(
                zip(numbers, areas or "A" * len(numbers), strict=True), start=1
            )
        )
    )


def entries(*pairs):
    """Return rows of a contents page, or headings."""
    return tuple(ContentsEntry(*pair) for pair in pairs)


@pytest.mark.parametrize(
    ("numbers", "areas", "code", "words"),
    [
        (["1", "2", "4"], "", Code.NUMBER_GAP, "falta el 3"),
        (
            ["1.1", "1.2", "1.5"],
            "",
            Code.NUMBER_GAP,
            "Del número 1.2 se pasa al 1.5: faltan del 1.3 al 1.4",
        ),
        (["I", "II", "IV"], "", Code.NUMBER_GAP, "falta el 3"),
        (["1", "2", "2"], "", Code.NUMBER_TWICE, "ya lleva el número 2"),
        (["1", "", "3"], "", Code.NO_NUMBER, "No tiene número"),
        (["1", "2", "4", "5"], "AABB", Code.NUMBER_GAP, "falta el 3"),
        (["1", "2", "2", "3", "1", "2"], "AABBCC", Code.NUMBER_GAP, "falta la 1"),
    ],
)
def test_a_number_of_a_linea_that_jumps_or_stands_twice_is_told(numbers, areas, code, words):
    ((told, message),) = found(lineas(numbers, areas))
    assert told == code
    assert words in message


@pytest.mark.parametrize(
    ("numbers", "areas"),
    [
        (["1", "2", "3"], ""),
        (["", "", ""], ""),
        (["1", "2", "1", "2"], "AABB"),
        (["1", "2", "3", "4"], "AABB"),
        (["1.1", "1.2", "2.1", "2.2"], ""),
        (["1.1", "1.2", "2.1", "2.2"], "AABB"),
        (["3", "5", "7"], "ABC"),
        (["1", "3", "2"], ""),
        (["a)", "b)"], ""),
    ],
)
def test_numbers_in_their_order_are_not_asked_about(numbers, areas):
    assert found(lineas(numbers, areas)) == []


@pytest.mark.parametrize(
    ("captions", "code", "words"),
    [
        (["Imagen 1. Foro", "Imagen 3. Taller"], Code.FIGURE_GAP, "falta la 2"),
        (["Tabla 1. Quejas", "Tablas 4 y 5. Cursos"], Code.FIGURE_GAP, "faltan de la 2 a la 3"),
        (["Fotografías 1 y 2. Foro", "Fotografía 2. Taller"], Code.FIGURE_TWICE, "dos veces"),
    ],
)
def test_a_sequence_of_figures_that_jumps_or_repeats_is_told(captions, code, words):
    ((told, message),) = found(written_informe(written_linea(*captions)))
    assert told == code
    assert words in message


@pytest.mark.parametrize(
    "captions",
    [
        ["Imagen 1. Foro", "Tabla 1. Quejas", "Imágenes 2 y 3. Taller"],
        ["Fotografías 1, 2 y 3. Foro", "Fotografías 4 a 6. Taller", "Fotografía 7. Cierre"],
    ],
)
def test_figures_in_their_order_are_not_asked_about(captions):
    assert found(written_informe(written_linea(*captions))) == []


def test_figures_that_each_area_counts_anew_are_not_asked_about():
    one = written_linea("Imagen 1. Foro", "Imagen 2. Taller", area="A")
    other = written_linea("Imagen 1. Foro", "Imagen 2. Taller", key="linea-2", area="B")
    assert found(written_informe(one, other)) == []


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        ([("I.", "Antecedentes"), ("III.", "Misión")], Code.NUMBER_GAP),
        ([("II.", "Antecedentes"), ("II.", "Misión")], Code.NUMBER_TWICE),
    ],
)
def test_a_section_that_jumps_or_stands_twice_is_told(headings, code):
    ((told, _),) = found(written_informe(headings=entries(*headings)))
    assert told == code


CONTENTS = [
    (
        [("1", "Presentación"), ("2", "Misión")],
        [("", "PRESENTACIÓN"), ("1", "MISIÓN")],
        "«Presentación» (1 y ninguno) y «Misión» (2 y 1)",
    ),
    (
        [("1", "Presentación"), ("2", "Marco legal aplicable")],
        [("1", "Presentación"), ("2", "Marco jurídico aplicable")],
        "«Marco legal aplicable» se titula en el texto «Marco jurídico aplicable»",
    ),
    (
        [("1", "Presentación"), ("2", "Misión")],
        [("1", "Presentación")],
        "«Misión» no está en el texto",
    ),
    (
        [("I", "Presentación")],
        [("I", "Presentación"), ("II", "Visión")],
        "«Visión» no está en el contenido",
    ),
]


@pytest.mark.parametrize(("listed", "headings", "words"), CONTENTS)
def test_contents_that_say_otherwise_than_the_headings_are_told(listed, headings, words):
    written = written_informe(contents=entries(*listed), headings=entries(*headings))
    ((told, message),) = found(written)
    assert told == Code.CONTENTS
    assert words in message


@pytest.mark.parametrize(
    ("listed", "headings"),
    [
        ([("1.", "Presentación")], [("1", "PRESENTACION")]),
        ([("1", "Informe (enero – marzo)")], [("1.", "INFORME\n(ENERO - MARZO)")]),
        ([], [("1", "Presentación")]),
        ([("", "Presentación"), ("", "Misión")], [("1", "Presentación"), ("2", "Misión")]),
        ([("1", "Presentación")], []),
        ([("1", "Presentación")], [("1", "Presentación"), ("1.1", "Marco legal")]),
    ],
)
def test_contents_that_agree_are_not_asked_about(listed, headings):
    written = written_informe(contents=entries(*listed), headings=entries(*headings))
    assert found(written) == []


@pytest.mark.parametrize(
    "captions",
    [
        ("Imagen 1. Pozo", "Imagen 2a. Norte", "Imagen 2b. Sur", "Imagen 3. Tanque"),
        ("Imagen 1. Pozo", "Imagen 2 (a). Norte", "Imagen 2 (b). Sur"),
        ("Tabla 1. Obras", "Tabla 1. Obras (continuación)", "Tabla 2. Pozos"),
        ("Tabla 1. Obras", "Tabla 1 (continuación). Obras"),
        ("Imagen 1. Pozo", "Imagen 1 bis. Brocal", "Imagen 2. Tanque"),
        ("Imagen 1. Pozo", "Imagen 2, izquierda. Norte", "Imagen 2, derecha. Sur"),
    ],
)
def test_the_parts_of_one_figure_share_its_number(captions):
    assert found(written_informe(written_linea(*captions))) == []


def test_one_part_of_a_figure_that_stands_twice_is_told():
    captions = ("Imagen 1. Pozo", "Imagen 2a. Norte", "Imagen 2a. Sur")
    ((told, _),) = found(written_informe(written_linea(*captions)))
    assert told is Code.FIGURE_TWICE


def test_a_linea_that_is_told_in_another_quarter_is_no_gap():
    told = "La línea 2 se informa en el tercer trimestre."
    lineas_told = (
        written_linea(told, key="linea-1", number="1"),
        written_linea(key="linea-3", number="3"),
    )
    assert found(written_informe(*lineas_told)) == []
    assert found(lineas(["1", "3"])) != []


INDEX = (
    "VISITADURÍA ADMINISTRATIVA\nInforme del primer trimestre de 2025\n\nContenido\n"
    "1. Presentación\n2. {}\n3. {}\n{}\n1. Presentación\nSe informa lo realizado.\n\n"
    "2. Capacitación\nMeta: 5 cursos. Se impartió un curso. Avance: 20%.\n\n"
    "3. Quejas\nMeta: 90 quejas concluidas. Se concluyeron 18. Avance: 20%.\n"
)


@pytest.mark.parametrize(
    ("second", "third", "more", "doubted"),
    [
        ("Quejas", "Capacitación", "", True),
        ("Capacitación", "Quejas", "", False),
        ("Capacitación", "Quejas", "Anexo (en archivo aparte): contratos\n", False),
    ],
)
def test_lineas_that_the_contents_number_otherwise(second, third, more, doubted):
    assert (Code.CONTENTS in codes_in(INDEX.format(second, third, more))) is doubted


GAP = (
    "Subdirección de Prevención, segundo trimestre de 2025\n\n{}\n\nLínea 1. Mapas de riesgo. "
    "Meta: 6 mapas\nSe entregaron tres mapas. Avance: 50%.\n\nLínea 2. Buzones. Meta: 20 buzones\n"
    "Se instalaron cinco buzones. Avance: 25%.\n\nLínea 4. Cápsulas. Meta: 30 cápsulas\n"
    "Se transmitieron doce cápsulas. Avance: 40%.\n"
)


@pytest.mark.parametrize(
    ("told", "doubted"),
    [
        ("", True),
        ("La 3 está a cargo de la Subdirección de Estudios, que la reporta en su propio informe.",
         False),
        ("Por acuerdo del Consejo, la línea 3 se incorporó a la 2 y dejó de existir.", False),
        ("La línea 3, foros, pasó desde julio a la Dirección de Planeación.", False),
        ("La 1 está a cargo de la Subdirección de Estudios.", True),
    ],
)  # fmt: skip
def test_a_number_that_another_area_reports_is_no_gap(told, doubted):
    assert (Code.NUMBER_GAP in codes_in(GAP.format(told))) is doubted
