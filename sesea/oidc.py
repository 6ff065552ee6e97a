"""The settings of a provider of OpenID Connect, with whose account people may enter."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from sesea.environment import env

# The issuer is kept with each account that enters by it.
LONGEST_ISSUER = 190
THIS_HOST = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Provider:
    """A provider: `name` is on its button; `asks_factor`, that it asks a second factor itself."""

    name: str
    issuer: str
    client_id: str
    secret: str
    asks_factor: bool


def read_oidc() -> Provider | None:
    """Return the provider of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_SECRET; None without any.

    OIDC_NAME is its name, OIDC_SECOND_FACTOR=1 says that it asks a second factor.
    """
    given = {
        "OIDC_ISSUER": env.str("OIDC_ISSUER", default="").strip(),
        "OIDC_CLIENT_ID": env.str("OIDC_CLIENT_ID", default="").strip(),
        "OIDC_SECRET": env.str("OIDC_SECRET", default="").strip(),
    }
    if not any(given.values()):
        return None
    missing = [name for name, text in given.items() if not text]
    if missing:
        raise ImproperlyConfigured(
            f"Para entrar con un proveedor de OpenID Connect falta {', '.join(missing)}."
        )
    issuer, client_id, secret = given.values()
    parts = urlsplit(issuer)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_HOST)
    if not safe or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "OIDC_ISSUER debe ser la dirección del proveedor, que empieza con https://, "
            f"no «{issuer}»."
        )
    if len(issuer) > LONGEST_ISSUER:
        raise ImproperlyConfigured(f"OIDC_ISSUER lleva hasta {LONGEST_ISSUER} letras.")
    factor = env.str("OIDC_SECOND_FACTOR", default="0")
    if factor not in {"0", "1"}:
        raise ImproperlyConfigured(f"OIDC_SECOND_FACTOR debe ser 1 o 0, no «{factor}».")
    name = " ".join(env.str("OIDC_NAME", default="").split()) or "su cuenta institucional"
    return Provider(name, issuer.rstrip("/"), client_id, secret, factor == "1")
