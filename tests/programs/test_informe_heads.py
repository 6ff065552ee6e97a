"""What heads a línea, an área or a section is told by what stands below it, numbered or not."""

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks
from programs.values.written import Written

HEAD = "Informe del primer trimestre de 2026 (enero - marzo)\n"


def written_of(text: str) -> Written:
    return read_blocks(blocks_of_text(HEAD + text)).written


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Return (área, number, title, meta) of each línea."""
    return [(each.area, each.number, each.title, each.meta) for each in written_of(text).lineas]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1)", "2)"), ("1.", "2."), ("I.", "II."), ("a)", "b)"), ("A.", "B."), ("(1)", "(2)")],
)
def test_a_number_of_any_kind_heads_the_linea_whose_meta_follows(first, second):
    text = (
        f"Coordinación Financiera\n\n{first} Entrega de estados financieros\n"
        "Meta: 12 estados financieros\nSe entregaron tres.\nAvance: 25%.\n\n"
        f"{second} Arqueos del fondo\nMeta: 8 arqueos\nSe hicieron dos.\nAvance: 25%.\n"
    )
    numbers = [mark.strip("().") for mark in (first, second)]
    assert told(text) == [
        ("Coordinación Financiera", numbers[0], "Entrega de estados financieros",
         "12 estados financieros"),
        ("Coordinación Financiera", numbers[1], "Arqueos del fondo", "8 arqueos"),
    ]  # fmt: skip


def test_a_numbered_line_above_a_linea_is_an_area_and_the_presentacion_a_section():
    written = written_of(
        "I. Presentación\nLas dos direcciones ofrecieron nueve cursos.\n\n"
        "II. Dirección de Prevención\nLínea 1. Cursos de ética\nMeta: 20 cursos\n"
        "Se ofrecieron cinco cursos.\nVa el 25% de la meta.\n\n"
        "III. Transparencia\nLínea 1. Solicitudes\nMeta: 40 solicitudes\n"
        "Se contestaron diez.\nVa el 25% de la meta.\n\nIV. Conclusiones\nTodo en orden.\n"
    )
    assert [(each.number, each.heading) for each in written.sections] == [
        ("I", "Presentación"),
        ("IV", "Conclusiones"),
    ]
    assert [area.name for area in written.areas] == ["Dirección de Prevención", "Transparencia"]
    assert [each.number for each in written.headings] == ["I", "II", "III", "IV"]


def test_the_last_point_of_a_list_is_no_area_of_the_linea_below_it():
    text = (
        "Dirección de Ética\nLínea 1. Guías\nMeta: 6 guías\nSe publicaron:\n"
        "I. Guía de denuncias\nII. Guía de expedientes\nLínea 2. Cursos\nMeta: 4 cursos\n"
    )
    assert [each[0] for each in told(text)] == ["Dirección de Ética"] * 2


def test_a_short_line_above_a_table_of_lineas_is_its_area():
    text = (
        "Comunicación Social\n\nActividad\tMeta\tRealizado\t%\nSpots\t10 spots\t5 spots\t50\n"
        "Boletines\t4 boletines\t2 boletines\t50\n\nParticipación Social\n\n"
        "Actividad\tMeta\tRealizado\t%\nComités\t8 comités\t4 comités\t50\n"
        "Ferias\t2 ferias\t1 feria\t50\n"
    )
    assert [(each[0], each[2]) for each in told(text)] == [
        ("Comunicación Social", "Spots"),
        ("Comunicación Social", "Boletines"),
        ("Participación Social", "Comités"),
        ("Participación Social", "Ferias"),
    ]


def test_areas_and_lineas_numbered_alike_are_told_apart():
    text = (
        "1. Unidad de Archivo\n1. Bajas documentales\nMeta: 4 bajas\nSe hizo una.\nAvance: 25%.\n"
        "2. Unidad Jurídica\n1. Contratos\nMeta: 8 contratos\nSe hicieron dos.\nAvance: 25%.\n"
    )
    assert [each[:3] for each in told(text)] == [
        ("Unidad de Archivo", "1", "Bajas documentales"),
        ("Unidad Jurídica", "1", "Contratos"),
    ]


LINEA = "Línea 1. Talleres\nMeta: 8 talleres\nSe dieron dos talleres.\nAvance: 25%.\n"


@pytest.mark.parametrize("number", ["", "1. "])
def test_a_heading_and_its_prose_may_be_one_paragraph(number):
    written = written_of(
        f"{number}Presentación. Este documento resume lo hecho de enero a marzo.\n\n"
        f"Unidad de Datos\n{LINEA}"
    )
    (section,) = written.sections
    assert (section.number, section.heading) == (number.strip(" ."), "Presentación")
    assert section.passages[0].text == "Este documento resume lo hecho de enero a marzo."
    assert [area.name for area in written.areas] == ["Unidad de Datos"]


@pytest.mark.parametrize("head", ["Presentación. ", "Presentación\n"])
def test_an_area_may_present_itself_before_its_lineas(head):
    written = written_of(
        f"Área de Política Pública\n\n{head}Este trimestre se dio impulso a la política.\n\n{LINEA}"
    )
    (section,) = written.sections
    assert (section.heading, section.area) == ("Presentación", "Área de Política Pública")
    assert [(area.name, len(area.lineas)) for area in written.areas] == [
        ("Área de Política Pública", 1)
    ]
    assert written.cover == (HEAD.strip(),)


@pytest.mark.parametrize(
    ("name", "prose"),
    [
        ("Unidad Administrativa", ""),  # a label elsewhere
        ("Dirección de Políticas", "Este informe da cuenta del programa de la dirección.\n\n"),
    ],
)
def test_an_office_above_its_lineas_is_no_line_of_the_cover(name, prose):
    written = written_of(f"{name}\n\n{prose}{LINEA}")
    assert [area.name for area in written.areas] == [name]
    assert written.cover == (HEAD.strip(),)


def test_the_institution_is_no_area_above_the_first_of_them():
    written = written_of(f"Secretaría Ejecutiva Anticorrupción de Vega\n\nConsultoría\n\n{LINEA}")
    assert [area.name for area in written.areas] == ["Consultoría"]
    assert written.cover[-1] == "Secretaría Ejecutiva Anticorrupción de Vega"


def test_within_a_linea_a_heading_with_its_prose_is_narrative():
    written = written_of(
        "Línea 1. Talleres\nMeta: 8 talleres\nResumen. Se dieron dos talleres en dos escuelas.\n"
    )
    assert not written.sections and len(list(written.lineas)) == 1


@pytest.mark.parametrize("meta", ["Meta conjunta", "Meta compartida", "Meta común", "Meta"])
@pytest.mark.parametrize("several", ["2 y 3", "2 a 3", "2"])
def test_a_linea_in_parts_stands_between_those_that_have_none(several, meta):
    joint = f"{several}. Mantenimiento de edificios\n{meta}: 40 servicios en el año.\n"
    written = written_of(
        "1. Inventario de bienes\nMeta: 4 levantamientos en el año.\n\n"
        f"{joint}Se hicieron 10.\n\n"
        "4. Capacitación\n4.1 Cursos presenciales\nMeta: 6 cursos en el año.\n"
        "4.2 Cursos en línea\nMeta: 10 cursos en el año.\n\n"
        "5. Ventanilla\nMeta: 1 ventanilla en el año.\n"
    )
    assert [(each.number, each.title) for each in written.lineas] == [
        ("1", "Inventario de bienes"),
        (several, "Mantenimiento de edificios"),
        ("4.1", "Cursos presenciales"),
        ("4.2", "Cursos en línea"),
        ("5", "Ventanilla"),
    ]
