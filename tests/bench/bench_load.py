"""The last hour: 300 people who list, open and save; then more than fits, and 300 sign-ins.

1. 300 people of 32 institutions, each with their línea: the list, its page and a saved quantity,
   every 13 seconds for a minute (R32).
2. As many as ask without a pause for half a minute, five times what the server can do, and after
   it how soon a page takes what it took before (R34).
3. 300 sign-ins within a minute, from 300 accounts (R34).

Twice the first one, since the machine drifts. Run by `make bench` on both engines with an empty
DATA_DIR; `seed_scale` loads what is missing there. Ends with 1 if an answer was lost or was
anything but 2xx, 3xx, 429 or 503, or if the server did not recover.
"""

import itertools
import os
import random
import re
import time
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.bench.clients import Answers, Person, ask, signed_in, together
from tests.bench.figures import Table, leave, percentile
from tests.bench.served import served

INSTITUTIONS = 32
PEOPLE, PERIOD, SECONDS = 300, 13.0, 60.0
CROWD, CROWD_SECONDS = 100, 30.0
SIGN_INS_WITHIN = 60.0
CALM, RECOVERY = 10, 10.0
# Of the median of one person alone, before and after.
NORMAL = 2.0


def allowed(status: int) -> bool:
    """Tell whether a status is one that an overload may have."""
    return 200 <= status < 400 or status in (429, 503)


class Seat:
    """A person, and the addresses of what they do again and again."""

    def __init__(self, quantity) -> None:
        from django.urls import reverse

        avance = quantity.avance
        place = avance.trimestre.place
        area, slug = avance.linea.area.code, place[0]
        self.person = signed_in(f"titular.{area}.{slug}")
        self.pages = [
            reverse("trimestre_detail", args=place),
            reverse("avance_edit", args=[*place[:2], avance.linea_id, place[2]]),
        ]
        self.save = reverse("quantity_save", args=[quantity.pk])
        self.version = quantity.version
        self.turns = itertools.count(1)

    def work(self, address: str, reads: Answers, saves: Answers) -> None:
        """List, open and save once."""
        for path in self.pages:
            ask(address, self.person, path, reads)
        form = {"quantity": next(self.turns) % 7 + 1, "reason": "Así fue.", "version": self.version}
        text = ask(address, self.person, self.save, saves, form)
        if found := re.search(rb'"version": (\d+)', text):
            self.version = int(found[1])


def seats() -> list[Seat]:
    """Return 300 people, each with a quantity of the quarter in capture that is theirs alone."""
    from programs.models import AvanceDeComponente

    rows = (
        AvanceDeComponente.objects.filter(
            avance__status="draft",
            avance__trimestre__status="open",
            avance__trimestre__programa__institucion__slug__startswith="escala-",
            componente__order=1,
            componente__kind="sum",
        )
        .select_related(
            "avance__linea__area", "avance__trimestre__programa__institucion", "componente"
        )
        .order_by("avance__trimestre__number", "avance__linea__order", "pk")[:PEOPLE]
    )
    return [Seat(row) for row in rows]


def last_hour(table: Table, address: str, everybody: list[Seat]) -> None:
    """Have everybody work at their own pace."""
    reads, saves = Answers(), Answers()
    end = time.monotonic() + SECONDS

    def person(seat: Seat, delay: float) -> Callable[[], None]:
        def work() -> None:
            time.sleep(delay)
            while time.monotonic() < end:
                began = time.monotonic()
                seat.work(address, reads, saves)
                time.sleep(max(0.0, PERIOD - (time.monotonic() - began)))

        return work

    dice = random.Random(1)
    together([person(seat, dice.uniform(0, PERIOD)) for seat in everybody])
    for name, answers in (("páginas", reads), ("guardados", saves)):
        wrong = answers.outside(lambda status: status == 200)
        table.check(f"{len(everybody)} personas, {name} sin 200", wrong, 0, told(answers))


def told(answers: Answers) -> str:
    """Return how many answers there were, of which status, and how long they took."""
    p50, p95, p99 = (percentile(answers.seconds, share) * 1000 for share in (0.5, 0.95, 0.99))
    return (
        f"{len(answers.seconds)} {dict(sorted(answers.statuses.items()))}   p50 {p50:.0f}, "
        f"p95 {p95:.0f}, p99 {p99:.0f} ms"
    )


def alone(address: str, seat: Seat) -> float:
    """Return the median seconds of a page for one person alone."""
    answers = Answers()
    for _ in range(CALM):
        ask(address, seat.person, seat.pages[0], answers)
    return percentile(answers.seconds, 0.5)


def overload(table: Table, address: str, everybody: list[Seat]) -> None:
    """Ask without a pause, then see how soon it is over."""
    before = alone(address, everybody[0])
    reads, saves = Answers(), Answers()
    end = time.monotonic() + CROWD_SECONDS

    def person(seat: Seat) -> Callable[[], None]:
        def work() -> None:
            while time.monotonic() < end:
                seat.work(address, reads, saves)

        return work

    together([person(seat) for seat in everybody[:CROWD]])
    for name, answers in (("páginas", reads), ("guardados", saves)):
        wrong = answers.outside(allowed)
        table.check(f"{CROWD} sin pausa, {name} con otro estado", wrong, 0, told(answers))
    over = time.monotonic()
    while (now := alone(address, everybody[0])) > NORMAL * before:
        if time.monotonic() - over > 6 * RECOVERY:
            break
    seconds = time.monotonic() - over
    table.check(
        "Segundos hasta volver a lo normal",
        seconds,
        RECOVERY,
        f"{seconds:.1f} (a solas {before * 1000:.0f} ms antes, {now * 1000:.0f} después)",
    )


def sign_ins(table: Table, address: str) -> None:
    """Sign 300 people in within a minute."""
    from programs.demo.people import PASSWORD
    from programs.models import User

    names = User.objects.filter(username__startswith="enlace", username__contains=".escala-")
    doors = Answers()

    def person(username: str, delay: float) -> Callable[[], None]:
        def work() -> None:
            time.sleep(delay)
            sign_in(address, username, PASSWORD, doors)

        return work

    every = SIGN_INS_WITHIN / PEOPLE
    listed = names.order_by("pk").values_list("username", flat=True)[:PEOPLE]
    together([person(name, every * place) for place, name in enumerate(listed)])
    table.check(f"{PEOPLE} que entran, con otro estado", doors.outside(allowed), 0, told(doors))


def sign_in(address: str, username: str, password: str, answers: Answers) -> None:
    """Send the form of the door, as somebody who has opened it."""
    from django.middleware.csrf import _get_new_csrf_string
    from django.urls import reverse

    token = _get_new_csrf_string()
    person = Person(f"{settings.CSRF_COOKIE_NAME}={token}", token)
    form: dict[str, object] = {"login": username, "username": username, "password": password}
    ask(address, person, reverse(settings.LOGIN_URL), answers, form)


def main() -> None:
    """Load what is missing and measure."""
    django.setup()
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("seed_scale", str(INSTITUTIONS), "--force", stdout=nowhere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    table = Table(f"La última hora ({connection.vendor}, {INSTITUTIONS} instituciones)")
    everybody = seats()
    with served(os.environ | {"DATA_DIR": str(settings.DATA_DIR)}, 4) as address:
        for _ in range(2):
            last_hour(table, address, everybody)
        overload(table, address, everybody)
        sign_ins(table, address)
    table.show()
    leave([table])


if __name__ == "__main__":
    main()
