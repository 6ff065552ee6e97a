"""People and their functions."""

from programs.models import User
from programs.permissions import may_enter_admin


def user_refresh_staff(person: User) -> None:
    """Let a person into the administration exactly while their functions say so.

    Nobody grants this by hand: it follows the memberships, also when the last one is taken away.
    """
    # Read anew: the person at hand may hold the memberships of before.
    current = User.objects.get(pk=person.pk)
    staff = may_enter_admin(current)
    if current.is_staff != staff:
        User.objects.filter(pk=current.pk).update(is_staff=staff)
    person.is_staff = staff
