"""Revisión shows what it asks to judge, and nothing observed is left without a word."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programs.enums import AvanceStatus, ObservacionStatus
from programs.errors import Conflict, DomainError
from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Figura,
    Observacion,
)
from programs.services.entrega import UNANSWERED, entrega_submit
from programs.services.evidencia import respaldos_receive
from programs.services.observaciones import observacion_answer
from programs.services.revision import observaciones_resolve
from tests.factories import make_person
from tests.files import pdf
from tests.programs.entrega_cast import address, send
from tests.programs.review_cast import (
    DETAIL,
    HERE,
    START,
    Review,
    complete,
    entries,
    name_second_validator,
    text_of,
    where,
)
from tests.reports.tablero_cast import board

pytestmark = pytest.mark.django_db
RESOLVE = reverse("observaciones_resolve", args=HERE)
FINDING = "60%"


@pytest.fixture
def declared(cast) -> AvanceTrimestral:
    """The first línea, with all that an área may declare of it and a file."""
    avance = cast.avance()
    AvanceTrimestral.objects.filter(pk=avance.pk).update(
        cause="Faltó personal.", closing="stated", stated_percent=60, closing_reason="Acuerdo 3."
    )
    AvanceDeComponente.objects.filter(avance=avance).update(reason="Se pospuso una firma.")
    respaldos_receive(
        avance.pk, files=[SimpleUploadedFile("lista.pdf", pdf())], token="una",
        by=cast.people["enlace"],
    )  # fmt: skip
    return avance


class TestSheet:
    """What stands beside the printed page."""

    def test_files_motives_causes_and_both_figures(self, declared, cast, reviewer):
        Review(cast).submit()
        html = reviewer.get(DETAIL).text
        file = declared.respaldos.get()

        assert reverse("evidencia_original", args=[file.key]) in html
        part = html[html.index('id="declarado"') : html.index('id="respaldos"')]
        for text in ("60%; las cantidades dan 25%.", "Acuerdo 3.", "Faltó personal."):
            assert text in part
        assert "Se pospuso una firma." in part

    def test_a_linea_that_declares_nothing_says_so(self, review, reviewer):
        html = reviewer.get(DETAIL).text
        assert 'id="declarado"' not in html
        assert "El área no adjuntó archivos a esta línea." in html

    def test_who_reviews_in_their_place_opens_the_file(self, declared, cast, client):
        second = make_person("segunda", cast.institucion, "consulta")
        file = reverse("evidencia_original", args=[declared.respaldos.get().key])
        client.force_login(second)
        assert client.get(file).status_code == 403
        name_second_validator(cast, second)
        assert client.get(file).status_code == 200

    def test_the_tablero_flags_a_stated_figure(self, declared, sign_in):
        page, html = board(sign_in("secretario"))
        (finding,) = {line.reading.doubt for line in page.rows.lines} - {""}
        assert "60%" in finding and "25%" in finding
        assert finding in html

    def test_what_was_observed_stands_beside_its_part(self, cast, review, reviewer):
        first = entries(cast)[0]
        row = review.observe(first, text_of(first), "Diga cuántas.")
        whole = review.observe(first, None, "Falta todo.")
        html = reviewer.get(DETAIL).text

        places = [
            f'id="parte-bloque-{text_of(first).pk}"', f'id="observacion-{row.pk}"',
            'id="parte-todo"', f'id="observacion-{whole.pk}"', 'id="observaciones"',
        ]  # fmt: skip
        assert sorted(places, key=html.index) == places
        assert html.count(f'id="observacion-{row.pk}"') == 1
        assert f'href="#observacion-{row.pk}"' in html

    def test_what_was_observed_of_a_part_that_is_gone_stays_at_the_side(
        self, cast, review, reviewer
    ):
        first = entries(cast)[0]
        block = text_of(first)
        row = review.observe(first, block, "Diga cuántas.")
        block.figuras.all().delete()
        block.delete()
        html = reviewer.get(DETAIL).text
        # It is of the whole now, whose place is the end of the sheet.
        assert html.count(f'id="observacion-{row.pk}"') == 1

    def test_what_was_observed_of_a_picture_is_read_whether_it_prints_or_is_the_only_one(
        self, cast, review, reviewer
    ):
        first = entries(cast)[0]
        block = Bloque.objects.create(
            institucion=cast.institucion, avance=first, key="fotos", order=9, kind="figures"
        )
        figure, other = (Figura.objects.create(bloque=block, order=n, alt="Mesa") for n in (1, 2))
        rows = [review.observe(first, row, "¿De este año?") for row in (figure, other)]
        Figura.objects.filter(pk=other.pk).update(in_informe=False)
        html = reviewer.get(DETAIL).text

        assert [html.count(f'id="observacion-{row.pk}"') for row in rows] == [1, 1]
        assert f'id="parte-figura-{other.pk}"' not in html


class TestResolveAll:
    """One click, one transaction, one act."""

    @pytest.fixture
    def sent(self, cast, review) -> list[Observacion]:
        """Two observations came back, and the quarter was handed in again."""
        first, second = entries(cast)
        review.observe(first, text_of(first))
        review.observe(second, None)
        review.give_back()
        return list(Observacion.objects.order_by("pk"))

    def form(self, rows) -> dict:
        """Return what the form of the page sends."""
        return {"observacion": [f"{row.pk}:{row.version}" for row in rows]}

    def test_all_at_once(self, sent, reviewer):
        html = reviewer.get(DETAIL).text
        for row in sent:
            assert f'value="{row.pk}:{row.version}"' in html
        acts = AuditEntry.objects.count()

        with time_machine.travel(START, tick=False):
            assert reviewer.post(RESOLVE, self.form(sent)).status_code == 303

        assert set(Observacion.objects.values_list("status", flat=True)) == {"resolved"}
        act = AuditEntry.objects.order_by("-number").first()
        assert AuditEntry.objects.count() == acts + 1
        assert act.action == "observacion_resolve"
        assert act.data == {"observaciones": [row.pk for row in sent]}
        assert "Resolver todas" not in reviewer.get(DETAIL).text

    def test_an_answer_that_came_meanwhile_is_read_first(self, cast, review, sent):
        versions = {row.pk: row.version for row in sent}
        review.act(
            observacion_answer, sent[0].pk, answer="Ya.", by=cast.people["enlace"],
        )  # fmt: skip
        with pytest.raises(Conflict):
            review.act(observaciones_resolve, **where(cast), versions=versions)
        assert not Observacion.objects.filter(status=ObservacionStatus.RESOLVED).exists()

    def test_those_of_another_area_are_refused(self, cast, review, sent):
        with pytest.raises(DomainError):
            review.act(
                observaciones_resolve,
                **where(cast, "archivo"),
                versions={sent[0].pk: sent[0].version},
            )

    @pytest.mark.parametrize("sent_form", [{}, {"observacion": "x"}, {"observacion": "5"}])
    def test_a_form_that_names_none_is_refused(self, sent, reviewer, sent_form):
        assert reviewer.post(RESOLVE, sent_form).status_code == 422

    def test_a_second_click_writes_no_second_act(self, sent, reviewer):
        with time_machine.travel(START, tick=False):
            reviewer.post(RESOLVE, self.form(sent))
            acts = AuditEntry.objects.count()
            again = reviewer.post(RESOLVE, self.form(Observacion.objects.all()))
        assert again.status_code == 303
        assert AuditEntry.objects.count() == acts


class TestUnanswered:
    """An área does not send again over what it did not answer, unless it says so."""

    def test_the_form_asks_and_the_act_tells(self, cast, returned, sign_in):
        row = Observacion.objects.get()
        client = sign_in("titular")
        assert UNANSWERED in client.get(address(returned)).text

        refused = send(client, returned)
        assert refused.status_code == 422
        assert "Conteste las observaciones, o marque que envía sin hacerlo." in refused.text
        assert 'href="#id_unanswered"' in refused.text

        assert send(client, returned, unanswered="on").status_code == 303
        act = AuditEntry.objects.filter(action="entrega_submit").order_by("-number").first()
        assert act.data["unanswered"] == UNANSWERED
        assert act.data["observaciones"] == [row.pk]

    def test_no_other_caller_sends_over_them(self, returned):
        given = where(returned) | {"by": returned.people["titular"], "now": START}
        with pytest.raises(DomainError, match="Falta contestar 1 observación"):
            entrega_submit(**given, statement=True)

    def test_what_is_answered_is_sent_without_a_word(self, cast, review):
        first = entries(cast)[0]
        row = review.observe(first, None)
        review.give_back()
        review.act(observacion_answer, row.pk, answer="Ya.", by=cast.people["enlace"])
        assert review.submit().status == AvanceStatus.SUBMITTED
        act = AuditEntry.objects.order_by("-number").first()
        assert "unanswered" not in act.data

    def test_the_first_time_nothing_is_asked(self, cast, before_the_deadline, sign_in):
        complete(cast)
        assert UNANSWERED not in sign_in("titular").get(address(cast)).text
