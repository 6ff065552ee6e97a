"""Days before the quarter that stand rightly, as those of all that was done in the year."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

TABLE = "Sede | Fecha | Hora\nPalacio | 12 de febrero | 11:00\nMercado | 9 de abril | 9:30\n"
OF_THE_YEAR = [
    "En lo que va del año se impartieron tres cursos: «Archivo» (12 de febrero), «Muestreo» (19 de "
    "marzo) y «Ética» (14 de mayo).",
    "Se acumulan cuatro visitas al corte. La primera se realizó el 12 de febrero de 2025.",
    "Desde enero se han celebrado dos sesiones. La primera tuvo lugar el 12 de febrero de 2025.",
    "En el primer semestre se hicieron dos simulacros. El del mercado se efectuó el 20 de marzo.",
    "De enero a junio se dieron dos talleres. El 12 de febrero de 2025 se impartió el de archivo.",
    "No hubo actividad en el trimestre: los lineamientos fueron publicados el 12 de febrero de "
    "2025.",
    "Se hicieron tres visitas: Agua Fría (12 de febrero), El Portal (9 de abril) y Juncal (3 de "
    "junio).",
    "En ambos oficios, del 14 de abril de 2025 y del 22 de mayo de 2025, se menciona como "
    "antecedente el DO/212/2024, del 19 de mayo de 2024, relativo al programa del año pasado.",
    "En el primer semestre se llevaron a cabo los simulacros siguientes:\n\n" + TABLE,
    TABLE + "\nSe han hecho los dos.",
    TABLE + "\nLos dos fueron evaluados con la cédula autorizada.",
    "Reunión | Fecha\nPrimera | 22 de febrero\n\nSe han celebrado dos reuniones.",
]
OF_THE_YEAR += [
    "En el primer trimestre se brindaron tres asesorías y, en el que se informa, otras tres.",
    "En el primer trimestre se brindaron tres asesorías; en el que se reporta, tres más.",
    "En el primer trimestre se dieron tres asesorías y ahora se agregan tres más.",
    "El veinticuatro de enero se celebró la primera sesión y el dieciocho de abril la segunda.",
]
BEFORE_WHAT_WAS_ADDED = [
    "En el primer trimestre se vacunaron 225 animales. Entre abril y junio, con otras 225 dosis, "
    "se cubrió la colonia.",
    "Durante el primer trimestre hubo tres cursos; en el segundo, cuatro.",
    "En el primer trimestre se impartieron tres cursos; entre los meses de abril y junio de 2025, "
    "cuatro.",
    "En el primer trimestre se impartieron 3 cursos. Ahora se sumaron dos.",
    "En el primer trimestre se impartieron 3 cursos; en los tres meses siguientes, cuatro.",
    "En el primer trimestre se impartieron 3 cursos, y a partir de abril dos más.",
    "En el primer trimestre se impartieron 3 cursos. La Dirección volvió y dio otros 2.",
    "Entre enero y marzo se impartieron 3 cursos; en el segundo trimestre, los demás.",
]
CLAIMED = [
    "En el primer trimestre se impartieron 3 cursos de archivo a 40 personas.",
    "Entre enero y marzo se impartieron 3 cursos de archivo a 40 personas.",
    "En el primer trimestre se brindaron seis asesorías.",
    "En el que se informa se brindaron seis asesorías, la última el 12 de febrero de 2025.",
    "En el trimestre que se informa se impartieron tres cursos: «Archivo» (12 de febrero), "
    "«Muestreo» (19 de mayo) y «Ética» (14 de junio).",
    "En lo que va del año se dieron cuatro cursos. En este trimestre se impartió uno, el 12 de "
    "febrero de 2025.",
    "En lo que va del año se impartieron dos cursos. El 12 de mayo de 2024 se impartió el de "
    "archivo.",
    "Se hicieron tres visitas: Agua Fría (9 de abril), El Portal (12 de febrero) y Juncal (3 de "
    "junio).",
    "Simulacros realizados en el trimestre:\n\n" + TABLE,
    "De abril a junio se hicieron los simulacros siguientes:\n\n" + TABLE,
    "Se hicieron en el año:\n\nSede | Fecha\nPalacio | 12/05/2024\nMercado | 09/04/2025\n",
    # "Entrega" may head the turns of deliveries, and not their days.
    "Entrega | Fecha | Lugar\nPrimera | 29 de abril de 2025 | La Palma\nSegunda | 14 de julio de "
    "2025 | Buenavista\n",
]  # fmt: skip


def told(text):
    line = "Línea de acción 1. Actos del programa\nMeta: 12 actos en el año\n{}\nAvance: 25 %\n"
    return codes_in(HEAD.format(quarter="segundo") + line.format(text))


@pytest.mark.parametrize("text", OF_THE_YEAR)
def test_a_day_of_what_was_done_in_the_year_is_not_doubted(text):
    assert Code.DEED_DAY not in told(text)


@pytest.mark.parametrize("text", BEFORE_WHAT_WAS_ADDED)
def test_what_an_earlier_quarter_did_is_told_before_what_was_added_to_it(text):
    assert Code.DEED_DAY not in told(text)


@pytest.mark.parametrize("text", CLAIMED)
def test_a_day_of_what_is_said_to_be_of_the_quarter_is_doubted(text):
    assert Code.DEED_DAY in told(text)


@pytest.mark.parametrize(("head", "doubted"), [("en el trimestre", True), ("en el año", False)])
def test_the_last_line_of_a_cover_heads_the_first_table(head, doubted):
    rows = "Fecha | Evento\n15/02/2025 | Feria\n09/04/2025 | Foro\n21/05/2025 | Muestra\n"
    text = f"Segundo trimestre 2025 (abril - junio)\nEventos realizados {head}\n\n{rows}"
    assert (Code.DEED_DAY in codes_in(text)) is doubted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Fecha de realización: 14 de agosto de 2025\nLugar: la plaza.", True),
        ("Fecha de la jornada: 14/08/2025\nSede: la plaza.", True),
        ("Celebrada el: 14 de agosto de 2025\nSede: la plaza.", True),
        ("Fecha del taller: 14 de agosto de 2025\nPersonas: 12.", True),
        ("Fecha de realización: 14 de mayo de 2025\nLugar: la plaza.", False),
        ("Fecha de realización: 14 de febrero de 2025\nLugar: la plaza.", False),
        ("Fecha de elaboración: 4 de julio de 2025\nElaboró: la unidad.", False),
        ("Fecha de realización: por definir, no antes del 14 de agosto de 2025\nLugar: X.", False),
        ("Actos programados para el trimestre siguiente:\nFecha de realización: 14 de agosto de "
         "2025\nLugar: la plaza.", False),
        ("Próxima jornada.\nFecha de la jornada: 14 de agosto de 2025\nLugar: la plaza.", False),
    ],
)  # fmt: skip
def test_the_day_of_a_deed_that_a_label_tells_is_not_behind_the_quarter(text, doubted):
    assert (Code.DEED_DAY in told(text)) is doubted
