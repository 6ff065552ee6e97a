"""The presentación of an área against what its líneas captured, in the words of their metas."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.informe import findings_of_written
from programs.values.checks.informe.named_opening import opening_named
from programs.values.checks.informe.year_opening import opening_year
from programs.values.tied import TiedNumber
from programs.values.written import Period, Written, WrittenArea, WrittenSection
from tests.programs.written_cases import written_linea, written_passages

THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))
AREA = "Dirección de Vinculación"


def captured(number, title, meta, amount, done, so_far):
    line = written_linea(
        "Las mesas se realizaron en modalidad híbrida.",
        title=title,
        meta=meta,
        amounts=[amount],
        number=number,
        key=f"linea-{number}",
        area=AREA,
        reported=(done,),
    )
    return replace(line, owner=AREA, so_far=(Decimal(so_far),))


LINEAS = (
    captured(
        "4.1",
        "Dar seguimiento a los indicadores",
        "4 reportes de seguimiento",
        (4, "reportes"),
        1,
        3,
    ),
    captured(
        "4.2",
        "Acompañar a los municipios en la elaboración y revisión de sus planes de trabajo",
        "11 planes municipales revisados",
        (11, "planes revisados"),
        5,
        7,
    ),
    captured(
        "4.3",
        "Sensibilizar a la ciudadanía sobre integridad y denuncia",
        "2,000 personas",
        (2000, "personas"),
        480,
        1445,
    ),
    captured("4.4", "Impartir cursos en línea", "20 cursos en línea", (20, "cursos"), 6, 15),
)


def written(text, ties=()):
    (passage,) = written_passages("s1", [text])
    section = WrittenSection("s1", "", "Presentación", AREA, (replace(passage, ties=ties),))
    return Written("", THIRD, (), (section,), (WrittenArea("a", AREA, (), LINEAS),))


def found(text):
    told = findings_of_written(written(text))
    return [each.finding.arithmetic for each in told if each.subject == "s1"]


WRONG = [
    ("La Dirección revisó 9 planes.", "9 ≠ 5"),
    ("La Dirección revisó 9 planes municipales.", "9 ≠ 5"),
    ("La Dirección revisó nueve planes municipales de integridad.", "9 ≠ 5"),
    ("Se han revisado 9 planes municipales de la costa.", "9 ≠ 5"),
    ("Fueron revisados 9 planes municipales en la sierra.", "9 ≠ 5"),
    ("Se logró la revisión de 9 planes municipales.", "9 ≠ 5"),
    ("Se revisaron 3 planes municipales.", "3 ≠ 5"),
    ("Se entregaron 4 reportes de seguimiento.", "4 ≠ 1"),
    ("Se elaboraron 2 reportes de seguimiento de indicadores.", "2 ≠ 1"),
    ("La Dirección sensibilizó a 600 personas en ferias.", "600 ≠ 480"),
    ("Se sensibilizó a 600 personas sobre integridad y denuncia.", "600 ≠ 480"),
    ("La Dirección logró sensibilizar a 600 personas en plazas.", "600 ≠ 480"),
    ("Se impartieron 9 cursos en línea.", "9 ≠ 6"),
]
WRONG_OF_YEAR = [
    ("En el año se ha sensibilizado a 1,545 personas.", "1,545 ≠ 1,445"),
    ("En lo que va del año suman 1,545 personas sensibilizadas.", "1,545 ≠ 1,445"),
    ("La Dirección ha sensibilizado a 1,545 personas en lo que va del año.", "1,545 ≠ 1,445"),
    ("En el año suman 9 planes municipales revisados.", "9 ≠ 7"),
    ("Restan 6 planes por revisar para cumplir la meta anual.", "6 ≠ 4"),
    ("De las 2,100 personas comprometidas en el año se sensibilizó a 480.", "2,100 ≠ 2,000"),
    ("De los 12 planes municipales comprometidos en el año se revisaron 7.", "12 ≠ 11"),
]
RIGHT = [
    "La Dirección revisó 5 planes municipales.",
    "La Dirección revisó cinco planes municipales de integridad y 3 reglamentos.",
    "Se entregó 1 reporte de seguimiento.",
    "La Dirección sensibilizó a 480 personas en ferias.",
    "Se sensibilizó a 120 personas en ferias.",
    "Se sensibilizó a 250 personas en escuelas y a 230 personas en ferias.",
    "Se revisaron 2 planes municipales de la costa.",
    "Se revisaron 2 planes municipales de la sierra y 3 planes municipales de la costa.",
    "Con ellos se llevan 7 planes municipales revisados.",
    "La meta anual es de 11 planes municipales.",
    "En el primer semestre se revisaron 2 planes municipales.",
    "Se recibieron 9 planes municipales para su revisión.",
    "Se publicaron 12 planes municipales en el portal.",
    "Participaron 700 personas en las mesas.",
    "Se convocó a 600 personas para sensibilizarlas en ferias.",
    "La Dirección elaboró 9 planes de comunicación.",
    "La página tuvo 9,000 visitas de personas interesadas.",
    "Se capacitó a 600 personas servidoras públicas.",
    "Se busca sensibilizar a 600 personas en ferias.",
    "Se impartieron 9 cursos presenciales.",
    "En el año se ha sensibilizado a 1,445 personas.",
    "En el año se impartieron 30 talleres a 900 personas.",
    "En el año se atendió a 900 personas por teléfono.",
    "En el año suman 7 planes municipales revisados.",
    "Faltan 4 planes por revisar para cumplir la meta anual.",
    "De las 2,000 personas comprometidas en el año se sensibilizó a 480.",
    "En lo que va del año suman 900 personas usuarias.",
    "El acumulado de visitas a la página es de 30,000.",
]


@pytest.mark.parametrize(("text", "arithmetic"), WRONG + WRONG_OF_YEAR)
def test_a_number_that_is_not_what_was_captured_is_told_once(text, arithmetic):
    assert found(text) == [arithmetic]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_a_part_or_another_thing_stays_silent(text):
    assert found(text) == []


def test_the_linea_is_named_where_the_year_is_told():
    ((placed),) = opening_year(written(WRONG_OF_YEAR[3][0]))
    told = f"y el acumulado del año de {AREA}, línea 4.2 es 7"
    assert placed.finding.message.endswith(told)
    assert placed.place == f"Presentación, {AREA}"


def test_a_tied_number_is_never_looked_at():
    text = "La Dirección revisó 9 planes municipales."
    assert list(opening_named(written(text, (TiedNumber(20, 21, "9", ""),)))) == []
    text = "En el año suman 9 planes municipales revisados."
    assert list(opening_year(written(text, (TiedNumber(16, 17, "9", ""),)))) == []
