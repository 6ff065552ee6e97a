"""The page of a person's notices, and the queries that telling takes."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.enums import AuditAction, NoticeKind
from programs.models import Notice, Observacion
from programs.selectors.avisos import MONTH_CONFIRM, NOTICES
from programs.services.avisos import notices_see
from programs.services.entrega import entrega_withdraw
from programs.services.observaciones import observacion_answer
from programs.services.revision import observacion_resolve
from programs.services.vencimientos import deadlines_notify, institucion_notify
from tests.factories import make_cast, make_person
from tests.programs.notices_cast import NOW, remind, told
from tests.programs.review_cast import (
    Review,
    entries,
    name_second_validator,
    secretario_as_titular,
    where,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_is_open_and_marks_it_as_seen(cast, sign_in):
    deadlines_notify(date(2026, 4, 21), NOW)
    client = sign_in("enlace")
    page = client.get(reverse("avisos")).content.decode()
    assert '<span class="notice-count">4</span>' in page
    first = Notice.objects.filter(person=cast.people["enlace"]).order_by("-created_at", "-pk")[0]
    assert f'<a href="{first.path}">'.replace("&", "&amp;") in page

    response = client.post(reverse("notices_see"), {"aviso": first.pk})

    assert response.status_code == 303
    page = client.get(reverse("avisos")).content.decode()
    assert '<span class="notice-count">3</span>' in page
    assert first.text in page and "· visto" in page


def test_what_only_tells_is_done_once_seen(cast):
    own = cast.people["enlace"]
    rows = [
        Notice.objects.create(
            institucion=cast.institucion, person=own, kind=kind, key=f"{kind}:1", text="Algo.",
            path="/", created_at=NOW,
        )
        for kind in (NoticeKind.OPENED, NoticeKind.RETURNED)
    ]  # fmt: skip

    assert notices_see([row.pk for row in rows], by=cast.people["titular"], now=NOW) == 0
    assert notices_see([row.pk for row in rows], by=own, now=NOW) == 2
    assert told(cast, "enlace") == ["returned"]


def test_each_step_of_the_review_ends_what_waited_for_it(cast, months_done):
    review = Review(cast)
    review.submit()
    assert told(cast, "secretario") == ["submitted"]
    review.act(entrega_withdraw, **where(cast), by=cast.people["titular"])
    assert told(cast, "secretario") == []

    review.submit()
    first, second = (review.observe(entry) for entry in entries(cast))
    review.give_back()
    assert (told(cast, "secretario"), told(cast, "enlace")) == ([], ["returned"])
    review.act(observacion_answer, first.pk, answer="Ya.", by=cast.people["enlace"])
    assert told(cast, "secretario") == [], "One is still to be answered."
    review.act(observacion_answer, second.pk, answer="Ya.", by=cast.people["enlace"])
    assert told(cast, "secretario") == ["answered"]

    review.observe(entries(cast)[0])
    review.give_back()
    assert told(cast, "secretario") == []
    review.submit()
    assert (told(cast, "secretario"), told(cast, "enlace")) == (["submitted"], [])
    for row in Observacion.objects.all():
        review.act(observacion_resolve, row.pk)
    review.validate()
    assert (told(cast, "secretario"), told(cast, "enlace")) == ([], ["validated"])


def test_who_submits_is_not_told_to_review_it(cast):
    secretario_as_titular(cast)
    second = make_person("segunda", cast.institucion, "consulta")
    cast.people["segunda"] = second
    name_second_validator(cast, second)
    Review(cast).submit("secretario")

    assert (told(cast, "secretario"), told(cast, "segunda")) == ([], ["submitted"])


@pytest.mark.parametrize("sent", [{}, {"aviso": "x"}, {"aviso": "²"}])
def test_a_forged_form_is_not_found(sign_in, sent):
    assert sign_in("enlace").post(reverse("notices_see"), sent).status_code == 404


# Queries ------------------------------------------------------------------------------------------


MOST = {"notify": 14, "recordar": 15, "remind": 17}


@pytest.mark.parametrize("name", MOST)
def test_queries_do_not_grow_with_the_plan(name, db):
    counts = []
    for lineas in (4, 40):
        cast = make_cast(lineas=lineas, prefix=f"c{lineas}")
        client = Client()
        client.force_login(cast.people["secretario"])
        with (
            time_machine.travel(datetime(2026, 4, 21, 16, tzinfo=UTC), tick=False),
            CaptureQueriesContext(connection) as queries,
        ):
            if name == "notify":
                institucion_notify(cast.institucion, date(2026, 4, 21), NOW)
            elif name == "remind":
                remind(cast)
            else:
                client.get(reverse("recordar", args=[cast.institucion.slug, 2026, 1]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= MOST[name]


# The table of kinds -------------------------------------------------------------------------------


def test_every_kind_of_notice_has_its_entry():
    missing = set(NoticeKind) - NOTICES.keys()

    assert not missing, "Add an entry to NOTICES in programs/selectors/avisos.py."


# Of a plan the act itself knows whom it tells (`services.avisos.plan_notify`).
# It leads to a page of the person's own, which is of no quarter; the service says whom.
OF_A_PERSON = {NoticeKind.SECURITY}
OF_A_PLAN = {NoticeKind.PLAN_REVIEW, NoticeKind.PLAN_OBSERVED, NoticeKind.PLAN_ANSWERED}


@pytest.mark.parametrize("kind", NOTICES)
def test_an_entry_is_whole(kind):
    rule = NOTICES[kind]
    acts = {*AuditAction.values, MONTH_CONFIRM}

    assert rule.ended_by <= acts, "No act of that name fulfils anything."
    if kind not in OF_A_PLAN | OF_A_PERSON:
        assert (rule.people is None) == (rule.page == ""), "Whom and where are told together."
    if kind != NoticeKind.FUNCTION_ASK:  # its own request ends it, granted or refused
        assert not rule.asks or rule.ended_by, "What asks for something ends with some act."


def test_each_notice_of_the_year_names_its_quarter(cast):
    deadlines_notify(date(2026, 4, 21), NOW)
    remind(cast)

    months = Notice.objects.exclude(month=None).values_list("trimestre__number", "month")
    assert not Notice.objects.filter(trimestre=None).exists()
    assert {number for number, _ in months} == {1}
    assert {month for _, month in months} == {1, 2, 3}
