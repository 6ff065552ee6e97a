"""What is told of several at once, or beside: joint numbers, bracketed captions, cells, apartes.

Each is tried both ways: a text with the error, and one that looks like it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

TABLE = (
    "Actividad | Meta | Acumulado | Parte cubierta\n1. Boletines | 30 boletines | 15 boletines | "
    "la mitad\n2. Campañas | 4 campañas | 2 campañas | la mitad\n{} Cápsulas de radio y de video | "
    "12 cápsulas | 6 cápsulas | la mitad\n{} Encuestas | 2 encuestas | 1 encuesta | la mitad\n"
)
HEADED = (
    "Línea 4. Visitas. De 400 visitas que son la meta del año se hicieron 300; avance de 75%.\n\n"
    "{} Toma de glucosa y de presión. Se hicieron 700 tomas; avance de 70% en cada línea.\n\n"
    "Línea {}. Sesiones. De doce sesiones que son la meta se hicieron nueve; avance de 75%.\n"
)
NUMBERING = {Code.NUMBER_GAP, Code.NO_NUMBER, Code.NUMBER_TWICE}


@pytest.mark.parametrize(
    ("joint", "next_one", "wrong"),
    [
        ("3 y 4.", "5.", False),
        ("3, 4 y 5.", "6.", False),
        ("3 y 4.", "6.", True),
        ("2 y 3.", "4.", True),
    ],
)
def test_a_row_of_several_numbers_bears_them_all(joint, next_one, wrong):
    text = f"Informe del segundo trimestre de 2025\n\n{TABLE.format(joint, next_one)}"
    assert bool(NUMBERING & set(codes_in(text))) is wrong


@pytest.mark.parametrize(
    ("joint", "next_one", "wrong"),
    [
        ("Líneas 5 y 6.", "7", False),
        ("Líneas 5, 6 y 7.", "8", False),
        ("Líneas de acción 5 y 6:", "7", False),
        ("Líneas 5 y 6.", "8", True),
    ],
)
def test_a_heading_of_several_lineas_is_one_of_its_own(joint, next_one, wrong):
    found = codes_in(f"Informe del tercer trimestre de 2024\n\n{HEADED.format(joint, next_one)}")
    assert bool(NUMBERING & set(found)) is wrong
    assert Code.TWO_PERCENTS not in found


@pytest.mark.parametrize(("third", "gap"), [("3", False), ("4", True)])
@pytest.mark.parametrize("word", ["Figura", "Foto", "Imagen"])
def test_captions_in_brackets_are_a_sequence(word, third, gap):
    text = (
        "Zoológico de Palo Verde\nSegundo trimestre de 2025\n\nNacieron dos crías de venado "
        f"({word} 1. Crías en su encierro). El aviario recibió malla ({word} 2. Malla nueva). En "
        f"mayo se instalaron bebederos ({word} {third}. Bebederos de la entrada).\n"
    )
    assert (Code.FIGURE_GAP in codes_in(text)) is gap


def test_figures_that_are_only_spoken_of_are_no_sequence():
    text = (
        "Zoológico de Palo Verde\nSegundo trimestre de 2025\n\nNacieron dos crías (figura 1 del "
        "anexo). El aviario recibió malla (figura 3 del anexo). Se pintó (figura 7 del anexo).\n"
    )
    assert Code.FIGURE_GAP not in codes_in(text)


@pytest.mark.parametrize(
    "lead",
    [
        "{n} quejas, cada una en uno solo de los siguientes estados al 30 de septiembre: quince "
        "resueltas por conciliación, doce en trámite y ocho desechadas por improcedentes.",
        "{n} quejas y a todas se les dio trámite: de ellas, 15 se resolvieron, 12 continúan en "
        "investigación y 8 se turnaron a otra autoridad por competencia.",
        "{n} quejas, que al cierre del trimestre guardan este estado: 15 resueltas, 12 en trámite "
        "y 8 desechadas.",
    ],
)
@pytest.mark.parametrize(("whole", "wrong"), [("37", True), ("35", False)])
def test_parts_behind_a_clause_of_their_own_are_added_up(lead, whole, wrong):
    told = f"Durante el trimestre ingresaron {lead.format(n=whole)}"
    found = codes_in(f"Defensoría de los Derechos\nTercer trimestre de 2024\n\n{told}\n")
    assert (Code.SUM in found) is wrong


WELLS = (
    "Comisión de Aguas Rurales\nSegundo informe trimestral de 2025 (abril-junio)\n\n"
    "RESUMEN EJECUTIVO\nAsunto | {head}\nComités constituidos | 15\nPozos inspeccionados | {wells}"
    "\n\nDETALLE\nLínea A. Comités. Meta: sesenta comités, de abril de 2025 a marzo de 2026. Se "
    "constituyeron quince comités. Va cubierto el veinticinco por ciento.\n\n"
    "Línea B. Inspección de pozos. Meta: sesenta y cuatro pozos, de abril de 2025 a marzo de 2026. "
    "Se inspeccionaron treinta y dos pozos. Va cubierta la mitad.\n"
)


@pytest.mark.parametrize(
    ("head", "wells", "wrong"),
    [
        ("Cifra del trimestre", "36", True),
        ("Total", "36", True),
        ("Cifra del trimestre", "32", False),
        ("Meta del año", "60", False),
    ],
)
def test_a_table_of_the_resumen_is_held_against_the_lineas(head, wells, wrong):
    found = codes_in(WELLS.format(head=head, wells=wells))
    assert (Code.OPENING_FIGURE in found) is wrong


@pytest.mark.parametrize(("told", "wrong"), [("doscientos diez", False), ("doscientos uno", True)])
def test_what_two_numbers_of_a_linea_make_is_no_turned_figure(told, wrong):
    text = (
        "MENSAJE DE LA TITULAR\nDe enero a septiembre de 2024 la Oficina ha gestionado "
        f"{told} pasaportes.\n\nINFORME JULIO-SEPTIEMBRE\nLínea 1. Gestión de pasaportes\n"
        "Meta de 2024: doscientos ochenta pasaportes.\nEn el tercer trimestre se gestionaron "
        "noventa pasaportes, que se agregan a los ciento veinte del primer semestre. Tres cuartas "
        "partes de la meta están cubiertas.\n"
    )
    assert (Code.OPENING_FIGURE in codes_in(text)) is wrong


@pytest.mark.parametrize(("told", "wrong"), [("1,250", True), ("1,520", False)])
def test_a_linea_headed_with_a_comma_is_one(told, wrong):
    text = (
        f"Introducción. De enero a marzo de 2023 destacan las {told} mastografías tomadas en las "
        "unidades móviles.\n\nLínea 1, Detección oportuna de cáncer. La Dirección tiene como meta "
        "tomar 6,080 mastografías en el año. De enero a marzo se tomaron 1,520 mastografías. La "
        "meta anual lleva un avance de 25 por ciento.\n\nLínea 2, Apertura de módulos. La "
        "Dirección tiene como meta abrir dos módulos. En febrero se abrió uno. La meta anual lleva "
        "un avance de 50 por ciento.\n"
    )
    assert (Code.OPENING_FIGURE in codes_in(text)) is wrong


@pytest.mark.parametrize(
    ("months", "gap"),
    [("de abril y de junio", True), ("de abril, de mayo y de junio", False)],
)
@pytest.mark.parametrize("head", ["Obligación", "Compromiso"])
def test_a_duty_that_a_label_tells_is_held_against_what_was_given(head, months, gap):
    text = (
        "COMISARÍA DE SEGURIDAD\nSegundo trimestre de 2023\nLínea 5: Estadística delictiva\n"
        f"{head}: Entregar cada mes al Secretariado el reporte de incidencia (12 reportes al año)\n"
        "Lo entregado: De enero a marzo se entregaron los 3 reportes del primer trimestre. En el "
        f"segundo trimestre se entregaron los reportes {months}.\n"
        "Porcentaje de la meta anual: 41.67%\n"
    )
    assert (Code.DUTY_GAP in codes_in(text)) is gap


@pytest.mark.parametrize(("more", "gap"), [("", True), (", el de mayo-junio", False)])
def test_the_quarter_that_is_reported_names_no_bimestre(more, gap):
    text = (
        "Al cierre del tercer trimestre de 2025, la Coordinación informa de la línea 4, «Boletín "
        "cultural bimestral», cuya meta es publicar un boletín por bimestre, seis en el año. Hasta "
        f"ahora se han publicado el de enero-febrero, el de marzo-abril{more} y, en el trimestre "
        "que se reporta, el de julio-agosto, dedicado a las fiestas patronales. La meta está al "
        f"{66.67 if more else 50} por ciento.\n"
    )
    assert (Code.DUTY_GAP in codes_in(text)) is gap


ROWS = (
    "Dirección de Acción Cultural\nInforme octubre-diciembre de 2024\n\n"
    "Línea | Meta del trimestre | {head} | Estado\n"
    "1. Eventos de fomento a la lectura | 2 eventos | Feria del Libro Usado (9 de noviembre de "
    "2024); Noche de Lectura (22 de noviembre de 2024) | cubierta por entero\n"
    "2. Eventos en plazas públicas | 2 eventos | Festival de Calaveras (31 de octubre de 2024); "
    "{last} | cubierta por entero\n"
)


@pytest.mark.parametrize("head", ["Eventos que se cuentan", "Actividades del trimestre"])
@pytest.mark.parametrize(
    ("last", "twice"),
    [
        ("Feria del Libro Usado (9 de noviembre de 2024)", True),
        ("Feria del Libro Usado (16 de noviembre de 2024)", False),
        ("Posada Popular (18 de diciembre de 2024)", False),
    ],
)
def test_an_event_that_two_rows_list_counts_twice(head, last, twice):
    assert (Code.COURSE_TWICE in codes_in(ROWS.format(head=head, last=last))) is twice


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("640 libros, de los cuales 210 fueron novelas y 95 de consulta", False),
        ("640 libros, de los cuales 410 fueron novelas y 220 de consulta", True),
    ],
)
def test_some_of_a_total_are_not_its_parts(told, wrong):
    text = f"Biblioteca Central\nTercer trimestre de 2024\n\nSe prestaron {told}.\n"
    assert (Code.SUM in codes_in(text)) is wrong


@pytest.mark.parametrize(
    ("told", "gap"),
    [
        ("Los picos de consulta fueron en octubre y diciembre. Avance: 100%", False),
        ("", False),
    ],
)
def test_months_of_other_things_leave_no_turn_out_of_all_that_were_given(told, gap):
    text = (
        "Consejo de Archivo\nCuarto trimestre de 2024\n\nLínea 2. Reporte mensual de consultas\n"
        f"Meta: 12 reportes\nSe enviaron los tres reportes del trimestre. {told}\n"
    )
    assert (Code.DUTY_GAP in codes_in(text)) is gap


@pytest.mark.parametrize(("next_one", "wrong"), [("5", False), ("6", True)])
def test_a_heading_bears_a_range_of_numbers(next_one, wrong):
    parts = [
        f"{number} {name}\nMeta: 4 funciones. Se dio una. Avance: 25%\n"
        for number, name in (
            ("1.", "Conciertos"),
            ("2 a 4.", "Exposiciones, danza y teatro"),
            (f"{next_one}.", "Cine"),
        )
    ]
    text = "Casa de Cultura\nTercer trimestre de 2024\n\n" + "\n".join(parts)
    assert bool(NUMBERING & set(codes_in(text))) is wrong
