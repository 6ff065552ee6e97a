"""Printed Spanish: the sentences of S2 word for word, and the properties of the print rule."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from programs.values import phrases
from programs.values.progress import Closing, annual_percent
from tests.programs import s2_facts as s2

P1 = "Del 100% de la meta programada, se tiene un avance "


def percent(real, base):
    """The exact ratio as `progress` gives it."""
    return annual_percent(s2.meta(s2.component(base, (real,))), 1)


@pytest.mark.parametrize(
    ("real", "base", "printed"),
    [
        (2, 7, "29"),
        (39, 242, "16"),
        (18, 28, "64"),
        (3, 24, "12.5"),
        (3, 48, "6"),
        (4, 4, "100"),
        (0, 4, "0"),
        (5, 4, "125"),
        (25, 4000, "0.6"),
        (241, 242, "99.6"),
        (1, 4000, "menos del 0.1"),
        (1, 1000, "0.1"),
        (1, 400, "0.3"),
        (99_96, 100_00, "99.9"),
        (999_999, 1_000_000, "99.9"),
        (100_04, 100_00, "100.1"),
        (243, 242, "100.4"),
        (1, 8, "12.5"),
        (1, 40, "2.5"),
        (45, 4, "1,125"),
        (197, 200, "98.5"),
        (199, 201, "99"),
        (1, 3, "33"),
        (2, 3, "67"),
    ],
)
def test_percent_text(real, base, printed):
    assert phrases.percent_text(percent(real, base)) == printed


@pytest.mark.parametrize("linea", s2.COMPUTED, ids=lambda linea: linea.place)
def test_every_computed_percentage_of_s2_is_reproduced(linea):
    assert phrases.percent_text(annual_percent(linea.facts, 1)) == linea.printed


@pytest.mark.parametrize("value", ["16.00", "16", "1.6E+1"])
def test_trailing_zeros_are_not_decimals(value):
    assert phrases.percent_text(Decimal(value)) == "16"


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity"])
def test_percent_text_refuses_what_is_no_percentage(value):
    with pytest.raises(ValueError):
        phrases.percent_text(Decimal(value))


quantities = st.integers(0, 10**9)
bases = st.integers(1, 10**9)


def shown(text):
    """The printed figure as a number; the words stand between 0 and 0.1."""
    return Decimal("0.05") if text == phrases.LESS_THAN_A_TENTH else Decimal(text.replace(",", ""))


@given(quantities, bases)
@example(241, 242)
@example(10**9 - 1, 10**9)
@example(10**9, 10**9 - 1)
@example(1, 10**9)
def test_100_and_0_are_printed_only_when_exact(real, base):
    text = phrases.percent_text(percent(real, base))
    assert (text == "100") == (real == base)
    assert (text == "0") == (real == 0)
    assert (shown(text) < 100) == (real < base)


@given(quantities, bases)
def test_the_printed_figure_is_within_half_a_point(real, base):
    value = percent(real, base)
    assert abs(shown(phrases.percent_text(value)) - value) <= Decimal("0.5")


@given(st.tuples(quantities, bases), st.tuples(quantities, bases))
@example((199, 200), (1999, 2001))
@example((9996, 10000), (100004, 100000))
def test_rounded_figures_keep_their_order(one, other):
    values = sorted(percent(*pair) for pair in (one, other))
    # A value exact at one decimal keeps it, so 28.6 prints less than 28.57, which prints 29.
    assume(all(value * 10 % 10 == 0 or value * 10 % 1 for value in values))
    low, high = (shown(phrases.percent_text(value)) for value in values)
    assert low <= high


@given(st.integers(0, 10**6))
def test_a_value_exact_at_one_decimal_keeps_it(tenths):
    assert shown(phrases.percent_text(Decimal(tenths) / 10)) == Decimal(tenths) / 10


def test_p1():
    assert phrases.closing_sentence(Closing.COMPUTED, percent(3, 24)) == P1 + "del 12.5%."
    assert phrases.closing_sentence(Closing.STATED, Decimal(6)) == P1 + "del 6%."
    assert phrases.closing_sentence("computed", percent(1, 4000)) == P1 + "de menos del 0.1%."


def test_p1_with_the_cause_of_ut_1_is_word_for_word():
    cause = (
        "no depende de la Secretaría Ejecutiva, sino que está sujeto o condicionado a que las "
        "personas ejerzan el DAI y los derechos ARCOP. Al respecto, compete al organismo garante "
        "local de la entidad promover tales derechos; derecho que no se conoce, derecho que no se "
        "usa."
    )
    expected = P1 + "del 6%, lo cual " + cause
    for typed in (cause, cause[:-1], f"lo cual {cause}", f"  {cause}\n", f", lo cual {cause}"):
        assert phrases.closing_sentence(Closing.STATED, Decimal(6), cause=typed) == expected


@pytest.mark.parametrize("end", [".", "?", "…", ".”", ".»", ".)"])
def test_a_cause_that_ends_gets_no_second_period(end):
    sentence = phrases.closing_sentence(Closing.COMPUTED, Decimal(6), cause=f"se debió a ello{end}")
    assert sentence == f"{P1}del 6%, lo cual se debió a ello{end}"


@pytest.mark.parametrize(
    ("cause", "printed"),
    [
        ("se debió a una pausa", ", lo cual se debió a una pausa."),
        ("Se debió a una pausa", ", lo cual se debió a una pausa."),
        ("No depende del área.", ", lo cual no depende del área."),
        ("Lo cual Se debió a una pausa.", ", lo cual se debió a una pausa."),
        # In capitals, a name or another subject: a sentence of its own.
        ("SE DEBE A UNA PAUSA", ". SE DEBE A UNA PAUSA."),
        ("LO CUAL SE DEBE A UNA PAUSA.", ". SE DEBE A UNA PAUSA."),
        ("CONAGUA no entregó los datos", ". CONAGUA no entregó los datos."),
        ("Chiapas cambió su ley.", ". Chiapas cambió su ley."),
        ("La sede canceló.", ". La sede canceló."),
        ("3 sesiones se pospusieron", ". 3 sesiones se pospusieron."),
        # What never follows "lo cual", whatever its first letter.
        ("Por falta de cuórum", ". Por falta de cuórum."),
        ("por falta de cuórum", ". Por falta de cuórum."),
        ("debido a la veda", ". Debido a la veda."),
        # Its lines stay.
        ("Se debió a:\r\n\r\n- la veda\n- el cambio de sede ", ", lo cual se debió a:\n"
         "- la veda\n- el cambio de sede."),
        ("- la veda\n- la sede", ".\n- la veda\n- la sede."),
        ("La veda lo impidió.\nLa sede cambió.", ". La veda lo impidió.\nLa sede cambió."),
        ("- la veda;", ".\n- la veda."),
        ("1. la veda\n2. la sede", ".\n1. la veda\n2. la sede."),
        ("• la veda", ".\n• la veda."),
        ("* la veda", ".\n* la veda."),
        ("lo cual", "."),
        ("...", "."),
        # Other beginnings, as people write them: "lo cual" would be no subject of theirs.
        ("A causa de la lluvia", ". A causa de la lluvia."),
        ("derivado de la veda.", ". Derivado de la veda."),
        ("ocasionado por la veda", ". Ocasionado por la veda."),
        ("no se pudo sesionar", ". No se pudo sesionar."),
        ("No hubo cuórum", ". No hubo cuórum."),
        ("hubo retraso", ". Hubo retraso."),
        ("se canceló la sesión", ". Se canceló la sesión."),
        ("está pendiente la firma", ". Está pendiente la firma."),
        ("ocurrió un sismo", ". Ocurrió un sismo."),
        ("ocurrió por un sismo", ", lo cual ocurrió por un sismo."),
        ("Falta de personal", ". Falta de personal."),
        ("veda electoral", ". Veda electoral."),
        ("esto se debe a la veda", ". Esto se debe a la veda."),
        ("lo anterior se debe a la veda", ". Lo anterior se debe a la veda."),
        ("lo que se debió a la veda", ", lo cual se debió a la veda."),
        ("lo que faltó fue personal", ". Lo que faltó fue personal."),
        ("SESAECH no recibió el recurso", ". SESAECH no recibió el recurso."),
        ("INEGI publicó tarde", ". INEGI publicó tarde."),
        ("15 solicitudes siguen en trámite", ". 15 solicitudes siguen en trámite."),
        ("“se debió a la veda”", ". “Se debió a la veda”."),
        ("(vea el anexo)", ". (Vea el anexo)."),
        ("fue por la veda", ", lo cual fue por la veda."),
        ("Fue insuficiente el gasto", ". Fue insuficiente el gasto."),
        ("se debió a la veda,", ", lo cual se debió a la veda."),
        ("no obedece al área", ", lo cual no obedece al área."),
    ],
)  # fmt: skip
def test_a_cause_joins_the_sentence_in_grammar_or_stands_alone(cause, printed):
    sentence = phrases.closing_sentence(Closing.COMPUTED, Decimal(6), cause=cause)
    assert sentence == f"{P1}del 6%{printed}"


def test_an_abbreviation_in_parentheses_still_gets_its_period():
    sentence = phrases.closing_sentence(Closing.COMPUTED, Decimal(6), cause="depende de (ITAI)")
    assert sentence.endswith("depende de (ITAI).")


def test_a_blank_cause_is_no_cause():
    assert phrases.closing_sentence(Closing.COMPUTED, Decimal(6), cause=" \n") == P1 + "del 6%."


def test_p2_p3_and_nothing():
    say = phrases.closing_sentence
    assert say(Closing.FINISHED) == "Dicha meta para este trimestre se cumplió al 100%."
    assert say(Closing.NOT_DUE, due_quarters=(3, 4)) == (
        "Meta programada en el 3er y 4to trimestre."
    )
    assert say(Closing.NOT_DUE, due_quarters=(4,)) == "Meta programada en el 4to trimestre."
    assert say(Closing.NOT_DUE, quarter=2) == "Meta no programada en el 2do trimestre."
    assert say(Closing.OMITTED, cause="no se imprime") == ""


@pytest.mark.parametrize(
    ("done", "programmed", "sentence"),
    [
        (7, 9, "De los 9 meses programados en el trimestre, se realizaron 7."),
        (1, 9, "De los 9 meses programados en el trimestre, se realizó 1."),
        (0, 9, "De los 9 meses programados en el trimestre, no se realizó ninguno."),
        (9, 9, "Se realizaron los 9 meses programados en el trimestre."),
        (2, 2, "Se realizaron los 2 meses programados en el trimestre."),
        (1, 1, "El mes programado en el trimestre se realizó."),
        (0, 1, "El mes programado en el trimestre no se realizó."),
        (0, 0, "No hay meses programados en este trimestre."),
    ],
)
def test_calendar_sentence(done, programmed, sentence):
    made = phrases.closing_sentence(
        Closing.CALENDAR, months_done=done, months_programmed=programmed
    )
    assert made == sentence


def test_calendar_sentence_with_a_cause_and_with_a_wrong_count():
    made = phrases.closing_sentence(
        Closing.CALENDAR, months_done=1, months_programmed=2, cause="depende de terceros"
    )
    assert made.endswith("se realizó 1, lo cual depende de terceros.")
    for done, programmed in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError):
            phrases.calendar_sentence(done, programmed)


@given(st.sampled_from(Closing), st.sampled_from(["", "se debió a ello", "se pospuso."]))
def test_every_closing_has_a_sentence_that_ends_once(closing, cause):
    made = phrases.closing_sentence(closing, Decimal(25), cause, (3,), 1, 3, 1)
    assert (made == "") == (closing is Closing.OMITTED)
    assert closing is Closing.OMITTED or (made.endswith(".") and not made.endswith(".."))
    assert "None" not in made


def test_a_closing_without_what_it_needs_is_refused():
    for closing in (Closing.COMPUTED, Closing.STATED, "other"):
        with pytest.raises(ValueError):
            phrases.closing_sentence(closing)


def test_each_component_in_one_sentence():
    parts = [("actas", percent(9, 16)), ("acuerdos", percent(12, 12))]
    assert phrases.each_sentence(parts) == P1 + "del 56% en actas y del 100% en acuerdos."
    assert phrases.each_sentence(parts[:1], "se debió a ello") == (
        P1 + "del 56% en actas, lo cual se debió a ello."
    )
    with pytest.raises(ValueError):
        phrases.each_sentence([])


@pytest.mark.parametrize(
    ("amount", "unit", "reason", "sentence"),
    [
        (-1, " documentos ", "se contó dos veces", "−1 en documentos: se contó dos veces."),
        (2, "actas", " Faltaban dos. ", "+2 en actas: Faltaban dos."),
    ],
)
def test_an_adjustment_says_how_much_and_why(amount, unit, reason, sentence):
    told = phrases.adjustment_sentence(Decimal(amount), unit, reason)

    assert told == f"Incluye un ajuste de {sentence}"


def test_an_adjustment_of_nothing_is_refused():
    with pytest.raises(ValueError, match="zero"):
        phrases.adjustment_sentence(Decimal(0), "actas", "Porque sí.")


def test_ordinals():
    assert [phrases.ordinal(n) for n in (1, 2, 3, 4)] == ["1er", "2do", "3er", "4to"]
    words = [phrases.ordinal(n, "word") for n in (1, 2, 3, 4)]
    assert words == ["Primer", "Segundo", "Tercer", "Cuarto"]
    assert [phrases.ordinal(n, "alone") for n in (1, 3)] == ["primero", "tercero"]
    for n, style in ((0, "short"), (11, "short"), (1, "long")):
        with pytest.raises(ValueError):
            phrases.ordinal(n, style)


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ((), ""),
        (("uno",), "uno"),
        (("3er", "4to"), "3er y 4to"),
        (("1", "2", "3"), "1, 2 y 3"),
        (("actas", "informes"), "actas e informes"),
        (("Padres", "Hijos"), "Padres e Hijos"),
        (("actas", "índices"), "actas e índices"),
        (("actas", "«informes»"), "actas e «informes»"),
        (("agua", "hielo"), "agua y hielo"),
        (("diptongo", "hiato"), "diptongo y hiato"),
        (("I", "II"), "I y II"),
        (("SESAECH", "INAI"), "SESAECH e INAI"),
        (("ITAIPCH", "SESAECH"), "ITAIPCH y SESAECH"),
    ],
)
def test_join_list(items, text):
    assert phrases.join_list(items) == text


@given(st.lists(st.text("abcdefio", min_size=1, max_size=6), min_size=2, max_size=8))
def test_join_list_loses_nothing(words):
    joined = phrases.join_list(words)
    start, conjunction, last = joined.rsplit(" ", 2)
    assert [*start.split(", "), last] == words
    assert conjunction in ("y", "e")


def test_quarter_list_is_in_order_and_each_once():
    assert phrases.quarter_list((3, 4)) == "3er y 4to"
    assert phrases.quarter_list([4, 2, 4, 1]) == "1er, 2do y 4to"


@pytest.mark.parametrize(
    ("first", "count", "label"),
    [
        (1, 1, "Fotografía 1"),
        (9, 1, "Fotografía 9"),
        (4, 2, "Fotografías 4 y 5"),
        (18, 4, "Fotografías 18, 19, 20 y 21"),
    ],
)
def test_figure_label(first, count, label):
    assert phrases.figure_label("Fotografía", "Fotografías", first, count) == label


def test_a_figure_group_is_not_empty():
    for first, count in ((1, 0), (0, 1)):
        with pytest.raises(ValueError):
            phrases.figure_label("Imagen", "Imágenes", first, count)


def test_dates():
    assert phrases.long_date(date(2026, 3, 31)) == "31 de marzo de 2026"
    assert phrases.long_date(date(2026, 9, 1)) == "1 de septiembre de 2026"
    assert phrases.short_date(date(2026, 3, 1)) == "01/03/2026"


def test_months():
    shorts = [phrases.month_short(n) for n in range(1, 13)]
    assert shorts == [
        "Ene",
        "Feb",
        "Mar",
        "Abr",
        "May",
        "Jun",
        "Jul",
        "Ago",
        "Sep",
        "Oct",
        "Nov",
        "Dic",
    ]
    assert phrases.month_name(9) == "Septiembre"
    for call in (
        lambda: phrases.month_name(0),
        lambda: phrases.month_name(13),
        lambda: phrases.quarter_name(11),
    ):
        with pytest.raises(ValueError):
            call()


@pytest.mark.parametrize(
    ("days", "printed", "said", "months"),
    [
        (
            (date(2026, 1, 1), date(2026, 3, 31)),
            "Enero - Marzo 2026",
            "enero a marzo de 2026",
            ("Enero - Marzo", "enero a marzo"),
        ),
        (
            (date(2022, 1, 1), date(2022, 3, 31)),
            "Enero - Marzo 2022",
            "enero a marzo de 2022",
            ("Enero - Marzo", "enero a marzo"),
        ),
        (
            (date(2025, 11, 1), date(2026, 1, 31)),
            "Noviembre 2025 - Enero 2026",
            "noviembre de 2025 a enero de 2026",
            ("Noviembre - Enero", "noviembre a enero"),
        ),
    ],
)
def test_a_quarter_says_the_years_of_its_months(days, printed, said, months):
    assert phrases.quarter_period(*days) == printed
    assert phrases.quarter_period_words(*days) == said
    assert phrases.quarter_period(*days, years=False) == months[0]
    assert phrases.quarter_period_words(*days, years=False) == months[1]


def test_a_quarter_is_named_by_its_place_in_the_exercise():
    assert phrases.quarter_name(3) == "3er trimestre"
    assert phrases.quarter_name(3, 2026) == "3er trimestre 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4000", "4,000"),
        ("4E+3", "4,000"),
        ("12.50", "12.5"),
        ("4.0000", "4"),
        ("100", "100"),
        ("1234567.25", "1,234,567.25"),
        ("0.000", "0"),
        ("-0", "0"),
    ],
)
def test_number_text(value, text):
    assert phrases.number_text(Decimal(value)) == text


def test_quantity_text():
    assert phrases.quantity_text(Decimal(4000), "personas") == "4,000 personas"
    assert phrases.quantity_text(Decimal("12.5"), "%") == "12.5%"
    assert phrases.quantity_text(Decimal(4), "") == "4"
    with pytest.raises(ValueError):
        phrases.number_text(Decimal("NaN"))
