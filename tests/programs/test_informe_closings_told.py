"""Closings elsewhere: an item, a sentence for several líneas, a column, a head of one word."""

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

COVER = "Informe T1 2025\nUnidad de Datos\n\n"


def lineas_of(text):
    return list(read_blocks(blocks_of_text(f"{COVER}{text}")).written.lineas)


def closings_of(text):
    return [each.closing and each.closing.text for each in lineas_of(text)]


@pytest.mark.parametrize(
    "last",
    ["Aportación del trimestre: 25 por ciento", "Avance de la línea: 2 de 8, 25 %",
     "Porcentaje alcanzado: 25% de la meta anual"],
)  # fmt: skip
def test_an_item_of_a_label_and_its_share_closes(last):
    assert closings_of(
        f"Línea 1. Foros. Meta anual: 8 foros\n  - Dos celebrados.\n  - {last}\n\n"
        f"Línea 2. Guías. Meta anual: 4 guías\n  - Una impresa.\n  - {last}\n"
    ) == [last, last]


def test_a_share_of_those_who_came_closes_nothing():
    assert closings_of(
        "Línea 1. Foros. Meta anual: 8 foros\n- Dos celebrados.\n- Asistencia de mujeres: 25%\n"
    ) == [None]


@pytest.mark.parametrize("who", ["Las líneas 1 y 2 registran, cada una,", "Ambas líneas llevan"])
def test_a_sentence_behind_them_all_closes_each(who):
    said = f"{who} un avance de 25 por ciento de su meta anual."
    assert closings_of(
        "Línea 1. Emitir guías. Meta: 12 guías\nSe emitieron tres guías.\n\n"
        f"Línea 2. Dar charlas. Meta: 8 charlas\nSe dieron dos charlas.\n\n{said}\n"
    ) == [said, said]


def test_a_sentence_of_some_leaves_the_others_alone():
    said = "Las líneas 1 y 3 registran un avance de 25 por ciento."
    assert closings_of(
        "Línea 1. Guías. Meta: 12 guías\nSe emitieron tres guías.\n\n"
        "Línea 2. Charlas. Meta: 8 charlas\nSe dieron dos charlas.\n\n"
        f"Línea 3. Foros. Meta: 4 foros\nSe hizo un foro.\n\n{said}\n"
    ) == [said, None, said]


@pytest.mark.parametrize(
    "said",
    ["Cierre. Avance del 25% de la meta anual.",
     "Cierre. En este trimestre la línea no presenta ningún avance."],
)  # fmt: skip
def test_a_head_of_one_word_goes_with_what_it_closes(said):
    (linea,) = lineas_of(
        "Línea 1. Talleres\nMeta. 8 talleres en el año.\nActividades. Se dieron 2 talleres.\n"
        f"{said}\n"
    )
    assert linea.closing and linea.closing.text == said
    assert [each.text for each in linea.passages] == ["Se dieron 2 talleres."]


def test_a_column_of_statements_closes_each_row():
    assert closings_of(
        "| Línea | Meta del año | Realizado enero-marzo | Cierre |\n|---|---|---|---|\n"
        "| 1. Foros | 2 foros | 0 foros | Sin avance: el recinto está en obras |\n"
        "| 2. Guías | 4 guías | 1 guía | Cubierta la cuarta parte |\n"
    ) == ["Sin avance: el recinto está en obras", "Cubierta la cuarta parte"]


def test_a_share_of_the_year_stands_beside_what_the_year_sums():
    first, second = lineas_of(
        "Núm.\tActividad\tMeta anual\tHecho en el trim.\tAcum. ene-sep\t% de la meta anual\n"
        "1\tAsesorías\t20\t4\t13\t65%\n2\tInventarios\t25\t6\t16\t64%\n"
    )
    assert [each.reported for each in (first, second)] == [(13,), (16,)]
    assert second.closing and second.closing.text == "Avance: 64%"


def test_what_was_done_stands_once():
    (linea,) = lineas_of(
        "Actividad\tMeta anual\tRealizado\tAvance\nForos\t4 foros\t1 foro en Lagos\t25%\n"
    )
    assert [each.text for each in linea.passages] == ["Realizado: 1 foro en Lagos"]


def test_an_adjusted_meta_is_the_one_in_force():
    (linea,) = lineas_of(
        "Línea 1\nVisitar las obras.\nMeta original: 50 visitas\n"
        "Meta ajustada: 32 visitas (acuerdo 3/2026)\nSe hicieron ocho visitas.\nAvance: 25%.\n"
    )
    assert [each.quantity for each in linea.amounts] == [32]


@pytest.mark.parametrize(
    "last",
    ["Dos de ocho: veinticinco por ciento, redondeado.", "Dos sobre ocho: 25 %, si se redondea.",
     "Dos de ocho: se avanzó una cuarta parte.", "La cuarta parte del año está ya hecha.",
     "Con ello queda hecha la cuarta parte de lo prometido.", "Va con la cuarta parte de avance.",
     "Equivale a 2 de cada 8 comprometidos.", "Al corte, 25 por ciento (dos de ocho)."],
)  # fmt: skip
def test_a_last_sentence_of_one_share_closes_in_any_words(last):
    lineas = lineas_of(f"Línea 1. Foros\nMeta: 8 foros\nSe hicieron dos foros. \n{last}\n")
    assert [each.closing and each.closing.text for each in lineas] == [last]


@pytest.mark.parametrize(
    "last",
    ["La mitad de las sesiones fue virtual.", "Una tercera parte de los asistentes fue de fuera."],
)
def test_a_fraction_of_something_else_closes_nothing(last):
    assert closings_of(f"Línea 1. Foros\nMeta: 8 foros\nSe hicieron dos foros.\n{last}\n") == [None]


def test_a_number_in_brackets_behind_a_title_is_its_meta():
    (linea,) = lineas_of("Línea 1. Visitas (meta: 8). Se hicieron dos. Ya vamos a la mitad.\n")
    assert [(each.quantity, each.unit) for each in linea.amounts] == [(8, "Visitas")]


@pytest.mark.parametrize("last", ["Con ello se avanzó 25 % de la meta.", "Avance: 25 %"])
def test_a_closing_is_shown_where_it_stands(last):
    read = read_blocks(
        blocks_of_text(
            f"{COVER}Línea 1. Foros\nMeta: 8 foros\nSe hicieron dos foros.\n{last}\n"
            "Fotografía 1. Primer foro.\nFotografía 2. Segundo foro.\n"
        )
    )
    texts = [each.text for each in read.passages]
    assert texts.index(last) + 1 == texts.index("Fotografía 1. Primer foro.")


@pytest.mark.parametrize(
    "last",
    ["Con seis guías impresas, el objetivo está a medio camino: cincuenta por ciento.",
     "Con ello, la tarea está a mitad del camino, 50 por ciento.",
     "El compromiso del año se halla en 50 por ciento, conforme a lo calculado.",
     "Así, el encargo anda en 50 por ciento, sin más que agregar.",
     "Con eso, la línea se coloca en 50 por ciento, y sigue en curso.",
     "El objetivo anual marcha en 50 por ciento, según lo calculado."],
)  # fmt: skip
def test_how_far_the_objetivo_or_encargo_stands_closes(last):
    text = f"Línea 1. Guías. Meta: 12 guías\nSe imprimieron seis guías en mayo.\n\n{last}\n"
    assert closings_of(text) == [last]


BARRED = (
    "Actividad 3 | Atención de denuncias\nMeta | Atender 160 denuncias\nInforme de lo realizado:\n"
    "De enero a marzo se atendieron 80 denuncias.\n{}\n"
)


@pytest.mark.parametrize(
    ("line", "closing"),
    [
        ("Avance | 50% de la meta anual", "Avance: 50% de la meta anual"),
        ("Porcentaje de avance | 50%", "Porcentaje de avance: 50%"),
        ("| Cumplimiento | 50% (80 de 160) |", "Cumplimiento: 50% (80 de 160)"),
        ("Avance anual\t50 %", "Avance anual: 50 %"),
    ],
)
def test_a_row_of_progress_alone_below_a_narrative_closes(line, closing):
    assert closings_of(BARRED.format(line)) == [closing]


@pytest.mark.parametrize("sign", [" | ", "\t"])
def test_a_table_of_progress_stays_one(sign):
    told = sign.join(("Avance", "50%\nPresupuesto", "40%\nPersonal", "100%"))
    assert closings_of(BARRED.format(told)) == [None]


PLAIN = "Compromiso A. Cursos a docentes\nMeta: 18 cursos\nLogro: se dieron nueve cursos.\n"
CLOSED = f"{PLAIN}Cumplimiento: 50%\n\n"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Ferias de derechos (avance de la meta al cierre de junio: 50%)",
         "avance de la meta al cierre de junio: 50%"),
        ("Ferias de derechos [cumplimiento: cincuenta por ciento]",
         "cumplimiento: cincuenta por ciento"),
        ("Ferias de derechos — avance: la mitad", "avance: la mitad"),
        ("Ferias de derechos (va al 50%).", "va al 50%"),
        ("Ferias de derechos (cumplido en 50 por ciento)", "cumplido en 50 por ciento"),
        ("Ferias de derechos - logro acumulado 50%", "logro acumulado 50%"),
    ],
)  # fmt: skip
def test_a_progress_beside_a_title_closes_its_linea(head, told):
    text = f"{CLOSED}Compromiso B. {head}\nMeta: 40 ferias\nLogro: se hicieron veinte ferias.\n"
    assert closings_of(text) == ["Cumplimiento: 50%", told]
    assert lineas_of(text)[1].title == "Ferias de derechos"


def test_a_progress_beside_a_meta_closes_its_linea():
    text = (
        f"{CLOSED}Compromiso B. Ferias\nMeta: 40 ferias en el año (avance: 50%)\n"
        "Logro: se hicieron veinte ferias.\n"
    )
    assert closings_of(text) == ["Cumplimiento: 50%", "avance: 50%"]


@pytest.mark.parametrize(
    "head",
    ["Ferias de derechos (50%)", "Ferias de derechos (avance esperado: 50%)",
     "Ferias de derechos (con avance presupuestal y peso de 50%)",
     "Cursos — atender al 100% de la población"],
)  # fmt: skip
def test_what_a_title_weighs_or_aims_at_closes_nothing(head):
    text = f"{CLOSED}Compromiso B. {head}\nMeta: 40 ferias\nLogro: se hicieron veinte ferias.\n"
    assert closings_of(text) == ["Cumplimiento: 50%", None]


def test_what_closes_a_linea_below_leaves_its_title_whole():
    text = f"Compromiso B. Ferias (avance: 50%)\n{PLAIN.partition(chr(10))[2]}Cumplimiento: 40%\n"
    (linea,) = lineas_of(text)
    assert (linea.title, linea.closing.text) == ("Ferias (avance: 50%)", "Cumplimiento: 40%")
