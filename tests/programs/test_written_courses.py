"""One course in two líneas: counted twice, or two events after all."""

import re

import pytest

from programs.values.checks import Severity
from programs.values.checks.finding import Code
from programs.values.checks.informe.courses import courses_twice
from programs.values.written import WrittenSection
from tests.programs.test_written_variety import codes_in
from tests.programs.written_cases import written_informe, written_linea, written_passages


def training(*texts, area, key="linea-1", amounts=((4, "cursos"),), number="1", **kwargs):
    return written_linea(*texts, area=area, key=key, amounts=amounts, number=number, **kwargs)


def found(*lineas):
    return list(courses_twice(written_informe(*lineas)))


def pair(first, second, **kwargs):
    return found(
        training(first, area="Dirección de Finanzas"),
        training(second, area="Unidad de Género", key="linea-2", number="3", **kwargs),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "El personal concluyó el Diplomado Gobierno Abierto y Datos, impartido por la UNAM.",
            "En el marco del diplomado “gobierno abierto y datos” se tomaron seis sesiones.",
        ),
        (
            "Se asistió al curso «Prevención del Acoso Laboral» el 4 de marzo.",
            "El 4 de marzo se impartió el taller denominado Prevención del acoso laboral, por el "
            "Instituto de las Mujeres.",
        ),
        (
            'Doce personas acreditaron los cursos "Compras públicas" y "Control interno".',
            'Se tomó el curso virtual "Control Interno".',
        ),
        (
            "Se participó en el Foro Nacional de Integridad Pública.",
            "Dos personas asistieron al foro «Nacional de integridad pública».",
        ),
        (
            (("Curso", "Fecha"), ("Ética y valores en el servicio", "05/03/2024")),
            "El 5 de marzo se tomó el curso “Ética y valores en el servicio”.",
        ),
        (
            "El 5 de marzo se tomó el curso “Ética y valores en el servicio”.",
            (("N.º", "Nombre de la capacitación"), ("1", "Ética y Valores en el Servicio")),
        ),
    ],
)
def test_one_course_in_two_areas(first, second):
    (placed,) = pair(first, second)
    assert placed.finding.severity is Severity.DOUBT
    assert placed.subject == "linea-2"
    named = re.fullmatch(r"Allá: «(.*)»; aquí: «(.*)»", placed.finding.arithmetic)
    assert not placed.finding.arithmetic or (named and named[1] != named[2])
    assert "Dirección de Finanzas, línea 1" in placed.finding.message


def test_a_list_of_courses():
    first = training(
        "Se impartieron los cursos siguientes:",
        "- Redacción de actas administrativas, el 4 de marzo",
        area="Dirección Jurídica",
    )
    second = training(
        "Se tomó el curso “Redacción de actas administrativas”.", area="Enlace", key="linea-2"
    )
    assert len(found(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Se impartió un curso de capacitación.", "Se tomó un curso de capacitación."),
        ("Se impartió un taller a enlaces.", "Se tomó un taller a enlaces."),
        ("Se tomó el curso “Ética”.", "Se tomó el curso “Ética”."),
        ("Se tomó el curso “Gobierno abierto”.", "Se tomó el curso “Gobierno digital”."),
        (
            "Se tomó el curso “Gobierno abierto”, primera edición.",
            "Se tomó la segunda edición del curso “Gobierno abierto”.",
        ),
        (
            "Se tomó el curso “Gobierno abierto” el 4 de febrero.",
            "Se tomó el curso “Gobierno abierto” el 11 de marzo.",
        ),
        (
            "Se impartió el curso “Gobierno abierto”, sede Comitán.",
            "Se impartió el curso “Gobierno abierto”, sede Palenque.",
        ),
        (
            "Se impartió el curso “Gobierno abierto” en Comitán.",
            "Se impartió el curso “Gobierno abierto” en Palenque.",
        ),
        (
            "Se tomó el curso “Gobierno abierto”, impartido por el INAI.",
            "Se tomó el curso “Gobierno abierto”, impartido por la Auditoría Superior.",
        ),
        (
            "Se tomó el curso “Excel para auditoría, nivel básico”.",
            "Se tomó el curso “Excel para auditoría, nivel avanzado”.",
        ),
        (
            "Se tomó el curso “Gobierno abierto”.",
            "El curso “Gobierno abierto” se impartirá el próximo trimestre.",
        ),
        (
            "Se tomó el curso “Gobierno abierto”.",
            "Al curso “Gobierno abierto” asistió personal; se reporta en la línea 1 de Finanzas.",
        ),
        (
            "Se capacitó en materia de Transparencia y Acceso a la Información.",
            "Se brindó capacitación en materia de Transparencia y Acceso a la Información.",
        ),
    ],
)
def test_what_is_not_one_course(first, second):
    assert pair(first, second) == []


COURSE = "Se difundió y se impartió el curso “Gobierno abierto y datos”."


@pytest.mark.parametrize(
    "amounts", [((12, "publicaciones"),), ((4, "documentos"),), ((6, "informes de capacitación"),)]
)
def test_a_linea_that_counts_something_else(amounts):
    assert pair(COURSE, COURSE, amounts=amounts) == []
    assert pair(COURSE, COURSE, amounts=((200, "personas capacitadas"),)) != []


def test_the_same_linea_twice_is_nothing_and_two_of_one_area_are():
    assert found(training(COURSE, COURSE, area="Enlace")) == []
    two = [training(COURSE, area="Enlace", key=f"linea-{n}", number=str(n)) for n in (1, 2)]
    (placed,) = found(*two)
    assert "línea 1" in placed.finding.message and "Enlace" not in placed.finding.message


def test_a_pair_is_told_once():
    text = "Se tomó el curso “Gobierno abierto” y el curso “Control interno”."
    assert len(pair(text, text)) == 1


def test_many_lineas_with_one_word_in_common():
    lineas = [
        training(f"Se tomó el curso “Gobierno {n} abierto”.", area=f"Área {n}", key=f"linea-{n}")
        for n in range(480)
    ]
    assert found(*lineas) == []


GENDER = (
    "Unidad de Igualdad. Ofreció el conversatorio «Mujeres juzgadoras», el 7 de enero, con 33 "
    "asistentes, y la plática «Lenguaje incluyente», el 18 de febrero, con 40 asistentes."
)


def by_area(*texts):
    """Return what is said of an informe without líneas, of these paragraphs."""
    section = WrittenSection("inicio", "", "", "", written_passages("inicio", texts))
    return list(courses_twice(written_informe(sections=(section,))))


@pytest.mark.parametrize(
    "text",
    [
        "Unidad de Capacitación. Impartió el curso «Nulidad de actos», del 11 al 15 de enero; la "
        "plática «Lenguaje incluyente», el 18 de febrero, y el curso «Medidas cautelares», el 5 "
        "de marzo.",
        "Dirección de Personal: Llevó a cabo la plática «Lenguaje incluyente» el 18 de febrero.",
        "Departamento de Difusión. El 18 de febrero dio la plática «Lenguaje incluyente».",
    ],
)
def test_a_course_of_two_areas_that_open_their_paragraphs_is_doubted(text):
    (told,) = by_area(GENDER, text)
    assert told.finding.severity is Severity.DOUBT
    assert "Unidad de Igualdad" in told.finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Unidad de Capacitación. Impartió la plática «Lenguaje incluyente», el 25 de febrero.",
        "Unidad de Difusión. Grabó en video la plática «Lenguaje incluyente», del 18 de febrero.",
        "Unidad de Personal. Asistieron 2 personas a la plática «Lenguaje incluyente», el 18 de "
        "febrero.",
        "Unidad de Capacitación. Prestó el aula para la plática «Lenguaje incluyente», del 18 de "
        "febrero, que se cuenta sólo en la Unidad de Igualdad.",
    ],
)
def test_an_event_that_an_area_only_helps_with_is_counted_once(text):
    assert by_area(GENDER, text) == []


def test_courses_whose_noun_is_left_out_are_compared():
    first = (
        "Se dieron dos, el de «Lenguaje claro» (23 de enero, sede) y el de «Escucha» (2 de marzo)."
    )
    second = (
        "Se dieron dos, el de «Lenguaje claro» (23 de enero, sede) y el de «Queja» (4 de marzo)."
    )
    (told,) = pair(first, second)
    assert "Lenguaje claro" in told.finding.message
    assert pair(first, second.replace("23 de enero", "30 de enero")) == []
    assert pair(first.replace("Se dieron dos", "Se difundieron dos"), second) == []


def test_a_long_course_of_one_name_and_its_days_is_one():
    text = "Se realizó el Diplomado en Integridad Institucional, del 6 al 31 de marzo."
    (told,) = pair(text, text)
    assert pair(text, text.replace("6 al 31", "7 al 31")) == []


@pytest.mark.parametrize("head", ["Cursos impartidos jul-sep", "Cursos ofrecidos"])
@pytest.mark.parametrize(("day", "twice"), [("21/08/2025", True), ("28/08/2025", False)])
def test_a_course_may_stand_in_a_column_of_two_lineas(head, day, twice):
    text = (
        "Instituto de Archivos\nDirección de Formación | Tercer trimestre de 2025\n\n"
        f"Línea | Meta anual | {head} | Acumulado | Avance\n"
        '1. Formación de responsables | 6 cursos | "Archivo de trámite paso a paso", 21/08/2025, '
        "10:00 h | 4 | 66.7%\n"
        '2. Conservación | 2 cursos | "Primeros auxilios al papel", 10/07/2025, 9:00 h | 1 | 50%\n'
        f'3. Formación de enlaces | 4 cursos | "Archivo de trámite paso a paso", {day}, 10:00 h '
        "| 3 | 75%\n"
    )
    found = codes_in(text)
    assert (Code.COURSE_TWICE in found) is twice


FAIR = (
    "Dirección de Economía\nTercer trimestre de 2024 (acumulado enero-septiembre)\n\n"
    "Línea 1. Vinculación laboral\nMeta: organizar 2 eventos de vinculación en el año.\n"
    "{}\nAvance: 100%\n\n"
    "Línea 2. Impulso al comercio\nMeta: organizar 4 eventos para comerciantes en el año.\n"
    "Evento | Fecha | Lugar\nTianguis | 5 de abril | Mercado\nExpo Abarrotes | 14 de junio | "
    "Salón\nFeria del Empleo | 13 de septiembre | Explanada\nAvance: 75%\n"
)


@pytest.mark.parametrize(("day", "twice"), [("13", True), ("20", False)])
@pytest.mark.parametrize(
    "told",
    [
        "En marzo se organizó el Día del Empleador y el {} de septiembre la Feria del Empleo.",
        "En marzo se organizó una muestra y la Feria del Empleo, el {} de septiembre.",
        "Se organizó el Día del Empleador (marzo) y la Feria del Empleo ({} de septiembre).",
    ],
)
def test_a_fair_has_the_day_that_stands_beside_it(told, day, twice):
    assert (Code.COURSE_TWICE in codes_in(FAIR.format(told.format(day)))) is twice


@pytest.mark.parametrize("unit", ["programas formativos", "programas de formación", "cursos"])
@pytest.mark.parametrize(("day", "twice"), [("6 de octubre", True), ("1 de diciembre", False)])
def test_formative_programmes_are_courses(unit, day, twice):
    told = "Concluidos: {} y Diplomado en Justicia Restaurativa ({} al 28 de diciembre)."
    text = "Centro de Justicia\nOctubre a diciembre de 2025\n\n" + "".join(
        f"{n}) {title}\nCompromiso anual: 2 {unit}.\n{told.format(name, own)}\nAvance: 100%\n\n"
        for n, title, name, own in (
            (2, "Formación interna", "Mediación (marzo)", "6 de octubre"),
            (3, "Formación externa", "Escucha activa (julio)", day),
        )
    )
    if not twice:
        text = text.replace("6 de octubre al 28 de diciembre", "6 de octubre al 28 de noviembre")
    assert (Code.COURSE_TWICE in codes_in(text)) is twice
