"""The people of an institution as their step shows them, and what a paste of people would do."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from programs.models import Area, FuncionPedida, Institucion, Invitacion, Membresia, User
from programs.permissions import role_words
from programs.received.pasted import PasteProblem, told
from programs.received.person_rows import PersonRow, read_people
from programs.staff import can_give_at_once, needs_area, read_role, reviewing_people
from programs.values.typed import plain

MAX_USERNAME = 150
_USERNAME = re.compile(r"[^a-z0-9.+_-]")
WHOLE = "Actúa por toda la institución: el área no se usa."
OTHER_NAME = "Su cuenta se llama {}: el nombre no cambia."
INACTIVE = "Su cuenta está desactivada. Actívela en Administración para que entre."
ALREADY_ASKED = "Ya está pedida: falta que un superusuario la conceda."


class RowState(StrEnum):
    """What a row of the paste does; the values are the words of the page."""

    PERSON = "Cuenta nueva"
    FUNCTION = "Función nueva"
    SAME = "Igual"
    WAITS = "Espera a un superusuario"


@dataclass(frozen=True)
class PersonChange:
    """A row of the preview: a function that somebody will have, or has to be granted.

    `user` is the id of the account, None where there is none; `username` that of a new account.
    """

    number: int
    state: RowState
    row: PersonRow
    user: int | None
    username: str
    role: str
    area: int | None
    function: str
    note: str = ""


@dataclass(frozen=True)
class PeoplePlan:
    """All rows of a paste of people."""

    rows: tuple[PersonChange, ...]

    def of(self, state: RowState) -> list[PersonChange]:
        """Return the rows of a state."""
        return [row for row in self.rows if row.state is state]

    @property
    def new_people(self) -> int:
        """How many accounts a save would make."""
        return len({row.row.email for row in self.of(RowState.PERSON)})

    @property
    def to_save(self) -> int:
        """How many functions a save would give or ask for."""
        return len(self.rows) - len(self.of(RowState.SAME))

    @property
    def mark(self) -> str:
        """What names exactly this list: a save carries the mark of the list that was shown."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()[:32]


@dataclass
class _Account:
    """An account that the paste names, and whether who pastes may give it something at once."""

    user: User
    at_once: bool
    held: set[tuple[str, int | None]] = field(default_factory=set)


def pasted_people(institucion: Institucion, text: str, by: User) -> PeoplePlan:
    """Return what a paste of people would do in an institution, in seven queries at most.

    Raises `PasteProblem` with a sentence for each row that cannot be used, one below the other.
    """
    rows, problems = read_people(text)
    areas = _Areas(institucion)
    wanted: list[tuple[PersonRow, str, Area | None]] = []
    for row in rows:
        role = read_role(row.function)
        area, sentence = areas.of(row, role)
        if sentence:
            problems.append((row.number, sentence))
        else:
            wanted.append((row, role, area))
    problems += _double_names(rows)
    accounts, doubles = _accounts({row.email for row in rows}, institucion, by)
    problems += [(r.number, _many_accounts(r.email)) for r in rows if r.email in doubles]
    if problems:
        raise PasteProblem("\n".join(told(sorted(problems))))
    return PeoplePlan(tuple(_changes(wanted, accounts, institucion, by)))


def _many_accounts(email: str) -> str:
    return f"Hay más de una cuenta con el correo {email}. Dé la función en Administración."


def _double_names(rows: Sequence[PersonRow]) -> list[tuple[int, str]]:
    """Return the rows whose e-mail came before with another name."""
    names: dict[str, PersonRow] = {}
    found = []
    for row in rows:
        first = names.setdefault(row.email, row)
        if plain(first.full_name) != plain(row.full_name):
            sentence = (
                f"El correo {row.email} ya viene en el renglón {first.number} con otro nombre. "
                "Corrija uno de los dos."
            )
            found.append((row.number, sentence))
    return found


class _Areas:
    """Finds an área of the institution by its clave, its name or another name."""

    def __init__(self, institucion: Institucion) -> None:
        self.by_code: dict[str, Area] = {}
        self.by_name: dict[str, list[Area]] = defaultdict(list)
        for area in Area.objects.filter(institucion=institucion).order_by("order", "pk"):
            self.by_code[area.code.casefold()] = area
            for name in {plain(name) for name in (area.name, *area.aliases)}:
                self.by_name[name].append(area)

    def of(self, row: PersonRow, role: str) -> tuple[Area | None, str]:
        """Return the área of a row and "", or the sentence of why it cannot be used."""
        if not role:
            return None, (
                f"«{row.function[:40]}» no es una función. Escriba una de estas: {_role_list()}."
            )
        if not needs_area(role):
            return None, ""
        if not row.area:
            return None, f"{role_words(role)} actúa por un área. Escriba cuál."
        code = self.by_code.get(row.area.casefold())
        found = [code] if code else self.by_name.get(plain(row.area), [])
        if not found:
            return None, (
                f"No hay un área «{row.area[:80]}». Escriba su nombre o su clave, o agréguela en "
                "el paso Áreas."
            )
        if len(found) > 1:
            codes = ", ".join(area.code for area in found)
            return None, f"Hay {len(found)} áreas que se llaman así. Escriba su clave: {codes}."
        return found[0], ""


def _role_list() -> str:
    return ", ".join(str(label) for _, label in Membresia._meta.get_field("role").flatchoices)


def accounts_by_email(emails: Iterable[str]) -> QuerySet[User]:
    """Return the accounts with these e-mails, which are in small letters; theirs may be in any."""
    return User.objects.annotate(small=Lower("email")).filter(small__in=list(emails)).order_by("pk")


def _accounts(
    emails: set[str], institucion: Institucion, by: User
) -> tuple[dict[str, _Account], set[str]]:
    """Return {e-mail: its account}, and the e-mails of more than one account."""
    users = list(accounts_by_email(emails))
    pks = [user.pk for user in users]
    rows = Membresia.objects.filter(user__in=pks)
    theirs: dict[int, set[int]] = defaultdict(set)
    held: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    for row in rows:
        theirs[row.user_id].add(row.institucion_id)
        if row.institucion_id == institucion.pk:
            held[row.user_id].add((row.role, row.area_id))
    reviewing = set(reviewing_people().filter(pk__in=pks).values_list("pk", flat=True))
    found: dict[str, _Account] = {}
    doubles = set()
    for user in users:
        email = user.email.lower()
        if email in found:
            doubles.add(email)
        at_once = can_give_at_once(
            by, user, institutions=theirs[user.pk], reviews=user.pk in reviewing
        )
        found[email] = _Account(user, at_once, held[user.pk])
    return found, doubles


def _changes(
    wanted: Sequence[tuple[PersonRow, str, Area | None]],
    accounts: dict[str, _Account],
    institucion: Institucion,
    by: User,
) -> list[PersonChange]:
    """Return the rows of the preview; whoever is to review and has no account waits whole."""
    asked = _asked(institucion)
    waiting = {row.email for row, role, _ in wanted if not can_give_at_once(by, None, role=role)}
    names = _Usernames() if any(row.email not in accounts for row, _, _ in wanted) else None
    made: set[str] = set()
    done: set[tuple[str, str, int | None]] = set()
    found = []
    for row, role, area in wanted:
        account = accounts.get(row.email)
        key = (row.email, role, area.pk if area else None)
        note = WHOLE if row.area and area is None else ""
        username = account.user.username if account and account.at_once else ""
        waits = row.email in waiting if account is None else not account.at_once
        waits = waits or not can_give_at_once(by, None, role=role)
        if key in done or (account and key[1:] in account.held):
            state = RowState.SAME
        elif waits:
            state = RowState.SAME if key in asked else RowState.WAITS
            note = ALREADY_ASKED if key in asked else note
        elif account is None:
            state = RowState.FUNCTION if row.email in made else RowState.PERSON
            if names is not None:
                username = names.of(row.email)
            made.add(row.email)
        else:
            state = RowState.FUNCTION
            note = _account_note(account.user, row) or note
        done.add(key)
        found.append(
            PersonChange(
                number=row.number,
                state=state,
                row=row,
                user=account.user.pk if account else None,
                username=username,
                role=role,
                area=key[2],
                function=f"{role_words(role)}, {area.name if area else institucion.short_name}",
                note=note,
            )
        )
    return found


def _account_note(user: User, row: PersonRow) -> str:
    if not user.is_active:
        return INACTIVE
    return "" if plain(user) == plain(row.full_name) else OTHER_NAME.format(user)


def _asked(institucion: Institucion) -> set[tuple[str, str, int | None]]:
    rows = FuncionPedida.objects.filter(institucion=institucion)
    return set(rows.values_list("email", "role", "area"))


class _Usernames:
    """Gives new accounts a name from their e-mail that no account has, in any letters."""

    def __init__(self) -> None:
        self.taken = {name.casefold() for name in User.objects.values_list("username", flat=True)}
        self.given: dict[str, str] = {}

    def of(self, email: str) -> str:
        """Return the name of the account of an e-mail, the same each time."""
        if email not in self.given:
            local = _USERNAME.sub("", email.partition("@")[0])[: MAX_USERNAME - 6] or "persona"
            name, number = local, 2
            while name in self.taken:
                name, number = f"{local}{number}", number + 1
            self.taken.add(name)
            self.given[email] = name
        return self.given[email]


def username_for(email: str) -> str:
    """Return a name for a new account, from its e-mail; one query."""
    return _Usernames().of(email)


# What the step shows ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Pending:
    """Somebody who has not chosen a password yet; `expires_at` is None without a link.

    `mark` names the invitation that the page shows.
    """

    person: User
    expires_at: datetime | None
    mark: str
    mailed: bool
    expired: bool


def pending_people(institucion: Institucion, now: datetime) -> list[Pending]:
    """Return the active people of an institution who never chose a password, in one query."""
    people = User.objects.filter(
        Q(password__startswith="!") | Q(password=""),
        is_active=True,
        pk__in=Membresia.objects.filter(institucion=institucion).values("user"),
    ).select_related("invitacion")
    found = []
    for person in people.order_by("first_name", "last_name", "username"):
        row: Invitacion | None = getattr(person, "invitacion", None)
        expires = expiry_of(row) if row else None
        found.append(
            Pending(
                person=person,
                expires_at=expires,
                mark=invitation_mark(row),
                mailed=row is not None and row.mailed_at is not None,
                expired=expires is not None and expires <= now,
            )
        )
    return found


def invitation_mark(row: Invitacion | None) -> str:
    """Return what names an invitation on a page, "" for none; it tells nothing of its link."""
    return hashlib.sha256(f"mark\0{row.secret}".encode()).hexdigest()[:16] if row else ""


def expiry_of(row: Invitacion) -> datetime:
    """Return until when the link of an invitation serves."""
    return row.made_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def asked_functions(institucion: Institucion) -> QuerySet[FuncionPedida]:
    """Return the functions that wait for a superuser, the oldest first."""
    rows = FuncionPedida.objects.filter(institucion=institucion)
    return rows.select_related("institucion", "area", "asked_by").order_by("asked_at", "pk")
