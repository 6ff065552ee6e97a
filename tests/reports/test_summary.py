"""The resumen ejecutivo: what the tablero of the same quarter says, on one page whatever comes."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
import time_machine

from programs.models import Trimestre
from programs.reading.corte import trimestre_snapshot
from programs.values.changes import ChangeSnapshot
from programs.values.frozen import FORMAT, thaw
from programs.values.progress import Kind
from programs.values.readings import done_of_programmed
from programs.values.snapshot import Snapshot
from reports.documents import informe
from reports.documents.summary import (
    NO_CAUSE,
    NO_CHANGES,
    NO_LINES,
    NONE_LATE,
    NOTHING_TOLD,
    Summary,
    summary_of,
)
from reports.finish import TAGGED_VARIANT, Finish
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.cortes import make_corte, stored_payload
from tests.reports.printed_values import with_adecuaciones
from tests.reports.tablero_cast import MAY, board, report
from tests.reports.tags import problems_of_tags, read_tags

MUESTRA = "muestra-2026-t2"
CHANGE = ChangeSnapshot(
    component=0,
    unit="personas",
    from_quarter=2,
    original=Decimal(24),
    adjusted=Decimal(16),
    original_text="24 personas",
    adjusted_text="",
    original_programmed=(None,) * 4,
    adjusted_programmed=(None,) * 4,
    original_due=(),
    adjusted_due=(),
    reason="Cambió la demanda.",
    number=1,
    agreement="Acuerdo OG/2026/06",
    agreed_on=date(2026, 5, 15),
)
PHRASE = "Fortalecer la coordinación interinstitucional para prevenir hechos de corrupción "


def stored(name: str = MUESTRA) -> Snapshot:
    """Return a stored quarter with only the summary switched on."""
    return replace(thaw(stored_payload(FORMAT, name)), parts=("summary",))


def words(chart, *columns: int) -> list[tuple[str, ...]]:
    """Return some columns of the table of a chart."""
    return [tuple(row[column].text for column in columns) for row in chart.rows]


def compare(made: Summary, page) -> None:
    """Compare every figure of a summary with the tablero."""
    assert (made.curve.rows, made.curve.sentence) == (page.curve.rows, page.curve.sentence)
    counts = (made.semaforos.rows, made.semaforos.sentence)
    assert counts == (page.semaforos.rows, page.semaforos.sentence)
    assert made.sentences == (page.curve.sentence, page.semaforos.sentence)
    panels = {name: (figure, word) for name, figure, word in words(page.areas, 0, 3, 5)}
    shown = {name: (figure, word) for name, figure, word in words(made.areas, 0, 1, 3)}
    assert len(shown) >= 2
    for name, (figure, word) in shown.items():
        assert panels[name][1] == word
        # Where a part is without report a bullet says the pair, a panel how much is missing.
        assert panels[name][0] == figure or panels[name][0] in figure
    behind = [each for each in page.ordered_lines if each.semaforo.color in ("red", "amber")]
    assert [line.title.split()[0] for line in made.late] == [
        each.linea.number for each in behind[: len(made.late)]
    ]
    for line, each in zip(made.late, behind, strict=False):
        assert line.quantity.replace("\n", " ") == done_of_programmed(each.reading)
        assert each.semaforo.word in line.mark
        assert each.linea.area.startswith(line.area.rstrip("…"))
    told = f"Y {len(behind) - len(made.late)} "
    assert made.more_late.startswith(told) if len(behind) > len(made.late) else not made.more_late


@pytest.mark.django_db
def test_a_closed_quarter_says_what_its_tablero_says(client):
    corte = make_corte(stored_payload(FORMAT, MUESTRA))
    client.force_login(corte.made_by)
    page, _ = board(client, programa="muestra-2026", trimestre=2)

    made = summary_of(stored())
    compare(made, page)
    assert len(made.late) > 1
    assert page.cut_words(MAY).startswith(made.cut.rstrip("."))


@pytest.mark.django_db
@pytest.mark.parametrize("day", [MAY.replace(month=3, day=20), MAY.replace(month=4, day=6)])
def test_a_running_quarter_says_what_its_tablero_says(cast, sign_in, day):
    report(cast, 1, 2)
    page, _ = board(sign_in("secretario"), day, trimestre=1)
    with time_machine.travel(day, tick=False):
        made = summary_of(trimestre_snapshot(Trimestre.objects.get(pk=page.scope.trimestre.pk)))

    assert made.curve.rows == page.curve.rows
    assert made.sentences == (page.curve.sentence, page.semaforos.sentence)
    assert made.semaforos.rows == page.semaforos.rows


@pytest.mark.django_db
def test_a_month_that_is_not_over_is_after_the_cut_off(cast):
    quarter = cast.avance().trimestre
    snapshot = trimestre_snapshot(quarter, today=quarter.starts_on.replace(month=2, day=10))

    assert (snapshot.trimestre.begun, snapshot.trimestre.over) == (2, 1)
    assert summary_of(snapshot).cut == "Corte al 31 de enero de 2026."


def grown(title: str, area: str, cause: str) -> Snapshot:
    """Return 532 líneas of 30 áreas, 40 of them late and modified, with such texts."""
    base = stored()
    model = next(
        linea
        for linea in base.lineas
        if linea.meta and linea.meta.facts.quantified and linea.avance
    )
    part = replace(
        model.meta.facts.quantified[0],
        kind=Kind.SUM,
        annual=Decimal(16),
        programmed=(Decimal(4),) * 4,
        actual=(Decimal(1), Decimal(1), None, None),
    )
    behind = replace(
        model.meta, facts=replace(model.meta.facts, components=(part,)), changes=(CHANGE,)
    )
    lineas = tuple(
        replace(
            model,
            pk=number,
            number=f"1.{number}",
            title=title,
            area=f"{area} {number % 30}"[-200:],
            area_code=f"a{number % 30}",
            meta=behind if number <= 40 else model.meta,
            avance=replace(model.avance, cause=cause),
        )
        for number in range(1, 533)
    )
    tareas = tuple(
        replace(tarea, area=f"{area} {number}"[-200:], area_code=f"a{number}")
        for number, tarea in enumerate(list(base.ejes[0].tareas) * 30)
        if number < 30
    )
    eje = replace(base.ejes[0], lineas=lineas, tareas=tareas)
    return with_adecuaciones(replace(base, ejes=(eje,)))


def test_it_is_one_page_whatever_comes():
    cases = {
        "long": grown(PHRASE * 5, PHRASE * 2, PHRASE * 5),
        "unbroken": grown("W" * 400, "M" * 200, "Ñ" * 400),
        "usual": stored(),
        "without quantities": stored("sesaech-2024-t1"),
        "nothing reported": stored("sesea-slp-2023-t1"),
        "nothing": replace(stored(), ejes=()),
    }
    documents = {name: informe.build(case) for name, case in cases.items()}
    pages = [replace(document.chapters[0], anchor=name.replace(" ", "-"))
             for name, document in documents.items()]  # fmt: skip
    assert [page.kind for page in pages] == ["summary"] * len(cases)
    document = replace(documents["long"], chapters=tuple(pages), contents=())
    pdf, messages = html_to_pdf(document_html(document), document_sources(), Finish(TAGGED_VARIANT))

    # The six are of one document here only.
    assert not [each for each in messages if "Anchor defined twice" not in each]
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert len(read.pages) == 1 + len(cases)
        assert not problems_of_tags(read)
        spoken = [str(tag.element.get("/Alt")) for tag in read_tags(read).all("Figure")]
    assert any("Junio de 2026, 88, 79, 90" in text for text in spoken)
    for name in ("long", "unbroken"):
        (made,) = documents[name].chapters[0].parts
        assert 3 <= len(made.late) < 40
        assert made.more_late == f"Y {40 - len(made.late)} líneas más; vea cada una en el informe."
        assert made.more_areas.endswith("áreas más; se muestran las de menor avance.")
        assert made.more_changes == f"Y {40 - len(made.changes)} modificaciones más."


def test_the_worst_stand_first_and_the_rest_is_sent_to_the_annex():
    whole = grown(PHRASE, "Dirección", "")
    eje = whole.ejes[0]
    worst = replace(eje.lineas[20], number="9.9")
    facts = worst.meta.facts
    part = replace(facts.components[0], actual=(Decimal(0), Decimal(0), None, None))
    worst = replace(worst, meta=replace(worst.meta, facts=replace(facts, components=(part,))))
    lineas = (*eje.lineas[:20], worst, *eje.lineas[21:])
    snapshot = replace(whole, ejes=(replace(eje, lineas=lineas),), parts=("summary", "results"))
    made = summary_of(snapshot)

    assert made.late[0].title.startswith("9.9 Fortalecer")
    assert made.late[0].quantity == "0 de 8"
    assert made.late[0].cause == NO_CAUSE
    assert made.more_late.endswith("líneas más; vea el anexo de metas y resultados.")
    assert made.changes[0].text == (
        "Meta modificada de 24 a 16 personas desde el 2do trimestre. "
        "Acuerdo OG/2026/06, 15/05/2026."
    )


@pytest.mark.parametrize(
    ("snapshot", "nothing_late", "nothing_changed"),
    [
        (stored("sesaech-2024-t1"), NOTHING_TOLD, NO_CHANGES),
        (replace(stored(), ejes=stored().ejes[:1]), NONE_LATE, NO_CHANGES),
        (replace(stored(), ejes=()), "", ""),
    ],
    ids=["nothing to compare", "nothing late", "no líneas"],
)
def test_what_is_not_there_is_said_once(snapshot, nothing_late, nothing_changed):
    made = summary_of(snapshot)
    assert (made.nothing_late, made.nothing_changed) == (nothing_late, nothing_changed)
    assert (made.late, made.more_late, made.changes, made.more_changes) == ((), "", (), "")
    assert made.sentences != (NO_LINES,) or not snapshot.lineas


def test_it_is_printed_where_it_is_switched_on():
    on, off = informe.build(stored()), informe.build(replace(stored(), parts=()))

    assert (on.chapters[0].heading, on.contents[0].text) == ("Resumen ejecutivo",) * 2
    assert (on.chapters[1:], on.contents[1:]) == (off.chapters, off.contents)
