"""A number told in figures and in words that are not the same."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.told_twice import differing

HEAD = "Informe del primer trimestre de 2024\nDirección de Vinculación\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Se impartieron 12 (quince) cursos.", "12 (quince)"),
        ("Se impartieron doce (15) cursos.", "doce (15)"),
        ("Se atendió a 1,250 (mil doscientas sesenta) personas.", "1,250 (mil doscientas sesenta)"),
        ("Un avance del 25% (treinta por ciento).", "25% (treinta por ciento)"),
        ("Un avance del veinte por ciento (25 %).", "veinte por ciento (25 %)"),
        ("Se dio un total de doce (15) cursos.", "doce (15)"),
        ("Asistieron ciento veinte (210) personas.", "ciento veinte (210)"),
    ],
)
def test_both_numbers_differ(text, said):
    assert [found[0] for found in differing(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Se impartieron 12 (doce) cursos.",
        "Se impartieron tres (03) cursos.",
        "Se atendió a 1,250 (mil doscientas cincuenta) personas.",
        "Se atendió a 1,250 (un mil doscientas cincuenta) personas.",
        "Avance del 25% (veinticinco por ciento).",
        "Avance del 25% (cinco de veinte).",
        "Se invirtieron 2,000,000 (dos millones) de pesos.",
        "Se ejercieron $1,500.00 (mil quinientos pesos 00/100 M.N.).",
        "Se celebraron 3 (una por mes) sesiones.",
        "Se entregaron 16 (diez y seis) equipos.",
        "Conforme al artículo 5 (seis) del reglamento.",
        "Asistieron 40 personas (25 mujeres y 15 hombres).",
        "Se impartieron 5 cursos (6 grupos).",
        "Se realizaron 12 (11) reuniones.",
        "Se atendió una (2) solicitud.",
        "Avance: seis punto veinticinco por ciento (6.25 %).",
        "De ese padrón, dos de cada tres (30) recibieron su permiso.",
        "Se resolvieron cuatro de los seis (67) expedientes.",
    ],
)
def test_both_are_alike_or_not_of_one_thing(text):
    assert not list(differing(text))


def test_a_meta_and_its_narrative_are_compared_with_themselves():
    text = "Línea de Acción 1\nMeta: doce (15) cursos\nSe impartieron 12 (quince) cursos."
    found = [each.finding for each in reading_of(TEXT, (HEAD + text).encode()).findings]
    told = [(each.severity, each.message) for each in found if each.code is Code.NAMED_FIGURE]
    assert told == [
        (Severity.ERROR, "La meta dice «doce (15)», dos números distintos"),
        (Severity.ERROR, "El texto dice «12 (quince)», dos números distintos"),
    ]


def test_a_presentation_is_compared_too():
    text = "1. Presentación\nSe atendió a 20 (treinta) personas.\nLínea de Acción 1\nMeta: 3 cursos"
    found = [each.finding for each in reading_of(TEXT, (HEAD + text).encode()).findings]
    assert "El texto dice «20 (treinta)», dos números distintos" in [e.message for e in found]
