"""One event of one day that two líneas tell by the same words, without a common name."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

TEXT = (
    "Órgano Interno de Control\nInforme de julio a septiembre de 2025\n\n"
    "Línea 3. Profesionalización del personal\nMeta: 6 talleres\n\n{}\n\nAvance: 50%\n\n"
    "Línea 7. Administración de riesgos\nMeta: 1 taller\n\n{}\n\nAvance: 100%\n"
)


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Hasta junio se habían contado dos y en este trimestre se agrega uno más, el de mapas "
            "de riesgos que dio la maestra Quiroz el 5 de septiembre en el aula magna.",
            "Se cumplió con el que impartió la maestra Quiroz sobre mapas de riesgos, el 5 de "
            "septiembre, aula magna.",
        ),
        (
            "El 22 de agosto, sesenta y tres ejidatarios de La Palma acudieron a su Casa Ejidal "
            "al taller Cuentas claras en el ejido.",
            "En la Casa Ejidal de La Palma se conversó el 22 de agosto con sesenta y tres "
            "personas del ejido acerca de cuentas claras.",
        ),
        (
            "Se dio un taller de declaración patrimonial a 40 policías de Zimapán el 9 de julio "
            "en la comandancia.",
            "El 9 de julio, en la comandancia de Zimapán, 40 policías aprendieron a llenar su "
            "declaración patrimonial.",
        ),
    ],
)
def test_the_same_words_of_one_day_are_one_event(texts):
    assert Code.COURSE_TWICE in codes_in(TEXT.format(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Se agrega el de mapas de riesgos que dio la maestra Quiroz el 5 de septiembre en el "
            "aula magna.",
            "Se cumplió con el de control interno que impartió la maestra Quiroz el 5 de "
            "septiembre en el aula magna.",
        ),
        (
            "Se agrega el de mapas de riesgos que dio la maestra Quiroz el 5 de septiembre en el "
            "aula magna.",
            "Se cumplió con el de mapas de riesgos que dio la maestra Quiroz el 12 de septiembre "
            "en el aula magna.",
        ),
        (
            "Se agrega el de mapas de riesgos que dio la maestra Quiroz el 5 de septiembre en el "
            "aula magna.",
            "La maestra Quiroz dio el 5 de septiembre en el aula magna el de mapas de riesgos, "
            "que se cuenta en la línea 3.",
        ),
        (
            "Se dio a policías de Zimapán el 9 de julio en la comandancia, de 9 a 11 horas, sobre "
            "declaración patrimonial.",
            "Se dio a bomberos de Zimapán el 9 de julio en la comandancia, de 12 a 14 horas, "
            "sobre declaración patrimonial.",
        ),
    ],
)
def test_another_theme_day_or_hour_is_another_event(texts):
    assert Code.COURSE_TWICE not in codes_in(TEXT.format(*texts))
