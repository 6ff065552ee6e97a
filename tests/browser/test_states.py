"""Every state of every page is sound, on paper, with the keyboard and in large text too."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import time_machine
from django.templatetags.static import static
from django.test import Client
from django.urls import resolve, reverse
from playwright.sync_api import Page

from tests.browser.conftest import SIZES
from tests.browser.sound import CUT, FOCUSED, WIDE, faults_of
from tests.browser.stage import KeptStage, Stage
from tests.browser.states import STATES
from tests.browser.visits import At, State, Visit
from tests.programs.permission_cases import CASES
from tests.programs.permission_rules import Case
from tests.programs.permission_stage import TODAY, make_stage
from tests.programs.permission_stage import Stage as Cast
from tests.reports.drawn import no_drawing

pytestmark = pytest.mark.browser


# Pages that people print to read: on paper they have no fields.
READ = (
    "mes",
    "mes como lista",
    "programa",
    "línea con título de 400 letras",
    "trimestre abierto",
    "historial del área",
    "libro",
    "por enviar, cerrado",
    "acuse",
    "trimestre con dos cortes",
    "revisión de lo validado",
    "tablero del secretario",
    "informe revisado",
)


@pytest.fixture(scope="session")
def kept_stage(tmp_path_factory) -> KeptStage:
    """The stage of the written list, built by the first test of a process that asks for it."""
    return KeptStage(tmp_path_factory.mktemp("stage") / "stage.sqlite3")


@pytest.fixture
def stage(transactional_db, kept_stage) -> Iterator[Stage]:
    """The stage of the written list, as it was built."""
    with kept_stage.staged() as built:
        yield built


def opened(state: State, page: Page, stage: Stage, base: str, enter) -> None:
    """Bring a page to a state, as the person of the state."""
    if page.url.startswith(base):
        # A page that asks again by itself would find nobody signed in, and leave in our place. From
        # a picture of the same site, the browser starts no other process for what follows.
        page.goto(f"{base}{static('img/favicon.svg')}")
        page.evaluate("localStorage.clear()")  # what a refused save left for another try
    page.context.clear_cookies()
    if state.who:
        enter(page.context, stage.people[state.who])
    state.open(Visit(page, stage, base))


def arrival_faults(state: State, page: Page) -> list[str]:
    """Return where the page at hand is, if its address is not the one that the state names."""
    if not isinstance(state.open, At) or state.open.acts:
        return []
    name = resolve(urlsplit(page.url).path).url_name
    return [] if name == state.address else [f"leads to {name}"]


def by_turns() -> dict[tuple[str, str], list[State]]:
    """Return {(part, size): its states}: each page at both sizes, its other states at one each.

    The other half of those is looked at by the long tests: each state costs seconds of a browser.
    """
    seen: set[str] = set()
    turns = {(part, size): [] for part in STATES for size in SIZES}
    for part, states in STATES.items():
        for number, state in enumerate(states):
            again = state.address in seen - {""}
            sizes = [list(SIZES)[number % 2]] if again else list(SIZES)
            seen.add(state.address)
            for size in sizes:
                turns[part, size].append(state)
    return turns


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", STATES)
def test_every_state_is_sound(stage, page, live_server, enter, watch, part, size):
    assert not faults_in(by_turns()[part, size], stage, page, live_server, enter, watch, size)


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", STATES)
def test_every_state_is_sound_at_its_other_size(stage, page, live_server, enter, watch, part, size):
    shown = {state.name for state in by_turns()[part, size]}
    others = [state for state in STATES[part] if state.name not in shown]
    assert not faults_in(others, stage, page, live_server, enter, watch, size)


def test_no_state_is_left_out_and_each_page_is_looked_at_at_both_sizes():
    turns = by_turns()
    shown = {size: [s for part in STATES for s in turns[part, size]] for size in SIZES}
    every = [state for states in STATES.values() for state in states]

    assert {s.name for states in shown.values() for s in states} == {s.name for s in every}
    for states in shown.values():
        assert {state.address for state in states} == {state.address for state in every}


def faults_in(states: list[State], stage, page, live_server, enter, watch, size: str) -> list[str]:
    """Open these states one after the other at a size, and return what is wrong with each."""
    page.set_viewport_size(SIZES[size])
    watched = watch(page)
    wrong = []
    for state in states:
        watched.faults.clear()
        opened(state, page, stage, live_server.url, enter)
        faults = arrival_faults(state, page) + faults_of(page, size, form=state.name not in READ)
        # The state's own answer is refused on purpose; anything else that is refused is a fault.
        meant = str(state.status) if state.status >= 400 else "no refusal"
        faults += [fault for fault in watched.faults if meant not in fault]
        if state.status >= 400 and not any(meant in fault for fault in watched.faults):
            faults.append(f"was never answered with {meant}")
        wrong += [f"{state.name}: {fault}" for fault in dict.fromkeys(faults)]
    return wrong


def test_every_page_is_in_a_state(db, monkeypatch):
    no_drawing(monkeypatch)
    with time_machine.travel(TODAY, tick=False):
        stage = make_stage()
        pages = {name for name, case in CASES.items() if answers_with_a_page(stage, name, case)}
    shown = {state.address for states in STATES.values() for state in states}

    assert len(pages) > 20
    # What a page asks for after a save is a part of that page, and seen there.
    assert pages - shown == {"avance_findings", "section_findings"}


def answers_with_a_page(stage: Cast, name: str, case: Case) -> bool:
    """Tell whether somebody gets a page of HTML from an address."""
    reader = next((role for role, status in case.get.items() if status == 200), None)
    if reader is None:
        return False
    client = Client()
    if reader != "anonymous":
        client.force_login(stage.people[reader])
    response = client.get(reverse(name, args=case.args(stage)), case.query(stage))
    assert response.status_code == 200
    return response["Content-Type"].startswith("text/html")


# The keyboard, large text ------------------------------------------------------------------

BY_NAME = {state.name: state for states in STATES.values() for state in states}
COMPLEX = ("inicio del enlace", "tablero del secretario", "mes", "captura con tabla ancha")
STOPS = 60


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_focus_is_seen_and_nothing_hides_it(stage, new_context, live_server, enter, colours):
    wrong = []
    for size in SIZES:
        page = new_context(
            viewport={**SIZES[size], "height": 600}, forced_colors=colours
        ).new_page()
        for name in COMPLEX:
            opened(BY_NAME[name], page, stage, live_server.url, enter)
            page.evaluate("scrollTo(0, 0)")
            for _ in range(STOPS):
                page.keyboard.press("Tab")
                wrong += [f"{name}, {size}: {fault}" for fault in page.evaluate(FOCUSED)]
        page.close()
    wrong = list(dict.fromkeys(wrong))
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("size", SIZES)
def test_text_of_twice_the_size_fits(stage, page, live_server, enter, size):
    page.set_viewport_size(SIZES[size])
    wrong = []
    for name in COMPLEX:
        opened(BY_NAME[name], page, stage, live_server.url, enter)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        faults = page.evaluate(WIDE) + page.evaluate(CUT)
        wrong += [f"{name}: {fault}" for fault in faults]
    assert not wrong, "\n" + "\n".join(wrong)
