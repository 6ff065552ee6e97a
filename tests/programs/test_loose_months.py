"""Tareas without línea belong to their área's submission: shown, observed and answered there."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import F
from django.urls import reverse

from programs.enums import AvanceStatus, ObservacionStatus
from programs.errors import DomainError
from programs.models import MarcaMensual, Observacion, Tarea
from programs.services.entrega import entrega_submit
from programs.services.meses import mark_save
from programs.services.observaciones import observacion_answer as answer_row
from programs.services.revision import observacion_resolve
from tests.programs.entrega_cast import address
from tests.programs.review_cast import (
    DETAIL,
    KEY,
    START,
    Review,
    area_of,
    complete,
    entries,
    observe_by_form,
    statuses,
    where,
)

pytestmark = pytest.mark.django_db
LOOSE = f"{DETAIL}?actividades"
TEXT = "Atender solicitudes"


@pytest.fixture
def loose(cast) -> Tarea:
    """A tarea without línea of the área `juridica`, with the three months of the quarter."""
    tarea = Tarea.objects.create(eje=cast.linea().eje, area=area_of(cast), order=99, text=TEXT)
    MarcaMensual.objects.bulk_create(MarcaMensual(tarea=tarea, month=m) for m in (1, 2, 3))
    return tarea


def month(tarea: Tarea, number: int = 2) -> MarcaMensual:
    """Return a month of a tarea."""
    return MarcaMensual.objects.get(tarea=tarea.pk, month=number)


@pytest.fixture
def observed(loose, review) -> Observacion:
    """The quarter came back with an observation on February of the tarea."""
    row = review.observe(review.entrega, month(loose), "Diga de qué folio.")
    review.give_back()
    row.refresh_from_db()
    return row


class TestReview:
    """Who reviews."""

    def test_they_are_a_part_with_their_months(self, loose, review, reviewer):
        html = reviewer.get(LOOSE).text

        assert TEXT in html
        assert html.count(f'id="parte-mes-{loose.pk}-') == 3
        assert "Parte 3 de 3" in html
        assert reviewer.get(DETAIL).text.count("?actividades") >= 1

    def test_an_area_without_them_has_no_such_part(self, review, reviewer):
        assert "?actividades" not in reviewer.get(DETAIL).text

    def test_a_tarea_of_another_area_or_quarter_is_not_shown(self, cast, loose, review, reviewer):
        Tarea.objects.filter(pk=loose.pk).update(area=area_of(cast, "archivo"))
        assert TEXT not in reviewer.get(LOOSE).text
        Tarea.objects.filter(pk=loose.pk).update(area=area_of(cast))
        assert TEXT in reviewer.get(LOOSE).text
        MarcaMensual.objects.filter(tarea=loose).update(month=F("month") + 3)
        assert TEXT not in reviewer.get(LOOSE).text

    def test_a_month_is_observed_by_its_form(self, loose, review, reviewer):
        part = f"mes-{loose.pk}-2"
        html = reviewer.get(f"{LOOSE}&observar={part}").text
        assert '<input type="hidden" name="actividades" value="1">' in html

        sent = {"observar": part, "actividades": "1", "key": KEY, "text": "Diga de qué folio."}
        answer = observe_by_form(reviewer, "", sent)

        assert answer.status_code == 303
        row = Observacion.objects.get()
        assert row.is_of_months
        assert (row.marca, row.entrega) == (month(loose), review.entrega)
        html = reviewer.get(LOOSE).text
        assert "Diga de qué folio." in html
        assert "1 sin enviar" in html
        assert "Diga de qué folio." not in reviewer.get(f"{DETAIL}?seccion").text

    def test_the_whole_is_observed(self, loose, review, reviewer):
        sent = {"observar": "todo", "actividades": "1", "key": KEY, "text": "Faltan folios."}
        assert observe_by_form(reviewer, "", sent).status_code == 303
        assert "Actividades sin línea" in reviewer.get(LOOSE).text

    def test_a_month_of_a_linea_or_of_another_area_is_refused(self, cast, loose, review):
        own = MarcaMensual.objects.get(tarea__linea=cast.linea(), month=2)
        with pytest.raises(DomainError):
            review.observe(review.entrega, own)
        Tarea.objects.filter(pk=loose.pk).update(area=area_of(cast, "archivo"))
        with pytest.raises(DomainError):
            review.observe(review.entrega, month(loose))
        with pytest.raises(DomainError):
            review.observe(entries(cast)[0], month(loose))

    def test_the_submission_of_another_area_is_refused(self, cast, loose, review):
        cast.people["titular2"] = cast.people["titular"]
        other = review.entrega.__class__.objects.create(
            trimestre=review.entrega.trimestre, area=area_of(cast, "archivo")
        )
        with pytest.raises(DomainError):
            review.observe(other, None)

    def test_it_returns_the_submission_and_no_linea(self, cast, observed, review):
        assert review.entrega.status == AvanceStatus.RETURNED
        assert statuses(cast) == [AvanceStatus.SUBMITTED] * 2
        assert observed.status == ObservacionStatus.SENT

    def test_what_changed_since_is_marked(self, cast, loose, observed, review, reviewer):
        assert "is-changed" not in reviewer.get(LOOSE).text
        with review.later():
            mark_save(
                month(loose), status="not_done", reason="Sin solicitudes", note="",
                by=cast.people["enlace"], now=review.now,
                today=review.now.date(), version=month(loose).version,
            )  # fmt: skip
        html = reviewer.get(f"{LOOSE}&cambios=1").text
        assert '<td class="is-changed">' in html
        assert "1 parte" in html


@pytest.mark.usefixtures("observed")
class TestArea:
    """Who answers for the área."""

    def test_inicio_and_the_page_lead_to_it(self, cast, observed, sign_in):
        place = f"{address(cast)}#observacion-{observed.pk}"
        client = sign_in("enlace")
        with time_machine.travel(START, tick=False):
            assert f'href="{place}"' in client.get(reverse("home")).text
            html = client.get(address(cast)).text
        assert f'id="observacion-{observed.pk}"' in html
        assert f"Febrero: {TEXT}" in html
        assert "0 de 3" not in html  # complete() reported them

    def test_it_is_answered_there(self, cast, observed, sign_in):
        url = reverse("observacion_answer", args=[observed.pk])
        with time_machine.travel(START, tick=False):
            client = sign_in("enlace")
            refused = client.post(url, {"version": observed.version, "answer": ""})
            answer = client.post(url, {"version": observed.version, "answer": "Es el 12."})
        assert refused.status_code == 422
        assert "lo que se observó sigue igual" in refused.text
        assert answer["Location"] == f"{address(cast)}#observacion-{observed.pk}"
        observed.refresh_from_db()
        assert observed.status == ObservacionStatus.ANSWERED


SILENT = "Falta reportar enero, febrero y marzo de «Atender solicitudes»"


class TestBlank:
    """Months without report hold the submission back, as those of a línea do."""

    def test_the_page_names_them_among_what_is_missing(self, cast, loose, sign_in):
        complete(cast)
        MarcaMensual.objects.filter(tarea=loose).update(status="unreported", reported_at=None)
        with time_machine.travel(START, tick=False):
            html = sign_in("enlace").get(address(cast)).text
        assert "Falta 1 dato para enviar" in html
        assert f"Actividades sin línea: {SILENT}" in html
        assert "0 de 3" in html

    def test_the_service_refuses_with_the_same_words(self, cast, loose):
        complete(cast)

        def submit() -> None:
            entrega_submit(**where(cast), statement=True, by=cast.people["titular"], now=START)

        MarcaMensual.objects.filter(tarea=loose).update(status="unreported", reported_at=None)
        with pytest.raises(DomainError, match=f"actividades sin línea: {SILENT}"):
            submit()
        MarcaMensual.objects.filter(tarea=loose, month__lt=3).update(
            status="done", reported_at=START, reported_by=cast.people["enlace"]
        )
        with pytest.raises(DomainError, match="Falta reportar marzo de"):
            submit()

    def test_a_month_that_was_not_programmed_is_not_asked(self, cast, loose):
        found = Review(cast)
        MarcaMensual.objects.filter(tarea=loose).delete()
        MarcaMensual.objects.create(
            tarea=loose, month=2, programmed=False, status="done", reported_at=START
        )
        found.submit()
        assert found.entrega.status == AvanceStatus.SUBMITTED


class TestAnswerAgain:
    """The área corrects its answer until it is settled, wherever the quarter is."""

    @pytest.fixture
    def answered(self, cast, observed, review) -> Observacion:
        review.act(answer_row, observed.pk, answer="Es el 12.", by=cast.people["enlace"])
        observed.refresh_from_db()
        return observed

    def answer(self, client, row: Observacion, text: str):
        row.refresh_from_db()
        url = reverse("observacion_answer", args=[row.pk])
        with time_machine.travel(START + timedelta(hours=2), tick=False):
            return client.post(url, {"version": row.version, "answer": text}, follow=True)

    def test_while_it_is_returned(self, answered, sign_in):
        html = self.answer(sign_in("enlace"), answered, "Es el 13.").text
        answered.refresh_from_db()
        assert answered.answer == "Es el 13."
        assert "el titular puede enviar de nuevo" in html

    def test_once_it_was_sent_again(self, cast, answered, review, sign_in):
        review.submit()
        client = sign_in("enlace")
        page = client.get(address(cast), follow=True)
        assert page.redirect_chain[-1][0] == address(cast, "entrega_receipt")
        assert "Cambiar la respuesta" in page.text
        assert f'id="observacion-{answered.pk}"' in page.text

        html = self.answer(client, answered, "Es el 13.").text
        answered.refresh_from_db()
        assert answered.answer == "Es el 13."
        assert "Es el 13." in html
        assert "Ya no falta ninguna." in html
        assert "enviar de nuevo" not in html.partition("<main")[2].partition("</h1>")[0]

    def test_a_refused_answer_stays_on_the_receipt(self, answered, review, sign_in):
        review.submit()
        html = self.answer(sign_in("enlace"), answered, "").text
        assert "Acuse de envío" in html
        assert "lo que se observó sigue igual" in html

    def test_once_it_is_settled_or_read_by_others_there_is_no_form(
        self, cast, answered, review, sign_in
    ):
        review.submit()
        receipt = address(cast, "entrega_receipt")
        html = sign_in("secretario").get(receipt).text
        assert "Es el 12." in html
        assert "Cambiar la respuesta" not in html
        answered.refresh_from_db()
        review.act(observacion_resolve, answered.pk, by=cast.people["secretario"])
        assert "Cambiar la respuesta" not in sign_in("enlace").get(receipt).text


def test_a_review_of_an_area_with_nothing_else(cast, loose, reviewer):
    """An área that answers for tareas only has something to review too."""
    for entry in entries(cast):
        entry.linea.delete()
    found = Review(cast)
    found.submit()
    html = reviewer.get(DETAIL).text
    assert TEXT in html
    assert "No hay nada que revisar" not in html
