"""Days that cannot be, or not in this quarter, and the days that only look so."""

from datetime import date

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe import days, linea_dates, sheets
from programs.values.written import Passage, PassageKind, Period, WrittenSection
from tests.programs.written_cases import written_informe, written_linea

SECOND = Period(date(2025, 4, 1), date(2025, 6, 30), date(2025, 1, 1), date(2025, 12, 31))


def found(*texts, **fields):
    """Return what the checks of days say of a línea."""
    linea = written_linea(*texts, **fields)
    checks = (*linea_dates.CHECKS, *days.CHECKS, *sheets.CHECKS)
    return [each for check in checks for each in check.find(linea, SECOND)]


OUTSIDE = [
    ("Mediante circular SE/003/2025, de 4 de julio de 2025, se comunicó el calendario.",),
    ("El 9 de julio se efectuó la visita de supervisión al municipio.",),
    ("La Coordinación participó el 3 de marzo de 2025 en el Encuentro Regional.",),
    ("Por oficio número CTA-118-25 del 31 de marzo se remitieron los formatos.",),
    ("Personal de la Dirección impartió el taller los días 1 y 2 de julio.",),
    ("El 18 de mayo de 2024 se capacitó a 40 personas.",),
    ("- 7 de julio de 2025: reunión con enlaces municipales.",),
    ("El pasado 5 de enero del año en curso se instaló el comité.",),
    ("Se suscribió el convenio con la Universidad el día 2 de julio de 2025.",),
    ("Se atendió el requerimiento mediante oficio OIC/77/2025 de fecha 15 de julio.",),
    ("Durante el mes de julio de 2025 se impartieron tres talleres.",),
    ("En julio se llevó a cabo la feria de integridad.",),
    ("En julio avisamos a quienes no presentaron su declaración.",),
    ("En julio las áreas que visitamos entregaron su inventario.",),
    ("El 8 de julio quienes faltaron recibieron el curso que se les va a evaluar.",),
    ("Durante julio se acordó que vamos a visitar los planteles que faltaron.",),
    ("Durante el primer trimestre de 2025 se atendieron 12 asesorías.",),
    (
        [
            ["Fecha", "Taller", "Asistentes"],
            ["02/05/2025", "Ética", "20"],
            ["14/08/2025", "Archivo", "18"],
            ["20/06/2025", "Datos", "9"],
        ],
    ),
]
INSIDE = [
    ("Mediante circular SE/003/2025, de 4 de junio de 2025, se comunicó el calendario.",),
    ("El próximo 9 de julio se efectuará la visita.",),
    ("En julio vamos a avisar a quienes no presentaron su declaración.",),
    ("En julio se va a volver a las oficinas que no contestaron.",),
    ("En julio pensamos visitar los planteles que faltaron.",),
    ("Durante julio toca recoger los formatos que se entregaron en junio.",),
    ("En julio hay que llamar a los proveedores que no firmaron.",),
    ("En agosto se publicará el padrón de los comités que se instalaron.",),
    ("El 8 de julio iremos a las bibliotecas donde no hubo arqueo.",),
    ("El 8 de julio se les avisa a quienes no presentaron su declaración.",),
    ("En julio esperamos recibir lo que pidieron las escuelas.",),
    ("Se dio seguimiento a los acuerdos de la sesión del 3 de marzo de 2025.",),
    ("El 28 de marzo se recibió la solicitud, que fue respondida el 4 de abril.",),
    ("En respuesta al oficio ASE/55/2025 de fecha 20 de marzo, se entregó la cuenta.",),
    ("Se publicó la convocatoria, cuyo registro cierra el 15 de julio de 2025.",),
    ("El 18 de julio de 2016 se publicó en el Diario Oficial la Ley General.",),
    ("El plazo para presentar la declaración concluye el 31 de mayo.",),
    ("Se aprobó el acta de la sesión celebrada el 12 de febrero de 2025.",),
    ("Se actualizaron los datos con corte al 31 de marzo de 2025.",),
    ("Se emitió el dictamen sobre el Reglamento, reformado el 3 de febrero de 2025.",),
    ("Del 1 de abril al 30 de junio de 2025 se atendieron 12 asesorías.",),
    ("El 1 de julio de 2025 entrará en vigor el nuevo reglamento.",),
    ("Se tiene previsto presentar el informe el 15 de julio de 2025.",),
    ("Se inició la licitación LPE/12/2025, cuyo fallo se dará a conocer el 7 de julio.",),
    ("En 2022 se firmó el convenio y desde entonces se actualiza.",),
    ("Se solicitó la publicación del acuerdo aprobado el 27 de marzo de 2025.",),
    ("El 2 de enero de 2025 se designó a la titular de la Unidad.",),
    ("En el primer trimestre se solicitó el curso; en este trimestre se impartió.",),
    ([["Sesión", "Fecha programada"], ["Primera", "12/02/2025"], ["Segunda", "14/05/2025"]],),
    (
        "Calendario de sesiones 2025",
        [["Sesión", "Fecha"], ["1.ª", "12/02/2025"], ["2.ª", "14/05/2025"], ["3.ª", "6/06/2025"]],
    ),
]


@pytest.mark.parametrize("texts", OUTSIDE)
def test_a_deed_dated_outside_the_quarter_is_doubted(texts):
    (told,) = found(*texts)
    assert (told.code, told.severity) == (Code.DEED_DAY, Severity.DOUBT)
    assert (
        "del trimestre. El trimestre va del 1 de abril de 2025 al 30 de junio de 2025"
        in told.message
    )
    assert told.quote


@pytest.mark.parametrize("texts", INSIDE)
def test_a_day_of_something_else_is_not_doubted(texts):
    assert [each.message for each in found(*texts)] == []


def test_the_arithmetic_shows_both_days():
    (late,) = found("El 9 de julio se efectuó la visita.")
    (early,) = found("El 3 de marzo se efectuó la visita.")
    assert late.arithmetic == "El 30/06/2025 es anterior al 09/07/2025"
    assert early.arithmetic == "El 03/03/2025 es anterior al 01/04/2025"


EARLY = [
    "Con oficio SE/204/2025 fechado el 9 de junio se entregó a la Auditoría el Informe de Avance "
    "de Gestión Financiera correspondiente al segundo trimestre de 2025.",
    "El 10 de mayo se presentó el reporte del segundo trimestre de 2025 ante el pleno.",
    "El 12 de mayo de 2025 se remitió el informe relativo al periodo abril-junio de 2025.",
    "Se remitieron los estados financieros correspondientes a los meses de mayo y junio, mediante "
    "los oficios DA/112/2025 de fecha 9 de mayo de 2025 y DA/140/2025 de fecha 10 de junio.",
    "Mediante memorándum DAF/31/2025 del 5 de mayo se turnaron las balanzas de mayo y junio.",
]
IN_TIME = [
    "Con oficio SE/204/2025 del 10 de abril se entregó el Informe correspondiente al primer "
    "trimestre de 2025.",
    "El 30 de junio de 2025 se remitió el reporte correspondiente al mes de junio.",
    "El 27 de junio se remitió el reporte correspondiente al mes de junio.",
    "El 15 de mayo se envió el Programa Anual de Evaluación 2025.",
    "El 29 de abril se solicitó a las áreas el informe del segundo trimestre de 2025.",
    "El 14 de mayo se aprobó el calendario para el tercer trimestre de 2025.",
    "Se entregó el reporte de enero a marzo el 8 de abril de 2025.",
    "Se remitieron dos estados financieros, correspondientes a los meses de abril y mayo, "
    "mediante los oficios DA/112/2025 de fecha 9 de mayo de 2025 y DA/140/2025 de fecha 10 de "
    "junio de 2025.",
    "El 8 de abril se envió el anteproyecto de presupuesto y el informe preliminar de junio.",
]


@pytest.mark.parametrize("text", EARLY)
def test_a_report_that_went_out_before_its_period_was_over_is_doubted(text):
    (told,) = found(text)
    assert (told.code, told.severity) == (Code.SENT_EARLY, Severity.DOUBT)
    assert told.arithmetic.endswith("es anterior al 30/06/2025")


@pytest.mark.parametrize("text", IN_TIME)
def test_a_report_of_what_was_over_is_not_doubted(text):
    assert [each.message for each in found(text)] == []


@pytest.mark.parametrize(
    "texts",
    [
        ("El 31 de abril de 2025 se reunió el comité.",),
        ("Se entregó el 30/02/2025.",),
        ([["Taller", "Día"], ["Ética", "31/06/2025"]],),
    ],
)
def test_a_day_that_does_not_exist_is_an_error(texts):
    (told,) = found(*texts)
    assert (told.code, told.severity) == (Code.IMPOSSIBLE_DAY, Severity.ERROR)


LINEAS = [
    ((date(2024, 1, 1), date(2024, 12, 31)), Code.DATES_OUTSIDE, Severity.ERROR),
    ((date(2026, 1, 1), None), Code.DATES_OUTSIDE, Severity.ERROR),
    ((None, date(2024, 6, 30)), Code.DATES_OUTSIDE, Severity.ERROR),
    ((date(2024, 5, 1), date(2025, 6, 30)), Code.DATES_OUTSIDE, Severity.DOUBT),
    ((date(2025, 9, 1), date(2025, 3, 31)), Code.DATES_ORDER, Severity.ERROR),
]


@pytest.mark.parametrize(("dates", "code", "severity"), LINEAS)
def test_the_dates_of_a_linea_are_those_of_the_year(dates, code, severity):
    (told,) = found(starts_on=dates[0], ends_on=dates[1])
    assert (told.code, told.severity) == (code, severity)


@pytest.mark.parametrize(
    "dates",
    [
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 4, 1), date(2025, 8, 30)),
        (date(2025, 5, 5), date(2025, 5, 5)),
        (None, None),
    ],
)
def test_dates_within_the_year_are_not_asked_about(dates):
    assert found(starts_on=dates[0], ends_on=dates[1]) == []


def sheet(**dates):
    """Return a printed record with these dates."""
    labels = {
        "opens": "Fecha de inicio del periodo que se informa",
        "closes": "Fecha de término del periodo que se informa",
        "validated": "Fecha de validación",
        "updated": "Fecha de actualización",
        "made": "Fecha creación del registro",
        "changed": "Fecha modificación del registro",
        "base": "Línea base",
    }
    rows = [["Indicadores", "Valor"], *([labels[name], day] for name, day in dates.items())]
    return found(rows)


ORDERLY = {
    "opens": "01/01/2025",
    "closes": "31/03/2025",
    "validated": "08/04/2025",
    "updated": "08/04/2025",
    "made": "08/04/2025",
    "changed": "08/04/2025",
    "base": "12",
}


def test_an_orderly_record_is_not_asked_about():
    assert sheet(**ORDERLY) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"updated": "31/03/2025"}, "La fecha de actualización (31/03/2025) es anterior"),
        ({"changed": "02/04/2025"}, "La fecha de modificación (02/04/2025) es anterior"),
        ({"opens": "01/04/2025"}, "El periodo termina (31/03/2025) antes de empezar (01/04/2025)"),
        ({"closes": "30/06/2025"}, "es anterior al término del periodo (30/06/2025)"),
        ({"base": "2024"}, "La línea base dice 2024, que parece un año y no un valor"),
    ],
)
def test_a_record_whose_dates_do_not_follow_is_doubted(change, words):
    (told,) = sheet(**{**ORDERLY, **change})
    assert (told.code, told.severity) == (Code.SHEET_DAYS, Severity.DOUBT)
    assert words in told.message


def test_a_record_that_lies_across_is_read_too():
    (told,) = found(
        [
            ["Ejercicio", "Fecha de validación", "Fecha de actualización"],
            ["2025", "08/04/2025", "31/03/2025"],
        ]
    )
    assert told.code == Code.SHEET_DAYS


def test_the_front_matter_may_tell_what_was_before_and_not_what_comes_after():
    def section(text):
        return WrittenSection(
            "seccion-1", "", "Presentación", "", (Passage("p", "p", PassageKind.TEXT, text),)
        )

    def told(text):
        written = written_informe(sections=(section(text),), period=SECOND)
        return [
            each.finding.code
            for check in (*days.WHOLE, *linea_dates.WHOLE)
            for each in check.find(written)
        ]

    assert told("El 3 de febrero de 2025 se instaló el sistema.") == []
    assert told("El 3 de julio de 2025 se instaló el sistema.") == [Code.DEED_DAY]
    assert told("El 31 de junio de 2025 se instaló el sistema.") == [Code.IMPOSSIBLE_DAY]


def test_without_a_quarter_nothing_is_outside_it():
    linea = written_linea("El 9 de julio de 2025 se efectuó la visita.")
    assert [each for check in linea_dates.CHECKS for each in check.find(linea, None)] == []
