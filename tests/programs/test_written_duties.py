"""A duty of every month or quarter whose own narrative skips one."""

import pytest

from programs.values.checks import Severity
from programs.values.checks.informe.duties import duty_gaps
from programs.values.wording.turns import listed_months, listed_quarters, months_named
from tests.programs.written_cases import FIRST, written_linea

MONTHLY = "Elaborar los informes mensuales de gasto"
QUARTERLY = "Actualizar trimestralmente el portal"
MONTHS = ("Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic")


def calendar(label, marked):
    row = tuple("✓" if n in marked else "" for n in range(1, 13))
    return (("Actividad", *MONTHS), (label, *row))


def found(*texts, title="Atender los asuntos del área", meta=""):
    return list(duty_gaps(written_linea(*texts, title=title, meta=meta), FIRST))


@pytest.mark.parametrize(
    ("texts", "title", "missing"),
    [
        (["Se entregaron los informes de enero y marzo."], MONTHLY, "febrero"),
        (["Se enviaron los reportes mensuales de enero y marzo de 2024."], "", "febrero"),
        (
            ["Se remitieron las balanzas correspondientes a enero, febrero y abril."],
            MONTHLY,
            "marzo",
        ),
        (
            ["Mes con mes se concilió la cuenta: diciembre de 2023, enero y marzo de 2024."],
            "",
            "febrero",
        ),
        (
            [
                "El informe de enero se envió el 5 de febrero.",
                "El informe del mes de marzo se envió el 4 de abril.",
            ],
            MONTHLY,
            "febrero",
        ),
        (["- Informe de enero", "- Informe de marzo"], MONTHLY, "febrero"),
        (
            ["Las reuniones mensuales se celebraron el 15 de enero y el 14 de marzo."],
            "",
            "febrero",
        ),
        (
            ["Se actualizó el portal con el primer, segundo y cuarto trimestre."],
            QUARTERLY,
            "tercer trimestre",
        ),
        (["Se entregó el reporte trimestral: trimestres I, II y IV."], "", "tercer trimestre"),
        ([(("Mes", "Informes"), ("Enero", "1"), ("Marzo", "1"))], MONTHLY, "febrero"),
        (
            [(("Mes", "Informes"), ("Enero", "1"), ("Febrero", "0"), ("Marzo", "1"))],
            MONTHLY,
            "febrero",
        ),
        ([calendar("Carga al portal", {4, 7, 10})], QUARTERLY, "primer trimestre"),
        ([calendar("Subida trimestral", {1, 7, 10})], "", "segundo trimestre"),
        ([calendar("Informe mensual", {1, 2, 4})], "", "marzo"),
        (
            [(("Tema", "I", "II", "III", "IV"), ("Actualización", "1", "0", "1", "1"))],
            QUARTERLY,
            "segundo trimestre",
        ),
    ],
)
def test_a_turn_is_skipped(texts, title, missing):
    (finding,) = found(*texts, title=title or "Atender los asuntos del área")
    assert finding.severity is Severity.DOUBT
    assert finding.message.endswith(f"falta {missing}")


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Se entregaron los informes de enero, febrero y marzo."], MONTHLY),
        (["Se entregaron los informes de enero a marzo."], MONTHLY),
        (["Se entregaron los informes de diciembre de 2023, enero y febrero."], MONTHLY),
        (["Se entregaron los informes de enero y febrero."], MONTHLY),
        # Nobody says that it is monthly.
        (["Se capacitó a las áreas en enero y marzo."], "Capacitar a las áreas"),
        (["Se celebraron sesiones en enero y marzo."], "Celebrar sesiones bimestrales"),
        # The month that is missing is told, or its lack is.
        (["Se entregaron los informes de enero y marzo.", "En febrero hubo prórroga."], MONTHLY),
        (["Se entregaron los informes de enero y marzo; el otro está pendiente."], MONTHLY),
        (["Se entregaron los informes programados de enero y marzo."], MONTHLY),
        (
            ["Mediante oficios de 5 de enero y 8 de marzo se enviaron los de enero a marzo."],
            MONTHLY,
        ),
        (["Se entregó el informe de marzo."], MONTHLY),
        (["En el primer trimestre se entregó el reporte trimestral."], ""),
        (["Se informó el primer y segundo trimestre."], QUARTERLY),
        (["Meta programada en el 1er y 3er trimestre."], QUARTERLY),
        ([calendar("Carga al portal", {1, 4, 7, 10})], QUARTERLY),
        ([calendar("Carga al portal", {1, 4})], QUARTERLY),
        ([calendar("Mantenimiento", {1, 7})], "Dar mantenimiento"),
        (
            [
                (
                    ("Eventos", "I", "II", "III", "IV", "Meta"),
                    ("Capacitación del sistema", "0", "1", "1", "1", "3"),
                )
            ],
            "Brindar cursos",
        ),
        (
            [(("Meses", "Equipos"), ("Enero", "0"), ("Febrero", "21"), ("Marzo", "18"))],
            "Dar mantenimiento mensual",
        ),
    ],
)
def test_nothing_is_skipped_or_it_cannot_be_told(texts, title):
    assert found(*texts, title=title or "Atender los asuntos del área") == []


def test_the_meta_may_say_that_it_is_monthly():
    text = "Se entregaron los informes de enero y marzo."
    assert len(found(text, meta="12 informes mensuales")) == 1
    assert found(text, meta="12 informes") == []


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("de enero, febrero y marzo", [(1, 2, 3)]),
        ("noviembre, diciembre y enero", [(11, 12, 13)]),
        ("de los meses de enero y de marzo", [(1, 3)]),
        ("enero-marzo", [(1, 2, 3)]),
        ("el 5 de enero y el 8 de marzo", []),
    ],
)
def test_lists_of_months(text, turns):
    assert [each.turns for each in listed_months(text)] == turns


def test_lists_of_quarters():
    assert [each.turns for each in listed_quarters("1er y 3er trimestre")] == [(1, 3)]
    assert [each.turns for each in listed_quarters("los trimestres II, III y IV")] == [(2, 3, 4)]
    assert list(listed_quarters("el primer trimestre y tres oficios")) == []


def test_months_of_days_are_no_turns():
    assert months_named("el 5 de enero se envió el informe de marzo") == {3}


def test_a_long_paste_is_read_in_one_pass():
    assert found("Los informes mensuales de enero y febrero. " * 2_000) == []


@pytest.mark.parametrize(
    "told",
    [
        "Entregas al 30 de septiembre: Primer trimestre: 28 de marzo. {}Tercer trimestre: 25 de "
        "septiembre",
        "Fechas de carga: 1er trimestre: 28 de marzo. {}3er trimestre: 25 de septiembre.",
        "Cargas: primer trimestre: 28 de marzo. {}Tercer trimestre: 25 de septiembre.",
    ],
)
def test_a_row_of_a_card_may_list_its_turns(told):
    (finding,) = found(told.format(""), title=QUARTERLY)
    assert finding.message.endswith("falta segundo trimestre")
    assert found(told.format("Segundo trimestre: 27 de junio. "), title=QUARTERLY) == []
    put_off = "La del segundo trimestre se difirió a octubre."
    assert found(told.format(""), put_off, title=QUARTERLY) == []
    assert found(told.format(""), title="Atender al público") == []


def test_a_row_of_a_card_may_list_months():
    told = "Reportes enviados: Enero: 3 de febrero. {}Marzo: 2 de abril."
    (finding,) = found(told.format(""), title=MONTHLY)
    assert finding.message.endswith("falta febrero")
    assert found(told.format("Febrero: 4 de marzo. "), title=MONTHLY) == []


@pytest.mark.parametrize(
    "told",
    [
        "En el periodo de enero a marzo se entregaron los informes de gasto correspondientes a "
        "enero{} y a marzo.",
        "De enero a marzo se remitieron los informes relativos a enero{} y a marzo.",
        "Durante el trimestre de enero a marzo de 2024, se enviaron los informes de los meses de "
        "enero{} y marzo.",
        "Se presentaron los informes correspondientes al mes de enero{} y al mes de marzo.",
    ],
)
def test_when_the_work_was_done_tells_no_turn(told):
    (finding,) = found(told.format(""), title=MONTHLY)
    assert finding.message.endswith("falta febrero")
    assert found(told.format(", febrero"), title=MONTHLY) == []
    assert found(told.format(""), "El de febrero se envió después.", title=MONTHLY) == []


@pytest.mark.parametrize(
    "told",
    [
        "De enero a marzo se entregaron los tres informes de gasto, con los de enero y marzo en "
        "papel.",
        "De enero a marzo se entregaron los informes. Los de enero y marzo llevan anexo.",
        "Se entregaron los informes de enero a marzo.",
    ],
)
def test_what_was_given_of_all_the_months_lacks_none(told):
    assert found(told, title=MONTHLY) == []
