"""The ledger: reached from the menu, told in words, filtered, and complete about people."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from programs.models import AuditEntry, Institucion, MarcaMensual, Membresia, User
from programs.selectors.libro import LABELS, UNTOLD
from programs.services import cierre
from programs.services.confirmacion import month_confirm
from programs.services.ledger import ledger_append, ledger_verify
from programs.services.meses import mark_save
from tests.factories import PASSWORD, make_person
from tests.programs.admin_cast import errors_of, filled, url
from tests.programs.review_cast import START, Review, area_of, complete, entries, quarter

pytestmark = pytest.mark.django_db
LIBRO = reverse("libro", args=["propia"])
CSV = reverse("libro_csv", args=["propia"])


def acts(action: str) -> list[AuditEntry]:
    """Return the acts of a kind, oldest first."""
    return list(AuditEntry.objects.filter(action=action).order_by("number"))


def change(client, model, pk: int, **values):
    """Send a screen of the administration as it is, with some fields changed."""
    address = url(model, "change", pk)
    data = filled(client.get(address))
    for name, value in values.items():
        data.pop(name, None)
        if value is not None:
            data[name] = value
    return client.post(address, data, follow=True)


class TestPage:
    """What the page shows and leaves."""

    @pytest.fixture
    def told(self, cast) -> Review:
        """A submission, an observation that came back, and a date that moved."""
        found = Review(cast)
        found.submit()
        found.observe(entries(cast)[0], None, "Falta la fecha.")
        found.give_back()
        with time_machine.travel("2026-04-12 18:00:00+00:00", tick=False):
            cierre.trimestre_move(
                quarter(cast).pk, due_on=date(2026, 4, 21), by=cast.people["planeacion"],
                now=datetime(2026, 4, 12, 18, tzinfo=UTC),
            )  # fmt: skip
        return found

    @pytest.mark.parametrize("who", ["auditoria", "planeacion", "secretario"])
    def test_the_menu_leads_to_it(self, cast, sign_in, who):
        assert f'href="{LIBRO}"' in sign_in(who).get(reverse("programa_list")).text

    def test_the_menu_of_a_superuser_leads_to_every_one(self, cast, sign_in):
        client = sign_in("superuser")
        html = client.get(reverse("programa_list")).text
        for slug, name in Institucion.objects.values_list("slug", "short_name"):
            assert f'href="{reverse("libro", args=[slug])}"' in html
            assert f"Libro de {name}" in html

        html = client.get(reverse("programa_detail", args=cast.programa.place)).text
        assert html.count(f'href="{LIBRO}"') == 2  # wide and phone
        assert "Libro de" not in html
        assert client.get(LIBRO).status_code == 200

    @pytest.mark.parametrize("who", ["consulta", "enlace", "outsider"])
    def test_the_menu_of_the_others_does_not(self, cast, sign_in, who):
        assert f'href="{LIBRO}"' not in sign_in(who).get(reverse("programa_list")).text

    def test_it_tells_from_and_to_in_words(self, told, sign_in):
        html = sign_in("auditoria").get(LIBRO).text
        assert "de 17 de abril de 2026 a 21 de abril de 2026" in html
        assert "Falta la fecha." in html
        assert "Dirección juridica, " in html
        assert "observaciones:" not in html

    @pytest.mark.parametrize(
        ("asked", "kinds"),
        [
            ({"acto": "trimestre_move"}, {"trimestre_move"}),
            ({"persona": "titular"}, {"entrega_submit"}),
            ({"desde": "2026-04-11"}, {"trimestre_move"}),
            ({"hasta": "2026-04-11"}, {"entrega_submit", "entrega_return"}),
            ({"desde": "2026-04-11", "persona": "titular"}, set()),
        ],
    )
    def test_filters_and_the_file_agree(self, told, sign_in, asked, kinds):
        client = sign_in("auditoria")
        page = client.get(LIBRO, asked)
        assert {view.entry.action for view in page.context["acts"]} == kinds
        text = client.get(CSV, asked).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["Huella"] for row in rows] == [v.entry.hash for v in page.context["acts"]]

    def test_the_file_says_what_the_page_says(self, told, sign_in):
        text = sign_in("auditoria").get(CSV).content.decode("utf-8-sig")
        assert "Cambio: de 17 de abril de 2026 a 21 de abril de 2026" in text

    def test_what_cannot_be_followed_is_said(self, told, sign_in):
        html = sign_in("auditoria").get(LIBRO, {"acto": "nada", "desde": "2026-13-01"}).text
        assert "Ese tipo de acto no existe" in html
        assert "La fecha «desde» no se entiende" in html

    def test_every_value_has_its_label(self, told):
        names = {name for act in AuditEntry.objects.all() for name in act.data}
        assert names - {"before", "after", "changes", "lineas"} <= LABELS.keys() | UNTOLD


def test_a_change_of_the_own_password_leaves_an_act_without_it(cast, sign_in):
    client, new = sign_in("enlace"), "Otra-clave-larga-2026"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert (
        client.post(reverse("password_change"), typed | {"old_password": "no"}).status_code == 422
    )
    assert acts("person_change") == []

    assert client.post(reverse("password_change"), typed).status_code == 302
    (act,) = acts("person_change")
    assert (act.actor, act.subject) == ("enlace", "enlace (enlace)")
    assert act.data == {"changes": [["contraseña", "la anterior", "una nueva"]]}
    assert client.get(reverse("home")).status_code == 200  # still signed in


def test_a_month_is_confirmed_and_loses_its_confirmation(cast):
    complete(cast)
    enlace, juridica = cast.people["enlace"], area_of(cast)
    on = {"by": enlace, "now": START, "today": START.date()}
    month_confirm(cast.programa, juridica, 2, **on)
    month_confirm(cast.programa, juridica, 2, **on)
    (act,) = acts("month_confirm")
    assert (act.subject, act.actor) == ("Dirección juridica, febrero de 2026", "enlace")

    row = MarcaMensual.objects.filter(tarea__area=juridica, month=2).first()
    mark_save(row, status="unreported", reason="", note="", version=row.version, **on)
    (act,) = acts("month_unconfirm")
    assert (act.subject, act.actor) == ("Dirección juridica, febrero de 2026", "enlace")


def test_an_act_with_very_many_changes_is_whole_in_the_file(cast, sign_in):
    with transaction.atomic():
        ledger_append(
            cast.institucion.pk, action="rows_import", subject="Hoja: Áreas", by=None, now=START,
            data={"changes": [[f"campo {n}", "a", "b"] for n in range(100)]},
        )  # fmt: skip
    client = sign_in("auditoria")
    html = client.get(LIBRO).text

    assert "Campo 29" in html
    assert "Campo 30" not in html
    assert "Y 70 datos más, en el archivo CSV." in html
    assert "Campo 99" in client.get(CSV).content.decode("utf-8-sig")


class TestPeople:
    """Whatever planeación does to people and settings leaves its act."""

    @pytest.fixture
    def client(self, cast, sign_in):
        """Planeación's."""
        return sign_in("planeacion")

    def test_a_change_tells_before_and_after(self, cast, client):
        person = cast.people["enlace"]
        response = change(client, User, person.pk, position="Jefa de unidad")
        assert "Jefa de unidad" in User.objects.get(pk=person.pk).position, errors_of(response)
        (act,) = acts("person_change")
        assert act.data == {"changes": [["cargo", "", "Jefa de unidad"]]}
        assert (act.actor, act.subject) == ("planeacion", "enlace (enlace)")

    def test_a_save_without_a_change_leaves_none(self, cast, client):
        change(client, User, cast.people["enlace"].pk)
        assert not AuditEntry.objects.exists()

    def test_a_deactivation_and_functions(self, cast, client):
        change(client, User, cast.people["consulta"].pk, is_active=None)
        (act,) = acts("person_change")
        assert act.data == {"changes": [["activo", "Sí", "No"]]}

        mine = Membresia.objects.get(user=cast.people["auditoria"])
        change(client, Membresia, mine.pk, role="consulta")
        (act,) = acts("membership_change")
        assert act.data == {"changes": [["funciones", "Auditoría, PROPIA", "Consulta, PROPIA"]]}

    def test_a_new_person(self, cast, client):
        area = cast.institucion.areas.get(code="archivo")
        data = {
            "username": "nueva", "usable_password": "true", "is_active": "on",
            "password1": "Una-clave-larga-2026", "password2": "Una-clave-larga-2026",
            "membresias-TOTAL_FORMS": "1", "membresias-INITIAL_FORMS": "0",
            "membresias-MIN_NUM_FORMS": "1", "membresias-MAX_NUM_FORMS": "1000",
            "membresias-0-institucion": cast.institucion.pk, "membresias-0-role": "enlace",
            "membresias-0-area": area.pk,
        }  # fmt: skip
        assert client.post(url(User, "add"), data).status_code == 302
        (made,), (given,) = acts("person_create"), acts("membership_change")
        assert ["nombre de usuario", "", "nueva"] in made.data["changes"]
        assert given.data == {"changes": [["funciones", "", "Enlace de área, Dirección archivo"]]}
        assert "clave" not in str([act.data for act in AuditEntry.objects.all()]).lower()

    def test_a_password(self, cast, client):
        pk = cast.people["enlace"].pk
        given = dict.fromkeys(("password1", "password2"), "Otra-clave-larga-26")
        address = f"/admin/programs/user/{pk}/password/"
        client.post(address, {**given, "usable_password": "true"})
        (act,) = acts("person_change")
        assert act.data == {"changes": [["contraseña", "la anterior", "una nueva"]]}

    def test_settings(self, cast, client):
        change(client, Institucion, cast.institucion.pk, month_due_days="9")
        (act,) = acts("settings_change")
        ((_, before, after),) = act.data["changes"]
        assert before == str(cast.institucion.month_due_days)
        assert after == "9" != before

    def test_the_chain_stays_whole(self, cast, client):
        change(client, User, cast.people["enlace"].pk, position="Jefa")
        change(client, Institucion, cast.institucion.pk, month_due_days="9")
        assert ledger_verify(cast.institucion).problem == ""
        assert AuditEntry.objects.count() == 2


class TestTheLast:
    """Nobody takes the last Secretario Técnico or the last of Planeación away."""

    REFUSED = "PROPIA se quedaría sin Secretario Técnico. Nombre antes a otra persona."

    def held(self, cast, role: str = "secretario") -> bool:
        """Tell whether somebody active holds the function."""
        rows = Membresia.objects.filter(institucion=cast.institucion, role=role)
        return rows.filter(user__is_active=True).exists()

    def test_by_no_screen(self, cast, sign_in):
        client = sign_in("superuser")
        person = cast.people["secretario"]
        mine = Membresia.objects.get(user=person)
        extra = Membresia.objects.create(
            user=person, institucion=cast.institucion, role="auditoria"
        )
        one = {"action": "delete_selected", "post": "yes"}
        answers = [
            change(client, User, person.pk, is_active=None),
            change(client, Membresia, mine.pk, role="consulta"),
            client.post(url(Membresia, "delete", mine.pk), {"post": "yes"}),
            client.post(
                url(Membresia, "changelist"),
                {**one, "_selected_action": [str(mine.pk), str(extra.pk)]}, follow=True,
            ),
            client.post(url(User, "delete", person.pk), {"post": "yes"}),
            client.post(
                url(User, "changelist"), {**one, "_selected_action": [str(person.pk)]},
                follow=True,
            ),
        ]  # fmt: skip
        assert self.held(cast)
        assert [self.REFUSED in answer.text for answer in answers] == [True] * len(answers)
        assert not AuditEntry.objects.exists()

    def test_planeacion_does_not_leave_itself_without_anybody(self, cast, sign_in):
        client = sign_in("planeacion")
        answer = change(client, User, cast.people["planeacion"].pk, is_active=None)
        assert "PROPIA se quedaría sin Planeación." in answer.text
        assert self.held(cast, "planeacion")

    def test_with_another_one_it_is_allowed(self, cast, sign_in):
        make_person("otro", cast.institucion, "secretario")
        client = sign_in("superuser")
        change(client, User, cast.people["secretario"].pk, is_active=None)
        assert not User.objects.get(username="secretario").is_active
        assert self.held(cast)

    def test_both_at_once_are_not(self, cast, sign_in):
        other = make_person("otro", cast.institucion, "secretario")
        rows = Membresia.objects.filter(institucion=cast.institucion, role="secretario")
        for person in (other, cast.people["secretario"]):
            Membresia.objects.create(user=person, institucion=cast.institucion, role="consulta")
        answer = sign_in("superuser").post(
            url(Membresia, "changelist"),
            {
                "action": "delete_selected",
                "post": "yes",
                "_selected_action": [str(row.pk) for row in rows],
            },
            follow=True,
        )
        assert self.REFUSED in answer.text
        assert rows.count() == 2
