"""What the presentación counts, against the one part of an informe that tells of the same thing.

Each is tried both ways: a figure that differs, and one that looks like it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

HEAD = "Contraloría de Olivos\nInforme del primer trimestre de 2025\n\n"
LINEA = "\nDirección de Control\n\nLínea de acción 1. {title}\n{meta}{told}\n{closing}\n"

TEXTS = [
    # a thing that no meta counts
    ("Entre enero y marzo se dieron ocho charlas y se llegó a {} estudiantes.", "320", "230",
     "Charlas en planteles", "8 charlas",
     "Las ocho charlas se dieron en Loma Alta, con asistencia de 230 estudiantes en conjunto."),
    # a noun that the línea leaves out
    ("Ingresaron {} solicitudes de información.", "31", "13", "Contestar solicitudes",
     "contestar todas las que ingresen", "Ingresaron 13 y se contestaron 13."),
    # what is counted beside it
    ("La Dirección emitió {} opiniones sobre proyectos de reglamento.", "dieciséis", "catorce",
     "Opiniones sobre proyectos de reglamento", "Emitir opinión de todo proyecto",
     "Se recibieron catorce proyectos y sobre cada uno se emitió opinión: cinco en enero, seis en "
     "febrero y tres en marzo."),
    # names, one by one
    ("Municipios visitados: {}", "nueve", "cuatro", "Visitas a municipios", "",
     "De enero a marzo la brigada llegó a Tamalín, Xochitla, Las Ánimas e Ixhuapan."),
]  # fmt: skip


@pytest.mark.parametrize("differs", [True, False])
@pytest.mark.parametrize(("opening", "other", "same", "title", "meta", "told"), TEXTS)
def test_a_figure_is_compared_with_the_one_part_of_its_thing(
    opening, other, same, title, meta, told, differs
):
    text = HEAD + "Presentación\n" + opening.format(other if differs else same) + "\n"
    meta = f"Meta: {meta}\n" if meta else ""
    text += LINEA.format(title=title, meta=meta, told=told, closing="Avance: 100 por ciento.")
    assert (Code.OPENING_FIGURE in codes_in(text)) is differs


RIGHT = [
    ("Se celebraron tres sesiones.", "Sesiones ordinarias", "4 sesiones ordinarias",
     "La primera ordinaria fue el 24 de enero y la segunda el 19 de marzo. Hubo además una "
     "extraordinaria, el 15 de febrero, que no abona a la meta."),
    ("Se celebraron cuatro recorridos.", "Recorridos con vecinos", "",
     "Los recorridos fueron en El Mezquital, Las Juntas, Pozo Nuevo y La Calera. Sumados a los 8 "
     "del semestre anterior, van 12."),
    ("Se acudió a cuatro ayuntamientos.", "Visitar a los ayuntamientos", "8 ayuntamientos",
     "El equipo se trasladó a los ayuntamientos de Peña Honda, Santa Rosalía, La Angostura y San "
     "Telmo."),
    ("Se dieron quince cursos en el año.", "Cursos", "20 cursos",
     "Se dieron cinco cursos en el trimestre."),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "title", "meta", "told"), RIGHT)
def test_a_figure_that_takes_in_more_or_another_time_is_no_error(opening, title, meta, told):
    text = f"{HEAD}Presentación\n{opening}\n"
    meta = f"Meta: {meta}\n" if meta else ""
    text += LINEA.format(title=title, meta=meta, told=told, closing="Avance: 50 por ciento.")
    assert Code.OPENING_FIGURE not in codes_in(text)


@pytest.mark.parametrize(("count", "differs"), [("18", True), ("15", False), ("24", False)])
def test_parts_that_are_no_lineas_are_compared_too(count, differs):
    text = (
        f"{HEAD}1. PRESENTACIÓN\n\nEl Departamento inició {count} procedimientos y recibió 44 "
        "denuncias.\n\n2. DEPARTAMENTO DE RESPONSABILIDADES\n\n2.1 Procedimientos\n"
        "   Labor ....... Se iniciaron quince procedimientos, nueve por omisión y seis por "
        "maltrato; nueve de ellos se cerraron.\n2.2 Denuncias\n"
        "   Labor ....... Llegaron cuarenta y cuatro denuncias.\n"
    )
    assert (Code.OPENING_FIGURE in codes_in(text)) is differs
