"""Captions against the narrative: sessions that are not there, other days, copies."""

import pytest

from programs.values.checks import Severity
from programs.values.checks.finding import Code
from programs.values.checks.informe.caption_copies import caption_copies
from programs.values.checks.informe.captions import (
    caption_days,
    caption_sessions,
)
from tests.programs.test_written_variety import codes_in
from tests.programs.written_cases import FIRST, written_informe, written_linea


def sessions(*lineas):
    return list(caption_sessions(written_informe(*lineas)))


EXECUTIVE = (
    "De la Comisión Ejecutiva: se celebraron 3 sesiones, la Séptima Sesión Ordinaria, de fecha 15 "
    "de enero de 2024, la Octava Sesión Ordinaria, de fecha 13 de febrero de 2024, y la Primera "
    "Sesión Solemne, de fecha 6 de marzo de 2024."
)


@pytest.mark.parametrize(
    ("texts", "severity"),
    [
        (
            (EXECUTIVE, "Fotografías 1 y 2. Quinta Sesión Ordinaria de la Comisión Ejecutiva"),
            "error",
        ),
        ((EXECUTIVE, "Imagen 4. Segunda Sesión Solemne de la Comisión Ejecutiva."), "error"),
        ((EXECUTIVE, "Imagen 4. IX Sesión Ordinaria."), "doubt"),
        ((EXECUTIVE, "Imagen 4. Primera Sesión Extraordinaria de la Comisión Ejecutiva"), "doubt"),
        (
            (
                "Se llevó a cabo la 2.ª sesión extraordinaria del Comité de Ética.",
                "Fotografía 3. Integrantes en la 3a. Sesión Extraordinaria del Comité de Ética",
            ),
            "error",
        ),
        (
            (
                "El subcomité celebró dos sesiones ordinarias: la cuarta y la quinta sesión "
                "ordinaria del Subcomité de Adquisiciones.",
                "Imagen 1. Sesión Ordinaria 06/2024 del Subcomité de Adquisiciones",
            ),
            "error",
        ),
        (
            (
                "Se celebraron las sesiones siguientes del Consejo Consultivo:",
                "- Primera Ordinaria, el 15 de enero",
                "- Segunda Ordinaria, el 20 de febrero",
                "Fotografía 1. Cuarta Sesión Ordinaria del Consejo Consultivo",
            ),
            "doubt",
        ),
        (
            (
                (("Sesión", "Fecha"), ("Primera Ordinaria", "15/01/2024")),
                "Fotografía 1. Tercera Sesión Ordinaria",
            ),
            "doubt",
        ),
    ],
)
def test_sessions_that_the_text_does_not_have(texts, severity):
    (placed,) = sessions(written_linea(*texts))
    assert placed.finding.severity == severity
    assert placed.finding.quote in texts[-1]
    assert placed.subject == "linea-1"
    assert placed.finding.anchor == f"linea-1-{len(texts)}"


@pytest.mark.parametrize(
    "texts",
    [
        (EXECUTIVE, "Fotografías 1 y 2. Séptima Sesión Ordinaria de la Comisión Ejecutiva"),
        (EXECUTIVE, "Fotografías 1 y 2. 7a. Sesión Ordinaria"),
        (EXECUTIVE, "Fotografías 1 y 2. VII y VIII Sesiones Ordinarias"),
        (EXECUTIVE, "Imagen 5. Primera sesión solemne"),
        (EXECUTIVE, "Fotografía 9. Reunión de la Comisión Ejecutiva"),
        (EXECUTIVE, "Imagen 5. Sesiones de la Comisión Ejecutiva"),
        # Nothing is listed: it cannot be told.
        ("Se celebraron tres sesiones ordinarias.", "Imagen 1. Sexta Sesión Ordinaria"),
        ("Se atendieron los asuntos.", "Imagen 1. Sexta Sesión Ordinaria del Comité"),
        # Four are counted and two are named.
        (
            "Se celebraron cuatro sesiones ordinarias del Comité de Ética, entre ellas la Primera "
            "Sesión Ordinaria y la Tercera Sesión Ordinaria.",
            "Fotografía 1. Segunda Sesión Ordinaria del Comité de Ética",
        ),
        # One is told without its ordinal.
        (
            "Se celebró la Primera Sesión Ordinaria y una sesión extraordinaria del Comité.",
            "Fotografía 1. Segunda Sesión Extraordinaria del Comité",
        ),
        (
            "De la primera a la quinta sesión ordinaria del Comité se levantó acta.",
            "Imagen 1. Tercera Sesión Ordinaria del Comité",
        ),
        (
            "Se aprobó el acta de la Sexta Sesión Ordinaria en la Séptima Sesión Ordinaria.",
            "Imagen 1. Acta de la Sexta Sesión Ordinaria",
        ),
    ],
)
def test_sessions_that_the_text_has_or_leaves_open(texts):
    assert sessions(written_linea(*texts)) == []


def test_a_session_of_another_linea_of_the_same_body_is_left_alone():
    one = written_linea(EXECUTIVE)
    other = written_linea(
        "Se apoyó en la Primera Sesión Ordinaria del Comité Coordinador.",
        "Fotografía 1. Octava Sesión Ordinaria de la Comisión Ejecutiva",
        key="linea-2",
        area="Unidad de Apoyo",
    )
    assert sessions(one, other) == []


@pytest.mark.parametrize(
    ("caption", "doubted"),
    [
        ("Aprobación del acta de la Segunda Sesión Ordinaria del Consejo.", False),
        ("Lectura y firma de la minuta de la Segunda Sesión Ordinaria del Consejo.", False),
        ("Segunda Sesión Ordinaria del Consejo.", True),
    ],
)
def test_the_paper_of_a_session_is_taken_up_in_another(caption, doubted):
    told = "El 15 de febrero se celebró la Tercera Sesión Ordinaria del Consejo Consultivo."
    assert bool(sessions(written_linea(told, f"Imagen 1. {caption}"))) is doubted


HELD = "{} se celebró la tercera sesión ordinaria del Comité. Suman 3 sesiones en el año."


@pytest.mark.parametrize(
    ("day", "caption", "doubted"),
    [
        ("El 21 de febrero", "Segunda sesión ordinaria del Comité, 21 de febrero", True),
        ("El 21 de febrero", "2.ª Sesión Ordinaria del Comité (21/02/2024)", True),
        ("El día 21 de febrero", "Foto de la II Sesión Ordinaria, 21 de febrero de 2024", True),
        ("El 21 de febrero", "Tercera sesión ordinaria del Comité, 21 de febrero", False),
        # Of another day, of none, of another kind or of another body
        ("El 21 de febrero", "Segunda sesión ordinaria del Comité, 15 de enero", False),
        ("El 21 de febrero", "Segunda sesión ordinaria del Comité", False),
        ("En febrero", "Segunda sesión ordinaria del Comité, 21 de febrero", False),
        ("El 21 de febrero", "Segunda sesión extraordinaria del Consejo, 21 de febrero", False),
        ("El 21 de febrero", "Segunda sesión ordinaria del Consejo, 21 de febrero", False),
        ("El 21 de febrero se celebró la segunda sesión ordinaria, y ese día", "Segunda sesión "
         "ordinaria del Comité, 21 de febrero", False),
    ],
)  # fmt: skip
def test_a_session_on_the_day_of_another_one_is_not_that_of_the_picture(day, caption, doubted):
    made = written_linea(HELD.format(day), f"Imagen 1. {caption}")
    assert bool(sessions(made)) is doubted


def days(*texts):
    return list(caption_days(written_linea(*texts), FIRST))


@pytest.mark.parametrize(
    ("texts", "severity"),
    [
        (
            (
                "La Segunda Sesión Ordinaria del Comité de Ética se celebró el 15 de febrero.",
                "Fotografía 1. Segunda Sesión Ordinaria del Comité de Ética, 14 de febrero de 2024",
            ),
            Severity.ERROR,
        ),
        (
            (
                "El 8 de febrero se instaló la mesa de trabajo con municipios fronterizos.",
                "Imagen 2. Mesa de trabajo con municipios fronterizos, 18 de febrero de 2024",
            ),
            Severity.DOUBT,
        ),
        (
            (
                "El taller “Denuncia segura” se impartió los días 4 y 5 de marzo de 2024.",
                "Imagen 2. Taller “Denuncia segura” (06/03/2024)",
            ),
            Severity.DOUBT,
        ),
    ],
)
def test_another_day_than_the_text(texts, severity):
    (finding,) = days(*texts)
    assert finding.severity is severity
    assert finding.arithmetic.startswith("Pie: ")


@pytest.mark.parametrize(
    "texts",
    [
        (
            "La Segunda Sesión Ordinaria del Comité de Ética se celebró el 15 de febrero.",
            "Fotografía 1. Segunda Sesión Ordinaria del Comité de Ética, 15/02/2024",
        ),
        # The text gives no day, or another deed's.
        (
            "Se instaló la mesa de trabajo con municipios.",
            "Imagen 2. Mesa de trabajo con municipios, 18 de febrero de 2024",
        ),
        (
            "El 8 de febrero se envió el oficio de invitación a dependencias.",
            "Imagen 2. Mesa de trabajo con municipios, 18 de febrero de 2024",
        ),
        (
            "Del 4 al 8 de marzo se impartió el taller “Denuncia segura” a enlaces.",
            "Imagen 2. Taller “Denuncia segura”, 6 de marzo de 2024",
        ),
        (
            "En febrero se impartió el taller “Denuncia segura” a enlaces.",
            "Imagen 2. Taller “Denuncia segura”, 6 de febrero de 2024",
        ),
        (
            "El 8 de febrero se actualizó el portal de denuncia segura.",
            "Imagen 2. Portal de denuncia segura, consultado el 18 de febrero de 2024",
        ),
        (
            "El 8 de febrero se instaló la mesa de trabajo con municipios.",
            "El 18 de febrero tuvo lugar la segunda mesa de trabajo con municipios.",
            "Imagen 2. Mesa de trabajo con municipios, 18 de febrero de 2024",
        ),
        # What is done about it on another day.
        (
            "El taller de nutrición familiar se impartió el 19 de marzo de 2024.",
            "Foto 3. Entrega de constancias del taller de nutrición familiar, 28 de marzo de 2024.",
        ),
        (
            "El 8 de febrero se corrió la carrera Luna Llena en el parque.",
            "Foto 1. Montaje de la carrera Luna Llena, 7 de febrero de 2024.",
        ),
    ],
)
def test_days_that_agree_or_cannot_be_told(texts):
    assert days(*texts) == []


APART = """Dirección de Medio Ambiente
Tercer trimestre de 2024

Línea 1. Jornadas ambientales
Meta: ocho jornadas.

Jornada	Día	Asistentes
Limpieza del río	13 de julio de 2024	45
Reforestación del cerro	17 de agosto de 2024	60

Van dos jornadas de ocho: la cuarta parte.

ANEXO FOTOGRÁFICO

Figura 1. Limpieza del río, 13 de julio de 2024.
Figura 2. Reforestación del cerro, {day} de agosto de 2024.
"""


@pytest.mark.parametrize("annex", ["ANEXO FOTOGRÁFICO\n\n", ""])
@pytest.mark.parametrize(("day", "doubted"), [("27", True), ("17", False)])
def test_pictures_that_stand_apart_are_held_against_the_lineas(annex, day, doubted):
    text = APART.replace("ANEXO FOTOGRÁFICO\n\n", annex).format(day=day)
    assert (Code.CAPTION_DATE in codes_in(text)) is doubted


LONG = "Entrega de constancias a personas capacitadas del municipio de Comitán"


def copies(*lineas):
    return list(caption_copies(written_informe(*lineas)))


def test_one_long_caption_under_two_lineas():
    (placed,) = copies(
        written_linea("Se capacitó.", f"Fotografías 1 y 2. {LONG}."),
        written_linea("Se asesoró.", f"Imagen 3: {LONG.upper()}", key="linea-2", number="2"),
    )
    assert placed.subject == "linea-2" and placed.finding.severity is Severity.DOUBT
    assert "«Fotografías 1 y 2»" in placed.finding.message


def test_one_long_caption_twice_in_one_linea_with_prose_between():
    linea = written_linea(
        f"Imagen 1. {LONG}", "Otro taller se dio en Tapachula.", f"Imagen 2. {LONG}"
    )
    assert len(copies(linea)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Fotografías 1,2,3 y 4. Asesorías", "Fotografías 5 y 6. Asesorías"),
        ("Imagen 1. Mesa de trabajo", "Imagen 2. Mesa de trabajo"),
        (f"Imagen 1. {LONG}", f"Imagen 2. {LONG}, segunda parte"),
        (
            "Tabla 1. Elaboración propia con base en información de las áreas administrativas.",
            "Tabla 2. Elaboración propia con base en información de las áreas administrativas.",
        ),
    ],
)
def test_short_or_different_captions_are_no_copies(first, second):
    one = written_linea("Uno.", first)
    other = written_linea("Dos.", second, key="linea-2")
    assert copies(one, other) == []


def test_the_parts_of_one_group_are_no_copies():
    assert copies(written_linea("Uno.", f"Imagen 1. {LONG}", f"Imagen 2. {LONG}")) == []
