"""What the commands say of wrong arguments, and with which code they end."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command, load_command_class

from programs.management.own_command import OwnCommand
from tests.factories import YEAR
from tests.test_architecture import ROOT


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run check_congruencia as a person does, in a process of its own."""
    command = [sys.executable, "manage.py", "check_congruencia", *args]
    made = {**os.environ, "DEBUG": "1", **env}
    return subprocess.run(command, cwd=ROOT, env=made, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("uno", "2026", "1", "más"), "No se conoce, o sobra: más."),
        (("uno", "2026", "--todo"), "No se conoce, o sobra: --todo."),
        (("uno", "2026", "--all=3"), "Una opción no está bien escrita: --all."),
    ],
)
def test_arguments_of_no_command_end_with_2_and_spanish_words(args, words):
    ended = run(*args)
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[0] == words
    assert "Uso: manage.py check_congruencia" in ended.stderr
    assert "error:" not in ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.sqlite_only  # an empty file is a database there
@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_no_finding(tmp_path):
    ended = run("uno", "2026", DATABASE_URL=f"sqlite:///{tmp_path / 'vacia.sqlite3'}")
    assert ended.returncode == 2
    assert "no se revisó nada" in ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["9" * 30, "9" * 5_000, "-5", f"{YEAR}.0"])
def test_a_year_of_no_programa_is_told_whatever_it_is(cast, year):
    with pytest.raises(CommandError, match="no tiene programa del ejercicio") as caught:
        call_command("check_congruencia", "propia", f"{year}")
    assert caught.value.returncode == 2
    assert len(str(caught.value)) < 150


def test_every_command_of_ours_tells_them_so():
    for app in ("programs", "reports"):
        for path in (ROOT / app / "management" / "commands").glob("[!_]*.py"):
            if path.stem in ("migrate", "loaddata"):
                continue  # Django's own, with more to do afterwards
            command = load_command_class(app, path.stem)
            assert isinstance(command, OwnCommand), path.stem
            with pytest.raises(CommandError, match="No se conoce, o sobra|Falta: ") as caught:
                command.create_parser("manage.py", path.stem).parse_args(["--otra-cosa"])
            assert caught.value.returncode == 2
