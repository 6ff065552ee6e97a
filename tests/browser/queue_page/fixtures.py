"""The texts of the page of the save queue, and who writes them."""

import pytest
from playwright.sync_api import BrowserContext, Page

from programs.models import Bloque
from tests.browser.queue_page.steps import visit


@pytest.fixture
def texts(cast) -> list[Bloque]:
    """The two texts of the page, in the order of the page."""
    return list(Bloque.objects.filter(institucion=cast.institucion, kind="text").order_by("pk")[:2])


@pytest.fixture
def writer(cast, enter, context, live_server):
    """Return a function that opens the page of texts for a person, in a context."""

    def opened(name: str = "enlace", where: BrowserContext = context) -> Page:
        enter(where, cast.people[name])
        return visit(where.new_page(), live_server)

    return opened
