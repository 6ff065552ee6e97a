"""Checks of an informe on short texts, both ways: what is found, and what is left in peace."""

from collections import Counter
from datetime import date

import pytest

from programs.received.informes import from_text
from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.received.informes.lines import Printed, paragraphs
from programs.received.informes.prepared import LONGEST_READ, UNREAD
from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_written
from programs.values.written import Period
from tests.programs.written_cases import written_informe, written_linea
from tests.seedtext import SEEDS

FOURTH = Period(date(2025, 10, 1), date(2025, 12, 31), date(2025, 10, 1), date(2026, 9, 30))


def codes_of(text: str) -> list[Code]:
    """Return the codes of what is found in a text as people paste it."""
    return [each.finding.code for each in reading_of(TEXT, text.encode()).findings]


def codes_of_linea(*texts, **kwargs) -> list[Code]:
    """Return the codes of what is found in an informe of one línea."""
    written = written_informe(written_linea(*texts, **kwargs))
    return [each.finding.code for each in findings_of_written(written)]


CAPTIONS = [
    ("El Primer Foro Juvenil fue en Colima.", "Imagen 1. Tercer Foro Juvenil", True),
    ("El Primer Foro Juvenil y el Tercer Foro Juvenil fueron en Colima.",
     "Imagen 1. Tercer Foro Juvenil", False),
    ("Se celebraron tres foros; el Primer Foro, en Colima.", "Imagen 1. Tercer Foro", False),
    ("Se dictó la conferencia «Jóvenes» en la Universidad Tecnológica de Monclova.",
     "Imagen 1. Feria del Libro de Saltillo", True),
    ("Se dictó la conferencia «Jóvenes» en la Universidad Tecnológica de Monclova.",
     "Imagen 1. Taller para estudiantes de ingeniería", False),
    ("Se dictó la conferencia «Jóvenes» en Monclova.", "Imagen 1. Público asistente", False),
    ("Se realizó un evento en Monclova y una conferencia.",
     "Imagen 1. Feria del Libro de Saltillo", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "caption", "found"), CAPTIONS)
def test_captions_of_an_event_that_is_not_told(text, caption, found):
    assert (Code.CAPTION_SESSION in codes_of_linea(text, caption)) is found


@pytest.mark.parametrize(
    ("parts", "found"), [(("62", "38", "27", "11"), True), (("62", "40", "27", "11"), False)]
)
def test_a_list_is_added_to_the_total_above_it(parts, found):
    items = [f"- Sector {letter}: {part}" for letter, part in zip("ABCD", parts, strict=True)]

    told = codes_of_linea("Hubo 140 participantes, distribuidos así:", *items)
    part = codes_of_linea("Hubo 140 participantes, entre ellos:", *items)

    assert (Code.SUM in told) is found and Code.SUM not in part


TABLES = [
    ([("No.", "Actividad"), ("1", "a"), ("2", "b"), ("3", "c"), ("5", "d")], Code.NUMBER_GAP),
    ([("No.", "Actividad"), ("1", "a"), ("2", "b"), ("2", "c"), ("3", "d")], Code.NUMBER_TWICE),
    ([("No.", "Actividad"), ("1", "a"), ("2", "b"), ("3", "c"), ("4", "d")], None),
    ([("Folio", "Actividad"), ("1", "a"), ("2", "b"), ("3", "c"), ("5", "d")], None),
    ([("Ramo", "Recibidas", "Atendidas", "Pendientes"), ("A", "30", "22", "8"),
      ("B", "18", "11", "7"), ("C", "25", "19", "5")], Code.SUM),
    ([("Ramo", "Recibidas", "Atendidas", "Pendientes"), ("A", "30", "22", "8"),
      ("B", "18", "11", "7"), ("C", "25", "19", "6")], None),
    ([("Acción", "Meta", "Avance", "%"), ("A", "60", "21", "35"), ("B", "16", "6", "47.5")],
     Code.WRITTEN_PERCENT),
    ([("Acción", "Meta", "Avance", "%"), ("A", "60", "21", "35"), ("B", "16", "6", "37.5")], None),
    ([("Acción", "Meta", "Avance", "%"), ("A", "60", "21", "5"), ("B", "16", "6", "7"),
      ("C", "10", "5", "8")], None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code"), TABLES)
def test_tables_that_do_not_agree_with_themselves(rows, code):
    assert codes_of_linea(rows) == ([code] if code else [])


@pytest.mark.parametrize(("changed", "found"), [("20/04/2026", True), ("31/03/2026", False)])
def test_a_sheet_in_lines_is_not_changed_behind_its_update(changed, found):
    told = codes_of_linea(
        "Fecha de actualización: 31/03/2026",
        "Fecha de validación: 31/03/2026",
        f"Fecha de última modificación: {changed}",
    )

    assert (Code.SHEET_DAYS in told) is found


LINEA = "Línea 1. Manual\nMeta: 1 manual\n{days}\nSe elaboró un manual.\nAvance: 100%"


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("Fecha de inicio: 31/11/2024\nFecha de término: 31/03/2025", True),
        ("Inicio: 31 de abril de 2025. Término: 30 de junio de 2025.", True),
        ("Fecha Inicio: 01/01/2025 Fecha Término: 31/03/2025", False),
    ],
)
def test_a_day_of_a_linea_that_does_not_exist_is_kept(days, found):
    assert (Code.IMPOSSIBLE_DAY in codes_of(LINEA.format(days=days))) is found


def test_both_dates_on_one_line_are_read():
    text = LINEA.format(days="Fecha Inicio: 01/01/2025 Fecha Término: 31/03/2025")
    linea = next(iter(reading_of(TEXT, text.encode()).written.lineas))

    assert (linea.starts_on, linea.ends_on) == (date(2025, 1, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (("3 de febrero", "3 de febrero"), [Code.OFICIO_TWICE]),
        (("3 de febrero", "13 de febrero"), [Code.OFICIO_DAYS]),
    ],
)
def test_one_finding_of_an_oficio_is_enough(days, codes):
    lineas = [
        written_linea(
            f"Con oficio DIF/UA/55/2024 de {day} de 2024 se envió el informe.",
            key=f"linea-{n}",
            number=str(n),
        )
        for n, day in enumerate(days, start=1)
    ]

    found = findings_of_written(written_informe(*lineas))

    assert [each.finding.code for each in found] == codes


@pytest.mark.parametrize(("total", "found"), [(14, True), (12, False), (7, False)])
def test_what_the_presentacion_tells_in_total_is_the_sum_of_the_lineas(total, found):
    text = (
        f"PRESENTACIÓN\nEn suma, se impartieron {total} talleres.\nDIRECCIÓN DE CURSOS\n"
        "Línea 1. Ética\nMeta: 20 talleres\nSe impartieron 5 talleres.\nAvance: 25 %\n"
        "Línea 2. Archivo\nMeta: 28 talleres\nSe impartieron 7 talleres.\nAvance: 25 %"
    )

    assert (Code.OPENING_FIGURE in codes_of(text)) is found


@pytest.mark.parametrize(
    ("months", "found"),
    [("abril, julio y octubre", True), ("enero, abril, julio y octubre", False)],
)
def test_a_calendar_of_a_quarterly_duty_has_four_months(months, found):
    text = f"Remitir trimestralmente los estados financieros. Meses: {months}."

    assert (Code.DUTY_GAP in codes_of_linea(text)) is found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Programa Anual de Evaluación 2025", "Programa Anual de Evaluaciones 2025", True),
        ("Plan Estatal de Desarrollo 2022-2027", "Programa Estatal de Desarrollo 2022-2027", True),
        ("Programa Anual de Evaluación 2024", "Plan Anual de Evaluación 2025", False),
        ("Programa Anual de Evaluación 2025", "Programa Anual de Archivos 2025", False),
    ],
)
def test_any_plan_has_one_name(one, other, found):
    told = codes_of_linea(f"Se informa del {one}.", f"Todo ello conforme al {other}.")

    assert (Code.PLAN_NAMES in told) is found


def test_the_year_of_the_informe_may_begin_in_october():
    text = (
        "Informe del Primer Trimestre (octubre - diciembre de 2025) del ejercicio 2025-2026\n"
        "Línea 1. Visitas\nMeta: 20 visitas\nSe hicieron cinco visitas.\nAvance: 25 %"
    )

    assert reading_of(TEXT, text.encode()).written.period == FOURTH


def test_a_paragraph_without_end_is_read_up_to_a_limit_and_told():
    text = "Línea 1. X\nMeta: 9 sesiones\n" + "9 sesiones de " * 5_000
    reading = reading_of(TEXT, text.encode())

    assert reading.understood < 0.5
    assert any(each.text == UNREAD for each in reading.passages)
    assert max(len(each.text) for each in reading.passages) <= LONGEST_READ
    assert from_text.MAX_LINES <= 40_000


@pytest.mark.parametrize(
    ("below", "number"),
    [("El foro contó con cuarenta personas.", 2), ("Colima y de sus organizaciones.", 1)],
)
def test_a_caption_ends_where_a_sentence_begins(below, number):
    lines = [Printed("Imagen 1. Foro de las universidades públicas", full=True), Printed(below)]

    assert len(list(paragraphs(lines, spaced=False))) == number


def test_the_paste_of_s2_gives_what_it_gave():
    found = Counter(codes_of(SEEDS["sesaech"].read_text(encoding="utf-8")))

    assert sum(found.values()) == 25, found
