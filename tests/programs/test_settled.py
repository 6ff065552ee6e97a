"""What who reads no drafts reads: the validated, and all of a closed quarter."""

import pytest
from django.urls import reverse

from programs.models import EntregaDeArea, MarcaMensual, Tarea, Trimestre
from programs.reading.settled import is_settled
from programs.selectors.programa import programa_page
from tests.factories import CLOSED, YEAR, validate
from tests.programs.review_cast import START, Review, area_of, quarter
from tests.programs.test_inicio import page_of
from tests.reports.tablero_cast import board

pytestmark = pytest.mark.django_db
OPEN = ["propia", YEAR, 2]
SENTENCE = "Del 100% de la meta programada, se tiene un avance del 25%."


@pytest.fixture
def loose(cast) -> Tarea:
    """A tarea without línea of the área `juridica`, done in the quarter."""
    tarea = Tarea.objects.create(
        eje=cast.linea().eje, area=area_of(cast), order=99, text="Atender solicitudes"
    )
    MarcaMensual.objects.bulk_create(
        MarcaMensual(tarea=tarea, month=month, status="done", reported_at=START)
        for month in (1, 2, 3)
    )
    return tarea


def done_months(cast, who: str) -> dict[str, int]:
    """Return {tarea: months that the page of the programme shows as done}."""
    page = programa_page(cast.programa, cast.people[who], START.date())
    return {
        row.text: sum(cell.code.startswith("done") for cell in row.cells)
        for eje in page.ejes
        for row in eje.calendar
    }


def test_a_status_and_a_window_settle_an_entry():
    assert is_settled("validated", "open")
    assert is_settled("draft", "closed")
    assert not is_settled("submitted", "open")


def test_a_tarea_without_linea_is_read_once_its_area_is_validated(cast, loose):
    review = Review(cast)
    review.submit()
    assert done_months(cast, "consulta")["Atender solicitudes"] == 0

    review.validate()

    assert done_months(cast, "consulta")["Atender solicitudes"] == 3
    assert done_months(cast, "consulta") == done_months(cast, "secretario")


def test_the_submission_of_another_area_does_not_show_it(cast, loose):
    EntregaDeArea.objects.create(
        trimestre=quarter(cast), area=area_of(cast, "archivo"), status="validated", folio="F",
        submitted_at=START, submitted_by=cast.people["titular"], validated_at=START,
        validated_by=cast.people["secretario"],
    )  # fmt: skip

    assert done_months(cast, "consulta")["Atender solicitudes"] == 0


def test_a_closed_quarter_is_read_whole(cast, loose, sign_in):
    address = reverse("trimestre_detail", args=[cast.institucion.slug, YEAR, 1])
    before = sign_in("consulta").get(address).content.decode()
    Trimestre.objects.filter(pk=quarter(cast).pk).update(**CLOSED)
    after = sign_in("consulta").get(address).content.decode()

    assert (before.count(SENTENCE), after.count(SENTENCE)) == (0, 4)
    assert done_months(cast, "consulta") == done_months(cast, "secretario")
    assert done_months(cast, "consulta")["Atender solicitudes"] == 3


@pytest.mark.parametrize("closed", [False, True])
def test_the_curve_of_consulta_is_that_of_everyone(cast, loose, sign_in, closed):
    review = Review(cast)
    review.submit()
    if closed:
        Trimestre.objects.filter(pk=quarter(cast).pk).update(**CLOSED)
    else:
        review.validate()
        for place in (2, 3):
            validate(cast.avance(place))

    asked = {"corte": "m3", "trimestre": "1"}
    mine, theirs = (board(sign_in(who), **asked)[0] for who in ("consulta", "secretario"))

    assert mine.curve.rows == theirs.curve.rows
    assert mine.heatmap.csv == theirs.heatmap.csv


class TestInformes:
    """Inicio lists the informes of closed quarters before all else."""

    def informe(self, number: int) -> str:
        return reverse("informe_document", args=["propia", YEAR, number])

    @pytest.mark.parametrize("who", ["consulta", "auditoria"])
    def test_closed_quarters_come_first(self, cast, sign_in, who):
        Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
        Trimestre.objects.filter(programa=cast.programa, number=2).update(status="open")

        _, html = page_of(sign_in(who))

        assert self.informe(1) in html
        assert self.informe(2) not in html
        assert "Del 1 de enero de 2026 al 31 de marzo de 2026. Cerrado el 20 de abril de 2026." in (
            html
        )
        assert html.index(self.informe(1)) < html.index(reverse("trimestre_detail", args=OPEN))

    def test_the_latest_comes_first(self, cast, sign_in):
        Trimestre.objects.filter(programa=cast.programa, number__lte=2).update(**CLOSED)

        page, html = page_of(sign_in("consulta"))

        assert [quarter.number for _, quarter in page.readers[0].closed] == [2, 1]
        assert html.index(self.informe(2)) < html.index(self.informe(1))

    def test_nothing_is_listed_while_nothing_is_closed(self, cast, sign_in):
        _, html = page_of(sign_in("consulta"))

        assert "Informes de trimestres cerrados" not in html

    @pytest.mark.parametrize("name", ["trimestre_detail", "programa_detail"])
    def test_the_pages_of_the_plan_lead_to_it(self, cast, sign_in, name):
        address = reverse(name, args=["propia", YEAR, 1][: 3 if name == "trimestre_detail" else 2])
        assert self.informe(1) not in sign_in("consulta").get(address).content.decode()
        Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)

        assert self.informe(1) in sign_in("consulta").get(address).content.decode()
