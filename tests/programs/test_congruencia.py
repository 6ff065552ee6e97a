"""What does not agree in a quarter is accepted with a reason, and the reason falls."""

import re
from contextlib import suppress
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from programs.enums import Role
from programs.errors import DomainError, Locked
from programs.models import AuditEntry, Bloque, HallazgoAceptado
from programs.selectors import found as selectors_found
from programs.selectors.congruencia import explainable, quarter_found
from programs.services.congruencia import hallazgo_accept
from programs.services.hechos import HechoData, hecho_link, hecho_update
from programs.values.checks import Finding, Severity, informe
from programs.values.checks.finding import Code
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.narrative import block_anchor
from tests.factories import make_person
from tests.markup import folded
from tests.programs.entrega_cast import page_of
from tests.programs.hechos_cast import record
from tests.programs.review_cast import START, Review, quarter

pytestmark = pytest.mark.django_db
WORDS = "La prueba encontró algo que solo ella busca"
SAID = {"quote": "Seis actas"}


@pytest.fixture
def one_finding(monkeypatch):
    """One check alone, which quotes what `SAID` holds."""
    said = dict(SAID)

    def find(linea, period):
        severity = said.get("severity", Severity.ERROR)
        told = {"quote": said["quote"], "reason": said.get("reason", "")}
        yield Finding("trial", severity, WORDS, "cierre", **told)

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))
    monkeypatch.setattr(informe, "WHOLE_CHECKS", ())
    with time_machine.travel(START, tick=False):
        yield said


def found_of(cast, place: int = 0):
    """Return what was found of a línea of the área."""
    (found,) = quarter_found(quarter(cast)).of_linea(cast.linea(place).pk)
    return found


def accept(cast, found, who="enlace", reason="Así consta en el acta."):
    """Accept a finding as its form does."""
    return hallazgo_accept(
        quarter(cast).pk,
        code=found.finding.code,
        subject=found.placed.subject,
        fingerprint=found.placed.fingerprint,
        reason=reason,
        by=cast.people[who],
        now=timezone.now(),
    )


def test_an_area_accepts_its_own_and_the_reason_falls_when_it_changes(cast, one_finding):
    accept(cast, found_of(cast))
    found = found_of(cast)
    assert (found.word, found.row.reason) == ("Explicado", "Así consta en el acta.")
    assert AuditEntry.objects.filter(action="finding_accept").count() == 1

    one_finding["quote"] = "Siete actas"
    page = quarter_found(quarter(cast))
    assert found_of(cast).word == "Error"
    assert [row.reason for row in page.fallen] == ["Así consta en el acta."]


def test_the_command_prints_what_is_explained_with_all_alone(cast, one_finding):
    one_finding["reason"] = "Se acordó en mayo."
    args = [f"{each}" for each in quarter(cast).place]
    for told, options in ((False, ()), (True, ("--all",))):
        out = StringIO()
        with suppress(CommandError):
            call_command("check_congruencia", *args, *options, stdout=out)
        assert (WORDS in out.getvalue()) is told


def test_a_second_click_leaves_one_reason_and_one_act(cast, one_finding):
    found = found_of(cast)
    accept(cast, found)
    accept(cast, found)

    assert HallazgoAceptado.objects.count() == 1
    assert AuditEntry.objects.filter(action="finding_accept").count() == 1


def test_a_reason_of_a_hecho_stands_in_whichever_linea_it_is_told(cast):
    with time_machine.travel(START, tick=False):
        hecho = record(
            cast.avance(1), "Ética", kind="curso", mujeres="5", hombres="6", publico="20"
        )

        def of_hecho():
            return [
                each
                for each in quarter_found(quarter(cast)).found
                if each.finding.code == Code.HECHO_SUMS
            ]

        (found,) = of_hecho()
        hallazgo_accept(
            quarter(cast).pk,
            code=found.finding.code,
            subject=found.placed.key[1],
            fingerprint=found.placed.fingerprint,
            reason="Así consta en la lista.",
            by=cast.people["enlace"],
            now=timezone.now(),
        )
        hecho_link(
            cast.avance().pk, hecho.pk, counts=True, by=cast.people["enlace"], now=timezone.now()
        )
        (now,) = of_hecho()
        assert (found.linea_pk, now.linea_pk) == (cast.linea(1).pk, cast.linea().pk)
        assert now.reason == "Así consta en la lista." and now.key == found.key
        assert not quarter_found(quarter(cast)).fallen
        hecho_update(
            hecho.pk,
            data=HechoData("curso", "Ética", hecho.day, {"mujeres": "5", "hombres": "7"}),
            by=cast.people["enlace"],
            version=hecho.version,
            now=timezone.now(),
        )
        page = quarter_found(quarter(cast))
        for place in range(2):  # told of each of its líneas
            (row,) = page.about(cast.linea(place).pk).fallen
            assert row.reason == "Así consta en la lista."


def test_a_reason_answers_one_of_two_findings_with_the_same_words(cast, monkeypatch, sign_in):
    places = ["bloque-a"]

    def find(linea, period):
        for place in places:
            yield Finding("trial", Severity.ERROR, WORDS, place, quote="XX constancias")

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))
    monkeypatch.setattr(informe, "WHOLE_CHECKS", ())
    with time_machine.travel(START, tick=False):
        accept(cast, found_of(cast))
        places.append("bloque-b")
        found = quarter_found(quarter(cast)).of_linea(cast.linea().pk)
        assert [(each.anchor, each.explained) for each in found] == [
            ("bloque-b", False),
            ("bloque-a", True),
        ]
        assert len({each.key for each in found}) == 2
        page = folded(sign_in("enlace").get(page_of(cast)).text)
        assert "1 error" in page.partition("data-found-jump")[2].partition("</a>")[0]
        places.reverse()  # the reason stays with its block, wherever it stands
        found = quarter_found(quarter(cast)).of_linea(cast.linea().pk)
        assert {each.anchor: each.explained for each in found} == {
            "bloque-a": True,
            "bloque-b": False,
        }
        places.remove("bloque-a")
        (alone,) = quarter_found(quarter(cast)).of_linea(cast.linea().pk)
        assert not alone.explained
        places.insert(0, "bloque-a")
        accept(cast, found[0], reason="También consta en el acta.")
        found = quarter_found(quarter(cast)).of_linea(cast.linea().pk)
        assert [each.reason for each in found] == [
            "Así consta en el acta.",
            "También consta en el acta.",
        ]


def test_what_changed_meanwhile_is_not_accepted(cast, one_finding):
    found = found_of(cast)
    one_finding["quote"] = "Siete actas"

    with pytest.raises(DomainError, match="cambió mientras"):
        accept(cast, found)
    assert not HallazgoAceptado.objects.exists()


@pytest.mark.parametrize("who", ["planeacion", "auditoria", "consulta", "outsider"])
def test_who_does_not_answer_for_it_accepts_nothing(cast, one_finding, who):
    with pytest.raises(Locked):
        accept(cast, found_of(cast), who)


def test_once_handed_in_only_who_reviews_accepts(cast, one_finding):
    Review(cast).submit()
    page = quarter_found(quarter(cast))
    found = found_of(cast)
    assert found.key not in explainable(page, cast.people["titular"])
    with pytest.raises(Locked):
        accept(cast, found, "titular")

    accept(cast, found, "secretario")
    assert found_of(cast).explained


@pytest.mark.parametrize(("first", "second"), [("enlace", "secretario"), ("secretario", "enlace")])
def test_nobody_replaces_the_reason_of_somebody_else(cast, one_finding, first, second):
    found = found_of(cast)
    accept(cast, found, first)
    with pytest.raises(DomainError, match="ya lo explicó"):
        accept(cast, found, second, "Otro motivo, de otra persona.")
    assert HallazgoAceptado.objects.get().reason == "Así consta en el acta."
    accept(cast, found, first, "Así consta en el acta 4.")
    assert HallazgoAceptado.objects.get().reason == "Así consta en el acta 4."


def test_what_holds_a_linea_back_is_explained_beside_its_figure(cast, one_finding, sign_in):
    one_finding["severity"] = Severity.ASKS
    found = found_of(cast)
    for who in ("enlace", "secretario"):
        with pytest.raises(Locked):
            accept(cast, found, who)
    with time_machine.travel(START, tick=False):
        html = sign_in("enlace").get(reverse("congruencia", args=quarter(cast).place)).text
    text = folded(html)
    assert "Hace falta para enviar" in text
    assert re.search(r"Para enviar hace falta atender \d+\.", text)
    assert "Nada de esto impide guardar ni enviar" not in text


def test_a_closed_quarter_takes_no_reason(cast, one_finding):
    found = found_of(cast)
    trimestre = quarter(cast)
    type(trimestre).objects.filter(pk=trimestre.pk).update(status="upcoming")
    with pytest.raises(Locked):
        accept(cast, found, "secretario")


def test_who_audits_reads_what_was_accepted_by_whom_and_whether_it_stands(
    cast, one_finding, sign_in
):
    accept(cast, found_of(cast))
    page = reverse("congruencia", args=quarter(cast).place)
    text = folded(sign_in("auditoria").get(page).content.decode())
    assert "Así consta en el acta." in text
    assert str(cast.people["enlace"]) in text
    assert "En pie" in text
    assert "Aceptar con este motivo" not in text

    one_finding["quote"] = "Siete actas"
    text = folded(sign_in("auditoria").get(page).content.decode())
    assert "Caído: cambió lo que leía" in text
    assert "vuelve a valer, con su fecha y su autor" in text
    one_finding["quote"] = "Seis actas"
    text = folded(sign_in("auditoria").get(page).content.decode())
    assert "En pie" in text and "vuelve a valer" not in text


def test_who_only_reads_is_not_told_what_keeps_them_from_sending(cast, one_finding, sign_in):
    page, told = reverse("congruencia", args=quarter(cast).place), "impide guardar"
    for who in ("enlace", "planeacion", "secretario"):
        assert told in folded(sign_in(who).get(page).content.decode())
    text = folded(sign_in("auditoria").get(page).content.decode())
    assert "found-total" in text and told not in text and "Para enviar" not in text


def test_a_quarter_that_nobody_sends_does_not_say_that_it_may_be_sent(cast, one_finding, sign_in):
    trimestre = quarter(cast)
    page = reverse("entrega_review", args=[*trimestre.place, cast.linea().area.code])
    told = "Nada de esto impide enviar"
    assert told in folded(sign_in("titular").get(page).content.decode())
    type(trimestre).objects.filter(pk=trimestre.pk).update(status="upcoming")
    text = folded(sign_in("titular").get(page).content.decode())
    assert "Las revisiones encontraron" in text and told not in text


@pytest.mark.parametrize("locked", [False, True])
def test_what_is_found_of_a_linea_or_a_text_has_its_place_on_the_page(cast, sign_in, locked):
    avance = cast.avance()
    if locked:
        rows = type(avance).objects.filter(pk=avance.pk)
        rows.update(status="submitted", submitted_at=timezone.now())
    text = sign_in("enlace").get(page_of(cast)).text
    key = Bloque.objects.get(avance=avance, kind="text").key
    for place in (f"linea-{avance.linea_id}", block_anchor(key)):
        assert text.count(f'id="{place}"') == 1


def test_the_form_of_the_page_accepts(cast, one_finding, sign_in):
    found, client = found_of(cast), sign_in("titular")
    page = reverse("congruencia", args=quarter(cast).place)
    assert f'id="{found.key}"' in client.get(page).content.decode()
    answer = client.post(
        reverse("hallazgo_accept", args=quarter(cast).place),
        {
            "code": found.finding.code,
            "subject": found.placed.subject,
            "fingerprint": found.placed.fingerprint,
            "reason": "Lo dice el acta.",
        },
    )
    assert (answer.status_code, answer.url) == (303, page)  # its top, where the message stands
    assert found_of(cast).row.reason == "Lo dice el acta."


@pytest.mark.parametrize("reason", ["", "x", "\u200b" * 30, "No sé"])
def test_a_reason_that_explains_nothing_is_asked_again_beside_its_finding(
    cast, one_finding, sign_in, reason
):
    found = found_of(cast)
    answer = sign_in("titular").post(
        reverse("hallazgo_accept", args=quarter(cast).place),
        {
            "code": found.finding.code,
            "subject": found.placed.subject,
            "fingerprint": found.placed.fingerprint,
            "reason": reason,
        },
    )
    text = answer.content.decode()
    own = text.partition(f'id="{found.key}"')[2].partition("</form>")[0]
    assert answer.status_code == 422
    assert '<details class="found-explain" open>' in own
    assert "por qué es correcto." in own.partition("invalid-feedback")[2]
    assert folded(reason.replace("\u200b", "")) in folded(own)
    assert found.finding.code not in folded(strip_tags(text))
    assert found_of(cast).row is None


def test_the_capture_shows_five_errors_first_and_folds_the_rest(cast, monkeypatch, sign_in):
    def find(linea, period):
        for place in range(7):
            weight = Severity.ERROR if place > 5 else Severity.DOUBT
            yield Finding("trial", weight, f"{WORDS} {place}", "cierre")

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))
    with time_machine.travel(START, tick=False):
        text = folded(sign_in("enlace").get(page_of(cast)).content.decode())

    shown, _, rest = text.partition('id="revise"')[2].partition('<details class="found-more">')
    assert shown.count(WORDS) == 5
    assert shown.index(f"{WORDS} 6") < shown.index(f"{WORDS} 0")
    assert rest.partition("</details>")[0].count(WORDS) == 2


def test_what_its_area_explained_beside_the_figure_is_told_apart(cast, monkeypatch, sign_in):
    def find(linea, period):
        yield Finding("trial", Severity.ERROR, WORDS, "cierre", reason="Así consta en el acta.")

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))
    monkeypatch.setattr(informe, "WHOLE_CHECKS", ())
    with time_machine.travel(START, tick=False):
        page = quarter_found(quarter(cast))
        address = reverse("congruencia", args=quarter(cast).place)
        text = folded(sign_in("auditoria").get(address).content.decode())

    assert not any(each.finding.message == WORDS for each in page.open)
    own = text.partition("Explicado por su área")[2].partition("Aceptados con un motivo")[0]
    assert WORDS in own
    assert "explica: Así consta en el acta." in own


@pytest.mark.parametrize(
    ("asked", "is_kept"), [("/captura/", True), ("//example.org/", False), ("https://a.mx/", False)]
)
def test_a_reason_goes_back_to_the_page_it_was_asked_from(
    cast, one_finding, sign_in, asked, is_kept
):
    found = found_of(cast)
    client, address = sign_in("titular"), reverse("congruencia", args=quarter(cast).place)
    shown = client.get(address, {"abrir": found.key, "volver": asked}).content.decode()
    own = shown.partition(f'id="{found.key}"')[2].partition("</form>")[0]
    assert '<details class="found-explain" open>' in own
    assert (f'name="volver" value="{asked}"' in own) is is_kept

    answer = client.post(
        reverse("hallazgo_accept", args=quarter(cast).place),
        {
            "code": found.finding.code,
            "subject": found.placed.subject,
            "fingerprint": found.placed.fingerprint,
            "reason": "Lo dice el acta.",
            "volver": asked,
        },
    )
    assert (answer.url == asked) is is_kept


@pytest.mark.parametrize("reason", ["Lo dice el acta.", "x"])
def test_a_reason_keeps_to_the_linea_that_was_asked_about(cast, one_finding, sign_in, reason):
    found, client = found_of(cast), sign_in("titular")
    page, pk = reverse("congruencia", args=quarter(cast).place), cast.linea().pk
    shown = client.get(page, {"linea": pk}).text
    own = shown.partition(f'id="{found.key}"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', own))
    answer = client.post(
        reverse("hallazgo_accept", args=quarter(cast).place), fields | {"reason": reason}
    )
    if answer.status_code == 303:
        assert answer.url == f"{page}?linea={pk}"
    else:
        assert "Aquí está lo que se dice de una sola línea" in folded(answer.text)
        assert f'name="linea" value="{pk}"' in answer.text


def test_the_count_of_what_was_found_stands_beside_the_save_state(cast, one_finding, sign_in):
    text = folded(sign_in("enlace").get(page_of(cast)).content.decode())
    jump = text.partition("data-found-jump")[2].partition("</a>")[0]
    assert "1 error" in jump
    assert 'id="revise"' in text


def test_an_area_reads_its_own_first_and_who_came_for_one_reads_that(cast, one_finding, client):
    page = quarter_found(quarter(cast))
    codes = [group.code for group in page.groups]
    assert len(codes) > 1
    last = cast.institucion.areas.get(code=codes[-1])
    person = make_person("enlace.ultima", cast.institucion, Role.ENLACE, last.code)
    client.force_login(person)
    address = reverse("congruencia", args=quarter(cast).place)

    def opened(query=None):
        text = folded(client.get(address, query or {}).content.decode())
        return re.findall(r'<details class="found-fold" id="area-([\w-]+)" open>', text)

    assert opened() == [codes[-1]]
    assert opened({"abrir": page.groups[0].found[0].key}) == [codes[0]]
    client.force_login(cast.people["auditoria"])  # who answers for none
    assert opened() == [codes[0]]


@pytest.mark.parametrize("name", ["presentacion_edit", "entrega_review", "congruencia"])
def test_every_page_of_a_quarter_names_it_alike_on_the_way_back(cast, sign_in, name):
    place = list(quarter(cast).place)
    args = [*place, "juridica"] if name == "entrega_review" else place
    text = folded(sign_in("titular").get(reverse(name, args=args)).content.decode())
    way = text.partition('class="breadcrumbs"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", way)[2] == "1er trimestre"


def test_a_page_shows_so_many_and_says_how_many_more_there_are(
    cast, one_finding, sign_in, monkeypatch
):
    monkeypatch.setattr(selectors_found, "MOST_SHOWN", 3)

    def find(linea, period):
        for place in range(1, 6):
            yield Finding("trial", Severity.ERROR, f"{WORDS} {place}", "cierre", quote=str(place))

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))
    linea = cast.linea(0).pk
    last = quarter_found(quarter(cast)).of_linea(linea)[-1]
    url = reverse("congruencia", args=quarter(cast).place)

    def page(**asked):
        answer = sign_in("enlace").get(url, {"linea": linea, **asked})
        return folded(answer.content.decode())

    shown = page()
    assert [f"{WORDS} {place}" in shown for place in range(1, 6)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert "5 errores" in shown
    assert "Hay 2 hallazgos más en esta lista" in shown
    opened = page(abrir=last.key)
    assert f"{WORDS} 5" in opened
    assert "Hay 1 hallazgo más en esta lista" in opened
