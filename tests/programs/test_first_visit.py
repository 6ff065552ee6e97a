"""The first steps on Inicio: until the person's first act, or until they put them away."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import MarcaMensual, User
from programs.models.versions import save_version
from tests.factories import YEAR
from tests.markup import folded

HEADING = "Sus primeros pasos"


def steps_of(client) -> list[tuple[str, str]]:
    """Return the (title, address) of the steps, after checking that the page shows them."""
    answer = client.get(reverse("home"))
    steps, html = answer.context["page"].first_steps, folded(answer.content.decode())
    assert (HEADING in html) == bool(steps)
    assert all(f'<a href="{step.url}">{step.title}</a>' in html for step in steps)
    return [(step.title, step.url) for step in steps]


@pytest.mark.parametrize("who", ["enlace", "titular"])
def test_three_steps_each_lead_to_their_place(cast, sign_in, who):
    assert steps_of(sign_in(who)) == [
        ("Mire su mes", reverse("mes")),
        ("Escriba una línea", reverse("avance_edit", args=["propia", YEAR, cast.linea(0).pk, 1])),
        ("Revise y envíe", reverse("entrega_review", args=["propia", YEAR, 1, "juridica"])),
    ]


def test_only_who_works_for_an_area_has_them(cast, sign_in):
    for who in ("planeacion", "consulta", "auditoria", "superuser"):
        assert steps_of(sign_in(who)) == [], who


def test_reading_them_writes_nothing_and_they_stay(cast, sign_in):
    client = sign_in("enlace")
    assert steps_of(client) == steps_of(client) != []
    assert not User.objects.get(pk=cast.people["enlace"].pk).first_visit_over


def test_they_are_put_away_by_their_person_alone(cast, sign_in):
    client = sign_in("enlace")
    answer = client.post(reverse("first_visit_end"), follow=True)
    assert "Ya no verá los primeros pasos." in answer.content.decode()
    assert steps_of(client) == []
    assert steps_of(sign_in("titular"))


def test_the_first_act_ends_them(cast, sign_in):
    mark = MarcaMensual.objects.filter(tarea__area__code="juridica").first()
    enlace = User.objects.get(pk=cast.people["enlace"].pk)
    mark.status, mark.reported_by, mark.reported_at = "done", enlace, timezone.now()
    save_version(mark, by=enlace, fields=["status", "reported_by", "reported_at"], reason="Hecha")
    assert steps_of(sign_in("enlace")) == []
    assert steps_of(sign_in("titular"))
