"""The cotejo of a quarter: the same figures in the PDF, on the page and in the workbook."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from openpyxl.cell import Cell

from programs.enums import InformePart
from programs.values.amounts import NOTHING, Amount
from programs.values.changes import ChangeSnapshot
from programs.values.cotejo import cotejo_line, cotejo_of
from programs.values.cotejo_rows import RowOf, total_of_rows
from programs.values.facts import ComponentFacts, Kind, MetaFacts, Rule
from programs.values.frozen import FORMAT, thaw
from programs.values.hechos.stored import FigureOrigin, HechosSnapshot
from programs.values.phrases import number_text, shown_percent
from programs.values.progress import Closing
from programs.values.snapshot import LineaSnapshot, MetaSnapshot, Snapshot, TareaSnapshot
from reports.documents import informe
from reports.documents.base import DRAFT
from reports.documents.results import LineFigures, line_figures, results_parts
from reports.documents.results_xlsx import results_xlsx
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.cortes import make_corte, stored_payload
from tests.oracle.printed import elements_of
from tests.reports.documents import pdf_text

MUESTRA = "muestra-2026-t2"
# Columns of the workbook whose figures the annex prints, in its order.
PRINTED = (
    "Meta anual", "Programado en el trimestre", "Realizado en el trimestre",
    "Variación del trimestre", "Programado acumulado", "Realizado acumulado", "Variación acumulada",
    "Avance acumulado", "Avance anual",
)  # fmt: skip
# Those that the tablero says too, by their field of its reading.
SHOWN = {
    "Meta anual": "annual",
    "Programado en el trimestre": "programmed",
    "Realizado en el trimestre": "quantity",
    "Recibido en el trimestre": "received",
    "Programado acumulado": "accumulated_programmed",
    "Realizado acumulado": "accumulated",
    "Avance anual": "percent",
}
# What may stand in small between two figures of a row.
SMALL = (
    r"\s(?:(?:porcentaje|atendido, según lo recibido|hito(?: alcanzado| por alcanzar)?"
    r"|(?:original|recibido|atención|por cantidades): \S+|de lo recibido|declarado"
    r"|\S+ sin reportar)\s)*"
)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return thaw(stored_payload(FORMAT, MUESTRA))


def workbook_rows(data: bytes) -> list[dict[str, Cell]]:
    """Return the rows of a workbook by the heads of their columns."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    heads, *rows = sheet.iter_rows()
    return [dict(zip((head.value for head in heads), row, strict=True)) for row in rows]


def said(cell: Cell) -> str:
    """Return what a cell of the workbook says, as a document prints it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    value = Decimal(repr(cell.value))
    if "%" in cell.number_format:
        # A cell holds 16 digits: the last ones of a third are not those of the exact ratio.
        return shown_percent(round(value * 100, 11))
    text = number_text(abs(value)) if cell.number_format.startswith("+") else number_text(value)
    sign = {1: "+", -1: "−"}.get((value > 0) - (value < 0), "")
    return f"{sign}{text}" if cell.number_format.startswith("+") else text


@pytest.mark.django_db
def test_pdf_page_and_workbook_say_the_same_figures(client, snapshot, tmp_path: Path):
    corte = make_corte(stored_payload(FORMAT, MUESTRA))
    client.force_login(corte.made_by)
    address = [snapshot.institucion.slug, snapshot.year, 2]
    answer = client.get(reverse("results_workbook", args=address))
    rows = workbook_rows(answer.content)

    assert "metas-y-resultados-muestra-2026-t2.xlsx" in answer["Content-Disposition"]
    page = client.get(reverse("tablero"), {"programa": "muestra-2026", "trimestre": 2})
    readings = [
        part for line in page.context["page"].rows.lines for part in line.reading.components
    ]
    of_components = [row for row in rows if row["Renglón"].value == "Cantidad de la meta"]
    assert len(of_components) == len(readings) > 20
    for row, reading in zip(of_components, readings, strict=True):
        told = {head: said(row[head]) for head in SHOWN}
        assert told == {head: getattr(reading, name) for head, name in SHOWN.items()}

    document = informe.build(snapshot)
    (results,) = (each for each in document.chapters if each.kind == InformePart.RESULTS)
    annex = replace(document, chapters=(results,), contents=())
    pdf = tmp_path / "anexo.pdf"
    pdf.write_bytes(html_to_pdf(document_html(annex), document_sources())[0])
    text = " ".join(re.sub(r"‐\n", "", pdf_text(pdf)).split())
    place = 0
    for row in rows:
        found = re.compile(printed_row(row)).search(text, place)
        assert found, (row["Línea"].value, printed_row(row))
        place = found.end()


def printed_row(row: dict[str, Cell]) -> str:
    """Return the pattern of a row on paper: its unit and figures, with what is said in small."""
    told = [said(row["Unidad de medida"])]
    for head in PRINTED:
        text = said(row[head]) or NOTHING
        # Once a row is enough on paper.
        told.append(NOTHING if text == "sin cuantificar" and head != "Meta anual" else text)
    return SMALL.join(map(re.escape, told))


# What the rows say --------------------------------------------------------------------------------


def component(**values: object) -> ComponentFacts:
    """Return a component of 24 asuntos of which 3 of 6 were done in the first quarter."""
    given = {
        "unit": "asuntos",
        "kind": Kind.SUM,
        "annual": Decimal(24),
        "programmed": (Decimal(6), Decimal(6), Decimal(6), Decimal(6)),
        "actual": (Decimal(3), None, None, None),
    }
    return ComponentFacts(**(given | values))


def linea_with(snapshot: Snapshot, *components: ComponentFacts, rule: Rule = Rule.POOLED,
               tareas: tuple[TareaSnapshot, ...] = (), changes: tuple[ChangeSnapshot, ...] = (),
               **entry: object) -> LineaSnapshot:  # fmt: skip
    """Return the first línea of the sample with another meta and another entry."""
    linea = snapshot.lineas[0]
    code = entry.pop("code", Closing.COMPUTED)
    meta = MetaSnapshot("Meta", "Meta", None, None, MetaFacts(components, rule), (), changes, ())
    return replace(
        linea,
        meta=meta if components else None,
        tareas=tareas,
        avance=replace(linea.avance, **entry),
        closing=replace(linea.closing, code=code, adjustments=()),
    )


def texts(figures: LineFigures) -> list[list[str]]:
    """Return what each row under a línea prints."""
    return [
        [" ".join(filter(None, (row.unit, row.kind)))]
        + [" ".join((cell.text, *cell.notes)) for cell in row.cells]
        for row in figures.rows
    ]


@pytest.mark.parametrize(
    ("values", "row"),
    [
        ({}, ["asuntos", "24", "6", "3", "50%", "6", "3", "50%", "12.5%"]),
        ({"actual": (Decimal(0), None, None, None)},
         ["asuntos", "24", "6", "0", "0%", "6", "0", "0%", "0%"]),
        ({"actual": (None,) * 4},
         ["asuntos", "24", "6", "sin dato", "sin dato", "6", "sin dato", "sin dato", "sin dato"]),
        ({"programmed": (Decimal(0), Decimal(24), None, None), "actual": (None,) * 4},
         ["asuntos", "24", *["no programado"] * 7]),
        ({"programmed": (None,) * 4},
         ["asuntos", "24", "sin programación", "3", "sin programación", "sin programación", "3",
          "sin programación", "12.5%"]),
        ({"kind": Kind.DEMAND, "received": (Decimal(4), None, None, None)},
         ["asuntos atendido, según lo recibido", "24", "6", "3 recibido: 4", "50%", "6",
          "3 recibido: 4", "50%", "12.5% atención: 75%"]),
        ({"kind": Kind.DEMAND, "annual": None, "received": (Decimal(4), None, None, None)},
         ["asuntos atendido, según lo recibido", "según la demanda", "6", "3 recibido: 4", "50%",
          "6", "3 recibido: 4", "50%", "75% de lo recibido"]),
        ({"kind": Kind.MILESTONE, "annual": Decimal(1), "actual": (Decimal(1), None, None, None),
          "programmed": (Decimal(1), None, None, None)},
         ["asuntos hito alcanzado", "1", "1", "1", "100%", "1", "1", "100%", "100%"]),
        ({"kind": Kind.MILESTONE, "annual": Decimal(1), "actual": (Decimal(0), None, None, None),
          "programmed": (Decimal(1), None, None, None)},
         ["asuntos hito por alcanzar", "1", "1", "0", "0%", "1", "0", "0%", "0%"]),
        ({"kind": Kind.UNQUANTIFIED, "annual": None, "programmed": (None,) * 4,
          "actual": (None,) * 4},
         ["asuntos", "sin cuantificar", "sin programación", *["—"] * 6]),
    ],
)  # fmt: skip
def test_blank_zero_and_a_figure_are_told_apart_under_a_linea(snapshot, values, row):
    linea = linea_with(snapshot, component(**values))
    first = replace(snapshot.trimestre, number=1, months=(1, 2, 3), begun=3)

    assert texts(line_figures(linea, first)) == [row]


def test_a_declared_percentage_stands_for_the_whole_meta_with_its_reason(snapshot):
    first = replace(snapshot.trimestre, number=1, months=(1, 2, 3), begun=3)
    entry = {"stated_percent": Decimal(64), "closing_reason": "Así consta.", "code": Closing.STATED}
    parts = component(), component(unit="acuerdos", actual=(Decimal(6), None, None, None))

    single = line_figures(linea_with(snapshot, parts[0], **entry), first)
    assert texts(single)[0][-1] == "64% declarado por cantidades: 12.5%"
    assert single.notes == ("Porcentaje declarado. Motivo: Así consta.",)

    several = line_figures(linea_with(snapshot, *parts, **entry), first)
    assert [row[-1] for row in texts(several)] == [
        "12.5%", "25%", "64% declarado por cantidades: 19%"
    ]  # fmt: skip
    each = line_figures(linea_with(snapshot, *parts, rule=Rule.EACH, **entry), first)
    assert [row[-1] for row in texts(each)] == ["12.5%", "25%", "64% declarado"]
    omitted = entry | {"code": Closing.OMITTED}
    assert "declarado" not in str(line_figures(linea_with(snapshot, *parts, **omitted), first))


def test_a_modified_meta_says_the_original_and_who_agreed(snapshot):
    change = ChangeSnapshot(
        0, "asuntos", 1, Decimal(12), Decimal(24), "12 asuntos", "24 asuntos", (None,) * 4,
        (None,) * 4, (), (), "Crecieron", 1, "Acuerdo OG/03/2026", date(2026, 2, 15),
    )  # fmt: skip
    first = replace(snapshot.trimestre, number=1, months=(1, 2, 3), begun=3)
    figures = line_figures(linea_with(snapshot, component(), changes=(change,)), first)

    assert texts(figures)[0][1] == "24 original: 12"
    assert figures.notes == (
        "Meta modificada de 12 a 24 asuntos desde el 1er trimestre. "
        "Acuerdo OG/03/2026, 15/02/2026.",
    )


def test_totals_are_of_one_unit_and_lack_what_one_of_their_rows_lacks(snapshot):
    first = replace(snapshot.trimestre, number=1, months=(1, 2, 3), begun=3)

    def total(*components: ComponentFacts):
        rows = [cotejo_line(linea_with(snapshot, c), first).rows[0] for c in components]
        return total_of_rows(rows)

    both = total(component(), component(unit="Asuntos.", actual=(Decimal(9), None, None, None)))
    assert (both.of, both.annual.value, both.done.value) == (RowOf.TOTAL, 48, 12)
    assert (both.variation.signed, both.accumulated_percent.percent) == ("0", "100%")
    assert both.annual_percent.percent == "25%"
    blank = total(component(), component(actual=(None,) * 4))
    assert (blank.done, blank.accumulated_percent) == (Amount(None, "sin dato"),) * 2
    assert blank.variation.text == NOTHING
    assert blank.programmed.value == 12
    idle = total(component(), component(programmed=(Decimal(0),) * 4, actual=(None,) * 4))
    assert (idle.programmed.value, idle.done.value, idle.annual_percent.percent) == (6, 3, "6%")
    for other in ({"unit": "actas"}, {"kind": Kind.PERCENT}, {"kind": Kind.UNQUANTIFIED}):
        assert total(component(), component(**other)) is None
    assert total(component()) is None


# Paper and parts ----------------------------------------------------------------------------------


def test_each_part_is_printed_only_where_it_is_switched_on(snapshot):
    for parts in ((), ("figures",), ("results",)):
        paper = elements_of(document_html(informe.build(replace(snapshot, parts=parts))))
        assert bool(list(paper.all("table", "figures"))) == ("figures" in parts)
        assert bool(list(paper.all("table", "results"))) == ("results" in parts)
    assert not results_parts(replace(snapshot, ejes=()))


def test_the_annex_has_one_row_of_heads_and_a_head_for_each_row(snapshot):
    html = document_html(informe.build(replace(snapshot, parts=("results",))))
    annex = html[html.index("chapter-results") :]
    tables = re.findall(r'<table class="results">.*?</table>', annex, re.DOTALL)

    assert len(tables) == len(cotejo_of(snapshot).ejes)
    for table in tables:
        head, body = table.split("<tbody>")
        assert head.count("<tr>") == 1
        assert head.count('<th scope="col"') == 12
        rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
        assert all(row.count('<th scope="row"') == 1 for row in rows)
    # A shape that nobody sees says its word.
    shapes = re.findall(r"<svg.*?<title[^>]*>(.*?)</title>.*?</svg>", annex, re.DOTALL)
    assert len(shapes) == len(snapshot.lineas) + 4
    assert set(shapes) >= {"Semáforo: En tiempo", "Semáforo: Atrasada"}


def test_long_titles_and_remarks_take_the_width_of_the_table(snapshot):
    eje = snapshot.ejes[0]
    lines = (replace(eje.lineas[0], title="Título " * 80), *eje.lineas[1:])
    (annex,) = results_parts(replace(snapshot, ejes=(replace(eje, lineas=lines),)))

    assert [line.has_long_title for line in annex.ejes[0].lines] == [True, False, False, False]
    assert not annex.ejes[0].lines[0].title_is_tall


# The workbook -------------------------------------------------------------------------------------


def test_the_workbook_is_typed_and_the_same_again(snapshot):
    hostile = replace(snapshot.lineas[0], title="=HYPERLINK(1)", number="1.1")
    eje = replace(snapshot.ejes[0], lineas=(hostile, *snapshot.ejes[0].lineas[1:]))
    altered = replace(snapshot, ejes=(eje, *snapshot.ejes[1:]))
    data = results_xlsx(altered, DRAFT)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rows = workbook_rows(data)

    assert results_xlsx(altered, DRAFT) == data
    assert (sheet.title, sheet.freeze_panes) == ("Metas y resultados", "C2")
    first = rows[0]
    assert (first["Título"].value, first["Título"].data_type) == ("=HYPERLINK(1)", "s")
    assert first["Título"].quotePrefix
    assert first["Fecha de corte"].value == datetime(2026, 6, 30)
    assert first["Unidad de medida"].value == "solicitudes"
    assert {first[head].data_type for head in PRINTED} == {"n"}
    assert (first["Avance anual"].value, first["Avance anual"].number_format) == (0.5, "0.0%")
    assert all(column.width > 8 for column in sheet.column_dimensions.values())
    told = dict(book.worksheets[1].iter_rows(values_only=True))
    assert told["Esta copia"] == "Borrador"
    assert told["Fecha de corte"] == datetime(2026, 6, 30)
    assert "Muestra" in told["Datos"]


# Where each figure comes from ---------------------------------------------------------------------


def with_origins(snapshot: Snapshot) -> tuple[Snapshot, dict[int, str]]:
    """Return a snapshot whose first quantities have an address, and {línea: its address}."""
    counted = [each for each in snapshot.lineas if each.meta and each.meta.facts.components]
    addresses = {each.pk: f"https://sesea.example/cifra/{each.pk}/" for each in counted}
    origins = tuple(FigureOrigin(pk, 0, "", address) for pk, address in addresses.items())
    return replace(snapshot, hechos=HechosSnapshot((), (), origins)), addresses


def test_what_was_done_opens_its_origin_in_the_workbook(snapshot):
    linked, addresses = with_origins(snapshot)
    snapshot = replace(snapshot, hechos=None)
    rows, plain = (
        workbook_rows(results_xlsx(linked, DRAFT)),
        workbook_rows(results_xlsx(snapshot, DRAFT)),
    )
    opened = [row for row in rows if row["Realizado en el trimestre"].hyperlink]

    assert results_xlsx(linked, DRAFT) == results_xlsx(linked, DRAFT)
    assert opened
    assert {row["Realizado en el trimestre"].hyperlink.target for row in opened} <= set(
        addresses.values()
    )
    assert [row["Realizado en el trimestre"].value for row in rows] == [
        row["Realizado en el trimestre"].value for row in plain
    ]
    assert not any(cell.hyperlink for row in plain for cell in row.values())
    others = set(rows[0]) - {"Realizado en el trimestre"}
    assert not any(row[head].hyperlink for row in rows for head in others)


def test_what_was_done_opens_its_origin_in_the_annex(snapshot):
    linked, addresses = with_origins(snapshot)
    snapshot = replace(snapshot, hechos=None)
    (annex,) = results_parts(linked)
    done = [column.field for column in annex.heads].index("done")
    for line in (line for eje in annex.ejes for line in eje.lines):
        first, *rest = line.rows
        assert first.cells[done].address == addresses.get(line.pk, "")
        assert not any(cell.address for row in rest for cell in row.cells)
        assert not any(cell.address for n, cell in enumerate(first.cells) if n != done)
    (plain,) = results_parts(snapshot)
    assert (annex.linked, plain.linked) == (True, False)


def test_what_was_done_opens_its_origin_under_its_linea(snapshot):
    parts = (*snapshot.parts, InformePart.FIGURES)
    linked, addresses = with_origins(replace(snapshot, parts=parts))
    plain = replace(linked, hechos=None)

    def cells(snapshot):
        chapters = informe.build(snapshot).chapters
        for eje in (part for chapter in chapters for part in chapter.parts):
            for line in getattr(eje, "lines", ()):
                for place, row in enumerate(line.figures.rows if line.figures else ()):
                    yield from (
                        (line.pk, place, head.field, cell)
                        for head, cell in zip(line.figures.heads, row.cells, strict=True)
                    )

    told = list(cells(linked))
    assert {pk for pk, *_ in told} == addresses.keys()
    for pk, place, field, cell in told:
        wanted = addresses[pk] if (place, field) == (0, "done") else ""
        assert cell.address == wanted
    assert not any(cell.address for *_, cell in cells(plain))
    assert [cell.text for *_, cell in told] == [cell.text for *_, cell in cells(plain)]
