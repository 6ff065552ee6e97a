"""What of an informe goes to which línea, on values: titles alike, things counted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core import signing

from programs.enums import ComponentKind
from programs.errors import FileRefused
from programs.received.carried import SALT, carried_read
from programs.values.brought.amounts import Component, offers_of
from programs.values.brought.blocks import BroughtBlock
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
