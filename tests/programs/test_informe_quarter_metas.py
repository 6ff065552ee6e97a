"""What a quarter was to do, told beside the meta of the year: a share may be of either."""

from datetime import date

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_written
from tests.programs.test_informe_promised import lineas_of, written_of

HEAD = "Instituto de Datos\nTercer trimestre de 2025 (julio a septiembre)\n\n"
TABLES = [
    "Actividad\tUnidad de medida\tMeta anual\tProgramado 3T\tRealizado 3T\tAvance 3T\n"
    "Visitas a municipios\tVisita\t40\t10\t{done}\t{share} %\n",
    "| Actividad | Meta anual | Programado jul-sep | Realizado jul-sep | Avance del trimestre |\n"
    "| Visitas a municipios | 40 visitas | 10 | {done} | {share} % |\n",
    "Núm.\tActividad\tMeta anual\tProgramado\tRealizado\tAvance\n"
    "1\tVisitas a municipios\t40 visitas\t10\t{done}\t{share} %\n",
    "Línea 1. Visitas a municipios\nUnidad de medida: Visita\nMeta anual: 40\n"
    "Programado en el trimestre: 10\nRealizado: {done}\nAvance: {share} %\n",
    "Línea 1. Visitas a municipios\nMeta del trimestre: 10 visitas\nMeta anual: 40 visitas\n"
    "Se hicieron {done} visitas.\nAvance: {share} %\n",
    "Línea 1. Visitas a municipios\nMeta anual: 40 visitas / Programado 3T: 10 visitas / "
    "Realizado: {done} / Avance: {share} %\n",
]


def codes_of(text):
    return [placed.finding.code for placed in findings_of_written(written_of(f"{HEAD}{text}"))]


@pytest.mark.parametrize("form", TABLES)
def test_a_share_is_of_the_quarter_or_of_the_year(form):
    (linea,) = lineas_of(f"{HEAD}{form.format(done=8, share=80)}")
    assert (linea.amounts[0].quantity, linea.programmed) == (40, 10)
    assert codes_of(form.format(done=8, share=80)) == []
    if "Avance del trimestre" not in form:
        assert codes_of(form.format(done=8, share=20)) == []
    assert Code.WRITTEN_PERCENT in codes_of(form.format(done=8, share=60))


def test_a_share_of_neither_is_told_with_both_divisions():
    (placed,) = findings_of_written(written_of(f"{HEAD}{TABLES[2].format(done=8, share=60)}"))
    assert placed.finding.arithmetic == "Del trimestre: 8 ÷ 10 = 80%. Del año: 8 ÷ 40 = 20%"
    assert placed.finding.message.endswith("dan 80%")


def test_what_is_said_of_the_quarter_is_of_its_meta():
    form = "Línea 1. Visitas\nUnidad de medida: Visita\nMeta anual: 40\nMeta del trimestre: 10\n"
    told = f"{form}Se hicieron {{}} visitas.\nLa meta del trimestre se cumplió en su totalidad.\n"
    assert codes_of(told.format(10)) == []
    assert codes_of(told.format(6)) == [Code.WRITTEN_PERCENT]


@pytest.mark.parametrize(
    ("meta", "each"), [("3 boletines por trimestre", 3), ("dos boletines al mes", 6)]
)
def test_a_meta_of_each_quarter_is_that_of_the_quarter(meta, each):
    form = f"Línea 1. Boletín interno\nMeta: {meta}\n{{}}\nSe cumplió la meta.\n"
    (linea,) = lineas_of(f"{HEAD}{form}")
    assert (linea.amounts[0].quantity, linea.programmed) == (None, each)
    assert codes_of(form.format(f"Salieron {each} boletines.")) == []
    assert codes_of(form.format("Salió un boletín, el de julio.")) == [Code.WRITTEN_PERCENT]


def test_items_with_what_each_programmed_are_lineas():
    lineas = lineas_of(
        f"{HEAD}• Orientar a estudiantes\n  Programado: 20 orientaciones / Realizado: 22 "
        "orientaciones / Avance: 110 %\n\n• Revisar convocatorias\n  Programado: 12 convocatorias "
        "/ Realizado: 9 convocatorias / Avance: 75 %\n"
    )
    assert [(each.title, each.amounts[0].quantity) for each in lineas] == [
        ("Orientar a estudiantes", 20),
        ("Revisar convocatorias", 12),
    ]


def test_the_head_of_a_card_is_no_linea():
    (linea,) = lineas_of(
        f"{HEAD}Actividad 1: producir cápsulas.\n\nConcepto\tDato\nMeta del año\t52 cápsulas\n"
        "Programado de julio a septiembre\t14 cápsulas\nRealizado de julio a septiembre\t13\n\n"
        "Salieron trece cápsulas.\nAvance frente a la meta del año: 25 %.\n"
    )
    assert (linea.title, linea.amounts[0].quantity, linea.programmed) == (
        "producir cápsulas.", 52, 14,
    )  # fmt: skip


def test_a_box_of_the_quarter_alone_tells_the_meta():
    text = (
        f"{HEAD}Línea 5. Realizar visitas.\n\nMeta del trimestre\tInicio\tTérmino\n"
        "30 visitas\t01/07/2025\t30/09/2025\n\nActividades desarrolladas\n\n"
        "El personal acudió a las cabeceras.\n\nLa meta del trimestre se cumplió en su totalidad.\n"
    )
    (linea,) = lineas_of(text)
    assert (linea.amounts[0].quantity, linea.starts_on) == (30, date(2025, 7, 1))
    assert [each.finding.code for each in findings_of_written(written_of(text))] == [Code.UNCOUNTED]


def test_a_stop_behind_a_label_announces_what_is_to_do():
    (linea,) = lineas_of(
        f"{HEAD}Actividad. Tramitar las quejas presentadas\nMeta. Tramitar las que lleguen\n\n"
        "Ingresaron catorce quejas, y se tramitaron las catorce.\nAvance: 100 por ciento.\n"
    )
    assert (linea.title, linea.meta) == (
        "Tramitar las quejas presentadas", "Tramitar las que lleguen",
    )  # fmt: skip
