"""What several files of these tests begin with: a reviewed quarter, and rows of every model."""

import pytest
import time_machine
from django.test import Client

from programs.models import ConfirmacionMensual, MarcaMensual
from tests.factories import Cast
from tests.programs.admin_cast import world
from tests.programs.entrega_cast import give_back, observe, send, text_block
from tests.programs.notices_cast import NOW
from tests.programs.review_cast import Review, complete

# The review -------------------------------------------------------------------------------------


@pytest.fixture
def review(cast) -> Review:
    """The área `juridica`, which handed its quarter in."""
    found = Review(cast)
    found.submit()
    return found


@pytest.fixture
def reviewer(cast, client) -> Client:
    """The client of who reviews."""
    client.force_login(cast.people["secretario"])
    return client


# Revisar y enviar -------------------------------------------------------------------------------


@pytest.fixture
def before_the_deadline():
    """The quarter is over and its deadline is not."""
    with time_machine.travel("2026-04-10 18:00:00+00:00", tick=True):
        yield


@pytest.fixture
def submitted(before_the_deadline, cast, sign_in) -> Cast:
    """The cast whose área handed its quarter in by the form."""
    complete(cast)
    assert send(sign_in("titular"), cast).status_code == 303
    return cast


@pytest.fixture
def returned(submitted) -> Cast:
    """The quarter came back with an observation on the text, with a proposed one."""
    observe(submitted, text_block(submitted), proposed="<p>Se firmaron 3 actas.</p>")
    give_back(submitted)
    return submitted


# The notices ------------------------------------------------------------------------------------


@pytest.fixture
def months_done(cast) -> None:
    """Report and confirm every month, so that only the quarter is owed."""
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa).update(
        status="done", reported_by=cast.people["enlace"], reported_at=NOW
    )
    ConfirmacionMensual.objects.bulk_create(
        ConfirmacionMensual(
            programa=cast.programa, area=area, month=month, confirmed_at=NOW,
            confirmed_by=cast.people["enlace"],
        )
        for area in cast.institucion.areas.all()
        for month in range(1, 13)
    )  # fmt: skip


# The administration -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def admin_world(django_db_setup, django_db_blocker):
    """Both documents, the cast and a row of every model, once for a module."""
    with django_db_blocker.unblock(), world():
        yield


@pytest.fixture
def admin_rows(admin_world, db) -> None:
    """Every test starts from the same rows."""
