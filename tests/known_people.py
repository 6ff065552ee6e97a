"""People and sessions that are read once, for tests that send many requests as each of them."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from programs.backends import WaitingBackend
from programs.models import Sesion, User

PERSON_READ = WaitingBackend.get_user
SESSION_READ = DatabaseStore._get_session_from_db


@dataclass
class KnownPeople:
    """How each person was read once, with their memberships, and each session that was read.

    Both are kept as bytes, of which a copy is made in a sixth of the time that `deepcopy` takes.
    """

    people: dict[int, bytes] = field(default_factory=dict)
    sessions: dict[str, bytes] = field(default_factory=dict)

    @contextmanager
    def known(self) -> Iterator[None]:
        """Give each request a person and a session of its own, as they were when first read.

        Only where no request changes them for the next one: to read both was a third of it.
        """
        with (
            patch.object(WaitingBackend, "get_user", lambda _, pk: self._person(pk)),
            patch.object(DatabaseStore, "_get_session_from_db", lambda store: self._session(store)),
        ):
            yield

    def _person(self, pk: int) -> User | None:
        if pk not in self.people:
            person = PERSON_READ(WaitingBackend(), pk)
            assert person is None or person.memberships is not None
            self.people[pk] = pickle.dumps(person)
        return pickle.loads(self.people[pk])

    def _session(self, store: DatabaseStore) -> Sesion | None:
        if store.session_key not in self.sessions:
            found = SESSION_READ(store)
            if found is None:
                return None
            self.sessions[store.session_key] = pickle.dumps(found)
        return pickle.loads(self.sessions[store.session_key])
