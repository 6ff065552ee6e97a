"""The tablero on a day of May, and months reported for it, for tests."""

from datetime import datetime
from html import unescape

import time_machine
from django.urls import reverse
from django.utils import timezone

from programs.enums import MarkStatus
from programs.models import MarcaMensual

# After the first quarter's deadline, 17 April, and before April's months are due.
MAY = datetime(2026, 5, 4, 18, tzinfo=timezone.get_default_timezone())


def ask(client, day=MAY, **asked):
    """Return the answer of the tablero on a day."""
    with time_machine.travel(day, tick=False):
        return client.get(reverse("tablero"), asked)


def board(client, day=MAY, **asked):
    """Return the page of the tablero and its HTML on a day."""
    answer = ask(client, day, **asked)
    assert answer.status_code == 200
    return answer.context["page"], unescape(answer.content.decode())


def report(cast, *months: int, area: str = "juridica", status: str = MarkStatus.DONE) -> None:
    """Report months of an área's tareas."""
    MarcaMensual.objects.filter(
        tarea__area__code=area, tarea__eje__programa=cast.programa, month__in=months
    ).update(status=status, reported_at=MAY, reason="Faltó quórum" if status == "not_done" else "")
