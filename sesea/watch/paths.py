"""Addresses as the log may keep them: without what opens a door to whoever reads it."""

import re

from django.http import HttpRequest

HIDDEN = "…"
# Names of the parts of an address that are secrets, in the routes of the project and of allauth.
SECRET_PARTS = ("token", "key")
# A secret of an address that no route knew, as one that was cut: a long run of letters and digits.
_LOOKS_SECRET = re.compile(r"(?=[^/]*\d)[A-Za-z0-9_-]*[A-Za-z0-9]{16,}[A-Za-z0-9_-]*")
LONGEST = 300


def logged_path(request: HttpRequest) -> str:
    """Return the path of a request with its secrets hidden, and without its query."""
    path = request.path
    match = request.resolver_match
    for name, value in match.kwargs.items() if match else ():
        if name in SECRET_PARTS and value:
            path = path.replace(str(value), HIDDEN)
    return "/".join(
        HIDDEN if _LOOKS_SECRET.fullmatch(part) else part for part in path[:LONGEST].split("/")
    )
