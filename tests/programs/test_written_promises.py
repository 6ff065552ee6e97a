"""What an office promised against what it tells: kind, work, oficios, parts and closing.

Each is tried both ways: a text that is wrong in one thing, and one that looks like it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import A_QUARTER, HEAD, of_linea, said_of
from tests.programs.test_written_variety import codes_in


@pytest.mark.parametrize(
    ("place", "doubted"), [("por videoconferencia", True), ("en el aula", False)]
)
def test_what_is_promised_in_person_was_not_given_from_afar(place, doubted):
    told = f"Se impartieron tres talleres. Se dieron {place} al personal de los municipios."
    found = said_of("Dar talleres", "12 talleres presenciales", told, A_QUARTER)
    assert (Code.OTHER_KIND in found) is doubted


@pytest.mark.parametrize(
    ("middle", "missing"), [("", True), ("Concentrado de agosto entregado. ", False)]
)
def test_a_month_told_without_an_article_is_of_the_duty(middle, missing):
    told = (
        "Concentrado de julio entregado a Finanzas. "
        f"{middle}Concentrado de septiembre entregado también."
    )
    title = "Entregar cada mes el concentrado de gastos"
    found = said_of(title, "12 concentrados", told, "", quarter="tercer")
    assert (Code.DUTY_GAP in found) is missing


WORKS = [
    ("Firma de convenios de adhesión con ayuntamientos", "14 servicios de mantenimiento",
     "Personal técnico dio catorce servicios de mantenimiento a los equipos.", True),
    ("Firma de convenios de adhesión con ayuntamientos", "14 ayuntamientos adheridos",
     "Se adhirieron los catorce ayuntamientos de la región.", False),
    ("Comparecer en los juicios de amparo", "10 licencias renovadas",
     "En el trimestre se renovaron diez licencias.", True),
    ("Comparecer en los juicios de amparo", "10 audiencias",
     "En el trimestre se asistió a diez audiencias.", False),
    ("Realizar transferencias primarias de expedientes", "8 boletines de prensa",
     "En el trimestre se emitieron ocho boletines de prensa.", True),
    ("Realizar transferencias primarias de expedientes", "8 cajas",
     "En el trimestre pasaron ocho cajas a concentración.", False),
    ("Celebrar contratos de servicios", "8 servicios",
     "En el trimestre se recibieron ocho servicios.", False),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "doubted"), WORKS)
def test_a_work_that_nobody_tells_is_of_another_meta(title, meta, told, doubted):
    found = said_of(title, meta, told, "Avance: 100 por ciento.")
    assert (Code.TITLE_META in found) is doubted


def test_a_meta_under_any_label_is_read_below_what_is_to_be_done():
    text = HEAD.format(quarter="segundo") + (
        "Encargo: Rendir informes de evaluación.\nCompromiso numérico: {} informes en el año.\n"
        "Memoria: En abril, mayo y junio se rindió un informe por mes, es decir, tres.\n"
        "Saldo: El compromiso anual quedó cumplido en su totalidad.\n"
    )
    assert Code.WRITTEN_PERCENT in codes_in(text.format("seis"))
    assert codes_in(text.format("tres")) == set()


@pytest.mark.parametrize(("said", "wrong"), [("60%", True), ("70%", False)])
def test_a_table_may_call_what_was_done_by_any_deed(said, wrong):
    rows = (
        "Oficina | Programados | Digitalizados | Porcentaje\nCentro | 40 | 32 | 80%\n"
        f"Pozo Verde | 30 | 21 | {said}\nLa Mesa | 20 | 10 | 50%\nTotal | 90 | 63 | 70%"
    )
    found = codes_in(HEAD.format(quarter="tercer") + rows)
    assert (Code.WRITTEN_PERCENT in found) is wrong


@pytest.mark.parametrize(("last", "alike"), [("0093", True), ("0103", False)])
def test_oficios_stand_behind_what_they_are_about(last, alike):
    told = (
        "Se despacharon cuatro oficios de requerimiento a las áreas: PC/UT/093/2025, "
        f"PC/UT/094/2025, PC/UT/101/2025 y PC/UT/{last}/2025."
    )
    found = said_of("Requerir", "4 oficios de requerimiento", told, "Avance: 100 por ciento.")
    assert (Code.OFICIO_ALIKE in found) is alike


@pytest.mark.parametrize(("number", "twice"), [("047", True), ("049", False)])
def test_an_oficio_of_a_numbered_list_has_one_day(number, twice):
    text = HEAD.format(quarter="segundo") + (
        "Oficios girados:\n1. DJ/046/2025, del 8 de abril, a la Fiscalía.\n"
        "2. DJ/047/2025, del 22 de abril, por el que se notificó una audiencia.\n"
        f"3. DJ/{number}/2025, del 17 de junio, por el que se pidió ampliación.\n"
    )
    assert (Code.OFICIO_DAYS in codes_in(text)) is twice


@pytest.mark.parametrize(("third", "other"), [("extraordinaria", True), ("ordinaria", False)])
def test_ordinals_of_another_kind_do_not_make_the_percentage(third, other):
    ordinal = "primera" if other else "tercera"
    told = (
        "El Consejo se reunió el 17 de enero (primera ordinaria), el 14 de febrero (segunda "
        f"ordinaria) y el 20 de marzo ({ordinal} {third})."
    )
    closing = "Con las tres sesiones celebradas se cumplió la meta al cien por ciento."
    found = said_of("Sesiones del Consejo", "3 sesiones ordinarias", told, closing)
    assert (Code.OTHER_KIND in found) is other


@pytest.mark.parametrize(("last", "wrong"), [("tres", True), ("cuatro", False)])
def test_all_that_were_made_are_shared_out(last, wrong):
    told = (
        "Las áreas pidieron veinte contratos y los veinte se elaboraron, de los cuales siete "
        f"fueron de servicios, cinco de arrendamiento, cuatro de compra y {last} de honorarios."
    )
    found = said_of("Elaborar contratos", "Elaborar los contratos pedidos", told, "")
    assert (Code.SUM in found) is wrong


FILES = [("se cotejaron originales", True), ("se integraron treinta expedientes", False)]


@pytest.mark.parametrize(("told", "doubted"), FILES)
def test_a_percentage_at_the_close_of_the_quarter_is_of_the_year(told, doubted):
    told = f"Se pidió la documentación y {told}."
    closing = "Avance al cierre del trimestre: 50 por ciento."
    found = said_of("Integración", "60 expedientes", told, closing, quarter="segundo")
    assert (Code.UNCOUNTED in found) is doubted


KEPT = ["Lo programado se realizó por completo.",
        "Se llegó a los cuatro comprometidos.",
        "Cierre: cuatro recorridos de ocho; la acción llegó a la mitad."]  # fmt: skip


@pytest.mark.parametrize("closing", KEPT)
def test_a_closing_tells_that_the_promise_was_kept(closing):
    text = of_linea("Convenios", "6 convenios", "Se firmaron nueve.", "Meta rebasada por tres.")
    told = "Se hicieron cuatro recorridos."
    text += f"Línea de acción 2. Recorridos\nMeta: 4 recorridos\n{told}\n{closing}\n"
    assert Code.NO_STATEMENT not in codes_in(text)


def test_contents_lack_one_more_heading_that_opens_as_the_others():
    listed = "ÍNDICE\nApartado A. Introducción\nApartado B. Enlace\n{}\n"
    body = (
        "APARTADO A. INTRODUCCIÓN\nSe expone lo actuado.\n"
        "APARTADO B. ENLACE\nSe atendió a todos.\n"
        "APARTADO D. ARCHIVOS\nSe ordenó el acervo.\n"
    )
    head = HEAD.format(quarter="tercer")
    assert Code.CONTENTS in codes_in(head + listed.format("") + body)
    assert codes_in(head + listed.format("Apartado D. Archivos\n") + body) == set()


def test_what_was_sent_ahead_is_told_as_such():
    told = (
        "El reporte del bimestre septiembre-octubre se entregó el 6 de noviembre y el de "
        "noviembre-diciembre se adelantó al 20 de diciembre, por cierre del ejercicio."
    )
    found = said_of("Rendir el reporte", "6 reportes", told, "", quarter="cuarto")
    assert Code.SENT_EARLY not in found


def test_an_account_of_the_year_opens_each_point_with_its_turn():
    told = (
        "Recuento del año:\n- Segundo trimestre de 2025: cargado el 14 de julio de 2025.\n"
        "- Tercer trimestre de 2025: cargado el 16 de octubre de 2025.\n"
        "- Cuarto trimestre de 2025: cargado el 21 de diciembre de 2025."
    )
    found = said_of("Cargar", "3 cargas", told, "Avance: 100 por ciento.", quarter="cuarto")
    assert Code.DEED_DAY not in found
