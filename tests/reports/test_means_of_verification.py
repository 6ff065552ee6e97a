"""The means of verification of líneas and tareas: printed where the institution says so."""

from dataclasses import replace

import pytest
from django.urls import reverse

from programs.enums import InformePart, PtaPart
from programs.models import Institucion
from programs.values.phrases import with_verification
from programs.values.snapshot import Snapshot
from reports.documents import informe, pta
from tests.programs.review_cast import quarter
from tests.reports.printed_values import informe_values, plan_values, printed

LABEL = "Medio de verificación"
MEANS, OF_TAREA = "Acuses y bitácora", "Minuta firmada"


def told(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot whose first línea and its first tarea say how they are verified."""
    eje, *ejes = snapshot.ejes
    linea, *lineas = eje.lineas
    tarea, *tareas = linea.tareas
    of_eje = tuple(
        replace(each, verification=OF_TAREA) if each.pk == tarea.pk else each for each in eje.tareas
    )
    linea = replace(
        linea, verification=MEANS, tareas=(replace(tarea, verification=OF_TAREA), *tareas)
    )
    return replace(snapshot, ejes=(replace(eje, lineas=(linea, *lineas), tareas=of_eje), *ejes))


@pytest.mark.parametrize("document", ["PTA", "informe"])
def test_the_documents_print_them_where_the_institution_says(document):
    if document == "PTA":
        on = printed(pta.build(told(plan_values(PtaPart.VERIFICATION))))
        off = printed(pta.build(told(plan_values())))
    else:
        on = printed(informe.build(told(informe_values(parts=(InformePart.VERIFICATION,)))))
        off = printed(informe.build(told(informe_values(parts=()))))

    assert f"{LABEL}: {MEANS}" in on
    assert f"{LABEL}: {OF_TAREA}" in on
    assert LABEL not in off
    assert MEANS not in off
    assert OF_TAREA not in off


@pytest.mark.parametrize(
    ("label", "means", "text"),
    [
        (LABEL, "Acta", f"Sesionar\n{LABEL}: Acta"),
        (LABEL, "", "Sesionar"),
        ("", "Acta", "Sesionar"),
    ],
)
def test_a_line_without_means_prints_no_empty_label(label, means, text):
    assert with_verification("Sesionar", label, means) == text


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [[], [InformePart.VERIFICATION.value]])
def test_the_pages_that_show_the_sheet_follow_the_document(cast, sign_in, parts):
    Institucion.objects.filter(pk=cast.institucion.pk).update(informe_parts=parts)
    linea = cast.linea()
    linea.verification = MEANS
    linea.save()
    slug, year, number = quarter(cast).place
    address = reverse("entrega_review", args=[slug, year, number, linea.area.code])
    page = sign_in("enlace").get(address)

    assert page.status_code == 200
    assert (MEANS in page.content.decode()) == bool(parts)
