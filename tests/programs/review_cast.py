"""The área `juridica` with its quarter complete, handed in, and reviewed, for tests of the review.

Everything goes through the services, at moments one minute apart, so that histories are as real.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import parse_qsl

import time_machine
from django.urls import reverse

from programs.enums import Role
from programs.models import (
    Area,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Institucion,
    MarcaMensual,
    Membresia,
    Observacion,
    Trimestre,
    User,
)
from programs.services import captura, entrega, revision
from tests.factories import YEAR, Cast, make_person

START = datetime(2026, 4, 10, 16, 0, tzinfo=UTC)
# The addresses of who reviews the área `juridica`, and the key of a form of an observation.
LIST = reverse("revision_list")
HERE = ["propia", YEAR, 1, "juridica"]
DETAIL = reverse("revision_detail", args=HERE)
KEY = "revision-" + "a" * 24
_keys = count(1)


def quarter(cast: Cast) -> Trimestre:
    """Return the open quarter."""
    return Trimestre.objects.get(programa=cast.programa, number=1)


def area_of(cast: Cast, code: str = "juridica") -> Area:
    """Return an área."""
    return cast.institucion.areas.get(code=code)


def entries(cast: Cast, code: str = "juridica") -> list[AvanceTrimestral]:
    """Return the quarter's entries of an área, in printed order."""
    rows = AvanceTrimestral.objects.filter(trimestre=quarter(cast), linea__area__code=code)
    return list(rows.select_related("linea", "trimestre").order_by("linea__order"))


def statuses(cast: Cast, code: str = "juridica") -> list[str]:
    """Return the statuses of an área's entries, in printed order."""
    return [entry.status for entry in entries(cast, code)]


def text_of(avance: AvanceTrimestral) -> Bloque:
    """Return the text of an entry."""
    return avance.bloques.get(kind="text")


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
    return {"trimestre_pk": quarter(cast).pk, "area_pk": area_of(cast, code).pk}


def secretario_as_titular(cast: Cast) -> User:
    """Return the Secretario Técnico, who from now on is titular of `juridica` too."""
    secretario = cast.people["secretario"]
    Membresia.objects.create(
        user=secretario, institucion=cast.institucion, role=Role.TITULAR, area=area_of(cast)
    )
    return secretario


def name_second_validator(cast: Cast, person: User) -> None:
    """Let a person validate what the Secretario Técnico sent."""
    Institucion.objects.filter(pk=cast.institucion.pk).update(second_validator=person)


def review_of_archivo(cast: Cast) -> "Review":
    """Return the review of the área `archivo`, whose titular joins the cast as `titular2`."""
    cast.people["titular2"] = make_person("titular2", cast.institucion, Role.TITULAR, "archivo")
    return Review(cast, "archivo")


def observe_by_form(client, query: str, data: dict):
    """Send the form of an observation that is open at an address."""
    address = reverse("observacion_add", args=HERE)
    return client.post(address, dict(parse_qsl(query.removeprefix("?"))) | data)


class Review:
    """Acts of the área and of its reviewer; each takes a minute."""

    def __init__(self, cast: Cast, code: str = "juridica"):
        self.cast, self.code, self.now = cast, code, START

    def later(self):
        """Travel to one minute after the act before."""
        self.now += timedelta(minutes=1)
        return time_machine.travel(self.now, tick=False)

    @property
    def entrega(self) -> EntregaDeArea:
        """The submission as it stands."""
        return EntregaDeArea.objects.get(trimestre=quarter(self.cast), area__code=self.code)

    def submit(self, who: str = "titular") -> EntregaDeArea:
        """Hand the quarter in, whatever was observed in it."""
        with self.later():
            complete(self.cast, self.code)
            return entrega.entrega_submit(
                **where(self.cast, self.code), statement=True, by=self.cast.people[who],
                now=self.now, unanswered=True,
            )  # fmt: skip

    def observe(self, target, part=None, text="Falta la fecha.", **values) -> Observacion:
        """Write an observation."""
        fields = {"proposed": "", "key": f"revision-{next(_keys):024x}", "by": self.secretario}
        with self.later():
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
        with self.later():
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
        with self.later():
            captura.quantity_save(
                row.pk, avance_pk=avance.pk, quantity=quantity, received=None, reason="Así fue.",
                by=self.cast.people["enlace"], version=row.version,
            )  # fmt: skip
