"""Labels that people write as they would say them: "A qué nos comprometimos", "Dónde estamos"."""

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.labels import Label, label_of_words
from programs.received.informes.structure import read_blocks
from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

HEAD = "Comité de Ética de Valderán\nSegundo trimestre de 2025\n\n"
PROMISED = [
    "A qué nos comprometimos",
    "Qué se prometió para el año",
    "Lo que ofrecimos",
    "¿A qué nos obligamos?",
    "Lo prometido",
    "Compromiso contraído",
    "Lo que se acordó hacer",
]
DONE = ["Qué se ha hecho", "Qué llevamos hecho", "Lo que hemos logrado", "Lo ejecutado", "Lo hecho"]
STANDS = [
    "Dónde estamos",
    "En qué vamos",
    "Hasta dónde llegamos",
    "Punto en que estamos",
    "Estado que guarda la meta",
    "Situación que guarda",
    "Cómo vamos",
]


def text_of(promised="A qué nos comprometimos", done=DONE[0], stands=STANDS[0], **told):
    """Return a línea under labels of these words."""
    told = {"title": "Difusión del Código", "what": "el Código de Ética", "share": 50} | told
    ask = "" if promised.endswith("?") else ":"
    return HEAD + (
        "Nombre de la línea: {title}\n{promised}{ask} difundir 12 cápsulas sobre {what}\n{done}: "
        "se difundieron tres cápsulas de enero a marzo y otras tres de abril a junio, seis en "
        "total.\n"
        "{stands}: mitad de lo comprometido, o sea el {share} por ciento.\n"
    ).format(promised=promised, ask=ask, done=done, stands=stands, **told)


def test_each_such_label_announces_what_it_says():
    for words, label in (
        (PROMISED, Label.META),
        (DONE, Label.ACTIVITIES),
        (STANDS, Label.PROGRESS),
    ):
        assert {label_of_words(each) for each in words} == {label}
    for words in ("Contabilizado para la meta", "Lo que abona a la meta", "Cuenta para la meta"):
        assert label_of_words(words) is Label.DONE
    for words in ("Siguiente paso", "Lo que sigue", "Lo que falta por hacer"):
        assert label_of_words(words) is Label.OTHER
    for words in (
        "Lo que dijo el alcalde",
        "Dónde se dio el curso",
        "Qué compromisos hay",
        "Hecho en",
    ):
        assert label_of_words(words) is None


@pytest.mark.parametrize("promised", PROMISED)
@pytest.mark.parametrize(("done", "stands"), list(zip(DONE, STANDS, strict=False)))
def test_a_card_of_such_labels_is_a_linea(promised, done, stands):
    text = text_of(promised, done, stands)
    (linea,) = read_blocks(blocks_of_text(text)).written.lineas
    assert (linea.title, linea.amounts[0].quantity) == ("Difusión del Código", 12)
    assert codes_in(text) == set()


@pytest.mark.parametrize("stands", STANDS)
def test_what_such_a_card_tells_wrongly_is_found(stands):
    told = text_of(stands=stands, share=60).replace("mitad de lo comprometido, o sea ", "")
    assert Code.WRITTEN_PERCENT in codes_in(told)
    told = text_of(stands=stands, title="Recepción y trámite de denuncias", what="el ahorro de luz")
    assert Code.TITLE_META in codes_in(told)


# Cards whose rows are such labels and their values.
CARD = (
    "Contraloría de Tula\nTercer trimestre de 2025\n\n{naming} | Campañas de denuncia\n{promised}"
    " | Difundir 2 campañas durante 2025\n{done} | {told}\n{stands} | {state}\n"
    "Siguiente paso | Elaborar el calendario.\n"
)


@pytest.mark.parametrize("naming", ["Nombre de la actividad", "Eje"])
@pytest.mark.parametrize("promised", ["Meta", "Lo prometido"])
@pytest.mark.parametrize("stands", ["Estado que guarda la meta", "Cumplimiento"])
def test_a_table_of_such_labels_is_a_card(naming, promised, stands):
    right = {"told": "Se difundió una campaña, la de septiembre.", "state": "50%"}
    wrong = {
        "told": "Se aprobaron los bocetos de ambas campañas.",
        "state": "Totalmente cumplida (100%), ya que a la fecha de corte no ha dado inicio la "
        "difusión de ninguna de las dos campañas.",
    }
    own = {"naming": naming, "promised": promised, "done": "Lo ejecutado", "stands": stands}
    assert codes_in(CARD.format(**own, **right)) == set()
    assert Code.NO_STATEMENT in codes_in(CARD.format(**own, **wrong))


KINDS = (
    "Contraloría de Tula\nPrimer trimestre de 2025\n\n{head}{naming} | Acompañamiento a "
    "contralorías\n{promised} | 60 visitas a contralorías municipales\nLo ejecutado | {told}\n"
    "{counted} | 15\n{stands} | 25%\nSiguiente paso | Elaborar el calendario de abril.\n"
)


@pytest.mark.parametrize(
    ("naming", "head", "counted", "stands"),
    [
        ("Eje", "Concepto | Contenido\n", "Contabilizado para la meta", "Cumplimiento"),
        ("Programa", "", "Abona a la meta", "Dónde estamos"),
        ("Producto", "Apartado | Detalle\n", "Cuenta para la meta", "En qué vamos"),
        ("Actividad", "", "Lo que abona a la meta", "Avance"),
    ],
)
@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("Se hicieron 15 visitas.", False),
        ("No se salió; en su lugar se remitieron 15 requerimientos por correo.", True),
        ("En lugar de visitas se mandaron 15 circulares a las contralorías.", True),
        ("En vez de visitas se hicieron 15 llamadas a los titulares.", True),
        ("En 15 visitas se entregaron 15 oficios a los titulares.", False),
    ],
)
def test_a_form_that_an_eje_names_tells_what_it_counts(naming, head, counted, stands, told, other):
    own = {"naming": naming, "head": head, "counted": counted, "stands": stands, "told": told}
    text = KINDS.format(promised="Meta anual", **own)
    (linea,) = read_blocks(blocks_of_text(text)).written.lineas
    assert linea.title == "Acompañamiento a contralorías"
    assert linea.closing and linea.closing.text == f"{stands}: 25%"
    assert codes_in(text) == ({Code.OTHER_KIND} if other else set())
