"""What a deployment must have said before it issues documents."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Warning

LOCAL = {"127.0.0.1", "localhost", "::1", "0.0.0.0"}


def site_address(**kwargs: object) -> list[CheckMessage]:
    """Warn where what is issued would print for ever an address that only this host reaches."""
    if urlsplit(settings.SITE_URL).hostname not in LOCAL:
        return []
    return [
        Warning(
            "Los documentos que se emitan llevarán impresa una dirección de este equipo.",
            hint="Escriba en SITE_URL la dirección pública antes de emitir.",
            id="reports.W001",
        )
    ]
