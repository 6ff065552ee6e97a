"""What closings claim and narratives deny, kinds that no number names, tables by their rows."""

import pytest

from programs.values.checks.finding import Code
from programs.values.wording.metas import amounts_of
from tests.programs.office_cases import HEAD, said_of
from tests.programs.test_written_variety import codes_in

LEFT = [
    ("Inspeccionar talleres", "dieciocho inspecciones",
     "Se inspeccionaron nueve talleres: cuatro en mayo y cinco en junio. Los nueve del interior no "
     "se han inspeccionado por falta de viáticos."),
    ("Protocolos de ventanilla", "diez protocolos",
     "Quedaron redactados siete protocolos. Los tres de transporte no se redactaron."),
    ("Murales", "12 murales",
     "Hasta marzo había seis murales y se pintaron otros tres, de modo que se acumulan nueve."),
]  # fmt: skip
MET = [
    "La meta se dio por cumplida íntegramente.",
    "Con lo anterior la meta queda enteramente concluida.",
    "La meta anual quedó concluida.",
    "Se da por concluida la meta.",
    "La meta anual quedó cumplida en su totalidad.",
]


@pytest.mark.parametrize("closing", MET)
@pytest.mark.parametrize(("title", "meta", "told"), LEFT)
def test_a_meta_told_as_met_in_any_words_is_denied_by_what_is_left(title, meta, told, closing):
    assert Code.WRITTEN_PERCENT in said_of(title, meta, told, closing, quarter="segundo")


NOT_DENIED = [
    ("Los tres de transporte no se redactaron.", "La meta quedó concluida en siete de diez."),
    ("Los tres de transporte no se redactaron.", "La meta no se dio por cumplida."),
    ("Los tres de transporte se redactaron antes.", "La meta quedó concluida."),
    ("De ellos, tres no se publicaron.", "La meta del trimestre quedó concluida."),
]


@pytest.mark.parametrize(("rest", "closing"), NOT_DENIED)
def test_a_closing_in_words_is_not_denied_by_another_figure(rest, closing):
    told = f"Quedaron redactados siete protocolos. {rest}"
    found = said_of("Protocolos", "diez protocolos", told, closing, quarter="segundo")
    assert Code.WRITTEN_PERCENT not in found


NOT_BEGUN = [
    "En el trimestre anterior la línea todavía no arrancaba.",
    "En el primer trimestre no se inició la actividad.",
    "El periodo anterior cerró sin avance.",
]


@pytest.mark.parametrize("earlier", NOT_BEGUN)
def test_an_earlier_quarter_that_was_not_begun_adds_nothing(earlier):
    told = f"Se brindaron veintiocho asesorías. {earlier}"
    closing = "De la meta anual se alcanzó, al cierre de junio, el {} por ciento."
    meta = ("Orientar a los órganos", "ochenta asesorías", told)
    assert Code.WRITTEN_PERCENT in said_of(*meta, closing.format("cuarenta"), quarter="segundo")
    assert said_of(*meta, closing.format("treinta y cinco"), quarter="segundo") == set()


ROWS = (
    "{}\nAltaloma | 40 | 30 | 75.0\nVado Real | 25 | 15 | 60.0\nCerro Pinto | 16 | 10 | {}\n"
    "Total | 81 | 55 | 67.9\n"
)
HEADS = [
    "Región | Entes obligados | Entes enlazados | Por ciento",
    "Sede | Personas en padrón | Personas en línea | Porcentaje",
]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize(("said", "wrong"), [("62.5", False), ("72.5", True)])
def test_rows_that_agree_show_what_is_a_part_of_what(heads, said, wrong):
    text = HEAD.format(quarter="tercer") + "Cifras al corte.\n" + ROWS.format(heads, said)
    assert (Code.WRITTEN_PERCENT in codes_in(text)) is wrong


BY_DAY = [
    "El Consejo se reunió en sesión extraordinaria el 26 de enero y, también en extraordinaria, el "
    "9 de marzo.",
    "El Consejo sesionó de manera extraordinaria el 17 de enero y de nuevo, también de manera "
    "extraordinaria, el 5 de marzo.",
    "El 18 de enero tuvo lugar la Cuarta Sesión Ordinaria. El 9 de marzo se reunió el Consejo en "
    "la Primera Sesión Extraordinaria.",
]
SESSIONS = ("Asistir las sesiones del Consejo", "8 sesiones ordinarias")


@pytest.mark.parametrize("told", BY_DAY)
def test_days_of_another_kind_are_not_those_of_the_meta(told):
    closing = "Con las dos sesiones referidas se llega al veinticinco por ciento de la meta."
    assert Code.OTHER_KIND in said_of(*SESSIONS, told, closing)
    right = told.replace("extraordinaria", "ordinaria").replace("Extraordinaria", "Ordinaria")
    assert Code.OTHER_KIND not in said_of(*SESSIONS, right, closing)


def test_days_that_are_left_out_of_the_meta_make_no_percentage():
    told = (
        "El Comité se reunió tres veces. La del 29 de enero fue ordinaria. Las del 13 de febrero y "
        "del 20 de marzo fueron extraordinarias, y por ello no se suman a la meta."
    )
    meta = ("Celebrar sesiones del Comité", "4 sesiones ordinarias", told)
    assert said_of(*meta, "Avance: 25 por ciento de la meta.") == set()


EVENTS = [
    ("El 17 de enero, el 14 de febrero y el 5 de marzo se dictaron conferencias magistrales.",
     "Son, pues, tres de doce: la meta registra un avance del veinticinco por ciento."),
    ("Vinieron tres autores y cada uno dictó una plática.",
     "Las tres pláticas dan 25 % de la meta."),
    ("El 17 de enero, el 14 de febrero y el 5 de marzo hubo webinars abiertos.",
     "Avance: 25 por ciento."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "closing"), EVENTS)
def test_events_of_another_kind_are_not_those_of_the_meta(told, closing):
    assert Code.OTHER_KIND in said_of("Taller de lectura", "12 talleres", told, closing)
    either = "12 talleres, conferencias, pláticas o webinars"
    assert Code.OTHER_KIND not in said_of("Taller de lectura", either, told, closing)
    named = f"{told} Los talleres fueron por la tarde."
    assert Code.OTHER_KIND not in said_of("Taller de lectura", "12 talleres", named, closing)


def test_the_words_of_an_office_name_no_list():
    told = (
        "La Coordinación de Escucha Ciudadana conversó con personas que habían denunciado y "
        "recogió su parecer. Los comentarios se clasificaron por tema y se compartieron."
    )
    closing = "La meta presenta un avance de la tercera parte."
    meta = ("Entrevistas a denunciantes", "dieciocho entrevistas")
    assert said_of(*meta, told, closing) == {Code.UNCOUNTED}
    named = "Se entrevistó a vecinos de Tula, Apan, Huasca, Actopan, Ixmiquilpan y Tepeji."
    assert said_of(*meta, named, closing) == set()


@pytest.mark.parametrize(
    "each", ["cada cual hizo una", "cada uno hizo una", "cada quien pidió una"]
)
def test_who_did_one_each_did_as_many(each):
    told = f"Acudieron {{}} investigadores y {each} consulta; todas se resolvieron en sala."
    meta = ("Atender consultas de investigadores", "24 consultas")
    closing = "Con ello se alcanza la cuarta parte de la meta anual."
    assert said_of(*meta, told.format("seis"), closing) == set()
    assert said_of(*meta, told.format("ocho"), closing) != set()


@pytest.mark.parametrize("rest", ["versará sobre suplencias", "se redactará en mayo"])
def test_what_an_ordinal_tells_as_to_come_is_not_done(rest):
    told = f"Se redactó el primer proyecto de reforma. El segundo proyecto {rest}."
    meta = ("Adecuar el reglamento", "dos proyectos de reforma", told)
    assert said_of(*meta, "Avance: cincuenta por ciento.") == set()


SUMS = [
    ("En el periodo se recibieron {} quejas. Concluidas con resolución, 14; en investigación, 11; "
     "desechadas por improcedencia, 9; acumuladas a otro expediente, 4.", "38", "37"),
    ("Ingresaron {} solicitudes, de las cuales 11 llegaron en octubre, 9 en noviembre y 6 en "
     "diciembre.", "26", "27"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "right", "wrong"), SUMS)
def test_parts_told_behind_their_names_or_months_make_their_total(told, right, wrong):
    head = HEAD.format(quarter="cuarto")
    assert Code.SUM in codes_in(head + told.format(wrong))
    assert Code.SUM not in codes_in(head + told.format(right))


def test_figures_greater_than_a_total_are_no_parts_of_it():
    told = "Tiene tres acciones y la primera es dar clases: 500 clases de meta y 125 dadas."
    assert Code.SUM not in codes_in(HEAD.format(quarter="cuarto") + told)


def test_a_count_and_its_share_before_a_remark_state_a_progress():
    one = "Compromiso: {}\nResultado: {}\n"
    told = "8 cartas transcritas, 40 %; la del señor Lira dice «mui agradecidos» [sic]"
    text = HEAD.format(quarter="cuarto") + "\n".join(
        (
            one.format("catalogar 160 piezas", "40 piezas catalogadas, 25 %"),
            one.format("transcribir 20 cartas", told),
            one.format("prestar 10 obras", "3 obras prestadas, 30 %"),
        )
    )
    assert Code.NO_STATEMENT not in codes_in(text)


WORKS = [
    ("Acudir a los ayuntamientos a revisar sus comités de ética", "4 visitas",
     "Se hicieron dos visitas, a Tula y a Apan."),
    ("Auditar fideicomisos", "4 auditorías",
     "Se auditaron dos fideicomisos, el del Rastro y el del Zoológico."),
    ("Mantener el portal de consulta", "4 mantenimientos",
     "El proveedor hizo dos mantenimientos, el 8 de enero y el 9 de marzo."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), WORKS)
def test_a_meta_counts_the_work_that_its_title_opens_with(title, meta, told):
    assert Code.TITLE_META not in said_of(title, meta, told, "Avance: 50 por ciento de la meta.")


@pytest.mark.parametrize(
    "title", ["Mantenimiento al equipo de cómputo", "Soporte a la red interna"]
)
def test_opinions_of_law_measure_no_upkeep_of_machines(title):
    told = "Se firmaron nueve opiniones jurídicas sobre contratos."
    closing = "Avance: 30 por ciento de la meta."
    assert Code.TITLE_META in said_of(title, "30 opiniones jurídicas", told, closing)
    served = "Se firmaron nueve opiniones jurídicas sobre el equipo de cómputo."
    assert Code.TITLE_META not in said_of(title, "30 opiniones jurídicas", served, closing)


@pytest.mark.parametrize("meta", ["de cuarenta a cincuenta inspecciones", "entre 40 y 50 visitas"])
def test_a_meta_between_two_numbers_promises_none_of_them(meta):
    assert [each.quantity for each in amounts_of(meta)] == [None]


def test_what_is_done_on_the_things_of_the_work_is_the_work():
    told = "Entre enero y marzo las cuadrillas cerraron 160 fugas."
    closing = "Avance: 25 por ciento de la meta."
    found = said_of("Reparación de fugas", "640 reparaciones", told, closing)
    assert Code.OTHER_KIND not in found


def test_what_was_done_may_stand_behind_the_meta_itself():
    text = HEAD.format(quarter="primer") + (
        "Línea 1. Revisar bitácoras\nMeta: cuarenta bitácoras; se revisaron {}\n"
        "Avance: veinticinco por ciento\n"
    )
    assert Code.UNCOUNTED not in codes_in(text.format("diez"))


@pytest.mark.parametrize(
    ("meta", "wrong"),
    [
        ("diez dictámenes de inmuebles catalogados", False),
        ("diez expedientes de predios inscritos", False),
        ("diez dictámenes concluidos", True),
        ("diez expedientes de obras concluidos", True),
    ],
)
def test_a_word_of_a_nearer_thing_is_no_stage_of_what_is_counted(meta, wrong):
    told = f"Se iniciaron cinco {meta.split()[1]}."
    found = said_of("Patrimonio", meta, told, "La meta lleva 50 por ciento.")
    assert (Code.OTHER_KIND in found) is wrong
