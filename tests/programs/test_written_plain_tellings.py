"""What plain reports tell in few words: cards, totals next to times, sessions by their ordinal."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.checks.informe.sums import sums
from programs.values.wording.sessions_alone import sessions_alone

from .written_cases import FIRST, written_linea

HEAD = "Instituto de Vivienda de Peñalba\n{} trimestre de 2024\n\n"


def found(text, quarter="Primer"):
    reading = reading_of(TEXT, (HEAD.format(quarter) + text).encode())
    return [each.finding.code for each in reading.findings]


def summed(text):
    return [each.code for each in sums(written_linea(text), FIRST)]


PERSONS = "Acudieron {} personas en total, de las cuales 118 fueron mujeres y 96 hombres. "


@pytest.mark.parametrize(
    "behind",
    [
        "En los dos trimestres anteriores se habían organizado 4 jornadas.",
        "En ambos meses se entregó material.",
        "A los dos periodos previos corresponden las otras jornadas.",
        "Por los dos últimos informes se sabe de su horario.",
    ],
)
def test_times_behind_a_total_are_no_groups_that_overlap(behind):
    assert summed(PERSONS.format(212) + behind) == [Code.SUM]
    assert summed(PERSONS.format(214) + behind) == []


def test_groups_that_overlap_still_do():
    assert summed(PERSONS.format(212) + "Dos personas figuran en ambos grupos.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Se efectuó un mantenimiento en abril y otro en junio que, con el de febrero, suman tres.",
        "Se dieron 4 talleres en abril y 3 en mayo que, con los 2 ya informados, suman 9.",
        "Se hicieron dos visitas en julio y una en agosto que, más la de marzo, suman cuatro.",
        "Hubo un curso en abril y otro en mayo y, contando el de enero, suman tres.",
    ],
)
def test_one_more_without_a_number_is_in_a_total(text):
    assert summed(text) == []


def test_a_total_behind_all_its_parts_is_compared():
    assert summed("Se dieron 4 talleres en abril y 3 en mayo, que suman 9 talleres.") == [Code.SUM]


CARD = (
    "{}\tCeremonias de graduación\nMeta\tLlevar a cabo 4 ceremonias de graduación en el año\n"
    "Descripción\t{}\nAvance\tCon una de cuatro ceremonias, la meta está al {} por ciento.\n"
)
DONE = (
    "El 15 de marzo de 2024 se llevó a cabo la ceremonia de graduación de la generación 41.",
    "En marzo hubo una ceremonia de graduación, con 58 cadetes.",
    "La Academia celebró el 15 de marzo de 2024 una ceremonia de graduación.",
)


@pytest.mark.parametrize("done", DONE)
@pytest.mark.parametrize("name", ["Actividad", "Línea de acción", "Proyecto"])
def test_a_description_in_a_card_tells_what_its_linea_did(name, done):
    assert found(CARD.format(name, done, 25)) == []
    blank = done.replace("15", "XX").replace("58", "XX")
    assert found(CARD.format(name, blank, 25)) == [Code.BLANK_LEFT]


ROWS = (
    "Línea de acción\tInspección a comercios\nMeta anual\tEfectuar 48 inspecciones a comercios\n"
    "Primer trimestre\t12 inspecciones\nSegundo trimestre\t15 inspecciones\n"
    "{}\t27 inspecciones\nDescripción\tEntre abril y junio el personal practicó 15 inspecciones.\n"
    "{}\tAl cierre del trimestre la meta anual registra un avance acumulado del {}%.\n"
)


@pytest.mark.parametrize("label", ["Cumplimiento", "Avance"])
@pytest.mark.parametrize("so_far", ["Acumulado", "Acumulado al trimestre", "Total acumulado"])
def test_the_rows_of_a_card_are_what_was_done_so_far(so_far, label):
    assert found(ROWS.format(so_far, label, "56.25"), "Segundo") == []
    assert found(ROWS.format(so_far, label, "66"), "Segundo") == [Code.WRITTEN_PERCENT]


COLUMNS = (
    "Línea | Meta anual | 1er trim. | 2do trim. | 3er trim. | Acumulado\n"
    "1. Convenios de colaboración | 10 convenios | 2 | 3 | 2 | 7\n"
    "2. Asesorías a comités | 40 asesorías | 5 | 6 | 9 | 20\n\n"
    "Línea 1. De julio a septiembre se firmaron dos convenios. Sumados a los cinco del semestre "
    "previo, queda cubierto el 70% de la meta.\n\n"
    "Línea 2. En el trimestre se dieron nueve asesorías; van veinte desde enero. {}\n"
)


@pytest.mark.parametrize(
    "closing",
    [
        "Queda cubierto el {}% de la meta.",
        "La meta lleva un avance de {}%.",
        "El avance acumulado es de {}%.",
    ],
)
def test_no_earlier_quarter_is_added_to_a_column_of_the_year_so_far(closing):
    assert found(COLUMNS.format(closing.format(50)), "Tercer") == []
    assert found(COLUMNS.format(closing.format(55)), "Tercer") == [Code.WRITTEN_PERCENT]


SESSIONS = (
    "{}\n\nImagen 1. Segunda sesión ordinaria, {} de febrero de 2024.\n\n"
    "De las 12 sesiones ordinarias que fija la meta anual se han celebrado 3, el 25 por ciento.\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "El Comité celebró tres sesiones ordinarias en el trimestre. La primera tuvo lugar el 16 "
        "de enero de 2024, la segunda el 20 de febrero de 2024 y la tercera el 20 de marzo.",
        "Se celebraron tres sesiones ordinarias: la primera el 16 de enero, la segunda el 20 de "
        "febrero y la tercera el 20 de marzo.",
        "Hubo tres sesiones ordinarias. La primera fue el 16 de enero; la segunda, el 20 de "
        "febrero, y la tercera, el 20 de marzo.",
        "Fueron tres las sesiones ordinarias del Comité. La primera se llevó a cabo el 16 de "
        "enero, la segunda se celebró el 20 de febrero y la tercera se celebró el 20 de marzo.",
    ],
)
def test_a_caption_dates_a_session_as_its_ordinal_alone_does(told):
    assert found(SESSIONS.format(told, 20)) == []
    assert Code.CAPTION_DATE in found(SESSIONS.format(told, 27))


@pytest.mark.parametrize(
    "told",
    [
        "El Comité celebró tres sesiones ordinarias y tres visitas: la primera el 16 de enero, la "
        "segunda el 20 de febrero y la tercera el 20 de marzo.",
        "Hubo tres sesiones ordinarias. La segunda estaba prevista el 20 de febrero.",
        "Hubo tres sesiones ordinarias. La segunda, prevista el 20 de febrero, pasó al 27 de "
        "febrero.",
    ],
)
def test_an_ordinal_of_something_else_or_a_day_put_off_dates_no_session(told):
    assert not [each for each in sessions_alone(told, FIRST, "ordinaria") if each.ordinal == 2]


VISITS = (
    "Línea 9. Visitas a los archivos de trámite.\nMeta: cuatro visitas de acompañamiento en el año."
    "\n{}\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "Va andada la mitad de la meta, 50%: la visita de mayo a la Unidad de Transparencia, "
        "informada en su oportunidad, y la de agosto a la Dirección de Vinculación.",
        "La meta está al 50% con la visita de mayo a Jurídica y la de agosto a Vinculación.",
        "La visita de mayo fue a la Unidad y la de agosto, a Vinculación: 50% de la meta.",
    ],
)
def test_things_told_by_their_months_where_a_linea_closes_are_counted(told):
    assert found(VISITS.format(told), "Tercer") == []


KINDS = "Línea 1. Sesiones\nMeta: Celebrar 12 sesiones ordinarias en el año.\n\n{}\n"


@pytest.mark.parametrize(
    "told",
    [
        "Se celebraron dos sesiones ordinarias y una sesión extraordinaria. Sumadas las tres "
        "sesiones, la meta de 12 sesiones ordinarias se encuentra al 25%.",
        "Se celebraron dos sesiones ordinarias y una extraordinaria, tres en total. La meta va al "
        "25%.",
        "El Comité celebró tres sesiones: dos ordinarias y una extraordinaria. La meta va al 25%.",
        "Hubo dos sesiones ordinarias y una extraordinaria; las tres sesiones son el 25% de la "
        "meta.",
    ],
)
def test_a_sum_of_both_kinds_is_none_of_the_meta(told):
    assert found(KINDS.format(told)) == [Code.OTHER_KIND]


@pytest.mark.parametrize(
    "told",
    [
        "Se celebraron tres sesiones ordinarias y una extraordinaria, cuatro en total. La meta va "
        "al 25%.",
        "Se celebraron cuatro sesiones: tres ordinarias y una extraordinaria. La meta va al 25%.",
        "Se celebraron tres sesiones ordinarias y una extraordinaria. Sumadas las cuatro sesiones, "
        "hubo quórum en todas. La meta va al 25%.",
    ],
)
def test_a_sum_of_both_kinds_takes_nothing_from_those_of_the_meta(told):
    assert found(KINDS.format(told)) == []
