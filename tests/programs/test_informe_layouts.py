"""Layouts of other states: periods cut short, heads in other words, an área at the bottom."""

from datetime import date

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

LINEA = "Línea 1. Talleres\nMeta: 8 talleres\nSe dieron dos talleres.\nAvance: 25%.\n"


def written_of(text):
    return read_blocks(blocks_of_text(text)).written


@pytest.mark.parametrize(
    "period",
    ["Informe T1 2025", "Reporte ene-mar 25", "Reporte ene.-mar. 2025", "1er. Trim. 2025",
     "Trimestre I de 2025", "Avances enero/marzo 2025", "Q1 2025"],
)  # fmt: skip
def test_a_period_may_be_cut_short(period):
    found = written_of(f"{period}\nUnidad de Datos\n{LINEA}").period
    assert found and (found.starts_on, found.ends_on) == (date(2025, 1, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("promised", "done", "share"),
    [("Comprometido", "Se alcanzó", "Porcentaje"), ("Por realizar", "Se logró", "%"),
     ("Meta", "Hecho", "Por ciento"), ("Programado", "Realizado", "Porcentaje")],
)  # fmt: skip
def test_a_table_of_lineas_may_have_other_heads(promised, done, share):
    lineas = list(
        written_of(
            f"Informe T1 2025\nUnidad de Datos\nActividad | {promised} | {done} | {share}\n"
            "Talleres | 8 talleres | 2 talleres | 25%\nForos | 4 foros | 1 foro | 25%\n"
        ).lineas
    )
    assert [(each.area, each.title, each.meta) for each in lineas] == [
        ("Unidad de Datos", "Talleres", "8 talleres"),
        ("Unidad de Datos", "Foros", "4 foros"),
    ]
    assert [each.closing and each.closing.text for each in lineas] == ["Avance: 25%"] * 2


def test_an_area_may_be_named_below_its_lineas():
    (area,) = written_of(
        f"Informe T1 2025\n\n{LINEA}\nÁrea responsable: Unidad de Formación\n"
    ).areas
    assert (area.name, area.lineas[0].area) == ("Unidad de Formación", "Unidad de Formación")


def test_a_closing_above_the_narrative_and_a_title_of_two_lines():
    (linea,) = written_of(
        "Informe T1 2025\nUnidad de Datos\nLínea 1\nConectar a los entes públicos\n"
        "que faltan en la plataforma\nMeta: 40 entes\nAvance: 25%.\nSe conectaron diez entes.\n"
    ).lineas
    assert linea.title == "Conectar a los entes públicos que faltan en la plataforma"
    assert linea.closing and linea.closing.text == "Avance: 25%."


def test_what_another_office_programmed_closes_nothing():
    (linea,) = written_of(
        "Informe T1 2025\nTarea C. Barda\nProgramado: 1 obra solicitada.\n"
        "Realizado: 1. Se solicitó el 20 de marzo; Obras Públicas la programó para julio.\n"
    ).lineas
    assert linea.closing is None


NAMED = [
    "A. Revisar buzones. Meta: 8 revisiones.\nSe hicieron dos.\nAvance: 25%.\n"
    "B. Repartir folletos. Meta: 6 folletos.\nSe repartieron tres.\nAvance: 50%.\n"
    "C. Colocar lonas. Meta: 4 lonas.\nSe colocó una.\nAvance: 25%.\n",
    "2.1 Revisar buzones. Meta: 8 revisiones.\nSe hicieron dos.\nAvance: 25%.\n"
    "2.2 Repartir folletos. Meta: 6 folletos.\nSe repartieron tres.\nAvance: 50%.\n"
    "2.3 Colocar lonas. Meta: 4 lonas.\nSe colocó una.\nAvance: 25%.\n",
    "Línea de Acción 1\nRevisar buzones. Meta anual: 8 revisiones.\nSe hicieron dos.\n"
    "Avance: 25%.\n"
    "Línea de Acción 2\nRepartir folletos. Meta anual: 6 folletos.\nSe repartieron tres.\n"
    "Avance: 50%.\nLínea de Acción 3\nColocar lonas. Meta anual: 4 lonas.\nSe colocó una.\n"
    "Avance: 25%.\n",
    "Línea 1.- Revisar buzones\nMeta anual:\t8 revisiones\nSe hizo:\tSe hicieron dos, una en la\n"
    "capital.\nAvance:\t25%\nLínea 2.- Repartir folletos\nMeta anual:\t6 folletos\n"
    "Se hizo:\tSe repartieron tres.\nAvance:\t50%\nLínea 3.- Colocar lonas\nMeta anual:\t4 lonas\n"
    "Se hizo:\tSe colocó una.\nAvance:\t25%\n",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_meta_may_stand_in_the_line_of_its_title_or_behind_a_tab(text):
    lineas = list(written_of(f"Informe T1 2025\nUnidad de Datos\n{text}").lineas)
    assert [each.title.rstrip(".") for each in lineas] == [
        "Revisar buzones",
        "Repartir folletos",
        "Colocar lonas",
    ]
    assert [int(each.amounts[0].quantity) for each in lineas] == [8, 6, 4]
    assert [each.closing and each.closing.text.rstrip(".") for each in lineas] == [
        "Avance: 25%",
        "Avance: 50%",
        "Avance: 25%",
    ]


def test_an_area_may_have_a_number_or_a_letter_and_its_meta_brackets():
    areas = written_of(
        "Informe T1 2025\n\nÁREA 1. VINCULACIÓN\n"
        "Actividad: celebrar foros (meta: 2 foros al año).\n"
        "Se celebró un foro. Avance: 50%.\n\nÁREA 2. ARCHIVO\n"
        "Actividad: depurar series (meta: 10 series al año).\nSe depuraron dos. Avance: 20%.\n"
    ).areas
    assert [area.name for area in areas] == ["ÁREA 1. VINCULACIÓN", "ÁREA 2. ARCHIVO"]
    assert [area.lineas[0].meta for area in areas] == ["2 foros al año", "10 series al año"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Publicar cápsulas informativas", "cápsulas informativas"),
        ("Auditorías de desempeño", "Auditorías de desempeño"),
        ("Solventación de recomendaciones", "recomendaciones"),
        ("Impulsar la participación", ""),
        ("Transparencia", ""),
    ],
)
def test_a_bare_meta_is_of_what_its_title_names(title, unit):
    (linea,) = written_of(f"Informe T1 2025\nLínea 1. {title}\nMeta: 12\nAvance: 25%.\n").lineas
    assert linea.amounts[0].unit == unit


def test_abbreviations_of_clerks_end_no_sentence():
    (linea,) = written_of(
        "Formato, 1er. trim. 2025 (ene.-mar.)\nLínea 1. Arqueos\n"
        "Meta. 22 arqueos, de ellos 7 para\nel 1er. trim. del año.\n"
        "Desarrollo. Fueron siete, con la Dir. de Obras Púb. y el ayto. de\nTula.\nAvance: 32%.\n"
    ).lineas
    assert linea.meta.endswith("el 1er. trim. del año.")
    assert [each.text for each in linea.prose][0].endswith("el ayto. de Tula.")


def test_a_numbered_area_is_a_numbered_part_of_the_contents():
    written = written_of(
        "Índice\n1. Presentación ... 2\n2. Avance por área ... 3\n2.1 Área Jurídica ... 3\n\n"
        "1. PRESENTACIÓN\nSe rinde el informe del segundo trimestre de 2024.\n\n"
        "2. AVANCE POR ÁREA\n\n2.1 ÁREA JURÍDICA\nDe abril a junio contestó tres amparos.\n"
    )
    assert [(each.number, each.heading) for each in written.headings][-1] == (
        "2.1",
        "ÁREA JURÍDICA",
    )


def test_a_table_of_states_goes_before_its_narratives():
    written = read_blocks(
        blocks_of_text(
            "Área de Acervos\n\nESTADO DE LAS LÍNEAS\nLínea    Meta    Estado al 30 de junio\n"
            "1    24 donaciones    25% de la meta anual\n2    2 foros    50% de la meta anual\n"
            "3    1 catálogo    Programada para el cuarto trimestre\n\nNARRATIVA\n"
            "Línea 1, recibir donaciones. Llegaron seis donaciones.\n"
            "Línea 2, montar exposiciones. Se montó una exposición.\n"
            "Línea 3, imprimir el catálogo. No corresponde a este periodo.\n"
        )
    ).written
    first, second, third = written.lineas
    assert [each.number for each in (first, second, third)] == ["1", "2", "3"]
    assert first.closing and first.closing.text == "Avance: 25% de la meta anual"
    assert "seis donaciones" in first.passages[0].text


@pytest.mark.parametrize(
    "head", ["No. de línea", "Núm. de acción", "Línea núm.", "Meta no.", "ID actividad", "N.º"]
)
@pytest.mark.parametrize("numbers", ["123", "133", "134"])
def test_the_numbers_of_a_table_of_lineas_are_read(head, numbers):
    names = ("Auditorías practicadas", "Quejas concluidas", "Actas revisadas")
    rows = "".join(
        f"{n} | {name} | 40 | 10 | 25%\n" for n, name in zip(numbers, names, strict=True)
    )
    text = f"Informe T1 2025\nUnidad de Datos\n{head} | Descripción | Meta | Realizado | %\n{rows}"
    assert [each.number for each in written_of(text).lineas] == list(numbers)


def test_a_line_of_a_figure_is_no_area():
    text = f"Informe T1 2025\nDatos relevantes\nTalleres: 2\nForos: 8\n\n{LINEA}"
    assert "Foros: 8" not in [each.name for each in written_of(text).areas]


LEADS = [
    "Con fundamento en los Lineamientos publicados en el Periódico Oficial el 4 de mayo de 2021, "
    "se da cuenta de lo siguiente.",
    "En cumplimiento del artículo 12 del Reglamento Interior, se presenta el informe del área.",
    "De conformidad con la Ley de Planeación, se informan los avances de las metas comprometidas.",
    "Las metas del área se detallan a continuación:",
]


@pytest.mark.parametrize("lead", LEADS)
def test_a_sentence_that_announces_the_report_is_no_title(lead):
    text = (
        f"Reporte ene-mar 2025\nUnidad de Datos\n\n{lead}\n\nMeta: 8 dictámenes\nSe emitieron dos."
    )
    (linea,) = written_of(text).lineas
    assert (linea.title, linea.meta) == ("", "8 dictámenes")
    titled = text.replace(lead, "Dictaminación de bajas")
    assert [each.title for each in written_of(titled).lineas] == ["Dictaminación de bajas"]


@pytest.mark.parametrize("head", ["Programa", "Indicador", "Producto"])
def test_a_column_beside_the_numbers_names_the_lineas(head):
    text = (
        f"Informe T1 2025\nUnidad de Datos\nNo. | {head} | Meta | Realizado | %\n"
        "1 | Desayunos | 120 raciones | 30 raciones | 25%\n2 | Terapias | 8 terapias | 2 | 25%\n"
    )
    lineas = list(written_of(text).lineas)
    assert [(each.title, each.meta) for each in lineas] == [
        ("Desayunos", "120 raciones"),
        ("Terapias", "8 terapias"),
    ]


def test_an_item_goes_on_with_its_list_though_it_begins_as_a_section():
    text = (
        "Informe T1 2025\nUnidad de Datos\nLínea 1. Convenios\nMeta: 8 convenios\n"
        "Relación de lo firmado:\n1. Convenio con la Cámara\n2. Convenio con el Hospital\n"
        "3. Carta de intención con la Refinería\nAvance: 25%.\n"
    )
    written = written_of(text)
    (linea,) = written.lineas
    assert not written.sections
    assert linea.passages[-1].text == "Carta de intención con la Refinería"
