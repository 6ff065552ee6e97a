"""The área `juridica` with its quarter complete, handed in, and reviewed, for tests of the review.

Everything goes through the services, at moments one minute apart, so that histories are as real.
"""

from datetime import UTC, datetime, timedelta
from itertools import count

import time_machine

from programs.models import (
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    MarcaMensual,
    Observacion,
    Trimestre,
)
from programs.services import captura, entrega, revision
from tests.factories import Cast

START = datetime(2026, 4, 10, 16, 0, tzinfo=UTC)
_keys = count(1)


def quarter(cast: Cast) -> Trimestre:
    """Return the open quarter."""
    return Trimestre.objects.get(programa=cast.programa, number=1)


def area_pk(cast: Cast, code: str = "juridica") -> int:
    """Return the id of an área."""
    return cast.institucion.areas.get(code=code).pk


def entries(cast: Cast, code: str = "juridica") -> list[AvanceTrimestral]:
    """Return the quarter's entries of an área, in printed order."""
    rows = AvanceTrimestral.objects.filter(trimestre=quarter(cast), linea__area__code=code)
    return list(rows.select_related("linea", "trimestre").order_by("linea__order"))


def complete(cast: Cast, code: str = "juridica") -> None:
    """Leave nothing missing in the quarter of an área."""
    Bloque.objects.filter(
        avance__trimestre=quarter(cast), avance__linea__area__code=code, kind="figures"
    ).delete()
    MarcaMensual.objects.filter(
        tarea__area__code=code, tarea__eje__programa=cast.programa, month__lte=3
    ).update(status="done", reported_by=cast.people["enlace"], reported_at=START)


def where(cast: Cast, code: str = "juridica") -> dict:
    """Return the arguments that name an área's quarter to a service."""
    return {"trimestre_pk": quarter(cast).pk, "area_pk": area_pk(cast, code)}


class Review:
    """Acts of the área and of its reviewer; each takes a minute."""

    def __init__(self, cast: Cast, code: str = "juridica"):
        self.cast, self.code, self.now = cast, code, START

    def _at(self):
        self.now += timedelta(minutes=1)
        return time_machine.travel(self.now, tick=False)

    @property
    def entrega(self) -> EntregaDeArea:
        """The submission as it stands."""
        return EntregaDeArea.objects.get(trimestre=quarter(self.cast), area__code=self.code)

    def submit(self, who: str = "titular") -> EntregaDeArea:
        """Hand the quarter in."""
        with self._at():
            complete(self.cast, self.code)
            return entrega.entrega_submit(
                **where(self.cast, self.code), statement=True, by=self.cast.people[who],
                now=self.now,
            )  # fmt: skip

    def observe(self, target, part=None, text="Falta la fecha.", **values) -> Observacion:
        """Write an observation."""
        fields = {"proposed": "", "key": f"revision-{next(_keys):024x}", "by": self.secretario}
        with self._at():
            return revision.observacion_add(
                **where(self.cast, self.code), target=target, part=part, text=text, now=self.now,
                **(fields | values),
            )  # fmt: skip

    @property
    def secretario(self):
        """The person who reviews."""
        return self.cast.people["secretario"]

    def act(self, service, *args, by=None, **values):
        """Call a service of one row as a person, by default the reviewer."""
        with self._at():
            return service(*args, by=by or self.secretario, now=self.now, **values)

    def give_back(self, **values) -> EntregaDeArea:
        """Send the verdict: returned."""
        return self.act(revision.entrega_return, **where(self.cast, self.code), **values)

    def validate(self, **values) -> EntregaDeArea:
        """Send the verdict: validated."""
        return self.act(revision.entrega_validate, **where(self.cast, self.code), **values)

    def rewrite(self, avance: AvanceTrimestral, quantity: int) -> None:
        """Let the área change a quantity of a línea that it has."""
        row = avance.cantidades.get()
        with self._at():
            captura.quantity_save(
                row.pk, avance_pk=avance.pk, quantity=quantity, received=None, reason="Así fue.",
                by=self.cast.people["enlace"], version=row.version,
            )  # fmt: skip
