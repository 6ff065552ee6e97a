"""Sessions in the database: whose each is, from where it is used, and when it ends.

A session ends `SESSION_COOKIE_AGE` seconds after its last use, and `SESSION_LONGEST_AGE` after the
person entered whatever the use. The row says so itself, so no process has to remember.
"""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

# Under which a session keeps when its person entered, in ISO 8601.
ENTERED = "entered_at"
# The browser keeps the name of a session longer than it lasts: its end can be told.
REMEMBERED = timedelta(days=7)


class SessionStore(DatabaseStore):
    """Django's store with a row that says more.

    `used_at` is when the row that was read was last stored, None without one. `address` and
    `browser` are where the present request comes from; a row keeps those of its last storing.
    """

    used_at: datetime | None = None
    address = ""
    browser = ""

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """Return our table."""
        return apps.get_model("programs", "Sesion")

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        django: Any = super()  # whose types leave this method out
        row = django._get_session_from_db()
        self.used_at = row.used_at if row else None
        found: AbstractBaseSession | None = row
        return found

    def cycle_key(self) -> None:
        """Take a new name; who enters or changes their password begins to count anew."""
        self.pop(ENTERED, None)
        super().cycle_key()

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Return for how many seconds the browser keeps the name of the session."""
        return int(REMEMBERED.total_seconds())

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Return when the session ends if nobody uses it again."""
        end = super().get_expiry_date(**kwargs)
        entered = self._entered()
        longest = timedelta(seconds=settings.SESSION_LONGEST_AGE)
        return min(end, entered + longest) if entered else end

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row of the session as it is now."""
        now = timezone.now()
        if SESSION_KEY in data:
            data.setdefault(ENTERED, now.isoformat())
        row: Any = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        row.entered_at = self._entered()
        row.used_at = now
        row.address, row.browser = self.address, self.browser
        stored: AbstractBaseSession = row
        return stored

    def _entered(self) -> datetime | None:
        text = self.get(ENTERED)
        return datetime.fromisoformat(text) if text else None
