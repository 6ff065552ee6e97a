"""What stands twice in an office's informe: an event, a caption, a plan under two names.

Each is tried both ways: a copy, and one that looks like it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD, said_of
from tests.programs.test_written_variety import codes_in

FIRST = (
    "Informe de julio a septiembre de 2025\n\nDirección Jurídica\n"
    "Línea de acción 1. Foros temáticos\nMeta: 3 foros\n{}\nAvance: 33 por ciento.\n\n"
    "Dirección de Enlace\nLínea de acción 2. Eventos comunitarios\nMeta: 2 eventos\n{}\n"
    "Avance: 50 por ciento.\n"
)
EVENTS = [
    ("El 19 de septiembre tuvo lugar, en la Hacienda La Noria, el Encuentro de Redes Vigilantes.",
     "Se cuenta como el primero el Encuentro de Redes Vigilantes, que el 19 de septiembre congregó "
     "en la Hacienda La Noria a 85 personas.", True),
    ("Se dio un foro, el de Primeros auxilios y evacuación, el 17 de septiembre.",
     "Un evento a cargo de la Cruz Ámbar, que el 17 de septiembre enseñó a la casa Primeros "
     "auxilios y evacuación.", True),
    # another day, another place, another edition, counted once, of one place
    ("El 19 de septiembre tuvo lugar el Encuentro de Redes Vigilantes.",
     "Se cuenta el Encuentro de Redes Vigilantes, que el 26 de septiembre reunió a 40.", False),
    ("El 19 de septiembre tuvo lugar el Encuentro de Redes Vigilantes, en Tula.",
     "Se hizo el Encuentro de Redes Vigilantes, en Pachuca, el 19 de septiembre.", False),
    ("El 19 de septiembre tuvo lugar el Encuentro de Redes Vigilantes.",
     "Se apoyó el Encuentro de Redes Vigilantes del 19 de septiembre, que no se cuenta aquí; hubo "
     "una feria.", False),
    ("El 19 de septiembre se dio un foro sobre datos en la Casa de la Cultura Popular.",
     "El 19 de septiembre hubo una feria de oficios en la Casa de la Cultura Popular.", False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "twice"), EVENTS)
def test_one_named_event_of_one_day_counts_once(first, second, twice):
    assert (Code.COURSE_TWICE in codes_in(FIRST.format(first, second))) is twice


def test_an_item_or_an_area_within_a_linea_is_a_part_that_counts():
    text = (
        "Junta de la Región Cañera, cuarto trimestre de 2025\n\n"
        "• Línea 2. Foros con empresas. Meta: 1 foro. El 20 de noviembre se hizo el Foro "
        "«Proveedor íntegro» en la Lonja. Meta cumplida.\n\n"
        "• Línea 4. Foros con sociedad. Meta: 1 foro. Se hizo el Foro «{}», el 20 de noviembre, "
        "en la Lonja. Meta cumplida.\n"
    )
    assert Code.COURSE_TWICE in codes_in(text.format("Proveedor íntegro"))
    assert Code.COURSE_TWICE not in codes_in(text.format("Vecino vigilante"))


@pytest.mark.parametrize(("named", "doubted"), [("Sexta", True), ("Quinta", False)])
def test_a_caption_is_held_against_a_session_that_leaves_its_noun_out(named, doubted):
    told = (
        "Las sesiones ordinarias del año han de ser seis.\n\nEl 17 de enero se celebró la cuarta, "
        "con quorum.\nFotografía 1. Cuarta sesión ordinaria del Comité Coordinador.\n\n"
        "El 25 de marzo se celebró la quinta, dedicada a la política de datos.\n"
        f"Fotografía 2. {named} sesión ordinaria del Comité Coordinador.\n"
    )
    assert (Code.CAPTION_SESSION in codes_in(HEAD.format(quarter="primer") + told)) is doubted


@pytest.mark.parametrize(("named", "doubted"), [("Sexta", True), ("Quinta", False)])
def test_a_session_that_is_promised_is_none_that_was_held(named, doubted):
    told = (
        "Compromiso: una sesión ordinaria en el trimestre.\n\nEl 22 de mayo el Pleno celebró su "
        f"Quinta Sesión Ordinaria.\nFotografía 1. Consejeros en la {named} Sesión Ordinaria.\n"
    )
    assert (Code.CAPTION_SESSION in codes_in(HEAD.format(quarter="segundo") + told)) is doubted


@pytest.mark.parametrize(
    ("caption", "doubted"), [("Consultas en sala por mes", True), ("Libros por mes", False)]
)
def test_a_table_of_other_things_has_a_caption_of_its_own(caption, doubted):
    told = (
        "En los tres meses hubo 1,260 consultas.\n\nTabla 1. Consultas en sala por mes\n"
        "Enero | 510\nFebrero | 470\nMarzo | 280\n\nSe restauraron 34 volúmenes del fondo.\n\n"
        f"Tabla 2. {caption}\nEnero | 15\nFebrero | 12\nMarzo | 7\n"
    )
    assert (Code.CAPTION_TWICE in codes_in(HEAD.format(quarter="primer") + told)) is doubted


PLANS = [
    ("Programa Estatal de Lectura y Escritura", "Programa Estatal de Fomento a la Lectura", True),
    ("Programa Estatal de Integridad y Buen Gobierno",
     "Programa Estatal de Integridad y Gobierno Abierto", True),
    ("Programa Anual de Labores 2025", "Plan Operativo de Tareas 2025", True),
    ("Programa Anual de Labores 2025", "Plan Operativo de Tareas 2026", False),
    ("Programa Estatal de Lectura y Escritura", "Programa Estatal de Cultura del Agua", False),
    ("Programa Anual de Trabajo 2025", "Programa Operativo Anual 2025", False),
    ("Programa Estatal de Lectura y Escritura",
     "Programa Estatal de Fomento a la Lectura del Municipio", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "doubted"), PLANS)
def test_the_only_two_plans_of_an_informe_may_be_one(one, other, doubted):
    told = f"Tal como lo ordena el {one}, se abrieron tres salas.\n\nEn la sede se leyó el {other}."
    assert (Code.PLAN_NAMES in said_of("Abrir salas", "15 salas", told, "")) is doubted


def test_two_plans_that_the_words_tell_apart_are_two():
    told = (
        "Lo ordena el Programa Estatal de Lectura y Escritura.\n\nOtro instrumento, distinto de "
        "aquél, es el Programa Estatal de Fomento a la Lectura."
    )
    assert Code.PLAN_NAMES not in said_of("Abrir salas", "15 salas", told, "")
