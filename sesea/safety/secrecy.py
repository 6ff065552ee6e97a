"""Doors to the outside that would show what is inside, or print what leads nowhere."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage

from sesea.safety.findings import refusal

# Names that never leave a network of one's own (RFC 2606, RFC 6761, RFC 6762, RFC 9476).
OWN_ENDINGS = ("localhost", "test", "local", "internal", "example", "invalid", "localdomain")
LEAST_KEY, LEAST_SIGNS = 50, 8
GUESSED = ("changeme", "change-me", "cambiame", "cambiar", "django-insecure", "secreto", "ejemplo")


def debug_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse to show the pages of faults, with the code and its values, to a public name."""
    public = [host for host in settings.ALLOWED_HOSTS if not _is_own(host)]
    if not settings.DEBUG or not public:
        return []
    return [
        refusal(
            10,
            f"Con DEBUG=1 cualquiera vería el código y los datos de una falla en {public[0]}.",
            "Defina DEBUG=0 para servir con un nombre público.",
        )
    ]


def _is_own(host: str) -> bool:
    """Tell whether only this host or its own network is reached by a name of ALLOWED_HOSTS."""
    name = host.strip("[].").lower()
    try:
        return not ip_address(name).is_global and name not in ("0.0.0.0", "::")
    except ValueError:
        return name != "*" and ("." not in name or name.endswith(OWN_ENDINGS))


def key_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse a key that can be guessed: who knows it signs sessions and invitations."""
    key = settings.SECRET_KEY
    guessed = any(word in key.lower() for word in GUESSED)
    short = len(key) < LEAST_KEY or len(set(key)) < LEAST_SIGNS
    if settings.DEBUG or not (guessed or short):
        return []
    what = "es un ejemplo" if guessed else f"tiene menos de {LEAST_KEY} signos o los repite"
    return [
        refusal(
            11,
            f"SECRET_KEY {what}: quien la adivine entra como cualquier persona.",
            "Hágala con: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
        )
    ]


def hosts_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse to answer for any name: links of e-mails would lead where a stranger says."""
    if settings.DEBUG or not {"*", "."} & set(settings.ALLOWED_HOSTS):
        return []
    return [
        refusal(
            12,
            "ALLOWED_HOSTS acepta cualquier nombre: un extraño podría hacerse pasar por el sitio.",
            "Escriba en ALLOWED_HOSTS solo los nombres del sitio.",
        )
    ]


def site_check(**kwargs: object) -> list[CheckMessage]:
    """Refuse an address that what is issued would print for ever and nobody else can open."""
    try:
        site = urlsplit(settings.SITE_URL)
        name = site.hostname or ""
    except ValueError:
        name = ""
    reached = name and (not _is_this_host(name)) and site.scheme == "https"
    if settings.DEBUG or reached:
        return []
    return [
        refusal(
            13,
            "SITE_URL no es una dirección pública con https, y los documentos la llevan impresa.",
            "Escriba en SITE_URL la dirección del sitio, como https://pta.ejemplo.gob.mx.",
        )
    ]


def _is_this_host(name: str) -> bool:
    try:
        address = ip_address(name)
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
    return address.is_loopback or address.is_unspecified
