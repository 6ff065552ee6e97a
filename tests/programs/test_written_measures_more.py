"""More wordings of what was done and of how a meta closes, each with its near-miss."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of
from tests.programs.test_written_variety import codes_in

VISITS = ("Visitar municipios", "48 visitas")
MONTHS = (
    "Mes\tVisitas programadas\tVisitas realizadas\nEnero\t4\t6\nFebrero\t4\t4\nMarzo\t2\t2\n"
    "Total\t10\t12"
)


def test_a_share_of_what_the_quarter_had_programmed_is_none_of_the_year():
    closing = "Avance: 25 % de la meta anual; 120 % de lo programado en el trimestre."
    assert said_of(*VISITS, MONTHS, closing) == set()
    closing = "Avance: 35 % de la meta anual."
    assert said_of(*VISITS, MONTHS, closing) == {Code.WRITTEN_PERCENT}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("El personal continuó digitalizando los expedientes más consultados y resguardó las "
         "copias en el servidor.", True),
        ("El personal digitalizó los 1,500 expedientes y resguardó las copias.", False),
    ],
)  # fmt: skip
def test_giving_fulfilment_to_a_meta_is_telling_it_as_met(told, wrong):
    digitize = ("Digitalizar expedientes", "1,500 expedientes digitalizados")
    said = said_of(*digitize, told, "Con lo anterior se dio cumplimiento a la meta.")
    assert (Code.UNCOUNTED in said) is wrong


DIAGNOSES = ("Elaborar diagnósticos", "4 diagnósticos en el trimestre")
PADRONS = ("Validar padrones", "12 padrones")


@pytest.mark.parametrize(
    ("title", "meta", "told", "closing", "wrong"),
    [
        ("Inspeccionar estacionamientos", "15 inspecciones en el trimestre",
         "Se inspeccionaron nueve estacionamientos; los seis del aeropuerto quedaron para abril.",
         "Resultado: meta cumplida.", True),
        (*DIAGNOSES, "Por falta de recursos ninguno de los diagnósticos pudo elaborarse.",
         "La meta se alcanzó al 100 %.", True),
        (*DIAGNOSES, "Los cuatro diagnósticos se entregaron y ninguno de ellos se devolvió.",
         "La meta se alcanzó al 100 %.", False),
        (*DIAGNOSES, "Aunque faltó personal, los cuatro diagnósticos se entregaron sin imprimir.",
         "La meta se alcanzó al 100 %.", False),
        (*PADRONS, "Se validaron tres padrones.", "La meta se rebasó.", True),
        (*PADRONS, "Se validaron catorce padrones.", "La meta se rebasó.", False),
        (*PADRONS, "Se validaron doce padrones.", "La meta fue superada en calidad.", False),
    ],
)  # fmt: skip
def test_a_closing_in_words_follows_its_quantities(title, meta, told, closing, wrong):
    said = said_of(title, meta, told, closing)
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


BOOKS = ("Publicar cuadernos", "8 cuadernos publicados")


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("Dos cuadernos se encuentran en corrección de estilo.", True),
        ("Dos cuadernos siguen por imprimirse.", True),
        ("Dos cuadernos se publicaron y están en la biblioteca.", False),
    ],
)
def test_what_is_under_way_is_not_yet_what_the_meta_names_finished(told, wrong):
    said = said_of(*BOOKS, told, "Avance: 25 %.")
    assert bool(said & {Code.OTHER_KIND, Code.UNCOUNTED}) is wrong


SUMMARY = """Oficialía Mayor - Segundo trimestre de 2025

| Clave | Actividad | Unidad de medida | Meta anual | Avance |
| A1 | Atención de fallas en equipos de cómputo | Reporte atendido | 400 | 50 % |
| A2 | Selección de personal | Plaza ocupada | 20 | 50 % |
| A3 | Control de bienes | Resguardo firmado | 600 | 50 % |
"""
ONE_BLANK = """Primer trimestre 2026

| Acción | Meta anual | Realizado | Avance |
|---|---|---|---|
| Auditorías de obra | 8 | 2 | 25% |
| Supervisiones de obra | 10 |  | 30% |
| Bitácoras revisadas | 50 | 20 | 40% |
"""


def test_a_cell_is_blank_only_where_others_are_not():
    assert codes_in(SUMMARY) == set()
    assert codes_in(ONE_BLANK) == {Code.UNCOUNTED}


@pytest.mark.parametrize(
    ("title", "meta", "told", "wrong"),
    [
        ("Conservar el parque vehicular de la Secretaría de Obras", "8 credenciales expedidas",
         "Se expidieron dos credenciales, de lo que obra constancia en el registro.", True),
        ("Enterar cada mes el impuesto sobre nóminas", "12 declaraciones presentadas",
         "Se presentaron tres declaraciones.", False),
        ("Distribuir material impreso sobre la denuncia", "2,000 trípticos",
         "Se repartieron quinientos trípticos.", False),
        ("Mantenimiento del alumbrado público", "8 legajos digitalizados",
         "Se digitalizaron dos legajos.", True),
    ],
)  # fmt: skip
def test_a_title_is_read_without_the_name_of_its_office(title, meta, told, wrong):
    said = said_of(title, meta, told, "Avance: 25 %.")
    assert (Code.TITLE_META in said) is wrong


def test_a_rest_that_was_done_is_none_that_is_left():
    told = (
        "Se dio contestación a veinte oficios. Los sesenta restantes se contestaron de enero a "
        "septiembre."
    )
    closing = "Con los ochenta oficios contestados, la meta se cumplió al 100%."
    answer = ("Contestar oficios de otras fiscalías", "80 oficios contestados")
    assert said_of(*answer, told, closing, quarter="cuarto") == set()


@pytest.mark.parametrize(("closing", "wrong"), [("37.5 %", False), ("40 %", True)])
def test_a_percentage_is_that_of_all_but_the_rest(closing, wrong):
    told = (
        "Concluyeron las obras de los pozos El Mezquite, La Noria y Santa Rita; los cinco "
        "restantes se encuentran en licitación."
    )
    wells = ("Rehabilitar pozos", "8 pozos rehabilitados")
    said = said_of(*wells, told, f"A la fecha el avance es de {closing}.", quarter="tercer")
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


def test_one_of_each_person_is_as_many_as_the_persons():
    told = (
        "Se evaluó a ciento cuarenta y cinco personas, 83 mujeres y 62 hombres. A cada persona se "
        "le aplicó una sola evaluación."
    )
    tests = ("Evaluar el desempeño", "580 evaluaciones")
    assert said_of(*tests, told, "Avance: 25 %.") == set()
