"""Days as offices tell them in lists and elided clauses, and the quarter that an informe is of.

Each is tried both ways: a text with a day that cannot be, and one that looks like it and is right.
"""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD, said_of
from tests.programs.test_written_variety import codes_in

TOLD = [
    # a day without a verb of its own, in a list that the verb opens
    ("Se impartieron tres talleres: el 24 de enero para actuarios, el 22 de febrero para "
     "secretarios de acuerdos, y el 9 de {} para la oficialía.", "abril", "marzo"),
    # the verb is left out in the second clause
    ("La auditoría al almacén concluyó el 19 de febrero de 2025 y la de urgencias el 17 de marzo "
     "de {}; ambas sin salvedades.", "2024", "2025"),
    ("• Visita a Cañada Seca, 24 de enero de 2025. Se levantó acta.\n"
     "• Visita a Dos Bocas, 19 de febrero de {}. Se halló la documentación.\n"
     "• Visita a Juncal, 11 de marzo de 2025. El ente entregó la cuenta.", "2024", "2025"),
    ("• Cuenta de enero: entregada el 15 de febrero de {}.\n"
     "• Cuenta de febrero: entregada el 14 de marzo de 2025.", "2024", "2025"),
]  # fmt: skip


@pytest.mark.parametrize("is_wrong", [True, False])
@pytest.mark.parametrize(("told", "wrong", "right"), TOLD)
def test_a_day_is_read_where_its_verb_is_left_out(told, wrong, right, is_wrong):
    told = told.format(wrong if is_wrong else right)
    found = said_of("Atender lo programado", "12 acciones", told, "")
    assert (Code.DEED_DAY in found) is is_wrong
    outside = codes_in(HEAD.format(quarter="primer") + told + "\n")
    assert (Code.DEED_DAY in outside) is is_wrong


RIGHT = [
    "• Oficio de 19 de febrero de 2024. Se contestó.\n• Oficio de 11 de marzo de 2025. En trámite.",
    "• Visita a Juncal, en seguimiento a la del 19 de febrero de 2024.\n"
    "• Visita a Dos Bocas, 11 de marzo de 2025. Se levantó acta.",
    "• Visita a Juncal, 19 de octubre de 2024. Quedó pendiente.\n"
    "• Visita a Dos Bocas, 11 de marzo de 2025. Se levantó acta.",
]  # fmt: skip


@pytest.mark.parametrize("told", RIGHT)
def test_an_item_may_tell_of_a_day_of_last_year(told):
    assert Code.DEED_DAY not in said_of("Visitar a los entes", "12 visitas", told, "")


@pytest.mark.parametrize(("year", "doubted"), [("2024", True), ("2025", False)])
def test_the_narrative_tells_the_quarter_where_no_cover_does(year, doubted):
    text = (
        "LÍNEA 2.1\nApoyar al Comité de Ética\nMeta: 4 sesiones en el año\n\nTrabajo de enero a "
        f"marzo de 2025: el Comité celebró una sesión el 18 de febrero de {year}.\n"
    )
    assert (Code.DEED_DAY in codes_in(text)) is doubted


PERIODS = [
    ("Primer trimestre del ejercicio 2025, que abarca de octubre a diciembre de 2024", 2024, 10),
    ("Primer trimestre del ejercicio 2025, es decir, de octubre a diciembre de 2024", 2024, 10),
    ("Segundo trimestre de 2025, que comprende de abril a junio de 2025", 2025, 4),
    ("Primer trimestre de 2025, comparado con octubre a diciembre de 2024", 2025, 1),
]


@pytest.mark.parametrize(("line", "year", "month"), PERIODS)
def test_the_months_that_a_quarter_is_said_to_have_rule(line, year, month):
    text = f"Comité de Escuelas\n{line}\n\nLínea 1. Rehabilitar aulas\nMeta: 15 aulas\n"
    period = reading_of(TEXT, text.encode()).written.period
    assert (period.starts_on.year, period.starts_on.month) == (year, month)


OF_OTHERS = [
    "La Ley de Archivos, publicada el 24 de noviembre de 2020, obliga a un grupo. Se instaló el 19 "
    "de febrero de 2025, dentro del primer trimestre del año.",
    "El reglamento del 3 de agosto de 2017 pide cuatro sesiones. En el primer trimestre hubo una, "
    "el 4 de marzo de 2025.",
    "Como seguimiento a la reunión del 11 de diciembre de 2024, en el primer trimestre se celebró "
    "otra, el 21 de enero de 2025.",
    "Conforme al decreto del 2 de mayo de 2019, en el primer trimestre de 2025 se instaló.",
    "Por acuerdo del 8 de julio de 2021, en el ejercicio 2025, primer trimestre, se instaló.",
]


@pytest.mark.parametrize("told", OF_OTHERS)
def test_the_day_of_a_law_is_not_the_year_of_the_quarter(told):
    period = reading_of(TEXT, f"{told}\n".encode()).written.period
    assert (period.starts_on.year, period.starts_on.month) == (2025, 1)


IN_TURN = [
    # Steps between what came in and what was answered.
    "La solicitud se recibió el {} de febrero de 2025, se turnó al área de Farmacia y, con la "
    "información que ésta proporcionó, se dio respuesta a la persona solicitante el {} de febrero "
    "de 2025.",
    "La queja ingresó el {} de febrero, fue canalizada a Inspección y finalmente se resolvió el {} "
    "de febrero de 2025.",
    "El reporte se recibió el {} de febrero de 2025, pasó a la cuadrilla de bacheo, y quedó "
    "atendido el {} de febrero de 2025.",
    "El recurso se interpuso el {} de febrero de 2025, se pidió informe al sujeto obligado y se "
    "resolvió el {} de febrero de 2025.",
    "La denuncia, presentada el {} de febrero de 2025, se turnó a Asuntos Internos y se dio por "
    "concluida el {} de febrero de 2025.",
]
NOT_IN_TURN = [
    "La solicitud se recibió el 18 de febrero y se atendió con el oficio que se entregó el 6 de "
    "febrero de 2025.",
    "La queja ingresó el 18 de febrero y se acumuló a otra, que se resolvió el 6 de febrero de "
    "2025.",
    "El recurso se interpuso el 18 de febrero, se pidió informe y se resolvió conforme al criterio "
    "que el Pleno aprobó el 6 de febrero de 2025.",
]


@pytest.mark.parametrize(("days", "doubted"), [(("18", "6"), True), (("6", "18"), False)])
@pytest.mark.parametrize("told", IN_TURN)
def test_what_is_answered_after_some_steps_is_not_before_it_came(told, days, doubted):
    found = said_of("Atender solicitudes", "12 solicitudes", told.format(*days), "")
    assert (Code.DATES_ORDER in found) is doubted


@pytest.mark.parametrize("told", NOT_IN_TURN)
def test_the_day_of_another_paper_is_no_answer(told):
    assert Code.DATES_ORDER not in said_of("Atender solicitudes", "12 solicitudes", told, "")
