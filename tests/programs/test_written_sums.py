"""Sums in prose and in tables against their total."""

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.sums import other_sums, sums
from programs.values.written import WrittenArea, WrittenSection

from .written_cases import FIRST, written_informe, written_linea, written_passages


def found_in(text):
    return list(sums(written_linea(text), FIRST))


WRONG = [
    ("Se capacitó a 340 personas: 200 mujeres y 130 hombres.", "200 + 130 = 330, no 340"),
    ("Participaron 85 personas, de las cuales 40 fueron mujeres y 35 hombres.",
     "40 + 35 = 75, no 85"),
    ("De las quince denuncias recibidas, ocho fueron desechadas, tres se turnaron y dos "
     "continúan en investigación.", "8 + 3 + 2 = 13, no 15"),
    ("Se atendieron 64 usuarios (30 de manera presencial, 20 por teléfono y 10 por correo).",
     "30 + 20 + 10 = 60, no 64"),
    ("La asistencia fue de 48 servidores públicos, 20 del Ejecutivo, 15 del Legislativo y 12 "
     "del Judicial.", "20 + 15 + 12 = 47, no 48"),
    ("Se realizaron siete reuniones: cuatro con municipios y dos con organismos autónomos.",
     "4 + 2 = 6, no 7"),
    ("Acudieron 31 mujeres y 22 hombres, sumando 55 asistentes.", "31 + 22 = 53, no 55"),
    ("Se emitieron 18 recomendaciones, 10 dirigidas a dependencias y 7 a municipios.",
     "10 + 7 = 17, no 18"),
    ("El padrón tiene 1,250 registros, de los que 900 corresponden al Ejecutivo, 200 al "
     "Legislativo y 100 al Judicial.", "900 + 200 + 100 = 1,200, no 1,250"),
    ("Se contó con 26 asistentes; de ellos 14 mujeres y 11 hombres.", "14 + 11 = 25, no 26"),
    ("Se impartieron 6 cursos, tres virtuales y dos presenciales.", "3 + 2 = 5, no 6"),
    ("Se impartieron 4 talleres en Tuxtla, 3 en Tapachula y 2 en Comitán, para un total de 10 "
     "talleres.", "4 + 3 + 2 = 9, no 10"),
    ("Los 36 acuerdos se integran por 20 cumplidos, 10 en proceso y 5 cancelados.",
     "20 + 10 + 5 = 35, no 36"),
    ("Asistieron 200 personas (110 mujeres, 85 hombres).", "110 + 85 = 195, no 200"),
    ("Se recibieron 90 declaraciones: 12 iniciales, 70 de modificación y 5 de conclusión.",
     "12 + 70 + 5 = 87, no 90"),
    ("Se colocaron 45 señalamientos, 20 preventivos, 15 restrictivos y 12 informativos.",
     "20 + 15 + 12 = 47, no 45"),
    ("De los 310 alumnos inscritos, 180 cursan el turno matutino y 120 el vespertino.",
     "180 + 120 = 300, no 310"),
    ("En enero fueron inspeccionados doce establecimientos; en febrero, nueve; y en marzo, "
     "catorce. Fueron, en suma, 36 inspecciones.", "12 + 9 + 14 = 35, no 36"),
    ("Se ejercieron dos partidas: mobiliario, con $1,250,000.00; y audio, con $640,500.00. El "
     "gasto total asciende a $1,891,500.00.", "1,250,000 + 640,500 = 1,890,500, no 1,891,500"),
    ("Fueron 14 los acuerdos aprobados: 8 por unanimidad y 5 por mayoría.", "8 + 5 = 13, no 14"),
    ("Hubo 262 participantes, 84 mujeres y 177 hombres; 14 representando al sector privado, 72 "
     "a la sociedad civil, 13 a la academia y 163 personas servidoras públicas.",
     "84 + 177 = 261, no 262"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arithmetic"), WRONG)
def test_parts_told_whole_make_their_total(text, arithmetic):
    (finding,) = found_in(text)
    assert (finding.code, finding.severity) == (Code.SUM, Severity.ERROR)
    assert finding.arithmetic == arithmetic and finding.quote in text


RIGHT = [
    "Se capacitó a 340 personas: 200 mujeres y 140 hombres.",
    "Hubo 261 participantes, 84 mujeres y 177 hombres; 13 representando al sector privado, 72 a "
    "la sociedad civil, 13 a la academia y 163 personas servidoras públicas.",
    "Se coordinaron 9 sesiones, de las cuales 1 corresponde al Sistema, 2 al Comité, 1 al Órgano "
    "y 5 de la Comisión.",
    "Participaron 85 personas, de las cuales 40 fueron mujeres.",
    "Se capacitó a 120 personas, 70 mujeres y 50 hombres, de las cuales 30 son del ámbito "
    "municipal y 90 del estatal.",
    "Se realizaron 2 talleres con 45 y 50 participantes, respectivamente, para un total de 95 "
    "asistentes.",
    "De 40 entes públicos, 38 cumplieron; se capacitó a 25 y 13 solicitaron prórroga.",
    "Las 67 prioridades se distribuyen en 4 ejes y 10 objetivos específicos.",
    "La plantilla es de 34 personas: 20 de confianza, 10 de base y 4 por honorarios, con 18 "
    "mujeres y 16 hombres.",
    "De las quince denuncias recibidas, ocho fueron desechadas y tres se turnaron.",
    "Asistieron 50 personas, 20 de ellas menores de 30 años y 15 con discapacidad.",
    "De los 25 participantes, 17 son mujeres y 12 servidores públicos.",
    "Se visitaron 12 municipios, en los que se atendió a 40 mujeres y 30 hombres.",
    "Participaron 30 personas de 12 municipios, 18 mujeres y 12 hombres.",
    "Se realizaron siete reuniones, entre ellas tres con municipios y dos con organismos.",
    "Se entregaron 5 equipos, 3 impresoras y 2 escáneres.",
    "Se sostuvieron 2 reuniones con la Contraloría, 3 con la Auditoría y una con el Tribunal.",
    "Se llevaron a cabo 4 sesiones, con 25 asistentes en la primera y 30 en la segunda.",
    "3 talleres: uno con 25 personas, otro con 30 y el último con 18.",
    "Se impartieron 3 talleres y 2 cursos, con un total de 261 participantes.",
    "Se revisaron 120 expedientes, al menos 40 de compras y 30 de obra.",
    "Se visitaron 10 municipios: al menos 4 de la sierra y 3 de la costa.",
    "De los 5 talleres programados, se realizaron 3 en marzo y 1 en abril.",
    "Durante 3 meses se realizaron las siguientes actividades: 5 talleres y 2 foros.",
    "Se realizaron 10 visitas: 4 en marzo, 3 en febrero y el resto en enero.",
    "Se recibieron 6 solicitudes por el SISAI 2.0 de la Plataforma, de las cuales 5 fueron "
    "respondidas en un promedio de 4.8 días y 1 está en trámite.",
    "De dichas sesiones se realizó lo siguiente: 14 convocatorias, 4 invitaciones y 2 actas.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_agree_or_are_not_told_whole_are_left_alone(text):
    assert found_in(text) == []


WRONG_TABLES = [
    ([["Sexo", "Número"], ["Mujeres", "40"], ["Hombres", "35"], ["Total", "70"]],
     "40 + 35 = 75, no 70"),
    ([["Municipio", "Mujeres", "Hombres", "Total"], ["Tuxtla", "10", "5", "15"],
      ["Comitán", "8", "4", "13"], ["Total", "18", "9", "28"]], "8 + 4 = 12, no 13"),
    ([["Mes", "Oficios", "Visitas"], ["Enero", "3", "2"], ["Febrero", "4", "1"],
      ["TOTAL", "8", "3"]], "3 + 4 = 7, no 8"),
    ([["Actividad", "Enero", "Febrero", "Marzo", "Total"], ["Talleres", "1", "2", "3", "7"]],
     "1 + 2 + 3 = 6, no 7"),
    ([["Concepto", "Importe"], ["Servicios", "$1,200.50"], ["Papel", "$300.00"],
      ["Total", "$1,600.50"]], "1,200.50 + 300 = 1,500.50, no 1,600.50"),
    ([["Área", "Cantidad"], ["A", "3"], ["B", "4"], ["Subtotal", "7"], ["C", "5"], ["D", "1"],
      ["Subtotal", "6"], ["Total", "14"]], "3 + 4 + 5 + 1 = 13, no 14"),
    ([["Capacitación", "I", "II", "III", "IV", "Meta"], ["Talleres", "0", "1", "1", "1", "4"]],
     "0 + 1 + 1 + 1 = 3, no 4"),
    ([["Lengua", "Horas"], ["Mixe", "25"], ["Zoque", "19"], ["En conjunto", "45"]],
     "25 + 19 = 44, no 45"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "arithmetic"), WRONG_TABLES)
def test_a_total_of_a_table_is_the_sum_of_its_figures(table, arithmetic):
    (finding,) = found_in(table)
    assert (finding.code, finding.arithmetic) == (Code.SUM, arithmetic)


RIGHT_TABLES = [
    [["Sexo", "Número"], ["Mujeres", "40"], ["Hombres", "35"], ["Total", "75"]],
    [["Indicador", "Meta", "%"], ["A", "10", "50"], ["B", "20", "40"], ["Total", "30", "45"]],
    [["Año", "Casos", "Promedio"], ["2022", "10", "3.5"], ["2023", "20", "4.5"],
     ["Total", "30", "4"]],
    [["Evento", "Fecha", "Asistentes"], ["Foro", "12/02/2024", "40"],
     ["Taller", "13/03/2024", "20"], ["Total", "", "60"]],
    [["Mes", "Atendidas"], ["Enero", "3"], ["Febrero", "7"], ["Marzo", "12"], ["Total", "12"]],
    [["Área", "Cantidad"], ["A", "3"], ["B", "4"], ["Subtotal", "7"], ["C", "5"],
     ["Subtotal", "5"], ["Total", "12"]],
    [["Indicador", "Avance %"], ["A", "50"], ["B", "40"], ["Total", "47"]],
    [["No.", "Curso", "Personas"], ["1", "Ética", "30"], ["2", "Integridad", "25"],
     ["", "Total", "55"]],
    [["Área", "Programado", "Realizado", "Total anual"], ["A", "3", "2", "12"],
     ["B", "4", "4", "16"]],
    [["Tema", "Preguntas", "Hojas", "Total"], ["A", "3", "1", "5"], ["B", "4", "2", "9"]],
    [["Ejercicio", "2023"], ["Metas programadas", "1"], ["Total de metas", "0"]],
]  # fmt: skip


@pytest.mark.parametrize("table", RIGHT_TABLES)
def test_figures_that_are_no_sum_are_left_alone(table):
    assert found_in(table) == []


def test_the_front_matter_and_the_openings_are_added_up_too():
    wrong = written_passages("p", ["Asistieron 26 personas: 17 mujeres y 8 hombres."])
    section = WrittenSection("seccion-1", "1", "Presentación", "", wrong)
    written = written_informe(sections=(section,))
    (found,) = other_sums(written)
    assert (found.subject, found.place) == ("seccion-1", "Presentación")
    area = WrittenArea("area-9", "Dirección Jurídica", wrong, ())
    (found,) = other_sums(written.__class__("", None, (), (), (area,)))
    assert (found.subject, found.place) == ("area-9", "Dirección Jurídica")


@pytest.mark.parametrize(
    "text",
    [
        "Se registraron 72 iniciativas. Las 72 se distribuyen así: {} dictaminadas en sentido "
        "positivo, diecisiete en sentido negativo y doce en estudio de comisiones.",
        "Se dieron 72 becas. Esas 72 se reparten de la siguiente manera: {} en la capital, 17 en "
        "la sierra y 12 en la costa.",
        "Hubo 72 visitas en el trimestre. Las 72 visitas se clasifican así: {} de niños, 17 de "
        "jóvenes y 12 de adultos.",
    ],
)
def test_what_was_told_and_is_shared_out_adds_up(text):
    def said(number):
        linea = written_linea(text.format(number))
        return [each.code for each in sums(linea, FIRST)]

    assert said("cuarenta y una") == [Code.SUM]
    assert said("cuarenta y tres") == []
    assert said("principalmente cuarenta y una") == []


@pytest.mark.parametrize(
    "text",
    [
        "Se recibieron 312 solicitudes y las 312 se atendieron dentro del plazo, de las cuales en "
        "{} se entregó la información, en 85 se orientó y en las 27 restantes se declaró la "
        "inexistencia.",
        "Se recibieron 312 solicitudes, de las cuales en {} se entregó la información, en 85 se "
        "orientó a la persona y en las 27 restantes se declaró la inexistencia.",
        "Ingresaron 312 quejas, de las cuales a {} se dio respuesta, a 85 se les previno y a las "
        "27 restantes se les desechó.",
    ],
)
def test_parts_that_are_told_by_what_was_done_in_them_add_up(text):
    def said(number):
        return [each.code for each in sums(written_linea(text.format(number)), FIRST)]

    assert said("190") == [Code.SUM]
    assert said("200") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ingresaron 37 solicitudes y a todas se dio cauce: en {} se entregó la información, en "
        "nueve se declaró la incompetencia y las cinco restantes se reservaron.",
        "Se atendieron 37 quejas y de todas se levantó acta: {} se conciliaron, nueve se turnaron "
        "y las cinco restantes se archivaron.",
        "Se resolvieron 37 recursos y todos se notificaron: en {} se confirmó el acto, en nueve "
        "se modificó y en los cinco restantes se revocó.",
    ],
)
def test_parts_may_follow_what_became_of_all(text):
    def said(number):
        return [each.code for each in sums(written_linea(text.format(number)), FIRST)]

    assert said("veintiuna") == [Code.SUM]
    assert said("veintitrés") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ingresaron 37 solicitudes y se hicieron tres recorridos: en veinte se entregó la "
        "información y en nueve se declaró la incompetencia.",
        "Se atendieron 37 quejas y se cerró el buzón: a nueve personas se les llamó, a cinco se "
        "les escribió y a dos se les visitó.",
        "Ingresaron 37 solicitudes y a todas se dio cauce: en 21 se entregó la información, en "
        "nueve se pidió aclaración y en varias se amplió el plazo.",
        "Se dieron 37 pláticas y se visitaron escuelas: en 4 se habló de agua, en 6 de residuos "
        "y en 9 de suelo.",
    ],
)
def test_what_follows_a_deed_and_makes_far_less_is_no_sum(text):
    assert list(sums(written_linea(text), FIRST)) == []
