"""What a narrative proposes of the fields of a hecho: the receiver of several, who took part."""

from datetime import date

import pytest

from programs.values.hechos.found import found_in
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.written import Passage, PassageKind, Period

PERIOD = Period(date(2026, 10, 1), date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31))


def values_of(text: str, key: str) -> list[dict[str, str]]:
    passages = [Passage("p", "bloque", PassageKind.TEXT, text)]
    return [
        {name: value for name, value in each.values.items() if name != "tipo"}
        for each in found_in(passages, PERIOD, DEFAULT_KINDS, ())
        if each.kind.key == key
    ]


BOTH = "Mediante oficios SEM/DVPP/201/2026 y SEM/DVPP/202/2026, de fechas 5 y 9 de octubre de 2026"


@pytest.mark.parametrize(
    ("text", "to"),
    [
        (f"{BOTH}, dirigidos al Congreso del Estado, se envió el plan.", "Congreso del Estado"),
        (f"{BOTH}, ambos enviados a la Secretaría de Salud.", "Secretaría de Salud"),
        (
            "Los oficios SEM/1/2026, SEM/2/2026 y SEM/3/2026 se remitieron al Congreso del Estado.",
            "Congreso del Estado",
        ),
        (
            "Con los memorándums SEM/1/2026 y SEM/2/2026, notificados a la Unidad de Archivo.",
            "Unidad de Archivo",
        ),
    ],
)
def test_a_receiver_told_once_is_that_of_all_oficios(text, to):
    found = values_of(text, "oficio")
    assert len(found) >= 2 and all(each == {"destinatario": to} for each in found)


@pytest.mark.parametrize(
    "text",
    [
        f"{BOTH}, dirigidos al Congreso del Estado y a la Auditoría Superior, se avisó.",
        f"{BOTH}, dirigidos a la Auditoría y al Congreso, respectivamente.",
        "Con el oficio SEM/1/2026 y el oficio SEM/2/2026, este dirigido al Congreso, se avisó.",
        f"{BOTH}, se dio aviso.",
    ],
)
def test_who_got_each_of_several_is_not_guessed(text):
    found = values_of(text, "oficio")
    assert len(found) == 2 and not any("destinatario" in each for each in found)


COURSE = "El 5 de octubre de 2026 se impartió el taller «Ética pública» "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a 64 personas del sector público.", {"sin_dato": "64", "publico": "64"}),
        (
            "a 64 personas: 40 del sector público y 24 de la sociedad civil.",
            {"sin_dato": "64", "publico": "40", "social": "24"},
        ),
        (
            "a 64 personas del sector privado, 40 mujeres y 24 hombres.",
            {"mujeres": "40", "hombres": "24", "privado": "64"},
        ),
        ("a 64 personas.", {"sin_dato": "64"}),
        ("a 64 personas, 40 del sector público.", {"sin_dato": "64"}),
        ("a 64 personas y a 3 dependencias del sector público.", {"sin_dato": "64"}),
    ],
)
def test_the_sector_of_who_took_part_is_kept(text, said):
    (found,) = values_of(COURSE + text, "curso")
    assert found == said
