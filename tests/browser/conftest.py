"""A watched browser page, signed in as a person of the cast, on a live server."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

# Machines that run the tests are shared: a page may take longer than the usual five seconds.
LONGEST_WAIT = 15_000
expect.set_options(timeout=LONGEST_WAIT)
SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def context(context):
    """Wait less than the usual half minute: everything here is local."""
    context.set_default_timeout(LONGEST_WAIT)
    return context


class Watch:
    """What went wrong on a page: refused resources, errors, requests to another host."""

    def __init__(self, page: Page, host: str):
        self.page, self.host, self.faults = page, host, []
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("console", lambda message: self.faults.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error {error}"))

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self.faults.append(f"external {request.url}")

    def _failed(self, request) -> None:
        # The browser drops what a page still waits for that it leaves: its icons, how a document
        # goes on, and the modules that are fetched once somebody is in a field.
        dropped = request.failure == "net::ERR_ABORTED"
        asked = any(part in request.url for part in ("/documentos/", "/static/img/", "/js/paste-"))
        if not (dropped and asked):
            self.faults.append(f"failed {request.url}")

    def _response(self, response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def watch(live_server) -> Callable[[Page], Watch]:
    """Return a function that watches a page."""
    return lambda page: Watch(page, urlsplit(live_server.url).netloc)


@pytest.fixture
def enter(live_server) -> Callable:
    """Return a function that signs a person in without the form."""

    def entered(context: BrowserContext, person) -> None:
        client = Client()
        client.force_login(person)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
        context.add_cookies([cookie])

    return entered
