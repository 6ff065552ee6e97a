"""The sentences with which a narrative may begin of a hecho: whole, and of what was recorded."""

from dataclasses import replace
from datetime import date

import pytest

from programs.values.hechos.found import found_in
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.openers import is_in_words, opener_of
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


FAIR = hecho("curso", "Ferias de integridad", sin_dato="40")
QUOTED = hecho("curso", "Feria «Cuentas claras»")


@pytest.mark.parametrize(
    ("each", "text"),
    [
        (FAIR, opener_of(FAIR)),
        (FAIR, f"{opener_of(FAIR)[:-1]}, con apoyo del municipio."),
        (FAIR, "Se cerró el año con las «Ferias de integridad»."),
        (FAIR, "Las “Ferias de Integridad” se celebraron en febrero."),
        (QUOTED, opener_of(QUOTED)),
        (hecho("sesion", "Encuentro"), "El Pleno tuvo el «Encuentro» en febrero."),
    ],
)
def test_what_the_words_hold_is_not_offered_again(each, text):
    assert is_in_words(each, ["Se abrió el trimestre.", text], [each])


@pytest.mark.parametrize(
    "text",
    [
        "Se prepararon ferias de integridad en dos municipios.",
        "El «Foro» y las «Ferias de integridad y archivo» se celebraron.",
        "",
    ],
)
def test_what_the_words_do_not_name_is_offered(text):
    assert not is_in_words(FAIR, [text], [FAIR])


def test_of_two_with_one_name_only_the_day_tells_which():
    other = replace(FAIR, pk=2, day=date(2026, 3, 5))
    assert is_in_words(FAIR, [opener_of(FAIR)], [FAIR, other])
    assert not is_in_words(other, [opener_of(FAIR)], [FAIR, other])


def test_a_name_with_quotation_marks_holds_the_inner_ones():
    assert "a cabo «Feria “Cuentas claras”»." in opener_of(QUOTED)
    assert "“" not in opener_of(FAIR)
