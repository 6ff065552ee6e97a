"""What backs a percentage without a number, and what looks like it and backs none."""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.wording.metas import amounts_of
from programs.values.wording.percents import percents_of, stated_percents
from tests.programs.office_cases import HEAD, of_linea, said_of
from tests.programs.test_written_variety import codes_in

FULL = "Avance: 100 por ciento de lo programado."
BACKED = [
    # By days.
    ("Reuniones de enlaces", "3 reuniones en el trimestre",
     "Las reuniones fueron el 20 de enero, el 14 de febrero y el 20 de marzo.", FULL),
    # By names, behind the thing or behind its article alone.
    ("Asambleas de barrio", "5 asambleas",
     "Hubo asambleas en Astillero, Faro, Las Palmas y Muelle Viejo; faltó la de Salinas.",
     "Avance: 80 por ciento."),
    ("Liberar conjuntos de datos", "4 conjuntos",
     "Se liberaron los de tarifas, de arribos y de permisos.", "Avance: 75 por ciento."),
    ("Valorar series", "2 series en el trimestre",
     "Se valoraron las series de Nómina y de Concesiones.", FULL),
    # By ordinals behind their noun.
    ("Levantar actas", "3 actas firmadas",
     "Se firmaron las actas de las sesiones séptima (16 de enero), octava (20 de febrero) y "
     "novena (17 de marzo).", "Avance: 100 %."),
    # By months, one by one; one of them is still to come.
    ("Reportar el gasto", "3 reportes",
     "El reporte de diciembre se entregó el 9 de enero; el de enero, el 8 de febrero, y el de "
     "febrero, el 9 de marzo. El de marzo se entregará en abril.", "Avance: 100 %."),
    # By those who took what was given.
    ("Entregar constancias", "82 constancias", "Las 82 personas recibieron la suya.",
     "Avance: 100 %."),
    # By cells.
    ("Revisar declaraciones", "150 declaraciones revisadas",
     "El avance se ve en la tabla.\nEnero\tFebrero\tMarzo\tTrimestre\n12\t15\t18\t45",
     "Avance: 30 %."),
    ("Sellar tomas", "10 tomas selladas",
     "Enero\t3\nFebrero\t2\nMarzo\t4\nLos tres meses\t9", "Avance: 90 %."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), BACKED)
def test_what_is_listed_in_any_form_backs_its_percentage(title, meta, told, closing):
    assert Code.UNCOUNTED not in said_of(title, meta, told, closing)


NOT_BACKED = [
    ("Campañas de reciclaje", "6 campañas",
     "Difundimos campañas de reciclaje en escuelas, mercados y centros de trabajo.",
     "Avance: 50 por ciento."),
    ("Liberar conjuntos de datos", "8 conjuntos",
     "Se liberaron los de tarifas, de arribos y de permisos.", "Avance: 75 por ciento."),
    ("Reuniones de enlaces", "12 reuniones",
     "Las reuniones fueron el 20 de enero, el 14 de febrero y el 20 de marzo.",
     "Avance: 50 por ciento."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told", "closing"), NOT_BACKED)
def test_a_list_of_other_things_or_of_too_few_backs_none(title, meta, told, closing):
    assert Code.UNCOUNTED in said_of(title, meta, told, closing)


PROCESS = [
    ("Elaborar guías", "8 guías",
     "Se sostuvo comunicación permanente con las áreas, se analizaron las mejores prácticas y se "
     "fortaleció la labor preventiva."),
    ("Suscribir convenios", "8 convenios",
     "Se atendieron las dudas de las áreas jurídicas y se dio un impulso notable a la firma de los "
     "convenios."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta", "told"), PROCESS)
def test_what_only_goes_on_backs_no_percentage(title, meta, told):
    closing = "Avance: 25 por ciento de la meta anual."
    assert said_of(title, meta, told, closing) == {Code.UNCOUNTED}
    done = f"{told} Se concluyeron el de Salud y el de Finanzas."
    assert said_of(title, meta, done, closing) == set()


def sums_in(text):
    return Code.SUM in codes_in(HEAD.format(quarter="segundo") + text)


OVERLAPS = [
    "De las doce quejas, siete se refieren a obra y seis a trámites{}.",
    "Acudieron doce personas: siete del estado y seis de algún municipio{}.",
]


@pytest.mark.parametrize("told", OVERLAPS)
def test_groups_that_are_said_to_overlap_may_sum_more(told):
    assert sums_in(told.format(""))
    assert sums_in(told.format(", sin que ninguna figure en los dos grupos"))
    assert not sums_in(told.format("; una figura en los dos grupos"))
    assert not sums_in(told.format("; la suma rebasa el total porque una está en ambos grupos"))


SHARED = [
    "Entraron {} denuncias y todas fueron turnadas. De ellas, doce se enviaron a la contraloría, "
    "nueve a municipios, ocho a la fiscalía y cuatro a la auditoría, sin que ninguna fuera a más "
    "de una autoridad.",
    "Se recibieron {} quejas y todas se radicaron. Por materia, doce se relacionan con salud, "
    "nueve con seguridad, ocho con educación y cuatro con otros asuntos.",
]


@pytest.mark.parametrize("told", SHARED)
def test_a_total_is_shared_out_by_the_next_sentence(told):
    assert sums_in(told.format("35"))
    assert not sums_in(told.format("33"))


TABLE = (
    "Calle\tExpedientes\nAllende\t2\nBravo\t1\nCuadro 1. Expedientes por calle.\n"
    "Calle\tExpedientes\nGaleana\t3\nRayón\t2\nTotal de ambas partes\t{}\n"
    "Cuadro 1 (continuación). Expedientes por calle."
)


@pytest.mark.parametrize(("total", "wrong"), [("8", False), ("9", True)])
def test_a_table_that_goes_on_is_added_as_one(total, wrong):
    assert sums_in(TABLE.format(total)) is wrong


def test_the_parts_of_a_distribution_are_no_progress():
    told = (
        "Se recibieron 114 quejas y todas se radicaron. Por materia, 47 se relacionan con salud, "
        "31 con seguridad, 22 con educación y 14 con vivienda."
    )
    closing = "Balance: compromiso cumplido, 100 %."
    assert said_of("Radicar las quejas", "todas las quejas", told, closing) == set()


METAS = [
    ("5 talleres — inicio 01/10/2025, término 31/12/2025", "talleres"),
    ("12 visitas - del 01/01/2025 al 31/12/2025", "visitas"),
    ("10 oficios, vigencia 01/01/2025", "oficios"),
    ("7 actas – periodo de ejecución: enero-marzo", "actas"),
    ("3 reportes, que se entregan a mes vencido", "reportes"),
    ("8 tele-consultas", "tele-consultas"),
]


@pytest.mark.parametrize(("meta", "unit"), METAS)
def test_the_dates_of_a_meta_are_not_what_it_counts(meta, unit):
    assert [each.unit for each in amounts_of(meta)] == [unit]


TIMES = [
    ("36 recorridos", "Se hicieron dos recorridos en cada una de las cuatro delegaciones y uno más "
     "en la cabecera; nueve por todos.", "25"),
    ("36 recorridos", "Se hicieron dos recorridos en cada una de las cuatro delegaciones y uno más "
     "en la cabecera.", "25"),
    ("40 pláticas", "Se dieron cuatro pláticas por plantel en tres planteles.", "30"),
    ("40 pláticas", "Se dio una plática en febrero, el 29, y tres en marzo, los días 5, 12 y 19.",
     "10"),
]  # fmt: skip


@pytest.mark.parametrize(("meta", "told", "share"), TIMES)
def test_so_many_in_each_of_several_are_so_many_times_as_many(meta, told, share):
    for said, wrong in ((share, False), ("85", True)):
        found = said_of("Acudir a las escuelas", meta, told, f"Avance: {said} por ciento.")
        assert (Code.WRITTEN_PERCENT in found) is wrong


def test_what_every_quarter_did_leaves_no_room_for_more():
    told = (
        "Entre enero y marzo se practicaron seis visitas. De abril a junio se practicaron otras "
        "diez: cuatro en abril, tres en mayo y tres en junio."
    )
    for said, wrong in (("56", True), ("50", False)):
        closing = f"El avance acumulado es de {said} por ciento."
        found = said_of("Practicar visitas", "32 visitas", told, closing, quarter="segundo")
        assert (Code.WRITTEN_PERCENT in found) is wrong
    later = "De abril a junio se practicaron diez visitas."
    closing = "El avance acumulado es de 56 por ciento."
    assert said_of("Practicar visitas", "32 visitas", later, closing, quarter="segundo") == set()


def test_those_who_came_are_not_the_courses():
    told = '"Manejo del fuego", primera edición, 7 de febrero, vivero, 18 brigadistas.'
    closing = "Avance: 25 por ciento."
    assert said_of("Enseñar a brigadistas", "4 cursos", told, closing) == set()


def test_who_sat_an_examination_was_evaluated():
    closing = "Avance: 25 por ciento."
    for told, doubted in (("Presentaron el examen 90 personas.", False),
                          ("Presentaron su solicitud 90 personas.", True)):  # fmt: skip
        found = said_of("Certificar intérpretes", "360 personas evaluadas", told, closing)
        assert (Code.OTHER_KIND in found) is doubted


CLOSINGS = [
    ("Avance anual: dos quintas partes.", 40),
    ("Así, el proyecto va a la mitad.", 50),
    ("Avance: sesenta de ciento veinte, la mitad.", 50),
    ("La meta va en las dos terceras partes.", "66.7"),
    ("Avance: una de cada cuatro.", 25),
    ("El cumplimiento es de cuatro quintos.", 80),
    ("Van seis de quince, o sea, dos quintas partes: 40 %.", 40),
]


@pytest.mark.parametrize(("closing", "share"), CLOSINGS)
def test_a_fraction_of_any_shape_is_the_percentage_of_a_closing(closing, share):
    stated = {each.mention.value for each in stated_percents(closing, closes=True)}
    assert stated == {Decimal(share)}
    assert Code.NO_STATEMENT not in said_of(
        "Revisar fichas", "120 fichas", "Se revisaron 60 fichas.", closing
    )


@pytest.mark.parametrize(
    "told", ["Acudió la mitad de los asistentes.", "Duró un cuarto de hora.", "Tres partes."]
)
def test_a_fraction_of_anything_else_is_no_percentage(told):
    assert percents_of(told) == ()


def test_a_state_told_of_the_account_of_a_line_closes_it():
    told = "Se señalizaron los dos miradores.\n{}"
    other = (
        "Línea de acción 2. Capacitar a guías\nMeta: 100 guías\nSe capacitó a treinta guías.\n"
        "Avance: 30 por ciento.\n"
    )
    for closing, silent in (("La cuenta de esta línea quedó saldada.", False),
                            ("Los letreros se ven de lejos.", True)):  # fmt: skip
        text = of_linea("Señalizar miradores", "2 miradores", told.format(closing), "") + other
        assert (Code.NO_STATEMENT in codes_in(text)) is silent


def test_a_closing_that_divides_by_itself_needs_no_other_count():
    told = (
        "El Consejo se reunió cuatro veces. Las sesiones ordinarias tuvieron lugar el 18 de enero, "
        "el 15 de febrero y el 14 de marzo; el 1 de marzo hubo además una extraordinaria, que no "
        "abona a la meta."
    )
    closing = "Van tres ordinarias de doce, o sea, la cuarta parte."
    assert said_of("Documentar sesiones", "12 sesiones ordinarias", told, closing) == set()


LEFT = [
    "Fueron tres evaluaciones; las otras dos se recorrieron a enero.",
    "Se evaluó a tres. Los dos restantes siguen en redacción.",
    "Se hicieron tres evaluaciones y quedaron pendientes dos.",
]


@pytest.mark.parametrize("told", LEFT)
def test_a_meta_told_as_met_leaves_nothing_over(told):
    closing = "Lo programado para el trimestre se cumplió por completo."
    found = said_of("Evaluar comités", "5 evaluaciones", told, closing, quarter="cuarto")
    assert Code.WRITTEN_PERCENT in found
    right = "Fueron cinco evaluaciones; dos estaban en proceso en septiembre."
    found = said_of("Evaluar comités", "5 evaluaciones", right, closing, quarter="cuarto")
    assert Code.WRITTEN_PERCENT not in found


def test_what_was_left_once_and_came_to_the_whole_is_not_over():
    told = (
        "Dos de las cinco delegaciones respondieron. A las tres restantes se les recordó. {} los "
        "cinco padrones."
    )
    closing = "El compromiso cierra al ciento por ciento."
    meta = "reunir los cinco padrones de las delegaciones"
    for came in ("Se reunieron", "Así se completaron"):
        assert said_of("Padrón", meta, told.format(came), closing) == set()
    assert Code.WRITTEN_PERCENT in said_of("Padrón", meta, told.format("Faltan tres de"), closing)


VISITED = "El equipo acudió a nueve ayuntamientos: Valle Quieto, {} Cruces y La Noria. "


def test_the_number_of_a_place_counts_nothing():
    told = f"{VISITED.format('Tres')}A cada uno se le hizo una visita."
    for said, wrong in (("45", False), ("15", True)):
        found = said_of("Acompañar", "20 visitas", told, f"Avance: {said} por ciento.")
        assert (Code.WRITTEN_PERCENT in found) is wrong


def test_one_for_each_of_a_ratio_is_counted_where_its_number_is_told():
    told = (
        "De los cuarenta y cinco ayuntamientos, dos de cada cinco pidieron apoyo; a cada uno se le "
        "brindó una asesoría, con lo cual se otorgaron dieciocho."
    )
    for said, wrong in (("30", False), ("40", True)):
        found = said_of("Asesorar", "60 asesorías", told, f"Avance: {said} por ciento.")
        assert (Code.WRITTEN_PERCENT in found) is wrong


def test_what_is_set_aside_is_taken_off_the_whole():
    told = (
        "El Comité celebró tres sesiones: las ordinarias del 10 de enero y del 12 de febrero, y "
        "una extraordinaria el 20 de marzo.{}"
    )
    for words, wrong in ((" Esta última no abona a la meta.", False), ("", True)):
        found = said_of("Sesionar", "8 sesiones ordinarias", told.format(words), "Avance: 25 %.")
        assert bool(found) is wrong


def test_one_in_each_of_the_named_is_as_many_as_they_are():
    told = "Se caminaron las colonias Juntas, Pozo Nuevo y Calera, con un recorrido en cada una."
    for said, wrong in (("50", False), ("100", True)):
        found = said_of("Recorrer", "6 recorridos", told, f"Avance: {said} %.")
        assert (Code.WRITTEN_PERCENT in found) is wrong


ORDERED = "La primera fue al museo; la segunda, al archivo, y la última, a la biblioteca."


def test_ordinals_told_one_by_one_and_so_many_a_month_are_counted():
    for told, meta in ((ORDERED, "12 visitas"), ("Se hizo una visita por mes.", "12 visitas")):
        for said, silent in (("25", True), ("75", False)):
            found = said_of("Visitar", meta, told, f"Avance: {said} %.")
            assert (found == set()) is silent


FORM = """ARCHIVO DE COYULA
Fichas de seguimiento. Segundo trimestre 2025

┌ FICHA 4
│ Acción: Visitas a los archivos municipales
│ Meta: 12 visitas en el ejercicio
│ Área: Departamento de Archivos
│ Vigencia: 01/01/2025 a 31/12/2025
└

Desarrollo. El personal se trasladó a las cabeceras de la sierra{} para orientar a los encargados.
Los ayuntamientos mostraron interés y facilitaron mesas, equipo y apoyo.

Avance acumulado de la ficha: 50 %.
"""


def test_a_heading_of_a_linea_lists_nothing():
    assert Code.UNCOUNTED in codes_in(FORM.format(""))
    assert Code.UNCOUNTED not in codes_in(FORM.format(" en seis visitas"))


def test_what_is_accumulated_is_the_count():
    told = (
        "Hasta junio se habían cerrado 12 expedientes. En el tercer trimestre se cerraron otros "
        "nueve, de modo que el acumulado es de 21."
    )
    for said, wrong in (("75", False), ("70", True)):
        closing = f"Avance anual: {said} %."
        text = of_linea("Cerrar", "28 expedientes", told, closing, quarter="tercer")
        shown = [each.finding.arithmetic for each in reading_of(TEXT, text.encode()).findings]
        assert [each[:13] for each in shown] == (["21 ÷ 28 = 75%"] if wrong else [])


@pytest.mark.parametrize(
    ("title", "meta", "told"),
    [
        ("Cruces seguros", "habilitar {} cruces seguros en el ejercicio",
         "En términos del Reglamento publicado el 3 de febrero de 2020, se habilitó el 6 de enero "
         "el cruce de la Primaria y el 17 de marzo el del mercado."),
        ("Red de datos", "colocar {} enlaces de datos",
         "Conforme al decreto publicado el 3 de febrero de 2020, quedó colocado el 6 de enero el "
         "enlace de la Primaria y el 17 de marzo el del mercado."),
        ("Archivo", "publicar {} índices de archivo",
         "El 6 de enero se publicó el índice de la Tesorería y el 17 de marzo el de la "
         "Contraloría."),
    ],
)  # fmt: skip
def test_what_is_named_once_and_then_left_out_is_as_many_as_its_days(title, meta, told):
    assert Code.UNCOUNTED not in said_of(title, meta.format("dos"), told, FULL)
    assert Code.UNCOUNTED in said_of(title, meta.format("doce"), told, "Avance: 100 %.")


@pytest.mark.parametrize(
    ("verb", "unit", "deed"),
    [
        ("programar", "espectáculos", "Programados"),
        ("agendar", "citas de conciliación", "Agendadas"),
        ("planear", "rutas de recolección", "Planeadas"),
        ("comprometer", "donativos", "Comprometidos"),
    ],
)
def test_the_participle_of_the_verb_of_a_meta_tells_what_was_done(verb, unit, deed):
    def said(meta, share):
        return said_of("Cartelera", f"{meta} 40 {unit} al año", f"{deed}: 20.", f"Avance: {share}")

    assert said(verb, "50 %.") == set()
    assert Code.WRITTEN_PERCENT in said(verb, "25 %.")


def test_what_is_programmed_of_another_deed_is_not_done():
    told = "Programados: 20."
    assert Code.UNCOUNTED in said_of("Cartelera", "organizar 40 conciertos", told, "Avance: 50 %.")


def test_the_day_of_a_rule_is_of_nothing_done():
    told = (
        "Conforme al Reglamento publicado el 3 de febrero, hubo trabajos el 6 de enero y el "
        "17 de marzo."
    )
    assert Code.UNCOUNTED in said_of("Obra", "habilitar 3 pasos a nivel", told, "Avance: 100 %.")
    more = told.replace("el 6", "el 2, el 6")
    assert Code.UNCOUNTED not in said_of("Obra", "habilitar 3 pasos a nivel", more, FULL)


@pytest.mark.parametrize(
    "told",
    [
        "Tepeyahua, El Carrizal, San Lucas, Barra Honda",
        "Tepeyahua; El Carrizal; San Lucas; Barra Honda.",
        "Tepeyahua / El Carrizal / San Lucas / Barra Honda",
        "Municipios recorridos: Tepeyahua, El Carrizal, San Lucas, Barra Honda.",
        "Tepeyahua · El Carrizal · San Lucas · Barra Honda",
    ],
)
def test_names_and_nothing_else_are_as_many_as_they_are(told):
    meta = "16 municipios visitados"
    assert said_of("Exposición rodante", meta, told, "Cumplimiento: 25%") == set()
    assert Code.UNCOUNTED in said_of("Exposición rodante", meta, told, "Cumplimiento: 50%")


@pytest.mark.parametrize(
    "told",
    [
        "Con Tepeyahua, El Carrizal, San Lucas, Barra Honda, no hubo acuerdo alguno.",
        "Se trabajó, En Especial, Con Entusiasmo, Siempre.",
        "difusión, archivo, cultura, memoria",
    ],
)
def test_what_is_no_row_of_names_backs_nothing(told):
    found = said_of("Exposición rodante", "16 municipios visitados", told, "Cumplimiento: 25%")
    assert Code.UNCOUNTED in found
