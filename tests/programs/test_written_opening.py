"""Figures of the presentación against those of the líneas: one thing, two numbers."""

import pytest

from programs.values.checks import Severity
from programs.values.checks.finding import Code
from programs.values.checks.informe.opening import opening_figures
from programs.values.wording.figures import figures_of
from programs.values.written import WrittenSection
from tests.programs.test_written_variety import codes_in
from tests.programs.written_cases import FIRST, written_informe, written_linea, written_passages

AREA = "Dirección de Pruebas"


def presented(*texts, area=AREA, heading="Presentación"):
    return WrittenSection("sec-1", "", heading, area, written_passages("sec-1", texts))


def found(opening, *lineas, **kwargs):
    section = opening if isinstance(opening, WrittenSection) else presented(opening, **kwargs)
    made = [
        linea
        if not isinstance(linea, str)
        else written_linea(linea, key=f"linea-{n}", number=str(n))
        for n, linea in enumerate(lineas, start=1)
    ]
    return list(opening_figures(written_informe(*made, sections=(section,))))


@pytest.mark.parametrize(
    ("opening", "linea", "arithmetic"),
    [
        (
            "Se coordinaron 10 sesiones de los órganos colegiados.",
            "Se coordinaron 9 sesiones de los órganos colegiados.",
            "10 ≠ 9",
        ),
        (
            "Durante el trimestre se celebraron diez sesiones.",
            "Se realizaron 9 sesiones, de las cuales 4 fueron ordinarias y 5 extraordinarias.",
            "10 ≠ 9",
        ),
        (
            "En el periodo se recibieron 18 solicitudes de información.",
            "La unidad recibió 16 solicitudes de acceso a la información pública.",
            "18 ≠ 16",
        ),
        (
            "Se brindó mantenimiento a 42 equipos de cómputo.",
            "Se dio mantenimiento preventivo a 39 (treinta y nueve) equipos de cómputo.",
            "42 ≠ 39",
        ),
        (
            "Sistema 3 (S3): se cuenta con 40 personas servidoras públicas inhabilitadas de 20 "
            "entes públicos.",
            "S3: hay información de 38 personas servidoras públicas inhabilitadas de 19 entes "
            "públicos.",
            "40 ≠ 38; 20 ≠ 19",
        ),
        (
            "Se firmaron tres convenios de colaboración con municipios.",
            "Se firmaron 4 convenios de colaboración con municipios.",
            "3 ≠ 4",
        ),
        (
            "Se capacitó a 1,250 servidores públicos municipales.",
            "Se capacitó a 1,205 personas servidoras públicas municipales.",
            "1,250 ≠ 1,205",
        ),
    ],
)
def test_two_figures_of_one_thing(opening, linea, arithmetic):
    (placed,) = found(opening, linea)
    assert placed.finding.severity is Severity.DOUBT
    assert placed.finding.arithmetic == arithmetic
    assert placed.finding.quote in opening
    assert (placed.subject, placed.finding.anchor) == ("sec-1", "sec-1-1")


def test_a_total_and_its_parts_in_one_linea():
    linea = (
        "Se celebraron 9 sesiones. Del consejo se celebraron 4 sesiones. Del pleno se celebraron "
        "5 sesiones."
    )
    assert found("Se celebraron 9 sesiones.", linea) == []
    assert len(found("Se celebraron 11 sesiones.", linea)) == 1


@pytest.mark.parametrize(
    ("opening", "lineas"),
    [
        ("Se coordinaron 9 sesiones.", ["Se coordinaron nueve sesiones."]),
        # Other things, other verbs, other qualifiers.
        ("Se recibieron 6 solicitudes.", ["Se atendieron 5 solicitudes."]),
        ("Se celebraron 9 sesiones.", ["Se celebraron 4 sesiones ordinarias."]),
        ("Se celebraron 9 sesiones ordinarias.", ["Se celebraron 4 sesiones extraordinarias."]),
        ("Se cargaron 58 documentos.", ["Se elaboraron 3 documentos."]),
        ("Se publicaron 58 documentos.", ["Se publicaron 40 documentos de la ley de archivos."]),
        ("Participaron 30 mujeres.", ["Asistieron 12 mujeres."]),
        # Parts and sums.
        (
            "Se impartieron 12 talleres.",
            ["Se impartieron 5 talleres.", "Se impartieron 7 talleres."],
        ),
        (
            "Se impartieron 5 talleres.",
            ["Se impartieron 5 talleres.", "Se impartieron 7 talleres."],
        ),
        (
            "Se impartieron 8 talleres.",
            ["Se impartieron 5 talleres.", "Se impartieron 7 talleres."],
        ),
        ("De 20 quejas, 8 fueron resueltas.", ["Se recibieron 20 quejas, de las cuales 9 siguen."]),
        # Other times, plans and shares.
        ("En 2023 se celebraron 14 sesiones.", ["Se celebraron 9 sesiones."]),
        ("En enero se celebraron 3 sesiones.", ["Se celebraron 9 sesiones."]),
        ("A la fecha se celebraron 30 sesiones.", ["Se celebraron 9 sesiones."]),
        ("Se programaron 12 sesiones.", ["Se celebraron 9 sesiones."]),
        ("Se celebraron 9 sesiones.", ["Están programadas 12 sesiones."]),
        ("Se tiene un avance de 45%.", ["Se tiene un avance de 30%."]),
        ("Se conectaron 50 de 260 entes.", ["Se conectaron 53 de 92 entes."]),
        ("Se atendió en 10 días hábiles.", ["Se atendió en 8 días hábiles."]),
        ("Se realizó una reunión.", ["Se realizaron 3 reuniones."]),
        # Systems.
        ("S1: 203 sujetos obligados conectados.", ["S2: 53 sujetos obligados conectados."]),
        ("S1: 203 sujetos obligados.", ["Se conectó a 53 sujetos obligados del Poder Ejecutivo."]),
    ],
)
def test_figures_that_agree_or_are_of_two_things(opening, lineas):
    assert found(opening, *lineas) == []


def test_a_table_that_holds_the_figure():
    linea = written_linea(
        "Se celebraron 9 sesiones.", (("Órgano", "Sesiones"), ("Consejo", "9"), ("Todos", "11"))
    )
    assert found("Se celebraron 11 sesiones.", linea) == []


def test_figures_of_another_area_are_left_alone():
    assert found("Se celebraron 10 sesiones.", "Se celebraron 9 sesiones.", area="Otra área") == []


def test_an_area_is_known_with_and_without_its_small_words():
    linea = written_linea("Se celebraron 9 sesiones.", area="Dirección Vinculación y Políticas")
    opening = presented("Se celebraron 10 sesiones.", area="Dirección de Vinculación y Políticas")
    assert len(found(opening, linea)) == 1


def test_a_presentation_without_areas_needs_a_clear_thing():
    linea = "Se dio mantenimiento a 39 equipos de cómputo y se celebraron 9 sesiones."
    assert len(found("Se dio mantenimiento a 42 equipos de cómputo.", linea, area="")) == 1
    assert found("Se celebraron 10 sesiones.", linea, area="") == []
    other = presented("Se dio mantenimiento a 42 equipos de cómputo.", area="", heading="Misión")
    assert found(other, linea) == []


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Se atendieron 12 asesorías a las áreas.", [(12, {"asesoria"}, "answer")]),
        ("Se impartió un curso a 30 personas.", [(30, {"persona"}, "do")]),
        ("Un avance del 30%.", []),
    ],
)
def test_figures(text, things):
    found = [(int(f.value), set(f.thing), f.verb) for f in figures_of(text, FIRST)]
    assert found == things


def test_a_long_paste_is_compared_at_once():
    text = "Se celebraron 9 sesiones y se elaboraron 8 actas. " * 2_000
    assert found(text, text) == []


HEADED = "Unidad de Quejas, tercer trimestre de 2024\n{}\nLínea 1. Atender quejas\n{}\n"


@pytest.mark.parametrize(
    ("opening", "told", "doubted"),
    [
        ("En resumen, la unidad atendió 42 quejas.", "Se atendieron 24 quejas.", True),
        ("En resumen, la unidad atendió 24 quejas.", "Se atendieron 24 quejas.", False),
        ("Se atendió a 318 personas.", "Fueron dos pláticas, a las que asistieron 381.", True),
        ("Se atendió a 381 personas.", "Fueron dos pláticas, a las que asistieron 381.", False),
        ("Se atendió más de cuatrocientas quejas.", "Se atendieron 375 quejas.", True),
        ("Se atendió más de trescientas quejas.", "Se atendieron 375 quejas.", False),
        ("Se atendieron 42 quejas, 24 de usuarios y 18 de proveedores.",
         "Se atendieron 24 quejas de usuarios.", False),
        ("En 6 cursos se capacitó a 320 personas.",
         "Se dieron 6 cursos a 302 personas. Con los 12 de antes se acumulan 18.", True),
        ("Se atendió a 320 personas.",
         "Fueron dos pláticas, a las que asistieron 302, y las vieron en línea otras 18.", False),
        ("Se atendió a 320 personas.",
         "Hubo 302 asistentes en la sala. En línea se sumaron 18 asistentes.", False),
        ("Se alcanzó a 1,240 personas.",
         "Sede | Asistentes\nNorte | 520\nSur | 480\nEste | 420\nTotal | 1,420", True),
        ("Se alcanzó a 1,420 personas.",
         "Sede | Asistentes\nNorte | 520\nSur | 480\nEste | 420\nTotal | 1,420", False),
    ],
)  # fmt: skip
def test_what_stands_above_the_lineas_of_an_area_presents_it(opening, told, doubted):
    assert (Code.OPENING_FIGURE in codes_in(HEADED.format(opening, told))) is doubted


SUMMARY = (
    "Bomberos\nInforme octubre-diciembre de 2024\n\nResumen del trimestre\n{0}: 14\n"
    "Cursos de primeros auxilios: 5\n\n1. {0}\nMeta: atender todos los casos.\n{1}\n"
    "Meta cubierta por entero.\n\n2. Cursos de primeros auxilios\nMeta: impartir 20 cursos.\n"
    "Se impartieron cinco cursos en el trimestre. Avance: 25 %.\n"
)


@pytest.mark.parametrize(
    ("title", "told", "wrong"),
    [
        ("Rescates acuáticos", "Se recibieron {} llamados de rescate acuático.", True),
        ("Fugas de gas", "Se atendieron {} reportes de fuga de gas en el trimestre.", True),
        ("Traslados en ambulancia", "Se dieron {} servicios de traslado en ambulancia.", True),
        ("Incendios forestales", "Se sofocaron {} eventos de incendio forestal.", True),
        # Of another thing, or of less than all of it
        ("Rescates acuáticos", "Se dieron {} cursos de rescate acuático.", False),
        ("Rescates acuáticos", "Se recibieron {} llamados de rescate de personas.", False),
        ("Fugas de gas", "De {} reportes de fuga de gas se repararon 14 fugas.", False),
    ],
)
def test_a_summary_calls_a_thing_by_the_title_of_its_linea(title, told, wrong):
    said = codes_in(SUMMARY.format(title, told.format("once")))
    assert (Code.OPENING_FIGURE in said) is wrong
    assert Code.OPENING_FIGURE not in codes_in(SUMMARY.format(title, told.format("catorce")))
