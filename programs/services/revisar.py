"""An informe that somebody brings to `/revisar/`: how often, how many at a time, what is said.

Nothing of it is kept: no row, no file, no line of the log. Only how often somebody asked is
counted, under a keyed hash.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from programs.received.informes import InformeReading, informe_read
from programs.services.waits import count_failure, time_to_wait, try_key
from programs.values.reviewed import Reviewed, reviewed
from sesea.slots import slot_of

# In an hour, of one person with an account or of one address without: an office may share it.
FREE_PER_HOUR = 30
# Reading takes a processor for seconds and up to 300 MB.
AT_A_TIME = 2
# A turn that is about to be free is waited for, a crowd is not: each waits in a thread of the site.
SECONDS_FOR_A_TURN = 4


def asker_of(person_pk: int | None, address: str) -> str:
    """Name who asks: the person, or the address of who has no account."""
    return f"persona {person_pk}" if person_pk else f"dirección {address}"


def wait_of(asker: str, *, now: datetime) -> timedelta:
    """Return how long somebody waits before they bring another informe, or zero."""
    return time_to_wait(_key(asker, now), now=now)


@transaction.atomic
def count_try(asker: str, *, now: datetime) -> None:
    """Count that somebody brought an informe; many in an hour make the next ones wait."""
    count_failure(_key(asker, now), free=FREE_PER_HOUR, now=now)


def _key(asker: str, now: datetime) -> str:
    # The hour is in the key: who asks every day begins each hour anew.
    return try_key(f"revisar\0{asker}\0{now:%Y-%m-%d %H}")


def informe_review(data: bytes | None, text: str) -> Reviewed:
    """Return what there is to say of a file, or of a text where there is none.

    Raises `FileRefused` for what cannot be read, `Busy` where the host reads others now.
    """
    return reviewed(informe_reading(data, text))


def informe_reading(data: bytes | None, text: str) -> InformeReading:
    """Return what is understood of an informe, of which nothing is kept; as `informe_review`."""
    folder = settings.RENDER_SLOTS_DIR
    with slot_of(folder, "revisar", AT_A_TIME, seconds=SECONDS_FOR_A_TURN):
        return informe_read(data, text)
