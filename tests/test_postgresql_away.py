"""PostgreSQL is stopped, hangs and comes back: pages say so, and go on by themselves."""

import json
import logging
import signal
import time
from collections.abc import Iterator

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse
from psycopg2.extensions import set_wait_callback

from programs.models import Bloque
from programs.views.storage import KEPT, NOT_READ, NOT_STORED
from reports.worker import Supervisor
from sesea.waits import waiting
from sesea.watch.health import Watcher
from tests.factories import PASSWORD, make_cast
from tests.own_postgresql import OwnServer, own_postgresql
from tests.programs.entrega_cast import text_block

pytestmark = pytest.mark.postgres_only
LONGEST = 0.3


class Visitor(Client):
    """A browser: a server looks at its connection before each request, the test client never."""

    def request(self, **request):
        """Send a request as a server of its own would receive it."""
        close_old_connections()
        return super().request(**request)


@pytest.fixture
def server(transactional_db, monkeypatch) -> Iterator[OwnServer]:
    """A server of this test; waits are short, and each report of the health is new."""
    monkeypatch.setattr("sesea.watch.health.FRESH", 0.0)
    monkeypatch.setattr("sesea.watch.answers.WATCHER", Watcher())
    set_wait_callback(waiting(LONGEST, LONGEST))
    try:
        with own_postgresql() as own:
            yield own
    finally:
        set_wait_callback(None)


def test_every_door_says_so_and_comes_back(server, monkeypatch, caplog):
    cast = make_cast()
    client = Visitor(raise_request_exception=False)
    client.force_login(cast.people["enlace"])
    block = text_block(cast)
    save = reverse("block_save", args=[block.pk])
    linea = reverse("avance_edit", args=[*cast.programa.place, cast.linea().pk, 1])
    kept = client.cookies["sessionid"].value

    def serves() -> None:
        """Everything works, with no restart of this process."""
        for address in ("/", linea, "/avisos/", "/acceder/"):
            assert client.get(address).status_code in (200, 302), address
        block.refresh_from_db()
        body = {"html": f"<p>Sesión {block.version}.</p>", "version": block.version}
        answer = client.post(save, body, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.content
        assert client.get("/healthz").status_code == 200

    def is_away(how: str) -> None:
        """Every door answers 503 soon, keeps the session and loses no typed text."""
        anonymous = Visitor(raise_request_exception=False)
        begun = time.monotonic()
        answers = {
            address: client.get(address)
            for address in ("/", linea, "/avisos/", "/no-hay/", "/admin/", "/metricas/")
        }
        typed = {"html": "<p>Lo que escribí.</p>", "version": block.version}
        answers["save"] = client.post(save, typed)
        answers["script"] = client.post(save, typed, headers={"Accept": "application/json"})
        door = {"login": "enlace", "username": "enlace", "password": PASSWORD}
        answers["door"] = anonymous.post("/acceder/", door)
        health = anonymous.get("/healthz")
        assert time.monotonic() - begun < 15, how
        for address, answer in answers.items():
            assert (answer.status_code, answer["Retry-After"]) == (503, "30"), (how, address)
            assert "sessionid" not in answer.cookies, (how, address)
        assert NOT_READ in answers["/"].text
        assert NOT_STORED in answers["save"].text and "Lo que escribí" in answers["save"].text
        assert json.loads(answers["script"].content) == {"message": KEPT}
        assert PASSWORD not in answers["door"].text
        assert anonymous.get("/acceder/").status_code == 200
        assert health.status_code == 503
        assert health.json()["partes"]["base de datos"]["estado"] == "falla"
        supervisor = Supervisor(1)
        supervisor._look_after()
        assert client.cookies["sessionid"].value == kept

    serves()
    server.stop("fast")
    with caplog.at_level(logging.INFO):
        caplog.clear()
        is_away("stopped by order, with a connection of before")
    failures = [record.getMessage() for record in caplog.records if record.levelno > logging.INFO]
    assert not [record for record in caplog.records if record.exc_info]
    assert len(failures) == 11, "One line for each, and one of the worker."
    is_away("refused")
    server.start()
    serves()
    server.signal(signal.SIGSTOP)
    is_away("hangs")
    server.signal(signal.SIGCONT)
    serves()
    server.stop()
    is_away("killed")
    server.start()
    serves()
    _is_cut_in_the_middle_of_a_save(server, client, block)


def _is_cut_in_the_middle_of_a_save(server: OwnServer, client: Client, block: Bloque) -> None:
    """What was written before the cut is not there, and the person has their text."""

    def cut(execute, sql, params, many, context):
        """Stop the server once the block is written, before its transaction ends."""
        done = execute(sql, params, many, context)
        if sql.startswith('UPDATE "programs_bloque"'):
            server.stop()
        return done

    block.refresh_from_db()
    save = reverse("block_save", args=[block.pk])
    with connection.execute_wrapper(cut):
        answer = client.post(save, {"html": "<p>Otra cosa.</p>", "version": block.version})
    assert answer.status_code == 503
    assert "Otra cosa" in answer.text
    server.start()
    assert Bloque.objects.get(pk=block.pk).html == block.html
