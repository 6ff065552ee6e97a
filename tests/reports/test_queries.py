"""Building a document takes a fixed number of queries; rendering it takes none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import LineaDeAccion, Programa, Trimestre
from programs.services.programa import programa_complete
from reports.services.documents import document_html
from tests.reports.documents import informe_document, load_seeds, pta_document

pytestmark = pytest.mark.django_db


def queries_of(make, argument) -> tuple[int, int]:
    """Return the queries of building a document and those of turning it into HTML."""
    with CaptureQueriesContext(
        connection,
    ) as building:
        document = make(argument)
    with CaptureQueriesContext(connection) as rendering:
        document_html(document)
    return len(building), len(rendering)


@pytest.mark.parametrize("kind", ["pta", "informe"])
def test_more_lineas_run_no_more_queries(kind):
    load_seeds()
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa__institucion__slug="sesaech", number=1
    )
    programa = Programa.objects.select_related("institucion").get(pk=trimestre.programa_id)
    make, argument = (pta_document, programa) if kind == "pta" else (informe_document, trimestre)
    few = queries_of(make, argument)
    eje = programa.ejes.first()
    area = eje.lineas.first().area
    LineaDeAccion.objects.bulk_create(
        LineaDeAccion(eje=eje, order=100 + n, title=f"Línea {n}", area=area) for n in range(100)
    )
    programa_complete(programa)
    many = queries_of(make, argument)

    assert few == many
    assert few[0] <= 20
    assert few[1] == 0
