"""Forms of a house of its own: how the reader finds líneas whose labels or metas nobody knows."""

import pytest

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
]  # fmt: skip
TOLD = [
    ("La línea busca orientar. Para todo el año, la Dirección se propuso brindar veinte asesorías, "
     "repartidas conforme se pidan.", 20, "asesorías"),
    ("Para 2025 se asumió la obligación de impartir nueve talleres.", 9, "talleres"),
    ("El compromiso anual consiste en girar ocho oficios a los ayuntamientos.", 8, "oficios"),
    ("Lo pactado para esta línea fue la emisión de seis boletines.", 6, "boletines"),
    ("Las sesiones ordinarias del año han de ser seis.", 6, "sesiones ordinarias"),
    ("En el año son cuatro las cargas que hay que hacer.", 4, "cargas"),
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


def test_a_contents_page_with_leaders_is_none_of_it():
    text = f"{HEAD}Contenido\n1. Resultados ....... 3\n2. Anexos ....... 5\n\n1. Resultados\n"
    assert [entry.heading for entry in written_of(text).contents] == ["Resultados", "Anexos"]
