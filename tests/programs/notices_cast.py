"""The moment of the tests of the notices, what a person is told, and the reminder."""

from datetime import UTC, date, datetime

from programs.models import Notice
from programs.services.vencimientos import reminder_send
from tests.programs.review_cast import quarter

# A week before the deadline of the quarter, at ten in the morning.
NOW = datetime(2026, 4, 10, 16, 0, tzinfo=UTC)


def told(cast, name: str) -> list[str]:
    """Return the kinds of the person's open notices, oldest first."""
    rows = Notice.objects.filter(person=cast.people[name], done_at__isnull=True)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def remind(cast, codes=("juridica",), by="secretario", day=date(2026, 4, 21)) -> int:
    """Send the reminder of a day."""
    return reminder_send(quarter(cast).pk, codes=codes, by=cast.people[by], today=day, now=NOW)
