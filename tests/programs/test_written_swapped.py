"""A meta that counts what only another línea is about."""

from dataclasses import replace

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.swapped import swapped_metas
from programs.values.wording.metas import amounts_of

from .written_cases import written_informe, written_linea


def linea_of(title, meta, text, key):
    linea = written_linea(text, title=title, meta=meta, key=key)
    return replace(linea, amounts=amounts_of(meta))


FILES = ("Ordenar los expedientes de personal", "140 expedientes", "140 expedientes integrados")
SESSIONS = ("Sesiones del Comité", "4 sesiones", "Se celebraron 4 sesiones.")


def found_in(own, other):
    lineas = (linea_of(*own, key="propia"), linea_of(*other, key="otra"))
    return [(e.subject, e.finding.code) for e in swapped_metas(written_informe(*lineas))]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (("Sensibilización en igualdad de género", "140 expedientes digitalizados",
          "3 talleres con 58 participantes"), FILES),
        (("Igualdad laboral", "140 expedientes", "Se impartieron dos cursos."), FILES),
        (("Prevención de la violencia", "4 sesiones", "Se dieron 6 talleres."), SESSIONS),
    ],
)  # fmt: skip
def test_a_meta_that_belongs_to_another_linea(own, other):
    assert found_in(own, other) == [("propia", Code.TITLE_META)]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (("Personal sin papel", "52 expedientes digitalizados", "52 expedientes."), FILES),
        (("Igualdad", "3 talleres", "3 talleres con 47 participantes"), FILES),
        (("Archivo de concentración", "80 expedientes", "Se avanzó en la depuración."), FILES),
        (("Igualdad", "140 expedientes", "3 talleres"), SESSIONS),
        (("Cursos de ética", "3 talleres", "Se impartieron 3 cursos."),
         ("Talleres de archivo", "2 talleres", "Se dieron 2 talleres.")),
        (("Vigilancia", "4 sesiones", "Se sesionó cuatro veces; hubo 6 acuerdos."), SESSIONS),
    ],
)  # fmt: skip
def test_a_meta_of_its_own_is_left_alone(own, other):
    assert found_in(own, other) == []
