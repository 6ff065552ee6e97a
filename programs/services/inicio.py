"""What a person sets of their own Inicio."""

from django.db import transaction

from programs.models import User


@transaction.atomic
def first_visit_end(*, by: User) -> None:
    """Put away the person's first steps; it is nobody else's matter, so that no act tells of it."""
    if not by.first_visit_over:
        User.objects.filter(pk=by.pk).update(first_visit_over=True)
