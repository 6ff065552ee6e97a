"""Two people open the same page and both save, at every address: the second loses nothing (R1).

The first one's save stands as it was, and the second one sees it beside what they typed. Every
address that takes a POST is in one of the two tables, so that a new one fails here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from programs.models import Seccion, Trimestre
from tests.factories import CLOSED
from tests.programs.permission_cases import CASES, part_of
from tests.programs.permission_rules import NO_METHOD
from tests.programs.permission_stage import TODAY, Stage, make_stage
from tests.programs.test_permission_table import KEPT_ASIDE, rows
from tests.reports.drawn import no_drawing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Body = dict[str, object]


@dataclass(frozen=True)
class Race:
    """What the second person sends from the page that both had opened.

    `second` changes the body of `permission_cases`, `theirs` and `mine` are what the page of the
    refusal shows of both. A page that is drawn again whole is 422, as any that asks for a change.
    `at` is the section of the race, where the one of `permission_cases` is on no page.
    """

    second: Callable[[Body, Stage], Body]
    theirs: str
    mine: str
    status: int = 409
    closed: bool = False
    at: Callable[[Stage], Seccion] | None = None


def sends(**fields: object) -> Callable[[Body, Stage], Body]:
    """Return the change of these fields."""
    return lambda body, stage: fields


def another_mark(body: Body, stage: Stage) -> Body:
    """Report the same month otherwise."""
    changes = str(body["changes"]).replace('"done"', '"not_done"')
    return {"changes": changes.replace('"r": ""', '"r": "No hubo quórum."')}


def another_text(body: Body, stage: Stage) -> Body:
    """Write the same section otherwise."""
    (name,) = [name for name in body if name.endswith("-html")]
    return {name: "Lo que yo escribí."}


def the_vision(stage: Stage) -> Seccion:
    """Return the vision of the quarter's own report."""
    return Seccion.objects.get(trimestre=stage.trimestre, kind="vision")


def another_person(body: Body, stage: Stage) -> Body:
    """Choose somebody else as the second person."""
    return {"person": stage.cast.people["titular"].pk}


RACES = {
    "preparar_save": Race(sends(word_line="Renglón"), "Acción", "Renglón", 422),
    "second_name": Race(another_person, "auditoria", "cambió a la segunda persona", 422),
    "plan_observation_act": Race(sends(text="Lo mío."), "Otra más.", "Lo mío."),
    "programa_approve": Race(sends(agreement="OG/2"), "Estado Aprobado", "OG/2"),
    "window_open": Race(sends(due_on="2026-07-15"), "Ventana Abierto", "2026-07-15"),
    "window_move": Race(sends(due_on="2026-04-22"), "2026-04-21", "2026-04-22"),
    "window_extend": Race(sends(until="2026-04-27"), "24 de abril de 2026", "2026-04-27"),
    "trimestre_reopen": Race(
        sends(reason="Otro motivo."), "Ventana Abierto", "Otro motivo.", closed=True
    ),
    "quantity_save": Race(sends(quantity="8"), "7.0000", "8"),
    "adjustment_save": Race(
        sends(adjustment="2", adjustment_reason="Faltaban dos."),
        "trimestres anteriores (vacío)",
        "Faltaban dos.",
    ),
    "cause_save": Race(sends(cause="La mía."), "Otra causa.", "La mía."),
    "closing_declare": Race(sends(stated_percent="50"), "40", "50"),
    "ready_mark": Race(sends(ready="1"), "Lista No", "Lista 1"),
    "page_save": Race(sends(**{"causa-0-cause": "La mía."}), "Otra.", "La mía.", 422),
    "section_page_save": Race(
        another_text, "Ahora dice: «Otro texto.»", "Lo que yo escribí.", 422, at=the_vision
    ),
    # The cell of a grid without script: what was typed stands there, in the month that is shown.
    "marks_save": Race(another_mark, "la dejó como «Hecha»", "para usar lo suyo"),
    "observacion_edit": Race(sends(text="Lo mío."), "Otra.", "Lo mío."),
    "hecho_save": Race(sends(name="Otra sesión"), "Primera sesión", "Otra sesión"),
    "block_save": Race(sends(html="<p>Lo mío.</p>"), "Otro texto.", "Lo mío."),
    "figure_save": Race(sends(alt="Lo mío."), "Tres personas firman.", "Lo mío."),
}
# Why the second of two cannot write over the first there.
ADDS = "it adds a row of its own"
ONE_END = "whoever comes second finds done what they asked for, whatever else they typed"
REFUSED = "in the stage nobody's is taken"
SEEN = "it names what the person saw, and is refused where that is no more"
OWN = "it is one's own alone"
OTHERS = {
    "observacion_answer": "test_entrega_observations: the stage's observation is on no page",
    "verificar": "it writes nothing",
    "revisar": "it writes nothing",
    "informe_bring": "it writes nothing",
    "informe_bring_save": SEEN,
    "account_login": OWN,
    "logout": OWN,
    "admin_logout": OWN,
    "password_change": OWN,
    "admin_login": OWN,
    "admin_password_change": OWN,
    "mfa_authenticate": OWN,
    "openid_connect_login": OWN,
    "openid_connect_callback": OWN,
    "password_forgotten": OWN,
    "password_reset": OWN,
    "second_factor_on": OWN,
    "second_factor_off": OWN,
    "recovery_codes": OWN,
    "recovery_codes_new": OWN,
    "sessions_close": OWN,
    "second_factor_reset": ONE_END,
    "metrics": "it writes nothing",
    "invitation": OWN,
    "first_visit_end": OWN,
    "notices_see": OWN,
    "institucion_add": ADDS,
    "preparar_see": ONE_END,
    "days_keep": SEEN,
    "days_paste": SEEN,
    "areas_paste": SEEN,
    "people_paste": SEEN,
    "invitation_new": SEEN,
    "request_decide": ONE_END,
    "next_year_begin": ONE_END,
    "lessons_decide": SEEN,
    "planilla_upload": ADDS,
    "planilla_headings": SEEN,
    "planilla_save": SEEN,
    "programa_adapt": SEEN,
    "programa_review": REFUSED,
    "programa_draft": ONE_END,
    "finding_accept": SEEN,
    "hallazgo_accept": SEEN,
    "plan_observe": ADDS,
    "plan_observations_send": ONE_END,
    "trimestre_close": ONE_END,
    "informe_issue": ONE_END,
    "pta_issue": REFUSED,
    "issued_signed_add": ADDS,
    "recordar": ADDS,
    "evidencia_add": ADDS,
    "month_confirm": ONE_END,
    "block_add": ADDS,
    "section_block_add": ADDS,
    "blocks_paste": ADDS,
    "section_blocks_paste": ADDS,
    "entrega_review": REFUSED,
    "entrega_withdraw": REFUSED,
    "observacion_accept": ONE_END,
    "section_start": ADDS,
    "section_customize": ADDS,
    "section_reset": ONE_END,
    "block_move": "the order that stands is the one that moves",
    "block_remove": ONE_END,
    "block_restore": ONE_END,
    "figure_insert": ADDS,
    "section_figure_insert": ADDS,
    "figure_tie": SEEN,
    "figures_upload": ADDS,
    "figure_move": "the order that stands is the one that moves",
    "figure_remove": ONE_END,
    "figure_restore": ONE_END,
    "observacion_add": ADDS,
    "observacion_remove": ONE_END,
    "observacion_resolve": ONE_END,
    "observaciones_resolve": ONE_END,
    "avance_validate": ONE_END,
    "entrega_return": ONE_END,
    "entrega_validate": ONE_END,
    "respaldo_add": ADDS,
    "respaldo_attach": ADDS,
    "respaldo_detach": ONE_END,
    "hecho_add": ADDS,
    "hechos_paste": ADDS,
    "hecho_link": ONE_END,
    "hecho_remove": ONE_END,
    "rule_save": SEEN,
}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """One stage for all addresses, undone at the end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)


def test_every_address_is_in_one_of_the_tables():
    posts = {name for name, case in CASES.items() if 405 not in case.post.values()}

    assert not RACES.keys() & OTHERS.keys()
    assert RACES.keys() | OTHERS.keys() == {
        name for name in posts if CASES[name].post is not NO_METHOD
    }


def test_the_second_of_two_sees_both_and_changes_nothing(stage, db, monkeypatch):
    no_drawing(monkeypatch)
    wrong = []
    for name, race in RACES.items():
        with time_machine.travel(TODAY, tick=False), transaction.atomic():
            plain, script, written = raced(stage, name, race)
            transaction.set_rollback(True)
        statuses = (plain.status_code, script.status_code)
        if statuses != (race.status, race.status) or written:
            wrong.append(f"{name}: {statuses}, {written}")
        told = visible(plain.text)
        if race.theirs not in told or race.mine not in told:
            wrong.append(f"{name}: it does not show both")

    assert not wrong


def test_what_comes_ten_times_is_added_once(stage, db, monkeypatch):
    no_drawing(monkeypatch)
    added = [name for name, why in OTHERS.items() if why == ADDS and name not in KEPT_ASIDE]
    more = []
    for name in added:
        case = CASES[name]
        role = next(who for who, status in case.post.items() if status == 303)
        client, address = client_of(stage, role), reverse(name, args=case.args(stage))
        with time_machine.travel(TODAY, tick=False), transaction.atomic():
            client.post(address, case.body(stage))
            once = rows()
            for _ in range(9):
                client.post(address, case.body(stage))
            if rows() != once:
                more.append(name)
            transaction.set_rollback(True)

    assert len(added) > 10
    assert not more


def test_the_key_of_a_form_makes_nothing_else(stage, db):
    address = reverse("block_add", args=[stage.avance.pk])
    body = CASES["block_add"].body(stage)
    with transaction.atomic():
        client = client_of(stage, "enlace")
        client.post(address, body, headers={"Accept": "application/json"})
        once = rows()
        other = {**body, "kind": "table"}
        second = client.post(address, other, headers={"Accept": "application/json"})
        again = rows()
        transaction.set_rollback(True)

    # Who asks for a table has not heard of the block that the key made: the answer is that block.
    assert second.status_code == 200
    assert again == once


def visible(page: str) -> str:
    """Return the words of a page, what its boxes hold included, on one line."""
    held = re.findall(r'value="([^"]*)"', page)
    return " ".join(unescape(strip_tags(page.replace("<", " <")) + " ".join(held)).split())


def raced(stage: Stage, name: str, race: Race) -> tuple[HttpResponse, HttpResponse, bool]:
    """Let two people save at an address; return both answers to the second, and if it wrote."""
    case = CASES[name]
    if race.closed:
        Trimestre.objects.filter(pk=stage.trimestre.pk).update(**CLOSED)
    able = [who for who, status in case.expected("POST", race.closed).items() if status == 303]
    args, body = case.args(stage), case.body(stage)
    if race.at:
        able, section = ["superuser", "secretario"], race.at(stage)
        args, body = [section.pk], part_of(section)
    address = reverse(name, args=args)
    first, second = client_of(stage, able[0]), client_of(stage, able[-1])
    assert first.post(address, body).status_code == 303, name
    late, stands = {**body, **race.second(body, stage)}, rows()
    plain = second.post(address, late)
    script = second.post(address, late, headers={"Accept": "application/json"})
    return plain, script, rows() != stands


def client_of(stage: Stage, role: str) -> Client:
    """Return the client of who has a role."""
    client = Client(raise_request_exception=False)
    client.force_login(stage.people[role])
    return client
