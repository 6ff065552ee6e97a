"""What every answer tells the browser: where it may load from, who may frame it, only by HTTPS.

The settings of the doors, and the headers that Django and django-csp do not write. What is refused
and what goes out: `docs/arquitectura.md`.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Half a year is what checklists ask for; browsers forget a site that is not visited sooner.
HSTS_DAYS = 365
DAY_SECONDS = 24 * 60 * 60

# What is not named is forbidden. No inline script or style anywhere, the administration included.
CSP = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap's stylesheet draws its select arrows and check marks as data: images.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # The preview of Preparar shows two of our documents in its page.
        "frame-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Of a file that somebody sent or takes away: nothing in it runs or shows inside our pages.
SANDBOX = "default-src 'none'; sandbox"
FILE_HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": SANDBOX}

# Nothing here asks for any of these, so no script that slipped in may either.
_UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
FIXED = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    # No other site may show our pictures and documents, or measure them.
    "Cross-Origin-Resource-Policy": "same-origin",
}

# What a page is dressed and moved with is no document: it has no features that could be closed, and
# what it loads is under the policy of its page. A page comes with forty of them, each with headers.
PARTS = {"text/css", "text/javascript"}
PART_POLICY = "default-src 'none'; frame-ancestors 'none'"


class FixedHeadersMiddleware:
    """Adds the headers that are the same in every answer, errors and static files included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with the fixed headers."""
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").partition(";")[0] in PARTS:
            _shorten(response)
        return response


def _shorten(response: HttpResponseBase) -> None:
    """Leave a stylesheet or a script the headers that say something of it."""
    del response.headers["Permissions-Policy"]
    if response.headers.get("Content-Security-Policy") != SANDBOX:
        response.headers["Content-Security-Policy"] = PART_POLICY


def https_settings(*, https: bool) -> dict[str, Any]:
    """Return Django's settings of the way to the browser: all by HTTPS, or plain for development.

    A cookie named `__Host-…` is taken only by HTTPS, from the host itself and for all of it (RFC
    6265bis, section 4.1.3): no neighbour under the same domain can plant one. Whether a request
    came by HTTPS, gunicorn knows from the servers of TRUSTED_PROXIES; no header is believed here.
    """
    if not https:
        return {"SESSION_COOKIE_SECURE": False, "CSRF_COOKIE_SECURE": False}
    return {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SECURE_SSL_REDIRECT": True,
        # Whoever watches over the service asks it directly, past the proxy.
        "SECURE_REDIRECT_EXEMPT": [r"^healthz$"],
        "SECURE_HSTS_SECONDS": HSTS_DAYS * DAY_SECONDS,
        # Whether every other host under the name speaks HTTPS, and whether browsers should carry
        # it in their list, only who keeps the domain knows: it is said in the proxy.
        "SILENCED_SYSTEM_CHECKS": ["security.W005", "security.W021"],
    }
