"""Which servers stand in front of this one, and may say where a request comes from."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings

# The front server on this host, when it speaks to us through a socket of the file system.
SOCKET = "unix"


def address_read(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a text says, an IPv4 one also where it is written as IPv6."""
    try:
        read = ip_address(text)
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read


def is_trusted(address: str) -> bool:
    """Tell whether an address, or `SOCKET`, is one of TRUSTED_PROXIES."""
    if address == SOCKET:
        return SOCKET in settings.TRUSTED_PROXIES
    read = address_read(address)
    networks = (ip_network(entry) for entry in settings.TRUSTED_PROXIES if entry != SOCKET)
    return read is not None and any(read in network for network in networks)
