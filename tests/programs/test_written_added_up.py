"""What was done before and now against the total that the text says they make."""

from decimal import Decimal

import pytest

from programs.values.checks.finding import Code
from programs.values.wording.added_up import added_up
from programs.values.wording.counted import counted_of

from .test_written_part_metas import codes_of

WRONG = [
    ("12 talleres", "Se impartieron 3 talleres, que sumados a los 2 del primer trimestre dan un "
     "total de 6.", 50),
    ("20 cursos", "Se impartieron 5 cursos y en los anteriores 10, para un total de 14.", 70),
    ("12 talleres", "Se impartieron 3 talleres. Sumados a los 2 del primer trimestre, dan un total "
     "de 6.", 50),
    ("12 talleres", "Con los 2 del trimestre anterior, los 3 talleres de este periodo suman 6.",
     50),
    ("20 visitas", "Se realizaron 4 visitas, más las 6 del primer trimestre, lo que da un "
     "acumulado de 11 visitas.", 55),
    ("20 visitas", "Se hicieron 4 visitas; con las 6 reportadas en el primer trimestre se acumulan "
     "11.", 55),
    ("12 talleres", "En el trimestre se impartieron 3 talleres; en el anterior, 2; en total, 6.",
     50),
    ("12 talleres", "Se impartieron tres talleres, que aunados a los dos reportados en el primer "
     "trimestre hacen seis.", 50),
    ("12 talleres", "A los 2 talleres del primer trimestre se suman 3 de éste, para llegar a 6.",
     50),
    ("12 talleres", "Se impartieron 3 talleres a 40 personas, que sumadas a las 60 del primer "
     "trimestre dan un total de 110.", 25),
]  # fmt: skip
RIGHT = [
    ("12 talleres", "Se impartieron 3 talleres, que sumados a los 2 del primer trimestre dan un "
     "total de 5.", "41.7"),
    ("20 cursos", "Se impartieron 5 cursos y en los anteriores 10, para un total de 15.", "75"),
    ("12 talleres", "Se impartieron 3 talleres a 40 personas, que sumadas a las 60 del primer "
     "trimestre dan un total de 100.", "25"),
    # Others are told without a number.
    ("12 talleres", "Se impartieron 3 talleres, que sumados a los del primer trimestre dan un "
     "total de 6.", "50"),
    ("12 talleres", "Se impartieron 3 talleres, que sumados a los 2 del primer trimestre y al de "
     "la UNAM dan un total de 6.", "50"),
    # Of other things.
    ("20 visitas", "Se realizaron 4 visitas, con la asistencia de 6 personas, para un total de 11 "
     "en el año.", "55"),
    ("80 obras", "Se catalogaron veinte obras, entre ellas dos bodegones. Con las cuarenta del "
     "primer semestre suman sesenta.", "75"),
    ("60 entes", "Se interconectaron quince entes: nueve organismos y seis ayuntamientos. Unidos a "
     "los treinta que el primer semestre había aportado, hacen cuarenta y cinco.", "75"),
]  # fmt: skip


@pytest.mark.parametrize(("meta", "told", "percent"), WRONG)
def test_what_was_done_before_and_now_makes_the_total_that_is_told(meta, told, percent):
    assert codes_of(meta, told, f"La meta se cumplió al {percent}%.") == [Code.SUM]


@pytest.mark.parametrize(("meta", "told", "percent"), RIGHT)
def test_a_total_that_is_made_or_of_which_others_are_part_is_not_told(meta, told, percent):
    assert codes_of(meta, told, f"La meta se cumplió al {percent}%.") == []


@pytest.mark.parametrize("percent", [50, 60])
def test_a_percentage_is_of_the_total_that_the_text_makes(percent):
    told = RIGHT[0][1]
    found = codes_of("12 talleres", told, f"La meta se cumplió al {percent}%.")
    assert found == [Code.WRITTEN_PERCENT]


def test_a_total_that_verbs_make_is_no_base():
    total = counted_of("3 talleres, que sumados a los 2 dan un total de 5")[-1]
    assert (total.value, total.base) == (Decimal(5), False)
    assert counted_of("Se atendieron 3 de un total de 5 solicitudes")[-1].base


def test_the_nearest_counts_of_one_thing_are_its_parts():
    text = "3 talleres a 40 personas, que con las 60 del periodo anterior suman 110."
    ((total, parts),) = added_up(text)
    assert total.value == 110
    assert [each.value for each in parts] == [40, 60]


@pytest.mark.parametrize(
    "text",
    ["En los dos trimestres anteriores se habían brindado 50 y 48, respectivamente, de modo que el "
     "año suma 154.",
     "En los dos trimestres anteriores se dieron 20 y 30, para un total de 90.",
     "En los tres meses anteriores fueron 5, 6 y 8, con lo que se acumulan 30.",
     "Los dos periodos anteriores dejaron 40 y 12; se llevan 70.",
     "De los dos semestres anteriores vienen 10 y 11, y suman 40.",
     "En los dos bimestres anteriores se hicieron 7 y 9, y se llega a 25."],
)  # fmt: skip
def test_how_many_quarters_came_before_is_no_part(text):
    assert not list(added_up(text))
