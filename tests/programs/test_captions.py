"""One function numbers the captions: a page announces the number that the document prints."""

import pytest

from programs.enums import BlockKind, CaptionKind, SeccionKind
from programs.models import Bloque, Figura, Seccion
from programs.reading.corte import programa_snapshot, trimestre_snapshot
from programs.selectors.bloques import labels_of
from programs.values.snapshot import Snapshot
from reports.documents import pta
from reports.documents.base import Chapter
from tests.reports.documents import informe_document

pytestmark = pytest.mark.django_db
ROWS = [["Mes", "Total"], ["Enero", "3"]]


@pytest.fixture
def section(cast):
    """Return a function that adds a section of the first quarter, or of the owner that it takes."""

    def add(key: str, kind: str, order: int, **owner) -> Seccion:
        owner = owner or {"trimestre": cast.avance().trimestre}
        return Seccion.objects.create(
            institucion=cast.institucion, key=key, kind=kind, heading=key, order=order, **owner
        )

    return add


def table(key: str, rows=ROWS, **owner) -> Bloque:
    """Return a numbered table of an entry or a section."""
    of = owner.get("avance") or owner["seccion"]
    return Bloque.objects.create(
        institucion_id=getattr(of, "institucion_id", None) or of.trimestre.programa.institucion_id,
        key=key,
        kind=BlockKind.TABLE,
        order=50,
        rows=rows,
        caption_kind=CaptionKind.TABLE,
        **owner,
    )


def stored(snapshot: Snapshot) -> dict[str, str]:
    """Return {block key: label} of what carries a number."""
    blocks = [block for part in snapshot.sections for block in part.blocks]
    blocks += [b for linea in snapshot.lineas if linea.avance for b in linea.avance.blocks]
    return {block.key: block.label for block in blocks if block.label}


def printed(chapters: tuple[Chapter, ...]) -> dict[str, str]:
    """Return {block key: label} of what a document prints with a number."""
    blocks = []
    for chapter in chapters:
        blocks += chapter.blocks
        blocks += [block for part in chapter.subsections for block in part.blocks]
        for part in chapter.parts:
            blocks += [
                b for line in getattr(part, "lines", ()) for b in getattr(line, "blocks", ())
            ]
    return {block.key: block.label for block in blocks if block.label}


def test_an_empty_table_takes_no_number_on_a_page_either(cast, section):
    table("vacia", [], seccion=section("presentacion", SeccionKind.PRESENTATION, 1))
    table("vacia-de-linea", [], avance=cast.avance())
    table("llena", avance=cast.avance())

    labels = labels_of(cast.programa)[1]
    assert labels["llena"] == "Tabla 1"
    assert not {"vacia", "vacia-de-linea"} & labels.keys()
    trimestre = cast.avance().trimestre
    assert printed(informe_document(trimestre).chapters) == labels
    assert stored(trimestre_snapshot(trimestre)) == labels


def test_pages_and_the_informe_number_from_the_first_section_to_the_last(cast, section):
    own = section("propia", SeccionKind.MISSION, 1, programa=None)
    table("propia-tabla", seccion=own)
    plan = section("plan", SeccionKind.PLAN, 2)
    table("del-plan", seccion=plan)
    for place, kind in enumerate(
        (SeccionKind.PRESENTATION, SeccionKind.REPORT, SeccionKind.OTHER), start=3
    ):
        table(f"{kind}-tabla", seccion=section(f"s-{kind}", kind, place))
    area = cast.institucion.areas.first()
    part = section("parte", SeccionKind.PRESENTATION, 9)
    Seccion.objects.filter(pk=part.pk).update(area=area)
    table("parte-tabla", seccion=part)
    table("linea-tabla", avance=cast.avance(1))
    photos = Bloque.objects.filter(avance=cast.avance(1), kind=BlockKind.FIGURES).get()
    Figura.objects.create(bloque=photos, order=9, alt="Otra")

    labels = labels_of(cast.programa)[1]
    tables = {key: label for key, label in labels.items() if key.endswith("-tabla")}
    assert tables == {
        "propia-tabla": "Tabla 1",
        "presentation-tabla": "Tabla 2",
        "report-tabla": "Tabla 3",
        "linea-tabla": "Tabla 4",
        "other-tabla": "Tabla 5",
        "parte-tabla": "Tabla 6",
    }
    assert "del-plan" not in labels
    trimestre = cast.avance().trimestre
    assert stored(trimestre_snapshot(trimestre)) == labels
    assert printed(informe_document(trimestre).chapters) == labels


def test_the_plan_numbers_its_own_sections_only(cast, section):
    for place, kind in enumerate(
        (SeccionKind.REPORT, SeccionKind.PLAN, SeccionKind.OTHER), start=1
    ):
        table(f"{kind}-tabla", seccion=section(f"s-{kind}", kind, place, programa=cast.programa))

    snapshot = programa_snapshot(cast.programa)
    assert stored(snapshot) == {"plan-tabla": "Tabla 1", "other-tabla": "Tabla 2"}
    assert printed(pta.build(snapshot).chapters) == stored(snapshot)
    assert all(linea.closing is None for linea in snapshot.lineas)
