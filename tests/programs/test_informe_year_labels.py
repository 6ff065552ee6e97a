"""Labels of what the year has so far, beside those of the quarter, in an informe that is read."""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT

HEAD = (
    "COORDINACIÓN DE VINCULACIÓN\nInforme del tercer trimestre de 2025\n\n"
    "Línea 1. Impartir talleres de ética\n"
)
OF_YEAR = [
    "Realizado acumulado",
    "Realizado a la fecha",
    "Realizado en el año",
    "Realizado al tercer trimestre",
    "Realizado de enero a septiembre",
    "Alcanzado acumulado",
    "Realizado acum.",
    "Ejecutado a la fecha",
]


def read(*lines: str):
    """Return the línea of an informe with these lines, and the messages about it."""
    told = reading_of(TEXT, (HEAD + "\n".join(lines)).encode())
    (linea,) = told.written.lineas
    return linea, [each.finding.message for each in told.findings]


def box(label: str, share: int) -> tuple[str, ...]:
    """Return a box of both labels with its narrative and its closing."""
    return (
        "Meta anual: 12 talleres",
        "Programado en el trimestre: 3 talleres",
        "Realizado en el trimestre: 3 talleres",
        f"{label}: 9 talleres",
        "Se dieron tres talleres.",
        f"Se cumplió el {share}% de la meta anual.",
    )


@pytest.mark.parametrize("label", OF_YEAR)
def test_the_year_so_far_takes_no_place_of_the_quarter(label):
    linea, found = read(*box(label, 75))
    assert (linea.reported, linea.so_far) == ((Decimal(3),), (Decimal(9),))
    assert found == []


@pytest.mark.parametrize("label", OF_YEAR)
def test_in_any_order(label):
    meta, due, quarter, year, *rest = box(label, 75)
    linea, found = read(meta, year, due, quarter, *rest)
    assert (linea.reported, linea.so_far) == ((Decimal(3),), (Decimal(9),))
    assert found == []


@pytest.mark.parametrize("label", OF_YEAR[:3])
def test_alone_it_is_no_quantity_of_the_quarter(label):
    meta, due, _, year, *rest = box(label, 75)
    assert read(meta, due, year, *rest)[1] == []


@pytest.mark.parametrize("label", [*OF_YEAR, "Acumulado", "Acumulado anual", "Total acumulado"])
def test_a_share_that_the_year_so_far_does_not_give_is_told(label):
    expected = ["La línea dice 90%, y las cantidades de la línea dan 75%"]
    assert read(*box(label, 90))[1] == expected


@pytest.mark.parametrize(
    "label",
    [
        "Acumulado",
        "Acumulado anual",
        "Acumulado al tercer trimestre",
        "En lo que va del año suman",
        "Acumulado a septiembre",
        "Total acumulado",
    ],
)
@pytest.mark.parametrize("share", [70, 75, 90])
def test_an_accumulated_in_words_gives_the_share(label, share):
    lines = (
        "Meta anual: 12 talleres",
        "Realizado en el trimestre: 3 talleres",
        f"{label}: 9 talleres",
        "Se dieron tres talleres.",
        f"Se alcanzó el {share}% de la meta anual.",
    )
    found = read(*lines)[1]
    wrong = f"La línea dice {share}%, y las cantidades de la línea dan 75%"
    assert found == ([] if share == 75 else [wrong])


@pytest.mark.parametrize(
    "line",
    [
        "Acumulado al segundo trimestre: 6 talleres",
        "Acumulado de asistentes: 240 personas",
        "Acumulado del trimestre: 3 talleres",
        "Se acumularon 3 talleres en el trimestre.",
        "A la fecha se han dado 3 talleres.",
        "En el año se ha dado 1 taller en línea.",
    ],
)
def test_another_accumulated_gives_no_share(line):
    lines = ("Meta anual: 12 talleres", "Realizado en el trimestre: 3 talleres", line)
    assert read(*lines, "Se dieron tres talleres.", "Se alcanzó el 75% de la meta anual.")[1] == []


PROGRAMMED = [
    "{}% de lo programado.",
    "Se alcanzó el {}% de lo programado.",
    "Avance: {}% de lo programado.",
    "Se cumplió con el {}% de los talleres programados.",
    "Cumplimiento del {}% de lo planeado.",
    "Se llegó al {}% de lo previsto.",
]


@pytest.mark.parametrize("closing", PROGRAMMED)
@pytest.mark.parametrize("share", [80, 120])
def test_a_share_of_what_a_label_says_was_programmed(closing, share):
    meta, due, quarter, *_ = box("", 0)
    found = read(meta, due, quarter, "Se dieron tres talleres.", closing.format(share))[1]
    assert found == [f"La línea dice {share}%, y las cantidades de la línea dan 100%"]


@pytest.mark.parametrize("closing", PROGRAMMED)
@pytest.mark.parametrize("share", [100, 25, 75])
def test_the_quarter_or_the_year_gives_a_share_of_what_was_programmed(closing, share):
    meta, due, quarter, year, *_ = box("Realizado acumulado", 0)
    assert (
        read(meta, due, quarter, year, "Se dieron tres talleres.", closing.format(share))[1] == []
    )


def test_of_what_was_programmed_in_the_year_it_is_no_share_of_the_quarter():
    meta, due, quarter, *_ = box("", 0)
    closing = "Se alcanzó el 50% de lo programado en el año."
    assert read(meta, due, quarter, "Se dieron tres talleres.", closing)[1] == []
