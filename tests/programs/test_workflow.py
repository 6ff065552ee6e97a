"""Random people take random steps of a quarter: whatever they try, the workflow holds.

The steps, who may take them and what they leave behind are written here by hand, from the domain
document and `docs/estados.md`, so that a change of the transition table alone is noticed.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from programs.enums import Role
from programs.errors import DomainError
from programs.models import (
    AuditEntry,
    AvanceTrimestral,
    EntregaDeArea,
    Institucion,
    Membresia,
    Observacion,
    Trimestre,
    User,
)
from programs.services import cierre, entrega, observaciones, revision
from programs.services.ledger import ledger_verify
from tests.factories import Cast, make_cast, make_person
from tests.programs.review_cast import START, complete, entries, quarter, where

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE = ("enlace", "titular", "secretario", "second", "planeacion", "outsider", "superuser")
TITULARES, CAPTURE = {"titular", "second"}, {"enlace", "titular", "second"}
REVIEWERS, HEAD = {"secretario", "second"}, {"secretario"}
# {what: {(from, to): who}}. A línea goes with its área, so its steps are those of the same act.
STEPS = {
    "entrega": {
        ("draft", "submitted"): TITULARES,
        ("returned", "submitted"): TITULARES,
        ("submitted", "draft"): TITULARES,
        ("submitted", "returned"): REVIEWERS,
        ("validated", "returned"): REVIEWERS,
        ("submitted", "validated"): REVIEWERS,
    },
    "observacion": {
        ("pending", "sent"): REVIEWERS,
        ("sent", "answered"): CAPTURE,
        ("sent", "resolved"): REVIEWERS,
        ("answered", "resolved"): REVIEWERS,
    },
    "trimestre": {("open", "closed"): HEAD, ("closed", "open"): HEAD},
}
STEPS["avance"] = STEPS["entrega"]

State = dict[tuple[str, int], str]
# Mostly somebody who may, so that the quarter goes far; anybody else as often as not.
who = st.sampled_from(PEOPLE)
titular = st.sampled_from(["titular", "titular", "second"]) | who
head = st.sampled_from(["secretario"]) | who
which = st.integers(0, 30)


# From where the examples set out.
WAYS = (
    (),
    ("submit",),
    ("submit", "withdraw"),
    ("submit", "observe", "return", "resolve"),
    ("submit", "observe", "return", "answer", "submit"),
    ("submit", "observe", "return", "answer", "resolve"),
    ("submit", "validate", "observe", "return"),
    ("submit", "validate", "close"),
    ("submit", "validate", "close", "reopen"),
    ("submit own", "not own"),
)


class Quarter(RuleBasedStateMachine):
    """The quarter of the área `juridica`; every example begins with it open and in capture."""

    cast: Cast
    taken: Counter

    @initialize(way=st.sampled_from(WAYS))
    def begin(self, way: tuple[str, ...]) -> None:
        """Open a savepoint, which the end of the example undoes; go some steps along the way."""
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        steps = {
            "submit": lambda: self._submit("titular", True),
            "observe": lambda: self._observe("secretario", 0),
            "return": lambda: self._give_back("secretario"),
            "answer": lambda: self._answer("enlace", 0, "Ya está."),
            "validate": lambda: self._validate("secretario"),
            "close": lambda: self._close("secretario", "T1 2026", "Sí."),
            "reopen": lambda: self._reopen("secretario", "Faltó una cifra."),
            "withdraw": lambda: self._withdraw("titular"),
            "resolve": lambda: self._resolve("secretario", 0),
            "submit own": lambda: self._submit("second", True),
            "not own": lambda: not self._validate("second"),
        }
        for name in way:
            assert steps[name](), name

    def teardown(self) -> None:
        """Undo everything."""
        if hasattr(self, "atomic"):
            problem = ledger_verify(self.cast.institucion).problem
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            assert problem == "", "The chain of the institution has a fault."

    # What is seen -------------------------------------------------------------------------------

    @property
    def place(self) -> dict:
        return where(self.cast)

    def state(self) -> State:
        """Return {(what, id): status} of everything that has one."""
        rows = {
            "trimestre": Trimestre.objects.filter(pk=quarter(self.cast).pk),
            "entrega": EntregaDeArea.objects.filter(trimestre=quarter(self.cast)),
            "avance": AvanceTrimestral.objects.filter(pk__in=[e.pk for e in entries(self.cast)]),
            "observacion": Observacion.objects.all(),
        }
        return {
            (what, pk): status
            for what, found in rows.items()
            for pk, status in found.values_list("pk", "status")
        }

    def person(self, name: str) -> User:
        return User.objects.get(username=name)

    # What they do -------------------------------------------------------------------------------

    def attempt(self, name: str, act: Callable, *, records: bool = True) -> bool:
        """Let a person try an act, and hold what follows against the steps. Tell if it was done."""
        before, acts = self.state(), AuditEntry.objects.count()
        self.now += timedelta(minutes=1)
        try:
            with transaction.atomic():
                act(by=self.person(name), now=self.now)
            refused = False
        except DomainError:
            refused = True
        after, new = self.state(), AuditEntry.objects.count() - acts
        changes = {
            key: (before[key], status)
            for key, status in after.items()
            if key in before and before[key] != status
        }
        changes |= {
            key: ("draft", status)
            for key, status in after.items()
            if key not in before and key[0] == "entrega" and status != "draft"
        }
        if refused:
            assert after == before and new == 0
            return False
        for (what, pk), step in changes.items():
            self.taken[what, step] += 1
            assert step in STEPS[what], f"{what}: {step} skips a step"
            assert name in STEPS[what][step], f"{name} took {what} {step}"
            if step[1] == "validated":
                self._not_own(what, pk, name)
        assert new == (1 if changes and records else 0), f"{new} acts for {changes}"
        closed = "closed" in [status for (what, _), status in before.items() if what == "trimestre"]
        if closed:
            assert all(what == "trimestre" for what, _ in changes)
            assert after.keys() == before.keys()
        return bool(changes)

    def _not_own(self, what: str, pk: int, name: str) -> None:
        model = EntregaDeArea if what == "entrega" else AvanceTrimestral
        row = model.objects.get(pk=pk)
        assert row.submitted_by.username != name, "Somebody validated what they submitted."
        assert row.validated_by.username == name

    @rule(name=titular, statement=st.sampled_from([True, True, True, False]))
    def submit(self, name, statement):
        """Hand in."""
        assert not self._submit(name, statement) or statement

    def _submit(self, name: str, statement: bool) -> bool:
        act = entrega.entrega_submit
        return self.attempt(name, lambda **by: act(**self.place, statement=statement, **by))

    @rule(name=titular)
    def withdraw(self, name):
        """Take back."""
        begun = EntregaDeArea.objects.filter(review_started_at__isnull=False).exists()
        assert not (self._withdraw(name) and begun), "Withdrawn under review."

    def _withdraw(self, name: str) -> bool:
        act = entrega.entrega_withdraw
        return self.attempt(name, lambda **by: act(**self.place, **by))

    @rule(name=head, number=which)
    def observe(self, name, number):
        """Write an observation, which nobody else is told of."""
        self._observe(name, number)

    def _observe(self, name: str, number: int) -> bool:
        target = entries(self.cast)[number % 2]
        self.attempt(
            name,
            lambda **by: revision.observacion_add(
                **self.place, target=target, part=None, text="Falta.", proposed="",
                key=f"clave-{self.now:%m%d%H%M}", **by,
            ),
            records=False,
        )  # fmt: skip
        return Observacion.objects.filter(status="pending").exists()

    @rule(name=head)
    def give_back(self, name):
        """Return the área."""
        pending = Observacion.objects.filter(status="pending").exists()
        assert not self._give_back(name) or pending, "Returned without a word."

    def _give_back(self, name: str) -> bool:
        act = revision.entrega_return
        return self.attempt(name, lambda **by: act(**self.place, **by))

    @rule(name=head)
    def validate(self, name):
        """Validate the área."""
        unsettled = Observacion.objects.exclude(status="resolved").exists()
        assert not (self._validate(name) and unsettled), "Validated over an open observation."

    def _validate(self, name: str) -> bool:
        act = revision.entrega_validate
        return self.attempt(name, lambda **by: act(**self.place, **by))

    @rule(name=head, number=which)
    def validate_linea(self, name, number):
        """Validate one línea."""
        pk = entries(self.cast)[number % 2].pk
        self.attempt(name, lambda **by: revision.avance_validate(pk, **by))

    @precondition(lambda self: Observacion.objects.exists())
    @rule(name=titular, number=which, text=st.sampled_from(["Ya está.", "Se corrigió.", " "]))
    def answer(self, name, number, text):
        """Answer an observation; to answer anew is an act without a step."""
        assert not self._answer(name, number, text) or text.strip()

    def _answer(self, name: str, number: int, text: str) -> bool:
        row = self._observation(number)
        if row.status == "answered":
            return False
        act = observaciones.observacion_answer
        return self.attempt(name, lambda **by: act(row.pk, answer=text, **by))

    @precondition(lambda self: Observacion.objects.exists())
    @rule(name=head, number=which)
    def resolve(self, name, number):
        """Settle an observation."""
        self._resolve(name, number)

    def _resolve(self, name: str, number: int) -> bool:
        pk, act = self._observation(number).pk, revision.observacion_resolve
        return self.attempt(name, lambda **by: act(pk, **by))

    def _observation(self, number: int) -> Observacion:
        rows = list(Observacion.objects.order_by("pk"))
        return rows[number % len(rows)]

    @rule(
        name=head,
        typed=st.sampled_from(["t1", "", "T2 2026", "T1 2026"]),
        reason=st.sampled_from(["", "Sí."]),
    )
    def close(self, name, typed, reason):
        """Close the quarter."""
        pk = quarter(self.cast).pk
        missing = AvanceTrimestral.objects.filter(trimestre=pk).exclude(status="validated").exists()
        done = self._close(name, typed, reason)
        assert not done or (typed == "T1 2026" and (reason or not missing))

    def _close(self, name: str, typed: str, reason: str) -> bool:
        pk, act = quarter(self.cast).pk, cierre.trimestre_close
        return self.attempt(name, lambda **by: act(pk, typed=typed, missing_reason=reason, **by))

    @rule(name=head, reason=st.sampled_from([" ", "Faltó una cifra.", "Faltó una fecha."]))
    def reopen(self, name, reason):
        """Open a closed quarter again."""
        assert not self._reopen(name, reason) or reason.strip(), "Reopened without a reason."

    def _reopen(self, name: str, reason: str) -> bool:
        pk, act = quarter(self.cast).pk, cierre.trimestre_reopen
        return self.attempt(name, lambda **by: act(pk, reason=reason, **by))

    # What always holds --------------------------------------------------------------------------

    @invariant()
    def a_validated_area_has_validated_lineas(self):
        """The área's word and its líneas' agree."""
        if not hasattr(self, "atomic"):
            return
        for row in EntregaDeArea.objects.filter(status="validated"):
            states = {e.status for e in entries(self.cast) if e.linea.area_id == row.area_id}
            assert states == {"validated"}


def reviewing_cast() -> Cast:
    """Return a cast whose second validator also answers for the área that is reviewed."""
    cast = make_cast()
    second = make_person("second", cast.institucion, Role.TITULAR, "juridica")
    Membresia.objects.create(user=second, institucion=cast.institucion, role=Role.CONSULTA)
    Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=second)
    complete(cast)
    return cast


@pytest.mark.parametrize(
    ("examples", "steps"), [(40, 8), pytest.param(200, 50, marks=pytest.mark.long)]
)
def test_whatever_people_try_the_workflow_holds(db, examples, steps):
    taken: Counter = Counter()
    machine = type("OneQuarter", (Quarter,), {"cast": reviewing_cast(), "taken": taken})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    known = {(what, step) for what, steps in STEPS.items() for step in steps}
    assert set(taken) == known, f"Never taken: {known - set(taken)}"
