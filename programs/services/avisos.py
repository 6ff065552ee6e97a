"""A person says that they saw what they were told."""

from collections.abc import Iterable
from datetime import datetime

from programs.enums import NoticeKind
from programs.models import Notice, User

# They tell something and ask for nothing: once seen they are done.
TELLING = (NoticeKind.OPENED, NoticeKind.VALIDATED, NoticeKind.CLOSED)


def notices_see(pks: Iterable[int], *, by: User, now: datetime) -> int:
    """Mark the person's own notices as seen; what asks for nothing is done with that.

    Return how many were not seen before. Notices of other people are left alone.
    """
    rows = Notice.objects.filter(person=by, pk__in=list(pks), seen_at__isnull=True)
    rows.filter(kind__in=TELLING, done_at__isnull=True).update(done_at=now)
    return rows.update(seen_at=now)
