"""Oficios cited in two ways, with two days or in two líneas, and those that only look alike."""

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe import oficios
from tests.programs.written_cases import written_informe, written_linea

ARCHIVE = "Unidad de Archivo"


def found(one, other="", area=ARCHIVE):
    """Return what is said of two líneas, of one área unless another is given."""
    written = written_informe(
        written_linea(one, key="linea-1", area=ARCHIVE),
        written_linea(other, key="linea-2", number="2", area=area),
    )
    return [each for check in oficios.WHOLE for each in check.find(written)]


ALIKE = [
    (
        "Mediante oficio SE-TAB/DAF/0045/2024 de fecha 3 de enero se envió la nómina.",
        "Con oficio SE-TAB/DAF/045/2024 se remitió la plantilla.",
    ),
    ("Mediante memorándum núm. UT/07/2024 se pidió.", "Por memorándum UT/007/2024 se turnó."),
    (
        "Con oficio CTA/ST/DJ/88/2024 del 9 de enero se envió el proyecto.",
        "Con oficio CTA/DJ/088/2024 del 9 de enero se envió el proyecto.",
    ),
    ("Con oficio DAF/UA/12/2024 se pidió papel.", "Con oficio UA/DAF/12/2024 se pidió tinta."),
    ("Con oficio SE/012/2024 se pidió, y con oficio SE/12/2024 se recibió.", "Nada."),
    (
        "Se giraron los oficios SE/0008/2024 y SE/0009/2024.",
        "Mediante oficio SE/009/2024 se pidió.",
    ),
]
OTHERS = [
    ("Mediante oficio SE/DAF/045/2024 se envió.", "Mediante memorándum SE/DAF/0045/2024 se pidió."),
    ("Mediante oficio ASE/045/2024 se pidió.", "Con oficio SE/0045/2024 se contestó."),
    ("Con oficios SE/001/2024, SE/002/2024 y SE/003/2024 se convocó.", "Con oficio SE/004/2024."),
    ("Mediante oficio SE/012/2023 se pidió.", "Con oficio SE/0012/2024 se entregó."),
    (
        "Con oficio SE/ST/015/2024 del 3 de enero se invitó.",
        "Con oficio SE/ST/DJ/015/2024 del 9 de febrero se pidió material.",
    ),
    (
        "Con oficio SE/ST/UA/015/2024 del 3 de enero se invitó.",
        "Con oficio SE/UA/0015/2024 del 9 de febrero se pidió material.",
    ),
    ("El expediente SE/0045/2024 se cerró.", "El expediente SE/045/2024 se abrió."),
    (
        "Mediante oficio SE/012/2024 se pidió el dato.",
        "En respuesta al oficio SE/012/2024, se dio.",
    ),
    (
        "Mediante oficio SE/12/2024 de fecha 4 de enero se envió; dicho oficio SE/12/2024 fue "
        "acusado el 5 de enero.",
        "Nada.",
    ),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_numbers_that_differ_in_padding_or_prefix_are_doubted(one, other):
    (told,) = found(one, other)
    assert (told.finding.code, told.finding.severity) == (Code.OFICIO_ALIKE, Severity.DOUBT)
    assert told.finding.quote


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_oficios_are_not_doubted(one, other):
    assert [each.finding.message for each in found(one, other)] == []


def test_a_number_alone_belongs_to_its_area():
    one, other = "Con oficio 045/2024 se invitó.", "Con oficio 0045/2024 se pidió material."
    assert len(found(one, other)) == 1
    assert found(one, other, "Dirección Jurídica") == []
    assert found(one, "Con oficio 045/2024 se pidió.", "Dirección Jurídica") == []


def test_an_oficio_with_two_days_is_an_error():
    (told,) = found("Se giró el oficio SE/012/2024 de fecha 4 de enero, y otra vez el oficio "
                    "SE/012/2024 de fecha 6 de febrero.")  # fmt: skip
    assert (told.finding.code, told.finding.severity) == (Code.OFICIO_DAYS, Severity.ERROR)
    assert told.finding.arithmetic == "4 de enero de 2024 ≠ 6 de febrero de 2024"


def test_an_oficio_by_which_two_lineas_do_something_is_doubted():
    one, other = "Mediante oficio SE/12/2024 se convocó.", "Con oficio SE/12/2024 se informó."
    (told,) = found(one, other, "Dirección Jurídica")
    assert (told.finding.code, told.finding.severity) == (Code.OFICIO_TWICE, Severity.DOUBT)
    assert (told.subject, told.place) == ("linea-2", "Dirección Jurídica, línea 2")
    assert "Unidad de Archivo, línea 1" in told.finding.message


def test_a_table_of_oficios_is_compared_too():
    rows = [
        ["No.", "Oficio", "Fecha", "Asunto"],
        ["1", "SE/0033/2024", "02/01/2024", "Balanza"],
        ["2", "SE/033/2024", "02/01/2024", "Nómina"],
        ["3", "SE/0034/2024", "02/01/2024", "Nómina"],
    ]
    (told,) = found(rows)
    assert told.finding.code == Code.OFICIO_ALIKE


def test_an_oficio_with_and_without_its_institution_is_doubted_though_its_day_differs():
    (told,) = found(
        "La cuenta se presentó con el oficio SSP/DA/112/2023, de 18 de abril.",
        "La obra se solicitó con el oficio DA/112/2023, de 6 de junio.",
    )
    assert (told.finding.code, told.finding.severity) == (Code.OFICIO_ALIKE, Severity.DOUBT)
    assert "18 de abril" in told.finding.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Se recibió el oficio SSP/DA/112/2023, de 18 de abril.",
            "La obra se solicitó con el oficio DA/112/2023, de 6 de junio.",
        ),
        (
            "Se envió el oficio DA/DRH/112/2023, de 18 de abril.",
            "Se solicitó con el oficio DA/DRM/112/2023, de 6 de junio.",
        ),
        (
            "Se envió el oficio SSP/DA/112/2023, de 18 de abril, y el oficio SSP/DA/115/2023, "
            "de 20 de abril.",
            "Se pidió con el oficio DA/112/2023, de 6 de junio, y con el oficio DA/113/2023, "
            "de 7 de junio.",
        ),
    ],
)
def test_the_numbers_of_two_series_are_two_oficios(one, other):
    assert found(one, other) == []


@pytest.mark.parametrize(
    "text",
    [
        "Por oficio SEA/44/2024 se pidió un vehículo, y por oficio SEA/44/2024 se tramitó papel.",
        "Con el oficio SEA/44/2024 se citó al tesorero. Mediante el oficio SEA/44/2024 se remitió "
        "al Congreso el proyecto.",
    ],
)
def test_an_oficio_by_which_two_things_are_done_is_doubted(text):
    (told,) = found(text)
    assert told.finding.code is Code.OFICIO_TWICE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Por oficio SEA/44/2024 se pidió papel; por oficio SEA/44/2024 se pidió tinta.", ""),
        ("Por oficio SEA/44/2024 se pidió papel; en respuesta al oficio SEA/44/2024 se dio.", ""),
        ("Con oficio SEA/44/2024 se pidió papel.", "Se agregó copia del oficio SEA/44/2024."),
        (
            "Con oficio SEA/44/2024 se pidió papel.",
            "Se usó el oficio SEA/44/2024 ya reportado en la línea anterior.",
        ),
        (
            "Se envió con oficio SEA/44/2024, fechado el 6 de febrero de 2024. Acusó de recibido "
            "el oficio SEA/44/2024 el 7 de febrero de 2024.",
            "",
        ),
    ],
)
def test_an_oficio_that_is_told_again_is_one(one, other):
    assert [each.finding.message for each in found(one, other)] == []


def test_an_oficio_of_the_same_linea_is_said_to_be_there_and_no_third_one_is_shown():
    one = (
        "Mediante oficio SEM/DVPP/045/2024 de fecha 12 de enero de 2024 se remitió la lista. Con "
        "oficio SEM/DVPP/45/2024 se informó a la Contraloría y con oficio SEM/DVPP/050/2024 se "
        "pidió un informe."
    )
    (told,) = found(one)
    assert ", de esta misma línea. " in told.finding.message
    assert told.quote.endswith("Con oficio SEM/DVPP/45/2024 se informó a la Contraloría…")
    assert "050" in told.finding.quote  # what was read stays: a reason given for it stands
    (other,) = found("Con oficio SE/012/2024 se pidió.", "Con oficio SE/12/2024 se recibió.")
    assert f", de {ARCHIVE}, línea 1. " in other.finding.message
