"""People that are pasted: accounts, functions, and those that wait for a superuser."""

import pytest

from programs.enums import NoticeKind, Role
from programs.models import AuditEntry, FuncionPedida, Invitacion, Membresia, Notice, User
from programs.received.person_rows import read_people, split_name
from programs.staff import read_role
from tests.factories import PASSWORD, make_institucion, make_person

PASTE = "/institucion/prueba/preparar/personas/pegar/"
STEP = "/institucion/prueba/preparar/personas/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def institucion():
    return make_institucion("prueba")


@pytest.fixture
def planner(client, institucion):
    person = make_person("plan", institucion, Role.PLANEACION, email="plan@prueba.mx")
    client.force_login(person)
    return person


@pytest.fixture
def root():
    return make_person("root", is_superuser=True)


def preview(client, text):
    return client.post(PASTE, {"rows": text})


def save(client, text, **sent):
    shown = preview(client, text)
    assert shown.status_code == 200, shown.content.decode()[:3000]
    data = {"rows": text, "seen": shown.context["plan"].mark, "save": "1", **sent}
    return client.post(PASTE, data)


def states(client, text):
    shown = preview(client, text)
    return [row.state.name for row in shown.context["plan"].rows]


def functions(email):
    rows = Membresia.objects.filter(user__email=email).order_by("pk")
    return [(row.institucion.slug, row.role, row.area.code if row.area else "") for row in rows]


def test_rows_are_read_as_people_write_them():
    rows, problems = read_people(
        "Correo\tNombre\tFunción\tÁrea\n"
        "ANA.Ruiz@Prueba.MX\tAna María Ruiz Paz\tenlace\tDirección\n"
        "Luis <luis@prueba.mx>;\tSoto, Luis\tTITULAR de área\tx"
    )
    assert not problems
    assert [(r.email, r.first_name, r.last_name) for r in rows] == [
        ("ana.ruiz@prueba.mx", "Ana María", "Ruiz Paz"),
        ("luis@prueba.mx", "Luis", "Soto"),
    ]
    assert split_name("Cher") == ("Cher", "") and split_name("Ana Paz") == ("Ana", "Paz")
    written = ("Enlace", "TITULAR", "planeacion", "secretaria  técnica", "Consulta", "auditoría")
    assert [read_role(text) for text in written] == list(Role.values)
    assert read_role("superusuario") == read_role("") == ""


def test_a_paste_makes_accounts_without_password_and_their_functions(client, planner, root):
    text = (
        "Nombre\tCorreo\tFunción\tÁrea\n"
        "Ana Ruiz\tana@prueba.mx\tEnlace\tjuridica\n"
        "Ana Ruiz\tAna@Prueba.mx\ttitular\tDIRECCION ARCHIVO\n"
        "Luis Soto\tluis@prueba.mx\tConsulta\tjuridica\n"
        "Luis Soto\tluis@prueba.mx\tConsulta\t\n"
        "Eva Cruz\teva@prueba.mx\tSecretario Técnico\t\n"
        "Eva Cruz\teva@prueba.mx\tEnlace\tjuridica\n"
    )
    wanted = ["PERSON", "FUNCTION", "PERSON", "SAME", "WAITS", "WAITS"]
    assert states(client, text) == wanted and not User.objects.filter(email="ana@prueba.mx")
    answer = save(client, text)
    assert answer.status_code == 303 and answer["Location"].endswith("/personas/enlaces/")
    assert functions("ana@prueba.mx") == [
        ("prueba", "enlace", "juridica"),
        ("prueba", "titular", "archivo"),
    ]
    ana, luis = (User.objects.get(email=f"{name}@prueba.mx") for name in ("ana", "luis"))
    assert not ana.has_usable_password() and ana.is_staff and not luis.is_staff
    assert (ana.username, str(ana)) == ("ana", "Ana Ruiz")
    assert not User.objects.filter(email="eva@prueba.mx").exists()
    assert set(FuncionPedida.objects.values_list("email", "role")) == {
        ("eva@prueba.mx", "secretario"),
        ("eva@prueba.mx", "enlace"),
    }
    assert Notice.objects.filter(person=root, kind=NoticeKind.FUNCTION_ASK).count() == 2
    acts = list(AuditEntry.objects.order_by("number").values_list("action", "subject"))
    assert acts == [
        ("person_create", "Ana Ruiz (ana)"),
        ("membership_change", "Ana Ruiz (ana)"),
        ("person_create", "Luis Soto (luis)"),
        ("membership_change", "Luis Soto (luis)"),
        ("membership_change", "Eva Cruz (eva@prueba.mx)"),
    ]
    links = client.get(answer["Location"])
    page = links.content.decode()
    assert page.count("/invitacion/") == 2 and "no-store" in links["Cache-Control"]
    assert client.get(answer["Location"]).status_code == 303  # shown once
    assert set(states(client, text)) == {"SAME"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana\tana@prueba.mx\tJefa\tjuridica", "«Jefa» no es una función"),
        ("Ana\tana@prueba.mx\tEnlace", "actúa por un área. Escriba cuál"),
        ("Ana\tana@prueba.mx\tEnlace\tZeta", "No hay un área «Zeta»"),
        ("Ana\tana\tEnlace\tjuridica", "«ana» no es un correo"),
        ("Ana\t\tEnlace\tjuridica", "Falta el correo de Ana"),
        ("Ana\tana@prueba.mx", "Falta la función de Ana"),
        ("\tana@prueba.mx\tEnlace\tjuridica", "Falta el nombre de la persona"),
        ("=A1\tana@prueba.mx\tConsulta", "empieza como una fórmula"),
        ("Ana\tana@x.mx\tConsulta\nEva\tANA@x.mx\tAuditoría", "ya viene en el renglón 1"),
        ("Ana\tdoble@x.mx\tConsulta", "más de una cuenta"),
        ("A\ta@x.mx\tConsulta\n" * 4000, "Pegó 4,000 renglones"),
        ("Nombre\tCorreo\tFunción\tÁrea", "solo el encabezado"),
        ("x" * 151 + "\ta@x.mx\tConsulta", "hasta 150 letras"),
        ("\x00", "Pegue al menos un renglón"),
    ],
)
def test_a_row_that_cannot_be_used_stops_the_whole_paste(client, planner, text, said):
    for name in ("doble1", "doble2"):
        make_person(name, email="Doble@x.mx")
    before = User.objects.count()
    text = f"{text}\nOtra\totra@x.mx\tConsulta" if said.startswith("«") else text
    refused = client.post(PASTE, {"rows": text, "save": "1", "seen": "x"})
    assert refused.status_code == 422 and said in refused.content.decode()
    assert User.objects.count() == before and not FuncionPedida.objects.exists()


def test_an_account_of_the_institution_gets_the_function_and_keeps_all_else(client, planner):
    ana = make_person("ana", planner.memberships[0].institucion, Role.CONSULTA)
    User.objects.filter(pk=ana.pk).update(email="ANA@prueba.mx", first_name="Ana", is_active=False)
    text = "Otro Nombre\tana@PRUEBA.mx\tAuditoría"
    assert "desactivada" in preview(client, text).content.decode()
    assert save(client, text)["Location"] == STEP
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD) and (ana.first_name, ana.is_active) == ("Ana", False)
    assert [role for _, role, _ in functions("ANA@prueba.mx")] == ["consulta", "auditoria"]
    assert not Invitacion.objects.exists()


@pytest.mark.parametrize("kind", ["of another", "of none", "superuser", "reviewer", "second"])
def test_an_account_that_planeacion_does_not_manage_waits_and_gets_no_link(
    client, planner, institucion, kind
):
    other = make_institucion("otra")
    where, role = {
        "of another": (other, Role.ENLACE),
        "reviewer": (institucion, Role.SECRETARIO),
        "second": (institucion, Role.AUDITORIA),
    }.get(kind, (None, ""))
    area = "juridica" if kind == "of another" else ""
    ana = make_person("ana.secreta", where, role, area, email="ana@otra.mx", first_name="Ana")
    User.objects.filter(pk=ana.pk).update(is_superuser=kind == "superuser")
    if kind == "second":
        institucion.second_validator = ana
        institucion.save()
    held = Membresia.objects.count()
    text = "Ana\tana@otra.mx\tConsulta"
    assert states(client, text) == ["WAITS"]
    assert "ana.secreta" not in preview(client, text).content.decode()
    assert save(client, text)["Location"] == STEP
    assert Membresia.objects.count() == held and not Invitacion.objects.exists()
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)
    assert client.post(f"{STEP}{ana.pk}/enlace/").status_code in (403, 404)
    assert not Invitacion.objects.exists()


def test_the_saved_list_is_the_one_that_was_seen(client, planner):
    text = "Ana\tana@otra.mx\tConsulta"
    seen = preview(client, text).context["plan"].mark
    # Meanwhile the account of somebody else got this e-mail.
    make_person("ana", email="ana@otra.mx")
    refused = client.post(PASTE, {"rows": text, "seen": seen, "save": "1"})
    assert refused.status_code == 422 and "ya no es lo que usted revisó" in refused.content.decode()
    smuggled = "Ana\tnueva@otra.mx\tSecretario Técnico"
    assert client.post(PASTE, {"rows": smuggled, "seen": seen, "save": "1"}).status_code == 422
    assert not Invitacion.objects.exists() and not FuncionPedida.objects.exists()


def test_a_superuser_gives_everything_at_once(
    client, institucion, root, django_capture_on_commit_callbacks
):
    client.force_login(root)
    make_person("ana", email="ana@otra.mx")
    text = "Eva\teva@x.mx\tSecretario Técnico\nAna\tana@otra.mx\tConsulta"
    assert states(client, text) == ["PERSON", "FUNCTION"]
    with django_capture_on_commit_callbacks(execute=True):
        saved = save(client, text)
    assert saved["Location"].endswith("/enlaces/")
    page = client.get(saved["Location"]).text
    assert "Se invitó a una persona y se dieron 2 funciones." in page
    assert "Ya se envió a su correo." in page
    assert (
        not FuncionPedida.objects.exists() and Invitacion.objects.get().person.email == "eva@x.mx"
    )


def ask(client, email="eva@prueba.mx"):
    save(client, f"Eva Cruz\t{email}\tSecretario Técnico")
    return FuncionPedida.objects.get()


def test_only_a_superuser_decides_and_both_are_told(client, planner, root, institucion):
    row = ask(client)
    url = f"{STEP}pedidas/{row.pk}/"
    page = client.get(STEP).content.decode()
    assert "Esperan a un superusuario" in page and url not in page
    assert client.post(url, {"decision": "grant"}).status_code == 403
    assert FuncionPedida.objects.exists() and not User.objects.filter(email=row.email).exists()

    client.force_login(root)
    assert url in client.get(STEP).content.decode()
    assert client.post(url, {"decision": "refuse", "reason": " "}).status_code == 422
    answer = client.post(url, {"decision": "grant"})
    assert answer["Location"].endswith("/enlaces/")
    assert "/invitacion/" in client.get(answer["Location"]).content.decode()
    assert functions(row.email) == [("prueba", "secretario", "")]
    assert not FuncionPedida.objects.exists()
    told = Notice.objects.get(person=planner, kind=NoticeKind.FUNCTION_END)
    assert told.text == "root concedió la función de Eva Cruz: Secretario Técnico, PRUEBA."
    assert not Notice.objects.filter(kind=NoticeKind.FUNCTION_ASK, done_at__isnull=True).exists()
    late = client.post(url, {"decision": "grant"}, follow=True)
    assert "ya se concedió o se negó" in late.content.decode()


def test_a_refusal_says_why_and_stands_in_the_ledger(client, planner, root):
    row = ask(client)
    client.force_login(root)
    sent = {"decision": "refuse", "reason": "Falta el nombramiento."}
    assert client.post(f"{STEP}pedidas/{row.pk}/", sent).status_code == 303
    act = AuditEntry.objects.order_by("number").last()
    assert act.data == {
        "changes": [["funciones pedidas", "Secretario Técnico, PRUEBA", ""]],
        "reason": "Falta el nombramiento.",
    }
    told = Notice.objects.get(kind=NoticeKind.FUNCTION_END).text
    assert told.startswith("root negó") and told.endswith("Motivo: Falta el nombramiento.")
    assert not User.objects.filter(email=row.email).exists()


def test_who_begins_to_review_loses_a_password_that_planeacion_may_have_chosen(
    client, planner, root, institucion
):
    save(client, "Eva Cruz\teva@prueba.mx\tConsulta")
    eva = User.objects.get(email="eva@prueba.mx")
    eva.set_password(PASSWORD)
    eva.save()
    row = ask(client)
    client.force_login(root)
    client.post(f"{STEP}pedidas/{row.pk}/", {"decision": "grant"})
    eva.refresh_from_db()
    assert not eva.has_usable_password() and eva.invitacion.made_by == root
    # From here Planeación makes no link for her.
    client.force_login(planner)
    assert client.post(f"{STEP}{eva.pk}/enlace/").status_code == 403


def test_a_request_of_another_institution_is_out_of_reach(client, planner, root):
    row = ask(client)
    other = make_institucion("otra")
    client.force_login(make_person("plan.otra", other, Role.PLANEACION))
    assert client.post(f"{STEP}pedidas/{row.pk}/", {"decision": "grant"}).status_code == 404
    client.post(f"/institucion/otra/preparar/personas/pedidas/{row.pk}/", {"decision": "grant"})
    assert FuncionPedida.objects.exists()
    assert not User.objects.filter(email=row.email).exists()
    assert client.post(PASTE, {"rows": "A\ta@x.mx\tConsulta"}).status_code == 404
    assert client.post(f"{STEP}{planner.pk}/enlace/").status_code == 404


def test_usernames_are_nobodys_in_any_letters(client, planner):
    make_person("ANA")
    save(client, "Ana\tana@uno.mx\tConsulta\nAna\tana@dos.mx\tConsulta\nO\to'brien@x.mx\tConsulta")
    names = User.objects.filter(membresias__role="consulta").values_list("username", flat=True)
    assert set(names) == {"ana2", "ana3", "obrien"}


def test_sixty_people_are_previewed_and_shown_in_few_queries(
    client, planner, django_assert_max_num_queries
):
    text = "\n".join(f"Persona {n} Uno Dos\tp{n}@prueba.mx\tEnlace\tjuridica" for n in range(60))
    with django_assert_max_num_queries(16):
        preview(client, text)
    save(client, text)
    with django_assert_max_num_queries(12):
        assert client.get(STEP).content.decode().count("Enlace nuevo") == 60
    with django_assert_max_num_queries(12):
        links = client.get(f"{STEP}enlaces/").content.decode()
    assert links.count("/invitacion/") == 60
