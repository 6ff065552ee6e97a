"""What documents and the tablero print after an adecuación: what is in force, and what was."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from programs.enums import PtaPart
from programs.models import Institucion, Programa, Trimestre
from programs.reading.corte import programa_snapshot
from programs.services.adecuacion import programa_adjust
from programs.values.adjusting import Adjustment, MetaChange, NewLinea
from reports.documents import pta
from tests.adecuaciones import approved, grounds
from tests.reports.documents import html_text, informe_document
from tests.reports.printed_values import printed
from tests.reports.tablero_cast import board

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 10, 18, tzinfo=UTC)
GONE = "Línea cancelada desde el 3er trimestre. OG/2026/07, 02/07/2026."
CHANGED = "Meta modificada de 12 a 16 documentos desde el 3er trimestre. OG/2026/07, 02/07/2026."


@pytest.fixture
def adapted(cast):
    """The cast after an act with a changed, a cancelled and an added línea, and moved months."""
    Institucion.objects.filter(pk=cast.institucion.pk).update(pta_parts=[PtaPart.APPROVAL])
    programa = approved(cast.programa)
    first, gone = cast.linea(0), cast.linea(1)
    programa_adjust(
        programa.pk,
        Adjustment(
            grounds(),
            (MetaChange(first.pk, quantities={first.meta.componentes.get().pk: Decimal(16)}),),
            (gone.pk,),
            {first.tareas.get().pk: frozenset({8, 9})},
            (NewLinea(first.eje_id, first.area_id, "Publicar el padrón", meta="Un padrón"),),
        ),
        by=cast.people["planeacion"],
        now=NOW,
    )
    return cast


def test_the_plan_prints_what_is_in_force_and_lists_what_was(adapted):
    programa = Programa.objects.select_related("institucion").get(pk=adapted.programa.pk)
    document = pta.build(programa_snapshot(programa))
    text = printed(document)

    assert document.cover.version == "Versión modificada 1"
    lines = next(c for c in document.chapters if c.kind == "plan").parts[0].lines
    assert [(line.linea.number, line.goal, line.note) for line in lines] == [
        ("1.1", "16 documentos", ""),
        ("1.2", "12 documentos", GONE),
        (
            "1.3",
            "Un padrón",
            "Línea agregada desde el 3er trimestre. OG/2026/07, 02/07/2026.",
        ),
    ]
    (table,) = document.chapters[-1].parts
    assert table.agreement == "OG/2026/07, Segunda ordinaria, 2 de julio de 2026"
    assert [(row.number, row.before, row.after) for row in table.rows][:3] == [
        ("1.1", "12 documentos", "16 documentos"),
        ("1.2", "12 documentos", "Línea cancelada"),
        ("1.3", "No estaba en el programa", "Un padrón"),
    ]
    assert "Enero, febrero, marzo, abril, mayo, junio, agosto y septiembre" in text


def test_each_informe_and_tablero_tells_its_own_quarter(adapted, sign_in):
    found = {}
    for number in (2, 3):
        trimestre = Trimestre.objects.select_related("programa__institucion").get(
            programa=adapted.programa, number=number
        )
        document = informe_document(trimestre)
        (report,) = [c for c in document.chapters if c.kind == "report"]
        found[number] = (
            [line.goal.items[0][1] for line in report.parts[0].lines],
            report.parts[0].cancelled,
        )
    assert found[2] == (["12 documentos", "12 documentos"], ())
    gone = f"1.2 {adapted.linea(1).title}. {GONE}"
    assert found[3] == (["16 documentos", "Un padrón"], (gone,))

    page, body = board(sign_in("secretario"), datetime(2026, 7, 10, 18, tzinfo=UTC), trimestre=3)
    assert {line.linea.number for line in page.found.lines} >= {"1.1", "1.3"}
    assert "1.2" not in {line.linea.number for line in page.found.lines}
    assert page.found.cancelled == (gone,)
    text = html_text(body)
    assert CHANGED in text and gone in text
    page, _ = board(sign_in("secretario"), datetime(2026, 7, 10, 18, tzinfo=UTC), trimestre=2)
    assert not page.found.cancelled
    assert {line.linea.number for line in page.found.lines} >= {"1.1", "1.2"}
