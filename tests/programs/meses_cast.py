"""What the tests of the months share: the day, the rows, and saving as the page does."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from programs.models import MarcaMensual, Tarea
from tests.factories import YEAR

JSON = {"accept": "application/json"}
# The day of these tests, in Mexico City.
NOON = datetime(YEAR, 6, 15, 12, tzinfo=ZoneInfo("America/Mexico_City"))


def tareas_of(cast, area="juridica") -> list[Tarea]:
    """Return the tareas of an área in printed order."""
    rows = Tarea.objects.filter(eje__programa=cast.programa, area__code=area)
    return list(rows.order_by("eje__order", "order"))


def marca(tarea, month=6) -> MarcaMensual:
    """Return the row of a month as it is stored."""
    return MarcaMensual.objects.get(tarea=tarea, month=month)


def change(tarea, status="done", *, month=6, version=1, reason="", note="") -> dict:
    """Return one change as the script sends it."""
    pk = getattr(tarea, "pk", tarea)
    return {"t": pk, "m": month, "s": status, "r": reason, "n": note, "v": version}


def key(cast) -> str:
    """Return the name of the programme in addresses and forms."""
    return f"{cast.institucion.slug}-{YEAR}"


def send(client, cast, *changes):
    """Save as the script does."""
    fields = {"programa": key(cast), "changes": json.dumps(changes)}
    return client.post(reverse("marks_save"), fields, headers=JSON)


def confirm(client, cast, month=6, **fields):
    """Confirm as the plain form does."""
    data = {"programa": key(cast), "area": "juridica", "mes": month, **fields}
    return client.post(reverse("month_confirm"), data)
