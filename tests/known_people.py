"""People and sessions that are read once, for tests that send many requests as each of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from unittest.mock import patch

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from programs.backends import WaitingBackend
from programs.models import Sesion, User

PERSON_READ = WaitingBackend.get_user
SESSION_READ = DatabaseStore._get_session_from_db


@dataclass
class KnownPeople:
    """How each person was read once, with their memberships, and each session that was read."""

    people: dict[int, User | None] = field(default_factory=dict)
    sessions: dict[str, Sesion] = field(default_factory=dict)

    @contextmanager
    def known(self) -> Iterator[None]:
        """Give each request a person and a session of its own, as they were when first read.

        Only where no request changes them for the next one: to read both was a third of it.
        """
        with (
            patch.object(WaitingBackend, "get_user", lambda _, pk: deepcopy(self._person(pk))),
            patch.object(
                DatabaseStore, "_get_session_from_db", lambda store: deepcopy(self._session(store))
            ),
        ):
            yield

    def _person(self, pk: int) -> User | None:
        if pk not in self.people:
            person = PERSON_READ(WaitingBackend(), pk)
            assert person is None or person.memberships is not None
            self.people[pk] = person
        return self.people[pk]

    def _session(self, store: DatabaseStore) -> Sesion | None:
        found = self.sessions.get(store.session_key) or SESSION_READ(store)
        if found is not None:
            self.sessions[store.session_key] = found
        return found
