"""One save in a process whose N-th call of the system fails, as strace has it fail (R6).

`python -m tests.programs.faulty_disk` takes {"database", "media", "person", "figures", "programa",
"secretario"} as its first line and answers "ready". For each further line, {"what", "turn"}, it
prints the number of a fork that waits for one more line, does the save and ends with 0 when it was
confirmed, 1 when it was refused as a failure of the disk, 2 when it ended otherwise.
"""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIRMED, REFUSED, OTHERWISE = 0, 1, 2
PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)


def main() -> None:
    """Prepare Django, save once of each kind so that all is loaded, then fork for each line."""
    order = json.loads(sys.stdin.readline())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = order["database"]
    settings.MEDIA_ROOT = Path(order["media"])
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.db import connections

    saves = {"picture": picture_saver(order), "issue": issue_saver(order)}
    for save in saves.values():
        assert save(0) == CONFIRMED
    connections.close_all()  # none is shared with a fork
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        waits, begins = os.pipe()
        pid = os.fork()
        if not pid:
            # Where only a parent may trace, strace is not the parent of this one.
            ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY)
            os.read(waits, 1)
            os._exit(saves[asked["what"]](asked["turn"]))
        print(pid, flush=True)
        sys.stdin.readline()
        os.write(begins, b"x")
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
        os.close(waits)
        os.close(begins)


def picture_saver(order: dict) -> Callable[[int], int]:
    """Return what sends a picture as the page does."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    from programs.models import User
    from tests.programs.killed_server import small_picture

    client = Client(raise_request_exception=False, headers={"Accept": "application/json"})
    client.force_login(User.objects.get(pk=order["person"]))
    address = reverse("figures_upload", args=[order["figures"]])

    def save(turn: int) -> int:
        picture = SimpleUploadedFile(f"{turn}.jpg", small_picture(1, turn), "image/jpeg")
        answer = client.post(address, {"token": f"t{turn}", "files": picture})
        return {200: CONFIRMED, 503: REFUSED}.get(answer.status_code, OTHERWISE)

    return save


def issue_saver(order: dict) -> Callable[[int], int]:
    """Return what changes the PTA, issues it and keeps its file, as the worker does."""
    from django.db import transaction
    from django.utils import timezone

    from programs.models import Programa, User
    from programs.views.storage import is_storage_failure
    from reports.enums import IssuedKind
    from reports.services.emision import document_issue
    from reports.services.issued_files import rendition_add
    from tests.files import pdf

    by = User.objects.get(pk=order["secretario"])

    def save(turn: int) -> int:
        try:
            with transaction.atomic():
                Programa.objects.filter(pk=order["programa"]).update(cover_date=f"Día {turn}")
                issued = document_issue(
                    IssuedKind.PTA, order["programa"], by=by, now=timezone.now()
                )
            rendition_add(issued, pdf(b"%% %d\n" % turn), versions={}, now=timezone.now())
        except Exception as error:
            return REFUSED if is_storage_failure(error) else OTHERWISE
        return CONFIRMED

    return save


@dataclass(frozen=True)
class Fault:
    """The N-th call of a kind that a save makes fails with an error of the disk."""

    what: str
    call: str
    number: int
    error: str = "EIO"

    @property
    def rule(self) -> str:
        """What strace is told."""
        return f"inject={self.call}:error={self.error}:when={self.number}"


class Faulty:
    """The process of `main`, from the outside."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def tell(self, line: object = "") -> str:
        """Send a line and return the next one of the process."""
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def save(self, fault: Fault, turn: int) -> tuple[int, bool]:
        """Save once with a fault; return how it ended, and whether the call was ever made."""
        pid = self.tell({"what": fault.what, "turn": turn})
        with tempfile.NamedTemporaryFile("r") as log:
            trace = ["strace", "-f", "-p", pid, "-o", log.name, "-e", f"trace={fault.call}"]
            tracer = subprocess.Popen([*trace, "-e", fault.rule], stderr=subprocess.PIPE, text=True)
            attached = tracer.stderr.readline()
            assert "attached" in attached, attached
            code = int(self.tell())
            tracer.communicate()
            return code, "(INJECTED)" in log.read()


@contextmanager
def faulty(order: dict[str, object]) -> Iterator[Faulty]:
    """Run the process; killed afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.programs.faulty_disk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    try:
        found = Faulty(process)
        assert found.tell(order) == "ready"
        yield found
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    main()
