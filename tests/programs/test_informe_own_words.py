"""Wordings of other offices: closings as fractions, labels before a dash, figures told twice.

Each text is right as it stands; what is wrong in it, where anything is, is the share that closes.
"""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

HEAD = "Instituto de Prueba\nDirección de Programas\nInforme del {quarter} trimestre de 2025\n\n"


def codes_of(told, quarter="primer"):
    """Return the codes of what is said of a paste of one quarter."""
    text = HEAD.format(quarter=quarter) + told
    return [each.finding.code for each in reading_of(TEXT, text.encode()).findings]


def lineas_of(told, quarter="primer"):
    """Return the líneas of a paste of one quarter."""
    text = HEAD.format(quarter=quarter) + told
    return list(reading_of(TEXT, text.encode()).read.written.lineas)


@pytest.mark.parametrize(
    "closing",
    [
        "Media meta.",
        "Se hicieron doce faenas, o sea la mitad.",
        "Una de cada dos faenas del año ya está hecha.",
        "El año va por mitad.",
        "De lo prometido falta la mitad.",
        "Queda otro tanto, es decir, la mitad.",
        "Van doce de las veinticuatro faenas.",
        "Situación – La meta lleva un 50% de avance.",
    ],
)
def test_a_fraction_tells_how_far_a_linea_is(closing):
    told = f"Línea 1. Faenas\nMeta: 24 faenas en el año.\nSe organizaron doce faenas. {closing}\n"
    other = "Línea 2. Cursos\nMeta: 4 cursos.\nSe dio un curso.\nAvance: 25%.\n"
    assert codes_of(told + other) == []


def test_what_is_left_ends_a_linea_too():
    told = "Línea 1. Fumigación\nMeta: cinco fumigaciones.\nSe hicieron las cinco. {}\n"
    assert codes_of(told.format("No resta nada por hacer de lo prometido.")) == []
    assert codes_of(told.format("Cinco de cinco; nada queda a deber.")) == []


@pytest.mark.parametrize(
    ("meta", "closing", "wrong"),
    [
        ("40 visitas en el año, 10 por trimestre.",
         "La meta del trimestre se cumplió en un 140% y la anual está al 35%.", False),
        ("40 visitas en el año, 10 por trimestre.",
         "La meta del trimestre se cumplió en un 120% y la anual está al 35%.", True),
        ("40 visitas en el año, a razón de 10 por trimestre.",
         "La meta del trimestre se cumplió en un 140% y la anual está al 45%.", True),
    ],
)  # fmt: skip
def test_a_share_of_the_quarter_and_one_of_the_year_are_each_of_their_own(meta, closing, wrong):
    told = (
        f"Línea 1. Vigilancia\nMeta: {meta}\nSe hicieron 14 visitas, cuatro más de las "
        f"programadas.\n{closing}\n"
    )
    assert codes_of(told) == ([Code.WRITTEN_PERCENT] if wrong else [])


def test_what_is_said_of_the_quarter_is_divided_by_what_it_had_programmed():
    told = (
        "Línea 1. Capacitar a personas\nMeta anual: 500 personas\n"
        "Programado en el trimestre: 150 personas\nEn el trimestre se capacitó a 135 personas.\n"
        "Se alcanzó el {}% de lo programado en el trimestre y el 27% de la meta anual.\n"
    )
    assert codes_of(told.format(90)) == []
    (found,) = reading_of(TEXT, (HEAD.format(quarter="primer") + told.format(95)).encode()).findings
    assert found.finding.code is Code.WRITTEN_PERCENT
    assert "135 ÷ 150" in found.finding.arithmetic and "Del año" not in found.finding.arithmetic


@pytest.mark.parametrize(("share", "wrong"), [("75", False), ("85", True)])
def test_a_figure_of_a_label_and_of_the_narrative_is_counted_once(share, wrong):
    told = (
        "Línea 1. Talleres de integridad\nMeta anual: 24 talleres\n"
        "Programado en el trimestre: 12 talleres\nRealizado en el trimestre: 9 talleres\n"
        "Se llevaron a cabo nueve talleres.\n"
        f"Se alcanzó un {share} por ciento de lo programado en el trimestre.\n"
    )
    assert codes_of(told, "segundo") == ([Code.WRITTEN_PERCENT] if wrong else [])
    (linea,) = lineas_of(told, "segundo")
    assert (linea.reported, linea.programmed) == ((Decimal(9),), Decimal(12))


def test_another_kind_is_no_figure_of_the_meta():
    told = (
        "Línea 1. Sesiones del Comité\nMeta anual: 4 sesiones ordinarias\n"
        "Programado en el trimestre: 1 sesión\nRealizado en el trimestre: 1 sesión\n"
        "El 20 de mayo se celebró la Segunda Sesión Extraordinaria del Comité.\n"
        "Se cumplió al 100% la meta del trimestre.\n"
    )
    assert Code.OTHER_KIND in codes_of(told, "segundo")


def test_a_meta_that_the_first_sentence_of_its_linea_tells():
    first, second = lineas_of(
        "Línea 7. Mesas de trabajo. La meta consiste en llevar a cabo ocho mesas de trabajo en el "
        "año. Se llevaron a cabo seis. La meta registra un avance de 75%.\n\n"
        "Línea 8. Revisión de riesgos. La meta consiste en revisar 120 expedientes en el año. Se "
        "revisaron 90 expedientes. La meta registra un avance de 75%.\n"
    )
    assert [first.meta, second.meta] == ["ocho mesas de trabajo", "120 expedientes"]


@pytest.mark.parametrize(
    "told",
    ["Meta anual – Plantar 900 árboles\nDescripción – Se plantaron 225 árboles.\n"
     "Situación – La meta lleva un 25% de avance.\n",
     "Lo programado para el año: plantar 900 árboles. Lo hecho: se plantaron 225 árboles. Se ha "
     "cumplido el 25% de lo programado.\n",
     "Para 2025: 900 árboles. Se plantaron 225 árboles. Se ha cubierto la cuarta parte.\n"],
)  # fmt: skip
def test_labels_in_the_words_of_an_office_name_the_meta(told):
    (linea,) = lineas_of(f"Línea de acción 1. Arbolado\n{told}")
    assert linea.amounts[0].quantity == 900
    assert codes_of(f"Línea de acción 1. Arbolado\n{told}") == []


@pytest.mark.parametrize(
    ("told", "meta", "share", "quarter"),
    [
        ("Se celebró la primera sesión ordinaria el 20 de febrero. La segunda sesión ordinaria se "
         "tiene prevista para el 22 de mayo.", "4 sesiones ordinarias", "25%", "primer"),
        ("Se conservaron 500 kilómetros, los cuales se suman a los 400 kilómetros del primer "
         "trimestre.", "1,800 kilómetros", "50%", "segundo"),
        ("En los primeros tres meses del año se llevaron a cabo cuatro talleres; entre abril y "
         "junio se sumaron cinco más.", "18 talleres", "50%", "segundo"),
        ("En el primer trimestre se calibraron cuatro y en éste los seis restantes.",
         "10 macromedidores", "100%", "segundo"),
        ("Se organizó una de las dos ferias, con una concurrencia de 430 personas.",
         "2 ferias", "50%", "primer"),
    ],
)  # fmt: skip
def test_what_is_to_come_or_was_before_is_read_for_what_it_is(told, meta, share, quarter):
    linea = (
        f"Línea 1. Lo del año\nMeta: {meta} en el año.\n{told}\nLa meta anual está al {share}.\n"
    )
    assert codes_of(linea, quarter) == []


def test_a_table_counts_by_the_row_that_sums_it():
    table = (
        "Línea 8. Bienestar animal\nMeta anual: esterilizar novecientos perros y gatos.\n"
        "Avance: {}.\n| Mes | Perros esterilizados | Gatos esterilizados | Suma |\n"
        "| Enero | 50 | 10 | 60 |\n| Febrero | 70 | 15 | 85 |\n| Marzo | 60 | 20 | 80 |\n"
        "| Trimestre | 180 | 45 | 225 |\n"
    )
    assert codes_of(table.format("veinticinco por ciento")) == []


def test_persons_of_a_title_are_not_the_talleres_of_its_meta():
    told = (
        "Línea 1. Impartir talleres a personas servidoras públicas\nMeta anual: 24 talleres\n"
        "Se llevaron a cabo nueve talleres.\nSe alcanzó el 37.5% de la meta anual.\n"
    )
    opening = (
        "PRESENTACIÓN\nLa Dirección impartió {} talleres a 261 personas servidoras públicas.\n\n"
        "DIRECCIÓN DE PROGRAMAS\n"
    )
    assert codes_of(opening.format(9) + told) == []
    assert codes_of(opening.format(11) + told) == [Code.OPENING_FIGURE]


@pytest.mark.parametrize(
    ("told", "meta", "share", "quarter"),
    [
        ("En el primer trimestre se organizó una feria. En el presente se organizó otra, en la "
         "plaza de armas. Con ambas ferias se cierra junio.", "4 ferias", "50%", "segundo"),
        ("Se entregaron noventa análisis en el trimestre y doscientos diez en los tres "
         "anteriores.", "300 análisis", "100%", "cuarto"),
        ("Se hicieron 20 visitas en el trimestre y 40 en los dos previos.", "80 visitas", "75%",
         "tercer"),
    ],
)  # fmt: skip
def test_what_earlier_quarters_gave_is_added(told, meta, share, quarter):
    linea = f"Línea 1. Lo del año\nMeta: {meta} en el año.\n{told}\nLa meta va al {share}.\n"
    assert codes_of(linea, quarter) == []
    wrong = linea.replace(share, "65%")
    assert codes_of(wrong, quarter) == [Code.WRITTEN_PERCENT]
