"""What a page receives: the request of somebody who signed in."""

from django.http import HttpRequest

from programs.models import Institucion, User


class PersonRequest(HttpRequest):
    """A request behind the door: nobody comes this far without signing in.

    A page that belongs to an institution sets `institucion`, which the shell shows around it.
    """

    user: User
    institucion: Institucion
