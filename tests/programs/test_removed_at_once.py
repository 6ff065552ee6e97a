"""The same thing taken away from several tabs at once: each is told that it was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from programs.models import AuditEntry, Figura, Hecho, Observacion
from programs.services import figuras, hechos, revision
from tests.programs.hechos_cast import record
from tests.programs.review_cast import START, Review

pytestmark = pytest.mark.django_db
TABS = 3


def of_hecho(cast):
    row = record(cast.avance(), "Primera")
    return hechos, "hecho_remove", Hecho, row.pk, "enlace", "Se quitó «Primera»."


def of_figure(cast):
    row = Figura.objects.filter(bloque__avance=cast.avance()).first()
    return figuras, "figure_remove", Figura, row.pk, "enlace", "Se quitó la foto."


def of_observation(cast):
    review = Review(cast)
    review.submit()
    row = review.observe(cast.avance())
    return revision, "observacion_remove", Observacion, row.pk, "secretario", "quitada"


@pytest.mark.parametrize("thing", [of_hecho, of_figure, of_observation])
def test_who_comes_second_is_told_the_same(cast, sign_in, monkeypatch, thing: Callable):
    with time_machine.travel(START, tick=False):
        services, name, model, pk, who, said = thing(cast)
        remove = getattr(services, name)

        def second(*args, **kwargs):
            remove(*args, **kwargs)  # the other tab, between the look and the act of this one
            return remove(*args, **kwargs)

        monkeypatch.setattr(services, name, second)
        answer = sign_in(who).post(reverse(name, args=[pk]), {"version": 1})
        assert answer.status_code == 303
        assert said in " ".join(str(each) for each in get_messages(answer.wsgi_request))
        assert not model.objects.filter(pk=pk).exists()


@pytest.mark.postgres_only  # SQLite lets one transaction write at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("thing", [of_hecho, of_figure, of_observation])
def test_tabs_at_once_are_told_the_same(cast, monkeypatch, thing: Callable):
    with time_machine.travel(START, tick=False):
        services, name, model, pk, who, _ = thing(cast)
        remove, all_there = getattr(services, name), Barrier(TABS)

        def together(*args, **kwargs):
            all_there.wait(timeout=30)
            return remove(*args, **kwargs)

        monkeypatch.setattr(services, name, together)
        clients = [Client() for _ in range(TABS)]
        for client in clients:
            client.force_login(cast.people[who])
        before = AuditEntry.objects.count()

        def tab(client: Client) -> int:
            try:
                return client.post(reverse(name, args=[pk]), {"version": 1}).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(TABS) as tabs:
            assert list(tabs.map(tab, clients)) == [303] * TABS
        assert not model.objects.filter(pk=pk).exists()
        assert AuditEntry.objects.count() - before == (1 if model is Hecho else 0)
