"""Who comes too late reads what is the case, not that something failed."""

import pytest

from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import EntregaDeArea, Observacion
from programs.transitions import TRANSITIONS
from programs.workflow import FOUR_EYES, may, refusal, window_of
from tests.factories import CLOSED, Cast
from tests.programs.review_cast import area_of, quarter

pytestmark = pytest.mark.django_db


def entrega(cast: Cast, status: str) -> EntregaDeArea:
    """Return what the área handed in, not stored."""
    return EntregaDeArea(trimestre=quarter(cast), area=area_of(cast), status=status)


TAKES = {
    "Planeación": "planeacion",
    "Quien observa": "secretario",
    "Secretario Técnico": "secretario",
}


def row_of(cast: Cast, action: str, status: str):
    """Return a row of an action's kind in a state, not stored."""
    step = next(step for step in TRANSITIONS if step.action == action)
    if step.subject is EntregaDeArea:
        return entrega(cast, status)
    if step.subject is Observacion:
        return Observacion(entrega=entrega(cast, "returned"), status=status)
    row = {
        "AvanceTrimestral": cast.avance,
        "Trimestre": lambda: quarter(cast),
        "Programa": lambda: cast.programa,
    }[step.subject.__name__]()
    row.status = status
    return row


LATE = [
    ("entrega_submit", "titular", "submitted", "Esta área ya envió su trimestre."),
    ("entrega_submit", "titular", "validated", "Esta área ya envió su trimestre."),
    ("entrega_withdraw", "titular", "returned", "Solo se retira un envío que todavía nadie"),
    ("entrega_return", "secretario", "draft", "Solo se devuelve lo que el área envió."),
    ("entrega_validate", "secretario", "returned", "Solo se valida lo que el área envió."),
    ("avance_submit", "titular", "submitted", "Este paso ya no se puede dar."),
    ("avance_withdraw", "titular", "draft", "Este paso ya no se puede dar."),
    ("avance_return", "secretario", "draft", "Solo se devuelve una línea enviada o validada."),
    ("avance_validate", "secretario", "returned", "Solo se valida una línea enviada."),
    ("observacion_send", "secretario", "sent", "Este paso ya no se puede dar."),
    ("observacion_answer", "enlace", "resolved", "Esta observación ya está resuelta."),
    ("observacion_resolve", "secretario", "resolved", "Esta observación no espera respuesta."),
    ("trimestre_open", "planeacion", "open", "Este trimestre ya se abrió."),
    ("trimestre_close", "secretario", "upcoming", "Este trimestre no está abierto."),
    ("trimestre_reopen", "secretario", "open", "Este trimestre no está cerrado."),
    ("programa_review", "planeacion", "approved", "Este plan ya se envió a revisión"),
    ("programa_draft", "planeacion", "approved", "Este plan no está en revisión."),
    ("programa_approve", "planeacion", "planning", "Solo se aprueba un plan que está en revisión."),
]


@pytest.mark.parametrize(("action", "who", "status", "sentence"), LATE)
def test_a_step_from_the_wrong_state_says_what_is_the_case(cast, action, who, status, sentence):
    row = row_of(cast, action, status)

    assert refusal(action, row, cast.people[who]).startswith(sentence)
    assert not may(action, row, cast.people[who])


def test_every_step_is_among_them():
    assert {action for action, *_ in LATE} == {step.action for step in TRANSITIONS}


@pytest.mark.parametrize(
    ("action", "status"),
    [(step.action, source) for step in TRANSITIONS for source in step.sources],
)
def test_who_may_not_reads_whose_step_it_is(cast, action, status):
    step = next(step for step in TRANSITIONS if step.action == action)
    row = row_of(cast, action, status)
    if status == TrimestreStatus.CLOSED:
        row.closed_at = CLOSED["closed_at"]

    assert refusal(action, row, cast.people["consulta"]) == (
        f"Este paso le corresponde a otra persona: {step.role}."
    )
    name = TAKES.get(step.role.partition(";")[0], "titular")
    assert refusal(action, row, cast.people[name]) == ""
    assert may(action, row, cast.people[name])


@pytest.mark.parametrize("action", ["entrega_validate", "avance_validate"])
def test_nobody_validates_what_they_sent(cast, action):
    secretario = cast.people["secretario"]
    row = row_of(cast, action, AvanceStatus.SUBMITTED)
    row.submitted_by = secretario

    assert refusal(action, row, secretario) == FOUR_EYES
    row.submitted_by = cast.people["titular"]
    assert refusal(action, row, secretario) == ""


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.action)
def test_outside_an_open_window_only_the_window_moves(cast, step):
    """Closing, opening, reopening and the approval are steps of the window itself."""
    if step.subject.__name__ in ("Trimestre", "Programa"):
        assert not step.open_only
        return
    row = row_of(cast, step.action, step.sources[0])
    trimestre = window_of(row)
    trimestre.status, trimestre.closed_at = TrimestreStatus.CLOSED, CLOSED["closed_at"]

    who = cast.people[TAKES.get(step.role.partition(";")[0], "titular")]
    assert "está cerrado" in refusal(step.action, row, who)


def test_the_quarter_that_decides(cast):
    handed = entrega(cast, AvanceStatus.SUBMITTED)

    assert window_of(quarter(cast)) == quarter(cast)
    assert window_of(handed) == quarter(cast)
    assert window_of(Observacion(entrega=handed)) == quarter(cast)
    assert window_of(cast.programa) is None
