"""What a person was told and is not done: the rows of the page of notices."""

from django.db.models import QuerySet

from programs.models import Notice, User


def open_notices(user: User) -> QuerySet[Notice]:
    """Return what the person was told and is not done, newest first."""
    rows = Notice.objects.filter(person=user, done_at__isnull=True)
    return rows.select_related("institucion").order_by("-created_at", "-pk")
