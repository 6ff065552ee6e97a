"""Percentages and quantities in the wordings of other authors, each with its near-miss."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of
from tests.programs.test_written_variety import codes_in

TITLE = ("Revisar expedientes de contratación", "20 expedientes revisados en el año")
SEVEN = "De abril a junio revisamos siete expedientes de Obras"


@pytest.mark.parametrize(
    "told",
    [
        f"{SEVEN}; son los únicos que llevamos en el año, porque antes no había personal.",
        f"{SEVEN}. Antes no se contaba con personal.",
        f"{SEVEN}. Son los primeros del ejercicio.",
        f"{SEVEN}, sin avances en los trimestres previos.",
        f"La línea inició en abril. {SEVEN}.",
        f"{SEVEN}. En el primer trimestre no se reportó avance; en total, siete.",
    ],
)
def test_what_is_told_as_all_of_the_year_is_compared_with_it(told):
    wrong = said_of(*TITLE, told, "Avance de la meta: 40 por ciento.", quarter="segundo")
    right = said_of(*TITLE, told, "Avance de la meta: 35 por ciento.", quarter="segundo")
    assert (wrong, right) == ({Code.WRITTEN_PERCENT}, set())


@pytest.mark.parametrize(
    "told",
    [
        f"{SEVEN}, con los que en el año van más de los que había.",
        f"{SEVEN}, que se suman a los del trimestre anterior. El curso inició en abril.",
    ],
)
def test_earlier_quarters_that_are_not_denied_may_be_in_a_percentage(told):
    assert said_of(*TITLE, told, "Avance: 40 por ciento.", quarter="segundo") == set()


def test_a_sum_told_with_its_parts_is_the_count():
    told = (
        "En abril se hicieron tres visitas y en mayo cuatro; en junio, dos más. En total, las "
        "nueve visitas derivaron en recomendaciones. Son las únicas del año."
    )
    visits = ("Supervisar módulos", "36 visitas")
    assert said_of(*visits, told, "Avance: 25 %.", quarter="segundo") == set()
    assert said_of(*visits, told, "Avance: 30 %.", quarter="segundo") == {Code.WRITTEN_PERCENT}


@pytest.mark.parametrize(
    ("closing", "wrong"),
    [
        ("Avance: el trimestre aporta por sí solo 15 por ciento y el acumulado del año llega a "
         "40 por ciento.", False),
        ("Avance: lo del periodo suma 15 por ciento; el acumulado es de 40 por ciento.", False),
        ("Avance: el trimestre aporta 15 por ciento y el acumulado llega a 55 por ciento.", True),
    ],
)  # fmt: skip
def test_a_share_of_the_quarter_is_told_beside_that_of_the_year(closing, wrong):
    told = (
        "Al terminar marzo se tenían treinta expedientes verificados. Entre abril y junio se "
        "concluyeron otros dieciocho, con lo que suman cuarenta y ocho."
    )
    said = said_of("Verificar", "120 expedientes verificados", told, closing, quarter="segundo")
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


LOANS = ("Tramitar préstamos de expedientes", "32 préstamos")
QUARTER = "En este trimestre se despachó la cuarta parte de la meta anual."
LISTED = [
    (*LOANS, "Los vales corren del folio 15 al 22; a cada vale corresponde un préstamo."),
    (*LOANS, "Los vales 15 al 22 se firmaron y a cada uno corresponde un préstamo."),
    ("Elaborar opiniones técnicas", "8 opiniones",
     "Folio\tEspecialidad\tFecha\nOT-01\tTrauma\t08/02/2025\nOT-02\tObstetricia\t15/03/2025"),
    ("Emitir dictámenes", "12 dictámenes",
     "Clave\tEnte\nD-7\tAgua\nD-8\tSalud\nD-9\tObras"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), LISTED)
def test_a_range_of_folios_and_the_rows_of_a_table_count(title, meta, told):
    assert said_of(title, meta, told, QUARTER) == set()


def test_a_range_of_folios_that_is_of_another_size_backs_nothing():
    told = "Los vales del periodo corren del folio 15 al 18; a cada vale corresponde un préstamo."
    assert said_of(*LOANS, told, QUARTER) & {Code.UNCOUNTED, Code.WRITTEN_PERCENT}


ROWS = """Reporte del tercer trimestre de 2025

| Clave | Actividad | Unidad de medida | Meta anual | Programado 3T | Realizado 3T | Avance 3T |
| 7.1 | Elaboración de contratos | Contrato | 60 | 15 | 15 | 100 % |
| 7.3 | Asesoría jurídica | Asesoría | 40 | 10 | 8 | 80 % |
| 7.4 | Registro de marcas | Registro | 4 | 1 | 1 | 100 % |
"""


def test_a_row_of_a_table_has_no_narrative_to_count_in():
    assert Code.UNCOUNTED not in codes_in(ROWS)


SHARES = """Informe del tercer trimestre de 2025
Procuraduría de los Usuarios del Agua

{}
"""
HEARD = "Entraron ciento veinte quejas. El personal desahogó ochenta y cuatro, {} por ciento{}."


@pytest.mark.parametrize("words", ["es decir, el {}", "o sea, {}", "lo que equivale al {}"])
def test_a_share_told_behind_its_count_is_that_of_the_only_whole(words):
    def said(value):
        return codes_in(SHARES.format(HEARD.format(words.format(value), "")))

    assert (said("sesenta y cinco"), said("setenta")) == ({Code.WRITTEN_PERCENT}, set())


@pytest.mark.parametrize(
    "text",
    [
        # Its whole may be another one.
        "De 120 quejas se admitieron 100. Se desahogaron 84, es decir, el 84 por ciento.",
        # It is of other things.
        "Entraron 120 quejas. Asistieron 84 personas, es decir, el 65 por ciento.",
        "Se dieron cinco, con 61 asistentes. Avance: 5 de 6 del trimestre (83 %).",
        # It and the other make the whole.
        "Se desahogaron 65 y se desecharon 35, es decir, el 35 por ciento.",
    ],
)
def test_a_share_whose_whole_is_not_certain_is_not_questioned(text):
    assert codes_in(SHARES.format(text)) == set()


ANSWERED = ("Tramitar las solicitudes de acceso", "Despachar el 100% de las solicitudes recibidas")


@pytest.mark.parametrize(("percent", "wrong"), [("ochenta", True), ("setenta y cinco", False)])
def test_what_came_in_is_told_by_many_verbs(percent, wrong):
    told = (
        "Por la Plataforma entraron, en los tres meses, sesenta y cuatro solicitudes. Cuarenta y "
        "ocho ya fueron despachadas; las dieciséis que faltan serán contestadas en octubre."
    )
    closing = f"La atención alcanzada es del {percent} por ciento de lo recibido."
    said = said_of(*ANSWERED, told, closing, quarter="tercer")
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


def test_parts_by_what_became_of_each_deny_no_whole():
    told = (
        "Entre enero y marzo ingresaron catorce quejas. Cinco se turnaron a la autoridad, cuatro "
        "se acumularon a otros expedientes, cuatro continúan en investigación y una se desechó."
    )
    closing = (
        "Todas las quejas recibieron trámite, con lo que se atiende la meta al 100 por ciento."
    )
    meta = "Tramitar la totalidad de las quejas que se reciban"
    assert said_of("Tramitar las quejas", meta, told, closing) == set()


AUDITS = ("Auditorías a los almacenes", "12 auditorías")


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("Se efectuaron tres recorridos, sin orden de auditoría, en los almacenes.", True),
        ("Se efectuaron tres recorridos que no son auditorías.", True),
        (
            "Se efectuaron tres recorridos, parte de las auditorías en curso: tres auditorías.",
            False,
        ),
        ("Se hicieron tres auditorías y, además, tres recorridos que no se computan.", False),
        ("Se concluyeron tres, los tres en escuelas.", False),
    ],
)
def test_what_is_named_only_to_be_denied_is_not_what_was_counted(told, wrong):
    said = said_of(*AUDITS, told, "Avance: 25 %.")
    assert said == ({Code.OTHER_KIND} if wrong else set())


MET = "Así, la meta quedó cumplida en su totalidad."
GUIDES = ("Elaborar guías ciudadanas", "5 guías")
STUDIES = ("Publicar estudios regionales", "7 estudios")


@pytest.mark.parametrize(
    ("title", "meta", "told", "wrong"),
    [
        (*GUIDES, "Impresas están la de obra, la de compras y la de contralorías; la de denuncia y "
         "la de datos personales no alcanzaron a elaborarse.", True),
        (*GUIDES, "Impresas están la de obra, la de compras, la de denuncia, la de datos y la de "
         "contralorías; la distribución no se ha iniciado.", False),
        (*STUDIES, "Se dieron a conocer los estudios de las regiones Costa, Altos, Centro, Sierra "
         "y Cañada, cinco en total; los de las regiones Selva y Frontera se encuentran en captura.",
         True),
        (*STUDIES, "Se dieron a conocer los siete estudios; los de las regiones Selva y Frontera "
         "se encuentran en revisión para su segunda edición.", False),
        ("Depurar padrones", "10 padrones en el año", "Fueron depurados tres padrones, que con los "
         "cuatro del primer semestre ya son siete. Los otros tres esperan su turno.", True),
        ("Depurar padrones", "10 padrones en el año", "Fueron depurados tres padrones, que con los "
         "siete del primer semestre ya son diez.", False),
        ("Asesorar", "24 asesorías", "Se dieron seis asesorías, con lo que se llegó a las 24 "
         "previstas para el año.", False),
    ],
)  # fmt: skip
def test_a_meta_told_as_met_has_nothing_left(title, meta, told, wrong):
    closing = "La meta del año se cumplió al 100 %." if title == "Asesorar" else MET
    said = said_of(title, meta, told, closing, quarter="cuarto")
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


PERFORMANCE = ("Fiscalizar programas sociales", "12 auditorías de desempeño")
ROWS_OF = "Ente auditado\tTipo de auditoría\tCierre\nVivienda\t{}\t18/01/2025\nAgua\t{}\t28/02/2025"
GAZETTE = ("Gaceta institucional", "8 números impresos")


@pytest.mark.parametrize(
    ("title", "meta", "told", "closing", "wrong"),
    [
        (*PERFORMANCE, "Tres auditorías concluyeron: la de desempeño de becas, la de desempeño de "
         "comedores y la financiera de viáticos.", "Avance: 25 %.", True),
        (*PERFORMANCE, "Tres auditorías concluyeron: la de desempeño de becas, la de desempeño de "
         "comedores y la de desempeño de viáticos.", "Avance: 25 %.", False),
        ("Fiscalizar", "8 auditorías de desempeño", ROWS_OF.format("Financiera", "Financiera"),
         "Avance: 25 %.", True),
        ("Fiscalizar", "8 auditorías de desempeño", ROWS_OF.format("Desempeño", "De desempeño"),
         "Avance: 25 %.", False),
        (*GAZETTE, "Se colocaron en la página electrónica los números 1 y 2, que solo circularon "
         "por esa vía.", "Avance: 25 %.", True),
        (*GAZETTE, "Se imprimieron los números 1 y 2, que también están en la página electrónica.",
         "Avance: 25 %.", False),
    ],
)  # fmt: skip
def test_a_kind_told_by_a_list_a_column_or_a_page_is_compared(title, meta, told, closing, wrong):
    assert (Code.OTHER_KIND in said_of(title, meta, told, closing)) is wrong


def test_what_a_table_or_a_sentence_sets_aside_is_no_other_kind():
    told = (
        "Sesión\tFecha\t¿Se contabiliza para la meta?\nPrimera Ordinaria\t29 de enero\tSí\n"
        "Cuarta Extraordinaria\t11 de febrero\tNo\nQuinta Extraordinaria\t19 de marzo\tNo"
    )
    sessions = ("Celebrar sesiones ordinarias", "4 sesiones ordinarias")
    assert said_of(*sessions, told, "Avance: 25 %.") == set()
    told = (
        "El Comité se reunió en tres ocasiones. Una de ellas fue la Primera Ordinaria y las dos "
        "restantes, extraordinarias, que no abonan a la meta."
    )
    assert said_of(*sessions, told, "Avance: 25 %.") == set()
    told = "Hubo dos sesiones ordinarias (24 de enero y 25 de febrero) y una extraordinaria."
    both = ("Celebrar sesiones", "diez sesiones, sean ordinarias o extraordinarias")
    assert said_of(*both, told, "Avance: 30 %.") == set()


@pytest.mark.parametrize(("percent", "wrong"), [("cincuenta y seis", True), ("65", False)])
def test_a_share_of_the_cases_is_that_of_one_of_their_two_parts(percent, wrong):
    told = (
        "A ciento sesenta personas se les requirió. Respondieron ciento cuatro; las cincuenta y "
        "seis que faltan tienen hasta mayo. El requerimiento surtió efecto en el "
        f"{percent} por ciento de los casos."
    )
    closing = "Los 160 requerimientos son el 25 % de la meta."
    said = said_of("Requerir declaraciones", "640 requerimientos", told, closing)
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


def test_each_of_two_shares_has_its_own_base():
    meta = "30 dictámenes (ocho de ellos programados para el primer trimestre)"
    told = "Fueron emitidos seis dictámenes. Quedaron para abril los de Cultura y Protección Civil."
    closing = (
        "Se atendió el setenta y cinco por ciento de lo programado para el trimestre, que "
        "equivale al veinte por ciento de la meta del año."
    )
    assert said_of("Dictaminar manuales", meta, told, closing) == set()
