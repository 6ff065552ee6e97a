"""The annex of hechos: what was counted, in which líneas, and where each figure is explained."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from programs.models import Trimestre
from programs.reading.corte import trimestre_snapshot
from programs.values.frozen import FORMAT, freeze, thaw
from programs.values.given import given
from programs.values.hechos.kinds import CURSO, DEFAULT_KINDS, OFICIO, FieldKind, KindField
from programs.values.hechos.stored import FigureOrigin, HechoSnapshot, HechosSnapshot
from programs.values.progress import Closing
from programs.values.snapshot import Snapshot
from reports.charts.qr import qr_code
from reports.documents import informe
from reports.documents.base import Document
from reports.documents.hechos import CODE_MM, Hechos
from reports.documents.places import failed_places
from reports.finish import TAGGED_VARIANT, Finish
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from reports.values.errata import differences
from tests.cortes import stored_payload
from tests.programs.hechos_cast import make_rule, record
from tests.reports.tags import problems_of_tags
from tests.reports.test_errata import content

OLD = 5  # the last format that held no hechos
KINDS = {kind.key: kind for kind in DEFAULT_KINDS}
SITE = "https://pta.ejemplo.gob.mx/cifra"
LONG = "Nombre de un hecho que alguien pegó entero <b>&</b> " * 8


def quarter(hechos: HechosSnapshot | None = None, *, on: bool = True) -> Snapshot:
    """Return a stored quarter that prints no part but this annex."""
    stored = thaw(stored_payload(FORMAT, "muestra-2026-t2"))
    return replace(
        stored, parts=("hechos",) if on else (), hechos=hechos if hechos else stored.hechos
    )


def hecho(pk: int, *lines: int, kind=OFICIO, name="", **values: str) -> HechoSnapshot:
    """Return a hecho of a day that follows from its key."""
    day = date(2026, 4 + pk % 3, 1 + pk % 28)
    return HechoSnapshot(pk, kind, name or f"Hecho {pk}", day, values, "Área", lines)


def annexes(document: Document) -> list[Hechos]:
    """Return the annex of hechos, if there is one."""
    return [part for c in document.chapters if c.kind == "hechos" for part in c.parts]


def pages_of(document: Document) -> tuple[str, list[str]]:
    """Return the words of the annex alone as a fixed PDF, and what is wrong with its tags."""
    alone = [chapter for chapter in document.chapters if chapter.kind == "hechos"]
    html = document_html(replace(document, chapters=tuple(alone), contents=()))
    pdf, messages = html_to_pdf(html, document_sources(), Finish(TAGGED_VARIANT))
    assert not messages
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return text, problems_of_tags(read)


def test_it_prints_where_it_is_switched_on_and_there_is_something_to_print():
    assert not annexes(informe.build(quarter(on=False)))
    assert annexes(informe.build(quarter()))
    none = replace(quarter(), ejes=(), hechos=HechosSnapshot((), (), ()))
    assert not annexes(informe.build(none))


def test_a_quarter_stored_before_hechos_were_kept_says_so_and_prints_no_table():
    older = replace(thaw(stored_payload(OLD, "muestra-2026-t2")), parts=("hechos",))
    (annex,) = annexes(informe.build(older))
    assert (annex.known, annex.kinds, annex.origins) == (False, (), ())
    text, problems = pages_of(informe.build(older))
    assert "es anterior al registro de hechos" in " ".join(text.split())
    assert not problems
    assert '<table class="hechos">' not in document_html(informe.build(older))


def test_a_hecho_stands_once_with_every_linea_in_which_it_counts():
    first, second, third = quarter().lineas[:3]
    gone = max(linea.pk for linea in quarter().lineas) + 1
    stored = HechosSnapshot(
        (KINDS[OFICIO], KINDS[CURSO]),
        (
            hecho(1, first.pk, second.pk, destinatario="Finanzas"),
            hecho(2, gone),  # of a línea that the quarter does not print
            hecho(3, third.pk, kind=CURSO, mujeres="14", hombres="11", publico="25"),
            hecho(4, third.pk, kind=CURSO, mujeres="6"),
        ),
        (),
    )
    (annex,) = annexes(informe.build(quarter(stored)))
    assert [(kind.plural, len(kind.rows)) for kind in annex.kinds] == [
        ("Oficios y memorándums", 1),
        ("Cursos y eventos", 2),
    ]
    oficios, cursos = annex.kinds
    assert oficios.rows[0].lines == f"{first.number} y {second.number}"
    assert oficios.rows[0].details == ("Destinatario: Finanzas",)
    assert cursos.totals == (
        "Por sexo, 31 en total: Mujeres 20, Hombres 11 (1 sin dato)",
        "Por sector, 25 en total: Sector público 25 (1 sin dato)",
    )


def test_every_figure_says_how_it_was_made_and_leads_to_its_address():
    snapshot = quarter()
    told = [
        linea
        for linea in snapshot.lineas
        if linea.meta and any(c.actual[1] is not None for c in linea.meta.facts.components)
    ]
    several = next(each for each in told if len(each.meta.facts.components) > 1)
    origins = tuple(
        FigureOrigin(linea.pk, place, "Número de sesiones" if place else "", f"{SITE}/{n}/{place}/")
        for n, linea in enumerate(told)
        for place in range(len(linea.meta.facts.components))
    )
    document = informe.build(quarter(HechosSnapshot((), (), origins)))
    (annex,) = annexes(document)
    assert [line.number for line in annex.origins] == [linea.number for linea in told]
    figures = [figure for line in annex.origins for figure in line.figures]
    assert [figure.address for figure in figures] == [origin.address for origin in origins]
    (line,) = [line for line in annex.origins if line.number == several.number]
    assert [figure.rule for figure in line.figures[:2]] == ["Sin desglose", "Número de sesiones"]

    html = document_html(document)
    for figure in figures:
        assert qr_code(figure.address, side=CODE_MM, title="").partition("<path")[2] in html
        assert f'href="{figure.address}"' in html
    text, problems = pages_of(document)
    assert not problems
    words = " ".join(text.split())
    assert "Ningún hecho registrado cuenta en las líneas de acción" in words
    assert "Esa página pide una cuenta de" in words
    assert len(re.findall("Abrir la cifra", words)) == len(figures)


def test_a_declared_percentage_is_told_above_the_figures_that_give_another():
    stored = quarter()
    linea = next(linea for linea in stored.lineas if linea.avance and linea.closing)
    avance = replace(
        linea.avance, stated_percent=Decimal("99.5"), closing_reason="Se contaron dos listas."
    )
    declared = replace(
        linea, avance=avance, closing=replace(given(linea.closing), code=Closing.STATED)
    )
    hechos = HechosSnapshot((), (), (FigureOrigin(linea.pk, 0, "", f"{SITE}/1/0/"),))
    ejes = tuple(
        replace(eje, lineas=tuple(declared if each.pk == linea.pk else each for each in eje.lineas))
        for eje in stored.ejes
    )
    (annex,) = annexes(informe.build(replace(quarter(hechos), ejes=ejes)))
    (line,) = annex.origins
    assert line.declared == (
        "Se informa 99.5%. Porcentaje declarado. Motivo: Se contaron dos listas."
    )
    assert line.declared in document_html(informe.build(replace(quarter(hechos), ejes=ejes)))
    (annex,) = annexes(informe.build(quarter(hechos)))
    assert [line.declared for line in annex.origins] == [""]


@pytest.mark.parametrize("before", [0, 5])
def test_no_figure_is_parted_from_the_heading_of_its_linea(before):
    stored = quarter()
    told = {
        linea.pk: len(linea.meta.facts.components)
        for linea in stored.lineas
        if linea.meta and any(c.actual[1] is not None for c in linea.meta.facts.components)
    }
    origins = tuple(
        FigureOrigin(pk, place, "", f"{SITE}/{pk}/{place}/")
        for pk, count in told.items()
        for place in range(count)
    )
    ejes = tuple(
        replace(eje, lineas=tuple(replace(each, title=f"Título {each.pk}") for each in eje.lineas))
        for eje in stored.ejes
    )
    hechos = tuple(hecho(n, min(told)) for n in range(before))
    kept = HechosSnapshot((KINDS[OFICIO],), hechos, origins)
    document = informe.build(replace(quarter(kept), ejes=ejes))

    text, problems = pages_of(document)

    assert not problems
    pages = [page for page in text.split("\f") if "Abrir la cifra" in page]
    assert len(pages) > 1
    for page in pages:
        own = [int(pk) for pk in re.findall(r"Título (\d+)", page)]
        assert page.count("Abrir la cifra") == sum(told[pk] for pk in own)


def test_names_and_data_of_any_length_print_on_pages_that_are_read_aloud():
    kind = replace(
        KINDS[CURSO],
        fields=(
            *KINDS[CURSO].fields,
            KindField("uno", "Etiqueta larga de un dato más", FieldKind.TEXT),
            KindField("dos", "Otro", FieldKind.TEXT),
        ),
    )
    lineas = quarter().lineas
    full = {
        field.key: "7" if field.kind is FieldKind.NUMBER else "texto largo " * 25
        for field in kind.fields
        if field.kind is not FieldKind.CHOICE
    }
    ugly = [hecho(n, lineas[n % len(lineas)].pk, kind=CURSO, **full) for n in range(12)]
    names = ("X" * 400, LONG, "ñ", "1,234,567.89 " * 20)
    stored = tuple(replace(each, name=names[each.pk % 4]) for each in ugly)
    document = informe.build(quarter(HechosSnapshot((kind,), stored, ())))
    (annex,) = annexes(document)
    assert any(row.is_tall for row in annex.kinds[0].rows)
    text, problems = pages_of(document)
    assert not problems
    assert "".join(text.split()).count("X") >= 3 * 400


def test_long_names_of_little_data_have_the_wider_column():
    name = "Jornada de denuncia de la temporada de sensibilización en los municipios del altiplano"
    linea = quarter().lineas[0].pk
    courses = [hecho(pk, linea, kind=CURSO, name=name, mujeres="1") for pk in range(40)]
    papers = [hecho(50 + pk, linea, asunto=name) for pk in range(3)]
    stored = HechosSnapshot(DEFAULT_KINDS, (*courses, *papers), ())
    document = informe.build(quarter(stored))
    (annex,) = annexes(document)
    assert [(kind.rows[0].name[:5], kind.has_wide_names) for kind in annex.kinds] == [
        ("Hecho", False),
        ("Jorna", True),
    ]
    text = document_html(document)
    assert text.count('<table class="hechos wide-names">') == 1
    # A name of two lines, not of four: twice as many on a page.
    text, problems = pages_of(document)
    assert not problems
    assert max(page.count("sensibilización") for page in text.split("\f")) > 15


def test_a_sign_that_no_font_has_is_found_in_it():
    stored = HechosSnapshot((KINDS[OFICIO],), (hecho(1, quarter().lineas[0].pk, name="A ሀ"),), ())
    document = informe.build(quarter(stored))
    assert failed_places(document, ".notdef glyph rendered for Unicode string: U+1200") == (
        "Hecho «A ሀ», anexo de hechos: el signo U+1200.",
    )


def test_what_changed_in_it_is_told_in_the_fe_de_erratas():
    first, second = quarter().lineas[:2]
    origin = FigureOrigin(first.pk, 0, "", SITE)

    def said(one: HechosSnapshot, two: HechosSnapshot, *, on: bool = True):
        kept = [quarter(each, on=on) for each in (one, two)]
        found = differences(content(kept[0]), content(kept[1]))
        return [(each.place, each.what, each.before, each.after) for each in found]

    before = HechosSnapshot((KINDS[OFICIO],), (hecho(1, first.pk, asunto="uno"),), (origin,))
    after = HechosSnapshot(
        (KINDS[OFICIO],),
        (hecho(1, first.pk, second.pk, asunto="dos"), hecho(2, second.pk)),
        (replace(origin, rule="Número de sesiones"),),
    )
    place = "Oficio o memorándum «Hecho 1»"
    assert said(before, before) == []
    assert said(before, after) == [
        (place, "Datos", "Asunto: uno", "Asunto: dos"),
        (place, "Cuenta en", first.number, f"{first.number} y {second.number}"),
        ("Oficio o memorándum «Hecho 2»", "Nombre", "", "Hecho 2"),
        (f"Línea {first.number}", "Desglose de su cantidad 1", "", "Número de sesiones"),
    ]
    assert said(before, after, on=False) == []


@pytest.mark.django_db
class TestCopy:
    def test_it_holds_what_counts_and_the_rule_in_words_and_nothing_that_came_later(
        self, cast, settings
    ):
        settings.SITE_URL = "https://pta.prueba.mx/"
        avance = cast.avance()
        record(avance, "Primera", acuerdos="3")
        record(avance, "Sin contar", counts=False)
        make_rule(cast, avance)
        trimestre = Trimestre.objects.get(pk=avance.trimestre_id)
        kept = freeze(trimestre_snapshot(trimestre))
        record(avance, "Segunda")

        hechos = thaw(kept).hechos
        (stored,) = hechos.hechos
        assert (stored.name, stored.values, stored.lines) == (
            "Primera",
            {"acuerdos": "3"},
            (avance.linea_id,),
        )
        assert [kind.key for kind in hechos.kinds] == ["sesion"]
        (origin,) = [each for each in hechos.origins if each.linea == avance.linea_id]
        assert origin.rule == "Número de sesiones"
        site, path = origin.address[: len("https://pta.prueba.mx")], origin.address[21:]
        assert site == "https://pta.prueba.mx"
        assert resolve(path).url_name == "figure_origin"
        assert resolve(path).kwargs["order"] == 1

    def test_more_hechos_are_read_in_no_query_more(self, cast):
        avance = cast.avance()
        trimestre = Trimestre.objects.select_related("programa__institucion").get(
            pk=avance.trimestre_id
        )
        counts = []
        for start in (0, 1):
            for n in range(start, 1 + 6 * start):
                record(avance, f"Sesión {n}")
            with CaptureQueriesContext(connection) as queries:
                trimestre_snapshot(trimestre)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 16
