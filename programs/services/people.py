"""People and their functions: who may enter the administration, and the acts of each change.

The administration saves the rows and then asks `person_changed`, in the same transaction: it
refuses what an institution cannot do without and writes what changed in the ledger of each
institution concerned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programs.enums import AuditAction
from programs.errors import DomainError
from programs.models import Institucion, Membresia, User
from programs.permissions import NEEDED_ROLES, may_enter_admin, role_words
from programs.services.ledger import Changes, changes_between, field_texts, ledger_append

UNTOLD = {"id", "password", "last_login", "date_joined", "is_staff"}


@dataclass(frozen=True)
class PersonState:
    """A person at a moment: fields in words, and functions as (institution, role, words)."""

    name: str
    active: bool
    password: str
    fields: dict[str, str]
    functions: frozenset[tuple[int, str, str]]

    @property
    def needed(self) -> frozenset[tuple[int, str]]:
        """The (institution, role) of the functions that somebody active must hold."""
        found = {(pk, role) for pk, role, _ in self.functions if role in NEEDED_ROLES}
        return frozenset(found if self.active else ())

    def functions_in(self, institucion_pk: int) -> set[str]:
        """Return the functions in an institution, in words."""
        return {words for pk, _, words in self.functions if pk == institucion_pk}

    @property
    def institutions(self) -> set[int]:
        """The ids of the institutions for which the person acts."""
        return {pk for pk, _, _ in self.functions}


def person_state(pk: int | None) -> PersonState | None:
    """Return a person as the database holds them now, None where there is none; two queries."""
    person = User.objects.filter(pk=pk).first()
    if person is None:
        return None
    rows = Membresia.objects.filter(user=person).select_related("institucion", "area")
    return PersonState(
        name=f"{person} ({person.username})",
        active=person.is_active,
        password=person.password,
        fields=field_texts(person, UNTOLD),
        functions=frozenset((row.institucion_id, row.role, str(row)) for row in rows),
    )


def person_changed(pk: int, *, before: PersonState | None, by: User, now: datetime) -> None:
    """Record what changed in a person since `before`, and let them in, or not, accordingly.

    Called after the rows are saved, inside their transaction. `before` is None for a new person;
    one that was deleted leaves an act too. Raises `DomainError` where an institution would be left
    without an active Secretario Técnico or Planeación.
    """
    user_refresh_staff(pk)
    after = person_state(pk)
    states = [state for state in (before, after) if state is not None]
    concerned = sorted(set().union(*(state.institutions for state in states)))
    # The ledger's own lock, taken before counting: two people are not taken away at once.
    list(Institucion.objects.select_for_update(no_key=True).filter(pk__in=concerned).order_by("pk"))
    lost = (before.needed if before else frozenset()) - (after.needed if after else frozenset())
    _require_somebody(lost)
    for institucion_pk in concerned:
        for action, data in _acts(before, after, institucion_pk):
            ledger_append(
                institucion_pk, action=action, subject=states[-1].name, by=by, now=now, data=data
            )


def _acts(
    before: PersonState | None, after: PersonState | None, institucion_pk: int
) -> Iterable[tuple[str, dict]]:
    """Yield (action, data) of what changed, as an institution is concerned by it."""
    was = before.functions_in(institucion_pk) if before else set()
    has = after.functions_in(institucion_pk) if after else set()
    if after is None:
        yield AuditAction.PERSON_DELETE, {"removed": sorted(was)}
        return
    if before is None:
        yield AuditAction.PERSON_CREATE, {"changes": changes_between({}, after.fields)}
    else:
        changes: Changes = changes_between(before.fields, after.fields)
        if before.password != after.password:
            changes.append(["contraseña", "", "cambiada"])
        if changes:
            yield AuditAction.PERSON_CHANGE, {"changes": changes}
    if was != has:
        yield (
            AuditAction.MEMBERSHIP_CHANGE,
            {"added": sorted(has - was), "removed": sorted(was - has)},
        )


def why_needed(people: Iterable[int] = (), functions: Iterable[int] = ()) -> list[str]:
    """Return why these people, or these functions (`Membresia`), cannot all be taken away."""
    rows = Membresia.objects.filter(role__in=NEEDED_ROLES, user__is_active=True)
    gone = rows.filter(user__in=people) | rows.filter(pk__in=functions)
    lost = set(gone.values_list("institucion", "role"))
    kept = rows.exclude(pk__in=gone.values("pk"))
    return _sentences(lost - set(kept.values_list("institucion", "role")))


def _require_somebody(lost: Iterable[tuple[int, str]]) -> None:
    rows = Membresia.objects.filter(role__in=NEEDED_ROLES, user__is_active=True)
    why = _sentences(set(lost) - set(rows.values_list("institucion", "role"))) if lost else []
    if why:
        raise DomainError(" ".join(why))


def _sentences(lost: Iterable[tuple[int, str]]) -> list[str]:
    names = dict(Institucion.objects.values_list("pk", "short_name")) if lost else {}
    return [
        f"{names[pk]} se quedaría sin {role_words(role)}. Nombre antes a otra persona."
        for pk, role in sorted(lost)
    ]


def user_refresh_staff(pk: int) -> None:
    """Let a person into the administration exactly while their functions say so.

    Nobody grants this by hand: it follows the memberships, also when the last one is taken away.
    """
    # Read anew: the person at hand may hold the memberships of before.
    current = User.objects.filter(pk=pk).first()
    if current is not None and current.is_staff != may_enter_admin(current):
        User.objects.filter(pk=pk).update(is_staff=may_enter_admin(current))
