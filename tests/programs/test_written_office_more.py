"""More of what the informes of offices say, each kind tried both ways: wrong, and right."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

PLANS = [
    # of one rank and years
    ("da cuenta del Programa Institucional de Integridad 2024-2027",
     "alimentan el tablero que prevé el Programa Institucional de Ética 2024-2027", True),
    ("da cuenta del Programa Estatal de Integridad Pública 2024-2027",
     "se prevé que el Plan Estatal de Probidad Pública 2024-2027 cuente con su tablero", True),
    # both of the own plan
    ("da cuenta de lo hecho en el marco del Plan de Acción contra el Soborno",
     "alcanzaron las metas del Plan de Acción contra el Cohecho y el Abuso", True),
    ("presenta los avances del Programa Institucional de Mejora Regulatoria",
     "están en el Programa Sectorial de Simplificación Regulatoria, a cargo de esta Dirección",
     True),
    ("da seguimiento al Programa Municipal de Integridad 2025",
     "atienden lo que marca el Plan de Honestidad Municipal", True),
    # another year, another level, the one above all others, two that are told as two
    ("da cuenta del Programa Institucional de Integridad 2024-2027",
     "siguen al Programa Institucional de Ética 2018-2023", False),
    ("presenta los avances del Programa Institucional de Integridad 2025",
     "alimentan el Programa Nacional de Ética 2025", False),
    ("presenta los avances del Plan Estatal de Desarrollo 2022-2027",
     "atienden lo que marca el Programa Estatal de Integridad 2022-2027", False),
    ("presenta los avances del Programa Institucional de Integridad 2024-2027",
     "se suman a las metas de otro instrumento, el Programa Institucional de Ética 2024-2027",
     False),
    ("presenta los avances del Programa Anual de Auditoría 2025",
     "sirven a los objetivos del Programa Anual de Trabajo 2025", False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "renamed"), PLANS)
def test_one_plan_has_one_name(first, second, renamed):
    text = (
        "Secretaría de Lomas Altas\nSegundo trimestre de 2025\n\n"
        f"Este apartado {first}.\n\nLínea 1. Cédulas. Meta: 50 cédulas en 2025\n"
        f"Se aplicaron diez cédulas.\nLas cédulas {second}.\nAvance: 20 por ciento.\n"
    )
    assert (Code.PLAN_NAMES in codes_in(text)) is renamed


SENT = (
    "Primer trimestre de 2024\nLínea 4. Peticiones a dependencias\nMeta anual: 12 {0}\n"
    "Se giraron tres {0}:\n  a) CSJ/UA/58/2024, del 20 de febrero, a la Secretaría;\n"
    "  b) {1}, del 20 de febrero, a la Secretaría;\n"
    "  c) CSJ/UA/0073/2024, del 11 de marzo, al Instituto.\nAvance: 25 por ciento.\n"
)


@pytest.mark.parametrize(
    ("thing", "number", "alike"),
    [
        ("requerimientos", "CSJ/UA/0058/2024", True),
        ("exhortos", "CSJ/UA/0058/2024", True),
        ("requerimientos", "CSJ/UA/0059/2024", False),
    ],
)
def test_what_is_sent_by_an_oficio_is_numbered_as_one(thing, number, alike):
    assert (Code.OFICIO_ALIKE in codes_in(SENT.format(thing, number))) is alike


def test_an_event_counts_once_though_its_kind_is_of_difusion():
    text = (
        "Dirección Social, julio-septiembre de 2025\n"
        "Línea 1. Conversatorios. Meta: dos conversatorios en 2025\n"
        "El 27 de agosto se celebró «Cuentas claras», en la plaza de Tres Norias, con 90 personas. "
        "Es el primero de los conversatorios.\nAvance: la mitad de la meta.\n"
        "Línea 2. Eventos de difusión. Meta: tres eventos de difusión en 2025\n"
        "Se realizó un evento, «Cuentas claras», el {} de agosto en la plaza de Tres Norias.\n"
        "Avance: un tercio de la meta.\n"
    )
    assert Code.COURSE_TWICE in codes_in(text.format(27))
    assert Code.COURSE_TWICE not in codes_in(text.format(28))


@pytest.mark.parametrize(
    ("said", "twice"),
    [
        ("prestó su aula para el diplomado «Memoria y custodia documental», que contabiliza "
         "únicamente la Coordinación de Archivo", False),
        ("concluyó el diplomado «Memoria y custodia documental», con doce personas", True),
    ],
)  # fmt: skip
def test_what_only_another_area_counts_is_no_copy(said, twice):
    text = (
        "Instituto de Valle Negro\nPrimer trimestre de 2022\n\nCoordinación de Archivo\n"
        "Línea de Acción 1. Promover la formación. Meta: 2 diplomados.\n"
        "En febrero concluyó el diplomado «Memoria y custodia documental». Avance: la mitad.\n\n"
        "Unidad de Informática\nLínea de Acción 1. Capacitar. Meta: 5 cursos.\n"
        "Se dio el curso «Hojas de cálculo para auditores» el 10 de marzo. Además, la Unidad "
        f"{said}. Avance: una quinta parte.\n"
    )
    assert (Code.COURSE_TWICE in codes_in(text)) is twice


TURNS = (
    "Fiscalía de Becas\nSegundo trimestre de 2025 (abril-junio)\n\n"
    "Compromiso: entregar 1,000 uniformes en el año.\n"
    "Primera entrega: 8 de abril, plantel Centro, 120 uniformes.\n"
    "Segunda entrega: 21 de mayo, plantel Ferrocarril, 90 uniformes.\n"
    "Tercera entrega: {}.\nTotal entregado: 250 uniformes, que son 25 % del compromiso.\n"
)


@pytest.mark.parametrize(
    ("third", "late"),
    [
        ("3 de julio, plantel Santa Rita, 40 uniformes", True),
        ("27 de junio, plantel Santa Rita, 40 uniformes", False),
        ("3 de julio, programada en el plantel Santa Rita", False),
    ],
)
def test_a_line_of_a_list_of_deeds_is_of_the_quarter(third, late):
    assert (Code.DEED_DAY in codes_in(TURNS.format(third))) is late


@pytest.mark.parametrize(
    ("asked", "day", "odd"),
    [
        ("Trimestre que se informa: primero de 2025", "18 de febrero de 2024", True),
        ("Trimestre reportado: 1 de 2025", "18 de febrero de 2024", True),
        ("Trimestre que se informa: primero de 2025", "18 de febrero de 2025", False),
    ],
)
def test_the_quarter_of_a_card_is_the_one_it_answers(asked, day, odd):
    text = (
        f"TARJETA INFORMATIVA\nAsunto: Consejo de Población\n{asked}\n\n"
        "El 21 de enero de 2025 el Consejo aprobó su calendario anual.\n\n"
        f"El {day} celebró la primera sesión ordinaria del ejercicio.\n\n"
        "El 25 de marzo de 2025 se reunió el grupo técnico.\n"
    )
    assert (Code.DEED_DAY in codes_in(text)) is odd


@pytest.mark.parametrize(("count", "differs"), [("nueve", True), ("ocho", False)])
def test_with_how_many_one_signed_is_a_result(count, differs):
    text = (
        "PANORAMA DEL TRIMESTRE (octubre a diciembre de 2025)\n\n"
        f"La Dirección de Catastro firmó convenios con {count} ayuntamientos y digitalizó 1,200 "
        "cédulas.\n\nDETALLE\n\n1. Firma de convenios con ayuntamientos\nMeta: 32 convenios.\n"
        "Se firmó convenio con ocho ayuntamientos: Amatita, Buenavista, Copales, Doctor Mena, El "
        "Zapote, Florida, Guaje y Huertas.\nSe tiene un avance de 25 por ciento.\n\n"
        "2. Digitalización de cédulas\nMeta: 6,000 cédulas.\nSe digitalizaron 1,200.\n"
        "Se tiene un avance de 20 por ciento.\n"
    )
    assert (Code.OPENING_FIGURE in codes_in(text)) is differs


@pytest.mark.parametrize(
    ("caption", "untold"),
    [
        ("Público en la Feria de la Semilla", True),
        ("Público en el curso de brigadistas", False),
        ("Público en la entrega de pinos", False),
    ],
)
def test_a_named_event_of_a_caption_is_told_in_the_text(caption, untold):
    text = (
        "BOLETÍN INTERNO\nComisión Forestal. Segundo trimestre de 2026\n\n"
        "El 7 de mayo de 2026 se impartió en Agua Zarca el curso para brigadistas.\n\n"
        "Imagen 1. Brigadistas en el curso de Agua Zarca.\n\n"
        "El 18 de junio se entregaron 3,000 pinos a los ejidatarios de La Joya.\n\n"
        f"Imagen 2. {caption}.\n"
    )
    assert (Code.CAPTION_SESSION in codes_in(text)) is untold


INDEX = (
    "CONTENIDO\n1. Marco legal ............ 2\n2. Área de capacitación ... 3\n"
    "3. {} .. 5\n\nInstituto de Competencias del Estado\nSegundo trimestre de 2025\n\n"
    "1. MARCO LEGAL\nEl Instituto informa conforme a su decreto.\n\n"
    "2. ÁREA DE CAPACITACIÓN\nSe impartieron cinco cursos.\n\n"
    "3. ÁREA DE CERTIFICACIÓN\nSe aplicaron cuatro evaluaciones.\n"
)


@pytest.mark.parametrize(
    ("entry", "differs"), [("Área de certificación", False), ("Control escolar", True)]
)
def test_the_lines_above_the_body_are_no_entries_of_its_contents(entry, differs):
    assert (Code.CONTENTS in codes_in(INDEX.format(entry))) is differs


@pytest.mark.parametrize(("part", "differs"), [("Sistemas", False), ("Archivo y datos", True)])
def test_contents_that_name_their_time_and_tell_their_parts_in_one_line(part, differs):
    text = (
        f"Índice del informe, segundo trimestre de 2024\n1 Introducción\n"
        f"2 Avances: 2.1 Vinculación; 2.2 {part}\n\n1 Introducción\n"
        "El Consejo rinde cuentas del periodo abril-junio.\n2 Avances\n2.1 Vinculación\n"
        "Línea 1. Visitas. Meta: veinte visitas en 2024. Se hicieron ocho. Avance: 40 por ciento.\n"
        "2.2 Sistemas\nLínea 1. Respaldos. Meta: 50 respaldos en 2024. Van veinticinco. "
        "Avance: 50 por ciento.\n"
    )
    codes = codes_in(text)
    assert Code.NUMBER_TWICE not in codes
    assert (Code.CONTENTS in codes) is differs


@pytest.mark.parametrize(
    ("said", "blank"),
    [
        ("Se resolvió la queja de [dato confidencial] en abril.", False),
        ("Se resolvió la queja de [nombre testado] en abril.", False),
        ("Se citó a [se elimina dato personal] en abril.", False),
        ("El formato lleva impresos los campos [Nombre de quien apela] y [Número].", False),
        ("Se resolvió la queja de [nombre] en abril.", True),
        ("Se resolvió la queja de [dato pendiente] en abril.", True),
    ],
)
def test_what_a_public_version_leaves_out_is_no_blank(said, blank):
    assert (Code.BLANK_LEFT in codes_in(HEAD + said)) is blank


def test_the_same_number_of_what_was_sent_is_one():
    told = (
        "Peticiones enviadas:\na) SA/DGR/112/2025, a la Tesorería (4 de febrero).\n"
        "b) SA/DGR/{}/2025, al Registro Civil (12 de marzo)."
    )
    text = HEAD.format(quarter="primer") + (
        "Línea de acción 5. Pedir datos por oficio\nMeta: doce peticiones\n{}\nAvance: 16.7 %"
    )
    assert Code.OFICIO_DAYS in codes_in(text.format(told.format("112")))
    assert Code.OFICIO_DAYS not in codes_in(text.format(told.format("121")))


def test_months_told_before_their_days_are_turns():
    text = HEAD.format(quarter="segundo") + (
        "Línea de acción 2. Remitir cada mes el reporte de plazas\nMeta: doce reportes\n"
        "Remisiones:\n· abril, el 30 de abril de 2025\n{}· junio, el 27 de junio de 2025\n"
        "Avance: 42 por ciento"
    )
    assert Code.DUTY_GAP in codes_in(text.format(""))
    assert Code.DUTY_GAP not in codes_in(text.format("· mayo, el 30 de mayo de 2025\n"))


def test_two_lineas_told_together_leave_no_gap():
    text = HEAD.format(quarter="tercer") + (
        "Línea 1. Revisar formatos\nMeta: 30 formatos\nSe revisaron seis.\nAvance: 20 %\n"
        "Línea 2. Retirar requisitos\nMeta: 10 requisitos\nSe retiraron cuatro.\nAvance: 40 %\n"
        "{}Línea 5. Traducir guías\nMeta: 8 guías\nSe tradujeron dos.\nAvance: 25 %\n"
    )
    assert Code.NUMBER_GAP in codes_in(text.format(""))
    together = "Líneas 3 y 4. Encuestar a usuarios y a gestores (un solo levantamiento)\n"
    assert Code.NUMBER_GAP not in codes_in(text.format(together))


def test_a_sentence_may_tell_the_contents():
    text = (
        "Este informe del primer trimestre de 2024 se compone de {} apartados: I. Marco, "
        "II. Auditorías{} y {}. Perspectivas.\n\nI. Marco\nLa Auditoría trabaja en la sierra.\n\n"
        "II. Auditorías\nSe terminaron tres.\n\nIII. Perspectivas\nSe sumarán dos ingenieras.\n"
    )
    assert Code.CONTENTS in codes_in(text.format("cuatro", ", III. Sanciones", "IV"))
    assert Code.CONTENTS not in codes_in(text.format("tres", "", "III"))
