"""A duty of several months that lists what is done by months, by ordinals or item by item."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.backing import backing_of
from programs.values.checks.informe.duties import duty_gaps
from tests.programs.office_cases import said_of
from tests.programs.written_cases import FIRST, written_linea

BIMONTHLY = "Conciliar las existencias cada bimestre"
QUARTERLY = "Rendir un informe financiero por cada trimestre"


def missing(title, *texts):
    linea = written_linea(*texts, title=title, meta="6 informes")
    return [each.message.rpartition("falta ")[2] for each in duty_gaps(linea, FIRST)]


@pytest.mark.parametrize(
    "text",
    [
        "Se firmaron las de enero-febrero, marzo-abril y julio-agosto.",
        "Han quedado firmadas la conciliación del bimestre enero-febrero, la del bimestre "
        "marzo-abril y, durante el trimestre que se informa, la del bimestre julio-agosto.",
        "Se entregaron los informes del primer bimestre, del segundo y del cuarto.",
        "Se firmaron la primera, la segunda y la cuarta.",
    ],
)
def test_the_turn_that_a_list_leaves_out_is_told(text):
    assert missing(BIMONTHLY, text) == ["tercer bimestre"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Se presentaron el primero, el segundo y el cuarto, con lo que suman tres.",),
        ("Se rindió la primera el 20 de febrero, la segunda el 15 de mayo y la cuarta el 10 de "
         "diciembre.",),
        ("Se presentaron los informes del primer trimestre, el 16 de abril de 2024; del segundo "
         "trimestre, el 11 de julio de 2024; y del cuarto trimestre, el 20 de diciembre de 2024, "
         "este último de manera anticipada por el cierre.",),
        ("Se rindieron: el del primer trimestre, el 16 de abril; el del segundo, el 11 de julio; "
         "el del cuarto, el 20 de diciembre.",),
        ("Constan en el archivo los informes del primer trimestre (16 de abril); del segundo "
         "trimestre (11 de julio), y del cuarto trimestre (20 de diciembre).",),
        ("El correspondiente al primer trimestre se rindió el 16 de abril; el correspondiente al "
         "segundo, el 11 de julio, y el correspondiente al cuarto, el 20 de diciembre.",),
        ("Informes rendidos:", "- Primer trimestre: 16 de abril", "- Segundo trimestre: 11 de "
         "julio", "- Cuarto trimestre: 20 de diciembre"),
        ("Informes rendidos:", "- 16 de abril, el del primer trimestre;", "- 11 de julio, el del "
         "segundo trimestre;", "- 20 de diciembre, el del cuarto trimestre."),
        ("Informes rendidos:", "- Informe financiero del primer trimestre, rendido el 20 de abril",
         "- Informe financiero del segundo trimestre, rendido el 18 de julio",
         "- Informe financiero del cuarto trimestre, rendido el 29 de diciembre"),
    ],
)  # fmt: skip
def test_the_quarter_that_is_left_out_is_told(texts):
    assert missing(QUARTERLY, *texts) == ["tercer trimestre"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (QUARTERLY, "Se presentaron el primero, el segundo y el tercero."),
        (QUARTERLY, "Se presentaron el primero, el segundo y el cuarto. El tercero ya no va."),
        (QUARTERLY, "Se presentaron el primero, el segundo y el cuarto; el de julio-septiembre va "
                    "en otro anexo."),
        (QUARTERLY, "Se presentaron el primero, el segundo y el cuarto, además de los otros."),
        (QUARTERLY, "Se presentaron cuatro informes, el primero, el segundo y el cuarto en línea."),
        (QUARTERLY, "Se presentaron los informes del primer trimestre, el 16 de abril; del segundo "
                    "trimestre, el 11 de julio; del tercer trimestre, el 9 de octubre."),
        (QUARTERLY, "Se presentaron los informes del segundo trimestre, el 11 de julio; y del "
                    "cuarto, el 20 de diciembre. El del tercer trimestre se rindió en octubre."),
        (QUARTERLY, "La Junta sesionó el primer lunes; el segundo y el cuarto informes se "
                    "leyeron."),
        (QUARTERLY, "Se limpiaron el primero, el segundo y el cuarto pisos."),
        (QUARTERLY, "En enero-marzo se imprimieron 500 ejemplares. En julio-septiembre, 700."),
        (BIMONTHLY, "Se firmaron las de enero-febrero y marzo-abril; en el trimestre, las de "
                  "mayo-junio y julio-agosto."),
        (BIMONTHLY, "Se firmaron las de enero-febrero y mayo-junio, y las demás del año anterior."),
        ("Conciliar las existencias", "Se firmaron las de enero-febrero y mayo-junio."),
        ("Evaluar cada cuatrimestre", "Se entregó la evaluación de enero-abril; la de "
         "septiembre-diciembre del año anterior se publicó en el portal."),
    ],
)  # fmt: skip
def test_a_list_that_leaves_nothing_out_is_silent(title, text):
    assert missing(title, text) == []


def test_the_turns_of_a_list_are_counted():
    linea = written_linea(
        "Quedaron los inventarios de enero-febrero y marzo-abril; en el trimestre, los de "
        "mayo-junio y julio-agosto.",
        title="Levantar el inventario cada bimestre",
        amounts=((6, "inventarios"),),
    )
    assert 4 in backing_of(linea, linea.amounts)


@pytest.mark.parametrize("share", ["100%", "80%"])
def test_how_many_a_repeated_meta_makes_may_stand_in_brackets(share):
    found = said_of(
        "Fumigación",
        "fumigar el rastro una vez al mes (12 fumigaciones).",
        "El rastro se fumigó en octubre, al mes siguiente y en el último del año.",
        f"Con las 9 fumigaciones previas son 12 y la meta se da por cumplida al {share}.",
        quarter="cuarto",
    )
    assert (Code.WRITTEN_PERCENT in found) is (share == "80%")


@pytest.mark.parametrize("turns", [(1, 2, 3, 4), (1, 3, 4)])
def test_the_days_of_a_list_by_turns_are_of_the_whole_year(turns):
    names = {1: "primer", 2: "segundo", 3: "tercer", 4: "cuarto"}
    days = {1: "15 de abril", 2: "14 de julio", 3: "14 de octubre", 4: "30 de diciembre"}
    items = "\n".join(f"• Cuenta pública del {names[n]} trimestre: {days[n]}" for n in turns)
    found = said_of(
        "Rendir cuenta pública trimestral al Cabildo",
        "4 cuentas.",
        f"Cuentas rendidas:\n{items}",
        f"Cumplimiento: {len(turns)} cuentas, {25 * len(turns)}%.",
        quarter="cuarto",
    )
    assert (Code.DUTY_GAP in found) is (len(turns) == 3)
    assert Code.DEED_DAY not in found
