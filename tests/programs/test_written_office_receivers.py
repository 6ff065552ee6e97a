"""One oficio told in one passage as gone to two."""

import pytest

from programs.values.checks.finding import Code

from .test_written_part_metas import codes_of

SAME, OTHER = "oficio SE/101/2026", "oficio SE/102/2026"
HEALTH, SCHOOLS = "a la Secretaría de Salud", "a la Secretaría de Educación"


def found_in(told):
    return codes_of("2 informes", told, "La meta se cumplió al 100%.", "Requerir informes")


@pytest.mark.parametrize(
    "told",
    [
        f"Se requirió un informe {HEALTH} con el {SAME} y otro {SCHOOLS} con el {SAME}.",
        f"Se requirió un informe {HEALTH} con el {SAME}. Se requirió otro {SCHOOLS} con el {SAME}.",
        f"Con {SAME} se requirió un informe {HEALTH} y con {SAME} se requirió otro {SCHOOLS}.",
        f"Se invitó al Ayuntamiento de Centro ({SAME}) y al Ayuntamiento de Jalpa ({SAME}).",
    ],
)
def test_one_oficio_does_not_go_to_two(told):
    assert Code.OFICIO_TWICE in found_in(told)


@pytest.mark.parametrize(
    "told",
    [
        f"Se requirió un informe {HEALTH} con el {SAME} y otro {SCHOOLS} con el {OTHER}.",
        f"Se requirieron dos informes {HEALTH} y {SCHOOLS} con el {SAME}.",
        f"Se requirieron dos informes {HEALTH} con el {SAME}; con copia del {SAME} se enteró "
        f"{SCHOOLS}.",
        f"Se requirieron dos informes {HEALTH} con el {SAME}. La respuesta al {SAME} llegó el 6 de "
        "mayo a la Dirección Jurídica.",
        f"Se requirieron dos informes {HEALTH} con el {SAME}. El {SAME} se notificó {HEALTH}.",
        f"Se envió {HEALTH} la circular SE/101/2026 y {SCHOOLS} la circular SE/101/2026.",
    ],
)
def test_another_number_a_copy_or_a_circular_is_none_of_it(told):
    assert Code.OFICIO_TWICE not in found_in(told)
