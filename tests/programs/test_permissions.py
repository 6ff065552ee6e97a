"""The edges of who may do what, which no address alone shows."""

import pytest

from programs import permissions
from programs.models import Evidencia, Membresia, User
from tests.factories import CLOSED, Cast, make_person
from tests.programs.review_cast import area_of, name_second_validator, quarter

pytestmark = pytest.mark.django_db


def names(people) -> set[str]:
    """Return the usernames of some people."""
    return {person.username for person in people}


def leave(cast: Cast, *who: str) -> None:
    """Let some people of the cast have no account that works any more."""
    User.objects.filter(pk__in=[cast.people[name].pk for name in who]).update(is_active=False)


def test_nobody_keeps_a_person_without_functions_but_a_superuser(cast):
    nobody = make_person("nadie")

    assert not permissions.can_manage_person(cast.people["planeacion"], nobody)
    assert permissions.can_manage_person(cast.people["superuser"], nobody)


def test_planeacion_keeps_its_people_but_not_those_who_act_elsewhere_or_everywhere(cast):
    planeacion, enlace = cast.people["planeacion"], cast.people["enlace"]
    assert permissions.can_manage_person(planeacion, enlace)

    other = cast.people["outsider"].memberships[0].institucion
    both = make_person("ambas", cast.institucion, "consulta")
    Membresia.objects.create(user=both, institucion=other, role="consulta")
    assert not permissions.can_manage_person(planeacion, both)

    root = make_person("raiz", cast.institucion, "consulta", is_superuser=True)
    assert not permissions.can_manage_person(planeacion, root)
    assert not permissions.can_manage_membership(planeacion, root.membresias.get())
    assert permissions.can_manage_membership(planeacion, enlace.membresias.get())


def test_who_reviews_and_captures_nothing_starts_at_the_tablero(cast):
    assert permissions.starts_at_tablero(cast.people["secretario"])
    for name in ("enlace", "titular", "planeacion", "auditoria", "consulta", "superuser"):
        assert not permissions.starts_at_tablero(cast.people[name])

    both = make_person("ambos", cast.institucion, "secretario")
    root = make_person("raiz", cast.institucion, "secretario", is_superuser=True)
    assert permissions.starts_at_tablero(both)
    assert not permissions.starts_at_tablero(root)
    Membresia.objects.create(
        user=both, institucion=cast.institucion, role="enlace", area=area_of(cast, "archivo")
    )
    assert not permissions.starts_at_tablero(User.objects.get(pk=both.pk))


def test_a_file_of_no_area_is_of_the_institution(cast):
    row = Evidencia(institucion=cast.institucion, area=None)

    assert not permissions.can_see_originals(cast.people["enlace"], row)
    assert not permissions.can_see_originals(cast.people["consulta"], row)
    assert permissions.can_see_originals(cast.people["planeacion"], row)


def test_the_entries_that_may_be_captured_are_those_of_an_open_quarter(cast):
    enlace = cast.people["enlace"]
    mine = permissions.capturable_avances(enlace).filter(trimestre=quarter(cast))
    assert mine.count() == 2

    type(quarter(cast)).objects.filter(pk=quarter(cast).pk).update(**CLOSED)
    assert mine.all().count() == 0


def test_who_left_is_told_nothing(cast):
    name_second_validator(cast, cast.people["consulta"])
    cast.institucion.refresh_from_db()
    area = area_of(cast)
    assert names(permissions.people_of_area(area)) == {"enlace", "titular"}
    assert names(permissions.people_of_area(area, heads_only=True)) == {"titular"}
    assert names(permissions.people_who_review(cast.institucion)) == {"secretario", "consulta"}
    assert names(permissions.people_who_capture(cast.institucion)) == {"enlace", "titular"}
    assert names(permissions.staff_of(cast.institucion).of_area(area.pk)) == {"enlace", "titular"}

    leave(cast, "enlace", "titular", "secretario", "consulta")
    assert names(permissions.people_of_area(area)) == set()
    assert names(permissions.people_who_review(cast.institucion)) == set()
    assert names(permissions.people_who_capture(cast.institucion)) == set()
    staff = permissions.staff_of(cast.institucion)
    assert (staff.of_area(area.pk), staff.secretarios) == ((), ())
