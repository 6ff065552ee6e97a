"""Misión and visión belong to a year: the programme's own are those of its reports."""

import pytest
from django.urls import reverse

from programs.enums import SeccionKind
from programs.models import Bloque, Programa, Seccion
from programs.services.presentacion import section_customize, section_reset
from reports.services.documents import document_html
from tests.programs.review_cast import quarter
from tests.reports.documents import informe_document, pta_document

pytestmark = pytest.mark.django_db


def section(cast, kind, text, programa=None, **values) -> Seccion:
    """Make a section with one text."""
    name = f"{kind}-{programa.year if programa else 'propia'}"
    row = Seccion.objects.create(
        institucion=cast.institucion,
        programa=programa,
        kind=kind,
        heading=kind.label,
        key=name,
        **values,
    )
    Bloque.objects.create(
        institucion=cast.institucion, seccion=row, key=f"{name}-b", order=1, kind="text",
        html=f"<p>{text}</p>",
    )  # fmt: skip
    return row


@pytest.fixture
def texts(cast) -> Seccion:
    """A misión, a visión and principles of the institution; a misión of the year too."""
    for kind in (SeccionKind.MISSION, SeccionKind.VISION, SeccionKind.PRINCIPLES):
        section(cast, kind, f"{kind.label} de siempre.")
    section(cast, SeccionKind.PRINCIPLES, "Principios del programa.", cast.programa)
    return section(cast, SeccionKind.MISSION, "Misión de 2026.", cast.programa, number_label="IV.")


def test_a_report_prints_the_mision_of_its_year(cast, texts):
    other = Programa.objects.create(institucion=cast.institucion, year=2031)
    section(cast, SeccionKind.VISION, "Visión de 2031.", other)
    report = document_html(informe_document(quarter(cast)))
    plan = document_html(pta_document(cast.programa))

    for text in (report, plan):
        assert "Misión de 2026." in text and "Misión de siempre." not in text
        assert "Visión de siempre." in text and "2031" not in text
    assert "IV." in plan and "IV." not in report, "a number is of one document"
    assert "Principios de siempre." not in plan
    assert "Principios rectores de siempre." in report and "Principios del programa" not in report


def test_a_report_that_changes_it_starts_from_the_one_of_its_year(cast, texts, sign_in):
    trimestre = quarter(cast)
    client = sign_in("secretario")
    page = client.get(reverse("presentacion_edit", args=trimestre.place))
    assert "Texto del programa" in page.content.decode()

    by = cast.people["secretario"]
    (copy,) = section_customize(trimestre.pk, kind=SeccionKind.MISSION, by=by)
    assert copy.bloques.get().html == "<p>Misión de 2026.</p>"
    assert (copy.number_label, copy.auto_number, copy.programa) == ("", True, None)
    versions = {copy.bloques.get().pk: 1}
    section_reset(trimestre.pk, kind=SeccionKind.MISSION, by=by, versions=versions)
    assert Seccion.objects.filter(kind=SeccionKind.MISSION).count() == 2
