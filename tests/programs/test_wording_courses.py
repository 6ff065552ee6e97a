"""Named courses and events: their names, what is told of them, and when two are one."""

import pytest

from programs.values.wording.course_likeness import same_course
from programs.values.wording.courses import course_words, courses_of, named_course
from tests.programs.written_cases import FIRST


def names(text):
    return [each.name for each in courses_of(text, FIRST) if each.proper]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "concluyeron el Diplomado Gobierno Abierto y Datos, impartido por la universidad",
            ["Gobierno Abierto y Datos"],
        ),
        ("el diplomado “Gobierno abierto” que organizó el INAI", ["Gobierno abierto"]),
        ("Se impartió el curso «Ética pública» el 4 de febrero.", ["Ética pública"]),
        ('cursos "Control interno", "Datos abiertos"', ["Control interno", "Datos abiertos"]),
        (
            "los talleres “A fondo”, “De cerca” y “Desde lejos”",
            ["A fondo", "De cerca", "Desde lejos"],
        ),
        (
            "el taller denominado Integridad en el servicio público, dirigido a 30 personas",
            ["Integridad en el servicio público"],
        ),
        ("Foro Estatal de Integridad Pública, organizado por", ["Estatal de Integridad Pública"]),
        (
            "Curso de Inducción a la Administración Pública",
            ["Inducción a la Administración Pública"],
        ),
        ("Conferencia magistral “Cero impunidad”, a cargo", ["Cero impunidad"]),
        ("el curso-taller titulado: Denuncia segura, que", ["Denuncia segura"]),
        ("la “Capacitación sobre los Lineamientos Técnicos”", ["Lineamientos Técnicos"]),
        ("se asistió al curso de capacitación", []),
        ("se realizó un taller dirigido a enlaces", []),
        ("4 cursos o talleres", []),
        ("capacitación en materia de Combate a la Corrupción", []),
        ("el Congreso del Estado de Durango", []),
        ("los Talleres Gráficos del Estado imprimieron", []),
        ("el evento se realizó en Saltillo", []),
    ],
)
def test_names(text, expected):
    assert names(text) == expected


def test_what_a_sentence_tells():
    text = (
        "El 4 y 5 de febrero se tomó el curso “Control interno”, segunda edición, impartido de "
        "manera virtual por la Auditoría Superior. El 9 de marzo hubo otro."
    )
    (course,) = courses_of(text, FIRST)
    assert (course.organiser, course.edition) == ("Auditoría Superior", "segunda edicion")
    assert [day.isoformat() for day in course.days] == ["2024-02-04", "2024-02-05"]
    assert course.kind == "curso" and course.held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("se impartió el curso “Control interno”", True),
        ("se invitó y se capacitó con el curso “Control interno”", True),
        ("el curso “Control interno”, que se impartirá en mayo", False),
        ("Se difundió el curso “Control interno” en redes", False),
        ("el curso “Control interno” no se contabiliza en esta línea", False),
        ("el curso “Control interno”, que se reporta en la línea 3", False),
    ],
)
def test_what_is_not_counted_here(text, held):
    assert [each.held for each in courses_of(text, FIRST)] == [held]


def one(text):
    (course,) = courses_of(text, FIRST)
    return course


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Diplomado Gobierno Abierto y Datos", "el diplomado “gobierno abierto y datos”", True),
        ("el curso «ÉTICA PÚBLICA»", "un taller denominado Ética pública, dirigido", True),
        ("curso “Gestión documental y archivos”", "curso “Gestion documental y archvos”", True),
        (
            "curso “Gestión documental y archivos”",
            "curso “Gestión documental y administración de archivos”",
            True,
        ),
        ("curso “Ética pública”", "curso “Ética pública e integridad”", False),
        ("curso “Ética pública”", "curso “Contabilidad pública”", False),
        ("curso “Excel básico para todos”", "curso “Excel avanzado para todos”", False),
        ("curso “Compras claras y justas 1”", "curso “Compras claras y justas 2”", False),
        ("curso “Ética pública”", "curso “Ética pública”, segunda edición", False),
        ("curso “Ética pública”, primera edición", "curso “Ética pública”", True),
        ("curso “Ética pública”, sede Comitán", "curso “Ética pública”, sede Tapachula", False),
        ("curso “Ética pública”, en Comitán", "curso “Ética pública”, en Tapachula", False),
        ("curso “Ética pública”, el 4 de marzo", "curso “Ética pública”, el 9 de marzo", False),
        ("curso “Ética pública”, el 4 de marzo", "curso “Ética pública”, en marzo de 2024", True),
        (
            "curso “Ética pública”, impartido por el INAI",
            "curso “Ética pública”, impartido por la Auditoría Superior",
            False,
        ),
        (
            "curso “Ética pública”, impartido por el INAP",
            "curso “Ética pública”, que organizó el Instituto Nacional de Administración",
            True,
        ),
        ("curso sobre datos personales", "curso sobre datos personales", False),
        (
            "curso sobre datos personales el 4 de marzo",
            "curso sobre datos personales el 4 de marzo",
            True,
        ),
    ],
)
def test_when_two_are_one(first, second, same):
    assert same_course(one(first), one(second)) is same
    assert same_course(one(second), one(first)) is same


def test_words_of_weight():
    assert course_words("Curso de Gestión de los Archivos Públicos") == (
        "gestion", "archivo", "publico"
    )  # fmt: skip
    assert named_course("Curso virtual") is None


def test_a_long_paste_is_read_in_one_pass():
    text = "el curso “Datos abiertos del estado” y el taller de Control Interno, " * 2_000
    assert len(courses_of(text, FIRST)) == 4_000
