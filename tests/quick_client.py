"""A test client for tests that send thousands of requests and look at no template's context."""

from unittest.mock import patch

from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

# Each client would put the chain of middleware together anew, for its first request.
HANDLER = ClientHandler(enforce_csrf_checks=False)


def _nothing(*args: object, **kwargs: object) -> None:
    """Keep no context: a page of many parts copies one for each."""


class QuickClient(Client):
    """Django's test client, answered by the same chain of middleware; contexts are not kept."""

    def __init__(self, **options: object):
        super().__init__(**options)
        self.handler = HANDLER

    def request(self, **request: object) -> HttpResponse:
        """Send one request."""
        with patch("django.test.client.store_rendered_templates", _nothing):
            return super().request(**request)
