"""Title and meta that speak of different things, and kinds that the meta does not name."""

from dataclasses import replace

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.kinds import other_kind, title_meta
from programs.values.wording.metas import amounts_of

from .written_cases import FIRST, written_linea

SAID = "Del 100% de la meta programada, se tiene un avance del 25%."


def codes(title, text, meta, closing=SAID):
    linea = replace(
        written_linea(text, title=title, meta=meta, closing=closing), amounts=amounts_of(meta)
    )
    found = [*title_meta(linea, FIRST), *other_kind(linea, FIRST)]
    assert all(each.severity is Severity.DOUBT for each in found)
    return [each.code for each in found]


OTHER_THINGS = [
    ("Comité de Transparencia: coordinar sus sesiones.",
     "Llevó a cabo tres sesiones ordinarias e igual número de sesiones extraordinarias.",
     "4 mecanismos de avisos de privacidad, evaluaciones de impacto y/o documento de seguridad"),
    ("Comité de Ética: celebrar las sesiones del Comité.",
     "El Comité de Ética celebró dos sesiones ordinarias y una extraordinaria.",
     "12 campañas de difusión"),
    ("Atención a solicitudes de acceso.", "Se atendieron 14 solicitudes de acceso.",
     "4 dictámenes"),
    ("Impartir talleres de contraloría social.", "Fueron impartidos cinco talleres.",
     "8 convenios de colaboración"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "meta"), OTHER_THINGS)
def test_a_meta_of_which_nobody_speaks_is_questioned(title, text, meta):
    assert codes(title, text, meta) == [Code.TITLE_META]


OTHER_KINDS = [
    ("Sesiones del Consejo.", "Se llevó a cabo la Tercera Sesión Extraordinaria del Consejo.",
     "6 sesiones ordinarias", "Se alcanzó el 17% de la meta."),
    ("Capacitación.", "Se impartieron cuatro cursos presenciales.", "16 cursos virtuales", SAID),
    ("Mantenimiento.", "Se realizaron 12 mantenimientos correctivos.",
     "48 mantenimientos preventivos", SAID),
    ("Sesiones", "Se celebraron dos sesiones ordinarias y una extraordinaria.",
     "12 sesiones ordinarias", SAID),
    ("Capacitar a mujeres.", "Se capacitó a 30 hombres del sector agrícola.", "120 mujeres",
     SAID),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "meta", "closing"), OTHER_KINDS)
def test_a_kind_that_the_meta_does_not_name_is_told(title, text, meta, closing):
    assert codes(title, text, meta, closing) == [Code.OTHER_KIND]


RIGHT = [
    ("Soporte técnico a las áreas.", "Se dio mantenimiento a 39 equipos.", "156 mantenimientos"),
    ("Proveer de recursos.", "Se entregaron 15 paquetes de papelería.", "12 solicitudes"),
    ("Comité de Ética.", "Se celebraron 3 sesiones ordinarias.", "12 sesiones"),
    ("Capacitar a servidores públicos.", "Se capacitó a 45 servidores públicos.", "4 cursos"),
    ("Interconexión.", "Se conectaron 12 sujetos obligados.", "48 interconexiones"),
    ("Sesiones.", "Se celebraron tres sesiones ordinarias e igual número de extraordinarias.",
     "12 sesiones ordinarias"),
    ("Sesiones del Comité.", "Se celebró la Segunda Sesión Ordinaria, en la que se aprobó el acta "
     "de la Primera Sesión Extraordinaria.", "4 sesiones ordinarias"),
    ("Elaborar estudios.", "Se elaboraron 2 estudios.", "8 documentos"),
    ("Difundir en medios.", "Se publicaron 25 infografías.", "100 publicaciones"),
    ("Dar seguimiento a recomendaciones.", "Se dio seguimiento a 10 recomendaciones.",
     "4 informes de seguimiento"),
    ("Sistema de quejas.", "Se recibieron 12 quejas ciudadanas.", "4 reportes"),
    ("Organizar foros ciudadanos.", "Se organizó el foro con 120 asistentes.", "4 eventos"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "meta"), RIGHT)
def test_titles_and_metas_that_go_together_are_left_alone(title, text, meta):
    assert codes(title, text, meta) == []
