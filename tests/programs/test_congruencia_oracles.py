"""What check_congruencia says of both real documents, against what is known to be wrong in them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from tests.seed_rows import load_rows

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"

# Of the quarter of S2: (whose, words of the sentence or of what follows it).
FLAGGED = (
    ("Unidad de Transparencia, línea 1", "6 ÷ 40 = 15%"),
    ("Unidad de Transparencia, línea 5", "3 ÷ 4 = 75%"),
    ("Unidad de Transparencia, línea 5", "título"),
    ("Unidad de Transparencia", "falta el 4"),
    ("Unidad de Transparencia", "falta la 12"),
    ("Unidad de Transparencia, línea 2", "fecha de actualización (31/12/2023)"),
    ("Unidad de Transparencia, línea 3", "también se reporta"),
    ("Unidad de Apoyo Administrativo, línea 4", "19 de enero de 2024"),
    ("Unidad de Apoyo Administrativo, línea 4", "13 de marzo de 2024"),
    ("Unidad de Apoyo Administrativo, línea 4", "SESAECH/ST/UAA/0030/2024"),
    ("Coordinación de Archivo, línea 1", "1 de abril de 2024"),
    ("Coordinación de Archivo, línea 1", "no cuantifica"),
    ("Coordinación de Archivo, línea 3", "no cuantifica"),
    ("Coordinación de Archivo, línea 4", "no dice cuánto avanzó"),
    ("Coordinación de Archivo, línea 5", "otro año"),
    ("Coordinación de Archivo, línea 5", "extraordinaria"),
    ("Plataforma Digital, línea 1", "no dice cuánto avanzó"),
    ("Plataforma Digital, línea 2", "no dice cuánto avanzó"),
    ("Dirección Jurídica, línea 1", "21 ÷ 28 = 75%"),
    ("Dirección Jurídica, línea 1", "6.ª sesión ordinaria"),
    ("Dirección Jurídica, línea 2", "3 ÷ 4 = 75%"),
    ("Contenido", "no coincide con los encabezados"),
)
# What agrees, and what is not due: nothing is said of their percentages, sums or statements.
AGREES = (
    *("Unidad de Apoyo Administrativo, línea 1", "Unidad de Apoyo Administrativo, línea 5"),
    *("Coordinación de Archivo, línea 2", "Plataforma Digital, línea 3"),
    "Dirección Jurídica, línea 3",
    *(f"Dirección de Vinculación y Políticas Públicas, línea {n}" for n in range(1, 7)),
)
PLAN = (
    ("2.4", "ninguna tarea"),
    ("3.10", "ninguna tarea"),
    ("3.11", "solo en el calendario"),
    ("Eje 3", "9 renglones del calendario"),
    ("Eje 3", "No tiene número"),
    ("Sección", "número II"),
    ("Eje 3", "no está programada en T1"),
    ("Eje 3", "ya se habían entregado"),
)


def lines_of(*args: str) -> list[str]:
    """Return what the command prints, which ends with 1."""
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("check_congruencia", *args, stdout=out)
    assert caught.value.returncode == 1
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def s2(django_db_setup, django_db_blocker):
    """All that the command knows of S2's quarter, with what its áreas explained."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_rows("sesaech")
        yield lines_of("sesaech", "2024", "1", "--all")
        transaction.set_rollback(True)


@pytest.mark.parametrize(("place", "words"), FLAGGED)
def test_what_is_wrong_in_s2_is_flagged(s2, place, words):
    assert any(place in line.split(" · ")[1] and words in line for line in s2)


@pytest.mark.parametrize("place", AGREES)
def test_what_agrees_in_s2_is_not_flagged(s2, place):
    assert [line for line in s2 if line.split(" · ")[1].endswith(place)] == []


def test_a_paste_counts_the_actas_and_acuerdos_that_the_quarter_has():
    text = (DATA / "seed_sesaech.txt").read_bytes()
    (told,) = [
        each.finding.arithmetic
        for each in reading_of(TEXT, text).findings
        if "÷ 28" in each.finding.arithmetic
    ]
    assert "1 + 2 + 1 + 5 actas + 3 + 5 + 4 acuerdos = 21; 21 ÷ 28 = 75%" in told


def test_each_thing_of_a_linea_is_said_once(s2):
    assert [line for line in s2 if "Se declara un avance" in line] == []
    assert len(s2) == len(set(s2)) <= 28


def test_what_is_wrong_in_s0_is_flagged():
    load_rows("sesea_slp")
    found = lines_of("sesea-slp", "2023")

    for place, words in PLAN:
        assert any(place in line.split(" · ")[1] and words in line for line in found), words


def test_unknown_names_end_with_2_and_a_sentence():
    load_rows("sesaech")
    for args in (("nadie", "2024"), ("sesaech", "1999"), ("sesaech", "2024", "9")):
        with pytest.raises(CommandError) as caught:
            call_command("check_congruencia", *args)
        assert caught.value.returncode == 2
        assert str(caught.value).endswith(".")
