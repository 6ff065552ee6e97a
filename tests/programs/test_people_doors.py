"""Who reviews is not made by who plans: by no screen, no forged form and no service."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.enums import NoticeKind
from programs.errors import DomainError, Locked
from programs.models import AuditEntry, Institucion, Membresia, Notice, User
from programs.services.institucion import (
    ALREADY_CHANGED,
    NOT_A_CHOICE,
    SECRETARIO_ONLY,
    second_validator_name,
    settings_changed,
    settings_state,
)
from programs.services.ledger import ledger_verify
from programs.services.people import person_changed, person_state
from programs.services.rows import row_changed, row_states
from programs.staff import REVIEWERS_ONLY
from tests.factories import PASSWORD, make_person
from tests.programs.admin_cast import filled, url
from tests.programs.test_libro import acts, change

pytestmark = pytest.mark.django_db
NEW = "Otra-clave-larga-26"
PLAZOS_TITLE = "Segunda persona que valida"


def inline(client, person: User, **rows) -> dict[str, object]:
    """Return the screen of a person as it is, with a function more."""
    data = filled(client.get(url(User, "change", person.pk)))
    at = int(data["membresias-TOTAL_FORMS"])
    data["membresias-TOTAL_FORMS"] = str(at + 1)
    return data | {f"membresias-{at}-{name}": value for name, value in rows.items()}


@pytest.fixture
def planner(cast, sign_in):
    """Planeación's client."""
    return sign_in("planeacion")


@pytest.fixture
def two_heads(cast) -> User:
    """A second Secretario Técnico, so that no rule about the last one stands in the way."""
    return make_person("otro", cast.institucion, "secretario")


@pytest.fixture
def unmoved(cast):
    """Tell whether the accounts, the functions and the second person are as they were."""

    def now() -> object:
        people = User.objects.order_by("pk").values_list(
            "pk", "password", "email", "username", "is_active", "is_superuser"
        )
        held = Membresia.objects.order_by("pk").values_list("pk", "user", "role", "institucion")
        second = Institucion.objects.order_by("pk").values_list("pk", "second_validator")
        return list(people), list(held), list(second)

    before = now()
    return lambda: now() == before


class TestPlaneacion:
    """Each way to become, or to take the place of, who reviews."""

    def test_gives_herself_no_reviewing_function(self, cast, planner, unmoved):
        me, here = cast.people["planeacion"], cast.institucion.pk
        head = {"institucion": here, "role": "secretario"}
        planner.post(url(User, "change", me.pk), inline(planner, me, **head))
        planner.post(url(Membresia, "add"), {"user": me.pk, **head})
        change(planner, Membresia, me.membresias.get().pk, role="secretario")
        made = {
            "username": "doble", "usable_password": "true", "password1": NEW, "password2": NEW,
            "is_active": "on", "membresias-TOTAL_FORMS": "1", "membresias-INITIAL_FORMS": "0",
            "membresias-MIN_NUM_FORMS": "1", "membresias-MAX_NUM_FORMS": "1000",
            "membresias-0-institucion": here, "membresias-0-role": "secretario",
        }  # fmt: skip
        planner.post(url(User, "add"), made)
        assert unmoved()
        assert not AuditEntry.objects.exists()

    def test_does_not_touch_the_account_that_reviews(self, two_heads, cast, planner, unmoved):
        head = cast.people["secretario"]
        mine = head.membresias.get().pk
        page = planner.get(url(User, "change", head.pk))
        assert REVIEWERS_ONLY in page.text
        assert "Guardar" not in page.text
        forged = {"username": head.username, "email": "a@b.mx", "is_active": ""}
        new = {"password1": NEW, "password2": NEW, "usable_password": "true"}
        asked = {"user": head.pk, "institucion": cast.institucion.pk, "role": "consulta"}
        delete = {"action": "delete_selected", "_selected_action": [str(mine)], "post": "yes"}
        refused = [
            planner.post(url(User, "change", head.pk), forged),
            planner.post(f"/admin/programs/user/{head.pk}/password/", new),
            planner.post(url(User, "delete", head.pk), {"post": "yes"}),
            planner.post(url(Membresia, "change", mine), asked),
            planner.post(url(Membresia, "delete", mine), {"post": "yes"}),
            planner.post(url(Membresia, "changelist"), delete),
        ]
        assert [answer.status_code for answer in refused] == [403] * len(refused)
        answer = planner.post(url(Membresia, "add"), asked)
        assert "user" in answer.context["adminform"].form.errors
        # A row of somebody else is not handed to the Secretario either.
        other = cast.people["consulta"].membresias.get().pk
        planner.post(url(Membresia, "change", other), asked)
        assert unmoved()

    def test_raises_nobody_by_a_forged_field(self, cast, planner):
        me = cast.people["planeacion"]
        for person in (me, cast.people["enlace"]):
            change(
                planner, User, person.pk,
                is_superuser="on", is_staff="on", groups=["1"], user_permissions=["1"],
            )  # fmt: skip
        assert not User.objects.filter(
            username__in=["planeacion", "enlace"], is_superuser=True
        ).exists()

    def test_names_no_second_person(self, cast, planner, unmoved):
        change(planner, Institucion, cast.institucion.pk,
               second_validator=str(cast.people["planeacion"].pk))  # fmt: skip
        answer = planner.post(
            reverse("second_name", args=cast.programa.place),
            {"person": cast.people["planeacion"].pk, "seen": ""},
        )
        assert answer.status_code == 403
        assert SECRETARIO_ONLY in answer.text
        assert unmoved()

    def test_is_shown_nobody_of_another_institution(self, cast, planner):
        page = planner.get(f"/admin/programs/institucion/{cast.institucion.pk}/change/").text
        box = page[page.index('name="second_validator"') :]
        shown = box[: box.index("</select>")]
        assert str(cast.people["auditoria"].pk) in shown
        for other in ("outsider", "superuser"):
            assert f'value="{cast.people[other].pk}"' not in shown

    def test_who_is_the_second_person_is_not_hers_to_change(self, cast, planner, unmoved):
        second = cast.people["auditoria"]
        Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=second)
        new = {"password1": NEW, "password2": NEW, "usable_password": "true"}
        answer = planner.post(f"/admin/programs/user/{second.pk}/password/", new)
        assert answer.status_code == 403
        assert User.objects.get(pk=second.pk).check_password(PASSWORD)

    @pytest.mark.parametrize("what", ["give", "raise", "mail", "second"])
    def test_the_services_refuse_what_a_new_door_would_let_through(self, cast, what):
        me, now = cast.people["planeacion"], timezone.now()
        target = cast.people["secretario" if what == "mail" else "enlace"]
        before, settings = person_state(target.pk), settings_state(cast.institucion.pk)
        if what == "give":
            Membresia.objects.create(user=target, institucion=cast.institucion, role="secretario")
        elif what == "second":
            Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=me)
        else:
            fields = {"is_superuser": True} if what == "raise" else {"email": "a@b.mx"}
            User.objects.filter(pk=target.pk).update(**fields)
        with pytest.raises(Locked):
            if what == "second":
                settings_changed(cast.institucion.pk, before=settings, by=me, now=now)
            else:
                person_changed(target.pk, before=before, by=me, now=now)

    def test_keeps_the_others_as_before(self, cast, planner):
        change(planner, User, cast.people["enlace"].pk, position="Jefa")
        change(planner, Membresia, cast.people["consulta"].membresias.get().pk, role="planeacion")
        assert User.objects.get(username="enlace").position == "Jefa"
        assert cast.people["consulta"].membresias.get().role == "planeacion"


def test_the_secretario_changes_the_own_password(cast, sign_in):
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert sign_in("secretario").post(reverse("password_change"), typed).status_code == 302
    assert User.objects.get(username="secretario").check_password(NEW)


class TestSecond:
    """The Secretario Técnico names the second person in Plazos."""

    def name(self, cast, client, person: str | None, seen: str | None = None):
        pks = {name: str(row.pk) for name, row in cast.people.items()} | {None: ""}
        return client.post(
            reverse("second_name", args=cast.programa.place),
            {"person": pks[person], "seen": pks[seen]},
            follow=True,
        )

    def test_with_an_act_of_before_and_after_and_a_word_to_both(self, cast, sign_in):
        client = sign_in("secretario")
        page = client.get(reverse("plazos", args=cast.programa.place)).text
        assert PLAZOS_TITLE in page
        assert "Hoy no hay ninguna." in page
        assert self.name(cast, client, "auditoria").status_code == 200
        page = self.name(cast, client, "titular", seen="auditoria").text
        assert "Hoy es <strong>titular</strong>" in page
        told = [act.data["changes"] for act in acts("settings_change")]
        label = "segunda persona que valida"
        assert told == [
            [[label, "", "auditoria (auditoria)"]],
            [[label, "auditoria (auditoria)", "titular (titular)"]],
        ]
        words = Notice.objects.filter(kind=NoticeKind.FUNCTION).order_by("pk")
        assert [(row.person.username, row.text.rpartition(". ")[2]) for row in words] == [
            ("auditoria", "Ahora es: segunda persona que valida, PROPIA."),
            ("auditoria", "Ya no es: segunda persona que valida, PROPIA."),
            ("titular", "Ahora es: segunda persona que valida, PROPIA."),
        ]
        assert self.name(cast, client, None, seen="titular").status_code == 200
        assert Institucion.objects.get(pk=cast.institucion.pk).second_validator is None

    def test_never_an_outsider_the_secretario_or_somebody_inactive(self, cast, sign_in):
        User.objects.filter(username="consulta").update(is_active=False)
        client = sign_in("secretario")
        for person in ("outsider", "secretario", "consulta", "superuser"):
            answer = self.name(cast, client, person)
            assert answer.status_code == 422
            assert NOT_A_CHOICE in answer.text
            with pytest.raises(DomainError, match="Elija a una persona activa"):
                second_validator_name(
                    cast.institucion.pk, person=cast.people[person], seen=None,
                    by=cast.people["secretario"], now=timezone.now(),
                )  # fmt: skip

    def test_not_over_somebody_else_s_choice(self, cast, sign_in):
        client = sign_in("secretario")
        self.name(cast, client, "auditoria")
        answer = self.name(cast, client, "titular")
        assert answer.status_code == 422
        assert ALREADY_CHANGED in answer.text

    def test_two_people_of_one_name_are_two(self, cast):
        here = {"first_name": "Ana", "last_name": "López"}
        one, two = (make_person(f"ana{n}", cast.institucion, "consulta", **here) for n in (1, 2))
        head, now = cast.people["secretario"], timezone.now()
        pk = cast.institucion.pk
        second_validator_name(pk, person=one, seen=None, by=head, now=now)
        second_validator_name(pk, person=two, seen=one.pk, by=head, now=now)
        assert len(acts("settings_change")) == 2

    def test_who_only_keeps_the_dates_reads_it(self, cast, planner):
        page = planner.get(reverse("plazos", args=cast.programa.place)).text
        assert "La nombra el Secretario Técnico." in page
        assert reverse("second_name", args=cast.programa.place) not in page


class TestActs:
    """What the ledger holds of people, and who reads it."""

    def test_the_page_lists_them_and_nothing_else(self, cast, sign_in):
        planner = sign_in("planeacion")
        change(planner, User, cast.people["enlace"].pk, position="Jefa")
        change(planner, Institucion, cast.institucion.pk, month_due_days="9")
        change(planner, Membresia, cast.people["consulta"].membresias.get().pk, role="auditoria")
        new = {"password1": NEW, "password2": NEW, "usable_password": "true"}
        planner.post(f"/admin/programs/user/{cast.people['titular'].pk}/password/", new)
        with_area = cast.institucion.areas.first()
        before = row_states(with_area)
        with_area.name = "Otra"
        with_area.save()
        row_changed(before, row_states(with_area), by=cast.people["planeacion"], now=timezone.now())
        address = reverse("cambios", args=["propia"])
        page = sign_in("secretario").get(address)
        assert [view.entry.action for view in page.context["acts"]] == [
            "person_change", "membership_change", "settings_change", "person_change",
        ]  # fmt: skip
        for told in (
            "de Consulta, PROPIA a Auditoría, PROPIA", "de la anterior a una nueva",
            "de vacío a Jefa", "de 5 a 9",
        ):  # fmt: skip
            assert told in page.text
        assert NEW not in page.text
        assert address in sign_in("auditoria").get(reverse("libro", args=["propia"])).text
        assert sign_in("enlace").get(address).status_code == 403
        assert sign_in("outsider").get(address).status_code == 404

    def test_a_superuser_is_told_in_every_ledger(self, cast, sign_in):
        boss = sign_in("superuser")
        made = make_person("jefe", is_superuser=True)
        change(boss, User, made.pk, email="jefe@example.org")
        assert [
            ledger_verify(house).count for house in Institucion.objects.filter(
                slug__in=["propia", "ajena"]
            )
        ] == [1, 1]  # fmt: skip

    def test_a_long_text_that_changes_far_down_leaves_an_act(self, cast):
        block = cast.avance().bloques.filter(kind="text").get()
        block.html = f"<p>{'palabra ' * 200}fin.</p>"
        block.save()
        before = row_states(block)
        block.html = block.html.replace("fin.", "otro fin.")
        block.save()
        row_changed(before, row_states(block), by=cast.people["enlace"], now=timezone.now())
        (act,) = acts("row_change")
        ((_, was, has),) = act.data["changes"]
        assert was.endswith("palabra fin.</p>")
        assert has.endswith("palabra otro fin.</p>")
        assert max(len(was), len(has)) < 100


class TestTold:
    """Who lost a function reads who changed it, when, and what."""

    def test_at_inicio_at_a_refusal_and_in_avisos(self, cast, sign_in):
        planner = sign_in("planeacion")
        lost = cast.people["titular"].membresias.get()
        change(planner, Membresia, lost.pk, role="consulta", area="")
        client = sign_in("titular")
        sentence = (
            "planeacion cambió sus funciones el",
            "Ya no es: Titular de área, Dirección juridica. Ahora es: Consulta, PROPIA.",
        )
        for address in ("/", reverse("avisos"), reverse("libro", args=["propia"]), "/no-hay/"):
            page = client.get(address).text
            assert all(part in page for part in sentence), address
        assert sentence[0] not in sign_in("enlace").get("/").text

    def test_own_changes_and_other_fields_tell_nothing(self, cast, sign_in):
        change(sign_in("planeacion"), User, cast.people["enlace"].pk, position="Jefa")
        assert not Notice.objects.filter(kind=NoticeKind.FUNCTION).exists()
