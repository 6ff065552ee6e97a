"""Preparar la institución: the landing, what is done, and the forms of its steps."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from programs.models import AuditEntry, Institucion, Membresia, Programa, Trimestre, User
from programs.models.locks import locks_lifted
from programs.selectors.preparar import preparation_of
from programs.services.preparar import CHANGED_MEANWHILE, YEAR_TAKEN, mark_of
from programs.values.colors import contrast_words
from programs.values.preparing import STEPS, Facts, done_keys
from programs.values.word_samples import GROUPS, printed_cells
from programs.values.words import DEFAULTS, WORDS
from tests.factories import PASSWORD, make_institucion, make_person
from tests.markup import folded
from tests.pictures import jpeg

NOTHING = Facts(*[False] * len(Facts.__dataclass_fields__))
ASK_PLANEACION = "área de planeación"


def step(key: str, slug: str = "propia") -> str:
    """Return the address of a step's page."""
    return reverse("preparar_step", args=[slug, key])


def sent(client, key: str, **typed: str | SimpleUploadedFile):
    """Send the form of a step as the page drew it, with some boxes typed anew."""
    form = client.get(step(key)).context["form"]
    drawn = {bound.name: bound.value() for bound in form if bound.name != "emblem_file"}
    body = {name: "" if value is None else value for name, value in drawn.items()}
    return client.post(reverse("preparar_save", args=["propia", key]), body | typed)


def last_act() -> AuditEntry:
    """Return the latest act of the ledger of the cast's institution."""
    return AuditEntry.objects.filter(slug="propia").latest("number")


def without_programas() -> None:
    """Take every programme away."""
    with locks_lifted():
        Programa.objects.all().delete()


# What is plain ----------------------------------------------------------------------------------


def test_each_step_is_done_by_its_own_facts():
    facts = {
        "nombres": {"governing_body", "own_emblem"},
        "palabras": {"own_words"},
        "areas": {"areas"},
        "personas": {"reviewer", "capturer"},
        "dias": {"days_off"},
        "plazos": {"own_deadlines"},
        "programa": {"programa"},
    }
    assert [each.key for each in STEPS] == list(facts)
    assert done_keys(NOTHING, ()) == set()
    for key, needed in facts.items():
        told = {name: name in needed for name in Facts.__dataclass_fields__}
        assert done_keys(Facts(**told), ()) == {key}
        for name in needed:
            assert done_keys(Facts(**{**told, name: False}), ()) == set(), name


def test_sight_finishes_only_what_may_be_right_as_it_stands():
    every = [each.key for each in STEPS]
    assert done_keys(NOTHING, every) == {"nombres", "palabras", "dias", "plazos"}


def test_every_word_has_its_box_in_one_group_and_its_place_in_a_line():
    keys = [key for group in GROUPS for key in group.keys]
    assert sorted(keys) == sorted(WORDS)
    words = {key: f"<{key}>{word.slot}" for key, word in WORDS.items()}
    for group in GROUPS:
        cells = [cell for line in group.lines for cell in printed_cells(line, words, "SE")]
        pieces = [piece for cell in cells for piece in cell]
        assert {piece.key for piece in pieces if piece.key} == set(group.keys)
        for piece in pieces:
            # The system's own part is shown as it will print, never as its slot.
            assert "{" not in piece.text
            assert bool(piece.slot) == bool(piece.fill), piece


def test_contrast_is_told_with_its_ratio():
    assert contrast_words("#6B1D3A") == "El texto blanco se lee sobre este color: 11.3 a 1."
    assert contrast_words("#FFCC00").startswith("El texto blanco no se lee sobre este color: 1.5")
    assert contrast_words("guinda") == "Escriba un color como #6B1D3A."


# The landing ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_superuser_of_an_empty_database_makes_the_institution(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", username="primera", email="p@x.mx", interactive=False)
    answer = client.post(
        reverse("account_login"), {"username": "primera", "password": PASSWORD}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("institucion_new")

    typed = {"name": "", "short_name": "SESEA Col.", "state": "Colima", "slug": ""}
    refused = client.post(reverse("institucion_add"), typed)
    assert refused.status_code == 422
    assert "Escriba el nombre completo de la institución." in folded(refused.content.decode())
    assert not Institucion.objects.exists()

    typed["name"] = "Secretaría Ejecutiva de Colima"
    answer = client.post(reverse("institucion_add"), typed, follow=True)
    row = Institucion.objects.get()
    # Nothing of anybody else's wording: what is not said stays neutral.
    assert (row.slug, row.labels, row.governing_body, row.motto) == ("sesea-col", {}, "", "")
    assert answer.redirect_chain[-1][0] == reverse("preparar", args=["sesea-col"])
    assert answer.context["preparation"].words == "0 de 7"
    act = AuditEntry.objects.get()
    assert (act.number, act.actor) == (1, "primera")
    assert ["siglas", "", "SESEA Col."] in act.data["changes"]
    # Until there is a programme they start there; the clave is nobody else's.
    assert client.get(reverse("home")).url == reverse("preparar", args=["sesea-col"])
    other = client.post(reverse("institucion_add"), {**typed, "name": "Otra"})
    assert "Ya hay una institución con esa clave." in other.content.decode()
    for name in ("programa_list", "tablero", "mes"):
        html = client.get(reverse(name), follow=True).content.decode()
        assert reverse("preparar", args=["sesea-col"]) in html, name


def test_planeacion_without_a_programme_starts_there_and_nobody_tells_her_to_ask_herself(
    cast, sign_in
):
    client = sign_in("planeacion")
    home = client.get(reverse("home"))
    assert "5 de 7 pasos hechos" not in home.content.decode()
    assert f'href="{reverse("preparar", args=["propia"])}"' in home.content.decode()
    without_programas()
    address = reverse("preparar", args=["propia"])
    assert client.get(reverse("home")).url == address
    for name in ("programa_list", "tablero", "mes", "trimestre_now", "preparar", "libro"):
        args = ["propia"] if name in ("preparar", "libro") else []
        html = client.get(reverse(name, args=args), follow=True).content.decode()
        assert ASK_PLANEACION not in html, name
        if not args:
            assert address in html, name
    # Everyone else waits, and is not sent to what they may not open.
    for who in ("enlace", "consulta", "secretario"):
        html = sign_in(who).get(reverse("programa_list")).content.decode()
        assert "Planeación prepara la institución" in html, who
        assert address not in html, who
        assert sign_in(who).get(reverse("home"), follow=True).status_code == 200, who
    # Who heads and plans at once prepares before there is anything to head.
    planner = cast.people["planeacion"]
    Membresia.objects.create(user=planner, institucion=cast.institucion, role="secretario")
    assert sign_in("planeacion").get(reverse("home")).url == address


def test_who_keeps_two_institutions_without_programme_chooses_on_inicio(cast, client):
    without_programas()
    client.force_login(cast.people["superuser"])
    html = client.get(reverse("home")).content.decode()
    for slug in ("propia", "ajena"):
        assert reverse("preparar", args=[slug]) in html


def test_what_is_said_of_an_institution_is_read_from_its_rows(cast):
    def open_keys() -> set[str]:
        preparation = preparation_of(Institucion.objects.get(slug="propia"))
        return {state.step.key for state in preparation.steps if not state.is_done}

    before = open_keys()
    assert not before & {"areas", "personas", "programa"}
    User.objects.filter(username="secretario").update(is_active=False)
    cast.institucion.areas.update(active=False)
    without_programas()
    assert open_keys() == before | {"areas", "personas", "programa"}


# The steps --------------------------------------------------------------------------------------


def test_words_are_saved_in_one_act_and_print_as_their_line_says(cast, sign_in):
    Institucion.objects.filter(slug="propia").update(labels={}, prepared=[])
    client = sign_in("planeacion")
    page = client.get(step("palabras"))
    assert all(
        not bound.value() for bound in page.context["form"] if bound.name.startswith("word_")
    )
    html = folded(page.content.decode())
    assert all(folded(text) in html for text in DEFAULTS.values())

    acts = AuditEntry.objects.count()
    answer = sent(client, "palabras", word_heading="Rubro", word_organism="del {siglas}")
    assert answer.status_code == 303
    row = Institucion.objects.get(slug="propia")
    assert row.labels == {"heading": "Rubro", "organism": "del {siglas}"}
    assert row.prepared == ["palabras"]
    assert AuditEntry.objects.count() == acts + 1
    told = {label: (was, has) for label, was, has in last_act().data["changes"]}
    assert told["etiquetas impresas"][0] in ("", "{}")
    assert '"heading": "Rubro"' in told["etiquetas impresas"][1]
    assert told["pasos de la preparación dados por buenos"] == ("", "Palabras impresas")
    html = client.get(step("palabras")).content.decode()
    assert 'data-fill="PROPIA">del PROPIA</strong>' in html.replace("\n", " ")

    refused = sent(client, "palabras", word_organism="de la SESEA")
    assert refused.status_code == 422
    assert "Conserve {siglas} una vez" in refused.content.decode()
    assert "de la SESEA" in refused.content.decode()
    assert Institucion.objects.get(slug="propia").labels == row.labels
    # Empty again is neutral again.
    sent(client, "palabras", word_heading="", word_organism="")
    assert Institucion.objects.get(slug="propia").words()["heading"] == "Eje"


def test_what_somebody_else_saved_meanwhile_is_not_lost(cast, sign_in):
    client = sign_in("planeacion")
    form = client.get(step("nombres")).context["form"]
    body = {each.name: each.value() or "" for each in form if each.name != "emblem_file"}
    Institucion.objects.filter(slug="propia").update(motto="Lema de otra persona")
    acts = AuditEntry.objects.count()
    address = reverse("preparar_save", args=["propia", "nombres"])
    refused = client.post(address, body | {"motto": "Lema mío"})
    html = folded(refused.content.decode())
    assert refused.status_code == 422
    assert folded(CHANGED_MEANWHILE) in html
    assert "Guardado ahora: Lema de otra persona" in html
    assert 'value="Lema mío"' in html
    assert Institucion.objects.get(slug="propia").motto == "Lema de otra persona"
    assert AuditEntry.objects.count() == acts
    # Who has read it chooses, and a second click is the same save.
    again = body | {"motto": "Lema mío", "read": refused.context["form"]["read"].value()}
    assert [client.post(address, again).status_code for _ in range(2)] == [303, 303]
    assert Institucion.objects.get(slug="propia").motto == "Lema mío"
    assert AuditEntry.objects.count() == acts + 1


def test_names_take_an_emblem_and_refuse_what_is_none(cast, sign_in):
    client = sign_in("planeacion")
    picture = SimpleUploadedFile("logo.jpg", jpeg(300, 200))
    assert sent(client, "nombres", emblem_file=picture).status_code == 303
    row = Institucion.objects.get(slug="propia")
    assert row.emblem.startswith("emblems/")
    assert "emblema" in {label for label, _, _ in last_act().data["changes"]}
    refused = sent(client, "nombres", emblem_file=SimpleUploadedFile("x.png", b"no"), motto="Otro")
    assert refused.status_code == 422
    assert 'value="Otro"' in refused.content.decode()
    assert Institucion.objects.get(slug="propia").motto == row.motto
    color = sent(client, "nombres", brand_color="rojo")
    assert "Escriba un color como #6B1D3A." in color.content.decode()


def test_deadlines_and_limits_go_up_or_say_why_not(cast, sign_in):
    client = sign_in("planeacion")
    refused = sent(client, "plazos", red_below="95")
    assert refused.status_code == 422
    assert "Los umbrales del semáforo van de menor a mayor" in refused.content.decode()
    assert "Escriba un número entero" in sent(client, "plazos", month_due_days="x").content.decode()
    assert sent(client, "plazos", red_below="60", month_due_days="7").status_code == 303
    row = Institucion.objects.get(slug="propia")
    assert (row.red_below, row.month_due_days, row.prepared) == (60, 7, ["plazos"])
    html = folded(client.get(step("plazos")).content.decode())
    assert "desde 60% y menos de 90%" in html


def test_a_programme_is_made_once_with_its_quarters(cast, sign_in):
    client = sign_in("planeacion")
    assert sent(client, "programa", year="2027", start_month="10").status_code == 303
    row = Programa.objects.get(institucion__slug="propia", year=2027)
    assert row.exercise == "2027-2028"
    assert Trimestre.objects.filter(programa=row).count() == 4
    assert last_act().action == "row_add"
    acts = AuditEntry.objects.count()
    assert sent(client, "programa", year="2027", start_month="10").status_code == 303
    assert AuditEntry.objects.count() == acts
    refused = sent(client, "programa", year="2027", start_month="1")
    assert refused.status_code == 422
    assert YEAR_TAKEN in refused.content.decode()
    preview = client.get(reverse("preparar_preview", args=["propia"])).content.decode()
    assert preview.count("<iframe") == 2
    assert reverse("pta_document", args=["propia", 2027]) in preview


def test_a_step_that_only_data_finish_is_not_finished_by_sight(cast, sign_in):
    client = sign_in("planeacion")
    see = reverse("preparar_see", args=["propia", "areas"])
    assert client.post(see).status_code == 422
    assert client.get(step("nada")).status_code == 404
    save = reverse("preparar_save", args=["propia", "areas"])
    assert client.post(save).status_code == 404


def test_the_mark_of_what_was_read_tells_any_difference(db):
    row = make_institucion("marca")
    mark = mark_of(row, ["labels", "motto"])
    row.labels = {"heading": "Rubro"}
    assert mark_of(row, ["labels", "motto"]) != mark
    assert make_person("p", row, "planeacion").pk
