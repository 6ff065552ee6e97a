"""What became of an área's quarter, told in the same words on Inicio and on Trimestre."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from programs.enums import AvanceStatus, BlockKind
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    EntregaDeArea,
    Trimestre,
    User,
)
from programs.models.locks import locks_lifted
from programs.selectors.own_quarters import FOR_THE_TITULAR
from tests.factories import CLOSED, YEAR, Cast
from tests.markup import folded

NOW = "2026-04-02 18:00:00+00:00"
SENT_AT = datetime(2026, 4, 1, 16, 42, tzinfo=UTC)
PLACE = ["propia", YEAR, 1]
RECEIPT = reverse("entrega_receipt", args=[*PLACE, "juridica"])
WITHDRAW = reverse("entrega_withdraw", args=[*PLACE, "juridica"])
REVIEW = reverse("entrega_review", args=[*PLACE, "juridica"])


def hand_in(cast: Cast, status: str = AvanceStatus.SUBMITTED, **values: object) -> None:
    """Hand in the first quarter of juridica, and let it come to a status."""
    people = cast.people
    stamps = {"submitted_at": SENT_AT, "submitted_by": people["titular"]}
    if status == AvanceStatus.RETURNED:
        stamps |= {"returned_at": SENT_AT, "returned_by": people["secretario"]}
    if status == AvanceStatus.VALIDATED:
        stamps |= {"validated_at": SENT_AT, "validated_by": people["secretario"]}
    User.objects.update(first_visit_over=True)
    rows = AvanceTrimestral.objects.filter(trimestre__number=1, linea__area__code="juridica")
    rows.update(status=status, ready=True, **stamps)
    EntregaDeArea.objects.create(
        trimestre=Trimestre.objects.get(programa=cast.programa, number=1),
        area=cast.institucion.areas.get(code="juridica"),
        status=status,
        folio="PROPIA-T1-01",
        round=1,
        **(stamps | values),
    )


def told(client) -> dict[str, str]:
    """Return what Inicio and Trimestre print, after checking that both say the same of it."""
    with time_machine.travel(NOW, tick=False):
        inicio = client.get(reverse("home"))
        trimestre = client.get(reverse("trimestre_detail", args=PLACE))
    part = next(area for area in trimestre.context["page"].areas if area.code == "juridica")
    assert inicio.context["page"].envios[0] == part.envio
    pages = {"inicio": inicio, "trimestre": trimestre}
    return {name: folded(answer.content.decode()) for name, answer in pages.items()}


def sentences_of(client) -> tuple[str, ...]:
    """Return the sentences of the quarter, which both pages print."""
    pages = told(client)
    with time_machine.travel(NOW, tick=False):
        found = client.get(reverse("home")).context["page"].envios[0].sentences
    for name, html in pages.items():
        assert f"<span>{' '.join(found)}</span>" in html, name
    return found


SENT = "Enviado el 1 de abril de 2026, 10:42 horas, por titular."


@pytest.mark.parametrize("who", ["enlace", "titular"])
def test_what_was_sent_says_when_its_folio_and_its_receipt(cast, sign_in, who):
    hand_in(cast)
    client = sign_in(who)
    assert sentences_of(client) == (
        SENT,
        "El Secretario Técnico revisa lo enviado. La captura queda bloqueada mientras tanto.",
    )
    for name, html in told(client).items():
        assert "PROPIA-T1-01" in html, name
        assert f'href="{RECEIPT}">Ver el acuse' in html, name
        # Only who sent it takes it back, and only while nobody reviews it.
        assert (f'action="{WITHDRAW}"' in html) == (who == "titular"), name
        assert REVIEW not in html, name


def test_once_the_review_began_it_is_not_taken_back(cast, sign_in):
    hand_in(cast, review_started_at=SENT_AT, review_started_by=cast.people["secretario"])
    client = sign_in("titular")
    assert sentences_of(client)[1] == (
        "La revisión empezó el 1 de abril de 2026, con secretario. El envío ya no se retira."
    )
    assert all(WITHDRAW not in html for html in told(client).values())


def test_what_came_back_says_so_and_what_is_left(cast, sign_in):
    hand_in(cast, AvanceStatus.RETURNED)
    sent_back = "secretario lo devolvió con observaciones el 1 de abril de 2026."
    due = "Vence el 17 de abril de 2026 (en 15 días)."
    left = "2 de 2 líneas listas, devuelto, falta enviarlo de nuevo."
    assert sentences_of(sign_in("titular")) == (SENT, sent_back, left, due)
    by_another = f"{left} Lo envía su titular."
    assert sentences_of(sign_in("enlace")) == (SENT, sent_back, by_another, due)


def test_what_is_validated_asks_for_nothing(cast, sign_in):
    hand_in(cast, AvanceStatus.VALIDATED)
    validated = "secretario validó este trimestre el 1 de abril de 2026."
    assert sentences_of(sign_in("enlace")) == (SENT, validated)


def test_a_closed_quarter_keeps_its_receipt_and_owes_nothing(cast, sign_in):
    hand_in(cast, AvanceStatus.VALIDATED)
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    answer = sign_in("titular").get(reverse("trimestre_detail", args=PLACE))
    (envio,) = (area.envio for area in answer.context["page"].areas if area.envio)
    assert (envio.receipt_url, envio.withdraw_url, envio.pending) == (RECEIPT, "", None)

    # One that never was handed in says nothing: nobody hands it in any more.
    with locks_lifted():
        EntregaDeArea.objects.all().delete()
    answer = sign_in("titular").get(reverse("trimestre_detail", args=PLACE))
    assert [area.envio for area in answer.context["page"].areas if area.envio] == []


def test_who_does_not_act_for_the_area_is_told_nothing_of_it(cast, sign_in):
    hand_in(cast)
    for who in ("planeacion", "consulta", "superuser"):
        answer = sign_in(who).get(reverse("trimestre_detail", args=PLACE))
        assert not any(area.envio for area in answer.context["page"].areas), who


class TestNothingDue:
    """A línea of which nothing is programmed so far is done as it is."""

    @staticmethod
    def left(client) -> str:
        """Return what Inicio says of the quarter, in one text."""
        with time_machine.travel(NOW, tick=False):
            page = client.get(reverse("home")).context["page"]
        return next((i.text for i in page.missing if i.kind in ("quarter", "send")), "")

    @staticmethod
    def later(cast: Cast, place: int) -> None:
        """Program a línea from the second quarter on, and say nothing of it yet."""
        linea = cast.linea(place)
        AvanceDeComponente.objects.filter(avance__linea=linea).delete()
        Bloque.objects.filter(avance__linea=linea).delete()
        ComponenteDeMeta.objects.filter(meta__linea=linea).update(
            programmed_q1=0, programmed_q2=5, programmed_q3=0, programmed_q4=0
        )

    def test_it_counts_as_done_and_is_not_the_next(self, cast, sign_in):
        self.later(cast, 0)
        client = sign_in("titular")
        assert self.left(client) == "1er trimestre: 1 de 2 líneas listas"
        with time_machine.travel(NOW, tick=False):
            page = client.get(reverse("home")).context["page"]
        (quarter,) = (item for item in page.missing if item.kind == "quarter")
        assert quarter.url == reverse("avance_edit", args=["propia", YEAR, cast.linea(1).pk, 1])

    def test_with_the_others_ready_all_is_ready(self, cast, sign_in):
        self.later(cast, 0)
        AvanceTrimestral.objects.filter(pk=cast.avance(1).pk).update(ready=True)
        assert self.left(sign_in("titular")) == "1er trimestre: 2 de 2 líneas listas, sin enviar"
        assert FOR_THE_TITULAR in told(sign_in("enlace"))["trimestre"]

    def test_what_was_written_in_it_waits_to_be_finished(self, cast, sign_in):
        self.later(cast, 0)
        avance = cast.avance(0)
        Bloque.objects.create(
            institucion=cast.institucion,
            avance=avance,
            key="captura-0123456789abcdef01234567",
            kind=BlockKind.TEXT,
            order=1,
            html="<p>Algo.</p>",
        )
        assert self.left(sign_in("titular")) == "1er trimestre: 0 de 2 líneas listas"

    def test_what_is_due_and_blank_still_waits(self, cast, sign_in):
        self.later(cast, 0)
        linea = cast.linea(0)
        ComponenteDeMeta.objects.filter(meta__linea=linea).update(programmed_q1=1)
        assert self.left(sign_in("titular")) == "1er trimestre: 0 de 2 líneas listas"
