"""Ordinary wordings of shares, measures, tables and labels by many offices, right and wrong."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code
from programs.values.wording.metas import quarter_beside
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import percents_of, stated_percents
from tests.programs.office_cases import said_of


def codes_in(text):
    return {each.finding.code for each in reading_of(TEXT, text.encode()).findings}


# Shares of the quarter and of the year in one sentence


@pytest.mark.parametrize(
    "closing",
    [
        "Así las cosas, lo del trimestre quedó cubierto en un 140 por ciento y lo del año camina "
        "ya por casi 39 por ciento.",
        "Lo correspondiente al trimestre se cumplió en 140% y lo anual va en 38.9%.",
        "La cuota del periodo se cubrió en 140 % y la del año, en 38.9 %.",
        "El compromiso del segundo trimestre va en 140%, el del año en 38.9%.",
        "La parte del trimestre se atendió en 140 por ciento y la meta anual en 38.9 por ciento.",
    ],
)
def test_what_is_of_the_quarter_is_told_by_its_own_words(closing):
    scopes = [each.scope for each in stated_percents(closing, closes=True)]
    assert scopes == [Scope.QUARTER, Scope.YEAR]


def test_what_the_quarter_stands_for_is_of_the_year():
    (said,) = stated_percents("Lo del trimestre representa 15% de la meta.", closes=True)
    assert said.scope is not Scope.QUARTER


@pytest.mark.parametrize(
    ("meta", "quarter", "each"),
    [
        ("18 cursos, de los cuales 5 corresponden al segundo trimestre", 2, 5),
        ("18 cursos durante 2025 (5 en el segundo trimestre)", 2, 5),
        ("La meta del año es de 120 alumnos, distribuidos a razón de 30 por trimestre", 2, 30),
        ("18 cursos en el año; 5 para el segundo trimestre", 2, 5),
        ("18 cursos al año, 5 en el trimestre que se informa", 0, 5),
        ("18 cursos, de los cuales 5 corresponden al segundo trimestre", 3, None),
        ("Publicar 18 informes del segundo trimestre", 2, None),
    ],
)
def test_what_a_meta_gives_the_reported_quarter(meta, quarter, each):
    assert quarter_beside(meta, quarter) == each


@pytest.mark.parametrize(
    ("closing", "wrong"),
    [
        ("Lo del trimestre quedó cubierto en 140% y lo del año en 38.9%.", False),
        ("Lo del trimestre quedó cubierto en 120% y lo del año en 38.9%.", True),
        ("Lo del trimestre quedó cubierto en 140% y lo del año en 45%.", True),
    ],
)
def test_each_share_is_compared_with_its_own_meta(closing, wrong):
    meta = "18 cursos durante 2025, de los cuales 5 corresponden al segundo trimestre. En el " \
           "primer trimestre no se programó ninguno."  # fmt: skip
    told = "Entre abril y junio se impartieron siete cursos."
    said = said_of("Cursos de ética", meta, told, closing, quarter="segundo")
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


# Fractions


@pytest.mark.parametrize(
    "text",
    [
        "Llegamos a junio con la mitad justa de lo prometido.",
        "Se tiene la mitad exacta de la meta.",
        "Va cubierta la mitad cabal de lo comprometido.",
        "Se ha hecho la mitad precisa de lo programado.",
    ],
)
def test_a_fraction_may_be_called_exact(text):
    assert [each.value for each in percents_of(text)] == [50]


# Tables


@pytest.mark.parametrize(
    ("last", "said", "wrong"),
    [
        ("Promedio por trimestre\t18", 75, False),
        ("Promedio\t18", 75, False),
        ("Media trimestral\t18", 75, False),
        ("Máximo del trimestre\t21", 75, False),
        ("Promedio por trimestre\t18", 60, True),
        ("Total\t54\nPromedio por trimestre\t18", 75, False),
        ("Promedio por trimestre\t18\nTotal\t54", 75, False),
        ("Promedio por trimestre\t18\nTotal\t72", 75, True),
    ],
)
def test_an_average_is_no_part_of_a_sum(last, said, wrong):
    text = (
        "Contraloría\nTercer informe trimestral 2023\n\nLínea de acción 2. Verificar obras.\n"
        "Meta: 72 verificaciones físicas en el año.\nActividades:\n\n"
        f"Trimestre\tVerificaciones\nPrimero\t18\nSegundo\t15\nTercero\t21\n{last}\n\n"
        f"Lo acumulado hace {said}% de la meta.\n"
    )
    assert bool(codes_in(text)) is wrong


# Measures


ROADS = "Las cuadrillas trabajaron en las colonias Centro, Obrera y Del Carmen."


@pytest.mark.parametrize(
    ("meta", "told", "wrong"),
    [
        ("Sustituir 10 kilómetros de tubería", ROADS, True),
        ("10 km de caminos rastreados", f"{ROADS} Se repusieron los pavimentos.", True),
        ("10 hectáreas reforestadas", "Se plantó en los parajes Ocote, Cedro y Encino.", True),
        ("10 toneladas de composta",
         "Se recogió la poda de los parques Norte, Sur y Oriente.", True),
        ("Sustituir 10 kilómetros de tubería", f"{ROADS} Se sustituyeron tres kilómetros.", False),
        ("Sustituir 10 kilómetros de tubería", "Se colocaron 3 km de tubería nueva.", False),
        ("Atender 10 colonias", ROADS, False),
        ("10 km de caminos", "Se rastreó el camino a La Joya, del km 3+000 al km 6+000.", False),
        ("10 km de calles", "Se atendieron las calles Juárez (1.8 km) e Hidalgo (1.2 km).", False),
        ("10 km de tubería", "Se sustituyeron 3,000 metros de tubería.", False),
        ("10 toneladas de composta", "Cada mes se obtuvo una tonelada.", False),
    ],
)  # fmt: skip
def test_no_list_of_names_tells_a_measure(meta, told, wrong):
    said = said_of("Trabajos del año", meta, told, "La meta alcanzó el 30 por ciento.")
    assert said == ({Code.UNCOUNTED} if wrong else set())


# Labels


DONE = [
    "Realizado en el primer trimestre: 4 cursos\nRealizado en el segundo trimestre: {}\n",
    "Realizado en enero-marzo: 4 cursos\nRealizado en abril-junio: {}\n",
    "Realizados 1T: 4 cursos\nRealizados 2T: {}\n",
]


@pytest.mark.parametrize("labels", DONE)
@pytest.mark.parametrize(
    ("told", "total", "wrong"),
    [
        ("2 cursos y 4 conferencias", "Total que se contabiliza para la meta: 10", True),
        ("6 cursos y 4 conferencias", "Total que se contabiliza para la meta: 10", False),
    ],
)
def test_what_earlier_labels_tell_is_done_too(labels, told, total, wrong):
    text = (
        "Contraloría Municipal\nPeriodo: segundo trimestre de 2023\n\n"
        f"Actividad: Formación de servidores públicos\nMeta: Impartir 20 cursos en 2023.\n"
        f"{labels.format(told)}{total}\nAvance de la meta: 50 por ciento\n"
        "Comentario: tanto los cursos como las conferencias tuvieron lugar en el auditorio "
        "municipal, con asistencia de personal de todas las dependencias del Ayuntamiento.\n"
    )
    assert codes_in(text) == ({Code.OTHER_KIND} if wrong else set())


# Titles


ROWS = (
    "Archivo Municipal\nAvance al segundo trimestre de 2024 (acumulado enero-junio)\n\n"
    "No. | Línea | Meta anual | Hecho | Avance\n"
    "1 | Digitalización del fondo Cabildo | 10,000 imágenes digitalizadas | 4,000 imágenes | 40 %\n"
    "2 | Restauración de libros de actas | 20 libros restaurados | 10 libros | 50 %\n"
    "3 | {} | {} | 30 | 75 %\n"
    "4 | Bajas documentales | 8 dictámenes de baja documental | 2 dictámenes | 25 %\n"
)


@pytest.mark.parametrize(
    ("title", "meta", "wrong"),
    [
        ("Fumigación de los depósitos documentales", "40 enlaces de archivo capacitados", True),
        ("Encuadernación de periódicos", "40 funcionarios capacitados", True),
        ("Limpieza de acervos", "40 servidores públicos capacitados", True),
        ("Fumigación de los depósitos documentales", "40 depósitos fumigados", False),
        ("Formación archivística", "40 enlaces capacitados", False),
        ("Limpieza de acervos por el personal", "40 personas capacitadas", False),
    ],
)
def test_who_is_taught_measures_no_work_of_the_hands(title, meta, wrong):
    assert codes_in(ROWS.format(title, meta)) == ({Code.TITLE_META} if wrong else set())
