"""A heading inside a text prints one level below what it stands under, wherever that is."""

import re
from dataclasses import replace

from programs.enums import SeccionKind
from programs.values.snapshot import BlockSnapshot, SectionSnapshot
from reports.documents import informe, pta
from reports.services.documents import document_html
from tests.reports.layout import headings_of
from tests.reports.printed_values import informe_values, plan_values

MARKUP = "<p>Entrada.</p><h3>{}</h3><ul><li><strong>Uno</strong><ol><li>dos</li></ol></li></ul>"


def text(subtitle: str) -> BlockSnapshot:
    """Return a text block with a subtitle and a list of two levels."""
    html = MARKUP.format(subtitle)
    return BlockSnapshot("b", "text", html, (), 0, "", "", "none", "", None, (), "")


def section(kind: str, heading: str, area: str | None, subtitle: str) -> SectionSnapshot:
    """Return a section of one text."""
    return SectionSnapshot(kind, area, heading, False, "", "", "", (text(subtitle),))


def test_a_subtitle_is_a_heading_of_the_level_below_its_place():
    values = informe_values(parts=())
    first, *_ = values.ejes
    line = next(linea for linea in first.lineas if linea.avance)
    written = replace(line, avance=replace(line.avance, blocks=(text("En la línea"),)))
    sections = (
        section(SeccionKind.PRESENTATION, "Presentación", None, "En la apertura"),
        section(SeccionKind.PRESENTATION, "Dirección", "Dirección", "En la parte de un área"),
    )
    quarter = replace(values, sections=sections, ejes=(replace(first, lineas=(written,)),))
    html = document_html(informe.build(quarter))
    levels = {words: level for level, words in headings_of(html)}

    assert levels["En la apertura"] == levels["Presentación"] + 1
    assert levels["En la parte de un área"] == levels["Dirección"] + 1
    before = html[: html.index("En la línea")]
    assert levels["En la línea"] == int(re.findall(r"</h(\d)>", before)[-1]) + 1
    assert "<strong>Uno</strong><ol><li>dos</li></ol>" in html


def test_a_section_of_the_plan_takes_all_that_a_block_takes():
    background = section(SeccionKind.BACKGROUND, "Antecedentes", None, "Marco normativo")
    html = document_html(pta.build(plan_values(sections=(background,))))

    assert (3, "Marco normativo") in headings_of(html)
    assert "<strong>Uno</strong><ol><li>dos</li></ol>" in html


def test_a_tied_number_prints_as_a_plain_one():
    html = '<p>Van <data value="a1.done" title="talleres del trimestre">1,261</data> talleres.</p>'
    written = replace(text("Uno"), html=html)
    opening = SectionSnapshot(
        SeccionKind.PRESENTATION, None, "Presentación", False, "", "", "", (written,)
    )
    printed = document_html(informe.build(informe_values(parts=(), sections=(opening,))))

    assert "<p>Van 1,261 talleres.</p>" in printed
    assert "<data" not in printed
