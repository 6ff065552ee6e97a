"""Oficios in prose: their numbers, kinds and days, and which numbers may be of one oficio."""

from datetime import date

import pytest

from programs.values.wording.oficio_tables import oficios_of_table
from programs.values.wording.oficios import (
    normalised,
    oficios_of,
    same_but_for_padding_or_prefix,
)
from programs.values.written import Period

SECOND = Period(date(2025, 4, 1), date(2025, 6, 30), date(2025, 1, 1), date(2025, 12, 31))
MAY = date(2025, 5, 7)

CITED = [
    ("Mediante Oficio No. SE/DAF/0030/2025 de fecha 7 de mayo, se", [("SE/DAF/0030/2025", MAY)]),
    ("con el oficio número SEA-DG-045-25, fechado el 7 de mayo", [("SEA-DG-045-25", MAY)]),
    ("memorándum Nº UT/9/2025 (7 de mayo de 2025)", [("UT/9/2025", MAY)]),
    ("circular 5/2025 y 3 reuniones", [("5/2025", None)]),
    ("oficio SEA.UT.015.2025. Se turnó", [("SEA.UT.015.2025", None)]),
    ("Oficio SE/ST/ 045 /2025, de 7 de mayo", [("SE/ST/ 045 /2025", MAY)]),
    ("Con fecha 7 de mayo de 2025, mediante oficio SE/12/2025 se envió", [("SE/12/2025", MAY)]),
    ("oficios SE/1/2025, SE/2/2025 Y SE/3/2025 la", [("SE/1/2025", None), ("SE/2/2025", None),
                                                     ("SE/3/2025", None)]),
    ("los oficios 01/2025 y 02/2025, ambos de fecha 7 de mayo", [("01/2025", MAY),
                                                                 ("02/2025", MAY)]),
    (
        "oficios SE/1/2025 de fecha 6 de mayo y SE/2/2025 de fecha 7 de mayo",
        [("SE/1/2025", date(2025, 5, 6)), ("SE/2/2025", MAY)],
    ),
    (
        "oficios SE/1/2025 y SE/2/2025 de fechas 6 y 7 de mayo, respectivamente",
        [("SE/1/2025", date(2025, 5, 6)), ("SE/2/2025", MAY)],
    ),
    ("oficio SE/33/2023, con fecha del 14 de febrero, se", [("SE/33/2023", date(2023, 2, 14))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_oficios_are_read_with_their_day(text, expected):
    found = oficios_of(text, SECOND)
    assert [(each.number, each.day) for each in found] == expected
    assert [text[each.start : each.end] for each in found] == [number for number, _ in expected]


@pytest.mark.parametrize(
    "text",
    [
        "se giraron 15 oficios",
        "el oficio 2025",
        "dictamen No. SH/DEO/174/2020",
        "expediente 12/2025",
        "el oficio de fecha 5 de mayo",
        "información de oficio 2025",
        "Economía circular 2030",
        "oficio 5 de mayo",
    ],
)
def test_what_is_no_number_of_an_oficio_is_left_alone(text):
    assert oficios_of(text, SECOND) == ()


def test_the_kind_is_told():
    text = "Oficio circular núm. 03/2025, memorando 7/2025 y oficio 8/2025"
    assert [each.kind for each in oficios_of(text)] == ["circular", "memorándum", "oficio"]


def test_a_list_shares_its_sender_and_its_year():
    found = oficios_of("oficios SE/UT/001, 002 y 003/2025")
    assert [each.normalised for each in found] == ["SE/UT/1/2025", "SE/UT/2/2025", "SE/UT/3/2025"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("sesea/ua/0012/2025", "SESEA/UA/12/2025"),
        ("SESEA-UA-012-25", "SESEA/UA/12/2025"),
        ("SESEA / UA / 12 / 2025", "SESEA/UA/12/2025"),
        ("0045", "45"),
        ("UT.015.2025", "UT/15/2025"),
    ],
)
def test_a_number_is_normalised(number, expected):
    assert normalised(number) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SE/UA/0030/2025", "SE/UA/030/2025", True),
        ("SE/ST/UA/0030/2025", "SE/UA/030/2025", True),
        ("UA/SE/30/2025", "SE/UA/30/2025", True),
        ("SE-UA-30-25", "SE/UA/030/2025", True),
        ("SE/UA/030/2025", "SE/UA/030/2025", False),
        ("SE/UA/030/2025", "SE/UA/031/2025", False),
        ("SE/UA/030/2024", "SE/UA/0030/2025", False),
        ("IT/SA/110/2025", "SE/UA/0110/2025", False),
        ("SE/ST/015/2025", "SE/ST/DJ/015/2025", False),
        ("0110/2025", "SE/UA/110/2025", False),
    ],
)
def test_padding_and_prefix_are_told_from_another_number(one, other, same):
    assert same_but_for_padding_or_prefix(one, other) is same
    assert same_but_for_padding_or_prefix(other, one) is same


def test_a_table_with_a_column_of_oficios_is_read():
    rows = (("Asunto", "No. de oficio", "Fecha"), ("Nómina", "DAF/012/2025", "07/05/2025"))
    ((row, found),) = oficios_of_table(rows, SECOND)
    assert (row, found.number, found.day) == (1, "DAF/012/2025", MAY)
    assert oficios_of_table((("Asunto", "Fecha"), ("Oficio", "07/05/2025"))) == ()
