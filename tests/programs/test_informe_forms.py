"""Forms of a house of its own: how the reader finds líneas whose labels or metas nobody knows."""

import pytest

from programs.values.checks.informe import findings_of_written
from tests.programs.test_informe_promised import lineas_of, written_of

HEAD = "Informe del segundo trimestre de 2025 (abril a junio)\nComisión de Integridad\n\n"
FORMS = [
    # Numbers before labels, a paragraph between two of them.
    ("3. OBRA PÚBLICA\n3.1 Objeto: Revisar expedientes de obra.\n3.2 Magnitud: 40 expedientes.\n"
     "3.3 Labor del periodo\nSe examinaron catorce expedientes en los tres meses del periodo.\n"
     "3.4 Grado de avance: 35 por ciento.",
     "OBRA PÚBLICA", 40),
    # Leaders of dots, behind a number too.
    ("3. OBRA PÚBLICA\n3.1 Objeto ....... Revisar expedientes de obra.\n"
     "3.2 Magnitud ....... 40 expedientes.\n3.3 Labor ..... Se examinaron catorce expedientes.\n"
     "3.4 Grado de avance ... 35 por ciento.",
     "OBRA PÚBLICA", 40),
    ("ÁREA DE ACTAS\nProyecto 1. Emitir boletines\nMeta del año . . . . . 8 boletines\n"
     "Plazo . . . . . . marzo a noviembre de 2025\nSe emitieron dos boletines.\n"
     "Avance: 25 %.", "Emitir boletines", 8),
    # A frame that is drawn.
    ("┌ FICHA 4\n│ Acción: Visitas a los archivos\n│ Meta: 12 visitas en el ejercicio\n└────\n"
     "Se hicieron tres visitas.\nAvance: 25 %.", "Visitas a los archivos", 12),
    # Small Roman numbers in brackets.
    ("Función IV. Sesiones del Comité\n\n(i) Meta. Celebrar 4 sesiones ordinarias.\n"
     "(ii) Desarrollo. El 22 de mayo se celebró una sesión.\n"
     "(iii) Resultado. Una sesión de cuatro; avance de 25 %.",
     "Función IV. Sesiones del Comité", 4),
    # Labels in one line with bars.
    ("Línea 5. Instalar medidores\nMeta: 320 medidores | Inicia 02/01/2025 | Concluye 31/12/2025\n"
     "Se instalaron ochenta medidores.\nAvance: 25 %.", "Instalar medidores", 320),
    # The head of a column that promises.
    ("Coordinación de Normas\nProyecto 1\nElaborar manuales.\n\n"
     "Compromiso\tInicio\tTérmino\n6 manuales\t01/04/2025\t30/06/2025\n\n"
     "Se elaboraron seis manuales.\nEl compromiso se cumplió.", "Elaborar manuales.", 6),
    # Alone above how many.
    ("Área de Comunicación\n\nCOMPROMISO\nSeis boletines durante el año.\n\nQUÉ SE HIZO\n"
     "Se publicaron tres boletines.\n\nAvance: 50 %.", "", 6),
    # Told by the title.
    ("Visitaduría Poniente\n\nCompromiso 1. Brindar 240 orientaciones en el trimestre.\n"
     "Logro: Se brindaron 240 orientaciones.\nBalance: cumplido en su totalidad.",
     "Brindar 240 orientaciones en el trimestre.", 240),
    # Before its narrative, in brackets of an item.
    ("- Donación de acervos (meta anual: 1,000 libros). Se recibieron 300 libros, que dan 30 % de "
     "la meta.", "Donación de acervos", 1000),
    # A line of a list that is all of a línea.
    ("• Línea 2. Foros con empresas. Meta del trimestre: 1 Foro. El 20 de mayo se organizó uno. "
     "Meta cumplida al cien por ciento.", "Foros con empresas", 1),
    # The sign of a paragraph, and a label that names its plan.
    ("§ 1. Dictaminar riesgos\nMeta anual . . . . 44 dictámenes\nSe rindieron once dictámenes.\n"
     "Balance. Once de cuarenta y cuatro: 25 %.", "Dictaminar riesgos", 44),
    ("(A) Estadías profesionales\nProgramado en el trimestre según el Programa Operativo Anual: "
     "80 estudiantes colocados.\nRealizado: 76 estudiantes colocados.\nCumplimiento: 95 %.",
     "Estadías profesionales", 80),
    # A narrative behind the label of a description.
    ("Título: Cuidado de la salud mental\nMeta: 500 consultas\n"
     "Descripción: se otorgaron 140 consultas\nPorcentaje: 28 %",
     "Cuidado de la salud mental", 500),
    # Ordinals behind the word and before it; the number of a plan's meta.
    ("Compromiso segundo. Integrar 40 fichas técnicas. Quedaron integradas 14 fichas, que "
     "equivalen al 35 por ciento de lo comprometido.", "Integrar 40 fichas técnicas", 40),
    ("Primer compromiso: recibir 1,220 visitantes en la mina.\nSe recibió a 610 visitantes.\n"
     "Avance: 50 por ciento.", "recibir 1,220 visitantes en la mina.", 1220),
    ("- Meta 1 del PAAI: abrir 8 ludotecas. En el trimestre se abrieron 2, esto es, 25%.",
     "abrir 8 ludotecas", 8),
    # A title, its meta and its narrative in one paragraph; a row of a table alone.
    ("ÁREA DE CERTIFICACIÓN\nEvaluaciones de competencia. Meta: 16 evaluaciones. Se aplicaron "
     "cuatro. Avance: 25%.", "Evaluaciones de competencia", 16),
    ("Línea de Acción 1\nImpartir talleres.\nMeta | 12 talleres | 01/10/2024 a 30/09/2025\n"
     "Se impartieron tres.\nAvance: 25%.", "Impartir talleres.", 12),
    # Copied into a message, between quotes.
    ('Te copio lo que mandaremos:\n\n"Difusión institucional. Meta: 60 publicaciones. Salieron '
     'dieciocho, que son 30 por ciento."', "Difusión institucional", 60),
    # A card whose first row names the office and the quarter.
    ("Oficialía del Estado | Segundo trimestre de 2025\nLínea 6 | Depuración del padrón\n"
     "Meta | Seis sesiones\nRelato | Hubo tres sesiones.\nAvance | La mitad de la meta",
     "Depuración del padrón", 6),
    # The table of what was promised, below the name of its things.
    ("| Producto | Compromiso anual | Entregado al corte | Avance |\n"
     "| Opiniones técnicas | 60 | 15 | 25 por ciento |", "Opiniones técnicas", 60),
]  # fmt: skip
LOOSE = [
    ("Sobre murales, la meta es de 12 en el año; en el periodo se pintaron seis. La meta va a la "
     "mitad.", 12, "murales"),
    ("Por el segundo, que consiste en reponer 1,200 micromedidores en el ejercicio, la cuadrilla "
     "instaló 318 aparatos. El trimestre aporta así el 26.5 por ciento de lo comprometido.",
     1200, "micromedidores"),
    ("La Secretaría informa que de la meta de 200 diligencias se practicaron 50. El trimestre suma "
     "25 por ciento de la meta anual.", 200, "diligencias"),
]  # fmt: skip
TOLD = [
    ("La línea busca orientar. Para todo el año, la Dirección se propuso brindar veinte asesorías, "
     "repartidas conforme se pidan.", 20, "asesorías"),
    ("Para 2025 se asumió la obligación de impartir nueve talleres.", 9, "talleres"),
    ("El compromiso anual consiste en girar ocho oficios a los ayuntamientos.", 8, "oficios"),
    ("Lo pactado para esta línea fue la emisión de seis boletines.", 6, "boletines"),
    ("Las sesiones ordinarias del año han de ser seis.", 6, "sesiones ordinarias"),
    ("En el año son cuatro las cargas que hay que hacer.", 4, "cargas"),
    ("A lo largo del año habrá de ofrecerse una docena de talleres.", 12, "talleres"),
    ("Trescientas personas habrán de firmar su carta en el año.", 300, "personas"),
    ("Son diez las cápsulas del año y ya se grabó una.", 10, "cápsulas"),
    ("La Dirección se obligó a redactar dieciséis fichas en el año.", 16, "fichas"),
    ("La cifra a la que se aspira en 2025 es de cincuenta y cuatro trámites.", 54, "trámites"),
    ("De las cuarenta pláticas ofrecidas para el año, se llevan diez.", 40, "pláticas"),
]  # fmt: skip
NO_PROMISE = [
    "En la sesión se acordó enviar tres oficios a la Contraloría.",
    "Se impartieron cuatro talleres en el trimestre.",
    "El plan contempla cinco líneas para el año.",
]


def _only(text):
    lineas = lineas_of(HEAD + text)
    assert len(lineas) == 1
    return lineas[0]


@pytest.mark.parametrize(("text", "title", "quantity"), FORMS)
def test_a_form_of_a_house_of_its_own_is_read(text, title, quantity):
    linea = _only(text)
    assert linea.title == title
    assert [amount.quantity for amount in linea.amounts] == [quantity]


@pytest.mark.parametrize(("sentence", "quantity", "unit"), TOLD)
def test_a_sentence_below_a_title_tells_its_meta(sentence, quantity, unit):
    linea = _only(f"Trabajos del área\n{sentence}\n\nSe hizo una.\n\nEl avance es de 25 %.")
    assert [(amount.quantity, amount.unit) for amount in linea.amounts] == [(quantity, unit)]
    shown = " ".join(passage.text for passage in linea.passages)
    assert sentence.split(". ")[-1] in shown  # nothing of what was pasted is lost


@pytest.mark.parametrize(("text", "quantity", "unit"), LOOSE)
def test_a_paragraph_without_a_title_tells_its_meta(text, quantity, unit):
    linea = _only(text)
    assert [(amount.quantity, amount.unit) for amount in linea.amounts] == [(quantity, unit)]


def test_numbered_promises_to_do_so_many_are_lineas():
    lineas = lineas_of(
        f"{HEAD}1. Compromiso: celebrar 12 sesiones ordinarias en el año.\nSe celebraron tres.\n"
        "Son tres de doce, 25 por ciento de la meta.\n\n"
        "2. Compromiso: emitir 8 boletines en el año.\nSe emitieron dos.\n"
        "Son dos de ocho, 25 por ciento de la meta."
    )
    assert [each.amounts[0].quantity for each in lineas] == [12, 8]


def test_a_sum_told_behind_its_parts_is_not_added_to_them():
    text = (
        f"{HEAD}Línea 1. Revisar expedientes\nMeta: 40 expedientes\nSe examinaron cuatro "
        "expedientes en abril, cinco en mayo y otros cinco en junio, es decir, catorce.\n"
        "Avance: {} por ciento de la meta."
    )
    shown = [each.finding.arithmetic for each in findings_of_written(written_of(text.format(45)))]
    assert any(each.startswith("4 + 5 + 5 = 14; 14 ÷ 40 = 35%") for each in shown)
    assert not list(findings_of_written(written_of(text.format(35))))


def test_a_closing_is_no_title_of_the_next_linea():
    lineas = lineas_of(
        f"{HEAD}Compromiso: 12 reportes\nSe enviaron tres.\nVan tres reportes, 25 % de la meta.\n\n"
        "Compromiso: 60 servicios\nSe hicieron 18.\nVan dieciocho servicios, 30 % de la meta."
    )
    assert [each.closing is not None for each in lineas] == [True, True]


@pytest.mark.parametrize(
    "line", ["Tercer trimestre de 2024", "Qué se hizo en el 3er. trim. de 2024"]
)
def test_a_line_within_the_only_linea_tells_the_quarter(line):
    period = written_of(
        f"Línea 5. Elaborar manuales\nMeta: 5 manuales\n{line}\nSe hizo uno.\nAvance: 20 %."
    ).period
    assert period is not None
    assert period.starts_on.isoformat() == "2024-07-01"


@pytest.mark.parametrize("sentence", NO_PROMISE)
def test_what_was_done_or_agreed_in_a_session_is_no_meta(sentence):
    lineas = lineas_of(
        f"{HEAD}Trabajos del área\n{sentence}\n\nSe hizo una.\n\nEl avance es de 25 %."
    )
    assert not any(linea.meta for linea in lineas)


def test_a_form_whose_numbers_jump_keeps_them():
    text = "4.1 Meta: 12 pláticas.\n4.2 Labor: Se dieron tres.\n4.4 Avance: 25 por ciento."
    words = str(written_of(f"{HEAD}4. PLÁTICAS\n{text}"))
    assert "4.4" in words


def test_other_dots_stay_as_they_are():
    line = "BIMESTRE ENERO-FEBRERO ....... 16 DE FEBRERO"
    assert line in str(written_of(f"{HEAD}Calendario\n{line}\nSe cumplió el calendario."))


def test_the_title_of_a_contents_page_stands_alone():
    text = (
        "Oficina de Prevención — tercer trimestre de 2025\nCONTENIDO\nI. Introducción\nII. Anexos\n"
    )
    assert len(written_of(f"{text}\nI. Introducción\nSe informa.\nII. Anexos\n").contents) == 2


def test_a_contents_page_with_leaders_is_none_of_it():
    text = f"{HEAD}Contenido\n1. Resultados ....... 3\n2. Anexos ....... 5\n\n1. Resultados\n"
    assert [entry.heading for entry in written_of(text).contents] == ["Resultados", "Anexos"]


ABOUT = "Informe T2 2025\n\n1. Asesorías\n\n{} La meta va al {}%.\n"


@pytest.mark.parametrize(
    ("told", "share", "wrong"),
    [("Se brindaron 5 de las 20 asesorías programadas en el año.", 25, 30),
     ("Se atendieron 5 de las veinte asesorías comprometidas, todas por teléfono.", 25, 40)],
)  # fmt: skip
def test_what_was_done_stays_where_its_sentence_tells_the_meta_too(told, share, wrong):
    assert findings_of_written(written_of(ABOUT.format(told, share))) == ()
    (placed,) = findings_of_written(written_of(ABOUT.format(told, wrong)))
    assert placed.finding.arithmetic.startswith("5 ÷ 20 = 25%")


@pytest.mark.parametrize(
    ("told", "quantity", "each"),
    [("En el año se deben brindar dos asesorías por mes. Se brindaron seis.", None, 6),
     ("En el año se deben brindar de dos a tres asesorías. Se brindaron seis.", 0, 0),
     ("En el año se comprometieron 5 millones y 24 asesorías. Se brindaron seis.", 24, None)],
)  # fmt: skip
def test_a_told_meta_is_of_each_turn_or_no_number_at_all(told, quantity, each):
    (linea,) = lineas_of(ABOUT.format(told, 25))
    promised = [(amount.quantity, linea.programmed) for amount in linea.amounts]
    assert promised == ([] if each == 0 else [(quantity, each)])


@pytest.mark.parametrize(
    "text",
    ["Archivo\nAbril-junio 2025\n3) Digitalizar expedientes. Meta anual de 40 expedientes. Se "
     "digitalizaron diez. Avance: 25%.\n",
     "Archivo - 2T 2025\n\n* Digitalizar expedientes (40 al año): se digitalizaron diez; avance "
     "25 %.\n* Encuadernar tomos (20 al año): se encuadernaron cinco; avance 25 %.\n",
     "ARCHIVO · 2.º TRIMESTRE DE 2025\n\n3. Digitalizar expedientes [Meta: 40 expedientes]\n"
     "Se digitalizaron diez expedientes.\n[Avance: 25%]\n",
     "Archivo, segundo trimestre 2025\nNombre de la línea de acción: Digitalizar expedientes\n"
     "Cantidad comprometida: 40\nUnidad de medida: expediente\nPorcentaje logrado: 25 %\n"
     "Descripción: Se digitalizaron diez expedientes.\n"],
)  # fmt: skip
def test_forms_of_one_line_and_of_brackets(text):
    written = written_of(text)
    linea = next(iter(written.lineas))
    assert (linea.title, linea.amounts[0].quantity) == ("Digitalizar expedientes", 40)
    assert linea.amounts[0].unit.startswith("expediente")
    assert linea.closing and "25" in linea.closing.text
    assert written.period and (written.period.starts_on.year, written.period.starts_on.month) == (
        2025, 4,
    )  # fmt: skip


def test_the_quarter_may_be_told_by_months_in_a_narrative_alone():
    written = written_of(
        "Informe de la Unidad (abril, mayo y junio de 2025)\n\nLa línea 3, «Digitalizar», tiene "
        "una meta de 40 expedientes al año. En el periodo se digitalizaron diez, 25% de la meta.\n"
    )
    assert written.period and written.period.starts_on.month == 4
