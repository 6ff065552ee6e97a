"""A call of the disk fails amid a save: it is never confirmed with anything missing (R6).

strace has the N-th call of one kind fail, over one save with a picture and over one issue with its
file. The quick form takes a few N of each; the long one all that a save makes.
"""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from programs.models import AuditEntry, Bloque, Figura
from programs.services.ledger import ledger_verify
from reports.models import IssuedReport
from reports.services.issued_files import read_whole
from tests.programs.faulty_disk import CONFIRMED, REFUSED, Fault, Faulty, faulty
from tests.programs.kill_race import torn, unsound
from tests.reports.issue_cast import approve

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CALLS = ("fsync", "fdatasync", "write", "pwrite64", "rename", "openat")
ERRORS = ("EIO", "ENOSPC")
FEW = [
    Fault("picture", "fsync", 1),
    Fault("picture", "fsync", 3, "ENOSPC"),
    Fault("picture", "write", 1, "ENOSPC"),
    Fault("picture", "write", 2),
    Fault("picture", "rename", 1),
    Fault("picture", "openat", 2, "ENOSPC"),
    Fault("issue", "fsync", 1, "ENOSPC"),
    Fault("issue", "write", 1, "ENOSPC"),
    Fault("issue", "rename", 1),
]
# Those of the database itself are calls of another process in PostgreSQL.
FEW_OF_SQLITE = [
    Fault("picture", "pwrite64", 2, "ENOSPC"),
    Fault("picture", "fdatasync", 1),
    Fault("picture", "fdatasync", 3),
    Fault("issue", "pwrite64", 5, "ENOSPC"),
    Fault("issue", "fdatasync", 2),
]


@pytest.fixture
def disk(cast, settings, tmp_path) -> Iterator[Faulty]:
    """The process that saves, on the database of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    approve(cast)
    order = {
        "database": str(connection.settings_dict["NAME"]),
        "media": str(settings.MEDIA_ROOT),
        "person": cast.people["enlace"].pk,
        "secretario": cast.people["secretario"].pk,
        "figures": Bloque.objects.get(avance=cast.avance(), kind="figures").pk,
        "programa": cast.programa.pk,
    }
    with faulty(order) as found:
        yield found


def whole(fault: Fault, turn: int, code: int) -> list[str]:
    """Return what is wrong after a save that ended so."""
    faults = [*torn(), *halves(), *unsound()]
    names = Figura.objects.filter(evidencia__original_name=f"{turn}.jpg")
    issued = IssuedReport.objects.filter(payload__contains=f'Día {turn}"')
    if code == CONFIRMED and not (names if fault.what == "picture" else issued).exists():
        faults.append("confirmed, and not there")
    for row in IssuedReport.objects.all():
        for file in row.files.all():
            read_whole(file)
        if not row.files.exists() and (row in issued and code == CONFIRMED):
            faults.append(f"confirmed without its file: {row.folio}")
    return [f"{fault}: {each}" for each in faults]


def halves() -> list[str]:
    """Name the pictures that stand under their final name and cannot be read whole."""
    found = []
    for path in Path(default_storage.path("")).glob("*/??/*"):
        if path.parts[-3] not in ("originals", "renditions") or path.name.endswith(".draft"):
            continue
        try:
            with Image.open(path) as image:
                image.load()
        except OSError:
            found.append(f"half a file: {path.name}")
    return found


def run(disk: Faulty, faults: Iterable[Fault], first_turn: int = 1) -> list[str]:
    """Try each fault; return what was wrong, those included that were never met."""
    wrong = []
    for turn, fault in enumerate(faults, first_turn):
        code, met = disk.save(fault, turn)
        wrong += whole(fault, turn, code)
        if not met:
            wrong.append(f"{fault}: never met")
        if code not in (CONFIRMED, REFUSED):
            wrong.append(f"{fault}: ended with {code}")
    return wrong


def numbered(cast) -> bool:
    """Tell whether the folios follow one another and the ledger is right."""
    numbers = list(IssuedReport.objects.order_by("number").values_list("number", flat=True))
    acts = AuditEntry.objects.filter(action="document_issue").count()
    return (
        numbers == list(range(1, len(numbers) + 1))
        and acts == len(numbers)
        and not ledger_verify(cast.institucion).problem
    )


def test_a_call_that_fails_confirms_nothing_that_is_not_there(cast, disk):
    own = FEW_OF_SQLITE if connection.vendor == "sqlite" else []

    assert run(disk, [*FEW, *own]) == []
    assert numbered(cast)


@pytest.mark.long
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("what", ["picture", "issue"])
def test_no_call_that_fails_confirms_anything_that_is_not_there(cast, disk, what, call, error):
    wrong = []
    for number in itertools.count(1):
        fault = Fault(what, call, number, error)
        code, met = disk.save(fault, number)
        if not met:
            break
        wrong += whole(fault, number, code)

    assert wrong == []
    assert numbered(cast)
