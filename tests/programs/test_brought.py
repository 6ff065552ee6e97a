"""What of an informe goes to which línea, on values: titles alike, things counted."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core import signing

from programs.enums import ComponentKind
from programs.errors import FileRefused
from programs.received.carried import SALT, carried_read
from programs.received.informes.child import reading_of
from programs.values.brought.amounts import SUMS_UP, Component, offers_of
from programs.values.brought.blocks import BroughtBlock, blocks_of, described
from programs.values.brought.carried import (
    Carried,
    CarriedLinea,
    Chosen,
    left_out,
    still_asked,
)
from programs.values.brought.pairs import PlanLine, pairs_of
from tests.programs.written_cases import written_linea

LONG = (
    "Acompañar a los municipios del estado en la elaboración, la revisión y el seguimiento de sus"
    " planes de trabajo anticorrupción, mediante asesorías presenciales y a distancia, la entrega"
    " de guías y formatos, la capacitación de las personas que cada ayuntamiento designe, y la"
    " publicación trimestral de un tablero con los avances que los órganos internos de control"
    " validen conforme a los lineamientos que emita el comité coordinador"
)
PLAN = (
    PlanLine(1, "Eje 4", "Dirección de Vinculación", "4.1", "Dar seguimiento a los indicadores"),
    PlanLine(2, "Eje 4", "Dirección de Vinculación", "4.2", LONG),
    PlanLine(3, "Eje 4", "Dirección de Vinculación", "4.3", "Sensibilizar a la población"),
)


def recognised(title: str, number: str, area: str = "", lines=PLAN) -> int:
    linea = written_linea(number=number, title=title, area=area)
    return next((near[0].pk for near in pairs_of([linea], lines).values()), 0)


@pytest.mark.parametrize(
    ("title", "number", "area"),
    [
        (LONG[:110], "4.2", ""),
        (f"{LONG[:110]}…", "4.2.", "Julio a septiembre de 2026"),
        (LONG[:60], "2", ""),
        (LONG[:110], "", "Dirección de Vinculación"),
    ],
)
def test_a_long_title_is_known_by_how_it_begins(title, number, area):
    assert len(LONG) >= 400
    assert recognised(title, number, area) == 2


@pytest.mark.parametrize(
    ("title", "number", "area"),
    [
        (LONG[:110], "4.3", ""),  # neither the number nor the área
        ("Acompañar a los municipios", "4.2", ""),  # too few words
        (LONG[200:310], "4.2", ""),  # its middle
        ("Capacitar a las personas servidoras públicas en la ley general", "4.2", ""),
    ],
)
def test_what_begins_otherwise_is_not(title, number, area):
    assert recognised(title, number, area) == 0


def test_the_whole_title_is_more_than_a_beginning_and_two_beginnings_are_none():
    short = LONG[:70]
    whole = (*PLAN, PlanLine(4, "Eje 5", "Unidad de Enlace", "2", short))
    twice = (*PLAN, PlanLine(4, "Eje 5", "Unidad de Enlace", "2", f"{LONG} y otras"))

    assert recognised(short, "2", lines=whole) == 4
    assert recognised(short, "2", lines=twice) == 0


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Se preparó un reporte de seguimiento.", "El texto dice «un» o «una», sin cifra"),
        ("Se prepararon 2 reportes de seguimiento.", ""),
    ],
)
def test_why_a_quantity_is_not_sure_is_told_as_it_is(text, doubt):
    unit = "reportes de seguimiento"
    linea = replace(written_linea(text, amounts=[("4", unit)]), reported=())
    (offer,) = offers_of(linea, (Component(1, 1, ComponentKind.SUM, unit, Decimal(4)),), None)

    assert offer.doubt == doubt


READ = """INFORME TRIMESTRAL
Tercer trimestre 2026 (julio - septiembre)

DIRECCIÓN DE CAPACITACIÓN

1. Impartir cursos a servidores públicos
Meta: 20 cursos
"""


def offered(text: str, promised: int = 20, before: int | None = None) -> list[tuple[str, str]]:
    """Return the (quantity, doubt) that an informe of the third quarter brings of its courses."""
    written = reading_of("text", f"{READ}{text}".encode()).written
    component = Component(1, 1, ComponentKind.SUM, "cursos", Decimal(promised), before)
    (linea,) = written.lineas
    made = offers_of(linea, (component,), written.period)
    return [(f"{each.quantity.normalize():f}", each.doubt) for each in made]


@pytest.mark.parametrize("label", ["Se impartieron", "Realizado en el trimestre:"])
@pytest.mark.parametrize(
    ("told", "quantity", "doubt"),
    [
        ("1.000 cursos", "1", "El texto dice «1.000»: se leyó 1"),
        ("84 177 cursos", "84177", "El texto dice «84 177»: se leyó 84,177"),
        ("3 o 5 cursos", "5", "El texto dice «3 o 5»"),
        ("siete u ocho cursos", "8", "El texto dice «siete u ocho»"),
        ("15 menos 3 cursos", "3", "El texto dice «15 menos 3»"),
        ("5 a 7 cursos", "7", "El texto dice «5 a 7»"),
        ("menos de 5 cursos", "5", "El texto dice «menos de 5»"),
        ("no menos de cinco cursos", "5", "El texto dice «no menos de cinco»"),
        ("alrededor de 5 cursos", "5", "El texto dice «alrededor de 5»"),
        ("unos 5 cursos", "5", "El texto dice «unos 5»"),
    ],
)
def test_a_number_that_its_words_leave_open_is_not_sure(label, told, quantity, doubt):
    assert offered(f"{label} {told}.") == [(quantity, doubt)]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Realizado en el trimestre: 84 177", "El texto dice «84 177»: se leyó 84,177"),
        ("Realizado en el trimestre: 1.000", "El texto dice «1.000»: se leyó 1"),
        ("Realizado acumulado: 9 cursos", SUMS_UP),
        ("Realizado a la fecha: 9 cursos\nAvance acumulado: 45%", SUMS_UP),
        ("Se impartieron 15 cursos menos 3 cancelados.", "El texto dice «15 cursos menos 3»"),
        ("Se impartieron 5 cursos (¿o 6?).", "El texto dice «5 cursos (¿o 6»"),
        ("Se impartieron cinco cursos y medio.", "El texto dice «cinco cursos y medio»"),
        ("Se impartieron 5 cursos, por confirmar.", "El texto dice «5 cursos, por confirmar»"),
        (
            "Se impartieron 5 cursos el trimestre anterior.",
            "Puede ser de otro periodo: «trimestre anterior»",
        ),
        (
            "Se impartieron 5 cursos del año pasado.",
            "Puede ser de otro periodo: «año pasado»",
        ),
        ("En mayo se impartieron 5 cursos.", "Puede ser de otro periodo: «mayo»"),
        (
            "Se impartieron 5 cursos durante el segundo trimestre.",
            "Puede ser de otro periodo: «segundo trimestre»",
        ),
        (
            "Se impartieron 5 cursos de enero a septiembre.",
            "Puede ser de otro periodo: «enero a septiembre»",
        ),
    ],
)
def test_what_stands_around_a_number_may_leave_it_open(text, doubt):
    assert [each for _, each in offered(text)] == [doubt]


@pytest.mark.parametrize(
    "text",
    [
        "Realizado en el trimestre: 5 cursos",
        "Se impartieron 5 cursos en agosto.",
        "Se impartieron 5 cursos de julio a septiembre.",
        "Se impartieron 5 cursos, 2 más que el trimestre anterior.",
        "Se impartieron 5 cursos con los temas pendientes del trimestre anterior.",
        "Con base en el diagnóstico de mayo, se impartieron 5 cursos.",
        "Se impartieron 5 cursos de al menos 20 horas.",
        "Se impartieron 5 cursos con al menos 15 asistentes.",
        "Se impartieron 5 cursos y se atendieron 1.250 solicitudes.",
    ],
)
def test_a_number_that_they_leave_as_it_is_stays_sure(text):
    assert offered(text) == [("5", "")]


@pytest.mark.parametrize("text", ["1,5 cursos", "0,500 cursos", "5-7", "1.000.000 cursos"])
def test_what_has_no_one_reading_is_not_offered(text):
    assert offered(f"Realizado en el trimestre: {text}") == []
    assert offered(f"Se impartieron {text}.") == []


@pytest.mark.parametrize(
    ("share", "before", "sure"),
    [
        ("Se alcanzó el 100% de la meta anual.", 3, True),
        ("Se alcanzó el 25% de la meta anual.", 3, False),
        ("Se alcanzó el 25% de la meta anual.", None, True),
        ("Se tiene un avance acumulado de 25%.", 3, False),
        ("En el trimestre se avanzó el 25% de la meta.", 3, True),
        ("En el trimestre se avanzó el 100% de la meta anual acumulada.", 3, True),
        ("En el trimestre se avanzó el 75% de la meta.", 3, False),
        ("Se cumplió el 25% de la meta.", 3, True),
        ("Se cumplió el 100% de la meta.", 3, True),
        ("Se cumplió el 50% de la meta.", 3, False),
        ("Se cumplió el 100% de lo programado en el trimestre.", 3, True),
    ],
)
def test_a_percentage_of_the_year_is_weighed_with_what_was_before(share, before, sure):
    before = None if before is None else Decimal(before)
    ((quantity, doubt),) = offered(f"Se impartió 1 curso. {share}", 4, before)
    said = re.search(r"\d+%", share)[0]
    assert quantity == "1"
    assert doubt == ("" if sure else f"No da el porcentaje que la línea dice, {said}")


def test_the_first_words_of_a_text_keep_their_lines_and_their_list():
    linea = written_linea("Se dio en:", "- La costa", "- La sierra", "Y se cerró.")
    (block,) = blocks_of(linea)
    assert described(block) == ("Texto", "Se dio en:\n- La costa\n- La sierra\nY se cerró.", "")


def test_what_the_person_takes_out_is_not_asked_for_again():
    lineas = tuple(CarriedLinea("", "", (BroughtBlock("text"),), (), own, ()) for own in (7, 8, 0))
    carried = Carried("n", "", "", lineas, empty=(7,))
    chosen = [Chosen(place, 0, (0,), ()) for place in range(3)]

    assert [each.linea for each in left_out(chosen)] == [0, 1, 2]
    assert still_asked(carried, chosen) == (1, 2)
    assert not still_asked(carried, [Chosen(1, 8, (0,), ()), Chosen(2, 0, (), ())])


def test_what_another_release_signed_is_asked_for_again():
    value = {"person": 1, "trimestre": 2, "read": ["n", "", ""]}
    with pytest.raises(FileRefused, match="Traiga otra vez"):
        carried_read(signing.dumps(value, salt=SALT, compress=True), 1, 2)


@pytest.mark.parametrize(
    ("text", "before", "quantity", "doubt"),
    [
        ("Se revisaron 2 instrumentos, con lo que suman diez en el año.", 8, 2, ""),
        ("Se revisaron 2 instrumentos, con los que ya son diez.", 8, 2, ""),
        ("Se revisaron dos instrumentos. Con ellos se acumulan 10 en el año.", 8, 2, ""),
        ("Con los 2 instrumentos de este trimestre suman diez en el año.", 8, 2, ""),
        ("Se revisaron 2; sumados a los 8 anteriores, son 10 instrumentos.", 8, 2, ""),
        ("En el año suman diez instrumentos; ahora se revisaron 2 instrumentos.", 8, 2, ""),
        (
            "Se revisaron 4 instrumentos, con lo que suman diez en el año.",
            8,
            4,
            "El texto suma 10 en el año",
        ),
        ("En el año suman diez instrumentos.", 8, 10, SUMS_UP),
        ("Se revisaron 2 instrumentos.", 8, 2, ""),
        ("En octubre, 2 instrumentos y en noviembre, 10 instrumentos.", 8, 12, "2 + 10"),
    ],
)
def test_what_the_quarter_has_is_told_from_what_the_year_sums_up(text, before, quantity, doubt):
    head = "INFORME DEL CUARTO TRIMESTRE 2026\n\nLínea de acción 6.3. Revisar instrumentos.\n"
    read = reading_of("text", f"{head}Meta anual: 10 instrumentos\n{text}\n".encode()).written
    (linea,) = read.lineas
    component = Component(1, 1, ComponentKind.SUM, "Instrumentos", Decimal(10), Decimal(before))
    (offer,) = offers_of(linea, (component,), read.period)
    assert offer.quantity == quantity
    assert doubt in offer.doubt and bool(doubt) == bool(offer.doubt)


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("En noviembre se elaboró 1 proyecto de lineamientos.", ""),
        ("En noviembre se elaboró 1 proyecto. Se revisó con las áreas:\n- Archivo", ""),
        ("La Dirección Jurídica revisó 4 convenios en octubre.", ""),
        ("No hubo avances en el trimestre.", ""),
        ("Con 3 proyectos concluidos, la meta queda cumplida.", ""),
        ("Elaborar los proyectos que se requieran.", "Elaborar los proyectos que se requieran."),
        ("Programa que se impartió en 2025", "Programa que se impartió en 2025"),
    ],
)
def test_what_was_done_is_no_title_and_is_brought(below, title):
    text = f"INFORME\n\nDirección de Vinculación\n\nLínea de acción 4.2.\n{below}\n"
    other = "\nLínea de acción 4.3. Sensibilizar.\nSe hizo una feria.\n"
    linea = next(iter(reading_of("text", (text + other).encode()).written.lineas))
    assert (linea.title, linea.number) == (title, "4.2")
    brought = " ".join(block.html for block in blocks_of(linea))
    brought += linea.closing.text if linea.closing else ""
    assert (below.partition("\n")[0] in brought) is not bool(title)
    if not title:
        assert recognised("", "4.2", "Dirección de Vinculación") == 2
