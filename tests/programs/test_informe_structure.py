"""An informe is understood by its shape: S2's own, and those of institutions that nobody saw."""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.headings import names_period
from programs.received.informes.reading import ReadInforme
from programs.received.informes.structure import read_blocks
from programs.values.wording.captions import caption_of
from programs.values.written import PassageKind
from tests.programs import informe_shapes as shapes
from tests.seedtext import SEEDS


def understood(text: str) -> ReadInforme:
    return read_blocks(blocks_of_text(text))


@cache
def informe_s2() -> ReadInforme:
    return understood(SEEDS["sesaech"].read_text(encoding="utf-8"))


def told(read: ReadInforme) -> list[tuple[str, str, str, str]]:
    """Return (área, number, meta, closing) of each línea."""
    return [
        (each.area, each.number, each.meta, each.closing.text if each.closing else "")
        for each in read.written.lineas
    ]


def test_s2_has_its_areas_and_lineas():
    written = informe_s2().written

    assert [len(area.lineas) for area in written.areas] == [5, 4, 5, 6, 3, 3]
    assert [each.number for each in written.areas[1].lineas] == ["1", "2", "3", "5"]
    assert written.title.startswith("Primer Informe Trimestral")
    assert written.period is not None
    assert (written.period.starts_on, written.period.ends_on) == (
        date(2024, 1, 1),
        date(2024, 3, 31),
    )
    assert all(each.meta and each.starts_on and each.ends_on for each in written.lineas)
    archivo = written.areas[2].lineas[4]
    assert (archivo.starts_on, archivo.ends_on) == (date(2023, 1, 1), date(2023, 12, 31))


def test_s2_closes_as_the_domain_document_counts():
    closings = [each.closing for each in informe_s2().written.lineas]
    stated = [each for each in closings if each and "%" in each.text]
    not_due = [each for each in closings if each and "%" not in each.text]

    assert (len(stated), len(not_due), closings.count(None)) == (18, 5, 3)


def test_s2_keeps_its_captions_and_its_contents():
    written = informe_s2().written
    numbers: dict[str, list[int]] = {}
    for passage in written.passages:
        caption = caption_of(passage.text) if passage.kind is PassageKind.CAPTION else None
        if caption:
            numbers.setdefault(caption.kind, []).extend(caption.numbers)

    assert numbers["imagen"] == [n for n in range(1, 15) if n != 12]
    assert numbers["fotografia"] == list(range(1, 22))
    assert numbers["tabla"] == [1, 2]
    assert len(written.contents) == 6
    assert [each.number for each in written.headings] == ["", "1", "2", "3", "4", "5"]
    assert sum(bool(each.area) for each in written.sections) == 6


def test_s2_is_understood_nearly_whole():
    read = informe_s2()

    assert read.understood > 0.97
    assert len({each.key for each in read.passages}) == len(read.passages)


def test_rows_of_a_table_are_lineas():
    read = understood(shapes.TABLE)

    assert told(read) == [
        ("DIRECCIÓN DE ADMINISTRACIÓN", "1", "12 Informes", "Avance: 25%"),
        ("DIRECCIÓN DE ADMINISTRACIÓN", "2", "8 Cursos", "Avance: 50%"),
    ]
    assert [each.reported for each in read.written.lineas] == [(Decimal(3),), (Decimal(2),)]
    assert read.written.period is not None
    assert read.written.period.ends_on == date(2025, 6, 30)


SUMMARY = (
    "\nAnexo 1. Metas y resultados\n\n"
    "Proyecto\tMeta anual\tRealizado\tAvance anual\n"
    "Proyecto 1: Red de municipios\t10\t4\t40%\n"
    "Proyecto\tMeta anual\tRealizado\tAvance anual\n"
    "Proyecto 2: Buzón\t200\t45\t25%\n"
)


@pytest.mark.parametrize(
    "annex",
    [
        SUMMARY,
        SUMMARY.replace("Proyecto\tMeta", "Bloque\t\t\t\nde\t\t\t\nEje\t\t\t\nProyecto\tMeta", 1),
        SUMMARY.replace("Proyecto 1: Red de municipios", "1").replace("Proyecto 2: Buzón", "2"),
    ],
    ids=["head again", "head below", "numbers alone"],
)
def test_an_annex_that_sums_up_the_lineas_opens_none(annex):
    alone = understood(shapes.PROJECTS).written
    read = understood(shapes.PROJECTS + annex).written

    assert [line.title for line in read.lineas] == [line.title for line in alone.lineas]
    assert [len(area.lineas) for area in read.areas] == [1, 1]


def test_what_tells_no_page_is_no_row_of_the_contents():
    contents = Block(
        BlockKind.TABLE,
        rows=(("Presentación", "3"), ("1. Misión", "4"), ("2. Visión", "4"), ("Gasto", "Metas")),
    )
    read = read_blocks(
        [Block(BlockKind.TEXT, "CONTENIDO"), contents, *blocks_of_text("Presentación")]
    )

    assert [entry.heading for entry in read.written.contents] == [
        "Presentación",
        "Misión",
        "Visión",
    ]


def test_a_note_in_brackets_before_a_linea_is_no_area():
    text = shapes.CAPITALS.replace("ACCIÓN 2.", "[INSERTAR FOTO AQUÍ]\n\nACCIÓN 2.")
    read = understood(text).written

    assert [area.name for area in read.areas] == ["UNIDAD DE TRANSPARENCIA", "DIRECCIÓN JURÍDICA"]


def test_numbered_headings_with_a_meta_are_lineas():
    read = understood(shapes.NUMBERED)

    assert told(read) == [
        (
            "Capacitación y difusión",
            "1.1",
            "20 talleres",
            "Con ello se alcanzó el 30% de la meta anual.",
        ),
        ("Capacitación y difusión", "1.2", "12 boletines", ""),
        ("Vinculación", "2.1", "4 convenios", ""),
    ]
    first = next(read.written.lineas)
    assert (first.starts_on, first.ends_on) == (date(2025, 1, 1), date(2025, 12, 31))


def test_projects_stand_under_their_eje():
    read = understood(shapes.PROJECTS)

    assert told(read) == [
        ("Eje 1. Prevención", "1", "10 municipios integrados", "Porcentaje de avance: 40%"),
        ("Eje 2. Denuncia", "2", "200 denuncias atendidas", "Porcentaje de avance: 25%"),
    ]
    assert read.written.period is not None
    assert read.written.period.starts_on == date(2025, 7, 1)


def test_capitals_are_read_as_any_other():
    assert [(each[0], each[1], each[3]) for each in told(understood(shapes.CAPITALS))] == [
        ("UNIDAD DE TRANSPARENCIA", "1", "AVANCE: 20%"),
        ("UNIDAD DE TRANSPARENCIA", "2", "AVANCE: 25%"),
        ("DIRECCIÓN JURÍDICA", "3", "AVANCE: 0%"),
    ]


def test_a_card_in_a_table_is_one_linea():
    assert told(understood(shapes.CARDS)) == [
        ("Coordinación de Archivos", "LA-03", "6 transferencias", "Avance: 33%"),
        ("Coordinación de Archivos", "LA-04", "3 cursos", "Avance: 33%"),
    ]


def test_the_nearest_heading_above_is_the_area():
    assert [(each[0], each[1]) for each in told(understood(shapes.OBJECTIVES))] == [
        ("Estrategia 1.1 Formación", "1.1.1"),
        ("Estrategia 2.1 Portal", "2.1.1"),
    ]


def test_a_numbered_meta_is_a_linea_and_its_meta():
    assert told(understood(shapes.METAS)) == [
        ("", "1", "Realizar 4 sesiones del Comité", "Se cumplió al 100%."),
        ("", "2", "Publicar 12 boletines", "Avance acumulado: 100%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Meta: 20 talleres. Se impartieron cinco talleres. Avance: 40%",
        "Meta anual 20 talleres\nSe impartieron cinco talleres.\nAvance: 40%",
        "<p>Meta</p> <p>20 talleres</p>\n<p>Se impartieron cinco talleres.</p>\n<p>Avance: 40%</p>",
        "Línea 2.3: Impartir\nMeta: 20 talleres\nSe impartieron cinco talleres. Avance: 40%",
    ],
)
def test_a_short_paste_is_one_linea(text):
    read = understood(text)

    (linea,) = read.written.lineas
    assert [(each.quantity, each.unit) for each in linea.amounts] == [(Decimal(20), "talleres")]
    assert [each.text for each in linea.prose] == ["Se impartieron cinco talleres."]
    assert linea.closing is not None
    assert linea.closing.text == "Avance: 40%"
    assert read.understood == 1


def test_a_text_without_lineas_is_still_there_to_be_checked():
    read = understood("Se celebraron 9 sesiones: 1 del Comité, 2 del Consejo y 5 de la Comisión.")

    assert not list(read.written.lineas)
    assert len(list(read.written.passages)) == 1
    assert read.understood < 0.5
    assert read.unplaced


def test_the_seed_of_the_other_state_is_read_without_inventing():
    read = understood(SEEDS["sesea-slp"].read_text(encoding="utf-8"))

    assert not any(each.closing for each in read.written.lineas)


@pytest.mark.parametrize(
    "period",
    [
        "Julio a septiembre de 2026",
        "JULIO - SEPTIEMBRE 2026",
        "Julio-septiembre",
        "Tercer trimestre de 2026",
        "3er. trimestre (julio – septiembre de 2026)",
        "Del 1 de julio al 30 de septiembre de 2026",
        "Corte al 30 de septiembre de 2026",
        "Trimestre III, ejercicio fiscal 2026",
        "San Luis Potosí, S.L.P., a 5 de octubre de 2026",
    ],
)
def test_the_line_of_the_period_is_no_area(period):
    text = (
        f"INFORME DE RESULTADOS\nDirección de Vinculación\n{period}\n\n"
        "4.1 Dar seguimiento a los indicadores\nMeta: 4 reportes\nSe entregó un reporte.\n\n"
        "4.2 Acompañar a los municipios\nMeta: 11 planes\nSe revisaron 3 planes.\n"
    )
    written = understood(text).written

    assert [area.name for area in written.areas] == ["Dirección de Vinculación"]
    assert {each.area for each in written.lineas} == {"Dirección de Vinculación"}


@pytest.mark.parametrize(
    "name",
    ["Enlace del Primer Semestre Escolar", "Coordinación de Informes", "Agenda 2030", "Mayo"],
)
def test_a_name_with_words_of_time_is_no_period(name):
    assert not names_period(name)
