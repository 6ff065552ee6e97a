"""Numbers tied to data: the markup that holds them, the figures that they print, what they lack."""

from datetime import date
from decimal import Decimal

import pytest

from programs.received.text import clean_html, is_markup, text_parts
from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.ties import line_ties, section_ties
from programs.values.facts import ComponentFacts, Kind, MetaFacts, Rule
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.progress import Semaforo
from programs.values.readings import Access
from programs.values.tie_offers import appended, proposals, with_tie
from programs.values.tied import (
    Printed,
    filled,
    respelled,
    says_the_same,
    spelled,
    ties_in,
    untied,
)
from programs.values.ties import Figures, LineaClaves, joined, line_figures, total_figures
from programs.values.written import Passage, PassageKind, Period, Written, WrittenSection
from tests.programs.written_cases import written_linea

TIED = '<p>Asistieron <data value="ab12.done">261</data> personas.</p>'
CLAVES = LineaClaves(7, "linea1", ("comp1",))


def meta(*components: ComponentFacts, rule: Rule = Rule.POOLED) -> MetaFacts:
    return MetaFacts(components=components, rule=rule)


def component(kind=Kind.SUM, actual=(3, None), annual=12, programmed=(3, 3), **more):
    def four(said):
        padded = [*said, None, None, None, None][:4]
        return tuple(None if value is None else Decimal(value) for value in padded)

    return ComponentFacts(
        unit=more.pop("unit", "talleres"),
        kind=kind,
        annual=None if annual is None else Decimal(annual),
        programmed=four([*programmed, *programmed]),
        actual=four(actual),
        **{name: four(said) for name, said in more.items()},
    )


@pytest.mark.parametrize(
    "source",
    [
        "ab12.done",
        "ab12.programmed",
        "ab12.received",
        "ab12.accumulated",
        "ab12.annual",
        "ab12.percent",
        "ab12.annual_percent",
        "A-b_1.hechos.curso.mujeres",
        "A-b_1.hechos.curso",
        "trimestre.lineas",
        "trimestre.red",
    ],
)
def test_a_tie_of_the_grammar_stays_and_cleaning_changes_nothing_more(source):
    html = f'<p>Van <data value="{source}">1,261</data>.</p>'
    assert clean_html(html) == html
    assert clean_html(clean_html(html)) == html
    assert is_markup(html)


@pytest.mark.parametrize(
    "inside",
    [
        '<data value="ab12.other">5</data>',
        '<data value="ab12">5</data>',
        '<data value="">5</data>',
        "<data>5</data>",
        '<data value="ab12.done.more">5</data>',
        '<data value="javascript:alert(1)">5</data>',
        '<data value="ab12.done&quot; onclick=&quot;x">5</data>',
        '<data value="ab12.done\n">5</data>',
        f'<data value="{"a" * 21}.done">5</data>',
        '<data value="trimestre.purple">5</data>',
        '<data value="../x.done">5</data>',
    ],
)
def test_what_is_not_of_the_grammar_falls_and_its_words_stay(inside):
    cleaned = clean_html(f"<p>Van {inside} hoy.</p>")
    assert "data" not in cleaned.replace('<data value="ab12.done">5</data>', "")
    assert cleaned.replace('<data value="ab12.done">5</data>', "5") == "<p>Van 5 hoy.</p>"


def test_a_tie_takes_nothing_but_its_source_and_never_swallows_a_text():
    handler = '<p><data value="ab12.done" onclick="x()" class="y" title="z">5</data></p>'
    assert clean_html(handler) == '<p><data value="ab12.done">5</data></p>'
    whole = f'<data value="ab12.done"><p>{"Un texto entero. " * 20}</p></data>'
    assert "<data" not in clean_html(whole)
    assert "Un texto entero." in clean_html(whole)
    nested = '<p><data value="a.done"><data value="b.done">5</data></data></p>'
    assert clean_html(nested) == '<p><data value="b.done">5</data></p>'
    assert clean_html("<data value='ab12.done'><script>alert(1)</script>5</data>") == (
        '<data value="ab12.done">5</data>'
    )


def test_filling_puts_the_number_of_now_and_names_it_safely():
    figures = {"ab12.done": Printed('personas "de <b>" & más', "1,300")}
    html = filled(TIED, figures.get)
    assert list(ties_in(html)) == [("ab12.done", 'personas "de <b>" & más', "1,300")]
    assert "<b>" not in html
    assert untied(html) == "<p>Asistieron 1,300 personas.</p>"
    assert clean_html(html) == TIED.replace("261", "1,300")


def test_a_source_that_is_no_more_leaves_its_last_number_as_text():
    html = filled(TIED, {}.get)
    assert list(ties_in(html)) == [("", "", "261")]
    assert clean_html(html) == "<p>Asistieron 261 personas.</p>"


def test_the_words_of_a_text_keep_where_its_ties_stand():
    html = "<p>De  las   <data value='a.done' title='talleres'>3</data> y 4;</p>"
    html += '<ul><li>van <data value="">7</data> &lt;p&gt;</li></ul>'
    first, second = text_parts(html.replace("'", '"'))
    assert first.words == "De las 3 y 4;"
    (tie,) = first.ties
    assert (first.words[tie.start : tie.end], tie.source, tie.name) == ("3", "a.done", "talleres")
    (tie,) = second.ties
    assert (second.words[tie.start : tie.end], tie.source) == ("7", "")
    assert text_parts("<p>Sin ligas</p>")[0].ties == ()


def test_the_figures_of_a_linea_print_as_pages_and_sentences_do():
    figures = line_figures(CLAVES, meta(component(actual=(3, 1300), annual=4000)), 2, group="1.1")
    told = {figure.source: figure.text for figure in figures.every}
    assert told == {
        "comp1.done": "1,300",
        "comp1.programmed": "3",
        "comp1.accumulated": "1,303",
        "comp1.annual": "4,000",
        "comp1.percent": "43,333%",
        "comp1.annual_percent": "33%",
    }
    assert figures.find("comp1.done").name == "talleres del trimestre"


def test_nothing_said_is_never_zero():
    figures = line_figures(CLAVES, meta(component(actual=(None,))), 1)
    assert figures.printed("comp1.done") == Printed("talleres del trimestre", "sin dato")
    assert figures.printed("comp1.annual_percent").text == "sin dato"
    zero = line_figures(CLAVES, meta(component(actual=(0,))), 1)
    assert zero.printed("comp1.done").text == "0"
    assert figures.printed("gone.done") is None
    assert figures.printed("linea1.hechos.curso").text == "sin dato"


def test_a_list_offers_what_has_a_number_or_waits_for_one():
    demand = component(
        kind=Kind.DEMAND, annual=None, programmed=(None,), actual=(5,), received=(6,)
    )
    figures = line_figures(CLAVES, meta(demand), 1)
    assert [figure.source for figure in figures.offered] == [
        "comp1.done",
        "comp1.received",
        "comp1.accumulated",
        "comp1.annual_percent",
    ]


def test_several_components_have_the_percentage_of_the_whole_meta():
    claves = LineaClaves(7, "linea1", ("comp1", "comp2"))
    figures = line_figures(claves, meta(component(), component(unit="cursos", actual=(6,))), 1)
    assert figures.find("linea1.annual_percent").text == "37.5%"
    each = line_figures(claves, meta(component(), component(), rule=Rule.EACH), 1)
    assert not each.find("linea1.annual_percent").is_offered


def test_hechos_are_counted_and_added_by_the_rules_of_quantities():
    kind = next(kind for kind in DEFAULT_KINDS if kind.key == "curso")
    number = kind.sums[0].key
    hechos = [
        HechoValue(1, kind, "Uno", date(2026, 1, 2), {number: "84"}),
        HechoValue(2, kind, "Dos", date(2026, 1, 3), {number: "177"}),
    ]
    figures = line_figures(CLAVES, None, 1, hechos=hechos)
    assert figures.find("linea1.hechos.curso").text == "2"
    assert figures.find(f"linea1.hechos.curso.{number}").text == "261"
    hechos.append(HechoValue(3, kind, "Tres", date(2026, 1, 4), {}))
    assert line_figures(CLAVES, None, 1, hechos=hechos).printed(
        f"linea1.hechos.curso.{number}"
    ).text == ("sin dato")


def test_who_may_not_read_drafts_is_not_told_their_sums():
    figures = line_figures(CLAVES, meta(component()), 1, access=Access(own=True, sums=False))
    assert figures.printed("comp1.done").text == "3"
    assert figures.printed("comp1.accumulated").text == "Sin validar"
    assert figures.printed("comp1.annual").text == "12"


def test_totals_count_lineas_by_semaforo_and_two_rows_of_one_clave_are_neither():
    statuses = [Semaforo("red", "Atrasada", ""), Semaforo("red", "Atrasada", "")]
    statuses.append(Semaforo("grey", "Sin dato", ""))
    totals = total_figures(statuses)
    one = line_figures(CLAVES, meta(component()), 1)
    whole = joined([one, one], totals)
    assert whole.printed("trimestre.lineas") == Printed("líneas de acción", "3")
    assert whole.printed("trimestre.red").text == "2"
    assert whole.printed("trimestre.green").text == "0"
    assert whole.printed("comp1.done") is None
    assert [figure.source for figure in whole.offered] == [
        "trimestre.lineas",
        "trimestre.red",
        "trimestre.grey",
    ]
    assert Figures().printed("trimestre.lineas") is None


def passages(html: str) -> tuple[Passage, ...]:
    return tuple(
        Passage(f"p{place}", "bloque-1", PassageKind.TEXT, part.words, ties=part.ties)
        for place, part in enumerate(text_parts(html))
    )


def test_a_tie_without_data_is_an_error_and_one_without_source_an_aviso():
    silent = filled(TIED, {"ab12.done": Printed("personas del trimestre", "sin dato")}.get)
    linea = written_linea()
    linea = linea.__class__(**{**linea.__dict__, "passages": passages(silent)})
    (found,) = line_ties(linea, None)
    assert (found.code, found.severity) == (Code.TIE_SILENT, Severity.ERROR)
    assert found.message == "La cifra ligada de «personas del trimestre» no tiene dato"
    assert found.anchor == "bloque-1"
    lost = WrittenSection("s1", "", "Presentación", "", passages(filled(TIED, {}.get)))
    (placed,) = section_ties(Written("", None, (), (lost,), ()))
    assert (placed.finding.code, placed.finding.severity) == (Code.TIE_LOST, Severity.DOUBT)
    assert "«261»" in placed.finding.message
    known = filled(TIED, {"ab12.done": Printed("personas del trimestre", "261")}.get)
    linea = linea.__class__(**{**linea.__dict__, "passages": passages(known)})
    assert list(line_ties(linea, None)) == []


def test_a_text_without_its_ties_says_the_same_whatever_number_was_stored():
    assert says_the_same("<p>Asistieron 300 personas.</p>", TIED)
    assert says_the_same(TIED, TIED)
    assert not says_the_same("<p>Asistieron 300 servidores.</p>", TIED)
    assert not says_the_same("<p>Otro</p>", "<p>Uno</p>")


def test_a_page_without_script_says_ties_in_words_and_reads_them_again():
    stored = f"{TIED}<p>{TIED[3:-4].replace('ab12.done', 'cd34.annual')}</p>"
    words = spelled(stored)
    assert words == (
        "<p>Asistieron [cifra ab12.done: 261] personas.</p>"
        "<p>Asistieron [cifra cd34.annual: 261] personas.</p>"
    )
    assert respelled(words) == stored


def test_the_words_of_a_tie_name_their_source_wherever_they_are_moved():
    assert respelled("<p>[cifra cd34.annual: 999] y [cifra ab12.other: 5]</p>") == (
        '<p><data value="cd34.annual">999</data> y [cifra ab12.other: 5]</p>'
    )
    assert respelled('<p>[cifra "><b: 5] [cifra 1: 5]</p>') == '<p>[cifra "><b: 5] [cifra 1: 5]</p>'
    assert spelled('<p><data value="">7</data></p>') == "<p>7</p>"


@pytest.mark.parametrize("sign", ["'", '"', "&", "<", "a"])
def test_a_tie_whose_figure_has_a_long_name_is_one(sign):
    html = filled(TIED, lambda source: Printed(sign * 600, "300"))
    assert untied(html) == "<p>Asistieron 300 personas.</p>"
    ((source, name, text),) = ties_in(html)
    assert (source, text) == ("ab12.done", "300")
    assert set(name) == {sign, "…"} and len(name) == 400


def offered(html, *, named=False, unit="talleres", actual=(14,), **more):
    figures = line_figures(CLAVES, meta(component(unit=unit, actual=actual, **more)), 1)
    return [
        (html[each.at : each.at + len(each.number)], each.figure.source)
        for each in proposals(html, figures, named=named)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Se impartieron 14 talleres.", "comp1.done"),
        ("Se <strong>impartieron</strong> 14 talleres &amp; más.", "comp1.done"),
        ("De la meta anual de 40 talleres se habla.", "comp1.annual"),
        ("Van 14 talleres acumulados a la fecha.", "comp1.done"),
        ("Se tiene un avance del 35% de la meta programada.", "comp1.annual_percent"),
    ],
)
def test_a_number_that_its_sentence_names_is_proposed(text, source):
    assert [found for _, found in offered(f"<p>{text}</p>", annual=40)] == [source]


PERIOD = Period(date(2026, 4, 1), date(2026, 6, 30), date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("El acumulado es de 7 talleres y la meta anual es de 11 talleres.", "accumulated annual"),
        ("Se suman 7 talleres en el año.", "accumulated"),
        ("El acumulado es de 7 talleres y la meta anual es de 11.", "accumulated annual"),
        ("El acumulado anual asciende a 7, de una meta anual de 11.", "accumulated annual"),
        ("En lo que va del año se han impartido 7 talleres.", "accumulated"),
        ("Con ellos van 7 talleres en lo que va del año.", "accumulated"),
        ("El acumulado es de 7 personas.", ""),
        ("El acumulado de asistentes es de 7.", ""),
        ("La meta del trimestre es de 11.", ""),
    ],
)
def test_what_the_year_has_is_proposed_where_a_text_names_it(text, sources):
    figures = line_figures(CLAVES, meta(component(actual=(3, 4), annual=11)), 2)
    found = [each.figure.source for each in proposals(f"<p>{text}</p>", figures, PERIOD)]
    assert found == [f"comp1.{each}" for each in sources.split()]


def test_a_large_number_is_proposed_without_its_name_only_beside_one_linea():
    html = "<p>Asistieron 261 personas.</p>"
    assert offered(html, actual=(261,)) == [("261", "comp1.done")]
    assert offered(html, actual=(261,), named=True) == []
    assert offered("<p>Asistieron 14 personas.</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "Del 14 de marzo de 2026 en adelante.",
        "En el año 2014 se impartieron varios talleres.",
        "Mediante oficio No. SE/14/2026 se convocó a talleres.",
        "Se pagaron $14 y 14 pesos por talleres.",
        "14. Talleres impartidos.",
        "Artículo 14 de la ley de talleres.",
        "Se impartieron catorce talleres.",
        "A las 14 horas iniciaron los talleres.",
        "Hubo 14% de avance.",
        "Se impartieron 15 talleres.",
        'Se impartieron <data value="comp1.done">14</data> talleres.',
        "Se impartieron 1<strong>4</strong> talleres.",
        "Se programaron 14 talleres.",
    ],
)
def test_what_counts_nothing_is_never_proposed(text):
    assert offered(f"<p>{text}</p>") == []


def test_two_figures_of_one_number_are_told_apart_or_none_is_proposed():
    claves = LineaClaves(7, "linea1", ("comp1", "comp2"))
    both = line_figures(claves, meta(component(actual=(5,)), component(actual=(5,))), 1)
    assert proposals("<p>Se impartieron 5 talleres.</p>", both) == ()
    html = "<p>" + "Se impartieron 14 talleres. " * 9 + "</p>"
    assert len(offered(html)) == 5


def test_a_tie_goes_in_where_the_number_stands_and_nowhere_else():
    figure = line_figures(CLAVES, meta(component(actual=(14,))), 1).find("comp1.done")
    html = '<p>Van 14 y <a href="https://x.mx/14">14</a>.</p>'
    tied = with_tie(html, 7, "14", figure)
    assert tied == html.replace("Van 14", 'Van <data value="comp1.done">14</data>')
    for at in (6, 8, html.index("/14") + 1, 99, -1):
        assert with_tie(html, at, "14", figure) is None
    assert with_tie(tied, tied.index(">14<") + 1, "14", figure) is None
    assert with_tie("<p>y</p>", 3, "y", figure) is None
    assert appended(appended("<p>Van</p>", figure), figure) == (
        '<p>Van <data value="comp1.done">14</data></p>'
    )
    assert appended("<ul><li>Uno</li></ul>", figure).endswith("14</data></p>")


def test_a_text_of_many_ties_is_compared_in_one_pass():
    one = '<data value="ab12.done">1</data>'
    assert says_the_same(f"<p>{'1' * 60_000}</p>", f"<p>{one * 1800}</p>") is False
    assert says_the_same("<p>1 2,345. Fin</p>", f"<p>{one} {one}. Fin</p>")
