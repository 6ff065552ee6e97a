"""The edges of what both documents print: short prose, numbers, widths, empty parts, remarks."""

import re
from datetime import date

import pytest
from django.urls import reverse

from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.reading.corte import trimestre_snapshot
from programs.values.snapshot import BlockSnapshot
from programs.values.words import FIXED
from reports.documents import informe
from reports.documents.base import Block, Chapter, Document, print_blocks
from reports.documents.registry import INFORME, PTA, DocumentEntry
from reports.services.documents import document_html, document_of
from tests.adecuaciones import make_change
from tests.factories import Cast, validate
from tests.reports.documents import informe_document, pta_document

SILENT_AREA = "Sin reporte de esta área para la presentación."
NO_QUANTITY = "Sin cantidad reportada en el 1er trimestre."
NOTHING_REPORTED = "Sin avance reportado en el trimestre."


def printed(kind: str = "text", html: str = "", rows: tuple = (), head: int = 0) -> Block:
    """Return a block as it prints."""
    block = BlockSnapshot("b", kind, html, rows, head, "", "", "none", "", None, (), "")
    return print_blocks([block], level=2)[0]


@pytest.mark.parametrize(("length", "is_short"), [(200, True), (201, False)])
def test_prose_of_two_lines_stays_with_what_follows(length, is_short):
    assert printed(html=f"<p>{'x' * length}</p>").is_short == is_short


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("12", True), ("1,250.5", True), ("25%", True), ("25 %", True), ("", False), ("%", False),
     ("12 actas", False), ("-", False)],
)  # fmt: skip
def test_a_cell_is_a_number_when_it_holds_nothing_else(text, is_number):
    block = printed("table", rows=(("Tema", "Total"), (text, "x")), head=1)

    assert block.rows[0][0].is_number == is_number


def test_a_column_is_as_wide_as_its_longest_word_or_cell_within_bounds():
    head = ("Corta", "Responsabilidades", "x")
    body = ("a", "b", "c" * 90)

    assert printed("table", rows=(head, body), head=1).columns == (11.4, 24.3, 64.3)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The usual cast, whose documents print what the two seeds print and no part beyond."""
    Institucion.objects.filter(pk=cast.institucion.pk).update(pta_parts=[], informe_parts=[])
    cast.institucion.refresh_from_db()
    return cast


# The informe --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start_month", "number", "date", "foot", "heading"),
    [
        (
            1,
            2,
            "Abril - Junio 2026",
            "Segundo Informe Trimestral 2026",
            "INFORME DEL SEGUNDO TRIMESTRE 2026 (ABRIL - JUNIO)",
        ),
        (
            10,
            2,
            "Enero - Marzo 2027",
            "Segundo Informe Trimestral, Enero - Marzo 2027",
            "INFORME DEL SEGUNDO TRIMESTRE (ENERO - MARZO 2027)",
        ),
        (
            11,
            1,
            "Noviembre 2026 - Enero 2027",
            "Primer Informe Trimestral, Noviembre 2026 - Enero 2027",
            "INFORME DEL PRIMER TRIMESTRE (NOVIEMBRE 2026 - ENERO 2027)",
        ),
    ],
)
def test_the_informe_says_the_years_of_its_months(cast, start_month, number, date, foot, heading):
    capitals = {"report_heading": FIXED["report_heading"]}
    Programa.objects.filter(pk=cast.programa.pk).update(start_month=start_month, labels=capitals)
    document = informe_document(Trimestre.objects.get(programa=cast.programa, number=number))

    assert document.cover.date == date
    assert document.running_title == foot
    assert document.chapters[-1].heading == heading


def informe_of(cast: Cast) -> Document:
    """Return the informe of the first quarter."""
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )
    return informe_document(trimestre)


def report_of(cast: Cast) -> tuple[informe.ReportEje, ...]:
    """Return its ejes."""
    return next(chapter.parts for chapter in informe_of(cast).chapters if chapter.kind == "report")


def first_line(cast: Cast) -> informe.ReportLine:
    """Return its first línea."""
    return report_of(cast)[0].lines[0]


def empty(cast: Cast) -> LineaDeAccion:
    """Return the first línea, of which nobody said anything in the quarter."""
    linea = cast.linea()
    Bloque.objects.filter(avance__linea=linea).delete()
    AvanceDeComponente.objects.filter(avance__linea=linea).update(quantity=None)
    return linea


@pytest.mark.django_db
def test_a_remark_stands_only_where_nothing_else_does(cast):
    linea = empty(cast)
    MarcaMensual.objects.filter(tarea__linea=linea).delete()
    assert first_line(cast).remark == NO_QUANTITY

    Tarea.objects.filter(linea=linea).delete()
    assert first_line(cast).remark == NO_QUANTITY, "It still promises something."
    ComponenteDeMeta.objects.filter(meta__linea=linea).delete()
    assert first_line(cast).remark == NOTHING_REPORTED
    Meta.objects.filter(linea=linea).delete()
    assert first_line(cast).remark == NOTHING_REPORTED, "Of tareas only the application speaks."


@pytest.mark.django_db
def test_the_box_prints_the_latest_change_in_force_in_its_quarter(cast):
    meta = cast.linea().meta
    Meta.objects.filter(pk=meta.pk).update(text="16 actas y 12 acuerdos")
    first = meta.componentes.get()
    second = meta.componentes.create(order=2, quantity=12, unit="acuerdos")
    day = date(cast.programa.year, 4, 9)
    # On one day, the last component first; then one that only a later quarter may print.
    for componente, quarter, text in (
        (second, 2, "16 actas y 14 acuerdos"),
        (first, 2, "18 actas y 14 acuerdos"),
        (second, 3, "18 actas y 20 acuerdos"),
    ):
        make_change(componente, quarter, adjusted_text=text, agreed_on=day)
    printed = []
    for number in (1, 2, 3, 4):
        trimestre = Trimestre.objects.select_related("programa__institucion").get(
            programa=cast.programa, number=number
        )
        (report,) = [c for c in informe_document(trimestre).chapters if c.kind == "report"]
        printed.append(report.parts[0].lines[0].goal.items[0][1])

    assert printed == [
        "16 actas y 12 acuerdos",
        "18 actas y 14 acuerdos",
        "18 actas y 20 acuerdos",
        "18 actas y 20 acuerdos",
    ]


@pytest.mark.django_db
def test_a_closing_sentence_alone_needs_no_remark_and_has_its_heading(cast):
    linea = empty(cast)
    MarcaMensual.objects.filter(tarea__linea=linea).delete()
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=3)
    line = first_line(cast)

    assert line.sentence and line.activities
    assert (line.remark, line.blocks, line.months, line.is_short) == ("", (), None, True)


@pytest.mark.django_db
def test_a_linea_with_months_or_blocks_may_be_divided(cast):
    assert not first_line(cast).is_short
    Bloque.objects.filter(avance=cast.avance()).delete()
    assert not first_line(cast).is_short, "Its months are a table."


@pytest.mark.django_db
def test_what_is_not_in_the_calendar_is_not_in_its_table(cast):
    tarea = Tarea.objects.filter(linea=cast.linea()).get()
    Tarea.objects.filter(pk=tarea.pk).update(linea=None)
    assert report_of(cast)[0].own_months is not None
    Tarea.objects.filter(pk=tarea.pk).update(in_calendar=False)

    assert report_of(cast)[0].own_months is None
    assert report_of(cast)[0].own_sentence == ""


def presentacion_of(cast: Cast) -> Chapter:
    """Return the presentación of the informe of the first quarter."""
    (opening,) = [c for c in informe_of(cast).chapters if c.kind == "presentation"]
    return opening


@pytest.mark.django_db
def test_where_no_area_wrote_a_presentacion_the_silent_ones_are_named(cast):
    Institucion.objects.filter(pk=cast.institucion.pk).update(motto="Por un Estado íntegro")
    first, *_ = informe_of(cast).chapters
    assert (first.kind, first.heading, first.number) == ("presentation", "Presentación", "")
    assert first.note == (
        "Sin reporte para la presentación de: Dirección juridica; Dirección archivo."
    )
    assert first.is_remark
    classes = "chapter chapter-presentation chapter-prose chapter-remark"
    assert f'class="{classes}"' in document_html(informe_of(cast))
    assert (first.subsections, first.motto) == ((), ""), "Nothing is written that it could sign."

    Seccion.objects.create(
        institucion=cast.institucion, trimestre=cast.avance().trimestre, key="presentacion",
        kind="presentation", heading="Al lector", order=1,
    )  # fmt: skip
    assert presentacion_of(cast).heading == "Al lector"
    assert presentacion_of(cast).note == first.note, "Where it has a heading, under it."

    own = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=cast.programa)
    own.update(programmed_q1=0)
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa).delete()
    assert "presentation" not in [chapter.kind for chapter in informe_of(cast).chapters]


@pytest.mark.django_db
def test_a_quarter_that_has_not_begun_has_no_silent_area(cast):
    trimestre = Trimestre.objects.get(programa=cast.programa, number=2)
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa).update(programmed=True)

    def kinds(month: int) -> list[str]:
        day = date(cast.programa.year, month, 15)
        document = informe.build(trimestre_snapshot(trimestre, today=day))
        return [chapter.kind for chapter in document.chapters]

    assert kinds(3) == ["report"]
    assert kinds(4) == ["presentation", "report"]


@pytest.mark.django_db
def test_an_area_that_wrote_nothing_opens_no_part_of_the_presentacion(cast):
    section = Seccion.objects.create(
        institucion=cast.institucion,
        trimestre=cast.avance().trimestre,
        area=cast.linea().area,
        key="parte",
        kind="presentation",
        heading="Jurídica",
    )
    empty_block = Bloque.objects.create(
        institucion=cast.institucion, seccion=section, key="p1", order=1, kind="text", html="",
    )  # fmt: skip
    assert presentacion_of(cast).subsections == ()

    Bloque.objects.filter(pk=empty_block.pk).update(html="<p>Se trabajó.</p>")
    (opening,) = [c for c in informe_of(cast).chapters if c.kind == "presentation"]
    told = [(part.heading, part.note) for part in opening.subsections]
    assert told == [("Jurídica", ""), ("Dirección archivo", SILENT_AREA)]
    assert (opening.heading, opening.number) == ("Presentación", "")


@pytest.mark.django_db
def test_only_an_area_that_owes_something_is_said_to_be_silent(cast):
    trimestre = cast.avance().trimestre
    for code in ("juridica", "archivo"):
        area = Area.objects.get(institucion=cast.institucion, code=code)
        section = Seccion.objects.create(
            institucion=cast.institucion, trimestre=trimestre, area=area, key=code,
            kind="presentation", heading=f"Parte de {code}",
        )  # fmt: skip
    Bloque.objects.create(
        institucion=cast.institucion, seccion=section, key="p1", order=1, kind="text",
        html="<p>Se trabajó.</p>",
    )  # fmt: skip

    def told() -> list[tuple[str, str]]:
        (opening,) = [c for c in informe_of(cast).chapters if c.kind == "presentation"]
        return [(part.heading, part.note) for part in opening.subsections]

    assert told() == [("Parte de archivo", ""), ("Parte de juridica", SILENT_AREA)]
    own = ComponenteDeMeta.objects.filter(meta__linea__area__code="juridica")
    own.update(programmed_q1=0)
    assert told() == [("Parte de archivo", "")]


@pytest.mark.django_db
def test_an_eje_without_lineas_or_own_tareas_prints_no_heading(cast):
    names = [eje.name for eje in report_of(cast)]
    bare = Eje.objects.create(programa=cast.programa, order=9, name="Eje vacío")
    assert [eje.name for eje in report_of(cast)] == names
    Tarea.objects.create(
        eje=bare,
        area=Area.objects.get(institucion=cast.institucion, code="archivo"),
        order=1,
        text="Suelta",
    )
    assert [eje.name for eje in report_of(cast)] == [*names, "Eje vacío"]


@pytest.mark.django_db
def test_what_was_closed_unvalidated_is_marked_with_its_reason(cast):
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )
    lineas = LineaDeAccion.objects.filter(eje__programa=cast.programa)
    for avance in AvanceTrimestral.objects.filter(trimestre=trimestre).exclude(pk=cast.avance().pk):
        validate(avance)

    def report(reason: str) -> tuple[str, list[str]]:
        document = informe.build(trimestre_snapshot(trimestre, missing_reason=reason))
        (chapter,) = [c for c in document.chapters if c.kind == "report"]
        return chapter.note, [line.unvalidated for eje in chapter.parts for line in eje.lines]

    silent = [""] * (lineas.count() - 1)
    assert report("") == ("", ["", *silent])
    assert report("Faltó la firma.") == (
        "Este trimestre se cerró con 1 línea sin validar. Motivo: Faltó la firma.",
        ["Sin validar al cierre del trimestre.", *silent],
    )


@pytest.mark.django_db
def test_a_month_that_has_not_begun_is_not_without_report(cast):
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=1
    )
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa).update(status="unreported")
    day = date(cast.programa.year, 2, 10)
    document = informe.build(trimestre_snapshot(trimestre, today=day))
    (chapter,) = [c for c in document.chapters if c.kind == "report"]
    (_, words) = chapter.parts[0].lines[0].months.rows[0]
    assert words == ("Sin reporte", "Sin reporte", "Por empezar")


@pytest.mark.django_db
def test_lines_with_a_dash_are_one_list_until_another_line(cast):
    Eje.objects.filter(programa=cast.programa, order=1).update(
        strategy="Se hará:\n- Un curso.\n\n - Una guía.\nDespués:\n- Otro."
    )

    assert report_of(cast)[0].strategy == (
        ("p", ("Se hará:",)),
        ("ul", ("Un curso.", "Una guía.")),
        ("p", ("Después:",)),
        ("ul", ("Otro.",)),
    )


# The PTA ------------------------------------------------------------------------------------------


def parts_of(cast: Cast, kind: str) -> tuple:
    """Return the generated parts of a chapter of the PTA."""
    programa = Programa.objects.select_related("institucion").get(pk=cast.programa.pk)
    chapters = pta_document(programa).chapters
    return next((chapter.parts for chapter in chapters if chapter.kind == kind), ())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start_month", "months"), [(1, (*range(1, 13),)), (7, (*range(7, 13), *range(1, 7)))]
)
def test_the_calendar_begins_with_the_period(cast, start_month, months):
    Programa.objects.filter(pk=cast.programa.pk).update(start_month=start_month)

    assert parts_of(cast, "calendar")[0].months == months


@pytest.mark.django_db
def test_a_tarea_is_in_the_table_and_the_calendar_by_its_own_choice(cast):
    tareas = Tarea.objects.filter(eje=cast.linea().eje)
    tareas.filter(pk=tareas.order_by("pk")[0].pk).update(in_table=False)
    tareas.filter(pk=tareas.order_by("pk")[1].pk).update(in_calendar=False)

    assert len(parts_of(cast, "implementation")[0].rows) == 1
    assert len(parts_of(cast, "calendar")[0].rows) == 1


@pytest.mark.django_db
def test_a_card_has_the_columns_of_the_metas_while_one_linea_has_a_meta(cast):
    lineas = LineaDeAccion.objects.filter(eje=cast.linea().eje)
    assert parts_of(cast, "plan")[0].has_goals
    for linea, has_goals in zip(lineas, (True, False), strict=True):
        AvanceDeComponente.objects.filter(componente__meta__linea=linea).delete()
        ComponenteDeMeta.objects.filter(meta__linea=linea).delete()
        Meta.objects.filter(linea=linea).delete()
        assert parts_of(cast, "plan")[0].has_goals == has_goals


# Numbers ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_number_typed_for_the_institution_s_own_text_stays_out_of_its_documents(cast):
    for order, kind in enumerate(("mission", "structure"), start=4):
        section = Seccion.objects.create(
            institucion=cast.institucion, key=kind, kind=kind, heading=kind.upper(), order=order,
            number_label=f"{order}.", contents_number=f"{order + 1}.",
        )  # fmt: skip
        Bloque.objects.create(
            institucion=cast.institucion,
            seccion=section,
            kind="text",
            html="<p>x</p>",
            key=kind,
            order=1,
        )

    for document, opening in ((pta_document(cast.programa), []), (informe_of(cast), [""])):
        listed = [entry.number for entry in document.contents if entry.level == 1]
        counted = range(1, len(listed) + 1 - len(opening))
        assert listed == [*opening, *(f"{place}." for place in counted)]
        assert [chapter.number for chapter in document.chapters] == listed


@pytest.mark.django_db
def test_an_empty_section_takes_no_number(cast):
    for order, kind in enumerate(("mission", "vision", "structure"), start=1):
        section = Seccion.objects.create(
            institucion=cast.institucion, key=kind, kind=kind, heading=kind, order=order,
            auto_number=True,
        )  # fmt: skip
        Bloque.objects.create(
            institucion=cast.institucion, seccion=section, key=kind, order=1, kind="text",
            html="" if kind == "vision" else "<p>x</p>",
        )  # fmt: skip
    for document in (pta_document(cast.programa), informe_of(cast)):
        told = [(chapter.number, chapter.heading) for chapter in document.chapters]
        listed = [(entry.number, entry.text) for entry in document.contents if entry.level == 1]
        for found in (told, listed):
            assert ("1.", "mission") in found and ("2.", "structure") in found
            assert "vision" not in {heading for _, heading in found}


@pytest.mark.django_db
def test_a_document_that_counts_its_presentacion_in_the_contents_goes_on_from_there(cast):
    trimestre = cast.avance().trimestre
    for order, (kind, owner, number) in enumerate(
        (("presentation", trimestre, "1."), ("mission", None, "")), start=1
    ):
        section = Seccion.objects.create(
            institucion=cast.institucion, trimestre=owner, key=kind, kind=kind, heading=kind,
            order=order, auto_number=owner is None, contents_number=number,
        )  # fmt: skip
        Bloque.objects.create(
            institucion=cast.institucion,
            seccion=section,
            kind="text",
            html="<p>x</p>",
            key=kind,
            order=1,
        )
    document = informe_of(cast)

    assert [chapter.number for chapter in document.chapters] == ["", "1.", "2."]
    assert [entry.number for entry in document.contents if entry.level == 1] == ["1.", "2.", "3."]


# Typed lines -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_was_typed_one_per_line_prints_so_in_both_documents(cast, sign_in):
    linea = cast.linea()
    typed = "Minuta <firmada>\r\n\r\n- Lista\r\n- Fotografías"
    Tarea.objects.filter(linea=linea).update(
        monthly_projection=typed, goal=typed, expected_result=typed
    )
    Eje.objects.filter(pk=linea.eje_id).update(objective=typed, strategy=typed)
    Meta.objects.filter(linea=linea).update(text="16 actas\n12 acuerdos")
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
        cause="Se debió a:\n- la veda\n- la sede"
    )
    cell = (
        '<td><span class="text-line">Minuta &lt;firmada&gt;</span>'
        '<ul class="text-list"><li>Lista</li><li>Fotografías</li></ul></td>'
    )
    prose = "<p>Minuta &lt;firmada&gt;</p><ul><li>Lista</li><li>Fotografías</li></ul>"
    pta = html_of(PTA, cast.programa)
    report = html_of(INFORME, cast.avance().trimestre)
    page = squeezed(sign_in("enlace").get(cast.programa.get_absolute_url()).content.decode())

    assert pta.count(cell) == 4, "Three cells of the tarea and the objective of the card."
    assert '<span class="text-line">12 acuerdos</span>' in pta
    assert report.count(prose) == 2
    assert "16 actas<br>12 acuerdos" in report
    assert "lo cual se debió a:<br>- la veda<br>- la sede.</p>" in report
    assert page.count(cell.removeprefix("<td>")) == 3


@pytest.mark.django_db
def test_pages_keep_the_lines_of_what_the_plan_calls_a_linea_and_a_tarea(cast, sign_in):
    linea = cast.linea()
    LineaDeAccion.objects.filter(pk=linea.pk).update(title="Primera\nSegunda")
    Tarea.objects.filter(linea=linea).update(text="Una\nOtra", calendar_text="")
    client, quarter = sign_in("enlace"), cast.avance().trimestre
    capture = reverse("avance_edit", args=[*cast.programa.place, linea.pk, quarter.number])
    line = '<span class="text-line">Una</span><span class="text-line">Otra</span>'

    for url, lines in (
        (linea.get_absolute_url(), line),
        (capture, line),
        (cast.programa.get_absolute_url(), line),
    ):
        page = squeezed(client.get(url).content.decode())
        assert lines in page, url
        if url != cast.programa.get_absolute_url():
            assert ">Primera<br>Segunda</h1>" in page, url


@pytest.mark.django_db
def test_one_line_prints_without_any_element_of_its_own(cast):
    Tarea.objects.filter(linea=cast.linea()).update(goal="Un <informe> ")

    assert "<td>Un &lt;informe&gt;</td>" in html_of(PTA, cast.programa)


def html_of(kind: DocumentEntry, source: Programa | Trimestre) -> str:
    """Return the HTML of a document without the space between its elements."""
    return squeezed(document_html(document_of(kind, source)))


def squeezed(html: str) -> str:
    """Return HTML without the space between elements."""
    return re.sub(r">\s+<", "><", html)


@pytest.mark.django_db
def test_the_part_of_the_informe_is_not_in_the_pta(cast):
    section = Seccion.objects.create(
        institucion=cast.institucion, programa=cast.programa, key="informe", kind="report",
        heading="INFORME", order=90,
    )  # fmt: skip
    Bloque.objects.create(
        institucion=cast.institucion, seccion=section, key="i1", order=1, kind="text",
        html="<p>Del trimestre.</p>",
    )  # fmt: skip
    programa = Programa.objects.select_related("institucion").get(pk=cast.programa.pk)

    assert "report" not in [chapter.kind for chapter in pta_document(programa).chapters]
