"""Compressing the answers that are text, whoever stands in front of us."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# A picture, a PDF or an Office document is compressed inside: again it would only take time, and
# a download would lose the length by which the browser shows how much is left.
TEXTS = ("text/html", "text/css", "application/json")


class TextGZipMiddleware(GZipMiddleware):
    """Compress pages, styles and the answers to scripts; let files pass as they are.

    Django adds up to 100 random bytes and masks the form's token anew each time, so that the
    length of a page tells nothing of a secret in it (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the answer, compressed when it is text and the browser takes gzip."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in TEXTS:
            return response
        return super().process_response(request, response)
