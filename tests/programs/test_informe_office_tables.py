"""Tables whose rows are offices, and the columns that sum up the year beside its share."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.received.informes.labels import Label, label_of_words
from programs.values.checks.finding import Code

HEAD = "Secretaría de Finanzas\n{quarter} trimestre de 2025\n\n"


def read(told, quarter="Segundo"):
    return reading_of(TEXT, (HEAD.format(quarter=quarter) + told).encode())


def codes_of(told, quarter="Segundo"):
    return [each.finding.code for each in read(told, quarter).findings]


def test_a_row_of_an_area_is_its_linea():
    told = (
        "Área\tMeta anual\tCursos impartidos\tAvance\n"
        'Ingresos\t4 cursos\t"Excel básico", 15 de febrero\t25%\n'
        'Egresos\t4 cursos\t"Excel intermedio", 22 de febrero\t25%\n'
        'Catastro\t2 cursos\t"Excel para avalúos", 14 de marzo\t50%\n\n'
        "Todos los cursos tuvieron lugar en el aula de cómputo.\n"
    )
    reading = read(told, "Primer")
    assert [(each.area, each.meta) for each in reading.written.lineas] == [
        ("Ingresos", "4 cursos"),
        ("Egresos", "4 cursos"),
        ("Catastro", "2 cursos"),
    ]
    assert reading.findings == ()


@pytest.mark.parametrize(("share", "wrong"), [("25%", False), ("50%", True)])
@pytest.mark.parametrize("head", ["Departamento", "Plantel", "Coordinación", "Sede", "Región"])
def test_the_share_of_an_office_is_of_its_own_meta(head, share, wrong):
    told = (
        f"{head} | Meta anual | Logro | % de avance\nTula | 40 visitas | 10 visitas | 25%\n"
        f"Apan | 20 auditorías | 5 auditorías | {share}\n"
    )
    assert codes_of(told, "Primer") == [Code.WRITTEN_PERCENT] * wrong


def test_rows_of_bare_numbers_stay_a_table_of_the_narrative():
    told = (
        "Línea 1. Visitas. Meta: 60 visitas. Se hicieron 15:\n\nRegión | Meta | Visitas | Avance\n"
        "Norte | 40 | 10 | 25%\nSur | 20 | 5 | 25%\n\nAvance de 25%.\n"
    )
    reading = read(told, "Primer")
    assert [each.title for each in reading.written.lineas] == ["Visitas"]
    assert reading.findings == ()


SUMMED = (
    "Actividad | Unidad de medida | Meta anual | 1er trim. | 2o trim. | {sums} | {share}\n"
    "Practicar inspecciones a terminales | Inspección | 40 | 8 | 10 | 18 | {value}%\n\n"
    "Observaciones: las restantes se harán en el segundo semestre.\n"
)


@pytest.mark.parametrize(("value", "wrong"), [(45, False), (55, True), (35, True)])
@pytest.mark.parametrize("share", ["Avance anual", "% de avance", "Porcentaje", "Avance %"])
@pytest.mark.parametrize(
    "sums",
    ["Acumulado", "Acum.", "Realizado a la fecha", "Avance acumulado", "Acumulado ene-jun"],
)
def test_what_sums_up_the_year_leaves_no_quarter_out(sums, share, value, wrong):
    told = SUMMED.format(sums=sums, share=share, value=value)
    assert codes_of(told) == [Code.WRITTEN_PERCENT] * wrong


def test_a_share_of_the_year_may_hold_more_than_the_quarter_did():
    told = (
        "Actividad | Meta anual | Realizado en el trimestre | Avance anual acumulado\n"
        "Practicar inspecciones | 40 inspecciones | 10 | 45%\n\n"
        "Con las ocho del trimestre anterior suman 18.\n"
    )
    assert codes_of(told) == []


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Avance %", Label.PROGRESS),
        ("Avance anual en %", Label.PROGRESS),
        ("Cumplimiento por ciento", Label.PROGRESS),
        ("Avance 25%", None),
        ("Avance del 25 por ciento", None),
    ],
)
def test_a_head_with_its_sign_behind_is_that_of_a_share(head, label):
    assert label_of_words(head) is label


RANGE = (
    "Objetivo 1. Supervisar los centros de reclusión\nMeta: {meta}.\n\nSe realizaron dos visitas "
    "en el trimestre, una al centro varonil y otra al femenil. Con las dos del trimestre anterior "
    "suman cuatro.\n\n{said}\n"
)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("El avance es de cincuenta por ciento si se toma el mínimo de ocho visitas y de cuarenta "
         "por ciento si se toma el máximo de diez.", False),
        ("Avance de 50% respecto del mínimo.", False),
        ("La meta lleva entre 40% y 50%.", False),
        ("Avance del 44% de la meta.", False),
        ("Avance del 80% de la meta anual.", True),
        ("Se alcanza el 60% del mínimo comprometido.", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "meta",
    [
        "realizar entre ocho y diez visitas de supervisión en 2025",
        "de 8 a 10 visitas de supervisión",
        "Entre 8 y 10 visitas en el año, dos de ellas en el segundo trimestre",
    ],
)
def test_a_share_of_a_range_is_of_one_of_its_numbers(meta, said, wrong):
    assert codes_of(RANGE.format(meta=meta, said=said)) == [Code.WRITTEN_PERCENT] * wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("los ocho talleres representan el 50% y las dos exposiciones también el 50% de lo "
         "previsto", False),
        ("los ocho talleres representan el 70% y las dos exposiciones también el 70% de lo "
         "previsto", True),
    ],
)  # fmt: skip
def test_a_closing_that_counts_a_component_tells_how_many(said, wrong):
    told = (
        "La Casa de la Cultura abrió sus salas en julio.\n\nMetas anuales: 16 talleres y 4 "
        f"exposiciones. Como la programación comenzó en julio, {said}.\n"
    )
    assert codes_of(told, "Tercer") == [Code.WRITTEN_PERCENT] * wrong


ROWS = (
    "SEA Palmar Chico | Unidad de Plataforma Digital | Primer trimestre de 2025\n\n"
    "Línea | Meta anual | {head} | Conclusión\n"
    "1. Talleres técnicos | 8 talleres | {first} | Lleva 25%\n"
    "2. Talleres de apertura | 4 talleres | {second} | Lleva 25%\n"
)
API, DATA = "«Uso de la API» (23 de enero)", "«Datos abiertos paso a paso» (13 de febrero)"
OTHER = "«Archivo de trámite» (20 de febrero)"


@pytest.mark.parametrize(
    "head", ["Contado en el trimestre", "Lo del trimestre", "Cuántos y cuáles"]
)
@pytest.mark.parametrize(
    ("two", "one"),
    [("2: {}", "1: {}"), ("2 ({})", "1 ({})"), ("2 talleres: {}", "1 taller: {}"),
     ("Dos, {}", "Uno, {}")],
)  # fmt: skip
def test_a_cell_that_counts_and_names_tells_what_was_done(head, two, one):
    first = two.format(f"{API} y {DATA}")
    twice = codes_of(ROWS.format(head=head, first=first, second=one.format(DATA)))
    apart = codes_of(ROWS.format(head=head, first=first, second=one.format(OTHER)))
    fewer = codes_of(ROWS.format(head=head, first=one.format(API), second=one.format(OTHER)))
    assert (twice, apart) == ([Code.COURSE_TWICE], [])
    assert fewer in ([Code.WRITTEN_PERCENT], [Code.UNCOUNTED])  # "Uno" may be an article


def test_a_cell_of_what_is_planned_tells_nothing_done():
    planned = ROWS.format(head="Programado", first=f"2: {API} y {DATA}", second=f"1: {DATA}")
    assert Code.COURSE_TWICE not in codes_of(planned)
