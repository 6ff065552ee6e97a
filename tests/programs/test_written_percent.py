"""The stated percentage of a línea against the quantities of its words, in free wordings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.percent import percent, two_percents
from programs.values.wording.metas import amounts_of
from programs.values.written import Period

from .written_cases import FIRST, written_linea

SECOND = Period(date(2024, 4, 1), date(2024, 6, 30), date(2024, 1, 1), date(2024, 12, 31))


def linea_of(*texts, meta, closing, title="Realizar actividades", **kwargs):
    linea = written_linea(*texts, meta=meta, closing=closing, title=title, **kwargs)
    return replace(linea, amounts=amounts_of(meta))


def found_in(*texts, period=FIRST, **kwargs):
    return list(percent(linea_of(*texts, **kwargs), period))


def told(value):
    return f"Del 100% de la meta programada, se tiene un avance del {value}%."


WRONG = [
    ("Se impartieron cinco talleres en materia de ética.", "10 talleres",
     "Se alcanzó el 40 por ciento de la meta anual.", "5 ÷ 10 = 50%. 40% sería 4 de 10"),
    ("Durante el periodo fueron atendidas nueve quejas ciudadanas.", "36 quejas",
     "El avance acumulado es de 30%.", "9 ÷ 36 = 25%. 30% sería 11 de 36"),
    ("La unidad emitió 7 dictámenes, todos favorables.", "28 dictámenes",
     "La meta presenta un cumplimiento del veinte por ciento.",
     "7 ÷ 28 = 25%. Ninguna cantidad entera de 28 da 20%"),
    ("Se han suscrito tres convenios de colaboración con municipios.", "8 convenios",
     "La meta se cumplió al 100%.", "3 ÷ 8 = 37.5%. 100% sería 8 de 8"),
    ("Se capacitó a 120 personas servidoras públicas: 70 mujeres y 50 hombres.",
     "1,000 personas capacitadas", told(15), "120 ÷ 1,000 = 12%. 15% sería 150 de 1,000"),
    ("Se actualizaron 14 de los 20 micrositios institucionales.", "20 micrositios",
     "Avance: 80%", "14 ÷ 20 = 70%. 80% sería 16 de 20"),
    ("Se realizaron 3 monitoreos.", "12 monitoreos",
     "Se cumplió en tres cuartas partes de la meta.", "3 ÷ 12 = 25%. 75% sería 9 de 12"),
    ("Se transmitieron 18 cápsulas informativas por radio.", "24 cápsulas",
     "Se cumplió el 50% de la meta comprometida.", "18 ÷ 24 = 75%. 50% sería 12 de 24"),
    ("Total de capacitaciones impartidas: 9.", "36 capacitaciones",
     "Se reporta un avance físico del 33%.", "9 ÷ 36 = 25%. 33% sería 12 de 36"),
    ("Se recibieron 6 solicitudes, de las cuales 5 fueron respondidas y 1 sigue en trámite.",
     "40 solicitudes", told(6), "6 ÷ 40 = 15%. Ninguna cantidad entera de 40 da 6%"),
    ("Se elaboraron 2 informes y se publicó 1 boletín.", "4 informes y 4 boletines", told(75),
     "2 informes + 1 boletines = 3; 3 ÷ 8 = 37.5%. 75% sería 6 de 8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "closing", "arithmetic"), WRONG)
def test_a_percentage_that_the_counts_deny_is_an_error(text, meta, closing, arithmetic):
    (finding,) = found_in(text, meta=meta, closing=closing)
    assert (finding.code, finding.severity) == (Code.WRITTEN_PERCENT, Severity.ERROR)
    assert finding.arithmetic == arithmetic
    assert finding.quote == closing and finding.anchor == "cierre"


def test_a_table_with_a_total_counts():
    table = [["Mes", "Impartidos"], ["Enero", "2"], ["Febrero", "1"], ["Total", "3"]]
    (finding,) = found_in(table, meta="20 talleres", closing=told(50))
    assert finding.arithmetic == "3 ÷ 20 = 15%. 50% sería 10 de 20"


WEAK = [
    (("Se llevaron a cabo la Primera y la Segunda Sesión Ordinaria del Comité.",),
     "4 sesiones ordinarias", told(25)),
    (("Se dio mantenimiento preventivo a 50 equipos de cómputo.",), "200 mantenimientos",
     told(40)),
    (("Se realizó una campaña de difusión.",), "2 campañas", told(25)),
    (("- Opinión técnica sobre el reglamento.", "- Proyecto de lineamientos.",
      "- Modificación al manual."), "4 documentos", told(25)),
    (("I. Se realizó opinión técnica.", "II. Modificación a los mecanismos de coordinación.",
      "III. Proyecto de las bases."), "04 Documentos.", told(25)),
    (("Se impartieron los siguientes cursos:", "- Ética pública.", "- Denuncia."), "8 cursos",
     told(50)),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "meta", "closing"), WEAK)
def test_what_is_named_or_listed_asks_for_a_second_look(texts, meta, closing):
    (finding,) = found_in(*texts, meta=meta, closing=closing)
    assert (finding.code, finding.severity) == (Code.WRITTEN_PERCENT, Severity.DOUBT)


RIGHT = [
    ("Se impartieron cinco talleres de ética a 230 personas.", "10 talleres", told(50)),
    ("Se impartieron un taller en marzo y dos más en abril.", "12 talleres", told(25)),
    ("Se impartieron 3 de los 5 talleres previstos.", "10 talleres", told(30)),
    ("Se atendieron 9 quejas; 4 más se encuentran en trámite.", "36 quejas", told(25)),
    ("Se recibieron 20 quejas, de las que 12 se resolvieron y 8 siguen en curso.", "48 quejas",
     told(25)),
    ("Se llevó a cabo el foro estatal. Asistieron 150 personas y 6 ponentes.", "4 foros",
     told(25)),
    ("Se emitió opinión técnica sobre el reglamento y se elaboró el proyecto de bases.",
     "8 documentos", told(25)),
    ("Se suscribió un convenio con la Universidad, otro con el Instituto y uno más con la "
     "Fiscalía.", "10 convenios", told(30)),
    ("En enero se realizaron 4 visitas, en febrero 6 y en marzo 5.", "60 visitas", told(25)),
    ("Se efectuaron tres sesiones: dos ordinarias y una extraordinaria.", "12 sesiones",
     told(25)),
    ("Se publicaron 33 boletines.", "50 boletines", told(66)),
    ("Se publicaron 2 boletines.", "3 boletines", told("66.7")),
    ("Se publicaron 2 boletines.", "3 boletines", told(66)),
    ("Se publicaron los boletines de enero, febrero y marzo.", "12 boletines", told(25)),
    ("Se elaboró el diagnóstico institucional.", "1 diagnóstico", "La meta se cumplió al 100%."),
    ("El diagnóstico está a la mitad, pues se concluyó el trabajo de campo.", "1 diagnóstico",
     told(50)),
    ("Mediante los oficios SE/01/2024, SE/02/2024 y SE/03/2024 se remitieron los informes.",
     "12 informes", told(25)),
    ("Se impartieron los talleres programados.", "12 talleres",
     "La meta del trimestre se cumplió al 100%."),
    ("Se realizaron 4 supervisiones.", "16 supervisiones",
     "La meta trimestral se cumplió al 100%."),
    ("Se recibieron 8 solicitudes y se atendieron 8.", "100% de las solicitudes",
     "La meta se cumplió al 100%."),
    ("En 2023 se impartieron 12 cursos. En el trimestre se impartieron 2 cursos.", "8 cursos",
     told(25)),
    ("Se llevó a cabo una sesión ordinaria en febrero y otra extraordinaria en marzo.",
     "8 sesiones", told(25)),
    ("Se dio seguimiento a los 25 compromisos del plan.", "25 compromisos", told(40)),
    ("Se elaboraron 2 actas y 3 acuerdos.", "8 actas y 12 acuerdos", told(25)),
    ("Se efectuó el mantenimiento preventivo a 39 (treinta y nueve) bienes.",
     "242 mantenimientos", told(16)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "closing"), RIGHT)
def test_a_percentage_that_some_reading_gives_is_left_alone(text, meta, closing):
    assert found_in(text, meta=meta, closing=closing) == []


def test_done_over_programmed_of_the_quarter():
    said = "La meta del trimestre se cumplió al 100%."
    text = "De los 5 cursos programados para el trimestre se impartieron {}."
    (finding,) = found_in(text.format("3"), meta="20 cursos", closing=said)
    assert finding.arithmetic == "3 ÷ 5 = 60%"
    assert found_in(text.format("5"), meta="20 cursos", closing=said) == []


UNCOUNTED = [
    ("Se realizaron visitas de verificación a distintas dependencias.", "20 visitas", told(60)),
    ("Se trabajó en la materia.", "30 publicaciones",
     "Dicha meta se cumplió al cien por ciento."),
    ("Se nos informó que aún no se podrán hacer las cargas.", "4 documentos", told(25)),
    ("Se continúa trabajando en coordinación con las áreas.", "12 reportes", told(75)),
    ("Se tiene previsto iniciar los cursos en abril.", "4 cursos", told(50)),
    ("Por cuestiones presupuestales no fue posible realizar el foro.", "2 foros", told(50)),
    ("Se fortalecieron las capacidades del personal.", "600 personas capacitadas", told(35)),
    ("No se recibieron solicitudes en el periodo.", "20 solicitudes", told(25)),
    ("Se capacitó a las personas responsables de los archivos.", "15 capacitaciones",
     "La meta se cumplió al 100%."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "closing"), UNCOUNTED)
def test_a_percentage_without_any_quantity_is_told(text, meta, closing):
    (finding,) = found_in(text, meta=meta, closing=closing)
    assert (finding.code, finding.severity) == (Code.UNCOUNTED, Severity.DOUBT)


TOLD_WITHOUT_NUMBERS = [
    ("Personal de la Unidad asistió al curso de archivos, impartido por el INAI.", "4 cursos", 25),
    ("Con motivo del día internacional tuvo lugar la conferencia magistral.", "4 conferencias",
     25),
    ("Se encuentra publicado en el portal el informe trimestral.", "4 informes", 25),
    ("Fue posible concretar el convenio con la Comisión y el diverso con el Tribunal.",
     "8 convenios", 25),
    ("Cumplimos con la entrega de la cuenta pública.", "4 documentos", 25),
    ("Mes a mes se envió el reporte de nómina.", "12 reportes", 25),
    ("Mensualmente se envían a Finanzas los reportes de nómina.", "12 reportes", 25),
    ("Se actualizó el sitio web de manera semanal.", "48 actualizaciones", 25),
    ("Se acompañó a los municipios de Tula, Actopan e Ixmiquilpan.", "12 municipios", 25),
    ("Se da cumplimiento con la publicación del programa anual.", "1 programa", 100),
    ("Las rutas se hicieron según el calendario (nueve de las doce).", "12 visitas", 75),
    ("El convenio se revisó y está pendiente de firma (1 de 1 revisado).",
     "1 convenio revisado", 100),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "percentage"), TOLD_WITHOUT_NUMBERS)
def test_as_many_deeds_as_the_percentage_needs_are_enough(text, meta, percentage):
    assert found_in(text, meta=meta, closing=told(percentage)) == []


def test_earlier_quarters_may_make_up_an_accumulated_percentage():
    text, meta = "Se realizaron 2 talleres.", "8 talleres"
    said = "Se tiene un avance acumulado del 75% de la meta."
    assert found_in(text, meta=meta, closing=said, period=SECOND) == []
    unsaid = found_in(text, meta=meta, closing=told(75), period=SECOND)
    assert [each.severity for each in unsaid] == [Severity.DOUBT]
    assert found_in(text, meta=meta, closing=told(75), period=FIRST)
    # Less than the quarter alone cannot be, nor what no whole number gives.
    assert found_in(text, meta=meta, closing=told(12), period=SECOND)
    assert found_in(text, meta=meta, closing=told(55), period=SECOND)


def test_a_table_that_accumulates_says_that_earlier_quarters_are_in_it():
    table = (("Unidad", "Meta", "Realizado en el trimestre", "Realizado\nacumulado"),)
    texts = ("Se impartió un taller.",)
    said = {"meta": "8 talleres", "closing": told("37.5")}

    assert found_in(*texts, (*table, ("talleres", "8", "1", "3")), period=SECOND, **said) == []
    assert found_in(*texts, period=SECOND, **said)


def test_several_quantities_of_later_quarters_may_hold_earlier_ones():
    texts = ("Se hicieron 3 mantenimientos y 1 respaldo.",)
    said = {"meta": "16 mantenimientos y 4 respaldos", "closing": told("72")}

    assert found_in(*texts, period=SECOND, **said) == []
    assert found_in(*texts, period=FIRST, **said)


def test_a_meta_that_begins_in_the_quarter_accumulates_nothing():
    found = found_in(
        "Se realizaron 2 talleres.",
        meta="8 talleres", closing=told(75), period=SECOND, starts_on=date(2024, 4, 1),
    )  # fmt: skip
    assert [each.code for each in found] == [Code.WRITTEN_PERCENT]


def test_quantities_that_were_typed_rule():
    words = {"meta": "16 actas y 12 acuerdos", "closing": told(64)}
    (finding,) = found_in("Se elaboraron 18 actas.", reported=(9, 12), **words)
    assert finding.arithmetic == "21 ÷ 28 = 75%" and finding.severity is Severity.ERROR
    assert found_in("Nada se cuenta aquí.", reported=(9, 9), **words) == []
    assert found_in("Falta una.", reported=(9, None), **words) == []


def test_each_component_is_compared_with_its_own():
    said = "Del 100% de la meta, se tiene un avance del {}% en actas y del 100% en acuerdos."
    text, meta = "Se elaboraron 4 actas y 6 acuerdos.", "8 actas y 6 acuerdos"
    assert found_in(text, meta=meta, closing=said.format(50)) == []
    assert found_in(text, meta=meta, closing=said.format(25))


def test_two_progresses_of_one_meta_do_not_agree():
    linea = linea_of("Con ello se avanza 20% en la meta.", meta="60 actas", closing=told(30))
    (finding,) = two_percents(linea, FIRST)
    assert (finding.code, finding.severity) == (Code.TWO_PERCENTS, Severity.ERROR)
    for text in (
        "Con ello se avanza 30% en la meta.",
        "En el trimestre anterior el avance de la meta fue de 20%.",
        "El 20% de los asistentes evaluó el curso.",
        "Se ejerció el 20% del presupuesto programado.",
        "En el trimestre se programó un avance del 20% de la meta.",
    ):
        assert not list(two_percents(linea_of(text, meta="60 actas", closing=told(30)), FIRST))


def test_no_meta_in_numbers_is_compared_with_nothing():
    assert found_in("Se hizo.", meta="Mantener el sitio", closing=told(25)) == []
    assert found_in("Se hizo.", meta="", closing=told(25)) == []
    assert linea_of("", meta="2 actas", closing="").amounts[0].quantity == Decimal(2)


@pytest.mark.parametrize(
    ("meta", "closing"),
    [
        ("1 convenio revisado", "Avance: 100 % (1 de 1 revisado)."),
        ("4 capítulos", "Avance: 50 % (2/4)."),
        ("8 normas", "Avance: 75 % (seis de las ocho)."),
        ("5 manuales", "Avance del 20 %, uno de cinco."),
        ("6 guías", "Avance: 50 por ciento (3 de un total de 6)."),
    ],
)
def test_a_closing_may_have_the_division_itself(meta, closing):
    assert found_in("La redacción está pendiente de firma.", meta=meta, closing=closing) == []


def test_a_percentage_that_earlier_quarters_may_explain_asks_to_say_so():
    texts = ("Se impartieron cinco cursos.",)
    told_now = {"meta": "20 cursos", "closing": "Avance de la meta: 45 por ciento."}
    (finding,) = found_in(*texts, period=SECOND, **told_now)
    assert finding.severity is Severity.DOUBT
    assert finding.arithmetic == (
        "5 ÷ 20 = 25%. 45% sería 9 de 20. Si cuenta trimestres anteriores, dígalo en el texto"
    )
    (first,) = found_in(*texts, **told_now)
    assert first.arithmetic == "5 ÷ 20 = 25%. 45% sería 9 de 20"


@pytest.mark.parametrize(
    ("closing", "doubted"),
    [
        ("Con las nueve visitas del periodo se alcanza el 36 por ciento de la meta anual.", True),
        ("Con estas nueve se llega al 36 por ciento de la meta.", True),
        ("Con las nueve visitas se alcanza el 30 por ciento de la meta anual.", False),
        ("Con las nueve visitas, el acumulado llega al 36 % de la meta.", False),
        ("Se alcanza el 36 por ciento acumulado de la meta anual.", False),
    ],
)
def test_a_count_that_makes_the_percentage_leaves_earlier_ones_out(closing, doubted):
    texts = ("El personal hizo nueve visitas, tres en cada mes.",)
    found = found_in(*texts, meta="30 visitas", closing=closing, period=SECOND)
    assert bool(found) is doubted


def test_none_in_the_first_quarter_leaves_no_earlier_ones():
    text = "Se hicieron nueve visitas. En el primer trimestre no se programó ninguna."
    closing = "La meta anual presenta un avance del 30 por ciento."
    (finding,) = found_in(text, meta="36 visitas", closing=closing, period=SECOND)
    assert finding.severity is Severity.ERROR


THIRD = Period(date(2024, 7, 1), date(2024, 9, 30), date(2024, 1, 1), date(2024, 12, 31))
FOURTH = Period(date(2024, 10, 1), date(2024, 12, 31), date(2024, 1, 1), date(2024, 12, 31))
SO_FAR = (
    "Al 30 de septiembre se llevan 136 de las 160 orientaciones, es decir, {}% de la meta anual"
)


@pytest.mark.parametrize(
    "due",
    [
        "frente a lo programado a la fecha el avance es de 113.3%.",
        "de lo previsto al cierre de septiembre se cumplió el 113.3%.",
        "contra lo calendarizado al tercer trimestre el cumplimiento es de 113.3%.",
    ],
)
def test_a_share_of_what_was_due_so_far_is_held_against_no_year(due):
    kwargs = {"meta": "160 orientaciones", "period": THIRD}
    assert found_in("", closing=f"{SO_FAR.format(85)}; {due}", **kwargs) == []
    (found,) = found_in("", closing=f"{SO_FAR.format(80)}; {due}", **kwargs)
    assert "80%" in found.message


def test_what_was_due_at_the_end_of_the_year_is_its_meta():
    closing = "Frente a lo programado a la fecha el avance es de 80%."
    kwargs = {"meta": "160 orientaciones", "closing": closing, "reported": (Decimal(136),)}
    (found,) = found_in("Se dio orientación.", period=FOURTH, **kwargs)
    assert "85%" in found.message
    assert found_in("Se dio orientación.", period=THIRD, **kwargs) == []


@pytest.mark.parametrize(
    "closing",
    ["Se alcanzó, pues, la totalidad de lo ofrecido.", "Se cumplió íntegramente con lo pactado.",
     "Con ello se logró todo lo que prometimos."],
)  # fmt: skip
def test_all_of_what_was_offered_is_the_whole_meta(closing):
    kwargs = {"meta": "12 dictámenes", "closing": closing, "period": FOURTH}
    (found,) = found_in("Al cierre se acumulan nueve dictámenes.", **kwargs)
    assert (found.code, found.arithmetic[:12]) == (Code.WRITTEN_PERCENT, "9 ÷ 12 = 75%")
    assert found_in("Al cierre se acumulan doce dictámenes.", **kwargs) == []
