"""Tries small changes of the rules and services, and tells which no near test notices.

Use: python -m tests.mutants [--seed N] [--count 300] [--room NAME] [--only TEXT] [--jobs 2]
Ends with 1 if fewer than 90 % were noticed or the list of accepted survivors is out of date.
"""

import argparse
import hashlib
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.mutants.changes import Change, changed_source, changes_of
from tests.mutants.near import RECORD, Recorded, Recorder, near_tests
from tests.mutants.runs import Bench, Run
from tests.mutants.survivors import ACCEPTED, accepted

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "values": "programs/values",
    "workflow": "programs/workflow.py",
    "permissions": "programs/permissions.py",
    "services": "programs/services",
    "documents": "reports/documents",
}
GOAL = 90
KEPT = ROOT / ".pytest_cache" / "mutants.json"
FILE_SECONDS = 60
TESTS_FAILED, NO_TESTS = 1, 5


def modules_of(root: Path, room: str) -> list[str]:
    """Return the modules of a room, as paths below the root."""
    place = root / ROOMS[room]
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [str(path.relative_to(root)) for path in paths]


def test_files(root: Path) -> dict[str, str]:
    """Return {test file: digest of all that its verdict depends on}."""
    common = hashlib.sha256()
    tests = []
    for folder in ("programs", "reports", "sesea", "templates", "fixtures", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in {".py", ".html", ".json", ".toml"} or "mutants" in path.parts:
                continue
            if folder == "tests" and path.name.startswith("test_"):
                tests.append(path)
            else:
                common.update(str(path.relative_to(root)).encode() + path.read_bytes())
    apps = {root / "tests" / "programs", root / "tests" / "reports"}
    return {
        str(path.relative_to(root)): hashlib.sha256(common.digest() + path.read_bytes()).hexdigest()
        for path in tests
        if path.parent in apps
    }


def record(bench: Bench, modules: list[str]) -> list[Recorded]:
    """Return what each test calls, run now or as kept from the same code.

    A file that cannot even be collected ends the program with pytest's words. One that takes
    beyond its time is stopped: the rest of its tests is near to nothing.
    """
    files = test_files(bench.root)
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    kept = {name: found for name, found in kept.items() if found["digest"] == files.get(name)}
    runs = [Run((name,), FILE_SECONDS) for name in files if name not in kept]
    plugin = partial(Recorder, modules=modules)
    for number, (run, code, tree) in enumerate(bench.run_all(runs, plugin), start=1):
        if code > TESTS_FAILED and code != NO_TESTS:
            words = (tree / "log").read_text(encoding="utf-8", errors="replace")
            raise SystemExit(f"{words[-3000:]}\nSin ningún cambio ya falla {run.files[0]}.")
        lines = (tree / RECORD).read_text(encoding="utf-8") if (tree / RECORD).exists() else ""
        rows = [json.loads(line) for line in lines.splitlines()]
        kept[run.files[0]] = {"digest": files[run.files[0]], "tests": rows}
        tell(f"Se anota qué prueba cada archivo: {number} de {len(runs)}")
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept), encoding="utf-8")
    return [
        Recorded(row["test"], row["seconds"], tuple(row["called"]), row["failed"])
        for found in kept.values()
        for row in found["tests"]
    ]


def tell(text: str) -> None:
    """Show how far it is, on one line of a terminal."""
    if sys.stderr.isatty():
        print(f"\r{text}\033[K", end="", file=sys.stderr, flush=True)


def options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="make mutants", description="Prueba las pruebas.")
    parser.add_argument("--seed", type=int, help="semilla; sin ella, una al azar")
    parser.add_argument("--count", type=int, default=300, help="cuántos cambios (300)")
    parser.add_argument("--room", action="append", choices=ROOMS, help="solo esa parte")
    parser.add_argument("--only", default="", help="solo donde aparezca este texto")
    parser.add_argument("--jobs", type=int, default=2, help="cuántos a la vez (2)")
    parser.add_argument(
        "--seconds", type=float, default=15, help="segundos de pruebas cercanas a lo más (15)"
    )
    return parser.parse_args()


def chosen(changes: list[Change], asked: argparse.Namespace) -> list[Change]:
    """Return the sample of the seed, of the changes that the options ask for."""
    wanted = [
        change
        for change in changes
        if asked.only in f"{change.module}:{change.line} {change.function} {change.text}"
    ]
    return random.Random(asked.seed).sample(wanted, min(asked.count, len(wanted)))


def survivors_of(
    bench: Bench, changes: list[Change], recorded: list[Recorded], seconds: float
) -> Iterator[tuple[Change, bool]]:
    """Yield the changes that their near tests do not notice, and whether there are such tests."""
    runs = []
    for change in changes:
        near = near_tests(change, recorded, seconds)
        if near:
            limit = 30 + 4 * int(sum(test.seconds for test in near))
            source = changed_source(bench.root, change)
            tests = tuple(test.test for test in near)
            files = tuple(dict.fromkeys(test.partition("::")[0] for test in tests))
            runs.append(Run(files, limit, tests, change, source))
        else:
            yield change, False
    for number, (run, code, _) in enumerate(bench.run_all(runs), start=1):
        tell(f"{number} de {len(runs)} cambios")
        if code in (0, NO_TESTS) and run.change:
            yield run.change, True


def table(tried: Counter[str], alive: Counter[str]) -> str:
    """Return the figures of each room and of all."""
    lines = [f"{'parte':<12} {'cambios':>8} {'notados':>8} {'vivos':>6} {'%':>6}"]
    for room in [*(room for room in ROOMS if tried[room]), "total"]:
        of_room = tried.total() if room == "total" else tried[room]
        left = alive.total() if room == "total" else alive[room]
        share = 100 * (of_room - left) / of_room if of_room else 0
        lines.append(f"{room:<12} {of_room:>8} {of_room - left:>8} {left:>6} {share:>6.1f}")
    return "\n".join(lines)


def main() -> int:
    """Try the sample and print the figures."""
    asked = options()
    if asked.seed is None:
        asked.seed = random.randrange(10_000)
    started = time.monotonic()
    listed = accepted()
    alive = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        bench = Bench(ROOT, Path(folder), asked.jobs)
        room_of = {module: room for room in ROOMS for module in modules_of(bench.root, room)}
        found = [change for module in room_of for change in changes_of(bench.root, module)]
        rooms = asked.room or ROOMS
        sample = chosen([change for change in found if room_of[change.module] in rooms], asked)
        print(f"Semilla {asked.seed}: {len(sample)} cambios de {len(found)} posibles.", flush=True)
        tests = record(bench, list(room_of))
        for test in tests:
            if test.failed:
                print(f"Falla sin ningún cambio, así que no cuenta: {test.test}", flush=True)
        recorded = [test for test in tests if not test.failed]
        for change, has_tests in survivors_of(bench, sample, recorded, asked.seconds):
            alive.append(change)
            reason = next((item.reason for item in listed if item.is_of(change)), "")
            note = f"aceptado: {reason}" if reason else "VIVO" if has_tests else "SIN PRUEBA"
            place = f"{change.module}:{change.line} {change.function}"
            tell("")
            print(f"{place}: {change.text}\n    {note}", flush=True)
    tell("")
    counts = [Counter(room_of[change.module] for change in some) for some in (sample, alive)]
    print(f"\n{table(*counts)}\n{time.monotonic() - started:.0f} s")
    stale = 0
    for item in listed:
        here = [change for change in found if item.is_of(change)]
        if not here or here[0] in sample and here[0] not in alive:
            why = "ya lo nota una prueba" if here else "ya no existe"
            print(f"{ACCEPTED.name}: {why}: {item.module} {item.function}: {item.change}")
            stale += 1
    few = 100 * (len(sample) - len(alive)) < GOAL * len(sample)
    return int(few or stale > 0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the runs end, the copies go
    sys.exit(main())
