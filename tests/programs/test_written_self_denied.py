"""A closing whose own words deny each other."""

from datetime import date

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.self_denied import nothing_denied, self_denied
from programs.values.written import Period
from tests.programs.written_cases import FIRST, written_linea

SECOND = Period(date(2024, 4, 1), date(2024, 6, 30), date(2024, 1, 1), date(2024, 12, 31))
NOW = "En el segundo trimestre se impartieron 3 talleres."


def linea(*texts, closing):
    return written_linea(*texts, meta="12 talleres", amounts=[(12, "talleres")], closing=closing)


def wholly(closing):
    return list(self_denied(linea("Se impartieron talleres.", closing=closing), FIRST))


def nothing(*texts, closing):
    return list(nothing_denied(linea(*texts, closing=closing), SECOND))


@pytest.mark.parametrize(
    "closing",
    [
        "El objetivo anual se tiene por cumplido en su totalidad, con un avance del 75% y tres "
        "talleres por efectuar en el último trimestre.",
        "De esta manera el compromiso anual se encuentra cumplido en su totalidad, quedando por "
        "elaborar dos de los seis informes en los meses que faltan.",
        "La meta se encuentra 100% cumplida, con un avance del 75%.",
        "La meta anual quedó totalmente cumplida, al registrar un avance del 60 por ciento.",
        "La meta se cumplió al 100%, pues faltan cuatro talleres por impartir.",
        "Se cumplió en su totalidad la meta, con un avance de 50%.",
        "La actividad está concluida por completo y alcanza el 80%.",
        "La línea se da por concluida en su totalidad, aunque restan 3 talleres por realizar.",
        "El compromiso del año fue cubierto íntegramente, con 4 talleres pendientes de 12.",
        "Meta cumplida al 100%, con un grado de avance del 83.3%.",
        "Se tiene por cumplida la meta en cien por ciento, si bien el taller no se ha concluido.",
        "La meta queda cubierta al cien por ciento y restan por impartir una cuarta parte de los "
        "talleres.",
    ],
)
def test_what_is_wholly_met_leaves_nothing(closing):
    (told,) = wholly(closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)


@pytest.mark.parametrize(
    "closing",
    [
        "La meta del trimestre se cumplió en su totalidad, con un avance anual del 75%.",
        "La meta trimestral quedó totalmente cumplida, quedando por impartir 3 talleres en el año.",
        "La meta se cumplió en su totalidad, con un acumulado del 75%.",
        "La meta no se cumplió en su totalidad, con un avance del 75%.",
        "La meta quedó cumplida al 100%, con una asistencia del 75%.",
        "La meta se cumplió en su totalidad, con un presupuesto ejercido de 80%.",
        "La meta se cumplió en su totalidad, lo que es un avance del 25% del programa anual.",
        "La meta quedó totalmente cumplida; las tres constancias pendientes se darán en enero.",
        "La meta se tiene por cumplida en su totalidad, quedando por enviar dos informes.",
        "Para que la meta quede cumplida en su totalidad, falta impartir 3 talleres.",
        "Lo programado se cumplió en su totalidad, con lo que la meta anual va en 50%.",
        "Meta cumplida al 100% en el trimestre y al 50% en el año.",
        "Se tiene por cumplida la meta en cien por ciento, si bien la memoria no se ha concluido.",
        "La meta del trimestre queda cubierta al cien por ciento y resta la mitad de los talleres.",
    ],
)
def test_what_is_left_of_another_thing_denies_nothing(closing):
    assert wholly(closing) == []


@pytest.mark.parametrize(
    "closing",
    [
        "La actividad no presenta avance alguno y se encuentra al 50% de lo comprometido.",
        "Por lo anterior, la meta no registra avance alguno en el periodo, al alcanzarse un "
        "cumplimiento del 33.3% con los tres talleres realizados.",
        "Sin avance en el periodo, con un cumplimiento de 25%.",
        "La meta no tuvo avance en el trimestre; se registra un 25 por ciento de cumplimiento.",
        "No se reporta avance, por lo que la meta alcanza 25%.",
        "La línea no reportó ningún avance y va al 25%.",
    ],
)
def test_a_share_reached_now_is_an_advance(closing):
    (told,) = nothing("En el primer trimestre no hubo talleres.", NOW, closing=closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        (NOW, "Sin avance en el periodo, la meta se mantiene en 25%."),
        (NOW, "La meta no registra avance adicional y sigue en 25%."),
        (NOW, "No hubo avance en los demás talleres; la meta va en 25%."),
        (NOW, "La meta registra un avance de 25%."),
        (NOW, "La meta lleva 25% y no registra avance financiero."),
        ("En el primer trimestre se dieron 3 talleres.", "Sin avance en este; la meta va en 25%."),
        ("De enero a marzo se dieron 3 talleres.", "No hubo avance alguno; la meta va en 25%."),
    ],
)
def test_a_share_reached_before_is_none(text, closing):
    assert nothing(text, "En este no se impartió ninguno.", closing=closing) == []


@pytest.mark.parametrize(
    "closing",
    [
        "Queda, pues, concluida en su totalidad la meta del año, faltando todavía por realizar "
        "dos de los cuatro talleres.",
        "Está ya cumplida por completo la meta, y restan dos talleres.",
        "Con ello, la meta anual queda concluida, faltando dos de los cuatro talleres.",
        "La meta se encuentra cumplida, aunque quedan por impartir tres talleres.",
        "Se da por concluida la meta del año, restando dos de los talleres previstos.",
        "La meta, pues, quedó cubierta y faltan dos talleres por impartir.",
    ],
)
def test_a_meta_told_as_ended_has_nothing_left(closing):
    (told,) = wholly(closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)


@pytest.mark.parametrize(
    "closing",
    [
        "La meta quedó cumplida en una mitad, faltando dos de los cuatro talleres.",
        "La primera parte de la meta quedó concluida, faltando dos de los cuatro talleres.",
        "La meta del trimestre quedó concluida, faltando dos de los cuatro talleres del año.",
        "Cuando la meta quede concluida y no falten dos talleres, se informará.",
        "La meta quedó concluida, y no falta taller alguno.",
        "La meta no queda concluida, faltando dos de los cuatro talleres.",
    ],
)
def test_what_ends_a_part_may_leave_the_rest(closing):
    assert wholly(closing) == []


@pytest.mark.parametrize(
    "closing",
    [
        "Por lo anterior, la meta tiene un avance de 75 por ciento y se da por concluida en su "
        "totalidad.",
        "Con un avance del 75%, la meta quedó totalmente cumplida.",
        "El compromiso registra 80 por ciento de cumplimiento, por lo que se tiene por cumplido "
        "en su totalidad.",
        "Así, la meta anual va en 66.7% y se da por cumplida íntegramente.",
        "La línea reporta un cumplimiento de 90 % y queda concluida por completo.",
        "La actividad alcanza el 50% y con ello está totalmente terminada.",
    ],
)
def test_what_is_wholly_met_has_no_lesser_share_before_it(closing):
    (told,) = wholly(closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)


@pytest.mark.parametrize(
    "closing",
    [
        "Del avance de 75% que se llevaba, la meta pasó a quedar cumplida en su totalidad.",
        "Con el avance de 25 por ciento de este trimestre la meta queda cumplida en su totalidad.",
        "Al avance de 75 por ciento se sumó el resto y la meta quedó totalmente cumplida.",
        "La meta de alcanzar un cumplimiento de 90% quedó totalmente cumplida.",
        "Con un avance financiero de 75%, la meta se cumplió en su totalidad.",
        "Con un avance de 100%, la meta quedó totalmente cumplida.",
        "Luego de un avance de 75% en junio, la meta quedó totalmente cumplida.",
    ],
)
def test_a_share_of_another_time_or_thing_denies_nothing(closing):
    assert wholly(closing) == []


@pytest.mark.parametrize(
    "closing",
    [
        "La meta quedó totalmente cumplida, aunque siguen sin practicarse dos de los talleres "
        "comprometidos.",
        "La meta se cumplió por completo, si bien continúan pendientes tres talleres.",
        "El compromiso quedó cumplido en su totalidad y aún no se imparten dos talleres.",
        "La meta está totalmente cumplida, aunque todavía están por impartirse dos talleres.",
        "La meta anual se cumplió en su totalidad, sin que se hayan impartido tres de los doce "
        "talleres.",
        "La línea está concluida por completo y permanecen sin impartirse cuatro talleres.",
    ],
)
def test_what_stays_undone_is_left(closing):
    (told,) = wholly(closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)


@pytest.mark.parametrize(
    "closing",
    [
        "La meta quedó totalmente cumplida, aunque siguen sin entregarse dos constancias.",
        "La meta quedó totalmente cumplida y continúan abiertos dos de los buzones.",
        "La meta del trimestre quedó totalmente cumplida; siguen por impartirse tres talleres.",
    ],
)
def test_what_stays_undone_of_another_thing_denies_nothing(closing):
    assert wholly(closing) == []


CLAIMS = [
    "Estado que guarda la meta: Totalmente cumplida (100%)",
    "Situación: cumplida al 100%",
    "Totalmente concluida",
    "Cumplimiento: 100%",
    "Avance de la meta: cien por ciento",
    "Estatus: concluida",
]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("ya que a la fecha de corte no ha dado inicio la difusión de ninguno de los dos talleres",
         True),
        ("aunque ninguno de los doce talleres ha comenzado", True),
        ("si bien al cierre del trimestre no se ha impartido ninguno de los talleres", True),
        ("pues hasta hoy no ha iniciado", True),
        ("toda vez que aún no se ha impartido ningún taller", True),
        ("aunque ningún taller ha sido impartido", True),
        ("ya que se impartieron los doce talleres", False),
        ("aunque ninguna constancia ha sido impugnada", False),
        ("y no ha dado inicio la segunda vuelta de los talleres", False),
        ("si bien no ha iniciado la impresión de ninguna de las memorias", False),
        ("sin que se haya presentado ninguna queja", False),
    ],
)  # fmt: skip
def test_what_is_all_done_by_its_label_was_begun(claim, said, denied):
    found = wholly(f"{claim}, {said}.")
    assert [each.code for each in found] == [Code.NO_STATEMENT] * denied
