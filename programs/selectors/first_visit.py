"""The three steps that Inicio shows to who works for an área and has not done anything yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef
from django.urls import reverse

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    MarcaMensual,
    User,
)
from programs.reading.addresses import submission_url
from programs.reading.writable import capture_way
from programs.selectors.own_quarters import OwnQuarter

# Where the history keeps who wrote what an área works on.
WORK = (
    MarcaMensual,
    AvanceDeComponente,
    Bloque,
    Figura,
    AvanceTrimestral,
    EntregaDeArea,
)


@dataclass(frozen=True)
class FirstStep:
    """One step: what to do, what for, and where, "" while no quarter is open."""

    title: str
    text: str
    url: str


def first_steps(user: User, quarters: Sequence[OwnQuarter]) -> tuple[FirstStep, ...]:
    """Return the steps of a first visit, none after the person's first act; one query at most.

    They are for who acts for an área, as long as they have not put them away.
    """
    if not quarters or user.first_visit_over or _has_acted(user):
        return ()
    quarter = quarters[0]
    area = quarter.areas[0]
    who = "envíelo" if area.is_senders else "su titular lo envía"
    ways = (capture_way(user, own.line.avance) for own in quarter.lines)
    return (
        FirstStep(
            "Mire su mes",
            "Marque lo que se hizo y confirme el mes.",
            reverse("mes"),
        ),
        FirstStep(
            "Escriba una línea",
            "Anote la cantidad, cuente qué se hizo y agregue fotos. Se guarda solo.",
            next(filter(None, ways), ""),
        ),
        FirstStep(
            "Revise y envíe",
            f"Vea lo que falta. Cuando todo esté listo, {who}.",
            submission_url(quarter.trimestre, area.area_code),
        ),
    )


def _has_acted(user: User) -> bool:
    """Tell whether the person ever wrote anything that an área works on."""
    wrote = (Exists(model.history.filter(history_user=OuterRef("pk"))) for model in WORK)
    return User.objects.filter(reduce(or_, wrote), pk=user.pk).exists()
