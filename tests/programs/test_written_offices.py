"""How offices write, both ways: what the revisor says of each text, and what it leaves alone.

Each text is one that an author could paste; the first is wrong in one thing, the other looks like
it and is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import A_QUARTER, HEAD, of_linea, said_of
from tests.programs.test_written_variety import codes_in

VISITS = ("Visitar oficinas", "40 visitas")
COUNTS = [
    ("Se hizo una docena de visitas.", Code.WRITTEN_PERCENT),
    ("Se hizo una decena de visitas.", None),
    ("Se hicieron docena y media de visitas.", Code.WRITTEN_PERCENT),
    ("En tres de cada cinco oficinas faltó personal; se hicieron diez visitas.", None),
    ("Se hicieron diez visitas, la última el día 24 del mismo mes.", None),
    ("Se hizo la visita de los días 11, 12 y 13 de marzo, y en total diez visitas.", None),
]


@pytest.mark.parametrize(("told", "code"), COUNTS)
def test_dozens_ratios_and_days_are_counted_as_what_they_are(told, code):
    found = said_of(*VISITS, told, A_QUARTER)
    assert found == ({code} if code else set())


UNCOUNTED = [
    # No number, list or name at all.
    ("Publicar boletines", "12 boletines",
     "La Unidad cuidó la imagen y procuró un lenguaje sencillo.", A_QUARTER, True),
    ("Publicar boletines", "12 boletines",
     "Vieron la luz los boletines de enero, febrero y marzo.", A_QUARTER, False),
    ("Impartir cursos", "4 cursos",
     'El auditorio fue sede del curso denominado "Archivo en orden".', A_QUARTER, False),
    ("Digitalizar expedientes", "60 expedientes",
     "Se siguió con la digitalización de expedientes del personal de base.",
     "Se cumplió la meta.", True),
    ("Digitalizar expedientes", "60 expedientes",
     "Se digitalizaron sesenta expedientes del personal de base.", "Se cumplió la meta.", False),
    ("Entregar el informe", "6 informes",
     "El informe se entregó al Comité.", "Se cumplió la meta.", False),
    ("Convocar concursos", "2 concursos", "Convocados en el trimestre: uno.",
     "Avance anual: 50 por ciento.", False),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing", "doubted"), UNCOUNTED)
def test_what_counts_nothing_is_doubted(title, meta, told, closing, doubted):
    assert said_of(title, meta, told, closing) == ({Code.UNCOUNTED} if doubted else set())


TABLES = [
    "Concepto\tAsistidas\nSesiones ordinarias\t3\nReuniones\t7\nTotal de sesiones\t10",
    "Tabla 1. Visitas\nEnero\tFebrero\tMarzo\tTotal\n3\t3\t4\t10",
    "Tabla 1. Visitas por mes\nEnero\t3\nFebrero\t3\nMarzo\t4\nTotal\t10",
]


@pytest.mark.parametrize("table", TABLES)
def test_the_total_of_a_table_counts_what_was_done(table):
    title = ("Asistir a sesiones", "40 sesiones") if "sesiones" in table else VISITS
    assert said_of(*title, table, A_QUARTER) == set()


SUMS = [
    ("En el trimestre se recibieron {} denuncias.\n- En enero ingresaron nueve.\n"
     "- En febrero, catorce.\n- En marzo, doce.", "treinta y siete", "treinta y cinco"),
    ("La Unidad recibió {} denuncias, todas por alguna de estas tres vías:\n"
     "• quince por correo,\n• once en los buzones,\n• siete por teléfono.", "34", "33"),
    ("Se recibieron {} quejas: dieciocho quedaron concluidas, una docena se turnó y las veinte "
     "restantes siguen su curso.", "52", "50"),
    ("Enero\t52\nFebrero\t61\nMarzo\t47\nTotal\t{}", "150", "160"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), SUMS)
def test_parts_are_added_wherever_they_stand(text, wrong, right):
    assert Code.SUM in codes_in(HEAD.format(quarter="primer") + text.format(wrong))
    assert codes_in(HEAD.format(quarter="primer") + text.format(right)) == set()


def test_a_percentage_and_the_subtotals_of_a_table_are_no_parts():
    rows = "Región\tProgramadas\tEfectuadas\tCumplimiento\nNorte\t12\t9\t75\nCosta\t16\t12\t75\n"
    assert codes_in(HEAD.format(quarter="primer") + rows + "Total\t28\t21\t75") == set()


DAYS = [
    ("El 11 de febrero de 2024 se instaló la mesa y el 20 de marzo de 2025 sesionó.", True),
    ("El 11 de febrero de 2025 se instaló la mesa y el 20 de marzo de 2025 sesionó.", False),
    ("El 11 de diciembre de 2024 el Comité pidió a esta Dirección una propuesta.", False),
    ("El 11 de diciembre de 2024 se entregó la propuesta.", True),
]


@pytest.mark.parametrize(("told", "doubted"), DAYS)
def test_a_day_of_another_time_is_told_unless_it_is_background(told, doubted):
    found = said_of("Instalar mesas", "2 mesas", told, "Avance: 50 por ciento.")
    assert (Code.DEED_DAY in found) is doubted


def test_what_an_earlier_quarter_did_is_told_beside_the_reported_one():
    told = (
        "- En el primer trimestre se impartieron 14 asesorías.\n- De abril a junio se sumaron 11."
    )
    closing = "El avance acumulado es de 62.5 por ciento."
    found = said_of("Asesorar", "40 asesorías", told, closing, quarter="segundo")
    assert found == set()


def test_the_upload_of_an_earlier_turn_is_of_its_turn():
    told = (
        "La carga del primer trimestre se concluyó el 22 de marzo de 2025. La carga del segundo "
        "trimestre se concluyó el 21 de junio de 2025. La carga del tercer trimestre se concluyó "
        "el 20 de septiembre de 2025."
    )
    found = said_of("Cargar cada trimestre", "4 cargas", told, "", quarter="tercer")
    assert Code.DEED_DAY not in found


@pytest.mark.parametrize(("done", "wrong"), [("tres", True), ("cinco", False)])
def test_a_meta_told_as_wholly_met_in_the_third_quarter(done, wrong):
    told = f"En el tercer trimestre de 2025 se publicaron {done} guías."
    closing = "La meta quedó satisfecha en su totalidad dentro del trimestre."
    found = said_of("Publicar guías", "5 guías", told, closing, quarter="tercer")
    assert (Code.WRITTEN_PERCENT in found) is wrong


def test_a_share_of_what_came_in_is_no_second_progress():
    told = "Se respondieron las 20 solicitudes; el índice de atención fue del cien por ciento."
    closing = "Avance respecto de la meta anual: 20 de 80 solicitudes respondidas, 25 por ciento."
    assert said_of("Responder", "80 solicitudes respondidas", told, closing) == set()


def test_each_ordinal_of_a_narrative_is_one():
    told = "El 9 de enero se entregó la primera opinión jurídica. La segunda se entregó en marzo."
    assert said_of("Opinar", "8 opiniones jurídicas", told, A_QUARTER) == set()


def test_a_plan_of_open_government_is_named_whole():
    text = (
        "Lo pide el Plan Estatal de Gobierno Abierto y Ética Pública.\n"
        "Se informa del Plan Estatal de Gobierno Abierto y Ética {}."
    )
    assert Code.PLAN_NAMES in codes_in(HEAD.format(quarter="primer") + text.format("Ciudadana"))
    assert codes_in(HEAD.format(quarter="primer") + text.format("Pública")) == set()


SESSIONS = "Sesión\tFecha\nPrimera Sesión Ordinaria\t10/01/2025\n{}\t15/02/2025\n"


@pytest.mark.parametrize(
    ("second", "kinds"),
    [("Primera Sesión Extraordinaria", {Code.OTHER_KIND}), ("Segunda Sesión Ordinaria", set())],
)
def test_rows_of_another_kind_are_no_part_of_the_meta(second, kinds):
    table = SESSIONS.format(second)
    closing = "Avance: dos sesiones de ocho, 25 por ciento."
    found = said_of("Celebrar sesiones", "8 sesiones ordinarias", table, closing)
    assert found & {Code.OTHER_KIND} == kinds


OFICIOS = [
    "Se giraron dos oficios: el DA/045/2025, del 27 de febrero, a la Fiscalía; y el {}, del 27 de "
    "febrero, a la Fiscalía.",
    "Se giraron dos oficios:\nDA/045/2025\t27-feb-2025\tFiscalía\n{}\t27-feb-2025\tFiscalía",
]


@pytest.mark.parametrize("told", OFICIOS)
def test_oficios_of_a_list_are_compared(told):
    closing = "Avance: 25 por ciento."
    for number, alike in (("DA/0045/2025", True), ("DA/046/2025", False)):
        found = said_of("Girar oficios", "8 oficios", told.format(number), closing)
        assert (Code.OFICIO_ALIKE in found) is alike


DUTIES = [
    "Están en el portal la publicación del 1er. trim., la del 2do. trim. y la del {} trim.",
    "Se publicó como sigue:\n- los del primer trimestre, el 22 de marzo de 2025;\n"
    "- los del segundo trimestre, el 21 de junio de 2025;\n"
    "- los del {} trimestre, el 13 de diciembre de 2025.",
    "Trimestre\tFecha\nPrimero (enero-marzo)\t14 de abril\nSegundo (abril-junio)\t11 de julio\n"
    "{} (fin)\t30 de septiembre",
]


@pytest.mark.parametrize("told", DUTIES)
def test_a_turn_that_is_skipped_is_missed_in_any_list(told):
    names = {"1er": ("4to.", "3er."), "los ": ("cuarto", "tercer"), "Tri": ("Cuarto", "Tercero")}
    wrong, right = next(pair for sign, pair in names.items() if sign in told)
    for name, missing in ((wrong, True), (right, False)):
        text = told.format(name)
        found = said_of("Publicar cada trimestre", "4 publicaciones", text, "", quarter="cuarto")
        assert (Code.DUTY_GAP in found) is missing


def test_a_figure_behind_its_label_is_compared_with_its_linea():
    text = (
        "PRESENTACIÓN\n- Auditorías de desempeño concluidas: {}\n\n"
        "Línea 1. Auditorías de desempeño. Meta anual: 18 auditorías de desempeño\n"
        "Se concluyeron 9 auditorías de desempeño.\nAvance: 50 por ciento.\n"
    )
    head = HEAD.format(quarter="primer")
    assert Code.OPENING_FIGURE in codes_in(head + text.format("doce"))
    assert codes_in(head + text.format("nueve")) == set()


FRACTIONS = [
    ("El avance es de una quinta parte.", "Se hicieron ocho visitas."),
    ("Del 100 % de la meta, se ha cubierto la cuarta parte.", "Se hicieron diez visitas."),
]


@pytest.mark.parametrize(("closing", "told"), FRACTIONS)
def test_a_fraction_closes_as_a_percentage_does(closing, told):
    assert said_of(*VISITS, told, closing) == set()
    assert said_of(*VISITS, "Se hicieron doce visitas.", closing) == {Code.WRITTEN_PERCENT}


def test_the_quarter_alone_and_all_so_far_are_two_progresses():
    told = "Se aplicaron 9 evaluaciones. El acumulado asciende a 27, el 75 por ciento de la meta."
    closing = "El trimestre que se informa aporta por sí solo el 25 por ciento de la meta."
    found = said_of("Evaluar", "36 evaluaciones", told, closing, quarter="tercer")
    assert found == set()


def test_a_year_of_twelve_months_may_begin_in_any():
    text = of_linea("Visitar", "40 visitas\nInicio: {}\nTérmino: {}", "Diez visitas.", A_QUARTER)
    assert codes_in(text.format("01/10/2024", "30/09/2025")) == set()
    assert codes_in(text.format("01/10/2024", "30/11/2025")) == {Code.DATES_OUTSIDE}


def test_the_odd_year_of_a_list_of_days_is_told():
    told = (
        "Hubo tres visitas: en la primera, del 19 de enero de 2025, se revisó; en la segunda, del "
        "14 de febrero de {}, también; en la tercera, del 6 de marzo de 2025, igual."
    )
    closing = "Avance: 25 por ciento."
    for year, doubted in (("2024", True), ("2025", False)):
        found = said_of("Visitar", "12 visitas", told.format(year), closing)
        assert (Code.DEED_DAY in found) is doubted


def test_oficios_of_items_are_compared():
    told = (
        "Se contestaron dos consultas, mediante los oficios:\n"
        "- DT/071/2025, de 11 de febrero, sobre el patronato.\n- {}, de 11 de febrero, sobre ello."
    )
    for number, alike in (("DT/0071/2025", True), ("DT/072/2025", False)):
        found = said_of("Contestar", "8 consultas", told.format(number), "Avance: 25 por ciento.")
        assert (Code.OFICIO_ALIKE in found) is alike


def test_a_range_of_oficios_counts_all_of_them():
    told = "Por oficios RH/201/2025 al RH/206/2025 se comisionó a las supervisoras."
    assert said_of("Girar oficios", "24 oficios de comisión", told, A_QUARTER) == set()


PERCENT_TABLE = (
    "Acción\tProgramadas\tEjecutadas\tAvance\nInspecciones\t60\t45\t75 %\n"
    "Muestreos\t32\t20\t62.5 %\nDictámenes\t25\t11\t{} %"
)


@pytest.mark.parametrize(("share", "wrong"), [("48", True), ("44", False)])
def test_a_column_of_percentages_needs_no_sign_in_its_heading(share, wrong):
    found = codes_in(HEAD.format(quarter="primer") + "Desglose:\n" + PERCENT_TABLE.format(share))
    assert (Code.WRITTEN_PERCENT in found) is wrong


def test_persons_who_did_the_same_are_compared():
    text = (
        "PRESENTACIÓN\nEn el trimestre, {} personas donaron en las dos campañas.\n\n"
        "Línea 1. Campañas de donación. Meta anual: 8 campañas\n"
        "Hubo dos campañas. Entre ambas donaron 69 personas.\nAvance: 25 por ciento.\n"
    )
    head = HEAD.format(quarter="primer")
    assert Code.OPENING_FIGURE in codes_in(head + text.format(96))
    assert codes_in(head + text.format(69)) == set()


def test_a_meta_of_the_quarter_alone_is_the_whole_of_its_share():
    told = "Recibieron mantenimiento {} fuentes."
    closing = "La meta del trimestre se cumplió en su totalidad."
    for done, wrong in (("seis", True), ("ocho", False)):
        text = (
            f"{HEAD.format(quarter='tercer')}Línea 7. Dar mantenimiento a las fuentes\n"
            f"META DEL TERCER TRIMESTRE DE 2025: 8 fuentes.\n{told.format(done)}\n{closing}\n"
        )
        assert (Code.WRITTEN_PERCENT in codes_in(text)) is wrong


def test_a_share_of_what_came_in_is_held_against_both_its_counts():
    text = (
        "Ingresaron al departamento 48 expedientes de vivienda. De ellos, treinta quedaron "
        "resueltos, lo que equivale al {} por ciento de lo recibido; los dieciocho restantes "
        "se encuentran en firma notarial."
    )
    head = HEAD.format(quarter="primer")
    assert codes_in(head + text.format("setenta y dos")) == {Code.WRITTEN_PERCENT}
    assert codes_in(head + text.format("62.5")) == set()


ROWS = [
    # Parts that stand below their head.
    ("Origen\tExpedientes\nSector central\t20\nSecretarías\t12\nÓrganos\t8\n"
     "Sector paraestatal\t15\nOrganismos\t9\nFideicomisos\t6\nTotal\t{}", "36", "35"),
    # What was there before, above the months of the total.
    ("Concepto\tAltas\nSaldo que venía de enero a junio\t18\nJulio\t6\nAgosto\t9\nSeptiembre\t12\n"
     "Total del trimestre\t{}", "28", "27"),
    # Of the row above.
    ("Asunto\tNúmero\nTala\t52\nDescargas\t36\nde los cuales, con muestras\t17\nFauna\t24\n"
     "Total\t{}", "113", "112"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wrong", "right"), ROWS)
def test_rows_that_are_parts_of_others_are_added_once(rows, wrong, right):
    head = HEAD.format(quarter="tercer")
    assert Code.SUM in codes_in(head + rows.format(wrong))
    assert codes_in(head + rows.format(right)) == set()


COURSES = [
    'Se impartieron dos: "Primeros auxilios", el 10 de febrero, y "{}", el 14 de marzo.',
    'Se dio un curso para el personal de mando, "{}", el 14 de marzo en la sala B.',
    'Se cumplió con un curso en el periodo, el de "{}", dado el 14 de marzo.',
]


@pytest.mark.parametrize("told", COURSES)
def test_a_course_behind_its_count_is_known_by_its_name_and_day(told):
    first = of_linea("Dar cursos", "8 cursos", 'Se dio el curso "Mapa de riesgos", el 14 de marzo.',
                     "Avance: 12.5 por ciento.")  # fmt: skip
    second = "Línea de acción 2. Dar cursos a otros\nMeta: 8 cursos\n{}\nSe avanzó en la meta.\n"
    for name, twice in (("Mapa de riesgos", True), ("Control de inventarios", False)):
        found = codes_in(first + second.format(told.format(name)))
        assert (Code.COURSE_TWICE in found) is twice


def test_a_closing_may_name_its_linea_or_say_its_state():
    by_number = (
        "Se emitieron {} recomendaciones.\nLínea de acción 1: avance del 25 % sobre la meta."
    )
    assert said_of("Recomendar", "12 recomendaciones", by_number.format("tres"), "") == set()
    assert said_of("Recomendar", "12 recomendaciones", by_number.format("seis"), "") == {
        Code.WRITTEN_PERCENT
    }
    state = said_of("Revisar", "6 fichas", "Se revisaron seis fichas.", "Meta anual: cumplida.")
    assert Code.NO_STATEMENT not in state


def test_what_is_said_to_be_an_antecedent_is_no_deed_of_the_quarter():
    told = (
        "{}El 8 de noviembre de 2024 se firmó el convenio marco.\n"
        "El 20 de febrero de 2025 se firmó el específico."
    )
    found = [
        said_of("Firmar convenios", "4 convenios", told.format(opens), "Avance: 25 por ciento.")
        for opens in ("Antecedente. ", "")
    ]
    assert [Code.DEED_DAY in each for each in found] == [False, True]


def test_a_figure_of_several_lineas_is_their_sum():
    text = (
        "PRESENTACIÓN\nSe dio soporte a {} sesiones de los dos cuerpos.\n\n"
        "Línea 1. Sesiones del Comité. Meta anual: 20 sesiones\nSe organizaron cinco sesiones.\n"
        "Avance: 25 por ciento.\nLínea 2. Sesiones del Consejo. Meta anual: 12 sesiones\n"
        "Se organizaron tres sesiones.\nAvance: 25 por ciento.\n"
    )
    assert codes_in(HEAD.format(quarter="primer") + text.format("ocho")) == set()


def test_maintenance_is_measured_by_no_campaign():
    title = "Dar mantenimiento preventivo a los equipos de cómputo"
    closing = "Avance: 25 por ciento."
    found = said_of(
        title, "8 campañas de difusión", "Se lanzaron dos campañas de difusión.", closing
    )
    assert found == {Code.TITLE_META}
    assert said_of(title, "8 mantenimientos", "Se dieron dos mantenimientos.", closing) == set()


BOX = (
    "Informe del primer trimestre de 2025\nUnidad de Datos\nLínea 1\nEmitir dictámenes.\n"
    "Meta\tFecha de Inicio\t01/01/2025\n24 dictámenes\tFecha de Término\t31/12/2025\n"
    "Actividades Desarrolladas\nSe emitieron seis dictámenes.\nAvance: 25 por ciento.\n"
)


def test_a_box_may_have_each_date_behind_its_label():
    assert codes_in(BOX) == set()
    assert codes_in(BOX.replace("31/12/2025", "31/12/2024")) == {Code.DATES_ORDER}


def test_the_one_operative_programme_has_one_name():
    text = "Lo pide el Programa Operativo de Control 2025.\nEs del {} 2025."
    head = HEAD.format(quarter="primer")
    wrong, right = "Programa Operativo de Vigilancia", "Programa Operativo de Control"
    assert Code.PLAN_NAMES in codes_in(head + text.format(wrong))
    assert codes_in(head + text.format(right)) == set()


SHARES = "Medio\tSolicitudes\tPorcentaje\nPlataforma\t88\t55 %\nCorreo\t40\t25 %\n"


@pytest.mark.parametrize(("share", "wrong"), [("18", True), ("15", False)])
def test_a_distribution_is_held_against_its_total(share, wrong):
    rows = f"{SHARES}Ventanilla\t24\t{share} %\nTeléfono\t8\t5 %\nTotal\t160\t"
    found = codes_in(HEAD.format(quarter="primer") + rows)
    assert (Code.WRITTEN_PERCENT in found) is wrong


def test_a_row_may_head_the_rows_below_it():
    rows = (
        "Materia | Resoluciones\nFiscalización |\nInformes | 13\nPrecampaña | 8\n"
        "Subtotal fiscalización | 21\nQuejas |\nPropaganda | 9\nRecursos | 6\n"
        "Subtotal quejas | 15\nTotal | {}"
    )
    head = HEAD.format(quarter="primer")
    assert Code.SUM in codes_in(head + rows.format(37))
    assert codes_in(head + rows.format(36)) == set()


def test_a_day_of_a_list_told_by_its_ordinal_is_of_the_quarter():
    told = (
        "En el trimestre que se reporta se instalaron tres mesas. La primera, el 9 de julio de "
        "2025, con Finanzas; la segunda, el 14 de {} de 2025, con el Tribunal; y la tercera, el 5 "
        "de septiembre de 2025, con Mejora Regulatoria."
    )
    closing = "Avance: 50 por ciento."
    for month, doubted in (("junio", True), ("agosto", False)):
        found = said_of("Instalar", "6 mesas", told.format(month), closing, quarter="tercer")
        assert (Code.DEED_DAY in found) is doubted


def test_a_closing_of_nothing_under_one_thing_done_is_doubted():
    told = "En febrero se entregó el manual de Compras y en marzo el de Personal."
    closing = "En este trimestre la meta no registró avance alguno."
    assert Code.NO_STATEMENT in said_of("Hacer manuales", "6 manuales", told, closing)


def test_the_last_item_but_one_may_end_in_a_conjunction():
    told = (
        "Quedaron suscritos los convenios siguientes:\n"
        "- Peñas Altas;\n- La Ventura; y\n- Santa Rita."
    )
    assert said_of("Suscribir convenios", "12 convenios", told, A_QUARTER) == set()
