"""What a page receives: the request of somebody who signed in, and where it came from."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from programs.models import Institucion, User

# The front server on this host, when it speaks to us through a socket of the file system.
SOCKET = "unix"


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
    if not _is_trusted(near):
        return _network(near)
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = hop.strip()
        if _read(address) is None:
            break
        if not _is_trusted(address):
            return _network(address)
    return _network(near)


def _is_trusted(address: str) -> bool:
    if address == SOCKET:
        return SOCKET in settings.TRUSTED_PROXIES
    read = _read(address)
    networks = (ip_network(entry) for entry in settings.TRUSTED_PROXIES if entry != SOCKET)
    return read is not None and any(read in network for network in networks)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        read = ip_address(address)
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read


def _network(address: str) -> str:
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(ip_network((read, 64), strict=False))
    return str(read or address)
