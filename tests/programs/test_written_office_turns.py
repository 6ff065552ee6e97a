"""Turns of a duty as offices tell them: in sentences, lists and labels, by months and halves.

Each is tried both ways: a text that skips a turn, and one that looks like it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD, said_of
from tests.programs.test_written_variety import codes_in

MONTHLY = "Enviar cada mes a la Tesorería el reporte de gasto"


@pytest.mark.parametrize(("august", "missing"), [("", True), (", el de agosto (folio 9)", False)])
def test_what_was_done_until_june_is_not_the_part_of_the_year_that_the_duty_has(august, missing):
    told = (
        "Hasta junio se habían enviado los seis reportes del primer semestre. En el trimestre se "
        f"enviaron el reporte de julio (folio 8){august} y el de septiembre (folio 10)."
    )
    found = said_of(MONTHLY, "12 reportes", told, "", quarter="tercer")
    assert (Code.DUTY_GAP in found) is missing


@pytest.mark.parametrize(
    ("lead", "missing"),
    [
        ("Enero-marzo de 2025:", True),
        ("Periodo que se informa: enero a marzo.", True),
        ("Se enviaron los reportes de enero a marzo:", False),
    ],
)
def test_a_period_alone_names_no_turn(lead, missing):
    told = f"{lead}\n- 31 de enero, reporte de enero.\n- 31 de marzo, reporte de marzo."
    assert (Code.DUTY_GAP in said_of(MONTHLY, "12 reportes", told, "")) is missing


OUTSIDE = [
    ("Según el manual, mes con mes debe conciliarse la cuenta.\n\nLa conciliación de julio se "
     "envió el 30 de julio. {}La de septiembre se envió el día 29.", "La de agosto se envió "
     "el 29 de agosto. "),
    ("A la Unidad le toca subir al portal, cada trimestre, lo del trimestre que le antecede.\n\n"
     "En enero se subió lo correspondiente al cuarto trimestre de 2024. En abril tocó el turno al "
     "primer trimestre de 2025. {}El 20 de octubre se subió lo relativo al tercer trimestre de "
     "2025.\n\nNo hubo quejas sobre el portal.", "En julio se subió lo relativo al segundo "
     "trimestre de 2025. "),
    ("Objeto: rendir el reporte de gasto.\nPeriodicidad: mensual.\nCalendario: enero-diciembre de "
     "2025.\nEl reporte de julio se entregó "
     "el 6 de agosto{} y el de septiembre se adelantó al 30 de septiembre.",
     ", el de agosto se entregó el 4 de septiembre"),
    ("Frecuencia: trimestral.\n• Primer trimestre de 2025: cargado el 18 de abril.\n{}"
     "• Tercer trimestre de 2025: cargado el 14 de octubre.\n"
     "• Cuarto trimestre de 2025: cargado el 21 de diciembre.",
     "• Segundo trimestre de 2025: cargado el 14 de julio.\n"),
]  # fmt: skip


@pytest.mark.parametrize("skipped", [True, False])
@pytest.mark.parametrize(("told", "turn"), OUTSIDE)
def test_a_duty_is_read_where_no_linea_tells_it(told, turn, skipped):
    text = HEAD.format(quarter="tercer") + told.format("" if skipped else turn) + "\n"
    assert (Code.DUTY_GAP in codes_in(text)) is skipped


HALVES = [
    "Quincena\tRecibos\nPrimera de julio\t31\nSegunda de julio\t31\n{}Segunda de agosto\t32\n",
    "Se pagó la primera quincena de julio, la segunda de julio,{} y la segunda de agosto.",
    "Se timbraron las dos quincenas de julio{} y la segunda de agosto.",
]


@pytest.mark.parametrize("skipped", [True, False])
@pytest.mark.parametrize("told", HALVES)
def test_a_fortnightly_duty_tells_both_halves_of_a_month(told, skipped):
    turn = "Primera de agosto\t32\n" if "\t" in told else ", la primera de agosto"
    told = told.format("" if skipped else turn)
    title = "Timbrar la nómina de cada quincena"
    found = said_of(title, "24 nóminas", told, "", quarter="tercer")
    assert (Code.DUTY_GAP in found) is skipped


def test_a_half_of_a_month_that_is_explained_is_not_missing():
    told = HALVES[1].format("") + " No hubo nómina en la otra, por el cambio de calendario."
    title = "Timbrar la nómina de cada quincena"
    assert Code.DUTY_GAP not in said_of(title, "24 nóminas", told, "", quarter="tercer")
