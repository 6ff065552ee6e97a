"""A host of the installation, as a process: it serves pages and makes documents when it is told.

`python -m tests.reports.host DATABASE` starts with the environment of an installation: a folder of
its own in DATA_DIR, and the files where FILES_URL says. Each line of its input is a request as JSON
("method", "path", "data", "files", "cookies"), answered as JSON ("status", "location", "body"), or
"work", answered with how many documents it made.
"""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Prepare Django on the tests' database and do what is told."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    from reports.tasks import make_documents

    print("ready", flush=True)
    for line in sys.stdin:
        said = make_documents.call() if line == "work\n" else _answer(json.loads(line))
        print(json.dumps(said), flush=True)


def _answer(asked: dict) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = Client()
    client.cookies.load(asked["cookies"])
    data = dict(asked["data"])
    for field, (name, content) in asked["files"].items():
        data[field] = SimpleUploadedFile(name, base64.b64decode(content))
    answer = getattr(client, asked["method"])(asked["path"], data)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    location = answer.headers.get("Location", "")
    return {
        "status": answer.status_code,
        "location": location,
        "body": base64.b64encode(body).decode(),
    }


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    status: int
    location: str
    body: bytes


class Host:
    """A running host, for the test that started it; its people are the test's, by their session."""

    def __init__(self, database: str, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reports.host", database],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "sesea.settings", **environment},
        )

    def is_ready(self) -> bool:
        """Wait until it is started."""
        return self._process.stdout.readline() == "ready\n"

    def work(self) -> int:
        """Have it make the documents that wait; return how many it made."""
        return self._tell("work")

    def ask(self, person: Client, method: str, path: str, data: dict | None = None, **files):
        """Send a request as a person; each file is (name, bytes)."""
        sent = {
            field: (name, base64.b64encode(content).decode())
            for field, (name, content) in files.items()
        }
        cookies = {name: morsel.value for name, morsel in person.cookies.items()}
        order = {"method": method, "path": path, "data": data or {}, "files": sent}
        said = self._tell(json.dumps({**order, "cookies": cookies}))
        return Answer(said["status"], said["location"], base64.b64decode(said["body"]))

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def _tell(self, line: str):
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


if __name__ == "__main__":
    main()
