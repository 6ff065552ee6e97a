"""A real SQLite that takes no write: reading goes on, and what is sent is said to wait."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from programs.models import Sesion
from tests.factories import PASSWORD
from tests.programs.permission_stage import TODAY

LONG_AGO = datetime(2026, 4, 9, tzinfo=UTC)


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["locked", "read-only"])
def test_a_real_sqlite_that_takes_no_write(cast, how):
    """Another process holds the lock of writers, or the file may only be read."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["enlace"])
    Sesion.objects.update(used_at=LONG_AGO)
    linea = reverse("avance_edit", args=[*cast.programa.place, cast.linea().pk, 1])
    save = reverse("quantity_save", args=[cast.avance().cantidades.get().pk])
    raw, other = connection.connection, sqlite3.connect(connection.settings_dict["NAME"])
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 100")
    raw.execute("PRAGMA query_only = 1") if how == "read-only" else other.execute("BEGIN IMMEDIATE")
    with time_machine.travel(TODAY, tick=True):
        pages = [client.get(address).status_code for address in ("/", linea, "/avisos/")]
        answer = client.post(save, {"quantity": "4321", "version": "1"})
        door = Client(raise_request_exception=False).post(
            "/acceder/", {"username": "enlace", "password": PASSWORD}
        )
    other.rollback()
    raw.execute("PRAGMA query_only = 0")
    raw.execute(f"PRAGMA busy_timeout = {usual}")
    assert pages == [200, 200, 200]
    assert (answer.status_code, door.status_code) == (503, 503)
    assert "4321" in answer.text
    with time_machine.travel(TODAY, tick=True):
        assert client.post(save, {"quantity": "4", "version": "1"}).status_code != 503


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_real_sqlite_that_cannot_be_read(cast):
    """Its disk is not mounted, or holds something else; it comes back without a restart."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["enlace"])
    save = reverse("quantity_save", args=[cast.avance().cantidades.get().pk])
    file = Path(connection.settings_dict["NAME"])
    aside = file.with_suffix(".aside")

    def answers() -> list[int]:
        """Ask with a new connection, as the next request does after a failure."""
        connection.close()
        door = {"login": "enlace", "username": "enlace", "password": PASSWORD}
        found = [client.get("/"), client.get("/no-hay/")]
        found.append(client.post(save, {"quantity": "4321", "version": "1"}))
        found.append(Client(raise_request_exception=False).post("/acceder/", door))
        if found[0].status_code == 503:
            assert "4321" in found[2].text
            assert {answer["Retry-After"] for answer in found} == {"30"}
        connection.close()
        return [answer.status_code for answer in found]

    connection.close()
    file.rename(aside)
    try:
        file.mkdir()
        gone = answers()
        file.rmdir()
        file.write_bytes(b"no es una base de datos" * 100)
        wrong = answers()
    finally:
        aside.replace(file)
    assert gone == wrong == [503] * 4
    with time_machine.travel(TODAY, tick=True):
        assert client.get("/no-hay/").status_code in (302, 404)
