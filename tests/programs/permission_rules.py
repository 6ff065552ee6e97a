"""How the table of the permissions is written: roles, who gets which status, and a case.

`who` reads as "these get this status, the other members 403, outsiders 404, nobody signed in is
sent to the log-in", and whoever sends a form without having signed in gets it back with 401. A
case has a column for GET and one for POST while the quarter is open; `shut` is POST once it is
closed, `get_shut` GET where it differs then. A script's POST follows from the plain one: 303 is
200, 403 is 423, except for the roles of `json_403`, who are refused before any lock is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.programs.permission_stage import Stage

WRITERS = "enlace titular superuser"
KEEPERS = "planeacion superuser"
EDITORS = "secretario planeacion superuser"
READERS = f"{WRITERS} other planeacion secretario auditoria"
MEMBERS = f"{READERS} consulta"
NOT_REVIEWERS = " ".join(role for role in MEMBERS.split() if role != "secretario")
NOT_KEEPERS = " ".join(role for role in MEMBERS.split() if role not in KEEPERS.split())
OUTSIDERS = "outsider outsider_enlace"
ROLES = ["anonymous", *MEMBERS.split(), *OUTSIDERS.split()]
Statuses = dict[str, int]


def who(status: int, roles: str, *, rest: int = 403, outside: int = 404) -> Statuses:
    """Return {role: status}; see the head of this file."""
    statuses = dict.fromkeys(ROLES, rest)
    statuses |= dict.fromkeys(OUTSIDERS.split(), outside) | {"anonymous": 302}
    return statuses | dict.fromkeys(roles.split(), status)


def everyone(status: int, anonymous: int = 302) -> Statuses:
    """Return the same status for every person who signed in."""
    return dict.fromkeys(ROLES, status) | {"anonymous": anonymous}


NO_METHOD = everyone(405)
# By GET an address that only takes a POST leads to the page of its form.
TO_PAGE = everyone(302)
TO_OWN_PAGE = who(302, MEMBERS)
CAPTURE = who(303, WRITERS)
SHUT = who(403, "")


@dataclass(frozen=True)
class Case:
    """One address; `args` and `body` are made from the stage. `is_open`: also to nobody's POST."""

    get: Statuses = field(default_factory=lambda: NO_METHOD)
    post: Statuses = field(default_factory=lambda: NO_METHOD)
    shut: Statuses | None = None
    get_shut: Statuses | None = None
    args: Callable[[Stage], list] = lambda stage: []
    query: Callable[[Stage], Mapping[str, object]] = lambda stage: {}
    body: Callable[[Stage], Mapping[str, object]] = lambda stage: {}
    json_403: str = ""
    is_open: bool = False

    def expected(self, method: str, closed: bool) -> Statuses:
        """Return {role: status} of GET, POST or JSON (a script's POST)."""
        if method == "GET":
            return self.get_shut if closed and self.get_shut is not None else self.get
        plain = self.shut if closed and self.shut is not None else self.post
        if method == "POST":
            to_login = plain["anonymous"] == 302 and not self.is_open
            return plain | {"anonymous": 401} if to_login else plain
        if plain is NO_METHOD:
            return plain
        as_json = {303: 200, 403: 423}
        return {
            role: status if role in self.json_403.split() else as_json.get(status, status)
            for role, status in plain.items()
        }


def capture(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an endpoint that only the área may use, and only while it is open."""
    return Case(
        get=TO_OWN_PAGE,
        post=CAPTURE,
        shut=SHUT,
        args=args,
        body=lambda stage: called(body, stage),
    )


def edition(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an endpoint of who puts the informe together."""
    return replace(capture(args, **body), post=who(303, EDITORS))


def called(body: Mapping[str, object], stage: Stage) -> dict[str, object]:
    """Return a body whose functions were given the stage."""
    return {name: value(stage) if callable(value) else value for name, value in body.items()}


def read(statuses: Statuses, args: Callable[[Stage], list] = lambda stage: []) -> Case:
    """Return the case of a page that is only read."""
    return Case(get=statuses, args=args)


def report(args: Callable[[Stage], list]) -> Case:
    """Return the case of an informe: once its quarter is closed every member reads it."""
    return Case(get=who(200, READERS), get_shut=who(200, MEMBERS), args=args)


def review(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an act of who reviews; a member who does not is refused with 403."""
    return Case(
        get=who(302, "secretario"),
        post=who(303, "secretario"),
        shut=SHUT,
        args=args,
        body=lambda stage: called(body, stage),
        json_403=NOT_REVIEWERS,
    )


def unseen(args: Callable[[Stage], list], **body: object) -> Case:
    """Return the case of an act on an observation, which nobody but its reviewers may know of."""
    hidden = replace(
        review(args, **body),
        get=who(302, "secretario", rest=404),
        post=who(303, "secretario", rest=404),
        json_403="",
    )
    return replace(hidden, shut=who(403, "secretario", rest=404))
