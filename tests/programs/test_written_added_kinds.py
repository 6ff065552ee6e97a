"""Things of another kind that make a percentage: by their months, in a row, by "estos cinco"."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code


def codes_of(title, meta, told):
    text = f"Segundo trimestre de 2024\n\nLínea 1. {title}\nMeta anual: {meta}\n\n{told}\n"
    return [each.finding.code for each in reading_of(TEXT, text.encode()).findings]


SESSIONS = "Sesiones del Consejo", "doce sesiones ordinarias"
QUARTER = "Con estas tres sesiones se ha cubierto un cuarto de la meta."


@pytest.mark.parametrize(
    "told",
    [
        "El Consejo se reunió en sesión ordinaria en abril y en mayo, para el convenio; en junio "
        f"lo hizo en sesión extraordinaria, por la alerta. {QUARTER}",
        "En abril y mayo el Consejo sesionó de manera ordinaria. En junio lo hizo en forma "
        f"extraordinaria. {QUARTER}",
        "Hubo sesión ordinaria en abril, en mayo hubo una extraordinaria y en junio otra vez "
        f"ordinaria. {QUARTER}",
        f"Se celebró la ordinaria de abril y la de mayo; en junio, la extraordinaria. {QUARTER}",
    ],
)
def test_months_of_another_kind_do_not_make_the_meta(told):
    assert codes_of(*SESSIONS, told) == [Code.OTHER_KIND]


@pytest.mark.parametrize(
    "told",
    [
        f"El Consejo se reunió en sesión ordinaria en abril, en mayo y en junio. {QUARTER}",
        "El Consejo se reunió en sesión ordinaria en abril, en mayo y en junio. En junio hubo "
        f"también una extraordinaria, que no se suma a la meta. {QUARTER}",
        "Sesionó de manera ordinaria en abril, mayo y junio; en mayo también de manera "
        f"extraordinaria. {QUARTER}",
        # Those of before too
        "El Consejo se reunió en sesión ordinaria en abril, en mayo y en junio. Con estas tres "
        "sesiones, y las tres de enero a marzo, se ha cubierto la mitad de la meta.",
    ],
)
def test_months_of_its_own_kind_make_it(told):
    assert codes_of(*SESSIONS, told) == []


FOUR_SESSIONS = "Sesiones del Consejo", "cuatro sesiones ordinarias"
BEFORE = "En el primer trimestre se celebraron dos sesiones ordinarias. "
REACHED = " La meta se encuentra al 75% de cumplimiento."


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("El 28 de mayo se celebró la primera sesión extraordinaria. Suman así 3 sesiones de las 4 "
         "comprometidas.", True),
        ("El 28 de mayo se celebró la Segunda Sesión Extraordinaria, con lo que van 3 sesiones.",
         True),
        ("En mayo tuvo lugar la primera sesión extraordinaria; se acumulan tres sesiones.", True),
        # One more of its own kind, by a number or by its ordinal
        ("El 28 de mayo se celebró una sesión ordinaria más. Suman así 3 sesiones de las 4 "
         "comprometidas.", False),
        ("El 28 de mayo se celebró la tercera sesión ordinaria, y el 30 la primera sesión "
         "extraordinaria. Suman 3 sesiones de las 4 comprometidas.", False),
        ("El 28 de mayo se celebró la primera sesión extraordinaria, que no cuenta para la meta. "
         "Con la de abril suman 3 sesiones ordinarias.", False),
    ],
)  # fmt: skip
def test_one_of_another_kind_by_its_ordinal_is_none_of_the_sum(told, wrong):
    assert codes_of(*FOUR_SESSIONS, BEFORE + told + REACHED) == [Code.OTHER_KIND] * wrong


def table_of(*rows):
    return "\n".join(f"| {name} | {value} |" for name, value in (("Concepto", "Piezas"), *rows))


TREES = ("Árboles en camellones", "700"), ("Árboles en banquetas", "300")
THIRTY = "\n\nVamos en treinta por ciento de la meta anual."


@pytest.mark.parametrize(
    "row", ["Bolsas de composta regaladas en el vivero", "Macetas repartidas", "Folletos"]
)
def test_a_row_of_another_thing_is_none_of_the_sum(row):
    told = table_of(*TREES, (row, "500"), ("Suma para el compromiso", "1,500")) + THIRTY
    meta = "plantar 5,000 árboles en banquetas y camellones"
    assert codes_of("Arbolado urbano", meta, told) == [Code.OTHER_KIND]


@pytest.mark.parametrize(
    ("rows", "closing"),
    [
        ((("Árboles donados a escuelas", "500"), ("Total", "1,500")), THIRTY),
        # Told beside, and not counted
        ((("Macetas repartidas", "500"), ("Total", "1,500")), THIRTY.replace("treinta", "veinte")),
        # By its place, each of them
        ((("Reposición de árboles", "500"), ("Total", "1,500")), THIRTY),
    ],
)
def test_rows_of_its_things_are_summed(rows, closing):
    assert codes_of("Arbolado urbano", "plantar 5,000 árboles", table_of(*TREES, *rows) + closing) \
        == []  # fmt: skip


COURSES = "Cursos de actualización", "20 cursos"
FOUR = "Se impartieron los cursos de reanimación, triage, pie diabético y farmacovigilancia; "


@pytest.mark.parametrize(
    "told",
    [
        f'{FOUR}asimismo, se dictó la conferencia "Ética". Con estos cinco eventos, la meta anual '
        "queda al 25 por ciento de cumplimiento.",
        f"{FOUR}además se ofreció una conferencia de ética. Los cinco eventos son el 25 por ciento "
        "de la meta anual.",
        f"{FOUR}también hubo un taller de bioética. Con estas cinco actividades se tiene un avance "
        "del 25 por ciento de la meta.",
    ],
)
def test_one_event_of_another_kind_is_told_among_all(told):
    assert Code.OTHER_KIND in codes_of(*COURSES, told)


@pytest.mark.parametrize(
    "told",
    [
        "Se impartieron los cursos de reanimación, triage, pie diabético, farmacovigilancia y "
        "ética. Con estos cinco eventos, la meta anual queda al 25 por ciento de cumplimiento.",
        f"{FOUR}asimismo, se dictó la conferencia de ética. Con los cuatro cursos la meta anual "
        "queda al 20 por ciento de cumplimiento.",
    ],
)
def test_events_of_its_kind_are_its_own(told):
    assert codes_of(*COURSES, told) == []
