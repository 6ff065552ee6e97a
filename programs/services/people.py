"""People and their functions: who may enter the administration, and the acts of each change.

The administration saves the rows and then asks `person_changed`, in the same transaction: it
refuses what an institution cannot do without, and what only a superuser changes; writes what
changed in the ledger of each institution concerned; and tells a person whose functions changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import is_password_usable
from django.urls import reverse
from django.utils import timezone

from programs.enums import AuditAction, NoticeKind
from programs.errors import DomainError, Locked
from programs.models import Institucion, Membresia, Notice, User
from programs.permissions import NEEDED_ROLES, may_enter_admin, role_words
from programs.selectors.avisos import NOTICES
from programs.services.avisos import notices_write
from programs.services.ledger import (
    Changes,
    changes_between,
    field_texts,
    ledger_append,
    ledgers_of,
)
from programs.services.sesiones import sessions_end
from programs.staff import REVIEWERS_ONLY, REVIEWING_ROLES, reviews_anywhere
from programs.values.phrases import long_date
from programs.values.shortened import shortened

# What the person or the system sets by itself.
UNTOLD = {
    "id",
    "password",
    "last_login",
    "date_joined",
    "is_staff",
    "first_visit_over",
    "must_change_password",
}
LONGEST_NOTICE = Notice._meta.get_field("text").max_length or 0


@dataclass(frozen=True)
class PersonState:
    """A person at a moment: fields in words, and functions as (institution, role, words)."""

    name: str
    active: bool
    superuser: bool
    password: str
    email: str
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
    def reviews(self) -> bool:
        """Tell whether one of the functions reviews."""
        return any(role in REVIEWING_ROLES for _, role, _ in self.functions)

    @property
    def password_words(self) -> str:
        """What the ledger may say of the password."""
        return "la anterior" if is_password_usable(self.password) else "ninguna"

    @property
    def institutions(self) -> set[int]:
        """The ids of the institutions for which the person acts."""
        return {pk for pk, _, _ in self.functions}


def person_state(pk: int | None) -> PersonState | None:
    """Return a person as the database holds them now, None where there is none; two queries."""
    person = None if pk is None else User.objects.filter(pk=pk).first()
    if person is None:
        return None
    rows = Membresia.objects.filter(user=person).select_related("institucion", "area")
    return PersonState(
        name=f"{person} ({person.username})",
        active=person.is_active,
        superuser=person.is_superuser,
        password=person.password,
        email=person.email,
        fields=field_texts(person, UNTOLD),
        functions=frozenset((row.institucion_id, row.role, str(row)) for row in rows),
    )


def person_changed(pk: int, *, before: PersonState | None, by: User, now: datetime) -> None:
    """Record what changed in a person since `before`, and let them in, or not, accordingly.

    Called after the rows are saved, inside their transaction. An account that is shut, or that has
    another password, keeps no session but the one that changed its own. `before` is None for a new
    person; one that was deleted leaves an act too. Who is, or was, a superuser reaches every
    institution: each has the act. Raises `DomainError` where an institution would be left without
    an active Secretario Técnico or Planeación, and `Locked` for what only a superuser changes.
    """
    user_refresh_staff(pk)
    after = person_state(pk)
    if after is not None and after.password != (before.password if before else ""):
        # A password that somebody else knows serves to choose one's own, and for nothing more.
        lent = by.pk != pk and is_password_usable(after.password)
        User.objects.filter(pk=pk).update(must_change_password=lent)
    if before and after and (not after.active or before.password != after.password):
        sessions_end(pk)
    if before and after and (not after.active or before.email != after.email):
        # Who enters next by a provider, with the e-mail of now, is somebody to connect anew.
        SocialAccount.objects.filter(user=pk).delete()
    states = [state for state in (before, after) if state is not None]
    if not by.is_superuser:
        _require_lesser(pk, before, after, by)
    concerned = ledgers_of(
        set().union(*(state.institutions for state in states)),
        superuser=any(state.superuser for state in states),
    )
    # The ledger's own lock, taken before counting: two people are not taken away at once.
    list(Institucion.objects.select_for_update(no_key=True).filter(pk__in=concerned).order_by("pk"))
    lost = (before.needed if before else frozenset()) - (after.needed if after else frozenset())
    _require_somebody(lost)
    for institucion_pk in concerned:
        for action, data in _acts(before, after, institucion_pk):
            ledger_append(
                institucion_pk, action=action, subject=states[-1].name, by=by, now=now, data=data
            )
        if before and after and by.pk != pk:
            _tell_person(pk, before, after, institucion_pk, by, now)


def _require_lesser(
    pk: int, before: PersonState | None, after: PersonState | None, by: User
) -> None:
    """Refuse who is no superuser to touch one, or whoever reviews; one's own password is one's own.

    The screens offer none of it; this holds for every door.
    """
    states = [state for state in (before, after) if state is not None]
    if not any(state.superuser or state.reviews for state in states) and not (
        after and reviews_anywhere(User(pk=pk))
    ):
        return
    same = (
        before is not None
        and after is not None
        and before.fields == after.fields
        and before.functions == after.functions
    )
    if not (same and by.pk == pk):
        raise Locked(REVIEWERS_ONLY)


def account_changed(person: User, changes: Changes, *, by: User | None, now: datetime) -> None:
    """Record what changed in the way into an account, [what, before, after], and tell its person.

    In the ledger of each institution that `person_changed` would name. `by` is None for a command
    of the server.
    """
    rows = Institucion.objects.order_by("pk")
    if not person.is_superuser:
        rows = rows.filter(membresias__user=person).distinct()
    concerned = list(rows.values_list("pk", flat=True))
    name = f"{person} ({person.username})"
    for institucion_pk in concerned:
        ledger_append(
            institucion_pk,
            action=AuditAction.PERSON_CHANGE,
            subject=name,
            by=by,
            now=now,
            data={"changes": changes},
        )
    if concerned:
        whose = "Usted" if by == person else str(by or "El servidor")
        parts = "; ".join(f"{what}: {after}" for what, _, after in changes)
        day = long_date(timezone.localdate(now))
        text = f"{whose} cambió cómo se entra a su cuenta el {day}. {parts[:1].upper()}{parts[1:]}."
        if by == person:
            text += " Si no fue usted, avise a Planeación."
        _notice(NoticeKind.SECURITY, person.pk, concerned[0], text, now=now)


def _notice(kind: NoticeKind, pk: int, institucion_pk: int, text: str, *, now: datetime) -> None:
    notice = Notice(
        institucion_id=institucion_pk,
        person_id=pk,
        kind=kind,
        key=f"{kind}:{institucion_pk}:{now.isoformat()}",
        text=shortened(text, LONGEST_NOTICE),
        path=reverse(NOTICES[kind].page or "home"),
        created_at=now,
    )
    notices_write([notice])


def _tell_person(
    pk: int, before: PersonState, after: PersonState, institucion_pk: int, by: User, now: datetime
) -> None:
    """Tell a person which functions they lost and got, and who is out that somebody shut them out.

    Who is shut out reads it when they try to sign in.
    """
    was, has = before.functions_in(institucion_pk), after.functions_in(institucion_pk)
    parts = [f"Ya no es: {'; '.join(sorted(was - has))}."] if was - has else []
    parts += [f"Ahora es: {'; '.join(sorted(has - was))}."] if has - was else []
    if before.active != after.active:
        parts.append("Su cuenta se activó." if after.active else "Su cuenta se desactivó.")
    if parts:
        function_notice(pk, institucion_pk, " ".join(parts), by=by, now=now)


def function_notice(pk: int, institucion_pk: int, what: str, *, by: User, now: datetime) -> None:
    """Tell a person `what` changed in their functions, who changed it and when."""
    day = long_date(timezone.localdate(now))
    text = NOTICES[NoticeKind.FUNCTION].text.format(by=by, day=day, what=what)
    _notice(NoticeKind.FUNCTION, pk, institucion_pk, text, now=now)


def _acts(
    before: PersonState | None, after: PersonState | None, institucion_pk: int
) -> Iterable[tuple[str, dict]]:
    """Yield (action, data) of what changed, as an institution is concerned by it."""
    functions: Changes = changes_between(
        *(
            {"funciones": "; ".join(sorted(state.functions_in(institucion_pk))) if state else ""}
            for state in (before, after)
        )
    )
    if after is None:
        gone = changes_between(before.fields if before else {}, {})
        yield AuditAction.PERSON_DELETE, {"changes": gone + functions}
        return
    if before is None:
        yield AuditAction.PERSON_CREATE, {"changes": changes_between({}, after.fields)}
    else:
        changes: Changes = changes_between(before.fields, after.fields)
        if before.password != after.password:
            usable = is_password_usable(after.password)
            changes.append(
                ["contraseña", before.password_words, "una nueva" if usable else "ninguna"]
            )
        if changes:
            yield AuditAction.PERSON_CHANGE, {"changes": changes}
    if functions:
        yield AuditAction.MEMBERSHIP_CHANGE, {"changes": functions}


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
