"""A duty whose turns stand one by one in prose: "la carga de enero, la de abril…"."""

import time

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.duties import duty_gaps, section_duties
from programs.values.written import Passage, PassageKind, Written, WrittenSection
from tests.programs.test_written_variety import codes_in
from tests.programs.written_cases import FIRST, written_linea

QUARTERLY, MONTHLY = "Cargar cada trimestre los formatos", "Conciliar mes con mes la cuenta"


def found(text, title, unit):
    linea = written_linea(text, title=title, meta=unit, amounts=[("4", unit)])
    return [each.message for each in duty_gaps(linea, FIRST)]


@pytest.mark.parametrize(
    ("text", "title", "unit", "missing"),
    [
        ("La carga de enero, la de abril y la de octubre.", QUARTERLY, "Cargas", "tercer"),
        (
            "El boletín del cuarto trimestre se agrega al del primero y al del segundo.",
            "Publicar cada trimestre el boletín",
            "Boletines",
            "tercer",
        ),
        (
            "La carga del primer trimestre se hizo el 5 de abril. La carga del tercer trimestre se "
            "hizo el 4 de octubre.",
            QUARTERLY,
            "Cargas",
            "segundo",
        ),
        (
            "En enero, la carga del cuarto trimestre de 2022, y en julio, la del segundo trimestre "
            "de 2023.",
            QUARTERLY,
            "Cargas",
            "primer",
        ),
        (
            "La de enero, con saldo; dos conciliaciones: la de enero, y la de marzo, aclarada.",
            MONTHLY,
            "Conciliaciones",
            "febrero",
        ),
    ],
)
def test_a_turn_left_out_among_those_told_one_by_one_is_missing(text, title, unit, missing):
    (message,) = found(text, title, unit)
    assert missing in message


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        ("La carga de enero, la de abril y la de julio.", QUARTERLY, "Cargas"),
        ("La carga de enero, la de abril y la de octubre; julio no se hizo.", QUARTERLY, "Cargas"),
        ("La conciliación de enero y la de marzo; la de febrero.", MONTHLY, "Conciliaciones"),
        ("La conciliación de diciembre, la de enero y la de febrero.", MONTHLY, "Conciliaciones"),
        (
            "De enero a marzo se presentaron tres: las de diciembre de 2023, enero y febrero.",
            MONTHLY,
            "Conciliaciones",
        ),
        (
            "La carga del tercer trimestre fue de la obra del primero y la del cuarto piso.",
            QUARTERLY,
            "Cargas",
        ),
        ("Se revisó la de enero, la de abril y la de octubre.", "Revisar obras", "Revisiones"),
    ],
)
def test_turns_that_are_told_or_of_another_year_are_not_missing(text, title, unit):
    assert found(text, title, unit) == []


def test_a_duty_that_stands_above_a_table_is_of_the_table():
    rows = tuple((name, "48") for name in ("Trimestre", "Primero", "Segundo", "Cuarto"))
    table = Passage("p", "p", PassageKind.TABLE, "", rows, 1)
    written = Written(
        "Informe",
        FIRST,
        (),
        (WrittenSection("s", "", "", "", (table,)),),
        (),
        cover=("Obligación: actualización trimestral de las fracciones",),
    )
    (told,) = section_duties(written)
    assert told.finding.code is Code.DUTY_GAP


def test_a_page_of_signs_is_read_in_a_time_that_grows_with_it():
    linea = written_linea("(" * 16000, title=QUARTERLY, meta="4 Cargas", amounts=[("4", "Cargas")])
    start = time.perf_counter()
    assert list(duty_gaps(linea, FIRST)) == []
    assert time.perf_counter() - start < 3


OF_DAYS = [
    "El 31 de julio se efectuó el respaldo completo del mes. El 30 de septiembre se efectuó el "
    "correspondiente a ese mes, sin incidencias.",
    "El respaldo del mes se hizo el 30 de julio; el 30 de septiembre, el de ese mes.",
    "El 31 de julio se guardó el respaldo del propio mes. El 30 de septiembre se guardó el "
    "respaldo de dicho mes.",
    "Julio: el 31 de julio se hizo el respaldo de este mes. El 29 de septiembre, el del mes.",
    "El día 31 de julio quedó listo el respaldo correspondiente al mes. El día 30 de septiembre "
    "quedó el relativo a ese mismo mes.",
    "El 31 de julio se efectuó el respaldo del mes. El 30 de septiembre se efectuó el respaldo "
    "del mismo mes.",
]
BACKUPS = (
    "Dirección de Tecnologías\nInforme trimestral julio-septiembre 2024\n\n"
    "Línea de acción 3. Respaldo de bases de datos\n"
    "Compromiso: Efectuar cada mes el respaldo completo de las bases, 12 respaldos en el año.\n\n"
    "Actividades desarrolladas\n{} Todos fueron verificados.\n\n"
    "Con ello se llega a 8 de 12, equivalentes a 66.7% del compromiso anual.\n"
)


@pytest.mark.parametrize("text", OF_DAYS)
def test_what_is_of_the_month_of_its_day_is_a_turn(text):
    assert Code.DUTY_GAP in codes_in(BACKUPS.format(text))


@pytest.mark.parametrize("text", OF_DAYS)
@pytest.mark.parametrize(
    "told",
    ["El 30 de agosto se hizo otro.", "El de agosto se hizo después.",
     "En agosto no se efectuó por falla del equipo."],
)  # fmt: skip
def test_a_day_of_the_month_between_tells_it(text, told):
    assert Code.DUTY_GAP not in codes_in(BACKUPS.format(f"{text} {told}"))


REPORTS = (
    "Unidad de Transparencia\nInforme del cuarto trimestre de 2024, con recuento del año\n\n"
    "La Unidad debe entregar al término de cada trimestre un reporte sobre las solicitudes. El del "
    "primer trimestre se entregó el 28 de marzo; el del segundo, el 27 de junio, {}y el del "
    "cuarto, el 16 de diciembre, {}. Los reportes contienen los temas.\n"
)


@pytest.mark.parametrize(
    ("why", "explains"),
    [
        ("con motivo del adelanto del cierre por el periodo vacacional", False),
        ("anticipado por las vacaciones", False),
        ("antes del periodo vacacional", False),
        ("que se adelantó por los días inhábiles", False),
        ("adelantado en virtud de las vacaciones de invierno", False),
        ("con anticipación al periodo vacacional", False),
        ("pues el otro no se presentó por el periodo vacacional", True),
        ("y uno quedó suspendido por el periodo vacacional", True),
    ],
)
def test_what_was_early_explains_no_turn_left_out(why, explains):
    assert (Code.DUTY_GAP in codes_in(REPORTS.format("", why))) is not explains
    told = REPORTS.format("el del tercero, el 27 de septiembre, ", why)
    assert Code.DUTY_GAP not in codes_in(told)


@pytest.mark.parametrize(
    ("owed", "told"),
    [
        ("publicar cada mes la relación de vehículos",
         "la relación del mes de julio se publicó el 31 de julio de 2025. {}La relación del mes de "
         "septiembre se publicó el 30 de septiembre de 2025."),
        ("remitir mensualmente la balanza de comprobación",
         "la balanza del mes de julio se remitió el 5. {}La balanza del mes de septiembre "
         "se remitió el 4."),
        ("subir mes con mes la nómina al portal",
         "se subió la nómina del mes de julio. {}Se subió la nómina del mes de septiembre."),
        ("elaborar cada mes el concentrado de multas",
         "el concentrado del mes de julio quedó listo el 2 de agosto. {}El concentrado del mes de "
         "septiembre quedó listo el 3 de octubre."),
    ],
)  # fmt: skip
def test_a_turn_told_each_time_of_its_month_is_a_turn(owed, told):
    text = (
        "Contraloría Municipal\nInforme del tercer trimestre de 2025\n\nObligación: {}.\n\n"
        "Lo realizado: {} Los archivos pueden descargarse libremente.\n"
    )
    assert Code.DUTY_GAP in codes_in(text.format(owed, told.format("")))
    assert Code.DUTY_GAP not in codes_in(text.format(owed, told.format("En agosto hubo otra. ")))
    once = owed.replace("cada mes ", "").replace("mensualmente ", "").replace("mes con mes ", "")
    assert Code.DUTY_GAP not in codes_in(text.format(once, told.format("")))
