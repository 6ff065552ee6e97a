"""What a page receives: the request of somebody who signed in, and where it came from."""

from ipaddress import IPv6Address, ip_network

from django.http import HttpRequest

from programs.models import Institucion, User
from sesea.proxies import SOCKET, address_read, is_trusted


class PersonRequest(HttpRequest):
    """A request behind the door: nobody comes this far without signing in.

    A page that belongs to an institution sets `institucion`, which the shell shows around it.
    """

    user: User
    institucion: Institucion


def client_address(request: HttpRequest) -> str:
    """Return the address of the browser, or of its network of 64 bits where it is an IPv6 one.

    `X-Forwarded-For` is believed only from the servers of `TRUSTED_PROXIES`, read from its end:
    the first address that is none of them is the one that they saw.
    """
    near = request.META.get("REMOTE_ADDR") or SOCKET
    if not is_trusted(near):
        return _network(near)
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = hop.strip()
        if address_read(address) is None:
            break
        if not is_trusted(address):
            return _network(address)
    return _network(near)


def _network(address: str) -> str:
    read = address_read(address)
    if isinstance(read, IPv6Address):
        return str(ip_network((read, 64), strict=False))
    return str(read or address)
