"""What is counted of another kind than the meta's, or of another work than the title's.

Each is tried both ways: a text that is wrong in one thing, and one that looks like it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of

SESSIONS = ("Sesiones del Comité", "4 sesiones ordinarias")
KINDS = [
    (*SESSIONS, "El 22 de febrero el Comité se reunió en su segunda sesión {}.\n"
     "Una sesión de cuatro; avance de 25 %.", "", "extraordinaria", "ordinaria"),
    ("Auditorías", "8 auditorías de desempeño",
     "- Auditoría {0} al fideicomiso, concluida el 25 de enero.\n"
     "- Auditoría {0} al patronato, concluida el 23 de febrero.",
     "Avance: 25 %.", "financiera", "de desempeño"),
    ("Formalizar convenios", "8 convenios firmados",
     "Institución\tDocumento\nCámara\t{0}\nColegio\t{0}", "Avance: 25 %.",
     "Carta de intención", "Convenio marco"),
    ("Talleres de control", "8 talleres", "Se dieron dos {} en la sala B.", "Avance: 25 %.",
     "cursos", "talleres"),
    ("Talleres de control", "8 talleres",
     "Se dio un taller en la sala B. También se dio {} sobre cohecho.", "Avance: 25 %.",
     "una conferencia", "un taller"),
    ("Dar talleres", "8 talleres, presenciales o a distancia",
     "- Taller {} de control.\n- Taller presencial de compras.", "Avance: 25 %.",
     None, "a distancia"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing", "other", "own"), KINDS)
def test_what_is_listed_or_named_of_another_kind_is_none_of_the_meta(
    title, meta, told, closing, other, own
):
    if other:
        assert Code.OTHER_KIND in said_of(title, meta, told.format(other), closing)
    assert Code.OTHER_KIND not in said_of(title, meta, told.format(own), closing)


def test_another_one_told_behind_its_day_is_counted():
    told = "El 5 de enero se dio un taller en la sala y el 11 de marzo otro en el auditorio."
    assert said_of("Dar talleres", "8 talleres", told, "Avance: 25 %.") == set()


WORKS = [
    ("Conservar en buen estado los vehículos oficiales", "8 convenios con ayuntamientos",
     "Se suscribieron dos convenios con ayuntamientos.", True),
    ("Conservar en buen estado los vehículos oficiales", "8 servicios",
     "Se dieron dos servicios.", False),
    ("Actualización de las fichas del portal de transparencia", "8 arqueos al fondo revolvente",
     "Se practicaron dos arqueos sin previo aviso.", True),
    ("Actualización de las fichas del portal de transparencia", "8 fichas",
     "Se subieron dos fichas.", False),
    ("Capacitación del personal en muestreo", "8 requerimientos de información",
     "Se notificaron dos requerimientos al Instituto del Deporte.", True),
    ("Capacitar a los inspectores", "8 inspecciones simuladas",
     "Se hicieron dos inspecciones simuladas.", False),
    ("Promover el código de conducta mediante jornadas formativas", "8 bajas de bienes",
     "El Comité dictaminó dos bajas de bienes en desuso.", True),
    ("Digitalización de los libros de actas", "8 ferias de servicios",
     "Hubo dos ferias en las colonias.", True),
    ("Atención de quejas ciudadanas", "8 cursos de inglés", "Se dieron dos cursos de inglés.",
     True),
    ("Atención de quejas ciudadanas", "8 visitas", "Se hicieron dos visitas.", False),
    # Only what is "profesionalizado" is taught.
    ("Estadías profesionales", "8 estudiantes colocados", "Fueron dos estudiantes colocados.",
     False),
    # The name of an office says nothing of its work.
    ("(C) Almacén", "8 cursos para el personal de bodega",
     "Se dieron dos cursos al personal de bodega.", False),
    ("4. Transparencia", "8 sesiones ordinarias", "Se celebraron dos sesiones ordinarias.", False),
    ("Plataforma Digital Nacional", "8 auditorías", "Se hicieron dos auditorías.", False),
    ("Archivos", "8 contratos", "Se firmaron dos contratos.", False),
    ("Digitalización del archivo", "8 contratos", "Se firmaron dos contratos.", True),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "doubted"), WORKS)
def test_a_narrative_without_a_word_of_the_titles_work_is_of_another(title, meta, told, doubted):
    found = said_of(title, meta, told, "Avance: 25 por ciento.")
    assert (Code.TITLE_META in found) is doubted
