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
BLANKS += [
    ("la fracción XX se cargó el XX de mayo", "XX"),
    ("En términos de la fracción IV, asistieron XX personas", "XX"),
    ("conforme a la fracción XII y el oficio XXX de la Dirección", "XXX"),
    ("conforme al artículo IV, el XX de mayo se celebró", "XX"),
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
SPOKEN = [
    ("y se notificaron, ojo, confirmar con Lupita si ya los subió", "ojo"),
    ("Listas de asistencia. Lupita, checar si ya mandaron las de diciembre", "Lupita"),
    ("Se entregaron los nombramientos; ojo, falta el de Martín", "ojo"),
    ("Se hicieron tres visitas. Preguntar a Rosa cuántas actas hubo", "Preguntar"),
    ("Paty, por favor agrega las fotos del evento", "Paty"),
    ("Se dio el taller – Martha, confirmar si fueron 25 o 27", "Martha"),
    ("Reporte de obra. Ing. Salas, revise por favor los metros", "Ing. Salas"),
    ("Se aplicaron 40 encuestas. Beto, te falta el dato de marzo", "Beto"),
    ("Minutas firmadas. Todavía no me mandan la de agosto", "Todavía no me"),
    ("Se instalaron 4 módulos; checar que sí sean 4", "checar"),
    ("Se publicó el padrón. Quitar este renglón si no procede", "Quitar"),
    ("Se publicó el padrón y si no quitar esto", "quitar esto"),
    ("Se hicieron 3 manuales, ver con Toño si va el cuarto", "ver con"),
    ("Falta el dato de diciembre, lo paso mañana", "lo paso"),
    ("Texto pendiente de redactar por el área", "Texto"),
    ("según relación anexa (ya se lo pedí a los de Archivo, ponerla aquí).", "ya se lo"),
    ("Se firmó el convenio; ya les mandé correo a los de Sistemas", "ya les"),
    ("Se dieron dos talleres, falta que manden la lista firmada", "falta que"),
    ("Se dieron dos talleres (quedé de pasarles el dato el lunes)", "quedé de"),
    ("La relación anexa, se la pedí a Marta el martes", "se la pedí"),
    ("Consta en la minuta, agregarla aquí", "agregarla"),
    ("Se levantó el acta; en cuanto la tenga la pego aquí", "la pego"),
    ("Los de Archivo quedaron de mandarla", "quedaron de"),
]
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
    "Se instaló el reloj para checar la entrada del personal.",
    "La jornada de salud visual revisó piel, ojo y oído.",
    "Se atendió a vecinos de Ojo de Agua, con despensas.",
    "El personal acudió a verificar si ya se habían retirado los sellos.",
    "Asimismo, verificar que los padrones se actualicen es tarea de la Dirección.",
    "Posteriormente, corregir los errores corresponde al área usuaria.",
    "El buzón recibe mensajes como «ya no me mandan el recibo», que se turnan a Catastro.",
    "Los talleres «¿Cómo me cuido?» y «¿Quién me ayuda?» reunieron a 60 niñas.",
    "Dirección, Coordinación y Enlace, revisa cada una sus propios expedientes.",
    "Contraloría, verificar el cumplimiento de los plazos; Tesorería, pagar.",
    "Revisar, confirmar los datos y publicar son los tres pasos.",
    "Esto no va en detrimento de los plazos legales.",
    "Por lo que me permito informar que se cumplió la meta.",
    "La Sala XIX y la Sala XX resolvieron 14 asuntos.",
    # A Roman number whose noun stands before another one.
    "incluida la fracción XX (trámites) y la XXX (procedimientos de licitación) del artículo",
    "las fracciones XX, de trámites, y la XXX, de licitaciones, se cargaron",
    "El capítulo X (de las faltas) y el XX (de las sanciones) se reformaron.",
    "se actualizó la fracción XXI (servicios), así como la XXX (licitaciones)",
    # The fields of a form, and how a day is written in it.
    "el formato contiene los campos «Nombre», «Fecha (dd/mm/aaaa)», «Folio» y «Observaciones»",
    "El formato pide Nombre, CURP y Fecha (dd/mm/aaaa).",
    "La columna «Fecha de ingreso» se captura como dd/mm/aaaa.",
    "los rubros «Hora (hh:mm)» y «Fecha (dd/mm/aaaa)» se volvieron obligatorios",
    "el machote, con espacios para «[nombre del proveedor]», «[monto]» y la fecha",
    "El oficio se lo comunicó ya la Dirección al Comité, que lo anexó aquí.",
    "Para que se la pidan, los municipios quedaron de mandar tres oficios.",
    "Se recibieron dos, y hace un mes que falta que los municipios manden las demás.",
    "La Unidad recomendó colocarlas aquí y en la entrada.",
    "El solicitante pide que se lo mande la Unidad por correo.",
    "Que el trámite quede de manera ordenada es tarea de todos.",
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


@pytest.mark.parametrize(("text", "opening"), SPOKEN)
def test_a_remark_within_a_sentence_is_told_from_where_it_begins(text, opening):
    (found,) = left_in(text)
    assert text[found.start :].startswith(opening)
    assert not found.blank


@pytest.mark.parametrize("text", NOTHING)
def test_what_belongs_to_the_text_is_left_alone(text):
    assert left_in(text) == ()
