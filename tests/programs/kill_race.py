"""The race of the kills, for the quick test and the measurement: what was confirmed is there."""

import hashlib
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from programs.models import AvanceTrimestral, Bloque, Evidencia, Figura
from tests.factories import Cast
from tests.programs.killed_server import (
    Confirmed,
    Saver,
    Server,
    people_saving,
    serving,
    until_all_save,
)


@dataclass(frozen=True)
class Result:
    """What a run gave: `faults` in words, and the figures."""

    kills: int
    confirmed: int
    pictures: int
    again: int
    orphans: int
    longest: float
    faults: list[str]


def run_kills(
    cast: Cast,
    folder: Path,
    victims: Sequence[str],
    *,
    seed: int = 7,
    room: int = 2,
    kill_other: Callable[[str], None] | None = None,
) -> Result:
    """Kill one victim after the other while people save, and compare what they were told.

    `victims` are "worker" and "master" of the server, or a name that `kill_other` knows. The files
    of the database at hand must be in `folder`/media.
    """
    dice = random.Random(seed)
    # A cast has four líneas, the first and the third of them of the área of "enlace".
    own = AvanceTrimestral.objects.filter(
        trimestre=cast.avance().trimestre, linea__area=cast.linea().area
    )
    avances = list(own.order_by("pk"))
    with (
        serving(folder) as server,
        people_saving(server, cast.people["enlace"], avances, room=room) as savers,
    ):
        until_all_save(savers, 0)
        killed = kill_each(server, savers, victims, dice, kill_other)
    confirmed = [saver.confirmed for saver in savers]
    return Result(
        kills=len(victims),
        confirmed=sum(one.count for one in confirmed),
        pictures=sum(len(one.pictures) for one in confirmed),
        again=sum(one.again for one in confirmed),
        orphans=len(orphans()),
        longest=max(longest_wait(one, killed) for one in confirmed),
        faults=[*lost(confirmed), *doubled(), *torn(), *unsound()],
    )


def kill_each(
    server: Server,
    savers: list[Saver],
    victims: Sequence[str],
    dice: random.Random,
    kill_other: Callable[[str], None] | None,
) -> list[float]:
    """Kill at any instant of somebody's save, each after all could save again; return when."""
    killed = []
    for victim in victims:
        time.sleep(dice.uniform(0, 0.25))
        killed.append(time.monotonic())
        if victim in ("worker", "master"):
            server.kill(victim, dice)
        elif kill_other:
            kill_other(victim)
        until_all_save(savers, killed[-1])
    return killed


def longest_wait(confirmed: Confirmed, killed: list[float]) -> float:
    """Return the longest time from a kill to the next answer, in seconds."""
    ends = [end for _, end in confirmed.answered]
    return max(min(end for end in ends if end > moment) - moment for moment in killed)


def lost(confirmed: list[Confirmed]) -> list[str]:
    """Name what was confirmed and is not there."""
    figures = dict(Figura.objects.values_list("pk", "evidencia__original_name"))
    keys = set(Bloque.objects.values_list("key", flat=True))
    texts = set(Bloque.history.values_list("html", flat=True))
    faults = []
    for one in confirmed:
        faults += [f"lost: {n}" for n, pk in one.pictures.items() if figures.get(pk) != n]
        faults += [f"lost: {key}" for key in one.blocks if key not in keys]
        faults += [f"lost: {text}" for text in one.texts if text not in texts]
    return faults


def doubled() -> list[str]:
    """Name what was sent again and is there twice."""
    names = Counter(Figura.objects.values_list("evidencia__original_name", flat=True))
    texts = Counter(Bloque.history.exclude(html="").values_list("html", flat=True))
    added = Counter(Bloque.history.filter(kind="table").values_list("key", flat=True))
    return [
        f"{count} times: {what}"
        for found in (names, texts, added)
        for what, count in found.items()
        if what and count > 1
    ]


def torn() -> list[str]:
    """Name the files of rows that are missing, cut or not the ones that were received."""
    faults = []
    for row in Evidencia.objects.all():
        try:
            data = Path(default_storage.path(row.original.name)).read_bytes()
            if hashlib.sha256(data).hexdigest() != row.sha256:
                faults.append(f"changed: {row.original.name}")
            for rendition in row.renditions:
                with Image.open(default_storage.path(rendition["name"])) as image:
                    image.load()
        except OSError as error:
            faults.append(f"missing or torn: {row.original_name}: {error}")
    return faults


def unsound() -> list[str]:
    """Tell what SQLite finds wrong in its own file."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [line for (line,) in cursor.fetchall() if line != "ok"]


def orphans() -> list[str]:
    """Name the files that no row names: a kill between the file and its row leaves them."""
    named = set()
    for original, renditions in Evidencia.objects.values_list("original", "renditions"):
        named |= {original, *(rendition["name"] for rendition in renditions)}
    folder = Path(default_storage.path(""))
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in found if path.relative_to(folder).as_posix() not in named]
