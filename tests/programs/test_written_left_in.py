"""Blanks and remarks left in an informe, wherever they stand, and in a plan."""

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe import left_in
from programs.values.written import Passage, PassageKind, WrittenSection
from tests.programs.written_cases import written_informe, written_linea


def found(*texts, **fields):
    """Return what is said of a línea."""
    linea = written_linea(*texts, **fields)
    return [each for check in left_in.CHECKS for each in check.find(linea, None)]


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (("Se capacitó a XX personas.",), {}),
        (("- XX reuniones con municipios",), {}),
        (([["Mes", "Quejas"], ["Enero", "XX"], ["Febrero", "3"]],), {}),
        (("Imagen 3. (insertar foto aquí)",), {}),
        ((), {"meta": "XX cursos"}),
        ((), {"title": "Impartir [nombre del curso]"}),
        ((), {"closing": "Del 100% de la meta programada, se tiene un avance del XX%."}),
    ],
)
def test_a_blank_is_an_error_wherever_it_stands(texts, fields):
    (told,) = found(*texts, **fields)
    assert (told.code, told.severity) == (Code.BLANK_LEFT, Severity.ERROR)
    assert told.quote


def test_the_blanks_of_one_passage_are_told_together_and_each_remark_by_itself():
    told = found("El __/__/2024 se capacitó a XX personas (confirmar con Ana) (checar).")
    assert [each.code for each in told] == [Code.REMARK_LEFT, Code.REMARK_LEFT, Code.BLANK_LEFT]
    assert told[-1].message == "Quedó un espacio sin llenar: «__», «XX»"


def test_a_remark_is_doubted():
    (told,) = found("Se entregó el padrón (falta que lo firme el director).")
    assert (told.code, told.severity) == (Code.REMARK_LEFT, Severity.DOUBT)
    assert "«(falta que lo firme el director)»" in told.message


def test_the_front_matter_is_read_too():
    text = Passage("p", "p", PassageKind.TEXT, "En el trimestre se atendieron XX quejas.")
    section = WrittenSection("seccion-1", "1", "Presentación", "", (text,))
    written = written_informe(sections=(section,))
    (told,) = [each for check in left_in.WHOLE for each in check.find(written)]
    assert (told.finding.code, told.place) == (Code.BLANK_LEFT, "Presentación")


@pytest.mark.parametrize(
    "texts",
    [
        ("Se atendió lo previsto en la fracción XX del artículo 70.",),
        ("1 acuerdo está pendiente de publicar.",),
        ([["Nota", "Valor"], ["Nota", ""]],),
        ([["Actividad", "Ene", "Feb"], ["Curso", "X", ""]],),
    ],
)
def test_what_belongs_to_the_text_is_left_alone(texts):
    assert found(*texts) == []


@pytest.mark.parametrize(
    "head",
    ["Pendientes", "Por resolver", "Sin concluir", "Pendientes de resolver", "Casos pendientes"],
)
def test_the_head_of_a_column_is_no_remark(head):
    rows = [["Motivo", "Recibidos", head], ["Salud", "12", "4"], ["Total", "12", "4"]]
    assert found(rows) == []
    assert found([*rows, ["Vivienda", "XX", "2"]])


@pytest.mark.parametrize(
    "rows",
    [
        (("Motivo", "Recibidos", "Pendientes"), ("Salud", "12", "4"), ("Agua", "7", "0")),
        (("Concepto", "Número"), ("Concluidos", "20"), ("Pendientes", "4")),
        (("Obra", "Estatus"), ("Pozo 3", "Concluida"), ("Pozo 4", "Pendiente")),
        (("Oficio", "Respuesta"), ("12/2024", "Atendido"), ("13/2024", "Pendiente")),
        (("Trámite", "Resueltos", "Por resolver"), ("Altas", "3", "1"), ("Bajas", "5", "0")),
    ],
)
def test_a_cell_that_tells_how_far_something_is_was_not_left_in(rows):
    assert found(rows) == []


def test_a_cell_where_a_number_should_stand_was_left_in():
    rows = (("Municipio", "Asistentes"), ("Tula", "24"), ("Jalpan", "pendiente"))
    assert [each.code for each in found(rows)] == [Code.REMARK_LEFT]


def test_the_blank_of_a_form_that_is_cited_was_not_left_in():
    assert not found('La casilla que decía "[insertar nombre]" ahora pregunta cómo se llama.')
    assert found('El taller "[insertar nombre]" se dio en marzo.')
    assert not found("Se subió el directorio (ver Imagen 1) y el mapa (ver la Imagen 2).")


def test_letters_for_a_number_and_orders_to_a_colleague_were_left_in():
    assert found("Se dieron dos talleres con NN asistentes.")
    assert found("Se dio el taller; la lista la tiene Lupita, pedirla antes de enviar.")
    assert found("Se dio el taller. Pendiente actualizar la cifra de asistentes.")
    assert not found("Se dio el taller. Pendiente confirmar sede con el municipio.")
    assert not found("Se dio el taller con los asistentes; antes de enviar el acta se firmó.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hubo 1,850 predios (Lupita, checa con Sistemas si ya quedó esta cifra).", True),
        ("La obra se recibió el 29 de agosto (Nora, revisa si es la del acta).", True),
        ("La mesa se celebró con la cámara, en [anotar lugar].", True),
        ("Aquí va la buena, la que mandó Iván, no la movida.", True),
        ('En el de cita se dejó, como único hueco, "[nombre completo]".', False),
        ("El comprobante se guardó en la carpeta XX del archivo.", False),
        ("Se visitó a tres localidades (Tula, Apan y Tepeji).", False),
    ],
)
def test_remarks_to_a_colleague_by_name_and_the_blanks_of_a_form(text, left):
    assert bool(found(text)) is left


FORM = [["[Nombre completo]", "Nombre de quien solicita"], ["[Folio]", "Número del recibo"]]


@pytest.mark.parametrize(
    "heads",
    [
        ["Campo del nuevo formato", "Qué escribe la persona"],
        ["Casilla", "Contenido"],
        ["Marcador de la plantilla", "Dato que lo sustituye"],
        ["Texto impreso", "Significado"],
        ["Nombre del campo", "Instrucciones"],
        ["Etiqueta", "Descripción"],
    ],
)
def test_the_fields_of_a_form_that_a_table_describes_are_no_blanks(heads):
    assert not found([heads, *FORM])


@pytest.mark.parametrize(
    "rows",
    [
        [["Concepto", "Persona"], *FORM],
        [["Campo", "Valor"], ["Nombre", "[nombre completo]"], ["Folio", "[folio]"]],
        [["Etiqueta", "Descripción"], ["[Folio]", "[insertar texto]"], ["[Fecha]", "El día"]],
    ],
)
def test_what_nobody_filled_in_a_table_is_a_blank(rows):
    assert [each.code for each in found(rows)] == [Code.BLANK_LEFT]


FIELDS = ("[Nombre completo]", "[Puesto]", "[Fecha dd/mm/aaaa]", "[Firma]")


@pytest.mark.parametrize(
    "above",
    [
        "Campos que trae el formato:",
        "El machote aprobado lleva estos espacios:",
        "La cédula pide:",
        "Datos que se solicitan en el formulario:",
        "Estructura de la plantilla de respuesta:",
        "La constancia consta de los siguientes renglones:",
        "Casillas de la ficha de registro:",
    ],
)
@pytest.mark.parametrize(
    "fields",
    [
        FIELDS,
        ("a) [Nombre del proveedor];", "b) [Monto];", "c) [Folio]."),
        ("Lugar: [municipio]", "Fecha: [dd/mm/aaaa]", "Asunto: [asunto del oficio]"),
        ("<Nombre del trámite>", "{{fecha}}"),
    ],
)
def test_the_fields_that_a_line_announces_are_no_blanks(above, fields):
    assert not found(above, *fields)
    texts = (above, *fields, "Se entregó a las áreas.")
    passages = tuple(Passage(str(n), "p", PassageKind.TEXT, each) for n, each in enumerate(texts))
    section = WrittenSection("seccion-1", "1", "Presentación", "", passages)
    written = written_informe(sections=(section,))
    assert not [each for check in left_in.WHOLE for each in check.find(written)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Datos del evento:", *FIELDS),
        ("Campos pendientes del formato:", *FIELDS),
        ("Espacios de la ficha por llenar:", *FIELDS),
        ("La cédula la firmó el titular.", *FIELDS),
        ("Campos que trae el formato:", "Nombre", "Se entregó.", "[Nombre completo]"),
        ("El formato trae:", "Acudió [nombre del proveedor] a la sesión."),
    ],
)
def test_blanks_that_no_form_announces_stay_blanks(texts):
    assert Code.BLANK_LEFT in {each.code for each in found(*texts)}
