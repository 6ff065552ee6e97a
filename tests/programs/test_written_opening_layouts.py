"""Figures of a presentación in other layouts: cifras relevantes, a run-in resumen, a table."""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.kinds import TEXT
from programs.received.informes.structure import read_blocks
from programs.values.checks.finding import Code
from programs.values.checks.informe.opening_counts import left
from programs.values.wording.counted import counted_of
from tests.programs.test_written_variety import codes_in

TABLE = (
    "FONDO PARA LAS ARTES\nCuarto trimestre de 2024\n\n{head}\nEstímulos entregados: {told}\n"
    "Exposiciones inauguradas: 5\n\n{columns}\n"
    "300 estímulos económicos\t90\t51\t60\t69\t270\t90%\n"
    "16 exposiciones inauguradas\t3\t4\t4\t5\t16\t100%\n"
)
HEADS = ("CIFRAS RELEVANTES", "Cifras relevantes del trimestre", "En cifras", "Datos relevantes")
COLUMNS = (
    "Meta\t1T\t2T\t3T\t4T\tTotal\tCumplimiento",
    "Meta anual\tEne-mar\tAbr-jun\tJul-sep\tOct-dic\tAcumulado\tAvance",
    "Meta\tT1\tT2\tT3\tT4\tTotal\t% de avance",
)


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(("told", "wrong"), [(96, True), (69, False), (270, False)])
def test_a_figure_is_held_against_the_quarters_of_a_table(columns, head, told, wrong):
    found = codes_in(TABLE.format(columns=columns, head=head, told=told))
    assert (Code.OPENING_FIGURE in found) is wrong
    assert found <= {Code.OPENING_FIGURE}


@pytest.mark.parametrize("columns", COLUMNS)
def test_the_rows_of_such_a_table_are_lineas(columns):
    text = TABLE.format(columns=columns, head=HEADS[0], told=69)
    lineas = list(read_blocks(blocks_of_text(text)).written.lineas)
    assert [(each.meta, each.reported) for each in lineas] == [
        ("300 estímulos económicos", (270,)),
        ("16 exposiciones inauguradas", (16,)),
    ]
    assert lineas[0].passages[3].text.endswith(": 69")


@pytest.mark.parametrize("name", ["Resumen ejecutivo", "Presentación", "Síntesis", "Resumen"])
@pytest.mark.parametrize(("told", "wrong"), [("siete", True), ("seis", False)])
def test_a_presentation_may_run_into_its_text(name, told, wrong):
    text = (
        "Universidad Tecnológica\nSecretaría de Extensión. Segundo trimestre de 2025\n\n"
        f"{name}: en el trimestre se firmaron {told} convenios de estadías con empresas.\n\n"
        "Desarrollo\nPrograma de estadías. Meta: firmar 20 convenios de estadías en el año. "
        "Durante abril, mayo y junio se firmaron seis convenios (dos por mes). Como en el "
        "trimestre anterior se habían firmado cuatro, el acumulado es de diez convenios y el "
        "cumplimiento, de 50%.\n"
    )
    written = read_blocks(blocks_of_text(text)).written
    assert [each.heading for each in written.sections] == [name]
    assert [each.meta for each in written.lineas] == ["20 convenios de estadías"]
    assert (Code.OPENING_FIGURE in codes_in(text)) is wrong


MONTHS = (
    "Secretaría Ejecutiva\nInforme del primer trimestre de 2024\n\nPresentación\n"
    "Sobresalen las {} asesorías brindadas por la Dirección de Evolución Patrimonial.\n\n"
    "Dirección de Evolución Patrimonial\nA lo largo del trimestre se brindaron 64 asesorías: 21 "
    "en enero, 18 en febrero y 25 en marzo. La meta del año es de 256, de manera que se ha "
    "consumado una cuarta parte (25 por ciento).\n\n"
    "Dirección de Sistemas\nSe publicaron 3 guías de uso, de 12 comprometidas para 2024.\n"
)


@pytest.mark.parametrize(("told", "wrong"), [(46, True), (64, False), (39, False)])
def test_what_a_month_leaves_of_a_total_is_told_nowhere(told, wrong):
    assert (Code.OPENING_FIGURE in codes_in(MONTHS.format(told))) is wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [("cuenta con 14 oficinas y 120 personas", False), ("remodeló 14 oficinas", True)],
)
def test_what_an_institution_has_is_no_figure_of_what_was_done(told, wrong):
    text = (
        f"Instituto Registral\nSegundo trimestre de 2025\n\nPresentación\nEl Instituto {told}.\n\n"
        "Línea de acción 1. Remodelación\nMeta: 6 oficinas remodeladas.\n"
        "Se remodelaron 3 oficinas.\nAvance de la meta: 50%.\n"
    )
    assert (Code.OPENING_FIGURE in codes_in(text)) is wrong


@pytest.mark.parametrize("joined", ["los cuales se suman a los", "los cuales se agregan a los"])
@pytest.mark.parametrize(("share", "wrong"), [("50%", False), ("60%", True)])
def test_what_is_added_to_others_is_no_part_of_them(joined, share, wrong):
    text = (
        "Junta de Caminos\nInforme del segundo trimestre de 2024\n\n"
        "Línea de acción 1. Conservación\nMeta: Conservar 1,800 kilómetros de caminos en el año.\n"
        f"De abril a junio se conservaron 500 kilómetros, {joined} 400 kilómetros del primer "
        f"trimestre.\nPor lo anterior, la meta anual se encuentra al {share} de cumplimiento.\n"
    )
    assert (Code.WRITTEN_PERCENT in codes_in(text)) is wrong


ABOVE = (
    "Agencia Estatal de Energía\nSegundo trimestre de 2024\n\n{head}\n{columns}\n"
    "Diagnósticos energéticos | 30\nConvenios firmados | {told}\nTechos solares colocados | 18\n\n"
    "DETALLE\nLínea 1. Diagnósticos energéticos. Meta anual: 60. De enero a junio se elaboraron "
    "treinta diagnósticos en escuelas y clínicas. Avance: cincuenta por ciento.\n"
    "Línea 2. Convenios con municipios. Meta anual: firmar 14. De enero a junio se firmaron siete "
    "convenios, cuatro en el primer trimestre y tres en el segundo. Avance: cincuenta por ciento.\n"
    "Línea 3. Techos solares. Meta anual: colocar 72. De enero a junio se colocaron dieciocho "
    "techos solares. Avance: veinticinco por ciento.\n"
)


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("RESUMEN DE ENERO A JUNIO", "Concepto | Cantidad"),
        ("Resumen", "Actividad | Cantidad"),
        ("En cifras", "Indicador | Valor"),
        ("Cifras del trimestre", "Acción | Cantidad total"),
        ("CIFRAS RELEVANTES", "Concepto | Resultado"),
        ("Lo hecho de enero a junio", "Concepto | De enero a junio"),
    ],
)
@pytest.mark.parametrize(("told", "found"), [(9, {Code.OPENING_FIGURE}), (7, set())])
def test_a_table_above_the_lineas_sums_them_up(head, columns, told, found):
    text = ABOVE.format(head=head, columns=columns, told=told)
    assert codes_in(text) == found
    assert len(list(read_blocks(blocks_of_text(text)).written.lineas)) == 3


def test_a_table_alone_has_lineas():
    text = "Agencia\nSegundo trimestre de 2024\n\nActividad\tCantidad\nCursos impartidos\t30\n"
    written = read_blocks(blocks_of_text(text + "Foros celebrados\t9\n")).written
    assert [each.meta for each in written.lineas] == ["30", "9"]


RUN_IN = (
    "Dirección de Asuntos Jurídicos\nInforme de actividades, segundo trimestre de 2025\n\n"
    "{name}. Entre abril y junio la Dirección emitió {told} opiniones jurídicas, revisó ocho "
    "contratos y representó a la Secretaría en dos juicios de amparo.\n\n"
    "{0[0]}Opiniones jurídicas{1} En el trimestre se emitieron once opiniones jurídicas, a "
    "petición de las áreas; la mayoría se refirió a la ley estatal del sistema.\n\n"
    "{0[1]}Contratos{1} Se revisaron ocho contratos, todos de prestación de servicios.\n\n"
    "{0[2]}Juicios{1} Se dio seguimiento a dos juicios de amparo; en ambos se rindió el informe.\n"
)


@pytest.mark.parametrize("name", ["Introducción", "Presentación", "Resumen"])
@pytest.mark.parametrize(
    ("marks", "stop"),
    [
        (("", "", ""), "."),
        (("", "", ""), ".-"),
        (("", "", ""), ":"),
        (("", "", ""), " —"),
        (("1. ", "2. ", "3. "), "."),
        (("", "", ""), " –"),
    ],
)
@pytest.mark.parametrize(("told", "wrong"), [("catorce", True), ("once", False)])
def test_headings_may_run_into_the_parts_that_tell(name, marks, stop, told, wrong):
    text = RUN_IN.format(marks, stop, name=name, told=told)
    assert codes_in(text) == ({Code.OPENING_FIGURE} if wrong else set())


def test_what_several_such_parts_tell_is_added_up():
    text = RUN_IN.format(("", "", ""), ".", name="Introducción", told="catorce")
    more = "Consultas. Se emitieron otras tres opiniones jurídicas, de palabra.\n"
    assert codes_in(f"{text}\n{more}") == set()


BY_AREAS = (
    "Secretaría Ejecutiva\nInforme del tercer trimestre de 2023\n\nPRESENTACIÓN\n{}\n\n"
    "1. DIRECCIÓN JURÍDICA\nMeta: cuatro compilaciones en el año. Con la de agosto van tres.\n\n"
    "2. {}\nMeta: doce visitas a archivos en el año. {}\n"
)


@pytest.mark.parametrize(
    ("opening", "title", "told", "wrong"),
    [
        ("Se informa lo realizado por dos áreas.", "ÁREA DE ARCHIVO", "Van nueve.", False),
        ("Este informe reúne el trabajo de dos áreas.", "ÁREA DE ARCHIVO", "Van nueve.", False),
        ("Reportan dos unidades.", "UNIDAD DE ARCHIVO", "Van nueve.", False),
        ("Las dos áreas que reportan cumplieron.", "ARCHIVO", "Se visitaron nueve áreas.", False),
        ("Se visitaron dos áreas.", "ARCHIVO", "Se visitaron nueve áreas.", True),
        ("Se capacitó a dos áreas.", "ÁREAS CAPACITADAS", "Se capacitó a nueve.", True),
        ("Se brindó apoyo a dos áreas.", "ARCHIVO", "Se brindó apoyo a nueve áreas.", True),
    ],
)  # fmt: skip
def test_how_many_areas_report_is_no_figure_of_what_one_did(opening, title, told, wrong):
    said = codes_in(BY_AREAS.format(opening, title, told))
    assert (Code.OPENING_FIGURE in said) is wrong


SUMMARIES = [
    "A manera de presentación",
    "A modo de introducción",
    "Breve resumen",
    "LO MÁS IMPORTANTE EN CUATRO RENGLONES",
    "Lo más relevante del trimestre",
    "De un vistazo",
    "Puntos clave",
    "En pocas palabras",
]
ADVICE = (
    "Contraloría de Tula\nPrimer trimestre de 2025\n\n{head}\nFue un arranque movido: se dieron "
    "{told} asesorías y se estrenó un buzón.\n\nI. Asesorías\nMeta del año, 150 asesorías. En el "
    "trimestre se dieron 75 asesorías, 40 en enero, 20 en febrero y 15 en marzo. Va la mitad, "
    "50%.\n\nII. Buzones\nMeta del año, 4 buzones nuevos. Se puso uno, en la colonia Obrera. Va "
    "el 25%.\n"
)
AUDITS = (
    "Contraloría de Tula\nCuarto trimestre de 2023\n\n{head}\n* {told} auditorías concluidas en "
    "el trimestre\n* 12 recomendaciones emitidas\n\nDETALLE\nAuditorías. Meta anual: 8 auditorías "
    "concluidas. De enero a septiembre se habían concluido 4. En octubre-diciembre se concluyeron "
    "dos, la de Nómina (7 recomendaciones) y la de Becas (5 recomendaciones); la de Almacén sigue "
    "en curso. Con 6 de 8, la meta cierra en 75%.\n"
)


@pytest.mark.parametrize("head", SUMMARIES)
@pytest.mark.parametrize(
    ("text", "right", "wrong", "message"),
    [
        (ADVICE, "75", "57", "«57 asesorías» y la línea I dice 75"),
        (AUDITS, "Dos", "Tres", "«Tres auditorías», y DETALLE, «Auditorías» dice 2"),
    ],
)
def test_a_summary_by_any_name_is_held_against_its_lineas(head, text, right, wrong, message):
    head = head.upper() if text is AUDITS else head
    assert Code.OPENING_FIGURE not in codes_in(text.format(head=head, told=right))
    found = reading_of(TEXT, text.format(head=head, told=wrong).encode()).findings
    told = [each.finding.message for each in found if each.finding.code is Code.OPENING_FIGURE]
    assert told == [f"La presentación dice {message}"]


def test_what_the_year_has_so_far_is_no_other_figure():
    text = AUDITS.replace("en el trimestre", "en el año").format(head="DESTACADO", told="Seis")
    assert Code.OPENING_FIGURE not in codes_in(text)


def test_what_one_number_leaves_of_another_is_of_their_noun():
    def known(text):
        return left(counted_of(text), "auditoria")

    assert Decimal(3) not in known("Se concluyeron 4 auditorías con 7 recomendaciones.")
    assert Decimal(3) in known("De 7 auditorías, 4 auditorías siguen en curso.")
    assert Decimal(3) in known("Se iniciaron 7 auditorías y se concluyeron 4.")
