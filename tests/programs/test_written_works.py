"""A narrative of another work than its title's, and counts of another kind than the meta's."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import kinds, other_things
from programs.values.checks.informe.title_meta import title_meta
from programs.values.wording.works import work_unseen
from tests.programs.written_cases import FIRST, written_linea

CLOSING = "Avance del 25%."
KINDS = (*kinds.CHECKS, *other_things.CHECKS)


def line(title, quantity, unit, text):
    return written_linea(
        text, title=title, meta=f"{quantity} {unit}", amounts=[(quantity, unit)], closing=CLOSING
    )


@pytest.mark.parametrize(
    ("title", "unit", "text"),
    [
        (
            "Capacitar a las personas enlace en el uso del sistema de declaraciones.",
            "Oficios",
            "Se libraron dos oficios a titulares con el calendario de declaraciones.",
        ),
        (
            "Impartir capacitación en control social a los comités vecinales",
            "oficios de requerimiento a proveedores",
            "Se giraron dos oficios de requerimiento a proveedores.",
        ),
        (
            "Capacitación: formar a las tesorerías en el llenado de la declaración.",
            "expedientes digitalizados",
            "En el escáner se procesaron dos expedientes, con índice.",
        ),
        (
            "Restaurar los planos y mapas del fondo Haciendas.",
            "Sesiones del Consejo Editorial",
            "El Consejo Editorial celebró dos sesiones, con cuórum.",
        ),
        ("Reforestar la ribera.", "Circulares", "Se emitieron dos circulares sobre horarios."),
    ],
)
def test_a_narrative_without_the_work_of_its_title_is_doubted(title, unit, text):
    (told,) = title_meta(line(title, 8, unit, text), FIRST)
    assert told.code is Code.TITLE_META


@pytest.mark.parametrize(
    ("title", "unit", "text"),
    [
        ("Capacitar al personal.", "Oficios", "Con dos oficios se convocó al curso."),
        ("Capacitar a los enlaces.", "Oficios", "Se enviaron dos oficios a los enlaces."),
        ("Rehabilitar los pozos.", "Dictámenes", "Se emitieron dos dictámenes de los pozos."),
        ("Adiestramiento de brigadistas.", "Simulacros", "Se realizaron dos simulacros."),
        ("Acompañar a los comités de obra.", "Visitas", "Hubo dos visitas de acompañamiento."),
        (
            "Dar a conocer las vías para denunciar actos de corrupción",
            "campañas en radio",
            "La segunda de las campañas salió al aire en marzo.",
        ),
        ("Instalar comités de obra.", "Actas", "Se levantaron dos actas constitutivas."),
        ("Formación de comités de obra.", "Oficios", "Se enviaron dos oficios a comités."),
        ("Vacunar al ganado.", "Reuniones", "Dos reuniones: se fijó el calendario de vacunas."),
    ],
)
def test_a_narrative_that_names_the_work_is_not(title, unit, text):
    assert list(title_meta(line(title, 8, unit, text), FIRST)) == []


def test_a_unit_by_which_any_work_may_be_measured_tells_nothing():
    assert not work_unseen("Capacitar a docentes", ("informe",), "dos informes")
    assert not work_unseen("Capacitar a docentes", (), "dos oficios")


def kinds_of(*told):
    return [each.code for check in KINDS for each in check.find(line(*told), FIRST)]


@pytest.mark.parametrize(
    ("title", "unit", "text"),
    [
        ("Impartir talleres.", "Talleres", "Se ofrecieron dos conferencias magistrales."),
        (
            "Practicar auditorías de desempeño.",
            "Auditorías de desempeño",
            "Concluyeron dos auditorías financieras: una al patronato y otra al museo.",
        ),
        ("Atender.", "Entrevistas presenciales", "Se hicieron dos entrevistas telefónicas."),
        ("Sesiones del Cabildo.", "Sesiones solemnes", "Se celebraron dos sesiones ordinarias."),
    ],
)
def test_what_is_less_or_divided_is_of_the_other_kind(title, unit, text):
    assert kinds_of(title, 8, unit, text) == [Code.OTHER_KIND]


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("Talleres", "Se ofrecieron dos talleres y dos conferencias magistrales."),
        ("Eventos de capacitación", "Se ofrecieron dos conferencias magistrales."),
        ("Auditorías de desempeño", "Hubo dos auditorías de desempeño y dos financieras."),
    ],
)
def test_the_right_kind_beside_another_is_not_doubted(unit, text):
    assert kinds_of("Atender al personal", 8, unit, text) == []
