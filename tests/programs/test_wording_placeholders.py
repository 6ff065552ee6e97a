"""What was left in a text: blanks and remarks, and what only looks like them."""

import pytest

from programs.values.wording.placeholders import left_in

BLANKS = [
    ("Asistieron XX personas a la plática.", "XX"),
    ("Se firmaron xx convenios.", "xx"),
    ("con un avance del XXX%", "XXX"),
    ("oficio SE/XX/2025", "XX/2025"),
    ("con fecha XX de mayo de 2025", "XX"),
    ("Imagen XX. Reunión de trabajo", "XX"),
    ("el día ____ de ____ de 2025", "____"),
    ("recibido el __/__/2025", "__"),
    ("del ejercicio 20XX", "20XX"),
    ("fecha: dd/mm/aaaa", "dd/mm/aaaa"),
    ("entregado el 00/00/2025", "00/00/2025"),
    ("oficio SE/000/2025", "000"),
    ("Lorem ipsum es el texto", "Lorem ipsum"),
    ("se atendieron ??? quejas", "???"),
    ("El taller (pendiente) se dio", "(pendiente)"),
    ("en la sede (por definir)", "(por definir)"),
    ("con (FALTA DATO) asistentes", "(FALTA DATO)"),
    ("FALTAN FOTOS del evento", "FALTAN FOTOS"),
    ("(insertar foto aquí)", "(insertar foto aquí)"),
    ("aquí va la tabla de quejas", "aquí va la tabla"),
    ("[nombre del municipio] firmó", "[nombre del municipio]"),
    ("{{titular}} y {{fecha}}", "{{fecha}}"),
    ("¡Error! Marcador no definido.", "¡Error! Marcador no definido"),
    ("total de #¡REF! pesos", "#¡REF!"),
    ("(poner aquí el número de oficio)", "(poner aquí el número de oficio)"),
]
REMARKS = [
    ("el padrón (ya lo mandaron, hace falta subirlo) se publicó",
     "(ya lo mandaron, hace falta subirlo)"),
    ("OJO: no coincide con el POA", "OJO: no coincide con el POA"),
    ("Revisar con Planeación", "Revisar con Planeación"),
    ("Se dieron 4 cursos. Nota: checar si fueron 5", "Nota: checar si fueron 5"),
    ("(verificar cifra)", "(verificar cifra)"),
    ("el taller (¿cuántos fueron?) se impartió", "(¿cuántos fueron?)"),
    ("(confirmar con Recursos Humanos)", "(confirmar con Recursos Humanos)"),
    ("se dio el curso (creo que en mayo)", "(creo que en mayo)"),
    ("Favor de validar este párrafo", "Favor de validar este párrafo"),
    ("no sé si va este párrafo", "no sé si va"),
    ("la conferencia […] fue en mayo", "[…]"),
    ("BORRADOR", "BORRADOR"),
    ("Falta agregar la lista de asistencia", "Falta agregar la lista de asistencia"),
    ("(falta que lo mande Sistemas)", "(falta que lo mande Sistemas)"),
]  # fmt: skip
NOTHING = [
    "artículo 70, fracción XX, de la Ley",
    "fracciones XVIII, XX y XXX",
    "a mediados del siglo XX",
    "el XX Congreso Nacional de Archivos",
    "XX. Las demás que señale el Reglamento",
    "2 acuerdos están pendientes de publicar en el Periódico Oficial",
    "el acta (pendiente de publicación) se firmó",
    "Nota: La información corresponde al cuarto trimestre.",
    "Nota",
    "la norma dice «los sujetos […] publicarán» el padrón",
    "______________________ Lic. Ana Ruiz",
    "una falta (falta administrativa grave) se investigó",
    "las etapas (revisar, integrar y publicar)",
    "Objetivo 2 (Actualizar el marco normativo)",
    "https://ejemplo.mx/a__b_xx_2025",
    "xx@ejemplo.mx",
    "asistieron 45 personas (20 mujeres y 25 hombres)",
    "la conferencia “¿Qué es la corrupción?”",
    "1 solicitud quedó en trámite.",
    "quedando pendiente la firma del convenio",
    "Ojo de Agua",
    "con folio [12345]",
    "así lo escribió [sic] el solicitante",
    "Faltan 3 sesiones por celebrar en el segundo semestre.",
    "Falta de personal en el área",
    "El sistema permite insertar imágenes en los expedientes.",
    "continúa en la página siguiente…",
    "Verificar con las áreas el cumplimiento de los indicadores que corresponden a cada matriz.",
]


@pytest.mark.parametrize(("text", "words"), BLANKS)
def test_a_blank_is_told(text, words):
    found = {text[each.start : each.end] for each in left_in(text) if each.blank}
    assert words in found


@pytest.mark.parametrize(("text", "words"), REMARKS)
def test_a_remark_is_told_as_such(text, words):
    (found,) = left_in(text)
    assert text[found.start : found.end].strip() == words.strip()
    assert not found.blank


@pytest.mark.parametrize("text", NOTHING)
def test_what_belongs_to_the_text_is_left_alone(text):
    assert left_in(text) == ()
