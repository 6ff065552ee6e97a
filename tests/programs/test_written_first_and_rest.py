"""What is summed up, what was left and done too, what came first: in the words of several offices.

Also how the líneas are headed of which that is told.
"""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.wording.counted import counted_of
from programs.values.wording.first_ones import is_first_of_year
from programs.values.wording.percents import shares_of

HEAD = "Instituto de Vivienda\nDirección de Obras\nSegundo trimestre de 2024 (abril-junio)\n\n"


def read(text):
    return reading_of(TEXT, (HEAD + text).encode())


def codes_of(meta, told, title="Limpieza y calibración"):
    found = read(f"Línea 1. {title}\nMeta anual: {meta}\n\n{told}\n").findings
    return [each.finding.code for each in found]


MET = "De esta meta no resta nada por hacer: se alcanzó en su totalidad."


@pytest.mark.parametrize(
    "told",
    [
        "En el primer trimestre se calibraron cuatro y en éste los seis restantes.",
        "En el primer trimestre se calibraron cuatro medidores y en el segundo los seis restantes.",
        "En enero se calibraron cuatro y durante mayo los seis restantes; todos funcionan.",
        "De enero a marzo se calibraron cuatro y de abril a junio los seis que faltaban.",
        "De enero a marzo se calibraron cuatro y entre abril y junio los seis restantes, de agua.",
        "De enero a marzo se calibraron cuatro medidores y los seis restantes entre abril y junio.",
        "Se calibraron cuatro medidores en marzo y los seis restantes en el trimestre.",
        "Hasta marzo se habían calibrado cuatro medidores; los seis restantes salieron en mayo.",
        "Se calibraron cuatro medidores en marzo y desde abril los seis que faltaban.",
        "Se calibraron cuatro medidores en marzo y con la brigada de mayo los seis restantes.",
        "Se calibraron cuatro medidores y hacia finales de mayo los seis restantes.",
    ],
)
def test_the_rest_was_done_as_the_others(told):
    assert codes_of("10 medidores", f"{told} {MET}") == []


@pytest.mark.parametrize(
    "told",
    [
        "Se calibraron cuatro medidores. Quedaron pendientes los seis restantes.",
        "Se calibraron cuatro medidores y faltaron por calibrar los seis restantes.",
        "Se calibraron cuatro medidores; los seis restantes quedan pendientes.",
        "Se calibraron cuatro medidores y están en proceso los seis restantes.",
        "Se calibraron cuatro medidores y quedan para julio los seis restantes.",
        "Se calibraron cuatro medidores; los seis restantes siguen en revisión.",
    ],
)
def test_a_rest_that_is_left_is_not_done(told):
    assert codes_of("10 medidores", f"{told} {MET}") == [Code.WRITTEN_PERCENT]


SUMMED = [
    "Se salió con seis brigadas; sumadas a las seis brigadas del periodo enero-marzo, dan una "
    "docena en lo que va del año.",
    "Se hicieron seis brigadas, que sumadas a las seis de enero a marzo dan doce en lo que va del "
    "año.",
    "En el primer trimestre se hicieron seis brigadas y en éste otras seis, con lo que suman doce.",
]


@pytest.mark.parametrize("told", SUMMED)
def test_a_sum_is_not_added_to_its_parts(told):
    closing = "El compromiso anual lleva recorridas, así, {} de su camino."
    wrong = closing.format("tres cuartas partes")
    assert codes_of("24 brigadas", f"{told} {wrong}") == [Code.WRITTEN_PERCENT]
    assert codes_of("24 brigadas", f"{told} {closing.format('dos cuartas partes')}") == []


@pytest.mark.parametrize(
    "told",
    [
        "nada se habia inspeccionado antes.",
        "antes no se limpio alguno.",
        "se limpiaron siete, sin que antes se hubiera limpiado alguno.",
        "se expidieron 160; en el trimestre previo, ninguna.",
        "en el primer trimestre ninguna.",
        "sin que hubiera dictamenes en los dos anteriores.",
        "sin que se registraran inspecciones en el trimestre anterior.",
        "sin que hubiese talleres concluidos durante los dos trimestres previos.",
        "sin que se emitiera alguno en los anteriores.",
    ],
)
def test_nothing_was_done_before(told):
    assert is_first_of_year(told, 4)


@pytest.mark.parametrize(
    "told",
    [
        "en el trimestre anterior ninguna de ellas se habia concluido.",
        "antes se habian limpiado tres.",
        "en el primer trimestre, cuatro.",
        "nada se dejo para despues.",
        "sin que hubiera incidencias en los dos anteriores.",
        "sin que se presentaran quejas en los trimestres anteriores.",
        "sin que hubiera mas retrasos en los dos trimestres previos.",
        "sin que hubiera dictamenes en los anos anteriores.",
    ],
)
def test_something_may_have_been_done_before(told):
    assert not is_first_of_year(told, 4)


def test_a_wrong_share_of_a_first_quarter_of_work_is_found():
    told = "Fueron inspeccionados 18 pozos. Nada se había inspeccionado antes. Van {} de la meta."
    three, two = told.format("tres quintas partes"), told.format("dos quintas partes")
    assert codes_of("45 pozos inspeccionados", three) == [Code.WRITTEN_PERCENT]
    assert codes_of("45 pozos inspeccionados", two) == []


@pytest.mark.parametrize(
    "said",
    [
        "Estamos, pues, a medio camino de lo prometido.",
        "La línea va a la mitad del camino.",
        "Se lleva el medio camino.",
    ],
)
def test_half_of_the_way_is_half(said):
    assert [each.value for each in shares_of(said)] == [Decimal(50)]


def test_what_has_a_feminine_article_is_no_day():
    one, two = counted_of("Con estas dos sesiones, y las tres de enero a marzo, van cinco.")[:2]
    assert (one.value, two.value) == (2, 3)
    assert counted_of("Plática en la secundaria 4 y en la zona 12 (8 de abril).") == ()
    assert counted_of("Del tres al cinco de enero y el 4 de marzo se trabajó.") == ()


def animals(*heads, closing="Avance: veinticinco por ciento."):
    rows = (("Mes", *heads, "Suma"), ("Abril", "50", "10", "60"), ("Mayo", "130", "35", "165"),
            ("Trimestre", "180", "45", "225"))  # fmt: skip
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{closing}\n\n{table}"


def test_a_last_column_sums_what_the_meta_names():
    told = animals("Perros esterilizados", "Gatos esterilizados")
    assert codes_of("esterilizar 900 perros y gatos", told, title="Bienestar animal") == []


def test_a_last_column_of_two_kinds_is_no_count_of_one():
    told = animals("Sesiones ordinarias", "Sesiones extraordinarias")
    found = codes_of("900 sesiones ordinarias", told, title="Sesiones del Consejo")
    assert Code.WRITTEN_PERCENT in found


def test_a_share_of_several_lineas_is_not_that_of_the_one_above():
    text = (
        "Línea 4. Visitas. De 400 visitas que son la meta del año se han efectuado 300; avance de "
        "75%.\n\nLíneas 5 y 6. Toma de glucosa y de presión. Tienen la misma meta, 1,000 tomas de "
        "cada una. Se han efectuado 700 tomas de glucosa y 700 de presión; avance de 70% {}.\n\n"
        "Línea 7. Círculos. De doce sesiones que son la meta del año se han efectuado nueve; "
        "avance de 75%.\n"
    )
    for said in ("en cada línea", "en ambas líneas", "en cada una de las dos líneas"):
        assert read(text.format(said)).findings == ()


def test_a_row_of_the_head_of_lineas_tells_their_titles_and_metas():
    text = (
        "Línea y título | Meta del año | Logrado de enero a junio | Cómo va\n"
        "1. Préstamo de libros | 3,000 préstamos | 1,500 préstamos | a la mitad\n"
        "2. Fomento a la lectura | {} | dos tercios\n"
    )
    right = read(text.format("90 cuentos narrados | 60 cuentos narrados"))
    assert [each.meta for each in right.written.lineas] == [
        "3,000 préstamos",
        "90 cuentos narrados",
    ]
    wrong = read(text.format("90 arqueos de caja chica | 60 arqueos de caja chica")).findings
    assert [each.finding.code for each in wrong] == [Code.TITLE_META]


def test_items_head_lineas_that_tell_their_metas_at_once():
    text = (
        "1) Ferias de la salud. Para 2024: diez ferias. De enero a junio se montaron cinco ferias. "
        "Vamos a la mitad de lo prometido.\n\n"
        "2) Brigadas. Para 2024: cincuenta brigadas. {} Vamos en cuarenta por ciento de lo "
        "prometido.\n"
    )
    told = read(text.format("El personal recorrió las colonias y retiró llantas en desuso."))
    assert [each.title for each in told.written.lineas] == ["Ferias de la salud", "Brigadas"]
    assert [each.finding.code for each in told.findings] == [Code.UNCOUNTED]
    assert read(text.format("Salieron veinte brigadas a las colonias.")).findings == ()


def test_what_was_done_from_month_to_month_labels_a_narrative():
    text = (
        "Objetivo\tCredencialización\nMeta anual\tExpedir 120 credenciales\n"
        "Lo realizado de abril a junio\t{}\nGrado de avance\tVeinticinco por ciento de la meta "
        "anual\n"
    )
    told = read(text.format("Se expidieron treinta credenciales; en el trimestre previo, ninguna."))
    assert told.findings == ()
    wrong = read(text.format("La ventanilla abrió de lunes a viernes y se tomó fotografía."))
    assert [each.finding.code for each in wrong.findings] == [Code.UNCOUNTED]


@pytest.mark.parametrize(
    "named",
    [
        "Dentro de la línea 4, denominada “Cultura de la legalidad”, se estableció como meta",
        'En la línea 4, "Cultura de la legalidad", se fijó como meta',
        "Para el proyecto 4, llamado «Cultura de la legalidad», se estableció como meta",
    ],
)
def test_a_loose_paragraph_names_its_linea(named):
    (linea,) = read(
        f"{named} impartir 20 pláticas al año. En el periodo se impartieron cinco pláticas y antes "
        "otras cinco, de modo que se llega a diez. La meta anual tiene así un cumplimiento del 50 "
        "por ciento.\n"
    ).written.lineas
    assert (linea.number, linea.title) == ("4", "Cultura de la legalidad")
