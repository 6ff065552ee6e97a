"""An oficio that is dated before the year of its number."""

from datetime import date

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_linea
from programs.values.checks.informe.oficio_years import oficio_years
from programs.values.written import Period
from tests.programs.written_cases import written_linea

FIRST = Period(date(2026, 1, 1), date(2026, 3, 31), date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "El segundo se envió con el oficio SESAC/UJ/034/2026 del 3 de marzo de 2025.",
        "Con oficio SEM/DVPP/12/2026 del 3 de febrero de 2025 se convocó.",
        "Se pidió la sede mediante oficio SESAC/UJ/034/2026, de fecha 3 de marzo de 2025.",
        "Se atendió el oficio No. SESAC-UJ-034-2026 de 3 de marzo de 2025.",
        "Por memorándum SESAC/UJ/034/2026 del 3 de marzo de 2025 se pidió la sede.",
        "Oficio SESAC/UJ/034/2026 (3 de marzo de 2025), con el que se convocó.",
    ],
)
def test_no_oficio_is_of_a_day_before_the_year_of_its_number(text):
    found = findings_of_linea(written_linea(text), FIRST)
    codes = [each.finding.code for each in found]
    assert [each for each in codes if each in (Code.OFICIO_DAYS, Code.DEED_DAY)] == codes[:1]


@pytest.mark.parametrize(
    "text",
    [
        "El segundo se envió con el oficio SESAC/UJ/034/2026 del 3 de marzo de 2026.",
        "El segundo se envió con el oficio SESAC/UJ/034/2026 del 3 de marzo.",
        "Se atendió el oficio SESAC/UJ/512/2025 del 12 de diciembre de 2025.",
        "Se dio respuesta al oficio SESAC/UJ/512/2025 el 12 de enero de 2026.",
        "Con el oficio 034-26 del 3 de marzo de 2025 se pidió la sede.",
        "Con el oficio SESAC/UJ/034/2026 se envió el informe de 2025.",
    ],
)
def test_a_day_of_its_year_or_of_a_later_one_stays_silent(text):
    assert list(oficio_years(written_linea(text), FIRST)) == []
