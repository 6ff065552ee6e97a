"""Who may do what, one table for all: the functions of the domain and the rows they reach."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from programs import permissions, staff
from programs.enums import Role
from programs.models import (
    Area,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Evidencia,
    Institucion,
    Membresia,
    Seccion,
    Tarea,
    Trimestre,
    User,
)
from tests.factories import CLOSED, Cast, make_cast, make_person, validate

pytestmark = pytest.mark.django_db

CAPTURE = {"enlace", "titular"}
READERS = {"enlace", "titular", "archivo", "planeacion", "secretario", "auditoria"}


@pytest.fixture
def house(db) -> Cast:
    """The cast with an enlace of the second área, a second reviewer and two outsiders more."""
    cast = make_cast()
    own, other = cast.institucion, cast.people["outsider"].membresias.get().institucion
    more = {
        "archivo": make_person("archivo", own, Role.ENLACE, "archivo"),
        "second": make_person("second"),
        "outsider_titular": make_person("outsider_titular", other, Role.TITULAR, "juridica"),
        "outsider_secretario": make_person("outsider_secretario", other, Role.SECRETARIO),
        "outsider_consulta": make_person("outsider_consulta", other, Role.CONSULTA),
    }
    own.second_validator = more["second"]
    own.save()
    return replace(cast, people=cast.people | more)


def names(house: Cast, may) -> set[str]:
    """Return the names of the cast for whom a rule holds; memories of a person are not kept."""
    return {name for name, person in house.people.items() if may(User.objects.get(pk=person.pk))}


def own(house: Cast, model: type, **fields):
    """Return the first row of the house of a model."""
    path = model.institucion_path
    return model.objects.filter(**{path: house.institucion}, **fields).order_by("pk").first()


def area(house: Cast, code: str = "juridica") -> Area:
    """Return an área of the house."""
    return house.institucion.areas.get(code=code)


OF_THE_INSTITUTION = {
    "can_keep_structure": {"planeacion", "superuser"},
    "can_keep_windows": {"planeacion", "superuser"},
    "can_read_drafts": READERS | {"superuser"},
    "can_write_some": {"enlace", "titular", "archivo", "planeacion", "secretario", "second"}
    | {"superuser"},
    "can_review": {"secretario", "second"},
    "can_close_quarter": {"secretario"},
    "can_read_windows": {"planeacion", "secretario", "superuser"},
    "can_remind": {"planeacion", "secretario", "superuser"},
    "can_read_ledger": {"planeacion", "secretario", "auditoria", "superuser"},
}


@pytest.mark.parametrize("name", OF_THE_INSTITUTION)
def test_what_concerns_the_institution(house, name):
    rule = getattr(permissions, name)

    assert names(house, lambda user: rule(user, house.institucion)) == OF_THE_INSTITUTION[name]


OF_AN_AREA = {
    "can_capture_for": CAPTURE,
    "can_confirm_month": CAPTURE | {"superuser"},
    "can_submit_area": {"titular"},
    "can_answer_area": CAPTURE,
}


@pytest.mark.parametrize("name", OF_AN_AREA)
def test_what_concerns_an_area(house, name):
    rule = getattr(permissions, name)

    assert names(house, lambda user: rule(user, area(house))) == OF_AN_AREA[name]


def test_who_reads_what_was_observed(house):
    expected = CAPTURE | {"secretario", "second", "planeacion", "auditoria", "superuser"}

    def reads(user: User) -> bool:
        return permissions.can_read_observations(user, house.institucion, area(house))

    assert names(house, reads) == expected


def test_months_are_of_the_area_that_reports_the_tarea(house):
    tarea = own(house, Tarea, area=area(house))

    assert names(house, lambda user: permissions.can_report_months(user, tarea)) == (
        CAPTURE | {"superuser"}
    )


class TestEntry:
    """The entry of a línea in a quarter, and the blocks in it."""

    @pytest.mark.parametrize(
        ("status", "capturing", "editing"),
        [
            ("draft", CAPTURE, CAPTURE | {"superuser"}),
            ("returned", CAPTURE, CAPTURE | {"superuser"}),
            ("submitted", set(), set()),
            ("validated", set(), set()),
        ],
    )
    def test_is_written_while_it_is_with_its_area(self, house, status, capturing, editing):
        entry = house.avance()
        entry.status = status

        assert names(house, lambda u: permissions.can_capture_avance(u, entry)) == capturing
        assert names(house, lambda u: permissions.can_edit_avance(u, entry)) == editing

    def test_is_shut_with_its_quarter(self, house):
        Trimestre.objects.filter(programa=house.programa, number=1).update(**CLOSED)
        entry = house.avance()

        assert names(house, lambda u: permissions.can_edit_avance(u, entry)) == set()
        assert not permissions.capturable_avances(house.people["enlace"]).filter(
            trimestre=entry.trimestre
        )

    def test_those_that_may_be_written_are_the_same_one_by_one_and_together(self, house):
        validate(house.avance(1))
        Trimestre.objects.filter(programa=house.programa, number=2).update(**CLOSED)

        for person in house.people.values():
            reached = AvanceTrimestral.objects.visible_to(person)
            one_by_one = {row.pk for row in reached if permissions.can_edit_avance(person, row)}
            together = set(permissions.capturable_avances(person).values_list("pk", flat=True))
            assert together == one_by_one
            assert bool(together) == (person.is_superuser or bool(permissions.area_ids(person)))

    def test_its_blocks_are_of_who_writes_it_and_those_of_a_section_of_planeacion(self, house):
        block = own(house, Bloque, avance=house.avance())
        section = Seccion.objects.create(
            institucion=house.institucion, programa=house.programa, kind="mission", order=1,
        )  # fmt: skip
        other = Bloque(institucion=house.institucion, seccion=section)

        assert names(house, lambda u: permissions.can_edit_bloque(u, block)) == (
            CAPTURE | {"superuser"}
        )
        assert names(house, lambda u: permissions.can_edit_bloque(u, other)) == {
            "planeacion",
            "superuser",
        }


@pytest.mark.parametrize(
    ("of_quarter", "of_area", "expected"),
    [
        (False, False, {"planeacion", "superuser"}),
        (True, True, CAPTURE | {"superuser"}),
        (True, False, {"secretario", "planeacion", "superuser"}),
    ],
)
def test_who_writes_a_section(house, of_quarter, of_area, expected):
    section = Seccion(
        institucion=house.institucion,
        trimestre=own(house, Trimestre) if of_quarter else None,
        area=area(house) if of_area else None,
    )

    assert names(house, lambda user: permissions.can_edit_section(user, section)) == expected


def test_originals_are_of_their_area_and_of_who_answers_for_all(house):
    heads = {"planeacion", "secretario", "auditoria", "superuser"}
    of_area = Evidencia(institucion=house.institucion, area=area(house))
    of_nobody = Evidencia(institucion=house.institucion)

    assert names(house, lambda u: permissions.can_see_originals(u, of_area)) == heads | CAPTURE
    assert names(house, lambda u: permissions.can_see_originals(u, of_nobody)) == heads


class TestSomewhere:
    """What is asked before any row is known: the doors of the shell."""

    def test_the_administration_is_of_areas_planeacion_and_superusers(self, house):
        expected = CAPTURE | {"archivo", "planeacion", "outsider", "outsider_titular", "superuser"}

        assert names(house, permissions.may_enter_admin) == expected

    def test_structure_is_kept_by_planeacion(self, house):
        expected = {"planeacion", "outsider", "superuser"}

        assert names(house, permissions.may_keep_structure) == expected

    @pytest.mark.parametrize("rule", ["may_enter_admin", "may_keep_structure"])
    @pytest.mark.parametrize("name", ["planeacion", "superuser"])
    def test_who_left_enters_nowhere(self, house, rule, name):
        person = house.people[name]
        person.is_active = False

        assert not getattr(permissions, rule)(person)

    def test_nobody_signed_in_enters_nowhere(self):
        assert not permissions.may_enter_admin(AnonymousUser())
        assert not permissions.may_keep_structure(AnonymousUser())

    def test_drafts_are_read_by_all_but_consulta_and_who_has_no_function(self, house):
        expected = set(house.people) - {"consulta", "outsider_consulta", "second"}

        assert names(house, permissions.reads_some_drafts) == expected

    def test_the_review_is_opened_by_the_secretario(self, house):
        assert names(house, permissions.may_review_somewhere) == {
            "secretario",
            "outsider_secretario",
        }

    def test_the_second_reviewer_opens_it_with_a_function_of_the_house(self, house):
        second = house.people["second"]
        Membresia.objects.create(user=second, institucion=house.institucion, role=Role.CONSULTA)

        assert permissions.reviewed_institucion_ids(User.objects.get(pk=second.pk)) == {
            house.institucion.pk
        }

    def test_only_who_heads_and_captures_nothing_starts_at_the_tablero(self, house):
        Membresia.objects.create(
            user=house.people["archivo"], institucion=house.institucion, role=Role.SECRETARIO
        )
        Membresia.objects.create(
            user=house.people["superuser"], institucion=house.institucion, role=Role.SECRETARIO
        )

        assert names(house, permissions.starts_at_tablero) == {"secretario", "outsider_secretario"}


class TestPeople:
    """Who manages whom, and whom a notice reaches."""

    def test_planeacion_manages_the_people_of_its_house_only(self, house):
        planner = house.people["planeacion"]
        house.people["both"] = make_person("both", house.institucion, Role.CONSULTA)
        Membresia.objects.create(
            user=house.people["both"],
            institucion=Institucion.objects.get(slug="ajena"),
            role=Role.CONSULTA,
        )
        Membresia.objects.create(
            user=house.people["superuser"], institucion=house.institucion, role=Role.CONSULTA
        )
        managed = names(house, lambda person: staff.can_manage_person(planner, person))

        assert managed == READERS - {"secretario"} | {"consulta"}
        for name in ("enlace", "secretario", "outsider"):
            may = names(house, lambda p, u=house.people[name]: staff.can_manage_person(u, p))
            assert ("enlace" in may) == (name == "planeacion")

    def test_a_superuser_manages_everybody(self, house):
        boss = house.people["superuser"]

        assert names(house, lambda p: staff.can_manage_person(boss, p)) == set(house.people)

    def test_functions_are_given_in_the_own_house_and_never_to_a_superuser(self, house):
        mine = house.people["enlace"].membresias.get()
        abroad = house.people["outsider_titular"].membresias.get()
        grand = Membresia(
            user=house.people["superuser"], institucion=house.institucion, role=Role.CONSULTA
        )

        def givers(membership: Membresia) -> set[str]:
            return names(house, lambda u: staff.can_manage_membership(u, membership))

        assert givers(mine) == {"planeacion", "superuser"}
        assert givers(abroad) == {"outsider", "superuser"}
        assert givers(grand) == {"superuser"}

    def test_who_reviews_is_a_superuser_s_to_change(self, house):
        planner, boss = house.people["planeacion"], house.people["superuser"]
        heads = house.people["secretario"].membresias.get()
        given = Membresia(
            user=house.people["enlace"], institucion=house.institucion, role=Role.SECRETARIO
        )
        more = Membresia(
            user=house.people["secretario"], institucion=house.institucion, role=Role.CONSULTA
        )
        Institucion.objects.filter(pk=house.institucion.pk).update(second_validator=planner)

        for row in (heads, given, more, planner.membresias.get()):
            assert not staff.can_manage_membership(planner, row)
            assert staff.can_manage_membership(boss, row)
        assert not staff.can_manage_person(planner, planner)
        assert {person.username for person in staff.reviewing_people()} == {
            "secretario", "outsider_secretario", "planeacion",
        }  # fmt: skip

    def test_the_second_person_is_chosen_among_the_active_people_of_the_house(self, house):
        User.objects.filter(username="auditoria").update(is_active=False)
        chosen = {person.username for person in staff.second_choices(house.institucion)}

        assert chosen == READERS - {"auditoria", "secretario"} | {"consulta"}
        assert names(house, lambda u: staff.can_name_second(u, house.institucion)) == {
            "secretario", "superuser",
        }  # fmt: skip

    def test_a_notice_reaches_each_active_person_once(self, house):
        house_rows = Membresia.objects.filter(institucion=house.institucion)
        Membresia.objects.create(
            user=house.people["enlace"],
            institucion=house.institucion,
            area=area(house),
            role=Role.TITULAR,
        )
        gone = make_person("gone", house.institucion, Role.ENLACE, "juridica", is_active=False)
        Membresia.objects.create(user=gone, institucion=house.institucion, role=Role.SECRETARIO)
        assert house_rows.filter(user=gone).count() == 2

        def listed(people) -> list[str]:
            return sorted(person.username for person in people)

        juridica = area(house)
        assert listed(staff.people_of_area(juridica)) == ["enlace", "titular"]
        assert listed(staff.people_of_area(juridica, heads_only=True)) == [
            "enlace",
            "titular",
        ]
        assert listed(staff.people_of_area(area(house, "archivo"), heads_only=True)) == []
        assert listed(staff.people_who_review(house.institucion)) == ["second", "secretario"]
        assert listed(staff.people_who_capture(house.institucion)) == [
            "archivo",
            "enlace",
            "titular",
        ]
        told = staff.staff_of(house.institucion)
        assert [person.username for person in told.of_area(juridica.pk)] == ["enlace", "titular"]
        assert [person.username for person in told.titulares[juridica.pk]] == ["titular", "enlace"]
        assert listed(told.enlaces[area(house, "archivo").pk]) == ["archivo"]
        assert listed(told.secretarios) == ["secretario"]
        assert told.of_area(0) == ()

    def test_a_notice_reaches_nobody_who_left(self, house):
        User.objects.filter(username__in=["enlace", "titular", "archivo"]).update(is_active=False)
        User.objects.filter(username__in=["secretario", "second"]).update(is_active=False)

        assert not staff.people_of_area(area(house))
        assert not staff.people_who_review(house.institucion)
        assert not staff.people_who_capture(house.institucion)
        told = staff.staff_of(house.institucion)
        assert (told.of_area(area(house).pk), told.secretarios) == ((), ())

    def test_who_submitted_is_known_by_name_and_not_by_its_absence(self, house):
        enlace, titular = house.people["enlace"], house.people["titular"]

        assert permissions.is_own_submission(titular, titular.pk)
        assert not permissions.is_own_submission(titular, enlace.pk)
        assert not permissions.is_own_submission(titular, None)


class TestRows:
    """Which institutions' rows a person reaches for a purpose."""

    @pytest.mark.parametrize(
        ("narrowing", "expected"),
        [
            ("desk_rows", CAPTURE | {"archivo", "planeacion", "superuser"}),
            ("draft_rows", READERS | {"superuser"}),
            ("kept_rows", {"planeacion", "superuser"}),
        ],
    )
    def test_of_the_house(self, house, narrowing, expected):
        narrow = getattr(permissions, narrowing)
        reaching = names(
            house,
            lambda user: (
                narrow(user, Institucion.objects.all()).filter(pk=house.institucion.pk).exists()
            ),
        )

        assert reaching == expected

    def test_of_who_plans_here_and_only_reads_there(self, house):
        planner = house.people["planeacion"]
        abroad = Institucion.objects.get(slug="ajena")
        Membresia.objects.create(user=planner, institucion=abroad, role=Role.CONSULTA)
        planner = User.objects.get(pk=planner.pk)

        for narrow in (permissions.desk_rows, permissions.draft_rows, permissions.kept_rows):
            assert {row.slug for row in narrow(planner, Institucion.objects.all())} == {"propia"}
            assert {row.institucion.slug for row in narrow(planner, Area.objects.all())} == {
                "propia"
            }

    def test_who_follows_and_who_has_the_originals(self, house):
        here = house.institucion.pk

        def with_house(rule) -> set[str]:
            return names(house, lambda user: here in rule(user))

        assert with_house(permissions.followed_institucion_ids) == {"planeacion", "secretario"}
        assert with_house(permissions.original_institucion_ids) == {
            "planeacion",
            "secretario",
            "auditoria",
        }

    def test_the_institution_of_a_row_is_found_by_its_path(self, house):
        entry = house.avance()

        assert permissions.institucion_of(house.institucion) == house.institucion
        assert permissions.institucion_of(entry) == house.institucion
        assert permissions.institucion_of(area(house)) == house.institucion
        assert permissions.institucion_of(EntregaDeArea(area=area(house))) is None
