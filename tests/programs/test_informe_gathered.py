"""Where each línea closes: by its number behind them all, by its turn, in any order of words."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.gathered import shares_by_number
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

THREE = (
    "Unidad de Asuntos Internos, informe trimestral enero-marzo de 2025\n\n"
    "Línea 1. Investigaciones. Meta: concluir 60 expedientes de investigación en el año. Se "
    "concluyeron 15.\n\n"
    "Línea 2. Supervisiones. Meta: 100 supervisiones a sectores en el año. Se practicaron {}.\n\n"
    "Línea 3. Difusión. Meta: 2 campañas del buzón de quejas en el año. Se lanzó una el 3 de "
    "febrero.\n\n{}\n"
)


def read(text):
    return reading_of(TEXT, text.encode())


def codes_of(text):
    return [each.finding.code for each in read(text).findings]


@pytest.mark.parametrize(("done", "wrong"), [(20, False), (30, True)])
@pytest.mark.parametrize(
    "said",
    [
        "Estado que guardan las metas anuales: la de la línea 1 lleva 25%, la de la línea 2 lleva "
        "20% y la de la línea 3 lleva 50%.",
        "Avance de las metas: línea 1, 25%; línea 2, 20%; línea 3, 50%.",
        "La línea 1 registra un avance de 25 por ciento; la 2, de 20 por ciento, y la 3, de 50 por "
        "ciento.",
        "En resumen, la meta de la línea 1 se encuentra al 25% de avance, la de la línea 2 al 20% "
        "y la de la línea 3 al 50%.",
        "El avance es de 25% en la línea 1, 20% en la línea 2 y 50% en la línea 3.",
        "Las líneas 1, 2 y 3 llevan, respectivamente, 25%, 20% y 50% de sus metas.",
        "Cumplimiento de las metas del año. Línea 1: veinticinco por ciento. Línea 2: veinte por "
        "ciento. Línea 3: cincuenta por ciento.",
        "Línea 1: avance de 25%. Línea 2: avance de 20%. Línea 3: avance de 50%.",
    ],
)
def test_what_is_said_of_each_number_closes_its_linea(said, done, wrong):
    reading = read(THREE.format(done, said))
    found = [(each.subject, each.finding.code) for each in reading.findings]
    assert found == [("linea-2", Code.WRITTEN_PERCENT)] * wrong
    assert all(each.closing for each in reading.written.lineas)
    assert any(each.text == said for each in reading.passages)


def test_who_is_not_among_them_says_nothing():
    said = "La meta de la línea 1 va en 25% y la de la línea 3 en 50%."
    assert codes_of(THREE.format(20, said)) == [Code.NO_STATEMENT]


@pytest.mark.parametrize(
    "said",
    [
        "El presupuesto de la línea 1 se ejerció en 25% y el de la línea 2 en 20%.",
        "La línea 1 pasó de 20% a 25% y la línea 2 llegó al 20%.",
        "La línea 1 lleva 25% y la línea 1 llevaba 20%.",
        "Las líneas 1, 2 y 3 llevan, respectivamente, 25, 20 y 50 por ciento.",
        "La línea 1 se vincula con la 3; avance de 25% y de 50%.",
    ],
)
def test_other_shares_are_given_to_no_number(said):
    assert shares_by_number(said) == {}


TURNS = "De octubre a diciembre de 2024 la Dirección de Servicios trabajó en tres objetivos.\n\n"
TOLD = [
    ("primer", "cambiar 600 luminarias en el año",
     "se cambiaron 150 en el trimestre y 450 antes, 600 en total, de modo que se cumplió al {}%."),
    ("segund", "podar 400 árboles en el año",
     "se podaron 60 en el trimestre y 300 antes, 360 en total, de modo que se cumplió al 90%."),
    ("tercer", "desazolvar 50 alcantarillas en el año",
     "se desazolvaron 15 en el trimestre y 25 antes, 40 en total, con un camión rentado.{}"),
]  # fmt: skip


def by_turns(form, share="100", last=""):
    told = zip(TOLD, (share, "", last), strict=True)
    return TURNS + "\n\n".join(
        form.format(turn=turn, meta=meta, done=done.format(more)).replace(
            "segund objetivo", "segundo objetivo"
        )
        for (turn, meta, done), more in told
    )


FORMS = pytest.mark.parametrize(
    "form",
    [
        "El {turn}o, {meta}: {done}",
        "El {turn}o fue {meta}: {done}",
        "El {turn} objetivo, {meta}: {done}",
        "En cuanto al {turn}o, {meta}: {done}",
        "La {turn}a meta es {meta}: {done}",
        "El {turn}o de ellos, {meta}: {done}",
    ],
)


@FORMS
def test_one_of_several_turns_closes_as_the_others_do(form):
    assert codes_of(by_turns(form)) == [Code.NO_STATEMENT]
    assert codes_of(by_turns(form, last=" La meta va en 80%.")) == []


def test_each_turn_takes_what_it_promises():
    reading = read(by_turns("El {turn}o, {meta}: {done}", "65", " La meta va en 80%."))
    assert [each.amounts[0].unit for each in reading.written.lineas] == [
        "luminarias",
        "árboles",
        "alcantarillas",
    ]
    assert [each.subject for each in reading.findings] == ["linea-1"]


def test_turns_of_something_else_are_no_lineas():
    text = (
        "Informe del cuarto trimestre de 2024\n\nSe atendieron dos asuntos.\n\n"
        "El primer trimestre cerró con avance de 25% de la meta.\n\n"
        "El segundo trimestre cerró con avance de 50% de la meta.\n\nEl tercero se informó.\n"
    )
    assert Code.NO_STATEMENT not in codes_of(text)


BOXES = (
    "Contraloría Municipal\nInforme trimestral octubre-diciembre 2024\n\n"
    "Línea de acción 7. Actualización de manuales\n"
    "Meta: actualizar 3 manuales de procedimientos en el año.\n\n"
    "El manual de la Tesorería se actualizó en mayo y el de la Oficialía Mayor en agosto. En el "
    "presente trimestre se terminó el de la Dirección de Reglamentos.\n\n{}\n\n"
    "Línea de acción 8. Buzones de quejas\nMeta: abrir 24 veces los buzones en el año.\n"
    "Los buzones se abrieron seis veces en el trimestre y 24 en el año. Cumplida al cien por "
    "ciento.\n"
)


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ("Con ello quedó saldado en su totalidad el compromiso anual.", False),
        ("Queda así cubierta la meta del año.", False),
        ("Se da por cumplida totalmente la meta.", False),
        ("Está, pues, satisfecho el compromiso.", False),
        ("Con lo anterior se tiene por concluida la meta anual.", False),
        ("Ha quedado íntegramente cumplido lo programado.", False),
        ("El compromiso anual quedó saldado.", False),
        ("Se alcanzó, pues, la totalidad de lo ofrecido.", False),
        ("Se cumplió íntegramente con lo pactado.", False),
        ("Con ello se logró todo lo que se ofreció para el año.", False),
        ("Se cubrió el total de lo prometido.", False),
        ("Llegamos así a la totalidad de la meta.", False),
        ("Con esto se completa lo convenido.", False),
        ("Ha sido atendido por completo lo que prometimos.", False),
        ("Con ello quedó cubierto el piso de la oficina.", True),
        ("Se cumplió a cabalidad.", False),
        ("Hemos cumplido.", False),
        ("Van los dos que se ofrecieron.", False),
        ("Ya están los dos manuales comprometidos.", False),
        ("La promesa está cumplida.", False),
        ("Se rebasó lo anunciado.", False),
        ("Se cumplió con el horario por completo.", True),
        ("Son los dos que faltaban de imprimir.", True),
        ("Hemos cumplido con los plazos de entrega.", True),
        ("Se atendió a la totalidad de los asistentes.", True),
        ("Se alcanzó a todo el personal.", True),
        ("Los manuales se enviaron a las áreas.", True),
    ],
)
def test_a_promise_is_settled_in_any_order_of_words(said, silent):
    assert codes_of(BOXES.format(said)) == [Code.NO_STATEMENT] * silent


ROADS = (
    "En el cuarto trimestre de 2025 la Junta Local de Caminos atendió la red rural. El compromiso "
    "para el año era limpiar las cunetas de 150 kilómetros de caminos. {} Con estas labores el "
    "compromiso anual {} ochenta por ciento.\n"
)


@pytest.mark.parametrize(
    "verb", ["cierra en un", "concluye con un", "termina en un", "llega al", "cerró al", "queda en"]
)
def test_a_compromiso_that_closes_at_a_share_tells_how_many(verb):
    silent = "Las cuadrillas trabajaron de manera continua en los tramos que más sufren."
    told = "Se limpiaron 30 kilómetros, que con los 90 anteriores suman 120 kilómetros."
    assert codes_of(ROADS.format(silent, verb)) == [Code.UNCOUNTED]
    assert codes_of(ROADS.format(told, verb)) == []
