"""Totals of several turns told one by one, and what looks like one."""

import pytest

from programs.values.checks.informe.sums import sums

from .written_cases import FIRST, written_linea


def said(text):
    return [each.arithmetic for each in sums(written_linea(text), FIRST)]


TURNS = (
    "La de abril reunió a 120 personas; la de mayo, a 135; la de junio, a 98. En las tres jornadas "
    "del trimestre se atendió a {} personas.",
    "El primer foro tuvo 120 personas, el segundo 135 y el tercero 98. Los tres foros sumaron {} "
    "personas.",
    "Al de abril acudieron 120 personas; al de mayo, 135; al de junio, 98. Entre los tres talleres "
    "acudieron {} personas.",
    "En julio se revisó a 120 personas, en agosto a 135 y en septiembre a 98. Durante los tres "
    "meses se revisó a {} personas.",
    "En octubre fue la primera, con 120 personas; en noviembre la segunda, con 135; en diciembre, "
    "la tercera, con 98. Las tres ferias convocaron a {} personas.",
    "Con la de enero llegaron 120 personas; con la de febrero, 135; con la de marzo, 98. Sumadas "
    "las tres ferias, llegaron {} personas.",
)


@pytest.mark.parametrize("text", TURNS)
def test_the_total_of_turns_that_do_not_make_it_is_told(text):
    assert any("120 + 135 + 98 = 353" in each for each in said(text.format(363)))
    assert said(text.format(353)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{TURNS[0].format(353)} En las tres jornadas anteriores se atendió a 340 personas.",
        "La de abril reunió a 120 personas; la de mayo, a 135; la de junio, a 98. En las tres "
        "jornadas se premió a 12 equipos.",
        "La de abril reunió a 120 personas; la de mayo, a 135; la de junio, a 98. En las tres "
        "participaron 340 personas distintas.",
        "La de abril reunió a 120 personas; la de mayo, a 135; la de junio, a 98. En las dos "
        "jornadas de 2024 se atendió a 250 personas.",
        "La de abril reunió a 120 personas y la de mayo, a 135. Las tres jornadas reunieron a 363 "
        "personas.",
        "Hubo 20 personas más 120 personas en abril; 135 en mayo; 98 en junio. En las tres "
        "jornadas se atendió al menos a 340 personas.",
    ],
)
def test_another_total_is_not_that_of_the_turns(text):
    assert said(text) == []


@pytest.mark.parametrize("both", ["Ambas ferias recibieron", "En ambas ferias se recibió a"])
def test_two_turns_are_told_by_both(both):
    text = f"La primera feria recibió a 300 personas y la segunda, a 250. {both} {{}} personas."
    assert said(text.format(560)) == ["300 + 250 = 550, no 560"]
    assert said(text.format(550)) == []


EACH = (
    "Se visitaron {} escuelas para revisar en cada una su programa interno: nueve de primaria, "
    "cinco de secundaria y dos de bachillerato."
)


def test_what_is_done_in_each_one_of_a_total_does_not_hide_its_parts():
    assert said(EACH.format("diecisiete")) == ["9 + 5 + 2 = 16, no 17"]
    assert said(EACH.format("dieciséis")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Se hicieron 16 visitas, con dos inspectores en cada una: nueve a farmacias, cinco a "
        "clínicas y dos a laboratorios.",
        "Se dieron 12 becas: cuatro a primaria y cinco a secundaria, de 500 cada una.",
    ],
)
def test_so_many_in_each_one_are_no_total_of_parts(text):
    assert said(text) == []
