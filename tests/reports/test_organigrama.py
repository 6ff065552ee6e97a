"""The organigrama drawn from the áreas: where it prints, that it reads, and what it says aloud."""

import io
import re
from dataclasses import replace
from html import unescape

import pikepdf
import pytest

from programs.values.frozen import FORMAT, thaw
from programs.values.snapshot import AreaSnapshot, Snapshot
from reports.documents import informe, pta
from reports.documents.organigrama import MOST_LEVELS, Organigrama
from reports.finish import TAGGED_VARIANT, Finish
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.cortes import stored_payload
from tests.reports.tags import problems_of_tags

LONG = "Dirección General de Vinculación Interinstitucional y Seguimiento de Acuerdos " * 3


def area(code: str, parent: str = "", name: str = "") -> AreaSnapshot:
    """Return an área."""
    return AreaSnapshot(code, name or f"Área {code}", "area", parent)


def quarter(*areas: AreaSnapshot, picture: bool = False, on: bool = True) -> Snapshot:
    """Return a stored quarter with these áreas; its structure has a picture only if asked for."""
    stored = thaw(stored_payload(FORMAT, "muestra-2026-t2"))
    kept = {True: ("text", "figures"), False: ("text",)}[picture]
    return replace(
        stored,
        parts=("organigrama",) if on else (),
        institucion=replace(stored.institucion, areas=areas),
        sections=tuple(
            replace(section, blocks=tuple(b for b in section.blocks if b.kind in kept))
            if section.kind == "structure"
            else section
            for section in stored.sections
        ),
    )


def drawn(snapshot: Snapshot) -> Organigrama | None:
    """Return the organigrama of an informe, None where it has none."""
    chapters = [c for c in informe.build(snapshot).chapters if c.kind == "structure"]
    # It follows the chapter before it on the page, as with a picture.
    assert all(chapter.is_prose for chapter in chapters)
    parts = [part for chapter in chapters for part in chapter.parts]
    assert len(parts) <= 1
    return parts[0] if parts else None


def spoken(part: Organigrama) -> str:
    """Return what the drawing says aloud in a PDF."""
    return unescape(re.search(r"<title[^>]*>([^<]*)", part.svg)[1])


def lists(posts) -> list:
    """Return names in nested lists."""
    return [[post.name, *lists(post.children)] for post in posts]


@pytest.mark.parametrize("picture", [False, True])
@pytest.mark.parametrize("on", [False, True])
@pytest.mark.parametrize("areas", [(), (area("a"), area("b"))])
def test_it_prints_in_both_documents_where_no_picture_was_given(picture, on, areas):
    snapshot = quarter(*areas, picture=picture, on=on)
    plan = pta.build(replace(snapshot, trimestre=None))
    of_plan = [part for c in plan.chapters if c.kind == "structure" for part in c.parts]

    assert bool(of_plan) == bool(drawn(snapshot)) == bool(on and areas and not picture)


def test_a_section_of_a_heading_alone_prints_it():
    snapshot = quarter(area("a"))
    empty = tuple(
        replace(section, blocks=()) if section.kind == "structure" else section
        for section in snapshot.sections
    )
    assert drawn(replace(snapshot, sections=empty))


def test_two_sections_about_the_structure_have_it_once_and_a_picture_in_either_is_enough():
    snapshot = quarter(area("a"))
    pictured = quarter(picture=True)
    (section,) = (each for each in snapshot.sections if each.kind == "structure")
    (other,) = (each for each in pictured.sections if each.kind == "structure")

    twice = replace(section, heading="Otra")
    assert drawn(replace(snapshot, sections=(*snapshot.sections, twice)))
    assert not drawn(replace(snapshot, sections=(*snapshot.sections, other)))


def test_it_moves_no_number():
    def labels(snapshot: Snapshot) -> list[str]:
        found = informe.build(snapshot).chapters
        return [block.label for chapter in found for block in chapter.blocks if block.label]

    assert labels(quarter(area("a"))) == labels(quarter(area("a"), on=False))
    assert 'class="drawn-caption">Organigrama según' in document_html(
        informe.build(quarter(area("a")))
    )


@pytest.mark.parametrize(
    ("areas", "told"),
    [
        ((area("a"),), "Organigrama. La estructura tiene solo a Área a."),
        (
            (area("a"), area("b", "a"), area("c", "b"), area("d", "a")),
            "Organigrama. De Área a dependen directamente 2 puestos o áreas, de 3 en total. "
            "De Área a: Área b y Área d. De Área b: Área c.",
        ),
        (
            (area("a"), area("b", "inactive")),
            "Organigrama. De Secretaría Ejecutiva de Muestra dependen directamente 2 puestos o "
            "áreas. De Secretaría Ejecutiva de Muestra: Área a y Área b.",
        ),
        (
            (area("a", "b"), area("b", "a"), area("c", "c")),
            "Organigrama. De Secretaría Ejecutiva de Muestra dependen directamente 2 puestos o "
            "áreas, de 3 en total. De Secretaría Ejecutiva de Muestra: Área a y Área c. "
            "De Área a: Área b.",
        ),
    ],
    ids=["one", "tree", "inactive", "circle"],
)
def test_everyone_stands_in_it_once_and_is_said_aloud(areas, told):
    assert spoken(drawn(quarter(*areas))) == told


def test_what_would_not_read_as_a_drawing_is_a_list():
    crowd = [area(f"a{n}", "" if n == 0 else f"a{(n - 1) // 3}", f"{n} {LONG}") for n in range(40)]
    listed = drawn(quarter(*crowd))
    assert not listed.svg
    names = str(lists(listed.posts))
    assert all(names.count(f"'{each.name.strip()}'") == 1 for each in crowd)
    assert drawn(quarter(*(area(f"a{n}", f"a{n % 6}" if n > 5 else "") for n in range(40)))).svg

    chain = drawn(quarter(*(area(f"{n}", f"{n - 1}") for n in range(40))))
    inside = chain.posts
    for level in range(1, MOST_LEVELS):
        assert [post.name for post in inside] == [f"Área {level - 1}"]
        inside = inside[0].children
    assert [post.name for post in inside[0].children][:2] == [
        "Área 6 (depende de Área 5)",
        "Área 7 (depende de Área 6)",
    ]
    assert len(inside[0].children) == 34

    documents = [informe.build(quarter(*areas)) for areas in (crowd, [area("a"), area("b", "a")])]
    chapters = [
        replace(chapter, anchor=f"c{place}", blocks=())
        for place, document in enumerate(documents)
        for chapter in document.chapters
        if chapter.kind == "structure"
    ]
    document = replace(documents[0], chapters=tuple(chapters), contents=())
    pdf, messages = html_to_pdf(document_html(document), document_sources(), Finish(TAGGED_VARIANT))
    assert not messages
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert not problems_of_tags(read)
