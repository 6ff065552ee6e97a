"""The sentences with which a narrative may begin of a hecho: whole, and of what was recorded."""

from datetime import date

import pytest

from programs.values.hechos.found import found_in
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.openers import opener_of
from programs.values.written import Passage, PassageKind, Period

DAY = date(2026, 2, 3)
PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31), date(2026, 1, 1), date(2026, 12, 31))
KINDS = {kind.key: kind for kind in DEFAULT_KINDS}
ETHICS = {"organo": "Comité de Ética", "ordinal": "2", "tipo": "Extraordinaria"}
SECOND = "se celebró la Segunda Sesión Extraordinaria del Comité de Ética."


def hecho(kind: str, name: str, **values: str) -> HechoValue:
    return HechoValue(1, KINDS[kind], name, DAY, values)


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("Segunda Sesión Extraordinaria", ETHICS, SECOND),
        ("Segunda Sesión Extraordinaria del Comité de Ética", ETHICS, SECOND),
        ("Sesión extraordinaria 2, Comité de Ética", ETHICS, SECOND),
        ("Sesión extraordinaria 2", ETHICS, SECOND),
        ("La reunión de enlace", {"organo": "CPC"}, "se celebró la reunión de enlace (CPC)."),
        (
            "Décima Sesión Ordinaria",
            {"organo": "comisión ejecutiva", "sede": "Sala 2", "acuerdos": "1"},
            "se celebró la Décima Sesión Ordinaria de la Comisión ejecutiva, en Sala 2, "
            "en la que se aprobó 1 acuerdo.",
        ),
        ("Encuentro", {}, "se celebró «Encuentro»."),
    ],
)
def test_a_session_is_said_with_its_body_once(name, values, said):
    assert opener_of(hecho("sesion", name, **values)) == f"El 3 de febrero de 2026 {said}"


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("SE/1/2026", {}, "Con fecha 3 de febrero de 2026 se emitió el oficio No. SE/1/2026."),
        (
            "Circular No. 5",
            {"destinatario": "las áreas"},
            "Con fecha 3 de febrero de 2026 se emitió la circular No. 5, dirigida a las áreas.",
        ),
        (
            "Sin número",
            {"destinatario": "Ayuntamiento 40", "asunto": "Plan municipal."},
            "Mediante oficio «Sin número» de fecha 3 de febrero de 2026, dirigido al "
            "Ayuntamiento 40, se trató el asunto «Plan municipal».",
        ),
        (
            "SE/1/2026",
            {"tipo": "Memorándum", "destinatario": "Secretaría de Educación"},
            "Con fecha 3 de febrero de 2026 se emitió el memorándum No. SE/1/2026, dirigido a la "
            "Secretaría de Educación.",
        ),
        (
            "SE/1/2026",
            {"destinatario": "el Congreso"},
            "Con fecha 3 de febrero de 2026 se emitió el oficio No. SE/1/2026, dirigido al "
            "Congreso.",
        ),
    ],
)
def test_an_oficio_is_said_whole(name, values, said):
    assert opener_of(hecho("oficio", name, **values)) == said


def test_a_course_says_who_took_part():
    said = opener_of(hecho("curso", "Ética", mujeres="1", hombres="3", sin_dato="0"))
    assert said.endswith("se llevó a cabo «Ética», con la participación de 1 mujer y 3 hombres.")
    said = opener_of(hecho("curso", "Ética", sin_dato="40"))
    assert said.endswith("«Ética», con la participación de 40 personas.")
    assert opener_of(hecho("curso", "Ética")).endswith("se llevó a cabo «Ética».")


@pytest.mark.parametrize(
    "each",
    [
        hecho("oficio", "SE/1/2026", destinatario="Secretaría de Educación"),
        hecho("oficio", "SE/1/2026", asunto="Plan municipal"),
        hecho("sesion", "Segunda Sesión Extraordinaria del Comité de Ética", **ETHICS),
    ],
)
def test_what_an_opener_says_is_not_proposed_again(each):
    passage = Passage("p", "bloque", PassageKind.TEXT, opener_of(each))
    (found,) = found_in([passage], PERIOD, DEFAULT_KINDS, [])
    assert (found.name, found.day) == (each.name, DAY)
    assert found_in([passage], PERIOD, DEFAULT_KINDS, [each]) == ()
