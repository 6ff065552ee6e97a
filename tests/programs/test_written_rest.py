"""Totals whose rest is told behind their parts, and groups told apart by several things."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.percent import percent
from programs.values.checks.informe.sums import sums
from programs.values.wording.the_rest import rest_behind

from .written_cases import FIRST, written_linea

TEN = "Se recibieron 10 quejas. Cinco se turnaron, tres se archivaron y una se desechó"
TWENTY = "Se recibieron 20 quejas. Diez se turnaron, seis se archivaron y dos se desecharon"

WHOLE = (
    f"{TEN}. Otra sigue en trámite.",
    f"{TEN}; otra sigue en trámite.",
    f"{TEN}; la restante sigue en trámite.",
    f"{TEN}. La última está en trámite.",
    f"{TEN}. La otra sigue en trámite.",
    f"{TEN}. La queja restante sigue en trámite.",
    f"{TEN}; queda una por resolver.",
    f"{TEN}. Una más está en análisis.",
    f"{TEN}. Además, otra sigue abierta.",
    f"{TEN}. El resto sigue en trámite.",
    f"{TWENTY}. Las otras dos siguen en trámite.",
    f"{TWENTY}. Las dos restantes siguen en trámite.",
    f"{TWENTY}. Las restantes siguen en trámite.",
    f"{TWENTY}. Las últimas dos siguen en trámite.",
    f"{TWENTY}. A las otras dos les falta un dato.",
    f"{TWENTY}. Quedan dos en trámite.",
    "Ingresaron 27 solicitudes, de las cuales 11 llegaron en abril, 9 en mayo y 6 en junio; la "
    "otra se recibió por correo.",
    "Se recibieron 72 solicitudes. Las 72 se distribuyen así: cuarenta y una de personas físicas, "
    "diecisiete de personas morales y doce de autoridades. Otras dos se desecharon.",
    "Se recibieron 20 quejas: diez turnadas, seis archivadas y dos desechadas. Otras dos siguen.",
    "Se recibieron 20 quejas. Turnadas, 10; archivadas, 6; desechadas, 2. Las demás siguen.",
)  # fmt: skip

SHORT = (
    (f"{TEN}.", "5 + 3 + 1 = 9, no 10"),
    (f"{TWENTY}. Otra sigue en trámite.", "10 + 6 + 2 + 1 = 19, no 20"),
    (f"{TWENTY}. Otras tres siguen en trámite.", "10 + 6 + 2 + 3 = 21, no 20"),
    (f"{TWENTY}. Otra actividad fue la revisión del archivo.", "10 + 6 + 2 = 18, no 20"),
    (f"{TWENTY}. También se revisó el archivo.", "10 + 6 + 2 = 18, no 20"),
    # Nothing is left of what is more than all.
    ("Se recibieron 20 quejas. Diez se turnaron, seis se archivaron y cinco se desecharon. Otra "
     "sigue en trámite.", "10 + 6 + 5 = 21, no 20"),
    ("Ingresaron 27 solicitudes, de las cuales 11 llegaron en abril, 9 en mayo y 6 en junio.",
     "11 + 9 + 6 = 26, no 27"),
)  # fmt: skip

SEVERAL = (
    "Se atendieron 100 denuncias. De las 100, 40 son de mujeres, 35 de la capital y 20 en línea.",
    "Se recibieron 19 denuncias. Siete se recibieron en línea, ocho se presentaron por mujeres y "
    "tres se archivaron.",
    "Se recibieron 37. Mujeres, 14; menores de edad, 11; foráneas, 9.",
    "Se impartieron 30 talleres: presenciales, 12; en municipios, 9; con traductor, 8.",
    "Se impartieron 40 talleres: 15 virtuales, 12 en comunidades rurales y 10 para mujeres.",
    "Se recibieron 40 quejas. En línea, 16; concluidas, 12; anónimas, 10.",
    "De las 40, 18 llegaron por correo, 12 se concluyeron y 9 son de personas con discapacidad.",
)  # fmt: skip

ONE = (
    "Se recibieron 40 quejas. En línea, 16; por teléfono, 12; por escrito, 10.",
    "Se recibieron 40 quejas. De las 40, 18 son de mujeres, 12 de hombres y 9 de menores de edad.",
    "Se recibieron 40 quejas. De las 40, 18 se concluyeron, 12 se archivaron y 9 se turnaron por "
    "correo.",
    "Se recibieron 40 quejas. De las 40, 18 son de la capital, 12 de municipios de la costa y 9 de "
    "municipios de la sierra.",
    "Se impartieron 40 talleres: 18 presenciales, 12 virtuales y 9 híbridos.",
    "Se atendió a 40 personas: 22 mujeres y 17 hombres.",
    "Se recibieron 40 quejas, de las cuales 18 se resolvieron en abril, 12 en mayo y 9 en junio.",
    "Se recibieron 32 quejas; 18 fueron contestadas, 9 se turnaron y 4 quedaron en trámite al "
    "cierre de junio.",
)  # fmt: skip


def found_in(*texts):
    return list(sums(written_linea(*texts), FIRST))


@pytest.mark.parametrize("text", WHOLE)
def test_the_rest_that_is_told_behind_its_parts_makes_a_total(text):
    assert found_in(text) == []


@pytest.mark.parametrize(("text", "arithmetic"), SHORT)
def test_what_is_no_rest_or_does_not_make_it_leaves_the_total_wrong(text, arithmetic):
    (finding,) = found_in(text)
    assert finding.code is Code.SUM
    assert finding.arithmetic == arithmetic


def test_the_rest_may_be_told_in_the_next_paragraph():
    assert found_in(f"{TEN}.", "Otra sigue en trámite.") == []
    assert len(found_in(f"{TEN}.", "Se envió el informe.")) == 1


@pytest.mark.parametrize("text", SEVERAL)
def test_groups_told_apart_by_several_things_may_overlap(text):
    assert found_in(text) == []


@pytest.mark.parametrize("text", ONE)
def test_parts_told_apart_by_one_thing_make_their_total(text):
    assert len(found_in(text)) == 1


def test_the_rest_is_read_with_its_number():
    assert rest_behind("tres se archivaron. Las otras dos siguen.", 18).value == 2
    assert rest_behind("tres se archivaron. El resto sigue.", 18).value is None
    assert rest_behind("tres se archivaron. Se envió.", 18) is None
    assert not rest_behind("tres se archivaron. Otra tarea fue el censo.", 18).sure


CAME = (
    "Se recibieron 37 quejas. Concluidas, 14; en investigación, 11; desechadas, 8; acumuladas, 4."
)
SOLVED = "Se recibieron 37 quejas. Se resolvieron 26 y 11 siguen en trámite."


def percent_of(text, unit, title):
    linea = written_linea(
        text,
        title=title,
        meta=f"37 {unit}",
        amounts=((37, unit),),
        closing="La meta se cumplió al 100%.",
    )
    return list(percent(linea, FIRST))


@pytest.mark.parametrize(
    ("text", "unit", "title"),
    [
        (CAME, "quejas", "Realizar lo programado"),
        (CAME, "quejas", "Recibir quejas"),
        (SOLVED, "quejas", "Recibir quejas"),
        (SOLVED, "quejas atendidas", "Atender quejas"),
    ],
)
def test_a_meta_of_what_comes_in_is_met_when_it_came(text, unit, title):
    assert percent_of(text, unit, title) == []


@pytest.mark.parametrize(
    ("text", "unit", "title"),
    [
        (SOLVED, "quejas resueltas", "Realizar lo programado"),
        (SOLVED, "quejas", "Resolver quejas"),
        (SOLVED.replace("siguen en trámite", "quedaron pendientes"), "quejas", "Atender quejas"),
        ("Se hicieron 26 visitas; las otras 11 quedaron pendientes.", "visitas", "Visitar"),
    ],
)
def test_a_meta_of_what_is_ended_is_not_met_by_what_came_in(text, unit, title):
    (finding,) = percent_of(text, unit, title)
    assert "26 ÷ 37" in finding.arithmetic
