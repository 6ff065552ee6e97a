"""A línea that is due and closes with no sentence, where the others have one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.statement import left_blank, no_statement
from programs.values.wording.metas import amounts_of
from programs.values.written import PassageKind

from .written_cases import written_informe, written_linea

SAID = "Del 100% de la meta programada, se tiene un avance del 25%."
SEED = Path(__file__).parents[1] / "data" / "seed_sesaech.txt"


def linea_of(*texts, key, closing="", meta="4 documentos", **kwargs):
    linea = written_linea(*texts, key=key, closing=closing, meta=meta, **kwargs)
    return replace(linea, amounts=amounts_of(meta))


def found_in(*texts, closing="", others=2, **kwargs):
    closed = [linea_of("Se hizo.", key=f"otra-{n}", closing=SAID) for n in range(others)]
    own = linea_of(*texts, key="propia", closing=closing, **kwargs)
    return [each for each in no_statement(written_informe(*closed, own))]


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("Se realizó la primera sesión del Grupo, solicitando el espacio.",),
        ("Se concluyó el curso.", "Asistieron 25 personas."),
        ("Se hizo una reunión.", "Se tiene programado para el segundo trimestre otras reuniones."),
    ],
)
def test_a_linea_that_is_due_says_how_far_it_is(texts):
    (found,) = found_in(*texts)
    assert (found.subject, found.finding.code) == ("propia", Code.NO_STATEMENT)
    assert found.finding.severity is Severity.DOUBT


@pytest.mark.parametrize(
    "texts",
    [
        ("Meta programada en el 3er y 4to trimestre.",),
        ("La actividad se llevará a cabo en el segundo semestre.",),
        ("Para este periodo no se tenía programada la meta.", "Se prepara el material."),
        ("Se entregó el informe, con lo que la meta registra un avance de 25 por ciento.",),
        ("Se entregó el informe, con lo que la meta quedó cumplida.",),
        ("No se registró avance en el periodo.",),
        ("Se entregaron los documentos. No resta nada por hacer de lo prometido.",),
        ("Dos se cancelaron por las obras. De lo prometido faltó un tercio.",),
        ("Tres de cada cuatro documentos ofrecidos ya se entregaron.",),
        ("Se revisaron tres planes. El avance es de XX%.",),
        ("Se revisaron tres planes. Cumplimiento de la meta: ____ %.",),
    ],
)
def test_what_tells_it_in_its_own_words_is_left_alone(texts):
    assert found_in(*texts) == []


def test_a_meta_outside_the_quarter_owes_no_sentence():
    assert found_in("", starts_on=date(2024, 7, 1), ends_on=date(2024, 10, 31)) == []
    assert found_in("", starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31)) == []


def test_nobody_is_asked_where_nobody_writes_them():
    assert found_in("Se hizo.", others=0) == []
    assert found_in("Se hizo.", meta="") == []


PASTE = """Hospital General. Informe de enero a marzo de 2024
Actividad 1. Sesiones clínicas. Se efectuaron doce.
Avance: 12 de 12 del trimestre (100 %).
Actividad 2. Protocolos revisados. {said}
Actividad 3. Rotación de internos. Se recibió a 18 internos.
Avance: 18 de 18 del trimestre (100 %).
"""


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("El comité examinó los siete protocolos turnados.", True),
        ("Se examinaron 3 de los 4, por lo que la actividad queda al 75 %.", False),
        ("No corresponde a este periodo.", False),
    ],
)
def test_one_that_does_not_close_as_the_others_do_owes_it(said, asked):
    found = reading_of(TEXT, PASTE.format(said=said).encode()).findings
    assert (Code.NO_STATEMENT in {each.finding.code for each in found}) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Se impartieron 11 cursos. El 60% de las personas inscritas fueron mujeres y se otorgó "
         "un descuento del 50% en la cuota.", True),
        ("Se verificaron 5 rutas. En el siguiente periodo se continuará con las del poniente.",
         True),
        ("Se encuadernaron 15 libros, la cuarta parte de los 60 previstos.", False),
        ("Se efectuaron 6 jornadas, con lo que la meta queda en una cuarta parte.", False),
    ],
)  # fmt: skip
def test_a_linea_alone_that_counts_what_was_done_owes_its_progress(text, asked):
    meta = {"cursos": "30 cursos", "rutas": "12 rutas", "libros": "60 libros"}
    own = next((words for noun, words in meta.items() if noun in text), "24 jornadas")
    linea = linea_of(text, key="propia", meta=own)
    found = list(no_statement(written_informe(linea)))
    assert bool(found) is asked


def test_the_seed_is_judged_as_the_domain_document_does():
    """Section 2.2: who disagrees, has no quantity, counts another kind or says nothing."""
    own = {
        Code.WRITTEN_PERCENT, Code.UNCOUNTED, Code.TWO_PERCENTS, Code.TITLE_META,
        Code.OTHER_KIND, Code.SUM, Code.NO_STATEMENT,
    }  # fmt: skip
    findings = reading_of(TEXT, SEED.read_bytes()).findings
    assert {(each.place, each.finding.code) for each in findings if each.finding.code in own} == {
        ("Unidad de Transparencia, línea 1", Code.WRITTEN_PERCENT),
        ("Unidad de Transparencia, línea 5", Code.WRITTEN_PERCENT),
        ("Unidad de Transparencia, línea 5", Code.TITLE_META),
        ("Coordinación de Archivo, línea 1", Code.UNCOUNTED),
        ("Coordinación de Archivo, línea 3", Code.UNCOUNTED),
        ("Coordinación de Archivo, línea 4", Code.NO_STATEMENT),
        ("Coordinación de Archivo, línea 5", Code.OTHER_KIND),
        ("Dirección de Sistemas Electrónicos y Plataforma Digital, línea 1", Code.NO_STATEMENT),
        ("Dirección de Sistemas Electrónicos y Plataforma Digital, línea 2", Code.NO_STATEMENT),
        ("Dirección Jurídica, línea 1", Code.WRITTEN_PERCENT),
        ("Dirección Jurídica, línea 2", Code.WRITTEN_PERCENT),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Se brindaron 132 asesorías, con lo que el compromiso se superó en diez por ciento.",
        "Se otorgaron 92 asesorías, doce más de lo comprometido.",
        "Se dieron 70 asesorías, diez menos que lo programado.",
        "Se dieron 80 asesorías y el compromiso quedó cumplido.",
        "Se dieron 60 asesorías; con ello no se alcanzó el objetivo.",
    ],
)
def test_a_compromiso_is_stated_as_a_meta_is(text):
    told = linea_of(text, key="propia", meta="80 asesorías")
    assert not list(no_statement(written_informe(told)))


def test_what_comes_later_shows_no_custom_of_closing():
    later = linea_of(key="otra", meta="1 feria", closing="La feria se celebrará en noviembre.")
    told = linea_of("15 conciertos, cinco en este trimestre.", key="propia", meta="20 conciertos")
    more = linea_of("6 exposiciones.", key="tercera", meta="8 exposiciones")
    assert not list(no_statement(written_informe(told, more, later)))


def blank_in(*texts, closing="", others=3):
    told = [
        linea_of("Se hizo.", key=f"otra-{n}", closing="En proceso.", meta="") for n in range(others)
    ]
    own = linea_of(*texts, key="propia", closing=closing, meta="")
    return [each.subject for each in left_blank(written_informe(*told, own))]


def turned(text):
    """Return what a calendar says of a línea, as its heading, behind a dash."""
    line = linea_of("—", key="propia", meta="")
    turn = replace(line.passages[0], kind=PassageKind.HEADING, text=text)
    told = [linea_of("Se hizo.", key=f"otra-{n}", meta="") for n in range(3)]
    own = replace(line, passages=(turn, *line.passages))
    return [each.subject for each in left_blank(written_informe(*told, own))]


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("Descripción de lo realizado:", "En proceso"),
        ("Actividades:", "Concluida."),
        ("—", "Avance: 40 %"),
        ("...", "Meta cumplida."),
        ("S/D", "En ejecución"),
    ],
)
def test_a_linea_that_is_under_way_says_what_was_done(text, closing):
    assert blank_in(text, closing=closing) == ["propia"]
    assert blank_in("Descripción: se compró papel.", closing=closing) == []


@pytest.mark.parametrize("closing", ["No iniciada", "No concluida.", "Avance: 0 %", ""])
def test_what_has_not_begun_may_have_nothing_to_tell(closing):
    assert blank_in("—", closing=closing) == []


def test_the_calendar_tells_what_is_due():
    for due in ("Trimestre en que se ejecuta: 1", "Trimestre: 1 y 3", "Trimestres: 1 a 4"):
        assert turned(due) == ["propia"]
    for later in ("Trimestre en que se ejecuta: 4", "Trimestre: 2 y 3", "Trimestres: 2 a 4"):
        assert turned(later) == []


def test_where_many_say_nothing_nobody_owes_it():
    assert blank_in("—", closing="En proceso", others=1) == []
