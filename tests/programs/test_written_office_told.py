"""Days, captions and blanks as offices write them, and what only looks like a fault of theirs."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

LINEA = "{}\n\nMeta anual: 20 visitas a comercios.\n{}\nAvance de la meta: 25%.\n"
# Where the quarter stands among the words of a head.
HEADS = [
    "JUNTA DE CAMINOS. Residencia Norte. Segundo trimestre de 2025.",
    "Informe: segundo trimestre de 2025. Área: Inspección",
    "Dirección de Comercio | 2.º trimestre de 2025",
    "Comisión de Riesgos; avance al segundo trimestre del ejercicio 2025; Delegación Sur",
    "Inspección de comercios, trimestre abril-junio de 2025.",
    "OFICINA DE COMERCIO. REPORTE DEL SEGUNDO TRIMESTRE DE 2025. VISITAS",
]
OUTSIDE = (
    "Visitas hechas:\n1) El Sol, 18/12/2024\n2) La Luna, 22/04/2025\n3) El Mar, 13/05/2025\n"
    "4) La Paz, 06/06/2025\n5) El Río, 09/06/2025"
)


@pytest.mark.parametrize("head", HEADS)
def test_the_quarter_of_a_head_is_read(head):
    assert Code.DEED_DAY in codes_in(LINEA.format(head, OUTSIDE))


@pytest.mark.parametrize(
    "head",
    [
        "Línea 1. Publicar los informes del segundo trimestre de 2025 de los comercios",
        "Línea 1. Inspección",
    ],
)
def test_a_title_of_work_is_no_head(head):
    assert Code.DEED_DAY not in codes_in(LINEA.format(head, OUTSIDE))


BACKWARDS = [
    "Los trabajos iniciaron el 22 de mayo y concluyeron el 16 de mayo de 2025.",
    "El curso comenzó el 12 de junio de 2025 y terminó el 9 de junio de 2025.",
    "La obra arrancó el 20 de mayo y finalizó el 8 de mayo.",
    "El taller se inició el 15 de mayo y se clausuró el 13 de mayo de 2025.",
    "La campaña dio inicio el 20 de abril y llegó a su fin el 11 de abril de 2025.",
    "El censo, iniciado el 14 de mayo, concluyó el 2 de mayo.",
    "La convocatoria se abrió el 19 de mayo y se cerró el 5 de mayo.",
    "Fecha de inicio: 22 de mayo de 2025. Fecha de término: 16 de mayo de 2025.",
    "Se repararon cinco; inicio: 22/05/2025; conclusión: 16/05/2025.",
    "Frente | Inicio | Término\nNorte | 22/05/2025 | 16/05/2025\nSur | 02/06/2025 | 09/06/2025",
    "Frente | Comenzó | Concluyó\nNorte | 22/05/2025 | 16/05/2025\nSur | 2/06/2025 | 9/06/2025",
    "Obra | Fecha de arranque | Fecha de entrega\nNorte | 22/05/2025 | 16/05/2025",
    "Las pláticas empezaron el 30 de mayo y acabaron el 21 de mayo.",
    "Etapa | Periodo\nPrimera | 1 al 15 de abril de 2025\nSegunda | 30 al 16 de mayo de 2025",
]
FORWARDS = [
    "Los trabajos iniciaron el 12 de mayo y concluyeron el 16 de mayo de 2025.",
    "La primera obra inició el 22 de mayo; la segunda concluyó el 16 de mayo de 2025.",
    "Una brigada inició el 22 de mayo y la otra, la del norte, concluyó el 16 de mayo.",
    "Se inició el 22 de mayo la visita que reemplaza a la que concluyó el 16 de mayo.",
    "La obra inició el 22 de diciembre de 2024 y concluyó el 16 de mayo de 2025.",
    "La obra inició el 22 de diciembre y concluyó el 16 de mayo de 2025.",
    "La inscripción al curso comenzó el 12 de mayo y el plazo para opinar terminó el 9 de mayo.",
    "Frente | Inicio | Término\nNorte | 12/05/2025 | 16/05/2025\nSur | 02/06/2025 | 09/06/2025",
    "El taller cerró el 16 de mayo, una vez que abrió el 12 de mayo.",
]


@pytest.mark.parametrize("head", [HEADS[0], "Inspección"])
@pytest.mark.parametrize("told", BACKWARDS)
def test_what_ends_before_it_begins_is_found(told, head):
    if head == "Inspección" and "2025" not in told:
        return  # no year is told at all
    assert Code.DATES_ORDER in codes_in(LINEA.format(head, told))


@pytest.mark.parametrize("head", [HEADS[0], "Inspección"])
@pytest.mark.parametrize("told", FORWARDS)
def test_what_begins_before_it_ends_is_right(told, head):
    assert Code.DATES_ORDER not in codes_in(LINEA.format(head, told))


SESSIONS = (
    "Informe del segundo trimestre de 2025\nSecretaría Técnica\n\n"
    "Línea 1. Sesiones del Consejo\nMeta: 4 sesiones ordinarias\n{}\n\n"
    "Figura 1. Primera sesión ordinaria del Consejo, 19 de abril de 2025.\n\n{}\n\n"
    "Con ello, la meta lleva el 50%.\n"
)
TWO_SESSIONS = (
    "Se celebraron dos sesiones ordinarias del Consejo, el 19 de abril y el 14 de junio de 2025."
)
FOREIGN = [
    "Figura 2. Inauguración de la Feria del Empleo.",
    "Figura 2. Feria del Empleo y el Autoempleo.",
    "Imagen 2. Asistentes al Segundo Foro Juvenil de Ciencia.",
    "Fotografía 2. Clausura del Festival Internacional de Danza.",
    "Foto 2. Carrera Atlética Nocturna.",
    "Figura 2. Entrega de premios del Concurso de Dibujo Infantil.",
    "Figura 2. Taller de Huertos Familiares.",
]
OWN = [
    "Figura 2. Segunda sesión ordinaria del Consejo, 14 de junio de 2025.",
    "Figura 2. Integrantes del Consejo.",
    "Figura 2. Inauguración de la sesión.",
    "Figura 2. Ceremonia de apertura de la sesión del Consejo.",
    "Figura 2. Firma de la lista de asistencia.",
    "Figura 2. Lista de asistencia de la sesión.",
    "Figura 2. Ponencia ante el Consejo.",
]


@pytest.mark.parametrize("caption", FOREIGN)
def test_a_caption_of_an_event_that_is_not_told_is_doubted(caption):
    assert Code.CAPTION_SESSION in codes_in(SESSIONS.format(TWO_SESSIONS, caption))


@pytest.mark.parametrize("caption", OWN)
def test_a_caption_of_what_is_told_is_right(caption):
    assert Code.CAPTION_SESSION not in codes_in(SESSIONS.format(TWO_SESSIONS, caption))


@pytest.mark.parametrize(
    "told",
    [
        " La segunda se llevó a cabo en el marco de la Feria del Empleo.",
        " Además se asistió a diversos eventos.",
        " Se acudió a la feria de la ciudad.",
    ],
)
def test_an_event_that_the_text_tells_in_passing_may_have_a_caption(told):
    assert Code.CAPTION_SESSION not in codes_in(SESSIONS.format(TWO_SESSIONS + told, FOREIGN[0]))


FORMS = [
    "Consta de cuatro campos que llena la persona: [Nombre o seudónimo], [Fecha de los hechos] y "
    "[Dependencia señalada].",
    "El formato lleva tres casillas: [Nombre], [Fecha] y [Lugar].",
    "Se diseñó el formulario, que pide: [Nombre], [Municipio], [Folio].",
    "La ficha contiene los siguientes rubros: [Nombre], [Cargo] y [Área].",
    "La cédula incluye recuadros como [Fecha] y [Hora].",
    "El machote trae los campos [Nombre del titular], [Cargo] y [Fecha de firma].",
]
LEFT = [
    "Se entregó a [nombre del titular] en [fecha].",
    "Asistentes al curso: [número de asistentes].",
    "Se visitó el campo [nombre del ejido].",
    "Se llenaron los formatos. La visita fue el [fecha] en [lugar].",
    "Datos de la visita: [fecha], [lugar].",
    "El formato se entregó a [nombre] el [fecha].",
]


@pytest.mark.parametrize("told", FORMS)
def test_the_fields_of_a_form_are_no_blanks(told):
    assert Code.BLANK_LEFT not in codes_in(SESSIONS.format(told, ""))


@pytest.mark.parametrize("told", LEFT)
def test_a_blank_within_prose_is_found(told):
    assert Code.BLANK_LEFT in codes_in(SESSIONS.format(told, ""))


@pytest.mark.parametrize(
    "told",
    [
        "En el trimestre se hicieron dos visitas, el 3 de abril y el 28 de marzo.",
        "El curso va. En el periodo, se realizaron dos visitas: el 28 de marzo y el 3 de abril.",
    ],
)
def test_a_day_before_the_quarter_that_the_sentence_claims_is_found(told):
    assert Code.DEED_DAY in codes_in(LINEA.format(HEADS[0], told))


REMARKS = [
    "TODO: agregar fotos de mayo",
    "Revisar redacción de este párrafo con jurídico",
    "Checar la redacción",
]


@pytest.mark.parametrize("told", REMARKS)
def test_a_remark_to_a_colleague_is_found(told):
    assert Code.REMARK_LEFT in codes_in(SESSIONS.format(f"{TWO_SESSIONS}\n\n{told}\n", ""))


def test_who_came_without_a_number_is_a_blank():
    assert Code.BLANK_LEFT in codes_in(SESSIONS.format("Asistieron N personas.", ""))


TWO_LINEAS = (
    "Informe del segundo trimestre de 2025\nDirección de Control\n\n"
    "Línea 1. Visitas\nMeta: 8 visitas\nSe realizaron dos visitas. {}\nAvance: 25 %\n\n"
    "Línea 2. Cursos\nMeta: 8 cursos\nSe dieron dos cursos. {}\nAvance: 25 %\n"
)
ASKED = "Con el oficio DC/045/2025 se pidió el padrón al municipio."


@pytest.mark.parametrize(
    "other",
    [
        "El padrón pedido con el oficio DC/045/2025 llegó en mayo.",
        "El oficio DC/045/2025 tuvo respuesta en mayo.",
        "El oficio DC/045/2025 fue atendido por el municipio.",
        "El oficio DC/045/2025 no ha sido contestado.",
    ],
)
def test_what_became_of_an_oficio_counts_it_no_second_time(other):
    assert Code.OFICIO_TWICE not in codes_in(TWO_LINEAS.format(ASKED, other))


@pytest.mark.parametrize(
    "other",
    [
        "Mediante oficio DC/045/2025 se convocó al curso.",
        "La invitación enviada con el oficio DC/045/2025 llevó el programa.",
    ],
)
def test_an_oficio_for_something_else_is_found(other):
    assert Code.OFICIO_TWICE in codes_in(TWO_LINEAS.format(ASKED, other))


LISTED = (
    "\n- Oficio 118/2025: solicitud de información a Tránsito.\n- Oficio 119/2025: solicitud de "
    "información a Obras.\n- Oficio 118/2025: invitación al taller de ética."
)


def test_one_number_for_two_of_a_list_is_found_whatever_else_is_counted():
    assert Code.OFICIO_TWICE in codes_in(TWO_LINEAS.format(LISTED, ""))
    assert Code.OFICIO_TWICE not in codes_in(
        TWO_LINEAS.format(f"Se giraron dos oficios:{LISTED}", "")
    )


PAGES = [
    "{}, p. 2",
    "{} (pág. 3)",
    "{}, páginas 4 a 9",
    "{} ... pp. 2-5",
    "{}, de la página 4 a la 9",
]


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_contents_are_no_words_of_its_headings(page):
    names = ("I. Presentación", "II. Visitas", "III. Cursos")
    body = "\n\n".join(f"{name}\nSe informa lo hecho." for name in names)
    listed = "\n".join(page.format(name) for name in names)
    assert Code.CONTENTS not in codes_in(f"Índice\n{listed}\n\n{body}\n")
    other = body.replace("III. Cursos", "III. Auditorías")
    assert Code.CONTENTS in codes_in(f"Índice\n{listed}\n\n{other}\n")
