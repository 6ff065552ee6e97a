"""One narrative, the percentage that it gives and one that it does not, in many wordings."""

from dataclasses import replace
from datetime import date

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.percent import CHECKS
from programs.values.wording.metas import amounts_of
from programs.values.written import Period

from .written_cases import FIRST, written_linea

THIRD = Period(date(2025, 7, 1), date(2025, 9, 30), date(2025, 1, 1), date(2025, 12, 31))
SAID = "La meta avanzó {}%."


def codes(texts, meta, closing, period=FIRST):
    linea = written_linea(*texts, meta=meta, closing=closing)
    linea = replace(linea, amounts=amounts_of(meta))
    return [each.code for check in CHECKS for each in check.find(linea, period)]


BOTH_WAYS = [
    (["El Comité sesionó en tres ocasiones: los días 11 de abril, 16 de mayo y 20 de junio, en las "
      "que se emitieron 14 resoluciones y 2 ampliaciones de plazo."], "12 sesiones",
     "Se alcanzó el 25% de la meta anual.", "Se alcanzó el 58% de la meta anual."),
    (["Se difundieron seis cápsulas sobre denuncia y tres acerca de responsabilidades."],
     "24 cápsulas", "Avance: 37.5%", "Avance: 60%"),
    (["Ingresaron 32 solicitudes, 20 por la Plataforma Nacional y 12 por correo electrónico; todas "
      "fueron contestadas."], "128 solicitudes", SAID.format(25), SAID.format(40)),
    (["En enero se llevaron a cabo dos recorridos; en febrero, uno; en marzo, tres."],
     "24 recorridos", "Se tiene un avance de 25 por ciento.",
     "Se tiene un avance de 45 por ciento."),
    (["Con la participación de 180 jóvenes de 6 planteles, se efectuaron 6 conferencias."],
     "30 conferencias", "El cumplimiento es del 20%.", "El cumplimiento es del 75%."),
    (["Se recibieron y analizaron las 48 declaraciones patrimoniales presentadas."],
     "96 declaraciones", "Lo anterior equivale a la mitad de la meta.",
     "Lo anterior equivale a tres cuartas partes de la meta."),
    ([[["Municipio", "Asesorías brindadas"], ["Comala", "4"], ["Colima", "7"], ["Tecomán", "5"]]],
     "64 asesorías", SAID.format(25), SAID.format(45)),
    (["Se elaboraron ocho boletines de prensa, se atendieron 5 entrevistas y se diseñaron 22 "
      "imágenes."], "32 boletines", SAID.format(25), SAID.format(69)),
    (["Fueron emitidas cuatro recomendaciones no vinculantes, todas aceptadas."],
     "10 recomendaciones", "La meta se encuentra cumplida en 40%.",
     "La meta se encuentra cumplida en 10%."),
    (["Se capacitaron a 95 personas: 60 en modalidad virtual y 35 presencial."], "380 personas",
     "La meta se ha cumplido en un 25 %.", "La meta se ha cumplido en un 52 %."),
    (["Se realizó la migración de datos de tres de los seis sistemas."], "6 sistemas",
     "Avance de 50% con relación a lo programado.", "Avance de 83% con relación a lo programado."),
    (["Se impartieron 4 de las 5 pláticas previstas; la restante se reprogramó para abril."],
     "20 pláticas", "Avance de 20% de la meta anual.", "Avance de 25% de la meta anual."),
    (["Se realizaron 2 sesiones ordinarias y 1 extraordinaria, con lo que suman tres sesiones."],
     "12 sesiones", SAID.format(25), SAID.format(50)),
    (["De la meta anual de 40 asesorías, en el trimestre se otorgaron 10."], "40 asesorías",
     SAID.format(25), SAID.format(60)),
    (["Los 3 talleres impartidos contaron con 90 asistentes."], "12 talleres", SAID.format(25),
     SAID.format(50)),
    (["Se tienen registrados 7 de los 28 entes públicos en la Plataforma."], "28 entes públicos",
     "La meta va en 25%.", "La meta va en 40%."),
    (["Se efectuaron treinta y cinco visitas domiciliarias en catorce colonias."], "140 visitas",
     "avance: veinticinco por ciento", "avance: treinta y cinco por ciento"),
    (["Se elaboraron los proyectos de: a) Reglamento Interior; b) Manual de Organización; c) "
      "Código de Conducta."], "12 proyectos normativos", SAID.format(25), SAID.format(75)),
    ([[["No.", "Evento", "Asistentes"], ["1", "Foro de integridad", "120"],
       ["2", "Conferencia", "80"], ["3", "Taller de denuncia", "35"]]], "12 eventos",
     SAID.format(25), SAID.format(75)),
    ([[["Mes", "Solicitudes recibidas", "Solicitudes atendidas"], ["Enero", "4", "4"],
       ["Febrero", "6", "5"], ["Marzo", "5", "3"], ["Total", "15", "12"]]], "48 solicitudes",
     SAID.format(25), SAID.format(50)),
    (["Se atendieron 12 de las 16 solicitudes de mantenimiento recibidas."],
     "Atender el 100% de las solicitudes de mantenimiento", "La meta se cumplió al 75%.",
     "La meta se cumplió al 100%."),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "meta", "right", "wrong"), BOTH_WAYS)
def test_a_narrative_agrees_with_its_own_percentage_alone(texts, meta, right, wrong):
    assert codes(texts, meta, right) == []
    assert codes(texts, meta, wrong) == [Code.WRITTEN_PERCENT]


LEFT_ALONE = [
    (["Los días 14 y 28 de febrero se celebraron reuniones con la Red. El 12 de marzo tuvo lugar "
      "una reunión adicional."], "12 reuniones", SAID.format(25)),
    (["Se publicó el acuerdo de los lineamientos. Se presentaron dos proyectos más."],
     "6 proyectos normativos", SAID.format(50)),
    (["Durante enero, febrero y marzo se remitieron los estados financieros mensuales."],
     "12 estados financieros", SAID.format(25)),
    (["Se actualizaron 22 fracciones del artículo 77 y 5 del artículo 78 de la Ley."],
     "4 actualizaciones", SAID.format(25)),
    (["Se organizó el concurso con 214 participantes y se premió a 9 ganadores."], "1 concurso",
     "La meta se cumplió al 100%."),
    (["Se integró un diagnóstico preliminar."], "1 diagnóstico", SAID.format(60)),
    (["Se dio respuesta a 17 oficios de la Auditoría Superior."], "Atender 68 requerimientos",
     SAID.format(25)),
    (["Se elaboró el programa, para lo cual se llevaron a cabo:", "- Reuniones con las áreas.",
      "- Integración del documento."], "1 programa", "La meta se cumplió al 100%."),
    (["Se recibieron 23 solicitudes, de las cuales se contestaron 20 y 3 están dentro del plazo."],
     "100% de solicitudes atendidas", "La meta se cumplió al 100%."),
    (["No hubo actividad en el trimestre."], "4 informes", "Avance 0%"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "meta", "closing"), LEFT_ALONE)
def test_what_cannot_be_told_is_left_alone(texts, meta, closing):
    assert codes(texts, meta, closing) == []


def test_a_figure_that_sums_up_the_year_is_compared_in_any_quarter():
    texts, meta = ["Se acumulan 15 opiniones emitidas en el año."], "20 opiniones"
    assert codes(texts, meta, "Avance acumulado: 75%", THIRD) == []
    assert codes(texts, meta, "Avance acumulado: 90%", THIRD) == [Code.WRITTEN_PERCENT]


def test_an_accumulated_sum_told_after_its_parts_is_the_whole():
    text = (
        "En el primero se formó a 40 personas y en el segundo a otras 35, para un acumulado de 75."
    )
    assert codes([text], "150 personas", "Avance acumulado: 50%", THIRD) == []
    assert codes([text], "150 personas", "Avance acumulado: 60%", THIRD) == [Code.WRITTEN_PERCENT]


def test_what_the_quarter_alone_did_is_compared_with_its_own_figure():
    texts, meta = ["De julio a septiembre se emitieron 5 opiniones."], "20 opiniones"
    said = "En el trimestre se avanzó un {}% y se acumula un 75% anual."
    assert codes(texts, meta, said.format(25), THIRD) == []
    assert codes(texts, meta, said.format(40), THIRD) == [Code.WRITTEN_PERCENT]


def test_a_percentage_inside_the_narrative_is_compared_too():
    text = "Se firmaron 2 convenios. Con lo anterior se alcanza el {} por ciento de la meta."
    assert codes([text.format(40)], "5 convenios", "") == []
    assert codes([text.format(80)], "5 convenios", "") == [Code.WRITTEN_PERCENT]


def test_the_sentence_that_closes_may_count_what_it_states():
    said = "Se dieron seis cursos, con lo que se alcanza el {} % de la meta anual."
    assert codes([], "24 cursos", said.format(25)) == []
    assert codes([], "24 cursos", said.format(35)) == [Code.WRITTEN_PERCENT]


def test_without_a_meta_a_sentence_is_compared_with_its_own_division():
    said = "Se llevaron a cabo tres de las ocho reuniones previstas, lo que equivale a {} %."
    assert codes([], "", said.format("37.5")) == []
    assert codes([], "", said.format("27.5")) == [Code.WRITTEN_PERCENT]


def test_a_preterite_is_a_deed_whatever_its_verb():
    text = "El personal tomó el curso de archivos, que el instituto ofreció."
    assert codes([text], "4 cursos", SAID.format(25)) == []


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("El folio 0" + "9" * 40 + " se entregó en 5 talleres.", "un avance del 35%."),
        ("Se depositó en la cuenta " + "9" * 28 + ".", "un avance del 35%."),
        ("Se impartieron 5 talleres.", "un avance del 25." + "0" * 40 + "%."),
        ("Se impartieron 5 talleres.", "un avance del " + "9" * 5000 + "%."),
    ],
)
def test_a_number_of_more_digits_than_a_decimal_holds_breaks_nothing(text, closing):
    codes([text], "20 talleres", f"Del 100% de la meta programada, se tiene {closing}")
