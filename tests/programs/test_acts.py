"""What each act of a quarter leaves behind: its line in the ledger, its notices, its history."""

from datetime import date, timedelta

import pytest
import time_machine

from programs.errors import DomainError, Locked
from programs.models import AuditEntry, Notice, Programa, Trimestre
from programs.reading.traces import quarter_traces
from programs.services import cierre, entrega, observaciones, revision, revision_plan
from tests.factories import Cast, send_to_review
from tests.programs.review_cast import (
    START,
    Review,
    area_of,
    entries,
    quarter,
    review_of_archivo,
    text_of,
    where,
)

pytestmark = pytest.mark.django_db
FOLIO = "PROPIA-2026-T1-JURIDICA-0"


@pytest.fixture(autouse=True)
def on_the_day():
    """All of it happens on one day, before the deadline."""
    with time_machine.travel(START, tick=False):
        yield


def act(cast: Cast) -> tuple[str, str, str, dict]:
    """Return the last act of the ledger: what, about what, by whom, with what."""
    entry = AuditEntry.objects.filter(institucion=cast.institucion).order_by("-number").first()
    return entry.action, entry.subject, entry.actor, entry.data


def notices(kind: str) -> list[tuple[str, str, str]]:
    """Return (person, text, path) of the notices of a kind, open or not, by person."""
    rows = Notice.objects.filter(kind=kind).order_by("person__username", "pk")
    return list(rows.values_list("person__username", "text", "path"))


def open_kinds() -> set[str]:
    """Return the kinds of the notices that still wait for somebody."""
    return set(Notice.objects.filter(done_at__isnull=True).values_list("kind", flat=True))


class TestLedger:
    """One line for each act, with what somebody needs who reads it years later."""

    def test_to_hand_in_names_the_folio_the_declaration_and_each_linea(self, cast):
        review = Review(cast)
        review.submit()

        lineas = [[entry.pk, entry.version] for entry in entries(cast)]
        assert act(cast) == (
            "entrega_submit",
            str(review.entrega),
            "titular",
            {"folio": f"{FOLIO}1", "statement": entrega.STATEMENT, "lineas": lineas},
        )
        assert review.entrega.statement == entrega.STATEMENT

    def test_to_withdraw_names_the_folio(self, cast, review):
        review.act(entrega.entrega_withdraw, by=cast.people["titular"], **where(cast))

        assert act(cast) == (
            "entrega_withdraw", str(review.entrega), "titular", {"folio": f"{FOLIO}1"},
        )  # fmt: skip

    def test_the_folio_counts_how_often_it_was_sent(self, cast, review):
        review.act(entrega.entrega_withdraw, by=cast.people["titular"], **where(cast))
        review.submit()

        assert (review.entrega.folio, review.entrega.round) == (f"{FOLIO}2", 2)

    def test_a_review_from_the_observation_to_the_end(self, cast, review):
        first, second = entries(cast)
        one = review.observe(first, text_of(first), proposed="<p>Se firmaron 3 actas.</p>")
        two = review.observe(second)
        about = str(review.entrega)

        review.give_back()
        assert act(cast) == (
            "entrega_return",
            about,
            "secretario",
            {"folio": f"{FOLIO}1", "observaciones": [one.pk, two.pk]},
        )
        enlace = cast.people["enlace"]
        review.act(observaciones.observacion_accept, one.pk, by=enlace)
        assert act(cast) == (
            "observacion_answer",
            about,
            "enlace",
            {"observacion": one.pk, "answer": "Se aceptó el texto propuesto."},
        )
        review.act(observaciones.observacion_answer, two.pk, answer=" Ya está. ", by=enlace)
        assert act(cast)[3] == {"observacion": two.pk, "answer": "Ya está."}
        review.submit()
        for found in (one, two):
            review.act(revision.observacion_resolve, found.pk)
            assert act(cast) == (
                "observacion_resolve", about, "secretario", {"observacion": found.pk},
            )  # fmt: skip
        review.act(revision.avance_validate, first.pk)
        assert act(cast) == (
            "avance_validate", about, "secretario", {"linea": str(first.linea), "avance": first.pk},
        )  # fmt: skip
        review.validate()
        assert act(cast) == (
            "entrega_validate", about, "secretario", {"folio": f"{FOLIO}2"},
        )  # fmt: skip

    def test_of_the_windows(self, cast):
        planeacion, head = cast.people["planeacion"], cast.people["secretario"]
        second = Trimestre.objects.get(programa=cast.programa, number=2)
        due = date(2026, 7, 14)

        cierre.trimestre_open(second.pk, due_on=due, by=planeacion, now=START)
        assert act(cast) == (
            "trimestre_open", "T2 2026", "planeacion",
            {"trimestre": second.pk, "due_on": "2026-07-14"},
        )  # fmt: skip
        later = due + timedelta(days=3)
        cierre.trimestre_move(second.pk, due_on=later, by=planeacion, now=START)
        assert act(cast) == (
            "trimestre_move",
            "T2 2026",
            "planeacion",
            {"trimestre": second.pk, "before": "2026-07-14", "after": "2026-07-17"},
        )
        row = cierre.entrega_extend(
            **where(cast), until=date(2026, 4, 24), reason=" Falta luz. ", by=planeacion, now=START
        )
        assert act(cast) == (
            "entrega_extend",
            "T1 2026",
            "planeacion",
            {
                "trimestre": quarter(cast).pk,
                "area": "juridica",
                "until": "2026-04-24",
                "reason": "Falta luz.",
            },
        )
        assert (row.extended_by, row.extension_reason) == (planeacion, "Falta luz.")
        corte = cierre.trimestre_close(
            quarter(cast).pk, typed="T1 2026", missing_reason=" Así. ", by=head, now=START
        )
        assert act(cast) == (
            "trimestre_close",
            "T1 2026",
            "secretario",
            {
                "trimestre": quarter(cast).pk,
                "corte": 1,
                "sha256": corte.sha256,
                "made_at": "2026-04-10T16:00:00.000000+00:00",
                "missing": 4,
                "reason": "Así.",
                "traces": quarter_traces(quarter(cast)),
            },
        )
        assert (corte.number, corte.missing_reason, corte.made_by) == (1, "Así.", head)
        again = cierre.trimestre_reopen(quarter(cast).pk, reason=" Faltó una. ", by=head, now=START)
        assert again == quarter(cast)
        assert act(cast) == (
            "trimestre_reopen", "T1 2026", "secretario",
            {"trimestre": quarter(cast).pk, "reason": "Faltó una."},
        )  # fmt: skip
        assert quarter(cast).reopen_reason == "Faltó una."

    def test_of_the_approval(self, cast):
        send_to_review(cast.programa)
        programa = revision_plan.programa_approve(
            cast.programa.pk,
            agreement=" OG-01/2026 ",
            session=" Primera ",
            approved_on=date(2026, 4, 10),
            by=cast.people["planeacion"],
            now=START,
        )

        assert act(cast) == (
            "programa_approve",
            str(programa),
            "planeacion",
            {"agreement": "OG-01/2026", "on": "2026-04-10"},
        )
        stored = Programa.objects.get(pk=programa.pk)
        assert (stored.approval_session, stored.approved_on) == ("Primera", date(2026, 4, 10))


class TestNotices:
    """Who is told of an act, in which words, and where the link leads."""

    def test_of_the_review(self, cast, review):
        area = "Dirección juridica"
        [(person, text, path)] = notices("submitted")
        assert (person, text) == ("secretario", f"{area} envió el 1er trimestre 2026. Revíselo.")
        detail = path
        found = review.observe(entries(cast)[0])
        review.give_back()
        assert open_kinds() == {"returned"}
        told = notices("returned")
        assert [row[0] for row in told] == ["enlace", "titular"]
        assert {row[1] for row in told} == {
            "Le devolvieron el 1er trimestre 2026 con observaciones. "
            "Corrija y envíe a más tardar el 17 de abril de 2026."
        }
        review_page = told[0][2]
        assert review_page != detail
        review.act(
            observaciones.observacion_answer, found.pk, answer="Ya.", by=cast.people["enlace"]
        )
        assert notices("answered") == [
            ("secretario", f"{area} atendió sus observaciones del 1er trimestre 2026.", detail)
        ]
        review.submit()
        assert open_kinds() == {"submitted", "answered"}
        review.act(revision.observacion_resolve, found.pk)
        review.validate()
        assert open_kinds() == {"validated"}
        assert notices("validated") == [
            (name, f"Se validó el 1er trimestre 2026 de {area}.", review_page)
            for name in ("enlace", "titular")
        ]

    def test_reviewers_are_told_once_all_is_answered(self, cast, review):
        found = [review.observe(entry) for entry in entries(cast)]
        review.give_back()
        enlace = cast.people["enlace"]

        review.act(observaciones.observacion_answer, found[0].pk, answer="Ya.", by=enlace)
        assert notices("answered") == []
        review.act(observaciones.observacion_answer, found[1].pk, answer="Ya.", by=enlace)
        assert len(notices("answered")) == 1

    def test_what_was_withdrawn_waits_for_nobody_and_what_another_sent_does(self, cast, review):
        review_of_archivo(cast).submit(who="titular2")
        review.act(entrega.entrega_withdraw, by=cast.people["titular"], **where(cast))

        waiting = Notice.objects.filter(done_at__isnull=True)
        assert [(row.kind, row.area.code) for row in waiting] == [("submitted", "archivo")]

    def test_of_the_windows(self, cast):
        planeacion, head = cast.people["planeacion"], cast.people["secretario"]
        second = Trimestre.objects.get(programa=cast.programa, number=2)
        cierre.trimestre_open(second.pk, due_on=date(2026, 7, 14), by=planeacion, now=START)
        cierre.trimestre_close(
            quarter(cast).pk, typed="T1 2026", missing_reason="Así.", by=head, now=START
        )

        assert notices("opened") == [
            (
                name,
                "Se abrió el 2do trimestre 2026. Vence el 14 de julio de 2026.",
                "/programas/propia/2026/trimestres/2/",
            )
            for name in ("enlace", "titular")
        ]
        assert notices("closed") == [
            (name, "Se cerró el 1er trimestre 2026.", "/programas/propia/2026/trimestres/1/")
            for name in ("enlace", "titular")
        ]


class TestHistory:
    """The history of a row says which act changed it, and by whom."""

    def test_of_what_was_handed_in(self, cast, review):
        review.observe(entries(cast)[0])
        review.give_back()
        told = review.entrega.history.order_by("history_id").values_list(
            "history_change_reason", "history_user__username"
        )

        assert list(told)[1:] == [
            ("Enviar el trimestre", "titular"),
            ("Inicia la revisión", "secretario"),
            ("Devolver con observaciones", "secretario"),
        ]
        first = entries(cast)[0].history.values_list("history_change_reason", flat=True)
        assert list(first)[:2] == ["Devolver la línea", "Enviar la línea"]

    def test_of_an_extension(self, cast):
        row = cierre.entrega_extend(
            **where(cast), until=date(2026, 4, 24), reason="Luz.", by=cast.people["planeacion"],
            now=START,
        )  # fmt: skip
        last = row.history.first()

        assert (last.history_change_reason, last.history_user) == (
            "Prórroga",
            cast.people["planeacion"],
        )


class TestRefusals:
    """Acts that come too late, or to the wrong door."""

    def test_a_submission_under_review_is_not_withdrawn(self, cast, review):
        review.observe(entries(cast)[0])

        with pytest.raises(Locked, match="revisión ya empezó"):
            review.act(entrega.entrega_withdraw, by=cast.people["titular"], **where(cast))

    def test_an_area_of_another_institution_hands_nothing_in(self, cast):
        other = cast.people["outsider"].membresias.get().institucion.areas.first()

        with pytest.raises(type(other).DoesNotExist):
            entrega.entrega_lock(quarter(cast).pk, other.pk)

    def test_an_extension_ends_after_the_deadline(self, cast):
        with pytest.raises(DomainError, match="después del 17 de abril"):
            cierre.entrega_extend(
                **where(cast), until=date(2026, 4, 17), reason="Luz.",
                by=cast.people["planeacion"], now=START,
            )  # fmt: skip
        assert area_of(cast).entregas.filter(extended_to__isnull=False).count() == 0
