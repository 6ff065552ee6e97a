"""Sessions in the database, of which a page knows until when they are stored."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession


class SessionStore(DatabaseStore):
    """Django's store; `stored_until` is when the row that was read ends, None for none."""

    stored_until: datetime | None = None

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        django: Any = super()  # whose types leave this method out
        row: AbstractBaseSession | None = django._get_session_from_db()
        self.stored_until = row.expire_date if row else None
        return row
