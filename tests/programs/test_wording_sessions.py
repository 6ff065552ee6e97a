"""Sessions in prose: ordinals, kinds, bodies, days, places and what is counted of them."""

from datetime import date
from decimal import Decimal

import pytest

from programs.values.wording.organos import same_organo
from programs.values.wording.sessions import session_counts, sessions_of
from tests.programs.written_cases import FIRST


def named(text):
    return [(each.ordinal, each.kind) for each in sessions_of(text, FIRST)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la Décima Primera Sesión Ordinaria", [(11, "ordinaria")]),
        ("la vigésimo tercera sesión ordinaria", [(23, "ordinaria")]),
        ("la decimocuarta sesión extraordinaria", [(14, "extraordinaria")]),
        ("la 11a. Sesión Ordinaria", [(11, "ordinaria")]),
        ("la 12.ª sesión ordinaria", [(12, "ordinaria")]),
        ("la III Sesión Solemne", [(3, "solemne")]),
        ("la 2da Sesión Extraordinaria", [(2, "extraordinaria")]),
        ("Sesión Ordinaria 03/2024", [(3, "ordinaria")]),
        ("Sesión Extraordinaria número 5", [(5, "extraordinaria")]),
        ("sesiones extraordinarias números 4 y 5", [(4, "extraordinaria"), (5, "extraordinaria")]),
        ("Sesión Ordinaria Tercera del Comité", [(3, "ordinaria")]),
        ("Primera y Segunda Sesión Ordinaria", [(1, "ordinaria"), (2, "ordinaria")]),
        ("las sesiones ordinarias 7a y 8a del Comité", [(7, "ordinaria"), (8, "ordinaria")]),
        ("de la primera a la tercera sesión ordinaria", [(n, "ordinaria") for n in (1, 2, 3)]),
        (
            "Segunda Sesión Ordinaria y Primera Extraordinaria",
            [(2, "ordinaria"), (1, "extraordinaria")],
        ),
        ("Tercera Reunión de Trabajo", [(3, "de trabajo")]),
        ("Primera Sesión de Instalación del Comité de Ética", [(1, "de instalación")]),
        ("una sesión extraordinaria del Comité", [(None, "extraordinaria")]),
        ("se celebró 1 sesión ordinaria", [(None, "ordinaria")]),
        ("se celebraron 9 sesiones ordinarias", []),
        ("tres sesiones ordinarias y dos extraordinarias", []),
        ("Meta: 4 Sesiones ordinarias 01/01/2024", []),
        ("la segunda sesión del curso de archivos", []),
        ("en reunión con los enlaces", []),
        ("por segunda ocasión se reunieron", []),
    ],
)
def test_ordinals_and_kinds(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "organo"),
    [
        ("la Primera Sesión Ordinaria del Comité Coordinador, celebrada hoy", "Comité Coordinador"),
        ("la Primera Sesión Ordinaria de la comisión ejecutiva realizada", "comisión ejecutiva"),
        ("la Primera Sesión Ordinaria del CPC, el 4 de marzo", "CPC"),
        ("la Segunda Sesión Ordinaria 2024 del Órgano de Gobierno se", "Órgano de Gobierno"),
        ("El Consejo Estatal de Ética celebró su Primera Sesión Ordinaria", "Consejo Estatal de"),
        ("Del Grupo Interdisciplinario: se celebró la Segunda Sesión", "Grupo Interdisciplinario"),
        ("la Primera Sesión Ordinaria, el 3 de mayo", ""),
    ],
)
def test_bodies(text, organo):
    (session,) = sessions_of(text, FIRST)
    assert session.organo.startswith(organo) and bool(session.organo) == bool(organo)


def test_a_body_serves_all_of_an_enumeration():
    text = "Primera Sesión Solemne y Sexta Sesión Ordinaria de la Comisión Ejecutiva"
    assert [each.organo for each in sessions_of(text)] == ["Comisión Ejecutiva"] * 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("la Tercera Sesión Ordinaria, de fecha 15 de enero de 2024,", [(1, 15)]),
        ("la 2.ª Sesión Extraordinaria tuvo lugar el 4 de marzo", [(3, 4)]),
        ("El 15 de febrero de 2024 se celebró la Primera Sesión Ordinaria", [(2, 15)]),
        ("la Primera Sesión Ordinaria (12/03/2024)", [(3, 12)]),
        ("Primera y Segunda Sesión Ordinaria, celebradas el 3 y 17 de enero", [(1, 3), (1, 17)]),
        (
            "Primera Sesión Ordinaria y Segunda Extraordinaria, los días 3 de enero y 9 de marzo",
            [(1, 3), (3, 9)],
        ),
        ("Primera Sesión Solemne y Primera Sesión Ordinaria, el 13 de marzo", [(3, 13), (3, 13)]),
        ("la Sexta Sesión Ordinaria aprobó el acta de fecha 28 de diciembre de 2023", [None]),
    ],
)
def test_days(text, days):
    found = [each.day and (each.day.month, each.day.day) for each in sessions_of(text, FIRST)]
    assert found == days


def test_a_day_without_year_is_not_guessed():
    (session,) = sessions_of("la Primera Sesión Ordinaria, celebrada el 4 de marzo")
    assert session.day is None


def test_places_and_counts():
    text = (
        "Del Órgano de Gobierno: la Primera Sesión Ordinaria, celebrada el 15 de febrero de 2024, "
        "en la Sala de Juntas del Congreso. Se hicieron siete convocatorias, 1 invitación y 1 "
        "proyecto de acta. Se aprobaron 5 acuerdos, de los cuales 2 están pendientes de publicar."
    )
    (session,) = sessions_of(text)
    assert session.day == date(2024, 2, 15)
    assert session.place == "Sala de Juntas del Congreso"
    assert dict(session.counts) == {
        "convocatorias": 7, "invitaciones": 1, "actas": 1, "acuerdos": 5, "pendientes": 2
    }  # fmt: skip
    assert text[session.start : session.end] == "Primera Sesión Ordinaria"


def test_counts_alone():
    assert session_counts("Se levantaron 2 actas y 3 acuerdos; además un acta.") == (
        ("actas", Decimal(3)),
        ("acuerdos", Decimal(3)),
    )


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("se aprobó el Acta de la Cuarta Sesión Ordinaria", True),
        ("se aprobaron los acuerdos tomados en la Cuarta Sesión Ordinaria", True),
        ("se celebró la Cuarta Sesión Ordinaria", False),
    ],
)
def test_a_session_told_by_its_papers(text, cited):
    assert [each.cited for each in sessions_of(text)] == [cited]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Comité Coordinador", "Comité Coordinador del Sistema Estatal", True),
        ("Comité", "comité de transparencia", True),
        ("CPC", "Comité de Participación Ciudadana", True),
        ("Órgano de Gobierno", "Órgano Interno de Control", False),
        ("COCODI", "Comité de Control y Desempeño Institucional", True),
        ("Cocodi", "Comité de Control y Desempeño Institucional de la Secretaría", True),
        ("SUBCOCODI", "Subcomité de Control y Desempeño Institucional", True),
        ("Comité de Planeación para el Desarrollo Municipal", "COPLADEM", True),
        ("COPLADEMUN", "Comité de Planeación para el Desarrollo Municipal", True),
        ("SIPINNA", "Sistema de Protección Integral de Niñas, Niños y Adolescentes", True),
        ("COEPCI", "Comité de Ética y de Prevención de Conflictos de Interés", True),
        ("COCODI", "Comité de Ética", False),
        ("COCODI", "Comité de Adquisiciones", False),
        ("COCODI", "Comité Coordinador", False),
        ("COPLADEMUN", "Consejo de Protección Civil", False),
        ("COPLADEMUN", "Comité de Control y Desempeño Institucional", False),
        ("Comité", "Comisión de Ética", False),
        ("Comité Coordinador", "Comité de Transparencia", False),
        ("", "Comité de Transparencia", True),
    ],
)
def test_names_of_one_body(one, other, same):
    assert same_organo(one, other) is same


def test_a_long_paste_is_read_in_one_pass():
    text = "primera, segunda, 3a sesión ordinaria del Comité y " * 2_000
    assert len(sessions_of(text)) == 6_000
