"""`make run` serves the demonstration at its port, and everything that it prints leads there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Stands for the interpreter: of all that the script runs, only the server says where it is.
PYTHON = '#!/bin/sh\ncase "$*" in *runserver*) echo "site: $SITE_URL" ;; esac\n'


def ran(tmp_path: Path, **variables: str) -> str:
    """Return what the script prints with nothing behind it."""
    (tmp_path / ".ci").mkdir()
    for name in ("run-server", "common.sh"):
        shutil.copy(ROOT / ".ci" / name, tmp_path / ".ci" / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for place, text in ((".ci/setup", "#!/bin/sh\n"), (".venv/bin/python", PYTHON)):
        (tmp_path / place).write_text(text)
        (tmp_path / place).chmod(0o755)
    return subprocess.run(
        [tmp_path / ".ci/run-server"],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout


@pytest.mark.parametrize(
    ("variables", "site"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PORT": "8765"}, "http://127.0.0.1:8765"),
        ({"PORT": "8765", "SITE_URL": "http://pta.local"}, "http://pta.local"),
    ],
)
def test_links_lead_to_the_port_that_was_asked(tmp_path, variables, site):
    assert f"site: {site}\n" in ran(tmp_path, **variables)
